"""A drawn question in another language: its English texts are read back by templates, and said anew.

The wordings of a language are data in `ch3ef/languages/CODE/items/`: `words.yaml` for all tasks, and a file per task.
Each maps kinds of phrases to English -> the language; the kind `texts` is of whole questions and options:

    texts:
      "The {thing} is {colour}.": "这{thing+}是{colour}的。"
    colour:
      red: 红色

- `{kind}` stands for a phrase of that kind, `{kind2}` for another one; a phrase may be a template itself.
- `{kind*}` is its plural. "a {kind}" is "an {kind}" too.
- `{kind+}` is said with its measure word, `{kind#}` is that alone: in "只|猫" what stands before the bar.
- `{number}` is a number, `{letter}` a capital, `{name}` words with capitals, `{code}` a code of capitals and digits,
  `{lower}` one of small letters, `{text}` anything; these stay as they are.

What no template fits has no wording: such an item is not in the language's set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from ch3ef.languages import FOLDER, texts_in

TEXTS = "texts"
"""The kind of whole questions and options."""

_DECLINES = "declines"
"""In `words.yaml`, how options begin that decline (`reading.declining`)."""

_AS_THEY_ARE = {
    "number": r"\d+(?:[.,:]\d+)*",
    "letter": r"[A-Z]",
    "name": r"[A-Z](?:[\w'-]+|\.)?(?: [A-Z](?:[\w'-]+|\.)?)*",
    "code": r"[A-Z0-9]+(?:-[A-Z0-9]+)*",
    "lower": r"[a-z0-9]+(?:-[a-z0-9]+)*",
    "formula": r"(?:[A-Z][a-z]?\d+)+",
    "text": r".+?",
}
"""Kinds that stay as they are."""
_SLOT = re.compile(r"\{(?P<kind>[a-z_]+)(?P<which>\d*)(?P<form>[*+#]?)\}")
_MEASURE = "|"
_ENDINGS = (("", "s"), ("", "es"), ("y", "ies"), ("f", "ves"), ("fe", "ves"))
"""Of English nouns, one and several."""


class _Template(NamedTuple):
    """A template as a pattern: the slots stand in its groups in their order."""

    pattern: re.Pattern[str]
    slots: tuple[tuple[str, str, bool], ...]
    """Name, kind, and whether it is a plural."""
    said: str


class Wordings:
    """The wordings of one task in one language.

    Args:
        kinds: Kind of phrase -> English -> the language.

    Example:
        >>> wordings = Wordings({
        ...     "texts": {"Which {thing} is {colour}?": "哪{thing+}是{colour}的"},
        ...     "thing": {"cup": "个|杯子"},
        ...     "colour": {"red": "红色"},
        ... })
        >>> wordings.said("Which cup is red?"), wordings.said("Which cup is blue?")
        ('哪个杯子是红色的', None)
    """

    def __init__(self, kinds: Mapping[str, Mapping[str, str]]) -> None:
        self._kinds = kinds
        self._phrases = {
            kind: {text: said for text, said in own.items() if "{" not in text} for kind, own in kinds.items()
        }
        self._open = {kind for kind, own in kinds.items() if len(own) > len(self._phrases[kind])}
        self._templates = {
            kind: [self._template(text, said) for text, said in own.items() if "{" in text and self._knows(text)]
            for kind, own in kinds.items()
        }

    def said(self, text: str, kind: str = TEXTS) -> str | None:
        """What an English text of a kind is in the language; None where nothing says so."""
        if kind in _AS_THEY_ARE:
            return text
        phrases = self._phrases[kind]
        for spelt in (text, text[:1].lower() + text[1:]):
            if spelt in phrases:
                return phrases[spelt]
        return next((said for template in self._templates[kind] if (said := self._filled(template, text))), None)

    def _filled(self, template: _Template, text: str) -> str | None:
        found = template.pattern.fullmatch(text)
        if not found:
            return None
        fillings: dict[str, str] = {}
        for (name, kind, several), part in zip(template.slots, found.groups(), strict=True):
            said = self._several(part, kind) if several else self.said(part, kind)
            if said is None:
                return None
            fillings[name] = said
        return _SLOT.sub(lambda slot: _counted(fillings[slot["kind"] + slot["which"]], slot["form"]), template.said)

    def _knows(self, template: str) -> bool:
        """Whether a task has all kinds of a template; one for all tasks may speak of kinds that only some have."""
        return all(slot["kind"] in _AS_THEY_ARE or slot["kind"] in self._phrases for slot in _SLOT.finditer(template))

    def _several(self, text: str, kind: str) -> str | None:
        """A plural: its own phrase, or what it is the plural of."""
        alone = (text.removesuffix(many) + one for one, many in _ENDINGS if text.endswith(many))
        return next((said for each in (text, *alone) if (said := self.said(each, kind)) is not None), None)

    def _template(self, text: str, said: str) -> _Template:
        parts: list[str] = []
        slots: list[tuple[str, str, bool]] = []
        end = 0
        for slot in _SLOT.finditer(text):
            before = re.escape(text[end : slot.start()])
            parts.append(re.sub(r"(^|\\ )([aA])\\ $", r"\1\2n?\\ ", before))
            parts.append(f"({self._pattern(slot['kind'], several=slot['form'] == '*')})")
            slots.append((slot["kind"] + slot["which"], slot["kind"], slot["form"] == "*"))
            end = slot.end()
        return _Template(re.compile("".join(parts) + re.escape(text[end:])), tuple(slots), said)

    def _pattern(self, kind: str, *, several: bool) -> str:
        if kind in _AS_THEY_ARE:
            return _AS_THEY_ARE[kind]
        if several or kind in self._open:
            endings = {text[-1:] for text in self._kinds[kind]}  # a question ends as questions do
            return ".+?" + (
                re.escape(endings.pop()) if len(endings) == 1 and not several and "}" not in endings else ""
            )
        return "(?i:" + "|".join(re.escape(text) for text in sorted(self._phrases[kind], key=len, reverse=True)) + ")"


def _counted(said: str, form: str) -> str:
    """A phrase with its measure word or without."""
    measure, bar, noun = said.partition(_MEASURE)
    if not bar:
        return "" if form == "#" else said
    return {"+": measure + noun, "#": measure}.get(form, noun)


@cache
def wordings_of(language: str, slug: str) -> Wordings | None:
    """The wordings of a task in a language; None where it has none.

    Args:
        language: Code of the language.
        slug: Name of the task in ids and file names.

    Raises:
        InputError: There is no such language.
    """
    common: dict[str, Any] = texts_in(language, "items/words")
    if not (FOLDER / language / "items" / f"{slug}.yaml").is_file():
        return None
    own: dict[str, dict[str, str]] = texts_in(language, f"items/{slug}")
    return Wordings(
        {kind: common.get(kind, {}) | own.get(kind, {}) for kind in _kinds(common, own) if kind != _DECLINES}
    )


def _kinds(*found: Mapping[str, object]) -> Iterator[str]:
    yield from dict.fromkeys(kind for each in found for kind in each)
