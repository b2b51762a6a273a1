"""Remote sensing: the land from above, counted, located, measured and compared over time."""

from __future__ import annotations

import math
from collections.abc import Callable

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.palette import NAMED
from ch3ef.scenarios.generated.scene.things import a
from ch3ef.scenarios.generated.tasks.cross_domain import aerial
from ch3ef.scenarios.generated.tasks.cross_domain.aerial import FEATURES, TREES
from ch3ef.scenarios.generated.tasks.cross_domain.drawing import (
    NUMBERS,
    blob,
    dots,
    smooth,
    tag,
    window,
)

_VIEWS = ("aerial photograph", "satellite picture", "picture from above", "view from the air", "survey picture")
_CORNERS = {"north-west": (-1, -1), "north-east": (1, -1), "south-east": (1, 1), "south-west": (-1, 1)}
_POINTS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def count_from_above(draws: Draws) -> Question:
    """Ships, planes, tanks or houses: how many?"""
    counts = window(draws, 3, 11)
    right = draws.one(counts)
    kind, scene = draws.one((("ships", _ships), ("planes", _planes), ("storage tanks", _tanks), ("houses", _houses),
                             ("boats in the marina", _marina)))  # fmt: skip
    view = draws.one(_VIEWS)
    question = draws.one((f"How many {kind} can be seen in this {view}?", f"Count the {kind} in this {view}.",
                          f"This is a {view.replace('aerial', 'recent aerial')}. How many {kind} are there?",
                          f"How many {kind} does this {view} show in all?"))  # fmt: skip
    return question_of(question, [str(count) for count in counts], str(right), scene(draws, right))


def place_of_feature(draws: Draws) -> Question:
    """Four features around a crossing: where does one of them lie?"""
    kinds, corners = draws.some(FEATURES, 4), draws.shuffled(_CORNERS)
    right = draws.one(corners)
    asked = kinds[corners.index(right)]
    picture = _four(draws, dict(zip(corners, kinds, strict=True)))
    view = draws.one(_VIEWS)
    question = draws.one((
        f"The arrow points north. In which part of this {view} is the {asked}?",
        f"Where does the {asked} lie in this {view}, seen from the middle? The arrow points north.",
        f"Using the north arrow, say where the {asked} is found in this {view}.",
        f"Seen from the middle of this {view}, where is the {asked}? N marks north.",
    ))  # fmt: skip
    return question_of(question, [f"in the {corner}" for corner in corners], f"in the {right}", picture)


def feature_at_place(draws: Draws) -> Question:
    """Four features around a crossing: which lies in a given direction?"""
    kinds, corners = draws.some(FEATURES, 4), draws.shuffled(_CORNERS)
    right = draws.one(kinds)
    where = corners[kinds.index(right)]
    picture = _four(draws, dict(zip(corners, kinds, strict=True)))
    view = draws.one(_VIEWS)
    question = draws.one((
        f"What lies in the {where} of this {view}? The arrow points north.",
        f"The arrow points north. What is found in the {where} of this {view}?",
        f"Which of these takes up the {where} of this {view}, going by the arrow to the north?",
    ))  # fmt: skip
    return question_of(question, [a(kind) for kind in kinds], a(right), picture)


def land_use_of_marked(draws: Draws) -> Question:
    """What is inside the dashed frame?"""
    kinds = draws.some(FEATURES, 4)
    right = draws.one(kinds)
    size = draws.one(((560, 560), (640, 512), (512, 512)))
    canvas = Canvas(*size)
    aerial.farmland(canvas, draws)
    w, h = size
    x, y, r = w * draws.between(0.36, 0.64), h * draws.between(0.36, 0.6), draws.between(92, 112)
    if draws.chance(0.6):
        aerial.road(canvas, [(-10, y + 1.25 * r + draws.jitter(8)), (w / 2, y + 1.32 * r), (w + 10, y + 1.4 * r)])
    FEATURES[right](canvas, draws, x, y, r)
    half = 1.28 * r
    frame = draws.one(("red", "yellow", "white"))
    canvas.rect(x - half, y - 1.12 * r, 2 * half, 2.24 * r, stroke="#1d1d1f", width=6, opacity=0.35)
    canvas.rect(x - half, y - 1.12 * r, 2 * half, 2.24 * r, stroke=NAMED[frame], width=4, dash="14 9")
    question = draws.one((
        f"What is inside the {frame} dashed frame?", f"How is the land within the {frame} dashed outline used?",
        f"The {frame} dashed frame marks a site in this {draws.one(_VIEWS)}. What is it?",
        f"Which kind of site is framed in {frame} here?",
    ))  # fmt: skip
    return question_of(question, [a(kind) for kind in kinds], a(right), canvas.picture())


