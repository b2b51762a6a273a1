"""Answers in the model's own words that are scored by rules: captions, counts, boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ch3ef.analysis.behaviours.behaviour import Behaviour, figure, share
from ch3ef.analysis.figures import Bounded, Figure, Scale, bounded
from ch3ef.analysis.table import Codes, Floats, Mask, Rows, Table, by_block
from ch3ef.reading.open_answers import box_of
from ch3ef.stats.bootstrap import mean_interval
from ch3ef.stats.captions import caption_scores
from ch3ef.stats.counting import counting_errors
from ch3ef.stats.detection import detection_scores
from ch3ef.stats.intervals import share_interval


def _scored_by(metric: str) -> Callable[[Table], Iterator[Rows]]:
    def select(table: Table) -> Iterator[Rows]:
        yield from by_block(table, table["metric"].among(metric))

    return select


def _answers(rows: Rows) -> tuple[list[Any], list[Any]]:
    """What was read from each reply, None for nothing, and what is right."""
    return rows.table.detail("answer", rows.at), rows.table.detail("target", rows.at)


def _mean(values: Floats, cluster: Codes) -> Bounded:
    """A mean of any numbers, without bounds where there are too few or they do not spread; undefined of none."""
    if not len(values):
        return Bounded(None)
    return Bounded(float(values.mean()), *bounded(mean_interval(values, cluster, np.random.default_rng(0)))[1:])


# --- captions ---------------------------------------------------------------------------------------------


def _captions(rows: Rows) -> Iterator[Figure]:
    said, right = _answers(rows)
    found = caption_scores([text or "" for text in said], [texts or [] for texts in right])
    yield figure(rows, "captions", "bleu", Bounded(found.bleu), n=rows.n_items)
    yield share(rows, "captions", "rouge_l", found.rouge_l_items)
    cider = Bounded(None) if found.cider_items is None else _mean(found.cider_items, rows.cluster)
    yield figure(rows, "captions", "cider", cider, n=rows.n_items)


CAPTIONS = Behaviour(
    name="captions",
    question="Are its captions like those that people wrote?",
    needs="captions (recipe captions on flickr30k, nocaps)",
    figures={
        "bleu": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        "rouge_l": Scale("share", "higher", oracle=1.0, anti_oracle=0.0),
        # Up to 10, as far as captions differ from each other.
        "cider": Scale("number", "higher", anti_oracle=0.0),
    },
    select=_scored_by("captions"),
    estimate=_captions,
)

# --- counts -----------------------------------------------------------------------------------------------


def _counts(rows: Rows) -> Iterator[Figure]:
    said, right = _answers(rows)
    numbers = np.array([np.nan if text is None else float(text) for text in said])
    errors = counting_errors(numbers, np.array([float((texts or ["0"])[0]) for texts in right]))
    squared, read = errors.absolute**2, ~np.isnan(numbers)
    for name, values in (
        ("mae", errors.absolute),
        ("rmse", squared),
        ("relative_error", errors.relative),
        ("mae_ref", errors.cut),
    ):
        own, known = rows.taken(~np.isnan(values)), values[~np.isnan(values)]
        found = _mean(known, own.cluster)
        yield figure(own, "counting", name, _root(found) if name == "rmse" else found, n=own.n_items)
    yield share(rows, "counting", "said_a_number", read)


def _root(squares: Bounded) -> Bounded:
    return Bounded(*(None if square is None else float(np.sqrt(max(square, 0.0))) for square in squares))


COUNTING = Behaviour(
    name="counting",
    question="How far off are its counts?",
    needs="counts (recipe counting on fsc147)",
    figures={
        "mae": Scale("error", "lower", oracle=0.0),
        "rmse": Scale("error", "lower", oracle=0.0),
        "relative_error": Scale("error", "lower", oracle=0.0),
        "mae_ref": Scale("error", "lower", oracle=0.0),
        "said_a_number": Scale("share", "higher", oracle=1.0, anti_oracle=1.0),
    },
    select=_scored_by("counting"),
    estimate=_counts,
)

# --- boxes ------------------------------------------------------------------------------------------------


def _boxes(rows: Rows) -> Iterator[Figure]:
    said, right = _answers(rows)
    found = detection_scores(
        [[box_of(line) for line in (text or "").split("\n") if line] for text in said],
        [[box_of(box) for box in boxes or []] for boxes in right],
    )
    matched, predicted, due = found.items.T
    for name, boxes in (("precision", predicted), ("recall", due)):
        own = rows.taken(boxes > 0)
        yield figure(own, "detection", name, _share_of_boxes(matched, boxes, rows.cluster), n=own.n_items)
    for name, mean in (
        ("map_50", found.mean_ap),
        ("mar_50", found.mean_recall),
        ("mar_50_95", found.mean_recall_sweep),
    ):
        yield figure(rows, "detection", name, Bounded(mean), n=rows.n_items)


def _share_of_boxes(matched: Mask, boxes: Mask, cluster: Codes) -> Bounded:
    """The share of the boxes that are matched; those of a picture hang together."""
    if not boxes.sum():
        return Bounded(None)
    place = np.arange(boxes.sum()) - np.repeat(np.cumsum(boxes) - boxes, boxes)
    return bounded(share_interval(place < np.repeat(matched, boxes), np.repeat(cluster, boxes)))


DETECTION = Behaviour(
    name="detection",
    question="Does it find what is there, and where?",
    needs="boxes (recipe detection on voc2012)",
    figures={
        name: Scale("share", "higher", oracle=1.0, anti_oracle=0.0)
        for name in ("precision", "recall", "map_50", "mar_50", "mar_50_95")
    },
    select=_scored_by("detection"),
    estimate=_boxes,
)
