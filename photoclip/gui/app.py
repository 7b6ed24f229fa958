"""Opens the window: at once, without library and engine, which start after the first paint."""

from __future__ import annotations

import logging
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication

from photoclip import __version__, logs
from photoclip.errors import PhotoclipError
from photoclip.gui.bridge import Bridge
from photoclip.gui.bugs import BugReporter
from photoclip.gui.desktop import leave_clipboard
from photoclip.gui.garbage import GarbageCollector
from photoclip.gui.icons import application_icon
from photoclip.gui.preferences import Preferences
from photoclip.gui.services import Services
from photoclip.gui.single import SingleWindow
from photoclip.gui.theme import apply_theme
from photoclip.gui.translating import speak
from photoclip.gui.window import MainWindow
from photoclip.paths import APPLICATION, Home, resources

log = logging.getLogger(__name__)


def run(home: Home, folders: list[Path], encoder: str | None = None) -> int:
    """Show the window until it is closed; returns the exit status.

    `folders` are added to the library; `encoder` is the name of the encoder to search with.
    """
    app = QApplication(sys.argv[:1])
    app.setApplicationName(APPLICATION)
    app.setApplicationVersion(__version__)
    # In a Flatpak the desktop file has the name of the whole package.
    app.setDesktopFileName(os.environ.get("FLATPAK_ID", APPLICATION))
    app.setWindowIcon(application_icon())
    app.setStyle("Fusion")
    single = SingleWindow(home)
    if not single.claim(folders):
        return 0  # the window of this library is open, and came to the front
    try:
        with logs.start(home, "window"):
            return _run(app, home, folders, encoder, single)
    finally:
        single.close()


def fitting(wanted: QSize, room: QSize) -> QSize:
    """The size of a first window on a screen, with space for the frame around it."""
    return wanted.boundedTo(room - QSize(8, 40))


def _run(
    app: QApplication,
    home: Home,
    folders: list[Path],
    encoder: str | None,
    single: SingleWindow,
) -> int:
    bridge = Bridge()
    bugs = BugReporter(bridge)
    bugs.install()
    preferences = Preferences(home.settings, bridge)
    translators = speak(app, preferences.now.language, resources() / "translations")
    services = Services.of(home, encoder, bridge)

    def set_theme(choice: str) -> None:
        apply_theme(app, choice, preferences.now.accent)

    set_theme(preferences.now.theme)
    app.styleHints().colorSchemeChanged.connect(lambda _: set_theme(preferences.now.theme))
    window = MainWindow(services, preferences, set_theme, bridge)
    if not preferences.now.geometry:
        window.resize(fitting(window.size(), window.screen().availableGeometry().size()))

    def failed(error: BaseException) -> None:
        if isinstance(error, PhotoclipError):
            window.activity.tell_error(error)
        else:
            bugs.report(error)

    bridge.failed.connect(failed)

    def came(more: list[Path]) -> None:
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        if more:
            window.add_folders(more)

    def look_back() -> None:
        report = services.lane.ask(lambda _library: logs.previous_crash(home))
        bridge.when_done(report, bugs, bugs.tell_crash, lambda _error: None)

    single.asked.connect(came)
    garbage = GarbageCollector(window)
    window.painted.connect(garbage.start)
    window.painted.connect(window.start)
    window.painted.connect(look_back)
    if folders:
        window.painted.connect(lambda: window.add_folders(folders))
    signal.signal(signal.SIGINT, lambda *_: window.close())
    # Python runs its signal handlers only when Python runs: wake it now and then.
    pulse = QTimer(interval=500)
    pulse.timeout.connect(lambda: None)
    pulse.start()
    window.show()
    status = app.exec()
    leave_clipboard()
    garbage.stop()
    preferences.close()
    if not services.close():
        # A file of a drive that does not answer, say. Python would wait for its thread for ever;
        # what is written is written in transactions.
        log.warning("something was still running when the window closed")
        logging.shutdown()
        os._exit(status)
    bugs.uninstall()
    for translator in translators:
        app.removeTranslator(translator)
    return status
