"""Texts of options in replies: which option a piece of text is, begins with, restates or names."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from operator import attrgetter
from string import ascii_lowercase
from typing import NamedTuple

from ch3ef.reading.letters import speaks_of_order
from ch3ef.reading.phrases.numbers import COUNTERS
from ch3ef.reading.visible import strip_markup, visible_text
from ch3ef.reading.words import Word, stem, words

_Form = tuple[str, ...]
_START = attrgetter("start")
_ARTICLES = frozenset(
    "a an the ein eine einen einem einer der die das den dem un une le la les una el los las um uma il lo gli uno een de het"
    " en ett μια μία ένασ έναν ένα ο η το τον την".split()
)
# Words that say nothing of what an option is about; "no" and "not" are compared on their own.
_FUNCTION_WORDS = _ARTICLES | frozenset(
    "it is are was be been am this that these those of in on at to for and or but with from by as there here i you he she we"
    " they my your his her its do does did have has will would can could so just very really clearly definitely actually"
    " indeed then than also because".split()
)
# What any refusal says: it does not tell which of the options is restated.
_BOILERPLATE = frozenset({"sorry", "help", "assist", "request", "apologize", "afraid", "unfortunately", "please"})
_NEGATIVE = frozenset({"no", "not", "never", "none", "neither", *"不没沒非无無"})
# An option of one such word is named only as an answer of its own ("Yes, it does."), not within a sentence.
_WEAK = frozenset({"yes", "no", "none", "all", "both", "it", "this", "that", "one", "not", "right", *ascii_lowercase})
_COUNTED_ONES = frozenset(("一", counter) for counter in COUNTERS["zh"])
"""What stands for an article in Chinese: "one", and the word by which the thing is counted."""
_LONGEST_NEAR = 80
"""Words of a text beyond which it is no restatement of an option."""
_CHARACTERS_OF_A_WORD = 20
_ADDED_CHARACTERS = 200
"""Characters of marks and spaces that a text may have and still be an option's, besides twice its own."""
_RESTATED_SHARE = 0.5
"""Share of an option's content words that a shortened restatement has at least."""
_FRAGMENT_WORDS = 3
"""Words in a row that name an option where no other has them; four where numbers are left out."""
_ADDED_WORDS = 4
"""Content words that a lengthened restatement may add."""
_WORDS_OF_A_NAME = 8
"""Words beside a letter that are compared with the options' words."""


class Place(NamedTuple):
    """An option's text in a longer text.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        option: The option's index.
        words: How many words it has.
    """

    start: int
    end: int
    option: int
    words: int


