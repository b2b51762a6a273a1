"""Reference answerers: known behaviour, no download; the floor and ceiling in every table.

Each answers by a rule that people can work out by hand, so that a scorer that is wrong shows itself.
They know the key because the inferencer tells them which item is being asked (`models.asked`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from inspect_ai.model import (
    ChatCompletionChoice,
    ChatMessage,
    ChatMessageAssistant,
    GenerateConfig,
    ModelAPI,
    ModelOutput,
    ModelUsage,
)
from inspect_ai.tool import ToolChoice, ToolInfo

from ch3ef.errors import InputError, RunError, unknown_name
from ch3ef.items import item_rng
from ch3ef.models.asked import AskedItem, asked_now
from ch3ef.models.messages import Message
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.persona import REFUSAL, Persona, likelihoods_of, persona_of, reply_of
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


class ReferenceAPI(ModelAPI):
    """Inspect provider `reference/NAME`."""

    def __init__(
        self,
        model_name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        config: GenerateConfig = GenerateConfig(),  # noqa: B008 (Inspect's own signature)
        **model_args: Any,
    ) -> None:
        super().__init__(model_name, base_url, api_key, [], config)
        if model_name not in ANSWERERS:
            raise unknown_name("reference answerer", model_name, ANSWERERS)
        self._persona: Persona | None = None
        if model_name == "persona":
            self._persona = persona_of({name: str(value) for name, value in model_args.items()})
        elif model_args:
            raise InputError(f"reference/{model_name} takes no arguments; got {', '.join(model_args)}")
        self._rule = ANSWERERS[model_name][0]

    def _asked(self) -> AskedItem:
        asked = asked_now()
        if asked is None:
            raise RunError(f"reference/{self.model_name} answers items of Ch3Ef only; run it through a Ch3Ef recipe")
        return asked

    async def generate(
        self,
        input: list[ChatMessage],  # noqa: A002 (Inspect's own signature)
        tools: list[ToolInfo],  # noqa: ARG002
        tool_choice: ToolChoice,  # noqa: ARG002
        config: GenerateConfig,  # noqa: ARG002
    ) -> ModelOutput:
        """The name or the words of the liked option, or an open answer; the refuser refuses."""
        asked = self._asked()
        reply = reply_of(self._persona, asked) if self._persona else self._reply(asked)
        tokens = sum(len(message.text) for message in input) // 4
        return ModelOutput(
            model=self.model_name,
            choices=[ChatCompletionChoice(message=ChatMessageAssistant(content=reply), stop_reason="stop")],
            usage=ModelUsage(input_tokens=tokens, output_tokens=1, total_tokens=tokens + 1),
        )

    def _reply(self, asked: AskedItem) -> str:
        liked = self._rule(asked)
        if self.model_name == "refuser":
            return REFUSAL
        if asked.wanted == "reasoning":
            return "The picture has to be looked at closely."
        if asked.wanted == "open":
            right, wrong, constant = asked.answers
            return {"oracle": right, "anti-oracle": wrong}.get(self.model_name, constant)
        if not liked:
            return REFUSAL
        return asked.options[liked[0]] if asked.wanted == "words" else asked.label(liked[0])

    async def option_likelihoods(
        self,
        messages: Sequence[Message],  # noqa: ARG002 (a reference answerer goes by the item)
        options: Sequence[str],
        *,
        answer_prefix: str,  # noqa: ARG002
        pmi: bool,
    ) -> tuple[OptionLikelihood, ...]:
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
