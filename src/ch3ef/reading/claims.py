"""Claims: what a reply names as the answer, and what it denies to be it, place by place.

A claim is made by a cue that points ("the answer is B"), by a letter that heads a line or is one, or by a letter that
is called right or wrong or stands alone as a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal, NamedTuple, TypeVar

from ch3ef.reading.letters import LOOK_ALIKES, LetterGroup, latin, letter_groups, may_follow_a_letter, position_of
from ch3ef.reading.option_texts import OptionTexts
from ch3ef.reading.phrases import Finder, any_of, regex_of
from ch3ef.reading.phrases.phrase import LETTERS_AND_DIGITS
from ch3ef.reading.stance import Stance, first_sentence, is_endorsed, is_refuted, stance_at
from ch3ef.reading.words import words

CONTRADICTED = -1
"""Stands beside an option in a claim where the text beside its letter is another option's."""


class Claim(NamedTuple):
    """Options that the reply names as the answer, or denies to be it, at one place.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        options: Positions of the options; `CONTRADICTED` among them where the claim is at odds with itself.
        kind: "label" for a letter that only heads its line, "final" for an answer marked as final.
        denied: Whether the reply says that they are not the answer.
    """

    start: int
    end: int
    options: frozenset[int]
    kind: Literal["label", "stated", "final"] = "stated"
    denied: bool = False


_Found = TypeVar("_Found")
_MOST_LETTERS = 200
"""A text with more letters that may stand for options tells something over; its first and last ones are read."""
_MAY_GO_ON = re.compile(r"\s*(?:,|/|&|\bor\b|\band\b)\s*$")
_BESIDE = re.compile(r"\s?(?:[.):,–—-]|\(|\s){1,3}([^\n.!?]{1,200}(?:\.\d[^\n.!?]{0,20})?)")


def claims_in(text: str, options: OptionTexts, *, truncated: bool) -> list[Claim]:
    """All claims of a text in its order; of a truncated one those that what was cut off cannot undo."""
    letters = first_and_last(letter_groups(text, 0 if options.speak_of_order else options.count))
    pointed = list(_cued(text, options, letters))
    places = {claim.start for claim in pointed}
    labels, heads = _labels(text, options, letters, places, truncated=truncated)
    judged = [claim for claim in _judged(text, letters, options) if claim.start not in places | heads]
    claims = sorted([*pointed, *labels, *judged], key=lambda claim: claim.start)
    return [claim for claim in claims if not (truncated and _MAY_GO_ON.match(text, claim.end))]


