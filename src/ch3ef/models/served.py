"""Option likelihoods from an OpenAI-compatible server that returns prompt log-probabilities (vLLM, SGLang).

Every option is sent as the beginning of the assistant's answer with `continue_final_message`; the server
returns the log-probability of each token of the prompt. One more request tells where the options begin: with the answer
prefix alone or, where there is none, with an answer that begins otherwise than all options. Never without an answer: a
chat template may set an empty reasoning in front of every answer, which is no part of an option. Requests go through
Inspect, so its concurrency limit holds, and through `ServedModel`, so tries and replies are limited.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from string import ascii_letters, digits
from uuid import uuid4

from inspect_ai.model import ChatMessage, ChatMessageAssistant, GenerateConfig, Logprob, Model

from ch3ef.errors import RunError
from ch3ef.models.conversation import chat_messages
from ch3ef.models.messages import Message
from ch3ef.models.option_likelihood import OptionLikelihood

CONTINUE = {"add_generation_prompt": False, "continue_final_message": True}
MERGED = 4
"""Tokens at the end of the prompt that may merge with an option's first token; more means another prompt."""


class ServedOptionScorer:
    """Scores options through a served model.

    Args:
        model: An Inspect model whose server returns `prompt_logprobs`.
    """

    def __init__(self, model: Model) -> None:
        self._model = model

    async def option_likelihoods(
        self, messages: Sequence[Message], options: Sequence[str], *, answer_prefix: str, pmi: bool
    ) -> tuple[OptionLikelihood, ...]:
        """The likelihood of each option as the assistant's answer; see `OptionScorer`.

        Raises:
            RunError: The server returned no prompt log-probabilities, or the prompt is not a prefix of
                prompt + option (its chat template changes the prompt when an answer follows).
        """
        sums = await self._sums(chat_messages(messages), options, answer_prefix)
        blind = await self._sums(chat_messages(messages, images=False), options, answer_prefix) if pmi else None
        return tuple(
            OptionLikelihood(total, tokens, len(option.encode()), None if blind is None else blind[i][0])
            for i, (option, (total, tokens)) in enumerate(zip(options, sums, strict=True))
        )

    async def _sums(
        self, messages: list[ChatMessage], options: Sequence[str], answer_prefix: str
    ) -> list[tuple[float, int]]:
        """Sum of log-probabilities and number of tokens per option."""
        answers = (answer_prefix or _other_answer(options), *(answer_prefix + option for option in options))
        base, *joined = await asyncio.gather(*(self._prompt_logprobs(messages, answer) for answer in answers))
        return [option_sum(base, tokens) for tokens in joined]

    async def _prompt_logprobs(self, messages: list[ChatMessage], answer: str) -> list[Logprob]:
        """Log-probability of every token of the conversation with `answer` as the answer's beginning."""
        config = GenerateConfig(
            max_tokens=1, temperature=0, prompt_logprobs=1, extra_body={**CONTINUE, **self._apart()}
        )
        output = await self._model.generate([*messages, ChatMessageAssistant(content=answer)], config=config)
        returned = output.choices[0].prompt_logprobs if output.choices else None
        if returned is None or not returned.content:
            raise RunError(
                f"{self._model} returned no prompt log-probabilities; expected a vLLM or SGLang server that does "
                "(use the recipe human-value-direct with other servers)"
            )
        return returned.content

    def _apart(self) -> dict[str, str]:
        """What keeps a vLLM server from answering out of what it read before; it reads such a prompt in full anyway."""
        return {"cache_salt": uuid4().hex} if str(self._model).startswith("vllm/") else {}


def _other_answer(options: Sequence[str]) -> str:
    """An answer that begins otherwise than all options: a digit, since those merge with no prompt's end.

    Example:
        >>> _other_answer(["0 apples", "1 apple"])
        '2'
    """
    taken = {option.lstrip()[:1] for option in options}
    return next(answer for answer in digits + ascii_letters if answer not in taken)


def option_sum(base: Sequence[Logprob], joined: Sequence[Logprob]) -> tuple[float, int]:
    """Sum and number of an option's own tokens: those of the joined sequence after the common prefix.

    Args:
        base: Tokens of prompt + answer prefix, or of prompt + an answer that begins otherwise than the option.
        joined: Tokens of prompt + answer prefix + option, as one sequence.

    Returns:
        Sum of log-probabilities [nats] and number of tokens.

    Raises:
        RunError: The option has no token of its own, or the prompt's tokens are not where they were.
    """
    common = next(
        (i for i, (a, b) in enumerate(zip(base, joined, strict=False)) if a.token != b.token),
        min(len(base), len(joined)),
    )
    if common < len(base) - MERGED:
        raise RunError(
            f"the server's prompt changes after token {common} of {len(base)} when an answer follows; "
            "expected the prompt to stay the same (chat template); use the recipe human-value-direct"
        )
    own = joined[common:]
    if not own:
        raise RunError("an option has no token of its own after the server's tokenisation")
    return sum(token.logprob for token in own), len(own)
