"""Object: is such a thing in the picture? Item: it is not; twin: it is."""

from __future__ import annotations

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker
from ch3ef.scenarios.generated.scene.people import any_look, person
from ch3ef.scenarios.generated.scene.rooms import (
    LIVELY,
    OPEN_AIR,
    PLACES,
    ROOMS,
    WOODS,
    beach,
    colour_for,
    garden,
    park,
    put,
    street,
)
from ch3ef.scenarios.generated.scene.things import SMALL, a, cloud, sun
from ch3ef.scenarios.generated.tasks.hallucination.drawing import bench, bowl, lounge


def animal_in_room(draws: Draws) -> Contrast:
    """A living room: is the pet there?"""
    asked, other = draws.some(("dog", "cat", "bird"), 2)
    seat = draws.one(("sofa", "chair"))

    def scene(d: Draws, case: int) -> Picture:
        c = lounge(d)
        x, cover, tint, second = 284 + d.jitter(16), d.one(LIVELY), colour_for(d, asked), colour_for(d, other)
        near_door, on_seat = (550.0, 456.0), (x, 412.0 if seat == "sofa" else 370.0)
        put(c, "potted plant", 54, 430, 90, d.one(LIVELY))
        put(c, seat, x, 446, 280 if seat == "sofa" else 170, cover)
        put(c, d.one(("ball", "book", "backpack")), x + 40, 496, 50, d.one(LIVELY))
        if case == 0:
            put(c, other, *d.one((near_door, on_seat)), 90, second)
        elif case > 1:
            put(c, asked, *(near_door if case == 2 else on_seat), 90, tint)
        return c.picture()

    question = draws.one((
        f"Is there {a(asked)} in the room with the {seat}?", f"Is {a(asked)} in the room, and where?",
        f"I have lost my {asked}. Is it in the room with the {seat}?", f"Can you see {a(asked)} in this living room?",
        f"Does the picture of the {seat} show {a(asked)}, too?",
    ))  # fmt: skip
    denials = (f"No, {a(other)}, but no {asked}.", f"No, there is no {asked} or {other}.")
    return contrast(
        draws, question, denials, (f"Yes, {a(asked)} near the door.", f"Yes, {a(asked)} on the {seat}."), scene
    )


def thing_on_surface(draws: Draws) -> Contrast:
    """A room with furniture: does such a thing stand on it?"""
    place = draws.one(ROOMS)
    asked, other, *rest = draws.some(SMALL, 6)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        spots = stage.spots if case != 3 else stage.spots[::-1]
        shown = [other if case == 0 else asked, *rest[:3]]
        tints = {thing: colour_for(d, thing) for thing in (asked, other, *rest)}
        for thing, spot in zip(shown, spots, strict=True):
            if case != 1:
                put(stage.canvas, thing, *spot, 90, tints[thing])
        return stage.canvas.picture()

    name, surface = PLACES[place]
    question = draws.one((
        f"Is there {a(asked)} on the {surface} in the {name}?", f"Did I leave my {asked} on the {surface}?",
        f"Does {a(asked)} stand on the {surface} of this {name}?", f"Is there {a(asked)} on this {surface}, and where?",
    ))  # fmt: skip
    denials = (f"No, but {a(other)} is there.", f"No, the {surface} is bare.")
    return contrast(draws, question, denials, ("Yes, near the left end.", "Yes, near the right end."), scene)


