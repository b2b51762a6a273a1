"""Model names as users type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.models.names import REFERENCE_ANSWERERS, fingerprint, parse_model_name
from ch3ef.models.reference import ANSWERERS


def test_the_parts_of_a_name() -> None:
    name = parse_model_name("openai-api/local/org/model?base_url=http://127.0.0.1:8000/v1&prompt_logprobs=true")
    assert (name.provider, name.model) == ("openai-api", "local/org/model")
    assert name.args == {"base_url": "http://127.0.0.1:8000/v1", "prompt_logprobs": "true"}
    assert name.scores_options


@pytest.mark.parametrize(
    ("text", "scores"),
    [("ch3ef-hf//abs/path", True), ("reference/oracle", True), ("vllm/x", True), ("sglang/x", True), ("openai/gpt-4o", False),
     ("anthropic/claude", False), ("openai-api/s/m", False)],
)  # fmt: skip
def test_who_can_report_likelihoods(text: str, scores: bool) -> None:
    assert parse_model_name(text).scores_options is scores


def test_names_that_are_none() -> None:
    with pytest.raises(InputError, match=r"unknown model provider 'opena'; did you mean 'openai'"):
        parse_model_name("opena/gpt-4o")
    with pytest.raises(InputError, match="has no provider; expected PROVIDER/MODEL"):
        parse_model_name("gpt-4o")
    with pytest.raises(InputError, match="argument 'dtype' has no value"):
        parse_model_name("ch3ef-hf/x?dtype")


def test_a_folder_without_provider_says_what_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ckpt").mkdir()
    with pytest.raises(InputError, match="write ch3ef-hf/ckpt"):
        parse_model_name("ckpt")


def test_a_checkpoint_written_anew_has_another_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"1")
    name = parse_model_name(f"ch3ef-hf/{tmp_path}")
    before = fingerprint(name)
    assert before == fingerprint(name) != ""
    (tmp_path / "model.safetensors").write_bytes(b"22")
    assert fingerprint(name) != before
    assert fingerprint(parse_model_name("openai/gpt-4o")) == ""


def test_listed_answerers_are_those_there_are() -> None:
    assert tuple(ANSWERERS) == REFERENCE_ANSWERERS
