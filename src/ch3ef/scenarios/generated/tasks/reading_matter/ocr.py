"""OCR: long codes, displays with dead segments, plates, mirrored, curved and half hidden print, words in a field of letters."""  # fmt: skip

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from ch3ef.scenarios.generated.choices import quartet
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.fields import QUARTERS, cross, quarter
from ch3ef.scenarios.generated.scene.palette import NAMED, darker, lighter
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import DAYS, INKS, TOWNS, clock_times, desk, fitted

_MIRRORED = ("bd", "pq", "bp", "dq", "dp", "bq")
"""Letters that are each other's mirror images or lie upside down."""
_ALIKE = ("0O", "1I", "5S", "8B", "2Z", "6G", "VY", "MN", "CG", "EF", "PR", "UV")
_HIDDEN = ("CANDLE", "BRIDGE", "MARBLE", "WINTER", "SADDLE", "POCKET", "GARDEN", "TUNNEL", "BASKET", "HAMMER", "LADDER", "PEPPER", "RIBBON", "SILVER", "VELVET", "WALNUT", "ANCHOR", "BUTTON",
           "CASTLE", "DRAGON", "FEATHER", "GRAVEL", "ISLAND", "JACKET", "KETTLE", "LANTERN", "MEADOW", "NEEDLE", "ORCHARD", "PILLOW")  # fmt: skip


def _code(draws: Draws, length: int, group: int = 4, pool: Sequence[str] = _ALIKE) -> tuple[list[str], str]:
    """Four codes that differ in one letter, in another or in both, each for one that looks like it, and the right one."""  # fmt: skip
    pairs = [draws.one(pool) for _ in range(length)]
    code = [draws.one(pair) for pair in pairs]
    one, other = draws.some(range(length), 2)

    def turned(spot: int) -> Callable[[list[str]], list[str]]:
        return lambda old: [pairs[k].replace(letter, "") if k == spot else letter for k, letter in enumerate(old)]

    def written(letters: Sequence[str]) -> str:
        return "-".join("".join(letters[k : k + group]) for k in range(0, length, group))

    codes = [written(each) for each in quartet(code, turned(one), turned(other))]
    return codes, draws.one(codes)


