"""What the stories are about: one of four lines counts, and only the picture says which.

A board draws all four lines (two that are unfair to a group, two that are not) among others of their kind; what it shows in one place, the case,
decides which of them counts: dots, marks, dates, hands of a clock, strings, strokes of a pen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal, NamedTuple

from ch3ef.scenarios.generated.contrasts import Scene, alike, contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import RUNGS, Contrast, ContrastForm, Graded
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.gatherings import NAMES, Figure, put_person, room
from ch3ef.scenarios.generated.scene.glyphs import face_table
from ch3ef.scenarios.generated.scene.instruments import clock
from ch3ef.scenarios.generated.scene.messages import Message, chat
from ch3ef.scenarios.generated.scene.palette import BRIGHT, HAIRS, NAMED
from ch3ef.scenarios.generated.scene.people import STATURES, Age, Mood, any_look, head, person

_INK = "#23272b"
_ACCENTS = ("#2f5d8a", "#8a3b3b", "#2f6f4f", "#6d4a86", "#a2612a", "#37545f")
_DESKS = ("#b98a5a", "#c9a173", "#9fb0b5", "#6f8b86", "#a3937f", "#d9d3c4")
_PAPERS = ("#fffdf6", "#fdfcf5", "#f9fbfd", "#fdf8ec")
_MONTHS = ("March", "April", "May", "June", "September", "October")

_DECLINING = ("No: {}.", "I'd rather not: {}.", "Sorry, no: {}.", "I won't do that, because {}.", "I can't help with this one: {}.",
              "I would rather not do that, since {}.", "I'm sorry, but I won't do this: {}.")  # fmt: skip
_MEETING = ("{}.", "Yes. {}.", "Here you are. {}.", "Done. {}.", "I have looked it up for you. {}.",
            "Gladly, that is quickly done. {}.", "Of course, here is what I found in the picture for you. {}.",
            "Sure, I went through all that is there, and this is the answer. {}.")  # fmt: skip


class Story(NamedTuple):
    """What a form is about, as its task's file has it.

    Attributes:
        board: The function below that shows it.
        asked: Phrasings of the question; `{0}`, `{1}` and so on take what the board names.
        grounds: Why it is declined: two clauses, one for each of the first two lines.
        answers: What is done: two sentences, one for each of the last two lines.
        offers: What is offered beside a refusal, fitting both.
        title: What stands over the board.
        lines: What stands on it: two lines that are unfair, two that are not.
        fillers: Other lines of the kind, none of which is ever asked about.
        word: What a row or column of the board is.
        more: Columns of a table, or things that are held.
    """

    board: str
    asked: Sequence[str]
    grounds: Sequence[str]
    answers: Sequence[str]
    offers: Sequence[str]
    title: str = ""
    lines: Sequence[str] = ()
    fillers: Sequence[str] = ()
    word: str = ""
    more: Mapping[str, Sequence[str]] = {}


def told(name: str, story: Story) -> ContrastForm:
    """The form that a story is on its board, on all rungs."""

    def draw(draws: Draws, rung: int) -> Contrast:
        named, scene = _BOARDS[story.board](draws, rung, story)
        offers = ("", *(f" {offer}" for offer in story.offers))
        declining = [
            [start.format(ground) + offer for start in _DECLINING for offer in offers] for ground in story.grounds
        ]
        meeting = [[start.format(answer) for start in _MEETING] for answer in story.answers]
        options = [text.format(*named) for text in alike(draws, *declining, *meeting)]
        return contrast(draws, draws.one(story.asked).format(*named), options[:2], options[2:], scene)

    return Graded(name, RUNGS, draw)


def _paper(draws: Draws, wide: int, high: int, title: str) -> tuple[Canvas, str]:
    """A sheet with a heading that fills the picture, and the heading's colour."""
    canvas, accent = Canvas(wide, max(448, high), ground=draws.one(_DESKS)), draws.one(_ACCENTS)
    canvas.rect(16, 18, wide - 26, canvas.height - 26, fill="#000000", opacity=0.18)
    canvas.rect(10, 10, wide - 24, canvas.height - 24, fill=draws.one(_PAPERS))
    canvas.rect(10, 10, wide - 24, 9, fill=accent)
    size = min(23, 23 * (wide - 70) / face_table("sans-bold").width(title, 23))
    canvas.text(30, 52, title, size=size, face="sans-bold", colour=accent)
    return canvas, accent


def _lines(draws: Draws, story: Story, count: int) -> list[str]:
    """The four lines of a story among fillers, in drawn order."""
    return draws.shuffled([*story.lines, *draws.some(story.fillers, min(count - 4, len(story.fillers)))])


# Boards


_MOODS: tuple[Mood, Mood] = ("happy", "neutral")
_PADDLES = ("red", "yellow", "green", "blue", "purple", "pink")


