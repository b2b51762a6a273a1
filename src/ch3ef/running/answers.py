"""What a model gave to one asking, before it is scored: plain data that a sample keeps."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

ANSWERS = "answers"
"""Where a sample keeps its answers: in its store as they came, in its score's metadata as they were scored."""


@dataclass(slots=True)
class Answer:
    """What a model gave to one asking.

    Attributes:
        order: For each place as shown or scored, the option's index in the item's own order.
        started_at: When it was begun (ISO 8601, UTC).
        seconds: How long it took.
        reasoning: What the model said or thought before its answer.
        likelihoods: Per option in `order`, the fields of its `OptionLikelihood`.
        shares: Of options reached down their tree: index and share of the choice; with `confidence`.
        confidence: Product of the confidences of the levels of the tree.
        reply: What the model said.
        stop: Why it stopped, in Inspect's words.
        fault: Why there is no answer.
        input_tokens: Tokens sent; None where the model does not say.
        output_tokens: Tokens received; None where the model does not say.
    """

    order: list[int]
    started_at: str = ""
    seconds: float = 0.0
    reasoning: str | None = None
    likelihoods: list[dict[str, Any]] | None = None
    shares: list[tuple[int, float]] | None = None
    confidence: float = 0.0
    reply: str | None = None
    stop: str | None = None
    fault: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None

    def to_record(self) -> dict[str, Any]:
        """Plain data; `Answer(**record)` reads it back."""
        return asdict(self)


class Stopwatch:
    """Notes when an answer was begun and how long it took."""

    def __init__(self) -> None:
        self._date = datetime.now(UTC)
        self._start = time.monotonic()

    def stop(self, answer: Answer) -> None:
        """Write both into the answer."""
        answer.started_at = self._date.isoformat()
        answer.seconds = time.monotonic() - self._start
