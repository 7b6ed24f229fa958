"""Everything has a key and a place in a menu, and no two things share a key where both work."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from photoclip.gui.actions import SPECS, Scope, plain
from photoclip.gui.dialogs import KeysDialog, NameDialog
from photoclip.gui.window import MainWindow


def in_menus(window: MainWindow) -> list[QAction]:
    found: list[QAction] = []
    menus: list[QMenu] = [a.menu() for a in window.menuBar().actions()]
    while menus:
        for action in menus.pop().actions():
            if action.menu():
                menus.append(action.menu())
            elif not action.isSeparator():
                found.append(action)
    return found


def test_every_action_has_a_key_and_a_menu(window: MainWindow) -> None:
    shown = in_menus(window)
    for action in window.actions_:
        assert action.shortcuts(), action.text()
        assert action in shown, action.text()
    assert len(shown) == len(SPECS)


def test_every_action_does_something(window: MainWindow) -> None:
    for action in in_menus(window):
        assert action.isSignalConnected(action.metaObject().method(
            action.metaObject().indexOfSignal("triggered(bool)")
        )), action.text()  # fmt: skip


def test_keys_are_keys_and_nowhere_ambiguous() -> None:
    for scope in set(Scope) - {Scope.WINDOW}:
        scopes = {Scope.WINDOW, scope}
        keys = [
            QKeySequence(key).toString()
            for spec in SPECS
            if spec.scope in scopes
            for key in spec.keys
        ]
        assert all(keys)
        assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_names_are_unique_and_mnemonics_too() -> None:
    assert len({spec.name for spec in SPECS}) == len(SPECS)
    for menu in {spec.menu for spec in SPECS}:
        letters = [
            spec.text[spec.text.index("&") + 1].lower()
            for spec in SPECS
            if spec.menu == menu and "&" in spec.text
        ]
        assert [x for x, count in Counter(letters).items() if count > 1] == [], menu


def test_actions_on_photos_need_photos(window: MainWindow) -> None:
    for spec in SPECS:
        if spec.needs_photo:
            assert not window.actions_[spec.name].isEnabled()


def test_the_list_of_keys_holds_every_action(qtbot: QtBot) -> None:
    dialog = KeysDialog()
    qtbot.addWidget(dialog)
    texts = {label.text() for label in dialog.findChildren(QLabel)}
    for spec in SPECS:
        said = plain(spec.text)
        assert said in texts or f"Rate {said}" in texts


def test_a_name_must_be_given(qtbot: QtBot) -> None:
    dialog = NameDialog("Put into an album", "Its name:", ["Italy"])
    qtbot.addWidget(dialog)
    assert not dialog.ok.isEnabled()
    dialog.line.setText("   ")
    assert not dialog.ok.isEnabled()
    dialog.line.setText(" Norway ")
    assert dialog.ok.isEnabled()
    assert dialog.name == "Norway"


def test_long_menus_have_groups(full_window: MainWindow) -> None:
    menus = [action.menu() for action in full_window.menuBar().actions()]
    for menu in menus:
        assert isinstance(menu, QMenu)
        run, longest = 0, 0
        for action in menu.actions():
            run = 0 if action.isSeparator() else run + 1
            longest = max(longest, run)
        assert longest <= 9, menu.title()
        ends = [action.isSeparator() for action in menu.actions()]
        assert not ends[0]
        assert not ends[-1]
