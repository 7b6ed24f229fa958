"""The search as a part of the window: what it knows, its examples, and what was searched."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from photoclip.domain import Changes
from photoclip.gui.bridge import Bridge
from photoclip.gui.contents import Contents
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.loader import fitted, to_qimage
from photoclip.gui.preferences import Preferences
from photoclip.gui.search.bar import SearchBar
from photoclip.gui.search.completion import Known
from photoclip.images.decode import Decoded
from photoclip.images.problems import PictureError
from photoclip.library import values
from photoclip.library.database import Library
from photoclip.library.values import Values
from photoclip.query import Query, to_text
from photoclip.query.values import Example

SMALL = 44
"""Pixels of an example's picture on its chip, for screens of twice the density too."""
PASTED = 1024
"""Pixels of a pasted picture that is kept: more than any encoder looks at."""


def example(path: Path, *, negative: bool = False) -> str:
    """A photo to look like, or not to look like, as it is written in a query."""
    return to_text(Query(examples=(Example(str(path), negative),)))


class SearchPart(QObject):
    """Feeds the search bar from the library and the settings. `pasted` is for pasted pictures."""

    refused = Signal(str)

    def __init__(
        self,
        bar: SearchBar,
        pasted: Path,
        lane: LibraryLane,
        preferences: Preferences,
        decode: Callable[[Path, int], Decoded],
        bridge: Bridge,
    ) -> None:
        super().__init__(bar)
        self._bar, self._pasted, self._lane, self._bridge = bar, pasted, lane, bridge
        self._decode = decode
        self._values_old = True
        self._pictures: dict[str, QPixmap | None] = {}
        bar.recent = list(preferences.now.searches)
        bar.remembered.connect(lambda recent: preferences.change(searches=recent))
        bar.started.connect(self._ask_values)
        bar.chips.use_pictures(self._picture)
        bar.line.files_given.connect(self.add_examples)
        bar.line.picture_given.connect(self._add_picture)
        lane.changed.connect(self._changed)

    def contents_known(self, contents: Contents) -> None:
        """Complete to the names of the library."""
        folders = dict.fromkeys(
            path.name for path in (*(r.path for r in contents.roots),
                                   *(f.path for f in contents.folders)) if path.name
        )  # fmt: skip
        self._bar.known = replace(
            self._bar.known,
            tags=tuple(count.tag.name for count in contents.tags),
            albums=tuple(album.name for album in contents.albums),
            folders=tuple(folders),
        )

    def add_examples(self, paths: list[Path]) -> None:
        """Search for what looks like these files, with what is searched for already."""
        self._bar.add_all([example(path) for path in paths])

    def _changed(self, changes: Changes) -> None:
        self._values_old = self._values_old or bool(changes.photos) or changes.everything

    def _ask_values(self) -> None:
        if self._values_old:
            self._values_old = False
            asked = self._lane.ask(values.values)
            self._bridge.when_done(asked, self, self._values_known, lambda _error: None)

    def _values_known(self, found: Values) -> None:
        known: Known = self._bar.known
        self._bar.known = replace(known, values=found)

    def _picture(self, path: str) -> QPixmap | None:
        """The small picture of an example; None until it is there."""
        if path not in self._pictures:
            self._pictures[path] = None
            read: Future[QImage | None] = self._lane.ask(partial(_small, path, self._decode))
            self._bridge.when_done(read, self, partial(self._keep, path), lambda _error: None)
        return self._pictures[path]

    def _keep(self, path: str, image: QImage | None) -> None:
        if image is not None:
            self._pictures[path] = QPixmap.fromImage(image)
            self._bar.chips.renew()

    def _add_picture(self, data: bytes | QImage) -> None:
        """Keep a pasted picture as a file of ours, so that the query has a name for it."""
        self._bridge.when_done(
            self._lane.ask(lambda _library: _kept(data, self._pasted, self._decode)),
            self,
            lambda path: self.add_examples([path]),
            self._refused,
        )

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, PictureError):
            self.refused.emit(
                self.tr("The picture cannot be used: {}").format(error.problem.sentence)
            )
        elif isinstance(error, OSError):
            why = error.strerror or str(error)
            self.refused.emit(self.tr("The picture cannot be kept: {}").format(why))
        else:
            self._bridge.failed.emit(error)


def _small(path: str, decode: Callable[[Path, int], Decoded], _library: Library) -> QImage | None:
    try:
        return to_qimage(fitted(decode(Path(path).expanduser(), SMALL).image, SMALL))
    except PictureError:
        return None


def png_of(image: QImage) -> bytes:
    """The picture as the bytes of a file."""
    into = QBuffer()
    into.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(into, "PNG")  # type: ignore[call-overload]  # the stubs know no devices
    return bytes(into.data().data())


def _kept(pasted: bytes | QImage, folder: Path, decode: Callable[[Path, int], Decoded]) -> Path:
    """Keep a picture under a name made from its pixels: the same one is kept once.

    What it holds may come from anywhere: it is opened where a crash ends no window.
    """
    data = png_of(pasted) if isinstance(pasted, QImage) else pasted
    folder.mkdir(parents=True, exist_ok=True)
    given = folder / f"given-{hashlib.sha256(data).hexdigest()[:16]}"
    given.write_bytes(data)
    try:
        picture = fitted(decode(given, PASTED).image, PASTED).convert("RGB")
    finally:
        given.unlink()
    path = folder / f"pasted-{hashlib.sha256(picture.tobytes()).hexdigest()[:16]}.png"
    if not path.exists():
        part = path.with_suffix(".part")
        try:  # what is there under its name is whole
            picture.save(part, "PNG")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return path
