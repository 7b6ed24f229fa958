"""A window without an engine's process: fakes that a test holds in its hand."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoclip.gui.bridge import Bridge
from photoclip.gui.browser import Browser
from photoclip.gui.preferences import Preferences
from photoclip.gui.services import Services
from photoclip.gui.theme import apply_theme
from photoclip.gui.window import MainWindow
from photoclip.gui.work import power
from photoclip.library import photos
from photoclip.paths import Home
from tests.conftest import COLOURS
from tests.gui.fakes import FakeEngine, FakePictures

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True, scope="module")
def _whole_collections(qapp: QApplication) -> Iterator[None]:
    """Collect what the tests of a module left, on the GUI thread."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _collections(qapp: QApplication) -> Iterator[None]:
    """No QObject may die in another thread, as in the program itself."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    """Every test begins with the light theme and ends without half-deleted widgets."""
    qapp.setStyle("Fusion")
    apply_theme(qapp, "light")
    yield
    # Qt deletes what is left there after Python is gone
    qapp.clipboard().clear()
    for widget in qapp.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _plugged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test rests because the machine it runs on does."""
    monkeypatch.setattr(power, "on_battery", lambda: False)


@pytest.fixture
def bridge(qapp: QApplication, qtbot: QtBot) -> Iterator[Bridge]:
    """A bridge on which nothing may fail unseen."""
    made = Bridge()
    failures: list[BaseException] = []
    made.failed.connect(failures.append)
    yield made
    assert failures == []


@pytest.fixture
def pictures() -> FakePictures:
    """A source of pictures."""
    return FakePictures()


@pytest.fixture
def engine() -> FakeEngine:
    """An engine without a process."""
    return FakeEngine()


@pytest.fixture
def services(home: Home, engine: FakeEngine, bridge: Bridge) -> Iterator[Services]:
    """The real library, thumbnails and scans with a fake engine."""
    made = Services(home, engine.connect, bridge)
    yield made
    assert made.close()


@pytest.fixture
def preferences(home: Home, bridge: Bridge) -> Iterator[Preferences]:
    """The settings of an empty home."""
    made = Preferences(home.settings, bridge)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _restless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few photos need no rest between two listings."""
    monkeypatch.setattr(Browser, "REST", 20)
    monkeypatch.setattr(MainWindow, "REST", 20)


@pytest.fixture
def window(
    services: Services, preferences: Preferences, bridge: Bridge, qtbot: QtBot, qapp: QApplication
) -> MainWindow:
    """The main window on an empty library, at work."""
    made = MainWindow(services, preferences, lambda choice: apply_theme(qapp, choice), bridge)
    qtbot.addWidget(made)
    made.painted.connect(made.start)
    with qtbot.waitActive(made):
        made.show()
    qtbot.waitUntil(lambda: services.engine.state.name == "RUNNING")
    return made


@pytest.fixture
def full_window(
    window: MainWindow, services: Services, photos_folder: Path, qtbot: QtBot
) -> MainWindow:
    """The main window on the eleven photos of `photos_folder`, newest first."""
    window.add_folders([photos_folder])
    qtbot.waitUntil(lambda: len(window.model.ids) == 11 and window.grid.isVisible(), timeout=20_000)
    qtbot.waitUntil(lambda: not services.scans.running)
    newest_first = [f"{colour}.jpg" for colour in reversed(COLOURS)]

    def settled() -> bool:
        """Every date is known, and the grid has heard of it."""
        rows = range(window.model.rowCount())
        names = [window.model.data(window.model.index(row, 0)) for row in rows]
        unread = services.lane.ask(lambda library: photos.counts(library).unread)
        return names == newest_first and unread.result(10) == 0

    qtbot.waitUntil(settled, timeout=20_000)  # a busy machine reads slowly
    return window
