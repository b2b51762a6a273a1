"""Runs against a server that errs in every way that servers do: each item has its true outcome, and the run ends."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import signal
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.errors import InputError, RunError
from ch3ef.items import ImageRef
from ch3ef.models import first_request, limits, tries
from ch3ef.models.limits import MAX_TEXT, RequestLimits, request_limits
from ch3ef.models.messages import Message
from ch3ef.models.names import parse_model_name
from ch3ef.models.transport import bounded_client
from ch3ef.models.waiting import waiting, waits
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import ResultRow
from ch3ef.running.planned import Engine, RunPlan
from ch3ef.running.run import run
from ch3ef.running.scrubbing import warnings_without_secrets
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item
from tests.hostile_server import ODD, PLANTED, HostileServer, serve, wait_closed
from tests.judges.scripted import JudgeServer
from tests.judges.scripted import serve as serve_judge
from tests.running.test_runs import Silent

PLACE = "/v1/chat/completions"


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OURS_API_KEY", "x")
    monkeypatch.setattr(tries, "LONGEST_WAIT", 0.05)


def plan_of(cases: list[str], server: HostileServer, engine: Engine = "auto") -> RunPlan:
    items = [make_item(n, question=f"Case {case}: what is shown?") for n, case in enumerate(cases)]
    part = part_of(scenario_of("test", items), recipe_named("human-value-direct"))
    return RunPlan((parse_model_name(f"openai-api/ours/m?base_url={server.url}"),), (part,), engine=engine)


def asked(
    cases: list[str], server: HostileServer, folder: Path, engine: Engine = "auto", **given: int
) -> dict[str, ResultRow]:
    with request_limits(RequestLimits(**{"attempt_timeout": 60, "timeout": 90, "max_retries": 1, **given})):
        rows = run(plan_of(cases, server, engine), folder, Silent())
    return dict(zip(cases, rows, strict=True))


REFUSED_WITHOUT_TRY = {
    "400 image": "HTTP 400 at {url}: unsupported image",
    "400 length": "HTTP 400 at {url}: maximum context length exceeded. The answer is A.",
    "401": "HTTP 401 at {url}: Incorrect API key provided",
    "404": "HTTP 404 at {url}: The model `m` does not exist",
    "422": "HTTP 422 at {url}: field required",
    "429 spent": "HTTP 429 at {url}: You exceeded your quota",
    "circle": "redirects in a circle",
    "moved": "HTTP 302 at {url}: redirects to {url}; give the address that it redirects to",
    "page": "HTTP 200 at {url}: a reply that is not whole JSON: 'Welcome'",
    "number content": "HTTP 200 at {url}: a reply whose content is 5",
    "events": "HTTP 200 at {url}: a reply that is not whole JSON: 'data: {{}} data: [DONE]'",
}
TRIED_AGAIN = {
    "500": "HTTP 500 at {url}: the model fell over",
    "503 page": "HTTP 503 at {url}: Service Unavailable",
    "429": "HTTP 429 at {url}: Rate limit reached",
    "429 wait": "HTTP 429 at {url}: Rate limit reached",
    "429 negative": "HTTP 429 at {url}: Rate limit reached",
    "429 absurd": "HTTP 429 at {url}: Rate limit reached",
    "429 words": "HTTP 429 at {url}: Rate limit reached",
    "reset": "{url}: the connection broke off",
    "cut body": "{url}: the connection broke off",
    "cut json": 'HTTP 200 at {url}: a reply that is not whole JSON: \'{{"id"',
    "no gzip": "{url}: a reply that cannot be unpacked",
    "200 error": "HTTP 200 at {url}: Provider returned error",
    "empty choices": "HTTP 200 at {url}: a reply without choices",
    "null choices": "HTTP 200 at {url}: a reply without choices",
    "204": "HTTP 204 at {url}: a reply that is not whole JSON: ''",
    "null message": "HTTP 200 at {url}: a reply without a message",
}


def test_what_has_no_reply_is_an_error_in_the_servers_words(tmp_path: Path, engine: Engine) -> None:
    faults = {**REFUSED_WITHOUT_TRY, **TRIED_AGAIN}
    with serve(HostileServer()) as server:
        rows = asked(list(faults), server, tmp_path / "run", engine)
        url = server.url.removesuffix("/v1") + PLACE
    for case, row in rows.items():
        assert (row.outcome, row.reply) == ("error", None), case
        assert (row.error or "").startswith(faults[case].format(url=url)), (case, row.error)
    found = {case: server.asked[case] for case in faults}
    # The circle is followed five times.
    assert found == {**dict.fromkeys(REFUSED_WITHOUT_TRY, 1), **dict.fromkeys(TRIED_AGAIN, 2), "circle": 6}


def test_what_passes_is_answered_on_the_next_try(tmp_path: Path, engine: Engine) -> None:
    with serve(HostileServer(times=dict.fromkeys(TRIED_AGAIN, 1))) as server:
        rows = asked(list(TRIED_AGAIN), server, tmp_path / "run", engine)
    assert {row.outcome for row in rows.values()} == {"answered"}


def test_what_declines_is_refused_and_no_error_is_read_as_a_reply(tmp_path: Path, engine: Engine) -> None:
    with serve(HostileServer()) as server:
        rows = asked(
            ["refusal", "filter", "400 filter", "empty refusal", "list content", "odd usage", "cut"],
            server,
            tmp_path,
            engine,
        )
    found = {case: (row.outcome, row.reply) for case, row in rows.items()}
    assert found == {
        "refusal": ("refused", "This goes against the usage policy."),
        "filter": ("refused", "A, that"),
        "400 filter": ("refused", ""),
        "empty refusal": ("answered", "A"),
        "list content": ("answered", "A"),
        "odd usage": ("answered", "A"),
        "cut": ("truncated", "The picture shows"),
    }
    assert "filtered by the content management policy" in (rows["400 filter"].error or "")


def test_a_good_reply_in_an_odd_completion_is_a_good_reply(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder, engine: Engine
) -> None:
    monkeypatch.setattr(first_request, "QUESTION", Message("user", ("Case no name: well?",)))
    with serve(HostileServer()) as server:
        rows = asked(list(ODD), server, tmp_path / "run", engine)
        assert set(server.asked) == set(ODD)
        again = asked(list(ODD), server, tmp_path / "run", engine)
        assert server.asked.total() == len(ODD) + 1, "nothing is asked a second time"
    assert again == rows
    assert {case: (row.outcome, row.reply) for case, row in rows.items()} == dict.fromkeys(ODD, ("answered", "A"))
    counts = {case: (row.input_tokens, row.output_tokens) for case, row in rows.items()}
    unknown = ["huge usage", "negative usage", "bool usage", "no name"]
    assert counts == {case: (None, None) if case in unknown else (5, 1) for case in ODD}
    assert [str(warned.message) for warned in recwarn if "ydantic" in str(warned.message)] == []


def test_replies_in_other_formats_can_be_stored_too() -> None:
    async def ask(server: HostileServer) -> str:
        async with bounded_client() as client:
            question = {"messages": "Case half name: well?"}
            return str((await client.post(f"{server.url}/responses", json=question)).json()["model"])

    with serve(HostileServer()) as server:
        assert asyncio.run(ask(server)) == "m\ufffd"


def test_warnings_of_a_run_show_no_secret(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("OURS_API_KEY", PLANTED)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        monkeypatch.setattr(warnings, "showwarning", lambda message, *_: print(message))
        with warnings_without_secrets():
            warnings.warn(f"input_value=['{PLANTED}']", stacklevel=1)
    assert capsys.readouterr().out == "input_value=['[secret]']\n"


def test_what_hangs_or_drips_ends_at_its_limit(tmp_path: Path, engine: Engine) -> None:
    with serve(HostileServer()) as server:
        rows = asked(["hang", "drip", "good"], server, tmp_path, engine, attempt_timeout=1, timeout=2, max_retries=9)
    assert [row.outcome for row in rows.values()] == ["error", "error", "answered"]
    assert "--attempt-timeout" in (rows["hang"].error or "")
    assert 1 <= server.asked["hang"] <= 3


def test_replies_are_cut_while_they_arrive(tmp_path: Path, engine: Engine) -> None:
    with serve(HostileServer(bomb=64)) as server:
        rows = asked(["bomb", "long"], server, tmp_path, engine)
    for row in rows.values():
        assert (row.outcome, len(row.reply or "")) == ("truncated", MAX_TEXT)
    assert server.asked["bomb"] == server.asked["long"] == 1


def test_a_closed_port_is_told_before_the_first_item(tmp_path: Path, engine: Engine) -> None:
    with serve(HostileServer()) as server:
        plan = plan_of(["good"], server, engine)
    wait_closed(server)
    with pytest.raises(RunError, match=r"does not answer: http://127.0.0.1:.*no connection.*; nothing was asked"):
        run(plan, tmp_path / "run", Silent())


@pytest.mark.parametrize(
    ("case", "asked_before", "says"),
    [
        ("404", 1, "The model `m` does not exist; is the model's name right? The server offers m; nothing was asked"),
        ("500", 3, "the model fell over; nothing was asked"),
        ("401", 1, "Incorrect API key provided; is the key in OURS_API_KEY right?; nothing was asked"),
        ("404 page", 1, "404 Not Found nginx; is the model's name right? The server offers m; nothing was asked"),
    ],
    ids=["no model", "no server", "no key", "no path"],
)
def test_a_server_that_answers_nothing_is_told_before_the_first_item(
    tmp_path: Path, case: str, asked_before: int, says: str, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    monkeypatch.setattr(first_request, "QUESTION", Message("user", (f"Case {case}: well?",)))
    monkeypatch.setattr(first_request, "PAUSE", 0.0)
    with serve(HostileServer()) as server, pytest.raises(RunError) as told:
        run(plan_of(["good"], server, engine), tmp_path / "run", Silent())
    place = f"HTTP {case.split(maxsplit=1)[0]} at {server.url}/chat/completions"
    assert str(told.value) == f"model 'openai-api/ours/m' does not answer: {place}: {says}"
    assert server.asked == {case: asked_before}
    assert not (tmp_path / "run").exists()


def test_a_server_that_takes_no_text_alone_is_asked_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    monkeypatch.setattr(first_request, "QUESTION", Message("user", ("Case 400 image: well?",)))
    with serve(HostileServer()) as server:
        rows = run(plan_of(["good"], server, engine), tmp_path / "run", Silent())
        assert server.asked == {"400 image": 1, "good": 1}
    assert [row.outcome for row in rows] == ["answered"]


def test_a_judge_that_answers_nothing_is_told_before_the_first_item(tmp_path: Path) -> None:
    with serve(HostileServer()) as server:
        pass
    wait_closed(server)
    part = part_of(scenario_of("test", [make_item(0)]), recipe_named("human-value-open"))
    judge = f"openai-api/ours/judge?base_url={server.url}"
    plan = RunPlan((parse_model_name("reference/oracle"),), (part,), judges=(judge,))
    with pytest.raises(RunError, match=r"judge 'openai-api/ours/judge.*does not answer"):
        run(plan, tmp_path / "run", Silent())


def test_twenty_equal_errors_in_a_row_stop_a_run_that_then_goes_on(tmp_path: Path, engine: Engine) -> None:
    cases = [*["good"] * 3, *["400 image"] * 60]
    with serve(HostileServer(times={"400 image": 30})) as server:
        plan = replace(plan_of(cases, server, engine), max_connections=1)
        with pytest.raises(RunError, match=r"20 items in a row ended in the same error: HTTP 400 .*unsupported image"):
            run(plan, tmp_path / "run", Silent())
        assert server.asked["400 image"] < 30
        with contextlib.suppress(RunError):
            run(plan, tmp_path / "run", Silent())
        rows = run(plan, tmp_path / "run", Silent())
    assert len(rows) == 63
    assert {row.outcome for row in rows} == {"answered"}
    assert server.asked["good"] == 3 + 3, "three items, and a question before each of the three runs"


def test_a_run_in_the_background_is_stopped_too(tmp_path: Path, engine: Engine) -> None:
    """A shell starts it deaf to interrupts, by which a run stops itself."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with serve(HostileServer()) as server:
            plan = replace(plan_of(["400 image"] * 60, server, engine), max_connections=1)
            with pytest.raises(RunError, match="20 items in a row ended in the same error"):
                run(plan, tmp_path / "run", Silent())
            assert server.asked["400 image"] < 30
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_questions_that_are_too_long_stop_nothing(tmp_path: Path, engine: Engine) -> None:
    with serve(HostileServer()) as server:
        rows = run(plan_of(["400 length"] * 25, server, engine), tmp_path / "run", Silent())
    assert [row.outcome for row in rows] == ["error"] * 25


