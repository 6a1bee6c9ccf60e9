"""deploy/serve.py with real processes: a mail worker that ends is started again, and nothing outlives Ctrl-C."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy import serve

pytestmark = pytest.mark.real_time

# Stand-ins: each notes its number; the worker ends by itself as often as it is told to.
WEB = """
import http.server, os, pathlib, sys
folder = pathlib.Path(sys.argv[1])
(folder / "web").write_text(str(os.getpid()))
http.server.HTTPServer(("127.0.0.1", int(sys.argv[2])), http.server.BaseHTTPRequestHandler).serve_forever()
"""
WORKER = """
import os, pathlib, sys, time
folder = pathlib.Path(sys.argv[1])
with (folder / "workers").open("a") as starts:
    print(os.getpid(), file=starts)
if len((folder / "workers").read_text().splitlines()) <= int(sys.argv[2]):
    sys.exit(3)
time.sleep(600)
"""
SERVE = """
import sys
from deploy import serve
folder, failures = sys.argv[1:]
serve.PAUSE_SECONDS = 0.2
serve.commands = lambda port: {
    "web server": [sys.executable, folder + "/web.py", folder, str(port)],
    "mail worker": [sys.executable, folder + "/worker.py", folder, failures],
}
sys.argv = ["serve.py"]
sys.exit(serve.main())
"""


class Served:
    """A running deploy/serve.py."""

    def __init__(self, folder: Path, port: int, failures: int) -> None:
        self.folder, self.port = folder, port
        (folder / "web.py").write_text(WEB)
        (folder / "worker.py").write_text(WORKER)
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(folder), str(failures)],
            cwd=serve.ROOT,
            env={**os.environ, "PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def web(self) -> int:
        return int(self._noted("web") or "0")

    def workers(self) -> list[int]:
        return [int(number) for number in self._noted("workers").split()]

    def said(self, seconds: float = 20) -> str:
        """Everything that it has said, once it has ended."""
        return self.process.communicate(timeout=seconds)[0]

    def _noted(self, name: str) -> str:
        path = self.folder / name
        return path.read_text() if path.exists() else ""


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Callable[[int], Served]]:
    started: list[Served] = []

    def begin(failures: int) -> Served:
        port = next(port for port in range(18_500, 18_900) if serve.can_bind(port))
        started.append(Served(tmp_path, port, failures))
        return started[0]

    yield begin
    for served in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(served.process.pid, signal.SIGTERM)
        served.process.wait(timeout=20)


def until(happens: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.05)


def lives(number: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, 0)
        return True
    return False


def test_a_worker_that_ends_is_started_again_while_the_web_server_lives_on(serving) -> None:  # type: ignore[no-untyped-def]
    served = serving(2)
    until(lambda: len(served.workers()) == 3 and serve.answers(served.port))
    web = served.web()
    os.kill(served.workers()[-1], signal.SIGKILL)
    until(lambda: len(served.workers()) == 4)
    assert served.process.poll() is None
    assert serve.answers(served.port)
    assert lives(web)
    began = time.monotonic()
    os.kill(served.process.pid, signal.SIGINT)
    told = served.said().splitlines()
    assert time.monotonic() - began < serve.END_SECONDS
    # The pause grows, and each end is told in one line.
    assert [line for line in told if "mail worker" in line] == [
        "The mail worker has ended (code 3); it is started again in 0.2 s.",
        "The mail worker has ended (code 3); it is started again in 0.4 s.",
        "The mail worker has ended (code -9); it is started again in 0.8 s.",
    ]
    assert (served.process.returncode, told[-1]) == (0, "Ending.")
    assert not any(map(lives, [web, *served.workers()]))


def test_it_ends_quietly_while_it_waits_to_start_the_worker(serving) -> None:  # type: ignore[no-untyped-def]
    served = serving(99)
    until(lambda: len(served.workers()) == 3 and serve.answers(served.port))
    os.kill(served.process.pid, signal.SIGINT)
    told = served.said()
    assert (served.process.returncode, "Traceback" in told) == (0, False)
    assert not any(map(lives, [served.web(), *served.workers()]))


def test_the_end_of_the_web_server_ends_everything(serving) -> None:  # type: ignore[no-untyped-def]
    served = serving(0)
    until(lambda: len(served.workers()) == 1 and serve.answers(served.port))
    os.kill(served.web(), signal.SIGKILL)
    told = served.said()
    assert "The web server has ended (code -9); ending the others." in told
    assert served.process.returncode == 1
    assert not any(map(lives, served.workers()))


def test_a_worker_that_has_run_for_a_while_is_started_again_soon(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    ends = [sys.executable, "-c", ""]
    worker = serve.Helper("mail worker", ends)
    pauses = []
    # Seven that end at once, and one that ends after it has run for longer than a minute.
    for ran in [0.0] * 7 + [serve.HAS_RUN_SECONDS + 1.0]:
        worker.keep_running()
        assert worker.process is not None
        worker.process.wait(20)
        clock[0] += ran
        worker.keep_running()
        assert worker.process is None
        worker.keep_running()
        assert worker.process is None
        pauses.append(worker.start_at - clock[0])
        clock[0] = worker.start_at
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 1]
    assert capsys.readouterr().out.count("started again") == 8
