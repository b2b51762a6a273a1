"""What settles a case: papers and registers, codes that look alike, dials, clocks, cords, drawn marks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.glyphs import Face, face_table
from ch3ef.scenarios.generated.scene.palette import darker, lighter
from ch3ef.scenarios.generated.scene.strings import tangled


class Dials(NamedTuple):
    """How hard evidence is to read: how much of it there is, how small, how alike.

    Attributes:
        rows: Rows of a table, things to match, steps to follow.
        columns: Columns of a table, or things side by side.
        size: Of the print or of the things, in pixels.
        close: Whether names, codes and drawings are taken for one another.
        askew: By how many degrees printed tables lie turned.
    """

    rows: int
    columns: int = 1
    size: float = 12
    close: bool = True
    askew: float = 0


_ALIKE = {"1": "7", "7": "1", "3": "8", "8": "3B", "B": "8", "5": "S6", "S": "5", "6": "5G", "G": "6C", "C": "G",
          "2": "Z", "Z": "2", "M": "N", "N": "M", "E": "F", "F": "E", "P": "R", "R": "P", "V": "Y", "Y": "V"}  # fmt: skip
FIRST = ("Ada", "Ben", "Cleo", "Dana", "Emil", "Finn", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Lena", "Mara", "Nora",
         "Otto", "Paula", "Ruth", "Simon", "Tara", "Vera")  # fmt: skip
_FAMILIES = (("Marwick", "Warwick", "Markwick", "Harwick", "Marvick", "Marwich"), ("Lindel", "Linden", "Lindell",
    "Lindner", "Lundel", "Lindel-Hay"), ("Brandt", "Brand", "Brant", "Brandl", "Bramdt", "Brandt-Low"), ("Hollis",
    "Holles", "Hollins", "Hollas", "Mollis", "Hollies"), ("Tarrant", "Tarrent", "Farrant", "Tarrand", "Tarrat",
    "Terrant"), ("Keller", "Kellner", "Kellar", "Koller", "Heller", "Kelter"))  # fmt: skip
"""Surnames that are taken for one another."""
PAPERS = ("#fffdf6", "#fdf6da", "#f4f8fb", "#fbf3f3", "#f3f8f0")
INKS = ("#2f5d8a", "#8a3b3b", "#2f6f4f", "#6d4a86", "#8a5a20", "#3b4650")


def namesakes(draws: Draws, count: int, *, close: bool) -> list[str]:
    """Full names, all different; close ones are taken for one another."""
    if not close:
        surnames = draws.shuffled(family[0] for family in _FAMILIES)
        return [f"{first} {surnames[place % len(surnames)]}" for place, first in enumerate(draws.some(FIRST, count))]
    family, firsts = draws.one(_FAMILIES), draws.some(FIRST, 2 + count // 6)
    return draws.some([f"{first} {surname}" for first in firsts for surname in family], count)


def codes(draws: Draws, count: int, *, close: bool) -> list[str]:
    """Codes such as "G7S-2861", all different; close ones differ in one sign that looks alike, or two signs swapped."""
    made, tries = [_code(draws)], 0
    while len(made) < count:
        tries += 1
        other = _slip_of_pen(draws, draws.one(made[: 3 + tries // 4])) if close else _code(draws)
        if other not in made:
            made.append(other)
    return draws.shuffled(made)


def _code(draws: Draws) -> str:
    letters, digits = draws.some("BCGSZMNEFPR", 2), [draws.one("35678") for _ in range(5)]
    return f"{letters[0]}{digits[0]}{letters[1]}-{''.join(digits[1:])}"


def _slip_of_pen(draws: Draws, code: str) -> str:
    place = draws.one((0, 1, 2, 4, 5, 6, 7))
    if place in (4, 5, 6) and draws.chance(0.5):
        return code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    allowed = [sign for sign in _ALIKE.get(code[place], "49") if place in (0, 2) or sign.isdigit()] or ["4", "9"]
    if draws.chance(0.06) and place > 3:
        allowed = ["2", "4", "9"]
    return code[:place] + draws.one(allowed) + code[place + 1 :]


@contextmanager
def paper(canvas: Canvas, x: float, y: float, wide: float, high: float, title: str = "", *, tint: str = PAPERS[0],
    colour: str = INKS[0], size: float = 16, angle: float = 0) -> Iterator[None]:  # fmt: skip
    """A sheet with its corner at (x, y) and a heading; what is drawn inside is measured from that corner."""
    with canvas.moved(x, y, angle=angle):
        canvas.rect(4, 5, wide, high, fill="#000000", opacity=0.18, radius=4)
        canvas.rect(0, 0, wide, high, fill=tint, radius=4)
        if title:
            canvas.rect(0, 0, wide, 1.75 * size, fill=colour, radius=4)
            canvas.text(10, 1.22 * size, title, size=size, face="sans-bold", colour="#ffffff")
        yield


def listing(canvas: Canvas, x: float, y: float, rows: Sequence[Sequence[str]], stops: Sequence[float], *,
    size: float = 12, lead: float = 1.5, face: Face = "sans", header: bool = True, ink: str = "#23272b") -> float:  # fmt: skip
    """Rows of a table, the first baseline at y, columns at `stops` from x; returns the next baseline."""
    bold: Face = "serif-bold" if face == "serif" else "sans-bold"
    for place, row in enumerate(rows):
        for stop, cell in zip(stops, row, strict=True):
            if cell:
                canvas.text(x + stop, y, cell, size=size, face=bold if header and not place else face, colour=ink)
        y += lead * size
    return y


def register(canvas: Canvas, draws: Draws, title: str, header: Sequence[str], rows: Sequence[Sequence[str]],
    box: tuple[float, float, float, float], stops: Sequence[float], *, size: float = 12, halves: int = 1, askew: float = 0) -> None:  # fmt: skip
    """A printed register in a box (x, y, width, height), its rows in one or more halves, turned by up to `askew` degrees."""
    x, y, wide, high = box
    share = math.ceil(len(rows) / halves)
    lead = min(1.75, (high - 2.6 * size - 34) / share / size)
    high = min(high, 44 + 1.1 * size + lead * size * (share + 0.6))
    with (canvas.moved(x + wide / 2, y + high / 2, angle=askew * draws.one((-1, 1, 0.8, -0.8))), paper(canvas, -wide / 2,
        -high / 2, wide, high, title, tint=draws.one(PAPERS), colour=draws.one(INKS))):  # fmt: skip
        for half in range(halves):
            part = [header, *rows[half * share : (half + 1) * share]]
            listing(canvas, 12 + half * (wide - 12) / halves, 34 + 1.1 * size, part, stops, size=size, lead=lead)


def tag(canvas: Canvas, x: float, y: float, lines: Sequence[str], *, size: float = 12, fill: str = "#fffdf4",
    ink: str = "#23272b", angle: float = 0, face: Face = "sans-bold") -> None:  # fmt: skip
    """A small plate with lines of text, its middle at (x, y)."""
    wide = 12 + max(face_table(face).width(line, size) for line in lines)
    high = 8 + 1.25 * size * len(lines)
    with canvas.moved(x, y, angle=angle):
        canvas.rect(-wide / 2, -high / 2, wide, high, fill=fill, stroke=darker(fill, 0.45), width=1.3, radius=3)
        for place, line in enumerate(lines):
            canvas.text(0, -high / 2 + 4 + size * (0.9 + 1.25 * place), line, size=size, face=face, colour=ink,
                anchor="middle")  # fmt: skip


def cords(canvas: Canvas, draws: Draws, xs: Sequence[float], top: float, bottom: float, changes: int,
    inks: Sequence[str]) -> list[list[int]]:  # fmt: skip
    """Cords from places at the top to places at the bottom that cross on the way; the place of each after each change."""
    count = len(xs)
    # Of many, each goes a few places at a time: nearly level cords, one along another, could not be followed.
    far, colours = 2.3 if count > 8 else count / 2, [inks[cord % len(inks)] for cord in range(count)]
    with canvas.moved(angle=90):
        orders = tangled(
            draws, canvas, [-x for x in xs], top, bottom, changes=changes, far=far, colours=colours, width=3
        )
    return [[order.index(cord) for cord in range(count)] for order in orders]


Marks = tuple[int, ...]
"""What tells a mushroom or a herb from the next: how much of each mark there is."""


def other_marks(draws: Draws, marks: Marks, sizes: Marks, count: int, close: bool) -> list[Marks]:
    """Other combinations of marks; close ones differ by one more or less of a mark or two."""
    made, tries = [marks], 0
    while len(made) <= count:
        tries += 1
        other = list(draws.one(made[: 1 + tries // 12]) if close else [draws.whole(0, size - 1) for size in sizes])
        place = draws.whole(0, len(sizes) - 1)
        step = draws.one((1, -1)) if close else draws.whole(1, sizes[place] - 1)
        other[place] = (other[place] + step) % sizes[place]
        if tuple(other) not in made:
            made.append(tuple(other))
    return made[1:]


MUSHROOM: Marks = (3, 7, 4, 2, 4)
"""Cap (round, pointed, flat), dots (2 to 8), rings on the stem (0 to 3), foot (straight, bulb), stripes on the rim (0 to 3)."""


def mushroom(canvas: Canvas, x: float, y: float, size: float, marks: Marks, colour: str = "#b5713c") -> None:
    """A mushroom whose foot is at (x, y)."""
    cap, dots, rings, foot, stripes = marks
    with canvas.moved(x, y, scale=size / 100):
        canvas.path("M-9 -52q2 26 -3 52h24q-5 -26 -3 -52z", fill="#efe3cb", stroke="#9c8a66", width=2)
        if foot:
            canvas.ellipse(0, -6, 20, 11, fill="#efe3cb", stroke="#9c8a66", width=2)
        for ring in range(rings):
            canvas.ellipse(0, -43 + 9.5 * ring, 14, 3, fill="#fffaf0", stroke="#7d6c49", width=2)
        shape = ("M-42 -50q4 -44 42 -44t42 44z", "M-42 -50q30 -10 42 -52q12 42 42 52z",
            "M-46 -50q-4 -26 46 -26t46 26z")[cap]  # fmt: skip
        canvas.path(shape, fill=colour, stroke=darker(colour, 0.4), width=2.5)
        for k in range(stripes):
            sx = -30 + 18 * k
            canvas.line(sx, -52, sx * 0.94, -58, stroke=darker(colour, 0.6), width=2.2)
        for k in range(dots + 2):
            dx = (k - (dots + 1) / 2) * (7 if cap != 1 else 3.6)
            canvas.circle(dx, -60 - (8 if k % 2 else 0), 2.7 if cap != 1 else 2.4, fill="#fffaf0")


HERB: Marks = (4, 2, 2, 5, 4)
"""Pairs of leaves (2 to 5), opposite or in turn, smooth or toothed, petals (3 to 7), bands on the stem (0 to 3)."""


def herb(canvas: Canvas, x: float, y: float, size: float, marks: Marks, colour: str = "#8a5fb0") -> None:
    """A flowering herb whose foot is at (x, y)."""
    pairs, turns, toothed, petals, bands = marks
    green = "#5d9a55"
    with canvas.moved(x, y, scale=size / 100):
        canvas.line(0, 0, 0, -78, stroke=darker(green, 0.25), width=3.5)
        for band in range(bands):
            canvas.line(-4.5, -2 - 4 * band, 4.5, -2 - 4 * band, stroke="#8a2f2f", width=2.4)
        for k in range(pairs + 2):
            for side in (-1, 1):
                leaf_y = -17 - 46 * k / (pairs + 1) - (6 if turns and side > 0 else 0)
                with canvas.moved(0, leaf_y, mirrored=side < 0, angle=-16 * side):
                    edge = ("l7 -6l2 4l7 -4l3 5l6 -2l6 6l-7 5l-4 -2l-3 5l-6 -3l-3 3l-8 -7z" if toothed
                        else "q14 -13 31 1q-17 13 -31 -1z")  # fmt: skip
                    canvas.path(f"M0 0{edge}", fill=green, stroke=darker(green), width=1.2)
        for k in range(petals + 3):
            turn = 2 * math.pi * k / (petals + 3)
            canvas.circle(9 * math.sin(turn), -87 - 9 * math.cos(turn), 5.2 if petals < 3 else 4.2, fill=colour,
                stroke=darker(colour), width=1)  # fmt: skip
        canvas.circle(0, -87, 4, fill=lighter("#f3c63a", 0.1), stroke="#b98d1c", width=1)


def plots(draws: Draws, across: int, down: int, box: tuple[float, float, float, float]) -> list[list[tuple[float,
    float]]]:  # fmt: skip
    """Crooked plots of land in a box (x, y, width, height), row by row, each with its four corners."""
    x, y, wide, high = box
    w, h = wide / across, high / down
    corner = {(i, j): (x + w * i + (draws.jitter(0.18 * w) if 0 < i < across else 0),
        y + h * j + (draws.jitter(0.18 * h) if 0 < j < down else 0)) for i in range(across + 1) for j in range(down + 1)}  # fmt: skip
    return [[corner[i, j], corner[i + 1, j], corner[i + 1, j + 1], corner[i, j + 1]] for j in range(down)
        for i in range(across)]  # fmt: skip


def within(corners: Sequence[tuple[float, float]], u: float, v: float) -> tuple[float, float]:
    """A point of a plot, `u` of the way from left to right and `v` of the way down."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    return ((1 - v) * ((1 - u) * ax + u * bx) + v * ((1 - u) * dx + u * cx),
        (1 - v) * ((1 - u) * ay + u * by) + v * ((1 - u) * dy + u * cy))  # fmt: skip


