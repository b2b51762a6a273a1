"""Where data enters, as targets for fuzzing: sound inputs, what reads them, and how they are damaged."""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ch3ef.cli.output import one_line
from ch3ef.errors import InputError

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Target:
    """One boundary.

    Attributes:
        name: What enters.
        seeds: Sound inputs.
        read: Reads an input in a folder that `prepare` made; what it raises but `InputError` is a fault.
        prepare: Writes what lies beside the input.
    """

    name: str
    seeds: tuple[bytes, ...]
    read: Callable[[bytes, Path], object]
    prepare: Callable[[Path], object] = lambda folder: None


def tried(target: Target, content: bytes, folder: Path) -> bool:
    """Whether an input is accepted; it is refused in one line, or raises what it should not."""
    try:
        target.read(content, folder)
    except InputError as error:
        said = one_line(str(error))
        assert len(said.splitlines()) == 1, said
        assert len(said) < 3000, said[:200]
        return False
    return True


# --- damage ---------------------------------------------------------------------------------------------------

NASTY = (
    b"null", b"true", b"-1", b"0", b"1e999", b"NaN", b"Infinity", b"9" * 25, b"9" * 4400, b'""', b'"x"', b"[]", b"{}", b"[[]]",
    b"[" * 150, b'{"a":' * 120, b'"\\ud800"', b'"\\u0000"', b'"\\ud83d\\ude00"', b'"../x"', b'"."', b'"/"', b'"a\\u0000b"',
    b'"' + b"n" * 300 + b'"', b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"\r", b"\n", b"\t", b",", b";", b'"', b"'", b"|",
    b"\\", b"..", b"*a", b"&a ", b"!!bool abc", b"!!timestamp x", b"2001-99-99", b"<<: ", b"=", b"?", b"&", b"%", b"~", b"~x/",
    "\N{SUPERSCRIPT TWO}".encode(), "\u202e".encode(), "\U0001f600".encode(), b"\xed\xa0\x80", b"A", b"B", b"reference/",
    b"ch3ef-hf/", b"data:image/png;base64,", b"(A)", b"\\boxed{", b"<think>", b"</think>", b"```json", b"1.5e308", b"0x1F",
)  # fmt: skip
"""Pieces that readers trip over."""

_VALUE = re.compile(rb'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null|[\[\]{},:]')


def damaged(draw: random.Random, seeds: Sequence[bytes], most: int = 4) -> bytes:
    """A sound input with one to `most` changes."""
    content = bytearray(draw.choice(seeds))
    for _ in range(draw.randint(1, most)):
        draw.choice(_CHANGES)(draw, content, seeds)
    return bytes(content)


def _place(draw: random.Random, content: bytearray) -> int:
    return draw.randint(0, len(content))


def _flip(draw: random.Random, content: bytearray, seeds: Sequence[bytes]) -> None:
    if content:
        content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)


def _byte(draw: random.Random, content: bytearray, seeds: Sequence[bytes]) -> None:
    if content:
        content[draw.randrange(len(content))] = draw.choice((0, 1, 0x7F, 0x80, 0xFF, draw.randrange(256)))


def _cut(draw: random.Random, content: bytearray, seeds: Sequence[bytes]) -> None:
    start = _place(draw, content)
    del content[start : start + draw.choice((1, 2, 8, 64, len(content)))]


def _again(draw: random.Random, content: bytearray, seeds: Sequence[bytes]) -> None:
    start = _place(draw, content)
    part = bytes(content[start : start + draw.choice((1, 4, 32, 256))])
    place = _place(draw, content)
    content[place:place] = part * draw.choice((1, 2, 50))


def _nasty(draw: random.Random, content: bytearray, seeds: Sequence[bytes]) -> None:
    place = _place(draw, content)
    content[place:place] = draw.choice(NASTY)


def _value(draw: random.Random, content: bytearray, seeds: Sequence[bytes]) -> None:
    """One value or sign of the text becomes another."""
    found = list(_VALUE.finditer(bytes(content[:20_000])))
    if found:
        start, end = draw.choice(found).span()
        content[start:end] = draw.choice((draw.choice(NASTY), draw.choice(found)[0]))


def _spliced(draw: random.Random, content: bytearray, seeds: Sequence[bytes]) -> None:
    other = draw.choice(seeds)
    start = draw.randint(0, len(other))
    content[_place(draw, content) :] = other[start:]


_CHANGES = (_flip, _flip, _byte, _cut, _again, _nasty, _nasty, _value, _value, _value, _value, _spliced)


# --- sets of items --------------------------------------------------------------------------------------------

