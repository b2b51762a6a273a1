"""Object: is such a thing, or such a person, in the picture? Item: no; twin: yes."""

from __future__ import annotations

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.canvas import Picture
from ch3ef.scenarios.generated.scene.crowded import (
    HAIR,
    KINDS,
    LIKE,
    NAMES,
    Member,
    Print,
    crowd,
    heap,
    listing,
    look_of,
    person_names,
    round_table,
)
from ch3ef.scenarios.generated.scene.palette import BRIGHT
from ch3ef.scenarios.generated.scene.things import a


def kind_among_many(draws: Draws, things: int, size: float) -> Contrast:
    """Things all over a table: is one kind among them? Kinds that look like it may be."""
    asked, *others = draws.some(draws.one(LIKE), 3)
    # A racing car is a car, and a trolleybus a bus.
    far = [kind for kind in KINDS if asked not in kind and not any(kind in near and asked in near for near in LIKE)]

    def scene(d: Draws, case: int) -> Picture:
        one = others[case] if case < 2 else asked
        rest = [d.one(far) for _ in range(things - 1)]
        side = ("left", "right")[case - 2] if case > 1 else d.one(("left", "right"))
        return heap(d, [one, *rest], size, {0: side}).picture()

    question = draws.one((
        f"Is there {a(asked)} among these things?", f"I am looking for {a(asked)}. Is there one here?",
        f"Do you see {a(asked)} in this heap, and where?", f"We lost {a(asked)} from the play box. Does it lie here?",
    ))  # fmt: skip
    denials = [f"No, the thing most like it is {a(other)}." for other in others]
    return contrast(
        draws, question, denials, [f"Yes, it lies in the {side} half." for side in ("left", "right")], scene
    )


def taken_since_yesterday(draws: Draws, things: int, size: float) -> Contrast:
    """Two pictures of a table: was anything taken from it? Something was; or two things changed places, or one another."""
    many = things > 100
    gone, near = draws.some(KINDS, 2), []
    if many:
        *gone, one, other = draws.shuffled(draws.one(LIKE))
        near = [*gone, one, other]
    rest = [kind for kind in near or KINDS if kind not in gone]

    def scene(d: Draws, case: int) -> tuple[Picture, ...]:
        before = [*gone, *([d.one(near) for _ in range(things - 2)] if many else d.some(rest, things - 2))]
        after, seen = list(before), f"table {d.between(0, 1)}"
        if case == 0:
            after[0], after[1] = before[1], before[0]
        elif case == 1:
            after[d.whole(0, 1)] = d.one([kind for kind in rest if many or kind not in before])
        else:
            after[case - 2] = ""
        return (
            heap(Draws(seen), before, size).picture(),
            heap(Draws(seen), after, size, opposite=many).picture(),
        )

    question = draws.one((
        "The first photo is from yesterday, the second from today. Has anything been taken away?",
        "Here is my table yesterday and today. Did somebody take something?",
        "Compare the first photo with the second one, taken a day later. Is anything missing?",
        "I left the table as in the first picture; the second is how I found it. Is something gone?",
    ))  # fmt: skip
    if many:
        question = f"The second photo was taken from the opposite side of the table. {question}"
    denials = ("No, but two of the things have changed places.", "No, but in one place there is a new thing instead.")
    return contrast(
        draws, question, denials, [f"Yes, {a(kind)} is gone, and all else is as it was." for kind in gone], scene
    )


