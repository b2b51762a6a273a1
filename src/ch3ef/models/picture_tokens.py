"""How many tokens a picture is to a model, by the rule of its maker, and a text by a rule of thumb. Light: no torch.

Sources: OpenAI, "Images and vision: calculating costs" (July 2025; of gpt-5, August 2025); Anthropic, "Vision:
calculate image costs" (2025); Google, "Understand and count tokens" and "Media resolution" (2025); Qwen-VL and other
local models as their processors in transformers 5.24 count. A name that none of these fits is assumed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError
from ch3ef.files import named_path, read_json
from ch3ef.items import ImageRef
from ch3ef.models.messages import Message
from ch3ef.models.names import ModelName
from ch3ef.pictures import size_of

CHARACTERS_PER_TOKEN = 4
"""A common rule of thumb for English text, and Google's own; of Chinese, Japanese and Korean every character is one."""

_WIDE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class PictureRule:
    """How a model counts a picture.

    Attributes:
        name: The rule in a few words.
        count: Width and height in pixels -> tokens.
        known: Whether it is the model's own; else it is assumed.
    """

    name: str
    count: Callable[[int, int], int]
    known: bool = True


def text_tokens(text: str) -> float:
    """About how many tokens a text is.

    Example:
        >>> text_tokens("What is it?"), text_tokens("这是什么")
        (2.75, 4.0)
    """
    wide = len(_WIDE.findall(text))
    return wide + (len(text) - wide) / CHARACTERS_PER_TOKEN


def patches(width: int, height: int, *, side: int, least: int = 1, most: int | None = None) -> int:
    """Squares of a picture whose sides are rounded to whole squares, scaled until their number fits.

    Example:
        >>> patches(280, 560, side=28), patches(2000, 1000, side=28, most=1280)
        (200, 1250)
    """
    across, down = max(round(width / side), 1), max(round(height / side), 1)
    if most is not None and across * down > most:
        shrink = math.sqrt(width * height / (most * side * side))
        across, down = max(int(width / shrink / side), 1), max(int(height / shrink / side), 1)
    elif across * down < least:
        grow = math.sqrt(least * side * side / (width * height))
        across, down = math.ceil(width * grow / side), math.ceil(height * grow / side)
    return across * down


def openai_patches(width: int, height: int, *, factor: float, most: int = 1536) -> int:
    """OpenAI's patches of 32 x 32 pixels, 1536 at most, times the model's factor.

    Example:
        >>> openai_patches(1024, 1024, factor=1.0), openai_patches(1800, 2400, factor=1.0)
        (1024, 1452)
    """
    across, down = math.ceil(width / 32), math.ceil(height / 32)
    if across * down > most:
        shrink = math.sqrt(most * 32 * 32 / (width * height))
        # Then a little more, so that one side is a whole number of patches.
        wide, high = width * shrink / 32, height * shrink / 32
        shrink *= min(math.floor(wide) / wide, math.floor(high) / high)
        across, down = math.ceil(round(width * shrink / 32, 6)), math.ceil(round(height * shrink / 32, 6))
    return math.ceil(min(across * down, most) * factor)


def openai_tiles(width: int, height: int, *, once: int, tile: int) -> int:
    """OpenAI's tiles of 512 x 512 pixels, after fitting into 2048 x 2048 and a shorter side of 768.

    Example:
        >>> openai_tiles(1024, 1024, once=85, tile=170), openai_tiles(2048, 4096, once=85, tile=170)
        (765, 1105)
    """
    shrink = min(1.0, 2048 / max(width, height))
    shrink *= min(1.0, 768 / (min(width, height) * shrink))
    return once + tile * math.ceil(round(width * shrink / 512, 6)) * math.ceil(round(height * shrink / 512, 6))


def anthropic(width: int, height: int) -> int:
    """Pixels over 750, after fitting into 1568 x 1568 and about 1600 tokens.

    Example:
        >>> anthropic(1000, 1000), anthropic(200, 200), anthropic(4000, 4000)
        (1334, 54, 1600)
    """
    shrink = min(1.0, 1568 / max(width, height))
    return min(math.ceil(width * height * shrink**2 / 750), 1600)


def gemini_tiles(width: int, height: int) -> int:
    """258 for a small picture, else 258 for each tile; a tile's side is the shorter side over 1.5, 256 to 768.

    Example:
        >>> gemini_tiles(384, 384), gemini_tiles(960, 540)
        (258, 1548)
    """
    if max(width, height) <= 384:
        return 258
    side = min(max(int(min(width, height) / 1.5), 256), 768)
    return 258 * math.ceil(width / side) * math.ceil(height / side)


def always(_width: int, _height: int, *, tokens: int) -> int:
    """A number of tokens whatever the picture's size."""
    return tokens


