"""A request that ends: tries have limits, and what may pass is tried again. Of no library."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from ch3ef.models.faults import Fault, ServerError
from ch3ef.models.limits import LONGEST_WAIT, RequestLimits
from ch3ef.models.waiting import under_way, waiting

Given = TypeVar("Given")


async def in_time(seconds: float, asked: Awaitable[Given]) -> Given:
    """What one try gives, if it takes no longer.

    Raises:
        ServerError: It does.
    """
    try:
        async with asyncio.timeout(seconds):
            return await asked
    except TimeoutError:
        late = "no whole reply within the time of a try (--attempt-timeout)"
        raise ServerError(Fault(words=late, passing=True, kind="late")) from None


async def tried(
    once: Callable[[int], Awaitable[Given]],
    limits: RequestLimits,
    rest: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Given:
    """Ask, and ask again what may pass.

    Args:
        once: One try, of so many seconds at most; raises `ServerError` where there is no reply.
        limits: Of all tries together.
        rest: Waits so many seconds before the next try.

    Returns:
        What the first try gave that gave something.

    Raises:
        ServerError: There is no reply: the fault will not pass, or the tries or the time are used up.
    """
    begun, tries = time.monotonic(), 0
    while True:
        left = limits.timeout - (time.monotonic() - begun)
        try:
            with under_way():
                return await once(max(1, min(limits.attempt_timeout, round(left))))
        except ServerError as error:
            fault = error.fault
            pause = _pause(fault, tries)
            tries += 1
            spent = time.monotonic() - begun + pause >= limits.timeout
            if not fault.passing or tries > limits.max_retries or spent:
                raise
        with waiting(fault.short, pause):
            await rest(pause)


def _pause(fault: Fault, tries: int) -> float:
    """Seconds until the next try: doubled each time, at least what the server asks for, never above `LONGEST_WAIT`."""
    growing = 2.0 ** min(tries + 1, 10) * random.uniform(0.75, 1.25)  # noqa: S311 (so that not all come back at once)
    return min(max(growing, fault.retry_after or 0.0), LONGEST_WAIT)
