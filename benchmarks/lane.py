"""What a request costs on its way to a server and back: a bare client, and `ch3ef run` with either engine.

Run by hand: `python benchmarks/lane.py`; `--smallest` for a look at whether it runs.

A server in a process of its own answers "A" after a fixed time. It is asked about pictures of 127 KiB of which no two
are the same, 100 at once: by a bare client of 25 lines (aiohttp) that reads a picture, sends it, reads the reply, and
by the real command. Each way is a process of its own, measured as a whole by the system: seconds, processor time, most
memory. Processor time per request is what further requests cost: that of all less that of few, by their number.

Where other programs are running, processor time says more than the clock.

Target: the lean engine at most 3 ms of processor time per request and 250 MiB; 4 s where a reply takes 200 ms, 22.5 s
where it takes 2 s, beside 2.6 s and 22.2 s of the bare client.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image

WAYS = ("bare", "lean", "inspect")
SIDE = 208
"""Pixels of a picture of noise that takes 127 KiB."""
FEW = 50

SERVER = """
import asyncio, sys
from aiohttp import web

async def answer(request):
    await request.read()
    await asyncio.sleep(float(sys.argv[1]))
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
    """

    seconds: float
    processor: float
    memory: float


def measured(command: list[str]) -> Cost:
    """Run a command and have the system say what it took."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)[:200]}: {said.decode()[-2000:]}")
    return Cost(time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


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
    command = [sys.executable, "-m", "ch3ef.cli", "run", "--model", f"m=openai-api/bench/m?base_url={url}"]
    asked = ["--scenario", str(folder), "--recipe", "human-value-direct", "--limit", str(items)]
    return [*command, *asked, "--max-connections", str(at_once), "--engine", way, "--out", str(out)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=1002)
    parser.add_argument("--at-once", type=int, default=100)
    parser.add_argument("--latency", type=float, action="append", help="seconds that a reply takes; default 0.2 and 2")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS)
    parser.add_argument("--smallest", action="store_true")
    given = parser.parse_args()
    items, few = (8, 4) if given.smallest else (given.items, FEW)
    os.environ["BENCH_API_KEY"] = "none"
    print(f"{items} items of {SIDE} x {SIDE} pixels, {given.at_once} at once; load {os.getloadavg()[0]:.1f}")
    print(
        "| a reply takes | way | seconds | processor [s] | per request [ms] | memory [MiB] |\n|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as place:
        draw(Path(place, "set"), items)
        for latency in [0.01] if given.smallest else given.latency or [0.2, 2.0]:
            server = subprocess.Popen([sys.executable, "-c", SERVER, str(latency)], stdout=subprocess.PIPE, text=True)
            with contextlib.ExitStack() as stack:
                stack.callback(server.wait)
                stack.callback(server.kill)
                port = stack.enter_context(server.stdout).readline() if server.stdout else ""
                url = f"http://127.0.0.1:{int(port)}/v1"
                for way in given.ways:
                    small, whole = (
                        measured(
                            command_of(
                                way, url, Path(place, "set"), n, given.at_once, Path(place, f"{way}{n}{latency}")
                            )
                        )
                        for n in (few, items)
                    )
                    each = 1000 * (whole.processor - small.processor) / (items - few)
                    print(
                        f"| {latency:g} s | {way} | {whole.seconds:.1f} | {whole.processor:.1f} | {each:.2f} | "
                        f"{whole.memory:.0f} |",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
