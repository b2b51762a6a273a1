from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import CancelledError, Future

import pytest

from ch3ef.errors import RunError
from ch3ef.models import batching
from ch3ef.models.batching import BatchWorker

WAIT = 5.0


class Doubler:
    """A worker that doubles numbers and remembers its batches; memory holds `room` numbers at once."""

    def __init__(self, batch_size: int = 3, room: int = 100) -> None:
        self.batches: list[list[int]] = []
        self.room = room
        self.go = threading.Event()
        self.worker: BatchWorker[int, int] = BatchWorker(
            self.compute, batch_size=batch_size, too_large=lambda error: isinstance(error, MemoryError)
        )

    def compute(self, numbers: Sequence[int]) -> list[int]:
        assert self.go.wait(WAIT)
        self.batches.append(list(numbers))
        if len(numbers) > self.room:
            raise MemoryError
        if 13 in numbers:
            raise ValueError("unlucky")
        return [2 * number for number in numbers]


@pytest.fixture
def doubler(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Doubler]]:
    monkeypatch.setattr(batching, "LINGER", WAIT)  # however slow the machine
    made: list[Doubler] = []

    def make(**arguments: int) -> Doubler:
        made.append(Doubler(**arguments))
        return made[-1]

    yield make
    for one in made:
        one.go.set()
        one.worker.close()


def ready(number: int, key: Hashable = "") -> Callable[[], tuple[Hashable, int]]:
    return lambda: (key, number)


def ready_together(worker: BatchWorker[int, int], numbers: Sequence[int]) -> list[Future[int]]:
    """Submit requests of which none is prepared before all are submitted."""
    submitted = threading.Event()

    def first() -> tuple[Hashable, int]:
        assert submitted.wait(WAIT)
        return "", numbers[0]

    futures = [worker.submit(first), *(worker.submit(ready(number)) for number in numbers[1:])]
    submitted.set()
    return futures


def test_requests_that_wait_share_batches(doubler: Callable[..., Doubler]) -> None:
    one = doubler(batch_size=3)
    futures = [one.worker.submit(ready(number)) for number in range(8)]
    one.go.set()
    assert [future.result(WAIT) for future in futures] == [0, 2, 4, 6, 8, 10, 12, 14]
    assert [number for batch in one.batches for number in batch] == list(range(8))
    assert max(len(batch) for batch in one.batches) == 3


def test_a_batch_waits_for_requests_that_are_being_prepared(doubler: Callable[..., Doubler]) -> None:
    one = doubler(batch_size=2)
    one.go.set()
    assert [future.result(WAIT) for future in ready_together(one.worker, [1, 2])] == [2, 4]
    assert one.batches == [[1, 2]]


def test_requests_of_different_kinds_share_no_batch(doubler: Callable[..., Doubler]) -> None:
    one = doubler(batch_size=8)
    futures = [one.worker.submit(ready(number, key=number % 2)) for number in range(6)]
    one.go.set()
    assert [future.result(WAIT) for future in futures] == [0, 2, 4, 6, 8, 10]
    assert all(len({number % 2 for number in batch}) == 1 for batch in one.batches)


def test_an_error_reaches_those_who_shared_the_batch_and_nobody_else(doubler: Callable[..., Doubler]) -> None:
    one = doubler(batch_size=1)
    one.go.set()
    unlucky, fine = one.worker.submit(ready(13)), one.worker.submit(ready(1))
    with pytest.raises(ValueError, match="unlucky"):
        unlucky.result(WAIT)
    assert fine.result(WAIT) == 2


def test_an_error_in_preparing_reaches_that_request_alone(doubler: Callable[..., Doubler]) -> None:
    def broken() -> tuple[Hashable, int]:
        raise ValueError("no such picture")

    one = doubler()
    one.go.set()
    bad, good = one.worker.submit(broken), one.worker.submit(ready(1))
    with pytest.raises(ValueError, match="no such picture"):
        bad.result(WAIT)
    assert good.result(WAIT) == 2


def test_a_batch_too_large_is_halved_until_it_fits_and_stays_small(doubler: Callable[..., Doubler]) -> None:
    one = doubler(batch_size=8, room=2)
    futures = ready_together(one.worker, range(8))
    one.go.set()
    assert [future.result(WAIT) for future in futures] == [2 * number for number in range(8)]
    assert one.worker.batch_size == 2
    assert [len(batch) for batch in one.batches] == [8, 4, 2, 2, 2, 2]
    one.batches.clear()
    assert [future.result(WAIT) for future in ready_together(one.worker, range(4))] == [0, 2, 4, 6]
    assert [len(batch) for batch in one.batches] == [2, 2]


