"""Figures as Vega-Lite specifications: the record that they are, and their pictures without a browser.

The browser draws the same specifications with the library that `bundle` gives. Only this module knows vl-convert.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from ch3ef.report.exports import csv_text
from ch3ef.scenarios.processes import BEHIND, by_processes
from ch3ef.texts import printable

Spec = dict[str, Any]
"""A Vega-Lite specification, or a part of one."""
Cell = str | int | float | bool | None

VEGA_LITE = "6.4"
"""The version that browser and pictures use, one of those that vl-convert holds."""

INK, FAINT, LINE = "#1a1a1a", "#767676", "#d9d9d9"
_SIDE = {"labelColor": INK, "titleColor": INK}
CONFIG_LIGHT: Spec = {
    "background": "white",
    "font": "sans-serif",
    "axis": _SIDE | {"gridColor": "#ebebeb", "domainColor": LINE, "tickColor": LINE, "titleFontWeight": "normal"},
    "legend": _SIDE | {"titleFontWeight": "normal"},
    "header": _SIDE | {"titleFontWeight": "normal"},
    "title": {"color": INK},
    "text": {"color": INK},
    "style": {"reference": {"color": FAINT}},
    "view": {"stroke": LINE},
}
"""The look of pictures in print; a page hands in its own by theme."""


@dataclass(frozen=True, eq=False)
class Figure:
    """A figure, and the table behind it.

    Attributes:
        name: Its name in addresses and of its files: small letters, digits and hyphens.
        title: What it is of.
        summary: What is to be seen, in a sentence or two: for those who cannot see it.
        spec: Vega-Lite. Names that users made stand in `spec["data"]["values"]` alone, never where they could be read
            as a part of the specification.
        columns: Header of the table.
        rows: Its rows, numbers unrounded.
        narrow: The specification for a phone; without data where they are those of `spec`. Empty: not made yet.
    """

    name: str
    title: str
    summary: str
    spec: Spec
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    narrow: Spec = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lacking:
    """A figure that the data do not carry.

    Attributes:
        name: The figure.
        title: What it would be of.
        needs: What it would need, and what there is.
    """

    name: str
    title: str
    needs: str


_ACCESSORS = (
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
    "constructor",
)
_METHODS = ("hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf")
_PROPERTIES = frozenset((*_ACCESSORS, *_METHODS))
"""What every object of JavaScript has: Vega looks names up among them, and takes a model called so for a function."""


def drawable(spec: Any) -> Any:
    r"""A specification whose texts can be drawn, whatever they say.

    Characters that cannot be seen stand as their codes: SVG cannot hold them. A text that is the name of a property of
    all objects gets a space of no width behind it.

    Example:
        >>> drawable({"values": [{"model": "a\x1b"}, {"model": "constructor"}]})
        {'values': [{'model': 'a\\x1b'}, {'model': 'constructor\u200b'}]}
    """
    if isinstance(spec, str):
        return f"{spec}\u200b" if spec in _PROPERTIES else printable(spec)
    if isinstance(spec, dict):
        return {key: drawable(value) for key, value in spec.items()}
    if isinstance(spec, (list, tuple)):
        return [drawable(value) for value in spec]
    return spec


def data_record(figure: Figure) -> dict[str, Any]:
    """What a browser is given to draw a figure and its table."""
    return {
        "title": figure.title,
        "summary": figure.summary,
        "spec": figure.spec,
        "narrow": figure.narrow,
        "columns": list(figure.columns),
        "rows": [list(row) for row in figure.rows],
    }


def to_svg(figure: Figure) -> str:
    """A figure in the look of print, as SVG; texts stay texts, in the reader's sans-serif.

    Raises:
        ValueError: The specification is none.
    """
    import vl_convert

    return vl_convert.vegalite_to_svg(figure.spec, vl_version=VEGA_LITE, config=CONFIG_LIGHT, allowed_base_urls=[])


def to_png(figure: Figure, scale: float = 2) -> bytes:
    """A figure in the look of print, as PNG.

    Args:
        figure: The figure.
        scale: Pixels per point.

    Raises:
        ValueError: The specification is none.
    """
    return _rasterised(to_svg(figure), scale)


def _rasterised(svg: str, scale: float) -> bytes:
    import vl_convert

    return vl_convert.svg_to_png(svg, scale=scale)


def render_all(
    figures: Sequence[Figure],
    folder: Path,
    *,
    workers: int = 2,
    progress: Callable[[str], object] = str,
) -> None:
    """Write NAME.svg, NAME.png and NAME.csv of every figure.

    Processes are started for many figures, so a script that calls this needs its `if __name__ == "__main__"`.

    Args:
        figures: The figures, no two of one name.
        folder: Where to write; made where it is not there.
        workers: Processes; the library draws one picture at a time in each.
        progress: Told the name of each figure when its files are written.

    Raises:
        ValueError: A specification is none.
        OSError: A file cannot be written.
        RunError: A process ended by itself, as in a script without that.
    """
    with rendering(figures, folder, workers=workers) as rendered:
        rendered(progress)


@contextmanager
def rendering(
    figures: Sequence[Figure], folder: Path, *, workers: int = 2
) -> Iterator[Callable[[Callable[[str], object]], None]]:
    """`render_all` beside other work: many figures are begun at once, by other processes.

    Args:
        figures: As for `render_all`.
        folder: Likewise.
        workers: Likewise.

    Yields:
        What waits for the last of them, or draws them if they are few; it is given the `progress`.

    Raises:
        ValueError: As `render_all`, once they are waited for.
        OSError: Likewise.
        RunError: Likewise.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if workers < 2 or len(figures) < _FEW:
        yield lambda progress: _told((_render(figure, folder) for figure in figures), progress)
        return
    with by_processes(partial(_render, folder=folder), figures, min(workers, len(figures)), nice=BEHIND) as drawn:
        yield lambda progress: _told((done.result() for done in as_completed(drawn)), progress)


