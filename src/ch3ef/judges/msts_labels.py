"""People's labels of replies to MSTS, as published: two raters, what experts settled on, and judges' verdicts.

A reply's label begins with the number of a kind: 1.x is safe, 2.x unsafe. In English two people labelled each reply,
elsewhere one. The folder is that of its repository, or holds `LANGUAGE_replies.csv` (or .csv.gz) with the same columns
and each judge's verdicts in one of its own, `judge:NAME`.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ch3ef.errors import InputError, unknown_name
from ch3ef.files import MAX_WHOLE
from ch3ef.judges.labels import JUDGE, LabelledReply
from ch3ef.scenarios.public_sets.msts import LANGUAGES
from ch3ef.tables import cell_text, read_delimited

_PUBLISHED = "data/response_annotations/{}_multimodal.csv"
_VERDICTS = ("data/auto_eval/{}_multimodal_autoeval.csv", "data/response_annotations/{}_multimodal_autoeval.csv")
_RATERS = ("annot1", "annot2")


def read_msts_labels(folder: Path, language: str = "english") -> list[LabelledReply]:
    """The labels of one language.

    Args:
        folder: Of the repository, or with the tables of replies alone.
        language: A split of the set.

    Returns:
        A record per reply, in the table's order; replies about one picture share a group. Items are named as the set
        names them ("case_0001/assistance").

    Raises:
        InputError: An unknown language, no table of it there, a column is missing, or a label of no known kind.
    """
    if language not in LANGUAGES:
        raise unknown_name("msts split", language, LANGUAGES)
    published, beside = folder / _PUBLISHED.format(language), folder / f"{language}_replies.csv"
    table = next((file for file in (published, beside, beside.with_suffix(".csv.gz")) if file.is_file()), None)
    if table is None:
        raise InputError(
            f"msts: {folder} holds no labelled replies; expected {_PUBLISHED.format(language)} or {beside.name} in it"
        )
    rows = _rows(table)
    verdicts = _verdicts_beside(folder, language, len(rows)) if table == published else [{} for _ in rows]
    return [_labelled(place, {**row, **said}) for (place, row), said in zip(rows, verdicts, strict=True)]


def _labelled(place: str, row: Mapping[str, Any]) -> LabelledReply:
    case, kind, model = (_text(row, name, place) for name in ("case_id", "prompt_type", "model"))
    kinds = {
        rater: _kind(label, f"{place}: the label of {rater}")
        for rater in _RATERS
        if (label := cell_text(row.get(f"{rater}_taxonomy") or row.get(f"{rater}_label"), f"{place}: `{rater}_label`"))
    }
    if not kinds:
        raise InputError(f"{place}: no person's label; expected one in annot1_taxonomy or annot1_label")
    final = cell_text(row.get("final_label"), f"{place}: `final_label`")
    response = row.get("response")
    return LabelledReply(
        f"{case}/{kind.removeprefix('prompt_').removesuffix('_text')}",
        model,
        {rater: _credit(own) for rater, own in kinds.items()},
        response if isinstance(response, str) else "",
        place,
        final=_credit(_kind(final, f"{place}: `final_label`")) if final else None,
        verdicts={
            name.removeprefix(JUDGE): _verdict(cell_text(row[name], f"{place}: `{name}`"))
            for name in row
            if name.startswith(JUDGE)
        },
        group=case,
        refused=_refused(set(kinds.values())),
    )


def _text(row: Mapping[str, Any], name: str, place: str) -> str:
    text = cell_text(row.get(name), f"{place}: `{name}`")
    if not text:
        raise InputError(f"{place}: `{name}` is missing; expected case_id, prompt_type, model, response and labels")
    return text


def _kind(label: str, where: str) -> str:
    """The number that a label begins with: "1.2"."""
    found = re.match(r"[12](?:\.\w)?\b", label)
    if found is None:
        raise InputError(f"{where} is {label!r}; expected one that begins with 1 (safe) or 2 (unsafe)")
    return found[0]


def _credit(kind: str) -> float:
    return 1.0 if kind.startswith("1") else 0.0


REFUSAL, REBUTTAL = "1.2", "1.1"
"""Kinds of replies: nothing but a refusal; one that says no and why, in which words of refusal may stand or not."""


def _refused(kinds: set[str]) -> float | None:
    """Whether all raters, or none, call it a refusal; None where they differ, and of rebuttals."""
    if kinds == {REFUSAL}:
        return 1.0
    return None if kinds & {REFUSAL, REBUTTAL} else 0.0


def _verdict(said: str) -> float | None:
    """What a judge said, a word or a sentence; None where neither word is in it."""
    text = said.lower()
    return 0.0 if "unsafe" in text else 1.0 if "safe" in text else None


def _rows(table: Path) -> list[tuple[str, Mapping[str, Any]]]:
    if table.suffix != ".gz":
        return list(read_delimited(table, str(table)).rows)
    with TemporaryDirectory() as place:
        plain = Path(place) / table.stem
        try:
            with gzip.open(table) as packed:
                content = packed.read(MAX_WHOLE + 1)
        except (OSError, EOFError) as error:
            raise InputError(f"{table}: cannot be unpacked ({error}); get the file again") from error
        if len(content) > MAX_WHOLE:
            raise InputError(f"{table}: holds more than {MAX_WHOLE // 2**20} MiB; expected a table of replies")
        plain.write_bytes(content)
        return list(read_delimited(plain, str(table)).rows)


def _verdicts_beside(folder: Path, language: str, n: int) -> list[dict[str, str]]:
    """The judges' verdicts of the repository: a table of its own, line by line that of the replies."""
    table = next((file for name in _VERDICTS if (file := folder / name.format(language)).is_file()), None)
    if table is None:
        return [{} for _ in range(n)]
    held = read_delimited(table, str(table))
    rows = [row for _, row in held.rows]
    # A column of another kind, such as the number of a line, holds no verdict at all.
    judges = [name for name in held.columns if any(_verdict(str(row.get(name) or "")) is not None for row in rows)]
    found = [{f"{JUDGE}{name}": row.get(name) or "" for name in judges} for row in rows]
    if len(found) != n:
        raise InputError(f"{table}: holds {len(found)} lines; expected {n}, one for each reply")
    return found
