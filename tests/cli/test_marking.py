"""`rate`, `flag`, `rotate` and `caption`: what they change, and that undo takes it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from photoclip.cli.session import DONE, USAGE
from photoclip.domain import Flag, Photo
from photoclip.images.reading import hash_file
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.paths import Home

Run = Callable[..., Any]


@pytest.fixture
def red(run: Run, photos_folder: Path) -> Path:
    assert run("scan", photos_folder).status == DONE
    return photos_folder / "red.jpg"


def known(home: Home, path: Path) -> Photo:
    with Library.open(home) as library:
        return photos.by_paths(library, [path])[path]


def test_rating_flag_and_caption_are_kept_and_undone(run: Run, home: Home, red: Path) -> None:
    assert run("rate", 4, red, "--json").json == {"changed": 1}
    assert run("flag", "pick", red, "--json").json == {"changed": 1}
    assert run("caption", "At sea", red, "--json").json == {"changed": 1}
    one = known(home, red)
    assert (one.rating, one.flag, one.caption) == (4, Flag.PICK, "At sea")
    run("flag", "reject", red)
    assert known(home, red).flag is Flag.REJECT
    assert not known(home, red).favourite
    hits = run("search", "is:rejected", "--json").json["hits"]
    assert [hit["path"] for hit in hits] == [str(red)]
    run("undo")
    assert known(home, red).flag is Flag.PICK
    assert run("flag", "perhaps", red).status == USAGE
    assert run("rate", 6, red).status == USAGE


def test_a_photo_is_turned_in_the_library_only(run: Run, home: Home, red: Path) -> None:
    before = hash_file(red)
    assert run("rotate", "right", red, "--json").json == {"changed": 1}
    run("rotate", "over", red)
    one = known(home, red)
    assert one.rotation == 270
    assert one.shown_size == (48, 64)
    assert run("scan", "--json").json["embedded"] == 1  # it looks different now
    assert run("scan", "--json").json["embedded"] == 0
    run("undo")
    assert known(home, red).rotation == 90
    assert hash_file(red) == before


def test_explain_looks_at_the_photo_as_it_is_shown(run: Run, red: Path, tmp_path: Path) -> None:
    half = red.with_name("half.png")
    picture = Image.new("RGB", (200, 100), "blue")
    picture.paste("red", (0, 0, 100, 100))
    picture.save(half)
    run("scan")
    x, _y, width, _height = run("explain", half, "red", "--json").json["box"]
    assert x + width / 2 < 100
    run("rotate", "right", half)  # red is on top now
    found = run("explain", half, "red", "--out", tmp_path / "heat.png", "--json").json
    assert found["size"] == [100, 200]
    _x, y, _width, height = found["box"]
    assert y + height / 2 < 100
    with Image.open(tmp_path / "heat.png") as heat:
        assert heat.size == (100, 200)
