"""Which drafts to label next: those whose replies differ most, since an item takes a right reply and two wrong ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from statistics import fmean

from ch3ef.curate.candidates import telling_words
from ch3ef.curate.folder import Curation
from ch3ef.curate.records import Draft


def disagreement(replies: Sequence[str]) -> float:
    """How far replies differ, in [0, 1]: the mean over pairs of the share of telling words that only one of two has.

    Args:
        replies: Free answers of several models.

    Returns:
        0 where fewer than two say anything.

    Example:
        >>> disagreement(["A red door.", "a red door"]), disagreement(["A red door.", "Nobody knows."])
        (0.0, 1.0)
    """
    words = [telling_words(reply) for reply in replies if reply]
    apart = [1 - len(one & other) / len(one | other) for one, other in combinations(words, 2)]
    return fmean(apart) if apart else 0.0


def most_disputed(curation: Curation, drafts: Sequence[Draft], number: int, count: int) -> list[Draft]:
    """So many of the drafts that nobody has labelled in a round: those whose replies differ most.

    Args:
        curation: The folder.
        drafts: To choose among.
        number: The round.
        count: How many at most; drafts that are labelled stay beside them, for those who have not labelled them yet.

    Returns:
        In the order of the drafts. Those that were asked before, and not labelled by anybody, come first.
    """
    texts: dict[str, list[str]] = {}
    for reply in curation.replies():
        texts.setdefault(reply.draft, []).append(reply.text)
    labelled = {each.draft for each in curation.annotations() if each.round == number}
    asked = {each.draft for each in curation.letters() if each.round == number}
    apart: Mapping[str, float] = {draft.id: disagreement(texts.get(draft.id, [])) for draft in drafts}
    left = [draft for draft in drafts if draft.id not in labelled]
    left.sort(key=lambda draft: (draft.id not in asked, -apart[draft.id]))
    chosen = labelled | {draft.id for draft in left[:count]}
    return [draft for draft in drafts if draft.id in chosen]
