"""Where data enters, as targets for fuzzing: sound inputs, what reads them, and how they are damaged."""

from __future__ import annotations

import gzip
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
from unittest import mock

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

        reply = content.decode(errors="surrogateescape" if content[:1] == b"\xed" else "replace")
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
    from ch3ef.running.folder import ITEMS_FILE, ROWS_FILE, write_items
    from ch3ef.running.plan import PLAN_FILE
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
            from ch3ef.running.found import read_run

            for other, sound in held.items():
                if not other.endswith(".parquet"):
                    (folder / other).write_bytes(content if other == name else sound)
            return read_run(folder).rows

        return read

    return [
        Target("results.parquet", (held["results.parquet"],), results),
        *(Target(f"run.{name}", (held[name],), file(name)) for name in held if not name.endswith(".parquet")),
    ]


# --- policies, prices, certificates ---------------------------------------------------------------------------


def _file(name: str, seeds: tuple[bytes, ...], take: Callable[[Path], object]) -> Target:
    """A file that is read alone."""

    def read(content: bytes, folder: Path) -> object:
        (folder / name).write_bytes(content)
        return take(folder / name)

    return Target(name, seeds, read)


def _policies() -> Target:
    from ch3ef.analysis.policy import read_policy

    lines = ("over_refusal < 0.05", "pairs of honest >= 0.8", "harmless pairs >= 80 % on ch3ef-gen by human-value-direct",
             "difference to runs/current > -0.02")  # fmt: skip
    text = "name: May it answer?\nerror: 0.05\nclauses:\n" + "".join(f"  - {line}\n" for line in lines)
    return _file("policy.yaml", (text.encode(),), read_policy)


def _prices() -> Target:
    from ch3ef.running.prices import prices_given

    return _file(
        "prices.yaml", (b"openai/gpt-4o: [2.5, 10]\nours: ['0.1', 0]\n",), lambda file: prices_given((), file, ())
    )


def _certificates() -> Target:
    from ch3ef.judges.certificate import certified, read_certificates

    share = {"estimate": 0.9, "low": 0.8, "high": 0.95}
    rates: dict[str, Any] = {"n": 40, "sensitivity": share, "specificity": share}
    measure = {"without": 0, "people": share, "found": share, "kappa": 0.7, "between": None, "models": {"m": rates},
               "another": rates}  # fmt: skip
    one = {"judge": "j", "prompt": "1", "set": "s", "language": "en", "n": 40, "raters": 2, "agreement": 0.8,
           "dimensions": {"harmless": {"wrong": rates | measure}}, "date": "2026-01-31", "version": "1"}  # fmt: skip

    def take(file: Path) -> object:
        return read_certificates(file), certified(file, "j", lambda _: "1", ["s"])

    seed = json.dumps({"judge_certificates": 1, "certificates": [one]}).encode()
    return _file("certificate.json", (seed,), take)


# --- what servers answer --------------------------------------------------------------------------------------


def _completions() -> Target:
    """Bodies of responses, behind a byte that says with which status they came and whether they are whole."""

    def read(content: bytes, folder: Path) -> object:
        from ch3ef.models.chat_format import reply_in
        from ch3ef.models.completions import check_status, completion
        from ch3ef.models.faults import ServerError

        status = (200, 200, 200, 400, 404, 429, 503, 302)[content[0] % 8 if content else 0]
        try:
            check_status(status, "http://h/v1", content[1:], {"retry-after": "1"}, "")
            return reply_in(completion(content[1:], "http://h/v1", status, whole=bool(content) and content[0] < 128))
        except ServerError as error:
            raise InputError(str(error)) from error

    message = {"role": "assistant", "content": "The answer is A.", "refusal": None, "reasoning_content": "It is red."}
    usage = {
        "prompt_tokens": 9,
        "completion_tokens": 3,
        "total_tokens": 12,
        "prompt_tokens_details": {"cached_tokens": 2},
    }
    good = {"id": "x", "object": "chat.completion", "created": 1, "model": "m", "usage": usage,
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}]}  # fmt: skip
    parts = {"content": [{"type": "text", "text": "A"}], "reasoning_details": [{"summary": "s"}], "tool_calls": []}
    wrong = {"error": {"message": "maximum context length exceeded", "type": "invalid", "code": "context_length"}}
    bodies = (good, good | {"choices": [{"message": parts}]}, wrong, {"detail": [{"msg": "no"}]})
    return Target("completions", tuple(b"\0" + json.dumps(body).encode() for body in bodies), read)


