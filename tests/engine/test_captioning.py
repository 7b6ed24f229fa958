"""Writing captions in the background: whom for, cancelling, what is stale, who cannot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from photoclip.engine.caption_messages import (
    Captioning,
    Captions,
    CaptionScope,
    CaptionsOf,
    StopCaptions,
    WriteCaptions,
)
from photoclip.engine.engine import Engine
from photoclip.engine.messages import EngineStatus, GetStatus
from photoclip.errors import EngineError, InputError
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.paths import Home


@pytest.fixture
def engine(library: Library, home: Home) -> Iterator[Engine]:
    with Engine(home, "fake-captions") as engine:
        yield engine


def ids(library: Library) -> dict[str, int]:
    return {p.path.stem: p.id for p in photos.get(library, photos.ids(library))}


def begin(engine: Engine, *wanted: int, again: bool = False) -> CaptionScope:
    scope = engine.answer(WriteCaptions(wanted or None, again=again))
    assert isinstance(scope, CaptionScope)
    return scope


def work(engine: Engine) -> list[Captioning]:
    seen: list[Captioning] = []
    while engine.answering.captioning:
        seen += [event for event in engine.step() if isinstance(event, Captioning)]
    return seen


def written(engine: Engine, *wanted: int) -> dict[int, str]:
    found = engine.answer(CaptionsOf(wanted))
    assert isinstance(found, Captions)
    return {item.photo_id: item.text for item in found.items}


def waiting(engine: Engine) -> int:
    status = engine.answer(GetStatus())
    assert isinstance(status, EngineStatus)
    return status.captioning


def test_it_writes_for_those_without_a_caption(library: Library, engine: Engine) -> None:
    here = ids(library)
    photos.set_caption(library, [here["red"]], "mine")
    scope = begin(engine)
    assert set(scope.photo_ids) == set(here.values()) - {here["red"]}
    assert (scope.captioned, scope.written) == (1, 0)
    assert engine.busy
    assert waiting(engine) == len(scope.photo_ids)
    events = work(engine)
    assert events[-1].finished
    assert events[-1].progress.done == len(scope.photo_ids)
    assert [item.writer for event in events for item in event.items] == ["fake-captions"] * len(
        scope.photo_ids
    )
    assert written(engine, here["blue"], here["red"]) == {here["blue"]: "A blue picture"}
    again = begin(engine)
    assert (again.photo_ids, again.captioned, again.written) == ((), 1, len(here) - 1)
    assert set(begin(engine, again=True).photo_ids) == set(here.values())


def test_what_waits_can_be_cancelled(library: Library, engine: Engine) -> None:
    assert len(begin(engine).photo_ids) > 1
    engine.answer(StopCaptions())
    assert not engine.busy or waiting(engine) == 0
    assert waiting(engine) == 0


def test_only_the_photos_named_are_left_without(library: Library, engine: Engine) -> None:
    here = ids(library)
    begin(engine)
    engine.answer(StopCaptions((here["red"],)))
    assert waiting(engine) == len(here) - 1
    work(engine)
    assert set(written(engine, *here.values())) == set(here.values()) - {here["red"]}


def test_a_turned_photo_has_no_caption_any_more(library: Library, engine: Engine) -> None:
    red = ids(library)["red"]
    begin(engine, red)
    work(engine)
    assert written(engine, red)
    photos.rotate(library, [red], 90)
    assert written(engine, red) == {}
    assert begin(engine, red).photo_ids == (red,)


def test_a_photo_that_cannot_be_read_costs_itself(library: Library, engine: Engine) -> None:
    here = ids(library)
    photos.get(library, [here["red"]])[0].path.unlink()
    begin(engine, here["red"], here["blue"])
    events = work(engine)
    assert events[-1].problems == 1
    assert [number for event in events for number in event.failed] == [here["red"]]
    assert written(engine, *here.values()) == {here["blue"]: "A blue picture"}


def test_who_cannot_says_who_can(library: Library, home: Home) -> None:
    with Engine(home, "fake") as engine, pytest.raises(InputError, match="“captions” can"):
        begin(engine)
    with Engine(home, "fake-captions", read_only=True) as engine, pytest.raises(EngineError):
        begin(engine)
