"""Words find photos, photos find words: a search kept as an album, an album tagged and reviewed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoclip.domain import Source
from photoclip.engine.messages import GetStatus
from photoclip.gui.autotag.dialog import SuggestDialog
from photoclip.gui.dialogs import NameDialog
from photoclip.gui.listings import album_place
from photoclip.gui.review.queue import State
from photoclip.gui.window import MainWindow
from photoclip.library import albums, answers, photos, tags
from photoclip.library.database import Library
from tests.conftest import Paint
from tests.flows.conftest import Open
from tests.flows.test_first_day import name_at, places, press

PATIENCE = 90_000  # the engine's process starts, and embeds, on a machine that may be busy
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def names(window: MainWindow) -> list[str]:
    return [name_at(window, row) for row in range(len(window.model.ids))]


def embedded(window: MainWindow, folder: Path, count: int, qtbot: QtBot) -> None:
    """Add a folder and wait until the engine knows its photos."""
    window.add_folders([folder])
    qtbot.waitUntil(lambda: len(window.model.ids) == count, timeout=PATIENCE)

    def known() -> bool:
        return bool(window.services.engine.ask(GetStatus()).result(60).embedded == count)

    qtbot.waitUntil(known, timeout=PATIENCE)


def answer_name(window: MainWindow, name: str, qtbot: QtBot) -> None:
    """Type a name into the dialog that asks for one."""
    qtbot.waitUntil(lambda: bool(window.findChildren(NameDialog)))
    dialog = window.findChildren(NameDialog)[-1]
    QTest.keyClicks(dialog.line, name)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)


def test_a_search_with_a_chip_an_example_and_a_negative_becomes_an_album(
    open_window: Open, photos_folder: Path, paint: Paint, qtbot: QtBot
) -> None:
    # Those that look alike share a tile: these do not, but are as red, or nearly.
    outside = paint(photos_folder.parent / "outside.png", "red", size=(90, 40))
    with open_window() as window:
        embedded(window, photos_folder, 11, qtbot)
        qtbot.waitUntil(lambda: all(names(window)), timeout=PATIENCE)
        window.decisions.rate(
            [i for i in window.model.ids if name_at(window, window.model.row_of(i)) != "pink.jpg"],
            4,
        )

        def rated(library: Library) -> int:
            return sum(one.rating == 4 for one in photos.get(library, photos.ids(library)))

        qtbot.waitUntil(lambda: window.services.lane.ask(rated).result(10) == 10, timeout=PATIENCE)
        line, chips = window.frame.search.line, window.frame.search.chips
        press(window, Qt.Key.Key_F, CONTROL)
        qtbot.waitUntil(line.hasFocus)
        QTest.keyClicks(line, "red rati")
        QTest.keyClick(line, Qt.Key.Key_Tab)  # completes the key
        assert line.text() == "red rating:"
        QTest.keyClicks(line, ">=3")
        QTest.keyClick(line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: name_at(window, 0) == "red.jpg", timeout=PATIENCE)
        qtbot.waitUntil(lambda: "pink.jpg" not in names(window), timeout=PATIENCE)

        press(window, Qt.Key.Key_F, CONTROL)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(outside))])
        QApplication.clipboard().setMimeData(data)
        QTest.keyClick(line, Qt.Key.Key_V, CONTROL)
        assert line.text() == f"red rating:>=3 like:{outside}"
        QTest.keyClick(line, Qt.Key.Key_End)
        QTest.keyClicks(line, " -green")
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert [button.chip.text for button in chips.buttons] == [
            "red",
            "rating:>=3",
            f"like:{outside}",
            "-green",
        ]
        qtbot.waitUntil(lambda: not window.browser._waiting_for_engine, timeout=PATIENCE)
        qtbot.waitUntil(lambda: name_at(window, 0) == "red.jpg", timeout=PATIENCE)
        assert "green.jpg" not in names(window)
        shown = names(window)

        press(window, Qt.Key.Key_S, CONTROL)
        answer_name(window, "Red ones", qtbot)
        qtbot.waitUntil(lambda: "Red ones" in places(window))
        text = f"red rating:>=3 like:{outside} -green"
        window.navigator.start()
        qtbot.waitUntil(lambda: len(window.model.ids) == 11, timeout=PATIENCE)
        window.navigator.open(album_place("Red ones", text))
        qtbot.waitUntil(lambda: names(window) == shown, timeout=PATIENCE)

        def rule(library: Library) -> list[str | None]:
            return [album.query for album in albums.all_albums(library)]

        assert window.services.lane.ask(rule).result(10) == [text]
        assert window.preferences.now.searches[0] == text


@pytest.fixture
def colours(tmp_path: Path, paint: Paint) -> Path:
    """Twelve red and twelve blue photos among green ones, all of different shapes."""
    folder = tmp_path / "many"
    for colour, count in (("red", 12), ("blue", 12), ("green", 36)):
        for number in range(count):
            paint(folder / f"{colour}-{number}.png", colour, size=(32, 40 + number))
    return folder


def test_an_album_is_tagged_and_reviewed_by_keyboard_and_undone_after_a_restart(
    open_window: Open, colours: Path, qtbot: QtBot
) -> None:
    def given(window: MainWindow) -> dict[tuple[str, int], bool]:
        found = window.services.lane.ask(answers.all_answers).result(10)
        keys = zip(found.names, found.photo_ids.tolist(), strict=True)
        return dict(zip(keys, found.agreed.tolist(), strict=True))

    def ask(window: MainWindow, work: Callable[[Library], object]) -> object:
        return window.services.lane.ask(work).result(10)

    with open_window() as window:
        embedded(window, colours, 60, qtbot)
        ids = list(window.model.ids)
        found = window.services.lane.ask(lambda library: photos.get(library, ids)).result(10)
        red = [photo.id for photo in found if photo.path.name.startswith("red")]
        blue = [photo.id for photo in found if photo.path.name.startswith("blue")]
        window.decisions.put_into_album("Sunsets", red + blue)
        window.decisions.confirm_tag("red", red[:1])
        window.decisions.confirm_tag("blue", blue[:1])
        known = {"Sunsets", "red", "blue"}
        qtbot.waitUntil(lambda: known <= set(places(window)), timeout=PATIENCE)

        # One action on the album, its progress, and then the review.
        choices = dict(window.machine.autotag.choices(album_place("Sunsets", None)))
        choices["Suggest tags…"]()
        (dialog,) = window.findChildren(SuggestDialog)
        QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
        banner = window.frame.banner
        qtbot.waitUntil(lambda: "suggested for 24 photos" in banner.sentence, timeout=PATIENCE)
        window.activateWindow()  # the window manager's part
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        press(window, Qt.Key.Key_V, CONTROL | SHIFT)
        review = window.machine.review
        qtbot.waitUntil(lambda: review.queue.state is State.READY, timeout=PATIENCE)
        qtbot.waitUntil(review.page.single.canvas.hasFocus)

        asked = []
        for number in range(20):
            item = review.queue.current
            assert item is not None
            asked.append(item.key)
            press(window, Qt.Key.Key_N if number % 5 == 4 else Qt.Key.Key_Y)
        assert len(set(asked)) == 20
        qtbot.waitUntil(lambda: len(given(window)) == 22, timeout=PATIENCE)
        assert {key for key, agreed in given(window).items() if not agreed} == set(asked[4::5])
        press(window, Qt.Key.Key_Z)
        qtbot.waitUntil(lambda: len(given(window)) == 21, timeout=PATIENCE)
        qtbot.waitUntil(lambda: review.queue.current.key == asked[-1], timeout=PATIENCE)
        press(window, Qt.Key.Key_N)
        qtbot.waitUntil(lambda: len(given(window)) == 22, timeout=PATIENCE)

    with open_window() as window:
        undo = window.actions_["undo"]
        qtbot.waitUntil(lambda: f"Reject “{asked[-1][0]}” for 1" in undo.text(), timeout=PATIENCE)
        press(window, Qt.Key.Key_Z, CONTROL)
        qtbot.waitUntil(lambda: len(given(window)) == 21, timeout=PATIENCE)
        assert asked[-1] not in given(window)
        qtbot.waitUntil(window.actions_["redo"].isEnabled, timeout=PATIENCE)
        press(window, Qt.Key.Key_Z, CONTROL | SHIFT)
        qtbot.waitUntil(lambda: given(window).get(asked[-1]) is False, timeout=PATIENCE)

        def reviewed(library: Library) -> int:
            return sum(v.source is Source.REVIEW for v in tags.verdicts(library))

        assert ask(window, reviewed) == 20
