"""`ch3ef gate` from the policy to the exit code and the page to sign."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ch3ef.cli import main

SET = [
    "--scenario",
    "ch3ef-gen?per_task=1",
    "--scenario",
    "ch3ef-gen-twins?per_task=1",
    "--recipe",
    "human-value-direct",
]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gate")
    for name, model in (("able", "reference/oracle"), ("other", "reference/anti-oracle")):
        assert main(["run", *SET, "--model", model, "--out", str(folder / name)]) == 0
    return folder


def policy(folder: Path, *clauses: str) -> str:
    file = folder / "customers.yaml"
    file.write_text("clauses:\n" + "".join(f"  - {clause}\n" for clause in clauses))
    return str(file)


def test_a_model_that_holds_passes_and_another_does_not(
    runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def given(other: str) -> str:
        return policy(
            tmp_path,
            "accuracy on ch3ef-gen?per_task=1 > 0.6",
            f"difference to {runs / other} on ch3ef-gen?per_task=1 > -0.1",
        )

    assert main(["gate", given("other"), str(runs / "able"), "--out", str(tmp_path / "sign.html")]) == 0
    told = capsys.readouterr().out
    assert told.startswith("customers\nreference/oracle passes: 2 of 2 clauses shown to hold\n")
    page = (tmp_path / "sign.html").read_text()
    assert "reference/oracle" in page
    assert "Signature" in page
    assert main(["gate", given("able"), str(runs / "other"), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["passed"] is False
    assert [each["verdict"] for each in found["models"][0]["checked"]] == ["fail", "fail"]


def test_of_several_models_the_last_line_counts_what_is_shown(
    runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = [str(runs / "able"), str(runs / "other")]
    assert main(["gate", policy(tmp_path, "accuracy on ch3ef-gen?per_task=1 > 0.6"), *both]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "2 models: 1 pass, 1 fail, 0 not shown"
    # Of 46 right ones more than 99 % are not shown to be; that of anti-oracle they are not, is.
    assert main(["gate", policy(tmp_path, "accuracy on ch3ef-gen?per_task=1 > 0.99"), *both, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"pass": 0, "fail": 1, "not shown": 1}
    assert [each["verdict"] for each in found["models"]] == ["not shown", "fail"]


@pytest.mark.parametrize(("clause", "said"), [
    ("over_refusl < 0.1", "did you mean 'over_refusal'"),
    ("accuracy > 0.5", "these results hold 2 such figures"),
    ("difference to nowhere on ch3ef-gen > 0", "difference to nowhere: no such run"),
    ("difference to runs of june > 0", "a name with ' of ', ' on ' or ' by ' in it stands in quotes"),
])  # fmt: skip
def test_what_cannot_be_told_is_one_line(
    clause: str, said: str, runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["gate", policy(tmp_path, clause), str(runs / "able")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_a_page_of_others_is_not_overwritten(runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sign.html").write_text("mine")
    given = policy(tmp_path, "accuracy on ch3ef-gen?per_task=1 > 0.6")
    assert main(["gate", given, str(runs / "able"), "--out", str(tmp_path / "sign.html")]) == 2
    assert (tmp_path / "sign.html").read_text() == "mine"
    assert main(["gate", given, str(runs / "able"), "--out", str(tmp_path / "sign.txt")]) == 2
    assert "ends in .html or .pdf" in capsys.readouterr().err


def test_runs_of_checkpoints_have_a_folder_of_their_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "policy.yaml").write_text("clauses: [accuracy > 0.5]")
    (tmp_path / "checkpoints/step-1").mkdir(parents=True)
    (tmp_path / "checkpoints/step-1/config.json").touch()
    watched = ("watch", str(tmp_path / "checkpoints"), "--gate", str(tmp_path / "policy.yaml"), "--idle", "0", "--out")
    for name, said in (
        ("checkpoints", "is the folder of the checkpoints"),
        ("policy.yaml", "is a file"),
        ("checkpoints/step-1/runs", "lies in a checkpoint"),
    ):
        assert main([*watched, str(tmp_path / name)]) == 2
        assert f"{tmp_path / name}: {said}" in capsys.readouterr().err


@pytest.mark.slow
def test_what_no_checkpoint_could_show_is_said_before_any_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "checkpoints").mkdir()
    watched = (
        "watch",
        str(tmp_path / "checkpoints"),
        *SET[:2],
        *SET[4:],
        "--idle",
        "0",
        "--out",
        str(tmp_path / "runs"),
    )
    for clause, said in (
        (
            "accuracy by human-value-drect > 0.1",
            "unknown recipe 'human-value-drect'; did you mean 'human-value-direct'",
        ),
        ("accuracy of helpfull > 0.1", "unknown group 'helpfull'; did you mean 'helpful'"),
    ):
        assert main([*watched, "--gate", policy(tmp_path, clause)]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert said in line
    assert not (tmp_path / "runs").exists()
