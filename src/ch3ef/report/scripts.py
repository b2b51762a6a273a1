"""Data as scripts: a page that is opened from disk may load scripts, but may not fetch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.files import write_bytes_whole

if TYPE_CHECKING:
    from ch3ef.report.language import Language


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
    script = f"ch3ef.receive({json.dumps(name)},{_literal(content)});\n"
    write_bytes_whole(folder / f"{name}.js", _bytes(script))


def write_words(file: Path, language: Language) -> None:
    """Write the messages of a language as the script that the pages' other scripts take their words from.

    Args:
        file: Where to.
        language: The language.

    Raises:
        InputError: It cannot be written.
    """
    # Pattern and context are joined as compiled catalogues of gettext join them.
    messages = {
        f"{context}\4{pattern}" if context else pattern: said for (context, pattern), said in language.messages.items()
    }
    write_bytes_whole(file, _bytes(f'"use strict";\nconst ch3efWords = {_literal({"messages": messages})};\n'))


def _literal(content: Any) -> str:
    """Plain data as JavaScript reads it."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _bytes(script: str) -> bytes:
    """A script as a file; a lone surrogate cannot be written as UTF-8, its backslashed form is what JSON reads."""
    return script.encode("utf-8", "backslashreplace")
