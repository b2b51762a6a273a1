"""`ch3ef export`: results in the schemas that other people's leaderboards read."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_command, path_name
from ch3ef.cli.output import losses_told, say
from ch3ef.cli.runs import add_unfinished, results_of
from ch3ef.errors import InputError, counted, short, unknown_name

if TYPE_CHECKING:
    from ch3ef.analysis.table import Table
    from ch3ef.report.every_eval_ever import Subject

_RELATIONSHIPS = ("first_party", "third_party", "collaborative", "other")
_WEIGHTS = ("open_weights", "closed_weights", "unknown")
_PUBLIC = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)+")
"""ORG/NAME, of some providers with further parts."""
_DATASET = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*")
_ADDRESS = re.compile(r"https?://[^\s/]\S*")
_ONLY: dict[str, dict[str, object]] = {
    "every-eval-ever": {"organization": None, "relationship": None, "weights": "unknown"},
    "eval-results": {"dataset": [], "source": ""},
}
"""What belongs to one format alone, and its default."""


def add_export_command(commands: Any) -> None:
    """Add the command to its group."""
    export = add_command(commands, "export", _export, "Write results in the schemas that other leaderboards read.")
    export.add_argument("runs", metavar="DIR", nargs="+", type=path_name, help="runs of the models")
    export.add_argument(
        "--format", required=True, choices=("every-eval-ever", "eval-results"), help="see docs/export.md"
    )
    export.add_argument("--out", type=path_name, required=True, metavar="DIR", help="a new folder")
    export.add_argument(
        "--model-id", action="append", default=[], metavar="[MODEL=]ORG/NAME", help="the model as others know it"
    )
    export.add_argument("--organization", metavar="NAME", help="every-eval-ever: who measured")
    export.add_argument(
        "--relationship", choices=_RELATIONSHIPS, help="every-eval-ever: who that is to the model's maker"
    )
    export.add_argument(
        "--weights", choices=_WEIGHTS, default="unknown", help="every-eval-ever: can the weights be had?"
    )
    export.add_argument(
        "--dataset", action="append", default=[], metavar="SET=ORG/NAME", help="eval-results: the set on the hub"
    )
    export.add_argument("--source", default="", metavar="URL", help="eval-results: where others can look")
    add_unfinished(export)


def _export(arguments: argparse.Namespace) -> int:
    from ch3ef.outputs import check_empty, new_folder

    _check(arguments)
    check_empty(arguments.out)
    own = arguments.format == "every-eval-ever"
    datasets = {} if own else _datasets(arguments.dataset)
    if own and not ((arguments.organization or "").strip() and arguments.relationship):
        raise InputError(
            "--format every-eval-ever: who measured is to be said: --organization NAME --relationship "
            f"{'|'.join(_RELATIONSHIPS)}"
        )
    table = results_of(arguments.runs, details=True, unfinished=arguments.unfinished)
    subjects = _subjects(table, arguments)
    for line in losses_told(table):
        say(f"note: {line}")
    files = list(_records(table, subjects, arguments) if own else _hub_files(table, subjects, datasets, arguments))
    with new_folder(arguments.out) as place:
        for name, text in files:
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, encoding="utf-8")
    print(f"Written: {arguments.out} ({counted(len(files), 'file')} of {counted(len(subjects), 'model')})")
    return 0


def _check(arguments: argparse.Namespace) -> None:
    """Refuse what the format does not take, and a source that is no address."""
    for other, options in _ONLY.items():
        for name, default in options.items():
            if other != arguments.format and getattr(arguments, name) != default:
                raise InputError(
                    f"--{name}: belongs to --format {other}; --format {arguments.format} has no place for it"
                )
    if arguments.source and not _ADDRESS.fullmatch(arguments.source):
        raise InputError(f"--source {short(arguments.source)}; expected an address, such as https://lab.example/report")


def _records(table: Table, subjects: Sequence[Subject], arguments: argparse.Namespace) -> Iterator[tuple[str, str]]:
    from ch3ef.report.every_eval_ever import Publisher, file_of, record

    publisher = Publisher(arguments.organization, arguments.relationship, arguments.weights)
    for subject in subjects:
        found = record(table.of_model(subject.name), subject, publisher)
        yield file_of(subject), json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _hub_files(
    table: Table, subjects: Sequence[Subject], datasets: dict[str, str], arguments: argparse.Namespace
) -> Iterator[tuple[str, str]]:
    import yaml

    from ch3ef.report.hub_results import FOLDER, files

    there = table["scenario"].names
    for name in datasets:
        if name not in there:
            raise unknown_name("set of these results", name, there)
    for subject in subjects:
        for name, entries in files(table.of_model(subject.name), datasets, arguments.source):
            text = yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=1000)
            yield f"{subject.public}/{FOLDER}/{name}", text


def _datasets(given: Sequence[str]) -> dict[str, str]:
    found = {}
    for text in given:
        # A set's own name may hold "=": "ch3ef-gen?seed=7".
        name, _, dataset = text.rpartition("=")
        if not name or not _DATASET.fullmatch(dataset):
            raise InputError(f"--dataset {short(text)}; expected SET=ORG/NAME, the set's name on the hub")
        if name in found:
            raise InputError(f"--dataset {short(text)}: {name} was given before; expected each set once")
        found[name] = dataset
    if not found:
        raise InputError("--format eval-results: the set's name on the hub is missing; say --dataset SET=ORG/NAME")
    return found


def _subjects(table: Table, arguments: argparse.Namespace) -> list[Subject]:
    """The models that are handed on: reference answerers are none."""
    from ch3ef.models.settings import UNSET
    from ch3ef.report.every_eval_ever import Subject
    from ch3ef.report.provenance import source_of
    from ch3ef.running.found import read_run
    from ch3ef.variants import is_reference

    sources = [source_of(run) for run in arguments.runs]
    identities = {name: str(text) for source in sources for name, text in source.plan.get("models", {}).items()}
    ids = {
        model: min(source.ids, default="") for source in sources for model in source.plan.get("models", table.models)
    }
    settings = {name: own for run in arguments.runs for name, own in read_run(run).settings.items()}
    models = [model for model in table.models if not is_reference(model)]
    if not models:
        raise InputError("these results are of reference answerers alone, which are no models to hand on")
    said = _said(arguments.model_id, models)
    subjects = [
        Subject(
            model,
            said.get(model) or _public(model, identities.get(model, model)),
            identities.get(model, ""),
            settings.get(model, UNSET),
            ids.get(model, ""),
        )
        for model in models
    ]
    _check_apart(subjects)
    return subjects


def _check_apart(subjects: Sequence[Subject]) -> None:
    """Refuse two models of one name for others, whose files would take each other's place (also by case alone)."""
    known: dict[str, str] = {}
    for subject in subjects:
        before = known.setdefault(subject.public.casefold(), subject.name)
        if before != subject.name:
            raise InputError(
                f"models {before} and {subject.name} would both be {subject.public}; expected a name each: --model-id "
                "MODEL=ORG/NAME"
            )


