"""Workers as actors of a Ray cluster; the only room that knows Ray.

Without an address a cluster of this machine begins and ends with the run: for nobody else, without a dashboard, and
without telling anybody that it is used.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Awaitable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from ch3ef.errors import Ch3efError, InputError, RunError, counted
from ch3ef.running.worker import Given, Post, Worker
from ch3ef.running.workers import LostError, Workers

if TYPE_CHECKING:
    from ch3ef.recipes.bundles import Bundle

CPUS = 0.5
"""Of a worker, as Ray counts them; where it waits for a whole one, it may wait for ever."""
_STORE = 128 * 2**20
"""Bytes of shared memory, of which workers need next to nothing; by default Ray takes a third of the machine's."""
_REACHED = 10.0
"""Seconds in which a cluster's head node must take a connection, and greet."""
_SETTINGS = bytes((0, 0, 0, 4, 0, 0, 0, 0, 0))
"""HTTP/2's frame of settings, without any: length, kind (4), flags, stream."""
_GREETING = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + _SETTINGS


@dataclass(frozen=True, slots=True)
class Cluster:
    """An open cluster.

    Attributes:
        number: How many workers it is to have.
        gpus: The share of a GPU of each.
        threads: How many each may compute with.
    """

    number: int
    gpus: float
    threads: int

    def hire(self, post: Post) -> RayWorker:
        """A new worker, as soon as there is a place for it."""
        import ray

        gpus = 0 if post.model.args.get("device") == "cpu" else self.gpus
        # Ray would begin a worker anew by itself, but not know what to do with a model that is not loaded.
        actor = ray.remote(Worker).options(num_cpus=CPUS, num_gpus=gpus, max_restarts=0, scheduling_strategy="SPREAD")
        return RayWorker(actor.remote(post))


class RayWorker:
    """A worker in a cluster; see `workers.Handle`."""

    def __init__(self, actor: Any) -> None:
        self._actor = actor

    async def load(self) -> int:
        """Load the model."""
        return int(await _given(self._actor.load.remote()))

    async def ask(self, bundle: Bundle) -> Given:
        """Ask all of a bundle."""
        given: Given = await _given(self._actor.ask.remote(bundle))
        return given

    def end(self) -> None:
        """End it."""
        import ray

        ray.kill(self._actor)


async def _given(call: Awaitable[Any]) -> Any:
    """What a call gives; what Ray says of it that went wrong, in our words."""
    from ray.exceptions import RayActorError, RayError, RayTaskError

    try:
        return await call
    except RayTaskError as error:
        cause = getattr(error, "cause", None) or error
        if isinstance(cause, Ch3efError):
            raise cause from None
        raise RunError(f"a worker failed: {type(cause).__name__}: {_last_line(cause)}") from error
    except RayActorError as error:
        if error.actor_init_failed:
            raise RunError(f"a worker cannot begin: {_last_line(error)}") from error
        raise LostError(_reason(str(error))) from error
    except RayError as error:
        raise LostError(_last_line(error)) from error


def _last_line(error: BaseException) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return " ".join(lines[-1].split()) if lines else type(error).__name__


def _reason(said: str) -> str:
    """Why an actor died, in a few words, and where."""
    node = next((line.split()[1] for line in said.splitlines() if line.strip().startswith("ip: ")), "")
    lowered = said.lower()
    if "node" in lowered and ("node has died" in lowered or "node died" in lowered or "node was terminated" in lowered):
        what = "its machine is gone"
    elif "memory" in lowered and "oom" in lowered and "node running low" in lowered:
        what = "its machine ran out of memory"
    else:
        what = "its process ended"
    return f"{what}, {node}" if node else what


@contextmanager
def open_cluster(workers: Workers, *, on_cpu: bool = False) -> Iterator[Cluster]:
    """Begin a cluster, or enter one that is there.

    Args:
        workers: What the user wants.
        on_cpu: Whether no model needs a GPU.

    Yields:
        The cluster. Its workers end with it.

    Raises:
        InputError: Ray is not installed, there is no cluster at the address, or it is too small.
    """
    if find_spec("ray") is None:
        raise InputError("--workers and --ray need Ray, which is not installed; pip install 'ch3ef[ray]'")
    address = workers.address or os.environ.get("RAY_ADDRESS") or "local"
    with ExitStack() as stack:
        if address == "local":
            stack.enter_context(patch.dict(os.environ, _own_token()))
        stack.enter_context(_quiet())
        import ray

        stack.callback(ray.shutdown)
        if address == "local":
            _begin(workers, stack)
        else:
            _enter(address)
        yield _measured(workers, ray.cluster_resources(), on_cpu=on_cpu, local=address == "local")


@cache
def _own_token() -> dict[str, str]:
    """What keeps others of this machine out of our clusters.

    Ray reads it once, when it is imported: where somebody else has done so, clusters have what Ray gives them.
    """
    return {} if "ray" in sys.modules else {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}


