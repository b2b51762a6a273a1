"""Solids in space seen from a camera: boxes, cylinders, cones, pyramids and balls, shaded and drawn back to front.

World: x to the right, y away from the viewer at azimuth 0, z upwards. A camera walks around the scene: azimuth 0
looks along +y (from the south), 90 along -x (from the east), 180 from the north, 270 from the west.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.palette import darker, lighter

Kind = Literal["box", "cylinder", "cone", "pyramid", "ball", "wedge"]
Vector = tuple[float, float, float]
_SIDES = 28
_LIGHT: Vector = (-0.45, -0.5, 0.74)


@dataclass(frozen=True, slots=True)
class Solid:
    """One solid, standing upright.

    Attributes:
        kind: Its shape.
        at: Middle of its base, in world units.
        size: Width (x), depth (y), height (z); a ball takes its diameter from the width.
        colour: `#rrggbb`.
        turned: Degrees about the vertical, counter-clockwise seen from above.
    """

    kind: Kind
    at: Vector
    size: Vector
    colour: str
    turned: float = 0

    @property
    def middle(self) -> Vector:
        """Its centre."""
        x, y, z = self.at
        return (x, y, z + (self.size[0] if self.kind == "ball" else self.size[2]) / 2)


@dataclass(frozen=True, slots=True)
class Camera:
    """Where a scene is seen from, and where it falls in the picture.

    Attributes:
        azimuth: Degrees around the scene.
        elevation: Degrees above the ground; 90 looks straight down.
        x: Of the world's origin in the picture, in pixels.
        y: Of the world's origin in the picture, in pixels.
        scale: Pixels per world unit at the origin.
        distance: Of the camera from the origin in world units: the smaller, the stronger the perspective; inf for none.
    """

    azimuth: float
    elevation: float
    x: float
    y: float
    scale: float
    distance: float = math.inf

    def turned(self, point: Vector) -> Vector:
        """(right, up, towards the camera) of a point, in world units."""
        cos_a, sin_a = _turn(self.azimuth)
        cos_e, sin_e = _turn(self.elevation)
        x, y, z = point
        right, away = x * cos_a + y * sin_a, -x * sin_a + y * cos_a
        return (right, z * cos_e + away * sin_e, z * sin_e - away * cos_e)

    def project(self, point: Vector) -> Point:
        """Where a point falls in the picture, in pixels.

        Example:
            >>> Camera(0, 0, 200, 200, 10).project((1, 5, 2))
            (210.0, 180.0)
        """
        right, up, near = self.turned(point)
        grow = self.scale if math.isinf(self.distance) else self.scale * self.distance / (self.distance - near)
        return (self.x + right * grow, self.y - up * grow)


@lru_cache(1024)
def _turn(degrees: float) -> tuple[float, float]:
    """Cosine and sine."""
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


def draw_solids(canvas: Canvas, solids: Iterable[Solid], camera: Camera) -> None:
    """Draw solids from far to near; they may touch but not pass through each other.

    Args:
        canvas: Where to draw.
        solids: In any order.
        camera: Where they are seen from.
    """
    # Depth of the middle is a first order; a solid that stands on or wholly behind another moves before it.
    waiting = [
        (solid, [_span(solid, axis) for axis in range(3)])
        for solid in sorted(solids, key=lambda solid: camera.turned(solid.middle)[2])
    ]
    a, e = math.radians(camera.azimuth), math.radians(camera.elevation)
    towards = (math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e))
    while waiting:
        first = next((each for each in waiting
                      if not any(_hides(each[1], other[1], towards) for other in waiting if other is not each)), waiting[0])  # fmt: skip
        waiting.remove(first)
        _draw(canvas, first[0], camera)


def _span(solid: Solid, axis: int) -> tuple[float, float]:
    if axis == 2:
        return solid.at[2], solid.at[2] + (solid.size[0] if solid.kind == "ball" else solid.size[2])
    turn = math.radians(solid.turned)
    w, d = solid.size[0], solid.size[0] if solid.kind == "ball" else solid.size[1]
    half = (
        abs(w * math.cos(turn)) + abs(d * math.sin(turn))
        if axis == 0
        else abs(w * math.sin(turn)) + abs(d * math.cos(turn))
    )
    return solid.at[axis] - half / 2, solid.at[axis] + half / 2


def _hides(front: Sequence[tuple[float, float]], back: Sequence[tuple[float, float]], towards: Vector) -> bool:
    """Whether some axis parts what fills these spans with `front` on the camera's side, `towards` it."""
    fronted = backed = False
    for side, (low, high), (other_low, other_high) in zip(towards, front, back, strict=True):
        if abs(side) < 1e-6:
            continue
        if (low >= other_high - 1e-6 and side > 0) or (high <= other_low + 1e-6 and side < 0):
            fronted = True
        if (other_low >= high - 1e-6 and side > 0) or (other_high <= low + 1e-6 and side < 0):
            backed = True
    return fronted and not backed


