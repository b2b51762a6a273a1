"""MME from folders in both published layouts and from the hub; questions and pictures are made up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.pictures import check_pictures
from ch3ef.scenarios.public_sets.mme import GROUPS, MME
from tests.scenarios.offline_hub import DATA, hub_image, says, serve

FOLDER = DATA / "mme"


def test_two_questions_a_picture(cache: Path) -> None:
    items = MME.load(cache, dir=FOLDER).items
    assert [(item.source_id, item.task, item.domain) for item in items] == [
        ("artwork/10002.jpg/1", "artwork", "perception"),
        ("artwork/10002.jpg/2", "artwork", "perception"),
        ("OCR/0001.jpg/1", "OCR", "perception"),
        ("OCR/0001.jpg/2", "OCR", "perception"),
        ("code_reasoning/0020.png/1", "code_reasoning", "cognition"),
        ("code_reasoning/0020.png/2", "code_reasoning", "cognition"),
    ]
    assert {(item.level, item.options) for item in items} == {("A2", ("Yes", "No"))}
    assert [item.gold for item in items] == [(0,), (1,), (0,), (1,), (1,), (0,)]
    assert items[2].question == 'Is the word in the logo "nord"? Please answer yes or no.'
    for first, second in zip(items[::2], items[1::2], strict=True):
        assert first.image_group == second.image_group
        assert first.pair == second.pair
    assert len({item.image_group for item in items}) == len({item.pair for item in items}) == 3
    check_pictures(items)


def test_a_limited_run_takes_both_questions_of_a_picture(cache: Path, tmp_path: Path) -> None:
    from PIL import Image

    for number in range(5):
        (tmp_path / "OCR").mkdir(exist_ok=True)
        Image.new("RGB", (8, 8), (number, 0, 0)).save(tmp_path / f"OCR/{number}.png")
        (tmp_path / f"OCR/{number}.txt").write_text("Is it red?\tYes\nIs it blue?\tNo\n")
    scenario = MME.load(cache, dir=tmp_path)
    for limit in (2, 4, 6):
        pairs = [item.pair for item in scenario.limited(limit).items]
        assert [pairs.count(pair) for pair in pairs] == [2] * limit


def test_sub_tasks_that_lack_are_named(cache: Path) -> None:
    (notice,) = MME.load(cache, dir=FOLDER).notices
    assert notice.startswith("mme: without the sub-tasks existence, count, position, color, posters")
    assert "OCR" not in notice
    assert sum(map(len, GROUPS.values())) == 14


def test_the_same_from_the_hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datasets import Image, Value

    here = MME.load(cache, dir=FOLDER)
    rows = [
        {
            "question_id": item.source_id.rpartition("/")[0],
            "image": hub_image(item.images[0].path),
            "question": item.question,
            "answer": item.options[item.gold[0]],
            "category": item.task,
        }
        for item in here.items
    ]
    texts = dict.fromkeys(("question_id", "question", "answer", "category"), Value("string"))
    serve(monkeypatch, MME, {(None, "test"): rows}, {"image": Image()} | texts)
    there = MME.load(cache)
    assert there.version == here.version
    assert {item.images[0].path.suffix for item in there.items} == {".jpg", ".png"}
    serve(monkeypatch, MME, {(None, "test"): rows[:-1]}, {"image": Image()} | texts)
    with pytest.raises(InputError, match=r"^mme: picture code_reasoning/0020.png: has 1 of its two questions"):
        MME.load(cache)


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        (
            "OCR/0001.txt",
            "Is it?\tPerhaps\n",
            "OCR/0001.txt: line 1: sub-task 'OCR' with answer 'Perhaps'; expected Yes",
        ),
        (
            "OCR/0001.txt",
            "Is it? Yes\n",
            "OCR/0001.txt: line 1: 'Is it? Yes'; expected a question, a tab, and Yes or No",
        ),
        ("OCR/0001.txt", "\n\tYes\n", "OCR/0001.txt: line 2: question is ''; expected a text that is not empty"),
        ("OCR/0001.txt", "Is it?\tYes\n", "mme: picture OCR/0001.jpg: has 1 of its two questions; get the set again"),
        ("OCR/0002.txt", "Is it?\tYes\n", "OCR/0002.txt: no picture; expected 0002.jpg or .png in "),
    ],
)
def test_a_file_that_is_not_as_published(cache: Path, tmp_path: Path, file: str, text: str, line: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    (folder / file).write_text(text)
    with pytest.raises(InputError) as caught:
        MME.load(cache, dir=folder)
    assert says(caught).startswith(line)


def test_what_is_not_there(cache: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^unknown mme split 'train'; Known: test"):
        MME.load(cache, dir=FOLDER, split="train")
    with pytest.raises(InputError, match=r"expected a folder per sub-task \(OCR, ...\) with N.txt beside N.jpg"):
        MME.load(cache, dir=tmp_path)
    (tmp_path / "eval_tool").mkdir()
    (tmp_path / "eval_tool/readme.txt").write_text("a\tb")
    with pytest.raises(
        InputError, match=r"^mme: holds no question that can be asked \(none at all\); expected a folder"
    ):
        MME.load(cache, dir=tmp_path)
    with pytest.raises(InputError, match=r"lmms-lab/MME could not be loaded from the Hugging Face hub"):
        MME.load(cache)


@pytest.mark.network
def test_the_real_set(cache: Path) -> None:
    scenario = MME.load(cache)
    assert (len(scenario.items), scenario.notices) == (2374, ())
