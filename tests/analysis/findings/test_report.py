"""Whole reports: the files, their sentences, the queries, what there is too little of; the command."""

from __future__ import annotations

import argparse
import json
import math
import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from ch3ef.analysis.findings.finding import Report
from ch3ef.analysis.findings.published import paper_leaderboard
from ch3ef.analysis.findings.report import FAMILIES, find
from ch3ef.analysis.findings.writing import to_lines, to_record, write_report
from ch3ef.analysis.table import Table
from ch3ef.cli.findings import add_findings_commands
from ch3ef.errors import InputError
from tests.analysis.findings.planted import ITEMS, WAYS
from tests.analysis.findings.worlds import A2, A3, Asked, Items, Sheet, make_items, world, write_parquet

SMALL = make_items(40, 40)
KEYS = {
    "correlations": {
        "x",
        "y",
        "over",
        "n",
        "pearson",
        "pearson_low",
        "pearson_high",
        "spearman",
        "kendall",
        "p",
        "p_adjusted",
    },
    "findings": {"family", "claim", "estimate", "low", "high", "n_models", "n_items", "p_adjusted", "query", "caveats"},
    "not_testable": {"family", "needs"},
}


def some_effects(asked: Asked) -> None:
    """A world with something to tell."""
    asked.right[:, asked.where(scenario=A3)] -= 0.12
    asked.right[3] += 0.1
    asked.right -= 0.06 * (asked.sheet.recipe == "human-value-direct")


@pytest.fixture(scope="module")
def table() -> Table:
    return world(np.random.default_rng(0), some_effects, items=ITEMS, ways=WAYS)


@pytest.fixture(scope="module")
def report(table: Table) -> Report:
    return find([table], [], np.random.default_rng(0), published=paper_leaderboard())


def run(*arguments: object) -> int:
    """The command, in this process."""
    parser = argparse.ArgumentParser()
    add_findings_commands(parser.add_subparsers())
    parsed = parser.parse_args(["findings", *map(str, arguments)])
    return int(parsed.command(parsed))


def flat(value: Any) -> list[Any]:
    """All leaves of plain data."""
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in flat(part)]
    return [leaf for part in value for leaf in flat(part)] if isinstance(value, list) else [value]


def sound(report: Report) -> None:
    """No NaN anywhere: not in numbers, not in sentences."""
    leaves = flat(to_record(report))
    assert not any(isinstance(leaf, float) and not math.isfinite(leaf) for leaf in leaves)
    words = "\n".join([*to_lines(report), *(leaf for leaf in leaves if isinstance(leaf, str))])
    assert not {"nan", "inf", "none"} & set(re.findall(r"[a-z]+", words.lower()))


def test_the_record_has_the_keys_that_programs_read(table: Table) -> None:
    report = find([table], [paper_leaderboard()], np.random.default_rng(0))
    record = json.loads(json.dumps(to_record(report), allow_nan=False))
    for part, keys in KEYS.items():
        assert record[part]
        assert all(keys <= set(entry) for entry in record[part])
    assert all(entry["over"] == "models" for entry in record["correlations"])
    assert len([entry for entry in record["correlations"] if entry["kind"] == "domain"]) == 66
    sound(report)


def test_all_confirmatory_claims_are_adjusted_together_as_by_statsmodels(report: Report) -> None:
    claims = [claim for claim in (*report.findings, *report.not_shown) if claim.confirmatory]
    tested = [claim for claim in claims if claim.p is not None]
    assert len(tested) > 25
    expected = multipletests([claim.p for claim in tested], method="holm")[1]
    assert [claim.p_adjusted for claim in tested] == pytest.approx(expected.tolist())
    assert all(claim.p_adjusted is None for claim in report.findings if not claim.confirmatory)


