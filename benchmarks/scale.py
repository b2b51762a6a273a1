"""What large results tables cost: `resume`, `merge`, reading, `show`, `findings` and `report` of 10^5 and 10^6 rows.

Run by hand: `python benchmarks/scale.py`; `--rows 10000000 --only show` for more rows and fewer commands. A run of 50
simulated models, each asked all items by likelihoods and by replies, is written row group by row group; each command
reads it in a process of its own; `resume` opens a run whose `finished.jsonl` holds all of its rows, and writes its
table. Prints rows, seconds of processor time (the steady figure on a busy machine) and peak memory of each, and how
both grow from one size to the next: 1.0 is as fast as the rows.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from math import log10
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

MODELS, RECIPES = 50, (("human-value", "ppl"), ("human-value-direct", "direct"))
SCENARIO, OPTIONS, PICTURE = "ch3ef-gen", 4, 48
MERGED, SHARDS = "merged", 2
RESUMED = "resumed"
READ = "import sys, pathlib; from ch3ef.analysis.arrow import read_table; read_table([pathlib.Path(sys.argv[1])])"


def commands(folder: Path) -> dict[str, list[str | Path]]:
    """What is measured, by name."""
    ch3ef = ["-m", "ch3ef.cli"]
    return {
        "resume": [__file__, "--resume", folder / RESUMED],
        "merge": [*ch3ef, "merge", folder / MERGED],
        "read": ["-c", READ, folder],
        "show": [*ch3ef, "show", folder],
        "findings": [*ch3ef, "findings", folder, "--out", folder / "findings"],
        "report": [*ch3ef, "report", folder, "--out", folder / "report"],
    }


class Cost(NamedTuple):
    """What a command took: seconds of processor time, those by the clock, MiB at most, how it ended."""

    cpu: float
    clock: float
    memory: float
    status: int


def main() -> None:
    """Write runs of growing size and let every command read them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--only", nargs="+", choices=commands(Path()), default=list(commands(Path())))
    parser.add_argument("--smallest", action="store_true", help="a table of 460 rows: does it run?")
    parser.add_argument("--resume", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the runs here, and take those that are there")
    arguments = parser.parse_args()
    if arguments.resume is not None:
        resume(arguments.resume)
        return
    models = 2 if arguments.smallest else MODELS
    sizes = [460] if arguments.smallest else arguments.rows
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {models} models")
    before: dict[str, tuple[int, Cost]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for rows in sizes:
            folder = (arguments.keep or Path(temporary)) / f"{rows}"
            if not (folder / "results.parquet").is_file():
                write_run(folder, models, rows // (models * len(RECIPES)))
            if "resume" in arguments.only and not (folder / RESUMED).is_dir():
                write_journal(folder, models)
            if "merge" in arguments.only and not (folder / MERGED).is_dir():
                write_shards(folder, models, rows // (models * len(RECIPES)))
            for name in arguments.only:
                cost = measured(commands(folder)[name])
                print(f"{rows:>10,} rows  {name:8} {_told(cost, rows, before.get(name))}", flush=True)
                before[name] = rows, cost
            if (folder / "report").is_dir():
                size = sum(file.stat().st_size for file in (folder / "report").rglob("*") if file.is_file())
                print(f"{rows:>10,} rows  the report's folder is {size / 1e6:.1f} MB")
            if not arguments.keep:
                shutil.rmtree(folder)


def measured(command: Sequence[str | Path]) -> Cost:
    """Run a command of this Python, its output thrown away."""
    started = time.perf_counter()
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(sys.executable, [sys.executable, *map(str, command)], os.environ, file_actions=silent)
    _, status, used = os.wait4(child, 0)
    clock = time.perf_counter() - started
    return Cost(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / 2**10, os.waitstatus_to_exitcode(status))


def _told(cost: Cost, rows: int, before: tuple[int, Cost] | None) -> str:
    text = f"{cost.cpu:8.1f} s of processor time ({cost.clock:.0f} s by the clock), {cost.memory:7.0f} MiB"
    if cost.status:
        return f"{text}: ends with {cost.status}"
    if before is None:
        return text
    grown = log10(rows / before[0])
    slopes = (log10(getattr(cost, name) / getattr(before[1], name)) / grown for name in ("cpu", "memory"))
    return "{}; grow by the power {:.2f}, {:.2f}".format(text, *slopes)


def write_run(folder: Path, models: int, n_items: int) -> None:
    """A finished run: items of all tasks, a picture each, and every model's answers by both recipes."""
    import pyarrow.parquet as pq

    from ch3ef.results import schema
    from ch3ef.running.folder import write_items

    (folder / "pictures").mkdir(parents=True)
    rng = np.random.default_rng(0)
    items = list(_items(folder / "pictures", n_items, rng))
    write_items(((SCENARIO, item) for item in items), folder)
    known = _known(items)
    difficulty = rng.normal(size=n_items)
    with pq.ParquetWriter(folder / "results.parquet", schema(), compression="zstd") as file:
        for model in range(models):
            for recipe, inferencer in RECIPES:
                right = rng.normal(size=n_items) + 2 * model / models - 0.5 > difficulty
                file.write_table(_answers(f"model-{model:02}", recipe, inferencer, known, right, rng))


def write_journal(folder: Path, models: int) -> None:
    """The same run as its folder holds it before its table is written."""
    from ch3ef.results import each_row

    (folder / RESUMED).mkdir()
    shutil.copyfile(folder / "items.jsonl", folder / RESUMED / "items.jsonl")
    (folder / RESUMED / "run.json").write_text(json.dumps({"run_id": "simulated", "plan": _facts(models)}))
    with (folder / RESUMED / "finished.jsonl").open("w") as file:
        file.writelines(f"{row.to_json()}\n" for row in each_row(folder))


def resume(folder: Path) -> None:
    """Open a run's folder with all of its rows, and write the table."""
    from ch3ef.running.folder import open_run_folder, read_items

    facts = json.loads((folder / "run.json").read_text())["plan"]
    items = list(read_items(folder / "items.jsonl").items())
    keys = (
        (model, recipe, scenario, item_id, "plain", 0)
        for model in facts["models"]
        for _, recipe, _ in facts["parts"]
        for (scenario, item_id), _ in items
    )
    asked = ((scenario, item) for (scenario, _), item in items)
    with open_run_folder(folder, facts, [len(items)] * len(facts["parts"]), asked, []) as opened:
        opened.finish(keys)


def _facts(models: int) -> dict[str, Any]:
    names = [f"model-{model:02}" for model in range(models)]
    return {
        "models": {name: name for name in names},
        "parts": [[SCENARIO, recipe, None] for recipe, _ in RECIPES],
    }


def write_shards(folder: Path, models: int, n_items: int) -> None:
    """The same run as shards that are to be put together, every second item in each."""
    import pyarrow.parquet as pq

    from ch3ef.results import schema
    from ch3ef.running.shards import Shard, Share, plan_digest

    facts = _facts(models)
    plan = {"run_id": "simulated", "plan": facts, "askings": [n_items] * len(RECIPES)}
    table = pq.ParquetFile(folder / "results.parquet")
    for number in range(1, SHARDS + 1):
        shard = Shard(number, SHARDS)
        own = shard.folder(folder / MERGED)
        own.mkdir(parents=True)
        places = tuple(range(number - 1, n_items, SHARDS))
        share = Share(shard, plan_digest(facts), (places,) * len(RECIPES))
        (own / "run.json").write_text(json.dumps(plan | {"shard": share.to_record()}))
        shutil.copyfile(folder / "items.jsonl", own / "items.jsonl")
        with pq.ParquetWriter(own / "results.parquet", schema(), compression="zstd") as file:
            for group in range(table.num_row_groups):
                file.write_table(table.read_row_group(group).take(np.array(places)))


def _items(folder: Path, n_items: int, rng: np.random.Generator) -> Iterator[Any]:
    from PIL import Image

    from ch3ef.items import ImageRef, Item
    from ch3ef.taxonomy import TASKS, Level

    for number in range(n_items):
        task, file = TASKS[number % len(TASKS)], folder / f"{number}.png"
        Image.fromarray(rng.integers(0, 256, (PICTURE, PICTURE, 3), dtype=np.uint8)).save(file, compress_level=1)
        yield Item(
            id=f"{task.name}-{number:07}",
            source_id=str(number),
            scenario=SCENARIO,
            level=Level.A3,
            dimension=str(task.dimension),
            domain=str(task.domain),
            task=task.name,
            question=f"What should be done about number {number} in this picture, and what is to be said of it?",
            images=(ImageRef(file, f"{number:064x}"),),
            options=tuple(f"Option {place} of number {number}: to say what the picture shows" for place in "abcd"),
            gold=(0,),
        )


def _known(items: Sequence[Any]) -> dict[str, Any]:
    """The columns that follow from the items."""
    import pyarrow as pa

    from ch3ef.recipes.rows import item_columns

    records = [item_columns(item) for item in items]
    return {name: pa.array([record[name] for record in records]) for name in records[0]}


def _answers(
    model: str, recipe: str, inferencer: str, known: dict[str, Any], right: Any, rng: np.random.Generator
) -> Any:
    """A model's rows under one recipe; one reply in twenty is a refusal."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from ch3ef.results import schema

    n, replies = len(right), inferencer == "direct"
    refused = (rng.random(n) < 0.05) & replies
    chosen = np.where(right, 0, rng.integers(1, OPTIONS, n))
    same = {
        "run_id": "simulated", "model": model, "recipe": recipe, "inferencer": inferencer, "metric": "accuracy",
        "scenario": SCENARIO, "variant": "plain", "seed": 0, "started_at": "2026-01-01T00:00:00+00:00", "seconds": 0.1,
        "input_tokens": 300, "output_tokens": 20, "scenario_version": "0", "recipe_version": "1", "ch3ef_version": "0",
    }  # fmt: skip
    columns = known | {name: pa.repeat(pa.scalar(value), n) for name, value in same.items()}
    columns |= {
        "outcome": pa.array(np.where(refused, "refused", "answered")),
        "correct": pa.array((chosen == 0).astype(np.float64), mask=refused),
        "chosen": pa.array(chosen, mask=refused),
        "option_order": _lists(np.argsort(rng.random((n, OPTIONS)), axis=1)),
    }
    if replies:
        said = pc.binary_join_element_wise(
            f"I, {model}, looked at the picture of",
            known["item_id"],
            "before I said anything." + " So it is." * 20,
            " ",
        )
        columns["reply"] = said
    else:
        mean = rng.normal(-3, 0.3, (n, OPTIONS)).round(4)
        mean[np.arange(n), chosen] = mean.max(axis=1) + 0.1
        likely = np.exp(mean - mean.max(axis=1, keepdims=True))
        columns |= {
            "confidence": pa.array(likely.max(axis=1) / likely.sum(axis=1)),
            "option_logprob_mean": _lists(mean),
            "option_logprob_sum": _lists(mean * 9),
            "option_logprob_byte": _lists(mean / 4),
            "option_tokens": _lists(np.full((n, OPTIONS), 9)),
        }
    wanted = schema()
    arrays = [columns[f.name].cast(f.type) if f.name in columns else pa.nulls(n, f.type) for f in wanted]
    return pa.Table.from_arrays(arrays, schema=wanted)


def _lists(values: Any) -> Any:
    import pyarrow as pa

    return pa.FixedSizeListArray.from_arrays(pa.array(values.ravel()), values.shape[1]).cast(
        pa.list_(pa.from_numpy_dtype(values.dtype))
    )


if __name__ == "__main__":
    main()
