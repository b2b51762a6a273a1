"""MMMU from Parquet files as published and from the hub; the questions are made up."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ch3ef.cli import main
from ch3ef.errors import InputError
from ch3ef.scenarios.pictures import check_pictures
from ch3ef.scenarios.public_sets.mmmu import DISCIPLINES, MMMU
from tests.scenarios.offline_hub import DATA, says, serve

FOLDER = DATA / "mmmu"
SUBJECTS = [subject for subjects in DISCIPLINES.values() for subject in subjects.split()]


def table(subject: str, split: str = "validation") -> pa.Table:
    return pq.read_table(FOLDER / subject / f"{split}-00000-of-00001.parquet")


Write = Callable[[dict[str, Any]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the validation set of Art with other values in its second record."""

    def put(change: dict[str, Any]) -> Path:
        first, second = table("Art").to_pylist()
        (tmp_path / "Art").mkdir(exist_ok=True)
        changed = pa.Table.from_pylist([first, second | change], schema=table("Art").schema)
        pq.write_table(changed, tmp_path / "Art/validation-00000-of-00001.parquet")
        return tmp_path

    return put


def test_the_questions_with_options(cache: Path) -> None:
    scenario = MMMU.load(cache, dir=FOLDER)
    one, several, without = scenario.items
    assert (one.source_id, one.level, one.task) == ("validation_Art_1", "A2", "Art")
    assert one.question == "Which colour is above in (picture 1)?"
    assert (one.options, one.gold) == (("red", "blue", "it's white"), (0,))
    assert one.domain == "Art and Design"
    assert several.question == "(picture 1) Which one is its mirror image?"
    assert (several.options, several.gold) == (("(picture 2)", "(picture 3)"), (1,))
    stored = table("Art").to_pylist()[1]
    assert [image.path.read_bytes() for image in several.images] == [stored[f"image_{n}"]["bytes"] for n in (1, 2, 3)]
    assert (without.task, without.facts("answers"), without.chance) == ("Math", ("2",), 0.0)
    (notice,) = scenario.notices
    assert notice.startswith("mmmu: without the subjects Art_Theory, Design, Music, Accounting")
    check_pictures(scenario.items)


