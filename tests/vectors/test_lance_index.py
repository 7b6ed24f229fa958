"""LanceDB's table: damage never matters, readers stay readers, and without it HNSW answers."""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from photoclip.domain import EncoderSpec
from photoclip.vectors import backends, lance, lance_index
from photoclip.vectors.backends import at_rest, open_index
from photoclip.vectors.lance import LanceTable, folder_of
from photoclip.vectors.lance_index import LANCEDB, LanceIndex
from photoclip.vectors.manifest import Doubt, Place
from photoclip.vectors.planner import PhotoIndex
from photoclip.vectors.seam import EXACT, Kind
from photoclip.vectors.store import VectorStore

Unit = Callable[..., NDArray[np.float32]]
LIBRARY = "library of the tests"
COUNT = 300


@pytest.fixture(scope="module")
def installed(lancedb: None) -> None:
    """The extra is there."""


@pytest.fixture
def place(spec: EncoderSpec, tmp_path: Path) -> Place:
    """Where the table lies."""
    return Place(tmp_path, LIBRARY, spec)


@pytest.fixture
def full(installed: None, store: VectorStore, spec: EncoderSpec, unit: Unit) -> VectorStore:
    """A store of 300 photos with ids 1, 2, …"""
    store.space(spec).put(range(1, COUNT + 1), [""] * COUNT, unit(COUNT))
    return store


def _no_manifest(place: Place) -> None:
    (folder_of(place) / "manifest.json").unlink()


def _another_library(place: Place) -> None:
    file = folder_of(place) / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"library": "another"}))


def _torn_manifest(place: Place) -> None:
    (folder_of(place) / "manifest.json").write_text('{"seq": 3')


def _garbage(place: Place) -> None:
    for file in folder_of(place).rglob("*.lance"):
        if file.is_file():
            file.write_bytes(b"\xff" * file.stat().st_size)


def _lost_files(place: Place) -> None:
    for file in folder_of(place).rglob("*.lance"):
        if file.is_file():
            file.unlink()


def _deleted(place: Place) -> None:
    shutil.rmtree(folder_of(place))


def _lost_rows(place: Place) -> None:
    LanceTable.open(place).remove(np.arange(1, 50))


@pytest.mark.parametrize(
    "spoil", [_no_manifest, _another_library, _torn_manifest, _garbage, _lost_files, _lost_rows]
)
def test_a_spoilt_table_is_made_anew_without_a_word(
    full: VectorStore, spec: EncoderSpec, tmp_path: Path, place: Place, unit: Unit,
    spoil: Callable[[Place], None],
) -> None:  # fmt: skip
    LanceIndex(full, spec, tmp_path).close()
    spoil(place)
    with VectorStore.open(full.path, library_uuid=LIBRARY, read_only=True) as reader:
        seen = LanceIndex(reader, spec, tmp_path)
        assert seen.search(unit(40)[39], 1).ids.tolist() == [40]
        assert len(seen) == COUNT
    index = LanceIndex(full, spec, tmp_path)
    assert index.status().kind == LANCEDB
    assert index.search(unit(40)[39], 1).ids.tolist() == [40]
    assert len(LanceTable.open(place).ids) == COUNT
    index.close()


