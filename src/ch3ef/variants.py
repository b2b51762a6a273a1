"""How an item is asked, as a typed value and as the text that tables hold; and what names of sets and models tell.

A variant's text joins its parts by "+": "phrasing:short+rotation:1+ice:topk_text:2+gaussian_noise:3"; the plain way is
"plain". Nobody else takes the text apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

CORRUPTIONS = (
    "gaussian_noise",
    "shot_noise",
    "impulse_noise",
    "defocus_blur",
    "motion_blur",
    "zoom_blur",
    "snow",
    "fog",
    "brightness",
    "contrast",
    "elastic",
    "pixelate",
    "jpeg",
)
"""Alterations that show corrupted pictures, `NAME:SEVERITY`; `corruptions` says what each does."""
PERTURBATIONS = ("case", "typos", "contractions", "spaces")
"""Alterations that perturb the question's text, `NAME:SEVERITY`, `contractions` without a severity;
`recipes.perturbations` says what each does."""
VERBALISER = "verbaliser"
"""Alteration that demands other names for the options than letters, `verbaliser:GROUP:K`."""
PUSHBACK = "pushback"
"""Alteration that is the answer to a second turn, which disagrees with the first."""

Part = Literal["phrasing", "rotation", "ice"]
"""The parts that ask the same thing of the same picture; rows that differ in them alone count together."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to ask an item.

    Attributes:
        phrasing: The phrasing, where it is not the recipe's first; else empty.
        rotation: By how many places the options are turned against their usual order.
        retriever: How the examples in front were found; empty without examples.
        shots: Examples in front.
        alteration: What is asked otherwise than the item has it: "typos:2", "gaussian_noise:3",
            "verbaliser:neutral:1", "pushback"; empty for nothing. A part of a kind that is on no list is one.
    """

    phrasing: str = ""
    rotation: int = 0
    retriever: str = ""
    shots: int = 0
    alteration: str = ""

    def __str__(self) -> str:
        """What the results table calls it.

        Example:
            >>> str(Variant()), str(Variant(rotation=1, retriever="fixed", shots=2, alteration="typos:1"))
            ('plain', 'rotation:1+ice:fixed:2+typos:1')
        """
        parts = (
            f"phrasing:{self.phrasing}" if self.phrasing else "",
            f"rotation:{self.rotation}" if self.rotation else "",
            self.examples,
            self.alteration,
        )
        return "+".join(filter(None, parts)) or "plain"

    @property
    def is_plain(self) -> bool:
        """Whether nothing is special about it."""
        return self == PLAIN

    @property
    def is_altered(self) -> bool:
        """Whether it asks something else than the item: its rows enter no accuracy."""
        return bool(self.alteration)

    @property
    def kind(self) -> str:
        """Kind of the alteration: "typos", "gaussian_noise", "verbaliser", "pushback"; empty for none."""
        return self.alteration.partition(":")[0]

    @property
    def detail(self) -> str:
        """What stands behind the alteration's kind: a severity, a verbaliser; empty for nothing."""
        return self.alteration.partition(":")[2]

    @property
    def examples(self) -> str:
        """The part that says which examples stood in front: "ice:topk_text:2"; empty for none."""
        return f"ice:{self.retriever}:{self.shots}" if self.retriever else ""

    @property
    def clean(self) -> Variant:
        """The variant that an altered one is compared with; of any other, itself."""
        return replace(self, alteration="")

    def without(self, part: Part) -> Variant:
        """The variant that is the same but for one part.

        Example:
            >>> str(Variant.parse("rotation:1+ice:fixed:2").without("ice"))
            'rotation:1'
        """
        if part == "phrasing":
            return replace(self, phrasing="")
        return replace(self, rotation=0) if part == "rotation" else replace(self, retriever="", shots=0)

    @staticmethod
    def parse(text: str) -> Variant:
        """The inverse of `str`, and the only reader of such texts.

        Example:
            >>> Variant.parse("rotation:1+ice:topk_text:2").retriever, Variant.parse("gaussian_noise:3").kind
            ('topk_text', 'gaussian_noise')
            >>> [Variant.parse(text).is_altered for text in ("plain", "phrasing:short", "a-new-one:7")]
            [False, False, True]
        """
        return _parsed(text)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Variant:
    found: dict[str, str] = {}
    altered: list[str] = []
    for part in text.split("+"):
        kind, _, rest = part.partition(":")
        if kind in {"phrasing", "rotation", "ice"}:
            found[kind] = rest
        elif part != "plain":
            altered.append(part)
    retriever, _, shots = found.get("ice", "").rpartition(":")
    return Variant(
        found.get("phrasing", ""), int(found.get("rotation", 0)), retriever, int(shots or 0), "+".join(altered)
    )


PLAIN = Variant()
"""The plain way."""


def is_twin(scenario: str) -> bool:
    """Whether a set holds contrast twins.

    Example:
        >>> is_twin("ch3ef-gen-twins?seed=7"), is_twin("ch3ef-gen")
        (True, False)
    """
    return scenario.partition("?")[0].endswith("-twins")


def twin_of(scenario: str) -> str:
    """What the set of contrast twins of a set is called.

    Example:
        >>> twin_of("ch3ef-gen?seed=7")
        'ch3ef-gen-twins?seed=7'
    """
    name, mark, arguments = scenario.partition("?")
    return f"{name}-twins{mark}{arguments}"


def untwinned(scenario: str) -> str:
    """The set whose twins a set holds; of any other, itself.

    Example:
        >>> untwinned("ch3ef-gen-twins?seed=7"), untwinned("ch3ef-gen")
        ('ch3ef-gen?seed=7', 'ch3ef-gen')
    """
    name, mark, arguments = scenario.partition("?")
    return f"{name.removesuffix('-twins')}{mark}{arguments}"


PEOPLE = "people/"
"""How the names of people as answerers begin: "people/1" is one person."""
MAJORITY = f"{PEOPLE}majority"
"""What more people chose than anything else, as an answerer."""


def is_reference(model: str) -> bool:
    """Whether an answerer is a floor or a ceiling and no model: a built-in one of known behaviour, or people.

    Example:
        >>> is_reference("reference/oracle"), is_reference("people/majority"), is_reference("openai/gpt-4o")
        (True, True, False)
    """
    return model.startswith(("reference/", PEOPLE))


def is_person(model: str) -> bool:
    """Whether an answerer is one person, of several who answered the same items.

    Example:
        >>> is_person("people/3"), is_person("people/majority")
        (True, False)
    """
    return model.startswith(PEOPLE) and model.removeprefix(PEOPLE).isdecimal()
