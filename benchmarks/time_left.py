"""How far off the time left is: of the suite `profile`, on a clock of our own, by items alone and by kinds of items.

Run by hand: `python benchmarks/time_left.py`.

The items are the suite's own, in its order, 8 at once. How long one takes is drawn: around what its recipe leads to
expect (`ch3ef.running.pace`), times a factor of the whole recipe (of standard deviation SPREAD, in log units) and one
of the item (0.4).
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence

import numpy as np

from ch3ef.cli import _parser
from ch3ef.cli.suite import parts_of
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.suites import suite_named
from ch3ef.running.pace import Kind, Pace, usual_work

MODEL = "reference/oracle"
AT_ONCE = 8


def ends_of(asked: Sequence[tuple[Kind, float]]) -> list[tuple[float, Kind, float]]:
    """(time of its end, kind, seconds) of items put to a server in this order."""
    free = [0.0] * AT_ONCE
    ends = []
    for kind, seconds in asked:
        start = heapq.heappop(free)
        heapq.heappush(free, start + seconds)
        ends.append((start + seconds, kind, seconds))
    return sorted(ends, key=lambda end: end[0])


def main() -> None:
    """Print by how much the estimates are off, over the course of the run."""
    for spread in (0.0, 0.35, 0.7):
        measure(spread)


def measure(spread: float) -> None:
    """Draw 20 servers whose recipes take another time than expected, by factors of this spread."""
    arguments = _parser().parse_args(["run", "--suite", "profile", "--model", MODEL, "--dry-run"])
    parts = parts_of(suite_named("profile"), arguments, [parse_model_name(MODEL)], [])
    kinds = [Kind(MODEL, part.recipe.name, usual_work(part.recipe)) for part in parts for _ in part.askings]
    rng = np.random.default_rng(0)
    off: dict[tuple[str, int], list[float]] = {}
    for _ in range(20):
        speeds = {kind: rng.lognormal(0, spread) / 50 for kind in dict.fromkeys(kinds)}
        ends = ends_of([(kind, kind.work * speeds[kind] * rng.lognormal(0, 0.4)) for kind in kinds])
        pace, whole = Pace.of(Counter(kinds)), ends[-1][0]
        for done, (now, kind, seconds) in enumerate(ends, start=1):
            pace.finished(MODEL, kind.recipe, seconds, now)
            tenth, left = int(10 * now / whole), whole - now
            if tenth < 10 and done % 5 == 0:
                guesses = {"by items": (len(ends) - done) * now / done, "by kinds": pace.seconds_left() or 0.0}
                for name, guess in guesses.items():
                    off.setdefault((name, tenth), []).append(abs(np.log(guess / left)))
    print(f"SPREAD {spread}: {len(kinds)} items of {len(set(kinds))} kinds; off by this factor, median (9 of 10 below)")
    print("tenth of the run  " + "".join(f"{tenth + 1:>14}" for tenth in range(10)))
    for name in ("by items", "by kinds"):
        shown = (np.exp(np.quantile(off[name, tenth], (0.5, 0.9))) for tenth in range(10))
        print(f"{name:<18}" + "".join(f"{f'{half:.2f} ({most:.2f})':>14}" for half, most in shown))


if __name__ == "__main__":
    main()
