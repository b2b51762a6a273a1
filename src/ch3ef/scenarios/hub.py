"""The released Ch3Ef sets from the Hugging Face hub."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ch3ef.errors import InputError
from ch3ef.scenarios.public_sets.public_set import quiet_hub
from ch3ef.scenarios.released import load_released
from ch3ef.scenarios.scenario import Scenario
from ch3ef.taxonomy import Dimension

FILES = tuple(
    file
    for dimension in Dimension
    for file in (f"meta_file/{dimension.capitalize()}.json", f"{dimension.capitalize()}_images.zip")
)
"""What is downloaded of a repository; about 282 MB for `openlamm/Ch3Ef`."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A data set repository of the hub.

    Attributes:
        name: Owner and name.
        revision: Branch, tag or commit that is asked for.
    """

    name: str
    revision: str


# Not pinned yet: the commits could not be looked up when this was written (no internet). Replace "main" by the commit
# that a first load names in its notice. Until then the scenario's version, a digest of the items, tells sets apart.
CH3EF = Repository("openlamm/Ch3Ef", revision="main")
CH3EF_V0 = Repository("openlamm/Ch3Ef_v0", revision="main")


def load_ch3ef(cache: Path) -> Scenario:
    """The released set of 1002 items, downloaded on first use; see `load_from_hub`."""
    return load_from_hub(CH3EF, "ch3ef", cache)


def load_ch3ef_v0(cache: Path) -> Scenario:
    """The older release, downloaded on first use; see `load_from_hub`."""
    return load_from_hub(CH3EF_V0, "ch3ef-v0", cache)


def load_from_hub(repository: Repository, name: str, cache: Path) -> Scenario:
    """Download a repository in the released layout and load it.

    The files go into the hub's own cache (`HF_HOME`), shared with other programs; the zips are unpacked into
    ours. What was downloaded before is found there without a connection. The revision may be a branch, which
    moves: the commit that it stood for is named in the scenario's notices.

    Args:
        repository: What to download.
        name: The scenario's name.
        cache: Folder for the unpacked zips.

    Returns:
        The full set.

    Raises:
        InputError: It cannot be downloaded, lacks a file, or what it holds is not as expected.
    """
    folder = _download(repository)
    missing = [file for file in FILES if not (folder / file).is_file()]
    if missing:
        raise InputError(
            f"{repository.name} at {folder.name} on the Hugging Face hub lacks {', '.join(missing)}; {_instead()}"
        )
    notice = f"{repository.name}: commit {folder.name} of the Hugging Face hub"
    if repository.revision != folder.name:
        notice += f", which {repository.revision!r} stood for when it was downloaded"
    return load_released(folder, cache=cache, name=name, notices=[notice])


def _download(repository: Repository) -> Path:
    """The hub's snapshot folder; it is named by the commit."""
    import huggingface_hub

    # The root error of the HTTP library that this version of the hub's client uses (httpx or httpx2).
    from huggingface_hub.errors import HTTPError, XetDownloadError  # type: ignore[attr-defined]

    quiet_hub()
    try:
        folder = huggingface_hub.snapshot_download(
            repository.name, repo_type="dataset", revision=repository.revision, allow_patterns=list(FILES)
        )
    except (OSError, HTTPError, XetDownloadError) as error:
        reason = str(error).strip().split("\n")[0] or type(error).__name__
        raise InputError(
            f"{repository.name} could not be downloaded from the Hugging Face hub ({reason}); {_instead()}"
        ) from error
    return Path(folder)


def _instead() -> str:
    return "check the connection, or give a folder with the released files: --scenario DIR"
