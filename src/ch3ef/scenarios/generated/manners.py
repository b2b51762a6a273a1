"""Four manners of drawing: flat, outlined by hand, shaded with texture and light, or with a camera's blur, grain and light.

A manner changes edges, surface and light of a finished picture, never what is where: a shape moves by two pixels at most,
colours keep their names, and the smallest print stays legible. The camera sees aslant what may be seen so (`views`): then
all is there and in its order, but places, lengths and angles are others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ch3ef.scenarios.generated.scene.canvas import Manner, View

Pixels = NDArray[np.floating[Any]]
"""(height, width, 3) or (height, width, 1)."""

SHARPER = 1.5
"""How much larger a drawing is drawn that is then seen aslant, so that small print stays sharp."""


def in_manner(image: Any, manner: Manner, seed: int) -> Any:
    """A drawing in a manner.

    Args:
        image: RGB, of libvips, as drawn.
        manner: How it is to look.
        seed: Of what is random about it.

    Returns:
        An image of the same size.
    """
    import pyvips

    if manner == "flat":
        return image
    done = _WAYS[manner](image, np.random.default_rng(seed))
    return pyvips.Image.new_from_array(np.clip(done, 0, 255).astype(np.uint8), interpretation="srgb")


def _outlined(image: Any, rng: np.random.Generator) -> Pixels:
    """An unsteady hand: edges waver, and each has a dark line along it."""
    import pyvips

    hand = rng.uniform(0.6, 1.0) * _smooth(image, rng, 26, 2) * _inside(image, 10)
    places = pyvips.Image.xyz(image.width, image.height) + _as_image(hand.astype(np.float32))
    wavering = image.mapim(places, extend="copy")
    grey = wavering.colourspace("b-w")
    lines = grey.conv(pyvips.Image.new_from_array([[1, 2, 1], [2, -12, 2], [1, 2, 1]], scale=8))
    ink = np.clip(_array(lines) / 80 - 0.1, 0, 0.65)
    paper = rng.normal(0, 2, (image.height, image.width, 1)).astype(np.float32)
    return _array(wavering) * (1 - ink) + paper


def _shaded(image: Any, rng: np.random.Generator) -> Pixels:
    """A rough surface under a lamp, and things that stand out from it a little."""
    grain = rng.normal(0, 1, (image.height, image.width, 1)).astype(np.float32)
    surface = _array(_as_image(grain).gaussblur(float(rng.uniform(0.8, 1.8))))
    surface /= surface.std()
    relief = _array(image.colourspace("b-w").gaussblur(1.6)) / 255
    lit = 0.035 * _slope(surface) + 0.5 * np.clip(_slope(relief), -0.3, 0.3)
    shaded: Pixels = _array(image) * (1 + lit) * _lamp(image, rng, 0.12, 0.2)
    return shaded


def _photographed(image: Any, rng: np.random.Generator) -> Pixels:
    """A lens that is not quite sharp, a sensor that is not quite still, and corners that are darker."""
    tint = rng.uniform(0.975, 1.025, 3).astype(np.float32)
    seen = _array(image.gaussblur(float(rng.uniform(0.5, 0.7)))) * tint * _lamp(image, rng, 0.08, 0.3)
    return seen + rng.normal(0, rng.uniform(4, 8), (image.height, image.width, 3)).astype(np.float32)


def aslant(image: Any, view: View) -> Any:
    """A drawing that lies on a plain table, as a camera sees it that is not straight above: all of it, on what is around it.

    Args:
        image: RGB, of libvips, drawn `SHARPER` times as large.
        view: From where it is seen; what is random about the table follows from it.

    Returns:
        An image of the drawing's size.
    """
    import pyvips

    width, height = round(image.width / SHARPER), round(image.height / SHARPER)
    x, y = _behind(view, width, height)
    places = _as_image(np.stack([x * image.width, y * image.height], 2) - 0.5)
    seen = image.mapim(places, interpolate=pyvips.Interpolate.new("bicubic"), extend="copy").numpy()
    inwards = np.minimum(np.minimum(x, 1 - x) * width, np.minimum(y, 1 - y) * height)  # pixels from the edge
    beyond = inwards < 0.5
    outwards, share = np.minimum(inwards[beyond], 0), np.clip(inwards[beyond] + 0.5, 0, 1)[:, None]
    rng = np.random.default_rng([round(1e4 * side) for corner in view for side in corner])
    table = rng.uniform(110, 200) * rng.uniform(0.92, 1.08, 3) * (1 - 0.35 * np.exp(outwards / 6))[:, None]
    seen[beyond] = share * seen[beyond] + (1 - share) * table
    return pyvips.Image.new_from_array(seen, interpretation="srgb")


def _behind(view: View, width: int, height: int) -> tuple[Pixels, Pixels]:
    """For each pixel, which place of the drawing is seen there: shares of its width and height, outside [0, 1] beyond it."""
    rows, wanted = list[list[float]](), list[float]()
    for (u, v), (x, y) in zip(view, ((0, 0), (1, 0), (1, 1), (0, 1)), strict=True):
        rows += [[u, v, 1, 0, 0, 0, -u * x, -v * x], [0, 0, 0, u, v, 1, -u * y, -v * y]]
        wanted += [x, y]
    a, b, c, d, e, f, g, h = np.linalg.solve(np.array(rows), np.array(wanted)).astype(np.float32)
    across, down = ((np.arange(side, dtype=np.float32) + 0.5) / side for side in (width, height))
    across, down = across[None, :], down[:, None]
    depth = 1 / (g * across + h * down + 1)
    return (a * across + b * down + c) * depth, (d * across + e * down + f) * depth


_WAYS: Mapping[Manner, Callable[[Any, np.random.Generator], Pixels]] = {
    "outlined": _outlined,
    "shaded": _shaded,
    "photographed": _photographed,
}


def _array(image: Any) -> Pixels:
    pixels: Pixels = image.numpy().astype(np.float32)
    return pixels if pixels.ndim == 3 else pixels[:, :, None]


def _as_image(pixels: Pixels) -> Any:
    import pyvips

    return pyvips.Image.new_from_array(pixels)


def _smooth(image: Any, rng: np.random.Generator, step: int, bands: int) -> Pixels:
    """Numbers around 0, of spread 1, that change over some `step` pixels."""
    small = rng.normal(0, 1, (image.height // step + 3, image.width // step + 3, bands)).astype(np.float32)
    large = _as_image(small).resize(step, kernel="cubic").crop(step, step, image.width, image.height)
    return _array(large)


def _inside(image: Any, margin: float) -> Pixels:
    """1 within the picture, falling to 0 at its edges."""
    x, y = (np.minimum(np.arange(side), side - 1 - np.arange(side)) / margin for side in (image.width, image.height))
    share: Pixels = np.clip(np.minimum(x[None, :], y[:, None]), 0, 1).astype(np.float32)[:, :, None]
    return share


def _slope(height: Pixels) -> Pixels:
    """How a surface rises towards a lamp at the top left."""
    return height - np.roll(height, (1, 1), (0, 1))


def _lamp(image: Any, rng: np.random.Generator, more: float, less: float) -> Pixels:
    """Light per pixel: more near a lamp somewhere above, less in the corners far from it."""
    x = (np.arange(image.width, dtype=np.float32) / image.width - rng.uniform(0.2, 0.8)) ** 2
    y = (np.arange(image.height, dtype=np.float32) / image.height - rng.uniform(0.1, 0.5)) ** 2
    far = np.sqrt(x[None, :] + y[:, None])
    light: Pixels = (1 + more - (more + less) * np.clip(far / 1.1, 0, 1)).astype(np.float32)[:, :, None]
    return light
