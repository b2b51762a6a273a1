"""Tiny local models, built and opened once per session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from tests.tiny_vlm import build

# Tiny models gain nothing from a second thread; and two suites on one machine, each waiting for its threads by
# spinning, take ten times as long.
torch.set_num_threads(1)


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives the folder of a family's checkpoint."""
    root = tmp_path_factory.mktemp("checkpoints")

    def folder(family: str) -> Path:
        path = root / family
        return path if path.exists() else build(family, path)

    return folder
