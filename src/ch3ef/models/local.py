"""A local vision-language model that can be asked from any thread: for replies, and for likelihoods of answers."""

from __future__ import annotations

import gc
import math
from collections.abc import Callable, Collection, Hashable, Sequence
from concurrent.futures import Future
from typing import Any

import torch
from PIL import Image

from ch3ef.errors import Ch3efError, InputError
from ch3ef.models.batching import BatchWorker
from ch3ef.models.continuation import can_go_on
from ch3ef.models.generation import Reply, ReplyRequest, Sampling, generate_replies, request_seed
from ch3ef.models.inputs import Decoder, Inputs, continue_with
from ch3ef.models.likelihood import Question, TokenLogProbs, Way, choose_way, score_options, tokenize_options
from ch3ef.models.loading import quiet_transformers
from ch3ef.models.prefixes import Prefixes, picture_digest
from ch3ef.models.prompts import Prompt, Prompter, Turn
from ch3ef.reading.visible import open_reasoning

BATCH_SIZE = {"cpu": 4, "cuda": 8}
"""Default batch size per kind of device.

On 2 CPU cores batches of 4 score no faster than single requests (a pass over a prompt keeps the cores busy), and
generate 1.8 times as fast (54 M parameters, prompts of 600 tokens)."""
_PROBE_OPTIONS = ("yes", "no, not at all", "it is a pattern of colours, brighter towards one of its corners")


