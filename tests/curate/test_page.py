"""The page that a rater labels on: whole, offline, safe; by mouse and by keyboard; what it saves is read back."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from ch3ef.cli import main
from ch3ef.curate.page import read_labels
from ch3ef.curate.records import Draft, Reply
from ch3ef.errors import InputError
from tests.curate.raters import MODELS, World, made

EVIL = '</script><img src=x onerror="alert(1)"><!--<script>'


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = made(tmp_path / "ours", 2, 2)
    photo = world.curation.photos()[0]
    draft = Draft(photo.digest, "insult", f"Evil {EVIL}", "why", "drafter", "1")
    world.curation.add([draft, *(Reply(draft.id, model, f"{EVIL} {place}") for place, model in enumerate(MODELS))])
    return world


def pushed(world: World, out: Path) -> Path:
    assert (
        main(["curate", "push", str(world.curation.path), "--format", "html", "--rater", "ann", "--out", str(out)]) == 0
    )
    return out / "round-1-ann.html"


def pull(world: World, file: Path) -> int:
    return main(["curate", "pull", str(world.curation.path), "--from", str(file)])


def test_a_page_is_one_file_without_models_that_asks_for_nothing(world: World, tmp_path: Path) -> None:
    page = pushed(world, tmp_path / "out")
    text = page.read_text()
    assert [path.name for path in page.parent.iterdir() if not path.name.startswith(".")] == ["round-1-ann.html"]
    assert not any(f'"{model}"' in text for model in (*MODELS, "drafter"))
    assert text.count("<script") == text.count("</script>") == 2
    assert not re.search(
        r"https?://|src=|url\(|@import|fetch\(|XMLHttpRequest|innerHTML", text.partition('id="data">')[0]
    )
    assert not re.search(
        r"https?://|src=|url\(|fetch\(|XMLHttpRequest|innerHTML|eval\(", text.rpartition("<script>")[2]
    )
    assert "default-src 'none'" in html.unescape(text)


@pytest.mark.parametrize(("content", "said"), [
    ("[]", "holds no labels"), ('{"kind": "ch3ef-labels", "schema": 9, "labels": []}', "has schema 9"),
    ('{"kind": "ch3ef-labels", "schema": 1, "labels": [], "round": true, "rater": "a"}', "lacks its rater or its round"),
    ('{"kind": "ch3ef-labels", "schema": 1, "labels": [7], "round": 1, "rater": "a"}', "label 1: is 7; expected an object"),
    ('{"kind": "ch3ef-labels", "schema": 1, "labels": [{"item": 1}], "round": 1, "rater": "a"}', "label 1: item is 1"),
    ("{", "is not JSON"),
])  # fmt: skip
def test_files_of_others_are_told(
    content: str, said: str, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "labels.json").write_text(content)
    assert pull(world, tmp_path / "labels.json") == 2
    assert said in capsys.readouterr().err


def test_the_page_itself_is_no_label(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pull(world, pushed(world, tmp_path / "out")) == 2
    assert "is the page itself; expected the file that it saves" in capsys.readouterr().err


def _saved(page: Any, act: str, out: Path) -> Path:
    with page.expect_download() as download:
        page.keyboard.press("s") if act == "s" else page.click(act)
    download.value.save_as(out / download.value.suggested_filename)
    saved: Path = out / download.value.suggested_filename
    return saved


def _go_to(page: Any, wanted: str) -> None:
    """To the question that holds a text, from the first on."""
    for _ in range(9):
        page.keyboard.press("b")
    for _ in range(9):
        if page.locator("#item").is_visible() and wanted in page.inner_text("#question"):
            return
        if page.locator("#show").is_visible():
            page.keyboard.press("o")
            if wanted in page.inner_text("#question"):
                return
        page.keyboard.press("n")
    raise AssertionError(wanted)


@pytest.mark.browser
def test_one_question_by_mouse_one_by_keyboard_and_one_passed(world: World, tmp_path: Path) -> None:  # noqa: PLR0915
    from tests.report.browsing import browser, watched_page

    file = pushed(world, tmp_path / "out")
    with browser() as running, watched_page(running, viewport={"width": 1280, "height": 900}) as (page, seen):
        page.goto(file.as_uri())
        # By mouse.
        _go_to(page, "Question 1 of 0")
        by_mouse = page.inner_text("#question")
        page.click('[data-act="edit"]')
        page.fill("#words", "Which one is it?")
        page.click('[data-act="rank-B"]')  # while the text has the focus
        page.click('[data-act="rank-A"]')
        assert page.inner_text("#left") == "Left to do: say whether A, B, C are right."
        page.click('[data-act="rank-C"]')
        for act in ("right-B", "wrong-A", "wrong-C"):
            page.click(f'[data-act="{act}"]')
        page.fill('[data-option="B"]', "Such as it is.")
        page.select_option("#task", "attribute")
        page.check("#unanswerable")
        page.fill("#comment", EVIL)
        assert "1 done" in page.inner_text("#progress")
        # By keyboard alone; nothing of it reaches a text.
        page.keyboard.press("Escape")
        _go_to(page, "Question 1 of 1")
        for key in (
            "k",
            "3",
            "1",
            "2",
            "Shift+Digit1",
            "Shift+Digit2",
            "Shift+Digit2",
            "Shift+Digit3",
            "Shift+Digit3",
            "h",
            "q",
        ):
            page.keyboard.press(key)
        page.keyboard.type("nsb123")
        page.keyboard.press("Escape")
        assert "2 done" in page.inner_text("#progress")
        # What carries a warning is passed unseen; and what is evil is a text.
        _go_to(page, "Evil")
        assert page.inner_text("#question") == f"Evil {EVIL}"
        page.reload()
        assert "2 done" in page.inner_text("#progress")
        page.check("#spare")
        assert "5 done" in page.inner_text("#progress")
        assert _saved(page, "s", tmp_path).name == "labels-round-1-ann.json"
        saved = _saved(page, "#save", tmp_path)
        assert "Saved, all of them" in page.inner_text("#notice")
        assert seen.errors == []
        assert seen.outside(file.as_uri()) == []
    assert pull(world, saved) == 0
    assert pull(world, saved) == 0
    words = {word.question or word.decision: word for word in world.curation.annotations()}
    models = {each.draft: each.models for each in world.curation.letters()}
    drafts = {draft.question: draft.id for draft in world.curation.drafts()}
    assert len(world.curation.every_word()) == 5
    mouse = words["Which one is it?"]
    a, b, c = models[drafts[by_mouse]]
    assert (mouse.draft, mouse.decision, mouse.ranking, mouse.right) == (drafts[by_mouse], "edit", (b, a, c), (b,))
    assert (mouse.options, mouse.task, mouse.harmful, mouse.unanswerable) == (
        {b: "Such as it is."},
        "attribute",
        False,
        True,
    )
    assert mouse.comment == EVIL
    keys = words["Question 1 of 1: <what> is it?"]
    a, b, c = models[keys.draft]
    assert (keys.decision, keys.ranking, keys.right, keys.harmful, keys.comment) == (
        "keep",
        (c, a, b),
        (a,),
        True,
        "nsb123",
    )
    assert all(word.seconds is not None and 0 <= word.seconds < 60 for word in words.values())
    assert sum(word.decision == "pass" for word in world.curation.annotations()) == 3


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1280, 900), (390, 800)])
def test_nothing_is_cut_off_and_all_has_a_name(size: tuple[int, int], world: World, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    from tests.report.browsing import browser, watched_page

    file = pushed(world, tmp_path / "out")
    with (
        browser() as running,
        watched_page(running, viewport={"width": size[0], "height": size[1]}, bypass_csp=True) as (page, _),
    ):
        page.goto(file.as_uri())
        _go_to(page, "Question 1 of 0")
        page.keyboard.press("k")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_what_a_page_saves_is_taken(world: World, tmp_path: Path) -> None:
    pushed(world, tmp_path / "out")
    key = world.curation.letters()[0]
    label = {
        "item": f"q{key.draft}", "decision": "keep", "question": "", "ranking": ["B", "A", "C"], "marks": {"A": False, "B": True, "C": False},
        "options": {}, "task": "", "harmful": False, "unanswerable": False, "comment": "", "seconds": 7.5,
    }  # fmt: skip
    content = {"kind": "ch3ef-labels", "schema": 1, "set": "ours", "rater": "ann", "round": 1, "labels": [label]}
    (tmp_path / "labels.json").write_text(json.dumps(content))
    assert pull(world, tmp_path / "labels.json") == 0
    (word,) = world.curation.annotations()
    assert (word.ranking, word.right, word.seconds) == (
        (key.models[1], key.models[0], key.models[2]),
        (key.models[1],),
        7.5,
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ranking": [[], "B"]}, "[] is no letter of a reply"),
        ({"ranking": [""]}, "'' is no letter of a reply"),
        ({"seconds": 10**400}, "seconds is 1000"),
        ({"seconds": -1}, "seconds is -1"),
    ],
)
def test_what_no_page_saves_is_told(change: dict[str, Any], told: str, tmp_path: Path) -> None:
    label = {
        "item": "q", "decision": "keep", "question": "", "ranking": [], "marks": {}, "options": {}, "task": "",
        "harmful": False, "unanswerable": False, "comment": "", "seconds": None,
    } | change  # fmt: skip
    content = {"kind": "ch3ef-labels", "schema": 1, "rater": "ann", "round": 1, "labels": [label]}
    (tmp_path / "labels.json").write_text(json.dumps(content))
    with pytest.raises(InputError, match=re.escape(told)):
        read_labels(tmp_path / "labels.json")