def sticker(canvas: Canvas, x: float, y: float, r: float, marks: Sequence[int], colour: str) -> None:
    """A printed sticker around (x, y)."""
    shape, bars, dot = marks
    if shape == 0:
        canvas.circle(x, y, r, fill="#fffdf4", stroke=colour, width=0.16 * r)
    else:
        count, turn = (4, 45) if shape == 1 else (6, 0)
        ends = [math.radians(turn + 360 * k / count) for k in range(count)]
        canvas.polygon([(x + 1.12 * r * math.sin(t), y - 1.12 * r * math.cos(t)) for t in ends], fill="#fffdf4",
            stroke=colour, width=0.16 * r)  # fmt: skip
    for k in range(bars + 1):
        canvas.line(x - 0.3 * r, y + (k - bars / 2) * 0.3 * r, x + 0.3 * r, y + (k - bars / 2) * 0.3 * r, stroke=colour,
            width=0.13 * r)  # fmt: skip
    sin, cos = ((0, 0.68), (0.68, 0), (0, -0.68), (-0.68, 0))[dot]
    canvas.circle(x + sin * r, y - cos * r, 0.14 * r, fill=colour)


def land_map(canvas: Canvas, draws: Draws, across: int, down: int, box: tuple[float, float, float, float], points: int,
    asked: tuple[int, int], colour: str) -> list[int]:  # fmt: skip
    """A map of crooked plots with drawn numbers and numbered points on them; the plots' numbers, row by row.

    Point number `asked[0]` stands on the plot in place `asked[1]`.
    """
    count = across * down
    land, numbers, r = (plots(draws, across, down, box), draws.some(range(11, 99), count),
        15 if count < 12 else 10.5 if count < 50 else 9.5)  # fmt: skip
    tints = ("#cfe3b4", "#d9e6bd", "#c6dcae", "#e0e3b8")
    for corners, number in zip(land, numbers, strict=True):
        canvas.polygon(corners, fill=draws.one(tints), stroke="#8a6a45", width=2.5)
        x, y = within(corners, 0.5, 0.5)
        canvas.text(x, y + 5, str(number), size=16 if count < 12 else 12 if count < 50 else 11, face="serif-bold", anchor="middle",
            colour="#6b4a2e")  # fmt: skip
    places = ((0.26, 0.25), (0.74, 0.26), (0.25, 0.75), (0.74, 0.74))
    spots = draws.shuffled([(place, *spot) for place in range(count) for spot in places])
    mine = next(spot for spot in spots if spot[0] == asked[1])
    spots.remove(mine)
    spots.insert(asked[0] - 1, mine)
    for number, (place, u, v) in enumerate(spots[:points], 1):
        x, y = within(land[place], u, v)
        canvas.circle(x, y, r, fill=colour, stroke=darker(colour, 0.4), width=1.5)
        canvas.text(x, y + 0.36 * r, str(number), size=1.05 * r, face="sans-bold", anchor="middle", colour="#ffffff")
    return numbers
