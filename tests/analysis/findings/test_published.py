"""Published scores: the paper's table, correlations against scipy, and what is refused."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from ch3ef.analysis.findings.finding import Finding, Report
from ch3ef.analysis.findings.published import paper_leaderboard, read_scores
from ch3ef.analysis.findings.relations import correlation_table
from ch3ef.analysis.findings.report import find
from ch3ef.analysis.findings.scores import ScoreColumn, Scores, complete, level_scores
from ch3ef.errors import InputError
from ch3ef.taxonomy import Level


def written(folder: Path, text: str) -> Path:
    """A CSV file."""
    file = folder / "scores.csv"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def paper() -> Report:
    return find([], [paper_leaderboard()], np.random.default_rng(0))


@pytest.mark.parametrize("whole", [True, False], ids=["complete rows", "all rows"])
def test_correlations_equal_scipys_on_all_pairs(whole: bool) -> None:
    scores = paper_leaderboard()
    scores = scores.of(complete(scores.values)) if whole else scores
    records, lacking = correlation_table(scores)
    assert len(records) == 78
    assert not lacking
    for record in records:
        x, y = scores.column(record["x"]), scores.column(record["y"])
        there = ~np.isnan(x) & ~np.isnan(y)
        assert record["n"] == there.sum() >= 12
        expected = stats.pearsonr(x[there], y[there])
        assert record["pearson"] == pytest.approx(expected.statistic, abs=1e-9)
        assert record["p"] == pytest.approx(expected.pvalue, abs=1e-9)
        assert record["spearman"] == pytest.approx(stats.spearmanr(x[there], y[there]).statistic, abs=1e-9)
        assert record["kendall"] == pytest.approx(stats.kendalltau(x[there], y[there]).statistic, abs=1e-9)
    adjusted = multipletests([record["p"] for record in records], method="holm")[1]
    assert [record["p_adjusted"] for record in records] == pytest.approx(adjusted.tolist(), abs=1e-12)


def test_an_interval_that_leaves_nothing_out_is_none() -> None:
    """Five models of which one settles the coefficient: its jackknife reaches from -1 to 1."""
    values = np.array([[0.0, 0.1, 0.05, 0.12, 5.0], [0.1, 0.0, 0.12, 0.02, 5.0]]).T
    columns = (ScoreColumn("one", Level.A3), ScoreColumn("other", Level.A3))
    ((record,), _) = correlation_table(Scores("here", tuple("abcde"), columns, values, kind="domain"))
    assert (record["pearson_low"], record["pearson_high"]) == (None, None)
    assert record["pearson"] > 0.9
    ((steady,), _) = correlation_table(
        Scores("here", tuple("abcdefgh"), columns, values[[0, 1, 2, 3] * 2], kind="domain")
    )
    assert -1 < steady["pearson_low"] < steady["pearson"] < steady["pearson_high"] < 1


def claim(claims: list[Finding], family: str, *about: str) -> Finding:
    """The one claim of a family about these."""
    own = [one for one in claims if one.family == family and one.about[: len(about)] == about]
    assert len(own) == 1
    return own[0]


def test_what_the_paper_reads_from_its_table_is_found(paper: Report) -> None:
    shown = list(paper.findings)
    for level, drop in (("A1", -0.17068), ("A2", -0.18889)):
        assert claim(shown, "level_drop", level).estimate == pytest.approx(drop, abs=1e-5)
    lead = claim(shown, "leader", "A3")
    assert lead.about == ("A3", "GPT-4V", "Gemini")
    assert lead.estimate == pytest.approx((66.40 + 92.81 + 92.40 - 49.69 - 69.93 - 38.03) / 300)
    low = claim(shown, "below_a_quarter")
    assert low.estimate == 14 / 16
    together = claim(shown, "dimension_coupling", "honest", "harmless")
    assert together.estimate > 0.9
    for one in shown:
        assert one.low is not None
        assert one.high is not None
        assert one.low <= one.estimate <= one.high
        assert not one.low <= (one.null or 0) <= one.high
        assert one.p_adjusted is not None
        assert one.p_adjusted <= 0.05


def test_what_twelve_models_cannot_carry_is_withheld(paper: Report) -> None:
    """A2 goes with A3 more closely than A1 in the table; twelve models do not show that it is so."""
    withheld = list(paper.not_shown)
    apart = claim(withheld, "level_relation", "A2", "A1", "A3")
    assert apart.estimate > 0.6
    assert apart.p_adjusted is not None
    assert apart.p_adjusted > 0.05
    assert "not shown" in apart.to_record()["claim"]
    # One model far off makes helpful and harmless correlate at 0.89; the jackknife over models knows.
    lone = claim(withheld, "dimension_coupling", "helpful", "harmless")
    assert lone.estimate > 0.85
    assert lone.low is not None
    assert lone.low < 0
    assert any("GPT-4V, Gemini judged by people" in caveat for caveat in lone.caveats)


def test_the_drop_of_each_model_by_hand(paper: Report) -> None:
    row = next(record for record in paper.levels if record["model"] == "Otter")
    a1, a2, a3 = (81.34 + 21.68 + 25.24 + 74.9 + 23.28) / 500, (39.61 + 43.54 + 35.73 + 65.73 + 25.78) / 500, 0.7960 / 3
    assert [row[name] for name in ("A1", "A2", "A3")] == pytest.approx([a1, a2, a3])
    assert row["drop_from_A1"] == pytest.approx(a1 - a3)
    assert next(record for record in paper.levels if record["model"] == "Gemini")["drop_from_A1"] is None


def test_what_the_table_does_not_hold_is_said(paper: Report) -> None:
    """Domains, examples in front and calibration are in the paper's figures, not in its table."""
    needs = {one.family: one.needs for one in paper.not_testable}
    assert "domains" in needs["outlying_domain"]
    assert "with and without examples" in needs["in_context"]
    assert "confidences" in needs["calibration_transfer"]


