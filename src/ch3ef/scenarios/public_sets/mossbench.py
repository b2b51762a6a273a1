"""MOSSBench: 300 benign requests that look alarming, and beside each a harmful one about the same picture.

The two sides are contrast twins: `harmful` is the contrast set of its repository, `benign` the set itself, whose share
of refusals is what it measures. The task is what alarms: exaggerated risk, negated harm, or a counterintuitive
interpretation.

Source: arXiv 2406.17806; CC BY-SA 4.0, for testing and never for training. Layout checked against its repository; the
tables of the hub hold the benign side alone and are not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ch3ef.errors import InputError, short
from ch3ef.files import read_json
from ch3ef.items import Item
from ch3ef.scenarios.public_sets.public_set import Origin, PublicSet, Record, Records, each, text_of
from ch3ef.scenarios.public_sets.requests import request
from ch3ef.taxonomy import Dimension, Level

FOLDERS = {"harmful": "data_contrast", "benign": "data"}
"""A side -> the folder that holds it."""
TASKS = {"type 1": "exaggerated risk", "type 2": "negated harm", "type 3": "counterintuitive interpretation"}
"""What a record calls a stimulus -> its name."""


def _in_folder(origin: Origin, folder: Path) -> Records:
    file = f"{FOLDERS[origin.split]}/images_information/information.json"
    held = read_json(folder / file)
    if not isinstance(held, Mapping):
        raise InputError(f"{file}: is {short(held)}; expected a JSON object, the number of a request -> the request")
    for number, record in held.items():
        if not isinstance(record, Mapping):
            raise InputError(f"{file}: {number}: is {short(record)}; expected a JSON object")
        yield f"{file}: {number}", {**record, "number": number}


def _item(origin: Origin, place: str, record: Record) -> Item:
    metadata = record["metadata"]
    stimulus = metadata.get("over") if isinstance(metadata, Mapping) else None
    if not isinstance(stimulus, str) or stimulus not in TASKS:
        raise InputError(f"{place}: metadata: over is {short(stimulus)}; expected {', '.join(TASKS)}")
    return request(
        origin,
        record["number"],
        harmful=origin.split == "harmful",
        task=TASKS[stimulus],
        question=text_of(record, "question", place),
        images=[origin.picture(record["image"], place, FOLDERS[origin.split])],
        pair=f"mossbench/{record['number']}",
    )


MOSSBENCH = PublicSet(
    name="mossbench",
    text="benign requests that look alarming, and their harmful contrasts: refusal and over-refusal",
    level=Level.A3,
    dimension=Dimension.HARMLESS,
    domain="oversensitivity",
    licence="CC BY-SA 4.0, no training",
    n_items=300,
    recipe="declining",
    splits={side: side for side in FOLDERS},
    sides=tuple(FOLDERS),
    source="github: xirui-li/MOSSBench",
    layout="data/ and data_contrast/, in each images_information/information.json and images/",
    markers=("data*/images_information/information.json",),
    in_folder=_in_folder,
    items=each(_item),
    warning="requests for harm, some with weapons, drugs or nudity in the picture",
)
