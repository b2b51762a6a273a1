"""Recipes as YAML files: those of the package, and those that people write."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ch3ef.errors import InputError

FILES = Path(__file__).parent / "named"
KINDS = (".yaml", ".yml")


class RecipeFile(BaseModel):
    """What a recipe's file may say; `recipes.recipe.Recipe` tells what each key means.

    A key that belongs to another inferencer is an error, not ignored.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=60)
    inferencer: Literal["ppl", "direct"]
    metric: Literal["accuracy"] = "accuracy"
    description: str = ""
    version: str | None = None
    answer_prefix: str = ""
    pmi: bool = False
    max_tokens: int = Field(default=512, ge=1)

    @model_validator(mode="after")
    def _fits_its_inferencer(self) -> Self:
        others = {"ppl": ("max_tokens",), "direct": ("answer_prefix", "pmi")}[self.inferencer]
        if wrong := [key for key in others if key in self.model_fields_set]:
            raise ValueError(f"{wrong[0]} does nothing with inferencer {self.inferencer}; remove it")
        return self


def read_recipe_file(path: Path) -> dict[str, Any]:
    """The checked content of a recipe's file; its version is a digest of it unless it states one.

    Args:
        path: A YAML file.

    Returns:
        Arguments of `recipes.recipe.Recipe`.

    Raises:
        InputError: It cannot be read, is not YAML, or says something else than a recipe; says what and where.
    """
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); expected a recipe in YAML") from error
    except yaml.YAMLError as error:
        raise InputError(f"{path}: is not YAML ({' '.join(str(error).split())})") from error
    if not isinstance(content, dict):
        raise InputError(f"{path}: is no recipe; expected keys {', '.join(RecipeFile.model_fields)}")
    try:
        file = RecipeFile.model_validate(content)
    except ValidationError as error:
        raise InputError(f"{path}: {_first(error)}") from error
    stated = file.model_dump(exclude={"version"})
    digest = hashlib.sha256(repr(sorted(stated.items())).encode()).hexdigest()[:8]
    return stated | {"version": file.version or digest}


def _first(error: ValidationError) -> str:
    """The first thing that is wrong, in one line."""
    found = error.errors()[0]
    key = ".".join(str(part) for part in found["loc"])
    if found["type"] == "extra_forbidden":
        return f"unknown key {key!r}; known: {', '.join(RecipeFile.model_fields)}"
    if found["type"] == "missing":
        return f"key {key!r} is missing"
    message = found["msg"].removeprefix("Value error, ")
    return f"{key}: {message}; found {found['input']!r}" if key else message
