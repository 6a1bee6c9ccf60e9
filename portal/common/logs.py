"""What the log says of a request that was refused, or that came while the database was away: one line."""

import logging

from portal.common.errors import database_is_away


class OneLine(logging.Filter):
    """Drops the trace of an answer that is no fault of ours: below 500, or because the database is away."""

    def filter(self, record: logging.LogRecord) -> bool:
        if _is_about_a_request(record) and record.exc_info and not _is_a_fault(record):
            record.exc_info = None
        return True


def _is_about_a_request(record: logging.LogRecord) -> bool:
    return record.name == "django.request" or record.name.startswith("django.security")


def _is_a_fault(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    return getattr(record, "status_code", 500) >= 500 and not database_is_away(error)