def _batches() -> list[Target]:
    """What vendors tell of a batch, and what it holds; and the file of those that are under way."""
    from ch3ef.models import anthropic_batches, openai_batches
    from ch3ef.models.batches import Http
    from ch3ef.models.completions import parsed
    from ch3ef.models.faults import ServerError
    from ch3ef.running.batch_journal import BATCHES_FILE, under_way
    from tests.batch_server import completion, failed, message

    http = mock.create_autospec(Http, instance=True)
    http.url.return_value = "http://h/v1"
    body = {"model": "m"}
    answered = {"status_code": 200, "body": completion(body, "A")}
    expired = {"error": {"code": "batch_expired", "message": "It expired."}, "response": None}
    counts = {"total": 3, "completed": 1, "failed": 1}
    openai = (
        {"id": "b", "status": "failed", "created_at": 1, "errors": {"data": [{"code": "c", "message": "m"}]}},
        {"id": "b", "status": "completed", "output_file_id": "f", "request_counts": counts, "metadata": {"ch3ef": "x"}},
        {"custom_id": "k", "response": answered, "error": None},
        {"custom_id": "k", "response": {"status_code": 400, "body": {"error": {"message": "no"}}}},
        {"custom_id": "k", **expired},
    )
    ended = {"succeeded": 1, "processing": 0, "errored": 1, "canceled": 1, "expired": 0}
    anthropic = (
        {"id": "b", "processing_status": "ended", "request_counts": ended, "created_at": "2026-11-30T00:00:00Z"},
        {"custom_id": "k", "result": {"type": "succeeded", "message": message(body, "A", thinking="Hm.")}},
        {"custom_id": "k", "result": {"type": "errored", "error": failed("invalid_request_error", "no")}},
        {"custom_id": "k", "result": {"type": "expired"}},
    )

    def reader(vendor: Any) -> Callable[[bytes, Path], object]:
        def read(content: bytes, folder: Path) -> object:
            found = parsed(content)
            if not isinstance(found, dict):
                raise InputError("no JSON object")
            try:
                return vendor._batch(found, http) if "id" in found else vendor.result(found, "http://h/v1")
            except ServerError as error:
                raise InputError(str(error)) from error

        return read

    planned = b'{"batch": "x", "model": "m", "at": 1796059558.0, "keys": ["k", "l"]}\n{"batch": "x", "id": "b"}\n'
    of_vendors = [(openai_batches, openai), (anthropic_batches, anthropic)]
    return [
        *(
            Target(vendor.__name__.rpartition(".")[2], tuple(json.dumps(one).encode() for one in seeds), reader(vendor))
            for vendor, seeds in of_vendors
        ),
        _file(
            BATCHES_FILE,
            (planned, planned + b'{"batch": "x", "settled": "taken"}\n'),
            lambda file: under_way(file.parent),
        ),
    ]


def _studio() -> Target:
    """Answers of a Label Studio server, by what was asked of it."""

    def read(content: bytes, folder: Path) -> object:
        import httpx

        from ch3ef.curate.label_studio import _pulled
        from ch3ef.curate.label_studio_server import Server
        from ch3ef.curate.records import Project

        try:
            answers = json.loads(content)
        except (ValueError, RecursionError):
            answers = None
        held = answers if isinstance(answers, dict) else {}

        def answer(request: httpx.Request) -> httpx.Response:
            name = "tasks" if "tasks" in request.url.path else "export" if "export" in request.url.path else "project"
            return httpx.Response(200, content=json.dumps(held[name]) if name in held else content)

        with httpx.Client(base_url="http://h", transport=httpx.MockTransport(answer)) as client:
            server = Server(client, "http://h", "TOKEN")
            return list(_pulled(server, Project("http://h", 1, "ann", 1), "labels"))

    from ch3ef.curate.label_studio import _CONTROLS

    kinds = {name: {"type": kind} for name, kind in _CONTROLS["labels"].items()}
    tasks = {
        "total": 1,
        "tasks": [{"id": 7, "meta": {"item": "d"}, "total_annotations": 1, "cancelled_annotations": 0}],
    }
    said = [("decision", {"choices": ["keep"]}), ("rank", {"ranker": {"right": ["A"], "wrong": ["B"]}}),
            ("new_question", {"text": ["What is it?"]}), ("flags", {"choices": ["harmful"]})]  # fmt: skip
    annotation = {"id": 3, "updated_at": "2026-01-31T10:00:00Z", "lead_time": 4.5, "was_cancelled": False,
                  "result": [{"from_name": name, "value": value} for name, value in said]}  # fmt: skip
    export = [{"id": 7, "inner_id": 1, "meta": {"item": "d"}, "annotations": [annotation]}]
    answers = {"project": {"id": 1, "parsed_label_config": kinds}, "tasks": tasks, "export": export}
    return Target("label-studio", (json.dumps(answers).encode(),), read)


