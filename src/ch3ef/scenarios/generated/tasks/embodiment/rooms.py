"""A furnished room as solids, open towards the camera: furniture, walls with a door and a window, and its pictures."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.palette import GROUNDS, NAMED, darker, lighter, mixed
from ch3ef.scenarios.generated.scene.solids import Camera, Kind, Solid, Vector, draw_solids
from ch3ef.scenarios.generated.tasks.embodiment.drawing import disc, seen_share, tagged, towards

WIDE, HIGH = 512, 448
HALF = 3.1
WALL = 2.0
_WOOD = "#9a7148"
Spot = tuple[float, float]


def _s(kind: Kind, x: float, y: float, z: float, w: float, d: float, h: float, colour: str) -> Solid:
    return Solid(kind, (x, y, z), (w, d, h), colour)


def _sofa(c: str) -> list[Solid]:
    return [_s("box", 0, 0, 0, 1.1, 0.8, 0.38, lighter(c, 0.12)), _s("box", 0, 0.5, 0, 1.6, 0.2, 0.8, c),
            _s("box", -0.68, 0, 0, 0.24, 0.8, 0.58, c), _s("box", 0.68, 0, 0, 0.24, 0.8, 0.58, c)]  # fmt: skip


def _bed(c: str) -> list[Solid]:
    return [_s("box", 0, 0, 0, 1.1, 1.6, 0.3, _WOOD), _s("box", 0, -0.2, 0.3, 1.05, 1.15, 0.18, c),
            _s("box", 0, 0.58, 0.3, 0.9, 0.38, 0.2, "#f7f4ec"), _s("box", 0, 0.86, 0, 1.15, 0.12, 0.75, _WOOD)]  # fmt: skip


def _table(c: str) -> list[Solid]:
    legs = [_s("box", x, y, 0, 0.12, 0.12, 0.62, darker(c, 0.35)) for x in (-0.62, 0.62) for y in (-0.4, 0.4)]
    return [*legs, _s("box", 0, 0, 0.62, 1.5, 1.05, 0.12, c)]


def _chair(c: str) -> list[Solid]:
    legs = [_s("box", x, y, 0, 0.1, 0.1, 0.4, darker(c, 0.4)) for x in (-0.25, 0.25) for y in (-0.25, 0.25)]
    return [*legs, _s("box", 0, 0, 0.4, 0.64, 0.64, 0.1, c), _s("box", 0, 0.27, 0.5, 0.64, 0.1, 0.6, c)]


def _wardrobe(c: str) -> list[Solid]:
    return [_s("box", -0.37, 0, 0, 0.74, 0.62, 1.5, c), _s("box", 0.37, 0, 0, 0.74, 0.62, 1.5, c),
            _s("box", -0.08, -0.33, 0.7, 0.06, 0.04, 0.2, "#f0d890"),
            _s("box", 0.08, -0.33, 0.7, 0.06, 0.04, 0.2, "#f0d890")]  # fmt: skip


def _shelf(c: str) -> list[Solid]:
    made = [_s("box", 0, 0.2, 0, 1.4, 0.1, 1.3, darker(c, 0.3))]
    made += [_s("box", x, -0.05, 0, 0.08, 0.4, 1.3, c) for x in (-0.66, 0.66)]
    for level in (0.0, 0.44, 0.88):
        made.append(_s("box", 0, -0.05, level, 1.24, 0.4, 0.07, c))
        tints = ("#f2e3bd", "#b04a3a", "#3b6ea5") if level != 0.44 else ("#5a8f5a", "#f2e3bd", "#d9a441")
        made += [
            _s("box", 0.36 * k - 0.36, -0.02, level + 0.07, 0.28, 0.26, 0.27, tint) for k, tint in enumerate(tints)
        ]
    return made


def _lamp(c: str) -> list[Solid]:
    return [_s("cylinder", 0, 0, 0, 0.55, 0.55, 0.07, "#50545c"), _s("box", 0, 0, 0.07, 0.08, 0.08, 0.95, "#50545c"),
            _s("cone", 0, 0, 1.02, 0.85, 0.85, 0.6, c)]  # fmt: skip


def _plant(c: str) -> list[Solid]:
    return [_s("cylinder", 0, 0, 0, 0.6, 0.6, 0.45, c), _s("ball", 0, 0, 0.42, 0.85, 0.85, 0.85, "#3f8f4d")]


def _tv(c: str) -> list[Solid]:
    return [_s("box", 0, 0, 0, 1.4, 0.5, 0.4, c), _s("box", 0, 0.05, 0.4, 0.4, 0.14, 0.08, "#33363c"),
            _s("box", 0, 0.05, 0.48, 1.2, 0.1, 0.68, "#24272d")]  # fmt: skip


def _ball(c: str) -> list[Solid]:
    return [_s("ball", 0, 0, 0, 0.66, 0.66, 0.66, c)]


def _chest(c: str) -> list[Solid]:
    return [_s("box", 0, 0, 0, 1.0, 0.7, 0.45, c), _s("box", 0, 0, 0.45, 1.08, 0.78, 0.14, darker(c, 0.3))]


def _stool(c: str) -> list[Solid]:
    return [_s("cylinder", 0, 0, 0, 0.2, 0.2, 0.45, "#50545c"), _s("cylinder", 0, 0, 0.45, 0.68, 0.68, 0.14, c)]


FURNITURE: dict[str, Callable[[str], list[Solid]]] = {
    "sofa": _sofa, "bed": _bed, "table": _table, "chair": _chair, "wardrobe": _wardrobe, "bookcase": _shelf,
    "lamp": _lamp, "plant": _plant, "television": _tv, "ball": _ball, "chest": _chest, "stool": _stool,
}  # fmt: skip
"""Name -> solids around the origin, their front towards the south."""
DYES = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "brown")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of furniture.

    Attributes:
        name: A key of `FURNITURE`.
        colour: A name in `NAMED`.
        spot: Where it stands on the floor.
        facing: Azimuth to which its front points: 0 south, 90 east, 180 north, 270 west.
    """

    name: str
    colour: str
    spot: Spot
    facing: int = 0

    @property
    def solids(self) -> list[Solid]:
        """What is drawn."""
        return [self._placed(solid) for solid in FURNITURE[self.name](NAMED[self.colour])]

    @property
    def hull(self) -> Solid:
        """A box around it."""
        parts = self.solids
        reach = [max(abs(p.at[k] - self.spot[k]) + p.size[k] / 2 for p in parts) for k in (0, 1)]
        top = max(p.at[2] + p.size[2] for p in parts)
        return Solid("box", (*self.spot, 0), (2 * reach[0], 2 * reach[1], top), "#000000")

    def _placed(self, solid: Solid) -> Solid:
        (x, y, z), (w, d, h) = solid.at, solid.size
        turn = math.radians(self.facing)
        cos, sin = round(math.cos(turn)), round(math.sin(turn))
        at = (self.spot[0] + x * cos - y * sin, self.spot[1] + x * sin + y * cos, z)
        return replace(solid, at=at, size=(d, w, h) if sin else (w, d, h))


