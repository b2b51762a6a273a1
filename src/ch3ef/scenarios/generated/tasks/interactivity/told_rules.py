"""Vision-text learning in context: the answers to the first pictures are told, the last is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, any_ground, darker, lighter
from ch3ef.scenarios.generated.scene.people import Mood, head, person
from ch3ef.scenarios.generated.scene.things import THINGS
from ch3ef.scenarios.generated.tasks.interactivity.asking import ask_told
from ch3ef.scenarios.generated.tasks.interactivity.drawing import (
    SHAPES,
    SKIES,
    Cell,
    cells_shown,
    clear_look,
    shape,
    sky,
    thing,
)

_STARTS = ("ka", "lo", "mi", "tu", "re", "so", "bi", "fe", "du", "na")
_ENDS = ("zin", "pok", "mar", "lub", "tes", "gond", "wif", "rup", "dax", "nel")
Combo = tuple[int, int]


def _two_part(
    draws: Draws, firsts: Sequence[str], seconds: Sequence[str], join: str, cell: Callable[[int, int], Cell],
    end: str | None = None,
) -> Question:  # fmt: skip
    """Names of two parts, one for each of two traits; `cell` draws the traits in their own order.

    Two examples share the first part and a trait, which tells the parts apart.
    """
    swapped = draws.chance(0.5)
    seen = draws.shuffled([(0, 0), (0, 1), (1, 2)])
    combos = draws.some(product(range(2), range(3)), 4)
    right = draws.one(combos)
    words = {combo: f"{firsts[combo[0]]}{join}{seconds[combo[1]]}" for combo in product(range(2), range(3))}
    cells = [cell(*(combo[::-1] if swapped else combo)) for combo in (*seen, right)]
    shown = cells_shown(draws, cells)
    question = ask_told(draws, shown, [words[combo] for combo in seen], end=end)
    return question_of(question, [words[combo] for combo in combos], words[right], *shown.pictures)


def creature_names(draws: Draws) -> Question:
    """Invented creatures are named for their colour and their eyes or legs: what is the last one called?"""
    colours, counts = draws.some(BRIGHT, 3), draws.some((1, 2, 3, 4), 3)
    counted = draws.one(("eyes", "horns", "legs"))

    def cell(colour: int, number: int) -> Cell:
        build = {"eyes": draws.whole(1, 3), "horns": draws.whole(0, 3), "legs": draws.whole(2, 4)}
        build[counted] = counts[number]
        plump, bend = draws.between(0.9, 1.15), draws.jitter(6)
        return lambda canvas: _creature(canvas, NAMED[colours[colour]], build, plump, bend)

    end = draws.one((None, "What is the creature in {unit} {q} called?", "What is the name of the one in {unit} {q}?"))
    firsts, seconds = [part.capitalize() for part in draws.some(_STARTS, 2)], draws.some(_ENDS, 3)
    return _two_part(draws, firsts, seconds, "", cell, end)


def _creature(canvas: Canvas, colour: str, build: dict[str, int], plump: float, bend: float) -> None:
    edge = darker(colour, 0.35)
    for k in range(build["legs"]):
        x = 13 * (k - (build["legs"] - 1) / 2)
        canvas.line(x, 22, x * 1.1, 42, stroke=edge, width=6)
        canvas.ellipse(x * 1.1 + 2, 43, 5.5, 3, fill=edge)
    for k in range(build["horns"]):
        x = 13 * (k - (build["horns"] - 1) / 2)
        canvas.polygon([(x - 5, -20), (x + 5, -20), (x * 1.25, -43)], fill="#f3e3c3", stroke="#8d7a52", width=1.5)
    rx = 31 * plump
    canvas.path(f"M{-rx:.1f} 4q-2 -32 {rx + bend:.1f} -33q{rx - bend:.1f} 1 {rx - bend:.1f} 33q0 25 {-rx:.1f} 25"
                f"q{-rx:.1f} 0 {-rx:.1f} -25z", fill=colour, stroke=edge, width=2.5)  # fmt: skip
    canvas.ellipse(0, 14, 0.55 * rx, 11, fill=lighter(colour, 0.35))
    for k in range(build["eyes"]):
        x = 14 * (k - (build["eyes"] - 1) / 2)
        canvas.circle(x, -8, 6.4, fill="#ffffff", stroke=edge, width=1.2)
        canvas.circle(x + bend / 5, -7, 2.8, fill="#1d1d1f")
    canvas.path("M-8 11q8 7 16 0", stroke=edge, width=2.5)


def shape_labels(draws: Draws) -> Question:
    """Shapes are labelled for their kind and how they are filled or how large they are: what is the last label?"""
    kinds = draws.some([name for name in SHAPES if name != "moon"], 3)
    by_size = draws.chance(0.4)
    inks = draws.some(BRIGHT, 4)

    def cell(kind: int, way: int) -> Cell:
        ink = NAMED[inks.pop()]

        def draw(canvas: Canvas) -> None:
            if by_size:
                shape(canvas, kinds[kind], 0, 0, (14, 27, 42)[way], fill=ink, stroke=darker(ink, 0.3))
            else:
                dash = "#ffffff" if way == 0 else ink if way == 1 else lighter(ink, 0.8)
                shape(canvas, kinds[kind], 0, 0, 38, fill=dash, stroke=ink, width=4)
                if way == 2:
                    shape(canvas, "circle", 0, 3, 9, fill="#1d1d1f")

        return draw

    letters, digits = draws.some("BDFGHKMPRT", 5), draws.some("23456789", 5)
    firsts, seconds = (letters[:2], digits[:3]) if draws.chance(0.5) else (digits[:2], letters[:3])
    end = draws.one((None, "What is the label of {unit} {q}?", "What should stand on the label of {unit} {q}?"))
    return _two_part(draws, firsts, seconds, draws.one(("", "-", "/", ".")), cell, end)


_GIVEN = ("Lena", "Tariq", "Noor", "Pavel", "Mika", "Oona", "Ravi", "Sanna", "Bea", "Kofi")
_FAMILY = ("Brill", "Tarn", "Opal", "Vance", "Moss", "Quill", "Dray", "Sorrel", "Holt", "Finch")


def club_names(draws: Draws) -> Question:
    """In a club one is named for one's shirt and for what one holds: what is the last one's name?"""
    tops, held = draws.some(BRIGHT, 3), draws.some(("balloon", "book", "flower", "guitar", "cup", "phone"), 3)
    wall, floor = any_ground(draws), draws.one(("#c9b79c", "#b7c4ba", "#b9bfca"))

    def cell(top: int, item: int) -> Cell:
        look, mirrored = clear_look(draws, top=tops[top]), draws.chance(0.4)
        colour = NAMED[draws.one([name for name in BRIGHT if name not in tops])]

        def draw(canvas: Canvas) -> None:
            canvas.rect(-48, -48, 96, 96, fill=wall)
            canvas.rect(-48, 30, 96, 18, fill=floor)
            x = 12 if mirrored else -12
            hand = person(canvas, x, 42, 82, look, pose="holding", mood="happy", mirrored=mirrored)
            name = held[item]
            tall = 38 if name in ("balloon", "flower") else 24
            side = -3 if mirrored else 3
            THINGS[name](canvas, hand[0] + side, hand[1] + (3 if tall == 38 else 10), tall, colour)

        return draw

    end = draws.one((None, "Who is seen in {unit} {q}?", "What is the person in {unit} {q} called?"))
    return _two_part(draws, draws.some(_GIVEN, 2), draws.some(_FAMILY, 3), " ", cell, end)


_SPELT = ("apple", "book", "cup", "dog", "fish", "key", "hat", "tree", "umbrella", "guitar", "lamp", "bus")


def initials_and_counts(draws: Draws) -> Question:
    """A letter of the name and a number a fixed step from the count: what for the last?"""
    last_letter, before, more = draws.chance(0.4), draws.chance(0.5), draws.one((0, 1, 2, 10))
    while True:
        names = draws.some(_SPELT, 5)
        letters = [name[-1 if last_letter else 0].upper() for name in names]
        # Every example tells first from last letter.
        if len(set(letters)) == 5 and all(name[0] != name[-1] for name in names):
            break
    low = draws.whole(2, 5)
    options = [(letters[k], n + more) for k in (3, 4) for n in (low, low + 1)]
    right = draws.one(options)
    asked = names[letters.index(right[0])]
    counts = draws.some([n for n in range(1, 7) if n not in (low, low + 1)], 3)

    def code(letter: str, number: int) -> str:
        return f"{letter}{number}" if not before else f"{number}{letter}"

    def cell(name: str, number: int) -> Cell:
        spots, colour = draws.some(range(9), number), NAMED["green" if name == "tree" else draws.one(BRIGHT)]

        def draw(canvas: Canvas) -> None:
            for spot in spots:
                thing(canvas, name, 31 * (spot % 3 - 1), 31 * (spot // 3 - 1), 27, colour)

        return draw

    pairs = [*zip(names[:3], counts, strict=True), (asked, right[1] - more)]
    shown = cells_shown(draws, [cell(name, number) for name, number in pairs])
    told = [code(letters[k], counts[k] + more) for k in range(3)]
    return question_of(ask_told(draws, shown, told), [code(*each) for each in options], code(*right), *shown.pictures)


def grid_positions(draws: Draws) -> Question:
    """A token on a board without labels; the examples tell how fields are named: which field is the last?"""
    size = draws.whole(4, 5)
    letter_across, flip_x, flip_y = draws.chance(0.5), draws.chance(0.4), draws.chance(0.4)

    def name(field: Combo) -> str:
        x = size - 1 - field[0] if flip_x else field[0]
        y = size - 1 - field[1] if flip_y else field[1]
        letter, digit = (x, y) if letter_across else (y, x)
        return f"{'ABCDE'[letter]}{digit + 1}"

    # No example on a diagonal: it would not tell the letter's side from the digit's.
    fields = [(x, y) for x in range(size) for y in range(size) if name((x, y))[0] != "ABCDE"[int(name((x, y))[1]) - 1]]
    while True:
        seen = draws.some(fields, 3)
        # All on the other diagonal would not either.
        if len({x for x, _ in seen}) == len({y for _, y in seen}) == 3 and len({x + y for x, y in seen}) > 1:
            break
    xs, ys = draws.some(range(size), 2), draws.some(range(size), 2)
    options = [field for field in product(xs, ys) if field not in seen]
    if len(options) < 4:
        options += draws.some([field for field in product(range(size), range(size)) if field not in (*seen, *options)],
                              4 - len(options))  # fmt: skip
    right = draws.one(options)
    style = draws.one((("#f2e2c4", "#b58a5c"), ("#ffffff", "#cfd8dc"), ("#e8f0e3", "#9fbf95"), ("#f3eef8", "#c3b3dc")))
    token, colour = (
        draws.one(("circle", "star", "heart", "diamond", "hexagon")),
        NAMED[draws.one(("red", "blue", "black"))],
    )

    def cell(field: Combo) -> Cell:
        def draw(canvas: Canvas) -> None:
            step = 88 / size
            for x, y in product(range(size), repeat=2):
                canvas.rect(
                    step * x - 44, step * y - 44, step, step, fill=style[(x + y) % 2], stroke="#8a8378", width=1
                )
            shape(canvas, token, step * (field[0] + 0.5) - 44, step * (field[1] + 0.5) - 44, 0.34 * step, fill=colour)

        return draw

    shown = cells_shown(draws, [cell(field) for field in (*seen, right)])
    question = ask_told(draws, shown, [name(field) for field in seen])
    return question_of(question, [name(field) for field in options], name(right), *shown.pictures)


_SOLD = ("apple", "pear", "banana", "cup", "hat", "book", "ball", "key", "cake", "flower")


def prices(draws: Draws) -> Question:
    """Two goods at a fixed price each: what does the last basket cost?"""
    one, other = draws.some(range(2, 8), 2)
    baskets = {one * n + other * m: (n, m) for n, m in draws.shuffled(product(range(1, 4), repeat=2))}
    totals = sorted(baskets)
    first = draws.whole(0, len(totals) - 4)
    options = totals[first : first + 4]
    right = draws.one(options)
    # Each of the goods alone in one example, both in the third.
    counts = [(draws.whole(1, 3), 0), (0, draws.whole(1, 3))]
    counts.append(draws.one([basket for total, basket in baskets.items() if total not in options] or [(1, 1)]))
    counts = draws.shuffled(counts)
    names, colours = draws.some(_SOLD, 2), draws.some(BRIGHT, 2)
    money = draws.one(("£{}", "{} euros", "{} coins", "${}", "{} tokens"))

    def cell(basket: Combo) -> Cell:
        order = draws.shuffled([0] * basket[0] + [1] * basket[1])

        def draw(canvas: Canvas) -> None:
            for k, kind in enumerate(order):
                row, column = divmod(k, 3)
                thing(canvas, names[kind], 29 * (column - 1), 27 * row - 19, 25, NAMED[colours[kind]])
            canvas.path("M-47 -34l6 76q1 4 5 4h72q4 0 5 -4l6 -76", stroke="#a8764a", width=4)
            canvas.line(-44, 34, 44, 34, stroke="#a8764a", width=2, dash="5 4")

        return draw

    shown = cells_shown(draws, [cell(basket) for basket in (*counts, baskets[right])])
    told = [money.format(one * n + other * m) for n, m in counts]
    end = draws.one((None, "What does {unit} {q} cost?", "How much is the basket in {unit} {q}?"))
    question = ask_told(draws, shown, told, end=end)
    return question_of(question, [money.format(total) for total in options], money.format(right), *shown.pictures)


_TERMS = ("tavo", "meli", "rigu", "poso", "hend", "zaru", "bilo", "koum", "fesh", "wadi")


def weather_words(draws: Draws) -> Question:
    """Forecasts for two halves of a day in invented words: what is said of the last?"""
    skies, terms = draws.some(SKIES[:5], 3), draws.some(_TERMS, 3)
    backwards = draws.chance(0.5)
    seen = draws.shuffled([(0, 1), (1, 2), (2, 0)])
    combos = draws.some([pair for pair in product(range(3), range(3)) if pair not in seen], 4)
    right = draws.one(combos)
    join = draws.one((" ", ", ", "-", " + "))
    halves = draws.one((("morning", "evening"), ("first", "then"), ("Monday", "Tuesday"), ("day", "night")))
    head_colour = NAMED[draws.one(("blue", "green", "purple", "brown"))]

    def words(pair: Combo) -> str:
        return join.join(terms[k] for k in (pair[::-1] if backwards else pair))

    def cell(pair: Combo) -> Cell:
        def draw(canvas: Canvas) -> None:
            for side, half, kind in zip((-1, 1), halves, pair, strict=True):
                canvas.rect(23.5 * side - 22, -40, 44, 78, fill="#eaf4fb", radius=5)
                canvas.rect(23.5 * side - 22, -40, 44, 14, fill=head_colour, radius=4)
                canvas.text(23.5 * side, -30, half, size=8.5, face="sans-bold", colour="#ffffff", anchor="middle")
                sky(canvas, skies[kind], 23.5 * side, 7, 38)

        return draw

    shown = cells_shown(draws, [cell(pair) for pair in (*seen, right)])
    question = ask_told(draws, shown, [words(pair) for pair in seen])
    return question_of(question, [words(pair) for pair in combos], words(right), *shown.pictures)


_FEELINGS: tuple[Mood, ...] = ("happy", "sad", "angry", "surprised")


def mood_strings(draws: Draws) -> Question:
    """Three faces are written as three signs, read from one end: what is written for the last?"""
    moods = draws.some(_FEELINGS, 3)
    signs = draws.one(("+-o", "^v*", "HLM", "123", "xyz", "abc", "=/#"))
    backwards = draws.chance(0.4)
    triples = list(product(range(3), repeat=3))
    # Each sign once, then two of a kind at one end: the mapping and the direction both follow.
    seen = [(0, 0, 1), (1, 2, 2), draws.one([t for t in triples if t not in ((0, 0, 1), (1, 2, 2))])]
    pool = [t for t in triples if t[0] < t[2] and t not in seen and t[::-1] not in seen]
    one, other = draws.some(pool, 2)
    options = [one, one[::-1], other, other[::-1]]
    right = draws.one(options)
    seen = draws.shuffled(seen)

    def written(triple: Sequence[int]) -> str:
        return "".join(signs[k] for k in (triple[::-1] if backwards else triple))

    def cell(triple: Sequence[int]) -> Cell:
        looks = [clear_look(draws) for _ in triple]

        def draw(canvas: Canvas) -> None:
            for x, kind, look in zip((-31, 0, 31), triple, looks, strict=True):
                head(canvas, x, 2, 15.5, look, moods[kind])

        return draw

    shown = cells_shown(draws, [cell(triple) for triple in (*seen, right)])
    question = ask_told(draws, shown, [written(triple) for triple in seen])
    return question_of(question, [written(each) for each in options], written(right), *shown.pictures)
