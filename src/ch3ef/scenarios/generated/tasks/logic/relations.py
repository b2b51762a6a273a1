"""Relations: before and behind, another's left and right, transitive orders, families and maps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker
from ch3ef.scenarios.generated.scene.people import any_look, head, person, young
from ch3ef.scenarios.generated.scene.solids import Camera, Kind, Solid, draw_solids
from ch3ef.scenarios.generated.scene.things import SMALL, THINGS
from ch3ef.scenarios.generated.tasks.logic.drawing import INK, NAMES, ask, sheet, tag
from ch3ef.scenarios.generated.tasks.logic.tracing import Arrows, Walk, follow_arrows, walk_with_turns

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
    question = ask(draws, f"Seen by the person in the picture, which thing is {what}?",
                   f"The person looks at us. Which thing is {what} from the person’s own point of view?",
                   f"For the person, who faces you, what is {what}?")  # fmt: skip
    return question_of(question, [f"the {thing}" for thing in things], f"the {right}", canvas.picture())


def seat_at_round_table(draws: Draws) -> Question:
    """Four at a table seen from above: who sits to someone's left?"""
    names = draws.some(NAMES, 5)
    me, options = names[0], names[1:]
    right = draws.one(options)
    others = draws.shuffled(name for name in options if name != right)
    side = draws.one(("left", "right"))
    start = draws.whole(0, 4)
    # From above, facing the middle: the neighbour on the left comes next clockwise.
    ring = [me, right, *others] if side == "left" else [me, *others, right]
    canvas = sheet(draws, 512, 512)
    canvas.circle(256, 256, 130, fill=draws.one(("#b98a5a", "#a8764a", "#9fb3a8")), stroke="#6b4a2f", width=5)
    for place, name in enumerate(ring):
        angle = math.radians(72 * (place + start) + 8)
        x, y = 256 + 172 * math.sin(angle), 256 - 172 * math.cos(angle)
        look = any_look(draws)
        with canvas.moved(x, y, angle=math.degrees(angle)):
            canvas.ellipse(0, 0, 40, 22, fill=NAMED[look.top], stroke=darker(NAMED[look.top]), width=2)
            canvas.circle(0, 2, 17, fill=look.hair_colour)
            canvas.polygon([(-7, 17), (7, 17), (0, 25)], fill=look.skin)
        canvas.text(
            256 + 226 * math.sin(angle), 262 - 222 * math.cos(angle), name, size=18, face="sans-bold", anchor="middle"
        )
        canvas.circle(256 + 92 * math.sin(angle), 256 - 92 * math.cos(angle), 22, fill="#fdfdfb", stroke="#c3c8cc")
    question = ask(draws, f"Seen from above, all face the table. Who is the next on {me}’s {side}?",
                   f"All look at the middle of the table. Who sits directly on {me}’s {side}-hand side?",
                   f"Who is {me}’s neighbour on {me}’s own {side}?")  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def between_things(draws: Draws) -> Question:
    """A shelf of five: what stands between two?"""
    things, colours = draws.some(_TABLE, 6), draws.some(BRIGHT, 6)
    options = things[:4]
    right = draws.one(options)
    others = draws.shuffled(thing for thing in things if thing != right)
    where = draws.whole(1, 4)
    row = [*others[:where], right, *others[where:]]
    one, other = draws.shuffled((row[where - 1], row[where + 1]))
    options = draws.shuffled([right, *draws.some([thing for thing in others if thing not in (one, other)], 3)])
    canvas = sheet(draws, 640, 448)
    canvas.rect(0, 330, 640, 26, fill="#a8764a")
    for place, thing in enumerate(row):
        THINGS[thing](canvas, 68 + 101 * place, 332, draws.between(70, 84), NAMED[colours[place]])
    question = ask(draws, f"What stands between the {one} and the {other}?", f"Which thing has the {one} on one side and the "
                   f"{other} on the other?", f"The {one} and the {other} are neighbours of the same thing. Which?")  # fmt: skip
    return question_of(question, [f"the {thing}" for thing in options], f"the {right}", canvas.picture())


