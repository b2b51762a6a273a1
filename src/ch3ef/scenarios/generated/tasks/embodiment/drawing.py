"""What the tasks of embodiment share: wording, tags, and what of a solid can be seen from where."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.solids import Camera, Solid, Vector
from ch3ef.scenarios.generated.scene.strings import tangled

SIDE = 448
"""Of a picture that is one of several."""


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
    draws: Draws, canvas: Canvas, starts: Sequence[str], ends: Sequence[str], ways: tuple[str, str], colour: str, changes: int
) -> None:  # fmt: skip
    """Lines of one colour that cross, from numbers on the left to names on the right; `ways` are a start and its end."""
    lane = (canvas.height - 30) / len(starts)
    spots = [15 + lane * (k + 0.5) for k in range(len(starts))]
    order = tangled(
        draws,
        canvas,
        spots,
        60,
        canvas.width - 130,
        changes=changes,
        far=1.9 if len(starts) < 12 else 2.8,
        colours=[colour] * len(starts),
    )
    names = draws.shuffled(name for name in ends if name != ways[1])
    names.insert(order.index(starts.index(ways[0])), ways[1])
    for y, start, end in zip(spots, starts, names, strict=True):
        badge(canvas, 44, y, start, r=min(15, 0.42 * lane))
        canvas.rect(canvas.width - 128, y - 12, 118, 24, fill="#1f4e79", radius=4)
        canvas.text(canvas.width - 69, y + 5, end, size=14, colour="#ffffff", anchor="middle")


def disc(canvas: Canvas, camera: Camera, r: float, colour: str, *, opacity: float = 1, z: float = 0) -> None:
    """A round patch on the ground."""
    rim = [towards(15 * step, r, z) for step in range(24)]
    canvas.polygon([camera.project(point) for point in rim], fill=colour, opacity=opacity)


def seen_share(
    solid: Solid, others: Iterable[Solid], camera: Camera, shares: Sequence[float] = (0.12, 0.5, 0.88)
) -> float:
    """About how much of a solid's camera side is in sight; others count as their bounding boxes.

    So it errs on the side of hidden for what stands behind cones and balls. `shares` place the points that are
    looked at on each side.
    """
    a, e = math.radians(camera.azimuth), math.radians(camera.elevation)
    way = (math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e))
    far = 30.0 if math.isinf(camera.distance) else camera.distance
    eye = (way[0] * far, way[1] * far, way[2] * far)
    walls = [_bounds(other) for other in others if other is not solid]
    points = list(_facing(solid, way, shares))
    return sum(not any(_blocks(wall, point, eye) for wall in walls) for point in points) / len(points)


Bounds = tuple[Vector, Vector]


def _bounds(solid: Solid) -> Bounds:
    (x, y, z), (w, d, h) = solid.at, solid.size
    if solid.kind == "ball":
        d = h = w
    return (x - w / 2, y - d / 2, z), (x + w / 2, y + d / 2, z + h)


def _facing(solid: Solid, way: Vector, shares: Sequence[float]) -> Iterable[Vector]:
    low, high = _bounds(solid)
    for axis, side in enumerate(way):
        if abs(side) < 0.05:
            continue
        level = high[axis] if side > 0 else low[axis]
        first, second = [other for other in range(3) if other != axis]
        for one in shares:
            for two in shares:
                point = [level, level, level]
                point[first] = low[first] + one * (high[first] - low[first])
                point[second] = low[second] + two * (high[second] - low[second])
                yield (point[0], point[1], point[2])


def _blocks(wall: Bounds, point: Vector, eye: Vector) -> bool:
    """Whether the line from a point to the eye passes through a box."""
    enter, leave = 1e-4, 1.0
    for low, high, start, end in zip(*wall, point, eye, strict=True):
        step = end - start
        if abs(step) < 1e-9:
            if not low < start < high:
                return False
            continue
        one, two = (low - start) / step, (high - start) / step
        if one > two:
            one, two = two, one
        enter, leave = max(enter, one), min(leave, two)
        if enter >= leave:
            return False
    return True
