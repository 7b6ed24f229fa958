"""A few lines over the photo: what it is called, when and how it was taken."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, QTime
from PySide6.QtWidgets import QLabel, QWidget

from photoclip.domain import Photo
from photoclip.gui.words import exposure_in_words, name_of, place_in_words

ROOM = 12


class FactsOverlay(QLabel):
    """Lies in the top left corner of the photo, on a dark ground that every photo can bear."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("overlay")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Facts about the photo"))
        self.move(QPoint(ROOM, ROOM))
        self.hide()

    def show_photo(self, photo: Photo | None) -> None:
        """Write what is known of a photo."""
        self.setText("\n".join(lines_of(photo)) if photo else "")
        self.adjustSize()


def moment_in_words(taken: datetime) -> str:
    """A date and a time of day as the locale writes them."""
    locale, formats = QLocale(), QLocale.FormatType
    date = locale.toString(QDate(taken.year, taken.month, taken.day), formats.LongFormat)
    return f"{date}, {locale.toString(QTime(taken.hour, taken.minute), formats.ShortFormat)}"


def lines_of(photo: Photo) -> list[str]:
    """Name, date, camera and lens, exposure, size, place: those that are known."""
    metadata = photo.metadata
    taken = metadata.taken_at
    size = photo.shown_size
    lines = [
        name_of(photo.path),
        moment_in_words(taken) if taken else "",
        " · ".join(part for part in (metadata.camera, metadata.lens) if part),
        exposure_in_words(metadata),
        f"{size[0]} × {size[1]}" if size else "",
        place_in_words(metadata),
        photo.caption,
    ]
    return [line for line in lines if line]
