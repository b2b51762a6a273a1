"""Object: is such a thing, or such a person, in the picture? Item: no; twin: yes."""

from __future__ import annotations

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.canvas import Picture
from ch3ef.scenarios.generated.scene.crowded import (
    HAIR,
    NAMES,
    WARES,
    Cells,
    Crowd,
    Flock,
    Member,
    Print,
    cabinet,
    crowd,
    flock,
    listing,
    look_of,
    person_names,
    round_table,
)
from ch3ef.scenarios.generated.scene.palette import BRIGHT
from ch3ef.scenarios.generated.scene.rooms import LIVELY, put
from ch3ef.scenarios.generated.scene.things import a


def thing_in_cabinet(draws: Draws, dials: Cells) -> Contrast:
    """A cabinet: does it hold a thing of a kind and colour? There is one of that kind, and many of that colour."""
    columns, rows, cell = dials
    ware, (asked, *others) = draws.one(WARES), draws.some(LIVELY, 3)
    rest = [name for name in WARES if name != ware]

    def scene(d: Draws, case: int) -> Picture:
        canvas, spots, box = cabinet(d, columns, rows, cell)
        half = [k for k in range(len(spots)) if case < 2 or (k % columns < columns / 2) == (case == 2)]
        at = d.one([k for k in half if k % columns != (columns - 1) / 2])
        for place, (x, y) in enumerate(spots):
            if place == at:
                put(canvas, ware, x, y, box, others[case] if case < 2 else asked)
            else:
                put(canvas, d.one(rest), x, y, box, d.one((asked, *LIVELY)))
        return canvas.picture()

    question = draws.one((
        f"Is there {a(asked)} {ware} in this cabinet?", f"I am looking for my {asked} {ware}. Is it here?",
        f"Can I take {a(asked)} {ware} from these shelves?", f"Somebody says the {asked} {ware} is in here. Do you see it?",
    ))  # fmt: skip
    denials = [f"No, the only {ware} here is {name}." for name in others]
    return contrast(draws, question, denials, [f"Yes, it is in the {side} half." for side in ("left", "right")], scene)


def taken_since_yesterday(draws: Draws, dials: Cells) -> Contrast:
    """Two pictures of a cabinet: was anything taken from it? Something was; or two things changed places, or one its colour."""
    columns, rows, cell = dials
    wares = draws.some(WARES, 2)

    def scene(d: Draws, case: int) -> tuple[Picture, ...]:
        count = columns * rows
        before: list[tuple[str, str] | None] = [
            (d.one(WARES), d.one(LIVELY)) if d.chance(0.8) else None for _ in range(count)
        ]
        one, other = d.some(range(count), 2)
        before[one], before[other] = (wares[0], d.one(LIVELY)), (wares[1], d.one(LIVELY))
        after = list(before)
        if case == 0:
            after[one], after[other] = before[other], before[one]
        elif case == 1:
            at = d.one((one, other))
            ware, tint = before[at] or ("cup", "red")
            after[at] = (ware, d.one([name for name in LIVELY if name != tint]))
        else:
            after[(one, other)[case - 2]] = None
        seen = f"cabinet {d.between(0, 1)}"
        pictures = []
        for things in (before, after):
            canvas, spots, box = cabinet(Draws(seen), columns, rows, cell)
            for thing, (x, y) in zip(things, spots, strict=True):
                if thing:
                    put(canvas, thing[0], x, y, box, thing[1])
            pictures.append(canvas.picture())
        return tuple(pictures)

    question = draws.one((
        "The first photo is from yesterday, the second from today. Has anything been taken out?",
        "Here is my cabinet yesterday and today. Did somebody take something?",
        "Compare the first photo with the second one, taken a day later. Is anything missing?",
        "I left the cabinet as in the first picture; the second is how I found it. Is something gone?",
    ))  # fmt: skip
    denials = ("No, but two things have changed places.", "No, but one thing has another colour now.")
    return contrast(
        draws, question, denials, [f"Yes, {a(ware)} is gone, all else is the same." for ware in wares], scene
    )


def person_in_crowd(draws: Draws, dials: Crowd) -> Contrast:
    """A crowd: is somebody of this description in it? One has that hair and glasses, perhaps in another colour."""
    asked, *others = draws.some(BRIGHT, 3)
    hair = draws.one(tuple(HAIR))

    def scene(d: Draws, case: int) -> Picture:
        one = Member(look_of(d, others[case] if case < 2 else asked, hair, True))
        rest = []
        for _ in range(dials.people - 1):
            glasses = d.chance(0.5)
            kind = d.one([each for each in HAIR if not (glasses and each == hair)])
            rest.append(Member(look_of(d, d.one((asked, *BRIGHT)), kind, glasses)))
        across = -(-dials.people // dials.rows)
        half = [k for k in range(dials.people) if (k % across < across / 2) == (case == 2) or case < 2]
        rest.insert(d.one([k for k in half if abs(k % across - (across - 1) / 2) > 0.6]), one)
        return crowd(d, rest, dials.rows, dials.size).picture()

    who = f"somebody in {asked} who has {HAIR[hair]} and wears glasses"
    question = draws.one((
        f"Is there {who}?", f"I am to meet {who}. Is that person in this picture?",
        f"Do you see {who} anywhere in this group?", f"Was {who} with the group?",
    ))  # fmt: skip
    denials = [f"No, the only one with both is in {name}." for name in others]
    return contrast(
        draws, question, denials, [f"Yes, in the {side} half of the group." for side in ("left", "right")], scene
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


def all_of_them(draws: Draws, dials: Flock) -> Contrast:
    """A meadow or bay: are they all there?"""
    kind, other, ground = draws.one(
        (
            ("boat", "fish", "#a9d3e6"),
            ("bird", "cat", ""),
            ("dog", "cat", ""),
            ("fish", "boat", "#b9dbe8"),
            ("car", "tree", "#cfcfc9"),
        )
    )
    count = dials.fewest + draws.whole(0, dials.more)
    tints = draws.some(("purple", "yellow", "pink"), 2)

    def scene(d: Draws, case: int) -> Picture:
        special, there = tints[case % 2] if case > 1 else d.one(tints), count + (-1, 1, 0, 0)[case]
        kinds = [(kind, special, False), *((kind, "brown", d.chance(0.5)) for _ in range(there - 1))]
        kinds += [(other, "green" if other == "tree" else "black", False)] * dials.others
        return flock(d, kinds, dials.size, ground).picture()

    many = kind if kind == "fish" else f"{kind}s"
    question = draws.one((
        f"We own {count} {many}. Are they all in this picture?", f"Are there {count} {many} here?",
        f"There must be {count} {many}. Is none missing, and none too many?",
    ))  # fmt: skip
    denials = [f"No, there are {count + more} {many} in the picture." for more in (-1, 1)]
    return contrast(draws, question, denials, [f"Yes, {count}, and one of them is {tint}." for tint in tints], scene)


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
