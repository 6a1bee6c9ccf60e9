"""System checks of the house: what must be true before the portal starts."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Warning, register

from portal.common.documents import subsetting_is_fast


@register()
def documents_can_be_made(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """The text libraries of the documents are here: without them there are no certificates, or slow ones."""
    try:
        fast = subsetting_is_fast()
    except OSError as error:
        return [
            Error(
                f"Documents cannot be made, because a library of the system is missing: {error}",
                hint="On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
                id="portal.E001",
            )
        ]
    if fast:
        return []
    return [
        Warning(
            "Documents take ten times as long as they need, because libharfbuzz-subset is missing.",
            hint="On Debian: apt-get install libharfbuzz-subset0",
            id="portal.W001",
        )
    ]
