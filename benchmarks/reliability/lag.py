"""How long answers that a server has sent are not yet on disk, where a kill would have them asked for again.

Run by hand: `python benchmarks/reliability/lag.py`; `--smallest` for a run of 12 items. The real command asks a real
server of this machine, each of whose answers is another one; the file in which a run keeps what came is looked at every
few milliseconds. Of what is printed, the time that looking takes is a part: 2 ms where the machine is idle.

Target: a median below 0.3 s and no answer above 1 s, with either engine and at any width, also on a busy machine.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from ch3ef.running.arrivals import ARRIVED_FILE
from reliability.kills import COMMAND, Server, serving, write_set

MEDIAN, MOST = 0.3, 1.0
"""Target, in seconds."""
EVERY = 0.002
"""Seconds between two looks."""
_WALL = re.compile(r"wall (\d+)")


class Timed(Server):
    """Knows when each wall was answered for.

    Attributes:
        sent: By the wall's number.
    """

    def __init__(self, slowest: float) -> None:
        super().__init__(slowest)
        self.sent: dict[str, float] = {}

    def note(self, text: str, came: float) -> None:
        """An answer was sent."""
        self.sent.update(dict.fromkeys(_WALL.findall(text), time.time()))


def answer(text: str) -> str:
    """A letter, and which wall it is for."""
    return f"(A), of wall {''.join(_WALL.findall(text)[-1:])}"


def arrivals(file: Path, running: subprocess.Popen[bytes]) -> dict[str, float]:
    """When each answer was first seen on disk."""
    seen: dict[str, float] = {}
    while not file.exists() and running.poll() is None:
        time.sleep(EVERY)
    if not file.exists():
        return seen
    with file.open() as lines:
        ended = False
        while not ended:
            ended = running.poll() is not None
            for wall in _WALL.findall(lines.read()):
                seen.setdefault(wall, time.time())
            time.sleep(EVERY)
    return seen


def lags(folder: Path, engine: str, width: int | None, slowest: float) -> tuple[list[float], float]:
    """What each answer of a run took to the disk [s], and what the run took."""
    server, out = Timed(slowest), folder / f"{engine}-{width}"
    with serving(server, answer) as url:
        command = [*COMMAND, "--model", f"openai-api/ours/m?base_url={url}", "--scenario", str(folder / "set"),
                   "--recipe", "human-value-direct", "--engine", engine, "--out", str(out)]  # fmt: skip
        command += ["--max-connections", str(width)] if width else []
        began = time.monotonic()
        running = subprocess.Popen(
            command, env=os.environ | {"OURS_API_KEY": "none"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        seen = arrivals(out / ARRIVED_FILE, running)
        if running.returncode or seen.keys() != server.sent.keys():
            raise SystemExit(f"exit code {running.returncode}; {len(seen)} of {len(server.sent)} answers were kept")
    return [max(0.0, seen[wall] - sent) for wall, sent in server.sent.items()], time.monotonic() - began


def main() -> None:
    """Print a line per engine and width."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=400)
    parser.add_argument("--side", type=int, default=512, help="of the pictures, in pixels")
    parser.add_argument("--slowest", type=float, default=1.0, help="seconds that an answer takes at most")
    parser.add_argument("--smallest", action="store_true")
    arguments = parser.parse_args()
    if arguments.smallest:
        arguments.items, arguments.side, arguments.slowest = 12, 64, 0.1
    print(f"{'engine':<9}{'width':>8}{'answers':>9}{'median s':>10}{'95 % s':>8}{'most s':>8}{'run s':>7}{'load':>6}")
    missed = False
    with tempfile.TemporaryDirectory() as name:
        write_set(Path(name) / "set", arguments.items, arguments.side)
        for engine in ("inspect", "lean"):
            for width in (None, 4):
                found, seconds = lags(Path(name), engine, width, arguments.slowest)
                told = "".join(f"{value:>{room}.3f}" for value, room in zip(_spread(found), (10, 8, 8), strict=True))
                load = os.getloadavg()[0]
                print(f"{engine:<9}{width or 'default':>8}{len(found):>9}{told}{seconds:>7.0f}{load:>6.1f}", flush=True)
                missed = missed or median(found) > MEDIAN or max(found) > MOST
    if missed:
        raise SystemExit("the target is missed")


def _spread(found: list[float]) -> tuple[float, float, float]:
    return median(found), quantiles(found, n=20)[-1], max(found)


if __name__ == "__main__":
    main()
