"""Everything behind the window: library, thumbnails, scans, engine; opened and closed as one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal

from photoclip.domain import Changes
from photoclip.engine.client import EngineClient
from photoclip.engine.messages import PhotosRead
from photoclip.errors import LibraryError
from photoclip.gui.bridge import Bridge
from photoclip.gui.engine_link import Client, EngineLink, OnEvent
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.long_work import LongWork
from photoclip.gui.pictures import Originals, Thumbs
from photoclip.gui.places.naming import PlaceNamer
from photoclip.gui.scans import Scans
from photoclip.gui.viewing.motion import FrameLoader
from photoclip.gui.watches import Watches
from photoclip.gui.work.power import Power
from photoclip.images.apart import Apart
from photoclip.images.reading import Reading
from photoclip.images.thumbs import ThumbStore
from photoclip.library import backups, photos
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.settings import load

log = logging.getLogger(__name__)


class Services(QObject):
    """Made before the window, `start`ed after its first paint, `close`d with it."""

    thumbs_changed = Signal(object)  # frozenset of photo ids
    ready = Signal()
    broken = Signal(object)  # the exception that keeps the library closed

    def __init__(self, home: Home, connect: Callable[[OnEvent], Client], bridge: Bridge) -> None:
        super().__init__()
        self.home, self._bridge = home, bridge
        self._stopped = False
        self.thumb_store: Future[ThumbStore] = Future()
        self.lane = LibraryLane(self._open_library, bridge)
        self.scans = Scans(self.lane, bridge)
        self.power = Power(bridge)
        self.watches = Watches(
            self.scans,
            self.lane,
            bridge,
            lambda: load(home.settings)[0],
            (home.data, home.cache, home.config, home.log),
        )
        self.long_work = LongWork(self.lane, bridge)
        self.namer = PlaceNamer(home)
        self.engine = EngineLink(connect, self._keep_event, bridge)
        self.decoders = Apart(log=home.log / "decoders.log")
        source = Thumbs(
            lambda: self.lane.open().result(),
            self.thumb_store.result,
            lambda reading: self._keep((reading,)),
            self.decoders,
        )
        self.thumbs = ThumbLoader(source, bridge)
        self.originals = ThumbLoader(
            Originals(lambda: self.lane.open().result(), self.decoders),
            bridge,
            budget=160 << 20,
            exact=False,
        )
        self.frames = FrameLoader(lambda: self.lane.open().result(), self.decoders.frames)
        self.scans.found_some.connect(self.engine.catalogued)
        self.scans.finished.connect(lambda _report: self.engine.catalogued())
        self.scans.finished.connect(lambda _report: self._back_up())

    @classmethod
    def of(cls, home: Home, encoder: str | None, bridge: Bridge) -> Services:
        """With the engine of `home`, which is started or joined when it is needed."""
        return cls(home, lambda on_event: EngineClient.start(home, on_event, encoder), bridge)

    def start(self) -> None:
        """Open the library, then start the engine, which needs it."""
        self._bridge.when_done(self.lane.open(), self, self._opened, self.broken.emit)

    def stop(self) -> None:
        """Ask everything that runs to stop; returns at once."""
        self._stopped = True
        self.scans.cancel()
        self.frames.give_up()
        self.power.stop()
        self.long_work.cancel()
        self.engine.stop()

    def close(self, seconds: float = 5.0) -> bool:
        """Close everything, for at most so many seconds; False if something still runs."""
        self.stop()
        threads = [
            threading.Thread(target=close, name="closing", daemon=True)
            for close in (self._close_files, lambda: self.engine.close(seconds / 2))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in threads)

    def _close_files(self) -> None:
        if not self.thumb_store.done():
            self.lane.open()  # whoever waits for the files gets an answer, and ends
        self.decoders.close()
        self.thumbs.close()
        self.originals.close()
        self.frames.close()
        self.watches.close()
        self.scans.close()
        self.power.close()
        self.long_work.close()
        self.namer.close()
        self.lane.close()
        if self.thumb_store.done() and self.thumb_store.exception() is None:
            self.thumb_store.result().close()

    def _open_library(self) -> Library:
        """On the library lane."""
        try:
            library = Library.open(self.home)
        except BaseException as error:
            self.thumb_store.set_exception(error)
            raise
        try:
            self.thumb_store.set_result(ThumbStore(self.home.thumbs))
        except LibraryError as error:
            self.thumb_store.set_exception(error)
        return library

    def _opened(self, _library: Library) -> None:
        if self._stopped:  # the window was closed before it heard of the library
            return
        self.ready.emit()
        self.power.start()
        self.engine.start()
        self.watches.start()

    def _back_up(self) -> None:
        """In the writing lane: nobody may write meanwhile, and the grid goes on reading."""

        def keep(library: Library) -> Changes:
            try:
                backups.keep_due(library)
            except LibraryError as error:
                log.warning("the library could not be backed up: %s", error)
            return Changes()

        self._bridge.when_done(self.lane.change(keep), self, lambda _changes: None)

    def _keep_event(self, event: PhotosRead) -> None:
        """On the thread of the engine's client."""
        self._keep(event.readings)

    def _keep(self, readings: Sequence[Reading]) -> None:
        """Facts go to the library, thumbnails to their store. From any thread."""

        def record(library: Library) -> Changes:
            changes = photos.record(library, readings)
            self.thumb_store.result().put(
                (reading.photo_id, reading.content_hash, reading.thumbnail)
                for reading in readings
                if reading.thumbnail is not None and reading.content_hash is not None
            )
            ids = frozenset(reading.photo_id for reading in readings)
            self._bridge.post(self, lambda: self.thumbs_changed.emit(ids))
            return changes

        self._bridge.when_done(self.lane.change(record), self, lambda _changes: None)
