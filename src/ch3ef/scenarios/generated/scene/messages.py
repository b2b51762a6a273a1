"""Chats, notices, tables and maps: scenes made of writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.glyphs import wrapped
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker, lighter
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


def notice(draws: Draws, title: str, lines: Sequence[str], icon: str) -> Picture:
    """A notice pinned to a board, on a door, or held in a shop window."""
    ground = draws.one(("#c79a63", "#b98a5a", "#7f9aa3", "#8f9d7a", "#a98f9d", "#cdbfa5"))
    canvas = Canvas(512, 560, ground=ground)
    for _ in range(70):
        canvas.circle(draws.between(0, 512), draws.between(0, 560), 2, fill=darker(ground, 0.12))
    for x, y in ((18, 30), (420, 420), (-30, 400), (440, 40)):
        with canvas.moved(x, y, angle=draws.jitter(9)):
            canvas.rect(0, 0, 110, 130, fill=draws.one(("#fbf3b0", "#d9ecd2", "#f6d9d9", "#dbe7f5")))
            for row in range(5):
                canvas.line(14, 26 + 20 * row, 60 + draws.between(0, 36), 26 + 20 * row, stroke="#8d8d88", width=3)
    paper = draws.one(("#fffdf6", "#fdf6da", "#eef6fb", "#fdf0f0"))
    face = draws.one(("sans-bold", "serif-bold", "comic-bold"))
    plain = {"sans-bold": "sans", "serif-bold": "serif", "comic-bold": "comic"}[face]
    accent = draws.one(("#2f5d8a", "#8a3b3b", "#2f6f4f", "#6d4a86", "#a2612a"))
    with canvas.moved(256, 280, angle=draws.jitter(2.5)):
        canvas.rect(-172, -232, 356, 476, fill="#000000", opacity=0.2)
        canvas.rect(-178, -238, 356, 476, fill=paper)
        canvas.rect(-178, -238, 356, 12, fill=accent)
        down = canvas.paragraph(0, -176, title, width=320, size=30, face=face, colour=accent, anchor="middle")  # type: ignore[arg-type]
        THINGS[icon](canvas, 0, down + 92, 106, NAMED[draws.one(BRIGHT)])
        down += 138
        for line in lines:
            down = canvas.paragraph(0, down, line, width=330, size=21, face=plain, anchor="middle") + 8  # type: ignore[arg-type]
        canvas.circle(2, -222, 9, fill=draws.one(("#d32f2f", "#2962d9", "#3a9d3f")), stroke="#333333", width=1)
    return canvas.picture()


def table(draws: Draws, title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Picture:
    """A sheet with a table, on a clipboard or on a screen."""
    screen = draws.chance(0.45)
    height = 448
    canvas = Canvas(600, height, ground=draws.one(GROUNDS)[1])
    accent = draws.one(("#2f5d8a", "#8a4b3b", "#2f6f4f", "#6d4a86", "#4a4f57"))
    if screen:
        canvas.rect(14, 14, 572, height - 44, fill="#2a2e33", radius=14)
        canvas.rect(30, 30, 540, height - 76, fill="#ffffff")
        canvas.rect(220, height - 30, 160, 30, fill="#3a3f45")
    else:
        canvas.rect(22, 26, 556, height - 40, fill="#9a6f45", radius=10)
        canvas.rect(36, 48, 528, height - 76, fill="#fffdf6")
        canvas.rect(230, 14, 140, 38, fill="#7c858c", radius=6)
    canvas.text(300, 88, title, size=24, face="sans-bold", colour=accent, anchor="middle")
    step = 500 / len(header)
    canvas.rect(48, 104, 504, 42, fill=accent)
    for column, name in enumerate(header):
        canvas.text(60 + step * column, 132, name, size=18, face="sans-bold", colour="#ffffff")
    tall = min(58, 232 / len(rows))
    for row, cells in enumerate(rows):
        y = 146 + tall * row
        if row % 2:
            canvas.rect(48, y, 504, tall, fill=accent, opacity=0.09)
        for column, cell in enumerate(cells):
            canvas.text(60 + step * column, y + tall / 2 + 7, cell, size=19)
        canvas.line(48, y + tall, 552, y + tall, stroke="#c9c9c4", width=1.2)
    return canvas.picture()


ICONS = {
    "library": ("book", "#d32f2f"), "sports ground": ("ball", "#f57c00"), "park": ("tree", "#3a9d3f"),
    "harbour": ("boat", "#2962d9"), "bus station": ("bus", "#7b2fa8"), "music school": ("guitar", "#795031"),
}  # fmt: skip
"""Places of a map -> how the map shows them."""


def district_map(draws: Draws, districts: Sequence[str], places: Sequence[str]) -> Picture:
    """Four districts, a place in each, and a key to the signs."""
    canvas = Canvas(600, 560, ground="#f3efe4")
    x, y = 290 + draws.jitter(36), 214 + draws.jitter(24)
    tints = draws.some(("#f6dcb8", "#cfe3c4", "#d3ddf0", "#f2cfd0", "#e6d8ee", "#f4ecb5"), 4)
    corners = ((12, 12, x, y), (x, 12, 588, y), (12, y, x, 440), (x, y, 588, 440))
    bend = draws.jitter(28)
    for (x1, y1, x2, y2), tint in zip(corners, tints, strict=True):
        canvas.rect(x1, y1, x2 - x1, y2 - y1, fill=tint)
    for x1, y1, x2, y2 in corners:
        for _ in range(9):
            canvas.rect(draws.between(x1 + 8, x2 - 30), draws.between(y1 + 8, y2 - 26), 18, 14, fill="#ffffff",
                        opacity=0.55)  # fmt: skip
    river = f"M{x:.0f} 12q{bend:.0f} {(y - 12) / 2:.0f} 0 {y - 12:.0f}q{-bend:.0f} {(440 - y) / 2:.0f} 0 {440 - y:.0f}"
    canvas.path(river, stroke="#7db7e0", width=13)
    canvas.line(12, y, 588, y, stroke="#ffffff", width=12)
    canvas.line(12, y, 588, y, stroke="#b9b3a4", width=1.5, dash="10 8")
    for (x1, y1, x2, y2), name, place in zip(corners, districts, places, strict=True):
        thing, colour = ICONS[place]
        middle = (x1 + x2) / 2
        canvas.text(middle, y1 + 42, name, size=22, face="serif-bold", anchor="middle", colour="#3a3a3a")
        canvas.circle(middle, y2 - 62, 46, fill="#ffffff", stroke=colour, width=4)
        THINGS[thing](canvas, middle, y2 - 34, 56 if thing not in ("bus", "boat") else 30, colour)
    canvas.rect(12, 12, 576, 428, stroke="#5a554a", width=3)
    for number, place in enumerate(draws.shuffled(places)):
        thing, colour = ICONS[place]
        left, top = 30 + 290 * (number % 2), 460 + 48 * (number // 2)
        THINGS[thing](canvas, left + 22, top + 32, 32 if thing not in ("bus", "boat") else 19, colour)
        canvas.text(left + 66, top + 26, place, size=19)
    return canvas.picture()
