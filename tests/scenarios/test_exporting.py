from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios import Scenario, load_scenario
from ch3ef.scenarios.exporting import CANARY, write_parquet, write_released
from ch3ef.scenarios.scenario import scenario_of


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario("ch3ef-gen?per_task=1")


def test_the_released_layout_reads_back(scenario: Scenario, tmp_path: Path) -> None:
    for name in ("ch3ef-gen?per_task=1", "ch3ef-gen-twins?per_task=1"):
        scenario, out = load_scenario(name), tmp_path / name
        write_released(scenario, out)
        back = load_scenario(str(out)).items
        assert len(back) == len(scenario.items)
        for ours, read in zip(scenario.items, back, strict=True):
            for part in ("question", "options", "gold", "task", "domain", "dimension", "level", "pair"):
                assert getattr(read, part) == getattr(ours, part), part
            assert [image.path.read_bytes() for image in read.images] == [i.path.read_bytes() for i in ours.images]
        assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_parquet_is_what_datasets_reads(scenario: Scenario, tmp_path: Path) -> None:
    import datasets

    write_parquet(scenario, tmp_path / "out")
    read = datasets.load_dataset(str(tmp_path / "out"), split="test", cache_dir=str(tmp_path / "hf"))
    assert len(read) == 46
    for ours, row in zip(scenario.items, read, strict=True):
        assert (row["id"], row["question"], tuple(row["options"])) == (ours.id, ours.question, ours.options)
        assert (tuple(row["gold"]), row["task"], row["pair"]) == (ours.gold, ours.task, ours.pair)
        assert len(row["images"]) == len(ours.images)
        assert min(row["images"][0].size) >= 448


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_croissant_describes_the_file(scenario: Scenario, tmp_path: Path) -> None:
    import mlcroissant

    write_parquet(scenario, tmp_path / "out", croissant=True)
    described = mlcroissant.Dataset(jsonld=str(tmp_path / "out" / "croissant.json"))
    records = list(described.records("questions"))
    assert len(records) == 46
    assert records[3]["questions/question"].decode() == scenario.items[3].question
    assert [option.decode() for option in records[3]["questions/options"]] == list(scenario.items[3].options)


def test_a_folder_that_holds_something_is_left_alone(scenario: Scenario, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("kept")
    for write in (write_released, write_parquet):
        with pytest.raises(InputError, match="is not empty; expected a new or empty folder"):
            write(scenario, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_full_disk_leaves_nothing_half_written(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(InputError, match=r"out: cannot be written \(No space left on device\); nothing was left there"):
        write_released(scenario, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_items_that_do_not_fit_the_layout(scenario: Scenario, tmp_path: Path) -> None:
    late = scenario_of("late", [replace(scenario.items[0], gold=(1,))])
    for other in (late, load_scenario("semantics-gen?per_task=1")):
        with pytest.raises(InputError, match="does not fit the released layout"):
            write_released(other, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_no_croissant_without_its_package(scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "mlcroissant", None)
    with pytest.raises(InputError, match=r"needs the package mlcroissant: pip install 'ch3ef\[data\]'"):
        write_parquet(scenario, tmp_path / "out", croissant=True)
    assert not (tmp_path / "out").exists()


def test_what_is_handed_on_carries_the_canary(scenario: Scenario, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    write_parquet(scenario, tmp_path / "out")
    assert pq.read_schema(tmp_path / "out" / "items.parquet").metadata[b"canary"].decode() == CANARY
    assert CANARY in (tmp_path / "out" / "README.md").read_text()


def test_the_record_holds_what_the_released_files_hold(scenario: Scenario, tmp_path: Path) -> None:
    write_released(scenario, tmp_path / "out")
    content = json.loads((tmp_path / "out" / "meta_file" / "Honest.json").read_text())
    assert content["meta_data"]["num"] == 7
    assert "canary" in content["meta_data"]["canary"]
    assert set(content["items"][0]) == {"id", "image", "query", "options", "source", "pair"}
    assert content["items"][0]["image"][0].startswith("Honest_images/")


def release(folder: Path, names: list[object]) -> Path:
    """A set in the released layout with an item for each name; all show the same GIF, with a script at its end."""
    (folder / "meta_file").mkdir(parents=True)
    (folder / "Honest_images").mkdir()
    picture = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;#!/bin/sh"
    (folder / "Honest_images" / "1.gif").write_bytes(picture)
    items = [
        {
            "id": name,
            "image": ["Honest_images/1.gif"],
            "query": f"Which of {number}?",
            "options": ["Red.", "I don't know.", "Blue."],
            "source": "Other_Object" if number % 2 else "object_hallucination",
            "safe_label": ["a", "b"],
            "pair": f"p{number // 2}",
        }
        for number, name in enumerate(names)
    ]
    (folder / "meta_file" / "Honest.json").write_text(json.dumps({"meta_data": {"num": len(items)}, "items": items}))
    return folder


def test_no_id_names_a_place_and_a_release_is_handed_on_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "planted").mkdir()
    names = ["../../planted/evil", "/planted/evil", "a/b", "..", "x" * 300, "Honest/1", 7, "twice", "twice", "nul\0"]
    scenario = load_scenario(str(release(tmp_path / "set", names)))
    for out in ("first", "second"):
        write_released(scenario, tmp_path / out)
        again = load_scenario(str(tmp_path / out))
        assert again.version == scenario.version
        assert len(again.items) == len(names)
        for given, read in zip(scenario.items, again.items, strict=True):
            own = {"scenario": "set", "images": given.images}
            assert replace(read, **own) == given  # type: ignore[arg-type]
            assert read.images[0].digest == given.images[0].digest
        pictures = [path.name for path in (tmp_path / out / "Honest_images").iterdir()]
        assert pictures == [f"{scenario.items[0].images[0].digest[:24]}.gif"]
        scenario = replace(again, items=tuple(replace(item, scenario="set") for item in again.items))
    assert list((tmp_path / "planted").iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "planted", "second", "set"]