def test_a_write_that_stopped_half_way_is_put_right(
    full: VectorStore, spec: EncoderSpec, tmp_path: Path, place: Place, unit: Unit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    index = LanceIndex(full, spec, tmp_path)
    full.space(spec).put([7, 1_000], ["new"] * 2, unit(2, seed=9))
    index.refresh()
    with monkeypatch.context() as broken:
        broken.setattr(LanceTable, "put", _fails)
        index.close()
    assert len(LanceTable.open(place).ids) == COUNT - 1, "7 was removed and not put back"
    again = LanceIndex(full, spec, tmp_path)
    assert again.search(unit(2, seed=9), 1).ids.tolist() == [[7], [1_000]]
    again.settle()
    assert len(LanceTable.open(place).ids) == COUNT + 1
    again.close()


@pytest.mark.parametrize("spoil", [_deleted, _lost_files])
def test_a_table_that_is_lost_while_it_is_open_is_made_anew(
    full: VectorStore, spec: EncoderSpec, tmp_path: Path, place: Place, unit: Unit,
    monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Place], None],
) -> None:  # fmt: skip
    some = np.arange(1, 4)
    reads: list[Callable[[LanceIndex], object]] = [
        lambda index: index.search(unit(40)[39], 1).ids.tolist() == [40],
        lambda index: index.search(unit(40)[39], 1, np.arange(1, 60)).ids.tolist() == [40],
        lambda index: len(index.scores(unit(1))[0]) == COUNT,
        lambda index: index.vectors(some)[0].tolist() == [1, 2, 3],
        lambda index: index.sample_scores(unit(1)).shape[-1] == len(index.sample()),
        lambda index: (index.recall(unit(2), 5) or 1) > 0,
    ]
    monkeypatch.setattr(lance_index, "PARTITIONED_FROM", 1)
    for read in reads:
        index = LanceIndex(full, spec, tmp_path)
        index.settle()
        spoil(place)
        assert read(index)
        index.settle()
        assert index.status().kind == LANCEDB
        assert len(LanceTable.open(place).ids) == COUNT
        index.close()


