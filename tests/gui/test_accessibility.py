"""Whoever cannot see the window, or has no mouse, can still use it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMenu,
    QMenuBar,
    QScrollBar,
    QSplitterHandle,
    QWidget,
)
from pytestqt.qtbot import QtBot

from photoclip.gui.bugs import BugDialog
from photoclip.gui.dialogs import KeysDialog, NameDialog
from photoclip.gui.listings import PROBLEMS
from photoclip.gui.window import MainWindow

_NAMED_BY_QT = (QMenu, QMenuBar, QScrollBar, QSplitterHandle, QLabel)


def nameless(root: QWidget) -> list[str]:
    """The widgets that take the keyboard but have no name."""
    found = []
    for widget in root.findChildren(QWidget):
        takes_keys = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        inner = widget.objectName().startswith("qt_") or isinstance(widget, _NAMED_BY_QT)
        if takes_keys and not inner and not widget.accessibleName():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_every_widget_that_takes_the_keyboard_has_a_name(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    assert nameless(window) == []
    window.grid.setCurrentIndex(window.model.index(0, 0))
    window.decisions.confirm_tag("beach", window.navigator.targets())
    window.frame.search.set_text("tag:beach rating:>=1")
    qtbot.waitUntil(lambda: window.browser.wish.query is not None)
    window.frame.search.set_text("tga:x")
    assert nameless(window) == []
    window.navigator.open(PROBLEMS)
    window.frame.banner.tell("Something.", action="Do it")
    assert nameless(window) == []


def test_dialogs_have_names_too(qtbot: QtBot) -> None:
    for dialog in (KeysDialog(), NameDialog("Name", "A name:"), BugDialog("report")):
        qtbot.addWidget(dialog)
        assert nameless(dialog) == []


def test_every_button_says_what_it_does(full_window: MainWindow) -> None:
    for button in full_window.findChildren(QAbstractButton):
        owner = button.parent().metaObject().className()
        inner = button.objectName().startswith("qt_") or owner in ("SearchLine", "QTableView")
        assert inner or button.accessibleName(), button


def test_tab_walks_from_the_search_to_the_photos_and_on(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    window.frame.search.start()
    qtbot.waitUntil(window.frame.search.line.hasFocus)
    visited: list[QWidget] = []
    for _ in range(40):
        focus = QApplication.focusWidget()
        assert focus is not None
        visited.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    for stop in (window.frame.search.line, window.frame.sidebar.tree, window.grid):
        assert stop in visited
