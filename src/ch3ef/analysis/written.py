"""A run's figures as one file, for programs: `summary.json` beside the results table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ch3ef.analysis.behaviours.registry import figures_of
from ch3ef.analysis.pairs import summarise_pairs
from ch3ef.analysis.stopping import Stopped
from ch3ef.analysis.summary import summarise
from ch3ef.analysis.table import Table
from ch3ef.files import write_text_whole
from ch3ef.results import SUMMARY_FILE


def summary_record(table: Table) -> dict[str, Any]:
    """Accuracies of groups, of pairs where twins were asked, and the figures of all behaviours, as plain data."""
    return {
        "groups": [group.to_record() for group in summarise(table)],
        "pairs": [pairs.to_record() for pairs in summarise_pairs(table)],
        "figures": [found.to_record() for found in figures_of(table)],
    }


def write_summary(table: Table, run_id: str, folder: Path, stopped: Sequence[Stopped] = ()) -> None:
    """Write `summary.json` into a run's folder.

    Args:
        table: Its results.
        run_id: The run's id.
        folder: The folder.
        stopped: How far each model was asked, where the run stops once it knows enough.

    Raises:
        InputError: The file cannot be written.
    """
    told = {"stopped": [each.to_record() for each in stopped]} if stopped else {}
    summary = {"run_id": run_id} | summary_record(table) | told
    write_text_whole(folder / SUMMARY_FILE, json.dumps(summary, indent=1))
