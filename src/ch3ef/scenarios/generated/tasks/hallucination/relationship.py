"""Relationship: do things and people stand to each other as the question has it? Item: they do not; twin: they do."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture, Point
from ch3ef.scenarios.generated.scene.crowded import (
    KINDS,
    LIKE,
    NAMES,
    lattice,
    leads,
    round_table,
    scattered,
)
from ch3ef.scenarios.generated.scene.fitting import fitting
from ch3ef.scenarios.generated.scene.icons import HANDED
from ch3ef.scenarios.generated.scene.instruments import INK
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, any_ground
from ch3ef.scenarios.generated.scene.rooms import LIVELY
from ch3ef.scenarios.generated.scene.things import a
from ch3ef.scenarios.generated.scene.winding import closed_line

_PLACES = ("next", "two places", "three places", "four places", "five places")


def neighbour_at_table(draws: Draws, people: int, most: int) -> Contrast:
    """People around a table from above: does one sit so many places to the left or right of another, as that one sees it?"""
    me, asked, one, other, *rest = draws.some(NAMES, people)
    steps, side = draws.whole(max(1, most - 1), most), draws.one((1, -1))

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


def dog_on_lead(draws: Draws, count: int, changes: int) -> Contrast:
    """Dogs on tangled leads: is one somebody's?"""
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


def within_fence(draws: Draws, columns: int, rows: int, step: float) -> Contrast:
    """A fence that winds, and balls: does one lie inside of it?"""
    asked, other, *more = draws.some([name for name in BRIGHT if name not in ("green", "brown")], 4)

    def scene(d: Draws, case: int) -> Picture:
        canvas = Canvas(max(448, round((columns + 1) * step)), max(448, round((rows + 1) * step)), ground="#b4d68f")
        left, top = (canvas.width - columns * step) / 2, (canvas.height - rows * step) / 2
        inside, outside, apart = closed_line(d, canvas, (left, top, columns * step, rows * step), columns, ink="#5c3d22", ground="#b4d68f", width=3)  # fmt: skip
        sides = [case > 1, case in (1, 2), *d.shuffled((False, True))]
        for name, within in zip((asked, other, *more), sides, strict=True):
            x, y = (inside if within else outside).pop()
            canvas.circle(x, y, 0.3 * apart, fill=NAMED[name], stroke=INK, width=1)
        return canvas.picture()

    question = draws.one((f"Does the {asked} ball lie inside the one long fence?", f"Is the {asked} ball inside the fence, which runs all round and closes?",
                          f"The fence is one closed line. Is the {asked} ball within it?"))  # fmt: skip
    denials = [f"No, it is outside, and so is the {other} one.", f"No, it is outside, but the {other} one inside."]
    answers = [f"Yes, it is inside, and so is the {other} one.", f"Yes, it is inside, but the {other} one outside."]
    return contrast(draws, question, denials, answers, scene)


Stick = tuple[Point, Point]
"""Its ends, the first of which has its letter."""


def stick_over_stick(draws: Draws, things: int, size: float) -> Contrast:
    """A heap of sticks with letters: does one pass over another where they cross?"""
    letters = draws.some("ABCDEFGHJKLMNPQRSTUVWXYZ", things)
    asked, one, other = letters[:3]

    def scene(d: Draws, case: int) -> Picture:
        side = round(size)

        def make() -> list[Stick]:
            ends = [(x + 20, y + 20) for x, y in scattered(d, len(letters), side - 40, side - 40, 32)]
            lain = [(end, d.one([spot for spot in spots if math.dist(spot, end) > 0.5 * side])) for end in ends]
            lone = [stick for stick in lain if all(_away(stick[0], other) > 24 for other in lain if other != stick)]
            for stick in lone:
                met = [other for other in lone if other != stick and _plain(stick, other, lain)]
                if len(met) > 1:
                    first = [stick, *d.some(met, 2)]
                    return [*first, *(other for other in lain if other not in first)]
            return []

        spots = [(x * side / 40, y * side / 40) for x in range(1, 40) for y in range(1, 40)]
        lain = fitting(make, bool)
        over = {one: case in (2, 3), other: case in (0, 2)}
        order = [
            *(name for name in (one, other) if over[name]),
            asked,
            *(name for name in (one, other) if not over[name]),
        ]
        for letter in letters[3:]:
            order.insert(d.whole(0, len(order)), letter)
        canvas = Canvas(side, side, ground=any_ground(d))
        wood = d.one(("#d9b382", "#c99a63", "#e2c9a0"))
        for letter in order:
            (x, y), (i, j) = lain[letters.index(letter)]
            canvas.line(x, y, i, j, stroke="#4a3320", width=11)
            canvas.line(x, y, i, j, stroke=wood, width=7.5)
        for letter, ((x, y), _) in zip(letters, lain, strict=True):
            canvas.circle(x, y, 12, fill="#fdfdf6", stroke="#4a3320", width=1.5)
            canvas.text(x, y + 5, letter, size=14, face="sans-bold", anchor="middle", colour=INK)
        return canvas.picture()

    question = draws.one((f"Does stick {asked} pass over stick {one} where they cross?", f"Where the sticks {asked} and {one} cross, is {asked} on top?",
                          f"Is stick {asked} the upper one at its crossing with stick {one}?"))  # fmt: skip
    denials = [f"No, it passes under {one}, and over {other}.", f"No, it passes under {one}, and under {other}."]
    answers = [f"Yes, it passes over {one}, and over {other}.", f"Yes, it passes over {one}, and under {other}."]
    return contrast(draws, question, denials, answers, scene)


