"""The frozen record that every scenario yields: one question with its pictures, options and key."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from ch3ef.taxonomy import Level

PICTURE_MARK = "<image>"
"""Stands in a question where a picture stands, once for each, in their order; without it they stand in front of it."""


@dataclass(frozen=True, slots=True)
class ImageRef:
    """A picture by its place and its content.

    Attributes:
        path: Where the picture lies.
        digest: SHA-256 (hex) of what the picture shows: of the file, or of the drawing it was rendered from.
    """

    path: Path
    digest: str

    def to_record(self) -> dict[str, str]:
        """Plain data; `image_from_record` reads it back."""
        return {"path": str(self.path), "digest": self.digest}


def digest_name(digest: str) -> str:
    """24 hex digits to name a picture's file by; a digest from elsewhere that is none is digested itself.

    Example:
        >>> digest_name("0123456789abcdef" * 4), digest_name("../../up")
        ('0123456789abcdef01234567', '29b18949100a81be217adc74')
    """
    if not re.fullmatch(r"[0-9a-f]{24,128}", digest):
        digest = hashlib.sha256(digest.encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:24]


def image_from_record(record: Mapping[str, str]) -> ImageRef:
    """The inverse of `ImageRef.to_record`."""
    return ImageRef(Path(record["path"]), record["digest"])


@dataclass(frozen=True, slots=True)
class Item:
    """One question of ours.

    Attributes:
        id: Readable name and digest of the content: the same only for the same question.
        source_id: The question's name in the set it comes from.
        scenario: Name of the set.
        level: A1, A2 or A3.
        dimension: Of A3: helpful, honest, harmless; None on the other levels.
        domain: One of the 12 domains; on A1 and A2 the scenario's own grouping.
        task: One of the 46 tasks; a task that is on no list keeps its own name.
        question: The query; the places of pictures that stand within it are marked (`PICTURE_MARK`).
        images: The pictures, in order.
        options: The answers on offer, in the set's own order.
        gold: Indices into `options` of the right ones.
        pair: Id shared with a contrast twin, or None.
        details: Further facts from the source (safety labels, the spelling of its task ...), and what metrics of open
            answers need: "references" (true captions), "count" (a number), "answers" (those accepted where there are no
            options to choose among; `options` holds the first), "due" ("decline" or "help", what a request deserves),
            "boxes" (per object "x1 y1 x2 y2 label", shares of width and height), "classes" (kinds that are looked for),
            "paths" (per option, its place in a tree: "animal/bird/owl"), "follow_ups" (what is asked between two levels
            of the tree), "rung" (how difficult it was drawn, from 1), "claim" (the option that the user of the question
            presses, right or wrong), "language" (ISO 639-1, where it is not English), and of an item in another
            language "counterpart" (the pair of its English counterpart, or its id) and "english" (the id of that one).
        turn: Its place in a drawn order of the items of its set with the same task and as many options, from 0; None
            where it is of no set (`scenarios.scenario_of` assigns it). Settles where the right option is shown.
    """

    id: str
    source_id: str
    scenario: str
    level: Level
    dimension: str | None
    domain: str
    task: str
    question: str
    images: tuple[ImageRef, ...]
    options: tuple[str, ...]
    gold: tuple[int, ...]
    pair: str | None = None
    details: dict[str, str | list[str]] = field(default_factory=dict)
    turn: int | None = None

    @property
    def chance(self) -> float:
        """Share of the options that are right: what guessing scores, in [0, 1]; 0 where none are on offer."""
        if len(self.options) < 2:
            return 0.0
        return len(self.gold) / len(self.options)

    def facts(self, name: str) -> tuple[str, ...]:
        """What `details` hold under a name, as texts; none where it is not there."""
        value = self.details.get(name, ())
        return (value,) if isinstance(value, str) else tuple(value)

    @property
    def rung(self) -> int | None:
        """How difficult it was drawn, from 1; None where nobody said."""
        said = "".join(self.facts("rung"))
        return int(said) if said.isdecimal() else None

    @property
    def claim(self) -> int | None:
        """Index of the option that the user of the question presses; None where nobody said."""
        said = self.facts("claim")
        return self.options.index(said[0]) if said and said[0] in self.options else None

    @property
    def ordered_as(self) -> str:
        """The id that settles the order of its options: in another language that of its English counterpart."""
        return "".join(self.facts("english")) or self.id

    @property
    def image_group(self) -> str:
        """One name for all items that show the same pictures; the item's own where there is none."""
        if not self.images:
            return self.id
        return hashlib.sha256("".join(image.digest for image in self.images).encode()).hexdigest()[:16]

    def to_record(self) -> dict[str, Any]:
        """The item as plain JSON data; `item_from_record` reads it back."""
        # By hand: `dataclasses.asdict` copies every text, which is most of the time of loading a large set.
        record: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        record["images"] = [image.to_record() for image in self.images]
        return record