def behind_or_before(draws: Draws) -> Question:
    """Solids in a row into the distance: which is directly behind one?"""
    kinds: list[Kind] = ["box", "cylinder", "cone", "pyramid", "ball"]
    colours = draws.some(("red", "yellow", "green", "blue", "purple", "orange"), 6)
    options, reference = colours[:4], colours[4]
    right = draws.one(options)
    others = draws.shuffled([name for name in options if name != right])
    way = draws.one(("behind", "in front of", "left of", "right of"))
    spot = {"behind": (0.0, 3.0), "in front of": (0.0, -3.0), "left of": (-3.0, 0.0), "right of": (3.0, 0.0)}
    rest = iter(others)
    solids = [Solid(draws.one(kinds), (0, 0, 0), (1.3, 1.3, 1.3), NAMED[reference])]
    for each, (x, y) in spot.items():
        name = right if each == way else next(rest)
        solids.append(Solid(draws.one(kinds), (x, y, 0), (1.3, 1.3, 1.3), NAMED[name]))
    canvas = sheet(draws, 560, 448)
    camera = Camera(draws.jitter(9), draws.between(34, 46), 280, 262, 60)
    floor = [camera.project((x, y, 0)) for x, y in ((-4.2, -4.2), (4.2, -4.2), (4.2, 4.2), (-4.2, 4.2))]
    canvas.polygon(floor, fill="#d8dde0", stroke="#aab2b8")
    draw_solids(canvas, solids, camera)
    question = ask(draws, f"Which solid is directly {way} the {reference} one?", f"Of the solids around the {reference} one, which is {way} it?",
                   f"Find the {reference} solid. Which one stands {way} it, seen from here?")  # fmt: skip
    return question_of(question, [f"the {name} one" for name in options], f"the {right} one", canvas.picture())


def order_of_sizes(draws: Draws) -> Question:
    """Pairs compared on two or three cards: who is the tallest, or the shortest, of all?"""
    names = draws.some(NAMES, 4)
    right = draws.one(names)
    end = draws.one(("tallest", "shortest"))
    rest = draws.shuffled(name for name in names if name != right)
    order = [right, *rest] if end == "tallest" else [*rest, right]
    pairs = draws.shuffled([(order[k], order[k + 1]) for k in range(3)])
    looks = {name: any_look(draws) for name in names}
    canvas = sheet(draws, 660, 448)
    for place, (tall, short) in enumerate(pairs):
        x = 14 + 215 * place
        canvas.rect(x, 40, 202, 360, fill="#fdfdfb", radius=12, stroke="#b9bec3")
        canvas.line(x + 16, 346, x + 186, 346, stroke="#8a9096", width=3)
        for k, name in enumerate(draws.shuffled((tall, short))):
            size = 238 if name == tall else 180
            person(canvas, x + 58 + 88 * k, 344, size, looks[name])
            canvas.text(x + 58 + 88 * k, 382, name, size=18, face="sans-bold", anchor="middle")
    question = ask(draws, f"Each card compares two people. Who is the {end} of the four?",
                   f"Put the three cards together: who is the {end} of all?",
                   f"Every card has its own scale. Which of the four must be the {end}?")  # fmt: skip
    return question_of(question, names, right, canvas.picture())


