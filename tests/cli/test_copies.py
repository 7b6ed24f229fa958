"""`duplicates` on the command line: three lists, the better photo first, and a lasting "no"."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photoclip.cli.session import DONE, WORLD
from photoclip.library import looks
from photoclip.library.database import Library
from photoclip.paths import Home

Run = Callable[..., Any]


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    """A picture, its copy, a smaller version, and another picture in other colours."""
    folder = tmp_path / "photos"
    folder.mkdir()
    coarse = np.random.default_rng(3).integers(0, 256, (12, 16, 3), np.uint8)
    image = Image.fromarray(coarse).resize((640, 480), Image.Resampling.BICUBIC)
    image.save(folder / "a.jpg", quality=95)
    shutil.copy(folder / "a.jpg", folder / "b.jpg")
    image.resize((320, 240)).save(folder / "small.jpg", quality=70)
    image.transpose(Image.Transpose.ROTATE_180).save(folder / "other.jpg")
    assert run("scan", folder).status == DONE
    return folder


def _names(groups: list[list[str]]) -> list[list[str]]:
    """Names of files; equals among them, which stand as they were found, in order of name."""
    named = [[Path(path).name for path in group] for group in groups]
    return [sorted(group, key=lambda name: (name == "small.jpg", name)) for group in named]


def test_duplicates_in_three_lists(run: Run, folder: Path) -> None:
    found = run("duplicates", "--json").json
    assert set(found) >= {"identical", "same_picture", "similar"}
    assert _names(found["identical"]) == [["a.jpg", "b.jpg"]]
    assert _names(found["same_picture"]) == [["a.jpg", "b.jpg", "small.jpg"]]
    assert Path(found["same_picture"][0][2]).name == "small.jpg"
    assert found["similar"] == []
    assert "1 × identical files" in run("duplicates").out


def test_a_no_is_remembered_and_can_be_undone(run: Run, folder: Path) -> None:
    apart = [folder / name for name in ("a.jpg", "b.jpg")]
    assert run("duplicates", "--not", *apart, "--json").json == {"changed": 2}
    assert run("duplicates", "--not", *apart, "--json").json == {"changed": 0}
    found = run("duplicates", "--json").json
    assert found["identical"] == []
    assert all(len({"a.jpg", "b.jpg"} & set(group)) < 2 for group in _names(found["same_picture"]))
    assert "apart" in run("undo").out
    assert _names(run("duplicates", "--json").json["identical"]) == [["a.jpg", "b.jpg"]]
    assert run("duplicates", "--not", apart[0]).status == WORLD


def test_photos_read_before_looks_were_kept_are_looked_at(
    run: Run, folder: Path, home: Home
) -> None:
    with Library.open(home) as library:
        before = looks.facts(library)
        with library.write() as connection:
            looks.put(connection, dict.fromkeys(before.ids.tolist()))
        assert len(looks.lacking(library)) == 4
    found = run("duplicates", "--json").json
    assert _names(found["same_picture"]) == [["a.jpg", "b.jpg", "small.jpg"]]
    with Library.open(home) as library:
        assert not looks.lacking(library)
        after = looks.facts(library)
    assert np.abs(after.sharpness - before.sharpness).max() < 0.5
