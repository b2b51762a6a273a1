"""The first page as a PDF, printed by a browser that is on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ch3ef.errors import InputError, RunError

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
"""Programs that print pages without a window, on the path or at their usual place."""
PATIENCE = 120
"""Seconds that printing may take."""
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--virtual-time-budget=15000",  # milliseconds by the page's own clock, in which charts are drawn
)


def find_browser(names: Sequence[str] = BROWSERS) -> str:
    """The first browser of some that is on this machine.

    Args:
        names: Their programs.

    Raises:
        InputError: There is none.
    """
    for name in names:
        if found := shutil.which(name):
            return found
    raise InputError(
        "--format pdf: no Chromium or Chrome on this machine; install one (Debian: apt-get install chromium), or open "
        "the report (--format html) in any browser and print it"
    )


def print_page(browser: str, page: Path, file: Path) -> None:
    """Print a page as PDF.

    Args:
        browser: Its program.
        page: The page.
        file: Where to.

    Raises:
        RunError: The browser did not print it.
    """
    with TemporaryDirectory() as profile:
        command = [browser, *_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={file.resolve()}"]
        if os.name == "posix" and os.geteuid() == 0:
            command.append("--no-sandbox")  # it refuses to start for root otherwise; the page is our own
        command.append(page.resolve().as_uri())
        try:
            done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RunError(f"{browser}: did not print the report ({error})") from error
    if not file.is_file() or not file.read_bytes().startswith(b"%PDF-"):
        raise RunError(f"{browser}: did not print the report (exit code {done.returncode})")
