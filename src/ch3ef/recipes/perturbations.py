"""Perturbed texts: a question as people mistype it, at five severities. Pure.

Only the question is perturbed, never an option, so the key stays what it is. What may carry the answer stays too:
numbers, single letters, what stands in quotation marks, and words that an option holds; names get no typos. The places
of pictures stay marked.

Typos are those of Pruthi et al. (2019, arXiv 1905.11268): inner letters of words that people still read, swapped, left
out, doubled or hit beside; contractions those of CheckList (Ribeiro et al. 2020, arXiv 2005.04118).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from ch3ef.items import PICTURE_MARK, Item, item_rng

VERSION = 1
"""Changes whenever a perturbation does; recipes are versioned by it."""

MEANS: dict[str, str] = {
    "case": "letters in the other case",
    "typos": "words of four letters or more with a typo: two letters swapped, one left out, doubled, or hit beside",
    "contractions": "contractions made (what is: what's); where there is none to make, undone",
    "spaces": "two to four spaces between words",
}
"""What each perturbation does."""

SHARES: dict[str, tuple[float, ...]] = {
    "case": (0.1, 0.2, 0.3, 0.4, 0.5),
    "typos": (0.1, 0.2, 0.3, 0.45, 0.6),
    "spaces": (0.1, 0.25, 0.4, 0.6, 0.8),
}
"""Perturbation -> at severity 1 to 5, the share of its places (letters, words, gaps) that is changed, at least one."""

_QUOTED = re.compile(rf"{PICTURE_MARK}|\"[^\"]*\"|“[^”]*”|‘[^’]*’|«[^»]*»|(?<!\w)'[^']*'(?!\w)|`[^`]*`")
_WORD = re.compile(r"(?<![\w'])[^\W\d_]{4,}(?![\w'])")
_NAME = re.compile(r"(?<=[^.?!:\s] )[^\W\d_a-z][^\W\d_]*")
"""A word with a capital letter within a sentence."""
_BESIDE = {
    "q": "wa", "w": "qe", "e": "wr", "r": "et", "t": "ry", "y": "tu", "u": "yi", "i": "uo", "o": "ip", "p": "o",
    "a": "sq", "s": "ad", "d": "sf", "f": "dg", "g": "fh", "h": "gj", "j": "hk", "k": "jl", "l": "k", "z": "x",
    "x": "zc", "c": "xv", "v": "cb", "b": "vn", "n": "bm", "m": "n",
}  # fmt: skip
"""Keys that lie beside a key."""

_PAIRS = tuple(
    pair.split("/")
    for pair in (
        "cannot/can't", "can not/can't", "will not/won't", "shall not/shan't", "is not/isn't", "are not/aren't",
        "was not/wasn't", "were not/weren't", "do not/don't", "does not/doesn't", "did not/didn't", "has not/hasn't",
        "have not/haven't", "had not/hadn't", "would not/wouldn't", "could not/couldn't", "should not/shouldn't",
        "must not/mustn't", "I am/I'm", "you are/you're", "we are/we're", "they are/they're", "I have/I've",
        "you have/you've", "we have/we've", "they have/they've", "I will/I'll", "you will/you'll", "it is/it's",
        "what is/what's", "where is/where's", "who is/who's", "that is/that's", "there is/there's", "how is/how's",
        "let us/let's",
    )
)  # fmt: skip
"""Long and short forms; where several are long for one, the first is what it is undone to."""

_NO_TAG = r"(?! (?:I|you|he|she|it|we|they|there|this|that|these|those)\b)"

Span = tuple[int, int]


def perturbed(item: Item, name: str, severity: int = 5, *, seed: int = 0) -> str:
    r"""An item's question, perturbed; the question itself where it has no place for it.

    Whether it has one depends neither on the severity nor on the seed.

    Args:
        item: The item.
        name: One of `variants.PERTURBATIONS`.
        severity: 1 to 5.
        seed: The run's seed.

    Example:
        >>> item = Item("i", "i", "s", "A1", None, "d", "t", 'What is written below "EXIT"?', (), ("a", "b"), (0,))
        >>> perturbed(item, "contractions"), perturbed(item, "typos", 2)
        ('What\'s written below "EXIT"?', 'Whqt is written below "EXIT"?')
    """
    rng = item_rng(item.id, f"perturbation {name}", seed)
    return _PERTURBATIONS[name](item, severity, rng)


def _kept(item: Item) -> list[Span]:
    """Parts of a question that may carry the answer."""
    of_options = {word.casefold() for option in item.options for word in re.findall(r"\w+", option)}
    words = (match.span() for match in re.finditer(r"\w+", item.question) if match[0].casefold() in of_options)
    return [*(match.span() for match in _QUOTED.finditer(item.question)), *words]


def _free(place: int, kept: Sequence[Span]) -> bool:
    return not any(start <= place < end for start, end in kept)


def _drawn(places: Sequence[Span], name: str, severity: int, rng: np.random.Generator) -> list[Span]:
    """A share of places, the last first; what a severity changes, a higher one does too."""
    if not places:
        return []
    count = max(1, round(SHARES[name][severity - 1] * len(places)))
    return sorted((places[i] for i in rng.permutation(len(places))[:count]), reverse=True)


def _case(item: Item, severity: int, rng: np.random.Generator) -> str:
    kept = _kept(item)
    letters = [
        (place, place + 1)
        for match in re.finditer(r"[^\W\d_]{2,}", item.question)
        for place in range(*match.span())
        if _free(place, kept) and _other_case(item.question[place]) != item.question[place]
    ]
    text = item.question
    for start, end in _drawn(letters, "case", severity, rng):
        text = text[:start] + _other_case(text[start]) + text[end:]
    return text


def _other_case(letter: str) -> str:
    other = letter.swapcase()
    # The upper case of ß is two letters, and that of a dotless i is another's.
    return other if other.swapcase() == letter else letter


def _typos(item: Item, severity: int, rng: np.random.Generator) -> str:
    kept = [*_kept(item), *(match.span() for match in _NAME.finditer(item.question))]
    words = [match.span() for match in _WORD.finditer(item.question) if _free(match.start(), kept)]
    # All words are drawn for, so that a severity changes nothing about the typos of a lower one.
    typos = {(start, end): _mistyped(item.question[start:end], rng) for start, end in words}
    text = item.question
    for start, end in _drawn(words, "typos", severity, rng):
        text = text[:start] + typos[start, end] + text[end:]
    return text


def _mistyped(word: str, rng: np.random.Generator) -> str:
    """A word with one typo within; first and last letter stay."""
    place = int(rng.integers(1, len(word) - 1))
    kind = int(rng.integers(4))
    before, letter, after = word[:place], word[place], word[place + 1 :]
    if kind == 0 and place + 2 < len(word) and after[0] != letter:
        return before + after[0] + letter + after[1:]
    if kind == 1 and letter in _BESIDE:
        return before + str(rng.choice(list(_BESIDE[letter]))) + after
    return before + letter + letter + after if kind == 2 else before + after


def _spaces(item: Item, severity: int, rng: np.random.Generator) -> str:
    kept = _kept(item)
    gaps = [m.span() for m in re.finditer(r"(?<=\S) (?=\S)", item.question) if _free(m.start(), kept)]
    widths = {gap: int(rng.integers(2, 5)) for gap in gaps}
    text = item.question
    for start, end in _drawn(gaps, "spaces", severity, rng):
        text = text[:start] + " " * widths[start, end] + text[end:]
    return text


def _contractions(item: Item, severity: int, rng: np.random.Generator) -> str:  # noqa: ARG001 (one signature for all)
    for old, new in ((0, 1), (1, 0)):
        text = item.question
        for pair in _PAIRS:
            text = _replaced(text, pair[old], pair[new])
        if text != item.question:
            return text
    return item.question


def _replaced(text: str, old: str, new: str) -> str:
    """A text with one form for another, but for what stands in quotation marks."""
    # A short form ends no sentence ("what it is."), and "isn't it" has no long form of as many words.
    spelled = re.escape(old).replace("'", "['’]")
    tag = _NO_TAG if old.endswith("n't") else ""
    pattern = re.compile(rf"(?<![\w'’]){spelled}(?![\w'’])(?!\s*(?:[?.!,]|$)){tag}", re.IGNORECASE)

    def replace(match: re.Match[str]) -> str:
        return new[0].upper() + new[1:] if match[0][0].isupper() else new

    outside = _QUOTED.split(text)
    quoted = [*_QUOTED.findall(text), ""]
    return "".join(pattern.sub(replace, part) + kept for part, kept in zip(outside, quoted, strict=True))


_PERTURBATIONS: dict[str, Callable[[Item, int, np.random.Generator], str]] = {
    "case": _case,
    "typos": _typos,
    "contractions": _contractions,
    "spaces": _spaces,
}
