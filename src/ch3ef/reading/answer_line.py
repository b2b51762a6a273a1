"""Reply -> choice where the last line is to be `ANSWER: X`: the strict reading that the free one is held against."""

from __future__ import annotations

from string import ascii_uppercase

from ch3ef.reading.choice import Reading
from ch3ef.results import Outcome


def answer_line(position: int) -> str:
    """The line that chooses the option at a position.

    Example:
        >>> answer_line(1)
        'ANSWER: B'
    """
    return f"ANSWER: {ascii_uppercase[position]}"


def read_answer_line(reply: str, count: int, *, truncated: bool = False) -> Reading:
    r"""The option that the last line chooses, if that line is as demanded to the letter.

    Nothing else is read: another case, markup, a full stop, a refusal, or words behind it leave a reply unparsed. Only
    white space around the line, and empty lines after it, do not count.

    Args:
        reply: What the model said, raw.
        count: How many options were shown.
        truncated: Whether the reply was cut off by the limit on its length; its last line is not known then.

    Example:
        >>> read_answer_line("It has a tail.\nANSWER: B\n", 4).position
        1
        >>> [str(read_answer_line(reply, 4).outcome) for reply in ("B", "Answer: B", "ANSWER: **B**", "ANSWER: E")]
        ['unparsed', 'unparsed', 'unparsed', 'unparsed']
    """
    if truncated:
        return Reading(Outcome.TRUNCATED, None)
    last = reply.rstrip().rpartition("\n")[2].strip()
    lines = [answer_line(position) for position in range(count)]
    return Reading(Outcome.ANSWERED, lines.index(last)) if last in lines else Reading(Outcome.UNPARSED, None)
