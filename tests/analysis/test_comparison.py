"""Comparisons: by hand, what is left out, and when a model counts as worse."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.comparison import Compared, compare
from ch3ef.cli import main
from ch3ef.errors import InputError
from ch3ef.report.tables import comparison_tables
from ch3ef.results import ResultRow, write_rows
from ch3ef.stats.power import items_for_paired
from tests.test_results import ROW

DIMENSIONS = ("helpful", "honest", "harmless")


def rows_of(model: str, credits_: Sequence[float | None]) -> list[ResultRow]:
    """One row per item: its dimension goes by its number, its picture is its own."""
    return [
        replace(
            ROW, model=model, item_id=str(n), image_group=str(n), dimension=DIMENSIONS[n % 3], domain=f"domain {n % 3}",
            task=f"task {n % 6}", correct=credit, outcome="unparsed" if credit is None else "answered",
            chosen=None if credit is None else 1,
        )
        for n, credit in enumerate(credits_)
    ]  # fmt: skip


def compared(first: Sequence[ResultRow], second: Sequence[ResultRow]) -> list[Compared]:
    return compare(table_of(first, "here"), table_of(second, "there"))


def test_by_hand() -> None:
    first, second = rows_of("a", [1, 1, 1, 0, 1, 1]), rows_of("b", [1, 0, 1, 0, None, 1])
    whole, *groups = compared(first, second)
    assert (whole.by, whole.group, whole.n) == ("overall", "all", 6)
    assert whole.first == pytest.approx(5 / 6)
    assert whole.second == 0.5  # what was not answered counts as wrong
    assert whole.difference == pytest.approx(-1 / 3)
    assert whole.p == whole.p_adjusted == 0.5  # two discordant items: 2 * 1/4
    honest = next(each for each in groups if each.group == "honest")
    assert (honest.n, honest.difference) == (2, -1.0)
    assert honest.p_adjusted == 1.0  # 0.5 times three dimensions, at most 1
    assert [each.by for each in groups if each.by == "task"] == ["task"] * 6


def test_a_model_is_not_worse_than_itself() -> None:
    rows = rows_of("a", [1, 0, 1, 0, 1, 1])
    found = compared(rows, [replace(row, model="b") for row in rows])
    assert all(each.difference == 0 and each.p == 1 and each.detectable is None for each in found)
    assert not any(each.worse_by(0.0001) for each in found)


def test_the_other_way_round_is_the_negative() -> None:
    rng = np.random.default_rng(1)
    first, second = (rows_of(name, list(rng.integers(0, 2, 90).astype(float))) for name in "ab")
    for one, other in zip(compared(first, second), compared(second, first), strict=True):
        assert one.difference == -other.difference
        assert (one.low, one.high) == pytest.approx((-other.high, -other.low))
        assert one.p_adjusted == pytest.approx(other.p_adjusted)


def test_worse_is_shown_and_more_than_the_margin() -> None:
    first, second = rows_of("a", [1.0] * 300), rows_of("b", [1.0] * 270 + [0.0] * 30)
    whole = compared(first, second)[0]
    assert whole.worse_by(0.02)
    assert not whole.worse_by(0.11)
    assert not compared(second, first)[0].worse_by(0.02)
    # A drop of the same size on few items is not shown.
    assert not compared(rows_of("a", [1.0] * 10), rows_of("b", [1.0] * 9 + [0.0]))[0].worse_by(0.02)


def test_what_only_one_was_asked_is_left_out() -> None:
    assert compared(rows_of("a", [1, 0, 1]), rows_of("b", [1, 0]))[0].n == 2
    elsewhere = [replace(row, scenario="t") for row in rows_of("b", [1, 0])]
    with pytest.raises(InputError, match=r"no shared items: 'a' was asked s by human-value and 'b' was asked t by"):
        compared(rows_of("a", [1, 0]), elsewhere)


@pytest.mark.parametrize("what", ["scenario_version", "recipe_version"])
def test_other_versions_are_not_compared(what: str) -> None:
    changed = [replace(row, **{what: "another"}) for row in rows_of("b", [1, 0])]  # type: ignore[arg-type]
    with pytest.raises(InputError, match="expected the same; run one of them again"):
        compared(rows_of("a", [1, 0]), changed)


@pytest.fixture
def runs(tmp_path: Path) -> Callable[..., Path]:
    def put(name: str, *rows: ResultRow) -> Path:
        write_rows(rows, tmp_path / name / "results.parquet")
        return tmp_path / name

    return put


def test_the_command(runs: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    a = runs("a", *rows_of("m1", [1.0] * 300))
    b = runs("b", *rows_of("m2", [1.0] * 270 + [0.0] * 30))
    assert main(["compare", str(a), str(b)]) == 0
    out = capsys.readouterr().out
    assert "-10.0 [-1" in out
    assert "harmless" in out
    assert "domain 1" not in out
    assert main(["compare", str(a), str(b), "--fail-if-worse", "0.02", "--by", "task"]) == 1
    captured = capsys.readouterr()
    assert "is worse than" in captured.err
    assert "task 5" in captured.out
    assert main(["compare", str(b), str(a), "--fail-if-worse", "0.02"]) == 0
    both = runs("both", *rows_of("m1", [1, 0]), *rows_of("m2", [1, 1]))
    capsys.readouterr()
    assert main(["compare", "m1", "m2", "--in", str(both), "--json"]) == 0
    assert '"difference": 0.5' in capsys.readouterr().out
    assert main(["compare", "m1", "m3", "--in", str(both)]) == 2
    assert "unknown model in" in capsys.readouterr().err
    assert main(["compare", str(both), str(a)]) == 2
    assert f"by: ch3ef compare m1 m2 --in {both}" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["compare", str(a), str(b), "--fail-if-worse", "2"])
    assert "'2' is not a share between 0 and 1" in capsys.readouterr().err


def test_chance_stands_beside_and_says_when_nobody_is_above_it() -> None:
    def half(model: str) -> list[ResultRow]:
        return [replace(row, chance=0.5) for row in rows_of(model, [1.0, 0.0] * 30)]

    whole = compared(half("a"), half("b"))[0]
    assert (whole.chance, whole.guessing, whole.verdict, whole.takes) == (0.5, "at chance", "not shown", None)
    able = [replace(row, chance=0.5) for row in rows_of("b", [1.0] * 60)]
    assert compared(half("a"), able)[0].guessing == ""
    wrong = [replace(row, chance=0.5) for row in rows_of("b", [0.0] * 60)]
    assert compared(wrong, [replace(row, model="a") for row in wrong])[0].guessing == "below chance"
    spoken = [replace(row, n_options=0) for row in half("a")]
    assert compared(spoken, [replace(row, n_options=0) for row in able])[0].chance is None


def test_how_many_items_a_difference_takes() -> None:
    first, second = rows_of("a", [1.0] * 60), rows_of("b", [1.0] * 57 + [0.0] * 3)
    whole = compared(first, second)[0]
    assert whole.differ == pytest.approx(0.05)
    exact = items_for_paired(0.05, 0.05)
    assert whole.takes is not None
    assert whole.takes == pytest.approx(exact, abs=0.1 * exact)
    assert whole.items_for(0.06) is None, "they do not differ as often"


def test_a_gate_that_passes_says_what_it_could_have_shown(
    runs: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    a = runs("a", *rows_of("m1", [1.0] * 280 + [0.0] * 20))
    b = runs("b", *rows_of("m2", [0.0] * 10 + [1.0] * 280 + [0.0] * 10))
    assert main(["compare", str(a), str(b), "--fail-if-worse", "0.02"]) == 0
    printed = capsys.readouterr()
    assert not printed.err
    assert "compared: 300 answers to 300 items of s by human-value" in printed.out
    whole = compared(rows_of("m1", [1.0] * 280 + [0.0] * 20), rows_of("m2", [0.0] * 10 + [1.0] * 280 + [0.0] * 10))[0]
    assert whole.detectable is not None
    could = f"  s, human-value, a fall that could have been shown: all {100 * whole.detectable:.1f} points"
    assert could in printed.out
    assert "other groups no fall could have been shown" in printed.out
    assert "A fall of 2.0 points takes about 1,300 items, if the two differ on 7 % of them" in printed.out
    assert main(["compare", str(a), str(a), "--fail-if-worse", "0.02"]) == 0
    out = capsys.readouterr().out
    assert "a fall that could have been shown" not in out
    assert "  On 4 groups no fall could have been shown: too few items, or the two never differ." in out
    assert main(["compare", str(a), str(b), "--fail-if-worse", "0.02", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["gate"] == {"margin": 0.02, "passed": True, "lost": []}


def test_what_cannot_be_told_is_one_line(runs: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    few = {recipe: [1.0] * 5 + [0.0] * 7 for recipe in ("r1", "r2", "r3")}

    def asked(model: str, credit: list[float]) -> list[ResultRow]:
        own = [replace(row, recipe=name) for name, some in few.items() for row in rows_of(model, some)]
        return [*rows_of(model, credit), *own]

    a = runs("a", *asked("m1", [1.0] * 300))
    b = runs("b", *asked("m2", [1.0] * 270 + [0.0] * 30))
    assert main(["compare", str(a), str(b)]) == 0
    out = capsys.readouterr().out
    assert [line.strip() for line in out.splitlines() if line.startswith("s, ")] == ["s, human-value"]
    assert "left out, too few items to tell or never different: s by r1, r2, r3 (--by task shows all)" in out
    assert main(["compare", str(a), str(b), "--by", "task"]) == 0
    assert "s, r2" in capsys.readouterr().out
    alone = [runs(name, *rows_of(name, few["r1"])) for name in ("c", "d")]
    assert main(["compare", *map(str, alone)]) == 0
    assert "  all " in capsys.readouterr().out, "of nothing to tell the whole is shown"


@pytest.mark.parametrize("outcome", ["truncated", "unjudged", "error"])
def test_a_gate_is_closed_where_many_answers_are_missing(
    outcome: str, runs: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    whole = rows_of("m2", [1.0] * 60)
    lost = [replace(row, outcome=outcome, correct=None, chosen=None, confidence=None) for row in whole[:7]]
    a, b = runs("a", *rows_of("m1", [1.0] * 60)), runs("b", *lost, *whole[7:])
    assert main(["compare", str(a), str(b), "--fail-if-worse", "0.5"]) == 1
    assert "m2: 7 of 60 answers" in capsys.readouterr().err


def test_a_gate_is_closed_where_no_fall_could_be_shown(
    runs: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    a = runs("a", *rows_of("m1", [1.0] * 60))
    few, enough = (runs(f"b{n}", *rows_of("m2", [1.0] * n)) for n in (5, 6))
    assert main(["compare", str(a), str(few), "--fail-if-worse", "0.02"]) == 1
    assert "ch3ef: only 5 items of a set are compared, by which no fall could be shown" in capsys.readouterr().err
    assert main(["compare", str(a), str(enough), "--fail-if-worse", "0.02"]) == 0
    assert not capsys.readouterr().err
    assert main(["compare", str(a), str(a), "--fail-if-worse", "0.02"]) == 0
    assert "is compared with itself, which no gate can find worse" in capsys.readouterr().err


def test_what_one_alone_was_asked_is_told(runs: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    a, b = runs("a", *rows_of("m1", [1.0] * 30)), runs("b", *rows_of("m2", [1.0] * 24))
    assert main(["compare", str(a), str(b)]) == 0
    assert "left out, asked of one alone: 6 answers of A, 0 of B" in capsys.readouterr().out


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_table_fits_the_terminal(width: int) -> None:
    found = compared(rows_of("a", [1.0] * 60), rows_of("b", [1.0] * 57 + [0.0] * 3))
    console = Console(width=200, color_system=None)
    with console.capture() as capture:
        for table in comparison_tables(found, width):
            console.print(table)
    text = capture.get()
    assert max(len(line.rstrip()) for line in text.splitlines()) <= width
    assert f"-5.0 [{100 * found[0].low:.1f}, {100 * found[0].high:.1f}]" in text
    for column in ("chance", "verdict", "could show", "takes"):
        assert column in text


def test_power_says_what_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["power", "difference", "0.05"]) == 0
    items = int(capsys.readouterr().out.split(" takes ")[1].split()[0])
    assert main(["power", "difference", "--items", str(items)]) == 0
    assert " 5.0 points" in capsys.readouterr().out
    assert main(["power", "correlation", "0.6"]) == 0
    models = int(capsys.readouterr().out.split(" takes ")[1].split()[0])
    assert main(["power", "correlation", "--models", str(models)]) == 0
    assert float(capsys.readouterr().out.split("correlation of ")[1].split()[0]) <= 0.6


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["difference"], "expected the difference or --items N, one of the two"),
        (["difference", "0.1", "--items", "9"], "one of the two"),
        (
            ["difference", "0.3"],
            "--differ 0.2: two models whose accuracies differ by 0.3 differ on at least that share of the items",
        ),
        (
            ["difference", "--items", "3"],
            "two models that differ on 20 % of 3 items cannot be shown to differ in accuracy",
        ),
        (["correlation", "--models", "4"], "--models 4: expected 5 or more"),
    ],
)
def test_what_power_cannot_say(capsys: pytest.CaptureFixture[str], arguments: list[str], says: str) -> None:
    assert main(["power", *arguments]) == 2
    assert says in capsys.readouterr().err
