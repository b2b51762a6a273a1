"""What raters say, as it comes back from a sheet, a page or a server: checked, and put into the folder.

Nothing is overwritten: a word that differs from the one before stands beside it, and the last one counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ch3ef.curate.folder import Curation
from ch3ef.curate.records import DECISIONS, Annotation, Draft, Letters, Reply
from ch3ef.curate.rounds import LETTERS, one_at_a_time, outdated, replies_of
from ch3ef.errors import InputError, short, unknown_name
from ch3ef.taxonomy import TASKS

NONE = "none"
"""What is chosen where none of the options is right."""
MOST_SECONDS = 1e9
"""That anything may be said to have taken."""
_CELL = 30_000
"""Characters: of more a spreadsheet keeps the beginning."""
_TASKS = {task.name.casefold(): task.name for task in TASKS}


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
        replies = replies_of(curation)
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
    if key is None or key.draft not in drafts:
        raise InputError(
            f"{said.where}: {said.rater!r} was not asked about {short(said.name)} in round {said.round} of this folder"
        )
    draft, own = drafts[key.draft], replies.get(key.draft, {})
    if outdated(key, own):
        raise InputError(
            f"{said.where}: a reply to {said.name} is another now than {said.rater} was shown; push a new round"
        )
    decision = said.decision.strip().lower()
    if decision not in DECISIONS:
        raise InputError(f"{said.where}: decision {short(said.decision)}; expected {', '.join(DECISIONS)}")
    models = dict(zip(LETTERS, key.models, strict=False))
    texts = {letter: own[model].text for letter, model in models.items()}
    _check_letters(said, texts)
    kept = decision in {"keep", "edit"}
    question = _question(said, decision, draft)
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
        _task(said.task, said.where) or draft.task,
        said.harmful,
        said.unanswerable,
        said.comment.strip(),
        said.seconds,
        said.source,
    )


def _check_letters(said: Said, texts: Mapping[str, str]) -> None:
    """Check that what is said is of replies that the rater was shown, each beside its own text."""
    stray = next((one for one in (*said.ranking, *said.marks, *said.options) if one not in texts), None)
    if stray is not None:
        raise InputError(
            f"{said.where}: reply {stray} is none that {said.rater} was shown; expected {', '.join(texts)}"
        )
    moved = next((one for one, text in said.shown.items() if one in texts and not _same(text, texts[one])), None)
    if moved is not None:
        raise InputError(
            f"{said.where}: beside {moved} stands another reply than {said.rater} was shown there; was a column sorted "
            "alone, or the rater's name changed?"
        )


def _question(said: Said, decision: str, draft: Draft) -> str:
    """The question in the rater's words, which go with the decision."""
    question = said.question.strip()
    question = draft.question if not question or _as_words(question) == _as_words(draft.question) else question
    if decision == "edit" and question == draft.question:
        raise InputError(
            f"{said.where}: is to be edited, and the question is as drafted; write the new one, or keep it"
        )
    if decision == "keep" and question != draft.question:
        raise InputError(
            f"{said.where}: is to be kept, and the question is another than drafted; say edit, or undo that"
        )
    return question


def _same(one: str, other: str) -> bool:
    """Whether two texts are one, whatever a spreadsheet made of signs and spaces, and cut off."""
    short_one, long_one = sorted(("".join(filter(str.isalnum, text)) for text in (one, other)), key=len)
    return long_one == short_one or (len(short_one) > _CELL and long_one.startswith(short_one))


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
