"""Animation: frames to be put in order, gaps in a strip, speeds and ways in onion skins, one figure of many."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.fields import QUARTERS, quarter
from ch3ef.scenarios.generated.scene.fitting import window
from ch3ef.scenarios.generated.scene.handed import FIGURES, outline
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED
from ch3ef.scenarios.generated.scene.strings import winding
from ch3ef.scenarios.generated.tasks.cross_domain.drawing import dots, tag
from ch3ef.scenarios.generated.tasks.cross_domain.toons import ACTS, MOODS, PROCESSES, Act, Mood, critter, panel

_RUNNERS = ("red", "yellow", "green", "blue", "purple", "orange", "pink")


def order_of_frames(draws: Draws, count: int, share: float) -> Question:
    """Numbered frames that have been mixed up: in which order did they follow?"""
    # Dials: frames, and how much of the whole happens in them.
    base = draws.shuffled(range(1, count + 1))
    one, two = draws.some(range(count // 2), 2)
    orders = []
    for first, second in product((False, True), repeat=2):
        order = list(base)
        for swap, place in ((first, one), (second, two)):
            if swap:
                order[2 * place], order[2 * place + 1] = order[2 * place + 1], order[2 * place]
        orders.append(", ".join(map(str, order)))
    right = draws.one(orders)
    process, told = PROCESSES[draws.one(list(PROCESSES))]
    start, colour = draws.between(0.04, 0.96 - share), NAMED[draws.one(("red", "blue", "orange", "purple"))]
    state = {int(number): start + share * k / (count - 1) for k, number in enumerate(right.split(", "))}
    columns = math.ceil(count / 2)
    scale = min(0.9, 980 / columns / 300 - 0.05)
    canvas = Canvas(
        round(columns * (300 * scale + 12) + 12), max(448, round(2 * (280 * scale + 12) + 12)), ground="#2b2c30"
    )
    sky = draws.one(("#e4f1f7", "#f7efdd", "#eceaf5"))
    for number in range(1, count + 1):
        x, y = 12 + (300 * scale + 12) * ((number - 1) % columns), 12 + (280 * scale + 12) * ((number - 1) // columns)

        def frame(inner: Canvas, number: int = number) -> None:
            inner.rect(0, 0, 300, 280, fill=sky)
            process(inner, state[number], colour)

        panel(canvas, x, y, scale, frame)
        tag(canvas, x + 18, y + 18, str(number), size=16)
    question = draws.one((f"The frames of this clip have been mixed up. {told} In which order did they follow?",
                          f"{told} Put the frames in order, the first one first."))  # fmt: skip
    return question_of(question, orders, right, canvas.picture())


def frame_left_out(draws: Draws, frames: int, turn: float) -> Question:
    """A hand that turns evenly over a strip of frames, one of which was cut out: where?"""
    # Dials: frames of the strip, and degrees from frame to frame.
    gaps, right = window(draws, 1, frames - 1)
    said = {gap: f"between {gap} and {gap + 1}" for gap in gaps}
    start, way = draws.between(0, 360), draws.one((-1, 1))
    columns = 4 if frames < 9 else 5
    step, rows = 620 / columns, math.ceil(frames / columns)
    canvas = Canvas(660, max(448, round(step * rows + 40)), ground="#1f2023")
    paper, tint = draws.one(GROUNDS)[0], NAMED[draws.one(("red", "blue", "green", "purple"))]
    for k in range(frames):
        x, y = 20 + step * (k % columns), 20 + step * (k // columns)
        canvas.rect(x + 4, y + 4, step - 8, step - 8, fill=paper)
        angle = math.radians(start + way * turn * (k + (k >= right)))
        cx, cy, r = x + step / 2, y + step / 2 + 6, 0.36 * step
        canvas.circle(cx, cy, r, fill="#fdfcf7", stroke="#3c434c", width=3)
        canvas.line(cx, cy, cx + 0.86 * r * math.sin(angle), cy - 0.86 * r * math.cos(angle), stroke=tint, width=4)
        canvas.circle(cx, cy, 4, fill="#3c434c")
        canvas.text(x + 12, y + 22, str(k + 1), size=14, face="sans-bold", colour="#5a5f66")
    question = draws.one(("The hand turns by the same angle from frame to frame, but one frame has been cut out. Where?",
                          "A frame is missing in this clip of an evenly turning hand. Where was it?"))  # fmt: skip
    return question_of(question, list(said.values()), said[right], canvas.picture())


def fastest_in_trails(draws: Draws, balls: int, factor: float) -> Question:
    """Balls on their paths, drawn once for every frame: which one is the fastest?"""
    # Dials: balls, and by which factor the fastest beats the next.
    colours = draws.some(_RUNNERS, balls)
    options = draws.some(colours, min(4, balls))
    right = draws.one(options)
    top = draws.between(56, 68)
    steps = {colour: top if colour == right else top / factor * draws.between(0.86, 1) for colour in colours}
    canvas = Canvas(640, max(448, 66 * balls + 30), ground="#22304a")
    for k, colour in enumerate(draws.shuffled(colours)):
        y = 40 + (canvas.height - 60) / balls * (k + 0.4)
        # Each is caught for as many frames as fit, so that neither length of trail nor number of balls tells.
        frames = draws.whole(4, min(8, int(560 / steps[colour])))
        x = draws.between(30, 610 - steps[colour] * (frames - 1))
        lean = draws.jitter(16)
        back = draws.chance(0.5)
        for n in range(frames):
            share = (frames - 1 - n if back else n) / (frames - 1)
            canvas.circle(
                x + steps[colour] * n, y + lean * n / frames, 13, fill=NAMED[colour], opacity=0.25 + 0.75 * share
            )
    question = draws.one(("Each ball is drawn once for every frame of the clip, all frames on one sheet. Which ball is the fastest?",
                          "All frames of the clip lie on one another. Which of the balls covers most ground from frame to frame?"))  # fmt: skip
    return question_of(question, [f"the {option} one" for option in options], f"the {right} one", canvas.picture())


class Crowd(NamedTuple):
    """Dials: figures across and down, and in how many colours."""

    columns: int
    rows: int
    colours: int


class Figure(NamedTuple):
    """How a figure of a crowd looks and what it does."""

    colour: str
    ears: int
    act: Act
    mood: Mood
    mirrored: bool


def _figures(draws: Draws, dials: Crowd, acts: Sequence[Act] = ACTS) -> list[Figure]:
    colours = draws.some(BRIGHT, dials.colours)
    return [Figure(draws.one(colours), draws.whole(0, 2), draws.one(acts), draws.one(MOODS), draws.chance(0.5))
            for _ in range(dials.columns * dials.rows)]  # fmt: skip


def _shot(figures: Sequence[Figure], dials: Crowd, ground: tuple[str, str], title: str = "", *, numbered: bool = False, back: bool = False) -> Picture:  # fmt: skip
    """A frame with figures in rows, perhaps seen from the back of the film."""
    side = 640 if dials.columns < 9 else 960
    wide, high = (side - 40) / dials.columns, min(150.0, 0.88 * side / dials.rows)
    canvas = Canvas(side, max(448, round(high * dials.rows + 50)), ground=ground[0])
    for k, (colour, ears, act, mood, turned) in enumerate(figures):
        x, y = 20 + wide * (k % dials.columns + 0.5), 46 + high * (k // dials.columns + 0.82)
        x, mirrored = (side - x, not turned) if back else (x, turned)
        canvas.ellipse(x, y, 0.3 * high, 0.05 * high, fill=ground[1])
        critter(canvas, x, y, 0.66 * high, NAMED[colour], act=act, mood=mood, ears=ears, mirrored=mirrored)
        if numbered:
            canvas.text(x, y + 0.16 * high, str(k + 1), size=12, face="sans-bold", anchor="middle", colour="#3a3630")
    canvas.text(side / 2, 26, title, size=17, anchor="middle", colour="#3a3630")
    return canvas.picture()


def figure_that_changed(draws: Draws, dials: Crowd) -> Question:
    """Two frames with many figures: which one does something else in the second, or looks the other way?"""
    count, turned = dials.columns * dials.rows, dials.columns > 8
    options = [f"number {number}" for number in draws.some(range(1, count + 1), 4)]
    right = draws.one(options)
    place = int(right.removeprefix("number ")) - 1
    if turned:
        options = list(QUARTERS)
        right, (column, row) = quarter(draws, dials.columns, dials.rows)
        place = row * dials.columns + column
    before = _figures(draws, dials, ("run", "stride", "wave") if turned else ACTS)
    old = before[place]
    new = draws.one((
        old._replace(act=draws.one([act for act in ACTS if act != old.act])),
        old._replace(mood=draws.one([mood for mood in MOODS if mood != old.mood])),
    ))  # fmt: skip
    after = [*before[:place], old._replace(mirrored=not old.mirrored) if turned else new, *before[place + 1 :]]
    ground = draws.one(GROUNDS)
    question = draws.one(("Frame 2 is seen from the back of the film, and so mirrored as a whole. Only one figure has turned round besides. Where does it stand in frame 1?",
                          "The second frame lies with its back up: left and right are swapped. Apart from that, a single figure faces the other way. Where is it in the first frame?")) if turned else draws.one((
                          "Only one of the figures moves between the two frames. Which one?",
                          "From frame 1 to frame 2 a single figure changes. Which one is it?"))  # fmt: skip
    shots = (
        _shot(each, dials, ground, f"frame {k}", numbered=not turned, back=turned and k == 2)
        for k, each in enumerate((before, after), 1)
    )
    return question_of(question, options, right, *shots)


def moods_counted(draws: Draws, dials: Crowd) -> Question:
    """A frame with many figures: how many of them are in one mood?"""
    count = dials.columns * dials.rows
    options, right = window(draws, max(1, count // 5), max(5, count // 3))
    mood = draws.one(MOODS)
    others = [each for each in MOODS if each != mood]
    moods = draws.shuffled([mood] * right + [draws.one(others) for _ in range(count - right)])
    figures = [figure._replace(mood=feels) for figure, feels in zip(_figures(draws, dials), moods, strict=True)]
    question = draws.one((f"How many of the figures in this frame look {mood}?", f"Count the figures with {_FACES[mood]}. How many are {mood}?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), _shot(figures, dials, draws.one(GROUNDS)))  # fmt: skip


_FACES = {"happy": "a laughing mouth", "sad": "a tear", "angry": "brows drawn down", "surprised": "a round mouth"}


def flipped_frame(draws: Draws, dials: Crowd) -> Question:
    """Frames of a figure that tumbles; one was scanned from behind and shows it mirrored: in which row?"""
    rows, right = window(draws, 1, dials.rows)
    place = (right - 1) * dials.columns + draws.whole(0, dials.columns - 1)
    figure, paper = outline(draws.one(tuple(FIGURES)), NAMED[draws.one(_RUNNERS)]), draws.one(GROUNDS)[0]
    cell = min(104.0, 940 / dials.columns, 940 / dials.rows)
    canvas = Canvas(
        max(448, round(cell * dials.columns + 60)), max(448, round(cell * dials.rows + 30)), ground="#1f2023"
    )
    left, top, turned = (canvas.width - cell * dials.columns) / 2 + 12, (canvas.height - cell * dials.rows) / 2, draws.chance(0.5)  # fmt: skip
    for k in range(dials.columns * dials.rows):
        x, y = left + cell * (k % dials.columns), top + cell * (k // dials.columns)
        canvas.rect(x + 2, y + 2, cell - 4, cell - 4, fill=paper)
        with canvas.moved(
            x + cell / 2, y + cell / 2, scale=0.031 * cell, angle=draws.between(0, 360), mirrored=turned != (k == place)
        ):
            figure(canvas)
    for row in range(dials.rows):
        canvas.text(left - 8, top + cell * (row + 0.5) + 5, str(row + 1), size=15, anchor="end", colour="#f4f1ea")
    question = draws.one(("The figure tumbles about; it is turned in every frame. One frame was scanned from behind and shows it mirrored. In which row?",
                          "All frames show one figure, turned. In a single frame it is flipped as in a mirror. In which row is that frame?"))  # fmt: skip
    return question_of(question, [f"in row {row}" for row in rows], f"in row {right}", canvas.picture())


def way_of_ball(draws: Draws, line_count: int, bends: int) -> Question:
    """All frames of a clip on one sheet, with balls that are alike: at which number does one of them leave?"""
    gates = draws.some(range(1, line_count + 1), 4)
    right = draws.one(gates)
    order = draws.shuffled(range(1, line_count + 1))
    wide, high = 640 if bends < 4 else 960, max(448, 46 * line_count)
    canvas, tint = Canvas(wide, high, ground=draws.one(("#22304a", "#2d2a3f", "#1f3a3a"))), NAMED[draws.one(("yellow", "orange", "pink"))]  # fmt: skip
    step = high / line_count
    starts = [(50.0, step * (place + 0.5)) for place in range(line_count)]
    lines = winding(draws, starts, [(wide - 50.0, step * (end - 0.5)) for end in order], bends, (50, 20, wide - 50, high - 20))  # fmt: skip
    letters = "ABCDEFGHJKLM"[:line_count]
    for letter, line, end in zip(letters, lines, order, strict=True):
        dots(canvas, line[1:], 4.2, tint)
        canvas.text(30, line[0][1] + 6, letter, size=17, face="sans-bold", anchor="middle", colour="#ffffff")
        canvas.text(wide - 28, step * (end - 0.5) + 6, str(end), size=17, face="sans-bold", anchor="middle", colour="#ffffff")  # fmt: skip
    ball = letters[order.index(right)]
    question = draws.one((f"Balls fly across the screen from left to right, and all frames lie on one another. At which number does ball {ball} leave?",
                          f"Each ball is drawn once for every frame. Follow ball {ball}: which number does it reach?"))  # fmt: skip
    return question_of(question, [str(gate) for gate in gates], str(right), canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(order_of_frames, {1: (4, 0.9)}),
    graded(frame_left_out, {1: (6, 30)}),
    graded(fastest_in_trails, {1: (4, 1.5)}),
    graded(figure_that_changed, {1: Crowd(3, 2, 6), 2: Crowd(13, 10, 1), 3: Crowd(14, 10, 1)}),
    graded(moods_counted, {1: Crowd(4, 3, 4), 2: Crowd(11, 9, 1), 3: Crowd(14, 10, 1)}),
    graded(flipped_frame, {2: Crowd(13, 10, 1), 3: Crowd(14, 11, 1)}),
    graded(way_of_ball, {2: (10, 5), 3: (11, 5)}),
)  # fmt: skip
