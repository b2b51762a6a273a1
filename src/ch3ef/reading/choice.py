"""Reply -> choice: which of the lettered options a reply commits to, if it commits to exactly one.

Steps: undress (thinking, markup) -> the whole reply as an option's text or a lone letter -> claims ("the answer
is B", a letter that heads its line ...) -> option texts named in sentences -> refusal. Nothing is guessed:

- "could be", "might be", "maybe", a question, a condition and another's opinion do not commit; "probably",
  "I think" and "my best guess" do;
- two different commitments are none, unless the reply corrects itself in between ("wait", "no, B") or marks one
  as final (a box, an answer tag, "final answer");
- a letter that contradicts the text beside it, or that is another option's whole text, is none;
- options told over are no claims; numbers are no labels: options are shown with letters;
- look-alike Cyrillic and Greek letters count only when they are the whole reply.

Long replies are read in linear time: patterns are bounded, and a mention is judged by a window around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from string import ascii_uppercase
from typing import Literal, NamedTuple

from ch3ef.errors import InputError
from ch3ef.reading.option_texts import OptionTexts
from ch3ef.reading.refusals import is_refusal
from ch3ef.reading.wording import said, undressed, words
from ch3ef.results import Outcome

__all__ = ["Reading", "is_refusal", "read_choice"]


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
    text = undressed(said(reply)).strip()
    refuses = is_refusal(reply)
    position = _position(text, OptionTexts(options), truncated=truncated, refuses=refuses)
    if position is not None:
        return Reading(Outcome.ANSWERED, position)
    if truncated:
        return Reading(Outcome.TRUNCATED, None)
    return Reading(Outcome.REFUSED if refuses else Outcome.UNPARSED, None)


# A base model that goes on with a question of its own, or plays the user too, has answered before that.
_NEXT_TURN = re.compile(r"\n\s{0,20}(?:#{1,4} )?(?:question|q|user|human|example)\s?\d{0,3} ?:", re.IGNORECASE)


def _position(text: str, options: OptionTexts, *, truncated: bool, refuses: bool) -> int | None:
    """The steps in their order; each settles the matter or leaves it to the next."""
    if turn := _NEXT_TURN.search(text):
        first = _position_in_turn(text[: turn.start()].strip(), options, truncated=False, refuses=refuses)
        if first is not None:
            return first
    return _position_in_turn(text, options, truncated=truncated, refuses=refuses)


def _position_in_turn(text: str, options: OptionTexts, *, truncated: bool, refuses: bool) -> int | None:
    whole = _whole(text, options, truncated=truncated)
    letter = _lone_letter(text)
    if letter is not None:
        return _agreed(letter, whole, options)
    if whole is not None:
        return whole
    claims = _claims(text, options, truncated=truncated)
    if any(not claim.denied for claim in claims):
        return _agreed(_resolved(text, claims), None, options)
    if truncated:
        return options.near(text)
    return _named_in_sentences(text, options, refuses=refuses)


# --- the reply as a whole ---------------------------------------------------------------------------------

_OWN_LABEL = re.compile(r"\(?([A-Za-z])(?:\) ?[.:]?| ?[.:-]) *(?=\S)")
_LOOK_ALIKES = str.maketrans("АВСЕНКМОРТХавсеокрхΑΒΕΗΙΚΜΝΟΡΤΧ", "ABCEHKMOPTXABCEOKPXABEHIKMNOPTX")


def _whole(text: str, options: OptionTexts, *, truncated: bool) -> int | None:
    """The option that a text is as a whole, with or without its own letter in front."""
    label = _OWN_LABEL.match(text)
    if label:
        beside, index = text[label.end() :], _index(label[1])
        if index in (options.same(beside), options.yes_or_no(beside)):
            return index
    option = options.same(text, loosely=not label)  # the A of "A. a dog" is no article
    if option is None:
        return options.yes_or_no(text)
    return None if truncated and options.goes_on(option) else option


def _lone_letter(text: str) -> int | None:
    """The letter that is the whole reply, in any dress and script; "B?" asks and is none."""
    match = re.fullmatch(
        r"[\W_]{0,12}(?:(?:option|choice|letter|answer)\s{1,3})?(?P<letter>[^\W\d_])[\W_]{0,12}", text, re.IGNORECASE
    )
    if not match or re.search(r"[?+#°∠]", text):
        return None
    letter = match["letter"].translate(_LOOK_ALIKES).upper()
    return _index(letter) if letter in ascii_uppercase else None


def _index(letter: str) -> int:
    return ord(letter.upper()) - ord("A")


def _agreed(letter: int | None, whole: int | None, options: OptionTexts) -> int | None:
    """The letter's option, unless another option's text is that letter; beyond the options: the whole text's."""
    if letter is None or letter >= options.count:
        return whole
    rivals = [option for option in options.consisting_of(ascii_uppercase[letter]) if option != letter]
    return None if rivals else letter


