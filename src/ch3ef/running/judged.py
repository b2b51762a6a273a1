"""Judges put to work on a run's folder: its replies graded, and the judges themselves held against people's labels."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path
from statistics import fmean
from typing import Any

from pydantic import BaseModel

from ch3ef.errors import InputError, unknown_name
from ch3ef.items import Item, item_rng
from ch3ef.judges.certificate import Asked, Held, JudgeRates, rates_of
from ch3ef.judges.checking import (
    CheckedReply,
    ComparedPair,
    JudgeAgreement,
    JudgeBiases,
    judge_agreement,
    judge_biases,
)
from ch3ef.judges.judge import Judge, ask_panel, check_answering, check_judges, judge_pair, judge_reply, open_panel
from ch3ef.judges.labels import LabelledReply
from ch3ef.judges.verdict import PanelVerdict
from ch3ef.reading.visible import split_reasoning
from ch3ef.recipes.recipe_files import JUDGED
from ch3ef.results import ResultRow
from ch3ef.running.folder import check_ours, locked, rewrite_rows
from ch3ef.running.found import FoundRun, read_run
from ch3ef.running.judging import Items, judge_rows, together, unjudged
from ch3ef.stats.prediction_powered import Corrected, prediction_powered_mean

PAIRS = 50
"""Pairs of replies that a judge compares in both orders, at most."""


def judge_run(folder: Path, names: Sequence[str]) -> list[ResultRow]:
    """Grade the replies of a finished run that have no grade, in its folder.

    Args:
        folder: Of `ch3ef run` or `ch3ef score`.
        names: The judges.

    Returns:
        All rows of the run.

    Raises:
        InputError: No finished run there, no reply that a judge is to grade, or other judges graded some of them.
    """
    judges = check_judges(names)
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; expected one that `ch3ef run --out DIR` or `ch3ef score` wrote")
    with locked(folder):
        found = read_run(folder)
        check_ours(folder)
        if not found.finished:
            raise InputError(f"{folder}: is not finished; {found.state.goes_on}")
        own = [row for row in found.rows if row.metric == JUDGED]
        if not own:
            raise InputError(f"{folder}: holds no replies for a judge; expected some under a recipe with metric judged")
        panel = " + ".join(judge.name for judge in judges)
        other = next((row.judge for row in own if row.correct is not None and row.judge != panel), None)
        if other is not None:
            raise InputError(
                f"{folder}: was judged by {other}; expected the same --judge, so that grades are of one kind"
            )
        left = unjudged(own)
        if left:
            check_answering(names)
        changed = judge_rows(left, found.items, names, lambda _: None) if left else []
        latest = {row.key: row for row in changed}
        rows = [latest.get(row.key, row) for row in found.rows]
        rewrite_rows(folder, rows, changed)
    return rows


def judged_sets(folder: Path) -> set[str]:
    """The sets of a run whose replies judges grade."""
    return {row.scenario for row in read_run(folder).rows if row.metric == JUDGED}


# --- checking judges --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ItemReply:
    """A model's reply to an item.

    Attributes:
        item: The item.
        model: Who replied.
        text: What it said.
        labels: Rater -> credit; empty where nobody labelled it.
        final: What people settled on; None where that is their mean.
        refused: Whether people hold it for a refusal: 1 or 0; None where they differ, or were not asked.
    """

    item: Item
    model: str
    text: str
    labels: Mapping[str, float]
    final: float | None = None
    refused: float | None = None

    @property
    def label(self) -> float:
        """What people make of it."""
        return fmean(self.labels.values()) if self.final is None else self.final


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What judging took.

    Attributes:
        verdicts: Verdicts that were wanted: replies x repeats.
        kept: Those that earlier requests had given already.
        unread: Those that gave no grade.
        seconds: How long all judges together took.
        input_tokens: Tokens sent; None where the judge does not say.
        output_tokens: Tokens received.
    """

    verdicts: int
    kept: int
    unread: int
    seconds: float
    input_tokens: int | None
    output_tokens: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeCheck:
    """What was found out about a judge.

    Attributes:
        judge: Its name; of a panel, all names.
        agreement: With people: overall, then per dimension.
        biases: What it goes by that it should not.
        rates: How often it errs, by dimension: what a certificate keeps.
        corrected: By model, its mean grade as people would have given it, the judge's own beside; None where fewer
            than two labelled replies of the model were graded.
        cost: What it took.
    """

    judge: str
    agreement: tuple[JudgeAgreement, ...]
    biases: JudgeBiases
    rates: JudgeRates
    corrected: dict[str, Corrected | None]
    cost: Cost

    def to_record(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def _plain(value: Any) -> Any:
    """Named tuples and records as objects."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def replies_of_run(folder: Path, labels: Sequence[LabelledReply], recipe: str | None = None) -> list[ItemReply]:
    """The replies of a run to the models and under the recipe that were labelled, with their labels.

    Args:
        folder: Of a run.
        labels: People's.
        recipe: Whose replies; None where only one recipe of the run has any.

    Returns:
        All replies of the labelled models, those without labels included.

    Raises:
        InputError: Labels of unknown items or models, or of another reply; several recipes with replies; no items.
    """
    found = read_run(folder)
    if not found.finished:
        raise InputError(f"{found.state.sentence}; {found.state.goes_on}")
    rows = rows_under_one_recipe(found, folder, recipe)
    by_label = _labelled_rows(rows, labels, found.items, str(folder))
    models = {label.model for label in labels}
    return [
        _item_reply(found.items[row.scenario, row.item_id], row.model, row.reply or "", by_label.get(row.key))
        for row in rows
        if row.model in models
    ]


def _item_reply(item: Item, model: str, text: str, label: LabelledReply | None) -> ItemReply:
    if label is None:
        return ItemReply(item, model, text, {})
    return ItemReply(item, model, text, label.credits, label.final, label.refused)


def rows_under_one_recipe(found: FoundRun, folder: Path, recipe: str | None) -> list[ResultRow]:
    """The rows of a run with a reply to an item as it is, under one recipe.

    Args:
        found: The run.
        folder: Where it lies, for messages.
        recipe: Whose rows; None for the only one that has any.

    Raises:
        InputError: The recipe has no replies, or none is named and not one has; the run does not hold its items.
    """
    own = [row for row in found.rows if row.reply and row.variant == "plain"]
    judged = [row for row in own if row.metric == JUDGED]
    names = sorted({row.recipe for row in judged or own})
    if recipe is not None and recipe not in {row.recipe for row in own}:
        raise unknown_name("recipe with replies in the run", recipe, {row.recipe for row in own})
    if recipe is None and len(names) != 1:
        what = (
            f"replies under {', '.join(names)}; name one: --recipe"
            if names
            else "no replies, as recipes like human-value-open give"
        )
        raise InputError(f"{folder}: holds {what}; labels belong to the replies under one recipe")
    rows = [row for row in own if row.recipe == (recipe or names[0])]
    missing = next((row for row in rows if (row.scenario, row.item_id) not in found.items), None)
    if missing is not None:
        raise InputError(f"{folder}: items.jsonl lacks {missing.item_id!r}; a judge needs the questions and keys")
    return rows


def _labelled_rows(
    rows: Sequence[ResultRow], labels: Sequence[LabelledReply], items: Items, where: str
) -> dict[object, LabelledReply]:
    """Labels by the key of the row that they are of."""
    by_name: dict[tuple[str, str], list[ResultRow]] = defaultdict(list)
    for row in rows:
        for name in _names(items[row.scenario, row.item_id]):
            by_name[row.model, name].append(row)
    models = {row.model for row in rows}
    known = {name for _, name in by_name}
    found: dict[object, LabelledReply] = {}
    for label in labels:
        if label.model not in models:
            raise InputError(f"{label.where}: {unknown_name('model of the run', label.model, models)}")
        if label.item not in known:
            raise InputError(f"{label.where}: item {label.item!r} is not in {where}; expected an item_id of that run")
        own = by_name[label.model, label.item]
        if len(own) != 1:
            what = "names several items" if own else f"has no reply of {label.model!r}"
            raise InputError(f"{label.where}: {label.item!r} {what} in {where}; expected one reply per item and model")
        if label.reply is not None and _aloud(label.reply) != _aloud(own[0].reply or ""):
            raise InputError(
                f"{label.where}: its reply differs from the one that {label.model!r} gave to {label.item!r} in {where}"
            )
        if own[0].key in found:
            raise InputError(f"{label.where}: {label.item!r} is the item of an earlier line under another name")
        found[own[0].key] = label
    return found


def _aloud(reply: str) -> str:
    return split_reasoning(reply).aloud.strip()


def replies_of_table(labels: Sequence[LabelledReply], items: Iterable[Item], scenario: str) -> list[ItemReply]:
    """The labelled replies alone, where the table of labels holds them.

    Args:
        labels: People's, with their replies.
        items: Of the scenario.
        scenario: Its name, for messages.

    Raises:
        InputError: A label without its reply, or of an item that is not there or not the only one of its name.
    """
    by_name: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for name in _names(item):
            by_name[name].append(item)
    replies = []
    for label in labels:
        if label.reply is None:
            raise InputError(
                f"{label.where}: has no `reply`; add that column, or name the run that holds it: --run DIR"
            )
        own = by_name.get(label.item, [])
        if len(own) != 1:
            what = "names several items of" if own else "is not in"
            raise InputError(f"{label.where}: item {label.item!r} {what} scenario {scenario!r}; expected an item_id")
        replies.append(_item_reply(own[0], label.model, label.reply, label))
    return replies


def _names(item: Item) -> set[str]:
    return {item.id, item.source_id, item.source_id.split("/")[-1]}


def check_panel(
    replies: Sequence[ItemReply], names: Sequence[str], *, repeats: int = 1, pairs: int = PAIRS, own: Sequence[str] = ()
) -> list[JudgeCheck]:
    """Find out how far judges can be trusted.

    Args:
        replies: Labelled replies, and those that only judges are to grade.
        names: The judges; of several, each is checked, and their vote.
        repeats: How often labelled replies are judged.
        pairs: Pairs of labelled replies to the same item that each judge compares in both orders, at most.
        own: Models whose replies are a judge's own, beside those of the same name.

    Returns:
        One check per judge, and of several judges one of the panel.

    Raises:
        InputError: A judge cannot be opened.
    """
    labelled = [reply for reply in replies if reply.labels]
    with open_panel(names) as panel:
        start = time.monotonic()
        verdicts, compared = ask_panel(panel, lambda: _ask(panel, replies, repeats, _pairs(labelled, pairs)))
        seconds = time.monotonic() - start
    seats = [(place,) for place in range(len(panel))] + ([tuple(range(len(panel)))] if len(panel) > 1 else [])
    return [
        _check(
            replies,
            [tuple(PanelVerdict(tuple(one.verdicts[i] for i in seat)) for one in each) for each in verdicts],
            compared[seat[0]] if len(seat) == 1 else [],
            {*own, *(panel[i].name for i in seat)},
            seconds,
        )
        for seat in seats
    ]


async def _ask(
    panel: Sequence[Judge], replies: Sequence[ItemReply], repeats: int, pairs: Sequence[tuple[ItemReply, ItemReply]]
) -> tuple[list[tuple[PanelVerdict, ...]], list[list[ComparedPair]]]:
    """Verdicts per reply, and per judge its choices."""

    async def graded(reply: ItemReply) -> tuple[PanelVerdict, ...]:
        times = range(repeats if reply.labels else 1)
        return tuple([await judge_reply(panel, reply.item, reply.text, repeat=repeat) for repeat in times])

    async def compared(judge: Judge, one: ItemReply, other: ItemReply) -> ComparedPair:
        as_put = await judge_pair(judge, one.item, one.text, other.text)
        turned = await judge_pair(judge, one.item, other.text, one.text)
        return ComparedPair(one.item.image_group, as_put, turned)

    verdicts = await together([lambda reply=reply: graded(reply) for reply in replies])  # type: ignore[misc]
    choices = [
        await together([lambda pair=pair, judge=judge: compared(judge, *pair) for pair in pairs])  # type: ignore[misc]
        for judge in panel
    ]
    return verdicts, choices


def _pairs(labelled: Sequence[ItemReply], most: int) -> list[tuple[ItemReply, ItemReply]]:
    """Different replies to the same item, at most one pair per item until every item has one."""
    of_items: dict[str, list[ItemReply]] = defaultdict(list)
    for reply in labelled:
        of_items[reply.item.id].append(reply)

    def drawn(item_id: str) -> Iterator[tuple[ItemReply, ItemReply]]:
        found = [pair for pair in combinations(of_items[item_id], 2) if pair[0].text != pair[1].text]
        for place in item_rng(item_id, "pairs for a judge").permutation(len(found)):
            yield found[place]

    waiting = [drawn(item_id) for item_id in sorted(of_items, key=lambda name: item_rng(name, "judged items").random())]
    pairs: list[tuple[ItemReply, ItemReply]] = []
    while waiting and len(pairs) < most:
        nexts = [(source, next(source, None)) for source in waiting]
        pairs += [pair for _, pair in nexts if pair is not None]
        waiting = [source for source, pair in nexts if pair is not None]
    return pairs[:most]


def _check(
    replies: Sequence[ItemReply],
    verdicts: Sequence[tuple[PanelVerdict, ...]],
    pairs: Sequence[ComparedPair],
    own: Iterable[str],
    seconds: float,
) -> JudgeCheck:
    labelled = [
        CheckedReply(
            item_id=reply.item.id,
            dimension=reply.item.dimension or str(reply.item.level),
            image_group=reply.item.image_group,
            model=reply.model,
            reply=reply.text,
            labels=reply.labels,
            verdicts=found,
            final=reply.final,
        )
        for reply, found in zip(replies, verdicts, strict=True)
        if reply.labels
    ]
    dimensions = sorted({reply.dimension for reply in labelled})
    groups = [(name, [reply for reply in labelled if reply.dimension == name]) for name in dimensions]
    agreement = [judge_agreement(labelled)]
    agreement += [judge_agreement(members, name) for name, members in groups] if len(groups) > 1 else []
    models = dict.fromkeys(reply.model for reply in replies)
    return JudgeCheck(
        judge=verdicts[0][0].judge,
        agreement=tuple(agreement),
        biases=judge_biases(labelled, pairs, tuple(own)),
        rates=_rates(verdicts[0][0].judge, replies, verdicts),
        corrected={model: _corrected(model, replies, verdicts) for model in models},
        cost=_cost(verdicts, seconds),
    )


def _rates(judge: str, replies: Sequence[ItemReply], verdicts: Sequence[tuple[PanelVerdict, ...]]) -> JudgeRates:
    held: dict[tuple[str, Asked], list[Held]] = defaultdict(list)
    for reply, (verdict, *_) in zip(replies, verdicts, strict=True):
        if not reply.labels:
            continue
        dimension, group = reply.item.dimension or str(reply.item.level), reply.item.image_group
        wrong = None if verdict.credit is None else 1 - verdict.credit
        held[dimension, "wrong"].append(Held(reply.model, group, 1 - reply.label, wrong))
        if reply.refused is not None:
            refused = None if verdict.refused is None else float(verdict.refused)
            held[dimension, "refused"].append(Held(reply.model, group, reply.refused, refused))
    return rates_of(judge, held)


def _corrected(
    model: str, replies: Sequence[ItemReply], verdicts: Sequence[tuple[PanelVerdict, ...]]
) -> Corrected | None:
    own = [(reply, found[0].credit) for reply, found in zip(replies, verdicts, strict=True) if reply.model == model]
    graded = [(reply, credit) for reply, credit in own if credit is not None]
    labelled = [(reply, credit) for reply, credit in graded if reply.labels]
    others = [(reply, credit) for reply, credit in graded if not reply.labels]
    if len({reply.item.image_group for reply, _ in labelled}) < 2:
        return None
    return prediction_powered_mean(
        [reply.label for reply, _ in labelled],
        [credit for _, credit in labelled],
        [credit for _, credit in others],
        cluster=[reply.item.image_group for reply, _ in labelled],
        unlabelled_cluster=[reply.item.image_group for reply, _ in others],
    )


def _cost(verdicts: Sequence[tuple[PanelVerdict, ...]], seconds: float) -> Cost:
    every = [verdict for found in verdicts for panel in found for verdict in panel.verdicts]
    sent = [verdict for verdict in every if not verdict.kept]
    known = all(verdict.input_tokens is not None and verdict.output_tokens is not None for verdict in sent)
    return Cost(
        verdicts=len(every),
        kept=len(every) - len(sent),
        unread=sum(verdict.grade is None for verdict in every),
        seconds=seconds,
        input_tokens=sum(verdict.input_tokens or 0 for verdict in sent) if known else None,
        output_tokens=sum(verdict.output_tokens or 0 for verdict in sent) if known else None,
    )
