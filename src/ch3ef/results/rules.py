"""What holds of every row, on writing and on reading."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import count

from ch3ef.errors import InputError, counted
from ch3ef.results.row import Outcome, ResultRow

MOST_RUNGS = 99
"""Rungs of difficulty."""


def validate(rows: Sequence[ResultRow], where: str, numbers: Iterable[int] | None = None) -> None:
    """Check every row on its own and that no row is there twice.

    Args:
        rows: The rows.
        where: The table's place, for the message.
        numbers: The number of each row there, where they are not all of the table's.

    Raises:
        InputError: A row breaks a rule of the table; the message names the row and the rule.
    """
    for number, row in zip(count(1) if numbers is None else numbers, rows, strict=False):
        if rule := _broken_rule(row):
            raise InputError(f"{where}: row {number} (model {row.model!r}, item {row.item_id!r}): {rule}")
    repeated = [key for key, times in Counter(row.key for row in rows).items() if times > 1]
    if repeated:
        raise InputError(
            f"{where}: {counted(len(repeated), 'row')} there more than once, the first {repeated[0]}; "
            "expected one row per model, recipe, scenario, item, variant and seed"
        )


def _broken_rule(row: ResultRow) -> str:
    """The first rule of the table that a row breaks; "" for none."""
    try:
        if all(holds(row) for holds in _RULES.values()):
            return ""
    except TypeError:
        pass
    return next(rule for rule, holds in _RULES.items() if not _kept(holds, row))


def _kept(holds: Callable[[ResultRow], bool], row: ResultRow) -> bool:
    try:
        return holds(row)
    except TypeError:  # nulls in a list, texts where numbers belong
        return False


def _share(value: float | None) -> bool:
    return value is None or 0.0 <= value <= 1.0


def _lists_fit(row: ResultRow) -> bool:
    lists = (row.option_logprob_sum, row.option_logprob_mean, row.option_logprob_byte, row.option_tokens)
    return all(values is None or len(values) == row.n_options for values in lists)


def _finite(row: ResultRow) -> bool:
    return all(math.isfinite(value) for value in row.option_logprob_sum or ())


_OUTCOMES = frozenset(Outcome)
_RULES: dict[str, Callable[[ResultRow], bool]] = {
    f"`outcome` must be one of {', '.join(Outcome)}": lambda r: r.outcome in _OUTCOMES,
    "`correct` must be a share in [0, 1] when answered and null otherwise, unless a refusal was graded": lambda r: (
        _share(r.correct)
        and (
            (r.correct is not None) == (r.outcome == Outcome.ANSWERED)
            or (r.outcome == Outcome.REFUSED and (r.judge is not None or r.metric == "declining"))
        )
    ),
    "`confidence` must be a share in [0, 1]": lambda r: _share(r.confidence),
    "`path_credit` must be a share in [0, 1]": lambda r: _share(r.path_credit),
    f"`rung` must be from 1 to {MOST_RUNGS}": lambda r: r.rung is None or 1 <= r.rung <= MOST_RUNGS,
    "`chance` must be a share in [0, 1]": lambda r: _share(r.chance),
    "`chosen` must be an index into the options": lambda r: r.chosen is None or 0 <= r.chosen < r.n_options,
    "`claim` must be an index into the options": lambda r: r.claim is None or 0 <= r.claim < r.n_options,
    "`gold` must hold indices into the options": lambda r: all(0 <= g < max(1, r.n_options) for g in r.gold),
    "`declining` must hold indices into the options": lambda r: all(0 <= d < r.n_options for d in r.declining or ()),
    "`judge_reading` must be an index into the options": lambda r: (
        r.judge_reading is None or 0 <= r.judge_reading < r.n_options
    ),
    "the lists per option must be as long as `n_options`": _lists_fit,
    "log-probabilities must be finite": _finite,
}
