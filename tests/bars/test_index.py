"""Limits of the index: what the graph finds, and how long searches take."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from photoclip.cli.clip_like import World, clip_like
from photoclip.domain import EncoderSpec
from photoclip.vectors import planner
from photoclip.vectors.planner import PhotoIndex
from photoclip.vectors.seam import Kind
from photoclip.vectors.store import VectorStore

pytestmark = pytest.mark.bar

SPEC = EncoderSpec("CLIP-like", "0", 512, "none")


def _command(_name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "photoclip.vectors.hnsw_builder", *arguments]


def _say(name: str, value: float) -> None:
    """Shown by `pytest -m bar -rP`."""
    sys.stdout.write(f"{name}: {value:.4g}\n")


def _filled(path: Path, world: World) -> VectorStore:
    store = VectorStore.open(path, library_uuid="bar")
    count = len(world.photos)
    store.space(SPEC).put(range(count), [f"{i:064x}" for i in range(count)], world.photos)
    return store


def _median_ms(work: Callable[[], object], times: int = 15) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return float(np.median(taken)) * 1e3


@pytest.fixture(scope="module")
def twenty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PhotoIndex, World]]:
    """20,000 photos with a graph."""
    pytest.importorskip("hnswlib")
    folder = tmp_path_factory.mktemp("twenty")
    world = clip_like(20_000, queries=300)
    with _filled(folder / "vectors.db", world) as store:
        index = PhotoIndex(store, SPEC, folder, _command)
        index.settle()
        yield index, world
        index.close()


def test_the_generator_is_like_clip() -> None:
    """Within a tenth of what 500 photos of COCO and their captions show in a ViT-B/16."""
    world = clip_like(20_000, queries=500)
    some = np.random.default_rng(0).choice(20_000, 500, replace=False)
    photos, captions = world.photos[some], world.captions
    apart = ~np.eye(500, dtype=bool)
    among, across = (photos @ photos.T)[apart], captions @ photos.T
    spectrum = np.linalg.svd(photos - photos.mean(0), compute_uv=False) ** 2
    dims = np.searchsorted(np.cumsum(spectrum) / spectrum.sum(), 0.9) + 1
    best = np.sort(captions[::2] @ world.photos.T, axis=1)[:, -1]
    for name, value, real in (
        ("photo to photo", among.mean(), 0.531),
        ("its spread", among.std(), 0.096),
        ("caption to photo", across.mean(), 0.162),
        ("its spread", across.std(), 0.048),
        ("caption to its photo", best.mean(), 0.310),
        ("the gap", np.linalg.norm(photos.mean(0) - captions.mean(0)), 0.851),
        ("dimensions of 90 % of the variance", dims, 137),
    ):
        assert value == pytest.approx(real, rel=0.11), name


@pytest.mark.parametrize("kind", list(Kind))
def test_the_graph_finds_what_a_scan_finds(twenty: tuple[PhotoIndex, World], kind: Kind) -> None:
    index, world = twenty
    queries = world.captions if kind is Kind.TEXT else world.examples
    recall = index.recall(queries, 50, kind)
    assert recall is not None
    _say(f"recall@50 of {kind}", recall)
    assert recall >= 0.99


def test_the_graph_is_much_faster_than_a_scan(
    twenty: tuple[PhotoIndex, World], monkeypatch: pytest.MonkeyPatch
) -> None:
    index, world = twenty
    query = world.examples[0]
    graph = _median_ms(lambda: index.search(query, 50, kind=Kind.IMAGE))
    assert index.search(query, 50, kind=Kind.IMAGE).path == "hnsw"
    monkeypatch.setattr(planner, "IMAGES_FROM", 10**9)
    scan = _median_ms(lambda: index.search(query, 50, kind=Kind.IMAGE))
    _say("graph ms", graph)
    _say("scan ms", scan)
    assert graph < scan


def test_a_hundred_thousand_photos(tmp_path: Path) -> None:
    world = clip_like(100_000, queries=20)
    with _filled(tmp_path / "vectors.db", world) as store:
        space = store.space(SPEC)
        load = _median_ms(space.load, times=3)
        count = _median_ms(lambda: space.count, times=3)
        stamps = _median_ms(space.stamps, times=3)
        index = PhotoIndex(store, SPEC, tmp_path, _command)
        caption = world.captions[0]
        everything = _median_ms(lambda: index.search(caption, 500))
        rng = np.random.default_rng(0)
        few, many = (rng.choice(100_000, n, replace=False) for n in (1_000, 60_000))
        on_few = _median_ms(lambda: index.search(caption, 500, few))
        on_many = _median_ms(lambda: index.search(caption, 500, many))
        assert len(index.search(caption, 500, few).ids) == 500
        figures = {
            "load ms": load,
            "count ms": count,
            "stamps ms": stamps,
            "search ms": everything,
            "search on 1,000 ms": on_few,
            "search on 60,000 ms": on_many,
        }
        for name, value in figures.items():
            _say(name, value)
        index.close()
    # Limits with head-room for a machine that is busy with other things.
    assert load < 2_000
    assert count < 50
    assert everything < 150
    assert on_few < everything
    assert on_many < 2.5 * everything + 5
