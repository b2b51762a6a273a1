"""A judge that reads: which option a reply commits to, where the rules of reading found none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from ch3ef.items import Item
from ch3ef.judges.judge import Judge, ask_until_read
from ch3ef.judges.prompt import reading_prompt
from ch3ef.judges.verdict import Committed, read_committed


@dataclass(frozen=True, slots=True)
class OptionRead:
    """What a judge read from a reply.

    Attributes:
        position: Of the option, as shown; None where the reply commits to none, or nothing was said of it.
        error: Why nothing was said of it; None where something was.
    """

    position: int | None
    error: str | None = None


async def read_option(judge: Judge, item: Item, options: Sequence[str], reply: str) -> OptionRead:
    """The option that a reply commits to, as a judge reads it.

    Args:
        judge: The judge.
        item: What was asked.
        options: The options' texts in the order in which they were shown.
        reply: What the model said.

    Returns:
        The option's position; a judge that cannot be reached, or cannot be understood twice, is no error here: it says
        why, since the reply is there and can be read later.

    Raises:
        InputError: What the judge said cannot be kept (full disk).
    """

    def read(said: str, code: str) -> Committed | None:
        found = read_committed(said, code)
        return found if found and (found.option == "none" or found.option in letters) else None

    letters = list(ascii_uppercase[: len(options)])
    found, verdict = await ask_until_read(judge, reading_prompt(item, options, reply), item, (reply,), read)
    if found is None:
        return OptionRead(None, verdict.error)
    return OptionRead(None if found.option == "none" else letters.index(found.option))
