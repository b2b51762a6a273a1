from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from huggingface_hub import errors

from ch3ef.errors import InputError
from ch3ef.scenarios import SCENARIOS, load_scenario
from ch3ef.scenarios.released import FILES, load_from_hub

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def snapshot(zipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the hub's client leaves behind: links in a folder named by the commit, to files elsewhere."""
    folder = tmp_path / "hub" / "snapshots" / COMMIT
    for number, name in enumerate(FILES):
        blob = tmp_path / "hub" / "blobs" / str(number)
        blob.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(zipped / name, blob)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(blob)
    monkeypatch.setattr("huggingface_hub.snapshot_download", lambda *_, **__: str(folder))
    return folder


def test_loads_what_was_downloaded_and_names_the_commit(snapshot: Path, cache: Path) -> None:
    scenario = load_scenario("ch3ef", cache=cache)
    assert scenario.name == "ch3ef"
    assert {item.scenario for item in scenario.items} == {"ch3ef"}
    assert len(scenario.items) == 7
    assert scenario.notices == (
        f"openlamm/Ch3Ef: commit {COMMIT} of the Hugging Face hub, which 'main' stood for when it was downloaded",
        "7 items: 3 helpful, 2 honest, 2 harmless; the full set has 494 helpful, 153 honest, 355 harmless",
    )
    assert load_scenario("ch3ef-v0", cache=cache).name == "ch3ef-v0"


def test_the_same_files_from_a_folder_have_the_same_version(snapshot: Path, zipped: Path, cache: Path) -> None:
    assert load_scenario("ch3ef", cache=cache).version == load_scenario(str(zipped), cache=cache).version


def test_a_pinned_commit_is_not_said_to_move(snapshot: Path, cache: Path) -> None:
    scenario = load_from_hub("openlamm/Ch3Ef", "ch3ef", cache, revision=COMMIT)
    assert scenario.notices[0] == f"openlamm/Ch3Ef: commit {COMMIT} of the Hugging Face hub"


def test_asks_for_the_released_files_of_a_data_set(
    snapshot: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}

    def download(name: str, **options: Any) -> str:
        asked.update(options, name=name)
        return str(snapshot)

    monkeypatch.setattr("huggingface_hub.snapshot_download", download)
    load_scenario("ch3ef-v0", cache=cache)
    assert asked == {
        "name": "openlamm/Ch3Ef_v0",
        "repo_type": "dataset",
        "revision": "main",
        "allow_patterns": list(FILES),
    }
    assert FILES[:2] == ("meta_file/Helpful.json", "Helpful_images.zip")


def test_a_repository_that_lacks_a_file(snapshot: Path, cache: Path) -> None:
    (snapshot / "Honest_images.zip").unlink()
    (snapshot / "meta_file/Harmless.json").unlink()
    with pytest.raises(InputError) as caught:
        load_scenario("ch3ef", cache=cache)
    assert str(caught.value) == (
        f"openlamm/Ch3Ef at {COMMIT} on the Hugging Face hub lacks Honest_images.zip, meta_file/Harmless.json; "
        "check the connection, or give a folder with the released files: --scenario DIR"
    )


def _no_such_repository() -> Exception:
    response: Any = SimpleNamespace(headers={}, request=None)
    return errors.RepositoryNotFoundError("404 Client Error.\nRepository Not Found", response=response)


def _cut_off() -> Exception:
    error: Exception = getattr(errors, "HTTPError")("Connection reset\nby peer")  # noqa: B009
    return error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (_no_such_repository(), "404 Client Error."),
        (_cut_off(), "Connection reset"),
        (errors.XetDownloadError("Xet failed"), "Xet failed"),
        (OSError(28, "No space left on device"), "[Errno 28] No space left on device"),
        (TimeoutError(), "TimeoutError"),
    ],
)
def test_what_goes_wrong_on_the_way_is_one_line(
    cache: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr("huggingface_hub.snapshot_download", fail)
    with pytest.raises(InputError) as caught:
        load_scenario("ch3ef", cache=cache)
    assert str(caught.value) == (
        f"openlamm/Ch3Ef could not be downloaded from the Hugging Face hub ({reason}); "
        "check the connection, or give a folder with the released files: --scenario DIR"
    )


def test_offline_with_the_real_client(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(cache / "hub"))
    with pytest.raises(InputError, match=r"openlamm/Ch3Ef could not be downloaded .* --scenario DIR$"):
        load_scenario("ch3ef", cache=cache)


@pytest.mark.network
@pytest.mark.parametrize("name", ["ch3ef", "ch3ef-v0"])
def test_the_real_repositories(cache: Path, name: str) -> None:
    known = next(row for row in SCENARIOS if row.name == name)
    scenario = load_scenario(name, cache=cache)
    assert known.n_items in (None, len(scenario.items))
    assert not [notice for notice in scenario.notices if "is on no list" in notice]