@dataclass(frozen=True, slots=True)
class Room:
    """A room.

    Attributes:
        pieces: What stands in it.
        wall: Colour of the walls.
        floor: Colour of the floor.
        rug: Colour of a round rug, or None.
        door: Azimuth of the wall with the door.
        window: Azimuth of the wall with the window.
    """

    pieces: tuple[Piece, ...]
    wall: str
    floor: str
    rug: str | None
    door: int
    window: int

    def with_pieces(self, *pieces: Piece) -> Room:
        """The same room, furnished otherwise."""
        return replace(self, pieces=pieces)

    def all_seen(self, camera: Camera, least: float = 0.4) -> bool:
        """Whether every piece is well in sight."""
        hulls = [piece.hull for piece in self.pieces]
        return all(seen_share(hull, hulls, camera) >= least for hull in hulls)


def any_room(draws: Draws, pieces: Sequence[Piece] = (), door: int | None = None) -> Room:
    """A room in drawn colours; door and window in different walls."""
    wall, floor = draws.one(GROUNDS)[1], draws.one(("#d2ae7d", "#b98f63", "#c9c2b4", "#a3adb0", "#d9c9a8"))
    rug = mixed(draws.one(GROUNDS)[1], draws.one(("#b0657a", "#5f86a8", "#6f9a7a", "#a58ac0")), 0.45)
    door = draws.one((0, 90, 180, 270)) if door is None else door
    window = draws.one([side for side in (0, 90, 180, 270) if side != door])
    return Room(tuple(pieces), wall, floor, rug if draws.chance(0.6) else None, door, window)


def overlooking(draws: Draws, azimuth: float, elevation: float | None = None) -> Camera:
    """A camera that has the whole room in its frame."""
    elevation = draws.between(38, 46) if elevation is None else elevation
    return Camera(azimuth, elevation, WIDE / 2, 268, 49, distance=draws.between(16, 24))


