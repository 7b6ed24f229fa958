"""Facts in words."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from photoclip.domain import Metadata
from photoclip.gui.notices import duration, told
from photoclip.gui.words import (
    exposure_in_words,
    facts_in_words,
    name_of,
    place_in_words,
    size_in_words,
)
from photoclip.jobs import Progress
from tests.gui.fakes import photo


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (9_950, "9.9 kB"),
        (215_000, "215 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (24_400_000, "24 MB"),
        (3_000_000_000, "3.0 GB"),
    ],
)
def test_sizes(size: int, words: str) -> None:
    assert size_in_words(size) == words


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        (Metadata(), ""),
        (Metadata(aperture=2.8, exposure_seconds=1 / 250, focal_mm=35.0, iso=400),
         "f/2.8, 1/250 s, 35 mm, ISO 400"),
        (Metadata(exposure_seconds=2.5), "2.5 s"),
        (Metadata(exposure_seconds=0.1), "1/10 s"),
        (Metadata(exposure_seconds=1 / 8000, iso=100), "1/8000 s, ISO 100"),
    ],
)  # fmt: skip
def test_exposures(metadata: Metadata, words: str) -> None:
    assert exposure_in_words(metadata) == words


@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [
        (51.50071, -0.12463, "51.5007° N, 0.1246° W"),
        (-33.8568, 151.2153, "33.8568° S, 151.2153° E"),
        (0.0, 0.0, "0.0000° N, 0.0000° E"),
        (1.0, None, ""),
    ],
)
def test_places(latitude: float, longitude: float | None, words: str) -> None:
    assert place_in_words(Metadata(latitude=latitude, longitude=longitude)) == words


def test_only_what_is_known_is_written() -> None:
    names = [name for name, _value in facts_in_words(photo(1, metadata=Metadata()))]
    assert names == ["Size", "Format", "Folder"]
    known = Metadata("jpeg", 6000, 4000, 1, datetime(2021, 5, 6, 7, 8), "X100", "35mm F1.4")
    facts = dict(facts_in_words(photo(1, metadata=known, size=24_400_000)))
    assert facts["Taken"] == "06 May 2021, 07:08"
    assert facts["Size"] == "6,000 × 4,000, 24.0 MP, 24 MB"
    assert facts["Format"] == "JPEG"
    assert facts["Camera"] == "X100"


def test_names_that_are_no_text_can_still_be_shown() -> None:
    name = name_of(Path(os.fsdecode(b"/photos/caf\xe9.jpg")))
    assert name.encode()
    assert name.startswith("caf")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "1 s"),
        (45, "45 s"),
        (89, "89 s"),
        (120, "2 min"),
        (3_570, "1 h"),
        (12_000, "3 h 20 min"),
        (50_000, "14 h"),
    ],
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_progress_says_what_is_known() -> None:
    assert told(Progress("Looking", 12)) == "Looking: 12"
    full = Progress("Reading", 1204, 90112, per_second=85.3, seconds_left=1042.0)
    assert told(full) == "Reading: 1,204 of 90,112, 85 per second, about 17 min left"
    slow = Progress("Reading", 1, 9, per_second=1.25, note="on the CPU")
    assert told(slow) == "Reading: 1 of 9, 1.2 per second, on the CPU"
