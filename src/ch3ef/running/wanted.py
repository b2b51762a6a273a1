"""Requests whose replies are waited for, and how many of those who ask may yet want one more."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from ch3ef.errors import Ch3efError
from ch3ef.running.served import Given, Request


@dataclass(slots=True)
class WantedRequest:
    """A request whose reply is waited for.

    Attributes:
        request: It.
        futures: Who waits.
        tries: Batches in which it stood.
    """

    request: Request
    futures: list[asyncio.Future[Given]]
    tries: int = 0


class Wanted:
    """What is wanted of one model, by whoever asks; made where one of them begins.

    Attributes:
        by_key: The requests, by the digests under which their replies are kept.
    """

    def __init__(self) -> None:
        self.by_key: dict[str, WantedRequest] = {}
        # Of those who ask, the part that may yet want something before it waits.
        self._busy, self._calm = 1, asyncio.Event()

    def begun(self, number: int = 1) -> None:
        """So many more ask, or go on."""
        self._busy += number

    def rests(self) -> None:
        """One of them waits, or has ended."""
        self._busy -= 1
        if not self._busy:
            self._calm.set()

    async def calm(self) -> None:
        """Wait until nobody wants anything more without a reply."""
        while self._busy:
            self._calm.clear()
            await self._calm.wait()

    async def put(self, request: Request) -> Given:
        """Wait for the reply to a request."""
        assert request.prompt is not None  # noqa: S101 (there are batches in runs alone)
        wanted = self.by_key.setdefault(request.prompt.key, WantedRequest(request, []))
        wanted.futures.append(asyncio.get_running_loop().create_future())
        self.rests()
        return await wanted.futures[-1]

    def give(self, key: str, given: Given | Ch3efError) -> None:
        """Let those go on that wait for a reply."""
        wanted = self.by_key.pop(key, None)
        for future in wanted.futures if wanted is not None else ():
            if future.done():  # all is being stopped
                continue
            self.begun()
            if isinstance(given, Ch3efError):
                future.set_exception(given)
            else:
                future.set_result(given)
