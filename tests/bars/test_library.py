"""The library at 100,000 files and 1,000,000 photos.

The limits leave room for a busy machine; `pytest -m bar -s` prints what was measured.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photoclip.library import history, photos, roots, scanner, tags
from photoclip.library.database import Library
from photoclip.paths import Home

pytestmark = [pytest.mark.bar, pytest.mark.timeout(600)]

MILLION = 1_000_000
FILES = 100_000


def tell(figures: str) -> None:
    """Show what was measured to whoever watches."""
    sys.stdout.write(f"\n{figures}\n")


def best(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of several runs in seconds."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of a million photos that were read, 200 a folder, without their files."""
    chance = random.Random(1)
    row = (
        "INSERT INTO photo (id, folder_id, name, size, mtime_ns, content_hash, moment, taken_at,"
        " width, height, camera, lens, iso, aperture, exposure_seconds, focal_mm, format, added_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, '2020-05-01T12:00:00', 4000, 3000, 'Fujifilm X-T3',"
        " 'XF 35mm F1.4', 200, 1.4, 0.01, 35.0, 'jpeg', '2024-01-01T00:00:00Z')"
    )
    with Library.open(Home.at(tmp_path_factory.mktemp("million"))) as library:
        with library.write() as connection:
            connection.exec_driver_sql(
                "INSERT INTO root (id, path, added_at)"
                " VALUES (1, '/photos', '2024-01-01T00:00:00Z')"
            )
            connection.exec_driver_sql(
                "INSERT INTO folder (id, root_id, path) VALUES (?, 1, ?)",
                [(one, f"/photos/{one}") for one in range(MILLION // 200)],
            )
            moment = 1_000_000_000
            rows = []
            for number in range(MILLION):
                moment += chance.randrange(600)
                place, size = number // 200, chance.randrange(10**6, 10**7)
                stamp = moment * 10**9
                digest = f"{number:064x}"
                rows.append((number + 1, place, f"{number}.jpg", size, stamp, digest, moment))
            connection.exec_driver_sql(row, rows)
        yield library


def test_a_window_of_200_photos_in_a_million(million: Library) -> None:
    ids = photos.ids(million)
    window = ids[500_000:500_200]
    seconds = best(lambda: photos.get(million, window), 50)
    tell(f"window of 200: {seconds * 1000:.2f} ms")
    assert len(photos.get(million, window)) == 200
    assert seconds < 0.01


def test_listing_a_million(million: Library) -> None:
    seconds = best(lambda: photos.ids(million))
    months = best(lambda: photos.months(million))
    counts = best(lambda: photos.counts(million))
    tell(f"ids {seconds:.2f} s, months {months:.2f} s, counts {counts * 1000:.0f} ms")
    assert len(photos.ids(million)) == MILLION
    assert sum(month.photos for month in photos.months(million)) == MILLION
    assert max(seconds, months) < 2
    assert counts < 0.2


def test_hashes_of_a_million(million: Library) -> None:
    seconds = best(lambda: photos.hashes(million), 2)
    tell(f"hashes {seconds:.2f} s")
    assert seconds < 8


def test_tagging_100_000_photos_in_one_step(million: Library) -> None:
    chosen = photos.ids(million)[:100_000]
    timed = {}
    for name, work in {
        "tag": lambda: tags.confirm(million, "beach", chosen),
        "count": lambda: tags.counts(million),
        "undo": lambda: history.undo(million),
        "redo": lambda: history.redo(million),
        "rate": lambda: photos.set_rating(million, chosen, 3),
    }.items():
        timed[name] = best(work, 1)
    tell("100,000 photos: " + ", ".join(f"{k} {v:.2f} s" for k, v in timed.items()))
    assert tags.counts(million)[0].confirmed == 100_000
    assert max(timed.values()) < 6


def walk(folder: Path) -> int:
    """The least that a scan must do: list every folder, look at every file."""
    files, waiting = 0, [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    entry.stat(follow_symlinks=False)
                    files += 1
    return files


@pytest.mark.parametrize("in_a_folder", [20, 200])
def test_scanning_100_000_unchanged_files(tmp_path: Path, in_a_folder: int) -> None:
    folder = tmp_path / "photos"
    for place in range(FILES // in_a_folder):
        inside = folder / str(place % 50) / str(place)
        inside.mkdir(parents=True)
        for number in range(in_a_folder):
            (inside / f"IMG_{number:05}.JPG").touch()
    with Library.open(Home.at(tmp_path / "home")) as library:
        roots.add(library, folder)
        first = best(lambda: scanner.scan(library), 1)
        floor = best(lambda: walk(folder), 3)
        again = best(lambda: scanner.scan(library), 3)
        assert scanner.scan(library).unchanged == walk(folder) == FILES
    tell(
        f"{in_a_folder} a folder: first {first:.2f} s, again {again:.2f} s,"
        f" floor {floor:.2f} s, ratio {again / floor:.1f}"
    )
    assert again < 8 * floor
    assert again < 6
