"""`ch3ef curate push RUN --ask answer`, and `ch3ef curate score`: people answer items, as models do."""

from __future__ import annotations

import argparse
import csv
import io
import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_command, count, path_name, positive
from ch3ef.cli.output import say, tell, tell_folded
from ch3ef.errors import InputError, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ch3ef.curate.folder import Curation
    from ch3ef.curate.people import Answered, AskedItem, Audit
    from ch3ef.results import ResultRow

SHOWN = 10
"""Items whose key people do not share, of which each is told."""
AUDIT_FILE, LABELS_FILE = "audit.csv", "labels.csv"


def add_answering(push: argparse.ArgumentParser) -> None:
    """Add the arguments of `push` by which people answer the items of a run or a set."""
    push.add_argument(
        "--ask", choices=("label", "answer"), default="label", help="answer: people answer the items of a run or a set"
    )
    push.add_argument(
        "--in", dest="into", type=path_name, metavar="DIR", help="with --ask answer: the folder that keeps the answers"
    )
    push.add_argument("--limit", type=positive, metavar="N", help="with --ask answer: N items, spread as a run does")
    push.add_argument("--seed", type=count, default=0, metavar="S", help="with --limit: which items (default 0)")


def add_score(kinds: Any) -> None:
    """Add `ch3ef curate score` to its group."""
    score = add_command(kinds, "score", _score, "Write people's answers as a run: an answerer in every table.")
    score.add_argument("folder", type=path_name, metavar="ANSWERS")
    score.add_argument("--out", type=path_name, required=True, metavar="DIR", help="the run's folder")
    score.add_argument(
        "--recipe", metavar="NAME", help="the recipe beside whose answers people's stand (default: the run's own)"
    )


def begun_answers(arguments: argparse.Namespace) -> Curation:
    """The folder in which people answer the items that a command names."""
    from ch3ef.curate.folder import FILE, open_curation
    from ch3ef.curate.people import begin

    if (arguments.folder / FILE).is_file():
        return open_curation(arguments.folder, "answers")
    if arguments.into is None:
        raise InputError("--in is missing; expected the folder that keeps people's answers, for example --in people")
    begun = begin(arguments.into, _items(arguments))
    for reason, number in begun.left_out.items():
        say(f"note: {counted(number, 'item')} left out: {reason}")
    return begun.curation


def _items(arguments: argparse.Namespace) -> list[AskedItem]:
    """Of a run's folder, or of a set by its name or folder."""
    from ch3ef.cli.output import load
    from ch3ef.curate.people import AskedItem
    from ch3ef.results import RESULTS_FILE
    from ch3ef.running.plan import PLAN_FILE

    source: Path = arguments.folder
    if any((source / name).is_file() for name in (PLAN_FILE, RESULTS_FILE)) or source.name == RESULTS_FILE:
        return _items_of_run(source, arguments.limit, arguments.seed)
    scenario = load(str(source), arguments.limit, arguments.seed)
    return [AskedItem(item, scenario.version, source=scenario.name) for item in scenario.items]


def _items_of_run(source: Path, limit: int | None, seed: int) -> list[AskedItem]:
    from ch3ef.curate.people import AskedItem
    from ch3ef.running.found import read_run
    from ch3ef.scenarios.scenario import Scenario

    found = read_run(source)
    if not found.items:
        raise InputError(f"{source}: does not hold its items; expected the folder of a run, with items.jsonl")
    versions = {row.scenario: row.scenario_version for row in found.rows}
    direct = Counter(row.recipe for row in found.rows if row.inferencer == "direct" and row.metric == "accuracy")
    recipe = direct.most_common(1)[0][0] if direct else ""
    asked = {(row.scenario, row.item_id) for row in found.rows if not recipe or row.recipe == recipe}
    items = tuple(item for key, item in found.items.items() if key in asked)
    if limit is not None:
        items = Scenario("", "", items).limited(limit, seed).items
    return [AskedItem(item, versions[item.scenario], recipe, str(source.resolve())) for item in items]


def add_planted(curation: Curation, arguments: argparse.Namespace) -> None:
    """Plant wrong keys."""
    from ch3ef.curate.people import plant

    plant(curation, arguments.controls)


# --- what came of it --------------------------------------------------------------------------------------


def tell_answers(curation: Curation) -> None:
    """Say what people make of the keys, and what comes next."""
    from ch3ef.curate.people import answered, audit, told

    items = answered(curation)
    found = audit(items)
    tell_folded(_keys_told(found))
    for each in found.differing[:SHOWN]:
        tell_folded(f"  {told(each)}", "    ")
    if len(found.differing) > SHOWN:
        tell_folded(f"  and {len(found.differing) - SHOWN} more: `ch3ef curate score` writes all into {AUDIT_FILE}")
    tell(f"Beside models: ch3ef curate score {shlex.quote(str(curation.path))} --out DIR")


