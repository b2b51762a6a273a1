"""A server that speaks the batch interfaces of OpenAI and of Anthropic, and does what such servers do: also the worst.

Formats as in OpenAI's API reference (Batch, Files) and Anthropic's (Message Batches) of 2026. It counts what would
be paid for: a request that was answered in a batch.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "planted-key-1a2b3c4d"
Record = dict[str, Any]
Lines = list[bytes]


class RefusedError(Exception):
    """A request that is answered by an error."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.headers = status, headers or {}


@dataclass
class Batch:
    """A batch: its requests by their custom ids, how often it was looked at, and its fate."""

    id: str
    requests: dict[str, Record]
    created: float
    metadata: Record
    fault: Record | None = None
    cancelled: bool = False
    looks: int = 0
    lines: Lines | None = None
    errors: Lines | None = None
    kinds: Counter[str] = field(default_factory=Counter)


@dataclass
class BatchServer:
    """What the server knows, and what a test wants of it.

    Attributes:
        looks: How often a batch is looked at before it has ended.
        complete: The completion of a request of OpenAI's format: status and body.
        message: The same of Anthropic's.
        expires: Whether a request (its batch's number, its own place) is not reached within the day.
        spoil: Changes the lines of results, as servers and disks do.
        refuse: Is asked of each request by method and path, and may raise.
        at: What is done at a moment: "uploaded", "created", "made" (before the answer is sent), "half" (of the results).
        fate: Is given a batch that was just made.
        paid: How often each request was answered in a batch, by its custom id.
        asked: Method and path of every request.
    """

    complete: Callable[[Record], tuple[int, Record]] = lambda body: (200, completion(body, "A"))
    message: Callable[[Record], tuple[int, Record]] = lambda body: (200, message(body, "A"))
    looks: int = 3
    expires: Callable[[int, int], bool] = lambda _batch, _place: False
    spoil: Callable[[Lines], Lines] = lambda lines: lines
    refuse: Callable[[str, str], None] = lambda _method, _path: None
    fate: Callable[[Batch], None] = lambda _batch: None
    at: dict[str, Callable[[], object]] = field(default_factory=dict)
    paid: Counter[str] = field(default_factory=Counter)
    asked: list[str] = field(default_factory=list)
    batches: dict[str, Batch] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def happens(self, moment: str) -> None:
        """Do what a test wants done now, once."""
        self.at.pop(moment, lambda: None)()

    def answer(self, body: Record, key: str = "", *, anthropic: bool) -> tuple[int, Record]:
        """One request; what is answered in a batch is paid for."""
        status, found = (self.message if anthropic else self.complete)(body)
        if status == 200 and key:
            self.paid[key] += 1
        return status, found

    def make(self, requests: list[Record], *, anthropic: bool, metadata: Record) -> Batch:
        """A batch of requests."""
        with self.lock:
            prefix = "msgbatch" if anthropic else "batch"
            own = {one["custom_id"]: one["params" if anthropic else "body"] for one in requests}
            batch = Batch(f"{prefix}_{len(self.batches) + 1}", own, time.time(), metadata)
            if len(own) < len(requests):
                raise RefusedError(400, "custom_id: must be unique") if anthropic else AssertionError("not unique")
            self.batches[batch.id] = batch
            self.fate(batch)
            return batch

    def look(self, batch: Batch) -> str:
        """How far it is: it works while it is looked at."""
        batch.looks += 1
        if batch.fault is not None:
            return "failed" if batch.looks > 1 else "validating"
        if batch.looks <= self.looks and not batch.cancelled:
            return ("validating", "in_progress", "finalizing")[min(batch.looks - 1, 2)]
        number = list(self.batches).index(batch.id)
        if batch.lines is None:
            batch.lines, batch.errors = [], []
            for place, (key, body) in enumerate(batch.requests.items()):
                gone = "cancelled" if batch.cancelled and place % 2 else ""
                gone = gone or ("expired" if self.expires(number, place) else "")
                self.end(batch, key, body, gone)
            batch.lines = self.spoil(batch.lines[::-1])
        if batch.cancelled:
            return "cancelled"
        return "expired" if any(self.expires(number, place) for place in range(len(batch.requests))) else "completed"

    def end(self, batch: Batch, key: str, body: Record, gone: str) -> None:
        """One request of a batch comes to its end."""
        assert batch.lines is not None
        assert batch.errors is not None
        if batch.id.startswith("msg"):
            if gone:
                result: Record = {"type": "canceled" if gone == "cancelled" else gone}
            else:
                status, found = self.answer(body, key, anthropic=True)
                result = (
                    {"type": "succeeded", "message": found} if status == 200 else {"type": "errored", "error": found}
                )
            batch.kinds[result["type"]] += 1
            batch.lines.append(json.dumps({"custom_id": key, "result": result}).encode())
            return
        record: Record = {"id": f"batch_req_{key[:8]}", "custom_id": key, "response": None, "error": None}
        if gone:
            words = "This request could not be executed before the completion window expired."
            record["error"] = {"code": f"batch_{gone}", "message": words}
            batch.errors.append(json.dumps(record).encode())
            return
        status, found = self.answer(body, key, anthropic=False)
        record["response"] = {"status_code": status, "request_id": "r", "body": found}
        (batch.lines if status == 200 else batch.errors).append(json.dumps(record).encode())

    def described(self, batch: Batch, *, look: bool = True) -> Record:
        """As either vendor describes a batch."""
        with self.lock:
            status = self.look(batch) if look else "validating"
        n, ended = len(batch.requests), status in {"completed", "expired", "cancelled"}
        if batch.id.startswith("msg"):
            counts = {
                name: batch.kinds[name] if ended else 0 for name in ("succeeded", "errored", "canceled", "expired")
            }
            counts["processing"] = 0 if ended else n
            at = datetime.fromtimestamp(batch.created, UTC).isoformat().replace("+00:00", "Z")
            return {
                "id": batch.id,
                "type": "message_batch",
                "processing_status": "ended" if ended else "in_progress",
                "request_counts": counts,
                "created_at": at,
                "results_url": f"https://elsewhere.invalid/v1/messages/batches/{batch.id}/results" if ended else None,
            }
        done = len(batch.lines or ())
        return {
            "id": batch.id,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "errors": {"object": "list", "data": [batch.fault]} if status == "failed" else None,
            "status": status,
            "output_file_id": f"out-{batch.id}" if ended and batch.lines else None,
            "error_file_id": f"err-{batch.id}" if ended and batch.errors else None,
            "created_at": int(batch.created),
            "request_counts": {"total": n, "completed": done, "failed": len(batch.errors or ())},
            "metadata": batch.metadata,
        }