def first_and_last(found: list[_Found]) -> list[_Found]:
    """All that was found, or its first and last ones where a text repeats itself.

    Example:
        >>> len(first_and_last(list(range(1000)))), first_and_last([1, 2])
        (200, [1, 2])
    """
    return found if len(found) <= _MOST_LETTERS else found[: _MOST_LETTERS // 2] + found[-_MOST_LETTERS // 2 :]


# --- what a cue points at: "the answer is B", "I choose B", "so B" --------------------------------------------

_CUES = ("answer", "option", "choose", "conclude")
"""Kinds of phrases that point at an answer; "option" only where something links it: "option B says" claims nothing."""
_CUE = Finder("|".join(f"(?P<{kind}>{any_of(kind)})" for kind in _CUES))
_GAP = re.compile(r"[\s:=→➡▶►⇒👉>,)–—-]{0,6}")
_GAP_WITH_DOTS = re.compile(r"[\s:=→>,.–—-]{0,6}")
_LINK = re.compile(rf"[\s:=→>,–—-]{{0,6}}(?:{any_of('link')}|{any_of('option')})", re.IGNORECASE)
_MAX_LINKS = 10
_LETTER_IN_BRACKETS = 3
"""Characters; what is longer names a place in words."""
_ARTICLE = re.compile(rf"\s{{0,2}}(?:[ao]|{any_of('article')})\s(?=\(?[A-Z](?![A-Za-z]))")
_WRONG_BEFORE = regex_of("wrong")
_FINAL = regex_of("final")
_LOWER_AT_END = re.compile(r"([a-z])(?=\s{0,3}(?:$|[.,;!)\n]))")
_YES_OR_NO = regex_of("yes or no")
# After an option's text the clause ends or a reason follows; "40° + 20°" and "a dog house" go on.
_CLAUSE_ENDS = re.compile(rf"\s{{0,3}}(?:$|[^\w\s'\"+*×/=<>^-]|\n|- |{any_of('after a clause')}\b)", re.IGNORECASE)
_ENDS_STRICTLY = re.compile(
    rf"\s{{0,2}}(?:$|[.,:;!\n–—。]|- |(?:{any_of('after a conclusion')}|{any_of('reason after a label')})\b|{any_of('copula after a letter')}"
    r"|[^\x00-\x7f])"
)
_LOOK_ALIKE = re.compile(rf"([{LOOK_ALIKES}])(?=\s{{0,3}}(?:$|[.,;!)\n]))")


@dataclass(frozen=True, slots=True)
class _Named:
    """What is named at a place: options, and where that ends."""

    end: int
    options: frozenset[int]


class _Mentions:
    """What is named where in a text."""

    def __init__(self, text: str, options: OptionTexts, letters: Sequence[LetterGroup]) -> None:
        self._text, self._options, self._words = text, options, words(text)
        self._letters = {group.start: group for group in letters}

    def at(self, place: int, cue: str) -> _Named | None:
        """What a cue of some kind points at: an option's text, letters, yes or no."""
        text, options, group = self._text, self._options, self._letters.get(place)
        if cue == "conclude":
            return _Named(group.end, group.options) if group and _ENDS_STRICTLY.match(text, group.end) else None
        written = options.beginning(text, self._words, place)
        if written and _CLAUSE_ENDS.match(text, written.end) and not (group and written.end <= group.end):
            return _Named(written.end, frozenset({written.option}))
        if group:
            own = options.beginning(text, self._words, group.end)
            in_words = group.end - group.start > _LETTER_IN_BRACKETS
            free = in_words or may_follow_a_letter(text, group.end) or (own and {own.option} == group.options)
            return _Named(group.end, group.options) if free else None
        if lower := _LOWER_AT_END.match(text, place):
            return _Named(lower.end(), frozenset({position_of(lower[1])}))
        if cue == "answer" and (alike := _LOOK_ALIKE.match(text, place)):
            return _Named(alike.end(), frozenset({position_of(latin(alike[1]))}))
        polar = _YES_OR_NO.match(text, place)
        option = options.yes_or_no(polar[0]) if polar else None
        return _Named(polar.end(), frozenset({option})) if polar and option is not None else None


def _cued(text: str, options: OptionTexts, letters: Sequence[LetterGroup]) -> Iterator[Claim]:
    """Letters and options' texts that a cue points at, links between the two apart."""
    mentions = _Mentions(text, options, letters)
    for cue in _CUE.finditer(text):
        position = cue.end()
        for _ in range(_MAX_LINKS):
            gaps = _GAP_WITH_DOTS if cue.lastgroup == "conclude" else _GAP
            gap = _ARTICLE.match(text, position) or gaps.match(text, position)
            place = gap.end() if gap else position
            linked = cue.lastgroup != "option" or bool(text[cue.end() : place].strip())
            named = mentions.at(place, cue.lastgroup or "") if linked else None
            if named:
                wrong = _WRONG_BEFORE.search(text[max(0, cue.start() - 20) : cue.start()])
                final = _FINAL.search(text[max(0, cue.start() - 8) : place])
                yield from _claim_at(text, place, named, options, denied=bool(wrong), final=bool(final))
            link = _LINK.match(text, position)
            if named or not link:
                break
            position = link.end()


def _claim_at(
    text: str,
    start: int,
    named: _Named,
    options: OptionTexts,
    *,
    denied: bool = False,
    final: bool = False,
) -> Iterator[Claim]:
    """A claim with its stance; none where it is left open. A text beside a letter that contradicts it joins it."""
    if len(named.options) > 2 and len(named.options) == options.count:
        return  # all options told over
    stance = stance_at(text, start, named.end)
    if denied or stance is Stance.DENIED:
        yield Claim(start, named.end, named.options, denied=True)
    elif stance is Stance.ASSERTED:
        beside = _BESIDE.match(text, named.end)
        single = next(iter(named.options)) if len(named.options) == 1 else None
        contradicted = single is not None and beside is not None and options.contradicts(single, beside[1])
        claimed = named.options | {CONTRADICTED} if contradicted else named.options
        yield Claim(start, named.end, claimed, "final" if final else "stated")


# --- a letter that heads a line, or is one ----------------------------------------------------------------

_LINE = 2000
"""Characters of a line in which further labels are looked for."""
_LABEL = re.compile(
    rf"^(?P<sign>[ \t>#•+:→👉✅✔☑✓❌✗✘-]{{0,12}})(?:(?i:{any_of('article')}\s)?(?i:{any_of('noun before a label')}|{any_of('option')}) ?)?(?:\((?P<bracketed>[A-Za-z])\)|(?P<plain>[A-Za-z]))"
    rf"(?![{LETTERS_AND_DIGITS}+#&@'])(?P<mark> ?[.):,;!、。]|\s[–—→-](?=\s))?(?P<rest>[^\n]*)",
    re.MULTILINE,
)
_LABEL_IN_LINE = re.compile(r"(?<![\w(])(?:\((?P<bracketed>[A-Z])\)|(?P<plain>[A-Z])[.):])(?![\w.])")
_NO_LABEL_AFTER = re.compile(rf"{any_of('before no label')}[\s,]*$", re.IGNORECASE)
_NOTHING_BUT_SIGNS = re.compile(r"[^\w?？]*")
_TICKED = regex_of("ticked")
_CROSSED = re.compile("[❌✗✘]")
_REASON_FOLLOWS = re.compile(rf"\s?{any_of('reason after a label')}")


def _labels(
    text: str, options: OptionTexts, letters: Sequence[LetterGroup], taken: set[int], *, truncated: bool
) -> tuple[list[Claim], set[int]]:
    """The letter that heads a line as its label or is the line; and where all labels begin.

    A run of ascending labels is a list of options, not a claim.
    """
    joined = {group.start for group in letters if len(group.options) > 1}
    heads: set[int] = set()
    judged: list[Claim] = []
    runs: list[list[Claim]] = []
    last = len(ascii_uppercase)
    for match in first_and_last(list(_LABEL.finditer(text))):
        start = match.start("bracketed") - 1 if match["bracketed"] else match.start("plain")
        if start in taken | joined or not _is_label(match, options):
            continue
        heads.add(start)
        index = position_of(match["bracketed"] or match["plain"])
        end = match.end("bracketed") + 1 if match["bracketed"] else match.end("plain")
        beside = match["rest"].strip()
        own_text = options.same(beside) == index or options.yes_or_no(beside) == index
        contradicted = bool(beside) and options.contradicts(index, first_sentence(beside))
        claim = Claim(start, end, frozenset({index, CONTRADICTED} if contradicted else {index}), "label")
        verdict = max(match.end("mark"), end)
        if not own_text and (is_refuted(text, verdict) or _CROSSED.search(match["sign"])):
            judged.append(claim._replace(denied=True))
        elif not own_text and (is_endorsed(text, verdict) or _TICKED.search(match["sign"] + beside)):
            judged.append(claim._replace(kind="stated"))
        elif not (truncated and beside and match.start() > 0):  # else perhaps the first of a list
            if index <= last:
                runs.append([])
            runs[-1].append(claim)
            if _labels_more(match, index):
                runs[-1].append(claim)
            last = index
    return judged + [run[0] for run in runs if len(run) == 1], heads


def _is_label(match: re.Match[str], options: OptionTexts) -> bool:
    """Whether a line's first letter is a label: marked as one, alone, or before its own text. "A cat" is none."""
    plain, mark, rest = match["plain"], (match["mark"] or "").strip(), match["rest"]
    if _NOTHING_BUT_SIGNS.fullmatch(rest):
        return True
    if re.match(r"\W*[?？]", rest) or (plain == "I" and mark not in {".", ")", ":"}):
        return False
    if plain and plain.islower() and mark not in {".", ")", ":"}:
        return False
    beyond = position_of(match["bracketed"] or plain) >= options.count
    if beyond and rest.strip()[:1].islower() and options.same(rest) is None:
        return False  # "E. coli"
    if mark == "." and re.match(r"[A-Z](?![A-Za-z])|[a-z]\.", rest):
        return False  # "D.C."
    if mark or match["bracketed"]:
        return True
    return bool(_REASON_FOLLOWS.match(rest)) or (plain not in {"A", "I"} and options.same(rest) == position_of(plain))


def _labels_more(match: re.Match[str], index: int) -> bool:
    """Whether other letters label something in the same line: a list of options in one line."""
    rest = match["rest"][:_LINE]
    others = (
        other for other in _LABEL_IN_LINE.finditer(rest) if position_of(other["bracketed"] or other["plain"]) != index
    )
    return any(not _NO_LABEL_AFTER.search(rest[: other.start()][-20:]) for other in others)


# --- a letter that is called right or wrong, or stands alone as a sentence --------------------------------

_HEAD_ENDS = re.compile(
    rf"\s{{0,2}}(?:$|[.,:;!\n–—。]|- |{any_of('copula after a letter')}|{any_of('reason after a label')})",
    re.IGNORECASE,
)
_LONGEST_ARTICLE = 6
_ARTICLE_ALONE = re.compile(rf"\W*(?:{any_of('article')}|[ao])\s", re.IGNORECASE)
_NUMBERED = re.compile(r"\d[.)]\s{0,2}$")
"""In front of a letter in a numbered list."""
_BREAKS = ".!?\n:,;—–(=>。、"
_SUBJECT_AFTER = re.compile(
    rf"(?:{any_of('before a subject')}|{any_of('option')}|{any_of('article')}|\bbut|{any_of('but')})\s{{0,2}}$",
    re.IGNORECASE,
)
_LONE_AFTER = re.compile(
    rf"(?:^|[.!?\n:,;—–=>。、])\s{{0,3}}(?P<adverbs>(?:{any_of('before a lone letter')}[,:]?\s){{0,3}})(?:{any_of('option')}\s?)?$",
    re.IGNORECASE,
)
_CLAUSE_GOES_ON = re.compile(r",\s(?:although|though|but|while|because|since|as|that|it|the|even)\b")
_SENTENCE_ENDS = re.compile(
    rf"(?:,? {any_of('after a lone letter')}|\s?{any_of('copula after a letter')}|'?\s?{any_of('option')}){{0,2}}"
    r"(?:\s{0,2}[.!。]{0,3}\s*(?:$|\n)|[.!]\s|。)",
    re.IGNORECASE,
)


def _judged(text: str, letters: Sequence[LetterGroup], options: OptionTexts) -> Iterator[Claim]:
    """Letters without a cue: refuted, endorsed, or alone at the end of a sentence ("Looking at the ears, B.")."""
    for group in letters:
        before = text[max(0, group.start - 40) : group.start]
        refuted, endorsed = is_refuted(text, group.end), is_endorsed(text, group.end)
        subject = (refuted or endorsed) and _is_subject(text, group.start, before)
        if subject and refuted:
            yield Claim(*group, denied=True)
        elif (
            subject
            or _heads_the_reply(text, group)
            or (
                len(group.options) == 1
                and not (len(letters) > 1 and _NUMBERED.search(before))
                and (lone := _LONE_AFTER.search(before))
                and (
                    _SENTENCE_ENDS.match(text, group.end)
                    or (lone["adverbs"] and _CLAUSE_GOES_ON.match(text, group.end))
                )
            )
        ):
            yield from _claim_at(text, group.start, _Named(group.end, group.options), options)


def _heads_the_reply(text: str, group: LetterGroup) -> bool:
    """Whether a reply begins with an article and a letter, or with a place, and a clause ends or a reason follows."""
    head, own = text[: group.start], text[group.start : group.end]
    begins = not head.strip(" \t\n\"'([*") and (" " in own or not own.isascii())
    after_an_article = len(head) <= _LONGEST_ARTICLE and _ARTICLE_ALONE.fullmatch(head)
    return len(group.options) == 1 and bool(begins or after_an_article) and bool(_HEAD_ENDS.match(text, group.end))


def _is_subject(text: str, start: int, before: str) -> bool:
    """Whether a letter may be the subject of what follows it."""
    head = before.rstrip(" ")[-1:]
    return text[start] == "(" or not head or head in _BREAKS or bool(_SUBJECT_AFTER.search(before))
