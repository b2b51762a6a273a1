"""How long a report takes to build and to show: 20 models x 1002 items x 3 recipes, with the pictures of the items.

Run by hand: `python benchmarks/report.py`. Prints seconds, sizes and processor time; the browser's part needs chromium.
Targets: built within 60 s on two cores, below 60 MB, first view within 2 s, a sort within 100 ms.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve()
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def main() -> None:
    """Write a run, build its report, look at it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--models", type=int, default=20)
    parser.add_argument("--set", default="ch3ef-gen", help="whose items are asked")
    parser.add_argument("--smallest", action="store_true", help="two models, ten items, one view: does it run?")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the run and its report here")
    arguments = parser.parse_args()
    if arguments.smallest:
        arguments.models, arguments.set = 2, "ch3ef-gen?per_task=1"
    limit, views = (10, 1) if arguments.smallest else (None, 5)
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        rows = _write_run(folder, arguments.models, arguments.set, limit)
        _build(folder, rows)
        if Path(CHROMIUM).exists():
            _look(folder / "report", views)


def _write_run(folder: Path, models: int, name: str, limit: int | None) -> int:
    sys.path.insert(0, str(HERE.parent.parent))
    from tests.report.worlds import COT, DIRECT, PPL, answers

    from ch3ef.results import write_rows
    from ch3ef.running.folder import write_items
    from ch3ef.scenarios import load_scenario

    items = load_scenario(name, limit=limit).items
    rows = list(answers(items, [f"model-{i:02}" for i in range(models)], (PPL, DIRECT, COT)))
    folder.mkdir(parents=True, exist_ok=True)
    write_items(((item.scenario, item) for item in items), folder)
    write_rows(rows, folder / "results.parquet")
    return len(rows)


def _build(folder: Path, rows: int) -> None:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "ch3ef.cli", "report", folder], check=True, stdout=subprocess.DEVNULL)
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    files = [file for file in (folder / "report").rglob("*") if file.is_file()]
    print(
        f"{rows:,} answers: built in {seconds:.1f} s ({cpu:.1f} s of processor time), peak "
        f"{after.ru_maxrss / 2**20:.2f} GiB"
    )
    sizes = {
        part: sum(file.stat().st_size for file in files if part in file.parts) / 1e6
        for part in ("pictures", "data", "figures", "assets", "tables")
    }
    total = sum(file.stat().st_size for file in files) / 1e6
    print(f"{total:.1f} MB in {len(files)} files: " + ", ".join(f"{part} {size:.1f}" for part, size in sizes.items()))


def _look(report: Path, views: int) -> None:
    from playwright.sync_api import sync_playwright

    handler = functools.partial(_Quiet, directory=str(report))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    places = {"from disk": report.as_uri(), "over http": f"http://127.0.0.1:{server.server_port}"}
    with sync_playwright() as playwright:
        for name, place in places.items():
            first = [_first_view(playwright, f"{place}/index.html") for _ in range(views)]
            print(f"first view {name}: {median(first):.0f} ms (of {views}: {min(first):.0f} to {max(first):.0f})")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page()
        page.goto(f"{places['from disk']}/index.html")
        page.wait_for_selector("#board[data-ready]")
        for columns in ("overview", "tasks"):
            page.select_option("#columns", columns)
            print(f"sorting {page.inner_text('#shown')}: {_sorting(page)}")
        page.goto(f"{places['from disk']}/items.html")
        page.wait_for_selector("#list li a, #list li button")
        print(f"filtering {page.inner_text('#count')}: {_filtering(page)}")
        browser.close()
    server.shutdown()


def _first_view(playwright: Any, address: str) -> float:
    """Milliseconds from the address to a filled table, in a new browser without a cache."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
    page = browser.new_page()
    started = time.perf_counter()
    page.goto(address)
    page.wait_for_selector("#board[data-ready]")
    seconds = time.perf_counter() - started
    browser.close()
    return 1000 * seconds


SORT = """() => {
    const took = [];
    const buttons = [...document.querySelectorAll('#board thead button')].slice(0, 10);
    const names = buttons.map((each) => each.dataset.column);
    for (const name of names) {
        const started = performance.now();
        document.querySelector(`#board thead button[data-column="${CSS.escape(name)}"]`).click();
        document.querySelector('#board').getBoundingClientRect().height;
        took.push(performance.now() - started);
    }
    return JSON.stringify(took);
}"""


def _sorting(page: Any) -> str:
    """Milliseconds of a click on a heading until the sorted table is laid out, for up to ten headings."""
    took = json.loads(page.evaluate(SORT))
    return f"{median(took):.0f} ms (of {len(took)}: {min(took):.0f} to {max(took):.0f})"


FILTER = """() => {
    const took = [];
    const select = document.querySelector('#outcome');
    for (const option of [...select.options]) {
        const started = performance.now();
        select.value = option.value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
        document.querySelector('#list').getBoundingClientRect().height;
        took.push(performance.now() - started);
    }
    return JSON.stringify(took);
}"""


def _filtering(page: Any) -> str:
    """Milliseconds until the list of items is laid out anew, for each outcome."""
    took = json.loads(page.evaluate(FILTER))
    return f"{median(took):.0f} ms (of {len(took)}: {min(took):.0f} to {max(took):.0f})"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Say nothing."""


if __name__ == "__main__":
    main()
