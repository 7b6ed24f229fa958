"""Lines of whole photos: nothing overlaps, everything is found, lines reach the edge."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photoclip.gui.geometry import Box
from photoclip.gui.justified import NARROWEST, TALLEST_INSIDE, UNKNOWN, WIDEST, Aspects, Justified

WIDTH, WISHED, GAP = 300, 60, 2


@st.composite
def layouts(draw: st.DrawFn) -> Justified:
    counts = draw(st.lists(st.integers(0, 25), max_size=5))
    shapes = st.sampled_from([0.0, 0.2, 0.66, 1.0, 1.333, 1.5, 1.78, 6.0])
    values = draw(st.lists(shapes, min_size=sum(counts), max_size=sum(counts)))
    aspects = Aspects(np.array(values, np.float32))
    heading = draw(st.sampled_from([0, 44]))
    return Justified(counts, aspects, width=WIDTH, wished=WISHED, gap=GAP, heading=heading)


def boxes(layout: Justified) -> list[Box]:
    return [layout.cell(row) for row in range(layout.rows)]


def touches(box: Box, top: int, bottom: int) -> bool:
    return box.y < bottom and box.y + box.height > top


@given(layouts())
def test_photos_follow_each_other_without_overlapping(layout: Justified) -> None:
    found = boxes(layout)
    assert layout.cells(range(layout.rows)) == found
    for box, following in pairwise(found):
        beside = following.y == box.y and following.x == box.x + box.width
        below = following.x == 0 and following.y >= box.y + box.height
        assert beside or below
    for box in found:
        assert box.x >= 0
        assert box.x + box.width <= WIDTH
        assert box.y + box.height <= layout.height


@given(layouts())
def test_full_lines_reach_the_edge_and_none_is_much_too_high(layout: Justified) -> None:
    for box in boxes(layout):
        assert box.height <= TALLEST_INSIDE * WISHED + 2 * GAP + 1
    ends: dict[int, int] = {}
    for row, box in enumerate(boxes(layout)):
        ends[box.y] = row
    for y, row in ends.items():
        box = layout.cell(row)
        height = box.height - 2 * GAP
        assert box.x + box.width == WIDTH or height <= WISHED + 1, (y, box)


@given(layouts())
def test_every_photo_is_found_at_its_corners(layout: Justified) -> None:
    for row, box in enumerate(boxes(layout)):
        assert layout.row_at(box.x, box.y) == row
        assert layout.row_at(box.x + box.width - 1, box.y + box.height - 1) == row
        assert layout.heading_at(box.y) is None


@given(layouts(), st.integers(-50, 900), st.integers(-10, 300))
def test_rows_between_are_exactly_those_that_touch(
    layout: Justified, top: int, height: int
) -> None:
    bottom = top + height
    expected = [
        row for row, box in enumerate(boxes(layout)) if height > 0 and touches(box, top, bottom)
    ]
    assert list(layout.rows_between(top, bottom)) == expected


@given(
    layouts(),
    st.integers(-20, 320),
    st.integers(-50, 400),
    st.integers(1, 200),
    st.integers(1, 300),
)
def test_a_rubber_band_takes_exactly_what_it_touches(
    layout: Justified, x: int, y: int, width: int, height: int
) -> None:
    expected = {
        row
        for row, box in enumerate(boxes(layout))
        if touches(box, y, y + height) and box.x < x + width and box.x + box.width > x
    }
    runs = layout.runs_in(Box(x, y, width, height))
    assert {row for run in runs for row in run} == expected


@given(layouts(), st.integers(1, 400))
def test_keys_move_to_neighbouring_lines(layout: Justified, distance: int) -> None:
    for row, box in enumerate(boxes(layout)):
        down, up = layout.below(row), layout.above(row)
        assert 0 <= up <= row <= down < layout.rows
        if down != row:
            assert layout.cell(down).y > box.y
        else:
            assert layout.page(row, distance) == row
        if up != row:
            assert layout.cell(up).y < box.y
        assert layout.page(row, distance) >= down
        assert layout.page(row, -distance) <= up


def test_headings_lie_above_their_photos() -> None:
    aspects = Aspects(np.full(7, 1.5, np.float32))
    layout = Justified([3, 0, 4], aspects, width=WIDTH, wished=WISHED, gap=GAP, heading=44)
    tops = [layout.heading_of(section).y for section in range(3)]
    assert tops[0] == 0
    assert tops[2] == tops[1] + 44
    assert layout.cell(0).y == 44
    assert layout.cell(3).y == tops[2] + 44
    assert [layout.section_of(row) for row in range(7)] == [0, 0, 0, 2, 2, 2, 2]
    assert layout.heading_at(tops[1] + 10) == 1
    assert list(layout.headings_between(0, layout.height)) == [0, 1, 2]


def test_shapes_keep_within_reason() -> None:
    aspects = Aspects(np.array([0.0, 20.0, 0.01], np.float32))
    assert aspects.values.tolist() == [np.float32(UNKNOWN), WIDEST, NARROWEST]


def test_nothing_to_show() -> None:
    aspects = Aspects(np.zeros(0, np.float32))
    for counts in ([], [0, 0]):
        layout = Justified(counts, aspects, width=WIDTH, wished=WISHED, gap=GAP, heading=0)
        assert (layout.rows, layout.height) == (0, 0)
        assert layout.row_at(1, 1) is None
        assert not layout.rows_between(0, 100)
