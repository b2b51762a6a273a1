"""What one model is good at: dimensions, domains and tasks as rings, as wide as they have items."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ch3ef.report.board import Board, Cell, Column
from ch3ef.report.charts import Figure, Lacking, Spec
from ch3ef.report.exports import main_set
from ch3ef.report.figures.encodings import ACCURACY, ASKED, CHANCE, MODEL, facet, listed, percent, spec, tooltip
from ch3ef.report.figures.narrow import narrow
from ch3ef.report.figures.standings import COLUMNS_OF_CELL, LIGHT_FROM, of_cell, row_of_cell
from ch3ef.report.language import ENGLISH, Language
from ch3ef.words import words

KINDS = ("dimension", "domain", "task")
_Rings = Mapping[str, tuple[int, int]]
_RINGS: _Rings = {"dimension": (46, 98), "domain": (98, 196), "task": (196, 240)}
"""Radii of each ring [pixels]."""
_NARROW_RINGS: _Rings = {"dimension": (24, 68), "domain": (68, 144), "task": (144, 160)}
"""Radii of each ring on a phone [pixels]."""
_LINE = 11
"""Height of a line of a label [pixels]."""
_LETTER = 5.2
"""Width of a letter of a label, about [pixels]."""


@dataclass(frozen=True, slots=True)
class _Arc:
    column: Column
    cell: Cell
    start: float
    end: float


def sunbursts(board: Board, names: Mapping[str, str], language: Language = ENGLISH) -> Iterator[Figure | Lacking]:
    """One figure per model: every part of the main set of A3, coloured by accuracy.

    Args:
        board: The leaderboard.
        names: Short names of the models.
        language: What labels are said in: how long they are says where they fit.
    """
    main = main_set(board)
    columns = [column for column in board.columns if column.kind in KINDS and column.scenario == main]
    if not columns:
        yield Lacking("sunburst", words("All parts"), words("items of A3 with dimensions, domains and tasks"))
    for number, model in enumerate(board.models):
        arcs = _arcs(board, columns, model)
        if any(arc.column.kind == "task" for arc in arcs):
            yield _sunburst(arcs, model, names[model], f"sunburst-{number:02}", language)


def _sunburst(arcs: list[_Arc], model: str, shown: str, name: str, language: Language) -> Figure:
    inner = [arc for arc in arcs if arc.column.kind == "dimension"]
    said = listed(
        [words("{share} on {column}", share=percent(arc.cell.share), column=arc.column.label) for arc in inner]
    )
    summary = words(
        "{model} scores {shares}. The rings are dimensions, domains and tasks; as wide as they have items.",
        model=shown,
        shares=said,
    )
    return Figure(
        name,
        words("All parts: {model}", model=shown),
        summary,
        _spec([_value(arc, shown, _RINGS, language) for arc in arcs], _RINGS),
        (*map(words, ("model", "kind", "part")), *COLUMNS_OF_CELL),
        tuple((model, words(arc.column.kind), _path(arc.column), *row_of_cell(arc.cell)) for arc in arcs),
        narrow(_spec([], _NARROW_RINGS)) | spec([_value(arc, shown, _NARROW_RINGS, language) for arc in arcs]),
    )


def _above(column: Column) -> tuple[str, ...]:
    """The dimension and domain that a column lies in, itself aside."""
    return column.parents if column.kind != "dimension" else ()


def _path(column: Column) -> str:
    """What a part is called with what it lies in."""
    path = column.label
    for above in reversed(_above(column)):
        path = words("{above} / {part}", above=above, part=path)
    return path


def _arcs(board: Board, columns: list[Column], model: str) -> list[_Arc]:
    """The parts that a model was asked, each from an angle to an angle, clockwise from the top."""
    cells = {column: cells[model] for column in columns if model in (cells := board.standing(column.key).cells)}
    total = sum(cell.n or 0 for column, cell in cells.items() if column.kind == "dimension")
    reached: dict[tuple[str, ...], float] = {}
    arcs = []
    for column, cell in cells.items():
        above = _above(column)
        if above and above not in reached:
            continue
        start = reached.get(above, 0.0)
        end = start + 2 * math.pi * (cell.n or 0) / total
        # What lies inside begins where this does; what comes beside it, where it ends.
        reached[above], reached[(*above, column.label)] = end, start
        arcs.append(_Arc(column, cell, start, end))
    return arcs


def _value(arc: _Arc, shown: str, rings: _Rings, language: Language) -> Spec:
    inner, outer = rings[arc.column.kind]
    middle = (arc.start + arc.end) / 2
    turned = math.degrees(middle) % 360 - 90
    return {
        "model": shown,
        "kind": arc.column.kind,
        "part": _path(arc.column),
        "start": round(arc.start, 4),
        "end": round(arc.end, 4),
        "inner": inner,
        "outer": outer,
        "middle": round(middle, 4),
        "radius": (inner + outer) / 2,
        "label": _label(arc, language.text(arc.column.label), rings),
        "turned": round(turned - 180 if turned > 90 else turned, 1) if arc.column.kind != "dimension" else 0,
        **of_cell(arc.cell),
    }


def _label(arc: _Arc, text: str, rings: _Rings) -> list[str]:
    """The lines of a label that fit into a ring, along the radius; none where the arc is too narrow."""
    inner, outer = rings[arc.column.kind]
    room = (arc.end - arc.start) * (inner + outer) / 2
    if arc.column.kind == "dimension":
        return [text] if room >= _LETTER * _letters(text) * 0.6 else []
    if arc.column.kind == "task":
        return []
    most = int((outer - inner - 8) / _LETTER)
    lines = _broken(text, most)
    return lines if len(lines) * _LINE <= room else [text[: most - 1] + "…"] if room >= _LINE else []


def _letters(text: str) -> int:
    """How many letters of the alphabet are as wide as a text: a Chinese character is as wide as two."""
    return sum(1 + (unicodedata.east_asian_width(letter) in {"W", "F"}) for letter in text)


def _broken(text: str, most: int) -> list[str]:
    """A text in lines of words, none longer than `most` where its words are not."""
    lines: list[str] = []
    for word in text.split():
        if lines and _letters(lines[-1]) + 1 + _letters(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _spec(values: list[Spec], rings: _Rings) -> Spec:
    told = tooltip(MODEL, ("part", words("part"), ""), *ACCURACY, CHANCE, ASKED)
    size = 2 * rings["task"][1] + 8
    plain = {"type": "quantitative", "scale": None}
    arc = {
        "theta": {"field": "start", **plain},
        "theta2": {"field": "end"},
        "radius": {"field": "inner", **plain},
        "radius2": {"field": "outer"},
    }
    legend = {"title": words("accuracy"), "format": "%", "gradientLength": 160}
    colour = {
        "field": "accuracy",
        "type": "quantitative",
        "scale": {"scheme": "cividis", "domain": [0, 1]},
        "legend": legend,
    }
    readable = {"condition": {"test": f"datum.accuracy > {LIGHT_FROM}", "value": "black"}, "value": "white"}
    place = {"theta": {"field": "middle", **plain}, "radius": {"field": "radius", **plain}}
    return spec(
        values,
        facet={"column": facet("model", place="start")},
        spec={
            "width": size,
            "height": size,
            "layer": [
                {
                    "mark": {"type": "arc", "stroke": "white", "strokeWidth": 0.8},
                    "encoding": {**arc, "color": colour, "tooltip": told},
                },
                {
                    "mark": {"type": "text", "fontSize": 10, "lineHeight": _LINE, "baseline": "middle"},
                    "encoding": {
                        **place,
                        "text": {"field": "label", "type": "nominal"},
                        "angle": {"field": "turned", **plain},
                        "color": readable,
                        "tooltip": told,
                    },
                },
            ],
        },
        config={"view": {"stroke": None}},
    )
