"""Objects built of coloured solids: a plain body with coloured parts set on it, and their pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.palette import GROUNDS, NAMED, darker
from ch3ef.scenarios.generated.scene.solids import Camera, Kind, Solid, Vector, draw_solids
from ch3ef.scenarios.generated.tasks.embodiment.drawing import SIDE, disc, seen_share, tagged

CALLED: dict[Kind, str] = {"box": "block", "cylinder": "cylinder", "cone": "cone", "pyramid": "pyramid", "ball": "ball"}
KINDS: tuple[Kind, ...] = ("box", "box", "cylinder", "cone", "pyramid", "ball")
PARTS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "black")
"""Colours of parts: brown, grey and white are those of bodies."""
_PLAIN = ("#cfb38c", "#b9bec5", "#8f8478", "#c8c1b2", "#6f7782", "#d8d2c6")


@dataclass(frozen=True, slots=True)
class Part:
    """A coloured solid that a question may name.

    Attributes:
        colour: A name in `NAMED`; no two parts of an object share it.
        solid: What is drawn.
    """

    colour: str
    solid: Solid

    @property
    def name(self) -> str:
        """“red cone”."""
        return f"{self.colour} {CALLED[self.solid.kind]}"

    def dyed(self, colour: str) -> Part:
        """The same in another colour."""
        return Part(colour, replace(self.solid, colour=NAMED[colour]))

    def put(self, at: Vector) -> Part:
        """The same elsewhere."""
        return Part(self.colour, replace(self.solid, at=at))


@dataclass(frozen=True, slots=True)
class Site:
    """Where a part may stand.

    Attributes:
        at: Middle of its base.
        width: Of the part.
        tallest: Height that it may have.
    """

    at: Vector
    width: float
    tallest: float


@dataclass(frozen=True, slots=True)
class Body:
    """The plain solids of an object and the sites on them; about 4 units wide around the origin."""

    solids: tuple[Solid, ...]
    sites: tuple[Site, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A finished object."""

    body: tuple[Solid, ...]
    parts: tuple[Part, ...]

    @property
    def solids(self) -> list[Solid]:
        """All of it."""
        return [*self.body, *(part.solid for part in self.parts)]

    def mirrored(self) -> Model:
        """Its mirror image."""
        return Model(tuple(_flipped(solid) for solid in self.body),
                     tuple(Part(part.colour, _flipped(part.solid)) for part in self.parts))  # fmt: skip

    def seen(self, part: Part, camera: Camera) -> float:
        """How much of a part is in sight."""
        return seen_share(part.solid, self.solids, camera)

    def all_seen(self, camera: Camera, least: float = 0.3) -> bool:
        """Whether every part is well in sight."""
        return all(self.seen(part, camera) >= least for part in self.parts)


def _flipped(solid: Solid) -> Solid:
    x, y, z = solid.at
    return replace(solid, at=(-x, y, z))


def plate(draws: Draws) -> Body:
    """A square plate of three by three fields."""
    base = Solid("box", (0, 0, 0), (4, 4, 0.3), draws.one(_PLAIN))
    spots = [(x, y) for x in (-1.25, 0, 1.25) for y in (-1.25, 0, 1.25)]
    return Body((base,), tuple(Site((x, y, 0.3), 0.86, 1.5) for x, y in spots))


def turntable(draws: Draws) -> Body:
    """A round plate with sites in a ring and one in the middle."""
    base = Solid("cylinder", (0, 0, 0), (4.3, 4.3, 0.3), draws.one(_PLAIN))
    ring = [(1.4, 0.0), (0.7, 1.21), (-0.7, 1.21), (-1.4, 0.0), (-0.7, -1.21), (0.7, -1.21), (0.0, 0.0)]
    return Body((base,), tuple(Site((x, y, 0.3), 0.8, 1.4) for x, y in ring))


def castle(draws: Draws) -> Body:
    """Four corner towers, walls between them and a keep."""
    stone = draws.one(_PLAIN)
    h = draws.between(1.0, 1.4)
    towers = [(x, y) for x in (-1.4, 1.4) for y in (-1.4, 1.4)]
    solids = [Solid("box", (0, 0, 0), (3.9, 3.9, 0.15), darker(stone, 0.2))]
    solids += [Solid("box", (x, y, 0.15), (0.8, 0.8, h), stone) for x, y in towers]
    solids += [Solid("box", (0, y, 0.15), (2.0, 0.3, 0.55), stone) for y in (-1.4, 1.4)]
    solids += [Solid("box", (x, 0, 0.15), (0.3, 2.0, 0.55), stone) for x in (-1.4, 1.4)]
    solids.append(Solid("box", (0, 0, 0.15), (1.0, 1.0, h + 0.5), darker(stone, 0.08)))
    sites = [Site((x, y, 0.15 + h), 0.8, 1.0) for x, y in towers]
    return Body(tuple(solids), (*sites, Site((0, 0, h + 0.65), 0.86, 0.9)))


