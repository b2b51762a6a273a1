"""What a run ends with that did not go well: said on stderr, and in the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ch3ef.cli.output import say
from ch3ef.errors import counted

if TYPE_CHECKING:
    from ch3ef.results import ResultRow

REASONS = 10
"""Reasons for errors that are shown at the end of a run."""


def report_errors(rows: Sequence[ResultRow], out: Path, again: str = "the same command") -> int:
    """Say what failed, each reason once, most frequent first; a run with unanswered requests is not a success.

    Args:
        rows: Those of a run.
        out: Its folder.
        again: What asks once more.

    Returns:
        The exit code.
    """
    from ch3ef.models.faults import same_reason
    from ch3ef.results import Outcome
    from ch3ef.running.judging import unjudged

    failed = [row for row in rows if row.outcome == Outcome.ERROR]
    # A filter's words stand beside a reply that there is not; a judge's beside one that there is.
    filtered = [row for row in rows if row.outcome == Outcome.REFUSED and row.error and not row.reply]
    reasons: dict[tuple[str, str], list[str]] = {}
    for row in [*failed, *filtered]:
        error = " ".join((row.error or "no reason given").split())
        reasons.setdefault((row.model, same_reason(error)), []).append(error)
    for (model, _), errors in sorted(reasons.items(), key=lambda found: -len(found[1]))[:REASONS]:
        say(f"ch3ef: {len(errors)} x {errors[0][:400]} ({model})")
    if len(reasons) > REASONS:
        say(f"ch3ef: and {counted(len(reasons) - REASONS, 'other reason')}, in the column `error`")
    if failed:
        say(f"ch3ef: {counted(len(failed), 'item')} without a score in {out}; {again} asks again")
    left = unjudged(rows)
    if left:
        say(
            f"ch3ef: {counted(len(left), 'reply', 'replies')} without a grade in {out}, the first: {left[0].error}; "
            f"{again} asks the judge again"
        )
    unread = [row for row in rows if row.outcome == Outcome.UNPARSED and row.error]
    if unread:
        say(
            f"ch3ef: {counted(len(unread), 'unparsed reply', 'unparsed replies')} in {out} that no model has read, the "
            f"first: {unread[0].error}; {again} asks again"
        )
    return 1 if failed or left or unread else 0
