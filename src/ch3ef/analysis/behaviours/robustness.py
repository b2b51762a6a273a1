"""What is lost when pictures are corrupted, texts perturbed, options turned or questions phrased otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from operator import methodcaller
from typing import NamedTuple

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, Pairs, Units, figure, paired, share
from ch3ef.analysis.figures import Figure, Scale, bounded
from ch3ef.analysis.table import Table, by_recipe
from ch3ef.stats.paired import paired_difference
from ch3ef.stats.relative import retention, rr_ref, rrm_ref
from ch3ef.variants import CORRUPTIONS, PERTURBATIONS, Part, Variant

NAME = "robustness"
SORTS = ("pictures", "texts")
"""What is altered: pictures are corrupted, texts perturbed."""
_ORDERS: tuple[Part, ...] = ("rotation", "phrasing")


class Altered(NamedTuple):
    """Answers to items as they are and altered.

    Attributes:
        group: The alteration: "all", one of `SORTS`, a kind, either with a severity; "rotation" or "phrasing".
        pairs: An answer to an item as it is, and one to it altered.
    """

    group: str
    pairs: Pairs


def select(table: Table) -> Iterator[Altered]:
    """Under each recipe: all alterations, each sort, each kind, each severity; other orders, other phrasings."""
    altered = table.asked(lambda variant: bool(_groups(variant)))
    turned = {part: table.asked(partial(_differs, part)) for part in _ORDERS}
    usual = {part: table.counterpart(methodcaller("without", part)) for part in _ORDERS}
    for rows in by_recipe(table, ~table.twins & np.logical_or.reduce([altered, *turned.values()])):
        found = _in_groups(paired(rows.where(altered), table.clean))
        found |= {part: paired(rows.where(turned[part]), usual[part]) for part in _ORDERS}
        yield from (Altered(group, pairs) for group, pairs in found.items() if pairs.enough)


def _differs(part: Part, variant: Variant) -> bool:
    """Whether it asks the item itself, but for its order or phrasing."""
    return not variant.is_altered and variant.without(part) != variant


def _in_groups(pairs: Pairs) -> dict[str, Pairs]:
    """All where there are both sorts, then the sorts, then the kinds."""
    groups = pairs.by(_groups)
    ordered = sorted(groups, key=lambda group: (group.partition(":")[0] not in SORTS, group))
    return ({"all": pairs} if groups.keys() >= set(SORTS) else {}) | {group: groups[group] for group in ordered}


def _groups(variant: Variant) -> tuple[str, ...]:
    """What an alteration belongs to: its sort and kind, and either at its severity; nothing for other variants."""
    kind, severity = variant.kind, variant.detail
    if kind not in CORRUPTIONS and kind not in PERTURBATIONS:
        return ()
    whole = (SORTS[kind in PERTURBATIONS], kind)
    return (*whole, *(f"{name}:{severity}" for name in whole if severity))


def estimate(altered: Altered) -> Iterator[Figure]:
    """What is lost, what is kept of the accuracy above chance, and how many choices stay the same."""
    group, pairs = altered
    rows, table, (before, after) = pairs.rows, pairs.rows.table, pairs.credit
    drop = paired_difference(before, after, pairs.cluster)
    kept = bounded(retention(after, before, pairs.cluster, pairs.chance))
    first, second = float(before.mean()), float(after.mean())
    yield figure(rows, NAME, "drop", drop, n=pairs.n, group=group)
    yield figure(rows, NAME, "retention", kept, n=pairs.n, group=group)
    for name, value in (("rrm_ref", rrm_ref(second, first, pairs.chance)), ("rr_ref", rr_ref(second, first))):
        yield figure(rows, NAME, name, (value, None, None), n=pairs.n, group=group)
    same = (table.chosen[pairs.first] >= 0) & (table.chosen[pairs.first] == table.chosen[pairs.second])
    yield share(rows, NAME, "same_choice", same, group=group)


def units(altered: Altered) -> Iterator[Units]:
    """What the loss to all alterations, and to each sort, is the mean of."""
    if altered.group in {"all", *SORTS}:
        before, after = altered.pairs.credit
        yield Units("drop", altered.group, altered.pairs.second, before - after)


ROBUSTNESS = Behaviour(
    name=NAME,
    question="What do corrupted pictures, perturbed texts, other orders and phrasings cost?",
    needs="items asked as they are and altered (corruptions, perturbations, rotations, phrasings)",
    figures={
        "drop": Scale("difference", "lower", oracle=0.0, anti_oracle=0.0),
        "retention": Scale("share", "higher", oracle=1.0),
        "rrm_ref": Scale("share", "higher", oracle=1.0, anti_oracle=1.0),
        "rr_ref": Scale("share", "higher", oracle=1.0),
        "same_choice": Scale("share", "higher", oracle=1.0),
    },
    select=select,
    estimate=estimate,
    units=units,
)
