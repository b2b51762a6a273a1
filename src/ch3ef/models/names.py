"""Names of models as users type them: `[NAME=]provider/model?key=value&key=value`. Light: no engine, no torch."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ch3ef.errors import InputError, short, unknown_name
from ch3ef.files import named_path
from ch3ef.secrets import HIDDEN, is_secret_name, redacted, secret_member, written
from ch3ef.texts import printable, unfit_name

PROVIDERS: dict[str, str] = {
    "ch3ef-hf": "a local vision-language model: ch3ef-hf/./checkpoint or ch3ef-hf/ORG/NAME",
    "reference": "a reference answerer of known behaviour: reference/oracle, reference/chance ...",
    "anthropic": "",
    "azureai": "",
    "bedrock": "",
    "cloudflare": "",
    "deepseek": "",
    "fireworks": "",
    "google": "",
    "grok": "",
    "groq": "",
    "hf-inference-providers": "",
    "litellm-proxy": "",
    "llama-cpp-python": "",
    "meta": "",
    "mistral": "",
    "mockllm": "",
    "moonshot": "",
    "ollama": "",
    "openai": "",
    "openrouter": "",
    "perplexity": "",
    "sagemaker": "",
    "sambanova": "",
    "together": "",
    "openai-api": "any OpenAI-compatible server: openai-api/SERVICE/MODEL?base_url=http://...",
    "sglang": "an SGLang server: sglang/MODEL?base_url=http://...",
    "vllm": "a vLLM server: vllm/MODEL?base_url=http://...",
}
"""Providers, with a line on those that are not plainly a vendor's name."""

REFERENCE_ANSWERERS = ("oracle", "anti-oracle", "chance", "first", "last", "longest", "refuser", "blind", "persona")
"""Names in `models.reference.ANSWERERS`, which takes longer to import; a test keeps them the same."""

OPTION_SCORING = ("ch3ef-hf", "reference", "vllm", "sglang")
"""Providers that can report how likely a given answer is."""

_WHERE = (
    "attempt_timeout",
    "base_url",
    "host",
    "port",
    "timeout",
    "client_timeout",
    "max_connections",
    "max_retries",
    "retry_delay",
    "stream",
)
_HOW = ("batch_size", "device", "dtype", "likelihood", "prefix_cache", "prompt_logprobs", "trust_remote_code")
_SERVED = ("devices", "gpu_memory_utilization", "max_num_seqs", "tensor_parallel_size")
TECHNICAL = frozenset((*_WHERE, *_HOW, *_SERVED))
"""Arguments that say where and how a model is computed: no part of which model it is."""

_KEYS = {
    "bedrock": "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "ch3ef-hf": "HF_TOKEN",
    "cloudflare": "CLOUDFLARE_API_TOKEN",
    "grok": "XAI_API_KEY",
    "hf-inference-providers": "HF_TOKEN",
    "sagemaker": "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
}
"""The variables that hold a provider's key, where that is not PROVIDER_API_KEY."""

_UNTYPED = ("default_headers", "default_query", "http_client")
"""Arguments of clients that no text can be."""

MAX_TYPED = 10_000
"""Characters of the longest model that can be typed, its arguments included."""

