"""Items and answers as data of a page: what a character stands for, what is cut, and that any text survives the way."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.items import ImageRef, Item
from ch3ef.report.answers import (
    LONGEST,
    PER_PIECE,
    QUESTION,
    answers_of,
    code_of,
    detail_records,
    index_record,
    write_answers,
)
from ch3ef.report.pictures import PictureFile, Stored
from ch3ef.results import Outcome, ResultRow, RowKey
from tests.conftest import make_item
from tests.report.worlds import COT, DIRECT, PPL, answers, runs_of

NOTHING = Stored({}, {})
HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</script></style>", "\u202ereversed", "\u2028\u2029",
    "\ud800 alone \udfff", "\ud83d\ude00 two halves", "中文" * 50, "__proto__", '\\"\\u0041\\', "\x00\x07\x1b[31m", "x" * 100_000,
)  # fmt: skip


def row_of(item: Item, asked: str = "m", **changes: Any) -> ResultRow:
    """A model's right answer to an item, with changes."""
    row = next(iter(answers([item], [asked], [PPL])))
    settled: dict[str, Any] = {"outcome": "answered", "correct": 1.0, "chosen": 0, "confidence": None}
    return replace(row, **(settled | changes))


def index_of(
    rows: Sequence[ResultRow], items: Sequence[Item] = (), places: Mapping[RowKey, str] | None = None
) -> dict[str, Any]:
    """The list of some runs."""
    return index_record(answers_of(runs_of(rows, items), places or {}), {"m": "short"}, ["ch3ef view X"])


def detail_of(
    rows: Sequence[ResultRow],
    items: Sequence[Item] = (),
    stored: Stored = NOTHING,
    places: Mapping[RowKey, str] | None = None,
) -> dict[str, Any]:
    """The details of the first item."""
    return next(detail_records(answers_of(runs_of(rows, items), places or {}), stored))[0]


def read(file: Path) -> tuple[str, Any]:
    """What a data file hands over: name and content."""
    text = file.read_text(encoding="utf-8")
    assert text.startswith("ch3ef.receive(")
    name, content = json.loads(f"[{text.removeprefix('ch3ef.receive(').removesuffix(');' + chr(10))}]")
    return name, content


# --- the list ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "R"),
        ({"correct": 0.0}, "W"),
        ({"correct": 0.25}, "P"),
        ({"outcome": "unparsed", "correct": None}, "U"),
        ({"outcome": "refused", "correct": None}, "F"),
        ({"outcome": "truncated", "correct": None}, "T"),
        ({"outcome": "error", "correct": None}, "E"),
    ],
)
def test_one_character_per_outcome(changes: dict[str, Any], code: str) -> None:
    row = row_of(make_item(), **changes)
    assert code_of(row) == code
    assert index_of([row])["blocks"][0]["codes"] == code


def test_every_outcome_has_a_character() -> None:
    codes = {code_of(row_of(make_item(), outcome=outcome, correct=None)) for outcome in Outcome}
    assert len(codes) == len(Outcome)


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([("answered", 1.0), ("answered", 1.0)], "R"),
        ([("answered", 1.0), ("answered", 0.0)], "P"),
        ([("answered", 1.0), ("refused", None)], "P"),
        ([("answered", 0.0), ("answered", 0.0)], "W"),
        ([("answered", 0.0), ("refused", None), ("refused", None)], "F"),
        ([("unparsed", None), ("unparsed", None)], "U"),
    ],
)
def test_an_item_asked_in_several_variants_is_one_character(
    outcomes: list[tuple[str, float | None]], code: str
) -> None:
    item = make_item()
    rows = [row_of(item, variant=f"rotation:{i}", outcome=o, correct=c) for i, (o, c) in enumerate(outcomes)]
    assert [block["codes"] for block in index_of(rows)["blocks"]] == [code]


