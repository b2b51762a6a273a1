"""Workers in real clusters of Ray, with a real model: the rows of one process, whoever is lost on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import Part, part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import ResultRow, read_rows
from ch3ef.running.cluster import Cluster, RayWorker
from ch3ef.running.lean_logs import write_viewable
from ch3ef.running.logs import sample_places
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.running.worker import Post
from ch3ef.running.workers import Workers
from ch3ef.scenarios.scenario import scenario_of
from tests import tiny_vlm
from tests.conftest import make_item, pictures_in
from tests.running.test_runs import Silent

ray = pytest.importorskip("ray")
pytestmark = pytest.mark.xdist_group("ray")

OWN = """
name: {name}
inferencer: {inferencer}
max_tokens: 6
"""


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_vlm.build("llava", tmp_path_factory.mktemp("vlm") / "llava")


@pytest.fixture(scope="module")
def plan(checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> RunPlan:
    """12 questions about 8 pictures, by likelihoods and by replies, one of which reasons first."""
    folder = tmp_path_factory.mktemp("asked")
    recipes = [recipe_named("human-value"), recipe_named("rotations-ppl")]
    for name, inferencer in (("short-direct", "direct"), ("short-cot", "cot -> ppl")):
        (folder / f"{name}.yaml").write_text(OWN.format(name=name, inferencer=inferencer))
        recipes.append(recipe_named(str(folder / f"{name}.yaml")))
    picture = pictures_in(folder)
    shown = [0] * 3 + [1, 1, 2, 2, 3, 4, 5, 6, 7]
    items = [make_item(n, images=(picture(which),), question=f"Question {n}?") for n, which in enumerate(shown)]
    parts: tuple[Part, ...] = tuple(part_of(scenario_of("test", items), recipe) for recipe in recipes)
    return RunPlan((parse_model_name(f"ch3ef-hf/{checkpoint}?batch_size=2"),), parts)


@pytest.fixture(scope="module")
def whole(plan: RunPlan, tmp_path_factory: pytest.TempPathFactory) -> list[ResultRow]:
    return run(plan, tmp_path_factory.mktemp("whole") / "run", Silent())


@pytest.fixture(scope="module")
def nodes() -> Iterator[Any]:
    """A cluster of two nodes on this machine."""
    from ray.cluster_utils import Cluster as Nodes

    # That a node is gone is noticed within 2 s here, by default within some 30.
    told = {
        "health_check_initial_delay_ms": 0,
        "health_check_period_ms": 500,
        "health_check_failure_threshold": 4,
        "worker_niceness": 0,
    }
    head = {"num_cpus": 2, "_system_config": told, "object_store_memory": 2**27, "include_dashboard": False}
    cluster = Nodes(initialize_head=True, head_node_args=head)
    cluster.add_node(num_cpus=2, object_store_memory=2**27)
    try:
        yield cluster
    finally:
        cluster.shutdown()


def assert_same(found: list[ResultRow], expected: list[ResultRow]) -> None:
    """All columns but when, how long and in which run; numbers to what batches change in them."""
    assert [row.key for row in found] == [row.key for row in expected]
    for row, other in zip(found, expected, strict=True):
        wanted = asdict(other)
        for name, value in asdict(row).items():
            if name not in {"run_id", "started_at", "seconds"}:
                numbers = isinstance(value, float) or (
                    isinstance(value, list) and any(isinstance(n, float) for n in value)
                )
                assert value == (pytest.approx(wanted[name], abs=1e-4) if numbers else wanted[name]), (row.key, name)


class Acting(Silent):
    """Does something once, when so many rows are there."""

    def __init__(self, at: int, act: Callable[[], None]) -> None:
        super().__init__()
        self._at, self._act = at, act

    def finished(self, row: ResultRow) -> None:
        super().finished(row)
        if self.finished_now == self._at:
            self._act()


def test_the_rows_of_one_process_though_a_worker_is_killed(
    plan: RunPlan, whole: list[ResultRow], nodes: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hired: list[RayWorker] = []
    hire = Cluster.hire

    def noted(self: Cluster, post: Post) -> RayWorker:
        hired.append(hire(self, post))
        return hired[-1]

    def kill() -> None:
        hired[0].end()

    monkeypatch.setattr(Cluster, "hire", noted)
    handler = signal.getsignal(signal.SIGTERM)
    watcher = Acting(3, kill)
    by_two = replace(plan, workers=Workers(2, 0.0, nodes.address))
    assert_same(run(by_two, tmp_path / "run", watcher), whole)
    assert len(hired) >= 3
    assert "was lost (its process ended" in watcher.notes[0]
    assert watcher.finished_now == len(whole)
    assert len((tmp_path / "run" / "finished.jsonl").read_text().splitlines()) == len(whole)
    assert signal.getsignal(signal.SIGTERM) == handler
    assert not ray.is_initialized()
    # What was said is there for the viewer.
    write_viewable(tmp_path / "run")
    assert set(sample_places(tmp_path / "run" / "logs")) == {row.key for row in whole}


@pytest.mark.slow
def test_the_rows_of_one_process_though_a_node_is_lost(
    plan: RunPlan, whole: list[ResultRow], nodes: Any, tmp_path: Path
) -> None:
    node = next(iter(nodes.worker_nodes))
    watcher = Acting(3, lambda: nodes.remove_node(node, allow_graceful=False))
    by_two = replace(plan, workers=Workers(2, 0.0, nodes.address))
    try:
        assert_same(run(by_two, tmp_path / "run", watcher), whole)
    finally:
        nodes.add_node(num_cpus=2, object_store_memory=2**27)
    assert watcher.notes
    assert len((tmp_path / "run" / "finished.jsonl").read_text().splitlines()) == len(whole)


def command(checkpoint: Path, out: Path) -> list[str]:
    """Two workers ask 40 questions about pictures of their own."""
    folder = out.with_name("set")
    if not folder.exists():
        folder.mkdir()
        picture = pictures_in(folder)
        asked = [f"{picture(n).path.name},Which colour has wall {n}?,purple|yellow,purple,{n}" for n in range(40)]
        (folder / "q.csv").write_text("\n".join(["image,question,options,answer,id", *asked, ""]))
    return [sys.executable, "-m", "ch3ef.cli", "run", "--model", f"ch3ef-hf/{checkpoint}?batch_size=1", "--workers", "2",
            "--scenario", str(folder), "--recipe", "human-value-direct", "--max-tokens", "40", "--out", str(out)]  # fmt: skip


def lines(out: Path) -> int:
    journal = out / "finished.jsonl"
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


@pytest.mark.slow
def test_a_killed_or_stopped_run_goes_on_from_there(checkpoint: Path, tmp_path: Path) -> None:
    """By a cluster of its own, which ends with it and says nothing."""
    out = tmp_path / "run"
    for number, code in ((signal.SIGKILL, -9), (signal.SIGINT, 130), (signal.SIGTERM, 130)):
        before = lines(out)
        process = subprocess.Popen(
            command(checkpoint, out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            # What a shell has started in the background ignores it, and so would this.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 (no threads here)
        )
        while process.poll() is None and lines(out) < before + 3:
            time.sleep(0.01)
        process.send_signal(number)
        said = process.communicate()[1]
        assert process.returncode == code, said
        assert (f"{out}: stopped: " in said) == (number != signal.SIGKILL)
    done = subprocess.run(command(checkpoint, out), capture_output=True, text=True, check=True)
    assert "going on: " in done.stderr
    assert not [line for line in done.stderr.splitlines() if not line.startswith("ch3ef: ")]
    assert "ray" not in done.stdout.replace("array", "").casefold().replace(str(out).casefold(), "")
    rows = read_rows(out)
    assert len({row.key for row in rows}) == len(rows) == lines(out) == 40


@pytest.mark.slow
def test_a_checkpoint_that_does_not_load_is_told_once(checkpoint: Path, tmp_path: Path) -> None:
    """Weights of another shape pass what is checked before they are read."""
    import json
    import shutil

    broken = Path(shutil.copytree(checkpoint, tmp_path / "broken"))
    config = json.loads((broken / "config.json").read_text())
    config["text_config"]["num_hidden_layers"] += 1
    (broken / "config.json").write_text(json.dumps(config))
    done = subprocess.run(
        command(broken, tmp_path / "run"),
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"COLUMNS": "80"},
    )
    assert done.returncode == 2
    told = [line for line in done.stderr.splitlines() if "items" not in line]
    assert len(told) == 1, told
    assert "lacks" in told[0]
    assert "they would be random" in told[0]
    assert not (tmp_path / "run").exists()
