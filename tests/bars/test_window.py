"""The window opens at once and scrolls without stalls; limits with room for busy machines."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from photoclip.gui.benchmark import Bench, percentile, slow_turns
from photoclip.gui.theme import apply_theme
from photoclip.paths import Home

pytestmark = pytest.mark.bar

FIRST_PAINT_SECONDS = 1.0
STALL_MS = 50.0

_OPEN = """
import sys, time
from pathlib import Path
from photoclip.gui import app
from photoclip.paths import Home

class Window(app.MainWindow):
    def __init__(self, *parts):
        super().__init__(*parts)
        self.painted.connect(lambda: (print(time.time(), flush=True), self.close()))

app.MainWindow = Window
sys.exit(app.run(Home.at(Path(sys.argv[1])), [], "fake"))
"""


@pytest.fixture
def bench(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Bench]:
    qapp.setStyle("Fusion")
    apply_theme(qapp, "light")
    made = Bench(request.param)
    yield made
    made.close()


def test_the_window_is_painted_within_a_second(home: Home) -> None:
    seconds = []
    for _ in range(3):
        began = time.time()
        command = [sys.executable, "-c", _OPEN, str(home.data)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        seconds.append(float(done.stdout.split()[0]) - began)
    assert min(seconds) < FIRST_PAINT_SECONDS, seconds


@pytest.mark.parametrize("bench", [100_000], indirect=True)
def test_a_hundred_thousand_photos_scroll_without_stalls(bench: Bench) -> None:
    gaps = [gap for _ in range(3) for gap in bench.scroll()]
    assert percentile(slow_turns(gaps), 0.99) < STALL_MS


@pytest.mark.parametrize("bench", [1_000_000], indirect=True)
def test_a_million_photos_are_shown_scrolled_and_selected(bench: Bench) -> None:
    assert bench.show_ms < 1000
    assert percentile(slow_turns(bench.scroll()), 0.99) < STALL_MS
    assert bench.select_all_ms() < 200
    assert len(bench.grid.selected_ids()) == 1_000_000
