"""Relationship: do things and people stand to each other as the question has it? Item: they do not; twin: they do."""

from __future__ import annotations

import math
from collections.abc import Mapping

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture, Point
from ch3ef.scenarios.generated.scene.crowded import (
    HAIR,
    INK,
    KINDS,
    LIKE,
    NAMES,
    Cells,
    Crowd,
    Member,
    Seats,
    Strings,
    crowd,
    lattice,
    leads,
    look_of,
    round_table,
    scattered,
)
from ch3ef.scenarios.generated.scene.icons import icon
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, any_ground
from ch3ef.scenarios.generated.scene.people import any_look
from ch3ef.scenarios.generated.scene.rooms import LIVELY
from ch3ef.scenarios.generated.scene.things import a

_PLACES = ("next", "two places", "three places", "four places", "five places")


def neighbour_at_table(draws: Draws, dials: Seats) -> Contrast:
    """People around a table from above: does one sit so many places to the left or right of another, as that one sees it?"""
    me, asked, one, other, *rest = draws.some(NAMES, dials.people)
    steps, side = draws.whole(max(1, dials.steps - 1), dials.steps), draws.one((1, -1))

    def scene(d: Draws, case: int) -> Picture:
        right = (one, other, asked, asked)[case]
        mirrored = asked if case < 2 else (one, other)[case - 2]
        last = next(name for name in (asked, one, other) if name not in (right, mirrored))
        seats = d.shuffled([last, *rest])
        order = [me, *seats[: steps - 1], right, *seats[steps - 1 :]]
        order.insert(len(order) - steps + 1, mirrored)
        if side < 0:
            order = order[:1] + order[:0:-1]
        return round_table(d, order, [d.one(BRIGHT) for _ in order]).picture()

    hand, back, count = ("left", "right", _PLACES[steps - 1]) if side > 0 else ("right", "left", _PLACES[steps - 1])
    question = draws.one((f"Does {asked} sit {count} to {me}'s own {hand}?", f"Going to the {hand} as {me} sees it: is {asked} {count} along?",
                          f"Asked from {me}'s seat: is it {asked} who sits {count} to the {hand}?"))  # fmt: skip
    denials = [f"No, {name} sits there, and {asked} does so to the {back}." for name in (one, other)]
    answers = [f"Yes, and {name} sits as far to the {back}." for name in (one, other)]
    return contrast(draws, question, denials, answers, scene)


def dog_on_lead(draws: Draws, dials: Strings) -> Contrast:
    """Dogs on tangled leads: is one somebody's?"""
    count, changes = dials
    owners, dogs = draws.some(NAMES, count), draws.some(range(count), 2)
    asked, one, other = owners[:3]

    def scene(d: Draws, case: int) -> Picture:
        # Whose are the two dogs: the one asked about, and another.
        pair = {0: (one, d.one((asked, other))), 1: (other, d.one((asked, one))), 2: (asked, one), 3: (asked, other)}[
            case
        ]
        rest = iter(d.shuffled(name for name in owners if name not in pair))
        whose = [pair[dogs.index(dog)] if dog in dogs else next(rest) for dog in range(count)]
        return leads(d, d.shuffled(owners), whose, changes).picture()

    first, second = (dog + 1 for dog in dogs)
    question = draws.one((f"Does {asked} have dog {first} on the lead?", f"Is dog number {first} with {asked}?",
                          f"Follow the leads: is {asked} the one who holds dog {first}?"))  # fmt: skip
    denials = [f"No, dog {first} is on {name}'s lead." for name in (one, other)]
    return contrast(
        draws, question, denials, [f"Yes, and dog {second} is on {name}'s." for name in (one, other)], scene
    )


def arrow_at_name(draws: Draws, people: int) -> Contrast:
    """People seen from above, each with an arrow that points at another: does one point at another?"""
    asked, other, one, two, *rest = draws.some(NAMES, people)

    def scene(d: Draws, case: int) -> Picture:
        side = 300 + 36 * people
        canvas = Canvas(max(460, min(900, side)), max(460, min(840, side)), ground=any_ground(d))
        names = [asked, other, one, two, *rest]
        while True:
            spots = scattered(d, people, canvas.width - 120, canvas.height - 110, 96 if people < 30 else 76)
            at = {name: (x + 60, y + 50) for name, (x, y) in zip(names, spots, strict=True)}
            to = {name: d.one([each for each in names if each != name]) for name in names}
            to[asked] = (one, two, other, other)[case]
            to[other] = (one, two)[case - 2] if case > 1 else to[other]
            if all(_clear(at, name, to[name]) for name in ((asked, other) if case > 1 else (asked,))):
                break
        for name, (x, y) in at.items():
            tx, ty = at[to[name]]
            far = math.dist((x, y), (tx, ty))
            ux, uy = (tx - x) / far, (ty - y) / far
            canvas.circle(x, y, 13, fill=NAMED[d.one(LIVELY)], stroke=INK, width=1)
            canvas.arrow(x + 14 * ux, y + 14 * uy, x + 34 * ux, y + 34 * uy, stroke=INK, width=3, head=11)
            canvas.text(x, y + (34 if uy < 0 else -22), name, size=14, face="sans-bold", anchor="middle", colour=INK)
        return canvas.picture()

    question = draws.one((f"Does {asked}'s arrow point at {other}?", f"Is {other} the one at whom {asked}'s arrow points?",
                          f"Going straight on from {asked} as the arrow shows, do I come to {other} first?"))  # fmt: skip
    denials = [f"No, {asked}'s arrow points at {name}." for name in (one, two)]
    return contrast(
        draws, question, denials, [f"Yes, while {other}'s arrow points at {name}." for name in (one, two)], scene
    )