class LocalModel:
    """A model in memory, with the threads that ask it.

    Args:
        model: The model, in evaluation mode.
        processor: Its processor.
        name: What errors call it.
        batch_size: Most requests computed together; None for the device's default.
        sharing: Whether options of an item share one pass over its prompt, in the fastest way that passes a check
            now; without sharing, every option costs a whole pass.
        prefix_cache: Most encoded prompts kept for later turns of their conversations to go on from; None for twice
            the batch size. Kept only where a check now shows that it changes no score, and with `sharing`.

    Attributes:
        way: How options are scored; None where a check failed, so that they cannot be.
        prefixes: The encoded prompts that are kept; None where none are.

    Raises:
        InputError: No conversation can be put to the model.
    """

    def __init__(
        self,
        model: Decoder,
        processor: Any,
        *,
        name: str,
        batch_size: int | None = None,
        sharing: bool = True,
        prefix_cache: int | None = None,
    ) -> None:
        self._model = model
        self._tokenizer = processor.tokenizer
        self._name = name
        self._prompter = Prompter(model, processor, name=name)
        self._worker: BatchWorker[Question | ReplyRequest, Any] = BatchWorker(
            self._compute,
            batch_size=batch_size or BATCH_SIZE[model.device.type],
            too_large=is_out_of_memory,
            make_room=self._make_room,
            goes_first=lambda job: self.prefixes is not None and self.prefixes.holds(job.pictures),
        )
        self._cannot_score: Ch3efError | None = None
        self.prefixes: Prefixes | None = None
        self.way: Way | None = "full"
        if sharing:
            capacity = 2 * self.batch_size if prefix_cache is None else prefix_cache
            self._choose_way(capacity, {token for token in processor.image_token_ids if token is not None})

    @property
    def batch_size(self) -> int:
        """Most requests computed together; lower than asked for once memory ran out."""
        return self._worker.batch_size

    def reply(self, turns: Callable[[], Sequence[Turn]], sampling: Sampling, seed: int | None) -> Future[Reply]:
        """Ask for a reply.

        Args:
            turns: Gives the conversation; called in another thread, for it may have to decode pictures. If its last
                turn is the assistant's, the reply goes on from it.
            sampling: How to draw.
            seed: With the prompt, seeds the draws.

        Returns:
            The reply to come.
        """

        def prepare() -> tuple[Hashable, ReplyRequest]:
            prompt, inputs = self._continued(turns())
            drawn = request_seed(prompt.text, inputs, seed) if sampling.temperature else 0
            begun = open_reasoning(prompt.text) if inputs is prompt.inputs else ""
            request = ReplyRequest(inputs, sampling, drawn, self._pictures(inputs), begun)
            return ("reply", sampling, frozenset(inputs)), request

        return self._worker.submit(prepare)

    def score(
        self, turns: Callable[[], Sequence[Turn]], options: Sequence[str], answer_prefix: str
    ) -> Future[TokenLogProbs]:
        """Ask how likely options are.

        Args:
            turns: Gives the conversation; called in another thread.
            options: The answers.
            answer_prefix: What the assistant has said already.

        Returns:
            The log-probabilities to come, per option and token.

        Raises:
            Ch3efError: The model cannot score options.
        """
        if self._cannot_score is not None:
            raise self._cannot_score

        def prepare() -> tuple[Hashable, Question]:
            question = self._question(turns(), options, answer_prefix)
            return ("score", frozenset(question.inputs)), question

        return self._worker.submit(prepare)

    def count_tokens(self, turns: Sequence[Turn]) -> int:
        """Tokens of a conversation, those of its pictures included."""
        return self._continued(turns)[1]["input_ids"].shape[1]

    def count_text_tokens(self, text: str) -> int:
        """Tokens of a text."""
        return len(self._prompter.encode(text))

    def close(self) -> None:
        """End the threads and free the model's memory."""
        self._worker.close()
        self.prefixes = None
        del self._model, self._prompter, self._worker
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()

    def _continued(self, turns: Sequence[Turn]) -> tuple[Prompt, Inputs]:
        """The prompt, and its inputs with what the assistant has begun to say."""
        begun = turns[-1].text if turns[-1].role == "assistant" else ""
        prompt = self._prompter.prompt(turns[:-1] if begun else turns, answered=bool(begun))
        if not begun:
            return prompt, prompt.inputs
        self._prompter.check_text(begun)
        tokens = tokenize_options(self._encoder(prompt), prompt.text, "", [begun])
        self._prompter.check_end(prompt, tokens.drop)
        return prompt, continue_with(self._model, prompt.inputs, tokens.drop, (*tokens.lead, *tokens.tails[0]))

    def _question(self, turns: Sequence[Turn], options: Sequence[str], answer_prefix: str) -> Question:
        for text in (answer_prefix, *options):
            self._prompter.check_text(text)
        prompt = self._prompter.prompt(turns, answered=True)
        tokens = tokenize_options(self._encoder(prompt), prompt.text, answer_prefix, options)
        self._prompter.check_end(prompt, tokens.drop)
        return Question(prompt.inputs, tokens, self._pictures(prompt.inputs))

    def _pictures(self, inputs: Inputs) -> bytes | None:
        return None if self.prefixes is None else picture_digest(inputs)

    def _encoder(self, prompt: Prompt) -> Callable[[str], list[int]]:
        return lambda text: self._prompter.encode(text, special_tokens=prompt.special_tokens)

    def _choose_way(self, capacity: int, picture_tokens: Collection[int]) -> None:
        """Find out how the model's options can be scored, and whether its prompts can be gone on from."""
        self.way = None
        picture = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
        try:
            probe = self._question([Turn("user", (picture, "What is shown?"))], _PROBE_OPTIONS, "")
        except Ch3efError as error:
            self._cannot_score = error
            return
        whole = score_options(self._model, [probe], "full")[0]
        if any(math.isnan(value) for option in whole for value in option):
            raise InputError(
                f"model {self._name!r} gives NaN for a plain picture and question; its weights are damaged, or "
                f"{self._model.dtype} is too narrow for it (try dtype=float32)"
            )
        try:
            self.way = choose_way(self._model, probe)
        except Ch3efError as error:
            # Not raised yet: a model that cannot score options can still be asked for replies.
            self._cannot_score = error
            return
        if capacity and can_go_on(self._model, probe, self.way, picture_tokens):
            self.prefixes = Prefixes(capacity, picture_tokens)

    def _make_room(self) -> bool:
        """Drop all kept prompts; none are kept any more once memory ran out again and again."""
        if self.prefixes is None:
            return False
        dropped = self.prefixes.make_room()
        if not self.prefixes.capacity:
            self.prefixes = None
        return dropped

    def _compute(self, jobs: Sequence[Question | ReplyRequest]) -> Sequence[Any]:
        """Results of jobs of one kind."""
        questions = [job for job in jobs if isinstance(job, Question)]
        requests = [job for job in jobs if isinstance(job, ReplyRequest)]
        with quiet_transformers():
            if requests:
                return generate_replies(self._model, self._tokenizer, requests, self.prefixes)
            if self.way is None:
                raise InputError("this model cannot score options")
            return score_options(self._model, questions, self.way, self.prefixes)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether torch could not get the memory for a computation, on CUDA or on the CPU."""
    return isinstance(error, torch.OutOfMemoryError) or (
        isinstance(error, RuntimeError) and "not enough memory" in str(error)
    )
