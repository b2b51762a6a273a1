"""Are a server's likelihoods those of the model? Asked in another order, again, and without the picture.

A server that keeps what it read of earlier prompts may hand out log-probabilities of those (public report vllm#42019):
they then hang on the order of the requests. Each request of ours has a salt of its own, so that nothing is kept between
them; this shows whether that is enough.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from ch3ef.errors import RunError
from ch3ef.models.faults import ServerError
from ch3ef.models.messages import Message
from ch3ef.models.names import ModelName
from ch3ef.models.option_likelihood import OptionLikelihood, OptionScorer

TOLERANCE = 0.1
"""Nats per token: far above what rounding does in a batch of other requests, far below what a wrong prompt does."""


@dataclass(frozen=True, slots=True)
class Probed:
    """What a few questions tell of a model's likelihoods.

    Attributes:
        questions: How many were asked.
        requests: What that took of a server.
        differ: The most by which an option's likelihood differs when the same is asked again [nats per token].
        tokens: Whether every option has as many tokens each time.
        pictures: The most that the pictures change an option's likelihood [nats per token]; None where there are none.
        missing: Whether a likelihood is not a number.
    """

    questions: int
    requests: int
    differ: float
    tokens: bool
    pictures: float | None
    missing: bool

    @property
    def faults(self) -> tuple[str, ...]:
        """What makes them unfit, a sentence each."""
        found = []
        if self.missing:
            found.append("likelihoods are not numbers")
        if self.differ > TOLERANCE:
            found.append(
                f"the same option differs by {self.differ:.2f} nats a token when it is asked in another order (at most "
                f"{TOLERANCE} expected): the server hands out what it kept of other prompts; start it without prefix "
                "caching"
            )
        if not self.tokens:
            found.append("an option has another number of tokens each time")
        if self.pictures is not None and self.pictures == 0:
            found.append("the pictures change nothing: the server does not show them to the model")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Question:
    """What is put to the model.

    Attributes:
        messages: The conversation, the user's turn last.
        options: What may be answered.
        answer_prefix: What stands in front of the answer.
    """

    messages: tuple[Message, ...]
    options: tuple[str, ...]
    answer_prefix: str = ""


def probe_model(name: ModelName, questions: Sequence[Question]) -> Probed:
    """Open a served model, put questions to it, and close it.

    Args:
        name: The model.
        questions: As for `probe`.

    Raises:
        InputError: It cannot be opened.
        RunError: It cannot be asked, or reports no likelihoods.
    """
    from ch3ef.models.opening import open_model, option_scorer

    async def session() -> Probed:
        model = open_model(name)
        try:
            return await probe(option_scorer(model), questions)
        except ServerError as error:
            raise RunError(f"model {name.name!r} does not answer: {error.fault}") from error
        finally:
            await model.api.aclose()

    return asyncio.run(session())


async def probe(scorer: OptionScorer, questions: Sequence[Question]) -> Probed:
    """Ask each question three times: as it is; after the others, its options turned round; once more as it is.

    Args:
        scorer: Reports likelihoods.
        questions: One or more; pictures are left out once as well, where there are some.

    Raises:
        RunError: As `option_likelihoods`.
    """
    before = [await _asked(scorer, each, each.options) for each in questions]
    turned = [await _asked(scorer, each, each.options[::-1]) for each in reversed(questions)][::-1]
    again = [await _asked(scorer, each, each.options) for each in questions]
    trios = [
        trio for first, second, third in zip(before, turned, again, strict=True)
        for trio in zip(first, second[::-1], third, strict=True)
    ]  # fmt: skip
    seen = [
        abs(likelihood.sum - likelihood.sum_without_images) / likelihood.tokens
        for likelihoods in before for likelihood in likelihoods if likelihood.sum_without_images is not None
    ]  # fmt: skip
    pictured = any(message.images for each in questions for message in each.messages)
    means = [[one.mean for one in trio] for trio in trios]
    return Probed(
        len(questions),
        sum((2 if pictured else 1) * 3 * (len(each.options) + 1) for each in questions),
        max(max(trio) - min(trio) for trio in means),
        all(len({one.tokens for one in trio}) == 1 for trio in trios),
        max(seen, default=0.0) if pictured else None,
        any(mean != mean for trio in means for mean in trio),  # noqa: PLR0124 (NaN is no number)
    )


async def _asked(scorer: OptionScorer, question: Question, options: Sequence[str]) -> tuple[OptionLikelihood, ...]:
    pictured = any(message.images for message in question.messages)
    return await scorer.option_likelihoods(
        question.messages, options, answer_prefix=question.answer_prefix, pmi=pictured
    )
