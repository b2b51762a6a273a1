"""An OpenAI-compatible server that answers as servers sometimes do: errors, half replies, endless ones, none at all.

Which fault it shows stands in the question ("Case NAME:"); whatever else it is asked, it answers "A".
"""

from __future__ import annotations

import functools
import json
import re
import select
import socket
import struct
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MEGABYTE = 1_000_000


def completion(content: Any = "A", finish: str | None = "stop", **message: Any) -> dict[str, Any]:
    """The body of a reply."""
    choice = {
        "index": 0,
        "finish_reason": finish,
        "message": {"role": "assistant", "content": content, **message},
    }
    usage = {"prompt_tokens": 5, "completion_tokens": 1, "total_tokens": 6}
    return {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage}


class Handler(BaseHTTPRequestHandler):
    """Answers one request after the other of a connection."""

    protocol_version = "HTTP/1.1"
    server: HostileServer

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        """The list of models; and what a POST becomes that is redirected without care."""
        self.send(200, {"object": "list", "data": [{"id": "m", "object": "model"}]})

    def do_POST(self) -> None:
        """Answer a question in the way that it names."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        named = re.search(r"Case ([\w -]+):", json.dumps(body["messages"]))
        case = named[1] if named else self.server.usual
        self.server.asked[case] += 1
        if self.server.asked[case] > self.server.times.get(case, 10**9):
            case = self.server.after
        try:
            CASES[case](self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def send(self, status: int, body: Any, headers: Mapping[str, str] | None = None, *, length: int = 0) -> None:
        """One response; `length` is what it claims to hold, where that is a lie."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length or len(content)))
        self.end_headers()
        self.wfile.write(content)

    def error(self, status: int, message: str, headers: Mapping[str, str] | None = None, **fields: Any) -> None:
        """An error in the form of the vendors."""
        self.send(status, {"error": {"message": message, **fields}}, headers)

    def until_gone(self, seconds: float) -> bool:
        """Wait; whether the other side has hung up, or this server is to end."""
        gone, _, _ = select.select([self.connection], [], [], seconds)
        return bool(gone) or self.server.over.is_set()


def _too_many(wait: str | None) -> Callable[[Handler], None]:
    headers = {} if wait is None else {"Retry-After": wait}
    return lambda handler: handler.error(429, "Rate limit reached", headers, type="rate_limit")


