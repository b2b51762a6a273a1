"""Of very many items a report holds a sample; its figures count them all."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.report import sample
from ch3ef.report.runs import Runs, read_runs
from ch3ef.results import write_rows
from ch3ef.running.folder import write_items
from ch3ef.scenarios import load_scenario
from tests.report.worlds import COT, DIRECT, PPL, answers, runs_of

MODELS = ["reference/oracle", "a", "b"]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Of each picture the size alone counts."""
    file = tmp_path_factory.mktemp("pictures") / "some.png"
    file.write_bytes(bytes(500))
    sets = ("ch3ef-gen?per_task=3", "ch3ef-gen-twins?per_task=3")
    items = [
        replace(item, images=tuple(replace(image, path=file) for image in item.images))
        for name in sets
        for item in load_scenario(name, pictures=False).items
    ]
    return runs_of(list(answers(items, MODELS, (PPL, DIRECT))), items)


def test_what_fits_is_all_there(runs: Runs) -> None:
    assert sample.sampled(runs) is runs


@pytest.mark.parametrize(
    ("what", "most"), [("MOST_ROWS", 6 * 80), ("MOST_TEXTS", 6 * 80 * sample.BESIDE), ("MOST_PICTURES", 80 * 400)]
)
def test_every_task_has_about_as_many_and_pairs_stay_whole(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, what: str, most: int
) -> None:
    monkeypatch.setattr(sample, what, most)
    monkeypatch.setattr(sample, "LARGEST_PICTURE", 400)
    shown = sample.sampled(runs)
    assert 60 <= len(shown.items) <= 82
    tasks = Counter((item.scenario, item.task) for item in shown.items.values())
    assert len(tasks) == len({(item.scenario, item.task) for item in runs.items.values()})
    assert max(tasks.values()) - min(tasks.values()) <= 1
    pairs = Counter(item.pair for item in shown.items.values() if item.pair)
    assert [pair for pair, sides in pairs.items() if sides == 2]
    assert shown.asked == set(shown.items)
    assert [row.key for row in shown.rows] == [
        row.key for row in runs.rows if (row.scenario, row.item_id) in shown.items
    ]


def test_the_sample_is_the_same_whoever_answered(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    one = runs.of(runs.table["model"].among("a") & runs.table["recipe"].among("human-value"))
    monkeypatch.setattr(sample, "MOST_ROWS", 100)
    few = set(sample.sampled(one).items)
    monkeypatch.setattr(sample, "MOST_ROWS", 600)
    assert set(sample.sampled(runs).items) == few


def test_a_report_says_what_it_shows_and_counts_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    items = load_scenario("ch3ef-gen?per_task=1").items
    rows = list(answers(items, MODELS, (COT,)))
    write_items(((item.scenario, item) for item in items), tmp_path)
    write_rows(rows, tmp_path / "results.parquet")
    whole, part = tmp_path / "whole", tmp_path / "part"
    assert main(["report", str(tmp_path), "--out", str(whole)]) == 0
    monkeypatch.setattr(sample, "MOST_ROWS", 30)
    assert main(["report", str(tmp_path), "--out", str(part)]) == 0
    said = "Of 46 items 10 are shown"
    assert all(said in (part / page).read_text() for page in ("items.html", "index.html"))
    assert said not in (whole / "items.html").read_text()
    index = json.loads((part / "data" / "items.js").read_text().removeprefix('ch3ef.receive("items",')[:-3])
    assert len(index["items"]["id"]) == 10
    assert len(list((part / "pictures").iterdir())) <= 10 < len(list((whole / "pictures").iterdir()))
    for file in ("data/board.js", "data/differences.js", "tables/figures.csv", "tables/leaderboard.csv"):
        assert (part / file).read_bytes() == (whole / file).read_bytes()


def test_rows_are_read_by_their_places(tmp_path: Path) -> None:
    items = load_scenario("ch3ef-gen?per_task=1", pictures=False).items
    rows = list(answers(items, MODELS, (PPL, DIRECT)))
    write_rows(rows, tmp_path / "results.parquet")
    runs = read_runs([tmp_path])
    kept = runs.table["model"].among("b") & runs.table.credit.astype(bool)
    assert runs.of(kept).rows == [row for row, keep in zip(rows, kept, strict=True) if keep]
    assert runs.of(kept).of(runs.table.credit[kept] > 2).rows == []
    assert runs.row_bytes > 50
