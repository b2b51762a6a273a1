"""Referred vision: boxes, arrows, points, circles, tags, a laser dot, a highlighted room, and what they mark."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.glyphs import Face, face_table
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker, lighter
from ch3ef.scenarios.generated.scene.people import Mood, any_look, person
from ch3ef.scenarios.generated.scene.things import SMALL, THINGS, WIDTHS, cloud, sun
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import page

_ANIMALS = ("dog", "cat", "bird", "fish")
_MARKS = {"red": "#ff1f1f", "blue": "#1450ff", "purple": "#9a1fd0", "black": "#111111"}
"""Colours of marks that a question names."""
_OUTDOORS = ("tree", "house", "car", "bicycle", "bus", "dog", "cat", "bird", "flower", "umbrella", "kite",
             "balloon", "cake", "chair", "backpack", "suitcase", "ball")  # fmt: skip
_FURS = ("brown", "black", "grey", "orange", "white")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A thing in a scene: what, where its foot is, how high and wide it is, the name of its colour."""

    thing: str
    x: float
    y: float
    high: float
    colour: str

    @property
    def wide(self) -> float:
        return self.high * _width(self.thing)

    @property
    def middle(self) -> float:
        return self.y - self.high / 2


def _width(thing: str) -> float:
    """Of the smallest box around the middle of a thing that holds all of it, in its heights."""
    return {"cup": 1.4}.get(thing, max(1.05, WIDTHS.get(thing, 1.05)))


def thing_in_box(draws: Draws) -> Question:
    """Shelves: what is in the red box?"""
    canvas, spots = _shelves(draws)
    marks = draws.some(tuple(_MARKS), draws.whole(1, 3))
    options = draws.some(spots, 4)
    boxed = draws.some(options, len(marks))
    for mark, spot in zip(marks, boxed, strict=True):
        _box(canvas, spot, _MARKS[mark])
    mark, right = marks[0], boxed[0].thing
    if draws.chance(0.65):
        question = draws.one((f"What is inside the {mark} box?", f"Which thing does the {mark} frame surround?",
                              f"What has been marked with a {mark} rectangle?", f"Name the thing in the {mark} frame.",
                              f"Look at the {mark} box in the picture. What does it hold?"))  # fmt: skip
        return question_of(question, [_the(spot.thing) for spot in options], _the(right), canvas.picture())
    question = draws.one((f"What colour is the thing in the {mark} box?", f"Which colour is the thing framed in {mark}?",
                          f"The {mark} rectangle surrounds something of which colour?"))  # fmt: skip
    return question_of(question, [spot.colour for spot in options], boxed[0].colour, canvas.picture())


def thing_at_arrow(draws: Draws) -> Question:
    """Shelves with arrows: what do they point at?"""
    canvas, spots = _shelves(draws)
    marks = draws.some(tuple(_MARKS), draws.whole(1, 2))
    options = draws.some(spots, 4)
    pointed = draws.some(options, len(marks))
    for mark, spot in zip(marks, pointed, strict=True):
        side = -1 if spot.x > 500 else 1 if spot.x < 140 else draws.one((-1, 1))
        x, y = spot.x + side * 0.18 * spot.high, spot.y - 0.72 * spot.high
        away = (x + side * draws.between(40, 56), y - draws.between(62, 80))
        canvas.arrow(*away, x, y, stroke="#ffffff", width=13, head=32)
        canvas.arrow(*away, x, y, stroke=_MARKS[mark], width=7, head=24)
    mark = marks[0]
    the = "the arrow" if len(marks) == 1 and draws.chance(0.5) else f"the {mark} arrow"
    if draws.chance(0.5):
        question = draws.one((f"What does {the} point at?", f"Which thing is at the tip of {the}?",
                              f"At which thing is {the} aimed?"))  # fmt: skip
        return question_of(question, [_the(spot.thing) for spot in options], _the(pointed[0].thing), canvas.picture())
    question = draws.one((f"What colour is the thing that {the} points at?", f"Which colour does {the} lead me to?"))
    return question_of(question, [spot.colour for spot in options], pointed[0].colour, canvas.picture())


