"""Scenes of many like things, in which one must be found or told from its neighbours: cabinets, lists, crowds, dials."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.braids import strings
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.fitting import strewn
from ch3ef.scenarios.generated.scene.glyphs import face_table
from ch3ef.scenarios.generated.scene.icons import NEAR, icon, kinds
from ch3ef.scenarios.generated.scene.instruments import INK, clock, dial
from ch3ef.scenarios.generated.scene.palette import (
    BRIGHT,
    GREY_HAIR,
    GROUNDS,
    HAIRS,
    NAMED,
    SKINS,
    any_ground,
    darker,
    lighter,
)
from ch3ef.scenarios.generated.scene.people import Hair, Look, Mood, person
from ch3ef.scenarios.generated.scene.rooms import WOODS, put
from ch3ef.scenarios.generated.scene.rooms import window as view

NAMES = (
    "Ada", "Ida", "Eva", "Ava", "Ben", "Bea", "Dan", "Dina", "Ella", "Elsa", "Finn", "Flora", "Hana", "Hanna", "Ines",
    "Jan", "Jon", "June", "Kira", "Kurt", "Lana", "Lena", "Lina", "Luna", "Mara", "Maya", "Mia", "Mira", "Nina", "Nora",
    "Omar", "Otto", "Paul", "Pia", "Raj", "Rosa", "Sara", "Sora", "Tara", "Tim", "Tom", "Uma", "Vera", "Vita", "Will",
    "Yara", "Zara", "Zoe",
)  # fmt: skip
"""First names, many of them alike."""
SURNAMES = ("Holm", "Holn", "Hohm", "Brook", "Brock", "Moran", "Moram", "Marlow", "Harlow", "Barlow", "Farrow", "Penn",
            "Fenn", "Finch", "Finck", "Tolland", "Holland", "Corby", "Colby", "Winter", "Winder", "Aldwick", "Aldrick",
            "Ludlow", "Onslow", "Hartley", "Hartwell", "Wells", "Welles", "Vale")  # fmt: skip
WARES = ("cup", "bottle", "book", "ball", "hat", "backpack", "lamp", "suitcase", "drum", "chair")
"""Small things of any of the `LIVELY` colours."""
CITIES = (
    "Rome", "Lima", "Oslo", "Cairo", "Delhi", "Tokyo", "Paris", "Quito", "Perth", "Dakar", "Seoul", "Lagos", "Berlin",
    "Dublin", "Athens", "Sydney", "Bern", "Bonn", "Lyon", "Riga", "Nice", "Turin", "Graz", "Cork", "Bath", "Leeds", "Minsk",
    "Sofia", "Porto", "Genoa", "Osaka", "Kyoto", "Hanoi", "Accra", "Tunis", "Rabat", "Malmo", "Bergen",
)  # fmt: skip
_NOT_ONE = ("bacon", "broccoli", "garlic", "soap", "popcorn", "spaghetti", "sushi", "sheaf of rice", "fried shrimp",
            "custard")  # fmt: skip
_ONE_IN_S = ("octopus", "hippopotamus", "rhinoceros", "compass", "abacus", "dress", "wine glass", "bus", "trolleybus",
             "cactus")  # fmt: skip
KINDS = tuple(kind for kind in kinds() if kind not in _NOT_ONE and (kind in _ONE_IN_S or not kind.endswith("s")))
"""Icons whose name takes “a”."""
LIKE = tuple(near for near in NEAR if all(kind in KINDS for kind in near))
"""Sets of four of them that are like each other."""


def person_names(draws: Draws, count: int) -> list[str]:
    """Different full names, some nearly the same."""
    return draws.some([f"{name} {surname}" for name in NAMES for surname in SURNAMES], count)


def window(draws: Draws, size: int, low: float, high: float, step: float) -> list[float]:
    """Neighbouring values; where they begin is drawn."""
    first = low + step * draws.whole(0, round((high - low) / step) - size + 1)
    return [round(first + step * k, 3) for k in range(size)]


def ordinal(number: int) -> str:
    """A place in a row, counted from 1.

    Example:
        >>> [ordinal(number) for number in (1, 12, 22)]
        ['first', '12th', '22nd']
    """
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return words[number - 1] if number <= len(words) else f"{number}{ending}"


# Dials, in the sense of how hard it is


class Print(NamedTuple):
    """Rows of a list, how many of them are much alike or used, the size of the print, and columns that it is set in."""

    rows: int
    like: int
    size: float
    blocks: int = 1


# Things in compartments


class Cabinet(NamedTuple):
    """A canvas with compartments: where things stand, row by row from the top left, and how large they may be."""

    canvas: Canvas
    spots: list[Point]
    box: float


def cabinet(draws: Draws, columns: int, rows: int, cell: float = 64) -> Cabinet:
    """An open cabinet of `columns` x `rows` compartments."""
    wide, high = (max(cell, 404 / count) for count in (columns, rows))
    canvas = Canvas(round(wide * columns + 44), round(high * rows + 44), ground=any_ground(draws))
    wood, back = draws.one(WOODS), draws.one(GROUNDS)[0]
    canvas.rect(12, 12, wide * columns + 20, high * rows + 20, fill=wood, stroke=darker(wood, 0.4), radius=4)
    spots = []
    for row in range(rows):
        for column in range(columns):
            left, top = 22 + wide * column, 22 + high * row
            canvas.rect(left + 2, top + 2, wide - 4, high - 4, fill=back)
            canvas.rect(left + 2, top + 2, wide - 4, 6, fill=darker(back, 0.16))
            spots.append((left + wide / 2, top + high - 4))
    return Cabinet(canvas, spots, 0.74 * min(wide, high))


def scattered(draws: Draws, count: int, wide: float, high: float, gap: float) -> list[Point]:
    """Points in a frame from (0, 0), none nearer to another than `gap`, or than there is room for."""
    spots: list[Point] = []
    while len(spots) < count:
        left = count - len(spots)
        spots += strewn(draws, 60 * left, (0, 0, wide, high), gap, spots, left)
        gap *= 0.97
    return spots


def flock(draws: Draws, kinds: Sequence[tuple[str, str, bool]], size: float, ground: str = "") -> Canvas:
    """Animals or things all over a meadow: (kind, colour, whether it looks to the left); those in front are drawn last."""
    side = min(1000.0, max(408.0, (1.5 if size > 50 else 1.15) * size * math.sqrt(len(kinds))))
    canvas = Canvas(round(side) + 60, round(0.8 * side) + 60 if side > 500 else 460)
    green = ground or draws.one(("#b4d68f", "#a5d089", "#c3dca0", "#d9cfa4"))
    canvas.rect(0, 0, canvas.width, canvas.height, fill=canvas.gradient(lighter(green, 0.3), green))
    room = (canvas.width - 1.6 * size, canvas.height - 1.2 * size)
    spots = sorted(scattered(draws, len(kinds), *room, (1.05 if size > 50 else 0.82) * size), key=lambda spot: spot[1])
    for (x, y), (kind, colour, left) in zip(spots, draws.shuffled(kinds), strict=True):
        with canvas.moved(x + 0.8 * size, y + 1.05 * size, mirrored=left):
            put(canvas, kind, 0, 0, size, colour)
    return canvas


def heap(
    draws: Draws, shown: Sequence[str], size: float, half: Mapping[int, str] | None = None, *, stickers: bool = False,
    opposite: bool = False,
) -> Canvas:  # fmt: skip
    """Icons all over a table, turned about; `half` says of some places that they lie in the "left" or "right" half.

    As stickers they lie on round papers that overlap. A table may be seen from the opposite side.
    """
    gap = 0.72 if stickers else 0.86
    side = max(420.0, (0.9 if stickers else 1.02) * size * math.sqrt(len(shown) * 1.5))
    canvas = Canvas(round(min(994, 1.2 * side)) + 30, max(448, round(0.84 * side) + 30), ground=any_ground(draws))
    wide, high = canvas.width - 1.3 * size, canvas.height - 1.3 * size
    spots = scattered(draws, len(shown), wide, high, gap * size)
    for place, name in (half or {}).items():
        mine = [
            k
            for k, spot in enumerate(spots)
            if (spot[0] < wide / 2) == (name == "left") and abs(spot[0] - wide / 2) > 0.1 * wide
        ]
        other = draws.one(mine or [place])
        spots[place], spots[other] = spots[other], spots[place]
        if not mine:
            spots[place] = ((0.1 if name == "left" else 0.9) * wide, spots[place][1])
    # Those at the front are looked for: nothing covers them.
    far = (canvas.width, canvas.height, 180) if opposite else (0, 0, 0)
    with canvas.moved(*far[:2], angle=far[2]):
        for name, (x, y) in zip(reversed(shown), reversed(spots), strict=True):
            turned, mirrored, px, py = draws.jitter(50), draws.chance(0.5), x + 0.65 * size, y + 0.65 * size
            if name and stickers:
                canvas.circle(px, py, 0.52 * size, fill="#ffffff", stroke="#8a8f96", width=0.8)
            if name:
                icon(canvas, name, px, py, (0.76 if stickers else 1) * size, angle=turned, mirrored=mirrored)
    return canvas


def lattice(
    draws: Draws, shown: Sequence[str], columns: int, size: float, mirrored: Collection[int] = (), turn: float = 0
) -> Canvas:
    """Icons in rows, turned by up to so many degrees; those at some places mirrored."""
    rows, step = -(-len(shown) // columns), max(1.12 * size, 420 / columns)
    canvas = Canvas(round(step * columns + 28), max(448, round(1.12 * size * rows) + 28), ground=any_ground(draws))
    down = (canvas.height - 28) / rows
    for place, name in enumerate(shown):
        x, y = 14 + step * (place % columns + 0.5), 14 + down * (place // columns + 0.5)
        icon(canvas, name, x, y, size, angle=draws.jitter(turn), mirrored=place in mirrored)
    return canvas


# What is read


def listing(
    draws: Draws, title: str, rows: Sequence[Sequence[str]], *, size: float = 14, blocks: int = 1
) -> Canvas:  # fmt: skip
    """A printed list in one or several blocks side by side; the last column is set to the right."""
    face, columns = face_table("sans"), len(rows[0])
    spans = [max(face.width(row[k], size) for row in rows) + 1.3 * size for k in range(columns)]
    deep = -(-len(rows) // blocks)
    step = max(1.42 * size, min(2.3 * size, 330 / deep))
    block = max(sum(spans) + 1.2 * size, (448 - 60) / blocks)
    spans[0] += block - sum(spans) - 1.2 * size
    wide, high = max(448, block * blocks + 60), max(448.0, 78 + step * deep + 34)
    paper = draws.one(("#fffefb", "#fdfcf5", "#f9fbfd"))
    canvas = Canvas(round(wide), round(high), ground=draws.one(("#b98a5a", "#7f8c94", "#8fa39a", "#a8764a")))
    canvas.rect(14, 12, wide - 28, high - 24, fill=paper, stroke="#bdb6a4", width=1)
    canvas.text(wide / 2, 48, title, size=22, face="serif-bold", anchor="middle", colour=INK)
    for place, row in enumerate(rows):
        left, y = 30 + block * (place // deep), 78 + step * (place % deep)
        for k, text in enumerate(row):
            last = k == columns - 1
            at = left + sum(spans[:k]) + (spans[k] - 0.3 * size if last else 0)
            if text:
                canvas.text(at, y, text, size=size, colour=INK, anchor="end" if last and columns > 1 else "start")
    return canvas


def tag(canvas: Canvas, x: float, y: float, text: str, size: float = 12, colour: str = "#fdfdf6") -> None:
    """A paper label whose middle is at (x, y)."""
    wide = face_table("sans").width(text, size) + 0.8 * size
    canvas.rect(x - wide / 2, y - 0.75 * size, wide, 1.5 * size, fill=colour, stroke="#8d8675", width=1, radius=2)
    if text:
        canvas.text(x, y + 0.36 * size, text, size=size, anchor="middle", colour=INK)


def near_codes(draws: Draws, count: int) -> list[str]:
    """Different codes that are easily taken for each other."""
    pool = {f"{a}{b}-{c}{d}{e}" for a in "BE" for b in "FP" for c in "68" for d in "15" for e in "3689"}
    return draws.some(sorted(pool), count)


# What shows a value


def tube(
    canvas: Canvas, x: float, y: float, high: float, value: float | None, *, low: int, most: int, step: int, colour: str,
    bulb: bool = True,
) -> None:  # fmt: skip
    """A thermometer or measuring tube whose foot is at (x, y): a tick for each whole one, a number at each `step`."""
    unit = (high - 34) / (most - low)
    canvas.rect(x - 26, y - high - 6, 62, high + 14, fill="#fdfdf8", stroke="#9aa3a9", width=1.5, radius=6)
    canvas.rect(
        x - 16, y - high + 6, 12, high - 16, fill="#e9eef0", stroke="#7d868c", width=1.2, radius=6 if bulb else 0
    )
    if value is not None:
        canvas.rect(x - 14, y - 20 - unit * (value - low), 8, unit * (value - low) + 10, fill=colour)
        if bulb:
            canvas.circle(x - 10, y - 10, 9, fill=colour)
    for number in range(low, most + 1):
        at, whole = y - 20 - unit * (number - low), (number - low) % step == 0
        canvas.line(x - 3, at, x + (7 if whole else 3), at, stroke=INK, width=1.2 if whole else 0.8)
        if whole:
            canvas.text(x + 10, at + 4, str(number), size=11, colour=INK)


def panel(draws: Draws, shown: Mapping[str, float | None], across: int, r: float, *, shuffled: bool = True) -> Canvas:
    """Gauges with marks below them, in drawn places: mark -> what it shows."""
    return _instruments(draws, list(shown), across, r, 26, shuffled, ("#aeb6bb", "#9fb0a6", "#b5ad9f"),
                        lambda c, x, y, mark: dial(c, x, y, r, shown[mark]))  # fmt: skip


def clocks(
    draws: Draws, shown: Mapping[str, tuple[int, str]], across: int, r: float, *, shuffled: bool = True
) -> Canvas:
    """Clocks with names below them (none below a name that is a number): name -> minutes past twelve, and hands."""

    def put_one(canvas: Canvas, x: float, y: float, name: str) -> None:
        minutes, hands = shown[name]
        clock(canvas, x, y, r, minutes, hands=hands, every=5, rim=NAMED[draws.one(BRIGHT)])

    return _instruments(draws, list(shown), across, r, 24, shuffled, [pair[1] for pair in GROUNDS], put_one)


def _instruments(
    draws: Draws, marks: Sequence[str], across: int, r: float, foot: float, shuffled: bool, grounds: Sequence[str],
    put_one: Callable[[Canvas, float, float, str], None],
) -> Canvas:  # fmt: skip
    if len(marks) == across > 9:
        return _hung(draws, marks, r, grounds, put_one)
    deep, step = -(-len(marks) // across), max(2.4 * r, 420 / across)
    canvas = Canvas(round(step * across + 28), max(448, round((2.4 * r + foot) * deep + 24)), ground=draws.one(grounds))
    down = (canvas.height - 24) / deep
    for place, mark in enumerate(draws.shuffled(marks) if shuffled else marks):
        x, y = 14 + step * (place % across + 0.5), 12 + down * (place // across + 0.5) - foot / 2
        put_one(canvas, x, y, mark)
        if not mark.isdecimal():
            tag(canvas, x, y + 1.16 * r + 9, mark, 12)
    return canvas


def _hung(
    draws: Draws, marks: Sequence[str], r: float, grounds: Sequence[str],
    put_one: Callable[[Canvas, float, float, str], None],
) -> Canvas:  # fmt: skip
    """Instruments in a row, to which tangled cords lead from their marks at the top."""
    canvas, tops = Canvas(1000, 980, ground=draws.one(grounds)), draws.shuffled(marks)
    xs, y = [12 + 976 * (k + 0.5) / len(marks) for k in range(len(marks))], 966 - r
    ends = [(xs[tops.index(mark)], 40.0) for mark in marks]
    strings(draws, canvas, [(x, y - r) for x in xs], ends, len(marks) + 17, ["#3f464c"] * len(marks), 2.6)
    for x, mark, top in zip(xs, marks, tops, strict=True):
        put_one(canvas, x, y, mark)
        tag(canvas, x, 28, top, 11)
    return canvas


def sticks(draws: Draws, lengths: Mapping[str, float], turn: float) -> Canvas:
    """Sticks of so many pixels, each turned by up to `turn` degrees: name of the colour -> length, 180 at most."""
    across = min(4, len(lengths))
    deep = -(-len(lengths) // across)
    canvas = Canvas(max(448, 190 * across), max(448, 190 * deep), ground=any_ground(draws))
    step, down = canvas.width / across, canvas.height / deep
    for place, (name, long) in enumerate(draws.shuffled(lengths.items())):
        x, y = step * (place % across + 0.5), down * (place // across + 0.5)
        with canvas.moved(x + draws.jitter(5), y + draws.jitter(5), angle=draws.jitter(turn)):
            canvas.rect(-6, -long / 2, 12, long, fill=NAMED[name], stroke=INK, width=1)
    return canvas


# Strings and people


def leads(draws: Draws, owners: Sequence[str], whose: Sequence[str], changes: int) -> Canvas:
    """Owners in a row above, dogs with numbers in a row below, tangled leads between: dog k is that of `whose[k]`."""
    count = len(owners)
    canvas = Canvas(
        min(1010, max(460, 84 * count)),
        min(1010, max(448, 190 + 108 * changes)),
        ground=draws.one(("#d9e3c9", "#e6e0d0", "#d3dfe6")),
    )
    xs, low = [canvas.width * (k + 0.5) / count for k in range(count)], canvas.height - 86
    ends = [(xs[owners.index(name)], 50.0) for name in whose]
    strings(draws, canvas, [(x, low) for x in xs], ends, changes, ["#6b4a3a"] * count,
            4 if count < 12 else 2.6)  # fmt: skip
    for k, x in enumerate(xs):
        if count > 20 and k % 2:  # Side by side they would overlap.
            canvas.line(x, 50, x, 20, stroke="#6b4a3a", width=2.6)
        tag(canvas, x, 34 if count <= 20 else (40, 16)[k % 2], owners[k], 16 if count < 12 else 12)
        put(
            canvas,
            "dog",
            x,
            canvas.height - 34,
            min(66, 0.8 * canvas.width / count),
            draws.one(("brown", "black", "orange", "grey")),
        )
        canvas.text(x, canvas.height - 12, str(k + 1), size=17, face="sans-bold", anchor="middle", colour=INK)
    return canvas


class Member(NamedTuple):
    """One of a crowd: looks, mood, and what is in the hand ("" for nothing), with its colour."""

    look: Look
    mood: Mood = "happy"
    holds: str = ""
    colour: str = "red"


HAIR: Mapping[Hair, str] = {"short": "short hair", "long": "long hair", "bun": "a bun", "bald": "a bald head"}
"""Hair that questions name. A headscarf is none of them: small, it is like long grey hair."""


def look_of(draws: Draws, top: str, hair: Hair, glasses: bool) -> Look:
    """A look with these traits, on whose face they are seen though it is small; the rest is drawn."""
    return Look(draws.one(SKINS[:4]), hair, draws.one([tint for tint in HAIRS if tint != GREY_HAIR]), top,
                draws.one(("black", "grey")), glasses)  # fmt: skip


def unlike(draws: Draws, look: Look) -> Look:
    """The same but for one of top, hair and glasses."""
    return draws.one((
        replace(look, top=draws.one([name for name in BRIGHT if name != look.top])),
        replace(look, hair=draws.one([hair for hair in HAIR if hair != look.hair])),
        replace(look, glasses=not look.glasses),
    ))  # fmt: skip


def fits(look: Look, asked: Look) -> bool:
    """Whether somebody may be taken for the one who is described by top, hair and glasses."""
    hair = "long" if look.hair == "scarf" else look.hair
    return (look.top, hair, look.glasses) == (asked.top, asked.hair, asked.glasses)


def crowd(
    draws: Draws,
    members: Sequence[Member],
    rows: int,
    size: float,
    *,
    caption: Sequence[str] = (),
    print_size: float = 13,
) -> Canvas:
    """People in rows of as equal length as can be, the back row first; a caption stands below in lines."""
    across = -(-len(members) // rows)
    wide = min(1024.0, max(448.0, 0.62 * size * (across + 0.5) + 60))
    foot = round(max(448 - 24 * len(caption), 1.1 * size + 0.66 * size * (rows - 1) + 60))
    canvas = Canvas(round(wide), foot + 26 * len(caption))
    light, dark = draws.one(GROUNDS)
    canvas.rect(0, 0, wide, foot, fill=canvas.gradient(light, dark))
    canvas.rect(0, foot - 50, wide, 50, fill=draws.one(("#c9b48f", "#a9b58f", "#b9b4ab")))
    above = foot - 40 - size - 0.66 * size * (rows - 1)
    if above > 90:
        for share in (0.2, 0.8):
            view(canvas, share * wide - 70, 20, 140, above - 40)
    apart = (wide - 60) / (across + 0.5)
    for place, member in enumerate(members):
        row, column = divmod(place, across)
        x = 30 + apart * (column + (0.25 if row % 2 else 0.75))
        y = foot - 18 - 0.66 * size * (rows - 1 - row)
        hx, hy = person(
            canvas, x, y, size, member.look, pose="holding" if member.holds else "standing", mood=member.mood
        )
        if member.holds:
            put(canvas, member.holds, hx + 2, hy + 0.08 * size, 0.24 * size, member.colour)
            canvas.circle(hx, hy, 0.03 * size, fill=member.look.skin)
    for k, line in enumerate(caption):
        canvas.text(16, foot + 20 + 25 * k, line, size=print_size, colour=INK)
    return canvas


def round_table(draws: Draws, names: Sequence[str], tops: Sequence[str]) -> Canvas:
    """People around a table seen from above, clockwise from a drawn place, so each one's left neighbour comes next."""
    count = len(names)
    r = 100 + 13 * count
    side = 2 * r + 190
    canvas = Canvas(side, side, ground=draws.one((*WOODS[2:], "#d5d9dc", "#c9d3c4")))
    middle, turn, wood = side / 2, draws.between(0, 360), draws.one(("#f4efe4", "#dfe8ee", "#f3e3d3"))
    canvas.circle(middle, middle, r, fill=wood, stroke=darker(wood, 0.3), width=5)
    for place, (name, top) in enumerate(zip(names, tops, strict=True)):
        angle = turn + 360 * place / count
        with canvas.moved(middle, middle, angle=angle):
            canvas.ellipse(0, -r - 28, 32, 17, fill=NAMED[top], stroke=darker(NAMED[top]))
            for hand in (-1, 1):
                canvas.line(hand * 26, -r - 26, hand * 15, -r + 6, stroke=darker(NAMED[top], 0.15), width=9)
            canvas.circle(0, -r - 32, 14, fill=draws.one(HAIRS), stroke=INK, width=1)
            canvas.circle(0, -r + 34, 17, fill="#ffffff", stroke="#b9bec3", width=2)
        x, y = (middle + (r - 72) * f for f in (math.sin(math.radians(angle)), -math.cos(math.radians(angle))))
        canvas.text(x, y + 5, name, size=15, face="sans-bold", anchor="middle", colour=INK)
    return canvas
