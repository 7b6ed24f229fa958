"""The review in the window: its page, its keys, its counts; one by one and many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoclip.domain import Suggestion
from photoclip.engine.messages import (
    CountWaiting,
    Event,
    Request,
    Reviewed,
    ReviewPage,
    Suggesting,
    Waiting,
)
from photoclip.gui.autotag.dialog import SuggestDialog
from photoclip.gui.listings import REVIEW
from photoclip.gui.review.queue import State
from photoclip.gui.review.review import Review
from photoclip.gui.window import MainWindow
from photoclip.jobs import Progress
from photoclip.library import answers
from photoclip.library.names import fold
from tests.gui.fakes import FakeClient, FakeEngine, done
from tests.gui.test_accessibility import nameless


class SuggestingClient(FakeClient):
    """An engine's client that suggests what the test says, less what the library has answered."""

    def __init__(self, on_event: Callable[[Event], None]) -> None:
        super().__init__(on_event)
        self.suggestions: list[Suggestion] = []
        self.answered: Callable[[], set[tuple[str, int]]] = set

    def submit(self, request: Request) -> Future[Any]:
        if isinstance(request, ReviewPage | CountWaiting):
            said = self.answered()
            left = [s for s in self.suggestions if (fold(s.tag), s.photo_id) not in said]
            if isinstance(request, CountWaiting):
                names = sorted({s.tag for s in left})
                counts = [(name, sum(s.tag == name for s in left)) for name in names]
                return done(Waiting(tuple(counts), len(left)))
            ours = [s for s in left if request.tag in (None, s.tag)]
            ours.sort(key=lambda s: s.probability, reverse=request.certain)
            part = ours[request.offset : request.offset + request.limit]
            return done(Reviewed(tuple(part), len(ours)))
        return super().submit(request)


@pytest.fixture(autouse=True)
def _suggesting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Review, "REST", 20)

    def connect(self: FakeEngine, on_event: Callable[[Event], None]) -> FakeClient:
        self.clients.append(SuggestingClient(on_event))
        return self.clients[-1]

    monkeypatch.setattr(FakeEngine, "connect", connect)


def suggest(window: MainWindow, engine: FakeEngine, *tags: str) -> list[int]:
    """Suggest tags for every photo of the window, each photo a little more probable."""
    client = engine.client
    assert isinstance(client, SuggestingClient)
    ids = list(window.model.ids)
    client.suggestions = [
        Suggestion(tag, one, 0.5 + n / 100) for tag in tags for n, one in enumerate(ids)
    ]

    def answered() -> set[tuple[str, int]]:
        given = window.services.lane.ask(answers.all_answers).result(10)
        return set(zip(map(fold, given.names), given.photo_ids.tolist(), strict=True))

    client.answered = answered
    client.tell(Suggesting(Progress("Suggesting tags", 11, 11), 22, finished=True))
    return ids


def given(window: MainWindow) -> list[tuple[str, int, bool]]:
    """What the library holds."""
    found = window.services.lane.ask(answers.all_answers).result(10)
    return list(zip(found.names, found.photo_ids.tolist(), found.agreed.tolist(), strict=True))


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def reviewing(window: MainWindow, qtbot: QtBot, *keys: Qt.Key) -> Review:
    review = window.machine.review
    window.actions_["review"].trigger()
    qtbot.waitUntil(lambda: review.queue.state is State.READY)
    for key in keys:
        press(key)
    return review


def saved(window: MainWindow, expected: Sequence[tuple[str, int, bool]], qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: given(window) == sorted(expected))


