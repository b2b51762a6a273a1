"""Stands in for the hub: `datasets.load_dataset` hands out tables that a test made, of the real library's own kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.public_sets.public_set import PublicSet

DATA = Path(__file__).parents[1] / "data"
_SHARED = {"siuo-mcqa": "siuo", "amber-generative": "amber"}
"""Sets that are read from the folder of another."""


def folder_of(name: str) -> Path:
    """The folder with records of a public set."""
    return DATA / _SHARED.get(name, name)


def hub_image(path: Path) -> dict[str, Any]:
    """A picture as the hub's tables hold it."""
    return {"bytes": path.read_bytes(), "path": path.name}


def serve(
    monkeypatch: pytest.MonkeyPatch,
    public: PublicSet,
    tables: Mapping[tuple[str | None, str], Sequence[Mapping[str, Any]]],
    features: Mapping[str, Any],
) -> None:
    """Put records on the hub.

    Args:
        monkeypatch: Of the test.
        public: The set: nothing but its repository at its revision is there.
        tables: (configuration, split) -> its records.
        features: Column -> its type.
    """
    import datasets

    def load(repository: str, config: str | None, *, split: str, revision: str, **_: Any) -> Any:
        assert (repository, revision) == (public.repository, public.revision)
        columns = {name: [row.get(name) for row in tables[config, split]] for name in features}
        return datasets.Dataset.from_dict(columns, features=datasets.Features(features))

    monkeypatch.setattr(datasets, "load_dataset", load)


def says(caught: pytest.ExceptionInfo[InputError]) -> str:
    """The one line of a refusal."""
    message = str(caught.value)
    assert "\n" not in message
    return message
