"""Chats: scenes made of writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.glyphs import wrapped
from ch3ef.scenarios.generated.scene.palette import NAMED, lighter
from ch3ef.scenarios.generated.scene.people import Look, any_look, head
from ch3ef.scenarios.generated.scene.things import THINGS

_INK = "#23272b"
_THEMES = (
    ("#2f6f63", "#e9efe6", "#ffffff", "#d5efcf"), ("#33587f", "#e6edf4", "#ffffff", "#cfe2f7"),
    ("#6a4a86", "#f0ebf5", "#ffffff", "#e0d2f0"), ("#8a4f3a", "#f6ede6", "#ffffff", "#f7ddca"),
    ("#23272e", "#343a42", "#f1f2f3", "#b9dcf5"), ("#a23d5c", "#faeef1", "#ffffff", "#f6d3de"),
)  # fmt: skip
"""Colours of a messenger: head, ground, their bubble, own bubble."""


@dataclass(frozen=True, slots=True)
class Message:
    """What someone wrote; without a sender, the owner of the phone."""

    sender: str
    text: str


def chat(draws: Draws, title: str, messages: Sequence[Message]) -> Picture:
    """A messenger on a phone or a screen."""
    dark, ground, theirs, own = draws.one(_THEMES)
    size, wide = draws.one((18, 19, 20)), draws.one((480, 512, 560))
    inner = wide - 190
    blocks = [(each, wrapped(each.text, "sans", size, inner)) for each in messages]
    heights = [len(lines) * 1.32 * size + (24 if each.sender else 4) + 22 for each, lines in blocks]
    height = max(460, round(96 + sum(heights) + 16 * len(heights) + 66))
    canvas = Canvas(wide, height, ground=ground)
    canvas.rect(0, 0, wide, 72, fill=dark)
    canvas.circle(44, 37, 22, fill=lighter(dark, 0.4))
    THINGS[draws.one(("house", "cup", "tree", "book", "ball"))](canvas, 44, 51, 26, "#fdfaf2")
    canvas.text(80, 45, title, size=23, face="sans-bold", colour="#ffffff")
    looks: dict[str, Look] = {each.sender: any_look(draws) for each in messages if each.sender}
    hues = dict(zip(looks, draws.some(("#a23d2f", "#2f5fa8", "#2f7a4a", "#7a3f92", "#96611a"), len(looks)),
                    strict=True))  # fmt: skip
    minute, y = draws.whole(5, 30), 96.0
    hour = draws.whole(8, 21)
    for (each, lines), tall in zip(blocks, heights, strict=True):
        minute += draws.whole(0, 4)
        _bubble(canvas, each, lines, (y, tall, size, inner), theirs if each.sender else own, hues, looks)
        x = 78 + inner + 14 if each.sender else wide - 20
        canvas.text(x, y + tall - 8, f"{hour}:{minute:02d}", size=11, colour="#6b7076", anchor="end", legible=False)
        y += tall + 16
    canvas.rect(18, height - 56, wide - 90, 40, fill="#ffffff", radius=20, stroke="#c4c8cc", width=1.5)
    canvas.circle(wide - 40, height - 36, 21, fill=dark)
    canvas.polygon([(wide - 48, height - 46), (wide - 28, height - 36), (wide - 48, height - 26)], fill="#ffffff")
    return canvas.picture()


def _bubble(
    canvas: Canvas, each: Message, lines: Sequence[str], box: tuple[float, float, float, float], fill: str,
    hues: dict[str, str], looks: dict[str, Look],
) -> None:  # fmt: skip
    y, tall, size, inner = box
    x = 66 if each.sender else canvas.width - inner - 40
    canvas.rect(x, y, inner + 28, tall, fill=fill, radius=14)
    text_y = y + 8 + size
    if each.sender:
        with canvas.clipped(f"M14 {y + 22:.0f}a22 22 0 1 0 44 0a22 22 0 1 0 -44 0z"):
            canvas.circle(36, y + 22, 22, fill="#cfd8dc")
            canvas.ellipse(36, y + 52, 24, 18, fill=NAMED[looks[each.sender].top])
            head(canvas, 36, y + 22, 15, looks[each.sender])
        canvas.text(x + 14, y + 24, each.sender, size=17, face="sans-bold", colour=hues[each.sender])
        text_y += 22
    for line in lines:
        canvas.text(x + 14, text_y, line, size=size, colour=_INK)
        text_y += 1.32 * size