def serial_number(draws: Draws, labels: int, letters: int, size: float) -> Question:
    """Stickers on parts, each with a model and a serial number: which number has one of them?"""
    pool = _MIRRORED if labels > 8 else _ALIKE
    codes, right = _code(draws, letters, 4, pool)
    ground = draws.one(("#f4f4ef", "#e3e8ec", "#fbf3cf"))
    models = draws.some([f"{a}{b}-{n}" for a in "KTX" for b in "LMR" for n in (204, 240, 402, 420)], labels)
    shown = [right] + [draws.one(_code(draws, letters, 4, pool)[0]) for _ in models[1:]]
    columns = 1 if labels < 3 else 2 if labels < 8 else 4
    rows = -(-labels // columns)
    wide = 0.66 * size * (letters + letters // 4) + 70
    square = labels > 8
    canvas = desk(draws, min(1020, max(448, round(columns * (wide + 20) + 20))), min(1020, max(448, round(rows * (wide + 12 if square else 5.6 * size + 24) + 30))))  # fmt: skip
    spots = draws.shuffled([(i, j) for j in range(rows) for i in range(columns)])
    for (i, j), model, code in zip(spots, models, shown, strict=False):
        x, y = canvas.width * (i + 0.5) / columns, 25 + (canvas.height - 50) * (j + 0.5) / rows
        turned = draws.one((0, 90, 180, 270)) if square else 0
        with canvas.moved(x + draws.jitter(6), y + draws.jitter(4), angle=draws.jitter(7) + turned, mirrored=square):
            high = 4.6 * size  # fmt: skip
            canvas.rect(-wide / 2, -high / 2, wide, high, fill=ground, stroke="#8b9197", width=1.5, radius=4)
            canvas.text(12 - wide / 2, -0.7 * size, f"Model {model}", size=size, face="sans-bold", colour="#2b2f36")  # fmt: skip
            canvas.text(12 - wide / 2, 1.1 * size, f"S/N {code}", size=size, face="mono", colour="#1b1d20")
    question = draws.one((f"These are printing blocks, in mirror writing. Which serial number will the block of model {models[0]} print?",
                          f"Each block prints a label, and so bears it as a mirror image. What will the label of the {models[0]} say after S/N?")) if square else draws.one((f"What is the serial number of model {models[0]}?", f"Read the number after S/N on the label of the {models[0]}.", f"The warranty form asks for the serial number of the {models[0]}. What is it?"))  # fmt: skip
    return question_of(question, codes, right, canvas.picture())


def plate_in_car_park(draws: Draws, cars: int, row_count: int) -> Question:
    """Rows of parked cars: what is the plate of one of them?"""
    codes, right = _code(draws, 7, 4)
    rows = [[draws.one(_code(draws, 7, 4)[0]) for _ in range(cars)] for _ in range(row_count)]
    row, spot = draws.whole(0, row_count - 1), draws.whole(0, cars - 1)
    rows[row][spot] = right
    step = 180 if cars < 4 else 128
    canvas = Canvas(max(480, step * cars + 30), max(448, 70 + 130 * row_count), ground="#8a8d90")  # fmt: skip
    canvas.rect(0, 0, canvas.width, 60, fill=draws.one(("#b7c9a0", "#a9c0d0", "#cdbfa6")))
    for j, line in enumerate(rows):
        for i, code in enumerate(line):
            x, y = canvas.width / 2 + step * (i - (cars - 1) / 2), 60 + (canvas.height - 70) * (j + 0.8) / row_count  # fmt: skip
            lean = draws.jitter(0.09)
            colour = NAMED[draws.one(("red", "blue", "green", "black", "white", "grey", "orange"))]
            with canvas.receding(x, y, draws.between(0.9, 1), lean), canvas.moved(scale=step / 180):
                for side in (-1, 1):
                    canvas.rect(side * 62 - 13, -26, 26, 28, fill="#1d1d1f", radius=5)
                canvas.path("M-80 -24v-38q0 -8 12 -14l18 -36q4 -8 14 -8h72q10 0 14 8l18 36q12 6 12 14v38q0 8 -10 8h-140q-10 0 -10 -8z", fill=colour, stroke=darker(colour, 0.4), width=2)  # fmt: skip
                canvas.path("M-52 -78l14 -26q3 -6 10 -6h56q7 0 10 6l14 26z", fill="#cfe4ee")
                canvas.rect(-56, -62, 112, 26, fill="#fdfdf5", radius=3, stroke="#333333", width=1.5)
                canvas.text(0, -43, code, size=18, face="mono", anchor="middle", colour="#1a1a1a")  # fmt: skip
    nth = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    which = f"the {nth[spot]} car from the left" + (f" in the {nth[row]} row from the top" if row_count > 1 else "")
    question = draws.one((f"What is the number plate of {which}?", f"Read the plate of {which}.", f"Somebody has left the lights on: {which}. Which number do I announce?"))  # fmt: skip
    return question_of(question, codes, right, canvas.picture())


def hours_from_inside(draws: Draws, lines: int, size: float) -> Question:
    """Opening hours on a glass door, seen from inside: when does a shop open or close on a day?"""
    days = [f"on {day}" for day in DAYS[: lines]]  # fmt: skip
    opening, closing = clock_times(draws, lines, 6, 12, 5), clock_times(draws, lines, 15, 23, 5)
    spots = draws.some(range(lines), 4)
    spot, late = draws.one(spots), draws.chance(0.5)
    wide, high = 15.5 * size + 60, 1.7 * size * (lines + 2) + 40
    ground = draws.one(("#bcd3df", "#c9d6c3", "#d8cdbd"))
    canvas = Canvas(max(448, round(wide + 70)), max(448, round(high + 70)), ground=ground)
    canvas.rect(24, 0, canvas.width - 48, canvas.height, fill=lighter(ground, 0.55), stroke="#5b4632", width=14)
    canvas.rect(canvas.width - 66, canvas.height / 2 - 40, 14, 90, fill="#8b9197", radius=6)
    ink = draws.one(INKS)
    with canvas.moved(canvas.width / 2, canvas.height / 2, mirrored=True, angle=draws.jitter(1.5)):  # fmt: skip
        canvas.text(0, -high / 2 + 1.6 * size, "OPENING HOURS", size=1.25 * size, face="serif-bold", colour=ink, anchor="middle")  # fmt: skip
        for k, day in enumerate(days):
            y = -high / 2 + 1.7 * size * (k + 2) + 8
            canvas.text(-wide / 2 + 34, y, day[3:], size=size, colour=ink)
            canvas.text(wide / 2 - 34, y, f"{opening[k]} - {closing[k]}", size=size, colour=ink, anchor="end")
    question = draws.one((f"At what time does the shop {'close' if late else 'open'} {days[spot]}?", f"The door is seen from inside. When does the shop {'close' if late else 'open'} {days[spot]}?",
                          f"Which {'closing' if late else 'opening'} time is given for {days[spot][3:]}?"))  # fmt: skip
    times = closing if late else opening
    return question_of(question, [times[each] for each in spots], times[spot], canvas.picture())


def round_seal(draws: Draws, letters: int, radius: float, rings: int) -> Question:
    """Letters around a seal: what do they say, read clockwise from the star?"""
    rows = [_code(draws, letters, letters, _MIRRORED if rings > 2 else _ALIKE) for _ in range(rings)]
    ring = draws.whole(0, rings - 1)
    codes, right = rows[ring]
    canvas = desk(draws, 480, 480)
    metal = draws.one(("#d8b65a", "#c9cfd4", "#c98f5f", "#9fb7a5"))
    canvas.circle(244, 246, radius + 34, fill="#000000", opacity=0.25)
    canvas.circle(240, 240, radius + 34, fill=canvas.gradient(lighter(metal, 0.4), metal, angle=60), stroke=darker(metal, 0.4), width=3)  # fmt: skip
    canvas.circle(240, 240, radius - 26 * rings + 6, fill=lighter(metal, 0.2), stroke=darker(metal, 0.3), width=2)
    fitted(canvas, 240, 248, draws.one(TOWNS), 1.1 * (radius - 26 * rings), size=26, colour=darker(metal, 0.65), face="serif-bold")  # fmt: skip
    for k, (_, code) in enumerate(rows):
        turn, r = draws.between(0, 360), radius - 27 * k
        text = "★" + (code if k != ring else right)[:: -1 if rings > 2 else 1]
        for place, letter in enumerate(text):
            angle = turn + 360 * place / len(text)
            with canvas.moved(240 + r * math.sin(math.radians(angle)), 240 - r * math.cos(math.radians(angle)), angle=angle, mirrored=rings > 2):  # fmt: skip
                canvas.text(0, 6, letter, size=20 if rings < 3 else 16, face="mono", anchor="middle", colour=darker(metal, 0.8))  # fmt: skip
    where = "" if rings < 2 else f" in the {('outermost', 'second', 'third', 'innermost')[ring] if rings > 2 else ('outer', 'inner')[ring]} ring"  # fmt: skip
    if rings > 2:
        question = f"The picture shows a stamp, in mirror writing. What will its print say{where}, read clockwise from the star in the print?"  # fmt: skip
        return question_of(question, codes, right, canvas.picture())
    question = draws.one((f"Which letters stand{where or ' on the seal'}, read clockwise from the star?", f"Begin after the star and read clockwise{where}: what is the code?", f"Copy the code{where or ' around the seal'}, clockwise from the star."))  # fmt: skip
    return question_of(question, codes, right, canvas.picture())


def word_search(draws: Draws, side: int, all_ways: bool) -> Question:
    """A field of letters: which of four words is hidden in it?"""
    # Dials: side of a field of letters, whether words may run in all eight directions.
    length = 6
    words = draws.some([word for word in _HIDDEN if len(word) == length], 4)
    right = draws.one(words)
    ways = [(1, 0), (0, 1)] if not all_ways else [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0) and (dx, dy) != (1, 0)]  # fmt: skip

    def put(grid: dict[tuple[int, int], str], text: str) -> bool:
        way = draws.one(ways)
        x, y = draws.whole(0, side - 1), draws.whole(0, side - 1)
        cells = [(x + k * way[0], y + k * way[1]) for k in range(len(text))]
        if all(0 <= i < side and 0 <= j < side and grid.get((i, j), text[k]) == text[k] for k, (i, j) in enumerate(cells)):  # fmt: skip
            grid.update(zip(cells, text, strict=True))  # fmt: skip
            return True
        return False

    grid: dict[tuple[int, int], str] = {}
    while not put(grid, right):
        pass
    # Beginnings of the other words lie about as well, each broken off.
    for word in [each for each in words if each != right for _ in range(1 if side < 10 else 3 if side < 30 else 6)]:
        for _ in range(40):
            if put(
                grid,
                word[: length - 2]
                if side < 30
                else word[:-1] + draws.one([letter for letter in word if letter != word[-1]]),
            ):
                break
    letters = "".join(words)
    for spot in [(i, j) for i in range(side) for j in range(side)]:
        grid.setdefault(spot, draws.one(letters))
    found = {word for word in words for x, y in grid for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx or dy) and all(grid.get((x + k * dx, y + k * dy)) == letter for k, letter in enumerate(word))}  # fmt: skip
    if found != {right}:
        return word_search(draws, side, all_ways)
    cell = min(40.0, 640 / side)
    canvas = Canvas(max(448, round(side * cell + 50)), max(448, round(side * cell + 50)), ground=draws.one(("#fffdf4", "#f4f8fb", "#f7f4ee")))  # fmt: skip
    left, top, ink = (canvas.width - side * cell) / 2, (canvas.height - side * cell) / 2, draws.one(INKS)
    canvas.rect(left - 8, top - 8, side * cell + 16, side * cell + 16, stroke=ink, width=2.5, radius=6)
    for (i, j), letter in grid.items():
        canvas.text(left + cell * (i + 0.5), top + cell * (j + 0.5) + 0.22 * cell, letter, size=0.58 * cell, face="sans", anchor="middle", colour="#22262b")  # fmt: skip
    how = "in any of the eight directions" if all_ways else "from left to right or from top to bottom"
    question = draws.one((f"Which of these words is hidden among the letters, {how}?", f"Only one of the words can be found in the field, {how}. Which?", f"Search the field {how}: which word is there?"))  # fmt: skip
    return question_of(question, words, right, canvas.picture())


