"""The batch engine: askings put to vendors by their batch interfaces, answered within a day at half the price.

Every asking is begun, and waits where it wants a reply (`wanted`). Once all wait, what they want is written into files,
and batches are made of them (`batch_post`); what comes back lets them go on. What follows from a reply (a second turn,
an answer after reasons) so comes into a further batch by itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from ch3ef.errors import Ch3efError
from ch3ef.models.batches import Http
from ch3ef.models.names import ModelName
from ch3ef.models.sent_pictures import Pictures
from ch3ef.models.servers import Server
from ch3ef.models.settings import GenerationSettings
from ch3ef.models.vendors import vendor_of
from ch3ef.recipes.bundles import Bundle
from ch3ef.recipes.recipe import Recipe
from ch3ef.results import ResultRow
from ch3ef.running.arrivals import Arrivals
from ch3ef.running.batch_journal import BatchJournal
from ch3ef.running.batch_post import Post, Shared
from ch3ef.running.finishing import Ending, Finisher
from ch3ef.running.lanes import Columns, Lane
from ch3ef.running.prices import Price
from ch3ef.running.served import ServedAsker
from ch3ef.running.wanted import Wanted

OPEN = 50_000
"""Askings of one model that are begun at once, so that memory is bounded."""


def why_not(model: ModelName, recipes: Sequence[Recipe], settings: GenerationSettings) -> str:
    """Why a model is not asked by batches, in words; empty where it is, and of what costs nothing to ask."""
    if model.provider == "reference":
        return ""
    vendor = vendor_of(model)
    if vendor is None:
        return f"{model.provider} has no batch interface that is known here"
    server = vendor.server(model)
    if isinstance(server, str):
        return server
    scoring = next((recipe.name for recipe in recipes if recipe.likelihoods), None)
    if scoring:
        return f"recipe {scoring} asks for likelihoods, which no batch gives"
    drawn = settings.temperature not in {None, "default"} or settings.top_p is not None
    return "it takes no temperature and no top_p" if drawn and model.provider == "anthropic" else ""


def ask_by_batches(
    lanes: Sequence[Lane],
    folder: Path,
    arrivals: Arrivals,
    keep: Callable[[ResultRow], None],
    ending: Ending,
    *,
    noted: Callable[[str], None],
    prices: Mapping[str, Price],
) -> None:
    """Ask models side by side; each finished bundle becomes rows at once.

    Args:
        lanes: What is asked of whom.
        folder: The run's.
        arrivals: The replies of its folder.
        keep: Takes the rows, on a thread of its own.
        ending: Stops it from outside.
        noted: Is told of every batch, in a sentence.
        prices: Of batches, by model, as far as they are known.

    Raises:
        KeyboardInterrupt: It was interrupted.
        Ch3efError: It was stopped, a batch was not taken, or a finished item gave no row.
    """
    with Finisher.of(keep, ending, folder / "logs") as finisher, closing(BatchJournal(folder)) as journal:
        shared = Shared(folder, arrivals, journal, Pictures(finisher.rows), noted)

        async def every() -> None:
            async with asyncio.TaskGroup() as group:
                for lane in lanes:
                    group.create_task(_Desk(lane, shared, finisher, prices.get(lane.model.name)).ask_all())

        ending.run(every)


class _Desk:
    """Where one model is asked."""

    def __init__(self, lane: Lane, shared: Shared, finisher: Finisher, price: Price | None) -> None:
        vendor = vendor_of(lane.model)
        assert vendor is not None  # noqa: S101 (`why_not` was asked)
        server = vendor.server(lane.model)
        assert isinstance(server, Server)  # noqa: S101 (likewise)
        self._lane, self._vendor, self._finisher = lane, vendor, finisher
        self._http, self._wanted = Http(server, vendor.headers(server.key)), Wanted()
        self._post = Post(lane.model, vendor, self._http, self._wanted, shared, price=price)
        self._places = asyncio.Semaphore(OPEN)

    async def ask_all(self) -> None:
        """Ask all, in as many batches as it takes."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._begin(group))
                try:
                    await self._post.run()
                except Ch3efError as error:
                    self._finisher.ending.failed(error)
        finally:
            await self._http.close()

    async def _begin(self, group: asyncio.TaskGroup) -> None:
        for bundle, columns in self._lane.bundles:
            self._wanted.rests()
            await self._places.acquire()
            self._wanted.begun(2)
            group.create_task(self._one(bundle, columns))
        self._wanted.rests()

    async def _one(self, bundle: Bundle, columns: Columns) -> None:
        model, settings = self._lane.model, self._lane.settings
        asker = ServedAsker(
            model.name, settings.limit, lambda most: self._vendor.fields(model, settings, most), self._wanted.put
        )
        try:
            await self._finisher.ask(model.name, bundle, columns, asker, self._wanted.rests)
        finally:
            self._places.release()
