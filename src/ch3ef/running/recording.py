"""Every sample that Inspect finishes, as rows, the moment it is finished."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from inspect_ai.hooks import Hooks, SampleEnd, TaskStart, hooks

from ch3ef.results import ResultRow
from ch3ef.running.logs import is_ours, result_rows

Keep = Callable[[ResultRow], None]


@hooks(name="ch3ef_recording", description="Keeps every finished sample as rows of the results table")
class Recording(Hooks):
    """Inspect calls this; it passes rows on while `recording` is open."""

    def __init__(self) -> None:
        self._facts: dict[str, dict[str, Any]] = {}
        self._models: dict[str, str] = {}

    def enabled(self) -> bool:
        """Whether anyone wants the rows."""
        return bool(_keepers)

    async def on_task_start(self, data: TaskStart) -> None:
        """Remember what the task asks; samples do not say."""
        self._facts[data.eval_id] = data.spec.metadata or {}
        self._models[data.eval_id] = data.spec.model

    async def on_sample_end(self, data: SampleEnd) -> None:
        """Pass the finished sample on, unless it is another package's."""
        facts = self._facts.get(data.eval_id, {})
        if is_ours(facts):
            for row in result_rows(data.sample, self._models[data.eval_id], data.run_id, facts):
                for keep in _keepers:
                    keep(row)


_keepers: list[Keep] = []


@contextmanager
def recording(keep: Keep) -> Iterator[None]:
    """Call `keep` with the rows of every sample that is finished while this is open."""
    _keepers.append(keep)
    try:
        yield
    finally:
        _keepers.remove(keep)
