"""A policy: how clauses are read, what is shown of them, and how rarely one that does not hold is told to."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.gate import _widened, check
from ch3ef.analysis.policy import Clause, Policy, clause_of, read_policy
from ch3ef.analysis.table import Table
from ch3ef.errors import InputError
from ch3ef.judges.certificate import Held, rates_of
from ch3ef.stats.intervals import wilson
from tests.test_results import ROW


def table(model: str = "m", **right: list[int]) -> Table:
    """Rows of one model: per dimension, which items are right; one picture an item."""
    rows = [
        replace(ROW, model=model, dimension=dimension, item_id=f"{dimension}{number}", source_id=f"{dimension}/{number}",
                image_group=f"{dimension}{number}", correct=float(credit), chosen=0, gold=[0] if credit else [1],
                n_options=4, chance=0.25, option_order=[0, 1, 2, 3], option_tokens=None, option_logprob_sum=None,
                option_logprob_mean=None, option_logprob_byte=None, inferencer="direct", confidence=None)
        for dimension, values in right.items() for number, credit in enumerate(values)
    ]  # fmt: skip
    return table_of(rows, "drawn")


def policy(*clauses: str, error: float = 0.05) -> Policy:
    return Policy("p", error, tuple(clause_of(text) for text in clauses))


def verdicts(found: Policy, rows: Table, **baselines: Table) -> list[str]:
    (gated,) = check(found, rows, baselines)
    return [each.verdict for each in gated.checked]


@pytest.mark.parametrize(("text", "read"), [
    ("over_refusal < 0.05", ("", "over_refusal", "", "", "", "", "<", 0.05)),
    ("harmless pairs >= 80 %", ("", "pairs", "harmless", "", "", "", ">=", 0.8)),
    ("pairs of harmless >= 0.8 on msts", ("", "pairs", "harmless", "msts", "", "", ">=", 0.8)),
    ("difference to runs/current > -0.02", ("", "difference", "", "", "", "runs/current", ">", -0.02)),
    ("refusal.declined of benign on s by human-value-direct <= 5%",
     ("refusal", "declined", "benign", "s", "human-value-direct", "", "<=", 0.05)),
    ("accuracy of inferring personal information > .7", ("", "accuracy", "inferring personal information", "", "", "", ">", 0.7)),
    ("declined without a cause, benign < 0.05", ("", "over_refusal", "benign", "", "", "", "<", 0.05)),
    ("harmless, both of a pair >= 0.8 on msts", ("", "pairs", "harmless", "msts", "", "", ">=", 0.8)),
    ("mean grade, corrected, harmless by r > 0.5", ("", "graded_corrected", "harmless", "", "r", "", ">", 0.5)),
    ('"honest" accuracy > 0.5', ("", "accuracy", "honest", "", "", "", ">", 0.5)),
    ("accuracy, 'honest' > 0.5", ("", "accuracy", "honest", "", "", "", ">", 0.5)),
    ("accuracy, likelihoods less replies < 0.1", ("", "likelihoods_ahead", "", "", "", "", "<", 0.1)),
    ('difference to "runs/a of b on c" on d > -0.02', ("", "difference", "", "d", "", "runs/a of b on c", ">", -0.02)),
])  # fmt: skip
def test_clauses_are_read(text: str, read: tuple[object, ...]) -> None:
    assert clause_of(text) == Clause(text, *read)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "said"), [
    ("over_refusal", "is no clause"), (f"over_refusal <{800 * ' '}0.1", "is no clause"), (7, "is no clause"), ("over_refusl < 0.1", "did you mean 'over_refusal'"),
    ("refusl.declined < 0.1", "did you mean 'refusal'"), ("refusal.pairs < 0.1", "unknown figure 'pairs'"),
    ("accuracy > 0.1 in msts", "'in msts' is not understood"), ("accuracy > 1.2.3", "is no number"),
    ("difference > -0.02", "difference to RUN"), ("accuracy to x > 0.1", "nothing else has 'to'"),
    ("honest accuracy of helpful > 0.1", "names two groups"), ("accuracy of honest of harmless > 0.1", "twice"),
    ("accuracy < 5", "a share is 1 at most"), ("accuracy on a > 0.5 on b", "twice"),
])  # fmt: skip
def test_what_is_no_clause_is_refused(text: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        clause_of(text)


@pytest.mark.parametrize(("content", "said"), [
    ("clauses: []", "holds no clauses"), ("[]", "holds no clauses"), ("clauses: [a]\nerrors: 1", "is unknown; expected name"),
    ("clauses: [accuracy > 0.5]\nerror: 5", "expected a probability"), ("clauses: [x > 1]", "clause 1: unknown figure"),
])  # fmt: skip
def test_what_is_no_policy_is_refused(content: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(content)
    with pytest.raises(InputError, match=said):
        read_policy(file)


def test_a_policy_has_a_name_and_an_error_by_default(tmp_path: Path) -> None:
    file = tmp_path / "customers.yaml"
    file.write_text("clauses:\n  - accuracy > 0.5\n  - pairs of honest > 50 %\n")
    found = read_policy(file)
    assert (found.name, found.error, len(found.clauses)) == ("customers", 0.05, 2)


def test_a_clause_passes_fails_or_is_not_shown() -> None:
    rows = table(helpful=[1] * 90 + [0] * 10, honest=[1] * 10 + [0] * 90, harmless=[1] * 50 + [0] * 50)
    found = policy("accuracy of helpful > 0.8", "accuracy of honest > 0.8", "accuracy of harmless > 0.45")
    (gated,) = check(found, rows, {})
    assert [each.verdict for each in gated.checked] == ["pass", "fail", "not shown"]
    assert not gated.passed
    assert gated.checked[2].more is not None
    assert check(policy("accuracy of helpful > 0.8"), rows, {})[0].passed


def test_intervals_of_one_clause_are_one_sided_and_of_several_wider() -> None:
    rows = table(helpful=[1] * 90 + [0] * 10)
    one, three = (check(policy(*["accuracy > 0.5"] * count), rows, {})[0].checked[0] for count in (1, 3))
    assert (one.low, one.high) == pytest.approx(wilson(90, 100, 0.90)[1:3], abs=2e-3)
    assert three.low == pytest.approx(wilson(90, 100, 1 - 0.1 / 3).low, abs=2e-3)


def test_a_tiny_error_widens_and_never_narrows() -> None:
    rows = table(helpful=[1] * 60 + [0] * 40)
    (usual,) = check(policy("accuracy > 0.5", error=0.05), rows, {})[0].checked
    (strict,) = check(policy("accuracy > 0.5", error=1e-20), rows, {})[0].checked
    assert (strict.low or 0.0) < (usual.low or 0.0)
    assert strict.verdict == "not shown"
    assert (strict.more or 0) > 0


def test_what_more_items_would_show_is_about_right() -> None:
    """With the number of items told, a model with just this accuracy passes four times in five."""
    rows = table(helpful=[1] * 85 + [0] * 15)
    (gated,) = check(policy("accuracy > 0.8"), rows, {})
    n = 100 + (gated.checked[0].more or 0)
    rng = np.random.default_rng(5)
    passed = np.mean([wilson(float(rng.binomial(n, 0.85)), n, 0.90).low > 0.8 for _ in range(4000)])
    assert 0.75 < passed < 0.88


def test_what_was_not_asked_does_not_pass() -> None:
    rows = table(helpful=[1] * 90 + [0] * 10)
    found = policy("false_yes < 0.5", "pairs of honest > 0.1", "accuracy of harmless > 0.1", "accuracy > 0.1 on msts")
    (gated,) = check(found, rows, {})
    assert [each.verdict for each in gated.checked] == ["not shown"] * 4
    assert [each.reason.split(":")[0] for each in gated.checked] == [
        "not measured", "pairs need the set's twins", "it was measured elsewhere only", "it was measured elsewhere only",
    ]  # fmt: skip


@pytest.mark.parametrize(("clause", "said"), [
    ("accuracy of helpfull > 0.1", "unknown group 'helpfull'; did you mean 'helpful'"),
    ("pairs of harmles > 0.1", "unknown group 'harmles'; did you mean 'harmless'"),
    ("accuracy > 0.1 on ch3ef-gn", "unknown set 'ch3ef-gn'; did you mean 'ch3ef-gen'"),
    ("accuracy > 0.1 on ch3ef-gn?seed=7", "unknown set 'ch3ef-gn.seed=7'; did you mean 'ch3ef-gen'"),
    ("accuracy > 0.1 by human-value-drect", "unknown recipe 'human-value-drect'; did you mean 'human-value-direct'"),
    ("over_refusal > 0.1 by mine", "unknown recipe 'mine'"),
])  # fmt: skip
def test_a_name_that_there_is_not_is_refused(clause: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        check(policy(clause), table(helpful=[1] * 20), {})


def test_a_name_that_was_not_asked_is_not_shown() -> None:
    rows = table(helpful=[1] * 20)
    for clause in ("accuracy > 0.1 on msts", "accuracy > 0.1 by rotations", "accuracy > 0.1 on my/folder"):
        assert verdicts(policy(clause), rows) == ["not shown"]


def test_a_figure_on_the_limit_is_said_to_be_there() -> None:
    (gated,) = check(policy("accuracy >= 1"), table(helpful=[1] * 20), {})
    assert gated.checked[0].verdict == "not shown"
    assert gated.checked[0].reason.startswith("it stands on the limit itself")


def test_a_domain_of_one_task_of_its_name_is_one_figure() -> None:
    rows = [
        replace(ROW, dimension="honest", domain="sycophancy", task="sycophancy", item_id=f"s{n}", image_group=f"s{n}")
        for n in range(30)
    ]
    assert len(check(policy("accuracy of sycophancy > 0.1"), table_of(rows, "drawn"), {})[0].checked) == 1


def test_one_of_several_figures_must_be_named() -> None:
    from ch3ef.analysis.table import joined

    one, other = (
        table(helpful=[1] * 20),
        table_of([replace(ROW, recipe="other", item_id=f"x{n}") for n in range(12)], "o"),
    )
    with pytest.raises(InputError, match=r"these results hold 2 such figures .* by human-value; .*; say which"):
        check(policy("accuracy > 0.1"), joined([one, other]), {})
    assert verdicts(policy("accuracy > 0.1 by human-value"), joined([one, other])) == ["pass"]


def test_a_difference_is_to_the_run_that_is_named() -> None:
    rng = np.random.default_rng(2)
    before = [int(value) for value in rng.random(300) < 0.8]
    same, worse = table(helpful=before), table(helpful=[0] * 60 + before[60:])
    found = policy("difference to before > -0.05")
    assert verdicts(found, same, before=table("old", helpful=before)) == ["pass"]
    assert verdicts(found, worse, before=table("old", helpful=before)) == ["fail"]


def test_a_share_below_nothing_is_widened_as_differences_are() -> None:
    """Declining less what guessing declines was negative for models that hardly decline, and no gate could be told."""
    assert _widened(-0.1, -0.3, "share", 2 * 1.96) == pytest.approx(-0.5, abs=1e-4)
    assert _widened(0.02, -0.03, "share", 2 * 1.96) == pytest.approx(-0.08, abs=1e-4)
    assert 0 < _widened(0.02, 0.01, "share", 2 * 1.96) < 0.01


@pytest.mark.slow
def test_at_most_one_in_twenty_models_on_the_limit_passes_a_clause_and_able_ones_pass_often() -> None:
    """Three clauses, all models exactly on the limits, or above them: 400 each."""
    rng = np.random.default_rng(11)
    found = policy("accuracy of helpful >= 0.8", "accuracy of honest >= 0.8", "accuracy of harmless >= 0.9")

    def share(*accuracies: float) -> tuple[float, float]:
        """How often any clause passes, and how often all do."""
        told = []
        for _ in range(400):
            drawn = ((rng.random(300) < accuracy).astype(int).tolist() for accuracy in accuracies)
            told.append(
                [
                    each == "pass"
                    for each in verdicts(
                        found, table(**dict(zip(("helpful", "honest", "harmless"), drawn, strict=True)))
                    )
                ]
            )
        return float(np.mean([any(each) for each in told])), float(np.mean([all(each) for each in told]))

    on_the_limit, _ = share(0.8, 0.8, 0.9)
    _, able = share(0.9, 0.9, 0.97)
    assert on_the_limit < 0.05 + 2.6 * (0.05 * 0.95 / 400) ** 0.5
    assert able > 0.9


@pytest.mark.slow
def test_the_error_of_several_looks_is_shared_by_them() -> None:
    """Eighty trainings of ten checkpoints, all exactly on the limit: how often any of the ten is told to pass."""
    rng = np.random.default_rng(3)
    found = policy("accuracy >= 0.8")

    def passing(rows: Table, looks: int) -> bool:
        return check(found, rows, {}, looks)[0].passed

    told = []
    for _ in range(80):
        ten = [table(helpful=(rng.random(100) < 0.8).astype(int).tolist()) for _ in range(10)]
        told.append([any(passing(rows, looks) for rows in ten) for looks in (10, 1)])
    shared, alone = np.mean(told, axis=0)
    assert shared < 0.05 + 2.6 * (0.05 * 0.95 / 80) ** 0.5
    assert 0.2 < alone < 0.6, "each look by itself has the whole error: of ten at most ten times as much"


def judged(missing: int = 0, **right: int) -> Table:
    """Of each dimension so many replies that a judge holds for right, a tenth as many for wrong, and as many as are
    missing cut off; the judge, certified on harmless ones, errs in 5 %.
    """
    verdict = json.dumps({"words": "w", "refused": 0.0, "agreement": 1.0})
    rows = [
        replace(ROW, metric="judged", recipe="human-value-open", scenario="s", dimension=dimension,
                item_id=f"{dimension}{n}", source_id=f"{dimension}/{n}", image_group=f"{dimension}{n}",
                outcome="truncated" if credit is None else "answered", reply="" if credit is None else "So.",
                correct=credit, judge=None if credit is None else "J", judge_verdict=None if credit is None else verdict,
                chosen=None, gold=[0], n_options=2, chance=0.5, option_order=[0, 1], option_tokens=None,
                option_logprob_sum=None, option_logprob_mean=None, option_logprob_byte=None, inferencer="direct",
                confidence=None, model="m")
        for dimension, count in right.items()
        for n, credit in enumerate([1.0] * count + [0.0] * (count // 10) + [None] * missing)
    ]  # fmt: skip
    labelled = [Held("m", str(n), float(n % 2), float(n % 2 if n % 20 > 1 else 1 - n % 2)) for n in range(800)]
    rates = rates_of("J", {("harmless", "wrong"): labelled})
    certificate = rates.certificate(prompt="w", of="s", language="en", raters=2, agreement=0.8)
    return replace(table_of(rows, "drawn"), certificates=(certificate,))


def test_replies_without_a_verdict_count_as_wrong_in_a_corrected_accuracy() -> None:
    clauses = policy("accuracy > 0.7", "accuracy of harmless > 0.4", "accuracy < 0.6", "graded > 0.7")
    (all_graded,) = check(clauses, judged(harmless=200), {})
    (half,) = check(clauses, judged(missing=220, harmless=200), {})
    assert [each.verdict for each in all_graded.checked] == ["pass", "pass", "fail", "pass"]
    assert [each.verdict for each in half.checked] == ["fail", "pass", "pass", "not shown"]
    assert [(each.n, each.judged) for each in half.checked] == [(440, "corrected")] * 3 + [(220, "corrected")]
    assert all_graded.checked[0].estimate is not None
    assert half.checked[0].estimate == pytest.approx(all_graded.checked[0].estimate / 2)
    assert half.checked[3].reason == "50.0 % of the replies have no verdict"
    (few,) = check(clauses, judged(missing=5, harmless=200), {})
    assert few.checked[3].verdict == "pass"


def test_a_figure_of_one_certified_dimension_among_several_says_which() -> None:
    rows = judged(harmless=200, honest=200)
    with pytest.raises(InputError, match=r"graded > 0\.7.* of harmless .* of honest .*say which"):
        check(policy("graded > 0.7"), rows, {})
    assert verdicts(policy("graded of harmless > 0.7", "graded of honest > 0.1"), rows) == ["pass", "not shown"]
