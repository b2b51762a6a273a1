"""`ch3ef gate`: which clauses of a policy a model is shown to hold."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_certificate, add_command, path_name
from ch3ef.cli.output import console, losses_told, say, tell, tell_folded
from ch3ef.cli.runs import add_unfinished, results_of
from ch3ef.errors import InputError, counted, unknown_name
from ch3ef.words import capitalised

if TYPE_CHECKING:
    from ch3ef.analysis.gate import Gated
    from ch3ef.analysis.policy import Clause, Policy
    from ch3ef.analysis.table import Table
    from ch3ef.report.decision import Decision


def add_gate_command(commands: Any) -> None:
    """Add the command to its group."""
    gate = add_command(commands, "gate", _gate, "Does a model hold to a policy? Exit 0 where every clause is shown to.")
    gate.add_argument("policy", metavar="POLICY.yaml", type=path_name, help="clauses such as 'over_refusal < 0.05'")
    gate.add_argument("runs", metavar="DIR", nargs="+", type=path_name, help="runs of the model")
    gate.add_argument("--model", metavar="NAME", help="of several models, this one")
    gate.add_argument("--out", type=path_name, metavar="FILE.html|pdf", help="a page to sign, beside the lines here")
    gate.add_argument("--language", default="en", metavar="CODE", help="of that page: en (default), or zh: Chinese")
    add_certificate(gate)
    add_unfinished(gate)
    gate.add_argument("--json", action="store_true", help="for machines")


def _gate(arguments: argparse.Namespace) -> int:
    from ch3ef.analysis.policy import read_policy
    from ch3ef.report.language import load_language
    from ch3ef.report.signing import check_page, write_page

    policy, language = read_policy(arguments.policy), load_language(arguments.language)
    if arguments.out is not None:
        check_page(arguments.out)
    table = results_of(
        arguments.runs,
        details=True,
        unfinished=arguments.unfinished,
        certificate=arguments.certificate,
        models=[] if arguments.model is None else [arguments.model],
    )
    decision = decide(policy, table, arguments.runs, certificate=arguments.certificate)
    if arguments.json:
        print(json.dumps(record_of(decision), indent=1))
    else:
        _print(decision)
    if arguments.out is not None:
        write_page(arguments.out, decision, language)
        say(f"to sign: {arguments.out}")
    return 0 if decision.passed else 1


def decide(
    policy: Policy, table: Table, runs: Sequence[Path], looks: int = 1, certificate: Path | None = None
) -> Decision:
    """Hold models against a policy.

    Args:
        policy: What is demanded.
        table: Rows of the models.
        runs: Where they are from.
        looks: Over how many looks the policy's error is shared.
        certificate: The file of the judges' certificates, where a user named one.

    Raises:
        InputError: A clause speaks of what there is not, or of several figures; a difference is to the runs
            themselves; or the certificate fits none of their judges.
    """
    from ch3ef.analysis.gate import check
    from ch3ef.report.decision import Decision
    from ch3ef.report.provenance import check_others, provenance, source_of
    from ch3ef.report.runs import judges_told

    sources = [source_of(run) for run in runs]
    named = {clause.baseline: clause for clause in policy.clauses if clause.baseline}
    baselines = {name: (source_of(Path(name)), _baseline(clause)) for name, clause in named.items()}
    check_others(sources, table, baselines)
    rows = {name: own for name, (_, own) in baselines.items()}
    judges = judges_told(table, certificate)
    gated = check(policy, table, rows, looks)
    if not any(each.judged for model in gated for each in model.checked):
        judges = []
    lost = chain.from_iterable(map(losses_told, (table, *rows.values())))
    grounds = provenance(policy, sources, [source for source, _ in baselines.values()], table)
    return Decision(policy, tuple(gated), tuple(lost), tuple(grounds), looks, tuple(map(capitalised, judges)))


def record_of(decision: Decision) -> dict[str, Any]:
    """A decision as plain data."""
    return {
        "policy": decision.policy.name,
        "error": decision.policy.error,
        "looks": decision.looks,
        "lost": list(decision.lost),
        "judges": list(decision.judges),
        "passed": decision.passed,
        "counts": decision.counts,
        "models": [
            each.to_record() | {"passed": decision.passes(each), "verdict": decision.verdict(each)}
            for each in decision.gated
        ],
        "grounds": [list(ground) for ground in decision.grounds],
    }


def one_of(table: Table, model: str | None) -> Table:
    """The rows of one model; all where none is named.

    Raises:
        InputError: There is no such model.
    """
    if model is None:
        return table
    if model not in table.models:
        raise unknown_name("model", model, table.models, "`ch3ef show`")
    return table.of_model(model)


def _baseline(clause: Clause) -> Table:
    name = clause.baseline
    if not Path(name).exists():
        split = clause.group or clause.scenario or clause.recipe
        quotes = "; a name with ' of ', ' on ' or ' by ' in it stands in quotes" if split else ""
        raise InputError(
            f"difference to {name}: no such run; expected the folder of one that is finished, seen from where this "
            f"command is given{quotes}"
        )
    table = results_of([Path(name)], details=True, unfinished=False)
    if len(table.models) > 1:
        raise InputError(f"{name}: holds {counted(len(table.models), 'model')}; a difference is to a run of one")
    return table


def _print(decision: Decision) -> None:
    tell(decision.policy.name)
    for gated in decision.gated:
        tell(decision.head(gated))
        _print_clauses(gated)
    for line in (*decision.judges, *decision.lost, decision.certainty):
        tell_folded(line)
    if len(decision.gated) > 1:
        counts = decision.counts
        tell(
            f"{counted(len(decision.gated), 'model')}: {counts['pass']} pass, {counts['fail']} fail, "
            f"{counts['not shown']} not shown"
        )


def _print_clauses(gated: Gated) -> None:
    from rich.table import Table as Lines

    from ch3ef.report.decision import found_told, verdict_told

    table = Lines(box=None, pad_edge=False, header_style="dim")
    for name in ("clause", "found", "items", "verdict"):
        table.add_column(name, overflow="fold", justify="right" if name == "items" else "left")
    for each in gated.checked:
        table.add_row(each.clause.text, found_told(each), str(each.n), verdict_told(each))
    console().print(table, highlight=False, markup=False)
