"""What Inspect writes of a run holds no secret: archives, and messages of its loggers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from ch3ef.items import ImageRef
from ch3ef.models import first_request
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.running.lean_logs import write_viewable
from ch3ef.running.planned import Engine, RunPlan
from ch3ef.running.run import run
from ch3ef.running.scrubbing import logs_without_secrets
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item
from tests.repeater import JUDGES_KEY, KEY, OTHER, PASSWORD, QUERY, Repeater, leaks, serve


class Silent:
    """Hears nothing."""

    def started(self, total: int, left: object) -> None:
        pass

    def finished(self, row: object) -> None:
        pass

    def noted(self, sentence: str) -> None:
        pass


@pytest.mark.parametrize("status", [200, 401])
def test_a_server_that_repeats_secrets_puts_none_into_a_runs_folder(
    status: int, picture: Callable[[int], ImageRef], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    for name, value in (("PLANTED_API_KEY", KEY), ("JUDGING_API_KEY", JUDGES_KEY), ("DEPLOY_TOKEN", OTHER)):
        monkeypatch.setenv(name, value)
    # A server that answers nothing would be told before the first item.
    monkeypatch.setattr(first_request, "check_answers", lambda *_, **__: None)
    scenario = scenario_of("test", [make_item(number, images=(picture(number),)) for number in range(3)])
    with serve(Repeater(status, fine=1)) as port:
        address = f"http://ann:{PASSWORD}@127.0.0.1:{port}/v1?key={QUERY}"
        model = parse_model_name(f"openai-api/planted/alpha?base_url={address}")
        part = part_of(scenario, recipe_named("human-value-direct"))
        rows = run(RunPlan((model,), (part,), engine=engine), tmp_path / "run", Silent())
    if engine == "lean":
        assert list((tmp_path / "run" / "logs").glob("lean-*.jsonl.gz"))
        write_viewable(tmp_path / "run")
    assert all("[secret]" in (row.reply or row.error or "") for row in rows)
    assert list((tmp_path / "run" / "logs").glob("*.eval"))
    assert leaks(tmp_path) == []


def test_whatever_is_logged_passes_the_redaction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPLOY_TOKEN", OTHER)
    kept: list[logging.LogRecord] = []
    with logs_without_secrets():
        handler = logging.getLogger("inspect_ai").handlers[0]
        monkeypatch.setattr(handler, "emit", kept.append)
        try:
            int(f"no header may hold {OTHER}")
        except ValueError:
            logging.getLogger("inspect_ai.model").exception("sent %s", OTHER, extra={"stacktrace": f"in {OTHER}"})
    (record,) = kept
    assert record.getMessage() == "sent [secret]"
    assert "'no header may hold [secret]'" in (record.exc_text or "")
    assert not [value for value in vars(record).values() if OTHER in str(value)]
