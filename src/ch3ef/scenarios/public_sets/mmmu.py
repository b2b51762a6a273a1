"""MMMU: college questions in 30 subjects, one or several pictures each, most with options, some open.

Open questions are asked by the recipe short-answer, the others by any that chooses among options; both together make
MMMU's own accuracy (`analysis.behaviours.mmmu`). The splits are "validation" (900 questions) and "dev" (150), the pool
for examples in context. The pictures that question and options mention are shown in the order of their numbers; the
mentions, "<image 1>", become "(picture 1)", also where an option is nothing else. Pictures that only the explanation
mentions are not shown. The task is the subject, the domain the discipline, "solution" an explanation.

Source: arXiv 2311.16502; Apache-2.0. Disciplines and layout checked against the authors' code and the hub's card.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError, short
from ch3ef.items import Item
from ch3ef.parquet_files import parquet_records
from ch3ef.scenarios.public_sets.public_set import (
    Origin,
    PublicSet,
    Record,
    Records,
    hub_picture,
    hub_records,
    lettered_choice,
    of_records,
    text_of,
)
from ch3ef.tables import cell_text
from ch3ef.taxonomy import Level

DISCIPLINES = {
    "Art and Design": "Art Art_Theory Design Music",
    "Business": "Accounting Economics Finance Manage Marketing",
    "Science": "Biology Chemistry Geography Math Physics",
    "Health and Medicine": "Basic_Medical_Science Clinical_Medicine Diagnostics_and_Laboratory_Medicine Pharmacy "
    "Public_Health",
    "Humanities and Social Science": "History Literature Sociology Psychology",
    "Tech and Engineering": "Agriculture Architecture_and_Engineering Computer_Science Electronics Energy_and_Power "
    "Materials Mechanical_Engineering",
}
"""Discipline -> its subjects, each a configuration on the hub."""

_DISCIPLINE_OF = {subject: discipline for discipline, subjects in DISCIPLINES.items() for subject in subjects.split()}
_MARK = re.compile(r"<\s*image\s*(\d+)\s*>")


def _on_hub(origin: Origin) -> Records:
    for subject in _DISCIPLINE_OF:
        for place, record in hub_records(origin, config=subject):
            yield place, record | {"subject": subject}


def _in_folder(origin: Origin, folder: Path) -> Records:
    for subject in _DISCIPLINE_OF:
        for file in sorted((folder / subject).glob(f"{origin.split}-*.parquet")):
            place = file.relative_to(folder).as_posix()
            for number, record in enumerate(parquet_records(file, at_once=16), start=1):
                yield f"{place}: record {number}", record | {"subject": subject}


def _items(origin: Origin, records: Records) -> Iterable[Item | str]:
    found: set[str] = set()
    items = of_records(records, partial(_item, origin, found))
    if lacking := [subject for subject in _DISCIPLINE_OF if subject not in found]:
        origin.notices.append(f"mmmu: without the subjects {', '.join(lacking)}")
    return items


def _item(origin: Origin, found: set[str], place: str, record: Record) -> Item | str:
    found.add(subject := record["subject"])
    is_open = record["question_type"] != "multiple-choice"
    question = text_of(record, "question", place)
    texts = [] if is_open else _listed(record["options"], place)
    if not (shown := _shown(record, [question, *texts])):
        return "without a picture"
    named = partial(_MARK.sub, lambda mark: f"(picture {shown.index(int(mark[1])) + 1})")
    accepted = _accepted(record["answer"], place) if is_open else []
    choice = (accepted[:1], 0) if is_open else lettered_choice([named(text) for text in texts], record["answer"], place)
    if isinstance(choice, str):
        return choice
    options, gold = choice
    solution = cell_text(record.get("explanation"), f"{place}: explanation")
    # An explanation that points to pictures, which may not be shown, is no example of reasoning.
    details: dict[str, Any] = {"solution": solution} if solution and not _MARK.search(solution) else {}
    if is_open:
        details["answers"] = accepted
    return origin.item(
        text_of(record, "id", place),
        task=subject,
        question=named(question),
        images=[hub_picture(record[f"image_{number}"], origin.cache, place) for number in shown],
        options=options,
        gold=[gold],
        group=_DISCIPLINE_OF[subject],
        **details,
    )


def _listed(options: object, place: str, name: str = "options") -> list[str]:
    """Options or answers, which the set holds as the text of a Python list."""
    try:
        texts = ast.literal_eval(str(options))
    except (ValueError, SyntaxError) as error:
        raise InputError(f"{place}: {name} {short(options)}; expected the text of a list") from error
    if not isinstance(texts, list):
        raise InputError(f"{place}: {name} {short(options)}; expected the text of a list")
    return [str(text) for text in texts]


def _accepted(answer: object, place: str) -> list[str]:
    """The answers to an open question that are right: one, or the text of a Python list of several."""
    text = str(answer or "").strip()
    accepted = _listed(text, place, "answer") if text.startswith("[") else [text]
    if not accepted or not all(one.strip() for one in accepted):
        raise InputError(f"{place}: answer {short(answer)}; expected a text, or the text of a list")
    return accepted


def _shown(record: Record, texts: list[str]) -> list[int]:
    """Numbers of the pictures that the texts mention; of all pictures where they mention none."""
    mentioned = {int(number) for text in texts for number in _MARK.findall(text)}
    present = (number for number in range(1, 8) if record.get(f"image_{number}") is not None)
    return sorted(mentioned or present)


MMMU = PublicSet(
    name="mmmu",
    text="college questions in 30 subjects, multiple choice and open",
    level=Level.A2,
    domain="college subjects",
    licence="Apache-2.0",
    recipe="ppl",
    splits={"validation": "validation", "dev": "dev"},
    without_key=("test",),
    pool="split=dev",
    repository="MMMU/MMMU",
    # The commit that other evaluations pin; not looked up at the hub (no internet).
    revision="98e6ac0cb9b7b2cd2c991b85a50762edc4aedc68",
    layout="a folder per subject (Accounting, Art, ...) with SPLIT-*.parquet",
    markers=("*/{split}-*.parquet",),
    on_hub=_on_hub,
    in_folder=_in_folder,
    items=_items,
)
