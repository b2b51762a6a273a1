"""Wide tables of published scores, a row per model, a column per scenario; the paper's own comes with the package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ch3ef.analysis.findings.scores import ScoreColumn, Scores
from ch3ef.analysis.table import Floats
from ch3ef.errors import InputError
from ch3ef.tables import read_delimited
from ch3ef.taxonomy import DIMENSION_SAMPLES, DOMAINS, TASKS, Level

PAPER = "Ch3Ef leaderboard (arXiv:2403.17830)"
JUDGED_BY_PEOPLE = ("GPT-4V", "Gemini")

_A1 = ("CIFAR10", "CIFAR-10", "Omnibenchmark", "VOC2012", "Flickr30k", "FSC147")
_A2 = (
    "ScienceQA",
    "MMBench",
    "SEED-Bench",
    "SEEDBench",
    "SEED-Bench-2",
    "SEEDBench-2",
    "SEED-Bench-v2",
    "SEEDBench-v2",
    "MME",
    "MMMU",
)
_DIMENSION_ITEMS = {str(dimension): n for dimension, n in DIMENSION_SAMPLES.items()}
_DOMAIN_ITEMS = {name: sum(task.samples for task in TASKS if task.domain == name) for name in DOMAINS}


def _key(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


_LEVEL_OF = (
    {_key(name): str(Level.A1) for name in _A1}
    | {_key(name): str(Level.A2) for name in _A2}
    | {_key(name): str(Level.A3) for name in (*_DIMENSION_ITEMS, *_DOMAIN_ITEMS)}
)
_ITEMS_OF = {_key(name): n for name, n in (_DIMENSION_ITEMS | _DOMAIN_ITEMS).items()}


def paper_leaderboard() -> Scores:
    """The paper's scores of 16 models on 13 scenarios, as shares.

    GPT-4V and Gemini were judged by people, the others by the likelihood of options (PPL); some have A3 alone.

    Example:
        >>> scores = paper_leaderboard()
        >>> len(scores.models), len(scores.columns), scores.protocol["Gemini"]
        (16, 13, 'judged by people')

    Source: arXiv:2403.17830 and its leaderboard; `ch3ef/analysis/published/README.md`.
    """
    file = Path(__file__).parent.parent / "published" / "leaderboard.csv"
    scores = read_scores(file)
    protocol = {model: "judged by people" if model in JUDGED_BY_PEOPLE else "PPL" for model in scores.models}
    return Scores(PAPER, scores.models, scores.columns, scores.values, protocol)


def read_scores(path: Path) -> Scores:
    """Read a wide table of scores.

    Args:
        path: A CSV file. First column `model`; optionally a column `protocol`; each other column a scenario, dimension
            or domain, in percent or in shares, empty where there is no score. A level stands in front of a name that is
            on no list: `A2:MyBench`.

    Returns:
        The scores as shares. Scenarios on no list keep an empty level. The items behind A3's dimensions and domains are
        the full set's (494, 153, 355).

    Raises:
        InputError: No such file, no column `model`, no other column, a line that is too long or short, a model or
            column that is there twice, text where a number belongs, a score out of range, or percent mixed with shares
            in one column.
    """
    header, lines = _lines(path)
    places = [i for i, name in enumerate(header) if name.lower() not in {"model", "protocol"}]
    models = [line[header.index("model")] for _, line in lines]
    for what, names in (("model", models), ("column", header)):
        name, times = Counter(names).most_common(1)[0]
        if times > 1:
            raise InputError(f"{path}: {what} {name!r} is there {times} times; expected once")
    raw = np.array([[_number(line[i], where, header[i]) for i in places] for where, line in lines])
    signed = np.array([[line[i].endswith("%") for i in places] for _, line in lines])
    shares = np.stack(
        [_shares(raw[:, place], signed[:, place], path, header[i]) for place, i in enumerate(places)], axis=1
    )
    named = "protocol" in header
    protocol = {line[header.index("model")]: line[header.index("protocol")] for _, line in lines} if named else {}
    return Scores(str(path), tuple(models), tuple(_column(header[i], path) for i in places), shares, protocol)


def _lines(path: Path) -> tuple[list[str], Sequence[tuple[str, list[str]]]]:
    """The header and the lines that are not empty, with their places."""
    held = read_delimited(path, str(path))
    header = [name.lower() if name.lower() in {"model", "protocol"} else name for name in held.columns]
    if not header:
        raise InputError(f"{path}: is empty; expected a header with `model` and a line per model")
    if "model" not in header:
        raise InputError(f"{path}: no column `model`; its columns are {', '.join(held.columns)}")
    lines = [(where, [cell.strip() for cell in row.values()]) for where, row in held.rows]
    if not lines or not set(header) - {"model", "protocol"}:
        raise InputError(f"{path}: no scores; expected a line per model and a column per scenario")
    for where, line in lines:
        if len(line) != len(header):
            raise InputError(f"{where}: {len(line)} cells; expected {len(header)} as in the header")
        if not line[header.index("model")]:
            raise InputError(f"{where}: the name of the model is empty")
    return header, lines


def _number(text: str, where: str, column: str) -> float:
    if not text or text.lower() in {"-", "na", "n/a", "nan", "null", "none"}:
        return float("nan")
    try:
        value = float(text.removesuffix("%"))
    except ValueError:
        raise InputError(
            f"{where}, column {column!r}: {text!r} is not a number; expected a score, or nothing"
        ) from None
    if not 0 <= value <= 100:
        raise InputError(f"{where}, column {column!r}: {text!r}; expected percent in 0-100 or shares in 0-1")
    return value


def _shares(values: Floats, signed: npt.NDArray[np.bool_], path: Path, column: str) -> Floats:
    """A column as shares. It is in percent where a value is above 1 or has the sign.

    A value of 1 or less without the sign beside such is taken for a share among percent.
    """
    there = ~np.isnan(values)
    if not there.any() or (values[there].max() <= 1 and not signed.any()):
        return values
    small = values[there & ~signed & (values > 0) & (values <= 1)]
    if len(small):
        raise InputError(
            f"{path}: column {column!r} holds {small[0]:g} beside {values[there].max():g}: shares mixed with percent; "
            f"expected one of them throughout ({small[0]:g}% with the sign if percent is meant)"
        )
    return values / 100


def _column(header: str, path: Path) -> ScoreColumn:
    level, colon, name = header.partition(":")
    if colon and level.upper() in set(Level):
        if not name.strip():
            raise InputError(f"{path}: column {header!r} has no name; expected such as A2:MyBench")
        return ScoreColumn(name.strip(), level.upper(), _ITEMS_OF.get(_key(name)))
    return ScoreColumn(header, _LEVEL_OF.get(_key(header), ""), _ITEMS_OF.get(_key(header)))
