"""Rows by their places in a file: the latest of each, however long, wherever the file is now."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.journals import Journal
from ch3ef.results import ResultRow
from ch3ef.running.places import Places, RowsAt, each_finished, rows_at
from tests.test_results import ROW

REPLIES = ["", "short", "x" * 8192, "é" * 9000, "long " * 100_000]
ROWS = [
    replace(ROW, model=model, item_id=f"i{n}", variant=variant, reply=reply)
    for model in ("a", "b")
    for variant in ("plain", "rotation:1")
    for n, reply in enumerate(REPLIES)
]


def kept(journal: Journal, rows: list[ResultRow]) -> Places:
    places = Places()
    for row in rows:
        places.note(row, journal.write(row.to_json()))
    return places


def test_each_row_is_found_again_after_the_file_was_moved_away(tmp_path: Path) -> None:
    file = tmp_path / "finished.jsonl"
    with closing(Journal(file)) as journal:
        places = kept(journal, ROWS)
        file.rename(tmp_path / "elsewhere.jsonl")
        for row in ROWS:
            place = places.of(row.key)
            assert place is not None
            assert list(rows_at([place], journal.line, file)) == [[row]]
    assert places.of(replace(ROW, item_id="i9").key) is None
    assert places.of(replace(ROWS[0], model="c").key) is None
    assert places.of(replace(ROWS[0], recipe="another").key) is None


def test_the_latest_row_counts_and_an_answer_is_never_forgotten(tmp_path: Path) -> None:
    failed = [replace(row, outcome="error", correct=None, error="lost") for row in ROWS]
    with closing(Journal(tmp_path / "finished.jsonl")) as journal:
        places = kept(journal, [failed[3], ROWS[1], ROWS[0], failed[1], ROWS[3]])
    assert [places.answered(row.key) for row in ROWS[:4]] == [True, True, False, True]
    found = RowsAt(tmp_path / "finished.jsonl", places.in_file())
    assert [row for group in found.groups() for row in group] == [ROWS[0], failed[1], ROWS[3]]
    assert [row for group in found.of([True, False, True]).groups() for row in group] == [ROWS[0], ROWS[3]]


def test_places_told_by_reading_are_those_told_by_writing(tmp_path: Path) -> None:
    file = tmp_path / "finished.jsonl"
    with closing(Journal(file)) as journal:
        written = kept(journal, ROWS[::-1])
    read = Places()
    for row, place, _ in each_finished(file, None):
        read.note(row, place)
    assert read == written
    blocks = {("b", ROW.recipe, ROW.scenario): 0, ("a", ROW.recipe, ROW.scenario): 1}
    items = {(ROW.scenario, f"i{n}"): None for n in range(len(REPLIES))}
    rows = [row for group in RowsAt(file, read.in_order(blocks, items)).groups() for row in group]
    assert [(row.model, row.item_id) for row in rows] == [
        (model, f"i{n}") for model in "ba" for n in range(len(REPLIES)) for _ in range(2)
    ]


def test_a_file_that_was_changed_since_is_told(tmp_path: Path) -> None:
    file = tmp_path / "finished.jsonl"
    with closing(Journal(file)) as journal:
        found = RowsAt(file, kept(journal, ROWS[:3]).in_file())
    file.write_text("something else\n" * 1000)
    with pytest.raises(InputError, match=r"finished\.jsonl: byte 1: not a finished row"):
        next(found.groups())
    file.unlink()
    with pytest.raises(InputError, match=r"finished\.jsonl: cannot be read \(No such file"):
        next(found.groups())
