"""Two workers beside one, and one worker beside none: how much faster, and what it costs.

Run by hand: `python benchmarks/workers.py`; `--smallest` for the waiting alone, of few questions.

- **Waiting**: a stand-in for a model that takes 0.2 s for a question and no processor, asked by one worker and by two
  on this machine; by the clock, from the first answer to the last.
- **Computing**: a LLaVA of random weights, asked without workers, by one and by two. The machine may be busy, so
  processor time: of a run without workers its own, from the first row to the last; else each worker's, from its first
  question to its last, and that of the process that keeps the rows. Two workers are so much faster, where the cores are
  there, as the time of one is more than the longer of theirs.

Targets: two workers at least 1.8 times as fast as one in both; overhead of one worker at most 5 %.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"

from ch3ef.models.names import ModelName, parse_model_name
from ch3ef.models.settings import UNSET
from ch3ef.recipes.bundles import Bundle, RecipeAsking, bundled
from ch3ef.recipes.parts import Part, part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import ResultRow
from ch3ef.running import cluster
from ch3ef.running.answers import Answer
from ch3ef.running.cluster import open_cluster
from ch3ef.running.finishing import Ending
from ch3ef.running.lanes import Lane
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.running.worker import Given, Worker
from ch3ef.running.workers import Workers, ask_by_workers
from ch3ef.scenarios import load_scenario
from reliability.kills import write_set

SECONDS, AT_ONCE = 0.2, 4


class Sleeper(Worker):
    """Takes its time for each bundle, some at once."""

    async def load(self) -> int:
        """Nothing to load."""
        return AT_ONCE

    async def ask(self, bundle: Bundle) -> Given:
        """Sleep, and say "A"."""
        await asyncio.sleep(SECONDS)
        return Given([Answer(list(one.asking.order), reply="A") for one in bundle], ())


class Timed(Worker):
    """Notes in a file of its own what processor time it took since its first answer."""

    async def ask(self, bundle: Bundle) -> Given:
        """Ask, and note the time."""
        given = await super().ask(bundle)
        file = Path(self._post.folder) / f"{os.getpid()}.seconds"
        self.first = getattr(self, "first", time.process_time())
        file.write_text(str(time.process_time() - self.first))
        return given


@dataclass
class Clock:
    """When the rows came, by the clock and by this process's own time.

    Attributes:
        times: Both, of each.
    """

    times: list[tuple[float, float]] = field(default_factory=list)

    def started(self, total: int, left: object) -> None:
        """Nothing to note."""

    def finished(self, row: ResultRow) -> None:
        """Note the time."""
        self.times.append((time.monotonic(), time.process_time()))

    def noted(self, sentence: str) -> None:
        """Of a worker that was lost, the figures say nothing."""
        raise SystemExit(sentence)

    @property
    def spans(self) -> tuple[float, float]:
        """From the first to the last."""
        (began, mine), (ended, last) = self.times[0], self.times[-1]
        return ended - began, last - mine


def waited(part: Part, number: int, folder: Path) -> float:
    """Seconds that so many workers take, from the first answer to the last."""
    columns = {part.recipe.name: part.recipe.columns(scenario="set", scenario_version="", seed=0)}
    columns[part.recipe.name] |= {"run_id": "", "model": "m"}
    bundles = bundled([RecipeAsking(part.recipe, asked) for asked in part.askings], by_pictures=True)
    lane = Lane(ModelName("m", "ch3ef-hf", "stand-in", {}), UNSET, [(bundle, columns) for bundle in bundles])
    clock = Clock()
    with patch.object(cluster, "Worker", Sleeper), open_cluster(Workers(number, 0.0)) as here:
        ask_by_workers(lane, here, clock.finished, Ending(), folder / "logs", clock.noted)
    return clock.spans[0]


def computed(plan: RunPlan, out: Path) -> tuple[float, list[float]]:
    """Processor time of this process from the first row to the last, and of each worker."""
    clock = Clock()
    with patch.object(cluster, "Worker", Timed):
        run(plan, out, clock)
    files = list(Path.cwd().glob("*.seconds"))
    seconds = [float(file.read_text()) for file in files]
    for file in files:
        file.unlink()
    return clock.spans[1], seconds


def compute(build: Callable[[str, Path], Path], folder: Path, items: int) -> None:
    """Say what a real model takes, in three ways."""
    part = part_of(load_scenario("set"), recipe_named("human-value"))
    model = parse_model_name(f"ch3ef-hf/{build('llava', folder / 'llava')}")
    plans = {
        number: RunPlan((model,), (part,), workers=Workers(number, 0.0) if number else None) for number in range(3)
    }
    alone, _ = computed(plans[0], folder / "alone")
    keeping, own = computed(plans[1], folder / "by-one")
    _, both = computed(plans[2], folder / "by-two")
    print(f"computing, {items} questions: without workers {alone:.2f} s of processor time")
    print(f"  one worker {own[0]:.2f} s, keeping {keeping:.2f} s: {(own[0] + keeping) / alone - 1:+.0%} (at most +5 %)")
    each = " and ".join(f"{seconds:.2f}" for seconds in both)
    print(f"  two workers {each} s: {own[0] / max(both):.2f} times as fast (target 1.8)")


def main() -> None:
    """Measure, and say so."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=400)
    parser.add_argument("--smallest", action="store_true")
    arguments = parser.parse_args()
    items = 40 if arguments.smallest else arguments.items
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        write_set(Path("set"), items, 64)
        part = part_of(load_scenario("set"), recipe_named("human-value-direct"))
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        one, two = (waited(part, number, Path(name)) for number in (1, 2))
        print(
            f"waiting, {items} questions: one worker {one:.2f} s, two {two:.2f} s: {one / two:.2f} times as fast (1.8)"
        )
        if not arguments.smallest:
            sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
            from tests.tiny_vlm import build

            compute(build, Path(name), items)
        os.chdir("/")


if __name__ == "__main__":
    main()
