"""`ch3ef curate`: models draft and answer questions about people's pictures, people decide, a set is released."""

from __future__ import annotations

import argparse
import json
import re
import shlex
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_command, add_limits, count, limits_given, path_name, positive
from ch3ef.cli.curate_agree import add_agree
from ch3ef.cli.curate_answers import add_score
from ch3ef.cli.curate_rounds import add_rounds
from ch3ef.cli.data import print_checks
from ch3ef.cli.output import bar, say, say_notices, tell, tell_folded
from ch3ef.errors import InputError, counted, unknown_name
from ch3ef.models.limits import request_limits

if TYPE_CHECKING:
    from ch3ef.curate.asking import Asking, Needed
    from ch3ef.curate.folder import Curation
    from ch3ef.models.names import ModelName
    from ch3ef.scenarios.checks import Check

SHOWN = 8
"""Names that are shown of a kind."""


def add_curate_commands(commands: Any) -> None:
    """Add the commands to their group."""
    text = "Make items with models and people: draft, answer, agree, release."
    curate = commands.add_parser("curate", help=text, description=text)
    kinds = curate.add_subparsers(title="commands", metavar="COMMAND", required=True)

    init = add_command(kinds, "init", _init, "Begin a folder with your pictures, or take more into it.")
    _add_folder(init)
    init.add_argument("--pictures", type=path_name, required=True, metavar="DIR", help="a folder of pictures")
    init.add_argument(
        "--task",
        action="append",
        metavar="T",
        help="draft for this task of `ch3ef list tasks`; repeatable; default all",
    )
    init.add_argument(
        "--licences", type=path_name, metavar="TABLE", help="a table: picture (a path below DIR), licence, source"
    )

    draft = add_command(kinds, "draft", _draft, "Have models propose questions about the pictures.")
    _add_folder(draft)
    _add_models(draft)
    draft.add_argument(
        "--per-picture",
        type=positive,
        default=3,
        metavar="N",
        help="questions of each picture by each model (default 3)",
    )
    draft.add_argument(
        "--examples",
        type=count,
        default=0,
        metavar="N",
        help="show N questions that people agreed on, with their pictures, in front of each request (default 0)",
    )

    answer = add_command(kinds, "answer", _answer, "Have models answer the drafts in their own words.")
    _add_folder(answer)
    _add_models(answer)

    add_rounds(kinds)
    add_agree(kinds)
    add_score(kinds)

    check = add_command(kinds, "check", _check, "Check what people agreed on, before it is released.")
    _add_folder(check)
    check.add_argument(
        "--against", action="append", default=[], metavar="NAME|DIR", help="look for the items in this set; repeatable"
    )
    check.add_argument("--json", action="store_true", help="for machines")

    release = add_command(kinds, "release", _release, "Write what people agreed on as a set.")
    _add_folder(release)
    release.add_argument("--out", type=path_name, required=True, metavar="SET")
    release.add_argument("--licence", required=True, metavar="SPDX", help="of the set, such as CC-BY-4.0")


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=path_name, metavar="OURS")


