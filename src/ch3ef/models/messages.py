"""What is said to a model: messages of text and pictures, free of any engine.

Recipes build them, models consume them; neither needs to know the other's library.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ch3ef.items import ImageRef

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation.

    Attributes:
        role: Who speaks.
        parts: Texts and pictures in the order in which they are shown.

    Example:
        >>> Message("user", ("What is shown?",)).text
        'What is shown?'
    """

    role: Role
    parts: tuple[str | ImageRef, ...]

    @property
    def text(self) -> str:
        """The texts of the message, joined without a separator."""
        return "".join(part for part in self.parts if isinstance(part, str))

    @property
    def images(self) -> tuple[ImageRef, ...]:
        """The pictures of the message, in order."""
        return tuple(part for part in self.parts if isinstance(part, ImageRef))
