"""Medical sensing: invented films, smears, tracings and charts on which things are counted, measured and looked up."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.fitting import fitting, spread, window
from ch3ef.scenarios.generated.scene.palette import NAMED
from ch3ef.scenarios.generated.tasks.cross_domain import scans
from ch3ef.scenarios.generated.tasks.cross_domain.drawing import blob, smooth

_INK = "#23262b"
_INVENTED = ("", "This is an invented example.", "The data are made up.")


class Smear(NamedTuple):
    """Dials: cells in the field, their radius, and the fewest and most to count."""

    cells: int
    radius: float
    low: int
    high: int


_CELLS: dict[str, Callable[[Canvas, Draws, float, float, float], None]] = {
    "sickle-shaped cells": lambda canvas, draws, x, y, r: scans.sickle_cell(canvas, x, y, r, draws.between(0, 360)),
    "white cells": lambda canvas, draws, x, y, r: scans.white_cell(canvas, draws, x, y, 1.15 * r),
    "red cells": lambda canvas, _, x, y, r: scans.red_cell(canvas, x, y, 0.95 * r),
}


def cells_counted(draws: Draws, dials: Smear) -> Question:
    """A blood smear with a legend: how many cells of a kind?"""
    options = window(draws, dials.low, dials.high)
    right = draws.one(options)
    asked = draws.one(("sickle-shaped cells", "white cells"))
    other = next(kind for kind in ("sickle-shaped cells", "white cells") if kind != asked)
    apart = 2.0 * dials.radius

    def inside(spot: tuple[float, float]) -> bool:
        return math.dist(spot, (280, 250)) < 236 - 1.3 * dials.radius

    spots: list[tuple[float, float]] = []
    while len(spots) < dials.cells:
        spots = [
            spot for spot in spread(draws, round(2.1 * dials.cells), (30, 10, 530, 490), 0.92 * apart) if inside(spot)
        ][: dials.cells]
    canvas = Canvas(560, 560, ground="#fbfaf7")
    canvas.circle(280, 250, 238, fill=draws.one(("#f7e9e4", "#f4ece0", "#f3e8ee")), stroke="#55504c", width=5)
    spread_of_other = draws.between(0.15, 0.35)
    for k, (x, y) in enumerate(draws.shuffled(spots)):
        kind = asked if k < right else other if draws.chance(spread_of_other) else "red cells"
        _CELLS[kind](canvas, draws, x, y, dials.radius * draws.between(0.9, 1.05))
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


def _strips(times: list[float], dials: Strip) -> Canvas:
    canvas = Canvas(760, max(448, 40 + 140 * dials.rows), ground="#fbf9f4")
    for row in range(dials.rows):
        start = row * dials.seconds
        scans.beats(canvas, (20, 30 + 138 * row, 720, 118), [time - start for time in times], dials.seconds)
    canvas.text(20, 22, f"{dials.seconds} s each row, a square is 0.2 s", size=14, colour=_INK)
    return canvas


def beats_counted(draws: Draws, dials: Strip) -> Question:
    """A heart tracing over rows of known length: how many beats does it hold?"""
    whole = dials.rows * dials.seconds
    options = window(draws, round(1.0 * whole), max(round(1.0 * whole) + 4, round(1.9 * whole)))
    right = draws.one(options)
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


def longest_pause(draws: Draws, dials: Strip) -> Question:
    """A heart tracing with numbered beats, one pause longer than all others: after which beat?"""
    gap = draws.between(0.62, 0.74)
    per = int((dials.seconds - 0.6 - gap * (dials.pause - 1)) / gap)
    beats = window(draws, 1, per * dials.rows - 1)
    right = draws.one([beat for beat in beats if beat % per])
    said = {beat: f"between {beat} and {beat + 1}" for beat in beats}
    if dials.rows > 5:
        said = {per * (row - 1) + draws.whole(1, per - 1): f"in row {row}" for row in window(draws, 1, dials.rows)}
        right = draws.one(list(said))
    times: list[float] = []
    for beat in range(1, per * dials.rows + 1):
        first = beat % per == 1
        since = gap * (dials.pause if beat == right + 1 else draws.between(0.97, 1.0))
        times.append(dials.seconds * ((beat - 1) // per) + draws.between(0.25, 0.4) if first else times[-1] + since)
    canvas = _strips(times, dials)
    for beat, time in enumerate(times, 1):
        row = int(time // dials.seconds)
        canvas.text(
            20 + 720 * (time % dials.seconds) / dials.seconds,
            140 + 138 * row,
            str(beat),
            size=11,
            anchor="middle",
            colour="#8a2f22",
        )
    question = " ".join(filter(None, (draws.one(_INVENTED), draws.one((
        "The beats are numbered. Where is the longest pause from one to the next of its row?", "Where is the gap between two neighbouring beats of a row widest?")))))  # fmt: skip
    return question_of(question, list(said.values()), said[right], canvas.picture())


class Film(NamedTuple):
    """Dials: spots on the film, their radius, and the fewest and most on the side asked about."""

    spots: int
    radius: float
    low: int
    high: int


def spots_of_side(draws: Draws, dials: Film) -> Question:
    """A chest film with side marks and round shadows: how many in the patient's left or right lung?"""
    options = window(draws, dials.low, dials.high)
    right = draws.one(options)
    side, flipped = draws.one(("left", "right")), draws.chance(0.5)
    # A film from the front shows the patient's left on the right of the picture; one that is turned over, on the left.
    on_right = (side == "left") != flipped
    canvas = scans.film(draws, 540, 560)
    lungs = {True: (306, 150, 398, 372), False: (118, 150, 210, 372)}
    with canvas.moved(516 if flipped else 0, 0, mirrored=flipped):
        scans.chest(canvas, draws)
    scans.sides(canvas, 60, 490, 60) if not flipped else scans.sides(canvas, 490, 60, 60)
    for place, count in ((on_right, right), (not on_right, dials.spots - right)):
        for x, y in spread(draws, max(0, count), lungs[place], 2.4 * dials.radius):
            ring = blob(draws, x, y, dials.radius, dials.radius * draws.between(0.8, 1), count=7)
            canvas.path(smooth(ring, closed=True), fill="#eef1f2", opacity=0.92)
    question = " ".join(filter(None, (draws.one(_INVENTED), draws.one((
        f"R and L mark the patient's sides. How many white spots lie on the {side} one?",
        f"How many of the white spots are on the patient's {side} side?")))))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