def what_changed(draws: Draws) -> Question:
    """Two dates: which feature is new, or gone?"""
    kinds, corners = draws.some(FEATURES, 4), draws.shuffled(_CORNERS)
    right, gone = draws.one(kinds), draws.chance(0.5)
    spots = dict(zip(corners, kinds, strict=True))
    seed = f"ground {draws.whole(0, 10**9)}"
    years = _years(draws)
    full = _four(Draws(seed), spots, year=years[not gone])
    less = _four(Draws(seed), spots, without=right, year=years[gone])
    pictures = (full, less) if gone else (less, full)
    first, second = years
    if gone:
        texts = (f"Compare the two pictures of {first} and {second}. What has disappeared?",
                 f"What was still there in {first} but is gone in {second}?",
                 f"Between {first} and {second} one site was given up. Which one?")  # fmt: skip
    else:
        texts = (f"Compare the two pictures of {first} and {second}. What is new?",
                 f"What is there in {second} that was not there in {first}?",
                 f"Between {first} and {second} one site was added. Which one?")  # fmt: skip
    return question_of(draws.one(texts), [f"the {kind}" for kind in kinds], f"the {right}", *pictures)


def how_lake_changed(draws: Draws) -> Question:
    """Two dates: what has become of the lake?"""
    options = ["It has grown.", "It has shrunk.", "It has dried up.", "It has split in two."]
    right = draws.one(options)
    seed, years = f"lake {draws.whole(0, 10**9)}", _years(draws)
    before = _lakes(Draws(seed), ((0, 0, 95),), years[0])
    parts = {options[0]: ((0, 0, 160),), options[1]: ((0, 0, 48),), options[2]: (),
             options[3]: ((-66, -18, 46), (70, 22, 42))}[right]  # fmt: skip
    after = _lakes(Draws(seed), parts, years[1])
    question = draws.one((
        f"The pictures show the same land in {years[0]} and {years[1]}. What has happened to the lake?",
        f"How did the lake change from {years[0]} to {years[1]}?",
        f"A survey of {years[0]} and one of {years[1]}: what became of the lake?",
        f"What can be said about the lake in {years[1]}, compared with {years[0]}?",
    ))  # fmt: skip
    return question_of(question, draws.shuffled(options), right, before, after)


def houses_added(draws: Draws) -> Question:
    """Two dates: how many houses were built?"""
    counts = window(draws, 1, 6)
    right = draws.one(counts)
    seed, years, before = f"street {draws.whole(0, 10**9)}", _years(draws), draws.whole(3, 6)
    pictures = (_houses(Draws(seed), before, years[0]), _houses(Draws(seed), before + right, years[1]))
    question = draws.one((
        f"How many houses were built between {years[0]} and {years[1]}?",
        f"The same street in {years[0]} and in {years[1]}: how many houses have been added?",
        f"How many more houses stand here in {years[1]} than in {years[0]}?",
        f"Compare {years[0]} with {years[1]}. How many houses are new?",
    ))  # fmt: skip
    return question_of(question, [str(count) for count in counts], str(right), *pictures)


