"""Puts the decisions of a document into the rows of a library."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from photoclip.domain import Source
from photoclip.errors import InputError
from photoclip.library.history import Recorder
from photoclip.library.names import clean, fold
from photoclip.library.rows import GIVEN
from photoclip.library.rows import given as as_given
from photoclip.library.schema import (
    album,
    album_photo,
    not_duplicate,
    photo,
    state_correction,
    tag,
    verdict,
)
from photoclip.library.tags import made

_RANK = {Source.USER: 2, Source.REVIEW: 2, Source.IMPORT: 1, Source.AUTO: 0}


@dataclass(frozen=True, slots=True)
class Known:
    """A photo of a document."""

    path: str
    size: int
    hash: str | None
    rating: int
    favourite: bool
    caption: str
    removed: str | None
    rejected: bool = False
    rotation: int = 0
    caption_unseen: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document whose parts have the right types and point to photos that it holds."""

    roots: list[str]
    photos: list[Known]
    tags: list[dict[str, Any]]
    verdicts: list[dict[str, Any]]
    albums: list[dict[str, Any]]
    not_duplicates: list[tuple[int, int, str]]
    corrections: list[dict[str, Any]]


def read_document(document: object, wanted: str, version: int) -> Document:
    """Check a document. Raises InputError with a sentence."""
    if not isinstance(document, dict) or document.get("format") != wanted:
        raise InputError("The file is no export of photoclip's decisions.")
    if document.get("version") != version:
        raise InputError(
            f"The file has version {document.get('version')} of the format;"
            f" this photoclip reads version {version}."
        )
    try:
        return _read(document)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise InputError(
            f"The file is damaged: a part of it is not as it should be ({error})."
        ) from error


def _read(document: dict[str, Any]) -> Document:
    photos = [
        Known(
            _typed(one["path"], str),
            _typed(one["size"], int),
            _typed(one["hash"], str, type(None)),
            _among(one["rating"], range(6)),
            _typed(one["favourite"], bool),
            _typed(one["caption"], str),
            _typed(one["removed"], str, type(None)),
            _typed(one.get("rejected", False), bool),
            _among(one.get("rotation", 0), range(0, 360, 90)),
            _typed(one.get("caption_unseen", False), bool),
        )
        for one in _typed(document["photos"], list)
    ]
    within = range(len(photos))
    words = [
        {
            "name": clean(_typed(one["name"], str), "tag"),
            "parent": _typed(one["parent"], str, type(None)),
            "aliases": [_typed(each, str) for each in _typed(one["aliases"], list)],
            "prompts": [_typed(each, str) for each in _typed(one["prompts"], list)],
            "colour": _typed(one["colour"], str, type(None)),
        }
        for one in _typed(document["tags"], list)
    ]
    verdicts = [
        {
            "tag": clean(_typed(one["tag"], str), "tag"),
            "photo": _among(one["photo"], within),
            "agreed": int(_typed(one["agreed"], bool)),
            "source": str(Source(one["source"])),
            "decided_at": _moment(one["decided_at"]),
        }
        for one in _typed(document["verdicts"], list)
    ]
    albums = [
        {
            "name": clean(_typed(one["name"], str), "album"),
            "query": _typed(one["query"], str, type(None)),
            "photos": [_among(each, within) for each in _typed(one["photos"], list)],
        }
        for one in _typed(document["albums"], list)
    ]
    apart = [
        (_among(a, within), _among(b, within), _moment(at))
        for a, b, at in _typed(document["not_duplicates"], list)
    ]
    corrections = [
        {
            "photo": _among(one["photo"], within),
            "state": _typed(one["state"], str),
            "value": _among(one["value"], range(2)),
            "decided_at": _moment(one["decided_at"]),
        }
        for one in _typed(document["corrections"], list)
    ]
    roots = [_typed(one, str) for one in _typed(document["roots"], list)]
    return Document(roots, photos, words, verdicts, albums, apart, corrections)


def _typed(value: Any, *kinds: type) -> Any:
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise TypeError(f"{value!r:.40} has the wrong type")
    return value


def _among(value: Any, allowed: range) -> int:
    if _typed(value, int) not in allowed:
        raise ValueError(f"{value} is out of range")
    return int(value)


def _moment(value: Any) -> str:
    datetime.fromisoformat(_typed(value, str))
    return str(value)


