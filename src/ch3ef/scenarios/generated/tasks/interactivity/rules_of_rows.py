"""Vision-only learning in context with several things: counted, reordered, picked, sorted, or told the time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import permutations

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker
from ch3ef.scenarios.generated.tasks.interactivity.asking import ask_rule
from ch3ef.scenarios.generated.tasks.interactivity.drawing import SHAPES, Cell, examples_shown, plural, shape, thing

_COUNTED = ("apple", "pear", "cup", "fish", "key", "balloon", "flower", "hat", "bird", "ball", "book", "cat")


def counting(draws: Draws) -> Question:
    """Things become dots, coins or strokes, a fixed number more or fewer: how many for the last?"""
    low = draws.whole(3, 5)
    counts = list(range(low, low + 4))
    right = draws.one(counts)
    more = draws.one((-1, 0, 1, 2))
    count = draws.whole(2, 3)
    kinds, colours = draws.some(_COUNTED, count + 1), draws.some(BRIGHT, count + 1)
    sign = draws.one(("dot", "coin", "stroke"))
    shown_counts = draws.some([n for n in range(max(1, 1 - more), 8) if n != right - more], count)

    def things(place: int, number: int) -> Cell:
        spots = draws.some(range(9), number)

        def draw(canvas: Canvas) -> None:
            for spot in spots:
                x, y = 30 * (spot % 3 - 1), 30 * (spot // 3 - 1)
                thing(canvas, kinds[place], x, y, 25, NAMED[colours[place]])

        return draw

    def signs(number: int) -> Cell:
        return lambda canvas: _signs(canvas, sign, number)

    pairs = [(things(k, n), signs(n + more)) for k, n in enumerate(shown_counts)]
    shown = examples_shown(draws, pairs, things(count, right - more))
    options = [f"{n} {plural(sign, n)}" for n in counts]
    return question_of(ask_rule(draws, shown, count), options, f"{right} {plural(sign, right)}", *shown.pictures)


def _signs(canvas: Canvas, sign: str, number: int) -> None:
    """Dots and coins in rows of three, strokes in one row."""
    for k in range(number):
        if sign == "stroke":
            x = 10 * (k - (number - 1) / 2)
            canvas.line(x, -24, x, 24, stroke="#2b2b2f", width=5)
            continue
        row, column = divmod(k, 3)
        x, y = 29 * (column - (min(3, number - 3 * row) - 1) / 2), 29 * (row - ((number - 1) // 3) / 2)
        if sign == "dot":
            canvas.circle(x, y, 10, fill="#2b2b2f")
        else:
            canvas.circle(x, y, 11.5, fill="#f7cf52", stroke="#a97e12", width=2.5)
            canvas.circle(x, y, 7, stroke="#a97e12", width=1.5)


def reordering(draws: Draws) -> Question:
    """Three things in a row change places by one rule: in which order are the last three?"""
    rule = draws.one([order for order in permutations(range(3)) if order != (0, 1, 2)])
    names = draws.some(_COUNTED, 3)
    orders = draws.some(permutations(names), 4)
    right = draws.one(orders)
    count = draws.whole(2, 3)

    def row(things: Sequence[str], colours: Sequence[str]) -> Cell:
        def draw(canvas: Canvas) -> None:
            for place, (name, colour) in enumerate(zip(things, colours, strict=True)):
                thing(canvas, name, 63 * (place - 1), 0, 45, NAMED[colour])

        return draw

    pairs = []
    for _ in range(count):
        things, colours = draws.some(_COUNTED, 3), draws.some(BRIGHT, 3)
        pairs.append((row(things, colours), row([things[k] for k in rule], [colours[k] for k in rule])))
    before = [right[rule.index(k)] for k in range(3)]
    shown = examples_shown(draws, pairs, row(before, draws.some(BRIGHT, 3)), aspect=2)
    options = [", ".join(order) for order in orders]
    return question_of(ask_rule(draws, shown, count), options, ", ".join(right), *shown.pictures)


_SIZES = (12.0, 17.0, 22.0, 28.0)


def picking(draws: Draws) -> Question:
    """Of four shapes one is kept, by its size or its place: which of the last four?"""
    by_size, end = draws.chance(0.5), draws.chance(0.5)
    colours = draws.some(BRIGHT, 4)
    right = draws.one(colours)
    count = draws.whole(2, 3)
    kinds = draws.some(SHAPES, count + 1)
    keeper = (3 if end else 0) if by_size else (0 if end else 3)

    def row(kind: str, inks: Sequence[str], ranks: Sequence[int]) -> Cell:
        def draw(canvas: Canvas) -> None:
            for place, (ink, rank) in enumerate(zip(inks, ranks, strict=True)):
                colour = NAMED[ink]
                shape(canvas, kind, 50 * place - 75, 0, _SIZES[rank] * 0.8, fill=colour, stroke=darker(colour, 0.3))

        return draw

    def kept(kind: str, ink: str, rank: int) -> Cell:
        colour = NAMED[ink]
        return lambda canvas: shape(canvas, kind, 0, 0, _SIZES[rank] * 0.8, fill=colour, stroke=darker(colour, 0.3))

    # What does not count is different in every example, so that only one rule fits them all.
    free = draws.some(range(4), count)
    pairs = []
    for k in range(count):
        inks = draws.some(BRIGHT, 4)
        place, rank = (free[k], keeper) if by_size else (keeper, free[k])
        ranks = draws.shuffled(other for other in range(4) if other != rank)
        ranks.insert(place, rank)
        pairs.append((row(kinds[k], inks, ranks), kept(kinds[k], inks[place], rank)))
    # In the last row the ends are of middling size: each of the four rules picks another shape.
    ends, middle = draws.shuffled((1, 2)), draws.shuffled((0, 3))
    ranks = [ends[0], *middle, ends[1]]
    place = ranks.index(keeper) if by_size else keeper
    inks = draws.shuffled(colour for colour in colours if colour != right)
    inks.insert(place, right)
    shown = examples_shown(draws, pairs, row(kinds[-1], inks, ranks), aspect=2)
    options = [f"the {colour} {kinds[-1]}" for colour in colours]
    return question_of(ask_rule(draws, shown, count), options, f"the {right} {kinds[-1]}", *shown.pictures)


def sorting(draws: Draws) -> Question:
    """Bars, candles or discs are sorted by size: in which order are the last ones?"""
    count, rising = 2, draws.chance(0.5)
    colours = draws.some(BRIGHT, 3)
    one, other = draws.some([order for order in permutations(colours) if order[0] < order[2]], 2)
    orders = draws.shuffled([one, one[::-1], other, other[::-1]])
    right = draws.one(orders)
    style = draws.one(("bar", "candle", "disc"))

    def row(inks: Sequence[str], ranks: Sequence[int]) -> Cell:
        def draw(canvas: Canvas) -> None:
            for place, (ink, rank) in enumerate(zip(inks, ranks, strict=True)):
                _sized(canvas, style, 58 * (place - 1), rank, NAMED[ink])

        return draw

    goal = [0, 1, 2] if rising else [2, 1, 0]
    shuffles = draws.some([order for order in permutations(range(3)) if list(order) != goal], count + 1)
    pairs = []
    for ranks in shuffles[:count]:
        inks = dict(zip(range(3), draws.some(BRIGHT, 3), strict=True))
        pairs.append((row([inks[rank] for rank in ranks], ranks), row([inks[rank] for rank in goal], goal)))
    ink_of = dict(zip(goal, right, strict=True))
    last = shuffles[count]
    shown = examples_shown(draws, pairs, row([ink_of[rank] for rank in last], last), aspect=2)
    options = [", ".join(order) for order in orders]
    return question_of(ask_rule(draws, shown, count), options, ", ".join(right), *shown.pictures)


def _sized(canvas: Canvas, style: str, x: float, rank: int, colour: str) -> None:
    tall = (26, 50, 76)[rank]
    if style == "disc":
        canvas.circle(x, 0, (10, 18, 27)[rank], fill=colour, stroke=darker(colour), width=2)
        return
    if style == "candle":
        tall -= 10
        canvas.ellipse(x, 34 - tall, 4, 8, fill="#f2a93b", stroke="#d9822b", width=1)
    canvas.rect(x - 12, 42 - tall, 24, tall, fill=colour, stroke=darker(colour), width=2, radius=2)


def telling_time(draws: Draws) -> Question:
    """A clock face becomes digits, so many minutes later: what for the last?"""
    first = draws.whole(13, 38) * 15
    times = [first + step for step in (0, 30, 60, 90)]
    right = draws.one(times)
    later = draws.one((0, 30, 60, -30, -60, 120))
    count = draws.whole(2, 3)
    starts = draws.some([m for m in range(60, 720, 15) if m not in times], count)
    casing = NAMED[draws.one(BRIGHT)]
    glow = draws.one(("#7dffa0", "#ff8a7a", "#8fd3ff", "#ffd166"))

    def dial(minutes: int) -> Cell:
        return lambda canvas: _dial(canvas, minutes, casing)

    def digits(minutes: int) -> Cell:
        def draw(canvas: Canvas) -> None:
            canvas.rect(-44, -24, 88, 48, fill="#23262b", radius=8)
            canvas.text(0, 9, _clock(minutes), size=26, face="mono", colour=glow, anchor="middle")

        return draw

    pairs = [(dial(minutes), digits(minutes + later)) for minutes in starts]
    shown = examples_shown(draws, pairs, dial(right - later))
    options = [_clock(minutes) for minutes in times]
    return question_of(ask_rule(draws, shown, count), options, _clock(right), *shown.pictures)


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes % 720, 60)
    return f"{hour or 12}:{minute:02d}"


def _dial(canvas: Canvas, minutes: int, casing: str) -> None:
    canvas.circle(0, 0, 43, fill="#fdfaf2", stroke=casing, width=6)
    for k in range(12):
        turn = math.radians(30 * k)
        inner = 30 if k % 3 == 0 else 34
        canvas.line(inner * math.sin(turn), -inner * math.cos(turn), 37 * math.sin(turn), -37 * math.cos(turn),
                    stroke="#2b2b2f", width=3 if k % 3 == 0 else 1.5)  # fmt: skip
    for turn, length, width in ((minutes / 2, 19, 5), (minutes * 6, 30, 3)):
        angle = math.radians(turn % 360)
        canvas.line(0, 0, length * math.sin(angle), -length * math.cos(angle), stroke="#2b2b2f", width=width)
    canvas.circle(0, 0, 3.5, fill="#2b2b2f")


def carrying_on(draws: Draws) -> Question:
    """Three boxes in even steps, then the fourth: how many in the last?"""
    low = draws.whole(3, 4)
    counts = list(range(low, low + 4))
    right = draws.one(counts)
    count = draws.whole(2, 3)
    kinds, colours = draws.some(SHAPES, count + 1), draws.some(BRIGHT, count + 1)

    def step_to(last: int) -> int:
        return draws.one([step for step in (-2, -1, 1, 2) if 1 <= last - 3 * step <= 9])

    def boxes(place: int, numbers: Sequence[int]) -> Cell:
        def draw(canvas: Canvas) -> None:
            for k, number in enumerate(numbers):
                x = 64 * (k - (len(numbers) - 1) / 2)
                canvas.rect(x - 29, -29, 58, 58, fill="#f7f7f4", stroke="#777c82", width=2)
                colour = NAMED[colours[place]]
                for spot in range(number):
                    shape(canvas, kinds[place], x + 18 * (spot % 3 - 1), 18 * (spot // 3 - 1), 7, fill=colour)

        return draw

    pairs = []
    for k in range(count):
        last = draws.whole(2, 7)
        step = step_to(last)
        pairs.append((boxes(k, [last - 3 * step, last - 2 * step, last - step]), boxes(k, [last])))
    step = step_to(right)
    query = boxes(count, [right - 3 * step, right - 2 * step, right - step])
    shown = examples_shown(draws, pairs, query, aspect=2)
    options = [f"{n} {plural(kinds[count], n)}" for n in counts]
    return question_of(ask_rule(draws, shown, count), options, options[counts.index(right)], *shown.pictures)
