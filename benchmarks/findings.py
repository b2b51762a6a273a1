"""Time and memory of `ch3ef findings` on large results tables.

Run by hand: `python benchmarks/findings.py`; `--items 10020` for ten times as many rows.

A simulated table of models x items x recipes is written as Parquet (once, in a process of its own), then read and asked
every question in a fresh process, whose peak memory is reported. Target: 100 models x 1002 items x 6 recipes (600 k
rows) within 60 s and 2 GB on two cores, and cost no worse than linear up to 6 M rows.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve()
RECIPES = (
    ("human-value", "ppl", "plain"),
    ("human-value-direct", "direct", "plain"),
    ("direct", "direct", "plain"),
    ("direct", "direct", "gaussian_noise:3"),
    ("icl-performance", "ppl", "plain"),
    ("icl-performance", "ppl", "ice:topk_text:2"),
)


def main() -> None:
    """Write tables, then measure each in its own process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--models", type=int, default=100)
    parser.add_argument("--items", type=int, nargs="+", default=[1002, 4008], help="items of A3, as multiples of 1002")
    parser.add_argument("--smallest", action="store_true", help="four models of 1002 items: does it run?")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.smallest:
        arguments.models, arguments.items = 4, [1002]
    if arguments.write:
        _write(arguments.models, arguments.items[0], arguments.write)
    elif arguments.read:
        _read(arguments.read)
    else:
        for items in arguments.items:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "results.parquet"
                shape = ["--models", str(arguments.models), "--items", str(items)]
                subprocess.run([sys.executable, HERE, *shape, "--write", file], check=True)
                subprocess.run([sys.executable, HERE, "--read", file], check=True)


def _write(models: int, items: int, file: Path) -> None:
    """A table of A3 and its twins, `items` in all, asked in six ways."""
    sys.path.insert(0, str(HERE.parent.parent))
    from tests.analysis.findings.worlds import A3, Sheet, make_items, world, write_parquet

    asked = make_items(n_a1=0, n_a2=0, scale=max(1, items // 1002))
    rows = np.flatnonzero(asked.where(scenario=A3))
    ways = [Sheet(*recipe, rows) for recipe in RECIPES]
    write_parquet(world(np.random.default_rng(0), n_models=models, items=asked, ways=ways), file)


def _read(file: Path) -> None:
    from ch3ef.analysis.arrow import read_table
    from ch3ef.analysis.findings.report import find
    from ch3ef.analysis.findings.writing import write_report

    started, cpu = time.perf_counter(), time.process_time()
    table = read_table([file], details=False)
    read = time.perf_counter() - started
    report = find([table], [], np.random.default_rng(0))
    write_report(report, file.parent / "findings")
    seconds, used = time.perf_counter() - started, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"{len(table):>9,} rows, {file.stat().st_size / 2**20:6.0f} MiB: {seconds:6.1f} s ({read:.1f} s reading; "
        f"{used:.1f} s of CPU), {peak:.2f} GiB at most; {len(report.findings)} findings"
    )


if __name__ == "__main__":
    main()
