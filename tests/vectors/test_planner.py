"""The index of the photos: the way it takes, and that every way leads to the same photos."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from photoclip.domain import EncoderSpec
from photoclip.errors import Cancelled
from photoclip.jobs import CancelToken
from photoclip.vectors import planner
from photoclip.vectors.exact import MatrixIndex
from photoclip.vectors.planner import PhotoIndex
from photoclip.vectors.seam import Kind
from photoclip.vectors.store import VectorStore

Unit = Callable[..., NDArray[np.float32]]
Builder = Callable[..., list[str]]
LIBRARY = "library of the tests"
COUNT = 1_200


@pytest.fixture
def full(store: VectorStore, spec: EncoderSpec, unit: Unit) -> VectorStore:
    """A store of 1,200 photos with ids 1, 2, …"""
    store.space(spec).put(range(1, COUNT + 1), [""] * COUNT, unit(COUNT))
    return store


@pytest.fixture
def early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the graph answer from the first photo on, as if scans were slow."""
    monkeypatch.setattr(planner, "IMAGES_FROM", 1)
    monkeypatch.setattr(planner, "EXACT_MS", 0.0)


@pytest.fixture
def index(
    full: VectorStore, spec: EncoderSpec, builder: Builder, tmp_path: Path, early: None
) -> Iterator[PhotoIndex]:
    """The 1,200 photos with a graph that answers."""
    pytest.importorskip("hnswlib")
    made = PhotoIndex(full, spec, tmp_path, builder)
    made.settle()
    yield made
    made.close()


def oracle(index: PhotoIndex) -> MatrixIndex:
    """The exact answers to what the index holds."""
    ids, vectors = index.vectors(index.ids())
    return MatrixIndex(index.spec.dim, ids, vectors)


