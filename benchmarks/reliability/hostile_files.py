"""What hostile and damaged files cost: one command per kind, its exit code, seconds, peak memory and what it says.

Run by hand: `python benchmarks/reliability/hostile_files.py`. Every kind but the last ones, which are large and sound,
must end with exit code 2 and one line. Exit code 1 if a kind ends otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import signal
import socket
import struct
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ch3ef.cli import main as ch3ef_main

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from reliability.file_operations import imports

MAX_MEMORY = 8 * 2**30
NESTED = "[" * 100_000 + "]" * 100_000
DIGITS = "9" * 5000
SURROGATE = '"\\ud800"'
LONG = "n" * 300
SIGHT = {"image": "1.png", "question": "What is it?", "options": ["a cat", "a dog"], "answer": "a cat"}
RECORD = {"image": ["Honest_images/1.png"], "query": "What is it?", "options": ["a cat", "a dog"], "source": "object"}
RECIPE = "name: mine\ninferencer: direct\n"

Arguments = list[str]
Make = Callable[[Path], Arguments]


@dataclass(frozen=True)
class Kind:
    """A kind of hostile file.

    Attributes:
        name: What is wrong.
        make: Writes it into a folder; returns the command that reads it.
        code: The exit code wanted.
    """

    name: str
    make: Make
    code: int = 2


def main() -> int:
    """Read every kind, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--smallest", action="store_true", help="four kinds: does it run?")
    parser.add_argument("--only", default="", metavar="TEXT", help="kinds whose name holds this")
    parser.add_argument("--seconds", type=float, default=120, help="the most that a kind may take (120)")
    arguments = parser.parse_args()
    imports()
    kinds = [kind for kind in KINDS if arguments.only in kind.name][: 4 if arguments.smallest else None]
    wrong = sum(not _tried(kind, arguments.seconds) for kind in kinds)
    print(f"{len(kinds)} kinds, {wrong} of them end otherwise than they should")
    return 1 if wrong else 0


def _tried(kind: Kind, most: float) -> bool:
    with tempfile.TemporaryDirectory(prefix="hostile-") as temporary:
        folder = Path(temporary)
        (folder / "set").mkdir()
        _forked(lambda: _written(kind, folder), folder / "made", 600)
        command = json.loads((folder / "command").read_text())
        code, seconds, peak = _forked(lambda: ch3ef_main(command), folder / "said", most)
        said = [line for line in (folder / "said").read_text(errors="replace").splitlines() if line[:5] != "note:"]
    right = code == kind.code and (code == 0 or len(said) == 1)
    line = "not finished in time" if code == -signal.SIGKILL else "\n".join(said[-1:])
    line = line.replace(temporary, "")
    print(
        f"{'' if right else 'WRONG '}{kind.name}: exit {code}, {seconds:.1f} s, {peak} MiB: {_short(line)}", flush=True
    )
    return right


def _written(kind: Kind, folder: Path) -> int:
    (folder / "command").write_text(json.dumps(kind.make(folder)))
    return 0


def _forked(work: Callable[[], int], said: Path, most: float) -> tuple[int, float, int]:
    """(exit code, seconds, peak MiB) of some work in a process of its own, its words in a file.

    The modules are imported before, once: what they take is a part of every peak.
    """
    began = time.perf_counter()
    if not (child := os.fork()):
        code = 70
        try:
            resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (int(most), int(most)))
            os.environ |= {"CH3EF_CACHE": str(said.parent / "cache"), "HF_HUB_OFFLINE": "1"}
            file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(file, 1)
            os.dup2(file, 2)
            code = work()
        except SystemExit as error:
            code = int(error.code or 0)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    while time.perf_counter() - began < most:
        done, status, used = os.wait4(child, os.WNOHANG)
        if done:
            break
        time.sleep(0.01)
    else:
        os.kill(child, signal.SIGKILL)
        _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), time.perf_counter() - began, used.ru_maxrss // 1024


def _short(text: str, most: int = 150) -> str:
    shown = re.sub(r"(.)\1{9,}", r"\1...", text)
    return shown if len(shown) <= most else shown[: most - 3] + "..."


# --- what is written ------------------------------------------------------------------------------------------


def _export(folder: Path) -> Arguments:
    return ["data", "export", "--scenario", str(folder / "set"), "--recipe", "human-value-direct", "--out",
            str(folder / "prompts.jsonl")]  # fmt: skip


