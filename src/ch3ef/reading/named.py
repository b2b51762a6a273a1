"""Reply -> choice, where options are to be called by other names than their letters (`recipes.verbalisers`).

A reply in another vocabulary than the demanded one is no choice: neither the option's letter nor its text counts. The
demanded names are put into letters, what stood there as letters is struck out, and the extractor of lettered options
reads the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_uppercase

from ch3ef.reading.choice import Reading, read_choice, read_label
from ch3ef.reading.letters import speaks_of_order, without_ordinals
from ch3ef.reading.phrases import any_of, regex_of
from ch3ef.reading.plain import plain_text
from ch3ef.reading.visible import strip_markup
from ch3ef.results import Outcome

_STRUCK = "□"
"""What letters become that stand for options; no letter in any form."""
_LETTER = re.compile(r"(?<![\w'-])(?:[B-HJ-UWYZ](?![\w'-])|A(?![\w'-])(?! [a-z]))")
_NUMERAL = re.compile(r"(?<![\w'-])(?:[VX](?![\w'-])|I(?=[\s.):]*$|[.):]))")
"""Letters that are names of options where these are numerals."""
_LOWER = re.compile(r"(?<![\w'-])[a-z](?=[\s.):]*$)|(?<=\()[a-z](?=\))")
_OWN_LABEL = re.compile(r"^\W{0,3}([A-Za-z])\W{1,6}(?=\S)")
_OUTPUT = regex_of("output")
_INTRODUCED = re.compile(rf"(?:{any_of('introduces a name')}[\s:=]{{1,3}})?", re.IGNORECASE)
_NO_PRONOUN = r"(?=\s*(?:$|[.,;:!)\]\n\"]|'(?!\w)))"
"""What follows an I that is a numeral."""


def read_named(reply: str, options: Sequence[str], names: Sequence[str], *, truncated: bool = False) -> Reading:
    """The option whose demanded name a reply commits to.

    Args:
        reply: What the model said, raw.
        options: The options' texts as they were shown, 2 to 10.
        names: What each is to be called, in that order. Where these are letters, letters are the demanded vocabulary.
        truncated: Whether the reply was cut off by the limit on its length.

    Returns:
        The outcome and the option's position. A reply that commits to a letter or to an option's text where another
        name is demanded is unparsed; so is one whose name contradicts what stands beside it.

    Example:
        >>> options, names = ("a cat", "a dog"), ("first", "second")
        >>> read_named("Second.", options, names).position, read_named("The output is first", options, names).position
        (1, 0)
        >>> [str(read_named(reply, options, names).outcome) for reply in ("B", "a dog", "A. second", "first or second")]
        ['unparsed', 'unparsed', 'unparsed', 'unparsed']
        >>> read_named("B", options, ("B", "A")).position
        0
    """
    if set(names) <= set(ascii_uppercase):
        return _read_letters(reply, options, names, truncated=truncated)
    text = plain_text(reply)
    alone = _bare(text)
    whole = [position for position, name in enumerate(names) if alone in (name.casefold(), _bare(strip_markup(name)))]
    if len(whole) == 1:
        return Reading(Outcome.ANSWERED, whole[0])
    if (headed := _headed(text, options, names)) is not None:
        return headed
    return _agreeing(reply, _in_letters(text, names), options, truncated=truncated)


def _bare(text: str) -> str:
    """A text without what introduces it and the punctuation around it, case folded."""
    return _INTRODUCED.sub("", text.strip(), count=1).strip(" \t\n.,;:!()[]'\"").casefold()


def _headed(text: str, options: Sequence[str], names: Sequence[str]) -> Reading | None:
    """A reply that is a letter and a name, or a name and an option's text; None where it is neither."""
    label = _OWN_LABEL.match(text)
    beside = _bare(text[label.end() :]) if label else ""
    if label and beside in (folded := [name.casefold() for name in names]):
        position = folded.index(beside)
        same = ascii_uppercase.find(label[1].upper()) == position
        return Reading(Outcome.ANSWERED, position) if same else Reading(Outcome.UNPARSED, None)
    for position, (name, option) in enumerate(zip(names, options, strict=True)):
        if re.fullmatch(rf"\W*{re.escape(name)}\W{{1,6}}{re.escape(_bare(option))}\W*", text, re.IGNORECASE):
            return Reading(Outcome.ANSWERED, position)
    return None


def _in_letters(text: str, names: Sequence[str]) -> str:
    """The text with letters struck out, then names in letters; "output" is said as "answer" is."""
    struck = _LOWER.sub(_STRUCK, _LETTER.sub(_STRUCK, _OUTPUT.sub("answer", text)))
    if names[0] != "I":
        struck = _NUMERAL.sub(_STRUCK, struck)
    if not any(speaks_of_order(name) for name in names):
        struck = without_ordinals(struck)
    pattern = "|".join(_pattern(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(pattern, lambda match: f"({ascii_uppercase[_position(match[0], names)]})", struck)


def _pattern(name: str) -> str:
    ends = _NO_PRONOUN if name == "I" else r"(?![\w'-])"
    # "Second" begins many a sentence; a surname and a word do not.
    either_case = name.isalpha() and name.islower() and name[-2:] not in {"st", "nd", "rd", "th"}
    return f"(?<![\\w'-]){'(?i:' + re.escape(name) + ')' if either_case else re.escape(name)}{ends}"


def _position(found: str, names: Sequence[str]) -> int:
    return next(position for position, name in enumerate(names) if name.casefold() == found.casefold())


def _read_letters(reply: str, options: Sequence[str], names: Sequence[str], *, truncated: bool) -> Reading:
    """Letters are the vocabulary: the letter that is said is another option's name."""
    meant = [names.index(letter) for letter in ascii_uppercase[: len(names)]]
    found = _agreeing(reply, without_ordinals(reply), [options[position] for position in meant], truncated=truncated)
    return found if found.position is None else Reading(found.outcome, meant[found.position])


def _agreeing(reply: str, text: str, options: Sequence[str], *, truncated: bool) -> Reading:
    """What a text commits to by letters alone, unless the options' texts contradict it."""
    letters = read_label(text, len(options), truncated=truncated)
    if letters.position is None:
        refused = read_label(reply, len(options), truncated=truncated)
        return Reading(refused.outcome if refused.position is None else Outcome.UNPARSED, None)
    if read_choice(text, options, truncated=truncated).position != letters.position:
        return Reading(Outcome.UNPARSED, None)
    return letters
