"""What an interrupt does while a run is ending."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from typing import Any, cast

import pytest

from ch3ef.running import recording as module
from ch3ef.running.recording import Recording, recording


@pytest.fixture
def heard() -> Iterator[list[int]]:
    """The interrupts that reach the handler which was there when a run began."""
    numbers: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: numbers.append(number))
    yield numbers
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(("patience", "passed_on"), [(60.0, 1), (0.0, 4)])
def test_while_a_run_is_ending_further_interrupts_change_nothing(
    patience: float, passed_on: int, heard: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", patience)
    hook = Recording()
    with recording(lambda _: None) as recorder:
        asyncio.run(hook.on_run_start(cast(Any, None)))
        for _ in range(3):
            signal.raise_signal(signal.SIGINT)
        asyncio.run(hook.on_run_end(cast(Any, None)))
        signal.raise_signal(signal.SIGINT)
        assert recorder.stopped
        assert len(heard) == passed_on
    signal.raise_signal(signal.SIGINT)
    assert len(heard) == passed_on + 1


def test_the_next_run_heeds_its_first_interrupt(heard: list[int]) -> None:
    hook = Recording()
    for run in (1, 2):
        with recording(lambda _: None):
            asyncio.run(hook.on_run_start(cast(Any, None)))
            signal.raise_signal(signal.SIGINT)
            assert len(heard) == run
