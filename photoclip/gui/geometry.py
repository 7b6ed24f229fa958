"""Where the cells of the grid lie: arithmetic over sections, without Qt and without a layout pass.

Content coordinates are pixels from the top left corner of the whole grid, before scrolling.
Every question costs a binary search over the sections, whatever the number of photos.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width and height in pixels."""

    x: int
    y: int
    width: int
    height: int


class Cells(Protocol):
    """What a view asks of the places of its photos, whatever their shapes."""

    heading: int
    cell_height: int

    @property
    def rows(self) -> int: ...
    @property
    def sections(self) -> int: ...
    @property
    def height(self) -> int: ...
    def section_of(self, row: int) -> int: ...
    def section_at(self, y: int) -> int: ...
    def cell(self, row: int) -> Box: ...
    def cells(self, rows: range) -> list[Box]: ...
    def heading_of(self, section: int) -> Box: ...
    def row_at(self, x: int, y: int) -> int | None: ...
    def heading_at(self, y: int) -> int | None: ...
    def rows_between(self, top: int, bottom: int) -> range: ...
    def headings_between(self, top: int, bottom: int) -> range: ...
    def runs_in(self, box: Box) -> list[range]: ...
    def above(self, row: int) -> int: ...
    def below(self, row: int) -> int: ...
    def page(self, row: int, distance: int) -> int: ...


def columns_in(width: int, cell: int) -> int:
    """How many cells of about `cell` pixels stand side by side in `width`, at least one."""
    return max(1, width // max(1, cell))


class Layout:
    """Equal cells in sections, each section under a heading.

    `counts` are the photos per section, in order; a section may be empty. Cells share `width`
    evenly in `columns`. `heading` is the height of a heading, 0 for none.
    """

    def __init__(
        self, counts: Iterable[int], *, width: int, columns: int, cell_height: int, heading: int
    ) -> None:
        counts = list(counts)
        self.columns = columns
        self.cell_width = max(1, width // columns)
        self.cell_height = max(1, cell_height)
        self.heading = heading
        self._indent = max(0, (width - self.cell_width * columns) // 2)
        self._first = list(accumulate(counts, initial=0))
        heights = (heading + -(-count // columns) * self.cell_height for count in counts)
        self._top = list(accumulate(heights, initial=0))

    @property
    def rows(self) -> int:
        """The number of photos."""
        return self._first[-1]

    @property
    def sections(self) -> int:
        """The number of sections, empty ones included."""
        return len(self._first) - 1

    @property
    def height(self) -> int:
        """The height of the whole content."""
        return self._top[-1]

    def section_of(self, row: int) -> int:
        """The section that holds photo number `row`."""
        return bisect_right(self._first, row) - 1

    def section_at(self, y: int) -> int:
        """The section at the height `y`, the nearest one beyond the ends."""
        return min(max(bisect_right(self._top, y) - 1, 0), max(self.sections - 1, 0))

    def cell(self, row: int) -> Box:
        """The place of photo number `row`."""
        section = self.section_of(row)
        line, column = divmod(row - self._first[section], self.columns)
        return Box(
            self._indent + column * self.cell_width,
            self._top[section] + self.heading + line * self.cell_height,
            self.cell_width,
            self.cell_height,
        )

    def cells(self, rows: range) -> list[Box]:
        """The places of a run of photos."""
        return [self.cell(row) for row in rows]

    def heading_of(self, section: int) -> Box:
        """The place of a section's heading."""
        width = self.columns * self.cell_width + 2 * self._indent
        return Box(0, self._top[section], width, self.heading)

    def row_at(self, x: int, y: int) -> int | None:
        """The photo at a point; None on headings, in gaps and outside."""
        column = (x - self._indent) // self.cell_width
        if self.rows == 0 or not 0 <= y < self.height or not 0 <= column < self.columns:
            return None
        section = self.section_at(y)
        below = y - self._top[section] - self.heading
        row = self._first[section] + below // self.cell_height * self.columns + column
        return row if below >= 0 and row < self._first[section + 1] else None

    def heading_at(self, y: int) -> int | None:
        """The section whose heading lies at the height `y`, or None."""
        if self.sections == 0 or not 0 <= y < self.height:
            return None
        section = self.section_at(y)
        return section if y - self._top[section] < self.heading else None

    def rows_between(self, top: int, bottom: int) -> range:
        """The photos of which a part lies in `top` ≤ y < `bottom`: always one run."""
        if self.rows == 0 or bottom <= 0 or top >= self.height or bottom <= top:
            return range(0)
        return range(self._row_from(max(top, 0)), self._row_from(bottom - 1, past=True))

    def headings_between(self, top: int, bottom: int) -> range:
        """The sections of which a part lies in `top` ≤ y < `bottom`."""
        if self.sections == 0 or bottom <= 0 or top >= self.height or bottom <= top:
            return range(0)
        return range(self.section_at(max(top, 0)), self.section_at(bottom - 1) + 1)

    def runs_in(self, box: Box) -> list[range]:
        """The photos that a rubber band touches, as few runs as possible."""
        first = max((box.x - self._indent) // self.cell_width, 0)
        last = min((box.x + box.width - 1 - self._indent) // self.cell_width, self.columns - 1)
        if first > last:
            return []
        rows = self.rows_between(box.y, box.y + box.height)
        if (first, last) == (0, self.columns - 1):
            return [rows] if rows else []
        runs: list[range] = []
        row = rows.start
        while row < rows.stop:
            section = self.section_of(row)
            line = row - (row - self._first[section]) % self.columns
            end = min(line + self.columns, self._first[section + 1])
            run = range(line + first, min(line + last + 1, end))
            if run:
                runs.append(run)
            row = end
        return runs

    def above(self, row: int) -> int:
        """The photo above `row`, in the last line of the section before where needed."""
        section = self.section_of(row)
        if row - self.columns >= self._first[section]:
            return row - self.columns
        column = row - self._first[section]
        before = self._first[section] - 1
        if before < 0:
            return row
        start = self._first[self.section_of(before)]
        return min(before - (before - start) % self.columns + column, before)

    def below(self, row: int) -> int:
        """The photo below `row`: the last of a shorter line, the next section where needed."""
        section = self.section_of(row)
        start, end = self._first[section], self._first[section + 1]
        column = (row - start) % self.columns
        next_line = row - column + self.columns
        if next_line < end:
            return min(row + self.columns, end - 1)
        if end >= self.rows:
            return row
        return min(end + column, self._first[self.section_of(end) + 1] - 1)

    def page(self, row: int, distance: int) -> int:
        """The photo about `distance` pixels further down (up where negative), same column."""
        step = self.below if distance > 0 else self.above
        target = self.cell(row).y + distance
        section = self.section_of(row)
        column = (row - self._first[section]) % self.columns
        near = self._row_from(min(max(target, 0), self.height - 1))
        near = min(near, self.rows - 1)
        start = self._first[self.section_of(near)]
        line = near - (near - start) % self.columns
        found = min(line + column, self._first[self.section_of(near) + 1] - 1)
        return found if found != row else step(row)

    def _row_from(self, y: int, *, past: bool = False) -> int:
        """The first photo of the line at `y` (of the next line on a heading).

        With `past`, the photo after that line instead: the end of a range.
        """
        section = self.section_at(y)
        below = y - self._top[section] - self.heading
        if below < 0:
            return self._first[section]
        line = below // self.cell_height + (1 if past else 0)
        return min(self._first[section] + line * self.columns, self._first[section + 1])
