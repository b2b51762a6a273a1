"""Controls: questions whose right answers are known, mixed in among the drafts of a round, and how many a rater finds.

Every second one is shown without its right option: whoever does not look makes a wrong reply the key there.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ch3ef.curate.drafting import tasks_of
from ch3ef.curate.folder import Curation
from ch3ef.curate.records import Annotation, Control
from ch3ef.errors import InputError, counted
from ch3ef.files import read_bytes, write_bytes_whole
from ch3ef.items import PICTURE_MARK, Item, digest_name, item_rng
from ch3ef.pictures import MAX_BYTES
from ch3ef.stats.intervals import Interval, wilson
from ch3ef.taxonomy import TASKS

FEWEST = 3
"""Options of a control that shows its right one; without it one less is left."""
_TASKS = frozenset(task.name for task in TASKS)


@dataclass(frozen=True, slots=True)
class Found:
    """How many controls a rater found: every option marked as the key has it.

    Attributes:
        n: Controls that the rater kept or edited; who passes or drops one says nothing of its options.
        share: Of them, those found, with Wilson's interval; None where there are none.
        n_planted: Of the n, those without a right option, all of whose replies are planted wrong ones.
        planted: The share of these that were found.
    """

    n: int
    share: Interval | None
    n_planted: int
    planted: Interval | None


def suited(curation: Curation, items: Iterable[Item]) -> list[Item]:
    """Items that can pass for drafts of a folder: about one other picture, of a task on the list, with options enough.

    Args:
        curation: The folder.
        items: Of a set.

    Returns:
        In a drawn order; those of the tasks that are drafted for first.
    """
    used = {each.source for each in curation.controls()}
    found = [
        item
        for item in items
        if len(item.images) == 1
        and PICTURE_MARK not in item.question
        and item.task in _TASKS
        and len(item.options) >= FEWEST + len(item.gold) - 1
        and len(set(map(str.strip, item.options))) == len(item.options)
        and item.id not in used
    ]
    own = set(tasks_of(curation))
    return sorted(found, key=lambda item: (item.task not in own, item_rng(item.id, curation.name).random()))


def add_controls(curation: Curation, items: Iterable[Item], count: int, number: int) -> None:
    """See to it that so many controls are asked in a round; those that are there stay.

    Args:
        curation: The folder.
        items: Of a set whose keys are known, its pictures there.
        count: How many the round is to have.
        number: The round.

    Raises:
        InputError: The set has too few that suit, or a picture cannot be read or copied.
    """
    there = [each for each in curation.controls() if each.round == number]
    photos = {photo.digest for photo in curation.photos()}
    planted = [place % 2 == 1 for place in range(len(there), count)]
    found = list(_made(curation, suited(curation, items), photos, number, planted))
    if len(there) + len(found) < count:
        raise InputError(
            f"--controls {count}: the set has {counted(len(found), 'item')} for controls beside the {len(there)} that "
            f"are there; expected items about one picture, of the 46 tasks, with {FEWEST} options or more"
        )
    curation.add(found)


def _made(
    curation: Curation, items: Sequence[Item], photos: set[str], number: int, planted: Sequence[bool]
) -> Iterator[Control]:
    """A control for each entry of `planted`, which says whether it is without its right option."""
    width, left = _usual_replies(curation), list(planted)
    for item in items:
        if not left:
            return
        content = read_bytes(item.images[0].path, MAX_BYTES)
        digest = hashlib.sha256(content).hexdigest()
        if digest in photos:  # nobody is to see the same picture in two roles
            continue
        file = f"{digest_name(digest)}{item.images[0].path.suffix.lower()}"
        if not (curation.pictures / file).is_file():
            write_bytes_whole(curation.pictures / file, content)
        right = [] if left.pop(0) else [item.options[gold] for gold in item.gold]
        wrong = [option for at, option in enumerate(item.options) if at not in item.gold]
        options = (*right, *wrong)[: max(width, len(right) + 2)]
        yield Control(digest, file, item.task, item.question, options, tuple(right), number, item.id)


def _usual_replies(curation: Curation) -> int:
    """How many replies most drafts have: controls are not to be told by having more."""
    counts = Counter(Counter(reply.draft for reply in curation.replies()).values())
    return max(counts, key=lambda size: (counts[size], size), default=FEWEST)


def found_by(words: Iterable[Annotation], controls: Mapping[str, Control]) -> Found:
    """How many controls one rater found.

    Args:
        words: The rater's, of one round.
        controls: By the id of their drafts.
    """
    return _found((controls[word.draft], frozenset(word.right)) for word in _looked(words, controls))


def found_by_most(words: Iterable[Annotation], controls: Mapping[str, Control]) -> Found:
    """How many controls raters found together: the options that more than half of them mark right are the right ones.

    Args:
        words: Of all raters, of one round.
        controls: By the id of their drafts.
    """
    said: dict[str, list[Annotation]] = {}
    for word in _looked(words, controls):
        said.setdefault(word.draft, []).append(word)
    votes = {draft: Counter(model for word in own for model in word.right) for draft, own in said.items()}
    return _found(
        (controls[draft], frozenset(model for model, count in votes[draft].items() if 2 * count > len(own)))
        for draft, own in said.items()
    )


def _looked(words: Iterable[Annotation], controls: Mapping[str, Control]) -> Iterator[Annotation]:
    return (word for word in words if word.draft in controls and word.decision in {"keep", "edit"})


def _found(marked: Iterable[tuple[Control, frozenset[str]]]) -> Found:
    """Of controls and the options that were marked right."""
    hits = [
        ({control.replies[model].text for model in right} == set(control.right), not control.right)
        for control, right in marked
    ]
    planted = [hit for hit, is_planted in hits if is_planted]
    return Found(len(hits), _share([hit for hit, _ in hits]), len(planted), _share(planted))


def _share(hits: Sequence[bool]) -> Interval | None:
    return wilson(sum(hits), len(hits)) if hits else None
