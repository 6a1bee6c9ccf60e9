"""Runs the real server of `deploy/serve.py` on the bench's database."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from deploy import serve
from tests.bench.processes import ENVIRONMENT

START_SECONDS = 60


@contextmanager
def served() -> Iterator[int]:
    """The port of a running server, which ends with the block."""
    port = next(port for port in range(18_300, 18_400) if serve.can_bind(port))
    command = serve.commands(port)["web server"]
    process = subprocess.Popen(command, cwd=serve.ROOT, env=ENVIRONMENT)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not serve.answers(port):
            assert process.poll() is None, "The server has ended."
            assert time.monotonic() < deadline, "The server does not answer."
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)
