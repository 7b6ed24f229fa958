"""Logs say what happened, which bugs there were, and how the last process died."""

from __future__ import annotations

import faulthandler
import logging
import subprocess
import sys
import textwrap
import threading
import warnings

import pytest

from photoclip import logs
from photoclip.paths import Home


def run(home: Home, code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own that logs as "window"."""
    start = f"""
        import logging, threading, warnings, faulthandler
        from pathlib import Path
        from photoclip import logs
        from photoclip.paths import Home
        log = logs.start(Home.at(Path({str(home.data)!r})), "window")
    """
    script = textwrap.dedent(start) + textwrap.dedent(code)
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )


def written(home: Home) -> str:
    return (home.log / "window.log").read_text()


def test_what_happens_is_written_with_time_and_place(home: Home) -> None:
    with logs.start(home, "window"):
        logging.getLogger("photoclip.x").info("hello")
        logging.getLogger("photoclip.x").debug("details")
        logging.getLogger("somebody.else").info("noise")
        logging.getLogger("somebody.else").warning("careful")
        logging.getLogger("photoclip.x").warning("a path: %s", "caf\udce9")
    text = written(home)
    assert "INFO" in text
    assert "photoclip.x: hello" in text
    assert "careful" in text
    assert "details" not in text
    assert "noise" not in text
    assert "caf\\udce9" in text


def test_verbose_logs_have_details_of_ours_alone(home: Home) -> None:
    with logs.start(home, "window", verbose=True):
        logging.getLogger("photoclip.x").debug("details")
        logging.getLogger("somebody.else").debug("noise")
    assert "details" in written(home)
    assert "noise" not in written(home)


def test_closing_puts_everything_back(home: Home) -> None:
    def state() -> tuple[object, ...]:
        root = logging.getLogger()
        ours = logging.getLogger("photoclip")
        return (
            list(root.handlers),
            root.level,
            ours.level,
            sys.excepthook,
            threading.excepthook,
            warnings.showwarning,
            faulthandler.is_enabled(),
        )

    before = state()
    log = logs.start(home, "window")
    assert state() != before
    log.close()
    log.close()
    assert state() == before


def test_files_are_rotated(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "FILE_BYTES", 1000)
    with logs.start(home, "window"):
        for number in range(200):
            logging.getLogger("photoclip").info("line %d", number)
    files = list(home.log.glob("window.log*"))
    assert len(files) == 1 + logs.FILES_KEPT
    assert all(file.stat().st_size <= 1000 for file in files)


def test_warnings_are_captured(home: Home) -> None:
    done = run(home, "warnings.warn('mind the gap')")
    assert "mind the gap" in written(home)
    assert "mind the gap" not in done.stderr


def test_a_bug_is_logged_with_its_traceback(home: Home) -> None:
    done = run(home, "1 / 0")
    assert done.returncode == 1
    assert "a bug" in written(home)
    assert "ZeroDivisionError" in written(home)
    assert "ZeroDivisionError" in done.stderr  # and takes its usual way


def test_a_bug_in_a_thread_is_logged_with_its_traceback(home: Home) -> None:
    run(
        home,
        """
        thread = threading.Thread(target=lambda: 1 / 0, name="the loader")
        thread.start()
        thread.join()
        """,
    )
    assert "a bug in the loader" in written(home)
    assert "ZeroDivisionError" in written(home)


def test_stopping_by_the_keyboard_is_no_bug(home: Home) -> None:
    run(home, "raise KeyboardInterrupt")
    assert "a bug" not in written(home)


def test_a_crash_is_told_once(home: Home) -> None:
    assert logs.previous_crash(home) is None
    run(home, "pass")
    assert logs.previous_crash(home) is None
    run(home, "faulthandler._sigabrt()")
    told = logs.previous_crash(home)
    assert told is not None
    assert told.startswith("window:\n")
    assert "Aborted" in told
    assert logs.previous_crash(home) is None


def test_a_crash_is_told_by_the_process_that_starts_next(home: Home) -> None:
    run(home, "faulthandler._sigabrt()")
    with logs.start(home, "window"):
        assert "Aborted" in (logs.previous_crash(home) or "")
        assert logs.previous_crash(home) is None


def test_without_a_place_to_write_the_program_runs_without_a_log(home: Home) -> None:
    home.data.parent.mkdir(exist_ok=True)
    home.data.write_text("a file where the folder should be")
    with logs.start(home, "window"):
        logging.getLogger("photoclip").info("hello")
    assert logs.previous_crash(home) is None
