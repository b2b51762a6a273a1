"""Corruptions by name and severity, and the drawing of corrupted pictures into the cache.

The kinds and their severities are those of Hendrycks & Dietterich (2019, arXiv 1903.12261, ImageNet-C). Lengths are
meant for pictures whose shorter side is about 480 pixels, as Michaelis et al. (2019, arXiv 1907.07484) used them, and
are stretched for others. Where ours differ, `KNOWN` says so (docs/adr/0007-corruptions.md).
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ch3ef.corruptions import blur, digital, noise, weather
from ch3ef.corruptions.pixels import Pixels, scale_of
from ch3ef.errors import InputError, unknown_name
from ch3ef.items import ImageRef, item_rng

if TYPE_CHECKING:
    from PIL import Image

Family = Literal["noise", "blur", "weather", "digital"]
SEVERITIES = (1, 2, 3, 4, 5)
MAX_PIXELS = 2**23
"""Larger pictures are scaled down to as many before they are corrupted: more is kept in memory for none to see."""


@dataclass(frozen=True, slots=True)
class Corruption:
    """One way to corrupt a picture.

    Attributes:
        name: As variants name it.
        family: What it is like.
        severities: What the drawing function is given at severity 1 to 5.
        draw: Pixels in [0, 1], parameter, scale of lengths, generator -> pixels, which may lie beyond [0, 1].
        means: What the parameter is.
    """

    name: str
    family: Family
    severities: tuple[Any, ...]
    draw: Callable[[Pixels, Any, float, np.random.Generator], Pixels]
    means: str


KNOWN: tuple[Corruption, ...] = (
    Corruption(
        "gaussian_noise",
        "noise",
        (0.08, 0.12, 0.18, 0.26, 0.38),
        noise.gaussian_noise,
        "standard deviation of the errors",
    ),
    Corruption("shot_noise", "noise", (60, 25, 12, 5, 3), noise.shot_noise, "photons at full brightness"),
    Corruption(
        "impulse_noise",
        "noise",
        (0.03, 0.06, 0.09, 0.17, 0.27),
        noise.impulse_noise,
        "share of values lost to black or full",
    ),
    Corruption("defocus_blur", "blur", (3, 4, 6, 8, 10), blur.defocus_blur, "radius of the disc in pixels"),
    Corruption("motion_blur", "blur", (3, 5, 8, 12, 15), blur.motion_blur, "fading of the streak in pixels"),
    Corruption("zoom_blur", "blur", (0.10, 0.15, 0.20, 0.25, 0.30), blur.zoom_blur, "share by which it grows"),
    Corruption(
        "snow",
        "weather",
        ((0.90, 3.0, 4, 0.80), (0.86, 3.0, 5, 0.75), (0.82, 3.5, 6, 0.70), (0.78, 4.0, 7, 0.65), (0.74, 4.5, 8, 0.55)),
        weather.snow,
        "share without flakes, size and fall in pixels, share of colour kept (of our own)",
    ),
    Corruption(
        "fog",
        "weather",
        ((1.5, 2), (2.0, 2), (2.5, 1.7), (2.5, 1.5), (3.0, 1.4)),
        weather.fog,
        "density, and how much thinner each finer drift is",
    ),
    Corruption("brightness", "weather", (0.1, 0.2, 0.3, 0.4, 0.5), weather.brightness, "added to the value (HSV)"),
    Corruption("contrast", "digital", (0.4, 0.3, 0.2, 0.1, 0.05), digital.contrast, "share of contrast kept"),
    Corruption(
        "elastic",
        "digital",
        (1.0, 1.4, 1.8, 2.3, 2.8),
        digital.elastic,
        "standard deviation of the displacement in pixels (of our own)",
    ),
    Corruption("pixelate", "digital", (0.6, 0.5, 0.4, 0.3, 0.25), digital.pixelate, "share of the side kept"),
    Corruption("jpeg", "digital", (25, 18, 15, 10, 7), digital.jpeg, "quality of the encoder"),
)
"""In the order of `variants.CORRUPTIONS`. A change here changes `corruptions.VERSION`."""


def corruption_named(name: str) -> Corruption:
    """The corruption of that name.

    Raises:
        InputError: There is none.
    """
    for known in KNOWN:
        if known.name == name:
            return known
    raise unknown_name("corruption", name, (known.name for known in KNOWN))


def corrupt(picture: Image.Image, name: str, severity: int, rng: np.random.Generator) -> Image.Image:
    """A picture, corrupted.

    Args:
        picture: In mode RGB (`pictures.as_rgb`).
        name: One of `KNOWN`.
        severity: 1 to 5.
        rng: Draws what is random about it; the same generator gives the same pixels.

    Returns:
        A picture in mode RGB of the same size, or of `MAX_PIXELS` where it has more.

    Raises:
        InputError: No such corruption or severity.

    Example:
        >>> from PIL import Image
        >>> grey = Image.new("RGB", (2, 1), (100, 100, 100))
        >>> corrupt(grey, "brightness", 5, np.random.default_rng(0)).getpixel((0, 0))
        (228, 228, 228)
    """
    from PIL import Image

    known = corruption_named(name)
    if severity not in SEVERITIES:
        raise InputError(f"severity {severity!r} of {name}; expected 1 to 5")
    pixels = np.asarray(_fitting(picture), dtype=np.float32) / np.float32(255)
    drawn = known.draw(pixels, known.severities[severity - 1], scale_of(pixels), rng)
    return Image.fromarray(np.rint(np.clip(drawn, 0, 1) * 255).astype(np.uint8))


def _fitting(picture: Image.Image) -> Image.Image:
    from PIL import Image

    width, height = picture.size
    if width * height <= MAX_PIXELS:
        return picture
    share = math.sqrt(MAX_PIXELS / (width * height))
    return picture.resize((max(1, int(width * share)), max(1, int(height * share))), Image.Resampling.BOX)


@dataclass(frozen=True, slots=True)
class ToCorrupt:
    """A picture that is to lie corrupted in the cache.

    Attributes:
        shown: Where it is to lie (`places.corrupted_refs`).
        original: What it is made of.
        name: One of `KNOWN`.
        severity: 1 to 5.
        seed: The run's seed.
    """

    shown: ImageRef
    original: ImageRef
    name: str
    severity: int
    seed: int


def make_corrupted(pictures: Sequence[ToCorrupt], progress: Callable[[int, int], None]) -> None:
    """Draw corrupted pictures that are not in the cache yet.

    Args:
        pictures: What is to be drawn; one that several items show may be there several times.
        progress: Told how many of those that were missing are drawn.

    Raises:
        InputError: An original cannot be read, or the cache not be written.
    """
    missing = [each for each in {each.shown.path: each for each in pictures}.values() if not each.shown.path.is_file()]
    if not missing:
        return
    progress(0, len(missing))
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        try:
            for done, _ in enumerate(pool.map(_make, missing), 1):
                progress(done, len(missing))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _make(picture: ToCorrupt) -> None:
    from ch3ef.files import write_whole
    from ch3ef.pictures import open_picture
    from ch3ef.scenarios.cache import writing

    rng = item_rng(picture.original.digest, picture.name, picture.seed)
    drawn = corrupt(open_picture(picture.original.path), picture.name, picture.severity, rng)
    with writing("corrupted pictures", picture.shown.path.parent):
        # Noise does not compress: a higher level costs three times the time for the same size.
        write_whole(picture.shown.path, lambda file: drawn.save(file, "PNG", compress_level=1))
