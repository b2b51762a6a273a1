"""Whether a model met the default test: found where it did, seldom claimed where it did not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ch3ef.analysis.arrow import table_of
from ch3ef.analysis.exposure import Exposure, exposures
from tests.test_results import ROW


def asked(seed: int, accuracy: float, rng: np.random.Generator, n: int = 300, model: str = "m") -> list[object]:
    scenario = f"ch3ef-gen?seed={seed}" if seed else "ch3ef-gen"
    return [
        replace(ROW, model=model, scenario=scenario, item_id=f"{scenario}/{number}", image_group=f"{scenario}/{number}",
                correct=float(rng.random() < accuracy), pair=None)
        for number in range(n)
    ]  # fmt: skip


def found(*accuracies: float, draw: int = 1) -> list[Exposure]:
    rng = np.random.default_rng(draw)
    rows = [row for seed, accuracy in enumerate(accuracies) for row in asked(seed, accuracy, rng)]
    return exposures(table_of(rows, "drawn"))  # type: ignore[arg-type]


def test_a_model_that_met_the_default_test_is_found() -> None:
    (one,) = found(0.9, 0.6, 0.6)
    assert one.shown
    assert one.low > 0.2
    assert (one.n, one.n_fresh, one.fresh) == (300, 600, ("ch3ef-gen?seed=1", "ch3ef-gen?seed=2"))


def test_one_that_is_worse_there_met_nothing() -> None:
    (one,) = found(0.6, 0.9)
    assert not one.shown
    assert one.difference < 0


def test_a_fresh_seed_alone_or_the_default_alone_tells_nothing() -> None:
    rng = np.random.default_rng(3)
    assert exposures(table_of(asked(0, 0.5, rng), "d")) == []  # type: ignore[arg-type]
    assert exposures(table_of([*asked(4, 0.5, rng), *asked(5, 0.5, rng)], "d")) == []  # type: ignore[list-item]


@pytest.mark.slow
def test_one_in_forty_unexposed_models_is_suspected() -> None:
    """Two-sided 5 %, of which half lie on the side that is told: 400 models."""
    suspected = np.mean([found(0.7, 0.7, draw=draw)[0].shown for draw in range(400)])
    assert suspected < 0.025 + 2.6 * (0.025 * 0.975 / 400) ** 0.5
