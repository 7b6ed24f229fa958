"""Ordinary photos are not hidden: false alarms of the sensitive state with the built-in encoder."""

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

MOST = 0.01

pytestmark = [pytest.mark.bar, pytest.mark.timeout(600)]


def test_ordinary_photos_are_not_taken_for_sensitive(shared: Path, home: Home) -> None:
    files = pictures_in(shared / "photos" / "captioned")
    encoder = load_encoder(home, "builtin")
    chances, unread = _measured(encoder, _judge(encoder), files, lambda image: image)
    assert unread == 0
    alarms = float(np.mean(chances[:, COMPUTED.index("sensitive")] >= AT_LEAST))
    assert alarms <= MOST
