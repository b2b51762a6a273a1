from __future__ import annotations

import io
import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ch3ef.errors import InputError
from ch3ef.pictures import FORMATS, as_rgb, changes_of, decode_picture, open_picture, shown, size_of


def saved(picture: Image.Image, kind: str = "PNG", **options: object) -> Image.Image:
    """The picture after a journey through a file, decoded by us."""
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return decode_picture(file.getvalue(), name="it")


def test_plain_colours_stay_as_they_are() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (5, 7, 3), dtype=np.uint8)
    found = saved(Image.fromarray(pixels))
    assert found.mode == "RGB"
    assert np.array_equal(np.asarray(found), pixels)


def test_transparency_is_laid_over_white() -> None:
    clear, half = Image.new("RGBA", (1, 1), (0, 0, 0, 0)), Image.new("RGBA", (1, 1), (0, 0, 0, 128))
    assert saved(clear).getpixel((0, 0)) == (255, 255, 255)
    assert saved(half).getpixel((0, 0)) == (127, 127, 127)
    assert saved(Image.new("LA", (1, 1), (0, 0))).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(("transparency", "expected"), [(0, (255, 255, 255)), (bytes([128, 255]), (255, 127, 127))])
def test_palettes_are_looked_up_with_their_transparency(transparency: object, expected: tuple[int, ...]) -> None:
    picture = Image.new("P", (1, 1), 0)
    picture.putpalette([255, 0, 0, 0, 255, 0])
    assert saved(picture).getpixel((0, 0)) == (255, 0, 0)
    assert saved(picture, transparency=transparency).getpixel((0, 0)) == expected


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_grey_of_16_bits_keeps_its_shades(kind: str) -> None:
    shades = (np.arange(256, dtype=np.uint16) * 257).reshape(16, 16)
    found = np.asarray(saved(Image.fromarray(shades), kind))
    assert np.array_equal(found[..., 0].ravel(), np.arange(256))


def test_inks_become_colours() -> None:
    red = saved(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG")
    assert np.abs(np.asarray(red)[0, 0] - np.array([255, 0, 0])).max() < 5


def test_the_camera_s_orientation_is_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert saved(Image.new("RGB", (4, 2)), "JPEG", exif=exif).size == (2, 4)


def test_black_and_white_becomes_rgb() -> None:
    assert as_rgb(Image.new("1", (1, 1), 1)).getpixel((0, 0)) == (255, 255, 255)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"picture '.*gone.png' does not exist"):
        open_picture(tmp_path / "gone.png")


@pytest.mark.parametrize("content", [b"", b"no picture at all", b"\x89PNG\r\n\x1a\n broken"])
def test_no_picture(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "text.png"
    path.write_bytes(content)
    with pytest.raises(
        InputError, match=r"picture '.*text.png' is damaged or (of no kind that is read; expected PNG, JPEG|cut short)"
    ):
        open_picture(path)


def test_a_picture_cut_short(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (50, 50, 3), dtype=np.uint8)).save(file, "PNG")
    path = tmp_path / "half.png"
    path.write_bytes(file.getvalue()[:3000])
    with pytest.raises(InputError, match=r"half.png' is damaged or cut short \("):
        open_picture(path)


@pytest.mark.parametrize("options", [{}, {"quality": 30}])
@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_what_is_upright_and_of_8_bits_is_sent_byte_for_byte(
    tmp_path: Path, kind: str, mode: str, options: dict[str, object]
) -> None:
    path = tmp_path / "a"
    LEFT_RED.convert(mode).save(path, kind, **options)
    sent = shown(path)
    assert sent.content == path.read_bytes()
    assert (sent.kind, sent.changes, changes_of(path)) == (f"image/{kind.lower()}", "", "")


LEFT_RED = Image.fromarray(
    np.repeat(np.array([[[255, 0, 0]] * 20 + [[255, 255, 255]] * 20], dtype=np.uint8), 20, axis=0)
)


def written(path: Path, kind: str, picture: Image.Image = LEFT_RED, **options: object) -> Path:
    """A picture as a file of a kind, under a name that says nothing."""
    picture.save(path / "file", kind, **options)
    return path / "file"


def turned(number: int) -> Image.Exif:
    facts = Image.Exif()
    facts[0x0112] = number
    return facts


def animated(path: Path, kind: str) -> Path:
    return written(path, kind, save_all=True, append_images=[Image.new("RGB", (40, 20), "blue")], duration=100)


