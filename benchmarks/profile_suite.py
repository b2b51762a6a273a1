"""What asking all about one picture at once saves: the suite `profile` in one run, and each of its recipes in its own.

Run by hand: `python benchmarks/profile_suite.py`; on a GPU with `--device cuda --shape 7b`.

A LLaVA of random weights, pictures of 576 tokens, is asked the suite's own items by `ch3ef run`'s own code. Loading the
model is not counted, in neither way, and neither way goes on from prompts that another one left behind. Replies are cut
after a few tokens, as long as one that names a letter; random weights never stop by themselves. The ways take turns.

The ratio of processor time says more than that of the clock where other programs are running (on the CPU only).

Target: the sum of the recipes alone takes at least 1.7 times as long as the profile.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import redirect_stderr
from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

os.environ["HF_HUB_OFFLINE"] = "1"

import torch
import transformers
from inspect_ai.model import Model
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from ch3ef.cli import _parser
from ch3ef.cli.suite import parts_of
from ch3ef.models import opening
from ch3ef.models.names import ModelName, parse_model_name
from ch3ef.models.settings import UNSET, GenerationSettings
from ch3ef.recipes.instructions import instruct
from ch3ef.recipes.parts import Part
from ch3ef.recipes.suites import suite_named
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from likelihood import SHAPES, build_model, build_processor
from turns import TEMPLATE


class Silent:
    """Whom a run tells nothing."""

    def started(self, total: int, left: object) -> None:
        """Nothing to note."""

    def finished(self, row: object) -> None:
        """Nothing to note."""

    def noted(self, sentence: str) -> None:
        """Nothing to note."""


class Times(NamedTuple):
    """What a run took."""

    seconds: float
    cpu_seconds: float

    def __add__(self, other: object) -> Times:
        """Both after one another."""
        return Times(*(a + b for a, b in zip(self, other, strict=True))) if isinstance(other, Times) else NotImplemented


def tokenizer_of(texts: Iterable[str], image_token: str) -> Any:
    """A byte-level tokenizer of what is asked, so that prompts are as long as elsewhere and no two read the same."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    special = ["<pad>", "<end>", image_token]
    tokenizer.train_from_iterator(
        texts,
        trainers.BpeTrainer(vocab_size=8000, initial_alphabet=alphabet, special_tokens=special, show_progress=False),
    )
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        padding_side="left",
        pad_token="<pad>",
        eos_token="<end>",
    )


def write_model(folder: Path, parts: Sequence[Part], args: argparse.Namespace) -> str:
    """Write the checkpoint; its name for `--model`."""
    texts = [
        message.text for part in parts for asked in part.askings for message in instruct(asked, part.recipe).messages
    ]
    texts += [option for part in parts for asked in part.askings for option in asked.item.options]
    dtype = torch.float32 if args.device == "cpu" else torch.bfloat16
    model, processor = build_model(SHAPES[args.shape], args.device, dtype), build_processor()
    processor.tokenizer = tokenizer_of(dict.fromkeys(texts), "<image>")
    processor.chat_template = TEMPLATE
    processor.image_token_id = model.config.image_token_id = processor.tokenizer.convert_tokens_to_ids("<image>")
    model.save_pretrained(folder)
    processor.save_pretrained(folder)
    millions = sum(weights.numel() for weights in model.parameters()) / 1e6
    place = (
        f"{torch.get_num_threads()} CPU threads" if args.device == "cpu" else torch.cuda.get_device_name(args.device)
    )
    print(f"LLaVA of {millions:.0f} M random weights, {dtype}, {place}; replies of {args.reply_tokens} tokens")
    return f"ch3ef-hf/{folder}?device={args.device}"


class OneModel:
    """Lets every run ask one loaded model, which forgets its prompts in between."""

    def __init__(self, name: str, reply_tokens: int) -> None:
        self.settings = GenerationSettings(max_tokens=reply_tokens)
        self.name = parse_model_name(name)
        self.model = opening.open_model(self.name)
        self.local: Any = self.model.api
        self.local.close = lambda: None
        opening.open_model = self._open

    def _open(self, name: ModelName) -> Model:
        if self.local._model.prefixes is not None:
            self.local._model.prefixes.clear()
            self.local._model.prefixes.hits = 0
        return self.model

    def asked(self, parts: Sequence[Part], out: Path) -> Times:
        """Ask parts in one run."""
        start, cpu_start = time.perf_counter(), time.process_time()
        generates = any(part.recipe.generates for part in parts)
        rows = run(RunPlan((self.name,), tuple(parts), settings=self.settings if generates else UNSET), out, Silent())
        if errors := [row.error for row in rows if row.error]:
            raise SystemExit(f"{len(errors)} askings failed: {errors[0]}")
        return Times(time.perf_counter() - start, time.process_time() - cpu_start)


def profile_parts(args: argparse.Namespace) -> tuple[Part, ...]:
    """What the suite asks."""
    suite = suite_named("protocols" if args.smallest else "profile")
    fewer = replace(suite, parts=tuple(replace(part, few=ceil(part.few * args.share)) for part in suite.parts))
    sets = ["--scenario", "ch3ef-gen?per_task=1"] if args.smallest else []
    arguments = _parser().parse_args(["run", "--model", "reference/oracle", *sets])
    with Path(os.devnull).open("w") as nowhere, redirect_stderr(nowhere):
        return parts_of(fewer, arguments, [parse_model_name("reference/oracle")], ())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--shape", choices=SHAPES, default="small")
    parser.add_argument("--share", type=float, default=1.0, help="of the items of every part")
    parser.add_argument("--reply-tokens", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument(
        "--smallest", action="store_true", help="two recipes, an item each, of a tiny model: does it run?"
    )
    args = parser.parse_args()
    if args.smallest:
        args.shape, args.share = "tiny", 0.01
    parts = profile_parts(args)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = OneModel(write_model(folder / "model", parts, args), args.reply_tokens)
        model.asked(parts[:1], folder / "warm")
        together: list[Times] = []
        alone: list[list[Times]] = []
        for number in range(args.rounds):
            together.append(model.asked(parts, folder / f"together {number}"))
            alone.append([model.asked([part], folder / f"alone {number} {n}") for n, part in enumerate(parts)])
    report(parts, together, alone)


def report(parts: Sequence[Part], together: Sequence[Times], alone: Sequence[Sequence[Times]]) -> None:
    """Print the table."""
    print(f"{'':24}{'':18}{'askings':>9}{'s':>9}{'CPU s':>9}{'ms each':>9}")
    for n, part in enumerate(parts):
        times = Times(*(statistics.median(column) for column in zip(*(each[n] for each in alone), strict=True)))
        print(line(part.recipe.name, part.scenario.name, len(part.askings), times))
    sums = [sum(each[1:], each[0]) for each in alone]
    askings = sum(len(part.askings) for part in parts)
    medians = [Times(*(statistics.median(column) for column in zip(*times, strict=True))) for times in (sums, together)]
    print(line("sum of these", "", askings, medians[0]))
    print(line("the profile, in one run", "", askings, medians[1]))
    ratios = [before / after for before, after in zip(*medians, strict=True)]
    print(f"the profile is {ratios[0]:.2f} times as fast by the clock, {ratios[1]:.2f} times by processor time")


def line(name: str, scenario: str, askings: int, times: Times) -> str:
    """A row of the table."""
    each = 1000 * times.seconds / askings
    return f"{name:24}{scenario:18}{askings:9}{times.seconds:9.1f}{times.cpu_seconds:9.1f}{each:9.0f}"


if __name__ == "__main__":
    main()
