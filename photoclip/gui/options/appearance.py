"""How the window looks and speaks: colours, accent, size of the photos, animations, language."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSlider, QWidget

from photoclip.gui.options.section import Section, quiet
from photoclip.gui.preferences import Preferences
from photoclip.settings import ACCENTS, LANGUAGES, LARGEST_TILE, SMALLEST_TILE, THEMES


class AppearanceSection(Section):
    """Every change shows at once, but for the language."""

    def __init__(
        self,
        preferences: Preferences,
        dress: Callable[[], object],
        zoom: Callable[[int], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.head(self.tr("Appearance"))
        self._preferences, self._dress = preferences, dress
        now = preferences.now
        themes = {
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
        }
        accents = {
            "blue": self.tr("Blue"),
            "green": self.tr("Green"),
            "purple": self.tr("Purple"),
            "orange": self.tr("Orange"),
            "pink": self.tr("Pink"),
            "grey": self.tr("Grey"),
        }
        self.theme = _choice([(themes[one], one) for one in THEMES], now.theme)
        self.accent = _choice([(accents[one], one) for one in ACCENTS], now.accent)
        self.tile = QSlider(Qt.Orientation.Horizontal)
        self.tile.setRange(SMALLEST_TILE, LARGEST_TILE)
        self.tile.setValue(now.tile_size)
        self.animations = QCheckBox(self.tr("Animate menus, tips and messages"))
        self.animations.setChecked(now.animations)
        self.language = _choice([(self._named(one), one) for one in LANGUAGES], now.language)
        form = self.form()
        for text, field in (
            (self.tr("Colours"), self.theme),
            (self.tr("Accent"), self.accent),
            (self.tr("Size of the photos"), self.tile),
            ("", self.animations),
            (self.tr("Language"), self.language),
        ):
            field.setAccessibleName(text or self.animations.text())
            form.addRow(text, field)
        self.column.addWidget(quiet(self.tr("Another language is spoken after the next start.")))
        self.column.addStretch()
        self.theme.currentIndexChanged.connect(lambda _at: self._change(theme=self._of(self.theme)))
        self.accent.currentIndexChanged.connect(
            lambda _at: self._change(accent=self._of(self.accent))
        )
        self.tile.valueChanged.connect(zoom)
        self.animations.toggled.connect(lambda on: self._change(animations=on))
        self.language.currentIndexChanged.connect(
            lambda _at: preferences.change(language=self._of(self.language))
        )

    def _change(self, **values: object) -> None:
        self._preferences.change(**values)
        self._dress()

    def _of(self, box: QComboBox) -> str:
        return str(box.currentData())

    def _named(self, code: str) -> str:
        if not code:
            return self.tr("As the system")
        name = QLocale(code).nativeLanguageName()
        return name[:1].upper() + name[1:]


def _choice(entries: list[tuple[str, str]], chosen: str) -> QComboBox:
    box = QComboBox()
    for text, value in entries:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