def test_a_run_says_each_reason_once_with_a_count_and_that_errors_are_many(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], picture: Callable[[int], ImageRef]
) -> None:
    table = tmp_path / "own" / "table.csv"
    table.parent.mkdir()
    cases = ["404"] * 3 + ["400 image"] * 2 + ["good"]
    lines = [f"{n}.png,Case {case}: number {n}?,yes|no,yes" for n, case in enumerate(cases)]
    for n in range(len(cases)):
        shutil.copy(picture(n).path, table.parent / f"{n}.png")
    table.write_text("\n".join(["image,question,options,answer", *lines]) + "\n")
    out = tmp_path / "run"
    with serve(HostileServer()) as server:
        model = f"m=openai-api/ours/m?base_url={server.url}&max_retries=0"
        command = ["run", "--model", model, "--scenario", str(table.parent), "--recipe", "human-value-direct"]
        assert main([*command, "--out", str(out)]) == 1
    printed = capsys.readouterr()
    url = server.url.removesuffix("/v1") + PLACE
    assert f"ch3ef: 3 x HTTP 404 at {url}: The model `m` does not exist (m)\n" in printed.err
    assert f"ch3ef: 2 x HTTP 400 at {url}: unsupported image (m)\n" in printed.err
    assert printed.out.index("m: 5 of 6 answers are errors") < printed.out.index("accuracy in percent")
    main(["compare", str(out), str(out), "--fail-if-worse", "0.02"])
    assert "ch3ef: m: 5 of 6 answers are errors" in capsys.readouterr().err


