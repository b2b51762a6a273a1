"""MMMU: college questions in 30 subjects, one or several pictures each; those with options."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError
from ch3ef.files import parquet_records
from ch3ef.items import Item
from ch3ef.scenarios.public_sets.public_set import (
    PublicSet,
    folder_of,
    hub_picture,
    hub_records,
    known_split,
    lettered_choice,
    of_records,
    public_item,
    public_scenario,
    text_of,
)
from ch3ef.scenarios.scenario import Scenario
from ch3ef.taxonomy import Level

MMMU = PublicSet(
    name="mmmu",
    level=Level.A2,
    domain="college subjects",
    repository="MMMU/MMMU",
    # The commit that other evaluations pin; not looked up at the hub (no internet).
    revision="98e6ac0cb9b7b2cd2c991b85a50762edc4aedc68",
    layout="a folder per subject (Accounting, Art, ...) with SPLIT-*.parquet",
)

DISCIPLINES: dict[str, tuple[str, ...]] = {
    "Art and Design": ("Art", "Art_Theory", "Design", "Music"),
    "Business": ("Accounting", "Economics", "Finance", "Manage", "Marketing"),
    "Science": ("Biology", "Chemistry", "Geography", "Math", "Physics"),
    "Health and Medicine": (
        "Basic_Medical_Science", "Clinical_Medicine", "Diagnostics_and_Laboratory_Medicine", "Pharmacy",
        "Public_Health",
    ),
    "Humanities and Social Science": ("History", "Literature", "Sociology", "Psychology"),
    "Tech and Engineering": (
        "Agriculture", "Architecture_and_Engineering", "Computer_Science", "Electronics", "Energy_and_Power",
        "Materials", "Mechanical_Engineering",
    ),
}  # fmt: skip
"""Discipline -> its subjects, each a configuration on the hub."""

_DISCIPLINE_OF = {subject: discipline for discipline, subjects in DISCIPLINES.items() for subject in subjects}
_MARK = re.compile(r"<\s*image\s*(\d+)\s*>")


def load_mmmu(cache: Path, *, dir: Path | None = None, split: str = "validation") -> Scenario:  # noqa: A002
    """Load the multiple-choice questions of MMMU; open ones are left out and counted.

    The pictures that question and options mention are shown in the order of their numbers; the mentions, "<image 1>",
    become "(picture 1)", also where an option is nothing else. Pictures that only the explanation mentions are not
    shown.

    Args:
        cache: Where the pictures are kept, which the records hold.
        dir: A folder with the published files; None for `$CH3EF_DATA/mmmu`, else the hub.
        split: "validation" (900 questions) or "dev" (150), the pool for examples in context; the key of the test set is
            not published.

    Returns:
        The scenario; the task is the subject, the domain the discipline, "solution" an explanation. A
        notice names subjects that the folder lacks.

    Raises:
        InputError: Another split, files that are not there or damaged, no connection.

    Source: arXiv 2311.16502; Apache-2.0. Disciplines and layout checked against the authors' code and the hub's card.
    """
    if split == "test":
        raise InputError("mmmu: the key of its test set is not published; expected split=validation or split=dev")
    known_split(MMMU, split, ["validation", "dev"])
    folder = folder_of(MMMU, dir, f"*/{split}-*.parquet")
    records = _on_hub(split) if folder is None else _in_folder(folder, split)
    found: set[str] = set()

    def convert(place: str, record: Mapping[str, Any]) -> Item | str:
        found.add(subject := record["subject"])
        if record["question_type"] != "multiple-choice":
            return "that are open, without options"
        question, texts = text_of(record, "question", place), _listed(record["options"], place)
        if not (shown := _shown(record, [question, *texts])):
            return "without a picture"
        named = partial(_MARK.sub, lambda mark: f"(picture {shown.index(int(mark[1])) + 1})")
        choice = lettered_choice([named(text) for text in texts], record["answer"], place)
        if isinstance(choice, str):
            return choice
        options, gold = choice
        solution = str(record.get("explanation") or "").strip()
        # An explanation that points to pictures, which may not be shown, is no example of reasoning.
        explained = {"solution": solution} if solution and not _MARK.search(solution) else {}
        return public_item(
            MMMU, text_of(record, "id", place), task=subject, question=named(question), options=options, gold=[gold],
            images=[hub_picture(record[f"image_{number}"], cache, place) for number in shown],
            group=_DISCIPLINE_OF[subject], **explained,
        )  # fmt: skip

    converted = of_records(records, convert)
    lacking = [subject for subject in _DISCIPLINE_OF if subject not in found]
    return public_scenario(MMMU, converted, [f"mmmu: without the subjects {', '.join(lacking)}"] if lacking else [])


def _listed(options: object, place: str) -> list[str]:
    """The options, which the set holds as the text of a Python list."""
    try:
        texts = ast.literal_eval(str(options))
    except (ValueError, SyntaxError) as error:
        raise InputError(f"{place}: options {options!r}; expected the text of a list") from error
    if not isinstance(texts, list):
        raise InputError(f"{place}: options {options!r}; expected the text of a list")
    return [str(text) for text in texts]


def _shown(record: Mapping[str, Any], texts: list[str]) -> list[int]:
    """Numbers of the pictures that the texts mention; of all pictures where they mention none."""
    mentioned = {int(number) for text in texts for number in _MARK.findall(text)}
    present = (number for number in range(1, 8) if record.get(f"image_{number}") is not None)
    return sorted(mentioned or present)


def _on_hub(split: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for subject in _DISCIPLINE_OF:
        for number, record in enumerate(hub_records(MMMU, split, subject)):
            yield f"{MMMU.repository}: {subject}, {split} record {number}", {**record, "subject": subject}


def _in_folder(folder: Path, split: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for subject in _DISCIPLINE_OF:
        for file in sorted((folder / subject).glob(f"{split}-*.parquet")):
            place = file.relative_to(folder).as_posix()
            for number, record in enumerate(parquet_records(file, at_once=16), start=1):
                yield f"{place}: record {number}", {**record, "subject": subject}
