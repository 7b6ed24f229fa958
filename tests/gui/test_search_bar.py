"""The search line asks once somebody pauses, and says where a query is wrong."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from photoclip.errors import QueryError
from photoclip.gui.search_bar import SearchBar


@pytest.fixture
def bar(qtbot: QtBot) -> SearchBar:
    made = SearchBar()
    qtbot.addWidget(made)
    made.show()
    return made


def chips(bar: SearchBar) -> list[QPushButton]:
    return [b for b in bar.findChildren(QPushButton, "chip") if b.isVisible()]


def test_typing_asks_once_after_a_pause(bar: SearchBar, qtbot: QtBot) -> None:
    asked: list[str] = []
    bar.asked.connect(lambda query: asked.append(query.text))
    QTest.keyClicks(bar.line, "red car")
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["red car"]


def test_enter_asks_at_once_and_goes_to_the_photos(bar: SearchBar, qtbot: QtBot) -> None:
    asked: list[str] = []
    bar.asked.connect(lambda query: asked.append(query.text))
    QTest.keyClicks(bar.line, "red")
    with qtbot.waitSignal(bar.left):
        QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert asked == ["red"]
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert asked == ["red"]


def test_a_mistake_is_told_and_asks_nothing(bar: SearchBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.asked):
        bar.set_text("red tga:family")
    assert "tag:" in bar.mistake
    assert bar.line.property("wrong") is True
    with qtbot.waitSignal(bar.asked):
        bar.set_text("red tag:family")
    assert bar.mistake == ""
    assert bar.line.property("wrong") is False


def test_a_mistake_that_only_the_library_knows_is_told_too(bar: SearchBar) -> None:
    bar.set_text("tag:famly")
    bar.show_mistake(QueryError("There is no tag “famly”.", 0))
    assert bar.mistake == "There is no tag “famly”."
    bar.set_text("")
    assert bar.mistake == ""


def test_emptying_is_told_only_after_a_search(bar: SearchBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.cleared):
        bar.line.setText("x")
        bar.line.setText("")
    bar.set_text("red")
    with qtbot.waitSignal(bar.cleared):
        bar.line.setText("")
    bar.set_text("red")
    with qtbot.assertNotEmitted(bar.cleared):
        bar.clear()


def test_filters_are_chips_and_can_be_taken_out(bar: SearchBar, qtbot: QtBot) -> None:
    bar.set_text("red tag:family rating:>=3")
    qtbot.waitUntil(lambda: len(chips(bar)) == 2)
    assert [chip.accessibleName() for chip in chips(bar)] == [
        "Take tag:family out of the search",
        "Take rating:>=3 out of the search",
    ]
    with qtbot.waitSignal(bar.asked) as asked:
        chips(bar)[0].click()
    assert asked.args[0].text == "red rating:>=3"
    assert bar.line.text() == "red rating:>=3"
    qtbot.waitUntil(lambda: len(chips(bar)) == 1)


def test_down_goes_to_the_photos(bar: SearchBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.left):
        QTest.keyClick(bar.line, Qt.Key.Key_Down)