CLEAR = Image.merge("RGBA", (*LEFT_RED.split(), Image.linear_gradient("L").resize((40, 20))))
DEEP = np.linspace(0, 1, 800).reshape(20, 40)
MADE: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "turned": ("turned upright", lambda path: written(path, "JPEG", exif=turned(6), quality=95)),
    "mirrored": ("turned upright", lambda path: written(path, "PNG", exif=turned(2))),
    "turned WebP": ("turned upright", lambda path: written(path, "WEBP", exif=turned(3), lossless=True)),
    "inks": ("from mode CMYK", lambda path: written(path, "JPEG", LEFT_RED.convert("CMYK"), quality=95)),
    "bmp": ("from BMP", lambda path: written(path, "BMP")),
    "tiff": ("from TIFF", lambda path: written(path, "TIFF")),
    "avif": ("from AVIF", lambda path: written(path, "AVIF")),
    "jp2": ("from JPEG2000", lambda path: written(path, "JPEG2000")),
    "ico": ("from ICO", lambda path: written(path, "ICO", sizes=[(40, 20)])),
    "two in one": ("from MPO", lambda path: animated(path, "MPO")),
    "gif": ("from GIF", lambda path: animated(path, "GIF")),
    "moving": ("its first frame alone", lambda path: animated(path, "WEBP")),
    "clear": ("laid over white", lambda path: written(path, "PNG", CLEAR)),
    "palette": ("from mode P", lambda path: written(path, "PNG", LEFT_RED.convert("P"))),
    "black and white": ("from mode 1", lambda path: written(path, "PNG", LEFT_RED.convert("1"))),
    "deep grey": (
        "from mode I;16",
        lambda path: written(path, "PNG", Image.fromarray((DEEP * 65535).astype(np.uint16))),
    ),
    "floats": ("from mode F", lambda path: written(path, "TIFF", Image.fromarray(DEEP.astype(np.float32)))),
    "whole numbers": ("from mode I", lambda path: written(path, "TIFF", Image.fromarray((DEEP * 4000).astype("i4")))),
}


@pytest.mark.parametrize(("changes", "make"), MADE.values(), ids=list(MADE))
def test_everybody_is_shown_the_same(tmp_path: Path, changes: str, make: Callable[[Path], Path]) -> None:
    """Servers were sent the files as they lay: turned, of kinds that vendors refuse, of 16 bits, in inks."""
    path = make(tmp_path)
    sent = shown(path)
    assert changes in sent.changes
    assert changes in changes_of(path)
    assert sent.kind in {"image/png", "image/jpeg"}
    with Image.open(io.BytesIO(sent.content)) as stored:
        assert (stored.mode, f"image/{str(stored.format).lower()}") == ("RGB", sent.kind)
        assert stored.getexif().get(0x0112, 1) == 1
        assert not getattr(stored, "is_animated", False)
        received = np.asarray(stored)
    assert np.array_equal(received, np.asarray(open_picture(path)))
    with Image.open(path) as original:
        looks = np.asarray(as_rgb(original), dtype=int)
    assert np.abs(received.astype(int) - looks).max() <= 12


def test_a_png_of_48_bits_is_sent_as_one_of_24(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = zlib.compress(b"\0" + struct.pack(">6H", 65535, 0, 0, 0, 32896, 65535))
    header = struct.pack(">IIBBBBB", 2, 1, 16, 2, 0, 0, 0)
    path = tmp_path / "deep.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))
    sent = shown(path)
    assert sent.changes == "from 16 bits"
    assert sent.content[24] == 8
    assert np.asarray(decode_picture(sent.content, name="it")).tolist() == [[[255, 0, 0], [0, 128, 255]]]


@pytest.mark.parametrize(
    ("values", "greys"),
    [
        ([0.0, 0.5, 1.0], [0, 128, 255]),
        ([0.0, 128.0, 255.0], [0, 128, 255]),
        ([-3.0, float("nan"), 65535.0], [0, 0, 255]),
    ],
)
def test_numbers_of_any_size_are_scaled(values: list[float], greys: list[int]) -> None:
    """A picture of numbers from 0 to 1 was black."""
    found = as_rgb(Image.fromarray(np.array([values], dtype=np.float32)))
    assert np.asarray(found)[0, :, 0].tolist() == greys


def test_a_file_that_was_written_anew_is_read_anew(tmp_path: Path) -> None:
    first = shown(written(tmp_path, "BMP"))
    assert shown(written(tmp_path, "BMP", Image.new("RGB", (3, 3)))).content != first.content
    assert size_of(tmp_path / "file") == (3, 3)


@pytest.mark.parametrize(
    "content",
    [
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n",
        b"DDS " + b"\x7c" * 200,
        b"BLP2" + b"\1" * 200,
    ],
)
def test_no_kind_is_opened_that_starts_a_program_or_was_never_asked_for(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture in PostScript started Ghostscript."""
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a program was started"))
    assert "EPS" not in FORMATS
    (tmp_path / "a.png").write_bytes(content)
    for look in (open_picture, shown, changes_of, size_of):
        with pytest.raises(InputError, match="is damaged or of no kind that is read"):
            look(tmp_path / "a.png")


def test_an_orientation_that_is_none_turns_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "JPEG", exif=turned(99), quality=95)
    assert changes_of(path) == ""
    assert shown(path).content == path.read_bytes()
