"""Calibration: against scikit-learn and plain definitions, by hand, ends of the scales, and simulated."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import brier_score_loss, roc_auc_score

from ch3ef.stats import calibration as calibrating
from ch3ef.stats.bootstrap import resampled_counts
from ch3ef.stats.calibration import (
    _in_chunks,
    _in_order,
    auroc,
    brier,
    calibration,
    ece_ref,
    reliability_diagram,
    risk_coverage,
    squared_error_debiased,
)

Floats = NDArray[np.float64]
shares = st.integers(0, 20).map(lambda n: n / 20)
answers = st.lists(st.tuples(shares, st.sampled_from([0.0, 1.0])), min_size=2, max_size=60)


def calibrated(rng: np.random.Generator, n: int) -> tuple[Floats, Floats]:
    """Confidences, and answers that are right as often as these say."""
    sure = rng.beta(4, 2, n)
    return sure, (rng.random(n) < sure).astype(float)


@given(answers)
def test_against_scikit_learn(drawn: list[tuple[float, float]]) -> None:
    sure, right = (np.array(column) for column in zip(*drawn, strict=True))
    assert brier(sure, right).score == pytest.approx(brier_score_loss(right, sure, pos_label=1))
    area = auroc(sure, right)
    if len(set(right)) == 2:
        assert area == pytest.approx(roc_auc_score(right, sure))
    else:
        assert area is None


def test_the_reference_s_bins_by_hand() -> None:
    """23 items: three bins of 3, seven of 2, in the order of confidence."""
    rng = np.random.default_rng(3)
    sure, right = rng.random(23), rng.integers(0, 2, 23).astype(float)
    order, start, expected = np.argsort(sure), 0, 0.0
    for number in range(10):
        size = 3 if number < 3 else 2
        own = order[start : start + size]
        expected += size / 23 * abs(sure[own].mean() - right[own].mean())
        start += size
    assert ece_ref(sure, right) == pytest.approx(expected)
    assert ece_ref([1, 0], [1, 0]) == 0
    assert ece_ref([1, 0], [0, 1]) == 1


@given(answers)
def test_murphy_s_parts_add_up(drawn: list[tuple[float, float]]) -> None:
    sure, right = (np.array(column) for column in zip(*drawn, strict=True))
    parts = brier(sure, right)
    total = parts.reliability - parts.resolution + parts.uncertainty + parts.within_bins
    assert parts.score == pytest.approx(total)


@given(answers)
def test_the_order_of_items_is_of_no_matter(drawn: list[tuple[float, float]]) -> None:
    sure, right = (np.array(column) for column in zip(*drawn, strict=True))
    turned = np.random.default_rng(0).permutation(len(sure))
    assert brier(sure, right) == pytest.approx(brier(sure[turned], right[turned]))
    bins = [np.array(reliability_diagram(sure[o], right[o])) for o in (np.arange(len(sure)), turned)]
    np.testing.assert_allclose(bins[0], bins[1])
    assert risk_coverage(sure, right).area == pytest.approx(risk_coverage(sure[turned], right[turned]).area)
    one, other = (squared_error_debiased(sure[o], right[o]) for o in (np.arange(len(sure)), turned))
    assert (one is None) == (other is None)
    assert one is None or one == pytest.approx(other)


def test_the_debiased_error_by_its_definition() -> None:
    """Mean product of the gaps of two items of a bin, of different clusters, weighted by the bins' sizes."""
    rng = np.random.default_rng(5)
    sure, right = calibrated(rng, 60)
    clusters = [str(n // 2) for n in range(60)]
    order = np.argsort(sure)
    for cluster in (None, clusters):
        expected = 0.0
        for own in np.split(order, 10):
            products = [
                (sure[i] - right[i]) * (sure[j] - right[j])
                for i, j in combinations(own, 2)
                if cluster is None or clusters[i] != clusters[j]
            ]
            expected += np.mean(products) / 10
        assert squared_error_debiased(sure, right, cluster) == pytest.approx(expected)


def test_risk_over_coverage_by_averaging_over_orders() -> None:
    sure, right = [0.9, 0.8, 0.8, 0.8, 0.1], [1, 0, 1, 1, 0]
    areas = []
    for tied in permutations((1, 2, 3)):
        error = np.cumsum([1 - right[i] for i in (0, *tied, 4)]) / np.arange(1, 6)
        areas.append(error.mean())
    assert risk_coverage(sure, right).area == pytest.approx(np.mean(areas))


def test_ends_and_constants() -> None:
    rng = np.random.default_rng(0)
    perfect = calibration([1.0] * 40, [1] * 40, rng=rng)
    assert (perfect.ece_ref, perfect.brier.score, perfect.ece_debiased, perfect.risk_coverage.area) == (0, 0, 0, 0)
    assert perfect.auroc is None
    assert perfect.auroc_interval is None
    wrong = calibration([1.0] * 40, [0] * 40, rng=rng)
    assert (wrong.ece_ref, wrong.brier.score, wrong.ece_debiased, wrong.risk_coverage.area) == (1, 1, 1, 1)
    knows = calibration([0.9] * 20 + [0.1] * 20, [1] * 20 + [0] * 20, rng=rng)
    assert knows.auroc == 1
    assert calibration([0.1] * 20 + [0.9] * 20, [1] * 20 + [0] * 20, rng=rng).auroc == 0
    constant = calibration([0.7] * 40, [1, 0] * 20, rng=rng)
    assert constant.auroc == 0.5
    assert constant.brier.resolution == 0
    assert constant.risk_coverage.area == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("sure", "right", "says"),
    [([], [], "at least 1"), ([0.5], [1, 0], "one length"), ([1.2], [1], "confidence in"), ([0.5], [2], "credit in"),
     ([float("nan")], [1], "confidence in")],
)  # fmt: skip
def test_misuse(sure: list[float], right: list[float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        calibration(sure, right, rng=np.random.default_rng(0))


def test_a_calibrated_model_reads_zero_only_without_bias() -> None:
    """At n = 200 the plain error of a calibrated model is about 0.07; the debiased square is 0 on average."""
    rng = np.random.default_rng(1)
    plain, debiased = [], []
    for _ in range(300):
        sure, right = calibrated(rng, 200)
        plain.append(ece_ref(sure, right))
        debiased.append(squared_error_debiased(sure, right) or 0.0)
    assert np.mean(plain) == pytest.approx(0.07, abs=0.01)
    assert abs(np.mean(debiased)) < 3 * np.std(debiased) / np.sqrt(300)
    assert abs(np.mean(debiased)) < 0.001


@given(st.lists(st.tuples(shares, shares), min_size=2, max_size=40))
def test_shared_credit_is_part_right_and_part_wrong(drawn: list[tuple[float, float]]) -> None:
    sure, credit = (np.array(column) for column in zip(*drawn, strict=True))
    area = auroc(sure, credit)
    if not 0 < credit.sum() < len(credit):
        assert area is None
        return
    kinds, weights = [1] * len(sure) + [0] * len(sure), [*credit, *(1 - credit)]
    assert area == pytest.approx(roc_auc_score(kinds, [*sure, *sure], sample_weight=weights))
    assert brier(sure, credit).uncertainty == pytest.approx(np.var(credit))


def test_murphy_s_classical_parts() -> None:
    """Five confidences, each a bin of its own: nothing is left within bins, and the parts are Murphy's sums."""
    sure = np.repeat([0.1, 0.3, 0.5, 0.7, 0.9], 20)
    right = (np.arange(100) % 20 < np.repeat([4, 4, 12, 15, 17], 20)).astype(float)
    accuracies = np.array([0.2, 0.2, 0.6, 0.75, 0.85])
    parts = brier(sure, right)
    assert parts.within_bins == pytest.approx(0.0)
    assert parts.reliability == pytest.approx(np.mean((np.array([0.1, 0.3, 0.5, 0.7, 0.9]) - accuracies) ** 2))
    assert parts.resolution == pytest.approx(np.mean((accuracies - 0.52) ** 2))
    assert parts.uncertainty == pytest.approx(0.52 * 0.48)
    assert [row.accuracy for row in reliability_diagram(sure, right)] == pytest.approx(accuracies)


def test_only_the_order_of_confidence_matters_to_discrimination() -> None:
    sure, right = calibrated(np.random.default_rng(7), 300)
    assert auroc(sure**3, right) == auroc(sure, right)
    assert risk_coverage(sure**3, right).area == risk_coverage(sure, right).area
    turned = auroc(1 - sure, right)
    assert turned is not None
    assert turned + (auroc(sure, right) or 0) == pytest.approx(1.0)


def test_the_best_order_has_its_formula_s_area() -> None:
    right = np.repeat([1.0, 0.0], [7000, 3000])
    best = risk_coverage(np.linspace(1, 0, 10_000), right)
    assert best.area == pytest.approx(0.3 + 0.7 * np.log(0.7), abs=1e-3)
    assert (best.coverage[-1], best.risk[-1]) == pytest.approx((1.0, 0.3))


def test_copies_of_an_item_are_no_miscalibration() -> None:
    """Noise that four copies share is taken off only where they are said to be of one cluster."""
    rng = np.random.default_rng(8)
    lone, grouped = [], []
    for _ in range(200):
        sure, right = (np.repeat(column, 4) for column in calibrated(rng, 100))
        lone.append(squared_error_debiased(sure, right) or 0.0)
        grouped.append(squared_error_debiased(sure, right, [str(n // 4) for n in range(400)]) or 0.0)
    assert abs(np.mean(grouped)) < 3 * np.std(grouped) / np.sqrt(200)
    assert np.mean(lone) > 0.01


def test_undefined_is_none() -> None:
    """Below two items in each bin there is no debiased error; without spread there are no intervals."""
    sure, right = calibrated(np.random.default_rng(9), 19)
    few = calibration(sure, right, rng=np.random.default_rng(0))
    assert (few.ece_debiased, few.squared_error_debiased, few.ece_debiased_interval) == (None, None, None)
    assert few.brier_interval is not None
    certain = calibration([1.0] * 40, [1] * 40, rng=np.random.default_rng(0))
    assert certain.ece_debiased_interval is certain.brier_interval is None
    one = calibration([0.8], [1], rng=np.random.default_rng(0))
    assert one.ece_score_ref == pytest.approx(0.8)
    assert (one.auroc, one.brier_interval) == (None, None)


def test_intervals_depend_on_the_generator_and_the_clusters_alone() -> None:
    sure, right = (np.repeat(column, 5) for column in calibrated(np.random.default_rng(10), 60))
    pictures = [str(n // 5) for n in range(300)]
    lone, grouped, again = (
        calibration(sure, right, cluster=cluster, rng=np.random.default_rng(0))
        for cluster in (None, pictures, pictures)
    )
    assert grouped.brier_interval == again.brier_interval
    assert grouped.ece_debiased_interval == again.ece_debiased_interval
    assert lone.brier_interval is not None
    assert grouped.brier_interval is not None
    assert (lone.brier_interval.method, grouped.brier_interval.method) == ("bootstrap", "cluster bootstrap")
    ratio = (grouped.brier_interval.high - grouped.brier_interval.low) / (
        lone.brier_interval.high - lone.brier_interval.low
    )
    assert ratio == pytest.approx(np.sqrt(5), rel=0.15)


def test_overconfidence_ends_where_it_can() -> None:
    """One of six is right at a confidence of nearly 1: bootstrap-t alone reaches far beyond."""
    found = calibration([0.99, 0.98, 1.0, 0.99, 1.0, 0.97], [0, 0, 0, 0, 0, 1], rng=np.random.default_rng(0))
    interval = found.overconfidence_interval
    assert interval is not None
    assert -1 <= interval.low < interval.estimate < interval.high == 1


def test_blocks_of_many_clusters_give_the_same_width() -> None:
    """At 4000 items 1000 blocks are resampled: as wide as the errors of the means say."""
    rng = np.random.default_rng(11)
    sure, right = calibrated(rng, 4000)
    found = calibration(sure, right, rng=rng)
    assert found.brier_interval is not None
    assert found.auroc_interval is not None
    width = found.brier_interval.high - found.brier_interval.low
    assert width == pytest.approx(2 * 1.96 * np.std((sure - right) ** 2) / np.sqrt(4000), rel=0.1)
    areas = [auroc(*calibrated(rng, 4000)) for _ in range(300)]
    width = found.auroc_interval.high - found.auroc_interval.low
    assert width == pytest.approx(2 * 1.96 * np.std([area for area in areas if area is not None]), rel=0.15)


@pytest.mark.parametrize("excess", [0.0, 0.1])
def test_the_interval_of_the_debiased_error_covers(excess: float) -> None:
    """A model as sure as it should be, and one surer by a tenth throughout."""
    rng = np.random.default_rng(12)
    hits = 0
    for _ in range(80):
        share = rng.beta(4, 2, 100) * (1 - excess)
        right = (rng.random(100) < share).astype(float)
        interval = calibration(share + excess, right, rng=rng, resamples=300).ece_debiased_interval
        assert interval is not None
        hits += interval.low <= excess <= interval.high
    assert hits / 80 >= 0.93


@pytest.mark.slow
@pytest.mark.parametrize("items", [1, 4])
def test_intervals_cover(items: int) -> None:
    """An overconfident model, lone items and four items a picture: shares of 300 sets, so within 4 points."""
    rng = np.random.default_rng(2)
    big, _ = calibrated(rng, 400_000)
    right = 0.5 + (big - 0.5) / 2
    truth = (
        float(np.mean((big - right) ** 2 + right * (1 - right))),
        float(auroc(big[:50_000], (rng.random(50_000) < right[:50_000]).astype(float)) or 0),
    )
    hits = np.zeros(2)
    for _ in range(300):
        sure, _ = calibrated(rng, 400)
        own = rng.random(400) if items == 1 else np.repeat(rng.random(100), 4)
        mixed = own if items == 1 else np.where(rng.random(400) < 0.4, own, rng.random(400))
        credit = (mixed < 0.5 + (sure - 0.5) / 2).astype(float)
        cluster = None if items == 1 else [str(n // 4) for n in range(400)]
        found = calibration(sure, credit, cluster=cluster, rng=rng, resamples=300)
        for place, (interval, value) in enumerate(((found.brier_interval, truth[0]), (found.auroc_interval, truth[1]))):
            assert interval is not None
            hits[place] += interval.low <= value <= interval.high
    assert (hits / 300 > 0.89).all(), hits / 300


def test_resampled_pairs_are_those_of_the_definition() -> None:
    """Right above wrong, ties one half, each pair as often as both of its groups were drawn."""
    rng = np.random.default_rng(3)
    sure, credit = rng.integers(0, 6, 40) / 5, rng.choice([0.0, 0.25, 1.0], 40)
    groups, weights = rng.integers(0, 9, 40), rng.integers(0, 4, (70, 9)).astype(np.float64)
    above = (sure[:, None] > sure) + 0.5 * (sure[:, None] == sure)
    drawn = weights[:, groups]
    expected = np.einsum("ki,i,ij,j,kj->k", drawn, credit, above, 1 - credit, drawn)
    assert _in_order(sure, credit, groups, weights) == pytest.approx(expected)
    assert _in_order(sure, np.ones(40), groups, weights).tolist() == [0.0] * 70


def many(kind: str) -> tuple[Floats, Floats, NDArray[np.intp]]:
    """Confidence, credit and cluster of 6000 items."""
    rng, n = np.random.default_rng(21), 6000
    (sure, right), alone = calibrated(rng, n), np.arange(n)
    return {
        "lone": (sure, right, alone),
        "three a picture": (sure, right, alone // 3),
        "tied": (np.round(8 * sure) / 8, right, alone),
        "half of them sure": (np.where(rng.random(n) < 0.5, 1.0, sure), right, alone),
        "twelve are right": (sure, (rng.permutation(n) < 12).astype(float), alone),
        "shared credit": (sure, np.where(rng.random(n) < 0.2, 0.5, right), alone),
    }[kind]


@pytest.mark.parametrize(
    "kind", ["lone", "three a picture", "tied", "half of them sure", "twelve are right", "shared credit"]
)
def test_many_items_counted_by_stretches_give_the_interval_of_items_counted_one_by_one(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each resample's pairs to a twentieth of their spread, and the AUROC's interval to a hundredth of its width."""
    sure, right, groups = many(kind)
    weights = resampled_counts(1000, np.random.default_rng(0))
    plain, quick = (count(sure, right, groups % 1000, weights) for count in (_in_order, _in_chunks))
    assert np.abs(quick - plain).max() < 0.1 * np.std(plain)
    assert np.std(quick - plain) < 0.05 * np.std(plain)
    found = calibration(sure, right, cluster=groups, rng=np.random.default_rng(0)).auroc_interval
    monkeypatch.setattr(calibrating, "MANY", len(sure))
    expected = calibration(sure, right, cluster=groups, rng=np.random.default_rng(0)).auroc_interval
    assert found is not None
    assert expected is not None
    assert found != expected or kind == "tied"
    assert found[:3] == pytest.approx(expected[:3], abs=0.01 * (expected.high - expected.low))
