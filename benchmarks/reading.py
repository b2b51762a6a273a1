"""Time that the readers of replies take, over sizes, on replies of nasty kinds.

Run by hand: `python benchmarks/reading.py`. Each kind is one piece repeated. Printed are milliseconds of one reply by
its length, all readers together, and the growth between the two longest: the power of the length with which time grows.
Target: at most 50 ms for 100 kB of any kind in one reader, and growth that is linear or less.
"""

from __future__ import annotations

import argparse
import math
import time

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


def main() -> None:
    """Print a row per kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000], help="characters")
    parser.add_argument("--smallest", action="store_true", help="replies of 1000 and 2000 characters: does it run?")
    arguments = parser.parse_args()
    sizes = [1_000, 2_000] if arguments.smallest else arguments.sizes
    seconds("warm up")
    print(f"{'milliseconds of':26}", *(f"{size:>10,}" for size in sizes), f"{'growth':>8}")
    for kind, piece in KINDS.items():
        times = [seconds((piece * (size // len(piece) + 1))[:size]) for size in sizes]
        growth = math.log(times[-1] / times[-2]) / math.log(sizes[-1] / sizes[-2])
        print(f"{kind:26}", *(f"{1000 * spent:10.1f}" for spent in times), f"{growth:8.2f}")


def seconds(reply: str) -> float:
    """Processor time that all readers take for a reply."""
    begun = time.process_time()
    read_choice(reply, OPTIONS)
    read_yes_no(reply)
    read_count(reply)
    read_boxes(reply, OPTIONS, 1)
    is_refusal(reply)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
