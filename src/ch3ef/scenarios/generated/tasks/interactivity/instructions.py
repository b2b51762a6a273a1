"""Instruction following: what to list, in which order and form, by rules that are told, printed or drawn.

All options keep what the words alone ask for; which of them is right is to be seen in the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from ch3ef.scenarios.generated.choices import quartet, swapped
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.fitting import fitting
from ch3ef.scenarios.generated.scene.handed import FIGURES, field_of, outline
from ch3ef.scenarios.generated.scene.icons import icon
from ch3ef.scenarios.generated.scene.mikado import Sticks, draw_heap, heap
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker, lighter
from ch3ef.scenarios.generated.scene.strings import tangled
from ch3ef.scenarios.generated.scene.winding import closed_line
from ch3ef.scenarios.generated.tasks.interactivity.drawing import shape
from ch3ef.scenarios.generated.tasks.interactivity.scenery import place, shelves, wall

T = TypeVar("T")

_CLEAR = ("apple", "banana", "ball", "book", "clock", "cat", "car", "drum", "dog", "fish", "guitar", "hat", "house", "key", "kite", "lamp",
          "pear", "phone", "tree", "umbrella")  # fmt: skip
"""Things that everybody calls by the same name."""
_INK = "#2b2f36"
_WORDS = {
    "tag": ("List the things by the numbers below them, from the {0}; of two with the same number the one further left comes first. Leave out whatever is {1}. Use {2} between the names.",
            "Leave out everything {1}. List the rest by number, beginning with the {0} (same number: the left one first), separated by {2}."),
    "thread": ("List the things by the numbers to which their threads lead, from the {0}. Leave out whatever is {1}. Use {2} between the names.",
               "A thread leads from each thing to its number. Leave out everything {1} and list the rest by number, beginning with the {0}, separated by {2}."),
    "board": ("The cards are moved by the rules on the sheet, one after the other. Write the letters as they lie then, from left to right.",
              "Carry out the rules in their order and write down the row of letters that comes out.", "Do to the cards what the sheet says, step by step. Which letters do they show in the end?"),
    "chart": ("Follow the chart with the shapes that lie beside it. Which word do you write?", "Begin at the top of the chart, answer by what you see among the shapes, and write the word that you reach.",
              "Answer the questions of the chart by the shapes. Which word is at the end?"),
    "walk": ("Put a token on the field with the ring and move it as the sheet says. Write the letter of the field on which it ends.", "Follow the sheet from the ringed field. On which letter do you stop?",
             "Start at the ring, obey the sheet and name the last field."),
    "record": ("Fill in the record, kinds in alphabetical order.", "Write one record of what you count, in alphabetical order.", "Count each kind and give the record in alphabetical order."),
    "code": ("Write the code of the row, from left to right, by the key.", "Use the key to encode the cards, from left to right.", "Encode the row of cards as the key says."),
}  # fmt: skip
_SEPARATORS = (("semicolons", "; "), ("commas", ", "), ("slashes", " / "), ("plus signs", " + "), ("dashes", " - "))


def _ask(draws: Draws, key: str, *names: str) -> str:
    return draws.one(_WORDS[key]).format(*names)


class Placed(NamedTuple):
    """A thing on a shelf, its colour, and what is written or drawn below it."""

    name: str
    colour: str
    mark: str = ""


def _cupboard(draws: Draws, rows: Sequence[Sequence[Placed]]) -> Canvas:
    """Shelves with things, from the top; marks stand on the boards: a star, or a number."""
    wide, step = max(520, 96 + 92 * max(map(len, rows))), 126 if len(rows) > 2 else 170
    canvas = shelves(draws, tuple(40 + step * (place + 1) - 26 for place in range(len(rows))), wide, max(448, 70 + step * len(rows)))  # fmt: skip
    for place_, row in enumerate(rows):
        foot = 40 + step * (place_ + 1) - 26
        for k, each in enumerate(row):
            x = 55 + (wide - 110) / max(map(len, rows)) * (k + 0.5) + draws.jitter(4)
            place(canvas, each.name, x, foot, draws.between(66, 84) * (1 if step < 150 else 1.25), 84, each.colour)
            if each.mark:
                canvas.rect(x - 17, foot + 1, 34, 22, fill="#fffdf2", stroke="#8a7a5a", width=1, radius=3)
                if each.mark == "star":
                    shape(canvas, "star", x, foot + 12, 9, fill="#d32f2f")
                else:
                    canvas.text(x, foot + 17, each.mark, size=15, anchor="middle", colour=_INK)
    return canvas


def _options(draws: Draws, right: list[str], close: bool = False) -> tuple[list[list[str]], list[str]]:
    """A list in four orders, two pairs of it swapped or not, and the one that is to be right."""
    count = len(right)
    if close or count > 5:
        one, other = draws.some(range(draws.whole(0, 1) if count > 5 else 0, count - 1, 2), 2)
        pairs = ((one, one + 1), (other, other + 1))
        if right[one] == right[one + 1] or right[other] == right[other + 1]:
            return _options(draws, right, close)
    else:
        spots = draws.some(range(count), 4)
        pairs = ((spots[0], spots[1]), (spots[2], spots[3]))
    orders = quartet(right, swapped(*pairs[0]), swapped(*pairs[1]))
    return orders, draws.one(orders)


def listed_by_tag(draws: Draws, rows: int, listed: int, out: int) -> Question:
    """Things with numbers, to be sorted without those of a colour: which list?"""
    # Dials: shelves, things that are listed, things that are left out.
    names = draws.some(_CLEAR, listed + out)
    orders, right = _options(draws, names[:listed])
    falling = draws.chance(0.5)
    banned = draws.one(("red", "blue", "green", "purple"))
    numbers = sorted(draws.some(range(11, 99) if listed < 6 else range(41, 47 + 2 * listed), listed))
    if 4 < listed < 10:
        twins = draws.whole(0, listed - 2)
        numbers[twins] = numbers[twins + 1]
    others = [colour for colour in BRIGHT if colour != banned and {colour, banned} not in ({"red", "orange"}, {"red", "pink"}, {"red", "brown"}, {"purple", "blue"})]  # fmt: skip
    kept = [Placed(name, draws.one(others), str(number)) for name, number in zip(right, sorted(numbers, reverse=falling), strict=True)]  # fmt: skip
    line = draws.shuffled([*kept, *(Placed(name, banned, str(draws.one(numbers) + draws.whole(0, 1))) for name in names[listed :])])  # fmt: skip
    name, mark = draws.one(_SEPARATORS)
    if listed > 9:
        canvas = _threaded(draws, line)
        return question_of(_ask(draws, "thread", "highest" if falling else "lowest", banned, name), [mark.join(order) for order in orders], mark.join(right), canvas.picture())  # fmt: skip
    # Of two with the same number the one that comes first in the list stands further left.
    for one, other in pairwise(kept):
        a, b = line.index(one), line.index(other)
        if one.mark == other.mark and a % -(-len(line) // rows) >= b % -(-len(line) // rows):
            return listed_by_tag(draws, rows, listed, out)
    per = -(-len(line) // rows)
    canvas = _cupboard(draws, [line[k : k + per] for k in range(0, len(line), per)])
    return question_of(_ask(draws, "tag", "highest" if falling else "lowest", banned, name), [mark.join(order) for order in orders], mark.join(right), canvas.picture())  # fmt: skip


def _threaded(draws: Draws, line: Sequence[Placed]) -> Canvas:
    """Things one below the other, and threads of one colour that lead to their numbers."""
    canvas, spots = wall(draws, 900, 46 * len(line) + 40), [43 + 46.0 * k for k in range(len(line))]
    canvas.rect(20, 12, 860, canvas.height - 24, fill="#fdfdfb", radius=8)
    ink = NAMED[draws.one(("red", "blue", "green", "purple"))]
    *_, ends = tangled(draws, canvas, spots, 96, 800, changes=11, far=3.2, colours=[ink] * len(line), width=3)
    for each, y, end in zip(line, spots, ends, strict=True):
        place(canvas, each.name, 60, y + 20, 38, 44, each.colour)
        canvas.text(836, y + 6, line[end].mark, size=18, anchor="middle", colour=_INK)
    return canvas


def rules_on_board(draws: Draws, items: int, rules: int) -> Question:
    """A row of coloured cards with letters and a sheet of rules that move them: what is the row in the end?"""
    letters = draws.some("ABDEGHKLMNPRSTU", items)
    orders, right = _options(draws, letters, close=True)
    tints = draws.some(("red", "blue", "green", "yellow"), 2)
    colour = {letter: tints[k % 2] for k, letter in enumerate(draws.shuffled(letters))}
    row, told = list(right), list[str]()
    for _ in range(rules):
        row, said = _undone(draws, row, colour, tints, told)
        told.insert(0, said)
    wide = max(560, 60 + 74 * items)
    canvas = wall(draws, wide, max(448, 236 + 32 * rules))
    for k, letter in enumerate(row):
        x = wide / 2 + 74 * (k - (items - 1) / 2)
        fill = NAMED[colour[letter]]
        canvas.rect(x - 30, 40, 60, 86, fill=fill, radius=8, stroke=darker(fill), width=2)
        canvas.rect(x - 21, 58, 42, 50, fill="#fffdf6", radius=6)
        canvas.text(x, 95, letter, size=32, face="sans-bold", anchor="middle", colour=_INK)
    _sheet(canvas, wide / 2 - 240, 156, 480, [f"{k}. {said}" for k, said in enumerate(told, 1)])
    return question_of(_ask(draws, "board"), ["".join(order) for order in orders], "".join(right), canvas.picture())


def _undone(
    draws: Draws, row: list[str], colour: Mapping[str, str], tints: Sequence[str], told: Sequence[str]
) -> tuple[list[str], str]:
    """What the row was before a drawn rule, and that rule."""
    count, tint = len(row), draws.one(tints)
    names = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")  # fmt: skip
    one, other = sorted(draws.some(range(count), 2))
    among = [k for k, letter in enumerate(row) if colour[letter] == tint]
    turned = list(row)
    for k, source in zip(among, among[::-1], strict=True):
        turned[k] = row[source]
    shift = draws.whole(1, 2)
    before, said = draws.one((
        (swapped(one, other)(row), f"Swap the {names[one]} and the {names[other]} card."),
        (row[-shift:] + row[:-shift], ("Move the first card to the end.", "Move the first two cards to the end, in their order.")[shift - 1]),
        (row[shift:] + row[:shift], ("Move the last card to the front.", "Move the last two cards to the front, in their order.")[shift - 1]),
        (row[::-1], "Reverse the whole row."),
        (turned, f"Reverse the order of the {tint} cards; the others stay."),
    ))  # fmt: skip
    return _undone(draws, row, colour, tints, told) if said in told or before == row else (before, said)


def _sheet(canvas: Canvas, x: float, y: float, wide: float, lines: Sequence[str], size: float = 16) -> None:
    """A sheet of printed lines with its top left corner at (x, y)."""
    high = 26 + 1.75 * size * len(lines)
    canvas.rect(x + 4, y + 5, wide, high, fill="#000000", opacity=0.16)
    canvas.rect(x, y, wide, high, fill="#fffdf2", stroke="#b9b39f", width=1.5)
    for k, line in enumerate(lines):
        canvas.text(x + 18, y + 14 + size + 1.75 * size * k, line, size=size, colour=_INK)


_WAYS = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}


def board_walk(draws: Draws, side: int, move_count: int, coloured: bool) -> Question:
    """A board of letters, a sheet of moves, and fields that send the token on: where does it end?"""
    # Dials: fields of a side of a board, moves, and whether coloured fields have rules of their own.
    fields = [(i, j) for i in range(side) for j in range(side)]
    letters = {field: draws.one("GHJKLMNPRSTUVWXZ") for field in fields}
    tints = {field: draws.one(("#bcd9f2", "#f6d488")) for field in draws.some(fields, side * side // 3)} if coloured else {}  # fmt: skip
    while True:
        at = start = draws.one(fields)
        moves, sent, path = [], 0, [start]
        for _ in range(move_count):
            way, far = draws.one(tuple(_WAYS)), draws.whole(1, min(4, side - 2))
            at = (at[0] + _WAYS[way][0] * far, at[1] + _WAYS[way][1] * far)
            moves.append(f"{far} {way}")
            path.append(at)
            if at in tints:
                at = (at[0], at[1] + 1) if tints[at] == "#bcd9f2" else (at[0] + 1, at[1])
                sent += 1
                path.append(at)
        if all(field in letters for field in path) and (not coloured or sent >= move_count // 3) and len(set(path)) == len(path) and tints.get(at) is None:  # fmt: skip
            break  # fmt: skip
    near = [field for field in fields if field != at and field not in path and max(abs(field[0] - at[0]), abs(field[1] - at[1])) < 3]  # fmt: skip
    options = draws.some("GHJKLMNPRSTUVWXZ", 4)
    right = draws.one(options)
    letters[at] = right
    for letter, field in zip([option for option in options if option != right], draws.some(near, 3), strict=True):
        letters[field] = letter
    cell = min(64, 500 / side)
    span = cell * side
    lines = [f"Move: {', '.join(moves[k : k + 5])}{'.' if k + 5 >= len(moves) else ','}" if k == 0 else f"{', '.join(moves[k : k + 5])}{'.' if k + 5 >= len(moves) else ','}" for k in range(0, len(moves), 5)]  # fmt: skip
    if coloured:
        lines += ["A move that ends on blue: at once one field down.", "A move that ends on yellow: at once one field to the right.", "A field reached in that way sends you no further."]  # fmt: skip
    wide = max(520, round(span + 60))
    canvas = wall(draws, wide, max(448, round(span + 76 + 28 * len(lines))))
    left = (wide - span) / 2
    for (i, j), letter in letters.items():
        x, y = left + cell * i, 24 + cell * j
        canvas.rect(x, y, cell, cell, fill=tints.get((i, j), "#fffdf6"), stroke="#8b8478", width=1.2)
        canvas.text(x + cell / 2, y + cell / 2 + min(6, 0.22 * cell), letter, size=min(17, 0.56 * cell), anchor="middle", colour=_INK)  # fmt: skip
    canvas.circle(left + cell * (start[0] + 0.5), 24 + cell * (start[1] + 0.5), 0.42 * cell, stroke="#d32f2f", width=3.5)  # fmt: skip
    _sheet(canvas, wide / 2 - 230, span + 38, 460, lines, 15)
    return question_of(_ask(draws, "walk"), options, right, canvas.picture())


_ANIMALS = (("crab", "lobster", "scorpion", "shrimp"), ("ant", "beetle", "ladybird", "spider"), ("duck", "flamingo", "rooster", "swan"), ("frog", "lizard", "crocodile", "turtle"),
            ("lemon", "lime", "mango", "tangerine"), ("bagel", "cookie", "doughnut", "pretzel"))  # fmt: skip
"""Kinds that are like each other."""


def record_of_counts(draws: Draws, kind_count: int, low: int, high: int, size: float) -> Question:
    """Animals, strewn about: which record gives the right numbers?"""
    kinds = sorted(draws.some(draws.one(_ANIMALS), kind_count))
    counts = [draws.whole(low, high) for _ in kinds]
    one, other = draws.some(range(kind_count), 2)
    records = quartet(counts, _more(one), _more(other))
    right = draws.one(records)
    canvas = _strewn(draws, [kind for kind, count in zip(kinds, right, strict=True) for _ in range(count)], size)
    style = draws.one(("{}: {}; ", "{}={}, ", "[{}] {} ", "{} x{} / ", "{}({}) "))

    def written(record: Sequence[int]) -> str:
        return "".join(style.format(kind, count) for kind, count in zip(kinds, record, strict=True)).strip(" ;,/")

    return question_of(_ask(draws, "record"), [written(record) for record in records], written(right), canvas.picture())


def _more(place_: int) -> Callable[[list[int]], list[int]]:
    return lambda counts: [count + (k == place_) for k, count in enumerate(counts)]


def _strewn(draws: Draws, names: Sequence[str], size: float, ground: str = "") -> Canvas:
    """Things strewn over a picture, a little mixed up but none upon another."""
    cells = max(len(names) + 3, 12)
    columns = max(4, round((cells * 1.15) ** 0.5))
    rows = -(-cells // columns)
    # The smallest lie partly upon each other.
    step_x, step_y = (
        (1.5 * size, 1.22 * size)
        if size > 45
        else (1.12 * size, 1.12 * size)
        if size > 42
        else (0.78 * size, 0.76 * size)
    )
    wide, high = max(448, round(columns * step_x + 40)), max(448, round(rows * step_y + 40))
    step_x, step_y = (wide - 40) / columns, (high - 40) / rows
    canvas = Canvas(wide, high, ground=ground or draws.one(("#e6efdc", "#eef2f7", "#f6efe0", "#ece8f4")))
    for (i, j), name in zip(draws.some([(i, j) for i in range(columns) for j in range(rows)], len(names)), draws.shuffled(names), strict=True):  # fmt: skip
        with canvas.moved(20 + step_x * (i + 0.5) + draws.jitter(0.12 * size), 20 + step_y * (j + 0.5) + draws.jitter(0.1 * size), angle=draws.jitter(24), mirrored=draws.chance(0.5)):  # fmt: skip
            icon(canvas, name, 0, 0, size)  # fmt: skip
    return canvas


def coded_row(draws: Draws, items: int, rules: int) -> Question:
    """Cards with dots in a shape of a colour, and a key: which code?"""
    colours, kinds = draws.some(("red", "blue", "green", "purple"), 3), draws.some(("circle", "square", "triangle", "hexagon"), 3)  # fmt: skip
    letters = draws.some("BDFGKLMPRST", 6)
    by_colour, by_kind = dict(zip(colours, letters, strict=False)), dict(zip(kinds, letters[3:], strict=True))
    low = 1 if rules < 2 else 4
    cards = [(draws.one(colours), draws.one(kinds), draws.whole(low, low + 3)) for _ in range(items)]
    one, other = draws.some(range(items), 2)
    first = _turned(one, draws.one([each for each in kinds if each != cards[one][1]]), 0)
    rows = quartet(cards, first, _turned(other, "", 1))
    right = draws.one(rows)
    per = min(items, 5)
    wide = max(560, 60 + 128 * per)
    lines = -(-items // per)
    canvas = wall(draws, wide, max(448, 130 * lines + 190))
    for k, (colour, kind, dots) in enumerate(right):
        x, y = wide / 2 + 126 * (k % per - (per - 1) / 2), 84 + 128 * (k // per)
        canvas.rect(x - 56, y - 58, 112, 116, fill="#fffdf6", radius=8, stroke="#9a9488", width=2)
        shape(canvas, kind, x, y + (8 if kind == "triangle" else 0), 50, fill=lighter(NAMED[colour], 0.25), stroke=NAMED[colour])  # fmt: skip
        across, down = (4, 3) if dots < 11 else (7, 4)
        spots = draws.some([(i, j) for i in range(across) for j in range(down)], dots)
        for i, j in spots:
            canvas.circle(x + (44 / across) * (i - (across - 1) / 2) + draws.jitter(1.2), y + 12 + 36 / down * (j - (down - 1) / 2) + draws.jitter(1), 4 if across < 5 else 2.9, fill="#ffffff", stroke=_INK, width=1.2)  # fmt: skip
    _sheet(canvas, wide / 2 - 240, canvas.height - 146, 480, [
        f"First letter, the colour: {', '.join(f'{name} {letter}' for name, letter in by_colour.items())}", f"Second, the shape: {', '.join(f'{name} {letter}' for name, letter in by_kind.items())}",
        "Then the number of white dots"], 15)  # fmt: skip

    def written(row: Sequence[Card]) -> str:
        return " ".join(f"{by_colour[colour]}{by_kind[kind]}{dots}" for colour, kind, dots in row)

    return question_of(_ask(draws, "code"), [written(row) for row in rows], written(right), canvas.picture())


Card = tuple[str, str, int]


def _turned(place_: int, kind: str, more: int) -> Callable[[list[Card]], list[Card]]:
    """A turn that gives one card another shape, or more dots."""
    return lambda cards: [(card[0], kind or card[1], card[2] + more) if k == place_ else card for k, card in enumerate(cards)]  # fmt: skip


def letters_inside(draws: Draws, side: int, letter_count: int, size: float) -> Question:
    """Letters in and about a closed line that winds: which row lists those inside, or outside?"""
    letters = draws.some("GHJKLMNPRSTUVWXYZ", letter_count)
    where, listed = draws.one(("inside", "outside")), {letter: draws.chance(0.5) for letter in letters}
    listed |= dict.fromkeys(letters[2:4], True)
    sets = quartet(
        {letter for letter in letters if listed[letter]},
        lambda each: each ^ {letters[0]},
        lambda each: each ^ {letters[1]},
    )
    wide, high = (560, 480) if side < 14 else (1000, 760)
    canvas = wall(draws, wide, high)
    inside, outside, _ = closed_line(
        draws, canvas, (16, 16, wide - 32, high - 32), side, ink="#2b2f36", ground="#fdfdfb"
    )
    places = {
        True: iter(inside if where == "inside" else outside),
        False: iter(outside if where == "inside" else inside),
    }
    for letter in letters:
        x, y = next(places[listed[letter]])
        canvas.text(x, y + 0.36 * size, letter, size=size, face="sans-bold", anchor="middle", colour="#c62828")
    question = draws.one((f"The line is closed. Write down, in alphabetical order, the letters that lie {where} it.", f"List the red letters {where} the closed line in the order of the alphabet, without spaces."))  # fmt: skip
    return question_of(question, ["".join(sorted(each)) for each in sets], "".join(sorted(sets[0])), canvas.picture())


def sticks_over(draws: Draws, count: int) -> Question:
    """A heap of sticks: which row gives the numbers of all that lie over one of them?"""

    def make() -> tuple[Sticks, int, list[int]]:
        made, asked = heap(draws, count), draws.whole(count // 4, count - count // 4)
        # Two that cross it are told rightly or wrongly; each lies over it as often as under it.
        sides = [draws.one((made.over[asked], made.under[asked])) for _ in range(2)]
        return made, asked, [draws.one(side) for side in sides if side]

    made, asked, told = fitting(make, lambda found: len(set(found[2])) == 2 and len(found[0].over[found[1]]) > 2)
    names = draws.shuffled(range(1, count + 1))
    sets = quartet(set(made.over[asked]), lambda each: each ^ {told[0]}, lambda each: each ^ {told[1]})
    canvas = wall(draws, 660, 660)
    colour = NAMED[draws.one(("orange", "green", "blue", "brown"))]
    draw_heap(draws, canvas, made, [str(name) for name in names], 270, [colour] * count)

    def written(sticks: set[int]) -> str:
        return ", ".join(str(name) for name in sorted(names[stick] for stick in sticks))

    question = draws.one((f"Write down, from the lowest, the numbers of all sticks that lie over stick {names[asked]} where they cross it.", f"Which sticks cross stick {names[asked]} above it, not below? List their numbers in rising order."))  # fmt: skip
    return question_of(question, [written(each) for each in sets], written(sets[0]), canvas.picture())


def coded_figures(draws: Draws, items: int) -> Question:
    """Rows of one figure turned in all ways, sometimes mirrored, and a key of two letters: which code?"""
    figure, (plain, flipped) = (
        outline(draws.one(tuple(FIGURES)), NAMED[draws.one(("red", "blue", "green", "purple"))]),
        draws.some("KLMNPRTVXZ", 2),
    )
    code = [draws.chance(0.4) for _ in range(items)]
    one, other = draws.some(range(items), 2)
    codes = quartet(code, _negated(one), _negated(other))
    right, across = draws.one(codes), 6 if items > 12 else 4
    rows = -(-items // across)
    canvas = wall(draws, 520, max(448, 82 * rows + 130))
    canvas.rect(14, 14, 492, canvas.height - 28, fill="#fdfdfb", radius=8)
    for x, letter in ((180, plain), (320, flipped)):
        with canvas.moved(x, 58, scale=2.2, mirrored=letter == flipped):
            figure(canvas)
        canvas.text(x + 46, 66, f"= {letter}", size=22, face="sans-bold", anchor="middle", colour=_INK)
    canvas.line(24, 100, 496, 100, stroke="#8a9096", width=2)
    mirrored = [k for k, turned in enumerate(right) if turned]
    field_of(draws, canvas, ((520 - 78 * across) / 2, 108, 78), across, items, mirrored, figure)

    def written(each: Sequence[bool]) -> str:
        letters = [flipped if turned else plain for turned in each]
        return " ".join("".join(letters[k : k + across]) for k in range(0, len(letters), across))

    question = draws.one(("The key shows a figure and its mirror image. Encode the figures below the line, row by row, however they are turned.", "Write a letter for each figure below the line, row by row: turning changes nothing, mirroring does."))  # fmt: skip
    return question_of(question, [written(each) for each in codes], written(right), canvas.picture())


def _negated(place_: int) -> Callable[[list[bool]], list[bool]]:
    return lambda code: [value != (k == place_) for k, value in enumerate(code)]


FORMS: tuple[Form, ...] = (
    graded(listed_by_tag, {1: (1, 4, 1), 2: (4, 13, 6), 3: (4, 14, 6)}),
    graded(rules_on_board, {1: (4, 2)}),
    graded(board_walk, {1: (5, 3, False)}),
    graded(record_of_counts, {1: (2, 2, 4, 84), 2: (4, 48, 67, 40), 3: (4, 60, 84, 37)}),
    graded(coded_row, {1: (2, 1)}),
    graded(coded_figures, {2: 25, 3: 40}),
    graded(letters_inside, {2: (28, 9, 13), 3: (35, 9, 13)}),
    graded(sticks_over, {2: 17, 3: 20}),
)