def distance_by_scale(draws: Draws) -> Question:
    """Two marked places: how far apart by the scale bar?"""
    first = draws.one((0, 1))
    multiples = [1, 2, 3, 4, 6][first : first + 4]
    right = draws.one(multiples)
    unit, name = draws.one(((50, "m"), (100, "m"), (200, "m"), (250, "m"), (500, "m"), (1, "km"), (2, "km"), (5, "km")))
    canvas = Canvas(640, 512)
    bar = 84.0 if right < 6 else 72.0
    aerial.farmland(canvas, draws)
    angle = math.radians(draws.one((0, 1)) * 180 + draws.jitter(28))
    dx, dy = right * bar * math.cos(angle) / 2, right * bar * math.sin(angle) / 2
    x, y = 320 + draws.jitter(20), 225 + draws.jitter(15)
    aerial.river(canvas, [(-20, 410), (200, 380 + draws.jitter(30)), (420, 440), (660, 400)], 26)
    canvas.line(x - dx, y - dy, x + dx, y + dy, stroke="#ffffff", width=5)
    canvas.line(x - dx, y - dy, x + dx, y + dy, stroke="#c22a2a", width=2.5, dash="7 6")
    for letter, side in (("A", -1), ("B", 1)):
        px, py = x + side * dx, y + side * dy
        canvas.circle(px, py, 6, fill="#c22a2a", stroke="#ffffff", width=2)
        tag(canvas, px + side * 22 * math.copysign(1, math.cos(angle)), py - 4, letter, size=18)
    aerial.scale_bar(canvas, 36, 480, bar, f"{unit} {name}")
    aerial.compass(canvas, 596, 466)
    question = draws.one((
        "Going by the scale bar, how far is it from A to B?", "About how long is the dashed line from A to B?",
        f"How far apart are A and B? The bar stands for {unit} {name}.",
        "Use the scale bar: what is the distance between the points A and B?",
        f"With a bar of {unit} {name}, how long is the way from A to B along the dashed line?",
    ))  # fmt: skip
    options = [f"about {unit * multiple} {name}" for multiple in multiples]
    return question_of(question, draws.shuffled(options), f"about {unit * right} {name}", canvas.picture())


def largest_field(draws: Draws) -> Question:
    """Four lettered fields: which is the largest, or the smallest?"""
    letters = draws.one((list("ABCD"), list("PQRS"), list("1234"), list("WXYZ")))
    right, small = draws.one(letters), draws.chance(0.35)
    while True:
        rects = aerial.split(draws, (-245, -215, 490, 430), 96)
        if len(rects) < 6:
            continue
        chosen = sorted(draws.some(rects, 4), key=lambda rect: rect[2] * rect[3], reverse=not small)
        ratio = (chosen[0][2] * chosen[0][3]) / (chosen[1][2] * chosen[1][3])
        if max(ratio, 1 / ratio) > 1.45:
            break
    canvas = Canvas(576, 544)
    aerial.farmland(canvas, draws, least=80)
    colours, turn = draws.one(aerial.CROPS), draws.jitter(16)
    rest = iter(draws.shuffled(letter for letter in letters if letter != right))
    marked = [(chosen[0], right), *((rect, next(rest)) for rect in chosen[1:])]
    with canvas.moved(288, 272, angle=turn):
        canvas.rect(-262, -232, 524, 464, fill="#6f8a52")
        for rect in rects:
            aerial.field(canvas, draws, (rect[0] + 4, rect[1] + 4, rect[2] - 8, rect[3] - 8), draws.one(colours))
        for rect, letter in marked:
            middle = (rect[0] + rect[2] / 2, rect[1] + rect[3] / 2)
            canvas.rect(rect[0] + 4, rect[1] + 4, rect[2] - 8, rect[3] - 8, stroke="#ffffff", width=3)
            with canvas.moved(*middle, angle=-turn):
                tag(canvas, 0, 0, letter, size=22)
    word = "smallest" if small else "largest"
    named = f"{', '.join(letters[:3])} and {letters[3]}"
    question = draws.one((
        f"Which of the fields {named} is the {word}?", f"Of the marked fields {named}, which has the {word} area?",
        f"Four fields are marked {named}. Which one is {word}?",
        f"A farmer wants the {word} of the fields {named}. Which one is that?",
    ))  # fmt: skip
    return question_of(question, [f"field {letter}" for letter in letters], f"field {right}", canvas.picture())


def heading_of_ship(draws: Draws) -> Question:
    """A ship with its wake: where is it going?"""
    options = draws.some(_POINTS, 4)
    right = draws.one(options)
    colours = draws.some(("red", "yellow", "green", "black", "white"), 3)
    canvas = Canvas(560, 512)
    aerial.sea(canvas, draws)
    spots = draws.shuffled(((140, 150), (400, 150), (270, 360)))
    for place, (colour, (x, y)) in enumerate(zip(colours, spots, strict=True)):
        point = right if place == 0 else draws.one([each for each in _POINTS if each != right])
        aerial.ship(canvas, x + draws.jitter(14), y + draws.jitter(14), draws.between(78, 88), NAMED[colour],
                    45.0 * _POINTS.index(point), wake=True)  # fmt: skip
    aerial.compass(canvas, 512, 462)
    question = draws.one((
        f"To which point of the compass is the {colours[0]} ship sailing?",
        f"Going by its wake and the arrow, where is the {colours[0]} ship heading?",
        f"The wake lies behind a ship. In which direction does the {colours[0]} ship travel?",
        f"Which course is the {colours[0]} ship on, if N is north?",
    ))  # fmt: skip
    return question_of(question, [f"to the {point}" for point in options], f"to the {right}", canvas.picture())


