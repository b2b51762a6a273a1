"""Shards: a run cut into pieces that are asked by themselves, wherever; `merging` puts them together again.

The cut follows from the plan alone, so that every machine cuts alike. All askings about one picture stay together: a
model that has read it goes on from there (`recipes.bundles`).
"""

from __future__ import annotations

import hashlib
import heapq
import json
import re
import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError, short
from ch3ef.recipes.parts import Part
from ch3ef.results import RESULTS_FILE

MOST = 10_000
"""Shards of a run, at most."""
_FOLDER = re.compile(r"shard-([0-9]{1,5})-of-([0-9]{1,5})")
_SLURM = tuple(f"SLURM_ARRAY_TASK_{name}" for name in ("ID", "MIN", "MAX", "COUNT"))


@dataclass(frozen=True, slots=True)
class Shard:
    """One piece of a run.

    Attributes:
        number: Which, from 1 on.
        of: How many there are.
    """

    number: int
    of: int

    def __str__(self) -> str:
        """As it is typed: "3/16"."""
        return f"{self.number}/{self.of}"

    def folder(self, out: Path) -> Path:
        """Where it is kept, below the run's folder.

        Example:
            >>> Shard(3, 16).folder(Path("runs/x")).name
            'shard-03-of-16'
        """
        return out / f"shard-{self.number:0{len(str(self.of))}}-of-{self.of}"


def parse_shard(text: str, environment: Mapping[str, str]) -> Shard:
    """The shard that a user names.

    Args:
        text: "K/N"; or "slurm", for the place of this job in its array.
        environment: Where SLURM says which that is.

    Raises:
        InputError: Neither; or no array, or one that does not hold every shard.

    Example:
        >>> parse_shard("3/16", {})
        Shard(number=3, of=16)
        >>> here = {"ID": "2", "MIN": "0", "MAX": "7", "COUNT": "8"}
        >>> str(parse_shard("slurm", {f"SLURM_ARRAY_TASK_{name}": value for name, value in here.items()}))
        '3/8'
    """
    if text == "slurm":
        return _of_array(environment)
    found = re.fullmatch(r"([0-9]{1,5})/([0-9]{1,5})", text)
    number, of = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= of <= MOST:
        raise InputError(f"--shard {short(text)}: expected K/N with K from 1 to N, such as 3/16, or slurm")
    return Shard(number, of)


def _of_array(environment: Mapping[str, str]) -> Shard:
    values = [environment.get(name, "") for name in _SLURM]
    if not all(re.fullmatch("[0-9]{1,9}", value) for value in values):
        raise InputError(
            f"--shard slurm: {_SLURM[0]} is not set, or not as SLURM sets it; expected a job of an array "
            "(sbatch --array=1-16), or --shard K/N"
        )
    task, first, last, tasks = map(int, values)
    # An array of some shards, to ask those again, would be taken for all of them, and cut otherwise.
    if first > 1 or tasks != last - first + 1 or tasks > MOST:
        raise InputError(
            f"--shard slurm: the array has {tasks} tasks from {first} to {last}; expected every one from 0 or 1 on, as "
            "--array=1-16 gives; for some of the shards say --shard K/N"
        )
    return Shard(task - first + 1, tasks)


def in_array(environment: Mapping[str, str]) -> str | None:
    """Which task of which SLURM array this is, for a sentence; None outside of arrays of several tasks."""
    task, tasks = environment.get(_SLURM[0], ""), environment.get(_SLURM[3], "1")
    return f"task {task} of a SLURM array of {tasks}" if task and tasks != "1" else None


def shard_folders(out: Path) -> dict[Path, Shard]:
    """The folders of shards in a run's folder, by what they are called."""
    if not out.is_dir():
        return {}
    found = ((path, _FOLDER.fullmatch(path.name)) for path in sorted(out.iterdir()) if path.is_dir())
    return {path: Shard(int(name[1]), int(name[2])) for path, name in found if name is not None}


def awaits_merging(path: Path) -> bool:
    """Whether shards of a run lie in a folder which were not put together."""
    return bool(shard_folders(path)) and not (path / RESULTS_FILE).is_file()


def apart(path: Path) -> str:
    """That they lie there, and what to do."""
    return f"{path}: holds shards of a run that are not put together; `ch3ef merge {shlex.quote(str(path))}` does that"


@dataclass(frozen=True, slots=True)
class Share:
    """What a shard asks of its run.

    Attributes:
        shard: Which it is.
        plan: Digest of the run's plan, the same for all of its shards.
        places: Which askings of each part, as indices in the order of the plan.
    """

    shard: Shard
    plan: str
    places: tuple[tuple[int, ...], ...]

    @property
    def askings(self) -> int:
        """How many askings they are, for each model."""
        return sum(map(len, self.places))

    def to_record(self) -> dict[str, Any]:
        """As plain JSON data; `share_from_record` reads it back. A part's places are one text: one line of a file."""
        return {
            "number": self.shard.number,
            "of": self.shard.of,
            "plan": self.plan,
            "places": [" ".join(map(str, own)) for own in self.places],
        }


def share_from_record(record: Mapping[str, Any], place: str) -> Share:
    """The inverse of `Share.to_record`.

    Args:
        record: What was read.
        place: Where, to begin an error with.

    Raises:
        InputError: It is something else.
    """
    try:
        places = tuple(tuple(map(int, str(own).split())) for own in record["places"])
        shard = Shard(int(record["number"]), int(record["of"]))
        return Share(shard, str(record["plan"]), places)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{place}: `shard` is not as we write it ({error}); move the folder away") from error


def share_of(parts: Sequence[Part], shard: Shard, facts: Mapping[str, object]) -> Share:
    """What a shard asks: as many askings as any other, as far as what stays together lets it.

    Args:
        parts: Those of the run.
        shard: Which.
        facts: The run's plan.

    Raises:
        InputError: There are more shards than pictures.
    """
    numbers = _numbers([asked.item.image_group for part in parts for asked in part.askings], shard.of)
    places = (
        tuple(place for place, asked in enumerate(part.askings) if numbers[asked.item.image_group] == shard.number)
        for part in parts
    )
    return Share(shard, plan_digest(facts), tuple(places))


def plan_digest(facts: Mapping[str, Any]) -> str:
    """What stands for a plan: the first 12 digits of the SHA-256 of its facts.

    Args:
        facts: As a plan gives them, or as `run.json` has them under `plan`.
    """
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:12]


def _numbers(groups: Sequence[str], of: int) -> dict[str, int]:
    """Which shard each group goes to: the largest first, to the one with the fewest askings so far."""
    sizes = Counter(groups)
    if len(sizes) < of:
        raise InputError(
            f"--shard K/{of}: the run shows {len(sizes)} different pictures, and all about one stays together; "
            f"expected {len(sizes)} shards at most"
        )
    given = [(0, number) for number in range(1, of + 1)]
    numbers = {}
    for group, size in sorted(sizes.items(), key=lambda entry: -entry[1]):
        so_far, number = given[0]
        heapq.heapreplace(given, (so_far + size, number))
        numbers[group] = number
    return numbers
