"""What takes long is asked a second time, and the first reply is taken: less waiting, the same rows, few requests more."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.models import hedging
from ch3ef.models.faults import Fault, ServerError
from ch3ef.models.first_request import QUESTION
from ch3ef.models.gate import Gate
from ch3ef.models.hedging import HedgedRequest, Hedging
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import Outcome
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item
from tests.reply_server import Request, replying, said
from tests.running.test_lean import without_times
from tests.running.test_runs import Silent

ITEMS = 60


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCAL_API_KEY", "none")
    monkeypatch.setattr(hedging, "LOOK", 0.01)


def plan_of(model: str, **others: Any) -> RunPlan:
    few = scenario_of("few", [make_item(n, question=f"What is shown in picture <{n}>?") for n in range(ITEMS)])
    return RunPlan((parse_model_name(model),), (part_of(few, recipe_named("human-value-direct")),), **others)


class Tail:
    """Says A, but to some questions nothing when they come first, until it may.

    They are the last ones, and one more is under way at once: so none but them is waited for while a place is free.
    """

    def __init__(self, *slow: int) -> None:
        self.slow, self.may, self.times = slow, threading.Event(), Counter[str]()

    def reply(self, text: str) -> str:
        self.times[text] += 1
        if self.times[text] == 1 and any(f"<{n}>" in text for n in self.slow):
            self.may.wait()
        return "A"

    @property
    def at_once(self) -> int:
        return len(self.slow) + 1


def asked_of(requests: list[Request]) -> Counter[str]:
    return Counter(text for _, body in requests if (text := said(body)) != QUESTION.text)


def test_what_never_answers_is_answered_and_rows_are_the_same(tmp_path: Path) -> None:
    tail, requests, told = Tail(ITEMS - 2, ITEMS - 1), list[Request](), Silent()
    with replying(tail.reply, requests) as (url, _):
        name = f"openai-api/local/m?base_url={url}"
        try:
            rows = run(plan_of(name, hedge=True, max_connections=tail.at_once), tmp_path / "hedged", told)
        finally:
            tail.may.set()
        times = asked_of(requests)
        expected = run(plan_of(name), tmp_path / "plain", Silent())
    twice = [text for text, number in times.items() if number == 2]
    assert times.total() == ITEMS + 2
    assert sorted(n for n in tail.slow if any(f"<{n}>" in text for text in twice)) == [*tail.slow]
    note = "2 of 60 requests were asked a second time (--hedge), and 2 of the second were answered first"
    assert told.notes == [f"model 'openai-api/local/m': {note}"]
    # Both are paid for, as far as that is known; all else is the same.
    counts = ("input_tokens", "output_tokens")
    found, plain = (
        [{column: value for column, value in row.items() if column not in counts} for row in without_times(kept)]
        for kept in (rows, expected)
    )
    assert found == plain
    assert Counter((row.input_tokens, row.output_tokens) for row in rows) == {(5, 1): ITEMS - 2, (10, 2): 2}


def test_no_more_than_one_in_twenty_is_asked_again(tmp_path: Path) -> None:
    tail, requests, told = Tail(*range(ITEMS - 6, ITEMS)), list[Request](), Silent()

    def reply(text: str) -> str:
        found = tail.reply(text)
        if sum(number > 1 for number in tail.times.values()) == 3:
            # Time enough for a fourth one, if there were to be one.
            threading.Timer(0.5, tail.may.set).start()
        return found

    with replying(reply, requests) as (url, _):
        try:
            plan = plan_of(f"openai-api/local/m?base_url={url}", hedge=True, max_connections=tail.at_once)
            rows = run(plan, tmp_path / "run", told)
        finally:
            tail.may.set()
    assert asked_of(requests).total() == ITEMS + 3
    assert Counter(row.outcome for row in rows) == {Outcome.ANSWERED: ITEMS}
    assert len({row.key for row in rows}) == ITEMS
    assert "3 of 60 requests were asked a second time" in told.notes[0]


def test_what_waits_for_a_place_goes_first(tmp_path: Path) -> None:
    """In the middle of a run a place is worth more to what was not asked yet: the slow one is asked again last."""
    order, tail = list[str](), Tail(0)

    def reply(text: str) -> str:
        order.append(text)
        return tail.reply(text)

    with replying(reply) as (url, _):
        try:
            name = f"openai-api/local/m?base_url={url}"
            run(plan_of(name, hedge=True, max_connections=2), tmp_path / "run", Silent())
        finally:
            tail.may.set()
    asked = [text for text in order if text != QUESTION.text]
    assert len(asked) == ITEMS + 1
    assert "<0>" in asked[-1]


@pytest.mark.parametrize(
    ("model", "others", "reason"),
    [
        ("openai-api/local/m?base_url=http://h/v1", {"engine": "batch"}, "--hedge: engine batch never asks twice"),
        ("openai-api/local/m?base_url=http://h/v1", {"engine": "inspect"}, "--hedge: engine inspect never asks twice"),
        ("openai-api/local/m?base_url=http://h/v1", {"until_width": 0.05}, "--hedge: --until-width asks in rounds"),
        ("reference/oracle", {}, "--hedge: reference answerers are on no server"),
        ("google/gemini-2.5-pro", {}, "--hedge does not ask model .*: google is no OpenAI-compatible server"),
    ],
)
def test_where_it_has_no_effect_it_is_refused(model: str, others: dict[str, Any], reason: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=reason):
        run(plan_of(model, hedge=True, **others), tmp_path / "run", Silent())
    assert not (tmp_path / "run").exists()


async def reply_of(text: str, started: list[str]) -> str:
    started.append(text)
    return text


async def fail(status: int, *, passing: bool = True) -> str:
    raise ServerError(Fault(status, passing=passing))


def hedged(*sends: Callable[[], Awaitable[str]]) -> tuple[str | int | None, HedgedRequest]:
    """What comes of a request whose tries are these; of an error its status."""

    async def ask() -> tuple[str | int | None, HedgedRequest]:
        own = Hedging(Gate(4))
        own.asked = 100
        request = own.request(1)
        request.seconds.extend([0.0] * hedging.SEEN)
        left = iter(sends)

        async def send() -> str:
            return await next(left)()

        try:
            return await request.first(send), request
        except ServerError as error:
            return error.fault.status, request

    return asyncio.run(ask())


def test_of_two_the_first_reply_counts_and_no_error() -> None:
    ended = list[str]()

    async def slow(then: Callable[[], Awaitable[str]] | None = None) -> str:
        try:
            await asyncio.sleep(0.1 if then else 3600)
        except asyncio.CancelledError:
            ended.append("called off")
            raise
        assert then is not None
        return await then()

    said_late = lambda: slow(lambda: reply_of("late", []))  # noqa: E731
    assert [hedged(slow, lambda: reply_of("second", []))[0], ended] == ["second", ["called off"]]
    # The first one comes after all, while the second is under way, or has failed.
    for second, paid in ((slow, 2), (lambda: fail(500), 1)):
        found, request = hedged(said_late, second)
        assert (found, request.paid, request.hedging.won, request.hedging.again) == ("late", paid, 0, 1)
    # Neither is answered: what the first one was told stands.
    found, request = hedged(lambda: slow(lambda: fail(503)), lambda: fail(429))
    assert (found, request.hedging.gate.entered()) == (503, True)
    # The first one fails, the second one has a reply.
    found, request = hedged(lambda: slow(lambda: fail(503)), said_late)
    assert (found, request.paid, request.hedging.won) == ("late", 1, 1)
    # What is refused for good waits for no other, whichever was asked.
    ended.clear()
    assert hedged(lambda: slow(lambda: fail(400, passing=False)), slow)[0] == 400
    assert hedged(slow, lambda: fail(400, passing=False))[0] == 400
    assert ended == ["called off"] * 2


def test_all_places_are_given_back_when_it_is_stopped() -> None:
    async def stopped() -> tuple[int, bool]:
        gate, running = Gate(2), set[asyncio.Task[Any]]()
        request = Hedging(gate, asked=100).request(1)
        request.seconds.extend([0.0] * hedging.SEEN)

        async def hang() -> str:
            running.add(asyncio.current_task())  # type: ignore[arg-type]  # there is one
            await asyncio.sleep(3600)
            return ""

        asking = asyncio.ensure_future(request.first(hang))
        while len(running) < 2:
            await asyncio.sleep(0.01)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        return sum(not task.done() for task in running), gate.entered() and gate.entered()

    assert asyncio.run(stopped()) == (0, True)


def test_before_twenty_replies_nothing_is_known_to_be_slow() -> None:
    async def ask(seen: int) -> int:
        request = Hedging(Gate(4), asked=1000).request(1)
        request.seconds.extend([0.0] * seen)

        async def slow() -> str:
            await asyncio.sleep(0.1)
            return ""

        await request.first(slow)
        return request.hedging.again

    assert [asyncio.run(ask(seen)) for seen in (hedging.SEEN - 1, hedging.SEEN)] == [0, 1]