def bridges_over_river(draws: Draws) -> Question:
    """A river: how many roads cross it?"""
    counts = window(draws, 1, 6)
    right = draws.one(counts)
    canvas = Canvas(640, 480)
    aerial.farmland(canvas, draws)
    ys = [240 + draws.jitter(45) for _ in range(6)]
    aerial.river(canvas, [(-60 + 152 * k, y) for k, y in enumerate(ys)], draws.between(34, 46))
    steps = sorted(draws.some(range(6), right))
    for step in steps:
        x, lean = 70 + 100 * step + draws.jitter(12), draws.jitter(24)
        aerial.road(canvas, [(x - lean, -10), (x, 240), (x + lean, 490)], 14)
        crossing = ys[min(5, round((x + 60) / 152))]
        for side in (-10, 10):
            canvas.line(x + side, crossing - 30, x + side, crossing + 30, stroke="#f4f2ea", width=3)
    if draws.chance(0.6):
        aerial.road(canvas, [(-10, 440), (320, 450 + draws.jitter(14)), (650, 436)], 12)
    for _ in range(draws.whole(2, 6)):
        x = 20 + 100 * draws.whole(0, 6)
        aerial.house(canvas, draws, x, draws.one((60, 110, 390)) + draws.jitter(16), 26, draws.between(0, 90))
    view = draws.one(_VIEWS)
    question = draws.one((
        f"How many bridges cross the river in this {view}?", f"How often do roads cross the river in this {view}?",
        f"Count the places where a road crosses the water in this {view}.",
    ))  # fmt: skip
    names = {count: NUMBERS[count] for count in counts}
    return question_of(question, list(names.values()), names[right], canvas.picture())


