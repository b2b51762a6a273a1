"""Judges' replies kept by content, so that a verdict is asked for once and can be replayed without a network."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ch3ef.files import write_bytes_whole
from ch3ef.scenarios.cache import default_cache, writing


@dataclass(frozen=True, slots=True)
class Said:
    """What a judge replied.

    Attributes:
        reply: Its words.
        input_tokens: Tokens sent; None if unknown.
        output_tokens: Tokens received.
    """

    reply: str
    input_tokens: int | None = None
    output_tokens: int | None = None


def kept(judge: str, prompt: str) -> Said | None:
    """What a judge said to a prompt, if that is kept.

    Args:
        judge: What tells the judge from others: its name, and of a local checkpoint its fingerprint.
        prompt: Digest of all that it was told.

    Returns:
        Its reply; None where it was not asked yet, or the file is not one of ours.
    """
    try:
        return Said(**json.loads(_place(judge, prompt).read_text(encoding="utf-8"))["said"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        # Another version's, or cut short: it is asked again and written anew.
        return None


def keep(judge: str, prompt: str, said: Said) -> None:
    """Keep what a judge said to a prompt.

    Raises:
        InputError: The disk is full or the folder closed.
    """
    place = _place(judge, prompt)
    text = json.dumps({"judge": judge, "prompt": prompt, "said": asdict(said)}, ensure_ascii=False)
    with writing("a verdict", place.parent):
        write_bytes_whole(place, text.encode())


def _place(judge: str, prompt: str) -> Path:
    name = hashlib.sha256(f"{judge}\0{prompt}".encode()).hexdigest()
    return default_cache() / "verdicts" / name[:2] / f"{name}.json"
