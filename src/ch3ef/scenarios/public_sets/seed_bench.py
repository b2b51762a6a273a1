"""SEED-Bench and SEED-Bench-2: what is in pictures, how it hangs together; the questions whose options are texts.

Of the first, the questions about pictures, nine dimensions; those about videos are left out. Of the second, the
questions about one or several pictures (levels 1 and 2); left out and counted are videos and what asks for pictures
(level 3). Where texts and pictures alternate, the place of each picture is kept as "(picture 1)". The single-image
part of the second holds the questions of the first again, so neither may serve as a pool of examples for the other.
The task is the dimension, the domain the part of the set.

Source: arXiv 2307.16125 and 2311.17092; CC BY-NC 4.0. Layout checked against the authors' description of the files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from ch3ef.errors import InputError, short
from ch3ef.files import read_json
from ch3ef.items import PICTURE_MARK, Item, in_words
from ch3ef.scenarios.public_sets.public_set import (
    Origin,
    PublicSet,
    Record,
    Records,
    each,
    hub_records,
    lettered_choice,
    text_of,
)
from ch3ef.taxonomy import Level
from ch3ef.texts import whole_number

DIMENSIONS = tuple(
    "Scene Understanding, Instance Identity, Instance Attributes, Instance Location, Instances Counting, "
    "Spatial Relation, Instance Interaction, Visual Reasoning, Text Understanding".split(", ")
)
"""The dimensions on pictures, from `question_type_id` 1 on: the same in both versions."""

DIMENSIONS_2 = DIMENSIONS + tuple(
    "Celebrity Recognition, Landmark Recognition, Chart Understanding, Visual Referring Expression, Science Knowledge, "
    "Emotion Recognition, Visual Mathematics, Difference Spotting, Meme Comprehension, Global Video Understanding, "
    "Action Recognition, Action Prediction, Procedure Understanding, In-Context Captioning, "
    "Interleaved Image-Text Analysis".split(", ")
)

_KINDS = ("image", "Single Image", "Multiple Images", "Interleaved Image")
"""Values of `data_type` that are asked; the others are videos, and questions that ask for pictures."""

_FOLDERS = {"cc3m": "cc3m-image", "SEED-Bench v2": "SEED-Bench-2-image"}
"""A value of `data_source` -> the folder of its pictures."""

_MARK = re.compile(r"<img>|\[img\]")
_PICTURE_NAME = re.compile(r"\S+\.(jpe?g|png)", re.IGNORECASE)


def _on_hub(origin: Origin) -> Records:
    for place, record in hub_records(origin):
        yield place, record | {"pictures": record.get("image") or []}


def _in_folder(file: str, _: Origin, folder: Path) -> Records:
    content = read_json(folder / file)
    questions = content.get("questions") if isinstance(content, dict) else None
    if not isinstance(questions, list) or not all(isinstance(record, dict) for record in questions):
        raise InputError(f'{file}: is not as published; expected {{"questions": [{{...}}, ...]}}')
    for number, record in enumerate(questions, start=1):
        place = f"{file}: record {number}"
        source, names = record.get("data_source"), record.get("data_id")
        if source is not None and not (isinstance(source, str) and source in _FOLDERS):
            raise InputError(f"{place}: data_source is {source!r}; expected {' or '.join(map(repr, _FOLDERS))}")
        top = "SEED-Bench-image" if source is None else _FOLDERS[source]
        yield place, record | {"pictures": names if isinstance(names, list) else [names], "folder": top}


def _item(dimensions: Sequence[str], origin: Origin, place: str, record: Record) -> Item | str:
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
    images = [origin.picture(value, place, record.get("folder", "")) for value in record["pictures"]]
    question = text_of(record, "question", place)
    if len(_MARK.findall(question)) not in (0, len(images)):
        return "whose marks of pictures are not as many as their pictures"
    options, gold = choice
    details = {"level": record["level"]} if "level" in record else {}
    return origin.item(
        str(record["question_id"]),
        task=_dimension(record["question_type_id"], dimensions, place),
        question=_numbered(question),
        images=images,
        options=options,
        gold=[gold],
        group=record.get("subpart"),
        **details,
    )


def _dimension(number: object, dimensions: Sequence[str], place: str) -> str:
    known = whole_number(str(number))
    if known is None or not 1 <= known <= len(dimensions):
        raise InputError(f"{place}: question_type_id is {short(number)}; expected a number from 1 to {len(dimensions)}")
    return dimensions[known - 1]


def _numbered(question: str) -> str:
    """The question with the place of each picture in words.

    Example:
        >>> _numbered("<img>: a cat. <img>:")
        '(picture 1): a cat. (picture 2):'
    """
    return in_words(_MARK.sub(PICTURE_MARK, question))


SEED_BENCH = PublicSet(
    name="seed-bench",
    text="nine dimensions of understanding a picture",
    level=Level.A2,
    domain="image comprehension",
    licence="CC BY-NC 4.0",
    recipe="ppl",
    repository="lmms-lab/SEED-Bench",
    revision="main",  # the commit could not be looked up when this was written (no internet)
    layout="SEED-Bench.json and SEED-Bench-image/ (SEED-Bench-image.zip unpacked)",
    markers=("SEED-Bench.json",),
    on_hub=_on_hub,
    in_folder=partial(_in_folder, "SEED-Bench.json"),
    items=each(partial(_item, DIMENSIONS)),
)
SEED_BENCH_2 = PublicSet(
    name="seed-bench-2",
    text="up to 20 dimensions over one or several pictures, text options",
    level=Level.A2,
    domain="image comprehension",
    licence="CC BY-NC 4.0",
    recipe="ppl",
    repository="lmms-lab/SEED-Bench-2",
    # The upload of the last part, as its public page shows; not looked up at the hub (no internet).
    revision="6049ad4318121a857b2ff313e490c8195aeb2a0b",
    source="hugging face: lmms-lab/SEED-Bench-2 (38 GB)",  # videos included
    layout="SEED-Bench_v2_level1_2_3.json, cc3m-image/ and SEED-Bench-2-image/ (the zips unpacked)",
    markers=("SEED-Bench_v2_level1_2_3.json",),
    on_hub=_on_hub,
    in_folder=partial(_in_folder, "SEED-Bench_v2_level1_2_3.json"),
    items=each(partial(_item, DIMENSIONS_2)),
)
