"""Secrets are taken out of texts, and nothing else is."""

from __future__ import annotations

import json

import pytest

from ch3ef.scenarios import load_scenario
from ch3ef.scenarios.catalogue import DEFAULT_SCENARIO
from ch3ef.secrets import HIDDEN, redacted, without_credentials


def test_the_environments_keys_are_taken_out_in_every_form(monkeypatch: pytest.MonkeyPatch) -> None:
    key = 'pl"anted/key+1234'
    monkeypatch.setenv("SOME_API_KEY", f" {key}\n")
    for form in (key, json.dumps(key)[1:-1], "pl%22anted%2Fkey%2B1234"):
        assert redacted(f"before {form} after") == f"before {HIDDEN} after"


def test_a_key_with_a_line_end_in_it_is_taken_out_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_TOKEN", "first-half-1\nsecond-half-2")
    said = redacted(repr(b"Bearer first-half-1\nsecond-half-2"))
    assert "first-half-1" not in said
    assert "second-half-2" not in said


def test_credentials_in_other_variables_are_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://ann:open-sesame-1@proxy:3128")
    assert redacted("407 for open-sesame-1") == f"407 for {HIDDEN}"


@pytest.mark.parametrize(
    "value", ["", "1", "true", "EMPTY", "dummy", "elephant", "20240501", "not-needed", "/etc/ssl/key.pem"]
)
def test_values_that_are_words_numbers_or_paths_are_left_in_texts(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOME_KEY", value)
    text = f"There is 1 elephant, it is true: {value} of 20240501, in /etc/ssl/key.pem"
    assert redacted(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "The bearer of this letter is a basic need; ask-me-anything-2024, task-force-123456789",
        "See https://example.org/page?question=what&limit=10 or mail ann@example.org",
        "A: sk-ating. The key=value pair is B",
        "0.5@0.9, user@host:~/folder, 10.0.0.1:8000",
    ],
)
def test_ordinary_texts_stay_as_they_are(text: str) -> None:
    assert redacted(text) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Incorrect API key provided: Bearer sk-abc123def456ghi7", "Incorrect API key provided: Bearer [secret]"),
        ("b'Authorization: Basic YW5uOm9wZW4xMjM0'", "b'Authorization: Basic [secret]'"),
        ("GET https://ann:pw@host/v1?api-key=b7&x=1", "GET https://[secret]@host/v1?api-key=[secret]&x=1"),
        ("hf_abcdefghijklmnopqrstuv and ghp_abcdefghijklmnopqrstuv", "[secret] and [secret]"),
    ],
)
def test_keys_that_nobody_told_of_are_known_by_their_form(text: str, wanted: str) -> None:
    assert redacted(text) == wanted


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1"),
        ("https://u:p%40ss@[::1]:8000/v1/?a=b#c", "https://[::1]:8000/v1/"),
        ("https://u:p@[broken/v1?key=1", "[broken/v1"),
    ],
)
def test_an_address_is_written_without_its_secrets(address: str, written: str) -> None:
    assert without_credentials(address) == written


@pytest.mark.parametrize(
    "form",
    [
        "cGxhbnRlZC9rZXkrMTIzNCA/",
        "planted/key%2B1234%20%3F",
        "planted%2Fkey%2B1234+%3F",
        "planted%2fkey%2b1234%20%3f",
        "706c616e7465642f6b65792b31323334203f",
        "706C616E7465642F6B65792B31323334203F",
    ],
)
def test_a_known_key_is_taken_out_however_it_is_encoded(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setenv("SOME_API_KEY", "planted/key+1234 ?")
    assert redacted(f"before {form} after") == f"before {HIDDEN} after"


@pytest.mark.parametrize(
    "name", ["DB_PWD", "API_KEYS", "PROXY_AUTH_HEADER", "SRV_AUTHORIZATION", "API_KEY2", "GITHUB_PAT"]
)
def test_variables_that_hold_secrets_are_known_by_how_they_end(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "planted-0123")
    assert redacted("planted-0123") == HIDDEN


def test_a_key_that_is_no_text_is_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_API_KEY", "planted\udcff0123")
    assert redacted("planted%FF0123") == HIDDEN


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('{"api_key": "s3cr3tvalue", "x": "s3cr3tother"}', '{"api_key": "[secret]", "x": "s3cr3tother"}'),
        (r'"{\"password\": \"s3cr3tvalue\"}"', r'"{\"password\": \"[secret]\"}"'),
        ("{'Authorization': 'Bearer sekretV1'}", "{'Authorization': 'Bearer [secret]'}"),
        ("x-api-key: s3cr3tvalue, 401", "x-api-key: [secret], 401"),
        ("<a href='/v1?a=1&amp;key=b7'>", "<a href='/v1?a=1&amp;key=[secret]'>"),
        ("nvapi-0123456789abcd xai-0123456789abcd", "[secret] [secret]"),
        ("AKIA0123456789ABCDEF AIza" + 35 * "0", "[secret] [secret]"),
        ("glpat-0123456789abcd ya29.a0Ab-0123456789", "[secret] [secret]"),
    ],
)
def test_secrets_in_objects_headers_and_pages_are_known_by_their_form(text: str, wanted: str) -> None:
    assert redacted(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        '{"answer": "B", "key": "option-2-of-four", "token": "B1234567", "password": "forgotten"}',
        "An API key: what is it? The secret is out: 12345678 people know the password: open sesame",
        '{"input_tokens": 12345678, "max_tokens": "12345678", "author": "ann-2024-05"}',
    ],
)
def test_objects_that_hold_no_secret_stay_as_they_are(text: str) -> None:
    assert redacted(text) == text


def test_the_generated_sets_texts_stay_as_they_are() -> None:
    for item in load_scenario(f"{DEFAULT_SCENARIO}?per_task=1").items:
        texts = json.dumps([item.question, *map(str, item.options)])
        assert redacted(texts) == texts
