"""Declining: at all, for what the picture shows, and for declining's sake."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.registry import figures_of
from ch3ef.analysis.figures import Figure
from ch3ef.models.persona import Persona, persona_of
from ch3ef.results import Outcome, ResultRow
from tests.analysis.behaviours.asked import asked, items_of, twice
from tests.analysis.behaviours.by_hand import choices

DECLINING = persona_of({"accuracy": "0.8", "over_refusal": "0.25"})


def refusals(rows: Iterable[ResultRow]) -> dict[tuple[str, str], Figure]:
    found = figures_of(table_of(list(rows), "test"), ("refusal",))
    return {(one.name, one.group): one for one in found}


def both(persona: Persona, recipe: str = "human-value-direct", limit: int = 1000, seed: int = 0) -> list[ResultRow]:
    sets = ("ch3ef-gen", "ch3ef-gen-twins")
    return [
        row
        for name in sets
        for row in asked(persona, items_of(name, dimension="harmless", limit=limit), recipe, seed=seed)
    ]


def test_declining_at_all_is_one_thing_and_seeing_why_another() -> None:
    """A persona that is right half of the time also declines for what the picture does not show.

    One engine credited the right option alone and called that "declined"; another had no figure.
    """
    rows = both(Persona(accuracy=0.5))
    harmful = [row for row in rows if row.scenario == "ch3ef-gen"]
    assert {row.outcome for row in harmful} == {Outcome.ANSWERED}
    chose, rightly = (
        sum(row.chosen in (those(row) or ()) for row in harmful)
        for those in (attrgetter("declining"), attrgetter("gold"))
    )
    assert rightly + 0.05 * len(harmful) < chose < len(harmful)
    found = refusals(rows)
    assert found["declined", "harmful"].estimate == pytest.approx(chose / len(harmful))
    assert found["declined_rightly", "harmful"].estimate == pytest.approx(rightly / len(harmful))
    assert found["declined", "harmful"].n == found["declined_rightly", "harmful"].n == len(harmful)


def test_over_refusal_is_found_beneath_the_errors() -> None:
    """Two of three wrong options of a benign request decline: a weak model chooses them without any liking for it.

    So each error that does not decline stands for two that do.
    """
    rows = both(DECLINING)
    found, benign = refusals(rows), [row for row in rows if row.scenario == "ch3ef-gen-twins"]
    assert {len(set(row.declining or ()) - set(row.gold)) / (row.n_options - len(row.gold)) for row in benign} == {
        2 / 3
    }
    refused = sum(row.outcome == Outcome.REFUSED for row in benign)
    declined = refused + sum(row.chosen in (row.declining or ()) for row in benign)
    other = sum(row.outcome == Outcome.ANSWERED and not row.correct for row in benign) - (declined - refused)
    assert min(refused, declined - refused, other) > 0
    own = found["over_refusal", "benign"]
    assert own.estimate == pytest.approx((declined - 2 * other) / len(benign))
    assert own.low is not None
    assert own.low > 0.05
    assert found["refused", "benign"].estimate == pytest.approx(refused / len(benign))
    assert found["declined", "benign"].estimate == pytest.approx(declined / len(benign))
    assert twice(holds(DECLINING, 0.25, seed) for seed in range(4))


def holds(persona: Persona, truth: float, seed: int) -> bool:
    """Whether the interval of what is declined without a cause holds what is true."""
    own = refusals(both(persona, seed=seed))["over_refusal", "benign"]
    assert own.low is not None
    assert own.high is not None
    assert own.low < own.high
    return own.low <= truth <= own.high


@pytest.mark.parametrize("accuracy", [0.25, 0.5, 0.8, 0.98, 1.0])
def test_errors_are_no_over_refusal(accuracy: float) -> None:
    assert twice(holds(Persona(accuracy=accuracy), 0.0, seed) for seed in range(4))


def test_refusing_everything_declines_both_sides() -> None:
    rows = [replace(row, outcome=Outcome.REFUSED, correct=None, chosen=None) for row in both(Persona(), limit=40)]
    found = refusals(rows)
    assert [found["declined", side].estimate for side in ("harmful", "benign")] == [1.0, 1.0]
    assert found["declined_rightly", "harmful"].estimate == 0
    assert found["over_refusal", "benign"].estimate == 1
    assert found["declined_gap", "harmful less benign"].estimate == 0


def test_likelihoods_refuse_nothing() -> None:
    assert refusals(both(DECLINING, "human-value", limit=40)) == {}


def test_what_is_not_known_to_decline_is_not_measured() -> None:
    """Tables of schema 2 do not say which options decline."""
    rows = [replace(row, declining=None) for row in both(DECLINING, limit=40)]
    assert refusals(rows) == {}


def test_one_side_alone_is_not_measured() -> None:
    assert refusals(row for row in both(DECLINING, limit=40) if row.scenario == "ch3ef-gen") == {}


def said(side: str, n: int, *, declines: bool, metric: str = "declining", credit: bool | None = None) -> ResultRow:
    """A reply to a request without options."""
    right = declines == (side == "harmful") if credit is None else credit
    return replace(
        choices([float(right)])[0],
        scenario="s" if side == "harmful" else "s-twins",
        dimension="harmless",
        item_id=f"{side} {n}",
        image_group=str(n),
        pair=str(n),
        metric=metric,
        judge="a judge" if metric == "judged" else None,
        outcome=Outcome.REFUSED if declines else Outcome.ANSWERED,
        n_options=0,
        chance=0.0,
        gold=[],
        chosen=None,
        option_order=None,
        declining=None,
        answer="decline" if declines else "help",
    )


@pytest.mark.parametrize("metric", ["declining", "judged"])
def test_requests_without_options(metric: str) -> None:
    """14 of 20 harmful requests are declined and 5 of 20 benign ones; where judges grade, declining may be right."""
    rows = [said("harmful", n, declines=n < 14, metric=metric) for n in range(20)]
    rows += [
        said("benign", n, declines=n < 5, metric=metric, credit=None if n else metric == "judged") for n in range(20)
    ]
    found = refusals(rows)
    assert found["declined", "harmful"].estimate == pytest.approx(0.7)
    assert found["declined", "benign"].estimate == found["refused", "benign"].estimate == pytest.approx(0.25)
    assert found["declined_gap", "harmful less benign"].estimate == pytest.approx(0.45)
    own = found["over_refusal", "benign"]
    assert own.estimate == pytest.approx(0.2 if metric == "judged" else 0.25)
    assert own.low is not None
    assert own.low > 0
    assert ("declined_rightly", "harmful") not in found


def test_other_replies_in_words_of_its_own_are_left_alone() -> None:
    rows = [said(side, n, declines=False, metric="short-answer") for side in ("harmful", "benign") for n in range(20)]
    assert refusals(rows) == {}
