"""A server that speaks the wire format of OpenAI's chat endpoint and says what a test wants, when the test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ch3ef.models.first_request import QUESTION

Reply = Callable[[str], str]
"""Text of the last message -> what is said to it, as it stands inside a JSON string."""
Request = tuple[str, dict[str, Any]]
"""Path and body."""


def said(body: dict[str, Any]) -> str:
    """The text of a request's last message."""
    content = body["messages"][-1]["content"]
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


@contextmanager
def replying(
    reply: Reply, requests: list[Request] | None = None, refusal: Callable[[dict[str, Any]], str] = lambda _: ""
) -> Iterator[tuple[str, list[str]]]:
    """Serve on a free port of this machine while open.

    Args:
        reply: Called in a thread per connection.
        requests: Is given every request.
        refusal: Why a request with this body is refused; empty where it is not.

    Yields:
        The base URL, and the texts that were answered so far, but for the question whether anyone is there.
    """
    answered: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if requests is not None:
                requests.append((self.path, body))
            text, refused = said(body), refusal(body)
            content = (
                '{"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0, '
                '"finish_reason": "stop", "message": {"role": "assistant", "content": "' + reply(text) + '"}}], '
                '"usage": {"prompt_tokens": 5, "completion_tokens": 1, "total_tokens": 6}}'
            ).encode()
            content = json.dumps({"error": {"message": refused}}).encode() if refused else content
            self.send_response(400 if refused else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            if text != QUESTION.text:
                answered.append(text)

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

        def handle_error(self, *_: object) -> None:
            """A client that was killed."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", answered
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
