"""Which index stands behind the seam: HNSW in memory, or LanceDB on the disk where it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from photoclip.domain import EncoderSpec
from photoclip.paths import packaged
from photoclip.vectors import lance
from photoclip.vectors.lance_index import LANCEDB, LanceIndex
from photoclip.vectors.manifest import Doubt, Place, clear, read
from photoclip.vectors.planner import PhotoIndex
from photoclip.vectors.seam import EXACT, IndexStatus, VectorIndex
from photoclip.vectors.store import VectorStore

HNSW = "hnsw"


def usable(backend: str) -> str:
    """The backend that stands for it here: HNSW for one that is not installed. Imports nothing."""
    return backend if backend != LANCEDB or lance.installed() else HNSW


def missing() -> str:
    """What to tell somebody who wants LanceDB and lacks it."""
    if packaged():
        return (
            "This package of photoclip comes without LanceDB, so the vectors are held in memory; "
            "photoclip installed with pip can have it."
        )
    return (
        "LanceDB is not installed, so the vectors are held in memory; "
        "the extra `lancedb` brings it."
    )


def open_index(
    store: VectorStore,
    spec: EncoderSpec,
    folder: Path,
    backend: str = HNSW,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> VectorIndex:
    """The index of `spec`. A backend that is not installed is named, and HNSW takes its place."""
    if backend == LANCEDB:
        if lance.library() is not None:
            return LanceIndex(store, spec, folder)
        tell(missing())
    return PhotoIndex(store, spec, folder)


def at_rest(
    store: VectorStore, spec: EncoderSpec, folder: Path, backend: str = HNSW
) -> IndexStatus:
    """The status without loading a vector, for whoever only wants to know."""
    space = store.space(spec)
    place = Place(folder, store.library_uuid, spec)
    kind = EXACT
    try:
        if usable(backend) == LANCEDB:
            lance.sealed(place)
            kind = LANCEDB
        elif read(place).library == place.library_uuid:
            kind = HNSW
    except Doubt:
        pass
    return IndexStatus(kind, space.count, space.head, "not loaded")


def forget(place: Place) -> None:
    """Delete all that any backend keeps of one space."""
    clear(place)
    place.manifest.unlink(missing_ok=True)
    lance.forget(place)
