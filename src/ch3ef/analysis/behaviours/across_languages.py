"""The same items in English and in another language: accuracy in each, and their difference item by item.

An item and its wording in another language have one name, one picture and the same options, in the same order where
the sets are `'ch3ef-gen?also_in=zh'` and `'ch3ef-gen?language=zh'`; only those that were asked in both count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, Pairs, Units, figure, share
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Rows, Table, by_recipe
from ch3ef.stats.paired import paired_interval

NAME = "languages"
_LANGUAGE = re.compile(r"[?&]language=([a-z]+)")
_SETTING = re.compile(r"[?&](?:language|also_in)=[a-z]+")
"""What tells a set or a recipe in a language from its English counterpart."""


class Languages(NamedTuple):
    """Answers to the same items in two languages.

    Attributes:
        language: Code of the other one.
        pairs: An answer in English and the one in the other language.
    """

    language: str
    pairs: Pairs


def select(table: Table) -> Iterator[Languages]:
    """Of each set in another language every recipe, with the same set and recipe in English."""
    blocks = by_recipe(table, table.plain & ~table.twins)
    english = {
        (rows.model, rows.recipe, _SETTING.sub("", rows.scenario)): rows
        for rows in blocks
        if not _LANGUAGE.search(rows.scenario)
    }
    for rows in blocks:
        if not (language := _LANGUAGE.search(rows.scenario)):
            continue
        recipe, scenario = (_SETTING.sub("", name) for name in (rows.recipe, rows.scenario))
        # A recipe in the items' language, else the very same.
        first = english.get((rows.model, recipe, scenario)) or english.get((rows.model, rows.recipe, scenario))
        if first is not None and (pairs := _same_items(first, rows)).enough:
            yield Languages(language[1], pairs)


def _same_items(english: Rows, other: Rows) -> Pairs:
    """Rows of one item's name, picture and seed, under the name of the other language's set."""
    one, two = (dict(zip(_keys(rows), rows.at.tolist(), strict=True)) for rows in (english, other))
    both = [key for key in two if key in one]
    first, second = (np.array([side[key] for key in both], dtype=np.intp) for side in (one, two))
    return Pairs(Rows(other.table, other.model, other.recipe, other.scenario, second), first)


def _keys(rows: Rows) -> list[tuple[str, str, int]]:
    """What an item is known by in every language: its id without the digest of its texts, its pictures, the seed."""
    names = [name.rpartition("-")[0] for name in rows.names("item_id")]
    return list(zip(names, rows.names("image_group"), rows.table.seeds[rows.at].tolist(), strict=True))


def estimate(found: Languages) -> Iterator[Figure]:
    """Accuracy in either language on the same items, the one less the other, and how often the choice is the same."""
    language, pairs = found
    rows, table = pairs.rows, pairs.rows.table
    chosen = (table.chosen[pairs.first], table.chosen[pairs.second])
    for name, credit in zip(("accuracy_in_english", "accuracy_in_language"), pairs.credit, strict=True):
        yield share(rows, NAME, name, credit, group=language)
    ahead = paired_interval(*pairs.credit, pairs.cluster)
    yield figure(rows, NAME, "english_ahead", ahead, n=pairs.n, group=language)
    yield share(rows, NAME, "same_choice_in_both", (chosen[0] >= 0) & (chosen[0] == chosen[1]), group=language)


def units(found: Languages) -> Iterator[Units]:
    """What `english_ahead` is the mean of."""
    english, other = found.pairs.credit
    yield Units("english_ahead", found.language, found.pairs.second, english - other)


LANGUAGES = Behaviour(
    name=NAME,
    question="Is it right as often in another language?",
    needs="the same items in English and in another language ('ch3ef-gen?also_in=zh' and 'ch3ef-gen?language=zh')",
    figures={
        "accuracy_in_english": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "accuracy_in_language": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "english_ahead": Scale("difference", oracle=0.0, anti_oracle=0.0),
        "same_choice_in_both": Scale("share", "higher", oracle=1.0),
    },
    select=select,
    estimate=estimate,
    units=units,
)
