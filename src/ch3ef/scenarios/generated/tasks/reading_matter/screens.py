"""Frames of the GUI tasks: desktop windows and phones, light and dark, and their small parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import darker


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of a screen: ground, panels, text, faint text, lines, accent."""

    ground: str
    panel: str
    ink: str
    faint: str
    line: str
    accent: str


ACCENTS = ("#2962d9", "#0f8a6a", "#7b2fa8", "#c2410c", "#b3264e", "#0f7a94")


def any_theme(draws: Draws) -> Theme:
    """Light or dark."""
    accent = draws.one(ACCENTS)
    if draws.chance(0.35):
        return Theme(
            "#1f2329", "#2a2f37", "#f1f3f5", "#a4acb5", "#404751", {"#2962d9": "#6a9bff"}.get(accent, "#4cc3a5")
        )
    return Theme("#ffffff", "#f3f4f6", "#22262b", "#69717a", "#d9dde1", accent)


def window(draws: Draws, title: str, theme: Theme, width: int = 680, height: int = 480) -> Canvas:
    """A desktop with one window; its inside runs from (24, 62) to (width - 24, height - 24)."""
    high, low = draws.one((("#4f7ca8", "#a9c4d8"), ("#6b5b95", "#c9b6d9"), ("#2f6b5b", "#a5cbb8"), ("#b5654a", "#ecc7a5"),
                           ("#3a4a63", "#7f93ad")))  # fmt: skip
    canvas = Canvas(width, height, ground=low)
    canvas.rect(0, 0, width, height, fill=canvas.gradient(high, low, angle=90))
    canvas.rect(28, 30, width - 48, height - 46, fill="#000000", opacity=0.25, radius=12)
    canvas.rect(24, 24, width - 48, height - 48, fill=theme.ground, radius=10)
    canvas.path(f"M24 62v-28q0 -10 10 -10h{width - 68}q10 0 10 10v28z", fill=theme.panel)
    canvas.line(24, 62, width - 24, 62, stroke=theme.line, width=1.5)
    style = draws.chance(0.5)
    for place, colour in enumerate(("#f25f57", "#f9bd2e", "#2dc840")):
        if style:
            canvas.circle(44 + 20 * place, 43, 6.5, fill=colour)
    if not style:
        x = width - 48
        canvas.line(x - 6, 37, x + 6, 49, stroke=theme.faint, width=2)
        canvas.line(x - 6, 49, x + 6, 37, stroke=theme.faint, width=2)
        canvas.rect(x - 38, 38, 11, 11, stroke=theme.faint, width=2)
        canvas.line(x - 72, 48, x - 60, 48, stroke=theme.faint, width=2)
    canvas.text(width / 2, 49, title, size=16, face="sans-bold", colour=theme.ink, anchor="middle")
    return canvas


def phone(draws: Draws, theme: Theme, height: int = 660) -> Canvas:
    """A phone on a plain ground; its screen is 320 wide, from (64, 40), with a status line down to y = 70."""
    ground = draws.one(("#dfe6ec", "#ece3d6", "#e3dcec", "#d6e6dc", "#c9d3dc", "#f1e1e1"))
    canvas = Canvas(448, height, ground=ground)
    canvas.rect(0, 0, 448, height, fill=canvas.gradient(ground, darker(ground, 0.14)))
    canvas.rect(58, 26, 344, height - 44, fill="#000000", opacity=0.2, radius=40)
    canvas.rect(50, 20, 348, height - 40, fill="#17181b", radius=38)
    canvas.rect(64, 34, 320, height - 68, fill=theme.ground, radius=26)
    canvas.rect(194, 42, 60, 12, fill="#17181b", radius=6)
    canvas.text(88, 58, f"{draws.whole(7, 21)}:{draws.whole(10, 59)}", size=14, face="sans-bold", colour=theme.ink)
    for bar in range(4):
        canvas.rect(300 + 6 * bar, 55 - 3 * bar, 4, 4 + 3 * bar, fill=theme.ink)
    canvas.rect(332, 46, 26, 13, stroke=theme.ink, width=1.5, radius=3)
    canvas.rect(334, 48, draws.between(6, 22), 9, fill=theme.ink, radius=1)
    canvas.rect(174, height - 46, 100, 5, fill=theme.faint, radius=2)
    return canvas


def switch(canvas: Canvas, x: float, y: float, on: bool, theme: Theme) -> None:
    """A switch of 46 by 26 with its top left corner at (x, y)."""
    canvas.rect(x, y, 46, 26, fill=theme.accent if on else theme.line, radius=13)
    canvas.circle(x + (33 if on else 13), y + 13, 10, fill="#ffffff")


