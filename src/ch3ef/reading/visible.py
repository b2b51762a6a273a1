"""Reply -> what it says aloud: without reasoning, invisible characters and markup.

Every pattern works in linear time: no repetition stands inside another, and lengths are bounded where a pattern could
start at every character.
"""

from __future__ import annotations

import re
import unicodedata

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

_BLOCKS = [mark for mark in REASONING if mark.kind == "block"]
_BLOCK = re.compile(
    f"(?P<opens>{'|'.join(mark.opens for mark in _BLOCKS)})|(?P<closes>{'|'.join(mark.closes for mark in _BLOCKS)})",
    re.IGNORECASE,
)
_CHANNELS = [
    (re.compile(mark.opens, re.IGNORECASE), re.compile(mark.closes, re.IGNORECASE))
    for mark in REASONING
    if mark.kind == "channel"
]
_MARKUP = [(re.compile(markup.pattern), markup.replacement) for markup in MARKUP]


_INVISIBLE = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
"""Direction marks, zero-width characters, variation selectors."""
_RUN = re.compile(r"([^\w\s!-~]{64})[^\w\s!-~]+")
"""More signs in a row than anyone writes: putting a run of combining marks in order takes time as its square."""


def visible_text(reply: str) -> str:
    """What a reply says aloud: without reasoning blocks and invisible characters, marks in one spelling.

    Reasoning that never ends says nothing; a closing mark without an opening one ends reasoning that the
    prompt had begun. Compatibility forms (full-width letters, no-break spaces) become the plain ones.

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
    marked = unicodedata.normalize("NFKC", _RUN.sub(r"\1", reply.translate(_PLAIN_MARKS))).translate(_PLAIN_MARKS)
    visible = _INVISIBLE.sub("", marked)
    return _without_reasoning(visible).strip()


def _without_reasoning(text: str) -> str:
    for opens, closes in _CHANNELS:
        if opens.search(text):
            final = list(closes.finditer(text))
            text = text[final[-1].end() :] if final else ""
    kept: list[str] = []
    position = 0
    reasoning = False
    for mark in _BLOCK.finditer(text):
        if mark["closes"] and not reasoning:
            kept.clear()
        elif not reasoning:
            kept.append(text[position : mark.start()])
        reasoning = bool(mark["opens"])
        position = mark.end()
    return "".join(kept if reasoning else [*kept, text[position:]])


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
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return text
