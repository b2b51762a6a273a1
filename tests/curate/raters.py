"""A folder of drafts and replies whose truth is known, and raters of known error rates who label it."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

from ch3ef.curate.folder import Curation, new_curation
from ch3ef.curate.records import Draft, Photo, Reply
from ch3ef.items import ImageRef, Item
from ch3ef.scenarios.exporting import write_released
from ch3ef.scenarios.scenario import scenario_of
from ch3ef.taxonomy import Level

MODELS = ("alpha", "beta", "gamma")
TASKS = ("theft", "object", "GUI")


@dataclass(frozen=True)
class World:
    """A curation folder and its truth.

    Attributes:
        curation: The folder.
        right: Texts of replies that are right.
        better: Text of a reply -> how good it is.
        dropped: Questions that are not worth asking.
    """

    curation: Curation
    right: frozenset[str]
    better: Mapping[str, float]
    dropped: frozenset[str]


def made(folder: Path, pictures: int = 10, per_picture: int = 3, seed: int = 0) -> World:
    """A folder with drafts about small pictures, each answered by three models of known quality."""
    rng = np.random.default_rng(seed)
    curation = new_curation(folder, [])
    photos, drafts, replies = [], [], []
    right, better, dropped = set(), {}, set()
    for n in range(pictures):
        content = io.BytesIO()
        Image.fromarray(rng.integers(0, 256, (24, 32, 3), dtype=np.uint8)).save(content, "PNG")
        digest = hashlib.sha256(content.getvalue()).hexdigest()
        (curation.pictures / f"{digest[:24]}.png").write_bytes(content.getvalue())
        photos.append(Photo(digest, f"{digest[:24]}.png", f"{n}.png", 32, 24))
        for m in range(per_picture):
            task = TASKS[m % len(TASKS)]
            draft = Draft(
                digest, task, f"Question {m} of {n}: <what> is it?", "why", "drafter", "1", harmful=task == "theft"
            )
            drafts.append(draft)
            if rng.random() < 0.2:
                dropped.add(draft.question)
            for model, chance in zip(MODELS, (0.85, 0.5, 0.25), strict=True):
                text = f"{draft.id} answer {rng.integers(10**9)}, such as it is.\nSecond line."
                good = rng.random() < chance
                replies.append(Reply(draft.id, model, text))
                better[text] = float(good) + rng.random() / 2
                if good:
                    right.add(text)
    curation.add([*photos, *drafts, *replies])
    return World(curation, frozenset(right), better, frozenset(dropped))


@dataclass
class Scripted:
    """A rater who errs at a known rate.

    Attributes:
        name: Who.
        error: Share of marks and decisions that are turned.
        noise: How far ranks stray.
        first: Whether what stands first is always ranked first.
    """

    name: str
    error: float
    noise: float = 0.1
    first: bool = False
    rng: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        self.rng = np.random.default_rng(int.from_bytes(self.name.encode()))

    def decision(self, world: World, question: str) -> str:
        """What becomes of a question."""
        drop = (question in world.dropped) != (self.rng.random() < self.error)
        return "drop" if drop else "keep"

    def marks(self, world: World, replies: Mapping[str, str]) -> dict[str, bool]:
        """Letter -> right or wrong."""
        return {letter: (text in world.right) != (self.rng.random() < self.error) for letter, text in replies.items()}

    def ranking(self, world: World, replies: Mapping[str, str]) -> list[str]:
        """Letters, the best first."""
        order = sorted(replies, key=lambda letter: -world.better[replies[letter]] + self.rng.normal() * self.noise)
        return sorted(order, key=lambda letter: letter != "A") if self.first else order

    def choice(self, world: World, options: Mapping[str, str]) -> str:
        """The letter of an option: of a right one but for the error rate; who takes what stands first, the first."""
        right = [letter for letter, text in options.items() if text in world.right]
        wrong = [letter for letter in options if letter not in right]
        if self.first:
            return next(iter(options))
        if wrong and (not right or self.rng.random() < self.error):
            return str(self.rng.choice(wrong))
        return right[0]


FIVE = (
    Scripted("ann", 0.05), Scripted("bo", 0.08), Scripted("cy", 0.12), Scripted("dan", 0.5, 5.0), Scripted("eve", 0.1, first=True),
)  # fmt: skip
"""The fourth is careless, the fifth ranks first what stands first."""


def rows_of(path: Path) -> list[dict[str, str]]:
    """The lines of a sheet as it was pushed."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def replies_in(row: Mapping[str, str]) -> dict[str, str]:
    """Letter -> reply of a line."""
    return {name[-1]: text for name, text in row.items() if name.startswith("reply ") and text}


def fill(world: World, path: Path, rater: Scripted) -> None:
    """Label a sheet."""
    rows = rows_of(path)
    for row in rows:
        label(world, row, rater)
    write_rows(path, rows)


def fill_answers(world: World, path: Path, rater: Scripted) -> None:
    """Answer the items of a sheet."""
    rows = rows_of(path)
    for row in rows:
        options = {name[-1]: text for name, text in row.items() if name.startswith("option ") and text}
        row["answer"] = rater.choice(world, options)
    write_rows(path, rows)


def label(world: World, row: dict[str, str], rater: Scripted) -> None:
    """Label a line."""
    replies = replies_in(row)
    row["decision"] = rater.decision(world, row["question"])
    for place, letter in enumerate(rater.ranking(world, replies), 1):
        row[f"rank {letter}"] = str(place)
    for letter, right in rater.marks(world, replies).items():
        row[f"mark {letter}"] = "right" if right else "wrong"
    row["harmful"] = "yes" if row["task"] == "theft" else "no"


def write_rows(
    path: Path, rows: Sequence[Mapping[str, str]], delimiter: str = ",", columns: Sequence[str] = ()
) -> None:
    """Save a sheet as a spreadsheet may."""
    file = io.StringIO()
    writer = csv.DictWriter(file, columns or list(rows[0]), delimiter=delimiter, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(file.getvalue().encode("utf-8-sig"))


def known_set(folder: Path, count: int = 12, seed: int = 7) -> Path:
    """A set whose keys are known: the right option says so."""
    rng, items = np.random.default_rng(seed), []
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        content = io.BytesIO()
        Image.fromarray(rng.integers(0, 256, (24, 32, 3), dtype=np.uint8)).save(content, "PNG")
        file = folder / f"k{n}.png"
        file.write_bytes(content.getvalue())
        options = (f"It is so, {n}.", f"Not so, {n}.", f"Nor so, {n}.", f"Never, {n}.")
        image = ImageRef(file, hashlib.sha256(content.getvalue()).hexdigest())
        items.append(
            Item(f"i{n}", f"helpful/{n}", "known", Level.A3, "helpful", "daily life", "object", f"What of {n}?", (image,), options, (0,))
        )  # fmt: skip
    out = folder / "set"
    write_released(scenario_of("known", items), out)
    return out
