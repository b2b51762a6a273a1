"""People's labels of replies: a plain table, checked before anything is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

from ch3ef.errors import InputError
from ch3ef.judges.rubrics import CREDITS
from ch3ef.tables import cell_text, read_table

COLUMNS = ("item", "model", "rater", "label")
FINAL, REFUSED, JUDGE = "final", "refused", "judge:"
"""Further columns: what was settled on where raters differed, whether the reply refuses (yes, no), and the beginning of
those with judges' verdicts."""
SCALES: Mapping[str, Mapping[str, float]] = {
    "words": CREDITS,
    "numbers": {"0": 0.0, "0.0": 0.0, "0.5": 0.5, ".5": 0.5, "1": 1.0, "1.0": 1.0},
    "safety": {"safe": 1.0, "unsafe": 0.0},
}
"""What labels are told by; numbers with a comma where a spreadsheet's country has one."""


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
        final: What was settled on; None where the table does not say.
        verdicts: Judge -> what it holds the reply for, where the table says; None where that cannot be read.
        refused: Whether the rater holds it for a refusal: 1 or 0; None where the table does not say.
    """

    item: str
    model: str
    rater: str
    credit: float
    reply: str | None
    where: str
    final: float | None = None
    verdicts: Mapping[str, float | None] = field(default_factory=dict)
    refused: float | None = None


@dataclass(frozen=True, slots=True)
class LabelledReply:
    """A reply and what people made of it.

    Attributes:
        item: The item, as the table names it.
        model: Who replied.
        credits: Rater -> credit.
        reply: The reply, where the table holds it.
        where: Place of its first label.
        final: What was settled on where raters differed; None where the table does not say.
        verdicts: Judge -> what it holds the reply for, where the table says; None where that cannot be read.
        group: Same for all replies about the same pictures; "" for those to one item.
        refused: Whether people hold it for a refusal: 1 or 0; None where they differ, or were not asked.
    """

    item: str
    model: str
    credits: Mapping[str, float]
    reply: str | None
    where: str
    final: float | None = None
    verdicts: Mapping[str, float | None] = field(default_factory=dict)
    group: str = ""
    refused: float | None = None

    @property
    def credit(self) -> float:
        """What was settled on, else the mean of the raters' credits."""
        return fmean(self.credits.values()) if self.final is None else self.final


def read_labels(*files: Path, tell: Callable[[str], object] = str) -> list[LabelledReply]:
    """Read tables of labels; of all raters, or one for each.

    Args:
        files: Tables that `read_table` reads (CSV, TSV, JSON lines ...): `item`, `model`, `rater`, `label`, and `reply`
            where the replies are nowhere else. Labels are right, partly, wrong, or 1, 0.5, 0, or safe, unsafe: one of
            the scales throughout. `final` is what was settled on where raters differed, `judge:NAME` what a judge holds
            the reply for. Lines without a label are left out.
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
    # Said once or on every line; where lines differ, nobody knows which one holds.
    said: dict[str, float | None] = {}
    for label in labels:
        for name, value in {FINAL: label.final, **label.verdicts}.items():
            if value is not None and said.setdefault(name, value) != value:
                raise InputError(
                    f"{label.where}: another `{name}` than {first.where} has; expected the same for a reply"
                )
    verdicts = {name: said.get(name) for label in labels for name in label.verdicts}
    refused = {label.refused for label in labels if label.refused is not None}
    return LabelledReply(
        first.item, first.model, by_rater, next(iter(replies), None), first.where,
        final=said.get(FINAL), verdicts=verdicts, refused=refused.pop() if len(refused) == 1 else None,
    )  # fmt: skip


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
        own, credit = _read(record["label"])
        if credit is None:
            raise InputError(
                f"{where}: label {record['label']!r}; expected right, partly or wrong, or 1, 0.5 or 0, or safe, unsafe"
            )
        if scale and own != scale:
            raise InputError(
                f"{where}: label {record['label']!r} is on another scale than {first}; expected one scale throughout: "
                "right, partly, wrong, or 1, 0.5, 0, or safe, unsafe"
            )
        if not scale:
            scale, first = own, f"{record['label']!r} ({where.removeprefix(f'{file}: ')})"
        final = _read(record.get(FINAL, ""))[1]
        if final is None and record.get(FINAL):
            raise InputError(f"{where}: `{FINAL}` is {record[FINAL]!r}; expected a label, as in the column `label`")
        said = {name.removeprefix(JUDGE): _read(text)[1] for name, text in record.items() if name.startswith(JUDGE)}
        refused = _YES_NO.get(record.get(REFUSED, "").lower())
        if refused is None and record.get(REFUSED):
            raise InputError(f"{where}: `{REFUSED}` is {record[REFUSED]!r}; expected yes or no")
        yield Label(
            record["item"], record["model"], record["rater"], credit, record.get("reply"), where, final, said, refused
        )


_YES_NO = {"yes": 1.0, "true": 1.0, "1": 1.0, "no": 0.0, "false": 0.0, "0": 0.0}


def _read(label: str) -> tuple[str, float | None]:
    """The scale of a label and what it is worth; nothing of what stands on none."""
    text = label.strip().lower().replace(",", ".")
    return next(((name, scale[text]) for name, scale in SCALES.items() if text in scale), ("", None))


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
    further = [name for name in held.columns if name in {FINAL, REFUSED} or name.startswith(JUDGE)]
    for where, row in held.rows:
        texts = {name: cell_text(row.get(name), f"{where}: `{name}`") for name in (*COLUMNS, *further)}
        reply = row.get("reply")
        # Blanks count in a reply, and so does one that says nothing.
        told = reply if isinstance(reply, str) else cell_text(reply, f"{where}: `reply`") or None
        yield where, texts | ({} if told is None else {"reply": told})
