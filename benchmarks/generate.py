"""How long the generated sets take to make, and how much memory.

Run by hand: `python benchmarks/generate.py`. Each set is made from nothing in a process of its own, into an empty
cache, as a user's first `ch3ef run` would: drawn, rendered, written. The same is repeated with one core.

Target: the full set of 1002 items within 60 s on two cores, memory bounded (it does not grow with the number of items).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile

MADE = """
import json, os, resource, sys, time
if sys.argv[2] == "1":
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.cpu_count = lambda: 1
begun = time.perf_counter()
from ch3ef.scenarios import load_scenario
scenario = load_scenario(sys.argv[1])
seconds = time.perf_counter() - begun
paths = {image.path for item in scenario.items for image in item.images}
print(json.dumps({
    "items": len(scenario.items), "pictures": len(paths), "seconds": seconds,
    "mebibytes": sum(path.stat().st_size for path in paths) / 2**20,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def made(name: str, cores: int) -> dict[str, float]:
    """One set, made in an empty cache by a fresh process."""
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | {"CH3EF_CACHE": cache}
        done = subprocess.run(
            [sys.executable, "-c", MADE, name, str(cores)], capture_output=True, text=True, check=True, env=environment
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print a line per set and number of cores."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--smallest", action="store_true", help="an item per task: does it run?")
    cores = os.cpu_count() or 1
    runs = [
        ("ch3ef-gen?seed=1", cores),
        ("ch3ef-gen?seed=1", 1),
        ("ch3ef-gen?seed=1&per_task=5", 1),
        ("ch3ef-gen-twins?seed=1", cores),
        ("semantics-gen?seed=1", cores),
        ("logic-gen?seed=1", cores),
    ]
    if parser.parse_args().smallest:
        runs = [("ch3ef-gen?seed=1&per_task=1", cores)]
    print(f"{'set':<28}{'cores':>6}{'items':>7}{'pictures':>10}{'MiB':>7}{'seconds':>9}{'ms/item':>9}{'peak MiB':>10}")
    for name, cores in runs:
        row = made(name, cores)
        print(
            f"{name:<28}{cores:>6}{row['items']:>7.0f}{row['pictures']:>10.0f}{row['mebibytes']:>7.0f}"
            f"{row['seconds']:>9.1f}{1000 * row['seconds'] / row['items']:>9.1f}{row['peak']:>10.0f}"
        )


if __name__ == "__main__":
    main()
