"""`explain` on the command line: the fields of the contract and a picture beside the original."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from photoclip.cli.session import DONE, WORLD

Run = Callable[..., Any]


@pytest.fixture
def photo(run: Run, tmp_path: Path) -> Path:
    """Grey with a red patch at the right, in a library."""
    path = tmp_path / "photos" / "patch.png"
    path.parent.mkdir()
    image = Image.new("RGB", (600, 400), (128, 128, 128))
    image.paste((255, 0, 0), (400, 150, 550, 300))
    image.save(path)
    assert run("scan", path.parent).status == DONE
    return path


def test_explain_gives_a_grid_a_box_and_a_picture(run: Run, photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "heat.png"
    found = run("explain", photo, "red", "--out", out, "--json").json
    assert set(found) >= {"path", "text", "grid", "box"}
    assert (found["path"], found["text"]) == (str(photo), "red")
    x, y, width, height = found["box"]
    assert max(x - 400, y - 150, 550 - x - width, 300 - y - height) <= 15
    assert {len(row) for row in found["grid"]} == {21}
    with Image.open(out) as picture:
        assert picture.size == (600, 400)


def test_explain_without_json_draws_with_letters(run: Run, photo: Path) -> None:
    lines = run("explain", photo, "red").out.splitlines()
    assert "█" in lines[8]
    assert "█" not in lines[0]
    assert lines[-1].startswith("Hottest")


def test_explain_never_touches_the_original(run: Run, photo: Path, tmp_path: Path) -> None:
    before = photo.read_bytes()
    for out in (photo, tmp_path / "no" / "heat.png", tmp_path / "heat.txt"):
        refused = run("explain", photo, "red", "--out", out)
        assert refused.status == WORLD
        assert len(refused.err.splitlines()) == 1
    assert photo.read_bytes() == before
    assert run("explain", tmp_path / "none.jpg", "red").status == WORLD
