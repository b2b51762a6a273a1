"""The persona: its name, its rules where they can be worked out by hand, and that they depend on the item alone."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.items import Item
from ch3ef.models.asked import AskedItem
from ch3ef.models.names import parse_model_name
from ch3ef.models.persona import (
    DISOBEDIENT,
    REFUSAL,
    TRAITS,
    Persona,
    likelihoods_of,
    persona_of,
    probability_right,
    reply_of,
)
from ch3ef.taxonomy import Level
from ch3ef.variants import Variant

KNOWING = Persona(accuracy=1.0)
COLOURS = ("It is red.", "It is blue.", "It is green as grass.", "It is grey.")


def item(number: int = 0, **columns: Any) -> Item:
    given: dict[str, Any] = {
        "id": f"i{number}", "source_id": str(number), "scenario": "s", "level": Level.A3, "dimension": "helpful",
        "domain": "embodiment", "task": "t", "question": "Which colour?", "images": (), "options": COLOURS, "gold": (0,),
    }  # fmt: skip
    return Item(**given | columns)


def asked(one: Item, **columns: Any) -> AskedItem:
    given: dict[str, Any] = {"options": one.options, "right": one.gold, "seed": 0, "wanted": "letters"}
    return AskedItem(one, **given | columns)


def share(persona: Persona, reply: str, **columns: Any) -> float:
    """How often of 600 items a reply is given."""
    n = 600
    of_item = {name: columns.pop(name) for name in tuple(columns) if name in Item.__dataclass_fields__}
    return sum(reply_of(persona, asked(item(k, **of_item), **columns)) == reply for k in range(n)) / n


def near(value: float) -> Any:
    """Within four standard errors of 600."""
    return pytest.approx(value, abs=4 * 0.5 / math.sqrt(600))


def test_a_name_says_the_traits() -> None:
    persona = persona_of({"sycophancy": "0.6", "confidence": "over", "accuracy": "1"})
    assert persona == Persona(accuracy=1.0, sycophancy=0.6, confidence="over")
    assert persona_of({}) == Persona()
    assert parse_model_name("reference/persona?sycophancy=0.6").args == {"sycophancy": "0.6"}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "reference/persona?sycofancy=0.6",
            "unknown trait of reference/persona 'sycofancy'; did you mean 'sycophancy'",
        ),
        ("reference/persona?sycophancy=1.5", "sycophancy='1.5' is not a share; expected a number from 0 to 1"),
        ("reference/persona?accuracy=high", "accuracy='high' is not a share"),
        ("reference/persona?accuracy=nan", "accuracy='nan' is not a share"),
        ("reference/persona?confidence=overr", "unknown confidence of reference/persona 'overr'; did you mean 'over'"),
        ("reference/persone", "unknown reference answerer 'persone'; did you mean 'persona'"),
        ("reference/oracle?accuracy=1", "reference/oracle takes no arguments"),
    ],
)
def test_bad_traits_are_one_line_before_anything_is_asked(name: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_model_name(name)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("trait", [trait for trait in TRAITS if trait not in ("confidence", "accuracy")])
def test_every_trait_at_its_ends_is_accepted(trait: str) -> None:
    assert [getattr(persona_of({trait: text}), trait) for text in ("0", "1")] == [0.0, 1.0]


def test_the_oracle_and_the_anti_oracle_are_personas() -> None:
    assert share(KNOWING, "A") == 1.0
    assert share(Persona(accuracy=0.0), "A") == 0.0
    assert share(Persona(accuracy=0.7), "A") == near(0.7)


def test_the_same_item_is_answered_alike_in_every_order_and_protocol() -> None:
    persona = Persona(accuracy=0.5, length_bias=0.3)
    for number in range(50):
        one = item(number)
        text = COLOURS["ABCD".index(reply_of(persona, asked(one)))]
        turned = asked(one, options=COLOURS[::-1], right=(3,), variant=Variant.parse("rotation:2"))
        assert COLOURS[::-1]["ABCD".index(reply_of(persona, turned))] == text
        found = likelihoods_of(persona, asked(one, wanted="options"), COLOURS, pmi=False)
        assert COLOURS[max(range(4), key=lambda n: found[n].mean)] == text
        assert reply_of(persona, asked(one)) == reply_of(persona, asked(one))


def test_runs_of_other_seeds_are_other_draws() -> None:
    persona, seeds = Persona(accuracy=0.5), range(200)
    right = [reply_of(persona, asked(item(), seed=seed)) == "A" for seed in seeds]
    assert sum(right) / 200 == pytest.approx(0.5, abs=0.15)


def test_an_item_and_its_twin_are_known_together() -> None:
    persona = Persona(accuracy=0.5)
    for number in range(50):
        one, twin = (item(number, id=f"{name}{number}", pair=f"p{number}", scenario=name) for name in ("s", "s-twins"))
        assert reply_of(persona, asked(one)) == reply_of(persona, asked(twin))


def test_pressure_takes_right_answers_to_the_claim() -> None:
    pressed = {"domain": "sycophancy", "question": "I am sure: It is grey. Which colour?"}
    persona = replace(KNOWING, sycophancy=0.6)
    assert share(persona, "D", **pressed) == near(0.6)
    assert share(persona, "A", **pressed) == near(0.4)
    assert share(persona, "A", **pressed, scenario="s-twins") == 1.0
    assert share(persona, "A") == 1.0


def test_pressure_brings_what_the_user_claims_right_or_wrong() -> None:
    pressed = {"domain": "sycophancy", "details": {"claim": ["It is blue."]}}
    persona = Persona(accuracy=0.0, sycophancy=0.6)
    assert share(persona, "B", **pressed, gold=(1,)) == near(0.6)
    assert share(replace(persona, accuracy=1.0), "B", **pressed, gold=(0,)) == near(0.6)
    one = item(domain="sycophancy", gold=(1,), details={"claim": ["It is blue."]})
    assert probability_right(persona, asked(one)) == pytest.approx(0.6)


def test_pushback_takes_what_was_right() -> None:
    persona = replace(KNOWING, sycophancy=0.6)
    assert share(persona, "A", variant=Variant.parse("pushback")) == near(0.4)
    assert share(replace(persona, accuracy=0.0), "A", variant=Variant.parse("pushback")) == 0.0


def test_benign_twins_are_refused_and_nothing_else() -> None:
    persona = replace(KNOWING, over_refusal=0.3)
    assert share(persona, REFUSAL, dimension="harmless", scenario="s-twins?seed=3") == near(0.3)
    assert share(persona, REFUSAL, dimension="harmless") == 0.0
    assert share(persona, REFUSAL, scenario="s-twins") == 0.0


def test_likelihoods_decline_by_an_option() -> None:
    options = ("It is red.", "I can't say.", "It is blue.")
    one = item(options=options, dimension="harmless", scenario="s-twins")
    found = likelihoods_of(replace(KNOWING, over_refusal=1.0), asked(one, wanted="options"), options, pmi=False)
    assert max(range(3), key=lambda n: found[n].mean) == 1


def test_what_is_not_there_is_ruled_by_hallucination_alone() -> None:
    persona = Persona(accuracy=0.0, hallucination=0.4, position_bias=1.0)
    assert share(persona, "B", domain="hallucination", gold=(1,)) == near(0.6)
    words = {"wanted": "words", "options": ("Yes", "No")}
    assert share(persona, "Yes", **words, right=(1,)) == near(0.4)
    assert share(replace(persona, accuracy=1.0), "Yes", **words, right=(0,)) == 1.0


def test_places_and_lengths() -> None:
    assert share(Persona(accuracy=1.0, position_bias=0.5), "A", gold=(2,)) == near(0.5)
    assert share(Persona(accuracy=0.0, length_bias=0.4), "C") == near(0.4 + 0.6 / 3)
    longest_is_right = {"gold": (2,)}
    assert share(Persona(accuracy=0.0, length_bias=1.0), "C", **longest_is_right) == 0.0


def test_a_corrupted_item_is_guessed() -> None:
    assert share(replace(KNOWING, fragility=0.4), "A", variant=Variant.parse("gaussian_noise:3")) == near(0.6 + 0.4 / 4)
    assert share(replace(KNOWING, fragility=0.4), "A", variant=Variant.parse("rotation:1")) == 1.0


def test_demanded_names_are_used_or_not() -> None:
    names = {"variant": Variant.parse("verbaliser:natural:3"), "labels": ("first", "second", "third", "fourth")}
    assert share(KNOWING, "first", **names) == 1.0
    assert share(replace(KNOWING, disobedience=0.25), DISOBEDIENT, **names) == near(0.25)


def test_examples_mend_errors() -> None:
    persona = Persona(accuracy=0.0, learning=0.5)
    assert share(persona, "A", variant=Variant.parse("ice:fixed:1")) == near(0.5)
    assert share(persona, "A") == 0.0


def test_reasoning_is_no_answer_and_open_answers_are_given() -> None:
    one = item()
    assert "looked at" in reply_of(KNOWING, asked(one, wanted="reasoning"))
    answers = ("three", "nine", "seven")
    counting = asked(item(options=(), gold=()), options=(), right=(), wanted="open", answers=answers)
    assert reply_of(KNOWING, counting) == "three"
    assert reply_of(Persona(accuracy=0.0), counting) == "nine"


@pytest.mark.parametrize(
    ("confidence", "shift"), [("over", (1 - 0.8) / 2), ("calibrated", 0.0), ("under", (0.25 - 0.8) / 2)]
)
def test_confidence_is_what_its_name_says(confidence: str, shift: float) -> None:
    persona = persona_of({"accuracy": "0.8", "confidence": confidence})
    sure = []
    for number in range(600):
        one = asked(item(number), wanted="options")
        found = likelihoods_of(persona, one, COLOURS, pmi=False)
        weights = [math.exp(each.mean) for each in found]
        assert sum(weights) == pytest.approx(1.0)
        sure.append(max(weights))
        expected = {"over": 0.5, "calibrated": 0.0, "under": 0.125}[confidence]
        half = 1.0 if confidence == "calibrated" else 0.5
        assert max(weights) == pytest.approx(expected + half * probability_right(persona, one))
    assert sum(sure) / 600 - 0.8 == pytest.approx(shift, abs=0.02)


def test_confidence_knows_of_the_other_traits() -> None:
    persona = Persona(accuracy=0.8, sycophancy=0.5, hallucination=0.3, over_refusal=0.5)
    plain = probability_right(persona, asked(item()))
    assert probability_right(persona, asked(item(domain="sycophancy"))) == pytest.approx(plain / 2)
    assert probability_right(persona, asked(item(domain="hallucination"))) == pytest.approx(0.7)
    declining = item(options=("It is red.", "I can't say."), dimension="harmless", scenario="s-twins")
    assert probability_right(persona, asked(declining)) == pytest.approx(plain / 2)


def test_what_pictures_add_is_given_where_it_is_asked_for() -> None:
    one = asked(item(), wanted="options")
    assert {each.pmi is None for each in likelihoods_of(KNOWING, one, COLOURS, pmi=False)} == {True}
    found = likelihoods_of(KNOWING, one, COLOURS, pmi=True)
    assert max(range(4), key=lambda n: found[n].pmi or 0.0) == 0
