"""A real judge behind a real server, `transformers serve` over a tiny model: the wire holds, and noise is no verdict."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ch3ef.items import ImageRef
from ch3ef.judges import judge as judge_room
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import Outcome
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import scenario_of
from tests import tiny_vlm
from tests.conftest import make_item
from tests.judges.verdicts import panel_verdict_of
from tests.running.test_runs import Silent
from tests.running.test_transformers_serve import transformers_serve

pytestmark = pytest.mark.slow


def test_a_served_model_is_asked_for_verdicts(
    picture: Callable[[int], ImageRef], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkpoint = tiny_vlm.build("llava", tmp_path / "llava")
    monkeypatch.setattr(judge_room, "MAX_TOKENS", 24)  # random weights never stop by themselves
    monkeypatch.setenv("LOCAL_API_KEY", "none")
    monkeypatch.setenv("CH3EF_CACHE", str(tmp_path / "cache"))
    scenario = scenario_of("test", [make_item(n, images=(picture(n),)) for n in range(2)])
    with transformers_serve(checkpoint, tmp_path / "serve.log") as url:
        judge = f"openai-api/local/{checkpoint}?base_url={url}"
        plan = RunPlan(
            (parse_model_name("reference/oracle"),),
            (part_of(scenario, recipe_named("human-value-open")),),
            judges=(judge, "reference/judge", "reference/judge?unread=0"),
        )
        rows = run(plan, tmp_path / "run", Silent())
    for row in rows:
        served, *others = panel_verdict_of(row.judge_verdict).verdicts
        # Random weights say nothing that can be read; that they said something shows that the wire holds.
        assert served.reply
        assert served.error == "its reply holds no verdict that can be read"
        assert served.input_tokens
        assert served.input_tokens > 300
        assert [verdict.grade for verdict in others] == ["right", "right"]
        assert (row.outcome, row.correct) == (Outcome.ANSWERED, 1.0)
