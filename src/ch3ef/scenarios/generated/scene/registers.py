"""Lists, boards, crowds and talks in which one entry counts, among others much like it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene import braids
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.glyphs import face_table, wrapped
from ch3ef.scenarios.generated.scene.palette import HAIRS, NAMED, SKINS, any_ground, darker, lighter
from ch3ef.scenarios.generated.scene.people import Look, Mood, any_look, head, person
from ch3ef.scenarios.generated.scene.places import desk

INK = "#23272b"
_ACCENTS = ("#2f5d8a", "#8a4b3b", "#2f6f4f", "#6d4a86", "#4a4f57", "#8a3b5c", "#5a6a2f")
_PAPERS = ("#fffefb", "#fdfcf5", "#f9fbfd", "#fdf8ec")
_PLAIN = ("cross", "ring", "square", "triangle", "dot", "bar")
_FLAGS = tuple(f"flag {turn}" for turn in range(8))
_FIRST = {
    "woman": (("Mara", "Maria", "Marta", "Mira", "Maren", "Marla", "Myra", "Mary"),
              ("Lena", "Lene", "Lina", "Leah", "Lana", "Leni", "Luna", "Lynn"),
              ("Anna", "Anne", "Anja", "Ana", "Hanna", "Ann", "Annie", "Ania")),
    "man": (("Tim", "Tom", "Tam", "Thom", "Timo", "Tomas", "Thomas", "Timon"),
            ("Jan", "Jon", "John", "Jens", "Jann", "Jonas", "Johan", "Jonah"),
            ("Ben", "Benn", "Bent", "Bern", "Bene", "Benno", "Bert", "Beno")),
}  # fmt: skip
_LAST = (("Penn", "Pell", "Peel", "Pern", "Penny", "Benn", "Pehl"),
         ("Oster", "Ostler", "Foster", "Osten", "Ostner", "Osler", "Oxter"),
         ("Marlow", "Harlow", "Marlin", "Barlow", "Marler", "Marlo", "Tarlow"),
         ("Quill", "Quell", "Quin", "Quilt", "Squill", "Quinn", "Quille"))  # fmt: skip
_CALM: tuple[Mood, ...] = ("happy", "neutral")
_CHATTER = (
    "Who brings the cups on Sunday?", "The key is back on its hook.", "Thanks, all of you!", "I am running late today.",
    "Has anyone seen my blue umbrella?", "The train was full again.", "Photos are in the folder now.", "Good morning!",
    "Can we start ten minutes later?", "I will bring bread and cheese.", "The hall is booked for us.", "See you there.",
    "My bike has a flat tyre, so I walk.", "It has rained here since noon.", "Did the parcel arrive?", "Great, count me in.",
    "The lamp in the hall is broken again.", "Who has the ladder?", "Sorry, wrong group.", "That was fun yesterday.",
    "Two chairs are missing in room 3.", "I found a red glove by the gate.", "Happy birthday, Oskar!", "Same here.",
)  # fmt: skip


class Load(NamedTuple):
    """Dials: how many entries there are, how many of a second kind, and the print's size in pixels."""

    many: int
    more: int
    size: float


Legend = Sequence[tuple[str, str]]
"""Marks and what they mean."""


def people(draws: Draws, count: int, kind: str = "woman") -> list[str]:
    """Names of women or of men: few and far apart, or many much alike."""
    if count <= 6:
        firsts = [draws.one(group) for group in draws.shuffled(_FIRST[kind])] * 2
        lasts = draws.shuffled([name for group in _LAST for name in group[:2]])
        return [f"{first} {last}" for first, last in zip(firsts[:count], lasts, strict=False)]
    firsts, lasts = list(draws.one(_FIRST[kind])), list(draws.one(_LAST))
    return draws.some([f"{first} {last}" for first in firsts for last in lasts], count)


NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
       "thirteenth", "fourteenth", "fifteenth")  # fmt: skip


