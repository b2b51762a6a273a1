"""A whole round of curation: pictures in, models draft and answer, five raters label, a set is released and audited.

Run by hand: `CH3EF_LABEL_STUDIO=PROGRAM python benchmarks/curation_round.py --pictures DIR --known SET`, some half an
hour with 40 pictures; without that variable raters label spreadsheets. `--smallest`: six drawn pictures and
spreadsheets, does it run?

The models are servers in the wire format on this machine. Each question has one true word; the drafter asks for it, and
an answerer names it as often as its quality says, else another word. The raters read the truth off and turn it as often
as they err: ann 5 %, bo 8 %, cy 12 %, dan 50 % (careless), eve 10 % and always ranks first what stands first. Controls
come from a set whose keys are known; every second one is without its right option.

The released set is then asked of reference answerers, validated, read by the libraries datasets and mlcroissant, and
held against the rules of the official loader. At last the same five people answer it, with wrong keys planted.

Targets: dan is called careless and nobody else, eve takes what stands first, the majority finds nine of ten controls
and of the planted wrong keys, 97 % of the released keys are true.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import itertools
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1]))

from tests.curate.models import TOPICS, make_pictures, named, within_json  # noqa: E402
from tests.curate.raters import FIVE, Scripted, World, fill, fill_answers, known_set  # noqa: E402
from tests.curate.servers import PROGRAM, TOKEN, Asked, choose, label, label_studio  # noqa: E402
from tests.reply_server import replying  # noqa: E402

from ch3ef.cli import main as ch3ef  # noqa: E402
from ch3ef.curate.agreed import agreed  # noqa: E402
from ch3ef.curate.choosing import disagreement  # noqa: E402
from ch3ef.curate.folder import Curation, open_curation  # noqa: E402
from ch3ef.curate.people import answered  # noqa: E402
from ch3ef.scenarios import load_scenario  # noqa: E402

TASKS = ("OCR", "object", "capability", "theft", "traffic crime", "attribute")
QUALITY = {"alpha": 0.85, "beta": 0.6, "gamma": 0.45, "delta": 0.3, "epsilon": 0.2}
"""Models that answer -> how often they are right."""
WORDS = ("red", "green", "blue", "round", "square", "open", "closed", "upside down", "old", "new")
MARKS = itertools.count(1)
"""What makes each question another."""
DROPPED = 0.1
"""Share of the drafts that are not worth asking."""


def share_of(*parts: str) -> float:
    """A number in [0, 1) drawn from some texts."""
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest()[:6], "big") / 2**48


def truth(question: str) -> str:
    """The word that answers a question."""
    return WORDS[int(share_of("truth", question) * len(WORDS))]


def reply_of(model: str, question: str) -> str:
    """What a model answers: the true word as often as its quality says, else another."""
    others = [word for word in WORDS if word != truth(question)]
    right = share_of(model, question) < QUALITY[model]
    word = truth(question) if right else others[int(share_of("other", model, question) * len(others))]
    manner = ("It is", "I would say that it is", "As far as one can see, it is")[int(share_of("manner", model) * 3)]
    return f"{manner} {word}: {question.removeprefix('How is ').removesuffix('?')}."


def is_true(reply: str, question: str) -> bool:
    """Whether a reply names the true word."""
    return f" {truth(question)}: " in reply


def drafts(text: str) -> str:
    """What the drafter says: as many questions as it is asked for, each about something else."""
    number, task = re.findall(r'Propose (\d+) questions? for the task "([^"]+)"', text)[-1]
    made = []
    for n in range(int(number)):
        question = f"How is the {TOPICS[n % len(TOPICS)]} at mark {next(MARKS)}, as for {task}?"
        made.append({"task": task, "question": question, "reason": "It has to be seen."})
    return json.dumps(made)


# --- steps ------------------------------------------------------------------------------------------------


@dataclass
class Round:
    """What is measured.

    Attributes:
        lines: What was found, a line each.
        calls: Requests that models answered.
        seconds: Step -> how long it took.
        misses: Targets that were missed.
    """

    lines: list[str] = field(default_factory=list)
    calls: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure a step."""
        began = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began
        print(f"  {name}: {self.seconds[name]:.1f} s", file=sys.stderr)

    def hold(self, claim: str, *, holds: bool) -> None:
        """Note a target."""
        self.lines.append(f"{claim}: {'yes' if holds else 'NO'}")
        if not holds:
            self.misses.append(claim)


