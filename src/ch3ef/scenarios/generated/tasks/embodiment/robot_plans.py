"""Robotic planning, several steps ahead: blocks to be restacked, programs to be run, rails, pulleys, bars in a heap and a boundary wire."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.fitting import fitting, window
from ch3ef.scenarios.generated.scene.mikado import Sticks, draw_heap, heap
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, darker
from ch3ef.scenarios.generated.scene.winding import Cell, around, one_apart, strokes
from ch3ef.scenarios.generated.tasks.embodiment.drawing import ways_across
from ch3ef.scenarios.generated.tasks.embodiment.robots import stacks

State = tuple[tuple[str, ...], ...]
_INK = "#2d333b"


def _moves(state: State) -> list[tuple[int, int, State]]:
    """From and to which place a block can be moved, and what comes of it."""
    found = []
    for one in range(len(state)):
        for other in range(len(state)):
            if one != other and state[one]:
                piles = list(state)
                piles[other] = (*piles[other], piles[one][-1])
                piles[one] = piles[one][:-1]
                found.append((one, other, tuple(piles)))
    return found


def _any_state(draws: Draws, colours: Sequence[str], places: int) -> State:
    piles: list[list[str]] = [[] for _ in range(places)]
    for colour in draws.shuffled(colours):
        draws.one(piles).append(colour)
    return tuple(tuple(pile) for pile in piles)


def _table(canvas: Canvas, state: State, x: float, y: float, size: float, step: float) -> None:
    """Piles on numbered places; (x, y) is the foot of the first."""
    canvas.rect(x - 0.6 * step, y, step * (len(state) + 0.1), 10, fill="#a8764a", radius=3)
    stacks(canvas, state, x - 4, y, step, size)
    for place in range(len(state)):
        canvas.text(x + step * place, y + 30, str(place + 1), size=17, face="sans-bold", anchor="middle", colour=_INK)


def fewest_moves(draws: Draws, blocks: int, places: int, low: int, most: int) -> Question:
    """Piles as they are and as they should be: how many moves does it take at least?"""
    options, right = window(draws, low, most)
    colours = draws.some(BRIGHT, blocks)

    def make() -> tuple[State, list[State]]:
        start = _any_state(draws, colours, places)
        level, known = [start], {start}
        for _ in range(right):
            level = sorted({state for one in level for _, _, state in _moves(one)} - known)
            known.update(level)
        return start, level

    start, ends = fitting(make, lambda made: bool(made[1]), 200)
    goal = draws.one(ends)
    light, dark = draws.one(GROUNDS)
    high = max(448, 52 * max(map(len, (*start, *goal))) + 130)
    canvas = Canvas(760, high, ground=light)
    canvas.rect(388, 14, 358, high - 28, fill="#fffdf5", stroke=darker(dark, 0.3), width=2, radius=10)
    for left, title in ((24, "Now"), (408, "Goal")):
        canvas.text(left, 48, title, size=24, face="sans-bold", colour=_INK)
    step: float = 300 / places
    for x, state in ((40 + step / 2, start), (416 + step / 2, goal)):
        _table(canvas, state, x, high - 62, 46, step)
    question = draws.one(("The arm lifts one block at a time from the top of a pile and puts it on another place or pile. How many moves does it need at least to get from “Now” to “Goal”?",
                          "One move takes the top block of a pile to another place. What is the smallest number of moves that leads to the goal?",
                          "In how few moves of a single top block can the robot build the goal, each pile on its numbered place?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def _listing(
    canvas: Canvas, lines: Sequence[str], x: float, y: float, wide: float, *, columns: int = 1, size: float = 16
) -> None:
    """Numbered lines on a dark panel."""
    rows = math.ceil(len(lines) / columns)
    canvas.rect(x, y, wide, rows * 1.7 * size + 22, fill="#232a33", radius=8)
    for k, line in enumerate(lines):
        left, low = x + 14 + (wide - 10) / columns * (k // rows), y + 22 + 1.7 * size * (k % rows + 0.4)
        canvas.text(left, low, f"{k + 1}", size=0.8 * size, face="mono", colour="#7f93a8")
        canvas.text(left + 28, low, line, size=size, face="mono", colour="#e3ebf2")


def block_after_program(draws: Draws, blocks: int, places: int, lines: int) -> Question:
    """Piles and a program of moves: which block is where when it has run?"""
    colours = draws.some(BRIGHT, blocks)
    options = draws.some(colours, 4)
    right = draws.one(options)

    def make() -> tuple[State, list[tuple[int, int]], State]:
        start = now = _any_state(draws, colours, places)
        moves: list[tuple[int, int]] = []
        while len(moves) < lines:
            one, other, state = draws.one(_moves(now))
            if not moves or (one, other) != moves[-1][::-1]:
                moves.append((one, other))
                now = state
        return start, moves, now

    start, moves, end = fitting(make, lambda made: any(right in pile for pile in made[2]))
    place = next(k for k, pile in enumerate(end) if right in pile)
    level = end[place].index(right) + 1
    rows = math.ceil(lines / 2)
    canvas = Canvas(760, max(448, rows * 30 + 60), ground=draws.one(GROUNDS)[0])
    _table(canvas, start, 24 + 180 / places, canvas.height - 60, 46, 340 / places)
    _listing(canvas, [f"move {one + 1} to {other + 1}" for one, other in moves], 400, 20, 344, columns=2)
    name = ("lowest", "second from below", "third from below", "fourth from below", "fifth from below")[
        min(level, 5) - 1
    ]
    where = f"the {name} on place {place + 1}"
    question = draws.one((f"“move 1 to 2” takes the top block of place 1 to the top of place 2. Which block is {where} after the program?",
                          f"The robot runs the program, each line moving one top block from place to place. Which colour is {where} in the end?"))  # fmt: skip
    if level > 5:
        return block_after_program(draws, blocks, places, lines)
    return question_of(question, [f"the {option} one" for option in options], f"the {right} one", canvas.picture())


def step_that_fails(draws: Draws, blocks: int, places: int, line_count: int) -> Question:
    """Piles and a program that names blocks: which is the first step that cannot be done?"""
    steps, right = window(draws, 1, line_count)
    colours = draws.some(BRIGHT, blocks)

    def make() -> tuple[State, list[str]]:
        now = start = _any_state(draws, colours, places)
        lines: list[str] = []
        while len(lines) < line_count:
            free = [pile[-1] for pile in now if pile]
            covered = [colour for colour in colours if colour not in free]
            gripped = lines[-1].split(" ")[0] if lines else ""
            if len(lines) + 1 == right:
                wrong = [(one, other) for one in covered for other in free] if draws.chance(0.5) else [
                    (one, other) for one in free for other in covered]  # fmt: skip
                wrong = [pair for pair in wrong if pair[0] != gripped]
                if not wrong:
                    return start, []
                lines.append(" on ".join(draws.one(wrong)))
                continue
            empty = [place for place, pile in enumerate(now) if not pile][:1]
            moves = [move for move in _moves(now) if (now[move[1]] or move[1] in empty) and now[move[0]][-1] != gripped
                     and (len(now[move[0]]) > 1 or now[move[1]])]  # fmt: skip
            if not moves:
                return start, []
            one, other, now_then = draws.one(moves)
            lines.append(f"{now[one][-1]} on {now[other][-1]}" if now[other] else f"{now[one][-1]} on table")
            now = now_then
        return start, lines

    start, lines = fitting(make, lambda made: bool(made[1]))
    canvas = Canvas(740, max(448, line_count * 28 + 60), ground=draws.one(GROUNDS)[0])
    _table(canvas, start, 24 + 180 / places, canvas.height - 60, 46, 340 / places)
    _listing(canvas, lines, 420, 20, 300)
    question = draws.one(("Each step puts one block on another or on the table. A block can be moved, and another put on it, only if nothing lies on it. Which step is the first that cannot be done?",
                          "The arm can grip only blocks with nothing on them, and can set them only on such. At which step does the program stop?",
                          "Run the program in your head: blocks that carry another can neither be moved nor built upon. Which step fails first?"))  # fmt: skip
    return question_of(question, [f"step {step}" for step in steps], f"step {right}", canvas.picture())


_GOODS = ("bolts", "nuts", "gears", "pumps", "lamps", "hoses", "valves", "springs", "chains", "plates", "rods", "fans", "seals",
          "tools", "paint", "cables", "filters", "glass", "foil", "resin")  # fmt: skip


def rail_to_store(draws: Draws, rail_count: int, changes: int) -> Question:
    """Rails that cross over one another: which trolley gets to a store?"""
    rails = [str(k) for k in range(1, rail_count + 1)]
    options = draws.some(rails, 4)
    right = draws.one(options)
    goods = draws.some(_GOODS, rail_count)
    canvas = ways_across(draws, rails, goods, (right, goods[0]), "#3f6f57", changes)
    question = draws.one((f"Each robot stays on its rail; rails cross over one another without joining. Which robot gets to the {goods[0]}?",
                          f"The numbered robots drive along the rails to the right; no two rails join. Which of them must be sent for the {goods[0]}?"))  # fmt: skip
    return question_of(question, [f"robot {option}" for option in options], f"robot {right}", canvas.picture())


def pulleys_that_turn(draws: Draws, columns: int, rows: int) -> Question:
    """Pulleys joined by straight and crossed belts: how many turn clockwise?"""
    cells = [(x, y) for x in range(columns) for y in range(rows)]
    low = max(1, len(cells) // 2 - 3)
    options, right = window(draws, low, low + min(6, len(cells) - 1))

    # A tree of belts; then which pulleys turn clockwise, and from that which belts are crossed.
    root = draws.one(cells)
    free, rim, pairs = {*cells} - {root}, [root], list[tuple[Cell, Cell]]()
    while rim:
        cell = draws.one(rim)
        near = [other for other in around(cell) if other in free]
        if near:
            pairs.append((cell, draws.one(near)))
            free.remove(pairs[-1][1])
            rim.append(pairs[-1][1])
        else:
            rim.remove(cell)
    clockwise = {root, *draws.some((cell for cell in cells if cell != root), right - 1)}
    step = min(130, 900 / columns, 660 / rows)
    canvas = Canvas(
        max(448, round(step * columns + 60)),
        max(448, round(step * rows + 60)),
        ground=draws.one(GROUNDS)[0],
    )
    left, top, r = (canvas.width - step * columns) / 2, (canvas.height - step * rows) / 2, 0.24 * step

    def at(cell: Cell) -> Point:
        return left + step * (cell[0] + 0.5), top + step * (cell[1] + 0.5)

    drawn: list[tuple[Point, Point]] = []
    for one, other in pairs:
        (x1, y1), (x2, y2) = at(one), at(other)
        ux, uy = (x2 - x1) / step, (y2 - y1) / step
        for side in (-1, 1):
            end = side if (one in clockwise) == (other in clockwise) else -side
            drawn.append(((x1 - side * r * uy, y1 + side * r * ux), (x2 - end * r * uy, y2 + end * r * ux)))
    canvas.path(strokes(drawn), stroke="#3d3a35", width=3 if step > 60 else 1.8)
    for cell in cells:
        canvas.circle(
            *at(cell), r, fill="#e0b23a" if cell == root else "#9fb0bd", stroke="#4a5560", width=3 if step > 60 else 1.5
        )
    x, y = at(root)
    canvas.path(
        f"M{x - 0.55 * r:.1f} {y - 0.15 * r:.1f}A{0.57 * r:.1f} {0.57 * r:.1f} 0 0 1 {x + 0.5 * r:.1f} {y - 0.3 * r:.1f}",
        stroke="#b02a1c",
        width=3,
    )
    canvas.arrow(x + 0.4 * r, y - 0.45 * r, x + 0.62 * r, y + 0.05 * r, stroke="#b02a1c", width=2, head=min(9, 0.5 * r))
    question = draws.one(("The yellow pulley turns clockwise. A straight belt passes the turn on, a crossed one reverses it. How many pulleys turn clockwise in all?",
                          "Motor and pulleys are joined by belts; crossed belts reverse the turn. The yellow one goes clockwise. How many go clockwise, the yellow one included?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def bars_to_take_off(draws: Draws, count: int) -> Question:
    """A heap of bars, and an arm that takes only what nothing lies on: how many go first before it can lift one?"""
    options, right = window(draws, 1, max(4, count // 2 + 1))

    def make() -> tuple[Sticks, int]:
        made, waiting = heap(draws, count), list[set[int]]()
        for over in reversed(made.over):
            waiting.append({*over, *(one for each in over for one in waiting[count - 1 - each])})
        fits = [k for k, first in enumerate(reversed(waiting)) if len(first) == right]
        return made, draws.one(fits) if fits else -1

    made, asked = fitting(make, lambda found: found[1] >= 0)
    canvas = Canvas(640, 640, ground=draws.one(GROUNDS)[0])
    names = [str(name) for name in draws.shuffled(range(1, count + 1))]
    draw_heap(draws, canvas, made, names, 262, [draws.one(("#8f9aa3", "#b98a5a", "#5f7f9a"))] * count)
    question = draws.one((f"The arm can lift a bar only when no other lies on it. How many bars must it take off before it can lift bar {names[asked]}?",
                          f"Bars are lifted one by one, never from under another. How many must go before bar {names[asked]}, those on top of those included?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


def mower_in_wire(draws: Draws, side: int) -> Question:
    """A lawn with a closed boundary wire: which flag can the mower that starts inside get to?"""
    wide, high = (560, 480) if side < 14 else (860, 700)
    lawn = draws.one(("#dcebc9", "#e3efcf", "#d5e6c4"))
    canvas = Canvas(wide, high, ground="#c9d9b4")
    where, colours = one_apart(draws, canvas, (20, 20, wide - 40, high - 40), side, ("red", "blue", "orange", "purple", "black"), ink="#2f5f3a",
                               ground=lawn)  # fmt: skip
    question = draws.one((f"A mowing robot keeps to one side of its boundary wire, the dark closed line. Which of the coloured pegs is the only one {where} the wire?",
                          f"Before the robot starts, you check the pegs on the lawn against the closed dark wire. Which peg is the only one {where} the wire?"))  # fmt: skip
    said = draws.shuffled(colours)
    return question_of(question, [f"the {colour} peg" for colour in said], f"the {colours[0]} peg", canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(fewest_moves, {1: (3, 3, 1, 4)}),
    graded(block_after_program, {1: (4, 3, 2)}),
    graded(step_that_fails, {1: (4, 3, 4)}),
    graded(rail_to_store, {2: (18, 16), 3: (20, 18)}),
    graded(pulleys_that_turn, {1: (3, 2), 2: (16, 12), 3: (20, 14)}),
    graded(bars_to_take_off, {2: 14, 3: 15}),
    graded(mower_in_wire, {2: 31, 3: 38}),
)  # fmt: skip
