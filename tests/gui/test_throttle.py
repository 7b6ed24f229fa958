"""The first call comes at once, the next ones after a rest, however many were asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from photoclip.gui.throttle import Throttle


def test_many_wishes_are_few_calls(qtbot: QtBot) -> None:
    owner, calls = QObject(), []
    throttle = Throttle(lambda: calls.append(1), 60_000, owner)
    assert calls == []
    for _ in range(5):
        throttle.ask()
    qtbot.waitUntil(lambda: calls == [1])
    throttle.ask()
    later: list[int] = []
    Throttle(lambda: later.append(1), 0, owner).ask()
    qtbot.waitUntil(lambda: bool(later))
    assert calls == [1]


def test_what_was_asked_for_during_the_rest_is_done_once_at_its_end(qtbot: QtBot) -> None:
    owner, calls = QObject(), []
    throttle = Throttle(lambda: calls.append(1), 5, owner)
    throttle.ask()
    qtbot.waitUntil(lambda: calls == [1])
    for _ in range(3):
        throttle.ask()
    qtbot.waitUntil(lambda: calls == [1, 1])


def test_what_was_done_otherwise_is_not_done_again(qtbot: QtBot) -> None:
    owner, calls = QObject(), []
    throttle = Throttle(lambda: calls.append(1), 0, owner)
    throttle.ask()
    throttle.cancel()
    last: list[int] = []
    Throttle(lambda: last.append(1), 0, owner).ask()
    qtbot.waitUntil(lambda: bool(last))
    assert calls == []
