"""`ch3ef watch`: every checkpoint of a training is asked and held against a policy as it comes."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_command, add_scenario, count, path_name, positive
from ch3ef.cli.gate import decide, record_of
from ch3ef.cli.output import say, tell, tell_folded
from ch3ef.cli.runs import results_of
from ch3ef.errors import InputError, StoppedError, counted

if TYPE_CHECKING:
    from ch3ef.analysis.gate import Gated
    from ch3ef.analysis.policy import Policy
    from ch3ef.report.decision import Decision

_SIGNS = re.compile("[=?&]")
"""What parts a model's own name from what follows."""
DAY = 86_400
_COMMAND = (sys.executable, "-P", "-m", "ch3ef.cli")
STOPPED = (130, 143)
"""How a run ends that somebody stopped."""


def add_watch_command(commands: Any, parse: Callable[[Sequence[str]], argparse.Namespace]) -> None:
    """Add the command to its group.

    Args:
        commands: The group.
        parse: Parses a whole command line, to find what is wrong with a run before the first checkpoint comes.
    """
    watch = add_command(
        commands, "watch", _watch, "Ask each checkpoint of a training as it comes, and hold it against a policy."
    )
    watch.set_defaults(goes_on=True, parse=parse)
    watch.add_argument("checkpoints", metavar="DIR[?key=value]", help="where they come, each a folder of its own")
    watch.add_argument("--gate", type=path_name, required=True, metavar="POLICY.yaml", help="as `ch3ef gate` takes it")
    watch.add_argument("--out", type=path_name, required=True, metavar="DIR", help="each has its run's folder in there")
    watch.add_argument("--suite", metavar="NAME", help="what is asked: as of `ch3ef run`")
    add_scenario(watch, repeatable=True)
    watch.add_argument("--recipe", action="append", metavar="NAME|FILE.yaml", help="as of `ch3ef run`; repeatable")
    watch.add_argument("--limit", type=positive, metavar="N", help="as of `ch3ef run`")
    watch.add_argument("--seed", type=count, default=0, metavar="S", help="as of `ch3ef run`")
    watch.add_argument("--looks", type=positive, metavar="N", help="share the policy's error over N of them, and end")
    watch.add_argument("--every", type=positive, default=30, metavar="S", help="look every S seconds (default 30)")
    watch.add_argument(
        "--idle", type=count, metavar="S", help="end where none came for S seconds; 0: with those that are there"
    )
    watch.add_argument("--json", action="store_true", help="for machines: a line each")


@dataclass
class _Watched:
    """What was seen so far.

    Attributes:
        passed: By checkpoint, in the order in which they came, whether it passes.
        files: Of those that are not asked yet, what their files were at the last look.
        lacking: Of those that are not whole, what is lacking.
    """

    passed: dict[str, bool] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    lacking: dict[str, str] = field(default_factory=dict)


def _watch(arguments: argparse.Namespace) -> int:
    from ch3ef.analysis.policy import read_policy

    policy = read_policy(arguments.gate)
    name, _, given = arguments.checkpoints.partition("?")
    folder = path_name(name)
    if not folder.is_dir():
        raise InputError(f"{name}: no such folder; expected the one in which the training writes its checkpoints")
    _check_out(arguments.out, folder)
    _rehearse(policy, arguments)
    say(f"note: {_certainty(policy, arguments.looks, 0)}")
    watched = _Watched()
    try:
        for checkpoint in _coming(folder, watched, arguments):
            # Trainings call them `epoch=3-step=900`, and a model's own name ends at the first such sign.
            model = f"{_SIGNS.sub('-', checkpoint)}=ch3ef-hf/{folder / checkpoint}" + (f"?{given}" if given else "")
            watched.passed[checkpoint] = _look(checkpoint, model, policy, arguments, first=not watched.passed)
    finally:
        if watched.passed:
            _tell_end(policy, watched, arguments)
    if not watched.passed:
        raise InputError("; ".join([f"{name}: no whole checkpoint is there", *watched.lacking.values()]))
    return 0 if list(watched.passed.values())[-1] else 1


def _check_out(out: Path, folder: Path) -> None:
    """Refuse to write runs into the folder of the checkpoints, or into one of them."""
    from ch3ef.models.checkpoints import checkpoints_in

    what, place = "", Path(os.path.realpath(out))
    if out.exists() and not out.is_dir():
        what = "is a file"
    elif place == Path(os.path.realpath(folder)):
        what = "is the folder of the checkpoints"
    elif any(place.is_relative_to(os.path.realpath(folder / name)) for name in checkpoints_in(folder)):
        what = "lies in a checkpoint"
    if what:
        raise InputError(f"--out {out}: {what}; expected a folder of its own for the runs")


def _rehearse(policy: Policy, arguments: argparse.Namespace) -> None:
    """Ask the oracle the same and hold it against the policy: what cannot be asked or told is said before any wait.

    Raises:
        InputError: As the run of a checkpoint, or `decide`.
    """
    with TemporaryDirectory() as place:
        line = _line(arguments, Path(place) / "run", "reference/oracle")
        arguments.parse(line)
        asked = subprocess.run([*_COMMAND, *line], capture_output=True, text=True, check=False)  # noqa: S603
        if asked.returncode in STOPPED:
            raise StoppedError("stopped before the first checkpoint was asked; the same command begins again")
        if asked.returncode:
            raise InputError(asked.stderr.strip().rpartition("\n")[2].removeprefix("ch3ef: "))
        run = Path(place) / "run"
        decide(policy, results_of([run], details=True, unfinished=False), [run], arguments.looks or 1)


