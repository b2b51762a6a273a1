"""Texts as servers and files really give them, made such that every file and every program can hold them."""

from __future__ import annotations

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ch3ef.secrets import redacted


def whole_number(text: str) -> int | None:
    """A whole number of at most 18 digits; None for any other text.

    Example:
        >>> whole_number("42"), whole_number("9" * 5000), whole_number("-1"), whole_number("²")
        (42, None, None, None)
    """
    return int(text) if text.isdecimal() and len(text) <= 18 else None


_UNFIT = re.compile("[\0\ud800-\udfff]")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")
"""Characters that steer a terminal, turn the direction of what follows, or cannot be seen at all."""


_NOT_SEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
"""Characters that show nothing, white space left out."""
_IN_WRITING = "\u061c\u200c\u200d\u200e\u200f\ufe0e\ufe0f"
"""Those of them that people need to write in some languages, and pictures among the letters."""
_DECEIVING = re.compile("[\x00\u202d\u202e]")


def seen(text: str) -> str:
    r"""What of a text can be seen: without invisible characters, and with one plain space for any white space.

    Example:
        >>> seen("a\u200b \xa0b"), seen("\u3164\u202e")
        ('a b', '')
    """
    return " ".join(_NOT_SEEN.sub("", text).split())


MAX_NAME = 1000
"""Characters of the longest name of a model."""


def unfit_name(name: str) -> str:
    r"""Why a model cannot be called so in tables and pages; empty where it can.

    Example:
        >>> unfit_name("gpt"), unfit_name("\u3164"), unfit_name("a\u200db"), unfit_name("a" * 1001)
        ('', 'shows nothing', 'holds U+200D, which cannot be seen', 'has 1001 characters; expected 1000 at most')
    """
    if len(name) > MAX_NAME:
        return f"has {len(name)} characters; expected {MAX_NAME} at most"
    if not seen(name):
        return "shows nothing"
    found = _NOT_SEEN.search(name) if not name.isascii() or not name.isprintable() else None
    return f"holds {_code(found[0])}, which cannot be seen" if found else ""


def hidden(text: str) -> list[str]:
    r"""The characters of a text that show nothing and that no language needs, by their codes, each once.

    Example:
        >>> hidden("a\u200bb\x1b"), hidden("\u05d0\u200f")
        (['U+200B', 'U+001B'], [])
    """
    found = dict.fromkeys(_NOT_SEEN.findall(text)) if not text.isascii() or not text.isprintable() else {}
    return [_code(one) for one in found if one not in _IN_WRITING]


def deceiving(text: str) -> str | None:
    r"""The code of the first character that makes a text another than the one that is seen; None without any.

    That is NUL, at which programs end a text, or one that turns the order of what follows.

    Example:
        >>> deceiving("a\0b"), deceiving("\u202eab"), deceiving("ab")
        ('U+0000', 'U+202E', None)
    """
    found = _DECEIVING.search(text)
    return _code(found[0]) if found else None


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


LOST = "\N{REPLACEMENT CHARACTER}"
"""Stands where a program could not read a character."""


def misread(text: str) -> str:
    """What a text says whose UTF-8 was taken for Windows' or Latin-1 letters; empty where it does not look so.

    Example:
        >>> misread("KÃ¤fer"), misread("Käfer"), misread("CAFÉ…")
        ('Käfer', '', '')
    """
    if text.isascii():
        return ""
    try:
        content = b"".join(one.encode("latin-1" if one < "\u0100" else "cp1252") for one in text)
        said = getincrementaldecoder("utf-8")().decode(content)  # the end may be lost: a space that does not break
    except UnicodeError:
        return ""
    found = [one for one in said if not one.isascii()]
    by_chance = len(found) == 1 and "\u0100" <= found[0] < "\u0800"
    return said if found and not by_chance else ""


def storable(text: str) -> str:
    r"""A text without what UTF-8 or other programs cannot hold; what was there stays visible.

    JSON allows half of a surrogate pair (`"\ud83d"`), which no encoding can write, and NUL, at which many programs end
    a text. The two halves of a pair become the character that they stand for.

    Args:
        text: Any text, such as a reply.

    Returns:
        The text, an unpaired surrogate as U+FFFD, NUL as U+2400.

    Example:
        >>> storable("a\ud83d b\0"), storable("\ud83d\ude00") == "\U0001f600"
        ('a� b␀', True)
    """
    if not _UNFIT.search(text):
        return text
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return paired.replace("\0", "␀")


def received(text: str) -> str:
    """A text that a server sent, as it may be kept and passed on: `storable`, and without secrets."""
    return redacted(storable(text))


def printable(text: str) -> str:
    r"""A text as one line that hides nothing: characters that are not to be seen stand as their codes.

    Args:
        text: From a person, a server or a file.

    Example:
        >>> print(printable("a\x1b[31mred\n\u202eb"))
        a\x1b[31mred\n\u202eb
    """
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def markdown_text(text: str) -> str:
    r"""A text that Markdown shows as it is.

    Example:
        >>> markdown_text("a|b <script> *c* [d](e)")
        'a\\|b &lt;script&gt; \\*c\\* \\[d\\](e)'
    """
    line = printable(" ".join(text.split())).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_|\[\]])", r"\\\1", line) if not _PLAIN.fullmatch(line) else line


_PLAIN = re.compile(r"[\w .,/:%#-]*+(\[[\d., ]++\])?[\w .,/:%#-]*+")
"""Names and figures that hold nothing that Markdown reads; underscores within words are none of it.

Nothing is tried twice: 10,000 letters and a sign took 30 ms else, and ten times as many a hundred times as long.
"""


_OBJECT = re.compile(r'\{(?=\s*["}])')
MOST_OBJECTS = 1000
"""Places at which an object may begin; a text with more of them holds none that is meant."""


def objects_in(text: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The JSON objects of a text that holds other things too, the outermost alone.

    Args:
        text: What a model said.

    Yields:
        Each object, and the text that it was read from.

    Example:
        >>> [found for found, _ in objects_in('So: {"a": {"b": 1}}, {c}, {"d": 2}')]
        [{'a': {'b': 1}}, {'d': 2}]
    """
    places = [match.start() for match in islice(_OBJECT.finditer(text), MOST_OBJECTS + 1)]
    decoder, end = json.JSONDecoder(), 0
    for place in places if len(places) <= MOST_OBJECTS else ():
        if place < end:
            continue
        try:
            found, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):  # no JSON; a number of thousands of digits; nested too deep
            continue
        yield found, text[place:end]
