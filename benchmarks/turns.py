"""What keeping encoded prompts saves where one item is asked in several turns: our code with and without the store.

Run by hand: `python benchmarks/turns.py`; on a GPU `python benchmarks/turns.py --device cuda --shape 7b`.

A LLaVA of random weights is asked about pictures of 576 tokens. The two ways take turns (with without with ...), and no
round goes on from what another one left behind. Every call reads its picture from the file.

- `one turn`      4 options of 12 tokens after a question of 30: the store can only cost.
- `tree`          two levels: the likeliest option stands as the answer, then 4 options after a question of 20 tokens.
- `trees at once` the same for 25 pictures together, as many as Inspect has under way.
- `reasoning`     a reply of 32 tokens, then 4 options after a question of 20 tokens.
- `four ways`     the question in four versions, one after the other.

The ratio of processor time says more than that of the clock where other programs are running (on the CPU only).

Target: a tree at most 0.65 times as long with the store as without, and one turn at most 1.05 times.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import torch
from PIL import Image

from ch3ef.models.generation import Sampling
from ch3ef.models.local import LocalModel
from ch3ef.models.prompts import Turn
from ch3ef.pictures import open_picture
from likelihood import SHAPES, VOCABULARY, build_model, build_processor

MANNERS = ("one_turn", "tree", "trees_at_once", "reasoning", "four_ways")
TEMPLATE = (
    "{% for m in messages %}{{ 'ASSISTANT: ' if m['role'] == 'assistant' else 'USER: ' }}{% for c in m['content'] %}"
    "{% if c['type'] == 'image' %}<image> {% else %}{{ c['text'] }}{% endif %}{% endfor %} {% endfor %}ASSISTANT: "
)
Scores = list[float]


class Asked(NamedTuple):
    """A turn whose pictures are files."""

    role: Literal["user", "assistant"]
    parts: tuple[str | Path, ...]


def words(seed: int, length: int) -> str:
    """Words drawn at random."""
    return " ".join(f"w{i}" for i in np.random.default_rng(seed).integers(3, VOCABULARY - 1, length))


QUESTION, FOLLOW_UP = words(0, 30), Asked("user", (words(1, 20),))
WAYS = [words(30 + n, 8) for n in range(4)]
OPTIONS, LATER_OPTIONS = [words(10 + n, 12) for n in range(4)], [words(20 + n, 12) for n in range(4)]


def make_pictures(folder: Path, n: int) -> list[Path]:
    """Noisy pictures of 640 x 480."""
    paths = [folder / f"{number}.png" for number in range(n)]
    for number, path in enumerate(paths):
        Image.fromarray(np.random.default_rng(number).integers(0, 256, (480, 640, 3), dtype=np.uint8)).save(path)
    return paths


class Asker:
    """One model, asked in several manners; each gives the sums of all options, in order."""

    def __init__(self, model: LocalModel, pictures: Sequence[Path]) -> None:
        self.model = model
        self.pictures = pictures

    def one_turn(self) -> Scores:
        """Options after a question."""
        return self._score(OPTIONS, self._question(0))

    def tree(self, n: int = 0) -> Scores:
        """Options, the likeliest as the answer, options."""
        scores = self._score(OPTIONS, self._question(n))
        answer = OPTIONS[int(np.argmax(scores))]
        return scores + self._score(LATER_OPTIONS, self._question(n), Asked("assistant", (answer,)), FOLLOW_UP)

    def trees_at_once(self) -> Scores:
        """Each conversation goes down by itself, as soon as its level is scored."""
        with ThreadPoolExecutor(len(self.pictures)) as pool:
            return [score for scores in pool.map(self.tree, range(len(self.pictures))) for score in scores]

    def reasoning(self) -> Scores:
        """A reply, then options."""
        reply = self.model.reply(lambda: read([self._question(0)]), Sampling(max_tokens=32), None).result()
        return self._score(OPTIONS, self._question(0), Asked("assistant", (reply.text,)), FOLLOW_UP)

    def four_ways(self) -> Scores:
        """Versions of a question."""
        return [score for way in WAYS for score in self._score(OPTIONS, self._question(0, f" {way}"))]

    def _question(self, n: int, more: str = "") -> Asked:
        return Asked("user", (self.pictures[n], QUESTION + more))

    def _score(self, options: Sequence[str], *turns: Asked) -> Scores:
        return [sum(tokens) for tokens in self.model.score(lambda: read(turns), options, "").result()]


def read(turns: Sequence[Asked]) -> list[Turn]:
    """The turns with their pictures read from their files."""
    return [
        Turn(turn.role, tuple(open_picture(part) if isinstance(part, Path) else part for part in turn.parts))
        for turn in turns
    ]


class Measured(NamedTuple):
    """One manner of asking, once."""

    seconds: float
    cpu_seconds: float
    scores: Scores


def measured(asker: Asker, manner: str, device: str) -> Measured:
    """Ask in one manner, begun with an empty store."""
    if asker.model.prefixes is not None:
        asker.model.prefixes.clear()
        asker.model.prefixes.hits = 0
    ask: Callable[[], Scores] = getattr(asker, manner)
    start, cpu_start = time.perf_counter(), time.process_time()
    scores = ask()
    if device != "cpu":
        torch.cuda.synchronize()
    return Measured(time.perf_counter() - start, time.process_time() - cpu_start, scores)


def line(name: str, without: Sequence[Measured], kept: Sequence[Measured], went_on: int) -> str:
    """A row of the table."""
    before, after = (1000 * statistics.median(one.seconds for one in rounds) for rounds in (without, kept))
    cpu_before, cpu_after = (statistics.median(one.cpu_seconds for one in rounds) for rounds in (without, kept))
    off = max(abs(x - y) for x, y in zip(without[-1].scores, kept[-1].scores, strict=True))
    times = f"{before:12.0f}{after:10.0f}{after / before:8.2f}{cpu_after / cpu_before:10.2f}"
    return f"{name:16}{times}{went_on:9}{off:10.1e}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--shape", choices=SHAPES, default="small")
    parser.add_argument("--dtype", choices=("float32", "bfloat16", "float16"), default=None)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--at-once", type=int, default=25, help="trees under way together")
    parser.add_argument("--smallest", action="store_true", help="one round of a tiny model, 4 trees: does it run?")
    args = parser.parse_args()
    if args.smallest:
        args.shape, args.rounds, args.at_once = "tiny", 1, 4
    dtype = getattr(torch, args.dtype or ("float32" if args.device == "cpu" else "bfloat16"))
    model, processor = build_model(SHAPES[args.shape], args.device, dtype), build_processor()
    processor.chat_template = TEMPLATE
    place = f"{torch.get_num_threads()} CPU threads"
    if args.device != "cpu":
        place = torch.cuda.get_device_name(args.device)
    millions = sum(weights.numel() for weights in model.parameters()) / 1e6
    print(f"LLaVA of {millions:.0f} M random weights, {model.dtype}, {place}; {args.rounds} rounds")
    print(f"{'':16}{'without ms':>12}{'with ms':>10}{'ratio':>8}{'CPU time':>10}{'went on':>9}{'off by':>10}")
    with tempfile.TemporaryDirectory() as folder:
        pictures = make_pictures(Path(folder), args.at_once)
        without = Asker(LocalModel(model, processor, name="without", prefix_cache=0), pictures)
        kept = Asker(LocalModel(model, processor, name="with"), pictures)
        for manner in MANNERS:
            rounds = max(1, args.rounds // 4) if manner == "trees_at_once" else args.rounds
            pairs = [
                (measured(without, manner, args.device), measured(kept, manner, args.device)) for _ in range(rounds + 1)
            ]
            went_on = kept.model.prefixes.hits if kept.model.prefixes else 0
            before, after = zip(*pairs[1:], strict=True)
            print(line(manner.replace("_", " "), before, after, went_on), flush=True)
        for asker in (without, kept):
            asker.model.close()


if __name__ == "__main__":
    main()
