"""Whether the likelihoods choose what the model says: recipes of likelihoods and of replies on the same items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, Pairs, Units, figure, kept, share
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Mask, Rows, Table, by_recipe
from ch3ef.stats.paired import paired_difference

NAME = "protocols"


def select(table: Table) -> Iterator[Pairs]:
    """Of each set every recipe of likelihoods with every recipe of replies that share items.

    Recipes that ask an item in several ways are left out: they are about those ways.
    """
    sides: dict[tuple[str, str], tuple[list[Rows], list[Rows]]] = defaultdict(lambda: ([], []))
    for rows in by_recipe(table, table.plain & ~table.twins & (table.n_options > 1) & _once(table)):
        sides[rows.model, rows.scenario][int(table.replies[rows.at[0]])].append(rows)
    for compared, read in sides.values():
        for one, other in product(compared, read):
            pairs = _shared(one, other)
            if pairs.enough:
                yield pairs


def _once(table: Table) -> Mask:
    """Rows of recipes that ask every item in the plain way alone."""
    recipes = table["recipe"]
    others = np.bincount(recipes.codes[~table.plain], minlength=len(recipes.names))
    return np.asarray(others[recipes.codes] == 0, dtype=np.bool_)


def _shared(compared: Rows, read: Rows) -> Pairs:
    """Rows of the same item and seed, under the names of both recipes."""
    table = compared.table
    seeds, seed = np.unique(table.seed, return_inverse=True)
    asked = table.item.astype(np.int64) * len(seeds) + seed
    _, first, second = np.intersect1d(asked[compared.at], asked[read.at], return_indices=True)
    recipes = f"{compared.recipe}, {read.recipe}"
    return Pairs(Rows(table, read.model, recipes, read.scenario, read.at[second]), compared.at[first])


def estimate(pairs: Pairs) -> Iterator[Figure]:
    """Agreement of the two, accuracy by each, and who is right where they differ."""
    rows, table = pairs.rows, pairs.rows.table
    likely, said = table.chosen[pairs.first], table.chosen[pairs.second]
    both = pairs.taken((likely >= 0) & (said >= 0))
    # An item's options stand in one order under every recipe.
    yield figure(rows, NAME, "kappa", kept(pairs).kappa, n=both.n)
    yield share(rows, NAME, "same_choice", (likely >= 0) & (likely == said))
    yield figure(rows, NAME, "likelihoods_ahead", paired_difference(*pairs.credit, pairs.cluster), n=pairs.n)
    for name, credit in zip(("accuracy_likelihoods", "accuracy_replies"), pairs.credit, strict=True):
        yield share(rows, NAME, name, credit)
    apart = both.taken(table.chosen[both.first] != table.chosen[both.second])
    if apart.enough:
        for name, credit in zip(("likelihoods_right", "reply_right"), apart.credit, strict=True):
            yield share(apart.rows, NAME, name, credit, group="where they differ")


def units(pairs: Pairs) -> Iterator[Units]:
    """What `likelihoods_ahead` is the mean of."""
    likely, said = pairs.credit
    yield Units("likelihoods_ahead", "all", pairs.second, likely - said)


PROTOCOLS = Behaviour(
    name=NAME,
    question="Do the likelihoods choose what the model says?",
    needs="items under a recipe of likelihoods and one of replies (human-value, human-value-direct)",
    figures={
        "kappa": Scale("kappa", "higher", oracle=1.0),
        "same_choice": Scale("share", "higher", oracle=1.0),
        "likelihoods_ahead": Scale("difference", oracle=0.0, anti_oracle=0.0),
        "accuracy_likelihoods": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "accuracy_replies": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "likelihoods_right": Scale("share", "higher", anti_oracle=0.0),
        "reply_right": Scale("share", "higher", anti_oracle=0.0),
    },
    select=select,
    estimate=estimate,
    units=units,
)
