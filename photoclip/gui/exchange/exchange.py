"""The exchange as a part of the window: keywords in, sidecars out, decisions in and out as JSON."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from photoclip.domain import Changes
from photoclip.errors import PhotoclipError
from photoclip.gui.bridge import Bridge
from photoclip.gui.exchange.dialog import ExchangeDialog
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.long_work import LongWork, Tell
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.library.exchange import decisions, documents, keywords, sidecars
from photoclip.library.exchange.decisions import Imported
from photoclip.library.exchange.keywords import Gathered, Taken
from photoclip.library.exchange.sidecars import Sidecar
from photoclip.library.roots import printable

EVERY = 20  # sidecars between two looks at how far it is


class Exchange(QObject):
    """Opens the dialogs, and does what they ask for. `lane` tells of everything that changes."""

    told = Signal(str)  # what was done, in words
    refused = Signal(str)  # why it was not

    def __init__(self, lane: LibraryLane, work: LongWork, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._lane, self._bridge, self._window = lane, bridge, window
        self.work = work
        self.dialog: ExchangeDialog | None = None

    # Keywords in

    def import_keywords(self) -> None:
        """Read what the files say, show it, and take it as verdicts if the user wants that."""
        dialog = self._open(self.tr("Import keywords"))
        text = self.tr("Reading what your photos and their sidecars say. No file is changed.")
        dialog.show_progress(text)

        def look(library: Library, tell: Tell) -> tuple[Gathered, Taken]:
            gathered = keywords.gather(library, (), tell)
            return gathered, keywords.take(library, gathered.said, dry_run=True)

        self._run(look, lambda found: self._show_keywords(*found), text)

    def _show_keywords(self, gathered: Gathered, would: Taken) -> None:
        assert self.dialog is not None
        complaints = [[complaint] for complaint in gathered.complaints]
        if not (would.verdicts or would.ratings or would.captions):
            self.dialog.show_found(
                self.tr("There is nothing in the files that is not known already."),
                (self.tr("NOT READ"), (self.tr("Why"),), complaints),
            )
            return
        tags = [(name, f"{count:,}") for name, count in would.per_tag.items()]
        self.dialog.show_found(
            self.tr(
                "Photos with something new: {files}. Tags on them: {verdicts}, new words: {tags}, "
                "ratings: {ratings}, captions: {captions}. What you answered yourself stays. It "
                "can be undone."
            ).format(
                files=f"{would.files:,}",
                verdicts=f"{would.verdicts:,}",
                tags=f"{would.tags:,}",
                ratings=f"{would.ratings:,}",
                captions=f"{would.captions:,}",
            ),
            (self.tr("TAGS"), (self.tr("Tag"), self.tr("Photos")), tags),
            (self.tr("NOT READ"), (self.tr("Why"),), complaints),
            go=(self.tr("Take them"), lambda: self._take(gathered)),
        )

    def _take(self, gathered: Gathered) -> None:
        self._change(
            lambda library: keywords.take(library, gathered.said).changes,
            self.tr("The keywords were taken. Personalize can learn from them now."),
        )

    # Sidecars out

    def export_xmp(self) -> None:
        """Show every sidecar that would be written, and write them if the user wants that."""
        dialog = self._open(self.tr("Write sidecars"))
        text = self.tr("Looking which sidecars say something else than you decided.")
        dialog.show_progress(text)
        self._run(_exporting(dry_run=True), self._show_sidecars, text)

    def _show_sidecars(self, found: list[Sidecar]) -> None:
        assert self.dialog is not None
        new = [one for one in found if one.state in ("create", "change")]
        text = self.tr(
            "{count} sidecars would be written: {made} new, {changed} with everything else in "
            "them kept. The photos themselves are never touched. It can be taken back."
        ).format(
            count=f"{len(new):,}",
            made=f"{sum(one.state == 'create' for one in new):,}",
            changed=f"{sum(one.state == 'change' for one in new):,}",
        )
        if not new:
            text = self.tr("Every sidecar says already what you decided.")
        self.dialog.show_found(
            text,
            self._files(new),
            self._failures(found),
            go=(self.tr("Write them"), self._write) if new else None,
        )

    def _write(self) -> None:
        assert self.dialog is not None
        text = self.tr("Writing sidecars.")
        self.dialog.show_progress(text)
        self._run(_exporting(dry_run=False), self._wrote, text)

    def _wrote(self, done: list[Sidecar]) -> None:
        assert self.dialog is not None
        written = sum(one.state in ("create", "change") for one in done)
        failed = any(one.state == "failed" for one in done)
        self.dialog.show_found(
            self.tr("{count} sidecars were written.").format(count=f"{written:,}"),
            self._failures(done),
            go=(self.tr("Try again"), self._write) if failed else None,
            further=(self.tr("Take it back"), self._undo) if written else None,
        )

    def take_back(self) -> None:
        """Put back what the last export changed."""
        self._open(self.tr("Take sidecars back"))
        self._undo()

    def _undo(self) -> None:
        assert self.dialog is not None
        text = self.tr("Putting the sidecars back as they were.")
        self.dialog.show_progress(text)
        self._run(lambda library, _tell: sidecars.undo(library.home), self._undone, text)

    def _undone(self, done: list[Sidecar]) -> None:
        assert self.dialog is not None
        count = sum(one.state == "change" for one in done)
        text = self.tr("{count} sidecars are as they were before.").format(count=f"{count:,}")
        if not done:
            text = self.tr("There is no export to take back.")
        self.dialog.show_found(text, self._failures(done))

    def _files(self, found: list[Sidecar]) -> tuple[str, tuple[str, ...], list[list[str]]]:
        states = {"create": self.tr("new"), "change": self.tr("changed")}
        rows = [
            [printable(one.path), ", ".join(one.words), states.get(one.state, one.state)]
            for one in found
        ]
        return self.tr("SIDECARS"), (self.tr("File"), self.tr("Tags"), ""), rows

    def _failures(self, found: list[Sidecar]) -> tuple[str, tuple[str, ...], list[list[str]]]:
        rows = [[printable(one.path), one.reason] for one in found if one.state == "failed"]
        return self.tr("CANNOT BE WRITTEN"), (self.tr("File"), self.tr("Why")), rows

    # Decisions out and in

    def choose_export(self) -> None:
        """Ask for a file, and write every decision to it."""
        chooser = self._chooser(self.tr("Export what you decided"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("json")
        chooser.selectFile("photoclip.json")
        chooser.fileSelected.connect(lambda name: self.export_json(Path(name)))
        chooser.open()

    def export_json(self, path: Path) -> None:
        """Write every decision to a file."""

        def write(library: Library, _tell: Tell) -> int:
            document = decisions.export_json(library)
            documents.write(document, path)
            return len(document["verdicts"])

        def done(count: int) -> None:
            self.told.emit(
                self.tr("{count} verdicts were written to {path}.").format(
                    count=f"{count:,}", path=printable(path)
                )
            )

        self.work.run(
            write,
            lambda _done, _total: None,
            done,
            self._failed,
            name=self.tr("Export what you decided"),
        )

    def choose_import(self) -> None:
        """Ask for a file of decisions, and merge it."""
        chooser = self._chooser(self.tr("Import what was decided"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda name: self.import_json(Path(name)))
        chooser.open()

    def import_json(self, path: Path) -> None:
        """Merge a file of decisions into the library, and say what found no place."""
        dialog = self._open(self.tr("Import decisions"))
        dialog.show_progress(self.tr("Reading {path}.").format(path=printable(path)))

        def read(_library: Library, _tell: Tell) -> object:
            return documents.read(path)

        self._run(read, self._merge, "")

    def _merge(self, document: object) -> None:
        found: list[Imported] = []

        def merge(library: Library) -> Changes:
            found.append(decisions.import_json(library, document))
            return found[0].changes

        self._bridge.when_done(
            self._lane.change(merge), self, lambda _changes: self._merged(found[0]), self._failed
        )

    def _merged(self, found: Imported) -> None:
        if self.dialog is None:
            return
        self.dialog.show_found(
            self.tr("{verdicts} verdicts and {tags} tags were taken. It can be undone.").format(
                verdicts=f"{found.verdicts:,}", tags=f"{found.tags:,}"
            ),
            (
                self.tr("NOT IN THIS LIBRARY"),
                (self.tr("Photo"),),
                [[path] for path in found.unplaced],
            ),
            note=" ".join(found.notes),
        )

    # What all of them share

    def _open(self, title: str) -> ExchangeDialog:
        if self.dialog is not None:
            self.dialog.reject()
        self.dialog = dialog = ExchangeDialog(title, self._window)
        dialog.cancelled.connect(self.work.cancel)
        dialog.finished.connect(lambda _code: self._closed(dialog))
        dialog.open()
        return dialog

    def _closed(self, dialog: ExchangeDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None

    def _run(
        self,
        work: Callable[[Library, Tell], Any],
        done: Callable[[Any], object],
        text: str,
    ) -> None:
        dialog = self.dialog

        def told(finished: int, total: int) -> None:
            if self.dialog is dialog and dialog is not None and dialog.running:
                dialog.show_progress(text, finished, total)

        def arrived(found: Any) -> None:
            if self.dialog is dialog:
                done(found)

        name = dialog.windowTitle() if dialog is not None else ""
        self.work.run(work, told, arrived, self._failed, name=name)

    def _change(self, work: Callable[[Library], Changes], said: str) -> None:
        def done(_changes: Changes) -> None:
            if self.dialog is not None:
                self.dialog.accept()
            self.told.emit(said)

        self._bridge.when_done(self._lane.change(work), self, done, self._failed)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, PhotoclipError):
            self._bridge.failed.emit(error)
        elif self.dialog is not None:
            self.dialog.show_found(str(error))
        else:
            self.refused.emit(str(error))

    def _chooser(self, title: str) -> QFileDialog:
        chooser = QFileDialog(self._window, title)
        chooser.setNameFilter(self.tr("Decisions of photoclip (*.json)"))
        return chooser


def _exporting(*, dry_run: bool) -> Callable[[Library, Tell], list[Sidecar]]:
    """Bring all sidecars up to date, or only say what that would do."""

    def work(library: Library, tell: Tell) -> list[Sidecar]:
        ids = photos.ids(library)
        done: list[Sidecar] = []
        for one in sidecars.export(library, ids, dry_run=dry_run):
            done.append(one)
            if len(done) % EVERY == 0:
                tell(len(done), len(ids))
        return done

    return work
