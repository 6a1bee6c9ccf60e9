"""A refused request is one line in the log; a fault keeps its trace."""

import logging
import sys

import pytest

from portal.common.logs import RefusalsInOneLine


@pytest.mark.parametrize(
    ("logger", "status", "has_trace"),
    [("django.request", 403, False), ("django.request", 500, True), ("portal.common", 403, True)],
)
def test_only_a_fault_leaves_a_trace(logger: str, status: int, has_trace: bool) -> None:
    try:
        raise PermissionError("no")
    except PermissionError:
        record = logging.LogRecord(
            logger, logging.WARNING, __file__, 1, "Forbidden", None, sys.exc_info()
        )
    record.status_code = status
    assert RefusalsInOneLine().filter(record)
    assert ("Traceback" in logging.Formatter().format(record)) == has_trace
