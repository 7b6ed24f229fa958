"""The heat map follows the photo and the words, says what it waits for, and lies on the photo."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photoclip.domain import Hit
from photoclip.engine.messages import Answer, Explain, HeatMap, Search
from photoclip.errors import InputError
from photoclip.gui.heat.overlay import heat_image
from photoclip.gui.window import MainWindow
from tests.gui.fakes import FakeEngine


def viewing(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> list[int]:
    """The first photo of a search for "red", in the viewer."""
    ids = list(window.model.ids)[:3]
    window.frame.search.set_text("red -blue")
    qtbot.waitUntil(lambda: bool(engine.client.pending(Search)))
    hits = tuple(Hit(one, 0.3, 0.9) for one in ids)
    engine.client.pending(Search)[0][1].set_result(Answer("", hits, 11, 11, 1.0, "exact"))
    qtbot.waitUntil(lambda: list(window.model.ids) == ids)
    window.navigator.open_photo(ids[0])
    qtbot.waitUntil(lambda: window.viewer.facts is not None)
    return ids


def asked(engine: FakeEngine, qtbot: QtBot) -> Explain:
    qtbot.waitUntil(lambda: bool(engine.client.pending(Explain)))
    request = engine.client.pending(Explain)[-1][0]
    assert isinstance(request, Explain)
    return request


def answer(engine: FakeEngine, grid: tuple[tuple[float, ...], ...]) -> None:
    request, future = engine.client.pending(Explain)[-1]
    future.set_result(HeatMap(request.path, request.text, grid, (0, 0, 32, 24), (64, 48)))


def test_h_shows_where_the_words_match(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    window, overlay = full_window, full_window.machine.heat.overlay
    viewing(window, engine, qtbot)
    assert not overlay.isVisible()
    QTest.keyClick(window.viewer.canvas, Qt.Key.Key_H)
    request = asked(engine, qtbot)
    assert (request.text, request.path.suffix) == ("red", ".jpg")
    assert overlay.text == "Looking where “red” is…"
    assert not overlay.shows_heat
    before = window.viewer.canvas.grab().toImage()
    answer(engine, ((1.0, 0.0), (0.0, 0.0)))
    qtbot.waitUntil(lambda: overlay.shows_heat)
    assert overlay.text == "Where “red” is seen"
    photo = window.viewer.canvas.photo_rect
    after = window.viewer.canvas.grab().toImage()
    hot = QPoint(round(photo.left() + photo.width() * 0.25), round(photo.top() + 20))
    cold = QPoint(round(photo.right() - 20), round(photo.top() + photo.height() * 0.7))
    assert after.pixelColor(hot) != before.pixelColor(hot)
    assert after.pixelColor(hot).red() > after.pixelColor(cold).red()
    QTest.keyClick(window.viewer.canvas, Qt.Key.Key_H)
    assert not overlay.isVisible()


def test_the_next_photo_is_asked_for_and_known_ones_are_kept(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    window, overlay = full_window, full_window.machine.heat.overlay
    viewing(window, engine, qtbot)
    window.actions_["heat"].trigger()
    first = asked(engine, qtbot).path
    answer(engine, ((1.0,),))
    qtbot.waitUntil(lambda: overlay.shows_heat)
    window.viewer.step(1)
    assert asked(engine, qtbot).path != first
    answer(engine, ((1.0,),))
    qtbot.waitUntil(lambda: overlay.shows_heat)
    window.viewer.step(-1)
    assert overlay.shows_heat
    assert engine.client.pending(Explain) == []


def test_without_words_it_says_so(full_window: MainWindow, engine: FakeEngine) -> None:
    full_window.navigator.open_photo(full_window.model.ids[0])
    full_window.actions_["heat"].trigger()
    assert "Search with words first" in full_window.machine.heat.overlay.text
    assert engine.client.pending(Explain) == []


def test_what_cannot_be_explained_is_told(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    viewing(full_window, engine, qtbot)
    full_window.actions_["heat"].trigger()
    asked(engine, qtbot)
    error = InputError("It cannot be explained.")
    engine.client.pending(Explain)[-1][1].set_exception(error)
    overlay = full_window.machine.heat.overlay
    qtbot.waitUntil(lambda: overlay.text == "It cannot be explained.")


def test_heat_becomes_a_picture_from_cold_to_hot(qapp: object) -> None:
    image = heat_image(((0.0, 1.0),))
    cold, hot = image.pixelColor(0, 0), image.pixelColor(1, 0)
    assert (image.width(), image.height()) == (2, 1)
    assert hot.alpha() > cold.alpha() > 0
    assert hot.lightness() > cold.lightness()
