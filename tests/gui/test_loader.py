"""The loader does what is wanted now, once, in order, within its memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PIL import Image
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from photoclip.gui.bridge import Bridge
from photoclip.gui.loader import PixmapStore, ThumbLoader, filling, fitted, to_qimage
from tests.gui.fakes import FakePictures


@pytest.fixture
def loader(pictures: FakePictures, bridge: Bridge) -> Iterator[ThumbLoader]:
    """A loader with one thread, so that the order shows."""
    made = ThumbLoader(pictures, bridge, threads=1)
    yield made
    made.close()


def colour_of(pixmap: QPixmap | None) -> str:
    assert pixmap is not None
    return pixmap.toImage().pixelColor(1, 1).name()


def test_pictures_become_images_without_a_change_of_colour() -> None:
    image = to_qimage(Image.new("RGB", (3, 2), (10, 20, 30)))
    assert (image.width(), image.height()) == (3, 2)
    assert image.pixelColor(2, 1).getRgb() == (10, 20, 30, 255)


def test_pictures_shrink_to_the_side_and_never_grow() -> None:
    assert fitted(Image.new("RGB", (400, 300)), 200).size == (200, 150)
    assert fitted(Image.new("RGB", (10, 2000)), 100).size == (1, 100)
    assert fitted(Image.new("RGB", (40, 30)), 200).size == (40, 30)


def test_what_is_wanted_arrives_at_the_wanted_size(loader: ThumbLoader, qtbot: QtBot) -> None:
    loader.want([1, 2], 100)
    qtbot.waitUntil(lambda: loader.pixmap(2) is not None)
    pixmap = loader.pixmap(1)
    assert colour_of(pixmap) == "#ff0000"
    assert pixmap is not None
    assert (pixmap.width(), pixmap.height()) == (100, 75)


def test_what_is_not_stored_is_made_after_what_is(
    loader: ThumbLoader, pictures: FakePictures, qtbot: QtBot
) -> None:
    pictures.missing = {1, 2}
    pictures.broken = {2}
    loader.want([1, 2, 3], 100)
    qtbot.waitUntil(lambda: loader.has_none(2))
    qtbot.waitUntil(lambda: loader.pixmap(1) is not None)
    assert pictures.asked == [3, 1]
    assert colour_of(loader.pixmap(1)) == "#0000ff"
    assert loader.pixmap(2) is None
    loader.want([2], 100)
    loader.forget([2])
    pictures.broken = set()
    loader.want([2], 100)
    qtbot.waitUntil(lambda: loader.pixmap(2) is not None)


def test_a_new_wish_list_replaces_the_old_one(
    loader: ThumbLoader, pictures: FakePictures, qtbot: QtBot
) -> None:
    started, go_on = threading.Event(), threading.Event()

    def hold(photo_id: int) -> None:
        if photo_id == 1:
            started.set()
            assert go_on.wait(10)

    pictures.gate = hold
    pictures.missing = set(range(100))
    loader.want([1, *range(10, 60)], 100)
    assert started.wait(10)
    loader.want([1, 99], 100)
    go_on.set()
    qtbot.waitUntil(lambda: loader.pixmap(99) is not None)
    assert pictures.asked == [1, 99]


def test_another_size_is_loaded_while_the_old_one_is_shown(
    loader: ThumbLoader, pictures: FakePictures, qtbot: QtBot
) -> None:
    loader.want([1], 100)
    qtbot.waitUntil(lambda: loader.pixmap(1) is not None)
    loader.want([1], 100)
    loader.want([1], 50)
    assert loader.pixmap(1) is not None
    with qtbot.waitSignal(loader.loaded):
        pass
    pixmap = loader.pixmap(1)
    assert pixmap is not None
    assert pixmap.width() == 50
    assert pictures.asked == [1, 1]


def test_a_loader_that_is_not_exact_keeps_larger_ones(
    pictures: FakePictures, bridge: Bridge, qtbot: QtBot
) -> None:
    loader = ThumbLoader(pictures, bridge, threads=1, exact=False)
    loader.want([1], 200)
    qtbot.waitUntil(lambda: loader.pixmap(1) is not None)
    loader.want([1, 2], 100)
    qtbot.waitUntil(lambda: loader.pixmap(2) is not None)
    loader.close()
    assert pictures.asked == [1, 2]


def test_the_longest_unused_pixmap_goes_first(qapp: object) -> None:
    store = PixmapStore(budget=3 * 10 * 10 * 4)
    for photo_id in (1, 2, 3):
        store.put(photo_id, 10, QPixmap(10, 10))
    assert store.get(1) is not None
    store.put(4, 10, QPixmap(10, 10))
    assert [photo_id for photo_id in range(1, 5) if store.get(photo_id)] == [1, 3, 4]
    store.put(5, 30, QPixmap(30, 30))
    assert [photo_id for photo_id in range(1, 6) if store.get(photo_id)] == [5]


def test_closing_ends_the_threads(pictures: FakePictures, bridge: Bridge) -> None:
    loader = ThumbLoader(pictures, bridge, threads=3)
    loader.want(range(1000), 100)
    loader.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("thumbnails")]


def test_pictures_fill_a_box_with_their_middle() -> None:
    picture = Image.new("RGB", (300, 100), "red")
    picture.paste("blue", (100, 0, 200, 100))
    middle = filling(picture, (50, 50))
    assert middle.size == (50, 50)
    assert middle.getpixel((2, 2)) == middle.getpixel((47, 47)) == (0, 0, 255)
    assert filling(Image.new("RGB", (7, 3)), (100, 400)).size == (100, 400)


def test_boxes_are_filled_and_others_asked_for_anew(loader: ThumbLoader, qtbot: QtBot) -> None:
    loader.want([1, 2], 100, {1: (60, 60)})
    qtbot.waitUntil(lambda: loader.pixmap(2) is not None)
    assert (loader.pixmap(1).width(), loader.pixmap(1).height()) == (60, 60)
    assert loader.pixmap(2).width() == 100
    loader.want([1], 100, {1: (90, 40)})
    qtbot.waitUntil(lambda: loader.pixmap(1).width() == 90)


def test_what_is_wanted_also_comes_last_and_takes_nothing_away(
    loader: ThumbLoader, pictures: FakePictures, qtbot: QtBot
) -> None:
    started, go_on = threading.Event(), threading.Event()

    def hold(photo_id: int) -> None:
        started.set()
        go_on.wait(10)

    pictures.gate = hold
    loader.want([1], 100)
    assert started.wait(10)
    loader.want_also([7, 8], 50)
    loader.want([2, 3], 100)
    loader.want_also([8, 9], 50)
    go_on.set()
    qtbot.waitUntil(lambda: loader.pixmap(9) is not None)
    assert pictures.asked == [1, 2, 3, 8, 9]
    loader.want_also([3], 50)
    loader.want([4], 100)
    qtbot.waitUntil(lambda: loader.pixmap(4) is not None)
    assert loader.pixmap(3).width() == 100


def test_of_a_veiled_photo_there_are_only_patches(
    pictures: FakePictures, bridge: Bridge, qtbot: QtBot
) -> None:
    striped = Image.new("RGB", (400, 300), "white")
    for x in range(0, 400, 20):
        striped.paste("black", (x, 0, x + 10, 300))
    pictures.stored = lambda ids, side: dict.fromkeys(ids, striped)  # type: ignore[method-assign]
    loader = ThumbLoader(pictures, bridge, threads=1)
    loader.want([1], 200)
    qtbot.waitUntil(lambda: loader.pixmap(1) is not None)

    def contrast() -> int:
        pixmap = loader.pixmap(1)
        assert pixmap is not None
        assert (pixmap.width(), pixmap.height()) == (200, 150)
        image = pixmap.toImage()
        greys = [image.pixelColor(x, 75).red() for x in range(0, 200, 5)]
        return max(greys) - min(greys)

    assert contrast() > 200
    loader.veiled = lambda photo_id: photo_id == 1
    assert contrast() < 60
    loader.veiled = lambda _photo_id: False
    assert contrast() > 200
    loader.close()
