"""Every boundary against damaged inputs: accepted, or refused in one line. `benchmarks/reliability/fuzz.py` does more."""

from __future__ import annotations

import random
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.boundaries import Target, damaged, targets, tried

TARGETS = targets()


@pytest.mark.parametrize("target", TARGETS, ids=[target.name for target in TARGETS])
def test_sound_inputs_are_accepted(target: Target, tmp_path: Path) -> None:
    if target.name in {"names", "completions"}:
        pytest.skip("some are names of models, some of sets; some are errors of servers")
    target.prepare(tmp_path)
    for seed in target.seeds:
        assert tried(target, seed, tmp_path)


@pytest.mark.parametrize("target", TARGETS, ids=[target.name for target in TARGETS])
def test_damaged_inputs_are_accepted_or_refused_in_one_line(target: Target, tmp_path: Path) -> None:
    target.prepare(tmp_path)

    @settings(max_examples=50, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=False), st.binary(max_size=40))
    def every(draw: random.Random, noise: bytes) -> None:
        tried(target, damaged(draw, target.seeds), tmp_path)
        tried(target, noise, tmp_path)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries, about what is damaged
        every()
