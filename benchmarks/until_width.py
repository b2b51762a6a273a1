"""How many items `--until-width` asks, and how often its intervals, looked at after every item, all hold the truth.

Run by hand: `python benchmarks/until_width.py` (some minutes); `--smallest` for a few orders.

Sets of 1002 items with a known accuracy are asked in random orders, by the rule of `ch3ef run --until-width`. Targets:
the truth lies in the whole sequence of intervals in at least 95 % of the orders; at half widths of 0.03 and 0.05 fewer
items than all are asked on average. Beside it: how often Wilson's interval, which takes the number of items as settled,
holds the accuracy of a population that the set is drawn from, where asking stopped by the rule; and how often the truth
lies in all of Wilson's intervals, looked at as often.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from functools import cache

import numpy as np

from ch3ef.running.until import FIRST_LOOK
from ch3ef.stats.intervals import wilson
from ch3ef.stats.sequential import log_evidence, next_look, sequence_interval

ITEMS = 1002
SHARES = (0.5, 0.8, 0.95)
WIDTHS = (0.03, 0.05)


def main() -> int:
    """Simulate and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=2000)
    parser.add_argument("--smallest", action="store_true")
    given = parser.parse_args()
    orders = 30 if given.smallest else given.orders
    print(f"{orders} orders of {ITEMS} items each")
    print("accuracy  the truth in all intervals  in all of Wilson's")
    for share in SHARES:
        ours, plain = coverage(share, orders)
        print(f"{share:8.0%}  {ours:26.1%}  {plain:18.1%}")
    print("accuracy  half width  items asked, 5 to 95 % of orders  looks  saved  Wilson's holds the population's")
    for share in SHARES:
        for width in WIDTHS:
            asked, looks, held = np.array(stops(share, width, orders)).T
            low, high = np.quantile(asked, [0.05, 0.95])
            told = f"{asked.mean():.0f}, {low:.0f} to {high:.0f}"
            saved = 1 - asked.mean() / ITEMS
            print(f"{share:8.0%}  {width:10}  {told:>32}  {looks.mean():5.1f}  {saved:5.0%}  {held.mean():31.1%}")
    return 0


def coverage(share: float, orders: int) -> tuple[float, float]:
    """How often the accuracy of a set lies in all intervals of a random order: in ours, and in Wilson's."""
    rng = np.random.default_rng(round(1000 * share))
    whole = (np.arange(ITEMS) < round(share * ITEMS)).astype(float)
    ours = plain = 0
    for _ in range(orders):
        credit = rng.permutation(whole)
        ours += bool((log_evidence(credit, ITEMS, float(whole.mean())) < math.log(20)).all())
        bounds = (wilson(float(hits), k) for k, hits in looked(np.cumsum(credit)))
        plain += all(each.low <= whole.mean() <= each.high for each in bounds)
    return ours / orders, plain / orders


def looked(hits: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Sequence[tuple[int, float]]:
    """Number of items and hits after every tenth item from the first look on."""
    return [(k, float(hits[k - 1])) for k in range(FIRST_LOOK, len(hits), 10)]


def stops(share: float, width: float, orders: int) -> list[tuple[int, int, bool]]:
    """Of each order of a set drawn from a population: items asked, looks, whether Wilson's interval then holds."""
    rng = np.random.default_rng(round(1000 * share + 1e5 * width))
    found = []
    for _ in range(orders):
        hits = np.cumsum(rng.random(ITEMS) < share)
        asked, looks = FIRST_LOOK, 1
        while asked < ITEMS and (half := half_width(asked, int(hits[asked - 1]))) > width:
            asked, looks = next_look(asked, ITEMS, half, width), looks + 1
        bounds = wilson(float(hits[asked - 1]), asked)
        found.append((asked, looks, bounds.low <= share <= bounds.high))
    return found


@cache
def half_width(asked: int, hits: int, items: int = ITEMS) -> float:
    """Half the width of the interval after so many items; of credits of 0 and 1 their order does not matter."""
    found = sequence_interval([1.0] * hits + [0.0] * (asked - hits), items)
    return (found.high - found.low) / 2


if __name__ == "__main__":
    raise SystemExit(main())