def _plain(stick: Stick, other: Stick, lain: Sequence[Stick]) -> bool:
    """Whether two sticks cross, at no small angle, where no other stick and no letter is near."""
    ((x, y), (i, j)), ((u, v), (m, n)) = stick, other
    dx, dy, ex, ey = i - x, j - y, m - u, n - v
    turned = dx * ey - dy * ex
    if abs(turned) < 0.5 * math.hypot(dx, dy) * math.hypot(ex, ey):
        return False
    share, back = ((u - x) * ey - (v - y) * ex) / turned, ((u - x) * dy - (v - y) * dx) / turned
    at = (x + share * dx, y + share * dy)
    return (0.05 < share < 0.95 and 0.05 < back < 0.95
            and all(math.dist(at, end) > 34 and (each in (stick, other) or _away(at, (end, far)) > 20)
                    for each in lain for end, far in [each]))  # fmt: skip


def _away(at: Point, stick: Stick) -> float:
    """How far a point is from a stick."""
    (x, y), (i, j) = stick
    dx, dy = i - x, j - y
    share = min(1.0, max(0.0, ((at[0] - x) * dx + (at[1] - y) * dy) / (dx * dx + dy * dy)))
    return math.dist(at, (x + share * dx, y + share * dy))


def beside_in_rows(draws: Draws, columns: int, rows: int, size: float) -> Contrast:
    """Things in rows: does one kind stand beside the only one of another kind, or beside the only one that is mirrored?"""
    many = columns > 20
    unique = draws.one([kind for near in (HANDED if many else LIKE) for kind in near])
    others = [kind for kind in KINDS if unique not in kind]  # a trolleybus is a bus, too
    if many:
        others = next(list(near) for near in HANDED if unique in near)
    asked, one, other = draws.some(others, 3)
    below = draws.some([kind for kind in others if many or kind not in (asked, one, other)], 2)
    side, at = draws.one((1, -1)), columns * draws.whole(0, rows - 2) + draws.whole(1, max(1, columns - 2))

    def scene(d: Draws, case: int) -> Picture:
        shown = [d.one(others) for _ in range(columns * rows)]
        shown[at], shown[at + side] = unique, (one, other, asked, asked)[case]
        shown[at - side], shown[at + columns] = (
            d.one((asked, one, other)),
            below[case % 2] if case > 1 else d.one(below),
        )
        return lattice(d, shown, columns, size, *(({at}, 180) if many else ())).picture()

    hand = "right" if side > 0 else "left"
    which = f"the one {unique} that is mirrored" if many else f"the {unique}"
    question = draws.one((f"Is {a(asked)} directly to the {hand} of {which}?", f"Is {a(asked)} the next one on the {hand} of {which}?",
                          f"Looking {hand} from {which}, is it {a(asked)} that comes first?"))  # fmt: skip
    if many:
        question = f"However they are turned, one {unique} is the mirror image of every other {unique}. {question}"
    denials = [f"No, {a(name)} is at that place." for name in (one, other)]
    return contrast(draws, question, denials, [f"Yes, and below that {unique} is {a(name)}." for name in below], scene)


def arrow_at_name(draws: Draws, people: int) -> Contrast:
    """People seen from above, each with an arrow that points at another: does one point at another?"""
    asked, other, one, two, *rest = draws.some(NAMES, people)

    def scene(d: Draws, case: int) -> Picture:
        side = 300 + 36 * people
        canvas = Canvas(max(460, min(940, side)), max(460, min(880, side)), ground=any_ground(d))

        def make() -> tuple[dict[str, Point], dict[str, str]]:
            spots = scattered(d, people, canvas.width - 120, canvas.height - 110, 96 if people < 30 else 74)
            here, *others = [(x + 60, y + 50) for x, y in spots]
            # Those who may be meant stand next to each other, as seen from there.
            others.sort(key=lambda spot: math.atan2(spot[1] - here[1], spot[0] - here[0]))
            names = [asked, *d.shuffled((other, one, two)), *rest]
            at = dict(zip(names, (here, *others), strict=True))
            to = {name: d.one([each for each in names if each != name]) for name in names}
            to[asked] = (one, two, other, other)[case]
            to[other] = (one, two)[case - 2] if case > 1 else to[other]
            return at, to

        at, to = fitting(
            make, lambda made: all(_clear(made[0], name, made[1][name]) for name in (asked, other)[: 1 + (case > 1)])
        )
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
        abs((math.atan2(oy - y, ox - x) - way + math.pi) % (2 * math.pi) - math.pi) > (0.26 if len(at) < 20 else 0.12)
        for ox, oy in others
    )
