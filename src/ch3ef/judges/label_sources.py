"""People's labels by the name that a user gives: tables of their own, or those published with a set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ch3ef.errors import InputError
from ch3ef.files import named_path
from ch3ef.judges.certificate import LANGUAGES
from ch3ef.judges.labels import LabelledReply, read_labels
from ch3ef.judges.msts_labels import read_msts_labels
from ch3ef.scenarios.public_sets.msts import MSTS


@dataclass(frozen=True, slots=True)
class LabelSource:
    """Labels, and what they are of.

    Attributes:
        labels: The labelled replies.
        of: The set or the tables, for people to read.
        language: Of the items, ISO 639-1; "" where only the items tell.
        dimension: Of the items; "" where only the items tell.
        scenario: The set's own name with its settings, for its items; "" of tables.
    """

    labels: list[LabelledReply]
    of: str
    language: str
    dimension: str
    scenario: str = ""

    @property
    def raters(self) -> list[str]:
        """The people who labelled, by name."""
        return sorted({rater for label in self.labels for rater in label.credits})


def labels_named(names: Sequence[str], tell: Callable[[str], object] = str) -> LabelSource:
    """Labels of tables, or `msts?dir=DIR&split=LANGUAGE`: those published with MSTS.

    Args:
        names: Files, or one set.
        tell: As for `read_labels`.

    Raises:
        InputError: As `read_labels` and `read_msts_labels`; a set without its folder, or beside files.
    """
    sets = [name for name in names if name.partition("?")[0] == MSTS.name and not Path(name).exists()]
    if not sets:
        return LabelSource(read_labels(*map(named_path, names), tell=tell), ", ".join(names), "", "")
    if len(names) > 1:
        raise InputError(f"--labels {sets[0]}: is a set of its own; expected no other --labels beside it")
    settings = dict(part.partition("=")[::2] for part in sets[0].partition("?")[2].split("&") if part)
    strange = next((name for name in settings if name not in ("dir", "split")), None)
    if strange is not None or not settings.get("dir"):
        what = f"unknown setting {strange!r}" if strange is not None else "its folder is missing"
        raise InputError(
            f"--labels {sets[0]}: {what}; expected 'msts?dir=DIR', with &split=german for another language"
        )
    split = settings.get("split", "english")
    labels = read_msts_labels(named_path(settings["dir"]), split)
    of = MSTS.name if split == "english" else f"{MSTS.name}?split={split}"
    found = LabelSource(labels, of, LANGUAGES[split], "harmless", sets[0])
    if len(found.raters) < 2:
        raise InputError(
            f"--labels {sets[0]}: all labels come from one rater; expected two or more, as in English: how far people "
            "agree with each other is what a judge's agreement is held against"
        )
    return found
