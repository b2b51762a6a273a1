from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ch3ef.errors import InputError, RunError
from ch3ef.scenarios import load_scenario
from ch3ef.scenarios.catalogue import SCENARIOS
from ch3ef.scenarios.generated import sets
from ch3ef.scenarios.generated.making import draft
from ch3ef.scenarios.generated.registry import GENERATED_TASKS, generated_task
from ch3ef.taxonomy import TASKS


def refusal(name: str, cache: Path) -> str:
    with pytest.raises(InputError) as caught:
        load_scenario(name, cache=cache)
    return str(caught.value)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sets")


def test_the_plan_has_the_paper_s_shape() -> None:
    samples = {name: sum(task.samples for task in GENERATED_TASKS if task.set_name == name) for name in
               ("ch3ef-gen", "semantics-gen", "logic-gen")}  # fmt: skip
    assert samples == {"ch3ef-gen": 1002, "semantics-gen": 200, "logic-gen": 200}
    assert {row.name: row.n_items for row in SCENARIOS if row.name.endswith(("-gen", "-gen-twins"))} == samples | {
        "ch3ef-gen-twins": 508
    }


def test_one_item_per_task_and_its_twins(cache: Path) -> None:
    items = load_scenario("ch3ef-gen?per_task=1&seed=3", cache=cache).items
    twins = load_scenario("ch3ef-gen-twins?per_task=1&seed=3", cache=cache).items
    assert [item.task for item in items] == [task.name for task in TASKS]
    assert {(item.scenario, item.level) for item in items} == {("ch3ef-gen?seed=3&per_task=1", "A3")}
    assert Counter(item.dimension for item in items) == {"helpful": 22, "honest": 7, "harmless": 17}
    assert [item.domain for item in items] == [task.domain for task in TASKS]
    assert all(image.path.is_file() for item in (*items, *twins) for image in item.images)
    pairs = {item.pair: item for item in items if item.pair}
    assert {twin.pair for twin in twins} == set(pairs)
    assert {item.dimension for item in items if item.pair} == {"honest", "harmless"}
    assert len({item.id for item in (*items, *twins)}) == 46 + 24
    assert all(item.gold == (0,) for item in (*items, *twins))


def test_a_part_of_a_set_and_of_its_twins_hold_the_same_pairs(cache: Path) -> None:
    items = load_scenario("ch3ef-gen?per_task=4&seed=3", cache=cache, limit=92).items
    twins = load_scenario("ch3ef-gen-twins?per_task=4&seed=3", cache=cache, limit=60).items
    pairs = {item.pair for item in items if item.pair}
    assert len(pairs) > 40
    assert pairs <= {twin.pair for twin in twins}


