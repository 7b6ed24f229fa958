"""The pipeline from files to vectors, with a pool that decodes in this process."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photoclip.domain import Metadata, Problem
from photoclip.engine import indexing
from photoclip.engine.indexing import Indexer, embed_readings
from photoclip.engine.messages import Embedding, PhotosRead
from photoclip.errors import OutOfMemory
from photoclip.images.reading import Reading
from photoclip.vectors.encoder import FakeEncoder, Pixels, Vectors


class Pool:
    """Stands for the decoders: hands out what it was given, in order."""

    def __init__(self) -> None:
        self.tasks: list[tuple[int, Path]] = []
        self.most = 0

    @property
    def waiting(self) -> int:
        return len(self.tasks)

    def close(self) -> None:
        self.tasks.clear()

    def submit(self, photo_id: int, path: Path) -> None:
        self.tasks.append((photo_id, path))
        self.most = max(self.most, len(self.tasks))

    def collect(self, at_most: int, wait_seconds: float) -> list[Reading]:
        done, self.tasks = self.tasks[:at_most], self.tasks[at_most:]
        return [self.read(*task) for task in done]

    def read(self, photo_id: int, path: Path) -> Reading:
        if path.suffix != ".jpg":
            problem = Problem(path.suffix[1:], "It cannot be read.")
            return Reading(photo_id, path, 1, 7, None, Metadata(), None, None, problem)
        pixels = np.full((32, 32, 3), photo_id % 256, np.uint8)
        return Reading(photo_id, path, 1, 7, f"{photo_id}", Metadata(), b"jpeg", pixels, None)


class Kept:
    """What the indexer handed on to be stored."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.batches: list[int] = []

    def __call__(self, ids: Sequence[int], stamps: Sequence[str], vectors: Vectors) -> None:
        assert [str(i) for i in ids] == list(stamps)
        assert vectors.shape == (len(ids), FakeEncoder.DIM)
        self.ids += ids
        self.batches.append(len(ids))


@pytest.fixture
def pool() -> Pool:
    return Pool()


@pytest.fixture
def kept() -> Kept:
    return Kept()


def photos(*names: str) -> list[tuple[int, Path]]:
    return [(number, Path(name)) for number, name in enumerate(names, start=1)]


def finish(indexer: Indexer) -> list[Reading]:
    told: list[Reading] = []
    last = None
    while indexer.busy:
        for event in indexer.step():
            if isinstance(event, PhotosRead):
                told += event.readings
            last = event
    assert isinstance(last, Embedding)
    assert last.finished
    assert last.progress.done == last.progress.total
    return told


def test_every_photo_is_embedded_once_and_told_without_pixels(pool: Pool, kept: Kept) -> None:
    indexer = Indexer(pool, FakeEncoder(), kept)  # type: ignore[arg-type]
    indexer.want(photos(*(f"{i}.jpg" for i in range(100))))
    told = finish(indexer)
    assert sorted(kept.ids) == list(range(1, 101))
    assert [reading.photo_id for reading in told] == list(range(1, 101))
    assert all(reading.pixels is None for reading in told)
    assert pool.most <= 1024


def test_a_problem_costs_its_photo_only(pool: Pool, kept: Kept) -> None:
    indexer = Indexer(pool, FakeEncoder(), kept)  # type: ignore[arg-type]
    indexer.want(photos("a.jpg", "b.damaged", "c.jpg", "d.vanished"))
    told = finish(indexer)
    assert sorted(kept.ids) == [1, 3]
    # A file that is gone is for the next scan to judge: the library is not told.
    assert [reading.photo_id for reading in told] == [1, 2, 3]


def test_without_an_encoder_photos_are_only_read(pool: Pool, kept: Kept) -> None:
    indexer = Indexer(pool, None, kept)  # type: ignore[arg-type]
    indexer.want(photos("a.jpg", "b.jpg"))
    assert len(finish(indexer)) == 2
    assert kept.ids == []