# --- curation -------------------------------------------------------------------------------------------------


def _curated() -> list[Target]:
    """What people hand in, and the files of a folder of curation."""
    from ch3ef.curate.candidates import read_candidates
    from ch3ef.curate.page import read_labels
    from ch3ef.curate.records import (
        Annotation,
        Control,
        Draft,
        Letters,
        Photo,
        Planted,
        Project,
        Record,
        Reply,
        from_object,
        to_line,
    )
    from ch3ef.curate.sheets import read_sheet
    from ch3ef.files import parse_json

    label = {"item": "d", "decision": "keep", "question": "What?", "ranking": ["A", "B"], "marks": {"A": True}, "options":
             {"A": "a cat"}, "task": "theft", "harmful": False, "unanswerable": False, "comment": "", "seconds": 3.5}  # fmt: skip
    page = {"kind": "ch3ef-labels", "schema": 1, "rater": "ann", "round": 1, "labels": [label]}
    sheet = ("item;rater;round;question;reply A;reply B;decision;rank A;rank B;mark A;option A;task;harmful;unanswerable;comment\n"
             "d;ann;1;What?;a cat;a dog;keep;1;2;right;a cat;theft;no;no;so\n")  # fmt: skip
    draft = Draft("f" * 64, "theft", "What?", "since", "m", "1")
    records: tuple[Record, ...] = (draft, Reply(draft.id, "m", "a cat"), Annotation(draft.id, "ann", 1, "keep", seconds=3.5, options={"m": "a"}),
               Letters(draft.id, "ann", 1, ("m",), ("0" * 16,)), Project("http://h", 1, "ann", 1))  # fmt: skip

    def line(content: bytes, folder: Path) -> object:
        kinds = (Draft, Reply, Annotation, Letters, Project, Photo, Control, Planted)
        kind: Any = kinds[content[0] % len(kinds) if content else 0]
        found = parse_json(content[1:].decode(errors="replace"), "line 1", "expected an object")
        if not isinstance(found, dict):
            raise InputError("line 1: expected an object")
        return from_object(kind, found, "line 1")

    reply = b'```json\n[{"question": "What is it?", "task": "theft", "reason": "so", "unseen": true}, ]\n```'
    return [
        _file("labels-page.json", (json.dumps(page).encode(),), read_labels),
        _file("sheet.csv", (sheet.encode(), sheet.replace(";", ",").encode("utf-16")), read_sheet),
        Target("curation", tuple(bytes([n]) + to_line(one).encode() for n, one in enumerate(records)), line),
        Target("candidates", (reply,), lambda content, _: read_candidates(content.decode(errors="replace"))),
    ]


def _logs() -> Target:
    """What was said to served models, as the report finds its places."""

    def read(content: bytes, folder: Path) -> object:
        from ch3ef.running.exchanges import exchange_places

        (folder / "lean-1.jsonl.gz").write_bytes(content if content[:2] == b"\x1f\x8b" else gzip.compress(content, 1))
        return exchange_places(folder)

    asked = {"model": "m", "recipe": "r", "scenario": "s", "seed": 0, "item": "a", "variant": "plain", "begun": "2026-01-31",
             "said": [["user", "Which?"]], "settings": {}, "reply": None, "completion": None, "fault": "no"}  # fmt: skip
    line = json.dumps(asked).encode() + b"\n"
    return Target("lean-logs", (line * 2, gzip.compress(line * 9)), read)


def targets() -> list[Target]:
    """Every boundary."""
    return [
        *_tables(), _released(), _zipped(), *_public(), _names(), _recipes(), _replies(), _labels("csv"), _labels("jsonl"),
        _scores(), _readers(), *_runs(), _policies(), _prices(), _certificates(), _completions(), *_batches(), _studio(),
        *_curated(), _logs(),
    ]  # fmt: skip
