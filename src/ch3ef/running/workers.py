"""Workers side by side: who is asked what, and what becomes of that where one is lost. Knows no cluster.

What is kept and in which order is the business of whoever asks: here bundles go out and answers come back, each once.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ch3ef.errors import Ch3efError, InputError, RunError, counted
from ch3ef.models.names import ModelName, fingerprint
from ch3ef.recipes.bundles import Bundle
from ch3ef.results import ResultRow
from ch3ef.running.finishing import Ending, Finisher
from ch3ef.running.lanes import Columns, Lane
from ch3ef.running.worker import Given, Post

TIMES = 3
"""How often a worker may be lost with the same bundle, or while it loads, before that is taken for the reason."""
_UNFINISHED = 1000
"""Bundles that are answered and wait for their judges, at most."""


@dataclass(frozen=True, slots=True)
class Workers:
    """The workers that a user wants.

    Attributes:
        number: How many; None for one on each GPU.
        gpus: The share of a GPU that each has to itself; None for a whole one, where there are any.
        address: Of a Ray cluster; None for one of this machine alone, which begins and ends with the run.
    """

    number: int | None
    gpus: float | None = None
    address: str | None = None


def check_workers(workers: Workers | None, models: Sequence[ModelName]) -> None:
    """Refuse workers that make no sense, before anything is loaded.

    Raises:
        InputError: A model is served, none is local, or what the workers shall be cannot be.
    """
    if workers is None:
        return
    if workers.number is None and workers.address is None:
        raise InputError("--gpus-per-worker is missing its workers; say how many: --workers N")
    option = "--ray" if workers.number is None else f"--workers {workers.number}"
    served = next((model.name for model in models if model.served), None)
    if served is not None:
        raise InputError(
            f"{option}: model {served!r} is served, and one process asks its server many requests at once; workers are "
            "for local models (ch3ef-hf/...): run it without"
        )
    if all(model.provider != "ch3ef-hf" for model in models):
        raise InputError(
            f"{option}: workers are for local models (ch3ef-hf/...), and this run has none; run it without"
        )
    if workers.gpus is not None and not (workers.gpus == 0 or 0.001 <= workers.gpus <= 1):
        raise InputError(
            f"--gpus-per-worker {workers.gpus:g}: a model is loaded onto one GPU; expected 1, a share such as 0.5, or 0"
        )
    if workers.address is not None and "://" in workers.address:
        raise InputError(
            f"--ray {workers.address}: expected HOST:PORT of the cluster's head node, or auto, on one of its machines"
        )


class LostError(Exception):
    """A worker is there no more; what it was asked has no answer."""


class Hiring(Protocol):
    """Where there are workers.

    Attributes:
        number: How many.
        threads: How many each may compute with.
    """

    @property
    def number(self) -> int:
        """See above."""

    @property
    def threads(self) -> int:
        """See above."""

    def hire(self, post: Post) -> Handle:
        """A new worker."""


class Handle(Protocol):
    """A worker, wherever it is; see `Worker`."""

    async def load(self) -> int:
        """Load the model.

        Raises:
            LostError: The worker was lost.
            Ch3efError: The model cannot be loaded.
        """

    async def ask(self, bundle: Bundle) -> Given:
        """Ask all of a bundle.

        Raises:
            LostError: The worker was lost.
        """

    def end(self) -> None:
        """End it, in whatever state it is."""


@dataclass(slots=True, eq=False)
class _Task:
    """A bundle that is to be asked.

    Attributes:
        bundle: The bundle.
        columns: Of its rows.
        lost: How many workers were lost while it was asked.
        sent: Whether a worker is being asked.
        answered: Whether it need not be asked any more.
    """

    bundle: Bundle
    columns: Columns
    lost: int = 0
    sent: bool = False
    answered: bool = False


Unit = deque[_Task]
"""What one worker is asked, one after the other: all about the same pictures."""


def units_of(bundles: Iterable[tuple[Bundle, Columns]]) -> list[Unit]:
    """Divide bundles among units, each of one group of pictures.

    What is asked together comes first, then bundles of one, which are often long and read in batches of their own (see
    `bundled`); among these the largest units first, so that none is left for the end.
    """
    found: dict[tuple[bool, str], Unit] = {}
    for bundle, columns in bundles:
        found.setdefault((len(bundle) == 1, bundle[0].asking.item.image_group), deque()).append(_Task(bundle, columns))
    askings = {key: sum(len(task.bundle) for task in unit) for key, unit in found.items()}
    return [found[key] for key in sorted(found, key=lambda key: (key[0], -askings[key]))]


class Crew:
    """Asks one model by several workers.

    Args:
        model: Its name.
        bundles: What it is to be asked, with the columns of the rows.
        hire: Gives a new worker.
        finisher: Makes rows of the answers.
        noted: Told in a sentence what a user may want to know.
    """

    def __init__(
        self,
        model: str,
        bundles: Iterable[tuple[Bundle, Columns]],
        hire: Callable[[], Handle],
        finisher: Finisher,
        noted: Callable[[str], None],
    ) -> None:
        self._model, self._hire, self._finisher, self._noted = model, hire, finisher, noted
        self._units = deque(units_of(bundles))
        self._left = sum(map(len, self._units))
        self._returned, self._all_answered = asyncio.Event(), asyncio.Event()
        self._finishing: set[asyncio.Task[None]] = set()

    async def ask_all(self, number: int) -> None:
        """Ask all by so many workers, one in the place of each that is lost.

        Raises:
            Ch3efError: The model cannot be loaded.
        """
        places = [asyncio.create_task(self._place()) for _ in range(min(number, len(self._units)))]
        over = asyncio.create_task(self._all_answered.wait())
        try:
            done, _ = await asyncio.wait([over, *places], return_when=asyncio.FIRST_COMPLETED)
            for place in places:
                place.cancel()
            while self._finishing:
                await asyncio.wait(self._finishing)
            for one in done:
                one.result()
        finally:
            for task in (over, *places, *self._finishing):
                task.cancel()
            await asyncio.gather(over, *places, *self._finishing, return_exceptions=True)

    async def _place(self) -> None:
        """One worker after the other; ends only with an error, or by being cancelled."""
        in_vain = 0
        while True:
            worker, loaded = self._hire(), False
            try:
                room = await worker.load()
                in_vain, loaded = 0, True
                await self._feed(worker, room)
            except LostError as lost:
                in_vain += not loaded
                if in_vain == TIMES:
                    raise RunError(
                        f"model {self._model!r}: {TIMES} workers in a row ended while they loaded it ({lost}); what "
                        "was finished is kept, and the same command goes on"
                    ) from lost
                self._noted(f"a worker of {self._model} was lost ({lost}); another one takes its place")
            finally:
                worker.end()

    async def _feed(self, worker: Handle, room: int) -> None:
        """Ask a worker unit after unit, until it is lost."""
        gate, mine = asyncio.Semaphore(room), list[Unit]()
        try:
            async with asyncio.TaskGroup() as group:
                while True:
                    unit = await self._next_unit()
                    mine = [each for each in mine if not all(task.answered for task in each)] + [unit]
                    for task in unit:
                        # Beside others it could not be told from them, were the worker lost once more.
                        taken = room if task.lost else 1
                        for _ in range(taken):
                            await gate.acquire()
                        group.create_task(self._ask(worker, task, gate, taken))
        except BaseExceptionGroup as several:
            losses, others = several.split(LostError)
            if losses is None or others is not None:
                raise (_told(several) or several) from several
            reason = str(next(_leaves(losses)))
            self._take_back(mine, reason)
            raise LostError(reason) from losses

    async def _next_unit(self) -> Unit:
        while not self._units:
            self._returned.clear()
            await self._returned.wait()
        return self._units.popleft()

    async def _ask(self, worker: Handle, task: _Task, gate: asyncio.Semaphore, taken: int) -> None:
        task.sent = True
        given = await worker.ask(task.bundle)
        while len(self._finishing) >= _UNFINISHED:
            await asyncio.wait(self._finishing, return_when=asyncio.FIRST_COMPLETED)
        for _ in range(taken):
            gate.release()
        self._answered(task, given)

    def _answered(self, task: _Task, given: Given) -> None:
        """Have rows made of an answer, whatever becomes of the worker."""
        task.answered = True
        finishing = asyncio.create_task(
            self._finisher.finish(self._model, task.bundle, task.columns, given.answers, given.exchanges)
        )
        self._finishing.add(finishing)
        finishing.add_done_callback(self._finishing.discard)
        self._left -= 1
        if not self._left:
            self._all_answered.set()

    def _take_back(self, units: Iterable[Unit], reason: str) -> None:
        """Let others ask what a lost worker did not answer; what it was lost with too often is given up."""
        for unit in reversed(list(units)):
            left = Unit()
            for task in unit:
                task.lost += task.sent and not task.answered
                task.sent = False
                if task.lost >= TIMES and not task.answered:
                    fault = f"its worker was lost {counted(task.lost, 'time')} while it was asked ({reason})"
                    self._answered(task, Given(RunError(fault), ()))
                elif not task.answered:
                    left.append(task)
            if left:
                self._units.appendleft(left)
        self._returned.set()


def ask_by_workers(  # noqa: PLR0917 (who, where, and to whom it is told)
    lane: Lane,
    cluster: Hiring,
    keep: Callable[[ResultRow], None],
    ending: Ending,
    logs: Path,
    noted: Callable[[str], None],
) -> None:
    """Have workers ask a model; each finished bundle becomes rows at once.

    Args:
        lane: What is asked of whom.
        cluster: Where the workers are.
        keep: Takes the rows, on a thread of its own.
        ending: Stops it from outside.
        logs: The folder for the log of what was said.
        noted: Told in a sentence what a user may want to know.

    Raises:
        KeyboardInterrupt: It was interrupted.
        Ch3efError: It was stopped, the model cannot be loaded, or a finished item gave no row.
    """
    model = lane.model
    post = Post(model, lane.settings, str(Path.cwd()), cluster.threads, fingerprint(model))
    with Finisher.of(keep, ending, logs) as finisher:

        async def every() -> None:
            crew = Crew(model.name, lane.bundles, lambda: cluster.hire(post), finisher, noted)
            await crew.ask_all(cluster.number)

        ending.run(every)


def _leaves(error: BaseException) -> Iterator[BaseException]:
    """The errors of a group, and of those in it."""
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _leaves(each)
    else:
        yield error


def _told(error: BaseException) -> Ch3efError | None:
    """What a user is told of the errors of several: the first that is ours; None where there is none."""
    return next((each for each in _leaves(error) if isinstance(each, Ch3efError)), None)