def say(*arguments: object, codes: Sequence[int] = (0,)) -> str:
    """A command of `ch3ef`; what it prints.

    Raises:
        SystemExit: It ends with another code.
    """
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = ch3ef(list(map(str, arguments)))
    if code not in codes:
        raise SystemExit(f"ch3ef {' '.join(map(str, arguments))} ended with {code}: {err.getvalue()}{out.getvalue()}")
    return out.getvalue()


def ask_models(found: Round, ours: Path, per_picture: int) -> None:
    """Drafts of one model, answers of the others, each behind a server of its own."""
    with found.step("drafting"), replying(lambda text: within_json(drafts(text))) as (url, said):
        say("curate", "draft", ours, "--model", named("drafter", url), "--per-picture", per_picture)
        found.calls += len(said)
    with found.step("answering"), contextlib.ExitStack() as stack:
        servers = []
        for model in QUALITY:

            def reply(text: str, model: str = model) -> str:
                return within_json(reply_of(model, text.partition("\n")[0]))

            servers.append((model, *stack.enter_context(replying(reply))))
        given = [part for model, url, _ in servers for part in ("--model", named(model, url))]
        say("curate", "answer", ours, *given)
        found.calls += sum(len(said) for *_, said in servers)


def world_of(curation: Curation) -> World:
    """The folder and its truth."""
    questions = {draft.id: draft.question for draft in curation.drafts()}
    right = {reply.text for reply in curation.replies() if is_true(reply.text, questions[reply.draft])}
    better = {reply.text: float(reply.text in right) + share_of(reply.text) / 2 for reply in curation.replies()}
    for control in curation.controls():
        better |= {option: float(option in control.right) for option in control.options}
        right |= set(control.right)
    dropped = {question for question in questions.values() if share_of("dropped", question) < DROPPED}
    return World(curation, frozenset(right), better, frozenset(dropped))