def _reset(handler: Handler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def _cut_body(handler: Handler) -> None:
    handler.send(200, json.dumps(completion()).encode()[:80], length=500)
    handler.close_connection = True


def _hang(handler: Handler) -> None:
    while not handler.until_gone(0.2):
        pass
    handler.close_connection = True


def _drip(handler: Handler) -> None:
    content = json.dumps(completion()).encode()
    handler.send(200, content[:1], length=len(content))
    for byte in content[1:]:
        if handler.until_gone(1.0):
            break
        handler.wfile.write(bytes([byte]))
    handler.close_connection = True


@functools.cache
def packed(megabytes: int) -> bytes:
    """A reply of so many megabytes, packed to less than a hundredth."""
    packer = zlib.compressobj(1, wbits=31)
    beginning, end = json.dumps(completion("@")).encode().split(b"@")
    parts = [packer.compress(beginning), *(packer.compress(b"a" * MEGABYTE) for _ in range(megabytes))]
    return b"".join([*parts, packer.compress(end), packer.flush()])


def _long(handler: Handler) -> None:
    handler.send(200, completion("A long story. " * (10 * MEGABYTE // 14)))


def _circle(status: int) -> Callable[[Handler], None]:
    return lambda handler: handler.send(status, b"", {"Location": handler.path})


def _nothing(handler: Handler) -> None:
    handler.send_response(204)
    handler.end_headers()


def _sends(body: dict[str, Any]) -> Callable[[Handler], None]:
    return lambda handler: handler.send(200, body)


def _function(text: str) -> list[dict[str, Any]]:
    return [{"id": text, "type": "function", "function": {"name": text, "arguments": text}}]


def _logprobs(found: Any) -> dict[str, Any]:
    body = completion()
    body["choices"][0]["logprobs"] = found
    return body


def _nested(depth: int) -> Any:
    return [_nested(depth - 1)] if depth else []


PLANTED = "Zq7plantedKEYvalue99xyz"
"""A key that a server repeats."""
ODD: dict[str, dict[str, Any]] = {
    "huge usage": completion()
    | {"usage": {"prompt_tokens": 5, "completion_tokens": 10**30, "total_tokens": 10**30 + 5}},
    "negative usage": completion() | {"usage": {"prompt_tokens": -5, "completion_tokens": 1, "total_tokens": -4}},
    "bool usage": completion() | {"usage": {"prompt_tokens": True, "completion_tokens": 1, "total_tokens": 2}},
    "odd details": completion()
    | {
        "usage": {
            "prompt_tokens": 5,
            "completion_tokens": 1,
            "total_tokens": 6,
            "prompt_tokens_details": {"cached_tokens": 10**30},
            "completion_tokens_details": "x",
        }
    },
    "half name": completion() | {"model": "m\udc00", "id": "\ud800", "system_fingerprint": "\udc00"},
    "half call": completion(tool_calls=_function("f\ud800")),
    "half finish": completion("A", "st\ud800p"),
    "no name": {"choices": completion()["choices"]},
    "odd name": completion() | {"model": [PLANTED], "id": {"k": PLANTED}, "created": "x", "service_tier": 5},
    "odd finish": completion("A", finish=3),  # type: ignore[arg-type]
    "odd logprobs": _logprobs({"content": "bogus"}),
    "odd fields": completion(role="user", annotations="x", audio=5, function_call={"name": 1}),
    "odd reasoning": completion(reasoning_content=5, reasoning={"a": 1}),
    "calls text": completion(tool_calls="x"),
    "calls number": completion(tool_calls=[5, {"id": 1}, {"id": "1", "type": "function", "function": 5}]),
    "deep": completion() | {"more": _nested(400)},
}
"""Replies that say "A" in a completion that is not as the format says."""

CASES: dict[str, Callable[[Handler], None]] = {
    "good": lambda handler: handler.send(200, completion()),
    "500": lambda handler: handler.error(500, "the model fell over"),
    "503 page": lambda handler: handler.send(503, b"<html><body><h1>Service\nUnavailable</h1></body></html>"),
    "429": _too_many(None),
    "429 wait": _too_many("1"),
    "429 negative": _too_many("-5"),
    "429 absurd": _too_many("999999999999"),
    "429 words": _too_many("soon"),
    "429 spent": lambda handler: handler.error(429, "You exceeded your quota", code="insufficient_quota"),
    "reset": _reset,
    "cut body": _cut_body,
    "cut json": lambda handler: handler.send(200, json.dumps(completion()).encode()[:80]),
    "circle": _circle(307),
    "moved": _circle(302),
    "hang": _hang,
    "drip": _drip,
    "bomb": lambda handler: handler.send(200, packed(handler.server.bomb), {"Content-Encoding": "gzip"}),
    "long": _long,
    "no gzip": lambda handler: handler.send(200, completion(), {"Content-Encoding": "gzip"}),
    "page": lambda handler: handler.send(200, b"<html><title>Welcome</title></html>"),
    "400 image": lambda handler: handler.error(400, "unsupported image", type="invalid_request_error"),
    "400 length": lambda handler: handler.error(
        400, "maximum context length exceeded. The answer is A.", code="context_length_exceeded"
    ),
    "400 filter": lambda handler: handler.error(
        400, "filtered by the content management policy. The answer is A.", code="content_filter"
    ),
    "401": lambda handler: handler.error(401, "Incorrect API key provided"),
    "404": lambda handler: handler.error(404, "The model `m` does not exist"),
    "404 page": lambda handler: handler.send(
        404, b"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1><p>nginx</p></body></html>"
    ),
    "422": lambda handler: handler.send(422, {"detail": [{"loc": ["body"], "msg": "field required"}]}),
    "200 error": lambda handler: handler.send(200, {"error": {"message": "Provider returned error", "code": 502}}),
    "empty choices": lambda handler: handler.send(200, completion() | {"choices": []}),
    "null choices": lambda handler: handler.send(200, completion() | {"choices": None}),
    "null message": lambda handler: handler.send(200, completion() | {"choices": [{"message": None}]}),
    "list content": lambda handler: handler.send(200, completion([{"type": "text", "text": "A"}])),
    "number content": lambda handler: handler.send(200, completion(5)),
    "odd usage": lambda handler: handler.send(200, completion() | {"usage": {"prompt_tokens": None}}),
    "empty refusal": lambda handler: handler.send(200, completion("A", refusal="")),
    "refusal": lambda handler: handler.send(200, completion(None, refusal="This goes against the usage policy.")),
    "filter": lambda handler: handler.send(200, completion("A, that", "content_filter")),
    "cut": lambda handler: handler.send(200, completion("The picture shows", "length")),
    "204": _nothing,
    "events": lambda handler: handler.send(200, b"data: {}\n\ndata: [DONE]\n\n", {"Content-Type": "text/event-stream"}),
    **{name: _sends(body) for name, body in ODD.items()},
}


class HostileServer(ThreadingHTTPServer):
    """The server.

    Attributes:
        asked: How often each case was asked for.
        times: After how many requests a case is over.
        after: What asks for a case that is over is answered so.
        bomb: Megabytes of the reply of the case "bomb".
        usual: How a question is answered that names no case.
        over: Whether it is to end.
    """

    daemon_threads = True
    request_queue_size = 256
    bomb: int

    def __init__(self, times: Mapping[str, int] | None = None, bomb: int = 64) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: Counter[str] = Counter()
        self.times = dict(times or {})
        self.bomb = bomb
        self.usual = self.after = "good"
        self.over = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has hung up."""

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}/v1"


@contextmanager
def serve(server: HostileServer) -> Iterator[HostileServer]:
    """Serve while open."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()


def wait_closed(server: HostileServer) -> None:
    """Until nothing listens on its port any more."""
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", server.server_port)):
                return
        time.sleep(0.01)