def _wall_points(side: int, low: float, high: float, bottom: float, top: float) -> list[Vector]:
    """A rectangle on the inside of a wall, `low` to `high` along it."""
    a = math.radians(side)
    x, y = HALF * math.sin(a), -HALF * math.cos(a)
    along = (math.cos(a), math.sin(a))
    return [
        (x + s * along[0], y + s * along[1], z) for s, z in ((low, bottom), (high, bottom), (high, top), (low, top))
    ]


def _walls(canvas: Canvas, room: Room, camera: Camera) -> None:
    for side in (0, 90, 180, 270):
        if math.cos(math.radians(side - camera.azimuth)) > -0.12:
            continue
        shade = darker(room.wall, 0.05 if side % 180 else 0.0)
        for points, fill, stroke in (
            (_wall_points(side, -HALF, HALF, 0, WALL), shade, darker(room.wall, 0.25)),
            (_wall_points(side, -HALF, HALF, 0, 0.14), "#fbfaf6", darker(room.wall, 0.25)),
        ):
            canvas.polygon([camera.project(point) for point in points], fill=fill, stroke=stroke, width=1)
        if side == room.window:
            for low, high in ((-1.1, -0.05), (0.05, 1.1)):
                pane = [camera.project(point) for point in _wall_points(side, low, high, 0.85, 1.7)]
                canvas.polygon(pane, fill="#cfe8f7", stroke="#ffffff", width=4)
        if side == room.door:
            leaf = [camera.project(point) for point in _wall_points(side, -0.5, 0.5, 0, 1.65)]
            canvas.polygon(leaf, fill="#8a5a3a", stroke="#fbfaf6", width=4)
            canvas.circle(*camera.project(_wall_points(side, 0.36, 0.36, 0.8, 0.8)[0]), 3.5, fill="#f3d36b")


def far_to_near(pieces: Sequence[Piece], camera: Camera) -> list[Piece]:
    """In the order of painting."""
    hulls = {piece: piece.hull for piece in pieces}
    eye = towards(camera.azimuth, 1)
    waiting = sorted(pieces, key=lambda piece: piece.spot[0] * eye[0] + piece.spot[1] * eye[1])
    ordered: list[Piece] = []
    while waiting:
        clear = (each for each in waiting
                 if not any(_before(hulls[each], hulls[other], eye) for other in waiting if other is not each))  # fmt: skip
        first = next(clear, waiting[0])
        waiting.remove(first)
        ordered.append(first)
    return ordered


def _before(front: Solid, back: Solid, eye: Vector) -> bool:
    gaps = []
    for axis in (0, 1):
        side = 1 if eye[axis] > 0 else -1
        gap = side * (front.at[axis] - back.at[axis])
        apart = abs(gap) >= (front.size[axis] + back.size[axis]) / 2 - 1e-6
        gaps.append((gap > 0) if apart and abs(eye[axis]) > 1e-6 else None)
    return True in gaps and False not in gaps


def furnished(room: Room, camera: Camera) -> Canvas:
    """The room from above and outside, its near walls left out."""
    canvas = Canvas(WIDE, HIGH, ground="#eceff1")
    floor = [camera.project((x, y, 0)) for x, y in ((-HALF, -HALF), (HALF, -HALF), (HALF, HALF), (-HALF, HALF))]
    canvas.polygon(floor, fill=room.floor, stroke=darker(room.floor, 0.35), width=2)
    for k in range(1, 8):
        y = HALF * (k - 4) / 4
        canvas.line(
            *camera.project((-HALF, y, 0)), *camera.project((HALF, y, 0)), stroke=darker(room.floor, 0.12), width=1
        )
    if room.rug:
        disc(canvas, camera, 1.5, darker(room.rug, 0.15))
        disc(canvas, camera, 1.3, room.rug)
    a = math.radians(room.door)
    middle, along = towards(room.door, HALF - 0.35), (0.5 * math.cos(a), 0.5 * math.sin(a))
    inwards = towards(room.door, -0.25)
    mat = [(middle[0] + s * along[0] + t * inwards[0], middle[1] + s * along[1] + t * inwards[1], 0.0)
           for s, t in ((-1, -1), (1, -1), (1, 1), (-1, 1))]  # fmt: skip
    canvas.polygon([camera.project(point) for point in mat], fill="#5c6b5d", stroke="#444f45", width=1)
    _walls(canvas, room, camera)
    for piece in far_to_near(room.pieces, camera):
        draw_solids(canvas, piece.solids, camera)
    return canvas


def view(room: Room, camera: Camera, number: int = 1, of: int = 1) -> Picture:
    """A picture of a room."""
    canvas = furnished(room, camera)
    tagged(canvas, number, of)
    return canvas.picture()
