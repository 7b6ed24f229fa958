"""The preferences: what is changed there counts at once and is there the next time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from photoclip.domain import Changes
from photoclip.gui.actions import SPECS, taken_by
from photoclip.gui.dialogs import KeysDialog
from photoclip.gui.options.keys import KeysSection
from photoclip.gui.options.options import Options
from photoclip.gui.theme import DARK
from photoclip.gui.window import MainWindow
from photoclip.library.database import Library
from photoclip.library.schema import photo
from photoclip.paths import Home
from photoclip.settings import load


@pytest.fixture
def options(full_window: MainWindow) -> Options:
    """The preferences of a window with photos, open."""
    full_window.actions_["preferences"].trigger()
    assert full_window.tools.options.dialog is not None
    return full_window.tools.options


def stored(home: Home, window: MainWindow) -> object:
    window.preferences._lane.submit(lambda: None).result(5)
    return load(home.settings)[0]


def test_colours_and_accent_show_at_once(
    full_window: MainWindow, options: Options, home: Home, qapp: QApplication
) -> None:
    appearance = options.appearance
    appearance.theme.setCurrentIndex(appearance.theme.findData("dark"))
    assert DARK.chrome in qapp.styleSheet()
    appearance.accent.setCurrentIndex(appearance.accent.findData("green"))
    appearance.tile.setValue(300)
    assert full_window.grid.cell_size == 300
    appearance.animations.click()
    assert not qapp.isEffectEnabled(Qt.UIEffect.UI_FadeMenu)
    appearance.language.setCurrentIndex(appearance.language.findData("de"))
    now = full_window.preferences.now
    assert (now.theme, now.accent, now.animations) == ("dark", "green", False)
    assert (now.language, now.tile_size) == ("de", 300)
    assert stored(home, full_window) == now


def test_folders_come_and_go(
    full_window: MainWindow, options: Options, photos_folder: Path, qtbot: QtBot
) -> None:
    folders = options.folders
    qtbot.waitUntil(lambda: folders.list.count() == 1)
    assert str(photos_folder) in folders.list.item(0).text()
    folders.patterns.setPlainText("red*\n\n  exports/ ")
    assert full_window.preferences.now.excludes == ("red*", "exports/")
    assert not folders.remove.isEnabled()
    folders.list.setCurrentRow(0)
    folders.remove.click()
    qtbot.waitUntil(lambda: folders.list.count() == 0)


def test_excluded_files_leave_with_the_next_scan(
    full_window: MainWindow, options: Options, qtbot: QtBot
) -> None:
    options.folders.patterns.setPlainText("red*")
    options.folders.rescan.click()
    qtbot.waitUntil(lambda: len(full_window.model.ids) == 10)


def test_a_key_is_taken_from_another_action(full_window: MainWindow, options: Options) -> None:
    keys = options.keys
    keys.choose("similar")
    keys.field.setKeySequence(QKeySequence("Ctrl+F"))
    assert "“Find”" in keys.sentence.text()
    keys.assign.click()
    actions = full_window.actions_
    assert actions["similar"].shortcut() == QKeySequence("Ctrl+F")
    assert actions["find"].shortcuts() == [QKeySequence("/")]
    sheet = KeysDialog(full_window.preferences.now.shortcuts, full_window)
    assert "Ctrl+F" in [label.text() for label in sheet.findChildren(QLabel)]
    sheet.close()
    keys.usual.click()
    assert actions["similar"].shortcut() == QKeySequence("S")
    keys.all_usual.click()
    assert actions["find"].shortcuts() == [QKeySequence("Ctrl+F"), QKeySequence("/")]
    assert full_window.preferences.now.shortcuts == {}


def test_the_grid_and_the_photo_may_share_a_key() -> None:
    assert [spec.name for spec in taken_by("Space", "next", {})] == ["close_photo"]
    assert [spec.name for spec in taken_by("Space", "find", {})] == [
        "preview",
        "close_photo",
        "review_skip",
    ]
    assert taken_by("Ctrl+Alt+9", "find", {}) == ()
    assert {spec.name for spec in taken_by("I", "details", {})} == set()
    assert len(SPECS) > 10


def test_the_engine_is_described(options: Options, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "64 numbers" in options.encoder.name.text())
    assert options.encoder.precision.text() == "fp32"


def test_the_device_waits_for_the_next_start(full_window: MainWindow, options: Options) -> None:
    options.encoder.device.setCurrentIndex(options.encoder.device.findData("cpu"))
    assert full_window.preferences.now.device == "cpu"
    options.background.battery.click()
    options.background.notify.click()
    assert full_window.preferences.now.on_battery == "run"
    assert not full_window.preferences.now.notify


def test_the_blur_is_switched_here_and_in_the_menu(
    full_window: MainWindow, options: Options
) -> None:
    blur = options.sensitive.blur
    assert blur.isChecked()
    blur.click()
    assert not full_window.preferences.now.blur_sensitive
    full_window.actions_["veil"].trigger()
    assert blur.isChecked()
    assert full_window.preferences.now.blur_sensitive


def test_sections_are_chosen_by_keyboard_and_everything_has_a_name(options: Options) -> None:
    dialog = options.dialog
    assert dialog is not None
    dialog.list.setFocus()
    for row in range(dialog.list.count()):
        assert dialog.pages.currentIndex() == row
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    nameless = [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(dialog)
        and not widget.accessibleName()
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []
    dialog.close()
    assert options.dialog is None


def test_the_lines_of_lists_do_not_overlap(options: Options) -> None:
    assert options.dialog is not None
    sections = options.dialog.list
    keys = options.dialog.findChildren(KeysSection)[0].table
    for row in range(sections.count() - 1):
        upper, lower = (sections.visualItemRect(sections.item(row + n)) for n in (0, 1))
        assert upper.bottom() < lower.top()
    options.dialog.show_section("Keys")
    assert keys.visualItemRect(keys.topLevelItem(0)).height() >= keys.fontMetrics().height() + 6


def test_videos_that_are_there_already_are_said(
    full_window: MainWindow, options: Options, qtbot: QtBot
) -> None:
    number = full_window.model.ids[0]

    def become_video(library: Library) -> Changes:
        with library.write() as connection:
            connection.execute(update(photo).where(photo.c.id == number).values(duration_seconds=3))
        return Changes(roots=True)

    folders = options.folders
    full_window.services.lane.change(become_video).result(10)
    qtbot.waitUntil(lambda: folders._videos_known == 1)
    assert not folders.there.isVisible()
    folders.videos.click()
    assert not full_window.preferences.now.videos
    assert folders.there.isVisibleTo(folders)
    folders.show_videos_there.click()
    assert options.dialog is None
    qtbot.waitUntil(lambda: list(full_window.model.ids) == [number])
