"""`trash` and `remove`: what the window does with Delete, for scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoclip.cli.session import ATTENTION, DONE, WORLD

Run = Callable[..., Any]


@pytest.fixture
def bin_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In place of the trash of this machine."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setattr("send2trash.send2trash", lambda path: Path(path).rename(folder / "x"))
    return folder


def test_trash_moves_the_file_and_undo_says_that_it_stays_there(
    run: Run, photos_folder: Path, bin_: Path
) -> None:
    run("scan", photos_folder, "--no-embed")
    red = photos_folder / "red.jpg"
    assert run("trash", red, "--json").json == {"trashed": 1, "refused": []}
    assert not red.exists()
    assert (bin_ / "x").exists()
    assert "1 of the photos are not there" in run("undo").out
    assert run("status", "--json").json["missing"] == 1


def test_what_cannot_be_moved_is_said(
    run: Run, photos_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("send2trash.send2trash", refuse)
    run("scan", photos_folder, "--no-embed")
    ran = run("trash", photos_folder / "red.jpg")
    assert ran.status == ATTENTION
    assert "cannot be moved to the trash" in ran.out


def test_remove_leaves_the_files_and_the_keeper_inherits(run: Run, photos_folder: Path) -> None:
    run("scan", photos_folder, "--no-embed")
    red, blue = photos_folder / "red.jpg", photos_folder / "blue.jpg"
    run("tag", "sea", red)
    assert run("remove", red, "--keep", blue, "--json").json == {"removed": 1}
    assert red.exists()
    found = run("search", "tag:sea", "--json").json["hits"]
    assert [Path(hit["path"]).name for hit in found] == ["blue.jpg"]
    assert run("undo").status == DONE
    assert "stay where they are" in run("redo").out


def test_only_photos_of_the_library(run: Run, tmp_path: Path) -> None:
    assert run("trash", tmp_path / "no.jpg").status == WORLD
