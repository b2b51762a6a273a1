"""Reply -> choice: which of the lettered options a reply commits to, if it commits to exactly one.

Steps: what is visible (no reasoning, no markup) -> the whole reply as an option's text or a lone letter -> claims ("the answer
is B", a letter that heads its line ...) -> option texts named in sentences -> refusal. Nothing is guessed:

- "could be", "might be", "maybe", a question, a condition and another's opinion do not commit; "probably",
  "I think" and "my best guess" do;
- two different commitments are none, unless the reply corrects itself in between ("wait", "no, B") or marks one
  as final (a box, an answer tag, "final answer");
- a letter that contradicts the text beside it, or that is another option's whole text, is none;
- a reply that was cut off while it took the question up again ("B. Hmm, wait, the") commits to nothing; one that was cut
  off while it explained its answer does;
- options told over are no claims; numbers are no labels: options are shown with letters;
- look-alike Cyrillic and Greek letters count only when they are the whole reply, or what its "answer:" points at.

Long replies are read in linear time: patterns are bounded, a mention is judged by a window around it, and of what is longer
than some thousand characters the beginning and the end are read (`reading.plain`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_uppercase

from ch3ef.errors import InputError
from ch3ef.reading.claims import Claim, claims_in, first_and_last
from ch3ef.reading.letters import latin, letter_groups, position_of
from ch3ef.reading.option_texts import OptionTexts
from ch3ef.reading.phrases import Finder, any_of, regex_of
from ch3ef.reading.plain import plain_text
from ch3ef.reading.reconsidering import left_open
from ch3ef.reading.refusals import is_refusal
from ch3ef.reading.stance import Stance, first_sentence, is_hedged, stance_at
from ch3ef.results import Outcome


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reply came to.

    Attributes:
        outcome: answered, unparsed, refused or truncated.
        position: Index into the options as shown; None unless answered.
    """

    outcome: Outcome
    position: int | None


def read_choice(reply: str, options: Sequence[str], *, truncated: bool = False) -> Reading:
    """The option that a reply commits to.

    For every recipe that shows lettered options and lets the model write. A reply that commits to no option,
    or to several, is unparsed, refused or truncated, never guessed; an empty reply is unparsed.

    Args:
        reply: What the model said, raw.
        options: The options' texts as they were shown, lettered A, B, C ... in this order; 2 to 26.
        truncated: Whether the reply was cut off by the limit on its length.

    Returns:
        The outcome and the option's position.

    Raises:
        InputError: There are fewer than 2 or more than 26 options.

    Example:
        >>> read_choice("The correct option is B because A is wrong.", ["a cat", "a dog"])
        Reading(outcome=<Outcome.ANSWERED: 'answered'>, position=1)
        >>> read_choice("A dog.", ["a cat", "a dog"]).position
        1
        >>> read_choice("A or B", ["a cat", "a dog"]).outcome
        <Outcome.UNPARSED: 'unparsed'>
        >>> read_choice("I'm sorry, but I can't help with that.", ["a cat", "a dog"]).outcome
        <Outcome.REFUSED: 'refused'>
        >>> read_choice("Let me look at the", ["a cat", "a dog"], truncated=True).outcome
        <Outcome.TRUNCATED: 'truncated'>

    Checked against the adversarial replies of `tests/data/choice_replies.jsonl`.
    """
    if not 2 <= len(options) <= len(ascii_uppercase):
        raise InputError(f"`options` has {len(options)} entries; expected 2 to 26, one per letter A to Z.")
    return _read(reply, OptionTexts(options), truncated=truncated)


def read_label(reply: str, count: int = len(ascii_uppercase), *, truncated: bool = False) -> Reading:
    """The letter that a reply names, whatever the options are.

    For replies to options whose texts are not known, or where only a letter is to count.

    Args:
        reply: What the model said, raw.
        count: How many letters stand for options, from A on.
        truncated: Whether the reply was cut off by the limit on its length.

    Returns:
        The outcome and the letter's position in the alphabet.

    Example:
        >>> read_label("The answer is C.").position
        2
        >>> read_label("a dog").outcome, read_label("The answer is C.", 2).outcome
        (<Outcome.UNPARSED: 'unparsed'>, <Outcome.UNPARSED: 'unparsed'>)
    """
    return _read(reply, _without_texts(count), truncated=truncated)


