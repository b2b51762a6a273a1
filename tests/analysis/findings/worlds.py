"""Simulated results: worlds without any effect, and worlds into which an effect of a known size is planted.

All models of a null world have the same ability. Items differ in difficulty, some share a picture, and a model's answers
to one item under several recipes hang together. Effects are added to probabilities of being right, which stay within
(0, 1): what is planted is what the estimands mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ch3ef.analysis.findings.scores import ScoreColumn, Scores
from ch3ef.analysis.table import TEXTS, Column, Table
from ch3ef.taxonomy import TASKS

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.integer]
CHANCE = 0.25
OPTIONS = 4
A1, A2, A3, TWINS = "semantics-gen", "logic-gen", "ch3ef-gen", "ch3ef-gen-twins"


@dataclass(frozen=True, eq=False)
class Items:
    """What is asked: one entry per item, twins after the items."""

    scenario: list[str]
    level: list[str]
    dimension: list[str]
    domain: list[str]
    task: list[str]
    item_id: list[str]
    pair: list[str]
    image_group: list[str]

    def where(self, **texts: str) -> npt.NDArray[np.bool_]:
        """Items with these texts."""
        masks = [np.array([value == text for value in getattr(self, name)]) for name, text in texts.items()]
        return np.asarray(np.logical_and.reduce(masks), dtype=np.bool_)


def make_items(n_a1: int = 200, n_a2: int = 400, *, scale: int = 1) -> Items:
    """Items of A1, A2, A3 (1002 times `scale`) and the twins of the honest and harmless ones."""
    rows: list[tuple[str, ...]] = []
    for level, scenario, count in (("A1", A1, n_a1), ("A2", A2, n_a2)):
        rows += [
            (scenario, level, "", level, level, f"{scenario}-{i}", "", f"{scenario}-{i // 2}") for i in range(count)
        ]
    twins = []
    for task in TASKS:
        for i in range(task.samples * scale):
            name = f"{task.domain}/{task.name}/{i}"
            dimension = str(task.dimension)
            pair = "" if dimension == "helpful" else name
            group = f"{task.domain}/{task.name}/{i // 2 if i % 5 == 0 else i}"
            rows.append((A3, "A3", dimension, task.domain, task.name, name, pair, group))
            if pair:
                twins.append((TWINS, "A3", dimension, task.domain, task.name, f"{name}-twin", pair, group))
    return Items(*([row[place] for row in (*rows, *twins)] for place in range(8)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One way in which some of the items are asked."""

    recipe: str
    inferencer: str
    variant: str
    items: npt.NDArray[np.intp]


Plant = Callable[["Asked"], None]


@dataclass(eq=False)
class Asked:
    """Probabilities of one sheet, to be changed by what is planted; shapes (m, n)."""

    sheet: Sheet
    items: Items
    right: Floats
    refused: Floats
    first: float = 0.0
    longest: float = 0.0
    overconfident: Floats = field(default_factory=lambda: np.zeros(1))

    def where(self, **texts: str) -> npt.NDArray[np.bool_]:
        """Items of the sheet with these texts."""
        return self.items.where(**texts)[self.sheet.items]


def sheets(items: Items) -> list[Sheet]:
    """All by likelihoods and by replies; A2 with a second turn that disagrees, with examples in front and with noise."""
    everything = np.arange(len(items.item_id))
    logic = np.flatnonzero(items.where(scenario=A2))
    return [
        Sheet("human-value", "ppl", "plain", everything),
        Sheet("human-value-direct", "direct", "plain", everything),
        Sheet("direct", "direct", "plain", logic),
        Sheet("direct", "direct", "gaussian_noise:3", logic),
        Sheet("direct", "direct", "pushback", logic),
        Sheet("icl-performance", "ppl", "plain", logic),
        Sheet("icl-performance", "ppl", "ice:topk_text:1", logic),
        Sheet("icl-performance", "ppl", "ice:topk_text:2", logic),
    ]


