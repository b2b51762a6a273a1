"""Hard questions: what is shown may not be enough to know; then the right answer says why, and the twin's picture is enough."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.contrasts import contrast
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Contrast
from ch3ef.scenarios.generated.scene.braids import strings
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.crowded import NAMES, Print, listing
from ch3ef.scenarios.generated.scene.fitting import fitting
from ch3ef.scenarios.generated.scene.instruments import INK
from ch3ef.scenarios.generated.scene.mazes import parted
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker, lighter
from ch3ef.scenarios.generated.scene.people import any_look, person
from ch3ef.scenarios.generated.scene.rooms import LIVELY, PLACES, ROOMS, beach, colour_for, garden, park, put
from ch3ef.scenarios.generated.scene.things import SMALL, a
from ch3ef.scenarios.generated.scene.winding import Cell

_GROCERIES = ("pears", "plums", "leeks", "onions", "apples", "beans", "carrots", "cherries", "grapes", "figs", "peas", "beets", "dates",
              "olives", "lemons", "limes", "melons", "peaches", "nuts", "radishes", "swedes", "chestnuts", "quinces", "turnips")  # fmt: skip


def age_in_a_chain(draws: Draws, dials: Print) -> Contrast:
    """Ages told by those of others: the chain may end at somebody whose age is not given, or come back to where it began."""
    chain = draws.some(NAMES, dials.like)
    age = draws.whole(20, 60)
    ages = [age, age + draws.one((-3, -2, -1, 1, 2, 3))]

    def scene(d: Draws, case: int) -> Picture:
        others = d.some([name for name in NAMES if name not in chain], dials.rows - len(chain))
        steps = [0]
        while not 0 < abs(sum(steps)) < 7:
            steps = [d.one((-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6)) for _ in chain[1:]]
        told = {one: _older(step, other) for one, other, step in zip(chain, chain[1:], steps, strict=False)}
        told[chain[-1]] = (
            ("age not given", _older(-sum(steps), chain[0]))[case]
            if case < 2
            else f"{ages[case - 2] - sum(steps)} years old"
        )
        for k, name in enumerate(others):
            told[name] = (
                ("age not given", f"{d.whole(18, 80)} years old")[k % 2]
                if k < 3
                else _older(d.one((-4, -2, 1, 3, 5)), d.one((*others[:k], *chain)))
            )
        return _list(d, "Who is how old?", [(name, told[name]) for name in d.shuffled(told)], dials)

    name = chain[0]
    question = draws.one((f"How old is {name}?", f"What is {name}'s age?", f"I have to order the right candles for {name}'s cake. How old is {name}?",
                          f"Can you work out how many years old {name} is?"))  # fmt: skip
    denials = ("It can't be known: an age it rests on is missing.", "It can't be known: the ages rest on each other.")
    answers = [f"It follows from the list that {name} is {each} now." for each in ages]
    return contrast(draws, question, denials, answers, scene)


def _list(draws: Draws, title: str, rows: Sequence[tuple[str, str]], dials: Print) -> Picture:
    """In print; without blocks, a tangled thread leads from each name to what is told of it."""
    if dials.blocks:
        return listing(draws, title, rows, size=dials.size, blocks=dials.blocks).picture()
    step = 60.0 if len(rows) < 12 else 54.0 if len(rows) < 17 else 46.0
    spots = [88 + step * place for place in range(len(rows))]
    canvas = Canvas(1010, max(448, round(spots[-1]) + 50), ground=draws.one(GROUNDS)[0])
    canvas.text(24, 40, title, size=20, face="serif-bold", colour=INK)
    ends = draws.shuffled(range(len(rows)))
    with canvas.moved(angle=-90):
        strings(draws, canvas, [(-y, 110) for y in spots], [(-spots[end], 800) for end in ends], len(rows) + 9,
                ["#4a4f57"] * len(rows), 2.6)  # fmt: skip
    for y, (name, told), end in zip(spots, rows, ends, strict=True):
        canvas.text(100, y + 5, name, size=dials.size, anchor="end", colour=INK)
        canvas.text(808, spots[end] + 5, told, size=dials.size, colour=INK)
    return canvas.picture()


def _older(step: int, other: str) -> str:
    return f"{abs(step)} year{'s' * (abs(step) > 1)} {'older' if step > 0 else 'younger'} than {other}"


def amount_to_pay(draws: Draws, dials: Print) -> Contrast:
    """A list of weights and one of prices: what do some kinds cost? The weight or the price of one of them may be missing."""
    mine = draws.some(_GROCERIES, dials.like)
    weights = [5 * draws.whole(1, 9) for _ in mine]
    prices = [20 * draws.whole(3, 20) for _ in mine]
    total = sum(weight * price for weight, price in zip(weights, prices, strict=True))
    totals = [total, total + 20 * weights[0]]

    def scene(d: Draws, case: int) -> tuple[Picture, ...]:
        kinds = d.some([each for each in _GROCERIES if each not in mine], dials.rows - len(mine))
        unknown, lists = d.some(kinds, 2), []
        dearer = (case if case > 1 else d.whole(2, 3)) - 2
        hidden = d.one(mine)
        for side, title in ((0, "What is in the bag"), (1, "Prices per kilogram")):
            known = (
                [f"{each / 10:.1f} kg" for each in weights]
                if side == 0
                else [f"£{(each + 20 * dearer * (k == 0)) / 100:.2f}" for k, each in enumerate(prices)]
            )
            rows = [
                (each, "–" if case == side and each == hidden else told) for each, told in zip(mine, known, strict=True)
            ]
            for each in kinds:
                given = f"{5 * d.whole(1, 19) / 10:.1f} kg" if side == 0 else f"£{20 * d.whole(3, 20) / 100:.2f}"
                rows.append((each, "–" if each == unknown[side] else given))
            lists.append(_list(d, title, d.shuffled(rows), dials))
        return tuple(lists)

    told = mine[0] if len(mine) == 1 else f"{', '.join(mine[:-1])} and {mine[-1]}"
    question = draws.one((f"What do I pay for the {told} alone?", f"How much do the {told} in my bag come to?",
                          f"The bag is for two of us, and the {told} are mine. What do I owe?"))  # fmt: skip
    denials = ("It can't be said: a weight it takes is missing.", "It can't be said: a price it takes is missing.")
    answers = [f"By both lists, that comes to £{each / 1000:.2f} in all." for each in totals]
    return contrast(draws, question, denials, answers, scene)


_WAYS = ((1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))


def tiles_that_send_on(draws: Draws, columns: int, rows: int, size: float, steps: int) -> Contrast:
    """Tiles with arrows, each of which sends to the next one: the way may lead to a bare tile, or off the floor."""
    one, other = draws.some([name for name in BRIGHT if name != "brown"], 2)

    def scene(d: Draws, case: int) -> Picture:
        def wander() -> list[Cell]:
            way = [(d.whole(1, columns - 2), d.whole(1, rows - 2))]
            passed = set(way)
            for _ in range(4 * steps):
                x, y = way[-1]
                near = [(x + i, y + j) for i, j in _WAYS if (x + i, y + j) not in passed]
                near = near if case == 1 and len(way) == steps else [cell for cell in near if cell in floor]
                if len(way) > steps or not near:
                    break
                way.append(d.one(near))
                passed.add(way[-1])
            return way

        floor = {(x, y): d.one(BRIGHT[:-1]) for x in range(columns) for y in range(rows)}
        way = fitting(wander, lambda way: len(way) > steps and (way[-1] in floor) == (case != 1))
        free = d.shuffled(cell for cell in floor if cell not in way)
        bare = set(free[: max(2, len(floor) // 14)]) | ({way[-1]} if case == 0 else set())
        ends = set(free[-max(2, len(floor) // 14) :]) | ({way[-1]} if case > 1 else set())
        if case > 1:
            floor[way[-1]] = (one, other)[case - 2]
        canvas = Canvas(max(448, round(columns * size) + 40), max(448, round(rows * size) + 40), ground="#565d64")
        left, top = (canvas.width - columns * size) / 2, (canvas.height - rows * size) / 2
        arrows = []
        for x, y in floor:
            px, py = left + size * (x + 0.5), top + size * (y + 0.5)
            tint = "#c9cdd0" if (x, y) in bare else lighter(NAMED[floor[x, y]], 0.2)
            canvas.rect(px - 0.46 * size, py - 0.46 * size, 0.92 * size, 0.92 * size, fill=tint, radius=3)
            if (x, y) in ends:
                canvas.rect(px - 0.2 * size, py - 0.2 * size, 0.4 * size, 0.4 * size, fill=INK)
            elif (x, y) not in bare:
                to = way[way.index((x, y)) + 1] if (x, y) in way else None
                i, j = (0.3 * size * k for k in ((to[0] - x, to[1] - y) if to else d.one(_WAYS)))
                arrows.append(f"M{px - i:.1f} {py - j:.1f}L{px + i:.1f} {py + j:.1f}l{-0.6 * i - 0.6 * j:.1f} {0.6 * i - 0.6 * j:.1f}"
                              f"M{px + i:.1f} {py + j:.1f}l{0.6 * j - 0.6 * i:.1f} {-0.6 * i - 0.6 * j:.1f}")  # fmt: skip
        canvas.path("".join(arrows), stroke=INK, width=max(2, 0.06 * size))
        x, y = way[0]
        canvas.rect(left + size * x, top + size * y, size, size, stroke="#ffffff", width=max(3, 0.1 * size), radius=3)
        return canvas.picture()

    question = draws.one(("Begin on the tile with the white frame. Each arrow sends you to the next tile. Where does the way end, and what colour is the tile there, if any?",
                          "From the tile with the white frame, go tile by tile as the arrows point. Does the way reach a black square, and which colour has the tile under it?",
                          "I stand on the tile with the white frame and always step on as the arrow under me points. What becomes of me: do I come to a black square, and on which colour?"))  # fmt: skip
    denials = ("The way ends on a grey tile that is bare.", "The way leads off the edge of the floor.")
    return contrast(
        draws, question, denials, [f"The way ends at a black square on {name}." for name in (one, other)], scene
    )


def flag_in_maze(draws: Draws, columns: int, rows: int, cell: float) -> Contrast:
    """A maze in closed parts: which flag can be reached? In its part there may only be a key, or nothing at all."""
    one, other, *more = draws.some([name for name in BRIGHT if name != "brown"], 4)
    question = draws.one(("Which flag can be reached from the black dot, without crossing a wall?",
                          "The black dot moves through the maze. To which of the flags can it get?",
                          "Start at the black dot and stay between the walls: which flag do you find?"))  # fmt: skip
    denials = ("It can get to no flag, only to the key.", "It can get to no flag, nor to anything else.")
    return contrast(
        draws, question, denials, [f"It can get to the {name} flag alone." for name in (one, other)],
        lambda d, case: parted(d, columns, rows, cell, ["key", "", one, other, *more[: len(more) * (columns > 9)]], case).picture(),
    )  # fmt: skip


def behind_the_wall(draws: Draws) -> Contrast:
    """What is behind a wall: it is too high, or fog lies behind; the twin's wall is low."""
    things = draws.some(draws.one((("car", "bus", "house"), ("boat", "umbrella"))), 2)
    place = beach if "boat" in things else draws.one((park, garden))

    def scene(d: Draws, case: int) -> Picture:
        c = place(d).canvas
        x, stone = 320 + d.jitter(60), d.one(("#b9a48a", "#a9a49b", "#b5836a"))
        top, look, colour = 90 if case == 0 else 340, any_look(d), d.one([name for name in LIVELY if name != "green"])
        if case > 1:
            put(c, things[case - 2], x, 356, 230, colour)
        if case == 1:
            c.rect(0, 0, 640, 400, fill=c.gradient("#dfe5e8", "#cfd6da"))
            for k in range(7):
                c.ellipse(60 + 90 * k, 120 + 50 * (k % 4), 170, 40, fill="#e9eef0", opacity=0.6)
        c.rect(0, top, 640, 440 - top, fill=stone, stroke=darker(stone), width=3)
        rows = round((440 - top) / 25)
        for row in range(rows):
            y = top + 25 * row
            c.line(0, y, 640, y, stroke=darker(stone, 0.18), width=2)
            c.path("".join(f"M{64 * k + 32 * (row % 2)} {y}v25" for k in range(10)), stroke=darker(stone, 0.18))
        c.rect(0, top - 12, 640, 18, fill=lighter(stone, 0.25), stroke=darker(stone), width=2)
        c.rect(0, 440, 640, 72, fill="#9cc086")
        person(c, 110, 480, 190, look, pose="pointing", mood="happy")
        return c.picture()

    question = draws.one((
        "What is behind the wall?", "What stands on the other side of the wall?", "What does the brick wall hide?",
        "We walk along this wall. What lies right behind it?", "Which thing is on the far side of the wall?",
    ))  # fmt: skip
    denials = ("The wall is too high to see over.", "There is thick fog behind the wall.")
    answers = [f"Behind the wall there is {a(thing)}." for thing in things]
    return contrast(draws, question, denials, answers, scene)


