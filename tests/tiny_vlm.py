"""Vision-language models of eight families, tiny and random, built offline in milliseconds.

Weights are three times as large as usual: with the usual ones a wrong position or mask hardly shows in the output.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import torch
import transformers as untyped
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from ch3ef.models.loading import NoVideos, pictures_only, quiet_transformers

hf: Any = untyped

HIDDEN, LAYERS, HEADS, VISION = 64, 2, 4, 32
SIDE, PATCH = 56, 14
WEIGHT_SCALE = 3.0
SENTENCES = [
    "What is shown in the picture? Answer with one letter. A. a red circle B. a blue square C. 12 apples D. none",
    "Question: Options: Answer: yes no 0 1 2 3 4 5 6 7 8 9",
    "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.",
]
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<pad>"]
VISION_SIZES = {
    "hidden_size": VISION,
    "intermediate_size": 2 * VISION,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
}


def chat_template(picture: str) -> str:
    """A ChatML template that writes `picture` where a picture stands."""
    return (
        "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{% for c in m['content'] %}{% if c['type'] == 'image' %}"
        + picture
        + "{% else %}{{ c['text'] }}{% endif %}{% endfor %}<|im_end|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
    )


def make_tokenizer(*extra: str, template: str | None, **named: Any) -> Any:
    """A byte-level tokenizer of about 400 tokens: any text can be written with it."""
    tokenizer = Tokenizer(models.BPE())
    # Runs of newlines are one piece, so that an option may begin with a token that begins in the prompt.
    newlines = pre_tokenizers.Split(Regex(r"\n+"), "isolated")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([newlines, pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400 + len(extra),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        special_tokens=[*SPECIAL, *extra],
        show_progress=False,
    )
    tokenizer.train_from_iterator(SENTENCES * 20, trainer)
    fast = hf.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        padding_side="left",
        **dict(zip(("bos_token", "eos_token", "pad_token"), ("<|endoftext|>", "<|im_end|>", "<pad>"), strict=True)),
        **named,
    )
    fast.chat_template = template
    return fast


def text_config(tokenizer: Any, **more: Any) -> dict[str, Any]:
    """The language model's sizes."""
    return {
        "vocab_size": len(tokenizer),
        "hidden_size": HIDDEN,
        "intermediate_size": 2 * HIDDEN,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "num_key_value_heads": HEADS // 2,
        "max_position_embeddings": 8192,
        "bos_token_id": tokenizer.bos_token_id,
        "eos_token_id": tokenizer.eos_token_id,
        "pad_token_id": tokenizer.pad_token_id,
        "tie_word_embeddings": False,  # tied ones only echo the last token
        **more,
    }


def id_of(tokenizer: Any, token: str) -> int:
    """The id of one token."""
    found = tokenizer.convert_tokens_to_ids(token)
    assert isinstance(found, int)
    return found


Parts = tuple[Any, Any]
"""A model and its processor."""