def test_examples_in_front_are_a_block_of_their_own() -> None:
    item = make_item()
    rows = [row_of(item), row_of(item, variant="rotation:1+ice:random:2", correct=0.0)]
    blocks = index_of(rows)["blocks"]
    assert [(block["recipe"], block["codes"]) for block in blocks] == [
        ("human-value", "R"),
        ("human-value (ice:random:2)", "W"),
    ]


@pytest.mark.parametrize(("confidences", "tenth"), [([0.49], "4"), ([0.5], "5"), ([1.0], "9"), ([0.2, 0.5], "3")])
def test_confidence_in_tenths(confidences: list[float], tenth: str) -> None:
    item = make_item()
    rows = [row_of(item, variant=f"rotation:{i}", confidence=share) for i, share in enumerate(confidences)]
    assert index_of(rows)["blocks"][0]["confidence"] == tenth


def test_blocks_count_the_items_of_their_scenario() -> None:
    first = [make_item(n, question=f"{n}?") for n in range(3)]
    second = [replace(item, scenario="other") for item in first[:2]]
    rows = [
        row_of(second[1], "b", correct=0.0), row_of(first[0]), row_of(first[2], correct=0.0), row_of(second[0], "b"),
    ]  # fmt: skip
    found = index_of(rows, [*first, *second])
    assert found["scenarios"] == [
        {"name": "other", "first": 0, "count": 2},
        {"name": "test", "first": 2, "count": 3},
    ]
    assert found["items"]["id"] == [item.id for item in (*second, *first)]
    assert [(block["model"], block["scenario"], block["codes"]) for block in found["blocks"]] == [
        (0, 0, "RW"),
        (1, 1, "R.W"),
    ]
    assert [block["confidence"] for block in found["blocks"]] == [None, None]
    assert found["models"] == [
        {"name": "b", "full": "b", "reference": False},
        {"name": "short", "full": "m", "reference": False},
    ]


def test_groups_say_where_an_item_stands() -> None:
    items = [make_item(0), make_item(45)]
    found = index_of([row_of(item) for item in items], items)
    assert [found["groups"][n] for n in found["items"]["group"]] == [
        ["A3", item.dimension, item.domain, item.task] for item in items
    ]


def test_the_list_shows_the_beginning_of_a_question() -> None:
    item = make_item(question="What\n is   this? " * 100)
    question = index_of([row_of(item)], [item])["items"]["question"][0]
    assert question.startswith("What is this? What is")
    assert len(question) == QUESTION + 1
    assert question.endswith("…")


def test_items_whose_text_was_not_kept_are_there() -> None:
    item = make_item(7)
    found = index_of([row_of(item)])
    assert found["items"]["question"] == [None]
    detail = detail_of([row_of(item, gold=[2])])
    assert (detail["question"], detail["options"], detail["pictures"]) == (None, None, None)
    assert (detail["n_options"], detail["gold"], detail["source"]) == (4, [2], item.source_id)


def test_items_that_nobody_answered_yet_are_there() -> None:
    items = [make_item(n, question=f"{n}?") for n in range(2)]
    found = index_of([row_of(items[0])], items)
    assert found["blocks"][0]["codes"] == "R."
    assert [len(detail["answers"]) for detail in next(detail_records(answers_of(runs_of([row_of(items[0])], items), {}), NOTHING))] == [1, 0]  # fmt: skip


# --- details ----------------------------------------------------------------------------------------------


def test_an_answer_as_it_is_shown() -> None:
    item = make_item()
    row = row_of(
        item, chosen=2, confidence=0.41234, option_logprob_mean=[-1.23456, -2.0, -3.0, float("nan")],
        option_logprob_sum=[-4.0, -5.0, -6.0, -7.0], option_order=[3, 1, 2, 0], reply="C", reasoning="why", answer="c",
        judge="j", judge_verdict="fine", seconds=1.23456, input_tokens=5, output_tokens=0, seed=4,
    )  # fmt: skip
    detail = detail_of([row], [item])
    answer = detail["answers"][0]
    texts = {name: detail["texts"][answer[name]] for name in ("reply", "reasoning", "answer", "judge", "verdict")}
    assert texts == {"reply": "C", "reasoning": "why", "answer": "c", "judge": "j", "verdict": "fine"}
    assert detail["ways"][answer["way"]] == {"variant": "plain", "seed": 4, "order": (3, 1, 2, 0)}
    assert {name: answer[name] for name in answer.keys() - texts.keys() - {"way"}} == {
        "block": 0, "code": "R", "chosen": 2, "confidence": 0.412, "mean": [-1.235, -2.0, -3.0, None],
        "sum": [-4.0, -5.0, -6.0, -7.0], "seconds": 1.235, "input_tokens": 5, "output_tokens": 0,
    }  # fmt: skip


