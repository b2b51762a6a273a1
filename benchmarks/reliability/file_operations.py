"""What a kill at each single file operation costs: every command is ended at its first, second, third ... operation.

Run by hand: `python benchmarks/reliability/file_operations.py`. An operation is whatever changes what lies on disk: to
open a file for writing, each write (of which half is done), to rename, to remove, to make a folder. After each kill the
same command is given again; it must end well, with what an undisturbed one gives, and with every file of the user's as
it was. Expected: 0 lost, 0 deleted, 0 written outside, 0 unexpected.
"""

from __future__ import annotations

import argparse
import builtins
import hashlib
import io
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.curate.raters import FIVE, fill, made

CHANGES = ("os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.truncate", "os.link", "os.symlink")
"""Events of Python's audit hooks that are operations; opening to write is one too."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CACHE, USER, SET, REPLIES, HOME, MANIFEST = "cache", "user.txt", "set", "replies.jsonl", "home", ".ch3ef.sha256"
LABELS, POLICY = "labels.csv", "policy.yaml"
COUNTS = ("lost", "deleted", "written outside", "unexpected")


def contents(out: Path) -> dict[str, str]:
    """Files below a folder by digest, but for the user's."""
    files = [out] if out.is_file() else sorted(path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): digest(path) for path in files if path.name != USER}


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class Command:
    """A command that is killed.

    Attributes:
        name: What it is called in the table.
        line: Its arguments; paths are below the folder that it is given in.
        out: What it writes, below that folder.
        before: Commands that are given first, undisturbed, and what else is done in its folder.
        read: What of its output must be as in an undisturbed one.
        beside: What else it writes to.
        added: A file of the user's within what it writes.
        cold: Whether its cache is empty.
    """

    name: str
    line: str
    out: str = "out"
    before: tuple[str | Callable[[Path], object], ...] = ()
    read: Callable[[Path], object] = contents
    beside: tuple[str, ...] = ()
    added: str = ""
    cold: bool = False


def results(out: Path) -> object:
    """Rows of a run or of scores, without their times and the run's id; its items, and the groups of its summary."""
    from ch3ef.results import read_rows

    passing = {"run_id": "", "started_at": None, "seconds": None}
    rows = [json.loads(row.to_json()) | passing for row in read_rows(out)]
    return rows, (out / "items.jsonl").read_text(), json.loads((out / "summary.json").read_text())["groups"]


def photos(out: Path) -> object:
    """What a folder of curation holds; its own name is drawn."""
    return {name: content for name, content in contents(out).items() if name != "curate.json"}


def exported(out: Path) -> object:
    """Records of other people's schemas, without when they were made."""
    passing = dict.fromkeys(("evaluation_id", "retrieved_timestamp"))
    return {path.name: json.loads(path.read_text()) | passing for path in out.rglob("*.json")}


def curated(folder: Path) -> None:
    """A folder of drafts, which three models answered."""
    made(folder / "ours", pictures=2, per_picture=2)


def labelled(folder: Path) -> None:
    """Its sheets, filled in."""
    world = made(folder.with_name("made") / folder.name, pictures=2, per_picture=2)
    for rater in RATERS:
        fill(world, folder / "sheets" / f"round-1-{rater.name}.csv", rater)
    shutil.rmtree(folder.with_name("made"))


