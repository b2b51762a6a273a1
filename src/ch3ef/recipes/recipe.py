"""Recipes: how an item is asked and how its answer is scored, as data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import ch3ef
from ch3ef.errors import InputError, unknown_name
from ch3ef.languages import language_in, named_in
from ch3ef.recipes.examples import Shots
from ch3ef.recipes.phrasings import PHRASINGS, QUERIES, STANDARD, Form, Words, words_in
from ch3ef.recipes.recipe_files import (
    FILES,
    FORM_OF_METRIC,
    JUDGED,
    KINDS,
    Inferencer,
    Manner,
    Metric,
    form_of,
    read_recipe_file,
)
from ch3ef.recipes.verbalisers import Group
from ch3ef.recipes.versions import version_of


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way to ask and score.

    Attributes:
        name: Its name on the command line.
        edition: What its file says of its version, for changes that `version` cannot see; empty for nothing.
        inferencer: The turns that lead to an answer: "ppl" compares the likelihoods of the options, "direct" lets the
            model answer and reads it, "cot" lets it reason first; "a -> b" are two turns of one conversation.
            "ppl -> ppl" goes down the tree of the options, level by level.
        metric: The rule that gives scores: "accuracy" of choices, "yes-no" of a yes or a no in the model's own words;
            the others are of open answers, without options.
        description: One line for people.
        scenario: The set of items that is asked where the user names none; empty for the default one.
        query: A phrasing of `recipes.phrasings`, "all" of them in turn, or a text of one's own with its placeholders.
        examples: How examples in front of the item are chosen; None for none.
        shots: Numbers of examples; several are asked one after another, 0 being the item alone.
        rotations: Whether each item is asked once for every rotation of its options.
        letters: Whether options are shown with letters and the letters' likelihoods are compared (ppl).
        answer_prefix: What the assistant has already said in front of an option (ppl).
        pmi: Whether options are scored a second time without the pictures (ppl).
        box_scale: What the far edges of the picture are called when boxes are asked for: 1, 100 or 1000 (detection).
        max_tokens: Longest reply (direct, cot).
        verbalisers: Groups of `recipes.verbalisers`: each item is asked plain, and once with each list of other names
            for its options (direct).
        corruptions: Names of `variants.CORRUPTIONS`: each item is asked plain and once with its pictures corrupted in
            each way, at each severity.
        perturbations: Names of `variants.PERTURBATIONS`: the same with its question's text.
        severities: Of corruptions and perturbations, 1 to 5.
        pushback: Whether a second turn disagrees with the reply, and what is said then is kept too (direct, cot).
        reading: "free" for a letter or a text that the reply commits to in any words, "strict" for a last line that is
            `ANSWER: X` and nothing else.
        language: Code of the language that its own words are in (`ch3ef.languages`); empty for English.
        file: Where a recipe that people wrote lies; empty for those of the package.
    """

    name: str
    edition: str
    inferencer: Inferencer
    metric: Metric
    description: str
    scenario: str = ""
    query: str = "standard"
    examples: Shots | None = None
    shots: tuple[int, ...] = (0,)
    rotations: bool = False
    letters: bool = False
    answer_prefix: str = ""
    pmi: bool = False
    box_scale: int = 1
    max_tokens: int = 512
    verbalisers: tuple[Group, ...] = ()
    corruptions: tuple[str, ...] = ()
    perturbations: tuple[str, ...] = ()
    severities: tuple[int, ...] = ()
    pushback: bool = False
    reading: Manner = "free"
    language: str = ""
    file: str = ""

    @property
    def version(self) -> str:
        """Changes whenever a prompt of it, or a rule by which its replies are read, does (`recipes.versions`)."""
        return version_of(self)

    @property
    def turns(self) -> tuple[str, ...]:
        """The inferencer's turns, in order."""
        return tuple(self.inferencer.split(" -> "))

    @property
    def form(self) -> Form:
        """What the first turn asks for."""
        return form_of(self.inferencer, self.metric, letters=self.letters, reading=self.reading)

    @property
    def final_form(self) -> Form:
        """What the last turn asks for."""
        if self.turns[-1] == "ppl":
            return "letters" if self.letters else "likelihood"
        return FORM_OF_METRIC[self.metric]

    @property
    def words(self) -> Words:
        """All words that it may use."""
        return words_in(self.language)

    @property
    def queries(self) -> tuple[str, ...]:
        """The phrasings that it asks in, its first one first."""
        return QUERIES if self.query == "all" else (self.query,)

    @property
    def example_form(self) -> Form:
        """What examples in front answer: at once, also where the item itself is to be reasoned about first."""
        return self.final_form if self.form.startswith("reason") else self.form

    def example_query(self, query: str) -> str:
        """The phrasing of examples in front of an item: its own, but where those are words for another form."""
        own_words = query not in PHRASINGS[self.example_form]
        return STANDARD if own_words and self.example_form != self.form else query

    @property
    def likelihoods(self) -> bool:
        """Whether it asks for the likelihood of options."""
        return "ppl" in self.turns

    @property
    def generates(self) -> bool:
        """Whether a model says anything in it."""
        return any(turn != "ppl" for turn in self.turns)

    @property
    def open(self) -> bool:
        """Whether the model answers without options."""
        return self.metric in OPEN

    @property
    def judged(self) -> bool:
        """Whether a judge grades the replies."""
        return self.metric == JUDGED

    @property
    def source(self) -> str:
        """What `recipe_named` finds it by."""
        return self.file or self.name

    def columns(self, *, scenario: str, scenario_version: str, seed: int) -> dict[str, Any]:
        """The columns of the results table that say how an item was asked."""
        return {
            "recipe": self.name,
            "recipe_version": self.version,
            "inferencer": self.inferencer,
            "metric": self.metric,
            "scenario": scenario,
            "scenario_version": scenario_version,
            "seed": seed,
            "ch3ef_version": ch3ef.__version__,
        }


