"""What the log says of a request that was refused: one line."""

import logging


class RefusalsInOneLine(logging.Filter):
    """Drops the trace of an answer below 500: a page that somebody may not open is no fault of ours."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == "django.request" and getattr(record, "status_code", 500) < 500:
            record.exc_info = None
        return True
