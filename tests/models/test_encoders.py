"""Embedded encoders by hand and against plain loops; Hugging Face encoders against the models themselves."""

from __future__ import annotations

import math
import shutil
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import transformers as untyped
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from ch3ef.errors import InputError
from ch3ef.items import ImageRef
from ch3ef.models import encoders, hub_encoder
from ch3ef.models.encoders import describe_picture, picture_vectors, question_vectors, tfidf_vectors, unit_rows
from ch3ef.models.hub_encoder import PictureEncoder, TextEncoder
from ch3ef.models.loading import quiet_transformers
from tests.tiny_vlm import SENTENCES, VISION_SIZES, make_tokenizer

hf: Any = untyped

TEXTS = ["What is shown?", "How many red circles are in the picture?", "Is it a cat, or not?", "yes"]
SIZES = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4}
TINY_PICTURES = {"size": {"shortest_edge": 56}, "crop_size": {"height": 56, "width": 56}}


# Texts, embedded


def pieces(text: str) -> Counter[str]:
    """Character 2- to 4-grams of each word with a blank on either side; a short word is one piece of each length."""
    found: Counter[str] = Counter()
    for word in text.lower().split():
        padded = f" {word} "
        for n in (2, 3, 4):
            if len(padded) <= n:
                found[padded] += 1
                break  # longer pieces would be the same
            found.update(padded[start : start + n] for start in range(len(padded) - n + 1))
    return found


@settings(max_examples=60)
@given(
    asked=st.text("abcä ?三四", min_size=1, max_size=12),
    pool=st.lists(st.text("abcä ?三四", max_size=12), min_size=1, max_size=5).filter(lambda p: any(map(str.strip, p))),
)
def test_tfidf_equals_plain_loops(asked: str, pool: list[str]) -> None:
    documents = [pieces(text) for text in pool]
    rarity = {
        piece: math.log((1 + len(pool)) / (1 + sum(piece in document for document in documents))) + 1
        for piece in set().union(*documents)
    }

    def weighed(text: str) -> dict[str, float]:
        row = {piece: (1 + math.log(n)) * rarity[piece] for piece, n in pieces(text).items() if piece in rarity}
        length = math.sqrt(sum(weight**2 for weight in row.values()))
        return {piece: weight / length for piece, weight in row.items()}

    expected = [sum(weight * weighed(text).get(piece, 0) for piece, weight in weighed(asked).items()) for text in pool]
    rows, known = tfidf_vectors([asked], pool)
    assert rows.dtype == known.dtype == np.float32
    assert (rows @ known.T).toarray()[0] == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("asked", "alike", "others"),
    [
        ("图中的男孩在做什么？", "图中的女孩在做什么？", ["画里有几只猫？", "这条路通向哪里？"]),
        ("Which animals are running?", "Which animal runs?", ["Which colour is it?", "Are there windows?"]),
    ],
)
def test_inflected_words_and_scripts_without_blanks_are_found(asked: str, alike: str, others: list[str]) -> None:
    rows, known = question_vectors([asked], [*others, alike])
    similarities = (rows @ known.T).toarray()[0]
    assert similarities.argmax() == len(others)
    assert similarities[-1] > 2 * similarities[:-1].max()


def test_only_the_pool_is_learned_from() -> None:
    _, alone = tfidf_vectors(["a"], ["one cat", "two dogs"])
    _, beside = tfidf_vectors(["one one cat cat", "zebra"], ["one cat", "two dogs"])
    assert (alone != beside).nnz == 0


def test_a_pool_without_text_is_refused() -> None:
    with pytest.raises(InputError, match="no question of the pool holds any text"):
        question_vectors(["Which?"], ["", "  "])


# Pictures, embedded


