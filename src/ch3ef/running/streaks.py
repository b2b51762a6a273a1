"""Errors of one model that repeat: after some in a row, asking on is for nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from ch3ef.errors import RunError
from ch3ef.models.faults import kind_of, same_reason
from ch3ef.results import Outcome, ResultRow

ENOUGH = 20
"""Identical errors in a row of one model."""


@dataclass
class Streaks:
    """Counts, per model, the items in a row that ended in the same error."""

    _last: dict[str, tuple[str, int]] = field(default_factory=dict)

    def noted(self, row: ResultRow) -> RunError | None:
        """Count a finished item in.

        Returns:
            Why its model should not be asked any more; None while it may.
        """
        error = row.error or ""
        # A question that is too long says nothing of the next one.
        if row.outcome != Outcome.ERROR or kind_of(error, []) == "too long":
            self._last.pop(row.model, None)
            return None
        reason = same_reason(error)
        before, times = self._last.get(row.model, (reason, 0))
        times = times + 1 if before == reason else 1
        self._last[row.model] = (reason, times)
        if times < ENOUGH:
            return None
        return RunError(
            f"model {row.model!r}: {times} items in a row ended in the same error: {error}; what was finished is kept, "
            "and the same command goes on"
        )