def _picture(path: Path) -> None:
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 8), (200, 90, 160)).save(path)


def _set(folder: Path, line: str, name: str = "q.jsonl") -> Arguments:
    """One's own questions."""
    _picture(folder / "set/1.png")
    (folder / "set" / name).write_text(line + "\n", encoding="utf-8")
    return _export(folder)


def _row(key: str, value: str) -> Make:
    """A row with a value as JSON text."""
    record = {name: json.dumps(one) for name, one in SIGHT.items()} | {key: value}
    return lambda folder: _set(folder, "{" + ", ".join(f'"{name}": {one}' for name, one in record.items()) + "}")


def _released(key: str, value: str) -> Make:
    """A record of a released file with a value as JSON text."""
    record = {name: json.dumps(one) for name, one in RECORD.items()} | {key: value}
    text = "{" + ", ".join(f'"{name}": {one}' for name, one in record.items()) + "}"

    def make(folder: Path) -> Arguments:
        _picture(folder / "set/Honest_images/1.png")
        (folder / "set/meta_file").mkdir()
        (folder / "set/meta_file/Honest.json").write_text(f'{{"items": [{text}]}}')
        return _export(folder)

    return make


PLACES = ("a fifo", "a link to /dev/zero", "a link to itself", "a socket", "a folder")


