"""Runs the web server, the mail worker and the clock together, until Ctrl-C or until the web server ends.

A mail worker or a clock that ends is started again: late email must not take the portal down. Started by
`make run`, with the port in PORT. Needs nothing but Python's own library, so that the port can be checked before
anything is installed.
"""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
END_SECONDS = 10
# Between two starts of a helper: longer each time, and short again after it has run for a while.
PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, HAS_RUN_SECONDS = 1, 60, 60
# One for each request that waits, for the database or for a file: with fewer, that many waiting writers stop every
# page and /healthz (docs/decisions/0011-server.md).
BLOCKING_THREADS = 16
PR_SET_PDEATHSIG = 1


def main() -> int:
    port = read_port(os.environ.get("PORT", "8000"))
    check_port(port)
    if "--only-check-port" in sys.argv:
        return 0
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _end)
    command = commands(port)
    processes: list[subprocess.Popen[bytes]] = []
    web_server = command.pop("web server")
    helpers = [Helper(title, arguments) for title, arguments in command.items()]
    try:
        web = start(web_server)
        processes.append(web)
        return watch(web, helpers, port)
    finally:
        processes += [helper.process for helper in helpers if helper.process]
        end(processes)


def read_port(text: str) -> int:
    """The port as a number; ends with a message when it is not one."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= 65535:
        raise SystemExit(
            f"PORT is {text!r}: write a number from 1 to 65535, for example PORT=8001 make run"
        )
    return int(text)


def check_port(port: int) -> None:
    """Ends with a message when the port cannot be had."""
    if can_bind(port):
        return
    if port < 1024 and os.geteuid() != 0:
        raise SystemExit(f"Port {port} is for root alone: PORT=8000 make run")
    following = range(port + 1, min(port + 100, 65536))
    free = next((other for other in following if can_bind(other)), 8001)
    raise SystemExit(f"Port {port} is in use: PORT={free} make run")


def can_bind(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def commands(port: int) -> dict[str, list[str]]:
    server = ["-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    server += ["--workers", "1", "--blocking-threads", str(BLOCKING_THREADS)]
    server += ["--workers-kill-timeout", "5"]
    # Not its warnings: it thinks that more threads than twice the cores are a slip.
    server += ["--log-level", "error", "portal.wsgi:application"]
    return {
        "web server": [sys.executable, *server],
        "mail worker": [sys.executable, "manage.py", "db_worker", "--no-startup-delay"],
        "clock": [sys.executable, "manage.py", "keep_time"],
    }


def start(arguments: list[str]) -> subprocess.Popen[bytes]:
    """Starts a process in a group of its own: Ctrl-C reaches this program alone, which ends the others in order."""
    return subprocess.Popen(
        arguments,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_die_too,  # noqa: PLW1509 (this program has no threads)
    )


def _die_too() -> None:
    """On Linux: a process ends when this program is killed in a way that it cannot answer."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Helper:
    """A process beside the web server, and when it is to be started (again)."""

    def __init__(self, title: str, arguments: list[str]) -> None:
        self.title = title
        self.arguments = arguments
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = self.start_at = time.monotonic()
        self.pause = PAUSE_SECONDS

    def keep_running(self) -> None:
        """Starts it where it is time to; says so where it has ended, and when it will be started again."""
        moment = time.monotonic()
        if self.process is None:
            if moment >= self.start_at:
                self.started_at = moment
                self.process = start(self.arguments)
            return
        code = self.process.poll()
        if code is None:
            return
        self.process = None
        if moment - self.started_at > HAS_RUN_SECONDS:
            self.pause = PAUSE_SECONDS
        print(
            f"The {self.title} has ended (code {code}); it is started again in {self.pause} s.",
            flush=True,
        )
        self.start_at = moment + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE_SECONDS)


def watch(web: subprocess.Popen[bytes], helpers: list[Helper], port: int) -> int:
    """Says when the portal answers, keeps the helpers running, and returns when the web server has ended."""
    deadline = time.monotonic() + START_SECONDS
    ready = False
    while True:
        if web.poll() is not None:
            print(f"The web server has ended (code {web.returncode}); ending the others.")
            return 1
        for helper in helpers:
            helper.keep_running()
        if not ready and answers(port):
            ready = True
            print(f"\nThe portal is at http://{HOST}:{port}/ (Ctrl-C ends it)", flush=True)
        if not ready and time.monotonic() > deadline:
            print(f"The web server did not answer within {START_SECONDS} seconds.")
            return 1
        time.sleep(0.2)


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
        return True
    return False


def end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Asks every process to finish what it does, then kills what is left of it and of its own children."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + END_SECONDS
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _end(number: int, frame: FrameType | None) -> None:
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    print("\nEnding.", flush=True)
    raise SystemExit(0)


if __name__ == "__main__":
    raise SystemExit(main())
