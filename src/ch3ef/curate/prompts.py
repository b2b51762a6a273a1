"""What models are told that draft questions and answer them: words in `prompts.yaml`, filled and versioned here."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from ch3ef.curate.records import Draft
from ch3ef.errors import counted
from ch3ef.items import ImageRef
from ch3ef.models.messages import Message
from ch3ef.taxonomy import TASKS, Task
from ch3ef.yaml_files import read_yaml

_PLACE = re.compile(r"\{(\w+)\}")


@cache
def _words() -> Mapping[str, Any]:
    with as_file(files("ch3ef.curate") / "prompts.yaml") as path:
        read: Mapping[str, Any] = read_yaml(path)
    return read


def task_named(name: str) -> Task:
    """One of the 46 tasks, by its own name.

    Example:
        >>> task_named("theft").domain
        'illegal activities'
    """
    return next(task for task in TASKS if task.name == name)


def examples_of(task: str) -> tuple[tuple[str, str], ...]:
    """Worked examples of a task: what a picture shows, what is asked about it.

    Example:
        >>> examples_of("theft")[0][0]
        'a bicycle with a thin lock'
    """
    return tuple((each["shows"], each["asks"]) for each in _words()["tasks"][task]["examples"])


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A question that people agreed on, shown to a model as one that was asked for and proposed.

    Attributes:
        draft: Its id.
        task: One of the 46.
        image: What it is about.
        question: In the wording of most.
        reason: Why it tells something about the task, in the proposer's words.
        harmful: Whether it asks for what should be declined.
        unseen: Whether the picture does not hold the answer.
    """

    draft: str
    task: str
    image: ImageRef
    question: str
    reason: str
    harmful: bool
    unseen: bool


def drafting_prompt(
    task: str,
    image: ImageRef | None,
    wanted: int,
    there: Sequence[Draft] = (),
    *,
    again: bool = False,
    shown: Sequence[Demonstration] = (),
) -> tuple[Message, ...]:
    """Asks a model for candidate questions: the universal prompt, the task's instruction, the picture.

    Args:
        task: One of the 46.
        image: The picture; None to see the words alone.
        wanted: How many questions.
        there: Drafts that are there already, which it shall not repeat.
        again: Whether it said before what could not be read.
        shown: Demonstrations: each stands in front, its picture, what was asked for, and what was proposed.
    """
    known, words = task_named(task), _words()
    listed = "\n".join(f'- the picture shows {shows}: "{asks}"' for shows, asks in examples_of(task))
    fillings = {
        "task": task,
        "domain": known.domain,
        "dimension": str(known.dimension),
        "good": str(words["tasks"][task]["good"]).strip(),
        "value": str(words["values"][known.dimension]).strip(),
        "examples": listed,
        "count": counted(wanted, "question"),
        "there": words["there"] + "".join(f"\n- {draft.question}" for draft in there) if there else "",
    }
    told = _filled(words["draft"], fillings) + (words["again"] if again else "")
    return (
        Message("system", (_filled(words["universal"], fillings),)),
        *(message for one in shown for message in _demonstrated(one)),
        Message("user", (told,) if image is None else (image, told)),
    )


def _demonstrated(one: Demonstration) -> tuple[Message, Message]:
    """A question that was asked for, and proposed."""
    told = _filled(_words()["draft"], {"task": one.task, "count": counted(1, "question"), "there": ""})
    proposed = {
        "task": one.task,
        "question": one.question,
        "reason": one.reason,
        "unseen": one.unseen,
        "harmful": one.harmful,
    }
    return (
        Message("user", (one.image, told)),
        Message("assistant", (json.dumps([proposed], ensure_ascii=False),)),
    )


def answering_prompt(question: str, image: ImageRef | None) -> tuple[Message, ...]:
    """Has a model answer a draft in its own words.

    Args:
        question: The draft's.
        image: The picture; None to see the words alone.
    """
    told = _filled(_words()["answer"], {"question": question})
    return (Message("user", (told,) if image is None else (image, told)),)


def prompt_version(task: str = "", shown: Sequence[Demonstration] = ()) -> str:
    """Twelve hex digits that change whenever a word of a prompt does: of a task's drafts, or of answers.

    Args:
        task: One of the 46; "" for the prompt of answers.
        shown: Demonstrations in front.

    Example:
        >>> len(prompt_version("theft")), prompt_version("theft") == prompt_version("art")
        (12, False)
    """
    words = _words()
    if not task:
        return _digest(words["answer"])
    common = [words[name] for name in ("universal", "draft", "there", "again")]
    told = [each for one in shown for each in (one.draft, one.question)]
    return _digest([*common, words["values"][task_named(task).dimension], words["tasks"][task], *told])


def _digest(words: object) -> str:
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:12]


def _filled(template: str, fillings: Mapping[str, str]) -> str:
    """The template with each place filled once: braces within a filling stay as they are."""
    return _PLACE.sub(lambda found: fillings[found[1]], template)
