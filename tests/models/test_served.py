"""Likelihoods through a server that speaks vLLM's wire format: the same numbers as from the model itself."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from inspect_ai.model import Logprob
from transformers import AutoModelForImageTextToText, AutoProcessor

from ch3ef.cli import main
from ch3ef.errors import RunError
from ch3ef.items import ImageRef
from ch3ef.models.loading import quiet_transformers
from ch3ef.models.messages import Message
from ch3ef.models.names import parse_model_name
from ch3ef.models.opening import open_model, option_scorer
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.probe import TOLERANCE, Question, probe_model
from ch3ef.models.served import option_sum
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import scenario_of
from tests import tiny_vlm
from tests.conftest import make_item
from tests.fake_vllm import VllmServer, serve
from tests.running.test_runs import Silent

OPTIONS = ["yes", "a very long answer that takes many tokens", "12 apples", "no, it is not"]


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_vlm.build("llava", tmp_path_factory.mktemp("llava"))


@pytest.fixture(scope="module")
def server(checkpoint: Path) -> VllmServer:
    with quiet_transformers():
        model = AutoModelForImageTextToText.from_pretrained(checkpoint)
        model.eval()  # type: ignore[no-untyped-call]
        return VllmServer(model, AutoProcessor.from_pretrained(checkpoint))  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def address(server: VllmServer) -> Iterator[str]:
    """One address for all tests: Inspect remembers a vLLM server by the model's name."""
    with serve(server) as base_url:
        yield base_url


@pytest.fixture
def url(address: str, server: VllmServer) -> str:
    server.requests.clear()
    server.silent = False
    server.template = None
    server.stale = server.blind = False
    return address


def likelihoods(
    name: str, messages: list[Message], prefix: str, *, pmi: bool = False, options: Sequence[str] = OPTIONS
) -> tuple[OptionLikelihood, ...]:
    model = open_model(parse_model_name(name))

    async def ask() -> tuple[OptionLikelihood, ...]:
        return await option_scorer(model).option_likelihoods(messages, options, answer_prefix=prefix, pmi=pmi)

    return asyncio.run(ask())


@pytest.mark.parametrize("prefix", ["", "Answer: "])
@pytest.mark.parametrize("provider", ["vllm/tiny", "sglang/tiny"])
def test_a_server_gives_what_the_model_gives(
    url: str, server: VllmServer, checkpoint: Path, picture: Callable[[int], ImageRef], prefix: str, provider: str
) -> None:
    messages = [Message("user", (picture(1), "What is shown?", picture(2)))]
    served = likelihoods(f"{provider}?base_url={url}", messages, prefix, pmi=True)
    local = likelihoods(f"ch3ef-hf/{checkpoint}", messages, prefix, pmi=True)
    for ours, theirs in zip(local, served, strict=True):
        assert theirs.sum == pytest.approx(ours.sum, abs=1e-3)
        assert theirs.pmi == pytest.approx(ours.pmi, abs=2e-3)
        assert (theirs.tokens, theirs.bytes) == (ours.tokens, ours.bytes)
    assert len(server.requests) == 2 * (len(OPTIONS) + 1)
    assert all(request["prompt_logprobs"] == 1 and request["max_tokens"] == 1 for request in server.requests)


THINKS_NOTHING = "<think>\n\n</think>\n\n"


