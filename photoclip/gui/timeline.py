"""Headings of dates: years, months or days over the same photos, put into words when looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import overload

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QDate, QLocale

from photoclip.gui.sections import Section
from photoclip.gui.words import counted

Numbers = NDArray[np.int64]


class Level(Enum):
    """How fine headings of dates are."""

    YEAR = auto()
    MONTH = auto()
    DAY = auto()


class DateSections(Sequence[Section]):
    """Runs of photos of one year, month or day. Titles are made on demand: there may be 20,000.

    `days` says for each run on which day (since 1970) one of its photos was taken; `counts` how
    many photos it has.
    """

    def __init__(self, level: Level, days: Numbers, counts: Numbers) -> None:
        self.level, self.days, self.counts = level, days, counts

    def __len__(self) -> int:
        return len(self.counts)

    @overload
    def __getitem__(self, at: int) -> Section: ...
    @overload
    def __getitem__(self, at: slice) -> DateSections: ...
    def __getitem__(self, at: int | slice) -> Section | DateSections:
        if isinstance(at, slice):
            return DateSections(self.level, self.days[at], self.counts[at])
        count = int(self.counts[at])
        return Section(date_in_words(self.level, int(self.days[at])), count, counted(count))

    def __iter__(self) -> Iterator[Section]:
        return (self[at] for at in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, DateSections):
            return (
                self.level is other.level
                and np.array_equal(self.days, other.days)
                and np.array_equal(self.counts, other.counts)
            )
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The same photos under years, months and days."""

    years: DateSections
    months: DateSections
    days: DateSections

    def at(self, level: Level) -> DateSections:
        """The headings of a level."""
        return {Level.YEAR: self.years, Level.MONTH: self.months, Level.DAY: self.days}[level]


def timeline_of(days: Numbers) -> Timeline:
    """The headings for photos in order, each with its day since 1970."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    levels = ((Level.YEAR, months // 12), (Level.MONTH, months), (Level.DAY, days))
    return Timeline(*(DateSections(level, *_runs(days, keys)) for level, keys in levels))


def counts_of(sections: Sequence[Section]) -> Sequence[int] | Numbers:
    """The number of photos under each heading."""
    if isinstance(sections, DateSections):
        return sections.counts
    return [section.count for section in sections]


def date_in_words(level: Level, day: int) -> str:
    """ "2021", "May 2021" or "Thursday, 6 May 2021", as the locale writes it."""
    return _in_words(level, day, QLocale().name())


@lru_cache(maxsize=4096)
def _in_words(level: Level, day: int, _locale: str) -> str:
    date, locale = QDate(1970, 1, 1).addDays(day), QLocale()
    match level:
        case Level.YEAR:
            return str(date.year())
        case Level.MONTH:
            return f"{locale.standaloneMonthName(date.month())} {date.year()}"
        case Level.DAY:
            return locale.toString(date, QLocale.FormatType.LongFormat)


def _runs(days: Numbers, keys: Numbers) -> tuple[Numbers, Numbers]:
    """The first day and the length of every run of equal keys."""
    if not len(keys):
        return days[:0], np.zeros(0, np.int64)
    starts = np.concatenate((np.zeros(1, np.int64), np.flatnonzero(np.diff(keys)) + 1))
    return days[starts], np.diff(np.append(starts, len(keys)))
