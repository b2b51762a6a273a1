"""Paintings: regions of colour, and the techniques and frames in which they are shown."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.palette import GROUNDS, darker, lighter, mixed

Paint = Callable[[Canvas, Draws, "Motif"], None]


@dataclass(frozen=True, slots=True)
class Patch:
    """An area of one colour: an ellipse (its middle and radii) or a polygon (its points).

    Attributes:
        colour: `#rrggbb`.
        points: Of a polygon; empty for an ellipse.
        oval: Middle x and y, radii x and y.
        lean: Of the brush strokes in it, in degrees.
        soft: Whether it melts into its neighbours, as bands of a sky do: it gets no outline.
    """

    colour: str
    points: tuple[Point, ...] = ()
    oval: tuple[float, float, float, float] = (0, 0, 1, 1)
    lean: float = 0
    soft: bool = False

    def spans(self, y: float) -> Iterator[tuple[float, float]]:
        """Where a level line runs inside."""
        if not self.points:
            x, middle, rx, ry = self.oval
            off = (y - middle) / ry
            if abs(off) < 1:
                half = rx * math.sqrt(1 - off * off)
                yield x - half, x + half
            return
        ends = sorted(
            ax + (y - ay) * (bx - ax) / (by - ay)
            for (ax, ay), (bx, by) in zip(self.points, (*self.points[1:], self.points[0]), strict=True)
            if (ay <= y) != (by <= y)
        )
        yield from zip(ends[::2], ends[1::2], strict=False)


@dataclass(slots=True)
class Motif:
    """What is painted: patches from back to front in a frame of pixels."""

    width: float
    height: float
    patches: list[Patch] = field(default_factory=list)

    def oval(
        self, x: float, y: float, rx: float, ry: float, colour: str, lean: float = 0, *, soft: bool = False
    ) -> None:
        """Add an ellipse."""
        self.patches.append(Patch(colour, (), (x, y, rx, ry), lean, soft))

    def shape(self, colour: str, *points: Point, lean: float = 0, soft: bool = False) -> None:
        """Add a polygon."""
        self.patches.append(Patch(colour, points, lean=lean, soft=soft))

    def box(self, x: float, y: float, w: float, h: float, colour: str, lean: float = 0, *, soft: bool = False) -> None:
        """Add a rectangle from its top left corner."""
        self.shape(colour, (x, y), (x + w, y), (x + w, y + h), (x, y + h), lean=lean, soft=soft)


def plain(canvas: Canvas, motif: Motif, *, outline: str | None = None, width: float = 3, pale: float = 0) -> None:
    """The patches as they are."""
    for patch in motif.patches:
        fill = lighter(patch.colour, pale) if pale else patch.colour
        edge = None if patch.soft else outline
        if patch.points:
            canvas.polygon(patch.points, fill=fill, stroke=edge, width=width)
        else:
            canvas.ellipse(*patch.oval, fill=fill, stroke=edge, width=width)


def cells(motif: Motif, size: float) -> Iterator[tuple[float, float, Patch]]:
    """The middle of every cell of a grid, and the patch that is seen there."""
    across, down = int(motif.width / size), int(motif.height / size)
    for row in range(down):
        y = (row + 0.5) * size
        seen: list[Patch | None] = [None] * across
        for patch in motif.patches:
            for left, right in patch.spans(y):
                first = max(0, math.ceil(left / size - 0.5))
                last = min(across, math.floor(right / size - 0.5) + 1)
                if last > first:
                    seen[first:last] = [patch] * (last - first)
        yield from ((size * (column + 0.5), y, patch) for column, patch in enumerate(seen) if patch)


def in_dots(canvas: Canvas, draws: Draws, motif: Motif) -> None:
    """Pointillist."""
    plain(canvas, motif, pale=0.25)
    groups: dict[tuple[str, int], list[str]] = {}
    for x, y, patch in cells(motif, 9.5):
        dice = draws.whole(0, 195)
        place = f"M{int(x) - 3 + dice % 7} {int(y) - 3 + dice // 7 % 7}h0"
        groups.setdefault((patch.colour, dice // 49), []).append(place)
    for (colour, shade), places in groups.items():
        tint = (colour, lighter(colour, 0.3), darker(colour, 0.16), mixed(colour, "#e8a33c", 0.3))[shade]
        canvas.path("".join(places), stroke=tint, width=7.5)


def in_strokes(canvas: Canvas, draws: Draws, motif: Motif) -> None:
    """Impressionist."""
    plain(canvas, motif)
    groups: dict[tuple[str, int], list[str]] = {}
    for x, y, patch in cells(motif, 10.5):
        dice = draws.whole(0, 524)
        lean = math.radians(patch.lean + 9 * (dice % 7 - 3))
        dx, dy = 15 * math.cos(lean), 15 * math.sin(lean)
        place = f"M{int(x - dx / 2) - 2 + dice // 7 % 5} {int(y - dy / 2) - 2 + dice // 35 % 5}l{int(dx)} {int(dy)}"
        groups.setdefault((patch.colour, dice // 175), []).append(place)
    for (colour, shade), places in groups.items():
        tint = (colour, lighter(colour, 0.22), darker(colour, 0.12))[shade]
        canvas.path("".join(places), stroke=tint, width=5.5)


def in_tiles(canvas: Canvas, draws: Draws, motif: Motif) -> None:
    """Mosaic."""
    canvas.rect(0, 0, motif.width, motif.height, fill="#4c4842")
    groups: dict[tuple[str, int], list[str]] = {}
    for x, y, patch in cells(motif, 10.5):
        dice = draws.whole(0, 11)
        place = f"M{int(x - 4.5) + dice % 2} {int(y - 4.5) + dice // 2 % 2}h9v9h-9z"
        groups.setdefault((patch.colour, dice // 4), []).append(place)
    for (colour, shade), places in groups.items():
        canvas.path("".join(places), fill=(colour, lighter(colour, 0.16), darker(colour, 0.1))[shade])


def in_facets(canvas: Canvas, draws: Draws, motif: Motif) -> None:
    """Cubist: seen in pieces that do not quite meet."""
    w, h = motif.width, motif.height
    pieces: list[list[Point]] = [[(0, 0), (w, 0), (w, h), (0, h)]]
    for _ in range(3):
        at = (w * draws.between(0.3, 0.7), h * draws.between(0.3, 0.7))
        pieces = [half for piece in pieces for half in _cut(piece, at, draws.between(0, math.pi)) if len(half) > 2]
    for place, piece in enumerate(pieces):
        d = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in piece) + "z"
        with canvas.clipped(d):
            with canvas.moved(draws.jitter(9), draws.jitter(9), angle=draws.jitter(2.5)):
                plain(canvas, motif, outline="#3a3128", width=1.5)
            x, y = piece[place % len(piece)]
            shade = ("#fff4d6", "#2b2118", "#c79a55", "#5a6b78")[place % 4]
            canvas.polygon([(x, y), *draws.some(piece, 2)], fill=shade, opacity=0.28)
            canvas.path(d, fill=shade, opacity=0.12)
        canvas.path(d, stroke="#2b2118", width=2.5)


def in_washes(canvas: Canvas, draws: Draws, motif: Motif) -> None:
    """Watercolour."""
    w, h = motif.width, motif.height
    canvas.rect(0, 0, w, h, fill="#fbf8ef")
    with canvas.clipped(f"M12 12h{w - 24:.0f}v{h - 24:.0f}h{24 - w:.0f}z"):
        with canvas.blurred(6), canvas.faded(0.85):
            plain(canvas, motif, pale=0.18)
        with canvas.blurred(14):
            for _ in range(7):
                canvas.ellipse(draws.between(0, w), draws.between(0, h), 60, 34, fill="#fffdf4", opacity=0.35)


def in_flats(canvas: Canvas, draws: Draws, motif: Motif) -> None:
    """Flat areas with black outlines, as in a poster or a woodcut."""
    _ = draws
    plain(canvas, motif, outline="#1d1a17", width=3)


STYLES: dict[str, Paint] = {
    "in small dots of colour": in_dots, "in short thick brush strokes": in_strokes,
    "in small square tiles": in_tiles, "in broken, sharp-edged pieces": in_facets,
    "in soft, blurred washes": in_washes, "in flat areas with outlines": in_flats,
}  # fmt: skip
"""Technique, as options say it, -> how it is done."""

_TITLES = ("Study", "Untitled", "Composition", "Work", "Variation", "Sheet")
_PAINTERS = ("A. Velden", "M. Orsino", "T. Kallas", "R. Duvane", "I. Morrow", "L. Haberl", "S. Okoro", "P. Lindqvar")


def exhibit(draws: Draws, motif: Motif, paint: Paint) -> Canvas:
    """The painting alone, framed on a wall with its label, or on an easel."""
    layout = draws.one(("alone", "wall", "wall", "easel"))
    w, h = motif.width, motif.height
    if layout == "alone" and min(w, h) >= 400:
        canvas = Canvas(round(max(w, 448)), round(max(h, 448)), ground="#f4efe2")
        left, top = (canvas.width - w) / 2, (canvas.height - h) / 2
    else:
        canvas = Canvas(max(round(w) + 120, 520), round(h) + 136, ground=draws.one(GROUNDS)[1])
        left, top = (canvas.width - w) / 2, 48.0
        (_easel if layout == "easel" else _wall)(canvas, draws, left, top, w, h)
    with canvas.moved(left, top), canvas.clipped(f"M0 0h{w:.0f}v{h:.0f}h{-w:.0f}z"):
        paint(canvas, draws, motif)
    return canvas


def frame(canvas: Canvas, draws: Draws, left: float, top: float, w: float, h: float, *, colour: str = "") -> None:
    """A picture frame around a rectangle, and its shadow on the wall."""
    wood = colour or draws.one(("#c9a24a", "#6b4a2f", "#2b2622", "#e9e4d8", "#8f6a3c"))
    edge = 18 if w > 250 else 9
    canvas.rect(left - edge + 6, top - edge + 9, w + 2 * edge, h + 2 * edge, fill="#000000", opacity=0.18)
    canvas.rect(left - edge, top - edge, w + 2 * edge, h + 2 * edge, fill=wood, stroke=darker(wood, 0.35), width=2)
    canvas.rect(left - edge / 2, top - edge / 2, w + edge, h + edge, stroke=lighter(wood, 0.35), width=2)


def _wall(canvas: Canvas, draws: Draws, left: float, top: float, w: float, h: float) -> None:
    frame(canvas, draws, left, top, w, h)
    canvas.rect(canvas.width / 2 - 92, top + h + 34, 184, 44, fill="#fdfcf7", stroke="#b9b4a6", width=1)
    title = f"{draws.one(_TITLES)} no. {draws.whole(2, 60)}"
    canvas.text(canvas.width / 2, top + h + 52, title, size=15, face="serif-italic", anchor="middle")
    canvas.text(canvas.width / 2, top + h + 70, draws.one(_PAINTERS), size=14, face="serif", anchor="middle")


def _easel(canvas: Canvas, draws: Draws, left: float, top: float, w: float, h: float) -> None:
    wood, x, low = "#a8794a", canvas.width / 2, canvas.height
    canvas.rect(0, low - 50, canvas.width, 50, fill=darker(draws.one(GROUNDS)[1], 0.3))
    for side in (-1, 1):
        canvas.line(x + side * 20, 4, x + side * 0.42 * w, low - 6, stroke=wood, width=12)
    canvas.line(x, 4, x, low - 30, stroke=darker(wood), width=10)
    canvas.rect(x - 0.36 * w, top + h, 0.72 * w, 14, fill=darker(wood, 0.1), radius=3)
    canvas.rect(left - 3, top - 3, w + 6, h + 6, fill="#e6ddc8")


def _cut(piece: Sequence[Point], at: Point, angle: float) -> tuple[list[Point], list[Point]]:
    """The two parts of a convex piece on either side of a line."""
    nx, ny = -math.sin(angle), math.cos(angle)
    side = [(x - at[0]) * nx + (y - at[1]) * ny for x, y in piece]
    parts: tuple[list[Point], list[Point]] = ([], [])
    for k, (x, y) in enumerate(piece):
        nxt = (k + 1) % len(piece)
        parts[side[k] < 0].append((x, y))
        if side[k] * side[nxt] < 0:
            share = side[k] / (side[k] - side[nxt])
            cross = (x + share * (piece[nxt][0] - x), y + share * (piece[nxt][1] - y))
            parts[0].append(cross)
            parts[1].append(cross)
    return parts
