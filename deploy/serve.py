"""Runs the web server and the mail worker together, and ends both on Ctrl-C or when one of them dies.

Started by `make run`, with the port in PORT. Needs nothing but Python's own library, so that the port can be
checked before anything is installed.
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
PR_SET_PDEATHSIG = 1


def main() -> int:
    port = read_port(os.environ.get("PORT", "8000"))
    check_port(port)
    if "--only-check-port" in sys.argv:
        return 0
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _end)
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for title, arguments in commands(port).items():
            running[title] = start(arguments)
        return watch(running, port)
    finally:
        end(running)


def read_port(text: str) -> int:
    """The port as a number; ends with a message when it is none."""
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
    server += ["--workers", "1", "--blocking-threads", "2", "--workers-kill-timeout", "5"]
    server += ["--log-level", "warning", "portal.wsgi:application"]
    return {
        "web server": [sys.executable, *server],
        "mail worker": [sys.executable, "manage.py", "db_worker", "--no-startup-delay"],
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


def watch(running: dict[str, subprocess.Popen[bytes]], port: int) -> int:
    """Says when the portal answers, and returns when one of the processes has ended."""
    deadline = time.monotonic() + START_SECONDS
    ready = False
    while True:
        for title, process in running.items():
            if process.poll() is not None:
                print(f"The {title} has ended (code {process.returncode}); ending the rest.")
                return 1
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


def end(running: dict[str, subprocess.Popen[bytes]]) -> None:
    """Asks every process to finish what it does, then kills what is left of it and of its own children."""
    for process in running.values():
        process.terminate()
    deadline = time.monotonic() + END_SECONDS
    for process in running.values():
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
