"""Where justified tiles lie: lines of whole photos, equally wide, in arithmetic over prefix sums.

A photo's aspect is its width by its height. The lines of a section are made as even as the
photos allow: where greedy filling leaves a short last line, the total width of a section is cut
into equal shares, and a line holds the photos whose middle lies in its share. That needs one
sorted search per line and no walk over the photos: a million photos take some milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from photoclip.gui.geometry import Box

NARROWEST, WIDEST = 0.5, 3.0
"""Aspects beyond these are shown cut: a panorama would be a thread, a scroll a pillar."""

UNKNOWN = 4 / 3
"""The aspect of a photo that nobody has read yet."""

TALLEST = 1.3
"""The last line of a section that would be higher, as a multiple of the wished height, stays
short of the edge."""
TALLEST_INSIDE = 1.9
"""The same for the others: a gap in the middle of a section looks like a photo that is gone."""


class Aspects:
    """The aspects of photos in order, with the sums that every layout of them needs.

    `values` are widths by heights; 0 where unknown.
    """

    def __init__(self, values: NDArray[np.float32]) -> None:
        known = np.where(values > 0, values, np.float32(UNKNOWN))
        self.values = np.clip(known, NARROWEST, WIDEST)
        self.ends = np.zeros(len(values) + 1)
        np.cumsum(self.values, dtype=np.float64, out=self.ends[1:])
        self.middles = self.ends[:-1] + self.values / 2


class Justified:
    """Photos of their own shapes in lines as wide as `width`, each section under a heading.

    `counts` are the photos per section, in order; a section may be empty. Lines are about
    `wished` pixels high. `gap` is the space on every side of a photo, part of its cell.
    `heading` is the height of a heading, 0 for none.
    """

    def __init__(
        self,
        counts: Sequence[int] | NDArray[np.int64],
        aspects: Aspects,
        *,
        width: int,
        wished: int,
        gap: int,
        heading: int,
    ) -> None:
        self.heading = heading
        self._width, self._gap = max(width, 1), gap
        self._ends = aspects.ends
        sizes = np.asarray(counts, np.int64)
        self._first = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))
        self.cell_height = max(wished, 1) + 2 * gap
        share = max(self._width / max(wished, 1), NARROWEST)
        self._starts, section = self._lines(sizes, aspects, share)
        ends = np.append(self._starts[1:], self._first[-1])
        room = np.maximum(self._width - 2 * gap * (ends - self._starts), 1)
        sums = self._ends[ends] - self._ends[self._starts] if len(ends) else np.zeros(0)
        scale = room / sums if len(ends) else np.zeros(0)
        is_last = np.append(section[1:] != section[:-1], True)[: len(section)]
        most = np.where(is_last, TALLEST, TALLEST_INSIDE) * wished
        self._scale = np.where(scale > most, wished, scale)
        self._heights = np.maximum(np.rint(self._scale).astype(np.int64), 1) + 2 * gap
        below = np.cumsum(self._heights)
        self._tops = below - self._heights + heading * (section + 1)
        # All lines down to the end of a section, and its own heading and those before it.
        line_ends = np.searchsorted(self._starts, self._first[1:], side="left")
        heights = np.concatenate((np.zeros(1, np.int64), below))[line_ends]
        numbers = np.arange(1, len(sizes) + 1)
        self._top = np.concatenate((np.zeros(1, np.int64), heights + heading * numbers))

    @property
    def rows(self) -> int:
        """The number of photos."""
        return int(self._first[-1])

    @property
    def sections(self) -> int:
        """The number of sections, empty ones included."""
        return len(self._first) - 1

    @property
    def height(self) -> int:
        """The height of the whole content."""
        return int(self._top[-1])

    def section_of(self, row: int) -> int:
        """The section that holds photo number `row`."""
        return int(np.searchsorted(self._first, row, side="right")) - 1

    def section_at(self, y: int) -> int:
        """The section at the height `y`, the nearest one beyond the ends."""
        found = int(np.searchsorted(self._top, y, side="right")) - 1
        return min(max(found, 0), max(self.sections - 1, 0))

    def cell(self, row: int) -> Box:
        """The place of photo number `row`."""
        line = self._line_of(row)
        edges = self._edges(line, row, row + 1)
        return Box(
            int(edges[0]),
            int(self._tops[line]),
            int(edges[1] - edges[0]),
            int(self._heights[line]),
        )

    def cells(self, rows: range) -> list[Box]:
        """The places of a run of photos: quicker than one after the other."""
        boxes: list[Box] = []
        row = rows.start
        while row < rows.stop:
            line = self._line_of(row)
            end = min(self._end_of(line), rows.stop)
            edges = self._edges(line, row, end).tolist()
            top, height = int(self._tops[line]), int(self._heights[line])
            boxes += [Box(left, top, right - left, height) for left, right in pairwise(edges)]
            row = end
        return boxes

    def heading_of(self, section: int) -> Box:
        """The place of a section's heading."""
        return Box(0, int(self._top[section]), self._width, self.heading)

    def row_at(self, x: int, y: int) -> int | None:
        """The photo at a point; None on headings, beside short lines and outside."""
        if self.rows == 0 or not 0 <= y < self.height or x < 0:
            return None
        line = int(np.searchsorted(self._tops, y, side="right")) - 1
        if line < 0 or y >= self._tops[line] + self._heights[line]:
            return None
        start, end = int(self._starts[line]), self._end_of(line)
        place = int(np.searchsorted(self._edges(line, start, end), x, side="right")) - 1
        return start + place if start + place < end else None

    def heading_at(self, y: int) -> int | None:
        """The section whose heading lies at the height `y`, or None."""
        if self.sections == 0 or not 0 <= y < self.height:
            return None
        section = self.section_at(y)
        return section if y - int(self._top[section]) < self.heading else None

    def rows_between(self, top: int, bottom: int) -> range:
        """The photos of which a part lies in `top` ≤ y < `bottom`: always one run."""
        lines = self._lines_between(top, bottom)
        if not lines:
            return range(0)
        return range(int(self._starts[lines.start]), self._end_of(lines.stop - 1))

    def headings_between(self, top: int, bottom: int) -> range:
        """The sections of which a part lies in `top` ≤ y < `bottom`."""
        if self.sections == 0 or bottom <= 0 or top >= self.height or bottom <= top:
            return range(0)
        return range(self.section_at(max(top, 0)), self.section_at(bottom - 1) + 1)

    def runs_in(self, box: Box) -> list[range]:
        """The photos that a rubber band touches, one run per line."""
        runs: list[range] = []
        for line in self._lines_between(box.y, box.y + box.height):
            start, end = int(self._starts[line]), self._end_of(line)
            edges = self._edges(line, start, end)
            first = max(int(np.searchsorted(edges, box.x, side="right")) - 1, 0)
            last = int(np.searchsorted(edges, box.x + box.width, side="left"))
            run = range(start + first, min(start + last, end))
            if run and box.x + box.width > 0:
                runs.append(run)
        return runs

    def above(self, row: int) -> int:
        """The photo above the middle of `row`; itself in the first line."""
        line = self._line_of(row)
        return self._nearest(line - 1, row) if line > 0 else row

    def below(self, row: int) -> int:
        """The photo below the middle of `row`; itself in the last line."""
        line = self._line_of(row)
        return self._nearest(line + 1, row) if line + 1 < len(self._starts) else row

    def page(self, row: int, distance: int) -> int:
        """The photo about `distance` pixels further down (up where negative), same column."""
        line = self._line_of(row)
        target = int(self._tops[line]) + distance
        near = int(np.searchsorted(self._tops, max(target, 0), side="right")) - 1
        near = min(max(near, 0), len(self._starts) - 1)
        if near == line:
            return self.below(row) if distance > 0 else self.above(row)
        return self._nearest(near, row)

    def _lines(
        self, sizes: NDArray[np.int64], aspects: Aspects, share: float
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The first photo of every line, a line being about `share` times as wide as high.

        Also the section of every line. Where a share holds the middle of no photo, there is no
        line for it.
        """
        begins = aspects.ends[self._first[:-1]]
        totals = aspects.ends[self._first[1:]] - begins
        lines = np.clip(np.rint(totals / share), 1, np.maximum(sizes, 1)).astype(np.int64)
        lines[sizes == 0] = 0
        section = np.repeat(np.arange(len(sizes)), lines)
        number = np.arange(len(section)) - np.repeat(np.cumsum(lines) - lines, lines)
        each = totals / np.maximum(lines, 1)
        starts = np.searchsorted(aspects.middles, begins[section] + number * each[section])
        kept = np.diff(starts, append=self._first[-1]) > 0
        return starts[kept], section[kept]

    def _line_of(self, row: int) -> int:
        return int(np.searchsorted(self._starts, row, side="right")) - 1

    def _end_of(self, line: int) -> int:
        """The photo after the last one of a line."""
        return int(self._starts[line + 1]) if line + 1 < len(self._starts) else self.rows

    def _edges(self, line: int, start: int, end: int) -> NDArray[np.int64]:
        """The left edges of photos of a line, and the right edge of the last (end − start + 1)."""
        first = self._starts[line]
        across = (self._ends[start : end + 1] - self._ends[first]) * self._scale[line]
        gaps = 2 * self._gap * np.arange(start - first, end - first + 1)
        edges: NDArray[np.int64] = np.rint(across).astype(np.int64) + gaps
        return edges

    def _lines_between(self, top: int, bottom: int) -> range:
        if self.rows == 0 or bottom <= 0 or top >= self.height or bottom <= top:
            return range(0)
        last = int(np.searchsorted(self._tops, bottom - 1, side="right"))
        first = int(np.searchsorted(self._tops, max(top, 0), side="right")) - 1
        if first < 0 or max(top, 0) >= self._tops[first] + self._heights[first]:
            first += 1  # on a heading
        return range(first, last)

    def _nearest(self, line: int, row: int) -> int:
        """The photo of a line that lies under or over the middle of another."""
        box = self.cell(row)
        start, end = int(self._starts[line]), self._end_of(line)
        edges = self._edges(line, start, end)
        place = int(np.searchsorted(edges, box.x + box.width // 2, side="right")) - 1
        return min(start + place, end - 1)
