"""Model names as users type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.models.names import REFERENCE_ANSWERERS, changed_files, check_distinct, fingerprint, parse_model_name
from ch3ef.models.reference import ANSWERERS
from ch3ef.secrets import redacted


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
    with pytest.raises(
        InputError, match=r"unknown model provider 'Qwen' and no folder Qwen/Qwen3-VL; .* on the hub ch3ef-hf/ORG/NAME"
    ):
        parse_model_name("Qwen/Qwen3-VL")
    with pytest.raises(InputError, match="argument 'dtype' has no value"):
        parse_model_name("ch3ef-hf/x?dtype")


def test_a_folder_without_provider_says_what_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ckpt").mkdir()
    (tmp_path / "lr=0.1" / "step-10").mkdir(parents=True)
    with pytest.raises(InputError, match=r"write ch3ef-hf/lr=0\.1/step-10"):
        parse_model_name("lr=0.1/step-10")
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


def test_a_model_is_called_what_its_user_calls_it_or_by_what_makes_it_what_it_is() -> None:
    served = "openai-api/ours/alpha?base_url=http://host:8000/v1&top_k=3"
    assert parse_model_name(f"alpha={served}").name == "alpha"
    assert (
        parse_model_name(served).name == parse_model_name(f"alpha={served}").identity == "openai-api/ours/alpha?top_k=3"
    )
    local = parse_model_name("ch3ef-hf/./runs/lr=0.1/ckpt?revision=v2&batch_size=4&device=cuda:1&dtype=bfloat16")
    assert local.name == "ch3ef-hf/./runs/lr=0.1/ckpt?revision=v2"
    assert local.technical == {"batch_size": "4", "device": "cuda:1", "dtype": "bfloat16"}


def test_models_that_tables_could_not_tell_apart_are_refused() -> None:
    one, other = (parse_model_name(f"vllm/Qwen/VL?base_url=http://{host}/v1") for host in ("a", "b"))
    with pytest.raises(InputError, match=r"would be called 'vllm/Qwen/VL' .* --model first=vllm/Qwen/VL"):
        check_distinct([one, other], "--model")
    check_distinct([one, parse_model_name("second=vllm/Qwen/VL?base_url=http://b/v1")], "--model")


@pytest.mark.parametrize(
    ("text", "variable"),
    [
        ("openai/gpt-4o?temperature=0&api_key=sk-proj-9876543210abcdef", "OPENAI_API_KEY"),
        ("openai-api/our-lab/alpha?base_url=http://h/v1&API_KEY=x", "OUR_LAB_API_KEY"),
        ("bedrock/claude?aws_secret_access_key=abcdefgh", "AWS_SECRET_ACCESS_KEY"),
        ("ch3ef-hf/org/model?token=hf_x", "HF_TOKEN"),
        ("grok/grok-4?api_key=x", "XAI_API_KEY"),
    ],
)
def test_a_secret_among_the_arguments_is_refused_with_where_to_put_it(text: str, variable: str) -> None:
    with pytest.raises(InputError, match=f"is a secret.* set .*{variable} in the environment") as raised:
        parse_model_name(text)
    assert text.rpartition("=")[2] not in str(raised.value).split()
    assert "sk-proj" not in str(raised.value)


def test_a_secret_of_the_environment_is_no_part_of_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPLOY_TOKEN", "planted-0123")
    for text in ("openai/gpt-4o?user=planted-0123", "planted-0123=openai/gpt-4o"):
        with pytest.raises(InputError, match="holds a secret") as raised:
            parse_model_name(text)
        assert "planted" not in str(raised.value)


def test_an_address_reaches_the_client_whole_and_is_written_without_its_secrets() -> None:
    address = "https://ann:tea-for-2-at-5@host:8000/v1?key=0123abcd4567"
    name = parse_model_name(f"vllm/m?base_url={address}")
    assert name.args["base_url"] == address
    assert (name.name, name.technical) == ("vllm/m", {"base_url": "https://host:8000/v1"})
    assert "tea-for" not in repr(name)
    assert redacted("no such host: ann:tea-for-2-at-5, key 0123abcd4567") == "no such host: [secret], key [secret]"


@pytest.mark.parametrize(
    "text", ["openai/gpt\x1b[31m", "a\tb=openai/gpt-4o", "openai/\u202egpt", "openai/x\n", "openai/\ud800"]
)
def test_characters_that_cannot_be_shown_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="holds a character that cannot be shown") as raised:
        parse_model_name(text)
    assert str(raised.value).isprintable()


def test_a_name_of_any_length_is_read() -> None:
    with pytest.raises(InputError, match="has no provider"):
        parse_model_name("x" * 300)
    assert fingerprint(parse_model_name("ch3ef-hf/" + "x" * 300)) == ""


def test_a_rewritten_checkpoint_is_named_by_its_files() -> None:
    assert changed_files("config.json:2:10;model:5:11", "config.json:2:10;model:5:12") == ["model"]


@pytest.mark.parametrize(
    ("argument", "name", "technical"),
    [
        ("websocket_base_url=wss://ann:wonder4land9@c/", "openai/m?websocket_base_url=wss://c/", {}),
        ("x=http://ann:wonder4land9@c/", "openai/m?x=http://c/", {}),
        ("host=ann:wonder4land9@h", "openai/m", {"host": "h"}),
        ('x={"u":"http://ann:wonder4land9@c/"}', 'openai/m?x={"u":"http://c/"}', {}),
    ],
)
def test_no_argument_is_written_with_credentials(argument: str, name: str, technical: dict[str, str]) -> None:
    parsed = parse_model_name(f"openai/m?{argument}")
    assert (parsed.name, parsed.identity, parsed.technical) == (name, name, technical)
    assert "wonder4land9" in "".join(parsed.args.values())


@pytest.mark.parametrize("key", ["planted-0123", "sk-proj-abcdef1234567890"])
def test_a_key_in_the_models_own_part_is_refused(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("SRV_API_KEY", "planted-0123")
    for text in (f"openai-api/srv/{key}", f"ours=openai-api/srv/{key}", f"{key}=openai-api/srv/m"):
        with pytest.raises(InputError, match="holds a secret; expected") as raised:
            parse_model_name(text)
        assert key not in str(raised.value)


def test_what_a_model_is_called_is_checked_against_the_secrets_of_its_address() -> None:
    with pytest.raises(InputError, match="what it is to be called holds a secret"):
        parse_model_name("tea4two5tea=openai-api/srv/ok?base_url=http://u:tea4two5tea@h/v1")


@pytest.mark.parametrize(
    "argument",
    [
        'extra_query={"key":"sekretValue123abc"}',
        'extra_body={"a":{"api_key":"sekretValue123abc"}}',
        'default_headers={"Authorization":"Bearer sekretV1"}',
        "extra_body={%22pwd%22:%22sekretV1%22}",
        "extra_body={'api_keys': ['sekretV1']}",
        "auth=ann:sekretV1",
        "pat=sekretV1",
        "key2=sekretV1",
    ],
)
def test_a_secret_within_an_argument_is_refused(argument: str) -> None:
    with pytest.raises(InputError, match="is a secret") as raised:
        parse_model_name(f"openai-api/srv/m?{argument}")
    assert "sekret" not in str(raised.value)


@pytest.mark.parametrize("called", ["<img src=x onerror=alert(1)>", "a/b", "a?b", "a&b=c"])
def test_what_a_model_may_not_be_called_is_said(called: str) -> None:
    with pytest.raises(InputError, match=r"NAME may not hold '=', '/', '\?' or '&'"):
        parse_model_name(f"{called}=openai/gpt-4o")


@pytest.mark.parametrize("argument", ["default_headers", "default_query", "http_client"])
def test_an_argument_that_is_no_text_is_refused_unseen(argument: str) -> None:
    with pytest.raises(InputError, match=f"{argument} is no text, .*remove it") as raised:
        parse_model_name(f'openai-api/srv/m?{argument}={{"x":"sekretV1"}}')
    assert "sekret" not in str(raised.value)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (" =reference/oracle", "what it is to be called shows nothing; expected NAME=PROVIDER/MODEL"),
        ("\u3164=reference/oracle", "what it is to be called shows nothing; expected NAME=PROVIDER/MODEL"),
        ("a\u200db=reference/oracle", "holds U+200D, which cannot be seen"),
        ("openai/ ", "names no model of openai; expected openai/MODEL"),
        ("alpha=openai/", "names no model of openai; expected openai/MODEL"),
        ("ch3ef-hf/m?dtype=auto&dtype=float32", "argument 'dtype' is given twice; expected each once"),
        ("ch3ef-hf/m?dtype", "argument 'dtype' has no value; expected ?NAME=VALUE&NAME=VALUE"),
        ("openai/\u3164", "its name holds U+3164, which cannot be seen"),
        (f"{'a' * 1001}=reference/oracle", "has 1001 characters; expected 1000 at most"),
        (f"openai/{'a' * 2000}", "its name has 2007 characters; expected 1000 at most; call it otherwise: NAME="),
        ("a" * 100_000, "has 100000 characters; expected 10000 at most"),
    ],
)
def test_a_name_that_no_table_can_show_is_refused(typed: str, says: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_model_name(typed)
    assert says in str(raised.value)
    assert len(str(raised.value)) < 300
    assert parse_model_name(f"ours=openai/{'a' * 2000}").name == "ours"
