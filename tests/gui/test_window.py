"""The window put together: pages, keys and menus on a real library with a fake engine."""

from __future__ import annotations

import time
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from photoclip.domain import Hit
from photoclip.engine.messages import (
    Answer,
    Died,
    Embedding,
    Notice,
    Pause,
    PhotosRead,
    Resume,
    Search,
    Similar,
)
from photoclip.gui.desktop import leave_clipboard
from photoclip.gui.dialogs import KeysDialog, NameDialog
from photoclip.gui.engine_link import EngineState
from photoclip.gui.listings import ALL, FAVOURITES, PROBLEMS, PlaceKind, tag_place
from photoclip.gui.model import Facts
from photoclip.gui.services import Services
from photoclip.gui.window import MainWindow
from photoclip.images.reading import read
from photoclip.jobs import Progress
from photoclip.library import albums, photos, tags
from photoclip.paths import Home
from photoclip.settings import load
from tests.conftest import Paint
from tests.gui.fakes import FakeEngine, photo

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def select(window: MainWindow, *rows: int) -> list[int]:
    window.grid.setFocus()
    window.grid.setCurrentIndex(window.model.index(rows[0], 0))
    for _ in rows[1:]:
        QTest.keyClick(window.grid, KEY.Key_Right, SHIFT)
    window.grid.selection_changed.emit()  # otherwise when the event loop comes to it
    return list(window.navigator.targets())


def facts_of(window: MainWindow, row: int) -> Facts:
    """What is known of a row; of an unknown one nothing that anybody waits for."""
    return window.model.facts(row) or Facts(photo(0), ("?",))


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focus = QApplication.focusWidget() or window
    QTest.keyClick(focus, key, modifier or Qt.KeyboardModifier.NoModifier)


def ask(window: MainWindow, services: Services, work: object) -> object:
    return services.lane.ask(work).result(10)


def answered(future: Future[Answer], *ids: int, weak: tuple[int, ...] = ()) -> None:
    hits = [Hit(i, 0.3, 0.9) for i in ids] + [Hit(i, 0.1, 0.1, above=False) for i in weak]
    future.set_result(Answer("", tuple(hits), 11, 11, 1.0, "exact"))


def test_an_empty_library_shows_the_first_page(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.welcome.isVisible)
    assert not window.frame.sidebar.isVisible()
    assert not window.frame.toolbar.isVisible()
    window.welcome.choose.click()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.reject()


def test_a_folder_that_is_added_shows_its_photos(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    qtbot.waitUntil(lambda: window.frame.sidebar.items()[0].text(0) == "All photos")
    qtbot.waitUntil(window.frame.sidebar.isVisible)
    assert window.grid_page.note == "11 photos"
    qtbot.waitUntil(lambda: all(window.services.thumbs.pixmap(i) for i in window.model.ids))
    assert "photos" in [item.text(0) for item in window.frame.sidebar.items()]


def test_a_folder_that_is_dropped_is_added(
    window: MainWindow, photos_folder: Path, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photos_folder))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(50, 50), actions, data, buttons, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)
    qtbot.waitUntil(lambda: len(window.model.ids) == 11)


def test_a_file_that_is_dropped_is_explained(
    window: MainWindow, photos_folder: Path, qtbot: QtBot
) -> None:
    window.add_folders([photos_folder / "red.jpg"])
    qtbot.waitUntil(lambda: "not a folder" in window.frame.banner.sentence)


