"""What may never stand in front of an item, what is nearest, and what changes nothing."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from scipy.spatial.distance import cosine
from scipy.stats import chisquare
from sklearn.feature_extraction.text import TfidfVectorizer

from ch3ef.errors import InputError
from ch3ef.items import ImageRef, Item
from ch3ef.models.encoders import picture_vectors
from ch3ef.recipes import examples
from ch3ef.recipes.examples import Retriever, Shots, examples_for
from tests.conftest import make_item

RETRIEVERS: tuple[Retriever, ...] = get_args(Retriever)
QUESTIONS = ("What is shown?", "what  is SHOWN?", "How many cats?", "How many dogs are there?", "Why?", "这是什么？")
OPTIONS = (("a cat", "a dog"), ("a dog", "a cat"), ("A dog ", "a cat"), ("1", "2", "3"), ("yes", "no"))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[ImageRef]:
    """Six pictures: the last two look the same."""
    folder, refs = tmp_path_factory.mktemp("pictures"), []
    for n in range(6):
        pixels = np.random.default_rng(min(n, 4)).integers(0, 256, (6, 6, 3), dtype=np.uint8)
        Image.fromarray(pixels).resize((24, 24), Image.Resampling.NEAREST).save(folder / f"{n}.png")
        refs.append(ImageRef(folder / f"{n}.png", f"digest {n}"))
    return refs


@pytest.fixture(scope="module", autouse=True)
def kept(pictures: list[ImageRef], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds the pictures' vectors, since drawn inputs ask for them many times."""
    cache = tmp_path_factory.mktemp("cache")
    picture_vectors(pictures, cache=cache)
    return cache


def question(n: int, text: str, options: tuple[str, ...], images: Sequence[ImageRef], pair: str | None = None) -> Item:
    made = make_item(n, question=text, options=options, images=tuple(images))
    return dataclasses.replace(made, pair=pair)


@st.composite
def sets(draw: st.DrawFn) -> tuple[list[tuple[Any, ...]], int]:
    """Facts of questions that often have something in common, and how many of them are asked."""
    facts = st.tuples(
        st.sampled_from(QUESTIONS),
        st.sampled_from(OPTIONS),
        st.lists(st.integers(0, 5), min_size=1, max_size=3).map(tuple),
        st.sampled_from([None, None, None, "p", "q"]),
    )
    made = draw(st.lists(facts, min_size=12, max_size=40))
    return made, draw(st.integers(1, 6))


def items_of(drawn: tuple[list[tuple[Any, ...]], int], pictures: list[ImageRef]) -> tuple[list[Item], list[Item]]:
    facts, asked = drawn
    made = [
        question(n, text, options, [pictures[i] for i in shown], pair)
        for n, (text, options, shown, pair) in enumerate(facts)
    ]
    return made[:asked], made  # the pool holds the items


def ids(chosen: Sequence[Item]) -> tuple[str, ...]:
    return tuple(item.id for item in chosen)


def plain(text: str) -> str:
    return " ".join(text.lower().split())


def asked(item: Item) -> tuple[str, set[str]]:
    return plain(item.question), {plain(option) for option in item.options}


def digests(item: Item) -> set[str]:
    return {image.digest for image in item.images}


def may_stand(example: Item, item: Item) -> bool:
    return not (
        example.id == item.id
        or (asked(example) == asked(item) and not example.images and not item.images)
        or digests(example) & digests(item)
        or (example.pair is not None and example.pair == item.pair)
    )


def repeats(one: Item, other: Item) -> bool:
    return plain(one.question) == plain(other.question) and digests(one) == digests(other)


def available(item: Item, pool: Sequence[Item]) -> int:
    """How many different examples an item can have."""
    kept: list[Item] = []
    for example in pool:
        if may_stand(example, item) and not any(repeats(example, other) for other in kept):
            kept.append(example)
    return len(kept)


# The fixtures hold files that no example changes.
drawn_sets = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.parametrize("retriever", RETRIEVERS)
@drawn_sets
@given(drawn=sets(), shots=st.integers(1, 8), seed=st.integers(0, 3))
def test_examples_are_admissible_or_too_few(
    retriever: Retriever,
    drawn: tuple[list[tuple[Any, ...]], int],
    shots: int,
    seed: int,
    pictures: list[ImageRef],
    kept: Path,
) -> None:
    items, pool = items_of(drawn, pictures)
    fewest = min(available(item, pool) for item in items)
    if fewest < shots:
        with pytest.raises(InputError, match=rf"in the pool, {fewest} may stand in front of"):
            examples_for(items, pool, Shots(retriever, shots), seed=seed, cache=kept)
        return
    chosen = examples_for(items, pool, Shots(retriever, shots), seed=seed, cache=kept)
    assert list(chosen) == [item.id for item in items]
    for item in items:
        own = chosen[item.id]
        assert len(own) == shots
        assert all(example in pool and may_stand(example, item) for example in own)
        assert not any(repeats(own[i], own[j]) for i in range(shots) for j in range(i))