def main_cover(draws: Draws) -> Question:
    """What covers most of the land?"""
    covers: dict[str, Callable[[Canvas, Draws], None]] = {
        "forest": _all_forest, "farmland": aerial.farmland, "water": aerial.sea, "housing": _all_housing,
    }  # fmt: skip
    options = draws.shuffled(covers)
    right = draws.one(options)
    canvas = Canvas(*draws.one(((560, 480), (512, 512), (608, 512))))
    covers[right](canvas, draws)
    w, h = canvas.width, canvas.height
    spots = draws.some([(0.2, 0.22), (0.8, 0.22), (0.8, 0.78), (0.2, 0.78)], 3)
    for cover, (x, y) in zip([each for each in options if each != right], spots, strict=True):
        px, py = x * w + draws.jitter(16), y * h + draws.jitter(12)
        if right == "water":
            canvas.path(smooth(blob(draws, px, py, 92, 84, rough=0.06), closed=True), fill="#9db07a", stroke="#d9cda0",
                        width=9)  # fmt: skip
        _patch(canvas, draws, cover, px, py)
    view = draws.one(_VIEWS)
    question = draws.one((
        f"What covers most of this {view}?", f"Which land cover takes up the largest part of this {view}?",
        f"If this {view} were mapped, what would fill most of the map?", f"What is this {view} mostly made up of?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def _years(draws: Draws) -> tuple[str, str]:
    first = draws.whole(1988, 2014)
    return str(first), str(first + draws.whole(3, 12))


def _year_plate(canvas: Canvas, year: str | None) -> None:
    if year:
        canvas.rect(12, 12, 72, 34, fill="#ffffff", radius=5, opacity=0.9)
        canvas.text(48, 36, year, size=20, face="sans-bold", anchor="middle")


def _four(draws: Draws, spots: dict[str, str], *, without: str | None = None, year: str | None = None) -> Picture:
    """Four features around a crossing; on dated pictures north is up."""
    north = 0 if year else draws.one((0, 0, 90, 270))
    canvas = Canvas(576, 576)
    aerial.farmland(canvas, draws)
    if draws.chance(0.5):
        aerial.river(canvas, [(-20, 300), (150, 276), (300, 302), (430, 282), (600, 296)], 24)
    else:
        aerial.road(canvas, [(-10, 292), (288, 284 + draws.jitter(6)), (590, 296)], 13)
    aerial.road(canvas, [(284, -10), (292, 288), (284, 590)], 13)
    turn = math.radians(north)
    for corner, kind in spots.items():
        east, south = _CORNERS[corner]
        x, y = east * math.cos(turn) - south * math.sin(turn), east * math.sin(turn) + south * math.cos(turn)
        # Drawn from a stream of its own: leaving one out must not change the others.
        own = Draws(f"{kind} {draws.whole(0, 10**9)}")
        if kind != without:
            FEATURES[kind](canvas, own, 288 + 146 * x + own.jitter(6), 288 + 146 * y + own.jitter(6), 92)
    aerial.compass(canvas, 288, 288, north)
    _year_plate(canvas, year)
    return canvas.picture()


def _lakes(draws: Draws, parts: tuple[tuple[float, float, float], ...], year: str) -> Picture:
    canvas = Canvas(512, 480)
    aerial.farmland(canvas, draws)
    aerial.road(canvas, [(-10, 440), (250, 450), (530, 436)], 12)
    for left in (60, 130, 420):
        aerial.house(canvas, draws, left, 412, 24, draws.jitter(10))
    bed = blob(draws, 256, 225, 122, 96, rough=0.08)
    canvas.path(smooth(bed, closed=True), fill="#cbb98a")
    for x, y, r in parts:
        aerial.lake(canvas, draws, 256 + x, 225 + y, r)
    _year_plate(canvas, year)
    return canvas.picture()


def _harbour(draws: Draws) -> Canvas:
    canvas = Canvas(640, 512)
    aerial.sea(canvas, draws)
    aerial.coast(canvas, draws, 84)
    for k in range(7):
        aerial.tree(canvas, 30 + 96 * k + draws.jitter(24), 34 + draws.jitter(16), draws.between(20, 30), TREES[1])
    return canvas


def _ships(draws: Draws, count: int) -> Picture:
    canvas = _harbour(draws)
    cells = draws.some([(x, y) for x in range(5) for y in range(3)], count)
    for x, y in cells:
        aerial.ship(canvas, 68 + 126 * x + draws.jitter(16), 172 + 124 * y + draws.jitter(12), draws.between(62, 78),
                    draws.one(("#b5402f", "#2f4f7d", "#39434d", "#c98a2e", "#3f7a55")), draws.between(0, 360),
                    wake=False)  # fmt: skip
    return canvas.picture()


def _marina(draws: Draws, count: int) -> Picture:
    canvas = _harbour(draws)
    canvas.rect(310, 70, 20, 400, fill="#b79b74", stroke="#8d744f", width=2)
    places = [(side, y) for y in (170, 232, 294, 356, 418) for side in (-1, 1)]
    places += [(side, 480) for side in (-1, 1)]
    for side, y in places:
        canvas.line(320 + side * 12, y - 30, 320 + side * 120, y - 30, stroke="#b79b74", width=5)
    for side, y in draws.some(places, count):
        with canvas.moved(320 + side * (70 + draws.jitter(5)), y, angle=90 * side + draws.jitter(3)):
            canvas.path("M0 -38q13 16 13 40v34h-26v-34q0 -24 13 -40z", fill="#fbfaf5", stroke="#8f8f8a", width=2)
            canvas.rect(-8, 2, 16, 18, fill=draws.one(("#2f6fa8", "#b5402f", "#3f7a55", "#5a6068")), radius=3)
    return canvas.picture()


def _planes(draws: Draws, count: int) -> Picture:
    canvas = Canvas(640, 512, ground="#9db07a")
    canvas.rect(0, 396, 640, 64, fill="#63666a")
    canvas.line(20, 428, 620, 428, stroke="#ffffff", width=4, dash="26 18")
    canvas.rect(20, 120, 600, 236, fill="#8b8e92")
    canvas.rect(300, 350, 44, 60, fill="#8b8e92")
    canvas.rect(60, 30, 520, 86, fill="#c4c8cc", stroke="#7f858b", width=3)
    for k in range(9):
        canvas.rect(78 + 56 * k, 46, 38, 54, fill="#aeb4ba")
    stands = [(70 + 100 * x, 180 + 112 * y) for y in range(2) for x in range(6)]
    for x, y in stands:
        canvas.line(x, y - 46, x, y + 46, stroke="#e9c94a", width=1.5)
    for x, y in draws.some(stands, count):
        aerial.plane(canvas, x, y, draws.between(78, 88), draws.one(("#c33b36", "#2e5ea8", "#e0b23a", "#3f7a55")), 0)
    return canvas.picture()


def _tanks(draws: Draws, count: int) -> Picture:
    canvas = Canvas(560, 480)
    aerial.farmland(canvas, draws)
    canvas.rect(40, 40, 480, 340, fill="#b9b3a5", stroke="#8f897b", width=4)
    aerial.road(canvas, [(-10, 420), (280, 424), (570, 418)], 16)
    cells = [(x, y) for x in range(4) for y in range(3)]
    for x, y in draws.some(cells, count):
        aerial.tank(canvas, 106 + 116 * x + draws.jitter(7), 102 + 108 * y + draws.jitter(6), draws.between(28, 44))
    return canvas.picture()


def _houses(draws: Draws, count: int, year: str | None = None) -> Picture:
    canvas = Canvas(560, 480)
    aerial.farmland(canvas, draws)
    aerial.road(canvas, [(-10, 250), (280, 238), (570, 246)], 18)
    aerial.road(canvas, [(276, 244), (284, 360), (280, 490)], 14)
    lots = draws.shuffled(
        [(x, y) for x in (130, 220, 340, 430, 510) for y in (95, 180, 318, 408) if (x, y) != (130, 95)]
    )
    for place, (x, y) in enumerate(lots):
        # Each lot has a stream of its own: what is built on it depends on nothing else.
        own = Draws(f"lot {draws.whole(0, 10**9)}")
        if place < count:
            aerial.house(canvas, own, x + own.jitter(8), y + own.jitter(8), 46, own.one((0, 90)) + own.jitter(9))
        elif own.chance(0.4):
            aerial.tree(canvas, x + own.jitter(12), y + own.jitter(12), own.between(22, 34), own.one(TREES))
    _year_plate(canvas, year)
    return canvas.picture()


def _all_forest(canvas: Canvas, draws: Draws) -> None:
    w, h = canvas.width, canvas.height
    canvas.rect(0, 0, w, h, fill="#2f5433")
    crowns = [(x + draws.jitter(6), y + draws.jitter(6)) for x in range(0, w + 20, 19) for y in range(0, h + 20, 19)]
    crowns = draws.shuffled(crowns)
    for place, colour in enumerate(TREES):
        dots(canvas, crowns[place::3], draws.between(20, 24), colour)
    dots(canvas, [(x - 4, y - 4) for x, y in crowns[::6]], 7, "#6d9a5a", opacity=0.8)


def _all_housing(canvas: Canvas, draws: Draws) -> None:
    w, h = canvas.width, canvas.height
    canvas.rect(0, 0, w, h, fill="#a9b184")
    for y in range(52, h + 60, 104):
        canvas.rect(0, y - 8, w, 16, fill="#b3b1aa")
        for x in range(30, w, 50):
            for side in (-27, 27):
                aerial.house(canvas, draws, x + draws.jitter(4), y + side + draws.jitter(3), 26, draws.jitter(5))
    canvas.rect(w / 2 - 8, 0, 16, h, fill="#b3b1aa")


def _patch(canvas: Canvas, draws: Draws, cover: str, x: float, y: float) -> None:
    if cover == "farmland":
        for dx, dy in ((-60, -48), (2, -48), (-60, 4), (2, 4)):
            aerial.field(canvas, draws, (x + dx, y + dy, 58, 48), draws.one(draws.one(aerial.CROPS)))
        return
    {"forest": aerial.forest, "water": aerial.lake, "housing": aerial.village}[cover](
        canvas, draws, x, y, 54 if cover == "housing" else 60
    )


FORMS: tuple[Form, ...] = (
    count_from_above, place_of_feature, feature_at_place, land_use_of_marked, what_changed, how_lake_changed,
    houses_added, distance_by_scale, largest_field, heading_of_ship, bridges_over_river, main_cover,
)  # fmt: skip
