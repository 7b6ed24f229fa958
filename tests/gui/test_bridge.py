"""Results reach the GUI thread, and only receivers that are alive."""

from __future__ import annotations

import threading
from concurrent.futures import Future

from PySide6.QtCore import QCoreApplication, QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from photoclip.errors import Cancelled, InputError
from photoclip.gui.bridge import Bridge


def test_a_result_arrives_on_the_thread_of_the_bridge(bridge: Bridge, qtbot: QtBot) -> None:
    future: Future[int] = Future()
    got: list[tuple[int, QThread]] = []
    receiver = QObject()
    bridge.when_done(future, receiver, lambda value: got.append((value, QThread.currentThread())))
    thread = threading.Thread(target=lambda: future.set_result(7))
    thread.start()
    thread.join()
    assert got == []
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(7, QCoreApplication.instance().thread())]


def test_calls_keep_their_order(bridge: Bridge, qtbot: QtBot) -> None:
    got: list[int] = []
    receiver = QObject()
    for number in range(50):
        bridge.post(receiver, lambda number=number: got.append(number))
    qtbot.waitUntil(lambda: len(got) == 50)
    assert got == list(range(50))


def test_a_deleted_receiver_hears_nothing(bridge: Bridge, qtbot: QtBot) -> None:
    got: list[str] = []
    gone, alive = QObject(), QObject()
    bridge.post(gone, lambda: got.append("gone"))
    bridge.post(alive, lambda: got.append("alive"))
    delete(gone)
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["alive"]


def test_a_deleted_bridge_does_not_hurt_the_thread_that_finishes() -> None:
    late = Bridge()
    future: Future[int] = Future()
    late.when_done(future, late, lambda _value: None)
    delete(late)
    future.set_result(1)


def test_errors_go_to_whoever_asked_else_to_failed(qtbot: QtBot) -> None:
    bridge, receiver = Bridge(), QObject()
    heard: list[tuple[str, BaseException]] = []
    bridge.failed.connect(lambda error: heard.append(("failed", error)))
    first, second = InputError("no such folder"), ValueError("a bug")
    for error, on_error in ((first, lambda e: heard.append(("mine", e))), (second, None)):
        future: Future[int] = Future()
        bridge.when_done(future, receiver, lambda _value: None, on_error)
        future.set_exception(error)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [("mine", first), ("failed", second)]


def test_cancelled_work_is_nobodys_error(bridge: Bridge, qtbot: QtBot) -> None:
    got: list[object] = []
    receiver = QObject()
    stopped: Future[int] = Future()
    never: Future[int] = Future()
    for future in (stopped, never):
        bridge.when_done(future, receiver, got.append, got.append)
    stopped.set_exception(Cancelled("Stopped as you asked."))
    never.cancel()
    bridge.post(receiver, lambda: got.append("last"))
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["last"]