@lru_cache
def _without_texts(count: int) -> OptionTexts:
    """Options that no reply can name by their texts."""
    return OptionTexts([""] * count)


def _read(reply: str, options: OptionTexts, *, truncated: bool) -> Reading:
    text = plain_text(reply)
    refuses = is_refusal(reply)
    position = _position(text, options, truncated=truncated, refuses=refuses)
    if position is not None:
        return Reading(Outcome.ANSWERED, position)
    if truncated:
        return Reading(Outcome.TRUNCATED, None)
    return Reading(Outcome.REFUSED if refuses else Outcome.UNPARSED, None)


# A base model that goes on with a question of its own, or plays the user too, has answered before that.
_NEXT_TURN = Finder(r"\n\s{0,20}(?:#{1,4} )?(?:question|q|user|human|example)\s?\d{0,3} ?:")


def _position(text: str, options: OptionTexts, *, truncated: bool, refuses: bool) -> int | None:
    """The steps in their order; each settles the matter or leaves it to the next."""
    if turn := _NEXT_TURN.search(text):
        first = _position_in_turn(text[: turn.start()].strip(), options, truncated=False, refuses=refuses)
        if first is not None:
            return first
    found = _position_in_turn(text, options, truncated=truncated, refuses=refuses)
    if truncated and found is not None:

        def read(rest: str) -> int | None:
            return _position_in_turn(rest, options, truncated=True, refuses=refuses)

        return None if left_open(text, found, read) else found
    return found


def _position_in_turn(text: str, options: OptionTexts, *, truncated: bool, refuses: bool) -> int | None:
    whole = _whole_text(text, options, truncated=truncated)
    letter = _lone_letter(text)
    if letter is not None:
        return _agreed(letter, whole, options)
    if whole is not None:
        return whole
    claims = claims_in(text, options, truncated=truncated)
    if any(not claim.denied for claim in claims):
        return _agreed(_resolved(text, claims), None, options)
    if truncated:
        return options.near(text)
    return _named_in_sentences(text, options, refuses=refuses)


# --- the reply as a whole ---------------------------------------------------------------------------------

_LONE_LETTER = re.compile(
    rf"[\W_]{{0,12}}(?:(?:{any_of('option')}|{any_of('answer')})[\s:]{{1,3}})?(?P<letter>[^\W\d_])[\W_]{{0,12}}",
    re.IGNORECASE,
)
_OWN_LABEL = re.compile(r"\(?([A-Za-z])(?:\) ?[.:]?| ?[.:-]) *(?=\S)")


def _whole_text(text: str, options: OptionTexts, *, truncated: bool) -> int | None:
    """The option that a text is as a whole, with or without its own letter in front."""
    label = _OWN_LABEL.match(text)
    if label:
        beside, index = text[label.end() :], position_of(label[1])
        if index in (options.same(beside), options.yes_or_no(beside)):
            return index
    option = options.same(text, loosely=not label)  # the A of "A. a dog" is no article
    if option is None:
        return options.yes_or_no(text)
    return None if truncated and options.goes_on(option) else option


def _lone_letter(text: str) -> int | None:
    """The letter that is the whole reply, in any dress and script; "B?" asks and is none."""
    match = _LONE_LETTER.fullmatch(text)
    if not match or re.search(r"[?+#°∠]", text):
        return None
    letter = latin(match["letter"])
    return position_of(letter) if letter in ascii_uppercase else None


def _agreed(letter: int | None, whole: int | None, options: OptionTexts) -> int | None:
    """The letter's option, unless another option's text is that letter; beyond the options: the whole text's."""
    if letter is None or letter >= options.count:
        return whole
    rivals = [option for option in options.consisting_of(ascii_uppercase[letter]) if option != letter]
    return None if rivals else letter