class Measure(NamedTuple):
    """Dials: share by which neighbouring answers differ, dark hollows, and whether the scale lies elsewhere and turned."""

    share: float
    hollows: int
    away: bool


def size_by_scale(draws: Draws, dials: Measure) -> Question:
    """Dark hollows with numbers and a scale: how long is one of them?"""
    first = draws.between(14, 30)
    sizes = [round(first * (1 + dials.share) ** k) for k in range(4)]
    right = draws.one(sizes)
    millimetre = draws.between(4.2, 5.0) if not dials.away else draws.between(2.2, 2.7)
    canvas = Canvas(600, 560, ground="#0d0f11")
    canvas.rect(20, 20, 560, 440, fill=canvas.gradient("#5d6163", "#3d4143", "#2c2f31"), radius=16)
    apart = max(130.0, 1.1 * sizes[3] * millimetre)
    spots = spread(draws, dials.hollows, (130, 100, 470, 380), min(apart, 320 / math.sqrt(dials.hollows)))
    asked = draws.whole(1, dials.hollows)
    for k, (x, y) in enumerate(spots, 1):
        long = millimetre * (right if k == asked else draws.one(sizes)) / 2
        with canvas.moved(x, y, angle=draws.between(-40, 40)):
            canvas.ellipse(0, 0, long, long * 0.5, fill="#121415", stroke="#a4a9ab", width=2)
        canvas.text(x, y + 6, str(k), size=16, face="sans-bold", anchor="middle", colour="#ffe08a")
    ticks = 6 if not dials.away else 10
    unit = 10 if not dials.away else 5
    with canvas.moved(60, 500, angle=0):
        canvas.line(0, 0, ticks * unit * millimetre, 0, stroke="#f4f6f6", width=2)
        for k in range(ticks + 1):
            canvas.line(k * unit * millimetre, -7, k * unit * millimetre, 7, stroke="#f4f6f6", width=2)
            if not dials.away or k % 2 == 0:
                canvas.text(k * unit * millimetre, 26, str(k * unit), size=14, colour="#f4f6f6", anchor="middle")
        canvas.text(ticks * unit * millimetre + 14, 5, "mm", size=15, colour="#f4f6f6")
    question = " ".join(filter(None, (draws.one(_INVENTED), draws.one((
        f"How long is the dark hollow number {asked} along its longer axis?", f"Measure hollow {asked} by the scale. What is its greatest length?")))))  # fmt: skip
    return question_of(question, [f"about {size} mm" for size in sizes], f"about {right} mm", canvas.picture())