def test_what_waits_is_counted_in_the_sidebar(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    sidebar = full_window.frame.sidebar
    suggest(full_window, engine, "beach", "dog")
    qtbot.waitUntil(lambda: sidebar._waiting.get(REVIEW) == 22)
    reviewing(full_window, qtbot, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: sidebar._waiting.get(REVIEW) == 21)


def test_yes_no_skip_and_back_by_keyboard(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    ids = suggest(full_window, engine, "beach")
    keys = Qt.Key
    review = reviewing(full_window, qtbot, keys.Key_Y, keys.Key_N, keys.Key_Space, keys.Key_Y)
    saved(full_window, [("beach", ids[0], True), ("beach", ids[1], False), ("beach", ids[3], True)],
          qtbot)  # fmt: skip
    press(keys.Key_Left)
    press(keys.Key_Left)
    assert review.page.single.item is not None
    assert review.page.single.item.suggestion.photo_id == ids[2]
    press(keys.Key_N)
    saved(full_window, [("beach", ids[0], True), ("beach", ids[1], False),
                        ("beach", ids[2], False), ("beach", ids[3], True)], qtbot)  # fmt: skip
    press(keys.Key_Z)
    saved(full_window, [("beach", ids[0], True), ("beach", ids[1], False), ("beach", ids[3], True)],
          qtbot)  # fmt: skip
    qtbot.waitUntil(lambda: review.page.single.item.suggestion.photo_id == ids[2])


def test_the_usual_undo_works_there_too(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    ids = suggest(full_window, engine, "beach")
    review = reviewing(full_window, qtbot, Qt.Key.Key_Y)
    saved(full_window, [("beach", ids[0], True)], qtbot)
    qtbot.waitUntil(full_window.actions_["undo"].isEnabled)
    full_window.actions_["undo"].trigger()
    saved(full_window, [], qtbot)
    qtbot.waitUntil(lambda: review.page.single.item.suggestion.photo_id == ids[0])


def test_many_at_once_takes_a_word_and_clicks_away(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    ids = suggest(full_window, engine, "beach", "dog")
    review = reviewing(full_window, qtbot)
    qtbot.waitUntil(lambda: review.page.words.topLevelItemCount() == 3)
    press(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: review.page.grid.isVisible())
    page = review.page
    assert page.queue.tag == "beach"
    assert page.grid.batch.rowCount() == 11
    rect = page.grid.visualRect(page.grid.batch.index(1, 0))
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert [item.suggestion.photo_id for item in page.grid.batch.rejected] == [ids[-2], ids[-3]]
    assert page.confirm.text() == "Confirm 9, reject 2  Y"
    press(Qt.Key.Key_Y)
    saved(full_window, [("beach", one, one not in ids[-3:-1]) for one in ids], qtbot)
    qtbot.waitUntil(lambda: review.queue.state is State.FINISHED)
    press(Qt.Key.Key_Z)
    saved(full_window, [], qtbot)


def test_words_are_chosen_at_the_left(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    suggest(full_window, engine, "beach", "dog")
    review = reviewing(full_window, qtbot)
    words = review.page.words
    qtbot.waitUntil(lambda: words.topLevelItemCount() == 3)
    words.setCurrentItem(words.topLevelItem(2))
    qtbot.waitUntil(lambda: review.queue.state is State.READY)
    assert review.page.single.item is not None
    assert review.page.single.item.suggestion.tag == "dog"
    assert review.page.note == "11 left"


def test_the_end_and_the_emptiness_say_what_to_do_next(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    review = full_window.machine.review
    review.open()
    qtbot.waitUntil(lambda: review.queue.state is State.EMPTY)
    message = review.page.message
    assert message.suggest.isVisible()
    assert not message.again.isVisible()
    with qtbot.waitSignal(review.suggest_asked):
        message.suggest.click()
    full_window.findChildren(SuggestDialog)[-1].reject()
    full_window.activateWindow()  # the window manager's part
    ids = suggest(full_window, engine, "beach")
    qtbot.waitUntil(lambda: review.queue.state is State.READY)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is review.page.single.canvas)
    press(Qt.Key.Key_Space)
    for _ in ids[1:]:
        press(Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: review.queue.state is State.FINISHED)
    assert message.title.text() == "All done"
    assert "confirmed 10 and rejected 0" in message.text.text()
    assert message.again.isVisible()
    with qtbot.waitSignal(review.page.personalize_asked):
        message.learn.click()
    assert full_window.tools.personal.shown
    review.open()
    message.again.click()
    qtbot.waitUntil(lambda: review.queue.state is State.READY)


def test_its_keys_work_on_its_page_alone(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    suggest(full_window, engine, "beach")
    assert not full_window.actions_["review_yes"].isEnabled()
    reviewing(full_window, qtbot)
    assert full_window.actions_["review_yes"].isEnabled()
    full_window.actions_["back"].trigger()
    assert not full_window.actions_["review_yes"].isEnabled()


def test_everything_on_the_page_has_a_name(
    full_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    suggest(full_window, engine, "beach")
    review = reviewing(full_window, qtbot)
    assert nameless(review.page) == []
    press(Qt.Key.Key_M)
    assert nameless(review.page) == []
