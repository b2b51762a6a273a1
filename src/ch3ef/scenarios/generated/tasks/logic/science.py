"""Simple science, read off a picture: food webs, Moon, seasons, magnets, planets, instruments, molecules, rivers, heredity."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.fitting import nudged, spread, window
from ch3ef.scenarios.generated.scene.handed import shell
from ch3ef.scenarios.generated.scene.palette import NAMED, darker
from ch3ef.scenarios.generated.scene.winding import depths, grown, strokes, way
from ch3ef.scenarios.generated.tasks.logic.drawing import INK, Rows, mirrored_ones, sheet, tag

_NUMBERS = ("1", "2", "3", "4")


def _numbered(question: str, right: int, canvas: Canvas, word: str = "number") -> Question:
    return question_of(
        question, [f"{word} {number}" for number in _NUMBERS], f"{word} {_NUMBERS[right]}", canvas.picture()
    )


def moon_phase(draws: Draws) -> Question:
    """The Moon as seen from the north of the Earth."""
    phases = {"first quarter": (1.0, 0.0), "last quarter": (-1.0, 0.0), "full moon": (1.0, 1.0), "waxing crescent": (1.0, -0.6),
              "waning crescent": (-1.0, -0.6), "new moon": (1.0, -1.0), "waxing gibbous": (1.0, 0.6), "waning gibbous": (-1.0, 0.6)}  # fmt: skip
    options = draws.some(phases, 4)
    right = draws.one(options)
    side, bulge = phases[right]
    canvas = Canvas(448, 448, ground=draws.one(("#0f1a3a", "#1a1f3f", "#101a2a")))
    for _ in range(40):
        canvas.circle(draws.between(5, 443), draws.between(5, 443), draws.between(0.8, 2.2), fill="#e8e6d8")
    x, y, r = 224 + draws.jitter(40), 210 + draws.jitter(30), draws.between(90, 130)
    canvas.circle(x, y, r, fill="#39415c", stroke="#59617f", width=2)
    outer, inner = (1, 0) if side > 0 else (0, 1)
    turn = outer if bulge > 0 else inner
    if bulge == 1:
        canvas.circle(x, y, r, fill="#f6efd2")
    elif bulge > -1:
        canvas.path(f"M{x:.1f} {y - r:.1f}A{r:.1f} {r:.1f} 0 0 {outer} {x:.1f} {y + r:.1f}A{max(0.5, abs(bulge) * r):.1f} {r:.1f} 0 0 {turn} "
                    f"{x:.1f} {y - r:.1f}z", fill="#f6efd2")  # fmt: skip
    question = draws.one(("Seen from Europe, which phase of the Moon is this?", "Which phase does the Moon show to people in the northern hemisphere?",
                          "The Moon is seen from the north of the Earth. What is this phase called?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def season_from_tilt(draws: Draws) -> Question:
    """Four places of the Earth about the Sun: where is it winter in the north?"""
    seasons = ["summer", "autumn", "winter", "spring"]
    asked = draws.one(seasons)
    order = draws.shuffled(_NUMBERS)
    south = draws.chance(0.4)
    tilt = draws.one((1, -1))
    # Anticlockwise as seen from above the north: the left, the front, the right, the back.
    ring = [(110.0, 240.0), (340.0, 376.0), (570.0, 240.0), (340.0, 104.0)]
    first = 0 if tilt > 0 else 2
    place = (first + seasons.index(asked) + (2 if south else 0)) % 4
    canvas = Canvas(680, 480, ground="#131c3c")
    canvas.ellipse(340, 240, 230, 136, stroke="#6b78a8", width=3, dash="8 8")
    canvas.circle(340, 240, 62, fill="#ffc93c", opacity=0.3)
    canvas.circle(340, 240, 44, fill="#ffc93c")
    for (x, y), number in zip(ring, order, strict=True):
        with canvas.moved(x, y, angle=23.5 * tilt):
            canvas.line(0, -56, 0, 56, stroke="#e8ecf5", width=4)
            canvas.circle(0, 0, 36, fill="#3f86c9", stroke="#20507f", width=2)
            canvas.path("M-24 -16q14 -18 26 -8q2 14 -10 18q-12 4 -16 -10zM4 6q20 -6 24 6q-8 18 -20 14z", fill="#5aa85a")
            canvas.line(-36, 0, 36, 0, stroke="#ffffff", width=2)
            canvas.text(0, -60, "N", size=17, face="sans-bold", colour="#ffffff", anchor="middle")
        tag(canvas, x + (-72 if x < 200 else 72), y + 6, number, 19)
    canvas.arrow(160, 338, 200, 362, stroke="#f2f4fa", width=4, head=15)
    canvas.arrow(520, 142, 480, 118, stroke="#f2f4fa", width=4, head=15)
    half = "southern" if south else "northern"
    question = draws.one((f"At which place of the Earth does {asked} begin in the {half} half?", f"Where on its way round the Sun does the Earth begin {asked} in the {half} half?",
                          f"Mind the tilt of the axis: where does {asked} begin for the {half} hemisphere?"))  # fmt: skip
    return _numbered(question, _NUMBERS.index(order[place]), canvas, "place")


_PLANETS = {"Mercury": ("#a89a8c", 13), "Venus": ("#e6c48a", 19), "Earth": ("#3f86c9", 20), "Mars": ("#c9603a", 16), "Jupiter": ("#d9a877", 44),
            "Saturn": ("#e3cb92", 36), "Uranus": ("#9fd9dd", 28), "Neptune": ("#4a6fd6", 27)}  # fmt: skip


def planet(draws: Draws) -> Question:
    """The planets in their order, all of them blank: which is the marked one?"""
    names = list(_PLANETS)
    options = draws.some(names, 4)
    right = draws.one(options)
    canvas = Canvas(900, 448, ground=draws.one(("#121a36", "#1a1630", "#0f2030")))
    for _ in range(50):
        canvas.circle(draws.between(0, 900), draws.between(0, 448), draws.between(0.7, 1.8), fill="#d9dcea")
    flip = draws.chance(0.5)
    canvas.circle(900 if flip else 0, 224, 84, fill="#ffc93c")
    x = 128.0
    for name, (colour, r) in _PLANETS.items():
        x += r
        at = 900 - x if flip else x
        y = 224 + draws.jitter(10)
        canvas.circle(at, y, r, fill=canvas.glow(colour, darker(colour, 0.35)))
        if name == "Saturn":
            canvas.ellipse(at, y, 58, 11, stroke="#d9c08a", width=5)
        if name == right:
            canvas.arrow(at, 96, at, y - r - 12, stroke="#ffffff", width=5, head=17)
            canvas.text(at, 84, "?", size=34, face="sans-bold", colour="#ffffff", anchor="middle")
        x += r + (42 if name in ("Jupiter", "Saturn") else 40)
    question = draws.one(("The planets stand in order of their distance from the Sun. Which one does the arrow show?", "Which planet is marked?",
                          "Count from the Sun: which planet is at the question mark?", "What is the name of the marked planet?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


_PLANTS = ("grass", "clover", "oak", "moss", "fern", "reed", "berry", "kelp", "nettle")
_ANIMALS = ("snail", "mouse", "rabbit", "beetle", "goose", "deer", "duck", "vole", "moth", "finch", "frog", "hare", "newt", "fox", "owl",
            "hawk", "mole", "toad", "rat", "wasp", "fly", "crow", "heron", "otter", "bat", "stoat", "shrew", "adder", "gull", "lynx", "wren",
            "robin", "kite", "swan", "eel", "perch", "trout", "pike", "mink", "boar", "wolf", "marten", "hen", "bear", "crab", "carp", "ant", "bee",
            "worm", "slug", "stork", "crane", "lark", "squid", "shark", "lizard")  # fmt: skip


def web_without_a_plant(draws: Draws, plants: int, levels: tuple[int, ...], foods: int) -> Question:
    """A food web of several levels: who is left without food in the end when a plant dies out?"""
    # Dials: plants, animals on each level above them, and most kinds of food of an animal.
    sizes = (plants, *levels)
    rows = [list(range(sum(sizes[:k]), sum(sizes[: k + 1]))) for k in range(len(sizes))]
    names = [*draws.some(_PLANTS, plants), *draws.some(_ANIMALS, sum(levels))]
    while True:
        eats: dict[int, list[int]] = {}
        for row, below in zip(rows[1:], rows, strict=False):
            eats |= {animal: draws.some(below, draws.whole(1, min(foods, len(below)))) for animal in row}
        gone = {draws.one(rows[0])}
        plant = next(iter(gone))
        for animal, food in eats.items():
            if gone.issuperset(food):
                gone.add(animal)
        starved = [animal for animal in rows[-1] if animal in gone]
        left = [animal for animal in rows[-1] if animal not in gone]
        if starved and len(left) > 2:
            break
    right = draws.one(starved)
    options = draws.shuffled([right, *draws.some(left, 3)])
    widest, gap = max(map(len, rows)), {2: 300, 3: 215, 4: 270, 5: 208}[len(rows)]
    canvas = sheet(draws, max(560, (76 if widest < 14 else 63) * widest + 10), 150 + gap * (len(rows) - 1))
    at = {each: (canvas.width * (k + 0.5) / len(row), canvas.height - 70 - gap * level) for level, row in enumerate(rows)
          for k, each in enumerate(draws.shuffled(row))}  # fmt: skip
    half = 32 if widest < 14 else 29
    for animal, food in eats.items():
        for k, each in enumerate(sorted(food, key=lambda place: at[place][0])):
            canvas.arrow(at[each][0] + draws.jitter(16), at[each][1] - 18, at[animal][0] + 15 * (k - (len(food) - 1) / 2),
                         at[animal][1] + 22, stroke="#5b6168", width=2, head=10)  # fmt: skip
    for each, (x, y) in at.items():
        canvas.rect(
            x - half,
            y - 17,
            2 * half,
            34,
            fill="#cfe8c9" if each in rows[0] else "#f3dcc0",
            radius=8,
            stroke=INK,
            width=2,
        )
        canvas.text(x, y + 5, names[each], size=14 if half > 30 else 13, anchor="middle", colour=INK)
    question = draws.one((f"Arrows lead from food to eater. The {names[plant]} dies out, and whoever has no food left dies out too. Whom does that reach?",
                          f"Each arrow points from what is eaten to who eats it. Without the {names[plant]}, which of these has nothing to eat in the end?",
                          f"When the {names[plant]} is gone, some animals lose all their food, and then those that live on them. Which of these does?"))  # fmt: skip
    return question_of(question, [f"the {names[each]}" for each in options], f"the {names[right]}", canvas.picture())


_KINDS = ("bent", "straight", "bent swapped", "pair", "straight swapped")


def molecules_of_a_kind(draws: Draws, low: int, others: int, kind_count: int, apart: float) -> Question:
    """A vessel full of molecules: how many are like the one above it?"""
    # Dials: how many molecules are counted at least, others, kinds, and the distance between molecules [pixels].
    options, right = window(draws, low, 2 * low + 3)
    kinds = draws.shuffled(_KINDS[:kind_count])
    colours = draws.some(("#d32f2f", "#2962d9", "#fbd72b", "#3a9d3f"), 2)
    count = right + others
    columns = math.ceil(math.sqrt(1.5 * count))
    rows = math.ceil(count / columns)
    canvas = sheet(draws, max(448, round(apart * columns) + 60), max(448, round(apart * rows) + 150))
    spots = draws.some(
        [(30 + apart * (i + 0.5), 120 + apart * (j + 0.5)) for i in range(columns) for j in range(rows)],
        count,
    )
    canvas.rect(18, 108, canvas.width - 36, canvas.height - 124, fill="#fdfdfb", stroke="#5b6168", width=3, radius=8)
    shown = [(canvas.width / 2, 56.0, kinds[0], 16.0)]
    off = 0.13 * apart
    for place, (x, y) in enumerate(spots):
        kind = kinds[0] if place < right else draws.one(kinds[1:])
        shown.append((x + draws.jitter(off), y + draws.jitter(off), kind, 0.17 * apart))
    for x, y, kind, r in shown:
        inner, outer = reversed(colours) if kind.endswith("swapped") else colours
        spread = {"bent": 55, "straight": 90, "pair": 90}[kind.split()[0]]
        with canvas.moved(x, y, angle=draws.between(0, 360) if r != 16 else 0):
            for side in (-1, 1) if kind != "pair" else (1,):
                angle = math.radians(side * spread)
                canvas.circle(
                    1.35 * r * math.sin(angle), 1.35 * r * math.cos(angle), 0.75 * r, fill=outer, stroke=INK, width=1
                )
            canvas.circle(0, 0, r, fill=inner, stroke=INK, width=1)
    question = draws.one(("How many molecules of the kind shown above are in the vessel?", "Count the molecules in the box that are like the one on top.",
                          "Turned or not: how many molecules in the vessel are the same as the one above it?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def downstream(draws: Draws, side: int) -> Question:
    """A river with its tributaries: which place does dirt from a leak reach?"""
    tree = grown(draws, side, side, 0.85)
    steps = depths(tree)
    leak = max(tree, key=lambda cell: steps[cell])
    passed = way(tree, leak)
    reached = set(passed)
    clean = [cell for cell in tree if cell not in reached and steps[cell] >= side // 2]
    if len(passed) < side or len(clean) < 3:
        return downstream(draws, side)
    right = draws.one(passed[len(passed) // 3 : -2])
    spots = [right, *draws.some(clean, 3)]
    colours = draws.some(("red", "orange", "purple", "black", "green", "pink"), 4)
    wide = 600 if side < 25 else 900
    step = wide / side
    canvas = Canvas(wide + 40, wide + 40, ground=draws.one(("#e3eed5", "#ebe6d2", "#dcebd8")))
    at = {
        (i, j): (20 + step * (i + 0.5) + draws.jitter(0.2 * step), 20 + step * (j + 0.5) + draws.jitter(0.2 * step))
        for i, j in tree
    }
    rivers = strokes((at[cell], at[before]) for cell, before in tree.items() if cell != before)
    canvas.path(rivers, stroke="#4a90c9", width=min(5, 0.2 * step))
    (sea, _), *_ = tree.items()
    x, y = at[sea]
    canvas.circle(x, y, 0.4 * step, fill="#1f4fa8")
    x, y = at[leak]
    canvas.polygon(
        [(x, y - 0.42 * step), (x + 0.4 * step, y + 0.3 * step), (x - 0.4 * step, y + 0.3 * step)],
        fill="#fbd72b",
        stroke=INK,
    )
    for colour, cell in zip(colours, spots, strict=True):
        canvas.circle(*at[cell], 0.26 * step, fill=NAMED[colour], stroke="#fdfdfb", width=1)
    question = draws.one(("All water runs to the dark blue lake. Oil leaks in at the yellow triangle. Which village’s dot does it pass?",
                          "The streams flow together into the dark blue lake. Which dot does dirt from the yellow triangle come by?",
                          "From the yellow triangle dirt is carried down to the dark blue lake. On which dot’s bank does it appear?"))  # fmt: skip
    said = draws.shuffled(colours)
    return question_of(question, [f"the {colour} dot" for colour in said], f"the {colours[0]} dot", canvas.picture())


def shells_of_a_sense(draws: Draws, dials: Rows) -> Question:
    """Snails' shells from above, turned in all ways: how many wind the other way?"""
    figure = shell(draws.one(("#e6c48f", "#d9a878", "#c9b58a")))
    return mirrored_ones(draws, dials, figure, {"dextral": False, "sinistral": True},
                         "Snails' shells wind one way or the other, as the two above show. How many below the line are sinistral?",
                         "A collection of shells, turned in all ways: how many of those below the line wind as the sinistral one above?")  # fmt: skip


