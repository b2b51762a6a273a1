"""Files that are not whole yet: gone at the end, kept while their process lives, removed when a kill left them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.files import write_text_whole
from ch3ef.outputs import new_folder
from ch3ef.temporaries import is_temporary, remove_leftovers, temporary_file, temporary_folder

HOLDS = """if True:
    import sys, time
    from pathlib import Path
    from ch3ef.temporaries import temporary_file, temporary_folder
    with temporary_file(Path(sys.argv[1])) as file, temporary_folder(Path(sys.argv[1]), "set") as folder:
        (folder / "part").write_text("half")
        print(file, flush=True)
        time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Callable[[], subprocess.Popen[str]]:
    """Starts a process that has a temporary file and a temporary folder in the test's folder."""

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-c", HOLDS, str(tmp_path)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert is_temporary(Path(process.stdout.readline().strip()).name)
        return process

    return start


def end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_nothing_is_left_whatever_happens(tmp_path: Path) -> None:
    with temporary_file(tmp_path) as file:
        file.write_text("moved")
        file.rename(tmp_path / "a")
    with pytest.raises(ZeroDivisionError), temporary_folder(tmp_path) as folder:
        (folder / "b").write_text(str(1 / 0))
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_a_kill_left_goes_with_the_next_file(tmp_path: Path, holder: Callable[[], subprocess.Popen[str]]) -> None:
    process = holder()
    assert len(remove_leftovers(tmp_path)) == 2
    assert len(list(tmp_path.iterdir())) == 2
    end(process)
    assert len(list(tmp_path.iterdir())) == 2
    write_text_whole(tmp_path / "a", "whole")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_one_process_at_a_time_makes_a_folder(tmp_path: Path, holder: Callable[[], subprocess.Popen[str]]) -> None:
    process = holder()
    with pytest.raises(InputError, match=r"set: another process is writing it; wait for it or stop it"):
        new_folder(tmp_path / "set").__enter__()
    with new_folder(tmp_path / "another") as place:
        (place / "a").touch()
    assert len(remove_leftovers(tmp_path)) == 2
    end(process)
    with new_folder(tmp_path / "set") as place:
        (place / "a").touch()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["another", "set"]


@pytest.mark.parametrize("name", [".report.123", ".x.partial", ".ch3ef-1.tmp", f".ch3ef-{'0' * 31}g.tmp", "ch3ef.tmp"])
def test_files_of_other_names_are_nobody_s_leftovers(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("a user's")
    assert remove_leftovers(tmp_path) == []
    assert (tmp_path / name).read_text() == "a user's"


def test_a_link_is_no_leftover(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "work").write_text("kept")
    link = tmp_path / f".ch3ef-{'0' * 32}.tmp"
    link.symlink_to(tmp_path / "mine")
    remove_leftovers(tmp_path)
    assert link.is_symlink()
    assert (tmp_path / "mine" / "work").read_text() == "kept"


def test_a_number_of_a_process_blocks_nothing(tmp_path: Path) -> None:
    (tmp_path / f".a.{os.getpid()}").mkdir()
    write_text_whole(tmp_path / "a", "whole")
    assert (tmp_path / "a").read_text() == "whole"
