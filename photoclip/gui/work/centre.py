"""Brings together everything that works in the background: scans, the engine, suggestions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from photoclip.domain import ScanReport
from photoclip.engine.messages import Embedding, StopSuggesting, Suggesting
from photoclip.gui.activity import READING, Activity
from photoclip.gui.engine_link import EngineLink, EngineState
from photoclip.gui.listings import ACTIVITY, counted
from photoclip.gui.long_work import LongWork
from photoclip.gui.navigator import Navigator
from photoclip.gui.notices import duration
from photoclip.gui.personal.runs import Runs
from photoclip.gui.personal.runs import State as RunState
from photoclip.gui.preferences import Preferences
from photoclip.gui.scans import NAME, Scans
from photoclip.gui.sidebar import Sidebar
from photoclip.gui.throttle import Throttle
from photoclip.gui.work.ledger import Ledger, Piece, State
from photoclip.gui.work.power import Power
from photoclip.jobs import Progress

if TYPE_CHECKING:
    from photoclip.gui.work.page import ActivityPage

SCAN, EMBED, SUGGEST, ENGINE = "scan", "embed", "suggest", "engine"
LEARN, EXCHANGE = "learn", "exchange"


class ActivityCentre(QObject):
    """Keeps the ledger, shows it on its page, rests on battery, tells of what took long."""

    REST = 250
    LONG_SECONDS = 30.0

    def __init__(
        self,
        parent: QObject,
        navigator: Navigator,
        sidebar: Sidebar,
        activity: Activity,
        scans: Scans,
        engine: EngineLink,
        power: Power,
        preferences: Preferences,
        notify: Callable[[str, str], object],
    ) -> None:
        super().__init__(parent)
        self._sidebar = sidebar
        self._page: ActivityPage | None = None
        self._activity, self._scans, self._engine = activity, scans, engine
        self._power, self._preferences, self._notify = power, preferences, notify
        self.ledger = Ledger()
        self._stops: dict[str, Callable[[], object]] = {
            SCAN: scans.stop,
            SUGGEST: lambda: engine.ask(StopSuggesting()),
        }
        self._show_soon = Throttle(self._show, self.REST, self)
        self.ledger.changed.connect(self._show_soon.ask)
        self.ledger.ended.connect(self._ended)
        scans.progressed.connect(self._scanning)
        scans.finished.connect(self._scanned)
        scans.refused.connect(lambda sentence: self._failed(SCAN, NAME, sentence))
        engine.progressed.connect(self._embeds)
        engine.suggested.connect(self._suggests)
        engine.noticed.connect(lambda sentence: self._failed(ENGINE, "", sentence))
        engine.state_changed.connect(self._engine_is)
        power.changed.connect(lambda _on: self.rest_or_go_on())
        navigator.add_page(ACTIVITY, lambda: self.page, self._opened)
        sidebar.add_page(ACTIVITY, "activity")

    @property
    def page(self) -> ActivityPage:
        """The page, made when it is first wanted; what is done is kept from the beginning."""
        if self._page is None:
            from photoclip.gui.work.page import ActivityPage

            self._page = page = ActivityPage()
            page.pause_asked.connect(lambda _key, paused: self._activity.pause(paused=paused))
            page.cancel_asked.connect(self._cancel)
        return self._page

    @property
    def resting(self) -> bool:
        """Whether the work rests because the computer runs on its battery."""
        return self._power.on_battery and self._preferences.now.on_battery == "pause"

    def rest_or_go_on(self) -> None:
        """Let the engine work or rest, as the power and the preferences say."""
        if self._engine.state is not EngineState.RUNNING:
            return
        if self.resting:
            self._engine.pause()
        elif not self._preferences.now.paused:
            self._engine.resume()
        self._show_soon.ask()

    def _opened(self) -> None:
        self.page.setFocus()
        self._show()

    def _scanning(self, progress: Progress) -> None:
        named = replace(progress, name=QCoreApplication.translate("Activity", progress.name))
        self.ledger.report(SCAN, named)

    def _scanned(self, report: ScanReport) -> None:
        if self._scans.running:
            return
        parts = [
            text.format(f"{count:,}")
            for text, count in (
                (self.tr("{} new"), report.added),
                (self.tr("{} changed"), report.changed),
                (self.tr("{} moved"), report.moved),
                (self.tr("{} missing"), report.missing),
            )
            if count
        ]
        self.ledger.end(SCAN, ", ".join(parts) or self.tr("Nothing new"))

    def _embeds(self, event: Embedding) -> None:
        if event.finished:
            total = event.progress.total or event.progress.done
            self.ledger.end(EMBED, counted(total) if total else "")
        else:
            name = QCoreApplication.translate("Activity", READING)
            progress = replace(event.progress, name=name)
            self.ledger.report(EMBED, progress, paused=event.paused)

    def _suggests(self, event: Suggesting) -> None:
        if event.finished:
            if event.progress.total:  # few photos are done before anything was told
                self.ledger.report(SUGGEST, event.progress)
            sentence = self.tr("{} suggestions").format(f"{event.suggestions:,}")
            self.ledger.end(SUGGEST, sentence)
        else:
            self.ledger.report(SUGGEST, event.progress)

    def follow_learning(self, runs: Runs) -> None:
        """Show personalizing, too."""
        runs.changed.connect(lambda: self._learns(runs))
        runs.ended.connect(
            lambda version: self.ledger.end(LEARN, str(version.report.get("reason", "")))
        )
        self._stops[LEARN] = runs.stop

    def follow_exchange(self, work: LongWork) -> None:
        """Show what is exchanged with files, too."""
        work.told.connect(
            lambda name, done, total: self.ledger.report(
                EXCHANGE, Progress(name, done, total or None)
            )
        )
        work.ended.connect(lambda: self.ledger.end(EXCHANGE))
        self._stops[EXCHANGE] = work.cancel

    def _learns(self, runs: Runs) -> None:
        if runs.state in (RunState.STARTING, RunState.RUNNING):
            progress = Progress(self.tr("Personalizing"), runs.done, runs.total or None)
            self.ledger.report(LEARN, progress)
        elif runs.state is RunState.STOPPING:
            self.ledger.end(LEARN, self.tr("Stopped"))
        elif runs.state is RunState.FAILED and self.ledger.runs(LEARN):
            self.ledger.end(LEARN, runs.sentence, failed=True)

    def _engine_is(self, state: EngineState) -> None:
        if state is EngineState.RUNNING:
            self.rest_or_go_on()
        elif state in (EngineState.STOPPED, EngineState.FAILED):
            reason = self._engine.reason or self.tr("The search engine stopped.")
            for key in (EMBED, SUGGEST):
                self.ledger.end(key, reason)
            self._failed(ENGINE, self.tr("Search engine"), reason)

    def _failed(self, key: str, name: str, sentence: str) -> None:
        if key == ENGINE:
            self.ledger.report(key, Progress(name or self.tr("Search engine")))
        self.ledger.end(key, sentence, failed=True)

    def _cancel(self, key: str) -> None:
        if key in self._stops:
            self._stops[key]()

    def _show(self) -> None:
        running = self.ledger.running
        self._sidebar.show_waiting(ACTIVITY, len(running))
        if self._page is not None and self._page.isVisible():
            text = self.tr(
                "The computer runs on its battery: reading photos rests until it is plugged in. "
                "The preferences can change that."
            )
            self._page.tell_rest(text if self.resting else "")
            possible = {EMBED: (True, False), **dict.fromkeys(self._stops, (False, True))}
            self._page.show_work(running, self.ledger.lately, possible)

    def _ended(self, piece: Piece) -> None:
        long = piece.seconds >= self.LONG_SECONDS
        if long and piece.state is State.ENDED and self._preferences.now.notify:
            text = self.tr("{what} took {time}.").format(
                what=piece.sentence or piece.progress.name, time=duration(piece.seconds)
            )
            self._notify(piece.progress.name, text)