def content_of_box(draws: Draws) -> Contrast:
    """What is in a box: closed, or open above eye level; the twin's box has glass sides."""
    things = draws.some([thing for thing in SMALL if thing not in ("box", "key", "lamp", "hat", "banana")], 2)
    place, where = draws.one(ROOMS), draws.one(("middle", "left", "right"))

    def scene(d: Draws, case: int) -> Picture:
        stage = place(d)
        c = stage.canvas
        x = {"middle": 320, "left": 170, "right": 470}[where] + d.jitter(20)
        colour = d.one(("#b98a5a", "#c49a6c", "#a87b52"))
        thing = things[max(0, case - 2)]
        for spot in stage.spots:
            other = d.one(("bottle", "clock", "lamp", "key"))
            tint = colour_for(d, other)
            if abs(spot[0] - x) > 120:
                put(c, other, *spot, 76, tint)
        _box(c, x, 300, colour, case, thing, colour_for(d, thing))
        return c.picture()

    question = draws.one((
        f"What is inside the box in the {PLACES[place][0]}?", f"A box stands on the {PLACES[place][1]}. What does it hold?",
        f"Which thing is kept in the box on the {PLACES[place][1]}?", f"What has been put into the box in the {PLACES[place][0]}?",
    ))  # fmt: skip
    denials = ("The box is closed with tape.", "It is open, but its sides hide the inside.")
    answers = [f"In the open box there is {a(thing)}." for thing in things]
    return contrast(draws, question, denials, answers, scene)


def _box(c: Canvas, x: float, y: float, colour: str, case: int, thing: str, tint: str) -> None:
    if case > 1:
        put(c, thing, x, y - 84, 108, tint)
    c.rect(x - 78, y - 108, 156, 108, fill=colour, stroke=darker(colour), width=3)
    if case == 0:
        c.rect(x - 84, y - 126, 168, 30, fill=lighter(colour, 0.12), stroke=darker(colour), width=3)
        c.rect(x - 16, y - 126, 32, 74, fill="#e9dcb4", stroke="#c9b98a", width=1)
    else:
        for side in (-1, 1):
            c.polygon([(x + side * 78, y - 108), (x + side * 122, y - 78), (x + side * 122, y - 52), (x + side * 78, y - 80)],
                      fill=lighter(colour, 0.15), stroke=darker(colour), width=3)  # fmt: skip
    c.path(f"M{x - 54} {y - 20}v-26m-8 8l8 -8l8 8M{x - 30} {y - 20}v-26m-8 8l8 -8l8 8", stroke=darker(colour, 0.5),
           width=3)  # fmt: skip
