"""What a request costs on its way to a server and back: a bare client, and `ch3ef run` with each engine.

Run by hand: `python benchmarks/lane.py`; `--smallest` for a look at whether it runs.

A server in a process of its own answers "A" after a fixed time. It is asked about pictures of 127 KiB of which no two
are the same, 100 at once: by a bare client of 25 lines (aiohttp) that reads a picture, sends it, reads the reply, and
by the real command. Each way is a process of its own, measured as a whole by the system: seconds, processor time, most
memory. Processor time per request is what further requests cost: that of all less that of few, by their number.

Where other programs are running, processor time says more than the clock. `--ways batch` hands all in
twice, for a model of OpenAI's interface and one of Anthropic's, to a server of batches that has them ready at the
second look. How much was written into files Linux alone tells.

`--tail 0.02` has so many of the requests take 20 times as long; `--ways lean hedged` then shows what `--hedge` gains:
the column `asking` has the time from the first request to the last reply.

Target: the lean engine at most 3 ms of processor time per request and 250 MiB; 4 s where a reply takes 200 ms, 22.5 s
where it takes 2 s, beside 2.6 s and 22.2 s of the bare client.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.batch_server import KEY

from ch3ef.results import read_rows
from ch3ef.running.pace import busy

WAYS = ("bare", "lean", "hedged", "inspect", "batch")
SIDE = 208
"""Pixels of a picture of noise that takes 127 KiB."""
FEW = 50

SERVER = """
import asyncio, random, sys
from aiohttp import web

async def answer(request):
    await request.read()
    await asyncio.sleep(float(sys.argv[1]) * (20 if random.random() < float(sys.argv[2]) else 1))
    message = {"role": "assistant", "content": "A"}
    usage = {"prompt_tokens": 5, "completion_tokens": 1, "total_tokens": 6}
    choices = [{"index": 0, "finish_reason": "stop", "message": message}]
    head = {"id": "1", "object": "chat.completion", "created": 1, "model": "m"}
    return web.json_response({**head, "choices": choices, "usage": usage})

