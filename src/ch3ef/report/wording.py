"""Names as people can read them on a page, whatever a user called his model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from ch3ef.texts import printable
from ch3ef.words import name as term

LONGEST_NAME = 48
"""Characters of a name that are shown; parts that other names have too are left out beyond that."""
FAMILIES = {
    "level_drop": "falls between the levels",
    "level_relation": "relations of the levels",
    "dimension_coupling": "dimensions that go together",
    "outlying_domain": "domains that go their own way",
    "leader": "who leads",
    "may_lead": "who may be the best",
    "below_a_quarter": "scores below a quarter",
    "protocol_gap": "likelihoods and replies",
    "refusal_tradeoff": "refusing what deserves it and what does not",
    "over_refusal": "declining without cause",
    "sycophancy": "pressure in the question",
    "pushback": "pressure in a second turn",
    "hallucination_by_kind": "kinds of hallucination",
    "calibration_transfer": "confidence on reasoning and on human values",
    "in_context": "examples in front",
    "position_bias": "places of the options",
    "length_bias": "lengths of the options",
    "robustness_loss": "corrupted pictures and perturbed questions",
    "weakest_task": "weakest tasks",
    "items_nobody_gets": "items that nobody gets right",
}
"""What the questions asked of all results are called for people; their own names are for commands."""


def family_name(family: str) -> str:
    """What a question is called for people.

    Args:
        family: Its name in `FAMILIES`, or another, which stays.
    """
    return term(FAMILIES.get(family, family), "family")


_PARTS = re.compile(r"[^\W\d_]{1,16}|\d{1,8}|.")
"""A name's words, numbers and marks."""
_SIDE = 500
"""Characters of an endless name that are looked at, at either end."""


def shortened(text: str, most: int = LONGEST_NAME) -> str:
    """A text of one line, its middle left out where it is too long.

    Example:
        >>> shortened("ch3ef-hf/./runs/of/last/week/llava-1.5-7b-step-1200", 24)
        'ch3ef-hf/./…b-step-1200'
    """
    line = " ".join(printable(text).split())
    if len(line) <= most:
        return line
    side = (most - 1) // 2
    return f"{line[:side]}…{line[-side:]}"


def short_names(names: Iterable[str], most: int = LONGEST_NAME) -> dict[str, str]:
    """Short names, no two alike: what tells a name from those like it stays, what they share gives way.

    Args:
        names: Names, in any order.
        most: Characters of a short name; more only where what tells it apart takes more.

    Returns:
        The short name of each.

    Example:
        >>> served = [f"vllm/OpenGVLab/InternVL3-{size}B-Instruct?base_url=http://node-1:8000/v1" for size in (8, 78)]
        >>> list(short_names(served, 32).values())
        ['vllm/OpenGVLab/InternVL3-8B-…/v1', 'vllm/OpenGVLab/…3-78B-…1:8000/v1']
    """
    lines = {name: _line(name) for name in dict.fromkeys(names)}
    long = sorted(line for line in lines.values() if len(line) > most)
    parts = {
        line: _PARTS.findall(line if len(line) < 2 * _SIDE else f"{line[:_SIDE]}…{line[-_SIDE:]}") for line in long
    }
    telling: dict[str, set[int]] = {line: set() for line in long}
    # What tells neighbours in the order of the alphabet apart tells all apart.
    for one, other in pairwise(long):
        own, others = _different(parts[one], parts[other])
        telling[one] |= own
        telling[other] |= others
    short = {line: _around(parts[line], telling[line], most) for line in long}
    shared = Counter(short.get(line, line) for line in lines.values())
    return {name: short[line] if line in short and shared[short[line]] == 1 else line for name, line in lines.items()}


def _line(name: str) -> str:
    """A name as one line that hides nothing; no two names give one line."""
    line = printable(name.replace("\\", "\\\\"))
    # A page shows several spaces as one, and none at the ends.
    return re.sub(r"^ | $|(?<= ) ", "␣", line) or "(no name)"


def _different(one: Sequence[str], other: Sequence[str]) -> tuple[set[int], set[int]]:
    """Places of the parts in which two names differ."""
    first, second = set[int](), set[int]()
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            # Where one name merely lacks something, what stands around the gap tells it.
            first.update(range(a, b) if b > a else {max(a - 1, 0), min(a, len(one) - 1)})
            second.update(range(c, d) if d > c else {max(c - 1, 0), min(c, len(other) - 1)})
    return first, second


def _around(parts: Sequence[str], telling: set[int], most: int) -> str:
    """The telling parts, the beginning and the end, and as much beside each of them as there is room for."""
    kept, left = {0, len(parts) - 1}, sorted(telling)
    # From both sides: of what differs all along, the beginning and the end are as good as all of it.
    for place in (left.pop(-(turn % 2)) for turn in range(len(left))):
        if len(_joined(parts, kept | {place})) <= most:
            kept |= {place}
    grown = True
    while grown:
        grown = False
        for place in sorted(kept):
            for beside in (place - 1, place + 1):
                wider = kept | {beside}
                if 0 <= beside < len(parts) and beside not in kept and len(_joined(parts, wider)) <= most:
                    kept, grown = wider, True
    return _joined(parts, kept)


def _joined(parts: Sequence[str], kept: set[int]) -> str:
    """The kept parts, with an ellipsis for each gap."""
    text, before = "", -1
    for place in sorted(kept):
        text += ("…" if place > before + 1 else "") + parts[place]
        before = place
    return text
