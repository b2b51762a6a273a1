"""A recipe's version changes when, and only when, what it says to a model or how it reads a reply does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace

import pytest

from ch3ef import corruptions, reading
from ch3ef.items import Item
from ch3ef.judges import prompt
from ch3ef.models.messages import Message
from ch3ef.recipes import perturbations, phrasings, verbalisers
from ch3ef.recipes.asking import Asking, variants
from ch3ef.recipes.examples import Shots
from ch3ef.recipes.instructions import after_reasoning, instruct, one_level_down, pushed_back
from ch3ef.recipes.phrasings import PHRASINGS, PUSHBACK_WORDS
from ch3ef.recipes.recipe import RECIPES, Recipe, recipe_named
from tests.conftest import make_item

DETAILS: dict[str, str | list[str]] = {
    "references": ["a cat"], "count": "3", "boxes": ["0 0 1 1 cat"], "classes": ["cat"],
    "paths": ["animal/cat", "animal/dog", "thing/box", "thing/bag"],
}  # fmt: skip
MADE = (
    Recipe("cot-letters", "", "cot -> ppl", "accuracy", "", letters=True),
    Recipe("cot-yes-no", "", "cot -> direct", "yes-no", ""),
    Recipe("cot-captions", "", "cot -> direct", "captions", ""),
    Recipe("cot-shots", "", "cot -> direct", "accuracy", "", query="polite", examples=Shots("fixed", 1), shots=(1,)),
    Recipe(
        "own-words", "", "cot", "accuracy", "", query="{question} {options}", examples=Shots("fixed", 1), shots=(1,)
    ),
    Recipe("firm-counts", "", "direct", "counting", "", pushback=True),
    Recipe("firm-yes-no", "", "direct", "yes-no", "", pushback=True),
    Recipe("all-likelihoods", "", "ppl", "accuracy", "", query="all"),
    Recipe("all-letters", "", "direct", "accuracy", "", query="all"),
    Recipe("all-answer-lines", "", "direct", "accuracy", "", query="all", reading="strict"),
    Recipe("all-yes-no", "", "direct", "yes-no", "", query="all"),
    Recipe("all-captions", "", "direct", "captions", "", query="all"),
    Recipe("all-counts", "", "direct", "counting", "", query="all"),
    Recipe("all-short-answers", "", "direct", "short-answer", "", query="all"),
    Recipe("firm-short-answers", "", "direct", "short-answer", "", pushback=True),
    Recipe("all-boxes", "", "direct", "detection", "", query="all"),
    Recipe("all-reasons", "", "cot -> ppl", "accuracy", "", query="all"),
    Recipe("all-reasons-letters", "", "cot", "accuracy", "", query="all"),
)
"""Ways of asking that no recipe of the package has."""


def asked_item(recipe: Recipe) -> Item:
    yes_no = recipe.metric == "yes-no"
    answers: dict[str, str | list[str]] = {"answers": ["a cat"]} if recipe.metric == "short-answer" else {}
    return replace(make_item(options=("yes", "no")) if yes_no else make_item(), details=DETAILS | answers)


def said_by(recipe: Recipe) -> str:
    """All that a recipe says to a model about one item, in every variant and turn."""
    return json.dumps([[str(part) for message in messages for part in message.parts] for messages in _said(recipe)])


def _said(recipe: Recipe) -> Iterator[tuple[Message, ...]]:
    item = asked_item(recipe)
    for variant in variants(item, recipe):
        query = variant.phrasing or recipe.queries[0]
        asked = Asking(item, variant, query=query, examples=(asked_item(recipe),) if recipe.examples else ())
        said = instruct(asked, recipe).messages
        yield said
        if recipe.inferencer.startswith("cot ->"):
            yield after_reasoning(asked, recipe, said, "It is red.")
        if recipe.inferencer == "ppl -> ppl":
            yield one_level_down(item, recipe, said, "animal", 0)
        if recipe.pushback:
            yield pushed_back(asked, recipe, said, "A")


WORDS = [
    *((PHRASINGS[form], query) for form in PHRASINGS for query in PHRASINGS[form]),
    *((PUSHBACK_WORDS, metric) for metric in PUSHBACK_WORDS),
    *((phrasings.ENGLISH, field.name) for field in fields(phrasings.Words)
      if field.name.startswith(("so_", "more_", "verb", "call", "dis", "i_"))),
]  # fmt: skip
"""Every text of `recipes.phrasings`."""


@pytest.mark.parametrize(("place", "name"), WORDS, ids=[str(name) for _, name in WORDS])
def test_a_changed_text_changes_the_versions_of_the_recipes_that_say_it(
    place: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipes = (*RECIPES, *MADE)
    before = [(recipe.version, said_by(recipe)) for recipe in recipes]
    if isinstance(place, dict):
        monkeypatch.setitem(place, name, place[name] + " Please.")
    else:
        said = getattr(phrasings.ENGLISH, name) + " Please."
        monkeypatch.setattr(phrasings, "ENGLISH", replace(phrasings.ENGLISH, **{name: said}))
    changed = set()
    for recipe, (version, said) in zip(recipes, before, strict=True):
        assert (recipe.version != version) == (said_by(recipe) != said), recipe.name
        if recipe.version != version:
            changed.add(recipe.name)
    assert changed, "no recipe says it"


def test_the_paper_s_recipes_change_with_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("human-value", "human-value-pmi", "human-value-direct")
    before = {name: recipe_named(name).version for name in names}
    assert all(version.startswith("1-") for version in before.values())
    monkeypatch.setitem(PHRASINGS["likelihood"], "standard", "{question} Well?")
    monkeypatch.setitem(PHRASINGS["letters"], "standard", "{question} {options} Well?")
    assert all(recipe_named(name).version != before[name] for name in names)


def changed_by(monkeypatch: pytest.MonkeyPatch, place: object, name: str, value: object) -> set[str]:
    """Names of the recipes whose version changes with a rule."""
    before = {recipe.name: recipe.version for recipe in RECIPES}
    with monkeypatch.context() as patched:
        patched.setattr(place, name, value)
        return {recipe.name for recipe in RECIPES if recipe.version != before[recipe.name]}


def test_rules_change_the_versions_of_the_recipes_that_go_by_them(monkeypatch: pytest.MonkeyPatch) -> None:
    read = {recipe.name for recipe in RECIPES if recipe.turns[-1] != "ppl"}
    assert changed_by(monkeypatch, reading, "RULES_VERSION", 99) == read
    assert "human-value-direct" in read
    assert "human-value" not in read
    assert changed_by(monkeypatch, perturbations, "VERSION", 99) == {"perturbations", "perturbations-few"}
    assert changed_by(monkeypatch, corruptions, "VERSION", 99) == {"corruptions", "corruptions-few"}
    assert changed_by(monkeypatch, verbalisers, "ROTATIONS", (1,)) == {"verbalisers"}
    assert changed_by(monkeypatch, prompt, "_ENGLISH", prompt._ENGLISH._replace(system="Grade!")) == {
        "human-value-open"
    }


def test_what_changes_no_answer_changes_no_version() -> None:
    recipe = recipe_named("in-context-fixed")
    same = replace(recipe, name="mine", description="another", scenario="pope", file="./mine.yaml", shots=(0, 1))
    assert same.version == recipe.version
    other = replace(recipe, examples=Shots("fixed", 1))
    assert other.version != recipe.version
