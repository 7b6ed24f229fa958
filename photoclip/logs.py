"""Log files: what happened, bugs with their traceback, and crashes that Python cannot catch."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from types import TracebackType
from typing import Self, TextIO

from photoclip.paths import Home

logger = logging.getLogger(__name__)

FILE_BYTES = 1024 * 1024
FILES_KEPT = 3
_LINE = "%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s"
_CRASH = ".crash"  # suffix; such a file is empty unless the process died


class Log:
    """What `start` set up; `close`, or the end of a `with` block, takes all of it back."""

    def __init__(self, home: Home, name: str, verbose: bool) -> None:
        self._handler, self._crashes = _open_files(home, name)
        self._ours, self._all = logging.getLogger("photoclip"), logging.getLogger()
        self._levels = self._ours.level, self._all.level
        self._hooks = sys.excepthook, threading.excepthook
        self._faults = faulthandler.is_enabled()
        self._handler.setFormatter(logging.Formatter(_LINE))
        self._all.addHandler(self._handler)
        self._all.setLevel(logging.WARNING)
        self._ours.setLevel(logging.DEBUG if verbose else logging.INFO)
        logging.captureWarnings(True)
        sys.excepthook, threading.excepthook = self._bug, self._bug_in_thread
        if self._crashes is not None:
            faulthandler.enable(self._crashes)

    def close(self) -> None:
        """Stop logging and put everything back as it was. Safe to call twice."""
        if self._handler not in self._all.handlers:
            return
        if self._crashes is not None:
            if self._faults and sys.__stderr__ is not None:
                faulthandler.enable(sys.__stderr__)
            else:
                faulthandler.disable()
            self._crashes.close()
        sys.excepthook, threading.excepthook = self._hooks
        logging.captureWarnings(False)
        self._ours.setLevel(self._levels[0])
        self._all.setLevel(self._levels[1])
        self._all.removeHandler(self._handler)
        self._handler.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            logger.critical("a bug", exc_info=(kind, error, trace))
        self._hooks[0](kind, error, trace)

    def _bug_in_thread(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None and not issubclass(given.exc_type, SystemExit):
            thread = given.thread.name if given.thread else "a thread"
            trace = (given.exc_type, given.exc_value, given.exc_traceback)
            logger.critical("a bug in %s", thread, exc_info=trace)
        self._hooks[1](given)


def start(home: Home, name: str, verbose: bool = False) -> Log:
    """Log into `NAME.log` in `home.log`, at most 4 files of 1 MiB, until the result is closed.

    Warnings are captured; exceptions that nobody catches are logged as bugs before they take
    their usual way. Where the folder cannot be written the program runs without a log.
    """
    return Log(home, name, verbose)


def previous_crash(home: Home) -> str | None:
    """What the last process that died left behind, with its name; None if all ended well.

    Told once: the next call returns None unless there was another crash.
    """
    told = []
    try:
        for path in sorted(home.log.glob(f"*{_CRASH}")):
            if text := path.read_text(errors="replace").strip():
                told.append(f"{path.stem}:\n{text}")
                path.write_text("")  # a running process goes on appending to it
    except OSError:
        logger.warning("the crash reports cannot be read", exc_info=True)
    return "\n\n".join(told) or None


def _open_files(home: Home, name: str) -> tuple[logging.Handler, TextIO | None]:
    try:
        home.log.mkdir(parents=True, exist_ok=True)
        crashes = (home.log / f"{name}{_CRASH}").open("a")
        try:
            return RotatingFileHandler(
                home.log / f"{name}.log",
                maxBytes=FILE_BYTES,
                backupCount=FILES_KEPT,
                encoding="utf-8",
                errors="backslashreplace",
            ), crashes
        except OSError:
            crashes.close()
            raise
    except OSError:
        return logging.NullHandler(), None