_OPENAI_PATCHES = (
    (r"gpt-4\.1-mini|gpt-5-mini", 1.62),
    (r"gpt-4\.1-nano|gpt-5-nano", 2.46),
    (r"o4-mini", 1.72),
)
_OPENAI_TILES = (
    (r"gpt-4o-mini", 2833, 5667),
    (r"gpt-4o|gpt-4\.1|gpt-4\.5|gpt-4-turbo|chatgpt-4o", 85, 170),
    (r"o1(?!-mini)|o3(?!-mini)", 75, 150),
    (r"gpt-5(?![.\d])", 70, 140),
)
_BY_NAME = (
    *(
        (name, PictureRule(f"patches of 32 x 32 pixels, x {factor}", partial(openai_patches, factor=factor)))
        for name, factor in _OPENAI_PATCHES
    ),
    *(
        (name, PictureRule(f"{once} and {tile} a tile of 512 pixels", partial(openai_tiles, once=once, tile=tile)))
        for name, once, tile in _OPENAI_TILES
    ),
    (r"claude", PictureRule("width x height / 750, 1600 at most", anthropic)),
    (r"gemini-(1\.5|2)", PictureRule("258 a tile", gemini_tiles)),
    (r"gemini-3", PictureRule("1120 a picture", partial(always, tokens=1120))),
    (r"qwen2(\.5)?-vl", PictureRule("patches of 28 x 28 pixels", partial(patches, side=28, least=4, most=16384))),
    (
        r"qwen3(\.5)?-vl|qwen3\.5",
        PictureRule("patches of 32 x 32 pixels", partial(patches, side=32, least=64, most=16384)),
    ),
    (r"llava-(v?1\.5|1\.5)", PictureRule("576 a picture", partial(always, tokens=576))),
    (r"gemma-3", PictureRule("256 a picture", partial(always, tokens=256))),
)
"""Beginnings of models' names behind their maker's, the longer ones first."""

ASSUMED = PictureRule("patches of 28 x 28 pixels, assumed", partial(patches, side=28), known=False)
"""Of models whose rule is not known."""


def picture_rule(model: ModelName) -> PictureRule:
    """How a model counts a picture.

    Args:
        model: The model; a local one is asked by its processor's settings, others by their name.

    Raises:
        InputError: The settings of a local processor cannot be read.
    """
    if model.provider == "ch3ef-hf":
        folder = named_path(model.model)
        if folder.is_dir() and (rule := _by_processor(folder)) is not None:
            return rule
    name = model.model.rpartition("/")[2].lower()
    found = (rule for begins, rule in _BY_NAME if re.match(begins, name))
    return next(found, ASSUMED)


def _by_processor(folder: Path) -> PictureRule | None:
    """The rule that a checkpoint's processor says; None where it is none that we count like."""
    settings: dict[str, Any] = {}
    for name in ("preprocessor_config.json", "processor_config.json"):
        if (folder / name).is_file():
            read = read_json(folder / name, str(folder / name))
            settings |= read | read.get("image_processor", {}) if isinstance(read, dict) else {}
    kind = re.sub("(Pil|Fast)$", "", str(settings.get("image_processor_type", "")))
    try:
        if kind == "Qwen2VLImageProcessor":
            side = settings["patch_size"] * settings["merge_size"]
            size = settings.get("size") or {}
            least = size.get("shortest_edge", settings.get("min_pixels", 56 * 56)) // side**2
            most = size.get("longest_edge", settings.get("max_pixels", 28 * 28 * 1280)) // side**2
            count = partial(patches, side=side, least=least, most=most)
            return PictureRule(f"patches of {side} x {side} pixels, {most} at most", count)
        if kind.startswith("CLIP") and "patch_size" in settings:
            crop = settings["crop_size"]
            tokens = (crop["height"] // settings["patch_size"]) * (crop["width"] // settings["patch_size"])
            return PictureRule(f"{tokens} a picture", partial(always, tokens=tokens))
        if (tokens := settings.get("image_seq_length")) and not settings.get("crop_to_patches"):
            return PictureRule(f"{tokens} a picture", partial(always, tokens=int(tokens)))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{folder}: the settings of its processor are not as transformers writes them") from error
    return None


def text_counter(model: ModelName) -> Callable[[str], float]:
    """How a model counts a text: a local one by its own tokenizer where there is one, others by a rule of thumb."""
    file = named_path(model.model) / "tokenizer.json"
    if model.provider != "ch3ef-hf" or not file.is_file():
        return text_tokens
    try:
        from tokenizers import Tokenizer
    except ImportError:
        return text_tokens
    read_json(file, str(file))  # Tokenizers has no error of its own kind for a file that is damaged.
    tokenizer = Tokenizer.from_file(str(file))
    return lambda text: float(len(tokenizer.encode(text, add_special_tokens=False).ids))


@dataclass(frozen=True, slots=True)
class Counting:
    """How a model counts what it is sent.

    Attributes:
        rule: Of pictures.
        text: Of texts.
    """

    rule: PictureRule
    text: Callable[[str], float]

    @classmethod
    def of(cls, model: ModelName) -> Counting:
        """A model's; a text that comes again is counted once.

        Raises:
            InputError: As `picture_rule`.
        """
        return cls(picture_rule(model), cache(text_counter(model)))

    def texts(self, messages: Sequence[Message]) -> float:
        """Tokens of the texts of a conversation."""
        return sum(self.text(message.text) for message in messages)

    def pictures(self, messages: Sequence[Message]) -> int:
        """Tokens of its pictures."""
        return sum(self.rule.count(*_size(image)) for message in messages for image in message.images)


@cache
def _size(image: ImageRef) -> tuple[int, int]:
    return size_of(image.path)
