"""Work that is shared out among processes comes back in order, and nobody goes on working for who stopped asking."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ch3ef.scenarios.processes import on_every_core


def test_results_come_in_the_order_of_their_parts_and_who_stops_asking_ends_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert list(on_every_core(abs, [-3, 2, -1])) == [3, 2, 1]
    results = on_every_core(time.sleep, [0.0, 600.0, 600.0])
    assert next(results) is None
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_a_script_without_a_guard_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "draw.py"
    asking = "from ch3ef.scenarios.processes import on_every_core\nlist(on_every_core(abs, [-1, 2]))\n"
    script.write_text(f"import os\nos.cpu_count = lambda: 2\n{asking}")
    ended = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.count("Traceback") == 1
    assert 'calls this below `if __name__ == "__main__":`' in ended.stderr.splitlines()[-1]
