"""What a curation folder holds: photos, drafts of questions, replies to them, and what people say of both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, asdict, dataclass, field, fields
from typing import Any, Literal, TypeVar

from ch3ef.errors import InputError, short

Decision = Literal["keep", "edit", "drop", "pass"]
"""The question as drafted; in other words; not at all; this rater does not look at such items."""
DECISIONS: tuple[Decision, ...] = ("keep", "edit", "drop", "pass")


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that questions are made about.

    Attributes:
        digest: SHA-256 of its file.
        file: Its name below `pictures/` of the folder.
        name: The name that it came under.
        width: In pixels.
        height: In pixels.
        licence: As the table says; "" where unknown.
        source: Where it is from; "" where unknown.
    """

    digest: str
    file: str
    name: str
    width: int
    height: int
    licence: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model said when it was asked for drafts: kept before it is read.

    Attributes:
        photo: Digest of the photo.
        task: The task that drafts were asked for.
        model: Who was asked.
        prompt: Version of the prompt.
        wanted: How many drafts were asked for.
        attempt: 1, or 2 where the first reply could not be read.
        reply: Its words.
    """

    photo: str
    task: str
    model: str
    prompt: str
    wanted: int
    attempt: int
    reply: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that a model, or a person, proposes about a photo.

    Attributes:
        photo: Digest of the photo.
        task: One of the 46.
        question: What is to be asked.
        reason: Why it tells something about the task, in the proposer's words.
        model: Who proposes it; "people" for a person.
        prompt: Version of the prompt; "" for a person's.
        unseen: Whether it needs what the picture does not show, by the proposer's own account.
        harmful: Whether it asks for what should be declined.
    """

    photo: str
    task: str
    question: str
    reason: str
    model: str
    prompt: str
    unseen: bool = False
    harmful: bool = False

    @property
    def id(self) -> str:
        """Sixteen hex digits of photo, task and question: the same question is one draft, whoever proposes it."""
        return hashlib.sha256(f"{self.photo}\0{self.task}\0{self.question}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Reply:
    """A model's free answer to a draft.

    Attributes:
        draft: Id of the draft.
        model: Who answers.
        text: The answer.
        prompt: Version of the prompt; "" where nobody knows.
    """

    draft: str
    model: str
    text: str
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one person says of one draft and its replies.

    Attributes:
        draft: Id of the draft.
        rater: Who says it; a name, no address.
        round: 1 for the first look, 2 where people are asked again about what they differ on.
        decision: What becomes of the question.
        question: The question as it is to be asked; "" where it is dropped or passed.
        ranking: Models of the replies, the best first.
        right: Models whose replies are right; the others are wrong.
        options: Model -> its reply trimmed to an option; those without an entry stay as they are.
        task: Where the item belongs.
        harmful: Whether it asks for what should be declined.
        unanswerable: Whether the picture does not hold the answer.
        comment: Anything else.
        seconds: How long it took; None where unknown.
        source: What it was read from: SHA-256 of a file, or the annotation and its time on a server; "" where unknown.
    """

    draft: str
    rater: str
    round: int
    decision: Decision
    question: str = ""
    ranking: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    task: str = ""
    harmful: bool = False
    unanswerable: bool = False
    comment: str = ""
    seconds: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Letters:
    """That a person is asked about a draft, and which model stands behind which letter: the key of a round.

    Attributes:
        draft: Id of the draft.
        rater: Who is asked.
        round: In which round.
        models: Models behind the letters A, B, ...: in an order drawn for this person and draft.
        replies: Sixteen hex digits of the SHA-256 of each reply as it was shown.
    """

    draft: str
    rater: str
    round: int
    models: tuple[str, ...]
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """A project of a Label Studio server: one person's in one round.

    Attributes:
        url: The server.
        number: The project's on that server.
        rater: Whose it is.
        round: Of which round.
    """

    url: str
    number: int
    rater: str
    round: int


def option_replies(draft: Draft, options: Sequence[str]) -> list[Reply]:
    """Options of an item as replies to a draft, under names that stand in for models: "option 1" is the first.

    Args:
        draft: The item's question.
        options: In the item's own order.
    """
    return [Reply(draft.id, f"option {place}", text) for place, text in enumerate(options, 1)]


@dataclass(frozen=True, slots=True)
class Control:
    """A question whose right answer is known, mixed in unseen: it shows how well people look, and becomes no item.

    Attributes:
        photo: Digest of its picture.
        file: The picture's name below `pictures/`.
        task: One of the 46.
        question: What is asked.
        options: What raters see as replies.
        right: Those of them that are right; none where the right one is withheld, and all are planted wrong ones.
        round: In which round it is asked.
        source: The item of a set that it is.
    """

    photo: str
    file: str
    task: str
    question: str
    options: tuple[str, ...]
    right: tuple[str, ...]
    round: int
    source: str

    @property
    def draft(self) -> Draft:
        """As raters see it."""
        return Draft(self.photo, self.task, self.question, "", "control", "")

    @property
    def replies(self) -> dict[str, Reply]:
        """Its options, under names that stand in for models."""
        return {reply.model: reply for reply in option_replies(self.draft, self.options)}


@dataclass(frozen=True, slots=True)
class Planted:
    """A wrong key that was put in place of an item's own, to see whether it is found.

    Attributes:
        draft: Id of the question.
        key: The option that is held for right, "option 2".
    """

    draft: str
    key: str


Record = Photo | Asked | Draft | Reply | Annotation | Letters | Project | Control | Planted
Kept = TypeVar("Kept", Photo, Asked, Draft, Reply, Annotation, Letters, Project, Control, Planted)


def to_line(record: Record) -> str:
    """A record as a line of JSON.

    Example:
        >>> to_line(Reply("0a", "m", "A cat."))
        '{"draft": "0a", "model": "m", "text": "A cat.", "prompt": ""}'
    """
    return json.dumps(asdict(record), ensure_ascii=False)


def from_object(kind: type[Kept], content: Mapping[str, Any], where: str) -> Kept:
    """A record from what a line of JSON holds; fields of later versions are left aside.

    Args:
        kind: Which record.
        content: The object.
        where: Its place, for messages.

    Raises:
        InputError: A field is missing, or holds another kind of value.

    Example:
        >>> from_object(Reply, {"draft": "0a", "model": "m", "text": "A cat."}, "replies.jsonl: line 1").text
        'A cat.'
    """
    known = {each.name: each for each in fields(kind)}
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in content.items() if name in known
    }
    try:
        made = kind(**given)
    except TypeError as error:
        missing = [name for name, each in known.items() if name not in given and _is_needed(each)]
        raise InputError(f"{where}: {', '.join(missing)} missing; expected {', '.join(known)}") from error
    for name, each in known.items():
        if not _fits(getattr(made, name), str(each.type)):
            raise InputError(f"{where}: {name} is {short(str(getattr(made, name)))}; expected {each.type}")
    return made


_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "str": str, "int": int, "bool": bool, "float | None": (float, int, type(None)), "Decision": str,
    "tuple[str, ...]": tuple, "Mapping[str, str]": dict,
}  # fmt: skip


def _is_needed(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _fits(value: object, kind: str) -> bool:
    if not isinstance(value, _KINDS[kind]) or (kind != "bool" and isinstance(value, bool)):
        return False
    if kind == "Decision":
        return value in DECISIONS
    inner = value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else ()
    return all(isinstance(each, str) for each in inner)
