"""What asking informative items first would save `--until-width`, for a strong, a middling and a weak model.

Run by hand: `python benchmarks/informative_order.py` (some minutes); `--smallest` for a few orders.

How difficult an item is follows from its dimension and rung: `docs/statistics/answers.jsonl` says how often a strong
answerer was right there. Items are drawn without replacement with a probability in proportion to the spread that their
stratum is expected to have (Neyman), which is learned anew after every answer; the estimate is the expected credits of
all items, and each answer's departure from what was expected weighed by its probability, so that it is of the full test
whatever was expected. Its intervals hold however often they are looked at (bets as in Waudby-Smith & Ramdas 2020,
arXiv:2006.04347, on weighted draws as in Shekhar et al. 2023, arXiv:2305.06884), the bets made as large as is best for
the width that is wanted. Beside it the random order with the intervals that `--until-width` has, and the same bets
without any knowledge of difficulty. Found: nothing to be had; so there is no such option (docs/statistics.md).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.special import expit, logit

from ch3ef.running.until import FIRST_LOOK
from ch3ef.stats.intervals import FloatArray
from until_width import half_width

ANSWERS = Path(__file__).parents[1] / "docs/statistics/answers.jsonl"
SIZES = {"helpful": 494, "honest": 153, "harmless": 355}
RUNGS = (1, 2, 3)
WIDTHS = (0.03, 0.05)
LEARNED = 10.0
"""Items of a stratum that what is expected of it counts as, before any was asked."""
LEAST = 0.15
"""The least spread that a stratum is expected to have, so that no answer weighs too much."""


class Strata(NamedTuple):
    """Groups of items of like difficulty.

    Attributes:
        size: Items of each, shape (h,).
        right: Share that the strong answerer had right, shape (h,).
    """

    size: FloatArray
    right: FloatArray


class Stopped(NamedTuple):
    """Where asking stopped: after how many items, and whether the interval then holds the set's accuracy."""

    asked: int
    held: bool


