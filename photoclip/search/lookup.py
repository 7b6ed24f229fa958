"""What the words of a filter mean in this library: tags, albums, folders, texts, places."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Column, ColumnElement, Connection, Select, func, literal, select

from photoclip.errors import QueryError
from photoclip.library.names import fold
from photoclip.library.schema import album, folder, photo, tag
from photoclip.query.values import InAlbum, InFolder, Near, Query, Tagged

Ids = NDArray[np.int64]

EARTH_METRES = 6_371_008.8  # mean radius


@dataclass(frozen=True, slots=True)
class Outside:
    """What a filter may need that `library.db` does not hold.

    `suggested` gives the ids of the photos for which a tag (by id) is suggested now; `answer`
    those that a query with free text finds, for smart albums of that kind; `likely` those that
    the machine takes to be in a state. A filter that needs one that is None is an error.
    """

    suggested: Callable[[int], Ids] | None = None
    answer: Callable[[Query], Ids] | None = None
    likely: Callable[[str], Ids] | None = None


@dataclass(frozen=True, slots=True)
class FoundAlbum:
    """An album by id. `rule` is the text of a smart album's query."""

    id: int
    name: str
    rule: str | None


@dataclass(slots=True)
class Lookup:
    """Reads names from the library, each list once. Lives as long as one plan is made."""

    connection: Connection
    outside: Outside = field(default_factory=Outside)
    _names: dict[str, Any] = field(default_factory=dict)

    def tag(self, wanted: Tagged) -> int:
        """The id of a tag by its name, else by an alias."""
        if "tag" not in self._names:
            rows = self.connection.execute(select(tag.c.id, tag.c.name, tag.c.aliases)).all()
            known = {fold(alias): row.id for row in rows for alias in json.loads(row.aliases)}
            known |= {fold(row.name): row.id for row in rows}
            self._names["tag"] = known, [row.name for row in rows]
        known, names = self._names["tag"]
        if (found := known.get(fold(wanted.name))) is not None:
            return int(found)
        raise _unknown("tag", wanted.name, names, wanted.span[0])

    def album(self, wanted: InAlbum) -> FoundAlbum:
        """An album by its name."""
        if "album" not in self._names:
            rows = self.connection.execute(select(album.c.id, album.c.name, album.c.query))
            self._names["album"] = {fold(row.name): FoundAlbum(*row) for row in rows}
        known: dict[str, FoundAlbum] = self._names["album"]
        if found := known.get(fold(wanted.name)):
            return found
        names = [other.name for other in known.values()]
        raise _unknown("album", wanted.name, names, wanted.span[0])

    def folders(self, wanted: InFolder) -> list[int]:
        """The ids of the folders that are, or lie below, a folder of that name or path."""
        if "folder" not in self._names:
            rows = self.connection.execute(select(folder.c.id, folder.c.path))
            self._names["folder"] = [(row.id, _slashed(fold(row.path))) for row in rows]
        pattern = _folder_pattern(wanted.path)
        return [number for number, path in self._names["folder"] if pattern.search(path)]

    def texts(self, column: Column[Any], pattern: str) -> list[str]:
        """The different texts of a column that match a pattern, with and without wildcards."""
        rows = self.connection.execute(select(column).distinct().where(column.is_not(None)))
        matches = _text_pattern(pattern)
        return [text for (text,) in rows if matches(fold(text))]

    def named(self, pattern: str) -> list[int]:
        """The ids of the photos whose file name matches a pattern, whatever the alphabet."""
        matches = _text_pattern(pattern)
        rows = self.connection.execute(select(photo.c.id, photo.c.name))
        return [number for number, name in rows if matches(fold(name))]

    def near(self, place: Near) -> list[int]:
        """The ids of the photos within a distance, on a sphere."""
        reach = np.degrees(place.metres / EARTH_METRES) + 1e-6
        latitude, longitude = photo.c.latitude, photo.c.longitude
        rows = self.connection.execute(
            select(photo.c.id, latitude, longitude).where(
                latitude.between(place.latitude - reach, place.latitude + reach),
                longitude.is_not(None),
            )
        ).all()
        if not rows:
            return []
        ids, lat, lon = np.array([tuple(row) for row in rows]).T
        inside = distance(place.latitude, place.longitude, lat, lon) <= place.metres
        return [int(number) for number in ids[inside]]


def distance(
    latitude: float, longitude: float, latitudes: NDArray[Any], longitudes: NDArray[Any]
) -> NDArray[np.float64]:
    """Metres along the sphere from a place to places (haversine formula); all in degrees."""
    a, b = np.radians(latitude), np.radians(latitudes)
    turn = np.radians(longitudes - longitude)
    h = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(turn / 2) ** 2
    return np.asarray(2 * EARTH_METRES * np.arcsin(np.sqrt(np.clip(h, 0, 1))), np.float64)


def one_of(column: ColumnElement[Any], values: Iterable[Any] | Ids) -> ColumnElement[bool]:
    """Whether the column is among the values: one parameter, however many they are."""
    return column.in_(listed(values))


def listed(values: Iterable[Any] | Ids) -> Select[Any]:
    """The values as rows of one column."""
    plain = values.tolist() if isinstance(values, np.ndarray) else list(values)
    rows = func.json_each(literal(json.dumps(plain))).table_valued("value")
    return select(rows.c.value)


def name_like(column: ColumnElement[Any], pattern: str) -> ColumnElement[bool]:
    """Whether a column matches a pattern of ASCII with wildcards, whatever the case."""
    escaped = re.sub(r"([\\%_])", r"\\\1", pattern).replace("*", "%").replace("?", "_")
    return column.like(escaped, escape="\\")


def has_wildcard(pattern: str) -> bool:
    """Whether a pattern stands for a whole text."""
    return "*" in pattern or "?" in pattern


def _unknown(kind: str, name: str, known: list[str], position: int) -> QueryError:
    folded = {fold(other): other for other in known}
    close = get_close_matches(fold(name), folded, n=1, cutoff=0.5)
    instead = None
    if close:
        instead = name, folded[close[0]]
        advice = f" Did you mean “{instead[1]}”?"
    else:
        advice = "" if known else f" There are no {kind}s yet."
    return QueryError(f"There is no {kind} “{name}”.{advice}", position, instead)


def _wildcards(pattern: str, anything: str) -> str:
    parts = (
        f"{anything}*" if sign == "*" else anything if sign == "?" else re.escape(sign)
        for sign in pattern
    )
    return "".join(parts)


def _text_pattern(pattern: str) -> Callable[[str], bool]:
    folded = fold(pattern)
    if not has_wildcard(folded):
        return lambda text: folded in text
    whole = re.compile(_wildcards(folded, "."), re.DOTALL)
    return lambda text: whole.fullmatch(text) is not None


def _slashed(path: str) -> str:
    inner = path.replace("\\", "/").strip("/")
    return f"/{inner}/" if inner else "/"


def _folder_pattern(path: str) -> re.Pattern[str]:
    """Parts in a row anywhere in a path between slashes; an absolute path from its start."""
    if path.startswith("~"):
        path = str(Path(path).expanduser())
    absolute = path.startswith(("/", "\\")) or re.match(r"[A-Za-z]:[\\/]", path)
    wanted = _wildcards(_slashed(fold(path)), "[^/]")
    return re.compile("^" + wanted if absolute else wanted)
