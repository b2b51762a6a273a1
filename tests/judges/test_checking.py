"""Judges held against labels: worked by hand, and planted errors and biases found out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ch3ef.errors import InputError
from ch3ef.judges.checking import CheckedReply, ComparedPair, JudgeBiases, judge_agreement, judge_biases
from ch3ef.judges.labels import LabelledReply
from ch3ef.judges.rubrics import Grade
from ch3ef.judges.verdict import PanelVerdict, Verdict
from ch3ef.running.judged import ItemReply, JudgeCheck, check_panel, replies_of_table
from ch3ef.stats.agreement import cohen_kappa, krippendorff_alpha
from tests.conftest import make_item

CREDIT = {"right": 1.0, "partly": 0.5, "wrong": 0.0}


def verdict(grade: Grade | None) -> PanelVerdict:
    return PanelVerdict((Verdict(judge="j", prompt="", grade=grade, error=None if grade else "gone"),))


def checked(
    n: int, labels: tuple[float, ...], *grades: Grade | None, reply: str = "x", model: str = "m"
) -> CheckedReply:
    return CheckedReply(
        item_id=str(n), dimension="helpful", image_group=str(n), model=model, reply=reply,
        labels={f"rater {i}": label for i, label in enumerate(labels)}, verdicts=tuple(map(verdict, grades)),
    )  # fmt: skip


def test_agreement_by_hand() -> None:
    replies = [
        checked(0, (1, 1), "right"),
        checked(1, (1, 0.5), "right"),  # mean 0.75: the stricter grade, partly
        checked(2, (0, 0), "right"),
        checked(3, (0, 0), "wrong"),
        checked(4, (0.5, 0.5), "partly"),
        checked(5, (1, 1), None),
    ]
    found = judge_agreement(replies)
    assert (found.n, found.unjudged) == (5, 1)
    assert found.accuracy is not None
    assert found.accuracy.estimate == pytest.approx(3 / 5)
    assert found.constant == pytest.approx(2 / 5)
    assert found.bias is not None
    assert found.bias.estimate == pytest.approx((0.25 + 1) / 5)
    assert found.confusion["wrong"] == {"right": 1, "partly": 0, "wrong": 1}
    assert found.confusion["partly"] == {"right": 1, "partly": 1, "wrong": 0}
    people, judge = [1, 0.5, 0, 0, 0.5], [1, 1, 1, 0, 0.5]
    assert found.kappa == cohen_kappa(people, judge, weights="linear", categories=[0, 0.5, 1])
    one, other = [1, 1, 0, 0, 0.5], [1, 0.5, 0, 0, 0.5]
    assert found.people.estimate == krippendorff_alpha([one, other], level="interval").estimate
    assert found.alpha.estimate == krippendorff_alpha([one, other, judge], level="interval").estimate


def test_nothing_graded_is_nothing_measured() -> None:
    found = judge_agreement([checked(0, (1, 1), None)])
    assert (found.n, found.unjudged, found.accuracy, found.constant, found.bias) == (0, 1, None, None, None)
    assert found.kappa.estimate is None
    biases = judge_biases([checked(0, (1, 1), None)])
    assert biases == JudgeBiases(verbosity=None, own=None, first=None, consistent=None, stable=None)


def test_biases_by_hand() -> None:
    long, short = "x" * 50, "x"
    replies = [
        checked(0, (0, 0), "right", "right", reply=long, model="me"),
        checked(1, (0, 0), "right", "wrong", reply=long),
        checked(2, (1, 1), "right", "right", reply=short, model="me"),
        checked(3, (1, 1), "wrong", "wrong", reply=short),
    ]
    pairs = [
        ComparedPair("a", "first", "first"), ComparedPair("b", "first", "second"), ComparedPair("c", "tie", "tie"),
        ComparedPair("d", "second", "first"), ComparedPair("e", None, "first"),
    ]  # fmt: skip
    found = judge_biases(replies, pairs, ["me"])
    assert found.verbosity is not None
    assert found.verbosity.estimate == pytest.approx(1 - (-0.5))
    assert found.own is not None
    assert found.own.estimate == pytest.approx(0.5 - 0.0)
    assert found.first is not None
    assert found.first.estimate == pytest.approx(0.5 / 4)
    assert found.consistent is not None
    assert found.consistent.estimate == pytest.approx(3 / 4)
    assert found.stable is not None
    assert found.stable.estimate == pytest.approx(3 / 4)


def replies_of(models: tuple[str, ...], n: int, labelled: int, right: float = 0.6, seed: int = 0) -> list[ItemReply]:
    """Replies with known truth; of each model the first ones are labelled by two people without error."""
    rng = np.random.default_rng(seed)
    found = []
    for model in models:
        for number in range(n):
            item = replace(make_item(number), id=f"{seed}/{number}", dimension=("helpful", "honest")[number % 2])
            truth = bool(rng.random() < right)
            words = item.options[0] if truth else item.options[1]
            filler = " indeed" * int(rng.integers(0, 60))
            labels = {"ann": float(truth), "bob": float(truth)} if number < labelled else {}
            found.append(ItemReply(item, model, f"{model}: {words}{filler}", labels))
    return found


def one_check(judge: str, replies: list[ItemReply], *, repeats: int = 1, pairs: int = 50) -> JudgeCheck:
    checks = check_panel(replies, [judge], repeats=repeats, pairs=pairs)
    assert len(checks) == 1
    return checks[0]


def test_a_judge_without_errors_is_found_to_have_none() -> None:
    found = one_check("reference/judge", replies_of(("m", "n"), 60, 60), repeats=2)
    whole, *dimensions = found.agreement
    assert [one.group for one in dimensions] == ["helpful", "honest"]
    assert whole.accuracy is not None
    assert whole.accuracy.estimate == whole.kappa.estimate == whole.alpha.estimate == 1.0
    assert found.biases.first is not None
    assert found.biases.first.estimate == 0
    assert found.biases.stable is not None
    assert found.biases.stable.estimate == 1.0
    assert (found.cost.verdicts, found.cost.unread) == (240, 0)


def test_planted_errors_are_found_out() -> None:
    replies = replies_of(("m", "n"), 300, 300)
    found = one_check("reference/judge?wrong_as_right=0.4&right_as_wrong=0.1", replies, pairs=0)
    table = found.agreement[0].confusion
    lenient = table["wrong"]["right"] / sum(table["wrong"].values())
    strict = table["right"]["wrong"] / sum(table["right"].values())
    assert lenient == pytest.approx(0.4, abs=0.1)
    assert strict == pytest.approx(0.1, abs=0.06)
    bias = found.agreement[0].bias
    assert bias is not None
    assert bias.low <= 0.4 * 0.4 - 0.6 * 0.1 <= bias.high
    # A liking for length that was not planted is not found.
    assert found.biases.verbosity is not None
    assert found.biases.verbosity.low < 0 < found.biases.verbosity.high


@pytest.mark.parametrize("trait", ["verbosity", "first", "unread"])
def test_planted_biases_are_found_out(trait: str) -> None:
    replies = replies_of(("m", "n"), 150, 150)
    planted = one_check(f"reference/judge?{trait}=0.6", replies, pairs=150)
    plain = one_check("reference/judge", replies, pairs=150)
    for found, expected in ((planted, True), (plain, False)):
        assert found.biases.verbosity is not None
        assert found.biases.first is not None
        assert found.biases.consistent is not None
        assert (found.biases.verbosity.low > 0) == (expected and trait == "verbosity")
        assert (found.biases.first.low > 0) == (expected and trait == "first")
        assert (found.biases.consistent.high < 1) == (expected and trait == "first")
        assert (found.agreement[0].unjudged > 100) == (expected and trait == "unread")


def test_own_replies_are_the_judges_by_name_or_as_told() -> None:
    replies = replies_of(("reference/judge?wrong_as_right=0.2", "n"), 80, 80)
    by_name = one_check("reference/judge?wrong_as_right=0.2", replies, pairs=0)
    assert by_name.biases.own is not None
    assert one_check("reference/judge", replies, pairs=0).biases.own is None
    told = check_panel(replies, ["reference/judge?wrong_as_right=0.2"], pairs=0, own=["n"])[0]
    assert told.biases.own is None  # all replies are its own


def test_a_panel_is_checked_beside_its_judges() -> None:
    names = ["reference/judge", "reference/judge?wrong_as_right=1"]
    checks = check_panel(replies_of(("m",), 40, 40), names, pairs=10)
    assert [check.judge for check in checks] == [*names, " + ".join(names)]
    wrong = [check.agreement[0].confusion["wrong"] for check in checks]
    total = sum(wrong[0].values())
    assert (wrong[0]["wrong"], wrong[1]["right"], wrong[2]["partly"]) == (total, total, total)
    assert checks[2].biases.first is None


def test_records_are_plain_data() -> None:
    import json

    record = one_check("reference/judge", replies_of(("m",), 20, 10)).to_record()
    assert json.loads(json.dumps(record))["corrected"]["m"]["n_judged"] == 20
    assert record["agreement"][0]["kappa"]["estimate"] == 1.0


def test_labels_without_a_run_need_their_replies(tmp_path: Path) -> None:
    items = [make_item(n) for n in range(3)]
    label = LabelledReply(items[0].id, "m", {"a": 1.0, "b": 0.5}, "a red cat", "f: line 2")
    assert replies_of_table([label], items, "s")[0].item is items[0]
    with pytest.raises(InputError, match="f: line 2: has no `reply`"):
        replies_of_table([replace(label, reply=None)], items, "s")
    with pytest.raises(InputError, match="f: line 2: item 'x' is not in scenario 's'"):
        replies_of_table([replace(label, item="x")], items, "s")


@pytest.mark.slow
def test_the_corrected_score_covers_the_truth_where_the_judges_does_not() -> None:
    """400 sets of 400 replies, 60 of them labelled, under a judge that is lenient to a quarter of the wrong ones."""
    corrected = uncorrected = narrower = 0
    for seed in range(400):
        replies = replies_of(("m",), 400, 60, right=0.6, seed=seed)
        found = one_check("reference/judge?wrong_as_right=0.25&right_as_wrong=0.05", replies, pairs=0).corrected["m"]
        assert found is not None
        corrected += found.low <= 0.6 <= found.high
        uncorrected += found.uncorrected.low <= 0.6 <= found.uncorrected.high
        narrower += found.high - found.low < found.labels_alone.high - found.labels_alone.low
    assert corrected >= 0.925 * 400, (corrected, uncorrected, narrower)
    assert uncorrected <= 0.5 * 400, (corrected, uncorrected, narrower)
    assert narrower >= 0.9 * 400, (corrected, uncorrected, narrower)
    print(corrected, uncorrected, narrower)
