"""Questions that people agreed on, as demonstrations for models that draft further ones."""

from __future__ import annotations

from collections.abc import Callable

from ch3ef.curate.agreed import agreed
from ch3ef.curate.folder import Curation
from ch3ef.curate.prompts import Demonstration, task_named
from ch3ef.curate.taking_in import picture_of
from ch3ef.errors import InputError, counted
from ch3ef.items import item_rng

FEWEST = 10
"""Agreed items from which on demonstrations are shown: of fewer, all drafts would follow the same two or three."""

Shown = Callable[[str, str], tuple[Demonstration, ...]]
"""Photo and task -> what is shown in front."""


def nothing_shown(photo: str, task: str) -> tuple[Demonstration, ...]:  # noqa: ARG001
    """No demonstrations."""
    return ()


def demonstrations(curation: Curation, count: int) -> Shown:
    """Which agreed items are shown in front of a request for drafts.

    Those about other photos, of the task itself first, then of its domain, then of its value (helpful, honest,
    harmless); which of several is drawn for each photo and task. Of other values none are shown: what is good there is
    another thing.

    Args:
        curation: The folder.
        count: How many at most; 0 for none.

    Raises:
        InputError: Fewer than ten items are agreed on, or a picture is gone.
    """
    if not count:
        return nothing_shown
    items, _ = agreed(curation)
    if len(items) < FEWEST:
        raise InputError(
            f"--examples {count}: {counted(len(items), 'item')} of {curation.path} agreed on; expected {FEWEST} or "
            "more before drafts follow them"
        )
    found = [
        Demonstration(
            each.draft.id,
            each.task,
            picture_of(curation, each.photo),
            each.question,
            each.draft.reason,
            each.harmful,
            each.unanswerable,
        )
        for each in items
    ]
    photos = {each.draft.id: each.photo.digest for each in items}

    def shown(photo: str, task: str) -> tuple[Demonstration, ...]:
        own = task_named(task)
        near = [one for one in found if photos[one.draft] != photo and task_named(one.task).dimension is own.dimension]
        near.sort(
            key=lambda one: (
                one.task != task,
                task_named(one.task).domain != own.domain,
                item_rng(f"{photo}{task}", one.draft).random(),
            )
        )
        return tuple(near[:count])

    return shown
