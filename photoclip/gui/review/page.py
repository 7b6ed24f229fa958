"""The page of the review: the words at the left, what is asked in the middle, and the end."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photoclip.engine.messages import Waiting
from photoclip.gui.icons import IconLabel
from photoclip.gui.labels import ElidedLabel
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.notices import tool_button
from photoclip.gui.review.bulk import BatchGrid
from photoclip.gui.review.queue import ReviewQueue, State
from photoclip.gui.review.single import SingleView
from photoclip.gui.scale import CLOSE, EASY, PAGE, ROOMY, SNUG, WIDE

_TAG = Qt.ItemDataRole.UserRole


LINE = 28  # pixels
ROOM = 800
"""Pixels from which on the words stand beside the photo."""


class WordList(QTreeWidget):
    """The words that are suggested and how often; the first line stands for all of them."""

    chosen = Signal(object)  # the word, None for all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Words that are suggested"))
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setObjectName("words")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setFixedWidth(220)
        self.currentItemChanged.connect(self._current)

    def show_counts(self, waiting: Waiting, current: str | None) -> None:
        """Show how many suggestions there are of each word; `current` stays chosen."""
        lines: list[tuple[str | None, str, int]] = [(None, self.tr("All words"), waiting.total)]
        lines += [(name, name, count) for name, count in waiting.counts]
        if current is not None and current not in dict(waiting.counts):
            lines.append((current, current, 0))
        before = self.blockSignals(True)
        at = self.verticalScrollBar().value()
        self.clear()
        for word, title, count in lines:
            item = QTreeWidgetItem(self, [title, f"{count:,}"])
            item.setData(0, _TAG, word)
            item.setToolTip(0, title)
            item.setSizeHint(0, QSize(0, LINE))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if word == current:
                self.setCurrentItem(item)
        self.verticalScrollBar().setValue(at)
        self.blockSignals(before)

    def _current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(0, _TAG))


class ReviewPage(QWidget):
    """Shows a `ReviewQueue` and passes on what the user says; knows no keys but those of Qt."""

    suggest_asked = Signal()
    personalize_asked = Signal()
    undo_asked = Signal()
    full_screen_asked = Signal()
    mode_changed = Signal()

    def __init__(
        self,
        queue: ReviewQueue,
        originals: ThumbLoader,
        thumbs: ThumbLoader,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.queue = queue
        self._waiting = Waiting((), 0)
        self._alone = False
        self.words = WordList()
        self.words.chosen.connect(self.choose)
        self.single = SingleView(originals, thumbs)
        self.single.answered.connect(lambda agreed: queue.decide(agreed=agreed))
        self.single.skipped.connect(lambda: queue.step(1))
        self.single.undo_asked.connect(self.undo_asked)
        self.grid = BatchGrid(thumbs)
        self.grid.toggled.connect(self._show_batch)
        self.message = _Message()
        self.message.learn.clicked.connect(self.personalize_asked)
        self.message.suggest.clicked.connect(self.suggest_asked)
        self.message.again.clicked.connect(queue.again)
        self._title = ElidedLabel(self.tr("Review"))
        self._title.setObjectName("heading")
        self._note = QLabel()
        self._note.setObjectName("dim")
        self._stack = QStackedWidget()
        for page in (self.single, self._batch_page(), self.message):
            self._stack.addWidget(page)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(self._head())
        middle.addWidget(self._stack, 1)
        layout.addWidget(self.words)
        layout.addLayout(middle, 1)
        queue.changed.connect(self.refresh)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Review"))

    @property
    def state(self) -> State:
        """What is shown."""
        return self.queue.state

    @property
    def one_by_one(self) -> bool:
        """Whether one suggestion is asked at a time."""
        return not self.queue.certain

    @property
    def note(self) -> str:
        """How many are left."""
        return self._note.text()

    def choose(self, tag: str | None) -> None:
        """Review the suggestions of a word, or of all."""
        many = self.queue.certain and tag is not None
        self.queue.open(tag, certain=many)
        self._show_mode()

    def show_counts(self, waiting: Waiting) -> None:
        """Show how many suggestions of each word there are."""
        self._waiting = waiting
        tag = self.queue.tag
        self.words.show_counts(waiting, tag)
        if self.queue.state is State.READY:
            total = waiting.total if tag is None else dict(waiting.counts).get(tag, 0)
            self._note.setText(self.tr("{count} left").format(count=f"{total:,}"))
        elif self.queue.state is State.EMPTY:
            self.message.explain(self.queue, elsewhere=waiting.elsewhere)

    def use_mode(self, *, many: bool) -> None:
        """One by one, or many at once, which takes one word: the chosen or the first."""
        tag = self.queue.tag
        if many and tag is None:
            tag = next(iter(dict(self._waiting.counts)), None)
        self.queue.open(tag, certain=many and tag is not None)
        self.words.show_counts(self._waiting, tag)
        self._show_mode()

    def say_yes(self) -> None:
        """Confirm: what is asked, or all that were not clicked away."""
        if self.one_by_one:
            self.queue.decide(agreed=True)
        else:
            self.queue.decide_batch(self.grid.batch.agreed, self.grid.batch.rejected)

    def say_no(self) -> None:
        """Reject what is asked; among many, click the current one away."""
        if self.one_by_one:
            self.queue.decide(agreed=False)
        else:
            self.grid.toggle_current()

    def skip(self) -> None:
        """Leave it open and go on."""
        if self.one_by_one:
            self.queue.step(1)
        else:
            self.queue.skip_batch()

    def show_alone(self, *, alone: bool) -> None:
        """Leave the screen to the photo."""
        self._alone = alone
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """The words fold away: they need no room."""
        hint = super().minimumSizeHint()
        words = self.words.width() if self.words.isVisibleTo(self) else 0
        return QSize(hint.width() - words, hint.height())

    def _fold(self) -> None:
        self.words.setVisible(not self._alone and self.width() >= ROOM)

    def refresh(self) -> None:
        """Show what the queue asks."""
        queue = self.queue
        self._note.setText(self.tr("{count} left").format(count=f"{max(queue.total, 0):,}"))
        self._note.setVisible(queue.state is not State.LOADING)
        if queue.state is State.READY and queue.certain:
            self.grid.show_items(queue.batch)
            self._show_batch()
            self._stack.setCurrentIndex(1)
            self._focus(self.grid)
        elif queue.state is State.READY and queue.current is not None:
            self.single.ask(queue.current, queue.neighbours, can_undo=queue.can_undo)
            self._stack.setCurrentIndex(0)
            self._focus(self.single.canvas)
        else:
            self.message.explain(queue, elsewhere=self._waiting.elsewhere)
            self._stack.setCurrentIndex(2)
            self._focus(self)

    def _focus(self, widget: QWidget) -> None:
        """The keyboard goes where Y and N work, unless somebody is among the words."""
        if self.isVisible() and not self.words.hasFocus():
            widget.setFocus()

    def _head(self) -> QHBoxLayout:
        self._one = QPushButton(self.tr("One by one"))
        self._many = QPushButton(self.tr("Many at once"))
        self._modes = QButtonGroup(self)
        for button in (self._one, self._many):
            button.setCheckable(True)
            button.setObjectName("segment")
            button.setAccessibleName(button.text())
            self._modes.addButton(button)
        self._one.setToolTip(self.tr("The most uncertain first: each answer teaches most"))
        self._many.setToolTip(self.tr("The most certain first: click away the wrong ones"))
        self._one.setChecked(True)
        self._one.clicked.connect(lambda: self._switch(many=False))
        self._many.clicked.connect(lambda: self._switch(many=True))
        self._full = tool_button("full-screen", self.tr("Full screen (F11)"))
        self._full.clicked.connect(self.full_screen_asked)
        line = QHBoxLayout()
        line.setContentsMargins(PAGE, EASY, EASY, SNUG)
        line.setSpacing(EASY)
        line.addWidget(self._title)
        line.addWidget(self._note)
        line.addStretch(1)
        for widget in (self._one, self._many, self._full):
            line.addWidget(widget)
        return line

    def _switch(self, *, many: bool) -> None:
        self.use_mode(many=many)
        self.mode_changed.emit()

    def _show_mode(self) -> None:
        (self._many if self.queue.certain else self._one).setChecked(True)
        self.mode_changed.emit()

    def _batch_page(self) -> QWidget:
        page = QWidget()
        self._hint = QLabel(wordWrap=True)
        self._hint.setObjectName("dim")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._none = QPushButton(self.tr("None of these"))
        self._none.setAccessibleName(self.tr("None of these fits"))
        self._leave = QPushButton(self.tr("Skip these"))
        self._leave.setAccessibleName(self._leave.text())
        self.confirm = QPushButton()
        self.confirm.setObjectName("primary")
        self._none.clicked.connect(self._reject_all)
        self._leave.clicked.connect(self.queue.skip_batch)
        self.confirm.clicked.connect(self.say_yes)
        line = QHBoxLayout()
        line.setContentsMargins(WIDE, EASY, WIDE, ROOMY)
        line.setSpacing(EASY)
        line.addStretch()
        for button in (self._none, self._leave, self.confirm):
            button.setMinimumHeight(36)
            line.addWidget(button)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(PAGE, 0, PAGE, CLOSE)
        head.addWidget(self._hint)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        column.addLayout(line)
        self._show_batch()
        return page

    def _show_batch(self) -> None:
        yes, no = len(self.grid.batch.agreed), len(self.grid.batch.rejected)
        self._hint.setText(
            self.tr(
                "Click away the photos that “{tag}” does not fit, then confirm the rest."
            ).format(tag=self.queue.tag or "")
        )
        if yes and no:
            text = self.tr("Confirm {yes}, reject {no}").format(yes=f"{yes:,}", no=f"{no:,}")
        elif no:
            text = self.tr("Reject {no}").format(no=f"{no:,}")
        else:
            text = self.tr("Confirm {yes}").format(yes=f"{yes:,}")
        self.confirm.setText(f"{text}  Y")
        self.confirm.setAccessibleName(text)

    def _reject_all(self) -> None:
        self.grid.batch.reject_all()
        self._show_batch()


class _Message(QWidget):
    """In place of a suggestion: why there is none, and what to do next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("review", 44)
        self.title, self.text = QLabel(), QLabel(wordWrap=True)
        self.title.setObjectName("heading")
        self.text.setObjectName("dim")
        self.text.setFixedWidth(460)
        self.suggest = QPushButton(self.tr("Suggest tags…"))
        self.suggest.setAccessibleName(self.tr("Suggest tags"))
        self.learn = QPushButton(self.tr("Personalize"))
        self.learn.setAccessibleName(self.tr("Personalize: learn from the answers"))
        self.learn.setToolTip(self.tr("Learn your words from what you answered"))
        self.again = QPushButton(self.tr("Look at the skipped ones again"))
        self.again.setAccessibleName(self.again.text())
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self.again, self.suggest, self.learn):
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(ROOMY)
        layout.addStretch(2)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for widget in (self._icon, self.title, self.text):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(buttons)
        layout.addStretch(3)

    def explain(self, queue: ReviewQueue, *, elsewhere: bool = False) -> None:
        """Say why nothing is asked; `elsewhere`: another encoder's suggestions were left behind."""
        self.again.setVisible(queue.state is State.FINISHED and queue.skipped > 0)
        self.suggest.setVisible(queue.state in (State.EMPTY, State.FINISHED))
        answered = queue.confirmed + queue.rejected > 0
        self.learn.setVisible(queue.state is State.FINISHED and answered)
        self.suggest.setObjectName("primary" if queue.state is State.EMPTY else "")
        self.suggest.style().polish(self.suggest)
        match queue.state:
            case State.LOADING:
                name, title = "search", self.tr("Looking for suggestions…")
                text = queue.sentence
            case State.FAILED:
                name, title = "problem", self.tr("The suggestions cannot be shown")
                text = queue.sentence
            case State.EMPTY if elsewhere:
                name, title = "review", self.tr("The new encoder has suggested nothing yet")
                text = self.tr(
                    "Another encoder answers now, and suggestions are each encoder's own. Let tags "
                    "be suggested again: what you answered counts as before."
                )
            case State.EMPTY:
                name, title = "review", self.tr("Nothing waits for you")
                text = self.tr(
                    "Let tags be suggested for an album, a folder, a search or all photos. "
                    "Here you then say yes or no; nothing is tagged before that."
                )
            case _:
                name, title = "check", self.tr("All done")
                text = self._said(queue)
        self._icon.show_icon(name)
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        if text:  # a layout that centres a label asks for one line of it, whatever it needs
            self.text.setFixedHeight(self.text.heightForWidth(self.text.width()))

    def _said(self, queue: ReviewQueue) -> str:
        parts = [
            self.tr("You confirmed {yes} and rejected {no}.").format(
                yes=f"{queue.confirmed:,}", no=f"{queue.rejected:,}"
            )
        ]
        if queue.skipped:
            parts.append(self.tr("{count} skipped are still open.").format(count=queue.skipped))
        parts.append(self.tr("Every answer makes the next suggestions of that word better."))
        return " ".join(parts)
