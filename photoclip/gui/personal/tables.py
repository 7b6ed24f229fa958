"""The tables of the Personalize page: what there is to learn from, tag by tag, and the versions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QPushButton, QTreeWidgetItem, QWidget

from photoclip.gui.personal.seen import Seen, TagLine, seen
from photoclip.gui.tables import Table
from photoclip.gui.translating import when_in_words
from photoclip.library.adapters import Version
from photoclip.library.lessons import Lesson


class LessonTable(Table):
    """What there is to learn from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        titles = (self.tr("Tag"), self.tr("Fits"), self.tr("Does not fit"), self.tr("Missing"))
        super().__init__(self.tr("What it will learn from"), titles, 7, parent)

    def show_lessons(self, lessons: Sequence[Lesson]) -> None:
        """A line for each tag that was answered for."""
        self.show_rows(
            [
                (one.name, f"{one.confirmed:,}", f"{one.rejected:,}", self._missing(one))
                for one in lessons
            ]
        )

    def _missing(self, lesson: Lesson) -> str:
        if not lesson.wanting:
            return ""
        return self.tr("{count} more").format(count=lesson.wanting)


class TagTable(Table):
    """The tags of a report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        titles = (
            self.tr("Tag"),
            self.tr("Photos"),
            self.tr("Before"),
            self.tr("After"),
            self.tr("Change"),
        )
        super().__init__(self.tr("Before and after, tag by tag"), titles, 10, parent)

    def show_report(self, report: Seen) -> None:
        """A line for each tag, those that were tested first."""
        tested = report.tested
        rest = [line for line in report.tags if line.gain is None]
        self.show_rows([self._row(line) for line in (*tested, *rest)])

    def _row(self, line: TagLine) -> tuple[str, ...]:
        if line.before is None or line.after is None:
            note = self.tr("not tested")
            return line.name, f"{line.confirmed:,}", "", "", note
        return (
            line.name,
            f"{line.confirmed:,}",
            f"{line.before:.2f}",
            f"{line.after:.2f}",
            f"{line.after - line.before:+.2f}",
        )


class VersionTable(Table):
    """Every run there was, with a button for those that can be used again."""

    used = Signal(object)  # the id of a version
    opened = Signal(object)  # the Version whose report is wanted

    def __init__(self, parent: QWidget | None = None) -> None:
        titles = (self.tr("Learnt"), self.tr("Answers"), self.tr("Before"), self.tr("After"), "")
        super().__init__(self.tr("Versions"), titles, 8, parent)
        self._versions: tuple[Version, ...] = ()
        self.header().setSectionResizeMode(4, QHeaderView.ResizeMode.Fixed)
        self.header().resizeSection(4, 130)
        self.itemActivated.connect(lambda item, _column: self._open(item))
        self.itemClicked.connect(lambda item, _column: self._open(item))

    def show_versions(self, versions: tuple[Version, ...]) -> None:
        """The newest first."""
        if versions == self._versions:
            return
        self._versions = versions
        self.show_rows([self._version(one) for one in versions])
        for row, one in enumerate(versions):
            item = self.topLevelItem(row)
            if one.usable and not one.active and item is not None:
                self.setItemWidget(item, 4, self._button(one))

    def _version(self, version: Version) -> tuple[str, ...]:
        report = seen(version)
        when = when_in_words(version.created_at.astimezone())
        tried = bool(report.tested)
        return (
            when,
            f"{report.verdicts:,}",
            f"{report.before:.2f}" if tried else "",
            f"{report.after:.2f}" if tried and version.usable else "",
            self._state(version, report),
        )

    def _state(self, version: Version, report: Seen) -> str:
        if version.active:
            return self.tr("In use")
        if version.usable:
            return ""
        return {
            "not better": self.tr("Not better"),
            "unproven": self.tr("Not proven"),
        }.get(report.outcome, self.tr("Too little"))

    def _button(self, version: Version) -> QPushButton:
        button = QPushButton(self.tr("Use it"))
        button.setObjectName("chip")
        when = when_in_words(version.created_at.astimezone())
        button.setAccessibleName(self.tr("Use the version of {when}").format(when=when))
        button.clicked.connect(lambda: self.used.emit(version.id))
        return button

    def _open(self, item: QTreeWidgetItem) -> None:
        self.opened.emit(self._versions[self.indexOfTopLevelItem(item)])
