"""Remote sensing: the land and the sea from above: counts, changes, shores, heights, ways, shadows and distances."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture, Point
from ch3ef.scenarios.generated.scene.fields import QUARTERS, quarter
from ch3ef.scenarios.generated.scene.fitting import fitting, spread, window
from ch3ef.scenarios.generated.scene.lines import aside, meeting
from ch3ef.scenarios.generated.scene.winding import one_apart, steps_from
from ch3ef.scenarios.generated.tasks.cross_domain import aerial
from ch3ef.scenarios.generated.tasks.cross_domain.drawing import tag

_INK = "#1d1d1f"
_PAINTS = ("#b5553c", "#3f6f9f", "#5f6f4f", "#8a8f96", "#c9a23a")
_COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def ships_counted(draws: Draws, ships: int, length: float, low: int, high: int) -> Question:
    """The sea with ships under way and at anchor: how many of one sort?"""
    options, right = window(draws, low, high)
    moving = draws.chance(0.5)
    canvas = Canvas(680, 560)
    aerial.sea(canvas, draws)
    spots = spread(draws, ships, (30, 30, 650, 530), 1.25 * length)
    for k, (x, y) in enumerate(spots):
        wake = (k < right) == moving
        aerial.ship(canvas, x, y, length * draws.between(0.8, 1), draws.one(_PAINTS), draws.between(0, 360), wake=wake)
    question = draws.one(
        ("How many of the ships are under way, with a wake behind them?", "Count the ships that leave a wake.") if moving else
        ("How many of the ships lie still, without a wake?", "Count the ships that have no wake behind them.")
    )  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def _settlement(draws: Draws, spots: Sequence[Point], size: float) -> Callable[[Sequence[Point], int, bool], Picture]:
    """How to take pictures of a settlement: those houses that stand, a year, and whether south is at the top."""
    turns, seed = {spot: draws.jitter(12) for spot in spots}, f"field {draws.between(0, 1)}"

    def taken(shown: Sequence[Point], year: int, turned: bool = False) -> Picture:
        canvas = Canvas(540, 560)
        with canvas.moved(540 if turned else 0, 560 if turned else 0, angle=180 if turned else 0):
            aerial.farmland(canvas, Draws(seed), least=150)
            for spot in sorted(shown):
                aerial.house(canvas, Draws(f"{seed}{spot}"), *spot, size, turns[spot])
        canvas.rect(0, 0, 90, 30, fill="#ffffff", opacity=0.9)
        canvas.text(45, 21, str(year), size=19, face="sans-bold", anchor="middle", colour=_INK)
        return canvas.picture()

    return taken


def house_gone(draws: Draws, house_count: int, size: float, turned: bool) -> Question:
    """A settlement in two years, in the second perhaps with south at the top: in which quarter has one house gone?"""
    # Dials: houses, their size, and whether the later picture is turned upside down.
    houses = spread(draws, house_count, (30, 56, 510, 530), 1.6 * size)
    right, (x, y) = quarter(draws, 48, 48)
    gone = min(houses, key=lambda house: math.dist(house, (36 + 9.75 * x, 52 + 9.5 * y)))
    if min(abs(gone[0] - 270), abs(gone[1] - 280)) < 24 or (gone[0] > 270, gone[1] > 280) != (x > 23, y > 23):
        return house_gone(draws, house_count, size, turned)
    taken, first = _settlement(draws, houses, size), draws.whole(1988, 2010)
    how = " In the later one south is at the top." if turned else ""
    question = draws.one((f"One house of the earlier picture has gone in the later one.{how} Where did it stand in the earlier picture?",
                          f"Between the two pictures a single house was pulled down.{how} Where is it in the first one?"))  # fmt: skip
    later = taken([house for house in houses if house != gone], first + draws.whole(4, 14), turned)
    return question_of(question, list(QUARTERS), right, taken(houses, first, False), later)


def on_the_island(draws: Draws, side: int) -> Question:
    """A chart that shows the shore of one winding island by a line only: which buoy is on land, or which light at sea?"""
    ground = draws.one(("#fbf6e6", "#f3f7f2", "#f2f5fa"))
    canvas = Canvas(640, 640, ground=ground)
    where, colours = one_apart(draws, canvas, (30, 30, 580, 580), side, ("red", "blue", "green", "orange", "purple", "black"), ink="#5a4a35",
                               ground=ground)  # fmt: skip
    where, others = ("on land", "at sea") if where == "inside" else ("at sea", "on land")
    question = draws.one((f"The line on this chart is the shore of a single island, with the sea all round. Which of the four marks is {where}?",
                          f"One island, and only its shore is drawn. Three of the marks lie {others}. Which one is {where}?"))  # fmt: skip
    said = draws.shuffled(colours)
    return question_of(question, [f"the {colour} one" for colour in said], f"the {colours[0]} one", canvas.picture())


def height_on_map(draws: Draws, summits: int, reach: float, most_rings: int, step: int) -> Question:
    """Contour lines, few of them with their height: how high is the marked place?"""
    rings = [draws.whole(max(2, most_rings - 3), most_rings) for _ in range(summits)]
    low = draws.whole(0, max(0, rings[0] - 4))
    levels = [low + k for k in range(4)]
    place = draws.one(levels)
    rings[0] = max(rings[0], place + 1)
    told, base = most_rings < 9, step * draws.whole(8, 60)
    # Few lines are evenly apart; where many must be counted, how far apart they are tells nothing.
    apart = [1.0 if told else draws.between(0.6, 1.4) for _ in range(max(rings) + 1)]
    spots = spread(draws, summits, (reach + 44, reach + 20, 660 - reach, 515 - reach), 2.05 * reach)
    canvas = Canvas(680, 590, ground=draws.one(("#e9efdc", "#efeadb", "#e3ecdf")))
    for k, ((x, y), count) in enumerate(zip(spots, rings, strict=True)):
        rough = [draws.between(0.84, 1) for _ in range(10)]
        for ring in range(count):
            r = reach * (1 - sum(apart[:ring]) / (sum(apart[:count]) + 0.6))
            points = [
                (x + r * rough[n] * math.cos(0.628 * n), y + r * rough[n] * math.sin(0.628 * n)) for n in range(10)
            ]
            index = (base // step + ring) % 5 == 0 if told else ring == 0
            canvas.polygon(points, stroke="#a0703c", width=2.4 if index else 1.2)
            if index:
                px, py = points[draws.one((0, 1, 6, 7, 8, 9))]
                canvas.rect(px - 15, py - 8, 30, 15, fill="#fffdf2")
                canvas.text(px, py + 4, str(base + step * ring), size=11, anchor="middle", colour="#6d4a22")
            if k == 0 and ring == place:
                mx, my = (points[3][0] + points[4][0]) / 2, (points[3][1] + points[4][1]) / 2
                tx, ty = x + 1.12 * reach * math.cos(2.2), y + 1.12 * reach * math.sin(2.2)
                canvas.line(mx, my, tx, ty, stroke="#c62828", width=1.2)
                canvas.circle(mx, my, 4, fill="#c62828", stroke="#ffffff", width=1.5)
                tag(canvas, tx, ty, "P", size=14)
    canvas.rect(0, 560, 680, 30, fill="#ffffff")
    lowest = f"; the lowest line of each hill: {base} m" if told else ""
    canvas.text(16, 581, f"contour interval {step} m{lowest}", size=15, colour=_INK)
    question = draws.one(("At what height does the red point P lie? It is on a contour line, and the hills rise inwards.",
                          "How high above the sea is P, going by the contour lines? The ground rises towards the inner ones."))  # fmt: skip
    return question_of(
        question,
        [f"{base + step * level} m" for level in levels],
        f"{base + step * place} m",
        canvas.picture(),
    )


def islands_joined(draws: Draws, count: int) -> Question:
    """Islands and bridges, some broken: how many islands can be reached on foot from the red house?"""
    low = max(1, count // 3)
    options, right = window(draws, low, min(count, low + 7))
    reach = 0.3 * math.sqrt(680 * 560 / count)
    spots = spread(draws, count, (reach, reach, 680 - reach, 560 - reach), 2.5 * reach)
    pairs = sorted(
        ((math.dist(spots[a], spots[b]), a, b) for a in range(count) for b in range(a)), key=lambda each: each[0]
    )
    near = [(a, b) for far, a, b in pairs if far < 4.4 * reach
            and all(aside(spots[a], spots[b], spots[c]) > 1.15 * reach for c in range(count) if c not in (a, b))]  # fmt: skip

    def reached(bridges: Sequence[tuple[int, int]], broken: Collection[tuple[int, int]]) -> int:
        beside: dict[int, list[int]] = {}
        for a, b in bridges:
            if (a, b) not in broken:
                beside.setdefault(a, []).append(b)
                beside.setdefault(b, []).append(a)
        return len(steps_from(0, lambda one: beside.get(one, ())))

    def make() -> tuple[list[tuple[int, int]], set[tuple[int, int]], int]:
        bridges: list[tuple[int, int]] = []
        for a, b in draws.shuffled(near):
            if draws.chance(0.62) and not any(
                meeting(spots[a], spots[b], spots[c], spots[d]) for c, d in bridges if not {a, b} & {c, d}
            ):
                bridges.append((a, b))
        broken = {bridge for bridge in bridges if draws.chance(0.27)}
        got = reached(bridges, broken)
        # Bridges fall or are mended, one at a time, as long as that brings it nearer.
        for bridge in draws.shuffled(bridges):
            then = reached(bridges, broken ^ {bridge})
            if abs(then - right) < abs(got - right):
                broken, got = broken ^ {bridge}, then
        return bridges, broken, got

    bridges, broken, _ = fitting(make, lambda made: made[2] == right)
    canvas = Canvas(680, 560)
    aerial.sea(canvas, draws)
    for a, b in bridges:
        (x1, y1), (x2, y2) = spots[a], spots[b]
        parts = ((0.0, 0.42), (0.58, 1.0)) if (a, b) in broken else ((0.0, 1.0),)
        for start, end in parts:
            ends = (x1 + (x2 - x1) * start, y1 + (y2 - y1) * start, x1 + (x2 - x1) * end, y1 + (y2 - y1) * end)
            canvas.line(*ends, stroke="#5f5a50", width=7)
            canvas.line(*ends, stroke="#d9d3c4", width=4)
    for k, (x, y) in enumerate(spots):
        canvas.circle(x, y, 1.05 * reach, fill="#d9cda0")
        canvas.circle(x, y, 0.93 * reach, fill="#9db07a")
        for dx, dy in ((-0.35, -0.3), (0.4, -0.2), (-0.1, 0.45)):
            aerial.tree(canvas, x + dx * reach, y + dy * reach, 0.42 * reach, draws.one(aerial.TREES))
        if k == 0:
            canvas.rect(x - 10, y - 9, 20, 18, fill="#c62828", stroke="#ffffff", width=2)
    question = draws.one(("How many islands, its own included, can be reached on foot from the red house? Some bridges are broken.",
                          "From the island with the red house one walks over whole bridges. How many islands does one get to, counting its own?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def where_sun_stands(draws: Draws, turned: bool, ways: int) -> Question:
    """Towers with shadows and a compass: from which direction does the sun shine?"""
    # Dials: whether north is turned away from the top, and whether only one way of the shadow is told in words.
    every = _COMPASS[:: 8 // ways]
    start = draws.whole(0, ways - 1)
    options = [every[(start + k) % ways] for k in range(4)]
    right = draws.one(options)
    north = draws.between(25, 335) if turned else 0.0
    shadow = math.radians(north + 45 * _COMPASS.index(right) + 180)
    canvas = Canvas(560, 520)
    aerial.farmland(canvas, draws)
    for x, y in spread(draws, 7, (60, 60, 430, 460), 105):
        size, long = draws.between(20, 30), draws.between(44, 72)
        dx, dy = long * math.sin(shadow), -long * math.cos(shadow)
        canvas.line(x, y, x + dx, y + dy, stroke="#1d1d1f", width=size, opacity=0.32)
        canvas.circle(x, y, size / 2 + 3, fill="#d9d4c9", stroke="#7f796c", width=2)
        canvas.circle(x, y, size / 4, fill="#b5553c")
    aerial.compass(canvas, 505, 60, north)
    question = draws.one(("In which direction does the sun stand, going by the shadows of the towers and the arrow to the north?",
                          "Mind the arrow to the north: from where does the sun shine on these towers?"))  # fmt: skip
    return question_of(question, [f"in the {option}" for option in options], f"in the {right}", canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(ships_counted, {1: (9, 60, 2, 7), 2: (184, 18, 64, 92), 3: (200, 17, 70, 100)}),
    graded(house_gone, {1: (12, 40, False), 2: (108, 21, True), 3: (136, 19, True)}),
    graded(on_the_island, {1: 4, 2: 23, 3: 29}),
    graded(height_on_map, {1: (1, 225, 4, 50), 2: (1, 235, 26, 10), 3: (1, 235, 31, 10)}),
    graded(islands_joined, {1: 5, 2: 76, 3: 96}),
    graded(where_sun_stands, {1: (False, 4)}),
)  # fmt: skip
