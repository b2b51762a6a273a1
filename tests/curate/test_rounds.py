"""A whole round by spreadsheets: pushed, labelled by raters of known error rates, pulled, agreed on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest

from ch3ef.cli import main
from ch3ef.curate.agreeing import ABOUTS, agree, majority, to_adjudicate, units_of
from ch3ef.curate.folder import open_curation
from ch3ef.curate.records import Draft, Reply
from tests.curate.raters import FIVE, MODELS, Scripted, World, fill, made, rows_of, write_rows


@pytest.fixture
def world(tmp_path: Path) -> World:
    return made(tmp_path / "ours")


def push(world: World, out: Path, *given: str, raters: tuple[str, ...] = ("ann",), form: str = "csv") -> int:
    named = [part for name in raters for part in ("--rater", name)]
    return main(["curate", "push", str(world.curation.path), "--format", form, *named, "--out", str(out), *given])


def pull(world: World, *files: Path) -> int:
    given = [part for file in files for part in ("--from", str(file))]
    return main(["curate", "pull", str(world.curation.path), *given])


def pulled(world: World, out: Path) -> None:
    """All five label everything."""
    push(world, out, raters=tuple(each.name for each in FIVE))
    sheets = [out / f"round-1-{each.name}.csv" for each in FIVE]
    for sheet, rater in zip(sheets, FIVE, strict=True):
        fill(world, sheet, replace(rater))
    assert pull(world, *sheets) == 0


def test_a_whole_round_finds_the_careless_and_who_takes_what_stands_first(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pulled(world, tmp_path / "out")
    found = agree(world.curation)
    assert {each.name: (each.careless, each.takes_first) for each in found.raters} == {
        "ann": (False, False), "bo": (False, False), "cy": (False, False), "dan": (True, False), "eve": (False, True),
    }  # fmt: skip
    assert main(["curate", "agree", str(world.curation.path)]) == 0
    told = capsys.readouterr().out
    assert "Careless: dan (" in told
    assert "Takes what stands first: eve (" in told
    assert main(["curate", "agree", str(world.curation.path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in told["raters"]] == [each.name for each in FIVE]
    assert told["agreement"][-1]["alpha"]["low"] < told["agreement"][-1]["alpha"]["estimate"]


def test_agreement_is_that_of_other_packages(world: World, tmp_path: Path) -> None:
    krippendorff = pytest.importorskip("krippendorff")
    inter_rater = pytest.importorskip("statsmodels.stats.inter_rater")
    pulled(world, tmp_path / "out")
    words, drafts = world.curation.annotations(), {draft.id: draft for draft in world.curation.drafts()}
    names = [each.name for each in FIVE]
    checked = 0
    for found in agree(world.curation).agreement:
        units = [unit for unit in units_of(words, drafts, found.about) if found.task in {unit.task, "all"}]
        values = sorted({value for unit in units for value in unit.said.values()}, key=str)
        table = np.array(
            [[values.index(unit.said[name]) if name in unit.said else np.nan for unit in units] for name in names]
        )
        if found.alpha.estimate is None:
            assert len(values) < 2
            continue
        ordered = found.about == "ranking"
        level = "ordinal" if ordered else "nominal"
        assert found.alpha.estimate == pytest.approx(krippendorff.alpha(table, level_of_measurement=level))
        kappas = []
        for one, other in combinations(table, 2):
            both = ~np.isnan(one) & ~np.isnan(other)
            counts = np.zeros((len(values), len(values)))
            np.add.at(counts, (one[both].astype(int), other[both].astype(int)), 1)
            kappas.append(inter_rater.cohens_kappa(counts, wt="quadratic" if ordered else None, return_results=False))
        assert found.kappa == pytest.approx(fmean(kappa for kappa in kappas if not np.isnan(kappa)))
        checked += 1
    assert checked >= 2 * (len(ABOUTS) - 1)


def test_a_rater_sees_no_model_and_an_order_of_the_raters_own(world: World, tmp_path: Path) -> None:
    push(world, tmp_path / "out", raters=("ann", "bo"))
    ann, bo = (rows_of(tmp_path / "out" / f"round-1-{name}.csv") for name in ("ann", "bo"))
    everything = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert not any(model.encode() in everything for model in (*MODELS, "drafter"))
    assert [row["item"] for row in ann] != [row["item"] for row in bo]
    by_item = {row["item"]: row for row in bo}
    assert any(row["reply A"] != by_item[row["item"]]["reply A"] for row in ann)
    key = {(each.draft, each.rater): each for each in world.curation.letters()}
    texts = {(reply.draft, reply.model): reply.text for reply in world.curation.replies()}
    for row in ann:
        models = key[row["item"][1:], "ann"].models
        assert [row[f"reply {letter}"] for letter in "ABC"] == [texts[row["item"][1:], model] for model in models]
    first = [each.models[0] for each in key.values()]
    assert {first.count(model) > 8 for model in MODELS} == {True}  # of 60
    assert all((tmp_path / "out" / row["picture"]).is_file() for row in ann)


def test_letters_stay_when_pushed_again_and_new_replies_get_further_ones(world: World, tmp_path: Path) -> None:
    push(world, tmp_path / "a")
    before = {each.draft: each for each in world.curation.letters()}
    push(world, tmp_path / "b")
    assert (tmp_path / "a/round-1-ann.csv").read_bytes() == (tmp_path / "b/round-1-ann.csv").read_bytes()
    assert len((world.curation.path / "letters.jsonl").read_bytes().splitlines()) == len(before)
    draft = world.curation.drafts()[0]
    world.curation.add([Reply(draft.id, "a-late-one", "Late.")])
    push(world, tmp_path / "c")
    after = {each.draft: each for each in world.curation.letters()}
    assert after[draft.id].models == (*before[draft.id].models, "a-late-one")
    assert {draft: each for draft, each in after.items() if before[draft] != each}.keys() == {draft.id}


def test_pulling_again_adds_nothing_and_a_changed_word_is_added(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    push(world, tmp_path / "out")
    sheet = tmp_path / "out/round-1-ann.csv"
    fill(world, sheet, Scripted("ann", 0.0))
    old = tmp_path / "old.csv"
    old.write_bytes(sheet.read_bytes())
    assert pull(world, sheet) == 0
    words = world.curation.annotations()
    lines = (world.curation.path / "annotations.jsonl").read_bytes()
    assert pull(world, sheet) == 0
    assert (world.curation.path / "annotations.jsonl").read_bytes() == lines
    rows = rows_of(sheet)
    rows[0]["comment"] = "=1+1"
    write_rows(sheet, rows)
    capsys.readouterr()
    assert pull(world, sheet) == 0
    assert "0 new labels, 1 changed, 29 there already" in capsys.readouterr().out
    assert (world.curation.path / "annotations.jsonl").read_bytes().startswith(lines)
    assert sum(word.comment == "=1+1" for word in world.curation.annotations()) == 1
    assert pull(world, old) == 0  # an old file does not bring old words back
    assert sum(word.comment == "=1+1" for word in world.curation.annotations()) == 1
    assert len(world.curation.annotations()) == len(words) == 30


def _semicolons(path: Path, rows: list[dict[str, str]]) -> Path:
    write_rows(path, rows, ";", sorted(rows[0], reverse=True))
    return path


def _named_anew(path: Path, rows: list[dict[str, str]]) -> Path:
    write_rows(path, [{name.upper().replace(" ", "_"): cell for name, cell in row.items()} | {"": ""} for row in rows])
    return path


def _numbers(path: Path, rows: list[dict[str, str]]) -> Path:
    write_rows(
        path,
        [
            {name: f"{cell}.0" if name.startswith("rank") and cell else cell for name, cell in row.items()}
            for row in rows
        ],
    )
    return path


def _sorted_utf16(path: Path, rows: list[dict[str, str]]) -> Path:
    write_rows(path, sorted(rows, key=lambda row: row["item"]), "\t")
    path.write_bytes(path.read_text("utf-8-sig").encode("utf-16"))
    return path


@pytest.mark.parametrize("saved", [_semicolons, _named_anew, _numbers, _sorted_utf16])
def test_a_sheet_is_read_as_spreadsheets_save_it(
    saved: Callable[[Path, list[dict[str, str]]], Path], world: World, tmp_path: Path
) -> None:
    push(world, tmp_path / "out", raters=("ann", "bo"))
    sheet = tmp_path / "out/round-1-ann.csv"
    fill(world, sheet, Scripted("ann", 0.1))
    again = made(tmp_path / "copy")
    push(again, tmp_path / "other", raters=("ann", "bo"))
    assert pull(world, sheet) == 0
    assert pull(again, saved(tmp_path / "saved.csv", rows_of(sheet))) == 0
    with_source = [replace(word, source="") for word in world.curation.annotations()]
    of_copy = [replace(word, source="") for word in again.curation.annotations()]
    assert sorted(with_source, key=lambda word: word.draft) == sorted(of_copy, key=lambda word: word.draft)


def test_what_is_edited_trimmed_and_said_beside_comes_back(world: World, tmp_path: Path) -> None:
    push(world, tmp_path / "out")
    sheet = tmp_path / "out/round-1-ann.csv"
    rows = rows_of(sheet)[:2]
    rows[0] |= {
        "decision": "Edit", "new question": "-5 or 5?", "rank A": "2", "rank B": "1", "rank C": "3", "mark A": "wrong", "mark B": "1",
        "mark C": "FALSE", "option B": "Such as it is.", "option A": rows[0]["reply A"], "task": "Theft", "harmful": "x",
        "unanswerable": "yes", "comment": "Ä; \"so\"\nso",
    }  # fmt: skip
    rows[1] |= {"decision": "pass"}
    write_rows(sheet, rows)
    assert pull(world, sheet) == 0
    edited, passed = world.curation.annotations()
    models = {each.draft: each.models for each in world.curation.letters()}
    own = models[edited.draft]
    assert (edited.decision, edited.question, edited.ranking, edited.right) == (
        "edit",
        "-5 or 5?",
        (own[1], own[0], own[2]),
        (own[1],),
    )
    assert (edited.options, edited.task, edited.harmful, edited.unanswerable) == (
        {own[1]: "Such as it is."},
        "theft",
        True,
        True,
    )
    assert edited.comment == 'Ä; "so"\nso'
    assert (passed.decision, passed.question, passed.ranking, passed.right) == ("pass", "", (), ())


@pytest.mark.parametrize(("cells", "said"), [
    ({"decision": "maybe"}, "decision 'maybe'; expected keep, edit, drop, pass"),
    ({"decision": "edit"}, "is to be edited, and the question is as drafted"),
    ({"new question": "Why?"}, "is to be kept, and the question is another"),
    ({"mark B": ""}, "reply B of q.* is neither right nor wrong"),
    ({"rank B": ""}, "ranked are .* expected each of A, B, C once"),
    ({"task": "thift"}, "unknown task 'thift'; did you mean 'theft'"),
    ({"rater": "zoe"}, "'zoe' was not asked about"),
    ({"item": "q00"}, "'ann' was not asked about 'q00'"),
])  # fmt: skip
def test_a_line_that_cannot_be_taken_stops_no_other(
    cells: dict[str, str], said: str, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import re

    push(world, tmp_path / "out")
    sheet = tmp_path / "out/round-1-ann.csv"
    fill(world, sheet, Scripted("ann", 0.0))
    rows = rows_of(sheet)
    place = next(n for n, row in enumerate(rows) if row["decision"] == "keep")
    rows[place] |= cells
    write_rows(sheet, rows)
    capsys.readouterr()
    assert pull(world, sheet) == 1
    told = capsys.readouterr().err
    assert re.search(said, told), told
    assert "1 label not taken" in told
    assert len(world.curation.annotations()) == 29


def test_a_sheet_under_another_rater_s_name_is_not_taken(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Letters stand for other replies there."""
    push(world, tmp_path / "out", raters=("ann", "bo"))
    sheet = tmp_path / "out/round-1-ann.csv"
    fill(world, sheet, Scripted("ann", 0.0))
    rows = rows_of(sheet)
    for row in rows:
        row["rater"] = "bo"
    write_rows(sheet, rows)
    capsys.readouterr()
    assert pull(world, sheet) == 1
    assert "stands another reply than bo was shown there" in capsys.readouterr().err
    shown = {letters.draft: letters.models for letters in world.curation.letters() if letters.rater == "ann"}
    for word in world.curation.annotations():  # those whose replies stand in the same order for both
        assert shown[word.draft] == next(
            each.models for each in world.curation.letters() if (each.rater, each.draft) == ("bo", word.draft)
        )


