"""How replies are drawn and how long they may be: settings of a run, and of one model in its name. Light: no engine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from ch3ef.errors import InputError, unknown_name
from ch3ef.models.names import ModelName
from ch3ef.texts import whole_number
from ch3ef.words import in_a_row, in_parts, words

if TYPE_CHECKING:
    from inspect_ai.model import GenerateConfig

EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh", "max")
"""Efforts of reasoning as Inspect knows them; a test keeps them the same."""
THOUGHTS = 16_000
"""Tokens beyond a recipe's limit of a served model that is known to reason before it answers."""
FEW = 4_000
"""Tokens that are often too few for the thoughts and the answer of such a model."""


@dataclass(frozen=True, slots=True)
class GenerationSettings:
    """Settings of the replies of models that are asked; None where nothing is said.

    Attributes:
        max_tokens: Most tokens of a reply, thoughts included, in place of the recipe's limit.
        temperature: From 0, which is also what None means, to 2; "default" for the vendor's own, where none is sent.
        top_p: Share of probability among whose tokens is drawn.
        reasoning_effort: One of `EFFORTS`.
        thoughts: Tokens beyond the recipe's limit: not given, but found by `settings_of`.
    """

    max_tokens: int | None = None
    temperature: float | Literal["default"] | None = None
    top_p: float | None = None
    reasoning_effort: str | None = None
    thoughts: int = 0

    def facts(self) -> dict[str, int | float | str]:
        """What differs from saying nothing, by name: a part of what makes two runs the same."""
        return {name: value for name, value in asdict(self).items() if value}

    def limit(self, own: int) -> int:
        """Most tokens of a reply where whoever asks has a limit of its own."""
        return self.max_tokens or own + self.thoughts

    def config(self, most: int) -> GenerateConfig:
        """The same as Inspect takes it.

        Args:
            most: Most tokens of a reply.
        """
        from inspect_ai.model import GenerateConfig

        return GenerateConfig(
            max_tokens=most,
            temperature=None if self.temperature == "default" else self.temperature or 0.0,
            top_p=self.top_p,
            reasoning_effort=self.reasoning_effort,  # type: ignore[arg-type]  # `setting` lets no other pass
        )

    def fields(self, most: int) -> dict[str, int | float | str]:
        """The same as fields of a request to an OpenAI-compatible server.

        Example:
            >>> GenerationSettings(temperature="default", reasoning_effort="low").fields(512)
            {'max_tokens': 512, 'reasoning_effort': 'low'}
        """
        temperature = None if self.temperature == "default" else self.temperature or 0.0
        given = {"temperature": temperature, "top_p": self.top_p, "reasoning_effort": self.reasoning_effort}
        return {"max_tokens": most, **{name: value for name, value in given.items() if value is not None}}


UNSET = GenerationSettings()
ARGUMENTS = ("max_tokens", "temperature", "top_p", "reasoning_effort")
"""Names of the settings, as arguments of a model's name."""


def setting(name: str, text: str) -> Any:
    """The value of a setting.

    Args:
        name: One of `ARGUMENTS`.
        text: As typed.

    Raises:
        InputError: It is none.

    Example:
        >>> setting("max_tokens", "4000"), setting("temperature", "0.7"), setting("temperature", "default")
        (4000, 0.7, 'default')
        >>> setting("reasoning_effort", "hihg")
        Traceback (most recent call last):
        ...
        ch3ef.errors.InputError: unknown reasoning effort 'hihg'; did you mean 'high'? Known: high, low, max, medium, \
minimal, none, xhigh.
    """
    if name == "reasoning_effort":
        if text not in EFFORTS:
            raise unknown_name("reasoning effort", text, EFFORTS)
        return text
    if name == "max_tokens":
        count = whole_number(text)
        if count is None or not 0 < count <= 1_000_000:
            raise InputError(f"max_tokens is {text!r}; expected a whole number from 1 to 1000000")
        return count
    if name == "temperature" and text == "default":
        return text
    most = 2.0 if name == "temperature" else 1.0
    value = float(text) if _NUMBER.fullmatch(text) else -1.0
    if not 0 <= value <= most or (name == "top_p" and not value):
        or_else = ", or default for the vendor's own" if name == "temperature" else ""
        raise InputError(f"{name} is {text!r}; expected a number from 0 to {most:g}{or_else}")
    return value


_NUMBER = re.compile(r"\d+\.?\d*|\.\d+", re.ASCII)