def _place(what: str) -> Callable[[Path], None]:
    """Makes something that is no plain file."""

    def make(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if what == "a fifo":
            os.mkfifo(path)
        elif what == "a socket":
            here = os.open(path.parent, os.O_RDONLY)
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(f"/proc/self/fd/{here}/{path.name}")
            os.close(here)
        elif what == "a folder":
            path.mkdir()
        else:
            path.symlink_to("/dev/zero" if "zero" in what else path.name)

    return make


def _no_file(what: str, where: str) -> Make:
    """Something that is no plain file in the place of one that is read."""

    def make(folder: Path) -> Arguments:
        path = folder / where
        command = _set(folder, json.dumps(SIGHT)) if where == "set/1.png" else _commands(folder)[where]
        path.unlink(missing_ok=True)
        _place(what)(path)
        return command

    return make


def _commands(folder: Path) -> dict[str, Arguments]:
    """A file that is read -> the command that reads it, everything else being sound."""
    small = ["--scenario", "ch3ef-gen?per_task=1"]
    commands = {f"set/q.{kind}": _export(folder) for kind in ("jsonl", "csv", "tsv", "parquet")}
    direct = ["--recipe", "human-value-direct"]
    commands["recipe.yaml"] = ["recipe", "check", str(folder / "recipe.yaml")]
    commands["replies.jsonl"] = ["score", "--replies", str(folder / "replies.jsonl"), *small, *direct, "--out",
                                 str(folder / "scores")]  # fmt: skip
    labels = ["judge", "check", "--judge", "reference/oracle", *small]
    commands["labels.csv"] = [*labels, "--labels", str(folder / "labels.csv")]
    commands["labels.jsonl"] = [*labels, "--labels", str(folder / "labels.jsonl")]
    commands["scores.csv"] = ["findings", str(folder / "scores.csv"), "--out", str(folder / "findings")]
    commands["run/results.parquet"] = ["show", str(folder / "run")]
    commands["run/run.json"] = ["report", str(folder / "run")]
    return commands


def _content(where: str, content: str | bytes) -> Make:
    """A file with some content."""

    def make(folder: Path) -> Arguments:
        command = _commands(folder)[where]
        path = folder / where
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return command

    return make


def _parquet(column: str, made: Callable[[Any], Any]) -> Make:
    """A Parquet table with a column of its own."""

    def make(folder: Path) -> Arguments:
        import pyarrow as pa
        import pyarrow.parquet as pq

        _picture(folder / "set/1.png")
        columns: dict[str, Any] = {name: [value] for name, value in SIGHT.items()}
        columns[column] = made(pa)
        pq.write_table(pa.table(columns), folder / "set/q.parquet")
        return _export(folder)

    return make


def _struct(path: object) -> Make:
    return _parquet("image", lambda _: [{"bytes": b"no picture", "path": path}])


def _logical(size: int, column: str = "question") -> Make:
    """A Parquet table that is small on disk: one text, again and again."""

    def make(folder: Path) -> Arguments:
        import pyarrow as pa
        import pyarrow.parquet as pq

        _picture(folder / "set/1.png")
        text = "why " * 250_000
        count = size // len(text)
        columns: dict[str, Any] = {
            name: pa.DictionaryArray.from_arrays(pa.array([0] * count, pa.int32()), [str(value)])
            for name, value in {**SIGHT, "options": "a cat|a dog", column: text}.items()
        }
        pq.write_table(pa.table(columns), folder / "set/q.parquet", compression="zstd", data_page_size=2**20)
        return _export(folder)

    return make


def _zip(names: Callable[[], Sequence[str]]) -> Make:
    def make(folder: Path) -> Arguments:
        command = _released("image", '["Honest_images/1.png"]')(folder)
        for path in (folder / "set/Honest_images").iterdir():
            path.unlink()
        (folder / "set/Honest_images").rmdir()
        with zipfile.ZipFile(folder / "set/Honest_images.zip", "w") as opened:
            for name in names():
                opened.writestr(name, b"1")
        return command

    return make


def _not_utf_8(pa: Any) -> Any:
    return pa.Array.from_buffers(
        pa.utf8(), 1, [None, pa.array([0, 2], pa.int32()).buffers()[1], pa.py_buffer(b"\xff\xfe")]
    )


def _rows_only(folder: Path) -> Arguments:
    """A Parquet table of very many rows that are all alike."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    _picture(folder / "set/1.png")
    table = pa.table({name: pa.nulls(20_000_000, pa.string()) for name in SIGHT})
    with pq.ParquetWriter(folder / "set/q.parquet", table.schema) as writer:
        for _ in range(5):
            writer.write_table(table, row_group_size=20_000_000)
    return _export(folder)


def _hidden_count(folder: Path) -> Arguments:
    """A zip whose end record tells of fewer entries than its table holds."""
    command = _zip(lambda: [f"Honest_images/{number}.png" for number in range(100_000)])(folder)
    path = folder / "set/Honest_images.zip"
    content = bytearray(path.read_bytes())
    for mark, form, at in ((b"PK\5\6", "<HH", 8), (b"PK\6\6", "<QQ", 24)):
        if (start := content.rfind(mark)) >= 0:
            struct.pack_into(form, content, start + at, 5, 5)
    path.write_bytes(content)
    return command


def _many(count: int) -> Make:
    """A sound set of many records."""

    def make(folder: Path) -> Arguments:
        _picture(folder / "set/1.png")
        with (folder / "set/q.jsonl").open("w") as lines:
            for number in range(count):
                lines.write(json.dumps({**SIGHT, "question": f"What is thing {number}?"}) + "\n")
        return ["data", "describe", "--scenario", str(folder / "set")]

    return make


def _model(name: str) -> Make:
    return lambda folder: ["run", "--model", name, "--scenario", "ch3ef-gen?per_task=1", "--limit", "1", "--out",
                           str(folder / "run")]  # fmt: skip


def _said(words: Arguments) -> Make:
    return lambda _: words


def _out_in_a_loop(folder: Path) -> Arguments:
    """Everything is sound but the place that is written to."""
    (folder / "loop").symlink_to("loop")
    return [*_set(folder, json.dumps(SIGHT))[:-1], str(folder / "loop/prompts.jsonl")]


def _bomb() -> str:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "\n".join(["a0: &a0 [lol, lol, lol]", *levels])


_RELEASED = {
    "nested 100 000 deep": ("extra", NESTED),
    "nested 900 deep in safe_label": ("safe_label", "[" * 900 + "]" * 900),
    "an integer of 5000 digits": ("id", DIGITS),
    **{f"a lone surrogate in {key}": (key, SURROGATE) for key in ("query", "id", "source")},
    "a lone surrogate in an option": ("options", f'["a cat", {SURROGATE}]'),
}
_ROWS = {
    "nested 100 000 deep": ("extra", NESTED),
    "an integer of 5000 digits": ("extra", DIGITS),
    **{f"a lone surrogate in {key}": (key, SURROGATE) for key in ("question", "id", "image", "task")},
    "a lone surrogate in an option": ("options", f'["a cat", {SURROGATE}]'),
    "options nested in a text": ("options", json.dumps(NESTED)),
    "options with 5000 digits in a text": ("options", json.dumps(f"[{DIGITS}, 1]")),
}
_NAMES = (".", "./.", "", "/", "..", "a\0b", LONG, "n/" * 5000 + "1.png")
_FILES = ("set/q.jsonl", "set/q.csv", "set/q.parquet", "recipe.yaml", "replies.jsonl", "labels.csv", "scores.csv",
          "run/results.parquet", "run/run.json", "set/1.png")  # fmt: skip
_YAML = {
    "an alias bomb": _bomb(),
    "!!bool abc": RECIPE + "rotations: !!bool abc\n",
    "!!timestamp x": RECIPE + "description: !!timestamp x\n",
    "2001-99-99": RECIPE + "description: 2001-99-99\n",
    "nested 100 000 deep": RECIPE + f"description: {NESTED}\n",
    "5000 digits": RECIPE + f"max_tokens: {DIGITS}\n",
    "a lone surrogate": RECIPE + f"description: {SURROGATE}\n",
    "8 MB": RECIPE + "description: " + "x" * 8_000_000 + "\n",
}

_LONG_NAMES = (
    ["data", "describe", "--scenario", f"./{LONG}"],
    ["recipe", "check", f"{LONG}.yaml"],
    ["show", LONG],
    ["report", LONG],
    ["findings", f"{LONG}.csv", "--out", "x"],
)

KINDS: tuple[Kind, ...] = (
    *(Kind(f"released: {name}", _released(key, value)) for name, (key, value) in _RELEASED.items()),
    *(Kind(f"JSON lines: {name}", _row(key, value)) for name, (key, value) in _ROWS.items()),
    *(Kind(f"JSON lines: image {_short(repr(name))}", _row("image", json.dumps(name))) for name in _NAMES),
    *(Kind(f"released: image {_short(repr(name))}", _released("image", json.dumps([name]))) for name in _NAMES),
    *(Kind(f"{where} is {what}", _no_file(what, where)) for what in PLACES for where in _FILES),
    *(Kind(f"recipe: {name}", _content("recipe.yaml", content)) for name, content in _YAML.items()),
    *(Kind(f"{where}: {name}", _content(where, content))
      for where in ("replies.jsonl", "labels.jsonl", "run/run.json")
      for name, content in (("nested", NESTED), ("5000 digits", DIGITS), ("a lone surrogate", SURROGATE))),
    Kind("--out lies below a link to itself", _out_in_a_loop),
    Kind("labels.csv: zeros", _content("labels.csv", b"item,model,rater,label\n\0" * 9)),
    Kind("results.parquet: text", _content("run/results.parquet", b"PAR1" * 99)),
    *(Kind(f"Parquet: a struct whose path is {name}", _struct(path))
      for name, path in (("a number", 7), ("NUL", "a\0b.png"), ("of a long suffix", "x." + "n" * 5000))),
    Kind("Parquet: a date beyond the calendar", _parquet("task", lambda pa: pa.array([2**30], pa.date32()))),
    Kind("Parquet: a time beyond the calendar", _parquet("task", lambda pa: pa.array([2**62], pa.timestamp("us")))),
    Kind("Parquet: an unknown time zone", _parquet("task", lambda pa: pa.array([1], pa.timestamp("us", "No/Where")))),
    Kind("Parquet: texts that are not UTF-8", _parquet("task", _not_utf_8)),
    Kind("Parquet: 300 GB logical, 1 MB questions", _logical(300 * 10**9)),
    Kind("Parquet: 300 GB logical, in an unused column", _logical(300 * 10**9, "other")),
    Kind("Parquet: 100 million empty rows", _rows_only),
    Kind("zip: 300 000 names", _zip(lambda: [f"Honest_images/{number}.png" for number in range(300_000)])),
    Kind("zip: 100 000 names, 5 in its end record", _hidden_count),
    Kind("zip: 20 names of 30 000 parts", _zip(lambda: ["n/" * 30_000 + f"{n}.png" for n in range(20)])),
    Kind("zip: 3000 names of 1000 parts", _zip(lambda: ["n/" * 1000 + f"{n}.png" for n in range(3000)])),
    Kind("zip: a name of 300 bytes", _zip(lambda: [f"Honest_images/{LONG}.png"])),
    *(Kind(f"model: {_short(repr(name))}", _model(name))
      for name in (LONG, f"reference/{LONG}", f"ch3ef-hf/./{LONG}", f"ch3ef-hf/{'n/' * 3000}x")),
    *(Kind(f"{words[0]}: a name of 300 bytes", _said(words)) for words in _LONG_NAMES),
    Kind("100 000 sound records", _many(100_000), code=0),
)  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
