"""What a run costs: tokens, money and time as ranges, from an estimate and from what a trial used."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ch3ef.judges.judge import check_judges
from ch3ef.results import Outcome, ResultRow
from ch3ef.running.estimate import Estimate, estimate
from ch3ef.running.pace import busy
from ch3ef.running.planned import RunPlan
from ch3ef.running.prices import Prices

AT_ONCE = 10
"""Requests that Inspect has under way at once per served model, where nothing else is said."""


class Range(NamedTuple):
    """From least to most."""

    least: float
    most: float

    def __add__(self, other: object) -> Range:
        """Both together."""
        return Range(self.least + other.least, self.most + other.most) if isinstance(other, Range) else NotImplemented


NOTHING = Range(0, 0)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one model, or judge, costs.

    Attributes:
        model: The model; "judge NAME" for a judge.
        requests: Requests sent.
        pictures: Pictures sent.
        sent: Tokens sent, pictures included.
        received: Tokens of replies.
        money: By its price; None where that is not known.
        seconds: How long it takes; None where nothing of it was tried.
    """

    model: str
    requests: int
    pictures: int
    sent: Range
    received: Range
    money: Range | None = None
    seconds: Range | None = None


def costs(plan: RunPlan, prices: Prices | None, tried: Sequence[ResultRow] = ()) -> list[Cost]:
    """What every model and judge of a plan costs; prompts that a vendor has cached are taken for new ones.

    Args:
        plan: What is asked.
        prices: Of tokens; None for none.
        tried: Rows that are there already; what they used stands in place of the estimate for their model and recipe.

    Returns:
        The models, in the plan's order, then the judges.
    """
    priced = {model.name: model for model in plan.models}
    priced |= {f"judge {judge.name}": judge for judge in check_judges(plan.judges)}
    used = _used(tried)
    times = _times(plan, used)
    found = []
    estimates = list(estimate(plan))
    for name, model in priced.items():
        own = [one for one in estimates if one.model == name]
        askings = {(part.recipe.name, part.scenario.name): len(part.askings) for part in plan.parts}
        sent = received = NOTHING
        for one in own:
            rows = used.get((one.model, one.recipe, one.scenario), [])
            number = askings[one.recipe, one.scenario]
            sent += _whole(rows, number, lambda row: row.input_tokens) or _sent(one)
            received += _whole(rows, number, lambda row: row.output_tokens) or Range(one.usual_tokens, one.reply_tokens)
        price = plan.price_of(name, model) if prices is not None else None
        money = None
        if price is not None:
            money = Range(price.of(sent.least, received.least), price.of(sent.most, received.most))
        requests, pictures = sum(one.requests for one in own), sum(one.pictures for one in own)
        found.append(Cost(name, requests, pictures, sent, received, money, times.get(name)))
    return found


def together(plan: RunPlan, all_of_them: Sequence[Cost]) -> Cost:
    """All models and judges as one: money of those whose price is known, and the time of the run."""
    local = {model.name for model in plan.models if model.provider == "ch3ef-hf"}
    times = {cost.model: cost.seconds for cost in all_of_them if cost.seconds is not None}
    side_by_side = [time for name, time in times.items() if name not in local]
    one_after_the_other = [time for name, time in times.items() if name in local]
    longest = Range(*(max((time[end] for time in side_by_side), default=0.0) for end in (0, 1)))
    known = len(times) == len(plan.models)
    return replace(summed(all_of_them), seconds=sum(one_after_the_other, longest) if known else None)


def summed(all_of_them: Sequence[Cost]) -> Cost:
    """Requests, tokens and money together, the money of those whose price is known; without a time."""
    return Cost(
        "together",
        sum(cost.requests for cost in all_of_them),
        sum(cost.pictures for cost in all_of_them),
        sum((cost.sent for cost in all_of_them), NOTHING),
        sum((cost.received for cost in all_of_them), NOTHING),
        sum(money, NOTHING) if (money := [cost.money for cost in all_of_them if cost.money is not None]) else None,
    )


def _sent(one: Estimate) -> Range:
    return Range(one.usual_text + one.picture_tokens, one.text_tokens + one.picture_tokens)


Asked = tuple[str, str, str]
"""Model, recipe and scenario."""


def _used(tried: Iterable[ResultRow]) -> dict[Asked, list[ResultRow]]:
    """Rows that came back, by what they are of."""
    used: dict[Asked, list[ResultRow]] = {}
    for row in tried:
        if row.outcome != Outcome.ERROR:
            used.setdefault((row.model, row.recipe, row.scenario), []).append(row)
    return used


def _whole(rows: Sequence[ResultRow], number: int, of: Callable[[ResultRow], float | None]) -> Range | None:
    """The sum over so many askings, from the mean of some give or take two standard errors; None if none is known."""
    known = [value for row in rows if (value := of(row)) is not None]
    if not known:
        return None
    mean = sum(known) / len(known)
    spread = math.sqrt(sum((value - mean) ** 2 for value in known) / max(len(known) - 1, 1) / len(known))
    # Those that are there are no longer uncertain.
    left = max(number - len(known), 0)
    return Range(sum(known) + left * max(mean - 2 * spread, 0), sum(known) + left * (mean + 2 * spread))


def _times(plan: RunPlan, used: Mapping[Asked, Sequence[ResultRow]]) -> dict[str, Range]:
    """How long each model takes, as far as every part of it was tried.

    Most of a served model's requests go side by side; how many it bears is seen only in the run itself, so that the
    longest time is with what the trial had under way at once.
    """
    times = {}
    for model in plan.models:
        parts = list(_parts_of(plan, model.name, used))
        if all(rows for _, rows in parts):
            seconds = sum((_whole(rows, n, lambda row: row.seconds) or NOTHING for n, rows in parts), NOTHING)
            seen = _at_once([row for _, rows in parts for row in rows])
            most = seen if model.provider == "ch3ef-hf" else max(plan.max_connections or AT_ONCE, seen)
            times[model.name] = Range(seconds.least / most, seconds.most / seen)
    return times


def _parts_of(
    plan: RunPlan, model: str, used: Mapping[Asked, Sequence[ResultRow]]
) -> Iterator[tuple[int, Sequence[ResultRow]]]:
    for part in plan.parts:
        yield len(part.askings), used.get((model, part.recipe.name, part.scenario.name), [])


def _at_once(rows: Sequence[ResultRow]) -> float:
    """How many items were under way at once, on average over the time in which there were any."""
    lasted = busy((row.started_at, row.seconds) for row in rows)
    return max(sum(row.seconds or 0.0 for row in rows if row.started_at) / lasted, 1.0) if lasted else 1.0