def steps(draws: Draws) -> Body:
    """A flight of three steps, three fields wide."""
    plain = draws.one(_PLAIN)
    rise = draws.between(0.45, 0.6)
    solids = [Solid("box", (0, 1.3 * row - 1.3, 0), (4, 1.3, 0.25 + rise * row), plain) for row in range(3)]
    sites = [Site((x, 1.3 * row - 1.3, 0.25 + rise * row), 0.84, 1.2) for row in range(3) for x in (-1.3, 0, 1.3)]
    return Body(tuple(solids), tuple(sites))


def cross(draws: Draws) -> Body:
    """Four arms around a column."""
    plain = draws.one(_PLAIN)
    h = draws.between(0.9, 1.3)
    solids = [Solid("box", (0, 0, 0), (1.1, 1.1, h), plain)]
    ends = [(1.5, 0), (-1.5, 0), (0, 1.5), (0, -1.5)]
    for x, y in ends:
        solids.append(
            Solid("box", (0.883 * x, 0.883 * y, 0), (1.55 if x else 1.0, 1.55 if y else 1.0, 0.4), darker(plain, 0.1))
        )
    return Body(tuple(solids), (*(Site((x, y, 0.4), 0.8, 1.3) for x, y in ends), Site((0, 0, h), 0.85, 1.0)))


BODIES = (plate, turntable, castle, steps, cross)


def any_body(draws: Draws, least: int = 0) -> Body:
    """Of any sort with at least so many sites."""
    while len((body := draws.one(BODIES)(draws)).sites) < least:
        pass
    return body


def part_on(draws: Draws, site: Site, colour: str, kinds: Sequence[Kind] = KINDS, low: float = 0.55) -> Part:
    """A part that stands on a site."""
    kind = draws.one(kinds)
    h = draws.between(low, 1) * site.tallest
    w = min(site.width, site.tallest) if kind == "ball" else site.width
    return Part(colour, Solid(kind, site.at, (w, w, h), NAMED[colour]))


def model_of(draws: Draws, body: Body, colours: Sequence[str], kinds: Sequence[Kind] = KINDS) -> Model:
    """A body with a part in each colour, on sites drawn for them."""
    sites = draws.some(body.sites, len(colours))
    return Model(body.solids, tuple(part_on(draws, site, colour, kinds)
                                    for site, colour in zip(sites, colours, strict=True)))  # fmt: skip


def looking(draws: Draws, azimuth: float, elevation: float | None = None, *, scale: float = 78) -> Camera:
    """A camera that has an object of 4 units in its frame."""
    elevation = draws.between(24, 34) if elevation is None else elevation
    return Camera(azimuth, elevation, SIDE / 2, 285 - 0.6 * elevation, scale, distance=draws.between(13, 20))


def stage(draws: Draws) -> tuple[str, str]:
    """Colours of wall and floor; one draw serves all pictures of an item, or each has its own."""
    light, dark = draws.one(GROUNDS)
    return (light, dark) if draws.chance(0.6) else (dark, light)


def studio(ground: tuple[str, str], camera: Camera) -> Canvas:
    """An empty studio; from high above only its floor is seen."""
    canvas = Canvas(SIDE, SIDE, ground=ground[1])
    if camera.elevation < 60:
        canvas.rect(0, 0, SIDE, 210, fill=canvas.gradient(ground[0], ground[1]))
        canvas.rect(0, 210, SIDE, 238, fill=canvas.gradient(darker(ground[1], 0.07), ground[1]))
    disc(canvas, camera, 3.0, "#000000", opacity=0.07)
    disc(canvas, camera, 2.6, "#000000", opacity=0.07)
    return canvas


def shot(model: Model, camera: Camera, ground: tuple[str, str], number: int = 1, of: int = 1) -> Picture:
    """A picture of an object."""
    canvas = studio(ground, camera)
    draw_solids(canvas, model.solids, camera)
    tagged(canvas, number, of)
    return canvas.picture()
