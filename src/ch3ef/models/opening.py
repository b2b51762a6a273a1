"""Opening a model: from the name a user typed to an Inspect model that is known to be usable."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from inspect_ai._util.error import PrerequisiteError
from inspect_ai.model import Model, get_model
from rich.text import Text

from ch3ef.errors import Ch3efError, InputError
from ch3ef.models.arrival import kept_on_arrival
from ch3ef.models.limits import ARGUMENTS as LIMITS
from ch3ef.models.limits import limits_of
from ch3ef.models.names import ModelName
from ch3ef.models.option_likelihood import OptionScorer
from ch3ef.models.served import ServedOptionScorer
from ch3ef.models.served_model import ServedModel
from ch3ef.secrets import redacted


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
    ours = {"prompt_logprobs", *LIMITS} if served else {"prompt_logprobs"}
    limits = limits_of(name.name, name.args if served else {})
    args: dict[str, Any] = {key: value for key, value in name.args.items() if key not in ours}
    base_url = args.pop("base_url", None)
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
        said = Text.from_markup(str(error.message)).plain.removeprefix("ERROR: ")
        raise InputError(redacted(f"model {name.name!r}: {' '.join(said.split())}")) from error
    except (ValueError, TypeError, ImportError) as error:
        said = " ".join(str(error).split())
        raise InputError(redacted(f"model {name.name!r} cannot be opened: {said}")) from error
    kept = kept_on_arrival(model, served=served)
    return ServedModel(kept, limits) if served else kept


def check_checkpoint(name: ModelName) -> None:
    """Refuse a local checkpoint that plainly cannot be opened, before anything else is run.

    Args:
        name: The parsed name of a `ch3ef-hf` model.

    Raises:
        InputError: torch is not installed, an argument is wrong, or the checkpoint lacks a part.
    """
    from ch3ef.models.huggingface import check_local_model

    check_local_model(name.model, dict(name.args))


def option_scorer(model: Model) -> OptionScorer:
    """What reports the likelihood of options for a model: the model itself, or its server."""
    return model.api if isinstance(model.api, OptionScorer) else ServedOptionScorer(model)
