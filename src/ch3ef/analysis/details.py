"""Columns that few figures need, piece by piece: in memory, or read again from their file where they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ch3ef.results import schema

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, eq=False)
class Piece:
    """Neighbouring rows, some of those that are read together.

    Attributes:
        read: A column, by name, of all rows that are read together.
        rows: Numbers of those that are meant among them, ascending, shape (k,).
    """

    read: Callable[[str], pa.Array]
    rows: npt.NDArray[np.int32]

    def taken(self, name: str, at: npt.NDArray[np.intp]) -> pa.Array:
        """Values of some of its rows."""
        import pyarrow as pa

        return self.read(name).take(pa.array(self.rows[at]))


@dataclass(frozen=True, eq=False)
class Details:
    """Columns of a table, piece by piece.

    Attributes:
        pieces: One or more, under one another.
    """

    pieces: Sequence[Piece]

    @cached_property
    def _ends(self) -> npt.NDArray[np.intp]:
        return np.cumsum([len(piece.rows) for piece in self.pieces])

    def take(self, name: str, rows: npt.NDArray[np.intp]) -> pa.Array:
        """Values of a column for some rows, in their order.

        Args:
            name: The column.
            rows: Numbers of the rows, shape (k,).
        """
        import pyarrow as pa

        number = np.searchsorted(self._ends, rows, side="right")
        there = np.unique(number).tolist() or [0]
        places = [np.flatnonzero(number == place) for place in there]
        parts = [self._of_piece(name, place, rows[at]) for place, at in zip(there, places, strict=True)]
        if len(parts) == 1:
            return parts[0]
        order = np.concatenate(places)
        joined = pa.concat_arrays([part.cast(schema().field(name).type) for part in parts])
        return joined if (np.diff(order) > 0).all() else joined.take(pa.array(np.argsort(order)))

    def columns(self, name: str) -> Iterator[pa.Array]:
        """A column, piece by piece."""
        for piece in self.pieces:
            yield piece.taken(name, np.arange(len(piece.rows)))

    def of(self, rows: npt.NDArray[np.bool_]) -> Details:
        """The details of some rows.

        Args:
            rows: Which, shape (n,).
        """
        parts = np.split(rows, self._ends[:-1])
        own = (replace(piece, rows=piece.rows[kept]) for piece, kept in zip(self.pieces, parts, strict=True))
        return Details([piece for piece in own if len(piece.rows)] or self.pieces[:1])

    def _of_piece(self, name: str, place: int, rows: npt.NDArray[np.intp]) -> pa.Array:
        piece = self.pieces[place]
        return piece.taken(name, rows - (self._ends[place] - len(piece.rows)))
