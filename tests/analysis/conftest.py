"""Thousands of simulated replies are letters: each is read once per list of options."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import pytest

from ch3ef.reading.choice import Reading, read_choice
from ch3ef.recipes import scoring


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "read_choice", _remembered)


def _remembered(reply: str, options: Sequence[str], *, truncated: bool = False) -> Reading:
    return _read(reply, tuple(options), truncated)


@lru_cache(maxsize=200_000)
def _read(reply: str, options: tuple[str, ...], truncated: bool) -> Reading:
    return read_choice(reply, options, truncated=truncated)
