"""Switching encoders: the old one answers until the new one has seen everything."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photoclip import query
from photoclip.engine.engine import Engine
from photoclip.engine.messages import (
    Answer,
    Catalogued,
    EngineStatus,
    Event,
    GetStatus,
    Notice,
    PhotosRead,
    Search,
    Suggest,
)
from photoclip.engine.model_messages import ListModels, Models, RemoveModel, Switching, UseEncoder
from photoclip.errors import InputError, NoWeights
from photoclip.library import adapters, photos, roots, scanner, tags
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.settings import Settings, save
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.encoder import FakeEncoder
from photoclip.vectors.store import VectorStore

OLD, NEW = "fake", "fake-large"


def want(home: Home, name: str) -> None:
    save(home.settings, Settings(encoder=name))


@contextmanager
def engine_of(home: Home, *, read_only: bool = False) -> Iterator[Engine]:
    with Engine(home, read_only=read_only) as engine:
        yield engine


def finish(engine: Engine, library: Library) -> list[Event]:
    """Let it work until nothing is left, and write down what it reads."""
    told: list[Event] = []
    while engine.busy:
        for event in engine.step():
            if isinstance(event, PhotosRead):
                photos.record(library, event.readings)
            told.append(event)
    return told


def status(engine: Engine) -> EngineStatus:
    found = engine.answer(GetStatus())
    assert isinstance(found, EngineStatus)
    return found


def search(engine: Engine, text: str = "red") -> Answer:
    found = engine.answer(Search(query.parse(text)))
    assert isinstance(found, Answer)
    return found


@pytest.fixture
def embedded(home: Home, library: Library) -> Library:
    """The colours, embedded with the old encoder."""
    want(home, OLD)
    with engine_of(home) as engine:
        engine.answer(Catalogued())
        finish(engine, library)
        assert status(engine).embedded == 11
    return library


def test_the_old_one_answers_until_the_new_one_is_complete(home: Home, embedded: Library) -> None:
    want(home, NEW)
    with engine_of(home) as engine:
        before = status(engine)
        assert (before.encoder, before.coming, before.coming_embedded) == (OLD, NEW, 0)
        assert engine.answer(Catalogued()) == 11
        found = search(engine)
        assert found.searched == 11
        assert found.switching == "fake answers; fake-large has seen 0 photos so far."
        told = finish(engine, embedded)
        after = status(engine)
        assert (after.encoder, after.coming, after.embedded) == (NEW, None, 11)
        assert after.embedded_since_start == 11
        assert search(engine).switching is None
        assert photos.get(embedded, [search(engine).hits[0].photo_id])[0].path.name == "red.jpg"
    seen = [event for event in told if isinstance(event, Switching)]
    assert seen[-1].finished
    assert [e.progress.done for e in seen[:-1]] == sorted(e.progress.done for e in seen[:-1])
    assert {e.progress.total for e in seen[:-1]} == {11}
    assert any(isinstance(e, Notice) and "answers now" in e.sentence for e in told)
    assert not any(isinstance(e, PhotosRead) and e.readings for e in told if not _problems(e))


def _problems(event: Event) -> bool:
    return isinstance(event, PhotosRead) and all(r.problem for r in event.readings)


def test_the_window_may_ask_for_it_and_take_it_back(home: Home, embedded: Library) -> None:
    with engine_of(home) as engine:
        asked = engine.answer(UseEncoder(NEW))
        assert isinstance(asked, EngineStatus)
        assert (asked.encoder, asked.coming, asked.outstanding) == (OLD, NEW, 11)
        back = engine.answer(UseEncoder(OLD))
        assert isinstance(back, EngineStatus)
        assert (back.encoder, back.coming, back.outstanding) == (OLD, None, 0)
        assert not engine.busy


def test_switching_back_is_immediate(home: Home, embedded: Library) -> None:
    with engine_of(home) as engine:
        engine.answer(UseEncoder(NEW))
        finish(engine, embedded)
        engine.answer(UseEncoder(OLD))
        now = status(engine)
        assert (now.encoder, now.coming, now.embedded, now.outstanding) == (OLD, None, 11, 0)
        assert search(engine).searched == 11
    # And so it is for an engine that starts when the settings were changed meanwhile.
    want(home, NEW)
    with engine_of(home, read_only=True) as engine:
        assert status(engine).encoder == NEW
        assert status(engine).embedded == 11


def test_now_means_now(home: Home, embedded: Library) -> None:
    with engine_of(home) as engine:
        engine.answer(UseEncoder(NEW, now=True))
        assert (status(engine).encoder, status(engine).embedded) == (NEW, 0)
        assert search(engine).searched == 0
        finish(engine, embedded)
        assert status(engine).embedded == 11


def test_nothing_is_kept_back_for_an_old_space_with_little_in_it(
    home: Home, library: Library
) -> None:
    want(home, OLD)
    with engine_of(home) as engine:
        engine.answer(UseEncoder(NEW))
        assert (status(engine).encoder, status(engine).coming) == (NEW, None)


def test_new_photos_are_seen_by_both(home: Home, embedded: Library, photos_folder: Path) -> None:
    shutil.copy(photos_folder / "red.jpg", photos_folder / "another.jpg")
    with (photos_folder / "another.jpg").open("ab") as file:
        file.write(b"x")
    scanner.scan(embedded)
    want(home, NEW)
    with engine_of(home) as engine:
        assert engine.answer(Catalogued()) >= 12  # type: ignore[operator]
        while status(engine).embedded < 12:
            for event in engine.step():
                if isinstance(event, PhotosRead):
                    photos.record(embedded, event.readings)
        assert status(engine).encoder == OLD
        finish(engine, embedded)
        assert (status(engine).encoder, status(engine).embedded) == (NEW, 12)


def test_photos_that_cannot_be_seen_now_hold_the_switch_up(
    home: Home, embedded: Library, tmp_path: Path, paint: object, photos_folder: Path
) -> None:
    other = tmp_path / "drive"
    other.mkdir()
    (photos_folder / "red.jpg").rename(other / "red.jpg")
    roots.add(embedded, other)
    scanner.scan(embedded)
    with engine_of(home) as engine:
        engine.answer(Catalogued())
        finish(engine, embedded)
        assert status(engine).embedded == 11
        other.rename(tmp_path / "unplugged")
        scanner.scan(embedded)
        engine.answer(UseEncoder(NEW))
        told = finish(engine, embedded)
        assert any(isinstance(e, Notice) and "1 photos are in folders" in e.sentence for e in told)
        held = status(engine)
        assert (held.encoder, held.coming, held.coming_embedded) == (OLD, NEW, 10)
        (tmp_path / "unplugged").rename(other)
        scanner.scan(embedded)
        engine.answer(Catalogued())
        finish(engine, embedded)
        assert (status(engine).encoder, status(engine).embedded) == (NEW, 11)


def test_what_does_not_load_is_given_up_with_a_sentence(
    home: Home, embedded: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> FakeEncoder:
        raise NoWeights("The weights are broken.")

    with engine_of(home) as engine:
        engine.answer(UseEncoder(NEW))
        search(engine)  # the old one is loaded
        monkeypatch.setattr("photoclip.engine.switching.load_encoder", refuse)
        told = finish(engine, embedded)
        assert any(isinstance(e, Notice) and "broken" in e.sentence for e in told)
        assert (status(engine).encoder, status(engine).coming) == (OLD, None)
        assert search(engine).searched == 11


def test_an_encoder_that_is_gone_leaves_the_old_one_answering(
    home: Home, embedded: Library
) -> None:
    want(home, "standard")
    with engine_of(home, read_only=True) as engine:
        assert status(engine).encoder == OLD
        assert search(engine).searched == 11
        told = engine.step()
        assert any(isinstance(e, Notice) and "fake answers instead" in e.sentence for e in told)
        with pytest.raises(NoWeights):
            engine.answer(UseEncoder("standard"))


def test_other_weights_of_the_same_name_begin_at_once(
    home: Home, embedded: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a new version of photoclip brings a better built-in model."""
    spec = FakeEncoder.spec.fget  # type: ignore[attr-defined]
    monkeypatch.setattr(
        FakeEncoder, "spec", property(lambda self: replace(spec(self), digest="colours-2"))
    )
    with engine_of(home) as engine:
        assert (status(engine).encoder, status(engine).coming) == (OLD, None)
        assert engine.answer(Catalogued()) == 11
        finish(engine, embedded)
        assert status(engine).embedded == 11
        listed = engine.answer(ListModels())
        assert isinstance(listed, Models)
        fake = next(item for item in listed.items if item.name == OLD)
        assert fake.removable
        assert fake.old_megabytes > 0
        engine.answer(RemoveModel(OLD, vectors_only=True))
        assert status(engine).embedded == 11
    with VectorStore.open(home.vectors, library_uuid=embedded.uuid) as store:
        assert [spec.digest for spec in store.spaces()] == ["colours-2"]


