"""What answerers got of the generated sets, counted anew from their replies: one line a reply.

A reply names the set and its version, the item, what was said, and whether it was right.

- `python tools/answers.py [part|task|form]`: a strong model at one look a picture (docs/statistics/answers.jsonl), by
  seed and rung.
- `python tools/answers.py discrimination [part|task|form]`: how far the items part it from one with a coarse eye, which
  saw the same items with pictures of 224 pixels (answers-of-a-coarse-eye.jsonl): right of both on the same items, and
  the difference with its 95 % interval.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np

STATISTICS = Path(__file__).parent.parent / "docs" / "statistics"
STRONG, COARSE = STATISTICS / "answers.jsonl", STATISTICS / "answers-of-a-coarse-eye.jsonl"


def replies(file: Path) -> list[dict[str, Any]]:
    """The replies of a file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def right(by: str = "part") -> None:
    """Print right answers, answers and their share, per seed, rung and part (or task, or form)."""
    asked, got = Counter[tuple[str, int, str]](), Counter[tuple[str, int, str]]()
    for reply in replies(STRONG):
        seed = reply["set"].partition("seed=")[2].partition("&")[0]
        place = (seed, int(reply["rung"]), str(reply[by]))
        asked[place] += 1
        got[place] += bool(reply["right"])
    for seed, rung, name in sorted(asked):
        n, share = asked[seed, rung, name], got[seed, rung, name]
        print(f"seed {seed}, rung {rung}: {name}: {share} of {n}, {100 * share / n:.0f} %")


def discrimination(by: str = "part") -> None:
    """Print what the two got of the items that both answered, per rung and part (or task, or form), and of all."""
    coarse = {reply["item_id"]: bool(reply["right"]) for reply in replies(COARSE)}
    pairs = defaultdict[tuple[int, str], list[tuple[bool, bool]]](list)
    for reply in replies(STRONG):
        if reply["item_id"] in coarse:
            both = bool(reply["right"]), coarse[reply["item_id"]]
            for place in ((int(reply["rung"]), str(reply[by])), (int(reply["rung"]), "all")):
                pairs[place].append(both)
    for (rung, name), found in sorted(pairs.items()):
        answered = np.array(found, float)
        apart = answered[:, 0] - answered[:, 1]
        half = 1.96 * apart.std(ddof=1) / len(apart) ** 0.5 if len(apart) > 1 else np.nan
        strong, weak = answered.sum(axis=0)
        told = f"{100 * apart.mean():+.0f} points, +- {100 * half:.0f}"
        print(f"rung {rung}: {name}: {strong:.0f} against {weak:.0f} of {len(apart)}, {told}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["discrimination"]:
        discrimination(*sys.argv[2:])
    else:
        right(*sys.argv[1:])
