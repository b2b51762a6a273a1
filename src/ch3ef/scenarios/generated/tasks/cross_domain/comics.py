"""Comics: panels with speech bubbles; who says what, why somebody is cross, and what comes next."""

from __future__ import annotations

from collections.abc import Callable

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture, Point
from ch3ef.scenarios.generated.scene.glyphs import face_table, wrapped
from ch3ef.scenarios.generated.scene.palette import NAMED, SKINS, darker
from ch3ef.scenarios.generated.scene.people import Hair, Look, Mood, Pose, any_look, person
from ch3ef.scenarios.generated.scene.things import THINGS, a, cloud, sun

_WIDE, _HIGH = 340.0, 320.0
_GROUNDS = (("#fdf3d6", "#e6c98a"), ("#dff0fa", "#a9d08e"), ("#f6e3e6", "#d3a9a4"), ("#e6e6f6", "#b5b8d6"))
_TOPS = ("red", "yellow", "green", "blue", "purple", "pink")
_TALK = ("My train was late again.", "I baked this bread myself.", "Shall we go to the beach?", "I lost my left glove.",
         "The film starts at eight.", "My cat sleeps all day.", "I passed the exam!", "Have you fed the fish?",
         "The tea is too hot.", "We need more chairs.", "Grandma is on the phone.", "Who took my pencil?")  # fmt: skip
_LONG: tuple[Hair, ...] = ("long", "bun")
Scene = Callable[[Canvas, Draws], None]


def who_says_it(draws: Draws) -> Question:
    """Four people in two panels: who says a certain thing?"""
    tops, lines = draws.some(_TOPS, 4), draws.some(_TALK, 4)
    right = draws.one(tops)
    picture = _talks(draws, tops, lines)
    said = lines[tops.index(right)]
    question = draws.one((f"Who says “{said}”?", f"Which person in this comic says “{said}”?",
                          f"Whose words are “{said}”?"))  # fmt: skip
    return question_of(question, [f"the one in {top}" for top in tops], f"the one in {right}", picture)


def what_is_said(draws: Draws) -> Question:
    """Four people in two panels: what does one of them say?"""
    tops, options = draws.some(_TOPS, 4), draws.some(_TALK, 4)
    right = draws.one(options)
    picture = _talks(draws, tops, options)
    top = tops[options.index(right)]
    question = draws.one((f"What does the person in {top} say?", f"What are the words of the person in the {top} top?",
                          f"Read the speech bubble of the person in {top}. What does it say?"))  # fmt: skip
    return question_of(question, [f"“{line}”" for line in draws.shuffled(options)], f"“{right}”", picture)


