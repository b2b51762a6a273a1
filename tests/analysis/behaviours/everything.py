"""One answerer asked in every way that any behaviour looks at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from ch3ef.models.persona import Persona
from ch3ef.recipes.phrasings import QUERIES
from ch3ef.results import ResultRow
from tests.analysis.behaviours.asked import PLAIN, asked, items_of, yes_no_items
from tests.analysis.behaviours.by_hand import CHOICE

VALUES, TWINS, LOGIC = "ch3ef-gen", "ch3ef-gen-twins", "logic-gen"
ALTERED = ("verbaliser:natural:1", "verbaliser:neutral:2", "gaussian_noise:1", "typos:2", "pushback")
EXAMPLES = ("ice:topk_text:1", "ice:topk_text:3")
N = 24
"""Items of most ways: what is measured of fewer than 20 is little."""


def everything(persona: Persona, seed: int = 0) -> list[ResultRow]:
    """All of its answers; to open questions right ones where its accuracy is above a half."""
    right = persona.accuracy > 0.5
    return [*_chosen(persona, seed), *_yes_or_no(persona, seed), *_by_hand(right)]


def _chosen(persona: Persona, seed: int) -> Iterator[ResultRow]:
    for recipe in ("human-value", "human-value-direct"):
        yield from asked(persona, items_of(LOGIC, limit=40), recipe, seed=seed)
        for name in (VALUES, TWINS):
            yield from asked(persona, items_of(name, dimension="harmless", limit=40), recipe, seed=seed)
            yield from asked(persona, items_of(name, domain="sycophancy"), recipe, seed=seed)
        yield from asked(persona, items_of(VALUES, domain="hallucination", limit=40), recipe, seed=seed)
        yield from asked(persona, items_of(VALUES, dimension="helpful", limit=40), recipe, seed=seed)
    few = items_of(VALUES, dimension="helpful", limit=N)
    yield from asked(persona, few, "direct", (*PLAIN, *EXAMPLES, *ALTERED), seed=seed)
    yield from asked(persona, few, "rotations", (*PLAIN, "rotations"), seed=seed)
    yield from asked(persona, few, "phrasings-direct", (*PLAIN, *(f"phrasing:{name}" for name in QUERIES[1:])), seed=seed)
    pmi = asked(persona, few, "human-value-pmi", seed=seed)
    yield from (replace(row, option_logprob_pmi=row.option_logprob_sum) for row in pmi)


def _yes_or_no(persona: Persona, seed: int) -> Iterator[ResultRow]:
    """Questions about things, and MME's, two questions a picture."""
    things = list(asked(persona, yes_no_items(80), "yes-no", seed=seed))
    yield from things
    for n, row in enumerate(things):
        yield replace(row, scenario="mme", task="count", image_group=f"picture {n // 2}", pair=f"picture {n // 2}")


def _by_hand(right: bool) -> Iterator[ResultRow]:
    credit = float(right)
    for n in range(N):
        own = replace(CHOICE, item_id=str(n), source_id=str(n), image_group=str(n), pair=None, correct=credit)
        for picture in (0, 1):
            prefers = picture if right else 1 - picture
            yield replace(
                own,
                scenario="winoground",
                item_id=f"{n}/{picture}",
                pair=str(n),
                recipe="ppl",
                inferencer="ppl",
                n_options=2,
                chance=0.5,
                gold=[picture],
                chosen=prefers,
                option_order=[0, 1],
                option_logprob_mean=[-1.0, -9.0] if prefers == 0 else [-9.0, -1.0],
            )
        yield replace(own, recipe="coarse-to-fine", inferencer="ppl -> ppl", path_credit=credit)
        free = replace(own, n_options=0, chance=0.0, gold=[], chosen=None, option_order=None)
        verdict = json.dumps({"refused": 0.0, "agreement": 1.0})
        yield replace(free, recipe="human-value-open", metric="judged", judge="a judge", judge_verdict=verdict)
        for metric, target, other in (
            ("captions", "a brown dog runs over the wet grass", "zebras"),
            ("counting", str(n + 1), str(3 * n + 3)),
            ("detection", "0.1 0.1 0.4 0.4 dog", "0.6 0.6 0.9 0.9 dog"),
        ):
            answer = target if right else other
            yield replace(free, recipe=metric, metric=metric, target=[target], answer=answer)
