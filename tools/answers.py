"""What answerers got of the generated sets, by part and rung, or by task: counted anew from their replies.

`python tools/answers.py [task|form]` reads docs/statistics/answers.jsonl: one line a reply, with the set and its
version, the item, what was said, and whether it was right.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

FILE = Path(__file__).parent.parent / "docs" / "statistics" / "answers.jsonl"


def main(by: str = "part") -> None:
    """Print right answers, answers and their share, per seed, rung and part (or task, or form)."""
    asked, right = Counter[tuple[str, int, str]](), Counter[tuple[str, int, str]]()
    for line in FILE.read_text("utf-8").splitlines():
        reply = json.loads(line)
        seed = reply["set"].partition("seed=")[2].partition("&")[0]
        place = (seed, int(reply["rung"]), str(reply[by]))
        asked[place] += 1
        right[place] += bool(reply["right"])
    for seed, rung, name in sorted(asked):
        n, got = asked[seed, rung, name], right[seed, rung, name]
        print(f"seed {seed}, rung {rung}: {name}: {got} of {n}, {100 * got / n:.0f} %")


if __name__ == "__main__":
    main(*sys.argv[1:])
