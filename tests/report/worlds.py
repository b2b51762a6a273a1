"""Answers of models of known ability to given items: what reports of any size are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import compress
from pathlib import Path

import numpy as np

from ch3ef.analysis.arrow import table_of
from ch3ef.items import Item, item_rng, option_order
from ch3ef.recipes.rows import item_columns
from ch3ef.report.runs import Runs
from ch3ef.report.site import Evidence, gather
from ch3ef.results import Outcome, ResultRow
from ch3ef.running.found import RunState
from ch3ef.scenarios.scenario import Progress

PPL, DIRECT, COT = ("human-value", "ppl"), ("human-value-direct", "direct"), ("cot-direct", "cot -> direct")
"""Recipes and how they get an answer."""


RULES: dict[str, Callable[[Item], int]] = {
    "reference/oracle": lambda item: item.gold[0],
    "reference/first": lambda item: option_order(item, 0)[0],
}
"""What reference answerers choose."""


def answers(
    items: Sequence[Item],
    models: Sequence[str],
    recipes: Sequence[tuple[str, str]] = (PPL,),
    *,
    versions: dict[str, str] | None = None,
    run_id: str = "simulated",
) -> Iterator[ResultRow]:
    """Rows of models whose ability rises from the first to the last; `reference/oracle` and `first` keep their rules.

    Args:
        items: What is asked.
        models: Names; the first is right on about 30 % of the items, the last on about 90 %.
        recipes: Name and inferencer of each.
        versions: Version per scenario; "v1" for those without.
        run_id: The run.
    """
    own = [model for model in models if model not in RULES]
    for model in models:
        ability = 0.3 + 0.6 * own.index(model) / max(1, len(own) - 1) if model in own else 1.0
        for recipe, inferencer in recipes:
            for item in items:
                version = (versions or {}).get(item.scenario, "v1")
                yield _row(item, model, recipe, inferencer, ability, version, run_id)


def _row(item: Item, model: str, recipe: str, inferencer: str, ability: float, version: str, run_id: str) -> ResultRow:
    # One draw an item for all models, and one of its own: items are hard for all, models differ.
    difficulty = float(item_rng(item.id, "difficulty").normal())
    rng = item_rng(item.id, f"{model} {recipe}")
    right = ability + 0.12 * difficulty + 0.2 * float(rng.normal()) > 0.5
    n = len(item.options)
    wrong = [i for i in range(n) if i not in item.gold] or list(item.gold)
    chosen = RULES[model](item) if model in RULES else int(rng.choice(item.gold if right else wrong))
    outcome = Outcome.ANSWERED
    if inferencer != "ppl" and model not in RULES and rng.random() < 0.06:
        outcome = Outcome(rng.choice([Outcome.REFUSED, Outcome.UNPARSED, Outcome.TRUNCATED]))
    answered = outcome == Outcome.ANSWERED
    tokens = [max(1, len(option.split())) for option in item.options]
    mean = (-3.0 + 0.3 * rng.normal(size=n)).round(4)
    mean[chosen] = mean.max() + 0.1 + 2.0 * float(rng.random()) * ability
    likely = np.exp(mean - mean.max())
    ppl = inferencer == "ppl"
    reply = f"The answer is {chr(65 + chosen)}. {item.options[chosen]} I looked at the picture before I said so."
    return ResultRow(
        run_id=run_id, model=model, recipe=recipe, inferencer=inferencer, metric="accuracy", scenario=item.scenario,
        **item_columns(item), seed=0, outcome=outcome,
        correct=float(chosen in item.gold) if answered else None, chosen=chosen if answered else None,
        option_order=list(option_order(item, 0)),
        confidence=float(likely.max() / likely.sum()) if ppl else None,
        option_logprob_mean=mean.tolist() if ppl else None,
        option_logprob_sum=(mean * tokens).tolist() if ppl else None,
        option_logprob_byte=(mean / 4).tolist() if ppl else None,
        option_tokens=tokens if ppl else None,
        reply=None if ppl else {"refused": "I'm sorry, I can't help with that.", "unparsed": "Hm."}.get(outcome, reply),
        reasoning="I see a scene. It settles the matter. " * 8 if inferencer.startswith("cot") else None,
        started_at="2026-01-01T00:00:00+00:00", seconds=0.1, input_tokens=300, output_tokens=20,
        scenario_version=version, recipe_version="1", ch3ef_version="0",
    )  # fmt: skip


def runs_of(rows: Sequence[ResultRow], items: Sequence[Item] = ()) -> Runs:
    """One finished run, as a report reads it."""
    state = RunState(Path("runs/my run"), finished=True, rows=len(rows), expected=None)
    known = {(item.scenario, item.id): item for item in items}
    return Runs(table_of(rows, "runs/my run"), known, (state,), (), lambda kept: list(compress(rows, kept)))


def gathered(runs: Runs) -> Evidence:
    """What a report tells of some runs, worked out without a bar."""

    @contextmanager
    def stage(text: str) -> Iterator[Progress]:
        yield lambda done, of: None

    return gather(runs, stage)
