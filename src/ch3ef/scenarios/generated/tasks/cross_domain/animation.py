"""Animation: frames to be put in order, gaps in a strip, speeds in onion skins, small changes, runs that go on."""

from __future__ import annotations

import math
from itertools import product
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.fitting import fitting, window
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker
from ch3ef.scenarios.generated.tasks.cross_domain.drawing import tag
from ch3ef.scenarios.generated.tasks.cross_domain.toons import ACTS, MOODS, PROCESSES, Act, Mood, critter, panel

_RUNNERS = ("red", "yellow", "green", "blue", "purple", "orange", "pink")


class Strip(NamedTuple):
    """Dials: frames, and how much of the whole happens in them."""

    frames: int
    share: float


def order_of_frames(draws: Draws, dials: Strip) -> Question:
    """Numbered frames that have been mixed up: in which order did they follow?"""
    count = dials.frames
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
    start, colour = draws.between(0.04, 0.96 - dials.share), NAMED[draws.one(("red", "blue", "orange", "purple"))]
    state = {int(number): start + dials.share * k / (count - 1) for k, number in enumerate(right.split(", "))}
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


class Wheel(NamedTuple):
    """Dials: frames of the strip, and degrees from frame to frame."""

    frames: int
    turn: float


def frame_left_out(draws: Draws, dials: Wheel) -> Question:
    """A hand that turns evenly over a strip of frames, one of which was cut out: where?"""
    gaps = window(draws, 1, dials.frames - 1)
    said = {gap: f"between {gap} and {gap + 1}" for gap in gaps}
    if dials.frames > 20:
        per = dials.frames // 4
        gaps = [per * part + draws.whole(1, per) for part in range(4)]
        said = {gap: f"somewhere from {per * part + 1} to {per * (part + 1) + 1}" for part, gap in enumerate(gaps)}
    right = draws.one(gaps)
    start, way = draws.between(0, 360), draws.one((-1, 1))
    columns = 4 if dials.frames < 9 else 5
    step, rows = 620 / columns, math.ceil(dials.frames / columns)
    canvas = Canvas(660, max(448, round(step * rows + 40)), ground="#1f2023")
    paper, tint = draws.one(GROUNDS)[0], NAMED[draws.one(("red", "blue", "green", "purple"))]
    for k in range(dials.frames):
        x, y = 20 + step * (k % columns), 20 + step * (k // columns)
        canvas.rect(x + 4, y + 4, step - 8, step - 8, fill=paper)
        angle = math.radians(start + way * dials.turn * (k + (k >= right)))
        cx, cy, r = x + step / 2, y + step / 2 + 6, 0.36 * step
        canvas.circle(cx, cy, r, fill="#fdfcf7", stroke="#3c434c", width=3)
        canvas.line(cx, cy, cx + 0.86 * r * math.sin(angle), cy - 0.86 * r * math.cos(angle), stroke=tint, width=4)
        canvas.circle(cx, cy, 4, fill="#3c434c")
        canvas.text(x + 12, y + 22, str(k + 1), size=14, face="sans-bold", colour="#5a5f66")
    question = draws.one(("The hand turns by the same angle from frame to frame, but one frame has been cut out. Where?",
                          "A frame is missing in this clip of an evenly turning hand. Where was it?"))  # fmt: skip
    return question_of(question, list(said.values()), said[right], canvas.picture())


class Trail(NamedTuple):
    """Dials: balls, and by which factor the fastest beats the next."""

    balls: int
    factor: float


def fastest_in_trails(draws: Draws, dials: Trail) -> Question:
    """Balls on their paths, drawn once for every frame: which one is the fastest?"""
    colours = draws.some(_RUNNERS, dials.balls)
    options = draws.some(colours, min(4, dials.balls))
    right = draws.one(options)
    top = draws.between(56, 68)
    steps = {
        colour: top if colour == right else top / dials.factor * draws.between(0.86 if dials.balls < 7 else 0.95, 1)
        for colour in colours
    }
    canvas = Canvas(640, max(448, 66 * dials.balls + 30), ground="#22304a")
    for k, colour in enumerate(draws.shuffled(colours)):
        y = 40 + (canvas.height - 60) / dials.balls * (k + 0.4)
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


def figure_that_changed(draws: Draws, dials: Crowd) -> Question:
    """Two frames with many figures: which one does something else in the second?"""
    count = dials.columns * dials.rows
    numbers = draws.some(range(1, count + 1), 4)
    said = {number: f"number {number}" for number in numbers}
    if count > 40:
        numbers = [draws.whole(1, count // 4) + part * count // 4 for part in range(4)]
        said = {
            number: f"one of {count // 4 * part + 1} to {count // 4 * (part + 1)}"
            for part, number in enumerate(numbers)
        }
    right = draws.one(numbers)
    colours = draws.some(BRIGHT, dials.colours)
    acts: list[Act] = [draws.one(ACTS) for _ in range(count)]
    moods: list[Mood] = [draws.one(MOODS) for _ in range(count)]
    looks = [(draws.one(colours), draws.whole(0, 2), draws.chance(0.5)) for _ in range(count)]
    other, feels, turns = acts[right - 1], moods[right - 1], looks[right - 1][2]
    kind = draws.whole(0, 2)
    if kind == 0:
        other = draws.one([act for act in ACTS if act != other])
    elif kind == 1:
        feels = draws.one([mood for mood in MOODS if mood != feels])
    else:
        turns = not turns
    light, dark = draws.one(GROUNDS)
    wide, high = 600 / dials.columns, min(150.0, 560 / dials.rows)

    def frame(number: int) -> Picture:
        canvas = Canvas(640, max(448, round(high * dials.rows + 50)), ground=light)
        for k in range(count):
            x, y = 20 + wide * (k % dials.columns + 0.5), 46 + high * (k // dials.columns + 0.82)
            canvas.ellipse(x, y, 0.3 * high, 0.05 * high, fill=dark)
            colour, ears, mirrored = looks[k]
            act, mood = acts[k], moods[k]
            if number == 2 and k == right - 1:
                act, mood, mirrored = other, feels, turns
            critter(canvas, x, y, 0.66 * high, NAMED[colour], act=act, mood=mood, ears=ears, mirrored=mirrored)
            canvas.text(x, y + 0.16 * high, str(k + 1), size=12, face="sans-bold", anchor="middle", colour="#3a3630")
        canvas.text(320, 26, f"frame {number}", size=17, anchor="middle", colour="#3a3630")
        return canvas.picture()

    question = draws.one(("Only one of the figures moves between the two frames. Which one?",
                          "From frame 1 to frame 2 a single figure changes. Which one is it?"))  # fmt: skip
    return question_of(question, [said[number] for number in numbers], said[right], frame(1), frame(2))


class Race(NamedTuple):
    """Dials: runners, fields of the track, and frames that are shown."""

    runners: int
    fields: int
    frames: int


def runners_meet(draws: Draws, dials: Race) -> Question:
    """Frames of an even race over numbered fields: in which frame does one runner draw level with another?"""
    colours = draws.some(_RUNNERS, dials.runners)
    meets = window(draws, dials.frames + 1, dials.frames + 7)
    right = draws.one(meets)

    def make() -> tuple[list[int], list[int]]:
        steps = [draws.whole(1, 4) for _ in colours]
        starts = [draws.whole(0, 9) for _ in colours]
        starts[0] = starts[1] + (steps[1] - steps[0]) * (right - 1)
        return starts, steps

    starts, steps = fitting(make, lambda made: made[1][0] > made[1][1] and made[0][0] >= 0
                            and all(s + v * (dials.frames - 1) < dials.fields for s, v in zip(*made, strict=True)))  # fmt: skip
    canvas = Canvas(760, max(448, dials.frames * (26 * dials.runners + 34) + 30), ground=draws.one(GROUNDS)[0])
    step = 690 / dials.fields
    high = (canvas.height - 20) / dials.frames
    order = draws.shuffled(range(dials.runners))
    for frame in range(dials.frames):
        top = 10 + high * frame
        canvas.text(20, top + 16, f"frame {frame + 1}", size=14, face="sans-bold", colour="#3a3630")
        row = (high - 26) / dials.runners
        for lane, runner in enumerate(order):
            y = top + 22 + row * lane
            for field in range(dials.fields):
                canvas.rect(
                    40 + step * field,
                    y,
                    step,
                    row - 2,
                    fill="#fdfcf7" if field % 5 else "#e2ddd0",
                    stroke="#b5afa0",
                    width=1,
                )
            critter(canvas, 40 + step * (starts[runner] + steps[runner] * frame + 0.5), y + row - 3, min(row, 44), NAMED[colours[runner]],
                    act="run" if (frame + runner) % 2 else "stride")  # fmt: skip
    question = draws.one((f"All run on as evenly as in these frames. In which frame does the {colours[0]} runner draw level with the {colours[1]} one?",
                          f"If nobody changes speed, when is the {colours[0]} one on the same field as the {colours[1]} one?"))  # fmt: skip
    return question_of(question, [f"in frame {meet}" for meet in meets], f"in frame {right}", canvas.picture())


class Shells(NamedTuple):
    """Dials: cups, and exchanges of two."""

    cups: int
    swaps: int


def ball_under_cup(draws: Draws, dials: Shells) -> Question:
    """A ball under a cup and frames with arrows that exchange two cups each: where is the ball in the end?"""
    places = draws.some(range(dials.cups), min(4, dials.cups))
    right = draws.one(places)
    swaps: list[list[int]] = []
    while len(swaps) < dials.swaps:
        pair = sorted(draws.some(range(dials.cups), 2))
        if not swaps or pair != swaps[-1]:
            swaps.append(pair)
    place = right
    for one, other in reversed(swaps):
        place = other if place == one else one if place == other else place
    columns = 2 if dials.swaps < 8 else 3 if dials.swaps < 24 else 4
    rows = math.ceil((dials.swaps + 1) / columns)
    wide, high = 780 / columns, 112.0
    canvas = Canvas(800, max(448, round(high * rows + 20)), ground="#dfe8e2")
    tint = NAMED[draws.one(("brown", "blue", "green"))]
    for frame in range(dials.swaps + 1):
        x0, low = 10 + wide * (frame % columns), 10 + high * (frame // columns) + 88
        canvas.rect(x0 + 3, low - 84, wide - 6, 106, fill="#fdfcf7", stroke="#8f9a92", width=1.5)
        canvas.text(x0 + 12, low - 66, str(frame + 1), size=13, face="sans-bold", colour="#5a625c")
        step = (wide - 40) / dials.cups
        for cup in range(dials.cups):
            mid = x0 + 26 + step * (cup + 0.5)
            lift = 20 if frame == 0 and cup == place else 0
            if lift:
                canvas.circle(mid, low - 7, 7, fill=NAMED["red"])
            w = min(15, 0.44 * step)
            cup_shape = [
                (mid - 0.7 * w, low - 24 - lift),
                (mid + 0.7 * w, low - 24 - lift),
                (mid + w, low - lift),
                (mid - w, low - lift),
            ]
            canvas.polygon(cup_shape, fill=tint, stroke=darker(tint, 0.4), width=1.5)
            canvas.text(mid, low + 16, str(cup + 1), size=12, anchor="middle", colour="#3a3630")
        if frame:
            first, second = (x0 + 26 + step * (k + 0.5) for k in swaps[frame - 1])
            for start, end, up in ((first, second, 1), (second, first, 0)):
                way = 1 if end > start else -1
                top = low - 40 - 14 * up
                canvas.polyline(
                    [(start + 3 * way, low - 28), (start + 3 * way, top), (end - 5 * way, top)],
                    stroke="#c2410c",
                    width=2,
                )
                canvas.arrow(end - 5 * way, top, end - 5 * way, low - 26, stroke="#c2410c", width=2, head=8)
    question = draws.one(("Frame 1 shows the ball. In each later frame the arrows exchange two cups. Under which cup is the ball at the end?",
                          "Follow the ball: every frame exchanges the two cups at the arrows. At which place is it after the last frame?"))  # fmt: skip
    return question_of(
        question, [f"at place {option + 1}" for option in places], f"at place {right + 1}", canvas.picture()
    )


FORMS: tuple[Form, ...] = (
    graded(order_of_frames, {1: Strip(4, 0.9), 2: Strip(6, 0.6), 3: Strip(12, 0.4)}),
    graded(frame_left_out, {1: Wheel(6, 30), 2: Wheel(9, 20), 3: Wheel(25, 10)}),
    graded(fastest_in_trails, {1: Trail(4, 1.5), 2: Trail(5, 1.2), 3: Trail(7, 1.08)}),
    graded(figure_that_changed, {1: Crowd(3, 2, 6), 2: Crowd(6, 4, 2), 3: Crowd(12, 8, 1)}),
    graded(runners_meet, {2: Race(4, 36, 3)}),
    graded(ball_under_cup, {1: Shells(3, 2), 2: Shells(4, 9)}),
)  # fmt: skip
