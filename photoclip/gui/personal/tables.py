"""The tables of the Personalize page: what there is to learn from, tag by tag, and the versions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from photoclip.gui.personal.seen import Seen, TagLine, seen
from photoclip.library.adapters import Version
from photoclip.library.lessons import Lesson

ROW = 28
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Table(QTreeWidget):
    """A plain table that is as high as its lines, up to a limit; the first column stretches."""

    def __init__(
        self, name: str, titles: Sequence[str], most: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._most = most
        self.setAccessibleName(name)
        self.setHeaderLabels(list(titles))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        for column in range(len(titles)):
            kind = QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, kind if column else QHeaderView.ResizeMode.Stretch)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            self.headerItem().setTextAlignment(column, side | Qt.AlignmentFlag.AlignVCenter)
        self._fit()

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Replace the lines; numbers stand to the right."""
        self.clear()
        for row in rows:
            item = QTreeWidgetItem(self, list(row))
            item.setToolTip(0, row[0])
            for column in range(1, len(row)):
                item.setTextAlignment(column, _RIGHT)
            item.setSizeHint(0, QSize(0, ROW))
        self._fit()

    def _fit(self) -> None:
        lines = min(max(self.topLevelItemCount(), 1), self._most)
        self.setFixedHeight(self.header().sizeHint().height() + ROW * lines + 4)


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
        when = f"{version.created_at.astimezone():%d %B %Y, %H:%M}"
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
        when = f"{version.created_at.astimezone():%d %B %Y, %H:%M}"
        button.setAccessibleName(self.tr("Use the version of {when}").format(when=when))
        button.clicked.connect(lambda: self.used.emit(version.id))
        return button

    def _open(self, item: QTreeWidgetItem) -> None:
        self.opened.emit(self._versions[self.indexOfTopLevelItem(item)])