@pytest.mark.parametrize("retriever", RETRIEVERS)
@drawn_sets
@given(drawn=sets(), data=st.data(), seed=st.integers(0, 3))
def test_order_and_company_change_nothing_and_shots_nest(
    retriever: Retriever,
    drawn: tuple[list[tuple[Any, ...]], int],
    data: st.DataObject,
    seed: int,
    pictures: list[ImageRef],
    kept: Path,
) -> None:
    items, pool = items_of(drawn, pictures)
    most = min(8, *(available(item, pool) for item in items))
    if most < 1:
        return
    chosen = examples_for(items, pool, Shots(retriever, most), seed=seed, cache=kept)
    turned = examples_for(
        data.draw(st.permutations(items)),
        data.draw(st.permutations([*pool, *pool[:3]])),
        Shots(retriever, most),
        seed=seed,
        cache=kept,
    )
    assert turned == chosen
    for fewer in range(1, most):
        fewer_shots = examples_for(items[:1], pool, Shots(retriever, fewer), seed=seed, cache=kept)
        assert fewer_shots == {items[0].id: chosen[items[0].id][-fewer:]}


@pytest.fixture
def pool() -> list[Item]:
    """Forty questions with nothing in common."""
    return [make_item(n, question=f"Question {n}?", options=(f"{n}", "none")) for n in range(40)]


def test_random_ones_differ_between_items_and_seeds(pool: list[Item]) -> None:
    items = [make_item(n, question=f"Which is number {n}?") for n in range(100, 120)]
    chosen = examples_for(items, pool, Shots("random", 4), seed=0)
    assert len({ids(own) for own in chosen.values()}) == len(items)
    assert chosen != examples_for(items, pool, Shots("random", 4), seed=1)
    assert chosen == examples_for(items, pool, Shots("random", 4), seed=0)


def test_random_ones_are_uniform_over_what_may_be_used(pool: list[Item]) -> None:
    """Twenty questions share the items' pair, so that only the other twenty may be drawn."""
    own = [dataclasses.replace(item, pair="p") for item in pool[:20]]
    items = [dataclasses.replace(make_item(n, question=f"Which {n}?"), pair="p") for n in range(1000)]
    chosen = examples_for(items, [*own, *pool[20:]], Shots("random", 2), seed=0)
    for place in (0, 1):
        times = Counter(own_examples[place].id for own_examples in chosen.values())
        assert sorted(times) == sorted(item.id for item in pool[20:])
        assert chisquare(list(times.values())).pvalue > 1e-3


def test_fixed_ones_are_the_same_but_where_one_may_not_stand(pool: list[Item]) -> None:
    items = [make_item(n, question=f"Which is number {n}?") for n in range(100, 110)]
    chosen = examples_for(items, pool, Shots("fixed", 4), seed=0)
    (order,) = examples_for(items[:1], pool, Shots("fixed", 8), seed=0).values()
    assert all(own == order[-4:] for own in chosen.values())
    assert chosen != examples_for(items, pool, Shots("fixed", 4), seed=1)
    # The third of them is asked: the fifth moves up.
    asked_itself = order[-3]
    (own,) = examples_for([asked_itself], pool, Shots("fixed", 4), seed=0).values()
    assert own == (order[-5], order[-4], order[-2], order[-1])


def test_the_nearest_text_is_the_last(pool: list[Item]) -> None:
    near = [
        make_item(50, question="How many red circles are in the picture?", options=("1", "2")),
        make_item(51, question="How many red squares are in this picture?", options=("3", "4")),
        make_item(52, question="How many birds?", options=("5", "6")),
    ]
    item = make_item(60, question="How many red circles are in this picture?", options=("7", "8"))
    assert examples_for([item], [*pool, *near], Shots("topk_text", 3), seed=0)[item.id] == (near[2], near[1], near[0])


def test_options_do_not_count_as_text(pool: list[Item]) -> None:
    alike = make_item(50, question="Which is it?", options=("x", "y"))
    same_options = make_item(51, question="How far?", options=("a red cat", "a blue dog", "a green bird"))
    item = make_item(60, question="Which is this?")
    assert examples_for([item], [same_options, alike, *pool], Shots("topk_text", 1), seed=0)[item.id] == (alike,)


