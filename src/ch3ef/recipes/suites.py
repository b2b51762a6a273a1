"""Suites: the sets, recipes and numbers of items that a perspective on a model needs, as data, and what they come to.

A perspective is how a model behaves across paired ways of asking the same items (`analysis.behaviours`). `profile`
holds all of them at a small size. Parts of a set take the same items as far as they can, so that a local model, asked
all about a picture at once, reads it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ch3ef.errors import InputError, unknown_name
from ch3ef.items import Item
from ch3ef.languages import language_in, named_in
from ch3ef.models.names import ModelName
from ch3ef.recipes.asking import lacks
from ch3ef.recipes.recipe import Recipe, recipe_named
from ch3ef.scenarios import Scenario
from ch3ef.scenarios.catalogue import DEFAULT_SCENARIO, IN_LANGUAGES, is_at_hand, pool_of, twins_of
from ch3ef.variants import twin_of


@dataclass(frozen=True, slots=True)
class SuitePart:
    """Some items of a set under one recipe.

    Attributes:
        recipe: The recipe's name.
        few: Most items where the suite is a small one; 0 leaves the part out there.
        many: Most items where it is not; None for all.
        few_as: Of a small suite, the recipe in its place: one with fewer ways of asking.
        few_shots: Of a small suite, the numbers of examples that are asked; none for all of the recipe's.
        scenario: A set by name; empty for the suite's own.
        dimension: The only dimension asked; empty for all.
        domain: The only domain asked; empty for all.
        twins: Whether each item's contrast twin is asked too, which counts as no further item.
        needed: Whether a suite cannot do without it; in `profile` everything can be done without.
        at_hand: Whether its set is asked only where it lies in `$CH3EF_DATA`, and is never downloaded for it.
    """

    recipe: str
    few: int
    many: int | None = None
    few_as: str = ""
    few_shots: tuple[int, ...] = ()
    scenario: str = ""
    dimension: str = ""
    domain: str = ""
    twins: bool = False
    needed: bool = True
    at_hand: bool = False


@dataclass(frozen=True, slots=True)
class Suite:
    """A named list of parts.

    Attributes:
        name: Its name on the command line: a perspective's, or that of all of them.
        description: One line for people.
        parts: What it asks.
        small: Whether it asks few items.
        strict: Whether it is refused where a needed part cannot be asked; else that part is left out.
        language: Code of the language that it asks in; empty for English.
    """

    name: str
    description: str
    parts: tuple[SuitePart, ...]
    small: bool = False
    strict: bool = True
    language: str = ""


_DIRECT = "human-value-direct"
_RETRIEVERS = ("random", "fixed", "topk-text", "topk-image")

PERSPECTIVES: tuple[Suite, ...] = (
    Suite(
        "calibration",
        "confidence against being right, on reasoning (A2) and on human values (A3)",
        (
            SuitePart("human-value", few=48),
            SuitePart("calibration", few=24, scenario="logic-gen"),
        ),
    ),
    Suite(
        "in-context",
        "what 0 to 3 examples in front change, by four ways of choosing them",
        tuple(SuitePart(f"in-context-{retriever}", few=12, few_shots=(0, 1), many=300) for retriever in _RETRIEVERS),
    ),
    Suite(
        "instruction-following",
        "options called by other names: natural, neutral, unnatural",
        (SuitePart("verbalisers", few=20, many=300),),
    ),
    Suite(
        "hallucination",
        "what is not there: POPE's yes or no where it can be had, and Ch3Ef's own domain",
        (
            SuitePart(_DIRECT, few=12, domain="hallucination", twins=True),
            SuitePart("yes-no", few=0, many=3000, scenario="pope", needed=False),
        ),
    ),
    Suite(
        "robustness",
        "corrupted pictures, perturbed questions, other phrasings, other orders of the options",
        (
            SuitePart("corruptions", few=12, few_as="corruptions-few", many=100),
            SuitePart("perturbations", few=48, few_as="perturbations-few", many=300),
            SuitePart("phrasings-direct", few=48, many=300),
            SuitePart("rotations", few=48, many=300),
        ),
    ),
    Suite(
        "refusal",
        "refusing what deserves it, and what does not: harmful questions and their benign twins",
        (SuitePart(_DIRECT, few=12, dimension="harmless", twins=True),),
    ),
    Suite(
        "sycophancy",
        "questions whose user presses a claim and their neutral twins; a turn that disagrees",
        (
            SuitePart(_DIRECT, few=24, domain="sycophancy", twins=True),
            SuitePart("pushback", few=48, many=300),
        ),
    ),
    Suite(
        "protocols",
        "whether the likelihoods choose what the model says",
        (
            SuitePart("human-value", few=48),
            SuitePart(_DIRECT, few=48),
        ),
    ),
    Suite(
        "position-bias",
        "options chosen for where they stand, or for their length",
        (
            SuitePart("human-value", few=48),
            SuitePart("rotations", few=48, many=300),
        ),
    ),
    Suite(
        "language-performance",
        "answers in the model's own words, graded by judges",
        (SuitePart("human-value-open", few=48, many=300),),
    ),
)
"""One suite per perspective. To add one: its parts here, and its figures in `analysis.behaviours`."""

_ALL = tuple(part for suite in PERSPECTIVES for part in suite.parts)

_BESIDE = (
    ("mossbench", "declining", True),
    ("vlguard", "declining", True),
    ("figstep", "declining", False),
    ("siuo-mcqa", _DIRECT, False),
    ("hallusionbench", "yes-no", False),
    ("amber", "yes-no", False),
    ("mssbench", "human-value-open", True),
    *(
        (name, "human-value-open", False)
        for name in ("msts", "siuo", "mm-safetybench", "vlsbench", "haloquest", "mm-deceptionbench")
    ),
)
"""Public sets on human values, how each is asked, and whether in pairs; those that are judged come last."""
_DEPLOY = (
    SuitePart(_DIRECT, few=48),
    SuitePart(_DIRECT, few=48, twins=True),
    *(SuitePart(recipe, few=0, scenario=name, twins=twins, at_hand=True) for name, recipe, twins in _BESIDE),
)

SUITES: tuple[Suite, ...] = (
    Suite("profile", "all perspectives at a small size, each that the model and the set allow", _ALL, True, False),
    Suite("profile-full", "all perspectives at full size", _ALL, strict=False),
    Suite("deploy", "helpful, honest, harmless: Ch3Ef with its twins, and public sets at hand", _DEPLOY, strict=False),
    *PERSPECTIVES,
)
"""The suites, as they are listed."""


def suite_named(name: str) -> Suite:
    """The suite of that name; with `?language=CODE` what of it can be asked in that language.

    Raises:
        InputError: There is none; the message names the nearest. Or nothing of it can be asked in that language.

    Example:
        >>> suite_named("calibration").parts[0].recipe
        'human-value'
        >>> suite_named("profil")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ch3ef.errors.InputError: unknown suite 'profil'; did you mean 'profile'? ...
    """
    plain, language = language_in(name)
    for suite in SUITES:
        if suite.name == plain:
            return _in_language(suite, language) if language else suite
    raise unknown_name("suite", plain, (suite.name for suite in SUITES), "`ch3ef list suites`")


def _in_language(suite: Suite, language: str) -> Suite:
    """The parts on generated sets, but those whose recipes alter English words."""

    def recipe(name: str) -> str:
        return named_in(name, language) if name else ""

    parts = tuple(
        replace(part, recipe=recipe(part.recipe), few_as=recipe(part.few_as), scenario=recipe(part.scenario))
        for part in suite.parts
        if part.scenario in ("", *IN_LANGUAGES) and not recipe_named(part.recipe).perturbations
    )
    if not parts:
        raise InputError(f"suite {suite.name!r}: nothing of it can be asked in language {language}")
    return replace(suite, name=named_in(suite.name, language), parts=parts, language=language)


def mixed_recipes(suite: str) -> frozenset[str]:
    """The recipes by which a suite asks more items of one dimension or domain than the set has: no score of the set.

    Args:
        suite: Its name; of one that is not known here there are none.

    Example:
        >>> sorted(mixed_recipes("profile"))
        ['human-value-direct']
    """
    name, _, setting = suite.partition("?language=")
    known = [part for own in SUITES if own.name == name for part in own.parts]
    return frozenset(named_in(part.recipe, setting) for part in known if part.dimension or part.domain)


# --- what a suite comes to -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """A set of items, or a part of one, under one recipe.

    Attributes:
        source: The set's name as `load_scenario` takes it.
        scenario: The items, their pictures not yet there.
        recipe: How they are asked.
    """

    source: str
    scenario: Scenario
    recipe: Recipe


@dataclass(frozen=True, slots=True)
class SuitePlan:
    """What a suite asks.

    Attributes:
        asked: Sets and recipes, no combination twice.
        left_out: What cannot be asked, and why: a line each.
    """

    asked: tuple[Asked, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resources:
    """What there is to ask with.

    Attributes:
        models: Who is asked.
        judges: Names of the models that grade replies.
        pool: A set that examples are taken from; None for the asked set's own.
        limit: Most items of a part; None for the suite's own number.
        seed: The run's seed, which settles which items a smaller part takes.
    """

    models: Sequence[ModelName]
    judges: Sequence[str] = ()
    pool: str | None = None
    limit: int | None = None
    seed: int = 0


def plan_suite(
    suite: Suite, load: Callable[[str], Scenario], resources: Resources, scenarios: Sequence[str] = ()
) -> SuitePlan:
    """Work out what a suite asks; no picture is drawn and no model opened.

    Args:
        suite: The suite.
        load: Loads a set by name, its pictures not yet there.
        resources: What there is to ask with.
        scenarios: Sets in place of the suite's own.

    Returns:
        Its sets and recipes, in its order.

    Raises:
        InputError: A part that the suite needs cannot be asked: it lacks likelihoods, a judge, twins, suitable items or
            a pool of examples. Or no part can.
    """
    merged: dict[tuple[str, str], Asked] = {}
    left_out: dict[str, None] = {}
    away: list[str] = []
    for part in (part for part in suite.parts if part.few or not suite.small):
        recipe = _recipe(part, small=suite.small)
        if part.at_hand and not is_at_hand(part.scenario):
            away.append(part.scenario)
            continue
        for source in [part.scenario] if part.scenario else scenarios or [named_in(DEFAULT_SCENARIO, suite.language)]:
            sizes = (part.few if suite.small else part.many, resources.limit)
            smaller = partial(_smaller, most=sizes, seed=resources.seed)
            try:
                _check_resources(recipe, source, resources)
                found = list(_asked(part, recipe, source, load, smaller))
            except InputError as error:
                if suite.strict and part.needed:
                    raise InputError(f"suite {suite.name!r}: {error}") from error
                left_out[f"skipping {recipe.name} on {source!r}: {error}"] = None
                continue
            for one in found:
                key = (one.source, recipe.name)
                merged[key] = _joined(merged[key], one, load) if key in merged else one
    if not merged:
        raise InputError(f"suite {suite.name!r}: none of it can be asked; {next(iter(left_out))}")
    if away:
        told = f"not asked, for their files are not in $CH3EF_DATA: {', '.join(dict.fromkeys(away))}"
        left_out[f"{told}; each goes into a folder of its name there (sources: docs/human-value-sets.md)"] = None
    return SuitePlan(tuple(merged.values()), tuple(left_out))


def _recipe(part: SuitePart, *, small: bool) -> Recipe:
    if not small:
        return recipe_named(part.recipe)
    recipe = recipe_named(part.few_as or part.recipe)
    # The examples of fewer shots are the last of those of more: they stay what they are.
    return replace(recipe, shots=part.few_shots) if part.few_shots else recipe


def _check_resources(recipe: Recipe, source: str, resources: Resources) -> None:
    if recipe.judged and not resources.judges:
        raise InputError(f"recipe {recipe.name!r} needs a judge to grade the replies; name one: --judge PROVIDER/MODEL")
    unable = next((model for model in resources.models if not model.scores_options), None)
    if recipe.likelihoods and unable is not None:
        raise InputError(
            f"model {unable.name!r}: {unable.provider} does not report the likelihood of given answers, which recipe "
            f"{recipe.name!r} needs"
        )
    if recipe.examples and not (resources.pool or pool_of(source)):
        raise InputError(
            f"recipe {recipe.name!r} shows examples, and no set is known to take them from for {source!r}; name one: "
            "--pool NAME|DIR"
        )


def _smaller(scenario: Scenario, most: Sequence[int | None], seed: int) -> Scenario:
    sizes = [size for size in most if size is not None]
    return scenario.limited(min(sizes), seed) if sizes else scenario


def _asked(
    part: SuitePart,
    recipe: Recipe,
    source: str,
    load: Callable[[str], Scenario],
    smaller: Callable[[Scenario], Scenario],
) -> Iterator[Asked]:
    """The part's items, and their twins where it asks for them."""
    whole = load(source)
    twins = _twins(source, load) if part.twins else None
    pairs = {item.pair for item in twins[1].items} if twins else set()
    suited = [item for item in whole.items if _suits(item, part, recipe) and (not twins or item.pair in pairs)]
    if not suited:
        of = " in pairs" if twins else ""
        raise InputError(f"{source!r} has no items{_kind(part)}{of} for recipe {recipe.name!r} to ask")
    chosen = smaller(replace(whole, items=tuple(suited)))
    yield Asked(source, chosen, recipe)
    if twins:
        kept = {item.pair for item in chosen.items}
        name, other = twins
        yield Asked(name, replace(other, items=tuple(item for item in other.items if item.pair in kept)), recipe)


