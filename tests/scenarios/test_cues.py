"""Each cue is found when it is planted, and none where there is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ch3ef.items import Item, option_order
from ch3ef.scenarios.cues import blind_classifier, choosing, excess, length, place, shortness
from tests.conftest import make_item

COLOURS = ("red", "blue", "green", "yellow", "purple", "brown")


def fair_items(count: int, first: int = 0) -> list[Item]:
    """Options first, then the right one among them."""
    items = []
    for n in range(first, first + count):
        rng = np.random.default_rng(n)
        options = tuple(f"It is {COLOURS[k]}." for k in rng.permutation(6)[:4])
        items.append(make_item(n, options=options, gold=(int(rng.integers(4)),), question=f"What colour is thing {n}?"))
    return items


@pytest.mark.parametrize("rule", [length, shortness, place(0), place(3), place(-1)])
def test_nothing_to_be_had_from_fair_items(rule: object) -> None:
    found = excess(fair_items(1500), rule)  # type: ignore[arg-type]
    assert found.low <= 0.01
    assert found.high >= -0.01
    assert abs(found.estimate) < 0.06


def test_an_interval_covers_chance_at_its_rate() -> None:
    inside = sum(
        found.low <= 0 <= found.high for found in (excess(fair_items(200, 200 * k), length) for k in range(200))
    )
    assert 180 <= inside <= 198


def test_the_longest_is_right() -> None:
    items = [replace(item, options=(item.options[0], "It is of some other colour.", *item.options[2:]), gold=(1,))
             for item in fair_items(40)]  # fmt: skip
    assert excess(items, length).estimate == 0.75
    assert excess(items, shortness).estimate == -0.25


def test_a_place_is_that_of_the_order_as_shown() -> None:
    items = [replace(item, gold=(option_order(item, 0)[2],)) for item in fair_items(40)]
    assert excess(items, place(2)).estimate == 0.75
    assert excess(items, place(0)).estimate == -0.25
    assert excess(items, place(-2)).estimate == 0.75


def test_a_word_is_right() -> None:
    def planted(items: list[Item]) -> list[Item]:
        return [replace(item, options=(*item.options[:3], "It is surely mauve."), gold=(3,)) if n % 2 else item
                for n, item in enumerate(items)]  # fmt: skip

    known, tried = planted(fair_items(200)), planted(fair_items(200, 1000))
    assert excess(tried, blind_classifier(known, question=False)(tried)).estimate > 0.3
    assert abs(excess(fair_items(600), choosing(lambda option: "red" in option)).estimate) < 0.08
    assert excess(tried, choosing(lambda option: "mauve" in option)).estimate == pytest.approx(0.375, abs=0.08)


def test_an_echo_of_the_question_is_right() -> None:
    def planted(items: list[Item]) -> list[Item]:
        rng = np.random.default_rng(0)
        made = []
        for item in items:
            words = ["".join(rng.choice(list("abcdefghij"), 7)) for _ in range(4)]
            made.append(replace(item, options=tuple(words), gold=(2,), question=f"Is it perhaps {words[2]} ?"))
        return made

    known, tried = planted(fair_items(300)), planted(fair_items(300, 1000))
    assert excess(tried, blind_classifier(known, question=True)(tried)).estimate > 0.6


def test_a_blind_classifier_is_at_chance_on_fair_items() -> None:
    known, tried = fair_items(600), fair_items(600, 5000)
    found = excess(tried, blind_classifier(known, question=True)(tried))
    assert found.low < 0 < found.high


def test_ties_share_the_credit() -> None:
    item = make_item(0, options=("same", "size", "long one"), gold=(0,))
    assert excess([item], shortness).estimate == pytest.approx(1 / 2 - 1 / 3)
