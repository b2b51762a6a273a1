"""Noisy questions: a premise is false, or what is asked about is blurred, hidden, dark, or out of the frame."""

from __future__ import annotations

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.glyphs import Face
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker
from ch3ef.scenarios.generated.scene.people import Mood, any_look, person
from ch3ef.scenarios.generated.scene.rooms import (
    LIVELY,
    OPEN_AIR,
    PLACES,
    POSES,
    ROOMS,
    back_of_head,
    colour_for,
    garden,
    park,
    put,
    shoes,
    street,
)
from ch3ef.scenarios.generated.scene.things import SMALL, THINGS, a

_FACES: tuple[Face, ...] = ("serif-bold", "sans-bold", "comic-bold")
_MOODS: tuple[tuple[Mood, Mood], ...] = (("happy", "sad"), ("happy", "angry"), ("surprised", "happy"))
_NAMES = ("Marlow", "Hartwell", "Brindley", "Farrow", "Winslow", "Ludlow", "Penrose", "Tolland", "Aldwick", "Corby")
_TRADES = ("Bakery", "Books", "Flowers", "Shoes", "Tea House", "Toys", "Hats")


def held_thing(draws: Draws) -> Contrast:
    """The colour of a thing that somebody is said to hold."""
    thing = draws.one(("umbrella", "balloon", "kite", "book", "bottle", "flower", "hat", "guitar"))
    place, colours = draws.one(OPEN_AIR), draws.some(LIVELY, 2)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, x, size = stage.canvas, 300 + d.jitter(90), d.between(210, 235)
        look = any_look(d, top=d.one([name for name in BRIGHT if name not in colours]))
        other = d.one([name for name in ("cup", "phone", "apple", "backpack") if name != thing])
        extra, loose = d.one(("dog", "cat", "bird", "bicycle")), d.one(colours)
        box = 118 if thing in ("umbrella", "balloon", "kite", "guitar") else 66
        if case == 1:
            put(c, thing, x, stage.ground, box, loose)
        else:
            hx, hy = person(c, x, stage.ground, size, look, pose="holding", mood="happy")
            low = 10 if thing in ("umbrella", "balloon", "kite", "flower") else 26
            if case == 0:
                put(c, other, hx + 3, hy + 22, 48, colour_for(d, other))
            else:
                put(c, thing, hx + 4, hy + low, box, colours[case - 2])
        put(c, extra, 540 if x < 320 else 90, stage.ground + 20, 90, colour_for(d, extra))
        return stage.canvas.picture()

    question = draws.one((
        f"What colour is the {thing} that the person is holding?", f"The person holds {a(thing)}. Of what colour?",
        f"Which colour is the {thing} in the person's hand?", f"I like the person's {thing}. What is its colour?",
    ))  # fmt: skip
    denials = (f"There is a person, but no {thing}.", f"There is {a(thing)}, but no person.")
    return contrast(draws, question, denials, [f"The person holds {a(name)} {thing}." for name in colours], scene)


def blurred_sign(draws: Draws) -> Contrast:
    """The name on the sign of a shop: blurred, or left blank."""
    names, trade = draws.some(_NAMES, 2), draws.one(_TRADES)
    wall = draws.one(("brown", "grey", "green", "blue", "red", "purple"))

    def scene(d: Draws, case: int) -> Picture:
        c = street(d).canvas
        colour, left = NAMED[wall], 120 + d.jitter(50)
        c.rect(left, 108, 400, 300, fill=colour, stroke=darker(colour), width=4)
        c.rect(left + 20, 128, 360, 72, fill="#fdf7e6", stroke=darker(colour), width=4, radius=6)
        face = d.one(_FACES)
        _shop_front(d, c, left, colour)
        shown = f"{names[case - 2] if case > 1 else d.one(names)} {trade}"
        size = 32 if len(shown) < 16 else 26
        if case == 0:
            with c.blurred(14):
                c.rect(left + 26, 134, 348, 60, fill="#fdf7e6")
                c.text(left + 200, 176, shown, size=size, face=face, colour="#3a3330", anchor="middle")
        elif case > 1:
            c.text(left + 200, 176, shown, size=size, face=face, colour="#3a3330", anchor="middle")
        return c.picture()

    question = draws.one((
        f"I am meeting a friend at this {wall} shop. What does its sign say?",
        f"What is written on the sign of the {wall} shop?",
        f"Which name can be read above the window of the {wall} shop?",
        f"Read me the sign of the {wall} shop.",
    ))  # fmt: skip
    denials = ("The sign is too blurred to read.", "There is no writing on the sign.")
    return contrast(draws, question, denials, [f"The shop sign says “{name} {trade}”." for name in names], scene)


