"""The page of duplicates: found, compared, put in order, undone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from photoclip.domain import Changes
from photoclip.engine.messages import Duplicates, FindDuplicates
from photoclip.errors import EngineError
from photoclip.gui.duplicates.duplicates import DuplicateFinder
from photoclip.gui.duplicates.page import DuplicatesPage, Kind
from photoclip.gui.listings import ALL, DUPLICATES
from photoclip.gui.window import MainWindow
from photoclip.library import looks, tags
from photoclip.library.database import Library
from photoclip.library.schema import look
from tests.gui.fakes import FakeEngine


@pytest.fixture(autouse=True)
def _restless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DuplicateFinder, "REST", 10)


@pytest.fixture
def bin_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In place of the trash of this machine."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setattr(
        "send2trash.send2trash", lambda path: Path(path).rename(folder / Path(path).name)
    )
    return folder


@pytest.fixture
def page(full_window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> DuplicatesPage:
    """Opened on two groups: three identical photos, and two of one moment."""
    window = full_window
    window.actions_["duplicates"].trigger()
    page = window.tools.duplicates.page
    assert page.isVisible()
    assert page.empty.title == "Comparing your photos…"
    qtbot.waitUntil(lambda: bool(engine.client.pending(FindDuplicates)))
    [(_request, answer)] = engine.client.pending(FindDuplicates)
    ids = list(window.model.ids)
    answer.set_result(Duplicates((tuple(ids[:3]),), (), (tuple(ids[3:5]),)))
    qtbot.waitUntil(lambda: len(page.cards) == 1)
    return page


def test_three_lists_and_nothing_preselected(
    full_window: MainWindow, page: DuplicatesPage, qtbot: QtBot
) -> None:
    assert page.tabs[Kind.IDENTICAL].text() == "Identical files (1)"
    assert page.tabs[Kind.SAME_PICTURE].text() == "The same picture (0)"
    card = page.cards[0]
    assert card.checked == []
    assert not card.trash.isEnabled()
    thumbs = full_window.services.thumbs
    qtbot.waitUntil(lambda: all(thumbs.pixmap(number) for number in card.ids))
    page.tabs[Kind.SAME_PICTURE].click()
    assert page.empty.isVisible()
    page.tabs[Kind.SIMILAR].click()
    qtbot.waitUntil(lambda: [len(card.ids) for card in page.cards] == [2])
    waiting = [
        item.text(0)
        for item in full_window.frame.sidebar.items()
        if full_window.frame.sidebar.place_of(item) == DUPLICATES
    ]
    assert waiting == ["Duplicates"]


def test_what_goes_leaves_its_tags_and_undo_brings_it_back(
    full_window: MainWindow, page: DuplicatesPage, bin_: Path, qtbot: QtBot
) -> None:
    window, card = full_window, page.cards[0]
    first, second, third = card.ids
    window.decisions.confirm_tag("sea", [third])
    qtbot.waitUntil(lambda: page.cards[0].group[2].tags == ("sea",))
    card = page.cards[0]
    card.others.click()
    assert (card.keeper, card.checked) == (first, [second, third])
    card.trash.click()
    assert window.discarding.dialog is not None
    window.discarding.dialog.move_.click()
    qtbot.waitUntil(lambda: page.tabs[Kind.IDENTICAL].text() == "Identical files (0)")
    assert len(list(bin_.iterdir())) == 2
    found = window.services.lane.ask(lambda lib: tags.of_photos(lib, [first])).result(5)
    assert [tag.name for tag in found[first]] == ["sea"]


def test_taken_out_of_the_library_and_back(
    full_window: MainWindow, page: DuplicatesPage, qtbot: QtBot
) -> None:
    card = page.cards[0]
    card.boxes[card.ids[0]].setChecked(True)
    assert card.keeper == card.ids[1]
    card.remove.click()
    qtbot.waitUntil(lambda: [len(card.ids) for card in page.cards] == [2])
    full_window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: [len(card.ids) for card in page.cards] == [3])


def test_a_no_is_remembered(full_window: MainWindow, page: DuplicatesPage, qtbot: QtBot) -> None:
    page.cards[0].apart.click()
    qtbot.waitUntil(lambda: page.tabs[Kind.IDENTICAL].text() == "Identical files (0)")
    full_window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: page.tabs[Kind.IDENTICAL].text() == "Identical files (1)")


def test_checks_survive_changes_elsewhere(
    full_window: MainWindow, page: DuplicatesPage, qtbot: QtBot
) -> None:
    card = page.cards[0]
    card.boxes[card.ids[1]].setChecked(True)
    full_window.decisions.rate([card.ids[0]], 4)
    qtbot.waitUntil(lambda: page.cards[0].group[0].photo.rating == 4)
    assert page.cards[0].checked == [card.ids[1]]


def test_many_groups_come_in_pages(
    full_window: MainWindow, page: DuplicatesPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(DuplicatesPage, "PAGE", 2)
    ids = list(full_window.model.ids)
    groups = [tuple(ids[n : n + 2]) for n in range(0, 10, 2)]
    page.show_lists(dict.fromkeys(Kind, groups), keep=False)
    qtbot.waitUntil(lambda: len(page.cards) == 2)
    assert page.where.text() == "1 to 2 of 5"
    page.on.click()
    page.on.click()
    qtbot.waitUntil(lambda: [card.ids for card in page.cards] == [groups[4]])
    assert not page.on.isEnabled()
    page.back.click()
    assert page.where.text() == "3 to 4 of 5"


def test_photos_are_looked_at_once(
    full_window: MainWindow, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window, go_on = full_window, threading.Event()
    runs: list[int] = []

    def complete(_library: Library, _thumbs: object, tell: Callable[[int, int], None]) -> None:
        runs.append(1)
        assert go_on.wait(10)
        tell(1, 1)

    monkeypatch.setattr(looks, "complete", complete)
    monkeypatch.setattr(looks, "lacking", lambda _library: [1])
    finder = window.tools.duplicates
    window.actions_["duplicates"].trigger()
    qtbot.waitUntil(lambda: bool(runs))
    asked: list[int] = []
    monkeypatch.setattr(window.services.long_work, "run", lambda *_a, **_k: asked.append(1))
    window.navigator.open(ALL)
    window.actions_["duplicates"].trigger()
    finder.find()
    window.services.lane.ask(lambda _library: None).result(5)
    go_on.set()
    qtbot.waitUntil(lambda: len(engine.client.pending(FindDuplicates)) == 1)
    assert (runs, asked) == ([1], [])


def test_trouble_is_told_in_words(
    full_window: MainWindow, page: DuplicatesPage, engine: FakeEngine, qtbot: QtBot
) -> None:
    page.again.click()
    qtbot.waitUntil(lambda: bool(engine.client.pending(FindDuplicates)))
    [(_request, answer)] = engine.client.pending(FindDuplicates)
    answer.set_exception(EngineError("The encoder has no weights."))
    qtbot.waitUntil(lambda: page.empty.title == "The photos could not be compared")
    page.again.click()
    qtbot.waitUntil(lambda: bool(engine.client.pending(FindDuplicates)))
    [(_request, answer)] = engine.client.pending(FindDuplicates)
    answer.set_result(Duplicates((), (), ()))
    qtbot.waitUntil(lambda: page.empty.title == "Nothing here")


def test_photos_without_a_look_are_looked_at_first(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    window, lane = full_window, full_window.services.lane

    def forget(library: Library) -> Changes:
        with library.write() as connection:
            connection.execute(delete(look))
        return Changes()

    lane.change(forget).result(10)
    assert len(lane.ask(looks.lacking).result(10)) == 11
    window.actions_["duplicates"].trigger()
    qtbot.waitUntil(lambda: bool(engine.client.pending(FindDuplicates)))
    assert len(lane.ask(looks.lacking).result(10)) == 0
