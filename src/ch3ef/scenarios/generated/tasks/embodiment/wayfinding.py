"""Finding the way over several steps: plans with doors, mazes, told directions, networks of roads and trains, fences."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.fitting import NoSceneError, fitting, spread, window
from ch3ef.scenarios.generated.scene.lines import meeting
from ch3ef.scenarios.generated.scene.palette import GROUNDS, NAMED, lighter
from ch3ef.scenarios.generated.scene.winding import (
    Cell,
    around,
    grown,
    one_apart,
    one_way_open,
    steps_from,
    strokes,
    tips_of,
)

Pair = tuple[Cell, Cell]
_INK = "#4b535d"


def walker(canvas: Canvas, x: float, y: float, heading: float, colour: str = "#c2185b") -> None:
    """“You are here”, with an arrow that shows which way you look."""
    with canvas.moved(x, y, angle=heading):
        canvas.circle(0, 0, 16, fill="#ffffff", stroke=colour, width=3)
        canvas.polygon([(0, -13), (9, 9), (0, 4), (-9, 9)], fill=colour)


def _steps(start: Cell, open_pairs: set[Pair]) -> dict[Cell, int]:
    """Cell -> steps from a start through open pairs of neighbours."""
    return steps_from(start, lambda cell: (other for other in around(cell)
                                           if (cell, other) in open_pairs or (other, cell) in open_pairs))  # fmt: skip


def _pairs(wide: int, high: int) -> list[Pair]:
    """Neighbours in a field of cells."""
    return [((x, y), other) for x in range(wide) for y in range(high) for other in ((x + 1, y), (x, y + 1))
            if other[0] < wide and other[1] < high]  # fmt: skip


def doors_on_way(draws: Draws, wide: int, high: int, low: int, most: int) -> Question:
    """Rooms with open and locked doors: through how many doors does the shortest way lead?"""
    options, right = window(draws, low, most)
    pairs = _pairs(wide, high)

    def make() -> tuple[set[Pair], list[Pair], Cell, list[Cell]]:
        doors = [pair for pair in pairs if draws.chance(0.86)]
        open_doors = {pair for pair in doors if draws.chance(0.58)}
        here = (draws.whole(0, wide - 1), draws.whole(0, high - 1))
        return open_doors, doors, here, [cell for cell, far in _steps(here, open_doors).items() if far == right]

    open_doors, doors, here, goals = fitting(make, lambda made: bool(made[3]))
    goal = draws.one(goals)
    step = min(120, 900 / wide, 620 / high)
    canvas = Canvas(max(448, round(step * wide + 40)), max(448, round(step * high + 80)), ground=draws.one(GROUNDS)[1])
    left, top = (canvas.width - step * wide) / 2, (canvas.height - 40 - step * high) / 2
    canvas.rect(left, top, step * wide, step * high, fill="#fbf8f0")
    walls = [((left + step * x, top), (left + step * x, top + step * high)) for x in range(wide + 1)]
    walls += [((left, top + step * y), (left + step * wide, top + step * y)) for y in range(high + 1)]
    canvas.path(strokes(walls), stroke=_INK, width=4)
    gaps = {}
    for one, other in doors:
        mx, my = left + step * (one[0] + other[0] + 1) / 2, top + step * (one[1] + other[1] + 1) / 2
        dx, dy = (0, 0.2 * step) if one[1] == other[1] else (0.2 * step, 0)
        gaps[one, other] = (mx - dx, my - dy), (mx + dx, my + dy)
    canvas.path(strokes(gaps.values()), stroke="#fbf8f0", width=6)
    canvas.path(strokes(gap for pair, gap in gaps.items() if pair not in open_doors), stroke="#c62828", width=5)
    posts = [(end, end) for pair in open_doors for end in gaps[pair]]
    canvas.path(strokes(sorted(posts)), stroke=_INK, width=6)
    walker(canvas, left + step * (here[0] + 0.5), top + step * (here[1] + 0.5), 0)
    gx, gy = left + step * (goal[0] + 0.5), top + step * (goal[1] + 0.5)
    canvas.line(gx - 8, gy + 16, gx - 8, gy - 16, stroke="#20242b", width=3)
    canvas.polygon([(gx - 8, gy - 16), (gx + 15, gy - 9), (gx - 8, gy - 2)], fill="#2e7d32")
    canvas.line(left, canvas.height - 22, left + 30, canvas.height - 22, stroke="#c62828", width=5)
    canvas.text(left + 38, canvas.height - 16, "locked door", size=15, colour=_INK)
    question = draws.one(("Doors marked red are locked, gaps are open. Through how many doors does the shortest way to the flag lead?",
                          "You are the ring and want to get to the flag. How many doors do you pass at least, the red ones being locked?",
                          "What is the smallest number of open doors between you and the flag?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def nearest_exit(draws: Draws, wide: int, high: int, loops: float) -> Question:
    """A maze with four coloured exits: which one is the shortest walk away?"""
    # Dials: fields across and down, and the share of inner walls that are taken out again.
    options = draws.some(("red", "blue", "green", "orange", "purple", "pink"), 4)
    right = draws.one(options)
    pairs = _pairs(wide, high)
    rim = [(x, y) for x in range(wide) for y in range(high) if x in (0, wide - 1) or y in (0, high - 1)]
    beside: dict[Cell, list[Pair]] = {}
    for pair in pairs:
        for cell in pair:
            beside.setdefault(cell, []).append(pair)

    def make() -> tuple[set[Pair], Cell, dict[str, Cell]]:
        here = draws.one([(x, y) for x in range(1, wide - 1) for y in range(1, high - 1)])
        ways, joined, edge = set[Pair](), {here}, [here]
        while len(joined) < wide * high:
            cell = edge[-1] if draws.chance(0.8) else draws.one(edge)
            near = [pair for pair in beside[cell] if pair[0] not in joined or pair[1] not in joined]
            if not near:
                edge.remove(cell)
                continue
            pair = draws.one(near)
            ways.add(pair)
            joined.update(pair)
            edge.append(pair[0] if pair[1] == cell else pair[1])
        ways |= {pair for pair in pairs if draws.chance(loops)}
        far = _steps(here, ways)
        others = [option for option in options if option != right]
        for _ in range(40):
            exits = dict(zip((right, *others), sorted(draws.some(rim, 4), key=lambda cell: far[cell]), strict=True))
            first, second, *_ = (far[cell] for cell in exits.values())
            # The next one is a little farther off.
            if first > wide // 2 and 2 <= second - first <= 6 + wide // 4:
                return ways, here, exits
        return ways, here, {}

    ways, here, exits = fitting(make, lambda made: bool(made[2]))
    step = min(62, 900 / wide, 660 / high)
    canvas = Canvas(max(448, round(step * wide + 60)), max(448, round(step * high + 60)), ground=draws.one(GROUNDS)[0])
    left, top = (canvas.width - step * wide) / 2, (canvas.height - step * high) / 2
    for colour, (x, y) in exits.items():
        canvas.rect(left + step * x + 2, top + step * y + 2, step - 4, step - 4, fill=NAMED[colour])
    canvas.rect(left, top, step * wide, step * high, stroke=_INK, width=4)
    # The wall between two fields begins at the corner of the second and runs along its side.
    walls = [
        ((x2, y2), (x2, y2 + 1) if y1 == y2 else (x2 + 1, y2))
        for (x1, y1), (x2, y2) in pairs
        if ((x1, y1), (x2, y2)) not in ways
    ]
    placed = [
        ((left + step * x1, top + step * y1), (left + step * x2, top + step * y2)) for (x1, y1), (x2, y2) in walls
    ]
    canvas.path(strokes(placed), stroke=_INK, width=3 if step > 30 else 2.2)
    with canvas.moved(left + step * (here[0] + 0.5), top + step * (here[1] + 0.5), scale=min(1, step / 44)):
        walker(canvas, 0, 0, 0)
    question = draws.one(("The coloured fields are exits. To which one is it the shortest walk from the ring, round all walls?",
                          "You stand at the ring and have to get out fast. Which exit do you reach first on foot?",
                          "Which of the coloured exits is nearest for someone who walks from the ring?"))  # fmt: skip
    return question_of(question, [f"the {option} one" for option in options], f"the {right} one", canvas.picture())


def turns_of_walk(draws: Draws, wide: int, high: int, low: int, most: int) -> Question:
    """A way drawn on a squared plan: how many times does the walker turn to one side?"""
    options, right = window(draws, low, most)
    left = draws.chance(0.5)

    def make() -> list[Cell]:
        spots = [(draws.whole(0, wide - 1), draws.whole(0, high - 1))]
        level, used = draws.chance(0.5), {spots[0]}
        for _ in range(3 * most):
            x, y = spots[-1]
            at = x if level else y
            ends = [(k, y) if level else (x, k) for k in range(wide if level else high) if 0 < abs(k - at) <= 4]
            cells = {end: [(m, y) if level else (x, m) for m in range(min(end[not level], (x, y)[not level]),
                                                                      max(end[not level], (x, y)[not level]) + 1)] for end in ends}  # fmt: skip
            fits = [end for end in ends if not used & (set(cells[end]) - {(x, y)})]
            if not fits:
                break
            spots.append(draws.one(fits))
            used.update(cells[spots[-1]])
            level = not level
        turns = [(b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
                 for a, b, c in zip(spots, spots[1:], spots[2:], strict=False)]  # fmt: skip
        # It ends where as many are to that side.
        last = [k for k in range(2, len(turns) + 1) if sum((turn < 0) == left for turn in turns[:k]) == right]
        return spots[: draws.one(last) + 2] if last else []

    spots = fitting(make, bool)
    step = min(84, 860 / max(wide, high))
    light, dark = draws.one(GROUNDS)
    canvas = Canvas(max(448, round(step * wide + 40)), max(448, round(step * high + 40)), ground=light)
    x0, y0 = (canvas.width - step * (wide - 1)) / 2, (canvas.height - step * (high - 1)) / 2
    for k in range(wide):
        canvas.line(x0 + step * k, y0 - 12, x0 + step * k, y0 + step * (high - 1) + 12, stroke=dark, width=9)
    for k in range(high):
        canvas.line(x0 - 12, y0 + step * k, x0 + step * (wide - 1) + 12, y0 + step * k, stroke=dark, width=9)
    drawn = [(x0 + step * x, y0 + step * y) for x, y in spots]
    canvas.polyline(drawn, stroke="#1f5fbf", width=4)
    canvas.arrow(*drawn[-2], *drawn[-1], stroke="#1f5fbf", width=4, head=14)
    canvas.circle(*drawn[0], 9, fill="#c62828", stroke="#ffffff", width=2)
    side = "left" if left else "right"
    question = draws.one((f"Walk the blue way from the red dot to the arrow. How many times do you turn {side}?",
                          f"Someone follows the blue line, starting at the red dot. How many of their turns are to the {side}?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


_TOWNS = ("Elford", "Marston", "Oakley", "Tilbrook", "Wenlow", "Harby", "Brayfield", "Stonham", "Kettle Hill", "Dunmere", "Ashwick",
          "Lowton", "Rusby", "Corfe", "Penley", "Tarn")  # fmt: skip


def _fastest(start: int, end: int, roads: Mapping[tuple[int, int], int]) -> int:
    waiting, done = [(0, start)], set[int]()
    while waiting:
        far, place = heapq.heappop(waiting)
        if place == end:
            return far
        if place not in done:
            done.add(place)
            for (one, other), minutes in roads.items():
                if place in (one, other):
                    heapq.heappush(waiting, (far + minutes, other if place == one else one))
    return -1


def quickest_road(draws: Draws, places: int, closed_count: int, least: int) -> Question:
    """A map of roads with minutes, some closed: how long does the quickest way take?"""
    # Dials: places, closed roads, and minutes that the way takes at least.
    names = draws.some(_TOWNS, places)
    wide, high = 720, 520

    def make() -> tuple[list[tuple[float, float]], dict[tuple[int, int], int], set[tuple[int, int]], int]:
        spots = spread(draws, places, (70, 50, wide - 70, high - 50), 108 if places > 9 else 140)
        near = sorted(
            ((math.dist(spots[a], spots[b]), a, b) for a in range(places) for b in range(a)),
            key=lambda each: each[0],
        )
        roads: dict[tuple[int, int], int] = {}
        for far, a, b in near:
            middle = [
                (
                    (spots[a][0] * (3 - k) + spots[b][0] * (1 + k)) / 4,
                    (spots[a][1] * (3 - k) + spots[b][1] * (1 + k)) / 4,
                )
                for k in range(3)
            ]
            clear = all(math.dist(spot, spots[c]) > 40 for spot in middle for c in range(places) if c not in (a, b))
            crossing = any(meeting(spots[a], spots[b], spots[c], spots[d]) for c, d in roads if not {a, b} & {c, d})
            if far < 250 and clear and not crossing:
                roads[a, b] = draws.whole(4, 19)
        closed = set(draws.some(roads, min(closed_count, len(roads) - 1)))
        return spots, roads, closed, _fastest(0, 1, {road: time for road, time in roads.items() if road not in closed})

    spots, roads, closed, right = fitting(make, lambda made: made[3] >= least and not {(0, 1), (1, 0)} & made[1].keys())
    first = right - draws.whole(0, 3)
    options = range(first, first + 4)
    canvas = Canvas(wide, high, ground=draws.one(("#e4ecd6", "#ebe5d4", "#dde8ea")))
    for road in roads:
        (x1, y1), (x2, y2) = (spots[k] for k in road)
        canvas.line(x1, y1, x2, y2, stroke="#ffffff", width=10)
        canvas.line(x1, y1, x2, y2, stroke="#c9a23a", width=6)
    for road, minutes in roads.items():
        (x1, y1), (x2, y2) = (spots[k] for k in road)
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
        if road in closed:
            canvas.circle(x, y, 12, fill="#ffffff", stroke="#c62828", width=4)
            canvas.line(x - 7, y - 7, x + 7, y + 7, stroke="#c62828", width=3)
        else:
            canvas.circle(x, y, 12, fill="#fffdf5", stroke="#8a7440", width=1.5)
            canvas.text(x, y + 5, str(minutes), size=14, anchor="middle")
    for k, (name, (x, y)) in enumerate(zip(names, spots, strict=True)):
        canvas.circle(x, y, 9, fill="#1f5fbf" if k < 2 else "#4b535d", stroke="#ffffff", width=2)
        canvas.text(x, y + 27, name, size=13, face="sans-bold", anchor="middle", colour="#20242b")
    question = draws.one((f"The numbers are minutes, crossed rings closed roads. How long does the quickest way from {names[0]} to {names[1]} take?",
                          f"What is the shortest driving time from {names[0]} to {names[1]}? Closed roads have a crossed ring."))  # fmt: skip
    return question_of(question, [f"{option} minutes" for option in options], f"{right} minutes", canvas.picture())


def stops_of_metro(draws: Draws, lines: int, low: int, high: int) -> Question:
    """A network of lines with closed stretches: how many stops does the shortest ride take?"""
    # Dials: lines across and down, and the fewest and most stops asked about.
    side = 2 * lines - 1
    options, right = window(draws, low, high)
    stops = [(x, y) for x in range(side) for y in range(side) if x % 2 == 0 or y % 2 == 0]
    pairs = [pair for pair in _pairs(side, side) if all(stop in stops for stop in pair)]

    def make() -> tuple[set[Pair], Cell, list[Cell]]:
        closed = set(draws.some(pairs, len(pairs) // (5 if side < 6 else 3)))
        here = draws.one(stops)
        return closed, here, [stop for stop, far in _steps(here, set(pairs) - closed).items() if far == right]

    closed, here, goals = fitting(make, lambda made: bool(made[2]))
    goal = draws.one(goals)
    span = 500 if side < 10 else 760
    step = span / side
    canvas = Canvas(span + 40, span + 40, ground="#fbf9f4")
    tints = draws.shuffled(("red", "blue", "green", "orange", "purple", "brown", "pink", "grey", "black", "yellow"))

    def at(stop: Cell) -> tuple[float, float]:
        return 20 + step * (stop[0] + 0.5), 20 + step * (stop[1] + 0.5)

    for one, other in pairs:
        tint = NAMED[tints[one[1] // 2] if one[1] == other[1] else tints[-1 - one[0] // 2]]
        (x1, y1), (x2, y2) = at(one), at(other)
        if (one, other) in closed:
            canvas.line(x1, y1, x2, y2, stroke=lighter(tint, 0.55), width=3, dash="3 7")
        else:
            canvas.line(x1, y1, x2, y2, stroke=tint, width=7)
    for stop in stops:
        big = stop in (here, goal)
        canvas.circle(
            *at(stop),
            11 if big else 6,
            fill="#20242b" if stop == goal else "#ffffff",
            stroke="#20242b",
            width=4 if big else 2,
        )
        if big:
            canvas.text(
                min(at(stop)[0] + 13, span),
                at(stop)[1] - 12,
                "from" if stop == here else "to",
                size=14,
                face="sans-bold",
            )
    question = draws.one(("Dotted stretches are closed. How many stops is it at least from the white ring “from” to the black one “to”, the last stop counted?",
                          "You ride from the ring marked “from” to the one marked “to”, not over dotted stretches. How many stretches between stops do you ride at least?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def rides_of_lifts(draws: Draws, floors: int, lift_count: int, stops: int) -> Question:
    """Lifts that stop at some floors only: how many rides does it take at least from one floor to another?"""
    options, right = window(draws, 1, 4 if lift_count < 8 else 6)

    def make() -> tuple[list[set[int]], int, int, int]:
        lifts = [set(draws.some(range(floors), stops)) for _ in range(lift_count)]
        here, goal = draws.some(range(floors), 2)
        reached, rides = {here}, 0
        while goal not in reached and rides < 9:
            reached = reached.union(*(lift for lift in lifts if lift & reached))
            rides += 1
        return lifts, here, goal, rides

    lifts, here, goal, _ = fitting(make, lambda made: made[3] == right, 40000)
    row, column = min(40, 640 / floors), min(70, 560 / lift_count)
    canvas = Canvas(
        max(448, round(column * lift_count + 190)),
        max(448, round(row * floors + 80)),
        ground=draws.one(GROUNDS)[0],
    )
    for floor in range(floors):
        y = canvas.height - 50 - row * floor
        canvas.line(90, y, canvas.width - 40, y, stroke="#c9c5ba", width=1)
        canvas.text(70, y + 5, str(floor), size=14, anchor="end", colour=_INK)
        if floor in (here, goal):
            canvas.text(
                22 if floor == goal else 20,
                y + 5,
                "to" if floor == goal else "you",
                size=14,
                face="sans-bold",
                colour="#c62828",
            )
    for k, lift in enumerate(lifts):
        x = 110 + column * (k + 0.3)
        canvas.line(
            x, canvas.height - 50 - row * max(lift), x, canvas.height - 50 - row * min(lift), stroke="#4f8fc0", width=4
        )
        for floor in lift:
            canvas.circle(x, canvas.height - 50 - row * floor, 6, fill="#ffffff", stroke="#1f5fbf", width=3)
    question = draws.one(("Each blue line is a lift, and it stops only at its rings. How many lift rides does it take at least from your floor to the one marked “to”?",
                          "You are on the floor “you” and take lifts only. They stop at the rings. What is the smallest number of rides to the floor “to”?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def stall_with_a_way(draws: Draws, wide: int, high: int) -> Question:
    """A hall with walls between stalls: to which of four coloured ones is there a way at all?"""
    colours = draws.some(("red", "blue", "green", "orange", "purple", "pink"), 4)
    right = draws.one(range(4))

    def make() -> tuple[dict[Cell, Cell], list[Cell], set[Cell] | None]:
        tree = grown(draws, wide, high, 0.97)
        tips = tips_of(tree, (wide + high) // 3 - 1)
        shops = draws.some(tips, 4) if len(tips) > 3 else []
        return tree, shops, one_way_open(draws, tree, shops, shops[right]) if shops else None

    tree, shops, cuts = fitting(make, lambda made: made[2] is not None)
    (here, _), *_ = tree.items()
    joined = {frozenset((cell, before)) for cell, before in tree.items() if cell not in (cuts or ())}
    step = min(48, 900 / wide, 660 / high)
    canvas = Canvas(max(448, round(step * wide + 60)), max(448, round(step * high + 60)), ground=draws.one(GROUNDS)[0])
    left, top = (canvas.width - step * wide) / 2, (canvas.height - step * high) / 2
    for colour, (x, y) in zip(colours, shops, strict=True):
        canvas.rect(left + step * x + 2, top + step * y + 2, step - 4, step - 4, fill=NAMED[colour])
    walls = [((x2, y2), (x2, y2 + 1) if y1 == y2 else (x2 + 1, y2)) for (x1, y1), (x2, y2) in _pairs(wide, high)
             if frozenset(((x1, y1), (x2, y2))) not in joined]  # fmt: skip
    placed = [
        ((left + step * x1, top + step * y1), (left + step * x2, top + step * y2)) for (x1, y1), (x2, y2) in walls
    ]
    canvas.path(strokes(placed), stroke=_INK, width=3 if step > 30 else 2.2)
    canvas.rect(left, top, step * wide, step * high, stroke=_INK, width=4)
    with canvas.moved(left + step * (here[0] + 0.5), top + step * (here[1] + 0.5), scale=min(1, step / 44)):
        walker(canvas, 0, 0, 0)
    question = draws.one(("You are the ring. Walls cut three of the coloured stalls off from you. Which one can you walk to?",
                          "To which of the coloured stalls is there a way from the ring, round the walls?"))  # fmt: skip
    return question_of(
        question,
        [f"the {colour} one" for colour in draws.shuffled(colours)],
        f"the {colours[right]} one",
        canvas.picture(),
    )


def hiker_in_fence(draws: Draws, side: int) -> Question:
    """A nature reserve with a closed fence that winds: which hiker is inside it, or outside?"""
    wide, high = (560, 480) if side < 14 else (860, 720)
    light = draws.one(("#e3eed5", "#ebe6d2", "#dcebd8"))
    canvas = Canvas(wide, high, ground=light)
    where, colours = one_apart(draws, canvas, (20, 20, wide - 40, high - 40), side, ("red", "blue", "orange", "purple", "black"), ink="#7a5230",
                               ground=light)  # fmt: skip
    question = draws.one((f"The brown line is a fence that closes round a reserve. Which hiker (coloured dot) is {where} the fence?",
                          f"Four hikers are marked by dots; the fence is one closed line. Three are on the same side of it. Which one is {where}?"))  # fmt: skip
    said = draws.shuffled(colours)
    return question_of(question, [f"the {colour} one" for colour in said], f"the {colours[0]} one", canvas.picture())


_NTH = ("first", "second", "third", "fourth", "fifth")


def door_by_directions(draws: Draws, blocks: int, turns: int) -> Question:
    """Corridors between blocks of rooms with numbers, and told directions: to which door do they lead?"""
    span = 600 if blocks < 5 else 900
    size, lane = span / blocks, span / blocks * 0.3
    numbers = iter(draws.some(range(101, 990), 8 * blocks * blocks))
    # Every block has two doors on each of its four sides; a door is named by the corridor that it opens to.
    doors: dict[tuple[int, int, int, int], int] = {(i, j, side, k): next(numbers) for i in range(blocks) for j in range(blocks)
                                                   for side in range(4) for k in (0, 1)}  # fmt: skip
    ways = ((0, -1), (1, 0), (0, 1), (-1, 0))

    def make() -> tuple[Cell, int, list[str], tuple[int, int, int, int]] | None:
        # Crossings are counted from 0 to `blocks` both ways; the walk begins on one, facing along a corridor.
        spot = start = (draws.whole(0, blocks), draws.whole(0, blocks))
        heading = facing = draws.whole(0, 3)
        told = []
        for _ in range(turns):
            reach, turn = draws.whole(1, max(1, blocks - 1)), draws.one((1, 3))
            spot = (spot[0] + reach * ways[heading][0], spot[1] + reach * ways[heading][1])
            if not all(0 <= part <= blocks for part in spot):
                return None
            told.append(f"at the {_NTH[reach - 1]} crossing turn {'right' if turn == 1 else 'left'}")
            heading = (heading + turn) % 4
        end = (spot[0] + ways[heading][0], spot[1] + ways[heading][1])
        hand, nth = draws.one((1, 3)), draws.whole(0, 1)
        beside = ways[(heading + hand) % 4]
        middle = ((spot[0] + end[0] + beside[0]) / 2, (spot[1] + end[1] + beside[1]) / 2)
        block = (math.floor(middle[0] - 0.25), math.floor(middle[1] - 0.25))
        if not all(0 <= part < blocks for part in block) or not all(0 <= part <= blocks for part in end):
            return None
        told.append(f"take the {_NTH[nth]} door on the {'right' if hand == 1 else 'left'}")
        side = ways.index((-beside[0], -beside[1]))
        along = nth if heading in (1, 2) else 1 - nth
        return start, facing, told, (*block, side, along)

    made = fitting(make, lambda found: found is not None)
    if made is None:
        raise NoSceneError("no walk fits")
    start, facing, told, door = made
    right = doors[door]
    near = [
        doors[i, j, side, k]
        for i, j, side, k in doors
        if (i, j, side, k) != door and abs(i - door[0]) + abs(j - door[1]) <= 1
    ]
    options = draws.shuffled([right, *draws.some(near, 3)])
    canvas = Canvas(span + 60, span + 60, ground="#fdfcf7")
    room = draws.one(("#dcdfe3", "#e3dccf", "#d5e0d3", "#dcd6e4"))
    for i in range(blocks):
        for j in range(blocks):
            left, top = 30 + size * i + lane / 2, 30 + size * j + lane / 2
            wide = size - lane
            canvas.rect(left, top, wide, wide, fill=room, stroke=_INK, width=2)
            for side, (dx, dy) in enumerate(ways):
                for k in (0, 1):
                    along = (0.27 + 0.46 * k) * wide
                    x, y = (
                        (left + along, top + wide / 2 + dy * wide / 2)
                        if dx == 0
                        else (left + wide / 2 + dx * wide / 2, top + along)
                    )
                    px, py = (11, 0) if dx == 0 else (0, 11)
                    canvas.line(x - px, y - py, x + px, y + py, stroke="#8a5a3a", width=5)
                    canvas.text(
                        x - 18 * dx,
                        y - 13 * dy + 4,
                        str(doors[i, j, side, k]),
                        size=11 if blocks > 2 else 13,
                        anchor="middle",
                        colour="#20242b",
                    )
    walker(canvas, 30 + size * start[0], 30 + size * start[1], 90 * facing)
    text = ", ".join(told[:-1]) + (f", then {told[-1]}" if len(told) > 1 else told[-1])
    question = draws.one((f"You are the ring and look the way its arrow points. Go straight on; {text}. Which room number is on it?",
                          f"Directions from the ring, facing along its arrow: {text}. To which room do they lead?"))  # fmt: skip
    return question_of(question, [f"room {option}" for option in options], f"room {right}", canvas.picture())


INDOOR: tuple[Form, ...] = (
    graded(doors_on_way, {1: (3, 2, 1, 4), 2: (19, 13, 22, 37), 3: (23, 16, 28, 46)}),
    graded(nearest_exit, {1: (5, 4, 0.25), 2: (37, 26, 0.033), 3: (44, 31, 0.03)}),
    graded(door_by_directions, {1: (2, 1)}),
    graded(rides_of_lifts, {1: (7, 6, 2), 2: (41, 31, 3), 3: (50, 38, 3)}),
    graded(stall_with_a_way, {1: (6, 5), 2: (39, 28), 3: (48, 34)}),
    graded(turns_of_walk, {1: (4, 4, 1, 4), 2: (19, 15, 17, 28), 3: (23, 18, 24, 38)}),
)  # fmt: skip
OUTDOOR: tuple[Form, ...] = (
    graded(quickest_road, {1: (5, 1, 12)}),
    graded(stops_of_metro, {1: (2, 1, 4), 2: (10, 21, 33), 3: (10, 26, 40)}),
    graded(hiker_in_fence, {2: 31, 3: 38}),
)  # fmt: skip
