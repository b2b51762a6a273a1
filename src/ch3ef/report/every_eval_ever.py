"""Results as Every Eval Ever has them, the schema that evaluations of many programs share: one record per model.

Schema 0.3.0, `eval.schema.json` of https://github.com/evaleval/every_eval_ever. Shares are in [0, 1]. Figures without a
better end (differences that should be 0, mere numbers) have no place in it and are left out.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

import numpy as np

from ch3ef.analysis.behaviours.registry import better_of, figures_of, scale_of
from ch3ef.analysis.figures import Unit
from ch3ef.analysis.pairs import summarise_pairs
from ch3ef.analysis.summary import summarise
from ch3ef.analysis.table import Table
from ch3ef.models.settings import UNSET, GenerationSettings
from ch3ef.scenarios.catalogue import SCENARIOS
from ch3ef.variants import untwinned

SCHEMA_VERSION = "0.3.0"
COLLECTION = "ch3ef"
"""Folder of the datastore that the records are for."""
Relationship = Literal["first_party", "third_party", "collaborative", "other"]
"""Who measured, seen from who made the model."""
Weights = Literal["open_weights", "closed_weights", "unknown"]
_SELF = ("ch3ef-hf", "vllm", "sglang", "ollama", "llama-cpp-python", "reference", "mockllm")
"""Providers that run on the user's own machines."""
_ANYWHERE = ("", "openai-api")
_ENGINES = {"ch3ef-hf": "transformers", "vllm": "vllm", "sglang": "sglang", "ollama": "ollama"}
_BOUNDS: dict[Unit, tuple[float | str, float | str, str]] = {
    "share": (0, 1, "proportion"),
    "difference": (-1, 1, "proportion"),
    "kappa": (-1, 1, "kappa"),
    "points": ("-Infinity", "Infinity", "points"),
    "error": (0, "Infinity", "units of the answer"),
    "number": ("-Infinity", "Infinity", "number"),
}
"""Least and greatest score, and what the unit is called."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who hands results on.

    Attributes:
        organisation: Who measured.
        relationship: Who that is to the model's maker.
        weights: Whether the model's weights can be had.
    """

    organisation: str
    relationship: Relationship
    weights: Weights = "unknown"


@dataclass(frozen=True, slots=True)
class Subject:
    """A model as others know it.

    Attributes:
        name: In the table.
        public: ORG/NAME.
        identity: Provider, model and arguments; "" where unknown.
        settings: How its replies were drawn.
        run: The run's id.
    """

    name: str
    public: str
    identity: str
    settings: GenerationSettings = UNSET
    run: str = ""


def file_of(subject: Subject) -> str:
    """Where its record belongs, below the datastore's root; the same run has the same name again.

    Example:
        >>> file_of(Subject("ours", "lab/large/v2", ""))
        'data/ch3ef/lab/large_v2/cc9f68aa-f1fe-4cc3-b177-ea052fb57790.json'
    """
    developer, _, model = subject.public.partition("/")
    name = uuid.UUID(bytes=sha256(f"{subject.run} {subject.name}".encode()).digest()[:16], version=4)
    return f"data/{COLLECTION}/{developer}/{model.replace('/', '_')}/{name}.json"


def record(table: Table, subject: Subject, publisher: Publisher, now: float | None = None) -> dict[str, Any]:
    """One model's results.

    Args:
        table: Its rows.
        subject: The model.
        publisher: Who hands them on.
        now: Seconds since 1970; by default now.

    Returns:
        A record that `eval.schema.json` describes.
    """
    made = f"{time.time() if now is None else now:.3f}"
    started = sorted(filter(None, table.detail("started_at", np.arange(len(table)))))
    return {
        "schema_version": SCHEMA_VERSION,
        "evaluation_id": f"{COLLECTION}/{subject.public}/{made}",
        **({"evaluation_timestamp": started[0]} if started else {}),
        "retrieved_timestamp": made,
        "source_metadata": {
            "source_name": "Ch3Ef",
            "source_type": "evaluation_run",
            "source_organization_name": publisher.organisation,
            "evaluator_relationship": publisher.relationship,
        },
        "eval_library": {"name": "ch3ef", "version": ", ".join(sorted(set(table["ch3ef_version"].names)))},
        "model_info": _model(subject, publisher),
        "evaluation_results": list(_results(table, subject)),
    }


def _model(subject: Subject, publisher: Publisher) -> dict[str, Any]:
    provider = subject.identity.partition("/")[0]
    deployed = "self_deployed" if provider in _SELF else "externally_managed"
    if provider in _ANYWHERE:
        deployed = "unknown"
    where: dict[str, Any] = {}
    if provider in _ENGINES:
        where["inference_engine"] = {"name": _ENGINES[provider]}
    elif deployed == "externally_managed":
        where["inference_platform"] = provider
    details = {"deployment_type": deployed, "model_availability": publisher.weights}
    known = {"identity": subject.identity} if subject.identity else {}
    return {"name": subject.name, "id": subject.public, **where, "additional_details": details | known}


