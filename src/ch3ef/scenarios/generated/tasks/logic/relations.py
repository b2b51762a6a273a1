"""Relations: before and behind, another's left and right, orders, families, other viewpoints, over and under, inside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import permutations

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.fitting import window
from ch3ef.scenarios.generated.scene.mikado import draw_heap, heap
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED
from ch3ef.scenarios.generated.scene.people import any_look, person
from ch3ef.scenarios.generated.scene.solids import Camera, Kind, Solid, draw_solids
from ch3ef.scenarios.generated.scene.things import SMALL, THINGS
from ch3ef.scenarios.generated.scene.winding import one_apart
from ch3ef.scenarios.generated.tasks.logic.drawing import INK, NAMES, sheet, tag
from ch3ef.scenarios.generated.tasks.logic.tracing import follow_arrows

_TABLE = tuple(thing for thing in SMALL if thing not in ("hat", "key"))


def hand_of_person(draws: Draws) -> Question:
    """Someone faces us between things: which is on that person's own left?"""
    things = draws.some(_TABLE, 4)
    right = draws.one(things)
    others = draws.shuffled(thing for thing in things if thing != right)
    side = draws.one(("left", "right"))
    near = draws.whole(0, 1)
    canvas = sheet(draws, 640, 480)
    canvas.rect(0, 400, 640, 80, fill="#c9a173")
    person(canvas, 320, 430, 290, any_look(draws), pose="standing", mood="happy")
    # Who faces us has their left on our right.
    row = {560 if near else 455: right, 455 if near else 560: others[0], 185: others[1], 80: others[2]}
    for x, thing in row.items():
        THINGS[thing](canvas, x if side == "left" else 640 - x, 446, 78, NAMED[draws.one(BRIGHT)])
    what = f"farthest out on the {side}" if near else f"nearest on the {side}"
    question = draws.one((f"Seen by the person in the picture, which thing is {what}?",
                          f"The person looks at us. Which thing is {what} from the person’s own point of view?",
                          f"For the person, who faces you, what is {what}?"))  # fmt: skip
    return question_of(question, [f"the {thing}" for thing in things], f"the {right}", canvas.picture())