def vehicle_in_street(draws: Draws) -> Contrast:
    """A street: is there such a vehicle?"""
    asked, other = draws.some(("bus", "car", "bicycle"), 2)
    colours, wearing = draws.some(LIVELY, 2), draws.one(BRIGHT)

    def scene(d: Draws, case: int) -> Picture:
        c = street(d).canvas
        for walker in d.some((100, 330, 520), d.whole(1, 2)):
            look = any_look(d, top=wearing)
            person(c, walker + d.jitter(30), 404, d.between(165, 185), look, pose=d.one(("walking", "standing")))
        put(c, "dog", 590, 406, 50, "brown")
        x, mirrored = 320 + d.jitter(100), d.chance(0.5)
        if case != 1:
            kind, colour = (other, colours[0]) if case == 0 else (asked, colours[case - 2])
            with c.moved(x, 0, mirrored=mirrored):
                put(c, kind, 0, 488, {"bus": 300, "car": 200, "bicycle": 150}[kind], colour)
        return c.picture()

    question = draws.one((
        f"Is {a(asked)} on the road?", f"Does {a(asked)} pass the people in {wearing}?",
        f"Is there {a(asked)} in the street, and of what colour?", f"Can you see {a(asked)} in this street?",
        f"Is there {a(asked)} in front of the people in {wearing}?",
    ))  # fmt: skip
    denials = (f"No, only {a(other)}.", "No, the road is empty.")
    return contrast(draws, question, denials, [f"Yes, {a(name)} {asked}." for name in colours], scene)


def person_on_bench(draws: Draws) -> Contrast:
    """A park: does somebody sit on the bench?"""
    tops = draws.some(BRIGHT, 2)
    place, thing = draws.one((park, beach, garden)), draws.one(("backpack", "hat", "ball", "book", "cat"))
    paint = draws.one(("red", "green", "blue", "brown"))

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, x, colour, pet = stage.canvas, 350 + d.jitter(30), colour_for(d, thing), d.one(("dog", "bicycle"))
        put(c, pet, 76, 470, 100, colour_for(d, pet))
        bench(c, x, 452, 260, NAMED[paint])
        if case == 0:
            put(c, thing, x + 20, 452 - 62, 66, colour)
        elif case > 1:
            person(c, x + d.jitter(40), 456, 260, any_look(d, top=tops[case - 2]), pose="sitting", mood="happy")
        return c.picture()

    name = PLACES[place][0]
    question = draws.one((
        f"Does anybody sit on the {paint} bench?", f"Does anyone sit on the bench in the {name}, and who?",
        f"Is somebody sitting on the {paint} bench in the {name}?", f"Is the {paint} bench in the {name} taken by a person?",
    ))  # fmt: skip
    denials = (f"No, only {a(thing)} is on it.", "No, the bench is empty.")
    return contrast(draws, question, denials, [f"Yes, somebody in {top}." for top in tops], scene)


def thing_in_the_air(draws: Draws) -> Contrast:
    """An open sky: does such a thing fly there?"""
    asked, other = draws.some(("kite", "balloon", "bird"), 2)
    place = draws.one(OPEN_AIR[1:])
    top = draws.one(BRIGHT)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, tints, where = stage.canvas, [colour_for(d, thing) for thing in (asked, other)], d.one((1, 2))
        for x in d.some((200, 320, 440), 2):
            person(
                c,
                x,
                stage.ground + d.jitter(8),
                210,
                any_look(d, top=top),
                pose=d.one(("waving", "pointing", "standing")),
                mood="happy",
            )
        if case != 1:
            x = {0: 130 if where == 1 else 510, 2: 130, 3: 510}[case]
            put(c, other if case == 0 else asked, x, 196, 104, tints[0] if case else tints[1])
        return c.picture()

    name = PLACES[place][0]
    question = draws.one((
        f"Does {a(asked)} fly over the {name}?", f"Is there {a(asked)} in the sky above the {name}?",
        f"Do the people in {top} see {a(asked)} in the sky?", f"The people in {top} look for {a(asked)}. Is it in the sky?",
    ))  # fmt: skip
    denials = (f"No, but {a(other)} flies there.", "No, nothing flies there.")
    return contrast(draws, question, denials, ("Yes, it flies on the left.", "Yes, it flies on the right."), scene)