def test_only_the_pictures_asked_for_are_drawn(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    scenario = load_scenario("logic-gen", cache=tmp_path, limit=5, progress=lambda *counts: told.append(counts))
    drawn = set(tmp_path.rglob("*.png"))
    assert drawn == {image.path for item in scenario.items for image in item.images}
    assert told == [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    told.clear()
    assert load_scenario("logic-gen", cache=tmp_path, limit=5, progress=lambda *counts: told.append(counts)) == scenario
    assert told == []
    assert not list(tmp_path.rglob(".*"))


def test_a_lost_picture_is_drawn_again(cache: Path) -> None:
    scenario = load_scenario("logic-gen", cache=cache, limit=3)
    path = scenario.items[0].images[0].path
    before = path.read_bytes()
    path.unlink()
    load_scenario("logic-gen", cache=cache, limit=3)
    assert path.read_bytes() == before


def test_a_damaged_list_is_drawn_again(tmp_path: Path) -> None:
    first = load_scenario("logic-gen?per_task=1", cache=tmp_path)
    (kept,) = (tmp_path / "generated").glob("*.json")
    kept.write_text(kept.read_text()[:100])
    assert load_scenario("logic-gen?per_task=1", cache=tmp_path) == first
    assert len(kept.read_text()) > 1000


def test_another_version_of_the_code_draws_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_scenario("logic-gen?per_task=1", cache=tmp_path)
    monkeypatch.setattr(sets, "_code_digest", lambda: "another")
    load_scenario("logic-gen?per_task=1", cache=tmp_path)
    assert len(list((tmp_path / "generated").glob("*.json"))) == 2


LISTS = [(base, seed) for base in ("ch3ef-gen", "logic-gen", "semantics-gen") for seed in (0, 1)]


@pytest.mark.parametrize(("base", "seed"), LISTS)
def test_what_is_shipped_is_what_is_drawn(base: str, seed: int) -> None:
    """An item a task; the whole takes half a minute, see below."""
    entries = json.loads(gzip.decompress((sets.SHIPPED / f"{base}-{seed}.json.gz").read_bytes()))["entries"]
    for entry in {entry["task"]: entry for entry in entries}.values():
        drawn = sets._entry(draft(generated_task(entry["task"]), entry["number"], entry["trial"], seed))
        assert json.loads(json.dumps(drawn)) == entry, "say: make statistics"


@pytest.mark.slow
@pytest.mark.parametrize(("base", "seed"), LISTS)
def test_all_that_is_shipped_is_what_is_drawn(base: str, seed: int) -> None:
    assert sets.to_ship(base, seed) == (sets.SHIPPED / f"{base}-{seed}.json.gz").read_bytes(), "say: make statistics"


def test_a_default_set_needs_no_drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "drafts", None)
    assert len(load_scenario("ch3ef-gen", cache=tmp_path, pictures=False).items) == 1002
    monkeypatch.setattr(sets, "_code_digest", lambda: "another")
    with pytest.raises(TypeError):
        load_scenario("ch3ef-gen", cache=tmp_path, pictures=False)


@pytest.mark.parametrize(
    "damaged",
    [lambda whole: whole[:5000], lambda whole: b"version https://git-lfs", lambda whole: b"", lambda whole: gzip.compress(b"[]"),
     lambda whole: whole[:900] + bytes([whole[900] ^ 255]) + whole[901:]],
)  # fmt: skip
def test_a_damaged_list_of_the_package_is_as_none(
    damaged: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "logic-gen-0.json.gz"
    (tmp_path / name).write_bytes(damaged((sets.SHIPPED / name).read_bytes()))
    monkeypatch.setattr(sets, "SHIPPED", tmp_path)
    assert sets.shipped("logic-gen", 0, None, None) is None
    assert sets.shipped("logic-gen", 7, None, None) is None


def test_a_machine_that_rounds_otherwise_has_its_own_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = sets.shipped("logic-gen", 0, None, None)
    assert shipped, "say: make statistics"
    first = shipped[0]
    other = {**first, "question": {**first["question"], "pictures": ["0" * 64]}}
    monkeypatch.setattr(sets, "shipped", lambda *asked: [other, *shipped[1:]])
    with pytest.raises(RunError, match=f"{first['name']}.*this machine draws it otherwise .*: say the same again"):
        load_scenario("logic-gen", cache=tmp_path)
    assert load_scenario("logic-gen", cache=tmp_path, limit=2).items[0].images[0].path.is_file()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("ch3ef-gen?per_task=0", "per_task 0; expected 1 or more items per task"),
        ("ch3ef-gen?per_task=-4", "per_task -4; expected 1 or more items per task"),
        ("ch3ef-gen?seed=x", "ch3ef-gen: seed is 'x'; expected a whole number"),
        ("ch3ef-gen?sede=3", "ch3ef-gen: unknown setting 'sede'; it takes seed, per_task, rung, language, also_in"),
        ("ch3ef?seed=3", "ch3ef: unknown setting 'seed'; it takes none"),
    ],
)
def test_bad_settings(name: str, says: str, cache: Path) -> None:
    assert refusal(name, cache) == says


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    assert "cannot be written" in refusal("logic-gen?per_task=1", tmp_path / "cache")


def test_items_carry_what_metrics_on_open_answers_need() -> None:
    items = load_scenario("semantics-gen?per_task=9", pictures=False).items
    captions = [item for item in items if item.task == "captioning"]
    assert all(len(set(item.details["references"])) == 5 for item in captions)
    assert all(item.options[0] in item.details["references"] for item in captions)
    kinds = [item for item in items if item.task == "fine-grained classification" and "paths" in item.details]
    assert len(kinds) >= 5  # the others ask for a place, not for a kind
    for item in kinds:
        leaves = [path.split("/")[-1] for path in item.details["paths"]]
        assert [option.split(" ", 1)[1] for option in item.options] == leaves
