"""Robotic planning: blocks, tools, doors and a gripper: what to do next, in which order, with what."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import BRIGHT, GROUNDS, NAMED, darker, lighter
from ch3ef.scenarios.generated.tasks.embodiment.drawing import worded

_WIDE, _HIGH, _TABLE = 576, 464, 372
_STEEL = "#5b6470"
_ARMS = ("#e8833a", "#f0b429", "#4f8fc0", "#d9dde2", "#6aa57a", "#c9575a")
Stacks = Sequence[Sequence[str]]


def block(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """A cube seen a little from above and from the right; (x, y) is the middle of its front's foot."""
    tint, d = NAMED[colour], 0.26 * size
    left, right, top = x - size / 2, x + size / 2, y - size
    edge = darker(tint, 0.45)
    canvas.polygon([(left, top), (right, top), (right + d, top - d), (left + d, top - d)], fill=lighter(tint, 0.28),
                   stroke=edge, width=1.5)  # fmt: skip
    canvas.polygon([(right, y), (right, top), (right + d, top - d), (right + d, y - d)], fill=darker(tint, 0.25),
                   stroke=edge, width=1.5)  # fmt: skip
    canvas.rect(left, top, size, size, fill=tint, stroke=edge, width=1.5)


def stacks(canvas: Canvas, piles: Stacks, x: float, y: float, step: float, size: float) -> None:
    """Stacks side by side, each from the bottom up."""
    for place, pile in enumerate(piles):
        for level, colour in enumerate(pile):
            block(canvas, x + step * place, y - size * level, size, colour)


def robot_arm(canvas: Canvas, base_x: float, table: float, tip: tuple[float, float], colour: str) -> None:
    """An arm on the table whose open gripper points down at `tip`."""
    shoulder, wrist = (base_x, table - 66), (tip[0], tip[1] - 44)
    dx, dy = wrist[0] - shoulder[0], wrist[1] - shoulder[1]
    far = math.hypot(dx, dy)
    link = max(0.56 * far, 110)
    lift = math.sqrt(max(link**2 - (far / 2) ** 2, 0))
    side = 1 if dx > 0 else -1
    elbow = (
        (shoulder[0] + wrist[0]) / 2 + side * dy / far * lift,
        (shoulder[1] + wrist[1]) / 2 - side * dx / far * lift,
    )
    canvas.rect(base_x - 38, table - 16, 76, 16, fill=_STEEL, radius=5)
    canvas.polygon([(base_x - 25, table - 14), (base_x + 25, table - 14), (base_x + 17, table - 70), (base_x - 17, table - 70)],
                   fill=darker(colour, 0.3))  # fmt: skip
    for start, end, width in ((shoulder, elbow, 26), (elbow, wrist, 20)):
        canvas.line(*start, *end, stroke=darker(colour, 0.35), width=width)
        canvas.line(*start, *end, stroke=colour, width=width - 5)
    for (x, y), r in ((shoulder, 17), (elbow, 14), (wrist, 11)):
        canvas.circle(x, y, r, fill=_STEEL, stroke="#3c434c", width=2)
        canvas.circle(x, y, 0.4 * r, fill="#c9ced6")
    canvas.rect(tip[0] - 7, tip[1] - 40, 14, 16, fill=_STEEL)
    canvas.rect(tip[0] - 25, tip[1] - 26, 50, 9, fill=_STEEL, radius=3)
    for way in (-1, 1):
        canvas.line(tip[0] + way * 21, tip[1] - 20, tip[0] + way * 21, tip[1], stroke=_STEEL, width=8)


def bench(draws: Draws, *, seed: tuple[str, str, str] | None = None) -> Canvas:
    """A workshop wall and a table whose edge is at `_TABLE`."""
    light, dark, wood = seed or colours_of_bench(draws)
    canvas = Canvas(_WIDE, _HIGH, ground=light)
    canvas.rect(0, 0, _WIDE, _TABLE, fill=canvas.gradient(light, dark))
    for x in range(-20, _WIDE, 96):
        canvas.line(x, 0, x, _TABLE - 30, stroke=darker(dark, 0.06), width=1.5)
    canvas.rect(0, _TABLE - 34, _WIDE, 52, fill=lighter(wood, 0.1))
    canvas.rect(0, _TABLE + 18, _WIDE, 12, fill=darker(wood, 0.2))
    canvas.rect(0, _TABLE + 30, _WIDE, _HIGH, fill=darker(wood, 0.42))
    return canvas


def colours_of_bench(draws: Draws) -> tuple[str, str, str]:
    """Wall above, wall below, table."""
    return (*draws.one(GROUNDS), draws.one(("#b98a5a", "#a8764a", "#c9a173", "#9aa3ab", "#8fa39a")))


def goal_card(canvas: Canvas, piles: Stacks, x: float, y: float, *, wide: float, high: float = 176) -> None:
    """A pinned card with the goal."""
    canvas.rect(x + 4, y + 5, wide, high, fill="#000000", opacity=0.15, radius=8)
    canvas.rect(x, y, wide, high, fill="#fffdf5", stroke="#8c8672", width=2, radius=8)
    canvas.text(x + wide / 2, y + 25, "Goal", size=19, face="sans-bold", anchor="middle", colour="#45413a")
    canvas.line(x + 14, y + high - 14, x + wide - 14, y + high - 14, stroke="#8c8672", width=3)
    step = (wide - 20) / len(piles)
    stacks(canvas, piles, x + 7 + step / 2, y + high - 16, step, 30)


def next_action(draws: Draws) -> Question:
    """Blocks on a table and a card with the goal: which one action leads there?"""
    colours = draws.some(BRIGHT, 4)
    pairs = draws.some([(a, b) for a in colours for b in colours if a != b], 4)
    a, b = right = draws.one(pairs)
    c, d = draws.shuffled(colour for colour in colours if colour not in right)
    rest = [[c, d]] if draws.chance(0.4) else [[c], [d]]
    now = draws.shuffled([[a], [b], *rest])
    goal = [pile for pile in ([b, a] if pile == [b] else pile for pile in now) if pile != [a]]
    canvas = bench(draws)
    goal_card(canvas, goal, 392, 16, wide=168, high=150)
    robot_arm(canvas, 70, _TABLE, (draws.between(180, 300), draws.between(130, 170)), draws.one(_ARMS))
    stacks(canvas, now, 180 + draws.jitter(8), _TABLE, 100, 50)

    def said(pair: tuple[str, str]) -> str:
        return f"Put the {pair[0]} block on the {pair[1]} one."

    question = worded(draws, ("", "The card shows the goal.", "The arm should reach the goal on the card."), (
        "What should the robot do next?", "Which action reaches the goal?", "Which single action leads to the goal?",
        "Which command should the arm be given now?", "What is the one step that is still missing?",
    ))  # fmt: skip
    return question_of(question, [said(pair) for pair in pairs], said(right), canvas.picture())
