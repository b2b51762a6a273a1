"""VLGuard's test set: 1000 pictures, of which 558 are safe and asked about twice, once for harm and once not.

Contrast twins: of each safe picture, the harmful instruction and the benign one. The 442 unsafe pictures, each with a
harmful instruction, belong to the harmful side and have no twin. The task is the subset, as the set names them:
`unsafes`, `safe_unsafes`, `safe_safes`; the domain of `unsafes` is the harm. Whether a reply declines is what its own
evaluation reads.

Source: arXiv 2402.02207; licence not stated, the hub asks for consent. Layout checked against its repository, counts
against its file.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError, short
from ch3ef.files import read_json
from ch3ef.items import Item
from ch3ef.scenarios.public_sets.public_set import Origin, PublicSet, Record, Records, list_of, reading, text_of
from ch3ef.scenarios.public_sets.requests import request
from ch3ef.taxonomy import Dimension, Level

FILE = "test.json"
SIDES = ("harmful", "benign")
_KINDS = {"instruction": "unsafes", "unsafe_instruction": "safe_unsafes", "safe_instruction": "safe_safes"}
"""What an instruction is called in a record -> the subset that it is of."""


def _in_folder(_: Origin, folder: Path) -> Records:
    for number, record in enumerate(list_of(dict, read_json(folder / FILE), FILE), start=1):
        yield f"{FILE}: record {number}", record


def _items(origin: Origin, records: Records) -> Iterable[Item]:
    """The items of the side; a record has one, or none on the benign side."""
    for place, record in records:
        with reading(place, record):
            asked = _instructions(place, record)
            for kind, instruction in asked.items():
                if (kind == "safe_instruction") == (origin.split == "benign"):
                    yield _item(origin, place, record, kind, instruction)


def _instructions(place: str, record: Record) -> dict[str, dict[str, Any]]:
    """Kind -> the entry that holds it: one of an unsafe picture, two of a safe one."""
    entries = list_of(dict, record["instr-resp"], f"{place}: instr-resp")
    found = {kind: entry for entry in entries for kind in _KINDS if kind in entry}
    wanted = {"safe_instruction", "unsafe_instruction"} if record["safe"] is True else {"instruction"}
    if set(found) != wanted or not isinstance(record["safe"], bool):
        raise InputError(
            f"{place}: safe is {short(record['safe'])} with {', '.join(found) or 'no instruction'}; expected true with "
            "safe_instruction and unsafe_instruction, or false with instruction"
        )
    return found


def _item(origin: Origin, place: str, record: Record, kind: str, entry: dict[str, Any]) -> Item:
    name = text_of(record, "id", place)
    return request(
        origin,
        f"{_KINDS[kind]}/{name}",
        harmful=origin.split == "harmful",
        task=_KINDS[kind],
        question=text_of(entry, kind, place),
        images=[origin.picture(record["image"], place)],
        group=f"{record['harmful_category']}: {record['harmful_subcategory']}" if kind == "instruction" else None,
        pair=None if kind == "instruction" else f"vlguard/{name}",
    )


VLGUARD = PublicSet(
    name="vlguard",
    text="safe pictures with a harmful and a benign instruction each, and unsafe pictures",
    level=Level.A3,
    dimension=Dimension.HARMLESS,
    domain="safe pictures",
    licence="not stated",
    n_items=1000,
    recipe="declining",
    splits={side: side for side in SIDES},
    sides=SIDES,
    source="hugging face: ys-zong/VLGuard at b0be37a (asks for consent)",
    layout="test.json and test/ (test.zip unpacked)",
    markers=(FILE,),
    pictures="test",
    in_folder=_in_folder,
    items=_items,
    warning="violence, sex, hateful memes and people's private data in pictures and instructions",
)
