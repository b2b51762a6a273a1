"""Autonomous driving, on the road: lights, signs, lanes, hazards, other cars."""

from __future__ import annotations

import math
from collections.abc import Callable

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.palette import NAMED
from ch3ef.scenarios.generated.scene.people import any_look, person
from ch3ef.scenarios.generated.scene.things import THINGS
from ch3ef.scenarios.generated.tasks.embodiment.drawing import worded
from ch3ef.scenarios.generated.tasks.embodiment.road import (
    HIGH,
    LANE,
    TWO_WAY,
    WIDE,
    Hour,
    Lanes,
    at,
    cabin,
    car_back,
    car_front,
    cyclist_back,
    landscape,
    limit_sign,
    lorry_back,
    post,
    roadside,
    scale_at,
    several_lanes,
    warning_plate,
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


def speed_limit(draws: Draws) -> Question:
    """A road with signs: what is the speed limit?"""
    low = draws.whole(2, 8)
    limits = [10 * k for k in range(low, low + 4)]
    right = draws.one(limits)
    canvas = landscape(draws, TWO_WAY, draws.one(_HOURS))
    z = draws.between(6.2, 7.4)
    x = 0.5 * LANE + 1.3
    px, py = post(canvas, x, z, draws.between(2.5, 2.8))
    limit_sign(canvas, px, py + 10, 0.58 * scale_at(z), right)
    bend = [number for number in (12, 20, 25, 32, 40, 50) if number != right]
    sx, sy = post(canvas, TWO_WAY.left - 1.6, 12.5, 3.2)
    canvas.rect(sx - 50, sy - 20, 100, 40, fill=draws.one(("#1f4e79", "#24603f")), stroke="#ffffff", width=2, radius=4)
    canvas.text(sx, sy + 6, f"{draws.one(_TOWNS)} {draws.one(bend)} km"[:40], size=13, colour="#ffffff", anchor="middle",
                legible=False)  # fmt: skip
    if draws.chance(0.6):
        car_back(canvas, 0, draws.between(16, 26), draws.one(_PAINTS))
    if draws.chance(0.5):
        car_front(canvas, -LANE, draws.between(14, 30), draws.one(_PAINTS))
    cabin(canvas, draws)
    question = worded(draws, ("", "This is what the car's camera sees.", "A view from behind the wheel."), (
        "What is the speed limit here?", "How fast may the car drive at most?", "Which speed must not be exceeded?",
        "What is the highest speed allowed on this road?", "The car reads the sign on the right: how fast may it go?",
    ))  # fmt: skip
    return question_of(question, [f"{limit} km/h" for limit in limits], f"{right} km/h", canvas.picture())


_TOWNS = ("Elford", "Marston", "Oakley", "Tilbrook", "Wenlow", "Harby")


def _on_foot(canvas: Canvas, draws: Draws, x: float, z: float) -> None:
    px, py = at(x, z)
    person(canvas, px, py, 1.75 * scale_at(z), any_look(draws), pose="walking", mirrored=draws.chance(0.5))


_COATS, _TINTS = ("brown", "black", "white"), ("brown", "red", "blue", "orange")


def _thing_at(name: str, high: float) -> Callable[[Canvas, Draws, float, float], None]:
    def draw(canvas: Canvas, draws: Draws, x: float, z: float) -> None:
        px, py = at(x, z)
        canvas.ellipse(px, py, 0.5 * high * scale_at(z), 4, fill="#000000", opacity=0.25)
        THINGS[name](canvas, px, py, high * scale_at(z), NAMED[draws.one(_COATS if name == "dog" else _TINTS)])

    return draw


_HAZARDS: dict[str, Callable[[Canvas, Draws, float, float], None]] = {
    "A person on foot": _on_foot,
    "A cyclist": lambda canvas, draws, x, z: cyclist_back(canvas, x, z, draws.one(_PAINTS)),
    "A dog": _thing_at("dog", 0.85),
    "A ball": _thing_at("ball", 0.6),
    "A box": _thing_at("box", 0.9),
    "A lorry": lambda canvas, draws, x, z: lorry_back(canvas, x, z + 3, draws.one(_PAINTS)),
    "A car": lambda canvas, draws, x, z: car_back(canvas, x, z, draws.one(_PAINTS)),
    "A suitcase": _thing_at("suitcase", 0.9),
}


def what_is_in_the_way(draws: Draws) -> Question:
    """Things on and beside the road: which one is in the car's own lane?"""
    options = draws.some(_HAZARDS, 4)
    right = draws.one(options)
    aside = draws.some([option for option in options if option != right], draws.whole(1, 2))
    canvas = landscape(draws, TWO_WAY, draws.one(_HOURS))
    z = draws.between(8, 11)
    spots = draws.some(((TWO_WAY.left - 1.4, draws.between(13, 15)), (TWO_WAY.right + 2.0, draws.between(9, 12)),
                        (TWO_WAY.left - 1.8, draws.between(18, 22)), (TWO_WAY.right + 2.2, 19)), len(aside))  # fmt: skip
    row = [(0.2, z, right), *((x, far, each) for (x, far), each in zip(spots, aside, strict=True))]
    for x, far, each in sorted(row, key=lambda entry: -entry[1]):
        _HAZARDS[each](canvas, draws, x, far)
    cabin(canvas, draws)
    question = worded(draws, ("", "A view through the windscreen.", "The car keeps to the right lane."), (
        "What is in the car's own lane?", "For what must the car brake?", "What is in the way of the car?",
        "Which obstacle is straight ahead of the car?", "What would the car hit if it drove straight on?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


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


_WEATHER = {"Rain": 0, "Snow": 1, "Fog": 2, "Darkness": 3, "Low sun": 4}


def what_hampers_sight(draws: Draws) -> Question:
    """Rain, snow, fog, night or a low sun: what must the car allow for?"""
    options = draws.some(_WEATHER, 4)
    right = draws.one(options)
    hour: Hour = {"Fog": "fog", "Darkness": "night", "Low sun": "dusk"}.get(right, "grey")  # type: ignore[assignment]
    canvas = landscape(draws, TWO_WAY, hour, plain=right == "Fog")
    if right == "Fog":
        car_back(canvas, 0, 13, "#8d9499")
        roadside(canvas, draws, TWO_WAY)
        canvas.rect(0, 60, WIDE, 330, fill=canvas.gradient("#d9dddf", "#d9dddf", "#c9ced1"), opacity=0.72)
    elif right == "Low sun":
        x = draws.between(220, 420)
        for r, opacity in (
            (200, 0.1),
            (172, 0.1),
            (146, 0.12),
            (120, 0.14),
            (96, 0.18),
            (74, 0.25),
            (54, 0.4),
            (34, 1.0),
        ):
            canvas.circle(x, 168, r, fill="#fff3c4", opacity=opacity)
    else:
        car_back(canvas, 0, draws.between(14, 22), draws.one(_PAINTS))
    if right in ("Rain", "Snow"):
        canvas.rect(
            0,
            0,
            WIDE,
            HIGH,
            fill="#6f7f8c" if right == "Rain" else "#eef3f7",
            opacity=0.34 if right == "Rain" else 0.18,
        )
        for _ in range(130):
            x, y = draws.between(0, WIDE), draws.between(0, 400)
            if right == "Rain":
                canvas.line(x, y, x - 5, y + 17, stroke="#eaf3fa", width=1.6, opacity=0.8)
            else:
                canvas.circle(x, y, draws.between(2, 5), fill="#ffffff")
    cabin(canvas, draws)
    if right == "Rain":
        canvas.line(330, 452, 520, 330, stroke="#1c1f23", width=6)
    question = worded(draws, ("", "A look through the windscreen.", "The camera of a car took this picture."), (
        "What makes it hard to see here?", "What must the car allow for on this drive?", "Which condition calls for care here?",
        "Because of what should the car drive more slowly here?", "What hampers the view of the road?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def _children(canvas: Canvas, x: float, y: float, r: float) -> None:
    for dx, size in ((-0.24, 0.62), (0.2, 0.82)):
        canvas.circle(x + dx * r, y + (0.5 - size) * r, 0.11 * r, fill="#1d1d1f")
        canvas.line(x + dx * r, y + (0.66 - size) * r, x + dx * r, y + 0.24 * r, stroke="#1d1d1f", width=0.14 * r)
        for s in (-1, 1):
            canvas.line(
                x + dx * r, y + 0.22 * r, x + (dx + 0.14 * s) * r, y + 0.5 * r, stroke="#1d1d1f", width=0.09 * r
            )


def _bend(canvas: Canvas, x: float, y: float, r: float) -> None:
    s = 0.01 * r
    canvas.path(f"M{x - 10 * s:.1f} {y + 50 * s:.1f}v{-34 * s:.1f}q0 {-18 * s:.1f} {22 * s:.1f} {-30 * s:.1f}",
                stroke="#1d1d1f", width=0.14 * r)  # fmt: skip
    canvas.polygon(
        [(x + 0.36 * r, y - 0.26 * r), (x + 0.02 * r, y - 0.3 * r), (x + 0.22 * r, y + 0.02 * r)], fill="#1d1d1f"
    )


def _lights(canvas: Canvas, x: float, y: float, r: float) -> None:
    canvas.rect(x - 0.17 * r, y - 0.36 * r, 0.34 * r, 0.9 * r, fill="#1d1d1f", radius=0.08 * r)
    for k, tint in enumerate(("#ff3b30", "#ffb300", "#2ecc55")):
        canvas.circle(x, y + (0.28 * k - 0.2) * r, 0.11 * r, fill=tint)


def _cattle(canvas: Canvas, x: float, y: float, r: float) -> None:
    THINGS["dog"](canvas, x - 0.1 * r, y + 0.5 * r, 0.62 * r, "#1d1d1f")


def _bike(canvas: Canvas, x: float, y: float, r: float) -> None:
    THINGS["bicycle"](canvas, x, y + 0.52 * r, 0.56 * r, "#1d1d1f")


def _snowflake(canvas: Canvas, x: float, y: float, r: float) -> None:
    for angle in (0, 60, 120):
        dx, dy = 0.38 * r * math.cos(math.radians(angle)), 0.38 * r * math.sin(math.radians(angle))
        canvas.line(x - dx, y + 0.18 * r - dy, x + dx, y + 0.18 * r + dy, stroke="#1d1d1f", width=0.09 * r)


_WARNINGS = {"Children": _children, "A bend to the right": _bend, "Traffic lights": _lights, "Animals": _cattle,
             "Cyclists": _bike, "Ice or snow": _snowflake}  # fmt: skip


def what_sign_warns_of(draws: Draws) -> Question:
    """A triangular sign beside the road: what does it warn of?"""
    options = draws.some(_WARNINGS, 4)
    right = draws.one(options)
    canvas = landscape(draws, TWO_WAY, draws.one(_HOURS))
    z = draws.between(5.4, 6.2)
    px, py = post(canvas, 0.5 * LANE + 1.1, z, 2.5)
    r = 0.72 * scale_at(z)
    warning_plate(canvas, px, py + 14, r)
    _WARNINGS[right](canvas, px, py + 14, r)
    if draws.chance(0.5):
        limit_sign(canvas, px, py + 20 + 1.45 * r, 0.5 * r, 10 * draws.whole(3, 8))
    if draws.chance(0.5):
        car_front(canvas, -LANE, draws.between(12, 26), draws.one(_PAINTS))
    cabin(canvas, draws)
    question = worded(draws, ("", "A sign stands at the right of the road.", "A view through the windscreen."), (
        "What does the triangular sign warn of?", "What should the car be ready for, going by the sign?",
        "What does the warning sign announce?", "Of what does the sign with the red triangle warn?",
        "What may come soon, according to the triangle?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())
