"""Where finished rows stand in `finished.jsonl`: a run's rows are read when they are needed, and not held in memory."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress
from pathlib import Path

from ch3ef.errors import InputError, short
from ch3ef.journals import each_line, line_at
from ch3ef.results import Outcome, ResultRow, RowKey, named_without_secrets, row_from_json

AT_ONCE = 1 << 10
"""Rows that are in memory together."""
_ROW = b'{"run_id": "'
"""How a row begins that a kill may have cut short."""
_NOWHERE = -1


@dataclass
class Places:
    """Where the latest row of each item stands: some ten bytes a row, whatever its reply holds.

    What models are asked alike has one number for all of them.
    """

    _askings: dict[tuple[str, str], dict[tuple[str, str], int]] = field(default_factory=dict, repr=False)
    _blocks: dict[tuple[str, str, str, int], _Block] = field(default_factory=dict, repr=False)

    def note(self, row: ResultRow, place: int) -> None:
        """Take in a row that is kept now.

        Args:
            row: The row.
            place: Its first byte in the file.
        """
        model, recipe, scenario, item, variant, seed = row.key
        askings = self._askings.setdefault((recipe, scenario), {})
        number = askings.setdefault((item, variant), len(askings))
        block = self._blocks.setdefault((model, recipe, scenario, seed), _Block())
        block.put(number, place, answered=row.outcome != Outcome.ERROR)

    def of(self, key: RowKey) -> int | None:
        """Where the latest row of an item begins; None where there is none."""
        block, number = self._found(key)
        place = _NOWHERE if block is None else block.places[number]
        return None if place == _NOWHERE else place

    def answered(self, key: RowKey) -> bool:
        """Whether an item need not be asked again: without a reply it is not finished."""
        block, number = self._found(key)
        return block is not None and bool(block.answered[number])

    def _found(self, key: RowKey) -> tuple[_Block | None, int]:
        model, recipe, scenario, item, variant, seed = key
        number = self._askings.get((recipe, scenario), {}).get((item, variant))
        block = self._blocks.get((model, recipe, scenario, seed))
        return (None, 0) if number is None or block is None or number >= len(block.places) else (block, number)

    def in_file(self) -> array[int]:
        """Where the latest rows begin, in the order of the file."""
        import numpy as np

        every = np.concatenate([np.zeros(0, np.int64), *(block.places for block in self._blocks.values())])
        return array("q", np.sort(every[every != _NOWHERE]).tobytes())

    def in_order(self, blocks: Mapping[tuple[str, str, str], int], items: Iterable[tuple[str, str]]) -> array[int]:
        """Where the latest rows begin, in the order of the tables as far as it is known.

        Args:
            blocks: A number of each model, recipe and scenario, in that order; others come last.
            items: Scenario and id of each item, in that order; likewise.
        """
        places = {key: number for number, key in enumerate(items)}
        orders = {
            (recipe, scenario): [
                number
                for (item, _), number in sorted(
                    askings.items(), key=lambda entry: places.get((scenario, entry[0][0]), len(places))
                )
            ]
            for (recipe, scenario), askings in self._askings.items()
        }
        found = array("q")
        for key, block in sorted(self._blocks.items(), key=lambda entry: blocks.get(entry[0][:3], len(blocks))):
            order = orders[key[1], key[2]]
            own = (block.places[number] for number in order if number < len(block.places))
            found.extend(place for place in own if place != _NOWHERE)
        return found


@dataclass
class _Block:
    """The rows of a model under a recipe, by the numbers of what was asked.

    Attributes:
        places: Where each begins; `_NOWHERE` without one.
        answered: Whether any of its rows has a reply: 1 or 0.
    """

    places: array[int] = field(default_factory=lambda: array("q"))
    answered: bytearray = field(default_factory=bytearray)

    def put(self, number: int, place: int, *, answered: bool) -> None:
        lacking = number + 1 - len(self.places)
        if lacking > 0:
            self.places.extend([_NOWHERE] * lacking)
            self.answered.extend(bytes(lacking))
        self.places[number] = place
        self.answered[number] |= answered


@dataclass(frozen=True)
class RowsAt:
    """Rows of a run that are read when they are asked for.

    Attributes:
        file: Its `finished.jsonl`.
        places: Where each of them begins, in their order.
    """

    file: Path
    places: array[int]

    def __len__(self) -> int:
        return len(self.places)

    def of(self, kept: Iterable[bool]) -> RowsAt:
        """Some of them.

        Args:
            kept: Which, one for each.
        """
        return RowsAt(self.file, array("q", compress(self.places, kept)))

    def groups(self) -> Iterator[list[ResultRow]]:
        """The rows in their order, few of which are in memory at once; no key is in a model's name.

        Raises:
            InputError: The file cannot be read any more, or was changed.
        """
        if not self.places:
            return
        try:
            with self.file.open("rb") as file:
                for rows in rows_at(self.places, partial(line_at, file.fileno()), self.file):
                    yield named_without_secrets(rows)
        except OSError as error:
            raise InputError(f"{self.file}: cannot be read ({error.strerror or error})") from error


def rows_at(places: Sequence[int], line: Callable[[int], bytes], file: Path) -> Iterator[list[ResultRow]]:
    """Rows that are read group by group.

    Args:
        places: Where they begin.
        line: Reads the line that begins there.
        file: For messages.

    Raises:
        InputError: There is another line now.
    """
    for first in range(0, len(places), AT_ONCE):
        yield [_row_of(line(place), f"{file}: byte {place + 1}") for place in places[first : first + AT_ONCE]]


def each_finished(file: Path, run_id: str | None) -> Iterator[tuple[ResultRow, int, int]]:
    """The finished rows of a file, all of one run, each with its first byte and the number of its line.

    Args:
        file: `finished.jsonl`; it may be missing, and a kill may have cut its last line short.
        run_id: The run; None for that of the first row.

    Raises:
        InputError: It holds something else, or a row of another run.
    """
    end = 0
    for number, line in enumerate(each_line(file), 1):
        place, end = end, end + len(line)
        if not line.endswith(b"\n") and line[: len(_ROW)] != _ROW[: len(line)]:
            raise InputError(f"{file}: ends with something else than a row; {AWAY}")
        if not line.endswith(b"\n") or line == b"\n":
            continue
        row = _row_of(line, f"{file}: line {number}")
        run_id = row.run_id if run_id is None else run_id
        if row.run_id != run_id:
            raise of_another(f"{file}: line {number}", row.run_id, run_id)
        yield row, place, number


def _row_of(line: bytes, where: str) -> ResultRow:
    try:
        return row_from_json(line.decode())
    except (ValueError, TypeError, InputError) as error:
        raise InputError(
            f"{where}: not a finished row ({error}); remove the line, and its item is asked again"
        ) from error


AWAY = "move it away, or choose another --out"


def of_another(place: Path | str, other: str, own: str) -> InputError:
    """What is said of a file, or of a line of it, that is of another run than its folder."""
    return InputError(
        f"{place}: is of run {short(other)}, its folder of run {short(own)}; put each run's files back into a folder "
        "of its own"
    )