ROWS: tuple[dict[str, Any], ...] = (
    {"id": "a", "image": "1.png", "question": "What is it?", "options": ["a cat", "a dog"], "answer": "a cat"},
    {"id": "b", "image": "1.png", "question": "How many <image> hats?", "options": ["1", "2", "3"], "answer": ["3"]},
    {
        "id": "c",
        "image": "1.png",
        "question": "Which?",
        "options": ["x", "y"],
        "answer": "B",
        "task": "t",
        "level": "A1",
    },
)
RECORDS: tuple[dict[str, Any], ...] = (
    {"id": "h0", "image": ["Honest_images/1.png"], "query": "What?", "options": ["a", "b"], "source": "object"},
    {"image": ["Honest_images/1.png"], "query": "Who?", "options": ["I don't know.", "b", "c"], "source": "Theft",
     "safe_label": ["safe", "unsafe"], "pair": "p"},
)  # fmt: skip


def _picture(path: Path) -> None:
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (4, 4)).save(path)


def _set(name: str) -> Callable[[bytes, Path], object]:
    """Reads a set whose table or file is the input."""

    def read(content: bytes, folder: Path) -> object:
        from ch3ef.scenarios import load_scenario

        (folder / "set" / name).write_bytes(content)
        return load_scenario(str(folder / "set"), cache=folder / "cache")

    return read


def _beside_table(folder: Path) -> None:
    _picture(folder / "set/1.png")


def _beside_released(folder: Path) -> None:
    _picture(folder / "set/Honest_images/1.png")
    (folder / "set/meta_file").mkdir()


def _parquet(rows: Sequence[dict[str, Any]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows)), sink)
    return sink.getvalue()


def _tables() -> list[Target]:
    lines = "\n".join(map(json.dumps, ROWS)).encode()
    cells = b'id,image,question,A,B,C,answer\na,1.png,What?,cat,dog,,A\nb,1.png|1.png,"Which, now?",x,,z,C\n'
    listed = b'id\timage\tquestion\toptions\tanswer\na\t1.png\tWhat?\tcat|dog\tB\nb\t1.png\tHow?\t["x", "y"]\tx\n'
    stored = _parquet([{**row, "answer": row["answer"][-1] if row["id"] == "b" else row["answer"]} for row in ROWS])
    pictured = _parquet([{"image": {"bytes": _png(), "path": "a.png"}, "question": "What?", "options": ["a", "b"],
                          "answer": "a"}])  # fmt: skip
    seeds = {"jsonl": (lines,), "json": (json.dumps(ROWS).encode(),), "csv": (cells, cells.decode().encode("utf-16")),
             "tsv": (listed,), "parquet": (stored, pictured)}  # fmt: skip
    return [Target(f"table.{kind}", own, _set(f"q.{kind}"), _beside_table) for kind, own in seeds.items()]


def _png() -> bytes:
    from PIL import Image

    sink = io.BytesIO()
    Image.new("RGB", (4, 4)).save(sink, "PNG")
    return sink.getvalue()


def _released() -> Target:
    content = json.dumps({"meta_data": {"num": 2}, "items": RECORDS}).encode()
    return Target("released", (content,), _set("meta_file/Honest.json"), _beside_released)


def _zipped() -> Target:
    def packed(method: int, *names: str) -> bytes:
        sink = io.BytesIO()
        with zipfile.ZipFile(sink, "w", method) as opened:
            for name in names:
                opened.writestr(name, name.encode() * 9)
        return sink.getvalue()

    def read(content: bytes, folder: Path) -> object:
        from ch3ef.scenarios.unpacking import unpack

        (folder / "Honest_images.zip").write_bytes(content)
        unpacked = unpack(folder / "Honest_images.zip", folder / "cache")
        shutil.rmtree(folder / "cache")
        return unpacked

    names = ("Honest_images/1.png", "Honest_images/sub/2.png")
    return Target(
        "zip", (packed(zipfile.ZIP_STORED, *names), packed(zipfile.ZIP_DEFLATED, "1.png", "__MACOSX/x")), read
    )


_MARKED = {
    "cifar10": "cifar10/cifar-10-batches-py", "omnibenchmark": "omnibenchmark/release", "seed-bench": "seed_bench",
    "seed-bench-2": "seed_bench", "siuo-mcqa": "siuo", "amber-generative": "amber",
}  # fmt: skip
_PICTURES = {".jpg", ".png", ""}


