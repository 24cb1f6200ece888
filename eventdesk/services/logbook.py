"""The log file: rotated, owner-only, secrets and personal data masked."""

import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from eventdesk.domain.masking import mask

_BYTES = 1_000_000
_KEPT = 3


class _MaskingFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


class _OwnerOnlyFile(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).touch(mode=0o600)
        return super()._open()


def start_log(path: Path, level: str) -> logging.Handler:
    """Send the program's log records to a file, from `level` up. Returns the handler to stop."""
    handler = _OwnerOnlyFile(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    handler.setFormatter(
        _MaskingFormatter("%(asctime)s %(levelname)s %(name)s %(threadName)s: %(message)s")
    )
    logger = logging.getLogger("eventdesk")
    logger.addHandler(handler)
    logger.setLevel(level.upper())
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Write out and let go of the file."""
    logger = logging.getLogger("eventdesk")
    logger.removeHandler(handler)
    logger.setLevel(logging.NOTSET)
    handler.close()
