"""The report in a real browser: what a reader does with it, from disk and over http, with friendly and hostile texts."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ch3ef.analysis.arrow import read_table
from ch3ef.analysis.comparison import compare
from ch3ef.cli import main
from ch3ef.items import ImageRef, Item
from ch3ef.report.runs import read_runs
from ch3ef.report.standings import make_board
from ch3ef.results import ResultRow, write_rows
from ch3ef.running.folder import write_items
from ch3ef.scenarios import load_scenario
from ch3ef.variants import is_reference
from tests.conftest import make_item
from tests.report.browsing import browser, served, watched_page
from tests.report.worlds import DIRECT, PPL, answers

pytestmark = pytest.mark.browser

PAGES = ("index", "models", "across", "items", "about")
MODELS = (*(f"lab/model-{i}" for i in range(6)), "reference/oracle", "reference/first")
HOSTILE = (
    "<script>window.hacked=1</script>", "\"><img src=x onerror=\"window.hacked=1\">", "javascript:window.hacked=1",
    "</style></script><svg onload=window.hacked=1>", "\u202egnitirw \u2066two", "{{7*7}}${7*7}'\"`--",
    "中文的回答应当在任何地方换行" * 40, "x" * 100_000, "datum.model'];window.hacked=1//",
)  # fmt: skip


SETS = (("ch3ef-gen", 138), ("ch3ef-gen-twins", 92), ("semantics-gen", 40), ("logic-gen", 40))
"""Sets and how many of their items are asked."""


def write_run(folder: Path, items: list[Item], rows: list[ResultRow]) -> Path:
    folder.mkdir()
    write_items(((item.scenario, item) for item in items), folder)
    write_rows(rows, folder / "results.parquet")
    # By its name alone, which pages show: the place is this machine's.
    with chdir(folder.parent):
        assert main(["report", folder.name, "--title", "Simulated models"]) == 0
    return folder


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of six models and two reference answerers, with its report."""
    folder = tmp_path_factory.mktemp("runs")
    items = [item for name, limit in SETS for item in load_scenario(name, limit=limit).items]
    return write_run(folder / "run", items, list(answers(items, MODELS, (PPL, DIRECT))))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run whose every text is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    picture = _pictures(folder)
    items = [
        replace(
            make_item(
                n,
                images=(picture(n),),
                question=f"{HOSTILE[n % len(HOSTILE)]} {n}",
                options=tuple(f"{text} {n}" for text in HOSTILE[:4]),
            ),
            task=HOSTILE[n % len(HOSTILE)],
        )
        for n in range(40)
    ]
    rows = [
        replace(row, reply=HOSTILE[n % len(HOSTILE)], reasoning=HOSTILE[(n + 1) % len(HOSTILE)])
        for n, row in enumerate(answers(items, HOSTILE, (DIRECT,)))
    ]
    return write_run(folder / "run", items, rows)


PROPERTIES = ("constructor", "__proto__", "toString", "valueOf", "hasOwnProperty")
"""Names that every object of JavaScript answers to."""


