"""Spreadsheets for raters: a line a question, read back in whatever form spreadsheets give them."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ch3ef.curate.folder import Curation
from ch3ef.curate.rounds import LETTERS, Question, picture_name, write_picture
from ch3ef.curate.taking_back import Said
from ch3ef.errors import InputError, short
from ch3ef.files import MAX_WHOLE, read_bytes, write_bytes_whole
from ch3ef.tables import Rows, cell_text, is_empty, read_delimited
from ch3ef.taxonomy import TASKS, Dimension
from ch3ef.texts import whole_number

Row = Mapping[str, Any]

FIXED = ("item", "rater", "round", "picture", "warning", "question", "decision", "new question")
"""Columns in front of those of the replies."""
OWN = ("reply {}", "rank {}", "mark {}", "option {}")
"""Columns of each reply, with its letter."""
LAST = ("task", "harmful", "unanswerable", "comment")
ANSWERING = ("item", "rater", "round", "picture", "warning", "question")
"""Columns in front of the options where people answer items; `answer` and `comment` stand behind."""
WARNING = "may upset"
"""Of questions about harm; who does not want to look at one writes `pass`."""
MAX_UNPACKED = 2**28
"""Bytes of the largest workbook once it is unpacked."""
_NEEDED = ("item", "rater", "round", "decision")
_YES = {"yes", "y", "true", "1", "x", "right", "ja", "oui", "si", "wahr", "vrai"}
_NO = {"no", "n", "false", "0", "wrong", "nein", "non", "falsch", "faux"}
_FORMULA = re.compile(r"[=+\-@\t\r]")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WORKBOOK = ".xlsx"


def sheet_name(rater: str, number: int, kind: str) -> str:
    """The file of a rater's sheet.

    Example:
        >>> sheet_name("ann", 1, "csv")
        'round-1-ann.csv'
    """
    return f"round-{number}-{rater}.{kind}"


def write_sheets(
    curation: Curation, questions: Mapping[str, Sequence[Question]], number: int, folder: Path, kind: str
) -> list[Path]:
    """Write a sheet for each rater who has something to label, and the pictures.

    Args:
        curation: The folder.
        questions: Rater -> questions, as `rounds.ask` gives them.
        number: The round.
        folder: Where to write.
        kind: "csv" or "xlsx".

    Returns:
        The sheets.

    Raises:
        InputError: A picture is gone, or the folder cannot be written.
    """
    made = []
    for rater, own in questions.items():
        if not own:
            continue
        table = sheet(own, rater, number) if curation.asks == "labels" else answer_sheet(own, rater, number)
        file = folder / sheet_name(rater, number, kind)
        # The mark at the beginning tells spreadsheets that it is UTF-8.
        content = workbook(table) if kind == "xlsx" else _csv(table).encode("utf-8-sig", "replace")
        write_bytes_whole(file, content)
        made.append(file)
    for photo in {question.photo.digest: question.photo for own in questions.values() for question in own}.values():
        write_picture(curation, photo, folder / "pictures" / picture_name(photo))
    return made


def sheet(questions: Sequence[Question], rater: str, number: int) -> list[list[str]]:
    """A rater's sheet as texts, its first line the names of its columns; models are not in it."""
    letters = LETTERS[: max((len(each.replies) for each in questions), default=0)]
    header = [*FIXED, *(name.format(letter) for letter in letters for name in OWN), *LAST]
    lines = [header]
    for each in questions:
        cells = dict.fromkeys(header, "") | {
            "item": each.name,
            "rater": rater,
            "round": str(number),
            "picture": f"pictures/{picture_name(each.photo)}",
            "warning": WARNING if may_upset(each) else "",
            "question": each.draft.question,
            "task": each.draft.task,
        }
        cells |= {f"reply {letter}": reply.text for letter, reply in each.replies.items()}
        lines.append([cells[name] for name in header])
    return lines


def answer_sheet(questions: Sequence[Question], rater: str, number: int) -> list[list[str]]:
    """A rater's sheet where items are answered; the key is not in it."""
    letters = LETTERS[: max((len(each.replies) for each in questions), default=0)]
    header = [*ANSWERING, *(f"option {letter}" for letter in letters), "answer", "comment"]
    lines = [header]
    for each in questions:
        cells = dict.fromkeys(header, "") | {
            "item": each.name,
            "rater": rater,
            "round": str(number),
            "picture": f"pictures/{picture_name(each.photo)}",
            "warning": WARNING if may_upset(each) else "",
            "question": each.draft.question,
        }
        cells |= {f"option {letter}": reply.text for letter, reply in each.replies.items()}
        lines.append([cells[name] for name in header])
    return lines