@dataclass(frozen=True, slots=True)
class _Score:
    """One figure on its way into a record."""

    metric: str
    kind: str
    group: str
    scenario: str
    recipe: str
    shots: str
    unit: Unit
    lower: bool
    estimate: float
    low: float | None
    high: float | None
    n: int


def _results(table: Table, subject: Subject) -> Iterator[dict[str, Any]]:
    versions = {what: _versions(table, what) for what in ("scenario", "recipe")}
    replies = table["inferencer"].where(lambda inferencer: set(inferencer.split(" -> ")) != {"ppl"})
    generating = {table["recipe"].text(row) for row in np.flatnonzero(replies).tolist()}
    for score in dict.fromkeys(_scores(table)):  # pairs of a domain of one task, which has its name, are told twice
        least, most, unit = _BOUNDS[score.unit]
        recipe = f"{score.recipe} ({score.shots})" if score.shots else score.recipe
        yield {
            "evaluation_result_id": "/".join((score.scenario, recipe, score.metric, score.group)),
            "evaluation_name": f"{score.scenario}: {score.group}",
            "source_data": _source(score.scenario, versions["scenario"]),
            "metric_config": {
                "evaluation_description": f"{score.metric} of {score.group} of {score.scenario}, asked by {recipe}",
                "metric_id": score.metric,
                "metric_kind": score.kind,
                "metric_unit": unit,
                "lower_is_better": score.lower,
                "score_type": "continuous",
                "min_score": least,
                "max_score": most,
            },
            "score_details": {"score": score.estimate, "uncertainty": _uncertainty(score)},
            "generation_config": {
                "generation_args": _arguments(subject.settings) if score.recipe in generating else {},
                "additional_details": {
                    "recipe": recipe,
                    "recipe_version": _named(score.recipe, versions["recipe"]),
                    "seed": ", ".join(map(str, sorted(set(table.seed.tolist())))),
                },
            },
        }


def _scores(table: Table) -> Iterator[_Score]:
    """Accuracies of groups, of pairs, and the figures of all behaviours that have a better end."""
    for one in summarise(table):
        metric = "accuracy" if one.metric == "accuracy" else f"{COLLECTION}.{one.metric}"
        where = (one.group, one.scenario, one.recipe, one.variant)
        yield _Score(metric, "accuracy", *where, "share", False, *one.accuracy[:3], one.n)
    for pair in summarise_pairs(table):
        where = (pair.group, pair.scenario, pair.recipe, pair.variant)
        yield _Score(f"{COLLECTION}.pairs", "accuracy", *where, "share", False, *pair.both[:3], pair.n)
    for found in figures_of(table):
        better = better_of(found)
        if found.estimate is not None and better in {"higher", "lower"}:
            where = (found.group, found.scenario, found.recipe, found.shots)
            metric = f"{COLLECTION}.{found.behaviour}.{found.name}"
            scale = scale_of(found)
            unit: Unit = "difference" if scale.less_guessing else scale.unit
            yield _Score(
                metric, found.name, *where, unit, better == "lower", found.estimate, found.low, found.high, found.n
            )


def _uncertainty(score: _Score) -> dict[str, Any]:
    if score.low is None or score.high is None:
        return {"num_samples": score.n}
    interval = {"lower": score.low, "upper": score.high, "confidence_level": 0.95}
    return {"confidence_interval": interval, "num_samples": score.n}


def _arguments(settings: GenerationSettings) -> dict[str, Any]:
    temperature = None if settings.temperature == "default" else settings.temperature or 0.0
    said = {"temperature": temperature, "top_p": settings.top_p, "max_tokens": settings.max_tokens}
    return {name: value for name, value in said.items() if value is not None}


def _source(scenario: str, versions: dict[str, str]) -> dict[str, Any]:
    """Where a set is from; one that two figures compare is named with both."""
    known = {each.name: each.source for each in SCENARIOS}
    source = known.get(untwinned(scenario).partition("?")[0], "")
    repository = source.removeprefix("hugging face: ")
    details = {"version": _named(scenario, versions), **({"source": source} if source else {})}
    kind = {"source_type": "other"} if repository == source else {"source_type": "hf_dataset", "hf_repo": repository}
    return {"dataset_name": scenario, **kind, "additional_details": details}


def _versions(table: Table, what: str) -> dict[str, str]:
    names, versions = table[what], table[f"{what}_version"]
    places = dict.fromkeys(zip(names.codes.tolist(), versions.codes.tolist(), strict=True))
    return {names.names[name]: versions.names[version] for name, version in places}


def _named(names: str, versions: dict[str, str]) -> str:
    """The version of a set or recipe, or those of the ones that a figure compares."""
    return ", ".join(_known(names.split(", "), versions))


def _known(names: Sequence[str], versions: dict[str, str]) -> Iterable[str]:
    return (versions.get(name, "unknown") for name in names)