# --- letters ----------------------------------------------------------------------------------------------

_LATIN = "A-Za-z0-9À-ɏ_"
# A letter standing alone: no part of a word, an abbreviation (D.C.), a hyphenated word (A-level), a mark (B+).
_LETTER = re.compile(
    rf"(?<![{_LATIN}∠△°+#&@\\])(?<![A-Za-z]')(?<![A-Za-z0-9][-/])(?<![A-Za-z]\.)"
    r"(?:\((?P<dressed>[A-Za-z])\)|(?P<plain>[A-Za-z]))"
    rf"(?![{_LATIN}+#&@]|'[A-Za-z]|\.[A-Z](?![A-Za-z])|\.[a-z]\.|-[A-Za-z0-9])"
)
# What may follow a letter that stands for an option. "A cat" fails here: that A is the article.
_FREE = re.compile(
    r"\s{0,3}(?:$|[^\w\s'\"]|[^\x00-\x7f]|\n|(?:because|since|as|for|due|given|but|and|or|nor|is|was|in|with|which|here|rather"
    r"|instead|based|over|not|would|seems|fits|matches|if|when|from|to|than|says|shows|by|are|[A-Z])\b(?!'))"
)
_PRONOUN_FREE = re.compile(r"\s?(?:$|[.):\n])")
_JOINT = re.compile(r"\)?(?:[\s,/&.;:|]|\bor\b|\band\b|\bnor\b|\boption\b|\bchoice\b|或|和|还是|、){1,9}\(?")
_SINGULAR = re.compile(
    r"\s{1,3}(?:is|was|would|seems|says|shows|has|looks|does|doesn't|isn't|wasn't|describes|can|cannot|can't|could|matches|fits)\b"
)


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)}) (?:option|choice|answer)\b", re.IGNORECASE)


class _Letters(NamedTuple):
    """Letters that may stand for options, joined as in "A or C"; a single one nearly always."""

    start: int
    end: int
    options: frozenset[int]


def _letters(text: str) -> list[_Letters]:
    """All letters of a text that may stand for options, in its order."""
    single = [
        _Letters(match.start(), match.end(), frozenset({_index(match["dressed"] or match["plain"])}))
        for match in _LETTER.finditer(text)
        if _may_stand_for_an_option(text, match)
    ]
    single += [
        _Letters(match.start(), match.end(), frozenset({_ORDINALS.index(match[1].lower())}))
        for match in _ORDINAL.finditer(text)
    ]
    found: list[_Letters] = []
    for letter in sorted(single):
        last = found[-1] if found else None
        joined = last and _JOINT.fullmatch(text, last.end, letter.start) and letter.options != last.options
        if last and joined and not _SINGULAR.match(text, letter.end):
            found[-1] = _Letters(last.start, letter.end, last.options | letter.options)
        else:
            found.append(letter)
    return found


def _may_stand_for_an_option(text: str, match: re.Match[str]) -> bool:
    """In brackets, or upper case and neither article nor pronoun."""
    letter = match["plain"]
    if letter is None:
        return True
    if letter == "I":
        return bool(_PRONOUN_FREE.match(text, match.end()))
    return letter.isupper() and (letter != "A" or bool(_FREE.match(text, match.end())))


# --- stance: asserted, denied, or left open ---------------------------------------------------------------


class _Stance(Enum):
    ASSERTED = auto()
    DENIED = auto()
    HEDGED = auto()
    OPEN = auto()


