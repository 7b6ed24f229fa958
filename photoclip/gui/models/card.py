"""One encoder on a card: what it is, how it stands, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from photoclip.engine.model_messages import ModelState, ModelWork, Switching
from photoclip.gui.notices import duration
from photoclip.gui.scale import CLOSE, EASY, PAGE, ROOMY
from photoclip.jobs import Progress

_MEGA = 1e6


class ModelCard(QFrame):
    """`show_model` may be called again whenever something changed; the buttons stay the same."""

    use_asked = Signal(str)
    now_asked = Signal(str)
    download_asked = Signal(str)
    stop_asked = Signal()
    remove_asked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setObjectName("card")
        self.setAccessibleName(name)
        self._title, self._role = QLabel(name), QLabel()
        self._title.setObjectName("strong")
        self._role.setObjectName("badge")
        self._note, self._facts, self._state = QLabel(), QLabel(), QLabel()
        for label in (self._note, self._facts, self._state):
            label.setWordWrap(True)
        self._facts.setObjectName("dim")
        self._state.setObjectName("dim")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(self.tr("Progress of {}").format(name))
        self.use = self._button(self.tr("Use"))
        self.now = self._button(self.tr("Use now"))
        self.download = self._button(self.tr("Download…"))
        self.stop = self._button(self.tr("Stop"))
        self.remove = self._button(self.tr("Remove…"))
        self.use.clicked.connect(lambda: self.use_asked.emit(self.name))
        self.now.clicked.connect(lambda: self.now_asked.emit(self.name))
        self.download.clicked.connect(lambda: self.download_asked.emit(self.name))
        self.stop.clicked.connect(self.stop_asked)
        self.remove.clicked.connect(lambda: self.remove_asked.emit(self.name))
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._role, 1, Qt.AlignmentFlag.AlignLeft)
        for button in (self.use, self.now, self.download, self.stop, self.remove):
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE, EASY, ROOMY, ROOMY)
        layout.setSpacing(CLOSE)
        layout.addLayout(head)
        for widget in (self._note, self._facts, self._state, self._bar):
            layout.addWidget(widget)

    @property
    def role(self) -> str:
        """What the badge says, empty where it says nothing."""
        return self._role.text()

    @property
    def state(self) -> str:
        """The line about how it stands."""
        return self._state.text()

    def show_model(
        self, model: ModelState, of: int, work: ModelWork | None, switch: Switching | None
    ) -> None:
        """Show one state of things; `work` and `switch` may be about other models."""
        work = work if work is not None and work.name == self.name else None
        switch = switch if switch is not None and switch.name == self.name else None
        role = ""
        if model.answering:
            role = self.tr("answers")
        elif model.coming:
            role = self.tr("takes over soon")
        self._role.setText(role)
        self._note.setText(model.note)
        self._note.setVisible(bool(model.note))
        self._facts.setText(self._said(model))
        self._show_state(model, of, work, switch)
        begun = model.unfinished_megabytes > 0 and not model.usable
        self.download.setText(self.tr("Go on…") if begun else self.tr("Download…"))
        fetchable = model.state == "not downloaded" or (
            model.state == "broken" and bool(model.licence_page)
        )
        self._offer(
            use=model.usable and not model.answering and not model.coming and work is None,
            now=model.coming,
            download=fetchable and work is None,
            stop=work is not None and bool(work.progress.total),
            remove=model.removable and work is None,
        )
        for button in (self.use, self.now, self.download, self.stop, self.remove):
            button.setAccessibleName(f"{button.text().rstrip('…')} {self.name}")

    def _show_state(
        self, model: ModelState, of: int, work: ModelWork | None, switch: Switching | None
    ) -> None:
        if work is not None:
            self._state.setText(self._fetching(work.progress))
            self._show_bar(work.progress)
            return
        if model.coming:
            progress = switch.progress if switch else Progress("", model.photos, of)
            self._state.setText(
                self.tr(
                    "It has seen {:,} of {:,} photos{}; until then the other one answers."
                ).format(progress.done, progress.total or of, self._left(progress))
            )
            self._show_bar(progress)
            return
        self._bar.hide()
        parts = []
        if model.vector_megabytes >= 0.05:
            parts.append(
                self.tr("Knows {:,} of {:,} photos ({:,.1f} MB).").format(
                    model.photos, of, model.vector_megabytes
                )
            )
        if model.old_megabytes >= 0.05 and model.usable:
            parts.append(
                self.tr("{:,.1f} MB of them are from earlier weights.").format(model.old_megabytes)
            )
        if model.unfinished_megabytes > 0:
            parts.append(
                self.tr("{:,.0f} MB have arrived already.").format(model.unfinished_megabytes)
            )
        self._state.setText(" ".join(parts))
        self._state.setVisible(bool(parts))

    def _show_bar(self, progress: Progress) -> None:
        self._state.show()
        self._bar.setRange(0, 1000 if progress.total else 0)
        if progress.total:
            self._bar.setValue(round(1000 * min(progress.done / progress.total, 1)))
        self._bar.show()

    def _fetching(self, progress: Progress) -> str:
        if not progress.total:
            return f"{progress.name}…"
        speed = f", {progress.per_second / _MEGA:,.1f} MB/s" if progress.per_second else ""
        return self.tr("{:,.0f} of {:,.0f} MB{}{}").format(
            progress.done / _MEGA, progress.total / _MEGA, speed, self._left(progress)
        )

    def _left(self, progress: Progress) -> str:
        if progress.seconds_left is None:
            return ""
        return self.tr(", about {} left").format(duration(progress.seconds_left))

    def _said(self, model: ModelState) -> str:
        languages = {"many": self.tr("many languages"), "unknown": ""}
        parts = [
            self._state_in_words(model.state),
            f"{model.megabytes:,.0f} MB" if model.megabytes else "",
            self.tr("{:,} dimensions").format(model.dim) if model.dim else "",
            languages.get(model.languages, model.languages),
            model.licence if model.licence not in ("", "unknown") else "",
        ]
        return " · ".join(part for part in parts if part)

    def _state_in_words(self, state: str) -> str:
        words = {
            "built in": self.tr("built in"),
            "added": self.tr("added by you"),
            "downloaded": self.tr("downloaded"),
            "not downloaded": self.tr("not downloaded"),
            "broken": self.tr("broken"),
            "removed": self.tr("removed"),
        }
        return words.get(state, state)

    def _offer(self, **shown: bool) -> None:
        for name, visible in shown.items():
            getattr(self, name).setVisible(visible)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        return button
