"""Models that draft and answer as a test says, behind a server in the wire format; and tiny pictures."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ch3ef.cli import main
from ch3ef.curate.agreed import agreed
from ch3ef.curate.folder import Curation
from ch3ef.curate.records import Annotation
from tests.reply_server import Request, replying

TOPICS = (
    "door", "tallest plant on the sill", "number above the gate", "bicycle at the fence", "clock over the platform",
    "sign behind the counter", "woman under the umbrella", "second boat from the left", "label of the green bottle",
)  # fmt: skip


def make_pictures(folder: Path, count: int, *, side: int = 40) -> Path:
    """So many different pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        pixels = np.random.default_rng(n).integers(0, 256, (side // 4, side // 4, 3), dtype=np.uint8)
        Image.fromarray(pixels).resize((side, side), Image.Resampling.NEAREST).save(folder / f"p{n:02}.png")
    return folder


def candidates(text: str) -> str:
    """What a good drafter says: as many questions as it was asked for, each about something else."""
    number, task = re.findall(r'Propose (\d+) questions? for the task "([^"]+)"', text)[0]
    there = text.count("\n- ")
    drafts = [
        {
            "task": task,
            "question": f"What about the {TOPICS[(there + n) % len(TOPICS)]} matters for {task}?",
            "reason": "It has to be looked at.",
            "unseen": n == 1,
            "harmful": False,
        }
        for n in range(int(number))
    ]
    return json.dumps(drafts)


def answered(name: str) -> Callable[[str], str]:
    """What a model of some name answers."""

    def answer(text: str) -> str:
        return f"{name} sees {hashlib.sha256(f'{name}{text}'.encode()).hexdigest()[:6]} there."

    return answer


def within_json(text: str) -> str:
    """As it stands inside a JSON string."""
    return json.dumps(text)[1:-1]


@contextmanager
def serving(
    say: Callable[[str], str] = candidates,
    requests: list[Request] | None = None,
    refusal: Callable[[dict[str, Any]], str] = lambda _: "",
) -> Iterator[tuple[str, list[str]]]:
    """A server that drafts where it is asked for drafts, and answers else; the base URL, and what was answered."""

    def reply(text: str) -> str:
        if text == "Reply with the word: ready":
            return "ready"
        return within_json(say(text) if "JSON list" in text else answered("A")(text))

    with replying(reply, requests, refusal) as (url, said):
        yield url, said


def named(name: str, url: str) -> str:
    """A model of that server."""
    return f"{name}=openai-api/test/{name}?base_url={url}&max_retries=0"


def curate(*arguments: object) -> int:
    """`ch3ef curate ...`."""
    try:
        return main(["curate", *map(str, arguments)])
    except SystemExit as end:
        return int(end.code or 0)


def annotate(curation: Curation, raters: int = 3, *, right: str = "a") -> None:
    """People who agree: the replies of one model are right, those of the others are wrong."""
    made = []
    for draft in curation.drafts():
        replies = [reply for reply in curation.replies() if reply.draft == draft.id]
        models = sorted({reply.model for reply in replies}, key=lambda model: (model != right, model))
        made += [
            Annotation(
                draft.id, f"rater-{n}", 1, "keep", draft.question, tuple(models), (right,),
                {reply.model: reply.text.rstrip(".") for reply in replies}, draft.task, draft.harmful, seconds=12.0,
            )
            for n in range(raters)
        ]  # fmt: skip
    curation.add(made)
    assert len(agreed(curation)[0]) == len(curation.drafts())