_WINDOW = 120
"""Characters to either side of a mention that can bear on it."""
_CLAUSE_BREAK = re.compile(r"[.!?;:\n。！？；，]|,\s|\b(?:but|so|however|while|although|though|then)\b|而是")
_SENTENCE_BREAK = re.compile(r"[!?\n。！？]|\.(?!\d)")
_NEGATION = re.compile(
    r"\b(?:not|never|no|neither|nor|cannot|without|instead of|rather than|other than|unlike|rul\w+ out|eliminat\w+|exclud\w+)\b"
    r"|n't\b|不是|不选|没有|不会|并非|ではな|じゃな|아니|ليس|नहीं|\bpas\b|\bnicht\b|\bkein\w*|\bnão\b|\bне\b",
    re.IGNORECASE,
)
_NO_NEGATION = re.compile(r"\b(?:no|without|without a) (?:doubt|question)\b|\bnot only\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:could|might|may|can) (?:\w+ ){0,2}(?:be|choose|pick|select|say)\b|\b(?:possibly|perhaps|maybe)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|whether|unless|suppose|supposing|assuming|were it)\b", re.IGNORECASE)
_HAD_TO_CHOOSE = re.compile(r"\bif (?:i|one) (?:had|have|has|must|were|am|need)\b[^.!?\n]{0,40}", re.IGNORECASE)
_ANOTHER_SAYS = re.compile(
    r"\b(?:you|the user|they|he|she|someone|some people|many|the question|the prompt)\b[^.!?\n]{0,20}"
    r"\b(?:say|says|said|think|thinks|thought|believe\w*|claim\w*|suggest\w*|mention\w*|stat\w+|assum\w+)\b[^.!?\n]{0,40}$"
    r"|\b(?:initially|at first|originally|earlier|previously|first thought)\b[^.!?\n]{0,40}$",
    re.IGNORECASE,
)
_REFUTED = re.compile(
    r"\)?[\s:–—→-]{0,4}(?:option |choice |answer )?(?:(?:is|are|was|were|seems?|looks?|can|could|would|must|has to|does|do)\s?)?"
    r"(?:(?:clearly|definitely|also|both|all|obviously|therefore|simply|be|probably|just|more|most) ){0,3}"
    r"(?:not\b|n't|no\b(?!\w|,)|wrong|incorrect|false|ruled out|eliminated|inaccurate|impossible|excluded|invalid|unlikely"
    r"|❌|✗|✘|不正确|错误|不对|不是|नहीं)",
    re.IGNORECASE,
)
_ENDORSED = re.compile(
    r"[\s:–—→-]{0,4}(?:(?:is|would be|seems(?: to be)?|looks(?: to be)?|must be|has to be|should be|appears to be) )?"
    r"(?:(?:clearly|definitely|most likely|probably|indeed|therefore|thus|obviously|certainly|the|most|best|single|only|my) ){0,4}"
    r"(?:(?:correct|right|true|accurate|appropriate|answer|choice|the best)\b|best (?:answer|option|choice|fit)\b|✅|✔|☑|✓"
    r"|(?:是|才是)?(?:正确|对的))"
    r"|\s(?:best|correctly|accurately|clearly|exactly) \w+s\b|\s(?:matches|fits)\b",
    re.IGNORECASE,
)


def _stance(text: str, start: int, end: int) -> _Stance:
    """Whether what is named between two places is asserted, from the words around it within its sentence."""
    left = _SENTENCE_BREAK.split(text[max(0, start - _WINDOW) : start])[-1]
    return _stance_between(left, text[end : end + _WINDOW])


@lru_cache(maxsize=4096)
def _stance_between(left: str, right: str) -> _Stance:
    stop = _SENTENCE_BREAK.search(right)
    rest_of_sentence = _HAD_TO_CHOOSE.sub("", right[: stop.start()] if stop else right)
    clause = _NO_NEGATION.sub("", _CLAUSE_BREAK.split(left)[-1])
    if _NEGATION.search(clause) or _REFUTED.match(right):
        return _Stance.DENIED
    would = re.search(r"\bwould\b", clause + rest_of_sentence[:12], re.IGNORECASE)
    if (
        (stop and stop[0] in "?？")
        or _CONDITION.search(_HAD_TO_CHOOSE.sub("", left))
        or (would and _CONDITION.search(rest_of_sentence))
        or _ANOTHER_SAYS.search(re.split(r"\bbut\b", left)[-1])
    ):
        return _Stance.OPEN
    return _Stance.HEDGED if _HEDGE.search(clause) else _Stance.ASSERTED