def main() -> int:
    """Simulate and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=100)
    parser.add_argument("--smallest", action="store_true")
    given = parser.parse_args()
    orders = 2 if given.smallest else given.orders
    rows = [json.loads(line) for line in ANSWERS.read_text("utf-8").splitlines()]
    own = [row for row in rows if row["part"] in SIZES and row["rung"] in RUNGS]
    print(f"{len(own)} answers: variance left of that of a random order, foreseen from one half, found in the other")
    for names in (("rung",), ("part", "rung"), ("task", "rung"), ("form", "rung")):
        print(f"by {' x '.join(names)}: {variance_left(own, names, 20 if given.smallest else 200):.0%}")
    strata = strata_of(own)
    print(f"{orders} orders each; {len(strata.size)} strata, {strata.size.sum():.0f} items")
    print("accuracy  variance left  half width  random order  the same bets, one stratum  informative first  holds")
    for name, shift in (("strong", 0.0), ("middling", 1.3), ("weak", 2.4)):
        right = expit(logit(strata.right) - shift)
        mean = float(np.average(right, weights=strata.size))
        left = np.average(np.sqrt(right * (1 - right)), weights=strata.size) ** 2 / (mean * (1 - mean))
        one = Strata(strata.size.sum(keepdims=True), np.array([mean]))
        for width in WIDTHS:
            rng = np.random.default_rng(round(1000 * mean + 1e5 * width))
            plain, alone, found = [], [], []
            for _ in range(orders):
                credit = drawn_credits(right, strata, rng)
                plain.append(in_random_order(credit, width, rng))
                alone.append(informative_first([rng.permutation(np.concatenate(credit))], one, width, rng).asked)
                found.append(informative_first(credit, strata, width, rng))
            asked, held = np.mean([each.asked for each in found]), np.mean([each.held for each in found])
            counts = f"{np.mean(plain):.0f}  {np.mean(alone):.0f}  {asked:.0f}"
            print(f"{name} {mean:.0%}  {left:.0%}  {width}  {counts}  {held:.1%}", flush=True)
    return 0


def variance_left(rows: Sequence[dict[str, Any]], names: Sequence[str], halves: int) -> float:
    """Variance of the estimate from the informative order, as a share of that from a random one, for as many items.

    Args:
        rows: Answers.
        names: What strata are made by.
        halves: How often the answers are parted.
    """
    rng, right = np.random.default_rng(1), np.array([row["right"] for row in rows], dtype=float)
    strata = np.unique(["/".join(str(row[name]) for name in names) for row in rows], return_inverse=True)[1]
    found = []
    for _ in range(halves):
        seen = rng.random(len(rows)) < 0.5
        known = np.bincount(strata, weights=seen, minlength=strata.max() + 1)
        hits = np.bincount(strata, weights=seen * right, minlength=strata.max() + 1)
        expected = ((hits + LEARNED * right[seen].mean()) / (known + LEARNED))[strata[~seen]]
        spread, departure = np.maximum(np.sqrt(expected * (1 - expected)), LEAST), right[~seen] - expected
        found.append(((departure**2 / spread).mean() * spread.mean() - departure.mean() ** 2) / right[~seen].var())
    return float(np.mean(found))


def strata_of(rows: Sequence[dict[str, Any]]) -> Strata:
    """The default set's dimensions and rungs, with what the strong answerer got there."""
    right = [
        [row["right"] for row in rows if row["part"] == part and row["rung"] == rung]
        for part in SIZES
        for rung in RUNGS
    ]
    # Half an answer more on either side: a stratum that was all right is not known to be so.
    shares = [(sum(own) + 0.5) / (len(own) + 1) for own in right]
    return Strata(np.repeat([*SIZES.values()], len(RUNGS)) / len(RUNGS) // 1, np.array(shares))


def drawn_credits(right: FloatArray, strata: Strata, rng: np.random.Generator) -> list[FloatArray]:
    """Credits of the items of each stratum, in a random order."""
    return [(rng.random(int(size)) < share).astype(float) for size, share in zip(strata.size, right, strict=True)]


def in_random_order(credit: list[FloatArray], width: float, rng: np.random.Generator) -> int:
    """Items that are asked in a random order, looked at after every tenth."""
    whole = rng.permutation(np.concatenate(credit))
    hits, items = np.cumsum(whole), len(whole)
    looks = (asked for asked in range(FIRST_LOOK, items, 10) if half_width(asked, int(hits[asked - 1]), items) <= width)
    return next(looks, items)


def informative_first(credit: list[FloatArray], strata: Strata, width: float, rng: np.random.Generator) -> Stopped:
    """Items that are asked in the weighted order, looked at after every tenth."""
    items, truth = int(strata.size.sum()), float(np.concatenate(credit).mean())
    means = np.linspace(0, 1, 801)
    log_up, log_down = np.zeros_like(means), np.zeros_like(means)
    hits, asked = np.zeros(len(strata.size)), np.zeros(len(strata.size))
    for step in range(1, items + 1):
        rest = strata.size - asked
        expected = (hits + LEARNED * strata.right) / (asked + LEARNED)
        spread = np.maximum(np.sqrt(expected * (1 - expected)), LEAST)
        weights = rest * spread
        stratum = int(rng.choice(len(weights), p=weights / weights.sum()))
        right = credit[stratum][int(asked[stratum])]
        weight = weights.sum() / spread
        told = (rest * expected).sum() + np.array([-expected, 1 - expected]) * weight
        drawn = told[int(right), stratum]
        unseen = np.clip(means * items - hits.sum(), 0, rest.sum())
        possible = (means * items >= hits.sum() - 1e-9) & (means * items <= hits.sum() + rest.sum() + 1e-9)
        bet = width * items / weights.sum() ** 2  # grows fastest at the bounds that are wanted
        low, high = float(told[:, rest > 0].min()), float(told[:, rest > 0].max())
        up = np.minimum(bet, 0.75 / np.maximum(unseen - low, 1e-9))
        down = np.minimum(bet, 0.75 / np.maximum(high - unseen, 1e-9))
        log_up += np.log1p(up * (drawn - unseen))
        log_down += np.log1p(-down * (drawn - unseen))
        against = np.where(possible, np.logaddexp(log_up, log_down) - np.log(2), np.inf)
        asked[stratum] += 1
        hits[stratum] += right
        if step >= FIRST_LOOK and step % 10 == 0:
            kept = means[against < np.log(20)]
            if len(kept) == 0 or kept[-1] - kept[0] <= 2 * width:
                return Stopped(step, bool(len(kept)) and kept[0] - 2e-3 <= truth <= kept[-1] + 2e-3)
    return Stopped(items, True)


if __name__ == "__main__":
    raise SystemExit(main())
