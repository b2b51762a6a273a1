"""A server that repeats its callers' secrets, and a search of everything that was written for them."""

from __future__ import annotations

import base64
import bz2
import gzip
import http.server
import io
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pyarrow.parquet as pq
import zipfile_zstd  # noqa: F401 (Inspect's archives are packed with zstd, which zipfile learns from it)

KEY = "sk-planted-key-1a2b3c4d"
JUDGES_KEY = "planted+judges/key=2b3c4d5e"
PASSWORD = "planted-pass-3c4d5e6f"  # noqa: S105
QUERY = "planted-query-4d5e6f7a"
OTHER = "planted-other-token-5e6f7a8b"
PLANTED = (KEY, JUDGES_KEY, PASSWORD, QUERY, OTHER)
FORMS = {
    form
    for secret in PLANTED
    for form in (secret, quote(secret, safe=""), json.dumps(secret)[1:-1], base64.b64encode(f"ann:{secret}".encode()).decode())
}  # fmt: skip


@dataclass
class Repeater:
    """A chat server whose every answer repeats what its caller sent and should not have been told back.

    Attributes:
        status: Of its answers, but for as many as are `fine`.
        knows: Secrets that it repeats beside those that it is sent.
        fine: How many more answers are given as if nothing were wrong.
        seen: What callers sent besides the question: path and authorisation.
    """

    status: int = 200
    knows: tuple[str, ...] = PLANTED
    fine: int = 0
    seen: list[tuple[str, str]] = field(default_factory=list)

    def answer(self, path: str, authorisation: str, body: dict[str, object]) -> tuple[int, dict[str, object]]:
        """Status and body of an answer."""
        self.seen.append((path, authorisation))
        said = f"A. I am {body['model']}. You came by {path} with {authorisation}, and I know {' '.join(self.knows)}"
        refused = self.status != 200 and not self.fine
        self.fine = max(0, self.fine - 1)
        if refused:
            return self.status, {"error": {"message": f"Incorrect API key provided: {said}", "code": "invalid_api_key"}}
        if codes := re.findall(r"BEGIN \.\.\. (\w+)", json.dumps(body)):
            said = json.dumps({"code": codes[0], "reason": said, "refused": False, "grade": "right"})
        message = {"role": "assistant", "content": said, "reasoning_content": f"I thought of {said}"}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return 200, {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": str(body["model"]),
            "choices": [choice],
        }


@contextmanager
def serve(repeater: Repeater) -> Iterator[int]:
    """Serve on a free port of this machine."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, answer = repeater.answer(self.path, self.headers.get("Authorization", ""), body)
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()


def unpacked(name: str, content: bytes) -> list[tuple[str, bytes]]:
    """A file's content, and that of every file within it."""
    found = [(name, content)]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                found += unpacked(f"{name}!{member}", archive.read(member))
    elif content.startswith(b"\x1f\x8b"):
        found += unpacked(f"{name}!gz", gzip.decompress(content))
    elif content.startswith(b"BZh"):
        found += unpacked(f"{name}!bz2", bz2.decompress(content))
    elif content.startswith(b"PAR1"):
        table = pq.read_table(io.BytesIO(content))
        found.append((f"{name}!rows", json.dumps(table.to_pylist(), default=str, ensure_ascii=False).encode()))
        found.append((f"{name}!schema", str(table.schema).encode()))
    return found


def leaks(folder: Path, printed: str = "") -> list[str]:
    """Where a planted secret stands: in what was printed, or in a file's name or content, archives unpacked."""
    texts = [("printed", printed.encode())]
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        texts.append((f"the name {name}", name.encode()))
        if path.is_file():
            texts += unpacked(name, path.read_bytes())
    return [f"{name}: {form}" for name, content in texts for form in FORMS if form.encode() in content]
