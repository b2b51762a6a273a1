"""Winoground: two pictures and two captions made of the same words; which caption belongs to which picture?

400 examples, each as two items, one per picture, with the same two captions as options. The two share a `pair`: text,
image and group scores are made of both. The task is the collapsed tag (what was swapped: an object, a relation, both);
the details hold "picture", "0" or "1", which is also the right option, and the finer "tag".

Source: arXiv 2204.03162; for research only, by the licence in its files. Layout checked against its own loader.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from ch3ef.files import read_json_lines
from ch3ef.items import Item
from ch3ef.scenarios.public_sets.public_set import (
    Origin,
    PublicSet,
    Record,
    Records,
    lettered_choice,
    of_records,
    text_of,
)
from ch3ef.taxonomy import Level

QUESTION = "Which caption fits the picture?"


def _in_folder(_: Origin, folder: Path) -> Records:
    for place, record in read_json_lines(folder / "examples.jsonl"):
        # The files name pictures without their suffix.
        names = {
            key: f"{name}.png" for key, name in record.items() if key.startswith("image_") and isinstance(name, str)
        }
        yield place, record | names


def _items(origin: Origin, records: Records) -> Iterable[Item | str]:
    sides = ((place, {**record, "side": side}) for place, record in records for side in (0, 1))
    return of_records(sides, partial(_item, origin))


def _item(origin: Origin, place: str, record: Record) -> Item | str:
    side = record["side"]
    captions = [text_of(record, f"caption_{number}", place) for number in (0, 1)]
    choice = lettered_choice(captions, "AB"[side], place)
    if isinstance(choice, str):
        return choice
    options, gold = choice
    return origin.item(
        f"{record['id']}/{side}",
        task=text_of(record, "collapsed_tag", place),
        question=QUESTION,
        images=[origin.picture(record[f"image_{side}"], place)],
        options=options,
        gold=[gold],
        pair=f"winoground/{record['id']}",
        picture=str(side),
        tag=str(record.get("tag", "")),
    )


WINOGROUND = PublicSet(
    name="winoground",
    text="two captions of the same words, two pictures",
    level=Level.A1,  # who does what to whom is seen in the picture; nothing beyond it is asked
    domain="compositionality",
    licence="for research",
    n_items=800,
    recipe="ppl",
    repository="facebook/winoground",
    # The commit that other evaluations pin; not looked up at the hub (no internet).
    revision="b400e173549071916ad1b3d449293bc8d8b4b763",
    source="hugging face: facebook/winoground (asks for consent)",
    layout="examples.jsonl and images/ (images.zip unpacked); the hub asks for a login and consent to its terms",
    markers=("examples.jsonl",),
    pictures="images",
    in_folder=_in_folder,
    items=_items,
)
