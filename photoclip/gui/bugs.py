"""What happens when something raised that nobody expected: the log, and one dialog to copy from."""

from __future__ import annotations

import functools
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import ParamSpec, TypeVar

import PySide6
from PySide6.QtCore import QObject, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip import __version__
from photoclip.gui.bridge import Bridge
from photoclip.gui.scale import EDGE, ROOMY, WIDE

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


def report_of(error: BaseException) -> str:
    """What somebody needs who is to find the bug: versions and the traceback, no settings."""
    return "\n".join(
        (
            f"photoclip {__version__}, Python {platform.python_version()}, "
            f"PySide {PySide6.__version__}, Qt {qVersion()}",
            platform.platform(),
            "",
            "".join(traceback.format_exception(error)).rstrip(),
        )
    )


def contained(method: Callable[P, T]) -> Callable[P, T | None]:
    """For overrides of Qt's virtuals: an exception that leaves one would end the process.

    It is reported like any other bug, and Qt goes on with None.
    """

    @functools.wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> T | None:
        try:
            return method(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 whatever it is, it must not reach Qt
            sys.excepthook(type(error), error, error.__traceback__)
            return None

    return call


class BugDialog(QDialog):
    """Says that something went wrong, and lets the user copy the report or go on.

    `last_time` says that the report is of a process before this one, which ended by it.
    """

    def __init__(
        self, report: str, parent: QWidget | None = None, *, last_time: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        title = QLabel(
            self.tr("photoclip ended unexpectedly last time")
            if last_time
            else self.tr("photoclip made a mistake")
        )
        title.setObjectName("heading")
        happened = (
            self.tr("Your photos and your library are safe.")
            if last_time
            else self.tr(
                "Your photos and your library are safe. You can go on working; if it happens "
                "again, start photoclip anew."
            )
        )
        promise = self.tr(
            "The report below helps to find the cause: it names no photos unless their names "
            "stand in its text, and goes nowhere unless you send it."
        )
        text = QLabel(f"{happened} {promise}")
        text.setWordWrap(True)
        self.report = QPlainTextEdit(report, readOnly=True)
        self.report.setAccessibleName(self.tr("Report"))
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = QDialogButtonBox()
        self.copy = QPushButton(self.tr("&Copy report"))
        self.copy.clicked.connect(self.copy_report)
        go_on = QPushButton(self.tr("&Go on"))
        go_on.setDefault(True)
        for button in (self.copy, go_on):
            button.setAccessibleName(button.text().replace("&", ""))
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, WIDE, EDGE, WIDE)
        layout.setSpacing(ROOMY)
        for widget in (title, text, self.report, buttons):
            layout.addWidget(widget)
        self.resize(680, 420)

    def copy_report(self) -> None:
        """Put the report on the clipboard and say so."""
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(self.tr("Copied"))


class BugReporter(QObject):
    """Logs every unexpected exception, and shows the first of each kind in one dialog at a time."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._seen: set[tuple[type[BaseException], int | None]] = set()
        self.dialog: BugDialog | None = None
        self._before: tuple[Callable[..., object], Callable[..., object]] | None = None

    def install(self) -> None:
        """Hear of exceptions that nobody caught, in any thread."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._uncaught
        threading.excepthook = lambda args: self._uncaught(
            args.exc_type, args.exc_value, args.exc_traceback
        )

    def uninstall(self) -> None:
        """Leave the hooks as they were."""
        if self._before:
            sys.excepthook, threading.excepthook = self._before

    def report(self, error: BaseException) -> None:
        """Log a bug, and show it if it is a new one. On the GUI thread."""
        log.error("unexpected: %s", error, exc_info=error)
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        kind = (type(error), trace.tb_lineno if trace else None)
        if kind in self._seen or self.dialog is not None:
            return
        self._seen.add(kind)
        self._open(report_of(error), last_time=False)

    def tell_crash(self, report: str | None) -> None:
        """Offer the report of a process that crashed before this one; None: all had ended well."""
        if report and self.dialog is None:
            self._open(report, last_time=True)

    def _open(self, report: str, *, last_time: bool) -> None:
        parent = self.parent()
        above = parent if isinstance(parent, QWidget) else None
        self.dialog = BugDialog(report, above, last_time=last_time)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _uncaught(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
        elif error is not None:
            found = error
            self._bridge.post(self, lambda: self.report(found))

    def _closed(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None
