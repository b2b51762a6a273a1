"""Attribute: is one of many as the question has it? Item: it is not; twin: it is."""

from __future__ import annotations

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.canvas import Picture
from ch3ef.scenarios.generated.scene.crowded import (
    CITIES,
    HAIR,
    WARES,
    Member,
    cabinet,
    clocks,
    crowd,
    fits,
    look_of,
    near_codes,
    ordinal,
    panel,
    sticks,
    unlike,
)
from ch3ef.scenarios.generated.scene.palette import BRIGHT
from ch3ef.scenarios.generated.scene.people import Mood, any_look
from ch3ef.scenarios.generated.scene.rooms import LIVELY, put
from ch3ef.scenarios.generated.scene.things import a


def colour_of_one_of_many(draws: Draws, columns: int, rows: int, cell: float) -> Contrast:
    """A cabinet: has the thing at a place told in numbers this colour? Its neighbours have the other ones."""
    ware, (asked, *others) = draws.one(WARES), draws.some(LIVELY, 3)
    row, column = draws.whole(0, rows - 2), draws.whole(0, columns - 1)

    def scene(d: Draws, case: int) -> Picture:
        canvas, spots, box = cabinet(d, columns, rows, cell)
        at = row * columns + column
        near = {at + 1: d.one((asked, *others)), at - 1: d.one((asked, *others)), at - columns: d.one((asked, *others))}
        near |= {at: others[case] if case < 2 else asked, at + columns: others[case % 2 if case > 1 else d.whole(0, 1)]}
        for place, (x, y) in enumerate(spots):
            put(canvas, ware, x, y, box, near.get(place) or d.one(LIVELY))
        return canvas.picture()

    where = f"the {ordinal(column + 1)} {ware} from the left in the {ordinal(row + 1)} row from the top"
    question = draws.one((f"Is {where} {asked}?", f"I believe that {where} is the {asked} one I want. Is it?",
                          f"Can you confirm that {where} is {asked}?"))  # fmt: skip
    denials = [f"No, the {ware} at that place is {name}." for name in others]
    return contrast(draws, question, denials, [f"Yes, and the one right below it is {name}." for name in others], scene)


def reading_of_gauge(draws: Draws, across: int, down: int, r: float, apart: int) -> Contrast:
    """A panel of gauges: does one show so much?"""
    asked, second, *codes = near_codes(draws, across * down)
    at, other = draws.whole(4 + apart, 46 - apart), draws.whole(4 + apart, 44 - apart)

    def scene(d: Draws, case: int) -> Picture:
        near = (at - apart, at, at + apart, other, other + apart) if across > 9 else range(2, 49)
        shown: dict[str, float | None] = {code: d.one(near) / 5 for code in codes}
        shown[asked] = (at + (-apart, apart, 0, 0)[case]) / 5
        shown[second] = (other + (apart if case == 3 or (case < 2 and d.chance(0.5)) else 0)) / 5
        return panel(d, shown, across, r).picture()

    question = draws.one((f"Does gauge {asked} show {at / 5:.1f} bar?", f"The log says {at / 5:.1f} bar for {asked}. Is that what it shows?",
                          f"Is the needle of {asked} at {at / 5:.1f}?"))  # fmt: skip
    denials = [f"No, gauge {asked} is at {value / 5:.1f} bar." for value in (at - apart, at + apart)]
    answers = [f"Yes, while {second} is at {value / 5:.1f} bar." for value in (other, other + apart)]
    return contrast(draws, question, denials, answers, scene)


def time_on_clock(draws: Draws, across: int, down: int, r: float, apart: int) -> Contrast:
    """A wall of clocks: does one show this time?"""
    first, second, *rest = draws.some(CITIES, across * down)
    at, other = (60 * draws.whole(1, 11) + 5 * draws.whole(apart, 11 - apart) for _ in range(2))

    def scene(d: Draws, case: int) -> Picture:
        near = (at, at - 5 * apart, at + 5 * apart, other, other + 5 * apart)
        shown = {name: (d.one(near) if across > 9 else 5 * d.whole(12, 143), "both") for name in rest}
        shown[first] = (at + 5 * apart * (-1, 1, 0, 0)[case], "both")
        shown[second] = (other + 5 * apart * (case == 3 or (case < 2 and d.chance(0.5))), "both")
        return clocks(d, shown, across, r).picture()

    def told(minutes: int) -> str:
        return f"{minutes // 60}:{minutes % 60:02d}"

    question = draws.one((f"Is it {told(at)} in {first}?", f"Does the clock of {first} stand at {told(at)}?",
                          f"By these clocks, is it {told(at)} in {first} right now?"))  # fmt: skip
    denials = [f"No, it is {told(at + 5 * apart * sign)} in {first}." for sign in (-1, 1)]
    answers = [f"Yes, and {told(other + more)} in {second}." for more in (0, 5 * apart)]
    return contrast(draws, question, denials, answers, scene)


