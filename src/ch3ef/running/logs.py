"""Inspect logs -> rows of the results table: the only reader of samples."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from inspect_ai.log import EvalSample, read_eval_log, read_eval_log_sample_summaries

from ch3ef.recipes.bundles import askings_of
from ch3ef.recipes.rows import row_of
from ch3ef.results import Outcome, ResultRow, RowKey
from ch3ef.running.answers import ANSWERS
from ch3ef.running.tasks import ITEM, RECIPES, WAYS, WAYS_OF


def result_rows(sample: EvalSample, model: str, run_id: str, facts: Mapping[str, Any]) -> list[ResultRow]:
    """The rows of one finished sample, one for each time that it asks its item.

    Args:
        sample: What Inspect recorded.
        model: The model's name, where `facts` do not hold the name that the user typed.
        run_id: The run, where `facts` do not hold it.
        facts: The task's metadata, as `recipes.tasks` writes it.

    Returns:
        The rows in the order of asking; those of a sample that failed have the outcome "error" and say why.
    """
    askings = askings_of(sample.metadata)
    score = next(iter(sample.scores.values()), None) if sample.scores else None
    if sample.error is not None or score is None:
        reason = sample.error.message if sample.error else (sample.limit.type if sample.limit else "no score")
        answers: list[dict[str, Any]] = [{"outcome": Outcome.ERROR, "error": reason}] * len(askings)
    else:
        answers = (score.metadata or {})[ANSWERS]
    if len(askings) == 1 and "judge" not in answers[0]:
        # What Inspect counts for a sample also covers requests that a solver does not see; and those to judges.
        answers = [answers[0] | _time_and_tokens(sample)]
    recipes = _recipes(facts)
    return [
        row_of(asked, {"run_id": run_id, "model": model, **recipes[recipe], **answer})
        for (recipe, asked), answer in zip(askings, answers, strict=True)
    ]


def _recipes(facts: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """By the recipe's name, the columns that are the same for all its rows of a task."""
    own = {name: facts[name] for name in ("run_id", "model") if name in facts}
    return {str(columns["recipe"]): columns | own for columns in facts[RECIPES]}


def _time_and_tokens(sample: EvalSample) -> dict[str, Any]:
    usage = list(sample.model_usage.values())
    return {
        "started_at": str(sample.started_at) if sample.started_at else None,
        "seconds": sample.total_time,
        "input_tokens": sum(use.input_tokens for use in usage) if usage else None,
        "output_tokens": sum(use.output_tokens for use in usage) if usage else None,
    }


def sample_places(logs: Path) -> dict[RowKey, str]:
    """Where Inspect's log viewer shows the sample behind each row.

    Only headers and summaries of the logs are read, not the samples: 0.03 s for a log of 200.

    Args:
        logs: The folder that the viewer is started on; it may be missing.

    Returns:
        By the row's key (the model as typed), the part of the viewer's address after `#`. Of an item that was asked
        again, the sample of the latest log. Logs of other tasks, and those that a kill left unreadable, have none.
    """
    found: list[tuple[str, float, dict[RowKey, str]]] = []
    for file in logs.rglob("*.eval"):
        try:
            spec = read_eval_log(file, header_only=True).eval
            facts = spec.metadata or {}
            if not is_ours(facts):
                continue
            recipes = _recipes(facts)
            log = "/".join(quote(part, safe="") for part in file.relative_to(logs).parts)
            places = {}
            for sample in read_eval_log_sample_summaries(file):
                place = f"/logs/{log}/samples/sample/{quote(str(sample.id), safe='')}/{sample.epoch}/"
                for recipe, variant in facts[WAYS][sample.metadata[WAYS_OF]]:
                    asked = {"model": spec.model, **recipes[recipe]}
                    places[_key(asked, str(sample.metadata[ITEM]), variant)] = place
            # Logs are dated to the second.
            found.append((spec.created, file.stat().st_mtime, places))
        except (ValueError, LookupError, OSError):
            # Cut short, or another version's. The rows do not come from here: nothing is lost but the address.
            continue
    return {key: place for _, _, places in sorted(found, key=lambda log: log[:2]) for key, place in places.items()}


def is_ours(facts: Mapping[str, Any]) -> bool:
    """Whether a task's metadata are those of a task of ours."""
    return RECIPES in facts


def _key(columns: Mapping[str, Any], item: str, variant: str) -> RowKey:
    model, recipe, scenario = (str(columns[name]) for name in ("model", "recipe", "scenario"))
    return (model, recipe, scenario, item, variant, int(columns["seed"]))