def ware_in_shop(draws: Draws) -> Contrast:
    """Shelves of a shop: do they have it?"""
    asked, other, *rest = draws.some((*SMALL, "guitar", "drum", "umbrella"), 7)
    place = draws.one(("top", "middle"))

    def scene(d: Draws, case: int) -> Picture:
        light, dark = d.one(GROUNDS)
        c, wood = Canvas(600, 512, ground=light), d.one(WOODS)
        c.rect(0, 0, 600, 512, fill=c.gradient(light, dark))
        c.rect(36, 20, 528, 400, fill=darker(wood, 0.45))
        tints = [d.one(LIVELY) if thing in ("hat", "cup", "book") else colour_for(d, thing) for thing in (asked, other)]
        for row, name in enumerate(("top", "middle", "bottom")):
            top = 34 + 128 * row
            c.rect(50, top, 500, 116, fill=darker(light, 0.08))
            wares = rest[row * 2 : row * 2 + 2] or rest[:1]
            count = (3, 0, 2, 4)[case] if name == place else 4
            for k in range(count):
                thing = (other if case == 0 else asked) if name == place else wares[k % len(wares)]
                put(c, thing, 112 + 125 * k, top + 114, 82, tints[case == 0] if name == place else colour_for(d, thing))
        c.rect(0, 424, 600, 88, fill=wood)
        c.rect(0, 418, 600, 14, fill=darker(wood, 0.3))
        c.rect(60, 446, 130, 50, fill="#8f9499", radius=6)
        c.rect(76, 402, 98, 46, fill="#5b6066", radius=5)
        c.rect(86, 410, 78, 22, fill="#cfe3c4")
        return c.picture()

    plural = {"box": "boxes"}.get(asked, f"{asked}s")
    others = {"box": "boxes"}.get(other, f"{other}s")
    question = draws.one((
        f"Does this shop have {plural} on its shelves?", f"Do any {plural} stand on the {place} shelf?",
        f"I want to buy {a(asked)}. Is there one on the {place} shelf?", f"Are there {plural} on the {place} shelf of the shop?",
    ))  # fmt: skip
    denials = (f"No, {others} are there instead.", f"No, the {place} shelf is empty.")
    return contrast(draws, question, denials, [f"Yes, {n} on the {place} shelf." for n in ("two", "four")], scene)


def carried_thing(draws: Draws) -> Contrast:
    """Two people: does one of them carry such a thing?"""
    tops = draws.some(BRIGHT, 2)
    place = draws.one((*OPEN_AIR, *ROOMS))
    asked, other = draws.some(("suitcase", "umbrella", "balloon", "guitar", "flower", "book", "bottle", "kite"), 2)

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, size = stage.canvas, 300 if place in ROOMS else 235
        tints, bearer = {thing: colour_for(d, thing) for thing in (asked, other)}, d.whole(0, 1)
        who = bearer if case < 2 else case - 2
        order = d.shuffled((170, 410))
        for k, top in enumerate(tops):
            look, carries = any_look(d, top=top), case != 1 and who == k
            thing = other if case == 0 else asked
            low = thing == "suitcase"
            x = order[k] + d.jitter(14)
            hx, hy = person(c, x, stage.ground, size, look, mood="happy",
                            pose="holding" if carries and not low else "standing")  # fmt: skip
            if carries:
                hanging = {"suitcase": 84, "guitar": 44, "book": 13, "bottle": 13}.get(thing, 8)
                put(c, thing, hx + (3 if not low else 6), hy + hanging, {"suitcase": 84, "book": 60, "bottle": 66,
                    "flower": 74}.get(thing, 112), tints[thing])  # fmt: skip
                c.circle(hx, hy, 0.0375 * size, fill=look.skin)
        return c.picture()

    question = draws.one((
        f"Is anybody carrying {a(asked)}?", f"Does one of the two in the {PLACES[place][0]} have {a(asked)}, and which?",
        f"Does one of the two people in the {PLACES[place][0]} hold {a(asked)}?", f"Is there somebody here with {a(asked)} in the hand?",
    ))  # fmt: skip
    denials = (f"No, but one has {a(other)}.", "No, they carry nothing.")
    return contrast(draws, question, denials, [f"Yes, the person in {top}." for top in tops], scene)


