"""Replies made elsewhere, as people's programs write them."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.items import ImageRef
from ch3ef.recipes.parts import Part, part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import Outcome, ResultRow
from ch3ef.running.replies import prompts, score_replies
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item

NAN = float("nan")


@pytest.fixture
def part(picture: Callable[[int], ImageRef]) -> Part:
    """One question whose options are numbers; 2 is right."""
    item = make_item(0, images=(picture(1),), options=("1", "2", "3"), gold=(1,))
    return part_of(scenario_of("set", [item]), recipe_named("human-value-direct"), seed=0)


def scored(folder: Path, part: Part, change: dict[str, Any], before: bytes = b"") -> ResultRow:
    record = {"item_id": part.scenario.items[0].id, "model": "m", "reply": "A"} | change
    (folder / "replies.jsonl").write_bytes(before + json.dumps(record).encode())
    (row,) = score_replies(folder / "replies.jsonl", part, seed=0)
    return row


def test_prompts_tell_where_pictures_stand(picture: Callable[[int], ImageRef]) -> None:
    images = (picture(1), picture(2))
    recipe = recipe_named("human-value-direct")

    def prompt(question: str) -> dict[str, Any]:
        item = make_item(0, images=images, question=question)
        (made,) = prompts(part_of(scenario_of("set", [item]), recipe, seed=0))
        return made

    placed, plain = prompt("Is <image> like <image>?"), prompt("Are they alike?")
    assert placed["prompt"].startswith("Is (picture 1) like (picture 2)?\nOptions:")
    content = placed["messages"][0]["content"]
    assert content[:4] == [
        {"text": "Is "},
        {"image": str(images[0].path)},
        {"text": "(picture 1) like "},
        {"image": str(images[1].path)},
    ]
    assert plain["prompt"].startswith("Are they alike?\nOptions:")
    assert "messages" not in plain


@pytest.mark.parametrize(("options", "correct"), [([2, 3, 1], 1), ([2.0, 1, "3"], 1), ([3, 2, 1], 0)])
def test_options_may_be_numbers(tmp_path: Path, part: Part, options: list[Any], correct: int) -> None:
    assert scored(tmp_path, part, {"options": options}).correct == correct


@pytest.mark.parametrize("absent", [None, NAN])
def test_what_is_empty_is_not_there(tmp_path: Path, part: Part, absent: float | None) -> None:
    plain = scored(tmp_path, part, {})
    row = scored(tmp_path, part, dict.fromkeys(("variant", "options", "truncated"), absent))
    assert (row.outcome, row.chosen, row.option_order) == (plain.outcome, plain.chosen, plain.option_order)


def test_a_mark_in_front_of_the_file(tmp_path: Path, part: Part) -> None:
    assert scored(tmp_path, part, {}, codecs.BOM_UTF8).outcome == Outcome.ANSWERED


def test_truncated_is_true_or_false(tmp_path: Path, part: Part) -> None:
    said = {"reply": "It might be"}
    assert scored(tmp_path, part, said | {"truncated": True}).outcome == Outcome.TRUNCATED
    assert scored(tmp_path, part, said | {"truncated": False}).outcome == Outcome.UNPARSED
    cut = scored(tmp_path, part, {"truncated": True, "reply": "B. The picture shows a"})
    assert (cut.outcome, cut.cut_off) == (Outcome.ANSWERED, True)
    assert scored(tmp_path, part, {}).cut_off is None
    for value in ("true", 1, [True]):
        with pytest.raises(InputError, match=r"line 1: `truncated` is .*; expected true or false"):
            scored(tmp_path, part, said | {"truncated": value})


@pytest.mark.parametrize("options", [[1, 2], [1, 2, None], [1, 2, 2], "1|2|3", {"A": 1, "B": 2, "C": 3}])
def test_options_that_are_not_the_item_s(tmp_path: Path, part: Part, options: object) -> None:
    with pytest.raises(InputError, match="line 1: `options` are not those of item"):
        scored(tmp_path, part, {"options": options})


def test_a_secret_is_no_model_s_name(tmp_path: Path, part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SRV_API_KEY", "planted-0123")
    with pytest.raises(InputError, match=r"line 1: `model` is srv/\[secret\], which holds a secret"):
        scored(tmp_path, part, {"model": "srv/planted-0123"})


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (" ", "shows nothing"),
        ("\u3164", "shows nothing"),
        ("a\u200db", "holds U+200D"),
        ("a" * 100_000, "has 100000 ch"),
    ],
)
def test_a_model_s_name_can_be_seen(tmp_path: Path, part: Part, name: str, says: str) -> None:
    with pytest.raises(InputError, match=r"line 1: `model` is ") as raised:
        scored(tmp_path, part, {"model": name})
    assert says in str(raised.value)
    assert len(str(raised.value)) < 300
