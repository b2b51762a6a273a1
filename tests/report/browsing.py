"""A real browser for tests of pages: every page that is opened is watched for errors and for requests outside."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

LEFT = "net::ERR_ABORTED"


@dataclass
class Watched:
    """What pages did that they should not.

    Attributes:
        errors: Messages on the console of kind error or warning, uncaught exceptions, failed requests, dialogs.
        requests: Addresses that were asked for.
    """

    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def outside(self, site: str) -> list[str]:
        """Addresses that are not of the site, nor data within the page."""
        return [each for each in self.requests if not each.startswith((site, "data:", "blob:"))]


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium, headless."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield running
        running.close()


@contextmanager
def watched_page(running: Any, **options: Any) -> Iterator[tuple[Any, Watched]]:
    """A page in a browser profile of its own, watched."""
    context = running.new_context(**options)
    page, seen = context.new_page(), Watched()
    page.on(
        "console", lambda message: seen.errors.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    # What a page was still fetching when the reader left it is called off, which is no fault of the page's.
    page.on(
        "requestfailed",
        lambda request: seen.errors.append(f"failed: {request.url}") if request.failure != LEFT else None,
    )
    page.on("request", lambda request: seen.requests.append(request.url))

    def dismiss(dialog: Any) -> None:
        seen.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    yield page, seen
    context.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder over http, on this machine."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
