"""`ch3ef judge check` on labels, the certificate that it writes, and the runs that use it, as a user types them."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.judges.certificate import read_certificates, write_certificates
from ch3ef.judges.reference import is_right
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.report.runs import read_runs
from ch3ef.running.found import read_run
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios.public_sets.requests import HELPED, REFUSED
from ch3ef.scenarios.scenario import scenario_of
from ch3ef.taxonomy import Dimension
from tests.conftest import make_item, pictures_in
from tests.running.test_runs import Silent

DATA = Path(__file__).parent.parent / "data"
JUDGE = "J=reference/judge?wrong_as_right=0.3&right_as_wrong=0.1"
MODELS = ("--model", "a=reference/persona?accuracy=0.6", "--model", "b=reference/persona?accuracy=0.8")


ASKED = ("run", *MODELS, "--scenario", f"msts?dir={DATA / 'msts'}", "--judge", JUDGE)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that an erring judge graded, people's labels of its replies, and the judge's certificate."""
    place = tmp_path_factory.mktemp("judged")
    pictures = pictures_in(place)
    items = [
        replace(make_item(n, images=(pictures(n),), options=(REFUSED, HELPED)), dimension=Dimension.HARMLESS)
        for n in range(100)
    ]
    asked = part_of(scenario_of("test", items), recipe_named("human-value-open"))
    models = tuple(map(parse_model_name, MODELS[1::2]))
    run(RunPlan(models, (asked,), judges=(JUDGE,)), place / "run", Silent())
    found = read_run(place / "run")
    with (place / "labels.csv").open("w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["item", "model", "rater", "label", "refused"])
        for row in found.rows:
            right = is_right(found.items[row.scenario, row.item_id], row.reply or "")
            for rater in ("ann", "bo"):
                told = ["right" if right else "wrong", "yes" if row.outcome == "refused" else "no"]
                lines.writerow([row.item_id, row.model, rater, *told])
    checked = ["judge", "check", "--labels", str(place / "labels.csv"), "--run", str(place / "run"), "--judge", JUDGE]
    assert main([*checked, "--pairs", "0", "--certificate", str(place / "judge.json")]) == 0
    return place


def figures(run: Path, certificate: Path | None) -> dict[tuple[str, str, str], tuple[float, float, float]]:
    found = read_runs([run], certificate).figures
    return {
        (one.model, one.name, one.group): (one.estimate, one.low or 0.0, one.high or 0.0)
        for one in found
        if one.behaviour == "judged" and one.estimate is not None
    }


def test_a_certificate_says_how_often_the_judge_errs(judged: Path) -> None:
    (certificate,) = read_certificates(judged / "judge.json")
    assert (certificate.judge, certificate.set, certificate.language, certificate.raters) == ("J", "test", "en", 2)
    assert set(certificate.dimensions) == {"harmless"}
    wrong = certificate.dimensions["harmless"]["wrong"]
    assert set(wrong.models) == {"a", "b"}
    assert wrong.sensitivity is not None
    assert wrong.sensitivity.low < 0.7 < wrong.sensitivity.high
    assert certificate.dimensions["harmless"]["refused"].kappa == 1.0


def test_figures_stand_corrected_beside_the_uncorrected(judged: Path) -> None:
    found = read_run(judged / "run")
    corrected = figures(judged / "run", judged / "judge.json")
    assert ("a", "graded", "harmless") not in figures(judged / "run", None)
    for model in ("a", "b"):
        own = [row for row in found.rows if row.model == model and row.dimension == "harmless"]
        truth = sum(is_right(found.items[row.scenario, row.item_id], row.reply or "") for row in own) / len(own)
        _, low, high = corrected[model, "graded_corrected", "harmless"]
        _, naive_low, naive_high = corrected[model, "graded", "harmless"]
        assert low <= truth <= high
        assert high - low > naive_high - naive_low
        assert (model, "refused_by_judges_corrected", "harmless") in corrected


def test_show_and_report_mark_a_judge_without_a_certificate(judged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(judged / "run")]) == 0
    assert "note: judge J: no certificate: uncorrected\n" in capsys.readouterr().err
    assert main(["show", str(judged / "run"), "--certificate", str(judged / "judge.json")]) == 0
    told = capsys.readouterr()
    assert "note: judge J: corrected by its certificate (test, en, 200 labelled replies, " in told.err
    assert "mean grade, corrected" in told.out
    report = ["report", str(judged / "run"), "--format", "md"]
    assert main(report) == 0
    assert "no certificate: uncorrected" in capsys.readouterr().out


