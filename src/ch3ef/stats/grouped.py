"""Metrics over groups of questions: MMBench's rotations, MME's pairs and Winoground's tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

MME_PERCEPTION = (
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
)
"""MME's perception sub-tasks: the sum is in [0, 2000]."""

MME_COGNITION = ("commonsense_reasoning", "numerical_calculation", "text_translation", "code_reasoning")
"""MME's cognition sub-tasks: the sum is in [0, 800]."""


class CircularScores(NamedTuple):
    """Accuracy of questions asked under every rotation of their options. All are shares, in [0, 1].

    Attributes:
        n: Number of questions.
        vanilla: Mean credit of the base order (rotation 0).
        circular: Share of the questions right under all rotations.
        mean: Mean over questions of the mean credit over their rotations.
        questions: The questions' ids, sorted.
        all_right: Whether all rotations are right, per question in that order, 0.0 or 1.0, shape (n,).
    """

    n: int
    vanilla: float
    circular: float
    mean: float
    questions: tuple[str, ...]
    all_right: npt.NDArray[np.float64]


def circular_scores(question: Sequence[str], rotation: Sequence[int], correct: npt.ArrayLike) -> CircularScores:
    """MMBench's vanilla and circular accuracy.

    Chance is 1/k for vanilla and (1/k)^k for circular, where a question has k options and k rotations that are
    guessed apart: 1/4 and 1/256 for 4 options. A model that always takes the same letter has 1/k and 0.

    Args:
        question: Id of the question, per row, length m >= 1.
        rotation: By how many places the options are rotated, per row: 0 .. r - 1 once for each question.
        correct: Credit per row, in [0, 1]; a shared tie (below 1) is not right.

    Raises:
        ValueError: No rows, lengths that differ, credit out of [0, 1], or a question whose rotations are not
            0 .. r - 1, each once.

    Example:
        >>> scores = circular_scores(["a", "a", "b", "b"], [0, 1, 0, 1], [1, 1, 1, 0])
        >>> scores.vanilla, scores.circular
        (1.0, 0.5)

    Source: Liu et al. 2024 (MMBench), arXiv:2307.06281; checked by hand.
    """
    credit = _credit(correct, question, rotation)
    names, index = np.unique(np.asarray(question, dtype=str), return_inverse=True)
    turns = np.asarray(rotation)
    size = np.bincount(index)
    order = np.lexsort((turns, index))
    expected = np.arange(len(index)) - np.repeat(np.cumsum(size) - size, size)
    wrong = np.flatnonzero(turns[order] != expected)
    if len(wrong):
        name = names[index[order[wrong[0]]]]
        raise ValueError(f"question {name!s}: expected the rotations 0, 1, 2 ..., each once")
    all_right = np.bincount(index, weights=credit == 1) == size
    return CircularScores(
        n=len(names),
        vanilla=float(credit[turns == 0].mean()),
        circular=float(all_right.mean()),
        mean=float(np.mean(np.bincount(index, weights=credit) / size)),
        questions=tuple(names.tolist()),
        all_right=all_right.astype(np.float64),
    )


class PairScores(NamedTuple):
    """Accuracy of pictures with two questions each, of one sub-task.

    Attributes:
        n: Number of pictures.
        accuracy: Share of the questions right, in [0, 1].
        accuracy_plus: Share of the pictures with both questions right, in [0, 1].
        score: 100 accuracy + 100 accuracy_plus, in [0, 200] (MME's points).
    """

    n: int
    accuracy: float
    accuracy_plus: float
    score: float


class MMEScores(NamedTuple):
    """MME's scores.

    Attributes:
        sub_tasks: Scores of each sub-task, in the order of their names.
        perception: Sum of the scores of `MME_PERCEPTION`, in [0, 2000]; None unless all ten were asked.
        cognition: Sum of the scores of `MME_COGNITION`, in [0, 800]; None unless all four were asked.
    """

    sub_tasks: dict[str, PairScores]
    perception: float | None
    cognition: float | None