def test_verdicts_stay_and_thresholds_are_found_anew(home: Home, embedded: Library) -> None:
    ids = photos.ids(embedded)
    tags.confirm(embedded, "warm", ids[:3])
    tags.reject(embedded, "warm", ids[3:6])
    said = sorted(embedded_verdicts(embedded))
    with engine_of(home) as engine:
        engine.answer(Suggest())
        finish(engine, embedded)
        engine.answer(UseEncoder(NEW))
        finish(engine, embedded)
        assert sorted(embedded_verdicts(embedded)) == said
    with VectorStore.open(home.vectors, library_uuid=embedded.uuid) as store:
        old, new = (store.suggested(FakeEncoder(size, name).spec) for name, size in KINDS)
        assert len(new.considered()) == len(old.considered()) == 11
        assert "warm" in new.words()


KINDS = ((OLD, 32), (NEW, 64))


def embedded_verdicts(library: Library) -> list[tuple[str, int, bool]]:
    from photoclip.library.lessons import lessons

    return list(lessons(library).verdicts)


def test_what_was_learnt_stays_with_its_encoder(home: Home, embedded: Library) -> None:
    key = FakeEncoder(32, OLD).spec.key
    number = adapters.keep(embedded, key, Adapter.identity(FakeEncoder.DIM).to_bytes(), {}, "x")
    adapters.activate(embedded, number, key)
    with engine_of(home) as engine:
        engine.answer(UseEncoder(NEW))
        told = finish(engine, embedded)
        last = [event for event in told if isinstance(event, Switching)][-1]
        assert last.relearn
        assert "personalize again" in last.sentence
        assert engine.answering.adapter() is None
        engine.answer(UseEncoder(OLD))
        assert engine.answering.adapter() is not None
    assert adapters.in_use(embedded, key) is not None