class Sheets:
    """Raters label spreadsheets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ask(self, folder: Path, name: str, raters: Sequence[str], *given: object) -> None:
        """Push."""
        named_ = [part for rater in raters for part in ("--rater", rater)]
        say("curate", "push", folder, "--format", "csv", "--out", self.folder / name, *named_, *given)

    def label(self, world: World, name: str, raters: Sequence[Scripted], number: int = 1) -> None:
        """Fill the sheets, and pull them."""
        self._take(world, name, raters, number, fill)

    def answer(self, world: World, name: str, raters: Sequence[Scripted]) -> None:
        """Choose options, and pull them."""
        self._take(world, name, raters, 1, fill_answers)

    def _take(self, world: World, name: str, raters: Sequence[Scripted], number: int, write: Any) -> None:
        files = [self.folder / name / f"round-{number}-{rater.name}.csv" for rater in raters]
        there = [(file, rater) for file, rater in zip(files, raters, strict=True) if file.is_file()]
        for file, rater in there:
            write(world, file, rater)
        say("curate", "pull", world.curation.path, *(part for file, _ in there for part in ("--from", file)))


class Server:
    """Raters label in Label Studio, through what their browsers would ask it."""

    def __init__(self, url: str) -> None:
        self.url, self.asked = url, Asked(url)

    def ask(self, folder: Path, name: str, raters: Sequence[str], *given: object) -> None:
        """Push."""
        named_ = [part for rater in raters for part in ("--rater", rater)]
        say("curate", "push", folder, "--url", self.url, *named_, *given)

    def label(self, world: World, name: str, raters: Sequence[Scripted], number: int = 1) -> None:
        """Label each in a project of its own, and pull."""
        for rater in raters:
            label(self.asked, world, rater, number)
        say("curate", "pull", world.curation.path, "--url", self.url)

    def answer(self, world: World, name: str, raters: Sequence[Scripted]) -> None:
        """Choose options, and pull."""
        for rater in raters:
            choose(self.asked, world, rater)
        say("curate", "pull", world.curation.path, "--url", self.url)


def people_label(found: Round, way: Sheets | Server, ours: Path, known: Path, controls: int) -> World:
    """Two rounds; what `agree` says of the first."""
    names = [rater.name for rater in FIVE]
    with found.step("asking people"):
        way.ask(ours, "round-1", names, "--controls", controls, "--known", known)
    world = world_of(open_curation(ours))
    with found.step("labelling, by scripts"):
        way.label(world, "round-1", [replace(rater) for rater in FIVE])
    with found.step("agreement"):
        report = json.loads(say("curate", "agree", ours, "--json"))
    for rater in report["raters"]:
        found.lines.append(f"{rater['name']}: {_told(rater)}")
    found.lines.append(f"majority: controls {_controls(report['controls'])}")
    found.lines.append(f"no majority after round 1: {len(report['open'])} of {report['drafts']} drafts")
    if controls > 4:
        careless = [rater["name"] for rater in report["raters"] if rater["careless"]]
        first = [rater["name"] for rater in report["raters"] if rater["takes_first"]]
        found.hold(f"careless is called dan ({', '.join(careless) or 'nobody'})", holds=careless == ["dan"])
        found.hold(f"eve takes what stands first ({', '.join(first) or 'nobody'})", holds=first == ["eve"])
        share = report["controls"]["share"]["estimate"]
        found.hold(f"the majority finds {share:.0%} of the controls", holds=share >= 0.9)
    if report["open"]:
        way.ask(ours, "round-2", names[:3], "--round", 2)
        way.label(world, "round-2", [replace(rater, error=0.02) for rater in FIVE[:3]], 2)
    return world


def _told(rater: Mapping[str, Any]) -> str:
    kappa, first = rater["kappa"]["estimate"], rater["first"]
    led = "-" if first is None else f"{first['estimate']:.0%}"
    return f"kappa {kappa:.2f}, first stood first {led}, controls {_controls(rater['controls'])}"


def _controls(found: Mapping[str, Any]) -> str:
    def share(one: Mapping[str, float] | None) -> str:
        return "-" if one is None else f"{one['estimate']:.0%} [{one['low']:.0%}, {one['high']:.0%}]"

    planted = f"{share(found['planted'])} of {found['n_planted']}"
    return f"{share(found['share'])} of {found['n']}, without a right option {planted}"


def disputed_first(found: Round, curation: Curation) -> None:
    """How many items come of the half of the drafts whose replies differ most, and of the other half."""
    replies: dict[str, list[str]] = {}
    for reply in curation.replies():
        replies.setdefault(reply.draft, []).append(reply.text)
    order = sorted(replies, key=lambda draft: -disagreement(replies[draft]))
    items = {each.draft.id for each in agreed(curation)[0]}
    half = len(order) // 2
    first, last = (sum(draft in items for draft in part) for part in (order[:half], order[half:]))
    found.lines.append(f"items of the {half} most disputed drafts: {first}; of the other {len(order) - half}: {last}")


def release(found: Round, ours: Path, out: Path) -> None:
    """The set, and whether everybody takes it."""
    with found.step("check"):
        say("curate", "check", ours, codes=(0, 1))
    with found.step("release"):
        say("curate", "release", ours, "--out", out, "--licence", "CC-BY-4.0")
    scenario = load_scenario(str(out))
    true = [is_true(item.options[item.gold[0]], item.question) for item in scenario.items]
    found.lines.append(f"released: {len(scenario.items)} items, {sum(true)} with a true key")
    found.hold("97 % of the keys are true", holds=sum(true) >= 0.97 * len(true))
    with found.step("run, validate, read"):
        say(
            "run",
            "--scenario",
            out,
            "--model",
            "reference/oracle",
            "--model",
            "reference/chance",
            "--out",
            out.parent / "run",
        )
        say("data", "validate", out, codes=(0, 1))
        _read_by_others(out, len(scenario.items))
    found.hold("the official loader's rules hold", holds=all(map(_as_loaded, _records(out))))


def _read_by_others(out: Path, count: int) -> None:
    """By the libraries datasets and mlcroissant."""
    import datasets
    import mlcroissant

    read = datasets.load_dataset(str(out), split="test", cache_dir=str(out.parent / "hf"))
    described = mlcroissant.Dataset(jsonld=str(out / "croissant.json"))
    if not len(read) == count == len(list(described.records("questions"))):
        raise SystemExit(f"{out}: other libraries read another number of items than {count}")


def _records(out: Path) -> Iterator[Mapping[str, Any]]:
    for file in sorted((out / "meta_file").glob("*.json")):
        yield from json.loads(file.read_text("utf-8"))["items"]


def _as_loaded(record: Mapping[str, Any]) -> bool:
    """First option right, the second too where one is "I don't know."; options differ; the picture is there."""
    options = record["options"]
    unsure = [place for place, option in enumerate(options) if option == "I don't know."]
    return len(options) >= 3 and len(set(options)) == len(options) and unsure in ([], [1])


def people_answer(found: Round, way: Sheets | Server, out: Path, planted: int) -> None:
    """The same people answer the set; what they make of its keys."""
    people = out.parent / "people"
    names = [rater.name for rater in FIVE]
    with found.step("asking people"):
        way.ask(out, "answers", names, "--ask", "answer", "--in", people, "--controls", planted)
    curation = open_curation(people, "answers")
    right = {
        option
        for each in answered(curation)
        for option in each.asked.item.options
        if is_true(option, each.asked.item.question)
    }
    with found.step("labelling, by scripts"):
        way.answer(World(curation, frozenset(right), {}, frozenset()), "answers", [replace(rater) for rater in FIVE])
    keys = json.loads(say("curate", "agree", people, "--json"))["keys"]
    found.lines.append(f"people answered {keys['n']} items: {len(keys['differing'])} keys differ")
    share, count = keys["planted"]["found"], keys["planted"]["n"]
    bounds = f"[{share['low']:.0%}, {share['high']:.0%}]"
    found.hold(
        f"of {count} planted wrong keys {share['estimate']:.0%} {bounds} are found", holds=share["estimate"] >= 0.9
    )
    say("curate", "score", people, "--out", out.parent / "people-run")
    shown = json.loads(say("show", out.parent / "people-run", "--json"))
    for group in shown["groups"]:
        if group["by"] == "overall":
            accuracy = group["accuracy"]
            found.lines.append(
                f"{group['model']}: {accuracy['estimate']:.0%} [{accuracy['low']:.0%}, {accuracy['high']:.0%}]"
            )
    for figure in shown["figures"]:
        if (figure["name"], figure["group"]) == ("one_person", "all"):
            bounds = f"{figure['estimate']:.0%} [{figure['low']:.0%}, {figure['high']:.0%}]"
            found.lines.append(f"one person, over people: {bounds}")


def main() -> None:
    """Print what was found, and how long each step took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="pictures that questions are made about")
    parser.add_argument("--known", type=Path, metavar="SET", help="a set whose keys are known")
    parser.add_argument("--per-picture", type=int, default=2)
    parser.add_argument("--controls", type=int, default=12)
    parser.add_argument("--url", help="a Label Studio server that runs; else CH3EF_LABEL_STUDIO says where one lies")
    parser.add_argument("--smallest", action="store_true", help="six drawn pictures, spreadsheets: does it run?")
    arguments = parser.parse_args()
    os.environ["TEST_API_KEY"], os.environ["LABEL_STUDIO_TOKEN"] = "none", TOKEN
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        if arguments.smallest:
            arguments.pictures, arguments.known = make_pictures(place / "in", 6), known_set(place / "known", 6)
            arguments.controls = 4
        if arguments.pictures is None or arguments.known is None:
            parser.error("--pictures and --known are missing; or say --smallest")
        with contextlib.ExitStack() as stack:
            found = Round()
            way: Sheets | Server = Sheets(place / "sheets")
            if not arguments.smallest and (arguments.url or PROGRAM):
                with found.step("starting Label Studio"):
                    way = Server(arguments.url or stack.enter_context(label_studio(place)))
            _whole(found, way, place, arguments)
    for line in (*found.lines, *(f"{name}: {seconds:.1f} s" for name, seconds in found.seconds.items())):
        print(line)
    if found.misses and not arguments.smallest:
        raise SystemExit(f"missed: {'; '.join(found.misses)}")


def _whole(found: Round, way: Sheets | Server, place: Path, arguments: argparse.Namespace) -> None:
    ours = place / "ours"
    given = [part for task in TASKS for part in ("--task", task)]
    with found.step("pictures"):
        say("curate", "init", ours, "--pictures", arguments.pictures, *given)
    ask_models(found, ours, arguments.per_picture)
    curation = open_curation(ours)
    drafts_, pictures = len(curation.drafts()), len(curation.photos())
    found.lines.append(f"{pictures} pictures, {drafts_} drafts, {found.calls} requests to models")
    people_label(found, way, ours, arguments.known, arguments.controls)
    words = len(open_curation(ours).annotations())
    found.lines.append(f"labels: {words}, at a minute each {words / 60:.1f} hours of people")
    disputed_first(found, open_curation(ours))
    release(found, ours, place / "set")
    people_answer(found, way, place / "set", 3 if arguments.smallest else 10)


if __name__ == "__main__":
    main()
