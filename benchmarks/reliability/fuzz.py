"""Damaged inputs at every boundary: each is accepted, or refused in one line; anything else is a fault.

Run by hand: `TMPDIR=/dev/shm python benchmarks/reliability/fuzz.py --inputs 200000` (some 300 to 3000 inputs a second
and core, half of it where files go to a disk; readers of replies some 70). Prints per boundary the inputs, how many
were accepted and refused, the faults and the slowest input; the smallest input of each fault is kept under `--keep`.
Exit code 1 if there is any. Where atheris is installed (`pip install atheris`), `--atheris TARGET` lets it guide the
changes by what they reach.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.boundaries import Target, damaged, targets, tried

SLOWEST = 10
"""Seconds after which an input is a fault."""
MAX_MEMORY = 6 * 2**30
AT_ONCE = 5000
"""Inputs that one process tries: a fault of a library may end it."""


@dataclass
class Tally:
    """What became of inputs.

    Attributes:
        inputs: How many were tried.
        accepted: How many were read.
        slowest: Seconds of the slowest.
        faults: What was raised, and where -> the smallest input that did it, in hexadecimal digits.
    """

    inputs: int = 0
    accepted: int = 0
    slowest: float = 0.0
    faults: dict[str, str] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Count what another process found."""
        self.inputs += other.inputs
        self.accepted += other.accepted
        self.slowest = max(self.slowest, other.slowest)
        for fault, content in other.faults.items():
            self.faults[fault] = min(self.faults.get(fault, content), content, key=len)


def main() -> int:
    """Fuzz every boundary, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--inputs", type=int, default=20_000, help="per boundary (20 000)")
    parser.add_argument("--seconds", type=float, default=1e9, help="per boundary, at most")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", metavar="TEXT", help="boundaries whose name holds this")
    parser.add_argument(
        "--keep", type=Path, default=Path("faults"), metavar="DIR", help="where faults are kept (faults)"
    )
    parser.add_argument("--smallest", action="store_true", help="20 inputs a boundary: does it run?")
    parser.add_argument("--atheris", metavar="TARGET", help="let atheris change the inputs of one boundary")
    arguments = parser.parse_args()
    if arguments.atheris:
        return _guided(next(target for target in targets() if target.name == arguments.atheris))
    inputs, total = 20 if arguments.smallest else arguments.inputs, Tally()
    for target in targets():
        if arguments.only in target.name:
            tally = _fuzzed(target, inputs, arguments.seed, arguments.seconds)
            total.add(tally)
            print(_line(target.name, tally), flush=True)
            for number, (fault, content) in enumerate(tally.faults.items()):
                arguments.keep.mkdir(exist_ok=True)
                place = arguments.keep / f"{target.name}-{number}"
                place.write_bytes(bytes.fromhex(content))
                print(f"  {place}: {fault}", flush=True)
    print(_line("all", total))
    return 1 if total.faults else 0


def _line(name: str, tally: Tally) -> str:
    refused = tally.inputs - tally.accepted - len(tally.faults)
    return (
        f"{name}: {tally.inputs} inputs, {tally.accepted} accepted, {refused} refused in one line, "
        f"{len(tally.faults)} kinds of fault, slowest {tally.slowest:.2f} s"
    )


def _fuzzed(target: Target, inputs: int, seed: int, seconds: float) -> Tally:
    """Try some inputs, in processes of their own."""
    total, began, number = Tally(), time.perf_counter(), 0
    while total.inputs < inputs and time.perf_counter() - began < seconds:
        with tempfile.TemporaryDirectory(prefix="fuzz-") as temporary:
            folder = Path(temporary)
            least = min(AT_ONCE, inputs - total.inputs)
            code = _in_a_process(lambda: _some(target, least, f"{seed}.{number}", folder, began + seconds))  # noqa: B023
            if code == 0:
                found = Tally(**json.loads((folder / "tally").read_text()))
            else:
                last = (folder / "last").read_bytes() if (folder / "last").exists() else b""
                found = Tally(inputs=least, faults={f"the process ended with {code}": last.hex()})
        total.add(found)
        number += 1
    return total


def _in_a_process(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _some(target: Target, inputs: int, seed: str, folder: Path, until: float) -> None:
    draw, tally, room = random.Random(seed), Tally(), folder / "room"  # noqa: S311
    room.mkdir()
    target.prepare(room)
    signal.signal(signal.SIGALRM, _too_slow)
    warnings.simplefilter("ignore")
    for _ in range(inputs):
        if time.perf_counter() > until:
            break
        content = damaged(draw, target.seeds)
        (folder / "last").write_bytes(content)
        began = time.perf_counter()
        accepted, fault = _one(target, content, room)
        tally.slowest = max(tally.slowest, time.perf_counter() - began)
        tally.inputs += 1
        tally.accepted += accepted
        if fault and fault not in tally.faults:
            tally.faults[fault] = _smaller(target, content, room, fault).hex()
    (folder / "tally").write_text(json.dumps(asdict(tally)))


class _TooSlowError(BaseException):
    pass


def _too_slow(*_: object) -> None:
    raise _TooSlowError


def _one(target: Target, content: bytes, room: Path) -> tuple[bool, str]:
    """(whether it is accepted, the fault that it shows)."""
    signal.setitimer(signal.ITIMER_REAL, SLOWEST)
    try:
        return tried(target, content, room), ""
    except _TooSlowError:
        return False, f"takes more than {SLOWEST} s"
    except Exception as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/ch3ef/" in frame.filename]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "outside"
        return False, f"{type(error).__name__} at {place}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _smaller(target: Target, content: bytes, room: Path, fault: str, tries: int = 400) -> bytes:
    """The input with all taken out that the fault does not need."""
    step = max(1, len(content) // 2)
    while step and tries:
        place = 0
        while place < len(content) and tries:
            tries -= 1
            less = content[:place] + content[place + step :]
            if _one(target, less, room)[1] == fault:
                content = less
            else:
                place += step
        step //= 2
    return content


def _guided(target: Target) -> int:
    """Atheris' own loop; it ends at the first fault."""
    atheris: Any = importlib.import_module("atheris")  # no dependency of the project
    with tempfile.TemporaryDirectory(prefix="fuzz-") as temporary:
        room, corpus = Path(temporary) / "room", Path(temporary) / "corpus"
        room.mkdir()
        corpus.mkdir()
        target.prepare(room)
        for number, seed in enumerate(target.seeds):
            (corpus / str(number)).write_bytes(seed)
        atheris.instrument_all()
        atheris.Setup([sys.argv[0], str(corpus)], lambda content: tried(target, content, room) and None)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
