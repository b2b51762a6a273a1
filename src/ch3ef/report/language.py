"""The languages of a report: catalogues of messages (`languages/*.po`), and texts said in one of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

from ch3ef.errors import unknown_name
from ch3ef.words import Words, filled

if TYPE_CHECKING:
    from jinja2 import Environment

Key = tuple[str, str]
"""Context and English pattern."""
Value = TypeVar("Value")
ENGLISH_CODE = "en"
SCRIPT = "script"
"""Context of the messages that only the pages' scripts say."""


@dataclass(frozen=True, eq=False)
class Language:
    """A language that a report is said in.

    Attributes:
        code: As in `<html lang>`.
        messages: What is said for each pattern; a pattern that is not there is said in English.
    """

    code: str = ENGLISH_CODE
    messages: Mapping[Key, str] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """A text in this language: said by its pattern if it is one of ours, else as it is.

        Example:
            >>> from ch3ef.words import words
            >>> german = Language("de", {("", "{n} models"): "{n} Modelle"})
            >>> german.text(words("{n} models", n=3)), german.text("3 models")
            ('3 Modelle', '3 models')
        """
        if not isinstance(text, Words):
            return text
        if not self.messages:
            return unbroken(text)
        pattern = self.messages.get((text.context, text.pattern), text.pattern)
        return unbroken(filled(pattern, {name: self.text(value) for name, value in text.fields.items()}))

    def whole(self, value: Value) -> Value:
        """A record with every text of ours in it in this language; keys stay as they are."""
        said: Any = value
        if isinstance(value, str):
            said = self.text(value)
        elif isinstance(value, dict):
            said = {key: self.whole(each) for key, each in value.items()}
        elif isinstance(value, (list, tuple)) and not hasattr(value, "_fields"):
            said = type(value)(self.whole(each) for each in value)
        elif is_dataclass(value) and not isinstance(value, type):
            said = replace(value, **{each.name: self.whole(getattr(value, each.name)) for each in fields(value)})
        return said  # type: ignore[no-any-return]


ENGLISH = Language()

_TOGETHER = re.compile(r"(?<=[\d}]) (?=%|points?\b|个百分点)|(?<=\[)(-?[\d.]+), (?=-?[\d.]+\])")
"""The space between a number and its unit, and the one within an interval."""


def unbroken(text: str) -> str:
    r"""A text in which no line ends between a number and its unit, nor within an interval.

    Example:
        >>> unbroken("25.9 % [20.1, 31.0] of 12").replace("\xa0", "~")
        '25.9~% [20.1,~31.0] of 12'
    """
    return _TOGETHER.sub(lambda found: f"{found[1]},\xa0" if found[1] else "\xa0", text)


def languages() -> list[str]:
    """Codes of the languages there are."""
    folder = files("ch3ef.report").joinpath("languages")
    return sorted(
        [ENGLISH_CODE, *(each.name.removesuffix(".po") for each in folder.iterdir() if each.name.endswith(".po"))]
    )


def load_language(code: str) -> Language:
    """A language by its code.

    Args:
        code: "en", or the name of a catalogue.

    Raises:
        InputError: There is no such language.
    """
    if code not in languages():
        raise unknown_name("language", code, languages())
    if code == ENGLISH_CODE:
        return ENGLISH
    text = files("ch3ef.report").joinpath("languages", f"{code}.po").read_text(encoding="utf-8")
    return Language(code, dict(_messages(text)))


# --- catalogues --------------------------------------------------------------------------------------------

_ENTRY = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr|msgstr\[0\]) (".*")$')


def _messages(text: str) -> Iterator[tuple[Key, str]]:
    """The messages of a catalogue in gettext's format; a plural's are known by both of its English patterns.

    Source: GNU gettext manual, "The Format of PO Files".
    """
    for block in text.split("\n\n"):
        entry = _entry(block)
        if entry.get("msgid") and (said := entry.get("msgstr") or entry.get("msgstr[0]")):
            for name in ("msgid", "msgid_plural"):
                if name in entry:
                    yield (entry.get("msgctxt", ""), entry[name]), said


def _entry(block: str) -> dict[str, str]:
    entry: dict[str, str] = {}
    last = ""
    for line in block.splitlines():
        if found := _ENTRY.match(line):
            last = found[1]
            entry[last] = ast.literal_eval(found[2])
        elif line.startswith('"'):
            entry[last] += ast.literal_eval(line)
    return entry


# --- templates ---------------------------------------------------------------------------------------------


def install(environment: Environment, language: Language) -> None:
    """Let templates speak a language: what stands in `{% trans %}`, and every `Words` that they put out."""

    def said(message: str) -> str:
        # Jinja marks fields as Python does, "%(n)s", and doubles the signs of percent.
        pattern = re.sub(r"%\((\w+)\)s", r"{\1}", message.replace("%%", "%"))
        found = language.messages.get(("", pattern), pattern)
        return re.sub(r"\{(\w+)\}", r"%(\1)s", unbroken(found).replace("%", "%%"))

    def said_of(one: str, several: str, n: int) -> str:
        return said(one if n == 1 else several)

    environment.add_extension("jinja2.ext.i18n")
    environment.policies["ext.i18n.trimmed"] = True
    environment.finalize = lambda value: language.text(value) if isinstance(value, Words) else value
    environment.globals |= {"language": language.code, "said": language.text}
    environment.install_gettext_callables(said, said_of, newstyle=True)  # type: ignore[attr-defined]
