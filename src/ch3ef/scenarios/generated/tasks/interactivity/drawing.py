"""What the tasks of interactivity share: shapes, numbered panels, worked examples with an arrow, and small words."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture, Point
from ch3ef.scenarios.generated.scene.palette import GROUNDS, SKINS, darker
from ch3ef.scenarios.generated.scene.people import Look, any_look
from ch3ef.scenarios.generated.scene.things import THINGS, WIDTHS, cloud

Cell = Callable[[Canvas], None]
"""Draws around (0, 0), 100 units high; 100 wide, or 200 where its form asks for `aspect=2`."""

SHAPES = ("circle", "square", "triangle", "star", "heart", "diamond", "hexagon", "cross", "moon")

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Shown:
    """Numbered panels, each a picture of its own or all in one.

    Attributes:
        pictures: One or several.
        unit: What a panel is called: "picture", "row" or "panel".
    """

    pictures: tuple[Picture, ...]
    unit: str


def shape(
    canvas: Canvas, name: str, x: float, y: float, r: float, *, fill: str = "none", stroke: str | None = None,
    width: float = 3,
) -> None:  # fmt: skip
    """One of `SHAPES` around its middle; `r` is about half its height."""
    if name == "circle":
        canvas.circle(x, y, r, fill=fill, stroke=stroke, width=width)
    elif name == "moon":
        d = f"M{x + 0.35 * r:.1f} {y - 0.94 * r:.1f}a{r:.1f} {r:.1f} 0 1 0 0 {1.88 * r:.1f}"
        canvas.path(f"{d}a{1.15 * r:.1f} {1.15 * r:.1f} 0 0 1 0 {-1.88 * r:.1f}z", fill=fill, stroke=stroke,
                    width=width)  # fmt: skip
    elif name == "heart":
        u = r / 10
        d = f"M{x:.1f} {y + 9.5 * u:.1f}c{-15 * u:.1f} {-9 * u:.1f} {-10 * u:.1f} {-22 * u:.1f} 0 {-13 * u:.1f}"
        d += f"c{10 * u:.1f} {-9 * u:.1f} {15 * u:.1f} {4 * u:.1f} 0 {13 * u:.1f}z"
        canvas.path(d, fill=fill, stroke=stroke, width=width)
    else:
        canvas.polygon([(x + r * px, y + r * py) for px, py in _CORNERS[name]], fill=fill, stroke=stroke, width=width)


def _round(count: int, radii: Sequence[float]) -> list[Point]:
    turns = [(radii[k % len(radii)], 2 * math.pi * k / count) for k in range(count)]
    return [(r * math.sin(turn), -r * math.cos(turn)) for r, turn in turns]


_CORNERS: dict[str, list[Point]] = {
    "square": [(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
    "triangle": [(0, -1), (1, 0.8), (-1, 0.8)],
    "star": _round(10, (1.08, 0.45)),
    "diamond": [(0, -1), (0.72, 0), (0, 1), (-0.72, 0)],
    "hexagon": _round(6, (1.0,)),
    "cross": [(-0.32, -0.95), (0.32, -0.95), (0.32, -0.32), (0.95, -0.32), (0.95, 0.32), (0.32, 0.32), (0.32, 0.95),
              (-0.32, 0.95), (-0.32, 0.32), (-0.95, 0.32), (-0.95, -0.32), (-0.32, -0.32)],
}  # fmt: skip


def thing(canvas: Canvas, name: str, x: float, y: float, size: float, colour: str) -> None:
    """A thing around its middle, made to fit a square of `size`."""
    height = size / max(1.0, WIDTHS.get(name, 1.0))
    THINGS[name](canvas, x, y + height / 2, height, colour)


def thing_cell(name: str, colour: str, size: float = 84) -> Cell:
    """A cell that holds one thing."""
    return lambda canvas: thing(canvas, name, 0, 0, size, colour)


SKIES = ("sun", "cloud", "rain cloud", "snow cloud", "thundercloud", "moon")


def sky(canvas: Canvas, name: str, x: float, y: float, size: float) -> None:
    """A symbol of the weather around its middle, one of `SKIES`."""
    with canvas.moved(x, y, scale=size / 100):
        if name == "sun":
            for k in range(8):
                turn = math.pi * k / 4
                canvas.line(32 * math.sin(turn), 32 * math.cos(turn), 44 * math.sin(turn), 44 * math.cos(turn),
                            stroke="#f5a623", width=6)  # fmt: skip
            canvas.circle(0, 0, 24, fill="#ffc93c", stroke="#f5a623", width=3)
        elif name == "moon":
            shape(canvas, "moon", 0, 0, 38, fill="#f7d774", stroke="#b98d1c")
        else:
            grey = {"cloud": "#b9cbd9", "snow cloud": "#a9bccb"}.get(name, "#76889a")
            cloud(canvas, 0, -12, 58, grey)
            _falling(canvas, name)


def _falling(canvas: Canvas, name: str) -> None:
    for x in (-26, 0, 26):
        if name == "rain cloud":
            canvas.line(x + 4, 22, x - 4, 42, stroke="#2962d9", width=6)
        elif name == "snow cloud":
            for turn in (0, 60, 120):
                dx, dy = 9 * math.cos(math.radians(turn)), 9 * math.sin(math.radians(turn))
                canvas.line(x - dx, 32 - dy, x + dx, 32 + dy, stroke="#4f8fc9", width=3.5)
    if name == "thundercloud":
        canvas.polygon([(4, 10), (-14, 34), (-2, 34), (-10, 52), (16, 26), (4, 26), (14, 10)], fill="#fbd72b",
                       stroke="#b98d1c", width=2)  # fmt: skip


def clear_look(draws: Draws, *, top: str | None = None) -> Look:
    """A look whose face shows its mood from afar: no glasses, and not the darkest ink on the darkest skin."""
    return replace(any_look(draws, top=top), glasses=False, skin=draws.one(SKINS[:5]))


def plural(name: str, count: int = 2) -> str:
    """The name for this many.

    Example:
        >>> plural("bus"), plural("key", 1), plural("fish")
        ('buses', 'key', 'fish')
    """
    if count == 1 or name == "fish":
        return name
    return f"{name}es" if name.endswith(("s", "x")) else f"{name}s"


def listed(names: Sequence[str]) -> str:
    """Names with commas and an “and” before the last.

    Example:
        >>> listed(["cup", "key", "hat"])
        'cup, key and hat'
    """
    return f"{', '.join(names[:-1])} and {names[-1]}"


def upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[0].upper() + text[1:]


def cells_shown(draws: Draws, cells: Sequence[Cell]) -> Shown:
    """One numbered panel for each cell."""
    return _laid_out(draws, [(cell,) for cell in cells], 1)


def examples_shown(
    draws: Draws, pairs: Sequence[tuple[Cell, Cell]], query: Cell, *, aspect: float = 1
) -> Shown:  # fmt: skip
    """Numbered panels of an input, an arrow and its output; the last one holds the query and a question mark.

    Args:
        draws: Where the layout comes from.
        pairs: The worked examples.
        query: The last input.
        aspect: Width of a cell in its heights.
    """
    return _laid_out(draws, [*pairs, (query, _question_mark)], aspect)


def _question_mark(canvas: Canvas) -> None:
    canvas.text(0, 22, "?", size=64, face="sans-bold", colour="#8a8a8a", anchor="middle")


def _laid_out(draws: Draws, panels: Sequence[tuple[Cell, ...]], aspect: float) -> Shown:
    light, dark = draws.one(GROUNDS)
    ink = draws.one(("#37474f", "#5d4037", "#283593", "#2e6b4f", "#6a1b4d"))
    paint = _Paint(light, dark, ink, draws.one((0, 10, 18)), aspect)
    pair = len(panels[0]) > 1
    unit = draws.one(("picture", "picture", "row", "panel") if pair else ("picture", "panel"))
    if unit == "picture":
        size = (448, 512) if pair and aspect > 1 else (512, 448) if pair else (448, 448)
        return Shown(tuple(_single(panel, str(k), size, paint) for k, panel in enumerate(panels, 1)), unit)
    columns = 1 if unit == "row" else 2
    rows = -(-len(panels) // columns)
    wide, high = _cell_frame(pair, aspect, unit, rows)
    canvas = Canvas(columns * wide, max(448, rows * high), ground=light)
    for k, panel in enumerate(panels):
        row, column = divmod(k, columns)
        # A last one alone in its line stands in the middle.
        left = (canvas.width - wide) / 2 if k == len(panels) - 1 and column == 0 else column * wide
        box = (left + 8, row * canvas.height / rows + 8, wide - 16, canvas.height / rows - 16)
        canvas.rect(*box, fill=dark, radius=paint.radius, opacity=0.7)
        _panel(canvas, box, panel, str(k + 1), paint)
    return Shown((canvas.picture(),), unit)


@dataclass(frozen=True, slots=True)
class _Paint:
    light: str
    dark: str
    ink: str
    radius: float
    aspect: float


def _cell_frame(pair: bool, aspect: float, unit: str, rows: int) -> tuple[int, int]:
    """Width and height of one panel of several in a picture."""
    if not pair:
        return 304, 280
    if unit == "row":
        return (640 if aspect > 1 else 512), (136 if rows > 4 else 150)
    return (330, 330) if aspect > 1 else (360, 220)


def _single(panel: tuple[Cell, ...], number: str, size: tuple[int, int], paint: _Paint) -> Picture:
    canvas = Canvas(*size, ground=paint.dark)
    _panel(canvas, (0, 0, *size), panel, number, paint)
    return canvas.picture()


def _panel(
    canvas: Canvas, box: tuple[float, float, float, float], panel: tuple[Cell, ...], number: str, paint: _Paint
) -> None:  # fmt: skip
    x, y, w, h = box
    side = min(h - 20, w - 66) if len(panel) == 1 else 0.0
    places: list[Point] = [(x + w / 2 + 18, y + h / 2)]
    if len(panel) > 1:
        # Side by side or one above the other, whichever leaves the larger cells.
        across = min((w - 130) / 2 / paint.aspect, h - 24)
        down = min((h - 84) / 2, (w - 72) / paint.aspect)
        side, middle = max(across, down), (x + w / 2 + 14, y + h / 2)
        if across >= down:
            step = side * paint.aspect / 2 + 31
            places = [(middle[0] - step, middle[1]), (middle[0] + step, middle[1])]
            canvas.arrow(middle[0] - 20, middle[1], middle[0] + 21, middle[1], stroke=paint.ink, width=5, head=18)
        else:
            step = side / 2 + 31
            places = [(middle[0], middle[1] - step), (middle[0], middle[1] + step)]
            canvas.arrow(middle[0], middle[1] - 20, middle[0], middle[1] + 21, stroke=paint.ink, width=5, head=18)
    for (cx, cy), cell in zip(places, panel, strict=True):
        wide = side * paint.aspect
        canvas.rect(cx - wide / 2, cy - side / 2, wide, side, fill="#ffffff", radius=paint.radius,
                    stroke=darker(paint.dark, 0.25), width=2)  # fmt: skip
        with canvas.moved(cx, cy, scale=side / 104):
            cell(canvas)
    canvas.circle(x + 21, y + 21, 15, fill=paint.ink)
    canvas.text(x + 21, y + 27, number, size=18, face="sans-bold", colour="#ffffff", anchor="middle")
