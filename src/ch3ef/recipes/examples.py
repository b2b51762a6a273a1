"""In-context examples for items: which questions of a pool stand, answered, in front of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from ch3ef.errors import InputError, unknown_name
from ch3ef.items import Item, item_rng
from ch3ef.models.encoders import Vectors, picture_vectors, question_vectors, unit_rows
from ch3ef.recipes.recipe_files import MAX_SHOTS

Retriever = Literal["random", "fixed", "topk_text", "topk_image"]

_DECIMALS = 6
"""Of a similarity: what differs by less is a tie, so that rounding errors never decide."""
_BLOCK = 256
"""Items compared with the pool at a time: bounds the memory."""
_FEW = 64
"""Nearest examples that are sorted at first: nearly always enough."""


@dataclass(frozen=True, slots=True)
class Shots:
    """Which examples are wanted, and how many.

    Attributes:
        retriever: "random", drawn for each item; "fixed", the same for all; "topk_text" and "topk_image", those most
            alike by the question or by the pictures.
        shots: Most examples that are wanted, 1 to 8.
        encoder: Of topk_*: "" for the embedded encoder, else a Hugging Face model (a folder, or a name on the hub).

    Raises:
        InputError: An unknown retriever, a number out of range, or an encoder where nothing is compared.

    Example:
        >>> Shots("topk_text", 9)
        Traceback (most recent call last):
        ...
        ch3ef.errors.InputError: 9 in-context examples; expected 1 to 8
    """

    retriever: Retriever
    shots: int
    encoder: str = ""

    def __post_init__(self) -> None:
        if self.retriever not in get_args(Retriever):
            raise unknown_name("retriever of examples", self.retriever, get_args(Retriever))
        if not 1 <= self.shots <= MAX_SHOTS:
            raise InputError(f"{self.shots!r} in-context examples; expected 1 to {MAX_SHOTS}")
        if self.encoder and self.retriever in {"random", "fixed"}:
            raise InputError(
                f"retriever {self.retriever!r} compares nothing and takes no encoder; got {self.encoder!r}; "
                "leave it out, or use topk_text or topk_image"
            )


def examples_for(
    items: Sequence[Item], pool: Sequence[Item], shots: Shots, *, seed: int, cache: Path | None = None
) -> dict[str, tuple[Item, ...]]:
    """Choose examples for each item from a pool of answered questions.

    An example is never the item itself, a rotation or re-ordering of it, its contrast twin, nor a question that shows a
    picture of the item's. No two examples of an
    item put the same question about the same pictures. Among the rest:

    - random: uniform over all that may be used, whatever their task, drawn for each item by its id and the seed.
    - fixed: the beginning of one order of the pool, drawn by the seed; where an example of it may not be used for an
      item, the next one moves up.
    - topk_text: highest cosine similarity of the questions alone, without their options.
    - topk_image: highest cosine similarity of the pictures; of several pictures the mean of their unit vectors.
      Questions of the pool without pictures are left out.

    Similarities that agree to 6 decimals are ties; the example with the lesser id comes first. Neither the order of
    the items nor that of the pool changes anything, nor which other items are asked.

    Args:
        items: The items to be asked.
        pool: Questions with known answers; it may hold the items.
        shots: Which examples, and how many.
        seed: The run's seed; of no effect on topk_*.
        cache: Folder in which vectors are kept; None to keep none.

    Returns:
        By item id, `shots.shots` examples, the best last: nearest to the question. Fewer shots are the last of them.

    Raises:
        InputError: The pool holds too few examples for some item, an item has no picture to compare, a picture
            cannot be read, or the encoder cannot be used.

    Source: the retrievers of ChEF, arXiv 2311.02692.
    """
    candidates = list({item.id: item for item in sorted(pool, key=lambda item: item.id)}.values())
    if shots.retriever == "topk_image":
        _require_pictures(items)
        candidates = [candidate for candidate in candidates if candidate.images]
    barred = _barred(items, candidates)
    shown = [_shown(candidate) for candidate in candidates]
    _require_enough(items, shown, barred, shots.shots)
    rankings = _rankings(items, candidates, shots, seed, cache)
    return {
        item.id: tuple(candidates[place] for place in reversed(_first(ranking, out, shown, shots.shots)))
        for item, ranking, out in zip(items, rankings, barred, strict=True)
    }


def _marks(item: Item) -> Iterator[tuple[str, Hashable]]:
    """What two questions must not have in common if one is to be an example for the other."""
    yield "id", item.id
    if item.pair is not None:
        yield "pair", item.pair
    for image in item.images:
        yield "picture", image.digest
    # Many sets ask the same question with the same options about every picture; a re-ordering shares the picture too.
    if not item.images:
        yield "asked", (_plain(item.question), frozenset(map(_plain, item.options)))


def _shown(item: Item) -> Hashable:
    """The same for examples that put one question about the same pictures."""
    return _plain(item.question), frozenset(image.digest for image in item.images)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _barred(items: Sequence[Item], candidates: Sequence[Item]) -> list[set[int]]:
    """Per item, the places of the candidates that may not be its examples."""
    marked = defaultdict(list)
    for place, candidate in enumerate(candidates):
        for mark in _marks(candidate):
            marked[mark].append(place)
    return [{place for mark in _marks(item) for place in marked.get(mark, ())} for item in items]


def _require_pictures(items: Sequence[Item]) -> None:
    bare = [item.id for item in items if not item.images]
    if bare:
        raise InputError(
            f"{len(bare)} of {len(items)} items have no picture, first {bare[0]!r}; topk_image compares pictures: "
            "use topk_text, random or fixed"
        )


def _require_enough(items: Sequence[Item], shown: Sequence[Hashable], barred: Sequence[set[int]], wanted: int) -> None:
    alike = Counter(shown)

    def admissible(out: set[int]) -> int:
        lost = Counter(shown[place] for place in out)
        return len(alike) - sum(alike[key] == count for key, count in lost.items())

    short = [(item, left) for item, out in zip(items, barred, strict=True) if (left := admissible(out)) < wanted]
    if short:
        item, left = min(short, key=lambda found: (found[1], found[0].id))
        raise InputError(
            f"{len(short)} of {len(items)} items have fewer than the {wanted} in-context examples that are wanted: of "
            f"{len(shown)} questions in the pool, {left} may stand in front of item {item.id!r} (none that is the "
            "item itself or shares its pair or a picture); give another pool with --pool, or ask for fewer shots"
        )


def _rankings(
    items: Sequence[Item], candidates: Sequence[Item], shots: Shots, seed: int, cache: Path | None
) -> Iterator[Iterable[int]]:
    """Per item, the places of all candidates, the best first."""
    if shots.retriever == "random":
        return (_drawn(item.id, len(candidates), seed) for item in items)
    if shots.retriever == "fixed":
        order = _drawn("fixed examples", len(candidates), seed)
        return (order for _ in items)
    if not items:
        return iter(())
    if shots.retriever == "topk_text":
        asked, known = ([item.question for item in part] for part in (items, candidates))
        return _by_similarity(*question_vectors(asked, known, shots.encoder, cache))
    rows = _picture_rows([*items, *candidates], shots.encoder, cache)
    return _by_similarity(rows[: len(items)], rows[len(items) :])


def _drawn(name: str, size: int, seed: int) -> list[int]:
    order: list[int] = item_rng(name, "examples", seed).permutation(size).tolist()
    return order


def _picture_rows(items: Sequence[Item], encoder: str, cache: Path | None) -> Vectors:
    """Per item, the mean of its pictures' vectors, brought to length 1."""
    images = list({image.digest: image for item in items for image in item.images}.values())
    vectors = picture_vectors(images, encoder, cache)
    places = {image.digest: place for place, image in enumerate(images)}
    # Sorted, since the order of a sum changes its last bit.
    shown = [[places[digest] for digest in sorted(image.digest for image in item.images)] for item in items]
    return unit_rows(np.stack([vectors[rows].mean(axis=0) for rows in shown]))