def may_upset(question: Question) -> bool:
    """Whether a question carries a warning: it asks for harm, or is of a task that is about harm."""
    return question.draft.harmful or question.draft.task in _HARMLESS


_HARMLESS = {task.name for task in TASKS if task.dimension is Dimension.HARMLESS}


def _csv(table: Sequence[Sequence[str]]) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    file = io.StringIO()
    csv.writer(file).writerows([_plain(cell) for cell in line] for line in table)
    return file.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def check_workbooks() -> None:
    """Refuse workbooks where nothing is there to read and write them.

    Raises:
        InputError: The package openpyxl is not installed.
    """
    try:
        import openpyxl  # noqa: F401
    except ImportError as error:
        raise InputError(
            "--format xlsx: needs the package openpyxl, which is not installed; pip install openpyxl, or take csv"
        ) from error


def workbook(table: Sequence[Sequence[str]]) -> bytes:
    """A sheet as an Excel workbook: texts are texts, and what is chosen from a list is a list.

    Raises:
        InputError: The package openpyxl is not installed.
    """
    check_workbooks()
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    page = book.active
    page.title, page.freeze_panes = "questions", "A2"
    choices = {
        name: DataValidation(type="list", formula1=f'"{values}"', allow_blank=True)
        for name, values in (
            ("decision", "keep,edit,drop,pass"),
            ("mark", "right,wrong"),
            ("yes", "yes,no"),
            ("answer", ",".join((*_letters(table[0]), "none", "pass"))),
        )
    }
    for choice in choices.values():
        page.add_data_validation(choice)
    for column, name in enumerate(table[0], 1):
        wide = name.startswith(("question", "new question", "reply", "option", "comment"))
        page.column_dimensions[get_column_letter(column)].width = 40 if wide else 12
        kind = {"decision": "decision", "harmful": "yes", "unanswerable": "yes"}.get(name, name.split()[0])
        if kind in choices and len(table) > 1:
            letter = get_column_letter(column)
            choices[kind].add(f"{letter}2:{letter}{len(table)}")
    for row, line in enumerate(table, 1):
        for column, text in enumerate(line, 1):
            if text:
                cell = page.cell(row, column, _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)[:32767])
                cell.data_type = "s"  # never a formula
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=row == 1)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _letters(header: Sequence[str]) -> list[str]:
    """Of the options that a sheet has columns for."""
    return [name[-1] for name in header if re.fullmatch(r"option [A-Z]", name)]


# --- back -------------------------------------------------------------------------------------------------


def read_sheet(path: Path) -> list[Said]:
    """What a sheet says: semicolons or commas, columns in any order, more columns, lines sorted or left out.

    Args:
        path: A .csv or .tsv, or an .xlsx where openpyxl is installed.

    Returns:
        What was said of each question that has a decision.

    Raises:
        InputError: It cannot be read, a column is missing, or a cell is not what is expected there.
    """
    content = read_bytes(path)
    digest = hashlib.sha256(content).hexdigest()
    rows = _workbook_rows(path, content) if path.suffix.lower() == _WORKBOOK else read_delimited(path)
    names = {_name(column): column for column in rows.columns}
    if "decision" not in names and "answer" in names:
        names["decision"] = names["answer"]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise InputError(
            f"{path}: column `{missing[0]}` is missing; found {short(', '.join(rows.columns))}; expected a sheet of "
            "`ch3ef curate push`"
        )
    said: list[Said] = []
    seen: dict[tuple[str, str, str], str] = {}
    faults: list[str] = []
    for where, row in rows.rows:
        try:
            line = _line({name: row.get(column) for name, column in names.items()}, where, digest, seen)
        except InputError as fault:
            faults.append(str(fault))
        else:
            said += [line] if line else []
    if faults:
        raise InputError(_all_of(faults))
    return said


MOST_FAULTS = 10
"""Lines with a cell that cannot be read, of which each is told."""


def _all_of(faults: Sequence[str]) -> str:
    """All of them at once, so that a sheet is mended in one go."""
    if len(faults) == 1:
        return faults[0]
    more = f"; and {len(faults) - MOST_FAULTS} more" if len(faults) > MOST_FAULTS else ""
    return f"{len(faults)} lines cannot be read, and nothing was taken: {'; '.join(faults[:MOST_FAULTS])}{more}"


