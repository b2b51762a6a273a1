"""CIFAR-10 (level A1): which of ten things is in a picture of 32 x 32 pixels?

The options of every item are all ten classes; the splits hold 10 000 (test) and 50 000 (train) pictures. A folder
holds one folder for each class with its pictures, in it or in a folder named as the split (where there is none of the
split, all pictures are taken); or the python batches.

Source: Krizhevsky 2009, "Learning multiple layers of features from tiny images"; the batches' layout is checked
against https://www.cs.toronto.edu/~kriz/cifar.html.
"""

from __future__ import annotations

import hashlib
import io
import math
import pickle
import pickletools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ch3ef.errors import InputError, short
from ch3ef.files import MAX_WHOLE, open_plain, write_whole
from ch3ef.items import ImageRef, Item
from ch3ef.scenarios.public_sets.public_set import Origin, PublicSet, Record, Records, each, hub_records, reading
from ch3ef.taxonomy import Level

CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
QUESTION = "What is shown in the picture?"

_BATCHES = {"test": "test_batch", "train": "data_batch_*"}
_KINDS = (".png", ".jpg", ".jpeg", ".bmp", ".webp")
_SIDE = 32


def _on_hub(origin: Origin) -> Records:
    for number, (place, record) in enumerate(hub_records(origin)):
        with reading(place, record):
            made = {"name": f"{origin.split}/{number}", "image": record["img"], "label": record["label"]}
        yield place, made


def _in_folder(origin: Origin, folder: Path) -> Records:
    inner = folder / "cifar-10-batches-py"
    batches = inner if inner.is_dir() else folder
    if next(batches.glob("*_batch*"), None):
        return _of_batches(batches, origin)
    return _of_folders(folder / origin.split if (folder / origin.split).is_dir() else folder, folder)


def _of_folders(top: Path, folder: Path) -> Records:
    for path in sorted(path for path in top.glob("*/*") if path.suffix.lower() in _KINDS):
        label, name = path.parent.name, f"{path.parent.name}/{path.name}"
        if label not in CLASSES:
            raise InputError(f"cifar10: {path.parent} is not named as a class; expected {', '.join(CLASSES)}")
        yield name, {"name": name, "image": path.relative_to(folder).as_posix(), "label": CLASSES.index(label)}


def _item(origin: Origin, place: str, record: Record) -> Item:
    label, classes = record["label"], record.get("classes", CLASSES)
    if not isinstance(label, int) or not 0 <= label < len(classes):
        raise InputError(f"{place}: label {label!r}; expected a whole number from 0 to {len(classes) - 1}")
    return origin.item(
        record["name"],
        task="classification",
        question=QUESTION,
        images=[origin.picture(record["image"], place)],
        options=classes,
        gold=[label],
    )


# --- the python batches ---------------------------------------------------------------------------------------


