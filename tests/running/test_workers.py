"""Workers without a cluster: who is asked what, and what becomes of it where one is lost."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.errors import InputError, RunError
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.bundles import Bundle, RecipeAsking, bundled
from ch3ef.recipes.parts import Part, part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import Outcome, read_rows
from ch3ef.running import cluster
from ch3ef.running.answers import Answer
from ch3ef.running.cluster import open_cluster
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.running.worker import Given, Post
from ch3ef.running.workers import TIMES, LostError, Workers, units_of
from ch3ef.scenarios.scenario import scenario_of
from tests import tiny_vlm
from tests.conftest import make_item, pictures_in
from tests.running.test_runs import Silent

ROOM = 3


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"ch3ef-hf/{tiny_vlm.build('llava', tmp_path_factory.mktemp('vlm') / 'llava')}"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Part, ...]:
    """12 questions about 5 pictures, each asked by two recipes, of which one asks it four times."""
    picture = pictures_in(tmp_path_factory.mktemp("pictures"))
    shown = [0] * 5 + [1, 1, 2, 2, 3, 3, 4]
    items = [make_item(n, images=(picture(which),), question=f"Question {n}?") for n, which in enumerate(shown)]
    return tuple(
        part_of(scenario_of("test", items), recipe_named(name)) for name in ("human-value-direct", "rotations")
    )


@dataclass
class Place:
    """Where there are workers that say "A", of one number each, for as long as a script lets them.

    Attributes:
        number: How many.
        lost_with: Items whose askings no worker outlives.
        lasts: How many bundles the first workers answer before they are lost, in turn.
        loads: What loading gives, in turn, before all load.
        asked: Per worker, the pictures and items that it was asked about.
        fellows: Per worker, how many bundles it had under way at most while one of `lost_with` was.
    """

    number: int = 2
    threads: int = 1
    lost_with: frozenset[str] = frozenset()
    lasts: list[int] = field(default_factory=list)
    loads: list[Exception] = field(default_factory=list)
    asked: list[list[tuple[str, str]]] = field(default_factory=list)
    fellows: list[int] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)

    def hire(self, post: Post) -> Fake:
        self.posts.append(post)
        self.asked.append([])
        return Fake(self, len(self.asked) - 1, self.lasts.pop(0) if self.lasts else 10**6)


@dataclass
class Fake:
    place: Place
    number: int
    lasts: int
    lost: asyncio.Event = field(default_factory=asyncio.Event)
    under_way: int = 0
    ended: bool = False

    async def load(self) -> int:
        await asyncio.sleep(0)
        if self.place.loads:
            raise self.place.loads.pop(0)
        return ROOM

    async def ask(self, bundle: Bundle) -> Given:
        item = bundle[0].asking.item
        self.under_way += 1
        assert self.under_way <= ROOM
        self.place.asked[self.number].append((item.image_group, item.id))
        self.lasts -= 1
        if self.lasts < 0 or item.id in self.place.lost_with:
            self.place.fellows.append(self.under_way)
            self.lost.set()
        await asyncio.sleep(0.001)
        if self.lost.is_set():
            raise LostError("its process ended")
        self.under_way -= 1
        return Given([Answer(list(one.asking.order), reply="A") for one in bundle], ())

    def end(self) -> None:
        self.ended = True


@pytest.fixture
def asked(
    checkpoint: str, parts: tuple[Part, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Place], Silent]:
    """Asks the run by the workers of a place."""

    def ask(place: Place) -> Silent:
        @contextmanager
        def opened(workers: Workers, *, on_cpu: bool = False) -> Iterator[Place]:
            yield place

        monkeypatch.setattr(cluster, "open_cluster", opened)
        watcher = Silent()
        run(RunPlan((parse_model_name(checkpoint),), parts, workers=Workers(place.number)), tmp_path / "run", watcher)
        return watcher

    return ask


ROWS = 12 * (1 + 4)


def test_all_about_a_picture_stays_with_one_worker(asked: Callable[[Place], Silent], tmp_path: Path) -> None:
    place = Place()
    assert asked(place).finished_now == ROWS
    of = [{group for group, _ in own} for own in place.asked]
    assert len(of) == 2
    assert not of[0] & of[1]
    assert len(of[0] | of[1]) == 5
    rows = read_rows(tmp_path / "run")
    assert [row.recipe for row in rows] == ["human-value-direct"] * 12 + ["rotations"] * 48
    assert {row.outcome for row in rows} == {Outcome.ANSWERED}


def test_units_hold_every_asking_once_the_largest_first(parts: tuple[Part, ...]) -> None:
    both = bundled([RecipeAsking(part.recipe, one) for part in parts for one in part.askings], by_pictures=True)
    single = [(one,) for bundle in both for one in bundle][:7]
    units = units_of([(bundle, {}) for bundle in [*single, *both]])
    assert [len(unit) for unit in units] == [5, 2, 2, 2, 1, 7]
    assert all(len({task.bundle[0].asking.item.image_group for task in unit}) == 1 for unit in units[:5])
    assert sum(len(unit) for unit in units) == len(both) + 7


def test_a_lost_worker_loses_and_doubles_nothing(asked: Callable[[Place], Silent], tmp_path: Path) -> None:
    place = Place(lasts=[4, 0, 1])
    watcher = asked(place)
    assert watcher.finished_now == ROWS
    assert len(place.asked) == 5
    assert len(watcher.notes) == 3
    assert "was lost (its process ended); another one takes its place" in watcher.notes[0]
    rows = read_rows(tmp_path / "run")
    assert len({row.key for row in rows}) == len(rows) == ROWS
    assert len((tmp_path / "run" / "finished.jsonl").read_text().splitlines()) == ROWS


def test_what_no_worker_outlives_is_an_error_of_its_items(
    asked: Callable[[Place], Silent], parts: tuple[Part, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deadly = parts[0].askings[2].item.id
    place = Place(lost_with=frozenset([deadly]))
    assert asked(place).finished_now == ROWS
    times = Counter(item for own in place.asked for _, item in own)
    assert times[deadly] == TIMES
    # Once it was suspected it was asked alone, so that nothing else is blamed.
    assert place.fellows[1:] == [1] * (TIMES - 1)
    errors = [row for row in read_rows(tmp_path / "run") if row.outcome == Outcome.ERROR]
    assert {row.item_id for row in errors} == {deadly}
    assert errors[0].error == "its worker was lost 3 times while it was asked (its process ended)"
    # The same command asks it again, and nothing else.
    place = Place()
    assert asked(place).finished_now == len(errors) == 5
    assert {item for own in place.asked for _, item in own} == {deadly}
    assert {row.outcome for row in read_rows(tmp_path / "run")} == {Outcome.ANSWERED}


def test_a_model_that_cannot_be_loaded_is_told_once(asked: Callable[[Place], Silent], tmp_path: Path) -> None:
    place = Place(number=4, loads=[InputError("its weights are damaged")] * 4)
    with pytest.raises(InputError, match=r"^its weights are damaged$"):
        asked(place)
    assert not (tmp_path / "run").exists()
    with pytest.raises(RunError, match="3 workers in a row ended while they loaded it"):
        asked(Place(number=1, loads=[LostError("its process ended")] * 3))
    assert asked(Place(number=1, loads=[LostError("its process ended")] * 2)).finished_now == ROWS


def test_workers_are_told_where_the_run_is(asked: Callable[[Place], Silent]) -> None:
    asked(place := Place(threads=7))
    assert {(post.folder, post.threads) for post in place.posts} == {(str(Path.cwd()), 7)}
    assert all(post.checkpoint for post in place.posts)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "--model openai-api/s/m?base_url=http://127.0.0.1:9 --workers 2",
            "is served, and one process asks its server",
        ),
        ("--model reference/first --workers 2", "workers are for local models (ch3ef-hf/...), and this run has none"),
        ("--model {local} --gpus-per-worker 1", "say how many: --workers N"),
        ("--model reference/first --gpus-per-worker 1", "say how many: --workers N"),
        ("--model {local} --workers 2 --gpus-per-worker 2", "a model is loaded onto one GPU"),
        ("--model {local} --workers 2 --ray ray://127.0.0.1:10001", "expected HOST:PORT of the cluster's head node"),
    ],
)
def test_workers_that_make_no_sense_are_refused_in_one_line(
    line: str, told: str, checkpoint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = line.format(local=checkpoint).split()
    assert main(["run", *command, "--scenario", "semantics-gen?per_task=1", "--out", str(tmp_path / "run")]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert not (tmp_path / "run").exists()


def test_no_workers_and_no_ray_are_told(
    checkpoint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["run", "--model", checkpoint, "--scenario", "semantics-gen?per_task=1", "--out", str(tmp_path / "run")]
    with pytest.raises(SystemExit):
        main([*command, "--workers", "0"])
    assert "'0' is not a whole number of 1 or more" in capsys.readouterr().err
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    assert main([*command, "--workers", "2"]) == 2
    said = capsys.readouterr().err
    assert "need Ray, which is not installed; pip install 'ch3ef[ray]'" in said
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("workers", "there", "told"),
    [
        (Workers(8), {"GPU": 4.0, "CPU": 64.0}, "the cluster has 4 GPUs, too few for 8 workers; expected 4 at most"),
        (
            Workers(3, 0.4),
            {"GPU": 1.0, "CPU": 64.0},
            "too few for 3 workers with 0.4 of a GPU each; expected 2 at most",
        ),
        (Workers(2, 1.0), {"CPU": 64.0}, "has no GPU that Ray sees; with --gpus-per-worker 0"),
        (Workers(9), {"CPU": 4.0}, "the cluster has 4 processors; expected 8 workers at most"),
        (Workers(None, None, "auto"), {"CPU": 4.0}, "has no GPU to have a worker on each; say how many"),
    ],
)
def test_a_cluster_that_is_too_small_is_refused(workers: Workers, there: dict[str, float], told: str) -> None:
    with pytest.raises(InputError, match=told.replace(".", r"\.")):
        cluster._measured(workers, there, on_cpu=False, local=False)


@pytest.mark.parametrize(
    ("workers", "number", "gpus"),
    [
        (Workers(None, None, "auto"), 8, 1.0),
        (Workers(4), 4, 1.0),
        (Workers(16, 0.5), 16, 0.5),
        (Workers(9, 0.0), 9, 0.0),
    ],
)
def test_workers_take_a_gpu_each_unless_told_otherwise(workers: Workers, number: int, gpus: float) -> None:
    found = cluster._measured(workers, {"GPU": 8.0, "CPU": 64.0}, on_cpu=False, local=False)
    assert (found.number, found.gpus) == (number, gpus)


def test_an_address_where_nothing_answers_is_told_at_once() -> None:
    pytest.importorskip("ray")
    with pytest.raises(InputError, match="nothing answers there"), open_cluster(Workers(1, 0.0, "127.0.0.1:9")):
        pass


def test_an_address_of_something_else_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray")
    monkeypatch.setattr(cluster, "_REACHED", 0.3)

    def answer(there: socket.socket) -> None:
        with there.accept()[0] as opened:
            opened.recv(1 << 10)
            opened.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as there:
        workers = Workers(1, 0.0, f"127.0.0.1:{there.getsockname()[1]}")
        with pytest.raises(InputError, match="nothing answers there"), open_cluster(workers):
            pass
        there.accept()[0].close()
        answering = threading.Thread(target=answer, args=(there,))
        answering.start()
        with pytest.raises(InputError, match="what is there is no Ray cluster"), open_cluster(workers):
            pass
        answering.join()


def test_workers_are_no_part_of_what_a_run_is(checkpoint: str, parts: tuple[Part, ...]) -> None:
    plan = RunPlan((parse_model_name(checkpoint),), parts, workers=Workers(2))
    assert plan.facts() == replace(plan, workers=None).facts()
