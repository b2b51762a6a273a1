"""What personas are asked in the tests: rows made by the real readers and scorers, without an engine.

The items are those of the generated sets (their pictures are not drawn: a persona goes by the key) and yes or no questions
written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache, lru_cache
from itertools import islice

from ch3ef.items import Item, item_rng
from ch3ef.models.asked import AskedItem, Wanted
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.persona import Persona, likelihoods_of, reply_of
from ch3ef.models.reference import Rule
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.instructions import letters_of
from ch3ef.recipes.recipe import Recipe, recipe_named
from ch3ef.recipes.rows import item_columns
from ch3ef.recipes.scoring import score_likelihoods, score_reply, target_of
from ch3ef.results import ResultRow
from ch3ef.scenarios import load_scenario
from ch3ef.taxonomy import Level
from ch3ef.variants import Variant

PLAIN = ("plain",)


@cache
def items_of(scenario: str, *, domain: str = "", dimension: str = "", limit: int = 1000) -> tuple[Item, ...]:
    """Items of a generated set, evenly over its tasks."""
    wanted = [
        item
        for item in load_scenario(scenario, pictures=False).items
        if domain in ("", item.domain) and dimension in ("", item.dimension)
    ]
    step = max(1, len(wanted) // limit)
    return tuple(wanted[::step][:limit])


@cache
def yes_no_items(n: int = 160) -> tuple[Item, ...]:
    """Is there such a thing in the picture? Yes and no by turns, two questions a picture."""
    return tuple(
        Item(
            id=f"thing-{number}", source_id=str(number), scenario="things", level=Level.A1, dimension=None,
            domain="object hallucination", task="random" if number % 4 < 2 else "popular",
            question=f"Is there thing {number} in the picture?", images=(), options=("Yes", "No"), gold=(number % 2,),
        )
        for number in range(n)
    )  # fmt: skip


def twice(held: Iterable[bool]) -> bool:
    """Whether two of some runs' intervals hold what is true: of 95 %, two in a row miss it now and then."""
    return len(list(islice(filter(None, held), 2))) == 2


def told(asked: Asking, recipe: Recipe) -> AskedItem:
    """What a reference answerer is told."""
    wanted: Wanted = "options" if recipe.likelihoods else "words" if recipe.metric == "yes-no" else "letters"
    item, order = asked.item, asked.order
    return AskedItem(
        item,
        options=tuple(item.options[i] for i in order),
        right=tuple(position for position, i in enumerate(order) if i in item.gold),
        seed=asked.seed,
        wanted=wanted,
        variant=asked.variant,
        labels=asked.names,
    )


def asked(
    persona: Persona | Rule, items: Sequence[Item], recipe: str, variants: Sequence[str] = PLAIN, *, seed: int = 0
) -> Iterator[ResultRow]:
    """A persona's rows, or those of a rule that says which places are right; `rotations` stands for every rotation."""
    by = recipe_named(recipe)
    for item in items:
        turned = [f"rotation:{turn}" for turn in range(1, len(item.options))] if "rotations" in variants else []
        for name in (*(name for name in variants if name != "rotations"), *turned):
            yield _row(persona, _asking(item, Variant.parse(name), seed), by)


def _asking(item: Item, variant: Variant, seed: int) -> Asking:
    """An item in the order that is drawn for it, which is drawn once."""
    order = _order(item.id, len(item.options), seed)
    return Asking(item, variant, seed, shown=order[variant.rotation :] + order[: variant.rotation])


@lru_cache(maxsize=4096)
def _order(item_id: str, count: int, seed: int) -> tuple[int, ...]:
    return tuple(int(i) for i in item_rng(item_id, "option order", seed).permutation(count))


def _reply(answerer: Persona | Rule, tell: AskedItem) -> str:
    return reply_of(answerer, tell) if isinstance(answerer, Persona) else tell.label(answerer(tell)[0])


def _likelihoods(answerer: Persona | Rule, tell: AskedItem, texts: Sequence[str]) -> Sequence[OptionLikelihood]:
    if isinstance(answerer, Persona):
        return likelihoods_of(answerer, tell, texts, pmi=False)
    chosen = answerer(tell)[0]
    sizes = [(len(text.split()), len(text.encode())) for text in texts]
    return [
        OptionLikelihood(-0.1 if place == chosen else -1.0 * size, tokens, size, None)
        for place, (tokens, size) in enumerate(sizes)
    ]


def _row(persona: Persona | Rule, asking: Asking, recipe: Recipe) -> ResultRow:
    tell, item = told(asking, recipe), asking.item
    if recipe.likelihoods:
        texts = letters_of(tell.options) if recipe.letters else tell.options
        reply, score = None, score_likelihoods(item, asking.order, _likelihoods(persona, tell, texts))
    else:
        reply = _reply(persona, tell)
        score = score_reply(asking, recipe, reply)
    return ResultRow(
        run_id="r", model="persona", **item_columns(item), variant=str(asking.variant),
        **recipe.columns(scenario=item.scenario, scenario_version="1", seed=asking.seed),
        option_order=list(asking.order), target=target_of(item, recipe.metric), reply=reply,
        **{field.name: getattr(score, field.name) for field in fields(score)},
    )  # fmt: skip
