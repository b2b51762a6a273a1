"""Found boxes against right boxes: matching one to one, precision, recall, average precision and recall."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

SWEEP = tuple(round(0.5 + 0.05 * step, 2) for step in range(10))
"""COCO's thresholds of IoU: 0.5 to 0.95 in steps of 0.05."""


class Box(NamedTuple):
    """A labelled box, its corners as shares of the picture's width and height.

    Attributes:
        x1: Left.
        y1: Top.
        x2: Right.
        y2: Bottom.
        label: What is in the box; labels match when they are equal.
        confidence: How sure the model is; None where it does not say.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    label: str = ""
    confidence: float | None = None


class LabelScores(NamedTuple):
    """Scores of one label over all pictures.

    Attributes:
        right: Number of right boxes.
        predicted: Number of predicted boxes.
        matched: Number of pairs.
        average_precision: Area under the interpolated precision-recall curve, in [0, 1]; None without right boxes.
        recall: Share of the right boxes found at the threshold, in [0, 1]; None without right boxes.
        recall_sweep: Mean of the recall over `SWEEP`; None without right boxes.
    """

    right: int
    predicted: int
    matched: int
    average_precision: float | None
    recall: float | None
    recall_sweep: float | None


class DetectionScores(NamedTuple):
    """Scores of the predicted boxes of a set of pictures.

    Attributes:
        n: Number of pictures.
        precision: Share of the predicted boxes that match, in [0, 1]; None without predicted boxes.
        recall: Share of the right boxes that are matched, in [0, 1]; None without right boxes.
        f1: 2 matched / (predicted + right), in [0, 1]; None without any box.
        mean_ap: Mean of the average precision over the labels with right boxes (mAP); None without right boxes.
        mean_recall: Mean of the recall over these labels (mAR); None without right boxes.
        mean_recall_sweep: The same, with the recall averaged over `SWEEP`; None without right boxes.
        labels: Scores of each label, in alphabetical order.
        items: Matched, predicted and right boxes of each picture, shape (n, 3), for resampling pictures.
    """

    n: int
    precision: float | None
    recall: float | None
    f1: float | None
    mean_ap: float | None
    mean_recall: float | None
    mean_recall_sweep: float | None
    labels: dict[str, LabelScores]
    items: npt.NDArray[np.int64]


def detection_scores(
    predicted: Sequence[Sequence[Box]], right: Sequence[Sequence[Box]], threshold: float = 0.5
) -> DetectionScores:
    """Precision, recall, mAP and mAR of boxes at one threshold of IoU.

    Within a picture and a label, boxes are matched one to one and greedily: the most confident prediction
    takes the free right box that it overlaps most, if by `threshold` or more, and so on; among equally
    confident ones the pair with the greatest IoU comes first. So no score exceeds 1, a box said twice is one
    match and one error, and the order of the boxes does not matter.

    Precision and recall count boxes over all labels. A predicted label that no picture holds counts against
    precision, and has no average precision. Average precision is over all points of the interpolated curve
    (VOC 2010 and later), one point per distinct confidence. Boxes without confidence are equally sure: the
    curve is then one point, and a label's average precision is its precision times its recall.

    Args:
        predicted: The model's boxes per picture, length n >= 1. Boxes without area (x2 <= x1 or y2 <= y1)
            overlap nothing and count as errors.
        right: The right boxes per picture, length n; their confidence is not looked at.
        threshold: Least IoU of a match, in (0, 1].

    Raises:
        ValueError: No pictures, lengths that differ, a threshold out of range, a right box without area, a
            number that is not finite, or confidences given for some predictions only.

    Example:
        >>> cat, dog = Box(0.1, 0.1, 0.5, 0.5, "cat"), Box(0.5, 0.5, 0.9, 0.9, "dog")
        >>> scores = detection_scores([[cat, cat]], [[cat, dog]])
        >>> scores.precision, scores.recall, scores.mean_ap
        (0.5, 0.5, 0.25)

    Source: Everingham et al. 2015, doi:10.1007/s11263-014-0733-5; Lin et al. 2014 (COCO); checked against
    pycocotools.
    """
    if not predicted or len(predicted) != len(right):
        raise ValueError(f"expected as many lists of each, at least 1; got {len(predicted)} and {len(right)}")
    if not 0 < threshold <= 1:
        raise ValueError(f"expected a threshold in (0, 1]; got {threshold!r}")
    names = sorted({box.label for boxes in (*predicted, *right) for box in boxes})
    code = {name: index for index, name in enumerate(names)}
    found, truth = _flatten(predicted, code), _flatten(right, code)
    _check(found, truth)
    pairs = _overlapping(found, truth, min(threshold, *SWEEP))
    matched = _match(pairs, found, truth, threshold)
    n_right = np.bincount(truth.label, minlength=len(names))
    n_predicted = np.bincount(found.label, minlength=len(names))
    n_matched = np.bincount(found.label[matched], minlength=len(names))
    sweep = np.mean(
        [np.bincount(found.label[_match(pairs, found, truth, least)], minlength=len(names)) for least in SWEEP], axis=0
    )
    labels = {
        name: LabelScores(
            right=int(n_right[i]),
            predicted=int(n_predicted[i]),
            matched=int(n_matched[i]),
            average_precision=_average_precision(found, matched, i, int(n_right[i])),
            recall=_ratio(n_matched[i], n_right[i]),
            recall_sweep=_ratio(sweep[i], n_right[i]),
        )
        for i, name in enumerate(names)
    }
    hits = int(matched.sum())
    return DetectionScores(
        n=len(predicted),
        precision=_ratio(hits, len(found.label)),
        recall=_ratio(hits, len(truth.label)),
        f1=_ratio(2 * hits, len(found.label) + len(truth.label)),
        mean_ap=_mean([scores.average_precision for scores in labels.values()]),
        mean_recall=_mean([scores.recall for scores in labels.values()]),
        mean_recall_sweep=_mean([scores.recall_sweep for scores in labels.values()]),
        labels=labels,
        items=np.stack(
            [np.bincount(of, minlength=len(predicted)) for of in (found.item[matched], found.item, truth.item)], axis=1
        ),
    )


def iou(first: Box, second: Box) -> float:
    """Intersection over union of two boxes, whatever their labels; 0 where one has no area.

    Example:
        >>> round(iou(Box(0.0, 0.0, 0.2, 0.2), Box(0.1, 0.0, 0.3, 0.2)), 4)
        0.3333
    """
    corners = np.array([first[:4], second[:4]], dtype=np.float64)
    return float(_ious(corners[:1], corners[1:])[0])


class _Boxes(NamedTuple):
    """Boxes of all pictures: corners (m, 4), and per box its picture, its label and its confidence (m,)."""

    corners: npt.NDArray[np.float64]
    item: npt.NDArray[np.int64]
    label: npt.NDArray[np.int64]
    confidence: npt.NDArray[np.float64]


class _Pairs(NamedTuple):
    """Pairs of a found and a right box in the order in which they may be matched, and their overlap."""

    found: npt.NDArray[np.int64]
    truth: npt.NDArray[np.int64]
    overlap: npt.NDArray[np.float64]


def _flatten(items: Sequence[Sequence[Box]], code: dict[str, int]) -> _Boxes:
    boxes = [box for boxes in items for box in boxes]
    return _Boxes(
        corners=np.array([box[:4] for box in boxes], dtype=np.float64).reshape(-1, 4),
        item=np.repeat(np.arange(len(items)), [len(boxes) for boxes in items]),
        label=np.array([code[box.label] for box in boxes], dtype=np.int64),
        confidence=np.array([math.nan if box.confidence is None else box.confidence for box in boxes]),
    )


def _check(found: _Boxes, truth: _Boxes) -> None:
    silent = np.isnan(found.confidence)
    if silent.any() and not silent.all():
        raise ValueError(f"expected a confidence for all predicted boxes or for none; {silent.sum()} have none")
    for boxes in (found, truth):
        wrong = np.flatnonzero(~np.isfinite(boxes.corners).all(axis=1))
        if len(wrong):
            raise ValueError(f"item {boxes.item[wrong[0]]}: expected finite corners; got {boxes.corners[wrong[0]]}")
    flat = np.flatnonzero(_areas(truth.corners) == 0)
    if len(flat):
        raise ValueError(f"item {truth.item[flat[0]]}: expected a right box with area; got {truth.corners[flat[0]]}")


def _areas(corners: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    sides = np.maximum(corners[:, 2:] - corners[:, :2], 0)
    return sides[:, 0] * sides[:, 1]


def _ious(first: npt.NDArray[np.float64], second: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Row by row."""
    shared = _areas(np.hstack([np.maximum(first[:, :2], second[:, :2]), np.minimum(first[:, 2:], second[:, 2:])]))
    has_area = (_areas(first) > 0) & (_areas(second) > 0)
    union = np.where(has_area, _areas(first) + _areas(second) - shared, 1)
    return np.where(has_area, shared, 0) / union


