"""The index of the photos: the way it takes, and that every way leads to the same photos."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from photoclip.domain import EncoderSpec
from photoclip.errors import Cancelled
from photoclip.jobs import CancelToken
from photoclip.vectors import planner
from photoclip.vectors.encoder import FakeEncoder
from photoclip.vectors.exact import MatrixIndex
from photoclip.vectors.hnsw import Kind
from photoclip.vectors.planner import PhotoIndex, at_rest
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


def test_red_finds_red(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    colours = {1: (255, 0, 0), 2: (0, 41, 255), 3: (0, 204, 0), 4: (250, 10, 10)}
    pixels = np.stack([np.full((32, 32, 3), c, np.uint8) for c in colours.values()])
    with VectorStore.open(tmp_path / "vectors.db", library_uuid=LIBRARY) as store:
        store.space(encoder.spec).put(list(colours), [""] * 4, encoder.encode_images(pixels))
        index = PhotoIndex(store, encoder.spec, tmp_path)
        found = index.search(encoder.encode_texts(["a red car"])[0], 2)
        assert set(found.ids.tolist()) == {1, 4}
        assert found.path == "exact"
        found = index.search(encoder.encode_texts(["red"])[0], 2, np.array([2, 4]))
        assert found.ids[0] == 4
        assert found.path == "exact on 2 photos"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    seed=st.integers(0, 999),
    k=st.integers(1, 60),
    share=st.sampled_from([0.0, 0.001, 0.02, 0.3, 0.9, 1.0]),
    kind=st.sampled_from(list(Kind)),
)
def test_a_filtered_search_loses_nothing(
    index: PhotoIndex, seed: int, k: int, share: float, kind: Kind
) -> None:
    rng = np.random.default_rng(seed)
    query = rng.standard_normal(16).astype(np.float32)
    query /= np.linalg.norm(query)
    chosen = np.flatnonzero(rng.random(COUNT + 50) < share)
    found = index.search(query, k, chosen, kind=kind)
    ids, vectors = index.vectors(index.ids())
    passed = np.isin(ids, chosen)
    scores = np.einsum("ij,j->i", vectors[passed], query)
    order = np.lexsort((ids[passed], -scores))[:k]
    assert found.ids.tolist() == ids[passed][order].tolist()
    assert found.path.startswith("exact")


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


def test_what_the_graph_has_not_seen_counts_at_once(
    index: PhotoIndex, full: VectorStore, spec: EncoderSpec, unit: Unit
) -> None:
    queries = unit(2, seed=50)
    space = full.space(spec)
    gone = int(index.search(queries[1], 1, kind=Kind.IMAGE).ids[0])
    space.put([5_000], ["new"], queries[:1])
    space.remove([gone])
    assert index.refresh() == 2
    for waiting in (2, 0):
        assert index.status().pending == waiting
        found = index.search(queries, 5, kind=Kind.IMAGE)
        assert found.path == "hnsw"
        assert found.ids[0, 0] == 5_000
        assert gone not in found.ids
        assert not index.maintain(5)


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


def test_fewer_than_asked_for_are_found_exactly(index: PhotoIndex, unit: Unit) -> None:
    found = index.search(unit(1)[0], 500, np.arange(1, 4), kind=Kind.IMAGE)
    assert len(found.ids) == 3
    assert len(index.search(unit(1)[0], 5_000).ids) == COUNT


def test_it_follows_the_store_step_by_step(
    index: PhotoIndex, full: VectorStore, spec: EncoderSpec, unit: Unit
) -> None:
    space, rng = full.space(spec), np.random.default_rng(5)
    for round_ in range(12):
        some = rng.choice(2_000, 40, replace=False)
        if round_ % 3 == 2:
            space.remove(some.tolist())
        else:
            space.put(some, [str(round_)] * 40, unit(40, seed=round_ + 100))
        index.refresh()
        index.maintain(0.01)
    index.settle()
    ids, matrix = space.load()
    held, vectors = index.vectors(index.ids())
    assert held.tolist() == ids.tolist()
    np.testing.assert_array_equal(vectors, matrix)
    assert index.status().generation == space.head
    assert index._hnsw is not None
    assert index._hnsw.live_ids().tolist() == ids.tolist()
    recall = index.recall(unit(50, seed=1), 10)
    assert recall is not None
    assert recall > 0.97


def test_it_is_saved_and_found_again(
    index: PhotoIndex, full: VectorStore, spec: EncoderSpec, builder: Builder, tmp_path: Path,
    unit: Unit,
) -> None:  # fmt: skip
    space = full.space(spec)
    space.put([3_000], [""], unit(1, seed=70))
    index.refresh()
    index.settle()
    index.close()
    index.close()
    space.put([3_001], [""], unit(1, seed=71))
    again = PhotoIndex(full, spec, tmp_path, builder)
    status = again.status()
    assert (status.kind, status.count, status.pending) == ("hnsw", COUNT + 2, 1)
    found = again.search(unit(1, seed=71), 1, kind=Kind.IMAGE)
    assert (found.ids.tolist(), found.path) == ([[3_001]], "hnsw")
    again.close()


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


def _graph_files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("*.hnsw*")}


def test_a_reader_searches_exactly_and_writes_nothing(
    index: PhotoIndex, full: VectorStore, spec: EncoderSpec, tmp_path: Path, unit: Unit
) -> None:
    index.close()
    before = _graph_files(tmp_path)
    with VectorStore.open(full.path, library_uuid=LIBRARY, read_only=True) as reader:
        seen = PhotoIndex(reader, spec, tmp_path)
        full.space(spec).put([4_000], [""], unit(1, seed=80))
        assert seen.refresh() == 1
        seen.settle()
        assert seen.search(unit(1, seed=80)[0], 1).ids.tolist() == [4_000]
        seen.close()
        assert at_rest(reader, spec, tmp_path).kind == "hnsw"
        assert at_rest(reader, spec, tmp_path).count == COUNT + 1
        assert at_rest(reader, replace(spec, name="other"), tmp_path).count == 0
    assert _graph_files(tmp_path) == before


def test_a_pruned_log_makes_it_load_again(
    index: PhotoIndex, full: VectorStore, spec: EncoderSpec, unit: Unit
) -> None:
    space = full.space(spec)
    space.put([6_000], [""], unit(1, seed=90))
    space.prune_log(space.head)
    assert index.refresh() == COUNT + 1
    assert index.search(unit(1, seed=90)[0], 1).ids.tolist() == [6_000]
    index.settle()
    assert index.status().kind == "hnsw"


def test_the_sample_stands_still(
    full: VectorStore, spec: EncoderSpec, unit: Unit, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(planner, "SAMPLE", 100)
    index = PhotoIndex(full, spec, tmp_path)
    sample = index.sample()
    assert len(np.unique(sample)) == 100
    queries = unit(3)
    ids, scores = index.scores(queries, sample)
    assert ids.tolist() == sample.tolist()
    np.testing.assert_allclose(index.sample_scores(queries), scores, atol=1e-6)
    full.space(spec).put([9_000], [""], unit(1))
    full.space(spec).remove([1])
    index.refresh()
    assert len(np.setxor1d(sample, index.sample())) <= 4, "new photos displace few"
    index.close()


def test_searches_may_run_beside_changes(
    index: PhotoIndex, full: VectorStore, spec: EncoderSpec, unit: Unit
) -> None:
    stop, space = threading.Event(), full.space(spec)
    queries = unit(20, seed=3)

    def search(kind: Kind) -> int:
        count = 0
        while not stop.is_set():
            found = index.search(queries, 10, kind=kind)
            assert found.ids.shape == (20, 10)
            assert (np.diff(found.scores, axis=1) <= 0).all()
            count += 1
        return count

    with ThreadPoolExecutor(2) as threads:
        searching = [threads.submit(search, kind) for kind in Kind]
        try:
            for round_ in range(15):
                ids = range(7_000 + 20 * round_, 7_020 + 20 * round_)
                space.put(ids, [""] * 20, unit(20, seed=round_))
                space.remove(range(1 + 5 * round_, 6 + 5 * round_))
                index.refresh()
                index.maintain(0.01)
        finally:
            stop.set()
        assert all(future.result(30) > 0 for future in searching)
