"""The banner, the strip and the first pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from photoclip.gui.notices import Banner, ProgressStrip
from photoclip.gui.welcome import EmptyPage, WelcomePage
from photoclip.jobs import Progress


def test_a_banner_shows_the_last_sentence_until_it_is_closed(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.sentence == ""
    banner.tell("First.")
    banner.tell("Second.")
    assert banner.sentence == "Second."
    assert banner.accessibleName() == "Second."
    banner.findChild(QToolButton).click()
    assert banner.sentence == ""


def test_a_banner_can_offer_something_to_do(qtbot: QtBot) -> None:
    banner, done = Banner(), []
    qtbot.addWidget(banner)
    banner.tell("It stopped.", action="Start it again", call=lambda: done.append(True))
    button = banner.findChild(QPushButton)
    assert button.accessibleName() == "Start it again"
    button.click()
    assert done == [True]
    assert banner.sentence == ""
    banner.tell("Only a sentence.")
    assert button.isHidden()


def test_a_sentence_is_taken_back_only_by_its_own_topic(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.tell("It stopped.", topic="engine")
    banner.settle("scan")
    assert banner.sentence == "It stopped."
    banner.settle("engine")
    assert banner.sentence == ""


def test_the_strip_pauses_and_goes_on(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.show_progress(Progress("Reading", 10, 100, seconds_left=30.0), pausable=True)
    assert strip.text == "Reading: 10 of 100, about 30 s left"
    button = strip.findChild(QToolButton)
    with qtbot.waitSignal(strip.pause_asked):
        button.click()
    strip.show_progress(Progress("Reading", 10, 100), paused=True, pausable=True)
    assert strip.text == "Paused. Reading: 10 of 100"
    assert button.accessibleName() == "Go on reading photos"
    with qtbot.waitSignal(strip.resume_asked):
        button.click()
    strip.show_progress(Progress("Looking", 3), pausable=False)
    assert button.isHidden()


def test_any_number_of_photos_fits_the_bar(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.show_progress(Progress("Reading", 2**40, 2**41), pausable=True)
    assert strip.text.startswith("Reading: 1,099,511,627,776")


def test_the_first_page_asks_for_a_folder(qtbot: QtBot) -> None:
    page = WelcomePage()
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.folder_asked):
        QTest.mouseClick(page.choose, Qt.MouseButton.LeftButton)


def test_an_empty_page_says_why(qtbot: QtBot) -> None:
    page = EmptyPage()
    qtbot.addWidget(page)
    page.tell("photos", "No photos", "There is no photo here.")
    assert page.title == "No photos"
    assert not page.grab().isNull()
