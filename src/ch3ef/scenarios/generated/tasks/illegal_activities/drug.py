"""Drugs and medicines: may they be taken, bought, sold or carried here? The label, the register, the count decides."""

from __future__ import annotations

from ch3ef.scenarios.generated.contrasts import Grounded, said_in
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast, graded
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.evidence import (
    FIRST,
    HERB,
    INKS,
    Dials,
    codes,
    herb,
    listing,
    namesakes,
    other_marks,
    paper,
    register,
    tag,
)
from ch3ef.scenarios.generated.scene.instruments import clock
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker, lighter
from ch3ef.scenarios.generated.scene.places import desk

_SAID = said_in(__file__, Grounded)
_STRONG = ("Lorvanol", "Dermazil", "Pentrax", "Somnivar", "Calmeron", "Ridoxal", "Tavimed", "Nervadin", "Oprelan", "Quietol",
           "Morvadil", "Zelpram")  # fmt: skip
"""Invented."""
_HERBS = (("bell", "lady", "meadow", "lemon", "king’s", "rock", "dwarf", "silver", "moon", "marsh"), ("mint", "sage",
    "thyme", "rue", "balm"))  # fmt: skip
_TOWNS = ("Ashford Bay", "Linden", "Harrowgate", "Millport", "Castle Cross", "Oakmere", "Westley", "Brookside")
_MONTHS = ("March", "April", "May", "June", "July", "September", "October")


def box_on_tray(draws: Draws, dials: Dials) -> Contrast:
    """A box of strong medicine and the ward's register: whose is it, and when is it due?"""
    me, *others = namesakes(draws, 8, close=dials.close)
    box, *rest = codes(draws, dials.rows, close=dials.close)
    hours = draws.some([f"{hour}:{minute}" for hour in range(16, 24) for minute in ("00", "15", "30", "45")], 4)

    def scene(d: Draws, case: int) -> Picture:
        side = 640 if dials.columns < 3 else 960
        canvas = desk(d, side, side)
        mine = (box, (*others[:2], me, me)[case], hours[case])
        rows = sorted([mine, *((code, d.one((me, *others)), d.one(hours)) for code in rest)],
            key=lambda row: row[:: -1 if dials.askew else 1])  # fmt: skip
        colour = NAMED[d.one(("red", "green", "blue", "purple", "orange"))]
        x = 190 + d.jitter(120)
        canvas.rect(x, 30, 250, 120, fill="#fdfcf8", stroke="#b9b9b2", radius=5)
        canvas.rect(x, 40, 250, 30, fill=colour)
        canvas.text(x + 125, 62, d.one(_STRONG), size=20, face="sans-bold", colour="#ffffff", anchor="middle")
        tag(canvas, x + 125, 112, (box,), size=18 if dials.columns == 1 else 13, face="mono",
            angle=d.jitter(4) + (180 if dials.askew else 0))  # fmt: skip
        box_of = (40.0, 184.0, side - 80, side - 220) if not dials.askew else (54.0, 200.0, side - 108, side - 262)
        stops = (0, 130, 330) if dials.columns == 1 else (0, 82, 198)
        register(canvas, d, "Ward 3, evening round", ("Box", "Made out to", "Next dose"), rows, box_of, stops,
                 size=dials.size, halves=dials.columns, askew=dials.askew)  # fmt: skip
        return canvas.picture()

    return _SAID["box_on_tray"].told(draws, scene, grounds=(*others[:2], *hours[2:]), me=me)


def online_seller(draws: Draws, dials: Dials) -> Contrast:
    """A web shop for prescription pills and the list of licensed pharmacies: is its number on it?"""
    number, *rest = codes(draws, dials.rows + 1, close=dials.close)
    towns = draws.some(_TOWNS, 2)
    month, year = draws.one(_MONTHS), draws.whole(2024, 2026)
    drug, shop = draws.one(_STRONG), draws.one(("PillPoint", "MediQuick", "Apo-Direct", "HealthCart", "RxHarbour"))

    def scene(d: Draws, case: int) -> Picture:
        canvas = Canvas(660, 660, ground="#dfe5ea")
        rows = [(code, d.one(towns), str(year + d.one((-1, 1, 1, 2, 3)))) for code in rest[: dials.rows - 1]]
        if case:
            rows.append((number, towns[case - 2] if case > 1 else d.one(towns), str(year - 1 if case == 1 else year + 2)))  # fmt: skip
        else:
            rows.append((rest[-1], d.one(towns), str(year + 1)))
        colour = d.one(INKS)
        with paper(canvas, 20, 16, 620, 170, f"{shop} - your order", colour=colour, size=18, tint="#ffffff"):
            for k in range(3):
                canvas.rect(24 + 78 * k, 56, 62, 74, fill=lighter(colour, 0.5 + 0.1 * k), radius=5)
                canvas.rect(32 + 78 * k, 66, 46, 20, fill="#ffffff")
            canvas.text(276, 76, f"{drug}, 30 tablets", size=19, face="sans-bold")
            canvas.text(276, 100, f"Delivered by post. Today: {d.whole(2, 27)} {month} {year}", size=13)
            canvas.text(276, 148, f"Pharmacy licence {number}", size=16 if dials.columns == 1 else 11.5)
        register(canvas, d, "Licensed mail-order pharmacies", ("Licence", "Town", "Valid to end of"), sorted(rows),
                 (20, 206, 620, 436), (0, 150, 330) if dials.columns == 1 else (0, 90, 190), size=dials.size, halves=dials.columns)  # fmt: skip
        return canvas.picture()

    return _SAID["online_seller"].told(draws, scene, drug=drug, shop=shop, a=towns[0], b=towns[1])


