"""The file of embeddings: what it keeps, what it logs, and when it is begun anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from photoclip.domain import EncoderSpec
from photoclip.errors import Locked, NoSpace
from photoclip.vectors.store import VectorStore

Unit = Callable[..., NDArray[np.float32]]
LIBRARY = "library of the tests"


def reopened(
    store: VectorStore, *, library_uuid: str = LIBRARY, read_only: bool = False
) -> VectorStore:
    store.close()
    return VectorStore.open(store.path, library_uuid=library_uuid, read_only=read_only)


def test_vectors_come_back_normalised_and_in_order(
    store: VectorStore, spec: EncoderSpec, unit: Unit
) -> None:
    vectors = unit(3)
    store.space(spec).put([30, 10, 20], ["c", "a", "b"], vectors * 7)
    with reopened(store) as again:
        space = again.space(spec)
        ids, matrix = space.load()
        assert ids.tolist() == [10, 20, 30]
        assert matrix.dtype == np.float32
        np.testing.assert_allclose(matrix, vectors[[1, 2, 0]], atol=1e-3)
        np.testing.assert_allclose(np.linalg.norm(matrix, axis=1), 1, atol=1e-6)
        assert space.count == 3
        assert space.stamps() == {10: "a", 20: "b", 30: "c"}


def test_rests_as_little_endian_halves_in_big_pages(
    store: VectorStore, spec: EncoderSpec, unit: Unit
) -> None:
    vector = unit(1)
    store.space(spec).put([1], ["a"], vector)
    store.close()
    connection = sqlite3.connect(store.path)
    assert connection.execute("PRAGMA page_size").fetchone() == (16384,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    (data,) = connection.execute("SELECT data FROM vector_1").fetchone()
    connection.close()
    assert data == vector[0].astype("<f2").tobytes()


def test_an_empty_space_is_empty(store: VectorStore, spec: EncoderSpec) -> None:
    ids, matrix = store.space(spec).load()
    assert ids.shape == (0,)
    assert matrix.shape == (0, spec.dim)


def test_refuses_vectors_that_are_none(store: VectorStore, spec: EncoderSpec, unit: Unit) -> None:
    vectors = unit(4)
    vectors[1, 3] = np.nan
    vectors[2] = 0
    vectors[3, 0] = np.inf
    refused = store.space(spec).put([1, 2, 3, 4], list("abcd"), vectors)
    assert refused.tolist() == [2, 3, 4]
    assert store.space(spec).stamps() == {1: "a"}


def test_a_bug_of_the_caller_raises(store: VectorStore, spec: EncoderSpec, unit: Unit) -> None:
    space = store.space(spec)
    for ids, stamps, vectors in (
        ([1], ["a"], unit(1, dim=8)),
        ([1, 2], ["a"], unit(2)),
        ([-1], ["a"], unit(1)),
    ):
        with pytest.raises(ValueError, match=r"vectors|negative"):
            space.put(ids, stamps, vectors)
    assert space.count == 0


def test_get_gives_those_that_are_there(store: VectorStore, spec: EncoderSpec, unit: Unit) -> None:
    vectors = unit(5)
    space = store.space(spec)
    space.put(range(5), [""] * 5, vectors)
    ids, matrix = space.get([4, 2, 99, 2])
    assert ids.tolist() == [2, 4]
    np.testing.assert_allclose(matrix, vectors[[2, 4]], atol=1e-3)


@given(
    steps=st.lists(
        st.tuples(st.booleans(), st.lists(st.integers(0, 9), min_size=1, max_size=4, unique=True)),
        max_size=12,
    ),
    seen=st.integers(0, 12),
)
def test_the_log_tells_who_changed(
    steps: list[tuple[bool, list[int]]], seen: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("log") / "vectors.db"
    spec = EncoderSpec("test", "0", 2, "p")
    kept: dict[int, str] = {}
    with VectorStore.open(path, library_uuid=LIBRARY) as store:
        space = store.space(spec)
        seq, touched = 0, set[int]()
        for number, (puts, ids) in enumerate(steps):
            if number == seen:
                seq, touched = space.head, set()
            if puts:
                space.put(ids, [str(number)] * len(ids), np.ones((len(ids), 2)))
                kept.update(dict.fromkeys(ids, str(number)))
                touched |= set(ids)
            else:
                space.remove(ids)
                touched |= {i for i in ids if kept.pop(i, None) is not None}
        changed = space.changes_since(seq)
        assert changed is not None
        assert changed.ids.tolist() == sorted(touched)
        assert changed.seq == space.head
        assert space.stamps() == kept
        assert space.snapshot().seq == space.head


def test_a_pruned_log_says_that_it_does_not_reach_back(
    store: VectorStore, spec: EncoderSpec, unit: Unit
) -> None:
    space = store.space(spec)
    space.put([1, 2, 3], list("abc"), unit(3))
    space.prune_log(2)
    assert space.changes_since(1) is None
    after = space.changes_since(2)
    assert after is not None
    assert after.ids.tolist() == [3]
    space.prune_log(3)
    assert space.head == 3, "the head never goes back"
    space.put([9], ["d"], unit(1))
    assert space.head == 4
    assert space.changes_since(5) is None, "a number from the future is not ours"


def test_spaces_do_not_mix(store: VectorStore, spec: EncoderSpec, unit: Unit) -> None:
    other = replace(spec, name="other")
    store.space(spec).put([1], ["a"], unit(1))
    store.space(other).put([2, 3], ["b", "c"], unit(2))
    assert store.spaces() == [spec, other]
    store.drop(spec)
    assert store.spaces() == [other]
    assert store.space(other).stamps() == {2: "b", 3: "c"}
    assert store.space(spec).count == 0
    assert store.space(spec).head == 0


def test_texts_are_kept_as_they_are(store: VectorStore, spec: EncoderSpec, unit: Unit) -> None:
    vectors = unit(2)
    store.space(spec).keep_texts(["a dog", "猫"], vectors)
    with reopened(store) as again:
        found = again.space(spec).texts(["猫", "a dog", "unknown", "it's"])
        assert set(found) == {"a dog", "猫"}
        np.testing.assert_array_equal(found["猫"], vectors[1])
        assert again.space(replace(spec, name="other")).texts(["猫"]) == {}


def test_the_oldest_texts_go_first(
    store: VectorStore, spec: EncoderSpec, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photoclip.vectors.space._TEXTS_KEPT", 3)
    space = store.space(spec)
    for text in "abcad":
        space.keep_texts([text], unit(1))
    assert set(space.texts("abcd")) == {"c", "a", "d"}


def test_readers_see_what_a_writer_wrote(store: VectorStore, spec: EncoderSpec, unit: Unit) -> None:
    space = store.space(spec)
    space.put([1], ["a"], unit(1))
    with VectorStore.open(store.path, library_uuid=LIBRARY, read_only=True) as reader:
        assert reader.space(spec).count == 1
        space.put([2], ["b"], unit(1))
        assert reader.space(spec).stamps() == {1: "a", 2: "b"}
        with pytest.raises(ValueError, match="reading only"):
            reader.space(spec).put([3], ["c"], unit(1))
        unknown = reader.space(replace(spec, name="other"))
        assert (unknown.count, unknown.head, unknown.stamps()) == (0, 0, {})
        assert unknown.snapshot().matrix.shape == (0, spec.dim)
        assert reader.spaces() == [spec]


def test_a_missing_file_reads_as_empty_and_is_not_made(tmp_path: Path, spec: EncoderSpec) -> None:
    path = tmp_path / "vectors.db"
    with VectorStore.open(path, library_uuid=LIBRARY, read_only=True) as reader:
        assert reader.space(spec).count == 0
        assert reader.spaces() == []
        assert reader.size_bytes == 0
    assert not path.exists()


def _overwrite_head(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"not a database at all, but something else")


def _too_new(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def _of_another_program(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()


@pytest.mark.parametrize("spoil", [_overwrite_head, _too_new, _of_another_program])
def test_an_unusable_file_is_set_aside(
    store: VectorStore, spec: EncoderSpec, unit: Unit, spoil: Callable[[Path], None]
) -> None:
    store.space(spec).put([1], ["a"], unit(1))
    store.close()
    spoil(store.path)
    spoilt = store.path.read_bytes()
    with VectorStore.open(store.path, library_uuid=LIBRARY, read_only=True) as reader:
        assert reader.space(spec).count == 0
        assert reader.reason
        assert reader.set_aside is None
    with VectorStore.open(store.path, library_uuid=LIBRARY) as again:
        assert again.space(spec).count == 0
        assert again.reason
        assert again.set_aside == store.path.with_name("vectors.db.damaged-1")
        assert again.set_aside.read_bytes() == spoilt
        assert again.space(spec).put([1], ["a"], unit(1)).size == 0
    with VectorStore.open(store.path, library_uuid=LIBRARY) as third:
        assert third.reason is None
        assert third.space(spec).count == 1


def test_a_file_of_another_library_is_set_aside(store: VectorStore, spec: EncoderSpec) -> None:
    store.space(spec)
    with reopened(store, library_uuid="another") as other:
        assert other.spaces() == []
        assert other.reason is not None
        assert "another library" in other.reason


def test_only_the_newest_set_aside_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "vectors.db"
    for number in range(5):
        VectorStore.open(path, library_uuid=str(number)).close()
    aside = sorted(file.name for file in tmp_path.glob("*.damaged-*"))
    assert aside == ["vectors.db.damaged-3", "vectors.db.damaged-4"]


def test_damaged_rows_are_left_out_and_embedded_again(
    store: VectorStore, spec: EncoderSpec, unit: Unit
) -> None:
    vectors = unit(4)
    space = store.space(spec)
    space.put(range(4), list("abcd"), vectors)
    connection = sqlite3.connect(store.path)
    good = vectors[0].astype("<f2").tobytes()
    for photo, data in ((1, good[:-1]), (2, b"\xff" * len(good)), (3, bytes(len(good)))):
        connection.execute("UPDATE vector_1 SET data = ? WHERE photo_id = ?", (data, photo))
    connection.commit()
    connection.close()
    snapshot = space.snapshot()
    assert snapshot.ids.tolist() == [0]
    assert snapshot.seq == space.head
    assert space.stamps() == {0: "a"}


def test_check_finds_a_torn_page(store: VectorStore, spec: EncoderSpec, unit: Unit) -> None:
    store.space(spec).put(range(2000), [str(i) for i in range(2000)], unit(2000))
    with reopened(store) as sound:
        assert sound.check() == []
    with store.path.open("r+b") as file:
        file.seek(5 * 16384)
        file.write(b"\x00" * 16384)
    with VectorStore.open(store.path, library_uuid=LIBRARY) as torn:
        assert torn.check()


def test_says_so_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NoSpace):
        VectorStore.open(tmp_path / "file" / "vectors.db", library_uuid=LIBRARY)
    (tmp_path / "folder").mkdir()
    with pytest.raises(NoSpace):
        VectorStore.open(tmp_path / "folder", library_uuid=LIBRARY)


def test_says_so_while_another_writes(
    store: VectorStore, spec: EncoderSpec, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = store.space(spec)
    monkeypatch.setattr("photoclip.vectors.database._BUSY_SECONDS", 0.0)
    with VectorStore.open(store.path, library_uuid=LIBRARY) as impatient:
        other = impatient.space(spec)
        with store._database.writing(), pytest.raises(Locked):
            other.put([1], ["a"], unit(1))
        assert other.put([1], ["a"], unit(1)).size == 0
    assert space.count == 1


def test_a_failed_batch_leaves_nothing(store: VectorStore, spec: EncoderSpec, unit: Unit) -> None:
    space = store.space(spec)
    with pytest.raises(sqlite3.IntegrityError):
        space.put([1, 2], ["a", None], unit(2))  # type: ignore[list-item]
    assert space.count == 0
    assert space.head == 0
