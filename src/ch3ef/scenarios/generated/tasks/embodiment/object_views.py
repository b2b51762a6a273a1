"""Object multi-view, boards with pegs: what has been moved, what a wall hides, where the camera stood."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.fitting import nudged, spread
from ch3ef.scenarios.generated.scene.palette import GROUNDS, NAMED, darker
from ch3ef.scenarios.generated.scene.solids import Camera, Kind, Solid, draw_solids
from ch3ef.scenarios.generated.tasks.embodiment import object_stacks as stacks
from ch3ef.scenarios.generated.tasks.embodiment.drawing import SIDE, badge, tagged, towards

_TINTS = ("red", "yellow", "green", "blue", "purple", "orange")
_BOARDS = ("#cfb38c", "#b9bec5", "#8f8478", "#c8c1b2")
_KINDS: tuple[Kind, ...] = ("cylinder", "cone", "box", "pyramid")


def _camera(azimuth: float, side: int, elevation: float = 44) -> Camera:
    return Camera(azimuth, elevation, SIDE / 2, 236, 400 / (1.5 * side), distance=8 * side)


def _board(solids: Sequence[Solid], side: int, camera: Camera, colours: tuple[str, str], number: int) -> Picture:
    """Solids on a squared board of `side` fields, seen from a camera."""
    canvas = Canvas(SIDE, SIDE, ground=colours[0])
    half = side / 2 + 0.1
    draw_solids(canvas, [Solid("box", (0, 0, -0.3), (2 * half, 2 * half, 0.3), colours[1])], camera)
    for k in range(side + 1):
        for ends in (
            ((k - side / 2, -half, 0), (k - side / 2, half, 0)),
            ((-half, k - side / 2, 0), (half, k - side / 2, 0)),
        ):
            (x1, y1), (x2, y2) = (camera.project(end) for end in ends)
            canvas.line(x1, y1, x2, y2, stroke=darker(colours[1], 0.2), width=1)
    draw_solids(canvas, solids, camera)
    tagged(canvas, number, 2)
    return canvas.picture()


def peg_that_moved(draws: Draws, side: int, peg_count: int, shapes: bool) -> Question:
    """A board with pegs from two sides: a peg of which colour has been moved?"""
    # Dials: fields of a side of the board, pegs on it, and whether the pegs of a colour are of several shapes.
    options = draws.some(_TINTS, 4)
    right = draws.one(options)
    fields = draws.some([(x, y) for x in range(side) for y in range(side)], peg_count)
    pegs = {field: (colour, draws.one(_KINDS if shapes else ("cylinder",)), draws.between(0.55, 0.7))
            for field, colour in zip(fields, [right, *(draws.one(options) for _ in fields[1:])], strict=True)}  # fmt: skip
    free = [(x, y) for x in range(side) for y in range(side) if (x, y) not in pegs]
    near = sorted(free, key=lambda field: abs(field[0] - fields[0][0]) + abs(field[1] - fields[0][1]))
    later = {field: peg for field, peg in pegs.items() if field != fields[0]}
    later[draws.one(near[: 2 if side > 6 else max(1, len(near) // 4)])] = pegs[fields[0]]
    colours, start = (draws.one(GROUNDS)[0], draws.one(_BOARDS)), draws.between(0, 360)
    pictures = [
        _board([Solid(kind, (x - (side - 1) / 2, y - (side - 1) / 2, 0), (0.62, 0.62, high), NAMED[colour])
                for (x, y), (colour, kind, high) in shown.items()], side, _camera(azimuth, side, 52), colours, k)
        for k, (shown, azimuth) in enumerate(((pegs, start), (later, start + draws.between(100, 260))), 1)
    ]  # fmt: skip
    question = draws.one(("Picture 2 shows the board from another side, after one piece has been moved to another field. What colour is that piece?",
                          "Between the two pictures somebody walked round the board and moved one piece. Which colour does it have?",
                          "One piece stands on another field in picture 2, which was taken from another side. What is its colour?"))  # fmt: skip
    return question_of(question, options, right, *pictures)


def where_camera_stood(draws: Draws, count: int, columns: int) -> Question:
    """A plan with numbered places around it, and a view: from which place was it taken?"""
    start = draws.whole(1, count)
    numbers = [(start + k - 1) % count + 1 for k in range(4)]
    right = draws.one(numbers)
    side, shift = 5, draws.between(0, 360)
    fields = draws.some([(x, y) for x in range(side) for y in range(side)], columns)
    tints = [draws.one(_TINTS[:4]) for _ in fields]
    solids = [Solid("cylinder", (x - 2.0, y - 2.0, 0), (0.5, 0.5, draws.between(0.7, 1.9)), NAMED[tint])
              for (x, y), tint in zip(fields, tints, strict=True)]  # fmt: skip
    colours = (draws.one(GROUNDS)[0], draws.one(_BOARDS))
    plan = Canvas(520, 520, ground=colours[0])
    above = Camera(draws.between(0, 360), 90, 260, 260, 44)
    draw_solids(plan, [Solid("box", (0, 0, -0.3), (5.2, 5.2, 0.3), colours[1])], above)
    for solid in solids:
        plan.circle(*above.project(solid.at), 0.25 * 44, fill=solid.colour, stroke="#35322c", width=1.5)
    for k in range(count):
        x, y = above.project(towards(360 * k / count + shift, 4.9))
        badge(plan, x, y, str(k + 1), r=15)
    tagged(plan, 1, 2)
    view = _board(solids, side, _camera(360 * (right - 1) / count + shift, side, 27), colours, 2)
    question = draws.one(("Picture 1 is the board from above. From which numbered place was picture 2 taken?",
                          "The numbers mark places around the board. Where did the camera of picture 2 stand?",
                          "At which number on the plan does one have the view of picture 2?"))  # fmt: skip
    return question_of(question, [str(number) for number in numbers], str(right), plan.picture(), view)


def plate_from_behind(draws: Draws, hole_count: int, off: float) -> Question:
    """A round plate with holes, and four turned ones: which is its back?"""
    # Dials: holes of a plate, and how far the one that is wrong lies off, as a share of the radius.
    front = spread(draws, hole_count, (-0.7, -0.7, 0.7, 0.7), 0.22)
    sizes = [draws.between(0.045, 0.07) for _ in front]
    other, back = nudged(draws, front, off, 0.18), [(-x, y) for x, y in front]
    plates = draws.shuffled([back, front, other, nudged(draws, back, off, 0.18)])
    light, metal = draws.one(GROUNDS)[0], draws.one(("#b9bec5", "#c9b37a", "#b98f6a"))
    canvas = Canvas(760, 860, ground=light)
    for place, holes in enumerate((front, *plates)):
        x, y = (380, 150) if not place else (200 + 360 * ((place - 1) % 2), 432 + 286 * ((place - 1) // 2))
        canvas.circle(x, y, 134, fill=metal, stroke=darker(metal, 0.4), width=3)
        with canvas.moved(x, y, angle=draws.between(0, 360)):
            for (hx, hy), size in zip(holes, sizes, strict=True):
                canvas.circle(134 * hx, 134 * hy, 134 * size, fill=light, stroke=darker(metal, 0.4), width=2)
        if place:
            badge(canvas, x - 128, y - 106, str(place))
    options = [f"Plate {k}" for k in (1, 2, 3, 4)]
    question = draws.one(("The upper picture is the front of a metal plate with holes through it. Which numbered plate is it seen from behind, turned as well?",
                          "Somebody has turned the upper plate over and then round. Which of the numbered plates is it now?",
                          "Three of the numbered plates are not the back of the upper one, whichever way round it lies. Which one is?"))  # fmt: skip
    return question_of(question, options, options[plates.index(back)], canvas.picture())


_STACK = stacks.Stack
FORMS: tuple[Form, ...] = (
    graded(peg_that_moved, {1: (3, 4, True), 2: (12, 99, False), 3: (14, 140, False)}),
    graded(where_camera_stood, {1: (4, 5), 2: (33, 13), 3: (42, 15)}),
    graded(stacks.cubes_of_stack, {1: _STACK(2, 2, 3, 8)}),
    graded(stacks.view_along_arrow, {1: (_STACK(3, 2, 6, 9), 5, False), 2: (_STACK(5, 5, 42, 65), 2, True),
                                     3: (_STACK(5, 5, 46, 72), 2, True)}),
    graded(stacks.plan_of_stack, {1: (_STACK(2, 3, 4, 8), False), 2: (_STACK(5, 3, 29, 43), True),
                                  3: (_STACK(5, 3, 32, 46), True)}),
    graded(stacks.same_solid, {1: (4, False, False), 2: (11, True, True), 3: (12, True, True)}),
    graded(plate_from_behind, {2: (14, 0.308), 3: (17, 0.27)}),
)  # fmt: skip