def family_tree(draws: Draws) -> Question:
    """Three generations: who is whose aunt, cousin, grandparent?"""
    names = draws.some(NAMES, 9)
    canvas = sheet(draws, 640, 512)
    spots = [(220, 80), (420, 80), (70, 240), (210, 240), (430, 240), (570, 240), (80, 410), (200, 410), (500, 410)]
    for x1, y1, x2, y2 in ((220, 80, 420, 80), (70, 240, 210, 240), (430, 240, 570, 240), (320, 80, 320, 160),
                           (210, 160, 430, 160), (210, 160, 210, 240), (430, 160, 430, 240), (140, 240, 140, 330),
                           (80, 330, 200, 330), (80, 330, 80, 410), (200, 330, 200, 410), (500, 240, 500, 410)):  # fmt: skip
        canvas.line(x1, y1, x2, y2, stroke="#7d858c", width=4)
    for name, (x, y) in zip(names, spots, strict=True):
        look = any_look(draws)
        canvas.circle(x, y, 40, fill="#fdfdfb", stroke="#7d858c", width=3)
        head(canvas, x, y - 2, 29, young(look) if y > 400 else look, draws.one(("happy", "neutral")))
        canvas.text(x, y + 60, name, size=18, face="sans-bold", anchor="middle", colour=INK)
    # Who asks what: options, and for each the one to whom it is so.
    sets: tuple[tuple[str, dict[int, int]], ...] = (
        ("brother or sister", {7: 6, 6: 7, 4: 3, 3: 4}),
        ("husband or wife", {1: 0, 0: 1, 3: 2, 2: 3, 5: 4, 4: 5}),
        ("child", {3: 0, 4: 1, 8: 5, 6: 2, 7: 3}),
        ("parent", {2: 6, 3: 7, 4: 8, 0: 3, 1: 4}),
    )
    relation, pairs = draws.one(sets)
    chosen = draws.some(sorted(pairs), 4)
    # Of those who stand in that relation to the one named, only one may be on offer.
    close = {"child": ((3, 4), (6, 7)), "parent": ((2, 3), (0, 1), (4, 5))}.get(relation, ())
    options: list[int] = []
    for each in [*chosen, *draws.shuffled(range(9))]:
        if (
            len(options) < 4
            and each not in options
            and not any(each in twins and set(twins) & set(options) for twins in close)
        ):
            options.append(each)
    answerable = [each for each in options if each in pairs and pairs[each] not in options]
    if not answerable:
        return family_tree(draws)
    right = draws.one(answerable)
    asked = names[pairs[right]]
    question = ask(draws, f"Which of these people is a {relation} of {asked}?" if "husband" not in relation else f"To whom is {asked} married?",
                   f"In this family tree, who is {asked}’s {relation}?")  # fmt: skip
    return question_of(question, [names[each] for each in options], names[right], canvas.picture())


_PLACES = ("station", "school", "museum", "bakery", "library", "pool", "church", "market")


def walk_on_map(draws: Draws) -> Question:
    """A street map: where does a walk lead?"""
    places = draws.some(_PLACES, 6)
    options = places[:4]
    right = draws.one(options)
    cells = draws.some([(i, j) for i in range(4) for j in range(4)], 7)
    start, goal = cells[0], cells[1]
    others = draws.shuffled(place for place in places if place != right)
    at = dict(zip(cells[1:], [right, *others], strict=True))
    canvas = _map(draws, at)
    x, y = _corner(start)
    canvas.circle(x, y, 15, fill="#d32f2f", stroke="#fdfdfb", width=3)
    canvas.text(x, y + 7, "S", size=19, face="sans-bold", colour="#fdfdfb", anchor="middle")
    steps = []
    if goal[0] != start[0]:
        steps.append(_blocks(abs(goal[0] - start[0]), "east" if goal[0] > start[0] else "west"))
    if goal[1] != start[1]:
        steps.append(_blocks(abs(goal[1] - start[1]), "south" if goal[1] > start[1] else "north"))
    walk = " and then ".join(draws.shuffled(steps))
    question = draws.one((f"From S you walk {walk}. Where are you?", f"Start at S and go {walk}. Which place do you reach?",
                          f"Someone at S walks {walk}. Where does the walk end?"))  # fmt: skip
    return question_of(question, [f"at the {place}" for place in options], f"at the {right}", canvas.picture())


