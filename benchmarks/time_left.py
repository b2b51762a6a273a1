"""How far off the time left is: of the suite `profile` and of one recipe, on a clock of our own and in real runs.

Run by hand: `python benchmarks/time_left.py`, some ten minutes; `--drawn` leaves out the real runs.

On the clock of our own the items are the suite's own, in its order, 8 at once. How long one takes is drawn: around what
its recipe leads to expect (`ch3ef.running.pace`), times a factor of the whole recipe (of standard deviation SPREAD, in
log units) and one of the item (0.4). A real run asks a server on this machine that takes SECONDS for a question, more
for a longer one, times a factor of the item (0.4), as `ch3ef run` asks.
"""

from __future__ import annotations

import argparse
import heapq
import math
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1]))

from tests.reply_server import replying  # noqa: E402

from ch3ef.cli import _parser  # noqa: E402
from ch3ef.cli.progress import begun_at  # noqa: E402
from ch3ef.cli.suite import parts_of  # noqa: E402
from ch3ef.models.names import parse_model_name  # noqa: E402
from ch3ef.recipes.parts import Part, part_of  # noqa: E402
from ch3ef.recipes.recipe import recipe_named  # noqa: E402
from ch3ef.recipes.suites import suite_named  # noqa: E402
from ch3ef.results import ResultRow  # noqa: E402
from ch3ef.running.pace import Kind, Pace, usual_work  # noqa: E402
from ch3ef.running.planned import RunPlan  # noqa: E402
from ch3ef.running.run import run  # noqa: E402
from ch3ef.scenarios import load_scenario  # noqa: E402

Parts = Callable[[str, int | None], tuple[Part, ...]]
"""A model's argument, and how many items where that is not settled -> what it is asked."""
MODEL = "reference/oracle"
AT_ONCE = 8
SHARES = (0.05, 0.1, 0.2, 0.5, 0.9)
"""Of a real run's time, when what is said is compared."""


