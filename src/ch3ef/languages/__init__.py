"""Further languages in which models are asked: a folder of texts each. English stands in the code.

A folder `CODE/` (ISO 639-1) holds `recipes.yaml` (words of prompts), `judge.yaml` (words to judges) and `items/`
(wordings of generated questions). Nothing else knows which languages there are.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError, unknown_name
from ch3ef.yaml_files import read_yaml

FOLDER = Path(__file__).parent


def languages() -> tuple[str, ...]:
    """The codes of the languages besides English.

    Example:
        >>> languages()
        ('zh',)
    """
    return tuple(sorted(folder.name for folder in FOLDER.iterdir() if (folder / "recipes.yaml").is_file()))


@cache
def texts_in(language: str, name: str) -> Any:
    """The content of a file of a language.

    Args:
        language: Its code.
        name: The file's name below the language's folder, without its ending.

    Raises:
        InputError: There is no such language.

    Example:
        >>> texts_in("zh", "judge")["dimensions"]["honest"]
        '诚实'
    """
    if language not in languages():
        raise unknown_name("language", language, ("en", *languages()))
    return read_yaml(FOLDER / language / f"{name}.yaml")


def language_in(name: str) -> tuple[str, str]:
    """A recipe's or a suite's name, and the language behind it; English is "".

    Raises:
        InputError: An unknown language, or another setting.

    Example:
        >>> language_in("human-value-direct?language=zh"), language_in("human-value-direct")
        (('human-value-direct', 'zh'), ('human-value-direct', ''))
    """
    plain, mark, setting = name.partition("?")
    key, _, language = setting.partition("=")
    if mark and key != "language":
        raise InputError(f"{name}: unknown setting {key!r}; it takes language")
    return plain, spoken(language) if mark else ""


def spoken(language: str) -> str:
    """A language as the rest of the project takes it: "" for English.

    Raises:
        InputError: It is unknown.
    """
    if language == "en":
        return ""
    if language not in languages():
        raise unknown_name("language", language, ("en", *languages()))
    return language


def named_in(name: str, language: str) -> str:
    """A name with a language behind it.

    Example:
        >>> named_in("profile", "zh"), named_in("profile", ""), named_in("ch3ef-gen?seed=7", "zh")
        ('profile?language=zh', 'profile', 'ch3ef-gen?seed=7&language=zh')
    """
    return f"{name}{'&' if '?' in name else '?'}language={language}" if language else name
