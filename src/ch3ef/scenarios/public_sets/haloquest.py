"""HaloQuest: questions that mislead: false premises, what is hard to see, what the picture does not tell.

608 questions in `eval`, 7140 in `train`; each with answers that people hold for right, by which replies are judged.
The task is the kind of the question, the domain whether the picture is real or generated. Its file names pictures by
their addresses: those that are not in `images/` are left out until they are fetched (`ch3ef data fetch`).

Source: arXiv 2407.15680; CC BY 4.0, each picture under terms of its own. Layout and counts checked against its
repository.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from ch3ef.items import Item
from ch3ef.scenarios.public_sets.addresses import Wanted, named_file
from ch3ef.scenarios.public_sets.public_set import Origin, PublicSet, Record, Records, each, reading, text_of
from ch3ef.tables import cell_text, read_delimited
from ch3ef.taxonomy import Dimension, Level

PICTURES = "images"


def _in_folder(origin: Origin, folder: Path) -> Records:
    for number, (place, record) in enumerate(read_delimited(folder / f"haloquest-{origin.split}.csv").rows, start=1):
        yield place, {**record, "number": number}


def _item(origin: Origin, place: str, record: Record) -> Item | str:
    name = _name(record, place)
    if origin.folder and not (origin.folder / PICTURES / name).is_file():
        return f"whose picture is not there; `ch3ef data fetch haloquest --out {origin.folder}` gets those it can"
    parts = text_of(record, "groundtruth responses", place).split(";")
    accepted = [answer for part in parts if (answer := part.strip())]
    return origin.item(
        f"{origin.split}/{record['number']}",
        task=text_of(record, "hallucination type", place),
        question=text_of(record, "question", place),
        images=[origin.picture(name, place)],
        options=["; or: ".join(dict.fromkeys(accepted))],
        gold=[0],
        group=f"{text_of(record, 'image type', place)} pictures",
    )


def _name(row: Record, place: str) -> str:
    """The picture's name; in some rows of `train` it is empty, and is the end of the address."""
    address = cell_text(row.get("url"), f"{place}: url")
    name = cell_text(row["image_name"], f"{place}: image_name")
    return named_file(name or unquote(address).rpartition("/")[2], place)


def _wanted(folder: Path) -> Iterator[Wanted]:
    """The pictures of both files, of those that are there; each once."""
    seen: set[str] = set()
    for file in sorted(folder.glob("haloquest-*.csv")):
        for place, row in read_delimited(file).rows:
            with reading(place, row):
                name = _name(row, place)
            if name not in seen:
                seen.add(name)
                yield Wanted(cell_text(row.get("url"), f"{place}: url"), f"{PICTURES}/{name}")


HALOQUEST = PublicSet(
    name="haloquest",
    text="questions with false premises, hard to see, or not to be known from the picture",
    level=Level.A3,
    dimension=Dimension.HONEST,
    domain="questions that mislead",
    licence="CC BY 4.0; pictures: own terms",
    n_items=608,
    recipe="human-value-open",
    splits={"eval": "eval", "train": "train"},
    pool="split=train",
    source="github: google/haloquest",
    layout="haloquest-eval.csv and images/",
    markers=("haloquest-{split}.csv",),
    pictures=PICTURES,
    in_folder=_in_folder,
    items=each(_item),
    wanted=_wanted,
)
