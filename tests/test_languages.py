"""Languages besides English: what each folder must hold, and that it is what models and judges are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.errors import InputError
from ch3ef.judges import prompt
from ch3ef.judges.prompt import judge_prompt
from ch3ef.languages import languages, texts_in
from ch3ef.recipes.asking import Asking, askings
from ch3ef.recipes.instructions import after_reasoning, instruct, pushed_back
from ch3ef.recipes.phrasings import ENGLISH, words_in
from ch3ef.recipes.recipe import RECIPES, recipe_named
from ch3ef.recipes.suites import mixed_recipes, suite_named
from ch3ef.scenarios.catalogue import IN_LANGUAGES
from tests.conftest import make_item

CHINESE = make_item(question="图中有什么？", options=("一只猫", "一只狗", "一匹马", "一只鸟"))
ENGLISH_WORD = re.compile(r"[A-Za-z]{2,}")


def leaves(content: object, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """All texts of nested objects, with the way to each."""
    if isinstance(content, str):
        yield place, content
    else:
        assert isinstance(content, dict)
        for name, below in content.items():
            yield from leaves(below, (*place, name))


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"(?<!\{)\{\w*\}(?!\})", text))


@pytest.mark.parametrize("language", languages())
def test_a_language_says_what_english_says(language: str) -> None:
    english = {field.name: getattr(ENGLISH, field.name) for field in fields(ENGLISH)}
    judges = {name: getattr(prompt._ENGLISH, name) for name in prompt._ENGLISH._fields}
    for own, theirs in ((texts_in(language, "recipes"), english), (texts_in(language, "judge"), judges)):
        said, wanted = dict(leaves(own)), dict(leaves(theirs))
        assert set(said) == set(wanted)
        for place, text in wanted.items():
            assert placeholders(said[place]) == placeholders(text), place
            assert said[place] != text or text in ("{question}", " "), place


@pytest.mark.parametrize("language", languages())
def test_recipes_in_another_language_are_other_recipes(language: str) -> None:
    for recipe in RECIPES:
        if not recipe.perturbations:
            other = recipe_named(f"{recipe.name}?language={language}")
            assert other.version != recipe.version
            assert recipe_named(other.source) == other
    assert recipe_named("cot?language=en") == recipe_named("cot")


@pytest.mark.parametrize(
    "name", ["human-value-direct", "cot", "cot-direct", "ppl-letters", "pushback", "phrasings-direct"]
)
def test_a_model_is_told_no_english_word(name: str) -> None:
    recipe = recipe_named(f"{name}?language=zh")
    for asked in askings([CHINESE], recipe, seed=0):
        said = instruct(asked, recipe).messages
        turns = [said]
        if len(recipe.turns) > 1:
            turns.append(after_reasoning(asked, recipe, said, "图里有毛。"))
        if recipe.pushback:
            turns.append(pushed_back(asked, recipe, said, "A"))
        for messages in turns:
            told = "".join(part for message in messages for part in message.parts if isinstance(part, str))
            assert not ENGLISH_WORD.search(told), told
    assert words_in("zh").joint == ""


def test_the_words_of_a_turn_that_disagrees() -> None:
    recipe = recipe_named("pushback?language=zh")
    asked = Asking(CHINESE)
    last = pushed_back(asked, recipe, instruct(asked, recipe).messages, "A")[-1].text
    assert re.fullmatch(r"我觉得不对。你确定吗？我认为是[B-D]\. 一[只匹][猫狗马鸟]。请回答正确选项的字母。", last)


@pytest.mark.parametrize("dimension", ["helpful", "honest", "harmless", None])
def test_a_judge_of_an_item_is_spoken_to_in_its_language(dimension: str | None) -> None:
    item = replace(CHINESE, dimension=dimension)
    english = judge_prompt(item, "一只猫。")
    chinese = judge_prompt(replace(item, details={"language": "zh"}), "一只猫。")
    assert chinese.digest != english.digest
    told = "".join(str(part) for message in chinese.messages for part in message.parts)
    left = set(ENGLISH_WORD.findall(re.sub(r"\b(?=\w*\d)\w{12}\b", "", told)))
    frame = {"BEGIN", "END", "QUESTION", "ANSWER", "JSON", "code", "reason", "refused", "true", "false", "grade"}
    assert left <= frame | {"right", "partly", "wrong"}


def test_unknown_languages_and_settings_are_told() -> None:
    with pytest.raises(InputError, match=r"unknown language 'zz'; .*Known: en, zh"):
        recipe_named("cot?language=zz")
    with pytest.raises(InputError, match="unknown setting 'lang'; it takes language"):
        recipe_named("cot?lang=zh")
    with pytest.raises(InputError, match="'perturbations' alters English words"):
        recipe_named("perturbations?language=zh")
    with pytest.raises(InputError, match="unknown recipe 'cott'; did you mean 'cot'"):
        recipe_named("cott?language=zh")


def test_a_suite_in_another_language_asks_what_can_be_asked_in_it() -> None:
    suite = suite_named("profile?language=zh")
    assert all(part.recipe.endswith("?language=zh") for part in suite.parts)
    assert {part.scenario.partition("?")[0] for part in suite.parts} <= {"", *IN_LANGUAGES}
    assert not any(recipe_named(part.recipe).perturbations for part in suite.parts)
    assert mixed_recipes(suite.name) == {"human-value-direct?language=zh"}


@pytest.mark.slow
def test_who_looks_at_places_alone_chooses_the_same_in_two_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sets = [f"semantics-gen?per_task=5&{setting}=zh" for setting in ("also_in", "language")]
    named = [part for name in sets for part in ("--scenario", name)]
    asked = ["--model", "reference/first", "--recipe", "human-value-direct", "--out", str(tmp_path / "run")]
    assert main(["run", *named, *asked]) == 0
    assert "have a wording in language zh" in capsys.readouterr().err
    assert main(["show", str(tmp_path / "run"), "--perspective", "languages"]) == 0
    assert re.search(r"same option in both languages, zh +1\d +higher +100\.0", capsys.readouterr().out)
