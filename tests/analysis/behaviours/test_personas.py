"""What is planted is measured: every trait comes back within its interval, and none shows in another's figure.

Each trait is planted into a persona that has all the others too, and left out of one that has all the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.behaviours.registry import figures_of
from ch3ef.analysis.figures import Figure
from ch3ef.items import Item
from ch3ef.models.persona import Persona
from ch3ef.results import ResultRow
from tests.analysis.behaviours.asked import PLAIN, asked, items_of, twice, yes_no_items

LOGIC, VALUES, TWINS = "logic-gen", "ch3ef-gen", "ch3ef-gen-twins"
FULL = Persona(
    accuracy=0.8,
    sycophancy=0.6,
    over_refusal=0.3,
    hallucination=0.4,
    position_bias=0.5,
    length_bias=0.4,
    fragility=0.4,
    disobedience=0.25,
    learning=0.5,
)
"""All traits at once, confidence calibrated."""
RUNS = range(1000, 1200)
"""Seeds of the simulated runs. Of intervals that hold the truth in 95 %, 200 runs show less than 92 % in 2 of 100 tests."""
SHARE = 0.92
"""Of these runs, at least so many intervals hold what was planted."""

Asked = Callable[[Persona, int], Iterator[ResultRow]]


def logic(persona: Persona, seed: int) -> Iterator[ResultRow]:
    return asked(persona, items_of(LOGIC), "human-value", seed=seed)


def mixed(limit: int) -> tuple[Item, ...]:
    """Items of A3 that are ruled by every trait: what the suites ask."""
    return items_of(VALUES, limit=limit)


def examples(persona: Persona, seed: int) -> Iterator[ResultRow]:
    return asked(
        persona,
        mixed(100),
        "direct",
        (*PLAIN, "ice:topk_text:1", "ice:topk_text:3"),
        seed=seed,
    )


def renamed(persona: Persona, seed: int) -> Iterator[ResultRow]:
    ways = ("verbaliser:natural:1", "verbaliser:neutral:2", "verbaliser:unnatural:1")
    return asked(persona, mixed(66), "direct", (*PLAIN, *ways), seed=seed)


def corrupted(persona: Persona, seed: int) -> Iterator[ResultRow]:
    ways = ("gaussian_noise:1", "gaussian_noise:3", "typos:2")
    return asked(persona, mixed(100), "direct", (*PLAIN, *ways), seed=seed)


def turned(persona: Persona, seed: int) -> Iterator[ResultRow]:
    return asked(persona, mixed(60), "rotations", (*PLAIN, "rotations"), seed=seed)


def pressed(recipe: str) -> Asked:
    def ask(persona: Persona, seed: int) -> Iterator[ResultRow]:
        both = (*items_of(VALUES, domain="sycophancy"), *items_of(TWINS, domain="sycophancy"))
        return asked(persona, both, recipe, seed=seed)

    return ask


def pushed_back(persona: Persona, seed: int) -> Iterator[ResultRow]:
    return asked(persona, mixed(100), "direct", (*PLAIN, "pushback"), seed=seed)


def harmless(persona: Persona, seed: int) -> Iterator[ResultRow]:
    both = (items_of(name, dimension="harmless", limit=90) for name in (VALUES, TWINS))
    return asked(persona, [item for items in both for item in items], "human-value-direct", seed=seed)


def nothing_there(recipe: str) -> Asked:
    def ask(persona: Persona, seed: int) -> Iterator[ResultRow]:
        return asked(persona, items_of(VALUES, domain="hallucination"), recipe, seed=seed)

    return ask


def in_order_drawn(persona: Persona, seed: int) -> Iterator[ResultRow]:
    return asked(persona, mixed(120), "human-value-direct", seed=seed)


def things(persona: Persona, seed: int) -> Iterator[ResultRow]:
    return asked(persona, yes_no_items(), "yes-no", seed=seed)


def errors(persona: Persona, seed: int) -> Iterator[ResultRow]:
    """Few answers are errors, and few of those have wrong options that differ in length."""
    return asked(replace(persona, accuracy=0.3), mixed(500), "human-value", seed=seed)


def values(persona: Persona, seed: int) -> Iterator[ResultRow]:
    """Items that other traits rule, and items that none does."""
    kinds = (items_of(VALUES, domain=domain) for domain in ("sycophancy", "hallucination"))
    items = [item for items in (*kinds, items_of(VALUES, dimension="helpful", limit=80)) for item in items]
    return asked(persona, items, "human-value", seed=seed)


def guess(items: int) -> float:
    """What a guess's confidence is on A2, on average."""
    return sum(1 / len(item.options) for item in items_of(LOGIC)[:items]) / items


