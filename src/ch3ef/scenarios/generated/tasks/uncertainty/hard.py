"""Hard questions: the picture does not hold the answer, so "I don't know." is right too; the twin's picture does."""

from __future__ import annotations

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker, lighter
from ch3ef.scenarios.generated.scene.people import any_look, person
from ch3ef.scenarios.generated.scene.rooms import (
    LIVELY,
    PLACES,
    ROOMS,
    beach,
    colour_for,
    garden,
    park,
    put,
)
from ch3ef.scenarios.generated.scene.things import SMALL, a

_FAMILIES = ("Marlow", "Hartwell", "Brindley", "Farrow", "Winslow", "Ludlow", "Penrose", "Tolland", "Aldwick", "Corby")


def content_of_box(draws: Draws) -> Contrast:
    """What is in a box: closed, or open above eye level; the twin's box has glass sides."""
    things = draws.some([thing for thing in SMALL if thing not in ("box", "key", "lamp", "hat", "banana")], 2)
    place, where = draws.one(ROOMS), draws.one(("middle", "left", "right"))

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c = stage.canvas
        x = {"middle": 320, "left": 170, "right": 470}[where] + d.jitter(20)
        colour = d.one(("#b98a5a", "#c49a6c", "#a87b52"))
        thing = things[max(0, case - 2)]
        for spot in stage.spots:
            other = d.one(("bottle", "clock", "lamp", "key"))
            tint = colour_for(d, other)
            if abs(spot[0] - x) > 120:
                put(c, other, *spot, 76, tint)
        _box(c, x, 300, colour, case, thing, colour_for(d, thing))
        return c.picture()

    question = draws.one((
        f"What is inside the box in the {PLACES[place][0]}?", f"A box stands on the {PLACES[place][1]}. What does it hold?",
        f"Which thing is kept in the box on the {PLACES[place][1]}?", f"What has been put into the box in the {PLACES[place][0]}?",
    ))  # fmt: skip
    denials = ("The box is closed with tape.", "It is open, but its sides hide the inside.")
    answers = [f"In the open box there is {a(thing)}." for thing in things]
    return contrast(draws, question, denials, answers, scene, hard=True)


def _box(c: Canvas, x: float, y: float, colour: str, case: int, thing: str, tint: str) -> None:
    if case > 1:
        put(c, thing, x, y - 84, 108, tint)
    c.rect(x - 78, y - 108, 156, 108, fill=colour, stroke=darker(colour), width=3)
    if case == 0:
        c.rect(x - 84, y - 126, 168, 30, fill=lighter(colour, 0.12), stroke=darker(colour), width=3)
        c.rect(x - 16, y - 126, 32, 74, fill="#e9dcb4", stroke="#c9b98a", width=1)
    else:
        for side in (-1, 1):
            c.polygon([(x + side * 78, y - 108), (x + side * 122, y - 78), (x + side * 122, y - 52), (x + side * 78, y - 80)],
                      fill=lighter(colour, 0.15), stroke=darker(colour), width=3)  # fmt: skip
    c.path(f"M{x - 54} {y - 20}v-26m-8 8l8 -8l8 8M{x - 30} {y - 20}v-26m-8 8l8 -8l8 8", stroke=darker(colour, 0.5),
           width=3)  # fmt: skip