def mme_scores(sub_task: Sequence[str], picture: Sequence[str], correct: npt.ArrayLike) -> MMEScores:
    """MME's accuracy and accuracy+ per sub-task, and its two sums.

    Each picture has one question to be answered yes and one to be answered no. Chance is 1/2 for accuracy and
    1/4 for accuracy+ with two coins, 75 points a sub-task; always yes has 1/2 and 0, 50 points. Other
    sub-tasks than MME's own are scored too and enter neither sum.

    Args:
        sub_task: Sub-task of each question, length m >= 1.
        picture: Id of the picture of each question, two questions each within a sub-task.
        correct: Credit per question, in [0, 1]; below 1 is not right for accuracy+.

    Raises:
        ValueError: No questions, lengths that differ, credit out of [0, 1], or a picture without exactly two
            questions in a sub-task.

    Example:
        >>> scores = mme_scores(["count"] * 4, ["a", "a", "b", "b"], [1, 1, 1, 0])
        >>> scores.sub_tasks["count"]
        PairScores(n=2, accuracy=0.75, accuracy_plus=0.5, score=125.0)

    Source: Fu et al. 2023 (MME), arXiv:2306.13394; checked by hand.
    """
    credit = _credit(correct, sub_task, picture)
    tasks, task = np.unique(np.asarray(sub_task, dtype=str), return_inverse=True)
    pictures, at = np.unique(np.asarray(picture, dtype=str), return_inverse=True)
    keys, pair, size = np.unique(task * len(pictures) + at, return_inverse=True, return_counts=True)
    wrong = np.flatnonzero(size != 2)
    if len(wrong):
        where, which = divmod(int(keys[wrong[0]]), len(pictures))
        raise ValueError(
            f"{tasks[where]!s}: picture {pictures[which]!s}: expected 2 questions; got {int(size[wrong[0]])}"
        )
    both = (np.bincount(pair, weights=credit == 1) == 2).astype(np.float64)
    scores: dict[str, PairScores] = {}
    for index, name in enumerate(tasks.tolist()):
        accuracy = float(credit[task == index].mean())
        plus = float(both[keys // len(pictures) == index].mean())
        scores[name] = PairScores(int(np.sum(keys // len(pictures) == index)), accuracy, plus, 100 * (accuracy + plus))
    return MMEScores(scores, _sum(scores, MME_PERCEPTION), _sum(scores, MME_COGNITION))


class WinogroundScores(NamedTuple):
    """Winoground's scores. All are shares, in [0, 1].

    Attributes:
        n: Number of examples.
        text: Share in which each picture prefers its own caption.
        image: Share in which each caption prefers its own picture.
        group: Share in which both hold.
        per_example: 0.0 or 1.0 for text, image and group, shape (n, 3).
    """

    n: int
    text: float
    image: float
    group: float
    per_example: npt.NDArray[np.float64]


def winoground_scores(scores: npt.ArrayLike) -> WinogroundScores:
    """Winoground's text, image and group score, from how well two captions fit two pictures.

    A tie is wrong: a model that scores everything alike has 0. Chance, for four scores in random order: text
    and image are two fair comparisons each, 1/2 * 1/2 = 25 %; group needs the two right pairs above the two
    wrong ones, 2! 2! / 4! = 16.67 %.

    Args:
        scores: Fit of caption c to picture p at [example, c, p], such as a log-probability: higher is better.
            Caption 0 belongs to picture 0 and caption 1 to picture 1. Shape (n, 2, 2), n >= 1.

    Raises:
        ValueError: Another shape, no examples, or NaN.

    Example:
        >>> winoground_scores([[[-1.0, -2.0], [-3.0, -2.5]]])[1:4]
        (0.0, 1.0, 0.0)

    Source: Thrush et al. 2022, arXiv:2204.03162; checked by hand and by simulated chance.
    """
    fit = np.asarray(scores, dtype=np.float64)
    if fit.ndim != 3 or fit.shape[1:] != (2, 2) or not len(fit):
        raise ValueError(f"expected scores of shape (n, 2, 2), n >= 1; got {fit.shape}")
    if np.isnan(fit).any():
        example = int(np.flatnonzero(np.isnan(fit).any(axis=(1, 2)))[0])
        raise ValueError(f"example {example}: expected numbers; got NaN")
    right, other = fit[:, [0, 1], [0, 1]], fit[:, [1, 0], [0, 1]]
    text = (right > other).all(axis=1)
    image = (right > other[:, ::-1]).all(axis=1)
    per_example = np.stack([text, image, text & image], axis=1).astype(np.float64)
    shares = per_example.mean(axis=0).tolist()
    return WinogroundScores(len(fit), shares[0], shares[1], shares[2], per_example)


def _credit(correct: npt.ArrayLike, *keys: Sequence[object]) -> npt.NDArray[np.float64]:
    credit = np.asarray(correct, dtype=np.float64)
    if not len(credit) or any(len(key) != len(credit) for key in keys):
        raise ValueError(f"expected columns of one length, at least 1; got {[len(credit), *map(len, keys)]}")
    if not ((credit >= 0) & (credit <= 1)).all():
        raise ValueError("expected credit in [0, 1]")
    return credit


def _sum(scores: dict[str, PairScores], names: tuple[str, ...]) -> float | None:
    """None unless all are there: a sum of some would be read as the whole."""
    return sum(scores[name].score for name in names) if set(names) <= set(scores) else None
