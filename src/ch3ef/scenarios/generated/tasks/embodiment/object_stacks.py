"""Object multi-view, solids of equal cubes: how many there are, what they look like from a side, from above, turned."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ch3ef.scenarios.generated.choices import quartet, swapped
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.fitting import fitting, window
from ch3ef.scenarios.generated.scene.palette import GROUNDS, NAMED
from ch3ef.scenarios.generated.scene.solids import Camera, Solid, draw_solids
from ch3ef.scenarios.generated.scene.winding import steps_from
from ch3ef.scenarios.generated.tasks.embodiment.drawing import SIDE, badge, seen_shares, tagged, towards

Cube = tuple[int, int, int]
Heights = tuple[tuple[int, ...], ...]
View = dict[tuple[int, int], str]
_CLAY = ("#d9b36c", "#9fb7c9", "#c98f7a", "#a9c08f", "#b9a7cf", "#c9c2b2")
_WARNED = ("", "Nothing floats: each cube lies on the floor or on another.", "There are no gaps below a cube.")


def _solids(cubes: Iterable[Cube], middle: Sequence[float], tints: Mapping[Cube, str] | str) -> list[Solid]:
    return [Solid("box", (x - middle[0], y - middle[1], z - middle[2]), (1, 1, 1), tints if isinstance(tints, str) else tints[x, y, z])
            for x, y, z in cubes]  # fmt: skip


def _piled(draws: Draws, side: int, top: int, count: int) -> Heights:
    """A number of cubes dropped on the fields of a square, none above `top`."""
    high = [[0] * side for _ in range(side)]
    while count:
        x, y = draws.whole(0, side - 1), draws.whole(0, side - 1)
        if high[x][y] < top:
            high[x][y] += 1
            count -= 1
    return tuple(tuple(row) for row in high)


def _cubes(heights: Heights) -> list[Cube]:
    return [(x, y, z) for x, row in enumerate(heights) for y, high in enumerate(row) for z in range(high)]


def _plain_to_see(heights: Heights, cameras: Sequence[Camera]) -> bool:
    """Whether the top of every column, and every bare field, is in sight of a camera."""
    middle = ((len(heights) - 1) / 2,) * 2
    boxes = [Solid("box", (x - middle[0], y - middle[1], 0), (1, 1, high), "#000000")
             for x, row in enumerate(heights) for y, high in enumerate(row) if high]  # fmt: skip
    tops = [Solid("box", (x - middle[0], y - middle[1], high + 0.01), (1, 1, 0.02), "#000000")
            for x, row in enumerate(heights) for y, high in enumerate(row)]  # fmt: skip
    for camera in cameras:
        tops = [top for top, share in zip(tops, seen_shares(tops, boxes, camera), strict=True) if share <= 0.34]
        if not tops:
            return True
    return False


def _looking(azimuth: float, side: float, elevation: float = 36) -> Camera:
    return Camera(azimuth, elevation, SIDE / 2, 268, 300 / (1.5 * side), distance=60)


def _on_floor(canvas: Canvas, camera: Camera, side: int, arrow: float | None = None) -> None:
    """The squared floor under a stack, and an arrow that lies on it and points to the middle from an azimuth."""
    half = side / 2
    for k in range(side + 1):
        for ends in (((k - half, -half), (k - half, half)), ((-half, k - half), (half, k - half))):
            (x1, y1), (x2, y2) = (camera.project((x, y, 0)) for x, y in ends)
            canvas.line(x1, y1, x2, y2, stroke="#b3aea2", width=1.2)
    if arrow is not None:

        def at(right: float, near: float) -> tuple[float, float]:
            (x, y, _), (dx, dy, _) = towards(arrow, near), towards(arrow + 90, right)
            return camera.project((x + dx, y + dy, 0))

        tip, end = half + 0.15, half + 1.15
        shape = [
            (0, tip),
            (0.4, tip + 0.5),
            (0.15, tip + 0.5),
            (0.15, end),
            (-0.15, end),
            (-0.15, tip + 0.5),
            (-0.4, tip + 0.5),
        ]
        canvas.polygon([at(*point) for point in shape], fill="#c62828")


def _stack(heights: Heights, tints: Mapping[Cube, str] | str, camera: Camera, ground: str, number: int = 1, of: int = 1,
           arrow: float | None = None) -> Picture:  # fmt: skip
    canvas = Canvas(SIDE, SIDE, ground=ground)
    _on_floor(canvas, camera, len(heights), arrow)
    half = (len(heights) - 1) / 2
    draw_solids(canvas, _solids(_cubes(heights), (half, half, 0), tints), camera)
    tagged(canvas, number, of)
    return canvas.picture()


class Stack(NamedTuple):
    """Dials: fields of a side, cubes above each other at most, and the least and most cubes."""

    side: int
    top: int
    low: int
    high: int


def cubes_of_stack(draws: Draws, dials: Stack) -> Question:
    """One stack from two opposite corners: of how many cubes is it made?"""
    options, right = window(draws, dials.low, dials.high)
    start = draws.between(28, 62)
    cameras = [_looking(start + turn, max(dials.side, dials.top), 50) for turn in (0, 180)]
    heights = fitting(lambda: _piled(draws, dials.side, dials.top, right), lambda made: _plain_to_see(made, cameras))
    tint, ground = draws.one(_CLAY), draws.one(GROUNDS)[0]
    text = " ".join(filter(None, (draws.one(_WARNED), draws.one((
        "The pictures show one stack from two opposite corners. How many cubes is it made of?",
        "How many cubes are in this stack, seen from the front and from behind?",
        "Somebody walks round a stack of cubes. How many cubes does it have in all?")))))  # fmt: skip
    return question_of(text, [str(option) for option in options], str(right),
                       *(_stack(heights, tint, camera, ground, k, 2) for k, camera in enumerate(cameras, 1)))  # fmt: skip


def _front(heights: Heights, tints: Mapping[Cube, str], turn: int) -> View:
    """What is seen from azimuth 90 * turn, without depth: (place from the left, level) -> colour."""
    side = len(heights)
    seen = {}
    for x, y, z in sorted(_cubes(heights), key=lambda cube: _from(cube, turn, side)[1], reverse=True):
        seen[_from((x, y, z), turn, side)[0], z] = tints[x, y, z]
    return seen


def _exchanged(one: tuple[int, int], other: tuple[int, int]) -> Callable[[View], View]:
    """A turn for `quartet`: two squares of a view trade colours."""
    return lambda view: {**view, one: view[other], other: view[one]}


def _from(cube: Cube, turn: int, side: int) -> tuple[int, int]:
    """Place from the left and depth of a cube as seen from azimuth 90 * turn."""
    x, y, _ = cube
    return ((x, y), (y, side - 1 - x), (side - 1 - x, side - 1 - y), (side - 1 - y, x))[turn]


def view_along_arrow(draws: Draws, stack: Stack, colours: int, near: bool) -> Question:
    """A stack with an arrow on the floor, and four flat views: which one is seen along the arrow?"""
    # Dials: the stack, in how many colours, and whether wrong ones are near misses.
    options = [f"View {k}" for k in (1, 2, 3, 4)]
    right = draws.one(options)
    names = draws.some(("red", "yellow", "blue", "green", "white", "purple", "orange"), colours)
    start = draws.one((0, 1, 2, 3))
    arrow = (start + draws.whole(0, 1)) % 4
    camera = _looking(90 * start + draws.between(36, 54), max(stack.side, stack.top))

    def make() -> tuple[Heights, dict[Cube, str], list[View]]:
        heights = _piled(draws, stack.side, stack.top, draws.whole(stack.low, stack.high))
        tints = {cube: NAMED[draws.one(names)] for cube in _cubes(heights)}
        seen = _front(heights, tints, arrow)
        if not near:
            return heights, tints, [seen, *(_front(heights, tints, (arrow + turn) % 4) for turn in (1, 2, 3))]
        cells = draws.some(seen, min(4, len(seen)))
        return heights, tints, quartet(seen, _exchanged(*cells[:2]), _exchanged(*cells[-2:]))

    def fits(made: tuple[Heights, dict[Cube, str], list[View]]) -> bool:
        heights, tints, views = made
        half = (stack.side - 1) / 2
        solids = _solids(_cubes(heights), (half, half, 0), tints)
        facing = {(_from(cube, arrow, stack.side)[0], cube[2]): solid
                  for cube, solid in sorted(zip(_cubes(heights), solids, strict=True),
                                            key=lambda pair: -_from(pair[0], arrow, stack.side)[1])}  # fmt: skip
        return (all(one != other for k, one in enumerate(views) for other in views[k + 1 :])
                and bool(np.all(seen_shares(list(facing.values()), solids, camera) > 0.25)))  # fmt: skip

    heights, tints, views = fitting(make, fits)
    ground = draws.one(GROUNDS)[0]
    rest = iter(draws.shuffled(views[1:]))
    canvas = Canvas(480, 480, ground=ground)
    size = min(150 / stack.side, 150 / stack.top)
    for k, option in enumerate(options):
        left, low = 45 + 235 * (k % 2), 205 + 235 * (k // 2)
        for (x, z), tint in (views[0] if option == right else next(rest)).items():
            canvas.rect(left + size * x, low - size * (z + 1), size, size, fill=tint, stroke="#3a3a3a", width=1.5)
        canvas.line(left - 12, low, left + 162, low, stroke="#5f5a50", width=3)
        badge(canvas, left - 18, low - 168, str(k + 1), r=14)
    question = draws.one(("Which of the flat views does one have who looks along the red arrow?",
                          "Someone kneels at the red arrow and looks along it at the stack. Which view is right?",
                          "The red arrow is the direction of sight. Which of the four views is seen from there?"))  # fmt: skip
    return question_of(
        question, options, right, _stack(heights, tints, camera, ground, arrow=90 * arrow), canvas.picture()
    )


def plan_of_stack(draws: Draws, stack: Stack, near: bool) -> Question:
    """A stack from two corners and four plans with heights: which plan is right?"""
    # Dials: the stack, and whether the wrong plans differ by one column only.
    options = [f"Plan {k}" for k in (1, 2, 3, 4)]
    right = draws.one(options)
    front = draws.one((0, 1, 2, 3))
    cameras = [
        _looking(90 * front + turn, max(stack.side, stack.top + 0.5), 50)
        for turn in (draws.between(-50, -36), draws.between(128, 142))
    ]

    def make() -> tuple[Heights, list[Heights]]:
        heights = _piled(draws, stack.side, stack.top, draws.whole(stack.low, stack.high))
        plan = tuple(tuple(heights[x][y] for x, y in row) for row in _rows(stack.side, front))
        if not near:
            return heights, quartet(plan, lambda rows: tuple(row[::-1] for row in rows), lambda rows: rows[::-1])
        pairs = [
            (k, i) for k in range(stack.side) for i in range(stack.side - 1) if abs(plan[k][i] - plan[k][i + 1]) == 1
        ]
        return heights, quartet(plan, *(_traded(*pair) for pair in _apart(draws, pairs)))

    heights, plans = fitting(make, lambda made: len(set(made[1])) == 4 and _plain_to_see(made[0], cameras))
    ground, tint = draws.one(GROUNDS)[0], draws.one(_CLAY)
    rest = iter(draws.shuffled(plans[1:]))
    canvas = Canvas(480, 500, ground=ground)
    size = 150 / stack.side
    for k, option in enumerate(options):
        left, top = 55 + 225 * (k % 2), 40 + 235 * (k // 2)
        for j, row in enumerate(plans[0] if option == right else next(rest)):
            for i, high in enumerate(row):
                canvas.rect(left + size * i, top + size * j, size, size, fill="#fdfdfb", stroke="#55524a", width=1.5)
                canvas.text(left + size * (i + 0.5), top + size * (j + 0.5) + 7, str(high), size=19, anchor="middle")
        canvas.arrow(left + 75, top + 192, left + 75, top + 156, stroke="#c62828", width=7, head=20)
        badge(canvas, left - 22, top + 6, str(k + 1), r=14)
    question = draws.one(("The numbers on a plan say how many cubes lie on a field. Which plan is right? The arrow is the same in all pictures.",
                          "Which of the plans with numbers of cubes belongs to this stack? Mind the red arrow.",
                          "The stack is shown from two corners. In which plan do all heights agree with it, the red arrow being the same?"))  # fmt: skip
    return question_of(question, options, right, *(_stack(heights, tint, camera, ground, k, 2, 90 * front)
                                                   for k, camera in enumerate(cameras, 1)), canvas.picture())  # fmt: skip


def _apart(draws: Draws, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Two of some places in rows that are no neighbours; the same twice in want of any."""
    one, *others = draws.shuffled(pairs) or [(0, 0)]
    return [one, next((other for other in others if other[0] != one[0] or abs(other[1] - one[1]) > 1), one)]


