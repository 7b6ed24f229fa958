"""Keys of one's own: the table of all actions, and a field that takes a key by pressing it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from photoclip.gui.actions import SPECS, Spec, keys_of_all, plain, taken_by
from photoclip.gui.dialogs import keys_in_words
from photoclip.gui.options.section import Section
from photoclip.gui.preferences import Preferences

_NAME = Qt.ItemDataRole.UserRole


class KeysSection(Section):
    """A key belongs to one action: who takes it from another is told so before."""

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(
            self.tr("Keys"),
            self.tr("Choose an action, click into the field and press its new key."),
        )
        self._preferences = preferences
        self._specs = {spec.name: spec for spec in SPECS}
        self.table = QTreeWidget()
        self.table.setObjectName("roomy")
        self.table.setAccessibleName(self.tr("Actions and their keys"))
        self.table.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAllColumnsShowFocus(True)
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.header().setStretchLastSection(False)
        self.table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for spec in SPECS:
            menu = plain(spec.menu.rpartition("/")[2])
            item = QTreeWidgetItem([f"{menu}: {plain(spec.text)}", ""])
            item.setData(0, _NAME, spec.name)
            self.table.addTopLevelItem(item)
        self.field = QKeySequenceEdit()
        self.field.setMaximumSequenceLength(1)
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName(self.tr("New key"))
        self.sentence = QLabel(wordWrap=True)
        self.sentence.setObjectName("dim")
        self.assign = QPushButton(self.tr("Use this key"))
        self.usual = QPushButton(self.tr("Usual key"))
        self.all_usual = QPushButton(self.tr("All as usual"))
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        for button in (self.assign, self.usual, self.all_usual):
            button.setAccessibleName(button.text())
            line.addWidget(button)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(line)
        self.column.addWidget(self.sentence)
        self.table.currentItemChanged.connect(lambda _now, _before: self._chosen())
        self.field.keySequenceChanged.connect(lambda _keys: self._look())
        self.assign.clicked.connect(self._assign)
        self.usual.clicked.connect(self._reset)
        self.all_usual.clicked.connect(self._reset_all)
        self._show()
        self.choose(SPECS[0].name)

    def choose(self, name: str) -> None:
        """Choose an action."""
        for item in self._items():
            if item.data(0, _NAME) == name:
                self.table.setCurrentItem(item)

    @property
    def chosen(self) -> Spec:
        """The action whose key is looked at."""
        item = self.table.currentItem() or self.table.topLevelItem(0)
        assert item is not None
        return self._specs[item.data(0, _NAME)]

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.table.topLevelItem(row) for row in range(self.table.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _show(self) -> None:
        changed = self._preferences.now.shortcuts
        keys = keys_of_all(changed)
        for item in self._items():
            name = item.data(0, _NAME)
            item.setText(1, keys_in_words(keys[name]))
            font = item.font(1)
            font.setBold(name in changed)
            item.setFont(1, font)
        self.all_usual.setEnabled(bool(changed))
        self._look()

    def _chosen(self) -> None:
        self.field.clear()
        self._look()

    def _look(self) -> None:
        """Say what taking the key would mean."""
        key, spec = self._key(), self.chosen
        self.assign.setEnabled(bool(key))
        self.usual.setEnabled(spec.name in self._preferences.now.shortcuts)
        taken = taken_by(key, spec.name, self._preferences.now.shortcuts) if key else ()
        if taken:
            names = ", ".join(f"“{plain(one.text)}”" for one in taken)
            self.sentence.setText(
                self.tr("{key} belongs to {names} now, and would be taken from there.").format(
                    key=keys_in_words([key]), names=names
                )
            )
        else:
            self.sentence.setText("")

    def _key(self) -> str:
        return self.field.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _assign(self) -> None:
        key, spec = self._key(), self.chosen
        if not key:
            return
        changed = dict(self._preferences.now.shortcuts)
        for other in taken_by(key, spec.name, changed):
            keys = keys_of_all(changed)[other.name]
            wanted = QKeySequence(key)
            changed[other.name] = tuple(one for one in keys if QKeySequence(one) != wanted)
        changed[spec.name] = (key,)
        self._keep(changed)

    def _reset(self) -> None:
        changed = dict(self._preferences.now.shortcuts)
        changed.pop(self.chosen.name, None)
        self._keep(changed)

    def _reset_all(self) -> None:
        self._keep({})

    def _keep(self, changed: dict[str, tuple[str, ...]]) -> None:
        self._preferences.change(shortcuts=changed)
        self.field.clear()
        self._show()
        self.changed.emit()