def _coming(folder: Path, watched: _Watched, arguments: argparse.Namespace) -> Iterator[str]:
    """Names of checkpoints as they are whole: nothing is lacking, and nothing changed between two looks."""
    idle, looks = arguments.idle, arguments.looks
    since = time.monotonic()
    while True:
        for name in _whole(folder, watched, at_once=idle == 0):
            yield name
            since = time.monotonic()
            if looks is not None and len(watched.passed) >= looks:
                return
        if idle is not None and time.monotonic() - since >= idle:
            return
        time.sleep(min(arguments.every, DAY if idle is None else idle, DAY))


def _whole(folder: Path, watched: _Watched, *, at_once: bool) -> list[str]:
    from ch3ef.models.checkpoints import check_folder, checkpoints_in
    from ch3ef.models.names import ModelName, fingerprint

    found = []
    for name in checkpoints_in(folder):
        if name in watched.passed:
            continue
        path = str(folder / name)
        before = watched.files.get(name)
        watched.files[name] = fingerprint(ModelName(name, "ch3ef-hf", path))
        watched.lacking.pop(name, None)
        try:
            check_folder(path)
        except InputError as error:
            watched.lacking[name] = str(error)
            continue
        if at_once or before == watched.files[name]:
            found.append(name)
    return found


def _line(arguments: argparse.Namespace, out: Path, model: str) -> list[str]:
    """The command of a run."""
    line = ["run", "--model", model, "--out", str(out), "--seed", str(arguments.seed)]
    line += [part for each in arguments.scenario or [] for part in ("--scenario", each)]
    line += [part for each in arguments.recipe or [] for part in ("--recipe", each)]
    line += ["--suite", arguments.suite] if arguments.suite else []
    return line + (["--limit", str(arguments.limit)] if arguments.limit else [])


def _look(name: str, model: str, policy: Policy, arguments: argparse.Namespace, *, first: bool) -> bool:
    """Ask a checkpoint, and tell in a line what is shown of it; whether it passes."""
    from ch3ef.results import RESULTS_FILE

    out: Path = arguments.out / name
    code = _asked(_line(arguments, out, model))
    if code in STOPPED:
        raise StoppedError(f"{out}: its run was stopped; the same command goes on")
    if code == 2 and first:
        raise InputError(f"{name}: its run could not begin, as said above")
    if not (out / RESULTS_FILE).is_file():
        _tell(arguments, {"checkpoint": name, "passed": False}, f"{name}: not asked; its run ended as said above")
        return False
    decision = decide(policy, results_of([out], details=True, unfinished=True), [out], arguments.looks or 1)
    told = "; ".join([*(_told(decision, gated) for gated in decision.gated), *decision.lost])
    _tell(arguments, {"checkpoint": name} | record_of(decision), f"{name}: {told}")
    return decision.passed


def _asked(line: Sequence[str]) -> int:
    """The exit code of a run, in a process of its own: the memory of a model is free again when it ends."""
    with subprocess.Popen([*_COMMAND, *line], stdout=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            return process.wait()
        except BaseException:
            process.terminate()
            process.wait()
            raise


def _tell(arguments: argparse.Namespace, record: dict[str, Any], line: str) -> None:
    if arguments.json:
        print(json.dumps(record), flush=True)
    else:
        tell(line)
        sys.stdout.flush()


def _told(decision: Decision, gated: Gated) -> str:
    """Pass, or which clauses fail or are not shown, with their figures."""
    from ch3ef.report.decision import found_told

    n = len(gated.checked)
    if decision.passes(gated):
        return f"pass, {n} of {counted(n, 'clause')} shown to hold"
    short = [
        f"{each.verdict}: {each.clause.text} ({found_told(each)} of {counted(each.n, 'item')})"
        for each in gated.checked
        if each.verdict != "pass"
    ]
    return "; ".join(short)


def _tell_end(policy: Policy, watched: _Watched, arguments: argparse.Namespace) -> None:
    passing = [name for name, passed in watched.passed.items() if passed]
    names = f": {', '.join(passing)}" if passing else ""
    n = len(watched.passed)
    head = f"{counted(n, 'checkpoint')}, {len(passing)} pass{'es' if len(passing) == 1 else ''}{names}."
    for why in watched.lacking.values():
        say(f"note: {why}")
    end = f"{head} {_certainty(policy, arguments.looks, n)}"
    if arguments.json:
        say(end)
    else:
        tell_folded(end)


def _certainty(policy: Policy, looks: int | None, n: int) -> str:
    """How sure the verdicts are where one looks again and again: n times so far."""
    error = 100 * policy.error
    taught = "It does not hold of checkpoints whose training made use of these answers."
    if looks is not None:
        return (
            f"That any of up to {counted(looks, 'checkpoint')} is told to pass a clause which it does not hold has a "
            f"probability of at most {error:g} %. {taught}"
        )
    several = f", for one or more of {n} at most {min(100.0, n * error):g} %" if n > 1 else ""
    return (
        f"That a checkpoint is told to pass a clause which it does not hold has a probability of at most {error:g} % "
        f"for each by itself{several}: gate the one that you choose once more, on fresh items, or share the error with "
        f"--looks N. {taught}"
    )
