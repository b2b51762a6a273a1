"""Traffic crime: may one park, go faster, turn in there, drive now, load more? Signs, dials, tables and maps say so."""

from __future__ import annotations

import math
from itertools import pairwise

from ch3ef.scenarios.generated.contrasts import Grounded, said_in
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast, graded
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.evidence import Dials, listing, paper, register, tag
from ch3ef.scenarios.generated.scene.instruments import clock, dial
from ch3ef.scenarios.generated.scene.palette import NAMED, darker
from ch3ef.scenarios.generated.scene.places import desk, street
from ch3ef.scenarios.generated.scene.things import THINGS

_SAID = said_in(__file__, Grounded)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def parking_board(draws: Draws, dials: Dials) -> Contrast:
    """A board of rules for two sides, a day and a clock: may the car be left here?"""
    groups = {1: ((0, 6),), 2: ((0, 4), (5, 6)), 4: ((0, 1), (2, 3), (4, 5), (6, 6))}[dials.columns]
    first, last = draws.one(groups)
    day, side = draws.whole(first, last), draws.one(("left", "right"))
    rules = ("fire brigade, keep clear", "ambulances only", "parking, 1 hour with disc", "parking, no limit")

    def scene(d: Draws, case: int) -> Picture:
        canvas = street(d, 700, 640)
        now = d.whole(8 * 12, 20 * 12) * 5
        cuts = [0, *sorted(d.some([hour * 60 for hour in range(6, 23) if abs(hour * 60 - now) > 9], dials.rows)), 24 * 60]  # fmt: skip
        rows = []
        for start_day, end_day in groups:
            name = _DAYS[start_day][:3]
            name += f" - {_DAYS[end_day][:3]}" if end_day > start_day else ""
            for where in ("left", "right"):
                for start, end in pairwise(cuts):
                    here = start <= now < end and start_day <= day <= end_day and where == side
                    arrow = "◀ left" if where == "left" else "right ▶"
                    rows.append((arrow, name, f"{start // 60}:00 - {end // 60}:00",
                        rules[case] if here else d.one(rules)))  # fmt: skip
        register(canvas, d, "PARKING RULES", ("Side", "Days", "Hours", "Rule"), d.shuffled(rows) if dials.columns > 1 else rows,
                 (20, 16, 510, 590), (0, 68, 164, 280), size=dials.size)  # fmt: skip
        with paper(canvas, 554, 20, 134, 100, "Today", colour="#b23b3b", angle=d.jitter(3)):
            canvas.text(67, 60, _DAYS[day], size=20, face="sans-bold", anchor="middle")
            canvas.text(67, 86, "morning" if now < 720 else "afternoon" if now < 1080 else "evening", size=15,
                anchor="middle")  # fmt: skip
        clock(canvas, 620, 200, 64, now, numbers=range(1, 13))
        THINGS["car"](canvas, 616, 626, 62, NAMED[d.one(("red", "blue", "purple"))])
        return canvas.picture()

    return _SAID["parking_board"].told(draws, scene, grounds=rules, side=side)


def foot_down(draws: Draws, dials: Dials) -> Contrast:
    """A speedometer, a vehicle's papers and a table of limits: is it too fast already?"""
    roads = draws.some(("town", "country", "express", "tunnel", "bridge", "gravel"), dials.columns)
    classes = sorted(draws.some([f"{letter}{k}{tail}" for letter in "MNKL" for k in "123" for tail in ("", "E", "F")],
        dials.rows))  # fmt: skip
    mine, road = draws.one(classes), draws.one(roads)
    low = draws.whole(5, 9) * 10
    high = low + 30
    slow = low + round(dials.size) * draws.whole(1, round(20 / dials.size) - 1)
    fast = slow + round(dials.size)

    def scene(d: Draws, case: int) -> Picture:
        w, h = (940, 860) if dials.askew else (700, 640)
        canvas = Canvas(w, h, ground="#2b3037")
        canvas.rect(0, 0, w, 130, fill="#bcd6e6")
        canvas.polygon([(300, 40), (400, 40), (640, 130), (60, 130)], fill="#6b6e73")
        canvas.rect(0, 130, w, 18, fill="#14171a")
        limit, value = (low, low, high, high)[case], (slow, fast, slow, fast)[case]
        dial(canvas, 170, 320, 130, value, top=160, labelled=40 if dials.askew else 20, ticks=dials.size, unit="km/h",
            dark=True)  # fmt: skip
        tag(canvas, 170, 500, (f"Vehicle class {mine}",), size=15 if dials.rows < 9 else 12)
        tag(canvas, 170, 560, (f"You are on: {road}",), size=15, fill="#dff0d8")
        limits = {(row, each): str(d.one((low - 10, low, high, high + 10))) for row in classes for each in roads}
        limits[mine, road] = str(limit)
        rows = [(row, *(limits[row, each] for each in roads)) for row in classes]
        register(canvas, d, "Highest speed allowed, km/h", ("Class", *roads), rows, (336, 164, 346, 462) if not dials.askew else (390, 206, w - 440, h - 260),
                 (0, *(52 + (274 if not dials.askew else w - 520) / dials.columns * k for k in range(dials.columns))), size=15 if dials.rows < 9 else 10.5, askew=dials.askew)  # fmt: skip
        return canvas.picture()

    return _SAID["foot_down"].told(
        draws,
        scene,
        grounds=[f"you’re doing {value}, and {limit} is allowed" for limit in (low, high) for value in (slow, fast)],
    )


