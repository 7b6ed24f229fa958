"""What can be put at the cursor of a query: keys, names of the library, recent searches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from photoclip.gui.translating import later
from photoclip.library.values import Values
from photoclip.query import Query, to_text
from photoclip.query.keys import KEYS, ORDERS, STATES
from photoclip.query.values import Filter, InAlbum, InFolder, Is, Matches, Sort, Tagged

MOST = 8
OF_A_KIND = 3
"""So many names of each kind are offered while no key says which kind is meant."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("completion", text)


_NOTES: dict[str, str] = {
    "tag": later("completion", "photos that have a tag"),
    "album": later("completion", "photos of an album"),
    "in": later("completion", "a folder and everything below it"),
    "name": later("completion", "file names, as in name:IMG_2*"),
    "ext": later("completion", "file types, as in ext:heic"),
    "camera": later("completion", "the camera, as in camera:fuji"),
    "lens": later("completion", "the lens, as in lens:35mm"),
    "date": later("completion", "when it was taken, as in date:2021-05"),
    "before": later("completion", "taken before, as in before:2020"),
    "after": later("completion", "taken after, as in after:2019-06-30"),
    "added": later("completion", "when it came into the library, as in added:7d"),
    "iso": later("completion", "sensitivity, as in iso:>=1600"),
    "rating": later("completion", "your stars, as in rating:>=3"),
    "aperture": later("completion", "aperture, as in aperture:<=2.8"),
    "focal": later("completion", "focal length in mm, as in focal:24..70"),
    "width": later("completion", "pixels across, as in width:>=4000"),
    "height": later("completion", "pixels down, as in height:>=3000"),
    "is": later("completion", "a state, as in is:favourite"),
    "near": later("completion", "a place, as in near:51.5,-0.1~5km"),
    "like": later("completion", "a photo file to look like"),
    "sort": later("completion", "the order, as in sort:date"),
}
_ICONS: dict[str, str] = {
    "tag": "tag",
    "album": "album",
    "in": "folder",
    "like": "similar",
    "date": "clock",
    "before": "clock",
    "after": "clock",
    "added": "clock",
}
_STATE_NOTES: dict[str, str] = {
    "untagged": later("completion", "without any tag"),
    "favourite": later("completion", "your favourites"),
    "problem": later("completion", "files that cannot be read"),
    "missing": later("completion", "files that are gone"),
    "sensitive": later("completion", "hidden behind a blur"),
    "blurry": later("completion", "not sharp"),
    "screenshot": later("completion", "pictures of a screen"),
    "document": later("completion", "papers and text"),
    "receipt": later("completion", "bills and receipts"),
    "geotagged": later("completion", "with a place"),
    "rejected": later("completion", "flagged as rejected"),
    "raw": later("completion", "the camera's own format"),
    "video": later("completion", "moving pictures"),
    "live": later("completion", "photos with a short video"),
}
_LATELY = ("1d", "7d", "30d", "365d")
_RATINGS = ("5", ">=4", ">=3", ">=1", "0")
_ORDER_NOTES = {
    "date": later("completion", "newest first"),
    "relevance": later("completion", "best match first"),
    "name": later("completion", "A to Z"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the library has names for."""

    tags: tuple[str, ...] = ()
    albums: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    values: Values = field(default_factory=Values)


@dataclass(frozen=True, slots=True)
class Offer:
    """A text that can stand from `start` to `end` of the query; `note` explains it.

    An offer that is not `complete` is the beginning of something: more is typed behind it.
    """

    text: str
    start: int
    end: int
    note: str = ""
    icon: str = "search"
    complete: bool = True

    def applied(self, query: str) -> tuple[str, int]:
        """The query with this put in, and where the cursor goes."""
        rest = query[self.end :]
        gap = " " if self.complete and not rest.startswith(" ") else ""
        cursor = self.start + len(self.text) + len(gap)
        if self.complete and rest.startswith(" "):
            cursor += 1
        return query[: self.start] + self.text + gap + rest, cursor


def offers(query: str, cursor: int, known: Known, recent: Sequence[str]) -> list[Offer]:
    """What could be meant at the cursor, most likely first, at most `MOST`."""
    if not query.strip():
        return [_again(one, query) for one in recent[:MOST]]
    start = _piece_start(query, cursor)
    piece = query[start:cursor]
    at = start + (len(piece) - len(piece.lstrip("-(")))
    piece = query[at:cursor]
    key, colon, value = piece.partition(":")
    if colon and key.casefold() in KEYS:
        found = list(_values(key.casefold(), value.strip('"'), known))
        end = _piece_end(query, cursor)
        kept = [Offer(text, at, end, note, icon) for text, note, icon in found]
        return [one for one in kept if one.text != query[at:end]][:MOST]
    if not piece or colon or piece.startswith('"'):
        return []
    made = [*_keys(piece, at, cursor), *_named(piece, at, cursor, known)]
    if cursor == len(query):
        folded = query.strip().casefold()
        again = [one for one in recent if folded in one.casefold() and one != query.strip()]
        made += [_again(one, query) for one in again[:OF_A_KIND]]
    return made[:MOST]


def _again(text: str, query: str) -> Offer:
    return Offer(text, 0, len(query), _tr("searched before"), "clock")


def _keys(piece: str, start: int, end: int) -> Iterator[Offer]:
    if len(piece) < 2 and not piece.isalpha():
        return
    for key in KEYS:
        if key.startswith(piece.casefold()):
            note, icon = _tr(_NOTES[key]), _ICONS.get(key, "search")
            yield Offer(f"{key}:", start, end, note, icon, complete=False)


def _named(piece: str, start: int, end: int, known: Known) -> Iterator[Offer]:
    kinds: tuple[tuple[str, Iterable[str]], ...] = (
        ("tag", known.tags),
        ("album", known.albums),
        ("in", known.folders),
        ("camera", known.values.cameras),
    )
    for key, names in kinds:
        for name in _matching(piece, names)[:OF_A_KIND]:
            note, icon = _tr(_NOTES[key]), _ICONS.get(key, "search")
            yield Offer(_text(_FILTERS[key](name)), start, end, note, icon)


def _values(key: str, value: str, known: Known) -> Iterator[tuple[str, str, str]]:
    """Text, note and icon of what can stand behind a key."""
    icon = _ICONS.get(key, "search")
    names: dict[str, Sequence[str]] = {
        "tag": known.tags,
        "album": known.albums,
        "in": known.folders,
        "camera": known.values.cameras,
        "lens": known.values.lenses,
        "ext": known.values.formats,
    }
    if key in names:
        for name in _matching(value, names[key]):
            yield _text(_FILTERS[key](name)), "", icon
    elif key == "is":
        for state in _matching(value, STATES):
            yield _text(Is(state)), _tr(_STATE_NOTES.get(state, "")), icon
    elif key == "sort":
        for order in _matching(value, ORDERS):
            yield to_text(Query(sort=Sort(order))), _tr(_ORDER_NOTES[order]), "sort"
    elif key in ("date", "before", "after"):
        for year in _matching(value, known.values.years):
            yield f"{key}:{year}", "", icon
    elif key == "added":
        for days in _matching(value, _LATELY):
            yield f"added:{days}", "", icon
    elif key == "rating":
        for number in _matching(value, _RATINGS):
            yield f"rating:{number}", "", "star"


_FILTERS: dict[str, Callable[[str], Filter]] = {
    "tag": Tagged,
    "album": InAlbum,
    "in": InFolder,
    "camera": lambda name: Matches("camera", name),
    "lens": lambda name: Matches("lens", name),
    "ext": lambda name: Matches("ext", name),
}


def _text(part: Filter) -> str:
    return to_text(Query(where=part))


def _matching(value: str, names: Iterable[str]) -> list[str]:
    """Names with a word that begins so, those that begin so themselves first."""
    folded = value.casefold()
    if not folded:
        return list(names)
    inner = re.compile(rf"(?:^|[\W_]){re.escape(folded)}")
    found = [name for name in names if inner.search(name.casefold())]
    return sorted(found, key=lambda name: not name.casefold().startswith(folded))


def _piece_start(text: str, cursor: int) -> int:
    """Where the word, or the quoted value, at the cursor begins."""
    start, quoted = 0, False
    for at, character in enumerate(text[:cursor]):
        if character == '"':
            quoted = not quoted
        elif character.isspace() and not quoted:
            start = at + 1
    return start


def _piece_end(text: str, cursor: int) -> int:
    """Where it ends."""
    quoted = text.count('"', _piece_start(text, cursor), cursor) % 2 == 1
    for at in range(cursor, len(text)):
        if text[at] == '"':
            if quoted:
                return at + 1
            quoted = True
        elif (text[at].isspace() or text[at] == ")") and not quoted:
            return at
    return len(text)