# --- claims: what the reply names as the answer -----------------------------------------------------------


class _Claim(NamedTuple):
    """Options that the reply names as the answer, or denies to be it, at one place."""

    start: int
    end: int
    options: frozenset[int]
    kind: Literal["label", "stated", "final"] = "stated"
    denied: bool = False


def _claims(text: str, options: OptionTexts, *, truncated: bool) -> list[_Claim]:
    """All claims of a text in its order; of a truncated one those that what was cut off cannot undo."""
    letters = _letters(text)
    pointed = list(_pointed_at(text, options, letters))
    places = {claim.start for claim in pointed}
    labels, heads = _labels(text, options, letters, places, truncated=truncated)
    judged = [claim for claim in _judged(text, letters, options) if claim.start not in places | heads]
    claims = sorted([*pointed, *labels, *judged], key=lambda claim: claim.start)
    return [claim for claim in claims if not (truncated and _MAY_GO_ON.match(text, claim.end))]


_MAY_GO_ON = re.compile(r"\s*(?:,|/|&|\bor\b|\band\b)\s*$")


# 1. What a cue points at: "the answer is B", "I choose B", "so B".

_NO_PART = rf"(?![{_LATIN}'])"
_CUE = re.compile(
    # Nouns that point by themselves: "answer B", "答案B".
    rf"(?P<answer>(?<![{_LATIN}])(?:answers?|ans|solution|guess|selection|correct(?= ?:)|respuesta|réponse|resposta|risposta|antwort"
    rf"|lösung|antwoord|odpowiedź|cevap|yanıt|jawaban|đáp án|svar|ответ\w{{0,3}}){_NO_PART}"
    r"|答案|正解|答え|回答|解答|정답|답|الإجابة|الجواب|उत्तर|जवाब|सही विकल्प|תשובה|คำตอบ)"
    # Nouns that only name unless something links them: "option B says", but "the best option is B".
    rf"|(?P<option>(?<![{_LATIN}])(?:option|choice|response|pick|letter|one|opción|opção|alternativa|opzione|вариант\w{{0,2}}){_NO_PART}"
    r"|选项|選項|選択肢|선택지|الخيار|विकल्प)"
    # Choosing.
    rf"|(?P<verb>(?<![{_LATIN}])(?:choose|choosing|chose|picking|picked|select|selecting|selected|go with|go for|going with"
    r"|opt for|settle on|lean(?:ing)? towards?|vote for|answer with|i(?:'d| would| will|'ll)? (?:say|think|believe|guess|conclude"
    rf"|suspect|mean|meant|answer|pick)|let me pick|elijo|escojo|choisis|wähle|escolho|scelgo|выбираю){_NO_PART}"
    r"|选(?![项择擇])|选择|選擇|選(?![項擇択]))"
    # Concluding and correcting.
    rf"|(?P<so>(?<![{_LATIN}])(?:so(?! (?:is|are|does|do)\b)|therefore|thus|hence|then|consequently|ultimately|finally|overall|it's|it is|it must be"
    r"|it should be|it has to be|it would be|that's|that is|that would be|this is|but|wait|actually|no|sorry|rather|i mean|i meant"
    rf"|scratch that|make that|correction|hmm){_NO_PART}|所以|因此|而是|不对)",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s:=→>,–—-]{0,6}")