def _by_similarity(asked: Any, pool: Any) -> Iterator[Iterator[int]]:
    """Per row asked, the rows of the pool from the most to the least alike; both dense, or both sparse."""
    columns = pool.astype(np.float64).T
    for start in range(0, asked.shape[0], _BLOCK):
        block = asked[start : start + _BLOCK].astype(np.float64) @ columns
        for similarities in np.round(block if isinstance(block, np.ndarray) else block.toarray(), _DECIMALS):
            yield _descending(similarities)


def _descending(values: NDArray[np.float64]) -> Iterator[int]:
    """Places from the highest value to the lowest, ties by place. All are sorted only if many are asked for."""
    least = np.partition(values, -_FEW)[-_FEW] if len(values) > _FEW else -np.inf
    for part in (np.flatnonzero(values >= least), np.flatnonzero(values < least)):
        yield from part[np.argsort(-values[part], kind="stable")].tolist()


def _first(ranking: Iterable[int], out: set[int], shown: Sequence[Hashable], wanted: int) -> list[int]:
    """The first places of a ranking that may be used and do not repeat one another."""
    chosen: dict[Hashable, int] = {}
    for place in ranking:
        if place not in out and shown[place] not in chosen:
            chosen[shown[place]] = place
            if len(chosen) == wanted:
                break
    return list(chosen.values())
