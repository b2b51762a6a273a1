"""Secrets are taken out of texts, and nothing else is."""

from __future__ import annotations

import json

import pytest

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
