"""What the reading tasks share: invented names, prices and dates, sheets of paper, desks, walls seen from the side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Anchor, Canvas
from ch3ef.scenarios.generated.scene.glyphs import Face, face_table
from ch3ef.scenarios.generated.scene.palette import GROUNDS, darker, lighter

FIRST = (
    "Ada", "Bruno", "Carla", "Dilan", "Edith", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kamil", "Laila", "Marta",
    "Nils", "Olga", "Pavel", "Ravi", "Selma", "Tomas", "Ursula", "Vera", "Wanda", "Yusuf", "Zoe",
)  # fmt: skip
LAST = (
    "Adlam", "Bexwell", "Corvin", "Dalloway", "Estrow", "Fenwick", "Garland", "Hartow", "Ironby", "Jessop", "Kestrel",
    "Lindow", "Marwell", "Norbeck", "Orlan", "Pendry", "Quillan", "Rosdale", "Selby", "Tarrant", "Umber", "Vosper",
    "Wexley", "Yardow",
)  # fmt: skip
TOWNS = (
    "Aldmoor", "Brinholt", "Cattleby", "Dunmarsh", "Elverford", "Fenwater", "Gorsham", "Hollowick", "Ivyton",
    "Larkstead", "Mossbury", "Oakwell", "Pellworth", "Stonmere", "Tarnby", "Wixholt",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
INKS = ("#1f3a5f", "#7a1f2b", "#245c3a", "#4a2f6b", "#8a4b14", "#22303a", "#0f5c6b", "#5b3a1e")
"""Dark colours for headings and rules."""


def people(draws: Draws, count: int) -> list[str]:
    """Full names, all parts different."""
    return [f"{first} {last}" for first, last in zip(draws.some(FIRST, count), draws.some(LAST, count), strict=True)]


def clock_times(draws: Draws, count: int, low: int = 8, high: int = 20, step: int = 5) -> list[str]:
    """Different times of a day, in drawn order: "14:35"."""
    minutes = draws.some(range(low * 60, high * 60, step), count)
    return [f"{each // 60}:{each % 60:02d}" for each in minutes]


def fitted(
    canvas: Canvas, x: float, y: float, text: str, width: float, *, size: float = 30, face: Face = "sans-bold",
    colour: str = "#222222", anchor: Anchor = "middle",
) -> float:  # fmt: skip
    """A line of text as large as `size` and `width` allow; returns the font size."""
    size = min(size, width / face_table(face).width(text, 1))
    canvas.text(x, y, text, size=size, face=face, colour=colour, anchor=anchor)
    return size


def desk(draws: Draws, width: int, height: int) -> Canvas:
    """A desk from above: wood, or a plain top."""
    if draws.chance(0.45):
        light, dark = draws.one(GROUNDS)
        canvas = Canvas(width, height, ground=darker(dark, draws.between(0.02, 0.3)))
        canvas.rect(0, 0, width, height, fill=canvas.glow(light, dark), opacity=0.35)
        return canvas
    wood = draws.one(("#b98a5a", "#a8764a", "#c9a173", "#8f6b4a", "#d0b48c", "#7b5a41"))
    canvas = Canvas(width, height, ground=wood)
    y = draws.between(-20, 40)
    while y < height:
        canvas.line(0, y, width, y, stroke=darker(wood, 0.16), width=2)
        for _ in range(3):
            x, dy = draws.between(0, width), draws.between(10, 54)
            canvas.line(x, y + dy, x + draws.between(40, 130), y + dy, stroke=lighter(wood, 0.1), width=1.5)
        y += 66
    return canvas


def clutter(draws: Draws, canvas: Canvas) -> None:
    """Odds and ends that reach in from the rim of a desk."""
    w, h = canvas.width, canvas.height
    for corner in draws.some(((0, 0), (w, 0), (0, h), (w, h)), draws.whole(1, 3)):
        x, y = corner
        kind = draws.one(("cup", "pen", "leaf", "clip"))
        inward = (1 if x == 0 else -1, 1 if y == 0 else -1)
        if kind == "cup":
            colour = draws.one(("#f3efe6", "#c9dbe6", "#e8c7b7", "#5d7f8c"))
            canvas.circle(x + 6 * inward[0] + 4, y + 8 * inward[1] + 6, 62, fill="#000000", opacity=0.14)
            canvas.circle(x + 4 * inward[0], y + 4 * inward[1], 58, fill=colour, stroke=darker(colour), width=2)
            canvas.circle(x + 4 * inward[0], y + 4 * inward[1], 48, fill="#4b2f20")
        elif kind == "pen":
            along = inward[0] * draws.between(90, 150)
            canvas.line(x, y + 26 * inward[1], x + along, y + 12 * inward[1],
                        stroke=draws.one(("#23395d", "#a6342c", "#333333", "#2f6b4a")), width=10)  # fmt: skip
            canvas.line(x + along, y + 12 * inward[1], x + 1.14 * along, y + 10 * inward[1], stroke="#d9c48f", width=4)
        elif kind == "leaf":
            for turn in range(4):
                with canvas.moved(x, y, angle=turn * 26 + draws.jitter(10) + 90 * (corner == (w, 0))
                                  + 180 * (corner == (w, h)) + 270 * (corner == (0, h))):  # fmt: skip
                    canvas.path("M0 0q46 -22 84 0q-38 22 -84 0", fill="#5d9a5f", stroke="#3f7545", width=1.5)
        else:
            cx, cy = x + 22 * inward[0], y + 22 * inward[1]
            canvas.path(
                f"M{cx - 12:.0f} {cy:.0f}h26a6 6 0 0 1 0 12h-30a9 9 0 0 1 0 -18h28", stroke="#6d757c", width=2.5
            )


@contextmanager
def page(
    draws: Draws,
    width: float,
    height: float,
    *,
    tint: str = "#fffefa",
    tilt: float = 3.5,
    radius: float = 0,
    turn: int = 0,
) -> Iterator[Canvas]:
    """A sheet of paper, scanned or on a desk, perhaps by quarter turns; what is drawn inside has its origin at the sheet's top left."""  # fmt: skip
    scanned = draws.chance(0.3)
    margin = 16 if scanned else 42
    w, h = max(448, round(width + 2 * margin)), max(448, round(height + 2 * margin))
    w, h = (h, w) if turn % 180 else (w, h)
    if scanned:
        canvas = Canvas(w, h, ground=draws.one(("#dfe1e3", "#e9e6df", "#d3d8dc", "#c9cdd0")))
    else:
        canvas = desk(draws, w, h)
        clutter(draws, canvas)
    angle = turn + (draws.jitter(0.7) if scanned else draws.jitter(tilt))
    with canvas.moved(w / 2, h / 2, angle=angle), canvas.moved(-width / 2, -height / 2):
        canvas.rect(5, 7, width, height, fill="#000000", opacity=0.18, radius=radius)
        canvas.rect(0, 0, width, height, fill=tint, radius=radius)
        yield canvas
