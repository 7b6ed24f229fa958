"""The Personalize page: what there is to learn from, one button, the run, its report, versions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui.loader import ThumbLoader
from photoclip.gui.personal.plots import LossCurve
from photoclip.gui.personal.report_view import ReportView
from photoclip.gui.personal.runs import Runs, State
from photoclip.gui.personal.seen import seen
from photoclip.gui.personal.tables import LessonTable, VersionTable
from photoclip.gui.scale import EASY, EDGE, PAGE, WIDE
from photoclip.gui.translating import when_in_words
from photoclip.learning.personal.stages import Stage
from photoclip.library.adapters import Version

WIDTH = 860


class PersonalPage(QScrollArea):
    """Shows `Runs` and passes on what the user says."""

    tag_opened = Signal(str)

    def __init__(self, runs: Runs, thumbs: ThumbLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs = runs
        self._report: Version | None = None
        self._fresh = False
        self.setAccessibleName(self.tr("Personalize"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.title = QLabel(self.tr("Personalize"))
        self.title.setObjectName("heading")
        self.text = QLabel(wordWrap=True)
        self.lessons = LessonTable()
        self.button = QPushButton(self.tr("Personalize now"))
        self.button.setObjectName("primary")
        self.button.setAccessibleName(self.button.text())
        self.promise = QLabel(wordWrap=True)
        self.promise.setObjectName("dim")
        self.running = _Running()
        self.report = ReportView(thumbs)
        self.wrong = QLabel(wordWrap=True)
        self.wrong.setObjectName("wrong")
        self.versions_title = QLabel(self.tr("VERSIONS"))
        self.versions_title.setObjectName("section")
        self.versions = VersionTable()
        self.none = QPushButton(self.tr("Use none of them"))
        self.none.setAccessibleName(self.none.text())
        self._assemble()
        self.button.clicked.connect(lambda: runs.start())
        self.running.cancel.clicked.connect(runs.stop)
        self.report.closed.connect(self._close)
        self.report.reverted.connect(self._revert)
        self.report.keep_asked.connect(lambda: runs.start(keep_unverified=True))
        self.report.tag_opened.connect(self.tag_opened)
        self.versions.used.connect(runs.use)
        self.versions.opened.connect(self._open)
        self.none.clicked.connect(lambda: runs.use(None))
        runs.changed.connect(self.refresh)
        runs.books_changed.connect(self.refresh)
        runs.ended.connect(self._ended)
        self.refresh()

    def refresh(self) -> None:
        """Show what is true now."""
        runs, books = self.runs, self.runs.books
        found = books.outlook
        shown = self._current_report()
        at_rest = not runs.busy and shown is None
        self.text.setVisible(runs.busy or shown is None)
        self.lessons.setVisible(bool(found.tags) and at_rest)
        self.lessons.show_lessons(found.tags)
        self.text.setText(self._told())
        able = found.ready and runs.engine_runs and not runs.busy
        self.button.setEnabled(able)
        self.button.setVisible(at_rest)
        again = books.newest is not None
        self.button.setText(self.tr("Personalize again") if again else self.tr("Personalize now"))
        self.button.setAccessibleName(self.button.text())
        self.promise.setVisible(at_rest)
        self.promise.setText(self._promised())
        self.running.setVisible(runs.busy)
        self.running.show_run(runs)
        self.wrong.setVisible(runs.state is State.FAILED)
        self.wrong.setText(runs.sentence)
        self.report.setVisible(shown is not None and not runs.busy)
        if shown is not None:
            self.report.show_report(seen(shown), fresh=self._fresh)
            self.title.setText(self.tr("Personalized {when}").format(when=_when(shown)))
        else:
            self.title.setText(self.tr("Personalize"))
        for widget in (self.versions_title, self.versions):
            widget.setVisible(bool(books.versions) and not runs.busy)
        self.none.setVisible(books.active is not None and not runs.busy)
        self.versions.show_versions(books.versions)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.report.examples.want()

    def _told(self) -> str:
        found = self.runs.books.outlook
        if self.runs.busy:
            return self.tr("You can go on working. Whatever was in use stays in use until the end.")
        if not found.tags and not found.captions:
            return self.tr(
                "photoclip can learn your own words: the name of a dog, a house, a kind of photo. "
                "Select some photos, press Ctrl+T and type the word; four photos of a word are "
                "enough to begin with, ten are better. Or take over the keywords that your photos "
                "have already: File, Import keywords."
            )
        about = self.tr("It will learn from {answers} answers about {tags} tags")
        if len(found.tags) == 1:
            about = self.tr("It will learn from {answers} answers about one tag")
        parts = [about.format(answers=f"{found.all:,}", tags=f"{len(found.tags):,}")]
        if found.captions:
            parts.append(
                self.tr(" and from {count} captions of yours").format(count=f"{found.captions:,}")
            )
        if self.runs.books.newest is not None:
            parts.append(
                self.tr("; {count} answers are new since it last did").format(
                    count=f"{found.fresh:,}"
                )
            )
        return "".join(parts) + "."

    def _promised(self) -> str:
        runs, found = self.runs, self.runs.books.outlook
        if not runs.engine_runs:
            return self.tr("The engine is not running; learning has to wait until it is back.")
        if runs.books.elsewhere and found.ready:
            return self.tr(
                "Another encoder is in use since you last personalized. What was learnt for the "
                "other one stays with it; for this one it has to be learnt anew, in seconds."
            )
        if not found.ready:
            wanting = sorted(found.tags, key=lambda one: one.wanting)[:3]
            if not wanting:
                return ""
            names = ", ".join(
                self.tr("{count} more for “{tag}”").format(count=one.wanting, tag=one.name)
                for one in wanting
            )
            return self.tr("Not enough yet: {names}.").format(names=names)
        if found.tags and all(one.wanting for one in found.tags):
            nearest = min(found.tags, key=lambda one: one.wanting)
            return self.tr(
                "Too few answers to prove that it helps: {count} more for “{tag}” would do. Until "
                "then you are asked whether to keep what it learns."
            ).format(count=nearest.wanting, tag=nearest.name)
        return self.tr(
            "Learns on this machine, in seconds. It is kept only if photos held out from learning "
            "are found better, and you can go back at once."
        )

    def _current_report(self) -> Version | None:
        """The report that was opened or is fresh, as the library knows it now."""
        if self._report is None:
            return None
        number = self._report.id
        return next((one for one in self.runs.books.versions if one.id == number), None)

    def _ended(self, version: Version) -> None:
        self._report, self._fresh = version, True
        self.refresh()
        self.ensureVisible(0, 0)

    def _open(self, version: Version) -> None:
        self._report, self._fresh = version, False
        self.refresh()
        self.ensureVisible(0, 0)

    def _close(self) -> None:
        self._report = None
        self.refresh()

    def _revert(self) -> None:
        self.runs.revert()
        self._report = None

    def _assemble(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(EDGE, WIDE, EDGE, EDGE)
        column.setSpacing(PAGE)
        go = QHBoxLayout()
        go.setSpacing(WIDE)
        go.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        go.addWidget(self.promise, 1)
        back = QHBoxLayout()
        back.addWidget(self.none)
        back.addStretch()
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addWidget(self.lessons)
        column.addLayout(go)
        for widget in (self.wrong, self.running, self.report, self.versions_title, self.versions):
            column.addWidget(widget)
        column.addLayout(back)
        column.addStretch(1)
        page.setMaximumWidth(WIDTH)
        outer = QWidget()
        around = QHBoxLayout(outer)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(page, 10)
        around.addStretch(1)
        self.setWidget(outer)


def _when(version: Version) -> str:
    return when_in_words(version.created_at.astimezone())


class _Running(QWidget):
    """How far a run is, with its loss going down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(self.tr("How far learning is"))
        self.curve = LossCurve()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setAccessibleName(self.tr("Cancel learning"))
        line = QHBoxLayout()
        line.addWidget(self.text, 1)
        line.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(EASY)
        column.addLayout(line)
        column.addWidget(self.bar)
        column.addWidget(self.curve)

    def show_run(self, runs: Runs) -> None:
        """Show a run that is under way."""
        self.cancel.setEnabled(runs.state is not State.STOPPING)
        self.text.setText(self._stage(runs))
        self.bar.setRange(0, runs.total)
        self.bar.setValue(min(runs.done, runs.total))
        self.curve.show_curves(runs.curves)

    def _stage(self, runs: Runs) -> str:
        if runs.state is State.STOPPING:
            return self.tr("Stopping…")
        match runs.stage:
            case None:
                return self.tr("Gathering what you answered…")
            case Stage.TRANSFER:
                return self.tr("Looking whether it helps words that it never saw…")
            case Stage.TEST:
                return self.tr("Testing it on photos held out from learning…")
            case Stage.CHANCE:
                return self.tr("Making sure that it is not mere chance…")
            case _:
                return self.tr("Learning from everything…")
