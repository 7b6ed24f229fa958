"""The HNSW file: what is saved comes back, and what is in doubt never reaches hnswlib."""

from __future__ import annotations

import json
import random
import shutil
import types
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from photoclip.domain import EncoderSpec
from photoclip.vectors import hnsw, hnsw_builder, manifest
from photoclip.vectors.exact import MatrixIndex
from photoclip.vectors.hnsw import HnswIndex, ef_for
from photoclip.vectors.manifest import Doubt, Place
from photoclip.vectors.seam import Kind
from photoclip.vectors.space import Changed, Ids
from photoclip.vectors.store import VectorStore

pytest.importorskip("hnswlib")

Unit = Callable[..., NDArray[np.float32]]
COUNT = 300


@pytest.fixture(autouse=True)
def _not_nicer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The builder steps back behind other processes; here it would be the tests that do."""
    monkeypatch.setattr("os.nice", lambda _: 0, raising=False)


def nothing_changed(_seq: int) -> Changed | None:
    return Changed(np.empty(0, np.int64), 0)


def these_changed(*ids: int) -> Callable[[int], Changed | None]:
    return lambda _seq: Changed(np.array(ids, np.int64), 99)


class Saved:
    """An index of 300 photos in a folder, and the vectors that it was made from."""

    def __init__(self, folder: Path, spec: EncoderSpec, vectors: NDArray[np.float32]) -> None:
        self.place = Place(folder, "library", spec)
        self.ids: Ids = np.arange(COUNT) * 2
        self.truth = MatrixIndex(spec.dim, self.ids.copy(), vectors.copy())
        self.index = HnswIndex(spec.dim, COUNT)
        self.index.put(self.ids, vectors)
        self.index.save(self.place, seq=5)

    @property
    def file(self) -> Path:
        (file,) = self.place.folder.glob("*.hnsw")
        return file

    def open(
        self, changes: Callable[[int], Changed | None] = nothing_changed
    ) -> tuple[HnswIndex, Ids]:
        return HnswIndex.open(self.place, self.truth, changes)


@pytest.fixture
def saved(tmp_path: Path, spec: EncoderSpec, unit: Unit) -> Saved:
    return Saved(tmp_path, spec, unit(COUNT))


def test_what_was_saved_comes_back(saved: Saved) -> None:
    index, stale = saved.open()
    assert stale.size == 0
    assert len(index) == COUNT
    assert index.live_ids().tolist() == saved.ids.tolist()
    queries = saved.truth.matrix[:20].copy()
    assert index.search(queries, 1, ef=100)[:, 0].tolist() == saved.ids[:20].tolist()
    assert not list(saved.place.folder.glob("*.loading"))


def test_a_new_save_replaces_the_former_file(saved: Saved, unit: Unit) -> None:
    former = saved.file
    extra = unit(1, seed=9)
    saved.index.remove(saved.ids[:10])
    saved.index.put(np.array([1_001]), extra)
    saved.index.save(saved.place, seq=8)
    assert saved.file != former
    assert len(list(saved.place.folder.iterdir())) == 2, "one file and its manifest"
    saved.truth.remove(saved.ids[:10])
    saved.truth.add(np.array([1_001]), extra)
    index, _ = saved.open()
    assert len(index) == COUNT - 9
    assert index.tombstones == pytest.approx(10 / (COUNT + 1))
    found = index.search(saved.truth.matrix.copy(), 5, ef=100)
    assert not np.isin(found, saved.ids[:10]).any()


def test_removed_photos_come_back_when_put_again(saved: Saved, unit: Unit) -> None:
    index, moved = saved.index, unit(1, seed=9)
    index.remove(np.array([0, 2, 77]))
    index.remove(np.array([0]))
    assert len(index) == COUNT - 2
    index.put(np.array([0]), moved)
    assert len(index) == COUNT - 1
    assert index.search(moved, 1, ef=100).tolist() == [[0]]
    assert 2 not in index.search(saved.truth.matrix.copy(), 10, ef=100)


def test_makes_room_by_itself(saved: Saved, unit: Unit) -> None:
    more = unit(500, seed=5)
    saved.index.put(np.arange(10_000, 10_500), more)
    assert len(saved.index) == COUNT + 500
    found = saved.index.search(more, 1, ef=100)[:, 0]
    assert (found == np.arange(10_000, 10_500)).mean() > 0.98


def test_asked_for_more_than_it_can_reach_it_doubts(saved: Saved) -> None:
    saved.index.remove(saved.ids[5:])
    with pytest.raises(Doubt):
        saved.index.search(saved.truth.matrix[:1].copy(), 6, ef=10)


def test_refuses_what_is_not_finite(saved: Saved, unit: Unit) -> None:
    bad = unit(1)
    bad[0, 0] = np.nan
    with pytest.raises(ValueError, match="vectors for"):
        saved.index.put(np.array([1]), bad)


def _foreign(place: Place) -> Place:
    return replace(place, library_uuid="another library")


def _as_if_of(place: Place, spec: EncoderSpec) -> Place:
    """The files of `place`, renamed to be those of another encoder."""
    other = replace(place, spec=spec)
    body = json.loads(place.manifest.read_text())["manifest"]
    renamed = other.folder / body["file"].replace(place.stem, other.stem)
    (place.folder / body["file"]).rename(renamed)
    place.manifest.unlink()
    body |= {"file": renamed.name, "encoder": spec.key, "dim": spec.dim}
    manifest.write(other, renamed, manifest.Manifest(**{**body, "deleted": ()}))
    return other


def _spoil(saved: Saved, how: str) -> Place:
    place, file = saved.place, saved.file
    match how:
        case "no manifest":
            place.manifest.unlink()
        case "torn manifest":
            text = place.manifest.read_text()
            place.manifest.write_text(text[: len(text) // 2])
        case "edited manifest":
            place.manifest.write_text(place.manifest.read_text().replace('"seq": 5', '"seq": 6'))
        case "foreign library":
            return _foreign(place)
        case "another encoder":
            place.manifest.rename(replace(place, spec=replace(place.spec, name="x")).manifest)
            return replace(place, spec=replace(place.spec, name="x"))
        case "wrong dimension":
            return _as_if_of(place, replace(place.spec, dim=32))
        case "no file":
            file.unlink()
        case "truncated file":
            with file.open("r+b") as stream:
                stream.truncate(file.stat().st_size - 100)
        case "longer file":
            with file.open("ab") as stream:
                stream.write(b"\0")
        case "file of another save":
            former = file.read_bytes()
            saved.index.put(np.array([1]), saved.truth.matrix[:1].copy())
            saved.index.save(place, seq=6)
            saved.file.write_bytes(former)
        case "died while loading":
            manifest.sentinel(file).touch()
    return place


@pytest.mark.parametrize(
    "how",
    [
        "no manifest",
        "torn manifest",
        "edited manifest",
        "foreign library",
        "another encoder",
        "wrong dimension",
        "no file",
        "truncated file",
        "longer file",
        "file of another save",
        "died while loading",
    ],
)
def test_any_doubt_comes_before_hnswlib(
    saved: Saved, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = _spoil(saved, how)

    class Untouchable:
        def __init__(self, **_: object) -> None: ...

        def load_index(self, *_: object, **__: object) -> None:
            pytest.fail("hnswlib was given a doubtful file")

    monkeypatch.setattr(hnsw, "library", lambda: types.SimpleNamespace(Index=Untouchable))
    truth = MatrixIndex(place.spec.dim)
    with pytest.raises(Doubt):
        HnswIndex.open(place, truth, nothing_changed)


def test_no_flipped_byte_gets_through(saved: Saved) -> None:
    whole, random_ = saved.file.read_bytes(), random.Random(4)
    for position in [*range(0, 96, 5), *random_.sample(range(len(whole)), 40)]:
        spoilt = bytearray(whole)
        spoilt[position] ^= 1 << random_.randrange(8)
        saved.file.write_bytes(spoilt)
        with pytest.raises(Doubt):
            saved.open()
    saved.file.write_bytes(whole)
    saved.open()


def test_no_flipped_byte_of_the_manifest_changes_what_is_opened(saved: Saved) -> None:
    whole = saved.place.manifest.read_bytes()
    honest = manifest.read(saved.place)
    for position in range(len(whole)):
        spoilt = bytearray(whole)
        spoilt[position] ^= 1
        saved.place.manifest.write_bytes(spoilt)
        try:
            found = manifest.read(saved.place)
        except Doubt:
            continue
        assert found == honest, f"byte {position}"


def test_the_photos_must_be_those_of_the_store(saved: Saved, unit: Unit) -> None:
    extra = unit(1, seed=3)
    saved.truth.add(np.array([1]), extra)
    with pytest.raises(Doubt, match="other photos"):
        saved.open()
    _, stale = saved.open(these_changed(1))
    assert stale.tolist() == [1]
    saved.truth.remove(np.array([1, 4]))
    with pytest.raises(Doubt, match="other photos"):
        saved.open()
    saved.open(these_changed(4))


def test_the_vectors_must_be_those_of_the_store(saved: Saved, unit: Unit) -> None:
    saved.truth.add(saved.ids, unit(COUNT, seed=8))
    with pytest.raises(Doubt, match="other vectors"):
        saved.open()


def test_a_log_that_does_not_reach_back_is_a_doubt(saved: Saved) -> None:
    with pytest.raises(Doubt, match="log"):
        saved.open(lambda _seq: None)


def test_other_parameters_or_another_hnswlib_are_a_doubt(
    saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hnsw, "version", lambda: "99.0")
    with pytest.raises(Doubt, match="hnswlib"):
        saved.open()
    monkeypatch.undo()
    monkeypatch.setattr(manifest, "EF_CONSTRUCTION", 100)
    with pytest.raises(Doubt, match="ef_construction"):
        saved.open()


def test_a_full_disk_leaves_the_former_index(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    """hnswlib says nothing when the disk is full: only the size tells."""
    former = saved.file
    graph = saved.index._index

    class Full:
        def __getattr__(self, name: str) -> object:
            return getattr(graph, name)

        def save_index(self, path: str) -> None:
            graph.save_index(path)
            with Path(path).open("r+b") as stream:
                stream.truncate(4096)

    monkeypatch.setattr(saved.index, "_index", Full())
    with pytest.raises(Doubt, match="disk full"):
        saved.index.save(saved.place, seq=9)
    assert saved.file == former
    saved.open()


def test_a_missing_folder_is_made_and_a_file_in_its_place_is_a_doubt(
    saved: Saved, tmp_path: Path
) -> None:
    saved.index.save(replace(saved.place, folder=tmp_path / "new" / "er"), seq=1)
    (tmp_path / "file").touch()
    with pytest.raises(Doubt, match="written"):
        saved.index.save(replace(saved.place, folder=tmp_path / "file"), seq=1)


def test_without_hnswlib_there_is_only_doubt(
    saved: Saved, spec: EncoderSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hnsw, "library", lambda: None)
    with pytest.raises(Doubt, match="not installed"):
        saved.open()
    with pytest.raises(Doubt, match="not installed"):
        HnswIndex(spec.dim, 10)


def test_indexes_of_two_encoders_lie_side_by_side(
    saved: Saved, spec: EncoderSpec, unit: Unit
) -> None:
    other = Saved(saved.place.folder, replace(spec, name="other"), unit(COUNT, seed=6))
    saved.index.save(saved.place, seq=6)
    assert len(saved.open()[0]) == COUNT
    assert len(other.open()[0]) == COUNT


def test_texts_are_searched_wider_than_images() -> None:
    for count in (1_000, 20_000, 100_000, 1_000_000):
        for k in (10, 50, 500):
            assert ef_for(Kind.TEXT, k, count) >= 4 * k
            assert ef_for(Kind.TEXT, k, count) >= ef_for(Kind.IMAGE, k, count)
    assert ef_for(Kind.TEXT, 10, 1_000_000) > ef_for(Kind.TEXT, 10, 100_000)


def test_the_builder_makes_what_can_be_opened(
    store: VectorStore, spec: EncoderSpec, unit: Unit, tmp_path: Path
) -> None:
    space = store.space(spec)
    space.put(range(COUNT), [""] * COUNT, unit(COUNT))
    arguments = [str(store.path), str(tmp_path / "at"), store.library_uuid, spec.key]
    assert hnsw_builder.main(["--", *arguments]) == 0
    place = Place(tmp_path / "at", store.library_uuid, spec)
    ids, matrix = space.load()
    index, stale = HnswIndex.open(place, MatrixIndex(spec.dim, ids, matrix), space.changes_since)
    assert (len(index), len(stale)) == (COUNT, 0)
    assert manifest.inspect(place).seq == space.head


@pytest.mark.parametrize("wrong", [2, 3])
def test_the_builder_says_why_it_cannot(
    store: VectorStore,
    spec: EncoderSpec,
    tmp_path: Path,
    wrong: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    store.space(spec)
    arguments = [str(store.path), str(tmp_path), store.library_uuid, spec.key]
    arguments[wrong] = "another"
    assert hnsw_builder.main(["--", *arguments]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_leftovers_of_a_killed_save_are_cleared_by_the_next(saved: Saved) -> None:
    orphan = saved.place.new_file(7)
    shutil.copy(saved.file, orphan)
    orphan.with_name(f"{saved.place.manifest.name}.0badcafe.tmp").touch()
    saved.index.save(saved.place, seq=9)
    assert len(list(saved.place.folder.iterdir())) == 2
