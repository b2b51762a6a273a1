"""What is wrong with a set is found by name, with its rows; where there is too little to tell, nothing is claimed."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ch3ef.cli import main
from ch3ef.errors import InputError
from ch3ef.items import Item
from ch3ef.scenarios.alike import look_at
from ch3ef.scenarios.catalogue import Examined, examine_scenario, no_progress
from ch3ef.scenarios.checks import Check, Verdict, validate_scenario
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item
from tests.scenarios import test_cues

Row = dict[str, str]
LONGEST = "the longest option"
TEXTS = "the texts alone"


def fair_items(count: int, first: int = 0) -> list[Item]:
    """Of no dimension: the right options of honest and harmless items may tell by their words."""
    return [replace(item, dimension=None) for item in test_cues.fair_items(count, first)]


def photograph(path: Path, n: int, size: tuple[int, int] = (96, 72)) -> None:
    """Large patches of colour, as photographs have, so that it can be known again in another size."""
    patches = np.random.default_rng(n).integers(0, 256, (6, 8, 3), dtype=np.uint8)
    Image.fromarray(patches).resize((96, 72), Image.Resampling.BICUBIC).resize(size).save(path)


def rows_of(count: int) -> list[Row]:
    rows = []
    for n, item in enumerate(fair_items(count)):
        right = item.options[item.gold[0]]
        rows.append(
            {"image": f"{n}.png", "question": item.question, "options": "|".join(item.options), "answer": right}
        )
    return rows


def folder_of(folder: Path, rows: Sequence[Row], *, delimiter: str = ",") -> Path:
    folder.mkdir()
    for row in rows:
        name = row["image"]
        if name.removesuffix(".png").isdecimal() and not (folder / name).exists():
            photograph(folder / name, int(name.removesuffix(".png")))
    with (folder / "questions.csv").open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return folder


def checked(folder: Path) -> dict[str, Check]:
    found = examine_scenario(str(folder))
    return {check.name: check for check in validate_scenario(found, look_at(found.scenario.items, no_progress))}


def cues_of(items: Sequence[Item]) -> dict[str, Check]:
    found = Examined(scenario_of("set", items), [], in_table=True)
    return {check.name: check for check in validate_scenario(found, [])}


def with_row(tmp_path: Path, **changes: str) -> dict[str, Check]:
    """The checks of twelve sound rows and one more: the first of them, changed."""
    rows = rows_of(12)
    return checked(folder_of(tmp_path / "ours", [*rows, rows[0] | changes], delimiter=";"))


@pytest.mark.parametrize("count", [5, 40])
def test_a_sound_small_set_passes_and_says_where_it_is_too_small(tmp_path: Path, count: int) -> None:
    checks = checked(folder_of(tmp_path / "ours", rows_of(count)))
    assert [check for check in checks.values() if not check.passed] == []
    assert {checks[LONGEST].verdict, checks[TEXTS].verdict} == {Verdict.TOO_FEW}
    assert checks[TEXTS].value == "not tried: below 50 pictures"


def test_a_sound_set_of_800_is_ok() -> None:
    verdicts = {check.verdict for name, check in cues_of(fair_items(800)).items() if "option" in name}
    assert verdicts == {Verdict.OK}


def test_sound_sets_fail_seldom() -> None:
    """Of 200 sets of 40, five in a hundred at most may; the limit of five points makes it far fewer."""
    failing = sum(not all(check.passed for check in cues_of(fair_items(40, 40 * n)).values()) for n in range(200))
    assert failing <= 4


def test_one_question_says_nothing() -> None:
    item = replace(make_item(0), options=("long enough to be the longest", "b"), gold=(0,))
    assert cues_of([item])[LONGEST].verdict is Verdict.TOO_FEW


def test_a_right_option_that_is_longest_is_found_with_its_rows() -> None:
    items = [
        replace(item, options=("It is so, as can be seen.", *item.options[1:]), gold=(0,), source_id=str(n))
        for n, item in enumerate(fair_items(60), start=1)
    ]
    checks = cues_of(items)
    assert checks[LONGEST].verdict is Verdict.FAILS
    assert checks[LONGEST].examples[:2] == ("row 1", "row 2")
    assert len(checks[LONGEST].examples) == 60
    place = checks["option A in the table"]
    assert (place.verdict, place.passed) == (Verdict.LOOK, True)
    assert "drawn order" in place.advice


def test_words_that_tell_are_named() -> None:
    def told(item: Item) -> Item:
        options = [option.replace("It is", "It looks") for option in item.options]
        options[item.gold[0]] = item.options[item.gold[0]]
        return replace(item, options=tuple(options))

    check = cues_of([told(item) for item in fair_items(80)])[TEXTS]
    assert check.verdict is Verdict.FAILS
    assert "'is'" in check.advice


def test_signs_of_chinese_tell_too() -> None:
    def chinese(item: Item) -> Item:
        options = [f"这个东西看来是{n}号" for n in range(4)]
        options[item.gold[0]] += "吧"
        return replace(item, options=tuple(options))

    assert cues_of([chinese(item) for item in fair_items(80)])[TEXTS].verdict is Verdict.FAILS


def test_options_without_a_word_can_be_tried() -> None:
    items = [replace(item, options=("+", "-", "=", "~")) for item in fair_items(60)]
    assert cues_of(items)[TEXTS].verdict is not Verdict.FAILS


def test_declining_without_a_twin_is_told_and_no_fault() -> None:
    declining = [
        replace(make_item(n), dimension="harmless", options=("Sorry, no.", "Like this.", "So.", "Then."), pair=f"p{n}")
        for n in range(80)
    ]
    checks = cues_of(declining)
    assert TEXTS not in checks
    check = checks["the option that declines"]
    assert (check.verdict, check.passed) == (Verdict.LOOK, True)
    twins = [replace(item, id=f"twin-{item.id}", gold=(1,)) for item in declining]
    assert checks.keys() - cues_of([*declining, *twins]).keys() == {check.name}


@pytest.mark.parametrize(
    ("changes", "name", "verdict", "named"),
    [
        ({}, "questions that repeat another", "FAILS", "row 1 = row 13"),
        ({"options": "It is red.|It is blue."}, "rows that cannot be used", "FAILS", "row 13: the answer"),
        ({"options": "Open|Open", "answer": "Open"}, "rows that cannot be used", "FAILS", "option 'Open' is there"),
        ({"answer": ""}, "rows that cannot be used", "FAILS", "row 13: the answer is empty"),
        ({"image": "gone.png"}, "rows that cannot be used", "FAILS", "row 13: picture 'gone.png' is not there"),
        ({"question": "Wh\u200bat?"}, "texts with characters that cannot be seen", "look", "row 13 (U+200B)"),
        ({"question": "Ã„pfel?"}, "texts read in a wrong encoding", "look", "row 13 ('Ã„pfel?': 'Äpfel?'?)"),
        ({"options": "Op�n|Shut", "answer": "Shut"}, "texts read in a wrong encoding", "look", "row 13 ('Op�n')"),
        (
            {"options": "Open|open.|Shut", "answer": "Shut"},
            "options nearly the same",
            "look",
            "row 13",
        ),
        ({"question": "what colour is thing 0 ?"}, "questions nearly the same", "look", "row 1 = row 13"),
    ],
)
def test_a_planted_row_is_found_by_name(tmp_path: Path, changes: Row, name: str, verdict: str, named: str) -> None:
    rows = rows_of(12)
    if changes.get("options") == "It is red.|It is blue.":
        changes["answer"] = "It is green."
    checks = with_row(tmp_path, **changes)
    assert checks[name].verdict == verdict
    assert any(named in example for example in checks[name].examples)
    others = [check for check in checks.values() if check.name != name and check.examples]
    assert others == []
    assert len(rows) == 12


def test_the_same_question_with_two_keys(tmp_path: Path) -> None:
    first = rows_of(1)[0]
    other = next(option for option in first["options"].split("|") if option != first["answer"])
    checks = with_row(tmp_path, answer=other)
    assert checks["one question with two keys"].examples == ("row 1 = row 13",)
    assert checks["questions that repeat another"].verdict is Verdict.OK


def test_a_question_whose_options_are_all_right_is_told_and_is_no_cue(tmp_path: Path) -> None:
    sure = [row | {"answer": json.dumps(row["options"].split("|"))} for row in rows_of(3)]
    checks = checked(folder_of(tmp_path / "ours", sure))
    assert checks["questions whose options are all right"].examples == ("row 1", "row 2", "row 3")
    assert LONGEST not in checks
    mixed = checked(folder_of(tmp_path / "mixed", [*sure, *rows_of(5)[3:]]))
    assert mixed[LONGEST].value.endswith(", n = 2")


def test_pictures_that_are_the_same_or_look_so_or_cannot_be_opened(tmp_path: Path) -> None:
    names = ("copy.png", "small.jpg", "cut.png", "text.png")
    rows = rows_of(12)
    more = [row | {"image": name, "question": f"And {name}?"} for row, name in zip(rows, names, strict=False)]
    folder = tmp_path / "ours"
    folder_of(folder, rows)
    (folder / "questions.csv").unlink()
    (folder / "copy.png").write_bytes((folder / "0.png").read_bytes())
    photograph(folder / "small.jpg", 1, (64, 48))
    content = (folder / "2.png").read_bytes()
    (folder / "cut.png").write_bytes(content[: len(content) // 2])
    (folder / "text.png").write_text("no picture")
    (folder / "questions.jsonl").write_text("\n".join(map(json.dumps, [*rows, *more])))
    checks = checked(folder)
    assert checks["one picture, several names"].examples == ("0.png = copy.png",)
    assert checks["pictures that look alike"].examples == ("1.png ~ small.jpg",)
    unreadable = checks["pictures that cannot be opened"]
    assert (len(unreadable.examples), unreadable.verdict) == (2, Verdict.FAILS)
    assert "cut.png" in unreadable.examples[0]
    assert "text.png" in unreadable.examples[1]


def test_a_table_without_one_usable_row_is_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "ours", [row | {"answer": "none of them"} for row in rows_of(3)])
    with pytest.raises(InputError, match=r"row 1: the answer .* none of 3 rows can be used"):
        examine_scenario(str(folder))


def test_a_built_folder_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "build", "--per-task", "2", "--out", str(tmp_path / "built")]) == 0
    capsys.readouterr()
    assert main(["data", "validate", str(tmp_path / "built")]) == 0
    out = capsys.readouterr().out
    assert out.startswith("built: 92 questions on ")
    assert "Not checked: whether the keys are right" in out


def test_json_names_every_row_and_what_was_not_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(10)
    folder = folder_of(tmp_path / "ours", [*rows, *rows])
    assert main(["data", "validate", str(folder), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["questions"], told["pictures"], told["tasks"]) == (20, 10, 1)
    repeats = next(check for check in told["checks"] if check["name"] == "questions that repeat another")
    assert len(repeats["examples"]) == 10
    assert repeats["passed"] is False
    assert len(told["not_checked"]) > 5
