"""Power cuts, full disks, drives that come and go, spoilt files: what was committed stays."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from photoclip.paths import Home
from tests.conftest import Paint

pytestmark = [pytest.mark.bar, pytest.mark.timeout(1800)]

KILLS = 100
PHOTOS = 60
COLOURS = ("red", "green", "blue", "yellow")
DECIDED = (
    "SELECT name, aliases, prompts FROM tag ORDER BY folded",
    "SELECT t.name, v.photo_id, v.agreed, v.source FROM verdict v JOIN tag t ON t.id = v.tag_id"
    " ORDER BY 1, 2",
    "SELECT name, query FROM album ORDER BY folded",
    "SELECT album_id, photo_id, position FROM album_photo ORDER BY 1, 2",
    "SELECT id, rating, favourite, caption FROM photo ORDER BY id",
    "SELECT name, undone FROM operation ORDER BY id",
)

Decided = list[list[tuple[Any, ...]]]


def start(home: Home, *arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "photoclip", *map(str, arguments), "--home", str(home.data)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def run(home: Home, *arguments: object) -> tuple[int, dict[str, Any], str]:
    """Exit status, document and what was said; a traceback fails the test."""
    child = start(home, *arguments, "--json")
    out, err = child.communicate(timeout=600)
    said = err.decode(errors="replace")
    assert "Traceback" not in said, said
    return child.returncode, json.loads(out) if out.strip() else {}, said


def decided(home: Home) -> Decided:
    """Everything that the user ever said."""
    with closing(sqlite3.connect(home.library)) as connection:
        return [connection.execute(query).fetchall() for query in DECIDED]


def hashes(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def folder(tmp_path: Path, paint: Paint) -> Path:
    """Sixty photos of four colours, no two with the same bytes."""
    made = tmp_path / "photos"
    for number in range(PHOTOS):
        path = paint(made / f"{number:03}.jpg", COLOURS[number % 4])
        with path.open("ab") as file:
            file.write(number.to_bytes(2, "big"))
    return made


def fake(home: Home) -> None:
    home.config.mkdir(parents=True, exist_ok=True)
    home.settings.write_text('encoder = "fake"\n')


@pytest.fixture
def decisions(home: Home, folder: Path) -> Decided:
    """A library in which something of everything was decided."""
    fake(home)
    assert run(home, "scan", folder)[0] == 0
    for name, first in (("rose", 0), ("leaf", 1), ("sea", 2)):
        assert run(home, "tag", name, *(folder / f"{first + 4 * n:03}.jpg" for n in range(8)))
    run(home, "untag", "rose", folder / "001.jpg", folder / "002.jpg")
    run(home, "album", "Garden", folder / "000.jpg", folder / "001.jpg")
    run(home, "album", "Red", "red tag:rose")
    return decided(home)


def test_killed_a_hundred_times_over_every_kind_of_job(
    home: Home, folder: Path, decisions: Decided, tmp_path: Path
) -> None:
    originals, chance = hashes(folder), random.Random(7)
    exported = tmp_path / "decisions.json"
    jobs: tuple[tuple[object, ...], ...] = (
        ("scan",),
        ("suggest",),
        ("personalize",),
        ("export", "json", exported),
        ("import", "keywords", "--dry-run"),
        ("search", "red"),
        ("duplicates",),
        ("doctor", "--repair"),
        ("scan", folder),
        ("undo",),
    )
    struck = 0
    for turn in range(KILLS):
        job = jobs[turn % len(jobs)]
        if job == ("scan",):
            # Work for the scan: a photo touched, its embedding and thumbnail to be made again.
            home.vectors.unlink(missing_ok=True)
            for ending in ("-wal", "-shm"):
                home.vectors.with_name(home.vectors.name + ending).unlink(missing_ok=True)
        child = start(home, *job)
        try:
            child.communicate(timeout=chance.uniform(0.1, 2.5))
        except subprocess.TimeoutExpired:
            struck += 1
            os.killpg(child.pid, signal.SIGKILL)
            child.communicate()
        if job == ("undo",) and decided(home) != decisions:
            assert run(home, "redo")[0] == 0, "it was undone whole, not by halves"
        assert decided(home) == decisions, f"after {job}"
    assert struck >= KILLS // 4, "most jobs were over before they could be struck"
    assert run(home, "scan")[0] == 0
    held = run(home, "status")[1]
    assert held["photos"] == held["embedded"] == PHOTOS
    assert run(home, "doctor")[1]["ok"]
    assert hashes(folder) == originals


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[None]:
    """A file system that is soon full, where this user may mount one."""
    place.mkdir(parents=True)
    options = f"size={kilobytes}k,nr_inodes=2000"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("mounting a small file system takes rights that this user lacks")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.skipif(not shutil.which("mount"), reason="there is no mount here")
@pytest.mark.parametrize("kilobytes", [200, 400, 700, 1100, 1600])
def test_a_full_disk_is_said_and_loses_nothing(
    folder: Path, tmp_path: Path, kilobytes: int
) -> None:
    originals, place = hashes(folder), tmp_path / "small"
    with small_disk(place, kilobytes):
        home = Home.at(place / "home")
        fake(home)
        jobs: tuple[tuple[object, ...], ...] = (
            ("scan", folder),
            ("tag", "rose", folder / "000.jpg"),
            ("suggest",),
            ("export", "json", place / "out.json"),
            ("album", "Red", folder / "000.jpg"),
        )
        said = []
        for job in jobs:
            status, _document, sentence = run(home, *job)
            assert status in (0, 1, 3), (job, status, sentence)
            if status == 3:
                assert sentence.strip(), f"{job} failed without a word"
                said.append(sentence)
        before = decided(home) if home.library.exists() and home.library.stat().st_size else None
        grown = subprocess.run(
            ["mount", "-o", "remount,size=2g", str(place)], capture_output=True, check=False
        )
        assert grown.returncode == 0
        assert run(home, "scan", folder)[0] == 0
        assert run(home, "doctor")[1]["ok"]
        assert run(home, "status")[1]["embedded"] == PHOTOS
        if before is not None:
            assert decided(home)[1] == before[1], "a verdict that was committed is gone"
    if kilobytes <= 400:
        assert said, "so small a disk cannot hold everything"
    assert hashes(folder) == originals


def test_a_home_that_may_only_be_read(home: Home, folder: Path, decisions: Decided) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is read-only for the administrator")
    for path in (home.data, *home.data.iterdir()):
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        status, _document, said = run(home, "tag", "rose", folder / "003.jpg")
        assert (status, bool(said.strip())) == (3, True)
    finally:
        for path in (home.data, *home.data.iterdir()):
            path.chmod(path.stat().st_mode | 0o700)
    assert decided(home) == decisions


def test_a_root_that_vanishes_in_the_middle_and_returns(
    home: Home, folder: Path, decisions: Decided
) -> None:
    away = folder.with_name("unplugged")
    chance = random.Random(3)
    for _ in range(6):
        home.thumbs.unlink(missing_ok=True)
        child = start(home, "scan")
        try:
            child.communicate(timeout=chance.uniform(0.1, 1.0))
        except subprocess.TimeoutExpired:
            folder.rename(away)
            child.communicate(timeout=120)
            away.rename(folder)
        assert child.returncode in (0, 1)
        assert decided(home) == decisions
    assert run(home, "scan")[0] == 0
    held = run(home, "status")[1]
    assert (held["photos"], held["missing"], held["problems"]) == (PHOTOS, 0, 0)


def test_two_processes_on_one_library(home: Home, folder: Path, decisions: Decided) -> None:
    children = [start(home, "tag", f"tag {n}", folder / f"{n:03}.jpg") for n in range(6)]
    children.append(start(home, "scan"))
    for child in children:
        _out, err = child.communicate(timeout=300)
        assert b"Traceback" not in err
        assert child.returncode in (0, 3), err
    done = sum(child.returncode == 0 for child in children[:-1])
    assert len(decided(home)[0]) == len(decisions[0]) + done
    assert run(home, "doctor")[1]["ok"]


def spoil(path: Path, how: str, chance: random.Random) -> None:
    """What happens to files. The log beside a database is gone, as after a clean close."""
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    content = bytearray(path.read_bytes())
    match how:
        case "truncated":
            del content[chance.randrange(len(content)) :]
        case "flipped":
            for _ in range(40):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        case "replaced":
            content = bytearray(chance.randbytes(len(content)))
    path.write_bytes(content)


@pytest.mark.parametrize("how", ["truncated", "flipped", "replaced"])
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", ["library", "vectors", "thumbs"])
def test_a_spoilt_file_grows_back_or_is_restored(
    home: Home, folder: Path, decisions: Decided, name: str, how: str, seed: int
) -> None:
    spoil(getattr(home, name), how, random.Random(f"{name} {how} {seed}"))
    status, _document, said = run(home, "search", "red")
    assert status in (0, 3), said
    repaired = run(home, "doctor", "--repair")
    assert repaired[1]["ok"], repaired
    assert run(home, "scan")[0] == 0
    assert run(home, "doctor")[1]["ok"]
    assert decided(home) == decisions
    held = run(home, "status")[1]
    assert held["photos"] == held["embedded"] == PHOTOS


def test_a_file_from_a_newer_photoclip_is_left_alone(
    home: Home, folder: Path, decisions: Decided
) -> None:
    with closing(sqlite3.connect(home.library)) as connection:
        connection.execute("PRAGMA user_version = 999")
    for job in (("search", "red"), ("scan",), ("doctor", "--repair"), ("tag", "rose", folder)):
        status, document, said = run(home, *job)
        assert status in (1, 3)
        assert "newer photoclip" in said + json.dumps(document)
    assert decided(home) == decisions


def test_files_of_another_library_are_not_mixed_in(
    home: Home, folder: Path, decisions: Decided, tmp_path: Path
) -> None:
    other = Home.at(tmp_path / "other")
    fake(other)
    (tmp_path / "few").mkdir()
    shutil.copy(folder / "001.jpg", tmp_path / "few")
    assert run(other, "scan", tmp_path / "few")[0] == 0
    for name in ("vectors", "thumbs"):
        target = getattr(home, name)
        for ending in ("-wal", "-shm"):
            target.with_name(target.name + ending).unlink(missing_ok=True)
        shutil.copy(getattr(other, name), target)
    assert run(home, "scan")[0] == 0
    hits = run(home, "search", "red")[1]["hits"]
    red = {str(folder / f"{number:03}.jpg") for number in range(0, PHOTOS, 4)}
    assert {hit["path"] for hit in hits if hit["score"] > 0.9} <= red
    assert run(home, "status")[1]["embedded"] == PHOTOS
    assert decided(home) == decisions
