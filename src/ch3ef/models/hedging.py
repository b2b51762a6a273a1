"""Requests that are asked a second time because they take long: the first reply of two counts, or refusal for good.

Only with places that nothing else waits for, so that in the middle of a run nothing is asked twice: it is the last
requests, which everybody waits for, that gain by it. Source: Dean and Barroso, The Tail at Scale (2013).
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from ch3ef.errors import counted
from ch3ef.models.faults import ServerError
from ch3ef.models.gate import Gate

Given = TypeVar("Given")

SEEN = 20
"""Replies of a kind after which it is known what long is."""
LATE = 0.95
"""Share of the replies that took less long than what is asked a second time."""
EXTRA = 0.05
"""Second requests at most, as a share of the first ones."""
RECENT = 300
"""Replies of a kind that are remembered."""
LOOK = 0.25
"""Seconds between two looks at a request that is waited for."""


@dataclass(slots=True)
class Hedging:
    """What one model's requests take, and how many were asked a second time.

    Attributes:
        gate: Has the places of requests.
        asked: Requests.
        again: Of these, those that were asked a second time.
        won: Of these, those whose second request was answered first.
    """

    gate: Gate
    asked: int = 0
    again: int = 0
    won: int = 0
    _seconds: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=RECENT)))

    def request(self, kind: int) -> HedgedRequest:
        """One more request.

        Args:
            kind: Requests with the same number are held to take about as long.
        """
        self.asked += 1
        return HedgedRequest(self, self._seconds[kind])

    def told(self) -> str:
        """How many there were, in words.

        Example:
            >>> Hedging(Gate(4), asked=300, again=12, won=9).told()
            '12 of 300 requests were asked a second time (--hedge), and 9 of the second were answered first'
        """
        told = f"{self.again} of {counted(self.asked, 'request')} were asked a second time (--hedge)"
        return f"{told}, and {self.won} of the second were answered first"


@dataclass(slots=True)
class HedgedRequest:
    """A request that may be asked a second time.

    Attributes:
        hedging: Of its model.
        seconds: What replies to such requests took.
        paid: How many requests its reply cost: one that is called off while it is answered is paid for too.
        again: Whether it was asked a second time.
    """

    hedging: Hedging
    seconds: deque[float]
    paid: int = 1
    again: bool = False

    async def first(self, send: Callable[[], Awaitable[Given]]) -> Given:
        """The reply to one try.

        Args:
            send: Sends it.

        Raises:
            ServerError: There is none, neither of the second request.
        """
        begun, first = time.monotonic(), asyncio.ensure_future(send())
        try:
            while not first.done() and not self._worth(time.monotonic() - begun):
                await asyncio.wait([first], timeout=LOOK)
            found = await (first if first.done() else self._of_two(first, send))
        finally:
            await _called_off(first)
        self.seconds.append(time.monotonic() - begun)
        return found

    def _worth(self, waited: float) -> bool:
        """Whether it is to be asked a second time; then it has a place for that."""
        known, hedging = len(self.seconds) >= SEEN and not self.again, self.hedging
        late = known and waited > sorted(self.seconds)[int(LATE * len(self.seconds))]
        return late and hedging.again + 1 <= EXTRA * hedging.asked and hedging.gate.entered()

    async def _of_two(self, first: asyncio.Future[Given], send: Callable[[], Awaitable[Given]]) -> Given:
        self.again, second = True, asyncio.ensure_future(send())
        self.hedging.again += 1
        waiting = both = {first, second}
        try:
            while waiting:
                _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                for one in [each for each in (first, second) if each not in waiting]:
                    if (error := one.exception()) is None:
                        self.hedging.won += one is second
                        self.paid = sum(each in waiting or each.exception() is None for each in both)
                        return one.result()
                    if not isinstance(error, ServerError) or not error.fault.passing:
                        raise error
                    if error.fault.status == 429:
                        self.hedging.gate.slowed()
            return first.result()
        finally:
            await _called_off(second)
            self.hedging.gate.leave()


async def _called_off(asked: asyncio.Future[Given]) -> None:
    """Wait for nothing more, and until that is so."""
    asked.cancel()
    await asyncio.wait([asked])
