"""What can be had without looking: position, length and word cues of a set's options, and a blind classifier.

A cue is a rule that chooses an option from the texts alone. Its excess is the share of items that it gets right over
what guessing gets; a sound set leaves every excess near 0. Ties share the credit.
"""

from __future__ import annotations

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
        likely = model.predict_proba(features(items, learn=False))[:, 1]
        ends = np.cumsum([len(item.options) for item in items])
        by_id = {item.id: part for item, part in zip(items, np.split(likely, ends[:-1]), strict=True)}
        return lambda item: [float(score) for score in by_id[item.id]]

    return rule


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