_GAP_WITH_DOTS = re.compile(r"[\s:=→>,.–—-]{0,6}")
# Words between a cue and what it points at: "the answer IS MOST LIKELY OPTION B", "答案应该是B".
_LINK = re.compile(
    rf"[\s:=→>,–—-]{{0,6}}(?:(?:is|are|was|be|would|should|must|will|has|seems|appears|likely|probably|definitely|clearly|most"
    r"|certainly|obviously|simply|actually|indeed|therefore|thus|hence|still|now|surely|really|just|best|correct|right|final|the|that"
    r"|it's|it|option|choice|letter|answer|as|follows|both|either|of|to|this|question|here|for|in|above|given|image|picture|your|my"
    r"|only|one|with|labell?ed|marked|rather|not|never|neither|isn't|wasn't|es|sería|la|el|opción|letra|correcta|correcto|corretta|correta|est|l'option"
    r"|lettre|serait|ist|lautet|wäre|die|buchstabe|é|è|seria|alternativa|opção|lettera|opzione|это|является|вариант|буква|là|adalah"
    rf"|to|brzmi|jest|het|är){_NO_PART}"
    r"|应该是|應該是|应该|就是|最可能是|不是|是|为|為|应|選|选|项|項|는|은|는|이|가|は|が|هي|هو|الصحيحة|الصحيح|है|होगा|विकल्प)",
    re.IGNORECASE,
)
_MOST_LINKS = 10
_ROMANCE_ARTICLE = re.compile(r"\s{0,2}(?:a|o|la|el|le|die|der|den)\s(?=\(?[A-Z](?![A-Za-z]))")
_WRONG_BEFORE = re.compile(r"\b(?:incorrect|wrong|worst|false|least \w+)\s$", re.IGNORECASE)
_LOWER_AT_END = re.compile(r"([a-z])(?=\s{0,3}(?:$|[.,;!)\n]))")
_YES_OR_NO = re.compile(r"(?:yes|no)\b(?=[\s.!]*(?:$|\n))", re.IGNORECASE)
# After an option's text the clause ends or a reason follows; "40° + 20°" and "a dog house" go on.
_CLAUSE_ENDS = re.compile(
    r"\s{0,3}(?:$|[^\w\s'\"+*×/=<>^-]|\n|- |(?:because|since|as|for|due|given|but|rather|in|with|and not)\b)",
    re.IGNORECASE,
)
_ENDS_STRICTLY = re.compile(r"\s{0,2}(?:$|[.,;!\n–—。，]|(?:because|since|as)\b|[^\x00-\x7f])")


def _pointed_at(text: str, options: OptionTexts, letters: Sequence[_Letters]) -> Iterator[_Claim]:
    """Letters and options' texts that a cue points at."""
    by_start = {group.start: group for group in letters}
    found = words(text)

    def named_at(place: int, kind: str) -> tuple[int, frozenset[int]] | None:
        """Where it ends and what it is that is named at a place: an option's text, letters, yes or no."""
        group = by_start.get(place)
        if kind == "so":
            ends = group and _ENDS_STRICTLY.match(text, group.end)
            return (group.end, group.options) if group and ends else None
        written = options.beginning(text, found, place)
        if written and _CLAUSE_ENDS.match(text, written.end) and not (group and written.end <= group.end):
            return written.end, frozenset({written.option})
        if group:
            own = options.beginning(text, found, group.end)
            free = _FREE.match(text, group.end) or (own and {own.option} == group.options)
            return (group.end, group.options) if free else None
        if lower := _LOWER_AT_END.match(text, place):
            return lower.end(), frozenset({_index(lower[1])})
        polar = _YES_OR_NO.match(text, place)
        option = options.yes_or_no(polar[0]) if polar else None
        return (polar.end(), frozenset({option})) if polar and option is not None else None

    for cue in _CUE.finditer(text):
        kind = cue.lastgroup or ""
        position = cue.end()
        for _ in range(_MOST_LINKS):
            article = _ROMANCE_ARTICLE.match(text, position)
            gap = article or (_GAP_WITH_DOTS if kind == "so" else _GAP).match(text, position)
            place = gap.end() if gap else position
            linked = kind != "option" or bool(text[cue.end() : place].strip())
            named = named_at(place, kind) if linked else None
            if named:
                wrong = _WRONG_BEFORE.search(text[max(0, cue.start() - 20) : cue.start()])
                final = re.search("final|最终", text[max(0, cue.start() - 8) : place], re.IGNORECASE)
                yield from _claim(text, place, named, options, denied=bool(wrong), final=bool(final))
            link = _LINK.match(text, position)
            if named or not link:
                break
            position = link.end()


