"""Flickr30k (level A1): which of four captions fits the picture?

Source: Young et al. 2014, doi:10.1162/tacl_a_00166; splits after Karpathy and Fei-Fei 2015 (29 000 train, 1014 val,
1000 test).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ch3ef.errors import InputError
from ch3ef.files import read_json, read_lines
from ch3ef.items import ImageRef, Item, item_rng
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
)
from ch3ef.scenarios.scenario import Scenario
from ch3ef.taxonomy import Level

# "main": the commit could not be looked up when this was written (no internet). Its card gives Karpathy's splits.
FLICKR30K = PublicSet(
    name="flickr30k",
    level=Level.A1,
    domain="perception",
    repository="umaru97/flickr30k_train_val_test",
    revision="main",
    layout="dataset_flickr30k.json, results_20130124.token or results.csv, and flickr30k-images/*.jpg",
)
SPLITS = ("test", "val", "train")
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


def load_flickr30k(cache: Path, *, dir: Path | None = None, split: str = "test") -> Scenario:  # noqa: A002
    """Flickr30k, one item a picture: one of its captions among three of other pictures.

    `details["references"]` holds all captions of the picture.

    Args:
        cache: Where pictures that come inside records are kept.
        dir: A folder with the captions and the pictures. Only dataset_flickr30k.json knows splits; of the other two
            files all pictures are taken.
        split: "test" (1000 pictures), "val" or "train".

    Returns:
        The scenario.

    Raises:
        InputError: An unknown split, a folder in another layout, a damaged line, or the hub cannot be reached.
    """
    known_split(FLICKR30K, split, SPLITS)
    folder = folder_of(FLICKR30K, dir, _KARPATHY, _TOKEN, _CSV)
    pictures = _of_hub(split, cache) if folder is None else _of_folder(folder, split)
    captions = [picture.captions for picture in pictures]
    return public_scenario(FLICKR30K, (_item(picture, captions) for picture in pictures))


def _of_hub(split: str, cache: Path) -> list[Captioned]:
    return of_records(
        ((f"{split}/{number}", record) for number, record in enumerate(hub_records(FLICKR30K, split))),
        lambda name, record: Captioned(
            record["filename"], hub_picture(record["image"], cache, name), _captions(record["caption"], name)
        ),
    )


def _of_folder(folder: Path, split: str) -> list[Captioned]:
    pictures = next((folder / name for name in _PICTURES if (folder / name).is_dir()), folder / _PICTURES[0])
    if (folder / _KARPATHY).is_file():
        content = read_json(folder / _KARPATHY)
        records = content.get("images") if isinstance(content, dict) else None
        if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
            raise InputError(f"{folder / _KARPATHY}: has no list `images` of objects; get the file again")
        named = ((f"{_KARPATHY}: image {number}", record) for number, record in enumerate(records))
        return [picture for picture in of_records(named, partial(_of_karpathy, pictures, split)) if picture]
    file, line = (_TOKEN, _TOKEN_LINE) if (folder / _TOKEN).is_file() else (_CSV, _CSV_LINE)
    found: dict[str, list[str]] = {}
    for place, text in read_lines(folder / file):
        if text.startswith("image_name|"):
            continue
        if not (match := line.fullmatch(text)):
            raise InputError(f"{place}: {text!r}; expected a picture, the number of the caption, and the caption")
        found.setdefault(match["picture"].strip(), []).append(match["caption"])
    return [
        Captioned(name, picture_in(name, pictures, file), _captions(captions, f"{file}: {name}"))
        for name, captions in found.items()
    ]


def _of_karpathy(pictures: Path, split: str, place: str, record: Mapping[str, Any]) -> Captioned | None:
    if record["split"] != split:
        return None
    name = record["filename"]
    captions = _captions([sentence["raw"] for sentence in record["sentences"]], place)
    return Captioned(name, picture_in(name, pictures, place), captions)


def _captions(texts: Iterable[Any], place: str) -> tuple[str, ...]:
    captions = tuple(str(text).strip() for text in texts)
    if not captions or "" in captions:
        raise InputError(f"{place}: captions {list(captions)!r}; expected one or more texts that are not empty")
    return captions


def _item(picture: Captioned, captions: Sequence[Sequence[str]]) -> Item | str:
    rng = item_rng(picture.name, "flickr30k options")
    right = str(rng.choice(picture.captions))
    wrong = _of_others(picture, captions, rng)
    if not wrong:
        return "without a picture beside it that has other captions"
    options = [str(option) for option in rng.permutation([right, *wrong])]
    return public_item(
        FLICKR30K,
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
