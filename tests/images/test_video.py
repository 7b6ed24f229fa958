"""Videos are photos with a frame to show and several to search."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from photoclip.images import video
from photoclip.images.decode import decode
from photoclip.images.formats import is_picture, is_video
from photoclip.images.problems import PictureError
from photoclip.images.reading import Recipe, read
from tests.images.videos import BLUE, GREEN, RED, film

APPLE = "com.apple.quicktime.creationdate"
RECIPE = Recipe(32, 32)
SAID = {"creation_time": "2023-05-01T12:00:00.000000Z", "location": "+51.5007-000.1246/"}


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    return bool(np.abs(np.asarray(pixel, int) - colour).max() < 24)


@pytest.mark.parametrize(
    ("suffix", "word"),
    [
        (".mp4", "mp4"),
        (".mov", "mov"),
        (".mkv", "mkv"),
        (".webm", "mkv"),
        (".avi", "avi"),
        (".mts", "mpegts"),
        (".mpg", "mpeg"),
        (".wmv", "wmv"),
    ],
)
def test_every_container_yields_frames_over_its_whole_length(
    tmp_path: Path, suffix: str, word: str
) -> None:
    path = film(tmp_path / f"film{suffix}")
    reading = read(1, path, RECIPE)
    assert reading.problem is None
    assert reading.metadata.format == word
    assert (reading.metadata.width, reading.metadata.height) == (128, 96)
    assert reading.metadata.duration_seconds == pytest.approx(3, abs=0.2)
    assert reading.content_hash
    assert reading.thumbnail
    assert reading.pixels is not None
    assert reading.views is not None
    seen = [reading.pixels[20, 20], *reading.views[:, 20, 20]]
    assert all(near(pixel, colour) for pixel, colour in zip(seen, (RED, GREEN, BLUE), strict=True))


def test_a_long_video_has_more_frames_up_to_a_bound(tmp_path: Path) -> None:
    for seconds, frames in ((40, 5), (100, 8)):
        path = film(tmp_path / "film.mp4", seconds=seconds, size=(32, 32))
        assert len(decode(path, several=True).frames) == frames
    assert decode(path).frames == ()


def test_a_video_says_when_and_where(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mov", said=SAID)
    metadata = decode(path).metadata
    local = datetime.fromisoformat(SAID["creation_time"]).astimezone().replace(tzinfo=None)
    assert metadata.taken_at == local
    assert (metadata.latitude, metadata.longitude) == (51.5007, -0.1246)


@pytest.mark.parametrize(
    ("said", "taken_at"),
    [
        (
            {"com.apple.quicktime.creationdate": "2023-05-01T14:00:00+0200"},
            datetime(2023, 5, 1, 14),
        ),
        ({"creation_time": "1904-01-01T00:00:00.000000Z"}, None),
        ({"creation_time": "yesterday"}, None),
        ({}, None),
    ],
)
def test_dates_of_videos(said: dict[str, str], taken_at: datetime | None) -> None:
    assert video._taken_at(said) == taken_at


def test_a_turned_video_is_shown_upright(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4", turned=90)
    decoded = decode(path)
    assert decoded.image.size == (96, 128)
    assert (decoded.metadata.width, decoded.metadata.height) == (96, 128)
    pixels = np.asarray(decoded.image)
    assert near(pixels[5, 90], (255, 255, 255))  # the corner that was top left is top right now
    assert near(pixels[5, 5], RED)


def test_a_frame_is_no_larger_than_needed(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4", size=(640, 480))
    decoded = decode(path, 100)
    assert min(decoded.image.size) == 100
    assert (decoded.metadata.width, decoded.metadata.height) == (640, 480)


def test_a_fade_from_black_is_not_what_is_shown(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4", ((0, 0, 0), GREEN, BLUE), corner=False)
    green = np.asarray(decode(path).image)
    assert not near(green[60, 60], (0, 0, 0))


def test_a_broken_video_is_a_problem(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4")
    data = path.read_bytes()
    path.write_bytes(data[:40] + b"\0" * 400)
    reading = read(1, path, RECIPE)
    assert reading.problem is not None
    assert reading.problem.sentence.endswith(".")


def test_a_cut_video_shows_what_is_left(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mkv")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    reading = read(1, path, RECIPE)
    assert reading.problem is None
    assert reading.pixels is not None
    assert near(reading.pixels[20, 20], RED)


def test_sound_alone_is_a_problem(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4")
    data = path.read_bytes().replace(b"vide", b"soun")
    path.write_bytes(data)
    with pytest.raises(PictureError):
        decode(path)


def test_a_video_called_a_picture_is_none(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4").rename(tmp_path / "film.jpg")
    with pytest.raises(PictureError) as caught:
        decode(path)
    assert caught.value.problem.code == "not_a_picture"


def test_a_list_of_other_files_is_never_followed(tmp_path: Path) -> None:
    film(tmp_path / "film.mp4")
    for name, text in (
        ("list.mp4", "#EXTM3U\n#EXTINF:1,\nfilm.mp4\n"),
        ("concat.avi", "ffconcat version 1.0\nfile film.mp4\n"),
    ):
        path = tmp_path / name
        path.write_text(text)
        with pytest.raises(PictureError):
            decode(path)


def test_a_slow_video_is_given_up_with_what_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = film(tmp_path / "film.mp4")
    monkeypatch.setattr(video, "_PATIENCE", -1.0)
    assert len(decode(path, several=True).frames) == 1


def test_without_ffmpeg_a_video_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = film(tmp_path / "film.mp4")
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(PictureError, match="package av"):
        decode(path)


def test_videos_are_known_by_their_names() -> None:
    assert is_video(Path("a.MP4"))
    assert not is_video(Path("._a.mp4"))
    assert not is_video(Path("a.jpg"))
    assert not is_picture(Path("a.mp4"))