def test_ties_go_by_id(pool: list[Item]) -> None:
    """The same words in another spelling of blanks and letters, and questions that share nothing with the item."""
    item = make_item(60, question="漢字")
    chosen = examples_for([item], pool, Shots("topk_text", 8), seed=0)[item.id]
    assert chosen == tuple(sorted(pool, key=lambda example: example.id)[:8])[::-1]


@given(st.lists(st.sampled_from([-0.5, 0.0, 0.25, 0.5, 1.0]), max_size=200))
def test_ranks_are_those_of_pythons_sort(values: list[float]) -> None:
    ranked = list(examples._descending(np.array(values)))
    assert ranked == sorted(range(len(values)), key=lambda place: -values[place])


def test_many_are_ranked_as_a_full_sort_would(monkeypatch: pytest.MonkeyPatch) -> None:
    """Against vectors compared pair by pair; in blocks, and with many that may not be used on top."""
    monkeypatch.setattr(examples, "_BLOCK", 7)
    rng = np.random.default_rng(0)
    words = ["red", "blue", "circle", "square", "left", "right", "cat", "dog", "two", "many"]
    texts = [" ".join(rng.choice(words, size=rng.integers(2, 6))) for _ in range(330)]
    made = [make_item(n, question=f"{text} {n}", options=(str(n), "no")) for n, text in enumerate(texts)]
    items = made[:30]
    twin = dataclasses.replace(items[0], pair="p", question=made[40].question)
    items = [twin, *items[1:]]
    pool = [dataclasses.replace(made[40], source_id=str(n), id=f"copy/{n}", pair="p") for n in range(100)] + made[30:]
    chosen = examples_for(items, pool, Shots("topk_text", 8), seed=0)
    pool = sorted(pool, key=lambda item: item.id)
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    known = vectors.fit_transform([item.question for item in pool]).toarray()
    for item in items:
        own = vectors.transform([item.question]).toarray()[0]
        similarity = np.round(known @ own, 6)
        ranked = sorted(range(len(pool)), key=lambda place: (-similarity[place], pool[place].id))
        best: list[Item] = []
        for place in ranked:
            if (
                len(best) < 8
                and may_stand(pool[place], item)
                and not any(repeats(pool[place], other) for other in best)
            ):
                best.append(pool[place])
        assert chosen[item.id] == tuple(best[::-1])


def test_the_nearest_picture_is_the_last(pictures: list[ImageRef]) -> None:
    """The fifth and the sixth look the same; one of two pictures counts half."""
    both, alone, other = (
        question(n, f"Question {n}?", (f"{n}", "none"), shown)
        for n, shown in enumerate([[pictures[0], pictures[5]], [pictures[5]], [pictures[1], pictures[2]]])
    )
    bare = make_item(3, question="Which?", options=("3", "none"))
    item = question(9, "Which?", ("x", "y"), [pictures[4]])
    assert examples_for([item], [both, alone, other, bare], Shots("topk_image", 3), seed=0)[item.id] == (
        other,
        both,
        alone,
    )
    with pytest.raises(InputError, match="of 3 questions in the pool, 3 may stand in front of"):
        examples_for([item], [both, alone, other, bare], Shots("topk_image", 4), seed=0)


def test_several_pictures_are_the_mean_of_their_unit_vectors(pictures: list[ImageRef]) -> None:
    vectors = picture_vectors(pictures)

    def mean(*places: int) -> np.ndarray[Any, Any]:
        row: np.ndarray[Any, Any] = vectors[list(places)].mean(axis=0)
        return row

    shown = [(1, 2), (1, 3), (2, 3), (1, 1, 2), (3,)]
    pool = [question(n, f"{n}?", (f"{n}", "-"), [pictures[i] for i in places]) for n, places in enumerate(shown)]
    item = question(9, "Which?", ("x", "y"), [pictures[0], pictures[4]])
    order = sorted(range(len(shown)), key=lambda n: 1 - cosine(mean(0, 4), mean(*shown[n])))
    chosen = examples_for([item], pool, Shots("topk_image", 5), seed=0)[item.id]
    assert chosen == tuple(pool[n] for n in order)


def test_items_without_pictures_have_none_to_compare(pictures: list[ImageRef]) -> None:
    items = [make_item(0, question="Which?"), question(1, "Where?", ("here", "there"), pictures[:1])]
    pool = [question(n, f"{n}?", (f"{n}", "-"), pictures[1:2]) for n in range(5)]
    with pytest.raises(InputError, match=r"1 of 2 items have no picture, first .*; topk_image compares pictures: use"):
        examples_for(items, pool, Shots("topk_image", 1), seed=0)


