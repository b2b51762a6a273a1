"""Readers trained on other seeds find what texts tell, and nothing where they tell nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.items import Item
from ch3ef.scenarios.checks import Verdict
from ch3ef.scenarios.trained import READERS, _checked, validate_over_seeds
from ch3ef.taxonomy import Level


def items_of(first: int, count: int, *, told: str = "") -> list[Item]:
    """Questions on four numbers; the right one is told by a word, by being the middle one, or by nothing."""
    made = []
    for number in range(first, first + count):
        rng = random.Random(number)  # noqa: S311
        numbers = sorted(rng.sample(range(10, 99), 4))
        right = numbers[1] if told == "order" else rng.choice(numbers)
        options = [right, *(each for each in numbers if each != right)]
        texts = [
            f"There are {each} of them{' indeed' if told == 'word' and each == right else ''}." for each in options
        ]
        made.append(
            Item(
                f"s/{number}",
                str(number),
                "s",
                Level.A1,
                None,
                "d",
                f"task {number % 3}",
                "How many?",
                (),
                tuple(texts),
                (0,),
            )
        )
    return made


@pytest.mark.parametrize(("told", "reader", "found"), [
    ("", "words", False), ("", "counts", False), ("word", "words", True), ("word", "counts", True), ("order", "counts", True),
])  # fmt: skip
def test_what_texts_tell_is_found(told: str, reader: str, *, found: bool) -> None:
    known, tried = items_of(0, 900, told=told), items_of(1000, 900, told=told)
    whole, tasks = _checked("A1", tried, reader, READERS[reader](known)(tried))
    assert whole.passed is not found, whole.value
    assert tasks.passed is not found
    if found:
        assert len(tasks.examples) == 3


def test_pairs_count_where_both_sides_are_right() -> None:
    sides = [
        replace(item, id=f"{item.id}/{side}", pair=item.id) for item in items_of(0, 200, told="word") for side in "ab"
    ]
    _, pairs, _ = _checked("honest", sides, "words", READERS["words"](items_of(500, 300, told="word"))(sides))
    assert pairs.value == "+93.8 [+93.8, +93.8] points over chance, n = 200"


def test_generated_sets_are_looked_at_part_by_part(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    checks = list(validate_over_seeds(tmp_path, 0, 2, 1, lambda *counts: told.append(counts)))
    assert told == [(sets, 6) for sets in range(7)]
    assert [check.name for check in checks if "words" in check.name] == [
        f"{part}: trained on words" for part in ("helpful", "honest", "harmless", "A1", "A2")
    ]
    assert {check.verdict for check in checks} == {Verdict.TOO_FEW}  # one item a task says nothing


def test_one_seed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--seeds 1; expected 2 or more"):
        list(validate_over_seeds(tmp_path, 0, 1, 1, lambda done, total: None))
