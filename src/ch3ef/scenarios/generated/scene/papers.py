"""Flat things that are read: chats, posts, sheets of paper, cards, notes."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.glyphs import Face, face_table, wrapped
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker, lighter
from ch3ef.scenarios.generated.scene.people import Look, head
from ch3ef.scenarios.generated.scene.things import THINGS, WIDTHS

_WOODS = ("#b98a5a", "#a8764a", "#c9a173", "#8f6b4a", "#d8c4a4", "#7f8c94")
_THEMES = (("#2e7d6b", "#e9f1ee", "#d5f0c9"), ("#3451a4", "#eaedf6", "#cfdcff"), ("#7a3f98", "#f2ecf5", "#ead3f5"),
           ("#37474f", "#eceff1", "#ffe3b8"), ("#b0413e", "#f6eeee", "#ffd9d2"))  # fmt: skip


def desk(draws: Draws, width: int = 512, height: int = 560) -> Canvas:
    """A table top seen from above, with a pen, clips and a cup's rim at its edges."""
    wood = draws.one(_WOODS)
    canvas = Canvas(width, height, ground=wood)
    for _ in range(7):
        y = draws.between(0, height)
        canvas.path(f"M0 {y:.0f}q{width / 3:.0f} {draws.jitter(16):.0f} {width / 2:.0f} 0t{width / 2:.0f} 0",
                    stroke=darker(wood, 0.1), width=draws.between(1.5, 4))  # fmt: skip
    x, y = draws.one(((16, 20), (width - 16, 20), (16, height - 16), (width - 16, height - 16)))
    cup = NAMED[draws.one(BRIGHT)]
    canvas.circle(x, y, 46, fill=lighter(cup, 0.6), stroke=cup, width=7)
    canvas.circle(x, y, 32, fill="#5a3620")
    return canvas


def sheet(
    canvas: Canvas, draws: Draws, title: str, rows: Sequence[tuple[str, str]], *, face: Face = "serif",
    colour: str = "#37474f", photo: Look | None = None, foot: str = "", hidden: Sequence[str] = (),
) -> None:  # fmt: skip
    """A form on a desk: title, rows of label and entry, perhaps a photo and a line at the foot.

    Rows whose label is in `hidden` have their entry blurred.
    """
    left, top = draws.between(50, 66), draws.between(28, 44)
    wide, high = canvas.width - left - draws.between(50, 66), canvas.height - top - draws.between(28, 44)
    with canvas.moved(left, top, angle=draws.jitter(1.6)):
        canvas.rect(5, 6, wide, high, fill="#000000", opacity=0.18, radius=3)
        canvas.rect(0, 0, wide, high, fill=draws.one(("#fffefb", "#fdfcf5", "#f9fbfd")), radius=3)
        canvas.rect(0, 0, wide, 70, fill=colour, radius=3)
        size = min(27, 27 * (wide - 40) / _width(title, 27, _bold(face)))
        canvas.text(20, 46, title, size=size, face=_bold(face), colour="#ffffff")
        if photo:
            canvas.rect(wide - 108, 84, 88, 104, fill="#dfe7ec", stroke="#aab4bb", width=1.5)
            with canvas.clipped(f"M{wide - 107:.0f} 85h86v102h-86z"):
                canvas.ellipse(wide - 64, 208, 46, 44, fill=NAMED[photo.top])
                head(canvas, wide - 64, 136, 32, photo)
        step = min(62, (high - 120) / max(1, len(rows)))
        for place, (label, entry) in enumerate(rows):
            y = 104 + place * step
            canvas.text(22, y, label, size=14, face=face, colour="#6a737a")
            if label in hidden:
                with canvas.blurred(3.5):
                    canvas.text(24, y + 23, entry, size=21, face=face)
            else:
                canvas.text(22, y + 23, entry, size=20, face=face, colour="#1b1f22")
            end = wide - 124 if photo and y < 190 else wide - 22
            canvas.line(22, y + 31, end, y + 31, stroke="#c9cfd3", width=1)
        if foot:
            canvas.text(22, high - 16, foot, size=14, face=face, colour="#6a737a")


