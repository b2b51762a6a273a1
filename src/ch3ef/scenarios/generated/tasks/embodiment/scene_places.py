"""Scene multi-view, out in a square and at a table: the order of things for someone there, lines of sight, mirrors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture, Point
from ch3ef.scenarios.generated.scene.fitting import fitting, spread, window
from ch3ef.scenarios.generated.scene.icons import NEAR, icon, kinds
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker
from ch3ef.scenarios.generated.scene.things import THINGS
from ch3ef.scenarios.generated.tasks.embodiment.drawing import badge, tagged


def _plan(draws: Draws, side: int = 520) -> Canvas:
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(side, side, ground=light)
    for k in range(0, side, 40):
        canvas.line(k, 0, k, side, stroke=dark, width=1)
        canvas.line(0, k, side, k, stroke=dark, width=1)
    return canvas


def _camera(canvas: Canvas, x: float, y: float, heading: float, number: int | None = None) -> None:
    """A camera on a plan that looks along a heading, degrees clockwise from up."""
    with canvas.moved(x, y, angle=heading):
        canvas.polygon([(0, 0), (28.3, -36.2), (-28.3, -36.2)], fill="#20242b", opacity=0.4)
        canvas.rect(-9, -10, 18, 20, fill="#20242b", radius=4)
    if number is not None:
        badge(canvas, x, y, str(number), r=11)


def _bearing(eye: Point, spot: Point) -> float:
    return math.degrees(math.atan2(spot[0] - eye[0], eye[1] - spot[1]))


def _off(angle: float) -> float:
    return (angle + 180) % 360 - 180


def order_from_camera(draws: Draws, towers: int, least: float, turned: bool) -> Question:
    """Towers on a plan and a camera: in which order does it see them, from left to right?"""
    # Dials: towers on the square, the least angle between two as the camera sees them, and whether it stands anywhere.
    base = draws.some(BRIGHT, towers)
    one, two = draws.some([(k, k + 1) for k in range(0, towers - 1, 2)] + ([(1, 2)] if towers == 3 else []), 2)
    orders = []
    for first, second in product((False, True), repeat=2):
        order = list(base)
        for swap, (a, b) in ((first, one), (second, two)):
            if swap:
                order[a], order[b] = order[b], order[a]
        orders.append(", ".join(order))
    right = draws.one(orders)
    heading = draws.between(0, 360) if turned else 0.0
    eye = (260 - 215 * math.sin(math.radians(heading)), 260 + 215 * math.cos(math.radians(heading)))

    def turns(spots: Sequence[Point]) -> list[float]:
        return sorted(_off(_bearing(eye, spot) - heading) for spot in spots)

    spots = fitting(lambda: spread(draws, towers, (50, 50, 470, 470), 54, [eye]), lambda made: (
        max(map(abs, turns(made))) < 55 and all(b - a > least for a, b in pairwise(turns(made)))), 30000)  # fmt: skip
    spots.sort(key=lambda spot: _off(_bearing(eye, spot) - heading))
    canvas = _plan(draws)
    for colour, (x, y) in zip(right.split(", "), spots, strict=True):
        canvas.rect(x - 15, y - 15, 30, 30, fill=NAMED[colour], stroke=darker(NAMED[colour], 0.4), width=3)
        canvas.line(x - 15, y - 15, x + 15, y + 15, stroke=darker(NAMED[colour], 0.25), width=1.5)
        canvas.line(x + 15, y - 15, x - 15, y + 15, stroke=darker(NAMED[colour], 0.25), width=1.5)
    _camera(canvas, *eye, heading)
    question = draws.one(("The squares are towers seen from above. In which order do they stand in the camera's picture, from left to right?",
                          "The camera takes a photo of all towers. Which is their order in it, from left to right?",
                          "Seen from the camera, how do the towers follow one another from left to right?"))  # fmt: skip
    return question_of(question, orders, right, canvas.picture())


def _hidden(eye: Point, spots: Sequence[Point], walls: Sequence[Point], half: float) -> NDArray[np.bool_]:
    """Whether a square around one of the walls lies between the eye and each spot."""
    way = (np.array(spots, float) - eye)[:, None]
    sides = np.array(walls, float) - eye + half * np.array([[[-1]], [[1]]])
    # Along an axis that the line does not move on, a square is passed at no share of the way or at each: +-inf.
    with np.errstate(divide="ignore"):
        one, other = sides[0] / way, sides[1] / way
    low, high = np.minimum(one, other).max(axis=2), np.maximum(one, other).min(axis=2)
    return np.asarray((np.maximum(low, 0) < np.minimum(high, 1)).any(axis=1))


def seen_from_tower(draws: Draws, side: int, wall_count: int, ball_count: int) -> Question:
    """A plan with walls and balls: how many balls does someone see from their place?"""
    # Dials: fields of a side, walls on them, and balls of which some are in sight.
    options, right = window(draws, 1 + ball_count // 6, max(4, 3 * ball_count // 4))
    cells: list[Point] = [(x, y) for x in range(side) for y in range(side)]

    def make() -> tuple[Point, list[Point], list[Point], list[Point]]:
        eye, *rest = draws.shuffled(cells)
        walls, free = rest[:wall_count], rest[wall_count:]
        # What only a wall's rim hides or spares is left empty.
        slim, wide = (_hidden(eye, free, walls, half) for half in (0.4, 0.56))
        lit = [cell for cell, hidden in zip(free, wide, strict=True) if not hidden]
        return eye, walls, lit, [cell for cell, hidden in zip(free, slim, strict=True) if hidden]

    eye, walls, lit, dark_ones = fitting(
        make, lambda made: len(made[2]) >= right and len(made[3]) >= ball_count - right
    )
    balls = [*lit[:right], *dark_ones[: ball_count - right]]
    span = 480 if side < 20 else 720
    step = span / side
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(span + 40, span + 40, ground=light)
    for k in range(side + 1):
        canvas.line(20 + step * k, 20, 20 + step * k, 20 + span, stroke=dark, width=1.2)
        canvas.line(20, 20 + step * k, 20 + span, 20 + step * k, stroke=dark, width=1.2)
    colour = NAMED[draws.one(("red", "green", "purple", "orange"))]
    for x, y in walls:
        canvas.rect(20 + step * x, 20 + step * y, step, step, fill="#6d6a64", stroke="#4a4843", width=1)
    for x, y in balls:
        canvas.circle(
            20 + step * (x + 0.5),
            20 + step * (y + 0.5),
            0.22 * step,
            fill=colour,
            stroke=darker(colour, 0.4),
            width=1.5,
        )
    x, y = 20 + step * (eye[0] + 0.5), 20 + step * (eye[1] + 0.5)
    canvas.circle(x, y, 0.36 * step, fill="#1f5fbf", stroke="#ffffff", width=2)
    canvas.circle(x, y, 0.14 * step, fill="#ffffff")
    question = draws.one(("The grey blocks are walls seen from above. From the blue place, how many of the balls are not hidden by a wall?",
                          "Somebody stands at the blue spot and turns round once. How many balls are not hidden behind the grey walls?",
                          "A lamp hangs over the blue spot; the grey walls cast shadows. How many balls are lit?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def mirrored_shelf(draws: Draws, boards: int, things: int) -> Question:
    """A shelf, and the same in a mirror after two things have traded places: which one is among them?"""
    near = [name for four in draws.shuffled(NEAR) for name in four]
    spare = [name for name in kinds("food", "tools", "household", "play", "clothes") if name not in near]
    names = draws.shuffled([*near, *draws.shuffled(spare)][: boards * things])
    options = draws.some(names, 4)
    right = draws.one(options)
    place = names.index(right)
    beside = [name for name in names if name not in options and abs(names.index(name) - place) in (1, 2, things)]
    other = draws.one(beside or [name for name in names if name not in options])
    swapped = [other if name == right else right if name == other else name for name in names]
    said = {name: f"the {name}" for name in options}
    if boards > 6:
        four, few = draws.one(NEAR), boards // 4
        said = {
            str(few * part + draws.whole(1, few)): f"boards {few * part + 1} to {few * (part + 1)}" for part in range(4)
        }
        right = draws.one(list(said))
        names = [draws.one(four) for _ in names]
        place = things * (int(right) - 1) + draws.whole(0, things - 2)
        names[place] = draws.one([name for name in four if name != names[place + 1]])
        swapped = [*names[:place], names[place + 1], names[place], *names[place + 2 :]]
    wood, wall = draws.one(("#b98a5a", "#a8764a", "#c9a173")), draws.one(GROUNDS)[1]
    w, h = (860, 780) if boards > 6 else (540, 500)

    def shown(row: Sequence[str], number: int, flipped: bool) -> Picture:
        canvas = Canvas(w, h, ground=wall)
        high, wide = (h - 60) / boards, (w - 60) / things
        with canvas.moved(w if flipped else 0, 0, mirrored=flipped):
            for board in range(boards):
                low = 48 + high * (board + 1) - 12
                canvas.rect(18, low, w - 36, 9, fill=wood, stroke=darker(wood, 0.3), width=1)
                for place, name in enumerate(row[things * board : things * (board + 1)]):
                    size = min(high - 18, 0.86 * wide)
                    icon(canvas, name, 30 + wide * (place + 0.5), low - 0.48 * size, size)
        if flipped:
            canvas.rect(6, 6, w - 12, h - 12, stroke="#8f9aa6", width=9, radius=8)
            canvas.line(30, 90, 90, 30, stroke="#ffffff", width=5, opacity=0.6)
        tagged(canvas, number, 2)
        return canvas.picture()

    question = draws.one(("Picture 2 shows the shelf in a mirror, after two things have traded places. Which of these is one of them?",
                          "The second picture is a mirror image of the shelf, but two things have been exchanged. Which of these was moved?",
                          "In the mirror of picture 2 two things do not stand where they should. Which of these is one of the two?"))  # fmt: skip
    if boards > 6:
        question = draws.one(("Picture 2 shows the shelf in a mirror, after two neighbours on one board have traded places. Where is that board, counted from the top?",
                              "The mirror of picture 2 shows the same shelf, but on one board two neighbours have been exchanged. Where is it, counted from the top?"))  # fmt: skip
    return question_of(question, list(said.values()), said[right], shown(names, 1, False), shown(swapped, 2, True))


def row_in_two_photos(draws: Draws, low: int, high: int, colours: int, from_behind: bool) -> Question:
    """Two photos of a long row of flags that overlap: how many flags are there in all?"""
    # Dials: the fewest and most flags, in how many colours, and whether the second photo is from behind.
    options, count = window(draws, low, high)
    tints = draws.some(("red", "yellow", "green", "blue", "purple", "orange"), colours)

    def make() -> tuple[list[str], int, int]:
        row = [draws.one(tints) for _ in range(count)]
        shared = draws.whole(3, max(3, count // 3))
        first = draws.whole(shared + 1, count - 1)
        return row, first, first - shared

    def fits(made: tuple[list[str], int, int]) -> bool:
        row, first, second = made
        one, two = row[:first], row[second:]
        return [k for k in range(3, min(len(one), len(two)) + 1) if one[-k:] == two[:k]] == [first - second]

    row, first, second = fitting(make, fits)
    light, dark = draws.one(GROUNDS)
    grass = draws.one(("#a9c68a", "#b4c79a", "#9dbd8e"))

    def photo(flags: Sequence[str], number: int, behind: bool) -> Picture:
        canvas = Canvas(640, 448, ground=light)
        canvas.rect(0, 0, 640, 270, fill=canvas.gradient(dark, light))
        canvas.rect(0, 262, 640, 186, fill=grass)
        step = 600 / max(len(flags), 8)
        for k, tint in enumerate(reversed(flags) if behind else flags):
            x, wave = (24 + step * (k + 0.8 * behind)), -1 if behind else 1
            canvas.line(x, 330, x, 190, stroke="#6d5a44", width=3)
            canvas.polygon(
                [(x, 192), (x + wave * 0.72 * step, 203), (x, 216)],
                fill=NAMED[tint],
                stroke=darker(NAMED[tint], 0.3),
                width=1,
            )
        tagged(canvas, number, 2)
        return canvas.picture()

    seen = "from behind, from the other side of the row" if from_behind else "from the same side"
    question = draws.one((f"One row of flags did not fit into one photo. Picture 2 was taken {seen}; at least three flags are in both. How many flags are there?",
                          f"The pictures overlap in three flags or more, and the second was taken {seen}. How many flags has the whole row?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(count), photo(row[:first], 1, False),
                       photo(row[second:], 2, from_behind))  # fmt: skip


def lights_in_water(draws: Draws, across: int, down: int) -> Question:
    """Four houses by the water, their windows lit or dark: which of them does the mirror image not fit?"""
    tints = draws.some(("red", "yellow", "green", "blue", "brown", "purple"), 4)
    wrong, odd = draws.whole(0, 3), (draws.whole(0, across - 1), draws.whole(0, down - 1))
    lit = {(k, i, j): draws.chance(0.5) for k in range(4) for i in range(across) for j in range(down)}
    step = min(30.0, 900 / (4 * across + 5), 380 / (down + 2))
    wide, high = step * (4 * across + 5), step * (down + 1.6)
    canvas = Canvas(max(448, round(wide + 40)), max(448, round(2 * high + 70)), ground="#1d2b45")
    left, shore = (canvas.width - wide) / 2, canvas.height / 2
    canvas.rect(0, shore, canvas.width, shore, fill="#24406b")
    for way in (-1, 1):
        for k, tint in enumerate(tints):
            x = left + step * (0.5 + (across + 1) * k)
            fill = darker(NAMED[tint], 0.25 if way < 0 else 0.4)
            canvas.rect(x, shore if way > 0 else shore - high, step * (across + 0.6), high, fill=fill)
            for shines in (True, False):
                panes = "".join(
                    f"M{x + step * (i + 0.45):.1f} {shore + way * step * (j + 0.9) - 0.33 * step:.1f}h{0.7 * step:.1f}v{0.66 * step:.1f}h-{0.7 * step:.1f}z"
                    for i in range(across) for j in range(down)
                    if shines == (lit[k, i, j] != (way > 0 and k == wrong and (i, j) == odd))
                )  # fmt: skip
                canvas.path(panes, fill="#ffe28a" if shines else "#2a3040")
    canvas.rect(0, shore - 5, canvas.width, 10, fill="#57606e")
    question = draws.one(("The houses are mirrored in the water, but one window is lit in only one of the two. In which house?",
                          "Compare the houses with their mirror images in the water. In which one does a window not agree?",
                          "The mirror image in the water is right but for one window. Which house does that window belong to?"))  # fmt: skip
    return question_of(
        question, [f"the {tint} house" for tint in draws.shuffled(tints)], f"the {tints[wrong]} house", canvas.picture()
    )


def camera_on_square(draws: Draws, cameras: int, house_count: int, colours: int) -> Question:
    """A plan with houses and cameras among them, and a photo: which camera took it?"""
    tints = draws.some(("red", "yellow", "green", "blue", "purple", "orange"), colours)
    options = draws.some(range(cameras), 4)
    right = draws.one(options)

    def seen(houses: Sequence[tuple[Point, str]], eye: Point, heading: float) -> list[tuple[float, float, str]]:
        """Place across the photo in degrees, distance and colour of the houses in the frame, far ones first."""
        found = [(_off(_bearing(eye, spot) - heading), math.dist(eye, spot), tint) for spot, tint in houses]
        return sorted((each for each in found if abs(each[0]) < 38), key=lambda each: -each[1])

    def make() -> tuple[list[tuple[Point, str]], list[tuple[Point, float]]]:
        places = spread(draws, cameras, (100, 100, 420, 420), 58)
        spots = spread(draws, house_count, (40, 40, 480, 480), 50, places)
        houses = [(spot, draws.one(tints)) for spot in spots]
        eyes = [(place, draws.between(0, 360)) for place in places]
        return houses, eyes

    def fits(made: tuple[list[tuple[Point, str]], list[tuple[Point, float]]]) -> bool:
        houses, eyes = made
        photos = [seen(houses, *eyes[k]) for k in options]
        rows = [[tint for _, _, tint in sorted(photo)] for photo in photos]
        mine = sorted(photos[options.index(right)])
        return (len(mine) >= 3 and all(b[0] - a[0] > 5 for a, b in pairwise(mine)) and all(abs(abs(x) - 38) > 2.5 for x, _, _ in mine)
                and sum(row == rows[options.index(right)] for row in rows) == 1)  # fmt: skip

    houses, eyes = fitting(make, fits, 100000)
    plan = _plan(draws)
    for (x, y), tint in houses:
        plan.rect(x - 15, y - 15, 30, 30, fill=NAMED[tint], stroke=darker(NAMED[tint], 0.45), width=2)
        plan.line(x - 15, y, x + 15, y, stroke=darker(NAMED[tint], 0.3), width=2)
    for k, (eye, heading) in enumerate(eyes):
        _camera(plan, *eye, heading, k + 1)
    tagged(plan, 1, 2)
    photo = Canvas(600, 448, ground="#cfe4f2")
    photo.rect(0, 0, 600, 240, fill=photo.gradient("#a9cfe8", "#eaf4fa"))
    photo.rect(0, 236, 600, 212, fill=draws.one(("#b9c9a0", "#c9c3b0", "#b5c4a4")))
    for angle, far, tint in seen(houses, *eyes[right]):
        size = 21000 / (far + 60)
        THINGS["house"](
            photo,
            300 + 290 * math.tan(math.radians(angle)) / math.tan(math.radians(38)),
            246 + 0.5 * size,
            size,
            NAMED[tint],
        )
    tagged(photo, 2, 2)
    question = draws.one(("Picture 1 is a square from above, with cameras and the way they look. Which camera took picture 2?",
                          "Each numbered camera looks along its grey beam. Whose photo is the second picture?",
                          "Which of the numbered cameras on the plan has this view of the coloured houses?"))  # fmt: skip
    return question_of(
        question, [f"camera {k + 1}" for k in options], f"camera {right + 1}", plan.picture(), photo.picture()
    )


FORMS: tuple[Form, ...] = (
    graded(order_from_camera, {1: (3, 14, False), 2: (8, 1.39, True), 3: (8, 1.2, True)}),
    graded(seen_from_tower, {1: (6, 5, 5), 2: (25, 104, 56), 3: (30, 134, 72)}),
    graded(mirrored_shelf, {1: (1, 5), 2: (11, 17), 3: (14, 20)}),
    graded(row_in_two_photos, {1: (6, 10, 5, False), 2: (46, 66, 2, True), 3: (60, 84, 2, True)}),
    graded(lights_in_water, {2: (9, 13), 3: (9, 14)}),
    graded(camera_on_square, {2: (11, 22, 2), 3: (14, 28, 2)}),
)  # fmt: skip