def test_all_questions_are_asked_by_two_recipes_and_make_one_accuracy(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Open questions were left out, so that no published score could be matched."""
    monkeypatch.setenv("CH3EF_CACHE", str(cache))
    run = ["run", "--scenario", f"mmmu?dir={FOLDER}", "--out", str(tmp_path / "run")]
    for recipe in ("direct", "short-answer"):
        run += ["--recipe", recipe]
    for model in ("oracle", "anti-oracle"):
        run += ["--model", f"reference/{model}"]
    assert main(run) == 0
    assert "recipe 'direct' asks 2 of 3 items" in capsys.readouterr().err
    summary = json.loads((tmp_path / "run" / "summary.json").read_text())
    found = {one["model"]: one for one in summary["figures"] if (one["name"], one["group"]) == ("mmmu_accuracy", "all")}
    assert {model: (one["estimate"], one["n"]) for model, one in found.items()} == {
        "reference/oracle": (1.0, 3),
        "reference/anti-oracle": (0.0, 3),
    }
    assert {one["recipe"] for one in found.values()} == {"direct, short-answer"}


@pytest.mark.parametrize(
    ("answer", "accepted"), [("['24/7', '3.429']", ("24/7", "3.429")), ("nave", ("nave",)), (" 8 ", ("8",))]
)
def test_answers_to_open_questions(cache: Path, write: Write, answer: str, accepted: tuple[str, ...]) -> None:
    item = MMMU.load(cache, dir=write({"question_type": "open", "options": "[]", "answer": answer})).items[1]
    assert item.facts("answers") == accepted


@pytest.mark.parametrize("answer", ["", "['']", "[1, 2", "[]"])
def test_an_open_question_without_an_answer(cache: Path, write: Write, answer: str) -> None:
    with pytest.raises(InputError, match=r"record 2: answer "):
        MMMU.load(cache, dir=write({"question_type": "open", "options": "[]", "answer": answer}))


def test_the_pool_of_examples_is_the_dev_set(cache: Path) -> None:
    (example,) = MMMU.load(cache, dir=FOLDER, split="dev").items
    assert (example.source_id, example.options[example.gold[0]]) == ("dev_Art_1", "green")
    assert example.details["solution"] == "All of it is green."


def test_pictures_that_are_not_mentioned(cache: Path, write: Write) -> None:
    """Only those of question and options are shown, numbered as shown; all of them where none is mentioned."""
    folder = write({"question": "Which is like <image 3>?", "options": "['<image 2>', 'none']"})
    item = MMMU.load(cache, dir=folder).items[1]
    assert (item.question, item.options) == ("Which is like (picture 2)?", ("(picture 1)", "none"))
    assert len(item.images) == 2
    item = MMMU.load(cache, dir=write({"question": "Which?", "options": "['the first', 'the second']"})).items[1]
    assert len(item.images) == 3


def test_the_same_from_the_hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datasets import Image, Value

    names = table("Art").schema.names
    features = {name: Image() if name.startswith("image_") else Value("string") for name in names}
    there: dict[tuple[str | None, str], list[Any]] = {(subject, "validation"): [] for subject in SUBJECTS}
    there |= {(subject, "validation"): table(subject).to_pylist() for subject in ("Art", "Math")}
    serve(monkeypatch, MMMU, there, features)
    assert MMMU.load(cache).version == MMMU.load(cache, dir=FOLDER).version
    assert len(SUBJECTS) == len(set(SUBJECTS)) == 30


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"answer": "C"}, "the key is 'C'; expected one of A, B"),
        ({"options": "red, blue"}, "options 'red, blue'; expected the text of a list"),
        ({"options": "{}"}, "options '{}'; expected the text of a list"),
        ({"question": ""}, "question is ''; expected a text that is not empty"),
        ({"id": None}, "id is None; expected a text that is not empty"),
        ({"image_2": None}, "picture is None; expected the bytes of one"),
        ({"question": "<image 8>"}, "column 'image_8' is missing; found id, question, options"),
    ],
)
def test_a_record_that_is_not_as_published(cache: Path, write: Write, change: dict[str, Any], line: str) -> None:
    with pytest.raises(InputError) as caught:
        MMMU.load(cache, dir=write(change))
    assert says(caught).startswith(f"Art/validation-00000-of-00001.parquet: record 2: {line}")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"options": "['<image 2>', '<image 2>']"}, "with two options of the same text"),
        ({"options": "['<image 2>', '']", "answer": "A"}, "with fewer than two options"),
        ({"question": "?", "options": "['a', 'b']"} | {f"image_{n}": None for n in (1, 2, 3)}, "without a picture"),
    ],
)
def test_questions_that_cannot_be_asked_are_counted(
    cache: Path, write: Write, change: dict[str, Any], why: str
) -> None:
    scenario = MMMU.load(cache, dir=write(change))
    assert scenario.notices[0] == f"mmmu: 1 of 2 questions left out: those {why}"


def test_what_is_not_there(cache: Path, write: Write) -> None:
    with pytest.raises(
        InputError, match=r"^mmmu: the key of its test set is not published; expected split=validation or"
    ):
        MMMU.load(cache, dir=FOLDER, split="test")
    with pytest.raises(InputError, match=r"^unknown mmmu split 'val'; Known: dev, validation"):
        MMMU.load(cache, dir=FOLDER, split="val")
    folder = write({})
    with pytest.raises(InputError, match=r"nothing in it matches \*/dev-\*.parquet; expected a folder per subject"):
        MMMU.load(cache, dir=folder, split="dev")
    (folder / "Art/validation-00000-of-00001.parquet").write_text("no")
    with pytest.raises(InputError, match=r"validation-00000-of-00001.parquet: is not a readable Parquet file \("):
        MMMU.load(cache, dir=folder)
    with pytest.raises(InputError, match=r"MMMU/MMMU could not be loaded from the Hugging Face hub"):
        MMMU.load(cache)


@pytest.mark.network
@pytest.mark.parametrize(("split", "count"), [("validation", 900), ("dev", 150)])
def test_the_real_set(cache: Path, split: str, count: int) -> None:
    scenario = MMMU.load(cache, split=split)
    assert 0.9 * count < len(scenario.items) <= count
    assert f" of {count} questions left out" in scenario.notices[0]