def _traded(row: int, place: int) -> Callable[[Heights], Heights]:
    """A turn for `quartet`: a column trades places with the one to its right."""
    return lambda plan: (*plan[:row], tuple(swapped(place, place + 1)(list(plan[row]))), *plan[row + 1 :])


def _rows(side: int, front: int) -> list[list[tuple[int, int]]]:
    """Fields row by row from the far side to the front, each from the left, as seen from azimuth 90 * front."""
    cells = {_from((x, y, 0), front, side): (x, y) for x in range(side) for y in range(side)}
    return [[cells[left, deep] for left in range(side)] for deep in reversed(range(side))]


Shape = frozenset[Cube]


def _normal(cubes: Iterable[Cube]) -> Shape:
    listed = list(cubes)
    low = [min(cube[k] for cube in listed) for k in range(3)]
    return frozenset((x - low[0], y - low[1], z - low[2]) for x, y, z in listed)


def _turns(shape: Shape) -> list[Shape]:
    """The shape in all 24 ways that a cube can lie."""
    return list(
        steps_from(shape, lambda one: (_normal((-y, x, z) for x, y, z in one), _normal((x, -z, y) for x, y, z in one)))
    )


def _grown(draws: Draws, count: int) -> Shape:
    cubes = [(0, 0, 0)]
    while len(cubes) < count:
        x, y, z = draws.one(cubes[-3:])
        dx, dy, dz = draws.one(((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)))
        if (x + dx, y + dy, z + dz) not in cubes:
            cubes.append((x + dx, y + dy, z + dz))
    return _normal(cubes)