def test_the_same_question_about_another_picture_may_stand(pictures: list[ImageRef]) -> None:
    """Many sets ask nothing else; without pictures it is the same question."""
    made = [question(n, "Which kind?", ("x", "y"), [pictures[n]]) for n in range(4)]
    chosen = examples_for(made[:1], made, Shots("random", 3), seed=0)
    assert sorted(ids(chosen[made[0].id])) == sorted(ids(made[1:]))
    bare = [dataclasses.replace(item, images=()) for item in made]
    with pytest.raises(InputError, match="0 may stand"):
        examples_for(bare[:1], bare, Shots("random", 1), seed=0)


def test_a_rotation_of_the_item_may_not_stand(pictures: list[ImageRef]) -> None:
    item = question(0, "Which kind?", ("x", "y", "z"), [pictures[0]])
    turned = question(1, "Which  kind?", ("y", "z", "x"), [pictures[0]])
    with pytest.raises(InputError, match="0 may stand"):
        examples_for([item], [turned], Shots("random", 1), seed=0)


def test_too_small_a_pool_says_how_small_and_what_to_do(pool: list[Item]) -> None:
    items = [make_item(n, question=f"Which {n}?") for n in range(100, 103)]
    with pytest.raises(InputError) as caught:
        examples_for([*items, pool[0]], pool[:3], Shots("random", 3), seed=0)
    assert str(caught.value) == (
        "1 of 4 items have fewer than the 3 in-context examples that are wanted: of 3 questions in the pool, 2 may "
        f"stand in front of item {pool[0].id!r} (none that is the item itself or shares its pair or a picture); give "
        "another pool with --pool, or ask for fewer shots"
    )
    with pytest.raises(InputError, match="of 0 questions in the pool, 0 may stand"):
        examples_for(items, [], Shots("topk_text", 1), seed=0)


@pytest.mark.parametrize("retriever", RETRIEVERS)
def test_no_items_need_no_examples(retriever: Retriever, pool: list[Item]) -> None:
    assert examples_for([], pool, Shots(retriever, 3), seed=0) == {}
    assert examples_for([], [], Shots(retriever, 3), seed=0) == {}


def test_no_vector_is_computed_where_the_pool_is_too_small(pool: list[Item], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "question_vectors", lambda *_: pytest.fail("vectors were computed"))
    with pytest.raises(InputError, match="1 may stand"):
        examples_for(pool[:1], pool[:2], Shots("topk_text", 2), seed=0)


def test_a_named_encoder_is_handed_on(pool: list[Item], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The real ones are tried in tests/models: here, dense vectors that decide and what the encoder is asked for."""
    calls: list[tuple[Any, ...]] = []

    def vectors(asked: list[str], known: list[str], encoder: str, cache: Path | None) -> Iterator[Any]:
        calls.append((encoder, cache))
        angles = [np.array([[float(text.strip("?").split()[-1])]]) / 40 for text in [*asked, *known]]
        rows = np.concatenate([np.hstack([np.cos(a), np.sin(a)]) for a in angles]).astype(np.float32)
        return iter((rows[: len(asked)], rows[len(asked) :]))

    monkeypatch.setattr(examples, "question_vectors", vectors)
    item = make_item(100, question="Close to 20?")
    chosen = examples_for([item], pool, Shots("topk_text", 3, "ours/tiny"), seed=0, cache=tmp_path)[item.id]
    assert chosen[-1] == pool[20]
    assert sorted(ids(chosen)) == sorted(ids(pool[19:22]))
    assert calls == [("ours/tiny", tmp_path)]


WRONG: list[tuple[Callable[[], Shots], str]] = [
    (lambda: Shots("topk", 2), "unknown retriever of examples 'topk'; did you mean 'topk_"),  # type: ignore[arg-type]
    (lambda: Shots("random", 0), "0 in-context examples; expected 1 to 8"),
    (lambda: Shots("fixed", 9), "9 in-context examples; expected 1 to 8"),
    (lambda: Shots("fixed", 2, "a/b"), "'fixed' compares nothing and takes no encoder; got 'a/b'"),
]


@pytest.mark.parametrize(("make", "message"), WRONG)
def test_shots_that_cannot_be(make: Callable[[], Shots], message: str) -> None:
    with pytest.raises(InputError, match=message):
        make()
