"""The engine is started, joined to the window, and started again a bounded number of times."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from photoclip.engine.messages import (
    Catalogued,
    Died,
    Embedding,
    Notice,
    Pause,
    PhotosRead,
    Resume,
    Search,
)
from photoclip.errors import EngineDied, NoWeights
from photoclip.gui.bridge import Bridge
from photoclip.gui.engine_link import REFUSED, EngineLink, EngineState
from photoclip.jobs import Progress
from photoclip.query import parse
from tests.gui.fakes import STATUS, FakeEngine


@pytest.fixture
def kept() -> list[PhotosRead]:
    return []


@pytest.fixture
def link(engine: FakeEngine, kept: list[PhotosRead], bridge: Bridge) -> EngineLink:
    made = EngineLink(engine.connect, kept.append, bridge)
    made.WAIT_SECONDS = (0, 0, 0)
    return made


def running(link: EngineLink, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: link.state is EngineState.RUNNING)


def test_it_starts_and_says_what_it_holds(
    link: EngineLink, engine: FakeEngine, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(link.status_known) as known:
        link.start()
        assert link.state is EngineState.STARTING
    assert known.args == [STATUS]
    assert link.state is EngineState.RUNNING
    assert any(isinstance(request, Catalogued) for request, _ in engine.client.requests)
    link.start()
    assert len(engine.clients) == 1


def test_without_an_engine_questions_fail_at_once(link: EngineLink) -> None:
    with pytest.raises(EngineDied):
        link.ask(Search(parse("red"))).result(0)


def test_events_arrive(
    link: EngineLink, engine: FakeEngine, kept: list[PhotosRead], qtbot: QtBot
) -> None:
    link.start()
    running(link, qtbot)
    event = Embedding(Progress("Embedding", 1, 2))
    with qtbot.waitSignal(link.progressed) as progressed:
        engine.client.tell(event)
    with qtbot.waitSignal(link.noticed) as noticed:
        engine.client.tell(Notice("On the CPU now."))
    engine.client.tell(PhotosRead(()))
    assert progressed.args == [event]
    assert noticed.args == ["On the CPU now."]
    assert kept == [PhotosRead(())]


def test_a_dead_engine_is_started_again(link: EngineLink, engine: FakeEngine, qtbot: QtBot) -> None:
    link.start()
    running(link, qtbot)
    states: list[EngineState] = []
    link.state_changed.connect(states.append)
    engine.client.tell(Died("It stopped.", -9))
    qtbot.waitUntil(lambda: states[-1:] == [EngineState.RUNNING])
    assert states == [EngineState.STOPPED, EngineState.STARTING, EngineState.RUNNING]
    assert len(engine.clients) == 2


def test_it_is_not_started_again_for_ever(
    link: EngineLink, engine: FakeEngine, qtbot: QtBot
) -> None:
    link.start()
    for count in range(1, link.TRIES + 1):
        running(link, qtbot)
        engine.client.tell(Died("It stopped.", 1))
        qtbot.waitUntil(lambda count=count: len(engine.clients) == count + 1)
    running(link, qtbot)
    engine.client.tell(Died("It stopped.", 1))
    qtbot.waitUntil(lambda: link.state is EngineState.FAILED)
    assert len(engine.clients) == link.TRIES + 1
    link.start()
    running(link, qtbot)


def test_the_end_of_an_old_engine_does_not_end_the_new_one(
    link: EngineLink, engine: FakeEngine, qtbot: QtBot
) -> None:
    link.start()
    running(link, qtbot)
    engine.client.tell(Died("It stopped.", 1))
    qtbot.waitUntil(lambda: len(engine.clients) == 2)
    running(link, qtbot)
    engine.clients[0].tell(Died("It stopped again.", 1))
    with qtbot.waitSignal(link.noticed):
        engine.clients[1].tell(Notice("Still here."))
    assert link.state is EngineState.RUNNING


def test_an_engine_that_the_world_refuses_is_not_tried_again(
    link: EngineLink, engine: FakeEngine, qtbot: QtBot
) -> None:
    link.start()
    running(link, qtbot)
    engine.client.tell(Notice("Another photoclip is working on this library."))
    engine.client.tell(Died("It stopped.", REFUSED))
    qtbot.waitUntil(lambda: link.state is EngineState.FAILED)
    assert link.reason == "Another photoclip is working on this library."
    assert len(engine.clients) == 1


def test_pausing_and_going_on_are_requests(link: EngineLink, engine: FakeEngine) -> None:
    link.start()
    link.pause()
    link.resume()
    kinds = [type(request) for request, _ in engine.client.requests]
    assert kinds[-2:] == [Pause, Resume]
    engine.client.close()


def test_a_refused_request_is_a_sentence(
    link: EngineLink, engine: FakeEngine, qtbot: QtBot
) -> None:
    link.start()
    link.pause()
    with qtbot.waitSignal(link.noticed) as noticed:
        engine.client.pending(Pause)[0][1].set_exception(NoWeights("No weights."))
    assert noticed.args == ["No weights."]


def test_once_stopped_it_stays_so(link: EngineLink, engine: FakeEngine, qtbot: QtBot) -> None:
    link.start()
    running(link, qtbot)
    link.stop()
    engine.client.tell(Died("It stopped.", 1))
    link.close()
    assert engine.client.closed
    link.start()
    assert len(engine.clients) == 1


def test_of_much_news_the_latest_is_told(
    link: EngineLink, engine: FakeEngine, qtbot: QtBot
) -> None:
    link.start()
    told: list[int] = []
    link.progressed.connect(lambda event: told.append(event.progress.done))
    for done in range(500):
        engine.client.tell(Embedding(Progress("Embedding", done, 500)))
    qtbot.waitUntil(lambda: bool(told) and told[-1] == 499)
    assert len(told) < 10
    engine.client.tell(Embedding(Progress("Embedding", 500, 500), finished=True))
    qtbot.waitUntil(lambda: told[-1] == 500)