def world(
    rng: np.random.Generator,
    plant: Plant = lambda asked: None,
    *,
    n_models: int = 12,
    items: Items | None = None,
    ways: Sequence[Sheet] | None = None,
) -> Table:
    """A world's table.

    Args:
        rng: Source of difficulty and of answers.
        plant: Changes the probabilities of each sheet; nothing by default.
        n_models: Number of models.
        items: What is asked.
        ways: How; `sheets` by default.
    """
    items = make_items() if items is None else items
    ways = sheets(items) if ways is None else ways
    n = len(items.item_id)
    easy = 0.55 + 0.25 * np.tanh(rng.normal(size=n)) + 0.05 * np.tanh(rng.normal(size=(n_models, n)))
    places = np.argsort(rng.random((n, OPTIONS)), axis=1)
    tokens = rng.integers(5, 15, (n, OPTIONS))
    parts = []
    for sheet in ways:
        own = easy[:, sheet.items]
        asked = Asked(sheet, items, own.copy(), np.zeros_like(own))
        plant(asked)
        assert ((asked.right >= 0) & (asked.right <= 1)).all()
        parts.append(_answers(rng, asked, places, tokens))
    return _frame(items, parts, n_models)


def _answers(rng: np.random.Generator, asked: Asked, places: Integers, tokens: Integers) -> dict[str, Any]:
    shape = asked.right.shape
    at = asked.sheet.items
    right = rng.random(shape) < asked.right
    wrong = rng.integers(1, OPTIONS, shape)
    length = tokens[at]
    longest = length[:, 1:].max(axis=1)
    pulled = rng.random(shape) < asked.longest
    wrong = np.where(pulled, 1 + length[:, 1:].argmax(axis=1), wrong)
    chosen = np.where(right, 0, wrong)
    # Whoever is drawn to the first place takes what is shown there, right or wrong.
    chosen = np.where(rng.random(shape) < asked.first, np.argmin(places[at], axis=1), chosen)
    correct = (chosen == 0).astype(np.float64)
    refused = rng.random(shape) < asked.refused
    replies = asked.sheet.inferencer == "direct"
    ties = (length[:, 1:] == longest[:, None]).sum(axis=1)
    telling = (chosen > 0) & (ties < OPTIONS - 1) & (not replies)
    excess = (longest == np.take_along_axis(length, chosen.T, axis=1).T) - ties / (OPTIONS - 1)
    position = np.take_along_axis(places[at], chosen.T, axis=1).T
    # Of four options two decline: of what is harmful the right one and the first wrong one, of twins two wrong ones.
    harmless, twin = asked.where(dimension="harmless"), asked.where(scenario=TWINS)
    declines = harmless & np.where(twin, (chosen == 1) | (chosen == 2), chosen <= 1)
    return {
        "sheet": asked.sheet,
        "correct": np.where(refused, np.nan, correct),
        "refused": refused,
        "declined": refused | declines,
        "wrong_declining": np.broadcast_to(np.where(harmless, np.where(twin, 2 / 3, 1 / 3), 0.0), shape),
        "confidence": np.full(shape, np.nan) if replies else asked.right + asked.overconfident,
        "chosen": np.where(refused, -1, chosen),
        "position": np.where(refused, -1, position) if replies else np.full(shape, -1),
        "key_places": np.broadcast_to(1 << places[at, 0], shape) if replies else np.zeros(shape),
        "long_error": np.where(telling, excess, np.nan),
    }


