"""Rows by a rule, for tests of what sums rows up: two models, recipes, sets, shots, rotations and alterations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ch3ef.results import Outcome, ResultRow
from tests.test_results import ROW

PLACES = (
    ("honest", "hallucination", "object"),
    ("helpful", "cognition", "zebra"),
    ("honest", "hallucination", "attribute"),
    ("harmless", "theft", "theft"),
    ("honest", "sycophancy", "sycophancy"),
    (None, "a domain of its own", "a task of its own"),
)
"""Dimension, domain and task; some are on no list."""
VARIANTS = ("plain", "rotation:1", "ice:topk_text:2", "rotation:1+ice:topk_text:2", "typos:2")
OUTCOMES = (*[Outcome.ANSWERED] * 7, Outcome.REFUSED, Outcome.UNPARSED, Outcome.TRUNCATED)


def drawn_rows() -> list[ResultRow]:
    """1,440 rows: 12 items of each place and their twins, three a picture, 2 to 4 options; ties share the credit."""
    return list(_drawn(np.random.default_rng(12)))


def _drawn(rng: np.random.Generator) -> Iterator[ResultRow]:
    for scenario in ("sums", "sums-twins"):
        for number in range(72):
            dimension, domain, task = PLACES[number % len(PLACES)]
            options = 2 + number % 3
            for model in ("able", "guessing"):
                for variant in VARIANTS:
                    draw = float(rng.random()) + (0.3 if model == "able" else 0.0)
                    outcome = OUTCOMES[int(rng.integers(len(OUTCOMES)))]
                    answered = outcome == Outcome.ANSWERED
                    credit = 1.0 if draw > 0.7 else 0.5 if draw > 0.65 else 0.0
                    yield replace(
                        ROW,
                        model=model,
                        recipe="human-value-direct" if number % 4 else "human-value",
                        inferencer="direct" if number % 4 else "ppl",
                        scenario=scenario,
                        level="A3" if dimension else "A1",
                        dimension=dimension,
                        domain=domain,
                        task=task,
                        item_id=f"{scenario}-{number}",
                        pair=f"pair-{number}" if number % 7 else None,
                        variant=variant,
                        image_group=f"{scenario} picture {number // 3}",
                        outcome=outcome,
                        correct=credit if answered else None,
                        n_options=options,
                        chance=1 / options,
                        chosen=int(credit < 1) if answered else None,
                        gold=[0],
                        option_order=list(range(options)),
                        confidence=None,
                        option_logprob_sum=None,
                        option_logprob_mean=None,
                        option_logprob_byte=None,
                        option_tokens=None,
                    )
