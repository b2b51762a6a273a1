"""What can be had without looking: position, length and word cues of a set's options, and a blind classifier.

A cue is a rule that chooses an option from the texts alone. Its excess is the share of items that it gets right over
what guessing gets; a sound set leaves every excess near 0. Ties share the credit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ch3ef.items import Item, option_order

Scores = Callable[[Item], Sequence[float]]
"""A number per option, in the item's own order; the highest is chosen."""


class Excess(NamedTuple):
    """Share of right choices over chance.

    Attributes:
        estimate: Mean over items of credit minus chance, in [-1, 1].
        low: Lower end of its 95 % interval (normal approximation, items independent).
        high: Upper end.
        n: Items.
    """

    estimate: float
    low: float
    high: float
    n: int


def excess(items: Sequence[Item], scores: Scores) -> Excess:
    """How far a rule gets beyond guessing.

    Args:
        items: One or more.
        scores: The rule.

    Example:
        >>> from ch3ef.items import Item
        >>> from ch3ef.taxonomy import Level
        >>> item = Item("a", "a", "s", Level.A1, None, "d", "t", "Which?", (), ("a cat", "a yellow dog"), (1,))
        >>> excess([item], length)
        Excess(estimate=0.5, low=0.5, high=0.5, n=1)
    """
    gains = np.array(credit_of(items, scores)) - [item.chance for item in items]
    half = 1.96 * float(gains.std()) / len(gains) ** 0.5
    mean = float(gains.mean())
    return Excess(mean, mean - half, mean + half, len(gains))


def credit_of(items: Sequence[Item], scores: Scores) -> list[float]:
    """What a rule scores per item, in [0, 1]."""
    return [_credit(item, scores(item)) for item in items]


def _credit(item: Item, scores: Sequence[float]) -> float:
    best = max(scores)
    chosen = [place for place, score in enumerate(scores) if score == best]
    return sum(place in item.gold for place in chosen) / len(chosen)


def length(item: Item) -> list[float]:
    """Characters of each option: the longest is chosen."""
    return [len(option) for option in item.options]


def shortness(item: Item) -> list[float]:
    """The shortest is chosen."""
    return [-len(option) for option in item.options]


def place(number: int, seed: int = 0) -> Scores:
    """The option that is shown at a place (0 is the first, -1 the last), in the order drawn from the item's id."""

    def scores(item: Item) -> list[float]:
        order = option_order(item, seed)
        shown = order[number] if -len(order) <= number < len(order) else order[-1]
        return [float(option == shown) for option in range(len(order))]

    return scores


def listed_place(number: int) -> Scores:
    """The option at a place of the item's own order, from 0; the last where there are fewer."""
    return lambda item: [float(place == min(number, len(item.options) - 1)) for place in range(len(item.options))]


def choosing(wanted: Callable[[str], bool]) -> Scores:
    """Any option of a kind, "the ones that decline" for instance; any at all where there is none."""
    return lambda item: [float(wanted(option)) for option in item.options]


def blind_classifier(known: Sequence[Item], *, question: bool) -> Callable[[Sequence[Item]], Scores]:
    """Learn from texts alone which option is right: words and word pairs, weighed by rarity, logistic regression.

    Args:
        known: Items to learn from; none of those that it is tried on.
        question: Whether it reads the question beside the option, and how many words they share.

    Returns:
        For items to be tried on: the rule.
    """
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    options, questions = _word_weights(), _word_weights()

    def features(items: Sequence[Item], *, learn: bool) -> object:
        texts = [option for item in items for option in item.options]
        read = options.fit_transform(texts) if learn else options.transform(texts)
        if not question:
            return read
        asked = [f"{item.question} {option}" for item in items for option in item.options]
        both = questions.fit_transform(asked) if learn else questions.transform(asked)
        return hstack([read, both, csr_matrix(_shared_words(items))]).tocsr()

    model = LogisticRegression(C=3, max_iter=1000, class_weight="balanced")
    model.fit(features(known, learn=True), [place in item.gold for item in known for place in range(len(item.options))])

    def rule(items: Sequence[Item]) -> Scores:
        return _by_item(items, model.predict_proba(features(items, learn=False))[:, 1])

    return rule


