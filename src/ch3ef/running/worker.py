"""A worker: it loads one local model, and is asked bundle after bundle; in a process of its own, maybe far away.

What it needs to know comes with it, and what it finds goes back to whoever asks; it writes no file.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import ch3ef
from ch3ef.errors import Ch3efError, InputError, RunError
from ch3ef.models.names import ModelName, fingerprint
from ch3ef.models.settings import GenerationSettings

if TYPE_CHECKING:
    from inspect_ai.model import Model

    from ch3ef.recipes.bundles import Bundle
    from ch3ef.running.answers import Answer
    from ch3ef.running.exchanges import Exchange


@dataclass(frozen=True, slots=True)
class Post:
    """What a worker is to load, and what must be there as it is where the run is kept.

    Attributes:
        model: The model.
        settings: Of its replies.
        folder: The folder in which the run was started: from there its paths go.
        threads: How many a worker may compute with, where its environment does not say.
        checkpoint: The files of the checkpoint, as `fingerprint` has them.
        version: Of this package.
    """

    model: ModelName
    settings: GenerationSettings
    folder: str
    threads: int
    checkpoint: str
    version: str = ch3ef.__version__


@dataclass(frozen=True, slots=True)
class Given:
    """What came of a bundle.

    Attributes:
        answers: One to each of its askings; or why there is none to any.
        exchanges: What was said.
    """

    answers: Sequence[Answer] | Ch3efError
    exchanges: Sequence[Exchange]


class Worker:
    """Asks one model.

    Args:
        post: What to load.
    """

    def __init__(self, post: Post) -> None:
        self._post = post
        self._model: Model | None = None

    async def load(self) -> int:
        """Load the model.

        Returns:
            How many bundles it is good to have under way at once.

        Raises:
            Ch3efError: It cannot be loaded here.
        """
        post = self._post
        # Read when torch is imported, which is below.
        os.environ.setdefault("OMP_NUM_THREADS", str(post.threads))
        _check_place(post)
        from ch3ef.models.opening import open_model

        self._model = open_model(post.model)
        return self._model.api.max_connections()

    async def ask(self, bundle: Bundle) -> Given:
        """Ask all of a bundle; what fails says so in its place."""
        from ch3ef.running.inferencers import ModelAsker
        from ch3ef.running.noting import NotingAsker
        from ch3ef.running.turns import answers_to

        if self._model is None:
            raise RunError(f"model {self._post.model.name!r} was not loaded")
        own = self._post.settings
        asker = NotingAsker(ModelAsker(self._post.model.name, self._model, own))
        limited = [
            replace(one, recipe=replace(one.recipe, max_tokens=own.limit(one.recipe.max_tokens))) for one in bundle
        ]
        try:
            return Given(await answers_to(tuple(limited), asker), asker.exchanges)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # of one item; the others are asked on
            return Given(RunError(repr(error)), asker.exchanges)


def _check_place(post: Post) -> None:
    """Refuse a place from which the run's files are not to be seen, or other ones are."""
    here = socket.gethostname()
    if post.version != ch3ef.__version__:
        raise InputError(f"a worker on {here} has ch3ef {ch3ef.__version__}; expected {post.version}, as the run has")
    try:
        os.chdir(post.folder)
    except OSError as error:
        raise InputError(
            f"a worker on {here} cannot enter {post.folder} ({error.strerror}); expected a disk that all machines "
            "share, or the same folders on each"
        ) from error
    if _files(fingerprint(post.model)) != _files(post.checkpoint):
        raise InputError(
            f"a worker on {here} finds another checkpoint in {Path(post.model.model).absolute()} than the run; copy it "
            "there anew, or put it on a disk that all machines share"
        )


def _files(checkpoint: str) -> list[str]:
    """Names and sizes: copies of a checkpoint differ in their times."""
    return [file.rpartition(":")[0] for file in checkpoint.split(";")]