def with_empty_reasoning(begun: bool) -> str:
    """A chat template that opens every last answer with an empty reasoning; begun already where a reply is asked for."""
    own, asks = tiny_vlm.chat_template("<image>\n"), "{% if add_generation_prompt %}<|im_start|>assistant\n"
    assert asks in own
    opened = own.replace(
        "{{ m['role'] }}\n",
        "{{ m['role'] }}\n{% if m['role'] == 'assistant' and loop.last %}" + THINKS_NOTHING + "{% endif %}",
    )
    return opened.replace(asks, asks + "<think>\n") if begun else opened


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("prefix", ["", "Answer: "])
def test_an_empty_reasoning_in_front_of_answers_is_no_part_of_them(
    url: str, server: VllmServer, checkpoint: Path, tmp_path: Path, prefix: str, begun: bool
) -> None:
    server.template = with_empty_reasoning(begun)
    folder = tmp_path / "thinks"
    shutil.copytree(checkpoint, folder)
    (folder / "chat_template.jinja").write_text(server.template)
    messages = [Message("user", ("What is shown?",))]
    served = likelihoods(f"vllm/tiny?base_url={url}", messages, prefix)
    local = likelihoods(f"ch3ef-hf/{folder}", messages, prefix)
    # The template without such a reasoning, the same words written out in front of the answer.
    expected = likelihoods(f"ch3ef-hf/{checkpoint}", messages, THINKS_NOTHING + prefix)
    assert [one.tokens for one in expected][:1] == [1]
    for found in (served, local):
        assert [one.sum for one in found] == pytest.approx([one.sum for one in expected], abs=1e-3)
        assert [one.tokens for one in found] == [one.tokens for one in expected]


def test_options_that_begin_with_every_digit(url: str, checkpoint: Path) -> None:
    messages = [Message("user", ("What is shown?",))]
    options = [f"{digit} apples" for digit in range(10)]
    served = likelihoods(f"vllm/tiny?base_url={url}", messages, "", options=options)
    local = likelihoods(f"ch3ef-hf/{checkpoint}", messages, "", options=options)
    assert [one.sum for one in served] == pytest.approx([one.sum for one in local], abs=1e-3)
    assert [one.tokens for one in served] == [one.tokens for one in local]