def turn_on_map(draws: Draws) -> Question:
    """A driver on a map: left, right, or where from one place lies another?"""
    options = draws.some(("north-east", "north-west", "south-east", "south-west"), 4)
    right = draws.one(options)
    dx, dy = (1 if "east" in right else -1), (-1 if "north" in right else 1)
    places = draws.some(_PLACES, 6)
    one = (draws.whole(1, 2), draws.whole(1, 2))
    other = (one[0] + dx, one[1] + dy)
    cells = draws.some([(i, j) for i in range(4) for j in range(4) if (i, j) not in (one, other)], 4)
    canvas = _map(draws, dict(zip((one, other, *cells), places, strict=True)))
    question = ask(draws, f"In which direction does the {places[1]} lie from the {places[0]}?",
                   f"You are at the {places[0]}. Which way is the {places[1]}?",
                   f"Seen from the {places[0]}, where is the {places[1]}?")  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def inside_what(draws: Draws) -> Question:
    """Nested and overlapping outlines: inside which is a thing?"""
    options = ["only in the circle", "only in the square", "in both shapes", "in neither shape"]
    right = draws.one(options)
    spots = {options[0]: (190, 235), options[1]: (425, 250), options[2]: (305, 250), options[3]: (540, 90)}
    things = dict(zip(options, draws.some(_TABLE, 4), strict=True))
    canvas = sheet(draws, 620, 448)
    flip = draws.chance(0.5)
    colours = draws.some(("red", "green", "blue", "purple", "orange"), 2)
    circle, square = (430 if flip else 190), (125 if flip else 245)
    canvas.circle(circle, 225, 172, fill=NAMED[colours[0]], opacity=0.22)
    canvas.circle(circle, 225, 172, stroke=NAMED[colours[0]], width=4)
    canvas.rect(square, 90, 250, 270, fill=NAMED[colours[1]], opacity=0.22)
    canvas.rect(square, 90, 250, 270, stroke=NAMED[colours[1]], width=4)
    for option, (x, y) in spots.items():
        left = {options[0]: 130.0}.get(option, x)
        THINGS[things[option]](canvas, 620 - left if flip else left, y + 34, 64, NAMED[draws.one(BRIGHT)])
    asked = things[right]
    question = ask(
        draws,
        f"Where is the {asked}?",
        f"Inside which shape is the {asked}?",
        f"How does the {asked} lie to the circle and the square?",
    )
    return question_of(question, options, right, canvas.picture())


def _blocks(count: int, way: str) -> str:
    return f"{('one', 'two', 'three')[count - 1]} block{'' if count == 1 else 's'} {way}"


def _corner(cell: tuple[int, int]) -> tuple[float, float]:
    return 90 + 122 * cell[0], 84 + 118 * cell[1]


def _map(draws: Draws, at: dict[tuple[int, int], str]) -> Canvas:
    canvas = Canvas(580, 520, ground=draws.one(("#dfe9d4", "#e6e2d3", "#d9e4ea")))
    for k in range(4):
        canvas.line(90 + 122 * k, 20, 90 + 122 * k, 500, stroke="#fdfdfb", width=24)
        canvas.line(20, 84 + 118 * k, 520, 84 + 118 * k, stroke="#fdfdfb", width=24)
    for (i, j), place in at.items():
        x, y = _corner((i, j))
        canvas.circle(x, y, 13, fill=NAMED[draws.one(("blue", "green", "purple", "brown"))])
        canvas.rect(x - 44, y + 17, 88, 24, fill="#fdfdfb", radius=5, stroke="#b9bec3", width=1)
        canvas.text(x, y + 35, place, size=17, anchor="middle", colour=INK)
    canvas.arrow(546, 92, 546, 34, stroke=INK, width=4, head=16)
    tag(canvas, 546, 112, "N", 18)
    return canvas


_RANKS = ("tallest", "second tallest", "third tallest", "fourth tallest", "fifth tallest", "sixth tallest", "seventh tallest",
          "eighth tallest", "ninth tallest", "tenth tallest", "11th tallest", "12th tallest", "13th tallest", "14th tallest",
          "15th tallest")  # fmt: skip


