"""Autonomous driving, on the road: lights, signs, lanes, hazards, other cars."""

from __future__ import annotations

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.tasks.embodiment.drawing import worded
from ch3ef.scenarios.generated.tasks.embodiment.road import (
    LANE,
    TWO_WAY,
    WIDE,
    Hour,
    Lanes,
    at,
    cabin,
    car_back,
    car_front,
    landscape,
    lorry_back,
    scale_at,
    several_lanes,
)

_PAINTS = ("#b53a3a", "#2c5aa0", "#e0e3e6", "#3b3f46", "#d9a03a", "#4f7d5a", "#9aa3ab")
_HOURS: tuple[Hour, ...] = ("day", "day", "day", "dusk", "night")
_LAMPS = {"Red": (0,), "Amber": (1,), "Green": (2,), "Red and amber": (0, 1)}


def _light(canvas: Canvas, x: float, y: float, h: float, lit: tuple[int, ...], arrow: str) -> None:
    """A traffic light of height h around a middle; its lamps are arrows, to the left, right or ahead."""
    w, r = 0.4 * h, 0.125 * h
    canvas.rect(x - w / 2, y - h / 2, w, h, fill="#15181c", radius=0.08 * h, stroke="#4a5058", width=1.5)
    for k, tint in enumerate(("#ff3b30", "#ffb300", "#2ecc55")):
        cy = y + (k - 1) * 0.31 * h
        on = k in lit
        if on:
            canvas.circle(x, cy, 1.5 * r, fill=tint, opacity=0.35)
        canvas.circle(x, cy, r, fill="#0a0b0d" if on and arrow else tint if on else "#3a3f45")
        if arrow:
            with canvas.moved(x, cy, angle={"left": -90, "right": 90}.get(arrow, 0)):
                canvas.arrow(0, 0.8 * r, 0, -0.9 * r, stroke=tint if on else "#24282c", width=0.3 * r, head=1.1 * r)


