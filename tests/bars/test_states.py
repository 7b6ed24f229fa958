"""Ordinary photos are what they are: false alarms of the states with the built-in encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from photoclip.cli.measured import pictures_in
from photoclip.cli.states_bench import _judge, _measured
from photoclip.clip.loading import load_encoder
from photoclip.paths import Home
from photoclip.query.keys import COMPUTED
from photoclip.search.states import AT_LEAST

MOST = {"sensitive": 0.01, "screenshot": 0.02, "document": 0.02, "receipt": 0.02}

pytestmark = [pytest.mark.bar, pytest.mark.timeout(600)]


def test_ordinary_photos_are_taken_for_nothing_else(shared: Path, home: Home) -> None:
    files = pictures_in(shared / "photos" / "captioned")
    encoder = load_encoder(home, "builtin")
    chances, unread = _measured(encoder, _judge(encoder), files, lambda image: image)
    assert unread == 0
    alarms = dict(zip(COMPUTED, np.mean(chances >= AT_LEAST, axis=0).tolist(), strict=True))
    assert all(alarms[state] <= most for state, most in MOST.items()), alarms