def price_of_thing(draws: Draws) -> Contrast:
    """What a thing in a shop costs: no tag, or a tag that shows its blank side."""
    thing = draws.one(
        ("guitar", "lamp", "suitcase", "backpack", "umbrella", "hat", "clock", "drum", "chair", "bicycle")
    )
    low = draws.whole(8, 80)
    prices = draws.some((low, low + draws.whole(3, 15)), 2)

    def scene(d: Draws, case: int) -> Picture:
        light, dark = d.one(GROUNDS)
        c = Canvas(560, 512, ground=light)
        c.rect(0, 0, 560, 512, fill=c.gradient(light, dark))
        wood = d.one(("#a8764a", "#8f6b4a", "#c9a173"))
        for row in (130, 262):
            for k in range(5):
                other = d.one([name for name in SMALL if name != thing])
                put(c, other, 64 + 108 * k, row, 66, colour_for(d, other))
            c.rect(0, row, 560, 14, fill=wood, stroke=darker(wood), width=1)
        c.rect(0, 440, 560, 72, fill=darker(wood, 0.2))
        c.rect(110, 420, 340, 26, fill=lighter(wood, 0.2), stroke=darker(wood), radius=5)
        c.rect(40, 284, 480, 138, fill=light, opacity=0.85)
        put(c, thing, 220, 424, 136, colour_for(d, thing))
        if case:
            c.path("M262 344q50 -30 84 0", stroke="#5d5348", width=2)
            with c.moved(346, 344, angle=8):
                c.polygon([(0, 0), (26, -34), (150, -34), (150, 34), (26, 34)],
                          fill="#fdf3c8" if case > 1 else "#d8b98a", stroke="#8a7a55")  # fmt: skip
                c.circle(20, 0, 5, fill="#8a7a55")
                if case > 1:
                    c.text(90, 12, f"£{prices[case - 2]}", size=34, face="sans-bold", anchor="middle")
        return c.picture()

    question = draws.one((
        f"How much does the {thing} cost?", f"What is the price of the {thing} in this shop?",
        f"I want to buy the {thing}. What do I have to pay?", f"What would this {thing} cost me?",
    ))  # fmt: skip
    denials = ("It has no price tag at all.", "Its tag is empty on this side.")
    answers = [f"According to its tag, £{price}." for price in prices]
    return contrast(draws, question, denials, answers, scene, hard=True)


def who_lives_there(draws: Draws) -> Contrast:
    """Whose house it is: the letterbox has no plate, or an empty one."""
    families = draws.some(_FAMILIES, 2)
    door, number = draws.one(LIVELY), draws.whole(2, 60)

    def scene(d: Draws, case: int) -> Picture:
        c = garden(d).canvas
        wall = d.one(("#efe2c6", "#e6d3d8", "#dfe6e9", "#f1ecdf", "#e3ead8"))
        c.rect(60, 150, 350, 270, fill=wall, stroke=darker(wall), width=3)
        c.polygon([(30, 154), (235, 40), (440, 154)], fill=d.one(("#8a4b3a", "#5d5f66", "#7a5b46")))
        for x in (92, 306):
            c.rect(x, 200, 74, 84, fill="#d7ecf6", stroke="#fffdf6", width=6)
            put(c, "flower", x + 37, 286, 44, d.one(LIVELY))
        c.rect(196, 256, 80, 164, fill=NAMED[door], stroke="#fffdf6", width=6)
        c.circle(264, 344, 5, fill="#f3c63a")
        c.rect(214, 204, 44, 32, fill="#27425f", radius=4)
        c.text(236, 228, str(number), size=22, face="sans-bold", colour="#ffffff", anchor="middle")
        c.rect(524, 330, 14, 120, fill="#6d5b4b")
        metal = d.one(("#b23b3b", "#3f6f9e", "#4d7a57", "#5b5f66"))
        c.path("M446 336v-80q0 -44 44 -44h80q44 0 44 44v80z", fill=metal, stroke=darker(metal), width=3)
        c.rect(480, 234, 100, 10, fill=darker(metal, 0.6), radius=4)
        if case:
            c.rect(462, 268, 136, 46, fill="#f7f3e4", stroke="#8d8675", radius=4)
            for x in (468, 592):
                c.circle(x, 274, 2, fill="#8d8675")
        if case > 1:
            c.text(530, 300, families[case - 2], size=26, face="serif-bold", anchor="middle")
        return c.picture()

    question = draws.one((
        f"Which family lives at number {number}?", f"Who lives in the house with the {door} door?",
        f"I have a letter for number {number}. Who lives there?", f"Whose house is the one with the {door} door?",
    ))  # fmt: skip
    denials = ("The letterbox has no name plate.", "The letterbox has an empty name plate.")
    answers = [f"The {family} family, by the letterbox." for family in families]
    return contrast(draws, question, denials, answers, scene, hard=True)


