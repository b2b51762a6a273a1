"""`ch3ef curate push` and `pull`: people label what models drafted and answered."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.cli.arguments import add_command, path_name, positive
from ch3ef.cli.curate_answers import add_answering, add_planted, begun_answers
from ch3ef.cli.output import bar, say, tell, tell_folded
from ch3ef.errors import InputError, counted

if TYPE_CHECKING:
    from ch3ef.curate.folder import Curation
    from ch3ef.curate.records import Draft
    from ch3ef.curate.rounds import Question
    from ch3ef.curate.taking_back import Said, Taken

TOKEN = "LABEL_STUDIO_TOKEN"  # noqa: S105 (the name of a variable)
_MOST_FAULTS = 10


def add_rounds(kinds: Any) -> None:
    """Add the commands to the group of `ch3ef curate`."""
    push = add_command(kinds, "push", _push, "Give raters what they label: a spreadsheet, a page, or a project.")
    push.add_argument("folder", type=path_name, metavar="OURS|RUN|SET")
    add_answering(push)
    push.add_argument(
        "--format",
        choices=("csv", "xlsx", "html"),
        help="a spreadsheet for each rater, or a page that is opened and labelled offline",
    )
    push.add_argument("--rater", action="append", metavar="NAME", help="who labels; repeatable")
    push.add_argument(
        "--spare", action="append", default=[], metavar="NAME", help="a rater who gets nothing about harm; repeatable"
    )
    push.add_argument(
        "--round", type=positive, default=1, metavar="N", help="2 and on: what no majority was found for (default 1)"
    )
    push.add_argument(
        "--controls",
        type=positive,
        metavar="N",
        help="mix in N items of --known, unseen: `agree` says how many each rater finds; with --ask answer: plant N "
        "wrong keys, and `agree` says how many of them are found",
    )
    push.add_argument(
        "--disputed",
        type=positive,
        metavar="N",
        help="only N more drafts: those whose replies differ most (default: all drafts)",
    )
    push.add_argument("--known", metavar="NAME|DIR", help="the set with known answers that controls are drawn from")
    push.add_argument("--out", type=path_name, metavar="DIR", help="where spreadsheets or pages go")
    _add_server(push, "a Label Studio server, in place of files")

    pull = add_command(kinds, "pull", _pull, "Take back what raters have labelled; nothing is overwritten.")
    pull.add_argument("folder", type=path_name, metavar="OURS")
    pull.add_argument(
        "--from", dest="files", type=path_name, action="append", metavar="FILE", help="a filled file; repeatable"
    )
    _add_server(pull, "the Label Studio server that it was pushed to")


def _add_server(parser: argparse.ArgumentParser, text: str) -> None:
    parser.add_argument("--url", metavar="URL", help=f"{text}, such as http://localhost:8080")
    parser.add_argument(
        "--token-env", default=TOKEN, metavar="NAME", help=f"the environment variable with its token (default {TOKEN})"
    )


def _push(arguments: argparse.Namespace) -> int:
    from ch3ef.curate.folder import open_curation
    from ch3ef.curate.rounds import ask, checked_raters
    from ch3ef.curate.sheets import may_upset
    from ch3ef.outputs import check_own_files

    _check_way(arguments)
    curation = begun_answers(arguments) if arguments.ask == "answer" else open_curation(arguments.folder, None)
    _check_asked(curation, arguments)
    raters = checked_raters(curation, arguments.rater or _raters_before(curation, arguments.round))
    stray = next((name for name in arguments.spare if name not in raters), None)
    if stray is not None:
        raise InputError(f"--spare {stray}: is none of the raters; expected one of {', '.join(raters)}")
    drafts = _drafts(curation, arguments)
    if arguments.out is not None and arguments.out.exists():
        check_own_files(arguments.out)
    if arguments.url:
        from ch3ef.curate.label_studio_server import check_server

        check_server(arguments.url, arguments.token_env)
    if arguments.controls:
        (_add_controls if curation.asks == "labels" else add_planted)(curation, arguments)
    questions = ask(curation, raters, arguments.round, drafts)
    for name in arguments.spare:
        questions[name] = [each for each in questions[name] if not may_upset(each)]
    if arguments.url:
        return _push_projects(curation, questions, arguments)
    return _push_files(curation, questions, arguments)


def _check_way(arguments: argparse.Namespace) -> None:
    """Refuse what is no way to ask people, before anything is made."""
    from ch3ef.curate.sheets import check_workbooks

    if (arguments.url is None) == (arguments.format is None):
        raise InputError("expected --format csv, xlsx or html with --out DIR, or --url of a Label Studio server")
    if arguments.format and arguments.out is None:
        raise InputError("--out is missing; expected the folder for what raters get, for example --out round-1")
    if arguments.url and arguments.out is not None:
        raise InputError("--out does nothing with --url; remove one of the two")
    if arguments.format == "xlsx":
        check_workbooks()
    given = (("--in", arguments.into), ("--limit", arguments.limit), ("--seed", arguments.seed))
    if arguments.ask == "label" and (stray := next((name for name, value in given if value), None)):
        raise InputError(f"{stray} does nothing without --ask answer; add that, or remove it")


def _check_asked(curation: Curation, arguments: argparse.Namespace) -> None:
    """Refuse arguments that the folder has no use for."""
    if curation.asks == "labels":
        if (arguments.controls is None) != (arguments.known is None):
            raise InputError("--controls N and --known NAME|DIR go together; expected both, or none")
        return
    given = (("--known", arguments.known), ("--disputed", arguments.disputed), ("--round", arguments.round != 1))
    if stray := next((name for name, value in given if value), None):
        raise InputError(f"{stray} does nothing where people answer items; remove it")


def _add_controls(curation: Curation, arguments: argparse.Namespace) -> None:
    from ch3ef.curate.controls import add_controls, suited
    from ch3ef.scenarios import load_scenario
    from ch3ef.scenarios.catalogue import make_pictures

    scenario = load_scenario(arguments.known, pictures=False)
    likely = suited(curation, scenario.items)[: 2 * arguments.controls + 20]
    with bar(f"pictures of {arguments.known}") as progress:
        make_pictures(scenario, likely, progress)
    add_controls(curation, likely, arguments.controls, arguments.round)


def _raters_before(curation: Curation, number: int) -> Sequence[str]:
    """Who was asked in the round before, where nobody is named."""
    asked = [each for each in curation.letters() if each.round in {number, number - 1}]
    return list(dict.fromkeys(each.rater for each in asked))


def _drafts(curation: Curation, arguments: argparse.Namespace) -> list[Draft]:
    from ch3ef.curate.agreeing import to_adjudicate
    from ch3ef.curate.choosing import most_disputed

    number, drafts = arguments.round, curation.drafts()
    if not drafts:
        raise InputError(
            f"{curation.path}: has no drafts; make some with: ch3ef curate draft {curation.path} --model M"
        )
    if number > 1:
        if not any(each.round == number - 1 for each in curation.annotations()):
            raise InputError(f"--round {number}: nothing is labelled in round {number - 1}; pull that first")
        drafts = to_adjudicate(curation)
    return most_disputed(curation, drafts, number, arguments.disputed) if arguments.disputed else drafts


def _push_files(curation: Curation, questions: Mapping[str, Sequence[Question]], arguments: argparse.Namespace) -> int:
    from ch3ef.curate.page import write_pages
    from ch3ef.curate.sheets import write_sheets
    from ch3ef.outputs import own_files

    out: Path = arguments.out
    if not any(questions.values()):
        tell(f"Nothing is left to label in round {arguments.round}: {out} was not written")
        return 0
    with own_files(out) as place:
        if arguments.format == "html":
            made = write_pages(curation, questions, arguments.round, place)
        else:
            made = write_sheets(curation, questions, arguments.round, place, arguments.format)
            _keep_pictures(out, place)
    for rater, own in questions.items():
        tell_folded(f"{rater}: {counted(len(own), 'question')}" + ("" if own else ", nothing is left to label"))
    tell_folded(f"To label: {', '.join(str(out / file.name) for file in made)}")
    filled = [str(out / file.name) for file in made] if arguments.format != "html" else ["FILE.json"]
    given = [part for file in filled for part in ("--from", file)]
    tell(f"Then: {shlex.join(['ch3ef', 'curate', 'pull', str(curation.path), *given])}")
    return 0


def _push_projects(
    curation: Curation, questions: Mapping[str, Sequence[Question]], arguments: argparse.Namespace
) -> int:
    from ch3ef.curate.label_studio import push

    if not any(questions.values()):
        tell(f"Nothing is left to label in round {arguments.round}")
    for pushed in push(curation, questions, arguments.round, arguments.url, arguments.token_env):
        tell_folded(
            f"{pushed.rater}: {counted(pushed.new, 'new task')}, {pushed.there} there already: {pushed.address}"
        )
    command = ["ch3ef", "curate", "pull", str(curation.path), "--url", arguments.url]
    tell(f"Then: {shlex.join(command)}")
    return 0


def _keep_pictures(out: Path, place: Path) -> None:
    """Leave the pictures of sheets that were pushed to the same folder before."""
    from ch3ef.files import read_bytes, write_bytes_whole
    from ch3ef.outputs import listed_files

    for name in listed_files(out) if out.is_dir() else ():
        if name.startswith("pictures/") and (out / name).is_file() and not (place / name).exists():
            write_bytes_whole(place / name, read_bytes(out / name))


def _pull(arguments: argparse.Namespace) -> int:
    from ch3ef.curate.folder import open_curation
    from ch3ef.curate.taking_back import take

    curation = open_curation(arguments.folder, None)
    if (arguments.url is None) == (arguments.files is None):
        raise InputError("expected --from FILE, which a rater filled, or --url of a Label Studio server")
    if arguments.url:
        from ch3ef.curate.label_studio import pull

        said = pull(curation, arguments.url, arguments.token_env)
    else:
        said = [each for file in arguments.files for each in _read(file)]
    taken = take(curation, said)
    _tell_taken(taken, curation)
    return 1 if taken.faults else 0


def _read(file: Path) -> list[Said]:
    from ch3ef.curate.page import read_labels
    from ch3ef.curate.sheets import read_sheet

    if file.suffix.lower() == ".html":
        raise InputError(f"{file}: is the page itself; expected the file that it saves, labels-round-1-NAME.json")
    return read_labels(file) if file.suffix.lower() == ".json" else read_sheet(file)


def _tell_taken(taken: Taken, curation: Curation) -> None:
    tell(f"{counted(taken.new, 'new label')}, {taken.changed} changed, {taken.same} there already: {curation.path}")
    for fault in taken.faults[:_MOST_FAULTS]:
        say(f"ch3ef: {fault}")
    if taken.faults:
        more = len(taken.faults) - _MOST_FAULTS
        also = f" (and {more} more)" if more > 0 else ""
        say(f"ch3ef: {counted(len(taken.faults), 'label')} not taken{also}; mend them and pull again")