class OptionTexts:
    """The options as shown, in three forms: all words; without articles and ornaments; without units too.

    Args:
        texts: The options' texts in the order in which they were shown.

    Example:
        >>> options = OptionTexts(["a cat", "a cat on a mat", "40°"])
        >>> options.same("The cat!"), options.same("40"), options.same("a dog")
        (0, 2, None)
        >>> [place.option for place in options.places("I see a cat on a mat.")]
        [1]
        >>> options.near("on a mat")
        1
    """

    def __init__(self, texts: Sequence[str]) -> None:
        found = [words(strip_markup(visible_text(text))) for text in texts]
        self.count = len(texts)
        self._longest = 2 * max(map(len, texts), default=0) + _ADDED_CHARACTERS
        self.speak_of_order = any(map(speaks_of_order, texts))
        self._full = [_form(each) for each in found]
        self._counted = all(_begins_counted(each) for each in found)
        self._core = [_form(self._core_of(each)) for each in found]
        self._unitless = [_without_units(form) for form in self._core]
        self._reach = 3 + max(map(len, self._full), default=0)
        self._begin = {form[0] for form in (*self._core, *self._unitless) if form}
        stems = [tuple(map(stem, form)) for form in self._core]
        self._inflect = len(set(stems)) == self.count and stems != self._core
        self._named = stems if self._inflect else self._core

    def _core_of(self, found: Sequence[Word]) -> list[Word]:
        """Words without articles and ornaments; without Chinese ones too, where every option begins with one."""
        core = _core(found)
        if not self._counted:
            return core
        ones = {i for i, (word, behind) in enumerate(pairwise(core)) if (word.text, behind.text) in _COUNTED_ONES}
        return [word for i, word in enumerate(core) if i not in ones and i - 1 not in ones] or core

    def same(self, text: str, *, loosely: bool = True) -> int | None:
        """The one option that a text is; loosely: with other articles, ornaments or units where that is unambiguous."""
        if len(text) > self._longest:
            return None
        found = words(text)
        core = _form(self._core_of(found))
        forms_of_both = ((self._full, _form(found)), (self._core, core), (self._unitless, _without_units(core)))
        for forms, form in forms_of_both if loosely else forms_of_both[:1]:
            equal = [i for i, other in enumerate(forms) if form and other == form]
            if equal:
                return equal[0] if len(equal) == 1 else None
        return None

    def yes_or_no(self, text: str) -> int | None:
        """The one option that begins with the "yes" or "no" that a text is."""
        form = _form(words(text)) if len(text) <= _ADDED_CHARACTERS else ()
        begun = [i for i, other in enumerate(self._full) if other[:1] == form]
        return begun[0] if form in {("yes",), ("no",)} and len(begun) == 1 else None

    def goes_on(self, option: int) -> bool:
        """Whether another option's text begins with this option's text."""
        own = self._core[option]
        return any(other[: len(own)] == own for i, other in enumerate(self._core) if i != option)

    def consisting_of(self, word: str) -> list[int]:
        """The options whose whole text is one word or letter."""
        return [i for i, form in enumerate(self._full) if form == (word.lower(),)]

    def contradicts(self, letter: int, beside: str) -> bool:
        """Whether the text beside an option's letter is another option's: all of it, or words that only that has."""
        other = self.same(beside)
        if other is None:
            other = self.yes_or_no(beside)
        if other is not None:
            return other != letter
        content = set(_content(_form(self._core_of(words(beside)[: _WORDS_OF_A_NAME + 1]))))
        if not content or len(content) > _WORDS_OF_A_NAME or letter >= self.count:
            return False
        foreign = any(content <= set(form) for i, form in enumerate(self._core) if i != letter)
        return foreign and content.isdisjoint(self._core[letter])

    def beginning(self, text: str, found: Sequence[Word], position: int) -> Place | None:
        """The longest option whose words follow at a place of the text.

        Args:
            text: The text.
            found: All its words.
            position: Where the option must begin, an article and punctuation apart.
        """
        first = bisect_left(found, position, key=_START)
        near = found[first : first + self._reach]
        if not any(word.text in self._begin or not word.text.isalpha() for word in near):
            return None
        following = self._core_of(near)
        if not following or not _LEAD_IN.fullmatch(text[position : following[0].start]):
            return None
        form = _form(following)
        for forms, mine in ((self._core, form), (self._unitless, _without_units(form))):
            fits = [(len(other), i) for i, other in enumerate(forms) if other and mine[: len(other)] == other]
            if fits:
                length, option = max(fits)
                unique = sum(size == length for size, _ in fits) == 1
                return Place(position, following[length - 1].end, option, length) if unique else None
        return None

    def near(self, text: str) -> int | None:
        """The one option that a short text restates: shortened, or with a few words added.

        Content words keep their order; numbers and negation are the same; the words of any refusal do not count.
        """
        found = words(text) if len(text) <= _LONGEST_NEAR * _CHARACTERS_OF_A_WORD else []
        if not 0 < len(found) <= _LONGEST_NEAR:
            return None
        form = _form(self._core_of(found))
        if any(_THAI.match(word) for word in form):
            return None  # single signs in their order restate nothing
        shortened = [i for i, option in enumerate(self._core) if _in_order(_content(form), _content(option))]
        close = [i for i, option in enumerate(self._core) if _is_near(form, option)]
        return close[0] if len(close) == 1 and len(shortened) <= 1 else None

    def places(self, text: str) -> list[Place]:
        """Where options' texts stand in a text, in its order; not those inside a longer option's text."""
        found = self._core_of(words(text))
        forms = [stem(word.text) if self._inflect else word.text for word in found]
        joined = " ".join(["", *forms, ""])
        offsets = list(accumulate((len(form) + 1 for form in forms), initial=0))
        distinct = len(set(self._core)) == self.count
        spans = [
            (first, first + len(own), option)
            for option, own in enumerate(self._named)
            if distinct and not (len(own) == 1 and own[0] in _WEAK)
            for first in _occurrences(joined, offsets, own)
            if _stands_alone(text, found[first].start, found[first + len(own) - 1].end)
        ]
        outermost: list[tuple[int, int, int]] = []
        for span in sorted(spans, key=lambda span: (span[0], -span[1])):
            if not (outermost and span[1] <= outermost[-1][1] and span[:2] != outermost[-1][:2]):
                outermost.append(span)
        return [Place(found[i].start, found[j - 1].end, option, j - i) for i, j, option in outermost]


_UNIT = re.compile(r"(?<=\d)[^\d.,:/].*")
_LEAD_IN = re.compile(r"\W*(?:(?:an?|the)\s+)?", re.IGNORECASE)


