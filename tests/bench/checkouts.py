"""The checkouts that are measured: this one, and the one that BENCH_BEFORE names."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
VAR = ROOT / "var" / "bench"


@dataclass(frozen=True)
class Checkout:
    """A tree of the portal's files, and the database (a URL) on which it runs."""

    name: str
    root: Path
    database: str

    @property
    def var(self) -> Path:
        return VAR / self.name

    @property
    def environment(self) -> dict[str, str]:
        """For a process of this checkout: its settings, its own files, its own and the bench's modules."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "measured.settings",
            "DATABASE_URL": self.database,
            "PORTAL_VAR": str(self.var),
            "PYTHONPATH": f"{self.root}{os.pathsep}{HERE}",
            "PYTHONPYCACHEPREFIX": str(VAR / "python"),
        }

    def furnish(self) -> None:
        """Make the folder of its files, with the compiled assets that its pages name."""
        self.var.mkdir(parents=True, exist_ok=True)
        assets = self.var / "assets"
        if not assets.exists():
            assets.symlink_to(self.root / "var" / "assets")

    def run(self, command: str, **options: object) -> dict[str, Any]:
        """What a management command of `measured` writes into a file of JSON."""
        into = self.var / f"{command}.json"
        into.unlink(missing_ok=True)
        given = [f"--{name}={value}" for name, value in options.items()]
        arguments = [sys.executable, "manage.py", command, f"--into={into}", *given]
        log = self.var / "log"
        with log.open("a") as output:
            done = subprocess.run(
                arguments,
                cwd=self.root,
                env=self.environment,
                stdout=output,
                stderr=output,
                check=False,
            )
        if done.returncode:
            sys.exit(f"{self.name}: {command} failed:\n{log.read_text()[-3000:]}")
        found: dict[str, Any] = json.loads(into.read_text())
        return found


def older() -> Path | None:
    """The checkout that BENCH_BEFORE names; None where it names none."""
    named = os.environ.get("BENCH_BEFORE", "")
    if not named:
        return None
    root = Path(named).resolve()
    if not (root / "manage.py").exists():
        sys.exit(f"BENCH_BEFORE names {root}, which is no checkout of the portal.")
    return root