def test_old_spaces_are_listed_and_removed(home: Home, embedded: Library) -> None:
    with engine_of(home) as engine:
        engine.answer(UseEncoder(NEW))
        finish(engine, embedded)
        listed = engine.answer(ListModels())
        assert isinstance(listed, Models)
        assert listed.of == 11
        items = {item.name: item for item in listed.items}
        assert (items[OLD].photos, items[OLD].removable) == (11, True)
        assert (items[NEW].answering, items[NEW].removable) == (True, False)
        assert items[OLD].vector_megabytes > 0
        with pytest.raises(InputError, match="answers now"):
            engine.answer(RemoveModel(NEW, vectors_only=True))
        left = engine.answer(RemoveModel(OLD, vectors_only=True))
        assert isinstance(left, Models)
        assert OLD not in {item.name for item in left.items}
        assert search(engine).searched == 11


def test_a_file_of_an_earlier_photoclip_answers_with_its_largest_space(
    home: Home, embedded: Library
) -> None:
    with VectorStore.open(home.vectors, library_uuid=embedded.uuid) as store:
        with store._database.writing() as connection:
            connection.execute("UPDATE encoder SET turn = 0")
        assert store.turns.answering() == FakeEncoder(32, OLD).spec
    want(home, NEW)
    with engine_of(home) as engine:
        assert (status(engine).encoder, status(engine).coming) == (OLD, NEW)


WORK = """
import sys
from pathlib import Path
from photoclip.engine.engine import Engine
from photoclip.engine.messages import Catalogued, PhotosRead
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.paths import Home
home = Home.at(Path(sys.argv[1]))
with Library.open(home) as library, Engine(home) as engine:
    print("working", flush=True)
    engine.answer(Catalogued())
    while engine.busy:
        for event in engine.step():
            if isinstance(event, PhotosRead):
                photos.record(library, event.readings)
    print("done", flush=True)
"""


def test_killed_at_random_moments_it_goes_on(
    home: Home, library: Library, photos_folder: Path
) -> None:
    """The engine's process, with kill -9; what answers is never less than it was."""
    for number in range(60):
        shutil.copy(photos_folder / "red.jpg", photos_folder / f"copy{number}.jpg")
        with (photos_folder / f"copy{number}.jpg").open("ab") as file:
            file.write(bytes([number]))
    scanner.scan(library)
    want(home, OLD)
    command = [sys.executable, "-c", WORK, str(home.data)]
    subprocess.run(command, check=True, capture_output=True)
    want(home, NEW)
    chance = random.Random(5)
    kills = 0
    for longest in (0.0, 0.05, 0.1, 0.2, 0.4, 0.8):  # a quick machine is done in half a second
        child = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.uniform(0.0, longest))
        kills += child.poll() is None
        child.kill()
        child.wait()
        child.stdout.close()
        with engine_of(home, read_only=True) as engine:
            now = status(engine)
            assert now.embedded == 71
            assert now.encoder == (OLD if now.coming else NEW)
    assert kills
    subprocess.run(command, check=True, capture_output=True)
    with engine_of(home, read_only=True) as engine:
        assert (status(engine).encoder, status(engine).embedded) == (NEW, 71)
    with VectorStore.open(home.vectors, library_uuid=library.uuid) as store:
        assert store.check() == []
        ids, vectors = store.space(FakeEncoder(64, NEW).spec).load()
        assert len(ids) == 71
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
