"""ScienceQA: school questions with four kinds of evidence, of which those with a picture are asked here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from ch3ef.errors import InputError
from ch3ef.files import read_json
from ch3ef.items import Item
from ch3ef.scenarios.public_sets.public_set import (
    PublicSet,
    folder_of,
    hub_picture,
    hub_records,
    known_split,
    lettered_choice,
    of_records,
    picture_in,
    public_item,
    public_scenario,
    text_of,
)
from ch3ef.scenarios.scenario import Scenario
from ch3ef.taxonomy import Level

SCIENCEQA = PublicSet(
    name="scienceqa",
    level=Level.A2,
    domain="science",
    repository="derek-thomas/ScienceQA",
    # A commit that public pages show; not looked up at the hub (no internet).
    revision="36e8c67ba16365894bf6adfa6fd5de5bcd01cdb9",
    layout="problems.json, pid_splits.json and images/SPLIT/ID/image.png",
)

SPLITS = {"test": "test", "val": "validation", "train": "train"}
"""A split's name in the files -> on the hub."""


def load_scienceqa(cache: Path, *, dir: Path | None = None, split: str = "test") -> Scenario:  # noqa: A002
    """Load the questions of ScienceQA that have a picture.

    The hint ("Context" in the paper) stands in front of the question, as in the paper's CQM format; its QCM format has
    it behind, and ChEF left hints out. Lecture and solution go into the details, for examples with a chain of thought.

    Args:
        cache: Where pictures from the hub are kept.
        dir: A folder with the published files; None for `$CH3EF_DATA/scienceqa`, else the hub.
        split: "test" (2017 questions), "val" (2097) or "train" (6218); examples in context come from "train".

    Returns:
        The scenario. Items from the files are named by the set's own ids; the hub's records have none and are counted.

    Raises:
        InputError: An unknown split, files that are not there or damaged, no connection.

    Source: arXiv 2209.09513; CC BY-NC-SA 4.0. Layout as the authors describe it, columns and numbers by the cards on
        the hub.
    """
    known_split(SCIENCEQA, split, SPLITS)
    folder = folder_of(SCIENCEQA, dir, "problems.json")
    if folder is None:
        records = _on_hub(split)
        picture = partial(hub_picture, cache=cache)
    else:
        records = _in_folder(folder, split)
        picture = partial(picture_in, folder=folder / "images")

    def convert(place: str, record: Mapping[str, Any]) -> Item | str:
        if not record["image"]:
            return "without a picture"
        number, choices = record["answer"], record["choices"]
        if not isinstance(choices, list) or not isinstance(number, int) or not 0 <= number < len(choices):
            raise InputError(f"{place}: answer {number!r} to choices {choices!r}; expected the number of one, from 0")
        choice = lettered_choice(choices, ascii_uppercase[number], place)
        if isinstance(choice, str):
            return choice
        options, gold = choice
        question = text_of(record, "question", place)
        explained = {name: text for name in ("lecture", "solution") if (text := str(record.get(name) or "").strip())}
        return public_item(
            SCIENCEQA, record["id"], task=text_of(record, "topic", place),
            question="\n".join(filter(None, (str(record["hint"] or "").strip(), question))),
            images=[picture(record["image"], place=place)], options=options, gold=[gold],
            group=text_of(record, "subject", place), **explained,
        )  # fmt: skip

    return public_scenario(SCIENCEQA, of_records(records, convert))


def _on_hub(split: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, record in enumerate(hub_records(SCIENCEQA, SPLITS[split])):
        yield f"{SCIENCEQA.repository}: {split} record {number}", {**record, "id": f"{split}-{number}"}


def _in_folder(folder: Path, split: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    problems = read_json(folder / "problems.json")
    ids = read_json(folder / "pid_splits.json")
    if not isinstance(problems, dict) or not isinstance(ids, dict) or not isinstance(ids.get(split), list):
        raise InputError(f"{folder}: problems.json or the list {split!r} of pid_splits.json is not as published")
    for pid in ids[split]:
        place = f"problems.json: record {pid!r}"
        problem = problems.get(pid)
        if not isinstance(problem, dict):
            raise InputError(f"{place}: is named in pid_splits.json but not there; get both files again")
        name = problem.get("image")
        yield place, {**problem, "id": pid, "image": name and f"{split}/{pid}/{name}"}
