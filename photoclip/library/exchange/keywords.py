"""Takes the keywords, ratings and captions that files and sidecars hold as the user's verdicts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from photoclip.domain import Changes, Photo, Source
from photoclip.errors import InputError
from photoclip.images.keywords import hear
from photoclip.images.xmp import Said, TagPath
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.library.history import Recorder, recording
from photoclip.library.names import clean, fold
from photoclip.library.rows import GIVEN, given, stamp
from photoclip.library.schema import photo, tag, verdict

_WINDOW = 500


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the files say, by photo, and a sentence for each file that could not be read."""

    said: dict[int, Said]
    complaints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import took, or would take: numbers of rows, and photos per tag."""

    changes: Changes
    verdicts: int
    tags: int
    ratings: int
    captions: int
    files: int
    per_tag: dict[str, int]


def gather(
    library: Library,
    folders: Sequence[Path] = (),
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Gathered:
    """Read what the files of the library's photos say; nothing is written anywhere.

    `folders` limits it to photos below them; `progress` hears how many of how many are done.
    Measured: 0.3 to 0.4 ms a photo, cached by the system.
    """
    ids = photos.ids(library)
    said: dict[int, Said] = {}
    complaints: list[str] = []
    listings: dict[Path, dict[str, str]] = {}
    for start in range(0, len(ids), _WINDOW):
        for one in photos.get(library, ids[start : start + _WINDOW]):
            if folders and not any(one.path.is_relative_to(folder) for folder in folders):
                continue
            heard = hear(one.path, _names(one, listings))
            complaints += heard.complaints
            if heard.said != Said():
                said[one.id] = heard.said
        progress(min(start + _WINDOW, len(ids)), len(ids))
    return Gathered(said, tuple(dict.fromkeys(complaints)))


def take(library: Library, said: dict[int, Said], *, dry_run: bool = False) -> Taken:
    """Make verdicts of what files say: one operation that can be undone.

    The user's own answers stay, rejections above all; ratings and captions are taken only where
    there are none. With `dry_run` nothing is kept, and the numbers are those that would be.
    """
    try:
        with library.write() as connection, recording(connection, "Import keywords") as record:
            taken = _Taking(record, said).run()
            if dry_run:
                raise _Preview
    except _Preview:
        pass
    return taken


class _Preview(Exception):
    """Ends a transaction of which nothing is to be kept."""


class _Taking:
    def __init__(self, record: Recorder, said: dict[int, Said]) -> None:
        self._record, self._said = record, said
        self._ids: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._parents: dict[int, int | None] = {}
        aliases: dict[str, int] = {}
        for row in record.connection.execute(select(tag)):
            self._ids[row.folded] = row.id
            self._names[row.id], self._parents[row.id] = row.name, row.parent_id
            aliases |= {fold(each): row.id for each in json.loads(row.aliases)}
        self._ids = aliases | self._ids  # a name counts before another tag's alias
        self._made = 0

    def run(self) -> Taken:
        wanted = self._verdicts()
        query = select(photo.c.id, photo.c.rating, photo.c.caption)
        rows = self._record.connection.execute(
            query.where(photo.c.id.in_(GIVEN)), given(self._said)
        ).all()
        unrated = [row.id for row in rows if not row.rating]
        uncaptioned = [row.id for row in rows if not row.caption]
        by_rating: dict[int, list[int]] = {}
        for number in unrated:
            if rating := self._said[number].rating:
                by_rating.setdefault(rating, []).append(number)
        for rating, chosen in by_rating.items():
            self._record.update(photo, chosen, rating=rating)
        captions = [number for number in uncaptioned if self._said[number].caption.strip()]
        for number in captions:
            self._record.update(photo, [number], caption=self._said[number].caption.strip())
        per_tag = Counter(self._names[number] for number, _ in wanted)
        ratings = sum(map(len, by_rating.values()))
        files = {one for _, one in wanted} | set(captions) | set().union(*by_rating.values())
        return Taken(
            self._record.changes,
            len(wanted),
            self._made,
            ratings,
            len(captions),
            len(files),
            dict(per_tag.most_common()),
        )

    def _verdicts(self) -> list[tuple[int, int]]:
        """Confirm what nobody answered yet; the pairs of tag and photo."""
        rows = self._record.connection.execute(
            select(verdict.c.tag_id, verdict.c.photo_id).where(
                verdict.c.source != str(Source.AUTO), verdict.c.photo_id.in_(GIVEN)
            ),
            given(self._said),
        )
        answered = {(tag_id, photo_id) for tag_id, photo_id in rows}
        wanted: dict[tuple[int, int], None] = {}
        for number, said in self._said.items():
            for path in said.tags:
                found = self._place(path)
                if found is not None and (found, number) not in answered:
                    wanted[found, number] = None
        decided = {"agreed": 1, "source": str(Source.IMPORT), "decided_at": stamp()}
        self._record.put(
            verdict, [{"tag_id": one, "photo_id": number, **decided} for one, number in wanted]
        )
        return list(wanted)

    def _place(self, path: TagPath) -> int | None:
        """The tag at the end of a path, made with those above it; None where no name is usable."""
        above: int | None = None
        for word in path:
            try:
                name = clean(" ".join(word.split()), "tag")
            except InputError:
                return None
            number = self._ids.get(fold(name))
            if number is None:
                row = {"name": name, "folded": fold(name), "aliases": "[]", "prompts": "[]"}
                number = self._record.insert(tag, row)
                self._ids[fold(name)], self._names[number] = number, name
                self._parents[number] = None
                self._made += 1
            if (
                above is not None
                and self._parents[number] is None
                and not self._below(above, number)
            ):
                self._record.update(tag, [number], parent_id=above)
                self._parents[number] = above
            above = number
        return above

    def _below(self, number: int | None, top: int) -> bool:
        while number is not None:
            if number == top:
                return True
            number = self._parents[number]
        return False


def _names(one: Photo, listings: dict[Path, dict[str, str]]) -> dict[str, str]:
    """The names in a photo's folder by their lower case; empty where it cannot be listed."""
    place = one.path.parent
    if place not in listings:
        try:
            listings[place] = {each.name.lower(): each.name for each in place.iterdir()}
        except OSError:
            listings[place] = {}
    return listings[place]
