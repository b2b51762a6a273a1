"""Journey 3: two served models and a judge, from the price to the judge's check, and what fails first."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.hostile_server import HostileServer, serve
from tests.journeys.terminal import Screen, typed
from tests.reply_server import replying


class Served(NamedTuple):
    """A model's argument, and what it was asked so far."""

    argument: str
    asked: list[str]


def graded(prompt: str) -> str:
    """A judge that holds every reply that names a number for right."""
    found = re.search(r'"code": "(\w+)"', prompt)
    assert found
    grade = "right" if "two of them" in prompt else "wrong"
    verdict = {"code": found[1], "reason": "it names what is seen", "refused": False, "grade": grade}
    return json.dumps(json.dumps(verdict))[1:-1]


@pytest.fixture
def vendors(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Served]]:
    """Alpha answers all, beta refuses all, and a judge grades."""
    monkeypatch.setenv("OURS_API_KEY", "key-of-ours")
    with (
        replying(lambda _: "There are two of them.") as (alpha, of_alpha),
        replying(lambda _: "I am sorry, but I cannot help with that.") as (beta, of_beta),
        replying(graded) as (judge, of_judge),
    ):
        yield {
            name: Served(f"{name}=openai-api/ours/{name}?base_url={url}", asked)
            for name, url, asked in (
                ("alpha", alpha, of_alpha),
                ("beta", beta, of_beta),
                ("grader", judge, of_judge),
            )
        }


@pytest.mark.slow
def test_from_the_price_to_how_far_the_judge_can_be_trusted(vendors: dict[str, Served], tmp_path: Path) -> None:
    asking = ["--scenario", "ch3ef-gen", "--recipe", "human-value-open", "--limit", "12", "--out", "runs/vendors"]
    models = [part for name in ("alpha", "beta") for part in ("--model", vendors[name].argument)]
    command = ["run", *models, "--judge", vendors["grader"].argument, *asking]

    screen = typed(tmp_path, *command, "--dry-run", "--price", "2.5,10")
    assert screen.code == 0
    assert "\nNothing was sent." in screen.out
    assert re.search(r"^alpha +12 +\d+ ", screen.out, re.MULTILINE)
    assert re.search(r"^together +48 ", screen.out, re.MULTILINE)
    assert [len(served.asked) for served in vendors.values()] == [0, 0, 0]
    assert not (tmp_path / "runs").exists()

    screen = typed(tmp_path, *command)
    assert screen.code == 0, screen.err
    assert screen.out.startswith("runs/vendors: 2 models, 12 items of 1 set, 1 recipe, 24 answers.")
    assert "mean grade in percent [95 % interval]" in screen.out
    assert [len(vendors[name].asked) for name in ("alpha", "beta")] == [12, 12]

    screen = typed(tmp_path, "report", "runs/vendors")
    assert screen.code == 0
    assert screen.out.startswith("Report: runs/vendors/report/index.html (24 answers, ")
    page = (tmp_path / "runs/vendors/report/index.html").read_text(encoding="utf-8")
    words = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert re.search(r"(alpha is ahead of beta .*|cannot be told apart) on human values \(A3\)", words)
    assert "beta12 questions: 0 answered, 12 refused" in words

    raters = [part for name in ("ann", "bo") for part in ("--rater", name)]
    assert typed(tmp_path, "data", "labels", "runs/vendors", *raters, "--out", "labels").code == 0
    sheets = [tmp_path / "labels" / f"labels-{name}.csv" for name in ("ann", "bo")]
    for sheet in sheets:
        with sheet.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        with sheet.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows({**row, "label": "right" if row["model"] == "alpha" else "wrong"} for row in rows)
    labels = [part for sheet in sheets for part in ("--labels", str(sheet))]
    screen = typed(tmp_path, "judge", "check", "--run", "runs/vendors", *labels, "--judge", vendors["grader"].argument)
    assert screen.code == 0, screen.err
    assert "kappa" in screen.out


def asked_of(folder: Path, url: str, *more: str) -> Screen:
    """A run of thirty questions to a model at an address, one after the other, with the limits of the command."""
    named = f"alpha=openai-api/ours/alpha?base_url={url}"
    command = ("run", "--model", named, "--recipe", "human-value-direct", "--limit", "30", "--max-connections", "1")
    return typed(folder, *command, *more, "--out", "run")


@pytest.mark.slow
def test_what_fails_first_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    screen = asked_of(tmp_path, "http://127.0.0.1:9/v1")
    assert screen.code == 2
    assert screen.err == "ch3ef: model 'alpha' needs a key; set OURS_API_KEY in the environment\n"
    monkeypatch.setenv("OURS_API_KEY", "key-of-ours")
    screen = asked_of(tmp_path, "http://127.0.0.1:9/v1")
    assert screen.code == 1
    assert screen.err.startswith(
        "ch3ef: model 'alpha' does not answer: http://127.0.0.1:9/v1/chat/completions: no conn"
    )
    assert screen.err.endswith("nothing was asked\n")
    assert len(screen.err.splitlines()) == 1
    assert not screen.out
    with serve(HostileServer()) as server:
        server.usual = "404"
        screen = asked_of(tmp_path, server.url)
    assert screen.code == 1
    assert screen.last == (
        f"ch3ef: model 'alpha' does not answer: HTTP 404 at {server.url}/chat/completions: The model `m` does not exist; "
        "is the model's name right? The server offers m; nothing was asked"
    )
    assert not (tmp_path / "run").exists()


@pytest.mark.slow
def test_a_server_that_falls_over_stops_the_run_which_goes_on_when_it_is_well(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OURS_API_KEY", "key-of-ours")
    with serve(HostileServer(times={"good": 3})) as server:
        server.after = "404"
        screen = asked_of(tmp_path, server.url)
        assert screen.code == 1
        # Where it takes longer, a line every 30 s stands before it.
        assert screen.last == (
            "ch3ef: model 'alpha': 20 items in a row ended in the same error: "
            f"HTTP 404 at {server.url}/chat/completions: The model `m` does not exist; "
            "what was finished is kept, and the same command goes on"
        )
        assert not screen.out, "no table of a run that is not finished"
        assert server.asked["good"] <= 3 + 20 + 2
        server.times.clear()
        screen = asked_of(tmp_path, server.url)
    assert screen.code == 0, screen.err
    assert screen.err.splitlines()[0] == "ch3ef: going on: 2 of 30 are there"
    assert screen.out.startswith("run: 1 model, 30 items of 1 set, 1 recipe, 30 answers.")


@pytest.mark.slow
def test_a_model_whose_every_reply_is_cut_off_is_told_everywhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OURS_API_KEY", "key-of-ours")
    cut = "alpha: 30 of 30 answers were cut off by the limit on tokens and count as wrong"
    with serve(HostileServer()) as server:
        server.usual = "cut"
        screen = asked_of(tmp_path, server.url, "--model", "good=reference/oracle")
    assert screen.code == 0, screen.err
    assert cut in screen.out.splitlines()[1]
    assert cut in typed(tmp_path, "show", "run").out.splitlines()[1]
    screen = typed(tmp_path, "compare", "good", "alpha", "--in", "run", "--fail-if-worse", "0.02")
    assert screen.code == 1
    assert cut in screen.err
    assert typed(tmp_path, "report", "run").code == 0
    page = (tmp_path / "run/report/index.html").read_text(encoding="utf-8")
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "alpha 30 questions: 0 answered, 30 cut off" in words
