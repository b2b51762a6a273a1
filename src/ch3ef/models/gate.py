"""How many requests to one model are under way at once."""

from __future__ import annotations

import asyncio
import time
from collections import deque


class Gate:
    """How many requests to one model are under way at once: as many as the server bears.

    A server that says "too many" (429) is sent a fifth fewer, every `CALM` seconds at most; one that answers while all
    are under way is sent one more, at first for each reply, later for each round of replies.

    Args:
        most: The most at once; None for `MOST`, reached from `START` on.
    """

    START, MOST, CALM = 20, 100, 15.0

    def __init__(self, most: int | None) -> None:
        self.most = most or self.MOST
        self._limit = float(most or self.START)
        self._busy = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._slowed_at: float | None = None

    async def enter(self) -> None:
        """Wait until one more may be under way, in the order in which they came."""
        if self.entered():
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._waiting.remove(turn)
            else:  # it came at the same moment
                self.leave()
            raise

    def entered(self) -> bool:
        """Enter, if that needs no waiting; whether it does not."""
        free = self._busy < int(self._limit) and not self._waiting
        self._busy += free
        return free

    def leave(self) -> None:
        """One less is under way."""
        self._busy -= 1
        self._let_in()

    def answered(self) -> None:
        """The server gave a reply."""
        if self._busy >= 0.8 * self._limit:
            growth = 1.0 if self._slowed_at is None else 1 / self._limit
            self._limit = min(self.most, self._limit + growth)
            self._let_in()

    def slowed(self) -> None:
        """The server said that there were too many."""
        now = time.monotonic()
        if self._slowed_at is None or now >= self._slowed_at + self.CALM:
            self._slowed_at, self._limit = now, max(1.0, 0.8 * self._limit)

    def _let_in(self) -> None:
        while self._waiting and self._busy < int(self._limit):
            turn = self._waiting.popleft()
            if turn.done():
                self._waiting.appendleft(turn)
                return
            self._busy += 1
            turn.set_result(None)
