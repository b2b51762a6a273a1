"""MME's accuracy+ and points: pictures with two questions each, one to be answered yes and one no.

With two coins accuracy is 1/2 and accuracy+ 1/4, 75 points a sub-task; always yes has 1/2 and 0, 50 points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.analysis.behaviours import hallusionbench
from ch3ef.analysis.behaviours.behaviour import Behaviour, Pairs, figure, share
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Floats, Rows, Table, by_block, groups_of
from ch3ef.stats.intervals import macro_interval, share_interval

NAME = "mme"
SUMS = {
    "perception": (
        "existence",
        "count",
        "position",
        "color",
        "posters",
        "celebrity",
        "scene",
        "landmark",
        "artwork",
        "OCR",
    ),
    "cognition": ("commonsense_reasoning", "numerical_calculation", "text_translation", "code_reasoning"),
}
"""MME's sub-tasks: the sum of perception is in [0, 2000], that of cognition in [0, 800]."""


class SubTasks(NamedTuple):
    """Pictures with both of their questions asked, by sub-task.

    Attributes:
        rows: All answers of the block.
        pairs: Sub-task -> pairs of answers; a sub-task without any is not there.
        incomplete: Sub-task -> pictures that have a pair of questions, of which one alone was asked; 0 is not there.
    """

    rows: Rows
    pairs: dict[str, Pairs]
    incomplete: dict[str, int]


def select(table: Table) -> Iterator[SubTasks]:
    """Blocks of yes-or-no questions: the items of one `pair`, or, without pairs, of a picture if all have two."""
    # There, a pair is a question about one to four figures.
    asked = table["metric"].among("yes-no") & ~hallusionbench.of_it(table)
    if not asked.any():
        return
    pair, picture = table["pair"], table["image_group"]
    what = np.where(pair.codes >= 0, pair.codes, len(pair.names) + picture.codes).astype(np.int32)
    key = table.alike(what, table["variant"].codes)
    for rows in by_block(table, asked):
        found = {task: _whole(own, key[own.at]) for task, own in groups_of(rows, "task")}
        pairs = {task: whole for task, (whole, _) in found.items() if whole.n}
        if pairs:
            yield SubTasks(rows, pairs, {task: missing for task, (_, missing) in found.items() if missing})


def _whole(rows: Rows, key: npt.NDArray[np.int64]) -> tuple[Pairs, int]:
    """Two answers each that share a key, and how many have a pair whose other answer is not there."""
    order = np.argsort(key, kind="stable")
    _, first, size = np.unique(key[order], return_index=True, return_counts=True)
    by_picture = (rows.table["pair"].codes[rows.at] < 0).any()
    # Where some pictures have one question, or six, those that happen to have two are no pairs.
    first = first[:0] if by_picture and (size != 2).any() else first[size == 2]
    incomplete = 0 if by_picture else int((size == 1).sum())
    return Pairs(replace(rows, at=rows.at[order[first + 1]]), rows.at[order[first]]), incomplete


def estimate(found: SubTasks) -> Iterator[Figure]:
    """Accuracy+ and points of each sub-task, what they leave out, and the sums where all sub-tasks were asked."""
    for task, pairs in found.pairs.items():
        one, other = pairs.credit
        yield share(pairs.rows, NAME, "accuracy_plus", (one == 1) & (other == 1), group=task)
        points = [200 * part for part in share_interval(_credit(pairs), pairs.cluster)[:3]]
        yield figure(pairs.rows, NAME, "mme_score", points, n=pairs.n, group=task)
    for task, count in found.incomplete.items():
        yield figure(found.rows, NAME, "incomplete_pairs", (float(count), None, None), n=count, group=task)
    for name, tasks in SUMS.items():
        if set(tasks) <= set(found.pairs):
            yield _sum(found, name, tasks)


def _credit(pairs: Pairs) -> Floats:
    """Of each picture the mean of its accuracy and its accuracy+, in [0, 1]."""
    one, other = pairs.credit
    return np.asarray(((one + other) / 2 + ((one == 1) & (other == 1))) / 2, dtype=np.float64)


def _sum(found: SubTasks, name: str, tasks: tuple[str, ...]) -> Figure:
    own = [found.pairs[task] for task in tasks]
    mean = macro_interval(
        np.concatenate([_credit(pairs) for pairs in own]),
        [task for task, pairs in zip(tasks, own, strict=True) for _ in pairs.second],
        np.concatenate([pairs.cluster for pairs in own]),
    )
    points = [200 * len(tasks) * part for part in mean[:3]]
    return figure(found.rows, NAME, "mme_sum", points, n=sum(pairs.n for pairs in own), group=name)


MME = Behaviour(
    name=NAME,
    question="Are both questions about a picture answered right?",
    needs="two yes-or-no questions about each picture (mme)",
    figures={
        "accuracy_plus": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "incomplete_pairs": Scale("number"),
        "mme_score": Scale("points", "higher", oracle=200.0, anti_oracle=0.0),
        # 2000 of perception, 800 of cognition.
        "mme_sum": Scale("points", "higher", anti_oracle=0.0),
    },
    select=select,
    estimate=estimate,
)
