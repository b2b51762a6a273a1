"""Write what the default sets hold into the package, so that a first run need not draw them whole for it.

`python tools/ship_sets.py` after a change of the code that draws, some half a minute (`make statistics` does it too);
`--check` says whether that is due.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ch3ef.scenarios.generated import sets
from ch3ef.scenarios.processes import on_every_core

SETS = [(base, seed) for base in ("ch3ef-gen", "logic-gen", "semantics-gen") for seed in (0, 1)]
"""The default sets, and those that their examples in context are taken from."""


def main() -> int:
    """Write, or check, each file."""
    if sys.argv[1:] == ["--check"]:
        stale = [f"{base}-{seed}" for base, seed in SETS if sets.shipped(base, seed, None, None) is None]
        if stale:
            print(f"{', '.join(stale)}: not of this version of the code that draws; say: make statistics")
        return bool(stale)
    for (base, seed), content in zip(SETS, on_every_core(to_ship, SETS), strict=True):
        Path(str(sets.SHIPPED), f"{base}-{seed}.json.gz").write_bytes(content)
        print(f"{base}-{seed}: {len(content):,} bytes")
    return 0


def to_ship(asked: tuple[str, int]) -> bytes:
    """What one is to hold."""
    return sets.to_ship(*asked)


if __name__ == "__main__":
    sys.exit(main())