def number_on_thing(draws: Draws) -> Question:
    """Out of doors with numbered points: which is on the dog, what is under point 3?"""
    canvas, spots = _outdoors(draws)
    marked = draws.some(spots, 4)
    tint, ink = draws.one(
        (("#111111", "#ffffff"), ("#ffffff", "#111111"), ("#d81e3a", "#ffffff"), ("#ffe12b", "#111111"))
    )
    for number, spot in enumerate(marked, 1):
        _point(canvas, spot.x, spot.y - 0.45 * spot.high, str(number), tint, ink)
    place = draws.whole(0, 3)
    thing = marked[place].thing
    if draws.chance(0.5):
        question = draws.one((f"Which number is on the {thing}?", f"Which point marks the {thing}?",
                              f"The {thing} carries a number. Which one?"))  # fmt: skip
        return question_of(question, [f"Point {n}" for n in range(1, 5)], f"Point {place + 1}", canvas.picture())
    question = draws.one((f"What does point {place + 1} mark?", f"On what does the number {place + 1} lie?",
                          f"Which thing carries the number {place + 1}?"))  # fmt: skip
    return question_of(question, [_the(spot.thing) for spot in marked], _the(thing), canvas.picture())


def letter_on_tag(draws: Draws) -> Question:
    """Things of one kind with letter tags: which letter has the blue one, the largest?"""
    kind = draws.one(
        ("cup", "hat", "backpack", "suitcase", "bottle", "chair", "ball", "balloon", "lamp", "box", "guitar")
    )
    letters, colours = "".join(draws.some("ABCDEFHKMRTX", 4)), draws.some(BRIGHT, 4)
    sizes = draws.shuffled((62, 84, 106, 132))
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(640, 448, ground=light)
    canvas.rect(0, 330, 640, 118, fill=darker(dark, draws.between(0.05, 0.35)))
    canvas.rect(0, 0, 640, 330, fill=canvas.gradient(light, dark, angle=draws.one((0, 90, 180))))
    for place, (letter, colour) in enumerate(zip(letters, colours, strict=True)):
        x, y = 88 + 154 * place + draws.jitter(8), 384 + draws.jitter(14)
        high = sizes[place] * min(1, 1.05 / WIDTHS.get(kind, 1))
        THINGS[kind](canvas, x, y, high, NAMED[colour])
        tag = (x + draws.jitter(18), y - high - draws.between(66, 84))
        canvas.line(*tag, x, y - high - 4, stroke="#555555", width=2)
        canvas.polygon([(tag[0] - 20, tag[1] - 34), (tag[0] + 20, tag[1] - 34), (tag[0] + 20, tag[1]), (tag[0], tag[1] + 12),
                        (tag[0] - 20, tag[1])], fill="#fff4c9", stroke="#6d5a2a", width=2)  # fmt: skip
        canvas.text(tag[0], tag[1] - 6, letter, size=27, face="sans-bold", anchor="middle")
    place = draws.whole(0, 3)
    options = [f"Tag {letter}" for letter in sorted(letters)]
    if draws.chance(0.65):
        colour = colours[place]
        if draws.chance(0.6):
            question = draws.one((f"Which tag hangs on the {colour} {kind}?", f"Which letter marks the {colour} {kind}?",
                                  f"I want the {colour} {kind}. Which letter do I name?"))  # fmt: skip
            return question_of(question, options, f"Tag {letters[place]}", canvas.picture())
        question = draws.one((f"What colour is the {kind} with tag {letters[place]}?",
                              f"Which colour is the {kind} that is marked {letters[place]}?"))  # fmt: skip
        return question_of(question, colours, colour, canvas.picture())
    end = draws.one((62, 132))
    which = "smallest" if end == 62 else "largest"
    question = draws.one((f"Which letter is on the {which} {kind}?", f"Which tag marks the {which} of the {kind}s?"))
    if kind == "box":
        question = question.replace("boxs", "boxes")
    return question_of(question, options, f"Tag {letters[sizes.index(end)]}", canvas.picture())


def thing_in_circle(draws: Draws) -> Question:
    """Out of doors: what is in the circle, what is left outside?"""
    canvas, spots = _outdoors(draws)
    options = draws.some(spots, 4)
    marks = draws.some(tuple(_MARKS), 2)
    count = draws.whole(1, 2)
    for mark, spot in list(zip(marks, options, strict=False))[:count]:
        r = 0.55 * max(spot.high, spot.wide) + 8
        dash = draws.one((None, None, "12 9"))
        canvas.ellipse(
            spot.x, spot.middle, max(r, 0.55 * spot.wide), min(r, 62), stroke="#ffffff", width=9, opacity=0.8
        )
        canvas.ellipse(
            spot.x, spot.middle, max(r, 0.55 * spot.wide), min(r, 62), stroke=_MARKS[mark], width=5, dash=dash
        )
    right, mark = options[0], marks[0]
    question = draws.one((f"What is inside the {mark} circle?", f"Somebody has drawn a {mark} circle. Around what?",
                          f"Which thing is circled in {mark}?", f"Name what the {mark} ring goes around."))  # fmt: skip
    shown = draws.shuffled(options)
    return question_of(question, [_the(spot.thing) for spot in shown], _the(right.thing), canvas.picture())