def _shop_front(d: Draws, c: Canvas, left: float, colour: str) -> None:
    c.rect(left + 24, 232, 220, 140, fill="#dff0f7", stroke="#fdfaf2", width=6)
    for place, thing in enumerate(d.some(SMALL, 3)):
        put(c, thing, left + 66 + 68 * place, 368, 58, colour_for(d, thing))
    c.rect(left + 286, 236, 86, 170, fill=darker(colour, 0.5), stroke="#fdfaf2", width=4)
    c.circle(left + 360, 330, 5, fill="#f3c63a")


def hidden_door(draws: Draws) -> Contrast:
    """The colour of a door that something stands before."""
    colours = draws.some(LIVELY, 2)
    hider, other = draws.some(("bus", "tree", "fir tree"), 2)
    number = draws.whole(2, 58)

    def scene(d: Draws, case: int) -> Picture:
        stage = garden(d) if d.chance(0.5) else park(d)
        c, wall, x = stage.canvas, d.one(("#efe2c6", "#e6d3d8", "#dfe6e9", "#f1ecdf")), 320 + d.jitter(50)
        c.rect(x - 160, 190, 320, 220, fill=wall, stroke=darker(wall), width=3)
        c.polygon([(x - 190, 194), (x, 84), (x + 190, 194)], fill=d.one(("#8a4b3a", "#5d5f66", "#7a5b46")))
        for side in (-112, 112):
            c.rect(x + side - 28, 236, 56, 70, fill="#d7ecf6", stroke="#fffdf6", width=5)
        c.circle(x, 150, 19, fill="#d7ecf6", stroke="#fffdf6", width=5)
        door = colours[case - 2] if case > 1 else d.one(colours)
        c.rect(x - 32, 306, 64, 104, fill=NAMED[door], stroke="#fffdf6", width=5)
        c.circle(x + 20, 362, 4, fill="#f3c63a")
        c.rect(x - 22, 200, 44, 26, fill="#27425f", radius=4)
        c.text(x, 219, str(number), size=18, face="sans-bold", colour="#ffffff", anchor="middle")
        c.rect(0, 408, 640, 14, fill="#cfc7b4")
        if case < 2:
            hidden = (hider, other)[case]
            if hidden == "bus":
                THINGS["bus"](c, x + d.jitter(20), 474, 186, NAMED[d.one([n for n in BRIGHT if n not in colours])])
            elif hidden == "tree":
                c.path(f"M{x - 14} 470l8 -90h12l8 90z", fill="#74512f")
                for dx, dy in ((-46, 0), (46, 0), (0, -34), (0, 14), (-24, 40), (24, 40)):
                    c.circle(x + dx, 350 + dy, 40, fill="#4f9a4a")
            else:
                for top, half in ((296, 66), (334, 84), (372, 104)):
                    c.polygon([(x, top - 62), (x + half, top + 58), (x - half, top + 58)], fill="#2f7a4a",
                              stroke="#1f5a34")  # fmt: skip
        return c.picture()

    question = draws.one((
        f"What colour is the front door of number {number}?", f"Of which colour is the door of the house no. {number}?",
        f"Our house is number {number}. What colour is our door?",
    ))  # fmt: skip
    denials = [f"{a(thing).capitalize()} stands in front of the door." for thing in (hider, other)]
    return contrast(draws, question, denials, [f"The door of the house is painted {name}." for name in colours], scene)


