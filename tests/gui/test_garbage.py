"""QObjects in cycles die on the GUI thread."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from photoclip.gui.garbage import YOUNG, GarbageCollector


class Knot(QObject):
    """Holds itself."""

    def __init__(self, died: list[int]) -> None:
        super().__init__()
        self.me = self
        self.destroyed.connect(lambda: died.append(threading.get_ident()))


def test_cycles_are_left_alone_by_other_threads_and_collected_here(qtbot: QtBot) -> None:
    collector, died = GarbageCollector(), []
    collector.start()
    try:
        Knot(died)
        worker = threading.Thread(target=lambda: [[n] for n in range(20 * YOUNG)])
        worker.start()
        worker.join()
        assert died == []
        hoard = [[n] for n in range(2 * YOUNG)]
        collector.collect()
        assert died == [threading.get_ident()]
        assert len(hoard) == 2 * YOUNG
    finally:
        collector.stop()
    assert gc.isenabled()


def test_little_garbage_waits(qtbot: QtBot) -> None:
    collector, died = GarbageCollector(), []
    collector.start()
    try:
        Knot(died)
        collector.collect()
        assert died == []
    finally:
        collector.stop()
        gc.collect()
    assert len(died) == 1
