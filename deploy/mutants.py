"""Changes the rules and the services in small ways, one at a time, and sees whether a test fails: `make mutants`.

    ONLY=certification/rules TESTS="tests/certification" python -m deploy.mutants

ONLY narrows what is changed to a folder or a file, TESTS the tests that may notice; without them it is every `rules` and
`services` and every test that needs no browser. PICK takes some of the changes, as patterns of mutmut's names for them:
`PICK="*mutmut_*7"` is one in ten of each file. mutmut chooses for each change the tests that call the changed
function. A run that was stopped goes on where it stopped, and a later run looks again at what was edited since. It works
on a copy under var/mutants, one for each ONLY. Ends with 1 when fewer are noticed than should be.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
REASONS = ROOT / "docs" / "decisions" / "0017-mutants.md"
PACKAGES = ["portal", "curriculum", "certification", "content"]
COPIED = [*PACKAGES, "templates", "tests", "deploy", "manage.py", "pyproject.toml"]
EVERYTHING = [
    f"{room}/{layer}"
    for room in ("portal/*", "curriculum", "certification", "content")
    for layer in ("rules/*", "rules.py", "services/*", "services.py")
]
LEFT_OUT = "not browser and not postgres and not slow and not pictures"
# Of the portal's own rooms each has its folder of tests.
FOLDERS = {"portal": ["tests/common", "tests/accounts", "tests/sections"]}
LEAST_PERCENT = 90
# Seconds added to a test's own time before mutmut takes fifteen times the sum for a test that runs for ever. It counts no
# fixtures, and on a busy machine they alone would pass for one.
PATIENCE = 5.0
# A change that makes a test run for ever is noticed too.
NOTICED = {"killed", "timeout", "segfault"}
STATUS = re.compile(r"^\s+(?P<mutant>\S+): (?P<status>[a-z ]+)$", re.MULTILINE)


def main() -> int:
    only = os.environ.get("ONLY", "").strip("/")
    tests = os.environ.get("TESTS", "").split() or folders_of(only)
    home = VAR / "mutants" / (only.replace("/", "-") or "all")
    tree = home / "tree"
    copy_sources(tree)
    add_settings(tree / "pyproject.toml", patterns(only), tests)
    environment = {**os.environ, "PORTAL_VAR": str(_furnished(home / "var"))}
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PUBLIC_URL"):
        environment.pop(name, None)
    picked = os.environ.get("PICK", "").split()
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(os.cpu_count())]
    command += picked
    subprocess.run(command, cwd=tree, env=environment, check=False)
    results = _mutmut(tree, environment, "results", "--all", "true")
    return report(read_results(results), REASONS.read_text() if REASONS.exists() else "")


def patterns(only: str) -> list[str]:
    """What mutmut may change, as patterns of paths."""
    if not only:
        return EVERYTHING
    return [only] if only.endswith(".py") else [f"{only}/*"]


def folders_of(only: str) -> list[str]:
    """The folders of tests that mirror what is changed."""
    room = only.split("/")[0]
    if room in FOLDERS:
        return FOLDERS[room]
    rooms = ["curriculum", "certification", "content"]
    return (
        [f"tests/{room}"] if room in rooms else [*FOLDERS["portal"], *(f"tests/{r}" for r in rooms)]
    )


def copy_sources(tree: Path) -> None:
    """Bring the copy up to date; a file that did not change keeps its time, by which mutmut knows it."""
    tree.mkdir(parents=True, exist_ok=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *COPIED],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    wanted = {Path(name.decode()) for name in listed.stdout.split(b"\0") if name}
    for name in wanted:
        source, target = ROOT / name, tree / name
        if source.exists() and _differs(source, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    for folder in COPIED:
        for path in (tree / folder).rglob("*"):
            if path.is_file() and path.relative_to(tree) not in wanted:
                path.unlink()


def _differs(source: Path, target: Path) -> bool:
    return not target.exists() or source.read_bytes() != target.read_bytes()


def add_settings(project: Path, changed: list[str], tests: list[str]) -> None:
    """mutmut's settings go into the copy: nothing else reads them."""
    arguments = ["-q", "-p", "no:cacheprovider", "-m", LEFT_OUT]
    settings = {
        "source_paths": PACKAGES,
        "only_mutate": changed,
        "also_copy": ["templates", "deploy", "manage.py"],
        "pytest_add_cli_args": arguments,
        "pytest_add_cli_args_test_selection": tests,
    }
    # A list of strings is written in TOML as it is in Python, but for the quotes.
    lines = [f"{name} = {str(value).replace(chr(39), chr(34))}" for name, value in settings.items()]
    plain = ["use_git_change_detection = false", f"timeout_constant = {PATIENCE}"]
    text = "\n".join(["", "[tool.mutmut]", *lines, *plain, ""])
    project.write_text((ROOT / "pyproject.toml").read_text() + text)


def _furnished(var: Path) -> Path:
    """The folder for what the tests write, with the compiled assets in it."""
    var.mkdir(parents=True, exist_ok=True)
    for name in ("assets", "test-assets"):
        link = var / name
        if not link.is_symlink():
            link.symlink_to(VAR / name)
    return var


def _mutmut(tree: Path, environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "mutmut", *arguments]
    done = subprocess.run(
        command, cwd=tree, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def read_results(text: str) -> dict[str, str]:
    """What became of each change, by mutmut's name for it."""
    return {found["mutant"]: found["status"] for found in STATUS.finditer(text)}


def file_of(mutant: str) -> str:
    """The file that was changed: what stands before the function in the name."""
    return re.split(r"\.x[_ǁ]", mutant)[0].replace(".", "/") + ".py"


def report(results: dict[str, str], reasons: str) -> int:
    """Print what was noticed, file by file, and the survivors for which nobody wrote down a reason."""
    by_file: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mutant, status in results.items():
        by_file[file_of(mutant)][status] += 1
    print(f"\n{'':<58}{'killed':>7}{'timeout':>8}{'survived':>9}{'no test':>8}{'%':>7}")
    for name, counts in sorted(by_file.items()):
        print(_line(name, counts))
    total = sum(by_file.values(), Counter())
    print(_line("all", total))
    silent = [mutant for mutant in unnoticed(results) if f"`{mutant}`" not in reasons]
    if silent:
        print(f"\nSurvivors without a reason in {REASONS.relative_to(ROOT)}:")
        print("\n".join(f"  {mutant} ({results[mutant]})" for mutant in silent))
    if total["not checked"]:
        print(f"\n{total['not checked']} were not looked at: run it again, it goes on.")
    reached = bool(results) and percent(total) >= LEAST_PERCENT
    print(f"\n{percent(total):.1f} % noticed (at least {LEAST_PERCENT} %)")
    return 0 if reached else 1


def unnoticed(results: dict[str, str]) -> Iterable[str]:
    """The changes that no test noticed, and those that no test could."""
    return [name for name, status in results.items() if status in {"survived", "no tests"}]


def percent(counts: Counter[str]) -> float:
    """How many in a hundred were noticed, of those looked at; what no test calls is unnoticed."""
    looked_at = sum(counts.values()) - counts["not checked"]
    return 100 * sum(counts[status] for status in NOTICED) / looked_at if looked_at else 0.0


def _line(name: str, counts: Counter[str]) -> str:
    figures = (
        f"{counts['killed']:>7}{counts['timeout']:>8}{counts['survived']:>9}{counts['no tests']:>8}"
    )
    return f"{name:<58}{figures}{percent(counts):>7.1f}"


if __name__ == "__main__":
    sys.exit(main())
