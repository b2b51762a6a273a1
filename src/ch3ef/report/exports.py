"""Tables for papers and notes: Markdown, LaTeX and CSV, and the summary of one page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ch3ef.analysis.figures import Figure
from ch3ef.analysis.findings.writing import evidence as told
from ch3ef.report.board import Board, Cell, Column
from ch3ef.report.decision import Decision, found_told, verdict_told
from ch3ef.report.language import ENGLISH, Language
from ch3ef.report.runs import Runs
from ch3ef.report.wording import family_name
from ch3ef.texts import markdown_text
from ch3ef.variants import is_reference, is_twin
from ch3ef.words import in_a_row, listed, plural, words

if TYPE_CHECKING:
    from ch3ef.report.site import Evidence

Table = tuple[Sequence[str], Sequence[Sequence[str]]]
"""Header and rows."""


def main_columns(board: Board) -> list[Column]:
    """The columns of the main table: levels, sets that are part of none, dimensions and pairs of the main set of A3."""
    main = main_set(board)
    return [
        column
        for column in board.columns
        if board.standing(column.key).cells
        and (
            column.kind == "level"
            or (column.kind == "scenario" and column.own)
            or (column.kind in {"dimension", "pairs"} and column.scenario == main)
        )
    ]


def main_set(board: Board) -> str:
    """The set of A3 whose dimensions are shown first: the one with the most models, no set of twins; "" without A3."""
    sets = [column.scenario for column in board.columns if column.kind == "dimension"]
    twins = [name for name in sets if is_twin(name)]
    own = [name for name in dict.fromkeys(sets) if name not in twins] or list(dict.fromkeys(sets))
    return max(own, key=lambda name: len(board.standing(f"{name}|all").cells), default="")


def ordered(board: Board, models: Iterable[str]) -> list[str]:
    """Models by their mean on A3, else on the first column; those without come last."""
    column = "A3" if board.standing("A3").cells else next((column.key for column in board.columns), "")
    cells = board.standing(column).cells
    return sorted(models, key=lambda model: -cells[model].share if model in cells else 1.0)


def main_table(board: Board, names: Mapping[str, str], *, rank: bool = True) -> Table:
    """The main table as texts: accuracy in percent, its interval, and the ranks that a model may hold."""
    columns = main_columns(board)
    header = [words("model"), *(heading(board, column) for column in columns)]
    own = [model for model in board.models if not is_reference(model)]
    reference = [model for model in board.models if is_reference(model)]
    rows = [
        [names[model], *(_text(board.standing(column.key).cells.get(model), rank=rank) for column in columns)]
        for model in (*ordered(board, own), *ordered(board, reference))
    ]
    return header, rows


def heading(board: Board, column: Column) -> str:
    """What a column is called; a suite's mix of items is never called as the set or level is."""
    label = words("both of a pair") if column.kind == "pairs" and not column.parents else column.label
    return words("{column}, a suite's mix", column=label) if board.standing(column.key).mixed else label


def _text(cell: Cell | None, *, rank: bool) -> str:
    if cell is None:
        return "-"
    text = f"{100 * cell.share:.1f}"
    if cell.low is not None and cell.high is not None:
        text += f" [{100 * cell.low:.1f}, {100 * cell.high:.1f}]"
    if rank and cell.best is not None:
        text += f" #{cell.best}" if cell.best == cell.worst else f" #{cell.best}-{cell.worst}"
    return text


def markdown_table(table: Table) -> Iterator[str]:
    """A table in Markdown, line by line; texts of any origin stay texts."""
    header, rows = table
    yield f"| {' | '.join(map(markdown_text, header))} |"
    yield f"|---|{'---:|' * (len(header) - 1)}"
    for row in rows:
        yield f"| {' | '.join(map(markdown_text, row))} |"


def latex_table(table: Table, caption: str) -> Iterator[str]:
    """A table for LaTeX with the package booktabs, line by line."""
    header, rows = table
    yield r"% needs \usepackage{booktabs}"
    yield from (r"\begin{table}", r"\centering", r"\small", rf"\caption{{{latex_text(caption)}}}")
    yield rf"\begin{{tabular}}{{l{'r' * (len(header) - 1)}}}"
    yield from (r"\toprule", " & ".join(map(latex_text, header)) + r" \\", r"\midrule")
    for row in rows:
        yield " & ".join(map(latex_text, row)) + r" \\"
    yield from (r"\bottomrule", r"\end{tabular}", r"\end{table}")


_LATEX = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "[": r"{[}",
    "]": r"{]}",
}


