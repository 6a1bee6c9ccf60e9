"""Runs a part of the bench in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}


def run(module: str, *arguments: object, given: Any = None) -> Any:
    """What `python -m MODULE` prints as JSON; `given` is its input. Its messages go through to the screen."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=ENVIRONMENT,
        input=json.dumps(given),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{module} failed (code {done.returncode})."
    return json.loads(done.stdout)
