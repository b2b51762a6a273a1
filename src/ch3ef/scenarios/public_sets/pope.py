"""POPE: is there such a thing in the picture? Objects that are there, and three ways of choosing those that are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError
from ch3ef.files import read_json_lines
from ch3ef.items import ImageRef, Item
from ch3ef.scenarios.public_sets.public_set import (
    PublicSet,
    folder_of,
    hub_picture,
    hub_records,
    known_split,
    of_records,
    picture_in,
    public_item,
    public_scenario,
    text_of,
)
from ch3ef.scenarios.scenario import Scenario
from ch3ef.taxonomy import Level

POPE = PublicSet(
    name="pope",
    level=Level.A1,  # whether an object is in the picture is perception; no knowledge beyond it is asked
    domain="object hallucination",
    repository="lmms-lab/POPE",
    revision="4db1276663dfa5eb8ad16a52d24c31a09e470896",
    layout="coco_pope_random.json, coco_pope_popular.json, coco_pope_adversarial.json and val2014/ of COCO",
)

TASKS = ("random", "popular", "adversarial")
"""How the absent object was chosen: any, a frequent one, or one that often goes with those that are there."""

OPTIONS = ("Yes", "No")


def load_pope(cache: Path, *, dir: Path | None = None, split: str = "all") -> Scenario:  # noqa: A002
    """Load POPE: 500 pictures of COCO, 18 questions each, answered with yes or no.

    Args:
        cache: Where pictures from the hub are kept.
        dir: A folder with the published files; None for `$CH3EF_DATA/pope`, else the hub.
        split: "random", "popular", "adversarial" (about 3000 questions each), or "all". All three show the same
            pictures, so none may serve as a pool of examples for another.

    Returns:
        The scenario; the task is the split that a question belongs to.

    Raises:
        InputError: An unknown split, files that are not there or damaged, no connection.

    Source: arXiv 2305.10355; MIT, the pictures under the terms of COCO. Layout checked against public evaluation code.
    """
    known_split(POPE, split, [*TASKS, "all"])
    tasks = TASKS if split == "all" else (split,)
    folder = folder_of(POPE, dir, "coco_pope_*.json")
    if folder is None:
        records = _on_hub(tasks)
        picture = partial(hub_picture, cache=cache)
    else:
        records = _in_folder(folder, tasks)
        picture = partial(_shared, {}, folder / "val2014")

    def convert(place: str, record: Mapping[str, Any]) -> Item:
        answer = str(record["label"]).strip().capitalize()
        if answer not in OPTIONS:
            raise InputError(f"{place}: the answer is {record['label']!r}; expected yes or no")
        return public_item(
            POPE, f"{record['task']}/{record['question_id']}", task=record["task"],
            question=text_of(record, "text", place), images=[picture(record["image"], place=place)], options=OPTIONS,
            gold=[OPTIONS.index(answer)],
        )  # fmt: skip

    return public_scenario(POPE, of_records(records, convert))


def _on_hub(tasks: tuple[str, ...]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for task in tasks:
        for number, record in enumerate(hub_records(POPE, task, "Full")):
            yield f"{POPE.repository}: {task} record {number}", {
                "task": task, "question_id": record.get("question_id"), "image": record.get("image"),
                "text": record.get("question"), "label": record.get("answer"),
            }  # fmt: skip


def _in_folder(folder: Path, tasks: tuple[str, ...]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for task in tasks:
        for place, record in read_json_lines(folder / f"coco_pope_{task}.json"):
            yield place, {**record, "task": task}


def _shared(seen: dict[str, ImageRef], folder: Path, name: str, place: str) -> ImageRef:
    """A picture, read once for all questions about it."""
    if name not in seen:
        seen[name] = picture_in(name, folder, place)
    return seen[name]
