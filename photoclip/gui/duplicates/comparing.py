"""What tells the photos of a group apart, in words, and why one of them is suggested to stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from photoclip.domain import Photo
from photoclip.gui.words import name_of, size_in_words
from photoclip.library import looks, photos, tags
from photoclip.library.database import Library
from photoclip.library.roots import printable

NEARLY = 0.85
"""Of the sharpest: the eye hardly sees the difference."""


@dataclass(frozen=True, slots=True)
class Member:
    """A photo of a group with what is compared besides its file. `sharpness` may be unknown."""

    photo: Photo
    sharpness: float | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing about a photo: what it is, how it is here, whether that is the best of all."""

    name: str
    value: str
    best: bool = False


def _tr(text: str) -> str:
    return QCoreApplication.translate("Duplicates", text)


def members(library: Library, ids: Sequence[int]) -> dict[int, Member]:
    """What is compared of photos, by id."""
    sharp, named = looks.sharpness(library, ids), tags.of_photos(library, ids)
    return {
        one.id: Member(one, sharp.get(one.id), tuple(tag.name for tag in named.get(one.id, ())))
        for one in photos.get(library, ids)
    }


def left(
    groups: Iterable[Sequence[int]], shown: Collection[int], apart: Collection[tuple[int, int]]
) -> list[tuple[int, ...]]:
    """The groups without photos that went away, and without those that are kept apart."""
    found = []
    for group in groups:
        kept: list[int] = []
        for number in group:
            pairs = ((min(number, one), max(number, one)) for one in kept)
            if number in shown and not any(pair in apart for pair in pairs):
                kept.append(number)
        if len(kept) > 1:
            found.append(tuple(kept))
    return found


def facts(group: Sequence[Member]) -> list[list[Fact]]:
    """For each photo of a group, the same facts in the same order."""
    columns = [
        _column(_tr("Name"), [name_of(one.photo.path) for one in group]),
        _column(_tr("Folder"), _folders([one.photo.path.parent for one in group])),
        _column(_tr("Pixels"), list(map(_pixels, group)), [_area(one) for one in group]),
        _column(
            _tr("Size"),
            [size_in_words(one.photo.size) for one in group],
            [one.photo.size for one in group],
        ),
        _column(_tr("Format"), [_format(one) for one in group]),
        _column(_tr("Taken"), [_taken(one) for one in group]),
        _column(_tr("Sharpness"), _sharpness(group), [one.sharpness or 0 for one in group]),
        _column(_tr("Yours"), [_decided(one) for one in group]),
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def differing(rows: Sequence[Sequence[Fact]]) -> tuple[list[list[Fact]], list[Fact]]:
    """The facts in which the photos of a group differ, and those that are the same for all."""
    places = range(len(rows[0]))
    other = [place for place in places if len({row[place].value for row in rows}) > 1]
    same = [rows[0][place] for place in places if place not in other and rows[0][place].value]
    same = [fact for fact in same if fact.name != _tr("Sharpness")]  # only ever told against others
    return [[row[place] for place in other] for row in rows], same


def reason(group: Sequence[Member]) -> str:
    """Why the first photo of a group is the one to keep."""
    first, others = group[0], group[1:]
    if first.photo.rating > max(one.photo.rating for one in others):
        return _tr("best rated")
    if _area(first) > max(map(_area, others)):
        return _tr("most pixels")
    if first.photo.size > max(one.photo.size for one in others):
        return _tr("largest file")
    return _tr("added first")


def spare_bytes(groups: Iterable[Sequence[int]], sizes: Mapping[int, int]) -> int:
    """How much the photos take that are not the first of their groups."""
    return sum(sizes.get(number, 0) for group in groups for number in group[1:])


def _column(name: str, values: list[str], worth: Sequence[float] | None = None) -> list[Fact]:
    best = max(worth) if worth and len(set(worth)) > 1 else None
    return [
        Fact(name, value, best is not None and worth is not None and worth[place] == best)
        for place, value in enumerate(values)
    ]


def _folders(paths: Sequence[Path]) -> list[str]:
    """The folders, by their last two names where these tell them apart."""
    short = [printable(Path(*path.parts[-2:])) for path in paths]
    return short if len(set(short)) == len(set(paths)) else [printable(path) for path in paths]


def _area(one: Member) -> int:
    return (one.photo.metadata.width or 0) * (one.photo.metadata.height or 0)


def _pixels(one: Member) -> str:
    metadata = one.photo.metadata
    if not metadata.width or not metadata.height:
        return ""
    return f"{metadata.width:,} × {metadata.height:,}"


def _format(one: Member) -> str:
    return (one.photo.metadata.format or one.photo.path.suffix.removeprefix(".")).upper()


def _taken(one: Member) -> str:
    at = one.photo.metadata.taken_at
    if at is None:
        return ""
    locale = QLocale()
    day = locale.toString(QDate(at.year, at.month, at.day), QLocale.FormatType.ShortFormat)
    return f"{day}, {locale.toString(QTime(at.hour, at.minute, at.second), 'HH:mm:ss')}"


def _sharpness(group: Sequence[Member]) -> list[str]:
    known = [one.sharpness for one in group if one.sharpness is not None]
    if len(known) < len(group):
        return [""] * len(group)
    best = max(known)
    if min(known) >= NEARLY * best:
        return [_tr("alike")] * len(group)
    words = []
    for value in known:
        if value == best:
            words.append(_tr("sharpest"))
        else:
            words.append(_tr("nearly as sharp") if value >= NEARLY * best else _tr("less sharp"))
    return words


def _decided(one: Member) -> str:
    parts = ["★" * one.photo.rating] if one.photo.rating else []
    if one.photo.favourite:
        parts.append(_tr("favourite"))
    parts += one.tags
    return ", ".join(parts)
