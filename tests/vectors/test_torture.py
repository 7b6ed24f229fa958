"""Killed at any moment, the store is whole and the graph is right or built anew."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from photoclip.domain import EncoderSpec
from photoclip.vectors.planner import PhotoIndex
from photoclip.vectors.store import VectorStore

hnswlib = pytest.importorskip("hnswlib")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no alarm signal to die by")

LIBRARY = "library of the tests"
SPEC = EncoderSpec("torture", "0", 32, "none")

# Puts, removes and saves until its alarm goes off; nobody handles it, so it kills like SIGKILL
# does: no `finally`, no flush, in the middle of whatever is being written.
CHILD = """
import random, signal, sys
from pathlib import Path
import numpy as np
from photoclip.domain import EncoderSpec
from photoclip.vectors import planner
from photoclip.vectors.planner import PhotoIndex
from photoclip.vectors.store import VectorStore

folder, seed, seconds = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
planner.HNSW_FROM = 1
builder = lambda name, *rest: [sys.executable, "-m", "photoclip.vectors.hnsw_builder", *rest]
rng, random_ = np.random.default_rng(seed), random.Random(seed)
signal.setitimer(signal.ITIMER_REAL, seconds)
while True:
    with VectorStore.open(folder / "vectors.db", library_uuid="library of the tests") as store:
        spec = EncoderSpec("torture", "0", 32, "none")
        space = store.space(spec)
        index = PhotoIndex(store, spec, folder, builder)
        index.settle()
        for _ in range(random_.randrange(1, 12)):
            ids = rng.choice(800, random_.randrange(1, 150), replace=False)
            if random_.random() < 0.35:
                space.remove(ids.tolist())
            else:
                vectors = rng.standard_normal((len(ids), 32), dtype=np.float32)
                space.put(ids, [str(seed)] * len(ids), vectors)
            index.refresh()
            index.maintain(0.02)
            index._save_if_due(1 if not index._pending else 10**9)
        index.settle()
        index.close()
"""


def _run_until_killed(folder: Path, seed: int, seconds: float) -> None:
    arguments = [sys.executable, "-c", CHILD, str(folder), str(seed), str(seconds)]
    ended = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == -14, ended.stderr  # its alarm, and no exception before


def _spoil_a_byte(folder: Path, random_: random.Random) -> None:
    for file in folder.glob("*.hnsw"):
        with file.open("r+b") as stream:
            position = random_.randrange(file.stat().st_size)
            stream.seek(position)
            (byte,) = stream.read(1)
            stream.seek(position)
            stream.write(bytes([byte ^ 0x10]))


def _check(folder: Path) -> str:
    """Everything agrees with the store; how the graph fared."""
    with VectorStore.open(folder / "vectors.db", library_uuid=LIBRARY) as store:
        assert store.reason is None, store.reason
        assert store.check() == []
        space = store.space(SPEC)
        ids, matrix = space.load()
        assert dict.fromkeys(ids.tolist()).keys() == space.stamps().keys()
        index = PhotoIndex(store, SPEC, folder)
        graph = index._hnsw
        if graph is None:
            index.close()
            return index.status().detail
        while index._pending:
            index._step(graph)
        assert graph.live_ids().tolist() == ids.tolist()
        if len(ids):
            # Every photo is found as its own neighbour, and nothing is found that is not there.
            found = graph.search(matrix, min(5, len(ids)), ef=200)
            assert np.isin(found, ids).all()
            assert (found[:, 0] == ids).mean() > 0.97
        index.close()
        return "loaded"


@pytest.mark.parametrize("rounds", [6, pytest.param(40, marks=pytest.mark.bar)])
def test_killed_at_random_moments(tmp_path: Path, rounds: int) -> None:
    random_ = random.Random(rounds)
    fared = Counter[str]()
    for round_ in range(rounds):
        _run_until_killed(tmp_path, round_, random_.uniform(0.3, 1.4))
        if round_ % 5 == 4:
            _spoil_a_byte(tmp_path, random_)
        how = _check(tmp_path)
        fared[how] += 1
        if round_ % 5 == 4:
            assert how != "loaded" or not list(tmp_path.glob("*.hnsw"))
    assert fared["loaded"] > rounds // 4, fared