def same_stars(draws: Draws, star_count: int, off: float) -> Question:
    """A chart of stars, and four turned ones: which shows the same sky?"""
    # Dials: stars of a figure, and how far the one that is wrong stands off, as a share of the chart's radius.
    stars = spread(draws, star_count, (-0.72, -0.72, 0.72, 0.72), 0.2)
    sizes = [draws.between(3.2, 6.4) for _ in stars]
    moved = [nudged(draws, stars, off, 0.16) for _ in range(2)]
    mirrored = [[(-x, y) for x, y in each] for each in (stars, moved[0])]
    charts = draws.shuffled([stars, moved[1], *mirrored])
    canvas = Canvas(760, 860, ground="#0f1b33")

    def chart(x: float, y: float, r: float, spots: Sequence[Point], angle: float) -> None:
        canvas.circle(x, y, r, fill="#16264a", stroke="#8fa3c9", width=2)
        with canvas.moved(x, y, angle=angle):
            for (sx, sy), size in zip(spots, sizes, strict=True):
                canvas.circle(r * sx, r * sy, size * r / 150, fill="#fff7d6")

    chart(380, 152, 138, stars, 0)
    canvas.text(70, 40, "tonight", size=18, colour="#dfe7f7")
    for place, spots in enumerate(charts):
        x, y = 200 + 360 * (place % 2), 434 + 288 * (place // 2)
        chart(x, y, 132, spots, draws.between(40, 320))
        canvas.text(x - 130, y - 104, _NUMBERS[place], size=22, face="sans-bold", colour="#ffffff", anchor="middle")
    question = draws.one(("The sky turns during the year. Which numbered chart shows the stars of the upper one, only turned?",
                          "One of the numbered charts is the upper one, turned; in the others a star stands elsewhere or all is mirrored. Which?"))  # fmt: skip
    return _numbered(question, charts.index(stars), canvas, "chart")


FORMS: Sequence[Form] = (
    moon_phase, season_from_tilt, planet,
    graded(web_without_a_plant, {1: (3, (4,), 2), 2: (9, (14, 14, 14), 3), 3: (9, (14, 14, 14, 14), 3)}),
    graded(molecules_of_a_kind, {1: (3, 6, 3, 90), 2: (40, 98, 5, 56), 3: (44, 110, 5, 53)}),
    graded(downstream, {1: 5, 2: 39, 3: 49}),
    graded(shells_of_a_sense, {2: Rows(9, 5, 58, 5), 3: Rows(14, 9, 56, 14)}),
    graded(same_stars, {2: (19, 0.24), 3: (26, 0.2)}),
)  # fmt: skip
