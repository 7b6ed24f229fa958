"""Values and fakes of the window's tests."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image

from photoclip.domain import Metadata, Photo
from photoclip.engine.messages import Catalogued, EngineStatus, Event, GetStatus, Request
from photoclip.errors import EngineDied
from photoclip.gui.model import Facts, Listing
from photoclip.gui.sections import Section


def done(value: Any) -> Future[Any]:
    """A future that has its result."""
    future: Future[Any] = Future()
    future.set_result(value)
    return future


def photo(photo_id: int, **given: Any) -> Photo:
    """A photo of the library by its id."""
    values: dict[str, Any] = {"path": Path(f"/photos/{photo_id}.jpg"), "size": 1000, "mtime_ns": 1}
    values["metadata"] = Metadata("jpeg", 640, 480, taken_at=datetime(2021, 5, 6, 7, 8))
    return Photo(photo_id, **(values | given))


def listing(*counts: int) -> Listing:
    """Sections with so many photos each; the ids count from 100."""
    sections = tuple(Section(f"Section {n}", count) for n, count in enumerate(counts))
    return Listing(array("q", range(100, 100 + sum(counts))), sections)


class FakePictures:
    """A source of pictures: red ones are stored, blue ones have to be made, odd ones are broken."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.missing: set[int] = set()
        self.broken: set[int] = set()
        self.gate: Callable[[int], object] = lambda _photo_id: None

    def stored(self, photo_ids: Sequence[int], side: int) -> dict[int, Image.Image]:
        return {i: self._picture(i, "red") for i in photo_ids if i not in self.missing}

    def made(self, photo_id: int, side: int) -> Image.Image | None:
        return None if photo_id in self.broken else self._picture(photo_id, "blue")

    def _picture(self, photo_id: int, colour: str) -> Image.Image:
        self.gate(photo_id)
        self.asked.append(photo_id)
        return Image.new("RGB", (400, 300), colour)


def facts(photo_ids: Sequence[int]) -> Future[dict[int, Facts]]:
    """What the grid shows of any photos, at once."""
    return done({photo_id: Facts(photo(photo_id)) for photo_id in photo_ids})


class FakeClient:
    """An engine's client whose answers the test gives."""

    def __init__(self, on_event: Callable[[Event], None]) -> None:
        self.tell = on_event
        self.requests: list[tuple[Request, Future[Any]]] = []
        self.closed = False

    def submit(self, request: Request) -> Future[Any]:
        future: Future[Any] = Future()
        self.requests.append((request, future))
        if isinstance(request, GetStatus):
            future.set_result(STATUS)
        elif isinstance(request, Catalogued):
            future.set_result(0)
        return future

    def pending(self, kind: type) -> list[tuple[Any, Future[Any]]]:
        """The requests of a kind that wait for an answer."""
        return [(r, f) for r, f in self.requests if isinstance(r, kind) and not f.done()]

    def die(self) -> None:
        """Fail what is pending, as a client does whose engine is gone."""
        for _request, future in self.requests:
            if not future.done():
                future.set_exception(EngineDied("The engine stopped."))

    def close(self, seconds: float = 3.0) -> None:
        self.closed = True
        self.die()


STATUS = EngineStatus(
    encoder="fake",
    dim=64,
    device="cpu",
    precision="fp32",
    index_kind="exact",
    index_count=0,
    index_generation=0,
    embedded=0,
    embedded_since_start=0,
    outstanding=0,
    paused=False,
)


class FakeEngine:
    """Starts fake clients and keeps them."""

    def __init__(self) -> None:
        self.clients: list[FakeClient] = []

    def connect(self, on_event: Callable[[Event], None]) -> FakeClient:
        self.clients.append(FakeClient(on_event))
        return self.clients[-1]

    @property
    def client(self) -> FakeClient:
        """The client that was started last."""
        return self.clients[-1]