def latex_text(text: str) -> str:
    r"""A text that LaTeX sets as it is.

    Example:
        >>> print(latex_text("a_b & 50 %"))
        a\_b \& 50 \%
    """
    return "".join(_LATEX.get(letter, letter) for letter in " ".join(text.split()))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    r"""A table as CSV; a text that a spreadsheet would take for a formula gets an apostrophe in front.

    Example:
        >>> csv_text(["a", "b"], [["=1+1", 0.5]])
        "a,b\r\n'=1+1,0.5\r\n"
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(header)
    for row in rows:
        writer.writerow([f"'{cell}" if isinstance(cell, str) and cell[:1] in set("=+-@\t\r") else cell for cell in row])
    return file.getvalue()


def board_csv(board: Board) -> str:
    """Every cell of the leaderboard, one a line; shares in [0, 1]."""
    columns = {column.key: column for column in board.columns}
    return csv_text(
        (
            "model",
            "asked",
            "column",
            "kind",
            "scenario",
            "accuracy",
            "low",
            "high",
            "n",
            "chance",
            "unanswered",
            "protocol",
            "rank_low",
            "rank_high",
            "same_items",
        ),
        (
            (
                model,
                way,
                " / ".join((*columns[key].parents, columns[key].label)),
                columns[key].kind,
                columns[key].scenario,
                cell.share,
                cell.low,
                cell.high,
                cell.n,
                cell.chance,
                cell.unanswered,
                cell.protocol,
                cell.best,
                cell.worst,
                cell.same_items,
            )
            for way, key, cells in (
                *(
                    (way.label, key, board.standings[own, key].cells)
                    for way in board.ways
                    for own, key in board.standings
                    if own == way.key
                ),
                *(("published", key, cells) for key, cells in board.published.items()),
            )
            for model, cell in cells.items()
        ),
    )


def figures_csv(found: Sequence[Figure]) -> str:
    """Figures, one a line; shares in [0, 1]."""
    records = [each.to_record() for each in found]
    header = list(records[0]) if records else ["model"]
    return csv_text(header, ([record[name] for name in header] for record in records))


def differences_csv(models: Sequence[str], differences: Mapping[str, Sequence[Mapping[str, object]]]) -> str:
    """Paired differences, one a line: the second model less the first; shares in [-1, 1].

    Args:
        models: Names by place.
        differences: Records by places: "0-3".
    """
    fields = ("scenario", "recipe", "by", "group", "n", "first", "second", "difference", "low", "high", "p_adjusted")
    pairs = (
        (models[int(first)], models[int(second)], records)
        for places, records in differences.items()
        for first, second in [places.split("-")]
    )
    return csv_text(
        ("first_model", "second_model", *fields),
        (
            [first, second, *(record[field] for field in fields)]
            for first, second, records in pairs
            for record in records
        ),
    )


def caption(board: Board) -> str:
    """What the main table shows, in a sentence."""
    protocols = dict.fromkeys(
        cell.protocol for column in main_columns(board) for cell in board.standing(column.key).cells.values()
    )
    return words(
        "Accuracy in percent with 95 % intervals; # is the range of ranks that the items leave open. "
        "Set of A3: {set}. Measured by: {protocols}.",
        set=main_set(board) or words("none"),
        protocols=in_a_row(list(protocols)),
    )


def summary(evidence: Evidence, title: str, language: Language = ENGLISH) -> Iterator[str]:
    """`report.md`: one page, line by line.

    Args:
        evidence: What a report tells of.
        title: What stands above it.
        language: What it is said in.
    """
    board, runs, findings, names = evidence.board, evidence.runs, evidence.findings, evidence.names

    def said(pattern: str, **fields: str) -> str:
        return markdown_text(language.text(words(pattern, **fields)))

    yield from (f"# {markdown_text(title)}", "")
    if evidence.decision is not None:
        yield from _decided(evidence.decision, language)
    for sentence in (evidence.headline.answer, *evidence.headline.reasons):
        yield from (markdown_text(language.text(sentence)), "")
    yield from (language.text(counts(runs)), "")
    for note in notes_on(runs):
        yield from (f"> {markdown_text(language.text(note))}", "")
    yield from (f"## {said('Models')}", "")
    yield from markdown_table(language.whole(main_table(board, names)))
    yield from ("", markdown_text(language.text(caption(board))))
    confirmed = [finding for finding in findings.findings if finding.confirmatory]
    yield from ("", f"## {said('What holds')}", "")
    for finding in confirmed:
        yield f"- {said('{claim}. {evidence}.', claim=finding.claim, evidence=told(finding))}"
    if not confirmed:
        yield said("No claim is carried by these results.")
    if findings.not_shown:
        yield from ("", said("Not shown by these results:"), "")
        yield from (f"- {said('{claim}.', claim=finding.otherwise)}" for finding in findings.not_shown)
    if findings.not_testable:
        families = list(dict.fromkeys(family_name(one.family) for one in findings.not_testable))
        yield from ("", said("Not testable for want of data: {families}.", families=in_a_row(families)))


def _decided(decision: Decision, language: Language) -> Iterator[str]:
    """What is shown of a policy, line by line."""
    header = language.whole([words("clause"), words("found"), words("items"), words("verdict")])
    yield from (f"## {markdown_text(decision.policy.name)}", "")
    for model in decision.gated:
        yield from (f"**{markdown_text(language.text(decision.head(model)))}**", "")
        rows = [[each.clause.text, found_told(each), str(each.n), verdict_told(each)] for each in model.checked]
        yield from (*markdown_table((header, language.whole(rows))), "")
    for sentence in (*decision.lost, *decision.judges, decision.certainty):
        yield from (markdown_text(language.text(sentence)), "")


def counts(runs: Runs) -> str:
    """How much there is, in a sentence.

    Args:
        runs: The runs.
    """
    own = [model for model in runs.models if not is_reference(model)]
    builtin = len(runs.models) - len(own)
    parts = [
        *([plural("{n} model", "{n} models", len(own))] if own else []),
        *([plural("{n} reference answerer", "{n} reference answerers", builtin)] if builtin else []),
    ]
    sets, recipes = len(runs.table["scenario"].names), len(runs.table["recipe"].names)
    return words(
        "{who}, {items} items of {sets}, {recipes}, {answers} answers.",
        who=listed(parts),
        items=f"{len(runs.asked):,}",
        sets=plural("{n} set", "{n} sets", sets),
        recipes=plural("{n} recipe", "{n} recipes", recipes),
        answers=f"{len(runs.table):,}",
    )


def notes_on(runs: Runs) -> list[str]:
    """What a reader must know before the numbers: unfinished runs, several versions."""
    return [*(state.sentence for state in runs.states if not state.finished), *runs.notes]