def test_colours_by_hand() -> None:
    picture = Image.new("RGB", (64, 64), (255, 0, 0))
    picture.paste((0, 0, 255), (48, 0, 64, 64))
    colours = describe_picture(picture)[:64] ** 2 * 2
    assert colours[3 * 16] == pytest.approx(0.75)  # the highest shade of red
    assert colours[3] == pytest.approx(0.25)
    assert colours.sum() == pytest.approx(1)
    # Two fifths of the way from the first shade of green to the second, three from the third of blue to the fourth.
    colours = describe_picture(Image.new("RGB", (9, 9), (255, 34, 221)))[:64].reshape(4, 4, 4) ** 2
    assert colours[3, :2, 2:].ravel() == pytest.approx([0.6 * 0.4, 0.6 * 0.6, 0.4 * 0.4, 0.4 * 0.6])


@pytest.mark.parametrize(("down", "right", "place"), [(0, 1, 0), (1, 0, 4), (1, 1, 2), (-1, 1, 6)])
def test_edges_by_hand(down: int, right: int, place: int) -> None:
    """A ramp that grows evenly in one direction: inner gradients point there."""
    rows, columns = np.indices((128, 128))
    ramp = (120 + (rows * down + columns * right) * 0.5).astype(np.uint8)
    picture = Image.fromarray(np.repeat(ramp[:, :, None], 3, axis=2))
    edges = (describe_picture(picture)[64:].reshape(8, 8, 8) ** 2)[1:-1, 1:-1].sum(axis=(0, 1))
    assert edges[place] == pytest.approx(edges.sum())


def test_edges_keep_all_of_the_gradient() -> None:
    """Shared between bins and cells, nothing is lost: checked with numpy's own gradient."""
    luma = np.random.default_rng(0).uniform(0, 255, (128, 128)).astype(np.float32)
    down, right = (np.asarray(part) * 2 for part in np.gradient(luma))
    down[[0, -1]] = right[:, [0, -1]] = 0
    bins = encoders._edges(luma).reshape(8, 8, 8)
    assert bins.sum() == pytest.approx(np.hypot(down, right).sum(), rel=1e-5)
    corner = np.hypot(down, right)[:16, :16].sum()
    assert bins[0, 0].sum() == pytest.approx(corner, rel=1e-5)


def test_a_plain_picture_has_colours_and_no_edges() -> None:
    vector = describe_picture(Image.new("RGB", (1, 1), (10, 200, 30)))
    assert vector.shape == (576,)
    assert vector.dtype == np.float32
    assert not vector[64:].any()
    assert np.linalg.norm(vector) == pytest.approx(1)


def scene(n: int) -> Image.Image:
    """The n-th drawing: shapes in colours at places."""
    rng = np.random.default_rng(n)
    picture = Image.new("RGB", (320, 240), tuple(int(c) for c in rng.integers(160, 256, 3)))
    draw = ImageDraw.Draw(picture)
    for _ in range(6):
        x, y = rng.integers(0, 280, 2)
        w, h = rng.integers(15, 90, 2)
        shape = (draw.ellipse, draw.rectangle)[int(rng.integers(2))]
        shape((int(x), int(y), int(x + w), int(y + h)), fill=tuple(int(c) for c in rng.integers(0, 256, 3)))
    return picture


def test_a_copy_is_nearest_to_its_original(tmp_path: Path) -> None:
    """Whatever its size, compression or brightness."""
    originals = np.stack([describe_picture(scene(n)) for n in range(12)])

    def compressed(picture: Image.Image) -> Image.Image:
        picture.save(tmp_path / "copy.jpg", quality=30)
        return Image.open(tmp_path / "copy.jpg").convert("RGB")

    changes: list[Callable[[Image.Image], Image.Image]] = [
        compressed,
        lambda picture: picture.resize((150, 120)),
        lambda picture: picture.point(lambda value: value * 0.9),
        lambda picture: picture.crop((6, 6, 314, 234)),
    ]
    for change in changes:
        copies = np.stack([describe_picture(change(scene(n))) for n in range(12)])
        assert np.mean((copies @ originals.T).argmax(axis=1) == np.arange(12)) == 1