def settings_of(name: ModelName, run: GenerationSettings = UNSET) -> GenerationSettings:
    """The settings of a model: those in its name, else those of the run; and room for thoughts where it needs some.

    Args:
        name: The model.
        run: Of the run.

    Raises:
        InputError: A setting in its name is none.

    Example:
        >>> from ch3ef.models.names import parse_model_name
        >>> settings_of(parse_model_name("openai/gpt-4o?temperature=0.7"), GenerationSettings(temperature=1.0)).facts()
        {'temperature': 0.7}
        >>> settings_of(parse_model_name("openai/o3")).limit(512)
        16512
    """
    try:
        own = {key: setting(key, name.args[key]) for key in ARGUMENTS if key in name.args}
    except InputError as error:
        raise InputError(f"model {name.name!r}: {error}") from None
    settings = replace(run, **own)
    return replace(settings, thoughts=THOUGHTS) if settings.max_tokens is None and reasons(name, settings) else settings


_REASONING = re.compile(
    r"(^|[/.:])o[134](-|$)|gpt-[5-9](?![\w.]*-chat)|gpt-oss|deepseek-(r\d|reasoner)|qwq|qvq|magistral|gemini-(2\.5|[3-9])|"
    r"grok-(3-mini|4)|(?<!non-)(thinking|reasoning)"
)
"""In names of models that reason before they answer, unasked."""


def reasons(name: ModelName, settings: GenerationSettings) -> bool:
    """Whether a served model is known to reason before it answers: by its name, or since it is to.

    Example:
        >>> from ch3ef.models.names import parse_model_name
        >>> known = ("openai/gpt-5-mini", "vllm/Qwen/QwQ-32B", "openai/gpt-4o", "openai/gpt-5-chat-latest")
        >>> [reasons(parse_model_name(name), UNSET) for name in known]
        [True, True, False, False]
    """
    if not name.served or settings.reasoning_effort == "none" or "non-reasoning" in name.model.lower():
        return False
    return settings.reasoning_effort is not None or _REASONING.search(name.model.lower()) is not None


def check_settings(models: Sequence[ModelName], run: GenerationSettings, silent: str) -> None:
    """Refuse settings that would have no effect.

    Args:
        models: The models that are asked.
        run: Of the run.
        silent: A recipe, where none lets a model generate; empty where one does.

    Raises:
        InputError: A model generates nothing, or cannot do what is said.
    """
    for name in models:
        settings = settings_of(name, run)
        given = next((key for key in ARGUMENTS if getattr(settings, key) is not None), None)
        if given is None:
            continue
        if silent:
            raise InputError(
                f"{_typed(name, given)} has no effect: recipe {silent!r} compares likelihoods, and nothing is "
                "generated; remove it, or add --recipe human-value-direct"
            )
        if name.provider == "reference":
            raise _without_effect(name, given, "a reference answerer generates nothing")
        if name.provider == "ch3ef-hf" and settings.reasoning_effort is not None:
            raise _without_effect(name, "reasoning_effort", "a local model takes no effort of reasoning")
        drawn = settings.temperature and (name.served or settings.temperature != "default")
        if settings.top_p is not None and not drawn:
            raise InputError(
                f"model {name.name!r}: {_typed(name, 'top_p')} has no effect at temperature 0, at which the likeliest "
                "token is taken; add a temperature, or remove it"
            )


def _typed(name: ModelName, key: str) -> str:
    """A setting as it was typed."""
    return f"?{key}" if key in name.args else f"--{key.replace('_', '-')}"


def _without_effect(name: ModelName, key: str, why: str) -> InputError:
    instead = "remove it" if key in name.args else f"remove it, or give it to other models alone: 'M?{key}=...'"
    return InputError(f"model {name.name!r}: {_typed(name, key)} has no effect, since {why}; {instead}")


def small_limits(models: Sequence[ModelName], run: GenerationSettings) -> Iterator[str]:
    """A line for every model that is known to reason and has few tokens for it, since that was said."""
    for name in models:
        settings = settings_of(name, run)
        if settings.max_tokens is not None and settings.max_tokens < FEW and reasons(name, settings):
            yield (
                f"{name.name} reasons before it answers, and {_typed(name, 'max_tokens')} leaves it "
                f"{settings.max_tokens} tokens for both: replies that are cut off count as wrong; without it there is "
                f"room for {THOUGHTS} more than the recipe's limit"
            )