def _keys_told(found: Audit) -> str:
    planted = ""
    if found.found is not None:
        share = found.found
        planted = (
            f" Planted wrong keys: {round(share.estimate * found.n_planted)} of {found.n_planted} found "
            f"({100 * share.estimate:.1f} [{100 * share.low:.1f}, {100 * share.high:.1f}] %)."
        )
    told = "where two people or more answered"
    return f"Keys: of {counted(found.n, 'item')} {told}, people and key differ in {len(found.differing)}.{planted}"


def answers_record(curation: Curation) -> dict[str, Any]:
    """What people make of the keys, for machines."""
    from ch3ef.curate.people import answered, audit

    found = audit(answered(curation))
    planted = None if found.found is None else {"n": found.n_planted, "found": found.found._asdict()}
    return {"keys": {"n": found.n, "differing": [_audited(each) for each in found.differing], "planted": planted}}


def _audited(each: Answered) -> dict[str, Any]:
    """An item whose key people do not share."""
    item = each.asked.item

    def text(options: Sequence[int | None]) -> str:
        return " / ".join("none" if option is None else item.options[option] for option in options)

    return {
        "scenario": item.scenario,
        "item": item.source_id,
        "item_id": item.id,
        "question": each.asked.question,
        "key": text(each.key),
        "people": text(each.most),
        "chose_it": each.votes[each.most[0]],
        "answered": len(each.choices),
        "comments": "; ".join(choice.comment for choice in each.choices if choice.comment),
    }


def _score(arguments: argparse.Namespace) -> int:
    from ch3ef.analysis.arrow import table_of
    from ch3ef.analysis.written import write_summary
    from ch3ef.cli.show import print_ended
    from ch3ef.curate.folder import open_curation
    from ch3ef.curate.people import answered, audit
    from ch3ef.files import write_text_whole
    from ch3ef.outputs import check_empty, new_folder
    from ch3ef.recipes.recipe import direct_counterpart, recipe_named
    from ch3ef.results import RESULTS_FILE, write_rows
    from ch3ef.running.folder import write_items
    from ch3ef.running.people import people_rows

    check_empty(arguments.out, " for the scores")
    curation = open_curation(arguments.folder, "answers")
    items = answered(curation)
    own = next((each.asked.recipe for each in items if each.asked.recipe), "")
    rows = people_rows(items, recipe_named(arguments.recipe or own or direct_counterpart()))
    found, labels = audit(items), _labels(items)
    table = table_of(rows, str(arguments.out))
    with new_folder(arguments.out) as place:
        write_items([(each.asked.item.scenario, each.asked.item) for each in items if each.choices], place)
        write_rows(rows, place / RESULTS_FILE)
        write_summary(table, rows[0].run_id, place)
        write_text_whole(place / AUDIT_FILE, table_text([_audited(each) for each in found.differing]))
        if labels:
            write_text_whole(place / LABELS_FILE, table_text(labels))
    print_ended(table, arguments.out)
    tell_folded(_keys_told(found) + (f" They are in {arguments.out / AUDIT_FILE}." if found.differing else ""))
    if left := sum(not each.choices for each in items):
        say(f"note: {counted(left, 'item')} that nobody answered: no part of the run")
    if labels:
        source = next(each.asked.source for each in items)
        command = ["ch3ef", "judge", "check", "--labels", str(arguments.out / LABELS_FILE), "--run", source, "--judge"]
        tell_folded(f"People's answers as labels of the run's replies: {shlex.join(command)} PROVIDER/MODEL")
    return 0


def _labels(items: Sequence[Answered]) -> list[dict[str, str]]:
    """Labels of the replies of the run that the items are of; none of a set, or where the run is not there any more."""
    from ch3ef.running.found import read_run
    from ch3ef.running.people import labels_of

    source = Path(items[0].asked.source)
    if not items[0].asked.recipe or not source.exists():
        return []
    rows: list[ResultRow] = [row for row in read_run(source).rows if row.recipe == items[0].asked.recipe]
    return labels_of(items, rows)


def table_text(records: Sequence[dict[str, Any]]) -> str:
    """With a line of names, also where nothing follows."""
    file = io.StringIO()
    names = list(records[0]) if records else ["scenario", "item", "item_id", "question", "key", "people", "answered"]
    writer = csv.DictWriter(file, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return file.getvalue()