def _begin(workers: Workers, stack: ExitStack) -> None:
    """A cluster of this machine; its files go with it."""
    import ray

    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="ch3ef-ray-", ignore_cleanup_errors=True))
    # Ends before its folder does.
    stack.callback(ray.shutdown)
    try:
        _call(
            address="local",
            num_cpus=max(workers.number or 1, os.cpu_count() or 1),
            include_dashboard=False,
            object_store_memory=_STORE,
            # By default whatever else goes on here would come first.
            _system_config={"worker_niceness": 0},
            # Ray's sockets are below it, and their names may have some 100 characters.
            _temp_dir=folder if len(folder) <= 40 else None,
        )
    except (RuntimeError, OSError, ValueError) as error:
        raise RunError(f"Ray cannot begin on this machine: {str(error).partition(chr(10))[0]}") from error


def _enter(address: str) -> None:
    if address != "auto":
        _check_answers(address)
    # Ray would try again for many minutes; each try takes half a one.
    once = {"RAY_gcs_server_port_wait_time_s": "1"}
    try:
        with patch.dict(os.environ, once):
            _call(address=address)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise InputError(f"--ray {address}: cannot enter this cluster: {_last_line(error)}") from error


def _check_answers(address: str) -> None:
    """Refuse an address at which nothing answers as a cluster's head node does: by HTTP/2, as gRPC has it."""
    host, _, port = address.rpartition(":")
    expected = "expected HOST:PORT of the cluster's head node, as `ray start --head` says it, or auto"
    try:
        with socket.create_connection((host, int(port)), timeout=_REACHED) as opened:
            if os.environ.get("RAY_USE_TLS", "0").lower() in {"1", "true"}:
                return
            opened.sendall(_GREETING)
            said = opened.recv(len(_SETTINGS), socket.MSG_WAITALL)
    except (OSError, ValueError, OverflowError) as error:
        raise InputError(f"--ray {address}: nothing answers there ({error}); {expected}") from error
    if said[3:4] != _SETTINGS[3:4]:
        raise InputError(f"--ray {address}: what is there is no Ray cluster; {expected}")


def _call(**options: Any) -> None:
    """`ray.init`, which leaves the handling of signals as it was."""
    import ray

    before = signal.getsignal(signal.SIGTERM)
    try:
        ray.init(**options, log_to_driver=False, configure_logging=False)
    finally:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, before)


@contextmanager
def _quiet() -> Iterator[None]:
    """Have Ray say nothing of its own: what a user is to know is said by the run."""
    with ExitStack() as stack:
        # With 1, a worker without a GPU sees none; as it is, it would see all.
        quiet = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "1"}
        stack.enter_context(patch.dict(os.environ, quiet))
        logger = logging.getLogger("ray")
        stack.callback(logger.setLevel, logger.level)
        logger.setLevel(logging.CRITICAL + 1)
        # A thread of Ray's prints what befalls workers, even where their output is not wanted.
        import ray._private.worker as printing

        stack.enter_context(patch.object(printing, "print_to_stdstream", _nothing, create=True))
        yield


def _nothing(*_: object, **__: object) -> None:
    pass


def _measured(workers: Workers, there: dict[str, float], *, on_cpu: bool, local: bool) -> Cluster:
    """How many workers there can be; a cluster that cannot hold those that are wanted is refused."""
    found, cpus = int(there.get("GPU", 0)), there.get("CPU", 0.0)
    gpus = workers.gpus if workers.gpus is not None else 0.0 if on_cpu or not found else 1.0
    where = "this machine" if local else "the cluster"
    most = found * int(1 / gpus + 1e-9) if gpus else int(cpus / CPUS + 1e-9)
    number = workers.number or (most if gpus else 0)
    if not number:
        raise InputError(f"--ray: {where} has no GPU to have a worker on each; say how many workers: --workers N")
    if number > most and gpus and not found:
        raise InputError(
            f"--workers {number} with --gpus-per-worker {gpus:g}: {where} has no GPU that Ray sees; with "
            "--gpus-per-worker 0 they compute on its processors"
        )
    if number > most and gpus:
        several = f"{counted(number, 'worker')} with {gpus:g} of a GPU each" if gpus < 1 else counted(number, "worker")
        raise InputError(
            f"--workers {number}: {where} has {counted(found, 'GPU')}, too few for {several}; expected {most} at most, "
            "or a smaller --gpus-per-worker (0.5: two on each; 0: none)"
        )
    if number > most:
        raise InputError(f"--workers {number}: {where} has {cpus:g} processors; expected {most} workers at most")
    cores = (os.cpu_count() or 1) if local else cpus
    return Cluster(number, gpus, max(1, int(cores) // number))
