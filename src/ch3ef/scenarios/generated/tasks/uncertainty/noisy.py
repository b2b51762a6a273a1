"""Noisy questions: a premise is false, or what is asked about is missing, hidden, blurred, dark, or out of the frame."""

from __future__ import annotations

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.braids import strings
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.crowded import (
    CITIES,
    HAIR,
    WARES,
    Member,
    clocks,
    crowd,
    fits,
    flock,
    look_of,
    near_codes,
    panel,
    unlike,
)
from ch3ef.scenarios.generated.scene.instruments import INK
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED
from ch3ef.scenarios.generated.scene.people import Mood, any_look, head, person
from ch3ef.scenarios.generated.scene.rooms import (
    LIVELY,
    OPEN_AIR,
    POSES,
    ROOMS,
    back_of_head,
    colour_for,
    put,
)
from ch3ef.scenarios.generated.scene.things import a

_MOODS: tuple[tuple[Mood, Mood], ...] = (("happy", "sad"), ("happy", "angry"), ("surprised", "happy"))


def balloon_on_string(draws: Draws, count: int, changes: int) -> Contrast:
    """Children hold balloons by tangled strings; one string is loose at its end, and a bird has taken another."""
    colours, asked = draws.some(BRIGHT, min(count - 2, len(BRIGHT))), draws.whole(0, count - 1)

    def scene(d: Draws, case: int) -> Picture:
        canvas = Canvas(min(1000, max(460, 84 * count)), min(1010, max(448, 250 + 105 * changes)), ground="#d5e9f6")
        low, step = canvas.height - 92, canvas.width / count
        canvas.rect(0, canvas.height - 60, canvas.width, 60, fill="#a5d089")
        slots = d.shuffled(("loose", "bird", *colours, *(d.one(colours[2:]) for _ in range(count - 2 - len(colours)))))
        wanted = slots.index(("loose", "bird", *colours[:2])[case])
        others = iter(d.shuffled(slot for slot in range(count) if slot != wanted))
        ends = [wanted if child == asked else next(others) for child in range(count)]
        xs = [step * (k + 0.5) for k in range(count)]
        hand = 14 if step > 60 else 0  # beside the head; where children stand close, right above it
        strings(d, canvas, [(x + hand, low + 12) for x in xs], [(xs[end], 92) for end in ends], changes,
                ["#5a5f66"] * count, 3)  # fmt: skip
        for x, slot in zip(xs, slots, strict=True):
            if slot == "bird":
                put(canvas, "bird", x, 94, min(60, 0.8 * step), "black")
            elif slot != "loose":
                put(canvas, "balloon", x, 104, min(76, 1.6 * step), slot)
        for k, x in enumerate(xs):
            look = any_look(d, top="blue")
            half = min(22, 0.48 * step)
            canvas.path(f"M{x - half} {canvas.height}q0 -56 {half} -56q{half} 0 {half} 56z", fill=NAMED[d.one(LIVELY)])
            head(canvas, x - 4, low + 24, min(21, 0.44 * step), look, "happy")
            canvas.circle(x, canvas.height - 14, 11, fill="#ffffff")
            canvas.text(x, canvas.height - 9, str(k + 1), size=15, face="sans-bold", anchor="middle", colour=INK)
        return canvas.picture()

    child = f"child number {asked + 1}"
    question = draws.one((
        f"What colour is the balloon of {child}?", f"Which balloon would {child} lose by letting go?",
        f"Follow the string that {child} holds. Which balloon is on it?",
        f"I promised {child} a new balloon like the old one. Which colour do I need?",
    ))  # fmt: skip
    denials = ("None: that string ends loose in the air.", "None: a bird has hold of that string.")
    return contrast(draws, question, denials, [f"The {name} balloon is on that string." for name in colours[:2]], scene)


def how_many_there_were(draws: Draws, fewest: int, most_more: int, others: int, size: float) -> Contrast:
    """Somebody has counted animals and asks about one of them; there may be one fewer, or one more."""
    kind, other = draws.one((("bird", "cat"), ("dog", "cat"), ("fish", "boat")))
    count, tint = fewest + draws.whole(0, most_more), draws.one(("blue", "red", "purple"))
    plain = draws.one(("brown", "grey", "orange"))

    def scene(d: Draws, case: int) -> Picture:
        there = count + (-1, 1, 0, 0)[case]
        left = case == 2 if case > 1 else d.chance(0.5)
        kinds = [(kind, tint, left), *((kind, plain, d.chance(0.5)) for _ in range(there - 1)),
                 *((other, plain, d.chance(0.5)) for _ in range(others))]  # fmt: skip
        return flock(d, kinds, size, "#b9dbe8" if kind == "fish" else "").picture()

    many = kind if kind == "fish" else f"{kind}s"
    question = draws.one((
        f"I counted {count} {many}. Which way does the {tint} one look?",
        f"Of these {count} {many} one is {tint}. Does it look to the left or to the right?",
        f"There should be {count} {many} here, one of them {tint}. Where is that one looking?",
    ))  # fmt: skip
    denials = [f"There are {count + more} {many} here, not {count}." for more in (-1, 1)]
    return contrast(
        draws, question, denials, [f"All {count} are here, and it looks {side}." for side in ("left", "right")], scene
    )


