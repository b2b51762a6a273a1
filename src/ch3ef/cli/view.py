"""`ch3ef view`: every question and reply of a run, in Inspect's log viewer."""

from __future__ import annotations

import argparse
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from ch3ef.cli.arguments import add_command, path_name
from ch3ef.errors import InputError, RunError

HOST = "127.0.0.1"
PORT = 7575
REPORT = Path("report", "index.html")
"""The report in a run's folder."""


def add_view_command(commands: Any) -> None:
    """Add `ch3ef view` to a group of commands."""
    view = add_command(commands, "view", _view, "Show every sample of a run in Inspect's log viewer, until Ctrl-C.")
    view.add_argument("folder", type=path_name, metavar="DIR", help="a run's folder, or a folder of .eval files")
    view.add_argument("--port", type=_port, default=PORT, metavar="N", help=f"on this machine (default {PORT})")


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port, a whole number from 1 to 65535")
    return int(text)


def _view(arguments: argparse.Namespace) -> int:
    # Inspect's viewer refuses a path that goes up ("../runs/a").
    logs = _logs_in(arguments.folder).resolve()
    _check_free(arguments.port)
    # -P: a module in the folder where the command is given does not stand in for one of Inspect's.
    where = ["--log-dir", str(logs), "--host", HOST, "--port", str(arguments.port)]
    command = [sys.executable, "-P", "-m", "inspect_ai", "view", "start", *where]
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:  # as under nohup
            signal.signal(number, signal.default_int_handler)
    with tempfile.TemporaryFile() as complaints:
        # A session of its own: Ctrl-C comes to this process alone, which ends the viewer in its turn.
        viewer = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=complaints, stderr=complaints, start_new_session=True
        )
        try:
            while viewer.poll() is None and not _answers(arguments.port):
                time.sleep(0.05)
            if viewer.poll() is None:
                print(f"Samples: http://{HOST}:{arguments.port} (Ctrl-C ends it)", flush=True)
                report = arguments.folder / REPORT
                if report.is_file():
                    print(f"Report: {report}", flush=True)
            code = viewer.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            _end(viewer)
        complaints.seek(0)
        said = complaints.read().decode("utf-8", errors="replace").split("\n")
    reason = next((line.strip() for line in reversed(said) if line.strip()), "it did not say why")
    raise RunError(f"Inspect's log viewer stopped with exit code {code}: {reason}")


def _logs_in(folder: Path) -> Path:
    """Where the logs lie: in a run's folder, or the folder itself."""
    if not folder.is_dir():
        raise InputError(
            f"{folder}: {'not a folder' if folder.exists() else 'no such folder'}; "
            "expected the folder of `ch3ef run --out DIR`, or a folder of .eval files"
        )
    logs = folder / "logs"
    if next(logs.glob("lean-*.jsonl.gz"), None) is not None:
        from ch3ef.running.lean_logs import write_viewable

        write_viewable(folder)
    if next(logs.rglob("*.eval"), None) is not None:
        return logs
    if next(folder.glob("*.eval"), None) is not None:
        return folder
    raise InputError(
        f"{folder}: no logs; looked for .eval files in {logs} and in {folder}; expected the folder of "
        "`ch3ef run --out DIR` (replies that were made elsewhere have no logs)"
    )


def _check_free(port: int) -> None:
    """Refuse a port in use: Inspect would end the viewer that it believes to be there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise InputError(
                f"port {port} on {HOST} cannot be used ({error.strerror or error}); choose another: --port N"
            ) from error


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
        return True
    return False


def _end(viewer: subprocess.Popen[bytes]) -> None:
    """End the viewer as Ctrl-C would, so that it tidies up; by force if it does not heed that."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        if viewer.poll() is not None:
            return
        viewer.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            viewer.wait(timeout=5)