def test_only_part_credit_says_how_much() -> None:
    item = make_item()
    rows = [row_of(item), row_of(item, "b", correct=1 / 3)]
    assert [answer.get("credit") for answer in detail_of(rows)["answers"]] == [None, 0.333]


def test_texts_that_answers_share_stand_once() -> None:
    item = make_item()
    rows = [row_of(item, model, reply="the same") for model in "abc"]
    assert detail_of(rows)["texts"] == ["the same"]


def test_all_variants_of_an_item_are_shown() -> None:
    item = make_item()
    rows = [row_of(item, variant=variant) for variant in ("plain", "rotation:1", "phrasing:b")]
    detail = detail_of(rows)
    assert [detail["ways"][answer["way"]]["variant"] for answer in detail["answers"]] == [row.variant for row in rows]


def test_long_texts_are_cut_and_say_by_how_much() -> None:
    item = make_item(question="q" * (LONGEST + 5), options=("o" * LONGEST, "b" * (LONGEST + 1)))
    detail = detail_of([row_of(item, reply="r" * (LONGEST + 7), n_options=2)], [item])
    assert detail["question"] == {"text": "q" * LONGEST, "more": 5}
    assert detail["options"] == ["o" * LONGEST, {"text": "b" * LONGEST, "more": 1}]
    assert detail["texts"] == [{"text": "r" * LONGEST, "more": 7}]


def test_pictures_and_the_reason_where_one_is_missing() -> None:
    item = make_item(images=tuple(ImageRef(Path(f"{name}.png"), name) for name in ("there", "gone", "unknown")))
    stored = Stored({"there": PictureFile("a.webp", 30, 20)}, {"gone": "its file is damaged"})
    assert detail_of([row_of(item)], [item], stored)["pictures"] == [
        {"file": "a.webp", "width": 30, "height": 20},
        {"missing": "its file is damaged"},
        {"missing": "it was not stored"},
    ]


def test_what_is_right_stands_apart_from_further_facts() -> None:
    item = replace(make_item(), details={"references": ["a cat", "one cat"], "safe_label": "unsafe", "empty": []})
    detail = detail_of([row_of(item, metric="captions", target=["a cat", "one cat"])], [item])
    assert detail["targets"] == [["captions", "a cat\none cat"]]
    assert detail["facts"] == [["safe_label", "unsafe"]]


def test_an_item_knows_its_twin() -> None:
    items = [replace(make_item(0), pair="p"), make_item(1), replace(make_item(2), pair="p", scenario="test-twins")]
    pieces = detail_records(answers_of(runs_of([row_of(item) for item in items], items), {}), NOTHING)
    assert [detail["twins"] for detail in next(pieces)] == [[2], [], [0]]


def test_places_in_the_viewer_come_back_whole() -> None:
    items = [make_item(n, question=f"{n}?") for n in range(3)]
    rows = [row_of(item, model) for item in items for model in ("a", "b")]
    places = {
        row.key: f"/logs/{row.model}.eval/samples/sample/{row.item_id}/1/" for row in rows if row.item_id != items[2].id
    }
    read_by = answers_of(runs_of(rows, items), places)
    blocks = index_record(read_by, {})["blocks"]
    assert [block["place"] for block in blocks] == [
        "/logs/a.eval/samples/sample/helpful/",
        "/logs/b.eval/samples/sample/helpful/",
    ]
    found = [
        blocks[answer["block"]]["place"] + detail["texts"][answer["place"]] if "place" in answer else None
        for detail in next(detail_records(read_by, NOTHING))
        for answer in detail["answers"]
    ]
    assert found == [places.get(row.key) for row in rows]


