"""Names of models as users type them: `provider/model?key=value&key=value`. Light: no engine, no torch."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ch3ef.errors import InputError, unknown_name
from ch3ef.files import named_path, shortened

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
"""Names in `models.reference.ANSWERERS`, which needs the engine to be imported; a test keeps them the same."""

OPTION_SCORING = ("ch3ef-hf", "reference", "vllm", "sglang")
"""Providers that can report how likely a given answer is."""


@dataclass(frozen=True, slots=True)
class ModelName:
    """A parsed model name.

    Attributes:
        text: As the user typed it; the model's name in every table.
        provider: Left of the first slash.
        model: The rest, without arguments.
        args: Arguments after "?", as text.
    """

    text: str
    provider: str
    model: str
    args: dict[str, str] = field(default_factory=dict)

    @property
    def scores_options(self) -> bool:
        """Whether the model can report how likely a given answer is."""
        return self.provider in OPTION_SCORING or self.args.get("prompt_logprobs") == "true"


def parse_model_name(text: str) -> ModelName:
    """Parse a model name; nothing is loaded or asked.

    Args:
        text: `provider/model`, with `?key=value&key=value` where the provider takes arguments.

    Returns:
        Its parts.

    Raises:
        InputError: No provider, an unknown one, an unknown reference answerer or trait, or an argument without "=".

    Example:
        >>> parse_model_name("ch3ef-hf/./ckpt?dtype=bfloat16&batch_size=4").args
        {'dtype': 'bfloat16', 'batch_size': '4'}
    """
    name, _, query = text.partition("?")
    provider, slash, model = name.partition("/")
    if not slash or not model:
        local = f"; for the folder {text!r} write ch3ef-hf/{text}" if _is_there(text) else ""
        raise InputError(
            f"model {shortened(text)} has no provider; expected PROVIDER/MODEL, for example openai/gpt-4o{local}"
        )
    if provider not in PROVIDERS:
        raise unknown_name("model provider", provider, PROVIDERS)
    if provider == "reference" and model not in REFERENCE_ANSWERERS:
        raise unknown_name("reference answerer", model, REFERENCE_ANSWERERS)
    if provider == "ch3ef-hf":
        named_path(model)
    args = {}
    for part in filter(None, query.split("&")):
        key, equals, value = part.partition("=")
        if not equals or not key:
            raise InputError(f"model {text!r}: argument {part!r} has no value; expected ?key=value&key=value")
        args[key] = value
    if model == "persona" and provider == "reference":
        from ch3ef.models.persona import persona_of

        persona_of(args)
    elif provider == "reference" and args:
        raise InputError(f"reference/{model} takes no arguments; got {', '.join(args)}")
    return ModelName(text, provider, model, args)


def _is_there(text: str) -> bool:
    try:
        return named_path(text).exists()
    except InputError:
        return False


def fingerprint(name: ModelName) -> str:
    """What tells one local checkpoint from another under the same name; empty for models elsewhere.

    Names, sizes and times of change of the folder's files: enough to notice that a checkpoint was written
    anew, without reading gigabytes.
    """
    folder = Path(name.model).expanduser()
    if name.provider != "ch3ef-hf" or not folder.is_dir():
        return ""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return ";".join(f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files)
