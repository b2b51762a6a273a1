"""Opening a model: from the name a user typed to an Inspect model that is known to be usable."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import redirect_stdout
from inspect import Parameter, getclosurevars, signature
from io import StringIO
from typing import Any, cast
from unittest.mock import patch
from urllib.parse import parse_qsl, urlsplit

from inspect_ai._util.error import PrerequisiteError
from inspect_ai._util.registry import registry_find, registry_unqualified_name
from inspect_ai.model import Model, ModelAPI, get_model
from rich.text import Text

from ch3ef.errors import Ch3efError, InputError, short, unknown_name
from ch3ef.models.arrival import kept_on_arrival
from ch3ef.models.limits import ARGUMENTS as LIMITS
from ch3ef.models.limits import limits_of
from ch3ef.models.names import ModelName, key_variable
from ch3ef.models.option_likelihood import OptionScorer
from ch3ef.models.served import ServedOptionScorer
from ch3ef.models.served_model import ServedModel
from ch3ef.models.settings import ARGUMENTS as SETTINGS
from ch3ef.secrets import redacted, without_credentials


def open_model(name: ModelName) -> Model:
    """Load a local model, or build the client of a served one. No request is sent.

    Args:
        name: The parsed name.

    Returns:
        The Inspect model.

    Raises:
        InputError: A key, a package, a folder or an argument is missing or wrong.
    """
    served = name.served
    ours = {"prompt_logprobs", *SETTINGS, *(LIMITS if served else ())}
    limits = limits_of(name.name, name.args if served else {})
    own = {key: value for key, value in name.args.items() if key not in ours}
    base_url = own.pop("base_url", None)
    if base_url is not None and not _is_address(base_url):
        said = short(without_credentials(base_url))
        raise InputError(
            f"model {name.name!r}: base_url is {said}; expected an address such as http://localhost:8000/v1"
        )
    args: dict[str, Any] = {key: typed(value) for key, value in own.items()} if served else dict(own)
    if name.provider in _STARTED and not name.started:
        # What their server is to be started with would be passed over in silence.
        _check_known(name, args)
    if name.provider == "vllm" and base_url is not None:
        # No server is to be started: its client can be there at once.
        args["lazy_init"] = False
    if base_url is not None and name.provider in ("openai", "openai-api"):
        # OpenAI's client would put its own paths behind the query.
        base_url, _, query = base_url.partition("?")
        args |= {"default_query": dict(parse_qsl(query))} if query else {}
    try:
        model = get_model(f"{name.provider}/{name.model}", base_url=base_url, memoize=False, **args)
    except Ch3efError:
        raise
    except PrerequisiteError as error:
        # Inspect writes for a terminal, in rich's markup.
        said = " ".join(Text.from_markup(str(error.message)).plain.removeprefix("ERROR: ").split())
        raise InputError(redacted(f"model {name.name!r}{_missing_key(name, said) or f': {said}'}")) from error
    except (ValueError, TypeError, ImportError) as error:
        said = " ".join(str(error).split())
        if unknown := _UNKNOWN.search(said):
            raise _unknown_argument(name, unknown[1]) from error
        raise InputError(redacted(f"model {name.name!r} cannot be opened: {said}")) from error
    kept = kept_on_arrival(model, served=served)
    return ServedModel(kept, limits) if served else kept


def _missing_key(name: ModelName, said: str) -> str:
    """What to do where a client misses the key of its provider; "" where it misses something else."""
    variables = key_variable(name.provider, name.model)
    if any(variable in said and not os.environ.get(variable) for variable in variables.split(" and ")):
        return f" needs a key; set {variables} in the environment"
    return ""


_INTEGER = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)


def typed(text: str) -> bool | int | float | str:
    """The value of an argument as a client takes it: true, false, a number; anything else is a text.

    Example:
        >>> [typed(text) for text in ("false", "3", "0.7", "auto", "2024-10-21")]
        [False, 3, 0.7, 'auto', '2024-10-21']
    """
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text


_UNKNOWN = re.compile(r"unexpected keyword argument '(\w+)'")
"""What Python says of an argument that a provider, or the vendor's client under it, does not take."""


def _check_known(name: ModelName, args: Iterable[str]) -> None:
    known = _known_arguments(name)
    for key in args:
        if key not in known:
            raise _unknown_argument(name, key)


def _unknown_argument(name: ModelName, key: str) -> InputError:
    return unknown_name(f"argument of {name.provider}", key, _known_arguments(name))


def _known_arguments(name: ModelName) -> set[str]:
    """The arguments that a served model can have, as far as its provider names those that it hands on."""
    found = registry_find(lambda info: info.type == "modelapi" and registry_unqualified_name(info) == name.provider)
    # Inspect registers a function around the one that imports the provider.
    api: type[ModelAPI] = getclosurevars(cast("Any", found[0])).nonlocals["wrapped"]()
    known = {"base_url", "prompt_logprobs", *LIMITS, *SETTINGS}
    for one in api.__mro__[: api.__mro__.index(ModelAPI)]:
        taken = signature(one).parameters.values()
        known |= {each.name for each in taken if each.kind is not Parameter.VAR_KEYWORD}
        if name.provider in _STARTED or all(each.kind is not Parameter.VAR_KEYWORD for each in taken):
            break
    return known - _NOT_TYPED


_STARTED = ("sglang", "vllm")
"""Providers that start their server with what else they are given."""
_NOT_TYPED = {"self", "lazy_init", "model_name", "api_key", "api_key_var", "config", "service", "service_base_url"}
"""Parameters of providers that are set otherwise: by the model's name, by the environment, by us."""


def check_checkpoint(name: ModelName) -> None:
    """Refuse a local checkpoint that plainly cannot be opened, before anything else is run.

    Args:
        name: The parsed name of a `ch3ef-hf` model.

    Raises:
        InputError: torch is not installed, an argument is wrong, or the checkpoint lacks a part.
    """
    from ch3ef.models.huggingface import check_local_model

    check_local_model(name.model, {key: value for key, value in name.args.items() if key not in SETTINGS})


def _is_address(url: str) -> bool:
    """Whether requests can be sent to it: a scheme, a host, and a port that can be one.

    Example:
        >>> [_is_address(url) for url in ("http://[::1]:80/v1", "http://host:abc/v1", "http://host:99999", "host:80")]
        [True, False, False, False]
    """
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is no number or too great, brackets that are not closed
        return False


def check_arguments(name: ModelName) -> None:
    """Refuse arguments that a model does not take, without its key, its package, its address or its weights.

    Args:
        name: The parsed name.

    Raises:
        InputError: An argument is unknown, or its value is none that it can have.
    """
    if name.provider == "ch3ef-hf":
        from ch3ef.models.huggingface import HuggingFaceArgs

        HuggingFaceArgs.parse({key: value for key, value in name.args.items() if key not in SETTINGS})
    elif name.served and not name.started:
        variables = key_variable(name.provider, name.model).split(" and ")
        try:
            # Inspect may say on stdout which of its hooks there are, where it opens its first model.
            with (
                redirect_stdout(StringIO()),
                patch.dict(os.environ, {each: os.environ.get(each) or "none" for each in variables}),
            ):
                open_model(name)
        except InputError as error:
            if not isinstance(error.__cause__, PrerequisiteError):
                raise


def option_scorer(model: Model) -> OptionScorer:
    """What reports the likelihood of options for a model: the model itself, or its server."""
    return model.api if isinstance(model.api, OptionScorer) else ServedOptionScorer(model)
