"""What a model said to one prompt, free of any engine.

On disk it has the form of Inspect's outputs, so that either engine goes on with what the other left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said to one prompt.

    Attributes:
        text: What it said; None where it said nothing at all.
        thoughts: What it thought, in parts, where its provider keeps that apart.
        stop: Why it stopped, in Inspect's words.
        fault: Why it said nothing.
        input_tokens: Tokens sent, but for those that the provider had in a cache; None where it does not say.
        output_tokens: Tokens received.
    """

    text: str | None
    thoughts: tuple[str, ...] = ()
    stop: str = "stop"
    fault: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None

    def to_record(self) -> dict[str, Any]:
        """Plain data, which Inspect reads as an output of a model; `reply_from_record` reads it back."""
        thoughts = [{"type": "reasoning", "reasoning": thought} for thought in self.thoughts]
        content = [*thoughts, {"type": "text", "text": self.text}] if thoughts else self.text
        sent, received = self.input_tokens, self.output_tokens
        choice = {"message": {"role": "assistant", "content": content}, "stop_reason": self.stop}
        usage = {"input_tokens": sent, "output_tokens": received}
        return {
            "choices": [] if self.text is None else [choice],
            "completion": self.text or "",
            **({"usage": usage} if sent is not None and received is not None else {}),
            **({"error": self.fault} if self.fault is not None else {}),
        }


def reply_from_record(record: Mapping[str, Any]) -> Reply:
    """A reply from an output of Inspect's as plain data.

    Example:
        >>> reply = Reply("A", ("It is red.",), input_tokens=5, output_tokens=1)
        >>> reply_from_record(reply.to_record()) == reply
        True
    """
    nothing: dict[str, Any] = {"message": {"content": ""}, "stop_reason": "unknown"}
    choice = next(iter(record["choices"]), nothing)
    usage = record.get("usage") or {}
    return Reply(
        text=record["completion"] if record["choices"] else None,
        thoughts=thoughts_in(choice["message"]["content"]),
        stop=choice["stop_reason"],
        fault=record.get("error"),
        input_tokens=usage.get("input_tokens"),
        output_tokens=usage.get("output_tokens"),
    )


def thoughts_in(content: str | Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """What a message's content says was thought; where only a summary may be shown, that."""
    parts = () if isinstance(content, str) else content
    found = (
        part.get("summary") if part.get("redacted") else part["reasoning"]
        for part in parts
        if part["type"] == "reasoning"
    )
    return tuple(filter(None, found))
