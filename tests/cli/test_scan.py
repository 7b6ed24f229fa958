"""`scan` and `status`: counts, resuming, killing, and what must not be imported."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from photoclip.cli.session import DONE
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.paths import Home

Run = Callable[..., Any]


def test_first_and_second_scan(run: Run, photos_folder: Path) -> None:
    first = run("scan", photos_folder, "--json").json
    assert (first["added"], first["embedded"], first["unchanged"]) == (11, 11, 0)
    assert first["photos_per_second"] > 0
    second = run("scan", "--json").json
    assert (second["added"], second["embedded"], second["unchanged"]) == (0, 0, 11)


def test_changed_moved_and_missing(run: Run, photos_folder: Path) -> None:
    run("scan", photos_folder)
    (photos_folder / "red.jpg").rename(photos_folder / "crimson.jpg")
    (photos_folder / "blue.jpg").unlink()
    (photos_folder / "green.jpg").write_bytes((photos_folder / "pink.jpg").read_bytes() + b"!")
    found = run("scan", "--json").json
    assert (found["moved"], found["missing"], found["changed"]) == (1, 1, 1)
    assert (found["added"], found["embedded"]) == (0, 1)
    best = run("search", "red", "-n", 1, "--weak", "--json").json["hits"][0]
    assert best["path"] == str(photos_folder / "crimson.jpg")


def test_reading_without_embedding_and_embedding_later(run: Run, photos_folder: Path) -> None:
    assert run("scan", photos_folder, "--no-embed", "--json").json["embedded"] == 0
    status = run("status", "--json").json
    assert (status["photos"], status["embedded"]) == (11, 0)
    assert run("scan", "--json").json["embedded"] == 11


def test_status_says_what_the_contract_wants(run: Run, photos_folder: Path) -> None:
    run("scan", photos_folder)
    run("tag", "warm", photos_folder / "red.jpg", photos_folder / "orange.jpg")
    status = run("status", "--json").json
    assert status["photos"] == status["embedded"] == status["index"]["count"] == 11
    assert status["roots"] == [{"path": str(photos_folder), "online": True, "photos": 11}]
    assert status["encoder"]["name"] == "fake"
    assert status["encoder"]["dim"] == 64
    assert (status["tags"], status["verdicts"], status["adapter"]) == (1, 2, None)


def test_an_offline_root_empties_nothing(run: Run, photos_folder: Path) -> None:
    run("scan", photos_folder)
    photos_folder.rename(photos_folder.with_name("unplugged"))
    ran = run("scan", "--json")
    assert ran.status == DONE
    assert (ran.json["missing"], run("status", "--json").json["photos"]) == (0, 11)
    assert run("status", "--json").json["roots"][0]["online"] is False


def test_originals_are_untouched_and_nothing_else_is_written(
    run: Run, photos_folder: Path, home: Home
) -> None:
    def state() -> dict[str, str]:
        return {
            str(p): hashlib.sha256(p.read_bytes()).hexdigest() + str(p.stat().st_mtime_ns)
            for p in photos_folder.parent.rglob("*")
            if p.is_file() and home.data not in p.parents
        }

    before = state()
    run("scan", photos_folder)
    run("search", "red")
    run("tag", "warm", photos_folder / "red.jpg")
    run("undo")
    run("doctor")
    assert state() == before


def test_a_rescan_never_imports_torch(home: Home, run: Run, photos_folder: Path) -> None:
    run("scan", photos_folder)
    code = (
        "import sys; from photoclip.__main__ import main; "
        f"status = main(['scan', '--home', {str(home.data)!r}]); "
        "heavy = {'torch', 'open_clip', 'hnswlib', 'PySide6'} & set(sys.modules); "
        "print(status, sorted(heavy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "0 []"


def test_killed_at_random_moments_the_next_scan_completes(
    home: Home, run: Run, tmp_path: Path, paint
) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "many"
    colours = ("red", "green", "blue", "yellow")
    for i in range(120):
        path = paint(folder / f"{i:03}.jpg", colours[i % 4])
        with path.open("ab") as file:
            file.write(i.to_bytes(2, "big"))  # so that no two files are alike
    command = [sys.executable, "-m", "photoclip", "scan", str(folder), "--home", str(home.data)]
    moments = random.Random(5)
    for _ in range(4):
        child = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            child.wait(moments.uniform(0.3, 1.5))
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
    assert run("scan", folder).status == DONE
    status = run("status", "--json").json
    assert status["photos"] == status["embedded"] == 120
    assert run("doctor", "--json").json["ok"]
    with Library.open(home, read_only=True) as library:
        paths = [photo.path for photo in photos.get(library, photos.ids(library))]
    assert len(paths) == len(set(paths)) == 120
