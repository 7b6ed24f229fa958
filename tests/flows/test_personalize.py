"""Tag by keyboard, personalize, search by one's own word, go back; and the next morning."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photoclip.gui.engine_link import EngineState
from photoclip.gui.personal.runs import State
from photoclip.gui.window import MainWindow
from photoclip.library import photos
from tests.flows.conftest import Open
from tests.flows.test_first_day import press, search

PATIENCE = 60_000  # the engine's process starts, and imports what learns
COUNT = 60
RED, BLUE = (220, 10, 10), (10, 60, 230)
OTHERS = (
    (255, 245, 0),
    (139, 0, 204),
    (0, 255, 255),
    (128, 128, 128),
    (255, 138, 0),
    (10, 190, 20),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten photos of Rex, who is red and blue, among fifty of other colours."""
    place, random = tmp_path / "photos", np.random.default_rng(0)
    place.mkdir()
    for i in range(COUNT):
        pair = (RED, BLUE) if i < 10 else (OTHERS[i % 6], OTHERS[(i * 7 + i // 6) % 6])
        image = Image.new("RGB", (60, 40), OTHERS[int(random.integers(6))])
        left = 0
        for colour, share in zip(pair, random.uniform(0.3, 0.5, 2), strict=True):
            width = round(60 * share)
            image.paste(colour, (left, 0, left + width, 40))
            left += width
        image.save(place / f"{i:02}.png")
    return place


def ids_of(window: MainWindow, folder: Path, count: int) -> set[int]:
    paths = [folder / f"{i:02}.png" for i in range(count)]
    found = window.services.lane.ask(lambda library: photos.by_paths(library, paths))
    return {photo.id for photo in found.result(10).values()}


def finds(window: MainWindow, rex: set[int]) -> bool:
    """Whether what stands first is Rex; photos that look alike may lie in one pile."""
    first = set(window.model.ids[:3])
    return len(first) == 3 and first <= rex


def tag_by_keyboard(window: MainWindow, ids: set[int], word: str, qtbot: QtBot) -> None:
    selection = window.grid.selectionModel()
    selection.clear()
    for row, photo_id in enumerate(window.model.ids):
        if photo_id in ids:
            index = window.model.index(row, 0)
            selection.select(index, QItemSelectionModel.SelectionFlag.Select)
    qtbot.waitUntil(lambda: len(window.navigator.targets()) == len(ids))
    qtbot.waitUntil(window.actions_["tag"].isEnabled)
    window.grid.setFocus()
    qtbot.waitUntil(window.grid.hasFocus)
    press(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.frame.inspector.tag_line.hasFocus)
    QTest.keyClicks(window.frame.inspector.tag_line, word)
    press(window, Qt.Key.Key_Return)


def test_from_a_tag_to_a_word_that_is_found(open_window: Open, folder: Path, qtbot: QtBot) -> None:
    with open_window() as window:
        embedded: list[bool] = []
        window.services.engine.progressed.connect(lambda event: embedded.append(event.finished))
        window.add_folders([folder])
        qtbot.waitUntil(lambda: len(window.model.ids) == COUNT, timeout=PATIENCE)
        qtbot.waitUntil(lambda: any(embedded), timeout=PATIENCE)
        rex = ids_of(window, folder, 10)
        tag_by_keyboard(window, ids_of(window, folder, 8), "rex", qtbot)
        runs, page = window.tools.personal.runs, window.tools.personal.page
        qtbot.waitUntil(lambda: runs.books.outlook.ready, timeout=PATIENCE)

        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        press(window, Qt.Key.Key_Escape)
        press(window, Qt.Key.Key_M, both)
        qtbot.waitUntil(page.isVisible)
        qtbot.waitUntil(page.button.isEnabled, timeout=PATIENCE)
        qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(page.report.isVisible, timeout=PATIENCE)
        assert runs.books.active is not None, runs.books.newest
        assert page.report.title.text() == "Better, and in use"

        search(window, "rex", qtbot)
        qtbot.waitUntil(lambda: finds(window, rex), timeout=PATIENCE)
        runs.revert()
        qtbot.waitUntil(lambda: runs.books.active is None)
        qtbot.waitUntil(lambda: not finds(window, rex), timeout=PATIENCE)
        press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: runs.books.active is not None)

    with open_window() as window:
        link, runs = window.services.engine, window.tools.personal.runs
        qtbot.waitUntil(lambda: link.state is EngineState.RUNNING, timeout=PATIENCE)
        qtbot.waitUntil(lambda: runs.books.active is not None, timeout=PATIENCE)
        search(window, "rex", qtbot)
        qtbot.waitUntil(lambda: finds(window, rex), timeout=PATIENCE)


def test_cancelling_leaves_the_version_before(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    with open_window() as window:
        embedded: list[bool] = []
        window.services.engine.progressed.connect(lambda event: embedded.append(event.finished))
        window.add_folders([folder])
        qtbot.waitUntil(lambda: any(embedded), timeout=PATIENCE)
        qtbot.waitUntil(lambda: len(window.model.ids) == COUNT, timeout=PATIENCE)
        ids = list(window.model.ids)
        for number in range(6):
            window.decisions.confirm_tag(f"tag {number}", ids[number * 8 : number * 8 + 8])
        runs = window.tools.personal.runs
        qtbot.waitUntil(lambda: runs.books.outlook.all == 48, timeout=PATIENCE)
        runs.start()
        qtbot.waitUntil(lambda: runs.state is State.RUNNING, timeout=PATIENCE)
        runs.stop()
        qtbot.waitUntil(lambda: runs.state is State.RESTING, timeout=PATIENCE)
        assert runs.books.versions == ()
        search(window, "red", qtbot)
        qtbot.waitUntil(lambda: len(window.model.ids) < COUNT, timeout=PATIENCE)
