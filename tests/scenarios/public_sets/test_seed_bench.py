"""Both versions of SEED-Bench from their own files and from the hub; the records are made up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.pictures import check_pictures
from ch3ef.scenarios.public_sets.public_set import PublicSet
from ch3ef.scenarios.public_sets.seed_bench import SEED_BENCH, SEED_BENCH_2
from tests.scenarios.offline_hub import DATA, hub_image, says, serve

FOLDER = DATA / "seed_bench"
FILES = {SEED_BENCH: "SEED-Bench.json", SEED_BENCH_2: "SEED-Bench_v2_level1_2_3.json"}


def test_the_questions_about_pictures(cache: Path) -> None:
    scenario = SEED_BENCH.load(cache, dir=FOLDER)
    first, second = scenario.items
    assert (first.source_id, first.level, first.task) == ("101669", "A2", "Instances Counting")
    assert (first.question, first.gold) == ("How many stripes are in the image?", (1,))
    assert first.options == ("One", "Two", "Three", "Four")
    assert first.images[0].path == FOLDER / "SEED-Bench-image/11_22"
    assert second.task == "Instance Attributes"
    assert scenario.notices == ("seed-bench: 1 of 3 questions left out: those of the kind 'video'",)
    check_pictures(scenario.items)


def test_a_folder_of_pictures_may_be_a_link_but_no_picture_out_of_it(cache: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    (folder / "SEED-Bench-image").rename(tmp_path / "elsewhere")
    (folder / "SEED-Bench-image").symlink_to(tmp_path / "elsewhere")
    assert SEED_BENCH.load(cache, dir=folder).version == SEED_BENCH.load(cache, dir=FOLDER).version
    (tmp_path / "elsewhere" / "11_22").rename(tmp_path / "secret")
    (tmp_path / "elsewhere" / "11_22").symlink_to(tmp_path / "secret")
    with pytest.raises(InputError, match=r"record 1: picture '11_22' is a link out of the folder, to "):
        SEED_BENCH.load(cache, dir=folder)


def test_version_2_has_several_pictures_a_question(cache: Path) -> None:
    scenario = SEED_BENCH_2.load(cache, dir=FOLDER)
    single, several, interleaved = scenario.items
    assert (single.task, single.options, single.gold) == ("Instances Counting", ("One", "Two", "Three"), (1,))
    assert single.images[0].path == FOLDER / "cc3m-image/11_22"
    assert several.task == "Difference Spotting"
    assert [image.path.name for image in several.images] == ["a_1.png", "a_2.png"]
    assert interleaved.task == "In-Context Captioning"
    assert interleaved.question == "(picture 1): The wall is red. (picture 2): The wall is blue. (picture 3):"
    assert len(interleaved.images) == 3
    assert interleaved.domain == "Interleaved Image & Text Comprehension"
    assert interleaved.details == {"level": "L2"}
    assert scenario.notices == (
        "seed-bench-2: 1 of 5 questions left out: those of the kind 'Video'",
        "seed-bench-2: 1 of 5 questions left out: those of the kind 'Image Generation'",
    )
    check_pictures(scenario.items)


@pytest.mark.parametrize("public", [SEED_BENCH, SEED_BENCH_2])
def test_the_same_from_the_hub(cache: Path, monkeypatch: pytest.MonkeyPatch, public: PublicSet) -> None:
    from datasets import Image, List, Value

    here = public.load(cache, dir=FOLDER)
    images = {item.source_id: [hub_image(image.path) for image in item.images] for item in here.items}
    records = json.loads((FOLDER / FILES[public]).read_text())["questions"]
    rows = [record | {"image": images.get(record["question_id"], [])} for record in records]
    texts = [name for name, value in records[0].items() if isinstance(value, str) and name != "data_id"]
    features = {name: Value("string") for name in texts} | {"question_type_id": Value("int16"), "image": List(Image())}
    serve(monkeypatch, public, {(None, "test"): rows}, features)
    there = public.load(cache)
    assert there.version == here.version
    assert there.notices == here.notices
    check_pictures(there.items)


@pytest.mark.parametrize(
    ("public", "change", "line"),
    [
        (SEED_BENCH, {"answer": "E"}, "SEED-Bench.json: record 1: the key is 'E'; expected one of A, B, C, D"),
        (SEED_BENCH, {"choice_b": ""}, "SEED-Bench.json: record 1: the key is 'B'; expected one of A, C, D"),
        (SEED_BENCH, {"data_id": "9"}, "SEED-Bench.json: record 1: picture '9' is not there; ex"),
        (
            SEED_BENCH,
            {"data_id": "../9"},
            "SEED-Bench.json: record 1: picture '../9'; expected a",
        ),
        (
            SEED_BENCH,
            {"question_type_id": 10},
            "SEED-Bench.json: record 1: question_type_id is 10; expected a numb",
        ),
        (SEED_BENCH, {"question": None}, "SEED-Bench.json: record 1: question is None; expected a text"),
        (
            SEED_BENCH_2,
            {"data_source": "web"},
            "SEED-Bench_v2_level1_2_3.json: record 1: data_source is 'web'; ex",
        ),
        (
            SEED_BENCH_2,
            {"data_source": [[]]},
            "SEED-Bench_v2_level1_2_3.json: record 1: data_source is [[]]; ex",
        ),
        (
            SEED_BENCH_2,
            {"question_type_id": 25},
            "SEED-Bench_v2_level1_2_3.json: record 1: question_type_id is 25",
        ),
    ],
)
def test_a_record_that_is_not_as_published(
    cache: Path, tmp_path: Path, public: PublicSet, change: dict[str, Any], line: str
) -> None:
    with pytest.raises(InputError) as caught:
        public.load(cache, dir=changed(tmp_path, public, change))
    assert says(caught).startswith(line)


@pytest.mark.parametrize(
    ("public", "change", "why"),
    [
        (SEED_BENCH, {"choice_c": "Two "}, "with two options of the same text"),
        (SEED_BENCH, dict.fromkeys(("choice_a", "choice_c", "choice_d"), ""), "with fewer than two options"),
        (
            SEED_BENCH_2,
            {f"choice_{letter}": f"v1/{letter}.png" for letter in "abcd"},
            "whose options are pictures",
        ),
        (SEED_BENCH_2, {"question": "[img] [img]: what?"}, "whose marks of pictures are not as many as their p"),
        (SEED_BENCH_2, {"data_id": []}, "without a picture"),
    ],
)
def test_questions_that_cannot_be_asked_are_counted(
    cache: Path, tmp_path: Path, public: PublicSet, change: dict[str, Any], why: str
) -> None:
    scenario = public.load(cache, dir=changed(tmp_path, public, change))
    assert f"left out: those {why}" in scenario.notices[0]
    assert len(scenario.items) == len(public.load(cache, dir=FOLDER).items) - 1


def changed(tmp_path: Path, public: PublicSet, change: dict[str, Any]) -> Path:
    """The folder with other values in the first record of a file."""
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    content = json.loads((folder / FILES[public]).read_text())
    content["questions"][0] |= change
    (folder / FILES[public]).write_text(json.dumps(content))
    return folder


def test_what_is_not_there(cache: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^unknown seed-bench-2 split 'train'; Known: test"):
        SEED_BENCH_2.load(cache, dir=FOLDER, split="train")
    with pytest.raises(InputError, match=r"nothing in it matches SEED-Bench.json; expected SEED-Bench.json and SEED-"):
        SEED_BENCH.load(cache, dir=tmp_path)
    (tmp_path / "SEED-Bench.json").write_text("[]")
    with pytest.raises(InputError, match=r"^SEED-Bench.json: is not as published; expected"):
        SEED_BENCH.load(cache, dir=tmp_path)
    with pytest.raises(InputError, match=r"lmms-lab/SEED-Bench could not be loaded from the Hugging Face hub"):
        SEED_BENCH.load(cache)
