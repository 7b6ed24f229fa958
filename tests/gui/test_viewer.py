"""The viewer walks through the listing, loads ahead, and follows the listing when it changes."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from photoclip.gui.bridge import Bridge
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.model import Listing, PhotoModel
from photoclip.gui.sections import Section
from photoclip.gui.viewer import Viewer
from tests.gui.fakes import FakePictures, facts, listing


@pytest.fixture
def originals() -> FakePictures:
    made = FakePictures()
    made.missing = set(range(10_000))
    return made


@pytest.fixture
def viewer(
    pictures: FakePictures, originals: FakePictures, bridge: Bridge, qtbot: QtBot
) -> Iterator[Viewer]:
    loaders = [ThumbLoader(source, bridge, threads=1) for source in (originals, pictures)]
    model = PhotoModel(facts, bridge)
    model.show(listing(5, 5))
    made = Viewer(model, *loaders)
    made.model = model
    qtbot.addWidget(made)
    made.resize(400, 300)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    for loader in loaders:
        loader.close()


def test_a_photo_is_shown_and_its_neighbours_are_loaded_after_it(
    viewer: Viewer, originals: FakePictures, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(viewer.moved) as moved:
        viewer.show_photo(104)
    assert moved.args == [104]
    qtbot.waitUntil(lambda: len(originals.asked) == 4)
    assert originals.asked == [104, 105, 106, 103]
    qtbot.waitUntil(lambda: viewer.canvas.accessibleName() == "Photo 104.jpg")
    qtbot.waitUntil(lambda: viewer.canvas.grab().toImage().pixelColor(200, 130).name() == "#0000ff")


def test_stepping_stops_at_the_ends(viewer: Viewer) -> None:
    viewer.show_photo(100)
    assert not viewer.previous.isEnabled()
    viewer.step(-1)
    assert viewer.photo_id == 100
    viewer.step(1)
    assert viewer.photo_id == 101
    viewer.go_to_end(last=True)
    assert viewer.photo_id == 109
    assert not viewer.next.isEnabled()
    viewer.go_to_end(last=False)
    assert viewer.photo_id == 100


def test_all_pixels_are_loaded_only_where_zoom_needs_them(
    viewer: Viewer, originals: FakePictures, qtbot: QtBot
) -> None:
    viewer.show_photo(104)
    qtbot.waitUntil(lambda: len(originals.asked) == 4)
    viewer.canvas.zoom_to(4.0)
    qtbot.waitUntil(lambda: len(originals.asked) == 5)
    assert originals.asked[-1] == 104
    viewer.canvas.fit()
    viewer.step(1)
    qtbot.waitUntil(lambda: 107 in originals.asked)


def test_it_stays_with_its_photo_when_others_come(viewer: Viewer) -> None:
    viewer.show_photo(104)
    ids = array("q", [1, 2, 3]) + listing(10).ids
    viewer.model.show(Listing(ids, (Section("", 13),)))
    assert viewer.photo_id == 104
    viewer.step(1)
    assert viewer.photo_id == 105


def test_it_goes_on_to_the_next_when_its_photo_goes(viewer: Viewer, qtbot: QtBot) -> None:
    viewer.show_photo(104)
    ids = array("q", [i for i in listing(10).ids if i != 104])
    viewer.model.show(Listing(ids, (Section("", 9),)))
    assert viewer.photo_id == 105
    with qtbot.waitSignal(viewer.closed):
        viewer.model.show(Listing())
    assert viewer.photo_id is None


def test_an_unreadable_original_is_said(
    viewer: Viewer, originals: FakePictures, qtbot: QtBot
) -> None:
    originals.broken = {104}
    viewer.show_photo(104)
    qtbot.waitUntil(viewer.hint.isVisible)
    viewer.step(1)
    assert not viewer.hint.isVisible()