def order_of_many(draws: Draws, count: int) -> Question:
    """Many cards with a pair on each, every card with a scale of its own: who is in which place?"""
    names = draws.some(NAMES, count)
    place = draws.whole(1, count - 2)
    options = draws.some(range(max(0, place - 2), min(count, place + 3)), 4)
    if place not in options:
        options[draws.whole(0, 3)] = place
    cards = draws.shuffled(range(count - 1))
    columns = 3 if count < 8 else 4 if count < 11 else 5
    rows = -(-len(cards) // columns)
    canvas = sheet(draws, 24 + 158 * columns, max(448, 24 + 170 * rows))
    for number, card in enumerate(cards):
        x, y = 16 + 158 * (number % columns), 16 + 170 * (number // columns)
        canvas.rect(x, y, 146, 158, fill="#fdfdfb", radius=10, stroke="#b9bec3")
        high = draws.between(70, 100)
        for k, who in enumerate(draws.shuffled((card, card + 1))):
            tall = high if who == card else high * draws.between(0.62, 0.78)
            canvas.rect(x + 20 + 62 * k, y + 122 - tall, 44, tall, fill=NAMED[draws.one(BRIGHT)], radius=4)
            canvas.text(x + 42 + 62 * k, y + 144, names[who], size=17, face="sans-bold", anchor="middle", colour=INK)
    question = ask(draws, f"Each card compares two people, on a scale of its own. Who is the {_RANKS[place]} of all?",
                   f"Put the cards together to one order. Who is the {_RANKS[place]}?",
                   f"On each card the higher bar is the taller person. Who is the {_RANKS[place]} of the {count}?")  # fmt: skip
    return question_of(question, [names[option] for option in options], names[place], canvas.picture())


class Ring(NamedTuple):
    """Dials: how many sit around a table, and how many seats away the one asked for sits."""

    people: int
    near: int
    far: int


def seats_around(draws: Draws, ring: Ring) -> Question:
    """Many around a table, all facing it or all turned away: who sits some seats to someone's side?"""
    names = draws.some(NAMES, ring.people)
    distance, side, outward = draws.whole(ring.near, ring.far), draws.one(("left", "right")), draws.chance(0.5)
    me = draws.whole(0, ring.people - 1)
    # Facing the middle, the neighbour on the left comes next clockwise; facing outward, the one on the right does.
    step = 1 if (side == "left") != outward else -1
    there = {"right": (me + step * distance) % ring.people, "wrong way": (me - step * distance) % ring.people,
             "too near": (me + step * (distance - 1)) % ring.people, "wrong way, too near": (me - step * (distance - 1)) % ring.people}  # fmt: skip
    if len(set(there.values())) < 4:
        return seats_around(draws, ring)
    canvas = sheet(draws, 600, 600)
    canvas.circle(300, 300, 150, fill=draws.one(("#b98a5a", "#a8764a", "#9fb3a8")), stroke="#6b4a2f", width=5)
    turn = draws.between(0, 360)
    for place, name in enumerate(names):
        angle = math.radians(turn + 360 * place / ring.people)
        x, y = 300 + 196 * math.sin(angle), 300 - 196 * math.cos(angle)
        look = any_look(draws)
        with canvas.moved(x, y, angle=math.degrees(angle) + (180 if outward else 0)):
            canvas.ellipse(0, 0, 34, 18, fill=NAMED[look.top], stroke=darker(NAMED[look.top]), width=2)
            canvas.circle(0, 2, 14, fill=look.hair_colour)
            canvas.polygon([(-7, 14), (7, 14), (0, 23)], fill=look.skin)
        canvas.text(300 + 250 * math.sin(angle), 306 - 250 * math.cos(angle), name, size=17, face="sans-bold", anchor="middle",
                    colour=INK)  # fmt: skip
    face = "are turned away from the table" if outward else "face the table"
    seats = (
        "one seat",
        "two seats",
        "three seats",
        "four seats",
        "five seats",
        "six seats",
        "seven seats",
        "eight seats",
        "nine seats",
    )[distance - 1]
    question = draws.one((f"Seen from above, all {face}. Who sits {seats} to {names[me]}’s own {side}?",
                          f"All {face} and are seen from above. Count {seats} to the {side} from {names[me]}, as {names[me]} "
                          f"sees it. Who is there?",
                          f"Everybody here {face.replace('are', 'is').replace('face', 'faces')}. {seats.capitalize()} to {names[me]}’s "
                          f"{side}-hand side: who is that?"))  # fmt: skip
    return question_of(question, [names[place] for place in there.values()], names[there["right"]], canvas.picture())


FORMS: Sequence[Form] = (
    hand_of_person, seat_at_round_table, between_things, behind_or_before, order_of_sizes, family_tree, walk_on_map,
    turn_on_map, inside_what,
    graded(order_of_many, {2: 9, 3: 15}),
    graded(seats_around, {2: Ring(13, 3, 5), 3: Ring(20, 6, 9)}),
    graded(follow_arrows, {2: Arrows(10, 7), 3: Arrows(15, 14)}),
    graded(walk_with_turns, {2: Walk(7, 12, 7), 3: Walk(9, 12, 16)}),
)  # fmt: skip