# --- files ------------------------------------------------------------------------------------------------


def test_files_hold_the_list_and_the_details_piece_by_piece(tmp_path: Path) -> None:
    items = [make_item(n, question=f"{n}?") for n in range(2 * PER_PIECE + 1)]
    rows = list(answers(items, ["a", "b"], [PPL, DIRECT, COT]))
    told: list[tuple[int, int]] = []
    write_answers(
        runs_of(rows, items), {"a": "A"}, NOTHING, {}, tmp_path, lambda done, total: told.append((done, total))
    )
    name, index = read(tmp_path / "items.js")
    assert name == "items"
    assert index["per_piece"] == PER_PIECE
    assert index["commands"] == ["ch3ef view 'runs/my run'"]
    assert len(index["blocks"]) == 6
    pieces = [read(tmp_path / "items" / f"{n}.js") for n in range(3)]
    assert [name for name, _ in pieces] == ["items/0", "items/1", "items/2"]
    assert [len(piece) for _, piece in pieces] == [PER_PIECE, PER_PIECE, 1]
    assert [detail["question"] for _, piece in pieces for detail in piece] == [item.question for item in items]
    assert sum(len(detail["answers"]) for _, piece in pieces for detail in piece) == len(rows)
    assert told == [(20, 41), (40, 41), (41, 41)]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_survives(tmp_path: Path, text: str) -> None:
    # What no file in UTF-8 holds can stand in an item (its JSON has it escaped), and in no results table.
    kept = text.encode(errors="replace").decode()
    item = replace(
        make_item(), id=kept, scenario=kept, domain=kept, task=kept, question=text, options=(text, "b"),
        details={text: text},
    )  # fmt: skip
    row = row_of(
        make_item(), model=kept, recipe=kept, scenario=kept, item_id=kept, domain=kept, task=kept, variant=kept,
        reply=kept, reasoning=kept, n_options=2,
    )  # fmt: skip
    write_answers(runs_of([row], [item]), {kept: kept}, NOTHING, {row.key: text}, tmp_path, lambda done, total: None)
    content = (tmp_path / "items" / "0.js").read_text(encoding="utf-8") + (tmp_path / "items.js").read_text("utf-8")
    assert "\u2028" not in content
    assert "\u2029" not in content
    _, index = read(tmp_path / "items.js")
    detail = read(tmp_path / "items" / "0.js")[1][0]
    # What two escaped halves of a pair mean is the character.
    whole = json.loads(json.dumps(text))
    assert index["items"]["id"] == [kept]
    assert index["groups"] == [["A3", item.dimension, kept, kept]]
    assert [model["full"] for model in index["models"]] == [kept]

    def cut(text: str) -> str | dict[str, Any]:
        return text if len(text) <= LONGEST else {"text": text[:LONGEST], "more": len(text) - LONGEST}

    assert detail["question"] == detail["options"][0] == cut(whole)
    assert detail["texts"][0] == cut(kept)
    assert detail["facts"] == [[whole, cut(whole)]]


def test_data_for_sixty_blocks_stay_small(tmp_path: Path) -> None:
    items = [make_item(n, question=f"What is shown in the picture number {n}?") for n in range(100)]
    rows = list(answers(items, [f"model-{n}" for n in range(20)], [PPL, DIRECT, COT]))
    write_answers(runs_of(rows, items), {}, NOTHING, {}, tmp_path, lambda done, total: None)
    per_row = sum(file.stat().st_size for file in (tmp_path / "items").iterdir()) / len(rows)
    assert per_row < 250
    assert (tmp_path / "items.js").stat().st_size < 30_000


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(InputError, match="cannot be written"):
        write_answers(runs_of([row_of(make_item())]), {}, NOTHING, {}, tmp_path / "data", lambda done, total: None)
