"""A run's folder: the items it keeps, and reading it back, finished or going on."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

import ch3ef
from ch3ef import reading
from ch3ef.cli import main
from ch3ef.errors import InputError
from ch3ef.models.names import parse_model_name
from ch3ef.recipes import phrasings
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import ResultRow, read_rows
from ch3ef.running import planned
from ch3ef.running.found import read_run
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item

MODELS = ("reference/longest", "reference/chance")
ITEMS = [make_item(n, question=f"What stands in place {n}?", options=("red", "blue", "a tie")) for n in range(6)]
EXPECTED = {(model, recipe, "six"): n for model in MODELS for recipe, n in (("human-value", 6), ("rotations", 18))}
"""Rows of the plan below."""

KEPT = {("six", item.id): replace(item, scenario="six") for item in scenario_of("six", ITEMS).items}
"""Its items as they come back: under the name of the scenario that they were asked as."""


class Silent:
    """Whom a run tells nothing."""

    def started(self, total: int, left: object) -> None:
        pass

    def finished(self, row: ResultRow) -> None:
        pass

    def noted(self, sentence: str) -> None:
        pass


def plan() -> RunPlan:
    """Two models, two recipes, six items: one of the recipes asks each item three times."""
    scenario = scenario_of("six", ITEMS)
    parts = tuple(part_of(scenario, recipe_named(name)) for name in ("human-value", "rotations"))
    return RunPlan(tuple(parse_model_name(model) for model in MODELS), parts)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run; tests change copies of it."""
    folder = tmp_path_factory.mktemp("whole") / "run"
    run(plan(), folder, Silent())
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy of the finished run."""
    return Path(shutil.copytree(whole, tmp_path / "run"))


@pytest.fixture
def unfinished(folder: Path) -> Path:
    """The same run, cut off in the middle of its 31st row, its first rows finished last."""
    (folder / "results.parquet").unlink()
    lines = (folder / "finished.jsonl").read_text().splitlines(keepends=True)
    (folder / "finished.jsonl").write_text("".join(lines[:30][::-1]) + lines[30][:100])
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_model_more_or_less_is_another_run(unfinished: Path) -> None:
    own = plan()
    with pytest.raises(
        InputError, match='its models are none, this command\'s "reference/first"; choose another --out'
    ):
        run(replace(own, models=(*own.models, parse_model_name("reference/first"))), unfinished, Silent())


def test_a_run_under_other_rules_is_read_and_not_resumed(unfinished: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusal() -> str:
        with pytest.raises(InputError) as raised:
            run(plan(), unfinished, Silent())
        return str(raised.value).removeprefix(f"{unfinished}: belongs to another run: ")

    before = content(unfinished)
    reading_now, version_now = reading.RULES_VERSION, recipe_named("human-value").version
    with monkeypatch.context() as changed:
        changed.setattr(reading, "RULES_VERSION", 99)
        changed.setattr(planned, "RULES_VERSION", 99)
        assert refusal() == (
            f'its rules are {{"reading": {reading_now}}}, this command\'s {{"reading": 99}}; choose another --out, or go '
            "on with the version of ch3ef that began it"
        )
    with monkeypatch.context() as changed:
        changed.setattr(ch3ef, "__version__", "99")
        assert 'this command\'s {"ch3ef": "99"};' in refusal()
    with monkeypatch.context() as changed:
        changed.setitem(phrasings.PHRASINGS["likelihood"], "standard", "{question} Well?")
        its, own = (f'{{"human-value": "{version}"}}' for version in (version_now, recipe_named("human-value").version))
        assert refusal().startswith(f"its recipes are {its}, this command's {own}; choose another --out, or repeat")
    record = json.loads((unfinished / "run.json").read_text())
    del record["plan"]["rules"]
    (unfinished / "run.json").write_text(json.dumps(record))
    assert refusal().startswith("its rules are none, this command's {")
    assert len(read_run(unfinished).rows) == 30
    assert content(unfinished) | {"run.json": b""} == before | {"run.json": b""}


def test_a_rewritten_checkpoint_is_named_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planned, "fingerprint", lambda _: "config.json:9:1790000000;model.safetensors:50:1790000000")
    run(plan(), tmp_path / "run", Silent())
    monkeypatch.setattr(planned, "fingerprint", lambda _: "config.json:9:1790000000;model.safetensors:50:1790000001")
    with pytest.raises(
        InputError, match=r"the checkpoint of '[^']+' was written anew since it began \(model.safetensors\)"
    ):
        run(plan(), tmp_path / "run", Silent())


def test_items_are_kept_once_and_askings_counted(whole: Path) -> None:
    lines = [json.loads(line) for line in (whole / "items.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lines] == [item.id for item in ITEMS]
    assert {line["scenario"] for line in lines} == {"six"}
    record = json.loads((whole / "run.json").read_text())
    assert record["askings"] == [6, 18]
    assert "askings" not in record["plan"]


def test_a_finished_run_is_read_from_folder_and_table(whole: Path) -> None:
    found = read_run(whole)
    assert found == read_run(whole / "results.parquet")
    assert found.path == whole
    assert found.finished
    assert found.rows == read_rows(whole)
    assert found.items == KEPT
    assert found.expected == EXPECTED
    assert Counter((row.model, row.recipe, row.scenario) for row in found.rows) == found.expected


def test_a_table_by_itself_has_no_items(folder: Path, tmp_path: Path) -> None:
    for table in (tmp_path / "results.parquet", folder / "other.parquet"):
        shutil.copy(folder / "results.parquet", table)
        found = read_run(table)
        assert (found.path, found.finished) == (table.parent, True)
        assert (found.items, found.expected) == ({}, {})
        assert found.rows == read_rows(folder)


def test_a_folder_of_an_earlier_version_is_read_and_goes_on(unfinished: Path, whole: Path) -> None:
    (unfinished / "items.jsonl").unlink()
    record = json.loads((unfinished / "run.json").read_text())
    del record["askings"]
    (unfinished / "run.json").write_text(json.dumps(record))
    found = read_run(unfinished)
    assert (len(found.rows), found.items, found.expected) == (30, {}, {})
    run(plan(), unfinished, Silent())
    assert json.loads((unfinished / "run.json").read_text()) == record | {"askings": [6, 18]}
    assert (unfinished / "items.jsonl").read_bytes() == (whole / "items.jsonl").read_bytes()
    assert len((unfinished / "finished.jsonl").read_text().splitlines()) == 48


def test_an_unfinished_run_is_read_and_not_touched(unfinished: Path, whole: Path) -> None:
    before = content(unfinished)
    found = read_run(unfinished)
    assert content(unfinished) == before
    assert not found.finished
    assert found.expected == EXPECTED
    assert found.items == KEPT
    rows = {row.key: row for row in read_rows(whole)}
    assert len(found.rows) == 30
    assert all(rows[row.key].correct == row.correct for row in found.rows)
    # The order of the tables, though the rows were finished in another one.
    blocks = [(row.model, row.recipe) for row in found.rows]
    assert blocks == sorted(blocks, key=[key[:2] for key in EXPECTED].index)
    first = [row.item_id for row in found.rows if (row.model, row.recipe) == blocks[0]]
    assert first == sorted(first, key=[item.id for item in ITEMS].index)


def test_the_latest_row_of_an_item_counts(unfinished: Path) -> None:
    journal = unfinished / "finished.jsonl"
    lines = journal.read_text().splitlines()[:-1]
    failed = json.loads(lines[4]) | {"outcome": "error", "correct": None, "chosen": None, "error": "connection lost"}
    journal.write_text("".join(line + "\n" for line in [json.dumps(failed), *lines]))
    found = read_run(unfinished)
    assert len(found.rows) == 30
    assert all(row.outcome == "answered" for row in found.rows)


@pytest.mark.parametrize("journal", ["", '{"run_id": "cut off by a ki'])
def test_a_run_without_a_finished_row_has_none(unfinished: Path, journal: str) -> None:
    (unfinished / "finished.jsonl").write_text(journal)
    found = read_run(unfinished)
    assert (found.rows, found.finished, found.expected) == ([], False, EXPECTED)
    (unfinished / "finished.jsonl").unlink()
    assert read_run(unfinished) == found


def test_what_is_no_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing of ours")
    with pytest.raises(InputError, match=r"holds no run; expected the folder of `ch3ef run --out DIR`"):
        read_run(tmp_path)
    with pytest.raises(InputError, match=r"nowhere: no such folder; expected the folder of `ch3ef run --out DIR`"):
        read_run(tmp_path / "nowhere")
    with pytest.raises(InputError, match=r"notes.txt: is not a readable Parquet file"):
        read_run(tmp_path / "notes.txt")


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1]",
        "7",
        '{"id": "a"}',
        '{"level": "A9", "images": []}',
        '{"level": "A1", "images": ["a.png"]}',
        *(json.dumps(make_item().to_record() | {name: [1]}) for name in ("scenario", "id", "question", "task")),
        '{"level": "A1", "images": [], "options": ["a"], "gold": [0], "colour": "red"}',
    ],
)
def test_a_damaged_item_is_named(folder: Path, line: str) -> None:
    file = folder / "items.jsonl"
    lines = file.read_text().splitlines()
    file.write_text("\n".join([*lines[:2], line, *lines[3:]]))
    with pytest.raises(
        InputError, match=r"items\.jsonl: line 3: .*; the same `ch3ef run` command writes the file anew"
    ) as caught:
        read_run(folder)
    assert "\n" not in str(caught.value)
    # The same command mends it.
    run(plan(), folder, Silent())
    assert read_run(folder).items == KEPT


@pytest.mark.parametrize("line", ["not json", "[1]", "7", '{"run_id": "r"}', "\udcff"])
def test_a_damaged_row_is_named_and_nothing_is_removed(unfinished: Path, line: str) -> None:
    journal = unfinished / "finished.jsonl"
    lines = journal.read_text().splitlines()
    journal.write_text("\n".join([*lines[:1], line, *lines[2:]]), errors="surrogateescape")
    with pytest.raises(InputError, match=r"finished\.jsonl: line 2: not a finished row \(") as caught:
        read_run(unfinished)
    assert "\n" not in str(caught.value)
    before = content(unfinished)
    with pytest.raises(InputError, match=r"finished\.jsonl: line 2: not a finished row \("):
        run(plan(), unfinished, Silent())
    assert content(unfinished) == before


@pytest.mark.parametrize(
    "change",
    [
        {"askings": [6]},
        {"askings": None},
        {"askings": [6, 5e307 * 10]},
        {"plan": [1]},
        {"plan": {"parts": []}},
        {"plan": {"models": [0], "parts": [["six", "human-value", "1"]]}, "askings": [6]},
    ],
)
def test_a_damaged_plan_is_named(folder: Path, change: dict[str, object]) -> None:
    record = json.loads((folder / "run.json").read_text())
    (folder / "run.json").write_text(json.dumps(record | change))
    with pytest.raises(InputError, match=r"run\.json: not the plan of a run"):
        read_run(folder)


def test_an_invalid_row_is_refused(unfinished: Path) -> None:
    journal = unfinished / "finished.jsonl"
    lines = journal.read_text().splitlines()
    lines[0] = json.dumps(json.loads(lines[0]) | {"correct": 2.0})
    journal.write_text("\n".join(lines))
    with pytest.raises(InputError, match=r"finished\.jsonl: row \d+ .*`correct` must be a share"):
        read_run(unfinished)


# --- what is of another run ------------------------------------------------------------------------------------


@pytest.fixture
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another run, of as many rows, by another model."""
    folder = tmp_path_factory.mktemp("runs") / "other"
    part = part_of(scenario_of("made up", ITEMS), recipe_named("human-value"))
    run(RunPlan((parse_model_name("reference/anti-oracle"),), (part,)), folder, Silent())
    return folder


def refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What every command that reads a run says of it; the same."""
    out = str(folder.parent / "out")
    commands = (
        ["show", str(folder)],
        ["report", str(folder)],
        ["compare", str(folder), str(folder), "--unfinished"],
        ["findings", str(folder), "--unfinished", "--out", out],
        ["judge", "run", str(folder), "--judge", "reference/judge"],
        ["show", str(folder / "results.parquet")],
    )
    said = set()
    for command in commands[: 6 if (folder / "results.parquet").exists() else 5]:
        assert main(command) == 2
        said.add(capsys.readouterr().err)
    assert len(said) == 1
    assert not Path(out).exists()
    return said.pop()


def test_a_table_of_another_run_is_refused(folder: Path, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own, its = (json.loads((each / "run.json").read_text())["run_id"] for each in (folder, other))
    shutil.copy(other / "results.parquet", folder)
    before = content(folder)
    assert refused(folder, capsys) == (
        f"ch3ef: {folder}/results.parquet: is of run '{its}', its folder of run '{own}'; put each run's files back into "
        "a folder of its own\n"
    )
    with pytest.raises(InputError, match=rf"results\.parquet: is of run '{its}'"):
        run(plan(), folder, Silent())
    assert content(folder) == before


def test_a_plan_of_another_run_is_refused(folder: Path, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(other / "run.json", folder)
    assert "results.parquet: is of run" in refused(folder, capsys)


def whole_rows(folder: Path) -> str:
    """The finished rows without the one that was cut off."""
    return "".join((folder / "finished.jsonl").read_text().splitlines(keepends=True)[:30])


def test_rows_of_another_run_are_refused(unfinished: Path, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = whole_rows(unfinished)
    (unfinished / "finished.jsonl").write_text(rows + (other / "finished.jsonl").read_text())
    before = content(unfinished)
    line = len(rows.splitlines()) + 1
    assert f"finished.jsonl: line {line}: is of run" in refused(unfinished, capsys)
    with pytest.raises(InputError, match=rf"finished\.jsonl: line {line}: is of run"):
        run(plan(), unfinished, Silent())
    assert content(unfinished) == before


def test_rows_that_are_there_twice_count_once(unfinished: Path) -> None:
    rows = whole_rows(unfinished)
    before = read_run(unfinished).state
    (unfinished / "finished.jsonl").write_text(rows + rows)
    assert read_run(unfinished).state == before


def test_a_table_alone_does_not_go_on(folder: Path) -> None:
    (folder / "finished.jsonl").unlink()
    before = content(folder)
    with pytest.raises(InputError, match=r"holds results\.parquet and no finished row in finished\.jsonl"):
        run(plan(), folder, Silent())
    assert content(folder) == before
    assert read_run(folder).finished


def test_items_that_are_not_those_asked_are_refused_where_they_are_shown(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (folder / "items.jsonl").read_text().splitlines()
    (folder / "items.jsonl").write_text("\n".join(lines[1:]))
    assert main(["report", str(folder)]) == 2
    said = capsys.readouterr().err
    assert f"{folder}/items.jsonl: lacks item" in said
    assert "of another run" in said
    run(plan(), folder, Silent())
    assert main(["report", str(folder), "--format", "md", "--out", str(folder.parent / "report.md")]) == 0


# --- what is not ours -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("run.json", '{"a": 1}', "run.json: not the plan of a run"),
        ("run.json", "[1]", "run.json: not the plan of a run"),
        ("run.json", '{"run_id": "a", "plan": {}, "technical": "x"}', "run.json: not the plan of a run (`technical`"),
        ("run.json", "my notes", "run.json: line 1, column 1: is not JSON"),
        ("finished.jsonl", "my notes", "holds 'finished.jsonl' but no run"),
        ("items.jsonl", "my notes", "holds 'items.jsonl' but no run"),
        ("results.parquet", "my notes", "holds 'results.parquet' but no run"),
    ],
)
def test_a_folder_with_somebody_s_file_is_left_alone(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(InputError) as caught:
        run(plan(), tmp_path, Silent())
    assert says in str(caught.value)
    assert (tmp_path / name).read_text() == text
    assert {path.name for path in tmp_path.iterdir()} <= {name, ".lock"}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("results.parquet", "results.parquet: is not a readable Parquet file"),
        ("summary.json", "summary.json: line 1, column 1: is not JSON"),
        ("finished.jsonl", "finished.jsonl: ends with something else than a row"),
    ],
)
def test_somebody_s_file_in_a_run_s_folder_is_left_alone(unfinished: Path, name: str, says: str) -> None:
    (unfinished / name).write_text("my notes")
    before = content(unfinished)
    with pytest.raises(InputError) as caught:
        run(plan(), unfinished, Silent())
    assert says in str(caught.value)
    assert str(caught.value).endswith("move it away, or choose another --out")
    assert content(unfinished) == before


def test_what_stands_for_the_items_and_is_none_is_put_aside(unfinished: Path) -> None:
    (unfinished / "items.jsonl").write_text("my notes")
    (unfinished / "items.jsonl.1").write_text("older notes")
    run(plan(), unfinished, Silent())
    assert read_run(unfinished).items == KEPT
    assert (unfinished / "items.jsonl.1").read_text() == "older notes"
    assert (unfinished / "items.jsonl.2").read_text() == "my notes"


@pytest.mark.parametrize(
    "changed",
    [
        {"question": "What stood there?"},
        {"options": ["red", "blue", "green"]},
        {"gold": [1]},
        {"images": [{"path": "a.png", "digest": "ab" * 32}]},
    ],
)
def test_an_item_that_was_edited_is_named_where_it_is_shown_and_kept_where_a_run_goes_on(
    unfinished: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, object]
) -> None:
    file = unfinished / "items.jsonl"
    lines = file.read_text().splitlines()
    lines[3] = json.dumps(json.loads(lines[3]) | changed)
    file.write_text("\n".join(lines))
    assert main(["report", str(unfinished)]) == 2
    said = capsys.readouterr().err
    assert f"items.jsonl: line 4: item {ITEMS[3].id!r} is not as it was asked" in said
    assert len(said.splitlines()) == 1
    run(plan(), unfinished, Silent())
    assert read_run(unfinished).items == KEPT
    assert (unfinished / "items.jsonl.1").read_text() == "\n".join(lines)


def test_a_leftover_of_a_kill_does_not_block_and_a_lock_is_not_emptied(tmp_path: Path) -> None:
    (tmp_path / ".lock").write_text("mine")
    leftover = tmp_path / f".ch3ef-{'0' * 32}.tmp"
    leftover.write_text("{")
    run(plan(), tmp_path, Silent())
    assert read_run(tmp_path).items == KEPT
    assert (tmp_path / ".lock").read_text() == "mine"
    assert not leftover.exists()