def _joined(shape: Shape) -> bool:
    def beside(cube: Cube) -> set[Cube]:
        return {near for near in shape if math.dist(near, cube) == 1}

    return len(steps_from(min(shape), beside)) == len(shape)


def _moved_one(draws: Draws, shape: Shape) -> Shape:
    rest = shape - {draws.one(sorted(shape))}
    x, y, z = draws.one(sorted(rest))
    dx, dy, dz = draws.one(((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)))
    return _normal({*rest, (x + dx, y + dy, z + dz)})


def same_solid(draws: Draws, cubes: int, tumbled: bool, mirrored: bool) -> Question:
    """A solid and four others: which one is the same, turned?"""
    # Dials: cubes of the solid, whether it is turned every way, and whether its mirror image is among the wrong.
    options = [f"Solid {k}" for k in (1, 2, 3, 4)]
    right = draws.one(options)
    camera = Camera(34, 30, 0, 0, 26)

    def shown(shape: Shape) -> list[Solid]:
        middle = [max(cube[k] for cube in shape) / 2 for k in range(3)]
        return _solids(sorted(shape), (middle[0], middle[1], middle[2] + 0.5), "#000000")

    def clear(shape: Shape) -> bool:
        solids = shown(shape)
        return bool(np.all(seen_shares(solids, solids, camera) > 0.2))

    def posed(shape: Shape, base: Shape | None = None) -> Shape | None:
        level = [shape]
        for _ in range(3):
            level.append(_normal((-y, x, z) for x, y, z in level[-1]))
        ways = _turns(shape) if tumbled else level
        return next((turned for turned in draws.shuffled(ways) if turned != base and clear(turned)), None)

    def make() -> list[Shape | None]:
        base = _grown(draws, cubes)
        mirror = _normal((-x, y, z) for x, y, z in base)
        wrong = [mirror] if mirrored else [_moved_one(draws, base)]
        wrong += [_moved_one(draws, base), _moved_one(draws, mirror if mirrored else base)]
        if not all(map(_joined, wrong)) or not clear(base):
            return [None]
        kinds = {tuple(min(map(sorted, _turns(each)))) for each in (base, *wrong)}
        if len(kinds) < 4:
            return [None]
        return [base, posed(base, base), *(posed(each) for each in wrong)]

    base, same, *wrong = fitting(make, lambda made: None not in made)
    tint, ground = draws.one(_CLAY), draws.one(GROUNDS)[0]
    canvas = Canvas(780, 470, ground=ground)
    rest = iter(draws.shuffled(wrong))
    spots = [(370.0, 120.0), (630.0, 120.0), (370.0, 350.0), (630.0, 350.0)]
    canvas.rect(14, 90, 230, 280, fill="#ffffff", radius=10, opacity=0.6)
    for k, (x, y) in enumerate(((128.0, 228.0), *spots)):
        shape = base if k == 0 else same if options[k - 1] == right else next(rest)
        if shape:
            solids = [Solid(s.kind, s.at, s.size, tint) for s in shown(shape)]
            draw_solids(canvas, solids, Camera(34, 30, x, y, 40 if cubes < 8 else 33))
        if k:
            badge(canvas, x - 96, y - 84, str(k), r=14)
    question = draws.one(("Which numbered solid is the same as the one on the left, only turned?",
                          "The solid on the left has been picked up and put down another way. Which one is it now?",
                          "Three of the numbered solids are built otherwise. Which one is the solid on the left?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())