def chat(
    draws: Draws, name: str, messages: Sequence[tuple[bool, str]], *, members: str = "online", height: int = 560
) -> Canvas:
    """A phone's chat; messages are (whether the user wrote it, text)."""
    bar, ground, mine_fill = draws.one(_THEMES)
    y, size = 92 + draws.between(0, 16), draws.one((16, 17))
    bubbles = [wrapped(text, "sans", size, 262) for _, text in messages]
    # As high as its messages need: none of them may end below the line where one types.
    height = max(height, round(y + sum(46 + 22 * len(lines) for lines in bubbles) + 60))
    canvas = Canvas(448, height, ground=ground)
    for _ in range(8):
        canvas.circle(draws.between(10, 440), draws.between(80, height - 60), draws.between(8, 30),
                      fill=darker(ground, 0.03))  # fmt: skip
    canvas.rect(0, 0, 448, 70, fill=bar)
    canvas.polyline([(28, 25), (18, 35), (28, 45)], stroke="#ffffff", width=3)
    badge = NAMED[draws.one(BRIGHT)]
    canvas.circle(66, 35, 22, fill=badge, stroke="#ffffff", width=2)
    canvas.text(66, 42, name[0], size=22, face="sans-bold", anchor="middle", colour="#ffffff", legible=False)
    canvas.text(100, 33, name, size=20, face="sans-bold", colour="#ffffff")
    canvas.text(100, 54, members, size=13, colour=lighter(bar, 0.75))
    clock = [draws.whole(8, 20), draws.whole(0, 40)]
    for (mine, _), lines in zip(messages, bubbles, strict=True):
        wide = max(84.0, 24 + max(_width(line, size) for line in lines))
        high = 30 + 22 * len(lines)
        x = 448 - 14 - wide if mine else 14
        canvas.rect(x, y + 2, wide, high, fill="#000000", opacity=0.1, radius=13)
        canvas.rect(x, y, wide, high, fill=mine_fill if mine else "#ffffff", radius=13)
        for place, line in enumerate(lines):
            canvas.text(x + 12, y + 23 + 22 * place, line, size=size)
        canvas.text(x + wide - 10, y + high - 6, f"{clock[0]}:{clock[1]:02d}", size=11, anchor="end", colour="#4f5963")
        clock[1] = min(59, clock[1] + draws.whole(1, 4))
        y += high + draws.between(10, 16)
    canvas.rect(0, height - 54, 448, 54, fill=darker(ground, 0.05))
    canvas.rect(14, height - 45, 364, 36, fill="#ffffff", radius=18)
    canvas.text(30, height - 21, "Message", size=15, colour="#9aa3a9")
    canvas.circle(412, height - 27, 20, fill=bar)
    canvas.polygon([(404, height - 37), (424, height - 27), (404, height - 17)], fill="#ffffff")
    return canvas


def post(draws: Draws, author: str, caption: str, thing: str, colour: str, *, likes: int) -> Canvas:
    """A social network's post: author, a photo of a thing, likes, and a caption of one or two lines."""
    bar, ground, _ = draws.one(_THEMES)
    canvas = Canvas(480, 560, ground="#ffffff")
    canvas.rect(0, 0, 480, 52, fill=bar)
    canvas.text(20, 35, draws.one(("Circle", "Snapfield", "Papernest", "Linden")), size=23, face="serif-italic",
                colour="#ffffff")  # fmt: skip
    canvas.circle(40, 84, 21, fill=NAMED[draws.one(BRIGHT)])
    canvas.text(40, 91, author[0], size=21, face="sans-bold", anchor="middle", colour="#ffffff", legible=False)
    canvas.text(74, 91, author, size=19, face="sans-bold")
    canvas.rect(0, 118, 480, 318, fill=canvas.gradient(ground, darker(ground, 0.12)))
    canvas.rect(0, 372, 480, 64, fill=draws.one(_WOODS))
    THINGS[thing](
        canvas, 240 + draws.jitter(50), 402, draws.between(180, 210) / max(1, WIDTHS.get(thing, 1) / 1.3), NAMED[colour]
    )
    canvas.path("M30 476c-16 -12 -14 -24 -6 -26q6 -1 8 5q2 -6 8 -5q8 2 -6 26z", fill="#d32f2f")
    canvas.text(60, 475, f"{likes} likes", size=17)
    canvas.paragraph(22, 508, caption, width=436, size=18)
    return canvas


