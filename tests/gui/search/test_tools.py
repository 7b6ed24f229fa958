"""What can be done with what a search found: feedback, order, keeping it as a tag or an album."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photoclip.domain import Hit
from photoclip.engine.messages import Answer, Search
from photoclip.gui.dialogs import NameDialog
from photoclip.gui.search.tools import ORDERS
from photoclip.gui.window import MainWindow
from photoclip.library import albums, answers, photos
from tests.gui.fakes import FakeEngine


def answered(engine: FakeEngine, hits: list[Hit], qtbot: QtBot) -> Search:
    """Answer the search that waits."""
    qtbot.waitUntil(lambda: bool(engine.client.pending(Search)))
    request, future = engine.client.pending(Search)[0]
    assert isinstance(request, Search)
    future.set_result(Answer("", tuple(hits), 11, 11, 1.0, "exact"))
    return request


@pytest.fixture
def found(full_window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> list[int]:
    """The window after a search that found five photos, the second like the first."""
    ids = list(full_window.model.ids)[:5]
    hits = [Hit(one, 0.3, 0.9, why=("red 4.2",)) for one in ids]
    hits[1] = Hit(ids[1], 0.3, 0.8, under=ids[0])
    full_window.frame.search.set_text("red rating:<=5")
    answered(engine, hits, qtbot)
    shown = [ids[0], *ids[2:]]
    qtbot.waitUntil(lambda: list(full_window.model.ids) == shown)
    return ids


def name(window: MainWindow, text: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(window.findChildren(NameDialog)))
    dialog = window.findChildren(NameDialog)[-1]
    dialog.line.setText(text)
    dialog.accept()


def test_the_row_is_there_for_searches_alone(
    full_window: MainWindow, found: list[int], qtbot: QtBot
) -> None:
    tools = full_window.machine.results.tools
    assert tools.isVisible()
    assert not tools.more.isEnabled()
    assert not tools.tag.isVisible()
    full_window.actions_["back"].trigger()
    qtbot.waitUntil(lambda: not tools.isVisible())


def test_feedback_by_key_and_a_tag_of_it(
    full_window: MainWindow, engine: FakeEngine, found: list[int], qtbot: QtBot
) -> None:
    window, tools = full_window, full_window.machine.results.tools
    window.grid.go_to(found[2])
    qtbot.waitUntil(tools.more.isEnabled)
    window.grid.setFocus()
    QTest.keyClick(window.grid, Qt.Key.Key_Plus)
    request = answered(engine, [Hit(one, 0.3, 0.9) for one in found], qtbot)
    assert (request.more, request.less) == ((found[2],), ())
    qtbot.waitUntil(lambda: tools.said.text() == "more like 1 photo")
    qtbot.waitUntil(lambda: list(window.model.ids) == found)
    window.grid.go_to(found[3])
    qtbot.waitUntil(tools.less.isEnabled)
    tools.less.click()
    request = answered(engine, [Hit(one, 0.3, 0.9) for one in found], qtbot)
    assert (request.more, request.less) == ((found[2],), (found[3],))
    qtbot.waitUntil(lambda: tools.said.text() == "more like 1 photo, less like 1 photo")
    tools.tag.click()
    name(window, "sunset", qtbot)

    def kept() -> bool:
        given = window.services.lane.ask(answers.all_answers).result(10)
        pairs = dict(zip(given.photo_ids.tolist(), given.agreed.tolist(), strict=True))
        return pairs == {found[2]: True, found[3]: False}

    qtbot.waitUntil(kept)


def test_a_search_with_feedback_is_saved_with_its_examples(
    full_window: MainWindow, engine: FakeEngine, found: list[int], qtbot: QtBot
) -> None:
    window = full_window
    window.browser.more_like([found[2]])
    window.browser.less_like([found[3]])
    window.machine.results.tools.save.click()
    name(window, "Red ones", qtbot)
    paths = {p.id: p.path for p in window.services.lane.ask(
        lambda library: photos.get(library, found)).result(10)}  # fmt: skip

    def saved() -> list[str | None]:
        return [one.query for one in window.services.lane.ask(albums.all_albums).result(10)]

    expected = f"red rating:<=5 like:{paths[found[2]]} -like:{paths[found[3]]}"
    qtbot.waitUntil(lambda: saved() == [expected])


def test_the_order_is_a_piece_of_the_query(
    full_window: MainWindow, engine: FakeEngine, found: list[int], qtbot: QtBot
) -> None:
    tools, line = full_window.machine.results.tools, full_window.frame.search.line
    tools.order_chosen.emit(parse_order(1))
    assert line.text() == "red rating:<=5 sort:date"
    request = answered(engine, [Hit(found[0], 0.3, 0.9)], qtbot)
    assert not request.grouped
    qtbot.waitUntil(lambda: tools.order.currentIndex() == 1)
    tools.order_chosen.emit(parse_order(2))
    assert line.text() == "red rating:<=5 -sort:date"
    tools.order_chosen.emit(None)
    assert line.text() == "red rating:<=5"


def parse_order(row: int) -> object:

    return ORDERS[row][1]


def test_a_stack_unfolds_by_mouse_and_by_key(
    full_window: MainWindow, found: list[int], qtbot: QtBot
) -> None:
    grid, model = full_window.grid, full_window.model
    assert grid.stacks == {found[0]: 2}
    rect = grid.visualRect(model.index(0, 0))
    corner = rect.topRight() + QPoint(-12, 12)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert list(model.ids) == found
    grid.go_to(found[0])
    grid.setFocus()
    qtbot.waitUntil(full_window.actions_["unfold"].isEnabled)
    QTest.keyClick(grid, Qt.Key.Key_Period)
    assert list(model.ids) == [found[0], *found[2:]]


def test_the_tip_says_what_found_a_photo(
    full_window: MainWindow, found: list[int], qtbot: QtBot
) -> None:
    index = full_window.model.index(0, 0)
    tip = full_window.model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert "Found by red 4.2" in tip
    assert "2 photos that look alike" in tip


def test_the_selected_photos_become_examples(
    full_window: MainWindow, engine: FakeEngine, found: list[int], qtbot: QtBot
) -> None:
    full_window.grid.go_to(found[2])
    qtbot.waitUntil(full_window.actions_["search_with"].isEnabled)
    full_window.actions_["search_with"].trigger()
    line = full_window.frame.search.line
    qtbot.waitUntil(lambda: line.text().startswith("red rating:<=5 like:"))
    request = answered(engine, [], qtbot)
    assert len(request.query.examples) == 1