RUN = f"run --scenario {SET} --model reference/oracle --model reference/first --out out"
DIRECT, OPEN = "--recipe human-value-direct", "--recipe human-value-open"
REPORT = "report out --title"
ORACLE = f"run --scenario {SET} --model reference/oracle {DIRECT} --out out"
GATE = "gate policy.yaml out --out page.html"
SCORE = f"score --replies {REPLIES} --scenario {SET} {DIRECT} --out out"
AS_US = "--organization us --relationship other --model-id us/elsewhere"
CHECK = f"judge check --labels labels.csv --scenario {SET} --judge reference/judge --pairs 0"
RATERS = FIVE[:3]
PUSH = "curate push ours" + "".join(f" --rater {rater.name}" for rater in RATERS)
PULL = "curate pull ours" + "".join(f" --from sheets/round-1-{rater.name}.csv" for rater in RATERS)
COMMANDS = (
    Command("run", f"{RUN} {DIRECT}", read=results, added="out"),
    Command("run, judged", f"{RUN} {OPEN} --judge reference/judge", read=results, added="out", cold=True),
    Command(
        "judge run",
        "judge run out --judge reference/judge",
        before=(f"score --replies {REPLIES} --scenario {SET} {OPEN} --out out",),
        read=results,
        added="out",
        cold=True,
    ),
    Command("score", SCORE, read=results),
    Command("report", f"{REPORT} New", "out/report", (f"{RUN} {DIRECT}",)),
    Command("report, again", f"{REPORT} New", "out/report", (f"{RUN} {DIRECT}", f"{REPORT} Old"), added="out/report"),
    Command(
        "findings, again",
        "findings out --out found",
        "found",
        (f"{RUN} {DIRECT}", "findings out --seed 1 --out found"),
        added="found",
    ),
    Command(
        "report --format md, again",
        f"{REPORT} New --format md --out table.md",
        "table.md",
        (f"{RUN} {DIRECT}", f"{REPORT} Old --format md --out table.md"),
    ),
    Command("data build", "data build --per-task 1 --out out"),
    Command("data build, no cache", "data build --per-task 1 --out out", cold=True),
    Command("data export released", f"data export --scenario {SET} --format released --out out"),
    Command("data export parquet", f"data export --scenario {SET} --format parquet --out out"),
    Command("data export prompts", f"data export --scenario {SET} {DIRECT} --out prompts.jsonl", "prompts.jsonl"),
    Command("gate --out", GATE, "page.html", (ORACLE,)),
    Command("gate --out, again", f"{GATE} --language zh", "page.html", (ORACLE, GATE)),
    Command("export", f"export out --format every-eval-ever {AS_US} --out exported", "exported", (SCORE,), exported),
    Command("judge check", f"{CHECK} --certificate c/own.json", "c", cold=True),
    Command(
        "judge check, again",
        f"{CHECK} --certificate c/own.json",
        "c",
        (f"{CHECK} --repeats 2 --certificate c/own.json",),
    ),
    Command("curate init", f"curate init ours --pictures {SET}/Honest_images", "ours", read=photos, added="ours"),
    Command("curate push", f"{PUSH} --format html --out pages", "pages", (curated,), beside=("ours",)),
    Command("curate pull", PULL, "ours", (curated, f"{PUSH} --format csv --out sheets", labelled), added="ours"),
    Command(
        "curate release",
        "curate release ours --licence CC0-1.0 --out released",
        "released",
        (curated, f"{PUSH} --format csv --out sheets", labelled, PULL),
    ),
)


# --- ending a process at an operation -------------------------------------------------------------------------


