"""A picture while it is drawn: shapes, texts and what a check must know about them; becomes SVG.

Lengths are pixels, x to the right, y downwards, angles in degrees clockwise. Texts are drawn as outlines from
`glyphs`, so a picture looks the same wherever it is rendered, and every text leaves a record of where it stands.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, get_args

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.glyphs import Face, face_table, wrapped

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]
Manner = Literal["flat", "outlined", "shaded", "photographed"]
"""How a finished drawing is put on paper."""
MANNERS: tuple[Manner, ...] = get_args(Manner)
View = tuple[Point, Point, Point, Point]
"""Where the corners of a drawing come to lie in the picture, as shares of its sides, clockwise from the top left."""
_Affine = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text as it stands in the frame.

    Attributes:
        text: What it says.
        corners: Of the box around its ink, in pixels of the frame, clockwise from the top left of the text.
        size: Font size in pixels of the frame.
        legible: Whether people are meant to read it; blurred or covered texts are not.
    """

    text: str
    corners: tuple[Point, Point, Point, Point]
    size: float
    legible: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished drawing.

    Attributes:
        svg: The whole SVG document.
        width: Of the frame, in pixels.
        height: Of the frame, in pixels.
        texts: Every text in it.
        manner: How it is put on paper.
        view: From where it is seen; None for straight ahead.
    """

    svg: str
    width: int
    height: int
    texts: tuple[PlacedText, ...]
    manner: Manner = "flat"
    view: View | None = None

    @property
    def without_texts(self) -> str:
        """The SVG as it would be if nothing were written in it."""
        return re.sub(r'<g class="text"[^>]*>(?:<use[^>]*/>)*</g>|<path class="text"[^>]*/>', "", self.svg)

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of manner, view and SVG text: pixels may differ by a shade from machine to machine, this does not."""
        look = self.manner if self.view is None else f"{self.manner} {self.view}"
        return hashlib.sha256(f"{look} {self.svg}".encode()).hexdigest()


def part_of(svg: str, left: int, top: int, right: int, bottom: int) -> str:
    """The SVG of a part of a picture's frame, in pixels.

    Example:
        >>> part_of('<svg width="448" height="448" viewBox="0 0 448 448">', 40, 30, 140, 80)
        '<svg width="100" height="50" viewBox="40 30 100 50">'
    """
    width, height = right - left, bottom - top
    size = f'width="{width}" height="{height}" viewBox="{left} {top} {width} {height}"'
    return re.sub(r'width="\d+" height="\d+" viewBox="[^"]*"', size, svg, count=1)