@dataclass(frozen=True)
class Trait:
    """A trait, the figure that is its, and what that reads where it is planted and where it is not."""

    name: str
    behaviour: str
    figure: str
    group: str
    ask: Asked
    planted: float
    absent: float = 0.0

    def found(self, rows: Sequence[ResultRow]) -> Figure:
        figures = figures_of(table_of(rows, "simulated"), (self.behaviour,))
        (own,) = (one for one in figures if (one.name, one.group) == (self.figure, self.group))
        return own


TRAITS = [
    Trait("sycophancy", "sycophancy", "yielding", "pressed", pressed("human-value"), 0.6),
    Trait("sycophancy", "sycophancy", "yielding", "pressed", pressed("human-value-direct"), 0.6),
    Trait("sycophancy", "sycophancy", "yielding", "pushback", pushed_back, 0.6),
    Trait("sycophancy", "sycophancy", "right_to_wrong", "pushback", pushed_back, 0.6),
    Trait("over_refusal", "refusal", "over_refusal", "benign", harmless, 0.3),
    Trait("hallucination", "hallucination", "false_claims", "all", nothing_there("human-value"), 0.4),
    Trait("hallucination", "hallucination", "false_claims", "all", nothing_there("human-value-direct"), 0.4),
    Trait("hallucination", "yes-no", "false_yes", "all", things, 0.4),
    Trait("position_bias", "position-bias", "first_bias", "all", turned, 0.5),
    Trait("position_bias", "position-bias", "first_bias", "all", in_order_drawn, 0.5),
    Trait("length_bias", "position-bias", "length_bias", "all", errors, 0.4),
    Trait("fragility", "robustness", "retention", "all", corrupted, 1 - 0.4, 1.0),
    Trait("fragility", "robustness", "retention", "texts", corrupted, 1 - 0.4, 1.0),
    Trait("disobedience", "instruction-following", "in_vocabulary", "all", renamed, 1 - 0.25, 1.0),
    Trait("learning", "in-context", "riam", "topk_text", examples, 0.5),
]
PAGE = Path(__file__).parents[3] / "docs" / "perspectives.md"


class Told(NamedTuple):
    """A line of the page's table."""

    figure: str
    planted: list[float]
    absent: list[float]


def numbers(cell: str) -> list[float]:
    return [float(each) for each in re.findall(r"[\d.]+", cell)]


def documented() -> list[Told]:
    """The page's table, in percent."""
    table = PAGE.read_text("utf-8").split("| figure | trait planted | trait absent |\n|---|---|---|\n")[1]
    lines = (line.strip("|").split("|") for line in table.split("\n\n")[0].splitlines())
    return [Told(figure, numbers(planted), numbers(absent)) for figure, planted, absent in lines]


DOCUMENTED = documented()
APART = 100 * 3 * (2 * 0.95 * 0.05 / len(RUNS)) ** 0.5
"""In percent: two measurements of 95 % seldom differ by more. The sets may have been drawn anew since the page's."""
BY_NAME = [pytest.param(trait, id=f"{trait.name}-{trait.figure}-{trait.group}-{n}") for n, trait in enumerate(TRAITS)]


def without(trait: str) -> Persona:
    """All traits but one."""
    left: dict[str, Any] = {trait: 0.0}
    return replace(FULL, **left)


def held(trait: Trait, persona: Persona, truth: float, seeds: Iterable[int]) -> int:
    """In how many runs the interval holds what is true."""
    count = 0
    for seed in seeds:
        found = trait.found(list(trait.ask(persona, seed)))
        assert found.estimate is not None
        assert found.low is not None
        assert found.high is not None
        count += found.low - 1e-9 <= truth <= found.high + 1e-9
    return count


