"""Time per item of option likelihoods: ours beside one whole pass per option and beside the bare minimum.

Run by hand: `python benchmarks/likelihood.py`; on a GPU `python benchmarks/likelihood.py --device cuda --shape 7b`.

A LLaVA of random weights is asked one question of 4 options of 12 tokens about pictures of 576 tokens, another one in
every round, so that nothing of the round before is of use. Every way reads the picture from its file, so that all pay
for decoding and preprocessing. The ways take turns (a b c a b c ...).

- `a`  one whole pass per option, as the reference implementation does it: picture and prompt are encoded anew for
       every option, and logits are computed for every position.
- `a'` the same, with logits for the option's positions only.
- `b`  the bare minimum, written here by hand: one pass over the prompt, one batched pass over the options.
- `c`  our code, asked as the rest of the package asks it.
- `d`  the whole run through Inspect, rows kept and all, per item once it is running.

Targets: `d` at least 5 times faster than `a`, and at most 1.10 times `b`; `c` at most 1.05 times `b`.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"

import numpy as np
import torch
import transformers
from PIL import Image
from tokenizers import Tokenizer, models, pre_tokenizers

from ch3ef.models.local import LocalModel
from ch3ef.models.prompts import Turn
from ch3ef.pictures import open_picture

VOCABULARY = 32000
PROMPT_WORDS, OPTIONS, OPTION_WORDS = 30, 4, 12
TEMPLATE = (
    "{% for m in messages %}USER: {% for c in m['content'] %}{% if c['type'] == 'image' %}<image> {% else %}"
    "{{ c['text'] }}{% endif %}{% endfor %} {% endfor %}ASSISTANT: "
)


@dataclass(frozen=True)
class Shape:
    """Sizes of a LLaVA; pictures of 336 pixels in patches of 14 are 576 tokens."""

    hidden: int
    intermediate: int
    layers: int
    heads: int
    key_value_heads: int
    vision_hidden: int
    vision_layers: int


SHAPES = {
    "tiny": Shape(64, 128, 2, 4, 2, 64, 2),
    "small": Shape(512, 1024, 8, 8, 4, 192, 4),
    "7b": Shape(4096, 11008, 32, 32, 32, 1024, 24),
}


def build_model(shape: Shape, device: str, dtype: torch.dtype) -> Any:
    """A LLaVA of random weights, made where it is used."""
    config = transformers.LlavaConfig(
        vision_config=transformers.CLIPVisionConfig(
            hidden_size=shape.vision_hidden,
            intermediate_size=4 * shape.vision_hidden,
            num_hidden_layers=shape.vision_layers,
            num_attention_heads=shape.vision_hidden // 64,
            image_size=336,
            patch_size=14,
            projection_dim=shape.vision_hidden,
        ),
        text_config=transformers.LlamaConfig(
            vocab_size=VOCABULARY,
            hidden_size=shape.hidden,
            intermediate_size=shape.intermediate,
            num_hidden_layers=shape.layers,
            num_attention_heads=shape.heads,
            num_key_value_heads=shape.key_value_heads,
            max_position_embeddings=4096,
        ),
        image_token_index=VOCABULARY - 1,
        vision_feature_layer=-1,
        image_seq_length=576,
    )
    torch.manual_seed(0)
    torch.set_default_dtype(dtype)
    try:
        with torch.device(device):
            return transformers.LlavaForConditionalGeneration(config).eval()
    finally:
        torch.set_default_dtype(torch.float32)


def build_processor() -> Any:
    """A processor whose tokenizer knows the words w3 ... w31998."""
    words = {f"w{i}": i for i in range(VOCABULARY - 1)} | {"<image>": VOCABULARY - 1}
    named = {words.pop(f"w{i}"): name for i, name in enumerate(("<unk>", "USER:", "ASSISTANT:"))}
    words |= {name: i for i, name in named.items()}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    fast = transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="<unk>", padding_side="left")
    fast.add_special_tokens({"additional_special_tokens": ["<image>"]})
    return transformers.LlavaProcessor(
        image_processor=transformers.CLIPImageProcessorPil(
            size={"shortest_edge": 336}, crop_size={"height": 336, "width": 336}
        ),
        tokenizer=fast,
        patch_size=14,
        num_additional_image_tokens=1,
        vision_feature_select_strategy="default",
        chat_template=TEMPLATE,
    )


@dataclass(frozen=True)
class Item:
    """What is asked."""

    picture: Path
    question: str
    options: list[str]

    @property
    def prompt(self) -> str:
        """The prompt as the template writes it."""
        return f"USER: <image> {self.question} ASSISTANT: "


def make_items(folder: Path, n: int) -> list[Item]:
    """Noisy pictures of 640 x 480, and for all of them the same words, drawn at random."""
    rng = np.random.default_rng(0)

    def text(length: int) -> str:
        return " ".join(f"w{i}" for i in rng.integers(3, VOCABULARY - 1, length))

    question, options = text(PROMPT_WORDS), [text(OPTION_WORDS) for _ in range(OPTIONS)]
    paths = [folder / f"{number}.png" for number in range(n)]
    for path in paths:
        Image.fromarray(rng.integers(0, 256, (480, 640, 3), dtype=np.uint8)).save(path)
    return [Item(path, question, options) for path in paths]


def prepared(model: Any, processor: Any, item: Item, text: str) -> dict[str, Any]:
    """Picture and text as the processor gives them, on the device."""
    with Image.open(item.picture) as picture:
        inputs = processor(images=[picture.convert("RGB")], text=[text], return_tensors="pt").to(model.device)
    inputs["pixel_values"] = inputs["pixel_values"].to(model.dtype)
    return dict(inputs)


@torch.inference_mode()
def one_pass_per_option(model: Any, processor: Any, item: Item, *, all_logits: bool) -> list[float]:
    """Picture and prompt anew for every option."""
    sums = []
    for option in item.options:
        inputs = prepared(model, processor, item, item.prompt + option)
        kept = 0 if all_logits else OPTION_WORDS + 1
        logits = model(**inputs, use_cache=False, logits_to_keep=kept).logits[0, -OPTION_WORDS - 1 : -1]
        targets = inputs["input_ids"][0, -OPTION_WORDS:, None]
        sums.append(float(logits.float().log_softmax(-1).gather(1, targets).sum()))
    return sums


@torch.inference_mode()
def bare_minimum(model: Any, processor: Any, item: Item) -> list[float]:
    """One pass over the prompt, one over the options off the repeated cache; for this one item only."""
    inputs = prepared(model, processor, item, item.prompt)
    options = torch.tensor(processor.tokenizer(item.options)["input_ids"], device=model.device)
    prompt = model(**inputs, use_cache=True, logits_to_keep=1)
    prompt.cache.batch_repeat_interleave(len(options))
    later = model(input_ids=options[:, :-1], cache=prompt.cache, use_cache=True).logits
    logits = torch.cat([prompt.logits.expand(len(options), -1, -1), later], dim=1)
    sums: list[float] = logits.float().log_softmax(-1).gather(2, options[..., None]).sum((1, 2)).tolist()
    return sums


def ours(model: LocalModel, item: Item) -> list[float]:
    """Our code."""
    scores = model.score(lambda: [Turn("user", (open_picture(item.picture), item.question))], item.options, "").result()
    return [sum(tokens) for tokens in scores]


Way = Callable[[Item], list[float]]


def interleaved(ways: dict[str, Way], items: Sequence[Item], device: str) -> dict[str, list[float]]:
    """Seconds of each way for each item."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for item in items:
        for name, way in ways.items():
            if device != "cpu":
                torch.cuda.synchronize()
            start = time.perf_counter()
            way(item)
            if device != "cpu":
                torch.cuda.synchronize()
            seconds[name].append(time.perf_counter() - start)
    return seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--shape", choices=SHAPES, default="small")
    parser.add_argument("--dtype", choices=("float32", "bfloat16", "float16"), default=None)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--smallest", action="store_true", help="two rounds of a tiny model: does it run?")
    args = parser.parse_args()
    if args.smallest:
        args.shape, args.rounds = "tiny", 2
    dtype = getattr(torch, args.dtype or ("float32" if args.device == "cpu" else "bfloat16"))
    model, processor = build_model(SHAPES[args.shape], args.device, dtype), build_processor()
    local = LocalModel(model, processor, name="llava of random weights")
    with tempfile.TemporaryDirectory() as folder:
        warm, *items = make_items(Path(folder), 2 * args.rounds + 4)
        ways: dict[str, Way] = {
            "a  one pass per option": lambda item: one_pass_per_option(model, processor, item, all_logits=True),
            "a' last logits only": lambda item: one_pass_per_option(model, processor, item, all_logits=False),
            "b  bare minimum": lambda item: bare_minimum(model, processor, item),
            f"c  ours ({local.way})": lambda item: ours(local, item),
        }
        sums = {name: way(warm) for name, way in ways.items()}
        seconds = interleaved(ways, items[: args.rounds], args.device)
        name = "d  the whole run"
        sums[name], times = whole_run(model, processor, [warm, *items], Path(folder), args.device)
        seconds[name] = [times]
        # Machines are noisy: the bare minimum once more, after the run, joins the one before it.
        bare = {name: way for name, way in ways.items() if name.startswith("b")}
        for minimum, again in interleaved(bare, items[args.rounds : 2 * args.rounds], args.device).items():
            seconds[minimum] += again
    report(model, args.device, sums, seconds)
    local.close()


