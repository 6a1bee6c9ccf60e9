"""The bench's clock: what a process kept the processor busy for, and no wall time."""

import os
import subprocess
import sys
import time

import pytest

from tests.bench.measured.meter import Meter, children, cpu_of, resident

pytestmark = pytest.mark.real_time
BUSY = "import time\nwhile time.process_time() < 0.2: pass\nprint('done', flush=True)\ninput()"


def test_it_reads_the_processor_time_of_another_process() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert 0.2 <= cpu_of(process.pid) < 1
        assert Meter(process.pid).read() == cpu_of(process.pid)
        assert process.pid in children(os.getpid())
        assert resident(process.pid) > 1_000_000
        process.communicate("\n")


def test_waiting_costs_nothing() -> None:
    before = cpu_of(os.getpid())
    time.sleep(0.1)
    assert cpu_of(os.getpid()) - before < 0.05
    assert cpu_of(os.getpid()) == pytest.approx(time.process_time(), abs=0.05)


def test_a_process_that_has_ended_counts_no_more() -> None:
    process = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    assert cpu_of(int(process.stdout)) == 0
