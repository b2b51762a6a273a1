"""Pictures: read from files of a few kinds, and shown to everybody as the same upright picture of 8-bit RGB."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ch3ef.errors import InputError
from ch3ef.files import beginning_of, is_file, read_bytes
from ch3ef.words import in_a_row, words

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "JPEG2000", "ICO", "PPM")
"""What is opened, by Pillow's names. Never those whose reader starts another program, such as EPS."""
MAX_PIXELS = 2**26
"""Pixels of the largest picture taken, 8192 x 8192: a small file can claim far more and fill the memory."""
MAX_BYTES = 2**28
"""Bytes of the largest picture file taken: four for each pixel of the largest picture."""

UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    RuntimeError,
    struct.error,
    zlib.error,
)
"""What Pillow's readers raise at files that are damaged."""

_SENT = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
"""Kinds that every server takes, and their media types."""
_MODES = {"RGB", "L"}
_UPRIGHT = 1
_TURNED = range(2, 9)
"""Values of the camera's orientation that turn or mirror a picture; others are none."""
_ORIENTATION = 0x0112
# Where it cannot be read, a picture is shown as it is stored.
warnings.filterwarnings("ignore", "Corrupt EXIF data", UserWarning)
_GREATEST = (1, 2**8 - 1, 2**16 - 1, 2**32 - 1)
"""White, where the numbers of a picture may be of any size."""


class Shown(NamedTuple):
    """A picture file as it is sent to models.

    Attributes:
        content: Its bytes.
        kind: Its media type, such as "image/png".
        changes: What was done to the file for that; empty where its bytes are sent as they are.
    """

    content: bytes
    kind: str
    changes: str = ""


def shown(path: Path) -> Shown:
    """A picture file as every model, judge and page shows it: upright, 8 bits of red, green and blue, of one frame.

    A PNG, JPEG or WebP that is so already is passed on byte for byte. Any other is written anew: a JPEG with the
    quality 95, any other as PNG.

    Args:
        path: A file of one of `FORMATS`.

    Raises:
        InputError: There is no such file, or it is no picture, or one of more than `MAX_PIXELS`.
    """
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise InputError(f"picture {str(path)!r} does not exist") from error
    return _shown_file(path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=16)
def _shown_file(path: Path, size: int, changed: int) -> Shown:  # noqa: ARG001 (a file written anew is another)
    return shown_bytes(_content_of(path), name=str(path))


def _content_of(path: Path) -> bytes:
    if not is_file(path):
        raise InputError(f"picture {str(path)!r} does not exist")
    return read_bytes(path, MAX_BYTES)


def shown_bytes(content: bytes, *, name: str) -> Shown:
    """`shown` for the bytes of a picture file.

    Args:
        content: The file's bytes.
        name: What an error calls the picture, in quotes.
    """
    with _opened(content, _named(name)) as picture:
        changes = _changes(picture, content)
        if not changes:
            return Shown(content, _SENT[str(picture.format)])
        file = io.BytesIO()
        if picture.format in {"JPEG", "MPO"}:
            as_rgb(picture).save(file, "JPEG", quality=95, subsampling=0)
            return Shown(file.getvalue(), "image/jpeg", changes)
        as_rgb(picture).save(file, "PNG", compress_level=1)
        return Shown(file.getvalue(), "image/png", changes)


def open_picture(path: Path) -> Image.Image:
    """The picture of a file, in mode RGB, as everybody is shown it: see `shown`.

    Raises:
        InputError: There is no such file, or it is no picture.
    """
    return decode_picture(_content_of(path), name=str(path))


def decode_picture(content: bytes, *, name: str) -> Image.Image:
    """`open_picture` for the bytes of a picture file.

    Args:
        content: The file's bytes.
        name: What an error calls the picture, in quotes.

    Raises:
        InputError: The bytes are no whole picture, or one too large to be decoded safely.
    """
    with _opened(content, _named(name)) as picture:
        # What is written anew with losses is read as it is sent.
        if picture.format not in {"JPEG", "MPO"} or not _changes(picture, content):
            return as_rgb(picture)
    return decode_picture(shown_bytes(content, name=name).content, name=name)


def changes_of(path: Path) -> str:
    """What is done to a picture file before it is shown, in words; empty for nothing.

    Raises:
        InputError: As of `shown`.
    """
    content = _content_of(path)
    with _opened(content, _named(path)) as picture:
        return _changes(picture, content)


def size_of(source: Path | bytes, what: str = "") -> tuple[int, int]:
    """Width and height of a picture in pixels, as stored; only its beginning is read.

    Args:
        source: The file, or its bytes.
        what: What an error calls it; by default "picture" and its path.

    Raises:
        InputError: There is no such file, or it is no picture.
    """
    with _opened(source, what or _named(source)) as picture:
        return picture.size


