"""Where corrupted pictures lie: named by what they are made of, so that they are known before they are drawn. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from ch3ef.corruptions import VERSION
from ch3ef.items import ImageRef

FOLDER = "corrupted"
"""Folder of the cache."""


def corrupted_refs(
    images: Sequence[ImageRef], name: str, severity: int, *, seed: int, cache: Path
) -> tuple[ImageRef, ...]:
    """The corrupted counterparts of pictures; `corrupting.make_corrupted` draws them.

    What is random about one follows from the picture, not from the item: whoever shows it shows it corrupted alike.

    Args:
        images: The pictures.
        name: One of `variants.CORRUPTIONS`.
        severity: 1 to 5.
        seed: The run's seed.
        cache: The folder for what can be made again.

    Returns:
        Their places in the cache, in the same order, and digests of what they are made of.

    Example:
        >>> ref, = corrupted_refs([ImageRef(Path("cat.png"), "0" * 64)], "fog", 3, seed=0, cache=Path("cache"))
        >>> str(ref.path)
        'cache/corrupted/dc/dc1b2f5f3f1b43e04ff5fd46.png'
    """
    found = []
    for image in images:
        made_of = f"{image.digest}|{name}:{severity}|{seed}|{VERSION}"
        digest = hashlib.sha256(made_of.encode()).hexdigest()
        found.append(ImageRef(cache / FOLDER / digest[:2] / f"{digest[:24]}.png", digest))
    return tuple(found)
