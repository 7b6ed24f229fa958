"""Suggesting tags as a part of the window: the question, the progress, and what comes after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from photoclip.engine.messages import Scope as Photos
from photoclip.engine.messages import (
    StopSuggesting,
    Suggest,
    Suggesting,
    Suggestions,
    SuggestionsOf,
)
from photoclip.errors import EngineDied, PhotoclipError
from photoclip.gui.actions import Actions
from photoclip.gui.autotag.ranges import Range
from photoclip.gui.bridge import Bridge
from photoclip.gui.contents import Contents
from photoclip.gui.decisions import Decisions
from photoclip.gui.engine_link import EngineState
from photoclip.gui.grid import PhotoGrid
from photoclip.gui.listings import ALL, Place, PlaceKind, counted
from photoclip.gui.model import PhotoModel
from photoclip.gui.navigator import Navigator
from photoclip.gui.notices import Banner, told, tool_button
from photoclip.gui.scale import SNUG
from photoclip.gui.services import Services
from photoclip.query import parse

TOPIC = "suggesting"


class WorkStrip(QWidget):
    """How far suggesting is, and the way to stop it."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel()
        self._label.setObjectName("dim")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedSize(140, 6)
        self._bar.setRange(0, 1000)
        self._bar.setAccessibleName(self.tr("Progress of suggesting tags"))
        self.stop = tool_button("close", self.tr("Stop suggesting tags"))
        self.stop.clicked.connect(self.stop_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SNUG)
        for widget in (self._label, self._bar, self.stop):
            row.addWidget(widget)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, empty while hidden."""
        return "" if self.isHidden() else self._label.text()

    def show_event(self, event: Suggesting) -> None:
        """Show how far it is; the end hides the strip."""
        self.setVisible(not event.finished)
        self._label.setText(told(event.progress))
        total = event.progress.total or 1
        self._bar.setValue(round(1000 * min(event.progress.done / total, 1)))


class AutoTag(QObject):
    """Asks what to suggest tags for, lets the engine do it, applies what was asked to be."""

    review_asked = Signal()

    def __init__(
        self,
        navigator: Navigator,
        model: PhotoModel,
        grid: PhotoGrid,
        banner: Banner,
        services: Services,
        decisions: Decisions,
        bridge: Bridge,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._navigator, self._model, self._grid = navigator, model, grid
        self._banner, self._services, self._decisions = banner, services, decisions
        self._bridge, self._parent = bridge, parent
        self._words: tuple[str, ...] = ()
        self._running: tuple[Photos, float | None] | None = None
        self.strip = WorkStrip()
        self.strip.stop_asked.connect(self.stop)
        services.engine.suggested.connect(self._suggested)
        services.engine.state_changed.connect(self._engine_is)

    def bind(self, actions: Actions) -> None:
        """Give the action its meaning."""
        actions.bind(suggest_tags=self.ask)

    def contents_known(self, contents: Contents) -> None:
        """Complete words to the user's tags."""
        self._words = tuple(count.tag.name for count in contents.tags)

    def ask(self) -> None:
        """Ask for which photos; begins when that is answered."""
        self._open(self._ranges())

    def choices(self, place: Place) -> list[tuple[str, Callable[[], object]]]:
        """What can be done with a place of the sidebar."""
        if place.kind in (PlaceKind.PAGE, PlaceKind.PROBLEMS, PlaceKind.MISSING):
            return []
        return [(self.tr("Suggest tags…"), partial(self.ask_for, place))]

    def ask_for(self, place: Place) -> None:
        """Ask about the photos of a place, first of all."""
        everything = Range(ALL.label)
        if not place.query:
            self._open([everything])
            return
        self._open([Range(self._named(place), query=parse(place.query)), everything])

    def begin(self, request: Suggest, apply_above: float | None = None) -> None:
        """Let tags be suggested; from a probability on they are applied, if one is given."""
        scope = self._services.engine.ask(request)
        self._bridge.when_done(scope, self, partial(self._begun, apply_above), self._refused)

    def stop(self) -> None:
        """Leave the photos that still wait as they are."""
        self._running = None
        self.strip.hide()
        stopped = self._services.engine.ask(StopSuggesting())
        self._bridge.when_done(stopped, self, lambda _none: None, self._refused)

    def _open(self, ranges: list[Range]) -> None:
        from photoclip.gui.autotag.dialog import SuggestDialog
        from photoclip.gui.autotag.forecast import ForecastView

        forecast = ForecastView(
            self._services.engine.ask, self._services.thumbs, self._words, self._bridge
        )
        dialog = SuggestDialog(ranges, forecast, self._parent)
        dialog.accepted.connect(lambda: self.begin(dialog.request, dialog.apply_above))
        dialog.finished.connect(lambda _result: self._grid.refresh_facts())
        dialog.open()

    def _ranges(self) -> list[Range]:
        """The selected photos, what is shown, everything."""
        chosen = tuple(self._navigator.targets())
        found = []
        if chosen:
            found.append(Range(self.tr("The selected photos"), chosen, count=len(chosen)))
        shown, title = tuple(self._model.ids), self._navigator.shown_title
        if shown and title not in ("", ALL.label):
            found.append(Range(title, shown, count=len(shown)))
        return [*found, Range(ALL.label)]

    def _named(self, place: Place) -> str:
        match place.kind:
            case PlaceKind.ALBUM:
                return self.tr("The album “{name}”").format(name=place.title)
            case PlaceKind.FOLDER:
                return self.tr("The folder “{name}”").format(name=place.title)
            case PlaceKind.TAG:
                return self.tr("The tag “{name}”").format(name=place.title)
            case _:
                return place.label

    def _begun(self, apply_above: float | None, scope: Photos) -> None:
        if not scope.photo_ids:
            self._banner.tell(
                self.tr("None of these photos has been read yet; suggest tags for them later."),
                topic=TOPIC,
            )
            return
        self._running = scope, apply_above
        if scope.without_vector:
            left = counted(scope.without_vector)
            self._banner.tell(
                self.tr("{photos} have not been read yet and are left out.").format(photos=left),
                topic=TOPIC,
            )

    def _suggested(self, event: Suggesting) -> None:
        self.strip.show_event(event)
        if event.finished and self._running is not None:
            scope, apply_above = self._running
            self._running = None
            if apply_above is not None:
                self._apply(scope, apply_above)
            self._banner.tell(
                self.tr("{count} tags were suggested for {photos}.").format(
                    count=f"{event.suggestions:,}", photos=counted(len(scope.photo_ids))
                ),
                topic=TOPIC,
                action=self.tr("Review them") if event.suggestions else "",
                call=self.review_asked.emit if event.suggestions else None,
            )

    def _apply(self, scope: Photos, at_least: float) -> None:
        found = self._services.engine.ask(SuggestionsOf(scope.photo_ids))

        def apply(suggestions: Suggestions) -> None:
            wanted: dict[str, list[int]] = defaultdict(list)
            for item in suggestions.items:
                if item.probability >= at_least:
                    wanted[item.tag].append(item.photo_id)
            self._decisions.apply_suggestions(wanted, scope.photo_ids)

        self._bridge.when_done(found, self, apply, self._refused)

    def _engine_is(self, state: EngineState) -> None:
        if state is not EngineState.RUNNING:
            self._running = None
            self.strip.hide()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, EngineDied):
            self._banner.tell(
                self.tr("The engine is not running; suggest tags again when it is back."),
                topic=TOPIC,
            )
        elif isinstance(error, PhotoclipError):
            self._banner.tell(str(error), topic=TOPIC)
        else:
            self._bridge.failed.emit(error)