@pytest.mark.parametrize(("cells", "said"), [
    ({"rank A": "first"}, "rank A is 'first'; expected 1 for the best"),
    ({"rank A": "1", "rank B": "1"}, "replies A and B are both ranked 1"),
    ({"mark A": "perhaps"}, "mark A is 'perhaps'; expected right or wrong"),
    ({"harmful": "perhaps"}, "harmful is 'perhaps'; expected yes or no"),
    ({"round": "one"}, "round 'one'; expected a number"),
])  # fmt: skip
def test_a_sheet_that_cannot_be_read_is_told_in_a_line(
    cells: dict[str, str], said: str, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    push(world, tmp_path / "out")
    sheet = tmp_path / "out/round-1-ann.csv"
    rows = rows_of(sheet)
    rows[0] |= {"decision": "keep"} | cells
    write_rows(sheet, rows)
    assert pull(world, sheet) == 2
    assert said in capsys.readouterr().err
    assert not world.curation.annotations()


def test_all_lines_that_cannot_be_read_are_told_at_once(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    push(world, tmp_path / "out")
    sheet = tmp_path / "out/round-1-ann.csv"
    rows = rows_of(sheet)
    for row in rows[:12]:
        row |= {"decision": "keep", "mark B": "perhaps"}
    write_rows(sheet, rows)
    capsys.readouterr()
    assert pull(world, sheet) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "12 lines cannot be read, and nothing was taken: round-1-ann.csv: line 2: mark B is 'perhaps'" in line
    assert line.count("mark B is 'perhaps'") == 10
    assert line.endswith("; and 2 more")


def test_lines_that_are_there_twice_and_sheets_of_others_are_told(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    push(world, tmp_path / "out")
    sheet = tmp_path / "out/round-1-ann.csv"
    rows = rows_of(sheet)
    write_rows(sheet, [row | {"decision": "drop"} for row in (rows[0], rows[1], rows[0])])
    assert pull(world, sheet) == 2
    assert "is there again (first line 2)" in capsys.readouterr().err
    sheet.write_text("a,b\n1,2\n")
    assert pull(world, sheet) == 2
    assert "column `item` is missing" in capsys.readouterr().err


def test_a_reply_that_became_another_is_not_labelled_by_what_was_shown(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    push(world, tmp_path / "out")
    sheet = tmp_path / "out/round-1-ann.csv"
    fill(world, sheet, Scripted("ann", 0.0))
    draft = world.curation.drafts()[0]
    world.curation.add([Reply(draft.id, "alpha", "Another.")])
    assert pull(world, sheet) == 1
    assert "is another now than ann was shown" in capsys.readouterr().err
    assert len(world.curation.annotations()) == 29
    assert push(world, tmp_path / "again") == 2
    assert "is another now than ann was shown in round 1; name the next round" in capsys.readouterr().err


def test_the_second_round_holds_what_has_no_majority(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert push(world, tmp_path / "early", "--round", "2") == 2
    assert "nothing is labelled in round 1" in capsys.readouterr().err
    raters = tuple(each.name for each in FIVE[:2])
    push(world, tmp_path / "out", raters=raters)
    sheets = [tmp_path / "out" / f"round-1-{name}.csv" for name in raters]
    for sheet, rater in zip(sheets, FIVE, strict=False):
        fill(world, sheet, replace(rater))
    pull(world, *sheets)
    disputed = {draft.id for draft in to_adjudicate(world.curation)}
    assert 0 < len(disputed) < 30
    words = world.curation.annotations()
    for draft in world.curation.drafts():
        one, other = (word for word in words if word.draft == draft.id)
        kept = "drop" not in {one.decision, other.decision}
        same = (one.decision == other.decision) and (one.right == other.right or not kept)
        assert (draft.id in disputed) == (not same)
    # Those who were asked before, and one more.
    assert push(world, tmp_path / "two", "--round", "2", raters=("cy", *raters)) == 0
    for name in ("cy", *raters):
        assert {row["item"][1:] for row in rows_of(tmp_path / f"two/round-2-{name}.csv")} == disputed
    for rater in (Scripted("cy", 0.0, 0.0), Scripted("ann", 0.0, 0.0), Scripted("bo", 0.0, 0.0)):
        fill(world, tmp_path / f"two/round-2-{rater.name}.csv", rater)
        assert pull(world, tmp_path / f"two/round-2-{rater.name}.csv") == 0
    assert not to_adjudicate(world.curation)
    assert len([word for word in world.curation.annotations() if word.round == 1]) == 60


def test_who_is_spared_gets_nothing_about_harm(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    push(world, tmp_path / "out", "--spare", "bo", raters=("ann", "bo"))
    assert {row["task"] for row in rows_of(tmp_path / "out/round-1-bo.csv")} == {"object", "GUI"}
    assert {row["warning"] for row in rows_of(tmp_path / "out/round-1-ann.csv")} == {"", "may upset"}
    assert push(world, tmp_path / "b", "--spare", "cy") == 2
    assert "--spare cy: is none of the raters" in capsys.readouterr().err


@pytest.mark.parametrize(("raters", "said"), [
    ((), "--rater is missing"), (("a/b",), "rater 'a/b'; expected"), (("ann", "Ann"), "is named twice"), (("..",), "rater '..'; expected"),
])  # fmt: skip
def test_names_of_raters_are_checked(
    raters: tuple[str, ...], said: str, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert push(world, tmp_path / "out", raters=raters) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_name_in_other_letters_is_nobody_new(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    push(world, tmp_path / "out")
    assert push(world, tmp_path / "b", raters=("Ann",)) == 2
    assert "'ann' was asked before" in capsys.readouterr().err


def test_a_filled_sheet_is_not_overwritten(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    push(world, tmp_path / "out")
    fill(world, tmp_path / "out/round-1-ann.csv", Scripted("ann", 0.0))
    filled = (tmp_path / "out/round-1-ann.csv").read_bytes()
    assert push(world, tmp_path / "out") == 2
    assert "was changed since ch3ef wrote it" in capsys.readouterr().err
    assert (tmp_path / "out/round-1-ann.csv").read_bytes() == filled


def test_pictures_of_another_sheet_stay(world: World, tmp_path: Path) -> None:
    world = made(tmp_path / "few", 4, 1)  # all of a task about harm
    push(world, tmp_path / "out")
    rows = rows_of(tmp_path / "out/round-1-ann.csv")
    photo = world.curation.photos()[0]
    world.curation.add([Draft(photo.digest, "GUI", "Which button?", "", "m", "1")])
    assert push(world, tmp_path / "out", "--spare", "bo", raters=("bo",)) == 0
    assert len(rows_of(tmp_path / "out/round-1-bo.csv")) == 1
    assert all((tmp_path / "out" / row["picture"]).is_file() for row in rows)


def test_a_picture_that_is_gone_is_told(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next(world.curation.pictures.iterdir()).unlink()
    assert push(world, tmp_path / "out") == 2
    assert "is not there any more; put the picture" in capsys.readouterr().err
    assert not list((tmp_path / "out").glob("*"))


def test_nothing_is_left_where_all_is_labelled(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    push(world, tmp_path / "out")
    fill(world, tmp_path / "out/round-1-ann.csv", Scripted("ann", 0.0))
    pull(world, tmp_path / "out/round-1-ann.csv")
    assert push(world, tmp_path / "more") == 0
    assert "Nothing is left to label" in capsys.readouterr().out


def test_two_cannot_push_at_once(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from ch3ef.curate.rounds import one_at_a_time

    with one_at_a_time(world.curation):
        assert push(world, tmp_path / "out") == 2
    assert "another process is writing it" in capsys.readouterr().err


def test_a_pull_that_was_killed_is_gone_on_with(world: World, tmp_path: Path) -> None:
    push(world, tmp_path / "out")
    sheet, journal = tmp_path / "out/round-1-ann.csv", world.curation.path / "annotations.jsonl"
    fill(world, sheet, Scripted("ann", 0.0))
    pull(world, sheet)
    first = journal.read_bytes()
    rows = rows_of(sheet)
    write_rows(sheet, [row | {"comment": f"changed {n}"} for n, row in enumerate(rows)])
    pull(world, sheet)
    whole = journal.read_bytes()
    for cut in range(len(first), len(whole), 997):
        journal.write_bytes(whole[:cut])
        assert pull(world, sheet) == 0
        assert journal.read_bytes() == whole


def test_two_pulls_at_once_double_nothing(world: World, tmp_path: Path) -> None:
    push(world, tmp_path / "out")
    sheet = tmp_path / "out/round-1-ann.csv"
    fill(world, sheet, Scripted("ann", 0.0))
    command = [sys.executable, "-m", "ch3ef.cli", "curate", "pull", str(world.curation.path), "--from", str(sheet)]
    several = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    ends = [(each.communicate()[1], each.returncode) for each in several]
    assert 0 in {code for _, code in ends}
    assert all(code == 0 or (code == 2 and "another process is writing it" in said) for said, code in ends)
    assert len(world.curation.every_word()) == 30


def test_workbooks_go_and_come_back(world: World, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    assert push(world, tmp_path / "out", form="xlsx") == 0
    path = tmp_path / "out/round-1-ann.xlsx"
    book = openpyxl.load_workbook(path)
    page = book.active
    names = {cell.value: cell.column for cell in page[1]}
    page.cell(2, names["decision"], "keep")
    for place, letter in enumerate("ABC", 1):
        page.cell(2, names[f"rank {letter}"], place)
        page.cell(2, names[f"mark {letter}"], place == 1)
    page.cell(3, names["decision"], "drop")
    book.save(tmp_path / "filled.xlsx")
    assert pull(world, tmp_path / "filled.xlsx") == 0
    kept, dropped = world.curation.annotations()
    models = {each.draft: each.models for each in world.curation.letters()}[kept.draft]
    assert (kept.ranking, kept.right, dropped.decision) == (models, models[:1], "drop")


def test_workbooks_need_a_package(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    assert push(world, tmp_path / "out", form="xlsx") == 2
    assert "--format xlsx: needs the package openpyxl" in capsys.readouterr().err
    assert not world.curation.letters()


def test_nothing_labelled_is_no_agreement(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["curate", "agree", str(world.curation.path)]) == 2
    assert "nothing is labelled in round 1" in capsys.readouterr().err


def test_one_rater_alone_agrees_with_nobody(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    push(world, tmp_path / "out")
    fill(world, tmp_path / "out/round-1-ann.csv", Scripted("ann", 0.0))
    pull(world, tmp_path / "out/round-1-ann.csv")
    capsys.readouterr()
    assert main(["curate", "agree", str(world.curation.path)]) == 0
    told = capsys.readouterr().out
    assert "in round 1 only ann has labelled." in told
    (command,) = (line.partition(": ch3ef ")[2] for line in told.splitlines() if line.startswith("Ask another one: "))
    assert main(command.replace("NAME", "bo").replace("DIR", str(tmp_path / "bo")).split()) == 0
    assert (tmp_path / "bo/round-1-bo.html").is_file()
    assert "Careless: not looked for, which takes 3 raters." in told
    assert "Cohen" not in told
    assert "No majority" not in told
    found = agree(open_curation(world.curation.path))
    assert {each.alpha.estimate for each in found.agreement} == {None}
    assert not found.raters[0].careless


def test_majority_is_more_than_half() -> None:
    assert majority([True, True, False]) is True
    assert majority([True, False]) is None
