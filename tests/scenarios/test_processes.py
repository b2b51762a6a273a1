"""Work that is shared out among processes comes back in order, and nobody goes on working for who stopped asking."""

from __future__ import annotations

import multiprocessing
import time

import pytest

from ch3ef.scenarios.processes import on_every_core


def test_results_come_in_the_order_of_their_parts_and_who_stops_asking_ends_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert list(on_every_core(abs, [-3, 2, -1])) == [3, 2, 1]
    results = on_every_core(time.sleep, [0.0, 600.0, 600.0])
    assert next(results) is None
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []
