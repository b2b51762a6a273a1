"""The shards of a run -> the run: their rows, items and logs together in the run's folder, as if asked in one go.

It goes the way of a run that is resumed: what lies in the run's folder already stays, what is missing comes from the
shards, row by row. A kill at any moment, or to merge again, loses and doubles nothing; the shards are only read.
"""

from __future__ import annotations

import filecmp
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, groupby, product
from pathlib import Path
from typing import Any

from ch3ef.errors import IncompleteError, InputError
from ch3ef.files import write_whole
from ch3ef.items import Item
from ch3ef.results import RESULTS_FILE, Outcome, ResultRow, each_record, each_row, read_rows
from ch3ef.running.exchanges import PATTERN
from ch3ef.running.folder import ITEMS_FILE, ROWS_FILE, locked, open_run_folder
from ch3ef.running.found import FoundRun, read_run
from ch3ef.running.pace import busy
from ch3ef.running.plan import PLAN_FILE, check_same_plan, read_plan
from ch3ef.running.shards import Shard, Share, shard_folders
from ch3ef.secrets import without_keys


def check_beside(out: Path, shard: Shard, facts: Mapping[str, object]) -> None:
    """Check that a shard belongs with what lies in a run's folder already.

    Args:
        out: The run's folder.
        shard: The one that is to be asked.
        facts: The run's plan.

    Raises:
        InputError: There is a run that was not cut, a shard of another cut, or one of another run.
    """
    folders = shard_folders(out)
    if not folders and (out / PLAN_FILE).is_file():
        raise InputError(f"{out}: holds a run that is not cut into shards; choose another --out, or remove --shard")
    _check_one_cut(out, folders | {shard.folder(out): shard})
    # One is enough: it was compared with another one in its turn; merging compares them all.
    for path in folders:
        if path != shard.folder(out) and _begun(path):
            check_same_plan(path, read_plan(path / PLAN_FILE)["plan"], json.loads(json.dumps(facts)))
            return


@dataclass(frozen=True)
class Merged:
    """A run that was put together.

    Attributes:
        path: Its folder, which holds the results table.
        run_id: Its name.
        busy: For how long each shard was asking [s]; nothing where the run had been put together before.
    """

    path: Path
    run_id: str
    busy: tuple[float, ...] = ()

    @property
    def rows(self) -> list[ResultRow]:
        """All of its rows, in the order of its plan, read anew."""
        return read_rows(self.path)


def merge(out: Path) -> Merged:
    """Put the shards of a run together.

    Args:
        out: The run's folder, which holds them.

    Returns:
        The run, whose rows are in the folder's results table now.

    Raises:
        IncompleteError: Not every shard has come to its end; nothing was written.
        InputError: No shards, shards of different runs or cuts, or the folder cannot be written.
    """
    folders = shard_folders(out)
    if not folders:
        raise InputError(f"{out}: holds no shards; expected the folder of `ch3ef run --out DIR --shard K/N`")
    _check_one_cut(out, folders)
    pieces = [_piece(path, shard) for path, shard in folders.items() if _begun(path)]
    for piece in pieces:
        check_same_plan(piece.run.path, piece.record["plan"], pieces[0].record["plan"], f"{pieces[0].run.path}'s")
    of = next(iter(folders.values())).of
    lacking = sorted({*range(1, of + 1)} - {piece.share.shard.number for piece in pieces if piece.whole})
    if lacking:
        if (out / PLAN_FILE).is_file() and read_run(out).finished:
            return Merged(out, read_plan(out / PLAN_FILE)["run_id"])  # of what was put together, shards may be removed
        raise _incomplete(out, pieces, lacking, of)
    _check_cut(out, pieces)
    with ExitStack() as stack:
        for piece in pieces:
            stack.enter_context(locked(piece.run.path))
        asking = tuple(piece.checked() for piece in pieces)
        return Merged(out, _put_together(out, pieces), asking)


@dataclass(frozen=True)
class _Piece:
    """A shard that was begun, as it lies in its folder."""

    run: FoundRun
    share: Share
    record: Mapping[str, Any]

    @property
    def whole(self) -> bool:
        """Whether it has come to its end."""
        return self.run.table is not None and self.run.n_rows == self.expected

    @property
    def expected(self) -> int:
        """How many rows it is to have."""
        return self.share.askings * len(self.record["plan"]["models"])

    def checked(self) -> float:
        """Check that each row stands where the plan has it, and say for how long the shard was asking [s].

        Raises:
            InputError: A row stands elsewhere.
        """
        models = [without_keys(name) for name in self.record["plan"]["models"]]
        wanted = (
            (model, scenario, recipe)
            for model in models
            for (scenario, recipe, _), own in zip(self.record["plan"]["parts"], self.share.places, strict=True)
            for _ in own
        )
        columns = ("model", "scenario", "recipe", "item_id", "started_at", "seconds")
        spans = []
        for asked, found in zip(wanted, each_record(self.table, columns), strict=True):
            if asked != (without_keys(str(found["model"])), found["scenario"], found["recipe"]):
                raise InputError(
                    f"{self.table}: the row of item {found['item_id']!r} does not stand where the shard's plan has it; "
                    "put its own table back"
                )
            spans.append((found["started_at"], found["seconds"]))
        return busy(spans)

    @property
    def table(self) -> Path:
        """Its results."""
        return self.run.path / RESULTS_FILE


def _begun(path: Path) -> bool:
    """Whether a shard holds anything that binds others: one of which nothing was finished may be another run's yet."""
    return (path / PLAN_FILE).is_file() and any(
        file.is_file() and file.stat().st_size for file in (path / ROWS_FILE, path / RESULTS_FILE)
    )


def _piece(path: Path, shard: Shard) -> _Piece:
    run, record = read_run(path), read_plan(path / PLAN_FILE)
    if run.share is None or run.share.shard != shard or len(run.share.places) != len(record.get("askings", ())):
        raise InputError(
            f"{path / PLAN_FILE}: is not the plan of shard {shard}; give the folder its own name again, or move it away"
        )
    return _Piece(run, run.share, record)


def _check_one_cut(out: Path, folders: Mapping[Path, Shard]) -> None:
    """Refuse shards that are not pieces of one cut."""
    known: dict[Shard, Path] = {}
    for path, shard in folders.items():
        other = known.setdefault(shard, path)
        first = next(iter(known))
        if other != path or first.of != shard.of:
            against = other if other != path else known[first]
            raise InputError(
                f"{out}: {against.name} and {path.name} cannot be pieces of one run; move one of them away, or choose "
                "another --out"
            )


def _check_cut(out: Path, pieces: Sequence[_Piece]) -> None:
    """Refuse shards that overlap or leave gaps, as those of one cut never do."""
    for part, asked in enumerate(pieces[0].record["askings"]):
        given: dict[int, _Piece] = {}
        for piece in pieces:
            for place in piece.share.places[part]:
                other = given.setdefault(place, piece)
                if other is not piece:
                    raise InputError(f"{out}: {other.run.path.name} and {piece.run.path.name} overlap; ask one again")
        if given.keys() != set(range(int(asked))):
            raise InputError(
                f"{out}: its shards together ask {len(given)} of {asked} askings of part {part + 1}; "
                "ask them all again, into another --out"
            )


def _incomplete(out: Path, pieces: Sequence[_Piece], lacking: Sequence[int], of: int) -> IncompleteError:
    """What is missing, and how to go on."""
    missing = f"{'shards' if lacking[1:] else 'shard'} {in_ranges(lacking)} of {of}"
    if pieces:
        record = pieces[0].record
        expected = sum(record["askings"]) * len(record["plan"]["models"])
        left = expected - sum(piece.run.n_rows for piece in pieces)
        missing += f", with {left:,} of {expected:,} answers"
    each = f" and so on (as a SLURM array: --array={in_ranges(lacking)})" if lacking[1:] else ""
    return IncompleteError(
        f"{out}: not all shards are finished; missing: {missing}; "
        f"the same `ch3ef run` with --shard {lacking[0]}/{of}{each} goes on"
    )


def in_ranges(numbers: Sequence[int]) -> str:
    """Numbers in the way of `sbatch --array`.

    Args:
        numbers: In ascending order.

    Example:
        >>> in_ranges([1, 3, 4, 5, 9])
        '1,3-5,9'
    """
    runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _groups(pieces: Sequence[_Piece], models: int) -> Iterator[list[ResultRow]]:
    """The rows of a model and a part of the plan after the other, in its order."""
    rows = [each_row(piece.table) for piece in pieces]
    for _, part in product(range(models), range(len(pieces[0].share.places))):
        own = {
            place: row
            for piece, left in zip(pieces, rows, strict=True)
            for place, row in zip(piece.share.places[part], left)  # noqa: B905 (the rest is of the next part)
        }
        yield [own[place] for place in sorted(own)]


def _put_together(out: Path, pieces: Sequence[_Piece]) -> str:
    """Take over what the run's folder lacks, and finish it; the run's name."""
    record = pieces[0].record
    asked = chain.from_iterable(_groups(pieces, 1))  # of the first model: they are asked the same
    technical = list(chain.from_iterable(piece.record.get("technical", ()) for piece in pieces))
    prices = {name: price for piece in pieces for name, price in piece.run.prices.items()}
    items = _items(asked, pieces)
    opened = open_run_folder(out, record["plan"], record["askings"], items, technical, prices, merging=True)
    with opened as folder:
        for piece in pieces:
            _take_logs(piece.run.path / "logs", out / "logs")
        folder.take_over(
            [_further(folder.latest(row.key), replace(row, run_id=folder.run_id)) for row in rows]
            for rows in _groups(pieces, len(record["plan"]["models"]))
        )
        return folder.run_id


def _further(there: ResultRow | None, row: ResultRow) -> ResultRow:
    """What the run's folder holds of an item, or what a shard has come further with."""
    return row if there is None or _come(there) < _come(row) else there


def _come(row: ResultRow) -> int:
    """How far an item has come: without a reply, without what judges say of it, to its end."""
    unread = row.outcome == Outcome.UNJUDGED or (row.outcome == Outcome.UNPARSED and row.error is not None)
    return 0 if row.outcome == Outcome.ERROR else 1 if unread else 2


def _items(asked: Iterable[ResultRow], pieces: Sequence[_Piece]) -> Iterator[tuple[str, Item]]:
    """The items, in the order of the plan."""
    items = {key: item for piece in pieces for key, item in piece.run.items.items()}
    for row in asked:
        key = (row.scenario, row.item_id)
        if key not in items:
            raise InputError(f"item {row.item_id!r} is in no shard's {ITEMS_FILE}; the same `ch3ef run` writes it")
        yield row.scenario, items[key]


def _take_logs(logs: Path, target: Path) -> None:
    """Have a shard's logs under the run's own, without taking their space twice where the disk allows that."""
    # What `ch3ef view` writes of the lean engine's logs, it writes of the whole run's, too.
    own = (log for log in logs.rglob("*.eval") if not log.name.startswith(PATTERN.partition("*")[0]))
    for log in sorted([*own, *logs.rglob(PATTERN)]):
        place = target / log.relative_to(logs)
        if place.exists():
            if not filecmp.cmp(log, place, shallow=False):
                raise InputError(f"{place}: is there already, and not as in {log}; move one of them away")
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            place.hardlink_to(log)
        except OSError:  # a disk without links, or another one
            write_whole(place, partial(shutil.copyfile, log))
