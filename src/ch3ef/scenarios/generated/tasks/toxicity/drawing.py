"""Places where people write to each other: a post with comments, e-mails, notes on fences, desks and doors, reviews."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.gatherings import on_wall
from ch3ef.scenarios.generated.scene.glyphs import wrapped
from ch3ef.scenarios.generated.scene.messages import Message
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker, lighter
from ch3ef.scenarios.generated.scene.people import any_look, head, person
from ch3ef.scenarios.generated.scene.things import THINGS, WIDTHS, cloud, sun

_INK = "#23272b"
_ACCENTS = ("#2f6fab", "#8a4b7a", "#2f7a5a", "#b0562f", "#4a5568", "#a23d4f")


def avatar(canvas: Canvas, draws: Draws, x: float, y: float, r: float) -> None:
    """A face in a disc."""
    look = any_look(draws)
    with canvas.clipped(f"M{x - r:.0f} {y:.0f}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z"):
        canvas.circle(x, y, r, fill=draws.one(GROUNDS)[1])
        canvas.ellipse(x, y + 1.35 * r, 1.1 * r, 0.8 * r, fill=NAMED[look.top])
        head(canvas, x, y, 0.68 * r, look)


def post(draws: Draws, author: str, thing: str, caption: str, comments: Sequence[Message]) -> Picture:
    """A post with a photo, a caption and comments."""
    accent, wide, size = draws.one(_ACCENTS), 540, 18
    rows = [wrapped(each.text, "sans", size, wide - 120) for each in comments]
    height = 366 + sum(54 + 24 * len(lines) for lines in rows) + 24
    canvas = Canvas(wide, height, ground="#eef0f2")
    canvas.rect(14, 12, wide - 28, height - 24, fill="#ffffff", radius=12)
    avatar(canvas, draws, 48, 46, 22)
    canvas.text(82, 54, author, size=20, face="sans-bold")
    for k in range(3):
        canvas.circle(wide - 44 - 10 * k, 46, 3, fill="#8f9499")
    _photo(canvas, draws, thing, 14, 78, wide - 28, 220)
    canvas.path("M40 316c-5 -8 -16 -2 -12 8q3 7 12 13q9 -6 12 -13c4 -10 -7 -16 -12 -8z", fill="#d9455f")
    canvas.text(66, 334, caption, size=18)
    y = 358.0
    for each, lines in zip(comments, rows, strict=True):
        avatar(canvas, draws, 46, y + 26, 18)
        canvas.rect(76, y, wide - 104, 40 + 24 * len(lines), fill="#f1f3f5", radius=12)
        canvas.text(90, y + 24, each.sender, size=17, face="sans-bold", colour=accent)
        for row, line in enumerate(lines):
            canvas.text(90, y + 49 + 24 * row, line, size=size, colour=_INK)
        y += 54 + 24 * len(lines)
    return canvas.picture()


def _photo(canvas: Canvas, draws: Draws, thing: str, x: float, y: float, w: float, h: float) -> None:
    sky = draws.one((("#bfe0f5", "#eef7fb"), ("#f7d0a8", "#fdf1df"), ("#e3dcf2", "#f7f4fc")))
    canvas.rect(x, y, w, h, fill=canvas.gradient(*sky))
    if draws.chance(0.5):
        sun(canvas, x + draws.between(50, 120), y + 48, 40)
    cloud(canvas, x + w - draws.between(80, 160), y + 46, 28)
    canvas.rect(x, y + 0.72 * h, w, 0.28 * h, fill=draws.one(("#9cc98a", "#c9a173", "#d8cdb8")))
    size = min(150.0, 250 / WIDTHS.get(thing, 1))
    THINGS[thing](canvas, x + w / 2 + draws.jitter(40), y + 0.88 * h, size, NAMED[draws.one(BRIGHT)])


def email(draws: Draws, sender: str, subject: str, text: str, closing: str) -> Picture:
    """An e-mail in its window."""
    accent, face = draws.one(_ACCENTS), draws.one(("sans", "serif"))
    lines = wrapped(text, face, 20, 480)  # type: ignore[arg-type]
    height = max(448, 290 + 28 * len(lines))
    canvas = Canvas(600, height, ground=lighter(accent, 0.75))
    canvas.rect(24, 22, 552, height - 44, fill="#ffffff", radius=10, stroke=darker(accent, 0.1), width=2)
    canvas.rect(24, 22, 552, 40, fill=accent, radius=10)
    canvas.rect(24, 44, 552, 18, fill=accent)
    for k in range(3):
        canvas.circle(546 - 22 * k, 42, 6, fill="#ffffff", opacity=0.8)
    canvas.text(44, 49, draws.one(("Inbox", "Mail", "Post")), size=18, face="sans-bold", colour="#ffffff")
    avatar(canvas, draws, 72, 104, 26)
    canvas.text(112, 98, f"From: {sender}", size=19, face="sans-bold")
    canvas.text(112, 126, f"Subject: {subject}", size=19)
    canvas.line(44, 146, 556, 146, stroke="#d5d8db", width=2)
    y = 184.0
    for line in lines:
        canvas.text(52, y, line, size=20, face=face)  # type: ignore[arg-type]
        y += 28
    canvas.text(52, y + 20, closing, size=20, face=face)  # type: ignore[arg-type]
    for k, word in enumerate(("Reply", "Forward")):
        canvas.rect(52 + 122 * k, height - 74, 108, 36, fill="#f1f3f5", stroke="#c4c8cc", radius=18)
        canvas.text(106 + 122 * k, height - 50, word, size=16, anchor="middle", legible=False)
    return canvas.picture()


def paper(canvas: Canvas, draws: Draws, x: float, y: float, lines: Sequence[str], size: float = 26) -> None:
    """A handwritten note around its top middle."""
    wide = 20 + 0.6 * size * max(len(line) for line in lines)
    tall = 40 + 1.4 * size * len(lines)
    ink = draws.one(("#1f3a7a", "#26282c", "#7a2430", "#2a5a3a"))
    with canvas.moved(x, y, angle=draws.jitter(2.5)):
        canvas.rect(-wide / 2 + 4, 5, wide, tall, fill="#000000", opacity=0.2)
        canvas.rect(-wide / 2, 0, wide, tall, fill=draws.one(("#fdf3a8", "#fffdf6", "#dff0d8", "#fde3ea", "#dfeaf7")))
        for row, line in enumerate(lines):
            canvas.handwriting(draws, 0, 24 + size + 1.4 * size * row, line, size=size, colour=ink, jitter=0.6,
                               anchor="middle")  # fmt: skip
        canvas.circle(0, 12, 7, fill=draws.one(("#d32f2f", "#2962d9", "#3a9d3f")), stroke="#333333", width=1)


def fence_note(draws: Draws, lines: Sequence[str], thing: str) -> Picture:
    """A garden fence with a note on it, a thing in front and a neighbour behind."""
    canvas = Canvas(600, 520, ground="#cfe6f5")
    cloud(canvas, draws.between(60, 540), 44, 34)
    THINGS["house"](canvas, draws.one((150, 450)), 236, 200, NAMED[draws.one(("orange", "pink", "yellow", "grey"))])
    THINGS[draws.one(("tree", "fir tree"))](canvas, draws.one((40, 560)), 240, 190, "#3f8f4a")
    person(canvas, draws.between(250, 350), 360, 250, any_look(draws), mood=draws.one(("neutral", "happy")))
    wood = draws.one(("#c79a63", "#d8bd92", "#a9775a", "#e6e1d3", "#8f9d8a"))
    canvas.rect(0, 400, 600, 120, fill=draws.one(("#8cc077", "#9cc98a", "#7fae6a")))
    for rail in (262, 380):
        canvas.rect(0, rail, 600, 16, fill=darker(wood, 0.2))
    for x in range(2, 600, 50):
        canvas.path(f"M{x} 432v-206l22 -20l22 20v206z", fill=wood, stroke=darker(wood, 0.3), width=2)
    side = draws.chance(0.5)
    paper(canvas, draws, 350 if side else 250, 236, lines)
    size = min(120.0, 170 / WIDTHS.get(thing, 1))
    THINGS[thing](canvas, 92 if side else 508, 492, size, NAMED[draws.one(BRIGHT)])
    return canvas.picture()


def desk_note(draws: Draws, lines: Sequence[str], things: Sequence[str], name: str) -> Picture:
    """A colleague's desk with a name plate, things and, where there are lines, a note on the wall above."""
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(600, 500, ground=light)
    canvas.rect(0, 0, 600, 360, fill=canvas.gradient(light, dark))
    canvas.rect(0, 40, 600, 10, fill=dark)
    wood = draws.one(("#b98a5a", "#a8764a", "#c9a173", "#8f9aa3"))
    canvas.rect(0, 376, 600, 30, fill=wood)
    canvas.rect(0, 406, 600, 94, fill=darker(wood, 0.25))
    if lines:
        paper(canvas, draws, draws.between(235, 365), 72, lines)
    else:
        for x, kind in zip((130, 300, 470), draws.some(("window", "clock", "frame", "shelf"), 3), strict=True):
            with canvas.moved(0, 40):
                on_wall(canvas, draws, x + draws.jitter(20), kind)
    step = 600 / len(things)
    for place, thing in enumerate(things):
        THINGS[thing](canvas, step * (place + 0.5), 384, min(112.0, 150 / WIDTHS.get(thing, 1)),
                      NAMED[draws.one(BRIGHT)])  # fmt: skip
    canvas.rect(236, 422, 128, 44, fill="#fffdf6", stroke="#8f8a7d", width=2, radius=4)
    canvas.text(300, 452, name, size=22, face="sans-bold", anchor="middle")
    return canvas.picture()