def spot(
    draws: Draws, rows: Sequence[int], what: str, kinds: Sequence[str], ends: tuple[str, str] = ("top", "bottom")
) -> tuple[int, str]:
    """A place in rows, and how to find it among its like: "the second red door from the left in the third row from the top"."""
    row = draws.whole(0, len(rows) - 1)
    first, seat, side, end = (
        sum(rows[:row]),
        draws.whole(0, rows[row] - 1),
        draws.one(("left", "right")),
        draws.whole(0, 1),
    )
    kind = kinds[first + seat]
    same = [k for k in range(rows[row]) if kinds[first + k] == kind]
    nth = same.index(seat) if side == "left" else len(same) - 1 - same.index(seat)
    where = f"the {NTH[nth]} {what.format(kind)} from the {side}"
    if len(rows) > 1:
        where += f" in the {NTH[len(rows) - 1 - row if end else row]} row from the {ends[end]}"
    return first + seat, where


def key(draws: Draws, load: Load, *meanings: str) -> Legend:
    """A mark for each meaning: easily told apart, or flags turned and mirrored where there is much to see."""
    return list(zip(draws.some(_PLAIN if load.many <= 6 else _FLAGS, len(meanings)), meanings, strict=True))


def mark(canvas: Canvas, kind: str, x: float, y: float, r: float, colour: str = INK) -> None:
    """A small sign around (x, y); none without a kind."""
    if not kind:
        return
    width = max(1.4, 0.28 * r)
    if kind in ("ring", "dot"):
        canvas.circle(x, y, r, fill=colour if kind == "dot" else "#ffffff", stroke=colour, width=width)
    elif kind in _FLAGS:
        turn = int(kind[-1])
        with canvas.moved(x, y, angle=90 * (turn % 4), mirrored=turn > 3):
            canvas.line(-0.55 * r, -1.2 * r, -0.55 * r, 1.2 * r, stroke=colour, width=0.9 * width)
            canvas.polygon([(-0.5 * r, -1.2 * r), (1.1 * r, -0.55 * r), (-0.5 * r, 0.1 * r)], fill=colour)
    elif kind == "cross":
        for side in (-1, 1):
            canvas.line(x - r, y - side * r, x + r, y + side * r, stroke=colour, width=1.5 * width)
    elif kind == "bar":
        canvas.line(x - r, y, x + r, y, stroke=colour, width=2 * width)
    elif kind == "square":
        canvas.rect(x - r, y - r, 2 * r, 2 * r, fill="#ffffff", stroke=colour, width=width)
    else:
        canvas.polygon([(x, y - r), (x + r, y + r), (x - r, y + r)], fill=colour, stroke=colour, width=width)


