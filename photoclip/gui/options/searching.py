"""What searches and suggests: the encoder with its device, and the thresholds of the tags."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from photoclip.domain import TagCount
from photoclip.engine.messages import EngineStatus
from photoclip.gui.options.section import Section, quiet
from photoclip.gui.preferences import Preferences

DEVICES = ("auto", "cpu", "cuda", "mps")


class EncoderSection(Section):
    """The encoder in use and where it computes."""

    def __init__(
        self,
        preferences: Preferences,
        models: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.head(
            self.tr("Encoder"),
            self.tr("The encoder turns photos and words into something that can be compared."),
        )
        devices = {
            "auto": self.tr("The fastest there is"),
            "cpu": self.tr("Processor"),
            "cuda": self.tr("NVIDIA graphics card (CUDA)"),
            "mps": self.tr("Apple graphics (MPS)"),
        }
        self.device = QComboBox()
        for name in DEVICES:
            self.device.addItem(devices[name], name)
        here = self.device.findData(preferences.now.device)
        if here < 0:  # such as "cuda:1", written into the settings by hand
            self.device.addItem(preferences.now.device, preferences.now.device)
            here = self.device.count() - 1
        self.device.setCurrentIndex(here)
        self.device.setAccessibleName(self.tr("Device"))
        self.name, self.precision = QLabel("…"), QLabel("…")
        form = self.form()
        form.addRow(self.tr("In use"), self.name)
        form.addRow(self.tr("Precision"), self.precision)
        form.addRow(self.tr("Device"), self.device)
        self.column.addWidget(
            quiet(
                self.tr(
                    "Another device is used after the next start. The precision is chosen by "
                    "measuring what the device does fastest."
                )
            )
        )
        if models is not None:
            self.column.addWidget(models, 1)
        else:
            self.column.addStretch()
        self.device.currentIndexChanged.connect(
            lambda _at: preferences.change(device=str(self.device.currentData()))
        )

    def show_status(self, status: EngineStatus) -> None:
        """Show what the engine says of itself."""
        dim = self.tr("{} numbers for each photo").format(status.dim) if status.dim else ""
        self.name.setText(", ".join(part for part in (status.encoder, dim, status.device) if part))
        self.precision.setText(status.precision or self.tr("not known before the first photo"))


class SuggestionsSection(Section):
    """What the answers of the user made of the suggestions, tag by tag."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(
            self.tr("Suggestions"),
            self.tr(
                "Every tag has a threshold of its own: how far a photo must stand out from the "
                "others before the tag is suggested. It moves with your answers in the review."
            ),
        )
        self.table = QTreeWidget()
        self.table.setObjectName("roomy")
        self.table.setAccessibleName(self.tr("Tags and their thresholds"))
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAllColumnsShowFocus(True)
        self.table.setHeaderLabels(
            [
                self.tr("Tag"),
                self.tr("Confirmed"),
                self.tr("Rejected"),
                self.tr("Suggested"),
                self.tr("Threshold"),
            ]
        )
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.header().setStretchLastSection(False)
        self.column.addWidget(self.table, 1)

    def show_tags(self, counts: Sequence[TagCount]) -> None:
        """Show the tags with what is known of them."""
        self.table.clear()
        for count in counts:
            threshold = "–" if count.threshold is None else f"{count.threshold:.1f}"
            cells = (count.confirmed, count.rejected, count.suggested)
            texts = [count.tag.name, *(f"{number:,}" for number in cells), threshold]
            self.table.addTopLevelItem(QTreeWidgetItem(texts))
