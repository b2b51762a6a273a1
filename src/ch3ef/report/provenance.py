"""Which files and versions a decision rests on, so that who signs it says what of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import ch3ef
from ch3ef.analysis.gate import models_with_rows
from ch3ef.analysis.policy import Policy
from ch3ef.analysis.table import Table
from ch3ef.errors import InputError
from ch3ef.report.grounds import Ground
from ch3ef.results import RESULTS_FILE, run_ids
from ch3ef.running.plan import PLAN_FILE, read_plan
from ch3ef.running.shards import plan_digest
from ch3ef.words import in_a_row, in_parts, words


@dataclass(frozen=True, slots=True)
class Source:
    """A run as its files tell of it.

    Attributes:
        path: As the user names it.
        ids: The runs that its answers are of.
        plan: What it asks, as `run.json` has it; empty where there is none.
        results: SHA-256 of `results.parquet`; "" where there is none yet.
    """

    path: Path
    ids: frozenset[str]
    plan: Mapping[str, Any]
    results: str


def source_of(path: Path) -> Source:
    """What a run's files tell.

    Args:
        path: The folder of a run, or its results table.

    Raises:
        InputError: A file of it cannot be read.
    """
    folder = path.parent if path.is_file() else path
    table = path if path.is_file() else path / RESULTS_FILE
    found = read_plan(folder / PLAN_FILE) if (folder / PLAN_FILE).is_file() else {}
    ids = set(run_ids(table)) if table.is_file() else {str(found["run_id"])} if found else set()
    return Source(path, frozenset(ids), found.get("plan", {}), _digest(table) if table.is_file() else "")


def check_others(sources: Sequence[Source], table: Table, baselines: Mapping[str, tuple[Source, Table]]) -> None:
    """Refuse a difference of a model to itself, which every model passes.

    Args:
        sources: The runs.
        table: Their rows.
        baselines: What differences are to, by the name in the clause.

    Raises:
        InputError: One of them holds answers of the runs themselves.
    """
    for text, (baseline, rows) in baselines.items():
        same = next((each for each in sources if each.ids & baseline.ids), None)
        if same is not None and set(models_with_rows(rows)) & set(models_with_rows(table)):
            raise InputError(
                f"difference to {text}: those are the answers of {same.path} itself; expected the run of another "
                "model, such as the one in use"
            )


def provenance(
    policy: Policy, sources: Sequence[Source], baselines: Sequence[Source], table: Table
) -> Iterator[Ground]:
    """What a decision rests on, by versions and digests.

    Args:
        policy: What is demanded.
        sources: The runs.
        baselines: What differences are to.
        table: The rows of the runs.
    """
    yield Ground(words("Policy"), words("SHA-256 {digest}", digest=policy.digest))
    yield Ground(words("Model"), in_parts([_model(model, sources) for model in models_with_rows(table)]))
    yield Ground(words("Sets"), in_a_row(_versions(table, "scenario")))
    yield Ground(words("Recipes"), in_a_row(_versions(table, "recipe")))
    for source in sources:
        yield Ground(words("Run"), _run(source))
    for source in baselines:
        yield Ground(words("Compared with"), _run(source))
    answers = sorted(set(table["ch3ef_version"].names))
    yield Ground(
        "ch3ef", words("{version}; answers by {versions}", version=ch3ef.__version__, versions=in_a_row(answers))
    )
    yield Ground(words("Date"), f"{datetime.now(UTC):%Y-%m-%d}")


def _model(model: str, sources: Sequence[Source]) -> str:
    """A model, with what it is where its name does not say it, and which checkpoint that was."""
    identity, files = "", ""
    for source in sources:
        identity = str(source.plan.get("models", {}).get(model, identity))
        files = str(source.plan.get("checkpoints", {}).get(model, files))
    shown = model if identity in {"", model} else f"{model} ({identity})"
    if not files:
        return shown
    digest = hashlib.sha256(files.encode()).hexdigest()
    return words("{model}, names, sizes and times of its files: SHA-256 {digest}", model=shown, digest=digest)


def _versions(table: Table, what: str) -> list[str]:
    """Names with their versions."""
    names, versions = table[what], table[f"{what}_version"]
    places = dict.fromkeys(zip(names.codes.tolist(), versions.codes.tolist(), strict=True))
    return [f"{names.names[name]} {versions.names[version]}" for name, version in places]


def _run(source: Source) -> str:
    parts = [str(source.path)]
    if source.plan:
        parts.append(words("plan {digest}", digest=plan_digest(source.plan)))
    parts.append(words("answers: SHA-256 {digest}", digest=source.results) if source.results else words("not finished"))
    return in_parts(parts)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
