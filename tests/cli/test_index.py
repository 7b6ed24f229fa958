"""The same story with each index behind the seam: scan, search, filter, lose a photo, change."""

from __future__ import annotations

from pathlib import Path

import pytest

from photoclip.engine import answering
from photoclip.paths import Home
from photoclip.settings import Settings, save
from photoclip.vectors import lance
from photoclip.vectors.lance_index import LANCEDB
from tests.cli.conftest import Ran, Run


def names(found: Ran) -> list[str]:
    return [Path(hit["path"]).name for hit in found.json["hits"]]


def test_a_library_lives_with_either_index(
    run: Run, backend: str, home: Home, photos_folder: Path
) -> None:
    save(home.settings, Settings(encoder="fake", index=backend))
    assert run("scan", photos_folder, "--json").json["embedded"] == 11
    tables = list(home.indexes.glob("*.lance")) if home.indexes.is_dir() else []
    assert len(tables) == (backend == LANCEDB)
    kind = run("status", "--json").json["index"]["kind"]
    assert kind == (LANCEDB if backend == LANCEDB else "exact"), "eleven photos need no graph"
    red = photos_folder / "red.jpg"
    found = run("search", "red", "--json")
    assert names(found)[0] == "red.jpg"
    assert found.json["searched"] == found.json["of"] == 11
    assert "red.jpg" not in names(run("similar", red, "-n", "10", "--json")), "it is the example"
    run("tag", "sunset", red, photos_folder / "blue.jpg")
    assert names(run("search", "red tag:sunset", "--json")) == ["red.jpg"]
    assert set(names(run("search", "red tag:sunset", "--weak", "--json"))) == {
        "red.jpg",
        "blue.jpg",
    }
    red.rename(red.with_suffix(".txt"))
    run("scan", "--json")
    assert "red.jpg" not in names(run("search", "red", "--weak", "--json"))
    assert run("doctor", "--json").json["ok"]


def test_a_library_can_change_over_and_back(
    run: Run, lancedb: None, home: Home, photos_folder: Path
) -> None:
    run("scan", photos_folder)
    answers = [run("search", "blue", "--json").json["hits"]]
    for index in ("lancedb", "hnsw"):
        save(home.settings, Settings(encoder="fake", index=index))
        scanned = run("scan", "--json")
        assert scanned.status == 0
        assert scanned.json["embedded"] == 0, "the vectors do not depend on it"
        answers.append(run("search", "blue", "--json").json["hits"])
    assert answers[0] == answers[1] == answers[2]


def test_without_lancedb_no_scan_loads_vectors_for_nothing(
    run: Run, home: Home, photos_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lance, "library", lambda: None)
    monkeypatch.setattr(lance, "installed", lambda: False)
    save(home.settings, Settings(encoder="fake", index=LANCEDB))
    assert run("scan", photos_folder, "--json").json["embedded"] == 11
    monkeypatch.setattr(answering, "open_index", lambda *_: pytest.fail("nothing changed"))
    assert run("scan", "--json").status == 0
