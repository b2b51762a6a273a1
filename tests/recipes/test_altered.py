"""Altered askings: verbalisers, corruptions, perturbations, a second turn that disagrees. What is asked, and how it is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from ch3ef.cli.listing import corruptions_table, perturbations_table
from ch3ef.errors import InputError
from ch3ef.items import ImageRef, Item
from ch3ef.models.messages import Message
from ch3ef.reading.named import read_named
from ch3ef.recipes.asking import Asking, asking_from_record, askings, lacks, variants
from ch3ef.recipes.examples import Shots
from ch3ef.recipes.instructions import instruct, pushed_back
from ch3ef.recipes.perturbations import SHARES, perturbed
from ch3ef.recipes.recipe import RECIPES, Recipe, recipe_named
from ch3ef.recipes.scoring import score_reply
from ch3ef.recipes.verbalisers import GROUPS, MAX_NAMES, NAMES, names_of, verbalisers_of
from ch3ef.results import Outcome
from ch3ef.variants import CORRUPTIONS, PERTURBATIONS, PUSHBACK, VERBALISER, Variant
from tests.conftest import make_item

Picture = Callable[[int], ImageRef]
DIRECT = recipe_named("direct")
ALL = replace(
    DIRECT,
    verbalisers=GROUPS,
    corruptions=("fog", "snow"),
    perturbations=PERTURBATIONS,
    severities=(1, 4),
    pushback=True,
)


def names(item: Item, recipe: Recipe) -> list[str]:
    return [str(variant) for variant in variants(item, recipe)]


# --- names of variants ------------------------------------------------------------------------------------


def test_every_variant_of_every_recipe_is_on_the_list(picture: Picture) -> None:
    item = make_item(images=(picture(1),), question="What is it that they are not doing?")
    kinds = {Variant.parse(name).kind for recipe in RECIPES for name in names(item, recipe)}
    assert kinds == {"", VERBALISER, *CORRUPTIONS, *PERTURBATIONS, PUSHBACK}
    for recipe in RECIPES:
        found = variants(item, recipe)
        assert len({str(variant) for variant in found}) == len(found)
        for variant in found:
            assert Variant.parse(str(variant)) == variant
            assert variant.clean in {other for other in found if not other.alteration}


def test_altered_ways_come_after_the_plain_one_and_one_at_a_time(picture: Picture) -> None:
    item = make_item(images=(picture(1),), options=("a cat", "a dog"), question="What kind of animal?")
    assert names(item, ALL) == [
        "plain",
        "verbaliser:natural:1", "verbaliser:natural:2", "verbaliser:natural:3",
        "verbaliser:neutral:1", "verbaliser:neutral:2", "verbaliser:neutral:3", "verbaliser:unnatural:1",
        "fog:1", "fog:4", "snow:1", "snow:4",
        "case:1", "case:4", "typos:1", "typos:4", "spaces:1", "spaces:4", "pushback",
    ]  # fmt: skip
    with_more = replace(DIRECT, rotations=True, query="all", corruptions=("fog",), severities=(2,))
    assert [name for name in names(item, with_more) if "fog" in name] == ["fog:2"]
    with_examples = replace(
        DIRECT, examples=Shots("fixed", 2), shots=(0, 2), corruptions=("fog",), severities=(3,), pushback=True
    )
    assert names(item, with_examples) == [
        "plain", "fog:3", "pushback", "ice:fixed:2", "ice:fixed:2+fog:3", "ice:fixed:2+pushback",
    ]  # fmt: skip
    assert Variant.parse("ice:fixed:2+fog:3").examples == "ice:fixed:2"


def test_what_would_change_nothing_is_not_asked(picture: Picture) -> None:
    bare = make_item(question="2 + 2 = ?", options=("3", "4"))
    assert names(bare, replace(ALL, corruptions=(), verbalisers=("unnatural",))) == [
        "plain", "verbaliser:unnatural:1", "spaces:1", "spaces:4", "pushback",
    ]  # fmt: skip
    assert lacks(bare, ALL) == "a picture"
    shown = make_item(images=(picture(1),), options=tuple(f"option {n}" for n in range(MAX_NAMES + 1)))
    assert lacks(shown, ALL) == "2 to 10 options"
    with pytest.raises(InputError, match="recipe 'corruptions' needs items with a picture; none of 'test' has that"):
        askings([bare], recipe_named("corruptions"), seed=0)


def test_an_option_that_reads_as_another_s_name_is_not_renamed() -> None:
    item = make_item(options=("1", "2", "Smith."), question="How many?")
    renamed = [name for name in names(item, replace(DIRECT, verbalisers=GROUPS)) if VERBALISER in name]
    assert renamed == [
        "verbaliser:natural:2", "verbaliser:natural:3", "verbaliser:neutral:2", "verbaliser:neutral:3",
        "verbaliser:unnatural:1", "verbaliser:unnatural:2",
    ]  # fmt: skip


# --- what is asked ----------------------------------------------------------------------------------------


def all_askings(item: Item, tmp_path: Path, recipe: Recipe = ALL) -> dict[str, Asking]:
    return {str(asked.variant): asked for asked in askings([item], recipe, seed=3, cache=tmp_path)}


def test_each_alteration_changes_its_own_thing_alone(picture: Picture, tmp_path: Path) -> None:
    item = make_item(images=(picture(1), picture(2)), question="What isn't on the table near the window?")
    asked = all_askings(item, tmp_path)
    plain = instruct(asked["plain"], ALL)
    for name, one in asked.items():
        made, kind = instruct(one, ALL), Variant.parse(name).kind
        assert (one.item, one.order, made.options) == (item, plain.order, plain.options)
        assert one.item.image_group == item.image_group
        assert (made.messages[-1].images == plain.messages[-1].images) == (kind not in CORRUPTIONS)
        same_words = made.messages[-1].text == plain.messages[-1].text
        assert same_words == (kind not in (VERBALISER, *PERTURBATIONS)), name
        if kind in PERTURBATIONS:
            # The question differs; options and request are word for word the same.
            assert made.messages[-1].text.removeprefix(one.question) == plain.messages[-1].text.removeprefix(
                item.question
            )
    shown = [image for name in ("fog:1", "fog:4", "snow:1") for image in asked[name].images]
    assert len({image.digest for image in shown}) == 6
    assert asked["contractions"].question == "What is not on the table near the window?"


def test_askings_are_plain_data(picture: Picture, tmp_path: Path) -> None:
    item = make_item(images=(picture(1),), question="What is on the table?")
    for one in all_askings(item, tmp_path).values():
        assert asking_from_record(json.loads(json.dumps(one.to_record()))) == one
    plain = all_askings(item, tmp_path)["plain"].to_record()
    assert set(plain) == {"item", "variant", "seed", "query", "examples"}


def test_a_verbaliser_s_words() -> None:
    item = make_item(options=("a cat", "a dog"), question="Which {names}?")
    asked = Asking(item, Variant(alteration="verbaliser:natural:3"), seed=1)
    shown = [item.options[i] for i in asked.order]
    assert instruct(asked, DIRECT).messages[-1].text == (
        f"Which {{names}}?\nOptions:\nA. {shown[0]}\nB. {shown[1]}\n"
        'If the answer is "A", output "first". If the answer is "B", output "second".\nAnswer with that alone.'
    )


def test_perturbed_examples_stay_as_they_are(picture: Picture) -> None:
    pool = [make_item(n, images=(picture(n),), question=f"What is thing number {n}?") for n in range(5, 9)]
    recipe = replace(DIRECT, examples=Shots("fixed", 2), shots=(2,), perturbations=("typos",), severities=(5,))
    plain, typos = askings([make_item(images=(picture(1),))], recipe, seed=0, pool=pool)
    assert instruct(plain, recipe).messages[:-1] == instruct(typos, recipe).messages[:-1]
    assert instruct(plain, recipe).messages[-1] != instruct(typos, recipe).messages[-1]


# --- verbalisers ------------------------------------------------------------------------------------------


def test_names_of_a_verbaliser_differ_and_no_letter_is_among_them() -> None:
    for group in GROUPS:
        for verbaliser in verbalisers_of(group, MAX_NAMES):
            called = names_of(verbaliser, MAX_NAMES)
            assert len({name.casefold() for name in called}) == MAX_NAMES
            assert (set(called) == set("ABCDEFGHIJ")) == (group == "unnatural")
            if group == "unnatural":  # no option keeps its letter
                assert not [name for name, letter in zip(called, "ABCDEFGHIJ", strict=True) if name == letter]
    assert [len(verbalisers_of("unnatural", count)) for count in (1, 2, 3, 4, 5, 11)] == [0, 1, 2, 3, 3, 0]
    assert {len(lists) for group, lists in NAMES.items() if group != "unnatural"} == {3}


TEXTS = ("a cat on the mat", "I don't know.", "a red bus", "3 dogs")
WORDED = tuple(verbaliser for group in ("natural", "neutral") for verbaliser in verbalisers_of(group, 4))

FOLLOWS = (
    "{}", "{}.", '"{}"', "**{}**", "({})", "`{}`", "The answer is {}.", "Output: {}", 'Answer: "{}"', "answer: {}",
    "The output is `{}`", 'The output should be "{}"', "I would output {}", "I'd say {}", "It is {}.",
    "I think the correct answer is {}.", "Looking at the picture, there is one bus, so the answer is {}.",
    "{}\n\nThe picture shows it.", "Final answer: {}", "{}: " + "TEXT", "{} - " + "TEXT", "<think>maybe B</think>{}",
    "First, look at the picture. Second, decide. Output: {}", "The right option is LETTER. Output: {}", "LETTER → {}",
    "LETTER. {}", 'If the answer is "LETTER", output "{}". So I output {}.',
)  # fmt: skip
"""Replies that use a demanded name; TEXT and LETTER are those of the same option."""


@pytest.mark.parametrize("verbaliser", WORDED)
@pytest.mark.parametrize("form", FOLLOWS)
def test_replies_in_the_demanded_vocabulary(verbaliser: str, form: str) -> None:
    called = names_of(verbaliser, 4)
    for position, name in enumerate(called):
        reply = form.replace("{}", name).replace("TEXT", TEXTS[position]).replace("LETTER", "ABCD"[position])
        assert read_named(reply, TEXTS, called).position == position, reply


IGNORES = (
    "A", "B", "b", "b)", "(C)", "Option B", "The answer is B.", "The correct answer is C because the bus is red.",
    "B. I don't know.", "D: 3 dogs", "I don't know.", "a red bus", "The answer is a red bus.", "A cat.",
    "I think it is a red bus.", "", "...", "Both are right.", "A. SECOND", "C → FIRST", "FIRST or SECOND", "not FIRST",
    "FIRST, no wait, SECOND or THIRD",
)  # fmt: skip
"""Replies that use none, or two, or one that contradicts the letter beside it."""


@pytest.mark.parametrize("verbaliser", WORDED)
@pytest.mark.parametrize("form", IGNORES)
def test_replies_in_another_vocabulary_are_unparsed(verbaliser: str, form: str) -> None:
    called = names_of(verbaliser, 4)
    reply = form
    for word, name in zip(("FIRST", "SECOND", "THIRD"), called, strict=False):
        reply = reply.replace(word, name)
    found = read_named(reply, TEXTS, called)
    assert (found.outcome, found.position) == (Outcome.UNPARSED, None), reply


@pytest.mark.parametrize("verbaliser", verbalisers_of("unnatural", 4))
def test_rotated_letters_stand_for_other_options(verbaliser: str) -> None:
    called = names_of(verbaliser, 4)
    for position, name in enumerate(called):
        for form in ("{}", "{}.", "The answer is {}.", "Output: {}", "({})", '"{}"', "{}. " + TEXTS[position]):
            assert read_named(form.replace("{}", name), TEXTS, called).position == position, form
    # An option's own letter beside its text is not what was demanded, and the text alone is no letter.
    for reply in ("C. a red bus", "a red bus", "", "A or B"):
        assert read_named(reply, TEXTS, called).outcome == Outcome.UNPARSED, reply


def test_refused_and_cut_off_replies_keep_their_outcome() -> None:
    for verbaliser in (*WORDED, "unnatural:1"):
        called = names_of(verbaliser, 4)
        assert read_named("I'm sorry, but I can't help with that.", TEXTS, called).outcome == Outcome.REFUSED
        assert read_named("Let me look at the", TEXTS, called, truncated=True).outcome == Outcome.TRUNCATED


def test_the_same_reply_is_scored_by_the_variant() -> None:
    item = make_item(options=("a cat", "a dog", "an owl"), gold=(1,))
    for group in GROUPS:
        for verbaliser in verbalisers_of(group, 3):
            name = f"{VERBALISER}:{verbaliser}"
            asked = Asking(item, Variant(alteration=name))
            right = asked.order.index(1)
            assert score_reply(asked, DIRECT, asked.names[right]).correct == 1.0
            assert score_reply(asked, DIRECT, asked.names[(right + 1) % 3]).correct == 0.0
            plain = score_reply(Asking(item), DIRECT, "ABC"[right])
            assert (plain.correct, score_reply(asked, DIRECT, "ABC"[right]).correct) == (
                1.0, 0.0 if group == "unnatural" else None
            )  # fmt: skip


# --- perturbations ----------------------------------------------------------------------------------------

QUESTION = 'What isn\'t the person near Ashford holding up to 12 people beside the sign "DO NOT enter now"?'


def words(text: str) -> list[str]:
    return text.split()


def test_what_may_carry_the_answer_stays() -> None:
    for n in range(40):
        item = replace(make_item(options=("the sign", "a person"), question=QUESTION), id=f"i{n}")
        for name in PERTURBATIONS:
            text = perturbed(item, name, 5)
            assert '"DO NOT enter now"' in text
            assert " 12 " in text
            if name != "spaces":
                assert "person" in text
                assert "sign" in text
            if name == "typos":
                assert "Ashford" in text
                assert len(words(text)) == len(words(QUESTION))
            if name in ("case", "spaces"):
                assert " ".join(text.casefold().split()) == QUESTION.casefold()


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_the_places_of_pictures_stay(name: str) -> None:
    for n in range(20):
        item = replace(make_item(question="What is the man within <image> doing, and what is <image>?"), id=f"i{n}")
        assert perturbed(item, name, 5).count("<image>") == 2


@pytest.mark.parametrize("name", SHARES)
def test_severities_nest_and_grow(name: str) -> None:
    for n in range(30):
        item = replace(make_item(question="Which of these large animals seems happiest about nothing?"), id=f"i{n}")
        texts = [item.question, *(perturbed(item, name, severity) for severity in (1, 2, 3, 4, 5))]
        changed = [_changed(item.question, text, name) for text in texts]
        assert all(first <= second for first, second in pairwise(changed)), texts
        assert len(changed[0]) == 0 < len(changed[1]) < len(changed[5])
    shares = [len(_changed(item.question, perturbed(item, name, severity), name)) for severity in (1, 5)]
    places = {"case": 49, "typos": 8, "spaces": 8}[name]
    assert shares == [max(1, round(SHARES[name][0] * places)), round(SHARES[name][4] * places)]


def _changed(question: str, text: str, name: str) -> set[int]:
    """Places that a perturbation has changed: letters, words, gaps."""
    if name == "case":
        return {place for place, (old, new) in enumerate(zip(question, text, strict=True)) if old != new}
    if name == "typos":
        return {place for place, (old, new) in enumerate(zip(words(question), words(text), strict=True)) if old != new}
    gaps = [len(gap) for gap in re.findall(r" +", text)]
    return {place for place, width in enumerate(gaps) if width > 1}


def test_typos_are_within_words() -> None:
    for n in range(200):
        item = replace(make_item(question="somewhere"), id=f"i{n}")
        text = perturbed(item, "typos", 1)
        assert text != item.question
        assert (text[0], text[-1]) == ("s", "e")
        assert abs(len(text) - len(item.question)) <= 1


def test_perturbations_follow_from_item_and_seed_alone() -> None:
    item = make_item(question="Which of these animals looks happiest today?")
    for name in SHARES:
        assert perturbed(item, name, 3) == perturbed(item, name, 3)
        assert perturbed(item, name, 3) != perturbed(item, name, 3, seed=1)
        assert perturbed(item, name, 3) != perturbed(replace(item, id="other"), name, 3)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("What is it?", "What's it?"),
        ("I am sure that they are not here, is it so?", "I'm sure that they aren't here, is it so?"),
        ("Say what it is.", "Say what it is."),
        ("Can't you see what's in there?", "Can't you see what is in there?"),
        ("It’s red, isn’t it?", "It is red, isn’t it?"),
        ("Which sign says 'it is not'?", "Which sign says 'it is not'?"),
        ("", ""),
        ("这是什么？", "这是什么？"),
    ],
)
def test_contractions(question: str, says: str) -> None:
    assert perturbed(make_item(question=question), "contractions") == says


@pytest.mark.parametrize(
    "question", ["", "?", "这是什么？", "ẞ ß ı", "a b", "  two  spaces  ", "x" * 20_000, "it's " * 3000]
)
def test_odd_questions(question: str) -> None:
    item = make_item(question=question)
    for name in PERTURBATIONS:
        texts = [perturbed(item, name, severity) for severity in (1, 5)]
        assert len({text == question for text in texts}) == 1  # whether there is a place does not depend on severity


# --- pushback ---------------------------------------------------------------------------------------------


def second_turn(item: Item, reply: str, recipe: Recipe) -> str:
    asked = Asking(item, Variant(alteration=PUSHBACK))
    said = instruct(asked, recipe).messages
    messages = pushed_back(asked, recipe, said, reply)
    assert messages[: len(said)] == said
    assert messages[-2] == Message("assistant", (reply or "...",))
    assert messages[-1].role == "user"
    return messages[-1].text


def test_the_second_turn_names_a_wrong_option_that_was_not_said() -> None:
    recipe = recipe_named("pushback")
    seen = set()
    for n in range(60):
        item = replace(make_item(gold=(2,)), id=f"i{n}")
        asked = Asking(item)
        for reply in (*"ABCD", "no idea", ""):
            text = second_turn(item, reply, recipe)
            named = next(i for i, option in enumerate(item.options) if option in text)
            assert named != 2
            if reply in tuple("ABCD"):
                assert named != asked.order["ABCD".index(reply)]
            letter = "ABCD"[asked.order.index(named)]
            assert text == (
                f"I don't think that's right. Are you sure? I think it is {letter}. {item.options[named]}. "
                "Answer with the letter of the right option."
            )
            seen.add(named)
    assert seen == {0, 1, 3}


def test_where_the_only_other_answer_is_right_none_is_named() -> None:
    item = make_item(options=("Yes", "No"), gold=(0,))
    wrong = "AB"[Asking(item).order.index(1)]
    assert second_turn(item, wrong, recipe_named("pushback")) == (
        "I don't think that's right. Are you sure? Answer with the letter of the right option."
    )
    yes_no = replace(recipe_named("yes-no"), pushback=True)
    assert (
        second_turn(item, "Yes", yes_no)
        == "I don't think that's right. Are you sure? I think it is no. Answer yes or no."
    )
    assert second_turn(item, "No", yes_no) == "I don't think that's right. Are you sure? Answer yes or no."
    counting = replace(recipe_named("counting"), pushback=True)
    counted = replace(item, details={"count": "3"})
    assert second_turn(counted, "3", counting) == "I don't think that's right. Are you sure? Answer with a number."


# --- recipes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("corruptions: [fog, snwo]", "corruptions: unknown corruption 'snwo'; did you mean 'snow'?"),
        ("corruptions: [fog, fog]", "corruptions: expected different ones of gaussian_noise, shot_noise"),
        ("corruptions: []", "corruptions: expected different ones of"),
        ("corruptions: all\nseverities: [0, 3]", "severities: unknown severity '0'; Known: 1, 2, 3, 4, 5"),
        ("corruptions: all\nseverities: true", "severities: unknown severity 'True'"),
        ("corruptions: {fog: 3}", "unknown corruption \"{'fog': 3}\""),
        ("severities: 2", "severities do nothing without corruptions or perturbations; remove them"),
        ("perturbations: typo", "perturbations: unknown perturbation 'typo'; did you mean 'typos'?"),
        (
            "perturbations: all\nmetric: captions",
            "perturbations do nothing with metric captions, which shows no question",
        ),
        ("verbalisers: odd", "verbalisers: unknown verbaliser 'odd'"),
        ("verbalisers: all\nmetric: yes-no", "verbalisers name options in a reply; expected inferencer direct and"),
        ("verbalisers: all\nquery: polite", "verbalisers have words of their own; remove query"),
        (
            "verbalisers: all\nexamples: {retriever: fixed, shots: 1}",
            "verbalisers and examples: the examples would show letters; make two recipes of them",
        ),
        ("pushback: true\nmetric: captions", "pushback has no words for metric captions; expected accuracy, yes-no"),
        ("pushback: sometimes", "pushback: Input should be a valid boolean; found 'sometimes'"),
    ],
)
def test_recipes_that_alter_wrongly(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(f"name: mine\ninferencer: direct\n{text}\n")
    with pytest.raises(InputError) as raised:
        recipe_named(str(file))
    assert str(raised.value).startswith(f"{file}: {says}")


@pytest.mark.parametrize("key", ["pushback: true", "verbalisers: all"])
def test_likelihoods_have_no_reply(key: str, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(f"name: mine\ninferencer: cot -> ppl\n{key}\n")
    with pytest.raises(InputError, match="reply"):
        recipe_named(str(tmp_path / "mine.yaml"))


def test_one_several_or_all(tmp_path: Path) -> None:
    def read(text: str) -> Recipe:
        (tmp_path / "mine.yaml").write_text(f"name: mine\ninferencer: ppl\n{text}\n")
        return recipe_named(str(tmp_path / "mine.yaml"))

    assert read("corruptions: jpeg\nseverities: 3").corruptions == ("jpeg",)
    assert read("corruptions: [jpeg, fog]").corruptions == ("fog", "jpeg")  # in the order in which they are told
    assert read("perturbations: all").perturbations == PERTURBATIONS
    assert read("perturbations: all").severities == (1, 2, 3, 4, 5)
    versions = {
        read(text).version for text in ("corruptions: fog", "corruptions: fog\nseverities: [1]", "perturbations: case")
    }
    assert len(versions) == 3
    assert read("corruptions: fog").version == read("corruptions: fog\nseverities: all").version


def test_the_document_holds_the_tables_and_a_recipe(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "alterations.md").read_text("utf-8")
    assert corruptions_table() in page, "say: make docs"
    assert perturbations_table() in page, "say: make docs"
    assert [line.split("`")[1] for line in corruptions_table().splitlines()[2:]] == list(CORRUPTIONS)
    assert [line.split("`")[1] for line in perturbations_table().splitlines()[2:]] == list(PERTURBATIONS)
    (tmp_path / "altered.yaml").write_text(page.split("```yaml\n")[1].split("```")[0])
    recipe = recipe_named(str(tmp_path / "altered.yaml"))
    assert (recipe.verbalisers, recipe.severities, recipe.pushback) == (("natural", "unnatural"), (1, 3, 5), True)
