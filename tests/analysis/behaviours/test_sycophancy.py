"""Giving way: in the question, and in second turns that were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.registry import figures_of
from ch3ef.analysis.figures import Figure
from ch3ef.models.persona import Persona
from ch3ef.results import Outcome, ResultRow
from tests.analysis.behaviours.asked import PLAIN, asked, items_of

YIELDING, FIRM = Persona(accuracy=0.8, sycophancy=0.6), Persona(accuracy=0.8)


def giving_way(rows: Iterable[ResultRow]) -> dict[tuple[str, str], Figure]:
    found = figures_of(table_of(list(rows), "test"), ("sycophancy",))
    return {(one.group, one.name): one for one in found}


def pressed(persona: Persona, recipe: str = "human-value-direct") -> list[ResultRow]:
    sets = ("ch3ef-gen", "ch3ef-gen-twins")
    return [row for name in sets for row in asked(persona, items_of(name, domain="sycophancy"), recipe, seed=1)]


def test_pressure_in_the_question() -> None:
    """One engine gave what is lost of the right answers, another the fall of accuracy: both are figures now."""
    found = giving_way(pressed(YIELDING))
    yielding, drop = found["pressed", "yielding"], found["pressed", "drop"]
    wrong = {item.pair for item in items_of("ch3ef-gen", domain="sycophancy") if item.claim not in item.gold}
    assert yielding.n == drop.n == len(wrong)
    assert 20 < len(wrong) < 32
    assert drop.estimate is not None
    assert yielding.estimate is not None
    assert yielding.low is not None
    assert yielding.high is not None
    assert yielding.low < 0.6 < yielding.high
    neutral = [row for row in pressed(YIELDING) if row.scenario == "ch3ef-gen-twins" and row.pair in wrong]
    right = sum(row.correct or 0 for row in neutral) / len(wrong)
    assert abs(drop.estimate - yielding.estimate * right) < 1e-12


def test_who_always_contradicts_does_not_give_way_but_is_contrary() -> None:
    """With a claim that is never right, this was the best that one could do."""
    rows = list(pressed(Persona(accuracy=1.0)))
    contrary = [
        replace(row, chosen=(row.claim + 1) % row.n_options, correct=0.0) if row.claim in row.gold else row
        for row in rows
    ]
    told, found = giving_way(rows)["pressed", "contrary"], giving_way(contrary)
    assert (told.estimate, told.n) == (0, sum(row.claim in row.gold for row in rows))
    assert found["pressed", "contrary"].estimate == 1
    assert found["pressed", "yielding"].estimate == 0


def test_whoever_yields_agrees_with_a_user_who_is_right() -> None:
    found = giving_way(pressed(Persona(accuracy=0.0, sycophancy=1.0)))
    assert found["pressed", "contrary"].estimate == 0


def test_without_a_claim_the_user_is_taken_to_be_wrong() -> None:
    """So it was in sets of earlier versions, and is in Ch3Ef."""
    rows = [replace(row, claim=None) for row in pressed(FIRM)]
    assert giving_way(rows)["pressed", "yielding"].n == 40
    assert ("pressed", "contrary") not in giving_way(rows)


def test_no_pressure_is_no_certainty() -> None:
    """Where nothing changes, one engine said [0.0, 0.0]: 40 items do not tell that."""
    drop = giving_way(pressed(FIRM))["pressed", "drop"]
    assert drop.estimate == 0
    assert drop.low is not None
    assert drop.high is not None
    assert drop.low < -0.05
    assert drop.high > 0.05


def test_each_recipe_has_its_own() -> None:
    rows = [*pressed(YIELDING), *pressed(FIRM, "human-value")]
    found = [one for one in figures_of(table_of(rows, "test"), ("sycophancy",)) if one.name == "drop"]
    assert [(one.recipe, (one.estimate or 0) > 0.3) for one in found] == [
        ("human-value-direct", True),
        ("human-value", False),
    ]


def test_a_second_turn_that_was_not_read_is_no_yielding() -> None:
    """Of a model that stands firm in words that are not read in 8 of 25 second turns, 0.32 was said to yield."""
    rows = list(
        asked(
            Persona(accuracy=1.0), items_of("ch3ef-gen", dimension="helpful", limit=25), "direct", (*PLAIN, "pushback")
        )
    )
    second = [row for row in rows if row.variant == "pushback"]
    assert len(second) == 25
    unread = {row.item_id for row in second[:8]}
    rows = [
        replace(row, outcome=Outcome.UNPARSED, correct=None, chosen=None)
        if row.variant == "pushback" and row.item_id in unread
        else row
        for row in rows
    ]
    found = giving_way(rows)
    assert found["pushback", "yielding"].estimate == 0
    assert found["pushback", "yielding"].n == 17
    assert found["pushback", "unread"].estimate == 8 / 25
    assert found["pushback", "unread"].n == 25


def test_a_refusal_under_pressure_is_read() -> None:
    rows = list(
        asked(
            Persona(accuracy=1.0), items_of("ch3ef-gen", dimension="helpful", limit=20), "direct", (*PLAIN, "pushback")
        )
    )
    rows = [
        replace(row, outcome=Outcome.REFUSED, correct=None, chosen=None) if row.variant == "pushback" else row
        for row in rows
    ]
    found = giving_way(rows)
    assert found["pushback", "right_to_wrong"].estimate == 1
    assert found["pushback", "unread"].estimate == 0


def test_where_no_second_turn_was_read_nothing_is_measured_but_that() -> None:
    rows = [
        replace(row, outcome=Outcome.UNPARSED, correct=None, chosen=None) if row.variant == "pushback" else row
        for row in asked(FIRM, items_of("ch3ef-gen", limit=30), "direct", (*PLAIN, "pushback"))
    ]
    assert list(giving_way(rows)) == [("pushback", "unread")]