def _add_models(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(goes_on=True)
    parser.add_argument(
        "--model", action="append", required=True, metavar="M", help="[NAME=]PROVIDER/MODEL[?key=value]; repeatable"
    )
    parser.add_argument("--dry-run", action="store_true", help="print requests, pictures and tokens; send nothing")
    parser.add_argument(
        "--price",
        action="append",
        default=[],
        metavar="[M=]IN,OUT",
        help="with --dry-run: what a million tokens sent and received cost, of all models or one",
    )
    add_limits(parser)


# --- taking in --------------------------------------------------------------------------------------------


def _init(arguments: argparse.Namespace) -> int:
    from ch3ef.curate.folder import FILE, new_curation, open_curation
    from ch3ef.curate.taking_in import licences, read_origins, take_in
    from ch3ef.taxonomy import TASKS

    known = [task.name for task in TASKS]
    if unknown := [task for task in arguments.task or () if task not in known]:
        raise unknown_name("task", unknown[0], known, "`ch3ef list tasks`")
    if not arguments.pictures.is_dir():
        raise InputError(f"{arguments.pictures}: is no folder; expected one with pictures in it")
    origins = read_origins(arguments.licences, arguments.pictures) if arguments.licences else {}
    begun = (arguments.folder / FILE).exists()
    if begun and arguments.task is None:
        curation = open_curation(arguments.folder)
    else:
        curation = new_curation(arguments.folder, tuple(dict.fromkeys(arguments.task or ())))
    found = take_in(curation, arguments.pictures, origins)
    photos = curation.photos()
    tell(f"{counted(len(found.new), 'new picture')}, {found.known} known, {len(photos)} in all: {arguments.folder}")
    _name("the same as another", [f"{name} = {other}" for name, other in found.repeats.items()])
    _name("gone before, or said to be under another licence: mended", found.mended)
    for name, reason in found.unreadable.items():
        say(f"note: {reason if name in reason else f'{name}: {reason}'}")
    if unlicensed := licences(photos)[""]:
        say(f"note: of {counted(unlicensed, 'picture')} the licence is not known; name it in a table: --licences")
    if not photos:
        raise InputError(f"{arguments.pictures}: holds no picture that can be read")
    tell_folded(f"Next: ch3ef curate draft {shlex.quote(str(arguments.folder))} --model ... --dry-run")
    return 0


def _name(what: str, names: Sequence[str]) -> None:
    if names:
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        tell(f"  {what}: {', '.join(names[:SHOWN])}{more}")


# --- models -----------------------------------------------------------------------------------------------


def _draft(arguments: argparse.Namespace) -> int:
    from ch3ef.curate.demonstrations import demonstrations
    from ch3ef.curate.drafting import estimate_drafts, open_requests, propose

    curation, models = _begun(arguments)
    shown = demonstrations(curation, arguments.examples)
    if arguments.dry_run:
        return _print_needed(arguments, models, estimate_drafts(curation, models, arguments.per_picture, shown))
    _check_price(arguments)
    asking = [model for model in models if open_requests(curation, model.name, arguments.per_picture)]
    _check_pictures(curation)
    done = _ask(
        arguments,
        asking,
        lambda *given: propose(curation, asking, *given, per_picture=arguments.per_picture, shown=shown),
    )
    drafts = curation.drafts()
    tell(f"{counted(len(done.new), 'new draft')}, {len(drafts)} in all: {arguments.folder}")
    tasks = Counter(each.task for each in drafts)
    tell_folded("  " + ", ".join(f"{task} {count}" for task, count in tasks.most_common()), "  ")
    marks = (
        (sum(each.unseen for each in drafts), "which need what the picture does not show, by the model's own account"),
        (sum(each.harmful for each in drafts), "which ask for what should be declined"),
    )
    for number, what in marks:
        if number:
            tell_folded(f"  {number} of them {what}", "  ")
    if done.none:
        tell(f"  {counted(done.none, 'request')} to which a model said that the picture gives nothing for the task")
    if done.unread:
        unread = "; ".join(done.unread[:3])
        say(f"note: {counted(len(done.unread), 'request')} whose replies could not be read, twice: {unread}")
    return _ended(done.askings)


def _answer(arguments: argparse.Namespace) -> int:
    from ch3ef.curate.answering import answer, estimate_answers, unanswered
    from ch3ef.texts import deceiving, seen

    curation, models = _begun(arguments)
    if not curation.drafts():
        raise InputError(f"{curation.path}: holds no drafts yet; first: ch3ef curate draft {curation.path} --model ...")
    if arguments.dry_run:
        return _print_needed(arguments, models, estimate_answers(curation, models))
    _check_price(arguments)
    asking = [model for model in models if unanswered(curation, model.name)]
    _check_pictures(curation)
    askings = _ask(arguments, asking, lambda *given: answer(curation, asking, *given))
    replies = Counter(reply.model for reply in curation.replies())
    silent = Counter(reply.model for reply in curation.replies() if not seen(reply.text))
    new = sum(each.done for each in askings)
    tell(
        f"{counted(new, 'new reply', 'new replies')} to {counted(len(curation.drafts()), 'draft')}: {arguments.folder}"
    )
    hiding = Counter(reply.model for reply in curation.replies() if deceiving(reply.text) is not None)
    for model, number in replies.items():
        tell(f"  {model}: {number}" + (f", {silent[model]} of them without a word" if silent[model] else ""))
        if hiding[model]:
            say(
                f"note: {counted(hiding[model], 'reply', 'replies')} of {model} with characters that hide what is "
                "seen: no options as they are, until people trim them"
            )
    return _ended(askings)


def _begun(arguments: argparse.Namespace) -> tuple[Curation, tuple[ModelName, ...]]:
    from ch3ef.curate.asking import check_models
    from ch3ef.curate.folder import open_curation

    models = check_models(arguments.model)
    curation = open_curation(arguments.folder)
    if not curation.photos():
        raise InputError(f"{curation.path}: holds no pictures; first: ch3ef curate init {curation.path} --pictures DIR")
    return curation, models


def _check_price(arguments: argparse.Namespace) -> None:
    if arguments.price:
        raise InputError("--price does nothing without --dry-run; remove it, or add --dry-run")


def _check_pictures(curation: Curation) -> None:
    """All of them, before anything is sent."""
    from ch3ef.curate.taking_in import picture_of

    for photo in curation.photos():
        picture_of(curation, photo)


def _ask(arguments: argparse.Namespace, models: Sequence[ModelName], call: Callable[..., Any]) -> Any:
    from ch3ef.curate.asking import opened

    with request_limits(limits_given(arguments)), opened(models) as clients, bar("asking") as progress:
        return call(clients, progress)


def _ended(askings: Sequence[Asking]) -> int:
    """Say what did not come; the exit code."""
    for each in askings:
        if each.errors:
            left = f", and {each.left} were not sent any more" if each.left else ""
            failed = f"{counted(len(each.errors), 'request')} failed{left}; the first: {each.errors[0]}"
            say(f"ch3ef: {each.model}: {failed}; the same command asks again")
    return 1 if any(each.errors or each.left for each in askings) else 0


def _print_needed(arguments: argparse.Namespace, models: Sequence[ModelName], needed: Sequence[Needed]) -> int:
    from ch3ef.cli.costs import print_requests
    from ch3ef.models.picture_tokens import CHARACTERS_PER_TOKEN, picture_rule
    from ch3ef.running.costs import Cost, Range
    from ch3ef.running.prices import prices_given

    prices = prices_given(arguments.price, None, models)
    costs = []
    for model, own in zip(models, needed, strict=True):
        sent = own.text_tokens + own.picture_tokens
        price = prices.of(model) if prices is not None else None
        money = None if price is None else Range(price.of(sent, own.usual), price.of(sent, own.most))
        costs.append(Cost(own.model, own.requests, own.pictures, Range(sent, sent), Range(own.usual, own.most), money))
    print_requests(costs)
    rules = "; ".join(f"{model.name}: {picture_rule(model).name}" for model in models)
    tell_folded(
        f"\nNothing was sent. Tokens are estimates: {CHARACTERS_PER_TOKEN} characters each; pictures of {rules}. "
        "Replies are from usual ones to the most that can come back; what cannot be read is asked for once more."
    )
    return 0


# --- what people agreed on --------------------------------------------------------------------------------


def _check(arguments: argparse.Namespace) -> int:
    from ch3ef.curate.agreed import agreed
    from ch3ef.curate.checking import all_passed, check_against, check_agreed
    from ch3ef.curate.folder import open_curation
    from ch3ef.curate.releasing import scenario_of_agreed
    from ch3ef.scenarios import load_scenario
    from ch3ef.scenarios.alike import look_at
    from ch3ef.scenarios.catalogue import DEFAULT_SCENARIO
    from ch3ef.scenarios.checks import NOT_CHECKED

    curation = open_curation(arguments.folder)
    items, left_out = agreed(curation)
    if not items:
        raise InputError(f"{curation.path}: people have agreed on no item yet{_first(left_out)}")
    scenario = scenario_of_agreed(curation, items)
    with bar("opening every picture") as progress:
        looks = look_at(scenario.items, progress)
    checks: list[Check] = list(check_agreed(scenario, looks))
    for name in dict.fromkeys((DEFAULT_SCENARIO, *arguments.against)):
        other = load_scenario(name, pictures=False)
        if name in arguments.against:
            say_notices(other)
        its_looks = []
        if other.drawer is None:
            with bar(f"opening every picture of {name}") as progress:
                its_looks = look_at(other.items, progress)
        checks.append(check_against(scenario, looks, other, its_looks))
    if arguments.json:
        content = {
            "items": len(items),
            "left_out": [{"draft": draft.id, "why": why} for draft, why in left_out],
            "checks": [asdict(check) | {"passed": check.passed} for check in checks],
            "not_checked": [NOT_CHECKED],
        }
        print(json.dumps(content, indent=1))
    else:
        tell(f"{counted(len(items), 'item')} agreed on, {counted(len(left_out), 'draft')} left out")
        print_checks(checks, own=True)
        tell_folded(f"Not checked: {NOT_CHECKED}.")
    return 0 if all_passed(checks) else 1


def _release(arguments: argparse.Namespace) -> int:
    from ch3ef.curate.agreed import agreed
    from ch3ef.curate.folder import open_curation
    from ch3ef.curate.releasing import LICENCES, release
    from ch3ef.outputs import check_empty

    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,60}", arguments.licence):
        raise InputError(f"--licence {arguments.licence!r}; expected a name of SPDX, such as {', '.join(LICENCES)}")
    check_empty(arguments.out, " for the set")
    curation = open_curation(arguments.folder)
    items, left_out = agreed(curation)
    if not items:
        raise InputError(f"{curation.path}: people have agreed on no item yet{_first(left_out)}")
    made = release(curation, items, left_out, arguments.out, arguments.licence)
    tell(f"{counted(made.items, 'item')}, version {made.version}: {arguments.out}")
    if left_out:
        tell(f"  {counted(len(left_out), 'draft')} left out, most often: {_first(left_out)[2:]}")
    if not made.described:
        say("note: no croissant.json was written, for it needs the package mlcroissant: pip install 'ch3ef[data]'")
    unlicensed = sum(not each.photo.licence for each in items)
    if unlicensed:
        say(f"note: of the pictures of {counted(unlicensed, 'item')} the licence is not known")
    out = shlex.quote(str(arguments.out))
    tell_folded(f"Check and ask them: ch3ef data validate {out}; ch3ef run --scenario {out} --model ...")
    return 0


def _first(left_out: Sequence[tuple[Any, str]]) -> str:
    """The most frequent reason."""
    reasons = Counter(why for _, why in left_out).most_common(1)
    return f"; {reasons[0][0]} ({reasons[0][1]})" if reasons else ""
