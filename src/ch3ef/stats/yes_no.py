"""Answers to yes-or-no questions (POPE): yes is the positive class, and a reply may be neither."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class YesNoScores(NamedTuple):
    """Scores of the answers to a set of yes-or-no questions. All are shares, in [0, 1].

    Attributes:
        n: Number of questions.
        neither: Share of the replies that are neither yes nor no; the next five leave these out.
        accuracy: Share of the answers that are right; None without any answer.
        precision: Share of the yes answers that are right; None without a yes.
        recall: Share of the questions to be answered yes that are; None where no answered one is such.
        f1: 2 right yes / (yes said + yes to be said); None where both are none.
        yes_ratio: Share of the answers that are yes; None without any answer.
        accuracy_of_all: Share of all questions answered right; neither counts as wrong.
    """

    n: int
    neither: float
    accuracy: float | None
    precision: float | None
    recall: float | None
    f1: float | None
    yes_ratio: float | None
    accuracy_of_all: float


def yes_no_scores(predicted: Sequence[bool | None], right: Sequence[bool]) -> YesNoScores:
    """POPE's accuracy, precision, recall, F1 and yes-ratio, over the replies that say yes or no.

    With as many questions of each kind, a model that always says yes has accuracy 1/2, precision 1/2, recall
    1, F1 2/3 and yes-ratio 1; one that always says no has accuracy 1/2, no precision, recall 0 and F1 0.

    Args:
        predicted: True for yes, False for no, None for neither, length n >= 1.
        right: The right answers, length n.

    Raises:
        ValueError: No questions, or lengths that differ.

    Example:
        >>> scores = yes_no_scores([True, True, False, None], [True, False, False, True])
        >>> scores.accuracy, scores.precision, scores.recall, scores.neither
        (0.6666666666666666, 0.5, 1.0, 0.25)

    Source: Li et al. 2023 (POPE), doi:10.18653/v1/2023.emnlp-main.20; checked against scikit-learn.
    """
    if not len(predicted) or len(predicted) != len(right):
        raise ValueError(f"expected as many answers of each, at least 1; got {len(predicted)} and {len(right)}")
    answered = np.array([answer is not None for answer in predicted])
    yes = np.array([bool(answer) for answer in predicted])
    truth = np.asarray(right, dtype=bool)
    n = len(truth)
    answers, said, due = int(answered.sum()), int(yes.sum()), int((truth & answered).sum())
    hits = int((yes & truth).sum())
    agreed = int(((yes == truth) & answered).sum())
    return YesNoScores(
        n=n,
        neither=(n - answers) / n,
        accuracy=_ratio(agreed, answers),
        precision=_ratio(hits, said),
        recall=_ratio(hits, due),
        f1=_ratio(2 * hits, said + due),
        yes_ratio=_ratio(said, answers),
        accuracy_of_all=agreed / n,
    )


def pope_ref(reply: str) -> bool:
    """POPE's own reading of a reply, for comparison with published figures: False for no, else True for yes.

    It looks at the text before the first full stop, without commas, cut at single spaces: no if "No", "not"
    or "no" is among the words, else yes. So an empty reply, a refusal, "NO", "no!" and "isn't" are yes, and
    "Yes, there is no doubt" is no.

    Example:
        >>> pope_ref("No, there is no dog."), pope_ref("I cannot see the image."), pope_ref("NO")
        (False, True, True)

    Source: the evaluation script released with POPE.
    """
    words = reply.split(".", 1)[0].replace(",", "").split(" ")
    return not {"No", "not", "no"} & set(words)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
