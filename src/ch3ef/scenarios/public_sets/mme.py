"""MME: 14 sub-tasks of perception and cognition; about each picture one question to affirm and one to deny."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from ch3ef.errors import InputError
from ch3ef.files import read_lines
from ch3ef.items import Item
from ch3ef.scenarios.public_sets.public_set import (
    PublicSet,
    folder_of,
    hub_picture,
    hub_records,
    known_split,
    of_records,
    picture_in,
    public_item,
    public_scenario,
    text_of,
)
from ch3ef.scenarios.scenario import Scenario
from ch3ef.taxonomy import Level

MME = PublicSet(
    name="mme",
    level=Level.A2,  # as the Ch3Ef paper counts it, although most of its sub-tasks are perception
    domain="perception and cognition",
    repository="lmms-lab/MME",
    revision="d6c9023f017b564f7b3ccccf5348166bce8fdbcd",
    layout="a folder per sub-task (OCR, ...) with N.txt beside N.jpg, or in questions_answers_YN/ and images/",
)

GROUPS: dict[str, tuple[str, ...]] = {
    "perception": (
        "existence", "count", "position", "color", "posters", "celebrity", "scene", "landmark", "artwork", "OCR",
    ),
    "cognition": ("commonsense_reasoning", "numerical_calculation", "text_translation", "code_reasoning"),
}  # fmt: skip
"""The two halves of the set, by which its scores are summed -> their sub-tasks."""

_GROUP_OF = {task: group for group, tasks in GROUPS.items() for task in tasks}
_SUFFIXES = (".jpg", ".png", ".jpeg")
OPTIONS = ("Yes", "No")


def load_mme(cache: Path, *, dir: Path | None = None, split: str = "test") -> Scenario:  # noqa: A002
    """Load MME: 2374 questions about 1187 pictures, answered with yes or no.

    The two questions about a picture share it and a `pair`: accuracy+ needs both, and a limited run takes them in turn.

    Args:
        cache: Where pictures from the hub are kept.
        dir: A folder with the published sub-tasks, in either layout; None for `$CH3EF_DATA/mme`, else the hub.
        split: "test", the only one: there is no further part to take examples from.

    Returns:
        The scenario; the task is the sub-task, the domain perception or cognition. A notice names
        sub-tasks that the folder lacks.

    Raises:
        InputError: Another split, files that are not there or damaged, a picture without two questions, no connection.

    Source: arXiv 2306.13394; free for research. Layout and halves checked against public evaluation code.
    """
    known_split(MME, split, ["test"])
    folder = folder_of(MME, dir, "*/**/*.txt")
    if folder is None:
        records = _on_hub()
        picture = partial(hub_picture, cache=cache)
    else:
        records = _in_folder(folder)
        picture = partial(picture_in, folder=folder)
    questions: Counter[str] = Counter()

    def convert(place: str, record: Mapping[str, Any]) -> Item:
        task, answer = record["task"], str(record["answer"]).strip().capitalize()
        if task not in _GROUP_OF or answer not in OPTIONS:
            raise InputError(
                f"{place}: sub-task {task!r} with answer {record['answer']!r}; expected Yes or No and one of "
                f"{', '.join(_GROUP_OF)}"
            )
        name = f"{task}/{record['name']}"
        questions[name] += 1
        return public_item(
            MME, f"{name}/{questions[name]}", task=task, question=text_of(record, "question", place),
            images=[picture(record["picture"], place=place)], options=OPTIONS, gold=[OPTIONS.index(answer)],
            pair=f"mme/{name}", group=_GROUP_OF[task],
        )  # fmt: skip

    items = of_records(records, convert)
    for name, count in questions.items():
        if count != 2:
            raise InputError(f"mme: picture {name}: has {count} of its two questions; get the set again")
    found = {item.task for item in items}
    lacking = [task for task in _GROUP_OF if task not in found]
    return public_scenario(MME, items, [f"mme: without the sub-tasks {', '.join(lacking)}"] if lacking else [])


def _on_hub() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, record in enumerate(hub_records(MME, "test")):
        yield f"{MME.repository}: record {number}", {
            "task": record.get("category"), "name": PurePosixPath(str(record.get("question_id"))).name,
            "question": record.get("question"), "answer": record.get("answer"), "picture": record.get("image"),
        }  # fmt: skip


def _in_folder(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for task in _GROUP_OF:
        texts, pictures = folder / task / "questions_answers_YN", folder / task / "images"
        if not texts.is_dir():
            texts = pictures = folder / task
        for file in sorted(texts.glob("*.txt")):
            picture = next((path for end in _SUFFIXES if (path := pictures / f"{file.stem}{end}").is_file()), None)
            if picture is None:
                raise InputError(f"{task}/{file.name}: no picture; expected {file.stem}.jpg or .png in {pictures}")
            for line_place, line in read_lines(file):
                question, tab, answer = line.rpartition("\t")
                if not tab:
                    raise InputError(f"{task}/{line_place}: {line!r}; expected a question, a tab, and Yes or No")
                yield f"{task}/{line_place}", {
                    "task": task, "name": picture.name, "question": question, "answer": answer,
                    "picture": picture.relative_to(folder).as_posix(),
                }  # fmt: skip
