"""A tiny model that was trained on items of the default seed: does `ch3ef exposure` find that it met them?

Run by hand: `python benchmarks/exposure.py` (some minutes); `--smallest` for a few steps, after which nothing is known.

Two models of the same random weights are asked the default seed and a fresh one: one as it is, one after training on
the default seed's pictures, questions and right options. Target: the second is found, the first is not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import torch

from ch3ef.cli import main as ch3ef
from ch3ef.cli.output import load
from ch3ef.items import Item
from ch3ef.models.loading import quiet_transformers

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests import tiny_vlm

FRESH = 4711
RATE = 3e-3


def main() -> int:
    """Train, ask, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=150)
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--smallest", action="store_true")
    given = parser.parse_args()
    items, epochs = (4, 1) if given.smallest else (given.items, given.epochs)
    # A small set is drawn sooner.
    size = "per_task=1" if given.smallest else ""
    known, fresh = f"ch3ef-gen?{size}".rstrip("?"), f"ch3ef-gen?seed={FRESH}&{size}".rstrip("&")
    scenario = load(known, items)
    with tempfile.TemporaryDirectory() as folder:
        plain = tiny_vlm.build("llava", Path(folder) / "plain")
        trained = Path(folder) / "trained"
        seconds = time.perf_counter()
        loss = train(plain, trained, scenario.items, epochs)
        print(f"trained on {items} items, {epochs} times: loss {loss:.2f}, {time.perf_counter() - seconds:.0f} s")
        for name, model in (("as it is", plain), ("trained", trained)):
            out = Path(folder) / f"run {name}"
            sets = ["--scenario", known, "--scenario", fresh]
            ch3ef(["run", *sets, "--limit", str(items), "--model", f"ch3ef-hf/{model}", "--out", str(out)])
            print(f"\n{name}")
            ch3ef(["exposure", str(out)])
    return 0


def train(model_folder: Path, out: Path, items: tuple[Item, ...], epochs: int) -> float:
    """Make a model say the right options of items; gives the last loss."""
    from PIL import Image
    from transformers import AutoModelForImageTextToText, AutoProcessor

    with quiet_transformers():
        model: Any = AutoModelForImageTextToText.from_pretrained(model_folder)
        processor: Any = AutoProcessor.from_pretrained(model_folder)  # type: ignore[no-untyped-call]
    optimiser = torch.optim.Adam(model.parameters(), lr=RATE)
    asked = []
    for item in items:
        pictures = [Image.open(image.path).convert("RGB") for image in item.images]
        content = [{"type": "image"} for _ in pictures] + [{"type": "text", "text": item.question}]
        prompt = processor.apply_chat_template([{"role": "user", "content": content}], add_generation_prompt=True)
        begun = processor(text=[prompt], images=pictures, return_tensors="pt")
        whole = processor(text=[prompt + item.options[item.gold[0]]], images=pictures, return_tensors="pt")
        labels = whole["input_ids"].clone()
        labels[:, : begun["input_ids"].shape[1]] = -100
        asked.append((whole, labels))
    loss = torch.zeros(())
    for epoch in range(epochs):
        total = 0.0
        for place in torch.randperm(len(asked), generator=torch.Generator().manual_seed(epoch)).tolist():
            whole, labels = asked[place]
            loss = model(**whole, labels=labels).loss
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += float(loss)
        if epoch % 5 == 0:
            print(f"epoch {epoch}: loss {total / len(asked):.2f}", flush=True)
    model.save_pretrained(out)
    processor.save_pretrained(out)
    return float(loss)


if __name__ == "__main__":
    sys.exit(main())
