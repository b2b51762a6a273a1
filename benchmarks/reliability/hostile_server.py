"""Runs against a server that errs in every way that servers do: does each end, with true outcomes?

`python benchmarks/reliability/hostile_server.py` prints, per kind of fault, seconds to the end of the run, its peak
memory beside that of a run against a good server, and the outcomes. Targets: each run ends within its limits
(`--timeout`), every item has the one outcome that is true, at most 600 MiB above the good server's run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from PIL import Image

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[2]))

from tests.hostile_server import CASES, ODD, HostileServer, packed, serve  # noqa: E402

ANSWERED = ("good", "list content", "odd usage", "empty refusal", *ODD)
REFUSED = ("refusal", "filter", "400 filter")
TRUNCATED = ("cut", "bomb", "long")
SMALLEST = ("500", "hang", "bomb", "400 image")
MORE_MIB = 600


class Limits(NamedTuple):
    """Of each request: seconds of a try, seconds of all its tries, further tries."""

    attempt_timeout: int = 5
    timeout: int = 20
    retries: int = 2


def main() -> int:
    """Run every kind; 1 if one misses a target."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--case", action="append", choices=CASES, help="only this kind; repeatable")
    parser.add_argument("--items", type=int, default=4, help="items per kind")
    parser.add_argument("--bomb", type=int, default=1000, metavar="MB", help="what a small packed reply unpacks to")
    parser.add_argument("--smallest", action="store_true", help="four kinds, two items: does it run?")
    arguments = parser.parse_args()
    cases = arguments.case or (SMALLEST if arguments.smallest else tuple(CASES))
    items, bomb = (2, 64) if arguments.smallest else (arguments.items, arguments.bomb)
    limits = Limits(retries=1) if arguments.smallest else Limits()
    packed(bomb)  # once, before any run waits for it
    good_seconds, good_mib, _, _ = _run("good", items, bomb, limits)
    print(f"{'kind':<16}{'seconds':>8}{'peak MiB':>10}{'above good':>12}  outcomes")
    missed = 0
    for case in cases:
        seconds, mib, outcomes, told = _run(case, items, bomb, limits)
        right = outcomes == {_true(case): items}
        ended = seconds <= good_seconds + limits.timeout + limits.attempt_timeout
        held = right and ended and mib <= good_mib + MORE_MIB
        missed += not held
        shown = ", ".join(f"{n} {outcome}" for outcome, n in outcomes.items()) or told
        print(f"{case:<16}{seconds:>8.1f}{mib:>10.0f}{mib - good_mib:>12.0f}  {shown}{'' if held else '  MISSED'}")
    print(f"{len(cases)} kinds, {missed} missed; a good server: {good_seconds:.1f} s, {good_mib:.0f} MiB")
    return 1 if missed else 0


def _true(case: str) -> str:
    """The outcome that an item has which is answered so."""
    for outcome, kinds in (("answered", ANSWERED), ("refused", REFUSED), ("truncated", TRUNCATED)):
        if case in kinds:
            return outcome
    return "error"


def _run(case: str, items: int, bomb: int, limits: Limits) -> tuple[float, float, dict[str, int], str]:
    """Seconds, peak MiB and outcomes of a run whose questions are all answered in one way; and what it said last."""
    with tempfile.TemporaryDirectory() as temporary, serve(HostileServer(bomb=bomb)) as server:
        folder = Path(temporary)
        lines = ["image,question,options,answer"]
        for number in range(items):
            Image.new("RGB", (24, 24), (number, 90, 30)).save(folder / f"{number}.png")
            lines.append(f"{number}.png,Case {case}: is this number {number}?,yes|no,yes")
        (folder / "table.csv").write_text("\n".join(lines) + "\n")
        command = [
            *(sys.executable, "-m", "ch3ef.cli", "run", "--recipe", "human-value-direct", "--scenario", temporary),
            *("--model", f"openai-api/hostile/m?base_url={server.url}", "--out", f"{temporary}/run"),
            *("--attempt-timeout", str(limits.attempt_timeout), "--timeout", str(limits.timeout)),
            *("--max-retries", str(limits.retries)),
        ]
        start = time.monotonic()
        environment = os.environ | {"HOSTILE_API_KEY": "none"}
        with (folder / "said").open("w+") as said:
            process = subprocess.Popen(command, stdout=said, stderr=said, env=environment)
            _, _, used = os.wait4(process.pid, 0)
            seconds = time.monotonic() - start
            said.seek(0)
            told = (said.read().strip().splitlines() or [""])[-1]
        journal = folder / "run" / "finished.jsonl"
        rows = [json.loads(line) for line in journal.read_text().splitlines()] if journal.is_file() else []
    return seconds, used.ru_maxrss / 1024, dict(Counter(row["outcome"] for row in rows)), told[:200]


if __name__ == "__main__":
    sys.exit(main())
