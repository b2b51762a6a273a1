"""Pictures that a set names by their addresses: got when people ask for them, and never on the way."""

from __future__ import annotations

import hashlib
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any

import ch3ef
from ch3ef.errors import InputError
from ch3ef.files import in_bytes, write_bytes_whole
from ch3ef.pictures import size_of
from ch3ef.scenarios.public_sets.addresses import Wanted

MAX_PICTURE = 64 * 2**20
"""Bytes of a picture that is fetched."""
TIMEOUT = 60
"""Seconds in which a server has to say something."""
LONGEST = 300
"""Seconds that one picture may take."""
_AT_ONCE = 2**16
_AGENT = f"ch3ef/{ch3ef.__version__} (evaluation of vision-language models)"
"""Some servers refuse programs that do not say what they are."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one.

    Attributes:
        wanted: The picture.
        size: Its bytes; 0 where it was not got.
        digest: SHA-256 (hex) of what was got.
        fault: Why it was not got; empty where it is there.
        before: Whether it was there before, so that nothing was sent.
    """

    wanted: Wanted
    size: int = 0
    digest: str = ""
    fault: str = ""
    before: bool = False


def fetch(wanted: Iterable[Wanted], folder: Path, progress: Callable[[Fetched], object]) -> list[Fetched]:
    """Get pictures that are not in a set's folder yet.

    Args:
        wanted: The pictures.
        folder: The set's folder.
        progress: Told of each once it is there, or cannot be got.

    Returns:
        What became of each, in their order. One that cannot be got stops no other.

    Raises:
        InputError: The folder cannot be written.
    """
    found = []
    for one in wanted:
        found.append(_fetched(one, folder))
        progress(found[-1])
    return found


def _fetched(wanted: Wanted, folder: Path) -> Fetched:
    place = folder / wanted.file
    if place.is_file():
        return Fetched(wanted, place.stat().st_size, before=True)
    try:
        content = _content(wanted.address)
    except (OSError, HTTPException, ValueError) as error:
        return Fetched(wanted, fault=_reason(error))
    digest = hashlib.sha256(content).hexdigest()
    if wanted.digest and digest != wanted.digest.lower():
        return Fetched(wanted, fault=f"is another picture than was published: SHA-256 {digest[:12]}...")
    try:
        size_of(content, "it")
    except InputError:
        return Fetched(wanted, fault=f"is no picture that can be opened ({in_bytes(len(content))})")
    write_bytes_whole(place, content)
    return Fetched(wanted, len(content), digest)


def _content(address: str) -> bytes:
    _check(address)
    request = urllib.request.Request(address, headers={"User-Agent": _AGENT})  # noqa: S310 (checked)
    until, content = time.monotonic() + LONGEST, bytearray()
    with _OPENER.open(request, timeout=TIMEOUT) as answer:
        while part := answer.read1(_AT_ONCE):
            content += part
            if len(content) > MAX_PICTURE:
                raise ValueError(f"larger than {in_bytes(MAX_PICTURE)}")
            if time.monotonic() > until:
                raise ValueError(f"not whole within {LONGEST} s")
    return bytes(content)


def _check(address: str) -> None:
    """Refuse what is no address in the web: files of this machine are none."""
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("expected an address with http or https")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirection to another address in the web, and to nothing else."""

    def redirect_request(  # noqa: PLR0917 (the library's own signature)
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        _check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_OPENER = urllib.request.build_opener(_Redirects)


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"the server answers {error.code}"
    if isinstance(error, urllib.error.URLError):
        return f"no connection ({' '.join(str(error.reason).split())[:80]})"
    return " ".join(str(error).split())[:80] or type(error).__name__
