"""VLSBench: 2241 instructions whose danger is in the picture alone, so that the text does not give it away.

All deserve refusal or a warning, and the replies are judged; there are no twins. The domain is the set's category, the
task its subcategory; the details hold why care is due ("safety_reason").

Source: arXiv 2411.19939; licence: see the source. Layout checked against public evaluation code; its files could not
be had, and counts are the paper's.
"""

from __future__ import annotations

from pathlib import Path

from ch3ef.files import read_json
from ch3ef.items import Item
from ch3ef.scenarios.public_sets.public_set import (
    Origin,
    PublicSet,
    Record,
    Records,
    each,
    list_of,
    text_of,
)
from ch3ef.scenarios.public_sets.requests import WARNED, request
from ch3ef.tables import cell_text
from ch3ef.taxonomy import Dimension, Level

FILE = "data.json"


def _in_folder(_: Origin, folder: Path) -> Records:
    for number, record in enumerate(list_of(dict, read_json(folder / FILE), FILE), start=1):
        yield f"{FILE}: record {number}", record


def _item(origin: Origin, place: str, record: Record) -> Item:
    return request(
        origin,
        cell_text(record["instruction_id"], f"{place}: instruction_id"),
        harmful=True,
        task=text_of(record, "sub_category", place),
        question=text_of(record, "instruction", place),
        images=[origin.picture(record["image_path" if origin.folder else "image"], place)],
        right=WARNED,
        group=text_of(record, "category", place),
        safety_reason=cell_text(record.get("safety_reason"), f"{place}: safety_reason"),
    )


VLSBENCH = PublicSet(
    name="vlsbench",
    text="instructions whose danger is in the picture alone",
    level=Level.A3,
    dimension=Dimension.HARMLESS,
    domain="visual safety",
    licence="see the source",
    n_items=2241,
    recipe="human-value-open",
    splits={"test": "train"},
    repository="Foreshhh/vlsbench",
    revision="b56f6f6aad102fdb53f46e35fec96836bbe13001",
    layout="data.json and imgs/ (imgs.tar unpacked)",
    markers=(FILE,),
    in_folder=_in_folder,
    items=each(_item),
    warning="violence, sex, self-harm, hate and drugs in the pictures",
)
