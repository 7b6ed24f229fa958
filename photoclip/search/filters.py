"""Filters -> SQL: which photos of the library pass a tree of filters, exactly.

Every piece of SQL here is true or false, never NULL, so that "not" keeps its meaning: a photo
without a known camera passes `-camera:fuji`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import assert_never

import numpy as np
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Text,
    and_,
    cast,
    exists,
    not_,
    or_,
    select,
    true,
)

from photoclip.domain import CompanionKind
from photoclip.errors import QueryError
from photoclip.library.rows import numbers
from photoclip.library.schema import (
    HIDDEN,
    KEPT,
    album_photo,
    photo,
    photo_file,
    state_correction,
    verdict,
)
from photoclip.query import parse
from photoclip.query.values import (
    Added,
    And,
    Filter,
    InAlbum,
    InFolder,
    Is,
    Leaf,
    Matches,
    Measures,
    Near,
    Not,
    Or,
    Tagged,
    Taken,
    leaves,
)
from photoclip.search.lookup import (
    Ids,
    Lookup,
    Outside,
    has_wildcard,
    name_like,
    one_of,
)

Clause = ColumnElement[bool]

DEEPEST = 20  # smart albums within smart albums

_NUMBERS: dict[str, Column[int] | Column[float]] = {
    "iso": photo.c.iso,
    "rating": photo.c.rating,
    "aperture": photo.c.aperture,
    "focal": photo.c.focal_mm,
    "width": photo.c.width,
    "height": photo.c.height,
}
_SPELLINGS = {
    "jpg": ("jpg", "jpeg", "jpe", "jfif"),
    "jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "tif": ("tif", "tiff"),
    "tiff": ("tif", "tiff"),
}


def matching_ids(
    connection: Connection,
    where: Filter | None,
    outside: Outside | None = None,
    *,
    among: Ids | None = None,
) -> Ids:
    """The ids, ascending, of the photos that pass `where` and can be shown, of all or `among` some.

    Photos with a problem count only where `where` asks for `is:problem`, missing ones only with
    `is:missing`. Raises QueryError, with the position of the filter, for a tag or album that
    the library does not have and for what cannot be answered.
    """
    compiler = _Compiler(Lookup(connection, outside or Outside()))
    clause = and_(compiler.clause(where), compiler.visible())
    return _ids(connection, clause if among is None else and_(one_of(photo.c.id, among), clause))


def hidden_ids(connection: Connection) -> Ids:
    """The ids, ascending, of the photos that no search shows: problems, missing, taken out."""
    return _ids(connection, HIDDEN)


def _ids(connection: Connection, clause: Clause) -> Ids:
    """Sorted here: SQLite would read all photos in order of id rather than use an index."""
    return np.sort(np.array(numbers(connection, select(photo.c.id).where(clause)), np.int64))


@dataclass(slots=True)
class _Compiler:
    """Compiles one tree. `states` collects the states that it and its smart albums ask for."""

    lookup: Lookup
    states: set[str] = field(default_factory=set)
    inside: bool = False  # whether a smart album is being resolved
    guarded: set[int] = field(default_factory=set)
    resolved: dict[int, Clause] = field(default_factory=dict)

    def visible(self) -> Clause:
        """Which photos may be shown at all, given what was asked for."""
        conditions = [KEPT]
        if "problem" not in self.states:
            conditions.append(photo.c.problem_code.is_(None))
        if "missing" not in self.states:
            conditions.append(photo.c.missing_since.is_(None))
        return and_(*conditions)

    def clause(self, part: Filter | None) -> Clause:
        match part:
            case None:
                return true()
            case Not(inner):
                return not_(self.clause(inner))
            case And(parts):
                return and_(*map(self.clause, parts))
            case Or(parts):
                return or_(*map(self.clause, parts))
            case _:
                return self._leaf(part)

    def _leaf(self, leaf: Leaf) -> Clause:
        match leaf:
            case Tagged():
                return self._tagged(leaf)
            case InAlbum():
                return self._in_album(leaf)
            case InFolder():
                return one_of(photo.c.folder_id, self.lookup.folders(leaf))
            case Matches():
                return self._matches(leaf)
            case Measures():
                return _measures(leaf)
            case Taken():
                return _taken(leaf)
            case Added():
                return _added(leaf)
            case Near():
                return one_of(photo.c.id, self.lookup.near(leaf))
            case Is():
                return self._state(leaf)
            case _:
                assert_never(leaf)

    def _tagged(self, leaf: Tagged) -> Clause:
        number = self.lookup.tag(leaf)
        confirmed = _verdict(number, agreed=True)
        if not leaf.suggested:
            return confirmed
        if self.lookup.outside.suggested is None:
            raise QueryError("Suggestions cannot be read here; leave out the “?”.", leaf.span[0])
        suggested = self.lookup.outside.suggested(number).tolist()
        rejected = _verdict(number, agreed=False)
        return or_(confirmed, and_(one_of(photo.c.id, suggested), not_(rejected)))

    def _in_album(self, leaf: InAlbum) -> Clause:
        found = self.lookup.album(leaf)
        if found.rule is None:
            members = select(album_photo.c.photo_id).where(album_photo.c.album_id == found.id)
            return photo.c.id.in_(members)
        if found.id not in self.resolved:
            outermost, self.inside = not self.inside, True
            try:
                if outermost:
                    self._guard(leaf, ())
                self.resolved[found.id] = self._rule(found.rule)
            except QueryError as error:
                if not outermost:
                    raise
                sentence = f"The rule of the album “{found.name}” does not work. {error.message}"
                raise QueryError(sentence, leaf.span[0]) from None
            finally:
                self.inside = not outermost
        return self.resolved[found.id]

    def _guard(self, leaf: InAlbum, within: tuple[int, ...]) -> None:
        """Refuse albums that contain themselves, before anything asks for their photos."""
        found = self.lookup.album(leaf)
        if found.id in within:
            raise QueryError(f"The album “{found.name}” contains itself.", leaf.span[0])
        if len(within) == DEEPEST:
            raise QueryError(f"Smart albums nest at most {DEEPEST} deep.", leaf.span[0])
        if found.rule is None or found.id in self.guarded:
            return
        for inner in leaves(parse(found.rule).where):
            if isinstance(inner, InAlbum):
                self._guard(inner, (*within, found.id))
        self.guarded.add(found.id)

    def _rule(self, rule: str) -> Clause:
        """A smart album's photos, resolved to ids: albums may nest without growing the SQL."""
        query = parse(rule)
        if not query.is_ranked:
            return one_of(photo.c.id, _ids(self.lookup.connection, self.clause(query.where)))
        answer = self.lookup.outside.answer
        if answer is None:
            raise QueryError("It has free text or examples, which only a search can answer.", 0)
        return one_of(photo.c.id, answer(query))

    def _matches(self, leaf: Matches) -> Clause:
        pattern = leaf.pattern
        if leaf.field in ("camera", "lens"):
            found = photo.c[leaf.field]
            return and_(found.is_not(None), one_of(found, self.lookup.texts(found, pattern)))
        if leaf.field == "ext":
            endings = _SPELLINGS.get(pattern.lower(), (pattern,))
            return or_(*(self._name(f"*.{e}") for e in endings), _has_file_named(endings))
        return self._name(pattern if has_wildcard(pattern) else f"*{pattern}*")

    def _name(self, pattern: str) -> Clause:
        """File names that match; SQLite itself knows the cases of ASCII only."""
        if pattern.isascii():
            return name_like(cast(photo.c.name, Text), pattern)
        return one_of(photo.c.id, self.lookup.named(pattern))

    def _state(self, leaf: Is) -> Clause:
        self.states.add(leaf.state)
        match leaf.state:
            case "untagged":
                has_tag = exists().where(verdict.c.photo_id == photo.c.id, verdict.c.agreed == 1)
                return not_(has_tag)
            case "favourite":
                return photo.c.favourite == 1
            case "rejected":
                return photo.c.rejected == 1
            case "problem":
                return photo.c.problem_code.is_not(None)
            case "missing":
                return photo.c.missing_since.is_not(None)
            case "geotagged":
                return and_(photo.c.latitude.is_not(None), photo.c.longitude.is_not(None))
            case "raw":
                return or_(_is_of_format("raw"), _has_file(CompanionKind.RAW))
            case "video":
                return photo.c.duration_seconds.is_not(None)
            case "live":
                return or_(photo.c.motion == 1, _has_file(CompanionKind.VIDEO))
            case state:
                return self._recognised(state, leaf.span[0])

    def _recognised(self, state: str, position: int) -> Clause:
        """What the machine takes to be so, unless the user says otherwise, and what he says."""
        if self.lookup.outside.likely is None:
            raise QueryError(f"Whether a photo is {state} cannot be told here.", position)
        likely = self.lookup.outside.likely(state)
        said_so, denied = (_corrected(state, holds=holds) for holds in (True, False))
        return or_(said_so, and_(one_of(photo.c.id, likely), not_(denied)))