def _named(name: object) -> str:
    return words("picture {name}", name=repr(str(name)))


@contextmanager
def _opened(source: bytes | Path, what: str) -> Iterator[Image.Image]:
    """A picture whose beginning is read, of a kind that we take and no larger than we take."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(source) if isinstance(source, bytes) else source, formats=FORMATS) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                size: dict[str, str | int] = {"what": what, "width": width, "height": height, "most": MAX_PIXELS}
                raise InputError(
                    words("{what} is {width} x {height} pixels; expected {most} or fewer, scale it down", **size)
                )
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise InputError(
            words(
                "{what} is too large ({reason}); expected {most} pixels or fewer",
                what=what,
                reason=str(error),
                most=MAX_PIXELS,
            )
        ) from error
    except FileNotFoundError as error:
        raise InputError(words("{what} does not exist", what=what)) from error
    except UnidentifiedImageError as error:
        if _is_heic(source):
            raise InputError(
                words("{what} is a HEIC file, as phones make them, which is not read; save it as JPEG", what=what)
            ) from error
        kinds = in_a_row(FORMATS)
        raise InputError(
            words("{what} is damaged or of no kind that is read; expected {kinds}", what=what, kinds=kinds)
        ) from error
    except UNREADABLE as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise InputError(
            words("{what} is damaged or cut short ({reason}); get the file again", what=what, reason=reason)
        ) from error


def _is_heic(source: bytes | Path) -> bool:
    """Whether a file says that it is of a kind that is under patents, and not read."""
    beginning = source[:64] if isinstance(source, bytes) else beginning_of(source, 64)
    return beginning[4:8] == b"ftyp" and (b"hei" in beginning[8:] or b"hev" in beginning[8:])


def _changes(picture: Image.Image, content: bytes) -> str:
    """What has to be done to show it, in words."""
    deep = picture.format == "PNG" and content[24:25] == b"\x10"
    return ", ".join(
        what
        for what, needed in (
            (f"from {picture.format}", picture.format not in _SENT),
            ("turned upright", _orientation(picture, content) in _TURNED),
            ("its first frame alone", getattr(picture, "is_animated", False)),
            ("laid over white", picture.has_transparency_data),
            (f"from mode {picture.mode}", picture.mode not in _MODES and not picture.has_transparency_data),
            ("from 16 bits", deep and picture.mode in _MODES),
        )
        if needed
    )


def _orientation(picture: Image.Image, content: bytes) -> int:
    # Pillow decodes a whole PNG to look for what few have.
    if picture.format == "PNG" and b"eXIf" not in content and b"exif" not in content:
        return _UPRIGHT
    return int(picture.getexif().get(_ORIENTATION, _UPRIGHT))


def as_rgb(picture: Image.Image) -> Image.Image:
    """A picture in mode RGB, looking as a viewer would show it.

    A plain `convert("RGB")` would show the colours hidden under transparent pixels, and would cut what is above 255
    off. So: the camera's orientation is applied, transparency is laid over white, 16-bit grey is scaled to 8 bits;
    numbers of any size are scaled so that the least of 1, 255, 65535 and 2^32 - 1 that none exceeds is white; palettes
    and CMYK are converted.

    Example:
        >>> from PIL import Image
        >>> as_rgb(Image.new("RGBA", (1, 1), (0, 0, 0, 0))).getpixel((0, 0))
        (255, 255, 255)
        >>> as_rgb(Image.new("I;16", (1, 1), 65535)).getpixel((0, 0))
        (255, 255, 255)
        >>> as_rgb(Image.new("F", (1, 1), 0.5)).getpixel((0, 0))
        (128, 128, 128)
    """
    from PIL import Image, ImageOps

    picture = ImageOps.exif_transpose(picture)
    if picture.mode in {"I", "F"} or picture.mode.startswith("I;16"):
        picture = _grey(picture)
    if picture.has_transparency_data:
        coloured = picture.convert("RGBA")
        white = Image.new("RGBA", coloured.size, "white")
        picture = Image.alpha_composite(white, coloured)
    return picture.convert("RGB")


def _grey(picture: Image.Image) -> Image.Image:
    """Numbers of 16 bits or of any size as 8-bit grey; what is no number is black."""
    import numpy as np
    from PIL import Image

    values = np.nan_to_num(np.asarray(picture, dtype=np.float64), posinf=0, neginf=0)
    greatest = max(values.max(initial=0), 0)
    fitting = next((white for white in _GREATEST if greatest <= white), greatest)
    white = 2**16 - 1 if picture.mode.startswith("I;16") else fitting
    return Image.fromarray(np.rint(np.clip(values / white, 0, 1) * 255).astype(np.uint8))
