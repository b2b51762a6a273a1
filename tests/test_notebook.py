"""`import ch3ef`: few names, imported when first used, with the numbers of the command line; the notebook runs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import ch3ef
from ch3ef.cli import main
from ch3ef.errors import InputError

DOCS = Path(__file__).parent.parent / "docs"
ABLE, WEAK = "able=reference/persona?accuracy=0.8&over_refusal=0.5", "weak=reference/persona?accuracy=0.4"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("notebook") / "run"
    recipes = ["--recipe", "human-value-direct", "--recipe", "perturbations-few", "--recipe", "pushback"]
    assert main(["run", "--model", ABLE, "--model", WEAK, *recipes, "--limit", "60", "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def results(folder: Path) -> ch3ef.Results:
    return ch3ef.read_run(folder)


def test_few_names_that_cost_nothing_until_they_are_used() -> None:
    code = "import sys, ch3ef; print(len(dir(ch3ef)), sorted({'numpy', 'inspect_ai', 'pyarrow'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said == "7 []\n"
    with pytest.raises(AttributeError, match=r"module 'ch3ef' has no attribute 'reed_run'; it offers Results, compare"):
        _ = ch3ef.reed_run  # type: ignore[attr-defined]


def test_the_analyst_s_obvious_mean_is_the_accuracy(results: ch3ef.Results) -> None:
    """Means of `correct` left what was not answered out, and mixed altered askings in."""
    frame = results.to_pandas()
    found = frame.groupby(["model", "recipe", "dimension"]).credit.mean()
    summaries = [one for one in results.accuracies() if one.by == "dimension"]
    assert len(summaries) == 2 * 3 * 3
    for one in summaries:
        assert found[one.model, one.recipe, one.group] == pytest.approx(one.accuracy.estimate)


def test_altered_askings_are_apart_unless_asked_for(results: ch3ef.Results) -> None:
    plain, whole = results.table(), results.table(altered=True)
    assert not any(plain["altered"].to_pylist())
    assert plain.num_rows == 2 * 3 * 60
    assert whole.num_rows == len(results.runs.rows)
    assert set(whole.filter(whole["altered"])["recipe"].to_pylist()) == {"perturbations-few", "pushback"}


def test_questions_and_options_stand_beside_the_answers(results: ch3ef.Results, folder: Path) -> None:
    items = {item["id"]: item for item in map(json.loads, (folder / "items.jsonl").read_text().splitlines())}
    for row in results.table().to_pylist():
        assert row["question"] == items[row["item_id"]]["question"]
        assert row["options"] == items[row["item_id"]]["options"]


def test_of_a_table_without_its_folder_there_are_no_questions(folder: Path, tmp_path: Path) -> None:
    alone = tmp_path / "elsewhere.parquet"
    alone.write_bytes((folder / "results.parquet").read_bytes())
    table = ch3ef.read_run(alone).table()
    assert set(table["question"].to_pylist()) == {None}
    assert set(table["credit"].to_pylist()) == {0.0, 1.0}


def test_the_same_comparison_as_on_the_command_line(
    results: ch3ef.Results, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "able", "weak", "--in", str(folder), "--json"]) == 0
    expected = json.loads(capsys.readouterr().out)["comparisons"]
    found = ch3ef.compare(results.of_model("able"), results.of_model("weak"))
    assert [one.to_record() for one in found] == expected
    with pytest.raises(InputError, match=r"compare: 2 models on one side; take one: .of_model\(NAME\)"):
        ch3ef.compare(results, folder)
    with pytest.raises(InputError, match=r"unknown model 'abel'; did you mean 'able'\?"):
        results.of_model("abel")


def test_the_same_claims_as_on_the_command_line(results: ch3ef.Results, folder: Path, tmp_path: Path) -> None:
    assert main(["findings", str(folder), "--out", str(tmp_path / "out")]) == 0
    expected = json.loads((tmp_path / "out" / "findings.json").read_text())["findings"]
    found = ch3ef.findings(results).findings
    assert [(one.claim, one.estimate, one.p_adjusted) for one in found] == [
        (one["claim"], one["estimate"], one["p_adjusted"]) for one in expected
    ]


def test_a_run_that_is_not_finished_is_taken_only_where_that_is_said(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = tmp_path / "begun"
    begun.mkdir()
    for name in ("run.json", "items.jsonl"):
        (begun / name).write_bytes((folder / name).read_bytes())
    (begun / "finished.jsonl").write_text("\n".join((folder / "finished.jsonl").read_text().splitlines()[:40]) + "\n")
    sentence = f"{begun} is not finished: 40 of "
    results = ch3ef.read_run(begun)
    sides = results.of_model("able"), results.of_model("weak")
    with pytest.raises(InputError, match=f"{sentence}.* unfinished=True to take what there is"):
        ch3ef.compare(*sides)
    with pytest.raises(InputError, match=f"{sentence}.* unfinished=True to take what there is"):
        ch3ef.findings(begun)
    assert ch3ef.compare(*sides, unfinished=True)[0].n
    again = tmp_path / "again"
    shutil.copytree(begun, again)
    assert main(["findings", str(begun), str(again), "--unfinished", "--out", str(tmp_path / "found")]) == 2
    assert "a row is there more than once" in capsys.readouterr().err
    assert ch3ef.findings(results, unfinished=True).notes
    assert main(["show", str(begun)]) == 0
    assert capsys.readouterr().out.startswith(f"{begun} (not finished): 2 models")
    assert main(["show", str(begun), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unfinished"][0].startswith(sentence)
    assert main(["report", str(begun), "--format", "latex"]) == 0
    assert capsys.readouterr().out.startswith(f"% {sentence}")


def test_a_run_and_what_is_wrong_with_one(tmp_path: Path) -> None:
    found = ch3ef.run("reference/oracle", out=tmp_path / "run", recipe="human-value-direct", limit=6)
    assert found.finished
    assert repr(found) == f"<Results of reference/oracle: {tmp_path / 'run'}: 6 answers>"
    assert found.table()["credit"].to_pylist() == [1.0] * 6
    with pytest.raises(InputError, match="unknown recipe"):
        ch3ef.run("reference/oracle", out=tmp_path / "other", recipe="human-valu")
    with pytest.raises(InputError, match="is not a whole number of 1 or more"):
        ch3ef.run("reference/oracle", out=tmp_path / "other", limit=0)
    with pytest.raises(InputError, match="missing"):
        ch3ef.run("reference/oracle", out=tmp_path / "other", scenario=tmp_path / "missing")
    with pytest.raises(InputError, match="dry_run has no results"):
        ch3ef.run("reference/oracle", out=tmp_path / "other", dry_run=True)
    with pytest.raises(InputError, match="a row is there more than once"):
        ch3ef.findings(found, found)
    with pytest.raises(InputError, match="expected results or the folder of a run"):
        ch3ef.findings()


def test_the_notebook_of_the_documents_runs() -> None:
    """In a real kernel, whose event loop is running already."""
    notebook = nbformat.reads((DOCS / "results.ipynb").read_text("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    assert not any(cell.get("outputs") for cell in notebook.cells)
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    printed = [
        output.get("text", "") + output.get("data", {}).get("text/plain", "")
        for cell in notebook.cells
        for output in cell.get("outputs", ())
    ]
    assert any("able" in text and "weak" in text for text in printed)
