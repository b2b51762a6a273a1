"""Work that is shared out among processes comes back in order, and nobody goes on working for who stopped asking."""

from __future__ import annotations

import errno
import multiprocessing
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ch3ef.errors import RunError
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


def test_a_script_from_standard_input_and_a_daemon_have_their_work_done_without_other_processes() -> None:
    asking = """
import multiprocessing, os
os.cpu_count = lambda: 2
from ch3ef.scenarios.processes import on_every_core
print(list(on_every_core(abs, [-1, 2])), flush=True)
def work():
    print(list(on_every_core(abs, [-3, 4])))
daemon = multiprocessing.get_context("fork").Process(target=work, daemon=True)
daemon.start()
daemon.join()
"""
    ended = subprocess.run([sys.executable, "-"], input=asking, capture_output=True, text=True, check=False)
    assert (ended.stdout.split("\n"), ended.stderr) == (["[1, 2]", "[3, 4]", ""], "")


def test_where_no_process_can_be_started_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("multiprocessing.util.spawnv_passfds", refused)
    with pytest.raises(RunError, match=r"cannot be started \(Resource temporarily unavailable\); expected room for 2"):
        list(on_every_core(abs, [-1, 2]))
    assert multiprocessing.active_children() == []
