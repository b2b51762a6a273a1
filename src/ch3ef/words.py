"""Texts of ours that can be said in other languages: each is its English text and remembers what it was made of.

Who writes a sentence need not know of languages: he writes `words("{n} models or more", n=5)` where he would write an
f-string. Whoever shows it hands it to a `Language` (`ch3ef.report.language`), which says it by its pattern.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Self

_FIELD = re.compile(r"\{(\w+)\}")


class Words(str):
    """An English text, with the pattern and the fields that it was made of.

    It is equal to its text, and is one wherever a text is wanted; what is made of it by other means (an f-string, a
    slice) is a plain text, which stays as it is in every language.

    Attributes:
        pattern: The whole sentence, or name, in English; "{name}" stands for a field.
        fields: What stands there: texts of users and numbers, which stay as they are, or further `Words`.
        context: What tells it from another of the same pattern ("task": an object that pictures show); mostly "".
    """

    __slots__ = ("context", "fields", "pattern")
    pattern: str
    fields: Mapping[str, str]
    context: str

    def __new__(cls, pattern: str, fields: Mapping[str, str] | None = None, context: str = "") -> Self:
        """The text of a pattern."""
        own = fields or {}
        made = super().__new__(cls, filled(pattern, own) if own else pattern)
        made.pattern, made.fields, made.context = pattern, own, context
        return made

    def __str__(self) -> str:
        """Itself: a text that asks for a text keeps its pattern."""
        return self

    def __reduce__(self) -> tuple[type[Self], tuple[str, Mapping[str, str], str]]:
        """What another process makes it of."""
        return type(self), (self.pattern, self.fields, self.context)

    def given(self, **fields: str | int) -> Words:
        """The same with further fields, which are known only now.

        Example:
            >>> words("{model} gains {size}", model="a").given(size="5 points")
            'a gains 5 points'
        """
        return Words(self.pattern, {**self.fields, **_texts(fields)}, self.context)


def filled(pattern: str, fields: Mapping[str, str]) -> str:
    """A pattern with its fields; not by `str.format`, since names may hold braces of their own.

    Example:
        >>> filled("{a} and {b}", {"a": "{b}", "b": "2"})
        '{b} and 2'
    """
    return _FIELD.sub(lambda found: fields.get(found[1], found[0]), pattern)


def words(pattern: str, /, **fields: str | int) -> Words:
    """A sentence, or a name, of ours.

    Args:
        pattern: In English, whole: no sentence is put together of halves, since other languages order them otherwise.
        fields: What its "{...}" stand for.

    Example:
        >>> words("{best} is ahead of {second}", best="a", second="b")
        'a is ahead of b'
    """
    return Words(pattern, _texts(fields))


def _texts(fields: Mapping[str, str | int]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else str(value) for name, value in fields.items()}


def plural(one: str, several: str, n: int, /, **fields: str | int) -> Words:
    """A sentence whose words depend on a number, which "{n}" stands for.

    Languages that tell numbers otherwise say it by the second pattern.

    Args:
        one: Where the number is 1.
        several: Where it is not.
        n: The number.
        fields: What its other "{...}" stand for; "n" too, where it is written otherwise.

    Example:
        >>> plural("{n} model", "{n} models", 1), plural("{n} model", "{n} models", 1200, n="1,200")
        ('1 model', '1,200 models')
    """
    return words(one if n == 1 else several, **({"n": n} | fields))


def name(text: str, context: str) -> Words:
    """A name on a closed list of ours, such as that of a task.

    Args:
        text: The name.
        context: The list.
    """
    return Words(text, None, context)


def capitalised(text: str) -> str:
    """A sentence that begins with a capital letter; in other languages it is the sentence as it is.

    Example:
        >>> capitalised(words("{n} models are left out", n="five"))
        'Five models are left out'
    """
    first = text[:1].upper() + text[1:]
    if not isinstance(text, Words):
        return first
    made = str.__new__(Words, first)
    made.pattern, made.fields, made.context = text.pattern, text.fields, text.context
    return made


def listed(texts: Sequence[str]) -> str:
    """Texts as part of a sentence.

    Example:
        >>> listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
        ('', 'a', 'a and b', 'a, b and c')
    """
    if len(texts) < 2:
        # As it is: joined it would be a text that no language says otherwise.
        return texts[0] if texts else ""
    return words("{first} and {last}", first=in_a_row(texts[:-1]), last=texts[-1])


def in_a_row(texts: Sequence[str]) -> str:
    """Texts with commas between them.

    Example:
        >>> in_a_row(["a", "b", "c"])
        'a, b, c'
    """
    return _folded("{before}, {after}", texts)


def in_parts(texts: Sequence[str]) -> str:
    """Parts of a sentence with semicolons between them.

    Example:
        >>> in_parts(["50 %", "7 items"])
        '50 %; 7 items'
    """
    return _folded("{before}; {after}", texts)


def in_sentences(texts: Sequence[str]) -> str:
    """Whole sentences, one after the other.

    Example:
        >>> in_sentences(["a leads.", "b does not."])
        'a leads. b does not.'
    """
    return _folded("{before} {after}", texts)


def _folded(pattern: str, texts: Sequence[str]) -> str:
    """Texts two by two: a pattern has a fixed number of fields."""
    made = texts[0] if texts else ""
    for after in texts[1:]:
        made = words(pattern, before=made, after=after)
    return made
