"""Digital handling: contrast lost, shapes distorted, few pixels, few bytes."""

from __future__ import annotations

import io

import numpy as np

from ch3ef.corruptions.pixels import Pixels, smooth_field


def contrast(pixels: Pixels, kept: float, scale: float, rng: np.random.Generator) -> Pixels:  # noqa: ARG001
    """Every value moves towards its channel's mean.

    Args:
        pixels: The picture.
        kept: Share of the distance that is left.
        scale: Not used: the corruption has no size.
        rng: Not used: nothing is random about it.
    """
    mean = pixels.mean(axis=(0, 1), keepdims=True, dtype=np.float64).astype(np.float32)
    return np.asarray((pixels - mean) * np.float32(kept) + mean, dtype=np.float32)


ELASTIC_CELL = 24
"""Over how many pixels displacements change from one draw to the next."""


def elastic(pixels: Pixels, shift: float, scale: float, rng: np.random.Generator) -> Pixels:
    """Every place moves by a displacement that changes smoothly, as though the picture were drawn on rubber.

    Args:
        pixels: The picture.
        shift: Standard deviation of the displacement, down and right each [pixels].
        scale: Of lengths in pixels.
        rng: Seeded by the picture; draws the displacements.

    Source: Simard et al. (2003), doi:10.1109/ICDAR.2003.1227801.
    """
    from scipy.ndimage import map_coordinates

    height, width = pixels.shape[:2]
    places = np.mgrid[0:height, 0:width].astype(np.float32)
    for axis in (0, 1):
        field = smooth_field(height, width, ELASTIC_CELL * scale, rng) - np.float32(0.5)
        deviation = float(field.std())
        places[axis] += field * np.float32(shift * scale / deviation if deviation > 0 else 0)
    moved = [map_coordinates(pixels[..., channel], places, order=1, mode="reflect") for channel in range(3)]
    return np.stack(moved, axis=2)


def pixelate(pixels: Pixels, kept: float, scale: float, rng: np.random.Generator) -> Pixels:  # noqa: ARG001
    """The picture made small and large again, each of its few pixels a square.

    Args:
        pixels: The picture.
        kept: Share of its side that is left, at the reference size; larger pictures are made as small.
        scale: Of lengths in pixels.
        rng: Not used: nothing is random about it.
    """
    from PIL import Image

    height, width = pixels.shape[:2]
    share = kept / max(1.0, scale)
    image = Image.fromarray(np.rint(pixels * 255).astype(np.uint8))
    small = image.resize((max(1, round(width * share)), max(1, round(height * share))), Image.Resampling.BOX)
    return np.asarray(small.resize((width, height), Image.Resampling.NEAREST), dtype=np.float32) / np.float32(255)


def jpeg(pixels: Pixels, quality: int, scale: float, rng: np.random.Generator) -> Pixels:  # noqa: ARG001
    """The picture as a JPEG of few bytes shows it.

    Args:
        pixels: The picture.
        quality: Of the encoder, 1 to 95.
        scale: Not used: the encoder's blocks are of 8 pixels at any size.
        rng: Not used: nothing is random about it.
    """
    from PIL import Image

    stored = io.BytesIO()
    Image.fromarray(np.rint(pixels * 255).astype(np.uint8)).save(stored, "JPEG", quality=quality)
    with Image.open(stored, formats=("JPEG",)) as image:
        return np.asarray(image, dtype=np.float32) / np.float32(255)
