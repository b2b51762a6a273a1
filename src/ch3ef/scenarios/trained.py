"""What readers of texts alone get of the generated sets after they were trained on other seeds of them.

One learns words, one counts, lengths, the order of numbers and likeness among the options. Who trains a model on the
generator's texts gains about as much as they do: on a sound set nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

from ch3ef.errors import InputError
from ch3ef.items import Item
from ch3ef.scenarios.checks import Check, Verdict, exact
from ch3ef.scenarios.cues import Scores, blind_classifier, counting_classifier, credit_of, excess
from ch3ef.scenarios.generated.registry import HUMAN_VALUES, LOGIC, SEMANTICS
from ch3ef.scenarios.generated.sets import TWINS, draw_sets, load_generated
from ch3ef.scenarios.scenario import Progress

DIMENSION_LIMIT, PAIR_LIMIT, TASK_LIMIT, FEWEST = 0.03, 0.03, 0.10, 60
"""What a trained reader may get over chance on a dimension or level, on pairs, and on a task with `FEWEST` items."""

Reader = Callable[[Sequence[Item]], Callable[[Sequence[Item]], Scores]]
READERS: Mapping[str, Reader] = {
    "words": lambda known: blind_classifier(known, question=True),
    "counts": counting_classifier,
}


def validate_over_seeds(
    cache: Path, seed: int, seeds: int, per_task: int | None, progress: Progress
) -> Iterator[Check]:
    """What trained readers get, per dimension or level, per task and of pairs; twins are among the items.

    Args:
        cache: The cache folder.
        seed: The first one.
        seeds: Tests: readers are tried on the first half and trained on the others.
        per_task: Items per task; None for the default sizes.
        progress: Told how many sets were drawn.

    Raises:
        InputError: Fewer than two seeds.
    """
    if seeds < 2:
        raise InputError(f"--seeds {seeds}; expected 2 or more, such as 20: readers are trained on half of them")
    names = (HUMAN_VALUES, TWINS, SEMANTICS, LOGIC)
    draw_sets(names, cache, range(seed, seed + seeds), per_task, progress)
    tests: list[list[Item]] = []
    for number in range(seeds):
        sets = [load_generated(name, cache, seed=seed + number, per_task=per_task) for name in names]
        tests.append([item for each in sets for item in each.items])
    tried, known = (_by_part(part) for part in (tests[: seeds // 2], tests[seeds // 2 :]))
    for part, items in tried.items():
        for name, reader in READERS.items():
            yield from _checked(part, items, name, reader(known[part])(items))


def _by_part(tests: Sequence[Sequence[Item]]) -> dict[str, list[Item]]:
    parts: dict[str, list[Item]] = defaultdict(list)
    for item in (item for items in tests for item in items):
        parts[item.dimension or item.level].append(item)
    return parts


def _checked(part: str, items: Sequence[Item], name: str, rule: Scores) -> Iterator[Check]:
    all_of_it = excess(items, rule)
    if all_of_it.n < FEWEST:
        found = _told(100 * np.array(all_of_it[:3]), all_of_it.n)
        yield Check(f"{part}: trained on {name}", found, _at_most(DIMENSION_LIMIT), Verdict.TOO_FEW)
        return
    yield exact(
        f"{part}: trained on {name}", _told(100 * np.array(all_of_it[:3]), all_of_it.n), _at_most(DIMENSION_LIMIT),
        all_of_it.estimate <= DIMENSION_LIMIT,
    )  # fmt: skip
    both = _pairs(items, rule)
    if len(both):
        mean, half = both.mean(), 1.96 * both.std() / len(both) ** 0.5
        yield exact(
            "  pairs", _told(100 * np.array([mean, mean - half, mean + half]), len(both)), _at_most(PAIR_LIMIT),
            mean <= PAIR_LIMIT,
        )  # fmt: skip
    by_task = sorted(items, key=lambda item: item.task)
    gains = {task: excess(list(group), rule) for task, group in groupby(by_task, key=lambda item: item.task)}
    judged = {task: gain for task, gain in gains.items() if gain.n >= FEWEST}
    if judged:
        most = max(judged, key=lambda task: judged[task].estimate)
        over = [task for task, gain in judged.items() if gain.estimate > TASK_LIMIT and gain.low > 0]
        told = [f"{task} {100 * judged[task].estimate:+.1f} (n = {judged[task].n})" for task in over]
        value = f"{100 * judged[most].estimate:+.1f} on {most}, n = {judged[most].n}"
        yield exact(f"  the most of {len(judged)} tasks", value, _at_most(TASK_LIMIT), not over, told)


def _pairs(items: Sequence[Item], rule: Scores) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Per pair whether both sides are right, less what guessing gets of it."""
    sides: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for item, credit in zip(items, credit_of(items, rule), strict=True):
        if item.pair is not None:
            sides[item.pair].append((credit, item.chance))
    return np.array([
        np.prod([credit for credit, _ in both]) - np.prod([chance for _, chance in both])
        for both in sides.values() if len(both) == 2
    ])  # fmt: skip


def _told(points: Sequence[float] | np.ndarray[tuple[int], np.dtype[np.float64]], count: int) -> str:
    return f"{points[0]:+z.1f} [{points[1]:+z.1f}, {points[2]:+z.1f}] points over chance, n = {count}"


def _at_most(limit: float) -> str:
    return f"at most {100 * limit:.0f}"
