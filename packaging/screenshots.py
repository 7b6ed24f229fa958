"""Drives the real window through all of its pages on the sample photos, and takes pictures."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from photoclip.gui.bridge import Bridge
from photoclip.gui.grid import USUAL
from photoclip.gui.listings import Place, PlaceKind
from photoclip.gui.preferences import Preferences
from photoclip.gui.services import Services
from photoclip.gui.theme import apply_theme
from photoclip.gui.window import MainWindow
from photoclip.library import albums, photos, tags
from photoclip.paths import Home, resources

SIZES = ((1280, 800), (2560, 1440))
THEMES = ("light", "dark")
PATIENCE = 120.0
OVERVIEW = 100
"""Pixels of a tile where a year has one heading."""
CITIES = ((52.52, 13.40), (40.42, -3.70), (31.23, 121.47), (37.77, -122.42), (51.51, -0.13))


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, and what to do before it is taken."""

    name: str
    go: Callable[[MainWindow], object]


def main() -> int:
    """Take every picture; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("screenshots"))
    parser.add_argument("--pages", nargs="*", default=None, metavar="NAME")
    parser.add_argument("--encoder", default="builtin", metavar="NAME")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    taken = 0
    with tempfile.TemporaryDirectory(prefix="photoclip-screenshots-") as place:
        work = Path(place)
        with _window(app, Home.at(work / "empty"), options.encoder) as window:
            taken += _take(app, window, [Shot("welcome", lambda window: None)], options)
        folder = _photos(work / "Pictures")
        with _window(app, Home.at(work / "home"), options.encoder) as window:
            _fill(window, folder)
            taken += _take(app, window, _shots(window), options)
    print(f"{taken} pictures in {options.folder}")  # noqa: T201
    return 0 if taken else 1


def _shots(window: MainWindow) -> Iterator[Shot]:
    """Every page there is, those that were added to the sidebar among them."""
    sidebar = window.frame.sidebar
    yield Shot("library", _library)
    yield Shot("selected", _select)
    yield Shot("search", _search)
    yield Shot("viewer", _open)
    places = [sidebar.place_of(item) for item in sidebar.items()]
    for place in places:
        if place is not None and place.kind in (PlaceKind.PAGE, PlaceKind.PROBLEMS):
            name = place.title.lower().replace(" ", "-")
            yield Shot(name, lambda window, place=place: _page(window, place))
    for section in range(7):
        name = f"preferences-{section + 1}"
        yield Shot(name, lambda window, section=section: _preferences(window, section))
    for name in ("shortcuts", "activity", "trash"):
        if any(action.objectName() == name for action in window.actions_):
            yield Shot(name, lambda window, name=name: _dialog(window, name))


def _library(window: MainWindow) -> None:
    window.actions_["all_photos"].trigger()
    window.grid.zoom_to(OVERVIEW)


def _select(window: MainWindow) -> None:
    window.actions_["all_photos"].trigger()
    window.grid.zoom_to(USUAL)
    _until(lambda: len(window.model.ids) > 20)
    _settle(0.5)
    window.grid.select(window.model.ids[2:5], window.model.ids[2])


def _search(window: MainWindow) -> None:
    window.grid.zoom_to(USUAL)
    line = window.frame.search.line
    line.setText("food on a plate")
    line.returnPressed.emit()
    _until(lambda: 0 < len(window.model.ids) < 20, 20)


def _open(window: MainWindow) -> None:
    window.actions_["all_photos"].trigger()
    _until(lambda: len(window.model.ids) > 20)
    window.navigator.open_photo(window.model.ids[1])


def _dialog(window: MainWindow, name: str) -> None:
    _select(window)
    _until(window.actions_[name].isEnabled, 5)
    window.actions_[name].trigger()


def _page(window: MainWindow, place: Place) -> None:
    window.navigator.open(place)
    if place.title == "Duplicates":
        _until(lambda: window.tools.duplicates.page.cards, 60)
    if place.title == "Places":  # a process of its own finds names and draws the world once
        _until(lambda: window.tools.places.page.tree.topLevelItemCount(), 60)
        _until(window.services.home.atlas.exists, 60)


def _preferences(window: MainWindow, section: int) -> None:
    window.actions_["preferences"].trigger()
    dialog = window.tools.options.dialog
    if dialog is not None:
        dialog.list.setCurrentRow(min(section, dialog.list.count() - 1))


def _take(
    app: QApplication,
    window: MainWindow,
    shots: Iterator[Shot] | list[Shot],
    options: argparse.Namespace,
) -> int:
    taken = 0
    for shot in shots:
        if options.pages and shot.name not in options.pages:
            continue
        for width, height in SIZES:
            window.resize(width, height)
            shot.go(window)
            _settle()
            for theme in THEMES:
                apply_theme(app, theme)
                _settle(0.3)
                file = options.folder / f"{shot.name}-{theme}-{width}x{height}.png"
                _picture(window).toImage().save(str(file))
                taken += 1
            for dialog in window.findChildren(QDialog):
                dialog.reject()
            _settle(0.1)
    return taken


def _picture(window: MainWindow) -> QPixmap:
    """The window, and its dialog where there is one, as they stand on a screen."""
    picture = window.grab()
    dialog = next((one for one in window.findChildren(QDialog) if one.isVisible()), None)
    if dialog is not None:
        over = dialog.grab()
        painter = QPainter(picture)
        at = QPoint((picture.width() - over.width()) // 2, (picture.height() - over.height()) // 2)
        painter.drawPixmap(at, over)
        painter.end()
    return picture


@contextmanager
def _window(app: QApplication, home: Home, encoder: str) -> Iterator[MainWindow]:
    bridge = Bridge()
    bridge.failed.connect(lambda error: print(f"failed: {error!r}", file=sys.stderr))  # noqa: T201
    preferences = Preferences(home.settings, bridge)
    services = Services.of(home, encoder, bridge)
    window = MainWindow(services, preferences, lambda choice: apply_theme(app, choice), bridge)
    window.painted.connect(window.start)
    window.show()
    _settle()
    try:
        yield window
    finally:
        window.close()
        preferences.close()
        services.close(10)
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _fill(window: MainWindow, folder: Path) -> None:
    """Scan, embed, tag a little, so that every page has something to show."""
    finished: list[bool] = []
    window.services.engine.progressed.connect(lambda event: finished.append(event.finished))
    window.add_folders([folder])
    lane = window.services.lane
    _until(lambda: bool(finished) and finished[-1])
    _until(lambda: lane.ask(photos.counts).result(PATIENCE).unread == 0)
    ids = list(lane.ask(photos.ids).result(PATIENCE))
    for work in (
        lambda library: tags.confirm(library, "holiday", ids[:9]),
        lambda library: tags.confirm(library, "family", ids[5:11]),
        lambda library: albums.add(library, "Summer by the sea", ids[3:15]),
        lambda library: albums.save_query(library, "Best of", "rating:>=4"),
        lambda library: photos.set_rating(library, ids[2:7], 5),
        lambda library: photos.set_favourite(library, ids[4:6]),
    ):
        lane.change(work).result(PATIENCE)
    _settle()


def _photos(folder: Path) -> Path:
    """The samples with dates and places, some of them twice, and a file that is broken."""
    samples = sorted((resources() / "sample").glob("*.jpg"))
    day = datetime(2023, 6, 3, 10, 30)
    for place, sample in enumerate(samples):
        target = folder / ("2023 Summer" if place % 3 else "2022") / f"IMG_{1000 + place}.jpg"
        target.parent.mkdir(parents=True, exist_ok=True)
        taken = day - timedelta(days=17 * place, minutes=13 * place)
        with Image.open(sample) as image:
            exif = image.getexif()
            exif[0x0110] = "X-T4"
            exif.get_ifd(0x8769)[0x9003] = f"{taken:%Y:%m:%d %H:%M:%S}"
            if place % 2:
                exif.get_ifd(0x8825).update(_gps(*CITIES[place % len(CITIES)], place))
            image.save(target, quality=92, exif=exif)
            if place in (4, 11, 20):
                half = image.resize((image.width // 2, image.height // 2))
                half.save(target.with_name(f"{target.stem}_small.jpg"), quality=75, exif=exif)
            if place in (6, 13):
                shutil.copy(target, target.with_name(f"{target.stem} (copy).jpg"))
    (folder / "2022" / "IMG_0999.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut off")
    return folder


def _gps(latitude: float, longitude: float, place: int) -> dict[int, object]:
    def parts(value: float) -> tuple[float, float, float]:
        value = abs(value)
        return float(int(value)), float(int(value * 60) % 60), round(value * 3600 % 60, 2)

    moved = latitude + place * 0.003, longitude + place * 0.004
    return {
        1: "N" if moved[0] >= 0 else "S",
        2: parts(moved[0]),
        3: "E" if moved[1] >= 0 else "W",
        4: parts(moved[1]),
    }


def _until(done: Callable[[], object], seconds: float = PATIENCE) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        if done():
            return True
        time.sleep(0.01)
    return False


def _settle(seconds: float = 1.5) -> None:
    _until(lambda: False, seconds)


if __name__ == "__main__":
    sys.exit(main())