def main() -> None:
    """Print by how much the estimates are off, over the course of the run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--drawn", action="store_true", help="no real runs")
    parser.add_argument("--seconds", type=float, default=4.0, help="that the server takes for a question")
    parser.add_argument("--max-connections", type=int, default=16, help="requests at once; 0: as Inspect will")
    parser.add_argument("--smallest", action="store_true", help="one server of each kind, few items: does it run?")
    arguments = parser.parse_args()
    if arguments.smallest:
        measure(0.35, 1, "ch3ef-gen?per_task=1")
        real("human-value-direct", _one_recipe, 0.05, limit=40)
        return
    for spread in (0.0, 0.35, 0.7):
        measure(spread, 20)
    if not arguments.drawn:
        real("human-value-direct", _one_recipe, arguments.seconds, arguments.max_connections or None)
        real("profile", _profile, arguments.seconds, arguments.max_connections or None)


# --- on a clock of our own ------------------------------------------------------------------------------------


def ends_of(asked: Sequence[tuple[Kind, float]]) -> list[tuple[float, Kind, float]]:
    """(time of its end, kind, seconds) of items put to a server in this order."""
    free = [0.0] * AT_ONCE
    ends = []
    for kind, seconds in asked:
        start = heapq.heappop(free)
        heapq.heappush(free, start + seconds)
        ends.append((start + seconds, kind, seconds))
    return sorted(ends, key=lambda end: end[0])


def measure(spread: float, servers: int, scenario: str = "ch3ef-gen") -> None:
    """Draw servers whose recipes take another time than expected, by factors of this spread."""
    parts = _profile(MODEL, scenario=scenario)
    kinds = [Kind(MODEL, part.recipe.name, usual_work(part.recipe)) for part in parts for _ in part.askings]
    rng = np.random.default_rng(0)
    off: dict[tuple[str, int], list[float]] = {}
    for _ in range(servers):
        speeds = {kind: rng.lognormal(0, spread) / 50 for kind in dict.fromkeys(kinds)}
        ends = ends_of([(kind, kind.work * speeds[kind] * rng.lognormal(0, 0.4)) for kind in kinds])
        pace, whole = Pace.of(Counter(kinds)), ends[-1][0]
        for done, (now, kind, seconds) in enumerate(ends, start=1):
            pace.finished(MODEL, kind.recipe, seconds, now)
            tenth, left = int(10 * now / whole), whole - now
            if tenth < 10 and done % 5 == 0:
                guesses = {"by items": (len(ends) - done) * now / done, "by kinds": pace.seconds_left()}
                for name, guess in guesses.items():
                    if guess:
                        off.setdefault((name, tenth), []).append(abs(np.log(guess / left)))
    print(f"SPREAD {spread}: {len(kinds)} items of {len(set(kinds))} kinds; off by this factor, median (9 of 10 below)")
    print("tenth of the run  " + "".join(f"{tenth + 1:>14}" for tenth in range(10)))
    for name in ("by items", "by kinds"):
        shown = (np.exp(np.quantile(off[name, tenth], (0.5, 0.9))) for tenth in range(10))
        print(f"{name:<18}" + "".join(f"{f'{half:.2f} ({most:.2f})':>14}" for half, most in shown))


def _profile(model: str, _: int | None = None, scenario: str = "ch3ef-gen") -> tuple[Part, ...]:
    """What the suite asks a model."""
    given = ["--suite", "profile", "--scenario", scenario, "--model", model, "--dry-run"]
    arguments = _parser().parse_args(["run", *given])
    return parts_of(suite_named("profile"), arguments, [parse_model_name(model)], [])


# --- in real runs ---------------------------------------------------------------------------------------------


class Watch:
    """Notes what is said to be left, and when."""

    def started(self, total: int, left: Mapping[Kind, int]) -> None:
        """The run begins."""
        self.pace, self.begun, self.said = Pace.of(left), math.inf, list[tuple[float, float | None]]()

    def finished(self, row: ResultRow) -> None:
        """As the bar does."""
        now = time.monotonic()
        self.begun = min(self.begun, now - (row.seconds or 0.0))
        self.pace.finished(row.model, row.recipe, row.seconds, now, begun_at(row, now))
        self.said.append((now, self.pace.seconds_left()))

    def noted(self, sentence: str) -> None:
        """Nothing to note."""


def _one_recipe(_: str, limit: int | None) -> tuple[Part, ...]:
    return (part_of(load_scenario("ch3ef-gen", limit=limit), recipe_named("human-value-direct")),)


def real(name: str, parts: Parts, seconds: float, at_once: int | None = None, limit: int | None = 400) -> None:
    """Ask a server that takes a while for each question, and compare what was said with what came."""
    rng = random.Random(0)  # noqa: S311

    def slowly(text: str) -> str:
        time.sleep(seconds * (0.6 + len(text) / 1500) * rng.lognormvariate(0, 0.4))
        return "The answer is (A)."

    os.environ["SLOW_API_KEY"] = "none"
    watch = Watch()
    with replying(slowly) as (url, _), tempfile.TemporaryDirectory() as folder:
        model = f"openai-api/slow/m?base_url={url}"
        plan = RunPlan((parse_model_name(model),), parts(model, limit), max_connections=at_once)
        run(plan, Path(folder) / "run", watch)
    whole = watch.said[-1][0] - watch.begun
    shown = []
    for share in SHARES:
        now, left = next(each for each in watch.said if each[0] >= watch.begun + share * whole)
        ratio = "none yet" if left is None else f"{left / max(watch.said[-1][0] - now, 1e-9):.2f}"
        shown.append(f"{ratio} at {share:.0%}")
    print(f"{name}, a real run: {len(watch.said)} items in {whole:.0f} s; said / actual {', '.join(shown)}")


if __name__ == "__main__":
    main()
