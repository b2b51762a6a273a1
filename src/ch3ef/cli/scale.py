"""More than one machine: `--shard` of a run, `ch3ef merge`, and `ch3ef scale`, which prints job scripts."""

from __future__ import annotations

import argparse
import math
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_command, path_name, positive
from ch3ef.cli.ended import report_errors
from ch3ef.cli.output import say, tell
from ch3ef.cli.show import print_ended
from ch3ef.errors import InputError, counted
from ch3ef.secrets import redacted

if TYPE_CHECKING:
    from ch3ef.analysis.table import Table
    from ch3ef.running.merging import Merged
    from ch3ef.running.shards import Shard
    from ch3ef.running.workers import Workers


def add_merge_command(commands: Any) -> None:
    """Add `ch3ef merge` to a group of commands."""
    merge = add_command(commands, "merge", _merge, "Put the shards of a run together; exit code 75 if any is missing.")
    merge.set_defaults(goes_on=True)
    merge.add_argument("run", type=path_name, metavar="DIR", help="the --out of `ch3ef run --shard K/N`")


def add_scale_commands(commands: Any, parse: Callable[[Sequence[str]], argparse.Namespace]) -> None:
    """Add `ch3ef scale` to a group of commands.

    Args:
        commands: The group.
        parse: Parses a whole command line, to find what is wrong with the run before it is submitted.
    """
    text = "Write what spreads a run over machines."
    scale = commands.add_parser("scale", help=text, description=text)
    kinds = scale.add_subparsers(title="commands", metavar="COMMAND", required=True)
    sbatch = add_command(
        kinds, "sbatch", _sbatch, "Print a script that submits a run to SLURM as an array of shards, and their merge."
    )
    sbatch.add_argument("--shards", type=positive, required=True, metavar="N", help="pieces to cut the run into")
    sbatch.add_argument("line", nargs=argparse.REMAINDER, metavar="-- run ...", help="the run, without --shard")
    sbatch.set_defaults(parse=parse)


def add_workers(run: argparse.ArgumentParser) -> None:
    """Add the workers of a run."""
    run.add_argument(
        "--workers", type=positive, metavar="N", help="ask local models by N processes that each load the model once"
    )
    run.add_argument(
        "--gpus-per-worker",
        type=_gpus,
        metavar="G",
        help="1 (the default where there are GPUs), a share such as 0.5, or 0",
    )
    run.add_argument(
        "--ray",
        metavar="ADDRESS",
        help="have the workers in this Ray cluster: HOST:PORT, or auto",
    )


