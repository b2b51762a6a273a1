"""Texts as servers and files really give them, made such that every file and every program can hold them."""

from __future__ import annotations

import re

_UNFIT = re.compile("[\0\ud800-\udfff]")


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