def person_in_crowd(draws: Draws, people: int, rows: int, size: float) -> Contrast:
    """A crowd: is somebody of this description in it? One has that hair and glasses, perhaps in another colour."""
    asked, *others = draws.some(BRIGHT, 3)
    hair = draws.one(tuple(HAIR))

    def scene(d: Draws, case: int) -> Picture:
        one = Member(look_of(d, others[case] if case < 2 else asked, hair, True))
        rest = []
        for _ in range(people - 1):
            glasses = d.chance(0.5)
            kind = d.one([each for each in HAIR if not (glasses and each == hair)])
            rest.append(Member(look_of(d, d.one((asked, *BRIGHT)), kind, glasses)))
        across = -(-people // rows)
        half = [k for k in range(people) if (k % across < across / 2) == (case == 2) or case < 2]
        rest.insert(d.one([k for k in half if abs(k % across - (across - 1) / 2) > 0.6]), one)
        return crowd(d, rest, rows, size).picture()

    who = f"somebody in {asked} who has {HAIR[hair]} and wears glasses"
    question = draws.one((
        f"Is there {who}?", f"I am to meet {who}. Is that person in this picture?",
        f"Do you see {who} anywhere in this group?", f"Was {who} with the group?",
    ))  # fmt: skip
    denials = [f"No, the only one with {HAIR[hair]} and glasses is in {name}." for name in others]
    return contrast(
        draws,
        question,
        denials,
        [f"Yes, there is one in the {side} half of the group." for side in ("left", "right")],
        scene,
    )


_LIKE = (("Holm", "Holn", "Hohm"), ("Brook", "Brock", "Broock"), ("Marlow", "Harlow", "Barlow"), ("Moran", "Moram", "Maron"),
         ("Winter", "Winder", "Wintar"), ("Finch", "Finck", "Fincn"), ("Corby", "Colby", "Carby"))  # fmt: skip


def guest_on_list(draws: Draws, dials: Print) -> Contrast:
    """A list of guests: is a name on it? Others are nearly the same."""
    first, (asked, *others) = draws.one(NAMES), draws.shuffled(draws.one(_LIKE))
    tables = draws.some(range(1, 21), 2)

    def scene(d: Draws, case: int) -> Picture:
        like = [f"{name} {last}" for name in NAMES for last in (asked, *others) if name != first]
        names = {*d.some(like, dials.like), *person_names(d, dials.rows)}
        names = {name for name in sorted(names) if name.split()[0] != first or name.split()[1] not in (asked, *others)}
        rows = [(name, str(d.whole(1, 20))) for name in d.shuffled(sorted(names))][: dials.rows - 1]
        shown = {others[case]: d.one(tables)} if case < 2 else {asked: tables[case - 2]}
        rows += [(f"{first} {last}", str(table)) for last, table in shown.items()]
        rows = sorted(rows, key=lambda row: row[0].split()[::-1]) if dials.blocks == 1 else d.shuffled(rows)
        return listing(d, "Guests and tables", rows, size=dials.size, blocks=dials.blocks).picture()

    name = f"{first} {asked}"
    question = draws.one((
        f"Is {name} on the list of guests?", f"My name is {name}. Am I on the list?", f"Do we expect {name}, and at which table?",
        f"Has {name} got a seat at one of the tables?",
    ))  # fmt: skip
    denials = [f"No, only one {first} {other} is on it." for other in others]
    return contrast(draws, question, denials, [f"Yes, it is there, at table {table}." for table in tables], scene)


def all_of_them(draws: Draws, fewest: int, most_more: int, other_count: int, size: float) -> Contrast:
    """Animals or things of one kind among some that are like it: are they all there?"""
    kind, *others = draws.some(draws.one(LIKE), 3)
    count = fewest + draws.whole(0, most_more)
    special = draws.some(("rose", "sunflower", "potted plant", "candle", "balloon", "kite", "teapot"), 2)

    def scene(d: Draws, case: int) -> Picture:
        there = count + (-1, 1, 0, 0)[case]
        beside = special[case % 2] if case > 1 else d.one(special)
        shown = d.shuffled([beside, *[kind] * there, *(d.one(others) for _ in range(other_count))])
        return heap(d, shown, size, stickers=True).picture()

    question = draws.one((
        f"Do {count} of these stickers show {a(kind)}?", f"Are there {count} stickers here with {a(kind)} on them?",
        f"I put {count} stickers on this sheet that show {a(kind)}. Is none missing, and none too many?",
    ))  # fmt: skip
    denials = [f"No, {count + more} of them show {a(kind)}." for more in (-1, 1)]
    return contrast(
        draws, question, denials, [f"Yes, {count}, and beside them {a(thing)}." for thing in special], scene
    )


_SOUNDING = (("Ada", "Ida", "Ava"), ("Lena", "Lina", "Lana"), ("Mia", "Mira", "Mara"), ("Jan", "Jon", "June"), ("Hana", "Hanna", "Anna"),
             ("Nina", "Nora", "Dina"), ("Tim", "Tom", "Tam"), ("Sara", "Sora", "Zara"), ("Ella", "Elsa", "Ellen"))  # fmt: skip


def name_at_table(draws: Draws, people: int) -> Contrast:
    """People around a table, with names: is somebody there, or only one of nearly that name?"""
    asked, *others = draws.shuffled(draws.one(_SOUNDING))
    pair = draws.some(("Otto", "Paul", "Rosa", "Will", "Kurt", "Uma", "Omar", "Finn"), 2)

    def scene(d: Draws, case: int) -> Picture:
        like = [name for names in _SOUNDING for name in names if name not in (asked, *others)]
        names = [others[case] if case < 2 else asked, *d.shuffled(pair), *d.some(like, people - 3)]
        left = pair[case % 2] if case > 1 else d.one(pair)
        rest = d.shuffled(name for name in names[1:] if name != left)
        return round_table(d, [names[0], left, *rest], [d.one(BRIGHT) for _ in names]).picture()

    question = draws.one((
        f"Does {asked} sit at this table?", f"I have a message for {asked}. Is {asked} among these people?",
        f"Is there a place with the name of {asked}?", f"Has {asked} come to the meeting, and beside whom?",
    ))  # fmt: skip
    denials = [f"No, it is {name}, not {asked}, who is here." for name in others]
    return contrast(
        draws, question, denials, [f"Yes, and {asked}'s neighbour on the left is {name}." for name in pair], scene
    )
