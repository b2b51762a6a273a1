"""Boxes: against pycocotools, by hand, at the ends of the scales, and what must not matter."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ch3ef.stats.detection import SWEEP, Box, detection_scores, iou

LEFT, RIGHT = Box(0.0, 0.0, 0.4, 0.4, "cat"), Box(0.6, 0.6, 1.0, 1.0, "cat")
WHOLE = Box(0.0, 0.0, 1.0, 1.0, "cat")
NOWHERE = Box(0.45, 0.0, 0.55, 0.1, "cat")


def drawn(rng: np.random.Generator, *, sure: bool = True) -> tuple[list[list[Box]], list[list[Box]]]:
    """Pictures with boxes of three labels, and predictions: some shifted copies, some said twice, some invented."""

    def box(corners: np.ndarray[Any, Any], label: str) -> Box:
        x1, y1 = corners[:2].tolist()
        x2, y2 = np.maximum(corners[2:], corners[:2] + 0.01).tolist()
        return Box(x1, y1, x2, y2, label, float(rng.random()) if sure else None)

    def anywhere() -> np.ndarray[Any, Any]:
        low = rng.random(2) * 0.7
        return np.concatenate([low, low + rng.uniform(0.05, 0.3, 2)])

    right, predicted = [], []
    for _ in range(int(rng.integers(1, 9))):
        right.append([box(anywhere(), f"label {rng.integers(3)}") for _ in range(rng.integers(0, 7))])
        copies = [one for one in right[-1] for _ in range(rng.integers(0, 3))]
        said = [box(np.array(one[:4]) + rng.normal(0, 0.02, 4), one.label) for one in copies]
        said += [box(anywhere(), f"label {rng.integers(4)}") for _ in range(rng.integers(0, 4))]
        predicted.append(said)
    return predicted, right


def coco(predicted: list[list[Box]], right: list[list[Box]], label: str, n_right: int) -> tuple[float, float, float]:
    """Average precision (all points), recall at 0.5 and recall over the sweep, of one label, by pycocotools."""
    api = pytest.importorskip("pycocotools.coco")
    evaluation = pytest.importorskip("pycocotools.cocoeval")

    def records(items: list[list[Box]]) -> list[dict[str, Any]]:
        boxes = [(i, box) for i, boxes in enumerate(items) for box in boxes if box.label == label]
        return [
            {"id": k, "image_id": i, "category_id": 1, "bbox": [b.x1, b.y1, b.x2 - b.x1, b.y2 - b.y1],
             "area": (b.x2 - b.x1) * (b.y2 - b.y1), "iscrowd": 0, "score": b.confidence}
            for k, (i, b) in enumerate(boxes, start=1)
        ]  # fmt: skip

    def data(items: list[list[Box]]) -> Any:
        base = api.COCO()
        images = [{"id": i} for i in range(len(items))]
        base.dataset = {"images": images, "annotations": records(items), "categories": [{"id": 1, "name": label}]}
        base.createIndex()
        return base

    run = evaluation.COCOeval(data(right), data(predicted), "bbox")
    run.params.areaRng, run.params.areaRngLbl = [[0, 1e10]], ["all"]
    # One step per right box makes COCO's mean over recalls the area over all points.
    run.params.recThrs = np.arange(1, n_right + 1) / n_right - 1e-9
    run.evaluate()
    run.accumulate()
    at_half = run.eval["precision"][0, :, 0, 0, -1]
    recall = run.eval["recall"][:, 0, 0, -1]
    return float(at_half.mean()), float(recall[0]), float(recall.mean())


def test_equals_pycocotools_on_drawn_boxes() -> None:
    rng = np.random.default_rng(0)
    compared = 0
    for _ in range(40):
        predicted, right = drawn(rng)
        for label, ours in detection_scores(predicted, right).labels.items():
            if ours.right and ours.predicted:
                theirs = coco(predicted, right, label, ours.right)
                assert (ours.average_precision, ours.recall, ours.recall_sweep) == pytest.approx(theirs)
                compared += 1
    assert compared > 60


def test_the_oracle_gets_one() -> None:
    right = drawn(np.random.default_rng(1), sure=False)[1]
    scores = detection_scores(right, right)
    assert scores[1:7] == (1.0,) * 6
    assert all(label.average_precision == 1.0 for label in scores.labels.values())


def test_the_anti_oracle_gets_zero() -> None:
    other_place = detection_scores([[NOWHERE]], [[LEFT, RIGHT]])
    other_label = detection_scores([[LEFT._replace(label="dog")]], [[LEFT]])
    nothing = detection_scores([[]], [[LEFT]])
    assert other_place[1:7] == other_label[1:7] == (0.0,) * 6
    assert nothing[1:7] == (None, 0.0, 0.0, 0.0, 0.0, 0.0)


def test_the_whole_picture_finds_what_fills_half_of_it() -> None:
    """A constant answerer: its IoU with a right box is that box's area."""
    rng = np.random.default_rng(2)
    sides = rng.random((200, 2))
    right = [[Box(0.0, 0.0, float(w), float(h), "cat")] for w, h in sides]
    scores = detection_scores([[WHOLE]] * 200, right)
    share = float(np.mean(sides.prod(axis=1) >= 0.5))
    assert 0 < share < 1
    assert scores.precision == scores.recall == scores.f1 == pytest.approx(share)
    assert scores.mean_ap == pytest.approx(share**2)


