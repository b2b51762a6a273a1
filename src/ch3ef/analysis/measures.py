"""Rows -> measures beyond mean credit, each worked out wherever the rows carry what it needs.

Which measures a block of rows (one model, recipe, scenario and number of examples) gets follows from its columns: the
metric, confidences, likelihoods, paths in a tree, rotations, phrasings. Their arithmetic is in `stats`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np

from ch3ef.reading.open_answers import box_of
from ch3ef.results import Outcome, ResultRow, block_of
from ch3ef.stats.calibration import calibration
from ch3ef.stats.captions import caption_scores
from ch3ef.stats.counting import counting_scores
from ch3ef.stats.detection import detection_scores
from ch3ef.stats.grouped import circular_scores, mme_scores, winoground_scores
from ch3ef.stats.intervals import Interval, share_interval
from ch3ef.stats.yes_no import yes_no_scores
from ch3ef.variants import Variant


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of one model under one recipe.

    Attributes:
        model: The model.
        recipe: The recipe.
        scenario: The set of items.
        variant: With how many examples in front; "" for none.
        name: What is measured; `_ref` at its end marks the reference implementation's definition.
        group: "all", or the part of the items that it is of.
        value: The figure; None where it is undefined for these rows.
        low: Lower end of its 95 % interval; None where none was worked out.
        high: Upper end.
        n: Items (groups of items, for measures of groups) that it is of.
    """

    model: str
    recipe: str
    scenario: str
    variant: str
    name: str
    group: str
    value: float | None
    low: float | None
    high: float | None
    n: int

    def to_record(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


class Found(NamedTuple):
    """A measure of one block; the fields are those of `Measure`."""

    name: str
    group: str
    value: float | None
    low: float | None
    high: float | None
    n: int


Family = Callable[[Sequence[ResultRow]], Iterator[Found]]
"""Measures that belong together: given the rows of one block, gives those that they carry enough for."""


def measure(rows: Sequence[ResultRow], families: Sequence[Family] | None = None) -> list[Measure]:
    """Every measure that the rows carry enough for.

    Args:
        rows: Rows of one or several runs; those of altered variants (`Variant.is_altered`) are left out.
        families: What is measured; None for all that this module knows.

    Returns:
        Measures block by block, in the order of first appearance.

    Source: METRICS, "Calibration", "Hallucination", "Generation".
    """
    blocks: dict[tuple[str, str, str, str], list[ResultRow]] = {}
    for row in rows:
        if not Variant.parse(row.variant).is_altered:
            blocks.setdefault(block_of(row), []).append(row)
    return [
        Measure(*block, **found._asdict())
        for block, members in blocks.items()
        for family in (FAMILIES if families is None else families)
        for found in family(members)
    ]


def _plain(name: str, value: float | None, n: int, group: str = "all") -> Found:
    return Found(name, group, value, None, None, n)


def _bounded(name: str, interval: Interval, n: int, group: str = "all") -> Found:
    return _estimate(name, interval.estimate, interval, n, group)


def _estimate(name: str, value: float | None, interval: Interval | None, n: int, group: str) -> Found:
    return Found(name, group, value, interval.low if interval else None, interval.high if interval else None, n)


def _share(credit: Sequence[float], rows: Sequence[ResultRow]) -> Interval:
    return share_interval(credit, [row.image_group for row in rows])


def _calibration(rows: Sequence[ResultRow]) -> Iterator[Found]:
    """Confidence against what is right, of the answered items; by dimension where there are several."""
    own = [row for row in rows if row.confidence is not None and row.correct is not None]
    dimensions = {row.dimension for row in own if row.dimension}
    groups = [("all", own)] + [(name, [r for r in own if r.dimension == name]) for name in sorted(dimensions)]
    for group, members in groups if len(dimensions) > 1 else groups[:1]:
        if len(members) < MIN_CALIBRATION:
            continue
        found = calibration(
            [row.confidence or 0.0 for row in members],
            [row.correct or 0.0 for row in members],
            cluster=[row.image_group for row in members],
            rng=np.random.default_rng(0),
        )
        n, brier = len(members), found.brier
        yield _plain("mean_confidence", found.mean_confidence, n, group)
        yield _plain("ece_score_ref", found.ece_score_ref, n, group)
        yield _estimate("ece_debiased", found.ece_debiased, found.ece_debiased_interval, n, group)
        yield _estimate("brier", brier.score, found.brier_interval, n, group)
        for part in ("reliability", "resolution", "uncertainty"):
            yield _plain(f"brier_{part}", getattr(brier, part), n, group)
        yield _estimate("auroc", found.auroc, found.auroc_interval, n, group)
        yield _plain("aurc", found.risk_coverage.area, n, group)


MIN_CALIBRATION = 20
"""Fewer answers than this say nothing about calibration: two a bin."""


def _normalisations(rows: Sequence[ResultRow]) -> Iterator[Found]:
    """Accuracy if options were compared by another normalisation than the mean per token."""
    own = [row for row in rows if row.option_logprob_mean is not None]
    for name in ("sum", "byte", "pmi"):
        scored = [(row, getattr(row, f"option_logprob_{name}")) for row in own]
        scored = [(row, values) for row, values in scored if values is not None]
        if scored:
            credit = [_credit_of(row, values) for row, values in scored]
            yield _bounded(f"accuracy_by_{name}", _share(credit, [row for row, _ in scored]), len(scored))


def _credit_of(row: ResultRow, values: Sequence[float]) -> float:
    best = [i for i, value in enumerate(values) if value >= max(values) - 1e-5]
    return sum(i in row.gold for i in best) / len(best)


def _paths(rows: Sequence[ResultRow]) -> Iterator[Found]:
    """Hierarchical accuracy: what was not answered has no level right."""
    answered = [row for row in rows if row.path_credit is not None]
    if answered:
        yield _bounded("hierarchical_accuracy", _share([row.path_credit or 0.0 for row in rows], rows), len(rows))


def _yes_no(rows: Sequence[ResultRow]) -> Iterator[Found]:
    if rows[0].metric != "yes-no":
        return
    tasks = list(dict.fromkeys(row.task for row in rows))
    for group in ("all", *tasks) if len(tasks) > 1 else ("all",):
        members = [row for row in rows if group in ("all", row.task)]
        said = [None if row.answer is None else row.answer == "yes" for row in members]
        found = yes_no_scores(said, [row.target == ["yes"] for row in members])
        for name in ("precision", "recall", "f1", "yes_ratio", "neither"):
            yield _plain(name, getattr(found, name), len(members), group)


def _two_questions_a_picture(rows: Sequence[ResultRow]) -> Iterator[Found]:
    """MME's accuracy+ and sums, where every picture of a sub-task has two questions."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        counts[row.task, row.image_group] += 1
    if rows[0].metric != "yes-no" or set(counts.values()) != {2}:
        return
    found = mme_scores([r.task for r in rows], [r.image_group for r in rows], [r.correct or 0.0 for r in rows])
    for task, scores in found.sub_tasks.items():
        yield _plain("accuracy_plus", scores.accuracy_plus, scores.n, task)
        yield _plain("mme_score", scores.score, scores.n, task)
    for name in ("perception", "cognition"):
        if (total := getattr(found, name)) is not None:
            yield _plain("mme_sum", total, len(rows), name)


def _rotations(rows: Sequence[ResultRow]) -> Iterator[Found]:
    """MMBench's vanilla and circular accuracy: the usual order alone, and all rotations of a question right."""
    asked: dict[str, dict[int, ResultRow]] = defaultdict(dict)
    for row in rows:
        parts = row.variant.split("+")
        others = [part for part in parts if not part.startswith("rotation:")]
        turn = next((int(part.split(":")[1]) for part in parts if part.startswith("rotation:")), 0)
        asked["|".join([row.item_id, *(part for part in others if part != "plain")])][turn] = row
    # A question that lacks a rotation cannot be right in all of them, nor wrong.
    whole = {name: turns for name, turns in asked.items() if len(turns) == turns[min(turns)].n_options > 1}
    if not whole:
        return
    cells = [(name, turn, row.correct or 0.0) for name, turns in whole.items() for turn, row in turns.items()]
    found = circular_scores(*map(list, zip(*cells, strict=True)))
    clusters = [whole[question][0].image_group for question in found.questions]
    yield _plain("vanilla_accuracy", found.vanilla, found.n)
    yield _bounded("circular_accuracy", share_interval(found.all_right, clusters), found.n)


def _phrasings(rows: Sequence[ResultRow]) -> Iterator[Found]:
    """Accuracy under each phrasing, and how far they lie apart."""
    by_phrasing: dict[str, list[ResultRow]] = defaultdict(list)
    for row in rows:
        named = [part for part in row.variant.split("+") if part.startswith("phrasing:")]
        by_phrasing[named[0].split(":")[1] if named else "standard"].append(row)
    if len(by_phrasing) < 2:
        return
    shares = {}
    for name, members in by_phrasing.items():
        interval = _share([row.correct or 0.0 for row in members], members)
        shares[name] = interval.estimate
        yield _bounded("accuracy_by_phrasing", interval, len(members), name)
    yield _plain("phrasing_spread", max(shares.values()) - min(shares.values()), len(rows))


def _winoground(rows: Sequence[ResultRow]) -> Iterator[Found]:
    """Text, image and group score, from the likelihoods of two captions under two pictures."""
    if rows[0].scenario.partition("?")[0] != "winoground":
        return
    scored = sorted((r for r in rows if r.pair and r.option_logprob_mean), key=lambda r: (r.pair or "", r.gold))
    pairs = [list(members) for _, members in groupby(scored, key=lambda row: row.pair)]
    tables = [[row.option_logprob_mean for row in members] for members in pairs if len(members) == 2]
    if not tables:
        return
    # Rows are pictures, columns captions; the statistic wants captions first.
    found = winoground_scores(np.asarray(tables, dtype=float).transpose(0, 2, 1))
    for name in ("text", "image", "group"):
        yield _plain(f"winoground_{name}", getattr(found, name), found.n)


def _captions(rows: Sequence[ResultRow]) -> Iterator[Found]:
    if rows[0].metric != "captions":
        return
    found = caption_scores([row.answer or "" for row in rows], [row.target or [] for row in rows])
    yield _plain("bleu", found.bleu, found.n)
    yield _plain("rouge_l", found.rouge_l, found.n)
    yield _plain("cider", found.cider, found.n)


def _counting(rows: Sequence[ResultRow]) -> Iterator[Found]:
    if rows[0].metric != "counting":
        return
    said = [None if row.answer is None else float(row.answer) for row in rows]
    found = counting_scores(said, [float((row.target or ["0"])[0]) for row in rows])
    for name in ("mae", "rmse", "relative_error", "mae_ref"):
        yield _plain(name, getattr(found, name), found.n)
    yield _plain("said_a_number", found.answered, found.n)


def _detection(rows: Sequence[ResultRow]) -> Iterator[Found]:
    if rows[0].metric != "detection":
        return
    said = [[box_of(line) for line in (row.answer or "").split("\n") if line] for row in rows]
    found = detection_scores(said, [[box_of(box) for box in row.target or []] for row in rows])
    names = {"precision": "precision", "recall": "recall", "mean_ap": "map_50", "mean_recall": "mar_50",
             "mean_recall_sweep": "mar_50_95"}  # fmt: skip
    for field, name in names.items():
        yield _plain(name, getattr(found, field), found.n)


def _judged(rows: Sequence[ResultRow]) -> Iterator[Found]:
    """What the rules and the judges hold for a refusal, beside each other; and what judges are apart on or missed."""
    if rows[0].metric != "judged":
        return
    found = [(json.loads(row.judge_verdict), row) for row in rows if row.judge_verdict is not None]
    by_rules = [float(row.outcome == Outcome.REFUSED) for row in rows]
    yield _bounded("refused_by_rules", _share(by_rules, rows), len(rows))
    for name, key in (("refused_by_judges", "refused"), ("judges_agree", "agreement")):
        own = [(float(verdict[key]), row) for verdict, row in found if verdict[key] is not None]
        if own:
            yield _bounded(name, _share([value for value, _ in own], [row for _, row in own]), len(own))
    missed = [float(row.judge is not None and row.correct is None) for row in rows]
    yield _bounded("not_judged", _share(missed, rows), len(rows))


FAMILIES: tuple[Family, ...] = (
    _calibration, _normalisations, _paths, _yes_no, _two_questions_a_picture, _rotations, _phrasings, _winoground,
    _captions, _counting, _detection, _judged,
)  # fmt: skip
"""All families, in the order of printing. To add one: a function here or in a file of its own, and its name here."""
