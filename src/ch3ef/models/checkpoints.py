"""Checkpoints as far as their files' names and beginnings tell: what is missing is said before torch is imported."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import quote

from ch3ef.errors import InputError, counted
from ch3ef.files import named_path, read_json
from ch3ef.models.names import ModelName

HUB_ID = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)?")
HUB_TIMEOUT = 10.0
"""Seconds that the hub has to say whether it has a model."""
CACHED_TIMEOUT = 2.0
"""The same, where its cache has the model."""
MAX_HEADER = 100_000_000
"""Bytes of a safetensors header, by its own definition."""
_INDEXES = ("model.safetensors.index.json", "pytorch_model.bin.index.json")
_PROCESSORS = ("processor_config.json", "preprocessor_config.json")
_TOKENIZERS = ("tokenizer*", "vocab*", "tekken.json", "*.model", "*.tiktoken")
_NO_WEIGHTS = ("adapter_", "optimizer", "scheduler", "training_args", "rng_state")
"""What trainers write beside the weights."""
_POINTER = b"version https://git-lfs"


def check_local(models: Iterable[ModelName], *, hub: bool = False) -> list[str]:
    """Refuse local models whose checkpoint is missing or lacks a part; others are passed over.

    Args:
        models: The models.
        hub: Whether the hub is asked for those that are no folders.

    Returns:
        What a user should know of those that are taken from the hub's cache.

    Raises:
        InputError: As `check_folder` and `check_hub`.
    """
    notes = [
        check_hub(model.model, model.args.get("revision"))
        for model in models
        if model.provider == "ch3ef-hf" and check_folder(model.model) is None and hub
    ]
    return [note for note in notes if note]


def check_folder(name: str) -> Path | None:
    """Refuse a checkpoint's folder that is not there or lacks a part; nothing is loaded.

    Args:
        name: A folder, or a name on the hub.

    Returns:
        The folder; None for a name on the hub.

    Raises:
        InputError: There is no such folder and it is no name on the hub, or the folder lacks its configuration, its
            weights or some of them, or its processor.
    """
    path = named_path(name)
    if path.is_file():
        raise InputError(
            f"model {name!r} is a file; expected the folder that holds it with its config.json, {str(path.parent)!r}"
        )
    if path.is_dir():
        _check_configuration(path)
        _check_weights(path)
        _check_processor(path)
        return path
    there = checkpoints_in(path.parent) if "/" in name and path.parent.is_dir() else None
    if there is None and HUB_ID.fullmatch(name):
        return None
    hint = f"; {str(path.parent)!r} has {_some(there)}" if there else ""
    raise InputError(f"model folder {name!r} does not exist; expected a folder or a name on the hub{hint}")


def check_hub(name: str, revision: str | None = None, kind: str = "model") -> str:
    """Ask the hub whether it has a model, unless its cache does.

    Where the cache has it and the hub does not answer within 2 s, this process asks the hub no more, as if
    HF_HUB_OFFLINE was set: transformers would wait for it again with each of a model's files.

    Args:
        name: A name on the hub.
        revision: Branch, tag or commit; None for the newest.
        kind: What it is here, for the message ("model", "encoder").

    Returns:
        That the hub was not reached, in a sentence; "" where it was, or was not needed.

    Raises:
        InputError: The hub has no such model, does not give it, or cannot be reached within 10 s, and its cache has
            none.
    """
    import huggingface_hub
    from huggingface_hub import constants
    from huggingface_hub.errors import HTTPError  # type: ignore[attr-defined]

    cached = isinstance(huggingface_hub.try_to_load_from_cache(name, "config.json", revision=revision), str)
    nowhere = "and there is no folder of this name"
    if constants.HF_HUB_OFFLINE:
        if cached:
            return ""
        raise InputError(f"{kind} {name!r}: not in the hub's cache while HF_HUB_OFFLINE is set, {nowhere}")
    url = f"{constants.ENDPOINT}/{name}/resolve/{quote(revision or 'main', safe='')}/config.json"
    try:
        status = _status_of(url, CACHED_TIMEOUT if cached else HUB_TIMEOUT)
    except (OSError, HTTPError) as error:
        said = " ".join(str(error).split()) or type(error).__name__
        unreached = f"{kind} {name!r}: the hub at {constants.ENDPOINT} cannot be reached ({said})"
        if not cached:
            raise InputError(f"{unreached}, {nowhere}") from error
        constants.HF_HUB_OFFLINE = True
        return f"{unreached}; the copy in its cache is taken"
    if cached:
        return ""
    if status == 403:
        raise InputError(
            f"{kind} {name!r}: the hub keeps it from you; ask for access on its page, then `hf auth login`"
        )
    if status in {401, 404}:
        raise InputError(
            f"{kind} {name!r}: the hub has none of this name{f' and revision {revision!r}' if revision else ''} for "
            f"you, {nowhere}; for a private one: `hf auth login`"
        )
    return ""


def _status_of(url: str, seconds: float) -> int:
    """The status that a server has for an address.

    Raises:
        OSError: There is none within so many seconds; looking up its name, which knows no limit of ours, counts.
        HTTPError: The connection broke off.
    """
    from huggingface_hub.errors import HTTPError  # type: ignore[attr-defined]
    from huggingface_hub.utils import build_hf_headers, get_session  # type: ignore[attr-defined]

    found: SimpleQueue[int | OSError | HTTPError] = SimpleQueue()

    def ask() -> None:
        try:
            found.put(get_session().head(url, headers=build_hf_headers(), timeout=seconds).status_code)
        except (OSError, HTTPError) as error:
            found.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        status = found.get(timeout=seconds + 0.5)
    except Empty:
        raise TimeoutError(f"no answer within {seconds:g} s") from None
    if isinstance(status, (OSError, HTTPError)):
        raise status
    return status


def _check_configuration(folder: Path) -> None:
    if (folder / "config.json").is_file():
        return
    place = f"model folder {str(folder)!r}"
    adapter = folder / "adapter_config.json"
    if adapter.is_file():
        base = _entry(adapter, "base_model_name_or_path")
        of = f" of {base!r}" if isinstance(base, str) else ""
        raise InputError(
            f"{place} holds an adapter (LoRA){of} and no whole model; merge them (peft's "
            "merge_and_unload), save model and processor, and name that folder"
        )
    if any(folder.glob("*.gguf")):
        raise InputError(f"{place} holds GGUF files, which transformers does not open; serve them, and name the server")
    inside = checkpoints_in(folder)
    hint = f"; name one of those inside: {_some(inside)}" if inside else ""
    raise InputError(f"{place} has no config.json; expected a checkpoint of transformers{hint}")


def _check_weights(folder: Path) -> None:
    place = f"model folder {str(folder)!r}"
    for index in map(folder.joinpath, _INDEXES):
        if index.is_file():
            named = _entry(index, "weight_map")
            shards = sorted(set(map(str, named.values()))) if isinstance(named, dict) else []
            absent = [shard for shard in shards if not (folder / shard).is_file()]
            if absent:
                raise InputError(
                    f"{place} lacks {len(absent)} of the {counted(len(shards), 'file')} of weights that {index.name} "
                    f"names, such as {absent[0]!r}; copy the rest"
                )
    files = [file for file in sorted(folder.iterdir()) if file.suffix in {".safetensors", ".bin"} and file.is_file()]
    if all(file.name.startswith(_NO_WEIGHTS) for file in files):
        zero = next(folder.glob("global_step*"), None)
        hint = f"; of {zero.name!r} DeepSpeed's zero_to_fp32.py makes them" if zero else ""
        raise InputError(f"{place} has no weights; expected model.safetensors, or shards of it with their index{hint}")
    for file in files:
        _check_whole(file)


def _check_whole(file: Path) -> None:
    """Refuse what is cut short or only points to weights."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        begins = stream.read(len(_POINTER))
        if begins == _POINTER:
            raise InputError(f"{file}: a pointer of Git LFS and no weights; run `git lfs pull` in its folder")
        if file.suffix != ".safetensors":
            return
        length = struct.unpack("<Q", begins[:8])[0] if size >= 8 else MAX_HEADER
        stream.seek(8)
        header = stream.read(length) if length < MAX_HEADER else b""
    try:
        tensors = json.loads(header)
        ends = max((tensor["data_offsets"][1] for key, tensor in tensors.items() if key != "__metadata__"), default=0)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise InputError(f"{file}: no whole safetensors file ({size:,} bytes); copy it again") from error
    if size < 8 + length + ends:
        raise InputError(f"{file}: cut short, {size:,} of {8 + length + ends:,} bytes are there; copy it again")


