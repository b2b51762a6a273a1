"""Replies are drawn with one chance each, shown without a hint, and the sheets come back as labels."""

from __future__ import annotations

import csv
import io
import shlex
from collections import Counter
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.errors import InputError
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.report.labelling import sheet_name
from ch3ef.running.labelling import draw_replies, every_nth
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item, pictures_in
from tests.running.test_runs import Silent

MODELS = ("reference/oracle", "reference/anti-oracle")


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty replies: twenty right, twenty wrong; a question holds what a page must not take for markup."""
    folder = tmp_path_factory.mktemp("labelling")
    picture = pictures_in(folder)
    items = [make_item(n, images=(picture(n),)) for n in range(20)]
    items[0] = make_item(
        0, images=(picture(0),), question="Is <b>this</b> 'safe' & sound?", options=("=1+1", "no"), gold=(0,)
    )
    plan = RunPlan(
        tuple(map(parse_model_name, MODELS)),
        (part_of(scenario_of("test", items), recipe_named("human-value-open")),),
        judges=("reference/judge",),
    )
    run(plan, folder / "run", Silent())
    return folder / "run"


def test_every_reply_has_the_same_chance() -> None:
    """Of starts spread evenly over [0, 1), each place is taken equally often."""
    taken = Counter(place for start in range(700) for place in every_nth(7, 3, (start + 0.5) / 700))
    assert taken.keys() == set(range(7))
    assert max(taken.values()) - min(taken.values()) <= 3
    assert every_nth(5, 5, 0.99) == [0, 1, 2, 3, 4]


def test_the_draw_is_in_proportion_and_reproducible(judged: Path) -> None:
    drawn = draw_replies(judged, 10)
    assert (drawn.population, drawn.recipe, drawn.judge) == (40, "human-value-open", "reference/judge")
    assert Counter(reply.model for reply in drawn.replies) == {"reference/oracle": 5, "reference/anti-oracle": 5}
    assert draw_replies(judged, 10) == drawn
    assert draw_replies(judged, 10, seed=1).replies != drawn.replies
    assert len(draw_replies(judged, 1000).replies) == 40


def filled(sheet: Path, right: str, wrong: str, *, delimiter: str = ",") -> None:
    """As a person fills it, and a spreadsheet saves it: the columns in another order."""
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    assert [row["label"] for row in rows] == [""] * len(rows)
    columns = [*reversed(rows[0])]
    with sheet.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, columns, delimiter=delimiter)
        writer.writeheader()
        for row in rows:
            writer.writerow(row | {"label": right if row["model"] == "reference/oracle" else wrong})


def test_sheets_come_back_as_labels(judged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "labels"
    command = ["data", "labels", str(judged), "--count", "20", "--rater", "ann", "--rater", "bo", "--out", str(out)]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "20 of 40 replies under human-value-open, each drawn with the same chance (50.0 %)" in said
    filled(out / "labels-ann.csv", "right", "wrong")
    filled(out / "labels-bo.csv", "Right", "partly", delimiter=";")
    then = shlex.split(said.rpartition("Then: ch3ef ")[2])
    assert main([*then, "--pairs", "0"]) == 0
    table = capsys.readouterr().out
    # Of twenty labels the judge has ten wrong where ann says wrong and bo partly: people's grade, the stricter, is wrong.
    assert "100.0" in next(line for line in table.splitlines() if line.startswith("same grade, % "))
    assert main(command) == 2
    assert "is not empty" in capsys.readouterr().err


def test_the_page_shows_replies_and_no_hint(judged: Path, tmp_path: Path) -> None:
    out = tmp_path / "labels"
    assert main(["data", "labels", str(judged), "--count", "40", "--out", str(out)]) == 0
    page = (out / "replies.html").read_text(encoding="utf-8")
    assert "Is &lt;b&gt;this&lt;/b&gt; &#39;safe&#39; &amp; sound?" in page
    for hint in ("oracle", "reference/", "grade", "verdict"):
        assert hint not in page
    assert page.count("<article") == 40
    assert len(list((out / "pictures").iterdir())) == 20
    assert sorted(path.name for path in out.iterdir()) == [
        "assets",
        "labels-first.csv",
        "labels-second.csv",
        "pictures",
        "replies.html",
    ]
    assert "=1+1" not in (out / "labels-first.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["", "../ann", "a b", "=x"])
def test_a_rater_is_a_name_of_a_file(name: str) -> None:
    with pytest.raises(InputError, match="expected letters, digits"):
        sheet_name(name)
