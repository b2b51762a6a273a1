"""One answerer asked in every way that any behaviour looks at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from ch3ef.analysis.behaviours.mme import SUMS
from ch3ef.models.persona import Persona
from ch3ef.recipes.phrasings import QUERIES
from ch3ef.results import ResultRow
from tests.analysis.behaviours.asked import PLAIN, asked, items_of, yes_no_items
from tests.analysis.behaviours.by_hand import CHOICE

VALUES, TWINS, LOGIC = "ch3ef-gen", "ch3ef-gen-twins", "logic-gen"
ALTERED = ("verbaliser:natural:1", "verbaliser:neutral:2", "gaussian_noise:1", "typos:2", "pushback")
EXAMPLES = ("ice:topk_text:1", "ice:topk_text:3")
MME_TASKS = [task for tasks in SUMS.values() for task in tasks]
N = 24
"""Items of most ways: what is measured of fewer than 20 is little."""


def everything(persona: Persona, seed: int = 0) -> list[ResultRow]:
    """All of its answers; to open questions right ones where its accuracy is above a half."""
    right = persona.accuracy > 0.5
    return [*map(_alike, _chosen(persona, seed)), *_yes_or_no(persona, seed), *_by_hand(right)]


def by_people(persona: Persona) -> Iterator[ResultRow]:
    """Three people who err as it does, each on items of their own draw, and their majority."""
    items = items_of(VALUES, dimension="helpful", limit=N)
    for seed, name in enumerate(("majority", "1", "2", "3")):
        for row in asked(persona, items, "human-value-direct", seed=seed):
            yield replace(row, model=f"people/{name}", scenario="answered-by-people", seed=0)


def _alike(row: ResultRow) -> ResultRow:
    """The row of an answerer that prefers the same option by every normalisation, and errs otherwise by likelihoods."""
    likely = row.option_logprob_mean
    if likely is None:
        return row
    others = [option for option in range(row.n_options) if option not in {row.chosen, *row.gold}]
    apart = row.recipe == "human-value" and row.level == "A2" and row.correct == 0 and others
    return replace(
        row,
        chosen=others[0] if apart else row.chosen,
        option_logprob_sum=likely,
        option_logprob_byte=likely,
        option_logprob_pmi=likely if row.recipe == "human-value-pmi" else None,
    )


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
    yield from asked(
        persona, few, "phrasings-direct", (*PLAIN, *(f"phrasing:{name}" for name in QUERIES[1:])), seed=seed
    )
    yield from asked(persona, few, "human-value-pmi", seed=seed)
    for row in asked(persona, items_of(LOGIC, limit=40), "human-value-direct", seed=seed):
        yield replace(row, scenario=f"{row.scenario}?language=zh")


def _yes_or_no(persona: Persona, seed: int) -> Iterator[ResultRow]:
    """Questions about things, and MME's, two questions a picture."""
    things = list(asked(persona, yes_no_items(80), "yes-no", seed=seed))
    yield from things
    for n, row in enumerate(things):
        picture = f"picture {n // 2}"
        yield replace(row, scenario="hallusionbench", pair=f"question {n // 2}", image_group=f"figure {n // 3}")
        yield replace(row, scenario="mme", task=MME_TASKS[n // 2 % len(MME_TASKS)], image_group=picture, pair=picture)


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
        yield replace(own, recipe="by-rungs", scenario="rungs", rung=1 + n % 2)
        yield replace(own, recipe="coarse-to-fine", inferencer="ppl -> ppl", path_credit=credit)
        free = replace(own, n_options=0, chance=0.0, gold=[], chosen=None, option_order=None)
        verdict = json.dumps({"refused": 0.0, "agreement": 1.0})
        yield replace(free, recipe="human-value-open", metric="judged", judge="a judge", judge_verdict=verdict)
        yield replace(own, scenario="mmmu", recipe="qa-performance", item_id=f"{n} with options")
        nave = replace(free, scenario="mmmu", recipe="short-answer", metric="short-answer", target=["the nave"])
        yield replace(nave, answer="the nave" if right else "the apse")
        for metric, target, other in (
            ("captions", "a brown dog runs over the wet grass", "zebras"),
            ("counting", str(n + 1), str(3 * n + 3)),
            ("detection", "0.1 0.1 0.4 0.4 dog", "0.6 0.6 0.9 0.9 dog"),
        ):
            answer = target if right else other
            yield replace(free, recipe=metric, metric=metric, target=[target], answer=answer)
