"""Rules of reading do not change under the version that runs are told by."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ch3ef.reading import RULES_VERSION
from ch3ef.reading.answer_line import read_answer_line
from ch3ef.reading.choice import read_choice, read_label
from ch3ef.reading.named import read_named
from ch3ef.reading.open_answers import read_boxes, read_count, read_yes_no
from ch3ef.reading.phrases import PHRASES
from ch3ef.reading.phrases.marks import MARKUP, REASONING
from ch3ef.reading.phrases.numbers import COUNTERS, FUNCTION_WORDS, NUMERALS, WITH_UNITS_FIRST
from ch3ef.reading.refusals import is_refusal

KNOWN = {15: ("7e1f22773e09b6c4", "7416396044630d3d")}
"""Version -> digests of the tables, and of what the replies in `tests/data/` are read as."""

DATA = Path(__file__).parent.parent / "data"
OPTIONS = ["a cat", "a dog", "a horse", "a bird"]
NAMES = ("first", "second", "third", "fourth")


def test_rules_change_with_their_version() -> None:
    found = (digest(tables()), digest(outcomes()))
    assert KNOWN.get(RULES_VERSION) == found, (
        f"rules or phrases of `ch3ef.reading` are others than those of version {RULES_VERSION}: replies may be read "
        "otherwise than in earlier runs. Raise RULES_VERSION in src/ch3ef/reading/__init__.py and replace KNOWN here by "
        f"{{{RULES_VERSION + 1}: {found}}}. Where nothing but replies in tests/data was added, replace the second digest "
        "alone."
    )


def tables() -> list[object]:
    """What the tables say, without their examples."""
    phrases = [(phrase.kind, phrase.language, phrase.pattern) for phrase in PHRASES]
    return [
        phrases,
        [(mark.opens, mark.closes, mark.unopened) for mark in REASONING],
        [markup[:2] for markup in MARKUP],
        [NUMERALS, COUNTERS, WITH_UNITS_FIRST, FUNCTION_WORDS],
    ]


def outcomes() -> list[object]:
    """What every reader makes of every reply."""
    read: list[object] = []
    for name in (
        "choice_replies",
        "refusal_replies",
        "second_turn_replies",
        "kinds_replies",
        "held_replies",
        "traps_replies",
        "tuned_replies",
        "chinese_replies",
    ):
        for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines():
            case = json.loads(line)
            reply, options = case["reply"], case.get("options") or OPTIONS
            choices = [
                read_choice(reply, options),
                read_choice(reply, options, truncated=True),
                read_label(reply),
                read_named(reply, OPTIONS, NAMES),
                read_answer_line(reply, len(options)),
            ]
            read.append([[str(choice.outcome), choice.position] for choice in choices])
            read.append([is_refusal(reply), read_yes_no(reply), read_count(reply), read_boxes(reply, ["dog"], 1)])
    return read


def digest(content: list[object]) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]
