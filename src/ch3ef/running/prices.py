"""Prices of tokens, and what a run costs by them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ch3ef.errors import InputError, unknown_name
from ch3ef.models.names import ModelName
from ch3ef.yaml_files import read_yaml

PER = 1_000_000
"""Tokens that a price is of."""
_PRICE = re.compile(r"(?:(.+)=)?([^=,]+),([^=,]+)")


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, in any currency.

    Attributes:
        sent: Of the prompt, pictures included.
        received: Of the reply, reasoning included.
    """

    sent: float
    received: float

    @property
    def half(self) -> Price:
        """What vendors take for batches."""
        return Price(self.sent / 2, self.received / 2)

    def of(self, sent: float, received: float) -> float:
        """What so many tokens cost.

        Example:
            >>> Price(2.5, 10).of(400_000, 20_000)
            1.2
        """
        return (sent * self.sent + received * self.received) / PER


def money_text(amount: float) -> str:
    """An amount in the currency of its price.

    Example:
        >>> money_text(1234.5), money_text(0.00123)
        ('1,234.50', '0.0012')
    """
    return f"{amount:,.2f}" if amount >= 0.1 or not amount else f"{amount:.2g}"


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices by what users call models, and one for all others.

    Attributes:
        named: By name.
        others: Of models without a price of their own; None: not known.
    """

    named: Mapping[str, Price]
    others: Price | None = None

    def of(self, model: ModelName) -> Price | None:
        """A model's price: by its name in tables, as `provider/model`, or its own name alone."""
        return next((self.named[name] for name in _names(model) if name in self.named), self.others)


def _names(model: ModelName) -> tuple[str, ...]:
    return (model.name, model.identity, f"{model.provider}/{model.model}", model.model)


def prices_given(texts: Sequence[str], file: Path | None, models: Iterable[ModelName]) -> Prices | None:
    """Prices as a command line has them; those typed there stand above those of a file.

    Args:
        texts: `IN,OUT` for all models, or `NAME=IN,OUT` for one, per million tokens.
        file: A YAML file: `NAME: [IN, OUT]`; it may name models that are not asked.
        models: Models and judges that are asked.

    Returns:
        The prices; None where none is given.

    Raises:
        InputError: A price is none, stands there twice, or is of a model that is not asked.
    """
    if not texts and file is None:
        return None
    named = _read(file) if file is not None else {}
    known = [name for model in models for name in dict.fromkeys(_names(model))]
    typed: dict[str, Price] = {}
    for text in texts:
        found = _PRICE.fullmatch(text)
        if found is None:
            raise InputError(f"--price {text}: {_EXPECTED}")
        name = found[1] or ""
        if name in typed:
            raise InputError(f"--price {text}: the second of {name or 'all models'}; expected each once")
        if name and name not in known:
            raise unknown_name("model in --price", name, [model for model in known if model])
        typed[name] = Price(_number(found[2], f"--price {text}"), _number(found[3], f"--price {text}"))
    others = typed.pop("", None)
    return Prices({**named, **typed}, others)


_EXPECTED = "expected IN,OUT or NAME=IN,OUT: what a million tokens sent and received cost, such as alpha=2.5,10"


def _number(value: object, where: str) -> float:
    try:
        number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else math.nan
    except (ValueError, OverflowError):
        number = math.nan
    if not 0 <= number < math.inf:
        raise InputError(f"{where}: {str(value)[:40]!r} is no price; {_EXPECTED}")
    return number


def _read(file: Path) -> dict[str, Price]:
    read = read_yaml(file)
    if not isinstance(read, dict) or not read:
        raise InputError(
            f"{file}: expected lines such as `openai/gpt-4o: [2.5, 10]`, per million tokens sent and received"
        )
    prices = {}
    for name, value in read.items():
        where = f"{file}: {str(name)[:80]}"
        if not isinstance(value, list) or len(value) != 2:
            raise InputError(f"{where}: expected [IN, OUT], per million tokens sent and received, such as [2.5, 10]")
        prices[str(name)] = Price(*(_number(number, where) for number in value))
    return prices
