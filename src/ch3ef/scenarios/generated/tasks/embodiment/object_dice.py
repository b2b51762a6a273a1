"""Object multi-view, cubes with marked sides: nets that are folded, dice that roll, one cube from several sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import permutations
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.fitting import fitting
from ch3ef.scenarios.generated.scene.palette import GROUNDS, NAMED
from ch3ef.scenarios.generated.scene.solids import Camera, Vector
from ch3ef.scenarios.generated.tasks.embodiment.drawing import badge

_COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "white", "black")
_NETS = (
    ((1, 0), (0, 1), (1, 1), (2, 1), (3, 1), (1, 2)), ((0, 0), (0, 1), (1, 1), (2, 1), (3, 1), (3, 2)),
    ((0, 0), (0, 1), (1, 1), (2, 1), (3, 1), (1, 2)), ((1, 0), (0, 1), (1, 1), (2, 1), (3, 1), (2, 2)),
    ((0, 0), (1, 0), (1, 1), (2, 1), (2, 2), (3, 2)), ((2, 0), (0, 1), (1, 1), (2, 1), (2, 2), (3, 2)),
    ((0, 0), (1, 0), (1, 1), (2, 1), (3, 1), (2, 2)), ((0, 0), (1, 0), (2, 0), (2, 1), (3, 1), (4, 1)),
)  # fmt: skip
"""Cells of nets: columns to the right, rows downwards."""
_X, _Y, _Z = (1, 0, 0), (0, 1, 0), (0, 0, 1)
Axis = tuple[int, int, int]
Sides = Mapping[Axis, tuple[str, Axis]]
"""Outward direction of a side -> its colour, and where the top of its mark points."""


def _minus(axis: Axis) -> Axis:
    return (-axis[0], -axis[1], -axis[2])


def _across(one: Axis, two: Axis) -> Axis:
    (a, b, c), (d, e, f) = one, two
    return (b * f - c * e, c * d - a * f, a * e - b * d)


def _folded(
    net: Sequence[tuple[int, int]], colours: Sequence[str], marks: Sequence[int]
) -> dict[Axis, tuple[str, Axis]]:
    """The cube whose outside is the printed side of a net; marks point right (0), down, left or up (3) on the net."""
    frames: dict[tuple[int, int], tuple[Axis, Axis]] = {net[0]: (_X, _Y)}
    waiting = [net[0]]
    for x, y in waiting:
        right, up = frames[x, y]
        out = _across(right, up)
        for cell, frame in (((x + 1, y), (_minus(out), up)), ((x - 1, y), (out, up)),
                            ((x, y - 1), (right, _minus(out))), ((x, y + 1), (right, out))):  # fmt: skip
            if cell in net and cell not in frames:
                frames[cell] = frame
                waiting.append(cell)
    made = {}
    for cell, colour, mark in zip(net, colours, marks, strict=True):
        right, up = frames[cell]
        made[_across(right, up)] = (colour, (right, _minus(up), _minus(right), up)[mark])
    return made


def _rolled(sides: Sides, axis: Axis) -> dict[Axis, tuple[str, Axis]]:
    """A quarter turn about an axis, anticlockwise for who looks against it."""

    def turned(way: Axis) -> Axis:
        along = sum(a * b for a, b in zip(axis, way, strict=True))
        return axis if along == 1 else way if along else _across(axis, way)

    return {(_minus(axis) if out == _minus(axis) else turned(out)): (colour, up if up == _minus(axis) else turned(up))
            for out, (colour, up) in sides.items()}  # fmt: skip


def _poses(sides: Sides) -> list[Sides]:
    """The cube in all 24 ways it can lie."""
    found: list[Sides] = [sides]
    for one in found:
        for axis in (_X, _Z):
            if (turned := _rolled(one, axis)) not in found:
                found.append(turned)
    return found


def _cube(canvas: Canvas, sides: Sides, camera: Camera, *, marked: bool = False, at: Vector = (0, 0, 0.5)) -> None:
    """The sides of a unit cube that face the camera, its middle at `at`."""
    for out, (colour, up) in sides.items():
        if camera.turned(out)[2] <= 0.01:
            continue
        right = _across(up, out)

        def spot(a: float, b: float, out: Axis = out, right: Axis = right, up: Axis = up) -> tuple[float, float]:
            x, y, z = (at[k] + 0.5 * out[k] + a * right[k] + b * up[k] for k in range(3))
            return camera.project((x, y, z))

        canvas.polygon([spot(*corner) for corner in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))],
                       fill=NAMED.get(colour, "#fdfcf5"), stroke="#35322c", width=2)  # fmt: skip
        if marked:
            canvas.polygon([spot(*corner) for corner in _MARK], fill="#ffffff", stroke="#35322c", width=1)
        if colour.isdigit():
            for a, b in _PIPS[int(colour)]:
                ring = [spot(0.27 * a + 0.09 * c, 0.27 * b + 0.09 * d) for c, d in _ROUND]
                canvas.polygon(ring, fill="#1d1d1f")


_MARK = ((0, 0.34), (0.26, 0.04), (0.09, 0.04), (0.09, -0.32), (-0.09, -0.32), (-0.09, 0.04), (-0.26, 0.04))
_ROUND = ((1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7))
_PIPS: Mapping[int, Sequence[tuple[int, int]]] = {
    1: ((0, 0),), 2: ((-1, -1), (1, 1)), 3: ((-1, -1), (0, 0), (1, 1)), 4: ((-1, -1), (1, 1), (-1, 1), (1, -1)),
    5: ((-1, -1), (1, 1), (-1, 1), (1, -1), (0, 0)), 6: ((-1, -1), (1, 1), (-1, 1), (1, -1), (-1, 0), (1, 0)),
}  # fmt: skip


def _draw_net(canvas: Canvas, net: Sequence[tuple[int, int]], colours: Sequence[str], marks: Sequence[int], x: float, y: float,
              size: float, marked: bool) -> None:  # fmt: skip
    """A net around (x, y)."""
    wide, high = max(cell[0] for cell in net) + 1, max(cell[1] for cell in net) + 1
    for (i, j), colour, mark in zip(net, colours, marks, strict=True):
        with canvas.moved(x + size * (i + 0.5 - wide / 2), y + size * (j + 0.5 - high / 2)):
            canvas.rect(-size / 2, -size / 2, size, size, fill=NAMED[colour], stroke="#35322c", width=2)
            if marked:
                with canvas.moved(angle=(mark + 1) * 90):
                    canvas.polygon([(size * a, -size * b) for a, b in _MARK], fill="#ffffff", stroke="#35322c", width=1)


class Net(NamedTuple):
    """Dials: how many of the nets are in use, the simple ones first, and whether the sides bear arrows."""

    nets: int
    marked: bool


def opposite_in_net(draws: Draws, nets: int) -> Question:
    """A net of six colours: which lies opposite another once it is folded?"""
    net, colours = draws.one(_NETS[:nets]), draws.some(_COLOURS, 6)
    options = draws.some(colours, 5)
    asked, *options = options
    right = draws.one(options)
    others = draws.shuffled(colour for colour in colours if colour not in (asked, right))
    folded = _folded(net, [str(k) for k in range(6)], (0,) * 6)
    at = draws.whole(0, 5)
    out = next(axis for axis, (name, _) in folded.items() if name == str(at))
    facing = int(folded[_minus(out)][0])
    rest = iter(others)
    listed = [asked if k == at else right if k == facing else next(rest) for k in range(6)]
    canvas = Canvas(480, 448, ground=draws.one(GROUNDS)[0])
    with canvas.moved(240, 224, angle=draws.one((0, 90, 180, 270)), mirrored=draws.chance(0.5)):
        _draw_net(canvas, net, listed, (0,) * 6, 0, 0, 76, False)
    question = draws.one((f"The net is folded into a cube. Which colour is opposite {asked}?",
                          f"When this paper is folded to a cube that lies on its {asked} side, which colour is on top?",
                          f"Which side of the finished cube does not touch the {asked} one?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def cube_from_net(draws: Draws, dials: Net) -> Question:
    """A net and four cubes: which one can be folded from it?"""
    net, colours = draws.one(_NETS[: dials.nets]), draws.some(_COLOURS[:8], 6)
    marks = [draws.whole(0, 3) for _ in range(6)]
    options = [f"Cube {k}" for k in (1, 2, 3, 4)]
    right = draws.one(options)
    truth = _poses(_folded(net, colours, marks))
    camera = Camera(38, 32, 0, 0, 74)
    faces = [axis for axis in (_X, _minus(_Y), _Z) if camera.turned(axis)[2] > 0]

    def three(sides: Sides) -> list[object]:
        return [sides[axis] if dials.marked else sides[axis][0] for axis in faces]

    seen = [three(each) for each in truth]

    def wrong() -> Sides:
        sides = dict(draws.one(truth))
        if dials.marked and draws.chance(0.6):
            out = draws.one(faces)
            colour, up = sides[out]
            sides[out] = (colour, draws.one((_across(out, up), _minus(up), _minus(_across(out, up)))))
            return sides
        one, two = draws.some(list(sides), 2)
        sides[one], sides[two] = (sides[two][0], sides[one][1]), (sides[one][0], sides[two][1])
        return sides

    taken: list[list[object]] = []
    shown: dict[str, Sides] = {}
    for option in options:
        if option == right:
            shown[option] = draws.one(truth)
        else:
            shown[option] = fitting(wrong, lambda made: three(made) not in seen and three(made) not in taken)
        taken.append(three(shown[option]))
    ground = draws.one(GROUNDS)[0]
    canvas = Canvas(760, 448, ground=ground)
    _draw_net(canvas, net, colours, marks, 180, 224, 76, dials.marked)
    for k, option in enumerate(options):
        x, y = 470 + 190 * (k % 2), 150 + 205 * (k // 2)
        _cube(canvas, shown[option], Camera(38, 32, x, y, 84), marked=dials.marked)
        badge(canvas, x - 72, y - 84, str(k + 1), r=14)
    question = draws.one(("The net is folded so that the printed side is outside. Which cube can come of it?",
                          "Which of the four cubes fits the net, its printed side being outside?",
                          "Only one of these cubes can be made from the paper on the left, print outwards. Which one?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def rolling_die(draws: Draws, steps: int) -> Question:
    """A die on a board rolls along a drawn path: which number is on top at the end?"""
    options = [str(number) for number in draws.some(range(1, 7), 4)]
    right = draws.one(options)
    wide, deep = (4, 3) if steps < 4 else (5, 4) if steps < 8 else (6, 5)
    ways: Mapping[tuple[int, int], Axis] = {(1, 0): _Y, (-1, 0): _minus(_Y), (0, 1): _minus(_X), (0, -1): _X}

    def make() -> tuple[Sides, list[tuple[int, int]], str]:
        die = draws.one(_poses(_folded(_NETS[0], ("2", "4", "1", "3", "6", "5"), (0, 1, 1, 1, 1, 0))))
        path = [(0, deep - 1)]
        now = die
        while len(path) <= steps:
            x, y = path[-1]
            free = [(x + dx, y + dy) for dx, dy in ways if 0 <= x + dx < wide and 0 <= y + dy < deep
                    and (x + dx, y + dy) not in path]  # fmt: skip
            if not free:
                return die, path, ""
            path.append(draws.one(free))
            now = _rolled(now, ways[path[-1][0] - x, path[-1][1] - y])
        return die, path, now[_Z][0]

    die, path, top = fitting(make, lambda made: made[2] == right and len({x for x, _ in made[1]}) > 1
                             and len({y for _, y in made[1]}) > 1)  # fmt: skip
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(640, 500, ground=light)
    camera = Camera(-28, 40, 330, 292, 580 / (wide + deep))
    flat = (-(wide - 1) / 2, -(deep - 1) / 2)
    for x in range(wide):
        for y in range(deep):
            corners = [
                (x + flat[0] + a, y + flat[1] + b, 0) for a, b in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))
            ]
            canvas.polygon([camera.project(corner) for corner in corners], fill="#fdfcf7" if (x + y) % 2 else dark,
                           stroke="#8a8578", width=1)  # fmt: skip
    spots = [camera.project((x + flat[0], y + flat[1], 0)) for x, y in path]
    canvas.polyline(spots, stroke="#c62828", width=5)
    canvas.arrow(*spots[-2], *spots[-1], stroke="#c62828", width=5, head=18)
    _cube(canvas, die, camera, at=(flat[0], -flat[1], 0.5))
    question = draws.one(("The die is rolled over its edges along the red line, field by field. Which number is on top at the end? "
                          "Opposite sides add up to 7.",
                          "Opposite sides of the die add up to 7. It rolls along the red line without sliding. What does it show on top "
                          "when it comes to rest?",
                          "Roll the die along the red line, one field at a time. What is its upper number on the last field? "
                          "Opposite sides make 7."))  # fmt: skip
    return question_of(question, options, top, canvas.picture())


@cache
def _corners() -> tuple[tuple[int, ...], ...]:
    """Which sides lie right, in front and on top, in all 24 ways in which a cube with sides 0 to 5 can lie."""
    cube: Sides = {
        axis: (str(k), _Z if axis[2] == 0 else _X)
        for k, axis in enumerate((_Z, _minus(_Z), _X, _minus(_X), _Y, _minus(_Y)))
    }
    return tuple(tuple(int(pose[axis][0]) for axis in (_X, _minus(_Y), _Z)) for pose in _poses(cube))


def _agree(views: Iterable[Sequence[str]], colours: Sequence[str]) -> bool:
    """Whether one cube with these six colours has all these corners (right, front, top side)."""
    listed = [tuple(view) for view in views]
    first, *rest = colours
    for order in permutations(rest):
        sides = (first, *order)
        corners = {tuple(sides[k] for k in corner) for corner in _corners()}
        if all(view in corners for view in listed):
            return True
    return False


def odd_cube(draws: Draws, signs: str) -> Question:
    """Four views, three of them of one cube with a sign on each side: which view is of another?"""
    options = [f"View {k}" for k in (1, 2, 3, 4)]
    right = draws.one(options)
    place = options.index(right)
    names = draws.some(_COLOURS, 6) if signs == "colours" else list("123456")

    corner = (_X, _minus(_Y), _Z)

    def make() -> list[Sides]:
        mixed = draws.shuffled(names)
        cube: Sides = {axis: (name, _Z if axis[2] == 0 else _X) for axis, name in zip(
            (_Z, _minus(_Z), _X, _minus(_X), _Y, _minus(_Y)), mixed, strict=True)}  # fmt: skip
        views = [dict(pose) for pose in draws.some(_poses(cube), 4)]
        one, two = draws.some(corner, 2)
        odd = views[place]
        odd[one], odd[two] = (odd[two][0], odd[one][1]), (odd[one][0], odd[two][1])
        return [{axis: view[axis] for axis in corner} for view in views]

    def fits(views: list[Sides]) -> bool:
        named = [[view[axis][0] for axis in corner] for view in views]
        if len({frozenset(view) for view in named}) < 3:
            return False
        return all(_agree([view for other, view in enumerate(named) if other != k], names) == (k == place)
                   for k in (place, *(other for other in range(4) if other != place)))  # fmt: skip

    views = fitting(make, fits)
    canvas = Canvas(560, 500, ground=draws.one(GROUNDS)[0])
    for k, view in enumerate(views):
        x, y = 160 + 250 * (k % 2), 165 + 235 * (k // 2)
        _cube(canvas, view, Camera(38, 32, x, y, 100))
        badge(canvas, x - 92, y - 106, str(k + 1), r=14)
    question = draws.one(("Three views show the same cube. Which one shows another?",
                          "A cube with six different sides was photographed three times; one picture is of a different cube. Which?",
                          "Which of these four views cannot belong to the same cube as the others?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())