def test_keys_rate_and_favour_and_undo(
    full_window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    window = full_window
    (photo_id,) = select(window, 2)

    def now() -> tuple[int, bool]:
        (one,) = ask(window, services, lambda library: photos.get(library, [photo_id]))
        return one.rating, one.favourite

    press(window, KEY.Key_4)
    qtbot.waitUntil(lambda: now() == (4, False))
    press(window, KEY.Key_P)
    qtbot.waitUntil(lambda: now() == (4, True))
    qtbot.waitUntil(lambda: "favourite" in window.actions_["undo"].text())
    press(window, KEY.Key_Z, CTRL)
    qtbot.waitUntil(lambda: now() == (4, False))
    qtbot.waitUntil(lambda: "favourite" in window.actions_["redo"].text())
    press(window, KEY.Key_Z, CTRL)
    qtbot.waitUntil(lambda: now() == (0, False))
    press(window, KEY.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: now() == (4, False))
    qtbot.waitUntil(lambda: facts_of(window, 2).photo.rating == 4)
    press(window, KEY.Key_U)
    press(window, KEY.Key_0)
    qtbot.waitUntil(lambda: now() == (0, False))


def test_tagging_goes_to_all_selected_and_shows_everywhere(
    full_window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    window = full_window
    ids = select(window, 1, 2, 3)
    press(window, KEY.Key_T, CTRL)
    line = window.frame.inspector.tag_line
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "holiday 2021")
    QTest.keyClick(line, KEY.Key_Return)
    places = window.frame.sidebar
    qtbot.waitUntil(lambda: "holiday 2021" in [item.text(0) for item in places.items()])
    held = ask(window, services, lambda library: tags.of_photos(library, ids))
    assert sorted(held) == sorted(ids)
    qtbot.waitUntil(lambda: facts_of(window, 1).tags == ("holiday 2021",))
    assert window.statusBar().currentMessage() == "Tag 3 photos “holiday 2021”"
    press(window, KEY.Key_Escape)
    assert window.grid.hasFocus()
    window.navigator.open(tag_place("holiday 2021"))
    qtbot.waitUntil(lambda: len(window.model.ids) == 3)
    assert window.grid_page.title == "holiday 2021"


def test_removing_a_tag_is_remembered_as_a_no(
    full_window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    window = full_window
    (photo_id,) = select(window, 0)
    window.decisions.confirm_tag("beach", [photo_id])
    qtbot.waitUntil(lambda: facts_of(window, 0).tags == ("beach",))
    window.frame.inspector.tag_rejected.emit("beach")
    qtbot.waitUntil(lambda: facts_of(window, 0).tags == ())
    (verdict,) = ask(window, services, tags.verdicts)
    assert not verdict.agreed


def test_a_caption_is_kept(full_window: MainWindow, services: Services, qtbot: QtBot) -> None:
    window = full_window
    (photo_id,) = select(window, 0)
    line = window.frame.inspector.caption
    qtbot.waitUntil(line.isVisible)
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "At sea")
    QTest.keyClick(line, KEY.Key_Return)

    def caption() -> str:
        return ask(window, services, lambda lib: photos.get(lib, [photo_id]))[0].caption

    qtbot.waitUntil(lambda: caption() == "At sea")


def test_a_search_asks_the_engine_and_escape_goes_back(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    window = full_window
    ids = list(window.model.ids)
    press(window, KEY.Key_Slash)
    qtbot.waitUntil(window.frame.search.line.hasFocus)
    QTest.keyClicks(window.frame.search.line, "red")
    qtbot.waitUntil(lambda: bool(engine.client.pending(Search)))
    answered(engine.client.pending(Search)[0][1], ids[4], weak=(ids[5], ids[6]))
    qtbot.waitUntil(lambda: list(window.model.ids) == [ids[4]])
    assert window.grid_page.title == "“red”"
    assert window.frame.sidebar.place is None
    press(window, KEY.Key_Return)
    qtbot.waitUntil(window.grid.hasFocus)
    press(window, KEY.Key_W)
    assert list(window.model.ids) == [ids[4], ids[5], ids[6]]
    press(window, KEY.Key_Escape)
    qtbot.waitUntil(lambda: list(window.model.ids) == ids)
    assert window.frame.search.line.text() == ""
    assert window.frame.sidebar.place == ALL


def test_a_tag_that_is_not_there_is_told_at_the_search_line(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    full_window.frame.search.set_text("tag:nobody")
    qtbot.waitUntil(lambda: "nobody" in full_window.frame.search.mistake)


def test_a_photo_opens_large_and_closes_where_it_was(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    ids = list(window.model.ids)
    select(window, 3)
    press(window, KEY.Key_Return)
    qtbot.waitUntil(window.viewer.isVisible)
    assert window.viewer.photo_id == ids[3]
    qtbot.waitUntil(window.viewer.canvas.hasFocus)
    press(window, KEY.Key_Right)
    press(window, KEY.Key_PageDown)
    press(window, KEY.Key_Left)
    assert window.viewer.photo_id == ids[4]
    assert list(window.navigator.targets()) == [ids[4]]
    press(window, KEY.Key_End)
    assert window.viewer.photo_id == ids[-1]
    press(window, KEY.Key_3)
    qtbot.waitUntil(lambda: facts_of(window, len(ids) - 1).photo.rating == 3)
    press(window, KEY.Key_Escape)
    assert window.grid.isVisible()
    assert window.grid.current_id() == ids[-1]
    press(window, KEY.Key_Space)
    qtbot.waitUntil(window.viewer.isVisible)
    press(window, KEY.Key_Space)
    qtbot.waitUntil(window.grid.isVisible)


def test_similar_photos_are_asked_of_the_engine(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    window = full_window
    (photo_id,) = select(window, 0)
    press(window, KEY.Key_S)
    qtbot.waitUntil(lambda: window.grid_page.title == "Similar to black.jpg")
    asked = [one for one in engine.client.requests if isinstance(one[0], Similar)]
    request, future = asked[-1]
    assert request.photo_ids == (photo_id,)
    answered(future, *list(window.model.ids)[3:5])
    qtbot.waitUntil(lambda: len(window.model.ids) == 2)
    press(window, KEY.Key_Escape)
    qtbot.waitUntil(lambda: len(window.model.ids) == 11)


def test_photos_go_into_an_album_and_out_of_the_library(
    full_window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    window = full_window
    ids = select(window, 0, 1)
    press(window, KEY.Key_B, CTRL)
    dialog = window.findChild(NameDialog)
    dialog.line.setText("Italy")
    dialog.accept()
    qtbot.waitUntil(lambda: "Italy" in [item.text(0) for item in window.frame.sidebar.items()])
    held = ask(window, services, lambda library: albums.photo_ids(library, "Italy"))
    assert sorted(held) == sorted(ids)
    window.activateWindow()
    window.grid.setFocus()
    qtbot.waitUntil(window.grid.hasFocus)
    press(window, KEY.Key_Delete, SHIFT)
    qtbot.waitUntil(lambda: len(window.model.ids) == 9)
    press(window, KEY.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(window.model.ids) == 11)


def test_a_search_becomes_an_album(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    window.actions_["save_search"].trigger()
    assert window.findChild(NameDialog) is None
    window.frame.search.set_text("date:2021-03..2021-05")
    qtbot.waitUntil(lambda: len(window.model.ids) == 3)
    window.actions_["save_search"].trigger()
    dialog = window.findChild(NameDialog)
    dialog.line.setText("Spring")
    dialog.accept()
    qtbot.waitUntil(lambda: "Spring" in [item.text(0) for item in window.frame.sidebar.items()])


def test_files_are_copied(full_window: MainWindow, photos_folder: Path, qtbot: QtBot) -> None:
    select(full_window, 0)
    press(full_window, KEY.Key_C, CTRL)
    qtbot.waitUntil(lambda: "black" in QGuiApplication.clipboard().text())
    (url,) = QGuiApplication.clipboard().mimeData().urls()
    assert Path(url.toLocalFile()) == photos_folder / "black.jpg"
    leave_clipboard()
    assert QGuiApplication.clipboard().text() == str(photos_folder / "black.jpg")
    assert QGuiApplication.clipboard().mimeData().urls() == []


def test_what_cannot_be_read_stands_on_its_page_until_it_can(
    full_window: MainWindow, photos_folder: Path, paint: Paint, qtbot: QtBot
) -> None:
    window, broken = full_window, photos_folder / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 this is no picture")
    press(window, KEY.Key_F5)
    qtbot.waitUntil(lambda: "Problems" in [item.text(0) for item in window.frame.sidebar.items()])
    window.actions_["problems"].trigger()
    qtbot.waitUntil(lambda: window.problems.model.rowCount() == 1)
    assert "broken.jpg" in window.problems.model.data(window.problems.model.index(0, 0))
    assert window.problems.model.data(window.problems.model.index(0, 1))
    assert window.frame.sidebar.place == PROBLEMS
    paint(broken, "red")
    window.problems.retry.click()
    qtbot.waitUntil(lambda: window.problems.model.rowCount() == 0)
    press(window, KEY.Key_Escape)
    qtbot.waitUntil(lambda: window.grid_page.isVisible())


def test_the_engine_may_die_and_come_back(
    full_window: MainWindow, engine: FakeEngine, services: Services, qtbot: QtBot
) -> None:
    window = full_window
    services.engine.WAIT_SECONDS = (0.2, 0, 0)
    window.frame.search.set_text("red")
    qtbot.waitUntil(lambda: bool(engine.client.pending(Search)))
    first = engine.client
    first.die()
    first.tell(Died("It stopped.", -9))
    qtbot.waitUntil(lambda: "started again" in window.frame.banner.sentence)
    qtbot.waitUntil(lambda: len(engine.clients) == 2 and bool(engine.client.pending(Search)))
    qtbot.waitUntil(lambda: window.frame.banner.sentence == "")
    answered(engine.client.pending(Search)[0][1], window.model.ids[0])
    qtbot.waitUntil(lambda: len(window.model.ids) == 1)


def test_an_engine_that_keeps_dying_is_left_to_the_user(
    full_window: MainWindow, engine: FakeEngine, services: Services, qtbot: QtBot
) -> None:
    window = full_window
    services.engine.WAIT_SECONDS = (0, 0, 0)
    for count in range(1, 5):
        qtbot.waitUntil(lambda count=count: len(engine.clients) == count)
        qtbot.waitUntil(lambda: services.engine.state is EngineState.RUNNING)
        engine.client.tell(Died("It stopped.", 1))
    qtbot.waitUntil(lambda: "keeps stopping" in window.frame.banner.sentence)
    select(window, 0)
    press(window, KEY.Key_5)
    qtbot.waitUntil(lambda: facts_of(window, 0).photo.rating == 5)
    window.frame.banner.findChild(type(window.welcome.choose)).click()
    qtbot.waitUntil(lambda: len(engine.clients) == 5)


def test_progress_is_shown_and_can_be_paused(
    full_window: MainWindow, engine: FakeEngine, home: Home, qtbot: QtBot
) -> None:
    window = full_window
    engine.client.tell(Embedding(Progress("Embedding", 4, 11, seconds_left=20.0)))
    qtbot.waitUntil(lambda: "4 of 11, about 20 s left" in window.strip.text)
    press(window, KEY.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(engine.client.pending(Pause)))
    assert window.actions_["pause"].isChecked()
    qtbot.waitUntil(lambda: load(home.settings)[0].paused)
    engine.client.tell(Embedding(Progress("Embedding", 4, 11), paused=True))
    qtbot.waitUntil(lambda: window.strip.text.startswith("Paused."))
    window.strip.resume_asked.emit()
    qtbot.waitUntil(lambda: bool(engine.client.pending(Resume)))
    assert not window.actions_["pause"].isChecked()
    engine.client.tell(Embedding(Progress("Embedding", 11, 11), finished=True))
    qtbot.waitUntil(lambda: window.strip.text == "")


def test_a_notice_is_a_banner(full_window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.client.tell(Notice("The graphics card is full; going on with the processor."))
    qtbot.waitUntil(lambda: "graphics card" in full_window.frame.banner.sentence)


def test_readings_of_the_engine_become_facts_and_thumbnails(
    full_window: MainWindow,
    engine: FakeEngine,
    services: Services,
    photos_folder: Path,
    qtbot: QtBot,
) -> None:
    window = full_window
    (one,) = ask(window, services, lambda lib: photos.get(lib, window.model.ids[:1]))
    reading = read(one.id, one.path, None)
    engine.client.tell(PhotosRead((reading,)))
    qtbot.waitUntil(
        lambda: (
            ask(window, services, lambda lib: photos.get(lib, [one.id]))[0].content_hash
            == reading.content_hash
        )
    )
    qtbot.waitUntil(lambda: services.thumb_store.result().get(one.id) == reading.thumbnail)


def test_parts_can_be_hidden_and_shown(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    window.grid.setFocus()
    press(window, KEY.Key_I)
    assert not window.frame.inspector.isVisible()
    press(window, KEY.Key_F9)
    assert not window.frame.sidebar.isVisible()
    press(window, KEY.Key_T, CTRL)
    select(window, 0)
    qtbot.waitUntil(window.actions_["tag"].isEnabled)
    press(window, KEY.Key_T, CTRL)
    assert window.frame.inspector.isVisible()


def test_size_and_theme_are_remembered(
    full_window: MainWindow, home: Home, qtbot: QtBot, qapp: QApplication
) -> None:
    window = full_window
    press(window, KEY.Key_Plus, CTRL)
    assert window.frame.zoom.value() == window.grid.cell_size > 180
    window.actions_["theme"].trigger()  # the system is light: what is chosen must be seen
    assert window.preferences.now.theme == "dark"
    assert qapp.palette().window().color().lightness() < 128
    qtbot.waitUntil(lambda: load(home.settings)[0].theme == "dark")
    assert load(home.settings)[0].tile_size == window.grid.cell_size
    press(window, KEY.Key_0, CTRL)
    assert window.grid.cell_size == 180


def test_a_question_mark_lists_the_keys(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.grid.setFocus()
    press(full_window, KEY.Key_Question)
    dialog = full_window.findChild(KeysDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    dialog.reject()


def test_the_menu_of_a_place_offers_what_fits(
    full_window: MainWindow, photos_folder: Path, qtbot: QtBot
) -> None:
    window = full_window
    select(window, 0)
    window.decisions.confirm_tag("beach", window.navigator.targets())
    items = window.frame.sidebar.items
    qtbot.waitUntil(lambda: "beach" in [item.text(0) for item in items()])
    places = [p for item in items() if (p := window.frame.sidebar.place_of(item))]
    choices = {place.kind: window.place_menu.choices(place) for place in places}
    assert [text for text, _call in choices[PlaceKind.TAG]] == ["Delete this tag"]
    assert choices[PlaceKind.ALL] == []
    choices[PlaceKind.TAG][0][1]()
    qtbot.waitUntil(lambda: "beach" not in [item.text(0) for item in items()])
    choices[PlaceKind.FOLDER][0][1]()
    qtbot.waitUntil(window.welcome.isVisible)
    window.decisions.undo()
    qtbot.waitUntil(lambda: len(window.model.ids) == 11)


def test_favourites_empty_says_so(full_window: MainWindow, qtbot: QtBot) -> None:
    full_window.navigator.open(FAVOURITES)
    qtbot.waitUntil(full_window.grid_page.empty.isVisible)
    assert full_window.grid_page.empty.title == "No photos"
    assert any("Press P" in one.text() for one in full_window.grid_page.empty.findChildren(QLabel))


def test_the_photo_menu_opens_where_it_is_asked_for(full_window: MainWindow, qtbot: QtBot) -> None:
    select(full_window, 0)
    full_window.grid.customContextMenuRequested.emit(QPoint(20, 20))
    menu = full_window.actions_.photo_menu()
    qtbot.waitUntil(menu.isVisible)
    menu.close()


@pytest.mark.parametrize("busy", [False, True])
def test_closing_takes_little_time_even_while_working(
    window: MainWindow, services: Services, photos_folder: Path, busy: bool, qtbot: QtBot
) -> None:
    if busy:
        window.add_folders([photos_folder])
    began = time.monotonic()
    window.close()
    assert services.close()
    assert time.monotonic() - began < 5


def test_sample_photos_lead_to_a_first_look(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.welcome.isVisible)
    window.welcome.samples.click()
    qtbot.waitUntil(lambda: len(window.model.ids) >= 24, timeout=20_000)
    qtbot.waitUntil(window.grid.isVisible)


def test_a_narrow_window_folds_its_parts_away_and_brings_them_back(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window, frame = full_window, full_window.frame

    def parts() -> tuple[bool, bool]:
        return frame.sidebar.isVisible(), frame.inspector.isVisible()

    def resize(width: int) -> None:
        window.resize(width, 560)
        qtbot.waitUntil(lambda: window.width() == width)

    assert parts() == (True, True)
    resize(800)
    assert parts() == (True, False)
    assert not window.actions_["details"].isChecked()
    resize(640)
    assert parts() == (False, False)
    press(window, KEY.Key_I)
    assert parts() == (False, True)
    assert window.actions_["details"].isChecked()
    press(window, KEY.Key_F9)
    assert parts() == (True, False)
    press(window, KEY.Key_F9)
    assert parts() == (False, False)
    resize(1280)
    assert parts() == (True, True)
    press(window, KEY.Key_I)
    resize(800)
    resize(1280)
    assert parts() == (True, False)
    window.close()
    assert window.preferences.now.sidebar
    assert not window.preferences.now.details


def test_in_a_narrow_window_every_press_hides_or_shows(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window, frame = full_window, full_window.frame
    window.grid.setFocus()
    window.resize(800, 560)
    qtbot.waitUntil(lambda: window.width() == 800)

    def parts_after(key: Qt.Key) -> tuple[bool, bool]:
        press(window, key)
        return frame.sidebar.isVisible(), frame.inspector.isVisible()

    pressed = [parts_after(KEY.Key_F9) for _time in range(5)]
    assert pressed == [(False, False), (True, False)] * 2 + [(False, False)]
    pressed = [parts_after(KEY.Key_I) for _time in range(5)]
    assert pressed == [(False, True), (False, False)] * 2 + [(False, True)]
    window.resize(1280, 560)
    qtbot.waitUntil(lambda: window.width() == 1280)
    assert (frame.sidebar.isVisible(), frame.inspector.isVisible()) == (False, True)
    press(window, KEY.Key_F9)
    window.resize(800, 560)
    qtbot.waitUntil(lambda: window.width() == 800)
    assert parts_after(KEY.Key_I) == (False, True)
    assert parts_after(KEY.Key_I) == (True, False)
