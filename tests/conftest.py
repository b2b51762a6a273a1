"""What all tests share: no network, a cache of their own, and items to ask."""

from __future__ import annotations

import gc
import os
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["INSPECT_NO_TELEMETRY"] = "1"
# Tiny models gain nothing from a second thread; and test processes beside each other, each waiting for its threads by
# spinning, take ten times as long.
os.environ["OMP_NUM_THREADS"] = "1"

import hashlib

# Imported before any test: deep in a test's stack CPython 3.11 miscounts the depth of its parser.
import acp.schema  # noqa: F401
import hypothesis
import numpy as np
import pytest
from hypothesis.internal.conjecture import providers
from PIL import Image

from ch3ef.items import ImageRef, Item, content_digest
from ch3ef.taxonomy import TASKS, Level

# The machine may be busy, so no deadline; and every session draws the same inputs, whatever else it has imported: without
# the constants that hypothesis gathers from our imported modules.
hypothesis.settings.register_profile("ch3ef", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ch3ef")
providers._get_local_constants = lambda: providers._local_constants

SLOW_PART, SLOW_DRAW = float(os.environ.get("CH3EF_SLOW_PART", "1")), os.environ.get("CH3EF_SLOW_DRAW", "")


def drawn(names: list[str], part: float, draw: str) -> set[str]:
    """A part of the tests, chosen by a digest of their names and of the draw; of each function as near its part as can be."""

    def place(name: str) -> float:
        return int.from_bytes(hashlib.sha256(f"{draw} {name}".encode()).digest()[:8]) / 2**64

    functions: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        functions[name.partition("[")[0]].append(name)
    return {
        name
        for function, own in functions.items()
        for name in sorted(own, key=place)[: int(part * len(own) + place(function))]
    }


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the slow tests that are not drawn."""
    slow = [item for item in items if item.get_closest_marker("slow")]
    chosen = drawn([item.nodeid for item in slow], SLOW_PART, SLOW_DRAW)
    left_out = [item for item in slow if item.nodeid not in chosen]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def pytest_collection_finish() -> None:
    """Spare what is imported and collected from every later collection of garbage; each model's end is a full one."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which part of the slow tests was drawn."""
    if SLOW_PART < 1:
        terminalreporter.write_line(f"of the slow tests: CH3EF_SLOW_PART={SLOW_PART} CH3EF_SLOW_DRAW={SLOW_DRAW}")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generated sets, their pictures and downloads go to a folder of the session's, which its processes share."""
    cache = tmp_path_factory.getbasetemp() / "cache"
    if "PYTEST_XDIST_WORKER" in os.environ:
        cache = cache.parents[1] / "cache"
    cache.mkdir(exist_ok=True)
    os.environ["CH3EF_CACHE"] = str(cache)
    os.environ["HF_HOME"] = str(cache / "hf")
    return cache


def pictures_in(folder: Path) -> Callable[[int], ImageRef]:
    """Makes the n-th picture: 24 x 20 pixels of its own noise."""

    def make(n: int) -> ImageRef:
        path = folder / f"picture_{n}.png"
        if not path.exists():
            pixels = np.random.default_rng(n).integers(0, 256, (20, 24, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(path)
        return ImageRef(path, hashlib.sha256(path.read_bytes()).hexdigest())

    return make


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[int], ImageRef]:
    """The n-th picture, in the test's own folder."""
    return pictures_in(tmp_path)


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