def test_rows_are_brought_to_length_one() -> None:
    rows = unit_rows(np.array([[3.0, 4.0], [0.0, 0.0], [-2.0, 0.0]]))
    assert rows.tolist() == [pytest.approx([0.6, 0.8]), [0.0, 0.0], [-1.0, 0.0]]


# What is kept


@pytest.fixture
def images(picture: Callable[[int], ImageRef]) -> list[ImageRef]:
    return [picture(n) for n in (3, 1, 2)]


def kept_files(cache: Path) -> list[Path]:
    return sorted((cache / "embeddings").iterdir())


def test_a_picture_is_opened_once(images: list[ImageRef], tmp_path: Path) -> None:
    first = picture_vectors([*images, images[0]], cache=tmp_path)
    assert np.array_equal(first[3], first[0])
    for image in images:
        image.path.unlink()
    assert np.array_equal(picture_vectors(images, cache=tmp_path), first[:3])
    with pytest.raises(InputError, match="does not exist"):
        picture_vectors(images, cache=None)


def test_new_pictures_join_those_that_are_kept(images: list[ImageRef], tmp_path: Path) -> None:
    alone = picture_vectors(images)
    picture_vectors(images[:1], cache=tmp_path)
    assert np.array_equal(picture_vectors(images, cache=tmp_path), alone)
    assert len(kept_files(tmp_path)) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(file.read_bytes()[:-200]),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"no vectors"),
        lambda file: np.savez(file, digests=np.array(["a"])),
        lambda file: np.savez(file, digests=np.array(["a"]), vectors=np.zeros((2, 3), np.float32)),
        lambda file: np.savez(file, digests=np.array([{}]), vectors=np.zeros((1, 3), np.float32)),
    ],
    ids=["cut off", "empty", "of another kind", "a part", "lengths that differ", "objects"],
)
def test_a_damaged_file_is_made_anew(damage: Callable[[Path], object], images: list[ImageRef], tmp_path: Path) -> None:
    alone = picture_vectors(images, cache=tmp_path)
    (file,) = kept_files(tmp_path)
    damage(file)
    assert np.array_equal(picture_vectors(images, cache=tmp_path), alone)
    assert len(encoders._read_vectors(file)) == len(images)


def test_vectors_that_another_process_keeps_meanwhile_are_not_lost(images: list[ImageRef], tmp_path: Path) -> None:
    def encode(contents: Sequence[str]) -> NDArray[np.float32]:
        encoders._kept_vectors({"b": "theirs"}, "e", lambda _: np.ones((1, 2), np.float32), tmp_path)
        return np.zeros((1, 2), np.float32)

    encoders._kept_vectors({"a": "ours"}, "e", encode, tmp_path)
    (file,) = kept_files(tmp_path)
    assert sorted(encoders._read_vectors(file)) == ["a", "b"]


def test_what_was_done_before_a_stop_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(encoders, "_KEPT_TOGETHER", 2)
    done: list[str] = []

    def encode(contents: Sequence[str]) -> NDArray[np.float32]:
        if "c" in contents:
            raise KeyboardInterrupt
        done.extend(contents)
        return np.ones((len(contents), 2), np.float32)

    contents = {letter: letter for letter in "abcd"}
    with pytest.raises(KeyboardInterrupt):
        encoders._kept_vectors(contents, "e", encode, tmp_path)
    assert sorted(encoders._read_vectors(kept_files(tmp_path)[0])) == done == ["a", "b"]


def test_a_place_that_cannot_be_written_is_said(images: list[ImageRef], tmp_path: Path) -> None:
    (tmp_path / "embeddings").write_text("a file, not a folder")
    with pytest.raises(InputError, match="cannot be written"):
        picture_vectors(images, cache=tmp_path)


# Hugging Face


def saved(folder: Path, *parts: Any) -> Path:
    with quiet_transformers():
        for part in parts:
            part.save_pretrained(folder)
    return folder


def stronger(model: Any) -> Any:
    """Random weights large enough for every part to count; biases too, which are made zero."""
    with torch.no_grad():
        for weights in model.parameters():
            weights.add_(torch.randn_like(weights) * 0.1)
    return model.eval()


