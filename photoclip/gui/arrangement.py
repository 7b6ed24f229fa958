"""In which order the photos of a place stand, and under which headings: a value and its menu."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from photoclip.gui.icons import icon
from photoclip.library.arranging import Group, Sort


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How photos are arranged that no search has ranked. `reverse` turns the usual order round."""

    sort: Sort = "date"
    reverse: bool = False
    group: Group = "auto"


BY_DATE = Arrangement()


class ArrangementButton(QToolButton):
    """Opens a menu with the orders and the headings."""

    arrangement_chosen = Signal(object)  # Arrangement

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = Arrangement()
        self.setIcon(icon("sort"))
        self.setIconSize(QSize(18, 18))
        self.setAutoRaise(True)
        self.setAccessibleName(self.tr("Order of the photos"))
        self.setToolTip(self.tr("Order of the photos"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._sorts = self._choices(
            {
                "date": self.tr("Date taken"),
                "name": self.tr("Name"),
                "rating": self.tr("Rating"),
                "size": self.tr("File size"),
                "added": self.tr("Date added"),
            },
            lambda sort: replace(self._now, sort=sort, reverse=False),
        )
        self._menu.addSeparator()
        self._reverse = QAction(self.tr("The other way round"), self._menu, checkable=True)
        self._reverse.triggered.connect(
            lambda checked: self._choose(replace(self._now, reverse=checked))
        )
        self._menu.addAction(self._reverse)
        self._menu.addSeparator()
        self._groups = self._choices(
            {
                "auto": self.tr("Headings by the order"),
                "folder": self.tr("Headings by folder"),
                "camera": self.tr("Headings by camera"),
                "none": self.tr("No headings"),
            },
            lambda group: replace(self._now, group=group),
        )
        self.show_arrangement(self._now)

    def show_arrangement(self, now: Arrangement) -> None:
        """Say how the photos are arranged."""
        self._now = now
        self._sorts[now.sort].setChecked(True)
        self._groups[now.group].setChecked(True)
        self._reverse.setChecked(now.reverse)
        self.setText(self._sorts[now.sort].text())

    def _choices(self, texts: dict[str, str], change: object) -> dict[str, QAction]:
        group = QActionGroup(self)
        made = {}
        for name, text in texts.items():
            action = QAction(text, self._menu, checkable=True)
            action.triggered.connect(
                lambda _checked=False, name=name: self._choose(change(name))  # type: ignore[operator]
            )
            group.addAction(action)
            self._menu.addAction(action)
            made[name] = action
        return made

    def _choose(self, wanted: Arrangement) -> None:
        self.show_arrangement(wanted)
        self.arrangement_chosen.emit(wanted)
