"""`ch3ef report` as typed: what it writes, and one clear line for what goes wrong first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.items import ImageRef
from ch3ef.results import write_rows
from ch3ef.running.folder import write_items
from tests.conftest import make_item
from tests.report.test_runs import ITEMS, write
from tests.report.worlds import answers


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write(tmp_path / "run", answers(ITEMS, ["a", "b"]))


def failing(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What a command that ends with 2 says: one line."""
    assert main(["report", *map(str, arguments)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said


def test_a_site_is_written_whole_and_again(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(run)]) == 0
    out, err = capsys.readouterr()
    report = run / "report"
    assert out.startswith(f"Report: {report}/index.html (24 answers, ")
    assert err == ""
    pages = {file.name for file in report.glob("*.html")}
    assert pages == {"index.html", "models.html", "across.html", "items.html", "about.html"}
    assert all("Content-Security-Policy" in (report / page).read_text("utf-8") for page in pages)
    assert json.loads((report / "report.json").read_text("utf-8"))["made_by"] == "ch3ef report"
    assert (report / "figures" / "levels.png").read_bytes().startswith(b"\x89PNG")
    answer, counts = (report / "report.md").read_text("utf-8").split("\n\n")[1:3]
    assert answer.startswith(
        "a and b cannot be told apart on human values (A3): no claim is made from fewer than 20 items"
    )
    assert counts == "2 models, 12 items of 1 set, 1 recipe, 24 answers."
    (report / "notes.txt").write_text("a reader's own")
    assert main(["report", str(run), "--title", "Again"]) == 0
    assert (report / "notes.txt").read_text() == "a reader's own"
    assert "Again" in (report / "index.html").read_text("utf-8")
    assert sorted(path.name for path in run.iterdir()) == ["items.jsonl", "report", "results.parquet"]


def test_only_an_earlier_report_is_replaced(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stray = tmp_path / "stray"
    stray.mkdir()
    (stray / "report.json").write_text('{"made_by": "ch3ef report"}')
    assert f"{stray}: holds 'report.json' and no report by this version" in failing(capsys, run, "--out", stray)
    assert [path.name for path in stray.iterdir()] == ["report.json"]
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to("real")
    for _ in range(2):
        assert main(["report", str(run), "--out", str(link)]) == 0
    capsys.readouterr()
    assert link.is_symlink()
    (tmp_path / "real" / "about.html").write_text("a reader's own words")
    assert f"{link}/about.html: was changed since ch3ef wrote it; move it away" in failing(capsys, run, "--out", link)
    assert (tmp_path / "real" / "about.html").read_text() == "a reader's own words"


def test_figures_of_a_model_that_is_gone_go_with_the_next_report(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def names() -> set[str]:
        return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}

    out = tmp_path / "report"
    assert main(["report", str(run), "--out", str(out)]) == 0
    before = names()
    rows = list(answers(ITEMS, ["a"]))
    write_rows(rows, run / "results.parquet")
    assert main(["report", str(run), "--out", str(out)]) == 0
    assert main(["report", str(run), "--out", str(tmp_path / "fresh")]) == 0
    out = tmp_path / "fresh"
    fresh = names()
    out = tmp_path / "report"
    assert names() == fresh != before


def test_tables_go_to_the_terminal_or_a_file(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(run), "--format", "md"]) == 0
    out = capsys.readouterr().out
    assert "| model | A3 | helpful |" in out
    file = tmp_path / "table.tex"
    assert main(["report", str(run), "--format", "latex", "--out", str(file)]) == 0
    assert r"\begin{tabular}{lrr}" in file.read_text("utf-8")
    assert main(["report", str(run), "--format", "md", "--out", str(file)]) == 0
    file.write_text("edited")
    assert "table.tex: was changed since ch3ef wrote it" in failing(capsys, run, "--format", "md", "--out", file)
    assert file.read_text() == "edited"
    assert "is a folder" in failing(capsys, run, "--format", "md", "--out", tmp_path)


def test_missing_pictures_are_counted_and_have_placeholders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone = ImageRef(tmp_path / "gone.png", "0" * 64)
    items = [make_item(n, images=(gone,), question=f"{n}?") for n in range(4)]
    folder = tmp_path / "run"
    folder.mkdir()
    write_items(((item.scenario, item) for item in items), folder)
    write_rows(list(answers(items, ["a"])), folder / "results.parquet")
    assert main(["report", str(folder)]) == 0
    assert "note: 1 picture missing, the first: " in capsys.readouterr().err
    assert "1 pictures are not there" in (folder / "report" / "index.html").read_text("utf-8")


def test_a_folder_without_texts_of_items_says_so(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (run / "items.jsonl").unlink()
    assert main(["report", str(run)]) == 0
    assert "the texts of 12 items are not in the run's folder" in capsys.readouterr().err


def test_an_unfinished_run_is_reported_with_what_there_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    plan = {"models": ["m"], "parts": [["test", "human-value", None]]}
    (folder / "run.json").write_text(json.dumps({"run_id": "simulated", "plan": plan, "askings": [12]}))
    rows = list(answers(ITEMS, ["m"]))
    (folder / "finished.jsonl").write_text("".join(row.to_json() + "\n" for row in rows[:7]))
    assert main(["report", str(folder)]) == 0
    assert "is not finished: 7 of 12 answers are there" in capsys.readouterr().err
    assert "is not finished: 7 of 12 answers" in (folder / "report" / "index.html").read_text("utf-8")


def test_what_goes_wrong_first_is_one_line(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no such" in failing(capsys, tmp_path / "nothing")
    assert "--out is missing" in failing(capsys, run, run)
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.tex").write_text("years of work")
    said = failing(capsys, run, "--out", other)
    assert f"{other}: holds 'thesis.tex' and no report" in said
    assert (other / "thesis.tex").read_text() == "years of work"
    monkeypatch.chdir(tmp_path)
    assert "is the folder you are in" in failing(capsys, run, "--out", ".")
    assert "is a file" in failing(capsys, run, "--out", other / "thesis.tex")
    assert "ch3ef run" in failing(capsys, other, "--out", tmp_path / "new")


def test_a_place_that_cannot_be_written_is_one_line(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "cannot be written" in failing(capsys, run, "--out", run / "items.jsonl" / "report")