class Placing:
    """One import, inside one operation. `places` gives the id of a photo of the document."""

    def __init__(self, record: Recorder, given: Document, places: Mapping[int, int]) -> None:
        self._record, self._given, self._places = record, given, places
        self.verdicts = self.tags = self.albums = self.photos = 0
        self.notes: list[str] = []

    def run(self) -> None:
        """Merge everything."""
        self._merge_tags()
        self._merge_verdicts()
        self._merge_photos()
        self._merge_albums()
        self._merge_rest()

    def _merge_tags(self) -> None:
        connection = self._record.connection
        known = set(connection.scalars(select(tag.c.folded)))
        wanted = {fold(one["name"]): one["name"] for one in self._given.tags}
        wanted |= {
            fold(one["tag"]): one["tag"]
            for one in self._given.verdicts
            if fold(one["tag"]) not in wanted
        }
        self._ids = {key: made(self._record, name) for key, name in wanted.items()}
        touched = {number for key, number in self._ids.items() if key not in known}
        for one in self._given.tags:
            number = self._ids[fold(one["name"])]
            row = connection.execute(select(tag).where(tag.c.id == number)).one()
            values: dict[str, Any] = {
                "aliases": _union(row.aliases, one["aliases"]),
                "prompts": _union(row.prompts, one["prompts"]),
                "colour": row.colour or one["colour"],
            }
            above = self._ids.get(fold(one["parent"])) if one["parent"] else None
            if row.parent_id is None and above and not self._is_below(above, number):
                values["parent_id"] = above
            touched |= self._record.update(tag, [number], **values)
        self.tags = len(touched)

    def _is_below(self, number: int | None, top: int) -> bool:
        seen = set()
        while number is not None and number not in seen:
            if number == top:
                return True
            seen.add(number)
            query = select(tag.c.parent_id).where(tag.c.id == number)
            number = self._record.connection.scalar(query)
        return False

    def _merge_verdicts(self) -> None:
        query = select(verdict).where(verdict.c.photo_id.in_(GIVEN))
        rows = self._record.connection.execute(query, as_given(self._places.values()))
        there = {
            (row.tag_id, row.photo_id): (_RANK[Source(row.source)], row.decided_at) for row in rows
        }
        wanted: dict[tuple[int, int], dict[str, Any]] = {}
        for one in self._given.verdicts:
            if one["photo"] not in self._places:
                continue
            key = (self._ids[fold(one["tag"])], self._places[one["photo"]])
            weight = (_RANK[Source(one["source"])], one["decided_at"])
            if key in there and there[key] >= weight:
                continue
            there[key] = weight
            wanted[key] = {
                "tag_id": key[0],
                "photo_id": key[1],
                **{name: one[name] for name in ("agreed", "source", "decided_at")},
            }
        self.verdicts = len(self._record.put(verdict, list(wanted.values())))

    def _merge_photos(self) -> None:
        query = select(photo).where(photo.c.id.in_(GIVEN))
        rows = self._record.connection.execute(query, as_given(self._places.values()))
        now = {row.id: row for row in rows}
        touched = set()
        for place, number in self._places.items():
            one, row = self._given.photos[place], now[number]
            values = {
                "rating": row.rating or one.rating,
                "favourite": int(row.favourite or (one.favourite and not row.rejected)),
                "rejected": int(row.rejected or (one.rejected and not row.favourite)),
                "rotation": row.rotation or one.rotation,
                "caption": row.caption or one.caption,
                "caption_unseen": row.caption_unseen if row.caption else int(one.caption_unseen),
                "removed_at": row.removed_at or one.removed,
            }
            if any(getattr(row, name) != value for name, value in values.items()):
                touched |= self._record.update(photo, [number], **values)
        self.photos = len(touched)

    def _merge_albums(self) -> None:
        connection = self._record.connection
        for one in self._given.albums:
            row = connection.execute(
                select(album).where(album.c.folded == fold(one["name"]))
            ).first()
            if row is None:
                named = {"name": one["name"], "folded": fold(one["name"]), "query": one["query"]}
                number = self._record.insert(album, named)
            elif row.query != one["query"]:
                self.notes.append(f"The album “{row.name}” stays as it is here; it differs there.")
                continue
            else:
                number = row.id
            inside = select(album_photo).where(album_photo.c.album_id == number)
            there = {each.photo_id: each.position for each in connection.execute(inside)}
            chosen = [self._places[each] for each in one["photos"] if each in self._places]
            fresh = [each for each in dict.fromkeys(chosen) if each not in there]
            last = max(there.values(), default=0)
            rows = [
                {"album_id": number, "photo_id": each, "position": position}
                for position, each in enumerate(fresh, start=last + 1)
            ]
            self._record.put(album_photo, rows)
            self.albums += row is None or bool(rows)

    def _merge_rest(self) -> None:
        connection, places = self._record.connection, self._places
        pairs = {(row.a, row.b) for row in connection.execute(select(not_duplicate))}
        fresh: dict[tuple[int, int], str] = {}
        for a, b, at in self._given.not_duplicates:
            if a in places and b in places and places[a] != places[b]:
                low, high = sorted((places[a], places[b]))
                if (low, high) not in pairs:
                    fresh[low, high] = at
        rows = [{"a": a, "b": b, "decided_at": at} for (a, b), at in fresh.items()]
        self._record.put(not_duplicate, rows)
        said = {
            (row.photo_id, row.state): row.decided_at
            for row in connection.execute(select(state_correction))
        }
        told = []
        for one in self._given.corrections:
            number = places.get(one["photo"])
            if number is not None and said.get((number, one["state"]), "") < one["decided_at"]:
                told.append({**one, "photo_id": number})
                del told[-1]["photo"]
        self._record.put(state_correction, told)


def _union(stored: str, more: list[str]) -> str:
    """Phrases as they are stored, with more of them; case does not count."""
    phrases: dict[str, str] = {}
    for each in (*json.loads(stored), *more):
        phrases.setdefault(each.casefold(), each)
    return json.dumps(list(phrases.values()), ensure_ascii=False)