_REFUSED: Mapping[str, str] = {
    "temperature": "--temperature default sends none",
    r"top.?p\b": "leave out --top-p",
    "reasoning|effort|thinking": "leave out --reasoning-effort",
    "max.?(completion|output|new)?.?tokens|(context|sequence) length|maximum context": (
        "--max-tokens N says how long a reply may be, thoughts included"
    ),
}
"""What a vendor's words speak of that does not take a setting -> what to do about it."""


def advice(refusal: str, kind: str) -> str:
    """What to do where a vendor does not take a setting; empty where its words speak of none.

    Args:
        refusal: The vendor's words.
        kind: "model", which options of the command set, or "judge", which its name alone does.

    Example:
        >>> advice("Unsupported value: 'temperature' does not support 0 with this model.", "model")
        '--temperature default sends none'
        >>> advice("`temperature` is deprecated for this model.", "judge")
        '?temperature=default sends none'
    """
    do = next((do for of, do in _REFUSED.items() if re.search(of, refusal, re.IGNORECASE)), "")
    return do if kind == "model" else re.sub(r"--([a-z-]+) ?", lambda it: f"?{it[1].replace('-', '_')}=", do)


def settings_from(facts: Mapping[str, object]) -> GenerationSettings:
    """The settings of `GenerationSettings.facts`, as a file holds them.

    Raises:
        InputError: They are none.
    """
    unknown = next((key for key in facts if key not in {*ARGUMENTS, "thoughts"}), None)
    if unknown is not None:
        raise unknown_name("setting", unknown, ARGUMENTS)
    read = {key: setting("max_tokens" if key == "thoughts" else key, str(value)) for key, value in facts.items()}
    return GenerationSettings(**read)


def difference(its: Mapping[str, Mapping[str, object]], own: Mapping[str, Mapping[str, object]]) -> str:
    """In which setting a run differs from a command.

    Args:
        its: Facts of the run's settings, by model.
        own: The command's.

    Example:
        >>> difference({"a": {"temperature": 0.7}}, {})
        "its --temperature of 'a' is 0.7, this command's 0"
    """
    for model in [*its, *own]:
        one, other = (each.get(model, {}) for each in (its, own))
        for key, unset in _UNSAID.items():
            if one.get(key) != other.get(key):
                what = ROOM if key == "thoughts" else "--" + key.replace("_", "-")
                return f"its {what} of {model!r} is {one.get(key, unset)}, this command's {other.get(key, unset)}"
    return "its settings are others"


ROOM = "room for reasoning"
"""What `difference` calls thoughts, which no argument settles but a version of ours."""
_UNSAID = {
    "max_tokens": "the recipe's",
    "temperature": "0",
    "top_p": "not set",
    "reasoning_effort": "not set",
    "thoughts": "0 tokens",
}


def described(settings: GenerationSettings) -> str:
    """Settings in a few words; empty where nothing is said.

    Example:
        >>> described(GenerationSettings(max_tokens=4000, temperature=0.7))
        'at most 4,000 tokens a reply, temperature 0.7'
    """
    told = []
    if settings.max_tokens:
        told.append(words("at most {n} tokens a reply", n=f"{settings.max_tokens:,}"))
    if settings.temperature == "default":
        told.append(words("the vendor's own temperature"))
    elif settings.temperature:
        told.append(words("temperature {value}", value=f"{settings.temperature:g}"))
    if settings.top_p:
        told.append(words("top-p {value}", value=f"{settings.top_p:g}"))
    if settings.reasoning_effort:
        told.append(words("reasoning effort {value}", value=settings.reasoning_effort))
    if settings.thoughts:
        told.append(words("{n} tokens for reasoning beyond the recipe's limit", n=f"{settings.thoughts:,}"))
    return in_a_row(told)


def described_all(settings: Mapping[str, GenerationSettings]) -> str:
    """The settings of models in one phrase, by name where they differ; empty where nothing is said of any.

    Args:
        settings: By model, of all models.

    Example:
        >>> described_all({"a": GenerationSettings(temperature=0.7), "b": UNSET})
        'a: temperature 0.7'
    """
    by_phrase: dict[str, list[str]] = {}
    for model, own in settings.items():
        by_phrase.setdefault(described(own), []).append(model)
    if len(by_phrase) == 1:
        return next(iter(by_phrase))
    told = {said: in_a_row(names) for said, names in by_phrase.items() if said}
    return in_parts([words("{models}: {settings}", models=names, settings=said) for said, names in told.items()])
