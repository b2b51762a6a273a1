"""A checkpoint from a folder or from the hub, checked and ready: its model and its processor."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import torch
from transformers import (
    MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING,
    AutoConfig,
    AutoModelForImageTextToText,
    AutoProcessor,
    GenerationConfig,
    PreTrainedConfig,
    ProcessorMixin,
)
from transformers.processing_utils import MODALITY_TO_AUTOPROCESSOR_MAPPING
from transformers.utils import logging as transformers_logging
from transformers.utils.import_utils import is_torchvision_available

from ch3ef.errors import InputError, counted
from ch3ef.models.checkpoints import check_folder, check_hub
from ch3ef.models.inputs import Decoder

DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
TORCHVISION = "pip install 'torch>=2.13,<2.14' torchvision"
"""Alone, torchvision would bring the newest torch with it, and CUDA."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a model comes from.

    Attributes:
        name: A folder, or a name on the hub.
        revision: Branch, tag or commit on the hub; None for the newest.
        trust_remote_code: Whether code that comes with the checkpoint may run.
    """

    name: str
    revision: str | None = None
    trust_remote_code: bool = False

    @property
    def options(self) -> dict[str, Any]:
        """Arguments of every `from_pretrained`."""
        return {"revision": self.revision or "main", "trust_remote_code": self.trust_remote_code}


@contextmanager
def quiet_transformers() -> Iterator[None]:
    """Keep progress bars and warnings of transformers off the console; errors still show."""
    verbosity = transformers_logging.get_verbosity()
    bars = transformers_logging.is_progress_bar_enabled()
    transformers_logging.set_verbosity(logging.ERROR)
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        transformers_logging.set_verbosity(verbosity)
        if bars:
            transformers_logging.enable_progress_bar()  # type: ignore[no-untyped-call]


class NoVideos(dict[str, object]):
    """Stands in a processor where its part for videos would be: written down as {}, and no setting has a value."""

    model_input_names: tuple[str, ...] = ()

    @classmethod
    def from_pretrained(cls, *_args: object, **_options: object) -> NoVideos:
        """What `AutoVideoProcessor` would read from a checkpoint."""
        return cls()

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


@contextmanager
def pictures_only() -> Iterator[None]:
    """Let processors of pictures and videos open where torchvision is not installed: only videos need it.

    Transformers has processors of pictures that do without it, but no way to open a processor in parts.
    """
    if is_torchvision_available():
        yield
        return
    autos = MODALITY_TO_AUTOPROCESSOR_MAPPING._MAPPING_NAMES
    auto, check = autos["video_processor"], ProcessorMixin.check_argument_for_proper_class

    def check_others(self: ProcessorMixin, name: str, argument: object) -> Any:
        return NoVideos if isinstance(argument, NoVideos) else check(self, name, argument)  # type: ignore[no-untyped-call]

    autos["video_processor"] = (__name__, NoVideos.__name__)
    ProcessorMixin.check_argument_for_proper_class = check_others  # type: ignore[method-assign]
    try:
        yield
    finally:
        autos["video_processor"] = auto
        ProcessorMixin.check_argument_for_proper_class = check  # type: ignore[method-assign]


def resolve_device(wanted: str) -> torch.device:
    """The device that a user asked for.

    Args:
        wanted: "auto" (CUDA where there is one, else the CPU), "cpu", "cuda" or "cuda:N".

    Raises:
        InputError: No such device, here or at all.
    """
    if wanted == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if not re.fullmatch(r"cpu|cuda(:\d+)?", wanted):
        raise InputError(f"device {wanted!r} is not known; expected auto, cpu, cuda or cuda:N")
    device = torch.device(wanted)
    if device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count():
        raise InputError(
            f"device {wanted!r} is not there: torch sees {counted(torch.cuda.device_count(), 'CUDA device')}; "
            "use device=cpu or device=auto, or install a torch with CUDA"
        )
    return device


def resolve_dtype(wanted: str, device: torch.device) -> torch.dtype | str:
    """The precision that a user asked for.

    Args:
        wanted: "auto" (the checkpoint's on CUDA, float32 on the CPU), "float32", "bfloat16" or "float16".
        device: Where the model will be.

    Returns:
        What `from_pretrained` takes for `dtype`.

    Raises:
        InputError: No such precision.
    """
    if wanted == "auto":
        return "auto" if device.type == "cuda" else torch.float32
    if wanted not in DTYPES:
        raise InputError(f"dtype {wanted!r} is not known; expected auto, {', '.join(DTYPES)}")
    return DTYPES[wanted]


def check_checkpoint(checkpoint: Checkpoint) -> tuple[Checkpoint, PreTrainedConfig, ProcessorMixin]:
    """Read a checkpoint's small files; its weights are not touched.

    Args:
        checkpoint: Where it comes from.

    Returns:
        The checkpoint, its folder resolved; its configuration; its processor.

    Raises:
        InputError: There is no such checkpoint, parts of it are missing, or it is no decoder with pictures and text.
    """
    folder = check_folder(checkpoint.name)
    if folder is not None:
        checkpoint = replace(checkpoint, name=str(folder))
    else:
        check_hub(checkpoint.name, checkpoint.revision)
    with quiet_transformers():
        return checkpoint, _load_config(checkpoint), _load_processor(checkpoint)


def load_checkpoint(
    checkpoint: Checkpoint, device: torch.device, dtype: torch.dtype | str
) -> tuple[Decoder, ProcessorMixin]:
    """Load a vision-language model and its processor. The small files are checked before the weights are read.

    Args:
        checkpoint: Where it comes from.
        device: Where to put it.
        dtype: Its precision.

    Returns:
        The model in evaluation mode, its own settings for generation cleared but for the tokens that end a reply;
        and the processor.

    Raises:
        InputError: As `check_checkpoint`, or the weights are missing or damaged.
    """
    checkpoint, config, processor = check_checkpoint(checkpoint)
    with quiet_transformers():
        return _load_model(checkpoint, config, device, dtype), processor


def _load_config(checkpoint: Checkpoint) -> PreTrainedConfig:
    try:
        config: PreTrainedConfig = AutoConfig.from_pretrained(checkpoint.name, **checkpoint.options)
    except (OSError, ValueError) as error:
        what = "model folder" if Path(checkpoint.name).is_dir() else "model"
        raise InputError(f"{what} {checkpoint.name!r} cannot be loaded: {_one_line(error)}") from error
    known = type(config) in MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING
    remote = AutoModelForImageTextToText.__name__ in getattr(config, "auto_map", {})
    if not (known or (remote and checkpoint.trust_remote_code)):
        raise InputError(
            f"model {checkpoint.name!r} is a {config.model_type}, which transformers does not load as a model of "
            "pictures and text" + ("; it brings code of its own: trust_remote_code=true runs it" if remote else "")
        )
    if config.is_encoder_decoder:
        raise InputError(
            f"model {checkpoint.name!r} is an encoder-decoder ({config.model_type}); expected a decoder that reads "
            "pictures and text as one sequence"
        )
    return config


def _load_processor(checkpoint: Checkpoint) -> Any:
    try:
        with pictures_only():
            processor = AutoProcessor.from_pretrained(  # type: ignore[no-untyped-call]
                checkpoint.name, **checkpoint.options
            )
    except (OSError, ValueError, ImportError, AttributeError, KeyError, TypeError) as error:
        if not is_torchvision_available() and re.search(r"torchvision|video.?processor", str(error), re.IGNORECASE):
            raise InputError(
                f"the processor of model {checkpoint.name!r} needs torchvision, also for pictures only; {TORCHVISION}"
            ) from error
        raise InputError(f"model {checkpoint.name!r} has no usable processor: {_one_line(error)}") from error
    if not isinstance(processor, ProcessorMixin) or not hasattr(processor, "image_processor"):
        raise InputError(
            f"model {checkpoint.name!r} has no processor for pictures; expected processor_config.json or "
            "preprocessor_config.json beside its weights"
        )
    if processor.chat_template is None:
        processor.chat_template = processor.tokenizer.chat_template
    return processor


def _load_model(
    checkpoint: Checkpoint, config: PreTrainedConfig, device: torch.device, dtype: torch.dtype | str
) -> Decoder:
    load = cast(Callable[..., tuple[Any, dict[str, Any]]], AutoModelForImageTextToText.from_pretrained)
    try:
        model, report = load(
            checkpoint.name,
            config=config,
            dtype=dtype,
            device_map=device,
            output_loading_info=True,
            **checkpoint.options,
        )
    except (OSError, ValueError, ImportError) as error:
        raise InputError(f"the weights of model {checkpoint.name!r} cannot be loaded: {_one_line(error)}") from error
    if missing := sorted(report["missing_keys"]):
        raise InputError(
            f"model {checkpoint.name!r} lacks {counted(len(missing), 'weight')} that its configuration asks "
            f"for, such as {missing[0]!r}; they would be random"
        )
    model.eval()
    # `generate` would fill in the checkpoint's temperature, repetition penalty ... for whatever a request leaves open.
    ends = model.generation_config.eos_token_id if model.generation_config is not None else None
    model.generation_config = GenerationConfig(eos_token_id=ends)  # type: ignore[no-untyped-call]
    return cast(Decoder, model)


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())