def left_of_gaze(draws: Draws, people: int, clear: float) -> Question:
    """A yard from above, somebody looks at somebody: how many others stand on one hand?"""
    # Dials: how many stand about, and how near to the line of sight they may stand [pixels].
    count, side = people, draws.one(("left", "right"))
    options, right = window(draws, count // 5, count - 2 - count // 5)
    names = (
        draws.some(NAMES, count)
        if count <= len(NAMES)
        else [str(number) for number in draws.shuffled(range(1, count + 1))]
    )
    apart = 62.0 if count < 30 else 48.0
    found: list[tuple[int, int]] = []
    while not found:
        spots = _apart(draws, count, 620, apart)
        found = [pair for pair in permutations(range(count), 2) if _on_hand(spots, pair, side, clear) == right]
    me, you = draws.one(found)
    canvas = sheet(draws, 700, 700)
    canvas.rect(20, 20, 660, 660, fill=draws.one(("#e6e2d3", "#dfe9d4", "#d9e4ea")), radius=14, stroke="#b9bec3")
    for name, (x, y) in zip(names, spots, strict=True):
        canvas.circle(x + 40, y + 34, 0.13 * apart, fill="#5b6168", stroke=INK)
        canvas.text(x + 40, y + 31 + 0.42 * apart, name, size=0.24 * apart, anchor="middle", colour=INK)
    question = draws.one((f"A yard from above. {names[me]} looks straight at {names[you]}. How many others are on {names[me]}’s {side}?",
                          f"{names[me]} stands here, facing {names[you]}. Of the others, how many are on {names[me]}’s {side}-hand side?",
                          f"Turn {names[me]} towards {names[you]}, all seen from above: how many of the rest stand to the {side} of that line?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def _apart(draws: Draws, count: int, side: float, least: float) -> list[Point]:
    """Spots in a square, no two nearer than this."""
    spots: list[Point] = []
    while len(spots) < count:
        spot = (draws.between(0, side), draws.between(0, side))
        if all(math.dist(spot, other) >= least for other in spots):
            spots.append(spot)
    return spots


def _on_hand(spots: Sequence[Point], pair: tuple[int, int], side: str, clear: float) -> int | None:
    """How many are on that hand of a look; None where one of them is near the line."""
    (x1, y1), (x2, y2) = (spots[place] for place in pair)
    long = math.hypot(x2 - x1, y2 - y1)
    off = [((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) / long for k, (x, y) in enumerate(spots) if k not in pair]
    if long < 150 or min(map(abs, off)) < clear:
        return None
    return sum((each > 0) == (side == "right") for each in off)


def seen_from_where(draws: Draws, solid_count: int, colour_count: int, kind_count: int, views: int) -> Question:
    """Solids on a round board, and a photograph from a place on its rim: from which?"""
    # Where there are many places, those on offer are neighbours.
    # Dials: solids on a board, how many colours and kinds they have, and places around it to look from.
    first = draws.whole(0, views - 1)
    places = [(first + k) % views for k in range(4)]
    right = draws.one(places)
    kinds: list[Kind] = draws.some(("box", "cylinder", "cone", "ball"), kind_count)
    colours = draws.some(("red", "yellow", "green", "blue", "purple", "orange"), colour_count)
    solids = []
    for x, y in _apart(draws, solid_count, 6.4, 1.55):
        high = draws.one((0.9, 1.5))
        solids.append(Solid(draws.one(kinds), (x - 3.2, y - 3.2, 0), (0.9, 0.9, high), NAMED[draws.one(colours)]))
    start = draws.between(0, 360)
    pictures = []
    for azimuth in (start, start + 360 * (right + 0.5) / views):
        canvas = sheet(draws, 560, 500)
        camera = Camera(azimuth, 52 if azimuth == start else 24, 280, 260, 42)
        rim = [camera.project((5 * math.sin(k * 0.1), -5 * math.cos(k * 0.1), 0)) for k in range(63)]
        canvas.polygon(rim, fill="#d8dde0", stroke="#8a9096", width=3)
        if azimuth == start:
            for view in range(views):
                angle = math.radians(start + 360 * (view + 0.5) / views)
                x, y = camera.project((5.6 * math.sin(angle), -5.6 * math.cos(angle), 0))
                tag(canvas, x, y, str(view + 1), 18)
        draw_solids(canvas, solids, camera)
        pictures.append(canvas.picture())
    question = draws.one(("The second picture is a photograph of the same board, taken from one of the numbers on its rim. From which?",
                          "At which number on the rim stood the camera when the second picture was taken?",
                          "Walk around the board of the first picture. From which number does it look like the second?"))  # fmt: skip
    return question_of(question, [f"number {place + 1}" for place in places], f"number {right + 1}", *pictures)


def stick_on_top(draws: Draws, count: int) -> Question:
    """A heap of thin sticks: on which does no other lie? On each of the other options there lies one."""
    while True:
        made = heap(draws, count)
        free, once = ([k for k in range(count) if len(made.over[k]) == number] for number in (0, 1))
        if len(once) > 2:
            break
    right = draws.one(free)
    options = draws.shuffled([right, *draws.some(once, 3)])
    names = [str(name) for name in draws.shuffled(range(1, count + 1))]
    canvas = sheet(draws, 640, 640)
    draw_heap(draws, canvas, made, names, 262, [NAMED[draws.one(("orange", "green", "blue", "brown"))]] * count)
    question = draws.one(("Which of the sticks among the answers lies on top of all that it crosses?",
                          "Of the sticks among the answers, only one has no other lying on it. Which?",
                          "Only one of the sticks among the answers can be lifted without moving another. Which?"))  # fmt: skip
    return question_of(
        question, [f"stick {names[option]}" for option in options], f"stick {names[right]}", canvas.picture()
    )


def inside_the_line(draws: Draws, side: int) -> Question:
    """A closed line that winds: which of four dots is inside, or outside?"""
    canvas = Canvas(600, 600, ground="#fdfdfb")
    where, colours = one_apart(draws, canvas, (30, 30, 540, 540), side, ("red", "blue", "green", "orange", "purple", "black"), ink=INK,
                               ground="#fdfdfb")  # fmt: skip
    question = draws.one((f"The line is closed. Which dot lies {where} it?", f"Three dots are on one side of the closed line. Which is the one {where}?",
                          f"Which of the dots is {where} the closed winding line?"))  # fmt: skip
    said = draws.shuffled(colours)
    return question_of(question, [f"the {colour} dot" for colour in said], f"the {colours[0]} dot", canvas.picture())


FORMS: Sequence[Form] = (
    hand_of_person,
    graded(follow_arrows, {1: (6, 2), 2: (30, 26), 3: (40, 36)}),
    graded(left_of_gaze, {1: (7, 40), 2: (70, 6), 3: (84, 6)}),
    graded(seen_from_where, {1: (4, 4, 4, 4), 2: (8, 1, 1, 18), 3: (9, 1, 1, 28)}),
    graded(stick_on_top, {1: 5, 2: 19, 3: 26}),
    graded(inside_the_line, {1: 4, 2: 22, 3: 28}),
)  # fmt: skip