@pytest.fixture(scope="module")
def properties(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run whose models, tasks and options are called as properties of objects are."""
    folder = tmp_path_factory.mktemp("properties")
    picture = _pictures(folder)
    items = [
        replace(make_item(n, images=(picture(n),), options=PROPERTIES[:4]), task=PROPERTIES[n % len(PROPERTIES)])
        for n in range(40)
    ]
    rows = [
        replace(row, outcome="refused", correct=None, chosen=None) if n % 7 == 0 else row
        for n, row in enumerate(answers(items, PROPERTIES, (PPL, DIRECT)))
    ]
    return write_run(folder / "run", items, rows)


def _pictures(folder: Path) -> Callable[[int], ImageRef]:
    import hashlib

    import numpy as np
    from PIL import Image

    def make(n: int) -> ImageRef:
        path = folder / f"{n}.png"
        if not path.exists():
            Image.fromarray(np.random.default_rng(n).integers(0, 256, (60, 80, 3), dtype=np.uint8)).save(path)
        return ImageRef(path, hashlib.sha256(path.read_bytes()).hexdigest())

    return make


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as running:
        yield running


@pytest.fixture
def site(run: Path) -> str:
    """The report's address, on disk."""
    return (run / "report").as_uri()


@pytest.fixture(scope="module", params=["disk", "http"])
def either(request: pytest.FixtureRequest, run: Path) -> Iterator[str]:
    """The report's address, on disk and over http."""
    if request.param == "disk":
        yield (run / "report").as_uri()
    else:
        with served(run / "report") as address:
            yield address


def shown_models(page: Any, kind: str = "model") -> list[str]:
    found: list[str] = page.locator(f"#board tbody[data-kind='{kind}'] tr[data-model] th").all_inner_texts()
    return found


def open_board(page: Any, site: str, address: str = "") -> None:
    page.goto(f"{site}/index.html{address}")
    page.wait_for_selector("#board[data-ready]")


def test_every_page_opens_without_errors_or_requests_outside(chromium: Any, either: str) -> None:
    with watched_page(chromium) as (page, seen):
        for name in PAGES:
            page.goto(f"{either}/{name}.html")
            page.wait_for_load_state("load")
            for figure in page.locator("figure[data-shown]:not([hidden])").all():
                figure.scroll_into_view_if_needed()
                figure.locator("svg").first.wait_for()
            assert page.locator("h1").count() == 1
            assert not page.locator(".failed").count()
        assert seen.errors == []
        assert seen.outside(either) == []
        assert len(seen.requests) > 20


def test_the_board_sorts_by_a_click_and_by_a_key(chromium: Any, site: str, run: Path) -> None:
    cells = make_board(read_runs([run])).standing("ch3ef-gen|harmless").cells
    models = [model for model in MODELS if not is_reference(model)]

    def shares(shown: list[str]) -> list[float]:
        assert sorted(shown) == sorted(models)
        return [cells[model].share for model in shown]

    best_first = sorted(shares(models), reverse=True)  # of models with the same share either may come first
    with watched_page(chromium) as (page, _):
        open_board(page, site)
        heading = page.locator("#board button[data-column='ch3ef-gen|harmless']")
        heading.click()
        assert shares(shown_models(page)) == best_first
        assert page.locator("#board th[aria-sort='descending']").inner_text().startswith("harmless")
        heading.focus()
        page.keyboard.press("Enter")
        assert shares(turned := shown_models(page)) == best_first[::-1]
        assert page.evaluate("document.activeElement.dataset.column") == "ch3ef-gen|harmless"
        page.reload()
        page.wait_for_selector("#board[data-ready]")
        assert shown_models(page) == turned


def test_cells_show_the_numbers_of_the_board(chromium: Any, site: str, run: Path) -> None:
    cell = make_board(read_runs([run])).standing("ch3ef-gen|honest|pairs").cells["lab/model-4"]
    with watched_page(chromium) as (page, _):
        open_board(page, site)
        column = page.locator("#board thead th").all_inner_texts().index("honest, both of a pair") - 2
        row = page.locator(f"#board tr[data-model='{MODELS.index('lab/model-4')}']")
        text = row.locator("td").nth(column + 1).inner_text()
    assert f"{100 * cell.share:.1f}" in text
    assert f"{100 * (cell.low or 0):.1f}–{100 * (cell.high or 0):.1f}" in text
    assert f"#{cell.best}" in text


def test_the_board_is_filtered(chromium: Any, site: str) -> None:
    with watched_page(chromium) as (page, _):
        open_board(page, site)
        assert len(shown_models(page, "reference")) == 2
        assert not shown_models(page, "published")
        page.check("#published")
        assert len(shown_models(page, "published")) == 16
        page.uncheck("#reference")
        assert not shown_models(page, "reference")
        page.fill("#find", "model-3")
        assert shown_models(page) == ["lab/model-3"]
        page.fill("#find", "")
        page.select_option("#columns", "tasks")
        assert page.locator("#board thead th").count() == 2 + 46
        page.select_option("#columns", "overview")
        page.select_option("#set", "semantics-gen")
        assert page.locator("#board thead th").all_inner_texts()[2:] == ["semantics-gen"]
        page.select_option("#set", "")
        page.select_option("#way", label="human-value-direct")
        assert "human-value-direct" in page.inner_text("#protocols")
        address = page.url
        page.goto("about:blank")
        page.goto(address)
        page.wait_for_selector("#board[data-ready]")
        assert page.input_value("#way") != "main"


def test_two_models_are_compared(chromium: Any, site: str, run: Path) -> None:
    table = read_table([run])
    first, second = table.of_model("lab/model-1"), table.of_model("lab/model-4")
    found = next(each for each in compare(first, second) if (each.scenario, each.group) == ("ch3ef-gen", "honest"))
    with watched_page(chromium) as (page, seen):
        page.goto(f"{site}/models.html")
        page.select_option("#a", label="lab/model-1")
        page.select_option("#b", label="lab/model-4")
        row = page.locator("#differences tr[data-group='honest']").filter(has_text="human-value").first
        row.wait_for()
        assert f"+{100 * found.difference:.1f}" in row.inner_text()
        for figure in ("#profile", "#sunburst-b"):
            page.locator(figure).scroll_into_view_if_needed()
            page.locator(f"{figure} svg").wait_for()
        # Turned round, the difference has the other sign.
        page.select_option("#a", label="lab/model-4")
        page.select_option("#b", label="lab/model-1")
        page.locator("#differences th:nth-child(5)", has_text="model-4").wait_for()
        assert (
            f"−{100 * found.difference:.1f}" in page.locator("#differences tr[data-group='honest']").first.inner_text()
        )
        assert seen.errors == []


def test_the_theme_is_switched_and_kept(chromium: Any, either: str) -> None:
    with watched_page(chromium, color_scheme="light") as (page, seen):
        open_board(page, either)
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.locator("figure[data-figure='levels']").scroll_into_view_if_needed()
        page.locator("figure[data-figure='levels'] svg").wait_for()
        page.click("#theme")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
        page.goto(f"{either}/about.html")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert seen.errors == []


def test_figures_and_tables_are_saved(chromium: Any, either: str, run: Path, tmp_path: Path) -> None:
    board = make_board(read_runs([run]))
    with watched_page(chromium) as (page, seen):
        open_board(page, either)
        with page.expect_download() as saved:
            page.click("#save")
        saved.value.save_as(tmp_path / "board.csv")
        rows = list(csv.DictReader((tmp_path / "board.csv").open(encoding="utf-8")))
        own = next(row for row in rows if row["model"] == "lab/model-2" and row["column"] == "A3")
        assert float(own["accuracy"]) == pytest.approx(board.standing("A3").cells["lab/model-2"].share, abs=1e-4)
        figure = page.locator("figure[data-figure='levels']")
        figure.scroll_into_view_if_needed()
        figure.locator("svg").wait_for()
        for kind, begins in (("SVG", b"<svg"), ("PNG", b"\x89PNG"), ("CSV", b"column,model,")):
            with page.expect_download() as saved:
                figure.get_by_role("button", name=kind, exact=True).click()
            saved.value.save_as(tmp_path / f"levels.{kind}")
            assert (tmp_path / f"levels.{kind}").read_bytes().startswith(begins)
        assert seen.errors == []


def open_items(page: Any, site: str, address: str = "") -> None:
    page.goto(f"{site}/items.html{address}")
    page.wait_for_selector("#browser[data-ready]")
    page.wait_for_selector("#content[data-shown]")


def test_an_item_is_opened_with_what_models_answered(chromium: Any, either: str, run: Path) -> None:
    runs = read_runs([run])
    item = next(item for item in runs.items.values() if item.scenario == "ch3ef-gen" and item.dimension == "helpful")
    replied = {row.model: row for row in runs.rows if row.item_id == item.id and row.recipe == DIRECT[0]}
    likely = {row.model: row for row in runs.rows if row.item_id == item.id and row.recipe == PPL[0]}
    with watched_page(chromium) as (page, seen):
        open_items(page, either)
        page.click("#reveal")
        page.fill("#find", item.id)
        page.locator("#list a[data-item]").first.click()
        page.locator("#item-name", has_text=item.id).wait_for()
        page.locator("#content details").evaluate_all("(all) => all.forEach((each) => { each.open = true; })")
        content = page.inner_text("#content")
        assert item.question in content
        assert all(option in content for option in item.options)
        assert page.locator("table.options tr.right").count() == len(item.gold)
        assert item.options[item.gold[0]] in page.locator("table.options tr.right").first.inner_text()
        for model in ("lab/model-0", "lab/model-1"):
            shown = page.locator(".answers .model", has_text=model).first.inner_text()
            assert (replied[model].reply or "") in shown
        mean = (likely["lab/model-0"].option_logprob_mean or [0.0])[0]
        assert f"{mean:.3f}".replace("-", "−") in content
        picture = page.locator(".gallery img").first
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 100
        address = page.url
        page.goto("about:blank")
        page.goto(address)
        page.locator("#item-name", has_text=item.id).wait_for()
        assert seen.errors == []


def test_items_are_filtered(chromium: Any, site: str, run: Path) -> None:
    rows = [row for row in read_runs([run]).rows if row.model in ("lab/model-0", "lab/model-1")]
    right: dict[tuple[str, ...], set[bool]] = {}
    for row in rows:
        right.setdefault((row.scenario, row.item_id, row.recipe), set()).add(bool(row.correct))
    disagreed = {key[:2] for key, found in right.items() if len(found) == 2}
    refused = {(row.scenario, row.item_id) for row in rows if row.outcome == "refused"}
    with watched_page(chromium) as (page, seen):
        open_items(page, site)
        total = int(page.inner_text("#count").split(" of ")[0].replace(",", ""))
        assert total == len({(row.scenario, row.item_id) for row in rows})
        page.check("#disagree")
        assert page.inner_text("#count").startswith(f"{len(disagreed)} of ")
        page.uncheck("#disagree")
        page.select_option("#outcome", "refused")
        assert page.inner_text("#count").startswith(f"{len(refused)} of ")
        page.click("#clear")
        page.select_option("#group", label="insult")
        insults = {(row.scenario, row.item_id) for row in rows if row.task == "insult"}
        assert page.inner_text("#count").startswith(f"{len(insults)} of ")
        # The marks tell right from wrong by more than their colour.
        assert set(page.locator("#list .mark [aria-hidden]").all_inner_texts()) <= set("✓✗◐⊘–?!…")
        assert seen.errors == []


def test_pictures_and_harmful_texts_are_hidden_until_asked_for(chromium: Any, site: str) -> None:
    with watched_page(chromium) as (page, _):
        page.goto(f"{site}/items.html")
        page.locator(".sensitive").first.wait_for(state="attached")
        assert not any(each.is_visible() for each in page.locator(".sensitive").all())
        assert page.locator(".veil").first.is_visible()
        page.click("#reveal")
        assert page.locator("main .sensitive").first.is_visible()
        assert not any(each.is_visible() for each in page.locator(".veil").all())
        assert page.get_attribute("#reveal", "aria-pressed") == "true"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_accessibility(chromium: Any, run: Path, name: str, theme: str) -> None:
    """axe-core finds nothing serious on any page, in both themes."""
    from axe_playwright_python.sync_playwright import Axe

    with watched_page(chromium, color_scheme=theme) as (page, _):
        page.goto(f"{(run / 'report').as_uri()}/{name}.html")
        page.wait_for_load_state("load")
        for figure in page.locator("figure[data-shown]:not([hidden])").all():
            figure.scroll_into_view_if_needed()
            figure.locator("svg").first.wait_for()
        found = Axe().run(page).response["violations"]
        assert page.evaluate("document.documentElement.dataset.theme") == theme
    serious = [
        (each["id"], node["html"][:160], node["failureSummary"][:200])
        for each in found
        if each["impact"] in {"serious", "critical"}
        for node in each["nodes"]
    ]
    assert serious == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows_on_a_phone(chromium: Any, run: Path, hostile: Path, name: str) -> None:
    for folder in (run, hostile):
        with watched_page(chromium, viewport={"width": 360, "height": 740}) as (page, _):
            page.goto(f"{(folder / 'report').as_uri()}/{name}.html")
            page.wait_for_load_state("load")
            page.wait_for_timeout(300)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, folder


def test_names_that_objects_answer_to_are_names(chromium: Any, properties: Path) -> None:
    site = (properties / "report").as_uri()
    drawn = 0
    with watched_page(chromium) as (page, seen):
        for name in PAGES:
            page.goto(f"{site}/{name}.html")
            page.wait_for_load_state("load")
            for figure in page.locator("figure[data-shown]:not([hidden])").all():
                figure.scroll_into_view_if_needed()
                figure.locator("svg").first.wait_for()
                drawn += 1
            assert not page.locator(".failed").count()
        open_board(page, site)
        assert sorted(text.split("\n")[0] for text in shown_models(page)) == sorted(PROPERTIES)
        assert seen.errors == []
    assert drawn > 3
    svg = (properties / "report" / "figures" / "levels.svg").read_text()
    assert all(name in svg for name in PROPERTIES)


@pytest.mark.parametrize("name", PAGES)
def test_hostile_texts_are_texts(chromium: Any, hostile: Path, name: str) -> None:
    """Nothing executes, nothing is fetched, the pages still work, and the texts are there to read."""
    site = (hostile / "report").as_uri()
    with watched_page(chromium) as (page, seen):
        page.goto(f"{site}/{name}.html")
        page.wait_for_load_state("load")
        page.click("#reveal")
        for figure in page.locator("figure[data-shown]:not([hidden])").all():
            figure.scroll_into_view_if_needed()
            figure.locator("svg").first.wait_for()
        page.wait_for_timeout(300)
        assert page.evaluate("window.hacked") is None
        assert not page.locator("img[src='x'], svg[onload]").count()
        assert not page.locator("a[href^='javascript']").count()
        assert seen.errors == []
        assert seen.outside(site) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        if name == "index":
            assert "<script>window.hacked=1</script>" in shown_models(page)


def test_the_policy_forbids_code_and_style_within_pages(chromium: Any, run: Path) -> None:
    with watched_page(chromium) as (page, seen):
        page.goto(f"{(run / 'report').as_uri()}/index.html")
        page.evaluate(
            "const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s)"
        )
        assert page.evaluate("window.hacked") is None
        assert any("Content Security Policy" in error for error in seen.errors)


PICTURES = {
    "report-leaderboard": ("index", 1400, 1000, "light"),
    "report-leaderboard-dark": ("index", 1400, 1000, "dark"),
    "report-leaderboard-tablet": ("index", 768, 1000, "light"),
    "report-leaderboard-phone": ("index", 390, 1300, "light"),
    "report-leaderboard-phone-dark": ("index", 390, 1300, "dark"),
    "report-leaderboard-print": ("index", 703, 1017, "print"),
    "report-profiles": ("models", 1400, 1000, "light"),
    "report-profiles-phone": ("models", 390, 1300, "light"),
    "report-across": ("across", 1400, 1000, "dark"),
    "report-items": ("items", 1400, 1000, "light"),
    "report-items-phone-dark": ("items", 390, 1300, "dark"),
}
"""Pictures in the documents: page, width, height [pixels], and theme; in print that of an A4 page without its margins."""


RENEWED = PICTURES if "CH3EF_SCREENSHOTS" in os.environ else ("report-leaderboard", "report-leaderboard-print")


@pytest.mark.parametrize("file", RENEWED)
def test_pictures_of_the_documents(chromium: Any, run: Path, tmp_path: Path, file: str) -> None:
    """What docs/report.md shows; all of them, and written there, where CH3EF_SCREENSHOTS names the folder."""
    name, width, height, look = PICTURES[file]
    theme = "light" if look == "print" else look
    with watched_page(chromium, color_scheme=theme, viewport={"width": width, "height": height}) as (page, _):
        page.goto(f"{(run / 'report').as_uri()}/{name}.html")
        page.wait_for_load_state("load")
        page.click("#reveal")
        page.wait_for_timeout(2000)
        if look == "print":
            page.emulate_media(media="print")
            page.wait_for_timeout(200)
        page.screenshot(path=tmp_path / "whole.png")
    picture = Path(os.environ.get("CH3EF_SCREENSHOTS", tmp_path)) / f"{file}.png"
    with Image.open(tmp_path / "whole.png") as whole:
        whole.convert("RGB").quantize(96).save(picture, optimize=True)
    assert 10_000 < picture.stat().st_size < 150_000


def test_data_files_hold_plain_json(hostile: Path) -> None:
    for file in (hostile / "report" / "data").rglob("*.js"):
        text = file.read_text(encoding="utf-8")
        assert text.startswith("ch3ef.receive(")
        json.loads("[" + text.removeprefix("ch3ef.receive(").removesuffix(");\n") + "]")