def test_words_hold_claim_estimate_interval_and_evidence(report: Report) -> None:
    words = "\n".join(to_lines(report))
    drop = next(claim for claim in report.findings if claim.family == "level_drop" and claim.confirmatory)
    assert drop.low is not None
    assert drop.high is not None
    line = next(line for line in to_lines(report) if drop.claim in line)
    assert f"{100 * drop.estimate:.1f} points [{100 * drop.low:.1f}, {100 * drop.high:.1f}]" in line
    assert "12 models; 1202 items; adjusted p" in line
    assert "## Not testable" not in words or "not testable: needs" in words
    assert "Scores from another set of items than the published one are not the same test" in words
    assert "| GPT-4V | 66.4 | 92.8 | 92.4 | judged by people |" in words
    assert "With 12 models, a correlation taken alone must be beyond 0.58" in words


def test_the_same_seed_gives_the_same_report(table: Table, report: Report) -> None:
    again = find([table], [], np.random.default_rng(0), published=paper_leaderboard())
    assert to_record(again) == to_record(report)


def test_only_keeps_the_adjustment(table: Table, report: Report) -> None:
    some = find([table], [], np.random.default_rng(0), only=["leader"])
    kept = [claim for claim in (*report.findings, *report.not_shown) if claim.family == "leader"]
    assert [(c.about, c.p_adjusted) for c in (*some.findings, *some.not_shown)] == [
        (c.about, c.p_adjusted) for c in kept
    ]
    with pytest.raises(InputError, match="unknown family of findings 'leeder'; did you mean 'leader'"):
        find([], [paper_leaderboard()], np.random.default_rng(0), only=["leeder"])


def everything_alike(right: float) -> Table:
    """All models right, or wrong, on everything."""

    def plant(asked: Asked) -> None:
        asked.right[:] = right

    return world(np.random.default_rng(0), plant, n_models=6, items=SMALL)


@pytest.mark.parametrize("right", [0.0, 1.0])
def test_models_that_do_not_differ_give_no_nonsense(right: float) -> None:
    report = find([everything_alike(right)], [], np.random.default_rng(0))
    sound(report)
    assert not report.correlations
    assert not [claim for claim in report.findings if claim.confirmatory and claim.unit != "share"]
    needs = [one.needs for one in report.not_testable]
    assert any("models that differ in helpful; all 6 score the same" in need for need in needs)


@pytest.mark.parametrize("n_models", [1, 2, 4])
def test_few_models_give_no_number_about_models(n_models: int) -> None:
    report = find([world(np.random.default_rng(1), n_models=n_models, items=SMALL)], [], np.random.default_rng(0))
    sound(report)
    assert not report.correlations
    lacking = {one.family: one.needs for one in report.not_testable}
    for family in ("level_relation", "dimension_coupling", "refusal_tradeoff", "below_a_quarter", "items_nobody_gets"):
        assert lacking[family] == f"5 models or more; there {'is' if n_models == 1 else 'are'} {n_models}"
    assert all(claim.unit in {"difference", "share", "count"} for claim in (*report.findings, *report.not_shown))


def test_what_a_single_way_of_asking_cannot_answer_is_said() -> None:
    only_a3 = Items(
        *(
            [value for value, scenario in zip(getattr(SMALL, name), SMALL.scenario, strict=True) if scenario == A3]
            for name in Items.__dataclass_fields__
        )
    )
    ways = [Sheet("human-value", "ppl", "plain", np.arange(len(only_a3.item_id)))]
    report = find([world(np.random.default_rng(0), items=only_a3, ways=ways)], [], np.random.default_rng(0))
    sound(report)
    assert {one.family for one in report.not_testable} >= {
        "level_drop",
        "level_relation",
        "protocol_gap",
        "refusal_tradeoff",
        "over_refusal",
        "sycophancy",
        "calibration_transfer",
        "in_context",
        "position_bias",
        "robustness_loss",
    }
    assert all(one.needs for one in report.not_testable)
    words = "\n".join(to_lines(report))
    assert "- sycophancy: not testable: needs items of sycophancy and their neutral twins" in words


