"""A store in a fresh folder, a small embedding space, unit vectors."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from photoclip.domain import EncoderSpec
from photoclip.vectors.encoder import normalised
from photoclip.vectors.store import VectorStore

LIBRARY = "library of the tests"


@pytest.fixture
def spec() -> EncoderSpec:
    """A space of 16 dimensions."""
    return EncoderSpec("test", "0" * 64, 16, "squash 32", "fp32")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    """An open store; closed after the test."""
    with VectorStore.open(tmp_path / "vectors.db", library_uuid=LIBRARY) as opened:
        yield opened


@pytest.fixture(scope="session")
def unit() -> Callable[..., NDArray[np.float32]]:
    """n random unit vectors (n, dim), the same for the same seed."""

    def make(count: int, dim: int = 16, seed: int = 0) -> NDArray[np.float32]:
        rng = np.random.default_rng(seed)
        return normalised(rng.standard_normal((count, dim), dtype=np.float32))

    return make


@pytest.fixture(scope="session")
def builder() -> Callable[..., list[str]]:
    """The command that builds an index, without the rest of the program."""

    def command(name: str, *arguments: str) -> list[str]:
        assert name == "_reindex"
        return [sys.executable, "-m", "photoclip.vectors.hnsw_builder", *arguments]

    return command