def llava() -> Parts:
    template = chat_template("<image>\n")
    tokenizer = make_tokenizer("<image>", template=template)
    config = hf.LlavaConfig(
        vision_config=hf.CLIPVisionConfig(**VISION_SIZES, image_size=SIDE, patch_size=PATCH, projection_dim=VISION),
        text_config=hf.LlamaConfig(**text_config(tokenizer)),
        image_token_index=id_of(tokenizer, "<image>"),
        vision_feature_layer=-1,
        image_seq_length=(SIDE // PATCH) ** 2,
    )
    processor = hf.LlavaProcessor(
        image_processor=hf.CLIPImageProcessorPil(
            size={"shortest_edge": SIDE}, crop_size={"height": SIDE, "width": SIDE}
        ),
        tokenizer=tokenizer,
        patch_size=PATCH,
        num_additional_image_tokens=1,
        vision_feature_select_strategy="default",
        chat_template=template,
    )
    return hf.LlavaForConditionalGeneration(config), processor


def idefics3() -> Parts:
    template = chat_template("<image>")
    tiles = [f"<row_{row}_col_{col}>" for row in range(1, 4) for col in range(1, 4)]
    tokenizer = make_tokenizer(
        "<image>", "<fake_token_around_image>", "<end_of_utterance>", "<global-img>", *tiles, template=template
    )
    config = hf.Idefics3Config(
        vision_config={**VISION_SIZES, "image_size": SIDE, "patch_size": PATCH},
        text_config=hf.LlamaConfig(**text_config(tokenizer)),
        image_token_id=id_of(tokenizer, "<image>"),
        scale_factor=2,
        pad_token_id=tokenizer.pad_token_id,
    )
    processor = hf.Idefics3Processor(
        image_processor=hf.Idefics3ImageProcessorPil(
            size={"longest_edge": 2 * SIDE}, max_image_size={"longest_edge": SIDE}, do_image_splitting=True
        ),
        tokenizer=tokenizer,
        image_seq_len=(SIDE // PATCH) ** 2 // 4,
        chat_template=template,
    )
    return hf.Idefics3ForConditionalGeneration(config), processor


def gemma3() -> Parts:
    """Sliding windows of 48 tokens, shorter than most prompts; pictures see themselves in both directions."""
    template = chat_template("<start_of_image>")
    names = {
        "boi_token": "<start_of_image>",
        "eoi_token": "<end_of_image>",
        "image_token": "<image_soft_token>",
    }
    tokenizer = make_tokenizer(*names.values(), template=template, extra_special_tokens=names)
    config = hf.Gemma3Config(
        vision_config={**VISION_SIZES, "image_size": SIDE, "patch_size": PATCH, "vision_use_head": False},
        text_config=text_config(
            tokenizer,
            head_dim=HIDDEN // HEADS,
            sliding_window=48,
            layer_types=["sliding_attention", "full_attention"],
        ),
        mm_tokens_per_image=4,
        tie_word_embeddings=False,
        boi_token_index=id_of(tokenizer, "<start_of_image>"),
        eoi_token_index=id_of(tokenizer, "<end_of_image>"),
        image_token_index=id_of(tokenizer, "<image_soft_token>"),
    )
    processor = hf.Gemma3Processor(
        image_processor=hf.Gemma3ImageProcessorPil(size={"height": SIDE, "width": SIDE}),
        tokenizer=tokenizer,
        chat_template=template,
        image_seq_length=4,
    )
    return hf.Gemma3ForConditionalGeneration(config), processor


def paligemma() -> Parts:
    """A base model: no chat template; its processor puts a bos token and a newline around the prompt."""
    tokenizer = make_tokenizer("<image>", template=None, extra_special_tokens={"image_token": "<image>"})
    image_processor = hf.SiglipImageProcessorPil(size={"height": SIDE, "width": SIDE})
    image_processor.image_seq_length = (SIDE // PATCH) ** 2
    processor = hf.PaliGemmaProcessor(image_processor=image_processor, tokenizer=tokenizer)
    config = hf.PaliGemmaConfig(
        vision_config={
            **VISION_SIZES,
            "image_size": SIDE,
            "patch_size": PATCH,
            "vision_use_head": False,
            "projection_dim": HIDDEN,
        },
        text_config=text_config(tokenizer, model_type="gemma", head_dim=HIDDEN // HEADS),
        image_token_index=id_of(tokenizer, "<image>"),
        projection_dim=HIDDEN,
        hidden_size=HIDDEN,
        tie_word_embeddings=False,
    )
    return hf.PaliGemmaForConditionalGeneration(config), processor


def _qwen(version: str, vision: dict[str, Any], patch: int) -> Parts:
    """Positions in three dimensions."""
    template = chat_template("<|vision_start|><|image_pad|><|vision_end|>")
    tokens = {
        "vision_start_token_id": "<|vision_start|>",
        "vision_end_token_id": "<|vision_end|>",
        "image_token_id": "<|image_pad|>",
        "video_token_id": "<|video_pad|>",
    }
    tokenizer = make_tokenizer(*tokens.values(), template=template)
    rope = {"rope_type": "default", "mrope_section": [2, 3, 3], "rope_theta": 1e6}
    config = getattr(hf, f"{version}Config")(
        text_config=text_config(tokenizer, rope_parameters=rope, head_dim=HIDDEN // HEADS),
        vision_config={"depth": 2, "num_heads": 4, "patch_size": patch, "spatial_merge_size": 2, **vision},
        **{name: id_of(tokenizer, token) for name, token in tokens.items()},
    )
    processor = getattr(hf, f"{version}Processor")(
        image_processor=hf.Qwen2VLImageProcessorPil(
            patch_size=patch, merge_size=2, size={"shortest_edge": 56 * 56, "longest_edge": 112 * 112}
        ),
        tokenizer=tokenizer,
        video_processor=NoVideos(),
        chat_template=template,
    )
    return getattr(hf, f"{version}ForConditionalGeneration")(config), processor


def qwen2_vl() -> Parts:
    return _qwen("Qwen2VL", {"embed_dim": VISION, "hidden_size": HIDDEN, "mlp_ratio": 2}, patch=14)


def qwen2_5_vl() -> Parts:
    sizes = {"hidden_size": VISION, "out_hidden_size": HIDDEN, "intermediate_size": 2 * VISION}
    return _qwen("Qwen2_5_VL", {**sizes, "window_size": 112, "fullatt_block_indexes": [1]}, patch=14)


def qwen3_vl() -> Parts:
    sizes = {"hidden_size": VISION, "out_hidden_size": HIDDEN, "intermediate_size": 2 * VISION}
    return _qwen("Qwen3VL", {**sizes, "num_position_embeddings": 256, "deepstack_visual_indexes": [0]}, patch=16)


def internvl() -> Parts:
    template = chat_template("<IMG_CONTEXT>\n")
    names = {
        "start_image_token": "<img>",
        "end_image_token": "</img>",
        "context_image_token": "<IMG_CONTEXT>",
        "video_token": "<video>",
    }
    tokenizer = make_tokenizer(*names.values(), template=template, extra_special_tokens=names)
    picture_tokens = (SIDE // PATCH) ** 2 // 4
    config = hf.InternVLConfig(
        vision_config={**VISION_SIZES, "image_size": [SIDE, SIDE], "patch_size": [PATCH, PATCH]},
        text_config=hf.Qwen2Config(**text_config(tokenizer)),
        image_token_id=id_of(tokenizer, "<IMG_CONTEXT>"),
        downsample_ratio=0.5,
        tie_word_embeddings=False,
        image_seq_length=picture_tokens,
    )
    processor = hf.InternVLProcessor(
        image_processor=hf.GotOcr2ImageProcessorPil(size={"height": SIDE, "width": SIDE}, crop_to_patches=False),
        tokenizer=tokenizer,
        video_processor=NoVideos(),
        image_seq_length=picture_tokens,
        chat_template=template,
    )
    return hf.InternVLForConditionalGeneration(config), processor


FAMILIES: dict[str, Callable[[], Parts]] = {
    builder.__name__: builder
    for builder in (llava, idefics3, gemma3, paligemma, qwen2_vl, qwen2_5_vl, qwen3_vl, internvl)
}


@torch.no_grad()
def _strengthen(model: Any) -> None:
    """Make everything count: larger weights, and none of zeros (Gemma 3 begins with pictures projected to nothing)."""
    for weights in model.parameters():
        if weights.ndim > 1:
            if not weights.any():
                weights.normal_(std=0.1)
            weights.mul_(WEIGHT_SCALE)


def build_speaker(folder: Path, said: Sequence[str], *, special: Sequence[str] = (), begins: str = "") -> Path:
    """Write a checkpoint that always says the same.

    Args:
        folder: Where to write it.
        said: What it says, each text one token; the last ends its reply.
        special: Those among them that are special tokens.
        begins: What its chat template begins a reply with.

    Returns:
        The folder.
    """
    torch.manual_seed(0)
    with pictures_only(), quiet_transformers():
        _, processor = llava()
        tokenizer = processor.tokenizer
        for text in said:
            if text not in SPECIAL:
                token = AddedToken(text, special=text in special, normalized=False)
                tokenizer.add_tokens([token], special_tokens=text in special)
        processor.chat_template = processor.chat_template.replace(
            "assistant\n{% endif", f"assistant\n{begins}{{% endif"
        )
        config = hf.LlavaConfig(
            vision_config=hf.CLIPVisionConfig(**VISION_SIZES, image_size=SIDE, patch_size=PATCH, projection_dim=VISION),
            text_config=hf.LlamaConfig(**text_config(tokenizer)),
            image_token_index=id_of(tokenizer, "<image>"),
            vision_feature_layer=-1,
            image_seq_length=(SIDE // PATCH) ** 2,
        )
        model = hf.LlavaForConditionalGeneration(config)
        _let_say(model, [id_of(tokenizer, text) for text in said])
        model.save_pretrained(folder)
        processor.save_pretrained(folder)
    return folder


@torch.no_grad()
def _let_say(model: Any, tokens: list[int]) -> None:
    """Each token leads to the next, every other one to the first; nothing else is looked at."""
    for layer in model.model.language_model.layers:
        layer.self_attn.o_proj.weight.zero_()
        layer.mlp.down_proj.weight.zero_()
    read, write = model.model.language_model.embed_tokens.weight, model.lm_head.weight
    read.zero_()
    write.zero_()
    read[:, 0] = 1
    write[tokens[0], 0] = 50
    for place, (token, following) in enumerate(pairwise(tokens), start=1):
        read[token] = 0
        read[token, place] = 1
        write[following, place] = 50


def build(family: str, folder: Path) -> Path:
    """Write a checkpoint of a family.

    Args:
        family: One of `FAMILIES`.
        folder: Where to write it.

    Returns:
        The folder.
    """
    torch.manual_seed(0)
    with pictures_only(), quiet_transformers():
        model, processor = FAMILIES[family]()
        _strengthen(model)
        model.save_pretrained(folder)
        processor.save_pretrained(folder)
    return folder


if __name__ == "__main__":
    # To try things with: python -m tests.tiny_vlm llava ./tiny
    print(f"{build(sys.argv[1], Path(sys.argv[2]))}: a tiny random {sys.argv[1]}")