def _check_processor(folder: Path) -> None:
    place = f"model folder {str(folder)!r}"
    named = _entry(folder / "config.json", "architectures")
    text_only = [str(name) for name in (named if isinstance(named, list) else []) if str(name).endswith("ForCausalLM")]
    if text_only and not any(any(folder.glob(name)) for name in _PROCESSORS):
        raise InputError(
            f"{place} is a {text_only[0]} and has no processor for pictures; expected a model of pictures and text"
        )
    for what, expected, names in (
        ("processor for pictures", " or ".join(_PROCESSORS), _PROCESSORS),
        ("tokenizer", "tokenizer.json and tokenizer_config.json", _TOKENIZERS),
    ):
        if not any(any(folder.glob(name)) for name in names):
            raise InputError(
                f"{place} has no {what}; expected {expected}, as the model has them that it was trained from: "
                "AutoProcessor.from_pretrained(THAT).save_pretrained(FOLDER)"
            )


def checkpoints_in(folder: Path) -> list[str]:
    """Names of the checkpoints in a folder, in the order of the numbers in them."""
    return sorted((path.parent.name for path in folder.glob("*/config.json")), key=_numbers)


def _numbers(name: str) -> list[tuple[int, str]]:
    """A name's words and numbers: "step-200" stands before "step-1000"."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name)]


def _some(names: list[str]) -> str:
    return ", ".join(names[-5:]) + (f" and {len(names) - 5} others" if len(names) > 5 else "")


def _entry(path: Path, key: str) -> object:
    """What a JSON object in a file has under a key."""
    read = read_json(path, str(path))
    return read.get(key) if isinstance(read, dict) else None