def _corrected(state: str, *, holds: bool) -> Clause:
    said = select(state_correction.c.photo_id).where(
        state_correction.c.state == state, state_correction.c.value == int(holds)
    )
    return photo.c.id.in_(said)


def _is_of_format(word: str) -> Clause:
    return and_(photo.c.format.is_not(None), photo.c.format == word)


def _has_file(kind: CompanionKind) -> Clause:
    return photo.c.id.in_(select(photo_file.c.photo_id).where(photo_file.c.kind == kind))


def _has_file_named(endings: Sequence[str]) -> Clause:
    """Raw files and videos that belong to a photo count as its types; sidecars do, too."""
    name = cast(photo_file.c.name, Text)
    fits = or_(*(name_like(name, f"*.{ending}") for ending in endings))
    return photo.c.id.in_(select(photo_file.c.photo_id).where(fits))


def _verdict(tag: int, *, agreed: bool) -> Clause:
    decided = select(verdict.c.photo_id).where(
        verdict.c.tag_id == tag, verdict.c.agreed == int(agreed)
    )
    return photo.c.id.in_(decided)


def _measures(leaf: Measures) -> Clause:
    value = _NUMBERS[leaf.field]
    conditions: list[Clause] = [value.is_not(None)]
    if leaf.low is not None:
        conditions.append(value > leaf.low if leaf.low_open else value >= leaf.low)
    if leaf.high is not None:
        conditions.append(value < leaf.high if leaf.high_open else value <= leaf.high)
    return and_(*conditions)