def _draw(canvas: Canvas, solid: Solid, camera: Camera) -> None:
    if solid.kind == "ball":
        x, y = camera.project(solid.middle)
        px, _ = camera.project(_plus_right(solid.middle, camera))
        r = (px - x) * solid.size[0] / 2
        canvas.circle(x, y, r, fill=canvas.glow(lighter(solid.colour, 0.12), darker(solid.colour, 0.22)))
        canvas.circle(x - 0.3 * r, y - 0.35 * r, 0.22 * r, fill=lighter(solid.colour, 0.6), opacity=0.7)
        return
    for face in _faces(solid):
        if (normal := _normal(face)) is None or _away(normal, face, camera):
            continue
        light = max(0.0, sum(n * part for n, part in zip(normal, _LIGHT, strict=True)))
        fill = darker(solid.colour, 0.32 - 0.32 * light)
        smooth = solid.kind in ("cylinder", "cone") and len(face) < _SIDES
        points = [camera.project(point) for point in face]
        canvas.polygon(points, fill=fill, stroke=fill if smooth else darker(solid.colour, 0.5), width=1)


def _plus_right(point: Vector, camera: Camera) -> Vector:
    a = math.radians(camera.azimuth)
    return (point[0] + math.cos(a), point[1] + math.sin(a), point[2])


def _away(normal: Vector, face: Sequence[Vector], camera: Camera) -> bool:
    right, up, near = camera.turned(normal)
    if math.isinf(camera.distance):
        return near <= 1e-6
    middle = camera.turned(tuple(sum(part) / len(face) for part in zip(*face, strict=True)))
    view = (-middle[0], -middle[1], camera.distance - middle[2])
    return right * view[0] + up * view[1] + near * view[2] <= 1e-6


def _normal(face: Sequence[Vector]) -> Vector | None:
    (ax, ay, az), (bx, by, bz), (cx, cy, cz) = face[0], face[1], face[2]
    ux, uy, uz, vx, vy, vz = bx - ax, by - ay, bz - az, cx - ax, cy - ay, cz - az
    n = (uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx)
    length = math.hypot(*n)
    return None if length < 1e-9 else (n[0] / length, n[1] / length, n[2] / length)


def _faces(solid: Solid) -> list[list[Vector]]:
    """Outlines of the faces, counter-clockwise seen from outside."""
    w, d, h = solid.size
    if solid.kind in ("cylinder", "cone"):
        rim = [
            (w / 2 * math.cos(2 * math.pi * k / _SIDES), d / 2 * math.sin(2 * math.pi * k / _SIDES))
            for k in range(_SIDES)
        ]
    else:
        rim = [(-w / 2, -d / 2), (w / 2, -d / 2), (w / 2, d / 2), (-w / 2, d / 2)]
    low = [(x, y, 0.0) for x, y in rim]
    pairs = list(zip(range(len(rim)), [*range(1, len(rim)), 0], strict=True))
    faces: list[list[Vector]] = [low[::-1]]
    if solid.kind in ("cone", "pyramid"):
        faces += [[low[k], low[m], (0.0, 0.0, h)] for k, m in pairs]
    elif solid.kind == "wedge":
        # The ridge runs along the back: the front is a slope.
        faces += [[low[0], low[1], (w / 2, d / 2, h), (-w / 2, d / 2, h)],
                  [low[2], low[3], (-w / 2, d / 2, h), (w / 2, d / 2, h)],
                  [low[1], low[2], (w / 2, d / 2, h)], [low[3], low[0], (-w / 2, d / 2, h)]]  # fmt: skip
    else:
        high = [(x, y, h) for x, y in rim]
        faces += [[low[k], low[m], high[m], high[k]] for k, m in pairs]
        faces.append(high)
    return [[_placed(point, solid) for point in face] for face in faces]


def _placed(point: Vector, solid: Solid) -> Vector:
    cos, sin = _turn(solid.turned)
    x, y, z = point
    return (solid.at[0] + x * cos - y * sin, solid.at[1] + x * sin + y * cos, solid.at[2] + z)