def thing_in_garden(draws: Draws) -> Contrast:
    """A garden or beach: was it left there?"""
    asked, other, *rest = draws.some(("ball", "chair", "bicycle", "umbrella", "backpack", "drum", "suitcase", "box"), 5)
    place, hidden = draws.one((garden, beach, park)), draws.one(("dog", "cat"))

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c = stage.canvas
        tints = {thing: colour_for(d, thing) for thing in (asked, other, *rest, hidden)}
        put(c, hidden, 230, 440, 110, tints[hidden])
        put(c, rest[0], 420, 446, 110, tints[rest[0]])
        if case != 1:
            x = {0: d.one((90, 560)), 2: 90, 3: 560}[case]
            put(c, asked if case else other, x, 470, 104, tints[asked if case else other])
        return c.picture()

    name, ground = PLACES[place]
    question = draws.one((
        f"Is there {a(asked)} in the {name} with the {hidden}?", f"Did we forget {a(asked)} on the {ground}?",
        f"Does {a(asked)} stand on the {ground} near the {hidden}?", f"Is there {a(asked)} in this {name}, and where?",
    ))  # fmt: skip
    denials = (f"No, {a(other)} but no {asked}.", f"No, there is no {asked} or {other}.")
    return contrast(draws, question, denials, ("Yes, it is at the far left.", "Yes, it is at the far right."), scene)


def fruit_in_bowl(draws: Draws) -> Contrast:
    """A bowl: does it hold the fruit?"""
    asked, other, third = draws.shuffled(("apple", "banana", "pear"))
    place, paint = draws.one(ROOMS), draws.one(("blue", "purple", "pink", "orange"))

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c, x = stage.canvas, 320 + d.jitter(30)
        for k in (0, 3):
            thing = d.one(("cup", "bottle", "book", "potted plant", "lamp", "clock", "phone"))
            put(c, thing, *stage.spots[k], 84, colour_for(d, thing))
        inside = ((other, third), (), (asked, other), (asked, third))[case]
        tints = {"apple": "red", "banana": "yellow", "pear": "green"}
        for fruit, dx in zip(d.shuffled(inside), (-46, 46), strict=False):
            put(c, fruit, x + dx, 300 - (64 if fruit == "banana" else 36), 92, tints[fruit])
        bowl(c, x, 300, 220, NAMED[paint])
        return c.picture()

    question = draws.one((
        f"Is there {a(asked)} in the {paint} bowl?", f"Does the bowl in the {PLACES[place][0]} hold {a(asked)}?",
        f"I would like {a(asked)}. Is one in the {paint} bowl?", f"Can I take {a(asked)} from the bowl on the {PLACES[place][1]}?",
    ))  # fmt: skip
    denials = (f"No, {a(other)} and {a(third)}.", "No, no fruit at all.")
    return contrast(draws, question, denials, [f"Yes, beside {a(fruit)}." for fruit in (other, third)], scene)


def painting_on_wall(draws: Draws) -> Contrast:
    """A painting on a wall: does it show the thing?"""
    asked, other = draws.some(("house", "boat", "tree", "car", "dog", "cat", "bicycle", "fish", "guitar"), 2)
    sky, place = draws.shuffled(("sun", "cloud")), draws.one(("above the sofa", "on the wall", "over the sofa"))

    def scene(d: Draws, case: int) -> Picture:
        c = lounge(d, bare=True)
        x, tint, second, cover = 242, colour_for(d, asked), colour_for(d, other), d.one(LIVELY)
        c.rect(x - 150, 22, 300, 220, fill="#f7f3e8", stroke=d.one(WOODS), width=14)
        if case != 1:
            c.rect(x - 132, 40, 264, 184, fill="#cfe6f5")
            c.path(f"M{x - 132} 186q70 -20 132 -6t132 -4v48h-264z", fill="#a9cf95")
            up = sky[case % 2]
            if up == "sun":
                sun(c, x + 84, 76, 34)
            else:
                cloud(c, x + 74, 76, 30)
            put(c, asked if case else other, x - 26, 206, 112, tint if case else second)
        put(c, "sofa", x, 450, 300, cover)
        return c.picture()

    question = draws.one((
        f"Does the painting {place} show {a(asked)}?", f"Is {a(asked)} in the picture {place}?",
        f"Somebody painted {a(asked)}, I was told. Is it in the frame {place}?", f"Can {a(asked)} be seen in the frame {place}?",
    ))  # fmt: skip
    denials = (f"No, it shows {a(other)}.", "No, the frame is empty.")
    return contrast(draws, question, denials, [f"Yes, it is below a {up}." for up in sky], scene)
