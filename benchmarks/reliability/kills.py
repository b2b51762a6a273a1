"""Runs killed at random moments: what is lost, what is there twice, what is asked and paid for again.

Run by hand: `python benchmarks/reliability/kills.py --kills 100` (some 15 minutes), with `--engine inspect` or
`--engine batch` for the other engines; `--smallest` for two kills.

The real command asks a real server of this machine, which notes when it has sent each answer. It is killed (SIGKILL two
times in three, SIGTERM otherwise) at a random moment after its first request, started again until it ends by itself,
and begun anew in a new folder while kills are left. Half of the runs have their replies graded by a judge behind the
same server. Pictures are large and connections many, so that the client has its hands full. By batches half of the runs
ask OpenAI's interface and half Anthropic's, in two turns, of a server that takes a while for everything, does what it
was asked also when nobody is there any more to hear of it, and lets a tenth of the first batch expire.

Target: no row lost, none twice; at most one answer asked again per kill, none that was sent more than a second before;
by batches no request paid for twice.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ch3ef.models.first_request import QUESTION
from ch3ef.results import Outcome, read_rows
from ch3ef.running.found import read_run

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests import batch_server

COMMAND = (sys.executable, "-m", "ch3ef.cli", "run")
QUICK = (
    sys.executable,
    "-c",
    "import sys; from ch3ef.cli import main; from ch3ef.running import batch_post; "
    "batch_post.FIRST_LOOK = batch_post.LONGEST_LOOK = 0.2; sys.exit(main(['run', *sys.argv[1:]]))",
)
"""The same, but that batches are looked at five times a second."""
ASKED_AGAIN = 1.0
"""Seconds after which an answer that was sent must be on disk."""


@dataclass
class Server:
    """What a model and a judge behind one address were asked.

    Attributes:
        answered: For each request, by a digest of its text, when it came and when its answer had been sent, each time.
        slowest: Seconds that an answer takes at most.
    """

    slowest: float
    answered: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, text: str, came: float) -> None:
        """An answer was sent."""
        with self.lock:
            self.answered.setdefault(hashlib.sha256(text.encode()).hexdigest(), []).append((came, time.time()))

    def heard(self) -> int:
        """How many answers were sent so far."""
        return sum(map(len, self.answered.values()))


class SlowBatches(batch_server.BatchServer):
    """A server of batches that takes up to so many seconds [s] before a request and once it has done what it asks."""

    def __init__(self, slowest: float) -> None:
        super().__init__(looks=1, expires=lambda number, place: number == 0 and place % 10 == 0)
        self.slowest = slowest
        self.refuse = lambda _method, _path: self.happens("asked")

    def happens(self, moment: str) -> None:
        """Take a while."""
        time.sleep(random.uniform(0, self.slowest))  # noqa: S311

    def heard(self) -> int:
        """How many requests there were so far."""
        return len(self.asked)

    def settle(self) -> Counter[str]:
        """How often each request is paid for, once all batches have ended, also those that nobody came back to."""
        for batch in self.batches.values():
            while self.look(batch) not in {"completed", "expired"}:
                pass
        return self.paid


def reply_to(text: str) -> str:
    """A letter, or as a judge a grade with the prompt's code."""
    code = re.search(r'between a line "BEGIN \.\.\. (\w+)" and the line "END', text)
    if code is None:
        return "A"
    return json.dumps({"code": code[1], "reason": "So it is.", "refused": False, "grade": "right"})