class Report(NamedTuple):
    """Dials: values in the report, columns of them, and the fewest and most outside their range."""

    values: int
    columns: int
    low: int
    high: int


_TESTS = (
    ("Sodium", 135, 145), ("Potassium", 3.5, 5.1), ("Calcium", 2.15, 2.58), ("Chloride", 98, 107), ("Magnesium", 0.7, 1.05),
    ("Phosphate", 0.84, 1.45), ("Iron", 9, 30), ("Ferritin", 30, 300), ("Glucose", 3.9, 5.6), ("Urea", 2.8, 8.1), ("Creatinine", 59, 104),
    ("Uric acid", 202, 416), ("Albumin", 35, 52), ("Protein", 64, 83), ("Bilirubin", 3, 21), ("ALT", 10, 50), ("AST", 11, 47), ("GGT", 8, 61),
    ("LDH", 135, 225), ("CK", 39, 190), ("Lipase", 13, 60), ("CRP", 0.5, 5.0), ("TSH", 0.4, 4.2), ("Zinc", 11, 18), ("Copper", 12, 22),
    ("Folate", 8, 45), ("Selenium", 0.8, 1.6), ("Lactate", 0.5, 2.2), ("Ammonia", 16, 60), ("Amylase", 28, 100), ("Insulin", 18, 173),
    ("Cortisol", 133, 537), ("Prolactin", 4.0, 15.2), ("Haptoglobin", 0.3, 2.0), ("Transferrin", 2.0, 3.6), ("Cholesterol", 3.2, 5.2),
)  # fmt: skip


