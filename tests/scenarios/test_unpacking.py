from __future__ import annotations

import errno
import shutil
import stat
import warnings
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios import load_scenario, unpacking
from ch3ef.scenarios.unpacking import unpack

Refusal = Callable[[], str]
Entry = tuple[str | zipfile.ZipInfo, bytes]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return _write(tmp_path / "Honest_images.zip", ("Honest_images/1.png", b"one"), ("Honest_images/sub/2.png", b"two"))


def _write(path: Path, *entries: Entry) -> Path:
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore", UserWarning)  # of a name that comes twice
        for name, data in entries:
            archive.writestr(name, data)
    return path


def _refused(archive: Path, cache: Path) -> str:
    with pytest.raises(InputError) as caught:
        unpack(archive, cache)
    assert not list(cache.rglob("*"))
    prefix, suffix = f"{archive}: ", "; expected a zip of pictures; nothing was unpacked, get it from its publisher"
    message = str(caught.value)
    assert message.startswith(prefix)
    assert message.endswith(suffix)
    return message.removeprefix(prefix).removesuffix(suffix)


def test_zips_beside_the_files_are_unpacked_into_the_cache(zipped: Path, cache: Path) -> None:
    before = sorted(zipped.rglob("*"))
    scenario = load_scenario(str(zipped), cache=cache)
    assert len(scenario.items) == 7
    assert all(image.path.is_relative_to(cache / "unpacked") for item in scenario.items for image in item.images)
    assert sorted(zipped.rglob("*")) == before
    assert load_scenario(str(zipped), cache=cache) == scenario


def test_unpacked_or_not_is_the_same_scenario(release: Path, cache: Path, request: pytest.FixtureRequest) -> None:
    version = load_scenario(str(release), cache=cache).version
    request.getfixturevalue("zipped")
    assert load_scenario(str(release), cache=cache).version == version


@pytest.mark.parametrize("top", ["Honest_images/", ""])
def test_with_or_without_the_top_folder(tmp_path: Path, cache: Path, top: str) -> None:
    entries: tuple[Entry, ...] = ((f"{top}1.png", b"one"), (f"{top}sub/2.png", b"two"), ("__MACOSX/._1.png", b"?"))
    folder = unpack(_write(tmp_path / "Honest_images.zip", *entries), cache)
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    assert files == [".whole", "Honest_images/1.png", "Honest_images/sub/2.png"]
    assert (folder / "Honest_images/1.png").read_bytes() == b"one"


def test_a_zip_is_unpacked_once_and_another_one_elsewhere(archive: Path, cache: Path) -> None:
    folder = unpack(archive, cache)
    (folder / "Honest_images/1.png").write_bytes(b"touched")
    assert unpack(archive, cache) == folder
    assert (folder / "Honest_images/1.png").read_bytes() == b"touched"
    _write(archive, ("Honest_images/1.png", b"another"))
    assert unpack(archive, cache) != folder


def test_what_desktops_leave_in_a_zip_does_no_harm(tmp_path: Path, cache: Path) -> None:
    """Its pictures were "not there", with the advice to unpack it again."""
    left = ("__MACOSX/._x.png", "Honest_images/.DS_Store", "Honest_images/._1.png", ".DS_Store", "read me.txt")
    pictures = [("Honest_images/1.png", b"one"), *((name, b"left") for name in left)]
    folder = unpack(_write(tmp_path / "Honest_images.zip", *pictures), cache)
    assert (folder / "Honest_images/1.png").read_bytes() == b"one"
    assert not list(folder.rglob("*DS_Store")) + list(folder.rglob("._*"))


def test_a_backslash_in_a_name(tmp_path: Path, cache: Path) -> None:
    archive = _write(tmp_path / "Honest_images.zip", ("Honest_images\\1.png", b"one"))
    assert "has a backslash in its name, to some programs a folder" in _refused(archive, cache)


@pytest.mark.parametrize("name", [
    "../evil.png", "Honest_images/../../evil.png", "/evil/1.png", "//evil/1.png", "///evil/1.png", "C:/evil.png",
    "..\\evil.png", ".",
])  # fmt: skip
def test_an_entry_that_points_elsewhere(tmp_path: Path, cache: Path, name: str) -> None:
    archive = _write(tmp_path / "Honest_images.zip", ("Honest_images/1.png", b"one"), (name, b"evil"))
    assert _refused(archive, cache) == f"entry {name!r} points out of the folder it is unpacked into"
    assert not list(tmp_path.rglob("evil*"))
    assert not Path("/evil").exists()


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_special_file(tmp_path: Path, cache: Path, kind: int) -> None:
    entry = zipfile.ZipInfo("Honest_images/1.png")
    entry.external_attr = (kind | 0o777) << 16
    archive = _write(tmp_path / "Honest_images.zip", (entry, b"/etc/passwd"))
    assert _refused(archive, cache) == "entry 'Honest_images/1.png' is a link or a special file"


def test_an_encrypted_entry(archive: Path, cache: Path) -> None:
    data = bytearray(archive.read_bytes())
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 0x1
    archive.write_bytes(bytes(data))
    assert _refused(archive, cache) == "entry 'Honest_images/1.png' is encrypted"


