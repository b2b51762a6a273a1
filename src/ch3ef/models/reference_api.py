"""Reference answerers as a provider of Inspect's: `reference/NAME`."""

from __future__ import annotations

from collections.abc import Sequence
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

from ch3ef.models.messages import Message
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.reference import Answerer


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
        self._answerer = Answerer(model_name, {name: str(value) for name, value in model_args.items()})

    async def generate(
        self,
        input: list[ChatMessage],  # noqa: A002 (Inspect's own signature)
        tools: list[ToolInfo],  # noqa: ARG002
        tool_choice: ToolChoice,  # noqa: ARG002
        config: GenerateConfig,  # noqa: ARG002
    ) -> ModelOutput:
        """As `Answerer.reply`."""
        reply = self._answerer.reply([Message("assistant", (message.text,)) for message in input])
        sent, received = reply.input_tokens or 0, reply.output_tokens or 0
        return ModelOutput(
            model=self.model_name,
            choices=[ChatCompletionChoice(message=ChatMessageAssistant(content=reply.text or ""), stop_reason="stop")],
            usage=ModelUsage(input_tokens=sent, output_tokens=received, total_tokens=sent + received),
        )

    async def option_likelihoods(
        self,
        messages: Sequence[Message],  # noqa: ARG002 (a reference answerer goes by the item)
        options: Sequence[str],
        *,
        answer_prefix: str,  # noqa: ARG002
        pmi: bool,
    ) -> tuple[OptionLikelihood, ...]:
        """As `Answerer.likelihoods`."""
        return self._answerer.likelihoods(options, pmi=pmi)
