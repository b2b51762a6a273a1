"""Pictures of a report: each once, small, without metadata; what cannot be shown is named and stops nothing."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from ch3ef.errors import InputError
from ch3ef.items import ImageRef
from ch3ef.report.pictures import LONGEST_SIDE, Stored, file_name, store_pictures
from tests.conftest import make_item

DIGEST = "ab" * 32


def stored(tmp_path: Path, content: bytes | Path) -> Stored:
    """One picture of those bytes, stored."""
    path = content if isinstance(content, Path) else tmp_path / "original"
    if isinstance(content, bytes):
        path.write_bytes(content)
    return store_pictures([make_item(images=(ImageRef(path, DIGEST),))], tmp_path / "out")


def shown(tmp_path: Path, content: bytes) -> Image.Image:
    """What a page shows of those bytes."""
    found = stored(tmp_path, content)
    assert not found.missing
    picture = found.files[DIGEST]
    image = Image.open(tmp_path / "out" / picture.name)
    assert image.size == (picture.width, picture.height)
    return image


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """A picture as a file of a kind."""
    content = io.BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


def cut_short(kind: str) -> bytes:
    """Two thirds of a picture's file."""
    noise = np.random.default_rng(0).integers(0, 256, (90, 90, 3), dtype=np.uint8)
    content = encoded(Image.fromarray(noise), kind)
    return content[: len(content) * 2 // 3]


def halves(width: int, height: int) -> Image.Image:
    """Red on the left, blue on the right."""
    pixels = np.zeros((height, width, 3), dtype=np.uint8)
    pixels[:, : width // 2, 0] = pixels[:, width // 2 :, 2] = 255
    return Image.fromarray(pixels)


def test_a_large_picture_is_scaled_to_the_longest_side(tmp_path: Path) -> None:
    image = shown(tmp_path, encoded(halves(2000, 1000), "PNG"))
    assert image.size == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert image.format == "WEBP"


def test_a_tiny_picture_keeps_its_pixels(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    image = shown(tmp_path, encoded(Image.fromarray(pixels), "PNG"))
    assert np.array_equal(np.asarray(image.convert("RGB")), pixels)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF"])
def test_kinds_of_files(tmp_path: Path, kind: str) -> None:
    pixels = np.asarray(shown(tmp_path, encoded(halves(300, 200), kind)).convert("RGB"), dtype=float)
    left, right = pixels[:, :140].mean(axis=(0, 1)), pixels[:, 160:].mean(axis=(0, 1))
    assert left == pytest.approx([255, 0, 0], abs=12)
    assert right == pytest.approx([0, 0, 255], abs=12)


def test_what_a_camera_wrote_is_gone_and_its_orientation_applied(tmp_path: Path) -> None:
    facts = Image.Exif()
    facts[0x0112] = 6  # to be turned by 90 degrees
    facts[0x010E] = "taken at home"
    facts.get_ifd(0x8825)[2] = (48.0, 8.0, 11.0)
    content = encoded(halves(300, 200), "JPEG", exif=facts, comment=b"by Alice Secret", quality=95)
    assert b"taken at home" in content
    image = shown(tmp_path, content)
    assert image.size == (200, 300)
    assert not image.getexif()
    assert set(image.info) <= {"loop", "background", "timestamp", "duration"}
    written = (tmp_path / "out" / file_name(DIGEST)).read_bytes()
    assert not any(mark in written for mark in (b"EXIF", b"XMP ", b"ICCP", b"Alice", b"taken"))


def test_texts_in_a_png_and_bytes_behind_it_are_gone(tmp_path: Path) -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Alice Secret")
    stored(tmp_path, encoded(halves(20, 20), "PNG", pnginfo=texts) + b"<script>alert(1)</script>")
    written = (tmp_path / "out" / file_name(DIGEST)).read_bytes()
    assert b"Alice" not in written
    assert b"script" not in written


def test_transparency_lies_over_white(tmp_path: Path) -> None:
    assert shown(tmp_path, encoded(Image.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG")).convert("RGB").getpixel((4, 4)) == (
        255, 255, 255,
    )  # fmt: skip


def test_16_bits_of_grey_are_scaled(tmp_path: Path) -> None:
    image = shown(tmp_path, encoded(Image.fromarray(np.full((9, 9), 128 * 257, dtype=np.uint16)), "PNG"))
    assert image.convert("RGB").getpixel((4, 4)) == (128, 128, 128)


def test_of_an_animation_the_first_frame_is_shown(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("red", "blue")]
    image = shown(tmp_path, encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert image.convert("RGB").getpixel((4, 4)) == (255, 0, 0)
    assert not getattr(image, "is_animated", False)


def test_the_same_picture_is_stored_once(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(encoded(halves(20, 20), "PNG"))
    items = [make_item(n, images=(ImageRef(path, DIGEST), ImageRef(path, "cd" * 32))) for n in range(3)]
    told: list[tuple[int, int]] = []
    found = store_pictures(items, tmp_path / "out", lambda done, total: told.append((done, total)))
    assert sorted(found.files) == [DIGEST, "cd" * 32]
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "of no kind that is read"),
        (b"not a picture at all", "of no kind that is read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "of no kind that is read"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "of no kind that is read"),
        (b"%PDF-1.7", "of no kind that is read"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "of no kind that is read"),
        (b"\x89PNG\r\n\x1a\nrubbish", "damaged or"),
        *((cut_short(kind), "damaged or cut short") for kind in ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")),
        (b"BM rubbish", "damaged or"),
    ],
)
def test_what_cannot_be_shown_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    found = stored(tmp_path, content)
    assert not found.files
    assert reason in found.missing[DIGEST]
    assert str(tmp_path) not in found.missing[DIGEST]
    assert not (tmp_path / "out").exists()


def test_a_picture_that_is_not_there_stops_nothing(tmp_path: Path) -> None:
    there = tmp_path / "a.png"
    there.write_bytes(encoded(halves(20, 20), "PNG"))
    absent = {"11" * 32: tmp_path / "gone.png", "22" * 32: tmp_path, "33" * 32: Path("nul\0byte")}
    images = (*(ImageRef(path, digest) for digest, path in absent.items()), ImageRef(there, DIGEST))
    found = store_pictures([make_item(images=images)], tmp_path / "out")
    assert set(found.files) == {DIGEST}
    assert set(found.missing) == set(absent)
    assert found.missing["11" * 32] == "its file is not there any more"


def test_a_picture_that_would_fill_the_memory_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ch3ef.pictures.MAX_PIXELS", 399)
    assert (
        "is 20 x 20 pixels; expected 399 or fewer" in stored(tmp_path, encoded(halves(20, 20), "PNG")).missing[DIGEST]
    )
    assert (
        "is 20 x 20 pixels; expected 399 or fewer" in stored(tmp_path, encoded(halves(20, 20), "BMP")).missing[DIGEST]
    )


def test_a_digest_names_no_place(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(encoded(halves(20, 20), "PNG"))
    digests = ("../../../up", "", "\ud800", "AB" * 32)
    item = replace(make_item(), images=tuple(ImageRef(path, digest) for digest in digests))
    found = store_pictures([item], tmp_path / "in" / "out")
    assert len({file.name for file in found.files.values()}) == 4
    assert {file.name for file in (tmp_path / "in" / "out").iterdir()} == {f.name for f in found.files.values()}
    assert list(tmp_path.rglob("*up*")) == []


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(InputError, match="cannot be written"):
        stored(tmp_path, encoded(halves(20, 20), "PNG"))