def test_the_graph_answers_where_it_pays(
    full: VectorStore, spec: EncoderSpec, builder: Builder, tmp_path: Path, unit: Unit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    pytest.importorskip("hnswlib")
    index = PhotoIndex(full, spec, tmp_path, builder)
    assert index.way(Kind.IMAGE, 10) == "exact"
    index.settle()
    assert index.status().kind == "hnsw"
    assert index.way(Kind.IMAGE, 10) == "exact", "too few photos"
    monkeypatch.setattr(planner, "IMAGES_FROM", COUNT)
    assert index.way(Kind.IMAGE, 10) == "hnsw"
    assert index.way(Kind.IMAGE, 501) == "exact", "too many results"
    assert index.way(Kind.IMAGE, 10, filtered=True) == "exact"
    assert index.way(Kind.TEXT, 10) == "exact", "a scan is quick"
    monkeypatch.setattr(planner, "EXACT_MS", 0.0)
    assert index.way(Kind.TEXT, 10) == "hnsw"
    found = index.search(unit(3, seed=2), 10, kind=Kind.TEXT)
    assert found.path == "hnsw"
    assert found.ids.shape == found.scores.shape == (3, 10)
    assert index.search(unit(1)[0], 10, kind=Kind.IMAGE).ids.shape == (10,)
    index.close()


def test_its_answers_are_scored_exactly(index: PhotoIndex, unit: Unit) -> None:
    exact = oracle(index)
    queries = unit(30, seed=7)
    found = index.search(queries, 20, kind=Kind.IMAGE)
    assert found.path == "hnsw"
    for ids, scores, query in zip(found.ids, found.scores, queries, strict=True):
        np.testing.assert_array_equal(exact.best_of(query, ids, 20)[0], ids)
        np.testing.assert_array_equal(exact.best_of(query, ids, 20)[1], scores)
    recall = index.recall(queries, 20, Kind.IMAGE)
    assert recall is not None
    assert recall > 0.98


def test_a_graph_too_far_behind_does_not_answer(
    index: PhotoIndex, full: VectorStore, spec: EncoderSpec, unit: Unit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(planner, "_LAG", 3)
    full.space(spec).put(range(2_000, 2_004), [""] * 4, unit(4))
    index.refresh()
    assert index.search(unit(1)[0], 5, kind=Kind.IMAGE).path == "exact"
    index.settle()
    assert index.search(unit(1)[0], 5, kind=Kind.IMAGE).path == "hnsw"


def test_a_spoilt_file_is_built_anew_without_a_word(
    index: PhotoIndex, full: VectorStore, spec: EncoderSpec, builder: Builder, tmp_path: Path
) -> None:
    index.close()
    (file,) = tmp_path.glob("*.hnsw")
    spoilt = bytearray(file.read_bytes())
    spoilt[len(spoilt) // 2] ^= 64
    file.write_bytes(spoilt)
    again = PhotoIndex(full, spec, tmp_path, builder)
    assert again.status().kind == "exact"
    assert "checksum" in again.status().detail
    again.settle()
    assert again.status().kind == "hnsw"
    assert not file.exists()
    again.close()


def test_many_tombstones_are_built_away(
    index: PhotoIndex, full: VectorStore, spec: EncoderSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planner, "HNSW_FROM", 500)
    full.space(spec).remove(range(1, 150))
    index.refresh()
    index.settle()
    assert index._hnsw is not None
    assert 0.1 < index._hnsw.tombstones < 0.25
    full.space(spec).remove(range(150, 400))
    index.refresh()
    index.settle()
    assert index._hnsw.tombstones == 0
    assert len(index._hnsw) == len(index) == COUNT - 399


def test_small_libraries_have_no_graph(
    store: VectorStore, spec: EncoderSpec, unit: Unit, tmp_path: Path
) -> None:
    store.space(spec).put(range(999), [""] * 999, unit(999))
    index = PhotoIndex(store, spec, tmp_path, lambda *_: pytest.fail("nothing to build"))
    index.settle()
    assert index.status().kind == "exact"
    assert "fewer than 1,000" in index.status().detail
    index.close()


def _dies(*_: str) -> list[str]:
    return [sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"]


def _complains(*_: str) -> list[str]:
    return [sys.executable, "-c", "import sys; sys.exit('no such luck')"]


def _pretends(*_: str) -> list[str]:
    return [sys.executable, "-c", "pass"]


@pytest.mark.parametrize(
    ("command", "why"),
    [(_dies, "ended with"), (_complains, "no such luck"), (_pretends, "there is none")],
)
def test_a_build_that_fails_is_not_tried_again(
    full: VectorStore, spec: EncoderSpec, unit: Unit, tmp_path: Path, early: None,
    command: Builder, why: str,
) -> None:  # fmt: skip
    pytest.importorskip("hnswlib")
    index = PhotoIndex(full, spec, tmp_path, command)
    index.settle()
    status = index.status()
    assert (status.kind, status.building) == ("exact", False)
    assert why in status.detail
    assert index.search(unit(1)[0], 5, kind=Kind.IMAGE).path == "exact"
    index.close()


def test_without_hnswlib_everything_works_exactly(
    full: VectorStore, spec: EncoderSpec, unit: Unit, tmp_path: Path, early: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(planner, "library", lambda: None)
    monkeypatch.setattr("photoclip.vectors.hnsw.library", lambda: None)
    index = PhotoIndex(full, spec, tmp_path, lambda *_: pytest.fail("nothing to build with"))
    index.settle()
    assert "not installed" in index.status().detail
    assert index.recall(unit(2)) is None
    found = index.search(unit(1)[0], 5, kind=Kind.IMAGE)
    assert found.path == "exact"
    assert found.ids[0] == 1
    index.close()


def test_a_stopped_wait_leaves_the_build_to_close(
    full: VectorStore, spec: EncoderSpec, tmp_path: Path
) -> None:
    pytest.importorskip("hnswlib")
    endless = [sys.executable, "-c", "import sys; sys.stdin = None; import time; time.sleep(600)"]
    index = PhotoIndex(full, spec, tmp_path, lambda *_: endless)
    assert not index.maintain()
    assert index.status().building
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        index.settle(token)
    index.close()
    assert not index.status().building