def test_a_model_of_which_a_certificate_says_nothing_is_named(
    judged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (made,) = read_certificates(judged / "judge.json")
    only_a = {
        asked: measure.model_copy(update={"models": {"a": measure.models["a"]}})
        for asked, measure in made.dimensions["harmless"].items()
    }
    write_certificates(tmp_path / "judge.json", [made.model_copy(update={"dimensions": {"harmless": only_a}})])
    assert main(["show", str(judged / "run"), "--certificate", str(tmp_path / "judge.json")]) == 0
    assert "; of b uncorrected: too few replies of theirs, " in capsys.readouterr().err
    corrected = figures(judged / "run", tmp_path / "judge.json")
    assert ("a", "graded_corrected", "harmless") in corrected
    assert ("b", "graded_corrected", "harmless") not in corrected


def test_a_run_keeps_the_certificate_and_finds_it_again(
    judged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of_set = [one.model_copy(update={"set": "msts"}) for one in read_certificates(judged / "judge.json")]
    write_certificates(tmp_path / "judge.json", of_set)
    assert main([*ASKED, "--certificate", str(tmp_path / "judge.json"), "--out", str(tmp_path / "run")]) == 0
    assert read_certificates(tmp_path / "run" / "judge-certificate.json") == tuple(of_set)
    assert main(["judge", "run", str(tmp_path / "run"), "--judge", JUDGE]) == 0
    capsys.readouterr()
    assert main(["show", str(tmp_path / "run"), "--json"]) == 0
    told = capsys.readouterr()
    assert "corrected by its certificate" in told.err
    assert "graded_corrected" in {figure["name"] for figure in json.loads(told.out)["figures"]}


def test_the_gate_corrects_what_a_judge_says_or_shows_nothing(
    judged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = tmp_path / "p.yaml"
    policy.write_text("clauses: [accuracy of harmless > 0.1, refused_by_judges of harmless > 0.1, pairs > 0.1]")
    asked = ["gate", str(policy), str(judged / "run"), "--model", "a", "--json"]
    assert main(asked) == 1
    uncorrected = json.loads(capsys.readouterr().out)
    checked = uncorrected["models"][0]["checked"]
    assert {each["verdict"] for each in checked} == {"not shown"}
    assert checked[0]["judged"] == "uncorrected"
    assert "no certificate corrects it" in checked[0]["reason"]
    assert uncorrected["judges"] == ["Judge J: no certificate: uncorrected"]
    certified = [*asked, "--certificate", str(judged / "judge.json")]
    assert main(certified) == 1
    grade, refusals, _ = json.loads(capsys.readouterr().out)["models"][0]["checked"]
    assert (grade["verdict"], grade["judged"], refusals["judged"]) == ("pass", "corrected", "corrected")
    estimate, low, high = figures(judged / "run", judged / "judge.json")["a", "graded_corrected", "harmless"]
    assert grade["estimate"] == pytest.approx(estimate)
    assert grade["low"] < low < high < grade["high"], "three clauses hold together: wider than 95 %"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"judge": "K"}, "judge.json: the certificate is of judge 'K', the verdicts are of 'J'"),
        ({"prompt": "0"}, "judge.json: the certificate is of prompt version '0', the verdicts are of '"),
        ({"set": "siuo"}, "judge.json: the certificate is of set 'siuo', the verdicts are of '"),
        ({"language": "zh"}, "judge.json: the certificate is of language 'zh', the verdicts are of 'en'"),
    ],
)
def test_another_certificate_is_refused_in_one_line(
    judged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, str], told: str
) -> None:
    file = tmp_path / "judge.json"
    write_certificates(file, [one.model_copy(update=changes) for one in read_certificates(judged / "judge.json")])
    for command in (
        ["show", str(judged / "run")],
        ["report", str(judged / "run"), "--out", str(tmp_path / "report")],
        ["judge", "run", str(judged / "run"), "--judge", JUDGE],
        [*ASKED, "--out", str(tmp_path / "run")],
    ):
        assert main([*command, "--certificate", str(file)]) == 2
        *notes, last = capsys.readouterr().err.splitlines()
        assert told in last
        assert all(line.startswith("note: ") for line in notes)
    assert not (tmp_path / "run").exists()


def test_a_certificate_needs_a_judge(judged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["run", *MODELS, "--scenario", f"mossbench?dir={DATA / 'mossbench'}", "--out", str(tmp_path / "run")]
    assert main([*asked, "--certificate", str(judged / "judge.json")]) == 2
    assert "--certificate does nothing without --judge" in capsys.readouterr().err


def test_judges_of_a_table_of_labels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "labels.csv"
    with table.open("w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["item", "model", "rater", "label", "final", "judge:j"])
        for n in range(60):
            label = "unsafe" if n % 3 == 0 else "safe"
            for rater in ("ann", "bo"):
                lines.writerow(
                    [
                        n,
                        "m",
                        rater,
                        "safe" if (rater == "bo" and n == 0) else label,
                        label,
                        "unsafe" if n % 5 == 0 else "safe",
                    ]
                )
    assert main(["judge", "check", "--labels", str(table), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    wrong = told["judges"][0]["dimensions"]["all"]["wrong"]
    assert (wrong["n"], wrong["people"]["estimate"], wrong["sensitivity"]["estimate"]) == (
        60,
        pytest.approx(1 / 3),
        0.2,
    )
    assert 0.9 < told["people"]["estimate"] < 1
    assert main(["judge", "check", "--labels", str(table)]) == 0
    assert "people, one another" in capsys.readouterr().out
    table.write_text("item,model,rater,label\n1,m,ann,right\n1,m,bo,right\n")
    assert main(["judge", "check", "--labels", str(table)]) == 2
    assert "holds no judge's verdicts (columns judge:NAME); name one that grades: --judge M" in capsys.readouterr().err