def _claim(
    text: str,
    start: int,
    target: tuple[int, frozenset[int]],
    options: OptionTexts,
    *,
    denied: bool = False,
    final: bool = False,
) -> Iterator[_Claim]:
    """A claim with its stance; none where it is left open. A text beside a letter that contradicts it joins it."""
    end, named = target
    if len(named) > 2 and len(named) == options.count:
        return  # all options told over
    stance = _stance(text, start, end)
    if denied or stance is _Stance.DENIED:
        yield _Claim(start, end, named, denied=True)
    elif stance is _Stance.ASSERTED:
        beside = _BESIDE.match(text, end)
        contradicted = len(named) == 1 and beside is not None and options.contradicts(next(iter(named)), beside[1])
        yield _Claim(start, end, named | {-1} if contradicted else named, "final" if final else "stated")


_BESIDE = re.compile(r"\s?(?:[.):,–—-]|\(|\s){1,3}([^\n.!?]{1,200}(?:\.\d[^\n.!?]{0,20})?)")


# 2. A letter that heads a line, or is one.

_LABEL = re.compile(
    r"^[ \t>#•+:→👉-]{0,12}(?:(?i:option|choice|letter|选项) ?)?(?:\((?P<dressed>[A-Za-z])\)|(?P<plain>[A-Za-z]))"
    rf"(?![{_LATIN}+#&@'])(?P<mark> ?[.):,!、。]|\s[–—→-](?=\s))?(?P<rest>[^\n]*)",
    re.MULTILINE,
)
_LABEL_IN_LINE = re.compile(r"(?<![\w(])(?:\((?P<dressed>[A-Z])\)|(?P<plain>[A-Z])[.):])(?![\w.])")
_NO_LABEL_AFTER = re.compile(
    r"(?:\bnot|n't|\bno|\bwait|\bactually|\bis|\bare|\banswer|\bchoose|\bpick|\bso|\bthan|\bof|\bmeant?|\bto|\bwith|\boption|[-–—:])"
    r"[\s,]*$",
    re.IGNORECASE,
)
_NOTHING_BUT_SIGNS = re.compile(r"[^\w?？]*")
_TICKED = re.compile(r"✅|✔|✓|☑|←|<--")


def _labels(
    text: str, options: OptionTexts, letters: Sequence[_Letters], taken: set[int], *, truncated: bool
) -> tuple[list[_Claim], set[int]]:
    """The letter that heads a line as its label or is the line; and where all labels begin.

    A run of ascending labels is a list of options, not a claim.
    """
    joined = {group.start for group in letters if len(group.options) > 1}
    heads: set[int] = set()
    judged: list[_Claim] = []
    runs: list[list[_Claim]] = []
    last = len(ascii_uppercase)
    for match in _LABEL.finditer(text):
        start = match.start("dressed") - 1 if match["dressed"] else match.start("plain")
        if start in taken | joined or not _is_label(match, options):
            continue
        heads.add(start)
        index = _index(match["dressed"] or match["plain"])
        end = match.end("dressed") + 1 if match["dressed"] else match.end("plain")
        beside = match["rest"].strip()
        own_text = options.same(beside) == index or options.yes_or_no(beside) == index
        contradicted = bool(beside) and options.contradicts(index, _SENTENCE_BREAK.split(beside)[0])
        claim = _Claim(start, end, frozenset({index, -1} if contradicted else {index}), "label")
        verdict = max(match.end("mark"), end)
        if not own_text and _REFUTED.match(text, verdict):
            judged.append(claim._replace(denied=True))
        elif not own_text and (_ENDORSED.match(text, verdict) or _TICKED.search(beside)):
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
    if _index(match["dressed"] or plain) >= options.count and rest.strip()[:1].islower() and options.same(rest) is None:
        return False  # "E. coli"
    if mark == "." and re.match(r"[A-Z](?![A-Za-z])|[a-z]\.", rest):
        return False  # "D.C."
    if mark or match["dressed"]:
        return True
    return bool(re.match(r"\s(?:because|since|as|for)\b", rest)) or (
        plain not in {"A", "I"} and options.same(rest) == _index(plain)
    )


def _labels_more(match: re.Match[str], index: int) -> bool:
    """Whether other letters label something in the same line: a list of options in one line."""
    rest = match["rest"][:_LINE]
    return any(
        _index(other["dressed"] or other["plain"]) != index and not _NO_LABEL_AFTER.search(rest[: other.start()][-20:])
        for other in _LABEL_IN_LINE.finditer(rest)
    )


