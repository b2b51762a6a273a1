"""Which questions models are asked to propose about which photos, and what comes of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd
from typing import Any, NamedTuple

from ch3ef.curate.asking import Asking, Needed, Progress, Request, ask, needed
from ch3ef.curate.candidates import new_drafts, read_candidates
from ch3ef.curate.demonstrations import Shown, nothing_shown
from ch3ef.curate.folder import Curation
from ch3ef.curate.prompts import drafting_prompt, prompt_version
from ch3ef.curate.records import Asked, Draft
from ch3ef.curate.taking_in import picture_of
from ch3ef.items import ImageRef
from ch3ef.models.messages import Message
from ch3ef.models.names import ModelName
from ch3ef.taxonomy import TASKS

USUAL_DRAFT = 80
"""Tokens of a candidate in a model's usual reply."""
ATTEMPTS = 2
"""How often a model is asked until what it says can be read."""


class Wanted(NamedTuple):
    """Drafts that a model is to be asked for: `number` about one photo for one task."""

    photo: str
    task: str
    number: int


@dataclass(frozen=True, slots=True)
class Drafting:
    """What drafting came to.

    Attributes:
        askings: How asking went, by model.
        new: Drafts that came.
        unread: Requests, of all times, whose two replies could not be read: "model: picture, task".
        none: Requests, of all times, to which a model said that the picture gives nothing for the task.
    """

    askings: tuple[Asking, ...]
    new: tuple[Draft, ...]
    unread: tuple[str, ...]
    none: int


def tasks_of(curation: Curation) -> tuple[str, ...]:
    """The tasks that are drafted for."""
    return curation.tasks or tuple(task.name for task in TASKS)


def dealt(place: int, number: int, tasks: Sequence[str]) -> Counter[str]:
    """For which tasks a photo is asked about, and how many drafts of each: tasks take turns over the photos.

    A larger number asks for all that a smaller one does.

    Args:
        place: Of the photo, from 0.
        number: Drafts of the photo.
        tasks: What is drafted for.

    Example:
        >>> sorted(dealt(0, 3, ("a", "b")).items()), dealt(5, 1, ("a", "b"))
        ([('a', 2), ('b', 1)], Counter({'b': 1}))
    """
    size = len(tasks)
    step = next(each for each in range(max(round(0.618 * size), 1), size + 2) if gcd(each, size) == 1)
    return Counter(tasks[(place + turn * step) % size] for turn in range(number))


def open_requests(curation: Curation, model: str, per_picture: int) -> list[Wanted]:
    """What a model has not been asked for yet.

    Args:
        curation: The folder.
        model: Its name.
        per_picture: Drafts of each photo.
    """
    had: Counter[tuple[str, str]] = Counter()
    for one in curation.asked():
        if one.model == model and (one.attempt == ATTEMPTS or read_candidates(one.reply) is not None):
            had[one.photo, one.task] += one.wanted
    tasks = tasks_of(curation)
    return [
        Wanted(photo.digest, task, number - had[photo.digest, task])
        for place, photo in enumerate(curation.photos())
        for task, number in dealt(place, per_picture, tasks).items()
        if number > had[photo.digest, task]
    ]


