"""Lines of figures as tables that fit a terminal: columns that have no room stand in a further table."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from rich.cells import cell_len
from rich.table import Table


def in_percent(share: float) -> str:
    """A share, or a difference of shares, in percent.

    Example:
        >>> in_percent(0.5), in_percent(-0.0001)
        ('50.0', '0.0')
    """
    return f"{100 * share:z.1f}"


def bounds_text(estimate: float, low: float | None, high: float | None) -> str:
    """An estimate in percent, with its interval where there is one.

    Example:
        >>> bounds_text(0.5, 0.4, 0.6)
        '50.0 [40.0, 60.0]'
    """
    if low is None or high is None:
        return in_percent(estimate)
    return f"{in_percent(estimate)} [{in_percent(low)}, {in_percent(high)}]"


def span(counts: Collection[int]) -> str:
    """Numbers of items as one text.

    Example:
        >>> span([48, 48]), span([12, 11])
        ('48', '11-12')
    """
    return "-".join(f"{each:,}" for each in sorted({min(counts, default=0), max(counts, default=0)}))


def about(number: int) -> str:
    """A number of which two digits are known.

    Example:
        >>> about(626), about(15_695), about(34)
        ('630', '16,000', '34')
    """
    return f"{round(number, 2 - len(str(number))):,}"


class Line(NamedTuple):
    """A line of a table.

    Attributes:
        label: What it is of.
        facts: What holds for all columns: on how many items, and the like; nothing in a heading.
        values: Texts by column.
        bold: Whether it is a heading.
        order: By column the number that a text shows, where it shows one.
    """

    label: str
    facts: Sequence[str]
    values: Mapping[str, str]
    bold: bool = False
    order: Mapping[str, float] = {}


LABEL, HEAD, LONG = 24, 14, 48
"""Characters that a label is folded at, at the least; and a column's name, in a narrow and a wide terminal."""


def columns_fitting(facts: Sequence[str], columns: Sequence[str], lines: Sequence[Line], width: int) -> int:
    """How many of the columns, from the first, a terminal's width holds; labels and names may be folded.

    Args:
        facts: Names of what holds for all columns.
        columns: Names of the columns.
        lines: The lines.
        width: Characters of a line.
    """
    room = width - min(LABEL, _widest(line.label for line in lines)) - _room(_fact_widths(facts, lines))
    ends = accumulate(_width(column, lines) + GAP for column in columns)
    return sum(end <= room for end in ends)


def lines_table(
    facts: Sequence[str], columns: Sequence[str], lines: Sequence[Line], width: int, *, first: str = ""
) -> Table:
    """Lines as a table as wide as it needs, and no wider than the terminal.

    Args:
        facts: Names of what holds for all columns.
        columns: Names of the columns; long ones are folded.
        lines: The lines.
        width: Characters of a line.
        first: What stands above the labels.
    """
    fact_widths, widths = _fact_widths(facts, lines), [_width(column, lines) for column in columns]
    label = _widest([first, *(line.label for line in lines)])
    whole = [_width(column, lines, LONG) for column in columns]
    if label + _room([*fact_widths, *whole]) <= width:
        widths = whole
    label = min(label, max(LABEL, width - _room([*fact_widths, *widths])))
    left = width - label - _room(fact_widths)
    if _room(widths) > left and columns:
        widths = [min(own, max(HEAD, left // len(columns) - GAP)) for own in widths]
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, GAP, 0, 0))
    table.add_column(first, overflow="fold", width=label)
    for name, own in zip((*facts, *columns), (*fact_widths, *widths), strict=True):
        table.add_column(_folded(name, own), justify="right", overflow="fold", width=own)
    for line in lines:
        texts = (*(line.facts or [""] * len(facts)), *(line.values.get(column, _nothing(line)) for column in columns))
        table.add_row(_folded(line.label, label, "    "), *texts, style="bold" if line.bold else None)
    return table


GAP = 2
"""Characters between two columns."""


def _nothing(line: Line) -> str:
    return "-" if line.values else ""


def _room(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * len(widths)


def _widest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts), default=0)


def _fact_widths(facts: Sequence[str], lines: Sequence[Line]) -> list[int]:
    return [_widest([name, *(line.facts[place] for line in lines if line.facts)]) for place, name in enumerate(facts)]


def _width(column: str, lines: Sequence[Line], head: int = HEAD) -> int:
    """Characters of a column, its name folded at so many if need be."""
    cells = _widest(line.values.get(column, "-") for line in lines)
    return max(cells, min(_widest(column.split("\n")), head))


def _folded(text: str, width: int, indent: str = "") -> str:
    """A text in lines of a width, broken between words where it can be; further lines are indented."""
    lines = (textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False) for line in text.split("\n"))
    return "\n".join("\n".join(line) for line in lines)


def side_by_side(facts: Sequence[str], columns: Sequence[str], lines: Sequence[Line], width: int) -> Iterator[Table]:
    """Tables of as many columns as the width holds each, one after the other; none without lines."""
    left = columns if lines else ()
    while left:
        fitting = max(1, columns_fitting(facts, left, lines, width))
        yield lines_table(facts, left[:fitting], lines, width)
        left = left[fitting:]