_DISPLAY = re.compile(r"([^=/?&]+)=(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ModelName:
    """A parsed model name.

    Attributes:
        name: What stands for the model in every table, file and page: as the user calls it, else its identity.
        provider: Left of the first slash.
        model: The rest, without arguments.
        args: Arguments after "?", as text; an address as the client needs it, credentials included.
    """

    name: str
    provider: str
    model: str
    args: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def identity(self) -> str:
        """Which model it is: provider, model, and the arguments that change what it says; addresses without secrets."""
        own = "&".join(f"{key}={written(value)}" for key, value in self.args.items() if key not in TECHNICAL)
        return f"{self.provider}/{self.model}" + (f"?{own}" if own else "")

    @property
    def technical(self) -> dict[str, str]:
        """The arguments that say where and how it is computed, as they may be written: addresses without secrets."""
        return {key: written(value) for key, value in self.args.items() if key in TECHNICAL}

    @property
    def served(self) -> bool:
        """Whether requests to it leave this process."""
        return self.provider not in {"ch3ef-hf", "reference", "mockllm"}

    @property
    def started(self) -> bool:
        """Whether Inspect starts its server, with the first request of a run."""
        given = "base_url" in self.args or f"{self.provider.upper()}_BASE_URL" in os.environ
        return self.provider in {"vllm", "sglang"} and not given

    @property
    def scores_options(self) -> bool:
        """Whether the model can report how likely a given answer is."""
        return self.provider in OPTION_SCORING or self.args.get("prompt_logprobs") == "true"


def parse_model_name(text: str) -> ModelName:
    """Parse a model name; nothing is loaded or asked. Credentials in an address are secret from here on.

    Args:
        text: `provider/model`, with `?key=value&key=value` where the provider takes arguments; `NAME=` in front says
            what the model is called in tables.

    Returns:
        Its parts.

    Raises:
        InputError: No provider, an unknown one, an unknown reference answerer or trait, an argument without "=" or
            one that is secret, or a character that cannot be shown.

    Example:
        >>> name = parse_model_name("ours=ch3ef-hf/./ckpt?dtype=bfloat16&revision=v2")
        >>> name.name, name.identity, name.technical
        ('ours', 'ch3ef-hf/./ckpt?revision=v2', {'dtype': 'bfloat16'})
    """
    display, provider, model, args = model_parts(text)
    if provider == "reference" and model not in REFERENCE_ANSWERERS:
        raise unknown_name("reference answerer", model, REFERENCE_ANSWERERS, "`ch3ef list models`")
    if model == "persona" and provider == "reference":
        from ch3ef.models.persona import persona_of

        persona_of(args)
    elif provider == "reference" and args:
        raise InputError(f"reference/{model} takes no arguments; got {', '.join(args)}")
    return named(display, provider, model, args)


def named(display: str, provider: str, model: str, args: dict[str, str]) -> ModelName:
    """A model's name from its parts; without one of its own it is called by its identity."""
    name = ModelName(display or ModelName("", provider, model, args).identity, provider, model, args)
    if unfit := unfit_name(name.name):
        raise InputError(f"model {short(name.name)}: its name {unfit}; call it otherwise: NAME=PROVIDER/MODEL")
    return name


def model_parts(text: str) -> tuple[str, str, str, dict[str, str]]:
    """NAME (empty for none), provider, model and arguments of `[NAME=]provider/model?key=value`.

    Raises:
        InputError: As `parse_model_name`, but for names of reference answerers and their arguments.
    """
    if len(text) > MAX_TYPED:
        raise InputError(f"model {short(redacted(text))}: has {len(text)} characters; expected {MAX_TYPED} at most")
    if printable(text) != text:
        raise InputError(f"model '{printable(redacted(text))}' holds a character that cannot be shown; remove it")
    called = _DISPLAY.fullmatch(text)
    display, typed = (called[1].strip(), called[2]) if called else ("", text)
    if called and (unfit := unfit_name(display)):
        raise InputError(
            f"model {short(redacted(text))}: what it is to be called {unfit}; expected NAME=PROVIDER/MODEL"
        )
    name, _, query = typed.partition("?")
    shown = redacted(name)
    provider, slash, model = name.partition("/")
    if _LATER.search(typed) and provider not in PROVIDERS:
        raise InputError(
            f"model {redacted(text)!r}: NAME may not hold '=', '/', '?' or '&'; expected NAME=PROVIDER/MODEL"
        )
    if not slash or not model.strip():
        raise _incomplete(name, shown, provider if slash else "")
    if provider not in PROVIDERS:
        raise _unknown_provider(redacted(text.partition("?")[0]), shown, provider)
    args = _arguments(query, shown, key_variable(provider, model))
    # Only now is every secret known that stands in the addresses.
    for key, value in args.items():
        if key not in TECHNICAL and HIDDEN in written(value):
            raise InputError(f"model {shown!r}: {key} holds a secret, which would become a part of its name; remove it")
    if redacted(name) != name:
        raise InputError(
            f"model {redacted(name)!r}: its name holds a secret; expected the model's name alone, the key in "
            f"{redacted(key_variable(provider, model))} in the environment"
        )
    if display and redacted(display) != display:
        raise InputError(f"model {shown!r}: what it is to be called holds a secret; expected NAME=PROVIDER/MODEL")
    return display, provider, model, args


def _incomplete(name: str, shown: str, provider: str) -> InputError:
    if provider in PROVIDERS:
        return InputError(f"model {shown!r} names no model of {provider}; expected {provider}/MODEL")
    local = f"; for the folder {shown!r} write ch3ef-hf/{shown}" if os.path.exists(name) else ""  # noqa: PTH110 (a name of any length)
    return InputError(f"model {shown!r} has no provider; expected PROVIDER/MODEL, for example openai/gpt-4o{local}")


def _arguments(query: str, model: str, variable: str) -> dict[str, str]:
    args: dict[str, str] = {}
    for part in filter(None, query.split("&")):
        key, value = _argument(part, model, variable)
        if key in args:
            raise InputError(f"model {model!r}: argument {redacted(key)!r} is given twice; expected each once")
        args[key] = value
    return args


def _unknown_provider(typed: str, name: str, provider: str) -> InputError:
    if os.path.exists(typed):  # noqa: PTH110
        name = typed  # with "=" in its own name
    if os.path.exists(name):  # noqa: PTH110
        return InputError(f"model {name!r} has no provider; for the folder write ch3ef-hf/{name}")
    # What begins as a path does, or in a folder that is there, was meant as a folder.
    path = provider in {"", ".", "..", "~"} or os.path.isdir(provider)  # noqa: PTH112
    if not path and difflib.get_close_matches(provider, PROVIDERS, n=1, cutoff=0.65):
        return unknown_name("model provider", redacted(provider), PROVIDERS, "`ch3ef list models`")
    near = _near_folder(name)
    hint = f"no folder {name}; a checkpoint of yours is named ch3ef-hf/PATH"
    hint += f", such as ch3ef-hf/{near}" if near else ""
    if path:
        return InputError(f"model {name!r}: {hint}")
    return InputError(
        f"unknown model provider {redacted(provider)!r} and {hint}, one on the hub ch3ef-hf/ORG/NAME, a served model "
        "PROVIDER/MODEL (`ch3ef list models`)"
    )


def _near_folder(name: str) -> str:
    """The folder beside a path whose name is most alike; "" where none is there, or none is fit to be shown."""
    parent, base = os.path.split(name.rstrip("/"))
    try:
        with os.scandir(parent or ".") as entries:
            beside = [entry.name for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
    except OSError:
        return ""
    near = next(iter(difflib.get_close_matches(base, sorted(beside, reverse=True), n=1, cutoff=0)), "")
    found = os.path.join(parent, near)  # noqa: PTH118
    return found if near and found == printable(redacted(found)) else ""


_LATER = re.compile(rf"=(?:{'|'.join(map(re.escape, PROVIDERS))})/")
"""A model's name behind what was to be what it is called."""


def _argument(part: str, model: str, variable: str) -> tuple[str, str]:
    """Key and value of `key=value`; its addresses' credentials are secret from here on."""
    key, equals, value = part.partition("=")
    if not equals or not key:
        raise InputError(f"model {model!r}: argument {redacted(key)!r} has no value; expected ?NAME=VALUE&NAME=VALUE")
    secret = key if is_secret_name(key) else None if "://" in value.partition("{")[0] else secret_member(value)
    if secret is not None:
        raise InputError(
            f"model {model!r}: {secret} is a secret, and what is typed can be read by others; remove it and set "
            f"{redacted(variable)} in the environment"
        )
    if key in _UNTYPED:
        raise InputError(f"model {model!r}: {key} is no text, and cannot be given in a model's name; remove it")
    written(value)
    return key, value


def key_variable(provider: str, model: str) -> str:
    """The environment variable that a provider reads its key from.

    Example:
        >>> key_variable("openai-api", "our-lab/alpha"), key_variable("anthropic", "claude")
        ('OUR_LAB_API_KEY', 'ANTHROPIC_API_KEY')
    """
    service = model.partition("/")[0] if provider == "openai-api" else provider
    return _KEYS.get(provider) or service.upper().replace("-", "_") + "_API_KEY"


def check_distinct(models: Sequence[ModelName], option: str) -> None:
    """Refuse models of one run that tables could not tell apart.

    Args:
        models: The models.
        option: By which they were given, such as "--model".

    Raises:
        InputError: Two of them have the same name.
    """
    known: dict[str, ModelName] = {}
    for model in models:
        other = known.get(model.name)
        if other is not None and other == model:
            raise InputError(f"{option.removeprefix('--')} {model.name!r} is given twice; expected each once")
        if other is not None:
            raise InputError(
                f"{option}: two models would be called {model.name!r} in every table; name them apart, for example "
                f"{option} first={model.identity}"
            )
        known[model.name] = model


def fingerprint(name: ModelName) -> str:
    """What tells one local checkpoint from another under the same name; empty for models elsewhere.

    Names, sizes and times of change of the folder's files: enough to notice that a checkpoint was written
    anew, without reading gigabytes.
    """
    try:
        folder = named_path(name.model)
    except InputError:
        return ""
    if name.provider != "ch3ef-hf" or not folder.is_dir():
        return ""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return ";".join(f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files)


def changed_files(before: str, now: str) -> list[str]:
    """Names of the files in which two fingerprints of one checkpoint differ.

    Example:
        >>> changed_files("a:1:5;b:2:7", "a:1:5;b:2:9;c:1:1")
        ['b', 'c']
    """
    different = set(before.split(";")) ^ set(now.split(";"))
    return sorted({entry.rsplit(":", 2)[0] for entry in different if entry})
