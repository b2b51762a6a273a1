"""Processor time that each reader of replies takes, on replies of nasty kinds and of several lengths.

Run by hand: `python benchmarks/reading.py`. Each kind is one piece repeated. Printed are milliseconds of one reply by
its length: all readers together, and the slowest of them at the longest. Each reader cleans the reply itself, as if it
were the only one. Target: at most 50 ms for 100 kB of any kind in one reader.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Callable

from ch3ef.reading.choice import read_choice
from ch3ef.reading.open_answers import read_boxes, read_count, read_yes_no
from ch3ef.reading.refusals import is_refusal

OPTIONS = ("a cat", "a dog", "a horse", "a bird")
KINDS = {
    "letters in lines": "A\n",
    "braces": "{",
    "brackets": "(",
    "one ideograph": "狗",
    "claims": "the answer is A. ",
    "claims in Chinese": "答案是A。",
    "denials in Chinese": "不是A、",
    "refusals in Chinese": "抱歉、我不能、",
    "ones in Chinese": "一只",
    "denials": "not A, ",
    "corrections": "wait, no, ",
    "options' texts": "a cat ",
    "lists": "A. x B. y ",
    "numbers": "1 two ",
    "dots": ".",
    "spaces": " ",
    "quotations": 'says "',
    "fractions": "\\frac{",
    "thoughts": "<think>",
    "combining marks": "\u0323\u0301",
    "long compatibility forms": "\ufdfa",
    "refusals": "I can't ",
    "plain words": "lorem ipsum dolor sit amet, ",
}


READERS: dict[str, Callable[[str], object]] = {
    "read_choice": lambda reply: read_choice(reply, OPTIONS),
    "read_yes_no": read_yes_no,
    "read_count": read_count,
    "read_boxes": lambda reply: read_boxes(reply, OPTIONS, 1),
    "is_refusal": is_refusal,
}
BEST_OF = 3
_NUMBERS, _LETTERS = itertools.count(), str.maketrans("0123456789", "bcdfghklmp")


def main() -> None:
    """Print a row per kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="characters")
    parser.add_argument("--smallest", action="store_true", help="replies of 1000 and 2000 characters: does it run?")
    arguments = parser.parse_args()
    sizes = [1_000, 2_000] if arguments.smallest else arguments.sizes
    print(f"{'milliseconds of':26}", *(f"{size:>10,}" for size in sizes), "  slowest reader")
    for kind, piece in KINDS.items():
        times = [{name: milliseconds(read, (piece * size)[:size]) for name, read in READERS.items()} for size in sizes]
        slowest = max(times[-1], key=times[-1].__getitem__)
        print(f"{kind:26}", *(f"{sum(each.values()):10.1f}" for each in times), f"  {slowest} {times[-1][slowest]:.1f}")


def milliseconds(read: Callable[[str], object], reply: str) -> float:
    """Processor time that a reader takes for a reply, the best of a few."""
    return 1000 * min(_spent(read, reply) for _ in range(BEST_OF))


def _spent(read: Callable[[str], object], reply: str) -> float:
    # A word of its own in front, so that nothing is found that was kept of another time.
    reply = f"x{str(next(_NUMBERS)).translate(_LETTERS)} {reply}"
    begun = time.thread_time()
    read(reply)
    return time.thread_time() - begun


if __name__ == "__main__":
    main()