_STEPS = ((0, -1), (1, 0), (0, 1), (-1, 0))


def way_through_town(draws: Draws, dials: Dials) -> Contrast:
    """A town map with one-way streets and closed ones: where does the way lead, and is it open?"""
    goals = draws.some(("hospital", "station", "museum", "school", "library", "theatre", "harbour", "market"), 2)
    while True:
        x, y, heading = draws.whole(0, dials.columns - 1), draws.whole(0, dials.columns - 1), draws.whole(0, 3)
        start, path, said = (x, y, heading), [(x, y)], []
        for turn in range(dials.rows + 1):
            way = draws.one(("left", "right")) if turn else "straight on"
            heading = (heading + {"left": 3, "right": 1, "straight on": 0}[way]) % 4
            blocks = draws.whole(1, 2 if dials.rows > 1 else 1)
            said.append(way if turn else "")
            for _ in range(blocks):
                x, y = x + _STEPS[heading][0], y + _STEPS[heading][1]
                path.append((x, y))
            said[-1] += f" for {blocks} block{'s' * (blocks > 1)}"
        if len(set(path)) == len(path) and all(0 <= px < dials.columns and 0 <= py < dials.columns for px, py in path):
            break
    told = ", then ".join(part.strip() for part in said).replace("for", "straight on for", 1)

    def scene(d: Draws, case: int) -> Picture:
        turned = d.one((-1, 1)) * d.between(20, 38) if dials.columns > 7 else 0
        side = 660 if not turned else 1000
        canvas = Canvas(side, side, ground="#e9e4d8")
        wide = high = (640 if not turned else 700) / dials.columns

        def at(px: float, py: float) -> tuple[float, float]:
            x, y = wide * (px + 0.5 - dials.columns / 2), high * (py + 0.5 - dials.columns / 2)
            cos, sin = math.cos(math.radians(turned)), math.sin(math.radians(turned))
            return side / 2 + cos * x - sin * y, side / 2 + sin * x + cos * y

        taken = list(pairwise(path))
        edges = [((px, py), (px + dx, py + dy)) for px in range(dials.columns) for py in range(dials.columns) for dx, dy in ((1, 0), (0, 1))
                 if px + dx < dials.columns and py + dy < dials.columns]  # fmt: skip
        for one, two in edges:
            canvas.line(*at(*one), *at(*two), stroke="#ffffff", width=0.26 * min(wide, high))
        for one, two in edges:
            a, b = (two, one) if d.chance(0.5) else (one, two)
            shown, closed = d.chance(dials.size), d.chance(0.4 * dials.size)
            if (a, b) in taken or (b, a) in taken:
                a, b = (a, b) if (a, b) in taken else (b, a)
                final, closed = (a, b) == taken[-1], False
                if final and case < 2:
                    a, b, shown, closed = b, a, case == 0, case == 1
            (x1, y1), (x2, y2) = at(*a), at(*b)
            if closed:
                with canvas.moved((x1 + x2) / 2, (y1 + y2) / 2):
                    canvas.circle(0, 0, 0.11 * min(wide, high), fill="#ffffff", stroke="#d32f2f", width=3)
            elif shown:
                mx, my, dx, dy = (x1 + x2) / 2, (y1 + y2) / 2, 0.2 * (x2 - x1), 0.2 * (y2 - y1)
                canvas.arrow(mx - dx, my - dy, mx + dx, my + dy, stroke="#2962d9", width=2.6, head=11)
        spots = [spot for spot in ((px,
            py) for px in range(dials.columns) for py in range(dials.columns)) if spot not in path]  # fmt: skip
        ends = d.some(spots, min(len(spots), 7))
        names = [*goals, "bank", "pool", "park", "church", "hotel"][: len(ends)]
        if case > 1:
            ends[case - 2] = path[-1]
        for name, spot in zip(names, ends, strict=True):
            tag(canvas, *at(*spot), (name,), size=14 if dials.columns < 5 else 11, fill="#ffe9b0")
        with canvas.moved(*at(*start[:2]), angle=90 * start[2] + turned):
            canvas.polygon([(0, -17), (11, 13), (0, 7), (-11, 13)], fill="#d32f2f", stroke="#7a1b1b")
        return canvas.picture()

    return _SAID["way_through_town"].told(draws, scene, told=told, a=goals[0], b=goals[1])


