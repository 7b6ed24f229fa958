"""`export` and `import`: every decision out and in again, through the command line."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoclip.cli.session import ATTENTION, DONE, WORLD
from photoclip.library import photos, tags
from photoclip.library.database import Library
from photoclip.paths import Home

Run = Callable[..., Any]


@pytest.fixture
def decided(run: Run, photos_folder: Path, home: Home) -> Path:
    """The colours, some tagged, one rated and captioned, in two albums."""
    run("scan", photos_folder)
    run("tag", "warm", photos_folder / "red.jpg", photos_folder / "orange.jpg")
    run("untag", "warm", photos_folder / "blue.jpg")
    run("album", "Two", photos_folder / "red.jpg", photos_folder / "blue.jpg")
    run("album", "Spring", "date:2021-03..2021-05")
    with Library.open(home) as library:
        (red,) = photos.by_paths(library, [photos_folder / "red.jpg"]).values()
        photos.set_rating(library, [red.id], 4)
        photos.set_caption(library, [red.id], "The red one")
    return photos_folder


def decisions(run: Run, file: Path) -> dict[str, Any]:
    assert run("export", "json", file).status == DONE
    document = json.loads(file.read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


def test_json_round_trip_into_a_new_library_by_content(
    run: Run, decided: Path, home: Home, tmp_path: Path
) -> None:
    before = decisions(run, tmp_path / "before.json")
    home.library.rename(tmp_path / "old.db")
    for ending in ("-wal", "-shm"):
        home.library.with_name(home.library.name + ending).unlink(missing_ok=True)
    home.backups.rename(tmp_path / "backups")  # or it would be offered to bring one back
    moved = decided.rename(decided.with_name("elsewhere"))  # so that only the hash can match
    assert run("scan", moved).status == DONE
    taken = run("import", "json", tmp_path / "before.json", "--json")
    assert taken.status in (DONE, ATTENTION)  # the old root is not there any more
    assert taken.json["verdicts"] == 3
    found = {t["name"]: t for t in run("tags", "--json").json["tags"]}
    assert (found["warm"]["confirmed"], found["warm"]["rejected"]) == (2, 1)
    assert len(run("search", "album:Two", "--json").json["hits"]) == 2
    assert len(run("search", "album:Spring", "--json").json["hits"]) == 3
    (best,) = run("search", "rating:>=4", "--json").json["hits"]
    assert Path(best["path"]).name == "red.jpg"
    assert before  # what was exported was not empty
    again = run("import", "json", tmp_path / "before.json", "--json").json
    assert again["verdicts"] == 0


def test_json_that_is_none_or_another(run: Run, decided: Path, tmp_path: Path) -> None:
    for text in ("no JSON", "[]", '{"format": 999}'):
        file = tmp_path / "bad.json"
        file.write_text(text)
        ran = run("import", "json", file)
        assert ran.status == WORLD
        assert len(ran.err.strip().splitlines()) == 1
    assert run("import", "json", tmp_path / "nowhere.json").status == WORLD


def test_sidecars_out_in_and_back(run: Run, decided: Path) -> None:
    preview = run("export", "xmp", "--dry-run", "--json").json
    assert not list(decided.glob("*.xmp"))
    written = run("export", "xmp", "--json").json
    assert written["written"] == 2 == len(list(decided.glob("*.xmp")))
    assert len(preview["files"]) >= 2
    text = (decided / "red.jpg.xmp").read_text(encoding="utf-8")
    assert "warm" in text
    assert "The red one" in text
    kept = {path: path.read_bytes() for path in decided.glob("*.xmp")}
    assert run("import", "keywords", "--json").json["verdicts"] == 0
    assert run("export", "xmp", "--json").json["written"] == 0
    assert {path: path.read_bytes() for path in decided.glob("*.xmp")} == kept
    assert run("export", "xmp", "--undo").status == DONE
    assert not list(decided.glob("*.xmp"))


def test_keywords_of_a_sidecar_become_verdicts_and_are_undone(run: Run, decided: Path) -> None:
    (decided / "green.jpg.xmp").write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag>'
        "<rdf:li>meadow</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    assert run("import", "keywords", "--dry-run", "--json").json["verdicts"] == 1
    assert "meadow" not in {t["name"] for t in run("tags", "--json").json["tags"]}
    assert run("import", "keywords", "--json").json["verdicts"] == 1
    assert "meadow" in {t["name"] for t in run("tags", "--json").json["tags"]}
    run("undo")
    assert "meadow" not in {t["name"] for t in run("tags", "--json").json["tags"]}


def test_killed_while_writing_sidecars_none_is_half_written(
    run: Run, home: Home, tmp_path: Path, paint: Callable[..., Path]
) -> None:
    folder = tmp_path / "many"
    for i in range(60):
        with paint(folder / f"{i:03}.jpg", "red").open("ab") as file:
            file.write(i.to_bytes(2, "big"))
    run("scan", folder)
    with Library.open(home) as library:
        tags.confirm(library, "warm", photos.ids(library))
    command = [sys.executable, "-m", "photoclip", "export", "xmp", "--home", str(home.data)]
    moments = random.Random(3)
    for _ in range(4):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            child.wait(moments.uniform(0.4, 0.9))
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
        for sidecar in folder.glob("*.jpg.xmp"):
            assert sidecar.read_text(encoding="utf-8").rstrip().endswith(">")
    assert run("export", "xmp").status == DONE
    assert len(list(folder.glob("*.jpg.xmp"))) == 60
    assert run("tags", "--json").json["tags"][0]["confirmed"] == 60
    assert run("export", "xmp", "--undo").status == DONE


def test_hostile_sidecars_are_left_out_with_a_sentence_each(run: Run, decided: Path) -> None:
    laughs = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]><x>&a9;</x>'
    (decided / "red.jpg.xmp").write_text(bomb)
    external = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    (decided / "blue.jpg.xmp").write_text(external)
    with (decided / "green.jpg.xmp").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    ran = run("import", "keywords", "--json")
    assert ran.status == ATTENTION
    complaints = ran.json["complaints"]
    assert len(complaints) == 3
    assert all(complaint.endswith(".") for complaint in complaints)
    assert ran.json["verdicts"] == 0
    # Nothing of a hostile file is written over either.
    ran = run("export", "xmp", "--json")
    assert (decided / "red.jpg.xmp").read_text() == bomb
    assert ran.status == ATTENTION
