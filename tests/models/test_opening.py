"""Opening models: what their clients cannot take is said in one line."""

from __future__ import annotations

import pytest

from ch3ef.errors import InputError
from ch3ef.models.names import parse_model_name
from ch3ef.models.opening import open_model


@pytest.mark.parametrize("argument", ["default_headers", "default_query", "http_client"])
def test_an_argument_that_is_no_text_is_refused(monkeypatch: pytest.MonkeyPatch, argument: str) -> None:
    monkeypatch.setenv("SRV_API_KEY", "planted-0123")
    name = parse_model_name(f'openai-api/srv/m?base_url=http://127.0.0.1:9/v1&{argument}={{"x":"1"}}')
    with pytest.raises(InputError, match=f"{argument} is no text, .*remove it"):
        open_model(name)
