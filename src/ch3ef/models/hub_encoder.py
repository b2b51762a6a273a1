"""Texts and pictures as unit vectors by a Hugging Face model, from a folder or from the hub. Imports torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError
from transformers import (
    MODEL_MAPPING,
    AutoConfig,
    AutoImageProcessor,
    AutoModel,
    AutoTokenizer,
    PreTrainedConfig,
)
from transformers.utils.hub import cached_file

from ch3ef.errors import InputError, counted
from ch3ef.files import named_path
from ch3ef.models.checkpoints import HUB_ID, check_hub
from ch3ef.models.encoders import Vectors, unit_rows
from ch3ef.models.loading import quiet_transformers, resolve_device
from ch3ef.models.names import ModelName, fingerprint
from ch3ef.pictures import open_picture

BATCH_SIZE = 32
MAX_TOKENS = 512
"""Of a text; what is longer is cut off, as where a model takes fewer."""

_LOADING = (OSError, ValueError, ImportError, RuntimeError, SafetensorError)
"""What transformers raises where a part is missing, damaged or of another kind."""


class TextEncoder:
    """Mean of the last layer's vectors over a text's tokens, brought to length 1.

    For the models of sentence-transformers and others that read text alone. The mean is taken of every model, also
    of those that were trained with another pooling; nothing is put in front of a text.

    Attributes:
        identity: Changes whenever the vectors do: the name, and the folder's files or the hub's commit.

    Args:
        name: A folder, or a name on the hub. Small files are read here, the weights with the first text.

    Raises:
        InputError: No such model, a part is missing, or it does not read text alone.
    """

    def __init__(self, name: str) -> None:
        self._name, self._config = _located(name)
        kind = _model_class(self._config)
        if _main_input(kind) != "input_ids" or hasattr(kind, "get_image_features") or self._config.is_encoder_decoder:
            raise InputError(
                f"encoder {name!r} is a {self._config.model_type}; expected a model that reads text alone, such as "
                "sentence-transformers/all-MiniLM-L6-v2"
            )
        self._tokenizer = _loaded(name, "tokenizer", lambda: AutoTokenizer.from_pretrained(self._name))
        # transformers makes up an empty tokenizer where its files are missing; every word would be unknown to it.
        vocabulary = getattr(self._config, "vocab_size", 0)
        if len(self._tokenizer) < vocabulary / 2:
            raise InputError(
                f"encoder {name!r} has a tokenizer of {len(self._tokenizer)} tokens for a model of {vocabulary}; "
                "expected tokenizer.json or the like beside its weights"
            )
        self._tokenizer.padding_side = "right"  # so that padding shifts no position
        if self._tokenizer.pad_token is None:
            self._tokenizer.pad_token = self._tokenizer.eos_token
        if self._tokenizer.pad_token is None:
            raise InputError(f"encoder {name!r}: its tokenizer has no token for padding, nor one that ends a text")
        self.identity = _identity(self._name, "mean of the last layer, 1")

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode texts.

        Args:
            texts: One or more.

        Returns:
            A matrix (n, d) of unit rows.

        Raises:
            InputError: The weights cannot be loaded, or give numbers that are not finite.
        """
        return _in_batches(self._name, texts, self._batch)

    def _batch(self, texts: Sequence[str]) -> torch.Tensor:
        most = getattr(self._config, "max_position_embeddings", MAX_TOKENS)
        limit = min(MAX_TOKENS, self._tokenizer.model_max_length, most)
        tokens = self._tokenizer(list(texts), padding=True, truncation=True, max_length=limit, return_tensors="pt")
        states = self._model(**tokens.to(self._model.device)).last_hidden_state
        mask = tokens["attention_mask"].to(states)[:, :, None]
        mean: torch.Tensor = (states * mask).sum(dim=1) / mask.sum(dim=1)
        return mean

    @cached_property
    def _model(self) -> Any:
        # A layer on top of the first token, which is not read here.
        return _weights(self._name, self._config, unused="pooler.")