def shoes_not_seen(draws: Draws) -> Contrast:
    """The colour of shoes that are below the frame, or behind a box."""
    place, colours = draws.one((*OPEN_AIR, *ROOMS)), draws.some(LIVELY, 2)
    top = draws.one([name for name in BRIGHT if name not in colours])

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, x, size = stage.canvas, 310 + d.jitter(120), d.between(250, 285)
        look = any_look(d, top=top)
        extra = d.one(("suitcase", "ball", "dog", "backpack"))
        y = 572 if case == 0 else min(stage.ground + 20, 490)
        size = size + 60 if case == 0 else size
        put(c, extra, 560 if x < 320 else 80, min(y, 480), 88, colour_for(d, extra))
        person(c, x, y, size, look, pose=d.one(POSES), mood="happy")
        worn = colours[case - 2] if case > 1 else d.one(colours)
        shoes(c, x, y, size, worn)
        if case == 1:
            put(c, "box", x + 3, y + 14, 96, "brown")
        return c.picture()

    question = draws.one((
        f"What colour are the shoes of the person in {top}?", f"The person in {top} has new shoes. What colour?",
        f"In the {PLACES[place][0]}, what colour of shoes does the one in {top} wear?",
        f"Tell me the colour of the shoes of the person in {top}.",
    ))  # fmt: skip
    denials = ("The picture ends above the feet.", "A box stands in front of the feet.")
    return contrast(draws, question, denials, [f"The person's shoes are both {name}." for name in colours], scene)


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


def table_in_the_dark(draws: Draws) -> Contrast:
    """What stands on furniture: in the dark, or empty."""
    place = draws.one(ROOMS)
    things = draws.some([thing for thing in SMALL if thing not in ("box", "ball", "key")], 2)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c = stage.canvas
        x, y = d.one(stage.spots[1:3])
        if case != 1:
            thing = things[case - 2] if case else d.one(things)
            put(c, thing, x, y, 108, colour_for(d, thing))
        if case == 0:
            c.rect(0, 0, 640, 512, fill="#04050a", opacity=0.86)
            with c.blurred(22):
                c.rect(-60, 150, 760, 160, fill="#04050a")
        return c.picture()

    name, surface = PLACES[place]
    question = draws.one((
        f"What stands on the {surface} in the {name}?", f"Which thing was left on the {surface} of the {name}?",
        f"I left something on the {surface} in the {name}. What is it?",
        f"What can be seen on top of the {surface} in this {name}?",
    ))  # fmt: skip
    denials = (f"It is too dark on the {surface} to see.", f"Nothing stands on the {surface}.")
    return contrast(
        draws, question, denials, [f"{a(thing).capitalize()} stands on the {surface}." for thing in things], scene
    )


