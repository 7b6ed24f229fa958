"""Decoders in processes of their own: one that dies or hangs costs its photo and nothing else."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoclip.errors import EngineError
from photoclip.images.pool import DecoderPool
from photoclip.images.reading import Reading, Recipe

RECIPE = Recipe(32, 32, thumb_side=48)
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("photos")
    paths = [folder / f"{i}.jpg" for i in range(12)]
    for i, path in enumerate(paths):
        Image.new("RGB", (64, 48), (20 * i, 0, 0)).save(path)
    return paths


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture that takes a while: 120 megapixels of PNG."""
    path = tmp_path_factory.mktemp("slow") / "slow.png"
    Image.new("1", (12_000, 10_000)).save(path)
    return path


def all_of(pool: DecoderPool, limit: float = 60.0) -> dict[int, Reading]:
    """Collect until nothing is waiting."""
    readings: dict[int, Reading] = {}
    until = time.monotonic() + limit
    while pool.waiting and time.monotonic() < until:
        for reading in pool.collect(5, 1.0):
            assert reading.photo_id not in readings
            readings[reading.photo_id] = reading
    assert not pool.waiting
    return readings


def ready(pool: DecoderPool, photo: Path) -> None:
    """Wait until every child has started and answered: it is idle now."""
    for _ in range(1000):
        pool.submit(-1, photo)
        all_of(pool)
        if len(pool.pids) == len(pool._lanes):
            return


def code(reading: Reading) -> str | None:
    return reading.problem.code if reading.problem is not None else None


def test_every_photo_is_answered_once(photos: list[Path], tmp_path: Path) -> None:
    with DecoderPool(2, RECIPE) as pool:
        for i, path in enumerate([*photos, tmp_path / "gone.jpg"]):
            pool.submit(i, path)
        assert pool.waiting == 13
        readings = all_of(pool)
        assert len(pool.pids) == 2

    assert [code(readings[i]) for i in range(13)] == [None] * 12 + ["vanished"]
    for i, path in enumerate(photos):
        pixels = readings[i].pixels
        assert pixels is not None
        assert pixels.shape == (32, 32, 3)
        assert abs(int(pixels[16, 16, 0]) - 20 * i) < 4
        assert readings[i].path == path
        assert readings[i].thumbnail is not None


def test_collecting_is_bounded_and_does_not_wait_for_nothing(photos: list[Path]) -> None:
    with DecoderPool(1, RECIPE) as pool:
        assert pool.collect(5, 60.0) == []
        for i, path in enumerate(photos):
            pool.submit(i, path)
        got = pool.collect(5, 60.0)
        assert 1 <= len(got) <= 5
        assert pool.waiting == 12 - len(got)
        assert len(all_of(pool)) == 12 - len(got)


def test_a_new_recipe_holds_for_what_is_submitted_then(photos: list[Path]) -> None:
    with DecoderPool(1, RECIPE) as pool:
        pool.submit(1, photos[0])
        pool.set_recipe(Recipe(64, 64, "squash"))
        pool.submit(2, photos[0])
        pool.set_recipe(None)
        pool.submit(3, photos[0])
        readings = all_of(pool)

    first, second = readings[1].pixels, readings[2].pixels
    assert first is not None
    assert second is not None
    assert (first.shape, second.shape) == ((32, 32, 3), (64, 64, 3))
    assert readings[3].pixels is None


@posix
def test_a_decoder_that_is_killed_costs_the_photo_it_was_on(photos: list[Path]) -> None:
    with DecoderPool(1, RECIPE) as pool:
        ready(pool, photos[0])
        os.kill(pool.pids[0], signal.SIGSTOP)  # so that it cannot finish before it is killed
        for i, path in enumerate(photos):
            pool.submit(i, path)
        wait_for(lambda: pool._lanes[0].child.deadline is not None)
        os.kill(pool.pids[0], signal.SIGKILL)
        readings = all_of(pool)

    lost = readings.pop(0)
    assert code(lost) == "crashed"
    assert lost.size == photos[0].stat().st_size
    assert len(readings) == 11
    assert all(code(reading) is None for reading in readings.values())


