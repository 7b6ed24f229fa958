"""The model answers from memory, and fetches facts for the rows that are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from photoclip.domain import Problem
from photoclip.errors import InputError
from photoclip.gui.bridge import Bridge
from photoclip.gui.model import Facts, PhotoModel
from tests.gui.fakes import facts, listing, photo


class Shelf:
    """Facts that the test hands out."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[int], Future[dict[int, Facts]]]] = []

    def fetch(self, photo_ids: Sequence[int]) -> Future[dict[int, Facts]]:
        self.asked.append((list(photo_ids), Future()))
        return self.asked[-1][1]

    def answer(self, **given: object) -> None:
        ids, future = self.asked[-1]
        future.set_result({photo_id: Facts(photo(photo_id, **given)) for photo_id in ids})


def test_qt_finds_the_model_sound(bridge: Bridge, qtmodeltester: ModelTester) -> None:
    model = PhotoModel(facts, bridge)
    model.show(listing(3, 2))
    qtmodeltester.check(model)


def test_facts_arrive_for_the_rows_that_are_wanted(bridge: Bridge, qtbot: QtBot) -> None:
    shelf = Shelf()
    model = PhotoModel(shelf.fetch, bridge)
    model.show(listing(10))
    model.want(range(2, 5))
    assert shelf.asked[0][0] == [102, 103, 104]
    assert model.facts(2) is None
    with qtbot.waitSignal(model.facts_arrived):
        shelf.answer(rating=3)
    assert model.facts(2) == Facts(photo(102, rating=3))
    model.want(range(2, 5))
    assert len(shelf.asked) == 1


def test_many_rows_are_asked_in_chunks_and_new_wishes_replace_old_ones(
    bridge: Bridge, qtbot: QtBot
) -> None:
    shelf = Shelf()
    model = PhotoModel(shelf.fetch, bridge)
    model.show(listing(1000))
    model.want(range(0, 500))
    model.want(range(900, 910))
    assert [len(ids) for ids, _future in shelf.asked] == [200]
    with qtbot.waitSignal(model.facts_arrived):
        shelf.answer()
    assert shelf.asked[-1][0] == list(range(1000, 1010))


def test_what_is_old_is_shown_until_the_new_arrives(bridge: Bridge, qtbot: QtBot) -> None:
    shelf = Shelf()
    model = PhotoModel(shelf.fetch, bridge)
    model.show(listing(1))
    model.want(range(0, 1))
    with qtbot.waitSignal(model.facts_arrived):
        shelf.answer(rating=1)
    model.forget([100])
    model.want(range(0, 1))
    assert model.facts(0) == Facts(photo(100, rating=1))
    with qtbot.waitSignal(model.facts_arrived):
        shelf.answer(rating=2)
    assert model.facts(0) == Facts(photo(100, rating=2))


def test_what_was_on_its_way_when_all_grew_old_is_fetched_again(
    bridge: Bridge, qtbot: QtBot
) -> None:
    shelf = Shelf()
    model = PhotoModel(shelf.fetch, bridge)
    model.show(listing(1))
    model.want(range(0, 1))
    model.forget()
    model.want(range(0, 1))
    with qtbot.waitSignal(model.facts_arrived):
        shelf.answer(rating=1)
    with qtbot.waitSignal(model.facts_arrived):
        shelf.answer(rating=2)
    assert model.facts(0) == Facts(photo(100, rating=2))


def test_a_failed_fetch_is_told_and_can_be_wanted_again(qtbot: QtBot) -> None:
    bridge, shelf = Bridge(), Shelf()
    model = PhotoModel(shelf.fetch, bridge)
    model.show(listing(1))
    model.want(range(0, 1))
    with qtbot.waitSignal(bridge.failed):
        shelf.asked[-1][1].set_exception(InputError("no"))
    model.want(range(0, 1))
    assert len(shelf.asked) == 2


def test_the_memory_is_bounded(bridge: Bridge, qtbot: QtBot) -> None:
    class Small(PhotoModel):
        KEEP = 5

    model = Small(facts, bridge)
    model.show(listing(20))
    for start in range(0, 20, 5):
        with qtbot.waitSignal(model.facts_arrived):
            model.want(range(start, start + 5))
    assert model.facts(0) is None
    assert model.facts(19) is not None


def test_rows_are_found_by_id(bridge: Bridge) -> None:
    model = PhotoModel(facts, bridge)
    model.show(listing(100))
    assert model.row_of(142) == 42
    assert model.row_of(7) is None
    assert model.rows_of([150, 101, 7]) == [1, 50]
    assert model.rows_of(range(90, 120)) == list(range(20))


def test_a_photo_is_named_and_described(bridge: Bridge, qtbot: QtBot) -> None:
    shelf = Shelf()
    model = PhotoModel(shelf.fetch, bridge)
    model.show(listing(1))
    index = model.index(0, 0)
    roles = Qt.ItemDataRole
    assert model.data(index, roles.AccessibleTextRole) == ""
    model.want(range(0, 1))
    shown = photo(100, rating=4, favourite=True, problem=Problem("empty", "The file is empty."))
    with qtbot.waitSignal(model.facts_arrived):
        shelf.asked[-1][1].set_result({100: Facts(shown, ("beach",))})
    assert model.data(index, roles.DisplayRole) == "100.jpg"
    spoken = model.data(index, roles.AccessibleTextRole)
    for word in ("100.jpg", "2021", "beach", "4 stars", "favourite", "The file is empty."):
        assert word in spoken
    assert model.data(index, roles.DecorationRole) is None
