"""Runs the real web server, and a client over one kept-alive connection."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.checkouts import Checkout
from tests.bench.measured.meter import children, resident

HOST = "127.0.0.1"
START_SECONDS, END_SECONDS = 60, 20
# One thread keeps one connection, so that every request finds it open and warm. The portal's own has more.
ONE_THREAD, THREADS = 1, 16


@contextmanager
def served(checkout: Checkout, threads: int) -> Iterator[tuple[int, int]]:
    """The port and the process of a running server, which ends with the block."""
    port = _free_port()
    command = ["-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", str(threads), "--log-level", "error"]
    with (checkout.var / "log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, *command, "measured.web:application"],
            cwd=checkout.root,
            env=checkout.environment,
            stdout=log,
            stderr=log,
        )
    try:
        _wait(process, port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=END_SECONDS)


def memory_of(server: int) -> int:
    """Bytes that the process with the portal in it holds: the largest, beside the one that started it."""
    return max(map(resident, {server, *children(server)}))


def _wait(process: subprocess.Popen, port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            sys.exit("The web server does not answer: see the log in var/bench.")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
        return True
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
