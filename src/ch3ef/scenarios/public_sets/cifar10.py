"""CIFAR-10 (level A1): which of ten things is in a picture of 32 x 32 pixels?

Source: Krizhevsky 2009, "Learning multiple layers of features from tiny images"; the batches' layout is checked
against https://www.cs.toronto.edu/~kriz/cifar.html.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ch3ef.errors import InputError
from ch3ef.files import write_whole
from ch3ef.items import ImageRef, Item
from ch3ef.scenarios.public_sets.public_set import (
    PublicSet,
    folder_of,
    hub_picture,
    hub_records,
    known_split,
    of_records,
    picture_in,
    public_item,
    public_scenario,
)
from ch3ef.scenarios.scenario import Scenario
from ch3ef.taxonomy import Level

CIFAR10 = PublicSet(
    name="cifar10",
    level=Level.A1,
    domain="perception",
    repository="uoft-cs/cifar10",
    revision="0b2714987fa478483af9968de7c934580d0bb9a2",
    layout="a folder of pictures for each class (airplane/*.png ...), or the python batches (test_batch ...)",
)
CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
QUESTION = "What is shown in the picture?"

_BATCHES = {"test": "test_batch", "train": "data_batch_*"}
_KINDS = (".png", ".jpg", ".jpeg", ".bmp", ".webp")
_SIDE = 32


def load_cifar10(cache: Path, *, dir: Path | None = None, split: str = "test") -> Scenario:  # noqa: A002
    """CIFAR-10; the options of every item are all ten classes.

    Args:
        cache: Where pictures that come inside batches or records are kept.
        dir: A folder for each class with its pictures, in it or in a folder named as the split; or the python
            batches. Where folders of classes have no folder of the split above them, all pictures are taken.
        split: "test" (10 000 pictures) or "train" (50 000).

    Returns:
        The scenario.

    Raises:
        InputError: An unknown split, a folder in another layout, a damaged batch, or the hub cannot be reached.
    """
    known_split(CIFAR10, split, _BATCHES)
    folder = folder_of(CIFAR10, dir, "*_batch*", "cifar-10-batches-py", "*/*.png", "*/*.jpg", "*/*/*.png", "*/*/*.jpg")
    if folder is None:
        rows = of_records(
            ((f"{split}/{number}", record) for number, record in enumerate(hub_records(CIFAR10, split))),
            lambda name, record: _item(name, hub_picture(record["img"], cache, name), record["label"], CLASSES),
        )
        return public_scenario(CIFAR10, rows)
    inner = folder / "cifar-10-batches-py"
    batches = inner if inner.is_dir() else folder
    if next(batches.glob("*_batch*"), None):
        return public_scenario(CIFAR10, _of_batches(batches, split, cache))
    return public_scenario(CIFAR10, _of_folders(folder / split if (folder / split).is_dir() else folder))


def _item(name: str, image: ImageRef, label: object, classes: Sequence[str]) -> Item:
    if not isinstance(label, int) or not 0 <= label < len(classes):
        raise InputError(f"{name}: label {label!r}; expected a whole number from 0 to {len(classes) - 1}")
    return public_item(
        CIFAR10, name, task="classification", question=QUESTION, images=[image], options=classes, gold=[label]
    )


def _of_folders(folder: Path) -> Iterator[Item]:
    for path in sorted(path for path in folder.glob("*/*") if path.suffix.lower() in _KINDS):
        folder_name = path.parent.name
        if folder_name not in CLASSES:
            raise InputError(f"{CIFAR10.name}: {path.parent} is not named as a class; expected {', '.join(CLASSES)}")
        name = f"{folder_name}/{path.name}"
        yield _item(name, picture_in(name, folder, CIFAR10.name), CLASSES.index(folder_name), CLASSES)


# --- the python batches ---------------------------------------------------------------------------------------


class _ArrayUnpickler(pickle.Unpickler):
    """Reads arrays, lists, dicts, texts and bytes.

    A pickle may name any function to be called on reading. These may name what an array is made of, nothing else.
    """

    _PARTS = frozenset(
        {("numpy._core.multiarray", "_reconstruct"), ("numpy", "ndarray"), ("numpy", "dtype"), ("_codecs", "encode")}
    )

    def find_class(self, module: str, name: str) -> Any:
        module = module.replace("numpy.core.", "numpy._core.", 1)  # as it was called before numpy 2
        if (module, name) not in self._PARTS:
            raise pickle.UnpicklingError(f"it names {module}.{name}, which is no part of an array")
        return super().find_class(module, name)


def _unpickled(path: Path) -> dict[str, Any]:
    """The dict in a batch, its keys as texts."""
    try:
        with path.open("rb") as file:
            content = _ArrayUnpickler(file, encoding="latin1").load()
        return {key.decode("latin1") if isinstance(key, bytes) else str(key): value for key, value in content.items()}
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (
        # What reading a damaged pickle raises has no common root (see the documentation of `pickle`).
        pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, KeyError, MemoryError,
        OverflowError, TypeError, ValueError,
    ) as error:  # fmt: skip
        raise InputError(f"{path}: is not a batch of CIFAR-10 ({error}); get the file again") from error


def _of_batches(folder: Path, split: str, cache: Path) -> Iterator[Item]:
    paths = sorted(folder.glob(_BATCHES[split]))
    if not paths:
        raise InputError(f"{CIFAR10.name}: {folder} holds no {_BATCHES[split]}, which has the split {split!r}")
    classes = _class_names(folder / "batches.meta")
    for path in paths:
        batch = _unpickled(path)
        data, labels = batch.get("data"), batch.get("labels")
        if not isinstance(data, np.ndarray) or data.dtype != np.uint8 or data.shape[1:] != (3 * _SIDE * _SIDE,):
            raise InputError(f"{path}: `data` is not an array of bytes, {3 * _SIDE * _SIDE} a picture")
        if not isinstance(labels, list) or len(labels) != len(data):
            raise InputError(f"{path}: `labels` is not a list of {len(data)} numbers, one for each picture")
        for number, (pixels, label) in enumerate(zip(data, labels, strict=True)):
            yield _item(f"{path.name}/{number}", _picture_of(pixels, cache), label, classes)


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