def _clear(at: Mapping[str, Point], name: str, to: str) -> bool:
    """Whether nobody else stands near the way from one to another and on beyond."""
    (x, y), (tx, ty) = at[name], at[to]
    way = math.atan2(ty - y, tx - x)
    others = [spot for each, spot in at.items() if each not in (name, to)]
    return all(
        abs((math.atan2(oy - y, ox - x) - way + math.pi) % (2 * math.pi) - math.pi) > (0.26 if len(at) < 30 else 0.14)
        for ox, oy in others
    )


def box_in_box(draws: Draws, boxes: int) -> Contrast:
    """Boxes in boxes, seen from above, with a thing in each of some: directly in which is one?"""
    asked, one, other, *rest = draws.some((*BRIGHT, "black", "grey"), boxes)
    thing, *things = draws.some(draws.one(LIKE[:10]), 4)

    def scene(d: Draws, case: int) -> Picture:
        order = d.shuffled([asked, one, other, *rest])
        if case > 1:
            order.remove(asked)
            order.insert(order.index((one, other)[case - 2]) + 1, asked)
        holds = {(one, other, asked, asked)[case]: thing}
        holds |= dict(
            zip(d.some([name for name in order if name not in holds], min(3, boxes - 1)), things, strict=False)
        )
        side = float(max(456, 180 + 46 * boxes))
        canvas = Canvas(round(side) + 24, round(side) + 24, ground="#fdfcf7")
        x, y = 12.0, 12.0
        for name in order:
            canvas.rect(x, y, side, side, stroke=NAMED[name], width=5, radius=6)
            left, up = d.chance(0.5), d.chance(0.5)
            if name in holds:
                icon(canvas, holds[name], x + (side - 19 if left else 19), y + d.between(0.3, 0.7) * side, 24)
            side -= 46
            x, y = x + (10 if left else 36), y + (10 if up else 36)
        return canvas.picture()

    question = draws.one((f"Is the {asked} box the innermost one around the {thing}?", f"Does the {thing} lie in the {asked} box, and in no box inside of that?",
                          f"Opening the {asked} box, do I find the {thing} in it with no other box around it?"))  # fmt: skip
    denials = [f"No, the innermost one around it is {name}." for name in (one, other)]
    return contrast(
        draws, question, denials, [f"Yes, and the {name} box is around that one." for name in (one, other)], scene
    )


def beside_in_rows(draws: Draws, dials: Cells) -> Contrast:
    """Things in rows: does one kind stand beside the only one of another kind?"""
    columns, rows, size = dials
    unique = draws.one([kind for near in LIKE for kind in near])
    others = [kind for kind in KINDS if kind != unique]
    asked, one, other, *below = draws.some(others, 5)
    if columns > 20:
        # All the others are of three kinds that are like it.
        others = next([kind for kind in near if kind != unique] for near in LIKE if unique in near)
        (asked, one, other), below = draws.shuffled(others), draws.some(others, 2)
    side, at = draws.one((1, -1)), columns * draws.whole(0, rows - 2) + draws.whole(1, max(1, columns - 2))

    def scene(d: Draws, case: int) -> Picture:
        shown = [d.one(others) for _ in range(columns * rows)]
        shown[at], shown[at + side] = unique, (one, other, asked, asked)[case]
        shown[at - side], shown[at + columns] = (
            d.one((asked, one, other)),
            below[case % 2] if case > 1 else d.one(below),
        )
        return lattice(d, shown, columns, size).picture()

    hand = "right" if side > 0 else "left"
    question = draws.one((f"Is {a(asked)} directly to the {hand} of the {unique}?", f"Is {a(asked)} the next one on the {hand} of the {unique}?",
                          f"Looking {hand} from the {unique}, is it {a(asked)} that comes first?"))  # fmt: skip
    denials = [f"No, {a(name)} is at that place." for name in (one, other)]
    return contrast(draws, question, denials, [f"Yes, and below the {unique} is {a(name)}." for name in below], scene)


def next_in_crowd(draws: Draws, dials: Crowd) -> Contrast:
    """A crowd in rows: does somebody stand next to the only one who holds something?"""
    asked, one, other = draws.some(BRIGHT, 3)
    thing, things, side = (
        draws.one(("balloon", "guitar", "umbrella")),
        draws.some(("cup", "book", "flower", "ball"), 2),
        draws.one((1, -1)),
    )
    across = -(-dials.people // dials.rows)
    place = across * draws.whole(0, dials.rows - 1) + draws.whole(1, across - 3)

    def scene(d: Draws, case: int) -> Picture:
        members = [Member(any_look(d), "happy", d.one(things), d.one(LIVELY)) for _ in range(dials.people)]
        members[place] = Member(any_look(d), "happy", thing, d.one(LIVELY))
        shown = ((one, d.one(things)), (other, d.one(things)), (asked, things[0]), (asked, things[1]))[case]
        members[place + side] = Member(
            look_of(d, shown[0], d.one(tuple(HAIR)), False), "happy", shown[1], d.one(LIVELY)
        )
        members[place - side] = Member(
            look_of(d, d.one((asked, one, other)), d.one(tuple(HAIR)), False), "happy", d.one(things), "red"
        )
        return crowd(d, members, dials.rows, dials.size).picture()

    hand = "right" if side > 0 else "left"
    question = draws.one((f"In the picture, is the next one to the {hand} of the person with the {thing} dressed in {asked}?",
                          f"Does somebody in {asked} stand in the same row just {hand} of the one with the {thing}?",
                          f"Seen from here, is it someone in {asked} who stands {hand} of the person with the {thing}?"))  # fmt: skip
    denials = [f"No, the person who stands there is in {name}." for name in (one, other)]
    return contrast(draws, question, denials, [f"Yes, and that person holds {a(each)}." for each in things], scene)
