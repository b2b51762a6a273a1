"""Models answer drafts in their own words: what people rank, mark and trim into options."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from ch3ef.curate.asking import Asking, Needed, Progress, Request, ask, needed
from ch3ef.curate.folder import Curation
from ch3ef.curate.prompts import answering_prompt, prompt_version
from ch3ef.curate.records import Draft, Reply
from ch3ef.curate.taking_in import picture_of
from ch3ef.items import ImageRef
from ch3ef.models.messages import Message
from ch3ef.models.names import ModelName

USUAL_REPLY = 60
"""Tokens of a usual answer in one to three sentences."""


def unanswered(curation: Curation, model: str) -> list[Draft]:
    """Drafts that a model has not answered yet; those that all who looked at them dropped are left out.

    Args:
        curation: The folder.
        model: Its name.
    """
    there = {reply.draft for reply in curation.replies() if reply.model == model}
    said: dict[str, set[str]] = defaultdict(set)
    for each in curation.annotations():
        said[each.draft].add(each.decision)
    return [draft for draft in curation.drafts() if draft.id not in there and said.get(draft.id) != {"drop"}]


def answer(curation: Curation, models: Sequence[ModelName], clients: Sequence[Any], progress: Progress) -> list[Asking]:
    """Have models answer every draft, and keep their replies as they arrive.

    Args:
        curation: The folder.
        models: Who answers.
        clients: The same, open.
        progress: Told how many requests of a model are done.

    Returns:
        How asking went, by model.

    Raises:
        InputError: A picture is gone, or a reply cannot be kept.
    """
    askings = []
    for model, client in zip(models, clients, strict=True):
        requests = [
            Request(messages, _keeping(curation, draft, model.name))
            for draft, messages in _prompts(curation, unanswered(curation, model.name))
        ]
        askings.append(ask(model, client, requests, progress))
    return askings


def estimate_answers(curation: Curation, models: Sequence[ModelName]) -> list[Needed]:
    """What `answer` would ask of each model.

    Raises:
        InputError: A picture is gone.
    """
    found = []
    for model in models:
        prompts = [messages for _, messages in _prompts(curation, unanswered(curation, model.name))]
        found.append(needed(model, prompts, USUAL_REPLY * len(prompts)))
    return found


def _prompts(curation: Curation, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, tuple[Message, ...]]]:
    photos = {photo.digest: photo for photo in curation.photos()}
    images: dict[str, ImageRef] = {}
    for draft in drafts:
        if draft.photo not in images:
            images[draft.photo] = picture_of(curation, photos[draft.photo])
        yield draft, answering_prompt(draft.question, images[draft.photo])


def _keeping(curation: Curation, draft: Draft, model: str) -> Any:
    version = prompt_version()

    def keep(reply: str) -> None:
        curation.add([Reply(draft.id, model, reply, version)])

    return keep
