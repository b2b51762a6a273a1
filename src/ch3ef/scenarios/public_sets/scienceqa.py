"""ScienceQA: school questions with four kinds of evidence, of which those with a picture are asked here.

The splits hold 2017 (test), 2097 (val) and 6218 (train) of them; examples in context come from "train". The hint
("Context" in the paper) stands in front of the question, as in the paper's CQM format; its QCM format has it behind,
and ChEF left hints out. Lecture and solution go into the details, for examples with a chain of thought. Items from
the files are named by the set's own ids; the hub's records have none and are counted.

Source: arXiv 2209.09513; CC BY-NC-SA 4.0. Layout as the authors describe it, columns and numbers by the cards on the
hub.
"""

from __future__ import annotations

from pathlib import Path
from string import ascii_uppercase

from ch3ef.errors import InputError
from ch3ef.files import read_json
from ch3ef.items import Item
from ch3ef.scenarios.public_sets.public_set import (
    Origin,
    PublicSet,
    Record,
    Records,
    each,
    hub_records,
    lettered_choice,
    list_of,
    text_of,
)
from ch3ef.tables import cell_text
from ch3ef.taxonomy import Level


def _on_hub(origin: Origin) -> Records:
    for number, (place, record) in enumerate(hub_records(origin)):
        yield place, record | {"id": f"{origin.split}-{number}"}


def _in_folder(origin: Origin, folder: Path) -> Records:
    problems, ids, split = read_json(folder / "problems.json"), read_json(folder / "pid_splits.json"), origin.split
    if not isinstance(problems, dict) or not isinstance(ids, dict) or not isinstance(ids.get(split), list):
        raise InputError(f"{folder}: problems.json or the list {split!r} of pid_splits.json is not as published")
    for pid in list_of(str, ids[split], f"pid_splits.json: {split}"):
        place, problem = f"problems.json: record {pid!r}", problems.get(pid)
        if not isinstance(problem, dict):
            raise InputError(f"{place}: is named in pid_splits.json but not there; get both files again")
        name = problem.get("image")
        yield place, {**problem, "id": pid, "image": name and f"{split}/{pid}/{name}"}


def _item(origin: Origin, place: str, record: Record) -> Item | str:
    if not record["image"]:
        return "without a picture"
    number, choices = record["answer"], record["choices"]
    if not isinstance(choices, list) or not isinstance(number, int) or not 0 <= number < len(choices):
        raise InputError(f"{place}: answer {number!r} to choices {choices!r}; expected the number of one, from 0")
    choice = lettered_choice(choices, ascii_uppercase[number], place)
    if isinstance(choice, str):
        return choice
    options, gold = choice
    hint, question = cell_text(record["hint"], f"{place}: hint"), text_of(record, "question", place)
    explained = {
        name: text for name in ("lecture", "solution") if (text := cell_text(record.get(name), f"{place}: {name}"))
    }
    return origin.item(
        record["id"],
        task=text_of(record, "topic", place),
        question=f"{hint}\n{question}" if hint else question,
        images=[origin.picture(record["image"], place)],
        options=options,
        gold=[gold],
        group=text_of(record, "subject", place),
        **explained,
    )


SCIENCEQA = PublicSet(
    name="scienceqa",
    text="school science questions with a picture",
    level=Level.A2,
    domain="science",
    licence="CC BY-NC-SA 4.0",
    n_items=2017,
    recipe="qa-performance",
    splits={"test": "test", "val": "validation", "train": "train"},
    pool="split=train",
    repository="derek-thomas/ScienceQA",
    # A commit that public pages show; not looked up at the hub (no internet).
    revision="36e8c67ba16365894bf6adfa6fd5de5bcd01cdb9",
    layout="problems.json, pid_splits.json and images/SPLIT/ID/image.png",
    markers=("problems.json",),
    pictures="images",
    on_hub=_on_hub,
    in_folder=_in_folder,
    items=each(_item),
)
