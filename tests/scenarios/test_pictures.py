from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios import load_scenario, pictures

Edit = Callable[..., None]
Refusal = Callable[[], str]


def test_a_missing_picture(release: Path, refusal: Refusal) -> None:
    (release / "Harmless_images/1.png").unlink()
    assert refusal() == (
        "Harmless.json: record 2 (id 'f2'): picture 'Harmless_images/1.png' is not there; "
        f"expected it in {release}/Harmless_images"
    )


def test_a_missing_folder_of_pictures(release: Path, refusal: Refusal) -> None:
    (release / "Honest_images").rename(release / "honest")
    assert refusal() == (
        "Honest.json: record 1: picture 'Honest_images/0.png' is not there; "
        f"put Honest_images.zip, or Honest_images/ unpacked from it, into {release}"
    )


@pytest.mark.parametrize("name", ["../secret.png", "Honest_images/../../secret.png", "/etc/secret.png", "//secret.png"])
def test_a_path_out_of_the_folder(release: Path, edit: Edit, refusal: Refusal, name: str) -> None:
    (release.parent / "secret.png").write_bytes((release / "Honest_images/0.png").read_bytes())
    edit("Honest", 1, image=[name])
    assert refusal() == (
        f"Honest.json: record 1: picture {name!r}; expected a path below {release}, such as 'images/1.png'"
    )


@pytest.mark.parametrize("linked", ["Honest_images/0.png", "Honest_images"])
def test_a_link_out_of_the_folder(release: Path, refusal: Refusal, linked: str) -> None:
    outside = release.parent / "outside"
    (release / linked).rename(outside)
    (release / linked).symlink_to(outside)
    message = refusal()
    assert message.startswith("Honest.json: record 1: picture 'Honest_images/0.png' is a link out of the folder, to ")
    assert str(outside) in message


def test_a_link_within_the_folder_and_to_the_folder(release: Path, cache: Path) -> None:
    version = load_scenario(str(release), cache=cache).version
    (release / "Honest_images/0.png").rename(release / "Honest_images/first.png")
    (release / "Honest_images/0.png").symlink_to("first.png")
    (release.parent / "elsewhere").symlink_to(release)
    assert load_scenario(str(release.parent / "elsewhere"), cache=cache).version == version


@pytest.mark.parametrize("name", ["Honest_images/\0.png", "Honest_images/" + "long" * 100, "Honest_images/loop.png"])
def test_a_path_that_cannot_be_opened(release: Path, edit: Edit, refusal: Refusal, name: str) -> None:
    (release / "Honest_images/loop.png").symlink_to("loop.png")
    edit("Honest", 1, image=[name])
    message = refusal()
    assert message.startswith(f"Honest.json: record 1: picture {name[:14]!r}"[:-1])
    assert "cannot be opened (" in message


def test_a_folder_for_a_picture(edit: Edit, refusal: Refusal) -> None:
    edit("Honest", 1, image=["Honest_images"])
    assert refusal() == "Honest.json: record 1: picture 'Honest_images' is a folder; expected a picture"


def test_a_file_that_is_no_picture(release: Path, refusal: Refusal) -> None:
    path = release / "Honest_images/0.png"
    path.write_text("<html>Not found</html>")
    assert refusal() == (
        f"item 'Honest/0': picture '{path}' is damaged or of no kind that is read; expected PNG, JPEG, WEBP, GIF, BMP, TIFF, "
        "AVIF, JPEG2000, ICO, PPM"
    )


def test_an_empty_picture(release: Path, refusal: Refusal) -> None:
    (release / "Honest_images/0.png").write_bytes(b"")
    assert "is damaged or of no kind that is read" in refusal()


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_picture_cut_short(release: Path, refusal: Refusal, kind: str) -> None:
    from PIL import Image

    path = release / "Harmless_images/0.png"
    Image.effect_noise((200, 200), 80).save(path, kind)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    message = refusal()
    assert message.startswith(f"item 'Harmless/f1': picture '{path}' is damaged or cut short (")
    assert message.endswith("; get the file again")


def _png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [9000, 12000])
def test_a_picture_above_the_limit(release: Path, refusal: Refusal, side: int) -> None:
    path = release / "Harmless_images/0.png"
    path.write_bytes(_png_that_claims(side, side))
    assert refusal() == (
        f"item 'Harmless/f1': picture '{path}' is {side} x {side} pixels; expected 67108864 or fewer, scale it down"
    )


def test_a_picture_far_above_the_limit(release: Path, refusal: Refusal) -> None:
    path = release / "Harmless_images/0.png"
    path.write_bytes(_png_that_claims(60_000, 60_000))
    message = refusal()
    assert message.startswith(f"item 'Harmless/f1': picture '{path}' is too large (")
    assert "3600000000 pixels" in message


def test_pictures_of_items_left_out_are_not_opened(release: Path, cache: Path) -> None:
    kept = load_scenario(str(release), cache=cache, limit=3)
    shown = {image.path for item in kept.items for image in item.images}
    for path in release.glob("*_images/**/*.*"):
        if path not in shown:
            path.write_text("no picture")
    again = load_scenario(str(release), cache=cache, limit=3)
    assert len(again.items) == 3


def test_an_unreadable_picture_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.png: cannot be read \(No such file or directory\)"):
        pictures.digests_of([tmp_path / "gone.png"])