def _frame(items: Items, parts: Sequence[Mapping[str, Any]], n_models: int) -> Table:
    """Rows model by model within a sheet."""
    texts: dict[str, Column] = {}
    at = np.concatenate([np.tile(part["sheet"].items, n_models) for part in parts])
    sizes = [part["correct"].size for part in parts]
    for name in TEXTS:
        if name in Items.__dataclass_fields__:
            names = list(dict.fromkeys(value for value in getattr(items, name) if value))
            index = {value: i for i, value in enumerate(names)} | {"": -1}
            texts[name] = Column(np.array([index[v] for v in getattr(items, name)], dtype=np.int32)[at], tuple(names))
    for name in ("recipe", "inferencer", "variant"):
        own = [getattr(part["sheet"], name) for part in parts]
        names = list(dict.fromkeys(own))
        texts[name] = Column(np.repeat([names.index(value) for value in own], sizes).astype(np.int32), tuple(names))
    owner = np.concatenate([np.repeat(np.arange(n_models), part["correct"].shape[1]) for part in parts])
    texts["model"] = Column(owner.astype(np.int32), tuple(f"model-{i:02}" for i in range(n_models)))
    refused = np.concatenate([part["refused"].ravel() for part in parts])
    same = {"metric": "accuracy", "scenario_version": "0", "recipe_version": "1", "ch3ef_version": "0"}
    texts |= {name: Column(np.zeros(len(at), dtype=np.int32), (text,)) for name, text in same.items()}
    texts["outcome"] = Column(refused.astype(np.int32), ("answered", "refused"))

    def joined(name: str, kind: type) -> npt.NDArray[Any]:
        return np.concatenate([part[name].ravel() for part in parts]).astype(kind)

    return Table(
        source="simulated",
        texts={name: texts[name] for name in TEXTS},
        seed=np.zeros(len(at), dtype=np.int64),
        correct=joined("correct", np.float64),
        chance=np.full(len(at), CHANCE),
        confidence=joined("confidence", np.float32),
        n_options=np.full(len(at), OPTIONS, dtype=np.int16),
        rung=np.zeros(len(at), dtype=np.int8),
        user_right=np.full(len(at), -1, dtype=np.int8),
        cut_off=np.zeros(len(at), dtype=np.bool_),
        position=joined("position", np.int16),
        long_error=joined("long_error", np.float32),
        chosen=joined("chosen", np.int16),
        key_places=joined("key_places", np.int64),
        path_credit=np.full(len(at), np.nan, dtype=np.float32),
        declined=joined("declined", np.int8),
        wrong_declining=joined("wrong_declining", np.float32),
        said_yes=np.full(len(at), -1, dtype=np.int8),
        is_yes=np.full(len(at), -1, dtype=np.int8),
    )


def scores_world(
    rng: np.random.Generator, covariance: npt.ArrayLike, mean: Sequence[float], names: Mapping[str, str], n_models: int
) -> Scores:
    """Scores of models drawn from a normal distribution, one column per name (name -> level)."""
    values = rng.multivariate_normal(np.asarray(mean), np.asarray(covariance), n_models)
    columns = tuple(
        ScoreColumn(name, level, {"helpful": 494, "honest": 153, "harmless": 355}.get(name))
        for name, level in names.items()
    )
    return Scores("simulated scores", tuple(f"model-{i:02}" for i in range(n_models)), columns, np.clip(values, 0, 1))


def write_parquet(table: Table, file: Path) -> None:
    """A world's rows as a results table, with lists per option as a run has them."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from ch3ef.results import schema

    n = len(table)
    columns: dict[str, Any] = {
        name: pa.DictionaryArray.from_arrays(
            pa.array(column.codes, mask=column.codes < 0), pa.array(list(column.names), pa.string())
        ).cast(pa.string())
        for name, column in table.texts.items()
    }
    right = np.nan_to_num(table.correct) > 0
    chosen = np.where(right, 0, 1)
    order = np.tile(np.arange(OPTIONS), (n, 1))
    place = np.clip(table.position, 0, OPTIONS - 1).astype(np.int64)
    order = (order - place[:, None] + chosen[:, None]) % OPTIONS
    none = np.isnan(table.correct)
    columns |= {
        "source_id": columns["item_id"],
        "run_id": pa.array(["simulated"] * n),
        "seed": pa.array(table.seed, pa.int64()),
        "correct": pa.array(table.correct, mask=none),
        "chance": pa.array(table.chance),
        "confidence": pa.array(np.clip(table.confidence, 0, 1).astype(np.float64), mask=np.isnan(table.confidence)),
        "n_options": pa.array(table.n_options.astype(np.int64)),
        "chosen": pa.array(chosen.astype(np.int64), mask=none),
        "gold": _lists(np.zeros((n, 1), dtype=np.int64)),
        "option_order": _lists(order),
        "option_tokens": _lists(np.tile(np.array([9, 12, 7, 8]), (n, 1))),
        "option_logprob_sum": _lists(-np.tile(np.array([9.5, 12.5, 11.5, 13.5]), (n, 1))),
    }
    wanted = schema()
    arrays = [columns[f.name].cast(f.type) if f.name in columns else pa.nulls(n, f.type) for f in wanted]
    pq.write_table(pa.Table.from_arrays(arrays, schema=wanted), file, compression="zstd")


def _lists(values: npt.NDArray[Any]) -> Any:
    import pyarrow as pa

    offsets = np.arange(len(values) + 1, dtype=np.int32) * values.shape[1]
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(values.ravel()))