def _gpus(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number, such as 1 or 0.5") from None


def workers_given(arguments: argparse.Namespace) -> Workers | None:
    """The workers that a run is to have."""
    from ch3ef.running.workers import Workers

    given = Workers(arguments.workers, arguments.gpus_per_worker, arguments.ray)
    return None if given == Workers(None) else given


def shard_given(arguments: argparse.Namespace) -> Shard | None:
    """The shard that a run is to ask; it is said which that is where the user did not.

    Raises:
        InputError: There is no such shard, or the command is about the whole run.
    """
    from ch3ef.running.shards import in_array, parse_shard

    if arguments.shard is None:
        task = in_array(os.environ)
        if task is not None:
            say(f"note: this is {task}, and without --shard it asks everything; --shard slurm asks its share")
        return None
    if arguments.dry_run or arguments.trial is not None:
        what = "--dry-run" if arguments.dry_run else "--trial"
        raise InputError(f"--shard {arguments.shard}: {what} is about the whole run; remove one of the two")
    return parse_shard(arguments.shard, os.environ)


def end_shard(shard: Shard, out: Path) -> int:
    """Say what a shard ends with, and how far the others are.

    Returns:
        The exit code.
    """
    from ch3ef.analysis.arrow import read_table
    from ch3ef.results import RESULTS_FILE, read_rows
    from ch3ef.running.shards import shard_folders

    place = shard.folder(out)
    table = read_table([place], details=False)
    there = sum((path / RESULTS_FILE).is_file() for path in shard_folders(out))
    tell(f"{place}: {counted(len(table), 'answer')} of shard {shard.number} of {shard.of}")
    merge = shlex.join(["ch3ef", "merge", str(out)])
    tell(f"{there} of {shard.of} shards are there; " + (merge if there == shard.of else f"when all are: {merge}"))
    return report_errors(read_rows(place, ~table.answered), place)


def _merge(arguments: argparse.Namespace) -> int:
    from ch3ef.analysis.arrow import read_table
    from ch3ef.analysis.written import write_summary
    from ch3ef.results import read_rows
    from ch3ef.running.merging import merge
    from ch3ef.running.plan import suite_of

    out: Path = arguments.run
    merged = merge(out)
    table = read_table([out])
    write_summary(table, merged.run_id, out)
    print_ended(table, out, suite_of(out))
    tell(_spent(merged, table))
    return report_errors(read_rows(out, ~table.answered), out, "the same `ch3ef run`, without --shard,")


def _spent(merged: Merged, table: Table) -> str:
    """Time and tokens of all shards together."""
    if not merged.busy:
        return "It was put together before."
    import numpy as np

    every = np.arange(len(table))
    times = [str(timedelta(seconds=math.ceil(seconds))) for seconds in (sum(merged.busy), max(merged.busy))]
    sent, received = (sum(filter(None, table.detail(f"{way}_tokens", every))) for way in ("input", "output"))
    tokens = f"; {sent:,} tokens sent, {received:,} received" if sent or received else ""
    return f"{counted(len(merged.busy), 'shard')}: {times[0]} of asking, the longest {times[1]}{tokens}"


def _sbatch(arguments: argparse.Namespace) -> int:
    from ch3ef.models.names import parse_model_name

    line = arguments.line[1:] if arguments.line[:1] == ["--"] else arguments.line
    if line[:1] != ["run"]:
        raise InputError(f"expected a run behind `--`: ch3ef scale sbatch --shards {arguments.shards} -- run ...")
    run = arguments.parse(line)
    if run.out is None or any((run.shard, run.dry_run, run.trial, run.until_width)):
        raise InputError("a run of shards needs --out, and neither --shard, --dry-run, --trial nor --until-width")
    for name in run.model:
        parse_model_name(name)
    if redacted(shlex.join(line)) != shlex.join(line) or any("\n" in each for each in line):
        raise InputError(
            "the run holds a secret, or a line end, which the script would show; set keys and addresses in the "
            "environment, which SLURM hands on"
        )
    print(_SCRIPT.format_map(_fields(line, run.out, arguments.shards)), end="")
    return 0


def _fields(line: Sequence[str], out: Path, shards: int) -> dict[str, str]:
    program = Path(sys.executable).with_name("ch3ef")
    called = [str(program)] if program.exists() else [sys.executable, "-m", "ch3ef.cli"]
    return {
        "shards": str(shards),
        "here": shlex.quote(str(Path.cwd())),
        "logs": shlex.quote(str(out / "slurm")),
        "run": shlex.join([*called, *line]),
        "merge": shlex.join([*called, "merge", str(out)]),
    }


_SCRIPT = """\
#!/bin/bash
# A run in {shards} shards as a SLURM array, then their merge.
#   bash THIS.sh --gres=gpu:1 --time=4:00:00     what is said here goes to sbatch, for each of the shards
#   bash THIS.sh --array=3,7-9 ...               asks shards on that did not come to their end, and merges
# The merge has SLURM's defaults; account and partition of both: SBATCH_ACCOUNT, SBATCH_PARTITION.
set -euo pipefail
cd {here}
mkdir -p {logs}
shards=$(sbatch --parsable --job-name=ch3ef --array=1-{shards} --requeue --open-mode=append \\
  --output={logs}/shard-%a.txt "$@" << 'END'
#!/bin/bash
exec {run} --shard "$SLURM_ARRAY_TASK_ID/{shards}"
END
)
merge=$(sbatch --parsable --job-name=ch3ef-merge --dependency="afterany:${{shards%%;*}}" --open-mode=append \\
  --output={logs}/merge.txt << 'END'
#!/bin/bash
exec {merge}
END
)
echo "shards: job ${{shards%%;*}}, merge: job ${{merge%%;*}}; what they say is in "{logs}
"""
