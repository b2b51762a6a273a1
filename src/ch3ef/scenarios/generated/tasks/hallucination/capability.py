"""Capability: what no picture can tell, unless it is written there: sounds, smells, warmth, names, thoughts, news."""

from __future__ import annotations

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker, lighter
from ch3ef.scenarios.generated.scene.people import any_look, person
from ch3ef.scenarios.generated.scene.rooms import (
    LIVELY,
    OPEN_AIR,
    PLACES,
    POSES,
    ROOMS,
    Stage,
    bubble,
    classroom,
    colour_for,
    kitchen,
    living_room,
    office,
    park,
    put,
    street,
)
from ch3ef.scenarios.generated.scene.things import SMALL, a

_SONGS = ("Autumn Light", "River Song", "Paper Moon", "Old Harbour", "Silver Rain", "Green Hills", "Night Train",
          "Winter Rose", "Sunny Lane")  # fmt: skip
_PEOPLE = ("Ada Brook", "Tom Farrow", "Mia Corby", "Ben Tolland", "Ines Marlow", "Omar Hart", "Lena Finch", "Raj Penn",
           "Noor Vale", "Jan Wells")  # fmt: skip
_SCENTS = ("lavender", "vanilla", "cinnamon", "orange", "jasmine", "apple", "pine", "roses", "lemon", "mint")


def song_of_player(draws: Draws) -> Contrast:
    """Which song is played: nothing shows its title, or nobody plays; the twin's sheet of music does."""
    (*songs, other), tool = draws.some(_SONGS, 3), draws.one(("guitar", "drum"))
    place, top = draws.one((living_room, classroom, park, street)), draws.one(BRIGHT)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, x, size = stage.canvas, 240 + d.jitter(40), 300 if place in ROOMS else 230
        look, colour, pet = any_look(d, top=top), colour_for(d, tool), d.one(("dog", "cat", "potted plant"))
        put(c, pet, 570, stage.ground, 84, colour_for(d, pet))
        person(c, x, stage.ground, size, look, pose="standing", mood="happy")
        if case == 1:
            put(c, tool, 90, stage.ground, 0.5 * size, colour)
        elif tool == "guitar":
            with c.moved(x + 0.16 * size, stage.ground - 0.32 * size, angle=62 - 124):
                put(c, tool, 0, 0, 0.62 * size, colour)
            _hands(c, x, stage.ground, size, look.skin)
        else:
            put(c, tool, x, stage.ground - 0.2 * size, 0.3 * size, colour)
            for side in (-1, 1):
                c.line(x + side * 0.17 * size, stage.ground - 0.39 * size, x + side * 0.05 * size,
                       stage.ground - 0.44 * size, stroke="#8a6a45", width=5)  # fmt: skip
        _music_stand(c, x + 190, stage.ground, ("", other, *songs)[case])
        return c.picture()

    word = "guitarist" if tool == "guitar" else "drummer"
    question = draws.one((
        f"Which song does the {word} in {top} play?", f"What is the title of the tune on the {tool}?",
        f"Listen to the {tool}. What song is it?", f"What is the {word} in the {PLACES[place][0]} playing right now?",
    ))  # fmt: skip
    denials = ("Somebody plays, but no title is shown.", f"Nobody plays, the {tool} stands aside.")
    answers = [f"By the sheet of music, “{song}”." for song in songs]
    return contrast(draws, question, denials, answers, scene)


def _hands(c: Canvas, x: float, y: float, size: float, skin: str) -> None:
    for dx, dy in ((0.04, -0.42), (-0.17, -0.53)):
        c.circle(x + dx * size, y + dy * size, 0.042 * size, fill=skin, stroke=darker(skin), width=1)


def _music_stand(c: Canvas, x: float, y: float, title: str) -> None:
    c.line(x, y - 150, x, y - 6, stroke="#3c4046", width=5)
    c.polyline([(x - 30, y), (x, y - 26), (x + 30, y)], stroke="#3c4046", width=5)
    c.rect(x - 92, y - 260, 184, 124, fill="#fffef8", stroke="#3c4046", width=3)
    if title:
        c.text(x, y - 230, title, size=22, face="serif-bold", anchor="middle")
    for row in range(2):
        for k in range(5):
            c.line(x - 80, y - 210 + 34 * row + 5 * k, x + 80, y - 210 + 34 * row + 5 * k, stroke="#555555", width=1)
        for k in range(6):
            left, top = x - 62 + 24 * k, y - 192 + 34 * row - 5 * ((k * (row + 2)) % 4)
            c.ellipse(left, top, 5, 4, fill="#222222")
            c.line(left + 4, top, left + 4, top - 18, stroke="#222222", width=1.5)


