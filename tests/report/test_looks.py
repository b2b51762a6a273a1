"""How the pages look in a real browser: nothing cut, broken or out of the page, on any screen and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ch3ef.analysis.arrow import read_table
from ch3ef.analysis.comparison import compare
from ch3ef.cli import main
from ch3ef.errors import InputError
from ch3ef.report.paper import find_browser
from ch3ef.results import write_rows
from ch3ef.running.folder import write_items
from ch3ef.scenarios import load_scenario
from tests.report.browsing import CHROMIUM, browser, watched_page
from tests.report.worlds import DIRECT, PPL, answers

pytestmark = pytest.mark.browser

SIZES = {"desktop": (1400, 900), "tablet": (768, 1024), "phone": (390, 844)}
PAGES = (
    "index.html",
    "index.html#columns=tasks&published=yes",
    "models.html#b=1",
    "across.html",
    "items.html",
    "about.html",
)
LONG = [
    f"vllm/OpenGVLab/InternVL3-{size}B-Instruct-finetuned-on-human-preferences-2026-{month:02}-checkpoint-{1000 * month}"
    for month, size in enumerate((1, 2, 8, 14, 38, 78) * 2, 1)
]
WORLDS = {
    "many": [*LONG, "reference/oracle", "reference/first"],
    "two": ["lab/alpha", "lab/beta"],
    "one": ["vllm/OpenGVLab/InternVL3-8B-Instruct"],
}
SETS = (("ch3ef-gen", 138), ("ch3ef-gen-twins", 92), ("semantics-gen", 20), ("logic-gen", 20))
FAULTS = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")
A4, LETTER = (703, 1017), (725, 950)
"""What the margins leave of a page [CSS pixels]."""


EACH_WORLD = ("two", *(pytest.param(world, marks=pytest.mark.slow) for world in ("many", "one")))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The address of a report of twelve models with long names, of two or of one."""

    @cache
    def address(world: str) -> str:
        items = [item for name, limit in SETS for item in load_scenario(name, limit=limit).items]
        run = tmp_path_factory.mktemp(world) / "run"
        run.mkdir()
        write_items(((item.scenario, item) for item in items), run)
        write_rows(list(answers(items, WORLDS[world], (PPL, DIRECT))), run / "results.parquet")
        assert main(["report", str(run)]) == 0
        return (run / "report").as_uri()

    return address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as running:
        yield running


def open_whole(page: Any, address: str) -> None:
    """Open a page, and scroll to each of its figures, so that it is drawn."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_load_state("load")
    page.wait_for_timeout(200)
    for figure in page.locator("figure[data-shown]:not([hidden])").all():
        figure.scroll_into_view_if_needed()
        figure.locator("svg").first.wait_for()
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(100)


def wait_for(page: Any, condition: str) -> None:
    """Playwright's own waiting evaluates code in the page, which the pages forbid."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("world", EACH_WORLD)
def test_nothing_is_cut_broken_or_out_of_the_page(
    chromium: Any, reports: Callable[[str], str], world: str, size: str
) -> None:
    width, height = SIZES[size]
    faults = {}
    with watched_page(chromium, viewport={"width": width, "height": height}) as (page, seen):
        for name in PAGES:
            open_whole(page, f"{reports(world)}/{name}")
            faults[name] = page.evaluate(FAULTS)
        assert seen.errors == []
    assert {name: found for name, found in faults.items() if found} == {}