def make_text_model(kind: str) -> tuple[Any, Any]:
    torch.manual_seed(0)
    tokenizer = make_tokenizer(template=None)
    sizes = {**SIZES, "vocab_size": len(tokenizer), "max_position_embeddings": 40, "pad_token_id": 3}
    configs = {"bert": hf.BertConfig, "xlm-roberta": hf.XLMRobertaConfig, "llama": hf.LlamaConfig}
    return stronger(hf.AutoModel.from_config(configs[kind](**sizes))), tokenizer


def make_picture_model(kind: str) -> tuple[Any, Any]:
    torch.manual_seed(0)
    vision = {**VISION_SIZES, "image_size": 56, "patch_size": 14}
    text = {**SIZES, "vocab_size": 50, "max_position_embeddings": 16}
    clip, square = hf.CLIPImageProcessorPil(**TINY_PICTURES), {"size": {"height": 56, "width": 56}}
    config, processor = {
        "clip": lambda: (hf.CLIPConfig(text_config=text, vision_config=vision, projection_dim=24), clip),
        "siglip": lambda: (
            hf.SiglipConfig(text_config=text, vision_config=vision),
            hf.SiglipImageProcessorPil(**square),
        ),
        "dinov2": lambda: (hf.Dinov2Config(**vision), hf.BitImageProcessorPil(**TINY_PICTURES)),
        "vit": lambda: (hf.ViTConfig(**vision), hf.ViTImageProcessorPil(**square)),
        "resnet": lambda: (
            hf.ResNetConfig(embedding_size=8, hidden_sizes=[8, 16], depths=[1, 1], layer_type="basic"),
            hf.ConvNextImageProcessorPil(size={"shortest_edge": 56}),
        ),
    }[kind]()
    return stronger(hf.AutoModel.from_config(config)), processor


@pytest.mark.parametrize("kind", ["bert", "xlm-roberta", "llama"])
def test_texts_equal_the_model_asked_one_by_one(kind: str, tmp_path: Path) -> None:
    model, tokenizer = make_text_model(kind)
    encoder = TextEncoder(str(saved(tmp_path, model, tokenizer)))
    vectors = encoder.encode(TEXTS)
    with torch.inference_mode():
        for text, vector in zip(TEXTS, vectors, strict=True):
            states = model(torch.tensor([tokenizer(text)["input_ids"]])).last_hidden_state[0]
            mean = states.mean(dim=0)
            assert vector == pytest.approx((mean / mean.norm()).numpy(), abs=1e-5)
    assert vectors.dtype == np.float32


def test_a_text_is_cut_off_where_the_model_ends(tmp_path: Path) -> None:
    encoder = TextEncoder(str(saved(tmp_path, *make_text_model("bert"))))
    once, twice, other = encoder.encode([SENTENCES[0], SENTENCES[0] * 20, SENTENCES[1] * 20])
    tokens = make_tokenizer(template=None)
    assert len(tokens(SENTENCES[0] * 20)["input_ids"]) > 40
    assert np.abs(once - twice).max() > 1e-3 or len(tokens(SENTENCES[0])["input_ids"]) >= 40
    assert np.abs(twice - other).max() > 1e-3


@pytest.mark.parametrize("kind", ["clip", "siglip", "dinov2", "vit", "resnet"])
def test_pictures_equal_the_model_asked_one_by_one(kind: str, images: list[ImageRef], tmp_path: Path) -> None:
    model, processor = make_picture_model(kind)
    vectors = PictureEncoder(str(saved(tmp_path / "model", model, processor))).encode([image.path for image in images])
    with torch.inference_mode():
        for image, vector in zip(images, vectors, strict=True):
            pixels = processor(images=Image.open(image.path).convert("RGB"), return_tensors="pt")["pixel_values"]
            if kind == "clip":
                direct = model.visual_projection(model.vision_model(pixels).pooler_output)[0]
            elif kind == "siglip":
                direct = model.vision_model(pixels).pooler_output[0]
            elif kind == "resnet":
                direct = model(pixels).last_hidden_state[0].mean(dim=(1, 2))
            elif kind == "vit":
                direct = torch.tanh(model.pooler.dense(model(pixels).last_hidden_state[0, 0]))
            else:
                direct = model(pixels).last_hidden_state[0, 0]
            assert vector == pytest.approx((direct / direct.norm()).numpy(), abs=1e-5)
    assert np.abs(vectors[0] - vectors[1]).max() > 1e-3


