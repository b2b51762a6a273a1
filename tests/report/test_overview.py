"""The first screen: what stands on it, that it is the report's, and that it fits any terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from ch3ef.analysis.figures import Figure
from ch3ef.items import Item
from ch3ef.recipes.suites import mixed_recipes
from ch3ef.report.board import MAIN, Board
from ch3ef.report.lines import Line, columns_fitting, in_percent, lines_table, side_by_side
from ch3ef.report.overview import (
    accuracy_parts,
    accuracy_tables,
    behaviour_overview,
    headline_figures,
    outcome_overview,
)
from ch3ef.report.runs import Runs
from ch3ef.report.standings import make_board
from ch3ef.report.tables import figure_text
from ch3ef.results import Outcome
from ch3ef.running.found import RunState
from ch3ef.scenarios import load_scenario
from ch3ef.taxonomy import Level
from tests.report.worlds import DIRECT, PPL, answers, runs_of

WIDTHS = (40, 60, 80, 120, 200)


@pytest.fixture(scope="module")
def items() -> tuple[Item, ...]:
    return load_scenario("ch3ef-gen", limit=60, pictures=False).items


def printed(tables: Iterator[tuple[str, Table]] | Sequence[tuple[str, Table]], width: int) -> list[str]:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        for _, table in tables:
            console.print(table)
    return [line.rstrip() for line in capture.get().splitlines()]


def accuracies(runs: Runs, width: int) -> list[str]:
    board = make_board(runs, ranked=False)
    names = {model: model for model in runs.models}
    return printed(accuracy_tables(accuracy_parts(runs, board), board, names, width), width)


def test_chance_is_of_the_items_that_each_model_was_asked() -> None:
    items = load_scenario("ch3ef-gen", limit=160, pictures=False).items
    few = sorted(items, key=lambda item: len(item.gold) / len(item.options))[:80]
    runs = runs_of([*answers(items, ["m0"], [DIRECT]), *answers(few, ["m1"], [DIRECT])])
    ends = sorted(in_percent(runs.table.of_model(model).chance.mean()) for model in ("m0", "m1"))
    assert len(set(ends)) == 2
    whole = next(line for line in accuracies(runs, 120) if line.strip().startswith("all"))
    assert whole.split()[1:3] == ["80-160", "-".join(ends)]


def test_accuracies_are_the_cells_of_the_report(items: tuple[Item, ...]) -> None:
    runs = runs_of(list(answers(items, ["m0", "m1"])))
    board = make_board(runs)
    (part,) = accuracy_parts(runs, make_board(runs, ranked=False))
    assert (part.title, [label for label, _ in part.lines]) == (
        "ch3ef-gen, human-value",
        ["all", "helpful", "honest", "harmless"],
    )
    for label, cells in part.lines:
        key = f"ch3ef-gen|{label}"
        for model, cell in cells.items():
            assert replace(board.standing(key).cells[model], best=None, worst=None) == cell
    texts = [[shown(board, model, label) for label, _ in part.lines] for model in ("m0", "m1")]
    wide, wider = (max(map(len, own)) for own in texts)
    assert accuracies(runs, 80)[:3] == [
        f"                         n  chance  {'m0':>{wide}}  {'m1':>{wider}}",
        "ch3ef-gen, human-value",
        f"  all                   60    {chance(items)}  {texts[0][0]:>{wide}}  {texts[1][0]:>{wider}}",
    ]


def chance(items: Iterable[Item]) -> str:
    return in_percent(float(np.mean([len(item.gold) / len(item.options) for item in items])))


def shown(board: Board, model: str, label: str) -> str:
    cell = board.standing(f"ch3ef-gen|{label}").cells[model]
    assert cell.low is not None
    assert cell.high is not None
    return f"{100 * cell.share:.1f} [{100 * cell.low:.1f}, {100 * cell.high:.1f}]"


def test_a_suite_s_mix_is_never_the_score_of_the_set(items: tuple[Item, ...]) -> None:
    runs = runs_of(list(answers(items, ["m0"], (PPL, DIRECT))))
    state = RunState(Path("runs/a"), finished=True, rows=120, expected=None, suite="refusal")
    (main, other) = accuracy_parts(runs, make_board(runs))
    assert (main.title, other.title) == ("ch3ef-gen, human-value", "ch3ef-gen, human-value-direct")
    assert [label for label, _ in other.lines] == ["all"]
    only_direct = runs_of(list(answers(items, ["m0"], (DIRECT,))))
    mixed = Runs(replace(only_direct.table, mixed=mixed_recipes("refusal")), {}, (state,), (), list)
    (part,) = accuracy_parts(mixed, make_board(mixed))
    assert part.title == "ch3ef-gen, human-value-direct*"
    assert part.lines[0][0] == "all asked"


def test_sets_of_one_s_own_have_lines_of_their_own(items: tuple[Item, ...]) -> None:
    own = [replace(item, scenario="circles", level=Level.A2, dimension="", domain="", task="") for item in items[:30]]
    other = [replace(item, scenario="squares", level=Level.A2, dimension="", domain="", task="") for item in items[30:]]
    lines = accuracies(runs_of(list(answers([*own, *other], ["m0", "m1"]))), 80)
    assert [line.split(",")[0] for line in lines[1:]] == ["circles", "squares"]
    assert not any("A2" in line for line in lines)


def test_a_model_asked_in_another_way_stands_apart(items: tuple[Item, ...]) -> None:
    runs = runs_of([*answers(items, ["m0"], (PPL,)), *answers(items, ["m1"], (DIRECT,))])
    parts = accuracy_parts(runs, make_board(runs))
    assert [(part.title, list(part.lines[0][1])) for part in parts] == [
        ("ch3ef-gen, human-value", ["m0"]),
        ("ch3ef-gen, human-value-direct", ["m1"]),
    ]


def test_many_models_stand_one_under_the_other_best_first(items: tuple[Item, ...]) -> None:
    models = [f"vendor/model-{n}" for n in range(30)]
    lines = accuracies(runs_of(list(answers(items, models))), 88)
    counts = next(place for place, line in enumerate(lines) if line.split()[0] == "n")
    assert " ".join(lines[:counts]).split() == ["ch3ef-gen,", "human-value", "helpful", "honest"], "on one line or two"
    shown = (items, *([item for item in items if item.dimension == name] for name in ("helpful", "honest")))
    assert lines[counts].split() == [text for own in shown for text in ("n", str(len(own)))]
    assert lines[counts + 1].split() == [text for own in shown for text in ("chance", chance(own))]
    assert lines[counts + 2].startswith("vendor/model-2")
    assert "and 6 more: --full" in lines
    assert len(lines) < 60


FIGURE = Figure("m", "human-value-direct", "ch3ef-gen", "", "refusal", "declined", "benign", 0.25, 0.1, 0.4, 12)


def test_each_figure_says_on_how_many_items_and_which_way_is_better() -> None:
    shown = [
        FIGURE,
        replace(FIGURE, group="harmful", estimate=0.9, low=0.8, high=1.0, n=16),
        replace(FIGURE, behaviour="position-bias", name="first_bias", group="all", estimate=-0.0004, low=-0.1, n=37),
        replace(FIGURE, behaviour="sycophancy", name="unread", group="pushback", estimate=0.0),
    ]
    lines = printed(behaviour_overview(headline_figures(shown), ["m"], 80), 80)
    assert [line.split() for line in lines if line.startswith("  ") and "[" in line] == [
        ["declined,", "benign", "12", "lower", "25.0", "[10.0,", "40.0]"],
        ["declined,", "harmful", "16", "higher", "90.0", "[80.0,", "100.0]"],
        ["drawn", "to", "the", "option", "shown", "first", "37", "near", "0", "0.0", "[-10.0,", "40.0]"],
    ], "and nothing that is unread where all was read"
    unread = [replace(shown[-1], model=model, estimate=estimate) for model, estimate in (("m", 0.0), ("k", 0.5))]
    assert headline_figures(unread) == unread


def test_a_figure_is_of_its_suite_s_recipe_and_names_it_where_there_are_several() -> None:
    bias = replace(FIGURE, behaviour="position-bias", name="first_bias", group="all")
    assert headline_figures([bias, replace(bias, recipe="rotations")]) == [replace(bias, recipe="rotations")]
    both = [bias, replace(bias, recipe="another")]
    assert headline_figures(both) == both
    lines = printed(behaviour_overview(both, ["m"], 120), 120)
    assert [line.split(" 12 ")[0].rstrip() for line in lines[2:]] == [
        "  drawn to the option shown first, human-value-direct",
        "  drawn to the option shown first, another",
    ]


def test_of_many_models_the_lowest_and_the_highest_are_named() -> None:
    shown = [replace(FIGURE, model=f"m{n}", estimate=n // 2 / 10, low=0.0, high=1.0) for n in range(8)]
    lines = printed(behaviour_overview(shown, [f"m{n}" for n in range(8)], 110), 110)
    told = " ".join(lines[-1].split("lower")[1].split())
    assert told == "0.0 m0 +1 30.0 m6 +1"


def test_answers_that_lack_are_counted_in_words(items: tuple[Item, ...]) -> None:
    runs = runs_of(list(answers(items, ["reference/oracle", "m1"], (DIRECT,))))
    table = runs.table
    drawn = outcome_overview(table, {model: model for model in table.models}, 80)
    assert drawn is not None
    head, whole_one, only = printed([("", drawn)], 80)
    lost = {end: int(table["outcome"].among(end).sum()) for end in Outcome}
    words = {"cut off": Outcome.TRUNCATED, "refused": Outcome.REFUSED, "unread": Outcome.UNPARSED}
    there = [word for word, end in words.items() if lost[end]]
    assert head.split() == ["what", "became", "of", "the", "answers", "answers", "answered", *" ".join(there).split()]
    assert only.split() == ["m1", "60", str(lost[Outcome.ANSWERED] - 60), *(str(lost[words[word]]) for word in there)]
    assert whole_one.split() == ["reference/oracle", "60", "60", *("-" for _ in there)]
    whole = runs_of(list(answers(items, ["reference/oracle"]))).table
    assert outcome_overview(whole, {"reference/oracle": "o"}, 80) is None


def test_answers_read_from_replies_that_were_cut_off_are_told(items: tuple[Item, ...]) -> None:
    rows = list(answers(items, ["reference/oracle"]))
    table = runs_of([replace(row, cut_off=number < 7) for number, row in enumerate(rows)]).table
    drawn = outcome_overview(table, {"reference/oracle": "o"}, 80)
    assert drawn is not None
    head, only = printed([("", drawn)], 80)
    assert head.endswith("answered  of them cut off")
    assert only.split() == ["o", "60", "60", "7"]


def test_of_many_models_that_lack_answers_the_sum_and_the_worst_are_shown(items: tuple[Item, ...]) -> None:
    models = [f"m{n}" for n in range(9)]
    table = runs_of(list(answers(items, models, (DIRECT,)))).table
    drawn = outcome_overview(table, {model: model for model in models}, 80)
    assert drawn is not None
    _, everyone, worst = printed([("", drawn)], 80)
    answered = table["outcome"].among(Outcome.ANSWERED)
    fewest = min(models, key=lambda model: int((answered & table["model"].among(model)).sum()))
    assert everyone.split()[:4] == ["9", "models", "540", str(int(answered.sum()))]
    assert worst.startswith(f"most lacking: {fewest} ")


def test_the_lowest_and_the_highest_are_never_two_models_under_one_name() -> None:
    models = [f"vllm/Organisation/Some-Long-Model-{n}B-Instruct" for n in range(12)]
    shown = [replace(FIGURE, model=model, estimate=n / 20) for n, model in enumerate(models)]
    text = "\n".join(printed(behaviour_overview(shown, models, 110), 110))
    assert "-0B-" in text
    assert "11B-" in text


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(items: tuple[Item, ...], width: int) -> None:
    models = ["vllm/OpenGVLab/InternVL3-78B-Instruct", "一个名字很长的模型一个名字很长的模型", "m3", "m4"]
    runs = runs_of(list(answers(items, models, (PPL, DIRECT))))
    board = make_board(runs)
    names = {model: model for model in models}
    drawn = list(accuracy_tables(accuracy_parts(runs, board), board, names, width))
    drawn += behaviour_overview(headline_figures(runs.figures), models, width)
    lines = printed(drawn, width)
    assert max(map(cell_len, lines)) <= width
    text = "".join(char for line in lines for char in line if not char.isspace())
    for model, cell in board.standing("ch3ef-gen|honest", MAIN).cells.items() if width >= 60 else ():
        assert f"{in_percent(cell.share)}[{in_percent(cell.low or 0)},{in_percent(cell.high or 0)}]" in text, model


def test_columns_without_room_stand_in_a_further_table() -> None:
    line = Line("a label of some length", ("48",), dict.fromkeys("abcde", "100.0 [100.0, 100.0]"))
    facts, columns = ("n",), list("abcde")
    for width in WIDTHS:
        fitting = columns_fitting(facts, columns, [line], width)
        tables = list(side_by_side(facts, columns, [line], width))
        assert len(tables) == -(-5 // max(1, fitting))
        assert sum(len(table.columns) - 2 for table in tables) == 5
    assert not list(side_by_side(facts, columns, [], 80))
    folded = lines_table(facts, columns, [line._replace(label="words of a label that is folded between them")], 60)
    assert next(iter(folded.columns[0].cells)) == "words of a label that is\n    folded between them"


@pytest.mark.parametrize(
    ("behaviour", "name", "estimate", "text"),
    [
        ("robustness", "drop", -0.0001, "0.0"),
        ("protocols", "kappa", -0.0001, "0.00"),
        ("captions", "cider", -0.0001, "0.000"),
        ("protocols", "kappa", 0.591, "0.59"),
    ],
)
def test_no_figure_is_minus_nothing(behaviour: str, name: str, estimate: float, text: str) -> None:
    found = replace(FIGURE, behaviour=behaviour, name=name, group="all", estimate=estimate, low=None, high=None)
    assert figure_text(found) == text
