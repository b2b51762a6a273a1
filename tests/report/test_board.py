"""The leaderboard: numbers as counted by hand, protocols never mixed, ranks only where they mean something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from ch3ef.items import Item
from ch3ef.report import site
from ch3ef.report.board import MAIN, Board
from ch3ef.report.charts import Figure
from ch3ef.report.site import saved_figures
from ch3ef.report.standings import make_board
from ch3ef.results import Outcome, ResultRow
from ch3ef.stats.intervals import wilson
from ch3ef.taxonomy import Level
from tests.conftest import make_item
from tests.report.worlds import DIRECT, PPL, answers, runs_of

A3 = [make_item(n, question=f"What is shown in {n}?") for n in range(92)]


def of_set(name: str, level: Level, count: int) -> list[Item]:
    return [
        replace(item, id=f"{name}/{n}", scenario=name, level=level, dimension=None, domain=name, task=name)
        for n, item in enumerate(A3[:count])
    ]


def board_of(rows: Sequence[ResultRow]) -> Board:
    return make_board(runs_of(rows))


def share(rows: Sequence[ResultRow], **where: str) -> float:
    own = [row for row in rows if all(getattr(row, name) == value for name, value in where.items())]
    return sum(row.correct or 0.0 for row in own) / len(own)


def test_cells_are_what_counting_gives() -> None:
    rows = list(answers(A3, ["m0", "m1", "m2"], [DIRECT]))
    board = board_of(rows)
    for model in ("m0", "m1", "m2"):
        for column, where in (
            ("A3", {}),
            ("test|all", {}),
            ("test|honest", {"dimension": "honest"}),
            ("test|harmless / toxicity", {"domain": "toxicity"}),
            ("test|harmless / toxicity / insult", {"task": "insult"}),
        ):
            own = [row for row in rows if row.model == model and all(getattr(row, k) == v for k, v in where.items())]
            cell = board.standing(column).cells[model]
            right = sum(row.correct or 0.0 for row in own)
            assert cell.n == len(own)
            assert cell.share == pytest.approx(right / len(own))
            bounds = wilson(right, len(own))
            assert [cell.low, cell.high] == pytest.approx([bounds.low, bounds.high])
            assert cell.unanswered == sum(row.outcome != Outcome.ANSWERED for row in own)
            assert cell.protocol == "human-value-direct"


def test_a_level_is_the_mean_of_its_sets_and_needs_all_of_them() -> None:
    small, large = of_set("cifar10", Level.A1, 20), of_set("voc2012", Level.A1, 80)
    rows = [*answers(small, ["m0", "m1"], [PPL]), *answers(large, ["m0"], [PPL])]
    board = board_of(rows)
    cell = board.standing("A1").cells["m0"]
    own = [row for row in rows if row.model == "m0"]
    assert cell.share == pytest.approx((share(own, scenario="cifar10") + share(own, scenario="voc2012")) / 2)
    assert cell.low is not None
    assert cell.high is not None
    assert cell.low < cell.share < cell.high
    assert "m1" not in board.standing("A1").cells
    assert "m1" in board.standing("cifar10|all").cells


def test_tasks_of_sets_on_a1_are_columns_with_ranks() -> None:
    seeing = of_set("own", Level.A1, 60)
    items = [replace(item, task="big" if n % 2 else "small") for n, item in enumerate(seeing)]
    rows = list(answers(items, ["m0", "m1"], [PPL]))
    column = next(each for each in board_of(rows).columns if each.label == "big")
    assert (column.kind, column.level, column.path) == ("task", "A1", ("A1", "own", "big"))
    cell = board_of(rows).standing(column.key).cells["m1"]
    assert cell.share == pytest.approx(share(rows, model="m1", task="big"))
    assert (cell.n, cell.best) == (30, 1)


def test_a_model_asked_in_another_way_is_shown_marked_and_without_a_rank() -> None:
    rows = [*answers(A3, ["m0", "m1", "m2"], [PPL]), *answers(A3, ["m3"], [DIRECT])]
    board = board_of(rows)
    main = board.standing("A3").cells
    assert [main[f"m{i}"].protocol for i in range(4)] == ["human-value"] * 3 + ["human-value-direct"]
    assert main["m3"].best is None
    assert main["m0"].best is not None
    assert all("m3" not in band for band in board.standing("A3").bands)
    ways = {way.label: way.key for way in board.ways}
    assert set(board.standing("A3", ways["human-value-direct"]).cells) == {"m3"}
    assert set(board.standing("A3", ways["human-value"]).cells) == {"m0", "m1", "m2"}


def test_ranks_leave_open_what_the_items_leave_open() -> None:
    """The weakest and the best of five differ; two of one ability on four items cannot be told apart."""
    board = board_of(list(answers(A3, [f"m{i}" for i in range(5)], [PPL])))
    cells = board.standing("A3").cells
    assert cells["m4"].best == 1
    assert cells["m0"].worst == 5
    assert (cells["m0"].best or 0) > (cells["m4"].worst or 9)
    few = board_of(list(answers(A3[:4], ["m0", "m1"], [PPL]))).standing("A3")
    assert {(cell.best, cell.worst) for cell in few.cells.values()} == {(1, 2)}
    assert len(few.bands) == 1
    assert set(few.bands[0]) == {"m0", "m1"}


def test_reference_answerers_are_ranked_only_among_themselves() -> None:
    names = ["reference/oracle", "m0", "m1"]
    ranks = {model: cell.best for model, cell in board_of(list(answers(A3, names))).standing("A3").cells.items()}
    assert ranks["reference/oracle"] is None
    assert ranks["m0"] is not None
    alone = board_of(list(answers(A3, ["reference/first", "reference/oracle"]))).standing("A3").cells
    assert alone["reference/oracle"].best == 1


def test_both_of_a_pair_is_a_column_of_its_own() -> None:
    items = [replace(item, pair=f"pair-{n}") for n, item in enumerate(A3)]
    twins = [replace(item, id=f"{item.id}-twin", scenario="test-twins") for item in items]
    rows = list(answers([*items, *twins], ["m0", "m1"]))
    board = board_of(rows)
    credit = {(row.model, row.scenario, row.pair): row.correct for row in rows}
    honest = [item.pair for item in items if item.dimension == "honest"]
    both = np.mean([(credit["m1", "test", pair] or 0) * (credit["m1", "test-twins", pair] or 0) for pair in honest])
    cell = board.standing("test|honest|pairs").cells["m1"]
    assert cell.n == len(honest)
    assert cell.share == pytest.approx(float(both))
    assert cell.best is not None
    assert "test-twins|all" in {column.key for column in board.columns}
    # Twins are another test: the level is that of the items alone.
    assert board.standing("A3").cells["m1"].n == len(items)


def test_published_scores_stand_beside_and_say_whether_their_items_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    board = board_of(list(answers(A3, ["m0"])))
    cell = board.published["test|harmless"]["GPT-4V"]
    assert (round(cell.share, 4), cell.n, cell.protocol, cell.same_items) == (0.924, 355, "judged by people", False)
    harmless = next(item for item in A3 if item.dimension == "harmless")
    released = [replace(harmless, id=f"harmless/{n}", scenario="ch3ef") for n in range(355)]
    rows = list(answers(released, ["m0"]))
    # A name and a number of items tell nothing: a drawn set in the released layout has both.
    assert board_of(rows).published["ch3ef|harmless"]["GPT-4V"].same_items is None
    known = frozenset([rows[0].scenario_version])
    monkeypatch.setattr("ch3ef.analysis.findings.published_comparison.RELEASED_VERSIONS", known)
    whole, part = (board_of(list(answers(items, ["m0"]))).published for items in (released, released[:100]))
    assert whole["ch3ef|harmless"]["GPT-4V"].same_items is True
    assert part["ch3ef|harmless"]["GPT-4V"].same_items is False
    twins = [replace(item, scenario="ch3ef-gen-twins") for item in released]
    assert "ch3ef-gen-twins|harmless" not in board_of(list(answers(twins, ["m0"]))).published
    assert board.published["A3"]["GPT-4V"].low is None


def test_examples_in_front_are_a_way_of_their_own() -> None:
    plain = list(answers(A3, ["m0", "m1"]))
    shown = [replace(row, variant="ice:random:2", correct=1.0, outcome=Outcome.ANSWERED) for row in plain]
    board = board_of([*plain, *shown])
    assert [way.label for way in board.ways] == [
        "each set by its main recipe",
        "human-value",
        "human-value (ice:random:2)",
    ]
    assert board.standing("A3", MAIN).cells["m0"].share == pytest.approx(share(plain, model="m0"))
    assert board.standing("A3", board.ways[2].key).cells["m0"].share == 1.0


def test_of_many_models_the_first_ones_own_figures_are_files(monkeypatch: pytest.MonkeyPatch) -> None:
    board = board_of(list(answers(A3, ["m0", "m1", "m2"], [DIRECT])))
    kinds = ("profile", "sunburst", "reliability")
    names = ["levels", *(f"{kind}-{place:02}" for kind in kinds for place in range(3))]
    figures = [Figure(name, "", "", {}, (), ()) for name in names]
    assert saved_figures(figures, board) == figures
    monkeypatch.setattr(site, "MOST_SAVED", 2)
    cells = board.standing("A3").cells
    last = min(range(3), key=lambda place: cells[f"m{place}"].share)
    assert [figure.name for figure in saved_figures(figures, board)] == [
        name for name in names if not name.endswith(f"-{last:02}")
    ]