def mood_of_one(draws: Draws, people: int, rows: int, size: float) -> Contrast:
    """A crowd: does one of them look as it is said?"""
    look = look_of(draws, draws.one(BRIGHT), draws.one(tuple(HAIR)), draws.chance(0.5))
    moods: list[Mood] = draws.some(("happy", "sad", "angry", "surprised"), 3)
    asked, *others = moods
    things, tint = draws.some(("cup", "book", "bottle", "flower", "ball"), 2), draws.one(LIVELY)

    def scene(d: Draws, case: int) -> Picture:
        looks = [any_look(d) if k % 4 == 0 else unlike(d, look) for k in range(2 * people)]
        members = [Member(each, d.one(moods), d.one(things), tint) for each in looks if not fits(each, look)]
        one = Member(look, others[case] if case < 2 else asked, things[case % 2] if case > 1 else d.one(things), tint)
        return crowd(d, d.shuffled([*members[: people - 1], one]), rows, size).picture()

    who = f"the person in {look.top} with {HAIR[look.hair]} {'and' if look.glasses else 'but without'} glasses"
    question = draws.one(
        (
            f"Does {who} look {asked}?",
            f"Is {who} {asked}, to go by the face?",
            f"Somebody told me that {who} is {asked}. Is that so?",
        )
    )
    denials = [f"No, that person looks {mood}." for mood in others]
    return contrast(draws, question, denials, [f"Yes, and holds {a(thing)} in one hand." for thing in things], scene)


def longest_stick(draws: Draws, count: int, ahead: float, turn: float) -> Contrast:
    """Sticks: is one the longest? Two others come next, or before it."""
    asked, one, other, *rest = draws.some(BRIGHT, count)

    def scene(d: Draws, case: int) -> Picture:
        first, second, third = ((one, asked, other), (other, asked, one), (asked, one, other), (asked, other, one))[
            case
        ]
        long = {name: 176 / ahead**place for place, name in enumerate((first, second, third))}
        return sticks(d, long | {name: d.between(0.6, 0.97) * long[third] for name in rest}, turn).picture()

    question = draws.one((f"Is the {asked} stick the longest of all?", f"I took the {asked} stick to be the longest. Is it?",
                          f"Is no other stick as long as the {asked} one?"))  # fmt: skip
    denials = [f"No, the {name} stick is longer than it is." for name in (one, other)]
    return contrast(
        draws, question, denials, [f"Yes, and the {name} stick comes next." for name in (one, other)], scene
    )


def number_with_glasses(draws: Draws, people: int, rows: int, size: float) -> Contrast:
    """A crowd: do so many wear glasses?"""
    count = draws.whole(people // 3, people // 2)
    tops = draws.some(LIVELY, 2)

    def scene(d: Draws, case: int) -> Picture:
        there = count + (-1, 1, 0, 0)[case]
        looks = [look_of(d, d.one(BRIGHT), d.one(tuple(HAIR)), k < there) for k in range(people)]
        members = [Member(each, d.one(("happy", "neutral"))) for each in looks]
        members[0] = Member(
            look_of(d, tops[case % 2] if case > 1 else d.one(tops), "short", True), "happy", "balloon", "red"
        )
        return crowd(d, d.shuffled(members), rows, size).picture()

    question = draws.one((f"Do {count} people here wear glasses?", f"I counted {count} pairs of glasses in this group. Is that right?",
                          f"Are there {count} among these people who wear glasses?"))  # fmt: skip
    denials = [f"No, the number with glasses is {count + more}." for more in (-1, 1)]
    return contrast(draws, question, denials, [f"Yes, with the one in {top} who has a balloon." for top in tops], scene)