def icon(canvas: Canvas, kind: str, x: float, y: float, colour: str) -> None:
    """A line drawing about 26 pixels wide around (x, y)."""
    with canvas.moved(x, y):
        if kind == "pencil":
            canvas.path("M-12 12l3 -9l15 -15l6 6l-15 15z", stroke=colour, width=2.5)
            canvas.line(3, -9, 9, -3, stroke=colour, width=2)
        elif kind == "text":
            canvas.path("M-10 -11h20M0 -11v22M-4 11h8", stroke=colour, width=3.5)
        elif kind == "circle":
            canvas.circle(0, 0, 11, stroke=colour, width=3)
        elif kind == "square":
            canvas.rect(-10, -10, 20, 20, stroke=colour, width=3)
        elif kind == "line":
            canvas.line(-11, 11, 11, -11, stroke=colour, width=3)
        elif kind == "zoom":
            canvas.circle(-3, -3, 8.5, stroke=colour, width=3)
            canvas.line(4, 4, 12, 12, stroke=colour, width=4)
        elif kind == "scissors":
            for side in (-1, 1):
                canvas.circle(side * 7, 8, 4.5, stroke=colour, width=2.5)
                canvas.line(side * 4.5, 4, -side * 6, -12, stroke=colour, width=2.5)
        elif kind == "printer":
            canvas.rect(-12, -4, 24, 11, stroke=colour, width=2.5, radius=2)
            canvas.rect(-7, -12, 14, 8, stroke=colour, width=2.5)
            canvas.rect(-7, 3, 14, 9, fill=colour)
        elif kind == "bin":
            canvas.path("M-11 -8h22M-4 -8v-4h8v4M-8 -8l2 20h12l2 -20M-3 -2v9M3 -2v9", stroke=colour, width=2.5)
        elif kind == "disk":
            canvas.path("M-11 -11h18l4 4v18h-22z", stroke=colour, width=2.5)
            canvas.rect(-6, -11, 10, 7, fill=colour)
            canvas.rect(-6, 2, 12, 9, stroke=colour, width=2)
        elif kind == "undo":
            canvas.path("M-4 -11l-7 6l7 6M-11 -5h14q8 0 8 8t-8 8h-8", stroke=colour, width=3)
        elif kind == "star":
            canvas.path(
                "M0 -12l3.6 8 8.4 .8 -6.4 5.6 2 8.6 -7.6 -4.6 -7.6 4.6 2 -8.6 -6.4 -5.6 8.4 -.8z",
                stroke=colour,
                width=2.5,
            )
        elif kind == "clip":
            canvas.path("M-4 4v-9a4 4 0 0 1 8 0v12a6 6 0 0 1 -12 0v-11", stroke=colour, width=2)
        elif kind == "folder":
            canvas.path("M-13 10v-20h9l3 4h14v16z", fill=colour)
        elif kind == "file":
            canvas.path("M-9 -12h12l6 6v18h-18z", stroke=colour, width=2.2)
        elif kind == "picture":
            canvas.rect(-12, -9, 24, 18, stroke=colour, width=2.2, radius=2)
            canvas.polyline([(-10, 7), (-3, -1), (2, 4), (5, 1), (10, 7)], stroke=colour, width=2)
        elif kind == "heart":
            canvas.path("M0 10c-22 -14 -10 -28 0 -17c10 -11 22 3 0 17z", stroke=colour, width=2.5)
        elif kind == "bell":
            canvas.path("M-10 7q4 -4 4 -9a6 7 0 0 1 12 0q0 5 4 9zM-3 10a3 3 0 0 0 6 0", stroke=colour, width=2.5)


def street_map(draws: Draws, canvas: Canvas, turn: int) -> None:
    """Streets, a park, and a route whose first turn is the one that is told."""
    xs: Sequence[float] = [64 + 64 * k + draws.jitter(10) for k in range(1, 5)]
    ys: Sequence[float] = [y + draws.jitter(10) for y in (210, 280, 350, 440)]
    column, line = draws.whole(0, 2), draws.whole(0, 2)
    canvas.rect(
        xs[column] + 5, ys[line] + 5, xs[column + 1] - xs[column] - 10, ys[line + 1] - ys[line] - 10, fill="#b7d9a4"
    )
    canvas.rect(xs[3] + 5, ys[2] + 5, 120, 200, fill="#a9d3ea")
    for x in xs:
        canvas.line(x, 60, x, 510, stroke="#ffffff", width=10)
    for y in ys:
        canvas.line(50, y, 400, y, stroke="#ffffff", width=10)
    start, end = {0: (xs[2], xs[0]), 1: (xs[1], xs[3]), 2: (xs[1], xs[1]), 3: (xs[1], xs[2])}[turn]
    points = [(start, 480.0), (start, ys[2]), (end, ys[2]), (end, ys[0] + 20)]
    if turn == 3:
        points = [(start, ys[1]), (start, ys[3]), (end, ys[3]), (end, ys[2])]
    canvas.polyline(points, stroke="#2962d9", width=9)
    x, y = points[0]
    canvas.polygon([(x - 9, y - 12), (x, y - 27), (x + 9, y - 12)], fill="#2962d9")
    canvas.circle(x, y, 13, fill="#2962d9", stroke="#ffffff", width=4)
    x, y = points[-1]
    canvas.path(
        f"M{x:.0f} {y:.0f}q-18 -22 -16 -30a16 16 0 0 1 32 0q2 8 -16 30z", fill="#e0222f", stroke="#ffffff", width=2
    )
    canvas.circle(x, y - 29, 6, fill="#ffffff")


def turn_sign(canvas: Canvas, turn: int, x: float, y: float) -> None:
    """A white arrow around (x, y): 0 left, 1 right, 2 straight on, 3 back."""
    if turn == 2:
        canvas.arrow(x, y + 26, x, y - 28, stroke="#ffffff", width=8, head=24)
    elif turn == 3:
        canvas.path(f"M{x + 14} {y + 24}v-30a14 14 0 0 0 -28 0v8", stroke="#ffffff", width=8)
        canvas.polygon([(x - 14, y + 26), (x - 26, y + 4), (x - 2, y + 4)], fill="#ffffff")
    else:
        side = -1 if turn == 0 else 1
        canvas.polyline(
            [(x - 10 * side, y + 26), (x - 10 * side, y - 8), (x + 8 * side, y - 8)], stroke="#ffffff", width=8
        )
        canvas.polygon([(x + 26 * side, y - 8), (x + 5 * side, y - 21), (x + 5 * side, y + 5)], fill="#ffffff")
