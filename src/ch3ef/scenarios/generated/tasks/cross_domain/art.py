"""Art: crowds of motifs, patterns with a mistake, copies, details, mosaics and sticks in framed pictures."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture, Point
from ch3ef.scenarios.generated.scene.fields import QUARTERS, quarter
from ch3ef.scenarios.generated.scene.fitting import fitting, spread, window
from ch3ef.scenarios.generated.scene.icons import NEAR, icon
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker, lighter
from ch3ef.scenarios.generated.tasks.cross_domain.drawing import tag

_PAPERS = ("#efe6d0", "#e4e0d6", "#dfe6e4", "#f2ead8")


def frame(canvas: Canvas, draws: Draws, left: float, top: float, w: float, h: float, *, colour: str = "") -> None:
    """A picture frame around a rectangle, and its shadow on the wall."""
    wood = colour or draws.one(("#c9a24a", "#6b4a2f", "#2b2622", "#e9e4d8", "#8f6a3c"))
    edge = 18 if w > 250 else 9
    canvas.rect(left - edge + 6, top - edge + 9, w + 2 * edge, h + 2 * edge, fill="#000000", opacity=0.18)
    canvas.rect(left - edge, top - edge, w + 2 * edge, h + 2 * edge, fill=wood, stroke=darker(wood, 0.35), width=2)
    canvas.rect(left - edge / 2, top - edge / 2, w + edge, h + edge, stroke=lighter(wood, 0.35), width=2)


def _framed(draws: Draws, w: float, h: float, paint: Callable[[Canvas], None], number: int = 0) -> Picture:
    """What is painted on paper of a size, framed on a wall."""
    canvas = Canvas(max(448, round(w + 90)), max(448, round(h + 90)), ground=draws.one(GROUNDS)[1])
    left, top = (canvas.width - w) / 2, (canvas.height - h) / 2
    frame(canvas, draws, left, top, w, h)
    with canvas.moved(left, top), canvas.clipped(f"M0 0h{w:.0f}v{h:.0f}h{-w:.0f}z"):
        paint(canvas)
    if number:
        tag(canvas, 22, 22, str(number))
    return canvas.picture()


def counted_in_crowd(draws: Draws, things: int, kind_count: int, low: int, high: int, apart: float) -> Question:
    """A poster full of things of kinds that are alike: how many of one kind?"""
    # Dials: things on the sheet, kinds of them, the fewest and most to count, and how far one lies from the next, as a share of its size.
    options, right = window(draws, low, high)
    near = draws.some(draws.one(NEAR), kind_count)
    w, h = (560, 440) if things < 120 else (800, 600)
    size = math.sqrt(w * h / things) * 0.66 / apart
    spots = spread(draws, things, (size / 2, size / 2, w - size / 2, h - size / 2), apart * size)
    paper = draws.one(_PAPERS)

    def paint(canvas: Canvas) -> None:
        canvas.rect(0, 0, w, h, fill=paper)
        kinds = draws.shuffled([near[0]] * right + [draws.one(near[1:]) for _ in spots[right:]])
        for kind, (x, y) in zip(kinds, spots, strict=True):
            icon(canvas, kind, x, y, size * draws.between(0.8, 1), angle=draws.jitter(50), mirrored=draws.chance(0.5))

    asked = near[0]
    question = draws.one((f"How often has the artist painted this motif: {asked}?", f"The motif “{asked}” is repeated in this poster. How many times?",
                          f"Count the motif “{asked}”. How often is it there?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), _framed(draws, w, h, paint))


def _tile(canvas: Canvas, x: float, y: float, size: float, tile: tuple[int, str, int]) -> None:
    shape, tint, turn = tile
    with canvas.moved(x, y, angle=90 * turn):
        if shape == 0:
            canvas.polygon(
                [(-0.42 * size, 0.4 * size), (0.42 * size, 0.4 * size), (-0.42 * size, -0.4 * size)], fill=NAMED[tint]
            )
        elif shape == 1:
            canvas.path(
                f"M{-0.42 * size:.1f} 0a{0.42 * size:.1f} {0.42 * size:.1f} 0 0 1 {0.84 * size:.1f} 0z",
                fill=NAMED[tint],
            )
        else:
            canvas.rect(-0.4 * size, -0.4 * size, 0.3 * size, 0.8 * size, fill=NAMED[tint])
            canvas.rect(-0.1 * size, 0.1 * size, 0.5 * size, 0.3 * size, fill=NAMED[tint])


def mistake_in_pattern(
    draws: Draws, column_count: int, row_count: int, period: int, turned: bool, plain: bool
) -> Question:
    """A repeated pattern of tiles with one mistake: in which row and column?"""
    # Dials: columns, rows, tiles after which it repeats, whether the mistake is one of direction only, and whether all tiles are alike.
    columns, rows = draws.some(range(column_count), 2), draws.some(range(row_count), 2)
    options = [f"row {row + 1}, column {column + 1}" for row in rows for column in columns]
    right = draws.one(options)
    row, column = rows[options.index(right) // 2], columns[options.index(right) % 2]
    if row_count > 9:
        options = list(QUARTERS)
        right, (column, row) = quarter(draws, column_count, row_count)
    tints = draws.some(("red", "blue", "green", "orange", "purple", "brown"), 3)
    shapes = (draws.whole(0, 2),) if plain else (0, 1, 2)
    tints = tints[:1] if plain else tints
    cell = {
        (i, j): (draws.one(shapes), draws.one(tints), draws.whole(0, 3)) for i in range(period) for j in range(period)
    }
    size = min(78, 800 / column_count, 640 / row_count)
    canvas = Canvas(
        max(448, round(size * column_count + 70)), max(448, round(size * row_count + 70)), ground=draws.one(_PAPERS)
    )
    left, top = (canvas.width - size * column_count) / 2 + 10, (canvas.height - size * row_count) / 2 + 10
    for i in range(row_count):
        canvas.text(left - 10, top + size * (i + 0.5) + 5, str(i + 1), size=13, anchor="end", colour="#5a544a")
        for j in range(column_count):
            tile = cell[i % period, j % period]
            if (i, j) == (row, column):
                tint = tile[1] if turned else draws.one([other for other in tints if other != tile[1]])
                tile = (tile[0], tint, (tile[2] + draws.whole(1, 3)) % 4 if turned else tile[2])
            _tile(canvas, left + size * (j + 0.5), top + size * (i + 0.5), size, tile)
    for j in range(column_count):
        canvas.text(left + size * (j + 0.5), top - 8, str(j + 1), size=13, anchor="middle", colour="#5a544a")
    question = draws.one(("One tile of this regular pattern is wrong. Which one?", "The pattern repeats, but for one mistake. Where is it?",
                          "In which place has the printer of this pattern made a mistake?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


class Shape(NamedTuple):
    """A form of an abstract picture."""

    kind: str
    tint: str
    x: float
    y: float
    r: float
    turn: float


def _drawn(canvas: Canvas, shape: Shape) -> None:
    tint = NAMED[shape.tint]
    with canvas.moved(shape.x, shape.y, angle=shape.turn):
        if shape.kind == "circle":
            canvas.circle(0, 0, shape.r, fill=tint, stroke=darker(tint, 0.4), width=1.5)
        elif shape.kind == "square":
            canvas.rect(
                -0.9 * shape.r,
                -0.9 * shape.r,
                1.8 * shape.r,
                1.8 * shape.r,
                fill=tint,
                stroke=darker(tint, 0.4),
                width=1.5,
            )
        else:
            canvas.polygon(
                [(0, -1.1 * shape.r), (shape.r, 0.8 * shape.r), (-shape.r, 0.8 * shape.r)],
                fill=tint,
                stroke=darker(tint, 0.4),
                width=1.5,
            )


def _abstract(draws: Draws, count: int, tints: Sequence[str], kinds: Sequence[str]) -> list[Shape]:
    r = math.sqrt(420 * 420 / count) * 0.36
    return [Shape(draws.one(kinds), draws.one(tints), x, y, r * draws.between(0.7, 1), draws.between(0, 90))
            for x, y in spread(draws, count, (r, r, 420 - r, 420 - r), 1.9 * r)]  # fmt: skip


def changed_in_copy(draws: Draws, shape_count: int, change: float, mirrored: bool) -> Question:
    """A picture and its copy: of which colour and kind is the one form that differs?"""
    # Dials: forms in the picture, how far the changed one shrinks or moves, as a share of its size, and whether the copy is mirrored.
    tints, kinds = draws.some(BRIGHT, 2), draws.some(("circle", "square", "triangle"), 2)
    options = [f"one of the {tint} {kind}s" for tint in tints for kind in kinds]
    right = draws.one(options)
    shapes = fitting(lambda: _abstract(draws, shape_count, tints, kinds),
                     lambda made: any(f"one of the {shape.tint} {shape.kind}s" == right for shape in made))  # fmt: skip
    shape = draws.one([each for each in shapes if f"one of the {each.tint} {each.kind}s" == right])
    step, angle = change * shape.r, draws.between(0, 6.28)
    other = draws.one((shape._replace(r=shape.r * (1 - 0.6 * change)),
                       shape._replace(x=shape.x + step * math.cos(angle), y=shape.y + step * math.sin(angle))))  # fmt: skip
    paper = draws.one(_PAPERS)

    def painted(listed: Sequence[Shape], number: int) -> Picture:
        def paint(canvas: Canvas) -> None:
            canvas.rect(0, 0, 420, 420, fill=paper)
            with canvas.moved(420 if mirrored and number == 2 else 0, 0, mirrored=mirrored and number == 2):
                for each in listed:
                    _drawn(canvas, each)

        return _framed(Draws(f"{right}"), 420, 420, paint, number)

    question = draws.one(("Picture 2 is printed from plate 1, and so its mirror image, but for one mistake. Which form is smaller or elsewhere?",
                          "The print (2) shows the plate (1) left to right. Apart from that, one form was changed. Which is it?")) if mirrored else draws.one(("Picture 2 is a copy of picture 1 with one mistake. Which form is smaller or elsewhere?",
                          "The copyist has changed one form. Which is it?", "In which form do the painting and its copy differ?"))  # fmt: skip
    return question_of(
        question, options, right, painted(shapes, 1), painted([other if each is shape else each for each in shapes], 2)
    )


def true_detail(draws: Draws, shapes: int) -> Question:
    """A picture and four details: which one is cut out of it?"""
    options = [f"detail {k}" for k in (1, 2, 3, 4)]
    right = draws.one(options)
    listed = _abstract(draws, shapes, draws.some(BRIGHT, 3), ("circle", "square", "triangle"))
    paper = draws.one(_PAPERS)
    side = 420 / math.sqrt(shapes) * (2.5 if shapes < 100 else 4)

    def inside(x: float, y: float) -> list[Shape]:
        return [each for each in listed if abs(each.x - x) < side / 2 - each.r and abs(each.y - y) < side / 2 - each.r]

    corners = fitting(lambda: [(draws.between(side / 2, 420 - side / 2), draws.between(side / 2, 420 - side / 2)) for _ in range(4)],
                      lambda made: all(len(inside(*corner)) >= 3 for corner in made))  # fmt: skip
    canvas = Canvas(900, 470, ground=draws.one(GROUNDS)[1])
    frame(canvas, draws, 26, 26, 420, 420)
    tints = {each.tint for each in listed}
    for k, (option, (cx, cy)) in enumerate(zip([None, *options], [(210.0, 210.0), *corners], strict=True)):
        wrong = draws.one(inside(cx, cy)) if option else None
        turn = draws.whole(0, 1)
        left, top, wide, scale = (
            (26.0, 26.0, 420.0, 1.0)
            if not option
            else (490 + 205 * ((k - 1) % 2), 46 + 210 * ((k - 1) // 2), 176.0, 176 / side)
        )
        with canvas.moved(left, top), canvas.clipped(f"M0 0h{wide:.0f}v{wide:.0f}h{-wide:.0f}z"):
            canvas.rect(0, 0, wide, wide, fill=paper)
            angle = 90 * draws.whole(1, 3) if option and shapes > 60 else 0
            with canvas.moved(wide / 2, wide / 2, scale=scale, angle=angle), canvas.moved(-cx, -cy):
                for each in listed:
                    drawn = each
                    if option and option != right and each is wrong:
                        kinds = [kind for kind in ("circle", "square", "triangle") if kind != each.kind]
                        drawn = (
                            each._replace(kind=draws.one(kinds))
                            if turn
                            else each._replace(tint=draws.one(sorted(tints - {each.tint})))
                        )
                    _drawn(canvas, drawn)
        if option:
            canvas.rect(left, top, wide, wide, stroke="#3a3630", width=2)
            tag(canvas, left - 4, top - 4, str(k), size=16)
    how = ", enlarged and turned" if shapes > 60 else ", enlarged"
    question = draws.one((f"Which of the details on the right is really from this picture{how}?",
                          f"The details are cut out of the picture{how}, and three of them contain a mistake. Which one is true to it?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def broken_symmetry(draws: Draws, side: int, colours: int) -> Question:
    """A mosaic whose halves mirror each other but for one tile: in which row?"""
    half = side // 2
    rows, right = window(draws, 1, side)
    said = {row: f"row {row}" for row in rows}
    if side > 30:
        rows = [draws.whole(1, side // 4) + part * side // 4 for part in range(4)]
        right = draws.one(rows)
        said = {row: f"in rows {side // 4 * part + 1} to {side // 4 * (part + 1)}" for part, row in enumerate(rows)}
    tints = draws.some(("red", "blue", "green", "yellow", "purple", "orange", "white"), colours)
    cells = {(x, y): draws.one(tints) for x in range(half) for y in range(side)}
    cells |= {(side - 1 - x, y): tint for (x, y), tint in cells.items()}
    x = draws.whole(0, side - 1)
    cells[x, right - 1] = draws.one([tint for tint in tints if tint != cells[x, right - 1]])
    size = 460 / side if side < 24 else 680 / side
    canvas = Canvas(round(size * side + 80), round(size * side + 60), ground="#4c4842")
    for (x, y), tint in cells.items():
        canvas.rect(54 + size * x, 30 + size * y, size - 1.5, size - 1.5, fill=NAMED[tint])
    for y in range(side):
        canvas.text(46, 34 + size * (y + 0.5), str(y + 1), size=13, anchor="end", colour="#f4f1ea")
    question = draws.one(("The left and right half of this mosaic mirror each other, but for one tile. Where is it?",
                          "One tile breaks the symmetry of left and right. Where does it lie?"))  # fmt: skip
    return question_of(question, [said[row] for row in rows], said[right], canvas.picture())


def sticks_on_red(draws: Draws, stick_count: int, low: int, high: int) -> Question:
    """Thrown sticks of many colours: how many of them lie on the red one?"""
    options, right = window(draws, low, high)

    def stick(long: float) -> tuple[Point, Point]:
        x, y, angle = draws.between(110, 410), draws.between(110, 330), draws.between(0, 3.14)
        dx, dy = long / 2 * math.cos(angle), long / 2 * math.sin(angle)
        return (x - dx, y - dy), (x + dx, y + dy)

    def make() -> tuple[list[tuple[Point, Point]], list[tuple[Point, Point]]]:
        crossing: list[tuple[float, tuple[Point, Point]]] = []
        beside: list[tuple[Point, Point]] = []
        for _ in range(40 * stick_count):
            share = _met(red, each := stick(draws.between(190, 330)))
            if len(crossing) + len(beside) == stick_count or share == 2:
                continue
            if share is None:
                beside.append(each)
            elif all(
                abs(share - other) > (0.06 if high < 9 else 0.045) for other, _ in [(0.0, None), (1.0, None), *crossing]
            ):
                crossing.append((share, each))
        return [each for _, each in draws.shuffled(crossing)], beside

    red = fitting(lambda: stick(340), lambda made: all(12 < x < 508 and 12 < y < 428 for x, y in made))
    crossing, beside = fitting(make, lambda made: right + 1 <= len(made[0]))
    cut = draws.whole(0, len(beside))
    under, over = [*crossing[right:], *beside[:cut]], [*crossing[:right], *beside[cut:]]
    sticks = [*draws.shuffled(under), red, *draws.shuffled(over)]
    tints = [tint for tint in BRIGHT if tint not in ("red", "pink", "orange")]
    tints = tints if stick_count < 20 else [draws.one(tints)]
    width = 7 if stick_count < 20 else 5.5

    def paint(canvas: Canvas) -> None:
        canvas.rect(0, 0, 520, 440, fill="#f4efe2")
        for k, ((x1, y1), (x2, y2)) in enumerate(sticks):
            tint = NAMED["red" if k == len(under) else draws.one(tints)]
            canvas.line(x1, y1, x2, y2, stroke=darker(tint, 0.45), width=width + 3)
            canvas.line(x1, y1, x2, y2, stroke=tint, width=width)

    question = draws.one(("The painter threw sticks on a table. How many of them lie on the red one?",
                          "How many sticks in this painting cross over the red stick?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), _framed(draws, 520, 440, paint))


def _met(one: tuple[Point, Point], other: tuple[Point, Point]) -> float | None:
    """Where along a stick another crosses it, as a share; None where it does not; shallow crossings count as 2."""
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = other
    cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if abs(cross) < 0.4 * math.dist(*one) * math.dist(*other):
        return 2.0
    t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross
    u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross
    if -0.04 < t < 1.04 and (-0.06 < u < 0.05 or 0.95 < u < 1.06):
        return 2.0
    return t if 0 <= t <= 1 and 0 <= u <= 1 else None


FORMS: tuple[Form, ...] = (
    graded(counted_in_crowd, {1: (12, 2, 3, 8, 0.92), 2: (200, 3, 59, 87, 0.695), 3: (220, 3, 66, 96, 0.68)}),
    graded(mistake_in_pattern, {1: (6, 5, 2, False, False), 2: (31, 24, 7, True, True), 3: (38, 30, 7, True, True)}),
    graded(changed_in_copy, {1: (6, 0.9, False), 2: (108, 0.47, True), 3: (150, 0.41, True)}),
    graded(true_detail, {1: 9, 2: 109, 3: 120}),
    graded(broken_symmetry, {1: (6, 3), 2: (34, 4), 3: (42, 4)}),
    graded(sticks_on_red, {1: (4, 0, 3), 2: (47, 7, 14), 3: (60, 8, 15)}),
)  # fmt: skip