def cut_off_signpost(draws: Draws) -> Contrast:
    """How far it is to a place: the number is out of the frame, or behind leaves."""
    town, other = draws.some(_NAMES, 2)
    low = draws.whole(3, 60)
    far = draws.some((low, low + draws.whole(2, 9)), 2)

    def scene(d: Draws, case: int) -> Picture:
        stage = d.one((park, garden))(d)
        c, left = stage.canvas, d.between(190, 240)
        x, y = 484 if case == 0 else left, d.between(150, 190)
        post = x + 60
        c.rect(post - 8, y - 20, 16, 300, fill="#8a8f94", stroke="#5d6266")
        colour = d.one(("#1f6b3a", "#1f4e8c", "#6a4324"))
        for row, name in enumerate(d.shuffled((town, other))):
            top = y + 84 * row
            number = (far[case - 2] if case > 1 else d.one(far)) if name == town else d.whole(65, 90)
            c.polygon([(x, top), (x + 270, top), (x + 306, top + 32), (x + 270, top + 64), (x, top + 64)], fill=colour,
                      stroke="#ffffff", width=4)  # fmt: skip
            c.text(x + 16, top + 42, name, size=28, face="sans-bold", colour="#ffffff")
            c.text(x + 262, top + 42, f"{number} km", size=28, face="sans-bold", colour="#ffffff", anchor="end",
                   legible=case > 1 or (case == 1 and name == other))  # fmt: skip
            if case == 1 and name == town:
                _leaves(d, c, x + 218, top + 32)
        return c.picture()

    question = draws.one((
        f"How far is it to {town}?", f"How many kilometres are left to {town}?",
        f"We are cycling to {town}. What distance does the sign give?", f"What distance stands beside {town}?",
    ))  # fmt: skip
    denials = ("The picture ends before the number.", "Some leaves cover up the number.")
    return contrast(draws, question, denials, [f"The sign gives {n} km as the distance." for n in far], scene)