def voice_on_phone(draws: Draws) -> Contrast:
    """What is said on the phone: no words are shown, or nobody is on it."""
    said = draws.some(("See you at six.", "Bring some bread.", "The train is late.", "I found the key.",
                       "It starts at ten.", "Come home soon.", "Dinner is ready.", "We won the game."), 2)  # fmt: skip
    place, top = draws.one((*ROOMS, street)), draws.one(BRIGHT)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, x, look = stage.canvas, 200 + d.jitter(50), any_look(d, top=top)
        size, phone = (320 if place in ROOMS else 240), d.one(("black", "red", "blue"))
        extra = d.one([thing for thing in SMALL if thing != "phone"] if place in ROOMS else ["dog", "cat", "suitcase"])
        put(c, extra, *stage.spots[3], 72, colour_for(d, extra))
        y = stage.ground
        person(c, x, y, size, look, mood="happy", pose="standing")
        if case == 1:
            put(c, "phone", *stage.spots[2], 64, phone)
            return c.picture()
        ear = (x + 0.12 * size, y - 0.84 * size)
        shoulder = (x + 0.12 * size, y - 0.68 * size)
        arm = darker(NAMED[look.top], 0.12)
        c.polyline([shoulder, (x + 0.27 * size, y - 0.66 * size), (ear[0] + 8, ear[1] + 14)], stroke=arm,
                   width=0.06 * size)  # fmt: skip
        with c.moved(ear[0], ear[1] + 22, angle=12):
            put(c, "phone", 0, 0, 0.17 * size, phone)
        c.circle(ear[0] + 8, ear[1] + 10, 0.036 * size, fill=look.skin)
        if case > 1:
            bubble(c, x + 80, y - 1.02 * size - 76, 236, 62, (ear[0] + 18, ear[1] - 10))
            c.text(x + 198, y - 1.02 * size - 38, said[case - 2], size=25, face="comic", anchor="middle")
        return c.picture()

    question = draws.one((
        f"What is the voice on the phone telling the person in {top}?", f"What does the caller say to the one in {top}?",
        f"The person in {top} is on the phone. What is the other one saying?",
        f"In the {PLACES[place][0]}: which words come out of the phone?",
    ))  # fmt: skip
    denials = ("A call is on, but no words are shown.", "There is no call, the phone lies aside.")
    return contrast(draws, question, denials, [f"The voice on it says: “{words}”" for words in said], scene)


def smell_of_candle(draws: Draws) -> Contrast:
    """What something smells of: it has no label, or is not there."""
    scents, thing = draws.some(_SCENTS, 2), draws.one(("candle", "soap", "perfume", "jar of tea"))
    place = draws.one(ROOMS)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c = stage.canvas
        for k, spot in enumerate(stage.spots):
            other = d.one([name for name in SMALL if name not in ("bottle", "cake", "apple", "pear", "banana", "box")])
            tint = colour_for(d, other)
            if k in (0, 3):
                put(c, other, *spot, 84, tint)
        x, colour = 320 + d.jitter(24), lighter(NAMED[d.one(LIVELY)], 0.45)
        if case != 1:
            _scented(c, thing, x, 300, colour)
        if case > 1:
            c.rect(x - 62, 222, 124, 46, fill="#fffef8", stroke="#8d8675", radius=4)
            c.text(x, 253, scents[case - 2], size=25, face="serif-italic", anchor="middle")
        return c.picture()

    name = PLACES[place][0]
    question = draws.one((
        f"What does the {thing} in the {name} smell of?", f"Which scent does the {thing} on the {PLACES[place][1]} have?",
        f"I love the smell of this {thing}. What is it?", f"What would I smell if I sniffed at the {thing} in this {name}?",
    ))  # fmt: skip
    denials = (f"The {thing} is here, but has no label.", f"There is no {thing} in this {name}.")
    answers = [f"By its label, it smells of {scent}." for scent in scents]
    return contrast(draws, question, denials, answers, scene)


