"""Flickr30k (level A1): which of four captions fits the picture?

One item a picture: one of its captions among three of other pictures; `details["references"]` holds all captions of the
picture. The splits are those after Karpathy and Fei-Fei 2015 (29 000 train, 1014 val, 1000 test); only
dataset_flickr30k.json knows them, of the other two files all pictures are taken.

Source: Young et al. 2014, doi:10.1162/tacl_a_00166.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ch3ef.errors import InputError
from ch3ef.files import read_json, read_lines
from ch3ef.items import ImageRef, Item, item_rng
from ch3ef.scenarios.public_sets.public_set import (
    Origin,
    PublicSet,
    Record,
    Records,
    hub_records,
    list_of,
    of_records,
    reading,
    renamed,
    text_of,
)
from ch3ef.tables import cell_text
from ch3ef.taxonomy import Level

QUESTION = "Which caption fits the picture?"

_KARPATHY, _TOKEN, _CSV = "dataset_flickr30k.json", "results_20130124.token", "results.csv"
_PICTURES = ("flickr30k-images", "flickr30k_images", "images")
_WRONG = 3
_DRAWN = 16
"""Pictures whose captions are tried for the wrong ones."""
_TOKEN_LINE = re.compile(r"(?P<picture>[^#\t]+)#\d+\t(?P<caption>.*)")
# One line of the published results.csv lacks its second bar.
_CSV_LINE = re.compile(r"(?P<picture>[^|]+)\|\s*\d+\s*\|?\s*(?P<caption>.*)")


class Captioned(NamedTuple):
    """A picture with its captions."""

    name: str
    image: ImageRef
    captions: tuple[str, ...]


def _on_hub(origin: Origin) -> Records:
    return renamed(hub_records(origin), {"name": "filename", "image": "image", "captions": "caption"})


def _in_folder(origin: Origin, folder: Path) -> Records:
    top = next((name for name in _PICTURES if (folder / name).is_dir()), _PICTURES[0])
    records = _karpathy(folder / _KARPATHY, origin.split) if (folder / _KARPATHY).is_file() else _lines(folder)
    for place, name, captions in records:
        yield place, {"name": name, "image": name, "folder": top, "captions": captions}


def _karpathy(file: Path, split: str) -> Iterator[tuple[str, str, list[str]]]:
    """(file and record, picture, its captions)."""
    content = read_json(file)
    records = content.get("images") if isinstance(content, dict) else None
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise InputError(f"{file}: has no list `images` of objects; get the file again")
    for number, record in enumerate(records):
        place = f"{_KARPATHY}: image {number}"
        with reading(place, record):
            of_split, name = record["split"] == split, text_of(record, "filename", place)
            sentences = list_of(dict, record["sentences"], f"{place}: sentences")
            captions = [sentence["raw"] for sentence in sentences]
        if of_split:
            yield place, name, captions


def _lines(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    """The same of the files that know no splits."""
    file, line = (_TOKEN, _TOKEN_LINE) if (folder / _TOKEN).is_file() else (_CSV, _CSV_LINE)
    found: dict[str, list[str]] = {}
    for place, text in read_lines(folder / file):
        if text.startswith("image_name|"):
            continue
        if not (match := line.fullmatch(text)):
            raise InputError(f"{place}: {text!r}; expected a picture, the number of the caption, and the caption")
        found.setdefault(match["picture"].strip(), []).append(match["caption"])
    for name, captions in found.items():
        yield f"{file}: {name}", name, captions


def _captioned(origin: Origin, place: str, record: Record) -> Captioned:
    captions = tuple(cell_text(text, f"{place}: a caption") for text in record["captions"])
    if not captions or "" in captions:
        raise InputError(f"{place}: captions {list(captions)!r}; expected one or more texts that are not empty")
    return Captioned(record["name"], origin.picture(record["image"], place, record.get("folder", "")), captions)


def _items(origin: Origin, records: Records) -> Iterable[Item | str]:
    pictures = of_records(records, partial(_captioned, origin))
    captions = [picture.captions for picture in pictures]
    return (_item(origin, picture, captions) for picture in pictures)


def _item(origin: Origin, picture: Captioned, captions: Sequence[Sequence[str]]) -> Item | str:
    rng = item_rng(picture.name, "flickr30k options")
    right = str(rng.choice(picture.captions))
    wrong = _of_others(picture, captions, rng)
    if not wrong:
        return "without a picture beside it that has other captions"
    options = [str(option) for option in rng.permutation([right, *wrong])]
    return origin.item(
        picture.name,
        task="captioning",
        question=QUESTION,
        images=[picture.image],
        options=options,
        gold=[options.index(right)],
        references=list(picture.captions),
    )


def _of_others(picture: Captioned, captions: Sequence[Sequence[str]], rng: np.random.Generator) -> list[str]:
    """A caption each of three other pictures, fewer where there are fewer; none that is the picture's own as well."""
    own = {caption.casefold() for caption in picture.captions}
    wrong: dict[str, str] = {}
    for i in rng.choice(len(captions), size=min(_DRAWN, len(captions)), replace=False):
        usable = [caption for caption in captions[i] if caption.casefold() not in own]
        if usable and len(wrong) < _WRONG:
            caption = str(rng.choice(usable))
            wrong.setdefault(caption.casefold(), caption)
    return list(wrong.values())


# "main": the commit could not be looked up when this was written (no internet). Its card gives Karpathy's splits.
FLICKR30K = PublicSet(
    name="flickr30k",
    text="photographs with five captions",
    level=Level.A1,
    domain="perception",
    licence="see the source",
    n_items=1000,
    recipe="captions",
    splits={name: name for name in ("test", "val", "train")},
    pool="split=train",
    repository="umaru97/flickr30k_train_val_test",
    revision="main",
    layout="dataset_flickr30k.json, results_20130124.token or results.csv, and flickr30k-images/*.jpg",
    markers=(_KARPATHY, _TOKEN, _CSV),
    on_hub=_on_hub,
    in_folder=_in_folder,
    items=_items,
)
