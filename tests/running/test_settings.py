"""Settings of replies: what is said arrives, is a part of what the run is, and is told wherever results are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from inspect_ai.model import GenerateConfig

from ch3ef.cli import main
from ch3ef.errors import InputError, RunError
from ch3ef.models.first_request import ENOUGH, QUESTION
from ch3ef.models.names import parse_model_name
from ch3ef.models.settings import EFFORTS, THOUGHTS, UNSET, GenerationSettings, settings_from
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.report.grounds import grounds
from ch3ef.report.runs import read_runs
from ch3ef.running.estimate import estimate
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import scenario_of
from tests import tiny_vlm
from tests.conftest import make_item
from tests.reply_server import Request, replying, said
from tests.running.test_runs import Silent

DIRECT = recipe_named("human-value-direct")
SENT = ("max_tokens", "max_completion_tokens", "temperature", "top_p", "reasoning_effort")


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OURS_API_KEY", "x")


@pytest.fixture
def requests() -> list[Request]:
    return []


@pytest.fixture
def url(requests: list[Request]) -> Iterator[str]:
    with replying(lambda _: "A", requests) as (url, _):
        yield url


def plan_of(*models: str, settings: GenerationSettings = UNSET, recipes: tuple[str, ...] = (DIRECT.name,)) -> RunPlan:
    scenario = scenario_of("test", [make_item(n) for n in range(2)])
    parts = tuple(part_of(scenario, recipe_named(name)) for name in recipes)
    return RunPlan(tuple(map(parse_model_name, models)), parts, settings=settings)


def sent(requests: list[Request]) -> dict[str, list[dict[str, Any]]]:
    """The settings in the bodies of requests, each that differs once, by model."""
    found: dict[str, list[dict[str, Any]]] = {}
    for _, body in requests:
        own = {name: body[name] for name in SENT if name in body}
        if own not in found.setdefault(body["model"], []):
            found[body["model"]].append(own)
    return found


def test_what_is_said_arrives_and_a_models_own_goes_first(tmp_path: Path, requests: list[Request], url: str) -> None:
    run(
        plan_of(
            f"alpha=openai-api/ours/a?base_url={url}&max_tokens=4000&temperature=0.7",
            f"openai-api/ours/b?base_url={url}",
            f"openai-api/ours/c?base_url={url}&temperature=default&top_p=0.5",
            settings=GenerationSettings(max_tokens=900, temperature=0.3, top_p=0.9, reasoning_effort="low"),
        ),
        tmp_path / "run",
        Silent(),
    )
    # The question whether anyone is there is asked under the same settings: each stands here once.
    assert sent(requests) == {
        "a": [{"max_tokens": 4000, "temperature": 0.7, "top_p": 0.9, "reasoning_effort": "low"}],
        "b": [{"max_tokens": 900, "temperature": 0.3, "top_p": 0.9, "reasoning_effort": "low"}],
        "c": [{"max_tokens": 900, "top_p": 0.5, "reasoning_effort": "low"}],
    }
    assert json.loads((tmp_path / "run" / "run.json").read_text())["plan"]["settings"]["alpha"] == {
        "max_tokens": 4000,
        "temperature": 0.7,
        "top_p": 0.9,
        "reasoning_effort": "low",
    }


def test_where_nothing_is_said_models_known_to_reason_have_room(
    tmp_path: Path, requests: list[Request], url: str
) -> None:
    plan = plan_of(
        f"openai-api/ours/plain?base_url={url}",
        f"openai-api/ours/gpt-5-mini?base_url={url}",
        f"openai-api/ours/x-thinking?base_url={url}&max_tokens=900",
        f"openai-api/ours/told?base_url={url}&reasoning_effort=high",
    )
    run(plan, tmp_path / "run", Silent())
    room = DIRECT.max_tokens + THOUGHTS
    assert sent(requests) == {
        "plain": [{"max_tokens": ENOUGH, "temperature": 0}, {"max_tokens": DIRECT.max_tokens, "temperature": 0}],
        "gpt-5-mini": [{"max_completion_tokens": room, "temperature": 0}],
        "x-thinking": [{"max_tokens": 900, "temperature": 0}],
        "told": [{"max_tokens": room, "temperature": 0, "reasoning_effort": "high"}],
    }
    most = {one.model.split("?")[0].rsplit("/", 1)[1]: one.reply_tokens for one in estimate(plan)}
    assert most == {"plain": 2 * DIRECT.max_tokens, "gpt-5-mini": 2 * room, "x-thinking": 1800, "told": 2 * room}


def test_a_run_with_other_settings_is_another_run(tmp_path: Path, requests: list[Request], url: str) -> None:
    def asked(settings: GenerationSettings, model: str = "m") -> None:
        run(plan_of(f"openai-api/ours/{model}?base_url={url}", settings=settings), tmp_path / model, Silent())

    asked(GenerationSettings(temperature=0.7))
    number = len(requests)
    asked(GenerationSettings(temperature=0.7))
    assert len(requests) == number
    for other, says in {
        GenerationSettings(temperature=0.5): "its --temperature of 'openai-api/ours/m' is 0.7, this command's 0.5",
        UNSET: "its --temperature of 'openai-api/ours/m' is 0.7, this command's 0",
        GenerationSettings(max_tokens=9, temperature=0.7): "its --max-tokens of .* is the recipe's, this command's 9",
    }.items():
        with pytest.raises(InputError, match=f"belongs to another run: {says}; choose another --out, or repeat"):
            asked(other)
    asked(UNSET, "o3")
    file = tmp_path / "o3" / "run.json"
    plan = json.loads(file.read_text())
    # As versions before this one began it.
    del plan["plan"]["settings"]
    file.write_text(json.dumps(plan))
    with pytest.raises(
        InputError, match=r"room for reasoning of '.*o3' is 0 tokens, .* 16000; .* the version of ch3ef"
    ):
        asked(UNSET, "o3")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Unsupported value: 'temperature' does not support 0.0.", "0.0; --temperature default sends none; nothing"),
        ("max_tokens is too large: 16512", "--max-tokens N says how long a reply may be, thoughts included; nothing"),
        ("This model's maximum context length is 4096 tokens.", "--max-tokens N says how long a reply may be"),
        ("Unrecognized request argument supplied: reasoning_effort", "leave out --reasoning-effort; nothing was asked"),
        ("No such thing", "No such thing; nothing was asked"),
    ],
)
def test_a_vendor_that_takes_no_such_setting_is_told_with_what_to_do(tmp_path: Path, words: str, says: str) -> None:
    with (
        replying(lambda _: "A", refusal=lambda _: words) as (url, answered),
        pytest.raises(RunError, match="does not answer: HTTP 400") as raised,
    ):
        run(plan_of(f"openai-api/ours/gpt-5?base_url={url}"), tmp_path / "run", Silent())
    assert says in str(raised.value)
    assert answered == []


def test_a_vendor_is_asked_without_a_temperature_where_that_is_said(tmp_path: Path) -> None:
    def refusal(body: dict[str, Any]) -> str:
        return "no temperature" if "temperature" in body else ""

    with replying(lambda _: "A", refusal=refusal) as (url, _):
        plan = plan_of(f"openai-api/ours/m?base_url={url}", settings=GenerationSettings(temperature="default"))
        rows = run(plan, tmp_path / "run", Silent())
    assert [row.outcome for row in rows] == ["answered", "answered"]


def test_a_judges_settings_are_its_own(tmp_path: Path, requests: list[Request], url: str) -> None:
    plan = plan_of(
        f"openai-api/ours/m?base_url={url}",
        settings=GenerationSettings(max_tokens=77, temperature=0.3),
        recipes=("human-value-open",),
    )
    judge = f"openai-api/ours/{{}}?base_url={url}"
    judges = (judge.format("j"), judge.format("k") + "&temperature=default&max_tokens=99")
    run(RunPlan(plan.models, plan.parts, settings=plan.settings, judges=judges), tmp_path / "run", Silent())
    graded = [request for request in requests if said(request[1]) != QUESTION.text]
    assert sent(graded) == {
        "m": [{"max_tokens": 77, "temperature": 0.3}],
        "j": [{"max_tokens": 4096, "temperature": 0}],
        "k": [{"max_tokens": 99}],
    }
    with pytest.raises(InputError, match=r"temperature is '9'; expected a number from 0 to 2"):
        run(RunPlan(plan.models, plan.parts, judges=("openai/k?temperature=9",)), tmp_path / "other", Silent())


def test_where_nothing_is_generated_nobody_has_room(tmp_path: Path) -> None:
    plan = plan_of("vllm/qwq", recipes=("human-value",))
    assert plan.all_settings == {"vllm/qwq": UNSET}
    assert "settings" not in plan.facts()


def test_a_local_model_honours_them(tmp_path: Path) -> None:
    model = f"ch3ef-hf/{tiny_vlm.build('llava', tmp_path / 'llava')}"
    plan = plan_of(
        f"short={model}?max_tokens=2", f"greedy={model}?max_tokens=6", f"drawn={model}?max_tokens=6&temperature=2"
    )
    rows = run(plan, tmp_path / "run", Silent())
    of = {name: [row for row in rows if row.model == name] for name in ("short", "greedy", "drawn")}
    assert [(row.output_tokens, row.outcome, row.cut_off) for row in of["short"]] == [(2, "truncated", True)] * 2
    assert [row.output_tokens for row in of["greedy"]] == [6, 6]
    assert [row.reply for row in of["greedy"]] != [row.reply for row in of["drawn"]]


WITHOUT_EFFECT = {
    "--model openai/m --top-p 0.9": "--top-p has no effect at temperature 0",
    "--model ch3ef-hf/{local}?top_p=0.9&temperature=default": "?top_p has no effect at temperature 0",
    "--model ch3ef-hf/{local} --reasoning-effort low": "a local model takes no effort of reasoning; remove it, or give",
    "--model ch3ef-hf/{local}?temprature=1": "unknown argument of ch3ef-hf 'temprature'; did you mean 'temperature'?",
    "--model reference/oracle --max-tokens 9": "--max-tokens has no effect, since a reference answerer generates nothing",
    "--model openai/m?temperature=hot": "temperature is 'hot'; expected a number from 0 to 2, or default",
    "--model openai/m?max_tokens=0": "max_tokens is '0'; expected a whole number from 1 to 1000000",
}


@pytest.mark.parametrize("typed", WITHOUT_EFFECT)
def test_what_would_have_no_effect_is_refused_in_one_line(
    typed: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "llava"
    local = folder if folder.exists() else tiny_vlm.build("llava", folder)
    arguments = typed.format(local=local).split()
    out = str(tmp_path / "run")
    assert main(["run", *arguments, "--recipe", "human-value-direct", "--limit", "1", "--out", out]) == 2
    told = capsys.readouterr().err
    assert WITHOUT_EFFECT[typed] in told
    assert len(told.splitlines()) == 1


def test_settings_are_refused_where_likelihoods_alone_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--model", "vllm/m", "--temperature", "0.7", "--dry-run"]) == 2
    assert "--temperature has no effect: recipe 'human-value' compares likelihoods" in capsys.readouterr().err


def test_they_are_told_wherever_results_are(tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "run"
    models = ["--model", f"alpha=openai-api/ours/a?base_url={url}", "--model", f"o=openai-api/ours/o3?base_url={url}"]
    asked = ["run", *models, "--recipe", "human-value-direct", "--limit", "2", "--temperature", "0.7"]
    assert main([*asked, "--max-tokens", "500", "--dry-run"]) == 0
    printed = capsys.readouterr()
    told = "Settings: at most 500 tokens a reply, temperature 0.7."
    assert told in printed.out
    assert printed.err.startswith("note: o reasons before it answers, and --max-tokens leaves it 500 tokens for both")
    assert main([*asked, "--max-tokens", "500", "--out", str(folder)]) == 0
    assert told in capsys.readouterr().out
    assert main(["show", str(folder)]) == 0
    assert told in capsys.readouterr().out
    runs = read_runs([folder])
    assert (
        dict(grounds(runs, {"alpha": "alpha", "o": "o"}))["Settings"] == "at most 500 tokens a reply, temperature 0.7"
    )
    assert main([*asked, "--out", str(tmp_path / "other")]) == 0
    assert (
        "Settings: alpha: temperature 0.7; o: temperature 0.7, 16,000 tokens for reasoning beyond the recipe's limit."
        in capsys.readouterr().out
    )


def test_a_plan_with_odd_settings_is_none() -> None:
    assert settings_from({"temperature": 0.7, "thoughts": 16000}).limit(1) == 16001
    for odd in ({"temperature": "x"}, {"top_k": 3}, {"max_tokens": None}):
        with pytest.raises(InputError):
            settings_from(odd)


def test_efforts_are_those_that_inspect_knows() -> None:
    known = GenerateConfig.model_fields["reasoning_effort"].annotation
    assert {effort for each in get_args(known) for effort in get_args(each)} == set(EFFORTS)
