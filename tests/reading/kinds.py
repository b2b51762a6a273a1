"""The list of replies by which the readers' errors are counted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, Literal

from ch3ef.reading.choice import read_choice
from ch3ef.reading.open_answers import read_count, read_yes_no

DATA = Path(__file__).parent.parent / "data"
YES_OR_NO = ("yes", "no")
LISTS = ("held_replies", "kinds_replies", "chinese_replies")
"""Written before the rules were mended for them, or by people who do not know the rules: they measure."""
TUNED = ("tuned_replies", "traps_replies")
"""Written while the rules were mended: they only keep."""


def replies(name: str) -> list[dict[str, Any]]:
    """Records with `family`, `language`, `manner`, `reply`, `options` and what it should be read as: `wanted`."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


def read(case: dict[str, Any]) -> int | None:
    """What the reader of its family makes of a reply: a position, of yes and no too, or a number."""
    if case["family"] == "count":
        return read_count(case["reply"])
    if case["family"] == "yes-no":
        said = read_yes_no(case["reply"])
        return None if said is None else YES_OR_NO.index(said)
    return read_choice(case["reply"], case["options"]).position


def verdict(case: dict[str, Any]) -> Literal["right", "missed", "wrong"]:
    """Whether a reply is read as it should be; missed: as nothing, though it commits; wrong: as something else."""
    found = read(case)
    if found == case["wanted"]:
        return "right"
    return "missed" if found is None else "wrong"


def counts(name: str) -> dict[str, Counter[str]]:
    """How many replies of each family are read right, missed and wrong."""
    found: dict[str, Counter[str]] = {}
    for case in replies(name):
        found.setdefault(case["family"], Counter())[verdict(case)] += 1
    return found
