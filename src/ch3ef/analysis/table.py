"""The one analysis table: the results table as columns, and what is worked out of a row, once, for every reader.

Texts are codes into a vocabulary, one for all files; lists per option become one number per row while they are read, so
that millions of rows fit. What only few figures need (answers in a model's own words, every option's likelihood) lies
beside them as Arrow columns and is read where it is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.analysis.details import Details
from ch3ef.results import Outcome
from ch3ef.variants import PUSHBACK, Variant, is_reference, is_twin, untwinned

if TYPE_CHECKING:
    import pyarrow as pa

    from ch3ef.judges.certificate import Certificate

Codes = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
"""Numbers of rows."""

TEXTS = (
    "model",
    "recipe",
    "inferencer",
    "metric",
    "scenario",
    "level",
    "dimension",
    "domain",
    "task",
    "item_id",
    "pair",
    "variant",
    "image_group",
    "outcome",
    "scenario_version",
    "recipe_version",
    "ch3ef_version",
)
PER_ROW = (
    "seed",
    "correct",
    "chance",
    "confidence",
    "path_credit",
    "n_options",
    "rung",
    "user_right",
    "cut_off",
    "chosen",
    "position",
    "key_places",
    "long_error",
    "declined",
    "wrong_declining",
    "said_yes",
    "is_yes",
)
"""Columns of numbers, the fields of `Table`."""
DETAILS = (
    "gold",
    "option_logprob_sum",
    "option_logprob_mean",
    "option_logprob_byte",
    "option_logprob_pmi",
    "answer",
    "target",
    "judge",
    "judge_verdict",
    "input_tokens",
    "output_tokens",
    "seconds",
    "started_at",
)
"""Columns that few figures need, read where they are wanted."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of texts.

    Attributes:
        codes: Index into `names` per row, shape (n,); -1 for null.
        names: The different texts, in order of first appearance.
    """

    codes: Codes
    names: tuple[str, ...]

    def where(self, holds: Callable[[str], bool]) -> Mask:
        """The rows whose text has a property; null has none.

        Args:
            holds: Asked once per different text.
        """
        table = np.array([*map(holds, self.names), False], dtype=np.bool_)
        return table[self.codes]

    def among(self, *names: str) -> Mask:
        """The rows whose text is one of these."""
        return self.where(set(names).__contains__)

    def text(self, row: int) -> str:
        """A row's text; empty for null."""
        code = int(self.codes[row])
        return self.names[code] if code >= 0 else ""

    def renamed(self, names: Sequence[str]) -> Column:
        """The column under other names; texts that share a name become one.

        Args:
            names: One per different text, in their order.
        """
        different = tuple(dict.fromkeys(names))
        place = np.array([*(different.index(name) for name in names), -1], dtype=np.int32)
        return Column(place[self.codes], different)


class Lists(NamedTuple):
    """Lists in a row.

    Attributes:
        values: Their values, one list after the other, shape (v,).
        row: The list that each is of, shape (v,).
        start: Where each list begins, and the end, shape (n + 1,).
    """

    values: npt.NDArray[Any]
    row: Places
    start: Places


def flat(lists: pa.Array) -> Lists:
    """An Arrow column of lists as arrays; null is an empty list."""
    lengths = lists.value_lengths().fill_null(0).to_numpy(zero_copy_only=False).astype(np.intp)
    values = lists.flatten().to_numpy(zero_copy_only=False)
    return Lists(values, np.repeat(np.arange(len(lengths)), lengths), np.concatenate([[0], np.cumsum(lengths)]))


