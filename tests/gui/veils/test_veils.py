"""Sensitive photos stay behind a blur until somebody asks, and what the user says holds."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photoclip.domain import PhotoState
from photoclip.engine.messages import InState, InStateNow, States, StatesOf
from photoclip.gui.veils.states import StatesDialog
from photoclip.gui.veils.veils import Veils
from photoclip.gui.window import MainWindow
from photoclip.library import states
from photoclip.paths import Home
from photoclip.query.keys import COMPUTED
from tests.gui.fakes import FakeEngine
from tests.gui.test_accessibility import nameless


@pytest.fixture(autouse=True)
def _restless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Veils, "REST", 20)


def sensitive(engine: FakeEngine, ids: list[int], qtbot: QtBot) -> None:
    """Let the engine say which photos are sensitive."""
    qtbot.waitUntil(lambda: bool(engine.client.pending(InState)))
    for _request, future in engine.client.pending(InState):
        future.set_result(InStateNow("sensitive", tuple(sorted(ids)), 0))


def picture(window: MainWindow, row: int) -> QImage:
    """What a cell of the grid shows."""
    rect = window.grid.visualRect(window.model.index(row, 0)).adjusted(4, 4, -4, -4)
    return window.grid.viewport().grab(rect).toImage()


def test_sensitive_photos_are_veiled_in_the_grid_until_asked_for(
    full_window: MainWindow, engine: FakeEngine, home: Home, qtbot: QtBot
) -> None:
    window = full_window
    first = window.model.ids[0]
    qtbot.waitUntil(lambda: window.services.thumbs.pixmap(first) is not None)
    before = picture(window, 0)
    sensitive(engine, [first], qtbot)
    qtbot.waitUntil(lambda: window.machine.veils.veiled(first))
    assert picture(window, 0) != before
    qtbot.waitUntil(home.sensitive.exists)
    assert json.loads(home.sensitive.read_text()) == [first]
    centre = window.grid.visualRect(window.model.index(0, 0)).center()
    QTest.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert not window.machine.veils.veiled(first)
    shown = picture(window, 0)
    lower = QRect(0, shown.height() // 2, shown.width(), shown.height() // 2)
    assert shown.copy(lower) == before.copy(lower)
    assert shown != before  # a badge says that it is one of them


def test_the_viewer_covers_them(full_window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    window = full_window
    first = window.model.ids[0]
    sensitive(engine, [first], qtbot)
    qtbot.waitUntil(lambda: window.machine.veils.veiled(first))
    window.navigator.open_photo(first)
    cover = window.machine.veiling._over_viewer
    assert cover.isVisible()
    window.viewer.step(1)
    assert not cover.isVisible()
    window.viewer.step(-1)
    cover.show_it.click()
    assert not cover.isVisible()
    assert not window.machine.veils.veiled(first)


def test_the_blur_can_be_switched_off_and_that_stays(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    window = full_window
    first = window.model.ids[0]
    sensitive(engine, [first], qtbot)
    qtbot.waitUntil(lambda: window.machine.veils.veiled(first))
    assert window.actions_["veil"].isChecked()
    window.actions_["veil"].trigger()
    assert not window.machine.veils.veiled(first)
    assert window.preferences.now.blur_sensitive is False
    window.actions_["veil"].trigger()
    assert window.machine.veils.veiled(first)


def test_what_was_sensitive_is_covered_before_the_engine_answers(
    full_window: MainWindow, home: Home, qtbot: QtBot
) -> None:
    first = full_window.model.ids[0]
    home.sensitive.write_text(json.dumps([first]))
    full_window.machine.veils.start()
    qtbot.waitUntil(lambda: full_window.machine.veils.veiled(first))


def test_a_spoilt_file_of_ours_is_no_trouble(
    full_window: MainWindow, home: Home, qtbot: QtBot
) -> None:
    home.sensitive.write_text("{")
    full_window.machine.veils.start()
    full_window.services.lane.ask(lambda _library: None).result(10)
    qtbot.wait(20)
    assert not full_window.machine.veils.veiled(full_window.model.ids[0])


def test_states_are_shown_and_corrected(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    window = full_window
    first = window.model.ids[0]
    window.grid.go_to(first)
    qtbot.waitUntil(window.actions_["states"].isEnabled)
    window.actions_["states"].trigger()
    (dialog,) = window.findChildren(StatesDialog)
    assert nameless(dialog) == []
    ((_request, future),) = engine.client.pending(StatesOf)
    found = [PhotoState(first, state, 0.9, None, holds=True) for state in COMPUTED[:1]]
    found += [PhotoState(first, state, None, None, holds=False) for state in COMPUTED[1:]]
    future.set_result(States(tuple(found)))
    qtbot.waitUntil(lambda: dialog._said["sensitive"].text() == "yes (90%)")
    assert dialog._said["blurry"].text() == "not looked at yet"
    group = dialog.groups["sensitive"]
    group.button(2).click()

    def said() -> dict[tuple[int, str], bool]:
        return window.services.lane.ask(states.corrections).result(10)

    qtbot.waitUntil(lambda: said() == {(first, "sensitive"): False})
    group.button(0).click()
    qtbot.waitUntil(lambda: said() == {})
