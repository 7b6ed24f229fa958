"""Facts about photos in words: what the details page writes next to each other."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from photoclip.domain import CompanionKind, Metadata, Photo
from photoclip.gui.translating import grouped, when_in_words
from photoclip.library.roots import printable


def _tr(text: str) -> str:
    return QCoreApplication.translate("Fact", text)


def counted(count: int) -> str:
    """ "1 photo", "12,345 photos"."""
    if count == 1:
        return _tr("1 photo")
    text = QCoreApplication.translate("Fact", "{} photos", "", count)
    return text.format(grouped(count))


def size_in_words(size: int) -> str:
    """ "812 bytes", "2.4 MB"; in powers of ten, like file managers."""
    if size < 1000:
        return f"{size} bytes"
    value, units = float(size), iter(("kB", "MB", "GB", "TB"))
    unit = ""
    while value >= 999.5:
        value, unit = value / 1000, next(units)
    return f"{value:.1f} {unit}" if value < 10 else f"{value:.0f} {unit}"


def exposure_in_words(metadata: Metadata) -> str:
    """ "f/2.8, 1/250 s, 35 mm, ISO 400": what is known of it."""
    parts = []
    if metadata.aperture:
        parts.append(f"f/{metadata.aperture:g}")
    if metadata.exposure_seconds:
        parts.append(f"{_seconds(metadata.exposure_seconds)} s")
    if metadata.focal_mm:
        parts.append(f"{metadata.focal_mm:g} mm")
    if metadata.iso:
        parts.append(f"ISO {metadata.iso}")
    return ", ".join(parts)


def place_in_words(metadata: Metadata) -> str:
    """ "51.5007° N, 0.1246° W", empty where it is not known."""
    if metadata.latitude is None or metadata.longitude is None:
        return ""
    north = "N" if metadata.latitude >= 0 else "S"
    east = "E" if metadata.longitude >= 0 else "W"
    return f"{abs(metadata.latitude):.4f}° {north}, {abs(metadata.longitude):.4f}° {east}"


def duration_in_words(seconds: float) -> str:
    """ "0:07", "1:02:05": hours only where there are any."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def files_in_words(photo: Photo) -> str:
    """ "IMG_1.CR2 (raw, 24 MB), IMG_1.xmp": the further files; empty where there are none."""
    parts = []
    for one in photo.companions:
        known = "" if one.kind is CompanionKind.SIDECAR else f"{one.kind}, "
        parts.append(f"{name_of(one.path)} ({known}{size_in_words(one.size)})")
    if photo.metadata.motion:
        parts.append(_tr("a short video inside the picture's file"))
    return ", ".join(parts)


def facts_in_words(photo: Photo) -> list[tuple[str, str]]:
    """Pairs of what and how much, without those that are not known."""
    metadata = photo.metadata
    size = size_in_words(photo.size)
    if metadata.width and metadata.height:
        megapixels = metadata.width * metadata.height / 1e6
        size = f"{metadata.width:,} × {metadata.height:,}, {megapixels:.1f} MP, {size}"
    pairs = [
        (_tr("Taken"), when_in_words(metadata.taken_at) if metadata.taken_at else ""),
        (_tr("Camera"), metadata.camera or ""),
        (_tr("Lens"), metadata.lens or ""),
        (_tr("Exposure"), exposure_in_words(metadata)),
        (_tr("Place"), place_in_words(metadata)),
        (_tr("Size"), size),
        (_tr("Length"), duration_in_words(length) if (length := metadata.duration_seconds) else ""),
        (_tr("Format"), (metadata.format or photo.path.suffix.removeprefix(".")).upper()),
        (_tr("Files"), files_in_words(photo)),
        (_tr("Folder"), printable(photo.path.parent)),
    ]
    return [(name, value) for name, value in pairs if value]


def name_of(path: Path) -> str:
    """A file's name as text that every screen takes."""
    return printable(Path(path.name))


def _seconds(seconds: float) -> str:
    if seconds >= 0.3:
        return f"{seconds:g}"
    fraction = Fraction(1 / seconds).limit_denominator(1)
    return f"1/{fraction}"
