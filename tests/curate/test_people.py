"""People answer the items of a run or a set: asked blind, counted right, beside models in every table, keys held up."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from ch3ef.cli import main
from ch3ef.curate.folder import open_curation
from ch3ef.curate.people import Answered, AskedItem, Choice, answered, audit, begin, plant
from ch3ef.errors import InputError
from ch3ef.items import ImageRef, Item
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import read_rows
from ch3ef.running.people import labels_of, people_rows
from ch3ef.taxonomy import Level
from tests.curate.raters import FIVE, Scripted, World, fill_answers, known_set, rows_of, write_rows
from tests.curate.servers import TOKEN, Asked, choose

THREE = (Scripted("ann", 0.0), Scripted("bo", 0.0), Scripted("cy", 0.5))


@pytest.fixture
def known(tmp_path: Path) -> Path:
    return known_set(tmp_path / "known", 8)


def people(known: Path, folder: Path, out: Path, *given: object, raters: tuple[str, ...] = ("ann", "bo", "cy")) -> int:
    """Ask them."""
    named = [part for name in raters for part in ("--rater", name)]
    call = ["curate", "push", known, "--ask", "answer", "--in", folder, "--format", "csv", *named, "--out", out, *given]
    return main(list(map(str, call)))


def knowing(folder: Path) -> World:
    """The folder and what is right in it."""
    curation = open_curation(folder, "answers")
    right = {each.asked.item.options[gold] for each in answered(curation) for gold in each.asked.item.gold}
    return World(curation, frozenset(right), {}, frozenset())


def pulled(folder: Path, out: Path, raters: tuple[Scripted, ...] = THREE) -> None:
    world = knowing(folder)
    files = [out / f"round-1-{rater.name}.csv" for rater in raters]
    for file, rater in zip(files, raters, strict=True):
        fill_answers(world, file, replace(rater))
    assert main(["curate", "pull", str(folder), *(part for file in files for part in ("--from", str(file)))]) == 0


def test_people_answer_a_run_and_stand_beside_its_models(
    known: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, folder, out = tmp_path / "run", tmp_path / "people", tmp_path / "out"
    asked = ["run", "--scenario", known, "--recipe", "human-value-direct", "--model", "reference/chance", "--out", run]
    assert main(list(map(str, asked))) == 0
    whole = {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}
    assert people(run, folder, out) == 0
    rows = rows_of(out / "round-1-ann.csv")
    assert len(rows) == 8
    assert list(rows[0])[6:] == ["option A", "option B", "option C", "option D", "answer", "comment"]
    right = [next(name[-1] for name, text in row.items() if text.startswith("It is so")) for row in rows]
    assert len(set(right)) > 2  # the right one stands anywhere
    pulled(folder, out)
    capsys.readouterr()
    assert main(["curate", "agree", str(folder)]) == 0
    assert "Keys: of 8 items where two people or more answered, people and key differ in 0." in capsys.readouterr().out
    assert main(["curate", "score", str(folder), "--out", str(tmp_path / "scored")]) == 0
    told = capsys.readouterr().out
    assert "people/majority" in told
    assert "accuracy of one person, over people" in told
    assert {path: path.read_bytes() for path in run.rglob("*") if path.is_file()} == whole
    scored = {row.model: [one for one in read_rows(tmp_path / "scored") if one.model == row.model]
              for row in read_rows(tmp_path / "scored")}  # fmt: skip
    assert list(scored) == ["people/majority", "people/1", "people/2", "people/3"]
    assert {row.recipe for own in scored.values() for row in own} == {"human-value-direct"}
    assert [row.correct for row in scored["people/majority"]] == [1.0] * 8
    assert sum(row.correct or 0 for row in scored["people/3"]) < 8
    assert main(["show", str(run), str(tmp_path / "scored")]) == 0
    assert "reference/chance" in capsys.readouterr().out
    assert main(["report", str(run), str(tmp_path / "scored"), "--out", str(tmp_path / "report")]) == 0
    assert "people/majority" in (tmp_path / "report/index.html").read_text()
    (figure,) = [
        each
        for each in json.loads((tmp_path / "scored/summary.json").read_text())["figures"]
        if each["name"] == "one_person" and each["group"] == "all"
    ]
    own = [sum(row.correct or 0 for row in scored[f"people/{n}"]) / 8 for n in (1, 2, 3)]
    assert figure["estimate"] == pytest.approx(sum(own) / 3)
    assert figure["low"] < figure["estimate"] < figure["high"]


def test_planted_wrong_keys_are_found_and_real_ones_are_listed(
    known: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = next((known / "meta_file").glob("*.json"))
    content = json.loads(file.read_text())
    for record in content["items"][:1]:  # a key that is wrong indeed
        record["options"][:2] = reversed(record["options"][:2])
    file.write_text(json.dumps(content))
    folder, out = tmp_path / "people", tmp_path / "out"
    assert people(known, folder, out, "--controls", 3) == 0
    lines = (folder / "planted.jsonl").read_bytes()
    assert people(known, folder, out, "--controls", 3) == 0  # the same are planted
    assert (folder / "planted.jsonl").read_bytes() == lines
    assert "planted" not in "".join(path.read_text("utf-8-sig") for path in out.glob("*.csv"))
    curation = open_curation(folder, "answers")
    so = {option for each in answered(curation) for option in each.asked.item.options if option.startswith("It is so")}
    for name in ("ann", "bo", "cy"):
        fill_answers(World(curation, frozenset(so), {}, frozenset()), out / f"round-1-{name}.csv", Scripted(name, 0.0))
        assert main(["curate", "pull", str(folder), "--from", str(out / f"round-1-{name}.csv")]) == 0
    capsys.readouterr()
    assert main(["curate", "agree", str(folder)]) == 0
    told = capsys.readouterr().out
    planted = {each.draft for each in curation.planted()}
    wrong = next(each for each in answered(curation) if not each.asked.item.options[0].startswith("It is so"))
    if wrong.asked.draft not in planted:
        assert "people and key differ in 1. Planted wrong keys: 3 of 3 found" in told
        assert f"{wrong.asked.item.source_id}: " in told
        assert "of 3 people chose 'It is so" in told
        assert main(["curate", "score", str(folder), "--out", str(tmp_path / "scored")]) == 0
        (listed,) = csv.DictReader((tmp_path / "scored/audit.csv").open())
        assert (listed["item"], listed["chose_it"], listed["answered"]) == (wrong.asked.item.source_id, "3", "3")


ITEM = Item("s/1-aa", "s/1", "s", Level.A3, "helpful", "d", "t", "Which?", (), ("a", "b", "c"), (0,))


def chosen(*options: int | None, planted: int | None = None, comment: str = "") -> Answered:
    """What people numbered from 0 chose."""
    choices = tuple(Choice(f"r{n}", option, (0, 1, 2), None, comment) for n, option in enumerate(options))
    return Answered(AskedItem(ITEM, "v"), choices, planted)


@pytest.mark.parametrize(("options", "correct", "outcome", "differs"), [
    ((0, 0, 1), 1.0, "answered", False), ((1, 1, 0), 0.0, "answered", True), ((0, 1), 0.5, "answered", False),
    ((None, None, 0), None, "unparsed", True), ((None, 0), 0.5, "answered", False), ((1, 2), 0.0, "answered", True),
])  # fmt: skip
def test_what_most_chose_is_the_answer_and_ties_share(
    options: tuple[int | None, ...], correct: float | None, outcome: str, differs: bool
) -> None:
    each = chosen(*options)
    row = people_rows([each], recipe_named("human-value-direct"))[0]
    assert (row.model, row.correct, row.outcome) == ("people/majority", correct, outcome)
    assert each.differs is differs
    assert audit([each]).n == 1
    assert bool(audit([each]).differing) is differs


def test_a_planted_key_is_found_where_most_do_not_choose_it() -> None:
    found = audit([chosen(0, 0, planted=1), chosen(1, 1, planted=1), chosen(0), chosen(2, 2)])
    assert (found.n, found.n_planted, len(found.differing)) == (1, 2, 1)
    assert found.found is not None
    assert found.found.estimate == 0.5
    assert people_rows([chosen(0, 0, planted=1)], recipe_named("human-value-direct"))[0].correct == 1.0


def test_choices_are_labels_of_replies_in_words() -> None:
    (row, *_) = people_rows([chosen(1)], recipe_named("human-value-direct"))
    rows = [replace(row, model="m", reply="It is b."), replace(row, model="n", reply="(B)"),
            replace(row, model="o", reply="No idea.", chosen=None)]  # fmt: skip
    assert labels_of([chosen(1, 0, None)], rows) == [
        {"item": "s/1-aa", "model": "m", "rater": "people/1", "label": "right", "reply": "It is b."},
        {"item": "s/1-aa", "model": "m", "rater": "people/2", "label": "wrong", "reply": "It is b."},
    ]


def test_what_cannot_be_asked_is_left_out_and_told(
    known: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["curate", "push", str(known), "--ask", "answer", "--format", "csv", "--out", str(tmp_path / "o")]) == 2
    assert "--in is missing" in capsys.readouterr().err
    with pytest.raises(InputError, match="1 without a picture; expected items with a picture and two options or more"):
        begin(tmp_path / "none", [AskedItem(ITEM, "v")])
    given = ["--in", str(tmp_path / "people"), "--format", "csv", "--out", str(tmp_path / "o")]
    assert main(["curate", "push", str(known), *given]) == 2
    assert "--in does nothing without --ask answer" in capsys.readouterr().err
    folder, out = tmp_path / "people", tmp_path / "out"
    assert people(known, folder, out) == 0
    assert people(known_set(tmp_path / "other", 3, seed=1), folder, out) == 2
    assert "was begun with 8 items, and these are 3 or others; name another folder" in capsys.readouterr().err
    assert people(known, folder, out, "--round", 2) == 2
    assert "--round does nothing where people answer items" in capsys.readouterr().err
    for call in (("check", folder), ("draft", folder, "--model", "openai/x")):
        assert main(["curate", *map(str, call)]) == 2
        assert "people answer the items of a set in it" in capsys.readouterr().err
    assert main(["curate", "score", str(folder), "--out", str(tmp_path / "scored")]) == 2
    assert "nobody has answered an item yet" in capsys.readouterr().err
    with pytest.raises(InputError, match="--controls 9: 8 items left"):
        plant(open_curation(folder, "answers"), 9)
    sheet = out / "round-1-ann.csv"
    rows = rows_of(sheet)
    rows[0]["answer"], rows[1]["answer"], rows[2]["answer"], rows[3]["answer"] = "F", "none", "pass", "b"
    rows[1]["comment"] = "It is cut off."
    write_rows(sheet, rows)
    assert main(["curate", "pull", str(folder), "--from", str(sheet)]) == 1
    assert "answer 'F'; expected A, B, C, D, none or pass" in capsys.readouterr().err
    choices = [choice for each in answered(open_curation(folder, "answers")) for choice in each.choices]
    assert [choice.option is None for choice in choices].count(True) == 1
    assert len(choices) == 2


def test_several_pictures_stand_side_by_side(tmp_path: Path) -> None:
    images = []
    for n, colour in enumerate(("red", "blue")):
        Image.new("RGB", (10 * (n + 1), 20), colour).save(tmp_path / f"{n}.png")
        images.append(ImageRef(tmp_path / f"{n}.png", str(n) * 64))
    item = replace(ITEM, images=tuple(images), question="Is <image> older than <image>?")
    begun = begin(tmp_path / "people", [AskedItem(item, "v"), AskedItem(replace(item, id="s/2-aa"), "v")])
    (photo,) = begun.curation.photos()
    assert (photo.width, photo.height) == (10 + 12 + 20, 20)
    shown = Image.open(begun.curation.pictures / photo.file)
    assert (shown.getpixel((3, 3)), shown.getpixel((38, 3))) == ((255, 0, 0), (0, 0, 255))
    assert begun.curation.drafts()[0].question == "Is (picture 1) older than (picture 2)?"
    assert begun.left_out == {"asks the same of the same picture as another": 1}


@pytest.mark.browser
def test_items_are_answered_on_the_page_by_mouse_and_keyboard(known: Path, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    from tests.report.browsing import browser, watched_page

    folder, out = tmp_path / "people", tmp_path / "out"
    call = [
        "curate",
        "push",
        known,
        "--ask",
        "answer",
        "--in",
        folder,
        "--format",
        "html",
        "--rater",
        "ann",
        "--out",
        out,
    ]
    assert main(list(map(str, call))) == 0
    file = out / "round-1-ann.html"
    with (
        browser() as running,
        watched_page(running, viewport={"width": 1280, "height": 900}, bypass_csp=True) as (page, seen),
    ):
        page.goto(file.as_uri())
        asked = []
        for act in ("mouse", "2", "0", "p"):
            asked.append(page.inner_text("#question"))
            page.click('[data-act="choose-C"]') if act == "mouse" else page.keyboard.press(act)
            assert page.inner_text("#left") == "Done."
            page.keyboard.press("n")
        assert not page.locator("#task").is_visible()
        assert [(each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]] == []
        with page.expect_download() as download:
            page.keyboard.press("s")
        download.value.save_as(tmp_path / "labels.json")
        assert seen.errors == []
    assert main(["curate", "pull", str(folder), "--from", str(tmp_path / "labels.json")]) == 0
    curation = open_curation(folder, "answers")
    by_question = {each.asked.question: each for each in answered(curation)}
    mouse, key, none, passed = (by_question[question] for question in asked)
    assert mouse.choices[0].option == mouse.choices[0].order[2]
    assert key.choices[0].option == key.choices[0].order[1]
    assert (none.choices[0].option, passed.choices) == (None, ())


@pytest.mark.labelstudio
def test_items_are_answered_on_a_server(
    server: str, known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LABEL_STUDIO_TOKEN", TOKEN)
    folder = tmp_path / "people"
    named = [part for rater in FIVE[:3] for part in ("--rater", rater.name)]
    assert main(["curate", "push", str(known), "--ask", "answer", "--in", str(folder), "--url", server, *named]) == 0
    assert capsys.readouterr().out.count("8 new tasks, 0 there already") == 3
    world = knowing(folder)
    for rater in FIVE[:3]:
        choose(Asked(server), world, replace(rater))
    assert main(["curate", "pull", str(folder), "--url", server]) == 0
    assert "24 new labels" in capsys.readouterr().out
    items = answered(open_curation(folder, "answers"))
    assert all(len(each.choices) == 3 for each in items)
    assert {choice.seconds for each in items for choice in each.choices} == {4.5}
    assert sum(each.most == each.asked.item.gold for each in items) >= 7
