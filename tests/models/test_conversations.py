"""Later turns that go on from kept prompts: against whole passes; what is kept, and for how long."""

from __future__ import annotations

import functools
import gc
import weakref
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from ch3ef.errors import RunError
from ch3ef.models import continuation, passes
from ch3ef.models.continuation import can_go_on
from ch3ef.models.generation import Reply, Sampling
from ch3ef.models.inputs import Decoder, Inputs, continue_with
from ch3ef.models.likelihood import Question, TokenLogProbs, largest_difference, score_options
from ch3ef.models.loading import Checkpoint, load_checkpoint
from ch3ef.models.local import LocalModel
from ch3ef.models.prefixes import KeptPrompt, Prefixes, PromptKey, Start, picture_digest, usable_length
from ch3ef.models.prompts import Turn
from tests.tiny_vlm import FAMILIES

# PaliGemma's processor hands a tensor to numpy; nothing of ours is concerned.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy keyword")

WAIT = 30.0
EXACT, ROUNDING = 1e-4, 1e-5
"""Allowed differences of an option's sum and of one token [nats]."""
OPTIONS = ("y", "a red circle", "none of these, or 12 apples and a blue square")
GOING_ON = [family for family in FAMILIES if family not in ("gemma3", "paligemma")]
"""Families of plain attention; Gemma 3 has sliding windows, PaliGemma reads its prompt in both directions."""
Turns = list[Turn]
Open = Callable[..., LocalModel]


@functools.cache
def picture(seed: int, size: tuple[int, int] = (90, 70)) -> Image.Image:
    width, height = size
    return Image.fromarray(np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8))


def levels(*questions: str, pictures: Sequence[Image.Image], answer: str = "a red circle") -> list[Turns]:
    """A conversation at each of its turns."""
    asked = [Turn("user", (*pictures, questions[0]))]
    conversations = [list(asked)]
    for question in questions[1:]:
        asked += [Turn("assistant", (answer,)), Turn("user", (question,))]
        conversations.append(list(asked))
    return conversations


TREE = levels("What is shown?", "And what is on the left of it?", "Which of them? " * 4, pictures=[picture(0)])
OTHER_TREE = levels(
    "Are these the same or not, and why? " * 3,
    "How many?",
    "So?",
    pictures=[picture(1), picture(2, (50, 110))],
    answer="none of these, or 12 apples and a blue square",
)


@pytest.fixture(scope="module")
def open_family(checkpoint: Callable[[str], Path]) -> Iterator[Open]:
    """Gives a model of a family, its weights read once."""
    read = functools.cache(
        lambda family: load_checkpoint(Checkpoint(str(checkpoint(family))), torch.device("cpu"), torch.float32)
    )
    models = []

    def give(family: str, **args: Any) -> LocalModel:
        models.append(LocalModel(*read(family), name=family, **args))
        return models[-1]

    yield give
    for model in models:
        model._worker.close()


@pytest.fixture(scope="module")
def kept_open(open_family: Open) -> Callable[[str], LocalModel]:
    """Gives a family's model, opened once; its store is emptied."""
    opened = functools.cache(functools.partial(open_family, batch_size=4))

    def give(family: str) -> LocalModel:
        model = opened(family)
        if model.prefixes is not None:
            model.prefixes.clear()
            model.prefixes.hits = 0
        return model

    return give


def ask(model: LocalModel, turns: Turns, prefix: str = "", options: Sequence[str] = OPTIONS) -> Future[TokenLogProbs]:
    return model.score(lambda: turns, options, prefix)


def together(futures: Sequence[Future[Any]]) -> list[Any]:
    return [future.result(WAIT) for future in futures]


def whole(model: LocalModel, turns: Turns, prefix: str = "", options: Sequence[str] = OPTIONS) -> TokenLogProbs:
    """One whole pass per option."""
    return score_options(model._model, [model._question(turns, options, prefix)], "full")[0]


