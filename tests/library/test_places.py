"""Places by name: cells that are asked for once, towns, countries, and queries that find them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import update

from photoclip.errors import NoSpace
from photoclip.library import places
from photoclip.library.database import Library
from photoclip.library.places import PlaceName, Positions
from photoclip.library.schema import photo
from photoclip.query import parse
from photoclip.search.filters import matching_ids

BERLIN, MADRID = PlaceName("Berlin", "Berlin", "Germany"), PlaceName("Madrid", "", "Spain")
POTSDAM = PlaceName("Potsdam", "Brandenburg", "Germany")


def somewhere(points: Sequence[tuple[float, float]]) -> list[PlaceName]:
    return [
        MADRID if longitude < 0 else BERLIN if longitude > 13.2 else POTSDAM
        for _latitude, longitude in points
    ]


WHERE = Positions(
    np.array([1, 2, 3, 4]),
    np.array([52.52, 52.53, 40.42, 52.39]),
    np.array([13.40, 13.41, -3.70, 13.06]),
)


def test_names_are_found_once_for_each_cell(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "places.json"
    asked: list[int] = []

    def find(points: Sequence[tuple[float, float]]) -> list[PlaceName]:
        asked.append(len(points))
        return somewhere(points)

    names = places.complete(path, WHERE.cells(), find)
    assert asked == [3]  # the two in Berlin share a cell
    assert places.complete(path, WHERE.cells(), find) == names == places.load(path)
    assert asked == [3]
    assert places.lacking([*WHERE.cells(), (0, 0), (0, 0)], names) == [(0, 0)]


@pytest.mark.parametrize("content", ["", "{", '{"version": 0}', '{"version": 1, "cells": [[1]]}'])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, content: str) -> None:
    path = tmp_path / "places.json"
    path.write_text(content)
    assert places.load(path) == {}


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NoSpace):
        places.write(tmp_path / "file" / "places.json", b"")


def test_towns_and_countries_most_photos_first() -> None:
    names = dict(zip(WHERE.cells(), somewhere([(0, x) for x in WHERE.longitude]), strict=True))
    found = places.towns(WHERE, names)
    assert [(town.name, town.photos) for town in found] == [
        ("Berlin", 2),
        ("Madrid", 1),
        ("Potsdam", 1),
    ]
    assert [(name, size, len(inside)) for name, size, inside in places.countries(found)] == [
        ("Germany", 3, 2),
        ("Spain", 1, 1),
    ]


def test_the_query_of_a_town_finds_its_photos(four: Library) -> None:
    with four.write() as connection:
        for number, latitude, longitude in zip(
            WHERE.ids.tolist(), WHERE.latitude.tolist(), WHERE.longitude.tolist(), strict=True
        ):
            change = update(photo).where(photo.c.id == number)
            connection.execute(change.values(latitude=latitude, longitude=longitude))
    where = places.positions(four)
    assert where.ids.tolist() == [1, 2, 3, 4]
    names = dict(zip(where.cells(), somewhere([(0, x) for x in where.longitude]), strict=True))
    berlin = places.towns(where, names)[0]
    with four.read() as connection:
        assert set(matching_ids(connection, parse(berlin.query).where)) == {1, 2}


def test_an_empty_library_has_no_places(library: Library) -> None:
    where = places.positions(library)
    assert (len(where.ids), where.cells(), places.towns(where, {})) == (0, [], [])


def test_names_come_from_geonames() -> None:
    found = places.geocode([(52.517, 13.3889), (-33.87, 151.21)])
    assert [one.country for one in found] == ["Germany", "Australia"]
    assert found[1].region == "New South Wales"
