"""What a run asks of whom: all that its rows follow from, and what only says how it is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import ch3ef
from ch3ef.items import ORDER_VERSION, Item
from ch3ef.judges.judge import check_judges
from ch3ef.models.names import ModelName, fingerprint
from ch3ef.models.settings import UNSET, GenerationSettings, settings_of
from ch3ef.reading import RULES_VERSION
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.parts import Part
from ch3ef.results import RowKey
from ch3ef.running.prices import Price, Prices
from ch3ef.running.shards import Shard, Share, share_of
from ch3ef.running.until import drawn
from ch3ef.running.workers import Workers

Engine = Literal["auto", "lean", "inspect", "batch"]


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What a run asks of whom.

    Attributes:
        models: The models, in the order of the tables.
        parts: What each is asked.
        seed: Seeds the option order and whatever else is drawn for an item.
        limit: Items per scenario and recipe; None for all.
        max_connections: Requests under way at once per served model; None for Inspect's own default.
        judges: Names of the models that grade replies, where a recipe wants that.
        suite: Name of the suite that the parts make up; empty for none.
        reader: Name of the model that reads replies which stay unparsed; empty for none.
        settings: Of the replies of the models, where a model's name does not say otherwise.
        shard: Which piece of it is asked here; None for all of it.
        prices: What tokens cost, as far as it was said; no part of what the run is.
        engine: What asks served models: the lean engine where it can, one of the two alone, or their vendors' batch
            interfaces. No part of what the run is: each goes on with what another began.
        workers: By whom local models are asked; None for this process. No part of what the run is either.
        until_width: Ask items in a random order, and of each model and part no more once half the width of the interval
            of its accuracy (`ch3ef.stats.sequential`) is at most this; None for all.
        hedge: Ask a second time what takes long, and take the first reply (`ch3ef.models.hedging`). No part of what the
            run is.
    """

    models: tuple[ModelName, ...]
    parts: tuple[Part, ...]
    seed: int = 0
    limit: int | None = None
    max_connections: int | None = None
    judges: tuple[str, ...] = ()
    suite: str = ""
    reader: str = ""
    settings: GenerationSettings = UNSET
    shard: Shard | None = None
    prices: Prices | None = None
    engine: Engine = "auto"
    workers: Workers | None = None
    until_width: float | None = None
    hedge: bool = False

    def settings_of(self, model: ModelName) -> GenerationSettings:
        """How a model's replies are drawn and how long they may be; nothing, where no recipe lets it generate."""
        generates = any(part.recipe.generates for part in self.parts)
        return settings_of(model, self.settings) if generates else UNSET

    @property
    def all_settings(self) -> dict[str, GenerationSettings]:
        """The same by model."""
        return {model.name: self.settings_of(model) for model in self.models}

    def facts(self) -> dict[str, object]:
        """What makes two plans the same run: kept in `run.json` and compared on resuming."""
        settings = {name: facts for name, own in self.all_settings.items() if (facts := own.facts())}
        return {
            "models": {model.name: model.identity for model in self.models},
            "checkpoints": {model.name: fingerprint(model) for model in self.models},
            "rules": {"ch3ef": ch3ef.__version__, "reading": RULES_VERSION, "order": ORDER_VERSION},
            "recipes": {part.recipe.name: part.recipe.version for part in self.parts},
            "scenarios": {part.scenario.name: part.scenario.version for part in self.parts},
            "parts": [[part.scenario.name, part.recipe.name, part.pool] for part in self.parts],
            "seed": self.seed,
            "limit": self.limit,
            **({"judges": _identities(self.judges)} if self.judges else {}),
            **({"suite": self.suite} if self.suite else {}),
            **({"selection": self._digest()} if self.suite or self.limit is not None else {}),
            **({"reader": _identities([self.reader])} if self.reader else {}),
            **({"settings": settings} if settings else {}),
            **({"until_width": self.until_width} if self.until_width is not None else {}),
        }

    def technical(self) -> dict[str, dict[str, str]]:
        """Where and how each model, and each judge, is computed: kept in `run.json`, no part of what the run is."""
        return {name: model.technical for name, model in self._everyone() if model.technical}

    def priced(self) -> dict[str, Price]:
        """The price of each model, and of each judge, where it is known: kept in `run.json` for reports."""
        return {name: price for name, model in self._everyone() if (price := self.price_of(name, model)) is not None}

    def price_of(self, name: str, model: ModelName) -> Price | None:
        """What a model's, or a judge's, tokens cost, in batches the half; None where that is not known.

        Args:
            name: As `run.json` has it, by which judges are told from models.
            model: The model.
        """
        price = self.prices.of(model) if self.prices is not None else None
        in_batches = self.engine == "batch" and name == model.name and model.served
        return price.half if price is not None and in_batches else price

    def _everyone(self) -> Iterator[tuple[str, ModelName]]:
        """Models, judges and the reader, by the names that `run.json` has for them."""
        yield from ((model.name, model) for model in self.models)
        for grader in (*check_judges(self.judges), *check_judges([self.reader] if self.reader else [])):
            yield f"judge {grader.name}", grader

    def _digest(self) -> str:
        """What is asked of each set, which a suite's name and a limit do not settle."""
        asked = [[part.recipe.name, *(asked.id for asked in part.askings)] for part in self.parts]
        return hashlib.sha256(repr(asked).encode()).hexdigest()[:12]

    def share(self) -> Share | None:
        """What the shard asks; None where all is asked.

        Raises:
            InputError: There are more shards than pictures.
        """
        return None if self.shard is None else share_of(self.parts, self.shard, self.facts())

    def _asked(self) -> list[tuple[Part, Sequence[Asking]]]:
        """The askings of each part, of a shard its own."""
        share = self.share()
        if share is None:
            return [(part, part.askings) for part in self.parts]
        pieces = zip(self.parts, share.places, strict=True)
        return [(part, [part.askings[place] for place in places]) for part, places in pieces]

    def asked_items(self) -> Iterator[tuple[str, Item]]:
        """Name of the scenario and the item, for everything that is asked; variants of an item repeat it."""
        for part, askings in self._asked():
            for asked in askings:
                yield part.scenario.name, asked.item

    def row_keys(self) -> Iterator[RowKey]:
        """Keys of all rows that the run, or its shard, is to give, in the order of the tables."""
        for model, (part, askings) in product(self.models, self._asked()):
            for asked in askings:
                yield self.key(model, part, asked)

    def row_count(self) -> int:
        """How many rows that are."""
        return len(self.models) * sum(len(askings) for _, askings in self._asked())

    def queues(self) -> list[list[RowKey]]:
        """Keys of the rows of each model and part, in an order drawn at random."""
        orders = [(part, drawn(part, self.seed)) for part in self.parts]
        return [[self.key(model, part, one) for one in order] for model in self.models for part, order in orders]

    def key(self, model: ModelName, part: Part, asked: Asking) -> RowKey:
        """Key of the row of one item, asked once."""
        return (model.name, part.recipe.name, part.scenario.name, asked.item.id, str(asked.variant), self.seed)


def _identities(judges: Sequence[str]) -> dict[str, str]:
    return {judge.name: judge.identity for judge in check_judges(judges)}
