"""Our messages as Inspect's, with pictures inline, as its providers ask for."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path

from inspect_ai.model import (
    ChatMessage,
    ChatMessageAssistant,
    ChatMessageSystem,
    ChatMessageUser,
    Content,
    ContentImage,
    ContentText,
)

from ch3ef.models.messages import Message
from ch3ef.pictures import shown

_KINDS = {"system": ChatMessageSystem, "user": ChatMessageUser, "assistant": ChatMessageAssistant}


def chat_messages(messages: Sequence[Message], *, images: bool = True) -> list[ChatMessage]:
    """Inspect chat messages of our messages.

    Args:
        messages: The conversation.
        images: Whether pictures are kept.

    Returns:
        One chat message per message; pictures as data URIs.
    """

    def contents(message: Message) -> str | list[Content]:
        if message.role == "assistant":
            # In parts, Inspect would send them with a line end in front.
            return message.text
        return [
            ContentText(text=part) if isinstance(part, str) else ContentImage(image=data_uri(part.path))
            for part in message.parts
            if images or isinstance(part, str)
        ]

    return [_KINDS[message.role](content=contents(message)) for message in messages]


def data_uri(path: Path) -> str:
    """A picture file as a data URI, as everybody is shown it (`pictures.shown`)."""
    picture = shown(path)
    return f"data:{picture.kind};base64,{base64.b64encode(picture.content).decode()}"
