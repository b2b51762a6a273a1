"""Journey 1: `make demo`, without what it installs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.terminal import Screen, kept

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_demo_shows_a_table_how_to_read_it_a_report_and_the_next_command(tmp_path: Path) -> None:
    make = ["make", "-C", str(ROOT), "demo", "-o", ".venv/.core"]
    where = ["LIMIT=20", f"RUNS={tmp_path}", f"BIN={Path(sys.executable).parent}"]
    ended = subprocess.run([*make, *where], capture_output=True, text=True, timeout=580, check=False)
    screen = kept("make demo", Screen(ended.returncode, ended.stdout, ended.stderr), tmp_path)
    assert screen.code == 0, screen.err
    assert "6 reference answerers" in screen.out
    assert "accuracy in percent [95 % interval]" in screen.out
    for dimension in ("helpful", "honest", "harmless"):
        assert re.search(rf"^  {dimension} .*100\.0 \[.*, 100\.0\]", screen.out, re.MULTILINE), "the ceiling"
    assert "oracle is the ceiling and anti-oracle the floor" in " ".join(screen.out.split())
    assert "ch3ef run --model ch3ef-hf/PATH_OR_HUB_ID" in screen.out
    named = re.search(r"Open in a browser: (.*)", screen.out)
    assert named
    assert Path(named[1]).is_file()
