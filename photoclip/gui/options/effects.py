"""Lets the preferences for keys and animations take effect, at the start and when they change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from photoclip.gui.actions import Actions
from photoclip.settings import Settings

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


def take_effect(now: Settings, actions: Actions) -> None:
    """Give the actions their keys, and switch the animations of Qt on or off."""
    actions.remap(now.shortcuts)
    for effect in _EFFECTS:
        QApplication.setEffectEnabled(effect, now.animations)
