"""People's labels of replies: a plain table, checked before anything is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from ch3ef.errors import InputError
from ch3ef.judges.rubrics import CREDITS
from ch3ef.tables import cell_text, read_table

COLUMNS = ("item", "model", "rater", "label")
NUMBERS = {"0": 0.0, "0.0": 0.0, "0.5": 0.5, ".5": 0.5, "1": 1.0, "1.0": 1.0}
"""The scale of numbers, with a comma where a spreadsheet's country has one; the other is that of the grades' words."""


@dataclass(frozen=True, slots=True)
class Label:
    """One person's judgement of one reply.

    Attributes:
        item: The item, as the table names it.
        model: Who replied.
        rater: Who judged.
        credit: What the reply is worth: 0, 0.5 or 1.
        reply: The reply, where the table holds it.
        where: Its place, for messages.
    """

    item: str
    model: str
    rater: str
    credit: float
    reply: str | None
    where: str


@dataclass(frozen=True, slots=True)
class LabelledReply:
    """A reply and what people made of it.

    Attributes:
        item: The item, as the table names it.
        model: Who replied.
        credits: Rater -> credit.
        reply: The reply, where the table holds it.
        where: Place of its first label.
    """

    item: str
    model: str
    credits: Mapping[str, float]
    reply: str | None
    where: str

    @property
    def credit(self) -> float:
        """The mean of the raters' credits."""
        return fmean(self.credits.values())


def read_labels(*files: Path, tell: Callable[[str], object] = str) -> list[LabelledReply]:
    """Read tables of labels; of all raters, or one for each.

    Args:
        files: Tables that `read_table` reads (CSV, TSV, JSON lines ...): `item`, `model`, `rater`, `label`, and `reply`
            where the replies are nowhere else. Labels are right, partly, wrong, or 1, 0.5, 0: one of the two scales
            throughout. Lines without a label are left out.
        tell: Told, in a line for each file, how many lines were left out.

    Returns:
        The replies with the labels of all raters, in the table's order.

    Raises:
        InputError: A file cannot be read, holds no label, a column is missing, a label is on no scale or on another
            one than before, a rater labels a reply twice, there is one rater only, or no reply has labels of two.
    """
    labels = [label for file in files for label in _of_file(file, tell)]
    by_reply: dict[tuple[str, str], list[Label]] = defaultdict(list)
    seen: dict[tuple[str, str, str], Label] = {}
    for label in labels:
        key = (label.item, label.model, label.rater)
        if key in seen:
            raise InputError(
                f"{label.where}: rater {label.rater!r} labels the reply of {label.model!r} to {label.item!r} again "
                f"(first {_shortened(seen[key].where, label.where)}); expected one label each"
            )
        seen[key] = label
        by_reply[label.item, label.model].append(label)
    named = ", ".join(map(str, files))
    raters = sorted({label.rater for label in labels})
    if len(raters) < 2:
        raise InputError(
            f"{named}: all labels come from one rater, {raters[0]!r}; expected two or more: how far people "
            "agree with each other is what a judge's agreement is held against"
        )
    if all(len(own) < 2 for own in by_reply.values()):
        raise InputError(f"{named}: no reply has labels of two raters; expected some that several people labelled")
    return [_gathered(own) for own in by_reply.values()]


def _of_file(file: Path, tell: Callable[[str], object]) -> list[Label]:
    lines = list(_labels(file))
    if not lines:
        raise InputError(f"{file}: holds no labels; expected lines with {', '.join(COLUMNS)}")
    labels = [label for label in lines if label is not None]
    if not labels:
        raise InputError(
            f"{file}: no line has a `label`; expected right, partly or wrong (or 1, 0.5, 0) in that column"
        )
    if left := len(lines) - len(labels):
        tell(
            f"{file}: {left} of {len(lines)} lines have no label and are left out; the others stand for the run only "
            "if none was left out for what the reply says"
        )
    return labels


def _shortened(where: str, beside: str) -> str:
    """A place without its file, where that is named already."""
    file = beside.rpartition(": ")[0]
    return where.removeprefix(f"{file}: ")


def _gathered(labels: Sequence[Label]) -> LabelledReply:
    first = labels[0]
    replies = {label.reply for label in labels if label.reply is not None}
    if len(replies) > 1:
        raise InputError(
            f"{labels[-1].where}: another reply of {first.model!r} to {first.item!r} than {first.where} has; "
            "expected the same for all raters"
        )
    by_rater = {label.rater: label.credit for label in labels}
    return LabelledReply(first.item, first.model, by_rater, next(iter(replies), None), first.where)


def _labels(file: Path) -> Iterator[Label | None]:
    """The label of each line; None where there is none yet."""
    scale = first = ""
    for where, record in _records(file):
        missing = [name for name in COLUMNS if not record.get(name)]
        if missing == ["label"]:
            yield None
            continue
        if missing:
            raise InputError(f"{where}: `{missing[0]}` is missing; expected {', '.join(COLUMNS)}")
        text = record["label"].strip().lower().replace(",", ".")
        own = "numbers" if text in NUMBERS else "words" if text in CREDITS else ""
        if not own:
            raise InputError(f"{where}: label {record['label']!r}; expected right, partly or wrong, or 1, 0.5 or 0")
        if scale and own != scale:
            raise InputError(
                f"{where}: label {record['label']!r} is on another scale than {first}; expected one scale throughout: "
                "right, partly, wrong, or 1, 0.5, 0"
            )
        if not scale:
            scale, first = own, f"{record['label']!r} ({where.removeprefix(f'{file}: ')})"
        credit = NUMBERS[text] if own == "numbers" else CREDITS[text]
        yield Label(record["item"], record["model"], record["rater"], credit, record.get("reply"), where)


def _records(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each entry's place and content."""
    expected = f"expected an object with {', '.join(COLUMNS)}"
    held = read_table(file, str(file), expected)
    if file.suffix.lower() not in (".jsonl", ".ndjson", ".json"):
        missing = [name for name in COLUMNS if name not in held.columns]
        if missing:
            named = f"column `{missing[0]}` is" if len(missing) == 1 else f"columns `{'`, `'.join(missing)}` are"
            raise InputError(
                f"{file}: {named} missing; found {', '.join(held.columns) or 'no line of names'}; "
                f"expected {', '.join(COLUMNS)}, and `reply` where replies are nowhere else"
            )
    for where, row in held.rows:
        texts = {name: cell_text(row.get(name), f"{where}: `{name}`") for name in COLUMNS}
        reply = row.get("reply")
        # Blanks count in a reply, and so does one that says nothing.
        told = reply if isinstance(reply, str) else cell_text(reply, f"{where}: `reply`") or None
        yield where, texts | ({} if told is None else {"reply": told})
