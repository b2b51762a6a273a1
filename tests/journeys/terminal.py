"""`ch3ef` as a process of its own, and what a terminal shows of it, kept in `screens.txt` to be read."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

CH3EF = str(Path(sys.executable).with_name("ch3ef"))


class Screen(NamedTuple):
    """What a command left: exit code, output, and what it said beside it."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """The last line beside the output."""
        return self.err.splitlines()[-1]


def kept(line: str, screen: Screen, folder: Path) -> Screen:
    """Append a screen to the folder's `screens.txt`."""
    with (folder / "screens.txt").open("a", encoding="utf-8") as file:
        file.write(f"$ {line}\n{screen.out}{screen.err}(exit code {screen.code})\n\n")
    return screen


def typed(folder: Path, *command: str) -> Screen:
    """What `ch3ef` shows for these arguments, in a folder, within two minutes."""
    ended = subprocess.run([CH3EF, *command], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    return kept(" ".join(["ch3ef", *command]), Screen(ended.returncode, ended.stdout, ended.stderr), folder)


def stopped(folder: Path, rows: int, signal: int, *command: str) -> Screen:
    """The same, with a signal as soon as so many lines of finished answers are there."""
    finished = folder / command[-1] / "finished.jsonl"
    process = subprocess.Popen([CH3EF, *command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not finished.exists() or finished.read_bytes().count(b"\n") < rows:
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    process.send_signal(signal)
    out, err = process.communicate(timeout=60)
    return kept(" ".join(["ch3ef", *command, f"  # signal {signal}"]), Screen(process.returncode, out, err), folder)
