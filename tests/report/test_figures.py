"""Figures: numbers as counted from the rows, names that stay data, and what is lacking said in words."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from ch3ef.analysis.findings.finding import Report
from ch3ef.analysis.findings.report import find
from ch3ef.items import Item
from ch3ef.report.board import Board
from ch3ef.report.charts import VEGA_LITE, Figure, Lacking, to_svg
from ch3ef.report.figures import all_figures
from ch3ef.report.figures.encodings import MODEL_COLOURS, MODEL_SHAPES
from ch3ef.report.runs import Runs
from ch3ef.report.standings import make_board
from ch3ef.report.wording import short_names
from ch3ef.results import Outcome, ResultRow
from ch3ef.scenarios import load_scenario
from ch3ef.stats.intervals import share_interval
from ch3ef.taxonomy import DOMAINS, TASKS
from ch3ef.variants import is_reference
from tests.report.worlds import DIRECT, PPL, answers, runs_of

HOSTILE = ("<script>alert(1)</script>", 'datum.x"]', "</style>", 'it\'s "so"', "a\u202egnp.exe", "通义千问")
MODELS = (*HOSTILE, "reference/oracle")
ICL = ("icl-performance", "ppl")
SET = "ch3ef-gen?per_task=2"


@dataclass(frozen=True)
class World:
    """Answers with their leaderboard, findings and figures."""

    runs: Runs
    board: Board
    findings: Report
    figures: dict[str, Figure]
    lacking: dict[str, Lacking]

    def rows(self, **where: object) -> list[ResultRow]:
        return [row for row in self.runs.rows if all(getattr(row, name) == value for name, value in where.items())]


def world_of(rows: Sequence[ResultRow]) -> World:
    runs = runs_of(rows)
    board = make_board(runs)
    findings = find([runs.table], [], np.random.default_rng(0))
    figures, lacking = all_figures(runs, board, findings, short_names(board.models))
    by_name = {figure.name: figure for figure in figures}
    assert len(by_name) == len(figures)
    return World(runs, board, findings, by_name, {each.name: each for each in lacking})


def items_of(name: str, count: int | None = None) -> list[Item]:
    return list(load_scenario(name, pictures=False).items)[:count]


def with_examples(items: Sequence[Item], models: Sequence[str]) -> Iterator[ResultRow]:
    yield from answers(items, models, [ICL])
    for number, row in enumerate(answers(items, models, [ICL])):
        for retriever, examples in (("topk_text", 1), ("topk_text", 4), ("random", 2)):
            helped = number % 7 < examples and row.outcome == Outcome.ANSWERED
            credit = replace(row, correct=1.0, chosen=row.gold[0]) if helped else row
            yield replace(credit, variant=f"ice:{retriever}:{examples}")


def all_rows(models: Sequence[str]) -> list[ResultRow]:
    below = [*items_of("semantics-gen", 30), *items_of("logic-gen", 30)]
    values, twins = items_of(SET), items_of("ch3ef-gen-twins?per_task=2")
    return [*answers([*below, *values, *twins], models, [PPL, DIRECT]), *with_examples(values[::3], models)]


@pytest.fixture(scope="module")
def world() -> World:
    return world_of(all_rows(MODELS))


def credit(rows: Sequence[ResultRow]) -> tuple[float, float, float, int]:
    """Share, bounds and number, as the house works them out."""
    values = [0.0 if row.correct is None else row.correct for row in rows]
    assert rows
    return (*share_interval(values, [row.image_group for row in rows])[:3], len(rows))


def values_of(figure: Figure) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = figure.spec["data"]["values"]
    return values


def test_all_figures_are_there(world: World) -> None:
    shared = {"levels", "tasks-heat-map", "correlations-a3", "correlations-levels", "refusal-tradeoff", "in-context",
              "outcomes", "protocols"}  # fmt: skip
    own = {f"{kind}-{n:02}" for kind in ("profile", "sunburst", "reliability") for n in range(len(MODELS))}
    assert set(world.figures) == shared | own
    assert world.lacking == {}


def test_levels_are_what_counting_gives(world: World) -> None:
    places = {"A1": {"level": "A1"}, "A2": {"level": "A2"}, "A3": {"scenario": SET}, "helpful": {"dimension": "helpful"},
              "honest": {"dimension": "honest"}, "harmless": {"dimension": "harmless"}}  # fmt: skip
    table = {(row[0], row[1]): row[2:6] for row in world.figures["levels"].rows}
    assert set(table) == {(column, model) for column in places for model in MODELS}
    for (column, model), found in table.items():
        own = [
            row for row in world.rows(model=model, recipe=PPL[0], **places[str(column)]) if "twins" not in row.scenario
        ]
        assert found == pytest.approx(credit(own)), (column, model)
    values = values_of(world.figures["levels"])
    assert {value["model"] for value in values if value["reference"]} == {"reference/oracle"}
    names = short_names(MODELS)
    order = sorted(MODELS, key=lambda model: (model == "reference/oracle", -float(table["A3", model][0] or 0)))
    best = [names[model] for model in order]
    assert [v["model"] for v in sorted(values, key=lambda v: v["place"]) if v["column"] == "A3"] == best


def test_the_heat_map_is_what_counting_gives(world: World) -> None:
    figure = world.figures["tasks-heat-map"]
    assert len(figure.rows) == 46 * len(MODELS)
    for dimension, domain, task, model, *found in figure.rows:
        own = world.rows(scenario=SET, recipe=PPL[0], dimension=dimension, domain=domain, task=task, model=model)
        assert found[:4] == pytest.approx(credit(own))
    order = {value["task"]: value["place"] for value in values_of(figure)}
    assert sorted(order, key=lambda task: order[task]) == [task.name for task in TASKS]
    headings = [value["heading"] for value in values_of(figure) if "heading" in value]
    assert headings == list(dict.fromkeys(f"{task.domain} ({task.dimension})" for task in TASKS))


def test_profiles_are_what_counting_gives(world: World) -> None:
    for number, model in enumerate(MODELS):
        figure = world.figures[f"profile-{number:02}"]
        assert len(figure.rows) == 12
        for named, dimension, domain, *found in figure.rows:
            own = world.rows(scenario=SET, recipe=PPL[0], dimension=dimension, domain=domain, model=model)
            assert named == model
            assert found[:4] == pytest.approx(credit(own))
            assert found[4] == pytest.approx(np.mean([row.chance for row in own]))


def test_rings_of_a_sunburst_close_and_lie_in_each_other(world: World) -> None:
    values = values_of(world.figures["sunburst-02"])
    for kind in ("dimension", "domain", "task"):
        ring = [value for value in values if value["kind"] == kind]
        assert ring[0]["start"] == 0
        assert ring[-1]["end"] == pytest.approx(2 * math.pi, abs=1e-3)
        assert all(one["end"] == pytest.approx(other["start"], abs=1e-3) for one, other in pairwise(ring))
        for value in ring:
            whole = sum(each["n"] for each in ring)
            assert value["end"] - value["start"] == pytest.approx(2 * math.pi * value["n"] / whole, abs=1e-3)
    arcs = {value["part"]: value for value in values}
    for part, value in arcs.items():
        above = arcs.get(part.rpartition(" / ")[0])
        if above:
            assert above["start"] - 1e-3 <= value["start"] < value["end"] <= above["end"] + 1e-3


def test_reliability_is_what_counting_gives(world: World) -> None:
    figure = world.figures["reliability-03"]
    assert {row[1:3] for row in figure.rows} == {
        *((name, PPL[0]) for name in ("semantics-gen", "logic-gen", SET)),
        (SET, ICL[0]),
    }
    for _, scenario, recipe, sure, least, most, *found in figure.rows:
        answered = world.rows(model=MODELS[3], scenario=scenario, recipe=recipe, variant="plain", outcome="answered")
        own = [row for row in answered if least <= np.float32(row.confidence or 0) <= most]  # type: ignore[operator]
        assert found == pytest.approx(credit(own))
        assert sure == pytest.approx(np.mean([row.confidence for row in own if row.confidence is not None]))
    asked_on = [row for row in world.rows(model=MODELS[3], level="A1", recipe=PPL[0]) if row.confidence is not None]
    assert sum(int(str(row[9])) for row in figure.rows if row[1] == "semantics-gen") == len(asked_on)
    right = np.mean([row.correct or 0.0 for row in asked_on])
    assert f"accuracy {100 * right:.1f}\xa0%" in figure.summary


def test_correlations_are_pearson_s(world: World) -> None:
    models = [model for model in MODELS if not is_reference(model)]

    def scores(**where: str) -> list[float]:
        return [credit([row for row in world.rows(model=model, recipe=PPL[0], **where) if "twins" not in row.scenario])[0]
                for model in models]  # fmt: skip

    place: dict[str, Callable[[], list[float]]] = {
        "A1: semantics-gen": lambda: scores(level="A1"), "A2: logic-gen": lambda: scores(level="A2"),
        "A3: honest": lambda: scores(dimension="honest"),
    }  # fmt: skip
    within = {(row[0], row[1]): row for row in world.figures["correlations-a3"].rows}
    assert len(within) == 12 * 11 / 2
    own = {domain: scores(domain=domain) for domain in DOMAINS}
    for (x, y), row in within.items():
        assert row[2] == pytest.approx(np.corrcoef(own[str(x)], own[str(y)])[0, 1])
    across = {(row[0], row[1]): row for row in world.figures["correlations-levels"].rows}
    assert len(across) == 5 * 4 / 2
    for x, y in (("A1: semantics-gen", "A2: logic-gen"), ("A2: logic-gen", "A3: honest")):
        assert across[x, y][2] == pytest.approx(np.corrcoef(place[x](), place[y]())[0, 1])
        assert across[x, y][7] == len(models)
    for value in values_of(world.figures["correlations-a3"]):
        assert value["shown"] == (value["p_adjusted"] <= 0.05)


def test_the_refusal_tradeoff_is_what_counting_gives(world: World) -> None:
    rows = world.figures["refusal-tradeoff"].rows
    assert {row[:2] for row in rows} == {(DIRECT[0], SET)}
    assert [row[2] for row in rows] == list(MODELS)
    for _, _, model, *found in rows:
        sides = {False: found[:4], True: found[4:8]}
        for twins, (share, low, high, n) in sides.items():
            own = [
                row
                for row in world.rows(model=model, recipe=DIRECT[0], dimension="harmless")
                if ("twins" in row.scenario) == twins
            ]
            declined = [row.outcome == "refused" or row.chosen in (row.declining or ()) for row in own]
            assert [share, n] == pytest.approx([np.mean(declined), len(own)])
            assert low <= share <= high  # type: ignore[operator]
    values = values_of(world.figures["refusal-tradeoff"])
    assert all(value["over_refusal_low"] <= value["over_refusal"] for value in values)


def test_examples_in_front_are_what_counting_gives(world: World) -> None:
    figure = world.figures["in-context"]
    numbers = {"random": [0, 2], "topk_text": [0, 1, 4]}
    assert len(figure.rows) == 5 * len(MODELS)
    for recipe, scenario, retriever, examples, model, *found in figure.rows:
        assert examples in numbers[str(retriever)]
        variant = f"ice:{retriever}:{examples}" if examples else "plain"
        assert found == pytest.approx(
            credit(world.rows(recipe=recipe, scenario=scenario, model=model, variant=variant))
        )
    own = [row for row in figure.rows if row[2] == "topk_text" and not str(row[4]).startswith("reference/")]
    ends = [np.mean([float(str(row[5])) for row in own if row[3] == examples]) for examples in (0, 4)]
    assert f"from {100 * ends[0]:.1f}\xa0% without to {100 * ends[1]:.1f}\xa0% with 4 by topk_text" in figure.summary


def test_outcomes_add_up(world: World) -> None:
    figure = world.figures["outcomes"]
    header = figure.columns[3:-1]
    for recipe, level, model, *shares, n in figure.rows:
        own = [row for row in world.rows(recipe=recipe, level=level, model=model) if "twins" not in row.scenario]
        assert n == len(own)
        found = dict(zip(header, shares, strict=True))
        assert sum(map(float, map(str, shares))) == pytest.approx(1)
        assert found["right"] == pytest.approx(sum(row.correct or 0.0 for row in own) / len(own))
        for outcome in ("unparsed", "refused", "truncated", "error"):
            assert found[outcome] == pytest.approx(sum(row.outcome == outcome for row in own) / len(own))
    drawn: dict[tuple[str, str], float] = {}
    for value in values_of(figure):
        drawn[value["panel"], value["model"]] = drawn.get((value["panel"], value["model"]), 0.0) + value["share"]
    assert list(drawn.values()) == pytest.approx([1.0] * len(figure.rows))


def test_protocols_are_what_counting_gives() -> None:
    world = world_of(list(answers(items_of(SET), ["a", "b"], [PPL, DIRECT])))
    for recipes, scenario, model, *found in world.figures["protocols"].rows:
        assert (recipes, scenario) == (f"{PPL[0]}, {DIRECT[0]}", SET)
        assert found[:3] == pytest.approx(credit(world.rows(model=model, recipe=PPL[0]))[:3])
        assert found[3:6] == pytest.approx(credit(world.rows(model=model, recipe=DIRECT[0]))[:3])
        assert found[6] == 92


def test_tables_hold_what_is_drawn(world: World) -> None:
    for figure in world.figures.values():
        assert all(len(row) == len(figure.columns) for row in figure.rows)
        if figure.name == "outcomes":
            continue
        drawn = [set(map(str, value.values())) for value in values_of(figure)]
        for row in figure.rows:
            numbers = {str(cell) for cell in row if isinstance(cell, float)}
            assert any(numbers <= values for values in drawn), (figure.name, row)


def without_data(figure: Figure) -> str:
    return json.dumps({key: part for key, part in figure.spec.items() if key != "data"}, ensure_ascii=False)


def test_names_are_data_and_nothing_else(world: World) -> None:
    asked = {row.recipe for row in world.runs.rows} | {row.scenario for row in world.runs.rows}
    for figure in world.figures.values():
        rest = without_data(figure)
        for name in (*MODELS, *asked):
            assert json.dumps(name, ensure_ascii=False)[1:-1] not in rest, (figure.name, name)
    plain = {name: f"model-{place}" for place, name in enumerate(MODELS[:-1])}
    renamed = [
        replace(row, model=plain.get(row.model, row.model), recipe=f"my {row.recipe}") for row in world.runs.rows
    ]
    runs = runs_of(renamed)
    board = make_board(runs)
    other, _ = all_figures(runs, board, world.findings, short_names(board.models))
    assert {each.name: without_data(each) for each in other} == {
        name: without_data(each) for name, each in world.figures.items()
    }


def drawn_in(figure: Figure) -> ElementTree.Element:
    return ElementTree.fromstring(to_svg(figure))  # noqa: S314


def texts(svg: ElementTree.Element) -> list[str]:
    return ["".join(element.itertext()) for element in svg.iter("{http://www.w3.org/2000/svg}text")]


def test_every_figure_is_drawn_with_its_labels(world: World) -> None:
    for figure in world.figures.values():
        svg = drawn_in(figure)
        assert not [element for element in svg.iter() if element.tag.endswith(("script", "foreignObject"))]
        shown = set(texts(svg))
        if not figure.name.startswith("correlations"):
            for value in values_of(figure):
                assert value["model"] in shown, (figure.name, value["model"])
        for field in ("task", "domain", "level", "panel", "column", "x", "y", "heading"):
            if field == "domain" and not figure.name.startswith("profile"):
                continue
            for name in {value[field] for value in values_of(figure) if field in value}:
                assert name in shown, (figure.name, name)


@pytest.mark.parametrize(("name", "field", "told"), [
    ("levels", "column", "on"), ("reliability-00", "panel", "on"), ("in-context", "panel", "examples by"),
    ("outcomes", "panel", "asked"),
])  # fmt: skip
def test_panels_stand_under_their_own_names(world: World, name: str, field: str, told: str) -> None:
    figure = world.figures[name]
    panels = list(dict.fromkeys(value[field] for value in sorted(values_of(figure), key=lambda v: v["place_of_panel"])))
    svg = drawn_in(figure)
    headers = [text for text in texts(svg) if text in panels]
    labels = [
        dict(part.partition(": ")[::2] for part in element.get("aria-label", "").split("; ")) for element in svg.iter()
    ]
    assert headers == panels
    inside = [
        next(panel for panel in panels if element.get("aria-label", "").find(f"{told}: {panel};") >= 0 or
             element.get("aria-label", "").endswith(f"{told}: {panel}"))
        for element, label in zip(svg.iter(), labels, strict=True)
        if told in label
    ]  # fmt: skip
    assert list(dict.fromkeys(inside)) == panels
    assert len(inside) >= len(values_of(figure))


def test_vega_lite_warns_of_nothing(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    import vl_convert

    for figure in world.figures.values():
        vl_convert.vegalite_to_svg(figure.spec, vl_version=VEGA_LITE, show_warnings=True)
        assert "WARN" not in capfd.readouterr().err, figure.name
    odd = {"data": {"values": [{"a": 1}]}, "mark": "bar", "width": {"step": 9},
           "encoding": {"x": {"field": "a", "type": "quantitative"}}}  # fmt: skip
    vl_convert.vegalite_to_svg(odd, vl_version=VEGA_LITE, show_warnings=True)
    assert "WARN" in capfd.readouterr().err


def test_two_models_are_laid_over_each_other(world: World) -> None:
    for kind in ("profile", "reliability", "sunburst"):
        one, other = (world.figures[f"{kind}-{number:02}"] for number in (0, 1))
        assert without_data(one) == without_data(other)
        both = {**one.spec, "data": {"values": [*values_of(one), *values_of(other)]}}
        svg = drawn_in(replace(one, spec=both))
        assert {MODELS[0], MODELS[1]} <= set(texts(svg))
        for name, figure in ((MODELS[0], one), (MODELS[1], other)):
            drawn = [each for each in svg.iter() if f"model: {name};" in each.get("aria-label", "")]
            assert len(drawn) >= len(values_of(figure))


def test_few_models_have_no_correlations() -> None:
    world = world_of(list(answers(items_of(SET, 60), ["a", "b", "c"], [PPL])))
    needs = "5 models or more; there are 3"
    assert world.lacking["correlations-a3"].needs == needs
    assert world.lacking["correlations-levels"].needs == "items of A1 or A2 beside A3; there are A3"
    below = [*items_of("semantics-gen", 30), *items_of(SET, 60)]
    assert world_of(list(answers(below, ["a", "b", "c"], [PPL]))).lacking["correlations-levels"].needs == needs


def test_what_is_lacking_is_said() -> None:
    values = world_of(list(answers(items_of(SET), ["a"], [DIRECT])))
    assert "benign twins" in values.lacking["refusal-tradeoff"].needs
    assert "with and without examples" in values.lacking["in-context"].needs
    assert "a recipe of likelihoods and one of replies" in values.lacking["protocols"].needs
    assert "confidences on 20 answered items" in values.lacking["reliability"].needs
    assert {"profile-00", "sunburst-00", "levels", "tasks-heat-map", "outcomes"} <= set(values.figures)
    seeing = world_of(list(answers(items_of("semantics-gen", 40), ["a", "b"], [PPL])))
    assert {"tasks-heat-map", "profile", "sunburst"} <= set(seeing.lacking)
    assert {"levels", "reliability-00", "reliability-01", "outcomes"} == set(seeing.figures)


def test_twins_alone_are_a_report_too() -> None:
    world = world_of(list(answers(items_of("ch3ef-gen-twins?per_task=2"), ["a", "b"], [DIRECT])))
    assert "outcomes" in world.figures
    assert "refusal-tradeoff" in world.lacking


def test_forty_models_have_looks_of_their_own() -> None:
    looks = {(MODEL_COLOURS[n % len(MODEL_COLOURS)], MODEL_SHAPES[n % len(MODEL_SHAPES)]) for n in range(40)}
    assert len(looks) == 40
