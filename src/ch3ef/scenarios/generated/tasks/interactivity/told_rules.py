"""Vision-text learning in context: pictures with the words that go with them, and one whose words are to be found.

The words that are told are as often those of one answer as of another, or say nothing on the last picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from ch3ef.scenarios.generated.choices import quartet, swapped
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.fitting import window
from ch3ef.scenarios.generated.scene.handed import FIGURES
from ch3ef.scenarios.generated.scene.palette import GROUNDS, NAMED, darker
from ch3ef.scenarios.generated.scene.winding import closed_line
from ch3ef.scenarios.generated.tasks.interactivity.drawing import shape

Cell = Callable[[Canvas], None]
Look = Mapping[str, int]
_SHAPES = ("circle", "square", "triangle", "star", "heart", "hexagon")
_TINTS = ("red", "blue", "green", "yellow", "purple")
_NAMES = ("dax", "wug", "blick", "toma", "fep", "zib", "gorp", "mave", "nark", "loom", "pim", "quell", "rusk", "sarn", "tove", "yeld")  # fmt: skip
_LEADS = ("", "Here is how I label my pictures. ", "Follow the examples. ", "Learn my words from these. ", "I write something for each, always by the same rule. ", "My labels follow one rule. ")  # fmt: skip
_ENDS = ("What do I write for picture {}?", "What is the answer for picture {}?", "What goes with picture {}?", "Answer for picture {} in the same way.", "Which label does picture {} get?")  # fmt: skip


def _told(draws: Draws, answers: Sequence[str]) -> str:
    join = draws.one((": “{}”. ", " - “{}”; ", " -> “{}”. ", " is “{}”, "))
    told = "".join(f"{'Picture ' if k == 1 else ''}{k}{join.format(answer)}" for k, answer in enumerate(answers, 1)).rstrip(" ,;.")  # fmt: skip
    return f"{draws.one(_LEADS)}{told}. {draws.one(_ENDS).format(len(answers) + 1)}"


def _panels(draws: Draws, cells: Sequence[Cell], *, size: float = 124, aspect: float = 1) -> Canvas:
    """Numbered panels, the last one apart."""
    columns = min(len(cells) - 1, (4 if len(cells) < 20 else 6) if aspect < 1.5 else 2 if len(cells) > 3 and aspect < 2.6 else 1)  # fmt: skip
    rows = -(-(len(cells) - 1) // columns)
    light, dark = draws.one(GROUNDS)
    wide, high = columns * (size * aspect + 16) + 24, (rows + 1) * (size + 34) + 18
    scale = min(1.0, 1020 / max(wide, high))
    canvas = Canvas(max(448, round(wide * scale)), max(448, round(high * scale)), ground=light)
    with canvas.moved((canvas.width - wide * scale) / 2, (canvas.height - high * scale) / 2, scale=scale):
        for k, cell in enumerate(cells):
            row, column = divmod(k, columns) if k < len(cells) - 1 else (rows, 0)
            in_row = min(columns, len(cells) - 1 - columns * row) if k < len(cells) - 1 else 1
            x = wide / 2 + (size * aspect + 16) * (column - (in_row - 1) / 2)
            y = 24 + (size + 34) * row + size / 2 + 4
            canvas.rect(x - size * aspect / 2, y - size / 2, size * aspect, size, fill="#ffffff", stroke=darker(dark, 0.3), width=3.5 if k == len(cells) - 1 else 1.5, radius=5)  # fmt: skip
            canvas.text(x - size * aspect / 2 + 2, y - size / 2 - 5, str(k + 1), size=17, face="sans-bold", colour="#37424d")  # fmt: skip
            with canvas.moved(x, y, scale=size / 104):
                cell(canvas)
    return canvas


class Labels(NamedTuple):
    """Dials: traits that say nothing, examples of each label, whether one of the two questions asks for exactly one of two features."""  # fmt: skip

    idle: int
    examples: int
    either: bool


_TRAITS = {"body": 3, "tint": 3, "eyes": 3, "legs": 3, "horns": 3, "tail": 2, "spots": 3}


Rule = tuple[tuple[str, int], ...]


def _label(look: Look, rule: Rule) -> tuple[bool, bool]:
    """The answers to the two questions that make up a label: has it this, has it that (or, with three features, one of those)?"""  # fmt: skip
    met = [look[trait] == value for trait, value in rule]
    return met[0], met[1] if len(met) < 3 else met[1] != met[2]


def _sorted_by_two(draws: Draws, dials: Labels, drawn: Callable[[Look, Sequence[str]], Cell]) -> Question:
    """Four labels, each for one pair of answers to two hidden questions: which label does the last one get?"""
    traits = draws.some(tuple(_TRAITS), 2 + dials.idle + dials.either)
    asked = [(trait, value) for trait in traits for value in range(_TRAITS[trait])]
    rules: list[Rule] = [pair for pair in combinations(asked, 2) if pair[0][0] != pair[1][0]]
    if dials.either:
        rules = [(one, *pair) for one in asked for pair in rules if one[0] not in (pair[0][0], pair[1][0])]
    names = draws.some(_NAMES, 4)
    classes = [(a, b) for a in (True, False) for b in (True, False)]
    fixed = {trait: draws.whole(0, size - 1) for trait, size in _TRAITS.items()}
    looks = [{**fixed, **dict(zip(traits, values, strict=True))} for values in product(*(range(_TRAITS[trait]) for trait in traits))]  # fmt: skip
    for _ in range(200):
        rule = draws.one(rules)
        by_class = {each: [look for look in looks if _label(look, rule) == each] for each in classes}
        # A label needs one drawing more than its examples.
        if any(len(found) <= dials.examples for found in by_class.values()):
            continue
        right = draws.one(classes)
        seen = [(look, each) for each in classes for look in draws.some(by_class[each], dials.examples)]
        last = draws.one([look for look in by_class[right] if (look, right) not in seen])
        # Of every rule that keeps the labels apart, the last one must have the label of those it is like.
        good = True
        for rival in rules:
            groups: dict[tuple[bool, bool], set[tuple[bool, bool]]] = {}
            for look, each in seen:
                groups.setdefault(_label(look, rival), set()).add(each)
            if all(len(found) == 1 for found in groups.values()) and groups.get(_label(last, rival)) != {right}:
                good = False
        if good:
            break
    else:
        return _sorted_by_two(draws, dials, drawn)
    seen = draws.shuffled(seen)
    inks = [NAMED[name] for name in draws.some(_TINTS, 3)]
    words = [names[classes.index(each)] for _, each in seen]
    canvas = _panels(draws, [drawn(look, inks) for look in (*(look for look, _ in seen), last)], size=118)
    hint = "Each word answers two questions: has it one feature, and has it exactly one of two others? " if dials.either else draws.one(("Each word stands for two features, both there, one of them or neither. ", "Two features decide on the word, each of which is there or not. "))  # fmt: skip
    return question_of(hint + _told(draws, words), names, names[classes.index(right)], canvas.picture())


def creatures(draws: Draws, dials: Labels) -> Question:
    """Creatures of four invented kinds: which kind is the last one?"""
    return _sorted_by_two(draws, dials, _creature)


def _creature(look: Look, inks: Sequence[str]) -> Cell:
    fill = inks[look["tint"]]
    edge = darker(fill, 0.4)

    def draw(canvas: Canvas) -> None:
        for k in range(look["legs"] + 2):
            x = -20 + 40 * k / (look["legs"] + 1)
            canvas.line(x, 22, x, 42, stroke=edge, width=4)
        if look["tail"]:
            canvas.path("M26 16q20 4 18 -18", stroke=edge, width=4)
        for k in range(look["horns"]):
            x = (0, -8, 8)[0 if look["horns"] == 1 else k + 1]
            canvas.polygon([(x - 5, -24), (x + 5, -24), (x, -44)], fill="#e9d8a6", stroke="#8a7a4a", width=1.5)
        if look["body"] == 0:
            canvas.ellipse(0, 0, 30, 26, fill=fill, stroke=edge)
        elif look["body"] == 1:
            canvas.rect(-28, -25, 56, 50, fill=fill, stroke=edge, radius=4)
        else:
            canvas.polygon([(0, -32), (34, 26), (-34, 26)], fill=fill, stroke=edge)
        for k in range(look["eyes"] + 1):
            x = 13 * (k - look["eyes"] / 2)
            canvas.circle(x, -4, 5, fill="#ffffff", stroke="#222222", width=1.2)
            canvas.circle(x, -4, 2, fill="#222222")
        for k in range(look["spots"]):
            canvas.circle(-7 + 14 * k, 14, 4, fill="#ffffff", stroke=edge, width=1)

    return draw


def emblems(draws: Draws, dials: Labels) -> Question:
    """Coats of arms of four invented houses: whose is the last one?"""
    return _sorted_by_two(draws, dials, _emblem)


def _emblem(look: Look, inks: Sequence[str]) -> Cell:
    fill = inks[look["tint"]]
    outline = ("M-36 -42h72v36q0 34 -36 50q-36 -16 -36 -50z", "M-38 -42h76v60l-38 26l-38 -26z", "M-36 -38q36 -14 72 0v40q-4 34 -36 44q-32 -10 -36 -44z")[look["body"]]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        canvas.path(outline, fill=fill, stroke="#2b2f36", width=3 if not look["tail"] else 6)
        canvas.rect(-27, -32, 54, 12, fill="#fdfdf6")
        for k in range(look["legs"] + 1):
            shape(canvas, "star", -18 + 18 * k, -26, 5, fill="#2b2f36")
        shape(canvas, ("circle", "diamond", "cross")[look["eyes"]], 0, 0, 13, fill="#fdfdf6", stroke="#2b2f36", width=1.5)  # fmt: skip
        for k in range(look["spots"]):
            canvas.circle(-7 + 14 * k, 23, 4, fill="#fdfdf6", stroke="#2b2f36", width=1)
        for k in range(look["horns"]):
            canvas.line(-28 + 56 * k, -12, -28 + 56 * k, 6, stroke="#fdfdf6", width=5)

    return draw


_READINGS: tuple[Callable[[int], list[int]], ...] = (
    lambda count: list(range(count)),
    lambda count: list(range(count))[::-1],
    lambda count: [*range(0, count, 2), *range(1, count, 2)],
    lambda count: [*range(count // 2, count), *range(count // 2)],
    lambda count: [k for pair in zip(range(count // 2), range(count - 1, count // 2 - 1, -1), strict=False) for k in pair] + ([count // 2] if count % 2 else []),
)  # fmt: skip


def _read(row: Sequence[int], reading: int) -> list[int]:
    """A row in the order in which it is read, without the middle one twice."""
    order = list(dict.fromkeys(_READINGS[reading](len(row))))
    return [row[k] for k in order]


def sign_strings(draws: Draws, length: int, kind_count: int, examples: int, turned: bool) -> Question:
    """Rows of shapes with the letters that are written for them, in an order of its own: what is written for the last row?"""  # fmt: skip
    # Dials: signs in a string, kinds of them, examples, and whether figures stand for them that lie in all ways.
    letters = draws.some("ABDEGHKLMNPRSTU", kind_count)
    readings = range(2 if length < 5 else len(_READINGS))
    reading = draws.one(readings)
    for _ in range(300):
        rows = [[draws.whole(0, kind_count - 1) for _ in range(length)] for _ in range(examples + 1)]
        written = [_read(row, reading) for row in rows]
        if set(rows[-1]) - {sign for row in rows[:-1] for sign in row}:
            continue
        results = set()
        for rival in readings:
            key: dict[int, int] = {}
            if all(key.setdefault(sign, letter) == letter for row, said in zip(rows[:-1], written, strict=False) for sign, letter in zip(_read(row, rival), said, strict=True)) and len(set(key.values())) == len(key):  # fmt: skip
                results.add(tuple(key[sign] for sign in _read(rows[-1], rival)))  # fmt: skip
        near = [k for k in range(length - 1) if written[-1][k] != written[-1][k + 1]]
        if results != {tuple(written[-1])} or len(near) < 2:
            continue
        one, other = draws.some(near, 2)
        answers = quartet(written[-1], swapped(one, one + 1), swapped(other, other + 1))
        if abs(one - other) > 1 and not any(answer in written[:-1] for answer in answers):
            break
    else:
        return sign_strings(draws, length, kind_count, examples, turned)
    said = ["".join(letters[sign] for sign in row) for row in (*written[:-1], *answers)]
    kinds, ink = draws.some(_SHAPES, kind_count) if not turned else [], NAMED[draws.one(("red", "blue", "green", "purple"))]  # fmt: skip
    # Figures and their mirror images stand for different letters, however they lie.
    figures = (
        draws.some([(name, flipped) for name in ("step", "flag", "boot") for flipped in (False, True)], 6)
        if turned
        else []
    )
    aspect = min(6.5, 0.36 * length + 0.5)

    def cell(row: Sequence[int]) -> Cell:
        step = 100 * aspect / length

        def draw(canvas: Canvas) -> None:
            for k, sign in enumerate(row):
                x = step * (k - (length - 1) / 2)
                if kinds:
                    shape(canvas, kinds[sign], x, 0, min(17, 0.4 * step), fill=ink, stroke=darker(ink, 0.35), width=1.5)
                else:
                    name, flipped = figures[sign]
                    with canvas.moved(x, 0, scale=0.042 * step, angle=draws.between(0, 360), mirrored=flipped):
                        canvas.polygon(FIGURES[name], fill=ink)

        return draw

    canvas = _panels(draws, [cell(row) for row in rows], size=92, aspect=aspect)
    return question_of(_told(draws, said[: examples]), said[examples :], said[examples], canvas.picture())  # fmt: skip


def board_places(draws: Draws, side: int, examples: int) -> Question:
    """Boards with one mark and the name of its place, counted from a corner that is to be found: what is the last place called?"""  # fmt: skip
    # A name counts from one side and from another, in this order: eight ways.
    ways = list(product((0, 1), repeat=3))
    way = draws.one(ways)

    def name(spot: tuple[int, int], rule: Sequence[int]) -> tuple[int, int]:
        i, j = (side - 1 - spot[0] if rule[0] else spot[0]), (side - 1 - spot[1] if rule[1] else spot[1])
        return (j, i) if rule[2] else (i, j)

    fields = [(i, j) for i in range(side) for j in range(side)]
    a, b = draws.whole(0, side - 2), draws.whole(0, side - 2)
    options = [(a, b), (a, b + 1), (a + 1, b), (a + 1, b + 1)]
    right = draws.one(options)
    last = next(field for field in fields if name(field, way) == right)
    free = [field for field in fields if name(field, way) not in options]
    while True:
        spots = [*draws.some(free, examples), last]
        names = [name(spot, way) for spot in spots]
        rivals = [each for each in ways if [name(spot, each) for spot in spots[:-1]] == names[:-1]]
        if {name(last, each) for each in rivals} == {right}:
            break

    def said(place: tuple[int, int]) -> str:
        return f"{place[0] + 1}-{place[1] + 1}"

    kind, ink = draws.one(_SHAPES), NAMED[draws.one(("red", "blue", "green", "purple"))]
    step = 96 / side

    def cell(spot: tuple[int, int]) -> Cell:
        def draw(canvas: Canvas) -> None:
            grid = "".join(f"M{x:.2f} -48V48M-48 {x:.2f}H48" for x in (-48 + step * k for k in range(side + 1)))
            canvas.path(grid, stroke="#8a8f94", width=0.4 if side > 9 else 0.6)
            shape(canvas, kind, -48 + step * (spot[0] + 0.5), -48 + step * (spot[1] + 0.5), 0.44 * step, fill=ink)

        return draw

    canvas = _panels(draws, [cell(spot) for spot in spots], size=150 if side < 10 else 330)
    lead = draws.one(("A place has two numbers, one counted from a side, one from another. ", "The label of a field is two numbers. "))  # fmt: skip
    return question_of(lead + _told(draws, [said(each) for each in names[:-1]]), [said(each) for each in options], said(names[-1]), canvas.picture())  # fmt: skip


def shifted_clocks(draws: Draws, step: int, examples: int) -> Question:
    """Clocks that are all wrong by the same time, some of them mirrored: what time is told for the last one?"""
    # Dials: minutes in a step of the hands, examples.
    wrong, back = step * draws.whole(2, 100 // step), draws.chance(0.5)
    times = [step * draws.whole(0, 719 // step) for _ in range(examples + 1)]
    told = [(time + (-wrong if back else wrong)) % 720 for time in times]
    options, right = window(draws, 0, 719, step=step)
    times[-1] = (right + (wrong if back else -wrong)) % 720
    if set(options) & set(told[:-1]):
        return shifted_clocks(draws, step, examples)
    mirrored = step < 5
    rim = draws.one(("#37474f", "#7a1f2b", "#245c3a", "#1d4f91"))

    def cell(time: int) -> Cell:
        def draw(canvas: Canvas) -> None:
            canvas.circle(0, 0, 45, fill="#fffef8", stroke=rim, width=3)
            with canvas.moved(mirrored=mirrored, angle=tilt[time]):
                if mirrored:
                    canvas.circle(0, -31, 3, fill="#d32f2f")
                for k in range(60):
                    with canvas.moved(angle=6 * k):
                        canvas.line(0, -43, 0, -36 if k % 15 == 0 else -38 if k % 5 == 0 else -41, stroke="#333333", width=2.4 if k % 15 == 0 else 1.4 if k % 5 == 0 else 0.7)  # fmt: skip
                for angle, long, width in ((time / 2, 22, 4), (6 * (time % 60), 35, 2)):
                    with canvas.moved(angle=angle):
                        canvas.line(0, 5, 0, -long, stroke="#222222", width=width)

        return draw

    tilt = {time: draws.between(25, 335) if mirrored else 0.0 for time in times}

    def said(time: int) -> str:
        return f"{time // 60 or 12}:{time % 60:02d}"

    lead = "The clocks hang askew and are seen in a mirror; the red dot is at twelve. " if mirrored else ""
    lead += draws.one(("All clocks are wrong by the same time. ", "Each clock is off by as much as the others. "))
    canvas = _panels(draws, [cell(time) for time in times], size=150)
    return question_of(lead + _told(draws, [said(time) for time in told[:-1]]), [said(option) for option in options], said(right), canvas.picture())  # fmt: skip


def dot_and_flag(draws: Draws, side: int) -> Question:
    """Cards with a closed winding line, a dot and a figure; a word for each of four kinds: dot inside or not, figure mirrored or not."""
    names = draws.some(_NAMES, 4)
    kinds = list(product((False, True), repeat=2))
    right, ink = draws.one(kinds), draws.one(("#1d4f91", "#7a1f2b", "#245c3a"))
    shown, figure = draws.shuffled(kinds * 2), draws.one(tuple(FIGURES))

    def cell(within: bool, flipped: bool) -> Cell:
        def draw(canvas: Canvas) -> None:
            inside, outside, apart = closed_line(
                draws, canvas, (-50, -50, 100, 76), side, ink=ink, ground="#ffffff", width=0.8
            )
            canvas.circle(*(inside if within else outside)[0], 0.34 * apart, fill=NAMED["red"])
            with canvas.moved(draws.between(-36, 36), 38, angle=draws.between(0, 360), mirrored=flipped):
                canvas.polygon(FIGURES[figure], fill=ink)

        return draw

    canvas = _panels(draws, [cell(*kind) for kind in (*shown, right)], size=210)
    hint = draws.one(("Two things decide on the word: whether the dot is inside the closed line, and whether the figure below is mirrored. ",
                      "Each word says two things: is the dot inside or outside, and is the figure as it is or flipped? "))  # fmt: skip
    words = [names[kinds.index(kind)] for kind in shown]
    return question_of(hint + _told(draws, words), names, names[kinds.index(right)], canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(creatures, {1: Labels(1, 2, False)}),
    graded(emblems, {1: Labels(1, 2, False)}),
    graded(sign_strings, {1: (4, 3, 2, False), 2: (16, 6, 4, True), 3: (22, 6, 4, True)}),
    graded(dot_and_flag, {2: 10, 3: 11}),
    graded(board_places, {1: (4, 3), 2: (35, 3), 3: (46, 3)}),
    graded(shifted_clocks, {1: (30, 2), 2: (2, 2), 3: (1, 2)}),
)
