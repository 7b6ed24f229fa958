"""The encoders one under the other, with what can be done about them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.engine.model_messages import ModelState
from photoclip.gui.actions import plain
from photoclip.gui.models.card import ModelCard
from photoclip.gui.models.licence import LicenceDialog
from photoclip.gui.models.models import ModelShelf
from photoclip.gui.scale import EASY, SNUG


class ModelsPanel(QWidget):
    """A widget to be put into any page or dialog: `ModelsPanel(shelf)`, and nothing else.

    It asks for the list when it is shown, follows the shelf while it lives, and may be thrown
    away at any time: downloads and switches go on.
    """

    def __init__(self, shelf: ModelShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self.cards: dict[str, ModelCard] = {}
        self.question: QWidget | None = None
        self._said = QLabel(self.tr("Asking the engine…"))
        self._said.setObjectName("dim")
        self._said.setWordWrap(True)
        self._free = QLabel()
        self._free.setObjectName("dim")
        self.add = QPushButton(self.tr("Add a folder with a model…"))
        self.add.setAccessibleName(plain(self.add.text()))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._choose_folder)
        foot = QHBoxLayout()
        foot.addWidget(self._free, 1)
        foot.addWidget(self.add)
        self._column = QVBoxLayout()
        self._column.setSpacing(SNUG)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(EASY)
        layout.addWidget(self._said)
        layout.addLayout(self._column)
        layout.addLayout(foot)
        layout.addStretch()
        shelf.changed.connect(self._show)
        shelf.progressed.connect(self._show)
        shelf.refused.connect(self._refuse)
        shelf.refresh()
        if shelf.models is not None:
            self._show()

    @property
    def sentence(self) -> str:
        """What is said above the cards, empty where nothing is."""
        return "" if self._said.isHidden() else self._said.text()

    def _show(self) -> None:
        models = self._shelf.models
        if models is None:
            return
        if self.sentence == self.tr("Asking the engine…"):
            self._said.hide()
        names = [model.name for model in models.items]
        for name in [name for name in self.cards if name not in names]:
            card = self.cards.pop(name)
            self._column.removeWidget(card)
            card.deleteLater()
        for place, model in enumerate(models.items):
            if model.name not in self.cards:
                self.cards[model.name] = self._card(model.name)
                self._column.insertWidget(place, self.cards[model.name])
            self.cards[model.name].show_model(
                model, models.of, self._shelf.work, self._shelf.switch
            )
        self._free.setText(self.tr("{:,.0f} MB are free.").format(models.free_megabytes))
        self.add.setEnabled(self._shelf.work is None)

    def _card(self, name: str) -> ModelCard:
        card = ModelCard(name)
        card.use_asked.connect(self._use)
        card.now_asked.connect(lambda name: self._shelf.use(name, now=True))
        card.download_asked.connect(self._ask_licence)
        card.stop_asked.connect(self._shelf.stop)
        card.remove_asked.connect(self._ask_removal)
        return card

    def _model(self, name: str) -> ModelState | None:
        models = self._shelf.models
        items = models.items if models is not None else ()
        return next((model for model in items if model.name == name), None)

    def _use(self, name: str) -> None:
        self._said.hide()
        self._shelf.use(name)

    def _refuse(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.show()

    def _ask_licence(self, name: str) -> None:
        model, models = self._model(name), self._shelf.models
        if model is None or models is None:
            return
        dialog = LicenceDialog(model, models.free_megabytes, self)
        dialog.accepted.connect(lambda: self._shelf.download(name))
        self._ask(dialog, dialog.open)

    def _ask_removal(self, name: str) -> None:
        """Weights with their embeddings, or the embeddings alone where the weights stay."""
        model = self._model(name)
        if model is None:
            return
        stays = model.state == "built in" or model.answering or model.state == "removed"
        if stays:
            size = model.old_megabytes if model.answering else model.vector_megabytes
            text = self.tr("Remove the embeddings of {}?").format(name)
            detail = self.tr(
                "{:,.1f} MB become free. Photos have to be embedded again before it can be used."
            ).format(size)
        else:
            text = self.tr("Remove {} from this computer?").format(name)
            detail = self.tr("{:,.0f} MB become free. Your tags and what you decided stay.").format(
                model.megabytes + model.vector_megabytes + model.unfinished_megabytes
            )
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Remove"))
        box.setText(text)
        box.setInformativeText(detail)
        box.setStandardButtons(QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel)
        box.button(QMessageBox.StandardButton.Ok).setText(self.tr("Remove"))
        for button in box.buttons():
            button.setAccessibleName(plain(button.text()))
        box.accepted.connect(lambda: self._shelf.remove(name, vectors_only=stays))
        self._ask(box, box.open)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Add a folder with a model"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._shelf.add(Path(name)))
        self._ask(dialog, dialog.open)

    def _ask(self, question: QWidget, show: Callable[[], None]) -> None:
        self.question = question
        question.destroyed.connect(self._answered)
        show()

    def _answered(self) -> None:
        self.question = None