def _leaves(d: Draws, c: Canvas, x: float, y: float) -> None:
    c.path(f"M{x + 200} {y - 150}q-60 130 -190 150", stroke="#6b4a2b", width=7)
    for k in range(15):
        with c.moved(x - 44 + 22 * (k % 5) + d.jitter(4), y - 18 + 18 * (k // 5) + d.jitter(3), angle=d.jitter(60)):
            c.ellipse(0, 0, 27, 14, fill=d.one(("#4d8f3f", "#5ea24c", "#6db35a")), stroke="#33692b", width=1)


def wrong_count(draws: Draws) -> Contrast:
    """The largest of three things, of which there are two or four."""
    place = draws.one((*ROOMS, *OPEN_AIR))
    kinds = ("book", "bottle", "cup", "hat", "lamp") if place in ROOMS else ("ball", "balloon", "umbrella", "kite")
    thing = draws.one((*kinds, "backpack", "suitcase"))
    colours = draws.some(LIVELY, 5)
    asked = draws.one(("largest", "smallest", "leftmost", "rightmost"))

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        count = (2, 4, 3, 3)[case]
        sizes = d.shuffled((58, 78, 100, 124))[:count]
        order = sorted(range(count), key=lambda k: sizes[k])
        wanted = {"largest": order[-1], "smallest": order[0], "leftmost": 0, "rightmost": count - 1}[asked]
        answers = colours[case % 2], colours[1 - case % 2]
        # Of two or four things none of the colours on offer is right.
        right, rest = (answers[0], iter(d.shuffled([*colours[2:], answers[1]]))) if case > 1 else (
            colours[2], iter(d.shuffled([*colours[3:], answers[1]])))  # fmt: skip
        spots = stage.spots if count == 4 else d.shuffled(stage.spots)[:count]
        for k, (x, y) in enumerate(sorted(spots)):
            colour = right if k == wanted else next(rest)
            put(stage.canvas, thing, x + d.jitter(10), y, sizes[k], colour)
        return stage.canvas.picture()

    name, _ = PLACES[place]
    question = draws.one((
        f"What colour is the {asked} of the three {thing}s?", f"Of the three {thing}s in the {name}, what colour is the {asked}?",
        f"Three {thing}s were left here. Which colour is the {asked} one?",
        f"Of what colour is the {asked} of these three {thing}s in the {name}?",
    ))  # fmt: skip
    denials = [f"There are {n} {thing}s here, not three." for n in ("two", "four")]
    return contrast(
        draws, question, denials, [f"It is {name}, the {asked} {thing} here." for name in colours[:2]], scene
    )


def false_mood(draws: Draws) -> Contrast:
    """Why somebody is sad, who is not, or who is not there."""
    place, top = draws.one(OPEN_AIR), draws.one(BRIGHT)
    lost, fallen = draws.one(("balloon", "kite")), draws.one(("cake", "cup", "flower"))

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, x = stage.canvas, 280 + d.jitter(90)
        look, colour, other = any_look(d, top=top), d.one(LIVELY), d.one(("dog", "bicycle", "tree", "cat"))
        put(c, other, 560 if x < 280 else 80, stage.ground + 14, 110, colour_for(d, other))
        if case != 1:
            person(c, x, stage.ground, 235, look, pose="standing", mood="sad" if case > 1 else "happy")
        if case == 2:
            put(c, lost, x + 130, 150, 96, colour)
        if case == 3:
            with c.moved(x + 108, stage.ground - 4, angle=100):
                put(c, fallen, 0, 0, 62, colour_for(d, fallen))
            if fallen == "cup":
                c.ellipse(x + 96, stage.ground + 6, 46, 8, fill="#6b4a2f", opacity=0.6)
        return c.picture()

    question = draws.one((
        f"Why does the person in {top} look so sad?", f"What has made the one in {top} so unhappy?",
        f"Something went wrong for the person in {top}. What was it?", f"Why is the person in {top} near to tears?",
    ))  # fmt: skip
    denials = ("The person is not sad, but happy.", f"Nobody here is dressed in {top}.")
    answers = (f"A {lost} has flown away from them.", f"A {fallen} has fallen on the ground.")
    return contrast(draws, question, denials, answers, scene)


def clock_without_time(draws: Draws) -> Contrast:
    """The time on a clock that has no hands, or whose face is behind a flag."""
    hours = draws.some(range(1, 13), 2)
    place = draws.one(ROOMS)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, x = stage.canvas, 320 + d.jitter(60)
        rim, hour = NAMED[d.one(BRIGHT)], d.one(hours)
        c.circle(x, 140, 84, fill="#fdfaf2", stroke=rim, width=12)
        for k in range(12):
            with c.moved(x, 140, angle=30 * k):
                c.line(0, -74, 0, -64, stroke="#33363b", width=6 if k % 3 == 0 else 3)
        if case != 1:
            hour = hours[case - 2] if case else hour
            c.line(x, 140, x, 84, stroke="#22252a", width=5)
            with c.moved(x, 140, angle=30 * hour):
                c.line(0, 0, 0, -38, stroke="#22252a", width=8)
        c.circle(x, 140, 6, fill="#22252a")
        for spot in stage.spots:
            thing = d.one(SMALL)
            colour = colour_for(d, thing)
            if thing not in ("clock", "lamp"):
                put(c, thing, *spot, 76, colour)
        if case == 0:
            _balloons(d, c, x)
        return c.picture()

    name, _ = PLACES[place]
    question = draws.one((
        f"I must leave in an hour. What time does the clock in the {name} show?",
        f"Where do the hands of the clock in the {name} stand?", f"What time is it by the big clock in the {name}?",
        f"Am I late? Which hour does the {name} clock show?",
    ))  # fmt: skip
    denials = ("Balloons hide the clock's face.", "The clock's hands are missing.")
    return contrast(draws, question, denials, [f"The clock shows {hour} o'clock." for hour in hours], scene)


def _balloons(d: Draws, c: Canvas, x: float) -> None:
    for dx, dy in ((-46, -40), (44, -46), (0, -72), (-60, 20), (58, 14), (0, 0), (-26, 44), (30, 48)):
        colour, left, top = NAMED[d.one(LIVELY)], x + 0.6 * dx, 140 + 0.6 * dy
        c.path(f"M{left:.0f} {top + 38:.0f}L{x:.0f} 290", stroke="#55585d", width=1.5)
        c.ellipse(left, top, 33, 39, fill=colour, stroke=darker(colour))
        c.ellipse(left - 10, top - 14, 7, 11, fill="#ffffff", opacity=0.45)