def thing_at_laser_dot(draws: Draws) -> Question:
    """A living room: on what does the dot of a laser pointer fall?"""
    places = {"the window": (120, 130), "the picture": (520, 120), "the clock": (330, 84), "the sofa": (318, 276),
              "the plant": (70, 318), "the lamp": (562, 262), "the rug": (335, 448), "the cat": (190, 405)}  # fmt: skip
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(640, 490, ground=light)
    canvas.rect(0, 0, 640, 340, fill=canvas.gradient(light, dark))
    floor = draws.one(("#b98a5a", "#c9a173", "#a9a39a", "#8f6b4a"))
    canvas.rect(0, 340, 640, 150, fill=floor)
    canvas.rect(0, 334, 640, 8, fill="#fdfaf2")
    canvas.rect(50, 60, 140, 150, fill="#bfe0f2", stroke="#fdfaf2", width=10)
    cloud(canvas, 130, 100, 30)
    canvas.line(120, 64, 120, 206, stroke="#fdfaf2", width=6)
    canvas.rect(450, 60, 140, 112, fill="#f6ecd2", stroke=draws.one(("#6d4a2f", "#2b2b2b", "#c49a3a")), width=9)
    THINGS[draws.one(("boat", "tree", "house", "flower"))](
        canvas, 520, 162, 82, NAMED[draws.one(("blue", "purple", "green"))]
    )
    THINGS["clock"](canvas, 330, 132, 84, "#4a5560")
    canvas.ellipse(
        370, 432, 230, 42, fill=NAMED[draws.one(("blue", "purple", "green", "grey"))], stroke="#f1e6cf", width=5
    )
    THINGS["sofa"](canvas, 318, 350, 136, NAMED[draws.one(("blue", "green", "purple", "grey", "brown"))])
    THINGS["potted plant"](canvas, 70, 388, 150, NAMED[draws.one(("brown", "blue", "grey"))])
    THINGS["lamp"](canvas, 562, 394, 170, NAMED[draws.one(("blue", "green", "purple", "white"))])
    THINGS["cat"](canvas, 190, 448, 80, NAMED[draws.one(("black", "grey", "brown"))])
    options = draws.some(places, 4)
    right = draws.one(options)
    x, y = places[right][0] + draws.jitter(8), places[right][1] + draws.jitter(6)
    if right == "the window":
        x += 28 * draws.one((-1, 1))
    beam = draws.one(("#ff1f2f", "#19ff3f"))
    if draws.chance(0.35):
        person(canvas, 490, 484, 150, any_look(draws), mirrored=draws.chance(0.5))
    canvas.circle(x, y, 22, fill=beam, opacity=0.3)
    canvas.circle(x, y, 11, fill=beam, stroke="#ffffff", width=2)
    canvas.circle(x, y, 4, fill="#ffffff")
    colour = "red" if beam == "#ff1f2f" else "green"
    question = draws.one(("On what does the laser dot fall?", f"Where is the {colour} dot of the laser pointer?",
                          f"Which thing is lit by the small {colour} dot?", "What is the laser pointer aimed at?",
                          f"Somebody points at something with a {colour} laser. At what?",
                          f"The speaker’s {colour} laser dot rests on something. On what?", "Which thing has the laser dot on it?",
                          f"Find the {colour} spot of light. What does it lie on?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def next_to_point(draws: Draws) -> Question:
    """A row of things, some with numbers: what stands next to point 2?"""
    things, colours = draws.some(SMALL, 6), draws.some(BRIGHT, 6)
    numbers = draws.shuffled(range(1, 7))
    tint, ink = draws.one((("#ffffff", "#111111"), ("#ffe12b", "#111111"), ("#d81e3a", "#ffffff")))
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(700, 448, ground=light)
    canvas.rect(0, 0, 700, 448, fill=canvas.gradient(light, dark))
    wood = draws.one(("#b98a5a", "#a8764a", "#c9a173", "#6d5240"))
    canvas.rect(0, 318, 700, 30, fill=wood)
    canvas.rect(0, 348, 700, 100, fill=darker(wood, 0.3))
    order = draws.shuffled(range(6))
    for place in range(6):
        thing = things[order[place]]
        high = min(draws.between(84, 104), 96 / _width(thing))
        THINGS[thing](canvas, 64 + 114 * place, 326, high, NAMED[colours[place]])
        _point(canvas, 64 + 114 * place, 386, str(numbers[place]), tint, ink)
    side, spot = draws.one((-1, 1)), draws.whole(1, 4)
    right = things[order[spot + side]]
    where = "left" if side < 0 else "right"
    number = numbers[spot]
    near = [things[order[place]] for place in range(6) if things[order[place]] != right]
    options = draws.shuffled([right, *draws.some(near, 3)])
    question = draws.one((f"What stands directly to the {where} of the thing above point {number}?",
                          f"Which thing is the next one on the {where} of number {number}?",
                          f"Go from point {number} one step to the {where}. What stands there?"))  # fmt: skip
    return question_of(question, [_the(each) for each in options], _the(right), canvas.picture())


def person_in_box(draws: Draws) -> Question:
    """People in a row: what does the one in the red box hold, wear, feel?"""
    held = draws.some(("umbrella", "balloon", "book", "flower", "guitar", "cup", "phone", "cake"), 4)
    tops = draws.some(BRIGHT, 4)
    moods: list[Mood] = draws.shuffled(("happy", "sad", "surprised", "angry"))
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(640, 448, ground=light)
    canvas.rect(0, 366, 640, 82, fill=darker(dark, draws.between(0.05, 0.3)))
    for place in range(4):
        look = any_look(draws, top=tops[place])
        x, y, high = 74 + 156 * place, 422 + draws.jitter(6), draws.between(248, 266)
        hand = person(canvas, x, y, high, look, pose="holding", mood=moods[place])
        tall = held[place] in ("umbrella", "balloon", "flower")
        size = {"umbrella": 50, "balloon": 92, "flower": 80, "cup": 42, "cake": 48}.get(held[place], 54)
        THINGS[held[place]](canvas, hand[0] + 3, hand[1] + (8 if tall else 22), size,
                            NAMED[draws.one([name for name in ("red", "blue", "purple", "orange") if name != tops[place]])])  # fmt: skip
    marks = draws.some(tuple(_MARKS), draws.whole(1, 2))
    spots = draws.some(range(4), len(marks))
    for mark, spot in zip(marks, spots, strict=True):
        canvas.rect(74 + 156 * spot - 58, 134, 150, 304, stroke="#ffffff", width=9, opacity=0.85)
        canvas.rect(74 + 156 * spot - 58, 134, 150, 304, stroke=_MARKS[mark], width=5)
    mark, spot = marks[0], spots[0]
    kind = draws.whole(0, 2)
    if kind == 0:
        options = [f"{'an' if thing == 'umbrella' else 'a'} {thing}" for thing in held]
        question = draws.one((f"What does the person in the {mark} box hold?",
                              f"Which thing is in the hand of the person framed in {mark}?"))  # fmt: skip
        return question_of(question, options, options[spot], canvas.picture())
    if kind == 1:
        question = draws.one((f"What colour is the top of the person in the {mark} box?",
                              f"Which colour does the person framed in {mark} wear on top?"))  # fmt: skip
        return question_of(question, tops, tops[spot], canvas.picture())
    question = draws.one((f"How does the person in the {mark} box seem to feel?",
                          f"Which mood shows on the face in the {mark} frame?"))  # fmt: skip
    return question_of(question, list(moods), moods[spot], canvas.picture())


def room_on_plan(draws: Draws) -> Question:
    """The plan of a flat: which room is shaded, where is the star?"""
    rooms = draws.some(("Kitchen", "Bathroom", "Study", "Bedroom", "Lounge", "Hall", "Pantry", "Nursery", "Library",
                        "Workshop"), 6)  # fmt: skip
    cut, cuts = draws.between(170, 210), (draws.between(150, 190), draws.between(320, 360))
    low = (draws.between(170, 260), draws.between(340, 380))
    w, h = 520, 380
    shaded, starred = draws.some(range(6), 2)
    tint = draws.one((("yellow", "#ffe27a"), ("green", "#a9dba0"), ("blue", "#a8cdf5"), ("pink", "#f8bfd4")))
    mark = draws.one(("star", "pin"))
    with page(draws, w + 40, h + 70, tint="#fdfdfb", tilt=3) as canvas:
        canvas.text(
            24, 38, draws.one(("Ground floor", "Upper floor", "Flat 4", "Plan of the house")), size=22, face="sans-bold"
        )
        boxes = []
        for y, high, ends in ((0.0, cut, cuts), (cut, h - cut, low)):
            edges = (0.0, *ends, float(w))
            boxes += [(20 + a, 52 + y, b - a, high) for a, b in pairwise(edges)]
        for place, ((x, y, wide, high), room) in enumerate(zip(boxes, rooms, strict=True)):
            canvas.rect(x, y, wide, high, fill=tint[1] if place == shaded else "#ffffff", stroke="#33383d", width=6)
            size = min(23, (wide - 24) / face_table("sans").width(room, 1))
            canvas.text(x + wide / 2, y + 0.4 * high, room, size=size, anchor="middle")
            canvas.line(x + 0.35 * wide, y + (high if y < 100 else 0), x + 0.35 * wide + 34,
                        y + (high if y < 100 else 0), stroke="#fdfdfb", width=8)  # fmt: skip
            if place == starred:
                _star(canvas, x + wide / 2, y + 0.68 * high, mark)
    pick = shaded if draws.chance(0.5) else starred
    options = draws.some([room for place, room in enumerate(rooms) if place != pick], 3)
    options.insert(draws.whole(0, 3), rooms[pick])
    if pick == shaded:
        question = draws.one(("Which room is highlighted on the plan?", f"Which room has been shaded {tint[0]}?",
                              f"What is the name of the {tint[0]} room on this plan?"))  # fmt: skip
    else:
        question = draws.one((f"In which room is the red {mark}?", f"Where on this plan does the red {mark} lie?",
                              f"Which room has been marked with a {mark}?"))  # fmt: skip
    return question_of(question, options, rooms[pick], canvas.picture())


def word_that_is_marked(draws: Draws) -> Question:
    """Lines of print: which word is underlined, ringed or highlighted?"""
    words = draws.some(("river", "garden", "winter", "candle", "basket", "mirror", "summer", "forest", "bridge", "letter",
                        "carpet", "silver", "window", "button", "pepper", "ticket"), 8)  # fmt: skip
    frames = draws.some(("Nobody had seen the {} since Monday.", "Behind the {} there was a long path.",
                         "She wrote about a {} in her diary.", "The old man gave her a {} to keep.",
                         "At noon the {} was still there.", "They spoke of the {} all evening.",
                         "He drew a {} on the last page.", "Then came the {} and all was well."), 7)  # fmt: skip
    styles = draws.some(("underlined", "ringed", "highlighted", "crossed out"), 3)
    spots = draws.some(range(7), 3)
    pen = draws.one(("#e0222f", "#1450ff", "#0d8a3a"))
    face: Face = draws.one(("serif", "sans"))
    with page(draws, 552, 470) as canvas:
        canvas.text(40, 56, f"Chapter {draws.whole(2, 30)}", size=26, face="serif-bold")
        for line, frame in enumerate(frames):
            y = 110 + 50 * line
            before = frame.split("{")[0]
            x, wide = 40 + face_table(face).width(before, 22), face_table(face).width(words[line], 22)
            style = styles[spots.index(line)] if line in spots else ""
            if style == "highlighted":
                canvas.rect(x - 4, y - 22, wide + 8, 30, fill="#ffe94d", radius=3)
            canvas.text(40, y, frame.format(words[line]), size=22, face=face)
            if style == "underlined":
                canvas.path(
                    f"M{x:.0f} {y + 7:.0f}q{wide / 4:.0f} 4 {wide / 2:.0f} 0t{wide / 2:.0f} 0", stroke=pen, width=3.5
                )
            elif style == "ringed":
                canvas.ellipse(x + wide / 2, y - 7, wide / 2 + 11, 20, stroke=pen, width=3.5)
            elif style == "crossed out":
                canvas.line(x - 3, y - 3, x + wide + 3, y - 11, stroke=pen, width=3.5)
    right, style = words[spots[0]], styles[0]
    options = draws.some([word for line, word in enumerate(words[:7]) if line != spots[0]], 3)
    options.insert(draws.whole(0, 3), right)
    question = draws.one((f"Which word on the page is {style}?", f"Somebody has marked words. Which one is {style}?",
                          f"Tell me the word that has been {style}."))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def _shelves(draws: Draws) -> tuple[Canvas, list[_Spot]]:
    """Six things of different kinds and colours on two shelves."""
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(640, 470, ground=light)
    canvas.rect(0, 0, 640, 470, fill=canvas.gradient(light, dark))
    wood = draws.one(("#b98a5a", "#a8764a", "#c9a173", "#6d5240"))
    things, colours = draws.some(SMALL, 6), draws.some(BRIGHT, 6)
    spots = []
    for place, (thing, colour) in enumerate(zip(things, colours, strict=True)):
        y = 204 if place < 3 else 420
        high = min(draws.between(88, 118), 130 / WIDTHS.get(thing, 1))
        spots.append(_Spot(thing, 116 + 204 * (place % 3) + draws.jitter(18), y, high, colour))
    for y in (204, 420):
        canvas.rect(0, y, 640, 20, fill=wood)
        canvas.rect(0, y + 20, 640, 8, fill=darker(wood, 0.35))
    for spot in spots:
        THINGS[spot.thing](canvas, spot.x, spot.y, spot.high, NAMED[spot.colour])
    return canvas, spots


def _outdoors(draws: Draws) -> tuple[Canvas, list[_Spot]]:
    """Seven things of different kinds on a meadow, none behind another."""
    canvas = Canvas(640, 512, ground="#cfe6f5")
    canvas.rect(0, 0, 640, 300, fill=canvas.gradient(*draws.one((("#8cc4ea", "#e6f3fb"), ("#f4c99a", "#fdf0dc"),
                                                                 ("#b9cfe0", "#eef3f6")))))  # fmt: skip
    sun(canvas, draws.between(60, 580), 50, 46)
    cloud(canvas, draws.between(100, 540), 76, 36)
    canvas.path(
        "M0 200q160 -50 320 -10t320 -20v340h-640z", fill=draws.one(("#a9d08e", "#9cc98a", "#c3d38f", "#d9cfa0"))
    )
    spots = []
    cells = draws.some([(x, y) for y in range(3) for x in range(3)], 7)
    for thing, (column, line) in zip(draws.some(_OUTDOORS, 7), cells, strict=True):
        high = min((104, 82, 96)[line], 150 / WIDTHS.get(thing, 1))
        y = (240, 352, 476)[line] + draws.jitter(5)
        colour = draws.one(_FURS[:4]) if thing in _ANIMALS else "green" if "tree" in thing else draws.one(BRIGHT)
        spots.append(_Spot(thing, 112 + 208 * column + draws.jitter(16), y, high, colour))
    for spot in sorted(spots, key=lambda spot: spot.y):
        fill = "#3f8a45" if "tree" in spot.thing else NAMED[spot.colour]
        canvas.ellipse(spot.x, spot.y, 0.42 * spot.wide, 5, fill="#000000", opacity=0.15)
        THINGS[spot.thing](canvas, spot.x, spot.y, spot.high, fill)
    return canvas, draws.shuffled(spots)


def _box(canvas: Canvas, spot: _Spot, colour: str) -> None:
    x, y, w, h = spot.x - spot.wide / 2 - 12, spot.y - spot.high - 14, spot.wide + 24, spot.high + 24
    canvas.rect(x, y, w, h, stroke="#ffffff", width=9, opacity=0.85)
    canvas.rect(x, y, w, h, stroke=colour, width=5)


def _point(canvas: Canvas, x: float, y: float, label: str, fill: str, ink: str) -> None:
    canvas.circle(x, y, 17, fill=fill, stroke=ink, width=3)
    canvas.text(x, y + 8, label, size=23, face="sans-bold", colour=ink, anchor="middle")


def _star(canvas: Canvas, x: float, y: float, kind: str) -> None:
    if kind == "star":
        canvas.path(f"M{x:.0f} {y - 20:.0f}l6 13 14 1 -11 10 4 14 -13 -8 -13 8 4 -14 -11 -10 14 -1z", fill="#e0222f")
        return
    canvas.path(f"M{x:.0f} {y + 20:.0f}q-18 -22 -16 -30a16 16 0 0 1 32 0q2 8 -16 30z", fill="#e0222f",
                stroke=lighter("#e0222f", 0.6), width=2)  # fmt: skip
    canvas.circle(x, y - 9, 6, fill="#ffffff")


def _the(thing: str) -> str:
    return f"the {thing}"