_DAMAGED = (
    pickle.UnpicklingError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    MemoryError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What reading a damaged pickle raises has no common root (see the documentation of `pickle`)."""


class _Kind:
    """What stands for numpy's kinds of numbers: the name alone."""

    def __init__(self, name: object = "", *_: object) -> None:
        self.name = name

    def __setstate__(self, state: object) -> None:
        """Byte order and the like: a byte has none."""


class _Bytes:
    """What stands for numpy's arrays, which a damaged state can bring down: an array of bytes, each part checked."""

    def __init__(self, *_: object) -> None:
        self.array: npt.NDArray[np.uint8] | None = None

    def __setstate__(self, state: object) -> None:
        if not isinstance(state, tuple) or len(state) != 5:
            raise pickle.UnpicklingError("an array has another form")
        _, shape, kind, by_columns, data = state
        content = data.encode("latin1") if isinstance(data, str) else data
        if not isinstance(kind, _Kind) or kind.name not in ("u1", "uint8", b"u1") or not isinstance(content, bytes):
            raise pickle.UnpicklingError("an array is not one of bytes")
        if not isinstance(shape, tuple) or not all(isinstance(side, int) and side >= 0 for side in shape):
            raise pickle.UnpicklingError(f"an array has the sides {short(str(shape))}")
        if math.prod(shape) != len(content):
            raise pickle.UnpicklingError(f"an array of {short(str(shape))} holds {len(content)} bytes")
        self.array = np.frombuffer(content, np.uint8).reshape(shape, order="F" if by_columns else "C")


def _encoded(text: object, *_: object) -> bytes:
    if not isinstance(text, str):
        raise pickle.UnpicklingError("bytes are written as something that is no text")
    return text.encode("latin1")


class _ArrayUnpickler(pickle.Unpickler):
    """Reads arrays of bytes, lists, dicts, texts and bytes.

    A pickle may name any function to be called on reading. These may name what an array is made of, for which parts
    of ours stand.
    """

    _PARTS: Mapping[tuple[str, str], Any] = {
        ("numpy._core.multiarray", "_reconstruct"): _Bytes,
        ("numpy", "ndarray"): _Bytes,
        ("numpy", "dtype"): _Kind,
        ("_codecs", "encode"): _encoded,
    }

    def find_class(self, module: str, name: str) -> Any:
        module = module.replace("numpy.core.", "numpy._core.", 1)  # as it was called before numpy 2
        if (module, name) not in self._PARTS:
            raise pickle.UnpicklingError(f"it names {module}.{name}, which is no part of an array")
        return self._PARTS[module, name]


def _check_memo(written: bytes) -> None:
    """Refuse a place to remember that is beyond the file's length: as much memory would be taken for it."""
    for operation, place, _ in pickletools.genops(written):
        if operation.name in ("PUT", "LONG_BINPUT") and place is not None and place > len(written):
            raise pickle.UnpicklingError(f"it remembers a part as number {place}")


def _unpickled(path: Path) -> dict[str, Any]:
    """The dict in a batch, its keys as texts."""
    try:
        with open_plain(path, MAX_WHOLE) as file:
            written = file.read()
        _check_memo(written)
        content = _ArrayUnpickler(io.BytesIO(written), encoding="latin1").load()
        return {key.decode("latin1") if isinstance(key, bytes) else str(key): value for key, value in content.items()}
    except _DAMAGED as error:
        raise InputError(f"{path}: is not a batch of CIFAR-10 ({error}); get the file again") from error


def _of_batches(folder: Path, origin: Origin) -> Records:
    split = origin.split
    paths = sorted(folder.glob(_BATCHES[split]))
    if not paths:
        raise InputError(f"cifar10: {folder} holds no {_BATCHES[split]}, which has the split {split!r}")
    classes = _class_names(folder / "batches.meta")
    for path in paths:
        batch = _unpickled(path)
        data, labels = getattr(batch.get("data"), "array", None), batch.get("labels")
        if data is None or data.shape[1:] != (3 * _SIDE * _SIDE,):
            raise InputError(f"{path}: `data` is not an array of bytes, {3 * _SIDE * _SIDE} a picture")
        if not isinstance(labels, list) or len(labels) != len(data):
            raise InputError(f"{path}: `labels` is not a list of {len(data)} numbers, one for each picture")
        for number, (pixels, label) in enumerate(zip(data, labels, strict=True)):
            name, image = f"{path.name}/{number}", _picture_of(pixels, origin.cache)
            yield name, {"name": name, "image": image, "label": label, "classes": classes}


def _class_names(meta: Path) -> tuple[str, ...]:
    """The names of the labels, in order."""
    if not meta.is_file():
        return CLASSES
    names = _unpickled(meta).get("label_names")
    if not isinstance(names, list) or sorted(map(_text, names)) != sorted(CLASSES):
        raise InputError(f"{meta}: `label_names` is {names!r}; expected {', '.join(CLASSES)}")
    return tuple(map(_text, names))


def _text(value: object) -> str:
    return value.decode("latin1") if isinstance(value, bytes) else str(value)


def _picture_of(pixels: npt.NDArray[np.uint8], cache: Path) -> ImageRef:
    """Bytes in the order colour, row, column as a PNG in the cache; its name is the digest of the pixels.

    The digest is not the file's: the same pixels become other bytes with another version of the compression.
    """
    digest = hashlib.sha256(pixels.tobytes()).hexdigest()
    path = cache / "pictures" / digest[:2] / f"{digest[:24]}.png"
    if not path.is_file():
        from PIL import Image

        image = Image.fromarray(pixels.reshape(3, _SIDE, _SIDE).transpose(1, 2, 0))
        write_whole(path, lambda temporary: image.save(temporary, "PNG", compress_level=1))
    return ImageRef(path, digest)


CIFAR10 = PublicSet(
    name="cifar10",
    text="which of ten things is in a picture of 32 x 32 pixels",
    level=Level.A1,
    domain="perception",
    licence="see the source",
    n_items=10_000,
    recipe="ppl",
    splits={"test": "test", "train": "train"},
    pool="split=train",
    repository="uoft-cs/cifar10",
    revision="0b2714987fa478483af9968de7c934580d0bb9a2",
    layout="a folder of pictures for each class (airplane/*.png ...), or the python batches (test_batch ...)",
    markers=("*_batch*", "cifar-10-batches-py", "*/*.png", "*/*.jpg", "*/*/*.png", "*/*/*.jpg"),
    on_hub=_on_hub,
    in_folder=_in_folder,
    items=each(_item),
)