def age_of_tree(draws: Draws) -> Contrast:
    """How old a tree is: it still stands, or a cloth lies on the cut; the twin's rings are labelled."""
    low = 10 * draws.whole(4, 16)
    ages = draws.some((low, low + 10 * draws.whole(1, 4)), 2)
    kind = draws.one(("oak", "beech", "lime tree", "maple", "chestnut tree"))

    def scene(d: Draws, case: int) -> Picture:
        c = park(d).canvas
        x, bark = 320 + d.jitter(30), d.one(("#7a5635", "#6b4a2f", "#84623f"))
        leaf = d.one(("#4f9a4a", "#7aa544", "#c98a35"))
        person(c, 120, 440, 200, any_look(d), mood="happy")
        if case == 0:
            c.path(f"M{x - 44} 470q20 -70 14 -200h60q-6 130 14 200z", fill=bark, stroke=darker(bark), width=3)
            for dx, dy, r in ((-90, 0, 70), (90, 0, 70), (0, -70, 86), (0, 10, 78), (-50, -60, 66), (56, -56, 66)):
                c.circle(x + dx, 210 + dy, r, fill=leaf)
            return c.picture()
        c.path(
            f"M{x - 140} 470q10 -30 10 -110h260q0 80 10 110q-140 36 -280 0z", fill=bark, stroke=darker(bark), width=3
        )
        c.ellipse(x, 360, 130, 62, fill="#e6c48f", stroke=darker(bark), width=4)
        if case == 1:
            cloth = NAMED[d.one(LIVELY)]
            c.path(f"M{x - 140} 350a140 68 0 0 1 280 0v66q-18 16 -36 4q-20 18 -42 4q-22 16 -44 2q-18 14 -40 -2q-22 16 -44 -2"
                   "q-20 14 -40 -4q-16 10 -34 -2z", fill=cloth, stroke=darker(cloth), width=3)  # fmt: skip
            c.ellipse(x, 350, 138, 64, fill=lighter(cloth, 0.2), stroke="#ffffff", width=3, dash="9 7")
            return c.picture()
        for k in range(1, 8):
            c.ellipse(x, 360, 16 * k, 7.6 * k, stroke="#a97c46", width=2)
        c.line(x, 360, x + 150, 250, stroke="#33363b", width=2)
        c.rect(x + 60, 190, 210, 64, fill="#fffef8", stroke="#8d8675", radius=6)
        c.text(x + 165, 232, f"{ages[case - 2]} rings", size=30, face="sans-bold", anchor="middle")
        return c.picture()

    question = draws.one((
        f"How many years old is this {kind}?", f"How old is the {kind} in the park?",
        f"What is the age of this {kind}?", f"For how many years has this {kind} grown?",
    ))  # fmt: skip
    denials = ("The trunk hides the rings.", "A cloth hides the rings.")
    return contrast(draws, question, denials, [f"The tree has grown {age} years." for age in ages], scene, hard=True)


