"""Which items a report holds with their answers: all of them, or of very many a sample, so that its folder stays small.

Figures are never of the sample: they count every answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from statistics import fmean

import numpy as np

from ch3ef.analysis.table import Places, Table, divided
from ch3ef.items import Item
from ch3ef.report.runs import ItemKey, Runs

MOST_ROWS = 400_000
"""Answers that pages hold: they are in memory together while pages are written, 1 to 2 KiB each."""
MOST_TEXTS = 80_000_000
"""Bytes of the answers on pages, about."""
MOST_PICTURES = 110_000_000
"""Bytes of the pictures on pages, about."""
BESIDE = 100
"""Bytes of an answer on a page beside what the results table says of it, about."""
LARGEST_PICTURE = 45_000
"""Bytes of a picture as pages show it, about: its file may be far larger."""
_LOOKED_AT = 500
"""Pictures whose files are looked at."""


def sampled(runs: Runs) -> Runs:
    """The runs with so many of their items as a report has room for.

    Args:
        runs: The runs.

    Returns:
        The runs themselves where all items fit. Else those of a sample: of each task of a set about as many, in an
        order that follows from their names alone, so that each report of a set shows the same; of contrast pairs both.
    """
    first = np.unique(runs.table.item, return_index=True)[1]
    room = _room(runs, len(first))
    if len(first) <= room:
        return runs
    shown = _drawn(runs.table, first)[: max(1, room)]
    keys = {_key(runs.table, int(row)) for row in shown}
    kept = np.zeros(len(first), dtype=np.bool_)
    kept[runs.table.item[shown]] = True
    own = runs.of(kept[runs.table.item])
    return replace(own, items={key: item for key, item in runs.items.items() if key in keys})


def _room(runs: Runs, n_items: int) -> int:
    """How many items fit."""
    rows = len(runs.table) / n_items
    return int(
        min(
            MOST_ROWS / rows,
            MOST_TEXTS / (rows * (runs.row_bytes + BESIDE)),
            MOST_PICTURES / max(1.0, _picture_bytes(runs.items)),
        )
    )


def _picture_bytes(items: Mapping[ItemKey, Item]) -> float:
    """Bytes of the pictures on pages for each item, about."""
    paths = list({image.digest: image.path for item in items.values() for image in item.images}.values())
    sizes = [_size(path) for path in paths[:: max(1, len(paths) // _LOOKED_AT)]]
    return fmean(sizes) * len(paths) / len(items) if sizes else 0.0


def _size(path: Path) -> int:
    try:
        return min(LARGEST_PICTURE, path.stat().st_size)
    except (OSError, ValueError):
        return 0  # the page says that it is missing


def _drawn(table: Table, first: Places) -> Places:
    """A row of each item, in rounds: first one item of each task of a set, then the second of each."""
    rounds: list[tuple[int, int]] = []
    for own in divided(np.sort(first), table["scenario"], table["domain"], table["task"]):
        rounds += enumerate(sorted(own.tolist(), key=lambda row: _lot(table, row)))
    return np.array([row for _, row in sorted(rounds)], dtype=np.intp)


def _lot(table: Table, row: int) -> bytes:
    """What draws an item: the same for both sides of a contrast pair."""
    return hashlib.sha256((table["pair"].text(row) or table["item_id"].text(row)).encode("utf-8", "replace")).digest()


def _key(table: Table, row: int) -> ItemKey:
    return table["scenario"].text(row), table["item_id"].text(row)
