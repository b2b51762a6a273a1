"""A figure on a phone: names above their rows, panels below each other, legends above them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ch3ef.report.charts import Spec

LABELS = 330
"""Pixels of a label: what a phone has."""


def narrow(spec: Spec) -> Spec:
    """A specification as it is drawn where there is little room, without its data.

    Args:
        spec: As it is drawn where there is room: rows by `rows_by`, groups of them by `headings`.

    Example:
        >>> narrow({"columns": 3, "spec": {"height": {"step": 17}, "mark": "bar"}})
        {'columns': 1, 'spec': {'height': {'step': 34}, 'mark': 'bar'}}
    """
    height = spec.get("spec", spec).get("height")
    row = height["step"] if isinstance(height, dict) else 0
    changed: Spec = _narrowed({name: part for name, part in spec.items() if name != "data"}, row)
    return changed


def _narrowed(part: Any, row: float) -> Any:
    if isinstance(part, list):
        return [_narrowed(each, row) for each in part]
    if not isinstance(part, dict):
        return part
    changed = {name: _narrowed(each, row) for name, each in part.items()}
    for name, value in changed.items():
        if name in _CHANGES:
            changed[name] = _CHANGES[name](value)
        elif name in _ROW_CHANGES:
            changed[name] = _ROW_CHANGES[name](value, row)
    return changed


def _columns(columns: int) -> int:
    """Panels stand below each other; of a legend's short words three stand beside each other."""
    return 3 if columns > 3 else 1


def _height(height: Any, row: float) -> Any:
    return {**height, "step": 2 * row} if isinstance(height, dict) and "step" in height else height


def _rows(y: Any, row: float) -> Any:
    """Half of each row's height is left to its name."""
    if not isinstance(y, dict) or "axis" not in y or y.get("type") != "nominal":
        return y
    above = {"labelAlign": "left", "labelBaseline": "bottom", "labelPadding": -2, "labelOffset": -row / 2 - 1}
    axis = {**y["axis"], **above, "labelLimit": LABELS}
    # A line above a group stands above the name of its first row.
    line = {"bandPosition": -1} if y.get("bandPosition") == 0 else {}
    return {**y, "scale": {"paddingInner": 0.5, "paddingOuter": 0.5}, "axis": axis, **line}


def _names(x: Any) -> Any:
    """Names of columns stand upright, so that the last takes no room at the side."""
    slanted = isinstance(x, dict) and "labelAngle" in x.get("axis", {})
    return {**x, "axis": {**x["axis"], "labelAngle": -90, "labelLimit": LABELS}} if slanted else x


def _mark(mark: Any, row: float) -> Any:
    """A heading to the right of its row stands at the right above it."""
    heading = isinstance(mark, dict) and mark.get("type") == "text" and mark.get("align") == "left"
    place = {"align": "right", "baseline": "bottom", "dx": 0, "dy": -row / 2 - 1, "limit": 0.85 * LABELS}
    return mark | place if heading else mark


def _text(text: Any) -> Any:
    """Percent without a decimal: cells are narrow."""
    return {**text, "format": ".0f"} if isinstance(text, dict) and text.get("format") == ".1f" else text


def _legend(legend: Any) -> Any:
    if not legend:
        return legend
    return {
        "columns": 1,
        **legend,
        "orient": "top",
        "direction": "horizontal",
        "labelLimit": LABELS,
        "labelFontSize": 9,
    }


_CHANGES: dict[str, Callable[[Any], Any]] = {"columns": _columns, "x": _names, "text": _text, "legend": _legend}
"""What becomes of a part of a specification by its name."""
_ROW_CHANGES: dict[str, Callable[[Any, float], Any]] = {"height": _height, "y": _rows, "mark": _mark}
"""The same where it takes the height of a row [pixels; 0: no rows]."""
