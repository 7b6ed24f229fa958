"""`places`: countries and towns, named without a net."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photoclip.library import atlas
from photoclip.paths import Home

Run = Callable[..., Any]


def _at(path: Path, latitude: tuple[float, ...], longitude: tuple[float, ...]) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: latitude, 3: "E", 4: longitude})
    Image.new("RGB", (64, 48), "red").save(path, exif=exif)


def test_photos_by_country_and_town(run: Run, tmp_path: Path, home: Home) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    _at(folder / "a.jpg", (48.0, 8.0, 13.0), (11.0, 34.0, 31.0))
    _at(folder / "b.jpg", (48.0, 8.0, 14.0), (11.0, 34.0, 33.0))
    Image.new("RGB", (64, 48), "blue").save(folder / "c.jpg")
    run("scan", folder, "--no-embed")
    found = run("places", "--json").json
    assert found["geotagged"] == 2
    [germany] = found["countries"]
    assert (germany["country"], germany["photos"]) == ("Germany", 2)
    assert sum(town["photos"] for town in germany["towns"]) == 2
    assert home.places.exists()
    hits = run("search", germany["towns"][0]["query"], "--json").json["hits"]
    assert len(hits) == germany["towns"][0]["photos"]
    assert "Germany" in run("places").out


def test_a_damaged_map_is_drawn_anew(
    run: Run, home: Home, photos_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("scan", photos_folder, "--no-embed")
    few = np.arange(3, dtype=np.float32)
    drawn = atlas.Atlas(np.zeros((2, 2), np.uint8), few, few, few.astype(np.uint32), ("Paris",))
    monkeypatch.setattr(atlas, "gather", lambda: drawn)
    home.atlas.parent.mkdir(parents=True, exist_ok=True)
    home.atlas.write_bytes(b"damaged")
    run("places", "--world")
    found = atlas.load(home.atlas)
    assert found is not None
    assert found.names == ("Paris",)
    monkeypatch.setattr(atlas, "gather", lambda: pytest.fail("it is there"))
    run("places", "--world")


def test_no_photo_says_where(run: Run, photos_folder: Path) -> None:
    run("scan", photos_folder, "--no-embed")
    assert run("places", "--json").json == {"geotagged": 0, "countries": []}
    assert "No photo says" in run("places").out
