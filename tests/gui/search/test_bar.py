"""The search line asks once somebody pauses, and says where a query is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoclip.errors import QueryError
from photoclip.gui.search.bar import SearchBar
from photoclip.gui.search.chips import ChipButton
from photoclip.gui.search.completion import Known


@pytest.fixture
def bar(qtbot: QtBot) -> SearchBar:
    made = SearchBar()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def chips(bar: SearchBar) -> list[ChipButton]:
    return [chip for chip in bar.chips.buttons if chip.isVisible()]


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


def test_the_pieces_are_chips_and_can_be_taken_out(bar: SearchBar, qtbot: QtBot) -> None:
    bar.set_text("red tag:family rating:>=3")
    qtbot.waitUntil(lambda: len(chips(bar)) == 3)
    assert [chip.chip.text for chip in chips(bar)] == ["red", "tag:family", "rating:>=3"]
    assert chips(bar)[1].cross.accessibleName() == "Take tag:family out of the search"
    with qtbot.waitSignal(bar.asked) as asked:
        chips(bar)[1].cross.click()
    assert asked.args[0].text == "red rating:>=3"
    assert bar.line.text() == "red rating:>=3"
    qtbot.waitUntil(lambda: len(chips(bar)) == 2)


def test_a_plain_phrase_needs_no_chip(bar: SearchBar) -> None:
    bar.set_text("red car")
    assert chips(bar) == []
    bar.set_text("-red")
    assert [chip.chip.text for chip in chips(bar)] == ["-red"]


def test_chips_are_used_by_keyboard(bar: SearchBar, qtbot: QtBot) -> None:
    bar.set_text("dog on a beach tag:family sort:date")
    first = chips(bar)[0]
    first.setFocus()
    QTest.keyClick(first.body, Qt.Key.Key_Right)
    assert chips(bar)[1].body.hasFocus()
    QTest.keyClick(chips(bar)[1].body, Qt.Key.Key_Minus)
    assert bar.line.text() == "dog on a beach -tag:family sort:date"
    assert chips(bar)[1].body.hasFocus()
    QTest.keyClick(chips(bar)[1].body, Qt.Key.Key_Delete)
    assert bar.line.text() == "dog on a beach sort:date"
    QTest.keyClick(chips(bar)[0].body, Qt.Key.Key_Minus)
    assert bar.line.text() == '-"dog on a beach" sort:date'
    QTest.keyClick(chips(bar)[1].body, Qt.Key.Key_Return)
    assert bar.line.hasFocus()
    assert bar.line.selectedText() == "sort:date"


def test_taking_out_keeps_the_rest_letter_by_letter(bar: SearchBar) -> None:
    bar.set_text('like:"/photos/a b.jpg"   -(tag:a OR tag:b) red')
    chips(bar)[2].cut_asked.emit()
    assert bar.line.text() == 'like:"/photos/a b.jpg"   -(tag:a OR tag:b)'
    chips(bar)[1].turn_asked.emit()
    assert bar.line.text() == 'like:"/photos/a b.jpg"   (tag:a OR tag:b)'
    chips(bar)[0].cut_asked.emit()
    assert bar.line.text() == "(tag:a OR tag:b)"


def test_what_was_meant_is_taken_with_tab(bar: SearchBar, qtbot: QtBot) -> None:
    bar.line.setFocus()
    bar.set_text("red tga:family")
    assert bar.mend.isVisible()
    with qtbot.waitSignal(bar.asked):
        QTest.keyClick(bar.line, Qt.Key.Key_Tab)
    assert bar.line.text() == "red tag:family"
    assert not bar.line.takes_tab


def test_an_unfinished_word_is_no_mistake_yet(bar: SearchBar, qtbot: QtBot) -> None:
    bar.line.setFocus()
    QTest.keyClicks(bar.line, "red tag:")
    qtbot.waitUntil(bar._complain.isActive)
    assert bar.mistake == ""
    qtbot.waitUntil(lambda: bar.mistake != "")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert bar.mistake != ""


def test_completions_are_taken_by_key(bar: SearchBar, qtbot: QtBot) -> None:
    bar.known = Known(tags=("beach", "bench"), albums=("Beach days",))
    bar.line.setFocus()
    QTest.keyClicks(bar.line, "red ta")
    assert bar.popup.isVisible()
    QTest.keyClick(bar.line, Qt.Key.Key_Tab)
    assert bar.line.text() == "red tag:"
    assert [offer.text for offer in bar.popup.offers.offers] == ["tag:beach", "tag:bench"]
    QTest.keyClick(bar.line, Qt.Key.Key_Down)
    QTest.keyClick(bar.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(bar.asked) as asked:
        QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert asked.args[0].text == "red tag:bench "
    assert not bar.popup.isVisible()


def test_escape_puts_the_completions_away_first(bar: SearchBar, qtbot: QtBot) -> None:
    bar.line.setFocus()
    QTest.keyClicks(bar.line, "ta")
    assert bar.popup.isVisible()
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert not bar.popup.isVisible()
    assert bar.line.text() == "ta"


def test_enter_without_a_choice_asks_what_was_typed(bar: SearchBar, qtbot: QtBot) -> None:
    bar.known = Known(tags=("redwood",))
    bar.line.setFocus()
    QTest.keyClicks(bar.line, "red")
    assert bar.popup.isVisible()
    with qtbot.waitSignal(bar.asked) as asked:
        QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert asked.args[0].text == "red"


def test_recent_searches_come_back(bar: SearchBar, qtbot: QtBot) -> None:
    for words in ("red", "blue", "red"):
        bar.set_text(words)
        bar.remember()
    assert bar.recent == ["red", "blue"]
    bar.clear()
    bar.start()
    assert [offer.text for offer in bar.popup.offers.offers] == ["red", "blue"]
    QTest.keyClick(bar.line, Qt.Key.Key_Down)
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert bar.line.text().strip() == "red"


def test_photos_are_dropped_and_pasted(bar: SearchBar, qtbot: QtBot) -> None:
    bar.line.setFocus()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/photos/a.jpg"), QUrl.fromLocalFile("/photos/notes.txt")])
    QApplication.clipboard().setMimeData(data)
    with qtbot.waitSignal(bar.line.files_given) as given:
        QTest.keySequence(bar.line, QKeySequence(QKeySequence.StandardKey.Paste))
    assert given.args[0] == [Path("/photos/a.jpg")]
    QApplication.clipboard().setImage(QImage(4, 3, QImage.Format.Format_RGB32))
    with qtbot.waitSignal(bar.line.picture_given) as given:
        QTest.keySequence(bar.line, QKeySequence(QKeySequence.StandardKey.Paste))
    assert isinstance(given.args[0], QImage)  # not encoded here: that may take seconds
    QApplication.clipboard().setText("blue")
    QTest.keySequence(bar.line, QKeySequence(QKeySequence.StandardKey.Paste))
    assert bar.line.text() == "blue"


def test_down_goes_to_the_photos(bar: SearchBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.left):
        QTest.keyClick(bar.line, Qt.Key.Key_Down)
