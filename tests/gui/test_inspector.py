"""The details page shows a selection, and what is changed there goes out as signals."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from photoclip.domain import Problem
from photoclip.gui.contents import Summary
from photoclip.gui.inspector import Inspector
from tests.gui.fakes import photo


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    made = Inspector()
    qtbot.addWidget(made)
    made.resize(270, 600)
    made.show()
    return made


def texts(inspector: Inspector) -> list[str]:
    return [label.text() for label in inspector.findChildren(QLabel) if label.isVisible()]


def named(inspector: Inspector, kind: type, name: str) -> QPushButton | QToolButton:
    return next(w for w in inspector.findChildren(kind) if w.accessibleName() == name)


def test_one_photo_is_described(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_summary(Summary(1, photo(7, caption="At sea", rating=3), {"beach": 1}, 3))
    qtbot.waitUntil(lambda: "640 × 480, 0.3 MP, 1.0 kB" in texts(inspector))
    assert "7.jpg" in texts(inspector)
    assert inspector.caption.text() == "At sea"
    named(inspector, QPushButton, "Show all photos tagged beach")


def test_several_photos_are_counted(inspector: Inspector) -> None:
    inspector.show_summary(Summary(12, None, {"beach": 12, "dog": 3}))
    assert "12 photos selected" in texts(inspector)
    assert not inspector.caption.isVisible()
    chips = [chip.text() for chip in inspector.findChildren(QPushButton, "chip")]
    assert chips == ["beach", "dog  3 of 12"]


def test_nothing_selected_offers_nothing(inspector: Inspector) -> None:
    inspector.show_summary(Summary())
    assert not inspector.tag_line.isVisible()
    assert not inspector.rating.isVisible()


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"problem": Problem("empty", "The file is empty.")}, "empty"),
        ({"missing_since": photo(1).metadata.taken_at}, "gone"),
    ],
)
def test_what_is_wrong_with_a_photo_is_said(
    inspector: Inspector, given: dict[str, object], word: str
) -> None:
    inspector.show_summary(Summary(1, photo(7, **given)))
    assert any(word in text for text in texts(inspector))


def test_tags_are_typed_several_at_once(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_summary(Summary(1, photo(7)))
    entered: list[str] = []
    inspector.tag_confirmed.connect(entered.append)
    QTest.keyClicks(inspector.tag_line, "beach, dog ,, beach")
    QTest.keyClick(inspector.tag_line, Qt.Key.Key_Return)
    assert entered == ["beach", "dog"]
    assert inspector.tag_line.text() == ""


def test_known_tags_complete(inspector: Inspector) -> None:
    inspector.offer_tags(["beach", "Bergen"])
    completer = inspector.tag_line.completer()
    completer.setCompletionPrefix("berg")
    assert completer.currentCompletion() == "Bergen"


def test_a_tag_is_removed_and_opened(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_summary(Summary(1, photo(7), {"beach": 1}))
    with qtbot.waitSignal(inspector.tag_rejected) as rejected:
        named(inspector, QToolButton, "Remove the tag beach").click()
    with qtbot.waitSignal(inspector.tag_opened) as opened:
        named(inspector, QPushButton, "Show all photos tagged beach").click()
    assert rejected.args == opened.args == ["beach"]


def test_stars_rate_and_the_same_star_takes_it_back(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_summary(Summary(1, photo(7), {}, 3))
    for star, rating in (("Rate 4 stars", 4), ("Rate 3 stars", 0), ("Rate 1 star", 1)):
        with qtbot.waitSignal(inspector.rated) as rated:
            named(inspector, QToolButton, star).click()
        assert rated.args == [rating]


def test_the_heart_turns(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_summary(Summary(1, photo(7)))
    with qtbot.waitSignal(inspector.favourite_set) as made:
        named(inspector, QToolButton, "Make a favourite").click()
    assert made.args == [True]
    inspector.show_summary(Summary(1, photo(7), favourite=True))
    with qtbot.waitSignal(inspector.favourite_set) as taken:
        named(inspector, QToolButton, "No favourite any more").click()
    assert taken.args == [False]


def test_a_caption_is_kept_when_it_changed(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_summary(Summary(1, photo(7, caption="old")))
    with qtbot.assertNotEmitted(inspector.captioned):
        QTest.keyClick(inspector.caption, Qt.Key.Key_Return)
    inspector.caption.setText(" new ")
    with qtbot.waitSignal(inspector.captioned) as captioned:
        QTest.keyClick(inspector.caption, Qt.Key.Key_Return)
    assert captioned.args == ["new"]


def test_news_do_not_interrupt_typing(inspector: Inspector, qtbot: QtBot) -> None:
    shown = Summary(1, photo(7, caption="old"))
    inspector.show_summary(shown)
    inspector.caption.setFocus()
    qtbot.waitUntil(inspector.caption.hasFocus)
    inspector.caption.setText("half a sen")
    inspector.show_summary(shown)
    assert inspector.caption.text() == "half a sen"
    inspector.show_summary(Summary(1, photo(8, caption="another")))
    assert inspector.caption.text() == "another"