def test_without_confidence_average_precision_is_precision_times_recall() -> None:
    rng = np.random.default_rng(3)
    for _ in range(20):
        for label in detection_scores(*drawn(rng, sure=False)).labels.values():
            if label.right and label.predicted:
                expected = label.matched / label.predicted * label.matched / label.right
                assert label.average_precision == pytest.approx(expected)


def test_a_box_said_often_is_one_match() -> None:
    scores = detection_scores([[LEFT] * 10], [[LEFT, RIGHT]])
    assert (scores.precision, scores.recall) == (0.1, 0.5)
    assert scores.items.tolist() == [[1, 10, 2]]


def test_average_precision_by_hand() -> None:
    """Right, wrong, right, from sure to unsure, of 2 right boxes: steps of 1/2 at precisions 1 and 2/3."""
    said = [LEFT._replace(confidence=0.9), NOWHERE._replace(confidence=0.8), RIGHT._replace(confidence=0.7)]
    scores = detection_scores([said], [[LEFT, RIGHT]])
    assert scores.mean_ap == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)
    assert (scores.precision, scores.recall, scores.f1) == pytest.approx((2 / 3, 1.0, 0.8))
    # Wrong first: precision 1/2 and 2/3, raised to 2/3 throughout.
    swapped = [said[0]._replace(confidence=0.85), said[1]._replace(confidence=0.9), said[2]]
    assert detection_scores([swapped], [[LEFT, RIGHT]]).mean_ap == pytest.approx(2 / 3)
    # A tie of right and wrong is one point of the curve: precision 1/2 at recall 1/2, then 2/3 at 1.
    tied = [said[0]._replace(confidence=0.8), said[1], said[2]]
    assert detection_scores([tied], [[LEFT, RIGHT]]).mean_ap == pytest.approx(2 / 3)


def test_the_surer_box_chooses_first_and_else_the_closer_one() -> None:
    """Both predictions overlap the one right box; only the unsure one is exact."""
    near, exact = Box(0.0, 0.0, 0.4, 0.3, "cat", 0.9), LEFT._replace(confidence=0.5)
    scores = detection_scores([[near, exact]], [[LEFT]])
    assert (scores.precision, scores.mean_ap) == (0.5, 1.0)
    assert scores.mean_recall_sweep == 1.0, "at IoU 0.8 and more only the exact box can match, and it does"
    # Of two right boxes the greedy choice is the better overlap, which leaves the other prediction its own.
    first, second = Box(0.0, 0.0, 0.4, 0.4, "cat"), Box(0.1, 0.0, 0.5, 0.4, "cat")
    said = [Box(0.04, 0.0, 0.44, 0.4, "cat"), Box(0.0, 0.0, 0.4, 0.4, "cat")]
    assert detection_scores([said], [[first, second]]).recall == 1.0


def test_means_are_over_labels_with_right_boxes() -> None:
    dog = LEFT._replace(label="dog")
    scores = detection_scores([[LEFT, dog]], [[LEFT, RIGHT]])
    assert scores.labels["dog"].average_precision is None
    assert scores.labels["dog"].recall is None
    assert scores.mean_ap == 0.5
    assert scores.precision == 0.5