def pills_and_wheel(draws: Draws, dials: Dials) -> Contrast:
    """A table of waiting times, the hour a medicine was taken and a clock: may one drive already?"""
    stems, ends = (("Lor", "Der", "Som", "Rid"), ("vanol", "vanal", "venol", "vadol", "vinol", "vanil", "manol", "vamol",
        "monal", "vadil"))  # fmt: skip
    drugs = sorted(draws.some([stem + end for stem in stems for end in ends], dials.rows))
    drug, dose = draws.one(drugs), draws.whole(1, dials.columns)
    taken = draws.whole(5 * 4, 8 * 4) * 15
    hours = sorted(draws.some(range(3, 12), 4))
    now = taken + 60 * (hours[1] + hours[2]) // 2

    def until(wait: int) -> str:
        return f"{(taken + 60 * wait) // 60}:{(taken + 60 * wait) % 60:02d}"

    def scene(d: Draws, case: int) -> Picture:
        wide, high = (680, 620) if not dials.askew else (1020, 940)
        canvas = desk(d, wide, high)
        waits = {(name, k): str(d.one(hours)) for name in drugs for k in range(1, dials.columns + 1)}
        waits[drug, dose] = str(hours[case - 2])
        rows = [(name, *(waits[name, k] for k in range(1, dials.columns + 1))) for name in drugs]
        columns = [f"{5 * k} ml" for k in range(1, dials.columns + 1)]
        register(canvas, d, "Hours to wait before you drive", ("Medicine", *columns), rows, (20, 20, 430, 580) if not dials.askew else (56, 62, wide - 320, high - 120),
                 (0, *(90 + (316 if not dials.askew else wide - 424) / dials.columns * k for k in range(dials.columns))), size=dials.size, askew=dials.askew)  # fmt: skip
        with paper(canvas, wide - 202, 40, 186, 130, "My notes", tint="#fff3a3", colour="#b58a3a", angle=d.jitter(2)):
            listing(canvas, 12, 56, [(drug,), (f"{5 * dose} ml of it",), (f"at {taken // 60}:{taken % 60:02d} this morning",)], (0,),
                    size=15 if dials.columns < 4 else 12.5, header=False, lead=1.8)  # fmt: skip
        clock(canvas, wide - 112, 290, 84, now, numbers=() if dials.askew else range(1, 13))
        THINGS["key"](canvas, wide - 112, 560, 90, "#8f9499")
        return canvas.picture()

    return _SAID["pills_and_wheel"].told(draws, scene, grounds=[until(wait) for wait in (*hours[2:], *hours[:2])])


