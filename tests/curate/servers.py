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

PROGRAM = os.environ.get("CH3EF_LABEL_STUDIO", "")
USER, PASSWORD, TOKEN = "rounds@example.org", "wonderland42", "0123456789abcdef0123456789abcdef01234567"
SLOWEST = 240
"""Seconds that it may take to start."""


@contextmanager
def label_studio(folder: Path) -> Iterator[str]:
    """A server on SQLite with data of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # What it is given is all it knows: no paths of ours, and it never calls home.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | {
        "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true", "COLLECT_ANALYTICS": "false", "SENTRY_DSN": "", "FRONTEND_SENTRY_DSN": "",
        "LATEST_VERSION_CHECK": "false",
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
