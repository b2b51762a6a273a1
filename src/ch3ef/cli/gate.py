"""`ch3ef gate`: which clauses of a policy a model is shown to hold."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_command, path_name
from ch3ef.cli.output import console, losses_told, say, tell, tell_folded
from ch3ef.cli.runs import add_unfinished, results_of
from ch3ef.errors import InputError, counted, unknown_name

if TYPE_CHECKING:
    from ch3ef.analysis.gate import Gated, Policy
    from ch3ef.analysis.table import Table


def add_gate_command(commands: Any) -> None:
    """Add the command to its group."""
    gate = add_command(commands, "gate", _gate, "Does a model hold to a policy? Exit 0 where every clause is shown to.")
    gate.add_argument("policy", metavar="POLICY.yaml", type=path_name, help="clauses such as 'over_refusal < 0.05'")
    gate.add_argument("runs", metavar="DIR", nargs="+", type=path_name, help="runs of the model")
    gate.add_argument("--model", metavar="NAME", help="of several models, this one")
    gate.add_argument("--out", type=path_name, metavar="FILE.html|pdf", help="a page to sign, beside the lines here")
    add_unfinished(gate)
    gate.add_argument("--json", action="store_true", help="for machines")


def _gate(arguments: argparse.Namespace) -> int:
    from ch3ef.analysis.gate import check, read_policy
    from ch3ef.report.signing import check_page, write_page

    policy = read_policy(arguments.policy)
    if arguments.out is not None:
        check_page(arguments.out)
    table = _rows(arguments)
    baselines = {clause.baseline: _baseline(clause.baseline) for clause in policy.clauses if clause.baseline}
    gated = check(policy, table, baselines)
    lost = list(chain.from_iterable(map(losses_told, (table, *baselines.values()))))
    if arguments.json:
        record = {"policy": policy.name, "error": policy.error, "lost": lost, "passed": _passed(gated, lost)}
        models = [each.to_record() | {"passed": _passed([each], lost)} for each in gated]
        print(json.dumps({**record, "models": models}, indent=1, ensure_ascii=False))
    else:
        for each in gated:
            _print(policy, each, _passed([each], lost))
        for line in lost:
            tell(line)
    if arguments.out is not None:
        write_page(arguments.out, policy, gated, lost, [str(run) for run in arguments.runs])
        say(f"to sign: {arguments.out}")
    return 0 if _passed(gated, lost) else 1


def _passed(gated: Sequence[Gated], lost: Sequence[str]) -> bool:
    return all(each.passed for each in gated) and not lost


def _rows(arguments: argparse.Namespace) -> Table:
    table = results_of(arguments.runs, details=True, unfinished=arguments.unfinished)
    if arguments.model is None:
        return table
    if arguments.model not in table.models:
        raise unknown_name("model", arguments.model, table.models)
    return table.of_model(arguments.model)


def _baseline(name: str) -> Table:
    table = results_of([Path(name)], details=True, unfinished=False)
    if len(table.models) > 1:
        raise InputError(f"{name}: holds {counted(len(table.models), 'model')}; a difference is to a run of one")
    return table


def _print(policy: Policy, gated: Gated, passes: bool) -> None:
    from rich.table import Table as Lines

    from ch3ef.report.signing import found_told, verdict_told

    holds = sum(each.verdict == "pass" for each in gated.checked)
    verdict = "passes" if passes else "does not pass"
    tell(f"{gated.model} {verdict} {policy.name}: {holds} of {counted(len(gated.checked), 'clause')} shown to hold")
    table = Lines(box=None, pad_edge=False, header_style="dim")
    for name in ("clause", "found", "n", ""):
        table.add_column(name, overflow="fold", justify="right" if name == "n" else "left")
    for each in gated.checked:
        table.add_row(each.clause.text, found_told(each), str(each.n), verdict_told(each))
    console().print(table, highlight=False, markup=False)
    tell_folded(
        f"Intervals hold together: that any clause is told to pass which does not hold has a probability of at most "
        f"{100 * policy.error:g} %. No clause makes up for another; 'not shown' does not pass."
    )