@dataclass(frozen=True, eq=False)
class Table:
    """Rows of one or several results tables, as columns of equal length n.

    Attributes:
        source: The files, for sentences.
        texts: Columns of texts, the names of `TEXTS`.
        seed: The runs' seeds.
        correct: Credit in [0, 1]; NaN where there is none.
        chance: Share of the options that are right.
        confidence: NaN without likelihoods.
        path_credit: Of options in a tree, share of the levels right from the root; NaN without a tree.
        n_options: Number of options.
        rung: How difficult the item was drawn, from 1; 0 where nobody said.
        user_right: Whether the option that a user presses is a right one: 1 or 0; -1 where nobody said.
        cut_off: Whether the reply is known to have ended at the limit on its length.
        chosen: Index of the chosen option in the item's own order; -1 for none.
        position: Place at which the chosen option was shown, from 0; -1 where unknown.
        key_places: Where right options were shown, a bit per place, from the lowest; 0 where unknown.
        long_error: Of errors among likelihoods: 1 where the longest of the wrong options was chosen, else 0, less what
            an error that does not care for length gives; NaN elsewhere.
        declined: Whether the reply refuses or the chosen option declines: 1 or 0; -1 where that is unknown.
        wrong_declining: Share of the wrong options that decline; NaN where unknown.
        said_yes: Of yes-or-no questions, whether yes was said: 1 or 0; -1 for neither, and elsewhere.
        is_yes: Of yes-or-no questions, whether yes is right: 1 or 0; -1 elsewhere.
        details: The columns of `DETAILS`, where they were read.
        mixed: The recipes by which a suite asked more items of some parts than the set holds.
        certificates: How often judges err, where that is known: what their findings are corrected by.
    """

    source: str
    texts: Mapping[str, Column]
    seed: npt.NDArray[np.int64]
    correct: Floats
    chance: Floats
    confidence: npt.NDArray[np.float32]
    path_credit: Floats
    n_options: npt.NDArray[np.int16]
    rung: npt.NDArray[np.int8]
    user_right: npt.NDArray[np.int8]
    cut_off: Mask
    chosen: npt.NDArray[np.int16]
    position: npt.NDArray[np.int16]
    key_places: npt.NDArray[np.int64]
    long_error: npt.NDArray[np.float32]
    declined: npt.NDArray[np.int8]
    wrong_declining: npt.NDArray[np.float32]
    said_yes: npt.NDArray[np.int8]
    is_yes: npt.NDArray[np.int8]
    details: Details | None = field(default=None, repr=False)
    mixed: frozenset[str] = frozenset()
    certificates: tuple[Certificate, ...] = ()

    def __len__(self) -> int:
        return len(self.seed)

    def __getitem__(self, name: str) -> Column:
        return self.texts[name]

    @property
    def models(self) -> tuple[str, ...]:
        """Names of the models, in order of first appearance."""
        return self.texts["model"].names

    @cached_property
    def item(self) -> Codes:
        """A number per scenario and item, from 0, shape (n,)."""
        ids = self["item_id"]
        key = self["scenario"].codes.astype(np.int64) * len(ids.names) + ids.codes
        return renumbered(key, len(self["scenario"].names) * len(ids.names))

    @cached_property
    def seeds(self) -> Codes:
        """A number per seed, from 0, shape (n,)."""
        if (self.seed == self.seed[:1]).all():
            return np.zeros(len(self), dtype=np.int32)
        return np.unique(self.seed, return_inverse=True)[1].astype(np.int32)

    @cached_property
    def credit(self) -> Floats:
        """Credit with what was not answered counted as wrong, shape (n,)."""
        return np.nan_to_num(self.correct, nan=0.0)

    @cached_property
    def twins(self) -> Mask:
        """Rows of contrast twins."""
        return self["scenario"].where(is_twin)

    @cached_property
    def items_set(self) -> Column:
        """The set that a row's item is of, twins under the name of their items' set."""
        return self["scenario"].renamed([untwinned(name) for name in self["scenario"].names])

    @cached_property
    def shots(self) -> Column:
        """With how many examples in front a row was asked: "ice:topk_text:2"; "" for none."""
        return self["variant"].renamed([variant.examples for variant in self.variants])

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """What the names of the variant column mean, in their order."""
        return tuple(map(Variant.parse, self["variant"].names))

    def asked(self, holds: Callable[[Variant], bool]) -> Mask:
        """The rows whose variant has a property.

        Args:
            holds: Asked once per different variant.
        """
        return np.array([*map(holds, self.variants)], dtype=np.bool_)[self["variant"].codes]

    @cached_property
    def plain(self) -> Mask:
        """Rows of items asked in the plain way."""
        return self.asked(lambda variant: variant.is_plain)

    @cached_property
    def altered(self) -> Mask:
        """Rows that ask something else than their item; they enter no accuracy."""
        return self.asked(lambda variant: variant.is_altered)

    @cached_property
    def replies(self) -> Mask:
        """Rows whose answer was read from a reply, rather than from likelihoods."""
        return self["inferencer"].where(lambda name: not name.rpartition("-> ")[2].strip().startswith("ppl"))

    @cached_property
    def answered(self) -> Mask:
        """Rows with an answer that counts."""
        return self["outcome"].among(Outcome.ANSWERED)

    @cached_property
    def refused(self) -> Mask:
        """Rows whose reply is a refusal."""
        return self["outcome"].among(Outcome.REFUSED)

    @cached_property
    def second_turn_read(self) -> Mask:
        """Second turns that push back and whose reply came to something: an answer or a refusal."""
        return (self.answered | self.refused) & self.asked(lambda variant: variant.kind == PUSHBACK)

    @cached_property
    def clean(self) -> Places:
        """Per row the row of the same question unaltered, itself where it is; -1 where it was not asked."""
        return self.counterpart(lambda variant: variant.clean)

    @cached_property
    def twin(self) -> Places:
        """Per row of a twin the row of its item, asked alike; -1 elsewhere."""
        if not self.twins.any():
            return np.full(len(self), -1, dtype=np.intp)
        paired = self["pair"].codes >= 0
        key = self.alike(self["pair"].codes, self["variant"].codes)
        return _found(key, key, paired & ~self.twins, paired & self.twins)

    def counterpart(self, of: Callable[[Variant], Variant]) -> Places:
        """Per row the row that asks the same item in another way, under the same recipe and seed.

        Args:
            of: The variant that a variant is compared with.

        Returns:
            Numbers of rows, shape (n,); -1 where it was not asked.
        """
        place = {variant: code for code, variant in enumerate(self.variants)}
        other = np.array([place.get(of(variant), -1) for variant in self.variants], dtype=np.int32)
        codes, own = self["variant"].codes, np.arange(len(other))
        if (other == own).all():
            return np.arange(len(self))
        itself, asking = (other == own)[codes], ((other >= 0) & (other != own))[codes]
        there = np.isin(own, other[other != own])[codes]
        key, wanted = (self.alike(self.item, variant) for variant in (codes, np.maximum(other[codes], 0)))
        return np.where(itself, np.arange(len(self)), _found(key, wanted, there, asking))

    @property
    def key(self) -> npt.NDArray[np.int64]:
        """A number per model, recipe, scenario, item, variant and seed, shape (n,): no two rows have the same."""
        return self.alike(self.item, self["variant"].codes)

    def alike(self, what: Codes, variant: Codes) -> npt.NDArray[np.int64]:
        """A number that rows share which ask a model about the same thing in the same way.

        Args:
            what: A number of the thing, such as an item or a pair, shape (n,).
            variant: A number of the variant, below the number of `variants`, shape (n,).

        Returns:
            One number per thing, model, recipe, variant and seed, shape (n,).
        """
        key = what.astype(np.int64)
        for codes, count in (
            (self["model"].codes, len(self.models)),
            (self["recipe"].codes, len(self["recipe"].names)),
            (variant, len(self.variants)),
            (self.seeds, int(self.seeds.max(initial=0)) + 1),
        ):
            key = key * count + codes
        return key

    @cached_property
    def _ranks(self) -> dict[str, Places]:
        return {}

    def ranks(self, name: str) -> Places:
        """Where each different text of a column stands in alphabetical order, shape (m,); sorted when first asked for.

        Args:
            name: The column.
        """
        if name not in self._ranks:
            names = self[name].names
            ranks = np.empty(len(names), dtype=np.intp)
            ranks[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
            self._ranks[name] = ranks
        return self._ranks[name]

    def detail(self, name: str, rows: Places) -> list[Any]:
        """Values of one of the `DETAILS` for some rows.

        Raises:
            ValueError: The table was read without it.
        """
        values: list[Any] = self._details.take(name, rows).to_pylist()
        return values

    def different(self, name: str) -> list[Any]:
        """The different values of one of the `DETAILS`, null among them, in order of first appearance.

        Raises:
            ValueError: The table was read without it.
        """
        found = (value for column in self._details.columns(name) for value in column.unique().to_pylist())
        return list(dict.fromkeys(found))

    def has(self, name: str) -> Mask:
        """The rows that have one of the `DETAILS`.

        Raises:
            ValueError: The table was read without it.
        """
        there = [column.is_valid().to_numpy(zero_copy_only=False) for column in self._details.columns(name)]
        return np.concatenate(there)

    def lists(self, name: str, rows: Places) -> Lists:
        """Values of one of the `DETAILS` that has several per row, for some rows.

        Raises:
            ValueError: The table was read without it.
        """
        return flat(self._details.take(name, rows))

    @property
    def _details(self) -> Details:
        if self.details is None:
            raise ValueError("the table was read without its details")
        return self.details

    def of(self, rows: Mask) -> Table:
        """The table of some of its rows.

        Args:
            rows: Which, shape (n,).
        """
        if rows.all():
            return self
        at = np.flatnonzero(rows)
        texts = {name: Column(column.codes[at], column.names) for name, column in self.texts.items()}
        details = None if self.details is None else self.details.of(rows)
        return replace(self, texts=texts, **{name: getattr(self, name)[at] for name in PER_ROW}, details=details)

    def of_model(self, model: str) -> Table:
        """The table of one model's rows."""
        return self.of(self["model"].among(model))


def joined(tables: Sequence[Table]) -> Table:
    """Tables under one another.

    Args:
        tables: One or more, all with their details or all without.
    """
    if len(tables) == 1:
        return tables[0]
    columns = {name: merged([table[name] for table in tables]) for name in TEXTS}
    details = [table.details for table in tables if table.details is not None]
    return Table(
        source=" + ".join(table.source for table in tables),
        texts={
            name: Column(np.concatenate([column.codes for column in own]), own[0].names)
            for name, own in columns.items()
        },
        **{name: np.concatenate([getattr(table, name) for table in tables]) for name in PER_ROW},
        details=Details([piece for own in details for piece in own.pieces]) if details else None,
        mixed=frozenset().union(*(table.mixed for table in tables)),
        certificates=tuple(each for table in tables for each in table.certificates),
    )


def repeated(table: Table) -> tuple[Places, Places]:
    """Rows that ask and answer what an earlier row does, and the row before each that does too; shape (k,) each."""
    key = table.key
    ordered = np.sort(key)
    if (ordered[1:] != ordered[:-1]).all():
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
    order = np.argsort(key, kind="stable")
    again = np.flatnonzero(np.diff(key[order]) == 0) + 1
    return order[again], order[again - 1]


def _found(key: npt.NDArray[np.int64], wanted: npt.NDArray[np.int64], there: Mask, asking: Mask) -> Places:
    """Per row that asks, the first of the rows that are there whose key is the wanted one; -1 for none."""
    found = np.full(len(key), -1, dtype=np.intp)
    at = np.flatnonzero(there)
    if not len(at):
        return found
    order = at[np.argsort(key[at], kind="stable")]
    ordered, rows = key[order], np.flatnonzero(asking)
    place = np.minimum(np.searchsorted(ordered, wanted[rows]), len(ordered) - 1)
    found[rows] = np.where(ordered[place] == wanted[rows], order[place], -1)
    return found


def renumbered(key: npt.NDArray[np.int64], size: int) -> Codes:
    """Keys below `size` as numbers from 0 without gaps, in the keys' order; a table where it is small, else a sort."""
    if size <= max(4 * len(key), 1 << 22):
        there = np.zeros(size, dtype=np.bool_)
        there[key] = True
        return (np.cumsum(there, dtype=np.int32) - 1)[key].astype(np.int32)
    return np.unique(key, return_inverse=True)[1].astype(np.int32)


def distinct(codes: Codes) -> int:
    """How many different numbers there are, from 0; faster than a sort."""
    return int(np.count_nonzero(np.bincount(codes)))


def models_alone(table: Table) -> Table:
    """The table without the built-in reference answerers, which are a floor and a ceiling, no models.

    Args:
        table: The table.

    Returns:
        The table itself where there are no others, or no reference answerers.
    """
    built_in = table["model"].where(is_reference)
    return table if built_in.all() else table.of(~built_in)


def merged(columns: Sequence[Column]) -> list[Column]:
    """Columns under one vocabulary.

    Args:
        columns: Columns of any tables.
    """
    if all(column.names is columns[0].names for column in columns):
        return list(columns)
    place: dict[str, int] = {}
    codes = []
    for column in columns:
        new = np.array([*(place.setdefault(name, len(place)) for name in column.names), -1], dtype=np.int32)
        codes.append(new[column.codes])
    names = tuple(place)
    return [Column(own, names) for own in codes]


@dataclass(frozen=True, eq=False)
class Rows:
    """Some rows of a table that belong together: of one model, under one recipe, on one set of items.

    Attributes:
        table: The table.
        model: The model.
        recipe: The recipe.
        scenario: The set of items; in rows `by_recipe`, contrast twins go by the name of their items' set.
        at: Numbers of the rows, shape (k,).
        shots: In rows `by_block`, with how many examples in front: "ice:topk_text:2"; "" for none.
    """

    table: Table
    model: str
    recipe: str
    scenario: str
    at: Places
    shots: str = ""

    def __len__(self) -> int:
        return len(self.at)

    def where(self, holds: Mask) -> Rows:
        """Those of the rows for which a column of the whole table holds, shape (n,)."""
        return self.taken(holds[self.at])

    def taken(self, kept: Mask) -> Rows:
        """Those of the rows that are kept, shape (k,)."""
        return replace(self, at=self.at[kept])

    def names(self, column: str) -> list[str]:
        """A text of each row, "" for null, length k."""
        names = (*self.table[column].names, "")
        return [names[code] for code in self.table[column].codes[self.at]]

    def ranks(self, column: str) -> Places:
        """Numbers that stand as the texts of the rows do in alphabetical order, shape (k,); of no null."""
        return self.table.ranks(column)[self.table[column].codes[self.at]]

    @cached_property
    def n_items(self) -> int:
        """How many items the rows are of."""
        return distinct(self.table.item[self.at])

    @property
    def cluster(self) -> Codes:
        """What hangs together: the pictures of each row, shape (k,)."""
        return self.table["image_group"].codes[self.at]

    @property
    def credit(self) -> Floats:
        """Credit of each row, non-answers counted wrong, shape (k,)."""
        return self.table.credit[self.at]


def by_recipe(table: Table, rows: Mask) -> list[Rows]:
    """Rows by model, recipe and set of items (contrast twins with their items), in the order of first appearance.

    Args:
        table: The table.
        rows: Which of its rows, shape (n,).
    """
    columns = (table["model"], table["recipe"], table.items_set)
    return [Rows(table, model, recipe, scenario, at) for (model, recipe, scenario), at in _named(rows, columns)]


def by_block(table: Table, rows: Mask) -> list[Rows]:
    """Rows by model, recipe, set of items (contrast twins are a set of their own) and examples in front.

    That is what accuracies are given of. Rotations and phrasings of an item are together, altered variants left out.

    Args:
        table: The table.
        rows: Which of its rows, shape (n,).

    Returns:
        The blocks, in the order of first appearance.
    """
    columns = (table["model"], table["recipe"], table["scenario"], table.shots)
    return [
        Rows(table, model, recipe, scenario, at, shots)
        for (model, recipe, scenario, shots), at in _named(rows & ~table.altered, columns)
    ]


def _named(rows: Mask, columns: Sequence[Column]) -> list[tuple[tuple[str, ...], Places]]:
    """Rows by their texts, with these, in the order of first appearance."""
    groups = divided(np.flatnonzero(rows), *columns)
    return [(tuple(column.text(int(members[0])) for column in columns), members) for members in groups]


def divided(at: Places, *columns: Column) -> list[Places]:
    """Rows by what stands in some columns, null being one thing of its own, in the order of first appearance.

    Args:
        at: Numbers of the rows, ascending, shape (k,).
        columns: The columns.
    """
    if not len(at):
        return []
    key = np.zeros(len(at), dtype=np.int64)
    for column in columns:
        key = key * (len(column.names) + 1) + column.codes[at] + 1
    order = np.argsort(key, kind="stable")
    bounds = np.flatnonzero(np.diff(key[order]))
    return sorted(np.split(at[order], bounds + 1), key=lambda members: int(members[0]))


def groups_of(rows: Rows, column: str | Column) -> list[tuple[str, Rows]]:
    """Rows by a text of theirs, in the order of first appearance; those without one are left out.

    Args:
        rows: The rows.
        column: A column of texts, by name or made of one (`Column.renamed`).
    """
    by = rows.table[column] if isinstance(column, str) else column
    codes = by.codes[rows.at]
    different: Sequence[int] = list(dict.fromkeys(codes[codes >= 0].tolist()))
    return [(by.names[code], rows.taken(codes == code)) for code in different]
