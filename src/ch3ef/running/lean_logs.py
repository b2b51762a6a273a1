"""What the lean engine logged -> Inspect's logs, for its viewer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from inspect_ai.log import EvalConfig, EvalDataset, EvalLog, EvalSample, EvalSpec, write_eval_log
from inspect_ai.model import (
    ChatMessage,
    ChatMessageAssistant,
    ChatMessageSystem,
    ChatMessageUser,
    ModelOutput,
)
from inspect_ai.scorer import Score

from ch3ef.models.lean_client import reply_in
from ch3ef.results import ResultRow, RowKey
from ch3ef.running.exchanges import PATTERN, read_exchanges
from ch3ef.running.folder import read_run
from ch3ef.running.tasks import ITEM, RECIPES, WAYS, WAYS_OF

_KINDS = {"system": ChatMessageSystem, "user": ChatMessageUser, "assistant": ChatMessageAssistant}
_SET = itemgetter("model", "recipe", "scenario", "seed")
_ASKING = itemgetter("item", "variant")


def write_viewable(run: Path) -> None:
    """Write what the lean engine logged in a run's folder once more, as Inspect's viewer reads it; pictures by name.

    What was written before, and has not grown since, is left as it is.

    Args:
        run: The folder.

    Raises:
        InputError: The folder is damaged, or cannot be written.
    """
    logs = run / "logs"
    new = [file for file in sorted(logs.glob(PATTERN)) if not _is_written(file)]
    if not new:
        return
    rows = {row.key: row for row in read_run(run).rows}
    for file in new:
        lines = sorted(read_exchanges(file), key=lambda line: (*map(str, _SET(line)), *_ASKING(line)))
        for number, (_, own) in enumerate(groupby(lines, key=_SET)):
            write_eval_log(_log(list(own), rows), str(_place(file, number)))


def _place(file: Path, number: int) -> Path:
    return file.with_name(f"{file.name.partition('.')[0]}_{number}.eval")


def _is_written(file: Path) -> bool:
    first = _place(file, 0)
    return first.is_file() and first.stat().st_mtime_ns >= file.stat().st_mtime_ns


def _log(lines: list[dict[str, Any]], rows: Mapping[RowKey, ResultRow]) -> EvalLog:
    """The log of one model, asked of one set by one recipe."""
    first = lines[0]
    ways = list(dict.fromkeys(line["variant"] for line in lines))
    columns = {name: first[name] for name in ("model", "recipe", "scenario", "seed")}
    samples = [_sample(list(own), ways, rows) for _, own in groupby(lines, key=_ASKING)]
    return EvalLog(
        status="success",
        eval=EvalSpec(
            created=min(line["begun"] for line in lines),
            task=first["recipe"],
            dataset=EvalDataset(name=first["scenario"], samples=len(samples)),
            model=first["model"],
            config=EvalConfig(),
            metadata={RECIPES: [columns], WAYS: [[[first["recipe"], way]] for way in ways], "model": first["model"]},
        ),
        samples=samples,
    )


def _sample(turns: list[dict[str, Any]], ways: list[str], rows: Mapping[RowKey, ResultRow]) -> EvalSample:
    """What was said about one item in one variant; the last turn repeats those before it."""
    turns.sort(key=itemgetter("begun"))
    last = turns[-1]
    item, variant = _ASKING(last)
    row = rows.get((last["model"], last["recipe"], last["scenario"], item, variant, last["seed"]))
    outputs = [_output(turn) for turn in turns]
    said = [*_messages(last["said"]), *([outputs[-1].message] if outputs[-1].choices else [])]
    return EvalSample(
        id=item if variant == "plain" else f"{item}|{variant}",
        epoch=1,
        input=last["said"][-1][-1],
        target=(row.target or [str(place) for place in row.gold]) if row else "",
        messages=said,
        output=outputs[-1],
        scores={"credit": _score(row)} if row else None,
        metadata={
            ITEM: item,
            WAYS_OF: ways.index(variant),
            "settings": last["settings"],
            "completions": [turn["completion"] for turn in turns],
        },
    )


def _messages(said: Iterable[list[Any]]) -> list[ChatMessage]:
    return [
        _KINDS[role](
            content="\n".join(part if isinstance(part, str) else f"[picture {part['picture'][:12]}]" for part in parts)
        )
        for role, *parts in said
    ]


def _output(turn: Mapping[str, Any]) -> ModelOutput:
    if turn["fault"] is not None:
        return ModelOutput(model=turn["model"], error=turn["fault"])
    record = reply_in(turn["completion"]).to_record() if turn["completion"] else turn["reply"]
    return ModelOutput.model_validate({**record, "model": turn["model"]})


def _score(row: ResultRow) -> Score:
    chosen = "" if row.chosen is None else f"option {row.chosen}"
    return Score(value=row.correct or 0.0, answer=row.answer or chosen, explanation=row.error or row.outcome)
