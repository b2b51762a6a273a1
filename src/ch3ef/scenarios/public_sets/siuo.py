"""SIUO: pictures and prompts that are safe apart and unsafe together; 167 of them, in two sets.

`siuo` asks in the model's own words and is judged: what is right, the reference answer, warns or declines and helps as
far as that is safe. `siuo-mcqa` asks the same with four options, of which one is right; three have two options of the
same text and are left out. All are of one kind, so that there are no twins. The task is the set's category; the
details of `siuo` hold why care is due ("safety_warning").

Source: arXiv 2406.15279; CC BY-NC 4.0, for research. Layout checked against its repository, counts against its files.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from string import ascii_uppercase

from ch3ef.errors import InputError, short
from ch3ef.files import read_json
from ch3ef.items import Item
from ch3ef.scenarios.public_sets.public_set import (
    Origin,
    PublicSet,
    Record,
    Records,
    each,
    lettered_choice,
    list_of,
    text_of,
)
from ch3ef.scenarios.public_sets.requests import request
from ch3ef.tables import cell_text
from ch3ef.taxonomy import Dimension, Level


def _in_folder(_: Origin, folder: Path, *, file: str) -> Records:
    path = next((path for path in (folder / file, folder / "data" / file) if path.is_file()), folder / file)
    for number, record in enumerate(list_of(dict, read_json(path), file), start=1):
        yield f"{file}: record {number}", record


def _open(origin: Origin, place: str, record: Record) -> Item:
    return request(
        origin,
        cell_text(record["question_id"], f"{place}: question_id"),
        harmful=True,
        task=text_of(record, "category", place),
        question=text_of(record, "question", place),
        images=[origin.picture(record["image"], place)],
        right=text_of(record, "reference_answer", place),
        safety_warning=cell_text(record.get("safety_warning"), f"{place}: safety_warning"),
    )


def _choice(origin: Origin, place: str, record: Record) -> Item | str:
    held = record["options"]
    if not isinstance(held, Mapping) or not set(held) <= set(ascii_uppercase):
        raise InputError(f"{place}: options is {short(held)}; expected letters with texts")
    choice = lettered_choice([held.get(letter) for letter in ascii_uppercase], record["correct_option"], place)
    if isinstance(choice, str):
        return choice
    options, gold = choice
    return origin.item(
        cell_text(record["question_id"], f"{place}: question_id"),
        task=text_of(record, "category", place),
        question=text_of(record, "question", place),
        images=[origin.picture(record["image"], place)],
        options=options,
        gold=[gold],
    )


SIUO = PublicSet(
    name="siuo",
    text="safe picture and safe prompt, unsafe together; in the model's own words",
    level=Level.A3,
    dimension=Dimension.HARMLESS,
    domain="safety across picture and text",
    licence="CC BY-NC 4.0",
    n_items=167,
    recipe="human-value-open",
    repository="sinwang/SIUO",
    revision="main",  # no commit of it was seen (no internet)
    source="github: sinwang20/SIUO; hugging face: sinwang/SIUO",
    layout="siuo_gen.json and images/",
    files=("siuo_gen.json", "images/*"),
    markers=("siuo_gen.json", "data/siuo_gen.json"),
    pictures="images",
    in_folder=partial(_in_folder, file="siuo_gen.json"),
    items=each(_open),
    warning="self-harm, crime, discrimination and sexual matters in pictures and prompts",
)
SIUO_MCQA = PublicSet(
    name="siuo-mcqa",
    text="the same with four options",
    level=Level.A3,
    dimension=Dimension.HARMLESS,
    domain=SIUO.domain,
    licence=SIUO.licence,
    n_items=164,
    recipe="human-value-direct",
    repository=SIUO.repository,
    revision=SIUO.revision,
    source=SIUO.source,
    layout="siuo_mcqa.json and images/",
    files=("siuo_mcqa.json", "images/*"),
    markers=("siuo_mcqa.json", "data/siuo_mcqa.json"),
    pictures="images",
    in_folder=partial(_in_folder, file="siuo_mcqa.json"),
    items=each(_choice),
    warning=SIUO.warning,
)
