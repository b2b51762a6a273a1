"""HallusionBench: yes-or-no questions that language alone answers wrongly, each asked about several figures.

1129 questions: 455 different ones, about 346 figures and, of those that can be answered without (VS), about none. The
same question about other figures is a `pair` (of one to four), the questions about a figure share the picture:
question pair accuracy and figure accuracy ask for all of them to be right (behaviour "hallusionbench"). The domain
says whether the figure is the original or none ("easy") or an edited one ("hard"); the task is the category and its
subject. An uncertain reply to a question without a figure counts as right in the paper; here it is neither yes nor no,
and wrong.

Source: arXiv 2310.14566; BSD 3-Clause. Layout checked against its repository, counts against its file.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from ch3ef.errors import InputError, short
from ch3ef.files import read_json
from ch3ef.items import Item
from ch3ef.scenarios.public_sets.public_set import (
    Origin,
    PublicSet,
    Record,
    Records,
    each,
    hub_records,
    list_of,
    text_of,
)
from ch3ef.taxonomy import Dimension, Level

FILE = "HallusionBench.json"
FIGURES = "hallusion_bench"
CATEGORIES = {"VD": "visual dependent", "VS": "visual supplement"}
OPTIONS = ("No", "Yes")
"""In the order of the key, 0 and 1."""


def _on_hub(origin: Origin) -> Records:
    splits = ("image", "non_image") if origin.split == "all" else ("image",)
    return chain.from_iterable(hub_records(origin, split) for split in splits)


def _in_folder(origin: Origin, folder: Path) -> Records:
    for number, record in enumerate(list_of(dict, read_json(folder / FILE), FILE), start=1):
        if record.get("filename") or origin.split == "all":
            yield f"{FILE}: record {number}", record


def _item(origin: Origin, place: str, record: Record) -> Item:
    category, key, file = record["category"], str(record["gt_answer"]), record["filename"]
    if category not in CATEGORIES or key not in ("0", "1"):
        raise InputError(
            f"{place}: category {short(category)} with key {short(key)}; expected VD or VS, and 0 (no) or 1 (yes)"
        )
    question = "/".join((category, text_of(record, "subcategory", place), str(record["set_id"])))
    asked = f"{question}/{record['question_id']}"
    folder = FIGURES if origin.folder and (origin.folder / FIGURES).is_dir() else "."
    picture = record["image"] if origin.folder is None and file else file
    return origin.item(
        f"{question}_{record['figure_id']}/{record['question_id']}",
        task=f"{CATEGORIES[category]}: {record['subcategory']}",
        question=text_of(record, "question", place),
        images=[origin.picture(picture, place, folder)] if file else [],
        options=OPTIONS,
        gold=[int(key)],
        pair=f"hallusionbench/{asked}",
        group="easy" if str(record["figure_id"]) == "0" else "hard",
    )


HALLUSIONBENCH = PublicSet(
    name="hallusionbench",
    text="yes or no about figures and what language expects of them; question pair and figure accuracy",
    level=Level.A3,
    dimension=Dimension.HONEST,
    domain="hallucination and illusion",
    licence="BSD-3-Clause",
    n_items=1129,
    recipe="yes-no",
    splits={"all": "image", "image": "image"},
    repository="lmms-lab/HallusionBench",
    revision="main",  # no commit of it was seen (no internet)
    source="github: tianyi-lab/HallusionBench; hugging face: lmms-lab/HallusionBench",
    layout="HallusionBench.json and hallusion_bench/ (hallusion_bench.zip unpacked), or VD/ and VS/",
    markers=(FILE,),
    on_hub=_on_hub,
    in_folder=_in_folder,
    items=each(_item),
)
