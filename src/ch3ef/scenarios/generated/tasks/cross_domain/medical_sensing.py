"""Medical sensing: invented films, smears and tracings on which things are counted, measured, compared and followed."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.fitting import spread, window
from ch3ef.scenarios.generated.scene.strings import winding
from ch3ef.scenarios.generated.tasks.cross_domain import scans
from ch3ef.scenarios.generated.tasks.cross_domain.drawing import blob, smooth

_INK = "#23262b"
_INVENTED = ("", "This is an invented example.", "The data are made up.")


_CELLS: dict[str, Callable[[Canvas, Draws, float, float, float], None]] = {
    "sickle-shaped cells": lambda canvas, draws, x, y, r: scans.sickle_cell(canvas, x, y, r, draws.between(0, 360)),
    "white cells": lambda canvas, draws, x, y, r: scans.white_cell(canvas, draws, x, y, 1.15 * r),
    "red cells": lambda canvas, _, x, y, r: scans.red_cell(canvas, x, y, 0.95 * r),
}


def cells_counted(draws: Draws, cells: int, radius: float, low: int, high: int, gap: float) -> Question:
    """A blood smear with a legend: how many cells of a kind?"""
    # Dials: cells in the field, their radius, the fewest and most to count, and how far one is from the next, as a share of its width.
    options, right = window(draws, low, high)
    asked = draws.one(("sickle-shaped cells", "white cells"))
    other = next(kind for kind in ("sickle-shaped cells", "white cells") if kind != asked)
    apart = 2.0 * radius

    def inside(spot: tuple[float, float]) -> bool:
        return math.dist(spot, (280, 250)) < 236 - 1.3 * radius

    spots: list[tuple[float, float]] = []
    while len(spots) < cells:
        spots = [spot for spot in spread(draws, round(2.1 * cells), (30, 10, 530, 490), gap * apart) if inside(spot)][
            :cells
        ]
    canvas = Canvas(560, 560, ground="#fbfaf7")
    canvas.circle(280, 250, 238, fill=draws.one(("#f7e9e4", "#f4ece0", "#f3e8ee")), stroke="#55504c", width=5)
    spread_of_other = draws.between(0.15, 0.35)
    for k, (x, y) in enumerate(draws.shuffled(spots)):
        kind = asked if k < right else other if draws.chance(spread_of_other) else "red cells"
        _CELLS[kind](canvas, draws, x, y, radius * draws.between(0.9, 1.05))
    for k, (kind, draw) in enumerate(_CELLS.items()):
        draw(canvas, draws, 40 + 190 * k, 530, 12)
        canvas.text(62 + 190 * k, 535, kind, size=14, colour=_INK)
    question = " ".join(filter(None, (draws.one(_INVENTED), draws.one((
        f"How many {asked} are in the field of the microscope?", f"Count the {asked} of this smear.")))))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


class Strip(NamedTuple):
    """Dials: rows of the tracing, seconds of each, and what a pause is longer than the others by."""

    rows: int
    seconds: int
    pause: float


def _strips(times: list[float], dials: Strip, turned: float | None = None) -> Canvas:
    canvas = Canvas(760, max(448, 40 + 140 * dials.rows), ground="#fbf9f4")
    for row in range(dials.rows):
        start = row * dials.seconds
        odd = None if turned is None else turned - start
        scans.beats(canvas, (20, 30 + 138 * row, 720, 118), [time - start for time in times], dials.seconds, odd)
    canvas.text(20, 22, f"{dials.seconds} s each row, a square is 0.2 s", size=14, colour=_INK)
    return canvas


def beats_counted(draws: Draws, dials: Strip) -> Question:
    """A heart tracing over rows of known length: how many beats does it hold?"""
    whole = dials.rows * dials.seconds
    options, right = window(draws, round(1.0 * whole), max(round(1.0 * whole) + 4, round(1.9 * whole)))
    gaps = [draws.between(0.8, 1.2) for _ in range(right)]
    scale, time, times = (whole - 0.5) / sum(gaps), 0.3, list[float]()
    for gap in gaps:
        times.append(time)
        time += gap * scale
    canvas = _strips(_off_the_edges(times, dials.seconds), dials)
    question = " ".join(filter(None, (draws.one(_INVENTED), draws.one((
        "How many heartbeats does this tracing show, all rows together?", "Count the tall spikes over all rows of the tracing.")))))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def _off_the_edges(times: list[float], seconds: int) -> list[float]:
    """Beats moved a little so that none falls between two rows."""
    return [
        row * seconds + min(max(time - row * seconds, 0.12), seconds - 0.12)
        for time in times
        for row in [int(time // seconds)]
    ]


def spots_of_side(draws: Draws, spots: int, radius: float, low: int, high: int) -> Question:
    """A chest film with side marks and round shadows: how many in the patient's left or right lung?"""
    options, right = window(draws, low, high)
    side, flipped = draws.one(("left", "right")), draws.chance(0.5)
    # A film from the front shows the patient's left on the right of the picture; one that is turned over, on the left.
    on_right = (side == "left") != flipped
    canvas = scans.film(draws, 540, 560)
    lungs = {True: (306, 150, 398, 372), False: (118, 150, 210, 372)}
    with canvas.moved(516 if flipped else 0, 0, mirrored=flipped):
        scans.chest(canvas, draws)
    scans.sides(canvas, 60, 490, 60) if not flipped else scans.sides(canvas, 490, 60, 60)
    for place, count in ((on_right, right), (not on_right, spots - right)):
        for x, y in spread(draws, max(0, count), lungs[place], 2.4 * radius):
            ring = blob(draws, x, y, radius, radius * draws.between(0.8, 1), count=7)
            canvas.path(smooth(ring, closed=True), fill="#eef1f2", opacity=0.92)
    question = " ".join(filter(None, (draws.one(_INVENTED), draws.one((
        f"R and L mark the patient's sides. How many white spots lie on the {side} one?",
        f"How many of the white spots are on the patient's {side} side?")))))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def spot_gone(draws: Draws, spot_count: int, radius: float, turned: bool) -> Question:
    """Two chest films that are the same but for one spot that has gone, perhaps one of them mirrored: where was it?"""
    # Dials: spots in a lung, their radius, and whether the second film lies with its back up.
    options = [f"{half} half, {side} lung" for half in ("upper", "lower") for side in ("left", "right")]
    right = draws.one(options)
    half, side = right.split(" half, ")
    # A film from the front shows the patient's left on the right of the picture.
    left, low = (306 if side == "left lung" else 118), (150 if half == "upper" else 275)
    lungs = [spread(draws, spot_count, (x, 150, x + 92, 372), 2.4 * radius) for x in (118, 306)]
    spots = [spot for lung in lungs for spot in lung]
    inside = [spot for spot in spots if left <= spot[0] <= left + 92 and low <= spot[1] <= low + 97]
    if not inside:
        return spot_gone(draws, spot_count, radius, turned)
    gone, seed = draws.one(inside), f"films {draws.between(0, 1)}"
    films = []
    for number in (1, 2):
        again, canvas = Draws(seed), Canvas(540, 560, ground="#0d0f11")
        with canvas.moved(516 if number == 2 and turned else 0, 0, mirrored=number == 2 and turned):
            scans.chest(canvas, again)
            for x, y in spots:
                ring = blob(again, x, y, radius, radius * again.between(0.8, 1), count=7)
                if number == 1 or (x, y) != gone:
                    canvas.path(smooth(ring, closed=True), fill="#eef1f2", opacity=0.92)
        scans.sides(canvas, *((490, 60) if number == 2 and turned else (60, 490)), 60)
        canvas.text(20, 545, f"film {number}", size=16, face="sans-bold", colour="#e8ecee")
        films.append(canvas.picture())
    how = " Film 2 lies with its back up, as R and L show." if turned else ""
    question = draws.one((f"One of the white spots of film 1 has gone in film 2.{how} Where was it, by the patient's sides?",
                          f"The two films differ in a single spot.{how} In which part of the patient's lungs?"))  # fmt: skip
    return question_of(question, options, right, *films)


