"""What has to be followed by eye, step by step: threads, arrows, a ray between mirrors."""

from __future__ import annotations

import math
from collections.abc import Mapping

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED
from ch3ef.scenarios.generated.scene.strings import tangled
from ch3ef.scenarios.generated.scene.winding import Cell, grown, strokes
from ch3ef.scenarios.generated.tasks.logic.drawing import INK, NAMES, sheet, tag


def tangled_threads(draws: Draws, count: int, changes: int, far: int) -> Question:
    """Threads that cross: at which number does one end?"""
    ends = draws.some(range(count), 4)
    right = draws.one(ends)
    step = 160 if changes < 4 else 840 / changes
    wide, high = round(step * changes) + 150, min(1000, max(448, 52 * count + 60))
    canvas = sheet(draws, wide, high)
    lane = (high - 60) / count
    heights = [30 + lane * (place + 0.5) for place in range(count)]
    colours = [NAMED[draws.one(BRIGHT)]] * count if changes > 2 else [NAMED[name] for name in draws.some(BRIGHT, count)]
    *_, begin = tangled(draws, canvas, heights, 75, wide - 75, changes=changes, far=far, colours=colours)
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"[-max(15, count) :]
    for place in range(count):
        tag(canvas, 48, heights[place], letters[place], 18)
        tag(canvas, wide - 48, heights[place], str(place + 1), 18)
    asked = letters[begin[right]]
    question = draws.one((f"Follow thread {asked}. At which number does it end?", f"To which number does the thread from {asked} lead?",
                          f"Someone pulls at {asked}. Which number moves?"))  # fmt: skip
    return question_of(question, [str(end + 1) for end in ends], str(right + 1), canvas.picture())


