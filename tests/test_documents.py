"""The commands that README and docs show: each can be given as it stands, and the README's follow from each other."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from ch3ef.cli import _parser

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(page: Path) -> list[list[str]]:
    """The arguments of every whole `ch3ef` command in a page's blocks; one with `...` is not whole."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("ch3ef ") and "..." not in line]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_of_a_page_have_arguments_that_there_are(page: Path) -> None:
    for command in commands(page):
        assert _parser().parse_args(command).command, command


def test_the_readme_reads_only_runs_that_it_has_made() -> None:
    made = {"runs/demo"}  # by `make demo`
    for command in commands(ROOT / "README.md"):
        outs = {after for before, after in pairwise(command) if before == "--out"}
        read = {part for part in command if part.startswith("runs/")} - outs
        assert read <= made, command
        made |= outs
    assert len(made) > 3
