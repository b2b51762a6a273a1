"""Runs are tested with both engines."""

from __future__ import annotations

import pytest

from ch3ef.running.planned import Engine


@pytest.fixture(params=["lean", "inspect"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """What asks served models."""
    asked: Engine = request.param
    return asked
