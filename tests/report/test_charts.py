"""Figures as pictures and for browsers: texts stay texts, nothing is fetched, every figure has its three files."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ch3ef.report import charts
from ch3ef.report.charts import Figure

HOSTILE = ("<script>alert(1)</script>", 'datum.x"]', "</style>", 'it\'s "so"', "a\u202egnp.exe", "=1+1")


def figure(name: str = "a-figure", names: tuple[str, ...] = ("one", "two")) -> Figure:
    values = [{"model": model, "share": place / 10} for place, model in enumerate(names, 1)]
    spec = {
        "data": {"values": values},
        "mark": "bar",
        "encoding": {
            "y": {"field": "model", "type": "nominal", "sort": None},
            "x": {"field": "share", "type": "quantitative"},
        },
    }
    return Figure(name, "Title", "Summary.", spec, ("model", "share"), tuple((v["model"], v["share"]) for v in values))  # type: ignore[misc]


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in parsed(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_names_are_texts_in_a_picture() -> None:
    svg = charts.to_svg(figure(names=HOSTILE))
    assert set(HOSTILE) <= set(texts(svg))
    tags = {element.tag.rpartition("}")[2] for element in parsed(svg).iter()}
    assert "script" not in tags
    assert "style" not in tags


def test_a_png_has_the_svg_s_size_times_the_scale() -> None:
    width, height = (float(parsed(charts.to_svg(figure())).get(side, "0")) for side in ("width", "height"))
    for scale in (1, 2):
        png = charts.to_png(figure(), scale)
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", png[16:24]) == pytest.approx((width * scale, height * scale), abs=1)


def test_a_spec_that_is_none_is_an_error() -> None:
    broken = Figure("x", "", "", {"mark": 7}, (), ())
    with pytest.raises(ValueError, match="conversion failed"):
        charts.to_svg(broken)


def test_what_a_browser_gets_is_plain_data() -> None:
    record = json.loads(json.dumps(charts.data_record(figure())))
    assert record == {
        "title": "Title",
        "summary": "Summary.",
        "spec": figure().spec,
        "narrow": {},
        "columns": ["model", "share"],
        "rows": [["one", 0.1], ["two", 0.2]],
    }


def check_files(folder: Path, names: list[str]) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        f"{name}.{kind}" for name in names for kind in ("svg", "png", "csv")
    )
    for name in names:
        assert "one" in texts((folder / f"{name}.svg").read_text(encoding="utf-8"))
        assert (folder / f"{name}.png").read_bytes()[1:4] == b"PNG"


def test_files_of_figures(tmp_path: Path) -> None:
    told: list[str] = []
    one = figure("one", ("one", "=1+1"))
    charts.render_all([one, figure("two")], tmp_path / "deep" / "er", progress=told.append)
    check_files(tmp_path / "deep" / "er", ["one", "two"])
    assert told == ["one", "two"]
    table = (tmp_path / "deep" / "er" / "one.csv").read_text(encoding="utf-8")
    assert list(csv.reader(io.StringIO(table))) == [["model", "share"], ["one", "0.1"], ["'=1+1", "0.2"]]


@pytest.mark.slow
def test_files_of_many_figures_by_two_processes(tmp_path: Path) -> None:
    told: list[str] = []
    names = [f"figure-{number}" for number in range(30)]
    charts.render_all([figure(name) for name in names], tmp_path, workers=2, progress=told.append)
    check_files(tmp_path, names)
    assert sorted(told) == sorted(names)


def test_the_browser_s_library_is_one_script_that_fetches_nothing() -> None:
    script = charts.bundle()
    assert script.count("window.vegaEmbed") == 1
    assert "</script" not in script
    assert not re.search(r"^\s*(import|export)\b", script, flags=re.MULTILINE)
    # Names of XML's kinds, and links that nobody follows unless he is shown them.
    known = ("http://www.w3.org/", "https://vega.github.io/", "https://github.com/vega/")
    found = set(re.findall(r"https?://[^\s\"'`)]+", script))
    assert {address for address in found if not address.startswith(known)} == set()


def test_licences_name_what_is_bundled() -> None:
    text = charts.licences()
    assert f"vega-lite {charts.VEGA_LITE}" in text
    assert re.search(r"vega \d+\.\d+", text)
    for words in ("University of Washington Interactive Data Lab", "Redistributions of source code", "ISC", "MIT"):
        assert words in text