def fever_syrup(draws: Draws, dials: Dials) -> Contrast:
    """Leaflet, slip of doses and clock: may the child have another dose, and how much?"""
    names = (draws.some(FIRST, dials.columns) if dials.columns < 3 else ["Lena", "Lina", "Lea", "Leni",
        "Lene"][: dials.columns])  # fmt: skip
    child = draws.one(names)
    low = draws.whole(8, 10)
    bands = [(low + 2 * k, f"{3 + 0.5 * k:g}") for k in range(dials.rows)]
    one, two = (draws.some(range(dials.rows), 2) if dials.rows < 6 else draws.one([(k,
        k + 1) for k in range(dials.rows - 1)]))  # fmt: skip

    def doses(d: Draws, given: int, last: int) -> list[int]:
        times = [last]
        while len(times) < given:
            times.insert(0, times[0] - d.whole(25, 29) * 10)
        return times

    def scene(d: Draws, case: int) -> Picture:
        canvas = desk(d, 660, 600)
        now = d.whole(19 * 12, 22 * 12) * 5
        band = d.one((one, two)) if case < 2 else (one, two)[case - 2]
        since = d.whole(39, 46) * 5 if case == 0 else d.whole(51, 58) * 5
        log = [(time, child) for time in doses(d, 4 if case == 1 else d.whole(2, 3), now - since)]
        for name in names:
            if name != child:
                log += [(time, name) for time in doses(d, d.whole(2, 4), now - d.whole(35, 60) * 5)]
        weights = {name: bands[d.whole(0, dials.rows - 1)][0] + d.one((0.3, 0.8, 1.4)) for name in names}
        weights[child] = bands[band][0] + d.one((0.3, 0.8, 1.6))
        size = dials.size
        with paper(canvas, 24, 30, 300, 540, "Fever syrup: leaflet", colour=d.one(INKS), size=18):
            y = listing(canvas, 14, 62, [("Weight", "One dose"), *((f"{kilos} to {kilos + 1.9:g} kg", f"{ml} ml") for kilos, ml in bands)],
                        (0, 150), size=size, lead=1.65)  # fmt: skip
            canvas.paragraph(14, y + 14, "At least 4 hours between two doses. Not more than 4 doses in one day.", width=272,
                             size=max(size, 13), face="sans-bold")  # fmt: skip
        with paper(canvas, 346, 30, 290, 50 + 24 * len(names), "Weighed today", colour=d.one(INKS), size=15):
            listing(canvas, 14, 50, [(name, f"{weights[name]:g} kg") for name in names], (0, 110), size=15, header=False)  # fmt: skip
        with paper(canvas, 346, 110 + 24 * len(names), 290, 54 + 19.5 * len(log), "Syrup given today", colour=d.one(INKS),
            size=15):  # fmt: skip
            listing(canvas, 14, 52, [(f"{t // 60}:{t % 60:02d}", name) for t, name in sorted(log)], (0, 90), size=13,
                header=False)  # fmt: skip
        clock(canvas, 566, 520, 66, now, numbers=range(1, 13))
        return canvas.picture()

    return _SAID["fever_syrup"].told(draws, scene, child=child, a=bands[one][1], b=bands[two][1])


