"""`ch3ef data`: make sets of items, look at them, check them, hand them on."""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_command, add_pool, add_scenario, count, path_name, positive
from ch3ef.cli.output import bar, console, load, load_part, say, say_notices, tell, tell_folded
from ch3ef.errors import InputError, counted, unknown_name
from ch3ef.scenarios.catalogue import DEFAULT_SCENARIO

if TYPE_CHECKING:
    from ch3ef.scenarios.checks import Check

FORMATS = ("prompts", "released", "parquet", "croissant")


def add_data_commands(commands: Any) -> None:
    """Add the commands of `ch3ef data` to their group."""
    build = add_command(commands, "build", _build, "Draw a generated set into a folder in the released layout.")
    build.add_argument("--scenario", default=DEFAULT_SCENARIO, metavar="NAME", help=f"default {DEFAULT_SCENARIO}")
    _add_shape(build)
    build.add_argument("--out", type=path_name, required=True, metavar="DIR")

    export = add_command(commands, "export", _export, "Write a scenario for other programs.")
    add_scenario(export)
    export.add_argument(
        "--format",
        choices=FORMATS,
        default="prompts",
        help="prompts (default): JSON lines, to be answered elsewhere; released: the layout of the "
        "released files; parquet: one file with the pictures in it; croissant: the same, "
        "with metadata",
    )
    export.add_argument("--recipe", metavar="NAME|FILE.yaml", help="the recipe of the prompts")
    add_pool(export)
    export.add_argument("--seed", type=count, default=0, metavar="S", help="seed of the prompts (default 0)")
    export.add_argument(
        "--limit", type=positive, metavar="N", help="N items, spread as `ch3ef run --limit` spreads them"
    )
    export.add_argument("--out", type=path_name, required=True, metavar="FILE|DIR")

    sheet = add_command(
        commands,
        "sheet",
        _sheet,
        "Draw items with their pictures and keys, or a picture's corruptions, to look at.",
    )
    sheet.add_argument("scenario", nargs="?", metavar="NAME|DIR", help="default: freshly drawn items of the 46 tasks")
    sheet.add_argument(
        "--task", action="append", metavar="T", help="a task of the set, or a name of `ch3ef list tasks`; default all"
    )
    sheet.add_argument(
        "--corruptions",
        nargs="?",
        const="",
        metavar="PICTURE",
        help="instead: a picture under every corruption at five severities; one of the task where you "
        "name none of yours",
    )
    sheet.add_argument("--seed", type=count, default=0, metavar="S")
    sheet.add_argument(
        "--count",
        type=positive,
        metavar="N",
        help="items per task (default 12; if no task is named 1, of a set 24 in all)",
    )
    sheet.add_argument("--out", type=path_name, required=True, metavar="FILE.png")

    labels = add_command(
        commands, "labels", _labels, "Draw replies of a run for people to label: a sheet a person, and a page to read."
    )
    labels.add_argument("run", type=path_name, metavar="DIR")
    labels.add_argument("--count", type=positive, default=60, metavar="N", help="how many replies (default 60)")
    labels.add_argument(
        "--rater", action="append", metavar="NAME", help="who labels; repeatable (default: first and second)"
    )
    labels.add_argument("--recipe", metavar="NAME", help="the run's recipe, where several have replies")
    labels.add_argument("--seed", type=count, default=0, metavar="S", help="another seed, other replies (default 0)")
    labels.add_argument("--out", type=path_name, required=True, metavar="DIR")

    fetching = add_command(
        commands, "fetch", _fetch, "Get the pictures that a set names by their addresses, into its own folder."
    )
    fetching.add_argument("scenario", metavar="NAME", help="a public set, such as msts")
    fetching.add_argument(
        "--out", type=path_name, required=True, metavar="DIR", help="the set's folder, with its own files in it"
    )

    describing = add_command(commands, "describe", _describe, "Count what a scenario holds, per task.")
    add_scenario(describing)
    describing.add_argument("--json", action="store_true", help="for machines")

    validate = add_command(commands, "validate", _validate, "Check that items need their pictures and can be read.")
    validate.add_argument("scenario", nargs="?", metavar="NAME|DIR", help="default: the generated sets, in full")
    _add_shape(validate)
    validate.add_argument(
        "--seeds",
        type=positive,
        metavar="N",
        help="instead: what readers of texts alone get of the generated sets on half of N seeds after they were "
        "trained on the other half (20: minutes)",
    )
    validate.add_argument("--json", action="store_true", help="for machines")


def _add_shape(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=count, default=0, metavar="S", help="another seed, another test (default 0)")
    parser.add_argument("--per-task", type=positive, metavar="N", help="items per task; default as in the paper")


