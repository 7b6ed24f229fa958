"""Places that have a page of their own are opened and left like any other."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from photoclip.gui.listings import Place, PlaceKind
from photoclip.gui.window import MainWindow

REVIEW = Place(PlaceKind.PAGE, "Review")


def test_a_page_of_its_own_opens_like_a_place_and_escape_leaves_it(full_window: MainWindow) -> None:
    opened: list[str] = []
    page = QLabel("Nothing to review.")
    navigator = full_window.navigator
    navigator.add_page(REVIEW, page, lambda: opened.append("review"))
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
    navigator.add_page(REVIEW, QLabel("Nothing to review."), lambda: None, details=True)
    navigator.open(REVIEW)
    assert full_window.frame.inspector.isVisible()
    full_window.actions_["grid"].trigger()
    assert full_window.grid.isVisible()
