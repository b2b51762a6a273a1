"""Frames of the GUI tasks: desktop windows and phones, light and dark, and their small parts."""

from __future__ import annotations

from dataclasses import dataclass

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas


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


def switch(canvas: Canvas, x: float, y: float, on: bool, theme: Theme) -> None:
    """A switch of 46 by 26 with its top left corner at (x, y)."""
    canvas.rect(x, y, 46, 26, fill=theme.accent if on else theme.line, radius=13)
    canvas.circle(x + (33 if on else 13), y + 13, 10, fill="#ffffff")


def icon(canvas: Canvas, kind: str, x: float, y: float, colour: str) -> None:
    """A folder, a file or a paper clip, about 26 pixels wide, around (x, y)."""
    with canvas.moved(x, y):
        if kind == "folder":
            canvas.path("M-13 10v-20h9l3 4h14v16z", fill=colour)
        elif kind == "file":
            canvas.path("M-9 -12h12l6 6v18h-18z", stroke=colour, width=2.2)
        else:
            canvas.path("M-4 4v-9a4 4 0 0 1 8 0v12a6 6 0 0 1 -12 0v-11", stroke=colour, width=2)