def _key(canvas: Canvas, x: float, y: float, wide: float, legend: Legend, size: float) -> float:
    """What the marks mean, in as many columns as fit; the y below."""
    if not legend:
        return y
    step = 2.4 * size + max(_wide(meaning, size) for _, meaning in legend)
    columns = max(1, min(len(legend), int(wide / step)))
    for place, (kind, meaning) in enumerate(legend):
        left, top = x + wide / columns * (place % columns), y + 1.7 * size * (place // columns)
        mark(canvas, kind, left + 0.6 * size, top - 0.3 * size, 0.42 * size)
        canvas.text(left + 1.6 * size, top, meaning, size=size, colour=INK)
    return y + 1.7 * size * (-(-len(legend) // columns))


def _key_tall(wide: float, legend: Legend, size: float) -> float:
    return _key(Canvas(), 0, 0, wide, legend, size) + (size if legend else 0)


def register(
    draws: Draws, title: str, header: Sequence[str], rows: Sequence[Sequence[str]], *, size: float, legend: Legend = (),
    faces: bool = False,
) -> Picture:  # fmt: skip
    """A list on paper or screen; a cell "#1" is the legend's second mark, and columns of marks have slanted heads.

    With `faces`, a portrait stands before each row.
    """
    accent = draws.one(_ACCENTS)
    signs = [all(row[column].startswith("#") for row in rows) for column in range(len(header))]
    wides = [2.1 * size if sign else 1.3 * size + max(_wide(cell, size) for cell in (name, *(row[column] for row in rows)))
             for column, (name, sign) in enumerate(zip(header, signs, strict=True))]  # fmt: skip
    slant = max((_wide(name, size) for name, sign in zip(header, signs, strict=True) if sign), default=0.0)
    spare = max(0.0, 420 - sum(wides), _wide(title, 22, True) - sum(wides))
    wides = [wide + spare / len(wides) for wide in wides]
    inner = sum(wides)
    top, below = 66 + max(1.7 * size, 0.77 * slant + size), _key_tall(inner, legend, size)
    tall = max((1.9 if faces else 1.62) * size, min(4.4 * size, (392 - top - below) / len(rows)))
    margin = 32 + (2.2 * size if faces else 0)
    canvas = Canvas(max(448, round(inner + margin + 32 + (0.64 * slant if signs[-1] else 0))),
                    max(448, round(top + tall * len(rows) + below + 48)), ground=any_ground(draws))  # fmt: skip
    canvas.rect(14, 14, canvas.width - 28, canvas.height - 28, fill=draws.one(_PAPERS), stroke="#b9bec3", width=1)
    canvas.text(margin, 50, title, size=_fit(title, inner), face="sans-bold", colour=accent)
    striped, x = draws.chance(0.5), margin
    for number in range(len(rows)):
        if striped and number % 2:
            canvas.rect(margin, top + tall * number, inner, tall, fill=accent, opacity=0.08)
        if faces:
            head(
                canvas, margin - 1.1 * size, top + tall * (number + 0.5), min(0.42 * tall, 1.1 * size), any_look(draws)
            )
    canvas.line(margin, top, margin + inner, top, stroke=accent, width=2)
    for column, (name, sign, wide) in enumerate(zip(header, signs, wides, strict=True)):
        if sign:
            canvas.text(x + wide / 2 + 0.3 * size, top - 0.6 * size, name, size=size, colour=accent, angle=-50)
        else:
            canvas.text(x + 0.4 * size, top - 0.5 * size, name, size=size, face="sans-bold", colour=accent)
        for number, row in enumerate(rows):
            y = top + tall * (number + 0.5)
            if sign:
                mark(canvas, legend[int(row[column][1:])][0], x + wide / 2, y, 0.4 * size)
            else:
                canvas.text(x + 0.4 * size, y + 0.36 * size, row[column], size=size, colour=INK)
        x += wide
    _key(canvas, margin, top + tall * len(rows) + 2.0 * size, inner, legend, size)
    return canvas.picture()


def joined(
    draws: Draws, title: str, header: Sequence[str], rows: Sequence[tuple[str, ...]], load: Load, faces: bool = False
) -> Picture:
    """A list whose first row counts; with `load.more`, threads lead from the first entry of each row to the rest of it."""
    order = draws.shuffled(rows)
    if not load.more:
        return register(draws, title, header, order, size=load.size, faces=faces)
    cards = [", ".join(row[1:]) for row in order]
    at = order.index(rows[0])
    return strings(draws, title, [row[0] for row in order], cards, at, cards[at], load, faces)


def consents(
    load: Load, title: str, header: tuple[str, str], names: Sequence[str], columns: Sequence[str], legend: Legend,
    at: tuple[str, str], given: Sequence[str], pool: Sequence[str],
) -> Callable[[Draws, int], Picture]:  # fmt: skip
    """A list of people with something of each, and marks for what they agreed to: draws and a case -> the picture.

    Args:
        load: The print's size.
        title: Of the list.
        header: Over the names and over what is given of each.
        names: Of the people.
        columns: What they were asked.
        legend: Three marks: the first stands where it counts in case 0, the second in case 1, the third in 2 and 3.
        at: The name and the column that count.
        given: What is given of that name in even and in odd cases.
        pool: What is given of the others.
    """

    def scene(draws: Draws, case: int) -> Picture:
        rows = []
        for name in names:
            drawn = [f"#{draws.whole(0, len(legend) - 1)}" for _ in columns]
            other = draws.one(pool)
            if name == at[0]:
                drawn[columns.index(at[1])], other = f"#{min(case, 2)}", given[case % 2]
            rows.append([name, other, *drawn])
        return register(draws, title, [*header, *columns], rows, size=load.size, legend=legend, faces=len(rows) < 24)

    return scene


Badge = tuple[int, str]
"""Which mark of a legend, -1 for none, and a name or number."""


def crowd(draws: Draws, title: str, rows: Sequence[int], badges: Sequence[Badge], tops: Sequence[str], *,
          size: float, legend: Legend = ()) -> Picture:  # fmt: skip
    """People in rows, the back row first, each with a badge and in a top of a colour."""
    most, single = max(rows), len(rows) == 1
    step = min(160.0, 980 / (most + 0.4))
    tall, width = (320.0 if single else 1.16 * step + 8), round(max(480, step * (most + 0.4) + 36))
    below = _key_tall(width - 60, legend, 13) + 14 if legend else 0
    height = round(max(448, 74 + tall * len(rows) + 16 + below))
    wall = any_ground(draws)
    canvas = Canvas(width, height, ground=wall)
    canvas.rect(0, height - below - 0.35 * tall, width, 0.35 * tall + below, fill=darker(wall, 0.2))
    canvas.text(width / 2, 40, title, size=_fit(title, width - 40), face="sans-bold", anchor="middle", colour=INK)
    place = 0
    for row, count in enumerate(rows):
        base = height - below - 16 - tall * (len(rows) - 1 - row)
        shift = (width - step * count) / 2 + step / 2 + (0 if single else draws.jitter(0.16 * step))
        for seat in range(count):
            x, y, mood = shift + step * seat, base + draws.jitter(0.03 * step), draws.one(_CALM)
            look = any_look(draws, top=tops[place])
            chest = y - (152 if single else 0.36 * step)
            if single:
                person(canvas, x, y, 310, look, mood=mood)
            else:
                _bust(canvas, x, y + 4, 0.43 * step, look)
                head(canvas, x, y - 0.8 * step, 0.24 * step, look, mood)
            sign, label = badges[place]
            lead = 1.2 * size if sign < 0 else 2.4 * size
            wide = _wide(label, size) + lead
            canvas.rect(x - wide / 2, chest, wide, 1.7 * size, fill="#fffefb", stroke="#8d949a", width=1, radius=2)
            mark(canvas, _of(legend, sign), x - wide / 2 + 0.95 * size, chest + 0.85 * size, 0.4 * size)
            canvas.text(x - wide / 2 + lead - 0.65 * size, chest + 1.2 * size, label, size=size, colour=INK)
            place += 1
    _foot(canvas, legend, 13)
    return canvas.picture()


def _of(legend: Legend, sign: int) -> str:
    return "" if sign < 0 else legend[sign][0]


def hall(draws: Draws, seats: Sequence[Badge], arcs: int, legend: Legend) -> Picture:
    """People in the arcs of a council's hall, each behind a plate with a mark and a number."""
    few = len(seats) <= 6
    r, size, canvas = (
        (24.0, 15.0, Canvas(560, 470, ground=any_ground(draws)))
        if few
        else (10.0, 11.0, Canvas(860, 640, ground=any_ground(draws)))
    )
    middle, low = canvas.width / 2, canvas.height - 96
    spans = [0.34 + 0.66 * arc / max(1, arcs - 1) if arcs > 1 else 0.85 for arc in range(arcs)]
    done = 0
    for arc, span in enumerate(spans):
        count = round(len(seats) * sum(spans[: arc + 1]) / sum(spans)) - done
        for k in range(count):
            angle = math.radians(176 - 172 * (k + 0.5) / count)
            x, y = middle + 0.92 * middle * span * math.cos(angle), low - (low - 40) * span * math.sin(angle)
            look, (sign, number) = any_look(draws), seats[done + k]
            _bust(canvas, x, y + 0.4 * r, 1.3 * r, look)
            head(canvas, x, y - 1.4 * r, r, look, draws.one(_CALM))
            canvas.rect(x - 1.85 * size, y + 0.2 * r, 3.7 * size, 1.5 * size, fill="#fffefb", stroke="#8d949a", width=1)
            mark(canvas, _of(legend, sign), x - 1.0 * size, y + 0.2 * r + 0.75 * size, 0.42 * size)
            canvas.text(x - 0.25 * size, y + 0.2 * r + 1.15 * size, number, size=size, colour=INK)
        done += count
    canvas.rect(middle - 50, low - 16, 100, 34, fill="#8a6a4a", radius=4)
    _foot(canvas, legend, 13)
    return canvas.picture()


def _bust(canvas: Canvas, x: float, y: float, r: float, look: Look) -> None:
    """Shoulders of a width of 2 r that end at y."""
    canvas.path(f"M{x - r:.0f} {y:.0f}v{-0.95 * r:.0f}q0 {-0.5 * r:.0f} {r:.0f} {-0.5 * r:.0f}q{r:.0f} 0 {r:.0f} {0.5 * r:.0f}"
                f"v{0.95 * r:.0f}z", fill=NAMED[look.top], stroke=darker(NAMED[look.top]), width=1.5)  # fmt: skip


def _foot(canvas: Canvas, legend: Legend, size: float) -> None:
    """What the marks mean, along the lower edge."""
    if legend:
        below = _key_tall(canvas.width - 60, legend, size) + 14
        canvas.rect(0, canvas.height - below, canvas.width, below, fill="#fffefb")
        _key(canvas, 30, canvas.height - below + 1.7 * size, canvas.width - 60, legend, size)


def _fit(title: str, wide: float) -> float:
    """The size of a title that fits."""
    return min(22.0, 22 * wide / _wide(title, 22, True))


def strings(
    draws: Draws,
    title: str,
    left: Sequence[str],
    right: Sequence[str],
    at: int,
    end: str,
    load: Load,
    faces: bool = True,
) -> Picture:
    """Threads of one colour from people to cards, which change places `load.more` times: that of `left[at]` leads to `end`.

    Where that is often, they do so with their neighbours alone, and some times more.
    """
    count, changes, size = len(left), load.more + (len(left) if load.more > 2 else 0), load.size
    right = draws.shuffled(right)
    others = iter(draws.shuffled(place for place in range(count) if place != right.index(end)))
    goals = [right.index(end) if place == at else next(others) for place in range(count)]
    lane = max(36.0, 360 / count)
    r = min(0.44 * lane, 26.0) if faces else 0.0
    lefts, rights = (max(_wide(text, size) for text in texts) + 24 for texts in (left, right))
    start = 24 + 2 * r + lefts
    width = round(max(480, min(1020, start + rights + 20 + 150 * load.more)))
    height = round(max(448, 72 + lane * count))
    board = draws.one(("#d9c3a0", "#c9d3cf", "#d6cfe0", "#e3d8c4", "#cbd5df"))
    canvas = Canvas(width, height, ground=board)
    for _ in range(60):
        canvas.circle(draws.between(0, width), draws.between(0, height), 2, fill=darker(board, 0.1))
    canvas.text(width / 2, 42, title, size=_fit(title, width - 40), face="sans-bold", anchor="middle", colour=INK)
    colour = draws.one(("#b3261e", "#1f4f9e", "#2f6f3f", "#5b2c83", "#3a3a3a"))

    def level(place: int) -> float:
        return 60 + lane * (place + 0.5)

    with canvas.moved(angle=-90):
        braids.strings(draws, canvas, [(-level(place), start) for place in range(count)],
                       [(-level(goal), width - 20 - rights) for goal in goals], changes, [colour] * count, 2.6)  # fmt: skip
    for place in range(count):
        y, look = level(place), any_look(draws)
        for x, wide, text in ((start - lefts, lefts, left[place]), (width - 20 - rights, rights, right[place])):
            canvas.rect(x, y - 0.95 * size, wide, 1.9 * size, fill="#fffefb", stroke="#8d949a", width=1, radius=3)
            canvas.text(x + wide / 2, y + 0.36 * size, text, size=size, anchor="middle", colour=INK)
        if faces:
            head(canvas, 18 + r, y, 0.94 * r, look, draws.one(_CALM))
    return canvas.picture()


Inside = Callable[[Canvas, int, float, float, float, float], None]
"""Draws what is in a cell: canvas, place, x, y, width, height."""


class Cell(NamedTuple):
    """A pigeonhole, slip, door, box or card: what stands at its head, which mark of the legend (-1: none), lines below."""

    head: str
    sign: int = -1
    lines: Sequence[str] = ()


def columns_of(count: int, wide: float) -> int:
    """How many of so many cells stand side by side."""
    return (3 if count in (3, 5, 6) else 2) if count <= 6 else min(count, int(990 / wide))


def spot_in_cells(draws: Draws, wide: float, what: str, kinds: Sequence[str]) -> tuple[int, str]:
    """A cell of so many of these kinds, and how to find it."""
    columns = columns_of(len(kinds), wide)
    return spot(draws, [min(columns, len(kinds) - first) for first in range(0, len(kinds), columns)], what, kinds)


def cells(
    draws: Draws, title: str, items: Sequence[Cell], *, size: float, wide: float, legend: Legend = (),
    inside: Inside | None = None, room: float = 0, plain: bool = False,
) -> Picture:  # fmt: skip
    """A rack, a wall of slips or doors, a stack of cards: equal cells in rows, with room for a drawing in each.

    A few are drawn larger than `wide` and `room`, so that they fill the picture.
    """
    few, columns = len(items) <= 6, columns_of(len(items), wide)
    rows, wide = -(-len(items) // columns), (456 / columns if few else wide)
    lines = max(sum(len(wrapped(line, "sans", size, wide - 14)) for line in item.lines) for item in items)
    width = round(max(480, wide * columns + 24))
    below = _key_tall(width - 60, legend, max(size, 12)) + 14 if legend else 0
    text = 1.7 * size + 1.3 * size * lines + 8
    tall = max(text + (0 if few else room), (448 - 78 - below) / rows)
    room = tall - text
    ground = (
        any_ground(draws) if plain else draws.one(("#b98a5a", "#a8764a", "#8f9aa3", "#8fa38a", "#b3a08f", "#8d93a8"))
    )
    canvas = Canvas(width, round(78 + tall * rows + below), ground=ground)
    canvas.rect(0, 0, width, 54, fill=draws.one(_ACCENTS) if plain else darker(ground, 0.3))
    canvas.text(width / 2, 36, title, size=_fit(title, width - 40), face="sans-bold", anchor="middle", colour="#ffffff")
    left = (width - wide * columns) / 2
    tints = [draws.one(_PAPERS)] if plain else draws.some(("#fffefb", "#fdf6d8", "#eaf3e6", "#e8eff8", "#f8e9e6"), 3)
    for place, item in enumerate(items):
        x, y = left + wide * (place % columns), 66 + tall * (place // columns)
        canvas.rect(x + 2, y + 2, wide - 4, tall - 4, fill=draws.one(tints), stroke=darker(ground, 0.35), width=1.2)
        if item.head:
            canvas.text(x + 8, y + 1.35 * size, item.head, size=size, face="sans-bold", colour=INK)
        mark(canvas, _of(legend, item.sign), x + wide - 9 - 0.5 * size, y + 1.0 * size, 0.42 * size)
        if inside:
            inside(canvas, place, x, y + 1.5 * size, wide, room)
        down = y + (room if inside else min(0.4 * room, 18)) + 2.75 * size
        for line in item.lines:
            down = canvas.paragraph(x + 8, down, line, width=wide - 14, size=size, colour=INK, leading=1.3)
    _foot(canvas, legend, max(size, 12))
    return canvas.picture()


def talk(draws: Draws, title: str, name: str, me: str, said: Sequence[str], case: int, load: Load) -> Picture:
    """A group's talk in which `name` tells `me` what is said of this case; others, much alike, say the rest.

    With much to read, `name` says other things to others as well, and last which of her messages counts; in the
    finest print a face stands for the name, and the names stand with the faces above.
    """
    others = [each for each in people(draws, 28, "woman") if each != name] if load.many > 6 else people(draws, 5)
    others = [each for each in others if each.split()[0] != me and each != name]
    if load.many > 6:
        first, last = name.split()
        near = [each for each in others if first in each or last in each] or others
        others = draws.shuffled([*near[:6], *others[:4]])
    rest = [k for k in range(len(said)) if k != case]
    strangers = ("Kai", "Ute", "Pia")
    pool = [(draws.one(others), "", text) for text in draws.some(_CHATTER, max(2, load.many - 6 * load.more))]
    told = [said[case]]
    if load.more:
        pool += [(draws.one(others), me, said[k]) for k in rest]
    if load.more > 1:
        pool += [(name, draws.one(strangers), said[k]) for k in draws.some(rest, 2)]
        pool += [(draws.one(others), draws.one(strangers), said[case])]
    if load.more > 2:
        told = draws.shuffled([*said, draws.one([said[k] for k in rest])])
        nth = ("first", "second", "third", "fourth", "fifth")[told.index(said[case])]
        told.append(f"Of all that I wrote to you, my {nth} message alone counts.")
    spoken, places = draws.shuffled(pool), sorted(draws.whole(0, len(pool)) for _ in told)
    for turn, (place, text) in enumerate(zip(places, told, strict=True)):
        spoken.insert(place + turn, (name, me, text))
    size, wide = load.size, 470 if load.size > 14 else 600
    faces, left = size <= 11, 24 + 2.6 * size
    senders = sorted({sender for sender, _, _ in spoken})
    looks = dict(zip(draws.shuffled(senders), _near_looks(draws, len(senders)), strict=True))
    blocks = [
        (sender, wrapped((f"@{to} " if to else "") + text, "sans", size, wide - left)) for sender, to, text in spoken
    ]
    tall = [1.3 * size * (len(lines) + (not faces)) + (2.0 if faces else 0.9) * size for _, lines in blocks]
    accent, ground = draws.one(_ACCENTS), any_ground(draws)
    top = 66.0 + (54 * -(-len(senders) // 5) if faces else 0)
    spare = max(0.0, (394 - top - sum(tall)) / len(tall))
    canvas = Canvas(wide + 30, round(top + sum(tall) + spare * len(tall) + 54), ground=ground)
    canvas.rect(0, 0, wide + 30, 54, fill=accent)
    canvas.text(20, 36, title, size=min(20.0, _fit(title, wide)), face="sans-bold", colour="#ffffff")
    for place, sender in enumerate(senders if faces else ()):
        x, mid = 75 + 120 * (place % 5), 84 + 54 * (place // 5)
        head(canvas, x, mid, 15, looks[sender])
        canvas.text(x, mid + 29, sender, size=size, anchor="middle", colour=INK)
    minute = draws.whole(8 * 60, 17 * 60)
    for (sender, lines), high in zip(blocks, tall, strict=True):
        minute += draws.whole(1, 7)
        canvas.rect(12, top, wide, high - 0.5 * size + 0.6 * spare, fill="#fffefb", radius=6)
        head(canvas, 20 + 1.1 * size, top + (high - 0.5 * size) / 2, 1.15 * size, looks[sender])
        down = top + (0.55 if faces else 1.25) * size
        if not faces:
            canvas.text(left, down, sender, size=size, face="sans-bold", colour=darker(accent, 0.2))
        canvas.text(
            wide,
            top + 1.25 * size,
            f"{minute // 60}:{minute % 60:02d}",
            size=max(9.5, size - 2),
            anchor="end",
            colour="#6b7076",
        )
        for place, line in enumerate(lines):
            canvas.text(left, down + 1.3 * size * (place + 1), line, size=size, colour=INK)
        top += high + spare
    canvas.rect(12, canvas.height - 46, wide - 50, 34, fill="#fffefb", radius=17)
    canvas.circle(wide - 10, canvas.height - 29, 17, fill=accent)
    return canvas.picture()


def talking(
    draws: Draws, load: Load, title: str, what: Sequence[str], said: Sequence[str],
    writers: Sequence[str] = ("Ole", "Rita", "Paul", "Ines"),
) -> tuple[Callable[[Draws, int], Picture], dict[str, str]]:  # fmt: skip
    """A talk in which one of four messages counts, and what is named in it: `name`, `me`, and `a` and `b`, two of `what`."""
    name, me = people(draws, load.many)[0], draws.one(writers)
    a, b = draws.some(what, 2)
    told = [text.format(a=a, b=b) for text in said]
    return lambda d, case: talk(d, title, name, me, told, case, load), {"name": name, "me": me, "a": a, "b": b}


def _near_looks(draws: Draws, count: int) -> list[Look]:
    """Looks that differ in hair, its colour or glasses, and in no more."""
    skin = draws.one(SKINS[:4])
    every = [Look(skin, hair, colour, "blue", "black", glasses) for hair in ("short", "long", "bun")
             for colour in (HAIRS[0], HAIRS[4], HAIRS[6]) for glasses in (False, True)]  # fmt: skip
    return draws.some(every, count)


def leaf(
    draws: Draws, title: str, entries: Sequence[tuple[str, str]], text: Sequence[str], *, size: float
) -> Picture:  # fmt: skip
    """A letter or form on a desk: labels with entries, then paragraphs."""
    inner = 400.0 if size > 13 else 580.0
    label = max(_wide(name, size) for name, _ in entries) + 1.2 * size
    told = [wrapped(entry, "sans", size, inner - label) for _, entry in entries]
    paragraphs = [wrapped(part, "serif", size, inner) for part in text]
    step = max(1.45, min(2.4, 250 / size / (sum(map(len, told)) + sum(map(len, paragraphs))))) * size
    tall = 90 + step * (sum(map(len, told)) + sum(map(len, paragraphs))) + 0.6 * size * (len(text) + 2)
    canvas = desk(draws, round(inner + 108), max(448, round(tall + 52)))
    accent, top = draws.one(_ACCENTS), (canvas.height - tall) / 2
    canvas.rect(32, top + 4, inner + 48, tall, fill="#000000", opacity=0.2)
    canvas.rect(30, top, inner + 48, tall, fill=draws.one(_PAPERS))
    canvas.text(54, top + 40, title, size=_fit(title, inner), face="serif-bold", colour=accent)
    canvas.line(54, top + 52, 54 + inner, top + 52, stroke=accent, width=2)
    y = top + 56 + step
    for (name, _), lines in zip(entries, told, strict=True):
        canvas.text(54, y, name, size=size, colour="#5a636a")
        for line in lines:
            canvas.text(54 + label, y, line, size=size, colour=INK)
            y += step
    for lines in paragraphs:
        y += 0.6 * size
        for line in lines:
            canvas.text(54, y, line, size=size, face="serif", colour=INK)
            y += step
    return canvas.picture()


def busts(looks: Sequence[Look]) -> Inside:
    """Portraits for the cells of a wall."""

    def drawn(canvas: Canvas, place: int, x: float, y: float, wide: float, room: float) -> None:
        r, middle, look = 0.27 * min(room, wide), x + wide / 2, looks[place]
        canvas.rect(x + 8, y + 4, wide - 16, room, fill=lighter(NAMED[look.top], 0.75))
        _bust(canvas, middle, y + room + 4, 1.3 * r, look)
        head(canvas, middle, y + room - 2.1 * r + 4, r, look, "happy")

    return drawn


def _wide(text: str, size: float, bold: bool = False) -> float:
    return face_table("sans-bold" if bold else "sans").width(text, size)