def sacks_on_trailer(draws: Draws, dials: Dials) -> Contrast:
    """Sacks of two weights on a trailer and its plate: is it overloaded?"""
    brown, white = draws.whole(2 * dials.rows // 3, dials.rows), draws.whole(dials.rows // 3, dials.rows // 2)
    heavy, light = draws.one((25, 40, 50)), draws.one((10, 15, 20))
    grey, small = draws.whole(dials.rows // 4, dials.rows // 3) if dials.columns > 11 else 0, draws.one((3, 5, 8))
    rest = light * white + small * grey
    weights = [heavy * (brown + k) + rest for k in (1, 2, -1, 0)]
    limit = heavy * brown + rest + heavy // 2

    def scene(d: Draws, case: int) -> Picture:
        big = dials.columns > 11
        canvas = street(d, 900 if big else 680, 760 if big else 620)
        floor = 626 if big else 486
        sacks = d.shuffled(["#a87848"] * (brown + (1, 2, -1, 0)[case]) + ["#f1ece0"] * white + ["#8f9499"] * grey)
        rows = -(-len(sacks) // dials.columns)
        step, tall = (canvas.width - 120) / dials.columns, min(64, (floor - 100) / rows)
        for place, fill in enumerate(sacks):
            row = place // dials.columns
            x = (60 + step * (place % dials.columns + 0.5) + (0.2 * step if row % 2 else -0.2 * step)
                + d.jitter(0.06 * step))  # fmt: skip
            y = floor - tall * row * 0.86
            canvas.path(f"M{x - 0.5 * step:.0f} {y:.0f}q-4 {-0.5 * tall:.0f} 6 {-tall:.0f}q{0.42 * step:.0f} 6 {step - 12:.0f} 0q10 {0.5 * tall:.0f} 6 {tall:.0f}z",
                        fill=fill, stroke=darker(fill, 0.45), width=1.8)  # fmt: skip
        canvas.rect(30, floor, canvas.width - 60, 26, fill="#3b5d4a")
        for wheel in (200, canvas.width - 210):
            canvas.circle(wheel, floor + 50, 38, fill="#23262b")
            canvas.circle(wheel, floor + 50, 16, fill="#c9ced3")
        tag(canvas, canvas.width / 2, floor + 13, (f"LOAD: {limit} kg AT MOST",), size=14)
        tag(canvas, 130, 34, (f"Brown sack: {heavy} kg",), size=15, fill="#e3c39c")
        tag(canvas, 340, 34, (f"White sack: {light} kg",), size=15)
        if grey:
            tag(canvas, 550, 34, (f"Grey sack: {small} kg",), size=15, fill="#b9bdc1")
        return canvas.picture()

    return _SAID["sacks_on_trailer"].told(draws, scene, grounds=[str(weight) for weight in weights])


def van_for_hire(draws: Draws, dials: Dials) -> Contrast:
    """A hire list, a driving licence and today's date: may the vehicle be driven on it?"""
    every = ("B", "C1", "C1E", "BE", "D1", "C", "CE", "D1E", "A", "A1", "A2", "AM", "D", "DE", "T", "L")
    classes = sorted(every[: dials.columns])
    need = draws.one([each for each in classes if each in every[:8]])
    wanted, *others = draws.some([f"{kind} {k}{letter}" for kind in ("Van", "Bus", "Lorry") for k in range(11, 18) for letter in "EFM"],
                                 dials.rows)  # fmt: skip
    year, month = draws.whole(2024, 2026), draws.whole(4, 9)
    ends = [(f"{draws.whole(10, 28)}.{month + draws.one((1, 2)):02d}.{year + k}") for k in (1, 2)]

    def scene(d: Draws, case: int) -> Picture:
        canvas = desk(d, 680, 620)
        rows = sorted([(wanted, need, f"{d.whole(60, 180)}.00"), *((name, d.one(classes),
            f"{d.whole(60, 180)}.00") for name in others)])  # fmt: skip
        register(canvas, d, "Vehicles for hire", ("Vehicle", "Class needed", "A day"), rows, (20, 20, 316, 580), (0, 96,
            220), size=dials.size)  # fmt: skip
        held = []
        for each in classes:
            start, end = (f"{d.whole(10, 28)}.{d.whole(10, 12)}.{year - d.whole(2, 9)}",
                f"{d.whole(10, 28)}.{d.whole(10, 12)}.{year + d.whole(0, 4)}")  # fmt: skip
            if d.chance(0.25):
                start, end = "- - -", "- - -"
            if each == need:
                past = f"{d.whole(10, 28)}.{month - d.whole(1, 2):02d}.{year}"
                gone = f"{d.whole(10, 28)}.11.{year - 4}"
                start, end = ((gone, past), ("- - -", "- - -"), (gone, ends[0]), (gone, ends[1]))[case]
            held.append((each, start, end))
        register(canvas, d, "Driving licence", ("Class", "Since", "Valid until"), held, (354, 20, 306, 470), (0, 70, 180),
            size=dials.size)  # fmt: skip
        with paper(canvas, 420, 510, 190, 86, "Today", colour="#b23b3b", angle=d.jitter(2)):
            canvas.text(95, 66, f"{d.whole(10, 28)}.{month:02d}.{year}", size=24, face="sans-bold", anchor="middle")
        return canvas.picture()

    return _SAID["van_for_hire"].told(draws, scene, wanted=wanted, a=ends[0], b=ends[1])


FORMS = (
    graded(parking_board, {1: Dials(2, 1, 14), 2: Dials(4, 4, 11)}),
    graded(foot_down, {1: Dials(4, 2, 10), 2: Dials(28, 5, 2), 3: Dials(36, 6, 2, askew=6)}),
    graded(way_through_town, {1: Dials(1, 4, 0.2), 2: Dials(4, 6, 0.6), 3: Dials(9, 9, 0.6)}),
    graded(pills_and_wheel, {1: Dials(4, 2, 17), 2: Dials(24, 6, 11), 3: Dials(40, 12, 10.5, askew=5)}),
    graded(sacks_on_trailer, {1: Dials(6, 4), 2: Dials(30, 9), 3: Dials(54, 16)}),
    graded(van_for_hire, {1: Dials(4, 4, 15), 2: Dials(28, 16, 11)}),
)
