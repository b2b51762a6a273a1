"""Tables to take away: numbers of the board, and texts that stay texts in Markdown, LaTeX and CSV."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from ch3ef.report import exports
from ch3ef.report.records import MOST_PAIRS, compared_pairs, differences_record
from ch3ef.report.standings import make_board
from ch3ef.report.wording import short_names
from ch3ef.texts import markdown_text
from tests.conftest import make_item
from tests.report.worlds import answers, gathered, runs_of

ITEMS = [make_item(n, question=f"Question {n}?") for n in range(92)]
HOSTILE = "a|b_c <script>alert(1)</script> & 50 % $x$ \\cmd{y} [link](javascript:alert(1)) #1 ~^"


def test_the_main_table_holds_the_board_s_numbers() -> None:
    board = make_board(runs_of(list(answers(ITEMS, ["m0", "m1", "reference/oracle"]))))
    header, rows = exports.main_table(board, short_names(board.models))
    assert header == ["model", "A3", "helpful", "honest", "harmless"]
    assert [row[0] for row in rows] == ["m1", "m0", "reference/oracle"]
    cell = board.standing("A3").cells["m1"]
    assert rows[0][1].startswith(
        f"{100 * cell.share:.1f} [{100 * (cell.low or 0):.1f}, {100 * (cell.high or 0):.1f}] #1"
    )
    assert "#" not in rows[2][1]


def test_the_summary_fits_what_was_found() -> None:
    runs = runs_of(list(answers(ITEMS, [f"m{i}" for i in range(6)])))
    evidence = gathered(runs)
    text = "\n".join(exports.summary(evidence, "A title"))
    assert text.startswith(f"# A title\n\n{markdown_text(evidence.headline.answer)}\n\n6 models, 92 items of 1 set, ")
    assert text.count("\n| m") == 6 + 1
    for finding in evidence.findings.findings:
        if finding.confirmatory:
            assert markdown_text(finding.claim) in text


def test_the_csv_holds_every_cell_and_no_formula() -> None:
    board = make_board(runs_of(list(answers(ITEMS, ["=HYPERLINK(1)", "m1"]))))
    rows = list(csv.DictReader(io.StringIO(exports.board_csv(board))))
    own = [row for row in rows if row["asked"] == "each set by its main recipe" and row["column"] == "A3"]
    assert {row["model"] for row in own} == {"'=HYPERLINK(1)", "m1"}
    cell = board.standing("A3").cells["m1"]
    assert float(next(row["accuracy"] for row in own if row["model"] == "m1")) == cell.share
    assert sum(row["asked"] == "published" and row["model"] == "GPT-4V" for row in rows) == 4


@pytest.mark.parametrize("models", [2, 35, 36, 100])
def test_of_many_models_the_pairs_looked_for_first_are_compared(models: int) -> None:
    best_first = np.random.default_rng(0).permutation(models).tolist()
    pairs = compared_pairs(best_first)
    every = models * (models - 1) // 2
    assert len(set(pairs)) == len(pairs) == (every if every <= MOST_PAIRS else len(pairs)) <= MOST_PAIRS
    assert all(i < j for i, j in pairs)
    apart = [abs(best_first.index(i) - best_first.index(j)) for i, j in pairs if best_first[0] not in (i, j)]
    assert sum(best_first[0] in pair for pair in pairs) == models - 1
    assert apart.count(1) == models - 2


def test_differences_name_both_models() -> None:
    runs = runs_of(list(answers(ITEMS, ["m0", "m1"])))
    found = differences_record(runs, make_board(runs, ranked=False), lambda done, total: None)
    rows = list(csv.DictReader(io.StringIO(exports.differences_csv(runs.models, found))))
    whole = next(row for row in rows if row["by"] == "overall")
    assert (whole["first_model"], whole["second_model"], whole["n"]) == ("m0", "m1", "92")
    credit = {name: [row.correct or 0.0 for row in runs.rows if row.model == name] for name in ("m0", "m1")}
    assert float(whole["difference"]) == pytest.approx(float(np.mean(credit["m1"]) - np.mean(credit["m0"])), abs=1e-4)
    assert {row["by"] for row in rows} == {"overall", "dimension", "domain"}


def test_hostile_names_are_texts_in_markdown() -> None:
    line = next(iter(exports.markdown_table((["model", HOSTILE], []))))
    assert "<script" not in line
    assert line.count("|") - line.count("\\|") == 3
    assert "[link](" not in line


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs LaTeX")
def test_the_latex_table_is_set_by_latex(tmp_path: Path) -> None:
    board = make_board(runs_of(list(answers(ITEMS, [HOSTILE, "m1"]))))
    table = "\n".join(exports.latex_table(exports.main_table(board, short_names(board.models)), HOSTILE))
    file = tmp_path / "t.tex"
    file.write_text(f"\\documentclass{{article}}\\usepackage{{booktabs}}\\begin{{document}}{table}\\end{{document}}")
    done = subprocess.run(
        ["pdflatex", "-halt-on-error", file.name], check=False, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-800:]


def test_latex_leaves_no_character_with_a_meaning() -> None:
    text = exports.latex_text(HOSTILE)
    without = re.sub(r"\\text[a-z]+\{\}", "", text)
    for letter in "&%$#_{}":
        assert without.replace("{[}", "").replace("{]}", "").count(letter) == without.count(f"\\{letter}")
    assert "~" not in without
    assert "^" not in without


def test_latex_sets_angles_and_bars_as_they_are() -> None:
    assert exports.latex_text("<a|b>") == r"\textless{}a\textbar{}b\textgreater{}"
