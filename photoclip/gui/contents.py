"""What the sidebar and the details page show, each asked of the library in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from photoclip.domain import Album, Folder, Photo, Root, TagCount
from photoclip.gui.listings import FAVOURITES
from photoclip.library import albums, photos, roots, tags
from photoclip.library.database import Library
from photoclip.query import parse
from photoclip.search.filters import matching_ids

MOST_SUMMARISED = 2000


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that the sidebar shows, asked of the library in one go."""

    photos: int = 0
    problems: int = 0
    missing: int = 0
    favourites: int = 0
    roots: tuple[Root, ...] = ()
    folders: tuple[Folder, ...] = ()
    tags: tuple[TagCount, ...] = ()
    albums: tuple[Album, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of a selection. `photo` is set where it is a single one.

    `tags` says how many of the photos have each tag; of selections above `MOST_SUMMARISED` only
    the number is known. `rating` is 0 unless all have the same.
    """

    count: int = 0
    photo: Photo | None = None
    tags: Mapping[str, int] = field(default_factory=dict)
    rating: int = 0
    favourite: bool = False


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
    return Contents(
        photos=counts.photos,
        problems=counts.problems,
        missing=counts.missing,
        favourites=len(favourites),
        roots=tuple(roots.all_roots(library)),
        folders=tuple(roots.folders(library)),
        tags=tuple(tags.counts(library)),
        albums=tuple(albums.all_albums(library)),
    )


def summarise(library: Library, photo_ids: Sequence[int]) -> Summary:
    """What the details page shows of a selection."""
    if not photo_ids or len(photo_ids) > MOST_SUMMARISED:
        return Summary(len(photo_ids))
    found = photos.get(library, photo_ids)
    names = Counter(
        tag.name for held in tags.of_photos(library, photo_ids).values() for tag in held
    )
    ratings = {photo.rating for photo in found}
    return Summary(
        count=len(found),
        photo=found[0] if len(found) == 1 else None,
        tags=dict(sorted(names.items(), key=lambda item: item[0].casefold())),
        rating=ratings.pop() if len(ratings) == 1 else 0,
        favourite=bool(found) and all(photo.favourite for photo in found),
    )