def test_what_waits_is_told_in_one_line() -> None:
    with waiting("HTTP 429", 20), waiting("HTTP 429", 30), waiting("HTTP 500", 40):
        assert waits() == "3 requests waiting: 2 x HTTP 429, 1 x HTTP 500, next try in 20 s"
    assert not waits()


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "soon", "", "9999999"])
def test_limits_are_whole_numbers(text: str) -> None:
    with pytest.raises(InputError, match=r"model 'm': timeout is .*; expected a whole number of 1 or more"):
        limits.limits_of("m", {"timeout": text})


def test_a_models_own_limits_go_before_the_runs() -> None:
    with request_limits(RequestLimits(attempt_timeout=5, timeout=6, max_retries=7)):
        assert limits.limits_of("m", {"max_retries": "0"}) == RequestLimits(attempt_timeout=5, timeout=6, max_retries=0)


def test_a_judge_that_is_away_is_replayed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCAL_API_KEY", "none")
    monkeypatch.setenv("CH3EF_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(tries, "LONGEST_WAIT", 60)
    part = part_of(scenario_of("test", [make_item(n) for n in range(3)]), recipe_named("human-value-open"))
    oracle = parse_model_name("reference/oracle")
    with serve_judge(JudgeServer()) as judge:
        plan = RunPlan((oracle,), (part,), judges=(judge,))
        before = run(plan, tmp_path / "before", Silent())
    after = run(plan, tmp_path / "after", Silent())
    assert [row.correct for row in after] == [row.correct for row in before] == [1.0] * 3
    others = RunPlan((parse_model_name("reference/refuser"),), (part,), judges=(judge,))
    assert all("no connection" in (row.error or "") for row in run(others, tmp_path / "others", Silent()))
