"""The program as a process: it opens, takes a folder, and ends cleanly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from photoclip.gui import benchmark
from photoclip.gui.app import fitting
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.paths import Home

_RUN = """
import sys
from pathlib import Path
from photoclip.gui import app
from photoclip.paths import Home

class Window(app.MainWindow):
    def __init__(self, *parts):
        super().__init__(*parts)
        self.model.modelReset.connect(lambda: len(self.model.ids) == 11 and self.close())
        if not folders:
            self.painted.connect(self.close)

folders = [Path(name) for name in sys.argv[2:]]
app.MainWindow = Window
sys.exit(app.run(Home.at(Path(sys.argv[1])), folders, "fake"))
"""


def run(home: Home, *folders: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _RUN, str(home.data), *map(str, folders)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_it_opens_on_nothing_and_closes_at_once(home: Home) -> None:
    done = run(home)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert (home.log / "window.log").exists()
    assert "ERROR" not in (home.log / "window.log").read_text()
    assert home.settings.exists()


def test_folders_of_the_command_line_are_added(home: Home, photos_folder: Path) -> None:
    done = run(home, photos_folder)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    with Library.open(home, read_only=True) as library:
        assert photos.counts(library).photos == 11


def test_the_benchmark_prints_figures(capsys: pytest.CaptureFixture[str], qapp: object) -> None:
    assert benchmark.percentile([5.0, 1.0, 3.0, 2.0, 4.0], 0.5) == 3.0
    assert benchmark.percentile([1.0], 0.99) == 1.0
    assert benchmark.slow_turns([0.1, 0.2]) == [0.2]
    assert benchmark.slow_turns([0.1, 7.0, 9.0]) == [7.0, 9.0]
    listing = benchmark.synthetic_listing(1000)
    assert sum(section.count for section in listing.sections) == len(listing.ids) == 1000


def test_the_first_window_fits_the_screen() -> None:
    assert fitting(QSize(1280, 800), QSize(2560, 1400)) == QSize(1280, 800)
    assert fitting(QSize(1280, 800), QSize(1280, 800)) == QSize(1272, 760)