def card(
    canvas: Canvas, draws: Draws, x: float, y: float, title: str, rows: Sequence[tuple[str, str]], *, colour: str,
    photo: Look | None = None, chip: bool = False,
) -> None:  # fmt: skip
    """A plastic card, 380 by 240, its corner at (x, y)."""
    with canvas.moved(x, y, angle=draws.jitter(3)):
        canvas.rect(4, 6, 380, 240, fill="#000000", opacity=0.2, radius=18)
        canvas.rect(
            0, 0, 380, 240, fill=canvas.gradient(lighter(colour, 0.1), darker(colour, 0.2), angle=30), radius=18
        )
        canvas.text(22, 42, title, size=24, face="sans-bold", colour="#ffffff")
        if chip:
            canvas.rect(24, 66, 50, 38, fill="#e6c875", radius=6, stroke="#b3924a", width=2)
            canvas.line(24, 85, 74, 85, stroke="#b3924a", width=2)
            canvas.line(49, 66, 49, 104, stroke="#b3924a", width=2)
        left = 22
        if photo:
            canvas.rect(22, 64, 108, 136, fill="#e7edf1", radius=5)
            with canvas.clipped("M22 64h108v136h-108z"):
                canvas.ellipse(76, 214, 58, 50, fill=NAMED[photo.top])
                head(canvas, 76, 128, 42, photo)
            left = 148
        top = 132 if chip else 78
        for place, (label, entry) in enumerate(rows):
            canvas.text(left, top + 48 * place, label, size=13, colour=lighter(colour, 0.75))
            canvas.text(left, top + 22 + 48 * place, entry, size=19, face="sans-bold", colour="#ffffff")


def note(
    canvas: Canvas, draws: Draws, x: float, y: float, lines: Sequence[str], *, wide: float = 150, size: float = 22,
    colour: str = "#fff3a3", legible: bool = True,
) -> None:  # fmt: skip
    """A handwritten slip of paper whose corner is at (x, y)."""
    with canvas.moved(x, y, angle=draws.jitter(3)):
        high = 24 + 1.35 * size * len(lines)
        canvas.rect(3, 4, wide, high, fill="#000000", opacity=0.2)
        canvas.rect(0, 0, wide, high, fill=colour)
        for place, line in enumerate(lines):
            canvas.handwriting(draws, 12, 14 + size + 1.35 * size * place, line, size=size, pen=1.9, legible=legible)


def page(canvas: Canvas, draws: Draws, heading: str, lines: Sequence[str], *, size: float = 24) -> None:
    """A lined page of a diary or notebook that fills most of the canvas."""
    wide, high = canvas.width - 110, canvas.height - 90
    with canvas.moved(58, 44, angle=draws.jitter(2)):
        canvas.rect(5, 6, wide, high, fill="#000000", opacity=0.2, radius=6)
        canvas.rect(0, 0, wide, high, fill=draws.one(("#fffdf2", "#fbfbf7", "#fdf8ec")), radius=6)
        step = 1.75 * size
        for k in range(int((high - 50) / step)):
            canvas.line(16, 66 + step * k, wide - 16, 66 + step * k, stroke="#c6d3e0", width=1.2)
        canvas.line(46, 10, 46, high - 10, stroke="#e8a5a5", width=1.5)
        ink = draws.one(("#1f3a7a", "#2b2b2f", "#4a2b6b"))
        for place, line in enumerate([heading, *lines]):
            canvas.handwriting(draws, 58, 60 + step * place, line, size=size, colour=ink)


def _width(text: str, size: float, face: Face = "sans") -> float:
    return face_table(face).width(text, size)


def _bold(face: Face) -> Face:
    return "serif-bold" if face.startswith("serif") else "sans-bold"
