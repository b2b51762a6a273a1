"""What the lean engine logged -> Inspect's logs, for its viewer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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

from ch3ef.errors import InputError
from ch3ef.models.chat_format import reply_in
from ch3ef.results import ResultRow, RowKey
from ch3ef.running.exchanges import PATTERN, Asked, row_key, sample_id, viewable, viewable_place
from ch3ef.running.found import read_run
from ch3ef.running.tasks import ITEM, RECIPES, WAYS, WAYS_OF
from ch3ef.temporaries import temporary_folder

_KINDS = {"system": ChatMessageSystem, "user": ChatMessageUser, "assistant": ChatMessageAssistant}


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
    try:
        with temporary_folder(logs) as place:
            for file in new:
                # The first is there last: it tells that all are.
                for target, asked in reversed(list(viewable(file))):
                    write_eval_log(_log(asked, rows), str(place / target.name))
                    (place / target.name).replace(target)
    except OSError as error:
        raise InputError(f"{logs}: cannot be written ({error.strerror or error})") from error


def _is_written(file: Path) -> bool:
    first = viewable_place(file, 0)
    return first.is_file() and first.stat().st_mtime_ns >= file.stat().st_mtime_ns


def _log(asked: Sequence[Asked], rows: Mapping[RowKey, ResultRow]) -> EvalLog:
    """The log of one model, asked of one set by one recipe."""
    first = asked[0][0]
    ways = list(dict.fromkeys(turns[0]["variant"] for turns in asked))
    columns = {name: first[name] for name in ("model", "recipe", "scenario", "seed")}
    return EvalLog(
        status="success",
        eval=EvalSpec(
            created=min(turn["begun"] for turns in asked for turn in turns),
            task=first["recipe"],
            dataset=EvalDataset(name=first["scenario"], samples=len(asked)),
            model=first["model"],
            config=EvalConfig(),
            metadata={RECIPES: [columns], WAYS: [[[first["recipe"], way]] for way in ways], "model": first["model"]},
        ),
        samples=[_sample(turns, ways, rows.get(row_key(turns))) for turns in asked],
    )


def _sample(turns: Asked, ways: Sequence[str], row: ResultRow | None) -> EvalSample:
    """What was said about one item in one variant; the last turn repeats those before it."""
    last = turns[-1]
    output = _output(last)
    return EvalSample(
        id=sample_id(turns),
        epoch=1,
        input=last["said"][-1][-1],
        target=(row.target or [str(place) for place in row.gold]) if row else "",
        messages=[*_messages(last["said"]), *([output.message] if output.choices else [])],
        output=output,
        scores={"credit": _score(row)} if row else None,
        metadata={
            ITEM: last["item"],
            WAYS_OF: ways.index(last["variant"]),
            "settings": last["settings"],
            "completions": [turn["completion"] for turn in turns],
            "likelihoods": last.get("likelihoods"),
        },
    )


def _messages(said: Iterable[Sequence[Any]]) -> list[ChatMessage]:
    def text(part: Any) -> str:
        return part if isinstance(part, str) else f"[picture {part['picture'][:12]}]"

    return [_KINDS[role](content="\n".join(map(text, parts))) for role, *parts in said]


def _output(turn: Mapping[str, Any]) -> ModelOutput:
    if turn["fault"] is not None:
        return ModelOutput(model=turn["model"], error=turn["fault"])
    record = reply_in(turn["completion"]).to_record() if turn["completion"] else turn["reply"]
    if record is None:  # likelihoods of options
        return ModelOutput(model=turn["model"])
    return ModelOutput.model_validate({**record, "model": turn["model"]})


def _score(row: ResultRow) -> Score:
    chosen = "" if row.chosen is None else f"option {row.chosen}"
    return Score(value=row.correct or 0.0, answer=row.answer or chosen, explanation=row.error or row.outcome)
