"""Reviewing a hundred thousand suggestions feels instant: what a key costs, what a page costs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from photoclip.cli.rows import _rows
from photoclip.domain import Suggestion
from photoclip.engine.messages import CountWaiting, Event, Request, Reviewed, ReviewPage, Waiting
from photoclip.gui.benchmark import percentile
from photoclip.gui.bridge import Bridge
from photoclip.gui.preferences import Preferences
from photoclip.gui.review.queue import State
from photoclip.gui.services import Services
from photoclip.gui.theme import apply_theme
from photoclip.gui.window import MainWindow
from photoclip.library.database import Library
from photoclip.library.schema import folder, photo, root
from photoclip.paths import Home
from photoclip.vectors.encoder import FakeEncoder
from photoclip.vectors.store import VectorStore
from photoclip.vectors.suggested import Suggested, Word
from tests.gui.fakes import FakeClient, done

pytestmark = pytest.mark.bar

PHOTOS, WORDS = 2_000, 50
TOTAL = PHOTOS * WORDS
KEY_MS = 16.0
"""The processor's time for a key and the picture after it: one frame of a screen."""


class ManyClient(FakeClient):
    """An engine's client with a hundred thousand suggestions in memory."""

    def submit(self, request: Request) -> Future[Any]:
        if isinstance(request, ReviewPage):
            first, last = request.offset, request.offset + request.limit
            items = [
                Suggestion(f"word {n % WORDS}", n // WORDS + 1, 0.5 + n / TOTAL / 2)
                for n in range(first, min(last, TOTAL))
            ]
            return done(Reviewed(tuple(items), TOTAL))
        if isinstance(request, CountWaiting):
            return done(Waiting(tuple((f"word {n}", PHOTOS) for n in range(WORDS)), TOTAL))
        return super().submit(request)


@pytest.fixture
def window(home: Home, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    qapp.setStyle("Fusion")
    apply_theme(qapp, "light")
    with Library.open(home) as library, library.write() as connection:
        place = str(home.data / "nowhere")
        connection.execute(insert(root).values(id=1, path=place, added_at="2026-01-01T00:00:00Z"))
        connection.execute(insert(folder).values(id=1, root_id=1, path=place))
        for rows in _rows(PHOTOS):
            connection.execute(insert(photo), rows)
    bridge = Bridge()
    preferences = Preferences(home.settings, bridge)

    def connect(on_event: Callable[[Event], None]) -> ManyClient:
        return ManyClient(on_event)

    services = Services(home, connect, bridge)
    made = MainWindow(services, preferences, lambda _choice: None, bridge)
    made.painted.connect(made.start)
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.close()
    preferences.close()
    assert services.close(10)
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.timeout(300)
def test_a_key_answers_within_a_frame(window: MainWindow, qtbot: QtBot) -> None:
    review = window.machine.review
    qtbot.waitUntil(lambda: window.services.engine.state.name == "RUNNING", timeout=30_000)
    window.actions_["review"].trigger()
    qtbot.waitUntil(lambda: review.queue.state is State.READY, timeout=30_000)
    assert review.queue.total == TOTAL
    canvas = review.page.single.canvas
    qtbot.waitUntil(canvas.hasFocus)
    costs = []
    for number in range(200):
        qtbot.waitUntil(lambda: review.queue.current is not None, timeout=10_000)
        before = review.queue.current
        started = time.thread_time()
        QTest.keyClick(canvas, Qt.Key.Key_Y if number % 3 else Qt.Key.Key_N)
        canvas.repaint()
        costs.append(1000 * (time.thread_time() - started))
        assert review.queue.current is not before
        QCoreApplication.processEvents()
    assert percentile(costs, 0.95) <= KEY_MS, (percentile(costs, 0.5), percentile(costs, 0.95))


def test_a_page_of_a_hundred_thousand_is_cheaper_than_counting_them(home: Home) -> None:
    random = np.random.default_rng(0)
    with VectorStore.open(home.vectors, library_uuid="bar") as store:
        kept: Suggested = store.suggested(FakeEncoder().spec)
        keys = [f"word {n}" for n in range(WORDS)]
        kept.name({key: Word(key, 0.5) for key in keys})
        ids = np.arange(1, PHOTOS + 1)
        kept.put(
            ids,
            [keys[n % WORDS] for n in range(TOTAL)],
            np.repeat(ids, WORDS),
            random.uniform(0.5, 1.0, TOTAL),
        )
        assert kept.count() == TOTAL
        floor = min(_milliseconds(kept.count) for _ in range(5))
        for certain in (False, True):
            for offset in (0, 5_000):
                page = min(
                    _milliseconds(lambda: kept.page(certain=certain, limit=60, offset=offset))  # noqa: B023
                    for _ in range(5)
                )
                assert page <= floor, (certain, offset, page, floor)


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)