def test_what_is_settled_is_not_done_again(pool: Pool, kept: Kept, tmp_path: Path) -> None:
    indexer = Indexer(pool, FakeEncoder(), kept)  # type: ignore[arg-type]
    path = tmp_path / "a.jpg"
    path.write_bytes(b"1")

    os.utime(path, ns=(7, 7))
    indexer.want([(1, path)])
    finish(indexer)
    indexer.want([(1, path)])
    assert not indexer.busy
    os.utime(path, ns=(8, 8))
    indexer.want([(1, path)])
    assert indexer.outstanding == 1
    finish(indexer)
    assert kept.ids == [1, 1]


def test_a_new_wish_replaces_the_old_one_but_for_what_is_under_way(pool: Pool, kept: Kept) -> None:
    indexer = Indexer(pool, FakeEncoder(), kept)  # type: ignore[arg-type]
    indexer.want(photos(*(f"{i}.jpg" for i in range(500))))
    indexer.step()
    under_way = {photo_id for photo_id, _path in pool.tasks}
    indexer.want([(1000, Path("new.jpg"))])
    finish(indexer)
    assert 1000 in kept.ids
    assert len(kept.ids) == len(set(kept.ids))
    assert under_way <= set(kept.ids)
    assert len(kept.ids) < 500


def test_paused_nothing_happens(pool: Pool, kept: Kept) -> None:
    indexer = Indexer(pool, FakeEncoder(), kept)  # type: ignore[arg-type]
    indexer.want(photos("a.jpg"))
    indexer.paused = True
    assert not indexer.busy
    assert indexer.outstanding == 1


def test_a_photo_of_several_views_has_the_mean_of_their_vectors() -> None:
    encoder = FakeEncoder()
    squares = np.stack(
        [np.full((32, 32, 3), colour, np.uint8) for colour in ((255, 0, 0), (0, 0, 255))]
    )
    one = Reading(1, Path("a"), 1, 1, "1", Metadata(), b"", squares[0], None)
    both = replace(one, views=squares[1:])
    alone = encoder.encode_images(squares)
    for at_once in (1, 2, 8):
        vectors, seen = embed_readings([one, both, one], encoder, at_once)
        assert seen == 4
        mean = (alone[0] + alone[1]) / np.linalg.norm(alone[0] + alone[1])
        np.testing.assert_allclose(vectors, [alone[0], mean, alone[0]], atol=1e-6)


def test_views_turn_with_their_photo(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    square = np.zeros((32, 32, 3), np.uint8)
    square[0, 0] = 9
    one = Reading(1, Path("a"), 1, 1, "1", Metadata(), b"", square, None, views=square[None])
    turned = indexing._turned(one, 90)
    assert turned.pixels is not None
    assert turned.views is not None
    assert turned.pixels[0, 31, 0] == turned.views[0, 0, 31, 0] == 9


class Together:
    """An encoder whose first batches wait until so many are under way at once."""

    def __init__(self, at_once: int) -> None:
        self._fake = FakeEncoder()
        self._barrier = threading.Barrier(at_once, timeout=30)
        self._waiting = iter(range(at_once))

    def encode_images(self, pixels: Pixels) -> Vectors:
        if next(self._waiting, None) is not None:
            self._barrier.wait()
        return self._fake.encode_images(pixels)


def test_lanes_work_side_by_side(pool: Pool, kept: Kept) -> None:
    indexer = Indexer(pool, Together(2), kept, lanes=2)  # type: ignore[arg-type]
    indexer.want(photos(*(f"{i}.jpg" for i in range(64))))
    finish(indexer)
    assert sorted(kept.ids) == list(range(1, 65))
    indexer.close()


def test_what_an_encoder_raises_is_raised(pool: Pool, kept: Kept) -> None:
    class Full:
        def encode_images(self, pixels: Pixels) -> Vectors:
            raise OutOfMemory("There is not enough memory.")

    indexer = Indexer(pool, Full(), kept)  # type: ignore[arg-type]
    indexer.want(photos("a.jpg"))
    with pytest.raises(OutOfMemory):
        finish(indexer)
    indexer.close()
