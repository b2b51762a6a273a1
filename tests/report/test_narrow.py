"""What a figure is on a phone."""

from __future__ import annotations

from ch3ef.report.charts import Figure, to_svg
from ch3ef.report.figures.encodings import facet, rows_by, share, spec
from ch3ef.report.figures.groups import headed, headings
from ch3ef.report.figures.narrow import narrow

VALUES = [
    {"task": task, "group": group, "place": place, "panel": panel, "place_of_panel": place_of_panel, "share": 0.5}
    for place_of_panel, panel in enumerate(("A1", "A2", "A3"))
    for place, (task, group) in enumerate((("theft", "crime"), ("drug", "crime"), ("insult", "toxicity")))
]
BARS = spec(
    VALUES,
    facet=facet("panel"),
    columns=3,
    spec={
        "width": 100,
        "height": {"step": 17},
        "mark": "bar",
        "encoding": {"y": rows_by("task"), "x": share("share", "accuracy")},
    },
)


def test_panels_stand_below_each_other_and_names_above_their_rows() -> None:
    changed = narrow(BARS)
    assert "data" not in changed
    assert changed["columns"] == 1
    assert changed["spec"]["height"] == {"step": 34}
    y = changed["spec"]["encoding"]["y"]
    assert y["axis"]["labelAlign"] == "left"
    assert y["axis"]["labelOffset"] == -9.5
    assert y["scale"] == {"paddingInner": 0.5, "paddingOuter": 0.5}
    assert changed["spec"]["encoding"]["x"] == BARS["spec"]["encoding"]["x"]


def test_what_is_drawn_for_a_phone_is_narrower_and_holds_the_same_words() -> None:
    layers = spec(
        headed([value for value in VALUES if value["panel"] == "A1"], "group"),
        height={"step": 17},
        layer=[
            *headings("task"),
            {"mark": "point", "encoding": {"y": rows_by("task"), "x": share("share", "accuracy")}},
        ],
    )
    for form in (BARS, layers):
        phone = Figure("x", "", "", {"data": form["data"], **narrow(form)}, (), ())
        drawn = [to_svg(each) for each in (Figure("x", "", "", form, (), ()), phone)]
        widths = [float(svg.split('width="')[1].split('"')[0]) for svg in drawn]
        assert widths[1] < 0.9 * widths[0]
        for word in ("theft", "drug", "insult"):
            assert all(f">{word}<" in svg for svg in drawn)


def test_legends_stand_on_top_and_cells_have_no_decimals() -> None:
    changed = narrow(
        {"encoding": {"color": {"legend": {"orient": "right"}}, "stroke": {"legend": None}, "text": {"format": ".1f"}}}
    )["encoding"]
    assert changed["color"]["legend"]["orient"] == "top"
    assert changed["stroke"]["legend"] is None
    assert changed["text"]["format"] == ".0f"
