"""The engine's process is killed: the window stays, says so, and gets a new one."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from pytestqt.qtbot import QtBot

from photoclip.gui.engine_link import EngineState
from tests.flows.conftest import Open
from tests.flows.test_first_day import PATIENCE, name_at, search


def test_a_killed_engine_comes_back_and_searches(
    open_window: Open, photos_folder: Path, qtbot: QtBot
) -> None:
    with open_window() as window:
        link = window.services.engine
        window.add_folders([photos_folder])
        qtbot.waitUntil(lambda: len(window.model.ids) == 11)
        qtbot.waitUntil(lambda: link.state is EngineState.RUNNING, timeout=PATIENCE)
        states: list[EngineState] = []
        link.state_changed.connect(states.append)
        os.kill(link._client.process_id, signal.SIGKILL)
        qtbot.waitUntil(lambda: EngineState.STOPPED in states)
        qtbot.waitUntil(lambda: "started again" in window.frame.banner.sentence)
        window.decisions.rate([window.model.ids[0]], 5)
        qtbot.waitUntil(lambda: bool((f := window.model.facts(0)) and f.photo.rating == 5))
        qtbot.waitUntil(lambda: link.state is EngineState.RUNNING, timeout=PATIENCE)
        assert window.frame.banner.sentence == ""
        search(window, "blue", qtbot)
        qtbot.waitUntil(lambda: name_at(window, 0) == "blue.jpg", timeout=PATIENCE)