def next_card(draws: Draws) -> Contrast:
    """Which card comes next: the pile lies face down, or is used up; the twin's top card lies open."""
    ranks = draws.some(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)
    colours = draws.some(("red", "blue", "green", "yellow"), 2)
    player = draws.one(BRIGHT)

    def scene(d: Draws, case: int) -> Picture:
        stage = d.one(ROOMS)(d)
        c = stage.canvas
        person(c, 320 + d.jitter(30), 470, 300, any_look(d, top=player), mood="happy")
        felt = d.one(("#2f6f56", "#7a3f3f", "#38587d"))
        c.polygon([(90, 356), (550, 356), (640, 512), (0, 512)], fill=felt, stroke="#5d4630", width=10)
        for k in range(3):
            _card(c, 96 + 74 * k, 404, str(d.whole(2, 10)), NAMED[d.one(("red", "blue", "green"))])
        x = 430
        back = d.one(("#8a3d5a", "#3d4f8a", "#5a5f66"))
        if case == 1:
            c.rect(x, 396, 74, 100, stroke="#f2efe4", width=3, radius=8, dash="8 7")
            return c.picture()
        for k in range(5):
            c.rect(x + 2 * k, 404 - 3 * k, 66, 92, fill="#ffffff", stroke="#999999", width=1, radius=7)
        if case == 0:
            c.rect(x + 8, 392, 66, 92, fill=back, stroke="#ffffff", width=4, radius=7)
            for k in range(4):
                c.polygon([(x + 41, 398 + 20 * k), (x + 51, 408 + 20 * k), (x + 41, 418 + 20 * k), (x + 31, 408 + 20 * k)],
                          fill=lighter(back, 0.45))  # fmt: skip
        else:
            number = {
                "two": 2,
                "three": 3,
                "four": 4,
                "five": 5,
                "six": 6,
                "seven": 7,
                "eight": 8,
                "nine": 9,
                "ten": 10,
            }
            _card(c, x + 8, 392, str(number[ranks[case - 2]]), NAMED[colours[case - 2]])
        return c.picture()

    question = draws.one((
        f"Which card will the player in {player} draw next from the pile?", "What is the next card on the pile at the right?",
        f"The player in {player} takes the top card. Which card is it?", "Which card comes next off the pile?",
    ))  # fmt: skip
    denials = ("The pile lies face down.", "The pile has no cards left.")
    answers = [f"It will be the {colour} {rank}." for colour, rank in zip(colours, ranks, strict=True)]
    return contrast(draws, question, denials, answers, scene, hard=True)


def _card(c: Canvas, x: float, y: float, rank: str, colour: str) -> None:
    c.rect(x, y, 66, 92, fill="#ffffff", stroke="#888888", width=1, radius=7)
    c.rect(x + 7, y + 7, 52, 78, fill=colour, radius=5)
    c.text(x + 33, y + 60, rank, size=38, face="sans-bold", colour="#ffffff", anchor="middle")


def behind_the_wall(draws: Draws) -> Contrast:
    """What is behind a wall: it is too high, or fog lies behind; the twin's wall is low."""
    things = draws.some(draws.one((("car", "bus", "house"), ("boat", "umbrella"))), 2)
    place = beach if "boat" in things else draws.one((park, garden))

    def scene(d: Draws, case: int) -> Picture:
        c = place(d).canvas
        x, stone = 320 + d.jitter(60), d.one(("#b9a48a", "#a9a49b", "#b5836a"))
        top, look, colour = 90 if case == 0 else 340, any_look(d), d.one([name for name in LIVELY if name != "green"])
        if case > 1:
            put(c, things[case - 2], x, 356, 230, colour)
        if case == 1:
            c.rect(0, 0, 640, 400, fill=c.gradient("#dfe5e8", "#cfd6da"))
            for k in range(7):
                c.ellipse(60 + 90 * k, 120 + 50 * (k % 4), 170, 40, fill="#e9eef0", opacity=0.6)
        c.rect(0, top, 640, 440 - top, fill=stone, stroke=darker(stone), width=3)
        rows = round((440 - top) / 25)
        for row in range(rows):
            y = top + 25 * row
            c.line(0, y, 640, y, stroke=darker(stone, 0.18), width=2)
            c.path("".join(f"M{64 * k + 32 * (row % 2)} {y}v25" for k in range(10)), stroke=darker(stone, 0.18))
        c.rect(0, top - 12, 640, 18, fill=lighter(stone, 0.25), stroke=darker(stone), width=2)
        c.rect(0, 440, 640, 72, fill="#9cc086")
        person(c, 110, 480, 190, look, pose="pointing", mood="happy")
        return c.picture()

    question = draws.one((
        "What is behind the wall?", "What stands on the other side of the wall?", "What does the brick wall hide?",
        "We walk along this wall. What lies right behind it?", "Which thing is on the far side of the wall?",
    ))  # fmt: skip
    denials = ("The wall is too high to see over.", "There is thick fog behind the wall.")
    answers = [f"Behind the wall there is {a(thing)}." for thing in things]
    return contrast(draws, question, denials, answers, scene, hard=True)
