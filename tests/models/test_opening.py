"""Arguments of a model's name as its provider takes them."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from inspect_ai.model import ChatMessageUser

from ch3ef.errors import InputError
from ch3ef.models.faults import ServerError
from ch3ef.models.names import parse_model_name
from ch3ef.models.opening import open_model, typed
from tests.reply_server import Request, replying


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for service in ("OURS", "OPENAI", "TOGETHER"):
        monkeypatch.setenv(f"{service}_API_KEY", "x")


def test_values_have_the_type_that_they_look_like() -> None:
    values = {"true": True, "False": False, "-3": -3, "007": 7, ".5": 0.5, "1e-3": 0.001}
    assert {text: typed(text) for text in values} == values
    texts = ["", "nan", "inf", "1_000", "auto", "2024-10-21", "0x10", "１", "9" * 40 + "x"]
    assert [typed(text) for text in texts] == texts


@pytest.mark.parametrize(("argument", "path"), [("false", "/v1/chat/completions"), ("true", "/v1/responses")])
def test_a_switch_of_a_served_model_is_no_text(argument: str, path: str) -> None:
    requests: list[Request] = []
    with replying(lambda _: "yes", requests) as (url, _):
        model = open_model(parse_model_name(f"openai-api/ours/m?base_url={url}&max_retries=0&responses_api={argument}"))

        async def ask() -> None:
            # The server answers the one format alone.
            with suppress(ServerError):
                await model.generate([ChatMessageUser(content="well?")])
            await model.api.aclose()

        asyncio.run(ask())
    assert [place for place, _ in requests] == [path]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "openai-api/ours/m?base_url=http://h/v1&respnses_api=true",
            r"unknown argument of openai-api 'respnses_api'; did you mean 'responses_api'\? Known: .*stream, ",
        ),
        ("openai/gpt-4o?service_teer=flex", r"'service_teer'; did you mean 'service_tier'\? Known: .*background"),
        # A provider whose class hands on nothing.
        ("together/m?responses_api=true", r"unknown argument of together 'responses_api'; Known: [^']*stream"),
        # A server that is there is not started: what it would be started with has no effect.
        ("vllm/m?base_url=http://h/v1&tensor_parallel_size=2", "unknown argument of vllm 'tensor_parallel_size'"),
        ("sglang/m?base_url=http://h/v1&responses_api=true", "unknown argument of sglang 'responses_api'"),
    ],
)
def test_an_argument_that_a_provider_does_not_know_is_refused_with_those_it_knows(name: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as raised:
        open_model(parse_model_name(name))
    assert "api_key" not in str(raised.value)
    assert len(str(raised.value).splitlines()) == 1
