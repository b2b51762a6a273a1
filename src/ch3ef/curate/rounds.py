"""Rounds of labelling: who is asked about which drafts, with replies under letters; and what comes back, checked.

Raters never see which model said what: letters are drawn for each rater and draft, and their key stays in the folder.
"""

from __future__ import annotations

import hashlib
import io
import string
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from ch3ef.curate.folder import Curation
from ch3ef.curate.records import DECISIONS, Annotation, Draft, Letters, Photo, Reply
from ch3ef.errors import InputError, short, unknown_name
from ch3ef.files import write_bytes_whole
from ch3ef.items import digest_name, item_rng
from ch3ef.pictures import open_picture
from ch3ef.taxonomy import TASKS
from ch3ef.temporaries import temporary_folder

LETTERS = string.ascii_uppercase
LONGEST_SIDE = 1024
"""Pixels that a picture has at most for raters."""
MOST_SECONDS = 1e9
"""That anything may be said to have taken."""
_TASKS = {task.name.casefold(): task.name for task in TASKS}


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


@dataclass(frozen=True, slots=True)
class Said:
    """What a rater says of a question, by letters, as it came back.

    Attributes:
        where: Its place, for messages.
        name: Of the question.
        rater: Who says it.
        round: In which round.
        decision: As it was written.
        question: The question in the rater's words; "" for as drafted.
        ranking: Letters, the best first.
        marks: Letter -> whether that reply is right.
        options: Letter -> the reply trimmed to an option; "" for as it is.
        task: As it was written; "" for as drafted.
        harmful: Whether the question asks for what should be declined.
        unanswerable: Whether the picture does not hold the answer.
        comment: Anything else.
        seconds: How long it took.
        source: What it was read from.
        shown: Letter -> the reply that stood beside it, where what came back holds it.
        dated: Whether the source tells versions apart: each is kept then, one that says the same as well.
        chosen: Of an answer to an item: the letter of the option, or `NONE`.
    """

    where: str
    name: str
    rater: str
    round: int
    decision: str
    question: str = ""
    ranking: tuple[str, ...] = ()
    marks: Mapping[str, bool] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    task: str = ""
    harmful: bool = False
    unanswerable: bool = False
    comment: str = ""
    seconds: float | None = None
    source: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)
    dated: bool = False
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a pull did.

    Attributes:
        new: Annotations of what their rater had not labelled.
        changed: Annotations that differ from the rater's word before.
        same: Those that were there already.
        faults: One line for each that could not be taken.
    """

    new: int
    changed: int
    same: int
    faults: tuple[str, ...]


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
    replies = _replies(curation)
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
    if before and _changed(before, replies):
        raise InputError(
            f"draft {draft.id}: a reply is another now than {rater} was shown in round {number}; name the next round"
        )
    left = sorted(set(replies) - set(models))
    drawn = item_rng(draft.id, f"replies for {rater} in round {number}").permutation(len(left))
    models += [left[place] for place in drawn]
    return Letters(draft.id, rater, number, tuple(models), tuple(_digest(replies[model].text) for model in models))


def take(curation: Curation, said: Sequence[Said]) -> Taken:
    """Put what raters say into the folder; what is there already adds nothing, and what cannot be taken stops nothing.

    Args:
        curation: The folder.
        said: What came back.

    Returns:
        What was done.
    """
    with one_at_a_time(curation):
        key = {(each.draft, each.rater, each.round): each for each in curation.letters()}
        drafts = {draft.id: draft for draft in curation.drafts()}
        drafts |= {each.draft.id: each.draft for each in curation.controls()}
        replies = _replies(curation)
        last: dict[tuple[str, str, int], Annotation] = {}
        sources: set[tuple[str, str, int, str]] = set()
        for word in curation.every_word():
            last[word.draft, word.rater, word.round] = word
            sources.add((word.draft, word.rater, word.round, word.source))
        new = changed = same = 0
        faults: list[str] = []
        words: list[Annotation] = []
        for each in said:
            place = (each.name.removeprefix("q"), each.rater, each.round)
            if each.source and (*place, each.source) in sources:
                same += 1  # taken from there before, whatever was said since
                continue
            try:
                said_of = as_label(each, key.get(place)) if curation.asks == "answers" else each
                word = _annotation(said_of, key.get(place), drafts, replies)
            except InputError as error:
                faults.append(str(error))
                continue
            before = last.get(place)
            if before is not None and _content(before) == _content(word):
                same += 1
                if not each.dated:
                    continue
            elif before is None:
                new += 1
            else:
                changed += 1
            last[place] = word
            words.append(word)
        curation.add(words)
    return Taken(new, changed, same, tuple(faults))


NONE = "none"
"""Where none of the options is right."""


def as_label(said: Said, key: Letters | None) -> Said:
    """The choice of an option as what is said of options: the chosen one is right, and before the others.

    Who holds none of them for right says nothing of any.

    Args:
        said: With a letter, "none" or "pass" for its decision.
        key: Who stands behind which letter; None where nobody was asked.

    Raises:
        InputError: The answer is none of these.
    """
    answer = said.decision.strip()
    letters = LETTERS[: len(key.models)] if key else ""
    bare = replace(said, question="", ranking=(), marks={}, options={}, task="")
    if answer.casefold() == "pass":
        return replace(bare, decision="pass")
    if answer.casefold() == NONE:
        return replace(bare, decision="keep", chosen=NONE)
    letter = answer.upper()
    if key and (letter not in letters or len(letter) != 1):
        raise InputError(f"{said.where}: answer {short(answer)}; expected {', '.join(letters)}, {NONE} or pass")
    marks = {each: each == letter for each in letters}
    return replace(
        bare,
        decision="keep",
        marks=marks,
        ranking=tuple(sorted(marks, key=lambda each: not marks[each])),
        chosen=letter,
    )


def _content(word: Annotation) -> Annotation:
    """A word without when and from where: opening a sheet once more says nothing new."""
    return replace(word, seconds=None, source="", options=dict(word.options))


def _annotation(
    said: Said, key: Letters | None, drafts: Mapping[str, Draft], replies: Mapping[str, Mapping[str, Reply]]
) -> Annotation:
    where = said.where
    if key is None or key.draft not in drafts:
        raise InputError(
            f"{where}: {said.rater!r} was not asked about {short(said.name)} in round {said.round} of this folder"
        )
    draft = drafts[key.draft]
    models = dict(zip(LETTERS, key.models, strict=False))
    if _changed(key, replies.get(draft.id, {})):
        raise InputError(
            f"{where}: a reply to {said.name} is another now than {said.rater} was shown; push a new round"
        )
    decision = said.decision.strip().lower()
    if decision not in DECISIONS:
        raise InputError(f"{where}: decision {short(said.decision)}; expected {', '.join(DECISIONS)}")
    stray = next((one for one in (*said.ranking, *said.marks, *said.options) if one not in models), None)
    if stray is not None:
        raise InputError(f"{where}: reply {stray} is none that {said.rater} was shown; expected {', '.join(models)}")
    texts = {letter: replies[draft.id][model].text for letter, model in models.items()}
    moved = next((one for one, text in said.shown.items() if one in texts and not _same(text, texts[one])), None)
    if moved is not None:
        raise InputError(
            f"{where}: beside {moved} stands another reply than {said.rater} was shown there; was a column sorted "
            "alone, or the rater's name changed?"
        )
    kept = decision in {"keep", "edit"}
    question = said.question.strip()
    question = draft.question if not question or _as_words(question) == _as_words(draft.question) else question
    if decision == "edit" and question == draft.question:
        raise InputError(f"{where}: is to be edited, and the question is as drafted; write the new one, or keep it")
    if decision == "keep" and question != draft.question:
        raise InputError(f"{where}: is to be kept, and the question is another than drafted; say edit, or undo that")
    if kept and said.chosen != NONE:
        _check_marks(said, models)
    options = {
        models[letter]: text.strip()
        for letter, text in said.options.items()
        if text.strip() and _as_words(text) != _as_words(texts[letter])
    }
    return Annotation(
        draft.id,
        said.rater,
        said.round,
        decision,
        question if kept else "",
        tuple(models[letter] for letter in (said.ranking or (tuple(models) if kept and not said.chosen else ()))),
        tuple(sorted(models[letter] for letter, right in said.marks.items() if right)),
        dict(sorted(options.items())),
        _task(said.task, where) or draft.task,
        said.harmful,
        said.unanswerable,
        said.comment.strip(),
        said.seconds,
        said.source,
    )


def _same(one: str, other: str) -> bool:
    """Whether two texts are one, whatever a spreadsheet made of signs and spaces, and cut off."""
    short_one, long_one = sorted(("".join(filter(str.isalnum, text)) for text in (one, other)), key=len)
    return long_one == short_one or (len(short_one) > _CELL and long_one.startswith(short_one))


_CELL = 30_000
"""Characters: of more a spreadsheet keeps the beginning."""


def _as_words(text: str) -> str:
    """A text whatever a page or a spreadsheet made of its white space."""
    return " ".join(text.split())


def _check_marks(said: Said, models: Mapping[str, str]) -> None:
    """Check that every reply of a question that is kept is marked and ranked; a single one needs no rank."""
    unmarked = [letter for letter in models if letter not in said.marks]
    if unmarked:
        raise InputError(
            f"{said.where}: reply {unmarked[0]} of {said.name} is neither right nor wrong; expected one of the two for "
            "each reply of a question that is not dropped"
        )
    if len(models) > 1 and sorted(said.ranking) != list(models):
        ranked = "".join(said.ranking) or "none"
        raise InputError(
            f"{said.where}: ranked are {ranked} of {said.name}; expected each of {', '.join(models)} once, from 1 on"
        )


def _task(written: str, where: str) -> str:
    name = written.strip()
    if name and name.casefold() not in _TASKS:
        raise InputError(f"{where}: {unknown_name('task', name, _TASKS.values(), '`ch3ef list tasks`')}")
    return _TASKS.get(name.casefold(), "")


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


def _changed(key: Letters, replies: Mapping[str, Reply]) -> bool:
    """Whether a reply is gone, or another than it was shown."""
    return any(
        model not in replies or _digest(replies[model].text) != digest
        for model, digest in zip(key.models, key.replies, strict=True)
    )


def _replies(curation: Curation) -> dict[str, dict[str, Reply]]:
    """Draft -> model -> its reply."""
    found: dict[str, dict[str, Reply]] = {each.draft.id: each.replies for each in curation.controls()}
    for reply in curation.replies():
        found.setdefault(reply.draft, {})[reply.model] = reply
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
