"""The HTTP path end to end: a real OpenAI-compatible server, `transformers serve`, over a tiny model."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ch3ef.items import ImageRef
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import Outcome
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import scenario_of
from tests import tiny_vlm
from tests.conftest import make_item
from tests.running.test_runs import Silent

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def transformers_serve(folder: Path, log: Path) -> Iterator[str]:
    """`transformers serve` on this machine while open; yields the base URL."""
    port = free_port()
    command = [
        str(Path(sys.executable).parent / "transformers"),
        "serve",
        str(folder),
        "--device",
        "cpu",
        "--port",
        str(port),
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env={**os.environ, "HF_HUB_OFFLINE": "1"})
        try:
            for _ in range(600):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).close()
                    break
                except urllib.error.HTTPError:
                    break  # it answers, if not at this address
                except OSError:
                    assert process.poll() is None, log.read_text()
                    time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()
            process.wait(30)


def test_a_served_model_answers_items_with_pictures(
    picture: Callable[[int], ImageRef], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkpoint = tiny_vlm.build("llava", tmp_path / "llava")
    monkeypatch.setenv("LOCAL_API_KEY", "none")
    scenario = scenario_of("test", [make_item(n, images=(picture(n),)) for n in range(3)])
    with transformers_serve(checkpoint, tmp_path / "serve.log") as url:
        plan = RunPlan(
            (parse_model_name(f"openai-api/local/{checkpoint}?base_url={url}"),),
            (part_of(scenario, recipe_named("human-value-direct")),),
        )
        rows = run(plan, tmp_path / "run", Silent())
    assert len(rows) == 3
    assert all(row.outcome != Outcome.ERROR for row in rows), rows[0].error
    assert all(row.reply for row in rows)
    assert all(row.input_tokens and row.output_tokens for row in rows)
    # A reply is read or not; what was not read has no credit.
    assert all((row.correct is None) == (row.outcome != Outcome.ANSWERED) for row in rows)