def _taken(leaf: Taken) -> Clause:
    """ISO 8601 sorts as text, and a day sorts before every moment of that day."""
    taken = photo.c.taken_at
    conditions: list[Clause] = [taken.is_not(None)]
    if leaf.start is not None:
        conditions.append(taken >= leaf.start.isoformat())
    if leaf.end is not None:
        conditions.append(taken < leaf.end.isoformat())
    return and_(*conditions)


def _added(leaf: Added) -> Clause:
    """Days begin at midnight here; the library keeps moments in UTC, as ISO 8601."""
    conditions: list[Clause] = [photo.c.added_at.is_not(None)]
    start, end = leaf.start, leaf.end
    if leaf.days is not None:
        start = date.today() - timedelta(days=leaf.days - 1)
    if start is not None:
        conditions.append(photo.c.added_at >= _midnight(start))
    if end is not None:
        conditions.append(photo.c.added_at < _midnight(end))
    return and_(*conditions)


def _midnight(day: date) -> str:
    """When a day began here, in UTC, as `added_at` is written."""
    begun = datetime(day.year, day.month, day.day)
    try:
        moment = begun.astimezone(UTC)
    except (OSError, OverflowError):
        # Windows knows no zone before 1970. Nothing was added then, so some hours do not matter.
        moment = begun.replace(tzinfo=UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")
