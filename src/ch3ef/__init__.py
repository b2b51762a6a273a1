"""Ch3Ef: how well a multimodal model aligns with human values, and what that rests on.

In a notebook: `read_run`, `run`, `compare`, `findings`, `load_scenario` (`ch3ef.notebook`), imported when first used.
"""

import importlib
from typing import Any

__version__ = "0.1.0"

_OFFERED = ("Results", "compare", "findings", "load_scenario", "read_run", "run")


def __getattr__(name: str) -> Any:
    if name not in _OFFERED:
        raise AttributeError(f"module 'ch3ef' has no attribute {name!r}; it offers {', '.join(_OFFERED)}")
    # By its name: whoever reads the version alone imports nothing.
    return getattr(importlib.import_module("ch3ef.notebook"), name)


def __dir__() -> list[str]:
    return [*_OFFERED, "__version__"]
