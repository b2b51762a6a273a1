"""Vision-only learning in context: rules that are to be found in worked examples, and no rival rule that says otherwise.

Each form has a family of rules; of all those that agree with the examples, all give the same answer.
"""  # fmt: skip

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, permutations, product

from ch3ef.scenarios.generated.choices import quartet, swapped
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.fitting import spread, window
from ch3ef.scenarios.generated.scene.handed import FIGURES
from ch3ef.scenarios.generated.scene.palette import NAMED, darker
from ch3ef.scenarios.generated.scene.winding import closed_line
from ch3ef.scenarios.generated.tasks.interactivity.drawing import shape
from ch3ef.scenarios.generated.tasks.interactivity.exhibits import Cell, exhibit, numbered

_INTROS = ("", "Find the rule. ", "Look for what the examples have in common. ", "There is one rule behind this. ", "Study the examples first. ", "Work out how it is done. ")  # fmt: skip
_ASKS = {
    "matrix": ("Which numbered drawing belongs in the empty field?", "Rows and columns follow rules. Which drawing fills the gap?", "What stands at the question mark?", "Complete the square: which drawing is missing?"),
    "change": ("The arrow always does the same. Which numbered drawing comes out in the last line?", "What becomes of the last one on the left?", "By the same change, which drawing follows the last arrow?",
               "Which result belongs at the question mark?"),
    "join": ("Two drawings make a third, always in the same way. Which one belongs at the end of the last line?", "How are the first two put together? Which drawing does the last line give?",
             "Which numbered drawing comes of the two in the last line?"),
    "fit": ("Drawings behind the tick keep to a rule, those behind the cross break it. Which numbered one keeps to it?", "Which numbered drawing goes with those behind the tick?",
            "Only one of the numbered drawings could stand behind the tick. Which?"),
    "sums": ("Each shape is worth a number, always the same. What is the last line worth?", "Work out what the shapes are worth. Which number belongs at the question mark?", "Which number does the last line add up to?"),
    "path": ("Each sign stands for a step. Which numbered path do the signs of the last line draw?", "The signs say how to walk from the ring. Which path belongs to the last line?",
             "Read the signs as the examples do. Which path is drawn by the last line?"),
    "next": ("The series goes on evenly. Which drawing comes next?", "Which numbered drawing carries the series on?", "Each part changes at its own pace. What comes after the last drawing?"),
}  # fmt: skip


def _ask(draws: Draws, key: str) -> str:
    return draws.one(_INTROS) + draws.one(_ASKS[key])


# Squares of nine fields

_SHAPES = ("circle", "square", "triangle", "star", "heart", "hexagon")
_TINTS = ("red", "blue", "green", "yellow", "purple")
_SIZES = {"kind": 6, "tint": 5, "count": 5, "turn": 8, "dots": 5}
_RULES = ("same", "step", "three")
Look = Mapping[str, int]


