"""POPE: is there such a thing in the picture? 500 pictures of COCO, 18 questions each, answered with yes or no.

The splits are three ways of choosing the objects that are absent, about 3000 questions each. All three show the same
pictures, so none may serve as a pool of examples for another.

Source: arXiv 2305.10355; MIT, the pictures under the terms of COCO. Layout checked against public evaluation code.
"""

from __future__ import annotations

from pathlib import Path

from ch3ef.errors import InputError
from ch3ef.files import read_json_lines
from ch3ef.items import Item
from ch3ef.scenarios.public_sets.public_set import (
    Origin,
    PublicSet,
    Record,
    Records,
    each,
    hub_records,
    renamed,
    text_of,
)
from ch3ef.taxonomy import Level

TASKS = ("random", "popular", "adversarial")
"""How the absent object was chosen: any, a frequent one, or one that often goes with those that are there."""

OPTIONS = ("Yes", "No")
_COLUMNS = {"question_id": "question_id", "image": "image", "text": "question", "label": "answer"}
"""A column of the files -> of the hub's table."""


def _on_hub(origin: Origin) -> Records:
    for task in _tasks(origin):
        for place, record in renamed(hub_records(origin, task, "Full"), _COLUMNS):
            yield place, {**record, "task": task}


def _in_folder(origin: Origin, folder: Path) -> Records:
    for task in _tasks(origin):
        for place, record in read_json_lines(folder / f"coco_pope_{task}.json"):
            yield place, {**record, "task": task}


def _tasks(origin: Origin) -> tuple[str, ...]:
    return TASKS if origin.split == "all" else (origin.split,)


def _item(origin: Origin, place: str, record: Record) -> Item:
    answer = str(record["label"]).strip().capitalize()
    if answer not in OPTIONS:
        raise InputError(f"{place}: the answer is {record['label']!r}; expected yes or no")
    return origin.item(
        f"{record['task']}/{record['question_id']}",
        task=record["task"],
        question=text_of(record, "text", place),
        images=[origin.picture(record["image"], place)],
        options=OPTIONS,
        gold=[OPTIONS.index(answer)],
    )


POPE = PublicSet(
    name="pope",
    text="is the object there? random, popular, adversarial",
    level=Level.A1,  # whether an object is in the picture is perception; no knowledge beyond it is asked
    domain="object hallucination",
    licence="MIT; pictures: COCO terms",
    n_items=9000,
    recipe="yes-no",
    splits={name: name for name in ("all", *TASKS)},
    repository="lmms-lab/POPE",
    revision="4db1276663dfa5eb8ad16a52d24c31a09e470896",
    layout="coco_pope_random.json, coco_pope_popular.json, coco_pope_adversarial.json and val2014/ of COCO",
    markers=("coco_pope_*.json",),
    pictures="val2014",
    on_hub=_on_hub,
    in_folder=_in_folder,
    items=each(_item),
)
