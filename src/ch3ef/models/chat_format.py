"""OpenAI's format of a conversation: what is asked as the body of a request, what is said as a reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ch3ef.models.completions import Completion
from ch3ef.models.faults import Fault
from ch3ef.models.limits import MAX_TEXT
from ch3ef.models.messages import Message
from ch3ef.models.reply import Reply
from ch3ef.models.sent_pictures import PICTURE, Pictures, laid_between

# --- requests ---------------------------------------------------------------------------------------------


async def chat_body(
    model: str, said: Sequence[Message], settings: Mapping[str, Any], pictures: Pictures | None
) -> bytes:
    """A request, in JSON.

    Args:
        model: What the server calls it.
        said: The conversation.
        settings: Further fields.
        pictures: As they stand in requests; None where none are sent.

    Raises:
        InputError: A picture is not there.
    """
    messages = [{"role": one.role, "content": _content(one)} for one in said]
    uris = [await pictures.uri(image.path) for one in said for image in one.images] if pictures else []
    return laid_between({"messages": messages, "model": model, **settings}, uris)


def _content(message: Message) -> str | list[dict[str, Any]]:
    if message.role == "assistant":
        return message.text
    return [
        {"type": "text", "text": part}
        if isinstance(part, str)
        else {"type": "image_url", "image_url": {"url": PICTURE, "detail": "auto"}}
        for part in message.parts
    ]


# --- replies ----------------------------------------------------------------------------------------------

_STOPS = {
    "stop": "stop",
    "eos": "stop",
    "length": "max_tokens",
    "tool_calls": "tool_calls",
    "function_call": "tool_calls",
}
_SAME_STOPS = {"content_filter", "model_length", "max_tokens"}


def reply_in(found: Completion) -> Reply:
    """What a completion says; of what is longer than `MAX_TEXT`, the beginning.

    Example:
        >>> message = {"content": "A", "refusal": None, "reasoning_content": "It is red."}
        >>> reply_in({"choices": [{"index": 0, "finish_reason": "stop", "message": message}], "usage": None})
        Reply(text='A', thoughts=('It is red.',), stop='stop', fault=None, input_tokens=None, output_tokens=None)
    """
    choice = min(found["choices"], key=lambda one: one["index"])
    message, reason = choice["message"], choice["finish_reason"]
    refusal, text = message["refusal"], message["refusal"] or message["content"] or ""
    stop = reason if reason in _SAME_STOPS else _STOPS.get(reason, "unknown")
    if not refusal and len(text) > MAX_TEXT:
        text, stop = text[:MAX_TEXT], "max_tokens"
    sent, received = _tokens(found["usage"])
    return Reply(text, _thoughts(message), "content_filter" if refusal else stop, None, sent, received)


def refused(fault: Fault) -> Reply:
    """What stands for the reply to a request that a filter declined; the vendor's words are none of the model's."""
    return Reply("", stop="content_filter", fault=str(fault))


def _thoughts(message: Mapping[str, Any]) -> tuple[str, ...]:
    """What a message says was thought, in whichever field servers put it."""
    details = [one for one in message.get("reasoning_details") or () if isinstance(one, dict)]
    texts = [one.get(name) for name in ("summary", "text") for one in details if isinstance(one.get(name), str)]
    plain = (message.get("reasoning_content"), message.get("reasoning"))
    found = next(filter(None, [*reversed(texts), *plain]), None)
    return (found,) if found else ()


def _tokens(usage: Mapping[str, Any] | None) -> tuple[int | None, int | None]:
    """Tokens sent, but for those in the server's cache, and received."""
    if usage is None:
        return None, None
    cached = usage["prompt_tokens_details"] or {}
    kept = sum(cached.get(name, 0) for name in ("cached_tokens", "cache_write_tokens"))
    return usage["prompt_tokens"] - kept, usage["completion_tokens"]