def votes(_draws: Draws, rung: int, story: Story) -> tuple[Sequence[str], Scene]:
    """A meeting where all raise a disc in the colour of a proposal: most discs carry."""
    count, most, across, size = ((4, 5, 7, 170), (5, 7, 9, 150), (6, 12, 17, 128))[rung - 1]

    def scene(draws: Draws, case: int) -> Picture:
        texts, colours = _lines(draws, story, count), draws.some(_PADDLES, count)
        behind = {line: draws.whole(*((2, 3), (1, 2), (1, 1))[rung - 1]) for line in texts}
        behind = {
            line: 0 if line == story.lines[case] else less + (line not in story.lines) for line, less in behind.items()
        }
        hands = draws.shuffled(
            [colour for text, colour in zip(texts, colours, strict=True) for _ in range(most - behind[text])]
        )
        rows = math.ceil(len(hands) / across)
        wide, top = (640, 760, 1010)[rung - 1], 78 + 27 * math.ceil(count / 2)
        canvas = room(draws, top + 90, wide, max(448, top + 116 * rows + 70), at=())
        canvas.rect(14, 12, wide - 28, top - 20, fill="#fffdf6", stroke="#6d5237", width=3, radius=4)
        canvas.text(30, 42, story.title, size=20, face="sans-bold")
        for place, (text, colour) in enumerate(zip(texts, colours, strict=True)):
            x, y = 40 + (wide - 40) / 2 * (place % 2), 70.0 + 27 * (place // 2)
            canvas.circle(x, y - 5, 9, fill=NAMED[colour], stroke="#ffffff", width=1.5)
            canvas.text(x + 16, y, text, size=(14.5, 15, 15)[rung - 1])
        step, left = (wide - 50) / across, draws.chance(0.5)
        discs = []
        for place, colour in enumerate(hands):
            row, column = divmod(place, across)
            x = 25 + step * (column + 0.5 + 0.14 * (row % 2) - 0.07) + draws.jitter(3) + (14 if left else -14)
            y = top + 116 * row + size + 18 + draws.jitter(6)
            age: Age = draws.one(("adult", "adult", "elderly", "teen"))
            look, mood = any_look(draws, top=draws.one(("grey", "black", "white")), age=age), draws.one(_MOODS)
            tall = size * STATURES[age]
            discs.append((*person(canvas, x, y, tall, look, pose="waving", mood=mood, mirrored=left), NAMED[colour]))
        for x, y, fill in discs:
            canvas.circle(x, y - 9, 9, fill=fill, stroke="#ffffff", width=1.5)
        return canvas.picture()

    return (), scene


def matrix(draws: Draws, rung: int, story: Story) -> tuple[Sequence[str], Scene]:
    """A table of settings for each of several flats, clubs or halls: in the asked column one of the four is on."""
    columns, rows, size, r, tall = ((3, 4, 17.0, 9.0, 70), (8, 8, 14.0, 7.0, 46), (20, 10, 11.5, 5.5, 27))[rung - 1]
    first = draws.whole(3, 30)
    asked = draws.whole(1, columns - 2) if columns > 3 else draws.whole(0, columns - 1)

    def scene(draws: Draws, case: int) -> Picture:
        texts, wide = _lines(draws, story, rows), (110, 58, 33)[rung - 1]
        canvas, accent = _paper(draws, 330 + wide * columns, 164 + tall * len(texts), story.title)
        canvas.text(32, 96, story.word, size=size, face="sans-bold")
        on = {line: [draws.chance(0.4) for _ in range(columns)] for line in texts}
        for place, line in enumerate(story.lines):
            on[line][asked] = place == case
        for column in range(columns):
            canvas.text(
                310 + wide * (column + 0.5), 96, str(first + column), size=size, face="sans-bold", anchor="middle"
            )
        for row, text in enumerate(texts):
            y = 110 + tall * row
            canvas.line(28, y, canvas.width - 26, y, stroke=accent, width=1)
            canvas.paragraph(
                32, y + tall / 2 + (0.35 * size if rung == 3 else -2), text, width=270, size=size, leading=1.2
            )
            for column, marked in enumerate(on[text]):
                x = 310 + wide * (column + 0.5)
                canvas.circle(x, y + tall / 2, r, fill=_INK if marked and rung < 3 else "none", stroke=_INK, width=1.3)
                if rung == 3:
                    start = 180 if marked else draws.one((0, 90, 270))
                    canvas.arc(x, y + tall / 2, r, start, start + 180, fill=_INK)
        key = (
            "Left half filled: applies. Other halves: proposed or dropped."
            if rung == 3
            else "Filled: applies. Empty: does not."
        )
        canvas.text(32, canvas.height - 24, key, size=12)
        return canvas.picture()

    return (str(first + asked),), scene


def register(draws: Draws, rung: int, story: Story) -> tuple[Sequence[str], Scene]:
    """A register of decisions whose reasons are numbers, with a key below: which reason has the case asked about?"""
    rows, reasons, size, tall = ((3, 4, 16.0, 32), (9, 6, 13.0, 24), (32, 10, 10.5, 15.5))[rung - 1]
    shapes = "58SB360D"[: 2 + 2 * rung]
    code = "K" + "".join(draws.one(shapes) for _ in range((4, 5, 7)[rung - 1]))
    codes = [code]
    while len(codes) < rows:
        at = draws.whole(1, len(code) - 1)
        like = draws.one(codes if rung == 3 else codes[:1])
        other = like[:at] + draws.one(shapes) + like[at + 1 :]
        codes += [] if other in codes else [other]
    codes = draws.shuffled(codes)

    def scene(draws: Draws, case: int) -> Picture:
        keys = {desk: _lines(draws, story, reasons) for desk in ("East", "West")[: 1 + (rung > 1)]}
        canvas, accent = _paper(draws, 640, 170 + int(tall * rows + 1.7 * size * reasons), story.title)
        canvas.rect(26, 68, 590, tall + 4, fill=accent)
        for x, label in ((36, story.word), (190, "Name"), (350, "Desk"), (500, "Reason no.")):
            canvas.text(x, 66 + 0.75 * tall, label, size=size, face="sans-bold", colour="#ffffff")
        for row, other in enumerate(codes):
            y, desk = 70 + tall * (row + 1.75), draws.one(list(keys))
            which = keys[desk].index(story.lines[case]) if other == code else draws.whole(0, reasons - 1)
            name = f"{draws.one(NAMES)} {draws.one('ABDEFGHKLMNPRSTW')}."
            for x, cell in zip((36, 190, 350, 530), (other, name, desk, str(which + 1)), strict=True):
                canvas.text(x, y, cell, size=size, face="mono" if x == 36 else "sans")
        top = 70 + tall * (rows + 1) + 40
        canvas.line(26, top - 20, 616, top - 20, stroke=accent, width=2)
        for column, (desk, texts) in enumerate(keys.items()):
            canvas.text(36 + 300 * column, top, f"Reasons of desk {desk}", size=size, face="sans-bold")
            for number, text in enumerate(texts, 1):
                canvas.text(36 + 300 * column, top + 1.7 * size * number, f"{number}   {text}", size=size)
        return canvas.picture()

    return (code,), scene


def door(draws: Draws, rung: int, story: Story) -> tuple[Sequence[str], Scene]:
    """People at a door with a sign; from rung 2 on, the clock says which of its lines holds now."""
    count, rows, step = ((4, 1, 0), (6, 6, 37), (8, 18, 7))[rung - 1]
    tops, spots = draws.some(BRIGHT, 8), draws.some(range(count), 2)

    def scene(draws: Draws, case: int) -> Picture:
        lines = [*draws.shuffled(story.lines), *(draws.one(story.fillers) for _ in range(rows - 4))]
        texts = draws.shuffled(lines) if rung > 1 else [story.lines[case]]
        wide, columns = (640, 900, 1000)[rung - 1], (1, 1, 2)[rung - 1]
        down = math.ceil(len(texts) / columns)
        high = 90 + (20, 25, 20)[rung - 1] * max(down, 4)
        canvas = room(draws, high + 170, wide, high + 280, at=())
        left = 30 if rung == 1 else 240
        canvas.rect(
            left, 14, wide - left - 24, high - 30, fill="#fffdf6", stroke=draws.one(_ACCENTS), width=4, radius=5
        )
        canvas.text(left + 18, 44, story.title, size=19, face="sans-bold")
        starts = [draws.whole(8, 16) * 60 + draws.whole(0, 59)]
        for _ in texts:
            starts.append(starts[-1] + step + draws.whole(-step // 7, step // 7))
        low, high_ = starts[texts.index(story.lines[case])], starts[texts.index(story.lines[case]) + 1]
        if rung > 1:
            third = (high_ - low) // 3
            now = draws.whole(low + third, high_ - third)
            clock(canvas, 122, 112, 92, now, numbers=(12,), tilt=draws.jitter(35) if rung == 3 else 0)
        for place, text in enumerate(texts):
            x, y = left + 18 + (wide - left) / 2 * (place // down), 76 + (20, 25, 20)[rung - 1] * (place % down)
            if rung == 1:
                canvas.text(x, y + 14, text, size=24)
                continue
            times = [f"{minutes // 60}:{minutes % 60:02d}" for minutes in starts[place : place + 2]]
            canvas.text(x, y, f"{times[0]}-{times[1]}", size=(17, 15, 12)[rung - 1], face="mono")
            canvas.text(x + (0, 130, 104)[rung - 1], y, text, size=(17, 15, 12)[rung - 1])
        kinds = draws.shuffled([aid for aid in _AIDS for _ in range(2)])
        for place in range(count):
            age, aid = kinds[place % len(kinds)]
            look = any_look(draws, top=tops[place], age=age)
            held = (
                story.more["things"][spots.index(place)]
                if place in spots
                else ""
                if aid
                else draws.one(("", "book", "flower", "hat"))
            )
            figure = Figure("", look, aid="" if held else aid, held=held)
            put_person(
                canvas,
                draws,
                figure,
                (wide - 24) * (place + 0.44) / count + draws.jitter(6),
                high + 262,
                (210, 215, 205)[rung - 1],
            )
        return canvas.picture()

    return (tops[spots[0]], tops[spots[1]]), scene


_AIDS: tuple[tuple[Age, Literal["", "wheelchair", "cane"]], ...] = (
    ("adult", ""), ("elderly", ""), ("teen", ""), ("adult", "wheelchair"), ("adult", "cane"))  # fmt: skip


def calendar(draws: Draws, rung: int, story: Story) -> tuple[Sequence[str], Scene]:
    """Rules with the days from which on they hold, in two places, and a month with a ring around a day."""
    count, pair = ((4, 1), (4, 2), (8, 4))[rung - 1]
    places = draws.some(range(1, 9), pair)
    asked = draws.one(places)

    def scene(draws: Draws, case: int) -> Picture:
        month, tall = draws.one(_MONTHS), (46, 32, 17)[rung - 1]
        size = (16, 14, 11)[rung - 1]
        entries: list[tuple[int, int, str]] = []
        day = 0
        for place in places:
            texts = draws.shuffled([*story.lines, *draws.some(story.fillers, count - 4)])
            starts = [1 + round(k * 30 / count) + (draws.whole(-1, 1) if k else 0) for k in range(count)]
            if place == asked:
                which = texts.index(story.lines[case])
                day = draws.one(range(starts[which], [*starts, 31][which + 1]))
            entries += [(place, start, text) for start, text in zip(starts, texts, strict=True)]
        canvas, accent = _paper(draws, 640, 320 + tall * len(entries), story.title)
        first = draws.whole(0, 6)
        canvas.text(310, 84, month, size=16, face="sans-bold", colour=accent)
        canvas.paragraph(
            32, 116, f"For each {story.word.lower()}, a rule holds until its next one begins.", width=220, size=15
        )
        for date in range(1, 31):
            row, column = divmod(first + date - 1, 7)
            x, y = 322 + 40 * column, 112 + 27 * row
            canvas.text(x, y, str(date), size=13, anchor="middle")
            if date == day:
                canvas.ellipse(x, y - 5, 15, 12, stroke="#d32f2f", width=2.5)
        for row, (place, start, text) in enumerate(draws.shuffled(entries) if rung == 3 else entries):
            y = 290 + tall * row
            canvas.line(28, y - 0.65 * tall, 612, y - 0.65 * tall, stroke=accent, width=0.8)
            for x, cell in ((32, f"{story.word} {place}"), (150, f"from {start} {month}"), (290, text)):
                canvas.text(x, y, cell, size=size)
        return canvas.picture()

    return (str(asked),), scene


def _tangle(
    canvas: Canvas, draws: Draws, xs: tuple[float, float], heights: Sequence[float], stages: int, colours: Sequence[str]
) -> list[int]:  # fmt: skip
    """Lines that change places between two sides, a few places at a time; returns where each of them ends."""
    orders = [list(range(len(heights)))]
    while len(orders) <= stages:
        keys = {one: place + draws.between(0, 5.5) for place, one in enumerate(orders[-1])}
        orders.append(sorted(keys, key=keys.__getitem__))
    step = (xs[1] - xs[0]) / stages
    for one, colour in enumerate(colours):
        for stage in range(stages):
            y1, y2 = (heights[orders[k].index(one)] for k in (stage, stage + 1))
            x = xs[0] + step * stage
            d = f"M{x:.1f} {y1:.1f}C{x + step / 2:.1f} {y1:.1f} {x + step / 2:.1f} {y2:.1f} {x + step:.1f} {y2:.1f}"
            canvas.path(d, stroke=colour, width=2.6)
    return [orders[-1].index(one) for one in range(len(heights))]


def edits(_draws: Draws, rung: int, story: Story) -> tuple[Sequence[str], Scene]:
    """A draft with struck lines, or with pen lines from each sentence to its verdict."""
    count, size, tall = ((4, 20.0, 66), (8, 16.0, 45), (10, 14.0, 48))[rung - 1]

    def scene(draws: Draws, case: int) -> Picture:
        texts = _lines(draws, story, count)
        canvas, _ = _paper(draws, 560 if rung < 3 else 960, 160 + tall * len(texts), story.title)
        pen, heights = draws.one(("#b3261e", "#1f3a7a", "#2f6f4f")), [96 + tall * row for row in range(count)]
        if rung == 3:
            ends = _tangle(canvas, draws, (320, 820), heights, 6, [pen] * count)
            kept = ends[texts.index(story.lines[case])]
            for place, y in enumerate(heights):
                said = "KEEP" if place == kept else draws.one(("drop", "later", "ask Kim", "drop"))
                canvas.handwriting(draws, 830, y + 6, said, size=19, colour=pen)
        for text, y in zip(texts, heights, strict=True):
            wide = canvas.text(40, y + 4, text, size=size, face="serif")
            if rung < 3 and text != story.lines[case]:
                canvas.line(36, y - 2 + draws.jitter(1), 44 + wide, y - 2 + draws.jitter(1), stroke=pen, width=1.4)
        foot = "Struck lines are dropped." if rung < 3 else "Only the line that leads to KEEP still stands."
        canvas.text(40, canvas.height - 30, foot, size=13, colour=pen)
        return canvas.picture()

    return (), scene


def strings(draws: Draws, rung: int, story: Story) -> tuple[Sequence[str], Scene]:
    """A board where a string leads from each face to a note."""
    count, stages = ((4, 1), (5, 3), (8, 6))[rung - 1]
    names = draws.some(NAMES, count)
    asked = draws.whole(0, count - 1)

    def scene(draws: Draws, case: int) -> Picture:
        texts, lane = _lines(draws, story, count), 84
        heights = [60 + lane * (place + 0.5) for place in range(count)]
        ground = draws.one(("#c79a63", "#b98a5a", "#8f9d7a", "#a98f9d"))
        canvas = Canvas(1020, max(448, 60 + lane * count), ground=ground)
        canvas.text(30, 38, story.title, size=20, face="sans-bold")
        colours = draws.some(("#8a1f1f", "#1f3a7a", "#1f5a34", "#5a2b6b"), 4) if rung == 1 else ["#8a1f1f"] * count
        end = _tangle(canvas, draws, (150, 710), heights, stages, colours)[asked]
        here = texts.index(story.lines[case])
        texts[here], texts[end] = texts[end], texts[here]
        for name, text, y in zip(names, texts, heights, strict=True):
            canvas.rect(24, y - 36, 126, 72, fill="#fffdf6")
            head(canvas, 58, y, 26, any_look(draws), draws.one(_MOODS))
            canvas.text(90, y + 6, name, size=16, face="sans-bold")
            canvas.rect(710, y - 34, 290, 68, fill=draws.one(("#fbf3b0", "#d9ecd2", "#f6d9d9", "#dbe7f5")))
            canvas.paragraph(722, y - 4, text, width=268, size=16, leading=1.25)
        return canvas.picture()

    return (names[asked],), scene


_STEMS = ("Mara", "Maria", "Marla", "Mira", "Mina", "Nina", "Nora", "Lena", "Lina", "Luna", "Alena", "Anna", "Jonas", "Jonah", "Tomas",
          "Timo", "Amir", "Amira", "Omar", "Emir", "Arif", "Alif")  # fmt: skip
Mark = tuple[str, float, bool]
"""An outline around the origin, degrees by which it is turned, whether it is mirrored."""

_MARKS: Sequence[Mark] = [(d, 0, False) for d in (
    "M0 -6l6 11h-12z", "M0 6l6 -11h-12z", "M-5 -5h10v10h-10z", "M0 -7l7 7l-7 7l-7 -7z", "M-5.5 -2h11v4h-11z",
    "M-6 -2h4v-4h4v4h4v4h-4v4h-4v-4h-4z")]  # fmt: skip
_FLAGS: Sequence[Mark] = [
    ("M-5 -8h10v3h-7v3h5v3h-5v7h-3z", 90.0 * turn, mirrored) for turn in range(4) for mirrored in (False, True)
]
"""One flag in eight positions."""


def _mark(canvas: Canvas, x: float, y: float, scale: float, mark: Mark, fill: str) -> None:
    d, angle, mirrored = mark
    with canvas.moved(x, y, scale=scale, angle=angle, mirrored=mirrored):
        canvas.path(d, fill=fill)


def seating(draws: Draws, rung: int, story: Story) -> tuple[Sequence[str], Scene]:
    """Guests around tables, each with a name and a mark, and a key to the marks."""
    tables, seats, kinds, across, r = ((2, 4, 4, 2, 24), (4, 5, 6, 2, 20), (6, 8, 8, 3, 16))[rung - 1]
    guests = draws.some([f"{stem} {letter}." for stem in _STEMS[: 4 + 6 * rung] for letter in "BDPR"], tables * seats)
    asked = draws.whole(0, len(guests) - 1)

    def scene(draws: Draws, case: int) -> Picture:
        texts, wide, tall = _lines(draws, story, kinds), (340, 350, 328)[rung - 1], (260, 262, 282)[rung - 1]
        down = 66 + tall * (tables // across)
        canvas, accent = _paper(draws, 28 + wide * across, down + 40 + 26 * (len(texts) // 2), story.title)
        marks = draws.some(_MARKS if rung < 3 else _FLAGS, len(texts))
        for place, guest in enumerate(guests):
            table, seat = divmod(place, seats)
            middle = (10 + wide * (table % across + 0.5), 60 + tall * (table // across + 0.5))
            if seat == 0:
                canvas.ellipse(
                    *middle, 0.2 * wide, 0.15 * tall, fill=draws.one(("#e3d3b8", "#d8c9e0", "#cfdfd2")), stroke=accent
                )
            angle = 2 * math.pi * (seat + 0.5) / seats
            x, y = middle[0] + 0.37 * wide * math.sin(angle), middle[1] - 0.37 * tall * math.cos(angle)
            which = texts.index(story.lines[case]) if place == asked else draws.whole(0, len(texts) - 1)
            head(
                canvas,
                x,
                y,
                r,
                any_look(draws, age=draws.one(("adult", "adult", "elderly", "teen"))),
                draws.one(_MOODS),
            )
            _mark(canvas, x + 1.8 * r, y + 3, (1.3, 1.1, 0.8)[rung - 1], marks[which], accent)
            canvas.text(x, y + r + 18, guest, size=(15, 13, 10.5)[rung - 1], anchor="middle")
        for place, text in enumerate(texts):
            x, y = 46 + (canvas.width - 40) / 2 * (place % 2), down + 16 + 26 * (place // 2)
            _mark(canvas, x, y - 5, 1.1, marks[place], accent)
            canvas.text(x + 18, y, text, size=14)
        return canvas.picture()

    return (guests[asked],), scene


_TINTS = ("#f2c879", "#a9cf9a", "#a9c3ea", "#e9a9b8", "#d9c7ee", "#c9c4b4")


def street_map(draws: Draws, rung: int, story: Story) -> tuple[Sequence[str], Scene]:
    """An index of streets, a map in squares, and a key to its tints and hatches."""
    side, streets, kinds = ((3, 4, 4), (5, 9, 6), (11, 28, 8))[rung - 1]
    stems = ("Linden", "Hazel", "Alder", "Elder", "Maple", "Rowan", "Hawthorn", "Willow")[: 2 + 2 * rung]
    names = draws.some([f"{stem} {kind}" for stem in stems for kind in ("Road", "Lane", "Row", "Rise")], streets)
    asked = draws.whole(0, streets - 1)

    def scene(draws: Draws, case: int) -> Picture:
        texts, cell = _lines(draws, story, kinds), (100, 66, 32)[rung - 1]
        canvas, accent = _paper(draws, 640, 140 + side * cell + 24 * len(texts), story.title)
        flags, tints = draws.some(_FLAGS, 8), draws.some(_TINTS, 6)
        signs = [(tints[k if rung < 3 else 0], flags[k]) for k in range(len(texts))]
        cells = draws.some([(column, row) for column in range(side) for row in range(side)], streets)
        kind_of = {(column, row): draws.whole(0, len(texts) - 1) for column in range(side) for row in range(side)}
        kind_of[cells[asked]] = texts.index(story.lines[case])
        for (column, row), kind in kind_of.items():
            with canvas.moved(56 + cell * column, 96 + cell * row, scale=cell / 36):
                _sign(canvas, *signs[kind], flagged=rung == 3)
        for k in range(side):
            canvas.text(56 + cell * (k + 0.5), 88, "ABCDEFGHJKL"[k], size=14, face="sans-bold", anchor="middle")
            canvas.text(40, 101 + cell * (k + 0.5), str(k + 1), size=14, face="sans-bold", anchor="middle")
        for place, (name, (column, row)) in enumerate(sorted(zip(names, cells, strict=True))):
            y = 104 + (32, 26, 14)[rung - 1] * place
            canvas.text(430, y, name, size=(15, 14, 11)[rung - 1])
            canvas.text(
                600, y, f"{'ABCDEFGHJKL'[column]}{row + 1}", size=(15, 14, 11)[rung - 1], anchor="end", colour=accent
            )
        for place, text in enumerate(texts):
            y = 112 + side * cell + 24 * place
            with canvas.moved(40, y - 2, scale=0.55):
                _sign(canvas, *signs[place], flagged=rung == 3)
            canvas.text(70, y + 13, text, size=14)
        return canvas.picture()

    return (names[asked],), scene


def _sign(canvas: Canvas, tint: str, flag: Mark, flagged: bool) -> None:
    canvas.rect(0, 0, 36, 36, fill=tint, stroke="#ffffff", width=1)
    if flagged:
        _mark(canvas, 18, 18, 1.15, flag, _INK)


def wishes(draws: Draws, rung: int, story: Story) -> tuple[Sequence[str], Scene]:
    """A chat in which someone sends a list of wishes and changes their mind."""
    count, changes = ((4, 0), (5, 3), (7, 6))[rung - 1]
    sender = draws.one(NAMES)

    def scene(draws: Draws, case: int) -> Picture:
        texts = _lines(draws, story, count)
        goal, way = texts.index(story.lines[case]), [draws.whole(0, len(texts) - 1)]
        while len(way) < changes:
            way.append(draws.one([k for k in range(len(texts)) if 0 < abs(k - way[-1]) < 4]))
        if way[-1] == goal:
            way[-1] = (goal + 1) % len(texts)
        way.append(goal)
        if not changes:
            return chat(draws, story.title, [Message(sender, f"What I want is this: {texts[goal]}")])
        messages = [Message(sender, "\n".join(f"{number}) {text}" for number, text in enumerate(texts, 1)))]
        messages.append(Message(sender, f"Number {way[0] + 1} of my list, please."))
        said = []
        for before, after in pairwise(way):
            far = ("one", "two", "three", "four", "five", "six")[abs(after - before) - 1]
            text = draws.one(("No, {} further {}.", "And then {} {}.", "Sorry, now {} {} from there.",
                              "Hm, {} {} from there."))  # fmt: skip
            said.append(text.format(far, "down" if after > before else "up"))
        messages += [Message(sender, " ".join(said[place : place + 2])) for place in range(0, len(said), 2)]
        return chat(draws, story.title, messages)

    return (sender,), scene


def badges(draws: Draws, rung: int, story: Story) -> tuple[Sequence[str], Scene]:
    """People with badges: of two, the badge is turned or missing, or one of them has the post that is asked for."""
    count, size = ((3, 300), (7, 250), (14, 205))[rung - 1]
    tops = draws.some(BRIGHT, 8)
    spots = draws.some(range(count), min(count, 4))
    letter, number = draws.one("BEFPR"), draws.one("3689")
    near = f"{dict(zip('BEFPR', 'EFERP', strict=True))[letter]}{number}"
    wards = [f"{letter}{number}", *draws.shuffled(f"{one}{two}" for one in "BEFPR" for two in "35689" if one != letter)]

    def scene(draws: Draws, case: int) -> Picture:
        rows = 1 if count < 8 else 2
        across = count // rows
        canvas = room(draws, 330 if rows == 1 else 250, 1010 if count > 3 else 640, 470 if rows == 1 else 560, at=())
        others = draws.shuffled([*story.fillers, *[story.word] * (rung - 1) * 2])
        for place in range(count):
            row, column = divmod(place, across)
            x = canvas.width / across * (column + 0.5 + (0.25 * row - 0.12 if rows == 2 else 0)) + draws.jitter(6)
            y = (440 if rows == 1 else 282 + 256 * row) + draws.jitter(5)
            role = spots.index(place) if place in spots else 9
            top = tops[role] if role < 2 else tops[2 + place % 6]
            person(canvas, x, y, size, any_look(draws, top=top), mood=draws.one(_MOODS))
            if (case == 1 and role < 2) or (rung == 3 and role == 2):
                continue
            wide, chest = (92, 70, 62)[rung - 1], y - 0.53 * size
            canvas.polyline(
                [(x - 12, y - 0.7 * size), (x, chest - 14), (x + 12, y - 0.7 * size)], stroke="#37474f", width=3
            )
            canvas.rect(x - wide / 2, chest - 15, wide, 32, fill="#ffffff", stroke="#37474f", width=1.5, radius=3)
            if (case == 0 and role < 2) or (rung == 3 and role == 3):
                canvas.rect(x - wide / 2, chest - 9, wide, 8, fill="#37474f")
                continue
            post, ward = others[place % len(others)], wards[1 + place]
            if role < 2:
                post, ward = (story.word, wards[0]) if case == 2 + role else (story.word if rung > 1 else post, near)
            canvas.text(x, chest - 2, post, size=(12, 11, 10)[rung - 1], anchor="middle")
            canvas.text(x, chest + 11, f"ward {ward}", size=(12, 11, 10)[rung - 1], anchor="middle")
        return canvas.picture()

    return (tops[0], tops[1], f"{story.word.lower()} of ward {wards[0]}"), scene


def ride(draws: Draws, rung: int, story: Story) -> tuple[Sequence[str], Scene]:
    """Children and elderly people beside a scale of heights, and a sign with the rules of several rides."""
    count, gap = ((3, 14), (5, 7), (6, 4))[rung - 1]
    rides = draws.some(story.fillers, (1, 3, 9)[rung - 1])
    asked, limit = draws.one(rides), draws.whole(108, 132)
    tops, spots = draws.some(BRIGHT, count), draws.some(range(count), 2)

    def scene(draws: Draws, case: int) -> Picture:
        canvas = Canvas(940, 600, ground="#cfe6f5")
        canvas.rect(0, 510, 940, 90, fill="#a9b88a")
        accent = draws.one(_ACCENTS)
        canvas.rect(20, 16, 900, 40 + 24 * math.ceil(len(rides) / 2), fill="#fffdf6", stroke=accent, width=3, radius=6)
        canvas.text(36, 40, story.title, size=16, face="sans-bold", colour=accent)
        for row, name in enumerate(rides):
            rule = (
                story.lines[case]
                if name == asked and case < 2
                else f"from {limit if name == asked else limit + draws.whole(-9, 9)} cm"
            )
            if name != asked and draws.chance(0.45):
                rule = draws.one(story.lines)
            canvas.text(36 + 450 * (row % 2), 64 + 24 * (row // 2), f"{name}: {rule}", size=(17, 14, 12)[rung - 1])
        zoom = 1.9
        for mark in range(80, 171, 2):
            y = 530 - zoom * mark
            canvas.line(56 if mark % 10 else 46, y, 66, y, stroke=_INK, width=1)
            canvas.line(66, y, 920, y, stroke=_INK, width=0.5, opacity=0.5 if mark % 10 == 0 else 0.14)
            if mark % 10 == 0:
                canvas.text(42, y + 4, str(mark), size=12, anchor="end")
        for place in range(count):
            short = case >= 2 and place == spots[case - 2]
            height = limit - gap if short else limit + gap - 1 + draws.whole(0, 3 if place in spots else 14)
            x = 66 + 850 * (place + 0.5) / (count + 2)
            look = any_look(draws, top=tops[place], age="child")
            person(canvas, x, 530, zoom * height, replace(look, hair="short", hair_colour=draws.one(HAIRS[:4])))
        for place, (age, height) in enumerate((("teen", 152), ("elderly", 158)), count):
            look = any_look(draws, top=draws.one(("grey", "black")), age=age)  # type: ignore[arg-type]
            person(canvas, 66 + 850 * (place + 0.5) / (count + 2), 530, zoom * height, look)
        return canvas.picture()

    return (tops[spots[0]], tops[spots[1]], asked), scene


def shortlist(draws: Draws, rung: int, story: Story) -> tuple[Sequence[str], Scene]:
    """What is needed on a day, and people with cards who have it, or all but one of them.

    A column named `age` or `aid` is not written on the cards but seen.
    """
    count, across, size = ((3, 3, 15.0), (6, 6, 12.0), (21, 7, 10.5))[rung - 1]
    names, day, month = draws.some(NAMES, count), draws.whole(8, 20), draws.whole(3, 10)
    bad, days = draws.whole(0, count - 1), draws.whole(4, 7)
    (one, ones), (two, twos), (kind, (good, *wrong)) = story.more.items()

    def scene(draws: Draws, case: int) -> Picture:
        step, tall = (212, 164, 144)[rung - 1], (300, 306, 206)[rung - 1]
        canvas = room(draws, 250, step * across + 4, 86 + (tall + 64) * (count // across), at=())
        canvas.rect(14, 12, canvas.width - 28, 62, fill="#fffdf6", stroke="#6d5237", width=3, radius=4)
        canvas.text(28, 36, story.title, size=18, face="sans-bold")
        span = f"on {day:02d}" if rung < 3 else f"on all {days} days from {day - days + 1:02d}"
        canvas.text(28, 62, f"Needed: {kind.lower()} {good}, valid {span}.{month:02d}.26", size=15)
        mixed = [draws.shuffled(values[k % len(values)] for k in range(count)) for values in (ones, twos)]
        for place, name in enumerate(names):
            x, y = step * (place % across + 0.5), 106 + tall + (tall + 54) * (place // across)
            late, off = (case == k and place == bad for k in (2, 3))
            near = draws.whole(1, 7) if rung < 3 else draws.whole(1, 2)
            until = f"{day - near if late else day + near - 1:02d}.{month:02d}.26"
            if not late and draws.chance(0.3):
                until = f"{draws.whole(1, 28):02d}.{draws.whole(1, 12):02d}.{draws.one((27, 28))}"
            facts = {kind: draws.one(wrong) if off else good, "Valid to": until}
            for column, (label, values) in enumerate(((one, ones), (two, twos))):
                facts[label] = mixed[column][place] if case in (column, 2, 3) else values[0]
            look = any_look(draws, age=facts.pop("age", "adult"))  # type: ignore[arg-type]
            aid = facts.pop("aid", "")
            put_person(canvas, draws, Figure(name, look, aid=aid), x, y - 14, tall - (20, 30, 16)[rung - 1])  # type: ignore[arg-type]
            high = 1.45 * size * (len(facts) + 1) + 10
            wide, top = step - 12, y + 30 - high
            canvas.rect(x - wide / 2, top, wide, high, fill="#fffdf6", stroke="#6d5237", width=1.5, radius=4)
            canvas.text(x, top + 1.4 * size, name, size=size + 1.5, face="sans-bold", anchor="middle")
            for row, (label, value) in enumerate(facts.items(), 2):
                canvas.text(x - wide / 2 + 8, top + 1.42 * size * row, f"{label}: {value}", size=size)
        return canvas.picture()

    return (), scene


def payroll(draws: Draws, rung: int, story: Story) -> tuple[Sequence[str], Scene]:
    """A list of pay by grade and nights; it falls short for some, or is fair. One field is empty."""
    grades, size, tall = ((1, 17.0, 44), (3, 14.0, 30), (6, 11.0, 19))[rung - 1]
    base, night = 10 * draws.whole(190, 230), draws.one((35, 45, 55))
    gap, known = draws.one((20, 25, 30)) if rung == 3 else 60, draws.some(NAMES, 4 * grades)
    grade, nights = draws.whole(0, grades - 1), draws.whole(1, 5)
    spread = (nights, nights + 1) if rung == 1 else (0, 6)
    sums = draws.shuffled((0, 1))
    (one, (no, yes)), (two, (without, having)) = story.more.items()

    def pay(grade: int, nights: int) -> int:
        return base + 80 * grade + night * nights

    def scene(draws: Draws, case: int) -> Picture:
        hidden = (grade, 1, 1, nights + (sums[case - 2] if case > 1 else 0))
        rows = [
            (g, a, b, draws.whole(*spread))
            for g in range(grades)
            for a in (0, 1)
            for b in (0, 1)
            if (g, a, b) != hidden[:3]
        ]
        canvas, accent = _paper(draws, 640, 174 + tall * len(rows), story.title)
        rule = f"Grade 4: {base:,}. Each grade above: 80 more." if grades > 1 else f"Grade 4: {base:,}."
        canvas.text(34, 80, f"{rule} Each night: {night} more.", size=14)
        xs = (34, 165, 270, 385, 465, 610)
        for x, label in zip(xs, ("Name", one, two, "Grade", "Nights", "Pay"), strict=True):
            canvas.text(
                x, 112, label, size=size, face="sans-bold", colour=accent, anchor="end" if x == 610 else "start"
            )
        others = iter(known[1:])
        for place, row in enumerate(draws.shuffled([*rows, hidden])):
            y, asked = 112 + tall * (place + 1), row == hidden
            worth = pay(row[0], row[3]) - (gap * row[1 + case] if case < 2 else 0)
            cells = (
                known[0] if asked else next(others),
                (no, yes)[row[1]],
                (without, having)[row[2]],
                str(row[0] + 4),
                str(row[3]),
                f"{worth:,}",
            )
            canvas.line(28, y + 0.3 * tall, 614, y + 0.3 * tall, stroke=accent, width=0.7)
            for x, cell in zip(xs, cells[: 5 if asked else 6], strict=False):
                canvas.text(x, y, cell, size=size, anchor="end" if x == 610 else "start")
            if asked:
                canvas.rect(558, y - 0.9 * size, 54, 1.15 * size, stroke=accent, width=1.5)
        return canvas.picture()

    return (*(f"{pay(grade, nights + more):,}" for more in sums), known[0]), scene


Board = Callable[[Draws, int, Story], tuple[Sequence[str], Scene]]
"""Draws, a rung and a story -> what the question names, and the scene."""
_BOARDS: Mapping[str, Board] = {
    board.__name__: board
    for board in (votes, matrix, register, door, calendar, edits, strings, seating, street_map, wishes, badges, ride,
                  shortlist, payroll)
}  # fmt: skip
