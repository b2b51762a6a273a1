"""From the first command to the last, against a server that repeats its callers' secrets: no byte of them is written."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.repeater import JUDGES_KEY, KEY, OTHER, PASSWORD, PLANTED, QUERY, Repeater, leaks, serve

pytestmark = pytest.mark.slow


@dataclass
class Desk:
    """A home of its own in which commands are given, and all that they printed."""

    home: Path
    said: list[str] = field(default_factory=list)

    def ch3ef(self, *arguments: str, key: str = KEY, stop_after: float | None = None) -> int:
        """Give a command; its exit code. `stop_after` that many seconds it is interrupted."""
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(sys.path),
            "HOME": str(self.home),
            "PLANTED_API_KEY": key,
            "JUDGING_API_KEY": JUDGES_KEY,
            "DEPLOY_TOKEN": OTHER,
        }
        command = [sys.executable, "-m", "ch3ef.cli", *arguments]
        process = subprocess.Popen(
            command, env=environment, cwd=self.home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        try:
            said, _ = process.communicate(timeout=stop_after or 120)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
            said, _ = process.communicate(timeout=60)
        self.said.append(f"$ {arguments[0]}\n{said}")
        return process.returncode


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """All commands given once."""
    desk = Desk(tmp_path_factory.mktemp("home"))
    repeater, grader = Repeater(), Repeater(knows=(JUDGES_KEY, OTHER))
    with serve(repeater) as port, serve(grader) as graders_port:

        def model(name: str = "alpha", at: int = port) -> str:
            return f"{name}=openai-api/planted/{name}?base_url=http://ann:{PASSWORD}@127.0.0.1:{at}/v1?key={QUERY}"

        plain = f"openai-api/planted/delta?base_url=http://127.0.0.1:{port}/v1"
        judge = f"openai-api/judging/grader?base_url=http://127.0.0.1:{graders_port}/v1"
        whole = (
            *(
                "run",
                "--recipe",
                "human-value-open",
                "--recipe",
                "human-value-direct",
                "--limit",
                "4",
                "--judge",
                judge,
            ),
            *("--model", model(), "--out", "runs/whole"),
        )
        assert desk.ch3ef(*whole, "--dry-run") == 0
        assert repeater.seen == []
        assert desk.ch3ef(*whole) == 0
        asked = len(repeater.seen) + len(grader.seen)
        assert desk.ch3ef(*whole) == 0
        assert len(repeater.seen) + len(grader.seen) == asked
        assert desk.ch3ef("show", "runs/whole") == 0
        assert desk.ch3ef("report", "runs/whole") == 0
        assert desk.ch3ef("findings", "runs/whole", "--out", "found") == 0
        # A judge that refuses its key, while the run goes on and afterwards; then it has its say.
        grader.status = 401
        opened = ("run", "--recipe", "human-value-open", "--limit", "3", "--out", "runs/ungraded", "--judge", judge)
        assert desk.ch3ef(*opened, "--model", model("epsilon")) == 1
        items = [json.loads(line) for line in (desk.home / "runs" / "whole" / "items.jsonl").read_text().splitlines()]
        (desk.home / "replies.jsonl").write_text(
            "".join(
                json.dumps({"item_id": item["id"], "model": "zeta", "reply": f"As {KEY} says"}) + "\n" for item in items
            )
        )
        scored = ("score", "--replies", "replies.jsonl", "--recipe", "human-value-open", "--out", "runs/scored")
        assert desk.ch3ef(*scored) == 0
        (desk.home / "replies.jsonl").unlink()
        assert desk.ch3ef("judge", "run", "runs/scored", "--judge", judge) == 1
        grader.status = 200
        assert desk.ch3ef("judge", "run", "runs/scored", "--judge", judge) == 0
        direct = ("run", "--recipe", "human-value-direct", "--limit", "4")
        # The request that tries the server is answered; those with questions are not.
        repeater.status, repeater.fine = 401, 1
        assert desk.ch3ef(*direct, "--model", model("beta"), "--out", "runs/refused") == 1
        desk.ch3ef("report", "runs/refused", "--out", "report")
        # A key with a line end in it, which no header may hold; and a port behind which nobody is.
        desk.ch3ef(*direct, "--model", plain, "--out", "runs/illegal", key=f"{KEY}\n{OTHER}", stop_after=15)
        desk.ch3ef(*direct, "--model", model("gamma", closed_port()), "--out", "runs/nobody", stop_after=15)
    typed = f"openai/gpt-4o?api_key={KEY}"
    assert desk.ch3ef(*direct, "--model", typed, "--out", "runs/typed") == 2
    assert desk.ch3ef(*direct, "--model", typed, "--out", "runs/typed", "--debug") == 2
    assert desk.ch3ef(*direct, "--model", model("x/y"), "--out", "runs/typed", "--debug") == 2
    assert desk.ch3ef(*direct, "--model", plain, f"--api-key={KEY}") == 2
    assert desk.ch3ef("show", f"runs/{OTHER}", "--debug") == 2
    return desk


def test_nothing_that_is_secret_is_printed_or_written(desk: Desk) -> None:
    assert leaks(desk.home, "\n".join(desk.said)) == []


def test_what_is_secret_was_there_to_be_written(desk: Desk) -> None:
    rows = [json.loads(line) for line in (desk.home / "runs" / "whole" / "finished.jsonl").read_text().splitlines()]
    assert len(rows) == 8
    for row in rows:
        assert row["model"] == "alpha"
        assert row["reply"].count("[secret]") == len(PLANTED) + 2, row["reply"]
        assert row["reasoning"].count("[secret]") == len(PLANTED) + 2
    assert {row["outcome"] for row in rows} == {"answered"}
    assert all("[secret]" in row["judge_verdict"] for row in rows if row["metric"] == "judged")
    refused = (desk.home / "runs" / "refused" / "finished.jsonl").read_text()
    assert "Incorrect API key provided: A. I am beta. You came by" in refused
    manifest = json.loads((desk.home / "runs" / "whole" / "run.json").read_text())
    assert manifest["plan"]["models"] == {"alpha": "openai-api/planted/alpha"}
    assert set(manifest["technical"][0]) == {"alpha", "judge openai-api/judging/grader"}
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/v1", manifest["technical"][0]["alpha"]["base_url"])


def test_a_refused_key_is_said_with_where_it_belongs(desk: Desk) -> None:
    said = "\n".join(desk.said)
    assert "api_key is a secret, and what is typed can be read by others; remove it and set OPENAI_API_KEY" in said
    assert "there is no --api-key; set keys and passwords in the environment" in said
    assert said.count("Traceback (most recent call last)") == 3
