"""The language of the window: translations straight from Qt's .ts files, and its dates.

A .ts file is what translators work on; reading it takes some milliseconds and needs no compiler.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from defusedxml import ElementTree
from PySide6.QtCore import (
    QCoreApplication,
    QDate,
    QLibraryInfo,
    QLocale,
    QObject,
    QTime,
    QTranslator,
)

log = logging.getLogger(__name__)

Message = tuple[str, ...]
"""A translation, one for each plural form of its language."""
_ONE_FORM = frozenset({"zh", "ja", "ko", "th", "vi", "id"})


def read_ts(path: Path) -> dict[tuple[str, str], Message]:
    """The finished translations of a .ts file by context and source text."""
    found: dict[tuple[str, str], Message] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            target = message.find("translation")
            if target is None or target.get("type") in ("unfinished", "vanished", "obsolete"):
                continue
            forms = [form.text or "" for form in target.iter("numerusform")]
            texts = tuple(forms or [target.text or ""])
            if all(texts):
                found[name, message.findtext("source") or ""] = texts
    return found


class Translator(QTranslator):
    """Answers from a .ts file; what is not there stays in English."""

    def __init__(
        self,
        language: str,
        messages: Mapping[tuple[str, str], Message],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._one_form = language.partition("_")[0] in _ONE_FORM
        self._messages = messages

    def isEmpty(self) -> bool:
        return not self._messages

    # `Any`: Qt asks with None for a missing text, and the stubs are of two minds about the last.
    # None says "ask others"; an empty text would be shown as one.
    def translate(self, context: Any, source: Any, disambiguation: Any = None, n: Any = -1) -> Any:
        forms = self._messages.get((context or "", source or ""))
        if forms is None:
            return None
        plural = len(forms) > 1 and not self._one_form and n not in (-1, 1)
        return forms[-1] if plural else forms[0]


def speak(app: QCoreApplication, language: str, folder: Path) -> list[QTranslator]:
    """Let the application speak a language ("" is the system's); returns what must be kept.

    `folder` holds `photoclip_LANGUAGE.ts`. Where there is none, English is spoken. The texts of
    Qt itself come from its own files.
    """
    locale = QLocale(language) if language else QLocale.system()
    QLocale.setDefault(locale)
    kept: list[QTranslator] = []
    for name in (locale.name(), locale.name().partition("_")[0]):
        path = folder / f"photoclip_{name}.ts"
        if path.exists():
            try:
                ours = Translator(name, read_ts(path), app)
            except (OSError, ElementTree.ParseError):
                log.warning("the translation %s cannot be read", path, exc_info=True)
                break
            theirs = QTranslator(app)
            if theirs.load(locale, "qtbase", "_", _qt_folder()):
                kept.append(theirs)
            kept.append(ours)
            break
    for translator in kept:
        app.installTranslator(translator)
    return kept


def label(text: str) -> str:
    """A text of the table of actions in the language of the window."""
    return QCoreApplication.translate("Actions", text)


def later(_context: str, text: str) -> str:
    """Marks a text that is translated where it is shown."""
    return text


def place_label(title: str) -> str:
    """The name of one of our own places, such as "All photos", in the language of the window."""
    return QCoreApplication.translate("Place", title)


def grouped(number: int) -> str:
    """ "12,345", "12.345" or "12 345", as the language of the window writes it."""
    locale = QLocale()
    plain = locale.language() == QLocale.Language.C  # it would leave out the separators
    return f"{number:,}" if plain else locale.toString(number)


def when_in_words(at: datetime) -> str:
    """A date with its time: "06 May 2021, 07:08" in English, elsewhere as it is written there."""
    locale, day, time = QLocale(), QDate(at.year, at.month, at.day), QTime(at.hour, at.minute)
    if locale.language() in (QLocale.Language.English, QLocale.Language.C):
        return f"{locale.toString(day, 'dd MMMM yyyy')}, {time.toString('HH:mm')}"
    long, short = QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat
    return f"{locale.toString(day, long)}, {locale.toString(time, short)}"


def _qt_folder() -> str:
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
