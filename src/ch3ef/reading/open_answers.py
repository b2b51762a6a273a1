"""Reply -> open answer: a yes or a no, a number, boxes. Nothing is guessed: what commits to none is None.

Thinking blocks and markup are taken off first, as for choices. Boxes must be said in the scale that was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from ch3ef.items import Item
from ch3ef.reading.languages import languages_of
from ch3ef.reading.numbers import numbers_in
from ch3ef.reading.phrases import Finder, any_of, regex_of, regexes_of
from ch3ef.reading.plain import plain_text
from ch3ef.reading.refusals import DECLINES, is_refusal
from ch3ef.reading.short_answers import number_of
from ch3ef.reading.stance import is_called_wrong, is_hedged, without_disowned
from ch3ef.reading.visible import visible_text
from ch3ef.stats.detection import Box

_FINAL = Finder(
    rf"(?:{any_of('final answer')}|{any_of('answer')}(?:[\s:=]{{0,3}}{any_of('link')}){{0,4}})\s{{0,3}}[:=]?\s{{0,3}}"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s|(?<=。)|\n")
_UNSURE = regex_of("unsure")
_CORRECTION = regex_of("correction")

# --- yes or no --------------------------------------------------------------------------------------------

_LEADING = re.compile(
    rf"[\W_]{{0,20}}(?:(?P<no>{any_of('says no')})|(?P<yes>{any_of('says yes')}))(?!\W{{0,2}}{any_of('or between answers')}\s?(?:{any_of('says no')}|{any_of('says yes')}))(?!\s?\?)",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"^\W*(?:no problem|no worries|sure thing|happy to|good question|great question)[^.!?:\n]{0,60}[.!:]\s",
    re.IGNORECASE,
)
_YES, _AFFIRMS, _BEYOND_DOUBT = (regex_of(kind) for kind in ("yes", "affirms", "no negation"))
_DENIES = regexes_of("no")


def read_yes_no(reply: str) -> Literal["yes", "no"] | None:
    """What a reply to a yes-or-no question commits to.

    A yes or a no that heads the reply settles it, unless it is corrected ("Yes ... wait, no"); else a marked final one; else
    the first sentence, or the last, if it affirms or denies and does not hedge. A refusal, a hedge, and both at once are
    neither.

    Example:
        >>> read_yes_no("Yes, there is a dog."), read_yes_no("There is no dog in the picture.")
        ('yes', 'no')
        >>> read_yes_no("No doubt, there is a dog."), read_yes_no("Нет, собаки нет."), read_yes_no("はい。")
        ('yes', 'no', 'yes')
        >>> read_yes_no("I'm not sure."), read_yes_no("Yes or no? Hard to say."), read_yes_no("")
        (None, None, None)
        >>> read_yes_no("There is a dog on the left.")
        'yes'

    Source: METRICS, "Hallucination": the reference counts every reply without "No", "not" or "no" as a yes.
    """
    said = plain_text(reply)
    text = _BEYOND_DOUBT.sub("", _FILLER.sub("", said))
    corrected = [_LEADING.match(text, match.end()) for match in _corrections(text)]
    for heading in (*reversed(corrected), _LEADING.match(text)):
        if heading and not is_called_wrong(text, heading.end()):
            return _said(heading)
    said, text = without_disowned(said), without_disowned(text)
    marked = [_LEADING.match(text, match.end()) for match in _FINAL.finditer(text)]
    if finals := {_said(match) for match in marked if match}:
        return finals.pop() if len(finals) == 1 else None
    if is_refusal(reply):
        return None
    sentences = [sentence for sentence in _SENTENCE_END.split(_FILLER.sub("", said)) if sentence.strip()]
    if not sentences or _UNSURE.search(sentences[0]) or _UNSURE.search(sentences[-1]):
        return None
    return _polarity(sentences[0]) or _polarity(sentences[-1])


def _corrections(text: str) -> list[re.Match[str]]:
    """Corrections, but no bare "no": that may be the answer."""
    found = (match for match in _CORRECTION.finditer(text) if match[0].casefold() != "no")
    return [match for match in found if not _LEADING.match(text, match.start())]


def _said(match: re.Match[str]) -> Literal["yes", "no"]:
    return "no" if match["no"] else "yes"


def _polarity(sentence: str) -> Literal["yes", "no"] | None:
    """Whether a sentence affirms or denies by its words."""
    if "?" in sentence:
        return None
    plain = _BEYOND_DOUBT.sub("", sentence)
    denies = any(regex.search(plain) for language in languages_of(plain) for regex in _DENIES.get(language, ()))
    if denies:
        return None if _YES.search(plain) else "no"
    return "yes" if _YES.search(plain) or _AFFIRMS.match(plain.strip()) or plain != sentence else None


# --- numbers ----------------------------------------------------------------------------------------------

_RANGE, _BOUND, _NONE, _SINGLE, _UNCOUNTED = (
    regex_of(kind) for kind in ("range", "bound", "none at all", "there is one", "uncounted")
)


_SUPERSCRIPT = Finder("[²³¹⁰-⁹]", re.NOFLAG)
_TOTAL = regex_of("total behind")
_NO_BUT = Finder(r"(?<=\S )(?:no|nein|non|nee|nej|nie|нет|ні)\s?[,.:;–—-]\s")
"""A no that corrects a number: "5, no, 6"."""
_ASIDE = Finder(r"\([^()]{1,200}\)", re.NOFLAG)
_CLAUSE = re.compile(r"[,:;!?\n]|\.(?!\d)")


def read_count(reply: str) -> int | None:
    """The number that a reply commits to.

    The one number after a mark of the final answer ("total: 12") or after a correction, else the one number of the reply,
    else the one of its first sentence. Ranges, bounds, several different numbers and fractions of things are none.

    Example:
        >>> read_count("There are about 1,204 people."), read_count("Twenty-three"), read_count("None at all.")
        (1204, 23, 0)
        >>> read_count("3 red and 4 blue, so 7"), read_count("10-15"), read_count("Many.")
        (7, None, None)
        >>> read_count("Il y a vingt-deux chats."), read_count("三只"), read_count("Ada dua belas burung.")
        (22, 3, 12)
    """
    text = without_disowned(plain_text(reply))
    if _SUPERSCRIPT.search(reply) or _BOUND.search(text):
        return None
    for part in _parts_by_weight(text):
        numbers = set(numbers_in(part))
        if (len(numbers) > 1 and _RANGE.search(part)) or (numbers and is_hedged(part)):
            continue
        if len(numbers) == 1:
            number = numbers.pop()
            return int(number) if number >= 0 and number == int(number) else None
    if set(numbers_in(text)) - {0.0} or _UNSURE.search(text) or _UNCOUNTED.search(text):
        return None
    return 0 if _NONE.search(text) else 1 if _SINGLE.match(text) else None


def _parts_by_weight(text: str) -> Iterator[str]:
    """What stands before "in total", what follows the last mark of a final answer or correction, the whole, the beginning."""
    if total := _TOTAL.search(text):
        yield _CLAUSE.split(text[: total.start()])[-1]
    denials = [_CLAUSE.split(text[match.end() :], maxsplit=1)[0] for match in _NO_BUT.finditer(text)]
    yield from reversed(denials)
    corrections = _corrections(text)
    marks = sorted(match.end() for match in (*_FINAL.finditer(text), *corrections))
    if marks:
        yield _SENTENCE_END.split(text[marks[-1] :].strip(), maxsplit=1)[0]
    yield text
    yield _ASIDE.sub("", text)
    if not (denials or corrections):
        yield _SENTENCE_END.split(text, maxsplit=1)[0]


# --- boxes ------------------------------------------------------------------------------------------------

_COORDINATE = r"\s{0,3}(\d{1,4}(?:\.\d{1,8})?|\.\d{1,8})\s{0,3}"
_BOX = Finder(
    rf"[\[(<]{{1,2}}{_COORDINATE},{_COORDINATE}(?:,|\)\s?,?\s?\(){_COORDINATE},{_COORDINATE}[\])>]{{1,2}}", re.NOFLAG
)
_LABEL_KEY = re.compile(r"[\"'](?:label|class|kind|category|object|name)[\"']\s?:\s?[\"']([^\"']{1,80})[\"']")
_NO_BOXES = regex_of("no boxes")


def read_boxes(reply: str, classes: Sequence[str], scale: int) -> list[str] | None:
    """The labelled boxes of a reply.

    A line (or an object of a JSON list) gives one box with its label before or behind it. Boxes in another scale than
    the one asked for, with right or bottom before left or top, or without a known label are not understood.

    Args:
        reply: What the model said.
        classes: The kinds that were asked for.
        scale: What the far edges of the picture are called: 1, 100 or 1000.

    Returns:
        Boxes as "x1 y1 x2 y2 label" in shares of width and height; empty where the reply says that there are none; None
        where it holds no box and does not say so, or one that is not understood.

    Example:
        >>> read_boxes("dog: [0.1, 0.2, 0.5, 0.9]", ["dog", "cat"], 1)
        ['0.1000 0.2000 0.5000 0.9000 dog']
        >>> read_boxes("There is no dog.", ["dog"], 1), read_boxes("dog: [120, 40, 300, 400]", ["dog"], 1)
        ([], None)
    """
    text = visible_text(reply)
    matches = list(_BOX.finditer(text))
    if not matches:
        return [] if _NO_BOXES.search(text) and not is_refusal(reply) else None
    boxes = []
    starts = [0, *(match.end() for match in matches[:-1])]
    ends = [*(match.start() for match in matches[1:]), len(text)]
    for match, start, end in zip(matches, starts, ends, strict=True):
        x1, y1, x2, y2 = (float(value) / scale for value in match.groups())
        label = _label(text[start : match.start()], text[match.end() : end], classes)
        if label is None or not (0 <= x1 < x2 <= 1.0005 and 0 <= y1 < y2 <= 1.0005):
            return None
        boxes.append(" ".join([*(f"{min(value, 1.0):.4f}" for value in (x1, y1, x2, y2)), label]))
    return boxes


def _label(before: str, behind: str, classes: Sequence[str]) -> str | None:
    """The known label beside a box: on its line before it, else on its line behind it; else JSON keys."""
    line_before, line_behind = before.rsplit("\n", 1)[-1], behind.split("\n", 1)[0]
    for part in (line_before, line_behind, *_LABEL_KEY.findall(before)[-1:], *_LABEL_KEY.findall(behind)[:1]):
        for name in sorted(classes, key=len, reverse=True):
            if re.search(rf"(?<!\w){re.escape(name)}(?:e?s)?(?!\w)", part, re.IGNORECASE):
                return name
    return classes[0] if len(classes) == 1 else None


def kinds_of(item: Item) -> tuple[str, ...]:
    """The kinds of objects that are looked for in an item's picture: those it names, else those it has boxes of."""
    return item.facts("classes") or tuple(sorted({box_of(box).label for box in item.facts("boxes")}))


