"""Runs by workers, killed at random moments: what is lost, and what is there twice.

Run by hand: `python benchmarks/reliability/worker_kills.py --kills 100`; `--smallest` for two kills.

A run by three workers in a Ray cluster of its own, which ask a stand-in for a model that sleeps a while for each
question and needs no torch; all else is the real thing. At random moments a worker is killed (three times in four) or
whoever keeps the rows (SIGKILL); of a run that was killed so, or has an item whose workers were killed three times, the
same command goes on. A new run begins as long as kills are left.

Target: no row lost, none twice.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from ch3ef.models import opening
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.bundles import Bundle
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import Outcome, ResultRow, read_rows, row_from_json
from ch3ef.running import cluster, refusing
from ch3ef.running.answers import Answer
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.running.worker import Given, Worker
from ch3ef.running.workers import Workers
from ch3ef.scenarios import load_scenario

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from reliability.kills import write_set

WORKERS, AT_ONCE, SLOWEST = 3, 4, 0.5


class Sleeper(Worker):
    """Sleeps a while for each bundle, and says "A"; its number of a process is a file's name."""

    async def load(self) -> int:
        """Nothing to load."""
        place = Path(self._post.folder) / "workers"
        place.mkdir(exist_ok=True)
        (place / str(os.getpid())).touch()
        return AT_ONCE

    async def ask(self, bundle: Bundle) -> Given:
        """Sleep."""
        await asyncio.sleep(random.uniform(0, SLOWEST))  # noqa: S311
        return Given([Answer(list(one.asking.order), reply="A") for one in bundle], ())


class Silent:
    """Watches without a word."""

    def started(self, total: int, left: object) -> None:
        """Nothing to note."""

    def finished(self, row: ResultRow) -> None:
        """Nothing to note."""

    def noted(self, sentence: str) -> None:
        """Nothing to note."""


def asked(out: Path) -> bool:
    """Ask the run, and say whether all is answered; what needs a checkpoint is left out."""
    part = part_of(load_scenario("set"), recipe_named("human-value-direct"))
    plan = RunPlan((parse_model_name("ch3ef-hf/stand-in"),), (part,), workers=Workers(WORKERS, 0.0))
    with (
        patch.object(cluster, "Worker", Sleeper),
        patch.object(refusing, "check_local", lambda *_: []),
        patch.object(opening, "check_checkpoint", lambda _: None),
    ):
        return all(row.outcome != Outcome.ERROR for row in run(plan, out, Silent()))


@dataclass
class Counts:
    """What came of the kills.

    Attributes:
        workers: Of these, workers that were killed.
        drivers: Processes that keep the rows, likewise.
        rows: Rows that were asked for in all runs.
        lost: Of these, those that are not there.
        doubled: Rows there more than once, in the table or among the finished ones.
        errors: Items whose workers were killed three times, and which were asked again.
        failures: What went wrong otherwise.
    """

    workers: int = 0
    drivers: int = 0
    rows: int = 0
    lost: int = 0
    doubled: int = 0
    errors: int = 0
    failures: list[str] = field(default_factory=list)

    def told(self) -> str:
        """One line per count."""
        return "\n".join(
            [
                f"workers killed    {self.workers}",
                f"drivers killed    {self.drivers}",
                f"rows asked for    {self.rows}",
                f"rows lost         {self.lost}",
                f"rows twice        {self.doubled}",
                f"items given up    {self.errors} for a time",
                *self.failures,
            ]
        )

    @property
    def kills(self) -> int:
        """All of them."""
        return self.workers + self.drivers


def one_run(counts: Counts, folder: Path, items: int, kills: int) -> None:
    """One run to its end, killed on the way."""
    out = folder / f"run{time.monotonic_ns()}"
    command = [sys.executable, str(Path(__file__).resolve()), "--drive", str(out)]
    while True:
        for old in (folder / "workers").glob("*"):
            old.unlink()
        driver = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        while driver.poll() is None and not any((folder / "workers").glob("*")):
            time.sleep(0.05)
        while driver.poll() is None and counts.kills < kills:
            time.sleep(random.uniform(0, 6))  # noqa: S311
            if driver.poll() is None:
                _kill(counts, folder, driver)
        said = driver.communicate()[1]
        if driver.returncode == 0:
            break
        if driver.returncode not in {-signal.SIGKILL, 1}:
            counts.failures.append(f"exit {driver.returncode}: {said.strip().splitlines()[-1:]}")
            break
    lines = [row_from_json(line) for line in (out / "finished.jsonl").read_text().splitlines()]
    kept = Counter(row.key for row in lines if row.outcome != Outcome.ERROR)
    rows = [row.key for row in read_rows(out) if row.outcome != Outcome.ERROR] if driver.returncode == 0 else list(kept)
    counts.rows += items
    counts.lost += items - len(set(rows))
    counts.doubled += len(rows) - len(set(rows)) + sum(times - 1 for times in kept.values())
    counts.errors += sum(row.outcome == Outcome.ERROR for row in lines)


def _kill(counts: Counts, folder: Path, driver: subprocess.Popen[str]) -> None:
    """Kill the driver, or a worker that is there."""
    there = [file for file in (folder / "workers").glob("*") if Path("/proc", file.name).exists()]
    if not there or random.random() < 0.25:  # noqa: S311
        driver.kill()
        driver.wait()
        counts.drivers += 1
        return
    chosen = random.choice(there)  # noqa: S311
    chosen.unlink()
    os.kill(int(chosen.name), signal.SIGKILL)
    counts.workers += 1


def main() -> None:
    """Kill, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--items", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--drive", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--smallest", action="store_true")
    arguments = parser.parse_args()
    if arguments.drive:
        raise SystemExit(not asked(arguments.drive))
    if arguments.smallest:
        arguments.kills, arguments.items = 2, 30
    random.seed(arguments.seed)
    counts = Counts()
    with tempfile.TemporaryDirectory() as name:
        write_set(Path(name) / "set", arguments.items, 16)
        while counts.kills < arguments.kills:
            one_run(counts, Path(name), arguments.items, arguments.kills)
            print(f"{counts.kills} kills", flush=True)
    print(counts.told())
    if counts.lost or counts.doubled or counts.failures:
        raise SystemExit("the target is missed")


if __name__ == "__main__":
    main()