def test_order_and_repeats_change_no_vector(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The model reads the same batches, so that not even their padding differs."""
    read: list[Sequence[str]] = []
    encode = TextEncoder.encode

    def recorded(self: TextEncoder, texts: Sequence[str]) -> NDArray[np.float32]:
        read.append(texts)
        return encode(self, texts)

    monkeypatch.setattr(TextEncoder, "encode", recorded)
    folder = str(saved(tmp_path, *make_text_model("bert")))
    asked, pool = question_vectors(TEXTS[:2], [*TEXTS, TEXTS[0]], folder)
    turned, turned_pool = question_vectors(TEXTS[1::-1], [TEXTS[0], *TEXTS[::-1]], folder)
    assert read == [sorted(TEXTS, key=len)] * 2
    assert np.array_equal(asked, turned[::-1])
    assert np.array_equal(pool, turned_pool[::-1])
    assert np.array_equal(asked, pool[:2])


def test_kept_vectors_need_no_weights(images: list[ImageRef], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = str(saved(tmp_path / "text", *make_text_model("bert")))
    clip = saved(tmp_path / "clip", *make_picture_model("clip"))

    def ask() -> list[Any]:
        return [*question_vectors(TEXTS, TEXTS, text, tmp_path), picture_vectors(images, str(clip), tmp_path)]

    first = ask()
    with monkeypatch.context() as patched:
        patched.setattr(hub_encoder, "_weights", lambda *_, **__: pytest.fail("weights were loaded"))
        assert all(np.array_equal(old, new) for old, new in zip(first, ask(), strict=True))

    time.sleep(0.01)  # a newer time of change
    saved(clip, stronger(make_picture_model("clip")[0]))
    assert np.abs(ask()[-1] - first[-1]).max() > 1e-3


def test_a_model_of_the_hub_is_known_by_its_commit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From the hub's folder of downloads, laid out as huggingface_hub does."""
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
    downloads = tmp_path / "models--ours--tiny"
    model, tokenizer = make_text_model("bert")
    identities = []
    for commit in ("1" * 40, "2" * 40):
        saved(downloads / "snapshots" / commit, stronger(model), tokenizer)
        (downloads / "refs").mkdir(exist_ok=True)
        (downloads / "refs" / "main").write_text(commit)
        encoder = TextEncoder("ours/tiny")
        identities.append(encoder.identity)
        local = TextEncoder(str(downloads / "snapshots" / commit))
        assert np.array_equal(encoder.encode(TEXTS), local.encode(TEXTS))
    assert identities[0] != identities[1]


@pytest.mark.parametrize(
    ("name", "message"),
    [("./no/such/folder", "does not exist"), ("ours/not-there", "encoder 'ours/not-there': not in the hub's cache")],
)
def test_a_model_that_is_not_there(name: str, message: str) -> None:
    for encoder in (TextEncoder, PictureEncoder):
        with pytest.raises(InputError, match=message):
            encoder(name)


@pytest.mark.parametrize("family", ["llava", "paligemma"])
def test_a_model_that_writes_about_pictures_encodes_neither(family: str, checkpoint: Callable[[str], Path]) -> None:
    with pytest.raises(InputError, match="expected a model that reads text alone"):
        TextEncoder(str(checkpoint(family)))
    with pytest.raises(InputError, match="expected a model with one vector per picture"):
        PictureEncoder(str(checkpoint(family)))


def test_models_of_the_other_kind_are_refused(tmp_path: Path) -> None:
    t5 = hf.T5Config(vocab_size=50, d_model=16, d_kv=4, d_ff=16, num_layers=1, num_heads=2, decoder_start_token_id=0)
    for name, config in {"t5": t5, "clip": hf.CLIPConfig(), "vit": hf.ViTConfig()}.items():
        with pytest.raises(InputError, match="expected a model that reads text alone"):
            TextEncoder(str(saved(tmp_path / name, config)))
    for name, config in {"t5": t5, "bert": hf.BertConfig()}.items():
        with pytest.raises(InputError, match="expected a model with one vector per picture"):
            PictureEncoder(str(saved(tmp_path / name, config)))


def test_a_picture_model_without_one_vector_per_picture(images: list[ImageRef], tmp_path: Path) -> None:
    config = hf.SegformerConfig(
        num_encoder_blocks=1, depths=[1], sr_ratios=[2], hidden_sizes=[8], patch_sizes=[7], strides=[4],
        num_attention_heads=[2], mlp_ratios=[2],
    )  # fmt: skip
    processor = hf.ViTImageProcessorPil(size={"height": 32, "width": 32})
    encoder = PictureEncoder(str(saved(tmp_path / "model", hf.AutoModel.from_config(config), processor)))
    with pytest.raises(InputError, match="is a segformer; expected a model with one vector per picture"):
        encoder.encode([images[0].path])


def test_parts_that_are_missing(images: list[ImageRef], tmp_path: Path) -> None:
    folder = saved(tmp_path / "model", *make_text_model("bert"))
    for file in folder.glob("tokenizer*"):
        file.unlink()
    with pytest.raises(InputError, match=r"has a tokenizer of 5 tokens for a model of \d+; expected tokenizer\.json"):
        TextEncoder(str(folder))
    folder = saved(tmp_path / "vit", *make_picture_model("vit"))
    shutil.copytree(folder, tmp_path / "bare")
    (tmp_path / "bare" / "preprocessor_config.json").unlink()
    with pytest.raises(InputError, match="the image processor of encoder"):
        PictureEncoder(str(tmp_path / "bare"))
    saved(folder, hf.ViTModel(hf.ViTConfig(**VISION_SIZES, image_size=56, patch_size=14), add_pooling_layer=False))
    with pytest.raises(InputError, match=r"lacks 2 weights .* 'pooler.dense.bias'; they would be random"):
        PictureEncoder(str(folder)).encode([images[0].path])


def test_texts_do_not_need_the_layer_on_top(tmp_path: Path) -> None:
    model, tokenizer = make_text_model("bert")
    bare = hf.BertModel(model.config, add_pooling_layer=False)
    bare.load_state_dict({name: part for name, part in model.state_dict().items() if not name.startswith("pooler")})
    folders = [saved(tmp_path / str(n), part, tokenizer) for n, part in enumerate((model, bare))]
    with_layer, without = (TextEncoder(str(folder)).encode(TEXTS) for folder in folders)
    assert np.array_equal(with_layer, without)


def test_weights_that_are_damaged(tmp_path: Path) -> None:
    model, tokenizer = make_text_model("bert")
    folder = saved(tmp_path, model, tokenizer)
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(InputError, match="the weights of encoder"):
        TextEncoder(str(folder)).encode(TEXTS)
    with torch.no_grad():
        model.embeddings.LayerNorm.weight.fill_(math.nan)
    saved(folder, model)
    with pytest.raises(InputError, match="gives numbers that are not finite"):
        TextEncoder(str(folder)).encode(TEXTS)


@pytest.mark.parametrize("package", ["torch", "transformers"])
def test_without_torch_the_package_is_named(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "find_spec", lambda name: None if name == package else find_spec(name))
    with pytest.raises(InputError, match=rf"'a/b' needs {package}, which is not installed; pip install 'ch3ef\[hf\]'"):
        question_vectors(["a"], ["b"], "a/b")
    with pytest.raises(InputError, match=f"needs {package}"):
        picture_vectors([], "a/b")
