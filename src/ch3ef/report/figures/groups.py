"""Rows in groups: tasks by domain and domains by dimension, in one view with lines between the groups.

Panels of unequal height would do the same, but Vega-Lite warns of their layers on every reader's console.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ch3ef.report.board import Column
from ch3ef.report.charts import Spec
from ch3ef.report.figures.encodings import rows_by
from ch3ef.words import in_a_row, words


def row_labels(columns: Sequence[Column]) -> dict[str, str]:
    """A label for each column by its key, no two alike: with what it lies in where two are called the same."""
    times = Counter(column.label for column in columns)
    return {
        column.key: words("{part} ({whole})", part=column.label, whole=in_a_row(column.parents[::-1]))
        if times[column.label] > 1
        else column.label
        for column in columns
    }


def headed(values: Sequence[Spec], group: str) -> list[Spec]:
    """Records with a heading on the first of each group.

    Args:
        values: Records in the order of the rows.
        group: The field that tells the groups.
    """
    seen: set[object] = set()
    found = []
    for value in values:
        found.append(value if value[group] in seen else {**value, "heading": value[group]})
        seen.add(value[group])
    return found


def headings(row: str, **line: str | float) -> list[Spec]:
    """Layers: a line above each group, and its heading to the right of its first row.

    Args:
        row: The field of the rows.
        line: The look of the lines.
    """
    first = [{"filter": "isValid(datum.heading)"}]
    return [
        {
            "transform": first,
            "mark": {"type": "rule", "style": "reference", "strokeWidth": 0.8, **line},
            "encoding": {"y": {**rows_by(row), "bandPosition": 0}, "x": {"value": 0}, "x2": {"value": "width"}},
        },
        {
            "transform": first,
            "mark": {
                "type": "text",
                "style": "reference",
                "align": "left",
                "baseline": "middle",
                "dx": 10,
                "fontSize": 11,
                "fontWeight": "bold",
            },
            "encoding": {"y": rows_by(row), "x": {"value": "width"}, "text": {"field": "heading", "type": "nominal"}},
        },
    ]
