"""What the sidebar and the details page show, each asked of the library in one go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from photoclip.domain import Album, Folder, Photo, Root, TagCount
from photoclip.errors import QueryError
from photoclip.gui.listings import FAVOURITES, REJECTED, tag_tree_place
from photoclip.library import albums, photos, roots, tags
from photoclip.library.database import Library
from photoclip.query import parse
from photoclip.search.filters import matching_ids

MOST_SUMMARISED = 20_000


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that the sidebar shows, asked of the library in one go.

    `below` counts, for each tag that is a parent, the photos that have it or a tag below it.
    Smart albums that only filter are counted; those that need a search have 0. `offline` are the
    roots, and the drives inside of roots, that cannot be seen now.
    """

    photos: int = 0
    problems: int = 0
    missing: int = 0
    favourites: int = 0
    rejected: int = 0
    roots: tuple[Root, ...] = ()
    folders: tuple[Folder, ...] = ()
    tags: tuple[TagCount, ...] = ()
    albums: tuple[Album, ...] = ()
    below: Mapping[str, int] = field(default_factory=dict)
    offline: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of a selection. `photo` is set where it is a single one.

    `tags` and `albums` say how many of the photos have each; of selections above
    `MOST_SUMMARISED` only the number is known. `rating` is 0, `caption` empty, the flags false
    unless all have the same; `mixed` names what differs: "rating", "flag", "caption". They were
    taken from `first` to `last` and take `size` bytes.
    """

    count: int = 0
    photo: Photo | None = None
    tags: Mapping[str, int] = field(default_factory=dict)
    rating: int = 0
    favourite: bool = False
    rejected: bool = False
    caption: str = ""
    mixed: frozenset[str] = frozenset()
    albums: Mapping[str, int] = field(default_factory=dict)
    first: datetime | None = None
    last: datetime | None = None
    size: int = 0


@dataclass(slots=True)
class Branch:
    """A folder with what lies below it, while the tree of folders is made."""

    path: Path
    root_id: int
    title: str
    own: int = 0
    below: dict[str, Branch] = field(default_factory=dict)

    @property
    def photos(self) -> int:
        """The photos in it and below it."""
        return self.own + sum(branch.photos for branch in self.below.values())


def folder_tree(roots: tuple[Root, ...], folders: tuple[Folder, ...]) -> list[Branch]:
    """The folders under their roots; folders that only hold folders are there too."""
    trees = {
        root.id: Branch(root.path, root.id, root.path.name or str(root.path)) for root in roots
    }
    for folder in folders:
        branch = trees.get(folder.root_id)
        if branch is None or not folder.path.is_relative_to(branch.path):
            continue
        for part in folder.path.relative_to(branch.path).parts:
            path = branch.path / part
            branch = branch.below.setdefault(part, Branch(path, folder.root_id, part))
        branch.own += folder.photos
    return list(trees.values())


def read_contents(library: Library) -> Contents:
    """Ask the library for everything that the sidebar shows."""
    counts = photos.counts(library)
    with library.read() as connection:
        favourites = matching_ids(connection, parse(FAVOURITES.query).where)
        rejected = matching_ids(connection, parse(REJECTED.query).where)
    words = tuple(tags.counts(library))
    return Contents(
        photos=counts.photos,
        problems=counts.problems,
        missing=counts.missing,
        favourites=len(favourites),
        rejected=len(rejected),
        roots=tuple(roots.all_roots(library)),
        folders=tuple(roots.folders(library)),
        tags=words,
        albums=tuple(_counted_album(library, album) for album in albums.all_albums(library)),
        below=_below(library, words),
        offline=tuple(roots.offline(library)),
    )


def _counted_album(library: Library, album: Album) -> Album:
    """A smart album with its photos counted, if the library alone can answer it."""
    if album.query is None:
        return album
    try:
        query = parse(album.query)
        if query.is_ranked:
            return album
        with library.read() as connection:
            return replace(album, photos=len(matching_ids(connection, query.where)))
    except QueryError:  # about a tag that is gone, say: opening the album tells
        return album


def _below(library: Library, counts: Sequence[TagCount]) -> dict[str, int]:
    parents = {count.tag.name: count.tag.parent for count in counts}
    names: defaultdict[str, set[str]] = defaultdict(set)
    for name in parents:
        above = parents[name]
        while above in parents and name not in names[above]:
            names[above].add(name)
            above = parents[above]
    found = {}
    with library.read() as connection:
        for name, inside in names.items():
            text = tag_tree_place(name, [name, *sorted(inside)]).query
            found[name] = len(matching_ids(connection, parse(text).where))
    return found


def summarise(library: Library, photo_ids: Sequence[int]) -> Summary:
    """What the details page shows of a selection."""
    if not photo_ids or len(photo_ids) > MOST_SUMMARISED:
        return Summary(len(photo_ids))
    found = photos.get(library, photo_ids)
    names = Counter(
        tag.name for held in tags.of_photos(library, photo_ids).values() for tag in held
    )
    taken = [photo.metadata.taken_at for photo in found if photo.metadata.taken_at]
    ratings = {photo.rating for photo in found}
    captions = {photo.caption for photo in found}
    differ = {
        "rating": len(ratings) > 1,
        "flag": len({photo.flag for photo in found}) > 1,
        "caption": len(captions) > 1,
    }
    return Summary(
        count=len(found),
        photo=found[0] if len(found) == 1 else None,
        tags=dict(sorted(names.items(), key=lambda item: item[0].casefold())),
        rating=ratings.pop() if len(ratings) == 1 else 0,
        favourite=bool(found) and all(photo.favourite for photo in found),
        rejected=bool(found) and all(photo.rejected for photo in found),
        caption=captions.pop() if len(captions) == 1 else "",
        mixed=frozenset(name for name, differs in differ.items() if differs),
        albums=albums.of_photos(library, photo_ids),
        first=min(taken, default=None),
        last=max(taken, default=None),
        size=sum(photo.size for photo in found),
    )
