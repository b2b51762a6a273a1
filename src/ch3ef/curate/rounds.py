"""Rounds of labelling: who is asked about which drafts, with replies under letters.

Raters never see which model said what: letters are drawn for each rater and draft, and their key stays in the folder.
"""

from __future__ import annotations

import hashlib
import io
import string
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ch3ef.curate.folder import Curation
from ch3ef.curate.records import Draft, Letters, Photo, Reply
from ch3ef.errors import InputError
from ch3ef.files import write_bytes_whole
from ch3ef.items import digest_name, item_rng
from ch3ef.pictures import open_picture
from ch3ef.temporaries import temporary_folder

LETTERS = string.ascii_uppercase
LONGEST_SIDE = 1024
"""Pixels that a picture has at most for raters."""


@dataclass(frozen=True, slots=True)
class Question:
    """A draft as one rater sees it.

    Attributes:
        draft: The draft.
        photo: What it is about.
        replies: Letter -> the reply that it stands for.
    """

    draft: Draft
    photo: Photo
    replies: Mapping[str, Reply]

    @property
    def name(self) -> str:
        """What raters know it by; the letter in front keeps spreadsheets from taking it for a number."""
        return f"q{self.draft.id}"


def checked_raters(curation: Curation, raters: Sequence[str]) -> tuple[str, ...]:
    """Names of raters that can be names of files, and that are told apart.

    Args:
        curation: The folder.
        raters: As typed.

    Raises:
        InputError: None is named, a name is no such, or is another's in other letters.
    """
    if not raters:
        raise InputError("--rater is missing; expected a name for each who labels, such as --rater ann --rater bo")
    known = {each.rater.casefold(): each.rater for each in curation.letters()}
    for place, rater in enumerate(raters):
        if not rater or len(rater) > 40 or not all(one.isalnum() or one in "-_." for one in rater) or rater[0] == ".":
            raise InputError(f"rater {rater!r}; expected at most 40 letters, digits, - and _, such as ann")
        if rater.casefold() in {other.casefold() for other in raters[:place]}:
            raise InputError(f"rater {rater!r} is named twice; expected different names")
        if known.get(rater.casefold(), rater) != rater:
            raise InputError(
                f"rater {rater!r}: {known[rater.casefold()]!r} was asked before; write the name in the same letters"
            )
    return tuple(raters)


def ask(
    curation: Curation, raters: Sequence[str], number: int, drafts: Sequence[Draft] | None = None
) -> dict[str, list[Question]]:
    """Ask raters about drafts: draw the letters of those who are asked for the first time, and keep the key.

    What somebody was asked before keeps its letters; replies that came since get further ones. Controls of the round
    stand among the drafts.

    Args:
        curation: The folder.
        raters: Names as `checked_raters` gives them.
        number: The round.
        drafts: About which; all by default.

    Returns:
        Rater -> the questions that this rater has not labelled in this round, in an order of the rater's own.

    Raises:
        InputError: A draft has more replies than there are letters, or a photo is not in the folder.
    """
    controls = [each for each in curation.controls() if each.round == number]
    asked = [*(curation.drafts() if drafts is None else drafts), *(each.draft for each in controls)]
    photos = {photo.digest: photo for photo in curation.photos()}
    photos |= {each.photo: Photo(each.photo, each.file, each.source, 0, 0) for each in controls}
    replies = replies_of(curation)
    lost = next((draft for draft in asked if draft.photo not in photos), None)
    if lost is not None:
        raise InputError(f"{curation.path}: draft {lost.id} is about a photo that is not there ({lost.photo[:16]})")
    with one_at_a_time(curation):
        key = {(each.draft, each.rater, each.round): each for each in curation.letters()}
        labelled = {(each.draft, each.rater, each.round) for each in curation.annotations()}
        new: list[Letters] = []
        questions: dict[str, list[Question]] = {}
        for rater in raters:
            own = [draft for draft in asked if (draft.id, rater, number) not in labelled]
            order = item_rng(curation.name, f"drafts for {rater} in round {number}").permutation(len(own))
            questions[rater] = []
            for draft in (own[place] for place in order):
                before = key.get((draft.id, rater, number))
                now = _lettered(draft, rater, number, replies.get(draft.id, {}), before)
                if now != before:
                    new.append(now)
                shown = {letter: replies[draft.id][model] for letter, model in zip(LETTERS, now.models, strict=False)}
                questions[rater].append(Question(draft, photos[draft.photo], shown))
        curation.add(new)
    return questions


def _lettered(draft: Draft, rater: str, number: int, replies: Mapping[str, Reply], before: Letters | None) -> Letters:
    """Who stands behind which letter."""
    if len(replies) > len(LETTERS):
        raise InputError(f"draft {draft.id} has {len(replies)} replies; expected {len(LETTERS)} at most, a letter each")
    models = list(before.models) if before else []
    if before and outdated(before, replies):
        raise InputError(
            f"draft {draft.id}: a reply is another now than {rater} was shown in round {number}; name the next round"
        )
    left = sorted(set(replies) - set(models))
    drawn = item_rng(draft.id, f"replies for {rater} in round {number}").permutation(len(left))
    models += [left[place] for place in drawn]
    return Letters(draft.id, rater, number, tuple(models), tuple(_digest(replies[model].text) for model in models))


@contextmanager
def one_at_a_time(curation: Curation) -> Iterator[None]:
    """Refuse to ask or to take while another process does.

    Raises:
        InputError: One does.
    """
    with temporary_folder(curation.path, becoming="letters.jsonl"):
        yield


def write_picture(curation: Curation, photo: Photo, file: Path) -> None:
    """Write a photo for raters: as models are shown it, scaled down, without what cameras write into files.

    Raises:
        InputError: The photo is not there any more, or is damaged.
    """
    write_bytes_whole(file, picture_bytes(curation, photo))


def picture_bytes(curation: Curation, photo: Photo) -> bytes:
    """`write_picture` for a page: a WebP in memory."""
    path = curation.pictures / photo.file
    if not path.is_file():
        raise InputError(f"{path}: is not there any more; put the picture {photo.name!r} back, or begin a new folder")
    picture = open_picture(path)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=85)
    return file.getvalue()


def picture_name(photo: Photo) -> str:
    """Of a photo's file for raters.

    Example:
        >>> picture_name(Photo("0123456789abcdef" * 4, "a.png", "cat.png", 4, 3))
        '0123456789abcdef01234567.webp'
    """
    return f"{digest_name(photo.digest)}.webp"


def outdated(key: Letters, replies: Mapping[str, Reply]) -> bool:
    """Whether a reply is gone, or another than it was shown."""
    return any(
        model not in replies or _digest(replies[model].text) != digest
        for model, digest in zip(key.models, key.replies, strict=True)
    )


def replies_of(curation: Curation) -> dict[str, dict[str, Reply]]:
    """Draft -> model -> its reply."""
    found: dict[str, dict[str, Reply]] = {each.draft.id: each.replies for each in curation.controls()}
    for reply in curation.replies():
        found.setdefault(reply.draft, {})[reply.model] = reply
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
