"""Pictures as they stand in requests."""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from ch3ef.pictures import shown

PICTURE = secrets.token_hex(16)
"""Stands for a picture while the text around it is put into JSON: drawn anew, so that no text can hold it."""


class Pictures:
    """Pictures as they stand in a request, each read and encoded once, as far as they find room.

    Args:
        elsewhere: Where they are read: on the thread of the requests, replies would wait for it.
        most: Bytes that are kept; those that were not asked for longest go first.
    """

    def __init__(self, elsewhere: Executor, most: int = 64 * 2**20) -> None:
        self._elsewhere, self._most = elsewhere, most
        self._kept: OrderedDict[Path, bytes] = OrderedDict()
        self._size = 0

    async def uri(self, path: Path) -> bytes:
        """A picture file as a data URI, as everybody is shown it (`pictures.shown`).

        Raises:
            InputError: There is no such file, or it is no picture.
        """
        if path not in self._kept:
            made = await asyncio.get_running_loop().run_in_executor(self._elsewhere, _data_uri, path)
            self._size += len(made) - len(self._kept.get(path, b""))
            self._kept[path] = made
            while self._size > self._most and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1])
            return made
        self._kept.move_to_end(path)
        return self._kept[path]


def _data_uri(path: Path) -> bytes:
    picture = shown(path)
    return b"data:" + picture.kind.encode() + b";base64," + base64.b64encode(picture.content)


def laid_between(body: Mapping[str, Any], pieces: Sequence[bytes]) -> bytes:
    """JSON in which each `PICTURE` is replaced: pictures are large and need no care."""
    first, *rest = json.dumps(body).encode().split(PICTURE.encode())
    return b"".join([first, *(part for pair in zip(pieces, rest, strict=True) for part in pair)])