def test_a_word_placed_out_of_sight_does_not_widen_the_page(chromium: Any, reports: Callable[[str], str]) -> None:
    """On tasks many cells say "not asked" to those who listen; they lie beyond the right end of the screen."""
    with watched_page(chromium, viewport={"width": 390, "height": 844}) as (page, _):
        open_whole(page, f"{reports('two')}/index.html#columns=tasks&published=yes")
        beyond = page.locator(".hidden-words").evaluate_all(
            "(all) => all.filter((each) => each.getBoundingClientRect().left > innerWidth).length"
        )
        assert beyond > 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_chart_follows_the_width_of_its_card(chromium: Any, reports: Callable[[str], str]) -> None:
    with watched_page(chromium, viewport={"width": 1400, "height": 900}) as (page, seen):
        open_whole(page, f"{reports('two')}/index.html")
        drawn = "document.querySelector('[data-figure=levels] svg').getBoundingClientRect().width"
        wide = page.evaluate(drawn)
        page.set_viewport_size({"width": 390, "height": 844})
        page.locator("[data-figure=levels]").scroll_into_view_if_needed()
        wait_for(page, f"{drawn} < 390")
        page.wait_for_timeout(200)
        assert page.evaluate(FAULTS) == []
        page.set_viewport_size({"width": 1400, "height": 900})
        wait_for(page, f"Math.abs({drawn} - {wide}) < 20")
        assert seen.errors == []


def test_what_a_pointer_is_told_of_a_cell_can_be_read_without_one(chromium: Any, reports: Callable[[str], str]) -> None:
    with watched_page(chromium, viewport={"width": 390, "height": 844}, has_touch=True) as (page, _):
        page.goto(f"{reports('two')}/index.html")
        page.wait_for_selector("#board[data-ready]")
        cell = page.locator("#board td[title]").first
        below = "(each) => getComputedStyle(each, '::after').content"
        assert cell.evaluate(below) == "none"
        page.locator("#told").focus()
        page.keyboard.press("Space")
        told = cell.evaluate(below)
        assert told.strip('"') == cell.get_attribute("title")
        assert "n = " in told
        page.locator("#told").tap()
        assert cell.evaluate(below) == "none"


def test_a_profile_has_a_second_model_a_sentence_and_units(chromium: Any, reports: Callable[[str], str]) -> None:
    table = read_table([Path(reports("two").removeprefix("file://")).parent])
    whole = next(
        one
        for one in compare(table.of_model("lab/alpha"), table.of_model("lab/beta"), ("overall",))
        if (one.scenario, one.recipe) == ("ch3ef-gen", "human-value")
    )
    with watched_page(chromium, viewport={"width": 1400, "height": 900}) as (page, seen):
        page.goto(f"{reports('two')}/models.html")
        page.locator("#difference .lead").wait_for()
        assert [page.locator(each).input_value() for each in ("#a", "#b")] == ["0", "1"]
        assert page.locator("#difference .lead").inner_text().replace("\xa0", " ") == (
            f"lab/beta is ahead of lab/alpha by {100 * whole.difference:.1f} points "
            f"[{100 * whole.low:+.1f}, {100 * whole.high:+.1f}] on ch3ef-gen by human-value, {whole.n} items."
        )
        for table_of, wanted in (
            ("#measures", "calibration error, debiased"),
            ("#behaviour", "declined without a cause"),
        ):
            assert "unit\tdirection" in page.locator(f"{table_of} thead").inner_text()
            row = page.locator(f"{table_of} tbody tr", has_text=wanted).first.inner_text()
            assert "%\tlower is better" in row
        assert seen.errors == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_where_the_keyboard_is_can_be_seen(chromium: Any, reports: Callable[[str], str], name: str, theme: str) -> None:
    # Without smooth scrolling: where a page has scrolled to is known at once.
    with watched_page(chromium, color_scheme=theme, reduced_motion="reduce") as (page, _):
        open_whole(page, f"{reports('two')}/{name}")
        reached = set()
        for _ in range(30):
            page.keyboard.press("Tab")
            found = page.evaluate("""() => {
              const each = document.activeElement, style = getComputedStyle(each), box = each.getBoundingClientRect();
              return { name: each.outerHTML.slice(0, 80), width: parseFloat(style.outlineWidth), style: style.outlineStyle,
                seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth };
            }""")
            if found["name"].startswith("<body"):
                break
            reached.add(found["name"])
            assert found["style"] == "solid", found
            assert found["width"] >= 2, found
            assert found["seen"], found
        assert len(reached) > 8


