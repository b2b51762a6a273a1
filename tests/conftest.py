"""What all tests share: no network, a cache of their own, and items to ask."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["INSPECT_NO_TELEMETRY"] = "1"

import hashlib

# Imported before any test: deep in a test's stack CPython 3.11 miscounts the depth of its parser.
import acp.schema  # noqa: F401
import hypothesis  # noqa: F401
import numpy as np
import pytest
from PIL import Image

from ch3ef.items import ImageRef, Item, content_digest
from ch3ef.taxonomy import TASKS, Level

hypothesis_seed = 0


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generated pictures and downloads go to a folder of the session's."""
    cache = tmp_path_factory.mktemp("cache")
    os.environ["CH3EF_CACHE"] = str(cache)
    os.environ["HF_HOME"] = str(cache / "hf")
    return cache


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[int], ImageRef]:
    """Makes the n-th picture: 24 x 20 pixels of its own noise."""

    def make(n: int) -> ImageRef:
        path = tmp_path / f"picture_{n}.png"
        if not path.exists():
            pixels = np.random.default_rng(n).integers(0, 256, (20, 24, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(path)
        return ImageRef(path, hashlib.sha256(path.read_bytes()).hexdigest())

    return make


def make_item(
    n: int = 0,
    *,
    images: tuple[ImageRef, ...] = (),
    options: tuple[str, ...] = ("a red cat", "a blue dog", "a green bird", "a yellow fish"),
    gold: tuple[int, ...] = (0,),
    question: str = "What is shown?",
) -> Item:
    """The n-th item: tasks of A3 in turn."""
    task = TASKS[n % len(TASKS)]
    return Item(
        id=f"{task.dimension}/{n}-{content_digest(question, options, gold, images)}",
        source_id=f"{task.dimension.title()}/{n}",
        scenario="test",
        level=Level.A3,
        dimension=str(task.dimension),
        domain=task.domain,
        task=task.name,
        question=question,
        images=images,
        options=options,
        gold=gold,
    )