@contextmanager
def serving(server: Server, reply: Callable[[str], str] = reply_to) -> Iterator[str]:
    """Serve on a free port of this machine; yields the base URL."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Nothing: the client is killed all the time."""

        def do_POST(self) -> None:
            """Answer one request after a while."""
            came = time.time()
            text = _text(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            time.sleep(random.uniform(0, server.slowest))  # noqa: S311
            message = {"role": "assistant", "content": reply(text)}
            content = json.dumps(
                {
                    "id": "1", "object": "chat.completion", "created": 1, "model": "m",
                    "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
                    "usage": {"prompt_tokens": 5, "completion_tokens": 1, "total_tokens": 6},
                }
            ).encode()  # fmt: skip
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            if text != QUESTION.text:
                server.note(text, came)

    class Threads(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 512

        def handle_error(self, *_: object) -> None:
            """The client is gone."""

    listening = Threads(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}/v1"
    finally:
        listening.shutdown()
        listening.server_close()


def _text(body: dict[str, Any]) -> str:
    contents = [message["content"] for message in body["messages"]]
    return "\n".join(
        content if isinstance(content, str) else "".join(part.get("text", "") for part in content)
        for content in contents
    )


def write_set(folder: Path, items: int, side: int) -> None:
    """Questions about pictures of noise, which no format makes smaller."""
    folder.mkdir()
    rng = np.random.default_rng(0)
    with (folder / "q.csv").open("w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("image", "question", "options", "answer", "id"))
        for n in range(items):
            Image.fromarray(rng.integers(0, 256, (side, side, 3), dtype=np.uint8)).save(folder / f"{n}.png")
            lines.writerow((f"{n}.png", f"Which colour has wall {n}?", "purple|yellow", "purple", n))


@dataclass
class Counts:
    """What came of the kills.

    Attributes:
        within: Seconds after the first request of an attempt within which it is killed.
        kills: Signals sent while a run was going on.
        rows: Rows that were asked for in all runs.
        lost: Of these, those that are not there.
        doubled: Rows there more than once, in the table or among the finished ones.
        again: Answers that were asked for again after a kill, by how long before the kill they were sent [s].
        answered: All answers that were sent, or paid for in a batch.
        twice: Of these, those to a request that had been answered already, whether or not anybody heard it.
        failures: What went wrong otherwise.
    """

    within: float
    kills: int = 0
    rows: int = 0
    lost: int = 0
    doubled: int = 0
    again: list[float] = field(default_factory=list)
    answered: int = 0
    twice: int = 0
    failures: list[str] = field(default_factory=list)

    def told(self) -> str:
        """One line per count."""
        late = sum(lag > ASKED_AGAIN for lag in self.again)
        per_kill = len(self.again) / max(self.kills, 1)
        oldest = f", the oldest {max(self.again):.2f} s before its kill" if self.again else ""
        return "\n".join(
            [
                f"kills                        {self.kills}",
                f"rows asked for               {self.rows}",
                f"rows lost                    {self.lost}",
                f"rows twice                   {self.doubled}",
                f"answers sent                 {self.answered}",
                f"requests paid twice          {self.twice}",
                f"answers asked for again      {len(self.again)} ({per_kill:.2f} per kill){oldest}",
                f"  sent over {ASKED_AGAIN:g} s before        {late}",
                *self.failures,
            ]
        )


def one_run(counts: Counts, server: Server, url: str, folder: Path, kills: int, *, engine: str, judged: bool) -> None:
    """One run to its end by a client that asks request by request, killed on the way."""
    server.answered.clear()
    recipe = (
        ("human-value-open", "--judge", f"openai-api/ours/judge?base_url={url}") if judged else ("human-value-direct",)
    )
    out = folder / f"run{time.monotonic_ns()}"
    command = [*COMMAND, "--model", f"openai-api/ours/m?base_url={url}", "--recipe", *recipe, "--engine", engine]
    killed = _killed(counts, server, [*command, "--scenario", str(folder / "set"), "--out", str(out)], out, kills)
    for times in server.answered.values():
        counts.answered += len(times)
        counts.twice += len(times) - 1
        for (came, sent), (later, _) in pairwise(times):
            kill = next((kill for kill, gone in killed if came <= gone <= later), None)
            if kill is None:
                counts.failures.append("asked again without a kill")
            elif sent <= kill:  # else nobody was there any more to hear it
                counts.again.append(kill - sent)
    _count(counts, out, folder)


def one_run_by_batches(counts: Counts, slowest: float, folder: Path, kills: int, *, anthropic: bool) -> None:
    """The same by batches."""
    server, out = SlowBatches(slowest), folder / f"run{time.monotonic_ns()}"
    with batch_server.serving(server) as url:
        model = f"m=anthropic/m?base_url={url}" if anthropic else f"m=openai-api/ours/m?base_url={url}/v1"
        command = [*QUICK, "--model", model, "--recipe", "cot-direct", "--engine", "batch"]
        _killed(counts, server, [*command, "--scenario", str(folder / "set"), "--out", str(out)], out, kills)
    paid = server.settle()
    counts.answered += paid.total()
    counts.twice += paid.total() - len(paid)
    _count(counts, out, folder)


def _killed(
    counts: Counts, server: Server | SlowBatches, command: list[str], out: Path, kills: int
) -> list[tuple[float, float]]:
    """Run a command to its end, killed on the way; gives when it was, and when it was gone [s since 1970]."""
    # Verdicts are kept by their content in a cache: each run has one of its own.
    keys = {f"{name}_API_KEY": batch_server.KEY for name in ("OURS", "ANTHROPIC")}
    environment = os.environ | keys | {"CH3EF_CACHE": f"{out}.cache"}
    killed: list[tuple[float, float]] = []
    while True:
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        before = server.heard()
        if counts.kills < kills:
            while process.poll() is None and server.heard() == before:
                time.sleep(0.01)
            time.sleep(random.uniform(0, counts.within))  # noqa: S311
        if counts.kills < kills and process.poll() is None:
            sent = time.time()
            process.send_signal(random.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM)))  # noqa: S311
            counts.kills += 1
            process.communicate()
            killed.append((sent, time.time()))
            continue
        _, said = process.communicate()
        break
    if process.returncode != 0:
        counts.failures.append(f"exit {process.returncode}: {said.strip().splitlines()[-1:]}")
    return killed


def _count(counts: Counts, out: Path, folder: Path) -> None:
    """Rows that are not there, and that are there twice."""
    items = len([*(folder / "set").glob("*.png")])
    rows = read_rows(out) if (out / "results.parquet").exists() else read_run(out).rows
    lines = [json.loads(line) for line in (out / "finished.jsonl").read_text().splitlines()]
    kept = Counter(
        (line["item_id"], line["judge_verdict"] is None) for line in lines if line["outcome"] != Outcome.ERROR
    )
    counts.rows += items
    counts.lost += items - len({row.key for row in rows if row.outcome != Outcome.ERROR})
    counts.doubled += len(rows) - len({row.key for row in rows}) + sum(times - 1 for times in kept.values())


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--items", type=int, default=200)
    parser.add_argument("--side", type=int, default=512, help="of the pictures, in pixels")
    parser.add_argument("--slowest", type=float, default=1.0, help="seconds that an answer takes at most")
    parser.add_argument(
        "--within", type=float, default=2.0, help="seconds after its first request in which one is killed"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--engine", choices=("lean", "inspect", "batch"), default="lean")
    parser.add_argument("--smallest", action="store_true")
    arguments = parser.parse_args()
    if arguments.smallest:
        arguments.kills, arguments.items, arguments.side = 2, 20, 64
    if not held(arguments):
        raise SystemExit("the target is missed")


def held(arguments: argparse.Namespace) -> bool:
    """Kill, and say what came of it; gives whether the target is met."""
    engine = arguments.engine
    random.seed(arguments.seed)
    counts, server = Counts(arguments.within), Server(arguments.slowest)
    with tempfile.TemporaryDirectory() as name, serving(server) as url:
        folder = Path(name)
        write_set(folder / "set", arguments.items, arguments.side)
        other = False
        while counts.kills < arguments.kills:
            if engine == "batch":
                one_run_by_batches(counts, arguments.slowest / 2, folder, arguments.kills, anthropic=other)
            else:
                one_run(counts, server, url, folder, arguments.kills, engine=engine, judged=other)
            other = not other
            print(f"{counts.kills} kills", flush=True)
    print(f"engine                       {engine}\n{counts.told()}")
    late = [lag for lag in counts.again if lag > ASKED_AGAIN]
    paid = counts.twice if engine == "batch" else 0
    return not (counts.lost or counts.doubled or counts.failures or late or len(counts.again) > counts.kills or paid)


if __name__ == "__main__":
    main()
