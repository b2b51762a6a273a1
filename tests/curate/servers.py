"""A real Label Studio server for tests, where CH3EF_LABEL_STUDIO says where its program lies."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.curate.raters import Scripted, World

PROGRAM = os.environ.get("CH3EF_LABEL_STUDIO", "")
USER, PASSWORD, TOKEN = "rounds@example.org", "wonderland42", "0123456789abcdef0123456789abcdef01234567"
SLOWEST = 900
"""Seconds that it may take to start, on a machine that is busy with other work."""


@contextmanager
def label_studio(folder: Path) -> Iterator[str]:
    """A server on SQLite with data of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # What it is given is all it knows: no paths of ours, and it never calls home.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | {
        "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true", "COLLECT_ANALYTICS": "false", "SENTRY_DSN": "", "FRONTEND_SENTRY_DSN": "",
        "LATEST_VERSION_CHECK": "false", "LABEL_STUDIO_BASE_DATA_DIR": str(folder / "data"),
    }  # fmt: skip
    command = [
        PROGRAM, "start", "--no-browser", "--port", str(port), "--internal-host", "127.0.0.1", "--data-dir", str(folder / "data"),
        "--username", USER, "--password", PASSWORD, "--user-token", TOKEN,
    ]  # fmt: skip
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(process, url, folder / "server.log")
        yield url
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + SLOWEST
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(f"{url}/health", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise AssertionError(f"Label Studio did not start: {log.read_text(errors='replace')[-2000:]}")


class Asked:
    """What a rater's browser would ask the server."""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, headers={"Authorization": f"Token {TOKEN}"}, timeout=60)

    def get(self, path: str, **query: Any) -> Any:
        """What is there."""
        answer = self.client.get(f"/api/{path}", params=query)
        answer.raise_for_status()
        return answer.json()

    def send(self, method: str, path: str, content: Any = None) -> Any:
        """Change something."""
        answer = self.client.request(method, f"/api/{path}", json=content)
        answer.raise_for_status()
        return answer.json() if answer.content else None


def of_rater(world: World, rater: str, number: int = 1) -> int:
    return next(each.number for each in world.curation.projects() if (each.rater, each.round) == (rater, number))


def result(**said: Any) -> list[dict[str, Any]]:
    """An annotation as the server's own page sends it."""
    kinds = {"decision": "choices", "task": "choices", "flags": "choices", "answer": "choices", "rank": "ranker"}
    made = []
    for name, value in said.items():
        kind = kinds.get(name, "textarea")
        content = {"textarea": {"text": value}, "choices": {"choices": value}, "ranker": {"ranker": value}}[kind]
        to = "replies" if kind == "ranker" else "question"
        made.append({"from_name": name, "to_name": to, "type": kind, "value": content, "id": name, "origin": "manual"})
    return made


def label(asked: Asked, world: World, rater: Scripted, number: int = 1) -> None:
    """A scripted rater goes through the rater's own project."""
    project = of_rater(world, rater.name, number)
    for task in asked.get(f"projects/{project}/export", exportType="JSON", download_all_tasks="true"):
        data = task["data"]
        texts = {reply["id"]: reply["body"] for reply in data["replies"]}
        marks, ranking = rater.marks(world, texts), rater.ranking(world, texts)
        if rater.first:  # buckets put what is right in front, whoever stands first
            marks["A"] = True
        said = result(
            decision=[rater.decision(world, data["question"])],
            new_question=[data["question"]],
            rank={
                "right": [one for one in ranking if marks[one]],
                "wrong": [one for one in ranking if not marks[one]],
                "_": [],
            },
            **{f"option_{letter}": [text] for letter, text in texts.items()},
            flags=["harmful"] if data["task"] == "theft" else [],
        )
        asked.send("POST", f"tasks/{task['id']}/annotations/", {"result": said, "lead_time": 7.5})


def choose(asked: Asked, world: World, rater: Scripted) -> None:
    """A scripted rater answers the items of the rater's own project."""
    project = of_rater(world, rater.name)
    for task in asked.get(f"projects/{project}/export", exportType="JSON", download_all_tasks="true"):
        options = {reply["id"]: reply["body"] for reply in task["data"]["replies"]}
        said = result(answer=[rater.choice(world, options)])
        asked.send("POST", f"tasks/{task['id']}/annotations/", {"result": said, "lead_time": 4.5})
