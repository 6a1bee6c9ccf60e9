"""`make mutants`: what it changes, and how it counts what was noticed."""

import tomllib
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

import pytest

from deploy.mutants import (
    LEFT_OUT,
    PACKAGES,
    PATIENCE,
    add_settings,
    file_of,
    folders_of,
    patterns,
    percent,
    read_results,
    report,
    unnoticed,
)

TOLD = """
    certification.rules.gate.x_decide__mutmut_1: killed
    certification.rules.gate.x_decide__mutmut_2: survived
    certification.rules.gate.xǁIntervalǁcovers__mutmut_1: timeout
    curriculum.services.places.x_sign_up__mutmut_1: no tests
    curriculum.services.places.x_sign_up__mutmut_2: not checked
"""


def test_each_change_is_told_with_its_file() -> None:
    found = read_results(TOLD)
    assert list(found.values()) == ["killed", "survived", "timeout", "no tests", "not checked"]
    assert {file_of(mutant) for mutant in found} == {
        "certification/rules/gate.py",
        "curriculum/services/places.py",
    }


def test_what_no_test_calls_is_unnoticed_and_what_was_not_looked_at_is_left_out() -> None:
    found = read_results(TOLD)
    assert unnoticed(found) == [
        "certification.rules.gate.x_decide__mutmut_2",
        "curriculum.services.places.x_sign_up__mutmut_1",
    ]
    assert percent(Counter(found.values())) == 50
    assert percent(Counter()) == 0


def test_a_survivor_without_a_reason_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    reasons = "| `certification.rules.gate.x_decide__mutmut_2` | only a message |"
    assert report(read_results(TOLD), reasons) == 1
    told = capsys.readouterr().out
    assert "x_decide__mutmut_2" not in told
    assert "curriculum.services.places.x_sign_up__mutmut_1 (no tests)" in told
    assert "1 were not looked at" in told


def test_nine_in_ten_are_enough(capsys: pytest.CaptureFixture[str]) -> None:
    mutants = {f"a.rules.b.x_c__mutmut_{number}": "killed" for number in range(9)}
    assert report(mutants | {"a.rules.b.x_c__mutmut_9": "survived"}, "") == 0
    assert report(mutants | {f"a.rules.d.x_c__mutmut_{n}": "survived" for n in (1, 2)}, "") == 1
    assert "90.0 % noticed" in capsys.readouterr().out
    assert report({}, "") == 1


def test_a_folder_reaches_the_packages_inside_it() -> None:
    """mutmut compares paths with `fnmatch`, whose star stands for slashes as well."""
    (pattern,) = patterns("curriculum/services")
    inside, beside = "curriculum/services/sessions/places.py", "curriculum/selectors/sessions/a.py"
    assert [fnmatch(path, pattern) for path in (inside, beside)] == [True, False]
    assert [any(fnmatch(path, each) for each in patterns("")) for path in (inside, beside)] == [
        True,
        False,
    ]


def test_the_settings_are_read_as_they_were_meant(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    add_settings(project, ["content/rules/*"], ["tests/content"])
    written = tomllib.loads(project.read_text())["tool"]
    assert set(written) > {"mutmut", "ruff", "pytest"}
    settings = written["mutmut"]
    assert settings.pop("pytest_add_cli_args")[-1] == LEFT_OUT
    assert settings == {
        "source_paths": PACKAGES,
        "only_mutate": ["content/rules/*"],
        "also_copy": ["templates", "deploy", "manage.py"],
        "pytest_add_cli_args_test_selection": ["tests/content"],
        "use_git_change_detection": False,
        "timeout_constant": PATIENCE,
    }


def test_only_narrows_what_is_changed_and_the_tests_with_it() -> None:
    assert patterns("certification/rules") == ["certification/rules/*"]
    assert patterns("portal/sections/services.py") == ["portal/sections/services.py"]
    assert "portal/*/services.py" in patterns("")
    assert folders_of("certification/rules") == ["tests/certification"]
    assert folders_of("portal/sections/services.py") == [
        "tests/common",
        "tests/accounts",
        "tests/sections",
    ]
    assert folders_of("")[-1] == "tests/content"