def counting_classifier(known: Sequence[Item]) -> Callable[[Sequence[Item]], Scores]:
    """Learn without words which option is right: lengths, numbers and their order, likeness to the others, per task.

    Gradient-boosted trees; finds options that are made of the right one, numbers in the middle, and their like.

    Args:
        known: Items to learn from; none of those that it is tried on.

    Returns:
        For items to be tried on: the rule.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    tasks = {task: place for place, task in enumerate(sorted({item.task for item in known}))}
    model = HistGradientBoostingClassifier(max_iter=200, categorical_features=[0], random_state=0)
    rows = [[tasks[item.task], *counts] for item in known for counts in _counts(item)]
    model.fit(np.array(rows), [place in item.gold for item in known for place in range(len(item.options))])

    def rule(items: Sequence[Item]) -> Scores:
        rows = [[tasks.get(item.task, np.nan), *counts] for item in items for counts in _counts(item)]
        return _by_item(items, model.predict_proba(np.array(rows))[:, 1])

    return rule


ABSENT = -1.0
"""Of an option without a number."""
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


def _counts(item: Item) -> list[list[float]]:
    """Per option: its length, its first number and its place among those of the others, its likeness to them."""
    asked = set(item.question.lower().split())
    words = [set(re.findall(r"\w+", option.lower())) for option in item.options]
    lengths = [len(option) for option in item.options]
    found = [_NUMBER.search(option) for option in item.options]
    numbers = [float(re.sub(r"\D", "", each.group())[:12]) if each else ABSENT for each in found]
    known = np.array([number for number in numbers if number != ABSENT])
    rows = []
    for place, own in enumerate(words):
        alike = sorted(
            (len(own & other) / max(1, len(own | other)) for at, other in enumerate(words) if at != place), reverse=True
        )
        number = numbers[place]
        below = float((known < number).mean()) if number != ABSENT else ABSENT
        off = abs(number - float(np.median(known))) / (float(np.ptp(known)) or 1.0) if number != ABSENT else ABSENT
        rows.append([
            lengths[place], lengths[place] / max(1, *lengths), sum(each < lengths[place] for each in lengths), len(own),
            len(lengths), alike[0], alike[-1], float(np.mean(alike)), number, number % 10, below, off,
            len(own & asked), len(asked), item.options[place].count(","), item.options[place].count("."),
        ])  # fmt: skip
    return rows


def _by_item(items: Sequence[Item], likely: NDArray[np.float64]) -> Scores:
    """Numbers of all options, one after the other, as a rule."""
    ends = np.cumsum([len(item.options) for item in items])
    parts = {item.id: part for item, part in zip(items, np.split(likely, ends[:-1]), strict=True)}
    return lambda item: [float(score) for score in parts[item.id]]


_WORD = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|[^\w\s]+$"
"""A word; a sign of those scripts that put no space between words; what is no word at the end of a text."""


def _word_weights() -> Any:
    """Counts words and pairs of neighbours, weighed by rarity."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=_WORD)


def telling_words(items: Sequence[Item], count: int = 5) -> list[str]:
    """The words and word pairs of options by which the right ones are told most easily.

    Args:
        items: One or more.
        count: How many, at most.
    """
    from sklearn.linear_model import LogisticRegression

    options = _word_weights()
    read = options.fit_transform([option for item in items for option in item.options])
    right = [place in item.gold for item in items for place in range(len(item.options))]
    weights = LogisticRegression(C=3, max_iter=1000, class_weight="balanced").fit(read, right).coef_[0]
    names = options.get_feature_names_out()
    return [str(names[place]) for place in np.argsort(-weights)[:count] if weights[place] > 0]


def _shared_words(items: Sequence[Item]) -> NDArray[np.float64]:
    """Per option the share of its words that the question holds, less the mean over the item's options."""
    rows = []
    for item in items:
        asked = set(item.question.lower().split())
        shares = [np.mean([word in asked for word in option.lower().split() or [""]]) for option in item.options]
        rows += [share - np.mean(shares) for share in shares]
    return np.array(rows, dtype=np.float64)[:, None]
