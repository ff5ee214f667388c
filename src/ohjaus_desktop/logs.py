"""The program's log: what it did, never for whom.

Search words, names and numbers of clients do not belong here; callers log ids of public records,
counts and technical causes only.
"""

from __future__ import annotations

import logging
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def start(folder: Path) -> None:
    """Write the log into ``folder``: three files of at most 500 kB. Does without one if it must."""
    from logging.handlers import RotatingFileHandler  # half of logging; the window opens without it

    logging.raiseExceptions = False  # on a full disk the log falls silent; it does not complain
    logger = logging.getLogger("ohjaus_desktop")
    logger.setLevel(logging.INFO)
    if logger.handlers:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "ohjaus.log", maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger.addHandler(handler)