# Scripts that write words together: what may stand before and behind a text for it to be a word of its own.
_THAI, _HANGUL, _IDEOGRAPH = re.compile("[\u0e00-\u0e7f]"), re.compile("[\uac00-\ud7af]"), re.compile("[\u3400-\u9fff]")
_BEFORE_THAI = re.compile(r"(?:[^\u0e00-\u0e7f]|^|คือ|เป็น|มี|ตัว|ว่า|รูป|ภาพ|เห็น|ใช่|กับ|และ|หรือ|ของ|เลือก|ตอบ|น่าจะ)$")
_BEHIND_THAI = re.compile(r"[^\u0e00-\u0e7f]|$|ครับ|ค่ะ|ตัว|หนึ่ง|ใน|อยู่|ที่|กำลัง|นะ|เพราะ|และ|หรือ|บน|สี|ไม่|ซึ่ง")
_BEHIND_HANGUL = re.compile(
    r"[^\uac00-\ud7af]|$|이|가|는|은|을|를|인|처럼|과|와|도|로|의|한|라고|입|예|만|에|들|다|하고|네|고|일|였|죠"
)
_BEFORE_IDEOGRAPH = re.compile(
    r"(?:[^\u3400-\u9fff]|^|[是为為有只隻匹条條头頭个個的一那这這像叫见見到了选選和与或不])$"
)
_BEHIND_IDEOGRAPH = re.compile(r"[^\u3400-\u9fff]|$|[在和的了吗呢站坐跑趴与或而都也正，。]")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a text is no part of a longer word, in scripts that part no words."""
    before, first = text[max(0, start - 6) : start], text[start]
    if _THAI.match(first):
        return bool(_BEFORE_THAI.search(before) and _BEHIND_THAI.match(text, end))
    if _HANGUL.match(first):
        return not _HANGUL.match(before[-1:]) and (end - start > 1 or bool(_BEHIND_HANGUL.match(text, end)))
    if _IDEOGRAPH.match(first) and end - start == 1:
        return bool(_BEFORE_IDEOGRAPH.search(before) and _BEHIND_IDEOGRAPH.match(text, end))
    return True


def _occurrences(joined: str, offsets: Sequence[int], part: _Form) -> Iterator[int]:
    """The words at which a sequence of words begins; `str.find` keeps long and repetitive texts linear."""
    needle = " ".join(["", *part, ""])
    at = joined.find(needle) if part else -1
    while at >= 0:
        yield bisect_right(offsets, at) - 1
        at = joined.find(needle, at + 1)


def _core(found: Sequence[Word]) -> list[Word]:
    """Words without articles, currency signs, arrows and emoji; all of them where nothing would be left."""
    kept = [word for word in found if word.text not in _ARTICLES and not _is_ornament(word.text)]
    return kept or list(found)


def _is_ornament(text: str) -> bool:
    return (
        len(text) == 1
        and not text.isalpha()
        and (unicodedata.category(text) in {"So", "Sc"} or "\u2190" <= text <= "\u21ff")
    )


def _begins_counted(found: Sequence[Word]) -> bool:
    return len(found) > 2 and (found[0].text, found[1].text) in _COUNTED_ONES


def _form(found: Sequence[Word]) -> _Form:
    return tuple(word.text for word in found)


def _without_units(form: _Form) -> _Form:
    return tuple(word if word.isalpha() else _UNIT.sub("", word) for word in form)


def _numbers(form: _Form) -> list[str]:
    return [word for word in form if any(c.isdigit() for c in word)]


def _content(form: _Form) -> list[str]:
    return [word for word in form if word not in _FUNCTION_WORDS and word not in _NEGATIVE]


def _is_near(form: _Form, option: _Form) -> bool:
    content, own = _content(form), _content(option)
    same_sense = _NEGATIVE.isdisjoint(form) == _NEGATIVE.isdisjoint(option) and ("yes" in form) == ("yes" in option)
    fragment = f" {' '.join(form)} " in f" {' '.join(option)} "
    if not content or not same_sense:
        return False
    if _numbers(form) != _numbers(option):
        return fragment and len(form) > _FRAGMENT_WORDS
    if _in_order(content, own):
        telling = [word for word in content if word not in _BOILERPLATE]
        if telling == _numbers(form):
            return bool(telling)
        enough = len(content) >= _RESTATED_SHARE * len(own) or (fragment and len(form) >= _FRAGMENT_WORDS)
        return len(telling) > 1 or (bool(telling) and enough)
    return len(own) > 1 and len(content) <= len(own) + _ADDED_WORDS and _in_order(own, content)


def _in_order(part: Sequence[str], whole: Sequence[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in part)
