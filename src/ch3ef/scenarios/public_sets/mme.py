"""MME: 14 sub-tasks of perception and cognition; about each picture one question to affirm and one to deny.

2374 questions about 1187 pictures, answered with yes or no. The two questions about a picture share it and a `pair`:
accuracy+ needs both, and a limited run takes them in turn. The task is the sub-task, the domain perception or
cognition.

Source: arXiv 2306.13394; free for research. Layout and halves checked against public evaluation code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path, PurePosixPath

from ch3ef.errors import InputError
from ch3ef.files import read_lines
from ch3ef.items import Item
from ch3ef.scenarios.public_sets.public_set import (
    Origin,
    PublicSet,
    Record,
    Records,
    hub_records,
    of_records,
    renamed,
    text_of,
)
from ch3ef.taxonomy import Level

PERCEPTION = ("existence", "count", "position", "color", "posters", "celebrity", "scene", "landmark", "artwork", "OCR")
COGNITION = ("commonsense_reasoning", "numerical_calculation", "text_translation", "code_reasoning")
GROUPS = {"perception": PERCEPTION, "cognition": COGNITION}
"""The two halves of the set, by which its scores are summed -> their sub-tasks."""

OPTIONS = ("Yes", "No")
_GROUP_OF = {task: group for group, tasks in GROUPS.items() for task in tasks}
_SUFFIXES = (".jpg", ".png", ".jpeg")
_COLUMNS = {"task": "category", "name": "question_id", "question": "question", "answer": "answer", "picture": "image"}
"""A column of ours -> of the hub's table."""


def _on_hub(origin: Origin) -> Records:
    return renamed(hub_records(origin), _COLUMNS)


def _in_folder(_: Origin, folder: Path) -> Records:
    for task in _GROUP_OF:
        texts, pictures = folder / task / "questions_answers_YN", folder / task / "images"
        if not texts.is_dir():
            texts = pictures = folder / task
        for file in sorted(texts.glob("*.txt")):
            picture = next((path for end in _SUFFIXES if (path := pictures / f"{file.stem}{end}").is_file()), None)
            if picture is None:
                raise InputError(f"{task}/{file.name}: no picture; expected {file.stem}.jpg or .png in {pictures}")
            of_picture = {"task": task, "name": picture.name, "picture": picture.relative_to(folder).as_posix()}
            for place, line in read_lines(file):
                question, tab, answer = line.rpartition("\t")
                if not tab:
                    raise InputError(f"{task}/{place}: {line!r}; expected a question, a tab, and Yes or No")
                yield f"{task}/{place}", {"question": question, "answer": answer, **of_picture}


def _items(origin: Origin, records: Records) -> Iterable[Item]:
    questions: Counter[str] = Counter()
    items = of_records(records, partial(_item, origin, questions))
    for name, count in questions.items():
        if count != 2:
            raise InputError(f"mme: picture {name}: has {count} of its two questions; get the set again")
    found = {item.task for item in items}
    if lacking := [task for task in _GROUP_OF if task not in found]:
        origin.notices.append(f"mme: without the sub-tasks {', '.join(lacking)}")
    return items


def _item(origin: Origin, questions: Counter[str], place: str, record: Record) -> Item:
    task, answer = record["task"], str(record["answer"]).strip().capitalize()
    if task not in _GROUP_OF or answer not in OPTIONS:
        raise InputError(
            f"{place}: sub-task {task!r} with answer {record['answer']!r}; expected Yes or No and one of "
            f"{', '.join(_GROUP_OF)}"
        )
    name = f"{task}/{PurePosixPath(str(record['name'])).name}"
    questions[name] += 1
    return origin.item(
        f"{name}/{questions[name]}",
        task=task,
        question=text_of(record, "question", place),
        images=[origin.picture(record["picture"], place)],
        options=OPTIONS,
        gold=[OPTIONS.index(answer)],
        pair=f"mme/{name}",
        group=_GROUP_OF[task],
    )


MME = PublicSet(
    name="mme",
    text="14 sub-tasks of perception and cognition, yes or no, two questions a picture",
    level=Level.A2,  # as the Ch3Ef paper counts it, although most of its sub-tasks are perception
    domain="perception and cognition",
    licence="for research",
    n_items=2374,
    recipe="yes-no",
    repository="lmms-lab/MME",
    revision="d6c9023f017b564f7b3ccccf5348166bce8fdbcd",
    layout="a folder per sub-task (OCR, ...) with N.txt beside N.jpg, or in questions_answers_YN/ and images/",
    markers=("*/**/*.txt",),
    on_hub=_on_hub,
    in_folder=_in_folder,
    items=_items,
)