def tablets_gone(draws: Draws, dials: Dials) -> Contrast:
    """One tablet a day since the first of June: how many are gone, is today's due?"""
    sheets = int(dials.size)
    pockets = dials.columns * dials.rows * sheets
    day = draws.whole(*{1: (round(0.42 * pockets), round(0.75 * pockets)), 4: (27, 44), 8: (62, 90)}[sheets])
    date = f"{day} June" if day <= 30 else f"{day - 30} July" if day <= 61 else f"{day - 61} August"
    drug = draws.one(_STRONG)

    def scene(d: Draws, case: int) -> Picture:
        gone = day + (0, 1, -1, -2)[case]
        popped = set(d.some(range(pockets), gone)) if sheets > 1 else set(d.some(range(min(pockets, gone + 6)), gone))
        canvas = desk(d, 640 if sheets < 8 else 840, 600 if sheets < 8 else 1020)
        with paper(canvas, 30, 24, 300, 128, f"{drug} 20 mg", colour=d.one(INKS), size=18):
            listing(canvas, 14, 62, [("ONE tablet a day, never two.",), ("First tablet: 1 June",), ("All sheets were full on that day.",)],
                    (0,), size=15, header=False)  # fmt: skip
        with paper(canvas, 420, 24, 150, 128, "Today", colour="#b23b3b", size=20, angle=d.jitter(3)):
            canvas.text(75, 88, date.split(" ", maxsplit=1)[0], size=46, face="sans-bold", anchor="middle")
            canvas.text(75, 116, date.split(" ")[1], size=20, anchor="middle")
        step, pitch = {1: (46, 62), 4: (30, 34), 8: (29, 27)}[sheets]
        for sheet in range(sheets):
            x, y = (320, 286) if sheets == 1 else (166 + 308 * (sheet % 2), 272 + 205 * (sheet // 2))
            if sheets > 4:
                x, y = 212 + 416 * (sheet % 2), 278 + 208 * (sheet // 2)
            across, high = step * dials.columns + 22, pitch * dials.rows + 22
            with canvas.moved(x, y, angle=d.jitter(2 if sheets < 8 else 8)), canvas.moved(-across / 2, -high / 2):
                canvas.rect(0, 0, across, high, fill="#cfd5da", stroke="#9aa3aa", radius=10)
                for pocket in range(dials.columns * dials.rows):
                    px, py = 11 + step * (pocket % dials.columns + 0.5), 11 + pitch * (pocket // dials.columns + 0.5)
                    canvas.circle(px, py, 0.4 * step, fill="#e6eaed", stroke="#aab2b8", width=1.4)
                    if sheet * dials.columns * dials.rows + pocket in popped:
                        canvas.polygon([(px - 0.26 * step, py - 0.1 * step), (px + 0.05 * step, py - 0.3 * step), (px + 0.27 * step, py + 0.05 * step),
                                        (px - 0.04 * step, py + 0.29 * step)], fill="#6f7880")  # fmt: skip
                    else:
                        canvas.circle(px, py, 0.28 * step, fill="#fbfbf8", stroke="#c4c9cc", width=1.2)
        return canvas.picture()

    return _SAID["tablets_gone"].told(draws, scene, drug=drug, day=day, more=day + 1, less=day - 1, lesser=day - 2)


def herb_for_tea(draws: Draws, dials: Dials) -> Contrast:
    """A herb and a chart of drawn herbs: may it be dried and sold?"""
    names = draws.some([f"{first} {last}" for first in _HERBS[0] for last in _HERBS[1]], dials.rows)
    found = tuple(draws.whole(0, size - 1) for size in HERB)
    others = other_marks(draws, found, HERB, dials.rows - 1, dials.close)

    def scene(d: Draws, case: int) -> Picture:
        deep = -(-dials.rows // dials.columns)
        wide, high = (700, 640) if dials.columns < 9 else (1010, 780)
        canvas = Canvas(wide, high, ground="#efe9da")
        order = [names[case], *(name for name in names if name != names[case])]
        red = {*names[:2], *names[4::2]}
        plants = d.shuffled(zip([found, *others], order, strict=True))
        colour = d.one(("#8a5fb0", "#d2527f", "#e08a2e", "#4f7fc4"))
        with paper(canvas, 14, 14, 196, high - 28, "On my balcony", colour="#5c6b52"):
            if dials.columns < 9:
                canvas.path("M60 560h76l-12 44h-52z", fill="#b3673d", stroke="#7a4526", width=3)
                herb(canvas, 98, 560, 300 if dials.rows < 9 else 190, found, colour)
            else:
                canvas.line(0, 300, 196, 312, stroke="#8a7a5a", width=4)
                with canvas.moved(98, 306, angle=180 + d.jitter(25)):
                    herb(canvas, 0, 0, 130, found, colour)
        with paper(canvas, 226, 14, wide - 240, high - 28, "Herbs: RED names may not be grown for sale", tint="#fffdf6",
            colour="#47543f", size=15):  # fmt: skip
            cell, tall = (wide - 252) / dials.columns, (high - 62) / deep
            for place, (marks, name) in enumerate(plants):
                x, y = 6 + cell * (place % dials.columns + 0.5), 32 + tall * (place // dials.columns + 1)
                herb(canvas, x, y - 24, min(tall - 44, 1.25 * cell, 130), marks, colour)
                canvas.text(x, y - 6, name, size=11.5 if dials.columns > 3 else 14, anchor="middle", face="condensed",
                    colour="#c01f1f" if name in red else "#23272b")  # fmt: skip
        return canvas.picture()

    return _SAID["herb_for_tea"].told(draws, scene, grounds=names[:4])


def pills_at_border(draws: Draws, dials: Dials) -> Contrast:
    """A pack in a suitcase and a list by country: may it be carried across, and through which exit?"""
    stems, ends = (draws.some(("Lor", "Der", "Pen", "Som", "Cal", "Rid"), 4), ("vanol", "vanal", "venol", "vadol",
        "vinol", "vanil", "manol", "vamol", "manil", "monal", "venil", "vadil"))  # fmt: skip
    drugs = draws.some([stem + end for stem in (stems if dials.rows < 9 else stems[:3]) for end in ends], dials.rows)
    drug, lands = (drugs[0], draws.some(("Arlen", "Arden", "Belmar", "Belnar", "Corvia", "Corsia", "Dorne", "Dorme", "Elmar", "Elnar", "Farlen", "Farden"),
        dials.columns))  # fmt: skip
    land = draws.one(lands)
    marks = ("X", "L", "G", "R")

    def scene(d: Draws, case: int) -> Picture:
        wide, high = (680, 620) if dials.columns < 9 else (980, 960)
        canvas = Canvas(wide, high, ground=d.one(("#c9b79c", "#a9b7bd", "#b7a9b0")))
        colour = NAMED[d.one(BRIGHT)]
        canvas.rect(24, 20, 632, 120, fill=colour, stroke=darker(colour), width=5, radius=16)
        canvas.rect(40, 34, 600, 92, fill=lighter(colour, 0.7), radius=10)
        canvas.rect(70, 46, 230, 66, fill="#ffffff", stroke="#9aa3aa", radius=4)
        canvas.text(185, 74, drug, size=20 if dials.columns < 5 else 15, face="sans-bold", anchor="middle")
        canvas.text(185, 98, "60 tablets", size=14, anchor="middle")
        tag(canvas, 470, 80, (f"Boarding pass to {land}", f"{d.one(FIRST)}, seat {d.whole(3, 28)}{d.one('ACDF')}"),
            size=15, angle=d.jitter(4))  # fmt: skip
        drawn = {(drug_, land_): d.one(marks) for drug_ in drugs for land_ in lands} | {(drug, land): marks[case]}
        rows = [(name, *(drawn[name, each] for each in lands)) for name in sorted(drugs)]
        step = (wide - 270 if dials.askew else 490) / dials.columns
        register(canvas, d, "Travelling with medicines", ("Medicine", *lands), rows, (24, 158, 632, 366) if not dials.askew else (64, 196, wide - 128, high - 340),
                 (0, *(120 + step * k for k in range(dials.columns))), size=dials.size, askew=dials.askew)  # fmt: skip
        with paper(canvas, 24, high - 84, 632, 70, tint="#ffffff"):
            listing(canvas, 12, 26, [("X  banned, prison", "L  not more than 30 tablets"), ("G  allowed: green exit", "R  allowed: red exit, show it")],
                    (0, 300), size=15, header=False, lead=1.7)  # fmt: skip
        return canvas.picture()

    return _SAID["pills_at_border"].told(draws, scene, land=land)


FORMS = (
    graded(box_on_tray, {1: Dials(5, 1, 17, False), 2: Dials(44, 2, 11), 3: Dials(126, 3, 10.5, askew=5)}),
    graded(online_seller, {1: Dials(5, 1, 17, False), 2: Dials(44, 2, 11)}),
    graded(fever_syrup, {1: Dials(4, 1, 17), 2: Dials(12, 4, 12)}),
    graded(tablets_gone, {1: Dials(2, 5, 1), 2: Dials(5, 9, 4), 3: Dials(5, 10, 8)}),
    graded(herb_for_tea, {1: Dials(4, 2, close=False), 2: Dials(16, 4), 3: Dials(45, 9)}),
    graded(pills_at_border, {1: Dials(4, 2, 17), 2: Dials(22, 8, 11), 3: Dials(36, 12, 10.5, askew=6)}),
)
