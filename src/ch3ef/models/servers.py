"""Which servers speak OpenAI's format, and what they are to be told of who asks."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ch3ef.models.limits import ARGUMENTS as LIMITS
from ch3ef.models.limits import RequestLimits, limits_of
from ch3ef.models.names import ModelName, key_variable
from ch3ef.models.settings import ARGUMENTS as SETTINGS


@dataclass(frozen=True, slots=True)
class Server:
    """Where a model is asked.

    Attributes:
        base_url: With credentials and query, where it has them.
        model: What the server calls it.
        key: The key.
        limits: Of each request.
    """

    base_url: str
    model: str
    key: str
    limits: RequestLimits


_NO_KEY = {"vllm": "inspectai", "sglang": "dummy"}
"""What is sent to servers of one's own that want no key: the same as Inspect sends."""
_OTHER_FORMAT = re.compile(r"o\d|gpt-?([5-9]|\d\d)|codex|deep-research|vision")
"""Names of models whose requests Inspect words otherwise."""


def server_of(name: ModelName) -> Server | str:
    """Where a model is asked by the lean client; or, in words, why another has to.

    Args:
        name: The parsed name.

    Raises:
        InputError: A limit that is not a whole number in its range.

    Example:
        >>> from ch3ef.models.names import parse_model_name
        >>> server_of(parse_model_name("vllm/m?base_url=http://h:8000/v1")).model
        'm'
        >>> server_of(parse_model_name("anthropic/claude"))
        'anthropic is no OpenAI-compatible server'
    """
    if name.provider not in {"openai-api", *_NO_KEY}:
        return f"{name.provider} is no OpenAI-compatible server"
    service, _, called = name.model.partition("/") if name.provider == "openai-api" else (name.provider, "", name.model)
    base_url = name.args.get("base_url") or os.environ.get(f"{service.upper().replace('-', '_')}_BASE_URL")
    reasons = {
        "its name does not say which model of the service": not called,
        "such models are asked in another format": _OTHER_FORMAT.search(called.lower()),
        "an adapter has to be loaded": name.provider == "vllm" and ":" in called,
    }
    if reason := next((reason for reason, holds in reasons.items() if holds), ""):
        return reason
    return server_at(name, called, base_url, also=("prompt_logprobs",), no_key=_NO_KEY.get(name.provider, ""))


def server_at(
    name: ModelName, called: str, base_url: str | None, *, also: Sequence[str] = (), no_key: str = ""
) -> Server | str:
    """A model at an address; or why it cannot be asked there by a client of ours.

    Args:
        name: The parsed name.
        called: What its server calls it.
        base_url: The address.
        also: Arguments that are of no effect here.
        no_key: What is sent where the environment has no key.

    Raises:
        InputError: A limit that is not a whole number in its range.
    """
    variable = key_variable(name.provider, name.model)
    key = os.environ.get(variable) or no_key
    others = [one for one in name.args if one not in {"base_url", *also, *LIMITS, *SETTINGS}]
    reasons = {
        "no base_url is given": not base_url,
        "its base_url is no address": not re.match(r"https?://[^/?#]", base_url or ""),
        f"{variable} cannot stand in a header": not (key.isascii() and key.isprintable()),
        f"it is given {', '.join(others)}": others,
        without_key(name): not key,
    }
    if reason := next((reason for reason, holds in reasons.items() if holds), ""):
        return reason
    return Server(str(base_url), called, key, limits_of(name.name, name.args))


def without_key(name: ModelName) -> str:
    """That there is no key for a model, in words."""
    return f"{key_variable(name.provider, name.model)} is not in the environment"


def organisation() -> dict[str, str]:
    """Headers that say on whose behalf OpenAI is asked, where the environment does."""
    named = {"OpenAI-Organization": "OPENAI_ORG_ID", "OpenAI-Project": "OPENAI_PROJECT_ID"}
    return {header: os.environ[variable] for header, variable in named.items() if os.environ.get(variable)}