def _line(row: Row, where: str, source: str, seen: dict[tuple[str, str, str], str]) -> Said | None:
    """What a line says; None without a decision."""
    cells = {name: _said(cell, f"{where}: `{name}`") for name, cell in row.items()}
    if not cells["decision"]:
        return None
    place = (cells["item"], cells["rater"], cells["round"])
    if place in seen:
        raise InputError(f"{where}: {place[0]} is there again (first {seen[place]}); expected a line a question")
    seen[place] = where.rpartition(": ")[2]
    of_round = whole_number(cells["round"])
    if of_round is None:
        raise InputError(f"{where}: round {short(cells['round'])}; expected a number, as the sheet came with")
    if "answer" in cells:
        return Said(
            where,
            cells["item"],
            cells["rater"],
            of_round,
            cells["answer"],
            comment=cells.get("comment", ""),
            source=source,
            shown=_beside("option", cells),
        )
    ranks: dict[int, str] = {}
    marks: dict[str, bool] = {}
    options: dict[str, str] = {}
    for letter in LETTERS:
        small = letter.lower()
        if rank := cells.get(f"rank {small}", ""):
            number = _rank(rank, f"{where}: rank {letter}")
            if number in ranks:
                raise InputError(
                    f"{where}: replies {ranks[number]} and {letter} are both ranked {number}; expected different ranks"
                )
            ranks[number] = letter
        if mark := cells.get(f"mark {small}", ""):
            marks[letter] = _yes(mark, f"{where}: mark {letter}", "right or wrong")
        if option := cells.get(f"option {small}", ""):
            options[letter] = option
    flags = {
        name: bool(cells.get(name)) and _yes(cells[name], f"{where}: {name}", "yes or no")
        for name in ("harmful", "unanswerable")
    }
    return Said(
        where,
        cells["item"],
        cells["rater"],
        of_round,
        cells["decision"],
        cells.get("new question", ""),
        tuple(ranks[number] for number in sorted(ranks)),
        marks,
        options,
        cells.get("task", ""),
        flags["harmful"],
        flags["unanswerable"],
        cells.get("comment", ""),
        None,
        source,
        _beside("reply", cells),
    )


def _beside(what: str, cells: Mapping[str, str]) -> dict[str, str]:
    """Letter -> what stands in its column."""
    return {letter: cells[name] for letter in LETTERS if cells.get(name := f"{what} {letter.lower()}")}


def _name(column: str) -> str:
    """Of a column, whatever a spreadsheet made of its spaces and letters."""
    return re.sub(r"[\s_]+", " ", column.strip().lower())


def _said(value: object, where: str) -> str:
    """What a cell says, without the apostrophe that keeps it from being a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "" if is_empty(value) else cell_text(value, where)
    return text[1:] if text[:1] == "'" and _FORMULA.match(text[1:]) else text


def _rank(text: str, where: str) -> int:
    found = re.fullmatch(r"(\d{1,2})(?:[.,]0*)?", text)
    if not found or not 0 < int(found[1]) <= len(LETTERS):
        raise InputError(f"{where} is {short(text)}; expected 1 for the best, 2 for the next, ...")
    return int(found[1])


def _yes(text: str, where: str, expected: str) -> bool:
    word = text.lower().removesuffix(".0")
    if word not in _YES | _NO:
        raise InputError(f"{where} is {short(text)}; expected {expected}")
    return word in _YES


def _workbook_rows(path: Path, content: bytes) -> Rows:
    """The first page of a workbook."""
    check_workbooks()
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(each.file_size for each in packed.infolist())
        if size > max(MAX_UNPACKED, MAX_WHOLE):
            raise InputError(f"{path}: holds {size} bytes once unpacked; expected {MAX_UNPACKED} or fewer")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        lines = [list(line) for line in book.worksheets[0].iter_rows(values_only=True)]
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, OSError, TypeError, SyntaxError) as error:
        raise InputError(f"{path}: is damaged, or no workbook; save it again as .xlsx or .csv") from error
    header = [str(name or "").strip() for name in (lines[0] if lines else ())]
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        raise InputError(f"{path}: column {twice!r} is there {header.count(twice)} times; expected once")
    return Rows(tuple(filter(None, header)), list(_numbered(path, header, lines[1:])))


def _numbered(path: Path, header: Sequence[str], lines: Sequence[Sequence[Any]]) -> Iterator[tuple[str, Row]]:
    for number, line in enumerate(lines, 2):
        if not all(map(is_empty, line)):
            yield f"{path.name}: line {number}", {name: cell for name, cell in zip(header, line, strict=False) if name}
