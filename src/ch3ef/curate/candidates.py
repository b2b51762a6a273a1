"""A model's reply -> candidate questions, read by rules; and which of them are new. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ch3ef.curate.prompts import task_named
from ch3ef.curate.records import Asked, Draft
from ch3ef.items import PICTURE_MARK
from ch3ef.reading.visible import split_reasoning
from ch3ef.scenarios.alike import folded
from ch3ef.taxonomy import Dimension, task_of
from ch3ef.texts import objects_in, seen, storable

LONGEST = 600
"""Characters of a question: what is longer is no plain question."""
ALIKE = 0.8
"""Of the words of two questions that say what is asked, the share in both from which they are the same question."""
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an the this that these those is are was were be been do does did has have had can could will would should "
        "may of in on at to for from by with and or as it its there here what which me my i you your picture image "
        "photo shown seen show",
    )
)
"""Words that say little of what is asked."""
_TRAILING = re.compile(r",(\s*[}\]])")
_QUESTION = ("question", "query", "q")
_LISTS = ("questions", "candidates", "items", "drafts", "entries")
_YES = {"true", "yes", "1"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question as a model proposes it.

    Attributes:
        question: In its words.
        task: As it names the task; "" where it names none.
        reason: Why.
        unseen: Whether it needs what the picture does not show.
        harmful: Whether a good answer declines.
    """

    question: str
    task: str = ""
    reason: str = ""
    unseen: bool = False
    harmful: bool = False


def read_candidates(reply: str) -> list[Candidate] | None:
    r"""The candidates of a reply; None where none can be read and it does not plainly say that there are none.

    A list alone, in a fence or between other words; objects one a line; a list inside an object; commas too many; a
    list that was cut off, as far as its objects are whole.

    Args:
        reply: What the model said; reasoning in front of it counts as unsaid.

    Example:
        >>> said = 'Here:\n```json\n[{"question": "What is it?", "harmful": "no",}, {"question": "Who'
        >>> [each.question for each in read_candidates(said)]
        ['What is it?']
        >>> read_candidates("[]"), read_candidates("What is it?")
        ([], None)
    """
    aloud = split_reasoning(reply).aloud
    for text in (aloud, _TRAILING.sub(r"\1", aloud)):
        found = [each for content, _ in objects_in(text) for each in _candidates(content)]
        if found:
            return found
    return [] if re.search(r"\[\s*\]", aloud) else None


def _candidates(content: Mapping[str, Any]) -> Iterator[Candidate]:
    for name in _LISTS:
        if isinstance(content.get(name), list):
            for each in content[name]:
                if isinstance(each, dict):
                    yield from _candidates(each)
            return
    question = next((_text(content.get(name)) for name in _QUESTION if _text(content.get(name))), "")
    if question and len(question) <= LONGEST:
        yield Candidate(
            question,
            _text(content.get("task")),
            _text(content.get("reason")),
            _is_so(content.get("unseen")),
            _is_so(content.get("harmful")),
        )


def _text(value: object) -> str:
    return seen(storable(value).replace(PICTURE_MARK, " ")) if isinstance(value, str) else ""


def _is_so(value: object) -> bool:
    return value is True or str(value).strip().casefold() in _YES


def new_drafts(asked: Iterable[Asked], there: Sequence[Draft], tasks: Sequence[str]) -> list[Draft]:
    """The drafts of some replies that are not there yet; near-duplicates about one photo are folded into the first.

    Drafts of harmless tasks are marked as harmful whatever the model says of them. Given the same replies again, with
    what it gave before among what is there, it gives nothing: so a kill between keeping a reply and keeping its drafts
    loses none and doubles none.

    Args:
        asked: Replies, in the order in which they came.
        there: Drafts that are there.
        tasks: What is drafted for; a candidate that names another task belongs to the one that was asked for.
    """
    kept = {draft.id for draft in there}
    words: dict[str, list[frozenset[str]]] = {}
    for draft in there:
        words.setdefault(draft.photo, []).append(telling_words(draft.question))
    new = []
    for one in asked:
        for candidate in (read_candidates(one.reply) or ())[: one.wanted]:
            task = _task(candidate.task, one.task, tasks)
            harmful = candidate.harmful or task_named(task).dimension is Dimension.HARMLESS
            draft = Draft(
                one.photo, task, candidate.question, candidate.reason, one.model, one.prompt, candidate.unseen, harmful
            )
            own, others = telling_words(draft.question), words.setdefault(draft.photo, [])
            if draft.id in kept or any(_alike(own, other) for other in others):
                continue
            kept.add(draft.id)
            others.append(own)
            new.append(draft)
    return new


def _task(named: str, asked: str, tasks: Sequence[str]) -> str:
    found = [task.name for dimension in Dimension if (task := task_of(named, dimension)) is not None]
    return found[0] if len(found) == 1 and found[0] in tasks else asked


def telling_words(question: str) -> frozenset[str]:
    """The words of a text that say what it is about; all of a text that has no others.

    Example:
        >>> sorted(telling_words("What is on the red door?"))
        ['door', 'red']
    """
    found = frozenset(re.findall(r"\w+", folded(question)))
    return found - _SMALL or found or frozenset({folded(question)})


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)