def _told(names: Iterable[str], progress: Callable[[str], object]) -> None:
    for name in names:
        progress(name)


_FEW = 24
"""Fewer figures than this are drawn before other processes have begun: 80 ms a figure, 55 ms by two processes."""


def _render(figure: Figure, folder: Path) -> str:
    svg = to_svg(figure)
    (folder / f"{figure.name}.svg").write_text(svg, encoding="utf-8")
    (folder / f"{figure.name}.png").write_bytes(_rasterised(svg, 2))
    table = csv_text(figure.columns, figure.rows)
    (folder / f"{figure.name}.csv").write_text(table, encoding="utf-8", newline="")
    return figure.name


@cache
def bundle() -> str:
    """The browser's library as one classic script that leaves one name behind, `vegaEmbed`."""
    import vl_convert

    code = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=VEGA_LITE)
    return (
        f"/* Vega, Vega-Lite, Vega-Embed and what they are built of: see licences.txt */\n(() => {{\n{code}\n}})();\n"
    )


def licences() -> str:
    """The notices that go with `bundle`."""
    import vl_convert

    versions = {
        "vega": vl_convert.get_vega_version(),
        "vega-lite": VEGA_LITE,
        "vega-embed": vl_convert.get_vega_embed_version(),
    }
    named = ", ".join(f"{name} {version}" for name, version in versions.items())
    return _LICENCES.format(named=named)


_LICENCES = """\
The charts are drawn by {named}, and by vega-tooltip,
vega-themes and vega-interpreter, which belong to them.

Copyright (c) 2015-2025, University of Washington Interactive Data Lab and Vega contributors.
All rights reserved.

Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following
   disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
   disclaimer in the documentation and/or other materials provided with the distribution.

3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote products
   derived from this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY,
WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF
THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

They contain modules of D3 and TopoJSON (Copyright 2010-2023 Mike Bostock), delaunator (Copyright 2021 Mapbox) and
semver (Copyright Isaac Z. Schlueter and Contributors), under the ISC licence:

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.

and json-stringify-pretty-compact (Copyright 2014-2021 Simon Lydell) and fast-json-patch (Copyright 2013-2021 Joachim
Wester), under the MIT licence:

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and
this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