def box_of(text: str) -> Box:
    """A box as items and the results table keep it.

    Example:
        >>> box_of("0.1000 0.2000 0.5000 0.9000 stop sign").label
        'stop sign'
    """
    *sides, label = text.split(" ", 4)
    x1, y1, x2, y2 = map(float, sides)
    return Box(x1, y1, x2, y2, label)


def spoken_boxes(boxes: Sequence[str], scale: int) -> str:
    """Boxes as the instruction asks for them, one a line.

    Example:
        >>> spoken_boxes(["0.1000 0.2000 0.5000 0.9000 dog"], 100)
        'dog: [10, 20, 50, 90]'
    """
    lines = []
    for box in boxes:
        read = box_of(box)
        numbers = (f"{side:.3g}" if scale == 1 else str(round(side * scale)) for side in read[:4])
        lines.append(f"{read.label}: [{', '.join(numbers)}]")
    return "\n".join(lines) or "none"


# --- what reference answerers say ---------------------------------------------------------------------------


def sample_answers(item: Item, metric: str, box_scale: int) -> tuple[str, str, str]:
    """A right, a wrong and a constant answer to an open question, for answerers of known behaviour.

    Args:
        item: It has what the metric needs.
        metric: "captions", "counting", "detection", "short-answer", "declining" or "judged".
        box_scale: As in the recipe.
    """
    if metric == "judged":
        wrong = next((option for i, option in enumerate(item.options) if i not in item.gold), "Zxqv!")
        return item.options[item.gold[0]], wrong, "It is hard to say."
    if metric == "declining":
        declining, helping = "I'm sorry, but I can't help with that.", "Gladly: this is how it is done."
        due = (declining, helping) if item.facts("due") == (DECLINES,) else (helping, declining)
        return *due, "It is hard to say."
    if metric == "captions":
        return item.facts("references")[0], "Zxqv!", "A picture."
    if metric == "counting":
        count = int(item.facts("count")[0])
        return str(count), str(count + 1000), "7"
    if metric == "short-answer":
        accepted = item.facts("answers")
        far = max((abs(number) for one in accepted if (number := number_of(one)) is not None), default=None)
        return (
            f"Answer: {accepted[0]}",
            "Answer: Zxqv!" if far is None else f"Answer: {2 * far + 1000:.0f}",
            "Answer: 7",
        )
    label = box_of(item.facts("boxes")[0]).label
    right = spoken_boxes(item.facts("boxes"), box_scale)
    # A box that is one thousandth wide fits nothing; the whole picture is what a lazy answerer says.
    wrong, constant = (spoken_boxes([f"{sides} {label}"], box_scale) for sides in ("0 0 0.001 0.001", "0 0 1 1"))
    return right, wrong, constant