def field_of_signs(draws: Draws, side: int, most: int) -> Question:
    """Every square has an arrow to the next: where does the way from the red one leave the field?"""
    last = side - 1
    while True:
        tree = grown(draws, side, side, 0.97)
        rim = [(i, j) for i, j in tree if (i in (0, last)) != (j in (0, last))]
        gates = draws.some(rim, 4 + side // 3)
        leads: dict[Cell, tuple[Cell, int]] = {}
        for cell, before in tree.items():
            gate, passed = leads.get(before, (cell, 0))
            leads[cell] = (cell, 0) if cell in gates else (gate, passed + 1)
        starts = [cell for cell, (gate, passed) in leads.items() if gate in gates and passed >= most]
        if starts:
            break
    start = draws.one(starts)
    right = leads[start][0]
    options = draws.shuffled([right, *draws.some([gate for gate in gates if gate != right], 3)])
    numbers = dict(zip(gates, draws.shuffled(range(1, len(gates) + 1)), strict=True))
    step = 380 / side if side < 14 else 900 / side
    canvas = sheet(draws, round(step * side) + 100, round(step * side) + 100)
    for cell, before in tree.items():
        x, y = 50 + step * (cell[0] + 0.5), 50 + step * (cell[1] + 0.5)
        dx, dy = before[0] - cell[0], before[1] - cell[1]
        if cell in gates:
            dx, dy = (-1, 0) if cell[0] == 0 else (1, 0) if cell[0] == last else (0, -1) if cell[1] == 0 else (0, 1)
            canvas.text(x + 0.95 * step * dx, y + 5 + 0.95 * step * dy, str(numbers[cell]), size=15, face="sans-bold", anchor="middle",
                        colour=INK)  # fmt: skip
        elif cell == before:
            dx = 1
        canvas.rect(x - step / 2, y - step / 2, step, step, fill="#fdfdfb", stroke="#c3c8cc", width=1)
        if cell == start:
            canvas.rect(
                x - step / 2 + 1, y - step / 2 + 1, step - 2, step - 2, fill="#f4a6a6", stroke="#d32f2f", width=2
            )
        canvas.arrow(x - 0.32 * step * dx, y - 0.32 * step * dy, x + 0.34 * step * dx, y + 0.34 * step * dy, stroke=INK,
                     width=2, head=0.34 * step)  # fmt: skip
    question = draws.one(("From the red square, go where each arrow points, square by square. At which number do you leave the field?",
                          "Each arrow leads to the next square. Start on the red one: by which number does the way come out?",
                          "A ball rolls from the red square as the arrows say. Next to which number does it leave?"))  # fmt: skip
    return question_of(question, [f"at {numbers[gate]}" for gate in options], f"at {numbers[right]}", canvas.picture())


def follow_arrows(draws: Draws, count: int, steps: int) -> Question:
    """From each of a ring of people a red and a blue arrow: where do some steps lead?"""
    names = draws.some(NAMES, count) if count < 20 else [str(number) for number in draws.shuffled(range(1, count + 1))]
    passed = draws.some(range(count), steps + 1)
    right, start = passed[-1], passed[0]
    options = draws.shuffled([right, *draws.some([one for one in range(count) if one != right], 3)])
    way = [draws.one(("red", "blue")) for _ in range(steps)]
    to: dict[str, list[int]] = {"red": [], "blue": []}
    for one in range(count):
        fixed = {way[passed.index(one)]: passed[passed.index(one) + 1]} if one in passed[:-1] else {}
        first, second = draws.some([other for other in range(count) if other not in (one, *fixed.values())], 2)
        to["red"].append(fixed.get("red", first))
        to["blue"].append(fixed.get("blue", second))
    middle = 310 if count < 14 else 490
    canvas = sheet(draws, 2 * middle, 2 * middle)
    turn = draws.between(0, 360 / count)
    spots = [(middle + (middle - 60) * math.sin(angle), middle - (middle - 60) * math.cos(angle))
             for angle in (math.radians(turn + 360 * place / count) for place in range(count))]  # fmt: skip
    r, width, head = (32, 4.0, 16.0) if count < 20 else (20, 2.0, 11.0)
    # Each lies a little to the left of its way, so that two that lead to and fro lie side by side.
    for colour, ends in to.items():
        for one, other in enumerate(ends):
            (x1, y1), (x2, y2) = spots[one], spots[other]
            length = math.hypot(x2 - x1, y2 - y1)
            ux, uy = (x2 - x1) / length, (y2 - y1) / length
            canvas.arrow(x1 + r * ux + 0.2 * r * uy, y1 + r * uy - 0.2 * r * ux, x2 - (r + 4) * ux + 0.2 * r * uy,
                         y2 - (r + 4) * uy - 0.2 * r * ux, stroke=NAMED[colour], width=width, head=head)  # fmt: skip
    for name, (x, y) in zip(names, spots, strict=True):
        canvas.circle(x, y, r, fill="#fdfdfb", stroke=INK, width=3)
        canvas.text(x, y + 6, name, size=17, face="sans-bold", anchor="middle", colour=INK)
    told = ", then ".join(way)
    question = draws.one((f"Begin at {names[start]} and follow the arrows: {told}. Whom do you reach?",
                          f"A parcel starts with {names[start]} and is handed on along these arrows: {told}. Who has it at the end?",
                          f"From {names[start]}, take the arrows in this order: {told}. Where do they end?"))  # fmt: skip
    return question_of(question, [names[option] for option in options], names[right], canvas.picture())


def light_path(draws: Draws, side: int, mirror_count: int, least: int) -> Question:
    """A ray enters a box with mirrors: at which number does it leave?"""
    gates = [*((k, -1) for k in range(side)), *((side, k) for k in range(side)),
             *((k, side) for k in reversed(range(side))), *((-1, k) for k in reversed(range(side)))]  # fmt: skip
    cells = [(i, j) for i in range(side) for j in range(side)]
    while True:
        mirrors = {cell: draws.one("/\\") for cell in draws.some(cells, mirror_count)}
        entry = draws.one(gates)
        gate, met = _traced(entry, mirrors, side)
        if met >= least and gate != entry:
            break
    out = gates.index(gate)
    first = out - draws.whole(0, 3)
    options = [(first + k) % len(gates) for k in range(4)]
    if gates.index(entry) in options:
        return light_path(draws, side, mirror_count, least)
    box, size = (400, 16) if side < 16 else (900, 12)
    step, end = box / side, 60 + box
    canvas = sheet(draws, box + 120, box + 120)
    canvas.rect(60, 60, box, box, fill="#fdfdfb", stroke=INK, width=4)
    for k in range(1, side):
        canvas.line(60 + step * k, 60, 60 + step * k, end, stroke="#d3d8dc", width=1.5)
        canvas.line(60, 60 + step * k, end, 60 + step * k, stroke="#d3d8dc", width=1.5)
    spots = {cell: (60 + step * (cell[0] + 0.5), 60 + step * (cell[1] + 0.5)) for cell in mirrors}
    r = {cell: 0.36 * step if kind == "/" else -0.36 * step for cell, kind in mirrors.items()}
    canvas.path(strokes(((x - 0.36 * step, y + r[cell]), (x + 0.36 * step, y - r[cell])) for cell, (x, y) in spots.items()),
                stroke="#2f6fd0", width=5 if side < 16 else 2.5)  # fmt: skip
    for number, (i, j) in enumerate(gates, 1):
        x, y = (min(max(60 + step * (place + 0.5), 38), end + 22) for place in (i, j))
        if (i, j) == entry:
            dx, dy = _inward(entry, side)
            canvas.arrow(x - 16 * dx, y - 16 * dy, x + 16 * dx, y + 16 * dy, stroke="#d32f2f", width=5, head=16)
        else:
            # Long numbers side by side stand in two rows.
            lower = 12 if number > 99 and j == side and i % 2 else 0
            canvas.text(x, y + 6 + lower, str(number), size=size, anchor="middle", colour=INK)
    question = draws.one(("The red arrow is a ray of light, the blue lines are mirrors. At which number does the ray leave the box?",
                          "Light enters at the red arrow and is turned by each blue mirror. Which number does it reach?",
                          "Follow the ray from the red arrow from mirror to mirror. Where does it come out?"))  # fmt: skip
    return question_of(question, [f"at {option + 1}" for option in options], f"at {out + 1}", canvas.picture())


def _inward(gate: Cell, side: int) -> Cell:
    i, j = gate
    return (1 if i < 0 else -1 if i == side else 0, 1 if j < 0 else -1 if j == side else 0)


def _traced(entry: Cell, mirrors: Mapping[Cell, str], side: int) -> tuple[Cell, int]:
    """The gate where a ray leaves, and how many mirrors it meets; light can always go back, so it never circles."""
    (dx, dy), (i, j), met = _inward(entry, side), entry, 0
    while True:
        i, j = i + dx, j + dy
        if not (0 <= i < side and 0 <= j < side):
            return (i, j), met
        if (i, j) in mirrors:
            dx, dy = (-dy, -dx) if mirrors[i, j] == "/" else (dy, dx)
            met += 1
