"""Results as the Hugging Face hub shows them on a model's page: files below `.eval_results/` of its repository.

Layout: https://huggingface.co/docs/hub/eval-results. Scores are in percent. The set must be a benchmark on the hub, and
its `eval.yaml` name the tasks: the whole set is `all`, its dimensions go by their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from ch3ef.analysis.summary import GroupSummary, summarise
from ch3ef.analysis.table import Table

FOLDER = ".eval_results"


def files(table: Table, datasets: Mapping[str, str], source: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each file's name below `.eval_results/`, and its entries; one for each way in which a set was asked.

    Args:
        table: One model's rows.
        datasets: The hub's name of each set that is handed on.
        source: Address of the report or the rows, where others can look; "" for none.
    """
    days = sorted({moment[:10] for moment in table.detail("started_at", np.arange(len(table))) if moment})
    groups = [each for each in summarise(table) if each.by in {"overall", "dimension"} and each.scenario in datasets]
    for place in dict.fromkeys((each.scenario, each.recipe, each.variant) for each in groups):
        own = [each for each in groups if (each.scenario, each.recipe, each.variant) == place]
        name = re.sub(r"[^\w.-]+", "_", "_".join(filter(None, place)))
        yield f"{name}.yaml", _entries(own, datasets[place[0]], source, days[-1] if days else None)


def _entries(groups: Sequence[GroupSummary], dataset: str, source: str, day: str | None) -> list[dict[str, Any]]:
    from huggingface_hub import EvalResultEntry, eval_result_entries_to_yaml

    return eval_result_entries_to_yaml([
        EvalResultEntry(
            dataset_id=dataset,
            task_id=each.group,
            value=round(100 * each.accuracy.estimate, 2),
            date=day,
            source_url=source or None,
            source_name="Ch3Ef" if source else None,
            notes=(
                f"accuracy in percent, 95 % interval {100 * each.accuracy.low:.1f} to {100 * each.accuracy.high:.1f}, "
                f"{each.n} items, asked by {each.recipe}{f' ({each.variant})' if each.variant else ''}"
            ),
        )
        for each in groups
    ])  # fmt: skip