def test_a_query_gives_the_number_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_parquet(world(np.random.default_rng(0), some_effects, n_models=6, items=SMALL), tmp_path / "results.parquet")
    assert run(tmp_path / "results.parquet", "--out", tmp_path / "a", "--with-published") == 0
    printed = capsys.readouterr().out
    assert "claims hold, tested together; " in printed
    found = json.loads((tmp_path / "a" / "findings.json").read_text())
    for title, families in (
        ("Not shown: ", {one["family"] for one in found["not_shown"]}),
        ("Not asked: ", {one["family"] for one in found["not_testable"]}),
    ):
        folded = " ".join(printed.split(title)[1].split(".\n")[0].split())
        assert {name.split(" (")[0] for name in folded.split(", ")} == families
    whole = json.loads((tmp_path / "a" / "findings.json").read_text())
    found = next(entry for entry in whole["findings"] if entry["family"] == "level_drop")
    program, command, *arguments = found["query"].replace("DIR", str(tmp_path / "b")).split()
    assert (program, command) == ("ch3ef", "findings")
    assert run(*arguments) == 0
    again = json.loads((tmp_path / "b" / "findings.json").read_text())
    assert {entry["family"] for entry in again["findings"]} == {"level_drop"}
    assert found in again["findings"]
    assert len(whole["published_comparison"]) == 16 + 6


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    for given in (tmp_path / "x.txt", tmp_path / "y.txt"):
        with pytest.raises(InputError, match=r"expected a run's folder, a results.parquet or a CSV of scores"):
            run(given, "--out", tmp_path / "out")
    with pytest.raises(InputError, match="is a file; expected a folder"):
        run("paper", "--out", tmp_path / "x.txt")
    assert not (tmp_path / "out").exists()


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "findings.json").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write_report(Report(), tmp_path)


def test_every_family_says_what_it_claims_and_needs() -> None:
    for family in FAMILIES:
        for function in (family.of_table, family.of_scores, family.of_figures):
            if function is not None and not isinstance(function, partial):
                words = function.__doc__ or ""
                assert "Estimand" in words, family.name
                assert "Needs: " in words, family.name
                assert "Found in at least 90 % of planted worlds: " in words, family.name


def test_items_of_a2_alone_are_no_level_of_a3() -> None:
    rows = [Sheet("human-value", "ppl", "plain", np.flatnonzero(SMALL.where(scenario=A2)))]
    report = find([world(np.random.default_rng(0), items=SMALL, ways=rows)], [], np.random.default_rng(0))
    sound(report)
    assert {"leader"} <= {claim.family for claim in (*report.findings, *report.not_shown)}
    assert "may_lead" in {one.family for one in report.not_testable}


def test_a_mean_that_one_model_carries_says_so() -> None:
    def plant(asked: Asked) -> None:
        asked.right[2] -= 0.2 * (asked.sheet.recipe == "human-value-direct")
        asked.refused[2] = 0.8 * (asked.sheet.recipe == "human-value-direct")

    report = find(
        [world(np.random.default_rng(0), plant, n_models=5, items=ITEMS, ways=WAYS)], [], np.random.default_rng(0)
    )
    gap = next(claim for claim in report.findings if claim.family == "protocol_gap" and claim.confirmatory)
    assert "points (model-02)" in gap.caveats[0]
    refused = next(claim for claim in report.findings if claim.family == "over_refusal" and claim.confirmatory)
    assert refused.claim.endswith("model-02, the minority")


def test_reference_answerers_are_left_out_beside_models(tmp_path: Path) -> None:
    made = world(np.random.default_rng(0), n_models=7, items=SMALL)
    names = ("reference/oracle", *made.models[1:])
    texts = dict(made.texts) | {"model": replace(made["model"], names=names)}
    report = find([replace(made, texts=texts)], [], np.random.default_rng(0))
    assert all(claim.n_models <= 6 for claim in (*report.findings, *report.not_shown))
    assert any("reference answerers of simulated are no models; they are left out" in note for note in report.notes)
    assert {record["model"] for record in report.ranks} == set(names[1:])
