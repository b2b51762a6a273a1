"""The Hugging Face hub: a data set's files and its tables; what cannot be had becomes one line."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ch3ef.errors import InputError


@dataclass(frozen=True, slots=True)
class Repository:
    """A data set's repository on the hub.

    Attributes:
        name: Owner and name.
        revision: Branch, tag or commit that is asked for.
        place: What an error begins with.
        instead: What to do where the hub cannot be reached.
    """

    name: str
    revision: str
    place: str
    instead: str

    def download(self, files: Sequence[str]) -> Path:
        """Some of its files, in the hub's own cache (`HF_HOME`), which other programs share.

        What was downloaded before is found there without a connection. The files are links into the folder above that
        of the snapshots.

        Args:
            files: Names or glob patterns of what is wanted.

        Returns:
            The snapshot's folder; it is named by the commit.

        Raises:
            InputError: It cannot be downloaded.
        """
        import huggingface_hub

        # The root error of the HTTP library that this version of the hub's client uses (httpx or httpx2).
        from huggingface_hub.errors import HTTPError, XetDownloadError  # type: ignore[attr-defined]

        _quiet()
        try:
            folder = huggingface_hub.snapshot_download(
                self.name, repo_type="dataset", revision=self.revision, allow_patterns=list(files)
            )
        except (OSError, HTTPError, XetDownloadError) as error:
            raise self._unreachable("downloaded", error) from error
        return Path(folder)

    def records(self, split: str, config: str | None = None, data_dir: str | None = None) -> Iterable[dict[str, Any]]:
        """The records of its table, pictures as bytes.

        Args:
            split: Its own name of it.
            config: Which of the subsets that its card names.
            data_dir: Which of its folders, where it holds several sets and its card names none of them.

        Raises:
            InputError: The package `datasets` is missing, or the hub cannot be reached.
        """
        try:
            import datasets
        except ImportError as error:
            raise InputError(f"{self.place} needs the package datasets: pip install 'ch3ef[data]'") from error
        _quiet()
        try:
            loaded = datasets.load_dataset(self.name, config, data_dir=data_dir, split=split, revision=self.revision)
        except (OSError, ValueError, datasets.exceptions.DatasetsError) as error:
            raise self._unreachable("loaded", error) from error
        undecoded = datasets.Image(decode=False)
        for name, feature in loaded.features.items():
            if isinstance(feature, datasets.Image):
                loaded = loaded.cast_column(name, undecoded)
            elif isinstance(feature, datasets.List) and isinstance(feature.feature, datasets.Image):
                loaded = loaded.cast_column(name, datasets.List(undecoded))
        records: Iterable[dict[str, Any]] = loaded
        return records

    def _unreachable(self, what: str, error: Exception) -> InputError:
        reason = str(error).strip().split("\n")[0] or type(error).__name__
        return InputError(f"{self.place} could not be {what} from the Hugging Face hub ({reason}); {self.instead}")


def _quiet() -> None:
    """Leave what the hub's clients say of every retry unsaid: our own message says what to do."""
    for name in ("huggingface_hub", "datasets"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
