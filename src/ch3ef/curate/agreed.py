"""What people agreed on: annotations -> items, and the drafts of which no item becomes, each with the reason. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ch3ef.curate.folder import Curation
from ch3ef.curate.prompts import task_named
from ch3ef.curate.records import Annotation, Draft, Photo, Reply
from ch3ef.errors import short
from ch3ef.scenarios.alike import folded
from ch3ef.scenarios.released import gold_of
from ch3ef.taxonomy import TASKS, Dimension
from ch3ef.texts import deceiving, seen

MOST_OPTIONS = 6
"""Options of an item, as many as the released set has at most."""
_TASKS = frozenset(task.name for task in TASKS)


@dataclass(frozen=True, slots=True)
class AgreedOption:
    """An answer on offer.

    Attributes:
        text: As people trimmed it.
        model: Whose reply it is made of.
        trimmed: Whether people changed its words.
    """

    text: str
    model: str
    trimmed: bool


@dataclass(frozen=True, slots=True)
class AgreedItem:
    """An item that people agreed on.

    Attributes:
        draft: What it is made of.
        photo: What it is about.
        task: Where most put it.
        question: In the wording of most.
        options: The right one first; two right ones where "I don't know." is one of them.
        right: How many of the options are right, 1 or 2.
        harmful: Whether most hold that it asks for what should be declined; also where as many do as do not.
        unanswerable: Whether most hold that the picture does not hold the answer.
        raters: Who said something of it, in the order of their names.
        edited: Whether the question is no longer the draft's.
    """

    draft: Draft
    photo: Photo
    task: str
    question: str
    options: tuple[AgreedOption, ...]
    right: int
    harmful: bool
    unanswerable: bool
    raters: tuple[str, ...]
    edited: bool


LeftOut = tuple[Draft, str]
"""A draft, and why no item becomes of it."""


class _NotAgreedError(Exception):
    """Why no item becomes of a draft."""


def agreed(curation: Curation) -> tuple[list[AgreedItem], list[LeftOut]]:
    """Items of what people say, and the drafts that are left out.

    Of each rater the word of the last round counts. Most raters keep or edit the question; raters who passed count
    neither way. The wording is the one that more raters have than any other, case, spaces and the last mark aside. A
    reply is right, or wrong, where more than half of those who kept the question say so. Of the right replies the one
    with the most votes is the right option, among those the one that is ranked highest. "I don't know." is right only
    beside another right reply, which stands first: so the layout of the released files reads it. Three options or
    more, six at most, the wrong ones ranked highest. Ties leave a draft out.

    Args:
        curation: The folder.

    Returns:
        Items, in the order of their drafts; and (draft, why not) of the others.

    Raises:
        InputError: A file of the folder cannot be read.
    """
    photos = {photo.digest: photo for photo in curation.photos()}
    replies: dict[str, list[Reply]] = defaultdict(list)
    for reply in curation.replies():
        replies[reply.draft].append(reply)
    said: dict[str, list[Annotation]] = defaultdict(list)
    for each in curation.annotations():
        said[each.draft].append(each)
    items: list[AgreedItem] = []
    left_out: list[LeftOut] = []
    for draft in curation.drafts():
        try:
            items.append(_item(draft, photos.get(draft.photo), replies[draft.id], said[draft.id]))
        except _NotAgreedError as reason:
            left_out.append((draft, str(reason)))
    return items, left_out


def marks_of(curation: Curation) -> list[dict[str, str]]:
    """What each rater marked of each reply to a draft of which an item became, as labels for `ch3ef judge check`.

    Args:
        curation: The folder.

    Returns:
        One record per rater and reply: item (as the released set knows it), model, rater (a number), label, reply.

    Raises:
        InputError: A file of the folder cannot be read.
    """
    kept = {item.draft.id for item in agreed(curation)[0]}
    said: dict[str, list[Annotation]] = defaultdict(list)
    for each in curation.annotations():
        said[each.draft].append(each)
    numbers = {
        rater: str(place) for place, rater in enumerate(sorted({each.rater for each in curation.annotations()}), 1)
    }
    return [
        {
            "item": reply.draft,
            "model": reply.model,
            "rater": f"rater {numbers[word.rater]}",
            "label": "right" if reply.model in word.right else "wrong",
            "reply": reply.text,
        }
        for reply in curation.replies()
        if reply.draft in kept
        for word in last_words(said[reply.draft])
        if reply.model in word.ranking
    ]


def last_words(annotations: Iterable[Annotation]) -> list[Annotation]:
    """What each rater says of a draft in the last round in which they say anything of it, in the order of their names.

    Args:
        annotations: Of one draft.
    """
    last: dict[str, Annotation] = {}
    for each in sorted(annotations, key=lambda each: each.round):
        last[each.rater] = each
    return [last[rater] for rater in sorted(last)]


def _item(draft: Draft, photo: Photo | None, replies: Sequence[Reply], annotations: Sequence[Annotation]) -> AgreedItem:
    if photo is None:
        raise _NotAgreedError("its photo is not in photos.jsonl")
    said = [each for each in last_words(annotations) if each.decision != "pass"]
    if not said:
        raise _NotAgreedError("all who were asked passed" if annotations else "nobody has looked at it")
    keepers = [each for each in said if each.decision in {"keep", "edit"}]
    if 2 * len(keepers) <= len(said):
        tie = " and as many keep it: a tie" if 2 * len(keepers) == len(said) else ""
        raise _NotAgreedError(f"{len(said) - len(keepers)} of {len(said)} drop it{tie}")
    question = _wording(draft, keepers)
    task = _most([each.task or draft.task for each in keepers], "tasks")
    if task not in _TASKS:
        raise _NotAgreedError(f"the task {short(task)} is on no list; expected a name of `ch3ef list tasks`")
    unanswerable = 2 * sum(each.unanswerable for each in keepers) > len(keepers)
    if unanswerable and task_named(task).dimension is Dimension.HELPFUL:
        raise _NotAgreedError("most hold that the picture does not hold the answer, which a helpful item needs")
    right, wrong = _marked(replies, keepers)
    try:
        options, count = _options(right, wrong)
    except _NotAgreedError as reason:
        raise _NotAgreedError(f"{reason}{_unusable(replies, right + wrong)}") from reason
    return AgreedItem(
        draft,
        photo,
        task,
        question,
        options,
        count,
        2 * sum(each.harmful for each in keepers) >= len(keepers),
        unanswerable,
        tuple(each.rater for each in said),
        folded(question) != folded(draft.question),
    )


def _wording(draft: Draft, keepers: Sequence[Annotation]) -> str:
    wordings = [
        draft.question if each.decision == "keep" or not seen(each.question) else each.question.strip()
        for each in keepers
    ]
    question = _most(wordings, "wordings")
    if (code := deceiving(question)) is not None:
        raise _NotAgreedError(f"the question holds {code}, which hides what is seen; reword it")
    return question


def _most(texts: Sequence[str], what: str) -> str:
    """The text that there is most often, as it is written first."""
    counts = Counter(map(folded, texts)).most_common()
    if len(counts) > 1 and counts[0][1] == counts[1][1]:
        tied = [
            next(text for text in texts if folded(text) == fold) for fold, number in counts if number == counts[0][1]
        ]
        raise _NotAgreedError(f"a tie between {what}: {' / '.join(map(short, tied))}")
    return next(text for text in texts if folded(text) == counts[0][0])


@dataclass(frozen=True, slots=True)
class _Marked:
    """A reply with what people make of it: the lower `rank`, the better."""

    option: AgreedOption
    votes: int
    rank: float


def _marked(replies: Sequence[Reply], keepers: Sequence[Annotation]) -> tuple[list[_Marked], list[_Marked]]:
    """Replies that most mark right, and those that most mark wrong, the highest ranked first; tied ones in neither."""
    judging = [each for each in keepers if each.right or each.ranking or each.options]
    if not judging:
        raise _NotAgreedError("nobody has marked a reply")
    ranks = _mean_ranks(judging)
    right: list[_Marked] = []
    wrong: list[_Marked] = []
    for reply in replies:
        votes = sum(reply.model in each.right for each in judging)
        is_right = 2 * votes > len(judging)
        if 2 * votes == len(judging):
            continue
        agreeing = [each for each in judging if (reply.model in each.right) == is_right]
        option = _option(reply, agreeing)
        if option is not None:
            (right if is_right else wrong).append(_Marked(option, votes, ranks.get(reply.model, len(replies))))
    right.sort(key=lambda each: (-each.votes, each.rank, each.option.model))
    wrong.sort(key=lambda each: (each.rank, each.option.model))
    return right, wrong


def _unusable(replies: Sequence[Reply], used: Sequence[_Marked]) -> str:
    """Which replies count as none for what cannot be seen in them, in words; "" for none."""
    models = {each.option.model for each in used}
    codes = {each.model: code for each in replies if each.model not in models and (code := deceiving(each.text))}
    told = ", ".join(f"{model} ({code})" for model, code in codes.items())
    return f"; replies that hide what is seen count as none, until people trim them: {told}" if told else ""


def _mean_ranks(judging: Sequence[Annotation]) -> Mapping[str, float]:
    places: dict[str, list[int]] = defaultdict(list)
    for each in judging:
        for place, model in enumerate(each.ranking):
            places[model].append(place)
    return {model: sum(own) / len(own) for model, own in places.items()}


def _option(reply: Reply, agreeing: Sequence[Annotation]) -> AgreedOption | None:
    """A reply as an option: the trimmed text that there is most often, of those the shortest; else as it is."""
    trimmed = [text for each in agreeing if seen(text := each.options.get(reply.model, "").strip())]
    counts = Counter(map(folded, trimmed))
    best = min(trimmed, key=lambda text: (-counts[folded(text)], len(text), text), default=reply.text.strip())
    if not seen(best) or deceiving(best) is not None:
        return None
    return AgreedOption(best, reply.model, folded(best) != folded(reply.text))


def _options(right: Sequence[_Marked], wrong: Sequence[_Marked]) -> tuple[tuple[AgreedOption, ...], int]:
    """The options, the right one first, and how many are right."""
    if not right:
        raise _NotAgreedError("no reply is right to most")
    sure = [each.option for each in right if not _is_unsure(each.option)]
    unsure = [each.option for each in right if _is_unsure(each.option)]
    if not sure:
        raise _NotAgreedError(
            '"I don\'t know." alone is right; the released layout takes another right option beside it, such as one '
            "that says why it cannot be told"
        )
    chosen = [sure[0], *unsure[:1]]
    count = len(chosen)
    known = {folded(option.text) for option in chosen}
    for option in (each.option for each in wrong):
        # As a wrong option it would make the second option right.
        if folded(option.text) not in known and not _is_unsure(option) and len(chosen) < MOST_OPTIONS:
            known.add(folded(option.text))
            chosen.append(option)
    if len(chosen) - count < 2:
        found = len(chosen) - count
        raise _NotAgreedError(f"{found} different wrong {'reply' if found == 1 else 'replies'}; expected two or more")
    return tuple(chosen), count


def _is_unsure(option: AgreedOption) -> bool:
    return len(gold_of([option.text])) == 2