_LINE = 2000
"""Characters of a line in which further labels are looked for."""


# 3. A letter that is called right or wrong, or stands alone at the end of a sentence.

_SUBJECT_AFTER = re.compile(
    r"(?:^|[.!?\n:,;—–(=>]|\b(?:so|because|and|but|that|think|believe|say|therefore|thus|hence|then|is|option|choice|answer|letter"
    r"|statement|only|the|while|since|as|although|clearly)|选项|选择|所以)\s{0,2}$",
    re.IGNORECASE,
)
_LONE_AFTER = re.compile(
    r"(?:^|[.!?\n:,;—–=>])\s{0,3}(?:(?:so|thus|hence|therefore|then|actually|wait|just|probably|definitely|clearly|certainly|likely|okay"
    r"|ok|yes|sure|sorry|hmm|only)[,:]?\s){0,3}(?:option |choice |letter )?$",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"\s{0,2}[.!]{0,3}\s*(?:$|\n)|[.!]\s")


def _judged(text: str, letters: Sequence[_Letters], options: OptionTexts) -> Iterator[_Claim]:
    """Letters without a cue: refuted, endorsed, or alone at the end of a sentence ("Looking at the ears, B.")."""
    for group in letters:
        before = text[max(0, group.start - 40) : group.start]
        subject = text[group.start] == "(" or _SUBJECT_AFTER.search(before)
        if subject and _REFUTED.match(text, group.end):
            yield _Claim(*group, denied=True)
        elif (subject and _ENDORSED.match(text, group.end)) or (
            len(group.options) == 1 and _LONE_AFTER.search(before) and _SENTENCE_ENDS.match(text, group.end)
        ):
            yield from _claim(text, group.start, (group.end, group.options), options)


# --- what the claims come to ------------------------------------------------------------------------------

_CORRECTION = re.compile(
    r"\b(?:wait|actually|no(?=[\s,.:;!—–-])|correction|correct this|scratch that|instead|rather(?! than)|sorry|i mean|i meant|oops"
    r"|on second thought|on reflection|reconsider\w*|hmm|my mistake)\b|不对|更正|等等",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\b(?:wait,? no|no,? wait|scratch that|never ?mind|i take (?:it|that) back|(?:no, )?that(?:'s| is) (?:wrong|incorrect|not right))\b",
    re.IGNORECASE,
)


def _resolved(text: str, claims: Sequence[_Claim]) -> int | None:
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
    if len(named) != 1 or denied_later or _TAKEN_BACK.search(text, last.end):
        return None
    return next(iter(named))


# --- option texts named in sentences ----------------------------------------------------------------------

_RESTATED_WORDS = 5
"""Words of an option that a refusal must hold to restate it."""
_CONCLUSION = re.compile(r"\b(?:therefore|thus|hence|so|in conclusion|consequently)\b|所以|因此", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:\b(?:option|choice|number|no\.)|#) ?\d+$", re.IGNORECASE)
"""The "2" of "option 2" is no option's text."""
_BEGINS_WITH_YES_OR_NO = re.compile(
    r"(yes|no)\b(?=[,.!;:]|\s(?:-|–|—)\s)(?P<short>(?:\W{1,3}\w{1,12}){0,4}\W*$)?", re.IGNORECASE
)


def _named_in_sentences(text: str, options: OptionTexts, *, refuses: bool) -> int | None:
    """The one option whose text the reply asserts, or which the reply restates nearly."""
    places = options.places(text)
    near = None if _HEDGE.search(text) or "?" in text else options.near(text)
    if refuses:
        first = _SENTENCE_BREAK.split(text)[0]
        restated = {place.option for place in places if place.words >= _RESTATED_WORDS}
        close = {near, options.near(first)} - {None} or restated
        return next(iter(close)) if len(close) == 1 else None
    stances = [
        (place, _stance(text, place.start, place.end))
        for place in places
        if not _NUMBERED.search(text[max(0, place.start - 12) : place.end])
    ]
    standing = [(place, stance) for place, stance in stances if stance in {_Stance.ASSERTED, _Stance.HEDGED}]
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
    return next(iter(named)) if len(named) == 1 and any(stance is _Stance.ASSERTED for _, stance in standing) else None
