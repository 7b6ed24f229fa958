"""What stands behind the window begins and ends as one."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from photoclip.gui.bridge import Bridge
from photoclip.gui.engine_link import EngineState
from photoclip.gui.services import Services
from photoclip.paths import Home
from tests.gui.fakes import FakeEngine


def test_a_window_closed_before_the_library_opened_starts_nothing(
    home: Home, engine: FakeEngine, bridge: Bridge, qapp: QApplication
) -> None:
    services = Services(home, engine.connect, bridge)
    services.start()
    services.lane.open().result(10)
    assert services.close()
    qapp.processEvents()  # the news that it is open arrives now
    assert services.engine.state is EngineState.STOPPED
