"""Everyday scenes with people: applicants, a queue, a bus stop, a class, a team, a waiting room, an office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture, Point
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker, lighter, mixed
from ch3ef.scenarios.generated.scene.people import STATURES, Look, Mood, any_look, head, person, young
from ch3ef.scenarios.generated.scene.things import SMALL, THINGS, WIDTHS, cloud, sun

NAMES = (
    "Ari", "Bao", "Casey", "Dara", "Jun", "Kai", "Kim", "Lou", "Mika", "Nico", "Noa", "Noor", "Quinn", "Remi", "Robin",
    "Sam", "Sasha", "Toni", "Uzo", "Wren", "Yuri", "Zola", "Alex", "Jules", "Amal", "Devi", "Lian", "Tal", "Ode", "Rio",
)  # fmt: skip
"""First names that go with any look."""

TRADES = ("baker", "driver", "nurse", "cook", "gardener", "tailor", "waiter", "painter", "librarian", "joiner",
          "plumber", "teacher")  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")

TOPS = ("red", "yellow", "green", "blue", "purple", "orange")
"""Colours of clothes by which a question may tell people apart."""

_NATURAL = {"banana": "yellow", "apple": "red", "pear": "green"}
_CALM: tuple[Mood, ...] = ("happy", "neutral", "happy")
_INK = "#2b2b2f"
_PAPER = "#fffdf6"


@dataclass(frozen=True, slots=True)
class Figure:
    """Someone in a scene.

    Attributes:
        name: On a card, badge or shirt; may be empty.
        look: How they look.
        lines: What else their card says.
        aid: What helps them to get about.
        held: Name of a thing in their hand.
    """

    name: str
    look: Look
    lines: tuple[str, ...] = ()
    aid: Literal["", "wheelchair", "cane"] = ""
    held: str = ""


def figures(draws: Draws, count: int) -> list[Figure]:
    """Different names and differently coloured clothes; everything else about a look is free."""
    names, tops = draws.some(NAMES, count), draws.some(TOPS, count)
    return [Figure(name, any_look(draws, top=top)) for name, top in zip(names, tops, strict=True)]


def with_lines(figure: Figure, *lines: str) -> Figure:
    """The same person with other lines on the card."""
    return replace(figure, lines=lines)


def room(
    draws: Draws, floor: float = 390, width: int = 640, height: int = 480, at: Sequence[float] = (0.2, 0.5, 0.8)
) -> Canvas:
    """A wall with a thing or two on it, at these shares of its width, and a floor."""
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(width, height, ground=light)
    canvas.rect(0, 0, width, floor, fill=canvas.gradient(light, mixed(light, dark, 0.8)))
    style = draws.whole(0, 2)
    if style == 0:
        for x in range(0, width, 64):
            canvas.rect(x, 0, 32, floor, fill=dark, opacity=0.28)
    elif style == 1:
        canvas.rect(0, 0.62 * floor, width, 0.38 * floor, fill=dark, opacity=0.6)
    wood = draws.one(("#c9a173", "#b98a5a", "#a9a39a", "#8fa3a8", "#c7b8a3"))
    canvas.rect(0, floor, width, height - floor, fill=wood)
    canvas.rect(0, floor - 8, width, 8, fill=lighter(dark, 0.5))
    for share, kind in zip(at, draws.some(("window", "clock", "frame", "", "shelf"), len(at)), strict=True):
        on_wall(canvas, draws, share * width + draws.jitter(16), kind)
    return canvas


def on_wall(canvas: Canvas, draws: Draws, x: float, kind: str) -> None:
    """A window, clock, frame or shelf around x."""
    if kind == "window":
        canvas.rect(x - 56, 22, 112, 112, fill=canvas.gradient("#bfe0f5", "#e8f4fb"), stroke="#fdfaf2", width=8)
        cloud(canvas, x + draws.jitter(20), 62 + draws.jitter(12), 22)
        canvas.line(x, 22, x, 134, stroke="#fdfaf2", width=5)
    elif kind == "clock":
        THINGS["clock"](canvas, x, 108, 76, draws.one(("#8d3b3b", "#37545f", "#6b5a3d")))
    elif kind == "frame":
        canvas.rect(x - 44, 34, 88, 72, fill=NAMED[draws.one(BRIGHT)], stroke="#6d5237", width=6, opacity=0.8)
        canvas.path(f"M{x - 40:.0f} 100l26 -34l18 20l16 -14l20 28z", fill="#fdfaf2", opacity=0.85)
    elif kind == "shelf":
        canvas.rect(x - 60, 112, 120, 9, fill="#8f6b4a")
        for place, thing in enumerate(draws.some(("book", "potted plant", "box", "cup", "ball"), 3)):
            THINGS[thing](canvas, x - 38 + 38 * place, 112, 40, NAMED[draws.one(BRIGHT)])


def put_person(
    canvas: Canvas, draws: Draws, figure: Figure, x: float, y: float, size: float, mood: Mood | None = None,
    mirrored: bool = False,
) -> Point:  # fmt: skip
    """Someone with what they hold and what helps them, of the height of their age where an adult is `size` high.

    Returns:
        The place of the hand.
    """
    size *= STATURES[figure.look.age]
    feeling = draws.one(_CALM) if mood is None else mood
    if figure.aid == "wheelchair":
        return wheelchair_user(canvas, x, y, size, figure.look, feeling)
    pose = "holding" if figure.held or figure.aid == "cane" else "standing"
    hand = person(canvas, x, y, size, figure.look, pose=pose, mood=feeling, mirrored=mirrored)  # type: ignore[arg-type]
    if figure.aid == "cane":
        side = -1 if mirrored else 1
        canvas.line(hand[0], hand[1] - 6, hand[0] + side * 0.16 * size, y + 2, stroke="#8f9499", width=7)
        canvas.line(hand[0], hand[1] - 6, hand[0] + side * 0.16 * size, y + 2, stroke="#fafafa", width=5)
        canvas.line(hand[0] + side * 0.13 * size, y - 0.1 * size, hand[0] + side * 0.155 * size, y - 0.02 * size,
                    stroke="#d32f2f", width=5)  # fmt: skip
    if figure.held:
        colour = _NATURAL.get(figure.held) or draws.one(("brown", "grey", "pink", "blue"))
        hold(canvas, figure.held, hand, size, NAMED[colour])
    return hand


def hold(canvas: Canvas, thing: str, hand: Point, size: float, colour: str) -> None:
    """A thing in a hand."""
    tall = thing in ("umbrella", "balloon", "flower")
    height = (0.4 if tall else 0.2 if WIDTHS.get(thing, 1) <= 1 else 0.14) * size
    below = 0.03 * size if tall else height if thing in ("suitcase", "backpack") else 0.45 * height
    THINGS[thing](canvas, hand[0] + 2, hand[1] + below, height, colour)


def wheelchair_user(canvas: Canvas, x: float, y: float, size: float, look: Look, mood: Mood) -> Point:
    """Someone in a wheelchair that points to the right."""
    s = size / 200
    canvas.rect(x - 30 * s, y - 112 * s, 12 * s, 72 * s, fill="#3c4650", radius=4 * s)
    canvas.line(x - 40 * s, y - 108 * s, x - 26 * s, y - 108 * s, stroke=_INK, width=6 * s)
    hand = person(canvas, x - 4 * s, y - 4 * s, size, look, pose="sitting", mood=mood)
    canvas.line(x - 26 * s, y - 24 * s, x + 26 * s, y - 22 * s, stroke="#3c4650", width=7 * s)
    canvas.circle(x - 10 * s, y - 33 * s, 32 * s, stroke=_INK, width=5 * s)
    canvas.circle(x - 10 * s, y - 33 * s, 26 * s, stroke="#a9b0b6", width=2 * s)
    for dx, dy in ((27, 0), (0, 27), (19, 19), (19, -19)):
        canvas.line(x - (10 + dx) * s, y - (33 + dy) * s, x - (10 - dx) * s, y - (33 - dy) * s, stroke="#a9b0b6",
                    width=1.5 * s)  # fmt: skip
    canvas.circle(x - 10 * s, y - 33 * s, 5 * s, fill=_INK)
    canvas.circle(x + 34 * s, y - 8 * s, 9 * s, stroke=_INK, width=4 * s)
    return hand


# Scenes


def applicants(draws: Draws, people: Sequence[Figure], title: str = "") -> Picture:
    """Three applicants with their cards: at a table, or as sheets on a desk."""
    return (_interview if draws.chance(0.55) else _sheets)(draws, people, title)


def _interview(draws: Draws, people: Sequence[Figure], title: str) -> Picture:
    canvas = room(draws, 400, at=(0.15, 0.85) if title else (0.2, 0.5, 0.8))
    if title:
        canvas.rect(190, 14, 260, 40, fill="#fdfaf2", stroke="#6d5237", width=3, radius=4)
        canvas.text(320, 41, title, size=19, face="sans-bold", anchor="middle")
    for place, figure in enumerate(people):
        put_person(canvas, draws, figure, 112 + 208 * place + draws.jitter(8), 440, draws.between(270, 290))
    wood = draws.one(("#b98a5a", "#a8764a", "#c9a173", "#7d8790", "#8f6b4a"))
    canvas.rect(0, 318, 640, 162, fill=darker(wood, 0.18))
    canvas.rect(0, 306, 640, 18, fill=wood)
    for place, figure in enumerate(people):
        _card(canvas, 16 + 208 * place, 336, 192, 128, figure)
    return canvas.picture()


def _card(canvas: Canvas, x: float, y: float, width: float, height: float, figure: Figure) -> None:
    canvas.rect(x + 3, y + 4, width, height, fill="#000000", opacity=0.18, radius=6)
    canvas.rect(x, y, width, height, fill=_PAPER, radius=6, stroke="#cfc7b4", width=2)
    canvas.text(x + width / 2, y + 28, figure.name, size=21, face="sans-bold", anchor="middle")
    canvas.line(x + 14, y + 38, x + width - 14, y + 38, stroke="#cfc7b4", width=1.5)
    gap = 27 if len(figure.lines) > 2 else 32
    for row, line in enumerate(figure.lines):
        canvas.text(x + width / 2, y + 64 + gap * row, line, size=16.5, anchor="middle")


def _sheets(draws: Draws, people: Sequence[Figure], title: str) -> Picture:
    wood = draws.one(("#b98a5a", "#a8764a", "#9fb0b5", "#c9a173", "#6f8b86", "#a3937f"))
    canvas = Canvas(640, 512, ground=wood)
    for y in range(30, 512, 64):
        canvas.line(0, y + draws.jitter(10), 640, y + draws.jitter(10), stroke=darker(wood, 0.08), width=3)
    accent = draws.one(("#2f5d8a", "#7a4a6d", "#3c7a5a", "#a2552f", "#4a4f57"))
    for place, figure in enumerate(people):
        with canvas.moved(112 + 208 * place + draws.jitter(4), 250 + draws.jitter(22), angle=draws.jitter(3)):
            canvas.rect(-92, -186, 190, 374, fill="#000000", opacity=0.18)
            canvas.rect(-96, -190, 190, 374, fill=_PAPER)
            canvas.rect(-96, -190, 190, 32, fill=accent)
            canvas.text(-1, -168, title or "Application", size=16, face="sans-bold", colour="#ffffff", anchor="middle")
            _portrait(canvas, draws, figure)
            canvas.text(-1, 30, figure.name, size=23, face="sans-bold", anchor="middle")
            for row, line in enumerate(figure.lines):
                canvas.text(-1, 68 + 31 * row, line, size=16.5, anchor="middle")
    if draws.chance(0.6):
        canvas.line(40, 494, 190, 484, stroke=accent, width=8)
        canvas.line(186, 484, 200, 483, stroke="#e9c46a", width=4)
    return canvas.picture()


def _portrait(canvas: Canvas, draws: Draws, figure: Figure) -> None:
    ground = draws.one(GROUNDS)[1]
    top = NAMED[figure.look.top]
    canvas.rect(-56, -146, 112, 136, fill=ground, stroke="#9a9486", width=2)
    canvas.path("M-52 -11q4 -38 40 -42h24q36 4 40 42z", fill=top)
    canvas.rect(-10, -66, 20, 20, fill=darker(figure.look.skin, 0.1))
    head(canvas, 0, -90, 34, figure.look, draws.one(("happy", "neutral", "happy")))


def shop_queue(draws: Draws, people: Sequence[Figure]) -> Picture:
    """Customers in a queue, the first of them at the counter; either way round."""
    canvas = room(draws, 392)
    left = draws.chance(0.5)

    def place_of(x: float) -> float:
        return x if left else 640 - x

    keeper = any_look(draws, top="black")
    person(canvas, place_of(62), 432, 250, keeper, mood="happy", mirrored=not left)
    wood = draws.one(("#a8764a", "#7f9aa3", "#b98a5a", "#8f6b4a"))
    low, high = sorted((place_of(-4), place_of(164)))
    canvas.rect(low, 330, high - low, 150, fill=wood)
    low, high = sorted((place_of(-4), place_of(176)))
    canvas.rect(low, 318, high - low, 18, fill=darker(wood, 0.25))
    canvas.rect(place_of(128) - 30, 268, 60, 50, fill="#4a5058", radius=5)
    canvas.rect(place_of(128) - 22, 276, 44, 20, fill="#bfe8c8", radius=2)
    canvas.text(place_of(80), 420, draws.one(("PAY HERE", "Till 1", "Counter")), size=20, face="sans-bold",
                colour="#ffffff", anchor="middle", legible=False)  # fmt: skip
    for place, figure in enumerate(people):
        put_person(canvas, draws, figure, place_of(240 + 142 * place + draws.jitter(6)), 458 + draws.jitter(6),
                   draws.between(232, 256), mirrored=not left)  # fmt: skip
    return canvas.picture()


def bus_stop(draws: Draws, people: Sequence[Figure], lines: Sequence[tuple[str, str]], dog: bool = False) -> Picture:
    """People at a stop whose board lists the next buses, line and time."""
    canvas = Canvas(640, 480, ground="#cfe6f5")
    canvas.rect(0, 0, 640, 330, fill=canvas.gradient(*draws.one((("#b9dcf3", "#eaf5fb"), ("#f7d9b9", "#fdf2e2"),
                                                                 ("#c9d3da", "#eef1f2")))))  # fmt: skip
    sun(canvas, draws.between(40, 380), 46, 40)
    for x in range(30, 640, 120):
        kind = draws.one(("house", "tree", "house", "fir tree"))
        THINGS[kind](canvas, x + draws.jitter(20), 332, draws.between(84, 130), NAMED[draws.one(
            ("orange", "yellow", "pink", "grey") if kind == "house" else ("green",))])  # fmt: skip
    canvas.rect(0, 330, 640, 100, fill="#c9c6bf")
    canvas.rect(0, 424, 640, 56, fill="#6e7177")
    for x in range(10, 640, 90):
        canvas.rect(x, 450, 46, 6, fill="#f4f1e6")
    canvas.rect(470, 66, 12, 350, fill="#59636b")
    canvas.rect(418, 40, 206, 46 + 40 * len(lines), fill="#24405c", radius=8, stroke="#16293b", width=3)
    canvas.text(521, 70, "Next buses", size=19, face="sans-bold", colour="#ffd65a", anchor="middle")
    for row, (line, time) in enumerate(lines):
        canvas.text(436, 106 + 38 * row, f"Line {line}", size=20, face="sans-bold", colour="#ffffff")
        canvas.text(606, 106 + 38 * row, time, size=20, face="mono", colour="#ffffff", anchor="end")
    step = 420 / max(1, len(people))
    for place, figure in enumerate(people):
        at = 66 + step * place + draws.jitter(8)
        put_person(canvas, draws, figure, at, 412 + draws.jitter(6), draws.between(190, 210))
        if dog and place == 0:
            THINGS["dog"](canvas, at + 92, 416, 62, "#b98442")
    return canvas.picture()


def classroom(draws: Draws, people: Sequence[Figure], raising: int, board: Sequence[str]) -> Picture:
    """Pupils at desks with name cards; one has a hand up; something is written on the board."""
    canvas = room(draws, 372, at=())
    green = draws.one(("#2f5d4a", "#2e4a5c", "#3b3f44"))
    canvas.rect(110, 14, 420, 104, fill=green, stroke="#a8764a", width=8)
    for row, line in enumerate(board):
        canvas.handwriting(draws, 320, 58 + 42 * row, line, size=31, colour="#fdfaf2", pen=2.4, jitter=0.5,
                           anchor="middle")  # fmt: skip
    wood = draws.one(("#c9a173", "#b98a5a", "#d8bd92"))
    step = 640 / len(people)
    for place, figure in enumerate(people):
        x = step * (place + 0.5) + draws.jitter(4)
        person(canvas, x, 450, 240, young(figure.look), pose="waving" if place == raising else "standing",
               mood="happy" if place == raising else draws.one(("neutral", "happy")))  # fmt: skip
        canvas.rect(x - 0.42 * step, 358, 0.84 * step, 20, fill=wood, radius=3)
        canvas.rect(x - 0.38 * step, 378, 0.76 * step, 92, fill=darker(wood, 0.2))
        canvas.rect(x - 52, 394, 104, 40, fill=_PAPER, stroke="#8f8a7d", width=2, radius=3)
        canvas.text(x, 421, figure.name, size=20, face="comic-bold", anchor="middle")
    return canvas.picture()


def team(draws: Draws, people: Sequence[Figure], board: Sequence[tuple[str, str]], title: str) -> Picture:
    """Players in one kit on a pitch or in a hall, names beneath, and a board with a figure for each name."""
    outside = draws.chance(0.6)
    canvas = Canvas(640, 512, ground="#cfe6f5" if outside else "#efe5d2")
    if outside:
        for _ in range(2):
            cloud(canvas, draws.between(60, 580), draws.between(40, 120), 36)
        canvas.rect(0, 280, 640, 232, fill="#7fb56a")
        for x in range(0, 640, 128):
            canvas.rect(x, 280, 64, 232, fill="#8cc077")
    else:
        canvas.rect(0, 300, 640, 212, fill="#c98f54")
        canvas.path("M0 470q320 -120 640 0", stroke="#fdfaf2", width=4)
    width = 250
    left = draws.one((24, 366))
    canvas.rect(left, 16, width, 44 + 32 * len(board), fill="#23333f", radius=8)
    canvas.text(left + width / 2, 46, title, size=20, face="sans-bold", colour="#ffd65a", anchor="middle")
    for row, (name, number) in enumerate(board):
        canvas.text(left + 22, 80 + 32 * row, name, size=19, colour="#ffffff")
        canvas.text(left + width - 22, 80 + 32 * row, number, size=19, face="sans-bold", colour="#ffffff", anchor="end")
    kit, step = draws.one(TOPS), 640 / len(people)
    for place, figure in enumerate(people):
        look = replace(figure.look, top=kit, bottom="black")
        put_person(canvas, draws, replace(figure, look=look), step * (place + 0.5), 462, draws.between(232, 250))
        canvas.rect(step * (place + 0.5) - 50, 472, 100, 30, fill=_PAPER, radius=6)
        canvas.text(step * (place + 0.5), 494, figure.name, size=20, face="sans-bold", anchor="middle")
    THINGS["ball"](canvas, step * draws.whole(1, len(people) - 1), 470, 34, "#f4f1e6" if outside else "#e8833a")
    return canvas.picture()


def waiting_room(draws: Draws, people: Sequence[Figure], tickets: Sequence[int], called: int) -> Picture:
    """People waiting with numbers; a display calls one of the numbers."""
    canvas = room(draws, 388, at=(0.15, 0.85))
    canvas.rect(214, 12, 212, 92, fill="#1d2329", radius=10, stroke="#0e1215", width=3)
    canvas.text(320, 40, draws.one(("Now serving", "Next please", "Counter open for")), size=17, colour="#cfd6db",
                anchor="middle")  # fmt: skip
    canvas.text(320, 90, str(called), size=46, face="mono", colour=draws.one(("#ff8a7a", "#7dffa0", "#ffd65a")),
                anchor="middle")  # fmt: skip
    step = 640 / len(people)
    for place, (figure, ticket) in enumerate(zip(people, tickets, strict=True)):
        x, y = step * (place + 0.42), 440 + draws.jitter(6)
        if figure.aid == "wheelchair" or draws.chance(0.5):
            hand = put_person(canvas, draws, figure, x, y, 236)
        else:
            hand = person(canvas, x, y, 236, figure.look, pose="holding", mood=draws.one(("neutral", "happy")))
        with canvas.moved(hand[0] + 8, hand[1] - 30, angle=draws.jitter(5)):
            canvas.rect(-27, -24, 54, 46, fill=_PAPER, stroke="#8f8a7d", width=2, radius=4)
            canvas.text(0, 9, str(ticket), size=27, face="sans-bold", anchor="middle")
    return canvas.picture()


def office_chart(draws: Draws, people: Sequence[Figure], values: Sequence[int], title: str) -> Picture:
    """A team in front of a screen with a bar for each name."""
    canvas = room(draws, 430, 640, 544, at=())
    canvas.rect(70, 14, 500, 268, fill="#fdfdfb", stroke="#4a5058", width=8, radius=6)
    canvas.text(320, 46, title, size=19, face="sans-bold", anchor="middle")
    colours = draws.some(("#2f6fab", "#c4673d", "#5b8f4e", "#8a5a9c", "#c79a2f"), len(people))
    if draws.chance(0.5):
        colours = [colours[0]] * len(people)
    top, step = max(values), 440 / len(people)
    for place, (figure, value) in enumerate(zip(people, values, strict=True)):
        x, height = 100 + step * (place + 0.5), 140 * value / top
        canvas.rect(x - 30, 240 - height, 60, height, fill=colours[place])
        canvas.text(x, 234 - height, str(value), size=17, face="sans-bold", anchor="middle")
        canvas.text(x, 266, figure.name, size=18, anchor="middle")
    canvas.line(96, 240, 544, 240, stroke="#4a5058", width=2.5)
    for place, figure in enumerate(people):
        put_person(canvas, draws, figure, 90 + 460 * place / (len(people) - 1), 528, draws.between(200, 216))
    return canvas.picture()


_JOBS = ("sweeping leaves", "painting a fence", "watering a tree", "delivering a parcel", "cleaning a window",
         "repairing a bicycle")  # fmt: skip
JOBS: tuple[str, ...] = _JOBS
"""What someone may be doing in `street_worker`."""


def street_worker(draws: Draws, look: Look, job: str) -> Picture:
    """One person at work in a street."""
    canvas = Canvas(560, 480, ground="#d6e9f5")
    wall = draws.one(("#d9b08c", "#b9c7b0", "#c9b9c9", "#e0cf9c", "#b7c4d1"))
    canvas.rect(0, 40, 560, 330, fill=wall)
    canvas.rect(0, 30, 560, 16, fill=darker(wall, 0.3))
    for x in (24, 450):
        canvas.rect(x, 90, 86, 120, fill="#d7ecf6", stroke="#fdfaf2", width=7)
        canvas.line(x + 43, 90, x + 43, 210, stroke="#fdfaf2", width=5)
    canvas.rect(0, 370, 560, 110, fill="#b9b6af")
    canvas.rect(0, 362, 560, 10, fill="#8f8c86")
    at = 210 + draws.jitter(20)
    _tools_behind(canvas, job, at)
    hand = person(canvas, at, 442, 250, look, pose="pointing" if job in JOBS[1:2] + JOBS[4:5] else "holding",
                  mood=draws.one(("happy", "neutral")))  # fmt: skip
    _tools(canvas, draws, job, hand)
    return canvas.picture()


def _tools_behind(canvas: Canvas, job: str, x: float) -> None:
    if job == "painting a fence":
        for k in range(7):
            colour = "#3a9d3f" if k > 2 else "#d8bd92"
            canvas.path(f"M{x + 60 + 40 * k:.0f} 440v-150l15 -18l15 18v150z", fill=colour, stroke="#6b4a2b", width=2)
    elif job == "cleaning a window":
        canvas.rect(x + 84, 150, 150, 170, fill="#bfe3f5", stroke="#fdfaf2", width=9)
    elif job == "delivering a parcel":
        canvas.rect(x + 120, 190, 110, 180, fill="#7d3b33", stroke="#fdfaf2", width=6)
        canvas.circle(x + 136, 286, 6, fill="#f3c63a")


def _tools(canvas: Canvas, draws: Draws, job: str, hand: Point) -> None:
    x, y = hand
    if job == "sweeping leaves":
        canvas.line(x - 16, y - 60, x + 52, 436, stroke="#8a5a33", width=7)
        canvas.polygon([(x + 42, 420), (x + 62, 420), (x + 84, 458), (x + 24, 458)], fill="#e0b84c", stroke="#8a6a1f")
        for _ in range(16):
            canvas.ellipse(x + 100 + draws.between(0, 130), 458 - draws.between(0, 26), 9, 5,
                           fill=draws.one(("#c4571f", "#d9912b", "#a8452a")))  # fmt: skip
    elif job == "painting a fence":
        canvas.line(x, y, x + 26, y - 8, stroke="#8a5a33", width=7)
        canvas.rect(x + 24, y - 24, 14, 32, fill="#3a9d3f")
        canvas.rect(x - 150, 420, 48, 44, fill="#3a9d3f", stroke="#24622a", width=3)
        canvas.path(f"M{x - 150:.0f} 420q24 -34 48 0", stroke=_INK, width=3)
    elif job == "watering a tree":
        THINGS["tree"](canvas, x + 132, 446, 170, "#4c9a52")
        canvas.path(f"M{x - 12:.0f} {y - 4:.0f}h40v34h-40z", fill="#2962d9", stroke="#1a4090", width=3)
        canvas.line(x + 28, y + 22, x + 62, y - 2, stroke="#1a4090", width=7)
        for k in range(4):
            canvas.path(f"M{x + 64 + 9 * k:.0f} {y + 4:.0f}q14 40 18 {90 + 6 * k}", stroke="#5aa9e6", width=3,
                        dash="8 7")  # fmt: skip
    elif job == "delivering a parcel":
        THINGS["box"](canvas, x + 14, y + 26, 66, "#c99a63")
    elif job == "cleaning a window":
        canvas.rect(x - 12, y - 20, 34, 26, fill="#f3d34a", stroke="#b3952a", width=2, radius=5)
        for dx, dy in ((40, -34), (62, -6), (30, 24), (78, 30)):
            canvas.circle(x + dx, y + dy, 7, fill="#ffffff", opacity=0.9)
        canvas.rect(x - 170, 424, 46, 40, fill="#2962d9", stroke="#1a4090", width=3)
    else:
        with canvas.moved(x + 96, 452, scale=1.6):
            THINGS["bicycle"](canvas, 0, 0, 84, "#d32f2f")
        canvas.line(x - 6, y - 6, x + 30, y + 22, stroke="#6e777f", width=9)


def small_things(draws: Draws, count: int) -> list[str]:
    """Different things that fit in a hand."""
    return draws.some([thing for thing in SMALL if thing not in ("lamp", "cake", "clock")], count)