async def main():
    app = web.Application(client_max_size=2**26)
    app.router.add_post("/v1/chat/completions", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""
BATCH_SERVER = """
import threading
from tests.batch_server import BatchServer, serving

with serving(BatchServer(looks=1)) as url:
    print(url.rpartition(":")[2], flush=True)
    threading.Event().wait()
"""
BARE = """
import asyncio, base64, sys
from pathlib import Path
import aiohttp

async def main():
    url, folder, number, at_once = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    free = asyncio.Semaphore(at_once)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        async def one(path):
            async with free:
                uri = "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode()
                text = {"type": "text", "text": "Which letter? " * 20}
                content = [{"type": "image_url", "image_url": {"url": uri}}, text]
                body = {"model": "m", "messages": [{"role": "user", "content": content}]}
                async with session.post(url + "/chat/completions", json=body) as response:
                    return (await response.json())["choices"][0]["message"]["content"]
        replies = await asyncio.gather(*(one(folder / f"{n}.png") for n in range(number)))
        assert set(replies) == {"A"}

asyncio.run(main())
"""


class Cost(NamedTuple):
    """Of one process.

    Attributes:
        seconds: By the clock.
        processor: Seconds of processor time.
        memory: The most [MiB].
        written: What it wrote into files [bytes]; 0 where the system does not tell.
        said: On stderr.
    """

    seconds: float
    processor: float
    memory: float
    written: int
    said: str


def measured(command: list[str]) -> Cost:
    """Run a command and have the system say what it took."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read().decode() if process.stderr else ""
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    told = Path("/proc", str(process.pid), "io")
    written = re.search(r"wchar: (\d+)", told.read_text()) if told.exists() else None
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)[:200]}: {said[-2000:]}")
    seconds, processor = time.monotonic() - begun, used.ru_utime + used.ru_stime
    return Cost(seconds, processor, used.ru_maxrss / 1024, int(written[1]) if written else 0, said)


def draw(folder: Path, items: int) -> None:
    """A set of questions about pictures of noise."""
    folder.mkdir()
    rng = np.random.default_rng(0)
    with (folder / "table.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["image", "question", "options", "answer"])
        for n in range(items):
            Image.fromarray(rng.integers(0, 256, (SIDE, SIDE, 3), dtype=np.uint8)).save(folder / f"{n}.png")
            table.writerow([f"{n}.png", f"What is to be seen in picture {n}?", "a cat|a dog|a bird|a fish", "a cat"])


def command_of(way: str, url: str, folder: Path, items: int, at_once: int, out: Path) -> list[str]:
    """What is run."""
    if way == "bare":
        return [sys.executable, "-c", BARE, url, str(folder), str(items), str(at_once)]
    models = ["--model", f"m=openai-api/bench/m?base_url={url}"]
    if way == "batch":
        models += ["--model", f"n=anthropic/n?base_url={url.removesuffix('/v1')}"]
    command = [sys.executable, "-m", "ch3ef.cli", "run", *models]
    asked = ["--scenario", str(folder), "--recipe", "human-value-direct", "--limit", str(items)]
    engine = ["--hedge"] if way == "hedged" else ["--engine", way]
    return [*command, *asked, "--max-connections", str(at_once), *engine, "--out", str(out)]


@contextlib.contextmanager
def served(way: str, latency: float, tail: float) -> Iterator[str]:
    """A server in a process of its own; yields its address."""
    program = [sys.executable, "-c", BATCH_SERVER if way == "batch" else SERVER, str(latency), str(tail)]
    root = os.fspath(Path(__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": path}) as server:
        try:
            port = server.stdout.readline() if server.stdout else ""
            yield f"http://127.0.0.1:{int(port)}/v1"
        finally:
            server.kill()


def measure(way: str, latency: float, folder: Path, items: int, few: int, given: argparse.Namespace) -> str:
    """One line of the table."""
    with served(way, latency, given.tail) as url:
        small, whole = (
            measured(command_of(way, url, folder / "set", n, given.at_once, folder / f"{way}{n}{latency}"))
            for n in (few, items)
        )
    times = 2 if way == "batch" else 1
    each = 1000 * (whole.processor - small.processor) / (times * (items - few))
    rows = read_rows(out) if (out := folder / f"{way}{items}{latency}").exists() else []
    asking = f"{busy((row.started_at, row.seconds) for row in rows):.1f}" if rows else ""
    line = (
        f"| {latency:g} s | {way} | {whole.seconds:.1f} | {asking} | {whole.processor:.1f} | {each:.2f} | "
        f"{small.memory:.0f} | {whole.memory:.0f} | {whole.written / 1e6:.0f} |"
    )
    return line + (f" {whole.said.count(' is made: ')} batches |" if way == "batch" else "")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=1002)
    parser.add_argument("--at-once", type=int, default=100)
    parser.add_argument("--latency", type=float, action="append", help="seconds that a reply takes; default 0.2 and 2")
    parser.add_argument("--tail", type=float, default=0.0, help="share of the requests that take 20 times as long")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS)
    parser.add_argument("--smallest", action="store_true")
    given = parser.parse_args()
    items, few = (8, 4) if given.smallest else (given.items, FEW)
    os.environ["BENCH_API_KEY"] = os.environ["ANTHROPIC_API_KEY"] = KEY
    print(f"{items} items of {SIDE} x {SIDE} pixels, {given.at_once} at once; load {os.getloadavg()[0]:.1f}")
    print(
        f"| a reply takes | way | seconds | asking [s] | processor [s] | per request [ms] | memory of {few} [MiB] | "
        "memory [MiB] | written [MB] |\n|---|---|---|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as place:
        draw(Path(place, "set"), items)
        direct = [way for way in given.ways if way != "batch"]
        for latency in [0.01] if given.smallest else given.latency or [0.2, 2.0]:
            for way in direct:
                print(measure(way, latency, Path(place), items, few, given), flush=True)
        if "batch" in given.ways:
            print(measure("batch", 0.0, Path(place), items, few, given), flush=True)


if __name__ == "__main__":
    main()
