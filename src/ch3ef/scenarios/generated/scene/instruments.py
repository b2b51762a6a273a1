"""Instruments: clocks and round gauges."""

from __future__ import annotations

import math
from collections.abc import Collection

from ch3ef.scenarios.generated.scene.canvas import Canvas, Point

INK = "#23272d"


def clock(
    canvas: Canvas, x: float, y: float, r: float, minutes: int, *, hands: str = "both", rim: str = INK,
    numbers: Collection[int] = (), every: int = 1, tilt: float = 0,
) -> None:  # fmt: skip
    """A round clock at so many minutes past twelve.

    Args:
        canvas: Where it hangs.
        x: Of its middle, in pixels.
        y: Of its middle.
        r: Its radius.
        minutes: The time that it shows.
        hands: "both", "hour", "minute" or "".
        rim: Its colour.
        numbers: Hours that are written on it.
        every: Minutes from tick to tick: 1 or 5.
        tilt: Degrees by which it hangs askew.
    """
    with canvas.moved(x, y, angle=tilt):
        canvas.circle(0, 0, r, fill="#fdfaf2", stroke=rim, width=0.1 * r)
        for minute in range(0, 60, every):
            reach = 0.83 if minute % 5 else 0.78 if minute % 15 else 0.7
            with canvas.moved(angle=6 * minute):
                canvas.line(
                    0, -0.88 * r, 0, -reach * r, stroke=INK, width=max(1, (0.05 if minute % 15 == 0 else 0.03) * r)
                )
        for hour in numbers:
            turn = math.radians(30 * hour)
            canvas.text(0.58 * r * math.sin(turn), -0.58 * r * math.cos(turn) + 0.08 * r, str(hour), size=0.22 * r,
                        anchor="middle", colour=INK, legible=r > 60)  # fmt: skip
        for hand, turn, reach, width in (("hour", minutes / 2, 0.5, 0.07), ("minute", 6 * minutes, 0.74, 0.05)):
            if hands in ("both", hand):
                with canvas.moved(angle=turn % 360):
                    canvas.line(0, 0.1 * r, 0, -reach * r, stroke=INK, width=width * r)
        canvas.circle(0, 0, 0.06 * r, fill=INK)


def dial(
    canvas: Canvas, x: float, y: float, r: float, value: float | None, *, top: float = 10, labelled: float = 1,
    ticks: float = 0.2, unit: str = "", rim: str = INK, dark: bool = False,
) -> None:  # fmt: skip
    """A round gauge from 0 to `top`: numbers every `labelled`, ticks every `ticks`; without a value no needle."""
    ground, ink = ("#20242a", "#f3f4f5") if dark else ("#fdfdf8", INK)
    canvas.circle(x, y, r, fill=ground, stroke=rim, width=0.08 * r)

    def at(number: float, reach: float) -> Point:
        turn = math.radians(-135 + 270 * number / top)
        return x + reach * r * math.sin(turn), y - reach * r * math.cos(turn)

    apart = round(labelled / ticks)
    for k in range(round(top / ticks) + 1):
        number, long = k * ticks, k % apart == 0
        canvas.line(*at(number, 0.74 if long else 0.82), *at(number, 0.9), stroke=ink, width=1.8 if long else 1)
        # Where it is small, every other number.
        if long and (k // apart) % (1 if r > 60 or top / labelled < 6 else 2) == 0:
            left, low = at(number, 0.58)
            canvas.text(left, low + 0.07 * r + 1, f"{number:g}", size=max(9, 0.15 * r), anchor="middle", colour=ink)
    canvas.text(x, y + 0.56 * r, unit, size=max(10, 0.13 * r), colour=ink, anchor="middle")
    if value is not None:
        canvas.line(*at(value, -0.14), *at(value, 0.86), stroke="#c62828", width=max(1.8, 0.035 * r))
    canvas.circle(x, y, 0.07 * r, fill="#7c858c" if dark else INK)