def test_where_a_lost_table_cannot_be_made_anew_memory_serves(
    full: VectorStore, spec: EncoderSpec, tmp_path: Path, place: Place, unit: Unit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    index = LanceIndex(full, spec, tmp_path)
    for broken in ("blocks", "take"):
        monkeypatch.setattr(LanceTable, broken, _fails)
    assert index.search(unit(40)[39], 1).ids.tolist() == [40]
    assert "the disk is full" in index.status().detail
    index.close()


def test_time_heals_what_nobody_asked_for(
    full: VectorStore, spec: EncoderSpec, tmp_path: Path, place: Place
) -> None:
    index = LanceIndex(full, spec, tmp_path)
    _deleted(place)
    index.maintain()
    assert len(LanceTable.open(place).ids) == COUNT
    index.close()


def test_a_long_scan_does_not_gather_in_memory(
    full: VectorStore, spec: EncoderSpec, tmp_path: Path, place: Place, unit: Unit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(lance_index, "_FRESH", 10)
    index, space = LanceIndex(full, spec, tmp_path), full.space(spec)
    for first in range(1_000, 1_048, 8):
        space.put(range(first, first + 8), [""] * 8, unit(8, seed=first))
        index.refresh()
        assert index.status().pending <= 10
    assert len(index) == COUNT + 48
    assert len(LanceTable.open(place).ids) == COUNT + 48
    index.close()


def test_a_reader_that_opens_while_more_is_sealed_misses_nothing(
    full: VectorStore, spec: EncoderSpec, tmp_path: Path, unit: Unit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    index, opened = LanceIndex(full, spec, tmp_path), LanceTable.open

    def meanwhile(place: Place) -> LanceTable:
        table = opened(place)
        full.space(spec).put([7], ["new"], unit(1, seed=9))
        index.refresh()
        index.maintain()
        return table

    monkeypatch.setattr(LanceTable, "open", meanwhile)
    with VectorStore.open(full.path, library_uuid=LIBRARY, read_only=True) as reader:
        seen = LanceIndex(reader, spec, tmp_path)
        found = seen.search(unit(1, seed=9)[0], 1)
        assert found.ids.tolist() == [7]
        assert found.scores[0] > 0.99
    index.close()


def _fails(*_: object) -> None:
    raise Doubt("the disk is full")


def test_where_no_table_can_be_written_memory_serves(
    full: VectorStore, spec: EncoderSpec, tmp_path: Path, unit: Unit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(LanceTable, "put", _fails)
    index = LanceIndex(full, spec, tmp_path)
    index.settle()
    status = index.status()
    assert status.kind == EXACT
    assert "the disk is full" in status.detail
    assert index.search(unit(3)[2], 1).ids.tolist() == [3]
    full.space(spec).remove([3])
    index.refresh()
    assert index.search(unit(3)[2], 1).ids.tolist() != [3]
    index.close()


def test_a_partitioning_that_fails_is_not_tried_again(
    full: VectorStore, spec: EncoderSpec, tmp_path: Path, unit: Unit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(lance_index, "PARTITIONED_FROM", 1)
    monkeypatch.setattr(LanceTable, "partition", _fails)
    index = LanceIndex(full, spec, tmp_path)
    index.settle()
    assert "the disk is full" in index.status().detail
    assert index.way(Kind.TEXT, 5) == EXACT
    assert index.recall(unit(2)) is None
    assert index.search(unit(1)[0], 1).ids.tolist() == [1]
    index.close()


def test_many_small_writes_leave_few_pieces(
    full: VectorStore, spec: EncoderSpec, tmp_path: Path, place: Place, unit: Unit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(lance, "_FRAGMENTS", 3)
    index, space = LanceIndex(full, spec, tmp_path), full.space(spec)
    for i in range(8):
        space.put([2_000 + i], [""], unit(1, seed=20 + i))
        index.refresh()
        index.maintain()
    assert len(list(folder_of(place).glob("*.lance/data/*"))) >= 8, "readers may hold them"
    found = LanceTable.open(place)._table.stats()["fragment_stats"]["num_fragments"]
    assert found <= 4
    assert index.search(unit(1, seed=23)[0], 1).ids.tolist() == [2_003]
    index.close()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells what is open")
def test_no_connection_is_opened(
    full: VectorStore, spec: EncoderSpec, tmp_path: Path, unit: Unit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    # LanceDB is written in Rust: the gate that fails our own connections does not see its.
    def connections() -> set[str]:
        own = set()
        for entry in Path("/proc/self/fd").iterdir():
            with contextlib.suppress(OSError):  # the descriptor of the listing itself
                own.add(str(entry.readlink()).removeprefix("socket:[").removesuffix("]"))
        tables = [Path("/proc/self/net", name) for name in ("tcp", "tcp6", "udp", "udp6")]
        lines = [
            line for table in tables if table.exists() for line in table.read_text().split("\n")
        ]
        return own & {line.split()[9] for line in lines[1:] if len(line.split()) > 9}

    monkeypatch.setattr(lance_index, "PARTITIONED_FROM", 1)
    before, seen = connections(), set[str]()
    partition = LanceTable.partition

    def watched(table: LanceTable) -> None:
        partition(table)
        seen.update(connections())

    monkeypatch.setattr(LanceTable, "partition", watched)
    index = LanceIndex(full, spec, tmp_path)
    index.settle()
    assert index.search(unit(3), 5).path == LANCEDB
    seen |= connections()
    index.close()
    assert seen <= before


def test_without_the_extra_hnsw_answers_and_says_so(
    store: VectorStore, spec: EncoderSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lance, "library", lambda: None)
    monkeypatch.setattr(lance, "installed", lambda: False)
    said: list[str] = []
    index = open_index(store, spec, tmp_path, LANCEDB, said.append)
    assert isinstance(index, PhotoIndex)
    assert said == [backends.missing()]
    assert "extra" in said[0]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "extra" not in backends.missing(), "nothing can be installed into a package"
    assert at_rest(store, spec, tmp_path, LANCEDB).kind == EXACT
    with pytest.raises(Doubt, match="not installed"):
        LanceTable.begin(Place(tmp_path, LIBRARY, spec))
    index.close()


def test_it_is_not_imported_unless_it_is_asked_for(
    store: VectorStore, spec: EncoderSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lance, "library", lambda: pytest.fail("nobody asked"))
    index = open_index(store, spec, tmp_path)
    assert isinstance(index, PhotoIndex)
    index.close()


def test_a_library_that_does_not_load_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lancedb", None)
    assert lance.library.__wrapped__() is None