def beat_backwards(draws: Draws, dials: Strip) -> Question:
    """A heart tracing in rows: which row has a beat whose small waves have changed places?"""
    rows, right = window(draws, 1, dials.rows)
    times = list[float]()
    for row in range(dials.rows):
        time = row * dials.seconds + draws.between(0.3, 0.6)
        while time < (row + 1) * dials.seconds - 0.3:
            times.append(time)
            time += draws.between(0.5, 0.85)
    turned = draws.one([time for time in times if int(time // dials.seconds) == right - 1])
    canvas = _strips(times, dials, turned)
    for row in range(dials.rows):
        canvas.text(12, 92 + 138 * row, str(row + 1), size=14, anchor="middle", face="sans-bold", colour=_INK)
    question = " ".join(filter(None, (draws.one(_INVENTED), draws.one((
        "Before each spike is a low wave, after it a higher one; in one beat it is the other way round. In which row?",
        "In one beat of the tracing the low wave comes after the spike and the higher one before it. In which row is it?")))))  # fmt: skip
    return question_of(question, [f"in row {row}" for row in rows], f"in row {right}", canvas.picture())


def lead_to_follow(draws: Draws, lines: int, bends: int) -> Question:
    """Leads of one colour from electrodes to the sockets of a monitor: where does one of them end?"""
    sockets = draws.some(range(1, lines + 1), 4)
    right = draws.one(sockets)
    order = draws.shuffled(range(1, lines + 1))
    wide, high = 660 if bends < 4 else 960, max(448, 46 * lines)
    canvas, tint = Canvas(wide, high, ground=draws.one(("#e3ecee", "#efe9e0", "#e6e6f2"))), draws.one(("#3a4148", "#7a2f3a", "#2f4f7a"))  # fmt: skip
    step = high / lines
    canvas.rect(wide - 66, 4, 62, high - 8, fill="#c9d2d6", stroke="#8a959b", radius=8)
    starts = [(58.0, step * (place + 0.5)) for place in range(lines)]
    stops = [(wide - 60.0, step * (end - 0.5)) for end in order]
    for place, (line, end) in enumerate(zip(winding(draws, starts, stops, bends, (58, 18, wide - 60, high - 18)), order, strict=True), 1):  # fmt: skip
        canvas.polyline(line, stroke=tint, width=2.6)
        canvas.circle(*line[0], 8, fill="#f4f6f7", stroke=tint, width=2)
        canvas.text(24, line[0][1] + 6, f"V{place}", size=16, face="sans-bold", anchor="middle", colour=_INK)
        canvas.circle(*line[-1], 6, fill="#f4f6f7", stroke=tint, width=2)
        canvas.text(wide - 30, line[-1][1] + 6, str(end), size=16, face="sans-bold", anchor="middle", colour=_INK)
    electrode = f"V{order.index(right) + 1}"
    question = draws.one((f"Into which socket of the monitor does the lead of electrode {electrode} go?", f"Follow the lead from {electrode}. At which number is it plugged in?"))  # fmt: skip
    return question_of(question, [str(socket) for socket in sockets], str(right), canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(cells_counted, {1: (16, 28, 2, 7, 0.92), 2: (173, 12.38, 43, 64, 0.71), 3: (200, 11.5, 52, 76, 0.68)}),
    graded(beats_counted, {1: Strip(1, 5, 0)}),
    graded(spots_of_side, {1: (4, 15, 0, 4)}),
    graded(spot_gone, {1: (4, 14, False), 2: (58, 4.94, True), 3: (64, 4.5, True)}),
    graded(beat_backwards, {2: Strip(7, 12, 0), 3: Strip(7, 15, 0)}),
    graded(lead_to_follow, {1: (4, 1), 2: (11, 5), 3: (13, 5)}),
)  # fmt: skip
