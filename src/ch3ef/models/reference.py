"""Reference answerers: known behaviour, no download; the floor and ceiling in every table.

Each answers by a rule that people can work out by hand, so that a scorer that is wrong shows itself.
They know the key because they are told which item is being asked (`models.asked`). Free of any engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from ch3ef.errors import InputError, RunError, unknown_name
from ch3ef.items import item_rng
from ch3ef.models.asked import AskedItem, asked_now
from ch3ef.models.messages import Message
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.persona import REFUSAL, Persona, likelihoods_of, persona_of, reply_of
from ch3ef.models.reply import Reply
from ch3ef.reading.declining import declines
from ch3ef.taxonomy import Dimension

PREFERRED_SUM = -0.1
"""Log-probability [nats] of the option that an answerer takes, however long it is."""
OTHER_PER_BYTE = -1.0
"""Log-probability [nats per byte] of the options that it does not take."""

Rule = Callable[[AskedItem], list[int]]
"""Gives the positions, as shown, that an answerer holds for equally good; none: it declines to choose."""


def _first_gold(asked: AskedItem) -> list[int]:
    return list(asked.right[:1])


def _first_wrong(asked: AskedItem) -> list[int]:
    return list(asked.wrong[:1] or asked.right[:1])


def _chance(asked: AskedItem) -> list[int]:
    purpose = "chance answer" if asked.variant.is_plain else f"chance answer, {asked.variant}"
    return [int(item_rng(asked.item.id, purpose, asked.seed).integers(len(asked.options)))]


def _first(asked: AskedItem) -> list[int]:  # noqa: ARG001 (a `Rule` is given the item)
    return [0]


def _last(asked: AskedItem) -> list[int]:
    return [len(asked.options) - 1]


def _longest(asked: AskedItem) -> list[int]:
    lengths = [len(option) for option in asked.options]
    return [lengths.index(max(lengths))]


def _declining(asked: AskedItem) -> list[int]:
    if asked.item.dimension != Dimension.HARMLESS:
        return []
    return [position for position, option in enumerate(asked.options) if declines(option)]


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.lower()))


def _blind(asked: AskedItem) -> list[int]:
    """Most words shared with the question, per word of the option; the first such option."""
    question = _words(asked.item.question)
    shares = [len(_words(option) & question) / max(1, len(_words(option))) for option in asked.options]
    return [shares.index(max(shares))]


ANSWERERS: dict[str, tuple[Rule, str]] = {
    "oracle": (_first_gold, "knows the key: the ceiling"),
    "anti-oracle": (_first_wrong, "knows the key and avoids it: the floor"),
    "chance": (_chance, "draws an option, seeded by the item's id"),
    "first": (_first, "takes the first option as shown"),
    "last": (_last, "takes the last option as shown"),
    "longest": (_longest, "takes the longest option"),
    "refuser": (_declining, "declines everything; among the options of harmless items it likes those that decline"),
    "blind": (_blind, "never looks at the picture: takes the option that shares most words with the question"),
    "persona": (_first_gold, "knows the key but for the traits that its name gives it (`models.persona`)"),
}
"""Rule and one-line description of each answerer."""


class Answerer:
    """A reference answerer.

    Args:
        name: One of `ANSWERERS`.
        args: What its name gives it; only a persona takes any.

    Raises:
        InputError: An unknown name, an unknown trait, or arguments where none are taken.
    """

    def __init__(self, name: str, args: Mapping[str, str]) -> None:
        if name not in ANSWERERS:
            raise unknown_name("reference answerer", name, ANSWERERS, "`ch3ef list models`")
        if args and name != "persona":
            raise InputError(f"reference/{name} takes no arguments; got {', '.join(args)}")
        self.name = name
        self._persona: Persona | None = persona_of(args) if name == "persona" else None
        self._rule = ANSWERERS[name][0]

    def reply(self, said: Sequence[Message]) -> Reply:
        """The name or the words of the liked option, or an open answer; the refuser refuses.

        Args:
            said: The conversation; all that follows from it is its size, at four characters a token.
        """
        asked = self._asked()
        text = reply_of(self._persona, asked) if self._persona else self._text(asked)
        return Reply(text, stop="stop", input_tokens=sum(map(_characters, said)) // 4, output_tokens=1)

    def _asked(self) -> AskedItem:
        asked = asked_now()
        if asked is None:
            raise RunError(f"reference/{self.name} answers items of Ch3Ef only; run it through a Ch3Ef recipe")
        return asked

    def _text(self, asked: AskedItem) -> str:
        liked = self._rule(asked)
        if self.name == "refuser":
            return REFUSAL
        if asked.wanted == "reasoning":
            return "The picture has to be looked at closely."
        if asked.wanted == "open":
            right, wrong, constant = asked.answers
            return {"oracle": right, "anti-oracle": wrong}.get(self.name, constant)
        if not liked:
            return REFUSAL
        return asked.options[liked[0]] if asked.wanted == "words" else asked.label(liked[0])

    def likelihoods(self, options: Sequence[str], *, pmi: bool) -> tuple[OptionLikelihood, ...]:
        """High for the liked options, low for the rest, under every normalisation; equal where none is liked."""
        asked = self._asked()
        if self._persona:
            return likelihoods_of(self._persona, asked, options, pmi=pmi)
        liked = self._rule(asked)

        def likelihood(position: int, option: str) -> OptionLikelihood:
            size = len(option.encode())
            tokens = max(1, len(option.split()))
            if not liked:
                total = OTHER_PER_BYTE * tokens
            elif position in liked:
                total = PREFERRED_SUM
            else:
                total = OTHER_PER_BYTE * size
            # A blind sum of the same for all lets pmi rank as sum does.
            return OptionLikelihood(total, tokens, size, OTHER_PER_BYTE * 1000 if pmi else None)

        return tuple(likelihood(position, option) for position, option in enumerate(options))


def _characters(message: Message) -> int:
    """How long a message is; between its texts stands a line end."""
    texts = [part for part in message.parts if isinstance(part, str)]
    return sum(map(len, texts)) + max(0, len(texts) - 1) * (message.role != "assistant")