class Canvas:
    """Draws into a frame.

    Every shape takes `fill` (a colour, a gradient of this canvas, or "none"), `stroke` (colour or None), `width`
    of the stroke, `opacity` in (0, 1] and `dash` (SVG's list of lengths).

    Args:
        width: Of the frame, in pixels.
        height: Of the frame, in pixels.
        ground: Colour of the background, or None for none.

    Example:
        >>> canvas = Canvas(448, 448, ground="#ffffff")
        >>> canvas.circle(224, 200, 80, fill="#d32f2f")
        >>> placed = canvas.text(224, 340, "Stop here", size=30, anchor="middle")
        >>> picture = canvas.picture()
        >>> picture.width, [text.text for text in picture.texts]
        (448, ['Stop here'])
    """

    def __init__(self, width: int = 512, height: int = 512, ground: str | None = "#ffffff") -> None:
        self.width, self.height = width, height
        self._body: list[str] = []
        self._defs: list[str] = []
        self._glyphs: dict[str, str] = {}
        self._texts: list[PlacedText] = []
        self._affine: _Affine = (1, 0, 0, 1, 0, 0)
        self._legible = True
        if ground is not None:
            self.rect(0, 0, width, height, fill=ground)

    # Shapes

    def rect(
        self, x: float, y: float, w: float, h: float, *, fill: str = "none", radius: float = 0,
        stroke: str | None = None, width: float = 2, opacity: float = 1, dash: str | None = None,
    ) -> None:  # fmt: skip
        """A rectangle from its top left corner; `radius` rounds the corners."""
        rounded = f' rx="{_n(radius)}"' if radius else ""
        self._put(f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}"{rounded}',
                  fill, stroke, width, opacity, dash)  # fmt: skip

    def circle(
        self, x: float, y: float, r: float, *, fill: str = "none", stroke: str | None = None, width: float = 2,
        opacity: float = 1, dash: str | None = None,
    ) -> None:  # fmt: skip
        """A circle around its middle."""
        self._put(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}"', fill, stroke, width, opacity, dash)

    def ellipse(
        self, x: float, y: float, rx: float, ry: float, *, fill: str = "none", stroke: str | None = None,
        width: float = 2, opacity: float = 1, dash: str | None = None,
    ) -> None:  # fmt: skip
        """An upright ellipse around its middle."""
        self._put(f'<ellipse cx="{_n(x)}" cy="{_n(y)}" rx="{_n(rx)}" ry="{_n(ry)}"',
                  fill, stroke, width, opacity, dash)  # fmt: skip

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, stroke: str = "#222222", width: float = 2,
        opacity: float = 1, dash: str | None = None,
    ) -> None:  # fmt: skip
        """A straight line with round ends."""
        self._put(f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"',
                  "none", stroke, width, opacity, dash)  # fmt: skip

    def polygon(
        self, points: Iterable[Point], *, fill: str = "none", stroke: str | None = None, width: float = 2,
        opacity: float = 1, dash: str | None = None,
    ) -> None:  # fmt: skip
        """A closed outline."""
        self._put(f'<polygon points="{_points(points)}"', fill, stroke, width, opacity, dash)

    def polyline(
        self, points: Iterable[Point], *, stroke: str = "#222222", width: float = 2, opacity: float = 1,
        dash: str | None = None,
    ) -> None:  # fmt: skip
        """An open line through points, with round ends and joints."""
        self._put(f'<polyline points="{_points(points)}"', "none", stroke, width, opacity, dash)

    def path(
        self, d: str, *, fill: str = "none", stroke: str | None = None, width: float = 2, opacity: float = 1,
        dash: str | None = None,
    ) -> None:  # fmt: skip
        """Anything that SVG path data can say."""
        self._put(f'<path d="{d}"', fill, stroke, width, opacity, dash)

    def arc(
        self, x: float, y: float, r: float, start: float, end: float, *, fill: str = "none",
        stroke: str | None = None, width: float = 2, opacity: float = 1, inner: float = 0,
    ) -> None:  # fmt: skip
        """A slice of a disc (of a ring where `inner` > 0), from `start` to `end` degrees clockwise from the top."""
        at = [(x + radius * math.sin(math.radians(angle)), y - radius * math.cos(math.radians(angle)))
              for radius, angle in ((r, start), (r, end), (inner, end), (inner, start))]  # fmt: skip
        large = int(end - start > 180)
        (x1, y1), (x2, y2), (x3, y3), (x4, y4) = at
        back = f"A{_n(inner)} {_n(inner)} 0 {large} 0 {_n(x4)} {_n(y4)}" if inner else ""
        d = f"M{_n(x1)} {_n(y1)}A{_n(r)} {_n(r)} 0 {large} 1 {_n(x2)} {_n(y2)}L{_n(x3)} {_n(y3)}{back}z"
        self.path(d, fill=fill, stroke=stroke, width=width, opacity=opacity)

    def arrow(
        self, x1: float, y1: float, x2: float, y2: float, *, stroke: str = "#222222", width: float = 3,
        head: float = 12, opacity: float = 1,
    ) -> None:  # fmt: skip
        """A line with a filled head at its second end."""
        angle = math.atan2(y2 - y1, x2 - x1)
        back_x, back_y = x2 - 0.8 * head * math.cos(angle), y2 - 0.8 * head * math.sin(angle)
        self.line(x1, y1, back_x, back_y, stroke=stroke, width=width, opacity=opacity)
        sides = [(x2 - head * math.cos(angle + turn), y2 - head * math.sin(angle + turn)) for turn in (-0.45, 0.45)]
        self.polygon([(x2, y2), *sides], fill=stroke, opacity=opacity)

    # Texts

    def text(
        self, x: float, y: float, text: str, *, size: float = 18, face: Face = "sans", colour: str = "#222222",
        anchor: Anchor = "start", angle: float = 0, legible: bool = True, opacity: float = 1,
    ) -> float:  # fmt: skip
        """One line of text with its baseline at y; returns its width in pixels.

        `legible=False` marks a text that people are not meant to read.

        Raises:
            ValueError: The face lacks a character.
        """
        table = face_table(face)
        length = table.width(text, size)
        start = {"start": 0.0, "middle": -length / 2, "end": -length}[anchor]
        with self.moved(x, y, angle=angle):
            uses, pen = [], 0
            for character in text:
                advance, drawing = table.glyph(character)
                if drawing:
                    name = self._glyphs.setdefault(f"{face} {character}", f"t{len(self._glyphs)}")
                    uses.append(f'<use href="#{name}"' + (f' x="{pen}"/>' if pen else "/>"))
                pen += advance
            scale = f"{size / 1000:.4g}"
            shown = "" if opacity == 1 else f' opacity="{opacity:g}"'
            place = f'transform="translate({_n(start)} 0)scale({scale})"'
            self._body.append(f'<g class="text" {place} fill="{colour}"{shown}>{"".join(uses)}</g>')
            self._record(text, start, -0.74 * size, start + length, 0.22 * size, size, legible)
        return length

    def paragraph(
        self, x: float, y: float, text: str, *, width: float, size: float = 18, face: Face = "sans",
        colour: str = "#222222", anchor: Anchor = "start", leading: float = 1.35, legible: bool = True,
    ) -> float:  # fmt: skip
        """Text broken into lines of at most `width` pixels, the first baseline at y; returns the next baseline."""
        for line in wrapped(text, face, size, width):
            if line:
                self.text(x, y, line, size=size, face=face, colour=colour, anchor=anchor, legible=legible)
            y += leading * size
        return y

    def handwriting(
        self, draws: Draws, x: float, y: float, text: str, *, size: float = 30,
        face: Literal["hand-print", "hand-script"] = "hand-print", colour: str = "#1f3a7a", pen: float = 2.2,
        jitter: float = 1, slant: float = 0, anchor: Anchor = "start", legible: bool = True,
    ) -> float:  # fmt: skip
        """A handwritten line, every letter a little different; returns its width in pixels.

        Args:
            draws: Where the unsteadiness comes from.
            x: Of the anchor.
            y: Of the baseline.
            text: ASCII.
            size: Font size in pixels.
            face: Printed or joined letters.
            colour: Of the ink.
            pen: Width of the stroke in pixels.
            jitter: Unsteadiness; 1 is an ordinary hand, 0 a machine.
            slant: How far a letter leans to the right, as a share of its height.
            anchor: Which end of the line stands at x.
            legible: False for a text that people are not meant to read.

        Raises:
            ValueError: A character that has no strokes.
        """
        table, scale = face_table(face), size / 1000
        length = table.width(text, size)
        start = x + {"start": 0.0, "middle": -length / 2, "end": -length}[anchor]
        strokes, pen_x = [], start
        for character in text:
            advance, drawing = table.glyph(character)
            lift, grow = draws.jitter(0.025 * size * jitter), 1 + draws.jitter(0.05 * jitter)
            lean = slant + draws.jitter(0.04 * jitter)
            for stroke in drawing:
                points = [
                    (pen_x + grow * scale * (px - lean * py) + draws.jitter(0.008 * size * jitter),
                     y + lift + grow * scale * py + draws.jitter(0.008 * size * jitter))
                    for px, py in stroke
                ]  # fmt: skip
                strokes.append("M" + "L".join(f"{_n(px)} {_n(py)}" for px, py in points))
            pen_x += advance * scale
        self._put(f'<path class="text" d="{"".join(strokes)}"', "none", colour, pen, 1, None)
        self._record(text, start, y - 0.76 * size, start + length, y + 0.26 * size, size, legible)
        return length

    def inlay(self, svg: str) -> None:
        """A drawing made elsewhere, as SVG elements without text, references or ids."""
        self._body.append(svg)

    # Ways of drawing

    @contextmanager
    def moved(
        self, x: float = 0, y: float = 0, *, scale: float = 1, angle: float = 0, mirrored: bool = False
    ) -> Iterator[None]:
        """What is drawn inside is mirrored left to right, scaled, turned about its origin, and moved to (x, y)."""
        cos, sin = math.cos(math.radians(angle)) * scale, math.sin(math.radians(angle)) * scale
        side = -1 if mirrored else 1
        turn = f"rotate({_n(angle)})" if angle else ""
        size = f"scale({scale * side:.4g} {scale:.4g})" if scale != 1 or mirrored else ""
        with self._within((cos * side, sin * side, -sin, cos, x, y), f"translate({_n(x)} {_n(y)}){turn}{size}"):
            yield

    @contextmanager
    def receding(self, x: float, y: float, squeeze: float, lean: float) -> Iterator[None]:
        """What is drawn inside is a wall seen from the side: narrowed, and falling by `lean` pixels a pixel to the right."""
        with self._within(
            (squeeze, lean, 0, 1, x, y), f"matrix({squeeze:.4g} {lean:.4g} 0 1 {_n(x)} {_n(y)})"
        ):  # fmt: skip
            yield

    @contextmanager
    def _within(self, affine: _Affine, transform: str) -> Iterator[None]:
        outer = self._affine
        self._affine = _product(outer, affine)
        self._body.append(f'<g transform="{transform}">')
        try:
            yield
        finally:
            self._body.append("</g>")
            self._affine = outer

    @contextmanager
    def clipped(self, d: str) -> Iterator[None]:
        """Only what lies within an outline, given as SVG path data, is seen; texts inside must fit it themselves."""
        name = self._define("clipPath", "", f'<path d="{d}"/>')
        self._body.append(f'<g clip-path="url(#{name})">')
        yield
        self._body.append("</g>")

    @contextmanager
    def blurred(self, radius: float) -> Iterator[None]:
        """What is drawn inside is out of focus; texts in it count as not legible."""
        name = self._define("filter", ' x="-20%" y="-20%" width="140%" height="140%"',
                            f'<feGaussianBlur stdDeviation="{_n(radius)}"/>')  # fmt: skip
        outer, self._legible = self._legible, False
        self._body.append(f'<g filter="url(#{name})">')
        yield
        self._body.append("</g>")
        self._legible = outer

    @contextmanager
    def faded(self, opacity: float) -> Iterator[None]:
        """What is drawn inside is see-through as one layer."""
        self._body.append(f'<g opacity="{opacity:g}">')
        yield
        self._body.append("</g>")

    def gradient(self, *colours: str, angle: float = 90) -> str:
        """A fill that runs through colours in equal steps; 0 runs to the right, 90 downwards."""
        x, y = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        ends = (max(0.0, -x), max(0.0, -y), max(0.0, x), max(0.0, y))
        place = ' x1="{}" y1="{}" x2="{}" y2="{}"'.format(*(f"{end:.3g}" for end in ends))
        return f"url(#{self._define('linearGradient', place, _stops(colours))})"

    def glow(self, *colours: str) -> str:
        """A fill that runs through colours from the middle to the rim."""
        return f"url(#{self._define('radialGradient', '', _stops(colours))})"

    def picture(self) -> Picture:
        """The drawing as it stands."""
        glyphs = []
        for key, name in self._glyphs.items():
            face, character = key[:-2], key[-1]
            glyphs.append(f'<path id="{name}" d="{face_table(face).glyph(character)[1]}"/>')
        size = f'width="{self.width}" height="{self.height}"'
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {self.width} {self.height}">'
            f"<defs>{''.join(self._defs)}{''.join(glyphs)}</defs>{''.join(self._body)}</svg>"
        )
        return Picture(svg, self.width, self.height, tuple(self._texts))

    # What the rest is made of

    def _put(
        self, shape: str, fill: str, stroke: str | None, width: float, opacity: float, dash: str | None
    ) -> None:  # fmt: skip
        style = f' fill="{fill}"'
        if stroke is not None:
            style += f' stroke="{stroke}" stroke-width="{_n(width)}" stroke-linecap="round" stroke-linejoin="round"'
        if dash:
            style += f' stroke-dasharray="{dash}"'
        if opacity != 1:
            style += f' opacity="{opacity:.3g}"'
        self._body.append(f"{shape}{style}/>")

    def _define(self, kind: str, attributes: str, content: str) -> str:
        name = f"d{len(self._defs)}"
        self._defs.append(f'<{kind} id="{name}"{attributes}>{content}</{kind}>')
        return name

    def _record(
        self, text: str, left: float, top: float, right: float, bottom: float, size: float, legible: bool
    ) -> None:
        a, b, c, d, e, f = self._affine
        box = ((left, top), (right, top), (right, bottom), (left, bottom))
        corners = tuple((a * x + c * y + e, b * x + d * y + f) for x, y in box)
        scale = math.hypot(c, d)
        self._texts.append(PlacedText(text, corners, size * scale, legible and self._legible))  # type: ignore[arg-type]


def _product(outer: _Affine, inner: _Affine) -> _Affine:
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def _n(value: float) -> str:
    said = f"{value:.1f}"
    return said[:-2] if said[-2:] == ".0" else said


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _stops(colours: Sequence[str]) -> str:
    last = max(1, len(colours) - 1)
    return "".join(f'<stop offset="{place / last:.3g}" stop-color="{each}"/>' for place, each in enumerate(colours))
