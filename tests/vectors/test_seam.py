"""What holds for every index behind the seam, whichever backend finds the neighbours."""

from __future__ import annotations

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
from photoclip.vectors import lance_index, planner
from photoclip.vectors.backends import HNSW, at_rest, forget
from photoclip.vectors.encoder import FakeEncoder
from photoclip.vectors.exact import MatrixIndex
from photoclip.vectors.lance_index import LanceIndex
from photoclip.vectors.manifest import Place
from photoclip.vectors.planner import PhotoIndex
from photoclip.vectors.seam import EXACT, Kind, VectorIndex
from photoclip.vectors.store import VectorStore

Unit = Callable[..., NDArray[np.float32]]
Builder = Callable[..., list[str]]
Open = Callable[..., VectorIndex]
LIBRARY = "library of the tests"
COUNT = 1_200


@pytest.fixture
def full(store: VectorStore, spec: EncoderSpec, unit: Unit) -> VectorStore:
    """A store of 1,200 photos with ids 1, 2, …"""
    store.space(spec).put(range(1, COUNT + 1), [""] * COUNT, unit(COUNT))
    return store


@pytest.fixture
def early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the shorter way answer from the first photo on."""
    monkeypatch.setattr(planner, "IMAGES_FROM", 1)
    monkeypatch.setattr(planner, "EXACT_MS", 0.0)
    monkeypatch.setattr(lance_index, "PARTITIONED_FROM", 100)
    # So few photos make partitions too small for the usual share of them.
    monkeypatch.setattr(lance_index, "_PROBES", dict.fromkeys(Kind, 0.95))


@pytest.fixture
def opened(backend: str, spec: EncoderSpec, builder: Builder, tmp_path: Path) -> Iterator[Open]:
    """Opens indexes of one backend, and closes them after the test."""
    made: list[VectorIndex] = []

    def make(store: VectorStore, spec: EncoderSpec = spec) -> VectorIndex:
        index: VectorIndex
        if backend == HNSW:
            index = PhotoIndex(store, spec, tmp_path, builder)
        else:
            index = LanceIndex(store, spec, tmp_path)
        made.append(index)
        return index

    yield make
    for index in made:
        index.close()


@pytest.fixture
def index(backend: str, full: VectorStore, early: None, opened: Open) -> VectorIndex:
    """The 1,200 photos with a shorter way that answers."""
    if backend == HNSW:
        pytest.importorskip("hnswlib")
    made = opened(full)
    made.settle()
    return made


def oracle(index: VectorIndex) -> MatrixIndex:
    """The exact answers to what the index holds."""
    ids, vectors = index.vectors(index.ids())
    return MatrixIndex(index.spec.dim, ids, vectors)


def test_red_finds_red(tmp_path: Path, opened: Open) -> None:
    encoder = FakeEncoder()
    colours = {1: (255, 0, 0), 2: (0, 41, 255), 3: (0, 204, 0), 4: (250, 10, 10)}
    pixels = np.stack([np.full((32, 32, 3), c, np.uint8) for c in colours.values()])
    with VectorStore.open(tmp_path / "colours.db", library_uuid=LIBRARY) as store:
        store.space(encoder.spec).put(list(colours), [""] * 4, encoder.encode_images(pixels))
        index = opened(store, encoder.spec)
        found = index.search(encoder.encode_texts(["a red car"])[0], 2)
        assert set(found.ids.tolist()) == {1, 4}
        assert found.path == EXACT
        found = index.search(encoder.encode_texts(["red"])[0], 2, np.array([2, 4]))
        assert found.ids[0] == 4
        assert found.path == "exact on 2 photos"


def test_the_way_is_named_and_scored_exactly(index: VectorIndex, backend: str, unit: Unit) -> None:
    exact, queries = oracle(index), unit(30, seed=7)
    assert index.way(Kind.IMAGE, 20) == backend == index.status().kind
    assert index.way(Kind.IMAGE, 20, filtered=True) == EXACT
    assert index.way(Kind.TEXT, 501) == EXACT
    for kind in Kind:
        found = index.search(queries, 20, kind=kind)
        assert found.path == backend
        for ids, scores, query in zip(found.ids, found.scores, queries, strict=True):
            best, values = exact.best_of(query, ids, 20)
            assert best.tolist() == ids.tolist()
            np.testing.assert_array_equal(values, scores)
    recall = index.recall(queries, 20, Kind.TEXT)
    assert recall is not None
    assert recall > 0.95


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    seed=st.integers(0, 999),
    k=st.integers(1, 60),
    share=st.sampled_from([0.0, 0.001, 0.02, 0.3, 0.9, 1.0]),
    kind=st.sampled_from(list(Kind)),
)
def test_a_filtered_search_loses_nothing(
    index: VectorIndex, seed: int, k: int, share: float, kind: Kind
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
    assert found.path.startswith(EXACT)


def test_scores_and_vectors_keep_the_order_that_was_asked_for(
    index: VectorIndex, full: VectorStore, spec: EncoderSpec, unit: Unit
) -> None:
    full.space(spec).put([9, 1_900], ["new"] * 2, unit(2, seed=60))
    full.space(spec).remove([11])
    index.refresh()
    ids, matrix = full.space(spec).load()
    rows = dict(zip(ids.tolist(), matrix, strict=True))
    rng = np.random.default_rng(3)
    for size in (7, 900):
        asked = np.append(rng.choice(COUNT, size, replace=False) + 1, [9, 11, 1_900, 5_000, 9])
        present = [i for i in asked.tolist() if i in rows]
        expected = np.stack([rows[i] for i in present])
        found, vectors = index.vectors(asked)
        assert found.tolist() == present
        np.testing.assert_array_equal(vectors, expected)
        queries = unit(3, seed=4)
        found, scores = index.scores(queries, asked)
        assert found.tolist() == present
        np.testing.assert_allclose(scores, queries @ expected.T, atol=1e-6)
    found, scores = index.scores(queries[0])
    assert sorted(found.tolist()) == ids.tolist()
    np.testing.assert_allclose(scores, [rows[i] @ queries[0] for i in found.tolist()], atol=1e-6)


def test_what_the_shorter_way_has_not_seen_counts_at_once(
    index: VectorIndex, backend: str, full: VectorStore, spec: EncoderSpec, unit: Unit
) -> None:
    queries = unit(2, seed=50)
    space = full.space(spec)
    gone = int(index.search(queries[1], 1, kind=Kind.IMAGE).ids[0])
    space.put([5_000], ["new"], queries[:1])
    space.remove([gone])
    assert index.refresh() == 2
    for waiting in (True, False):
        assert bool(index.status().pending) == waiting
        found = index.search(queries, 5, kind=Kind.IMAGE)
        assert found.path == backend
        assert found.ids[0, 0] == 5_000
        assert gone not in found.ids
        assert not index.maintain(5)


def test_fewer_than_asked_for_are_found_exactly(index: VectorIndex, unit: Unit) -> None:
    found = index.search(unit(1)[0], 500, np.arange(1, 4), kind=Kind.IMAGE)
    assert len(found.ids) == 3
    assert len(index.search(unit(1)[0], 5_000).ids) == COUNT


def test_it_follows_the_store_step_by_step(
    index: VectorIndex, full: VectorStore, spec: EncoderSpec, unit: Unit
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
    recall = index.recall(unit(50, seed=1), 10, Kind.TEXT)
    assert recall is not None
    assert recall > 0.97


def test_it_is_saved_and_found_again(
    index: VectorIndex, backend: str, full: VectorStore, spec: EncoderSpec, opened: Open, unit: Unit
) -> None:
    space = full.space(spec)
    space.put([3_000], [""], unit(1, seed=70))
    index.refresh()
    index.settle()
    index.close()
    index.close()
    space.put([3_001], [""], unit(1, seed=71))
    again = opened(full)
    status = again.status()
    assert (status.kind, status.count, status.pending) == (backend, COUNT + 2, 1)
    found = again.search(unit(1, seed=71), 1, kind=Kind.IMAGE)
    assert (found.ids.tolist(), found.path) == ([[3_001]], backend)


def _files(folder: Path) -> dict[str, bytes]:
    found = [*folder.glob("*.hnsw*"), *folder.glob("*.lance/**/*")]
    return {str(file): file.read_bytes() for file in found if file.is_file()}


def test_a_reader_finds_all_and_writes_nothing(
    index: VectorIndex, backend: str, full: VectorStore, spec: EncoderSpec, opened: Open,
    tmp_path: Path, unit: Unit,
) -> None:  # fmt: skip
    index.close()
    before = _files(tmp_path)
    assert before
    with VectorStore.open(full.path, library_uuid=LIBRARY, read_only=True) as reader:
        seen = opened(reader)
        full.space(spec).put([4_000], [""], unit(1, seed=80))
        assert seen.refresh() == 1
        seen.settle()
        assert seen.search(unit(1, seed=80)[0], 1).ids.tolist() == [4_000]
        assert seen.ids().tolist() == [*range(1, COUNT + 1), 4_000]
        seen.close()
        assert at_rest(reader, spec, tmp_path, backend).kind == backend
        assert at_rest(reader, spec, tmp_path, backend).count == COUNT + 1
        assert at_rest(reader, replace(spec, name="other"), tmp_path, backend).kind == EXACT
    assert _files(tmp_path) == before


def test_a_reader_without_files_holds_all_in_memory(
    full: VectorStore, opened: Open, tmp_path: Path, unit: Unit
) -> None:
    with VectorStore.open(full.path, library_uuid=LIBRARY, read_only=True) as reader:
        seen = opened(reader)
        found = seen.search(unit(1)[0], 5)
        assert (found.ids[0], found.path, seen.status().kind) == (1, EXACT, EXACT)
    assert not _files(tmp_path)


def test_a_truth_that_went_on_without_it_is_noticed(
    index: VectorIndex, full: VectorStore, spec: EncoderSpec, opened: Open, unit: Unit
) -> None:
    index.close()
    space = full.space(spec)
    space.remove([5])
    space.prune_log(space.head)
    again = opened(full)
    again.settle()
    assert len(again) == COUNT - 1
    assert 5 not in again.search(unit(1)[0], 500, kind=Kind.IMAGE).ids


def test_it_can_be_forgotten(
    index: VectorIndex, backend: str, spec: EncoderSpec, tmp_path: Path
) -> None:
    index.close()
    assert _files(tmp_path)
    forget(Place(tmp_path, LIBRARY, spec))
    assert not _files(tmp_path)


def test_a_pruned_log_makes_it_load_again(
    index: VectorIndex, backend: str, full: VectorStore, spec: EncoderSpec, unit: Unit
) -> None:
    space = full.space(spec)
    space.put([6_000], [""], unit(1, seed=90))
    space.prune_log(space.head)
    assert index.refresh() == COUNT + 1
    assert index.search(unit(1, seed=90)[0], 1).ids.tolist() == [6_000]
    index.settle()
    assert index.status().kind == backend


def test_the_sample_stands_still(
    full: VectorStore, spec: EncoderSpec, unit: Unit, opened: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for module in (planner, lance_index):
        monkeypatch.setattr(module, "SAMPLE", 100)
    index = opened(full)
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


def test_searches_may_run_beside_changes(
    index: VectorIndex, full: VectorStore, spec: EncoderSpec, unit: Unit
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
