"""Capability: what no picture can tell, unless it is shown there: words, thoughts, names, warmth, weight, music, smells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.braids import strings
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.crowded import (
    HAIR,
    NAMES,
    Member,
    Print,
    cabinet,
    crowd,
    fits,
    listing,
    look_of,
    near_codes,
    ordinal,
    tag,
    tube,
    unlike,
)
from ch3ef.scenarios.generated.scene.instruments import INK, clock
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker
from ch3ef.scenarios.generated.scene.people import any_look, head
from ch3ef.scenarios.generated.scene.rooms import LIVELY, put
from ch3ef.scenarios.generated.scene.things import a

_SAID = ("See you at six!", "Bring some bread.", "The train is late.", "I found the key.", "It starts at ten.", "Come home soon.",
         "Dinner is ready.", "We won the game.", "Mind the step!", "I lost my hat.", "Who is next?", "Is it far?")  # fmt: skip
_THOUGHT = ("cake", "car", "guitar", "boat", "house", "dog", "bicycle", "banana", "cup", "cat", "kite", "drum")
_SONGS = ("Autumn Light", "River Song", "Paper Moon", "Old Harbour", "Silver Rain", "Green Hills", "Night Train", "Winter Rose",
          "Sunny Lane", "Last Waltz", "Blue Door", "Slow Boat", "High Noon", "Red Kite", "Long Road", "Lost Key", "Wild Geese",
          "First Snow", "Tall Grass", "Far Away", "Still Here", "Warm Bread", "Two Rivers", "Third Floor", "Glass Bell")  # fmt: skip
_ROOMS = ("kitchen", "nursery", "office", "cellar", "hall", "bath", "attic", "studio", "library", "garage", "pantry",
          "bedroom")  # fmt: skip


def what_is_said(draws: Draws, count: int, changes: int) -> Contrast:
    """Children whose bubbles hang on tangled tails: what does one say?"""
    said = draws.some(_SAID, min(len(_SAID), count))

    def write(canvas: Canvas, x: float, y: float, words: str) -> None:
        first, _, last = words.rpartition(" ")
        if count > 12:
            for line, word in enumerate(words.split()):
                canvas.text(x, y - 18 + 14 * line, word, size=min(10, 0.25 * 1000 / count), anchor="middle", colour=INK)
            return
        canvas.text(x, y - 4, first, size=13, anchor="middle", colour=INK)
        canvas.text(x, y + 13, last, size=13, anchor="middle", colour=INK)

    questions = (
        "What does child number {child} say?",
        "Listen to child {child}. What are the words?",
        "Child {child} is calling something. What is it?",
    )
    return _bubbles(
        draws, count, changes, questions, said, [f"Child {{child}} says “{words}”" for words in said[:2]], write
    )


def what_is_thought_of(draws: Draws, count: int, changes: int) -> Contrast:
    """Children whose thoughts hang on tangled tails: what does one think of?"""
    things = draws.some(_THOUGHT, min(len(_THOUGHT), count))

    def show(canvas: Canvas, x: float, y: float, thing: str) -> None:
        put(
            canvas,
            thing,
            x,
            y + 24,
            min(44, 760 / count),
            "red" if thing not in ("cat", "dog", "banana") else "yellow" if thing == "banana" else "brown",
        )

    questions = (
        "What is child number {child} thinking of?",
        "What goes through the head of child {child}?",
        "Which thing does child {child} have in mind?",
    )
    return _bubbles(
        draws,
        count,
        changes,
        questions,
        things,
        [f"Child {{child}} thinks of {a(thing)}." for thing in things[:2]],
        show,
    )


def _bubbles(
    draws: Draws, count: int, changes: int, questions: Sequence[str], held: Sequence[str], answers: Sequence[str],
    show: Callable[[Canvas, float, float, str], None],
) -> Contrast:  # fmt: skip
    """One bubble is empty, and one tail ends without a bubble."""
    asked = draws.whole(0, count - 1)

    def scene(d: Draws, case: int) -> Picture:
        canvas = Canvas(
            min(1000, max(460, 94 * count)),
            min(1010, max(448, 250 + 98 * changes)),
            ground=d.one(("#d5e9f6", "#e9e4d4", "#dcebd6")),
        )
        low, step = canvas.height - 92, canvas.width / count
        canvas.rect(0, canvas.height - 58, canvas.width, 58, fill="#a5d089")
        slots = d.shuffled(
            ("none", "empty", *held[: count - 2], *(d.one(held[2:]) for _ in range(count - 2 - len(held))))
        )
        wanted = slots.index(("empty", "none", *held[:2])[case])
        others = iter(d.shuffled(slot for slot in range(count) if slot != wanted))
        ends = [wanted if child == asked else next(others) for child in range(count)]
        xs = [step * (k + 0.5) for k in range(count)]
        strings(
            d, canvas, [(x, low + 4) for x in xs], [(xs[end], 88) for end in ends], changes, ["#6a7076"] * count, 2.6
        )
        for k, x in enumerate(xs):
            if slots[k] != "none":
                canvas.rect(
                    x - 0.46 * step, 16, 0.92 * step, 72, fill="#ffffff", stroke="#6a7076", radius=min(20, 0.3 * step)
                )
                if slots[k] != "empty":
                    show(canvas, x, 52, slots[k])
            half = min(22, 0.48 * step)
            canvas.path(f"M{x - half} {canvas.height}q0 -56 {half} -56q{half} 0 {half} 56z", fill=NAMED[d.one(LIVELY)])
            head(canvas, x, low + 24, min(21, 0.44 * step), any_look(d), "happy")
            canvas.circle(x, canvas.height - 14, 11, fill="#ffffff")
            canvas.text(x, canvas.height - 9, str(k + 1), size=15, face="sans-bold", anchor="middle", colour=INK)
        return canvas.picture()

    child = str(asked + 1)
    denials = (f"The bubble of child {child} is empty.", f"No bubble is on child {child}'s line.")
    return contrast(
        draws, draws.one(questions).format(child=child), denials, [text.format(child=child) for text in answers], scene
    )


def name_of_one(draws: Draws, people: int, rows: int, size: float) -> Contrast:
    """A group with a caption that gives names row by row: what is somebody called? Some names are dashes, one row has none."""
    look = look_of(draws, draws.one(BRIGHT), draws.one(tuple(HAIR)), draws.chance(0.5))
    names = draws.some(NAMES, 2)
    across = -(-people // rows)

    def scene(d: Draws, case: int) -> Picture:
        row, column = d.whole(0, rows - 1), d.whole(0, across - 2)
        looks = [
            each
            for each in (any_look(d) if k % 3 == 0 else unlike(d, look) for k in range(3 * people))
            if not fits(each, look)
        ]
        members = [Member(each) for each in looks[:people]]
        members[row * across + column] = Member(look)
        told = [d.some([name for name in NAMES if name not in names], across) for _ in range(rows)]
        told[row][column] = ("–", "", *names)[case]
        unknown = row if case == 1 else d.one([each for each in range(rows) if each != row])
        # Beside the place asked about, or in a row that is told, stand the other outcomes: the caption alone excludes none.
        seen = d.one([each for each in range(rows) if each != row]) if case == 1 else row
        near = sorted((k for k in range(across) if (seen, k) != (row, column)), key=lambda k: abs(k - column))
        others = [kind for place, kind in enumerate(("–", "", *names)) if kind and place != case]
        for k, kind in zip(near, d.shuffled(others), strict=False):
            told[seen][k] = kind
        labels = ["Back row", *(f"{ordinal(k + 1).capitalize()} row" for k in range(1, rows - 1)), "Front row"]
        lines = [
            f"{label}: {'names not known' if k == unknown else ', '.join(told[k])}" for k, label in enumerate(labels)
        ]
        return crowd(d, members, rows, size, caption=lines, print_size=13).picture()

    who = f"the person in {look.top} with {HAIR[look.hair]} {'and' if look.glasses else 'but without'} glasses"
    question = draws.one((
        f"What is the name of {who}?", f"Who is {who}?", f"I think I know {who}. Who is that?",
        f"The caption names people from left to right. What is {who} called?",
    ))  # fmt: skip
    denials = ("The caption has a dash for this person.", "The caption has no names for that row.")
    return contrast(draws, question, denials, [f"By the caption, it is {name}." for name in names], scene)


def warmest_room(draws: Draws, across: int, down: int, high: float, apart: int) -> Contrast:
    """Thermometers with names of rooms: where is it warmest? Two may be level; lines may lead there."""
    rooms = draws.some(_ROOMS, across)
    top = draws.whole(20, 27)

    def scene(d: Draws, case: int) -> Picture:
        canvas = Canvas(max(448, 82 * across + 40), max(448, round(down * (high + 70)) + 40), ground=d.one(GROUNDS)[1])
        tall = high if down > 1 else canvas.height - 90
        xs = [20 + (canvas.width - 40) * (place + 0.5) / across for place in range(across)]
        first, second = rooms[:2] if case != 3 else rooms[1::-1]
        values = {room: d.whole(9, top - 2 * apart) for room in rooms} | {
            first: top,
            second: top - apart,
            rooms[2]: top - 2 * apart,
        }
        values |= {(rooms[1], rooms[2])[case]: top} | ({rooms[1]: top - apart} if case == 1 else {}) if case < 2 else {}
        if down > 1:
            values = {
                room: value if room in rooms[:3] else d.whole(top - 2 * apart, 31) for room, value in values.items()
            }
        told, shown = d.shuffled(values), d.shuffled(values.items())
        if down > 1:
            ends = [(xs[told.index(room)], 34.0) for room, _ in shown]
            strings(d, canvas, [(x, canvas.height - tall - 40) for x in xs], ends, across + 13, [INK] * across, 2.6)
        for x, (_, value) in zip(xs, shown, strict=True):
            tube(
                canvas,
                x,
                canvas.height - 52 - d.between(0, 16),
                tall - 16,
                value,
                low=8,
                most=32,
                step=4,
                colour="#d32f2f",
            )
        for x, room in zip(xs, told if down > 1 else [room for room, _ in shown], strict=True):
            tag(canvas, x, 24 if down > 1 else canvas.height - 22, room, 12)
        return canvas.picture()

    one, two, three = draws.shuffled(rooms[:3])
    question = draws.one((
        f"Of the {one}, the {two} and the {three}, where is it warmest by the thermometers on their lines?",
        f"Lines lead from the rooms to their thermometers. Which is warmest: {one}, {two} or {three}?",
    ) if down > 1 else (
        "In which of these rooms is it warmest?", "Each room has a thermometer. Where would I feel the warmest?",
        f"Is it warmer in the {rooms[0]}, or where else is it the warmest?", "Which room has the highest temperature?",
    ))  # fmt: skip
    denials = [f"Two are level: {rooms[0]} and {room}." for room in rooms[1:3]]
    return contrast(
        draws, question, denials, [f"It is warmest in the {room}, by its tube." for room in rooms[:2]], scene
    )


def piece_being_played(draws: Draws, dials: Print) -> Contrast:
    """A concert's programme gives how long each piece takes: which is being played at the clock's time?"""
    pieces = draws.some(_SONGS, 2)
    start = 60 * draws.whole(2, 8)

    def scene(d: Draws, case: int) -> tuple[Picture, ...]:
        shown = ("Break", "(a surprise)", *pieces)
        at = d.whole(max(1, dials.like - 2), dials.like) if dials.like < dials.rows - 1 else dials.rows - 2
        rest = d.some([song for song in _SONGS if song not in pieces], dials.rows - 1)
        others = d.shuffled([each for k, each in enumerate(shown) if k != case])
        rows = [*rest[:at], shown[case], *rest[at:]]
        for k, other in zip([k for k in (at - 1, at + 1, at - 2, at + 2) if 0 <= k < len(rows)], others, strict=False):
            rows[k] = other
        minutes = [d.whole(2, 7) for _ in rows]
        now = start + sum(minutes[:at]) + d.whole(0, minutes[at] - 1)
        table = [(row, f"{minute} min") for row, minute in zip(rows, minutes, strict=True)]
        title = f"Concert, from {start // 60}:00"
        hall = Canvas(448, 448, ground=d.one(GROUNDS)[1])
        clock(hall, 224, 224, 170, now)
        return listing(d, title, table, size=dials.size).picture(), hall.picture()

    question = draws.one((
        "The clock shows the time now. What is being played?", "It is the time on the clock. Which piece do we hear?",
        "I come in at the time that the clock shows. What are they playing?", "What do they play at the time on the clock, by the programme?",
    ))  # fmt: skip
    denials = ("Nothing is: they are having a break.", "A surprise: its title is not given.")
    return contrast(draws, question, denials, [f"By the programme, it is “{piece}”." for piece in pieces], scene)


_SCENTS = ("lavender", "vanilla", "cinnamon", "orange", "jasmine", "apple", "pine", "rose", "lemon", "mint", "clove", "thyme",
           "ginger", "honey", "cedar", "lilac")  # fmt: skip


def scent_of_jar(draws: Draws, columns: int, rows: int, cell: float) -> Contrast:
    """Jars with codes, and a list of scents: what does the jar at a place smell of?"""
    codes, scents = near_codes(draws, columns * rows), draws.some(_SCENTS, 2)
    row, column = draws.whole(0, rows - 1), draws.whole(0, columns - 1)

    def scene(d: Draws, case: int) -> tuple[Picture, ...]:
        canvas, spots, box = cabinet(d, columns, rows, cell)
        placed = d.shuffled(codes)
        asked = placed[row * columns + column]
        for (x, y), code in zip(spots, placed, strict=True):
            tint = NAMED[d.one(LIVELY)]
            canvas.rect(x - 0.42 * box, y - 0.82 * box, 0.84 * box, 0.8 * box, fill=tint, stroke=darker(tint), radius=6)
            canvas.rect(
                x - 0.3 * box,
                y - 0.98 * box,
                0.6 * box,
                0.17 * box,
                fill="#efe9dc",
                stroke="#8d8675",
                width=1,
                radius=3,
            )
            tag(canvas, x, y - 0.42 * box, code, 11)
        near = sorted(
            (code for code in codes if code != asked),
            key=lambda code: -sum(p == q for p, q in zip(code, asked, strict=True)),
        )
        told = dict(
            zip(near, d.shuffled([each for k, each in enumerate(("", "no scent", *scents)) if k != case]), strict=False)
        )
        told[asked] = ("", "no scent", *scents)[case]
        listed = [(code, told[code] if code in told else d.one(_SCENTS)) for code in d.shuffled(codes)]
        listed = [each for each in listed if each[1]]
        return canvas.picture(), listing(
            d, "Scents", listed, size=14 if rows < 3 else 12.5, blocks=1 if len(listed) < 30 else 3
        ).picture()

    where = f"the {ordinal(column + 1)} jar from the left in the {ordinal(row + 1)} row from the top"
    question = draws.one((
        f"What does {where} smell of?", f"I open {where}. What do I smell?", f"Which scent is in {where}?",
        f"Tell me what I would smell at {where}.",
    ))  # fmt: skip
    denials = ("The list does not have the jar's code.", "By the list it is without any scent.")
    return contrast(draws, question, denials, [f"By the list that jar smells of {scent}." for scent in scents], scene)