def _predictions(values: Sequence[int | None], size: int, circular: bool) -> set[int]:
    """What each rule that agrees with eight fields of a square gives for the ninth; read along rows and down columns."""  # fmt: skip
    found = set()
    for grid in (values, [values[3 * (k % 3) + k // 3] for k in range(9)]):
        rows = [list(grid[k : k + 3]) for k in (0, 3, 6)]
        for value in range(size):
            full = [*rows[:2], [*rows[2][:2], value]]
            same = all(row[0] == row[1] == row[2] for row in full)
            three = len({frozenset(row) for row in full}) == 1 and len(set(full[0])) == 3
            steps = {((row[k + 1] or 0) - (row[k] or 0)) % size if circular else (row[k + 1] or 0) - (row[k] or 0) for row in full for k in (0, 1)}  # fmt: skip
            if same or three or len(steps) == 1:
                found.add(value)
    return found


def matrix(draws: Draws, traits: int, figures: int, answers: int) -> Question:
    """Nine fields, the last one empty: which drawing fills it?"""
    # Dials: traits that vary from field to field, figures in a field, answers on offer.
    varying = draws.some(tuple(_SIZES), traits)
    fields, kinds, tints = _ruled(draws, varying), draws.some(_SHAPES, 6), draws.some(_TINTS, 5)
    one, other = draws.some(varying, 2) if len(varying) > 1 else (varying[0], draws.one([trait for trait in _SIZES if trait not in varying and trait != "turn"]))  # fmt: skip
    looks = quartet(fields[8], _shifted(one, draws.one((-1, 1))), _shifted(other, draws.one((-1, 1))))
    if answers > 4:
        third = draws.one([trait for trait in varying if trait not in (one, other)])
        looks += [_shifted(third, 1)(looks[0]), _shifted(third, 1)(looks[3])]
    cells = [_figure(look, kinds, tints) for look in (*fields[:8], *looks)]
    # Further figures in each field have rules of their own; the answers agree on these, so that all is to be compared.
    for place in range(1, figures):
        more = _ruled(draws, varying)
        trait = draws.one(varying)
        wrong = [draws.chance(0.5) for _ in looks[1:]]
        extra = [*more, *(_shifted(trait, 1)(more[8]) if off else more[8] for off in wrong)]
        beside = [_figure(look, kinds, tints) for look in extra]
        cells = [_both(cell, new, place) for cell, new in zip(cells, beside, strict=True)]
    lines: list[list[Cell | str]] = [[*cells[0:3]], [*cells[3:6]], [*cells[6:8], "?"]]
    return numbered(draws, _ask(draws, "matrix"), lines, cells[8], cells[9:], cell=96 if figures < 2 else 150, per_row=3 if answers > 4 else 4)  # fmt: skip


def _both(cell: Cell, new: Cell, place: int) -> Cell:
    def draw(canvas: Canvas) -> None:
        with canvas.moved(-25 if place == 1 else 0, -26 if place == 1 else 0, scale=0.5 if place == 1 else 1):
            cell(canvas)
        with canvas.moved(*((26, -26), (-25, 26), (26, 26))[place - 1], scale=0.5):
            new(canvas)

    return draw


def _ruled(draws: Draws, varying: Sequence[str]) -> list[dict[str, int]]:
    """Nine fields in which these traits follow rules and the others stay."""
    columns: dict[str, list[int]] = {}
    for trait, size in _SIZES.items():
        rule = draws.one(_RULES[1:] if trait not in ("kind", "tint") else ("three", "same")) if trait in varying else "fixed"  # fmt: skip
        rule = "three" if rule == "same" and len(varying) < 3 else rule
        while True:
            columns[trait] = _square(draws, rule, size, trait == "turn")
            if _predictions([*columns[trait][:8], None], size, trait == "turn") == {columns[trait][8]}:
                break
    return [{trait: columns[trait][k] for trait in _SIZES} for k in range(9)]


def _square(draws: Draws, rule: str, size: int, circular: bool) -> list[int]:
    if rule == "fixed":
        return [draws.whole(0, size - 1)] * 9
    if rule == "same":
        return [value for value in draws.some(range(size), 3) for _ in range(3)]
    if rule == "three":
        a, b, c = draws.some(range(size), 3)
        return draws.one(([a, b, c, b, c, a, c, a, b], [a, b, c, c, a, b, b, c, a]))
    step = draws.one((1, -1, 2, 3) if circular else (1, -1, 2, -2))
    return [value for _ in range(3) for start in (draws.one([s for s in range(size) if circular or 0 <= s + 2 * step < size]),) for value in ((start + k * step) % size for k in range(3))]  # fmt: skip


def _shifted(trait: str, by: int) -> Callable[[dict[str, int]], dict[str, int]]:
    return lambda look: {**look, trait: (look[trait] + by) % _SIZES[trait]}


def _figure(look: Look, kinds: Sequence[str], tints: Sequence[str]) -> Cell:
    spots = (((0, 0),), ((-17, 0), (17, 0)), ((-17, 12), (17, 12), (0, -16)), ((-16, -16), (16, -16), (-16, 16), (16, 16)),
             ((-20, -20), (20, -20), (-20, 20), (20, 20), (0, 0)))[look["count"]]  # fmt: skip
    fill = NAMED[tints[look["tint"]]]

    def draw(canvas: Canvas) -> None:
        with canvas.moved(0, -7, scale=0.84):
            for x, y in spots:
                shape(canvas, kinds[look["kind"]], x, y, 12.5, fill=fill, stroke=darker(fill, 0.35), width=1.5)
            turn = math.radians(45 * look["turn"])
            canvas.polygon([(40 * math.sin(turn + lean), -40 * math.cos(turn + lean)) for lean in (-0.24, 0.24)] + [(49 * math.sin(turn), -49 * math.cos(turn))], fill="#2b2f36")  # fmt: skip
        for k in range(look["dots"]):
            canvas.circle(-24 + 12 * k, 45, 3.2, fill="#2b2f36")

    return draw


# Grids of coloured fields

Grid = tuple[tuple[int, ...], ...]


def _turned(grid: Grid) -> Grid:
    return tuple(zip(*grid[::-1], strict=True))


def _mirrored(grid: Grid) -> Grid:
    return tuple(row[::-1] for row in grid)


def _placed(grid: Grid, way: int) -> Grid:
    """One of eight ways to turn and mirror a grid."""
    for _ in range(way % 4):
        grid = _turned(grid)
    return _mirrored(grid) if way > 3 else grid


def _recoloured(grid: Grid, order: Sequence[int]) -> Grid:
    return tuple(tuple(order[value] for value in row) for row in grid)


def _random_grid(draws: Draws, side: int, colours: int) -> Grid:
    return tuple(tuple(draws.whole(0, colours - 1) for _ in range(side)) for _ in range(side))


def _exchanged(grid: Grid, one: tuple[int, int], other: tuple[int, int]) -> Grid:
    rows = [list(row) for row in grid]
    rows[one[0]][one[1]], rows[other[0]][other[1]] = rows[other[0]][other[1]], rows[one[0]][one[1]]
    return tuple(map(tuple, rows))


def _grid_cell(grid: Grid, inks: Sequence[str]) -> Cell:
    step = 90 / len(grid)

    def draw(canvas: Canvas) -> None:
        for j, row in enumerate(grid):
            for i, value in enumerate(row):
                canvas.rect(-45 + step * i, -45 + step * j, step, step, fill=inks[value], stroke="#8a8f94", width=1)

    return draw


def _near(draws: Draws, grid: Grid) -> list[Grid]:
    """The grid, and three in which one pair of neighbouring fields, another, or both have changed places."""
    side = len(grid)
    pairs = [((j, i), (j + dj, i + di)) for j in range(side) for i in range(side) for dj, di in ((0, 1), (1, 0))
             if j + dj < side and i + di < side and grid[j][i] != grid[j + dj][i + di]]  # fmt: skip
    one, other = draws.some(pairs, 2)
    if set(one) & set(other):
        return _near(draws, grid)
    return quartet(grid, lambda each: _exchanged(each, *one), lambda each: _exchanged(each, *other))


def _far(draws: Draws, grid: Grid, colours: int) -> list[Grid]:
    """The grid, and three in which it is turned or mirrored, two of its colours have changed places, or both."""
    way, order = draws.one((2, 4, 6)), swapped(0, draws.whole(1, colours - 1))(list(range(colours)))
    return quartet(grid, lambda each: _placed(each, way), lambda each: _recoloured(each, order))


def grid_change(draws: Draws, side: int, colours: int, both: bool, close: bool) -> Question:
    """Grids are turned or mirrored, and their colours change: what becomes of the last one?"""
    # Dials: side of a grid, its colours, whether places and colours both change, whether answers are nearly alike.
    orders = list(permutations(range(colours)))
    way, order = draws.whole(1, 7), draws.one(orders[1:])
    if not both:
        way, order = draws.one(((way, orders[0]), (0, order)))
    for _ in range(60):
        grids = [_random_grid(draws, side, colours) for _ in range(3)]
        results = [_recoloured(_placed(grid, way), order) for grid in grids]
        fitting = [(w, o) for w, o in product(range(8), orders) if all(_recoloured(_placed(grid, w), o) == result for grid, result in zip(grids[:2], results, strict=False))]  # fmt: skip
        answers = _near(draws, results[2]) if close else _far(draws, results[2], colours)
        if {_recoloured(_placed(grids[2], w), o) for w, o in fitting} == {results[2]} and len(set(answers)) == 4:
            break
    else:
        return grid_change(draws, side, colours, both, close)
    inks = [NAMED[name] for name in draws.some(("red", "blue", "green", "yellow", "purple", "white"), colours)]
    cells = [_grid_cell(grid, inks) for grid in (*grids, *results[:2], *answers)]
    lines: list[list[Cell | str]] = [[cells[0], "->", cells[3], "", cells[1], "->", cells[4]], [cells[2], "->", "?"]]
    return numbered(draws, _ask(draws, "change"), lines, cells[5], cells[6:], cell=120 if side < 9 else 230)


def two_grids(draws: Draws, side: int, colours: int, both: bool, close: bool) -> Question:
    """Two grids of black and white make a third: which does the last pair make?"""
    # Dials: side of a grid, its colours, whether places and colours both change, whether answers are nearly alike.
    tables = [table for table in product((0, 1), repeat=4) if table[0b00] != 1 and table not in ((0, 0, 1, 1), (0, 1, 0, 1), (0, 0, 0, 0))]  # fmt: skip
    table, way = draws.one(tables), draws.whole(1, 7) if both else 0
    for _ in range(80):
        pairs = [(_random_grid(draws, side, 2), _random_grid(draws, side, 2)) for _ in range(3)]
        results = [_joined(one, other, table, way) for one, other in pairs]
        fitting = [(t, w) for t in product((0, 1), repeat=4) for w in range(8) if all(_joined(*pair, t, w) == result for pair, result in zip(pairs[:2], results, strict=False))]  # fmt: skip
        if {_joined(*pairs[2], t, w) for t, w in fitting} == {results[2]} and len({value for row in results[2] for value in row}) == 2:  # fmt: skip
            break  # fmt: skip
    else:
        return two_grids(draws, side, colours, both, close)
    fields = [(j, i) for j in range(side) for i in range(side)]
    spots = draws.some(fields, 2 if close else 4)
    answers = quartet(results[2], _flipped(spots[::2]), _flipped(spots[1::2]))
    inks = ("#fdfdfb", draws.one(("#22262b", "#1d4f91", "#7a1f2b")))
    drawn = [[_grid_cell(grid, inks) for grid in (*pair, result)] for pair, result in zip(pairs, results, strict=True)]
    lines: list[list[Cell | str]] = [[a, "+", b, "->", c] for a, b, c in drawn[:2]]
    lines.append([drawn[2][0], "+", drawn[2][1], "->", "?"])
    cells = [_grid_cell(grid, inks) for grid in answers]
    return numbered(draws, _ask(draws, "join"), lines, cells[0], cells[1:], cell=112 if side < 9 else 230)


def _joined(one: Grid, other: Grid, table: Sequence[int], way: int) -> Grid:
    return _placed(tuple(tuple(table[2 * a + b] for a, b in zip(row, line, strict=True)) for row, line in zip(one, other, strict=True)), way)  # fmt: skip


def _flipped(spots: Iterable[tuple[int, int]]) -> Callable[[Grid], Grid]:
    flipped = set(spots)
    return lambda grid: tuple(tuple(1 - value if (j, i) in flipped else value for i, value in enumerate(row)) for j, row in enumerate(grid))  # fmt: skip


# Drawings that fit a rule

_TRAITS = {"kind": 4, "tint": 4, "count": 4, "size": 2, "ring": 2, "bar": 2}
Rule = Callable[[Look], bool]


def _literals() -> list[tuple[str, int, bool]]:
    return [(trait, value, sense) for trait, size in _TRAITS.items() for value in range(size) for sense in ((True, False) if size > 2 else (True,))]  # fmt: skip


def _rules(double: bool) -> list[Rule]:
    """Each trait that has or has not a value; on request also two of them at once, and either of two but not both."""

    def single(each: tuple[str, int, bool]) -> Rule:
        trait, value, sense = each
        return lambda look: (look[trait] == value) == sense

    def both(one: Rule, other: Rule) -> Rule:
        return lambda look: one(look) and other(look)

    def either(one: Rule, other: Rule) -> Rule:
        return lambda look: one(look) != other(look)

    literals = _literals()
    rules = [single(each) for each in literals]
    if double:
        rules += [join(single(a), single(b)) for a, b in combinations(literals, 2) if a[0] != b[0] for join in (both, either)]  # fmt: skip
    return rules


def which_fits(draws: Draws, conditions: int, count: int, answers: int, either: bool) -> Question:
    """Drawings that keep to a rule and others that break it: which of the numbered ones keeps to it?"""
    # Dials: conditions of a rule, examples of each kind, answers on offer, whether one alone of the conditions may hold.
    family = _rules(True)
    looks = [dict(zip(_TRAITS, values, strict=True)) for values in product(*(range(size) for size in _TRAITS.values()))]
    while True:
        literals = draws.some([each for each in _literals() if each[2] or draws.chance(0.2)], 2)
        if literals[0][0] == literals[1][0]:
            continue
        used = literals[:conditions]

        def rule(look: Look, used: Sequence[tuple[str, int, bool]] = tuple(used)) -> bool:
            met = [(look[trait] == value) == sense for trait, value, sense in used]
            return sum(met) == 1 if either else all(met)

        kept, broken = [look for look in looks if rule(look)], [look for look in looks if not rule(look)]
        near = [look for look in broken if any((look[trait] == value) == sense for trait, value, sense in used)] or broken  # fmt: skip
        good, bad = draws.some(kept, count), [*draws.some(near, count // 2 + 1), *draws.some(broken, count // 2)][: count]  # fmt: skip
        right, others = draws.one(kept), draws.some(near if conditions > 1 and not either else broken, answers - 1)  # fmt: skip
        if right in good or any(other in bad for other in others):
            continue
        rivals = [each for each in family if all(map(each, good)) and not any(map(each, bad))]
        if rivals and all(each(right) and not any(map(each, others)) for each in rivals):
            break
    kinds, tints = draws.some(_SHAPES, 4), draws.some(_TINTS, 4)
    cells = [_card(look, kinds, tints) for look in (*good, *bad, right, *others)]
    per = count if count < 6 else -(-count // 2)
    lines: list[list[Cell | str]] = [["✓" if start < count else "×", *cells[start : min(start + per, count if start < count else 2 * count)]]
                                     for start in (*range(0, count, per), *range(count, 2 * count, per))]  # fmt: skip
    hint = " Of two features, drawings behind the tick have exactly one." if either else ""
    return numbered(draws, _ask(draws, "fit") + hint, lines, cells[2 * count], cells[2 * count + 1 :], cell=84)


def _card(look: Look, kinds: Sequence[str], tints: Sequence[str]) -> Cell:
    fill, r = NAMED[tints[look["tint"]]], 15.0 if look["size"] else 9.0
    spots = (((0, 0),), ((-18, 0), (18, 0)), ((-18, 14), (18, 14), (0, -16)), ((-18, -17), (18, -17), (-18, 17), (18, 17)))[look["count"]]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        if look["ring"]:
            canvas.circle(0, 0, 46, stroke="#2b2f36", width=3)
        if look["bar"]:
            canvas.line(-30, 40, 30, 40, stroke="#2b2f36", width=4)
        for x, y in spots:
            shape(canvas, kinds[look["kind"]], x, y - 3, r, fill=fill, stroke=darker(fill, 0.35), width=1.5)

    return draw


def _by_one_trait(draws: Draws, card: Callable[[bool], Cell]) -> Question:
    """Four cards behind a tick, four behind a cross, which have something or have it not; which numbered one goes behind the tick?"""
    wanted = draws.chance(0.5)
    lines: list[list[Cell | str]] = [
        ["✓", *(card(wanted) for _ in range(4))],
        ["×", *(card(not wanted) for _ in range(4))],
    ]
    others = [card(not wanted) for _ in range(3)]
    return numbered(draws, _ask(draws, "fit"), lines, card(wanted), others, cell=230, per_row=4)


def dot_and_line(draws: Draws, side: int) -> Question:
    """Cards with a closed line that winds, and a dot inside it or outside: which card goes with which?"""
    ink = draws.one(("#1d4f91", "#7a1f2b", "#245c3a"))

    def card(within: bool) -> Cell:
        def draw(canvas: Canvas) -> None:
            inside, outside, apart = closed_line(
                draws, canvas, (-50, -50, 100, 100), side, ink=ink, ground="#ffffff", width=0.8
            )
            canvas.circle(*(inside if within else outside)[0], 0.32 * apart, fill=NAMED["red"])

        return draw

    return _by_one_trait(draws, card)


def mirrored_among(draws: Draws, many: int) -> Question:
    """Cards with one figure turned in all ways, once a mirror image among them or never: which card goes with which?"""
    ink, name = draws.one(("#1d4f91", "#7a1f2b", "#245c3a")), draws.one(tuple(FIGURES))
    r = 30 / (many**0.5 + 1)

    def card(has: bool) -> Cell:
        spots = spread(draws, many, (-50 + r, -50 + r, 50 - r, 50 - r), 2.1 * r)

        def draw(canvas: Canvas) -> None:
            for k, (x, y) in enumerate(spots):
                with canvas.moved(x, y, scale=0.1 * r, angle=draws.between(0, 360), mirrored=has and k == 0):
                    canvas.polygon(FIGURES[name], fill=ink)

        return draw

    return _by_one_trait(draws, card)


# Sums, paths, series


def shape_sums(draws: Draws, kind_count: int, asked_count: int, largest: int) -> Question:
    """Lines of shapes with their sums: what is the last line worth?"""
    # On the highest rung shapes lie in all ways, and mirror images are worth different numbers.
    # Dials: kinds of shapes, shapes in the last line, whether size counts as well.
    kinds = draws.some(_SHAPES[:5] if kind_count < 5 else [side + name for name in ("hook", "step", "flag") for side in ("", "-")], kind_count)  # fmt: skip
    ink = NAMED[draws.one(_TINTS)]
    options, right = window(draws, (largest - 3) // 2 * asked_count, (largest + 3) // 2 * asked_count)
    while True:
        worth = draws.some(range(2, largest), kind_count)
        asked = [draws.whole(0, kind_count - 1) for _ in range(asked_count)]
        if sum(worth[k] for k in asked) == right and len(set(asked)) == min(kind_count, asked_count):
            break
    # The first line has one kind, each further line one more: all can be worked out, and in one way.
    lines: list[list[Cell | str]] = []
    order = draws.shuffled(range(kind_count))
    for step, kind in enumerate(order):
        row = [kind] * draws.whole(1, 2 if step else 3) + [draws.one(order[:step]) for _ in range(draws.whole(1, 3) if step else 0)]  # fmt: skip
        lines.append([_group(draws, [kinds[k] for k in row], ink), "=", str(sum(worth[k] for k in row))])
    lines = draws.shuffled(lines)
    lines.append([_group(draws, [kinds[k] for k in asked], ink), "=", "?"])
    return question_of(_ask(draws, "sums"), [str(option) for option in options], str(right), exhibit(draws, lines, cell=84 if kind_count < 5 else 128, aspect=3.6).picture())  # fmt: skip


def _group(draws: Draws, names: Sequence[str], ink: str) -> Cell:
    per = 8 if len(names) < 17 else 13
    rows, step = -(-len(names) // per), 340 / per
    tall = min(46.0, 92 / rows)
    spots = [(-160 + step * (k % per) + draws.jitter(4), tall * (k // per - (rows - 1) / 2) + draws.jitter(2)) for k in range(len(names))]  # fmt: skip
    order = draws.shuffled(names)
    draws_turn = {(name, x): draws.between(0, 6) for name, (x, _) in zip(order, spots, strict=True)}

    def draw(canvas: Canvas) -> None:
        for name, (x, y) in zip(order, spots, strict=True):
            r = min(17.0, 0.45 * step, 0.46 * tall)
            if name.strip("-") in FIGURES:
                with canvas.moved(x, y, scale=0.1 * r, angle=60 * draws_turn[name, x], mirrored=name[0] == "-"):
                    canvas.polygon(FIGURES[name.strip("-")], fill=ink)
            else:
                shape(canvas, name, x, y, r, fill=ink, stroke=darker(ink, 0.35), width=1.5)

    return draw


def series(draws: Draws, parts: int, places: int) -> Question:
    """A series of drawings whose parts change evenly: which comes next?"""
    # Dials: parts that change, places of the hands and beads on their ring.
    sizes = {"hand": places, "bead": places, "square": places, "tint": 3, "count": 3}
    varying = draws.some(tuple(sizes), parts)
    start = {part: draws.whole(0, size - 1) for part, size in sizes.items()}
    steps = {part: (draws.one([k for k in range(1 - size // 2, size // 2) if k]) if size > 3 else draws.whole(1, 2)) if part in varying else 0 for part, size in sizes.items()}  # fmt: skip
    frames = [{part: (start[part] + k * steps[part]) % size for part, size in sizes.items()} for k in range(5)]
    one, other = draws.some(varying, 2)
    answers = quartet(frames[4], _moved(one, draws.one((-1, 1)), sizes[one]), _moved(other, draws.one((-1, 1)), sizes[other]))  # fmt: skip
    tints = [NAMED[name] for name in draws.some(("red", "blue", "green", "yellow", "purple"), 3)]
    cells = [_ring(frame, places, tints) for frame in (*frames[:4], *answers)]
    return numbered(draws, _ask(draws, "next"), [[*cells[:4], "?"]], cells[4], cells[5:], cell=150)


def _moved(part: str, by: int, size: int) -> Callable[[dict[str, int]], dict[str, int]]:
    return lambda look: {**look, part: (look[part] + by) % size}


def _ring(look: Look, places: int, tints: Sequence[str]) -> Cell:
    def at(place: int, radius: float) -> tuple[float, float]:
        turn = 2 * math.pi * place / places
        return radius * math.sin(turn), -radius * math.cos(turn)

    def draw(canvas: Canvas) -> None:
        canvas.circle(0, 0, 44, fill="#f6f7f8", stroke="#555b61", width=1.5)
        for place in range(places):
            canvas.line(*at(place, 41), *at(place, 44), stroke="#555b61", width=1)
        canvas.circle(0, 0, 12, fill=tints[look["tint"]], stroke="#333333", width=1)
        for k in range(look["count"] + 1):
            canvas.circle(-5 + 5 * k, 0, 1.8, fill="#ffffff", stroke="#222222", width=0.6)
        canvas.line(*at(look["hand"], 13), *at(look["hand"], 28), stroke="#222222", width=2.6)
        canvas.circle(*at(look["bead"], 34.5), 3.6, fill="#222222")
        x, y = at(look["square"], 44)
        canvas.rect(x - 4, y - 4, 8, 8, fill="#ffffff", stroke="#222222", width=1.6)

    return draw


FORMS: tuple[Form, ...] = (
    graded(matrix, {1: (1, 1, 4)}),
    graded(grid_change, {1: (3, 3, False, False), 2: (16, 3, True, True), 3: (28, 3, True, True)}),
    graded(two_grids, {1: (3, 2, False, False), 2: (16, 2, True, True), 3: (28, 2, True, True)}),
    graded(which_fits, {1: (1, 4, 4, False)}),
    graded(mirrored_among, {2: 8, 3: 12}),
    graded(dot_and_line, {2: 10, 3: 11}),
    graded(shape_sums, {1: (2, 3, 10), 2: (6, 45, 23), 3: (6, 52, 25)}),
)
