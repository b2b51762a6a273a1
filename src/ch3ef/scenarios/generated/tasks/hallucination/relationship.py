"""Relationship: do things and people stand to each other as the question has it? Item: they do not; twin: they do."""

from __future__ import annotations

from typing import NamedTuple

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.crowded import (
    HAIR,
    NAMES,
    WARES,
    Cells,
    Crowd,
    Member,
    Strings,
    cabinet,
    crowd,
    leads,
    look_of,
    round_table,
)
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, any_ground, darker
from ch3ef.scenarios.generated.scene.people import any_look
from ch3ef.scenarios.generated.scene.rooms import LIVELY, put
from ch3ef.scenarios.generated.scene.things import a

_PLACES = ("next", "two places", "three places", "four places", "five places")


class Seats(NamedTuple):
    """Dials: people around a table, and by how many places at most one looks on."""

    people: int
    steps: int


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


def card_on_card(draws: Draws, cards: int) -> Contrast:
    """A heap of cards that lie across each other: does one lie directly on another?"""
    asked, under, one, other, *rest = draws.some((*BRIGHT, "black", "grey"), cards)

    def scene(d: Draws, case: int) -> Picture:
        # From the lowest to the topmost.
        three = ((under, one, asked), (under, other, asked), (one, under, asked), (other, under, asked))[case]
        left = d.shuffled([*rest, next(name for name in (one, other) if name not in three)])
        at = d.whole(0, len(left))
        order = [*left[:at], *three, *left[at:]]
        canvas = Canvas(560, 520, ground=any_ground(d))
        x, y, turn = d.between(190, 230), d.between(150, 180), d.between(0, 360)
        for k, name in enumerate(order):
            with canvas.moved(x + 14 * k + d.jitter(26), y + 18 * k + d.jitter(20), angle=turn + 63 * k + d.jitter(16)):
                canvas.rect(-135, -46, 270, 92, fill=NAMED[name], stroke=darker(NAMED[name], 0.5), width=2, radius=6)
        return canvas.picture()

    question = draws.one((f"In the heap, is the {asked} card the next one above the {under} card?", f"Does the {asked} card lie on the {under} card with no card between them in the heap?",
                          f"If I take the cards off one by one, does the {under} one come right after the {asked} one?"))  # fmt: skip
    denials = [f"No, the {name} card comes between them." for name in (one, other)]
    return contrast(
        draws, question, denials, [f"Yes, and the {name} card comes next below." for name in (one, other)], scene
    )


def box_in_box(draws: Draws, boxes: int) -> Contrast:
    """Boxes in boxes, seen from above: is a ball directly in one of them?"""
    asked, one, other, *rest = draws.some((*BRIGHT, "black", "grey"), boxes)
    ball = draws.one(("star", "ring"))

    def scene(d: Draws, case: int) -> Picture:
        order = d.shuffled([asked, one, other, *rest])
        holder, outer = (one, "") if case == 0 else (other, "") if case == 1 else (asked, (one, other)[case - 2])
        canvas = Canvas(600, 600, ground=any_ground(d))
        if outer:
            order.remove(asked)
            order.insert(order.index(outer) + 1, asked)
        _nested(d, canvas, 16, 16, 568, 568, order, holder, ball)
        return canvas.picture()

    question = draws.one((f"Is the {asked} box the innermost one around the {ball}?", f"Does the {ball} lie in the {asked} box, and in no box inside of that?",
                          f"Opening the {asked} box, do I find the {ball} in it with no other box around it?"))  # fmt: skip
    denials = [f"No, the innermost one around it is {name}." for name in (one, other)]
    return contrast(
        draws, question, denials, [f"Yes, and the {name} box is around that one." for name in (one, other)], scene
    )


def _nested(
    d: Draws, canvas: Canvas, x: float, y: float, w: float, h: float, order: list[str], holder: str, mark: str
) -> None:
    """Frames in frames: each holds the next, and as long as there is room, empty ones beside it."""
    if not order:
        return
    name, *inner = order
    tint = NAMED[name]
    canvas.rect(x, y, w, h, stroke=tint, width=7, radius=8)
    pad, share = 17.0, d.between(0.8, 0.86)
    iw, ih = w * share - pad, h * share - pad
    ix = x + pad + (w - 2 * pad - iw) * d.between(0, 1)
    iy = y + pad + (h - 2 * pad - ih) * d.between(0, 1)
    if name == holder:
        at = d.one(((x + w - 13, y + h - 13), (x + 13, y + h - 13))) if inner else (x + w / 2, y + h / 2)
        ix, iy = (x + pad if at[0] > x + w / 2 else x + w - pad - iw), y + pad
        canvas.circle(*at, 6, fill="#d32f2f" if mark == "star" else "none", stroke="#1d1d1f", width=2)
    _nested(d, canvas, ix, iy, iw, ih, inner, holder, mark)


def beside_in_cabinet(draws: Draws, dials: Cells) -> Contrast:
    """A cabinet: does a thing stand to the right of the only one of a kind?"""
    columns, rows, cell = dials
    unique, asked, *wares = draws.some(WARES, 10)
    pair, side = draws.some(LIVELY, 2), draws.one((1, -1))
    row, column = draws.whole(0, rows - 2), draws.whole(1, columns - 2) if columns > 2 else 1

    def scene(d: Draws, case: int) -> Picture:
        canvas, spots, box = cabinet(d, columns, rows, cell)
        at = row * columns + column
        right = wares[case] if case < 2 else asked
        below = d.one(pair) if case < 2 else pair[case - 2]
        special = {at: (unique, d.one(LIVELY)), at + side: (right, d.one(LIVELY)), at - side: (d.one((asked, *wares[:2])), d.one(LIVELY)),
                   at + columns: (d.one((asked, *wares)), below)}  # fmt: skip
        for place, (x, y) in enumerate(spots):
            ware, tint = special.get(place) or (d.one((asked, *wares)), d.one(LIVELY))
            put(canvas, ware, x, y, box, tint)
        return canvas.picture()

    hand = "right" if side > 0 else "left"
    question = draws.one((f"Does {a(asked)} stand directly {hand} of the {unique}?", f"Is {a(asked)} the next thing to the {hand} of the {unique}?",
                          f"I put {a(asked)} on the {hand} side of the {unique}. Is it still there?"))  # fmt: skip
    denials = [f"No, {a(name)} stands at that place." for name in wares[:2]]
    return contrast(
        draws, question, denials, [f"Yes, and what is below the {unique} is {name}." for name in pair], scene
    )


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
