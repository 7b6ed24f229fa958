"""What goes on behind the photos: when it rests, and whether its end is told."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from photoclip.gui.options.section import Section, quiet
from photoclip.gui.preferences import Preferences


class BackgroundSection(Section):
    """Reading and embedding photos while the user does something else."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(
            self.tr("Background work"),
            self.tr("Searching and scrolling always come first; the work waits for them."),
        )
        now = preferences.now
        self.battery = QCheckBox(self.tr("Rest while the computer runs on its battery"))
        self.battery.setChecked(now.on_battery == "pause")
        self.notify = QCheckBox(self.tr("Tell when a long piece of work has ended"))
        self.notify.setChecked(now.notify)
        for box in (self.battery, self.notify):
            box.setAccessibleName(box.text())
            self.column.addWidget(box)
        self.column.addWidget(
            quiet(self.tr("Ctrl+P pauses by hand; what is running is listed under Activity."))
        )
        self.column.addStretch()
        self.battery.toggled.connect(
            lambda on: preferences.change(on_battery="pause" if on else "run")
        )
        self.notify.toggled.connect(lambda on: preferences.change(notify=on))