def test_an_unusual_compression(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "Honest_images.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("1.png", b"one")
    assert _refused(path, cache) == "entry '1.png' is packed by method 14, not stored or deflated"


@pytest.mark.parametrize("again", ["Honest_images/1.png", "Honest_images//1.png", "./Honest_images/1.png"])
def test_a_name_that_comes_twice(tmp_path: Path, cache: Path, again: str) -> None:
    archive = _write(tmp_path / "Honest_images.zip", ("Honest_images/1.png", b"one"), (again, b"other"))
    assert _refused(archive, cache) == f"entry {again!r} comes twice"


def test_a_file_that_is_also_a_folder(tmp_path: Path, cache: Path) -> None:
    archive = _write(tmp_path / "Honest_images.zip", ("a", b"one"), ("a/1.png", b"two"))
    assert _refused(archive, cache) == "entry 'a/1.png' lies in a folder that is also a file"


def test_an_empty_zip(tmp_path: Path, cache: Path) -> None:
    assert _refused(_write(tmp_path / "Honest_images.zip"), cache) == "holds no file"


def test_a_bomb_by_ratio(tmp_path: Path, cache: Path) -> None:
    archive = _write(tmp_path / "Honest_images.zip", ("1.png", bytes(1_000_000)))
    assert _refused(archive, cache) == (
        f"unpacks to 1000000 bytes, more than 100 times its own {archive.stat().st_size}"
    )


def test_too_many_bytes(archive: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_BYTES", 5)
    assert _refused(archive, cache) == "unpacks to 6 bytes, more than 5"


def test_too_many_files(archive: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_FILES", 1)
    assert _refused(archive, cache) == "holds 2 files, more than 1"


def test_an_entry_that_is_longer_than_it_says(archive: Path, cache: Path) -> None:
    data = bytearray(archive.read_bytes())
    directory = data.index(b"PK\x01\x02")
    data[directory + 24] = 1
    archive.write_bytes(bytes(data))
    with pytest.raises(InputError, match="is not a whole zip file"):
        unpack(archive, cache)
    assert not list(cache.iterdir())


@pytest.mark.parametrize("damage", ["cut", "text", "flipped"])
def test_a_damaged_zip(zipped: Path, cache: Path, refusal: Refusal, damage: str) -> None:
    archive = zipped / "Honest_images.zip"
    data = archive.read_bytes()
    flipped = data[:60] + bytes([data[60] ^ 0xFF]) + data[61:]
    archive.write_bytes({"cut": data[: len(data) // 2], "text": b"<html>", "flipped": flipped}[damage])
    message = refusal()
    assert message.startswith(f"{archive}: is not a whole zip file (")
    assert message.endswith("; get it again")
    assert not list(cache.glob("unpacked/*Honest*"))


def test_a_full_disk(archive: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(InputError) as caught:
        unpack(archive, cache)
    assert str(caught.value) == (
        f"the pictures of Honest_images.zip cannot be written to {cache} (No space left on device); "
        "free space there, or set CH3EF_CACHE to a folder on another disk"
    )
    assert not list(cache.iterdir())


def test_a_cache_that_is_a_file(archive: Path, cache: Path) -> None:
    cache.write_text("")
    with pytest.raises(
        InputError, match=r"the pictures of Honest_images\.zip cannot be written to .*File exists|Not a"
    ):
        unpack(archive, cache)


def test_a_stop_half_way_leaves_nothing_that_is_taken_for_whole(
    archive: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copyfileobj
    calls: list[int] = []

    def stop_at_the_second(*files: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        copy(*files)

    monkeypatch.setattr(shutil, "copyfileobj", stop_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        unpack(archive, cache)
    assert not list(cache.iterdir())
    folder = unpack(archive, cache)
    assert (folder / "Honest_images/sub/2.png").read_bytes() == b"two"


def test_a_half_unpacked_folder_is_unpacked_again(archive: Path, cache: Path) -> None:
    folder = unpack(archive, cache)
    (folder / unpacking.WHOLE_MARKER).unlink()
    (folder / "Honest_images/1.png").unlink()
    assert unpack(archive, cache) == folder
    assert (folder / "Honest_images/1.png").read_bytes() == b"one"


def test_several_at_the_same_time(archive: Path, cache: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        folders = set(pool.map(lambda _: unpack(archive, cache), range(16)))
    assert len(folders) == 1
    assert list(cache.iterdir()) == list(folders)


def test_losing_the_race_takes_the_winners_folder(archive: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def beaten(self: Path, target: Path) -> Path:
        shutil.copytree(self, target)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", beaten)
    folder = unpack(archive, cache)
    assert list(cache.iterdir()) == [folder]


def test_a_picture_that_went_missing_from_the_cache(zipped: Path, cache: Path, refusal: Refusal) -> None:
    load_scenario(str(zipped), cache=cache)
    (folder,) = (cache / "unpacked").glob("Honest_images-*")
    (folder / "Honest_images/0.png").unlink()
    assert refusal() == (
        f"Honest.json: record 1: picture 'Honest_images/0.png' is not there; remove {folder} to unpack it again, "
        "or get Honest_images.zip again if it stays missing"
    )
