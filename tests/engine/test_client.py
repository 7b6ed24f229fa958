"""The engine as a process of its own: requests, events, its death, those who attach."""

from __future__ import annotations

import os
import signal
import stat
import threading
from concurrent.futures import Future
from typing import Any

import pytest

from photoclip.engine.client import EngineClient
from photoclip.engine.messages import (
    Answer,
    Catalogued,
    Died,
    Embedding,
    EngineStatus,
    Event,
    GetStatus,
    Pause,
    PhotosRead,
    Resume,
    Search,
)
from photoclip.engine.model_messages import UseEncoder
from photoclip.errors import EngineDied, NoWeights, QueryError
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.query import parse

SECONDS = 30.0


class Events:
    """Collects what the engine tells; `until` waits for an event without sleeping."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._changed = threading.Condition()
        self._seen: list[Event] = []

    def __call__(self, event: Event) -> None:
        if isinstance(event, PhotosRead):
            photos.record(self._library, event.readings)
        with self._changed:
            self._seen.append(event)
            self._changed.notify_all()

    def until(self, kind: type[Any], **fields: object) -> Any:
        def found() -> Any:
            for event in self._seen:
                if isinstance(event, kind) and all(
                    getattr(event, name) == value for name, value in fields.items()
                ):
                    return event
            return None

        with self._changed:
            assert self._changed.wait_for(lambda: found() is not None, SECONDS), self._seen
            return found()


def ask(client: EngineClient, request: Any) -> Any:
    return client.submit(request).result(SECONDS)


@pytest.fixture
def events(library: Library) -> Events:
    return Events(library)


@pytest.fixture
def client(home: Home, events: Events):  # type: ignore[no-untyped-def]
    client = EngineClient.start(home, events, "fake")
    yield client
    client.close()


def test_reads_embeds_and_finds(client: EngineClient, events: Events, library: Library) -> None:
    assert ask(client, Catalogued()) == 11
    events.until(Embedding, finished=True)
    status = ask(client, GetStatus())
    assert isinstance(status, EngineStatus)
    assert (status.encoder, status.embedded, status.outstanding) == ("fake", 11, 0)
    answer = ask(client, Search(parse("red"), limit=3, weak=True))
    assert isinstance(answer, Answer)
    (best,) = photos.get(library, [answer.hits[0].photo_id])
    assert best.path.name == "red.jpg"
    assert best.content_hash is not None
    assert (answer.searched, answer.of) == (11, 11)
    assert ask(client, Catalogued()) == 0


def test_paused_it_waits(client: EngineClient, events: Events) -> None:
    ask(client, Pause())
    assert ask(client, Catalogued()) == 11
    assert ask(client, GetStatus()).paused
    assert ask(client, GetStatus()).embedded == 0
    ask(client, Resume())
    events.until(Embedding, finished=True)
    assert ask(client, GetStatus()).embedded == 11


def test_errors_of_the_world_come_back_as_themselves(client: EngineClient) -> None:
    with pytest.raises(QueryError) as caught:
        ask(client, Search(parse("dog tag:nobody")))
    assert caught.value.position == 4


def test_death_fails_what_is_pending_and_is_told(client: EngineClient, events: Events) -> None:
    ask(client, GetStatus())
    pid = client.process_id
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    pending: Future[Any] = client.submit(GetStatus())
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(EngineDied):
        pending.result(SECONDS)
    assert events.until(Died).exit_status == -signal.SIGKILL
    assert not client.alive
    with pytest.raises(EngineDied):
        client.submit(GetStatus()).result(0)


def test_a_second_engine_for_one_library_says_why_not(
    client: EngineClient, home: Home, library: Library
) -> None:
    ask(client, GetStatus())
    events = Events(library)
    second = EngineClient.start(home, events, "fake")
    try:
        with pytest.raises(EngineDied):
            ask(second, GetStatus())
        assert events.until(Died).exit_status == 3
    finally:
        second.close()
    assert ask(client, GetStatus()).encoder == "fake"


def test_others_attach_by_a_file_that_only_the_user_can_read(
    client: EngineClient, home: Home
) -> None:
    ask(client, GetStatus())
    assert stat.S_IMODE(home.engine_address.stat().st_mode) == 0o600
    guest = EngineClient.attach(home, lambda _event: None)
    assert guest is not None
    assert ask(guest, GetStatus()).encoder == "fake"
    guest.close()
    assert ask(client, GetStatus()).encoder == "fake"


def test_nobody_to_attach_to(home: Home) -> None:
    assert EngineClient.attach(home, lambda _event: None) is None
    home.data.mkdir(parents=True)
    home.engine_address.write_text('{"address": "/nowhere", "key": "00"}')
    assert EngineClient.attach(home, lambda _event: None) is None
    home.engine_address.write_text("no JSON")
    assert EngineClient.attach(home, lambda _event: None) is None


def test_closing_at_once_leaves_nothing(home: Home, library: Library) -> None:
    EngineClient.start(home, lambda _event: None, "fake").close()


def test_the_engine_goes_with_its_owner(client: EngineClient, home: Home) -> None:
    ask(client, GetStatus())
    assert home.engine_address.exists()
    client.close()
    assert not home.engine_address.exists()
    with pytest.raises(EngineDied):
        client.submit(GetStatus()).result(0)


def test_switching_encoders_and_back(client: EngineClient, events: Events) -> None:
    ask(client, Catalogued())
    events.until(Embedding, finished=True)
    status = ask(client, UseEncoder("fake"))
    assert (status.encoder, status.embedded, status.outstanding) == ("fake", 11, 0)
    with pytest.raises(NoWeights):
        ask(client, UseEncoder("nothing of that name"))
    assert ask(client, Search(parse("red"), limit=1, weak=True)).hits