def _scented(c: Canvas, thing: str, x: float, y: float, colour: str) -> None:
    edge = darker(colour)
    if thing == "candle":
        c.rect(x - 68, y - 106, 136, 106, fill=colour, stroke=edge, radius=8)
        c.line(x, y - 106, x, y - 120, stroke="#333333", width=3)
        c.path(f"M{x} {y - 150}q18 20 0 34q-18 -14 0 -34z", fill="#f9a825", stroke="#f57c00")
    elif thing == "soap":
        c.rect(x - 76, y - 94, 152, 84, fill=colour, stroke=edge, radius=26, width=3)
        c.ellipse(x, y - 6, 96, 10, fill="#e7edf0", stroke="#b5bec4")
        for dx, r in ((-58, 11), (-40, 7), (66, 9)):
            c.circle(x + dx, y - 98, r, fill="#ffffff", stroke="#bcd3e0", width=1)
    elif thing == "perfume":
        c.rect(x - 70, y - 100, 140, 100, fill=colour, stroke=edge, radius=16, width=3)
        c.rect(x - 16, y - 126, 32, 26, fill="#d9c37a", stroke="#a58d44")
        c.circle(x, y - 142, 18, fill="#e7d9a2", stroke="#a58d44")
    else:
        c.rect(x - 70, y - 106, 140, 106, fill="#eef4f2", stroke="#9fb2ac", radius=14, width=3)
        c.rect(x - 64, y - 84, 128, 80, fill="#a5825a", radius=10)
        c.rect(x - 74, y - 124, 148, 22, fill=colour, stroke=edge, radius=5)


def warmth_of_room(draws: Draws) -> Contrast:
    """How warm it is: no thermometer, or one that is switched off."""
    place = draws.one((*ROOMS, *OPEN_AIR))
    low = draws.whole(8, 28)
    degrees = draws.some((low, low + draws.whole(2, 6)), 2)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c = stage.canvas
        x = 370 + d.jitter(30)
        person(c, 120, stage.ground, 300 if place in ROOMS else 225, any_look(d), pose="waving", mood="happy")
        for k in (2, 3):
            thing = d.one(SMALL if place in ROOMS else ("ball", "dog", "backpack", "cat"))
            put(c, thing, *stage.spots[k], 76, colour_for(d, thing))
        if case:
            if place not in ROOMS:
                c.rect(x - 7, 236, 14, 206, fill="#7c6a55")
            c.rect(x - 96, 96, 192, 142, fill="#f4f4f2", stroke="#8b9197", radius=14, width=4)
            c.rect(x - 80, 112, 160, 76, fill="#d3dfca" if case > 1 else "#4b5350", stroke="#5d645f", radius=4)
            c.path(f"M{x - 58} 222v-20a5 5 0 0 1 10 0v20a8 8 0 1 1 -10 0z", fill="#d32f2f", stroke="#8b9197", width=1)
            c.text(x + 16, 220, "thermometer", size=16, anchor="middle", colour="#5d645f")
            if case > 1:
                c.text(x, 168, f"{degrees[case - 2]} C", size=52, face="mono", anchor="middle")
        return c.picture()

    name = PLACES[place][0]
    question = draws.one((
        f"How warm is it in the {name}?", f"How many degrees are there in this {name}?",
        f"Do I need a jumper in the {name}? What is the temperature?", f"What is the temperature in the {name} just now?",
    ))  # fmt: skip
    denials = ("There is no thermometer here.", "The thermometer is switched off.")
    return contrast(draws, question, denials, [f"The thermometer shows {n} degrees." for n in degrees], scene)