def _said(given: Sequence[str], models: Sequence[str]) -> dict[str, str]:
    """What users call the models for others."""
    found = {}
    for text in given:
        name, _, public = text.rpartition("=")
        if not _PUBLIC.fullmatch(public):
            raise InputError(f"--model-id {short(text)}; expected [MODEL=]ORG/NAME")
        if not name and len(models) > 1:
            raise InputError(
                f"--model-id {short(text)}: of which model? expected MODEL=ORG/NAME; there are {', '.join(models)}"
            )
        if name and name not in models:
            raise unknown_name("model", name, models, "`ch3ef show`")
        if (name or models[0]) in found:
            raise InputError(
                f"--model-id {short(text)}: of {name or models[0]} one was given before; expected one each"
            )
        found[name or models[0]] = public
    return found


def _public(model: str, identity: str) -> str:
    """ORG/NAME of a model, as far as what it was asked by says it."""
    provider, _, rest = identity.partition("?")[0].partition("/")
    named = rest if provider in {"ch3ef-hf", "vllm", "sglang", "openai-api"} else f"{provider}/{rest}"
    if provider == "reference" or not _PUBLIC.fullmatch(named) or Path(rest).exists():
        raise InputError(f"model {short(model)}: what do others know it as? say --model-id {short(model)}=ORG/NAME")
    return named