def _overlapping(found: _Boxes, truth: _Boxes, least: float) -> _Pairs:
    """Pairs of one picture and label with an IoU of `least` or more: by confidence, then overlap, then place."""
    n_labels = 1 + max(found.label.max(initial=0), truth.label.max(initial=0))
    group, held = found.item * n_labels + found.label, truth.item * n_labels + truth.label
    by_group = np.argsort(held, kind="stable")
    first = np.searchsorted(held[by_group], group, side="left")
    count = np.searchsorted(held[by_group], group, side="right") - first
    left = np.repeat(np.arange(len(group)), count)
    within = np.arange(len(left)) - np.repeat(np.cumsum(count) - count, count)
    pair = by_group[np.repeat(first, count) + within]
    overlap = _ious(found.corners[left], truth.corners[pair])
    enough = overlap >= least
    left, pair, overlap = left[enough], pair[enough], overlap[enough]
    sureness = np.nan_to_num(found.confidence[left], nan=0.0)
    places = (*truth.corners[pair].T, *found.corners[left].T)
    order = np.lexsort((*places, -overlap, -sureness))
    return _Pairs(left[order], pair[order], overlap[order])


def _match(pairs: _Pairs, found: _Boxes, truth: _Boxes, threshold: float) -> npt.NDArray[np.bool_]:
    """Which found boxes get a right box of their own."""
    matched, taken = [False] * len(found.label), [False] * len(truth.label)
    enough = pairs.overlap >= threshold
    for one, other in zip(pairs.found[enough].tolist(), pairs.truth[enough].tolist(), strict=True):
        if not matched[one] and not taken[other]:
            matched[one] = taken[other] = True
    return np.array(matched, dtype=bool)


def _average_precision(found: _Boxes, matched: npt.NDArray[np.bool_], label: int, right: int) -> float | None:
    """Area under precision by recall, precision raised to the best at any higher recall."""
    if not right:
        return None
    mine = found.label == label
    sureness = np.nan_to_num(found.confidence[mine], nan=0.0)
    order = np.argsort(-sureness)
    hits = np.cumsum(matched[mine][order])
    last_of_tie = np.append(np.diff(sureness[order]) != 0, True)[: len(hits)]
    hits, said = hits[last_of_tie], np.arange(1, len(hits) + 1)[last_of_tie]
    best = np.maximum.accumulate((hits / said)[::-1])[::-1]
    return float(np.sum(np.diff(hits, prepend=0) * best) / right)


def _ratio(part: float, whole: float) -> float | None:
    return float(part / whole) if whole else None


def _mean(values: Sequence[float | None]) -> float | None:
    defined = [value for value in values if value is not None]
    return float(np.mean(defined)) if defined else None
