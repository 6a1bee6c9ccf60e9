"""The file of the demonstration's sign-ins and the command that shows it."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from portal.accounts.sign_ins import SignIn, read_sign_ins, sign_ins_path, write_sign_ins

TWO = [
    SignIn("Supporter", "robin@demo.invalid", "amber-kettle"),
    SignIn("Head of a section", "dana@demo.invalid", "plum"),
]


@pytest.fixture(autouse=True)
def _own_var(settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"
    settings.PUBLIC_URL = "https://portal.invalid"


def shown() -> str:
    out = io.StringIO()
    call_command("show_sign_ins", stdout=out)
    return out.getvalue()


def test_what_was_written_is_read_and_only_the_owner_may_read_it() -> None:
    write_sign_ins(TWO[:1])
    write_sign_ins(TWO)
    assert read_sign_ins() == TWO
    assert sign_ins_path().stat().st_mode & 0o777 == 0o600
    assert json.loads(sign_ins_path().read_text())[0] == {
        "role": "Supporter",
        "email": "robin@demo.invalid",
        "password": "amber-kettle",
    }
    assert [path.name for path in sign_ins_path().parent.iterdir()] == ["demo.json"]


@pytest.mark.parametrize("content", ["", "{", "[1]", '[{"role": "Supporter"}]'])
def test_a_file_that_is_none_of_ours_holds_no_sign_ins(content: str) -> None:
    sign_ins_path().parent.mkdir()
    sign_ins_path().write_text(content)
    assert read_sign_ins() == []


def test_the_table_is_neat() -> None:
    write_sign_ins(TWO)
    assert shown() == (
        "Sign in at https://portal.invalid/accounts/login/\n\n"
        "  Role               Email               Password\n"
        "  -----------------  ------------------  ------------\n"
        "  Supporter          robin@demo.invalid  amber-kettle\n"
        "  Head of a section  dana@demo.invalid   plum\n"
    )


def test_without_a_demonstration_it_says_how_to_make_one() -> None:
    assert shown() == "There is no demonstration here. To make one: manage.py load_demo\n"
