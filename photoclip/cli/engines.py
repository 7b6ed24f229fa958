"""An engine for one command: the one that runs already, or one in this very process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Protocol, TypeVar

from photoclip.cli.session import Session
from photoclip.engine.access import owning
from photoclip.engine.client import EngineClient
from photoclip.engine.engine import Engine
from photoclip.engine.messages import Embedding, EngineStatus, Event, GetStatus, PhotosRead, Request
from photoclip.errors import EngineError, Locked
from photoclip.images.thumbs import ThumbStore
from photoclip.jobs import Progress
from photoclip.library import photos
from photoclip.library.database import Library

T = TypeVar("T")

LOOK_AGAIN_SECONDS = 0.25


class Asked(Protocol):
    """What a command sees of an engine."""

    def ask(self, request: Request, kind: type[T]) -> T:
        """The answer, which is a `kind`."""
        ...

    def step(self) -> list[Event]:
        """Let it work for a moment; what it tells of it."""
        ...

    def work(self) -> Iterator[Event]:
        """Let it work until nothing is outstanding; yields what it tells meanwhile."""
        ...


class _Own:
    """An engine in this process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ask(self, request: Request, kind: type[T]) -> T:
        return _checked(self._engine.answer(request), kind)

    def step(self) -> list[Event]:
        return self._engine.step()

    def work(self) -> Iterator[Event]:
        while self._engine.busy:
            yield from self._engine.step()
        self._engine.settle()


class _Running:
    """The engine of another process, for example of an open window, which writes its readings."""

    def __init__(self, client: EngineClient) -> None:
        self._client = client

    def ask(self, request: Request, kind: type[T]) -> T:
        return _checked(self._client.submit(request).result(), kind)

    def step(self) -> list[Event]:
        time.sleep(LOOK_AGAIN_SECONDS)
        return []

    def work(self) -> Iterator[Event]:
        total = self.ask(GetStatus(), EngineStatus).outstanding
        while (status := self.ask(GetStatus(), EngineStatus)).outstanding:
            yield Embedding(Progress("Embedding", total - status.outstanding, total))
            time.sleep(LOOK_AGAIN_SECONDS)


def _checked(answer: object, kind: type[T]) -> T:
    if not isinstance(answer, kind):
        raise EngineError(f"The engine answered {type(answer).__name__}, not {kind.__name__}.")
    return answer


@contextmanager
def engine_for(
    session: Session,
    encoder: str | None = None,
    *,
    writing: bool = False,
    keeping: bool = False,
    embed: bool = True,
) -> Iterator[Asked]:
    """The engine that runs for this home, else one in this process.

    With `writing` the vectors may change, so the lock of the library is held; a second process
    that wants the same gets `Locked`. `keeping` keeps the vectors of words for the next time,
    but only where nobody else writes. `embed=False` only reads photos.
    """
    client = EngineClient.attach(session.home, lambda _event: None) if encoder is None else None
    if client is not None:
        try:
            yield _Running(client)
        finally:
            client.close()
        return
    with ExitStack() as stack:
        if writing or keeping:
            try:
                stack.enter_context(owning(session.home))
            except Locked:
                if writing:
                    raise
                keeping = False
        engine = Engine(session.home, encoder, read_only=not (writing or keeping), embed=embed)
        yield _Own(stack.enter_context(engine))


def write_readings(library: Library, thumbs: ThumbStore, event: Event) -> None:
    """Keep what the decoders found: facts in the library, thumbnails in their store."""
    if isinstance(event, PhotosRead):
        photos.record(library, event.readings)
        thumbs.put(
            (r.photo_id, r.content_hash, r.thumbnail)
            for r in event.readings
            if r.thumbnail is not None and r.content_hash is not None
        )