def assert_equal(found: TokenLogProbs, expected: TokenLogProbs) -> None:
    assert [len(option) for option in found] == [len(option) for option in expected]
    assert largest_difference(found, expected) < ROUNDING
    for option, wanted in zip(found, expected, strict=True):
        assert sum(option) == pytest.approx(sum(wanted), abs=EXACT)


def hits(model: LocalModel) -> int:
    assert model.prefixes is not None
    return model.prefixes.hits


def count_pictures(model: LocalModel, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows of every pass that encodes pictures."""
    rows: list[int] = []
    forward = model._model.forward

    @functools.wraps(forward)
    def counted(**inputs: Any) -> Any:
        if inputs.get("pixel_values") is not None or inputs.get("mm_encoder_outputs"):
            rows.append(len(inputs["input_ids"]))
        return forward(**inputs)

    monkeypatch.setattr(model._model, "forward", counted)
    return rows


# Likelihoods


@pytest.mark.parametrize("family", FAMILIES)
def test_turn_after_turn_equals_whole_passes(kept_open: Callable[[str], LocalModel], family: str) -> None:
    model = kept_open(family)
    # A base model knows no turns: it is asked several questions of the same beginning.
    conversations = [[Turn("user", (picture(0), "What is shown" + more))] for more in ("?", ", left?")]
    for turns in [*conversations, *([] if family == "paligemma" else TREE)]:
        assert_equal(ask(model, turns, "It is ").result(WAIT), whole(model, turns, "It is "))
    if family in GOING_ON:
        assert hits(model) == 1 + 3  # the tree begins with the picture of the questions before
    else:
        assert model.prefixes is None


@pytest.mark.parametrize("family", GOING_ON)
def test_batches_of_turns_equal_whole_passes(
    kept_open: Callable[[str], LocalModel], family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ch3ef.models.batching.LINGER", 5.0)
    model = kept_open(family)
    third = levels("One? " * 9, "Two?", pictures=[picture(3, (60, 60))])
    for batch, known in (
        ([TREE[0], OTHER_TREE[0], third[0], TREE[0]], 1),
        ([OTHER_TREE[1], third[1], TREE[1], levels("New?", pictures=[picture(4)])[0]], 3),
        ([TREE[2], OTHER_TREE[2], third[1], TREE[0]], 4),
    ):
        before = hits(model)
        for found, turns in zip(together([ask(model, turns) for turns in batch]), batch, strict=True):
            assert_equal(found, whole(model, turns))
        assert hits(model) - before == known


def test_the_check_holds_whatever_way_options_are_scored(open_family: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ch3ef.models.local.choose_way", lambda *_: "repeated")
    model = open_family("qwen2_vl")
    for turns in TREE:
        assert_equal(ask(model, turns).result(WAIT), whole(model, turns))
    assert hits(model) == 2


def test_later_turns_encode_no_picture(kept_open: Callable[[str], LocalModel], monkeypatch: pytest.MonkeyPatch) -> None:
    model = kept_open("llava")
    rows = count_pictures(model, monkeypatch)
    for turns in TREE:
        ask(model, turns).result(WAIT)
    assert rows == [1]
    assert model.prefixes is not None
    assert model.prefixes.kept == 1  # a conversation is kept once


def test_ways_of_asking_in_one_batch_encode_their_picture_once(
    open_family: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ch3ef.models.batching.LINGER", 5.0)
    model = open_family("llava", batch_size=5)
    asked = [[Turn("user", (picture(0), "What is shown?" + way))] for way in ("", " Say it.", " One word!", " Why?")]
    asked.append([Turn("user", (picture(1), "What is shown?"))])
    rows = count_pictures(model, monkeypatch)
    found = together([ask(model, turns) for turns in asked])
    assert rows == [2]
    for scores, turns in zip(found, asked, strict=True):
        assert_equal(scores, whole(model, turns))


def test_an_option_that_merges_with_the_prompt_and_one_asked_again(kept_open: Callable[[str], LocalModel]) -> None:
    # Prompts end with a newline, and two newlines are one token.
    model, options = kept_open("llava"), ("\nyes", "no")
    for turns in (TREE[0], TREE[0], TREE[1]):
        assert_equal(ask(model, turns, options=options).result(WAIT), whole(model, turns, options=options))
        assert_equal(ask(model, turns).result(WAIT), whole(model, turns))
    assert hits(model) == 5


def test_other_pictures_are_encoded(kept_open: Callable[[str], LocalModel]) -> None:
    model = kept_open("llava")
    turns = [
        TREE[0],
        [Turn("user", (picture(5), "What is shown?"))],
        [*TREE[0], Turn("assistant", ("no",)), Turn("user", (picture(1), "And here?"))],  # one more picture
        [Turn("user", ("What is shown?", picture(0)))],  # the same picture elsewhere
        [Turn("user", ("What is shown?",))],
    ]
    for conversation in turns:
        assert_equal(ask(model, conversation).result(WAIT), whole(model, conversation))
    assert hits(model) == 0


def test_none_are_kept_where_nobody_wants_them(open_family: Open) -> None:
    assert open_family("llava", prefix_cache=0).prefixes is None
    assert open_family("llava", sharing=False).prefixes is None
    model = open_family("llava", prefix_cache=3)
    assert model.prefixes is not None
    assert model.prefixes.capacity == 3


# Replies


def replies(model: LocalModel, conversations: Sequence[Turns], sampling: Sampling) -> list[Reply]:
    return together([model.reply(functools.partial(list, turns), sampling, 7) for turns in conversations])


@pytest.mark.parametrize("family", GOING_ON)
def test_replies_go_on_from_scored_prompts_and_scores_from_replies(
    kept_open: Callable[[str], LocalModel], open_family: Open, family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ch3ef.models.batching.LINGER", 5.0)
    model, forgetful = kept_open(family), open_family(family, batch_size=4, prefix_cache=0)
    together([ask(model, TREE[0]), ask(model, OTHER_TREE[0])])
    asked = [TREE[1], levels("New? " * 7, pictures=[picture(4)])[0], OTHER_TREE[1], OTHER_TREE[0]]
    for sampling in (Sampling(8), Sampling(8, temperature=1.0), Sampling(1)):
        found = replies(model, asked, sampling)
        assert found == replies(forgetful, asked, sampling)
        assert len({reply.text for reply in found}) > 1
    reasoned = replies(model, asked, Sampling(8))
    before = hits(model)
    later = [
        [*turns, Turn("assistant", (reply.text,)), Turn("user", ("So?",))]
        for turns, reply in zip(asked, reasoned, strict=True)
    ]
    for found_, turns in zip(together([ask(model, turns) for turns in later]), later, strict=True):
        assert_equal(found_, whole(model, turns))
    assert hits(model) == before + 4


@pytest.mark.parametrize("family", GOING_ON)
def test_what_is_kept_of_replies_is_what_whole_passes_give(
    kept_open: Callable[[str], LocalModel], family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ch3ef.models.batching.LINGER", 5.0)
    model = kept_open(family)
    ask(model, TREE[0]).result(WAIT)
    begun = [*OTHER_TREE[1], Turn("assistant", ("The answer",))]
    tokens = replies(model, [TREE[1]], Sampling(5, temperature=1.0))[0].input_tokens
    monkeypatch.setattr(model._model.generation_config, "eos_token_id", int(states(model)[0].key.tokens[0, tokens + 2]))
    found = replies(model, [TREE[1], begun], Sampling(5, temperature=1.0))
    assert found[0].output_tokens <= 3 < found[1].output_tokens
    for reply, turns, kept in zip(found, (TREE[1], begun), states(model), strict=True):
        prompt = model._continued(turns)[1]
        said = kept.key.tokens[0, reply.input_tokens :].tolist()
        assert len(said) == reply.output_tokens - reply.truncated
        with torch.inference_mode():
            expected = passes.encode(model._model, [continue_with(model._model, prompt, 0, said)]).cache
        for (keys, values), layer in zip(kept.states, expected, strict=True):
            assert torch.allclose(keys, layer[0][0], atol=1e-4)
            assert torch.allclose(values, layer[1][0], atol=1e-4)


def test_replies_to_text_alone(kept_open: Callable[[str], LocalModel]) -> None:
    model = kept_open("llava")
    assert replies(model, [[Turn("user", ("Hello?",))]], Sampling(2))[0].output_tokens == 2
    assert model.prefixes is not None
    assert model.prefixes.kept == 0


# The check when a model is opened


def probe(model: LocalModel) -> tuple[Question, list[int]]:
    question = model._question(TREE[0], OPTIONS, "")
    tokens = model._prompter._processor.image_token_ids
    return question, [token for token in tokens if token is not None]


@pytest.mark.parametrize("family", FAMILIES)
def test_which_models_can_go_on(kept_open: Callable[[str], LocalModel], family: str) -> None:
    model = kept_open(family)
    question, picture_tokens = probe(model)
    assert model.way is not None
    assert can_go_on(model._model, question, model.way, picture_tokens) == (family in GOING_ON)
    assert not can_go_on(model._model, question, model.way, [])


@pytest.mark.parametrize("family", GOING_ON)
def test_a_position_that_is_off_by_one_is_noticed(
    kept_open: Callable[[str], LocalModel], family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out = passes.lay_out

    def shifted(model: Decoder, prompts: Sequence[Inputs], starts: Sequence[Start]) -> Inputs:
        laid_out = lay_out(model, prompts, starts)
        return {**laid_out, "position_ids": laid_out["position_ids"] + 1}

    model = kept_open(family)
    monkeypatch.setattr(passes, "lay_out", shifted)
    assert not can_go_on(model._model, probe(model)[0], "repeated", probe(model)[1])


def test_keys_and_values_that_depend_on_what_follows_are_noticed(kept_open: Callable[[str], LocalModel]) -> None:
    def looks_back_only(family: str) -> bool:
        model = kept_open(family)
        first = model._question(TREE[0], OPTIONS, "").inputs
        ids = first["input_ids"].clone()
        ids[0, -3:] = ids[0, -3:].flip(0)
        return continuation._looks_back_only(model._model, first, {**first, "input_ids": ids}, ids.shape[1] - 3)

    assert looks_back_only("llava")
    assert not looks_back_only("paligemma")


def test_positions_that_hang_on_the_length_are_not_gone_on_from(
    kept_open: Callable[[str], LocalModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = kept_open("llava")
    rope = model._model.config.get_text_config().rope_parameters
    monkeypatch.setitem(rope, "rope_type", "dynamic")
    assert not can_go_on(model._model, probe(model)[0], "packed", probe(model)[1])


# The store


def key(tokens: Sequence[int], pictures: bytes = b"p", seen: int = 2) -> PromptKey:
    return PromptKey(pictures, torch.tensor([tokens]), seen)


def test_how_much_of_a_prompt_is_known() -> None:
    known = key([9, 9, 1, 2, 3])
    assert usable_length(known, key([9, 9, 1, 2, 3, 4])) == 5
    assert usable_length(known, key([9, 9, 1, 7, 3, 4])) == 3
    assert usable_length(known, key([9, 9, 1, 2, 3])) == 4  # something must be encoded
    assert usable_length(known, key([9, 9, 1])) == 2
    assert usable_length(known, key([9, 9], seen=2)) == 0  # that something must not be a picture
    assert usable_length(known, key([9, 1, 9, 2], seen=3)) == 0
    assert usable_length(known, key([9, 9, 1, 2, 3, 4], b"q")) == 0
    assert usable_length(known, None) == usable_length(None, known) == 0
    kinds = replace(known, tokens=torch.tensor([[9, 9, 1, 2, 3], [0, 0, 0, 1, 0]]))
    assert usable_length(kinds, replace(kinds, tokens=torch.tensor([[9, 9, 1, 2, 3], [0, 0, 0, 0, 0]]))) == 3


def test_the_store_is_bounded_and_drops_what_was_longest_of_no_use() -> None:
    prefixes = Prefixes(2, [9])
    keys = [key([9, 9, n, n], bytes([n])) for n in range(4)]
    for one in keys[:2]:
        prefixes.keep(one, ())
    assert prefixes.start(keys[0]) is not None
    prefixes.keep(keys[2], ())
    assert [prefixes.holds(one.pictures) for one in keys] == [True, False, True, False]
    assert prefixes.kept == 2
    assert prefixes.make_room()
    assert (prefixes.kept, prefixes.capacity, prefixes.make_room()) == (0, 1, False)
    prefixes.keep(keys[0], ())
    prefixes.keep(keys[1], ())
    assert [prefixes.kept, prefixes.holds(keys[1].pictures)] == [1, True]
    assert prefixes.make_room()
    assert prefixes.keep(keys[0], ()).key is keys[0]
    assert (prefixes.kept, prefixes.capacity) == (0, 0)


def test_the_longest_beginning_wins() -> None:
    prefixes = Prefixes(4, [9])
    short, long, other = key([9, 9, 1]), key([9, 9, 1, 2, 5]), key([9, 9, 1, 2, 6, 6, 6, 6])
    kept = [prefixes.keep(one, ()) for one in (other, short, long)]
    assert prefixes.kept == 2  # the longer took the place of the one it begins with
    start = prefixes.start(key([9, 9, 1, 2, 5, 8]))
    assert start == Start(kept[2], 5)
    assert prefixes.start(key([9, 9, 1, 2, 6, 8])) == Start(kept[0], 5)
    assert prefixes.start(None) is None


def test_groups_of_a_batch() -> None:
    prefixes = Prefixes(4, [9])
    prefixes.keep(key([9, 9, 1, 2], b"a"), ())
    keys = [
        key([9, 9, 5, 6], b"b"),
        key([9, 9, 1, 2, 3], b"a"),
        key([9, 9, 5, 7], b"b"),
        None,
        key([5, 9, 9, 7], b"b", seen=3),
        key([9, 9, 1, 4], b"a"),
    ]
    found: list[tuple[list[int], list[int]]] = []
    for rows, starts in prefixes.groups(keys):
        found.append((rows, [start.length for start in starts]))
        for row in rows:
            one = keys[row]
            if one is not None:
                prefixes.keep(one, ())
    assert found == [([1, 5], [4, 3]), ([0, 3, 4], []), ([2], [3])]
    assert prefixes.hits == 3
    forgetful = Prefixes(0, [9])
    assert list(forgetful.groups(keys)) == [([0, 1, 2, 3, 4, 5], [])]


def test_what_a_prompt_is_known_by() -> None:
    inputs = {
        "input_ids": torch.tensor([[1, 9, 9, 4]]),
        "attention_mask": torch.ones(1, 4, dtype=torch.long),
        "pixel_values": torch.rand(1, 3, 2, 2),
    }
    pictures = picture_digest(inputs)
    assert pictures == picture_digest(
        {**inputs, "input_ids": torch.tensor([[7, 9, 9, 9, 5]]), "attention_mask": torch.ones(1, 5)}
    )
    assert pictures != picture_digest({**inputs, "pixel_values": inputs["pixel_values"] + 1})
    assert pictures != picture_digest({**inputs, "pixel_values": inputs["pixel_values"].view(1, 3, 4, 1)})
    assert picture_digest({"input_ids": inputs["input_ids"]}) is None
    prefixes = Prefixes(1, [9])
    found = prefixes.key(inputs, pictures)
    assert found is not None
    assert (found.seen, found.length) == (3, 4)
    assert prefixes.key(inputs, None) is None
    for ids in ([1, 2, 3, 4], [1, 2, 3, 9]):
        assert prefixes.key({**inputs, "input_ids": torch.tensor([ids])}, pictures) is None


# Memory


def test_a_run_over_many_pictures_keeps_few(open_family: Open) -> None:
    model = open_family("llava", batch_size=2, prefix_cache=3)
    together([ask(model, levels("What?", pictures=[picture(n)])[0]) for n in range(10, 17)])
    assert model.prefixes is not None
    assert model.prefixes.kept == 3


def states(model: LocalModel) -> list[KeptPrompt]:
    assert model.prefixes is not None
    return model.prefixes._kept


def test_kept_prompts_take_no_more_memory_than_they_need(open_family: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ch3ef.models.batching.LINGER", 5.0)
    model = open_family("llava", batch_size=2)
    together([ask(model, TREE[0]), ask(model, OTHER_TREE[0])])
    for kept in states(model):
        for keys, values in kept.states:
            for part in (keys, values):
                assert part.shape[1] == kept.key.length
                assert part.untyped_storage().nbytes() == part.nbytes


def test_what_is_kept_is_dropped_before_a_batch_is_halved(open_family: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ch3ef.models.batching.LINGER", 5.0)
    model = open_family("llava", batch_size=2, prefix_cache=8)
    expected = together([ask(model, turns) for turns in (TREE[1], OTHER_TREE[1])])
    prefixes = model.prefixes
    assert prefixes is not None
    forward, failures = model._model.forward, []

    @functools.wraps(forward)
    def full(**inputs: Any) -> Any:
        if prefixes.kept:
            failures.append(prefixes.kept)
            raise torch.OutOfMemoryError("CUDA out of memory")
        return forward(**inputs)

    with monkeypatch.context() as patch:
        patch.setattr(model._model, "forward", full)
        # Prompts are kept between the passes of one request: that leaves no room until none are kept at all.
        found = together([ask(model, turns) for turns in (TREE[1], OTHER_TREE[1])])
    assert failures == [2, 2, 2, 1]
    assert (prefixes.kept, model.prefixes, model.batch_size) == (0, None, 2)
    for scores, wanted in zip(found, expected, strict=True):
        assert_equal(scores, wanted)
    assert_equal(ask(model, TREE[2]).result(WAIT), whole(model, TREE[2]))


def test_what_is_kept_is_dropped_when_memory_is_out(open_family: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    model = open_family("llava", batch_size=1)
    ask(model, TREE[0]).result(WAIT)
    last = weakref.ref(states(model)[0].states[0][0])

    def full(*_: Any) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr("ch3ef.models.local.score_options", full)
    with pytest.raises(RunError, match="ran out of memory on a single request"):
        ask(model, TREE[1]).result(WAIT)
    gc.collect()
    assert last() is None


def test_closing_frees_what_is_kept(checkpoint: Callable[[str], Path]) -> None:
    loaded = load_checkpoint(Checkpoint(str(checkpoint("llava"))), torch.device("cpu"), torch.float32)
    model = LocalModel(*loaded, name="llava")
    ask(model, TREE[0]).result(WAIT)
    last = weakref.ref(states(model)[0].states[0][0])
    model.close()
    assert last() is None


def test_an_error_in_one_turn_leaves_the_next_right(open_family: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    model = open_family("llava")
    ask(model, TREE[0]).result(WAIT)

    def broken(**_: Any) -> None:
        raise ValueError("broken")

    with monkeypatch.context() as patch:
        patch.setattr(model._model, "forward", functools.wraps(model._model.forward)(broken))
        with pytest.raises(ValueError, match="broken"):
            ask(model, TREE[1]).result(WAIT)
    assert_equal(ask(model, TREE[1]).result(WAIT), whole(model, TREE[1]))