def review(draws: Draws, place: str, icon: str, stars: int, name: str, text: str) -> Picture:
    """A review of a place on a web page."""
    accent = draws.one(_ACCENTS)
    lines = wrapped(text, "sans", 20, 460)
    height = max(448, 330 + 28 * len(lines))
    canvas = Canvas(580, height, ground="#f3f4f6")
    canvas.rect(0, 0, 580, 96, fill=accent)
    THINGS[icon](canvas, 66, 84, 66, "#fdfaf2")
    canvas.text(124, 46, place, size=26, face="sans-bold", colour="#ffffff")
    canvas.text(124, 76, "What our guests say", size=17, colour="#ffffff", legible=False)
    canvas.rect(24, 120, 532, 124 + 28 * len(lines), fill="#ffffff", radius=12, stroke="#d5d8db", width=2)
    avatar(canvas, draws, 70, 164, 26)
    canvas.text(112, 158, name, size=20, face="sans-bold")
    for k in range(5):
        _star(canvas, 122 + 28 * k, 180, "#f2b01e" if k < stars else "#d9dcdf")
    for row, line in enumerate(lines):
        canvas.text(48, 226 + 28 * row, line, size=20, colour=_INK)
    canvas.rect(24, height - 66, 532, 46, fill="#ffffff", radius=10, stroke=accent, width=2)
    canvas.text(44, height - 36, "Answer as the owner", size=17, colour="#6b7076", legible=False)
    return canvas.picture()


def _star(canvas: Canvas, x: float, y: float, colour: str) -> None:
    canvas.path(f"M{x:.0f} {y - 11:.0f}l3 8h9l-7 5l3 9l-8 -5l-8 5l3 -9l-7 -5h9z", fill=colour)
