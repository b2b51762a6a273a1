"""SEED-Bench and SEED-Bench-2: what is in pictures, how it hangs together; the questions whose options are texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
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

SEED_BENCH = PublicSet(
    name="seed-bench",
    level=Level.A2,
    domain="image comprehension",
    repository="lmms-lab/SEED-Bench",
    revision="main",  # the commit could not be looked up when this was written (no internet)
    layout="SEED-Bench.json and SEED-Bench-image/ (SEED-Bench-image.zip unpacked)",
)
SEED_BENCH_2 = PublicSet(
    name="seed-bench-2",
    level=Level.A2,
    domain="image comprehension",
    repository="lmms-lab/SEED-Bench-2",
    # The upload of the last part, as its public page shows; not looked up at the hub (no internet).
    revision="6049ad4318121a857b2ff313e490c8195aeb2a0b",
    layout="SEED-Bench_v2_level1_2_3.json, cc3m-image/ and SEED-Bench-2-image/ (the zips unpacked)",
)

DIMENSIONS = (
    "Scene Understanding", "Instance Identity", "Instance Attributes", "Instance Location", "Instances Counting",
    "Spatial Relation", "Instance Interaction", "Visual Reasoning", "Text Understanding",
)  # fmt: skip
"""The dimensions on pictures, from `question_type_id` 1 on: the same in both versions."""

DIMENSIONS_2 = (
    *DIMENSIONS, "Celebrity Recognition", "Landmark Recognition", "Chart Understanding", "Visual Referring Expression",
    "Science Knowledge", "Emotion Recognition", "Visual Mathematics", "Difference Spotting", "Meme Comprehension",
    "Global Video Understanding", "Action Recognition", "Action Prediction", "Procedure Understanding",
    "In-Context Captioning", "Interleaved Image-Text Analysis",
)  # fmt: skip

_KINDS = ("image", "Single Image", "Multiple Images", "Interleaved Image")
"""Values of `data_type` that are asked; the others are videos, and questions that ask for pictures."""

_FOLDERS = {"cc3m": "cc3m-image", "SEED-Bench v2": "SEED-Bench-2-image"}
"""A value of `data_source` -> the folder of its pictures."""

_MARK = re.compile(r"<img>|\[img\]")
_PICTURE_NAME = re.compile(r"\S+\.(jpe?g|png)", re.IGNORECASE)


def load_seed_bench(cache: Path, *, dir: Path | None = None, split: str = "test") -> Scenario:  # noqa: A002
    """Load the questions of SEED-Bench about pictures, nine dimensions; those about videos are left out.

    Args:
        cache: Where pictures from the hub are kept.
        dir: A folder with the published files; None for `$CH3EF_DATA/seed-bench`, else the hub.
        split: "test", the only one: there is no further part to take examples from.

    Returns:
        The scenario; the task is the dimension.

    Raises:
        InputError: Another split, files that are not there or damaged, no connection.

    Source: arXiv 2307.16125; CC BY-NC 4.0. Layout checked against the authors' description of the files.
    """
    return _load(SEED_BENCH, "SEED-Bench.json", DIMENSIONS, cache=cache, given=dir, split=split)


def load_seed_bench_2(cache: Path, *, dir: Path | None = None, split: str = "test") -> Scenario:  # noqa: A002
    """Load the questions of SEED-Bench-2 about one or several pictures whose options are texts (levels 1 and 2).

    Left out and counted are videos and what asks for pictures (level 3). Where texts and pictures alternate, the place
    of each picture is kept as "(picture 1)". The single-image part holds the questions of SEED-Bench again, so neither
    version may serve as a pool of examples for the other. The hub's copy is a download of 38 GB, videos included.

    Args:
        cache: Where pictures from the hub are kept.
        dir: A folder with the published files; None for `$CH3EF_DATA/seed-bench-2`, else the hub.
        split: "test", the only one.

    Returns:
        The scenario; the task is the dimension, the domain the part of the set.

    Raises:
        InputError: Another split, files that are not there or damaged, no connection.

    Source: arXiv 2311.17092; CC BY-NC 4.0. Layout checked against the authors' description of the files.
    """
    return _load(SEED_BENCH_2, "SEED-Bench_v2_level1_2_3.json", DIMENSIONS_2, cache=cache, given=dir, split=split)


def _load(
    public: PublicSet, file: str, dimensions: tuple[str, ...], *, cache: Path, given: Path | None, split: str
) -> Scenario:
    known_split(public, split, ["test"])
    folder = folder_of(public, given, file)
    if folder is None:
        records = _on_hub(public)
        picture = partial(hub_picture, cache=cache)
    else:
        records = _in_folder(folder, file)
        picture = partial(picture_in, folder=folder)

    def convert(place: str, record: Mapping[str, Any]) -> Item | str:
        if record["data_type"] not in _KINDS:
            return f"of the kind {record['data_type']!r}"
        texts = [record[f"choice_{letter}"] for letter in "abcd"]
        if all(isinstance(text, str) and _PICTURE_NAME.fullmatch(text.strip()) for text in texts):
            return "whose options are pictures"
        choice = lettered_choice(texts, str(record["answer"]).strip(), place)
        if isinstance(choice, str):
            return choice
        if not record["pictures"]:
            return "without a picture"
        images = [picture(value, place=place) for value in record["pictures"]]
        question = text_of(record, "question", place)
        if len(_MARK.findall(question)) not in (0, len(images)):
            return "whose marks of pictures are not as many as their pictures"
        options, gold = choice
        details = {"level": record["level"]} if "level" in record else {}
        return public_item(
            public, str(record["question_id"]), task=_dimension(record["question_type_id"], dimensions, place),
            question=_numbered(question), images=images, options=options, gold=[gold],
            group=record.get("subpart"), **details,
        )  # fmt: skip

    return public_scenario(public, of_records(records, convert))


def _dimension(number: object, dimensions: tuple[str, ...], place: str) -> str:
    if not str(number).isdecimal() or not 1 <= int(str(number)) <= len(dimensions):
        raise InputError(f"{place}: question_type_id is {number!r}; expected a number from 1 to {len(dimensions)}")
    return dimensions[int(str(number)) - 1]


def _numbered(question: str) -> str:
    """The question with the place of each picture in words.

    Example:
        >>> _numbered("<img>: a cat. <img>:")
        '(picture 1): a cat. (picture 2):'
    """
    first, *rest = _MARK.split(question)
    return first + "".join(f"(picture {number}){text}" for number, text in enumerate(rest, start=1))


def _on_hub(public: PublicSet) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, record in enumerate(hub_records(public, "test")):
        yield f"{public.repository}: record {number}", {**record, "pictures": record.get("image") or []}


def _in_folder(folder: Path, file: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    content = read_json(folder / file)
    questions = content.get("questions") if isinstance(content, dict) else None
    if not isinstance(questions, list) or not all(isinstance(record, dict) for record in questions):
        raise InputError(f'{file}: is not as published; expected {{"questions": [{{...}}, ...]}}')
    for number, record in enumerate(questions, start=1):
        place = f"{file}: record {number}"
        source, names = record.get("data_source"), record.get("data_id")
        if source is not None and source not in _FOLDERS:
            raise InputError(f"{place}: data_source is {source!r}; expected {' or '.join(map(repr, _FOLDERS))}")
        top = "SEED-Bench-image" if source is None else _FOLDERS[source]
        yield place, {
            **record, "pictures": [f"{top}/{name}" for name in (names if isinstance(names, list) else [names])]
        }  # fmt: skip
