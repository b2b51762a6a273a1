"""Winoground: two pictures and two captions made of the same words; which caption belongs to which picture?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError
from ch3ef.files import read_json_lines
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

WINOGROUND = PublicSet(
    name="winoground",
    level=Level.A1,  # who does what to whom is seen in the picture; nothing beyond it is asked
    domain="compositionality",
    repository="facebook/winoground",
    # The commit that other evaluations pin; not looked up at the hub (no internet).
    revision="b400e173549071916ad1b3d449293bc8d8b4b763",
    layout="examples.jsonl and images/ (images.zip unpacked); the hub asks for a login and consent to its terms",
)

QUESTION = "Which caption fits the picture?"


def load_winoground(cache: Path, *, dir: Path | None = None, split: str = "test") -> Scenario:  # noqa: A002
    """Load Winoground: 400 examples, each as two items, one per picture, with the same two captions as options.

    The two items of an example share a `pair`: text, image and group scores are made of both.

    Args:
        cache: Where pictures from the hub are kept.
        dir: A folder with the published files; None for `$CH3EF_DATA/winoground`, else the hub (with a login).
        split: "test", the only one: there is no further part to take examples from.

    Returns:
        The scenario; the task is the collapsed tag (what was swapped: an object, a relation, both), and the details
        hold "picture", "0" or "1", which is also the right option, and the finer "tag".

    Raises:
        InputError: Another split, files that are not there or damaged, no connection or consent.

    Source: arXiv 2204.03162; for research only, by the licence in its files. Layout checked against its own loader.
    """
    known_split(WINOGROUND, split, ["test"])
    folder = folder_of(WINOGROUND, dir, "examples.jsonl")
    if folder is None:
        records = _on_hub()
        picture = partial(hub_picture, cache=cache)
    else:
        records = read_json_lines(folder / "examples.jsonl")
        picture = partial(_named, folder / "images")

    def convert(place: str, record: Mapping[str, Any]) -> Item | str:
        side = record["side"]
        captions = [text_of(record, f"caption_{number}", place) for number in (0, 1)]
        choice = lettered_choice(captions, "AB"[side], place)
        if isinstance(choice, str):
            return choice
        options, gold = choice
        return public_item(
            WINOGROUND, f"{record['id']}/{side}", task=text_of(record, "collapsed_tag", place), question=QUESTION,
            images=[picture(record[f"image_{side}"], place=place)], options=options, gold=[gold],
            pair=f"winoground/{record['id']}", picture=str(side), tag=str(record.get("tag", "")),
        )  # fmt: skip

    sides = ((place, {**record, "side": side}) for place, record in records for side in (0, 1))
    return public_scenario(WINOGROUND, of_records(sides, convert))


def _on_hub() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, record in enumerate(hub_records(WINOGROUND, "test")):
        yield f"{WINOGROUND.repository}: record {number}", record


def _named(folder: Path, name: object, place: str) -> Any:
    """The files name pictures without their suffix."""
    if not isinstance(name, str):
        raise InputError(f"{place}: picture {name!r}; expected its name")
    return picture_in(f"{name}.png", folder, place)
