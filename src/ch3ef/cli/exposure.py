"""`ch3ef exposure`: is the default test easier for a model than fresh ones of the same forms?"""

from __future__ import annotations

import argparse
import json
import secrets
import shlex
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_command, path_name
from ch3ef.cli.output import console, losses_told, tell, tell_folded
from ch3ef.cli.runs import add_unfinished, results_of
from ch3ef.errors import InputError

if TYPE_CHECKING:
    from ch3ef.analysis.table import Table


def add_exposure_command(commands: Any) -> None:
    """Add the command to its group."""
    exposure = add_command(commands, "exposure", _exposure, "Has a model met the default test? Against fresh seeds.")
    exposure.add_argument("runs", metavar="DIR", nargs="+", type=path_name, help="runs that asked both")
    add_unfinished(exposure)
    exposure.add_argument("--json", action="store_true", help="for machines")


def _exposure(arguments: argparse.Namespace) -> int:
    from rich.table import Table as Lines

    from ch3ef.analysis.exposure import exposures

    table = results_of(arguments.runs, details=False, unfinished=arguments.unfinished)
    found = exposures(table)
    if not found:
        raise InputError(f"nothing was asked of the default test and of a fresh seed; ask both: {_command(table)}")
    lost = losses_told(table)
    if arguments.json:
        print(json.dumps({"lost": lost, "exposures": [each.to_record() for each in found]}, indent=1))
        return 0
    lines = Lines(box=None, pad_edge=False, header_style="dim")
    for name in ("model", "recipe", "test", "default seed", "fresh seeds", "difference [95 %]", "p"):
        lines.add_column(name, overflow="fold")
    for each in found:
        interval = f"{100 * each.difference:+z.1f} [{100 * each.low:z.1f}, {100 * each.high:z.1f}]"
        lines.add_row(
            each.model, each.recipe, each.scenario, f"{100 * each.known:.1f} (n = {each.n})",
            f"{100 * each.unknown:.1f} (n = {each.n_fresh})", interval, f"{each.p:.3f}",
        )  # fmt: skip
    console().print(lines, highlight=False, markup=False)
    for line in lost:
        tell(line)
    for each in found:
        if each.shown and not lost:
            tell(
                f"{each.model} is better on the default seed of {each.scenario} than on fresh ones: it may have met it."
            )
    if lost:
        tell("So nothing is said of whether a model met the default seed.")
    elif not any(each.shown for each in found):
        tell("No model is shown to be better on the default seed.")
    tell_folded(
        "Accuracy in percent, difference in points, p adjusted (Holm). Seeds draw from the same forms, so that only "
        "having met the default items makes them easier; whoever met the generator itself gains on all seeds."
    )
    return 0


def _command(table: Table) -> str:
    seed = 10_000 + secrets.randbelow(90_000)
    recipe, model = table["recipe"].text(0), table.models[0]
    named = model if "/" in model else "PROVIDER/MODEL"
    sets = ["--scenario", "ch3ef-gen", "--scenario", f"ch3ef-gen?seed={seed}"]
    return shlex.join(["ch3ef", "run", *sets, "--recipe", recipe, "--model", named, "--out", "runs/exposure"])