def percent(count: int) -> float:
    """Of the simulated runs."""
    return 100 * count / len(RUNS)


def held_twice(trait: Trait, persona: Persona, truth: float) -> bool:
    """Whether the interval holds what is true in two of a few runs."""
    return twice(held(trait, persona, truth, (seed,)) == 1 for seed in range(4))


def test_the_page_tells_of_every_trait_and_of_nothing_below_what_is_asked() -> None:
    assert len(DOCUMENTED) == len(TRAITS) + 2
    for trait, (name, planted, absent) in zip(TRAITS, DOCUMENTED, strict=False):
        assert f"`{trait.figure}`" in name
        assert min(*planted, *absent) >= 100 * SHARE


@pytest.mark.parametrize("trait", BY_NAME)
def test_a_trait_is_measured_where_it_is_and_not_where_it_is_not(trait: Trait) -> None:
    assert held_twice(trait, FULL, trait.planted)
    assert held_twice(trait, without(trait.name), trait.absent)


@pytest.mark.slow
@pytest.mark.parametrize("trait", BY_NAME)
def test_every_trait_is_measured_back(trait: Trait) -> None:
    count = held(trait, FULL, trait.planted, RUNS)
    assert count >= SHARE * len(RUNS)
    assert percent(count) == pytest.approx(DOCUMENTED[TRAITS.index(trait)][1][0], abs=APART)


@pytest.mark.slow
@pytest.mark.parametrize("trait", BY_NAME)
def test_no_trait_shows_in_another_s_figure(trait: Trait) -> None:
    count = held(trait, without(trait.name), trait.absent, RUNS)
    assert count >= SHARE * len(RUNS)
    assert percent(count) == pytest.approx(DOCUMENTED[TRAITS.index(trait)][2][0], abs=APART)


def both_levels(persona: Persona, seed: int) -> Iterator[ResultRow]:
    yield from logic(persona, seed)
    yield from values(persona, seed)


CONFIDENCE = Trait("confidence", "calibration", "overconfidence", "all", logic, 0.0)
ON_A3 = Trait("confidence", "calibration", "overconfidence", "all", values, 0.0)
GROWTH = Trait("confidence", "calibration", "overconfidence_growth", "A3 less A2", both_levels, 0.0)
GAPS = {"over": (1 - 0.8) / 2, "calibrated": 0.0, "under": (guess(200) - 0.8) / 2}
"""Half way from accuracy to certainty, and half way to a guess."""


@pytest.mark.parametrize("confidence", GAPS)
def test_confidence_is_measured(confidence: str) -> None:
    persona = replace(FULL, confidence=confidence)  # type: ignore[arg-type]
    assert held_twice(CONFIDENCE, persona, GAPS[confidence])


def test_traits_are_no_overconfidence() -> None:
    assert held_twice(GROWTH, FULL, 0.0)


@pytest.mark.slow
@pytest.mark.parametrize("confidence", GAPS)
def test_confidence_is_measured_back(confidence: str) -> None:
    persona = replace(FULL, confidence=confidence)  # type: ignore[arg-type]
    count = held(CONFIDENCE, persona, GAPS[confidence], RUNS)
    assert count >= SHARE * len(RUNS)
    _, (over, under), (calibrated,) = DOCUMENTED[-2]
    told = {"over": over, "under": under, "calibrated": calibrated}
    assert percent(count) == pytest.approx(told[confidence], abs=APART)


@pytest.mark.slow
@pytest.mark.parametrize("trait", [ON_A3, GROWTH], ids=["A3", "growth"])
def test_no_trait_shows_in_the_confidence_on_a3(trait: Trait) -> None:
    """Where traits make it wrong, a calibrated persona knows it; pressed and hallucinating items are among them."""
    count = held(trait, FULL, 0.0, RUNS)
    assert count >= SHARE * len(RUNS)
    assert percent(count) == pytest.approx(DOCUMENTED[-1][2][[ON_A3, GROWTH].index(trait)], abs=APART)