def test_a_batch_is_tried_again_as_it_is_where_room_could_be_made() -> None:
    batches: list[int] = []
    spare = [1, 1]

    def compute(numbers: Sequence[int]) -> list[int]:
        batches.append(len(numbers))
        if len(numbers) > 2 or spare:
            raise MemoryError
        return list(numbers)

    worker: BatchWorker[int, int] = BatchWorker(
        compute,
        batch_size=4,
        too_large=lambda error: isinstance(error, MemoryError),
        make_room=lambda: bool(spare and spare.pop()),
    )
    assert [future.result(WAIT) for future in ready_together(worker, range(4))] == [0, 1, 2, 3]
    assert batches == [4, 4, 4, 2, 2]
    worker.close()


def test_some_requests_go_first(doubler: Callable[..., Doubler]) -> None:
    one = doubler(batch_size=2)
    one.worker._goes_first = lambda number: number > 3
    blocking = one.worker.submit(ready(0, key="alone"))
    while one.worker._waiting or one.worker._coming:
        pass
    futures = [one.worker.submit(ready(number)) for number in range(1, 6)]
    while one.worker._coming:
        pass
    one.go.set()
    assert [future.result(WAIT) for future in (blocking, *futures)] == [0, 2, 4, 6, 8, 10]
    assert one.batches == [[0], [4, 5], [1, 2], [3]]


def test_a_single_request_too_large_says_what_to_do(doubler: Callable[..., Doubler]) -> None:
    one = doubler(batch_size=2, room=0)
    futures = [one.worker.submit(ready(number)) for number in range(2)]
    one.go.set()
    for future in futures:
        with pytest.raises(RunError, match="out of memory on a single request; use dtype=bfloat16"):
            future.result(WAIT)
    one.room = 1
    assert one.worker.submit(ready(3)).result(WAIT) == 6


def test_a_cancelled_request_is_not_computed(doubler: Callable[..., Doubler]) -> None:
    one = doubler(batch_size=1)
    first, second, third = (one.worker.submit(ready(number)) for number in range(3))
    second.cancel()
    one.go.set()
    assert (first.result(WAIT), third.result(WAIT)) == (0, 4)
    with pytest.raises(CancelledError):
        second.result(WAIT)
    assert one.batches == [[0], [2]]


def test_results_reach_several_event_loops(doubler: Callable[..., Doubler]) -> None:
    one = doubler()
    one.go.set()

    async def ask(number: int) -> list[int]:
        futures = [one.worker.submit(ready(number + i)) for i in range(3)]
        return await asyncio.gather(*(asyncio.wrap_future(future) for future in futures))

    found: dict[int, list[int]] = {}
    threads = [threading.Thread(target=lambda n=n: found.update({n: asyncio.run(ask(n))})) for n in (0, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert found == {0: [0, 2, 4], 100: [200, 202, 204]}
    assert asyncio.run(ask(10)) == [20, 22, 24]


def test_closing_ends_the_threads_and_fails_what_was_not_begun(doubler: Callable[..., Doubler]) -> None:
    one = doubler(batch_size=1)
    begun = one.worker.submit(ready(1))
    while one.worker._waiting or one.worker._coming:
        pass
    waiting = [one.worker.submit(ready(number)) for number in (2, 3)]
    closing = threading.Thread(target=one.worker.close)
    closing.start()
    while not one.worker._closed:
        pass
    one.go.set()
    closing.join(WAIT)
    assert begun.result(WAIT) == 2
    for future in waiting:
        with pytest.raises(RunError, match="the model was closed"):
            future.result(WAIT)
    with pytest.raises(RunError, match="the model was closed"):
        one.worker.submit(ready(4))
    assert one.worker._thread is not None
    assert not one.worker._thread.is_alive()


def test_a_program_ends_after_the_batch_that_is_under_way() -> None:
    """What a thread computes while Python is taken down may abort the program."""
    program = """
import threading, time
from ch3ef.models.batching import ENDING, BatchWorker

begun = threading.Event()

def compute(jobs):
    begun.set()
    assert ENDING.wait(60)
    time.sleep(0.3)
    print("whole", flush=True)
    return jobs

worker = BatchWorker(compute, batch_size=1, too_large=lambda error: False)
first, second = worker.submit(lambda: (0, 1)), worker.submit(lambda: (0, 2))
first.add_done_callback(lambda _: print("told", flush=True))
begun.wait()
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (ended.stdout, ended.stderr) == ("whole\n", "")
