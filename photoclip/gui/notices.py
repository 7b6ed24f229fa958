"""What the program tells without asking: a banner for sentences, a strip for running work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QWidget,
)

from photoclip.gui.icons import icon
from photoclip.gui.scale import CLOSE, EASY, PAGE, SNUG
from photoclip.jobs import Progress


def _tr(text: str) -> str:
    return QCoreApplication.translate("Progress", text)


def duration(seconds: float) -> str:
    """A time as people say it: "40 s", "12 min", "3 h 20 min"."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes >= 600:
        return f"{round(minutes / 60)} h"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def told(progress: Progress) -> str:
    """Progress in words: "Reading photos: 1,204 of 90,112, 85 per second, about 17 min left"."""
    parts = [f"{progress.done:,}"]
    if progress.total is not None:
        parts = [_tr("{} of {}").format(f"{progress.done:,}", f"{progress.total:,}")]
    if progress.per_second:
        rate = f"{progress.per_second:.{0 if progress.per_second >= 10 else 1}f}"
        parts.append(_tr("{} per second").format(rate))
    if progress.seconds_left is not None:
        parts.append(_tr("about {} left").format(duration(progress.seconds_left)))
    if progress.note:
        parts.append(progress.note)
    return f"{progress.name}: {', '.join(parts)}"


def tool_button(name: str, tip: str) -> QToolButton:
    """A quiet button with an icon; `tip` is its tool tip and its accessible name."""
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(18, 18))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoRaise(True)
    return button


class Banner(QWidget):
    """One sentence above the photos, perhaps with something to do about it, until closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = QLabel(wordWrap=True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton()
        self._button.setAccessibleName(self.tr("What to do about it"))
        self._call: Callable[[], object] | None = None
        self._topic = ""
        self._close = tool_button("close", self.tr("Close this message"))
        self._button.clicked.connect(self._act)
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(PAGE, CLOSE, SNUG, CLOSE)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is shown, empty when nothing is."""
        return "" if self.isHidden() else self._label.text()

    def tell(
        self,
        sentence: str,
        *,
        topic: str = "",
        action: str = "",
        call: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence in place of the one before. `topic` lets `settle` take it back."""
        self._topic, self._call = topic, call
        self._label.setText(sentence)
        self._button.setText(action)
        self._button.setAccessibleName(action or self.tr("What to do about it"))
        self._button.setVisible(bool(action))
        self.setAccessibleName(sentence)
        self.show()

    def settle(self, topic: str) -> None:
        """Hide a sentence about this topic: it is true no more."""
        if self._topic == topic:
            self.hide()

    def _act(self) -> None:
        self.hide()
        if self._call:
            self._call()


class ProgressStrip(QWidget):
    """How far the work in the background is; hidden while there is none."""

    pause_asked = Signal()
    resume_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paused = False
        self._label = QLabel()
        self._label.setObjectName("dim")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedSize(180, 6)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._button = tool_button("pause", self.tr("Pause"))
        self._button.clicked.connect(self._toggle)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(EASY)
        for widget in (self._label, self._bar, self._button):
            layout.addWidget(widget)
        self.hide()

    @property
    def text(self) -> str:
        """What is said at the moment, empty while hidden."""
        return "" if self.isHidden() else self._label.text()

    def show_progress(self, progress: Progress, *, paused: bool = False, pausable: bool) -> None:
        """Show how far one piece of work is."""
        self._paused = paused
        self._label.setText(
            self.tr("Paused. {}").format(told(progress)) if paused else told(progress)
        )
        # Qt counts the bar in ints: percents are enough for 180 pixels and any total.
        known = bool(progress.total)
        self._bar.setRange(0, 1000 if known else 0)
        if progress.total:
            self._bar.setValue(round(1000 * min(progress.done / progress.total, 1)))
        self._button.setVisible(pausable)
        self._button.setIcon(icon("resume" if paused else "pause"))
        tip = self.tr("Go on reading photos") if paused else self.tr("Pause reading photos")
        self._button.setToolTip(tip)
        self._button.setAccessibleName(tip)
        self.show()

    def _toggle(self) -> None:
        (self.resume_asked if self._paused else self.pause_asked).emit()
