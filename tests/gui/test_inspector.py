"""The details page shows a selection, and what is changed there goes out as signals."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from photoclip.domain import Flag, Metadata, Problem, Suggestion
from photoclip.gui.contents import Summary
from photoclip.gui.inspecting.suggested import shared
from photoclip.gui.inspector import Inspector
from photoclip.query import parse
from tests.gui.fakes import photo


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    made = Inspector()
    qtbot.addWidget(made)
    made.resize(270, 600)
    made.show()
    return made


def texts(inspector: Inspector) -> list[str]:
    labels = inspector.findChildren(QLabel)
    return [x.text().replace("\N{NO-BREAK SPACE}", " ") for x in labels if x.isVisible()]


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
    assert inspector.caption.text() == ""
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


def test_what_differs_in_a_selection_is_said_and_replaced(
    inspector: Inspector, qtbot: QtBot
) -> None:
    mixed = frozenset({"rating", "caption"})
    inspector.show_summary(Summary(3, mixed=mixed, albums={"Italy": 2}, size=5_000_000))
    assert inspector.rating.mixed.isVisible()
    assert "Several captions" in inspector.caption.placeholderText()
    named(inspector, QPushButton, "Show the album Italy")
    assert "5.0 MB" in texts(inspector)
    inspector.caption.setText("One for all")
    with qtbot.waitSignal(inspector.captioned) as captioned:
        QTest.keyClick(inspector.caption, Qt.Key.Key_Return)
    assert captioned.args == ["One for all"]
    inspector.show_summary(Summary(3, caption="The same"))
    assert inspector.caption.text() == "The same"
    assert not inspector.rating.mixed.isVisible()


def test_the_cross_rejects_and_takes_it_back(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_summary(Summary(1, photo(7)))
    with qtbot.waitSignal(inspector.flagged) as flagged:
        named(inspector, QToolButton, "Reject").click()
    assert flagged.args == [Flag.REJECT]
    inspector.show_summary(Summary(1, photo(7), rejected=True))
    with qtbot.waitSignal(inspector.flagged) as flagged:
        named(inspector, QToolButton, "Rejected no more").click()
    assert flagged.args == [Flag.NONE]


def test_albums_are_typed_and_left(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_summary(Summary(1, photo(7), albums={"Italy": 1}))
    with qtbot.waitSignal(inspector.album_left) as left:
        named(inspector, QToolButton, "Take out of the album Italy").click()
    assert left.args == ["Italy"]
    QTest.keyClicks(inspector.album_line, "Norway")
    with qtbot.waitSignal(inspector.album_entered) as entered:
        QTest.keyClick(inspector.album_line, Qt.Key.Key_Return)
    assert entered.args == ["Norway"]


def test_suggestions_are_answered_by_button_and_by_key(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_summary(Summary(1, photo(7)))
    inspector.show_suggestions([Suggestion("dog", 7, 0.9), Suggestion("cat", 7, 0.4)])
    assert inspector.suggested.first == "dog"
    with qtbot.waitSignal(inspector.tag_rejected) as rejected:
        named(inspector, QToolButton, "“cat” does not fit (N)").click()
    assert rejected.args == ["cat"]
    with qtbot.waitSignal(inspector.tag_confirmed) as confirmed:
        assert inspector.suggested.answer(agreed=True)
    assert confirmed.args == ["dog"]
    inspector.show_suggestions(())
    assert not inspector.suggested.answer(agreed=True)


def test_suggestions_of_several_photos_are_shared() -> None:
    found = [Suggestion("dog", 1, 0.8), Suggestion("dog", 2, 0.6), Suggestion("cat", 2, 0.9)]
    assert [(one.tag, round(one.probability, 2)) for one in shared(found, 2)] == [
        ("dog", 0.7),
        ("cat", 0.45),
    ]


def test_a_place_finds_what_was_taken_near_it(inspector: Inspector, qtbot: QtBot) -> None:
    metadata = Metadata("jpeg", 640, 480, latitude=51.5, longitude=-0.125)
    inspector.show_summary(Summary(1, photo(7, metadata=metadata)))
    with qtbot.waitSignal(inspector.place_opened) as opened:
        named(inspector, QPushButton, "Photos near 51.5000° N, 0.1250° W").click()
    assert parse(opened.args[0]).where is not None


def test_similar_photos_are_small_pictures_to_open(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_summary(Summary(1, photo(7)))
    inspector.strip.show_photos([11, 12, 13])
    qtbot.waitUntil(inspector.strip.isVisible)
    with qtbot.waitSignal(inspector.strip.photo_opened) as opened:
        QTest.mouseClick(
            inspector.strip, Qt.MouseButton.LeftButton, pos=inspector.strip._rect(1).center()
        )
    assert opened.args == [12]
    inspector.strip.setFocus()
    QTest.keyClick(inspector.strip, Qt.Key.Key_Right)
    QTest.keyClick(inspector.strip, Qt.Key.Key_Right)
    with qtbot.waitSignal(inspector.strip.photo_opened) as opened:
        QTest.keyClick(inspector.strip, Qt.Key.Key_Return)
    assert opened.args == [13]


def test_nothing_is_cut_off_beside_the_scroll_bar(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.resize(inspector.minimumWidth(), 200)
    inspector.show_summary(Summary(1, photo(7, rating=3), {"beach": 1}, 3))
    qtbot.waitUntil(inspector.verticalScrollBar().isVisible)
    qtbot.waitUntil(lambda: inspector.widget().width() == inspector.viewport().width())
    assert inspector.widget().minimumSizeHint().width() <= inspector.viewport().width()
