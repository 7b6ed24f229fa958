"""An unexpected exception ends in the log and one dialog, never in the end of the process."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from photoclip import __version__
from photoclip.gui.bridge import Bridge
from photoclip.gui.bugs import BugReporter, contained, report_of


@pytest.fixture
def reporter(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> Iterator[BugReporter]:
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    made = BugReporter(bridge)
    made.install()
    yield made
    made.uninstall()


def bug(message: str = "a bug") -> ValueError:
    try:
        raise ValueError(message)
    except ValueError as error:
        return error


def test_a_report_names_versions_and_the_traceback() -> None:
    report = report_of(bug())
    for part in (f"photoclip {__version__}", "PySide", "Traceback", "ValueError: a bug"):
        assert part in report


def test_a_bug_is_logged_and_shown_once(
    reporter: BugReporter, caplog: pytest.LogCaptureFixture, qtbot: QtBot
) -> None:
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            reporter.report(bug())
    assert len(caplog.records) == 3
    assert reporter.dialog is not None
    qtbot.waitUntil(reporter.dialog.isVisible)
    reporter.dialog.copy.click()
    assert "ValueError: a bug" in QGuiApplication.clipboard().text()
    reporter.dialog.accept()
    assert reporter.dialog is None
    reporter.report(bug())
    assert reporter.dialog is None


def test_bugs_of_other_threads_arrive(
    reporter: BugReporter, caplog: pytest.LogCaptureFixture, qtbot: QtBot
) -> None:
    def fail() -> None:
        raise KeyError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    assert reporter.dialog is not None
    assert "in a thread" in reporter.dialog.report.toPlainText()
    reporter.dialog.accept()


def test_an_override_that_fails_does_not_end_the_process(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    heard: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: heard.append(error))

    class Broken(QWidget):
        @contained
        def paintEvent(self, event: QPaintEvent) -> None:
            raise AttributeError("a bug in an override")

    widget = Broken()
    qtbot.addWidget(widget)
    widget.show()
    widget.grab()
    assert any("override" in str(error) for error in heard)


def test_a_crash_of_the_last_time_is_offered(reporter: BugReporter) -> None:
    reporter.tell_crash(None)
    assert reporter.dialog is None
    reporter.tell_crash("window:\nFatal Python error: Aborted")
    dialog = reporter.dialog
    assert dialog is not None
    dialog.copy.click()
    assert "Aborted" in QGuiApplication.clipboard().text()
    dialog.accept()
    assert reporter.dialog is None
