"""What examples in front change: the same items asked with them and without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ch3ef.analysis.behaviours.behaviour import Behaviour, Pairs, Units, figure, paired, share
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Table, by_recipe
from ch3ef.stats.paired import paired_difference
from ch3ef.stats.relative import bounded_gain, riam_ref

NAME = "in-context"


class Shown(NamedTuple):
    """Answers without examples and with some.

    Attributes:
        retriever: How the examples were found.
        pairs: An answer without examples, and one to the same item with a number of them.
    """

    retriever: str
    pairs: Pairs


def select(table: Table) -> Iterator[Shown]:
    """Under each recipe, what was asked with examples, by how they were found."""
    with_examples = ~table.twins & table.asked(lambda variant: variant.shots > 0 and not variant.is_altered)
    alone = table.counterpart(lambda variant: variant.without("ice"))
    for rows in by_recipe(table, with_examples):
        for retriever, pairs in paired(rows, alone).by(lambda variant: (variant.retriever,)).items():
            if pairs.enough:
                yield Shown(retriever, pairs)


def estimate(shown: Shown) -> Iterator[Figure]:
    """The gain over all numbers of examples, as a share of what could be gained, and of each number."""
    retriever, pairs = shown
    rows, (before, after) = pairs.rows, pairs.credit
    yield figure(rows, NAME, "gain", paired_difference(after, before, pairs.cluster), n=pairs.n, group=retriever)
    yield figure(rows, NAME, "riam", bounded_gain(after, before, pairs.cluster), n=pairs.n, group=retriever)
    by_shots = sorted(pairs.by(lambda variant: (variant.shots,)).items())
    accuracies = [float(mine.credit[1].mean()) for _, mine in by_shots]
    reference = riam_ref(accuracies, float(before.mean()), pairs.chance)
    yield figure(rows, NAME, "riam_ref", (reference, None, None), n=pairs.n, group=retriever)
    yield share(pairs.once, NAME, "accuracy", pairs.once.credit, group=f"{retriever}:0")
    for shots, mine in by_shots:
        if mine.enough:
            group, (before, after) = f"{retriever}:{shots}", mine.credit
            gain = paired_difference(after, before, mine.cluster)
            yield figure(mine.rows, NAME, "gain", gain, n=mine.n, group=group)
            yield share(mine.rows, NAME, "accuracy", after, group=group)


def units(shown: Shown) -> Iterator[Units]:
    """What the gain by a way of finding examples is the mean of."""
    before, after = shown.pairs.credit
    yield Units("gain", shown.retriever, shown.pairs.second, after - before)


IN_CONTEXT = Behaviour(
    name=NAME,
    question="Do examples in front help?",
    needs="items asked with and without examples in front (icl-performance)",
    figures={
        "gain": Scale("difference", "higher", oracle=0.0, anti_oracle=0.0),
        "riam": Scale("difference", "higher", oracle=0.0, anti_oracle=0.0),
        "riam_ref": Scale("difference", "higher", oracle=0.0, anti_oracle=0.0),
        "accuracy": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
    },
    select=select,
    estimate=estimate,
    units=units,
)