def test_an_openai_compatible_server_that_is_declared(
    url: str, checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCAL_API_KEY", "none")
    messages = [Message("user", ("What is shown?",))]
    served = likelihoods(f"openai-api/local/tiny?base_url={url}&prompt_logprobs=true", messages, "")
    local = likelihoods(f"ch3ef-hf/{checkpoint}", messages, "")
    assert [one.sum for one in served] == pytest.approx([one.sum for one in local], abs=1e-3)


def test_a_server_without_prompt_log_probabilities_is_an_error(url: str, server: VllmServer) -> None:
    server.silent = True
    with pytest.raises(RunError, match="returned no prompt log-probabilities"):
        likelihoods(f"vllm/tiny?base_url={url}", [Message("user", ("What?",))], "")


def questions(picture: Callable[[int], ImageRef], count: int = 2) -> list[Question]:
    return [Question((Message("user", (picture(n), "What is shown?")),), tuple(OPTIONS)) for n in range(count)]


def test_a_sound_server_is_found_fit(url: str, server: VllmServer, picture: Callable[[int], ImageRef]) -> None:
    found = probe_model(parse_model_name(f"vllm/tiny?base_url={url}"), questions(picture))
    assert found.faults == ()
    assert found.differ < 1e-3
    # A request of the test before, whose first fault ended its asking, may arrive as late as here.
    own = [request for request in server.requests if "What is shown?" in str(request["messages"])]
    assert found.requests == len(own) == 2 * 2 * 3 * 5
    assert all(request["prompt_logprobs"] == 1 for request in own)
    assert len({request["cache_salt"] for request in own}) == len(own)


def test_what_a_server_kept_of_other_prompts_is_found_and_a_salt_mends_it(
    url: str, server: VllmServer, picture: Callable[[int], ImageRef]
) -> None:
    server.stale = True
    found = probe_model(parse_model_name(f"sglang/tiny?base_url={url}"), questions(picture))
    assert found.differ > TOLERANCE
    assert "asked in another order" in found.faults[0]
    assert probe_model(parse_model_name(f"vllm/tiny?base_url={url}"), questions(picture)).faults == ()


def test_a_run_asks_nothing_of_a_server_whose_likelihoods_are_unfit(
    url: str, server: VllmServer, picture: Callable[[int], ImageRef], tmp_path: Path
) -> None:
    server.stale = True
    items = [make_item(n, images=(picture(n),)) for n in range(4)]
    part = part_of(scenario_of("test", items), recipe_named("human-value"))
    with pytest.raises(RunError, match=r"asked in another order .* Nothing was asked; `ch3ef models check`"):
        run(RunPlan((parse_model_name(f"sglang/tiny?base_url={url}"),), (part,)), tmp_path / "run", Silent())
    assert not (tmp_path / "run" / "results.parquet").exists()


def test_the_command_says_what_it_found(url: str, server: VllmServer, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["models", "check", f"vllm/tiny?base_url={url}", "--questions", "1", "--scenario", "ch3ef-gen?per_task=1"]
    assert main(command) == 0
    assert "its likelihoods can be used" in capsys.readouterr().out
    assert main(["models", "check", "openai/gpt-4o"]) == 2
    assert "does not report the likelihood of given answers" in capsys.readouterr().err


def test_a_whole_run_over_the_wire_format(
    url: str, server: VllmServer, checkpoint: Path, picture: Callable[[int], ImageRef], tmp_path: Path
) -> None:
    items = [make_item(n, images=(picture(n),)) for n in range(4)]
    names = (f"vllm/tiny?base_url={url}", f"ch3ef-hf/{checkpoint}")
    plan = RunPlan(
        tuple(map(parse_model_name, names)), (part_of(scenario_of("test", items), recipe_named("human-value")),)
    )
    rows = run(plan, tmp_path / "run", Silent())
    served, local = rows[:4], rows[4:]
    assert [row.chosen for row in served] == [row.chosen for row in local]
    assert all(row.outcome == "answered" for row in rows)
    asked = [r for r in server.requests if r["messages"][0]["content"][-1].get("text") == "What is shown?"]
    assert len(asked) == 4 * 5 + 2 * 3 * 5  # the first one was tried before, three times with its picture and without


def test_pictures_stand_in_the_message_where_the_question_has_them(
    url: str, server: VllmServer, checkpoint: Path, picture: Callable[[int], ImageRef], tmp_path: Path
) -> None:
    item = make_item(images=(picture(1), picture(2)), question="Is <image> like <image>?")
    names = (f"vllm/tiny?base_url={url}", f"ch3ef-hf/{checkpoint}")
    recipes = ("human-value", "human-value-direct")
    parts = tuple(part_of(scenario_of("test", [item]), recipe_named(recipe)) for recipe in recipes)
    rows = run(RunPlan(tuple(map(parse_model_name, names)), parts), tmp_path / "run", Silent())
    # The first asks whether the server answers, the next ones whether it can be believed.
    for request in server.requests[1 + 2 * 3 * 5 :]:
        content = request["messages"][0]["content"]
        assert [part["type"] for part in content] == ["text", "image_url", "text", "image_url", "text"]
        assert [content[place]["text"] for place in (0, 2)] == ["Is ", "(picture 1) like "]
    served, local = ([row for row in rows if row.model.startswith(kind)] for kind in ("vllm", "ch3ef-hf"))
    assert [row.outcome for row in rows if row.recipe == "human-value"] == ["answered"] * 2
    for ours, theirs in zip(local, served, strict=True):
        assert theirs.option_logprob_sum == (
            None if ours.option_logprob_sum is None else pytest.approx(ours.option_logprob_sum, abs=1e-3)
        )


def tokens(*texts: str) -> list[Logprob]:
    return [Logprob(token=text, logprob=-float(i + 1)) for i, text in enumerate(texts)]


def test_an_options_tokens_start_where_the_prompts_end() -> None:
    assert option_sum(tokens("a", "b"), tokens("a", "b", "c", "d")) == (-7.0, 2)


def test_a_token_that_merges_with_the_prompts_end_belongs_to_the_option() -> None:
    assert option_sum(tokens("a", "\n"), tokens("a", "\n\n", "c")) == (-5.0, 2)


def test_a_prompt_that_changes_is_refused() -> None:
    with pytest.raises(RunError, match="prompt changes after token 1 of 8"):
        option_sum(tokens(*"abcdefgh"), tokens(*"aXcdefghij"))


def test_an_option_without_tokens_is_refused() -> None:
    with pytest.raises(RunError, match="no token of its own"):
        option_sum(tokens("a", "b"), tokens("a", "b"))
