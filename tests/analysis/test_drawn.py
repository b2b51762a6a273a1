"""Drawn rows of several recipes, sets, shots and rotations: the numbers that an implementation by records gave of them."""

from __future__ import annotations

import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.comparison import compare
from ch3ef.analysis.pairs import summarise_pairs
from ch3ef.analysis.summary import summarise
from ch3ef.analysis.table import Table
from tests.analysis.drawn import drawn_rows

SHOTS = "ice:topk_text:2"
GROUPS = {
    ("able", "human-value", "sums", "", "all"): (
        (0.444444444, 0.307740754, 0.590108927),
        (0.666666667, 0.454291198, 0.827732491),
        (0.130434783, -0.083536211, 0.358431365),
        (0.444444444, 0.303877521, 0.594484058),
        (0.4375, 0.275290685, 0.617557139),
    ),
    ("able", "human-value-direct", "sums", SHOTS, "all"): (
        (0.388888889, 0.293410292, 0.493727323),
        (0.575342466, 0.4527947, 0.689278858),
        (0.043478261, -0.105966499, 0.207573201),
        (0.399305556, 0.288682106, 0.520148953),
        (0.395833333, 0.28502409, 0.517064201),
    ),
    ("guessing", "human-value-direct", "sums-twins", "", "honest / hallucination"): (
        (0.25, 0.126110884, 0.435011568),
        (0.315789474, 0.172705434, 0.505048226),
        (-0.2, -0.398222585, 0.096018509),
        (0.25, 0.12372246, 0.440389229),
        None,
    ),
    ("guessing", "human-value-direct", "sums", "", "helpful / cognition / zebra"): (
        (0.208333333, 0.088491726, 0.416341425),
        (0.3125, 0.149808882, 0.539712696),
        (-0.1875, -0.367262411, 0.124512138),
        None,
        None,
    ),
}
"""Accuracy, that of the answered, corrected for chance, means of tasks and of domains, each with its interval."""
COUNTS = {
    ("able", "human-value", "sums", "", "all"): (36, 0.777777778, 0.361111111, [24, 4, 2, 6, 0, 0]),
    ("guessing", "human-value-direct", "sums-twins", SHOTS, "A1"): (24, 0.583333333, 0.25, [20, 1, 1, 2, 0, 0]),
}
"""Answers, accuracy at best, chance, and items per outcome: answered, unparsed, refused, truncated, error, unjudged."""
PAIRS = {
    "all": (92, (0.184782609, 0.111348037, 0.290799422), 0.489130435, 0.461956522, 0.139492754),
    "honest": (30, (0.133333333, 0.039228261, 0.366963675), 0.366666667, 0.6, 0.141203704),
    "sycophancy": (10, (0.3, 0.048973907, 0.781026462), 0.5, 0.7, 0.111111111),
    "attribute": (10, (0.0, 0.0, 0.606567101), 0.3, 0.5, 0.0625),
}
"""Of the able one under human-value-direct: pairs, both right, item, twin and chance."""
COMPARED = {
    ("human-value", "sums", "all"): (
        72, 0.388888889, 0.222222222, -0.166666667, -0.303434554, -0.023744099, 0.029418945, 0.029418945, 0.230388264,
    ),
    ("human-value-direct", "sums-twins", "A1"): (
        48, 0.541666667, 0.322916667, -0.21875, -0.422167422, 0.005444635, 0.069335938, 0.138671875, 0.28260004,
    ),
    ("human-value-direct", "sums", "helpful"): (
        48, 0.427083333, 0.21875, -0.208333333, -0.422406749, 0.027457881, 0.078125, 0.219726562, 0.279092596,
    ),
}  # fmt: skip
"""Answers, both accuracies, the difference with its interval, p, adjusted p, and what could have been shown."""


@pytest.fixture(scope="module")
def table() -> Table:
    return table_of(drawn_rows(), "drawn")


def test_accuracies(table: Table) -> None:
    found = {(one.model, one.recipe, one.scenario, one.variant, one.group): one for one in summarise(table)}
    assert len(summarise(table)) == 208
    for key, wanted in GROUPS.items():
        one = found[key]
        intervals = (one.accuracy, one.accuracy_answered, one.corrected, one.macro_task, one.macro_domain)
        for interval, numbers in zip(intervals, wanted, strict=True):
            assert (interval and interval[:3]) == (numbers and pytest.approx(numbers, abs=1e-9))
    for key, (n, best, chance, outcomes) in COUNTS.items():
        one = found[key]
        assert (one.n, list(one.outcomes.values())) == (n, outcomes)
        assert (one.accuracy_best_case, one.chance) == pytest.approx((best, chance))


def test_pairs(table: Table) -> None:
    assert len(summarise_pairs(table)) == 68
    whole = [one for one in summarise_pairs(table) if (one.model, one.recipe) == ("able", "human-value-direct")]
    found = {one.group: one for one in whole if not one.variant}
    for group, (n, both, *others) in PAIRS.items():
        one = found[group]
        assert one.n == n
        assert one.both[:3] == pytest.approx(both, abs=1e-9)
        assert [one.item, one.twin, one.chance] == pytest.approx(others)


def test_two_models(table: Table) -> None:
    compared = compare(table.of_model("able"), table.of_model("guessing"))
    assert len(compared) == 50
    found = {(one.recipe, one.scenario, one.group): one for one in compared}
    for key, wanted in COMPARED.items():
        one = found[key]
        numbers = [
            one.n,
            one.first,
            one.second,
            one.difference,
            one.low,
            one.high,
            one.p,
            one.p_adjusted,
            one.detectable,
        ]
        assert numbers == pytest.approx(wanted, abs=1e-8)


def test_models_of_two_tables_are_compared_as_those_of_one(table: Table) -> None:
    able, guessing = table.of_model("able"), table.of_model("guessing")
    # Backwards, so that the two vocabularies differ.
    backwards = table_of([row for row in drawn_rows()[::-1] if row.model == "guessing"], "backwards")
    assert compare(able, backwards) == compare(able, guessing)