TARGETS: dict[str, str] = {
    "captions": "references",
    "counting": "count",
    "detection": "boxes",
    "short-answer": "answers",
    "declining": "due",
}
"""Metrics of answers that are not among options -> the facts of an item that say what is right."""

OPEN = (*TARGETS, JUDGED)
"""Metrics of answers that are not among options."""

NAMES = (
    "human-value",
    "human-value-pmi",
    "human-value-direct",
    "human-value-strict",
    "location",
    "qa-performance",
    "icl-performance",
    "calibration",
    "ppl",
    "ppl-letters",
    "direct",
    "cot",
    "cot-ppl",
    "cot-direct",
    "coarse-to-fine",
    "rotations",
    "rotations-ppl",
    "phrasings",
    "yes-no",
    "captions",
    "counting",
    "detection",
    "short-answer",
    "human-value-open",
    "declining",
    "verbalisers",
    "corruptions",
    "corruptions-few",
    "perturbations",
    "perturbations-few",
    "pushback",
    "phrasings-direct",
    "in-context-random",
    "in-context-fixed",
    "in-context-topk-text",
    "in-context-topk-image",
)
"""The recipes of the package, as they are listed. To add one: a file in `recipes/named/`, and its name here."""


def _read(path: Path, file: str = "") -> Recipe:
    content = read_recipe_file(path)
    examples = content.pop("examples")
    shots = tuple(examples.pop("shots")) if examples else (0,)
    chosen = Shots(**examples, shots=max(shots)) if examples else None
    return Recipe(**content, examples=chosen, shots=shots, file=file)


RECIPES: tuple[Recipe, ...] = tuple(_read(FILES / f"{name}.yaml") for name in NAMES)


def recipe_named(name: str) -> Recipe:
    """The recipe of that name, or of a file that people wrote (`./mine.yaml`); `?language=CODE` for its language.

    Raises:
        InputError: There is none; the message names the nearest. Or the file is not as expected, or the recipe cannot
            be asked in that language.

    Example:
        >>> recipe_named("human-value").inferencer
        'ppl'
        >>> recipe_named("location").turns
        ('ppl', 'ppl')
        >>> recipe_named("captions?language=zh").words.phrasing("captions", "standard")
        '请用一句话描述这张图片。'
    """
    plain, language = language_in(name)
    if plain.endswith(KINDS):
        made = _read(Path(plain).expanduser(), file=name)
        if made.name in NAMES:
            raise InputError(f"{plain}: the name {made.name!r} is taken by a recipe of the package; give it another")
        return _in_language(made, language) if language else made
    for recipe in RECIPES:
        if recipe.name == plain:
            return _in_language(recipe, language) if language else recipe
    raise unknown_name("recipe", plain, NAMES, "`ch3ef list recipes`")


def _in_language(recipe: Recipe, language: str) -> Recipe:
    if recipe.language:
        raise InputError(
            f"recipe {recipe.name!r} is written in language {recipe.language}; remove ?language={language}"
        )
    if recipe.perturbations:
        raise InputError(f"recipe {recipe.name!r} alters English words; it cannot be asked in another language")
    return replace(recipe, name=named_in(recipe.name, language), language=language)


def direct_counterpart() -> str:
    """Name of the recipe to use where a model cannot report likelihoods."""
    return "human-value-direct"
