"""The batch engine: the rows of the lean engine, and nothing paid for twice, whatever happens in between."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError, RunError
from ch3ef.items import ImageRef
from ch3ef.models import anthropic_batches, openai_batches
from ch3ef.models.names import parse_model_name
from ch3ef.models.settings import GenerationSettings
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import Outcome, ResultRow, read_rows
from ch3ef.running import batch_post
from ch3ef.running.batch_journal import BatchJournal
from ch3ef.running.costs import costs
from ch3ef.running.planned import Engine, RunPlan
from ch3ef.running.prices import Price, Prices, money_text
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import Scenario, scenario_of
from tests.batch_server import KEY, Batch, BatchServer, Record, RefusedError, completion, failed, message, serving
from tests.conftest import make_item
from tests.running.test_runs import Silent

SAID = (
    ("B", "stop", ""),
    ("The answer is **C**.", "stop", ""),
    ("I'm sorry, but I can't help with that.", "stop", ""),
    ("It may be A or B", "length", "Hm."),
    ("", "content_filter", ""),
    ("A", "stop", "Is it A?"),
    ("It may be A or B", "stop", ""),
)
STOPS = {"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"}


def said_to(body: Record) -> tuple[str, str, str]:
    """What is said to a request of either format: the same to the same words."""
    texts = [
        one["content"] if isinstance(one["content"], str) else [part.get("text", "picture") for part in one["content"]]
        for one in body["messages"]
    ]
    return SAID[int(hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:8], 16) % len(SAID)]


def various(body: Record) -> tuple[int, Record]:
    text, stop, thought = said_to(body)
    return 200, completion(body, text, stop, **({"reasoning_content": thought} if thought else {}))


def various_messages(body: Record) -> tuple[int, Record]:
    text, stop, thought = said_to(body)
    return 200, message(body, text, STOPS[stop], thought)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI", "LOCAL", "ANTHROPIC"):
        monkeypatch.setenv(f"{name}_API_KEY", KEY)
    monkeypatch.setattr(batch_post, "FIRST_LOOK", 0.01)
    monkeypatch.setattr(batch_post, "LONGEST_LOOK", 0.02)


@pytest.fixture
def scenario(picture: Callable[[int], ImageRef]) -> Scenario:
    several = [make_item(n, images=(picture(n), picture(n + 1)), question=f"Which is {n}?") for n in range(7)]
    return scenario_of("test", [*several, make_item(9, question="Which of these?")])


def words_of(n: int) -> Scenario:
    return scenario_of("few", [make_item(i, question=f"What is shown in picture {i}?") for i in range(n)])


def plan_of(model: str, scenario: Scenario, *recipes: str, engine: Engine = "batch", **others: Any) -> RunPlan:
    parts = tuple(part_of(scenario, recipe_named(name)) for name in recipes or ("human-value-direct",))
    return RunPlan((parse_model_name(model),), parts, engine=engine, **others)


def without_times(rows: list[ResultRow]) -> list[dict[str, Any]]:
    return [asdict(replace(row, run_id="", started_at=None, seconds=None)) for row in rows]


def paid_once(known: BatchServer, number: int) -> bool:
    return len(known.paid) == number and set(known.paid.values()) == {1}


VENDORS = ("m=openai-api/local/m?base_url={}/v1", "m=anthropic/m?base_url={}")
BOTH = pytest.mark.parametrize("model", VENDORS, ids=["openai", "anthropic"])


@BOTH
def test_rows_are_those_of_the_lean_engine(model: str, scenario: Scenario, tmp_path: Path) -> None:
    recipes = ("human-value-direct", "cot-direct", "pushback", "rotations")
    known = BatchServer(various, various_messages)
    with serving(known) as url:
        lean = run(plan_of(VENDORS[0].format(url), scenario, *recipes, engine="lean"), tmp_path / "lean", Silent())
        known.paid.clear()
        told = Silent()
        plan = plan_of(model.format(url), scenario, *recipes)
        rows = run(plan, tmp_path / "batch", told)
        # Both turns of pushback, and reasons before an answer, are in a second batch.
        assert len(known.batches) == 2
        assert set(known.paid.values()) == {1}
        assert len(known.paid) == sum(len(one.requests) for one in known.batches.values())
        assert run(plan, tmp_path / "batch", Silent()) == rows
        assert len(known.batches) == 2
    assert without_times(rows) == without_times(lean)
    assert len({row.outcome for row in rows}) > 3
    assert sum("is made" in line for line in told.notes) == 2
    # All that it held is in rows, and the key in no file.
    assert not {*(tmp_path / "batch").glob("batches*"), *(tmp_path / "batch").glob("*.tmp")}
    assert not any(KEY.encode() in path.read_bytes() for path in (tmp_path / "batch").rglob("*") if path.is_file())


def test_requests_are_those_of_the_lean_engine_word_for_word(scenario: Scenario, tmp_path: Path) -> None:
    asked: list[str] = []

    def complete(body: Record) -> tuple[int, Record]:
        asked.append(json.dumps(body, sort_keys=True))
        return 200, completion(body, "A")

    known = BatchServer(complete)
    found = {}
    with serving(known) as url:
        for engine in ("lean", "batch"):
            run(plan_of(VENDORS[0].format(url), scenario, "cot-direct", engine=engine), tmp_path / engine, Silent())
            found[engine] = sorted(asked)
            asked.clear()
    assert found["lean"] == found["batch"]
    assert len(found["lean"]) == 17


def test_of_vendors_themselves_the_settings_are_said_in_their_words() -> None:
    gpt, o3, claude = map(parse_model_name, ("openai/gpt-4o", "openai/o3", "anthropic/claude-opus-5-5"))
    drawn = GenerationSettings(temperature=0.5, reasoning_effort="low")
    assert openai_batches.fields(gpt, GenerationSettings(), 9) == {"max_completion_tokens": 9, "temperature": 0.0}
    assert openai_batches.fields(o3, GenerationSettings(), 9) == {"max_completion_tokens": 9}
    assert openai_batches.fields(o3, drawn, 9)["temperature"] == 0.5
    assert anthropic_batches.fields(claude, drawn, 9) == {
        "max_tokens": 9,
        "thinking": {"type": "adaptive", "display": "summarized"},
        "output_config": {"effort": "low"},
    }


@BOTH
def test_what_expired_or_came_back_damaged_is_asked_again(model: str, tmp_path: Path) -> None:
    """A batch that expires half way; results with a broken line, a missing one, a doubled one and a strange one."""

    def spoilt(lines: list[bytes]) -> list[bytes]:
        if len(known.batches) > 1:
            return lines
        strange = lines[0].replace(b'"custom_id": "', b'"custom_id": "x')
        return [lines[0], lines[1][:40], *lines[3:], lines[0], strange, b"[]", b"\xff"]

    known = BatchServer(
        various, various_messages, expires=lambda number, place: number == 0 and place < 4, spoil=spoilt
    )
    told = Silent()
    with serving(known) as url:
        rows = run(plan_of(model.format(url), words_of(12)), tmp_path / "run", told)
    first, second = known.batches.values()
    assert (len(first.requests), len(second.requests)) == (12, 6)
    assert len(rows) == 12
    assert not any(row.outcome == Outcome.ERROR for row in rows)
    # What the vendor lost was answered twice; all else once.
    assert sorted(known.paid.values()) == [1] * 10 + [2] * 2
    assert any("asked again: " in line and "2 x no result in its batch" in line for line in told.notes)


@BOTH
def test_a_request_that_never_comes_back_is_an_error_in_the_end(model: str, tmp_path: Path) -> None:
    known = BatchServer(expires=lambda _, place: place == 0)
    with serving(known) as url:
        rows = run(plan_of(model.format(url), words_of(3)), tmp_path / "run", Silent())
    assert [len(one.requests) for one in known.batches.values()] == [3, 1, 1]
    (error,) = (row for row in rows if row.outcome == Outcome.ERROR)
    assert "expired" in (error.error or "")


@BOTH
def test_errors_of_single_requests_are_those_of_the_lean_engine(model: str, tmp_path: Path) -> None:
    words = {1: "unsupported image", 2: "This was filtered by our content management policy."}

    def answered(body: Record) -> tuple[int, str]:
        n = int(next(iter(json.dumps(body).partition("picture ")[2]), "0") if "picture " in json.dumps(body) else 0)
        return (400, words[n]) if n in words else (200, "A")

    def complete(body: Record) -> tuple[int, Record]:
        status, text = answered(body)
        return status, completion(body, text) if status == 200 else {"error": {"message": text}}

    def messages(body: Record) -> tuple[int, Record]:
        status, text = answered(body)
        return status, message(body, text) if status == 200 else failed("invalid_request_error", text)

    with serving(BatchServer(complete, messages)) as url:
        lean = run(plan_of(VENDORS[0].format(url), words_of(4), engine="lean"), tmp_path / "lean", Silent())
        rows = run(plan_of(model.format(url), words_of(4)), tmp_path / "batch", Silent())
    assert [row.outcome for row in rows] == ["answered", "error", "refused", "answered"]
    if model == VENDORS[0]:
        assert without_times(rows) == without_times(lean)
    assert rows[1].error == f"HTTP 400 at {url}{openai_path(model)}: unsupported image"


def openai_path(model: str) -> str:
    return "/v1/chat/completions" if model == VENDORS[0] else "/v1/messages"


def test_more_than_a_batch_may_hold_is_cut_into_several(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = BatchServer()
    with serving(known) as url:
        monkeypatch.setattr(openai_batches, "MOST", 5)
        run(plan_of(VENDORS[0].format(url), scenario), tmp_path / "many", Silent())
        assert [len(one.requests) for one in known.batches.values()] == [5, 3]
        known.batches.clear()
        known.files.clear()
        monkeypatch.setattr(openai_batches, "LARGEST", 10_000)
        run(plan_of(VENDORS[0].format(url), scenario), tmp_path / "large", Silent())
    assert sum(len(one.requests) for one in known.batches.values()) == 8
    assert len(known.batches) > 2
    # A single request may be larger than that; the vendor says so then.
    assert all(len(file) <= 10_000 or file.count(b"\n") == 1 for file in known.files.values())


@BOTH
def test_a_file_that_is_too_large_for_the_server_is_made_smaller(model: str, tmp_path: Path) -> None:
    sizes: list[int] = []

    def fits(_: Batch) -> None:
        sizes.append(1)

    known = BatchServer(fate=fits)
    refused = iter([True, True])

    def refuse(method: str, path: str) -> None:
        if method == "POST" and path in {"/v1/files", "/v1/messages/batches"} and next(refused, False):
            raise RefusedError(413, "Maximum request size exceeded")

    known.refuse = refuse
    with serving(known) as url:
        assert len(run(plan_of(model.format(url), words_of(8)), tmp_path / "run", Silent())) == 8
    assert [len(one.requests) for one in known.batches.values()] == [2] * 4
    assert paid_once(known, 8)


def test_where_a_vendor_takes_no_more_tokens_batches_become_smaller(tmp_path: Path) -> None:
    limit = {"code": "token_limit_exceeded", "message": "Enqueued token limit reached for m."}

    def fate(made: Batch) -> None:
        made.fault = limit if len(made.requests) > 2 else None

    known = BatchServer(fate=fate)
    told = Silent()
    with serving(known) as url:
        assert len(run(plan_of(VENDORS[0].format(url), words_of(8)), tmp_path / "run", told)) == 8
        assert [len(one.requests) for one in known.batches.values()] == [8, 4, 2, 2, 2, 2]
        assert paid_once(known, 8)
        assert any("was not taken: Enqueued token limit reached" in line for line in told.notes)
        known.fate = lambda made: setattr(made, "fault", {"code": "billing", "message": "Billing hard limit reached."})
        with pytest.raises(
            RunError, match=r"batch batch_7 was not taken: Billing hard limit reached; nothing of it is"
        ):
            run(plan_of(VENDORS[0].format(url), words_of(3)), tmp_path / "other", Silent())
        known.fate = lambda _: None
        assert len(run(plan_of(VENDORS[0].format(url), words_of(3)), tmp_path / "other", Silent())) == 3


@BOTH
def test_a_busy_or_absent_server_is_waited_for_and_a_wrong_key_is_told(
    model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ch3ef.models.tries._pause", lambda *_: 0.01)
    trouble = iter([429, 503, 429])

    def refuse(method: str, path: str) -> None:
        if method == "GET" and "batches" in path and (status := next(trouble, 0)):
            raise RefusedError(status, "Rate limit reached", {"Retry-After": "1"})

    known = BatchServer(refuse=refuse)
    with serving(known) as url:
        plan = plan_of(model.format(url), words_of(3))
        assert len(run(plan, tmp_path / "run", Silent())) == 3
        assert paid_once(known, 3)

        def unknown(method: str, path: str) -> None:
            if method == "GET" and "batches" in path:
                raise RefusedError(401, "Incorrect API key provided: ***")

        known.refuse = unknown
        named = "ANTHROPIC" if "anthropic" in model else "LOCAL"
        with pytest.raises(RunError, match=f"HTTP 401 at .*; is the key in {named}_API_KEY right\\?"):
            run(plan, tmp_path / "other", Silent())
        known.refuse = lambda *_: None
        known.paid.clear()
        assert len(run(plan, tmp_path / "other", Silent())) == 3
        assert paid_once(known, 3)
        # Gone on with by another engine it would be paid for twice.
        known.refuse = unknown
        with pytest.raises(RunError):
            run(plan, tmp_path / "third", Silent())
        with pytest.raises(InputError, match=r"is under way \(.*_3\), and would be paid for twice; say --engine batch"):
            run(replace(plan, engine="inspect"), tmp_path / "third", Silent())
        with pytest.raises(InputError, match="another run"):
            run(plan_of(model.format(url), words_of(4)), tmp_path / "third", Silent())


def test_what_somebody_cancelled_is_not_asked_again_by_itself(tmp_path: Path) -> None:
    known = BatchServer(fate=lambda made: setattr(made, "cancelled", made.id.endswith("_1")))
    with serving(known) as url:
        for vendor in VENDORS:
            known.batches.clear()
            known.paid.clear()
            out = tmp_path / vendor[2:8]
            with pytest.raises(
                RunError, match=r"2 of 4 requests answered; somebody cancelled it\. What it held is kept"
            ):
                run(plan_of(vendor.format(url), words_of(4)), out, Silent())
            assert len(known.batches) == 1
            assert len(run(plan_of(vendor.format(url), words_of(4)), out, Silent())) == 4
            assert paid_once(known, 4)


def test_half_the_price_is_told(tmp_path: Path) -> None:
    told = Silent()
    with serving(BatchServer()) as url:
        plan = plan_of(VENDORS[0].format(url), words_of(3), prices=Prices({}, Price(1e6, 2e6)))
        run(plan, tmp_path / "run", told)
    made = next(line for line in told.notes if "is made" in line)
    assert "batch batch_1 of m is made: 3 requests, " in made
    lean = replace(plan, engine="lean")
    assert json.loads((tmp_path / "run" / "run.json").read_text())["prices"] == {"m": [5e5, 1e6]}
    assert lean.priced()["m"].sent == 1e6
    # What a dry run says before it, and half of what the lean engine costs.
    ((in_batches,), (directly,)) = (costs(one, plan.prices) for one in (plan, lean))
    assert in_batches.money is not None
    assert directly.money == (2 * in_batches.money.least, 2 * in_batches.money.most)
    assert f" {money_text(in_batches.money.least)} to {money_text(in_batches.money.most)} at half the price" in made


@pytest.mark.parametrize(
    ("model", "recipe", "others", "reason"),
    [
        ("google/gemini-2.5-pro", "human-value-direct", {}, "google has no batch interface that is known here"),
        ("openai-api/local/m?base_url=http://h/v1&prompt_logprobs=true", "human-value", {}, "asks for likelihoods"),
        ("openai/gpt-4o?service_tier=flex", "human-value-direct", {}, "it is given service_tier"),
        ("anthropic/m?temperature=0.5", "human-value-direct", {}, "it takes no temperature and no top_p"),
        ("openai/gpt-4o", "human-value-direct", {"until_width": 0.1}, "--engine batch settles otherwise what is asked"),
    ],
)
def test_what_no_batch_can_do_is_refused(
    model: str, recipe: str, others: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=reason):
        run(plan_of(model, words_of(2), recipe, **others), tmp_path / "run", Silent())
    assert not (tmp_path / "run").exists()


COMMAND = """
import sys
from pathlib import Path
from ch3ef.running import batch_post
from ch3ef.running.run import run
from tests.running.test_batch import plan_of, words_of
from tests.running.test_runs import Silent
batch_post.FIRST_LOOK = batch_post.LONGEST_LOOK = 0.01
run(plan_of(sys.argv[1], words_of(6)), Path(sys.argv[2]), Silent())
"""


@pytest.mark.parametrize(
    ("model", "moment"),
    [
        *((model, "created") for model in VENDORS),
        pytest.param(VENDORS[0], "uploaded", marks=pytest.mark.slow),
        *(pytest.param(model, moment, marks=pytest.mark.slow) for moment in ("half", "looked") for model in VENDORS),
    ],
    ids=lambda one: "anthropic" if "anthropic" in one else "openai" if "openai" in one else one,
)
def test_after_a_kill_the_same_command_ends_in_the_same_table(model: str, moment: str, tmp_path: Path) -> None:
    known = BatchServer(various, various_messages)
    looked = 0

    def refuse(method: str, path: str) -> None:
        nonlocal looked
        if moment == "looked" and method == "GET" and path.endswith("_1"):
            looked += 1
            if looked == 2:
                process.kill()

    def kill() -> None:
        process.kill()  # which is there by then

    known.at[moment], known.refuse = kill, refuse
    out = tmp_path / "run"
    with serving(known) as url:
        name = model.format(url)
        command = [sys.executable, "-W", "error", "-c", COMMAND, name, str(out)]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ}) as process:
            process.wait()
        assert process.returncode == -signal.SIGKILL
        told = Silent()
        rows = run(plan_of(name, words_of(6)), out, told)
        assert len(known.batches) == 1
        assert paid_once(known, 6)
        expected = run(plan_of(VENDORS[0].format(url), words_of(6), engine="lean"), tmp_path / "lean", Silent())
    assert without_times(rows) == without_times(expected)
    assert rows == read_rows(out)
    assert any("is gone on with: 6 requests" in line for line in told.notes) == (moment != "uploaded")


def test_of_batches_that_may_be_ours_the_results_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anthropic takes no mark: one of somebody else's with as many requests is found out by what it holds."""
    known = BatchServer(various, various_messages)

    def somebody_is_quicker(method: str, path: str) -> None:
        if (method, path) == ("POST", "/v1/messages/batches"):
            requests = [{"custom_id": f"k{n}", "params": {"model": "m", "messages": []}} for n in range(6)]
            known.make(requests, anthropic=True, metadata={})
            raise RefusedError(400, "no")

    with serving(known) as url:
        plan, out = plan_of(VENDORS[1].format(url), words_of(6)), tmp_path / "run"
        known.refuse = somebody_is_quicker
        with monkeypatch.context() as patched:
            # As if killed before it could be known that there is none.
            patched.setattr(BatchJournal, "settled", lambda *_: None)
            with pytest.raises(RunError, match="no batch was made: HTTP 400"):
                run(plan, out, Silent())
        known.refuse = lambda *_: None
        told = Silent()
        assert len(run(plan, out, told)) == 6
    first, second = known.batches.values()
    assert "k0" in first.requests
    assert len(second.requests) == 6
    assert [line.partition(":")[0] for line in told.notes] == [
        f"batch {first.id} of m is gone on with",
        f"batch {second.id} of m is made",
        f"batch {second.id} of m",
    ]
