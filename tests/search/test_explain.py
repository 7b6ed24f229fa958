"""Windows cover, gathering keeps places, and the box surrounds what is hot."""

from __future__ import annotations

import numpy as np
import pytest

from photoclip.search.explain import (
    LONGEST_CELLS,
    SHORT_CELLS,
    Window,
    gather,
    grid_shape,
    heat,
    hottest,
    windows,
)


@pytest.mark.parametrize(
    ("size", "shape"),
    [
        ((1400, 1400), (SHORT_CELLS, SHORT_CELLS)),
        ((2100, 1400), (SHORT_CELLS, 21)),
        ((1400, 2100), (21, SHORT_CELLS)),
        ((90_000, 100), (SHORT_CELLS, LONGEST_CELLS)),
        ((1, 1), (SHORT_CELLS, SHORT_CELLS)),
    ],
)
def test_the_grid_follows_the_shape(size: tuple[int, int], shape: tuple[int, int]) -> None:
    assert grid_shape(*size) == shape


@pytest.mark.parametrize("share", [1.0, 0.6, 0.35])
@pytest.mark.parametrize("size", [(640, 480), (480, 640), (300, 300), (3000, 300)])
def test_windows_cover_every_place(size: tuple[int, int], share: float) -> None:
    placed = windows(*size, share)
    assert all(w.x >= 0 and w.x + w.width <= size[0] + 1e-6 for w in placed)
    assert all(w.y >= 0 and w.y + w.height <= size[1] + 1e-6 for w in placed)
    assert gather(size, placed, np.ones(len(placed))) == pytest.approx(1.0)


def test_a_long_strip_has_no_more_windows_than_it_has_cells_for() -> None:
    assert len(windows(1_000_000, 100, 0.35)) < 100


def test_a_score_stays_where_its_window_is() -> None:
    placed = [Window(0, 0, 100, 100), Window(100, 0, 100, 100)]
    grid = gather((200, 100), placed, np.array([0.0, 1.0]))
    assert grid[:, :14].max() == 0
    assert grid[:, 14:].min() == 1


def test_maps_are_laid_over_their_windows() -> None:
    corner = np.zeros((1, 7, 7))
    corner[0, 0, 6] = 1.0  # top right
    grid = gather((140, 140), [Window(0, 0, 140, 140)], corner)
    assert np.unravel_index(grid.argmax(), grid.shape) == (0, 13)
    assert grid[7:].max() == 0
    assert grid[:, :7].max() == 0


def test_heat_is_relative_and_even_pictures_have_none() -> None:
    grid = np.array([[0.1, 0.2, 0.2], [0.2, 0.3, 0.2]])
    assert heat(grid) == pytest.approx(np.array([[0, 0, 0], [0, 1, 0]]))
    assert not heat(np.full((3, 3), 0.7)).any()
    assert hottest(heat(np.full((3, 3), 0.7)), (30, 20)) == (0, 0, 30, 20)


def test_the_box_is_that_of_the_hottest_region_alone() -> None:
    heated = np.zeros((14, 14))
    heated[2:5, 8:12] = 0.6
    heated[3, 9] = 1.0
    heated[10:12, 0:2] = 0.9  # hot as well, but elsewhere
    assert hottest(heated, (1400, 700)) == (800, 100, 400, 150)
