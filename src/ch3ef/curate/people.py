"""People answer the items of a set, as models do: items -> questions for raters, and what people chose.

A folder of answers is a curation folder: an item is a draft, its options are the replies, and who chooses one holds it
for right and the others for wrong. So letters are drawn per person, and all three ways to ask serve both.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from ch3ef.curate.agreed import last_words
from ch3ef.curate.folder import Curation, new_curation
from ch3ef.curate.records import Annotation, Draft, Photo, Planted, Record, option_replies
from ch3ef.curate.rounds import LETTERS
from ch3ef.errors import InputError, counted, short
from ch3ef.files import read_bytes, read_json_lines, write_bytes_whole, write_text_whole
from ch3ef.items import ImageRef, Item, digest_name, in_words, item_from_record, item_rng
from ch3ef.pictures import MAX_BYTES, open_picture, size_of
from ch3ef.stats.intervals import Interval, wilson

ITEMS_FILE = "items.jsonl"
GAP = 12
"""Pixels between pictures that are shown side by side."""


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An item that people answer.

    Attributes:
        item: The item.
        version: Of its set.
        recipe: The recipe beside whose answers people's are to stand; "" where nobody said.
        source: The run, or the set, that it was taken from.
        draft: Id of its question in a folder of answers; "" where it is in none yet.
    """

    item: Item
    version: str
    recipe: str = ""
    source: str = ""
    draft: str = ""

    @property
    def question(self) -> str:
        """As people read it."""
        return in_words(self.item.question)


@dataclass(frozen=True, slots=True)
class Begun:
    """A folder of answers.

    Attributes:
        curation: The folder.
        left_out: Why items of the set are not asked -> how many.
    """

    curation: Curation
    left_out: Mapping[str, int]


def begin(path: Path, items: Sequence[AskedItem]) -> Begun:
    """Begin a folder in which people answer items, or go on with one that was begun for the same.

    Args:
        path: A new or empty folder, or one of the same items.
        items: What is asked, their pictures there.

    Raises:
        InputError: The folder holds something else, or other items; none can be asked; a picture cannot be read.
    """
    curation = new_curation(path, [], "answers")
    kept: list[AskedItem] = []
    records: dict[str, list[Record]] = {}
    left_out: Counter[str] = Counter()
    for each in items:
        if reason := _unfit(each.item):
            left_out[reason] += 1
            continue
        photo = _photo(curation, each.item)
        draft = _draft(each, photo)
        if draft.id in records:
            left_out["asks the same of the same picture as another"] += 1
            continue
        kept.append(replace(each, draft=draft.id))
        records[draft.id] = [photo, draft, *option_replies(draft, each.item.options)]
    if not kept:
        told = "; ".join(f"{count} {reason}" for reason, count in left_out.items()) or "there is none"
        raise InputError(
            f"no item that people can answer: {told}; expected items with a picture and two options or more"
        )
    _keep(curation, kept, [record for own in records.values() for record in own])
    return Begun(curation, left_out)


def _unfit(item: Item) -> str:
    if len(item.options) < 2:
        return "without options"
    if len(item.options) > len(LETTERS):
        return f"with more than {len(LETTERS)} options"
    return "" if item.images else "without a picture"


def _draft(asked: AskedItem, photo: Photo) -> Draft:
    item = asked.item
    return Draft(photo.digest, item.task, asked.question, "", "set", "", harmful=item.dimension == "harmless")