class Stopwatch:
    """Notes when each item of a run is finished."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def started(self, total: int, left: object) -> None:
        """Nothing to note: the first item finished starts the clock."""

    def finished(self, row: object) -> None:
        """Note the time."""
        self.times.append(time.perf_counter())

    def noted(self, sentence: str) -> None:
        """Nothing to note."""


def whole_run(
    model: Any, processor: Any, asked: Sequence[Item], folder: Path, device: str
) -> tuple[list[float], float]:
    """Ask by `ch3ef run`'s own code; the sums of the first item, and the seconds per item once it is running."""
    from ch3ef import items
    from ch3ef.models.names import parse_model_name
    from ch3ef.recipes.parts import part_of
    from ch3ef.recipes.recipe import recipe_named
    from ch3ef.running.planned import RunPlan
    from ch3ef.running.run import run
    from ch3ef.scenarios.scenario import scenario_of
    from ch3ef.taxonomy import Level

    model.save_pretrained(folder / "model")
    processor.save_pretrained(folder / "model")
    blank = items.Item(
        id="",
        source_id="",
        scenario="benchmark",
        level=Level.A1,
        dimension=None,
        domain="d",
        task="t",
        question="",
        images=(),
        options=(),
        gold=(0,),
    )
    scenario = scenario_of(
        "benchmark",
        [
            replace(
                blank,
                id=str(n),
                source_id=str(n),
                question=item.question,
                options=tuple(item.options),
                images=(items.ImageRef(item.picture, str(n)),),
            )
            for n, item in enumerate(asked)
        ],
    )
    plan = RunPlan(
        (parse_model_name(f"ch3ef-hf/{folder / 'model'}?device={device}"),),
        (part_of(scenario, recipe_named("human-value")),),
    )
    watch = Stopwatch()
    rows = run(plan, folder / "run", watch)
    # Items come in small groups, as the event loop gets round to them: the clock starts at the end of the first.
    gaps = np.diff(watch.times)
    start = int(np.flatnonzero(gaps >= gaps.mean())[0])
    first = next(row for row in rows if row.item_id == "0")
    if first.option_logprob_sum is None:
        raise SystemExit(f"an asking failed: {first.error}")
    return first.option_logprob_sum, float(gaps[start:].mean())