def _public() -> list[Target]:
    """The public sets in the layouts in which they are published; one of their files is damaged."""
    from ch3ef.scenarios.public_sets import PUBLIC_SETS

    targets = []
    for public in PUBLIC_SETS:
        origin = DATA / _MARKED.get(public.name, public.name)
        files = sorted(path.relative_to(origin) for path in origin.rglob("*") if _is_table(path))
        seeds = tuple(bytes([number]) + (origin / name).read_bytes() for number, name in enumerate(files))
        targets.append(Target(f"set.{public.name}", seeds, _public_set(public, files, origin), _copied(origin)))
    return targets


def _is_table(path: Path) -> bool:
    return path.is_file() and (path.suffix not in _PICTURES or path.name.endswith("_batch"))


def _copied(origin: Path) -> Callable[[Path], object]:
    return lambda folder: shutil.copytree(origin, folder / "set")


def _public_set(public: Any, files: Sequence[Path], origin: Path) -> Callable[[bytes, Path], object]:
    def read(content: bytes, folder: Path) -> object:
        name = files[content[0] % len(files) if content else 0]
        path = folder / "set" / name
        path.write_bytes(content[1:])
        try:
            return public.load(folder / "cache", dir=folder / "set")
        finally:
            shutil.copy(origin / name, path)

    return read


# --- names, recipes, replies, labels, scores ------------------------------------------------------------------


def _names() -> Target:
    def read(content: bytes, folder: Path) -> object:
        from ch3ef.models.names import fingerprint, parse_model_name
        from ch3ef.scenarios.catalogue import default_recipe, pool_of, twins_of

        text = content.decode(errors="surrogateescape")
        for take in (default_recipe, pool_of, twins_of):
            take(text)
        return fingerprint(parse_model_name(text))

    seeds = (b"openai/gpt-4o", b"ours=ch3ef-hf/./ckpt?dtype=bfloat16&batch_size=8", b"reference/persona?accuracy=0.1&learning=0.3",
             b"vllm/org/name?base_url=http://localhost:8000/v1", b"ch3ef-gen?seed=7&per_task=5")  # fmt: skip
    return Target("names", seeds, read)


def _recipes() -> Target:
    def read(content: bytes, folder: Path) -> object:
        from ch3ef.recipes.recipe import recipe_named

        (folder / "mine.yaml").write_bytes(content)
        return recipe_named(str(folder / "mine.yaml"))

    from ch3ef.recipes.recipe_files import FILES

    return Target(
        "recipe.yaml",
        tuple(b"name: own-" + path.read_bytes().removeprefix(b"name: ") for path in sorted(FILES.glob("*.yaml"))),
        read,
    )


def _replies() -> Target:
    parts: list[Any] = []

    def read(content: bytes, folder: Path) -> object:
        from ch3ef.recipes.parts import part_of
        from ch3ef.recipes.recipe import recipe_named
        from ch3ef.running.replies import score_replies
        from ch3ef.scenarios import load_scenario

        if not parts:
            scenario = load_scenario(str(folder / "set"), cache=folder / "cache")
            parts.append(part_of(scenario, recipe_named("human-value-direct"), seed=0))
        (folder / "replies.jsonl").write_bytes(content)
        return score_replies(folder / "replies.jsonl", parts[0], 0)

    def beside(folder: Path) -> None:
        _beside_table(folder)
        (folder / "set/q.jsonl").write_text("\n".join(map(json.dumps, ROWS)))

    lines = (
        {"item_id": "a", "model": "m", "reply": "A"},
        {"item_id": "b", "model": "m", "reply": "The answer is (B).", "options": ["3", "1", "2"], "truncated": False},
        {"item_id": "c", "model": "m", "reply": "x", "variant": "plain"},
    )
    return Target("replies", ("\n".join(map(json.dumps, lines)).encode(),), read, beside)


def _labels(kind: str) -> Target:
    def read(content: bytes, folder: Path) -> object:
        from ch3ef.judges.labels import read_labels

        (folder / f"labels.{kind}").write_bytes(content)
        return read_labels(folder / f"labels.{kind}")

    rows = [{"item": item, "model": "m", "rater": rater, "label": label, "reply": "It is."}
            for item in ("a", "b") for rater, label in (("x", "right"), ("y", "wrong"))]  # fmt: skip
    text = "\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)])
    return Target(f"labels.{kind}", (("\n".join(map(json.dumps, rows)) if kind == "jsonl" else text).encode(),), read)


def _scores() -> Target:
    def read(content: bytes, folder: Path) -> object:
        from ch3ef.analysis.findings.published import read_scores

        (folder / "scores.csv").write_bytes(content)
        return read_scores(folder / "scores.csv")

    return Target("scores.csv", (b"model,MMBench,theft,protocol\na,70.1%,0.5,x\nb,65%,0.25,\nc,-,nan,y\n",), read)


