"""Each hit is told the filters that it passes, of alternatives only its own."""

from __future__ import annotations

from typing import Any

import numpy as np

from photoclip.query import parse
from photoclip.search.reasons import reasons


def test_of_alternatives_those_that_it_passes(world: Any) -> None:
    world.photo(1, "/a/1.jpg", rating=5)
    world.photo(2, "/b/2.png", rating=3)
    world.photo(3, "/b/3.jpg", rating=5)
    where = parse("-ext:gif (in:a OR rating:>=4)").where
    found = reasons(world.connection, where, np.array([3, 1], np.int64))
    assert found == [("-ext:gif", "rating:>=4"), ("-ext:gif", "in:a", "rating:>=4")]
    assert reasons(world.connection, None, np.array([3], np.int64)) == [()]
