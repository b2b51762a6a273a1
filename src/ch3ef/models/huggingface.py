"""Inspect provider `ch3ef-hf/PATH_OR_HUB_ID`: local vision-language models, asked for replies and for likelihoods.

Inspect's own `hf` provider takes no pictures and reports no likelihood of given answers.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from inspect_ai.model import (
    ChatCompletionChoice,
    ChatMessage,
    ChatMessageAssistant,
    Content,
    ContentImage,
    ContentReasoning,
    ContentText,
    GenerateConfig,
    ModelAPI,
    ModelOutput,
    ModelUsage,
)
from inspect_ai.tool import ToolChoice, ToolInfo

from ch3ef.errors import InputError, RunError, unknown_name
from ch3ef.items import ImageRef
from ch3ef.models.checkpoints import check_folder, check_hub
from ch3ef.models.messages import Message
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.settings import ARGUMENTS as SETTINGS
from ch3ef.reading.visible import split_reasoning
from ch3ef.texts import whole_number

if TYPE_CHECKING:
    from PIL import Image

    from ch3ef.models.generation import Reply, Sampling
    from ch3ef.models.likelihood import Way
    from ch3ef.models.local import LocalModel
    from ch3ef.models.prompts import Part, Turn

MAX_TOKENS = 256
"""Most tokens of a reply where the request does not say."""
LIKELIHOODS = ("auto", "full")
_UNSUPPORTED = (
    "best_of",
    "frequency_penalty",
    "logit_bias",
    "logprobs",
    "num_choices",
    "presence_penalty",
    "prompt_logprobs",
    "response_schema",
    "top_logprobs",
)
"""Settings of a request that would change the reply and cannot be honoured."""


@dataclass(frozen=True, slots=True)
class HuggingFaceArgs:
    """Arguments of the provider, as given after the model's name.

    Attributes:
        device: "auto" (CUDA where there is one, else the CPU), "cpu", "cuda" or "cuda:N".
        dtype: "auto" (the checkpoint's on CUDA, float32 on the CPU), "float32", "bfloat16" or "float16".
        batch_size: Most requests computed together; None for the device's default.
        revision: Branch, tag or commit on the hub.
        trust_remote_code: Whether code that comes with the checkpoint may run.
        likelihood: How options are scored: "auto" encodes images and prompt once per item, in the fastest way that
            passes a check at loading; "full" once per option, several times slower.
        prefix_cache: Most encoded prompts kept, so that later turns of a conversation encode only what is new in
            them; 0 keeps none, None for twice the batch size. Changes no result, and is dropped when memory runs
            out. Only "auto" likelihoods keep any, and only models of plain full attention.

    Example:
        >>> HuggingFaceArgs.parse({"batch_size": "4", "trust_remote_code": "true"}).batch_size
        4
    """

    device: str = "auto"
    dtype: str = "auto"
    batch_size: int | None = None
    revision: str | None = None
    trust_remote_code: bool = False
    likelihood: str = "auto"
    prefix_cache: int | None = None

    @classmethod
    def parse(cls, args: dict[str, Any]) -> HuggingFaceArgs:
        """Read arguments that may be text, since they come from a command line.

        Args:
            args: By name.

        Returns:
            The arguments.

        Raises:
            InputError: An argument is unknown, or its value is none that it can have.
        """
        known = [field.name for field in fields(cls)]
        for name in args:
            if name not in known:
                settings = [each for each in SETTINGS if each != "reasoning_effort"]
                raise unknown_name("argument of ch3ef-hf", name, [*known, *settings])
        parsed = cls(**{name: _READERS.get(name, _text)(name, value) for name, value in args.items()})
        if parsed.likelihood not in LIKELIHOODS:
            raise unknown_name("way to compute likelihoods", parsed.likelihood, LIKELIHOODS)
        return parsed


def _text(name: str, value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise InputError(f"{name}={value!r} is not a text")
    return value


def _count(name: str, value: object, least: int = 1) -> int | None:
    if value is None:
        return None
    text = str(value)
    number = whole_number(text)
    if number is None or number < least:
        raise InputError(f"{name}={value!r} is not a whole number of at least {least}")
    return number


def _switch(name: str, value: object) -> bool:
    switches = {"true": True, "1": True, "false": False, "0": False}
    if str(value).lower() not in switches:
        raise InputError(f"{name}={value!r} is neither true nor false")
    return switches[str(value).lower()]


_READERS: dict[str, Callable[[str, object], Any]] = {
    "batch_size": _count,
    "prefix_cache": partial(_count, least=0),
    "trust_remote_code": _switch,
}


def check_local_model(model_name: str, model_args: dict[str, Any]) -> None:
    """Refuse a local model that plainly cannot be opened; its weights are not read.

    Args:
        model_name: A checkpoint's folder, or its name on the hub.
        model_args: See `HuggingFaceArgs`.

    Raises:
        InputError: torch is not installed, an argument is wrong, or the checkpoint lacks a part.
    """
    args = HuggingFaceArgs.parse(model_args)
    for package in ("torch", "transformers"):
        if find_spec(package) is None:
            raise InputError(f"local models need {package}, which is not installed; pip install 'ch3ef[hf]'")
    if check_folder(model_name) is None:
        check_hub(model_name, args.revision)
    from ch3ef.models.loading import Checkpoint, check_checkpoint, resolve_device, resolve_dtype

    resolve_dtype(args.dtype, resolve_device(args.device))
    check_checkpoint(Checkpoint(model_name, args.revision, args.trust_remote_code))


class HuggingFaceAPI(ModelAPI):
    """A local model of pictures and text, as Inspect's `ModelAPI` and as our `OptionScorer`.

    Requests that arrive together are computed in batches, off the event loop. Neither batch size nor order nor
    neighbours change a result beyond rounding. Requests are awaited through asyncio, from any number of event loops.
    """

    def __init__(
        self,
        model_name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        config: GenerateConfig = GenerateConfig(),  # noqa: B008 (Inspect's own signature)
        **model_args: Any,
    ) -> None:
        """Load the model.

        Args:
            model_name: A checkpoint's folder, or its name on the hub.
            base_url: Not used.
            api_key: Not used; the hub's token is where `hf auth login` put it.
            config: Inspect's defaults for requests.
            model_args: See `HuggingFaceArgs`.

        Raises:
            InputError: torch is not installed, an argument is wrong, or the model cannot be loaded or asked.
        """
        super().__init__(model_name, base_url, api_key, [], config)
        args = HuggingFaceArgs.parse(model_args)
        for package in ("torch", "transformers"):
            if find_spec(package) is None:
                raise InputError(f"local models need {package}, which is not installed; pip install 'ch3ef[hf]'")
        from ch3ef.models.loading import Checkpoint, load_checkpoint, resolve_device, resolve_dtype
        from ch3ef.models.local import LocalModel

        device = resolve_device(args.device)
        checkpoint = Checkpoint(model_name, args.revision, args.trust_remote_code)
        model, processor = load_checkpoint(checkpoint, device, resolve_dtype(args.dtype, device))
        self._model: LocalModel | None = LocalModel(
            model,
            processor,
            name=model_name,
            batch_size=args.batch_size,
            sharing=args.likelihood == "auto",
            prefix_cache=args.prefix_cache,
        )

    @property
    def likelihood_way(self) -> Way | None:
        """How options are scored (see `models.likelihood`); None for a model that can only be asked for replies."""
        return self._open.way

    @property
    def _open(self) -> LocalModel:
        if self._model is None:
            raise RunError(f"model {self.model_name!r} was closed; nothing can be asked of it any more")
        return self._model

    async def generate(
        self,
        input: list[ChatMessage],  # noqa: A002 (Inspect's own signature)
        tools: list[ToolInfo],
        tool_choice: ToolChoice,  # noqa: ARG002 (without tools there is nothing to choose)
        config: GenerateConfig,
    ) -> ModelOutput:
        """The model's reply; see `ModelAPI.generate`.

        Greedy unless a temperature is given. Draws are seeded by the prompt and `config.seed`, so the same question
        gets the same reply in every epoch: give epochs different seeds to see how replies vary. Where the last
        message is the assistant's, the reply goes on from it.

        Raises:
            InputError: Tools, settings or kinds of content that a local model cannot honour.
            RunError: The model ran out of memory, or was closed.
        """
        if tools:
            raise InputError(
                f"model {self.model_name!r} cannot call tools; got {', '.join(tool.name for tool in tools)}"
            )
        sampling = _sampling(config)
        began = time.monotonic()
        model = self._open
        reply = await asyncio.wrap_future(model.reply(partial(_turns, input), sampling, config.seed))
        return self._output(reply, time.monotonic() - began)

    async def option_likelihoods(
        self, messages: Sequence[Message], options: Sequence[str], *, answer_prefix: str, pmi: bool
    ) -> tuple[OptionLikelihood, ...]:
        """The likelihood of each option as the assistant's answer; see `OptionScorer`.

        Raises:
            InputError: An option is empty, or a picture, a text or the prompt's length is none the model can take.
            RunError: The model cannot score options, ran out of memory, or was closed.
        """
        if not options:
            raise InputError("no options to score; expected 1 or more")
        model = self._open
        asked = [True, False] if pmi and any(message.images for message in messages) else [True]
        futures = [
            model.score(partial(_our_turns, messages, images=images), options, answer_prefix) for images in asked
        ]
        scorings = await asyncio.gather(*(asyncio.wrap_future(future) for future in futures))
        seen, blind = scorings[0], scorings[-1]
        return tuple(
            OptionLikelihood(
                sum=math.fsum(seen[i]),
                tokens=len(seen[i]),
                bytes=len(option.encode()),
                sum_without_images=math.fsum(blind[i]) if pmi else None,
            )
            for i, option in enumerate(options)
        )

    async def count_tokens(self, input: str | list[ChatMessage], config: GenerateConfig | None = None) -> int:  # noqa: A002, ARG002
        """Tokens of a text, or of a conversation with its pictures; exact, and nothing is downloaded for it."""
        if isinstance(input, str):
            return await self.count_text_tokens(input)
        return self._open.count_tokens(_turns(input))

    async def count_text_tokens(self, text: str) -> int:
        """Tokens of a text by the model's own tokenizer."""
        return self._open.count_text_tokens(text)

    def max_tokens(self) -> int:
        """Most tokens of a reply where the request does not say."""
        return MAX_TOKENS

    def max_connections(self) -> int:
        """Enough requests under way that the next batch is full while one is computed; no more than keep prompts."""
        return 2 * self._open.batch_size

    def connection_key(self) -> str:
        """Models do not share a limit of requests under way."""
        return self.model_name

    def close(self) -> None:
        """End the worker and free the model's memory."""
        if self._model is not None:
            self._model.close()
            self._model = None

    def _output(self, reply: Reply, seconds: float) -> ModelOutput:
        aloud, reasoning = split_reasoning(reply.text)
        apart: list[Content] = [ContentReasoning(reasoning=reasoning or ""), ContentText(text=aloud)]
        message = ChatMessageAssistant(content=apart if reasoning else aloud, model=self.model_name, source="generate")
        return ModelOutput(
            model=self.model_name,
            choices=[ChatCompletionChoice(message=message, stop_reason="max_tokens" if reply.truncated else "stop")],
            usage=ModelUsage(
                input_tokens=reply.input_tokens,
                output_tokens=reply.output_tokens,
                total_tokens=reply.input_tokens + reply.output_tokens,
            ),
            time=seconds,
        )


def _sampling(config: GenerateConfig) -> Sampling:
    from ch3ef.models.generation import Sampling

    for name in _UNSUPPORTED:
        if getattr(config, name) not in (None, False, 1 if name in ("num_choices", "best_of") else None):
            raise InputError(f"{name}={getattr(config, name)!r} cannot be honoured by a local model; leave it out")
    return Sampling(
        max_tokens=MAX_TOKENS if config.max_tokens is None else config.max_tokens,
        temperature=config.temperature or 0.0,
        top_p=config.top_p,
        top_k=config.top_k,
        stops=tuple(config.stop_seqs or ()),
    )


def _our_turns(messages: Sequence[Message], *, images: bool) -> list[Turn]:
    """Our messages with their pictures decoded, or without pictures."""
    from ch3ef.models.prompts import Turn
    from ch3ef.pictures import open_picture

    def parts(message: Message) -> tuple[Part, ...]:
        shown = (part for part in message.parts if images or isinstance(part, str))
        return tuple(open_picture(part.path) if isinstance(part, ImageRef) else part for part in shown)

    return [Turn(message.role, parts(message)) for message in messages]


def _turns(messages: Sequence[ChatMessage]) -> list[Turn]:
    """Inspect's messages with their pictures decoded."""
    from ch3ef.models.prompts import Turn

    turns = []
    for message in messages:
        if message.role == "tool":
            raise InputError("a local model cannot read the results of tools; got a message of role 'tool'")
        content = [ContentText(text=message.content)] if isinstance(message.content, str) else message.content
        turns.append(Turn(message.role, tuple(_part(c) for c in content if not isinstance(c, ContentReasoning))))
    return turns


def _part(content: Content) -> Part:
    if isinstance(content, ContentText):
        return content.text
    if isinstance(content, ContentImage):
        return _inline_picture(content.image)
    raise InputError(f"a local model reads texts and pictures; got content of type {content.type!r}")


def _inline_picture(uri: str) -> Image.Image:
    from ch3ef.pictures import decode_picture

    head, comma, payload = uri.partition(",")
    if not (head.startswith("data:") and head.endswith(";base64") and comma):
        raise InputError(f"picture {uri[:60]!r} is not inline; expected data:image/...;base64,...")
    try:
        content = base64.b64decode(payload, validate=True)
    except binascii.Error as error:
        raise InputError(f"picture {uri[:40]!r}... is not valid base64: {error}") from error
    return decode_picture(content, name=f"{uri[:40]}...")
