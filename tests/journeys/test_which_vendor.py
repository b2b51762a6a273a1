"""Journey 3: two served models and a judge, from the price to the judge's check, and what fails first."""

from __future__ import annotations

import csv
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

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
    assert re.search(r"(alpha is ahead of beta|Who is ahead) on human values \(A3\)", words)
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


@contextmanager
def not_found() -> Iterator[str]:
    """A server that knows no path, and says so."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_error(404, "no such path here")

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def asked_of(folder: Path, url: str) -> Screen:
    """A run of thirty questions to a model at an address, with the limits of the command."""
    named = f"alpha=openai-api/ours/alpha?base_url={url}"
    return typed(folder, "run", "--model", named, "--recipe", "human-value-direct", "--limit", "30", "--out", "run")


@pytest.mark.slow
def test_what_fails_first_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    screen = asked_of(tmp_path, "http://127.0.0.1:9/v1")
    assert screen.code == 2
    assert "OURS_API_KEY" in screen.err
    assert len(screen.err.splitlines()) == 1
    monkeypatch.setenv("OURS_API_KEY", "key-of-ours")
    screen = asked_of(tmp_path, "http://127.0.0.1:9/v1")
    assert screen.code == 1
    assert screen.err.startswith(
        "ch3ef: model 'alpha' does not answer: http://127.0.0.1:9/v1/chat/completions: no conn"
    )
    assert screen.err.endswith("nothing was asked\n")
    assert len(screen.err.splitlines()) == 1
    assert not screen.out


@pytest.mark.slow
def test_an_address_that_knows_no_such_path_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OURS_API_KEY", "key-of-ours")
    with not_found() as url:
        screen = asked_of(tmp_path, f"{url}/v2")
    assert screen.code == 1
    assert len(screen.err.splitlines()) == 1
    assert "404" in screen.err
    assert "/v2/chat/completions" in screen.err
    assert screen.err.endswith("nothing was asked\n")