def report(model: Any, device: str, sums: dict[str, list[float]], seconds: dict[str, list[float]]) -> None:
    """Print the table."""
    millions = sum(weights.numel() for weights in model.parameters()) / 1e6
    place = f"{torch.get_num_threads()} CPU threads" if device == "cpu" else torch.cuda.get_device_name(device)
    print(
        f"LLaVA of {millions:.0f} M random weights, {model.dtype}, {place}; {OPTIONS} options x {OPTION_WORDS} tokens"
    )
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    first, minimum = next(iter(medians)), next(name for name in medians if name.startswith("b"))
    print(f"{'':26}{'ms/item':>9}{'fastest':>9}{'speed-up':>10}{'of b':>7}{'off from a':>12}")
    for name, median in medians.items():
        off = max(abs(x - y) for x, y in zip(sums[name], sums[first], strict=True))
        print(
            f"{name:26}{1000 * median:9.1f}{1000 * min(seconds[name]):9.1f}{medians[first] / median:9.2f}x"
            f"{median / medians[minimum]:7.3f}{off:12.1e}"
        )
    print(f"peak memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB", end="")
    print("" if device == "cpu" else f"; on the device: {torch.cuda.max_memory_allocated() / 2**30:.2f} GiB")


if __name__ == "__main__":
    main()