def why_upset(draws: Draws) -> Question:
    """A mishap in three panels: why is she upset?"""
    mishaps: dict[str, Scene] = {
        "Her balloon has flown away.": _balloon_gone, "The bus has left without her.": _bus_gone,
        "It has begun to rain hard.": _rain, "The dog has taken her hat.": _dog_with_hat,
        "The cat has knocked over the plant.": _plant_down,
    }  # fmt: skip
    options = draws.some(mishaps, 4)
    right = draws.one(options)
    look, mood = _girl(draws), draws.one(("angry", "sad"))
    canvas, places = _page(draws, 3)
    start, end = draws.one(("What a fine day!", "I feel great today!", "Today is my day.")), draws.one(
        ("Oh no, not that!", "Why today?", "That is not fair!", "This cannot be true!"))  # fmt: skip
    for k, (x, y) in enumerate(places):
        with _framed(canvas, draws, x, y):
            if k == 1:
                mishaps[right](canvas, draws)
                continue
            feels: Mood = "happy" if k == 0 else "angry" if mood == "angry" else "sad"
            person(canvas, 130, 388, 296, look, pose="waving" if k == 0 else "standing", mood=feels)
            _bubble(canvas, 200, 16, start if k == 0 else end, (152, 92), width=180)
    name = draws.one(("Lena", "Nora", "Ada", "Ruth"))
    question = draws.one((f"Why is the woman {mood} in the last panel?", f"This is {name}. What has made her {mood}?",
                          f"{name} is {mood} at the end of this comic. What is the reason?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def what_is_wished(draws: Draws) -> Question:
    """A thought bubble with a thing in it: what does the person think of?"""
    things = draws.some(("bicycle", "guitar", "cake", "dog", "cat", "book", "house", "car", "boat", "flower"), 5)
    *options, other = things
    right = draws.one(options)
    looks = [_dressed(draws, top) for top in draws.some(_TOPS, 2)]
    canvas, places = _page(draws, 2)
    thoughts = draws.shuffled(((looks[0], right), (looks[1], other)))
    for (x, y), (look, thing) in zip(places, thoughts, strict=True):
        with _framed(canvas, draws, x, y):
            person(canvas, 84, 330, 214, look, mood="happy")
            for px, py, r in ((128, 136, 6), (146, 120, 9)):
                canvas.circle(px, py, r, fill="#ffffff", stroke="#26262a", width=2)
            canvas.ellipse(230, 84, 98, 66, fill="#ffffff", stroke="#26262a", width=2.5)
            THINGS[thing](canvas, 230, 122, 72, NAMED[draws.one(("red", "blue", "green", "brown"))])
    top = looks[0].top
    question = draws.one((f"What is the person in {top} thinking of?", f"What does the person in {top} dream about?",
                          f"What can be seen in the thought bubble of the person in {top}?"))  # fmt: skip
    return question_of(question, [a(thing) for thing in options], a(right), canvas.picture())


def what_comes_next(draws: Draws) -> Question:
    """A need, and things within reach: what will the person take?"""
    needs = {"umbrella": ("Look, it is pouring with rain!", "I must go out in this rain."),
             "lamp": ("This corner needs some light.", "I want more light on my desk."),
             "cake": ("I am so hungry!", "I want something sweet now."),
             "phone": ("I have to call my sister.", "Time to ring up the doctor."),
             "guitar": ("Let us make some music!", "I want to play you a song."),
             "book": ("I would love to read a story.", "Time to read a few pages.")}  # fmt: skip
    options = draws.some(needs, 4)
    right = draws.one(options)
    look = any_look(draws)
    canvas, places = _page(draws, 3)
    for k, (x, y) in enumerate(places):
        with _framed(canvas, draws, x, y):
            if k == 0:
                person(canvas, 110, 340, 236, look, pose="pointing", mood="neutral")
                _bubble(canvas, 190, 16, draws.one(needs[right]), (132, 106), width=250)
            elif k == 1:
                canvas.rect(20, 232, 300, 14, fill="#8f6b4a")
                for n, thing in enumerate(options):
                    THINGS[thing](canvas, 58 + 76 * n, 232, 62, NAMED[draws.one(("red", "blue", "green", "orange"))])
            else:
                canvas.text(170, 208, "?", size=130, face="comic-bold", anchor="middle", colour="#8a8f96")
    question = draws.one(("What will the person most likely take in the last panel?",
                          "Which thing belongs in place of the question mark?",
                          "Judging by the first panel, which of the things will be used next?"))  # fmt: skip
    return question_of(question, [f"the {thing}" for thing in options], f"the {right}", canvas.picture())


def how_it_ends(draws: Draws) -> Question:
    """Two people over three panels: how does one of them feel in the end?"""
    options: list[Mood] = draws.shuffled(("happy", "sad", "angry", "surprised"))
    right = draws.one(options)
    tops = draws.some(_TOPS, 2)
    looks = [_dressed(draws, top, clear=True) for top in tops]
    canvas, places = _page(draws, 3)
    others: list[Mood] = [mood for mood in options if mood != right]
    lines = draws.some(("I have news for you.", "Guess what happened.", "Open this letter.", "Look behind you.",
                        "The results are here."), 2)  # fmt: skip
    for k, (x, y) in enumerate(places):
        with _framed(canvas, draws, x, y):
            mine: Mood = right if k == 2 else draws.one(others)
            person(canvas, 92, 392, 296, looks[0], mood=mine)
            person(canvas, 252, 392, 286, looks[1], mood=draws.one(others) if k == 2 else "neutral", mirrored=True)
            if k < 2:
                _bubble(canvas, 200, 16, lines[k], (250, 100), width=230)
    question = draws.one((f"How does the person in {tops[0]} feel at the end?",
                          f"What is the mood of the person in {tops[0]} in the last panel?",
                          f"In the third panel, how does the one in {tops[0]} look?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def _dressed(draws: Draws, top: str, *, clear: bool = False) -> Look:
    """A look with one colour to name it by; a clear one has a face that is easily read."""
    look = any_look(draws, top=top)
    hair_colour = darker(NAMED[top], 0.15) if look.hair == "scarf" else look.hair_colour
    skin = draws.one(SKINS[:4]) if clear else look.skin
    return Look(skin, look.hair, hair_colour, top, draws.one(("black", "grey")), look.glasses and not clear)


def _girl(draws: Draws) -> Look:
    look = any_look(draws)
    hair = look.hair if look.hair == "scarf" else draws.one(_LONG)
    return Look(look.skin, hair, look.hair_colour, look.top, look.bottom, look.glasses)


def _page(draws: Draws, count: int) -> tuple[Canvas, list[Point]]:
    """A page, and where its panels are; three panels stand in a row or two above one."""
    paper = draws.one(("#fdfcf7", "#f6f1e4", "#eef1f4"))
    if count == 2 and draws.chance(0.4):
        return Canvas(448, 696, ground=paper), [(54.0, 18.0), (54.0, 356.0)]
    if count == 2:
        return Canvas(728, 448, ground=paper), [(16.0, 64.0), (372.0, 64.0)]
    return Canvas(728, 696, ground=paper), [(16.0, 18.0), (372.0, 18.0), (194.0, 356.0)]


class _framed:  # noqa: N801 (used like a function)
    """A panel at a place: what is drawn inside stands in its own coordinates."""

    def __init__(self, canvas: Canvas, draws: Draws, x: float, y: float) -> None:
        self._canvas, self._moved = canvas, canvas.moved(x, y)
        self._clip = canvas.clipped(f"M0 0h{_WIDE:.0f}v{_HIGH:.0f}h-{_WIDE:.0f}z")
        self._ground = draws.one(_GROUNDS)

    def __enter__(self) -> None:
        self._moved.__enter__()
        self._clip.__enter__()
        wall, floor = self._ground
        self._canvas.rect(0, 0, _WIDE, _HIGH, fill=wall)
        self._canvas.rect(0, 262, _WIDE, _HIGH - 262, fill=floor)

    def __exit__(self, *_: object) -> None:
        self._clip.__exit__(None, None, None)
        self._canvas.rect(0, 0, _WIDE, _HIGH, stroke="#26262a", width=4)
        self._moved.__exit__(None, None, None)


def _bubble(canvas: Canvas, x: float, y: float, text: str, to: Point, *, width: float) -> None:
    """A speech bubble around a text, its middle at x and its top at y, with a tail towards a mouth."""
    lines = wrapped(text, "comic", 18, width - 28)
    w = max(face_table("comic").width(line, 18) for line in lines) + 28
    h = 24.0 * len(lines) + 16
    x = min(max(x, w / 2 + 6), _WIDE - w / 2 - 6)
    foot = min(max(to[0] + 14, x - w / 2 + 24), x + w / 2 - 24)
    tail = f"M{foot - 10:.0f} {y + h - 2:.0f}L{to[0]:.0f} {to[1]:.0f}L{foot + 10:.0f} {y + h - 2:.0f}"
    canvas.rect(x - w / 2, y, w, h, fill="#ffffff", radius=16, stroke="#26262a", width=2.5)
    canvas.path(tail + "z", fill="#ffffff")
    canvas.path(tail, stroke="#26262a", width=2.5)
    for k, line in enumerate(lines):
        canvas.text(x, y + 27 + 24 * k, line, size=18, face="comic", anchor="middle")


def _talks(draws: Draws, tops: list[str], lines: list[str]) -> Picture:
    """Two people in each of two panels, each with a bubble."""
    canvas, places = _page(draws, 2)
    order = draws.shuffled(range(4))
    poses: tuple[Pose, ...] = ("standing", "waving", "pointing", "holding")
    for k, (x, y) in enumerate(places):
        one, two = order[2 * k : 2 * k + 2]
        with _framed(canvas, draws, x, y):
            person(canvas, 78, 330, 184, _dressed(draws, tops[one]), pose=draws.one(poses), mood="happy")
            person(canvas, 266, 330, 184, _dressed(draws, tops[two]), pose="standing", mood="neutral", mirrored=True)
            _bubble(canvas, 84, 14, lines[one], (84, 142), width=158)
            _bubble(canvas, 256, 44, lines[two], (258, 144), width=158)
    return canvas.picture()


def _balloon_gone(canvas: Canvas, draws: Draws) -> None:
    cloud(canvas, 80, 70, 44)
    THINGS["balloon"](canvas, 220, 150, 110, NAMED[draws.one(("red", "blue", "orange"))])
    for k in range(3):
        canvas.line(196 + 22 * k, 176, 196 + 22 * k, 214, stroke="#6a7a8a", width=3, dash="6 7")
    THINGS["tree"](canvas, 70, 268, 110, NAMED["green"])


def _bus_gone(canvas: Canvas, draws: Draws) -> None:
    canvas.rect(0, 236, _WIDE, 64, fill="#84878b")
    THINGS["bus"](canvas, 200, 286, 100, NAMED[draws.one(("red", "green", "blue"))])
    for k in range(3):
        canvas.line(18, 216 + 22 * k, 56, 216 + 22 * k, stroke="#6a7a8a", width=3)
    canvas.line(40, 60, 40, 190, stroke="#5a6068", width=6)
    canvas.rect(18, 36, 78, 34, fill="#f3c63a", radius=4, stroke="#26262a")
    canvas.text(57, 60, "STOP", size=19, face="sans-bold", anchor="middle")


def _rain(canvas: Canvas, draws: Draws) -> None:
    canvas.rect(0, 0, _WIDE, _HIGH, fill="#8494a6")
    canvas.rect(0, 262, _WIDE, _HIGH - 262, fill="#5f7a6a")
    for x in (80, 190, 290):
        cloud(canvas, x, 52, 54, "#56616e")
    d = "".join(f"M{draws.between(14, 326):.0f} {draws.between(92, 282):.0f}l-6 20" for _ in range(60))
    canvas.path(d, stroke="#cfe6f7", width=3)
    canvas.ellipse(180, 292, 90, 14, fill="#9fc3dc")


def _dog_with_hat(canvas: Canvas, draws: Draws) -> None:
    sun(canvas, 286, 50, 44)
    THINGS["dog"](canvas, 170, 300, 110, draws.one(("#8a5a37", "#c08a52", "#5a4636")))
    THINGS["hat"](canvas, 236, 218, 54, NAMED[draws.one(("red", "blue", "purple"))])
    for k in range(3):
        canvas.line(24, 232 + 22 * k, 74, 232 + 22 * k, stroke="#6a7a8a", width=3)


def _plant_down(canvas: Canvas, draws: Draws) -> None:
    wood = "#a8764a"
    canvas.rect(20, 176, 200, 16, fill=wood)
    for x in (36, 196):
        canvas.rect(x, 190, 12, 110, fill=darker(wood))
    THINGS["cat"](canvas, 100, 178, 100, draws.one(("#5a4636", "#d9843a", "#6d7078")))
    canvas.ellipse(268, 302, 52, 9, fill="#5a3d28")
    with canvas.moved(258, 286, angle=104):
        THINGS["potted plant"](canvas, 0, 30, 84, NAMED[draws.one(("red", "blue", "orange"))])


FORMS: tuple[Form, ...] = (who_says_it, what_is_said, why_upset, what_is_wished, what_comes_next, how_it_ends)
