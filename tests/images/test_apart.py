"""Pictures decoded apart: callers wait for them, and survive whatever they do."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoclip.images.apart import Apart
from photoclip.images.problems import PictureError

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("apart") / "a.png"
    pixels = np.random.default_rng(1).integers(0, 256, (48, 64, 3), np.uint8)
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("slow") / "slow.png"
    Image.new("1", (12_000, 10_000)).save(path)
    return path


@pytest.fixture
def apart() -> Iterator[Apart]:
    made = Apart(1)
    yield made
    made.close()


def test_a_picture_arrives_whole(apart: Apart, photo: Path) -> None:
    found = apart.decode(photo)
    with Image.open(photo) as original:
        assert np.array_equal(np.asarray(found.image), np.asarray(original))
    assert (found.metadata.width, found.metadata.height) == (64, 48)
    assert min(apart.decode(photo, 10).image.size) < 48


def test_a_reading_is_that_of_this_process(apart: Apart, photo: Path) -> None:
    reading = apart.read(7, photo)
    assert (reading.photo_id, reading.problem) == (7, None)
    assert reading.content_hash
    assert reading.thumbnail


def test_frames_arrive_whole(apart: Apart, tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    first, second = Image.new("RGB", (20, 10), "red"), Image.new("RGB", (20, 10), "lime")
    first.save(path, save_all=True, append_images=[second], duration=[100, 250])
    found = apart.frames(path, 100, 90)
    assert [one.seconds for one in found] == [0.1, 0.25]
    assert found[1].image.size == (10, 20)
    assert found[1].image.getpixel((5, 5)) == (0, 255, 0)
    path.write_bytes(b"GIF89a nothing")
    with pytest.raises(PictureError):
        apart.frames(path, 100)


def test_problems_are_told(apart: Apart, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    reading = apart.read(1, broken)
    assert reading.problem is not None
    with pytest.raises(PictureError) as caught:
        apart.decode(tmp_path / "gone.png")
    assert caught.value.problem.code == "vanished"


@posix
def test_a_decoder_that_dies_is_replaced(apart: Apart, photo: Path) -> None:
    apart.decode(photo)
    pid = apart._children[0].pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while apart._children[0].alive:
        threading.Event().wait(0.001)
    assert apart.read(1, photo).problem is None
    assert apart._children[0].pid != pid


@posix
def test_a_picture_that_kills_its_decoder_is_a_problem(apart: Apart, slow: Path) -> None:
    apart._children[0].start()
    with ThreadPoolExecutor(1) as threads:
        future = threads.submit(apart.read, 3, slow)
        while apart._children[0].deadline is None:
            threading.Event().wait(0.001)
        os.kill(apart._children[0].pid or 0, signal.SIGSEGV)
        reading = future.result(30)
    assert reading.problem is not None
    assert reading.problem.code == "crashed"
    assert apart.read(4, slow.with_name("gone.png")).problem is not None


def test_a_picture_that_takes_too_long_is_a_problem(slow: Path, photo: Path) -> None:
    apart = Apart(1, seconds=0.01)
    try:
        with pytest.raises(PictureError) as caught:
            apart.decode(slow)
        assert caught.value.problem.code == "timeout"
    finally:
        apart.close()


def test_many_threads_share_few_decoders(photo: Path) -> None:
    apart = Apart(2)
    try:
        with ThreadPoolExecutor(6) as threads:
            readings = list(threads.map(lambda i: apart.read(i, photo), range(24)))
    finally:
        apart.close()
    assert [one.photo_id for one in readings] == list(range(24))
    assert all(one.problem is None for one in readings)


def test_closing_ends_whoever_waits(slow: Path) -> None:
    apart = Apart(1)
    apart._children[0].start()
    with ThreadPoolExecutor(2) as threads:
        futures = [threads.submit(apart.read, i, slow) for i in range(2)]
        while apart._children[0].deadline is None:
            threading.Event().wait(0.001)
        apart.close()
        assert all(one.result(30).problem is not None for one in futures)
    assert apart.read(9, slow).problem is not None


def test_a_decoder_that_cannot_start_is_a_problem(photo: Path) -> None:
    apart = Apart(1, command=[sys.executable, "-c", "raise SystemExit(3)"])
    try:
        assert apart.read(1, photo).problem is not None
    finally:
        apart.close()