_TEXTS = ("id", "source_id", "scenario", "domain", "task", "question")
"""What of an item is always a text."""


def item_from_record(record: Mapping[str, Any]) -> Item:
    """The inverse of `Item.to_record`.

    Args:
        record: Plain data, as a log keeps it.

    Returns:
        The item.

    Raises:
        ValueError, KeyError, TypeError: It is not what `Item.to_record` gives.
    """
    fields = dict(record)
    if unfit := next((name for name in _TEXTS if not isinstance(fields[name], str)), None):
        raise TypeError(f"`{unfit}` is not a text")
    fields["level"] = Level(fields["level"])
    fields["images"] = tuple(map(image_from_record, fields["images"]))
    fields["options"] = tuple(fields["options"])
    fields["gold"] = tuple(fields["gold"])
    return Item(**fields)


def content_digest(question: str, options: Sequence[str], gold: Sequence[int], images: Sequence[ImageRef]) -> str:
    """Eight hex digits that change whenever an item's question, options, key or pictures do.

    Example:
        >>> content_digest("Which?", ["a", "b"], [0], [])
        '83a2dc25'
    """
    content = [question, list(options), list(gold), [image.digest for image in images]]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:8]


_DIGEST = re.compile(r"-([0-9a-f]{8})(~\d+)?$")
"""How an id ends that was made of its item's content; of items that are alike in one set, with their number."""


def is_as_named(item: Item) -> bool:
    """Whether an item's content is what its id was made of; also where the id holds no digest of it.

    Example:
        >>> from dataclasses import replace
        >>> item = Item("a-83a2dc25", "a", "s", Level.A1, None, "d", "t", "Which?", (), ("a", "b"), (0,))
        >>> is_as_named(item), is_as_named(replace(item, options=("a", "c")))
        (True, False)
    """
    digest = _DIGEST.search(item.id)
    return digest is None or digest[1] == content_digest(item.question, item.options, item.gold, item.images)


def in_words(question: str) -> str:
    """A question whose pictures do not stand in it, the places of those that are marked in words.

    Example:
        >>> in_words("Which is older, <image> or <image>?"), in_words("Which is older?")
        ('Which is older, (picture 1) or (picture 2)?', 'Which is older?')
    """
    first, *rest = question.split(PICTURE_MARK)
    return first + "".join(f"{picture_in_words(number)}{text}" for number, text in enumerate(rest, start=1))


def picture_in_words(number: int) -> str:
    """What a picture is called in a text, by its number from 1."""
    return f"(picture {number})"


def item_rng(item_id: str, purpose: str, seed: int = 0) -> np.random.Generator:
    """A generator that depends on the item alone, so that order, batches and workers change nothing.

    Args:
        item_id: The item's id.
        purpose: What is drawn ("option order", "chance answer"): draws for two purposes are independent.
        seed: The run's seed.

    Example:
        >>> int(item_rng("honest/1-ef8d97ed", "option order").integers(1000))
        151
    """
    digest = hashlib.sha256(f"{seed}\0{purpose}\0{item_id}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


ORDER_VERSION = 2
"""Changes whenever `option_order` does: rows asked in orders of different versions are not of one run."""


def option_order(item: Item, seed: int) -> tuple[int, ...]:
    """A permutation of the item's options that depends on the item and the seed alone.

    The released files put the right option first; without this, "always the first" would score 100 %. It is drawn from
    the item's id, in another language from its English counterpart's; where the item has its turn, the right options
    are put where their turn has it: of any as many consecutive turns as there are options, each stands once at every
    place.

    Example:
        >>> items = [Item(f"i{n}", "i", "s", Level.A1, None, "d", "t", "Which?", (), ("a", "b", "c"), (0,), turn=n)
        ...          for n in range(3)]
        >>> sorted(option_order(item, seed=0).index(0) for item in items)
        [0, 1, 2]
    """
    return _order(item.ordered_as, item.task, len(item.options), item.gold, item.turn, seed)


@lru_cache(maxsize=4096)  # asked for at every turn, and drawn in 80 us
def _order(item_id: str, task: str, size: int, gold: tuple[int, ...], turn: int | None, seed: int) -> tuple[int, ...]:  # noqa: PLR0917
    drawn = [int(i) for i in item_rng(item_id, "option order", seed).permutation(size)]
    if turn is None or not size:
        return tuple(drawn)
    round_, step = divmod(turn, size)
    places = item_rng(f"{task}|{size}|{round_}", "places of the right options", seed).permutation(size)
    right = {int(place + step) % size: i for place, i in zip(places, gold, strict=False)}
    wrong = iter([i for i in drawn if i not in gold])
    return tuple(right[place] if place in right else next(wrong) for place in range(size))
