"""Whoever closes the window finds it as it was: place, selection, sizes, parts, order."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from photoclip.gui.listings import folder_place, tag_place
from tests.flows.conftest import Open
from tests.flows.test_first_day import press, search

KEY = Qt.Key


def test_a_restart_restores_place_selection_and_sizes(
    open_window: Open, photos_folder: Path, qtbot: QtBot
) -> None:
    with open_window() as window:
        window.add_folders([photos_folder])
        qtbot.waitUntil(lambda: len(window.model.ids) == 11 and not window.services.scans.running)
        qtbot.waitUntil(window.frame.sidebar.isVisible)
        window.resize(1100, 720)
        window.grid.zoom_to(140)
        window.library_view.next_tiles()
        window.frame._splitter.setSizes([260, 560, 280])
        widths = window.frame._splitter.sizes()
        window.grid.setFocus()
        press(window, KEY.Key_I)
        place = folder_place("photos", photos_folder)
        window.navigator.open(place)
        qtbot.waitUntil(lambda: window.grid_page.title == "photos" and len(window.model.ids) == 11)
        window.grid.setCurrentIndex(window.model.index(7, 0))
        press(window, KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        chosen, current = set(window.grid.selected_ids()), window.grid.current_id()
        assert len(chosen) == 2

    with open_window() as window:
        qtbot.waitUntil(lambda: window.grid_page.title == "photos" and len(window.model.ids) == 11)
        qtbot.waitUntil(lambda: set(window.grid.selected_ids()) == chosen)
        assert window.grid.current_id() == current
        assert window.height() == 720  # the width of a screen off screen is none
        assert window.grid.cell_size == 140
        assert window.grid.tiles == "square"
        assert not window.frame.inspector.isVisible()
        assert abs(window.frame._splitter.sizes()[0] - widths[0]) <= 2
        assert window.navigator.place == place
        qtbot.waitUntil(lambda: window.frame.sidebar.place == place)
        search(window, "name:r*", qtbot)
        qtbot.waitUntil(lambda: len(window.model.ids) == 1)

    with open_window() as window:
        qtbot.waitUntil(lambda: len(window.model.ids) == 1)
        assert window.frame.search.line.text() == "name:r*"
        window.decisions.confirm_tag("gone", [window.model.ids[0]])
        window.navigator.open(tag_place("gone"))
        qtbot.waitUntil(lambda: window.grid_page.title == "gone" and len(window.model.ids) == 1)
        window.decisions.delete_tag("gone")
        qtbot.waitUntil(lambda: window.actions_["undo"].text().endswith("“gone”"))

    with open_window() as window:  # what was looked at is gone: all photos are shown
        qtbot.waitUntil(lambda: len(window.model.ids) == 11)