class PictureEncoder:
    """One vector per picture, brought to length 1: of CLIP, SigLIP and the like, or of a model of pictures alone.

    Of a model that compares pictures with texts, the vector that it compares; else its pooled output (of DINOv2, ViT,
    ResNet ...).

    Attributes:
        identity: Changes whenever the vectors do: the name, and the folder's files or the hub's commit.

    Args:
        name: A folder, or a name on the hub. Small files are read here, the weights with the first picture.

    Raises:
        InputError: No such model, a part is missing, or it does not encode pictures.
    """

    def __init__(self, name: str) -> None:
        self._name, self._config = _located(name)
        kind = _model_class(self._config)
        # Models that write about pictures have features of pictures, too, but none of texts, and many per picture.
        self._compares = hasattr(kind, "get_image_features") and hasattr(kind, "get_text_features")
        if not self._compares and _main_input(kind) != "pixel_values":
            raise InputError(self._refusal)
        self._processor = _loaded(name, "image processor", lambda: _processor(self._name))
        self.identity = _identity(self._name, "pooled picture, 1")

    def encode(self, paths: Sequence[Path]) -> Vectors:
        """Encode picture files.

        Args:
            paths: One or more.

        Returns:
            A matrix (n, d) of unit rows.

        Raises:
            InputError: A picture cannot be read, the weights cannot be loaded, or they give no one vector per picture,
                or numbers that are not finite.
        """
        return _in_batches(self._name, paths, self._batch)

    def _batch(self, paths: Sequence[Path]) -> torch.Tensor:
        pixels = self._processor(images=[open_picture(path) for path in paths], return_tensors="pt")
        read = self._model.get_image_features if self._compares else self._model
        pooled = getattr(read(**pixels.to(self._model.device)), "pooler_output", None)
        if not isinstance(pooled, torch.Tensor) or pooled.numel() != len(paths) * pooled.shape[1]:
            raise InputError(self._refusal)
        return pooled.flatten(1)

    @cached_property
    def _model(self) -> Any:
        return _weights(self._name, self._config)

    @property
    def _refusal(self) -> str:
        return (
            f"encoder {self._name!r} is a {self._config.model_type}; expected a model with one vector per picture, "
            "such as openai/clip-vit-base-patch32"
        )


def _located(name: str) -> tuple[str, PreTrainedConfig]:
    """What transformers loads the model by, and its configuration."""
    folder = named_path(name)
    if folder.is_dir():
        name = str(folder)
    elif not HUB_ID.fullmatch(name):
        raise InputError(f"encoder {name!r} does not exist; expected a folder or a name on the hub")
    else:
        check_hub(name, kind="encoder")
    return name, _loaded(name, "configuration", lambda: AutoConfig.from_pretrained(name))


def _model_class(config: PreTrainedConfig) -> Any:
    """The class that `AutoModel` loads; None where it knows none."""
    found = MODEL_MAPPING.get(type(config), None)
    return found[0] if isinstance(found, tuple) else found


def _main_input(kind: Any) -> str | None:
    return getattr(kind, "main_input_name", None)


def _weights(name: str, config: PreTrainedConfig, unused: str | None = None) -> Any:
    """The model in evaluation mode, in float32, on CUDA where there is one.

    Args:
        name: The folder or name.
        config: Its configuration.
        unused: Beginning of the names of weights that may be missing, since they are not used.
    """
    load: Callable[..., Any] = AutoModel.from_pretrained
    how = {"dtype": torch.float32, "device_map": resolve_device("auto"), "output_loading_info": True}
    model, report = _loaded(name, "weights", lambda: load(name, config=config, **how))
    missing = sorted(key for key in report["missing_keys"] if unused is None or not key.startswith(unused))
    if missing:
        raise InputError(
            f"encoder {name!r} lacks {counted(len(missing), 'weight')} that its configuration asks for, such "
            f"as {missing[0]!r}; they would be random"
        )
    return model.eval()


def _processor(name: str) -> Any:
    return AutoImageProcessor.from_pretrained(name)  # type: ignore[no-untyped-call]


def _loaded(name: str, part: str, load: Callable[[], Any]) -> Any:
    try:
        with quiet_transformers():
            return load()
    except _LOADING as error:
        raise InputError(f"the {part} of encoder {name!r} cannot be loaded: {' '.join(str(error).split())}") from error


def _identity(name: str, way: str) -> str:
    state = fingerprint(ModelName(name, "ch3ef-hf", name))
    if not state:
        # What is downloaded from the hub lies in a folder named after its commit.
        state = Path(_loaded(name, "configuration", lambda: cached_file(name, "config.json"))).parent.name
    return f"{name}\n{state}\n{way}"


@torch.inference_mode()
def _in_batches(name: str, contents: Sequence[Any], encode: Callable[[Sequence[Any]], torch.Tensor]) -> Vectors:
    starts = range(0, len(contents), BATCH_SIZE)
    parts = [encode(contents[start : start + BATCH_SIZE]).cpu().numpy() for start in starts]
    vectors = np.concatenate(parts).astype(np.float32)
    if not np.isfinite(vectors).all():
        raise InputError(f"encoder {name!r} gives numbers that are not finite; choose another, or none")
    return unit_rows(vectors)