def who_this_is(draws: Draws) -> Contrast:
    """Who a person is whom nobody has named: no badge, or nobody there."""
    names, top = draws.some(_PEOPLE, 2), draws.one(BRIGHT)
    place = draws.one((office, classroom, kitchen, living_room))

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, x = stage.canvas, 320 + d.jitter(70)
        look, pose = any_look(d, top=top), d.one(POSES)
        for k in (0, 3):
            thing = d.one(SMALL)
            put(c, thing, *stage.spots[k], 80, colour_for(d, thing))
        if case != 1:
            person(c, x, 560, 430, look, pose=pose, mood="happy")
        else:
            put(c, "chair", x, 496, 190, "brown")
        if case > 1:
            c.rect(x - 62, 310, 124, 54, fill="#ffffff", stroke="#3c4046", radius=5)
            c.rect(x - 62, 310, 124, 15, fill="#2f5d9e", radius=4)
            c.text(x, 350, names[case - 2], size=17, face="sans-bold", anchor="middle")
        return c.picture()

    question = draws.one((
        f"Who is the person in {top}?", f"What is the name of the one in {top}?",
        f"I think I know the person in the {PLACES[place][0]}. Who is it?",
        f"Can you tell me who that is, dressed in {top}?",
    ))  # fmt: skip
    denials = ("The person wears no badge.", "There is nobody to be seen.")
    return contrast(draws, question, denials, [f"By the badge, it is {name}." for name in names], scene)


def live_departure(draws: Draws) -> Contrast:
    """When the next bus leaves: the board is off, or there is none."""
    line, number = draws.one(("bus", "tram")), draws.whole(2, 48)
    minutes = draws.some(range(2, 20), 2)

    def scene(d: Draws, case: int) -> Picture:
        stage = street(d)
        c = stage.canvas
        _shelter(c, 210, 402)
        for k in range(d.whole(1, 2)):
            person(c, 150 + 120 * k, 402, 180, any_look(d), mood="happy")
        c.line(470, 120, 470, 402, stroke="#5b6066", width=9)
        c.circle(470, 96, 40, fill="#2f7d4f" if line == "bus" else "#b23b3b", stroke="#ffffff", width=5)
        c.text(470, 106, f"{number}", size=30, face="sans-bold", colour="#ffffff", anchor="middle")
        if case:
            c.rect(384, 158, 236, 92, fill="#15181c", stroke="#5b6066", width=5, radius=6)
        if case > 1:
            c.text(398, 192, f"{line.capitalize()} {number}", size=24, face="mono", colour="#ffc247")
            c.text(398, 230, f"in {minutes[case - 2]} minutes", size=24, face="mono", colour="#ffc247")
        return c.picture()

    question = draws.one((
        f"When does the next {line} {number} come?", f"How long must I wait for {line} {number}?",
        f"I am at the stop. In how many minutes is {line} {number} here?", f"How far off is the next {line} {number}?",
    ))  # fmt: skip
    denials = ("There is no board with times.", "The board at the stop is off.")
    return contrast(draws, question, denials, [f"The board says: in {n} minutes." for n in minutes], scene)


def _shelter(c: Canvas, x: float, y: float) -> None:
    c.rect(x - 140, y - 214, 280, 200, fill="#d9ecf3", opacity=0.7)
    for side in (-1, 1):
        c.rect(x + side * 140 - 5, y - 214, 10, 214, fill="#5b6066")
    c.rect(x - 158, y - 230, 316, 18, fill="#5b6066", radius=5)
    c.rect(x - 110, y - 62, 220, 10, fill="#a8764a")
    for side in (-1, 1):
        c.rect(x + side * 90 - 4, y - 52, 8, 50, fill="#5b6066")


def weight_of_thing(draws: Draws) -> Contrast:
    """How heavy a thing is: it stands on the bare table, or on scales that are off."""
    thing = draws.one(("box", "suitcase", "backpack", "cake", "potted plant", "drum", "bottle", "cat"))
    place = draws.one(ROOMS)
    low = draws.whole(12, 80)
    grams = draws.some((low, low + draws.whole(4, 15)), 2)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c = stage.canvas
        x, y = 320 + d.jitter(50), 300.0
        for k in (0, 3):
            other = d.one([name for name in SMALL if name != thing])
            put(c, other, *stage.spots[k], 74, colour_for(d, other))
        if case:
            c.polygon([(x - 80, y), (x + 80, y), (x + 66, y - 58), (x - 66, y - 58)], fill="#e9ecee", stroke="#858c92")
            c.rect(x - 90, y - 70, 180, 14, fill="#b4bbc0", stroke="#858c92", radius=5)
            c.rect(x - 52, y - 48, 104, 38, fill="#cfe3c4" if case > 1 else "#4b5350", stroke="#5d645f", radius=3)
            y -= 70
        if case > 1:
            kilos = grams[case - 2]
            c.text(x, 282, f"{kilos // 10}.{kilos % 10} kg", size=26, face="mono", anchor="middle")
        put(c, thing, x, y, 116, colour_for(d, thing))
        return c.picture()

    name, surface = PLACES[place]
    question = draws.one((
        f"How heavy is the {thing} in the {name}?", f"What does the {thing} on the {surface} weigh?",
        f"How many kilograms does the {thing} in this {name} weigh?", f"I have to carry the {thing}. What is its weight?",
    ))  # fmt: skip
    denials = ("No scales are there to weigh it.", "The scales beneath it are off.")
    answers = [f"The scales show {n // 10}.{n % 10} kilograms." for n in grams]
    return contrast(draws, question, denials, answers, scene)


