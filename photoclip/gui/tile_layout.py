"""How a listing is laid out: which headings at which size, squares or whole photos, and the dates.

What depends on the photos alone (their aspects, the sums of them) is kept until they change, so
that another size or width costs some milliseconds, for a million photos too.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from photoclip.gui.cells import GAP
from photoclip.gui.geometry import Cells, Layout, columns_in
from photoclip.gui.justified import Aspects, Justified
from photoclip.gui.model import Listing
from photoclip.gui.sections import Section
from photoclip.gui.timeline import Level, counts_of
from photoclip.settings import TILES

SQUARE, JUSTIFIED = TILES
HEADING = 44
LARGEST_OF_YEARS, LARGEST_OF_MONTHS = 105, 250
"""The sizes of cells up to which dates are headed by years, and by months; above, by days."""

AspectsOf = Callable[["array[int]"], NDArray[np.float32]]


class TileLayout:
    """Lays one listing after the other out. `cells` and `sections` are of the last one.

    `aspects` tells the shapes of photos, 0 where they are unknown; without it all count as
    unknown.
    """

    def __init__(self, aspects: AspectsOf | None = None) -> None:
        self._aspects_of = aspects
        self._aspects: Aspects | None = None
        self._listing = Listing()
        self.tiles = SQUARE
        self.sections: Sequence[Section] = ()
        self.cells: Cells = Layout((), width=1, columns=1, cell_height=1, heading=0)

    def show(self, listing: Listing) -> None:
        """Lay out another listing from now on."""
        self._listing, self._aspects = listing, None

    def forget_aspects(self) -> bool:
        """The shapes of photos changed; whether that matters to the layout."""
        mattered = self._aspects is not None and self._aspects_of is not None
        self._aspects = None
        return mattered

    def lay_out(self, width: int, cell: int) -> Cells:
        """Lay the listing out for a width, with cells of about `cell` pixels."""
        listing = self._listing
        self.sections = listing.sections
        if listing.timeline is not None:
            self.sections = listing.timeline.at(_level(cell))
        titled = listing.timeline is not None or any(one.title for one in self.sections)
        heading, counts = HEADING if titled else 0, counts_of(self.sections)
        if self.tiles == SQUARE:
            columns = columns_in(width, cell)
            height = width // columns
            if columns == 1:
                height = min(height, round(cell * 1.5))
            self.cells = Layout(
                counts, width=width, columns=columns, cell_height=height, heading=heading
            )
        else:
            wished = max(cell - 2 * GAP, 1)
            self.cells = Justified(
                counts, self._known(), width=width, wished=wished, gap=GAP, heading=heading
            )
        return self.cells

    def date_at(self, y: int) -> str:
        """What stands at a height of the content: its date, or the heading over it."""
        if not self.cells.rows:
            return ""
        section = self.cells.section_at(y)
        timeline = self._listing.timeline
        if timeline is None or self.sections is not timeline.years:
            return self.sections[section].title
        rows = self.cells.rows_between(y, y + self.cells.cell_height + self.cells.heading)
        months = np.cumsum(timeline.months.counts)
        at = int(np.searchsorted(months, rows.start, side="right"))
        return timeline.months[min(at, len(timeline.months) - 1)].title

    def years(self) -> list[tuple[str, int]]:
        """The years of a timeline, and how far down each begins."""
        timeline = self._listing.timeline
        if timeline is None or not self.cells.rows:
            return []
        firsts = np.cumsum(timeline.years.counts) - timeline.years.counts
        tops = [self.cells.cell(int(row)).y - self.cells.heading for row in firsts]
        return [(section.title, top) for section, top in zip(timeline.years, tops, strict=True)]

    def _known(self) -> Aspects:
        if self._aspects is None:
            ids = self._listing.ids
            known = self._aspects_of(ids) if self._aspects_of else np.zeros(len(ids), np.float32)
            self._aspects = Aspects(known)
        return self._aspects


def _level(cell: int) -> Level:
    if cell <= LARGEST_OF_YEARS:
        return Level.YEAR
    return Level.MONTH if cell <= LARGEST_OF_MONTHS else Level.DAY
