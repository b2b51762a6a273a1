"""What the tasks of embodiment share: wording, tags, and what of a solid can be seen from where."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.solids import Camera, Solid, Vector
from ch3ef.scenarios.generated.scene.strings import tangled

SIDE = 448
"""Of a picture that is one of several."""
_SHARES = (0.12, 0.5, 0.88)


def worded(draws: Draws, *parts: Sequence[str]) -> str:
    """One wording of each part, joined; empty ones leave no trace."""
    return " ".join(chosen for part in parts if (chosen := draws.one(part)))


def tagged(canvas: Canvas, number: int, of: int) -> None:
    """“Picture 2” in the top left corner, where there are several."""
    if of > 1:
        canvas.rect(8, 8, 92, 28, fill="#ffffff", radius=6, opacity=0.85)
        canvas.text(54, 28, f"Picture {number}", size=17, anchor="middle", colour="#30343b")


def badge(canvas: Canvas, x: float, y: float, letter: str, *, r: float = 15, colour: str = "#20242b") -> None:
    """A letter in a disc around (x, y)."""
    canvas.circle(x, y, r, fill=colour, stroke="#ffffff", width=2.5)
    canvas.text(x, y + 0.4 * r, letter, size=1.15 * r, face="sans-bold", colour="#ffffff", anchor="middle")


def towards(azimuth: float, r: float, z: float = 0) -> Vector:
    """The point at a distance from the middle on the side from which a camera at this azimuth looks."""
    a = math.radians(azimuth)
    return (r * math.sin(a), -r * math.cos(a), z)


def ways_across(
    draws: Draws, starts: Sequence[str], ends: Sequence[str], ways: tuple[str, str], colour: str, changes: int
) -> Canvas:
    """Lines of one colour that cross, from numbers on the left to names on the right; `ways` are a start and its end."""
    wide = 190 + (84 if changes < 6 else 46) * changes
    canvas = Canvas(wide, max(448, 34 * len(starts) + 30), ground="#fdfdfb")
    lane = (canvas.height - 30) / len(starts)
    spots = [15 + lane * (k + 0.5) for k in range(len(starts))]
    far, colours = 1.9 if len(starts) < 12 else 2.8, [colour] * len(starts)
    *_, order = tangled(draws, canvas, spots, 60, canvas.width - 130, changes=changes, far=far, colours=colours)
    names = draws.shuffled(name for name in ends if name != ways[1])
    names.insert(order.index(starts.index(ways[0])), ways[1])
    for y, start, end in zip(spots, starts, names, strict=True):
        badge(canvas, 44, y, start, r=min(15, 0.42 * lane))
        canvas.rect(canvas.width - 128, y - 12, 118, 24, fill="#1f4e79", radius=4)
        canvas.text(canvas.width - 69, y + 5, end, size=14, colour="#ffffff", anchor="middle")
    return canvas


def seen_shares(solids: Sequence[Solid], walls: Sequence[Solid], camera: Camera) -> NDArray[np.float64]:
    """About how much of each solid's camera side is in sight past the walls, which count as their bounding boxes.

    So it errs on the side of hidden for what stands behind cones and balls. Solids may be among the walls.
    """
    a, e = math.radians(camera.azimuth), math.radians(camera.elevation)
    way = (math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e))
    # Nine points on each side that faces the camera, as shares of its box.
    grid = [(one, two) for one in _SHARES for two in _SHARES]
    spots = [
        (*each[:axis], float(side > 0), *each[axis:])
        for axis, side in enumerate(way)
        if abs(side) >= 0.05
        for each in grid
    ]
    (low, high), (near, far) = _bounds(solids), _bounds(walls)
    points = low[:, None] + np.array(spots) * (high - low)[:, None]
    eye = np.array(way) * (30.0 if math.isinf(camera.distance) else camera.distance)
    enter, leave = np.array(1e-4), np.array(1.0)
    for k in range(3):
        start = points[:, :, None, k]
        step = np.where(abs(eye[k] - start) < 1e-9, 1e-9, eye[k] - start)
        one, two = (near[:, k] - start) / step, (far[:, k] - start) / step
        enter, leave = np.maximum(enter, np.minimum(one, two)), np.minimum(leave, np.maximum(one, two))
    hidden = (enter < leave).any(axis=2)
    return np.asarray(1 - hidden.mean(axis=1))


def _bounds(solids: Sequence[Solid]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The least and the greatest coordinates of each."""
    at = np.array([solid.at for solid in solids], float)
    size = np.array([[solid.size[0]] * 3 if solid.kind == "ball" else solid.size for solid in solids], float)
    half = size * (0.5, 0.5, 0)
    return at - half, at + size - half
