"""Results handed on: what `ch3ef export` writes is what the published schemas describe, and says what `show` says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from huggingface_hub import eval_result_entries_to_yaml, parse_eval_result_entries
from jsonschema import Draft7Validator

from ch3ef.analysis.arrow import read_table
from ch3ef.analysis.pairs import summarise_pairs
from ch3ef.analysis.summary import summarise
from ch3ef.cli import main
from ch3ef.report.every_eval_ever import SCHEMA_VERSION
from ch3ef.results import write_rows
from ch3ef.scenarios import load_scenario
from tests.report.worlds import DIRECT, PPL, answers

# Of the package every-eval-ever, whose validator needs another Python; its licence (MIT) lies beside it.
SCHEMA = json.loads((Path(__file__).parents[1] / "data/every_eval_ever/eval.schema.json").read_text("utf-8"))
MEASURED = ("--organization", "Our lab", "--relationship", "third_party")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    sets = (("ch3ef-gen", 92), ("ch3ef-gen-twins", 46))
    items = [item for each, limit in sets for item in load_scenario(each, limit=limit, pictures=False).items]
    write_rows(list(answers(items, ("one", "two", "reference/oracle"), (PPL, DIRECT))), folder / "results.parquet")
    return folder


def exported(out: Path, run: Path, form: str, *more: str) -> dict[str, Any]:
    """What lies below a folder after an export, by name."""
    assert main(["export", str(run), "--format", form, "--out", str(out), *more]) == 0
    read = json.loads if form == "every-eval-ever" else yaml.safe_load
    return {
        file.relative_to(out).as_posix(): read(file.read_text("utf-8")) for file in out.rglob("*") if file.is_file()
    }


def test_records_are_as_the_published_schema_has_them(run: Path, tmp_path: Path) -> None:
    assert SCHEMA["version"] == SCHEMA_VERSION
    names = ("--model-id", "one=lab/one", "--model-id", "two=lab/two/v2")
    found = exported(tmp_path / "out", run, "every-eval-ever", *MEASURED, *names, "--weights", "open_weights")
    assert [name.rpartition("/")[0] for name in sorted(found)] == ["data/ch3ef/lab/one", "data/ch3ef/lab/two_v2"]
    for record in found.values():
        assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(record)] == []
        ids = [each["evaluation_result_id"] for each in record["evaluation_results"]]
        assert len(set(ids)) == len(ids)
        for each in record["evaluation_results"]:
            bounds = (each["metric_config"]["min_score"], each["metric_config"]["max_score"])
            assert float(bounds[0]) <= each["score_details"]["score"] <= float(bounds[1])
    # The same run again has the same file, which is then one record and not two.
    assert exported(tmp_path / "again", run, "every-eval-ever", *MEASURED, *names).keys() == found.keys()


def test_every_accuracy_and_pair_is_in_its_record(run: Path, tmp_path: Path) -> None:
    names = ("--model-id", "one=lab/one", "--model-id", "two=lab/two")
    found = exported(tmp_path / "out", run, "every-eval-ever", *MEASURED, *names)
    table = read_table([run]).of_model("one")
    (record,) = (each for each in found.values() if each["model_info"]["name"] == "one")
    scores = {each["evaluation_result_id"]: each["score_details"] for each in record["evaluation_results"]}
    for one in summarise(table):
        own = scores[f"{one.scenario}/{one.recipe}/accuracy/{one.group}"]
        assert (own["score"], own["uncertainty"]["num_samples"]) == (one.accuracy.estimate, one.n)
        assert own["uncertainty"]["confidence_interval"]["lower"] == one.accuracy.low
    for pair in summarise_pairs(table):
        assert scores[f"{pair.scenario}/{pair.recipe}/ch3ef.pairs/{pair.group}"]["score"] == pair.both.estimate
    worse = {
        each["metric_config"]["metric_id"]
        for each in record["evaluation_results"]
        if each["metric_config"]["lower_is_better"]
    }
    assert "ch3ef.refusal.over_refusal" in worse


def test_the_hub_reads_what_is_written_for_it(run: Path, tmp_path: Path) -> None:
    more = ("--model-id", "one=lab/one", "--model-id", "two=lab/two", "--dataset", "ch3ef-gen=lab/ch3ef-gen")
    found = exported(tmp_path / "out", run, "eval-results", *more, "--source", "https://example.org/report")
    assert sorted(found) == [
        f"lab/{model}/.eval_results/ch3ef-gen_{recipe}.yaml"
        for model in ("one", "two")
        for recipe in ("human-value-direct", "human-value")
    ]
    for entries in found.values():
        assert eval_result_entries_to_yaml(parse_eval_result_entries(entries)) == entries
        assert [each["dataset"]["task_id"] for each in entries] == ["all", "helpful", "honest", "harmless"]
        assert {each["dataset"]["id"] for each in entries} == {"lab/ch3ef-gen"}
    (whole,) = (
        each
        for each in summarise(read_table([run]))
        if (each.model, each.recipe, each.scenario, each.group) == ("one", "human-value", "ch3ef-gen", "all")
    )
    assert found["lab/one/.eval_results/ch3ef-gen_human-value.yaml"][0]["value"] == round(
        100 * whole.accuracy.estimate, 2
    )


@pytest.mark.parametrize(("form", "more", "said"), [
    ("every-eval-ever", (), "who measured is to be said: --organization NAME --relationship first_party|"),
    ("every-eval-ever", MEASURED, "model 'one': what do others know it as? say --model-id 'one'=ORG/NAME"),
    ("every-eval-ever", (*MEASURED, "--model-id", "lab/one"), "of which model? expected MODEL=ORG/NAME; there are one, two"),
    ("every-eval-ever", (*MEASURED, "--model-id", "onne=lab/one"), "unknown model 'onne'; did you mean 'one'"),
    ("every-eval-ever", (*MEASURED, "--model-id", "one=../up"), "expected [MODEL=]ORG/NAME"),
    ("eval-results", ("--model-id", "one=lab/one"), "say --dataset SET=ORG/NAME"),
    ("eval-results", ("--dataset", "ch3ef-gn=lab/x", "--model-id", "one=lab/one", "--model-id", "two=lab/two"), "did you mean 'ch3ef-gen'"),
])  # fmt: skip
def test_what_is_missing_is_one_line_and_nothing_is_written(
    form: str, more: tuple[str, ...], said: str, run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(run), "--format", form, "--out", str(tmp_path / "out"), *more]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("form", "more", "said"), [
    ("every-eval-ever", (*MEASURED, "--model-id", "one=lab/A", "--model-id", "two=lab/a"), "one and two would both be"),
    ("every-eval-ever", (*MEASURED, "--model-id", "one=lab/a", "--model-id", "one=lab/b"), "of one one was given before"),
    ("every-eval-ever", ("--organization", " ", "--relationship", "other"), "who measured is to be said"),
    ("every-eval-ever", (*MEASURED, "--dataset", "ch3ef-gen=lab/set"), "--dataset: belongs to --format eval-results"),
    ("eval-results", ("--dataset", "ch3ef-gen=lab/set", "--weights", "open_weights"), "--weights: belongs to --format"),
    ("eval-results", ("--dataset", "ch3ef-gen=a/b", "--dataset", "ch3ef-gen=c/d"), "expected each set once"),
    ("eval-results", ("--dataset", "ch3ef-gen=a/b/c"), "expected SET=ORG/NAME"),
    ("eval-results", ("--dataset", "ch3ef-gen=a/b", "--source", "javascript:alert(1)"), "expected an address"),
])  # fmt: skip
def test_what_contradicts_itself_is_refused(
    run: Path, tmp_path: Path, form: str, more: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(run), "--format", form, "--out", str(tmp_path / "out"), *more]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
