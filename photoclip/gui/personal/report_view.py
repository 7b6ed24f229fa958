"""What came out of a run, for somebody who takes photos: better or not, where, at what cost."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoclip.gui.icons import IconLabel
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.personal.examples import Examples
from photoclip.gui.personal.plots import BeforeAfter
from photoclip.gui.personal.seen import Seen
from photoclip.gui.personal.tables import TagTable
from photoclip.gui.scale import ROOMY, TIGHT


class ReportView(QWidget):
    """A report with its buttons."""

    closed = Signal()
    reverted = Signal()
    keep_asked = Signal()  # although it is not proven
    tag_opened = Signal(str)

    def __init__(self, thumbs: ThumbLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("check", 28)
        self.title = QLabel()
        self.title.setObjectName("heading")
        self.reason = QLabel(wordWrap=True)
        self.facts = QLabel(wordWrap=True)
        self.facts.setObjectName("dim")
        self._plot_title = _section(
            self.tr(
                "How well photos held out from learning are found, before ○, after ●; 1 is perfect"
            )
        )
        self.plot, self.table = BeforeAfter(), TagTable()
        self.examples = Examples(thumbs)
        self.examples.tag_opened.connect(self.tag_opened)
        self.close_button = _button(self.tr("Keep"), primary=True)
        self.revert = _button(self.tr("Revert"))
        self.keep_anyway = _button(self.tr("Keep anyway"))
        self.close_button.clicked.connect(self.closed)
        self.revert.clicked.connect(self.reverted)
        self.keep_anyway.clicked.connect(self.keep_asked)
        head = QHBoxLayout()
        head.setSpacing(ROOMY)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(TIGHT)
        for label in (self.title, self.reason, self.facts):
            words.addWidget(label)
        head.addLayout(words, 1)
        buttons = QHBoxLayout()
        for button in (self.close_button, self.revert, self.keep_anyway):
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(ROOMY)
        layout.addLayout(head)
        layout.addLayout(buttons)
        for widget in (self._plot_title, self.plot, self.table, self.examples):
            layout.addWidget(widget)

    def show_report(self, report: Seen, *, fresh: bool) -> None:
        """Show a run; `fresh` when it has just ended and the user may want to keep or revert it."""
        version = report.version
        name, title = self._headline(report)
        self._icon.show_icon(name)
        self.title.setText(title)
        self.reason.setText(report.reason)
        self.facts.setText(self._facts(report))
        self.close_button.setText(self.tr("Keep") if version.active and fresh else self.tr("Close"))
        self.close_button.setAccessibleName(self.close_button.text())
        self.revert.setVisible(version.active)
        offered = report.outcome in ("unproven", "not better")
        self.keep_anyway.setVisible(fresh and offered and not version.usable)
        tested = report.tested if version.usable else ()
        for widget in (self._plot_title, self.plot, self.table):
            widget.setVisible(bool(tested))
        self.plot.show_lines(tested)
        self.table.show_report(report)
        self.examples.show_examples(report.examples)

    def _headline(self, report: Seen) -> tuple[str, str]:
        match report.outcome:
            case "better":
                return "check", self.tr("Better, and in use") if report.version.active else self.tr(
                    "Better"
                )
            case "kept":
                return "check", self.tr("Kept without proof")
            case "unproven":
                return "problem", self.tr("It cannot be proven yet")
            case "too little":
                return "problem", self.tr("Not enough yet")
            case _:
                return "close", self.tr("Not better, so nothing was changed")

    def _facts(self, report: Seen) -> str:
        parts = []
        if report.tested and report.version.usable:
            parts.append(
                self.tr("On average over the tags: {before} before, {after} after.").format(
                    before=f"{report.before:.2f}", after=f"{report.after:.2f}"
                )
            )
        if report.tested and report.tried and not report.version.usable:
            parts.append(
                self.tr("The best of what was tried: {tried}, against {before} before.").format(
                    tried=f"{report.tried:.2f}", before=f"{report.before:.2f}"
                )
            )
        if report.version.usable:
            parts.append(
                self.tr("Other searches keep {share} of their first photos.").format(
                    share=f"{report.overlap:.0%}"
                )
            )
        parts.append(
            self.tr("{count} answers, {seconds} seconds.").format(
                count=f"{report.verdicts:,}", seconds=f"{report.seconds:.1f}"
            )
        )
        return " ".join(parts)


def _button(text: str, *, primary: bool = False) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(text)
    if primary:
        button.setObjectName("primary")
    return button


def _section(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setObjectName("section")
    return label