def completion(body: Record, text: str, stop: str = "stop", **others: Any) -> Record:
    """A completion of OpenAI's format."""
    told = {"role": "assistant", "content": text, **others}
    usage = {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 9}
    choice = {"index": 0, "message": told, "finish_reason": stop}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": body["model"],
        "choices": [choice],
        "usage": usage,
    }


def message(body: Record, text: str, stop: str = "end_turn", thinking: str = "") -> Record:
    """A message of Anthropic's format."""
    thought = [{"type": "thinking", "thinking": thinking, "signature": "s"}] if thinking else []
    content = [*thought, {"type": "text", "text": text}] if text else thought
    usage = {"input_tokens": 7, "output_tokens": 2, "cache_read_input_tokens": 3, "cache_creation_input_tokens": 0}
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": body["model"],
        "content": content,
        "stop_reason": stop,
        "usage": usage,
    }


def failed(kind: str, words: str) -> Record:
    """An error of Anthropic's format."""
    return {"type": "error", "error": {"type": kind, "message": words}}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._handle("GET", b"")

    def do_POST(self) -> None:
        if self.headers.get("Transfer-Encoding") == "chunked":
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            self._handle("POST", b"".join(parts))
            return
        self._handle("POST", self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _handle(self, method: str, content: bytes) -> None:
        parts = urlsplit(self.path)
        known = self.server.known
        known.asked.append(f"{method} {parts.path}")
        try:
            self._check_key(anthropic=parts.path.startswith("/v1/messages"))
            known.refuse(method, parts.path)
            found = self._found(method, parts.path, parse_qs(parts.query), content)
            self._send(200, found if isinstance(found, bytes) else json.dumps(found).encode())
        except RefusedError as error:
            self._send(error.status, json.dumps({"error": {"message": str(error)}}).encode(), error.headers)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _check_key(self, *, anthropic: bool) -> None:
        given = self.headers.get("x-api-key") if anthropic else self.headers.get("Authorization")
        if given != (KEY if anthropic else f"Bearer {KEY}"):
            raise RefusedError(401, f"Incorrect API key provided: {given}")
        if anthropic and self.headers.get("anthropic-version") != "2026-10-21":
            raise RefusedError(400, "anthropic-version: header is required")

    def _send(self, status: int, content: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2])
        if "/content" in self.path or "/results" in self.path:
            self.wfile.flush()
            self.server.known.happens("half")
        self.wfile.write(content[len(content) // 2 :])

    def _found(self, method: str, path: str, query: Mapping[str, list[str]], content: bytes) -> bytes | Record:
        known = self.server.known
        if path in {"/v1/chat/completions", "/v1/messages"}:
            status, found = known.answer(json.loads(content), anthropic=path.endswith("messages"))
            if status != 200:
                raise RefusedError(status, found["error"]["message"])
            return found
        if (method, path) == ("POST", "/v1/files"):
            return self._upload(content)
        if method == "POST":
            return self._make(json.loads(content), anthropic="messages" in path)
        if path in {"/v1/batches", "/v1/messages/batches"}:
            return self._list(query, anthropic="messages" in path)
        named = re.fullmatch(r"/v1/(?:messages/)?batches/(\w+)", path)
        if named and named[1] in known.batches:
            return known.described(known.batches[named[1]])
        results = re.fullmatch(r"/v1/files/(out|err)-(\w+)/content|/v1/messages/batches/(\w+)/results", path)
        if results and (batch := known.batches.get(results[2] or results[3])) is not None:
            lines = batch.errors if results[1] == "err" else batch.lines
            return b"\n".join([*(lines or ()), b""])
        raise RefusedError(404, f"No such thing: {path}")

    def _upload(self, content: bytes) -> Record:
        kind = str(self.headers["Content-Type"])
        boundary = kind.partition("boundary=")[2].strip('"').encode()
        fields = {}
        for part in content.split(b"--" + boundary)[1:-1]:
            head, _, value = part.strip(b"\r\n").partition(b"\r\n\r\n")
            fields[re.findall(rb'name="(\w+)"', head)[0].decode()] = value
        assert fields["purpose"] == b"batch"
        known = self.server.known
        name = f"file-{len(known.files) + 1}"
        known.files[name] = fields["file"]
        known.happens("uploaded")
        return {"id": name, "object": "file", "bytes": len(fields["file"]), "purpose": "batch"}

    def _make(self, wanted: Record, *, anthropic: bool) -> Record:
        known = self.server.known
        if anthropic:
            requests = wanted["requests"]
            assert all(re.fullmatch("[a-zA-Z0-9_-]{1,64}", one["custom_id"]) for one in requests)
            assert not any({"temperature", "top_p", "top_k", "stream"} & one["params"].keys() for one in requests)
        else:
            assert wanted["completion_window"] == "24h"
            requests = [json.loads(line) for line in known.files[wanted["input_file_id"]].splitlines()]
            assert all((one["method"], one["url"]) == ("POST", wanted["endpoint"]) for one in requests)
        batch = known.make(requests, anthropic=anthropic, metadata=wanted.get("metadata", {}))
        known.happens("created")
        return known.described(batch, look=False)

    def _list(self, query: Mapping[str, list[str]], *, anthropic: bool) -> Record:
        known = self.server.known
        newest = [one for one in reversed(known.batches.values()) if one.id.startswith("msg") == anthropic]
        after = query.get("after_id" if anthropic else "after", [""])[0]
        start = next((place + 1 for place, one in enumerate(newest) if one.id == after), 0)
        # Pages of two, whatever is asked for: as of who has more batches than fit on one.
        page = newest[start : start + 2]
        return {
            "object": "list",
            "data": [known.described(one, look=False) for one in page],
            "has_more": start + 2 < len(newest),
        }


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    known: BatchServer

    def handle_error(self, *_: object) -> None:
        """A client that was killed."""


@contextmanager
def serving(known: BatchServer) -> Iterator[str]:
    """Serve on a free port of this machine while open; yields the address, without /v1."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.known = known
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
