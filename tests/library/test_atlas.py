"""The world behind the map: made from the towns at hand, kept, and read again."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from photoclip.library import atlas
from photoclip.library.atlas import HIGH, NAMED, WIDE


def test_the_world_is_made_kept_and_read_again(tmp_path: Path) -> None:
    made = atlas.gather()
    assert made.glow.shape == (HIGH, WIDE)
    assert len(made.latitude) == len(made.longitude) == len(made.population) > 100_000
    assert (np.diff(made.population.astype(np.int64)) <= 0).all()
    paris = made.names.index("Paris")
    assert abs(made.latitude[paris] - 48.85) < 0.1
    assert abs(made.longitude[paris] - 2.35) < 0.1
    assert made.population[len(made.names) - 1] >= NAMED
    row, column = int((90 - 48.85) * HIGH / 180), int((180 + 2.35) * WIDE / 360)
    assert made.glow[row, column] > 150
    assert made.glow[HIGH // 2, 0] == 0  # the Pacific
    path = tmp_path / "cache" / "atlas.npz"
    atlas.save(path, made)
    read = atlas.load(path)
    assert read is not None
    assert read.names == made.names
    assert (read.glow == made.glow).all()
    assert (read.latitude == made.latitude).all()


def test_what_is_missing_or_damaged_is_made_anew(tmp_path: Path) -> None:
    assert atlas.load(tmp_path / "atlas.npz") is None
    path = tmp_path / "damaged.npz"
    path.write_bytes(b"PK\x03\x04 is not all of it")
    assert atlas.load(path) is None
    path.write_bytes(b"")
    assert atlas.load(path) is None


def test_no_flipped_byte_raises(tmp_path: Path) -> None:
    path = tmp_path / "atlas.npz"
    few = np.arange(3, dtype=np.float32)
    glow = np.random.default_rng(0).integers(0, 255, (30, 40)).astype(np.uint8)
    atlas.save(path, atlas.Atlas(glow, few, few, few.astype(np.uint32), ("Paris",)))
    sound = path.read_bytes()
    for place in range(0, len(sound), 7):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 0x55]) + sound[place + 1 :])
        atlas.load(path)