def _build(arguments: argparse.Namespace) -> int:
    from ch3ef.outputs import check_empty
    from ch3ef.scenarios.exporting import write_released

    check_empty(arguments.out)
    settings = [f"seed={arguments.seed}"] + ([f"per_task={arguments.per_task}"] if arguments.per_task else [])
    scenario = load(f"{arguments.scenario}?{'&'.join(settings)}")
    write_released(scenario, arguments.out)
    print(f"{counted(len(scenario.items), 'item')}, version {scenario.version}: {arguments.out}")
    print(f"Ask them: ch3ef run --scenario {arguments.out} --model ...")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    out: Path = arguments.out
    if arguments.format == "prompts":
        return _export_prompts(arguments)
    from ch3ef.outputs import check_empty
    from ch3ef.scenarios.exporting import write_parquet, write_released

    check_empty(out)
    scenario = load(arguments.scenario or DEFAULT_SCENARIO, arguments.limit, arguments.seed)
    if arguments.format == "released":
        write_released(scenario, out)
    else:
        write_parquet(scenario, out, croissant=arguments.format == "croissant")
    print(f"{counted(len(scenario.items), 'item')}: {out}")
    return 0


def _export_prompts(arguments: argparse.Namespace) -> int:
    from ch3ef.outputs import check_own_file, own_files
    from ch3ef.recipes.recipe import recipe_named
    from ch3ef.running.replies import check_replies, prompts

    if arguments.recipe is None:
        raise InputError("--recipe is missing; expected the recipe of the prompts, such as human-value-direct")
    recipe = recipe_named(arguments.recipe)
    check_replies(recipe)
    check_own_file(arguments.out)
    part = load_part(arguments.scenario, recipe, arguments.seed, pool=arguments.pool, limit=arguments.limit)
    lines = [json.dumps(record, ensure_ascii=False) for record in prompts(part)]
    with own_files(arguments.out.parent) as place:
        (place / arguments.out.name).write_bytes("".join(f"{line}\n" for line in lines).encode())
    print(f"{counted(len(lines), 'prompt')}: {arguments.out}")
    return 0


def _sheet(arguments: argparse.Namespace) -> int:
    from ch3ef.outputs import check_own_file, own_files
    from ch3ef.scenarios.generated.making import drafts
    from ch3ef.scenarios.generated.registry import generated_task
    from ch3ef.scenarios.generated.sheet import contact_sheet
    from ch3ef.taxonomy import TASKS

    out: Path = arguments.out
    if out.suffix.lower() != ".png":
        raise InputError(f"{out}: expected a name that ends in .png")
    check_own_file(out)
    if arguments.corruptions is not None:
        return _corruption_sheet(arguments)
    if arguments.scenario is not None:
        return _set_sheet(arguments)
    tasks = [generated_task(name) for name in arguments.task or [task.name for task in TASKS]]
    made = list(drafts(tasks, arguments.seed, arguments.count or (12 if arguments.task else 1)))
    image = contact_sheet(made)
    with own_files(out.parent) as place:
        (place / out.name).write_bytes(image.pngsave_buffer())
    print(f"{counted(len(made), 'item')}: {out}")
    return 0


def _set_sheet(arguments: argparse.Namespace) -> int:
    from ch3ef.outputs import own_files
    from ch3ef.scenarios import load_scenario
    from ch3ef.scenarios.sheet import contact_sheet, items_to_show

    scenario = load_scenario(arguments.scenario, pictures=False)
    known = {item.task for item in scenario.items}
    if unknown := [task for task in arguments.task or () if task not in known]:
        describe = ["ch3ef", "data", "describe", "--scenario", arguments.scenario]
        raise unknown_name("task", unknown[0], known, f"`{shlex.join(describe)}`")
    items = items_to_show(scenario, arguments.task or (), arguments.count, arguments.seed)
    if scenario.drawer is not None:
        with bar(f"drawing {arguments.scenario}") as progress:
            scenario.drawer(items, progress)
    image = contact_sheet(items)
    with own_files(arguments.out.parent) as place:
        (place / arguments.out.name).write_bytes(image.pngsave_buffer())
    print(f"{len(items)} of {counted(len(scenario.items), 'item')}: {arguments.out}")
    return 0


def _corruption_sheet(arguments: argparse.Namespace) -> int:
    from ch3ef.corruptions.corrupting import KNOWN, SEVERITIES
    from ch3ef.corruptions.sheet import contact_sheet
    from ch3ef.outputs import own_files
    from ch3ef.pictures import decode_picture, open_picture
    from ch3ef.scenarios.generated.making import drafts
    from ch3ef.scenarios.generated.registry import generated_task
    from ch3ef.scenarios.generated.rendering import painted
    from ch3ef.taxonomy import TASKS

    if arguments.scenario is not None:
        raise InputError(f"{arguments.scenario}: --corruptions takes a picture, --corruptions PICTURE; name no set")
    if arguments.corruptions and arguments.task:
        raise InputError("--task names a drawn picture and --corruptions one of yours; expected one of them")
    if arguments.corruptions:
        picture = open_picture(Path(arguments.corruptions).expanduser())
    else:
        task = generated_task((arguments.task or [TASKS[0].name])[0])
        drawn = next(iter(drafts([task], arguments.seed, 1))).question.pictures[0]
        picture = decode_picture(painted(drawn).pngsave_buffer(), name=task.name)
    sheet = contact_sheet(picture, arguments.seed)
    with own_files(arguments.out.parent) as place:
        sheet.save(place / arguments.out.name, "PNG")
    print(f"{len(KNOWN)} corruptions at {len(SEVERITIES)} severities: {arguments.out}")
    return 0


