"""Recipes as YAML files: those of the package, and those that people write."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator, model_validator

from ch3ef.errors import InputError, unknown_name
from ch3ef.items import PICTURE_MARK
from ch3ef.languages import spoken
from ch3ef.recipes import verbalisers
from ch3ef.recipes.phrasings import PHRASINGS, PUSHBACK_WORDS, QUERIES, Form, lacking, phrasing
from ch3ef.recipes.verbalisers import Group
from ch3ef.variants import CORRUPTIONS, PERTURBATIONS
from ch3ef.yaml_files import read_yaml

FILES = Path(__file__).parent / "named"
KINDS = (".yaml", ".yml")
MAX_SHOTS = 8
SEVERITIES = (1, 2, 3, 4, 5)

Inferencer = Literal["ppl", "direct", "cot", "cot -> ppl", "cot -> direct", "ppl -> ppl"]
Metric = Literal["accuracy", "yes-no", "captions", "counting", "detection", "short-answer", "declining", "judged"]
Manner = Literal["free", "strict"]

JUDGED: Metric = "judged"
"""The metric of answers that are not among options and that a judge grades, knowing which options are right."""

FORM_OF_METRIC: dict[Metric, Form] = {
    "accuracy": "letters",
    "yes-no": "yes no",
    "captions": "captions",
    "counting": "counting",
    "detection": "detection",
    "short-answer": "short answer",
    # The question alone, in the words in which likelihoods are asked for: the two ways show a model the same.
    "declining": "likelihood",
    "judged": "likelihood",
}
"""What a reply is asked for under each metric."""


class ExamplesPart(BaseModel):
    """The part `examples` of a recipe's file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    retriever: Literal["random", "fixed", "topk_text", "topk_image"]
    shots: list[int] = Field(min_length=1)
    encoder: str = ""

    @field_validator("shots", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return [value] if isinstance(value, int) else value

    @model_validator(mode="after")
    def _fits(self) -> Self:
        wrong = [n for n in self.shots if not 0 <= n <= MAX_SHOTS]
        if wrong or len(set(self.shots)) < len(self.shots) or not any(self.shots):
            raise ValueError(f"shots {self.shots}; expected different numbers from 0 to {MAX_SHOTS}, not 0 alone")
        if self.encoder and not self.retriever.startswith("topk"):
            raise ValueError(f"encoder does nothing with retriever {self.retriever}; remove it")
        return self


class RecipeFile(BaseModel):
    """What a recipe's file may say; `recipes.recipe.Recipe` tells what each key means.

    A key that belongs to another inferencer or metric is an error, not ignored.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=60)
    inferencer: Inferencer
    metric: Metric = "accuracy"
    description: str = ""
    scenario: str = ""
    version: str | None = None
    query: str = "standard"
    examples: ExamplesPart | None = None
    rotations: bool = False
    letters: bool = False
    answer_prefix: str = ""
    pmi: bool = False
    box_scale: Literal[1, 100, 1000] = 1
    max_tokens: int = Field(default=512, ge=1)
    verbalisers: tuple[Group, ...] = ()
    corruptions: tuple[str, ...] = ()
    perturbations: tuple[str, ...] = ()
    severities: tuple[int, ...] = ()
    pushback: bool = False
    reading: Manner = "free"
    language: str = ""

    @property
    def turns(self) -> tuple[str, ...]:
        """The inferencer's turns."""
        return tuple(self.inferencer.split(" -> "))

    @model_validator(mode="after")
    def _fits_its_inferencer(self) -> Self:
        wrong = [key for key in ("answer_prefix", "pmi", "letters") if "ppl" not in self.turns]
        wrong += ["max_tokens"] if set(self.turns) == {"ppl"} else []
        wrong += ["pmi", "examples", "rotations", "letters"] if self.inferencer == "ppl -> ppl" else []
        if wrong := [key for key in wrong if key in self.model_fields_set]:
            raise ValueError(f"{wrong[0]} does nothing with inferencer {self.inferencer}; remove it")
        if self.rotations and self.turns[-1] == "ppl" and not self.letters:
            raise ValueError("rotations do nothing where options are not shown; add letters: true, or remove them")
        return self

    @model_validator(mode="after")
    def _fits_its_metric(self) -> Self:
        if self.metric != "accuracy" and self.inferencer not in ("direct", "cot -> direct"):
            raise ValueError(f"metric {self.metric} reads a reply; expected inferencer direct or cot -> direct")
        if self.metric != "accuracy" and self.rotations:
            raise ValueError(f"rotations do nothing with metric {self.metric}, which shows no options; remove them")
        if self.metric != "detection" and "box_scale" in self.model_fields_set:
            raise ValueError(f"box_scale does nothing with metric {self.metric}; remove it")
        return self

    @field_validator("verbalisers", "corruptions", "perturbations", "severities", mode="before")
    @classmethod
    def _several(cls, value: object, info: ValidationInfo) -> object:
        """One, a list of several, or `all`; in the order in which they are told."""
        key = info.field_name or ""
        every = _EVERY[key]
        if value == "all":
            return every
        listed = value if isinstance(value, list) else [value]
        if unknown := [one for one in listed if one not in every or isinstance(one, bool)]:
            kind = "severity" if key == "severities" else key.removesuffix("s")
            raise ValueError(str(unknown_name(kind, str(unknown[0]), map(str, every))).removesuffix("."))
        if len(set(listed)) < len(listed) or not listed:
            raise ValueError(f"expected different ones of {', '.join(map(str, every))}, or all")
        return tuple(one for one in every if one in listed)

    @model_validator(mode="after")
    def _fits_what_is_altered(self) -> Self:
        if self.verbalisers:
            self._fits_verbalisers()
        if self.perturbations and "{question}" not in PHRASINGS[self._form]["standard"]:
            raise ValueError(
                f"perturbations do nothing with metric {self.metric}, which shows no question; remove them"
            )
        if self.perturbations and self.language:
            raise ValueError("perturbations alter English words; remove them, or language")
        if self.severities and not (self.corruptions or self.perturbations):
            raise ValueError("severities do nothing without corruptions or perturbations; remove them")
        if self.pushback and self.turns[-1] == "ppl":
            raise ValueError(f"pushback disagrees with a reply; inferencer {self.inferencer} has none")
        if self.pushback and self.metric not in PUSHBACK_WORDS:
            raise ValueError(f"pushback has no words for metric {self.metric}; expected {', '.join(PUSHBACK_WORDS)}")
        return self

    @model_validator(mode="after")
    def _fits_strict_reading(self) -> Self:
        if self.reading == "strict":
            if (self.inferencer, self.metric) != ("direct", "accuracy"):
                raise ValueError(
                    "strict reading is of a letter in a reply; expected inferencer direct and metric accuracy"
                )
            if self.verbalisers or self.pushback:
                raise ValueError("verbalisers and pushback ask in words of their own; remove them, or reading: strict")
        return self

    def _fits_verbalisers(self) -> None:
        if (self.inferencer, self.metric) != ("direct", "accuracy"):
            raise ValueError("verbalisers name options in a reply; expected inferencer direct and metric accuracy")
        if self.query != "standard":
            raise ValueError("verbalisers have words of their own; remove query")
        if self.examples:
            raise ValueError("verbalisers and examples: the examples would show letters; make two recipes of them")

    @property
    def _form(self) -> Form:
        return form_of(self.inferencer, self.metric, letters=self.letters, reading=self.reading)

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        try:
            return spoken(value) if value else ""
        except InputError as error:
            raise ValueError(str(error).removesuffix(".")) from error

    @model_validator(mode="after")
    def _known_query(self) -> Self:
        # One word is meant as a name, and may be misspelt; it has no space, as many a Chinese or Thai text has none.
        if re.fullmatch(r"[\w-]*", self.query, re.ASCII) and self.query not in (*QUERIES, "all"):
            raise ValueError(
                f"query {self.query!r}; expected one of {', '.join(QUERIES)}, all of them, or a text of your own"
            )
        if PICTURE_MARK in self.query:
            raise ValueError(
                f"query holds {PICTURE_MARK}; pictures stand in front, or where the item's question has them"
            )
        form = self._form
        if self.query != "all" and (missing := lacking(form, phrasing(form, self.query))):
            raise ValueError(f"query {self.query!r} lacks {missing}")
        return self


def form_of(inferencer: Inferencer, metric: Metric, *, letters: bool, reading: Manner = "free") -> Form:
    """What the first turn of a recipe asks for.

    Example:
        >>> form_of("cot -> ppl", "accuracy", letters=False), form_of("direct", "accuracy", letters=False)
        ('reason', 'letters')
    """
    if inferencer == "cot":
        return "reason letters"
    if inferencer.startswith("cot"):
        return "reason"
    if inferencer.startswith("ppl"):
        return "letters" if letters else "likelihood"
    return "answer line" if reading == "strict" else FORM_OF_METRIC[metric]


def read_recipe_file(path: Path) -> dict[str, Any]:
    """The checked content of a recipe's file; what it states of its version is its edition.

    Args:
        path: A YAML file.

    Returns:
        Arguments of `recipes.recipe.Recipe`; `examples` as plain data or None.

    Raises:
        InputError: It cannot be read, is not YAML, or says something else than a recipe; says what and where.
    """
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise InputError(f"{path}: is not a recipe; expected the keys {', '.join(RecipeFile.model_fields)}")
    try:
        file = RecipeFile.model_validate(content)
    except ValidationError as error:
        raise InputError(f"{path}: {_first(error)}") from error
    stated = file.model_dump(exclude={"version"})
    if file.corruptions or file.perturbations:
        stated["severities"] = file.severities or SEVERITIES
    return stated | {"edition": file.version or ""}


_EVERY: dict[str, tuple[Any, ...]] = {
    "verbalisers": verbalisers.GROUPS,
    "corruptions": CORRUPTIONS,
    "perturbations": PERTURBATIONS,
    "severities": SEVERITIES,
}
"""What `all` stands for."""


def _first(error: ValidationError) -> str:
    """The first thing that is wrong, in one line."""
    found = error.errors()[0]
    key = ".".join(str(part) for part in found["loc"])
    if found["type"] == "extra_forbidden":
        known = ExamplesPart if key.startswith("examples.") else RecipeFile
        return f"unknown key {key!r}; known: {', '.join(known.model_fields)}"
    if found["type"] == "missing":
        return f"key {key!r} is missing"
    message = found["msg"].removeprefix("Value error, ")
    return f"{key}: {message}; found {found['input']!r}" if key and not isinstance(found["input"], dict) else message
