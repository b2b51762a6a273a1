from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Edit = Callable[..., None]
Refusal = Callable[[], str]


@pytest.fixture
def honest(release: Path) -> Path:
    return release / "meta_file/Honest.json"


def test_broken_json(honest: Path, refusal: Refusal) -> None:
    honest.write_text('{"meta_data": {},\n "items": [,]}')
    assert refusal() == (
        "Honest.json: line 2, column 12: is not JSON (Expecting value); mend it there, or get the file again"
    )


def test_not_utf_8(honest: Path, refusal: Refusal) -> None:
    honest.write_bytes('{"items": ["é"]}'.encode("latin-1"))
    assert refusal() == "Honest.json: byte 13 is not UTF-8; save the file as UTF-8"


def test_a_file_that_cannot_be_read(honest: Path, refusal: Refusal) -> None:
    honest.unlink()
    honest.mkdir()
    assert refusal() == f"{honest}: is a folder; expected a plain file"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("[]", "a list"),
        ('"text"', "a text"),
        ("null", "null"),
        ("3", "3"),
        ('{"item": []}', "an object with ['item']"),
        ('{"items": {}}', "an object with ['items']"),
    ],
)
def test_another_top_level(honest: Path, refusal: Refusal, content: str, found: str) -> None:
    honest.write_text(content)
    assert (
        refusal()
        == f'Honest.json: is {found} and has no list `items`; expected {{"meta_data": {{...}}, "items": [...]}}'
    )


def test_no_records(honest: Path, refusal: Refusal) -> None:
    honest.write_text('{"items": []}')
    assert refusal() == "Honest.json: `items` is empty; expected 1 or more records, or no such file at all"


def test_a_record_that_is_no_object(honest: Path, refusal: Refusal) -> None:
    honest.write_text('{"items": ["What is it?"]}')
    assert refusal() == ("Honest.json: record 1: is a text; expected an object with image, query, options and source")


@pytest.mark.parametrize("key", ["image", "query", "options", "source"])
def test_a_missing_key(edit: Edit, refusal: Refusal, key: str) -> None:
    edit("Harmless", 2, **{key: None})
    assert refusal().startswith(f"Harmless.json: record 2 (id 'f2'): `{key}` is missing; expected it beside 'id', ")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"query": "What\0?"}, "`query` holds U+0000, at which programs end a text; remove it"),
        ({"query": "\u202eWhat?"}, "`query` holds U+202E, which turns the order of what is seen; remove it"),
        ({"options": ["one", "\u200b"]}, "nothing can be seen of option 2 (U+200B); expected a text"),
    ],
)
def test_a_text_that_is_not_what_is_seen(edit: Edit, refusal: Refusal, change: dict[str, object], says: str) -> None:
    edit("Harmless", 2, **change)
    assert refusal() == f"Harmless.json: record 2 (id 'f2'): {says}"


@pytest.mark.parametrize("key", ["query", "source"])
@pytest.mark.parametrize("value", ["", " \n", 7, ["text"]])
def test_a_text_that_is_none(edit: Edit, refusal: Refusal, key: str, value: object) -> None:
    edit("Harmless", 2, **{key: value})
    assert refusal() == (f"Harmless.json: record 2 (id 'f2'): `{key}` is {value!r}; expected a text that is not empty")


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ("Red.", "`options` is 'Red.'; expected a list of texts, the right one first"),
        ([], "`options` has 0 entries; expected 2 to 26"),
        (["Red."], "`options` has 1 entry; expected 2 to 26"),
        (["Red."] * 27, "`options` has 27 entries; expected 2 to 26"),
        (["", "Red."], "option 1, the right one, is ''; expected a text that is not empty"),
        (["Red.", " "], "option 2 is ' '; expected a text that is not empty"),
        (["Red.", 5, "Blue."], "option 2 is 5; expected a text that is not empty"),
        ([None, "Blue."], "option 1, the right one, is None; expected a text that is not empty"),
    ],
)
def test_unusable_options(edit: Edit, refusal: Refusal, value: object, complaint: str) -> None:
    edit("Honest", 2, options=value)
    assert refusal() == f"Honest.json: record 2: {complaint}"


@pytest.mark.parametrize("value", [[], "", 3, [""], [["a.png"]], {"path": "a.png"}])
def test_an_unusable_list_of_pictures(edit: Edit, refusal: Refusal, value: object) -> None:
    edit("Helpful", 1, image=value)
    assert refusal() == (
        f"Helpful.json: record 1 (id 'h0'): `image` is {value!r}; "
        "expected a list of 1 or more paths, such as ['Helpful_images/1.png']"
    )


@pytest.mark.parametrize("value", ["", " ", 1.5, True, ["h0"]])
def test_an_unusable_id(edit: Edit, refusal: Refusal, value: object) -> None:
    edit("Helpful", 1, id=value)
    assert refusal() == (f"Helpful.json: record 1: `id` is {value!r}; expected a text or a whole number, or no `id`")


def test_a_long_value_is_shortened(edit: Edit, refusal: Refusal) -> None:
    edit("Helpful", 1, options="word " * 1000)
    assert len(refusal()) < 250
