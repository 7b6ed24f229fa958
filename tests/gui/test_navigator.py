"""Places that have a page of their own are opened and left like any other."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photoclip.gui.listings import Place, PlaceKind
from photoclip.gui.window import MainWindow

REVIEW = Place(PlaceKind.PAGE, "Review")


def test_a_page_of_its_own_opens_like_a_place_and_escape_leaves_it(full_window: MainWindow) -> None:
    opened: list[str] = []
    page = QLabel("Nothing to review.")
    navigator = full_window.navigator
    navigator.add_page(REVIEW, lambda: page, lambda: opened.append("review"))
    navigator.open(REVIEW)
    assert page.isVisible()
    assert opened == ["review"]
    assert not full_window.frame.inspector.isVisible()
    assert len(navigator.targets()) == 0
    full_window.actions_["back"].trigger()
    assert full_window.grid.isVisible()
    assert full_window.frame.inspector.isVisible()


def test_the_grid_is_reached_from_a_page_of_its_own(full_window: MainWindow) -> None:
    navigator = full_window.navigator
    navigator.add_page(REVIEW, lambda: QLabel("Nothing to review."), lambda: None, details=True)
    navigator.open(REVIEW)
    assert full_window.frame.inspector.isVisible()
    full_window.actions_["grid"].trigger()
    assert full_window.grid.isVisible()


def test_the_key_of_the_grid_keeps_a_search(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.frame.search.set_text("name:red.jpg")
    qtbot.waitUntil(lambda: len(full_window.model.ids) == 1)
    full_window.actions_["grid"].trigger()
    assert full_window.browser.wish.query is not None
    assert full_window.grid.hasFocus()


def test_photos_of_before_do_not_stand_under_a_refused_query(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    full_window.frame.search.set_text("tag:nobody")
    qtbot.waitUntil(lambda: "nobody" in full_window.grid_page.empty.text)
    assert len(full_window.model.ids) == 0
    full_window.frame.search.set_text("name:red.jpg")
    qtbot.waitUntil(lambda: len(full_window.model.ids) == 1)
    assert full_window.grid.isVisible()
