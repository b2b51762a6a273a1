"""Reasoning has a column of its own, whether a provider returns it apart or marks in the text tell it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ch3ef.judges.prompt import judge_prompt, pair_prompt, reading_prompt
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import ResultRow, read_rows
from ch3ef.running.planned import Engine, RunPlan
from ch3ef.running.replies import score_replies
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item
from tests.fake_vllm import serve
from tests.running.test_runs import Silent

THOUGHTS = "It is red. The answer is A."
Message = dict[str, Any]
SAID: dict[str, tuple[Message, str, tuple[str, str, str | None]]] = {
    "plain": ({"content": "B"}, "stop", ("answered", "B", None)),
    "reasoning_content": ({"content": "B", "reasoning_content": THOUGHTS}, "stop", ("answered", "B", THOUGHTS)),
    "reasoning": ({"content": "B", "reasoning": THOUGHTS}, "stop", ("answered", "B", THOUGHTS)),
    "empty reasoning": ({"content": "B", "reasoning_content": ""}, "stop", ("answered", "B", None)),
    "null reasoning": ({"content": "B", "reasoning_content": None}, "stop", ("answered", "B", None)),
    "reasoning alone": ({"content": None, "reasoning_content": THOUGHTS}, "stop", ("unparsed", "", THOUGHTS)),
    "cut reasoning": ({"content": None, "reasoning": THOUGHTS}, "length", ("truncated", "", THOUGHTS)),
    "think": ({"content": f"<think>{THOUGHTS}</think>B"}, "stop", ("answered", "B", THOUGHTS)),
    "seed": ({"content": f"<seed:think>{THOUGHTS}</seed:think>B"}, "stop", ("answered", "B", THOUGHTS)),
    "unopened": ({"content": f"{THOUGHTS}\n</think>\n\nB"}, "stop", ("answered", "B", THOUGHTS)),
    "unclosed": ({"content": f"<think>{THOUGHTS}"}, "length", ("truncated", "", THOUGHTS)),
    "harmony": ({"content": f"analysis{THOUGHTS}assistantfinalB"}, "stop", ("answered", "B", THOUGHTS)),
}
NAMES = list(SAID)


class Reasoner:
    """Answers each item as `SAID` has it under the item's number; whatever else is asked, plainly."""

    def complete(self, body: dict[str, Any]) -> dict[str, Any]:
        asked = re.search(r"Which is (\d+)\?", json.dumps(body["messages"][-1]))
        message, stop, _ = SAID[NAMES[int(asked[1]) if asked else 0]]
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": body["model"],
            "choices": [{"index": 0, "message": {"role": "assistant", **message}, "finish_reason": stop}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve(Reasoner()) as base_url:
        yield base_url


def test_reply_and_reasoning_of_a_served_model(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    monkeypatch.setenv("LOCAL_API_KEY", "none")
    items = [make_item(n, question=f"Which is {n}?", options=("a cat", "a dog")) for n in range(len(SAID))]
    model = parse_model_name(f"openai-api/local/reasoner?base_url={url}")
    part = part_of(scenario_of("test", items), recipe_named("human-value-direct"))
    rows = run(RunPlan((model,), (part,), engine=engine), tmp_path / "run", Silent())
    found = {row.item_id: told(row) for row in rows}
    assert {name: found[item.id] for name, item in zip(SAID, items, strict=True)} == {
        name: wanted for name, (_, _, wanted) in SAID.items()
    }
    assert read_rows(tmp_path / "run")[0].reply is not None


def told(row: ResultRow) -> tuple[str, str | None, str | None]:
    return row.outcome, row.reply, row.reasoning


def test_a_first_turn_that_reasons_is_kept_whole_and_gone_on_from_without_its_thoughts(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    monkeypatch.setenv("LOCAL_API_KEY", "none")
    bodies: list[dict[str, Any]] = []

    class TwoTurns:
        def complete(self, body: dict[str, Any]) -> dict[str, Any]:
            bodies.append(body)
            first = len(body["messages"]) == 1
            content = "<thinking>Hm, A?</thinking>It barks." if first else "[THINK]A?[/THINK]B"
            return Reasoner().complete({**body, "messages": ["Which is 0?"]}) | {
                "choices": [{"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}]
            }

    with serve(TwoTurns()) as base_url:
        model = parse_model_name(f"openai-api/local/turns?base_url={base_url}")
        part = part_of(scenario_of("test", [make_item()]), recipe_named("cot-direct"))
        (row,) = run(RunPlan((model,), (part,), engine=engine), tmp_path / "run", Silent())
    assert told(row) == ("answered", "B", "Hm, A?\n\nIt barks.\n\nA?")
    assert "It barks." in json.dumps(bodies[-1])
    assert "Hm, A?" not in json.dumps(bodies[-1])


def test_replies_made_elsewhere_are_parted_too(tmp_path: Path) -> None:
    item = make_item(options=("a cat", "a dog"))
    part = part_of(scenario_of("test", [item]), recipe_named("human-value-direct"))
    file = tmp_path / "replies.jsonl"
    file.write_text(json.dumps({"item_id": item.id, "model": "m", "reply": f"[THINK]{THOUGHTS}[/THINK]\nB"}))
    (row,) = score_replies(file, part, 0)
    assert told(row) == ("answered", "B", THOUGHTS)


def test_judges_are_not_shown_what_was_not_said() -> None:
    item = make_item(options=("a cat", "a dog"))
    reply = f"<seed:think>{THOUGHTS}</seed:think>A dog it is."
    prompts = [judge_prompt(item, reply), pair_prompt(item, reply, reply), reading_prompt(item, item.options, reply)]
    for prompt in prompts:
        text = prompt.messages[-1].text
        assert "A dog it is." in text
        assert THOUGHTS not in text
