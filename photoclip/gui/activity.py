"""What goes on behind the photos, told in the strip and the banner: scans, engine, problems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from photoclip.domain import ScanReport
from photoclip.engine.messages import Embedding
from photoclip.errors import PhotoclipError
from photoclip.gui.engine_link import EngineLink, EngineState
from photoclip.gui.notices import Banner, ProgressStrip
from photoclip.gui.said import said
from photoclip.gui.scans import Scans
from photoclip.gui.throttle import Throttle
from photoclip.gui.translating import later
from photoclip.jobs import Progress

ENGINE, SCAN = "engine", "scan"
READING = later("Activity", "Making photos searchable")


class Activity(QObject):
    """Connects the work with what is shown of it. A scan is shown before the engine's work."""

    working_changed = Signal(bool)
    paused_changed = Signal(bool)
    embedded_more = Signal()

    REST = 4000
    """Milliseconds between two searches with what was embedded meanwhile; each delays the rest."""

    def __init__(
        self,
        strip: ProgressStrip,
        banner: Banner,
        scans: Scans,
        engine: EngineLink,
    ) -> None:
        super().__init__(strip)
        self._strip, self._banner = strip, banner
        self._scans, self._engine = scans, engine
        self._embedding: Embedding | None = None
        self._scan: Progress | None = None
        self._died = False
        self._more = Throttle(self.embedded_more.emit, self.REST, self)
        strip.pause_asked.connect(lambda: self.pause(paused=True))
        strip.resume_asked.connect(lambda: self.pause(paused=False))
        scans.progressed.connect(self._scanning)
        scans.finished.connect(self._scanned)
        scans.refused.connect(lambda sentence: banner.tell(sentence, topic=SCAN))
        engine.progressed.connect(self._embeds)
        engine.noticed.connect(lambda sentence: banner.tell(said(sentence)))
        engine.state_changed.connect(self._engine_is)

    @property
    def paused(self) -> bool:
        """Whether the engine reads no photos because the user said so."""
        return self._embedding is not None and self._embedding.paused

    def pause(self, *, paused: bool) -> None:
        """Let the engine pause, or go on."""
        (self._engine.pause if paused else self._engine.resume)()
        self.paused_changed.emit(paused)

    def tell_error(self, error: PhotoclipError, retry: Callable[[], object] | None = None) -> None:
        """Something of the world is in the way."""
        self._banner.tell(str(error), action=self.tr("Try again") if retry else "", call=retry)

    def _scanning(self, progress: Progress) -> None:
        self._scan = replace(progress, name=self.tr(progress.name))
        self._show()
        self.working_changed.emit(True)

    def _scanned(self, report: ScanReport) -> None:
        if self._scans.running:
            return
        self._scan = None
        self._show()
        self.working_changed.emit(False)
        if report.offline:
            names = ", ".join(path.name or str(path) for path in report.offline)
            self._banner.tell(
                self.tr("{} cannot be seen now. Its photos are kept and come back with it.").format(
                    names
                ),
                topic=SCAN,
            )

    def _embeds(self, embedding: Embedding) -> None:
        self._embedding = None if embedding.finished else embedding
        self._show()
        if embedding.finished:
            self._more.cancel()
            self.embedded_more.emit()
        elif not embedding.paused:
            self._more.ask()

    def _show(self) -> None:
        if self._scan is not None:
            self._strip.show_progress(self._scan, pausable=False)
        elif self._embedding is not None:
            progress = replace(self._embedding.progress, name=self.tr(READING))
            self._strip.show_progress(progress, paused=self._embedding.paused, pausable=True)
        else:
            self._strip.hide()

    def _engine_is(self, state: EngineState) -> None:
        match state:
            case EngineState.STOPPED:
                self._embedding, self._died = None, True
                self._show()
                self._banner.tell(
                    self.tr(
                        "The search engine stopped and is being started again. "
                        "You can go on browsing and tagging."
                    ),
                    topic=ENGINE,
                )
            case EngineState.FAILED:
                self._embedding, self._died = None, True
                self._show()
                reason = self._engine.reason or self.tr("The search engine keeps stopping.")
                self._banner.tell(
                    self.tr(
                        "{} You can go on browsing and tagging; searching by words has to wait."
                    ).format(reason),
                    topic=ENGINE,
                    action=self.tr("Start it again"),
                    call=self._engine.start,
                )
            case EngineState.RUNNING:
                self._banner.settle(ENGINE)
                if self._died:
                    self._died = False
                    self.embedded_more.emit()