def values_out_of_range(draws: Draws, dials: Report) -> Question:
    """An invented laboratory report: how many values are above, or below, their range?"""
    options = window(draws, dials.low, dials.high)
    right = draws.one(options)
    above = draws.chance(0.5)
    tests = draws.some(_TESTS, dials.values)
    chosen = set(draws.some(range(dials.values), right))
    rows = []
    for k, (test, low, high) in enumerate(tests):
        digits = 2 if low < 3 else 1 if low < 9 else 0
        step = max(10.0**-digits, 0.06 * high)
        up = above if k in chosen else not above
        value = draws.between(low + step / 2, high - step / 2)
        if k in chosen or draws.chance(0.2):
            value = high + step * draws.between(1, 2.5) if up else max(low - step * draws.between(1, 2), 0.3 * low)
        rows.append((test, f"{value:.{digits}f}", f"{low:.{digits}f} - {high:.{digits}f}"))
    per = math.ceil(dials.values / dials.columns)
    size, lead = (17, 34) if dials.values < 9 else (14, 27) if dials.columns == 1 else (12, 23)
    canvas = Canvas(max(448, 390 * dials.columns + 20), max(448, lead * per + 110), ground="#fdfcf8")
    canvas.text(24, 38, "Laboratory report (example)", size=20, face="sans-bold", colour=_INK)
    for column in range(dials.columns):
        for dx, head in ((24, "test"), (180, "value"), (270, "range")):
            canvas.text(390 * column + dx, 72, head, size=size, face="sans-bold", colour="#5a6470")
    for k, row in enumerate(rows):
        x, y = 390 * (k // per), 72 + lead * (k % per + 1)
        for dx, text in zip((24, 180, 270), row, strict=True):
            canvas.text(x + dx, y, text, size=size, colour=_INK)
    where = "above" if above else "below"
    question = draws.one(
        (
            f"How many values of this invented report lie {where} their range?",
            f"Compare value and range. How many values are {where} it?",
        )
    )
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


class Chart(NamedTuple):
    """Dials: hours on the chart, and curves on it."""

    hours: int
    curves: int


def hour_on_chart(draws: Draws, dials: Chart) -> Question:
    """An invented chart of pulse and temperature: in which hour were both above a line?"""
    first = draws.whole(0, 5)
    hours = list(range(first, first + dials.hours))
    options = window(draws, hours[0], hours[-1])
    right = draws.one(options)
    names = (("Pulse", 60, 120, 95), ("Oxygen", 84, 100, 92), ("Breaths", 10, 34, 22))[: dials.curves]

    def make() -> list[list[float]]:
        return [[low + (high - low) * draws.between(0.08, 0.92) for _ in hours] for _, low, high, _ in names]

    def over(made: list[list[float]]) -> list[int]:
        return [
            hour
            for k, hour in enumerate(hours)
            if all(curve[k] > line for curve, (_, _, _, line) in zip(made, names, strict=True))
        ]

    def clear(made: list[list[float]]) -> bool:
        return over(made) == [right] and all(abs(value - line) > 0.045 * (high - low) for curve, (_, low, high, line) in zip(made, names, strict=True)
                                             for value in curve)  # fmt: skip

    def pushed() -> list[list[float]]:
        curves = make()
        for k, hour in enumerate(hours):
            above = [name for name in range(len(names)) if curves[name][k] > names[name][3]]
            if hour == right:
                for name, (_, _, high, line) in enumerate(names):
                    curves[name][k] = line + (high - line) * draws.between(0.15, 0.8)
            elif len(above) == len(names):
                name = draws.whole(0, len(names) - 1)
                _, low, _, line = names[name]
                curves[name][k] = line - (line - low) * draws.between(0.15, 0.7)
        return curves

    curves = fitting(pushed, clear, 60000)
    high = 400 / dials.curves
    canvas = Canvas(max(520, 34 * dials.hours + 110), 520, ground="#fdfcf8")
    step = (canvas.width - 100) / (dials.hours - 1)
    for n, ((name, low, top, line), curve) in enumerate(zip(names, curves, strict=True)):
        y0 = 30 + (high + 16) * n

        def at(k: int, value: float, y0: float = y0, low: float = low, top: float = top) -> tuple[float, float]:
            return 64 + step * k, y0 + high * (1 - (value - low) / (top - low))

        canvas.rect(64, y0, canvas.width - 100, high, stroke="#b9bec4", width=1.5)
        for k in range(dials.hours):
            canvas.line(64 + step * k, y0, 64 + step * k, y0 + high, stroke="#e1e4e8", width=1)
        canvas.line(*at(0, line), *at(dials.hours - 1, line), stroke="#c62828", width=1.5, dash="6 5")
        points = [at(k, value) for k, value in enumerate(curve)]
        canvas.polyline(points, stroke=NAMED[("blue", "green", "purple")[n]], width=2.5)
        for point in points:
            canvas.circle(*point, 3.5, fill=NAMED[("blue", "green", "purple")[n]])
        canvas.text(8, y0 + 18, name, size=13, face="sans-bold", colour=_INK)
    for k, hour in enumerate(hours):
        canvas.text(64 + step * k, 500, str(hour), size=13, anchor="middle", colour=_INK)
    text = draws.one(("In which hour does every curve of this invented chart lie above its dashed line?",
                      "At what hour are all values on the chart above their red lines?"))  # fmt: skip
    return question_of(text, [f"at {option} h" for option in options], f"at {right} h", canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(cells_counted, {1: Smear(16, 28, 2, 7), 2: Smear(64, 17, 10, 20), 3: Smear(210, 9.5, 60, 84)}),
    graded(beats_counted, {1: Strip(1, 5, 0), 2: Strip(2, 9, 0), 3: Strip(6, 10, 0)}),
    graded(longest_pause, {1: Strip(1, 6, 1.7), 2: Strip(3, 8, 1.22), 3: Strip(7, 9, 1.1)}),
    graded(spots_of_side, {1: Film(4, 15, 0, 4), 2: Film(16, 10, 5, 11), 3: Film(90, 5, 36, 54)}),
    graded(size_by_scale, {1: Measure(0.5, 1, False), 2: Measure(0.2, 2, False), 3: Measure(0.1, 5, True)}),
    graded(values_out_of_range, {1: Report(5, 1, 0, 4), 2: Report(18, 1, 3, 9)}),
    graded(hour_on_chart, {1: Chart(6, 1), 2: Chart(12, 2)}),
)  # fmt: skip