class Operations:
    """Counts the operations of this process, and ends it at one of them.

    Args:
        last: The operation at which the process ends; 0 for none.
        below: Where operations count.
    """

    def __init__(self, last: int, below: Path) -> None:
        self.number, self._last, self._below = 0, last, below

    def hook(self, event: str, args: tuple[Any, ...]) -> None:
        """Python's audit hook: called before each operation."""
        changes = event in CHANGES or (event == "open" and isinstance(args[2], int) and args[2] & WRITES)
        if changes and self._is_below(args[0]):
            self.count()

    def count(self, half: Callable[[], object] = lambda: None) -> None:
        """One more operation; what is done of it before the end."""
        self.number += 1
        if self.number == self._last:
            half()
            os.kill(os.getpid(), signal.SIGKILL)

    def _is_below(self, path: Any) -> bool:
        named = isinstance(path, (str, bytes, os.PathLike))
        return named and Path(os.fsdecode(path)).absolute().is_relative_to(self._below)

    def watch(self) -> None:
        """Count from now on."""
        sys.addaudithook(self.hook)
        counting, plain_open = self, io.open

        class Raw(io.FileIO):
            def write(self, content: Any, /) -> int:
                counting.count(lambda: io.FileIO.write(self, bytes(content)[: len(content) // 2]))
                return super().write(content)

        def opened(file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **named: Any) -> Any:
            if not self._is_below(file) or not set(mode) & set("wax+"):
                return plain_open(file, mode, buffering, *rest, **named)
            raw = Raw(file, mode.replace("b", "").replace("t", ""))
            if buffering == 0:
                return raw
            whole = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
            words = {"encoding": "utf-8"} | dict(zip(("encoding", "errors", "newline"), rest, strict=False)) | named
            return whole if "b" in mode else io.TextIOWrapper(whole, **words)

        io.open = builtins.open = opened


def give(line: str, folder: Path, last: int = 0, *, cold: bool = False) -> tuple[int, int, str]:
    """Give a command in a process of its own.

    Args:
        line: Its arguments.
        folder: Where it is given.
        last: At which operation it is killed; 0 for none.
        cold: Whether its cache is one of its own.

    Returns:
        Exit code, negative where it was killed; how many operations it did; what it said.
    """
    said = folder.with_name(f"{folder.name}.said")
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            number = pipe.read()
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status), int(number or 0), said.read_text(errors="replace")
    os.close(reading)
    sink = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(sink, stream)
    os.chdir(folder)
    if cold:
        os.environ["CH3EF_CACHE"] = str(folder / CACHE)
    operations = Operations(last, folder)
    operations.watch()
    from ch3ef.cli import main as command

    code = command(line.split())
    sys.stdout.flush()
    os.write(writing, str(operations.number).encode())
    os._exit(code)


# --- the campaign ---------------------------------------------------------------------------------------------


def prepare(folder: Path, command: Command) -> None:
    """A folder in which the command is given: the set, replies, what it needs, and files of the user's."""
    folder.mkdir()
    shutil.copytree(folder.parent / SET, folder / SET)
    for file in (REPLIES, LABELS, POLICY):
        shutil.copy(folder.parent / file, folder / file)
    for line in command.before:
        if not isinstance(line, str):
            line(folder)
            continue
        code, _, said = give(line, folder)
        if code:
            raise SystemExit(f"{line}: {said}")
    for place in (".", command.added, *(("out",) if command.before else ())):
        if place and (folder / place).is_dir():
            (folder / place / USER).write_text("years of work")


def planted(folder: Path, command: Command) -> dict[str, str]:
    """What the command has no business with, by digest."""
    own = {command.out, *command.beside, CACHE}
    files = (path for path in folder.rglob("*") if path.is_file())
    names = {str(path.relative_to(folder)): path for path in files if path.name != MANIFEST}
    return {
        name: digest(path)
        for name, path in names.items()
        if path.name == USER or not any(name == one or name.startswith(f"{one}/") for one in own)
    }


def judged(
    command: Command, folder: Path, wanted: object, before: Mapping[str, str], said: tuple[int, str]
) -> set[str]:
    """Which of `COUNTS` a command that was killed and given again is one of."""
    code, words = said
    found = set()
    if code or "unexpected" in words or "Traceback" in words:
        found.add("unexpected")
    elif command.read(folder / command.out) != wanted:
        found.add("lost")
    after = planted(folder, command)
    if any(after.get(name) != known for name, known in before.items()):
        found.add("deleted")
    if set(after) - set(before):
        found.add("written outside")
    return found


def campaign(command: Command, scratch: Path, every: int) -> tuple[int, int, Counter[str], list[str]]:
    """Kill a command at its operations.

    Args:
        command: The command.
        scratch: Where its folders are made.
        every: How many operations lie between two kills; 0 for one kill, in the middle.

    Returns:
        Operations of an undisturbed one, kills, what came of them, and the first lines that tell what went wrong.
    """
    template, trial = scratch / "template", scratch / "trial"
    prepare(template, command)
    shutil.copytree(template, trial)
    code, operations, said = give(command.line, trial, cold=command.cold)
    if code:
        raise SystemExit(f"{command.name}: {said}")
    wanted, before = command.read(trial / command.out), planted(template, command)
    found: Counter[str] = Counter()
    told = []
    kills = 0
    for last in range(operations, 0, -every) if every else (operations // 2,):
        shutil.rmtree(trial)
        shutil.copytree(template, trial)
        killed, _, _ = give(command.line, trial, last, cold=command.cold)
        kills += killed == -signal.SIGKILL
        code, _, words = give(command.line, trial, cold=command.cold) if killed else (0, 0, "")
        of = judged(command, trial, wanted, before, (code, words))
        found.update(of)
        if of:
            told.append(f"  killed at {last}: {', '.join(sorted(of))}: {words.strip().splitlines()[-1:]}")
    shutil.rmtree(template)
    shutil.rmtree(trial)
    return operations, kills, found, told[:3]


def make_set(folder: Path) -> None:
    """Three items in the released layout, and replies to them."""
    from PIL import Image

    (folder / SET / "meta_file").mkdir(parents=True)
    replies = []
    for shade, (dimension, source) in enumerate((("Helpful", "OCR"), ("Honest", "Object"), ("Harmless", "Theft"))):
        (folder / SET / f"{dimension}_images").mkdir()
        Image.new("RGB", (16, 16), (80 * shade, 99, 7)).save(folder / SET / f"{dimension}_images" / "1.png")
        item = {"id": shade, "image": [f"{dimension}_images/1.png"], "query": f"Which of {shade}?", "source": source}
        items = [item | {"options": ["the red one", "the blue one", "the green one"]}]
        text = json.dumps({"meta_data": {"num": 1}, "items": items})
        (folder / SET / "meta_file" / f"{dimension}.json").write_text(text)
        replies.append(json.dumps({"item_id": str(shade), "model": "elsewhere", "reply": "the red one"}))
    (folder / REPLIES).write_text("\n".join(replies) + "\n")
    labels = [
        f"{shade},m,{rater},{label},the red one"
        for shade, label in enumerate(("right", "wrong", "right"))
        for rater in "ab"
    ]
    (folder / LABELS).write_text("\n".join(["item,model,rater,label,reply", *labels, ""]))
    (folder / POLICY).write_text("clauses:\n  - accuracy > 0.05\n")


def imports() -> None:
    """What commands import, imported once: children are copies of this process."""
    names = """
        inspect_ai inspect_ai.agent._acp.server inspect_ai.model._openai_responses pandas pyarrow.parquet
        pyarrow.compute pyarrow.dataset scipy.stats PIL.Image PIL.PngImagePlugin pyvips jinja2 rich.table ch3ef.cli
        ch3ef.running.run ch3ef.running.judged ch3ef.running.registry ch3ef.running.tasks ch3ef.report.site
        ch3ef.models.opening ch3ef.models.reference ch3ef.analysis.findings.report ch3ef.scenarios.exporting
    """
    for name in names.split():
        __import__(name)
    from ch3ef.scenarios.generated.registry import GENERATED_TASKS

    for task in GENERATED_TASKS:
        _ = task.forms


def without_drawing() -> None:
    """Figures are empty files: drawing them takes most of a report's time, and here only files count."""
    from ch3ef.report import charts

    charts.bundle = lambda: "// no charts"  # type: ignore[assignment]
    charts.to_svg = lambda *_, **__: "<svg/>"
    charts._rasterised = lambda *_, **__: b"PNG"


def drawn_before(scratch: Path) -> None:
    """Items and pictures of a build are drawn once, in this process: its children write them, which is what counts."""
    from ch3ef.scenarios import load_scenario
    from ch3ef.scenarios.catalogue import make_pictures
    from ch3ef.scenarios.generated import making, rendering, sets

    paint = rendering.painted

    class Painted:
        def __init__(self, content: bytes) -> None:
            self._content = content

        def pngsave_buffer(self, **_: object) -> bytes:
            return self._content

    @cache
    def painted(picture: Any) -> Painted:
        return Painted(paint(picture).pngsave_buffer(compression=3))

    sets._drawn, rendering.painted = cache(sets._drawn), painted
    vars(sets).update(draft=cache(making.draft))
    drawn = load_scenario("ch3ef-gen?seed=0&per_task=1", cache=scratch / "drawn")
    make_pictures(drawn, drawn.items)


def main() -> None:
    """Print a line per command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--smallest", action="store_true", help="a kill of every third command: does it run?")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="kill at every N-th operation")
    parser.add_argument("--only", action="append", metavar="NAME", help="these commands alone; repeatable")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary).resolve()
        os.environ |= {"CH3EF_CACHE": str(scratch / CACHE), "XDG_DATA_HOME": str(scratch / HOME), "HF_HUB_OFFLINE": "1"}
        make_set(scratch)
        imports()
        without_drawing()
        if not arguments.only or any(name.startswith("data build") for name in arguments.only):
            drawn_before(scratch)
        print(
            f"{'command':<28}{'operations':>11}{'kills':>7}" + "".join(f"{name:>17}" for name in COUNTS) + f"{'s':>7}"
        )
        failed = 0
        for command in COMMANDS[:: 3 if arguments.smallest else 1]:
            if arguments.only and command.name not in arguments.only:
                continue
            started = time.monotonic()
            operations, kills, found, told = campaign(command, scratch, 0 if arguments.smallest else arguments.every)
            failed += sum(found.values())
            counts = "".join(f"{found[name]:>17}" for name in COUNTS)
            print(f"{command.name:<28}{operations:>11}{kills:>7}{counts}{time.monotonic() - started:>7.0f}", flush=True)
            print(*told, sep="\n", end="\n" if told else "")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