@posix
def test_a_decoder_that_is_killed_while_idle_costs_nothing(photos: list[Path]) -> None:
    with DecoderPool(1, RECIPE) as pool:
        ready(pool, photos[0])
        victim = pool.pids[0]
        os.kill(victim, signal.SIGKILL)
        wait_for(lambda: not running(victim))
        for i, path in enumerate(photos):
            pool.submit(i, path)
        readings = all_of(pool)
        assert pool.pids != [victim]

    assert len(readings) == 12
    assert all(code(reading) is None for reading in readings.values())


def running(pid: int) -> bool:
    """Whether a process still runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.005)


@posix
def test_a_decoder_that_hangs_is_ended_and_costs_one_photo(photos: list[Path]) -> None:
    with DecoderPool(1, RECIPE, seconds=1.0) as pool:
        ready(pool, photos[0])
        os.kill(pool.pids[0], signal.SIGSTOP)
        for i, path in enumerate(photos[:4]):
            pool.submit(i, path)
        readings = all_of(pool)

    assert sorted(str(code(reading)) for reading in readings.values()) == [
        "None",
        "None",
        "None",
        "timeout",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
def test_a_picture_that_needs_too_much_memory_is_a_problem(slow: Path, photos: list[Path]) -> None:
    with DecoderPool(1, RECIPE, memory=300 << 20) as pool:
        pool.submit(1, slow)
        pool.submit(2, photos[0])
        readings = all_of(pool)

    assert code(readings[1]) == "too_large"
    assert code(readings[2]) is None


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-c", "raise SystemExit(3)"],
        [sys.executable, "-c", "print('hello')"],
        ["/there/is/no/such/program"],
    ],
)
def test_a_decoder_that_cannot_start_is_an_error_not_a_loop(
    command: list[str], photos: list[Path]
) -> None:
    with DecoderPool(2, RECIPE, command=command) as pool:
        pool.submit(1, photos[0])
        with pytest.raises(EngineError, match="decoder"):
            all_of(pool)
        with pytest.raises(EngineError, match="decoder"):
            pool.submit(2, photos[0])


def test_closing_ends_the_children_at_once(slow: Path, photos: list[Path]) -> None:
    pool = DecoderPool(2, RECIPE)
    ready(pool, photos[0])
    pids = pool.pids
    for i in range(20):
        pool.submit(i, slow)
    pool.close()
    pool.close()

    assert pool.waiting == 0
    if sys.platform == "linux":
        assert not any(running(pid) for pid in pids)


def test_a_pool_may_be_closed_before_its_children_have_started() -> None:
    DecoderPool(2, RECIPE).close()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_children_end_by_themselves_when_their_parent_dies() -> None:
    program = (
        "import os, signal, time\n"
        "from photoclip.images.pool import DecoderPool\n"
        "pool = DecoderPool(2, None)\n"
        "while len(pool.pids) < 2: time.sleep(0.01)\n"
        "print(*pool.pids, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    pids = [int(word) for word in done.stdout.split()]
    assert len(pids) == 2
    wait_for(lambda: not any(running(pid) for pid in pids))


@pytest.fixture(scope="module")
def damaged_tiffs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """TIFFs of several kinds with bytes knocked over: libtiff complains a lot about these."""
    folder = tmp_path_factory.mktemp("tiffs")
    rng = np.random.default_rng(3)
    dice = random.Random(3)
    paths = []
    for i in range(150):
        image = Image.fromarray(rng.integers(0, 256, (32, 40, 3), dtype=np.uint8))
        compression = ("tiff_lzw", "jpeg", "tiff_adobe_deflate", "packbits", "raw")[i % 5]
        path = folder / f"{i}.tif"
        image.save(path, compression=compression)
        data = bytearray(path.read_bytes())
        for _ in range(dice.randint(1, 8)):
            data[dice.randrange(8, len(data))] = dice.randrange(256)
        path.write_bytes(data[: dice.choice([len(data), len(data) // 2])])
        paths.append(path)
    return paths


def test_damaged_tiffs_yield_readings_and_their_noise_goes_to_the_log(
    damaged_tiffs: list[Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "logs" / "decoders.log"
    with DecoderPool(2, RECIPE, log=log) as pool:
        for i, path in enumerate(damaged_tiffs):
            pool.submit(i, path)
        readings = all_of(pool)

    assert len(readings) == len(damaged_tiffs)
    assert {"crashed", "timeout"}.isdisjoint({code(reading) for reading in readings.values()})
    assert any(code(reading) for reading in readings.values())
    assert log.stat().st_size > 0
    assert capfd.readouterr() == ("", "")
