"""How long processes have kept a processor busy, and the memory that they hold. Linux alone."""

import contextlib
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
CLOCK_OF_A_PROCESS = 2


def cpu_of(pid: int) -> float:
    """Seconds of processor time, in the program and in the kernel, of a living process; 0 once it has ended."""
    with contextlib.suppress(OSError):
        # The clock of another process (clock_getcpuclockid); /proc has it in hundredths of a second alone.
        return time.clock_gettime((~pid << 3) | CLOCK_OF_A_PROCESS)
    return 0.0


def children(pid: int) -> set[int]:
    """The processes that a process has started and that live."""
    with contextlib.suppress(OSError):
        return {int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}
    return set()


def resident(pid: int) -> int:
    """Bytes of memory that a process holds now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@dataclass
class Meter:
    """Adds up a web server (0: none) and a PostgreSQL (0: none). What PostgreSQL does by itself does not count."""

    web: int = 0
    postgres: int = 0
    _own: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._own = {pid for pid in children(self.postgres) if not _serves(pid)}

    def read(self) -> float:
        """Seconds until now; only the difference of two readings means something."""
        web = sum(map(cpu_of, {self.web, *children(self.web)})) if self.web else 0.0
        if not self.postgres:
            return web
        # A parallel worker has ended by now; its parent has its time.
        workers = children(self.postgres) - self._own
        return web + sum(map(cpu_of, workers)) + _reaped(self.postgres)


def _serves(pid: int) -> bool:
    """Whether a process of PostgreSQL works for a client."""
    with contextlib.suppress(OSError):
        title = Path(f"/proc/{pid}/cmdline").read_bytes()
        return b"postgres: postgres " in title or b"parallel worker" in title
    return False


def _reaped(pid: int) -> float:
    """Seconds of the children that have ended."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[13]) + int(fields[14])) / TICK
    return 0.0
