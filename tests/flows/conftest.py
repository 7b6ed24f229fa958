"""The real window with the real engine in its own process, which knows colours by name."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoclip.gui.bridge import Bridge
from photoclip.gui.preferences import Preferences
from photoclip.gui.services import Services
from photoclip.gui.theme import apply_theme
from photoclip.gui.window import MainWindow
from photoclip.gui.work import power
from photoclip.paths import Home

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

Open = Callable[..., "contextmanager[MainWindow]"]


@pytest.fixture(autouse=True)
def _collections(qapp: QApplication) -> Iterator[None]:
    """No QObject may die in another thread, as in the program itself."""
    gc.disable()
    yield
    # Qt deletes what is left there after Python is gone
    qapp.clipboard().clear()
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _plugged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test rests because the machine it runs on does."""
    monkeypatch.setattr(power, "on_battery", lambda: False)


@pytest.fixture
def open_window(home: Home, qapp: QApplication, qtbot: QtBot) -> Open:
    """Opens the window on the test's home; closed at the end of the block, as by the user."""

    @contextmanager
    def opened(encoder: str = "fake") -> Iterator[MainWindow]:
        bridge = Bridge()
        failures: list[BaseException] = []
        bridge.failed.connect(failures.append)
        preferences = Preferences(home.settings, bridge)
        services = Services.of(home, encoder, bridge)
        window = MainWindow(services, preferences, lambda choice: apply_theme(qapp, choice), bridge)
        window.painted.connect(window.start)
        with qtbot.waitActive(window):
            window.show()
        try:
            yield window
        finally:
            window.close()
            preferences.close()
            assert services.close(10)
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert failures == []

    return opened
