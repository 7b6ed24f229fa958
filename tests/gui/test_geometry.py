"""The grid's arithmetic against a slow layout that places one cell after the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from photoclip.gui.geometry import Box, Layout, columns_in

layouts = st.builds(
    lambda counts, columns, cell, heading: Layout(
        counts, width=columns * cell + 3, columns=columns, cell_height=cell, heading=heading
    ),
    st.lists(st.integers(0, 12), max_size=6),
    st.integers(1, 5),
    st.integers(5, 30),
    st.sampled_from([0, 7, 40]),
)


def boxes(layout: Layout) -> list[Box]:
    return [layout.cell(row) for row in range(layout.rows)]


def touches(box: Box, top: int, bottom: int) -> bool:
    return box.y < bottom and box.y + box.height > top


@given(layouts)
def test_cells_do_not_overlap_and_stay_inside(layout: Layout) -> None:
    seen: set[tuple[int, int]] = set()
    for box in boxes(layout):
        assert box.y >= 0
        assert box.y + box.height <= layout.height
        assert (box.x, box.y) not in seen
        seen.add((box.x, box.y))


@given(layouts)
def test_every_cell_is_found_at_its_corners(layout: Layout) -> None:
    for row, box in enumerate(boxes(layout)):
        assert layout.row_at(box.x, box.y) == row
        assert layout.row_at(box.x + box.width - 1, box.y + box.height - 1) == row


@given(layouts, st.integers(-50, 900), st.integers(-10, 300))
def test_rows_between_are_exactly_those_that_touch(layout: Layout, top: int, height: int) -> None:
    bottom = top + height
    expected = [
        row for row, box in enumerate(boxes(layout)) if height > 0 and touches(box, top, bottom)
    ]
    assert list(layout.rows_between(top, bottom)) == expected


@given(
    layouts, st.integers(-20, 200), st.integers(-50, 400), st.integers(1, 200), st.integers(1, 400)
)
def test_a_rubber_band_takes_exactly_what_it_touches(
    layout: Layout, x: int, y: int, width: int, height: int
) -> None:
    expected = {
        row
        for row, box in enumerate(boxes(layout))
        if touches(box, y, y + height) and box.x < x + width and box.x + box.width > x
    }
    runs = layout.runs_in(Box(x, y, width, height))
    assert {row for run in runs for row in run} == expected
    assert sum(len(run) for run in runs) == len(expected)


@given(layouts)
def test_down_then_up_stays_near_and_never_leaves(layout: Layout) -> None:
    for row in range(layout.rows):
        down, up = layout.below(row), layout.above(row)
        assert 0 <= up <= row <= down < layout.rows
        if down != row:
            assert layout.cell(down).y > layout.cell(row).y
            assert layout.cell(down).x <= layout.cell(row).x
        if up != row:
            assert layout.cell(up).y < layout.cell(row).y


@given(layouts, st.integers(1, 200))
def test_paging_moves_until_the_ends(layout: Layout, distance: int) -> None:
    for row in range(layout.rows):
        assert row <= layout.page(row, distance) < layout.rows
        assert 0 <= layout.page(row, -distance) <= row
        if layout.below(row) != row:
            assert layout.page(row, distance) > row


def test_headings_are_found_and_are_no_photos() -> None:
    layout = Layout([3, 0, 2], width=100, columns=2, cell_height=50, heading=20)
    assert layout.height == 20 + 100 + 20 + 0 + 20 + 50
    assert [layout.heading_of(i).y for i in range(3)] == [0, 120, 140]
    assert layout.heading_at(10) == 0
    assert layout.heading_at(30) is None
    assert layout.heading_at(125) == 1
    assert layout.heading_at(145) == 2
    assert layout.row_at(10, 10) is None
    assert list(layout.headings_between(115, 150)) == [0, 1, 2]


def test_nothing_to_show() -> None:
    layout = Layout([], width=100, columns=2, cell_height=50, heading=20)
    assert (layout.rows, layout.height) == (0, 0)
    assert layout.row_at(1, 1) is None
    assert layout.heading_at(1) is None
    assert not layout.rows_between(0, 100)
    assert not layout.headings_between(0, 100)


def test_columns_never_vanish() -> None:
    assert columns_in(1000, 160) == 6
    assert columns_in(10, 160) == 1
