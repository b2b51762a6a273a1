"""Documents: long tables in small print, pages that belong together, conditions, rows, seals and codes that are nearly alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Anchor, Canvas
from ch3ef.scenarios.generated.scene.fields import near_patterns, pattern_drawn
from ch3ef.scenarios.generated.scene.fitting import window
from ch3ef.scenarios.generated.scene.palette import lighter
from ch3ef.scenarios.generated.scene.strings import tangled
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import (
    FIRST,
    INKS,
    LAST,
    MONTHS,
    TOWNS,
    clock_times,
    page,
    people,
)

_WORDS = {
    "train": ("Going by the phone, when will this passenger be at the destination?", "When does the writer of the message arrive, taking the first train that runs?",
              "The message is sent from the platform. At what time will its writer get there?", "Look the journey up: what is the earliest arrival for the person with this phone?"),
    "short": ("Which article came in another number than was ordered?", "Check the delivery against the order: which article is wrong in number?",
              "One line of the delivery note does not match the order. Which article is it?", "For which article do order and delivery differ?"),
    "parcel": ("What does it cost to send this parcel?", "How much postage is due for the parcel?", "Which amount must the sender of the parcel pay?",
               "Work out the postage of the parcel on the scales."),
    "shift": ("How many {0} shifts does {1} have?", "Count the {0} shifts of {1}. How many are there?", "On how many days is {1} down for the {0} shift?"),
    "together": ("On how many days do {0} and {1} work the same shift?", "How often do {0} and {1} share a shift (days off do not count)?",
                 "Count the days on which {0} and {1} are on the same shift."),
    "punched": ("In one line order and delivery differ by a hole. Which one?", "Compare the holes of order and delivery, line by line. Where do they differ?", "One hole of the delivery note is not where it was ordered. In which line?"),
    "seal": ("Whose seal is on the envelope? It may be turned, but not mirrored.", "Look up the seal of the envelope, however it is turned (not flipped). Who sent it?", "The mark on the envelope is in the register as well, turned perhaps but not mirrored. Whose is it?"),
    "code": ("Beside which name is the code that this stamp prints?", "Who stands beside the code of this stamp in the list?", "Whose code does the stamp print?"),
    "chain": ("{0}", "Look this up: {1}"),
    "offer": ("I want {0}. Which one remains?", "Which place offers {0}?", "Only one on the list fits: {0}. Which?", "Find the one with {0}."),
    "order": ("One entry stands in the wrong place. Which?", "Which entry breaks the order of the list?", "The list is sorted, but for one entry. Which one has been misplaced?"),
}  # fmt: skip
_PARTS = tuple(f"{kind} {size} mm {side}" for kind in ("Hinge", "Bracket", "Rail", "Clamp", "Bolt") for size in (40, 45, 48, 54, 58, 84) for side in ("left", "right"))  # fmt: skip


def _ask(draws: Draws, key: str, *names: str) -> str:
    return draws.one(_WORDS[key]).format(*names)


class Column(NamedTuple):
    """A column of a printed table: its heading, where its texts stand, and which end of them."""

    title: str
    x: float
    anchor: Anchor = "start"


def leading(size: float) -> float:
    """From line to line; small print is set tight."""
    return round((1.4 if size < 10.5 else 1.5) * size, 1)


def table(canvas: Canvas, y: float, width: float, columns: Sequence[Column], rows: Sequence[Sequence[str]], size: float, ink: str, left: float = 0, step: float = 0) -> float:  # fmt: skip
    """A printed table from `left` over `width`, its heading at `y`; returns where the next line would stand."""
    step = step or leading(size)
    canvas.rect(left + 14, y - 1.2 * size, width - 28, 1.65 * size, fill=lighter(ink, 0.82))
    for column in columns:
        canvas.text(left + column.x, y, column.title, size=size, face="sans-bold", colour=ink, anchor=column.anchor)
    for place, row in enumerate(rows, 1):
        if place % 3 == 0:
            canvas.line(left + 14, y + place * step + 0.36 * size, left + width - 14, y + place * step + 0.36 * size, stroke="#c9cdd2", width=0.8)  # fmt: skip
        for text, column in zip(row, columns, strict=True):
            if text:
                canvas.text(left + column.x, y + place * step, text, size=size, colour="#26282c", anchor=column.anchor)
    return y + step * (len(rows) + 1)


_APART = 20.0
"""From line to line where threads lead from the entries to their lines."""


def threads(draws: Draws, canvas: Canvas, y: float, count: int, left: float, right: float) -> list[int]:
    """Threads from the entries of a table, its heading at `y`, to its lines; for each line, whose thread leads to it."""
    spots = [y + _APART * (place + 0.8) for place in range(count)]
    ink = draws.one(("#7a1f2b", "#1f3a5f", "#3a3a3a"))
    *_, ends = tangled(draws, canvas, spots, left, right, changes=round((right - left) / 50), far=4.2, colours=[ink] * count, width=2)  # fmt: skip
    return ends


def _turn(draws: Draws, size: float) -> int:
    """Small print lies on the desk as it happens to lie: on its side or upside down."""
    return draws.one((90, 180, 270)) if size < 10.5 else 0


def _head(canvas: Canvas, draws: Draws, title: str, under: str, ink: str, left: float = 0) -> None:
    canvas.text(left + 18, 34, title, size=21, face=draws.one(("sans-bold", "serif-bold")), colour=ink)
    canvas.text(left + 18, 54, under, size=12, colour="#5b6168")


class Delivery(NamedTuple):
    """Dials: lines of an order, whether the delivery note has another order of lines, size of the print."""

    rows: int
    mixed: bool
    size: float


def short_delivery(draws: Draws, dials: Delivery) -> Question:
    """An order and its delivery note: for which article do the numbers differ?"""
    articles = draws.some(_PARTS, dials.rows)
    ordered = {name: draws.whole(11, 98) for name in articles}
    if dials.size < 11:
        return _punched(draws, dials, articles)
    options = draws.some(articles, 4)
    right, came = draws.one(options), dict(ordered)
    tens, ones = divmod(came[right], 10)
    came[right] = draws.one([other for other in (10 * ones + tens, came[right] + 1, came[right] - 1, came[right] + 10) if other != came[right] and other > 9])  # fmt: skip
    ink, sheets, code = draws.one(INKS), [], {name: f"{draws.one('KLMN')}{draws.whole(100, 999)}" for name in articles}
    for title, numbers in (("Order", ordered), ("Delivery note", came)):
        rows = sorted(articles, key=lambda name: code[name][::-1]) if title == "Order" or not dials.mixed else draws.shuffled(articles)  # fmt: skip
        with page(draws, 400, 110 + leading(dials.size) * (dials.rows + 1), tilt=0.9) as canvas:
            _head(canvas, draws, title, f"{draws.one(LAST)} Fittings, {draws.one(TOWNS)}", ink)
            table(canvas, 86, 400, (Column("Code", 20), Column("Article", 100), Column("Number", 380, "end")), [(code[name], name, str(numbers[name])) for name in rows], dials.size, ink)  # fmt: skip
        sheets.append(canvas.picture())
    return question_of(_ask(draws, "short"), options, right, *sheets)


def _punched(draws: Draws, dials: Delivery, articles: Sequence[str]) -> Question:
    """The same with a line of punched holes for each article, one of which has moved by a place."""
    wide, step, part = 52, _APART - 3, dials.rows // 4
    options = [f"one of lines {part * k + 1} to {part * k + part}" for k in range(4)]
    answer = draws.one(options)
    right, ink, sheets = part * options.index(answer) + draws.whole(0, part - 1), draws.one(INKS), []
    holes = [[draws.chance(0.5) for _ in range(wide)] for _ in articles]
    moved = draws.one([k for k in range(1, wide - 2) if holes[right][k] != holes[right][k + 1]])
    for title in ("Order", "Delivery note"):
        with page(draws, 250 + 12 * wide, 110 + step * (dials.rows + 1), tilt=0.7, turn=_turn(draws, dials.size)) as canvas:  # fmt: skip
            _head(canvas, draws, title, f"{draws.one(LAST)} Fittings, {draws.one(TOWNS)}, a hole for each piece in its place", ink)  # fmt: skip
            table(canvas, 86, 250 + 12 * wide, (Column("Line", 20), Column("Article", 60), Column("Pieces", 220)), [(str(k), name, "") for k, name in enumerate(articles, 1)], dials.size, ink, step=step)  # fmt: skip
            for row, line in enumerate(holes):
                for place, hole in enumerate(line):
                    canvas.circle(226 + 12 * place, 86 + step * (row + 1) - 4, 3.6, fill=ink if hole else "#ffffff", stroke=ink, width=0.8)  # fmt: skip
        sheets.append(canvas.picture())
        line = holes[right]
        line[moved], line[moved + 1] = line[moved + 1], line[moved]
    return question_of(draws.one(_WORDS["punched"]), options, answer, *sheets)


class Roster(NamedTuple):
    """Dials: people and days of a roster, whether two people are compared, size of the print."""

    people: int
    days: int
    pair: bool
    size: float


def duty_roster(draws: Draws, dials: Roster) -> Question:
    """A roster of shifts: how many has one person, or two in common?"""
    shifts = {"E": "early", "L": "late", "N": "night", "-": "off"}
    tints = {"E": "#fdf0c4", "L": "#d5e6f7", "N": "#d9d3ea", "-": "#f5f5f2"}
    names = sorted(draws.some([f"{first} {last}" for first in FIRST for last in LAST[:6]], dials.people))
    who = draws.some(range(dials.people), 2)
    options, right = window(draws, dials.days // 7, dials.days // 2 + (0 if dials.days > 7 else 2))
    grid = [[draws.one("EELLNN-") for _ in range(dials.days)] for _ in names]
    marked = set(draws.some(range(dials.days), right))
    kind = draws.one("ELN")
    for day in range(dials.days):
        if dials.pair:
            one = draws.one("ELN")
            grid[who[0]][day], grid[who[1]][day] = (one, one) if day in marked else draws.one((("-", "-"), *[(a, b) for a in "ELN-" for b in "ELN-" if a != b]))  # fmt: skip
        else:
            grid[who[0]][day] = kind if day in marked else draws.one([each for each in "ELN-" if each != kind])
    cell, high, ink = 27 if not dials.pair else 17, _APART if dials.pair else 1.75 * dials.size, draws.one(INKS)
    room = 430 if dials.pair else 0  # For threads from the names to the lines
    wide = 150 + room + cell * dials.days
    month = draws.one(MONTHS)
    turn = _turn(draws, dials.size)
    with page(draws, wide, 130 + high * dials.people, tilt=0.7, turn=turn) as canvas:
        _head(canvas, draws, f"Shifts in {month}", "E early, L late, N night, - off", ink)
        for day in range(dials.days):
            canvas.text(128 + room + cell * (day + 0.5), 84, str(day + 1), size=dials.size, face="sans-bold", colour=ink, anchor="middle")  # fmt: skip
        ends = threads(draws, canvas, 84, dials.people, 112, 122 + room) if room else range(dials.people)
        for place, name in enumerate(names):
            y = 84 + high * (place + 1)
            canvas.text(18, y, name, size=dials.size)
            for day, shift in enumerate(grid[ends[place]]):
                canvas.rect(128 + room + cell * day, y - 0.78 * high, cell - 2, high - 2, fill=tints[shift])
                canvas.text(127 + room + cell * (day + 0.5), y, shift, size=dials.size, anchor="middle")
    question = _ask(draws, "together", *(names[each] for each in who)) if dials.pair else _ask(draws, "shift", shifts[kind], names[who[0]])  # fmt: skip
    return question_of(question, [str(each) for each in options], str(right), canvas.picture())


class Chain(NamedTuple):
    """Dials: tables to look up one after the other, lines of each, size of the print."""

    steps: int
    rows: int
    size: float


_CHAINS = (
    ("Patients", "Name", "Wards", "Ward", "Rooms", "Room", "Visits from", "At what time may {0} be visited?", "which visiting hour holds for {0}?"),
    ("Classes", "Pupil", "Class", "Class", "Groups", "Group", "Bus leaves", "When does the bus of {0} leave?", "at what time must {0} be at the bus?"),
    ("Guests", "Guest", "Parties", "Party", "Tables", "Table", "Served at", "At what time is {0} served?", "when will dinner be served to {0}?"),
    ("Exhibitors", "Firm’s owner", "Stands", "Stand", "Gates", "Gate", "Unloading", "When may {0} unload?", "what is the time for unloading of {0}?"),
)  # fmt: skip


def chained_tables(draws: Draws, dials: Chain) -> Question:
    """Tables that lead from one to the next with codes that are nearly alike: what is at the end?"""
    title, key, second, code, third, last, what, *asked = draws.one(_CHAINS)
    firsts, lasts = draws.some(FIRST, (dials.rows + 2) // 3), draws.some(LAST, 3)
    names = sorted(draws.some([f"{first} {name}" for first in firsts for name in lasts], dials.rows))
    letters = draws.some("BDPRQHKN", 3)
    codes = [draws.some([f"{a}{b}{n}" for a in letters for b in letters for n in range(2, 8)], dials.rows) for _ in range(2)]  # fmt: skip
    times = clock_times(draws, dials.rows, 8, 20, 5)
    columns = [names, *codes[: dials.steps - 1], times]
    if dials.rows > 20:
        return _threaded(draws, dials, columns, (title, key, code, last, what), draws.one(_WORDS["chain"]), asked)
    spots = draws.some(range(dials.rows), 4)
    right = draws.one(spots)
    heads = [(title, key, code), (second, code, last), (third, last, what)][3 - dials.steps :]
    if dials.steps < 3:
        heads[0] = (heads[0][0], key, heads[0][2])
    maps = []
    for _ in range(dials.steps):
        maps.append(draws.shuffled(range(dials.rows)))
    ink, wide, sheets = draws.one(INKS), 250, []
    with page(draws, wide * dials.steps, 110 + leading(dials.size) * (dials.rows + 1), tilt=0.7) as canvas:
        for step, (heading, left, other) in enumerate(heads):
            lines = sorted(zip(columns[step], columns[step + 1], strict=True))
            _head(canvas, draws, heading, f"{draws.one(('as of', 'printed on', 'valid from'))} {draws.whole(1, 28)} {draws.one(MONTHS)}", ink, wide * step)  # fmt: skip
            table(canvas, 86, wide, (Column(left, 20), Column(other, 232, "end")), lines, dials.size, ink, wide * step)
    sheets.append(canvas.picture())
    question = draws.one(_WORDS["chain"]).format(*(each.format(names[right]) for each in asked))
    return question_of(question, [times[spot] for spot in spots], times[right], *sheets)


def _threaded(draws: Draws, dials: Chain, columns: Sequence[Sequence[str]], heads: Sequence[str], said: str, asked: Sequence[str]) -> Question:  # fmt: skip
    """The same with threads from each table to the next in place of codes."""
    ink, wide, gap, rows = draws.one(INKS), 110.0, 300.0, dials.rows
    title, *names = heads[0], heads[1], *heads[4 - dials.steps + 1 :]
    size, step, at = dials.size, _APART, list(range(rows))
    shown = [columns[0], *map(draws.shuffled, columns[1:])]
    with page(draws, (wide + gap) * dials.steps + wide, 110 + step * (rows + 1), tilt=0.7, turn=_turn(draws, size)) as canvas:  # fmt: skip
        _head(canvas, draws, title, f"{draws.one(('as of', 'printed on', 'valid from'))} {draws.whole(1, 28)} {draws.one(MONTHS)}", ink)  # fmt: skip
        for place, (name, column) in enumerate(zip(names, shown, strict=True)):
            left = (wide + gap) * place
            if place:
                at = [at[end] for end in threads(draws, canvas, 86, rows, left - gap + 6, left + 8)]
            table(canvas, 86, wide + 20, [Column(name, 20)], [(each,) for each in column], size, ink, left, step)
    first = draws.whole(0, rows - 4)
    right = first + draws.whole(0, 3)
    return question_of(said.format(*(each.format(columns[0][at[right]]) for each in asked)), shown[-1][first : first + 4], shown[-1][right], canvas.picture())  # fmt: skip


def only_offer(draws: Draws, row_count: int, wish_count: int, size: float) -> Question:
    """A list of places to stay: which one meets all wishes?"""
    # Dials: lines of a list, conditions that one of them alone meets, size of the print.
    limits = (draws.whole(58, 92), draws.whole(9, 25), draws.whole(6, 14))
    wishes = (("pets allowed", "no pets"), (f"at most {limits[0]} a night", ""), ("breakfast included", ""), (f"no more than {limits[1] / 10} km from the sea", ""), (f"room for at least {limits[2] // 2} people", ""))  # fmt: skip
    used = draws.some(range(5), wish_count)
    names = [f"{kind} {town}" for kind, town in draws.some([(kind, town) for kind in ("Villa", "House", "Lodge", "Inn") for town in TOWNS], row_count)]  # fmt: skip
    room = 370 if size < 11 else 0  # For threads from the names to the lines
    first = draws.whole(0, row_count - 4)
    options = names[first : first + 4] if room else draws.some(names, 4)
    right = draws.one(options)
    rows = []
    for name in names:
        failed = set() if name == right else {draws.one(used)}
        if failed and name not in options:
            failed |= {wish for wish in used if draws.chance(0.25)}
        good = [wish not in failed if wish in used else draws.chance(0.5) for wish in range(5)]
        price = limits[0] - draws.whole(0, 14) if good[1] else limits[0] + draws.whole(1, 14)
        far = limits[1] - draws.whole(0, 7) if good[3] else limits[1] + draws.whole(1, 9)
        beds = limits[2] // 2 + (draws.whole(0, 2) if good[4] else -1)
        rows.append((name, f"{price}.00", str(beds), f"{far / 10:.1f}", "yes" if good[2] else "no", "yes" if good[0] else "no"))  # fmt: skip
    ink = draws.one(INKS)
    turn = _turn(draws, size)
    step = _APART if room else leading(size)
    with page(draws, 560 + room, 110 + step * (row_count + 1), tilt=0.8, turn=turn) as canvas:
        _head(canvas, draws, f"Staying in {draws.one(TOWNS)} Bay", "Prices for one night", ink)
        columns = (Column("Name", 20), Column("Price", room + 220, "end"), Column("Sleeps", room + 296, "end"), Column("km to sea", room + 394, "end"), Column("Breakfast", room + 424), Column("Pets", room + 524))  # fmt: skip
        ends = threads(draws, canvas, 86, row_count, 124, 172 + room) if room else range(row_count)
        table(canvas, 86, 560 + room, columns, [(row[0], *rows[end][1:]) for row, end in zip(rows, ends, strict=True)], size, ink, step=step)  # fmt: skip
    said = [wishes[wish][0] for wish in used]
    return question_of(_ask(draws, "offer", f"{', '.join(said[:-1])} and {said[-1]}"), options, right, canvas.picture())  # fmt: skip


def out_of_order(draws: Draws, entry_count: int, columns: int, size: float) -> Question:
    """A sorted index of shelf marks in columns: which entry stands in the wrong place?"""
    heads = draws.some("BDHKMPRT", 5)
    marks = [f"{a}{b} {number // 100}.{number % 100:02d}" for number, a, b in zip(draws.some(range(1200, 9900), entry_count + 40), draws.shuffled(heads * 60), draws.shuffled(heads * 60), strict=False)]  # fmt: skip
    entries = sorted(set(marks), key=lambda mark: (mark[:2], float(mark[3:])))[:entry_count]
    shown = list(entries)
    options = draws.some(entries[1:-1], 4)
    right = draws.one(options)
    old = entries.index(right)
    shown.remove(right)
    shown.insert(draws.one([place for place in range(1, len(entries) - 1) if 3 <= abs(place - old) <= max(4, entry_count // 5)]), right)  # fmt: skip
    per, ink = -(-len(shown) // columns), draws.one(INKS)
    titles = draws.some([f"{what} of {town}" for what in ("History", "Maps", "Birds", "Songs", "Mills", "Bridges", "Roads", "Games", "Plants", "Towers", "Wells", "Gates", "Farms", "Stones", "Tales") for town in TOWNS], len(shown))  # fmt: skip
    wide = 250 if columns < 3 else 232
    with page(draws, wide * columns, 116 + leading(size) * per, tilt=0.7) as canvas:
        _head(canvas, draws, f"{draws.one(TOWNS)} Library", "Shelf marks in order", ink)
        for column in range(columns):
            lines = list(zip(shown, titles, strict=True))[per * column : per * (column + 1)]
            table(canvas, 86, wide, (Column("Mark", 20), Column("Title", 92)), lines, size, ink, wide * column)
    return question_of(_ask(draws, "order"), options, right, canvas.picture())


def seal_in_register(draws: Draws, seals: int, side: int) -> Question:
    """An envelope with a seal, and a register of seals that are nearly alike: whose is it?"""
    model, *near = near_patterns(draws, side, seals - 1, 1, mirrored=True)
    names, spots, ink = draws.some([f"{first} {last}" for first in FIRST for last in LAST], seals), draws.some(range(seals), 4), draws.one(INKS)  # fmt: skip
    right = draws.one(spots)
    near.insert(right, model)
    columns, size = max(4, round(seals**0.5)), 64.0
    wide, high = 118.0 * columns + 30, 96.0 * -(-seals // columns) + 84
    with page(draws, wide, high, tilt=0.9) as canvas:
        _head(canvas, draws, "Register of seals", f"{draws.one(TOWNS)}, {draws.one(MONTHS)} 2031", ink)
        for k, (pattern, name) in enumerate(zip(near, names, strict=True)):
            x, y = 42 + 118 * (k % columns), 72 + 96 * (k // columns)
            pattern_drawn(canvas, pattern, x, y, size, side, ink)
            canvas.text(x + size / 2, y + size + 16, name, size=11, anchor="middle")
    envelope = Canvas(520, 448, ground="#8a6f52")
    envelope.rect(30, 60, 460, 330, fill="#efe3c8", stroke="#b39d74", width=2)
    envelope.text(64, 330, f"To {people(draws, 1)[0]}", size=20)
    envelope.text(64, 358, f"{draws.whole(2, 90)} Mill Road, {draws.one(TOWNS)}", size=16)
    with envelope.moved(330, 170, angle=draws.jitter(6)):
        envelope.circle(0, 0, 96, fill=lighter(ink, 0.7), stroke=ink, width=3)
        pattern_drawn(envelope, model, -60, -60, 120, side, ink, draws.whole(1, 3))
    return question_of(_ask(draws, "seal"), [names[spot] for spot in spots], names[right], canvas.picture(), envelope.picture())  # fmt: skip


def code_of_stamp(draws: Draws, rows: int, letters: int, size: float) -> Question:
    """A stamp with a code in mirror writing, and a list of codes that are nearly alike: whose is it?"""
    code = [draws.one("bdpq") for _ in range(letters)]
    one, other = draws.some(range(letters), 2)
    swaps = [(k, draws.one([letter for letter in "bdpq" if letter != code[k]])) for k in (one, other)]

    def changed(old: Sequence[str], *which: tuple[int, str]) -> str:
        return "".join(dict(which).get(k, letter) for k, letter in enumerate(old))

    near = [changed(code), changed(code, swaps[0]), changed(code, swaps[1]), changed(code, *swaps)]
    codes = set(near)
    while len(codes) < rows:
        codes.add(changed(code, *((draws.whole(0, letters - 1), draws.one("bdpq")) for _ in range(draws.whole(2, 4)))))  # fmt: skip
    listed, names = draws.shuffled(sorted(codes)), draws.some([f"{first} {last}" for first in FIRST for last in LAST], rows)  # fmt: skip
    right, ink, blocks = draws.one(near), draws.one(INKS), 1 if rows < 16 else 3
    per, wide = -(-rows // blocks), 300.0
    with page(draws, wide * blocks, 110 + leading(size) * (per + 1), tilt=0.7, turn=_turn(draws, size)) as canvas:  # fmt: skip
        _head(canvas, draws, "Codes of the stamps", f"{draws.one(LAST)} & {draws.one(LAST)}, {draws.one(TOWNS)}", ink)
        for block in range(blocks):
            lines = list(zip(listed, names, strict=True))[per * block : per * (block + 1)]
            table(canvas, 86, wide, (Column("Code", 20), Column("Name", 40 + 0.66 * size * letters)), lines, size, ink, wide * block)  # fmt: skip
    stamp = Canvas(480, 448, ground="#c9a173")
    stamp.circle(240, 224, 190, fill="#7d3b3b", stroke="#4a2020", width=6)
    for place, letter in enumerate("★" + right[::-1]):
        angle = 360 * place / (letters + 1)
        turn = math.radians(angle)
        with stamp.moved(240 + 158 * math.sin(turn), 224 - 158 * math.cos(turn), angle=angle, mirrored=True):
            stamp.text(0, 8, letter, size=24, face="mono", anchor="middle", colour="#f6e7e0")
    said = {each: names[listed.index(each)] for each in near}
    question = (
        f"{_ask(draws, 'code')} (The stamp bears it in mirror writing; its print is read clockwise from the star.)"
    )
    return question_of(question, list(said.values()), said[right], canvas.picture(), stamp.picture())


FORMS: tuple[Form, ...] = (
    graded(short_delivery, {1: Delivery(6, False, 14), 2: Delivery(31, True, 10), 3: Delivery(32, True, 10)}),
    graded(duty_roster, {1: Roster(5, 7, False, 14), 2: Roster(28, 20, True, 10), 3: Roster(33, 20, True, 10)}),
    graded(chained_tables, {1: Chain(1, 8, 14), 2: Chain(2, 29, 10), 3: Chain(2, 32, 10)}),
    graded(only_offer, {1: (6, 2, 14), 2: (29, 4, 10), 3: (32, 4, 10)}),
    graded(out_of_order, {1: (9, 1, 14)}),
    graded(seal_in_register, {2: (27, 7), 3: (30, 7)}),
    graded(code_of_stamp, {2: (44, 15, 11), 3: (48, 16, 11)}),
)