def on_paper(page: Any, paper: tuple[int, int]) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size({"width": paper[0], "height": paper[1]})
    page.emulate_media(media="print")
    page.wait_for_timeout(200)


@pytest.mark.parametrize("world", EACH_WORLD)
def test_paper_holds_all_of_a_page_and_no_buttons(chromium: Any, reports: Callable[[str], str], world: str) -> None:
    pictures = 0
    with watched_page(chromium, viewport={"width": 1400, "height": 900}, color_scheme="dark") as (page, _):
        for name in PAGES:
            page.goto("about:blank")
            page.goto(f"{reports(world)}/{name}")
            page.wait_for_load_state("load")
            # What is printed of charts is drawn by itself, without the reader's having seen them.
            wait_for(
                page,
                "[...document.querySelectorAll('figure[data-shown] .on-paper')].every((each) => each.src.startsWith('data:'))",
            )
            for paper in (A4, LETTER):
                on_paper(page, paper)
                pictures += held_on_paper(page, name, paper)
                page.emulate_media(media="screen")
                page.evaluate("dispatchEvent(new Event('afterprint'))")
                page.set_viewport_size({"width": 1400, "height": 900})
    assert pictures > 0


def held_on_paper(page: Any, name: str, paper: tuple[int, int]) -> int:
    """Check a page as it is printed; gives how many charts it holds."""
    assert page.evaluate(FAULTS) == [], (name, paper)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not [
        each for each in page.locator("button:not(th button), select, input, summary").all() if each.is_visible()
    ]
    for region in page.locator(".scroll").all():
        assert region.evaluate("(each) => each.scrollWidth <= each.clientWidth + 1"), (name, paper)
    pictures = page.locator("figure[data-shown]:not([hidden]) .on-paper").all()
    for picture in pictures:
        width, height, colours = picture.evaluate(
            "(each) => [each.naturalWidth, each.height, decodeURIComponent(each.src)]"
        )
        assert width > 100
        assert height < paper[1]
        assert "#e6edf3" not in colours  # the ink of the dark theme
    for part in ("tr", "figure"):
        kept = page.locator(f"main {part}").evaluate_all(
            "(all) => all.every((each) => getComputedStyle(each).breakInside === 'avoid')"
        )
        assert kept
    return len(pictures)


def test_more_columns_than_a_page_holds_are_printed_below_each_other(
    chromium: Any, reports: Callable[[str], str]
) -> None:
    with watched_page(chromium, viewport={"width": 1400, "height": 900}) as (page, _):
        page.goto(f"{reports('two')}/index.html#columns=tasks")
        page.wait_for_selector("#board[data-ready]")
        on_paper(page, A4)
        tables = page.locator("#board table:visible")
        heads = [table.locator("thead th").all_inner_texts()[2:] for table in tables.all()]
        assert [len(own) for own in heads] == [7, 7, 7, 7, 7, 7, 4]
        assert len({head for own in heads for head in own}) == 46
        page.emulate_media(media="screen")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("#board table").count() == 1


def test_a_report_is_printed_by_the_command(reports: Callable[[str], str], tmp_path: Path) -> None:
    run = Path(reports("two").removeprefix("file://")).parent
    file = tmp_path / "meeting.pdf"
    assert main(["report", str(run), "--format", "pdf", "--out", str(file)]) == 0
    content = file.read_bytes()
    assert content.startswith(b"%PDF-")
    # A4 in points; the table and both charts on as many pages as a meeting reads.
    assert b"/MediaBox [0 0 594.95996 841.91998]" in content
    assert 1 <= content.count(b"/Type /Page\n") <= 4
    assert len(content) > 20_000


def test_the_browser_is_found_or_missed_in_one_line() -> None:
    assert find_browser((CHROMIUM,)) == CHROMIUM
    with pytest.raises(InputError, match="no Chromium or Chrome on this machine") as missing:
        find_browser(("no-such-browser",))
    assert "print it" in str(missing.value)
    assert "\n" not in str(missing.value)
