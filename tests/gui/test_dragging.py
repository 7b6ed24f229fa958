"""Photos are dragged onto tags and albums, and out as files; files from outside are folders."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from photoclip.gui.dialogs import NameDialog
from photoclip.gui.dragging import mime_of, takes
from photoclip.gui.listings import ALBUMS, ALL, FAVOURITES, album_place, tag_place
from photoclip.gui.place_tree import PHOTOS, photos_of
from photoclip.gui.window import MainWindow
from photoclip.library import albums, tags

BUTTONS, KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def line(window: MainWindow, title: str) -> QTreeWidgetItem:
    return next(item for item in window.frame.sidebar.items() if item.text(0) == title)


def has(window: MainWindow, title: str) -> bool:
    return any(item.text(0) == title for item in window.frame.sidebar.items())


def drop(window: MainWindow, title: str, ids: list[int]) -> bool:
    """Drag photos onto a line as Qt would tell it; whether they were taken."""
    tree = window.frame.sidebar.tree
    point = tree.visualItemRect(line(window, title)).center()
    data, copy = mime_of(ids, []), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(point, copy, data, BUTTONS, KEYS)
    tree.dragEnterEvent(enter)
    move = QDragMoveEvent(point, copy, data, BUTTONS, KEYS)
    tree.dragMoveEvent(move)
    if move.isAccepted():
        assert tree.target is line(window, title)
        tree.grab()
        tree.dropEvent(QDropEvent(QPointF(point), copy, data, BUTTONS, KEYS))
    assert tree.target is None
    return move.isAccepted()


def test_photos_get_the_tag_they_are_dropped_on(full_window: MainWindow, qtbot: QtBot) -> None:
    window, lane = full_window, full_window.services.lane
    ids = list(window.model.ids[:3])
    window.decisions.confirm_tag("sea", ids[:1])
    qtbot.waitUntil(lambda: has(window, "sea"))
    assert drop(window, "sea", ids)
    qtbot.waitUntil(lambda: len(lane.ask(lambda lib: tags.of_photos(lib, ids)).result(5)) == 3)
    qtbot.waitUntil(lambda: "“sea”" in window.actions_["undo"].text())
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: len(lane.ask(lambda lib: tags.of_photos(lib, ids)).result(5)) == 1)


def test_an_album_is_made_by_a_drop_on_the_heading(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    assert drop(window, "Albums", list(window.model.ids[:2]))
    dialog = window.findChild(NameDialog)
    assert dialog is not None
    dialog.findChild(QLineEdit).setText("Italy")
    dialog.accept()
    qtbot.waitUntil(lambda: has(window, "Italy"))
    assert drop(window, "Italy", list(window.model.ids[1:4]))
    inside = lambda lib: list(albums.photo_ids(lib, "Italy"))  # noqa: E731
    qtbot.waitUntil(lambda: len(window.services.lane.ask(inside).result(5)) == 4)


def test_not_every_place_takes_photos(full_window: MainWindow) -> None:
    assert takes(FAVOURITES)
    assert takes(ALBUMS)
    assert takes(tag_place("sea"))
    assert takes(album_place("Italy", None))
    assert not takes(album_place("Red", "red"))
    assert not takes(ALL)
    assert not takes(None)
    assert not drop(full_window, "All photos", [full_window.model.ids[0]])


def test_a_drag_carries_ids_and_files(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    window.grid.selectAll()
    qtbot.waitUntil(lambda: len(window.dragging._paths) == 11)
    carried: list[QMimeData] = []

    def keep(drag: QDrag) -> None:
        data = QMimeData()
        data.setData(PHOTOS, drag.mimeData().data(PHOTOS))
        data.setUrls(drag.mimeData().urls())
        carried.append(data)

    window.dragging.execute = keep
    at = window.grid.visualRect(window.model.index(0, 0)).center()
    viewport = window.grid.viewport()
    QTest.mousePress(viewport, BUTTONS, KEYS, at)
    for step in (4, 20, 40):
        to = QPointF(at + QPoint(step, step))
        kind = QEvent.Type.MouseMove
        moved = QMouseEvent(kind, to, viewport.mapToGlobal(to), BUTTONS, BUTTONS, KEYS)
        QCoreApplication.sendEvent(viewport, moved)
    QTest.mouseRelease(viewport, BUTTONS, KEYS, at + QPoint(40, 40))
    qtbot.waitUntil(lambda: bool(carried))
    assert photos_of(carried[0]) == list(window.model.ids)
    assert {url.fileName() for url in carried[0].urls()} >= {"red.jpg", "blue.jpg"}


def test_our_own_photos_are_no_folders(window: MainWindow) -> None:
    point, copy = QPoint(400, 300), Qt.DropAction.CopyAction
    ours = mime_of([1], [])
    ours.setUrls([QUrl.fromLocalFile("/photos/red.jpg")])
    event = QDragEnterEvent(point, copy, ours, BUTTONS, KEYS)
    event.ignore()
    window.dragEnterEvent(event)
    assert not event.isAccepted()
    assert photos_of(QMimeData()) == []