def light_for_direction(draws: Draws) -> Question:
    """Two traffic lights with arrows: what does the one for a direction show?"""
    options = list(_LAMPS)
    right = draws.one(options)
    other = draws.one([option for option in options if option != right])
    left, ahead = draws.chance(0.5), draws.chance(0.5)
    side = "left" if left else "right"
    canvas = landscape(draws, several_lanes(2, 1 if not left else 0), draws.one(_HOURS))
    _crossing_line(canvas)
    y = draws.between(70, 96)
    canvas.rect(0, y - 46, WIDE, 8, fill="#6d747b")
    row = [(side, right), ("ahead", other)] if not ahead else [(side, other), ("ahead", right)]
    xs = (250, 390) if left else (390, 250)
    for (arrow, shows), x in zip(row, xs, strict=True):
        canvas.rect(x - 4, y - 44, 8, 20, fill="#6d747b")
        _light(canvas, x + draws.jitter(14), y + 26, 128, _LAMPS[shows], arrow)
    cabin(canvas, draws)
    way = "straight on" if ahead else f"{side}"
    going = "drive straight on" if ahead else f"turn {side}"
    question = worded(draws, ("", "Two traffic lights hang over the road.", "Each traffic light has an arrow."), (
        f"You want to {going}. What does your light show?", f"Which light is on for traffic that goes {way}?",
        f"What does the light for going {way} show?", f"The car is going to {going}. Which colour is its light?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def _crossing_line(canvas: Canvas) -> None:
    canvas.polygon([at(-40, 14), at(40, 14), at(40, 22), at(-40, 22)], fill="#70757c")
    canvas.polygon([at(-5, 12.6), at(5, 12.6), at(5, 13.2), at(-5, 13.2)], fill="#f3f3ee")


_OVERTAKING = ("No, a car is coming towards it.", "No, the centre line is unbroken.", "No, the lorry is turning left.",
               "Yes, the other lane is clear.")  # fmt: skip


def overtake_or_not(draws: Draws) -> Question:
    """A lorry ahead on a two-way road: is it right to overtake it, and why?"""
    right = draws.one(_OVERTAKING)
    kind = _OVERTAKING.index(right)
    lanes = (
        Lanes(TWO_WAY.left, TWO_WAY.right, ((-0.5 * LANE, draws.one(("solid", "double"))),)) if kind == 1 else TWO_WAY
    )
    canvas = landscape(draws, lanes, draws.one(("day", "day", "dusk")))
    if kind == 0:
        car_front(canvas, -LANE, draws.between(15, 19), draws.one(_PAINTS))
    z = draws.between(12, 14)
    lorry_back(canvas, 0.1, z, draws.one(_PAINTS))
    if kind == 2:
        px, py = at(-0.9, z, 0.65)
        canvas.circle(px, py, 20, fill="#ffb300", opacity=0.45)
        canvas.circle(px, py, 9, fill="#ffc107", stroke="#e08600", width=2)
        for turn in (150, 180, 210):
            with canvas.moved(px, py, angle=turn):
                canvas.line(14, 0, 25, 0, stroke="#ff9800", width=3)
    cabin(canvas, draws)
    question = worded(draws, ("", "The lorry ahead is slow.", "You drive on the right behind a lorry.", "The road ahead is straight."), (
        "May the car overtake the lorry now?", "Is it right to overtake here?", "Should the car pull out to pass the lorry?",
        "Is now a good moment to pass the lorry?", "Can the car overtake the lorry safely and by the rules?",
    ))  # fmt: skip
    return question_of(question, list(_OVERTAKING), right, canvas.picture())


_ARROWS = {"Only to the left": ("left",), "Only straight on": ("ahead",), "Only to the right": ("right",),
           "Straight on or left": ("ahead", "left"), "Straight on or right": ("ahead", "right")}  # fmt: skip


def where_lane_leads(draws: Draws) -> Question:
    """Three lanes with arrows on the road: where does a lane lead?"""
    options = draws.some(_ARROWS, 4)
    right = draws.one(options)
    own = draws.whole(0, 2)
    order = list(_ARROWS)
    # Lanes from left to right must make sense: none to the left of one that turns further left.
    ranks = {"Only to the left": 0, "Straight on or left": 1, "Only straight on": 2, "Straight on or right": 3,
             "Only to the right": 4}  # fmt: skip
    shown = [right] * 3
    for place in range(3):
        if place != own:
            fit = [each for each in order if (ranks[each] < ranks[right]) == (place < own) and each != right]
            shown[place] = draws.one(fit) if fit else right
    canvas = landscape(draws, several_lanes(3, own), draws.one(("day", "day", "dusk")))
    for place, each in enumerate(shown):
        _painted_arrow(canvas, (place - own) * LANE, 7.0, _ARROWS[each])
    if draws.chance(0.6):
        car_back(
            canvas, draws.one([(place - own) * LANE for place in range(3)]), draws.between(20, 30), draws.one(_PAINTS)
        )
    cabin(canvas, draws)
    question = worded(draws, ("", "Arrows are painted on the road.", "The car stays in its lane.", "The road has three lanes."), (
        "Where may the car go from its lane?", "Which way does the car's own lane lead?",
        "What do the arrows in the car's lane allow?", "Which directions are allowed from the lane that the car is in?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def _painted_arrow(canvas: Canvas, x: float, z: float, ways: tuple[str, ...]) -> None:
    """Arrows flat on the road, 4 m long from z on."""

    def flat(points: list[Point]) -> list[Point]:
        # Lanes beside the own one lean towards the middle; less so here than they would, so that arrows stay readable.
        return [(at(x, z + 0.25 * pz)[0] + px * scale_at(z + pz), at(x, z + pz)[1]) for px, pz in points]

    ink = "#f3f3ee"
    canvas.polygon(flat([(-0.13, 0), (0.13, 0), (0.13, 1.3), (-0.13, 1.3)]), fill=ink)
    if "ahead" in ways:
        canvas.polygon(flat([(-0.13, 1.2), (0.13, 1.2), (0.13, 3.4), (-0.13, 3.4)]), fill=ink)
        canvas.polygon(flat([(-0.42, 3.2), (0.42, 3.2), (0, 5.2)]), fill=ink)
    for way, s in (("left", -1), ("right", 1)):
        if way in ways:
            canvas.polygon(flat([(-s * 0.13, 0.7), (-s * 0.13, 1.3), (s * 0.95, 1.5), (s * 0.95, 0.9)]), fill=ink)
            canvas.polygon(flat([(s * 0.9, 0.35), (s * 0.9, 2.1), (s * 1.6, 1.2)]), fill=ink)


_SIGNALS = {"It is going to turn left.": (-1,), "It is going to turn right.": (1,), "It is braking.": (),
            "It flashes both indicators.": (-1, 1)}  # fmt: skip


def what_car_signals(draws: Draws) -> Question:
    """The car in front: does it brake, blink left, right or both?"""
    options = list(_SIGNALS)
    right = draws.one(options)
    canvas = landscape(draws, TWO_WAY, draws.one(_HOURS))
    if draws.chance(0.4):
        car_front(canvas, -LANE, draws.between(20, 30), draws.one(_PAINTS))
    colour = draws.one([paint for paint in _PAINTS if paint not in ("#b53a3a", "#d9a03a")])
    car_back(
        canvas, draws.jitter(0.3), draws.between(5.6, 6.8), colour, brakes=not _SIGNALS[right], blinks=_SIGNALS[right]
    )
    cabin(canvas, draws)
    question = worded(draws, ("", "Mind the car in front.", "The view is from behind the wheel."), (
        "What do the lights of the car in front tell you?", "What is the car ahead doing?",
        "What does the car in front show?", "What can the car ahead be expected to do?",
        "How are the rear lights of the car ahead to be read?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())