def _readers() -> Target:
    def read(content: bytes, folder: Path) -> object:
        from ch3ef.judges.verdict import read_committed, read_graded, read_preferred
        from ch3ef.reading.choice import read_choice, read_label
        from ch3ef.reading.open_answers import read_boxes, read_count, read_yes_no

        reply = content.decode(errors="surrogatepass" if content[:1] == b"\xed" else "replace")
        found = [take(reply, "k7") for take in (read_graded, read_preferred, read_committed)]
        read_boxes(reply, ["cat", "dog"], 100)
        return (
            found,
            read_choice(reply, ["a cat", "Yes, two.", "I don't know."]),
            read_label(reply),
            read_yes_no(reply),
            read_count(reply),
        )

    seeds = (
        b"The answer is (B), since the cat is not there.", b"<think>Perhaps A. </think>\n**Answer: C**", b"Yes, two.",
        b'```json\n{"code": "k7", "grade": "right", "refused": false, "reason": "it is"}\n```', b"I cannot help with that.",
        b'{"code": "k7", "option": "B", "reason": "said"} {"code": "k7", "better": "first", "reason": "x"}',
        b"There are twenty-one (21) of them. [0.1, 0.2, 0.5, 0.6] cat; dog (12, 14, 50, 60)",
        "\u7b54\u6848\u662fB\u3002 \u041e\u0442\u0432\u0435\u0442: \u0410".encode(),
    )  # fmt: skip
    return Target("readers", seeds, read)


# --- runs -----------------------------------------------------------------------------------------------------


def _run_files() -> dict[str, bytes]:
    """A small finished run: what each of its files holds."""
    import tempfile

    from ch3ef.recipes.parts import part_of
    from ch3ef.recipes.recipe import recipe_named
    from ch3ef.recipes.rows import row_of
    from ch3ef.results import RESULTS_FILE, write_rows
    from ch3ef.running.folder import ITEMS_FILE, PLAN_FILE, ROWS_FILE, write_items
    from ch3ef.scenarios import load_scenario

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _beside_table(folder)
        (folder / "set/q.jsonl").write_text("\n".join(map(json.dumps, ROWS)))
        scenario = load_scenario(str(folder / "set"), cache=folder / "cache")
        recipe = recipe_named("human-value-direct")
        part = part_of(scenario, recipe, seed=0)
        facts = {"run_id": "r", "model": "m", "outcome": "answered", "correct": 1.0, "reply": "A",
                 **recipe.columns(scenario=scenario.name, scenario_version=scenario.version, seed=0)}  # fmt: skip
        rows = [
            row_of(one, {**facts, "chosen": one.item.gold[0], "option_order": list(one.order)}) for one in part.askings
        ]
        rows[-1] = replace(rows[-1], judge="j", judge_verdict='{"refused": 0.0, "agreement": 1.0}')
        write_rows(rows, folder / RESULTS_FILE)
        write_items([(scenario.name, one.item) for one in part.askings], folder)
        plan = {"models": ["m"], "parts": [[scenario.name, recipe.name, recipe.version]]}
        return {
            RESULTS_FILE: (folder / RESULTS_FILE).read_bytes(),
            ITEMS_FILE: (folder / ITEMS_FILE).read_bytes(),
            ROWS_FILE: "".join(row.to_json() + "\n" for row in rows).encode(),
            PLAN_FILE: json.dumps({"run_id": "r", "plan": plan, "askings": [len(rows)]}).encode(),
        }


def _runs() -> list[Target]:
    held = _run_files()

    def results(content: bytes, folder: Path) -> object:
        from ch3ef.analysis.arrow import read_table
        from ch3ef.analysis.behaviours.registry import figures_of
        from ch3ef.analysis.summary import summarise
        from ch3ef.results import read_rows

        (folder / "results.parquet").write_bytes(content)
        table = read_table([folder])
        list(summarise(table))
        list(figures_of(table))
        return read_rows(folder)

    def file(name: str) -> Callable[[bytes, Path], object]:
        def read(content: bytes, folder: Path) -> object:
            from ch3ef.running.folder import read_run

            for other, sound in held.items():
                if not other.endswith(".parquet"):
                    (folder / other).write_bytes(content if other == name else sound)
            return read_run(folder).rows

        return read

    return [
        Target("results.parquet", (held["results.parquet"],), results),
        *(Target(f"run.{name}", (held[name],), file(name)) for name in held if not name.endswith(".parquet")),
    ]


def targets() -> list[Target]:
    """Every boundary."""
    return [
        *_tables(), _released(), _zipped(), *_public(), _names(), _recipes(), _replies(), _labels("csv"), _labels("jsonl"),
        _scores(), _readers(), *_runs(),
    ]  # fmt: skip