def highest_of_gauges(draws: Draws, across: int, down: int, r: float, apart: int) -> Contrast:
    """A panel of gauges: which of one kind shows the most? One of these may have lost its needle, as others have."""
    sort, codes = draws.one(("EP", "EF", "BP", "BF")), near_codes(draws, 64)
    asked = [code for code in codes if code.startswith(sort)][: max(4, across * down // 4)]
    others = [code for code in codes if not code.startswith(sort)][: across * down - len(asked)]
    top = draws.whole(24 + apart, 46)

    def scene(d: Draws, case: int) -> Picture:
        first, second = asked[2:4] if case == 2 or (case < 2 and d.chance(0.5)) else asked[3:1:-1]
        shown: dict[str, float | None] = {code: d.whole(4, top - 2 * apart) / 5 for code in asked}
        shown |= {code: d.whole(4, 49) / 5 for code in others} | dict.fromkeys(
            others[: -(-len(others) // (3 if across > 9 else 10))]
        )
        shown |= {first: top / 5, second: (top - apart) / 5} | dict.fromkeys(asked[case : case + 1] if case < 2 else ())
        return panel(d, shown, across, r).picture()

    question = draws.one((
        f"Which of the gauges whose marks begin with {sort} shows the highest pressure?",
        f"Of all gauges {sort}, which one has the highest reading?", f"Where is the pressure highest among the {sort} gauges?",
    ))  # fmt: skip
    denials = [f"I can't tell: gauge {code} has lost its needle." for code in asked[:2]]
    answers = [f"Gauge {code} shows the highest pressure." for code in asked[2:4]]
    return contrast(draws, question, denials, answers, scene)


def time_in_city(draws: Draws, across: int, down: int, r: float, apart: int) -> Contrast:
    """A wall of clocks: the one asked about may lack its hour hand or its minute hand."""
    city, *cities = draws.some(CITIES, across * down)
    times = [0, 0]
    # No hand hides the other.
    while any(abs((5.5 * time + 180) % 360 - 180) < 25 for time in times):
        times[0] = 60 * draws.whole(1, 11) + 5 * draws.whole(1, 11 - apart)
        times[1] = times[0] + 5 * apart

    def scene(d: Draws, case: int) -> Picture:
        told = {
            name: (
                d.one(times) if across > 9 else 5 * d.whole(12, 143),
                d.one(("both", "both", "hour", "minute")),
            )
            for name in cities
        }
        told[city] = (times[case % 2], ("minute", "hour", "both", "both")[case])
        return clocks(d, told, across, r).picture()

    question = draws.one((
        f"What time is it in {city}?", f"I want to ring a friend in {city}. What does the clock say?",
        f"Which time does the clock marked {city} show?", f"How late is it in {city} by these clocks?",
    ))  # fmt: skip
    denials = ("Its hour hand is missing.", "Its minute hand is missing.")
    return contrast(draws, question, denials, [f"It is {at // 60}:{at % 60:02d} in {city}." for at in times], scene)


def held_by_one_of_many(draws: Draws, people: int, rows: int, size: float) -> Contrast:
    """A crowd: what does one hold, who may not be there, or hold nothing?"""
    asked = look_of(draws, draws.one(BRIGHT), draws.one(tuple(HAIR)), draws.chance(0.5))
    things = draws.some(("cup", "book", "phone", "apple", "bottle", "flower", "ball"), 2)
    tint = draws.one(("red", "blue", "green", "purple"))

    def scene(d: Draws, case: int) -> Picture:
        near = [unlike(d, asked) for _ in range(max(3, 2 * people // 3))]
        members = [
            Member(look, "happy", holds, tint)
            for look, holds in zip(near, (*things, "", *d.some(WARES, 9)), strict=False)
        ]
        if case:
            members.append(Member(asked, "happy", ("", *things)[case - 1], tint))
        while len(members) < people:
            look = any_look(d)
            if not fits(look, asked):
                members.append(Member(look, "happy", d.one((*things, "", "cup", "book", "bottle", "flower")), tint))
        return crowd(d, d.shuffled(members), rows, size).picture()

    who = f"the person in {asked.top} with {HAIR[asked.hair]} {'and' if asked.glasses else 'but without'} glasses"
    question = draws.one((
        f"What is in the hand of {who}?", f"What does {who} hold?", f"Which thing has {who} brought along?",
        f"Look at {who}: what is that in the hand?",
    ))  # fmt: skip
    denials = ("Nobody here looks quite like that.", "That person's hands are both empty.")
    return contrast(draws, question, denials, [f"That person holds {a(thing)} in one hand." for thing in things], scene)


def face_not_seen(draws: Draws) -> Contrast:
    """The mood of somebody whose face is out of the frame, or turned away."""
    place = draws.one((*OPEN_AIR, *ROOMS))
    top = draws.one(BRIGHT)
    moods = draws.one(_MOODS)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, x, look = stage.canvas, 300 + d.jitter(130), any_look(d, top=top)
        extra, pose = d.one(("potted plant", "dog", "suitcase", "cat")), d.one(POSES)
        size = 670.0 if case == 0 else d.between(270, 300)
        y = 470.0 if case == 0 else min(stage.ground + 30, 498)
        put(c, extra, 560 if x < 320 else 80, 480, 92, colour_for(d, extra))
        person(c, x, y, size, look, pose="holding" if case == 0 else pose, mood=moods[max(0, case - 2)])
        if case == 1:
            back_of_head(c, x, y, size, look)
        return c.picture()

    word = {"happy": "happy", "sad": "sad", "angry": "angry", "surprised": "surprised"}
    question = draws.one((
        f"What does the face of the person in {top} show?", f"How does the person in {top} feel, going by the face?",
        f"Look at the face of the one in {top}: what is the mood?",
        f"My friend in the {top} shirt got some news. What does the face say?",
    ))  # fmt: skip
    denials = ("The picture ends below the head.", "The person is turned away from us.")
    return contrast(draws, question, denials, [f"The face of the person looks {word[mood]}." for mood in moods], scene)
