"""Opens the preferences and lets what is chosen there take effect."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from photoclip.domain import Changes
from photoclip.engine.messages import CountTags, GetStatus, Request
from photoclip.gui.actions import Actions
from photoclip.gui.bridge import Bridge
from photoclip.gui.decisions import Decisions
from photoclip.gui.grid import PhotoGrid
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.options.appearance import AppearanceSection
from photoclip.gui.options.background import BackgroundSection
from photoclip.gui.options.dialog import PreferencesDialog
from photoclip.gui.options.effects import take_effect
from photoclip.gui.options.folders import FoldersSection
from photoclip.gui.options.keys import KeysSection
from photoclip.gui.options.searching import EncoderSection, SuggestionsSection
from photoclip.gui.options.sensitive import SensitiveSection
from photoclip.gui.preferences import Preferences
from photoclip.library import roots
from photoclip.library.database import Library
from photoclip.query import parse
from photoclip.search.filters import matching_ids

VIDEOS = "is:video"


class Options(QObject):
    """Knows whom a preference concerns: theme, keys, animations, folders."""

    search_asked = Signal(str)

    def __init__(
        self,
        preferences: Preferences,
        set_theme: Callable[[str], None],
        actions: Actions,
        grid: PhotoGrid,
        ask: Callable[[Request], Future[Any]],
        lane: LibraryLane,
        decisions: Decisions,
        bridge: Bridge,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._preferences, self._set_theme = preferences, set_theme
        self._actions, self._grid, self._ask = actions, grid, ask
        self._lane, self._decisions, self._bridge = lane, decisions, bridge
        self._parent = parent
        self.models: Callable[[], QWidget | None] = lambda: None
        self.dialog: PreferencesDialog | None = None
        lane.changed.connect(self._changed)

    def apply(self) -> None:
        """Let what is stored take effect."""
        take_effect(self._preferences.now, self._actions)

    def open(self) -> None:
        """Show the dialog, or bring it to the front."""
        if self.dialog is not None:
            self.dialog.raise_()
            return
        preferences = self._preferences
        self.folders = FoldersSection(preferences)
        self.encoder = EncoderSection(preferences, self.models())
        self.suggestions = SuggestionsSection()
        self.sensitive = SensitiveSection(self._actions["veil"])
        self.appearance = AppearanceSection(preferences, self._dress, self._grid.zoom_to)
        self.keys = KeysSection(preferences)
        self.background = BackgroundSection(preferences)
        self.folders.add_asked.connect(self._actions["add_folder"].trigger)
        self.folders.removed.connect(self._decisions.remove_folder)
        self.folders.rescan_asked.connect(self._actions["rescan"].trigger)
        self.folders.videos_asked.connect(self._show_videos)
        self.keys.changed.connect(self.apply)
        sections = (
            self.folders,
            self.encoder,
            self.suggestions,
            self.sensitive,
            self.appearance,
            self.keys,
            self.background,
        )
        self.dialog = PreferencesDialog(sections, self._parent)
        self.dialog.finished.connect(self._closed)
        self._ask_roots()
        self.refresh_status()
        self._bridge.when_done(
            self._ask(CountTags()), self.suggestions, self.suggestions.show_tags, _leave
        )
        self.dialog.open()

    def refresh_status(self) -> None:
        """Ask the engine anew which encoder answers, on what."""
        if self.dialog is not None:
            self._bridge.when_done(
                self._ask(GetStatus()), self.encoder, self.encoder.show_status, _leave
            )

    def _show_videos(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.search_asked.emit(VIDEOS)

    def _changed(self, changes: Changes) -> None:
        if changes.roots:
            self._ask_roots()

    def _ask_roots(self) -> None:
        if self.dialog is not None:
            self._bridge.when_done(
                self._lane.ask(roots.all_roots), self.folders, self.folders.show_roots, _leave
            )
            self._bridge.when_done(
                self._lane.ask(_videos), self.folders, self.folders.show_videos, _leave
            )

    def _dress(self) -> None:
        self._set_theme(self._preferences.now.theme)
        self.apply()

    def _closed(self) -> None:
        self.dialog = None


def _videos(library: Library) -> int:
    with library.read() as connection:
        return len(matching_ids(connection, parse(VIDEOS).where))


def _leave(_error: BaseException) -> None:
    """The engine is not there: the section says "…" until it is opened again."""
