"""Reply -> what it says aloud: without reasoning, invisible characters and markup.

Every pattern works in linear time: no repetition stands inside another, and lengths are bounded where a pattern could
start at every character.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from ch3ef.reading.phrases import Finder
from ch3ef.reading.phrases.marks import MARKUP, REASONING

_SPELLINGS = {"'": "‘’‚‛´ʼ＇", '"': "“”„‟«»〝〞", "-": "−‐‑‒", "°": "º˚"}
"""One spelling for apostrophes, quotation marks, hyphens and degrees."""
_NEGATIVE_LETTERS = (0x1F150, 0x1F170)
"""Where the letters A to Z begin in negative circles and in negative squares."""
_PLAIN_MARKS = str.maketrans(
    {mark: plain for plain, marks in _SPELLINGS.items() for mark in marks}
    | dict.fromkeys("\ufdfa\ufdfb", " ")  # their compatibility forms are sentences
    | {chr(start + place): chr(ord("A") + place) for start in _NEGATIVE_LETTERS for place in range(26)}
)

_CLOSES = [re.compile(mark.closes, re.IGNORECASE) for mark in REASONING]
_OPENS = "|".join(f"(?P<opens{place}>{mark.opens})" for place, mark in enumerate(REASONING))
_UNOPENED = "|".join(
    closes for mark in REASONING if (closes := mark.closes if mark.unopened is None else mark.unopened)
)
_BEGINS = r"(?=[<\[◁][\w/|]|\A|(?-i:assistantfinal))"
"""Where a mark may begin; most characters of a long reply are passed over by this alone."""
_MARK = re.compile(f"{_BEGINS}(?:{_OPENS}|(?P<unopened>{_UNOPENED}))", re.IGNORECASE)
_ANY_MARK = Finder(f"{_OPENS}|{_UNOPENED}")
_LONGEST_MARK = 200
"""Of the marks that open reasoning, with the white space behind them."""
_OPEN_AT_END = re.compile(rf"(?:{'|'.join(mark.opens for mark in REASONING)})\s*\Z", re.IGNORECASE)
_PARTS = re.compile(
    "|".join(f"{mark.opens}|{mark.closes}|{mark.tokens or mark.closes}" for mark in REASONING), re.IGNORECASE
)
_MARKUP = [(Finder(markup.pattern, re.NOFLAG), markup.replacement) for markup in MARKUP]
_ANY_MARKUP = Finder("|".join(markup.pattern.removeprefix("(?i)") for markup in MARKUP))


_INVISIBLE = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
"""Direction marks, zero-width characters, variation selectors."""
_RUN = re.compile(r"([^\w\s!-~]{64})[^\w\s!-~]+")
"""More signs in a row than anyone writes: putting a run of combining marks in order takes time as its square."""


class Said(NamedTuple):
    """A reply in its two parts.

    Attributes:
        aloud: What is said aloud; empty if nothing was.
        reasoning: What stands between marks of reasoning; None without such marks.
    """

    aloud: str
    reasoning: str | None


def split_reasoning(reply: str) -> Said:
    """A reply as what it says aloud and what it reasons, by the marks of all families of models.

    Reasoning that never ends lasts to the end of the reply; a closing mark without an opening one ends reasoning that
    the prompt had begun.

    Args:
        reply: The raw reply.

    Returns:
        Both parts without the marks; a reply without marks is said aloud as it stands.

    Example:
        >>> split_reasoning("<think>It could be A.</think>The answer is B.")
        Said(aloud='The answer is B.', reasoning='It could be A.')
        >>> split_reasoning("It could be A.[/THINK]B")
        Said(aloud='B', reasoning='It could be A.')
        >>> split_reasoning("B ")
        Said(aloud='B ', reasoning=None)
    """
    if not _ANY_MARK.may_be_in(reply):
        return Said(reply, None)
    aloud: list[str] = []
    reasoning: list[str] = []
    place = 0
    while mark := _MARK.search(reply, place):
        aloud.append(reply[place : mark.start()])
        place = mark.end()
        if mark["unopened"] is not None:
            reasoning += aloud
            aloud.clear()
            continue
        closes = _CLOSES[int(str(mark.lastgroup).removeprefix("opens"))].search(reply, place)
        reasoning.append(reply[place : closes.start()] if closes else reply[place:])
        place = closes.end() if closes else len(reply)
    if not place:
        return Said(reply, None)
    return Said("".join([*aloud, reply[place:]]).strip(), "\n\n".join(filter(None, map(str.strip, reasoning))))


def open_reasoning(prompt: str) -> str:
    r"""The mark at the end of a prompt that begins the reply's reasoning; empty if there is none.

    Example:
        >>> open_reasoning("<|im_start|>assistant\n<think>\n"), open_reasoning("Use <think> tags.<|im_end|>\n")
        ('<think>\n', '')
    """
    mark = _OPEN_AT_END.search(prompt, max(0, len(prompt) - _LONGEST_MARK))
    return mark[0] if mark else ""


def is_mark(token: str) -> bool:
    """Whether a special token is a mark of reasoning, or a part of one.

    Example:
        >>> is_mark("[THINK]"), is_mark("<|channel|>"), is_mark("<|im_end|>")
        (True, True, False)
    """
    return _PARTS.fullmatch(token) is not None


@lru_cache(maxsize=2)
def visible_text(reply: str) -> str:
    """What a reply says aloud: without reasoning and invisible characters, marks in one spelling.

    Compatibility forms (full-width letters, no-break spaces) become the plain ones. Several readers read one reply: the
    texts of the last two are kept.

    Args:
        reply: The raw reply.

    Returns:
        The text that remains; empty if nothing was said.

    Example:
        >>> visible_text("<think>It could be A.</think>The answer is Ｂ.")
        'The answer is B.'
        >>> visible_text("<think>It could be A.")
        ''
    """
    marked = _RUN.sub(r"\1", reply.translate(_PLAIN_MARKS))
    if not marked.isascii():
        if not unicodedata.is_normalized("NFKC", marked):
            marked = unicodedata.normalize("NFKC", marked).translate(_PLAIN_MARKS)
        marked = _INVISIBLE.sub("", marked)
    return split_reasoning(marked).aloud.strip()


def strip_markup(text: str) -> str:
    r"""A text without markup: boxes, tags, JSON, LaTeX, Markdown. Letters in any dress become "(B)".

    Args:
        text: What was said.

    Example:
        >>> strip_markup(r"So $\boxed{\text{B}}$").split()
        ['So', '$', 'Final', 'answer:', '(B)']
        >>> strip_markup('**B** {"answer": "C"}').split()
        ['(B)', 'Final', 'answer:', '(C)']
    """
    for pattern, replacement in _MARKUP if _ANY_MARKUP.may_be_in(text) else ():
        text = pattern.sub(replacement, text)
    return text