def _keep(curation: Curation, items: Sequence[AskedItem], records: Sequence[Record]) -> None:
    """Put the items into the folder, the list of them last: a kill before leaves what the same command mends."""
    file = curation.path / ITEMS_FILE
    if file.is_file():
        there = {each.item.id for each in asked_items(curation)}
        if there != {each.item.id for each in items}:
            raise InputError(
                f"{curation.path}: was begun with {counted(len(there), 'item')}, and these are {len(items)} or others; "
                "name another folder: --in"
            )
        return
    curation.add(records)
    lines = [
        each.item.to_record()
        | {"set_version": each.version, "recipe": each.recipe, "taken_from": each.source, "draft": each.draft}
        for each in items
    ]
    write_text_whole(file, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


def asked_items(curation: Curation) -> list[AskedItem]:
    """The items of a folder of answers, in the order of their set.

    Raises:
        InputError: The folder does not hold them, or a line is none of ours.
    """
    file = curation.path / ITEMS_FILE
    if not file.is_file():
        raise InputError(f"{file}: is not there; give the `ch3ef curate push ... --ask answer` again that began it")
    found = []
    for where, record in read_json_lines(file, str(file), "expected what `ch3ef curate push` wrote"):
        try:
            own = [str(record.pop(name)) for name in ("set_version", "recipe", "taken_from", "draft")]
            found.append(AskedItem(item_from_record(record), *own))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{where}: is no item ({error}); expected what `ch3ef curate push` wrote") from error
    return found


def _photo(curation: Curation, item: Item) -> Photo:
    """The pictures of an item as one: several stand side by side, in their order."""
    if len(item.images) == 1:
        path = item.images[0].path
        content = read_bytes(path, MAX_BYTES)
        suffix = path.suffix.lower()
    else:
        content, suffix = _side_by_side(item.images), ".png"
    digest = hashlib.sha256(content).hexdigest()
    name = f"{digest_name(digest)}{suffix}"
    if not (curation.pictures / name).is_file():
        write_bytes_whole(curation.pictures / name, content)
    return Photo(digest, name, item.source_id, *size_of(content, f"the picture of {item.source_id}"))


def _side_by_side(images: Sequence[ImageRef]) -> bytes:
    pictures = [open_picture(image.path) for image in images]
    height = min(picture.height for picture in pictures)
    scaled = [each.resize((max(1, round(each.width * height / each.height)), height)) for each in pictures]
    whole = Image.new("RGB", (sum(each.width for each in scaled) + GAP * (len(scaled) - 1), height), "white")
    left = 0
    for each in scaled:
        whole.paste(each, (left, 0))
        left += each.width + GAP
    file = io.BytesIO()
    whole.save(file, "PNG")
    return file.getvalue()


# --- what people chose ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """What one person chose.

    Attributes:
        rater: Who.
        option: Index into the item's options; None where the person holds none for right.
        order: The options as they stood before this person, indices into the item's own.
        seconds: How long it took; None where unknown.
        comment: Anything else.
    """

    rater: str
    option: int | None
    order: tuple[int, ...]
    seconds: float | None
    comment: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An item and what people chose; who passed it is not among them.

    Attributes:
        asked: The item.
        choices: One of each person who answered, in the order of their names.
        planted: The option that was held for right in place of the key, to see whether that is found; None mostly.
    """

    asked: AskedItem
    choices: tuple[Choice, ...]
    planted: int | None

    @property
    def votes(self) -> Counter[int | None]:
        """Option -> how many chose it; None: that none is right."""
        return Counter(choice.option for choice in self.choices)

    @property
    def most(self) -> tuple[int | None, ...]:
        """What more people chose than anything else; several that tie; nothing where nobody answered."""
        top = max(self.votes.values(), default=0)
        return tuple(sorted((one for one, count in self.votes.items() if count == top), key=str))

    @property
    def key(self) -> tuple[int, ...]:
        """What is held for right: the item's own key, or the planted one."""
        return self.asked.item.gold if self.planted is None else (self.planted,)

    @property
    def differs(self) -> bool:
        """Whether what most people chose is not what is held for right; a tie with it does not."""
        return bool(self.choices) and not set(self.most) & set(self.key)


def answered(curation: Curation) -> list[Answered]:
    """All items with what people chose, in the order of their set.

    Raises:
        InputError: A file of the folder cannot be read.
    """
    words: dict[str, list[Annotation]] = defaultdict(list)
    for word in curation.annotations():
        words[word.draft].append(word)
    shown = {(each.draft, each.rater): each.models for each in curation.letters()}
    planted = {each.draft: _index(each.key) for each in curation.planted()}
    found = []
    for each in asked_items(curation):
        own = [word for word in last_words(words[each.draft]) if word.decision != "pass"]
        choices = tuple(_choice(word, shown[each.draft, word.rater]) for word in own)
        found.append(Answered(each, choices, planted.get(each.draft)))
    return found


def _choice(word: Annotation, models: Sequence[str]) -> Choice:
    option = _index(word.right[0]) if word.right else None
    return Choice(word.rater, option, tuple(map(_index, models)), word.seconds, word.comment)


def _index(model: str) -> int:
    return int(model.removeprefix("option ")) - 1


def raters_of(items: Iterable[Answered]) -> tuple[str, ...]:
    """Who answered anything, in the order of their names."""
    return tuple(sorted({choice.rater for each in items for choice in each.choices}))


# --- keys -------------------------------------------------------------------------------------------------


def plant(curation: Curation, count: int) -> None:
    """Put a wrong key in place of an item's own for so many items, drawn; nobody who answers sees any key.

    Args:
        curation: A folder of answers.
        count: How many there are to be; those that are there stay.

    Raises:
        InputError: There are fewer items with a wrong option, or fewer are left that nobody has answered.
    """
    there = {each.draft for each in curation.planted()}
    begun = {each.draft for each in curation.annotations()}
    left = [
        each
        for each in asked_items(curation)
        if each.draft not in there | begun and len(each.item.gold) < len(each.item.options)
    ]
    if count - len(there) > len(left):
        raise InputError(
            f"--controls {count}: {counted(len(left), 'item')} left that nobody has answered; expected as many or fewer"
        )
    left.sort(key=lambda each: item_rng(each.item.id, "whether its key is planted").random())
    made = []
    for each in left[: max(0, count - len(there))]:
        wrong = [place for place in range(len(each.item.options)) if place not in each.item.gold]
        key = wrong[int(item_rng(each.item.id, "planted key").integers(len(wrong)))]
        made.append(Planted(each.draft, f"option {key + 1}"))
    curation.add(made)


@dataclass(frozen=True, slots=True)
class Audit:
    """How people's answers stand beside the keys of a set.

    Attributes:
        n: Items that two people or more answered, those with planted keys left out.
        differing: Those of them whose key is not what most people chose, the clearest first.
        n_planted: Items with a planted wrong key that two or more answered.
        found: The share of these that differ from the planted key; None where there are none.
    """

    n: int
    differing: tuple[Answered, ...]
    n_planted: int
    found: Interval | None


def audit(items: Iterable[Answered]) -> Audit:
    """Hold people's answers beside the keys.

    Args:
        items: With what people chose.
    """
    looked = [each for each in items if len(each.choices) > 1]
    own = [each for each in looked if each.planted is None]
    planted = [each.differs for each in looked if each.planted is not None]
    differing = sorted((each for each in own if each.differs), key=lambda each: -_share(each))
    found = wilson(sum(planted), len(planted)) if planted else None
    return Audit(len(own), tuple(differing), len(planted), found)


def _share(each: Answered) -> float:
    return each.votes[each.most[0]] / len(each.choices)


def told(each: Answered) -> str:
    """An item whose key people do not share, in words.

    Args:
        each: The item.
    """
    item, votes = each.asked.item, each.votes

    def text(option: int | None) -> str:
        return "none of them" if option is None else short(item.options[option])

    chosen = ", ".join(f"{text(option)} {votes[option]}" for option in each.most)
    key = " / ".join(text(option) for option in each.key)
    said = "; ".join(choice.comment for choice in each.choices if choice.comment)
    people = f"of {len(each.choices)} people chose {chosen}" + (f" ({said})" if said else "")
    return f"{item.source_id}: {short(each.asked.question)}: the key says {key}; {people}"
