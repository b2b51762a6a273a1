"""Inspect's own logs without secrets: its `.eval` archives, its trace file, and what it says on the terminal.

A vendor's error may repeat a key, and Inspect keeps errors, requests and tracebacks in several places. All of them pass
two functions of its own, which are replaced while a run goes on: one turns everything into the bytes of an archive, one
handles every message of any logger. What libraries warn of passes a third, Python's own.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from ch3ef.secrets import redacted


@contextmanager
def logs_without_secrets() -> Iterator[None]:
    """Have Inspect write no secret while this is open."""
    from inspect_ai._util.json import to_json_safe
    from inspect_ai._util.logger import LogHandler, init_logger
    from inspect_ai.log._recorders import eval as archives

    def clean(data: Any, **options: Any) -> bytes:
        return redacted(to_json_safe(data, **options).decode()).encode()

    init_logger(None)
    handlers = [handler for handler in logging.getLogger().handlers if isinstance(handler, LogHandler)]
    for handler in handlers:
        handler.addFilter(_clean)
    try:
        with patch.object(archives, "to_json_safe", clean):
            yield
    finally:
        for handler in handlers:
            handler.removeFilter(_clean)


@contextmanager
def warnings_without_secrets() -> Iterator[None]:
    """Have Python's warnings, which may show any value, show no secret while this is open."""
    show = warnings.showwarning

    def clean(message: Warning | str, *where: Any, **more: Any) -> None:
        show(redacted(str(message)), *where, **more)

    with patch.object(warnings, "showwarning", clean):
        yield


def _clean(record: logging.LogRecord) -> bool:
    """Redact a message, its traceback and whatever else was handed to the logger with it."""
    record.msg, record.args = record.getMessage(), ()
    if record.exc_info:
        record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_info = None
    for name, value in vars(record).items():
        if isinstance(value, str):
            setattr(record, name, redacted(value))
    return True