def _labels(arguments: argparse.Namespace) -> int:
    from ch3ef.outputs import check_empty, new_folder
    from ch3ef.report.labelling import PAGE, sheet_name, write_sheets
    from ch3ef.running.labelling import draw_replies

    out, raters = arguments.out, arguments.rater or ["first", "second"]
    check_empty(out, " for the sheets")
    sheets = [out / sheet_name(rater) for rater in raters]
    drawn = draw_replies(arguments.run, arguments.count, arguments.recipe, arguments.seed)
    with new_folder(out) as place:
        write_sheets(drawn.replies, raters, place)
    spread = "models, dimensions" + (" and the judge's grades" if drawn.judge else "")
    tell_folded(
        f"{len(drawn.replies)} of {counted(drawn.population, 'reply', 'replies')} under {drawn.recipe}, each drawn "
        f"with the same chance ({100 * len(drawn.replies) / drawn.population:.1f} %), in proportion over {spread}"
    )
    tell_folded(f"To read: {out / PAGE}; to fill, a sheet a person: {', '.join(map(str, sheets))}")
    given = [part for sheet in sheets for part in ("--labels", str(sheet))]
    graders = [
        judge if "/" in judge else f"{judge}=PROVIDER/MODEL" for judge in (drawn.judge or "").split(" + ") if judge
    ]
    judges = [part for grader in graders for part in ("--judge", grader)]
    command = [
        "ch3ef",
        "judge",
        "check",
        "--run",
        str(arguments.run),
        *given,
        *(judges or ["--judge", "PROVIDER/MODEL"]),
    ]
    tell(f"Then: {shlex.join(command)}")
    if len(raters) < 2:
        say("note: `ch3ef judge check` takes the labels of two people or more; name them all, each with --rater")
    return 0


def _fetch(arguments: argparse.Namespace) -> int:
    from collections import Counter

    from rich.table import Table

    from ch3ef.files import in_bytes
    from ch3ef.scenarios.catalogue import wanted_of
    from ch3ef.scenarios.fetching import fetch

    wanted = wanted_of(arguments.scenario, arguments.out)
    with bar(f"fetching {arguments.scenario}") as progress:
        done = 0

        def told(_: object) -> None:
            nonlocal done
            done += 1
            progress(done, len(wanted))

        found = fetch(wanted, arguments.out, told)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("picture", "size", "SHA-256", "licence", ""):
        table.add_column(head)
    for one in found:
        if not one.before:
            size = in_bytes(one.size) if one.size else "-"
            table.add_row(one.wanted.file, size, one.digest[:12] or "-", one.wanted.licence or "-", one.fault)
    if table.row_count:
        console().print(table, highlight=False, markup=False)
    faults = sum(bool(one.fault) for one in found)
    before = sum(one.before for one in found)
    print(f"{counted(len(found) - faults - before, 'picture')} fetched, {before} there before, {faults} not to be had")
    for licence, number in Counter(one.wanted.licence or "not said" for one in found).most_common():
        print(f"  licence {licence}: {number}")
    return 1 if faults else 0


def _describe(arguments: argparse.Namespace) -> int:
    from ch3ef.scenarios import load_scenario
    from ch3ef.scenarios.catalogue import warning_of
    from ch3ef.scenarios.describing import describe

    name = arguments.scenario or DEFAULT_SCENARIO
    described = describe(load_scenario(name, pictures=False), warning_of(name))
    if arguments.json:
        print(json.dumps(described, indent=1))
        return 0
    print(f"{described['scenario']}, version {described['version']}")
    if "warning" in described:
        print(f"content warning: {described['warning']}")
    _print_numbers({**described["tasks"], "all": described["all"]})
    return 0