def test_recall_over_the_sweep_by_hand() -> None:
    """IoU 0.75 passes six of the ten thresholds."""
    scores = detection_scores([[Box(0.0, 0.0, 0.75, 1.0, "cat")]], [[WHOLE]])
    assert SWEEP == (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
    assert scores.mean_recall_sweep == pytest.approx(0.6)
    assert detection_scores([[Box(0.0, 0.0, 0.75, 1.0, "cat")]], [[WHOLE]], 0.8).recall == 0.0


def test_a_threshold_below_the_sweep() -> None:
    scores = detection_scores([[Box(0.0, 0.0, 0.3, 1.0, "cat")]], [[WHOLE]], 0.25)
    assert (scores.recall, scores.mean_recall_sweep) == (1.0, 0.0)


@pytest.mark.parametrize("sure", [True, False])
def test_order_changes_nothing(*, sure: bool) -> None:
    rng = np.random.default_rng(4)
    for _ in range(20):
        predicted, right = drawn(rng, sure=sure)
        # Boxes on a grid, so that overlaps tie, and three levels of confidence.
        predicted = [[coarse(box) for box in boxes] for boxes in predicted]
        right = [[coarse(box) for box in boxes] for boxes in right]
        scores = detection_scores(predicted, right)
        order = rng.permutation(len(right))
        mixed = detection_scores(
            [[predicted[i][j] for j in rng.permutation(len(predicted[i]))] for i in order],
            [[right[i][j] for j in rng.permutation(len(right[i]))] for i in order],
        )
        assert mixed.labels == scores.labels
        assert mixed.items.tolist() == scores.items[order].tolist()


def coarse(box: Box) -> Box:
    x1, y1 = round(box.x1 * 10) / 10, round(box.y1 * 10) / 10
    x2, y2 = max(round(box.x2 * 10) / 10, x1 + 0.1), max(round(box.y2 * 10) / 10, y1 + 0.1)
    sureness = None if box.confidence is None else round(box.confidence * 2) / 2
    return Box(x1, y1, x2, y2, box.label, sureness)


def test_scale_of_the_pictures_changes_nothing() -> None:
    predicted, right = drawn(np.random.default_rng(5))

    def grown(items: list[list[Box]]) -> list[list[Box]]:
        return [
            [Box(512 * b.x1, 512 * b.y1, 512 * b.x2, 512 * b.y2, b.label, b.confidence) for b in boxes]
            for boxes in items
        ]

    assert detection_scores(grown(predicted), grown(right)).labels == detection_scores(predicted, right).labels


def test_iou_by_hand() -> None:
    assert iou(LEFT, LEFT) == 1.0
    assert iou(LEFT, RIGHT) == iou(Box(0, 0, 0.5, 1), Box(0.5, 0, 1, 1)) == 0.0
    assert iou(Box(0, 0, 0.2, 0.2), Box(0.1, 0, 0.3, 0.2)) == pytest.approx(1 / 3)
    assert iou(WHOLE, Box(0.25, 0.25, 0.75, 0.75)) == iou(Box(0.25, 0.25, 0.75, 0.75), WHOLE) == 0.25


@pytest.mark.parametrize("flat", [Box(0.2, 0.2, 0.2, 0.5, "cat"), Box(0.3, 0.3, 0.1, 0.1, "cat")])
def test_boxes_without_area_overlap_nothing(flat: Box) -> None:
    assert iou(flat, flat) == iou(flat, LEFT) == 0.0
    scores = detection_scores([[flat, LEFT]], [[LEFT]])
    assert (scores.precision, scores.recall) == (0.5, 1.0)
    with pytest.raises(ValueError, match="item 0: expected a right box with area"):
        detection_scores([[LEFT]], [[flat]])


def test_no_boxes_at_all_is_undefined() -> None:
    assert detection_scores([[]], [[]])[1:7] == (None,) * 6
    assert detection_scores([[LEFT]], [[]])[1:7] == (0.0, None, 0.0, None, None, None)


@pytest.mark.parametrize(
    ("predicted", "right", "threshold", "message"),
    [
        ([], [], 0.5, "at least 1"),
        ([[LEFT]], [[LEFT], []], 0.5, "got 1 and 2"),
        ([[LEFT]], [[LEFT]], 0.0, "threshold in"),
        ([[LEFT]], [[LEFT]], 1.1, "threshold in"),
        ([[], [Box(0, 0, float("nan"), 1)]], [[], []], 0.5, "item 1: expected finite corners"),
        ([[LEFT, RIGHT._replace(confidence=0.5)]], [[LEFT]], 0.5, "1 have none"),
    ],
)
def test_misuse_is_refused(predicted: list[list[Box]], right: list[list[Box]], threshold: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        detection_scores(predicted, right, threshold)
