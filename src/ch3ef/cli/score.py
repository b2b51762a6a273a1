"""`ch3ef score`: replies that were made elsewhere."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_command, add_pool, add_scenario, count, path_name, positive
from ch3ef.cli.output import load_part, say
from ch3ef.cli.show import print_ended
from ch3ef.errors import counted

if TYPE_CHECKING:
    from ch3ef.results import ResultRow


def add_score_command(commands: Any) -> None:
    """Add the command to its group."""
    score = add_command(commands, "score", _score, "Score replies that were made elsewhere.")
    score.add_argument(
        "--replies", type=path_name, required=True, metavar="FILE", help="JSON lines: item_id, model, reply"
    )
    add_scenario(score)
    score.add_argument("--recipe", required=True, metavar="NAME|FILE.yaml")
    add_pool(score)
    score.add_argument("--out", type=path_name, required=True, metavar="DIR")
    score.add_argument("--limit", type=positive, metavar="N", help="the limit that the prompts were exported with")
    score.add_argument("--seed", type=count, default=0, metavar="S", help="seed of the prompts (default 0)")


def _score(arguments: argparse.Namespace) -> int:
    from ch3ef.analysis.arrow import table_of
    from ch3ef.analysis.written import write_summary
    from ch3ef.files import MAX_TABLE, open_plain
    from ch3ef.outputs import check_empty, new_folder
    from ch3ef.recipes.recipe import recipe_named
    from ch3ef.results import RESULTS_FILE, write_rows
    from ch3ef.running.folder import write_items
    from ch3ef.running.replies import check_replies, score_replies

    recipe = recipe_named(arguments.recipe)
    out: Path = arguments.out
    check_empty(out, " for the scores")
    check_replies(recipe)
    with open_plain(arguments.replies, MAX_TABLE):
        pass  # before a set is drawn for it
    part = load_part(
        arguments.scenario, recipe, arguments.seed, pool=arguments.pool, limit=arguments.limit, corrupted=False
    )
    rows = score_replies(arguments.replies, part, arguments.seed)
    table = table_of(rows, str(out))
    with new_folder(out) as place:
        write_items([(part.scenario.name, asked.item) for asked in part.askings], place)
        write_rows(rows, place / RESULTS_FILE)
        write_summary(table, rows[0].run_id, place)
    print_ended(table, out)
    _report_missing(rows, arguments)
    if recipe.judged:
        print(
            "No reply is graded yet; to have them graded: "
            f"{shlex.join(['ch3ef', 'judge', 'run', str(out), '--judge'])} PROVIDER/MODEL"
        )
    return 0


def _report_missing(rows: Sequence[ResultRow], arguments: argparse.Namespace) -> None:
    """Say how many items the file has no reply to: all of what `data export --limit` left out, where it is not said."""
    from ch3ef.results import Outcome

    missing = sum(row.outcome == Outcome.ERROR for row in rows)
    if missing:
        advice = "" if arguments.limit else "; if the prompts were exported with --limit N, say it here, too"
        say(
            f"ch3ef: {arguments.replies} has no reply to {missing} of {counted(len(rows), 'item')}, "
            f"which count as wrong{advice}"
        )
