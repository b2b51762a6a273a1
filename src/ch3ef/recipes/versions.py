"""A recipe's version: what its file states, and a digest of all that its prompts and its scoring follow from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING

from ch3ef import corruptions, reading
from ch3ef.judges.prompt import grading_words
from ch3ef.recipes import perturbations, verbalisers
from ch3ef.recipes.phrasings import STANDARD

if TYPE_CHECKING:
    from ch3ef.recipes.recipe import Recipe

_NO_MATTER = ("name", "edition", "description", "scenario", "file", "shots", "language")
"""Fields that change no answer, or only by the words that follow from them. A number of examples is told by each row's
variant, and those of fewer are the last of those of more."""


def version_of(recipe: Recipe) -> str:
    """The recipe's edition and eight hex digits that change whenever a prompt of it or the reading of a reply may.

    Example:
        >>> from ch3ef.recipes.recipe import recipe_named
        >>> version_of(recipe_named("human-value")).partition("-")[0]
        '1'
    """
    stated = [(field.name, getattr(recipe, field.name)) for field in fields(recipe) if field.name not in _NO_MATTER]
    digest = hashlib.sha256(repr([stated, *_follows_from(recipe)]).encode()).hexdigest()[:8]
    return f"{recipe.edition}-{digest}" if recipe.edition else digest


def _follows_from(recipe: Recipe) -> Iterator[object]:
    """The words that the recipe uses, and the versions of the rules by which it alters items and reads replies."""
    words = recipe.words
    yield from (words.phrasing(recipe.form, query) for query in recipe.queries)
    if recipe.examples:
        yield from (words.phrasing(recipe.example_form, recipe.example_query(query)) for query in recipe.queries)
    if recipe.inferencer.startswith("cot ->"):
        requests = {"likelihood": words.so_which, "letters": words.so_letter, "yes no": words.so_yes_no}
        yield requests.get(recipe.final_form) or words.phrasing(recipe.final_form, STANDARD)
    if recipe.inferencer == "ppl -> ppl":
        yield words.more_precisely
    if recipe.verbalisers:
        yield words.verbalised, words.called, verbalisers.ROTATIONS
        yield [verbalisers.NAMES[group] for group in recipe.verbalisers]
    if recipe.corruptions:
        yield "corruptions", corruptions.VERSION
    if recipe.perturbations:
        yield "perturbations", perturbations.VERSION
    if recipe.pushback:
        yield words.disagree, words.pushback[recipe.metric], "" if recipe.open else words.i_say
    if recipe.turns[-1] != "ppl":
        yield "reading", reading.RULES_VERSION
    if recipe.judged:
        yield grading_words(recipe.language)
    if recipe.language:
        yield recipe.language, words.answered, words.joint
