"""The lean engine asks what Inspect asks, word for word, and makes the same rows of what comes back."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from inspect_ai.log import read_eval_log

from ch3ef.errors import InputError
from ch3ef.items import ImageRef
from ch3ef.models.conversation import data_uri
from ch3ef.models.gate import Gate
from ch3ef.models.names import parse_model_name
from ch3ef.models.sent_pictures import Pictures
from ch3ef.models.servers import server_of
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import ResultRow
from ch3ef.running.exchanges import exchange_places, read_exchanges
from ch3ef.running.lean_logs import write_viewable
from ch3ef.running.logs import sample_places
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import Scenario, scenario_of
from tests.conftest import make_item
from tests.fake_vllm import serve
from tests.judges.scripted import JudgeServer
from tests.judges.scripted import serve as serve_judge
from tests.running.test_runs import Silent

REPLIES: tuple[tuple[dict[str, Any], str], ...] = (
    ({"content": "B"}, "stop"),
    ({"content": "The answer is **C**."}, "stop"),
    ({"content": "I'm sorry, but I can't help with that."}, "stop"),
    ({"content": "It may be A or B", "reasoning_content": "Hm."}, "length"),
    ({"content": None, "refusal": "This I decline."}, "stop"),
    ({"content": "<think>Is it A?</think>\n\nA"}, "stop"),
    ({"content": "D", "reasoning_details": [{"type": "reasoning.text", "text": "It is yellow."}]}, "stop"),
    ({"content": ""}, "content_filter"),
)
RECIPES = ("human-value-direct", "cot-direct", "pushback", "rotations", "in-context-fixed", "yes-no")


class Various:
    """Says something else to each prompt, and always the same to one.

    Attributes:
        requests: What was sent.
    """

    def __init__(self) -> None:
        self.requests: list[str] = []

    def complete(self, body: dict[str, Any]) -> dict[str, Any]:
        text = json.dumps(body, sort_keys=True)
        self.requests.append(text)
        number = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
        message, stop = REPLIES[number % len(REPLIES)]
        details = {"cached_tokens": 3} if number % 2 else None
        return {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": body["model"],
            "choices": [{"index": 0, "message": {"role": "assistant", **message}, "finish_reason": stop}],
            "usage": {
                "prompt_tokens": 7,
                "completion_tokens": 2,
                "total_tokens": 9,
                "prompt_tokens_details": details,
            },
        }


@pytest.fixture
def scenario(picture: Callable[[int], ImageRef]) -> Scenario:
    shown = [make_item(n, images=(picture(n),), question=f"Is {n} right?", options=("yes", "no")) for n in range(4)]
    several = [make_item(n, images=(picture(n), picture(n + 1)), question=f"Which is {n}?") for n in range(4, 8)]
    return scenario_of("test", [*shown, *several, make_item(9, question="Which of these?")])


def without_times(rows: list[ResultRow]) -> list[dict[str, Any]]:
    return [asdict(replace(row, run_id="", started_at=None, seconds=None)) for row in rows]


@pytest.mark.parametrize("name", ["openai-api/local/m", "vllm/m", "sglang/m"])
def test_requests_and_rows_are_the_same(
    name: str, scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, picture: Callable[[int], ImageRef]
) -> None:
    monkeypatch.setenv("LOCAL_API_KEY", "none")
    pool = scenario_of("pool", [make_item(n, images=(picture(n),), question=f"What is {n}?") for n in range(20, 26)])
    chosen = RECIPES if name.startswith("openai-api") else RECIPES[:2]
    parts = tuple(
        part_of(scenario, recipe, pool=pool if recipe.examples else None) for recipe in map(recipe_named, chosen)
    )
    found = {}
    server = Various()
    with serve(server) as url:
        for engine in ("lean", "inspect"):
            server.requests.clear()
            plan = RunPlan((parse_model_name(f"{name}?base_url={url}"),), parts, engine=engine)
            rows = without_times(run(plan, tmp_path / engine, Silent()))
            found[engine] = (sorted(server.requests), rows)
    assert len(found["lean"][0]) > 20
    assert found["lean"][0] == found["inspect"][0]
    assert found["lean"][1] == found["inspect"][1]
    assert {row["outcome"] for row in found["lean"][1]} >= {"answered", "refused"}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("anthropic/claude", "anthropic is no OpenAI-compatible server"),
        ("openai-api/local/m", "no base_url is given"),
        ("openai-api/other/m?base_url=http://h/v1", "OTHER_API_KEY is not in the environment"),
        ("openai-api/local/gpt-5?base_url=http://h/v1", "such models are asked in another format"),
        ("openai-api/local/m?base_url=http://h/v1&stream=true", "it is given stream"),
        ("vllm/m:adapter?base_url=http://h/v1", "an adapter has to be loaded"),
        ("vllm/m?base_url=h", "its base_url is no address"),
    ],
)
def test_what_is_left_to_inspect_is_told(
    name: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCAL_API_KEY", "none")
    model = parse_model_name(name)
    assert server_of(model) == reason
    part = part_of(scenario_of("test", [make_item()]), recipe_named("human-value-direct"))
    remedy = "set it there" if "_KEY" in reason else "leave --engine away"
    with pytest.raises(InputError, match=f"--engine lean does not ask model .*: {reason}; {remedy}"):
        run(RunPlan((model,), (part,), engine="lean"), tmp_path / "run", Silent())


def test_likelihoods_are_left_to_inspect(tmp_path: Path) -> None:
    part = part_of(scenario_of("test", [make_item()]), recipe_named("human-value"))
    model = parse_model_name("vllm/m?base_url=http://127.0.0.1:9/v1")
    with pytest.raises(InputError, match=r"recipe human-value asks for likelihoods"):
        run(RunPlan((model,), (part,), engine="lean"), tmp_path / "run", Silent())


def test_reference_answerers_need_no_other_engine(
    scenario: Scenario, tmp_path: Path, picture: Callable[[int], ImageRef]
) -> None:
    pool = scenario_of("pool", [make_item(n, images=(picture(n),), question=f"What is {n}?") for n in range(20, 26)])
    recipes = map(recipe_named, (*RECIPES, "human-value", "human-value-open"))
    parts = tuple(part_of(scenario, recipe, pool=pool if recipe.examples else None) for recipe in recipes)
    names = [*map("reference/{}".format, ("oracle", "chance", "refuser")), "p=reference/persona?sycophancy=0.9"]
    plan = RunPlan(tuple(map(parse_model_name, names)), parts, judges=("reference/judge",))
    lean, by_inspect = (
        without_times(run(replace(plan, engine=engine), tmp_path / engine, Silent())) for engine in ("auto", "inspect")
    )
    assert lean == by_inspect
    assert [*(tmp_path / "auto" / "logs").glob("*.eval")] == []
    assert len({row["reply"] for row in lean}) > 10


def test_a_line_with_half_a_character_ends_a_log(tmp_path: Path) -> None:
    line = {
        "model": "m",
        "recipe": "r",
        "scenario": "s",
        "item": "a",
        "variant": "plain",
        "seed": 0,
        "begun": "",
        "said": [],
    }
    with gzip.open(tmp_path / "lean-0.jsonl.gz", "wt") as log:
        log.writelines(json.dumps(line | {"item": item}) + "\n" for item in ("a", "\ud800", "b"))
    assert list(exchange_places(tmp_path)) == [("m", "r", "s", "a", "plain", 0)]


def test_what_was_said_is_there_to_be_looked_at(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCAL_API_KEY", "planted-key-1a2b3c4d")
    out = tmp_path / "run"
    server = Various()
    with serve(server) as url:
        parts = tuple(part_of(scenario, recipe_named(name)) for name in ("cot-direct", "rotations"))
        plan = RunPlan((parse_model_name(f"openai-api/local/m?base_url={url}"),), parts, engine="lean")
        rows = run(plan, out, Silent())
    (log,) = (out / "logs").glob("lean-*.jsonl.gz")
    lines = list(read_exchanges(log))
    # A first question, which is of no item, comes before.
    assert len(lines) == len(server.requests) - 1
    # As a kill leaves it.
    log.write_bytes(log.read_bytes()[:-20])
    assert list(read_exchanges(log)) == lines[: len(list(read_exchanges(log)))]
    write_viewable(out)
    places = sample_places(out / "logs")
    assert exchange_places(out / "logs") == places
    assert set(places) <= {row.key for row in rows}
    samples = {
        (str(found.eval.task), str(sample.id)): sample
        for found in map(read_eval_log, sorted(map(str, (out / "logs").glob("*.eval"))))
        for sample in found.samples or ()
    }
    assert len(samples) == len(places) > 0
    row = next(row for row in rows if row.recipe == "cot-direct" and row.key in places)
    sample = samples["cot-direct", row.item_id]
    assert sample.scores is not None
    assert (sample.scores["credit"].value, sample.scores["credit"].explanation) == (
        row.correct or 0.0,
        row.error or row.outcome,
    )
    assert [message.role for message in sample.messages] == ["user", "assistant", "user", "assistant"]
    assert "[picture" in sample.messages[0].text


def test_as_many_are_let_in_as_the_server_bears(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gate, "CALM", 0.0)

    async def under_way(gate: Gate, most: int) -> int:
        """How many of so many get in at once."""
        tasks = [asyncio.create_task(gate.enter()) for _ in range(most)]
        await asyncio.sleep(0)
        inside = sum(task.done() for task in tasks)
        for task in tasks:
            if task.cancel():
                continue
            gate.leave()
        await asyncio.gather(*tasks, return_exceptions=True)
        return inside

    async def story() -> list[int]:
        gate, fixed = Gate(None), Gate(7)
        found = [await under_way(gate, 500), await under_way(fixed, 500)]
        for _ in range(Gate.START):
            await gate.enter()
        for _ in range(500):
            gate.answered()
        for _ in range(Gate.START):
            gate.leave()
        found.append(await under_way(gate, 500))
        for _ in range(3):
            gate.slowed()
        found.append(await under_way(gate, 500))
        fixed.slowed()
        return [*found, await under_way(fixed, 500)]

    # It starts with 20 and grows while all are under way; three complaints leave half.
    assert asyncio.run(story()) == [20, 7, 26, 13, 5]


def test_pictures_are_read_once_and_do_not_fill_the_memory(tmp_path: Path, picture: Callable[[int], ImageRef]) -> None:
    async def story() -> None:
        with ThreadPoolExecutor(1) as elsewhere:
            paths = [picture(n).path for n in range(4)]
            size = len(data_uri(paths[0]))
            pictures = Pictures(elsewhere, most=2 * size + size // 2)
            assert [await pictures.uri(path) for path in paths] == [data_uri(path).encode() for path in paths]
            for path in paths:
                path.unlink()
            assert await pictures.uri(paths[3]) == await pictures.uri(paths[3])
            with pytest.raises(InputError, match="does not exist"):
                await pictures.uri(paths[0])

    asyncio.run(story())


def test_replies_are_graded_as_they_come(scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCAL_API_KEY", "none")
    found = {}
    part = part_of(scenario, recipe_named("human-value-open"))
    with serve(Various()) as url, serve_judge(JudgeServer()) as judge:
        for engine in ("lean", "inspect"):
            monkeypatch.setenv("CH3EF_CACHE", str(tmp_path / f"cache of {engine}"))
            model = parse_model_name(f"openai-api/local/m?base_url={url}")
            plan = RunPlan((model,), (part,), judges=(judge, "reference/judge"), engine=engine)
            found[engine] = without_times(run(plan, tmp_path / engine, Silent()))
    for rows in found.values():
        for row in rows:
            row["judge_verdict"] = row["judge_verdict"] and len(json.loads(row["judge_verdict"]))
    assert found["lean"] == found["inspect"]
    assert sum(row["correct"] is not None for row in found["lean"]) > 3
