"""Referred vision: what boxes, arrows, lines, numbers and frames mark, among many things that are nearly alike."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.fields import near_patterns, pattern_drawn
from ch3ef.scenarios.generated.scene.fitting import fitting, strewn, window
from ch3ef.scenarios.generated.scene.icons import NEAR, icon, kinds
from ch3ef.scenarios.generated.scene.lines import meetings
from ch3ef.scenarios.generated.scene.palette import any_ground
from ch3ef.scenarios.generated.scene.strings import tangled, winding

_MARKS = {"red": "#ff1f1f", "blue": "#1450ff", "purple": "#9a1fd0", "black": "#111111"}
_INK = "#2b2f36"


def _badge(canvas: Canvas, x: float, y: float, text: str, r: float = 13, fill: str = "#ffffff") -> None:
    canvas.circle(x, y, r, fill=fill, stroke=_INK, width=1.6)
    canvas.text(x, y + 0.4 * r, text, size=max(10.0, 1.1 * r), face="sans-bold", anchor="middle", colour=_INK)


def leader_lines(draws: Draws, lines: int, changes: int, far: float) -> Question:
    """Numbers at the left, things at the right, lines between that cross: which thing has a number?"""
    # Dials: numbers with a line each, how often the lines change places on their way, and over how many places.
    names = draws.some(kinds("animals", "food", "tools", "vehicles"), lines)
    first = draws.whole(0, lines - 4)
    right = first + draws.whole(0, 3)
    step = min(86.0, 980 / lines)
    wide = 720 if lines < 15 else 1010
    canvas = Canvas(wide, max(448, round(step * lines + 40)), ground=draws.one(("#fdfdfb", "#fcfcfa", "#fafcfd")))
    spots = [(canvas.height - step * lines) / 2 + step * (k + 0.5) for k in range(lines)]
    colour = draws.one(("#37474f", "#7a1f2b", "#1d4f91"))
    *_, ends = tangled(draws, canvas, spots, 66, wide - 92, changes=changes, far=far, colours=[colour] * lines, width=2.4)  # fmt: skip
    for k, (name, y) in enumerate(zip(names, spots, strict=True), 1):
        _badge(canvas, 52, y, str(k), min(14, 0.36 * step))
        icon(canvas, name, wide - 60, y, min(44.0, 0.92 * step))
    number = ends[right] + 1
    question = draws.one((f"Which thing does the line from number {number} lead to?", f"Follow the line of number {number}. What is at its end?", f"What is number {number} in this drawing?"))  # fmt: skip
    return question_of(question, [f"the {name}" for name in names[first : first + 4]], f"the {names[right]}", canvas.picture())  # fmt: skip


def away_from_mark(draws: Draws, columns: int, rows: int, away: int, mark_count: int) -> Question:
    """Rows of things, one of them framed: what is some steps from it?"""
    near = [name for names in draws.some(NEAR, 2 if columns > 6 else 3) for name in names]
    cells = [(i, j) for i in range(columns) for j in range(rows)]
    names = {cell: draws.one(near) for cell in cells}
    options = draws.some(near, 4)
    right = draws.one(options)
    colours, moves = draws.some(tuple(_MARKS), mark_count), list[tuple[int, int]]()
    while True:
        moves = [(draws.whole(-away, away), draws.whole(-away, away)) for _ in range(mark_count)]  # fmt: skip
        marks = draws.some(cells, mark_count)
        path = [(i + dx, j + dy) for (i, j), (dx, dy) in zip(marks, moves, strict=True)]
        if all(step in names for step in path) and all(abs(dx) + abs(dy) > away // 2 + 1 for dx, dy in moves) and len({*marks, *path}) == 2 * mark_count:  # fmt: skip
            break  # fmt: skip
    end = path[0]
    names[end] = right
    for other in [option for option in options if option != right]:
        around = [(end[0] + dx, end[1] + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (end[0] + dx, end[1] + dy) in names and (end[0] + dx, end[1] + dy) not in (end, *marks)]  # fmt: skip
        names[draws.one(around)] = other
    size = min(92.0, 940 / columns, 900 / rows)
    canvas = Canvas(max(448, round(size * columns + 40)), max(448, round(size * rows + 40)), ground=any_ground(draws))  # fmt: skip
    left, top = (canvas.width - size * columns) / 2, (canvas.height - size * rows) / 2
    for (i, j), name in names.items():
        icon(canvas, name, left + size * (i + 0.5) + draws.jitter(0.08 * size), top + size * (j + 0.5) + draws.jitter(0.08 * size), 0.72 * size, mirrored=draws.chance(0.5))  # fmt: skip
    for colour, (i, j) in zip(colours, marks, strict=True):
        canvas.rect(left + size * (i + 0.04), top + size * (j + 0.04), 0.92 * size, 0.92 * size, stroke=_MARKS[colour], width=3)  # fmt: skip
    dx, dy = moves[0]
    steps = [f"{abs(dx)} to the {'right' if dx > 0 else 'left'}"] if dx else []
    steps += [f"{abs(dy)} {'down' if dy > 0 else 'up'}"] if dy else []
    where = " and ".join(steps)
    question = draws.one((f"What do you find if you go {where} from the thing in the {colours[0]} frame?", f"Begin at the {colours[0]} frame and go {where}. Which thing is there?", f"Which thing lies {where} of the one in the {colours[0]} frame?"))  # fmt: skip
    return question_of(question, [f"the {option}" for option in options], f"the {right}", canvas.picture())


_COUNTED = (("crab", "lobster", "scorpion"), ("duck", "swan", "flamingo"), ("lemon", "lime", "tangerine"), ("beetle", "spider", "ladybird"), ("bagel", "doughnut", "cookie"), ("goat", "tiger", "moose"))  # fmt: skip
"""Kinds that are like each other and take an s where there are many."""


Box = tuple[float, float, float, float]
"""Left, top, width and height."""


def _within(box: Box, spot: Point) -> bool:
    left, top, wide, high = box
    return left < spot[0] < left + wide and top < spot[1] < top + high


def in_both_frames(
    draws: Draws, things: int, frame_count: int, most: int, others: int, size: float, apart: float
) -> Question:
    """Small things and frames that overlap: how many lie in one and not in another?"""
    # Dials: things that are counted, frames, the most that may lie where it is asked, near kinds strewn between, size of a thing, and how far one is from the next.
    colours = draws.some(tuple(_MARKS), frame_count)
    a, b = colours[0], colours[min(1, frame_count - 1)]
    side = 620 if things < 100 else 840
    kind = draws.one(("both", "only", "neither") if frame_count > 1 else ("in",))
    wanted = {"both": (True, True), "only": (True, False), "neither": (False, False), "in": (True, True)}[kind]
    options, right = window(draws, max(1, most - 8), most)

    def make() -> tuple[dict[str, Box], list[Point], list[Point]]:
        boxes = dict[str, Box]()
        for colour in colours:
            w, h = draws.between(0.4, 0.62) * side, draws.between(0.4, 0.62) * side
            boxes[colour] = (draws.between(20, side - w - 20), draws.between(20, side - h - 20), w, h)
        frames = boxes.values()
        spots = strewn(draws, 6000, (24, 24, side - 24, side - 24), apart * size, fits=lambda spot: all(
            min(abs(at - low), abs(at - low - long)) > 0.6 * size for x, y, w, h in frames for at, low, long in ((spot[0], x, w), (spot[1], y, h))))  # fmt: skip
        asked = [spot for spot in spots if (_within(boxes[a], spot), _within(boxes[b], spot)) == wanted]
        return boxes, asked, [spot for spot in spots if spot not in asked]

    boxes, asked, rest = fitting(make, lambda made: len(made[1]) >= right and len(made[2]) >= things - right)
    names = draws.shuffled(draws.one(_COUNTED))
    canvas = Canvas(side, side, ground=any_ground(draws))
    asked, rest = draws.shuffled(asked), draws.shuffled(rest)
    shown = [(spot, names[0]) for spot in (*asked[:right], *rest[: things - right])]
    free = draws.shuffled([*asked[right:], *rest[things - right :]])
    shown += [(spot, draws.one(names[1:])) for spot in free[:others]]
    for (x, y), name in draws.shuffled(shown):
        icon(canvas, name, x, y, size, angle=draws.jitter(30), mirrored=draws.chance(0.5))
    for colour, (bx, by, bw, bh) in boxes.items():
        canvas.rect(bx, by, bw, bh, stroke=_MARKS[colour], width=3.5)
    where = {"both": f"inside the {a} frame and inside the {b} one as well", "only": f"inside the {a} frame but not inside the {b} one",
             "neither": f"outside both the {a} and the {b} frame", "in": f"inside the {a} frame"}[kind]  # fmt: skip
    many = f"{names[0]}s"
    question = draws.one((f"How many {many} lie {where}?", f"Count the {many} {where}.", f"What is the number of {many} {where}?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def same_as_framed(draws: Draws, cards: int, side: int, differ: int, turned: bool) -> Question:
    """A framed pattern and numbered ones that are nearly alike: which is the same?"""
    # Dials: numbered cards, side of their pattern, fields in which near ones differ, whether cards lie turned.
    model, *near = near_patterns(draws, side, cards - 1, differ, mirrored=turned)
    spots = draws.some(range(cards), 4)
    right = draws.one(spots)
    near.insert(right, model)
    columns = min(8, math.ceil(cards**0.5) + 1)
    rows = -(-cards // columns)
    size = min(92.0, 920 / columns / 1.15)
    canvas = Canvas(max(448, round(columns * size * 1.15 + 30)), max(448, round((rows + 1) * (size + 26) + 40)), ground=any_ground(draws))  # fmt: skip
    ink = draws.one(("#1d4f91", "#7a1f2b", "#245c3a", "#2b2f36"))

    x0 = canvas.width / 2 - size / 2
    pattern_drawn(canvas, model, x0, 22, size, side, ink)
    canvas.rect(x0 - 7, 15, size + 14, size + 14, stroke=_MARKS["red"], width=4)
    for k, pattern in enumerate(near):
        x, y = canvas.width / 2 + size * 1.15 * (k % columns - columns / 2) + 0.075 * size, 22 + (size + 26) * (k // columns + 1) + 14  # fmt: skip
        pattern_drawn(canvas, pattern, x, y, size, side, ink, draws.whole(1, 3) if turned else 0)
        canvas.text(x + 2, y - 5, str(k + 1), size=13, face="sans-bold", colour=_INK)
    how = ", turned but not mirrored" if turned else ""
    question = draws.one((f"Which numbered pattern is the same as the one in the red frame{how}?", f"The framed pattern comes once more{how}. Under which number?", f"Find the pattern in the red frame among the numbered ones{how}. Which is it?"))  # fmt: skip
    return question_of(question, [f"number {spot + 1}" for spot in spots], f"number {right + 1}", canvas.picture())


def along_arrow(draws: Draws, balls: int, arrows: int, long: float) -> Question:
    """Short arrows at the rim and numbered balls: which ball does one of them point at?"""
    side, r = (660, 17.0) if balls < 30 else (760, 16.0)
    spots: list[Point] = []
    while len(spots) < balls:
        x, y = draws.between(110, side - 110), draws.between(110, side - 110)
        if all(math.hypot(x - px, y - py) > 2.3 * r for px, py in spots):
            spots.append((x, y))
    numbers = draws.some(range(1, balls + 1), balls)
    aims: list[tuple[Point, float, int]] = []
    for _ in range(900):
        start = draws.one(((draws.between(60, side - 60), 30.0), (draws.between(60, side - 60), side - 30.0), (30.0, draws.between(60, side - 60)), (side - 30.0, draws.between(60, side - 60))))  # fmt: skip
        angle = math.atan2(side / 2 - start[1] + draws.jitter(260), side / 2 - start[0] + draws.jitter(260))
        hits = [_hit(start, angle + lean, spots, r, side) for lean in (-0.018, 0, 0.018)]
        if None not in hits and len(set(hits)) == 1 and all(math.hypot(start[0] - other[0], start[1] - other[1]) > 70 for other, _, _ in aims):  # fmt: skip
            aims.append((start, angle, hits[1] or 0))
        if len(aims) == arrows:
            break
    if len(aims) < arrows:
        return along_arrow(draws, balls, arrows, long)
    (start, _, hit), arrow = aims[0], draws.one("KLMNPRST")
    near = sorted((k for k in range(balls) if k != hit), key=lambda k: math.hypot(spots[k][0] - spots[hit][0], spots[k][1] - spots[hit][1]))[: max(3, balls // 3)]  # fmt: skip
    options = sorted(numbers[k] for k in (hit, *draws.some(near, 3)))
    letters = [arrow, *draws.some([letter for letter in "KLMNPRST" if letter != arrow], arrows - 1)]
    canvas = Canvas(side, side, ground=any_ground(draws))
    fill = draws.one(("#f2c94c", "#9fd0ee", "#bfe3b4", "#f3b5a5"))
    for number, (x, y) in zip(numbers, spots, strict=True):
        _badge(canvas, x, y, str(number), r, fill)
    for letter, (begin, angle, _) in zip(letters, aims, strict=True):
        x, y = begin
        canvas.arrow(x, y, x + long * math.cos(angle), y + long * math.sin(angle), stroke="#b3261e", width=2.6, head=12)  # fmt: skip
        canvas.text(x - 13 * math.cos(angle), y - 13 * math.sin(angle) + 6, letter, size=16, face="sans-bold", anchor="middle", colour="#b3261e")  # fmt: skip
    question = draws.one((f"Go straight on from arrow {arrow}. Which ball is hit first?", f"At which ball does arrow {arrow} point?", f"A ray leaves arrow {arrow} straight ahead. On which ball does it fall?"))  # fmt: skip
    return question_of(question, [f"ball {option}" for option in options], f"ball {numbers[hit]}", canvas.picture())


def _hit(start: Point, angle: float, spots: Sequence[Point], r: float, side: float) -> int | None:
    """The ball that a ray meets first; None where it only grazes one, or meets none."""
    (x, y), dx, dy = start, math.cos(angle), math.sin(angle)
    while 8 < x < side - 8 and 8 < y < side - 8:
        x, y = x + 2.5 * dx, y + 2.5 * dy
        for ball, (bx, by) in enumerate(spots):
            if math.hypot(bx - x, by - y) < r:
                return ball if abs((by - y) * dx - (bx - x) * dy) < 0.8 * r else None
    return None


def crossings_of_red(draws: Draws, line_count: int, bends: int) -> Question:
    """A red line among others that wind as well: how often is it crossed?"""
    count = line_count + 1
    wide, high = (700, max(448, 44 * count)) if bends < 4 else (960, max(448, 46 * count))
    spots = [high * (k + 0.5) / count for k in range(count)]

    def make() -> tuple[list[list[Point]], list[Point]]:
        lines = winding(draws, [(30.0, y) for y in spots], [(wide - 30.0, y) for y in draws.shuffled(spots)], bends, (30, 16, wide - 30, high - 16))  # fmt: skip
        return lines, [spot for line in lines[:-1] for spot in meetings(lines[-1], line)]

    # Where two cross it at one place it would be doubtful how to count.
    lines, met = fitting(make, lambda made: len(made[1]) > 3 and all(math.dist(one, other) > 5 for k, one in enumerate(made[1]) for other in made[1][:k]), 60)  # fmt: skip
    first = len(met) - draws.whole(0, 3)
    canvas, ink = Canvas(wide, high, ground=any_ground(draws)), draws.one(("#37474f", "#1d4f91", "#4a3a6b"))
    for line in lines[:-1]:
        canvas.polyline(line, stroke=ink, width=2.4)
    canvas.polyline(lines[-1], stroke="#e02020", width=2.8)
    question = draws.one(("How often is the red line crossed by other lines?", "Count the crossings of the red line with other lines. How many are there?", "How many crossings with other lines does the red line have?"))  # fmt: skip
    return question_of(question, [str(first + k) for k in range(4)], str(len(met)), canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(leader_lines, {1: (4, 1, 4), 2: (23, 12, 3.6), 3: (24, 13, 3.4)}),
    graded(away_from_mark, {1: (5, 4, 2, 1)}),
    graded(
        in_both_frames,
        {1: (10, 1, 6, 0, 40, 1.02), 2: (139, 3, 49, 171, 28, 0.812), 3: (175, 3, 56, 220, 28, 0.8)},
    ),
    graded(same_as_framed, {1: (4, 4, 3, False), 2: (23, 7, 1, True), 3: (24, 7, 1, True)}),
    graded(along_arrow, {1: (6, 1, 110)}),
    graded(crossings_of_red, {2: (6, 5), 3: (7, 5)}),
)