def wrong_way_round(draws: Draws, columns: int, rows: int, turned: bool, size: float) -> Question:
    """A tray of letters, one of which is printed as its mirror image: in which quarter?"""
    right, spot = quarter(draws, columns, rows)
    step = 1.42 * size
    canvas = Canvas(max(448, round(step * columns + 60)), max(448, round(step * rows + 60)), ground=draws.one(("#fffdf4", "#f4f8fb", "#f7f4ee")))  # fmt: skip
    left, top, ink = (canvas.width - step * columns) / 2, (canvas.height - step * rows) / 2, draws.one(INKS)
    cross(canvas, left - 8, top - 8, step * columns + 16, step * rows + 16, ink)
    letters = draws.some("FGJLPRSZ", 5)
    for i in range(columns):
        for j in range(rows):
            angle = 90 * draws.whole(0, 3) if turned else 0
            with canvas.moved(left + step * (i + 0.5), top + step * (j + 0.5), angle=angle, mirrored=(i, j) == spot):
                canvas.text(0, 0.36 * size, draws.one(letters), size=size, face="sans-bold", anchor="middle", colour="#22262b")  # fmt: skip
    how = "they may lie turned, but only one of them is mirrored" if turned else "only one of them is mirrored"
    question = draws.one((f"Look through these letters: {how}. Where is it?", f"Of all these letters, {how}. In which part of the sheet?"))  # fmt: skip
    return question_of(question, list(QUARTERS), right, canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(serial_number, {1: (1, 6, 24), 2: (15, 16, 11), 3: (19, 16, 11)}),
    graded(plate_in_car_park, {1: (2, 1)}),
    graded(hours_from_inside, {1: (4, 24)}),
    graded(round_seal, {1: (7, 150, 1), 2: (31, 185, 4), 3: (34, 190, 4)}),
    graded(word_search, {1: (6, False), 2: (32, True), 3: (34, True)}),
    graded(wrong_way_round, {1: (4, 3, False, 60), 2: (26, 21, True, 23), 3: (29, 23, True, 22)}),
)