def _print_numbers(rows: dict[str, dict[str, Any]]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("")
    for name in ("items", "forms", "questions", "pictures", "chance", "question words", "option characters"):
        table.add_column(name, justify="right")
    for name, row in rows.items():
        words, characters = row["question_words"], row["option_characters"]
        table.add_row(
            name,
            str(row["items"]),
            str(row["forms"]),
            str(row["different_questions"]),
            str(row["pictures"]),
            f"{100 * row['chance']:.1f}",
            "{least} - {mean} - {most}".format(**words),
            "{least} - {mean} - {most}".format(**characters),
        )
    console().print(table, highlight=False, markup=False)


def _validate(arguments: argparse.Namespace) -> int:
    from ch3ef.scenarios.cache import default_cache
    from ch3ef.scenarios.checks import NOT_CHECKED, Verdict
    from ch3ef.scenarios.shortcuts import validate_generated
    from ch3ef.scenarios.trained import validate_over_seeds

    counts, unseen = None, [NOT_CHECKED]
    if arguments.seeds is not None:
        if arguments.scenario is not None:
            raise InputError(
                f"--seeds is about the generated sets; name no set, or leave it out for {arguments.scenario}"
            )
        with bar("drawing tests") as progress:
            checks = list(
                validate_over_seeds(default_cache(), arguments.seed, arguments.seeds, arguments.per_task, progress)
            )
    elif arguments.scenario is None:
        with bar("looking at every item") as progress:
            checks = list(validate_generated(default_cache(), arguments.seed, arguments.per_task, progress))
    else:
        counts, checks = _validated(arguments.scenario)
        unseen += [f"{check.name}: {check.value}" for check in checks if check.verdict is Verdict.TOO_FEW]
    if arguments.json:
        record = {"checks": [asdict(check) | {"passed": check.passed} for check in checks], "not_checked": unseen}
        print(json.dumps((counts or {}) | record, indent=1))
    else:
        if counts is not None:
            nouns = {"questions": "question", "pictures": "picture", "tasks": "task"}
            told = {key: counted(counts[key], noun) for key, noun in nouns.items()}
            tell("{scenario}: {questions} on {pictures}, {tasks}".format(scenario=counts["scenario"], **told))
        print_checks(checks, own=counts is not None)
        if arguments.scenario is None and arguments.seeds is None:
            tell_folded("Per dimension, level, task and pair, by readers trained on ten other seeds: --seeds 20.")
        tell_folded(f"Not checked: {NOT_CHECKED}.")
    return 0 if all(check.passed for check in checks) else 1


def _validated(name: str) -> tuple[dict[str, Any], list[Check]]:
    """What a set holds, and its checks."""
    from ch3ef.scenarios.alike import look_at
    from ch3ef.scenarios.catalogue import examine_scenario
    from ch3ef.scenarios.checks import validate_scenario

    found = examine_scenario(name)
    items = found.scenario.items
    if found.scenario.drawer is not None:
        with bar(f"drawing {name}") as progress:
            found.scenario.drawer(items, progress)
    say_notices(found.scenario)
    with bar("opening every picture") as progress:
        looks = look_at(items, progress)
    counts = {
        "scenario": found.scenario.name,
        "questions": len(items),
        "pictures": len({look.digest for look in looks}),
        "tasks": len({item.task for item in items}),
    }
    return counts, list(validate_scenario(found, looks))


SHOWN = 8
"""Rows, pictures and words that are named per check; `--json` names all."""


def print_checks(checks: Sequence[Check], *, own: bool) -> None:
    """Print checks as a table, and what those rest on that are not as expected.

    Args:
        checks: In order.
        own: Whether they are of people's own set.
    """
    from rich.table import Table

    from ch3ef.scenarios.checks import ERROR, FAILS_ABOVE, OK_BELOW, Verdict

    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("check", "found", "limit", ""):
        table.add_column(name, overflow="fold")
    for check in checks:
        table.add_row(check.name, check.value, check.limit, str(check.verdict))
    console().print(table, highlight=False, markup=False)
    if own and any(check.verdict is Verdict.TOO_FEW or "n = " in check.value for check in checks):
        tell_folded(
            "Options and texts: points over guessing of whoever goes by them without looking, in intervals that hold "
            f"together ({100 * (1 - ERROR):.0f} %). All above {100 * FAILS_ABOVE:.0f}: FAILS, or look; all below "
            f"{100 * OK_BELOW:.0f}: ok; else there are too few questions to say."
        )
    shown = [check for check in checks if check.verdict is not Verdict.OK]
    for check in shown:
        _print_examples(check)
    if any("row " in example for check in shown for example in check.examples):
        tell("Row 1 is the one below the names of the columns.")


def _print_examples(check: Check) -> None:
    name = check.name.strip()
    if check.advice:
        tell(f"{name}: {check.advice}")
    shown = [*check.examples[:SHOWN]]
    if (left := len(check.examples) - SHOWN) > 0:
        shown.append(f"and {left} more, named by --json")
    if len(joined := ", ".join(shown)) <= 100:
        shown = [joined] if shown else []
    if len(shown) == 1:
        tell(f"{name}: {shown[0]}")
    elif shown:
        tell(f"{name}:")
        for line in shown:
            tell(f"  {line}")