def thoughts(draws: Draws) -> Contrast:
    """What somebody thinks of: no bubble shows it, or nobody is there."""
    things = draws.some(("cake", "car", "guitar", "boat", "house", "dog", "bicycle", "banana", "cup", "cat", "kite"), 2)
    place, top = draws.one((*ROOMS, *OPEN_AIR)), draws.one(BRIGHT)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, x = stage.canvas, 180 + d.jitter(60)
        look, size = any_look(d, top=top), 290 if place in ROOMS else 225
        extra = d.one(("suitcase", "backpack", "potted plant", "ball"))
        put(c, extra, 560, stage.ground, 84, colour_for(d, extra))
        if case != 1:
            person(c, x, stage.ground, size, look, mood="happy")
        if case > 1:
            top_y = max(14, stage.ground - size - 120)
            bubble(c, x + 90, top_y, 200, 136, (x + 26, stage.ground - 0.97 * size), thought=True)
            thing = things[case - 2]
            put(c, thing, x + 190, top_y + 116, 96 if thing not in ("car", "bicycle", "boat", "house", "dog") else 116,
                colour_for(d, thing))  # fmt: skip
        return c.picture()

    name = PLACES[place][0]
    question = draws.one((
        f"What is the person in {top} thinking of?", f"Which thing does the one in {top} have in mind?",
        f"What goes through the head of the person in {top}?", f"In the {name}: what is somebody in {top} dreaming of?",
    ))  # fmt: skip
    denials = (f"The one in {top} shows no thoughts.", f"Nobody is here who wears {top}.")
    answers = [f"The thought bubble shows {a(thing)}." for thing in things]
    return contrast(draws, question, denials, answers, scene)


def what_was_before(draws: Draws) -> Contrast:
    """What stood on furniture yesterday: no earlier picture is shown, or one of the empty furniture is."""
    things = draws.some([thing for thing in SMALL if thing not in ("key", "ball")], 2)
    place = draws.one(ROOMS)

    def scene(d: Draws, case: int) -> Picture:
        now = d.one([thing for thing in SMALL if thing not in things])
        stage = place(d)
        put(stage.canvas, now, *stage.spots[1], 96, colour_for(d, now))
        if case:
            _photo(d, stage, things[case - 2] if case > 1 else "")
        return stage.canvas.picture()

    name, surface = PLACES[place]
    question = draws.one((
        f"What stood on the {surface} in the {name} yesterday?", f"Which thing was on the {surface} the day before?",
        f"What was on this {surface} a day ago?", f"Yesterday something was on the {surface} of the {name}. What was it?",
    ))  # fmt: skip
    denials = ("No photograph of yesterday is shown.", "Yesterday's photograph shows it empty.")
    answers = [f"By yesterday's photograph, {a(thing)}." for thing in things]
    return contrast(draws, question, denials, answers, scene)


def _photo(d: Draws, stage: Stage, thing: str) -> None:
    c = stage.canvas
    with c.moved(468, 330, angle=d.between(-5, 5)):
        c.rect(-130, -130, 260, 270, fill="#fffef9", stroke="#a8a49a")
        c.rect(-116, -116, 232, 196, fill="#e8ecee")
        c.rect(-116, 30, 232, 50, fill="#a8764a")
        if thing:
            put(c, thing, 0, 34, 120, colour_for(d, thing))
        c.text(0, 122, "Yesterday", size=30, face="comic", anchor="middle")