def test_percent_and_shares_are_the_same_scores(tmp_path: Path) -> None:
    percent = read_scores(written(tmp_path, "model,MMBench,Harmless\na,50,5.5\nb,25,0\nc,,0.9%\n"))
    shares = read_scores(written(tmp_path, "model,MMBench,Harmless\na,0.5,0.055\nb,0.25,0\nc,-,0.009\n"))
    np.testing.assert_allclose(percent.values, shares.values)
    assert [(c.name, c.level, c.n_items) for c in percent.columns] == [("MMBench", "A2", None), ("Harmless", "A3", 355)]


def test_levels_of_unknown_scenarios_come_from_the_header(tmp_path: Path) -> None:
    scores = read_scores(written(tmp_path, "protocol,model,A2:MyBench,OtherBench\nPPL,a,50,60\n"))
    assert [(column.name, column.level) for column in scores.columns] == [("MyBench", "A2"), ("OtherBench", "")]
    assert scores.protocol == {"a": "PPL"}
    assert level_scores(scores)[0, 1] == 0.5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("name,MMBench\na,1\n", "no column `model`; its columns are name, MMBench"),
        ("model\na\n", "no scores"),
        ("model,MMBench\n", "no scores"),
        ("model,MMBench\na,good\n", "line 2, column 'MMBench': 'good' is not a number"),
        ("model,MMBench\na,101\n", "'101'; expected percent in 0-100"),
        ("model,MMBench\na,-3\n", "'-3'; expected percent"),
        ("model,MMBench\na,inf\n", "'inf'; expected percent"),
        ("model,MMBench\na,50\nb,0.4\n", "holds 0.4 beside 50: shares mixed with percent"),
        ("model,MMBench\na,50\na,40\n", "model 'a' is there 2 times"),
        ("model,MMBench,MMBench\na,50,40\n", "column 'MMBench' is there 2 times"),
        ("model,MMBench\na,50,60\n", "line 2: has more cells than the first line (3, 2)"),
        ("model,MMBench\n,50\n", "line 2: the name of the model is empty"),
        ("model,A2:\na,50\n", "column 'A2:' has no name"),
    ],
)
def test_bad_tables_are_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_scores(written(tmp_path, text))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_that_are_no_csv_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_scores(tmp_path / "none.csv")
    (tmp_path / "x.csv").write_bytes(b"model,\xff\xfe\n")
    with pytest.raises(InputError, match="line 1: byte 0xff is not UTF-8"):
        read_scores(tmp_path / "x.csv")


def test_four_models_give_no_number(tmp_path: Path) -> None:
    lines = [f"m{i},{50 + i},{40 + 3 * i},{30 - i},{20 + i},{10 + i * i}" for i in range(4)]
    scores = read_scores(written(tmp_path, "model,CIFAR10,MMBench,Helpful,Honest,Harmless\n" + "\n".join(lines)))
    report = find([], [scores], np.random.default_rng(0))
    assert not report.correlations
    assert not report.findings
    assert not report.not_shown
    assert "5 models or more; there are 4" in {one.needs for one in report.not_testable}


def test_columns_in_which_models_do_not_differ_are_named(tmp_path: Path) -> None:
    lines = [f"m{i},50,{40 + 3 * i},{60 - i * i},{20 + i},33.3" for i in range(7)]
    scores = read_scores(written(tmp_path, "model,CIFAR10,MMBench,Helpful,Honest,Harmless\n" + "\n".join(lines)))
    report = find([], [scores], np.random.default_rng(0))
    needs = [one.needs for one in report.not_testable]
    assert any("models that differ in CIFAR10, Harmless" in need for need in needs)
    assert any("models that differ in A1; all 7 score the same" in need for need in needs)
    assert all("Harmless" not in {record["x"], record["y"]} for record in report.correlations)


def test_order_of_models_changes_nothing() -> None:
    order = np.random.default_rng(3).permutation(16).tolist()
    scores = paper_leaderboard()
    mixed = Scores(scores.source, tuple(scores.models[i] for i in order), scores.columns, scores.values[order])
    straight = {(r["x"], r["y"]): r["p_adjusted"] for r in correlation_table(scores)[0]}
    for record in correlation_table(mixed)[0]:
        assert record["p_adjusted"] == pytest.approx(straight[record["x"], record["y"]], abs=1e-9)
    assert len(straight) == len(list(combinations(range(13), 2)))
