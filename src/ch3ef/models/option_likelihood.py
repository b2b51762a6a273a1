"""The likelihood of an option, as every kind of model reports it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from ch3ef.models.messages import Message


@dataclass(frozen=True, slots=True)
class OptionLikelihood:
    """How likely a model finds one option after a prompt. Natural logarithms; higher is better.

    Attributes:
        sum: Log-probability of the option's tokens given images, prompt and answer prefix [nats].
        tokens: Number of the option's own tokens, at least 1.
        bytes: Length of the option in UTF-8 bytes, at least 1.
        sum_without_images: The same sum with the images left out [nats]; None if it was not asked for.

    Example:
        >>> OptionLikelihood(sum=-6.0, tokens=3, bytes=12).mean
        -2.0
    """

    sum: float
    tokens: int
    bytes: int
    sum_without_images: float | None = None

    @property
    def mean(self) -> float:
        """Log-probability per token [nats]: the headline, and the reference's score."""
        return self.sum / self.tokens

    @property
    def byte(self) -> float:
        """Log-probability per UTF-8 byte [nats]."""
        return self.sum / self.bytes

    @property
    def pmi(self) -> float | None:
        """What the images add to the log-probability [nats]; None if it was not asked for."""
        return None if self.sum_without_images is None else self.sum - self.sum_without_images


@runtime_checkable
class OptionScorer(Protocol):
    """A model that can say how likely it finds given answers."""

    async def option_likelihoods(
        self, messages: Sequence[Message], options: Sequence[str], *, answer_prefix: str, pmi: bool
    ) -> tuple[OptionLikelihood, ...]:
        """The likelihood of each option as the assistant's answer to `messages`.

        Args:
            messages: The conversation; its last message is the user's.
            options: The answers to score, in the order in which results are wanted.
            answer_prefix: Text that the assistant has already said in front of the option; it conditions
                the option and is not scored.
            pmi: Whether to score the options a second time without the images.

        Returns:
            One likelihood per option, in the order of `options`. A NaN is passed on, not replaced.
        """
        ...
