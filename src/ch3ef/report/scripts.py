"""Data as scripts: a page that is opened from disk may load scripts, but may not fetch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ch3ef.files import write_bytes_whole


def write_data(folder: Path, name: str, content: Any) -> None:
    """Write data that the pages' scripts load by name.

    Args:
        folder: Where data lie.
        name: Its name; may hold folders: "figures/levels".
        content: Plain data without NaN.

    Raises:
        InputError: It cannot be written.
        ValueError: The data hold a number that JSON has no word for.
    """
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    # A lone surrogate cannot be written as UTF-8; its backslashed form is what JSON reads.
    script = f"ch3ef.receive({json.dumps(name)},{text});\n".encode("utf-8", "backslashreplace")
    write_bytes_whole(folder / f"{name}.js", script)