def propose(
    curation: Curation,
    models: Sequence[ModelName],
    clients: Sequence[Any],
    progress: Progress,
    *,
    per_picture: int,
    shown: Shown = nothing_shown,
) -> Drafting:
    """Ask models for drafts, and keep them as they arrive.

    A reply is written down before it is read; so a kill at any moment loses none that came, and the same command asks
    for none of them again.

    Args:
        curation: The folder.
        models: Who is asked.
        clients: The same, open.
        progress: Told how many requests of a model are done.
        per_picture: Drafts of each photo, by each model.
        shown: Which agreed items stand in front of a request.

    Raises:
        InputError: A picture is gone, or a reply cannot be kept.
    """
    tasks = tasks_of(curation)
    there = curation.drafts()
    taken_up = new_drafts(curation.asked(), there, tasks)  # of replies that a kill left unread
    curation.add(taken_up)
    there += taken_up
    first, askings = len(there) - len(taken_up), []

    def keep(one: Asked) -> None:
        new = new_drafts([one], [draft for draft in there if draft.photo == one.photo], tasks)
        curation.add([one, *new])
        there.extend(new)

    for model, client in zip(models, clients, strict=True):
        before = len(curation.asked())
        wanted = open_requests(curation, model.name, per_picture)
        tried = _tried_once(curation, model.name)
        asking = ask(model, client, list(_requests(curation, model.name, wanted, tried, keep, shown)), progress)
        again = _unread([one for one in curation.asked()[before:] if one.model == model.name])
        once_more = [one for one in open_requests(curation, model.name, per_picture) if (one.photo, one.task) in again]
        second = ask(model, client, list(_requests(curation, model.name, once_more, again, keep, shown)), progress)
        askings.append(
            Asking(model.name, asking.done + second.done, asking.errors + second.errors, asking.left + second.left)
        )
    unread, none = _silent(curation)
    return Drafting(tuple(askings), tuple(there[first:]), tuple(unread), none)


def estimate_drafts(
    curation: Curation, models: Sequence[ModelName], per_picture: int, shown: Shown = nothing_shown
) -> list[Needed]:
    """What `propose` would ask of each model, where every reply can be read.

    Raises:
        InputError: A picture is gone.
    """
    found = []
    for model in models:
        wanted = open_requests(curation, model.name, per_picture)
        prompts = [messages for _, messages in _prompts(curation, wanted, set(), shown)]
        found.append(needed(model, prompts, USUAL_DRAFT * sum(one.number for one in wanted)))
    return found


_Pairs = set[tuple[str, str]]
"""Photos and tasks."""


def _unread(asked: Sequence[Asked]) -> _Pairs:
    """What was asked for once, and could not be read."""
    return {(one.photo, one.task) for one in asked if one.attempt == 1 and read_candidates(one.reply) is None}


def _tried_once(curation: Curation, model: str) -> _Pairs:
    """What a model was asked for once before, could not be read, and was not asked for again: it was stopped there."""
    last = {(one.photo, one.task): one for one in curation.asked() if one.model == model}
    return _unread(list(last.values()))


def _prompts(
    curation: Curation, wanted: Sequence[Wanted], again: _Pairs, shown: Shown
) -> Iterator[tuple[Wanted, tuple[Message, ...]]]:
    photos = {photo.digest: photo for photo in curation.photos()}
    about: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in curation.drafts():
        about[draft.photo, draft.task].append(draft)
    images: dict[str, ImageRef] = {}
    for one in wanted:
        if one.photo not in images:
            images[one.photo] = picture_of(curation, photos[one.photo])
        key = one.photo, one.task
        yield (
            one,
            drafting_prompt(one.task, images[one.photo], one.number, about[key], again=key in again, shown=shown(*key)),
        )


def _requests(  # noqa: PLR0917
    curation: Curation, model: str, wanted: Sequence[Wanted], again: _Pairs, keep: Any, shown: Shown
) -> Iterator[Request]:
    for one, messages in _prompts(curation, wanted, again, shown):
        attempt = 2 if (one.photo, one.task) in again else 1

        def kept(reply: str, one: Wanted = one, attempt: int = attempt) -> None:
            version = prompt_version(one.task, shown(one.photo, one.task))
            keep(Asked(one.photo, one.task, model, version, one.number, attempt, reply))

        yield Request(messages, kept)


def _silent(curation: Curation) -> tuple[list[str], int]:
    """Requests that gave nothing that can be read, and how many gave nothing on purpose."""
    names = {photo.digest: photo.name for photo in curation.photos()}
    unread, none = [], 0
    for one in curation.asked():
        found = read_candidates(one.reply)
        if found is None and one.attempt == ATTEMPTS:
            unread.append(f"{one.model}: {names.get(one.photo, one.photo[:12])}, {one.task}")
        none += found == []
    return sorted(unread), none