def _twins(source: str, load: Callable[[str], Scenario]) -> tuple[str, Scenario]:
    folder, mark, query = source.partition("?")
    beside = twin_of(f"{folder.rstrip('/')}{mark}{query}")
    name = twins_of(source) or (beside if Path(beside.partition("?")[0]).expanduser().is_dir() else None)
    if name is None:
        raise InputError(
            f"{source!r} has no contrast twins; expected a set that has them, such as {DEFAULT_SCENARIO}, or a folder "
            f"{beside} beside it"
        )
    return name, load(name)


def _suits(item: Item, part: SuitePart, recipe: Recipe) -> bool:
    return (
        part.dimension in ("", item.dimension)
        and part.domain in ("", item.domain)
        and (len(item.options) > 1 or recipe.open)
        and lacks(item, recipe) is None
    )


def _kind(part: SuitePart) -> str:
    kinds = (("dimension", part.dimension), ("domain", part.domain))
    return "".join(f" of {kind} {name!r}" for kind, name in kinds if name) or " with options"


def _joined(first: Asked, second: Asked, load: Callable[[str], Scenario]) -> Asked:
    """The items of both, in the set's order."""
    kept = {item.id for asked in (first, second) for item in asked.scenario.items}
    whole = load(first.source).items
    return replace(first, scenario=replace(first.scenario, items=tuple(item for item in whole if item.id in kept)))