# --- what the claims come to ------------------------------------------------------------------------------

_CORRECTION, _TAKEN_BACK = regex_of("correction"), regex_of("taken back")


def _resolved(text: str, claims: Sequence[Claim]) -> int | None:
    """The one option that the claims come to; None where they contradict each other."""
    standing = [claim for claim in claims if not claim.denied]
    last = standing[-1]
    corrections = [match.start() for match in _CORRECTION.finditer(text, 0, last.start)]
    if corrections:
        standing = [claim for claim in standing if claim.start > corrections[-1]]
    first_final = next((claim.start for claim in standing if claim.kind == "final"), 0)
    standing = [claim for claim in standing if claim.start >= first_final]
    named = frozenset[int]().union(*(claim.options for claim in standing))
    denied_later = any(claim.denied and claim.start > last.start and named <= claim.options for claim in claims)
    if len(named) != 1 or denied_later or _TAKEN_BACK.search(text, last.end) or _corrected_to(text, last, claims):
        return None
    return next(iter(named))


_MERE_NEGATION = re.compile(r"(?<=[\s(][nNjJ]o) [^\W\d_]|(?<=[\s(][nN](?:on|ão|ie|ej)) [^\W\d_]")
"""A no that a word follows corrects nothing: "in A no dog is mentioned"."""


def _corrected_to(text: str, last: Claim, claims: Sequence[Claim]) -> bool:
    """Whether another letter stands behind a correction of the last claim, though nothing says that it is claimed."""
    found = (match for match in _CORRECTION.finditer(text, last.end) if not _MERE_NEGATION.match(text, match.end()))
    correction = next(found, None)
    denied = {claim.start for claim in claims if claim.denied}
    return correction is not None and any(
        group.start >= correction.end() and group.start not in denied and not group.options <= last.options
        for group in letter_groups(text)
    )


# --- option texts named in sentences ----------------------------------------------------------------------

_RESTATED_WORDS = 5
"""Words of an option that a refusal must hold to restate it."""
_CONCLUSION = regex_of("conclusion")
_NUMBERED = regex_of("number of an option")
"""The "2" of "option 2" is no option's text."""
_BEGINS_WITH_YES_OR_NO = re.compile(
    r"(yes|no)\b(?=[,.!;:]|\s(?:-|–|—)\s)(?P<short>(?:\W{1,3}\w{1,12}){0,4}\W*$)?", re.IGNORECASE
)


def _named_in_sentences(text: str, options: OptionTexts, *, refuses: bool) -> int | None:
    """The one option whose text the reply asserts, or which the reply restates nearly."""
    places = first_and_last(options.places(text))
    near = None if is_hedged(text) or "?" in text else options.near(text)
    if refuses:
        first = first_sentence(text)
        restated = {place.option for place in places if place.words >= _RESTATED_WORDS}
        close = {near, options.near(first)} - {None} or restated
        return next(iter(close)) if len(close) == 1 else None
    stances = [
        (place, stance_at(text, place.start, place.end))
        for place in places
        if not _NUMBERED.search(text[max(0, place.start - 12) : place.end])
    ]
    standing = [(place, stance) for place, stance in stances if stance in {Stance.ASSERTED, Stance.HEDGED}]
    concluded = [match.start() for match in _CONCLUSION.finditer(text)]
    if len({place.option for place, _ in standing}) > 1 and concluded:
        standing = [(place, stance) for place, stance in standing if place.start > concluded[-1]]
    named = {place.option for place, _ in standing}
    begins = _BEGINS_WITH_YES_OR_NO.match(text)
    polar = options.yes_or_no(begins[1]) if begins else None
    if begins and polar is not None and (begins["short"] or polar in options.consisting_of(begins[1])):
        named.add(polar)
        return polar if named == {polar} else None
    if near is not None and named <= {near}:
        return near
    return next(iter(named)) if len(named) == 1 and any(stance is Stance.ASSERTED for _, stance in standing) else None
