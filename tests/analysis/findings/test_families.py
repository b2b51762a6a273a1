"""Each family's estimate against the same question asked of the rows in pandas, and small cases by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from ch3ef.analysis.findings.contrasts import Contrast
from ch3ef.analysis.findings.families import items, levels, ranking, values
from ch3ef.analysis.findings.families.levels import by_scenario
from ch3ef.analysis.findings.families.wording import mean_and_each
from ch3ef.analysis.findings.finding import Answers, Finding
from ch3ef.analysis.matrix import main_matrix
from ch3ef.analysis.table import TEXTS, Table
from ch3ef.words import words
from tests.analysis.findings.planted import ITEMS, WAYS
from tests.analysis.findings.worlds import A1, A3, TWINS, Asked, world

Rows = Any
"""A pandas table; its stubs know too little of what follows."""


def varied(asked: Asked) -> None:
    """Models and ways that differ, with refusals."""
    asked.right += np.linspace(-0.1, 0.1, 8)[:, None]
    asked.right -= 0.05 * (asked.sheet.variant != "plain")
    asked.refused[:] = 0.1 * (asked.sheet.inferencer == "direct")
    asked.first = 0.05


@pytest.fixture(scope="module")
def table() -> Table:
    return world(np.random.default_rng(7), varied, n_models=8, items=ITEMS, ways=WAYS)


@pytest.fixture(scope="module")
def rows(table: Table) -> Rows:
    """The same in pandas, one row per row."""
    names = {name: np.array([*table[name].names, None], dtype=object)[table[name].codes] for name in TEXTS}
    return pd.DataFrame(names).assign(credit=table.credit)


def plain(rows: Rows) -> Rows:
    return rows[(rows.recipe == "human-value") & (rows.variant == "plain")]


def of_set(rows: Rows, scenario: str) -> float:
    return float(plain(rows)[plain(rows).scenario == scenario].credit.mean())


def drop(rows: Rows) -> float:
    return (of_set(rows, A3) - of_set(rows, A1)) / 0.75


def kind(rows: Rows) -> float:
    asked = plain(rows)[(plain(rows).domain == "hallucination") & (plain(rows).scenario == A3)]
    by = asked.groupby("task").credit.mean()
    return float((by["object"] - by.drop("object").mean()) / 0.75)


def ahead(rows: Rows) -> float:
    best = plain(rows)[plain(rows).scenario == A3].groupby("model").credit.mean().sort_values()
    return float(best.iloc[-1] - best.iloc[-2])


def nobody(rows: Rows) -> float:
    asked = plain(rows)[plain(rows).scenario != TWINS]
    return float((asked.groupby("item_id").credit.sum() == 0).mean())


@pytest.mark.parametrize(
    ("family", "about", "expected"),
    [
        (levels.level_drop, ("A1",), drop),
        (values.hallucination_by_kind, ("object",), kind),
        (ranking.leader, ("A3",), ahead),
        (items.items_nobody_gets, (), nobody),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_an_estimate_is_what_pandas_says(
    table: Table,
    rows: Rows,
    family: Callable[[Table, np.random.Generator], Answers],
    about: tuple[str, ...],
    expected: Callable[[Rows], float],
) -> None:
    found = next(
        one
        for one in family(table, np.random.default_rng(0))
        if isinstance(one, Finding) and one.confirmatory and one.about[: len(about)] == about
    )
    assert found.estimate == pytest.approx(expected(rows), abs=1e-6)


def test_levels_weigh_their_scenarios_alike(table: Table) -> None:
    """Two scenarios of A1 of very different sizes: each counts one half."""
    texts = dict(table.texts)
    small = table["scenario"].among(A1) & (table.item % 10 == 0)
    codes = np.where(small, len(texts["scenario"].names), texts["scenario"].codes).astype(np.int32)
    texts["scenario"] = type(texts["scenario"])(codes, (*texts["scenario"].names, "small"))
    split = Table(**{name: getattr(table, name) for name in Table.__dataclass_fields__} | {"texts": texts})
    matrix = main_matrix(split)
    strata = by_scenario(matrix, "A1", "A2")
    assert strata is not None
    assert sorted(strata[1]) == [-1, 0.5, 0.5]


def test_a_mean_carried_by_the_minority_says_so_in_the_claim() -> None:
    each = {name: Contrast(value, 0, 0, 0.5, 9) for name, value in (("a", -0.5), ("b", 0.01), ("c", 0.02))}
    mean = Contrast(-0.16, -0.2, -0.1, 0.001, 9)
    whole = mean_and_each(
        "f",
        mean,
        each,
        (words("up by {size}"), words("down by {size}")),
        own=(words("{model} up {size}"), words("{model} down {size}")),
        otherwise="no",
        models=("a", "b", "c"),
        source="s",
    )[0]
    assert isinstance(whole, Finding)
    assert whole.claim == "down by 16.0 points; carried by a, the minority"
    assert whole.caveats == ("from -50.0 points (a) to 2.0 points (c); 1 of 3 models on the side of the mean",)


def test_items_nobody_gets_are_named_and_counted_against_guessing() -> None:
    rng = np.random.default_rng(0)
    wrong = np.arange(len(ITEMS.item_id)) % 10 == 0

    def plant(asked: Asked) -> None:
        asked.right[:, wrong[asked.sheet.items]] = 0

    found = items.items_nobody_gets(world(rng, plant, items=ITEMS, ways=WAYS[:1]), rng)[0]
    assert isinstance(found, Finding)
    expected = {name for name, bad in zip(ITEMS.item_id, wrong, strict=True) if bad and not name.endswith("-twin")}
    assert expected <= set(found.about)
    assert len(found.about) <= len(expected) + 3
    assert found.p is not None
    assert found.p < 1e-6
