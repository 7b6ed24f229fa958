"""What a query means, as values: phrases and examples to rank by, a tree of filters, an order.

Every value is frozen, hashable and picklable. `span` says where it stood in the text, as
(start, end) counted in characters from 0; it plays no part in comparisons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from photoclip.query.keys import COMPUTED

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a query, which knows where it stood in the text."""

    span: Span = field(default=(0, 0), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Term(Part):
    """A phrase of free text. `negative` means less like this: a matter of rank, no filter."""

    text: str
    weight: float = 1.0
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Example(Part):
    """A photo to look like, or (negative) not to look like. `path` is as the user wrote it."""

    path: str
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Sort(Part):
    """An order: "date" (newest first), "name" (A to Z) or "relevance"; `reverse` turns it."""

    by: str
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Tagged(Part):
    """The photo has that tag; with `suggested`, a suggestion counts too."""

    name: str
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class InAlbum(Part):
    """The photo is in an album of that name."""

    name: str


@dataclass(frozen=True, slots=True)
class InFolder(Part):
    """The photo lies in or below a folder whose path holds those parts in a row.

    Parts are separated by / or \\ and may hold wildcards; an absolute path starts at the root.
    """

    path: str


@dataclass(frozen=True, slots=True)
class Matches(Part):
    """A text of the photo matches: `field` is "name", "ext", "camera" or "lens".

    With wildcards (* and ?) the pattern stands for the whole text, without them for a part
    of it; the type ("ext") is always compared whole.
    """

    field: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Measures(Part):
    """A number of the photo lies between two bounds, either of which may be missing.

    `field` is one of `keys.NUMBERS`. A bound belongs to the range unless it is marked open.
    """

    field: str
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Taken(Part):
    """The photo was taken from `start` on and before `end` (half-open; None: no bound)."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Added(Part):
    """The photo came into the library from `start` on and before `end`, or in the last `days`.

    Half-open; None: no bound. With `days` there are no bounds.
    """

    start: date | None = None
    end: date | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Near(Part):
    """The photo was taken within `metres` of a place, given in degrees (WGS 84)."""

    latitude: float
    longitude: float
    metres: float


@dataclass(frozen=True, slots=True)
class Is(Part):
    """The photo is in a state, one of `keys.STATES`."""

    state: str


@dataclass(frozen=True, slots=True)
class Not(Part):
    """The photo does not pass `part`. Build it with `negation`."""

    part: Filter


@dataclass(frozen=True, slots=True)
class And(Part):
    """The photo passes all of two or more parts. Build it with `conjunction`."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Or(Part):
    """The photo passes at least one of two or more parts. Build it with `disjunction`."""

    parts: tuple[Filter, ...]


Leaf = Tagged | InAlbum | InFolder | Matches | Measures | Taken | Added | Near | Is
Filter = Leaf | Not | And | Or


def _flat(kind: type[And] | type[Or], parts: Iterable[Filter]) -> Iterator[Filter]:
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        else:
            yield part


def conjunction(parts: Iterable[Filter], span: Span = (0, 0)) -> Filter | None:
    """All of `parts`, with nested conjunctions flattened; None for no parts."""
    flat = tuple(_flat(And, parts))
    return And(flat, span=span) if len(flat) > 1 else flat[0] if flat else None


def disjunction(parts: Iterable[Filter], span: Span = (0, 0)) -> Filter | None:
    """Any of `parts`, with nested disjunctions flattened; None for no parts."""
    flat = tuple(_flat(Or, parts))
    return Or(flat, span=span) if len(flat) > 1 else flat[0] if flat else None


def negation(part: Filter, span: Span = (0, 0)) -> Filter:
    """Not `part`; two negations cancel."""
    return replace(part.part, span=span) if isinstance(part, Not) else Not(part, span=span)


def leaves(part: Filter | None) -> Iterator[Leaf]:
    """Every filter of the tree, from left to right."""
    match part:
        case None:
            return
        case Not(inner):
            yield from leaves(inner)
        case And(parts) | Or(parts):
            for inner in parts:
                yield from leaves(inner)
        case _:
            yield part


class Chip(NamedTuple):
    """One piece of a query as the window shows it.

    `text` is what stands from `start` to `end` in the query's text. `kind` is "text",
    "example", "sort", "group" (filters joined by OR or put in parentheses), or the kind of
    filter: "tag", "album", "folder", "file", "camera", "number", "date", "place", "state".
    """

    text: str
    start: int
    end: int
    kind: str


_KINDS: dict[type[Part], str] = {
    Term: "text",
    Example: "example",
    Sort: "sort",
    Tagged: "tag",
    InAlbum: "album",
    InFolder: "folder",
    Measures: "number",
    Taken: "date",
    Added: "date",
    Near: "place",
    Is: "state",
    And: "group",
    Or: "group",
}


def _kind(part: Part) -> str:
    match part:
        case Not(inner):
            return _kind(inner)
        case Matches(field="camera" | "lens"):
            return "camera"
        case Matches():
            return "file"
        case _:
            return _KINDS[type(part)]


@dataclass(frozen=True, slots=True)
class Query:
    """What the user asked.

    `terms` and `examples` rank, `where` filters exactly (None lets everything pass), `sort`
    is None for the usual order. `text` is what was typed; equal queries may differ in it.
    """

    terms: tuple[Term, ...] = ()
    examples: tuple[Example, ...] = ()
    where: Filter | None = None
    sort: Sort | None = None
    text: str = field(default="", compare=False)

    @property
    def has_text(self) -> bool:
        """Whether there is free text, which needs the encoder."""
        return bool(self.terms)

    @property
    def is_ranked(self) -> bool:
        """Whether there is something to rank by: free text or an example."""
        return bool(self.terms or self.examples)

    @property
    def asks_machine(self) -> bool:
        """Whether the facts of the library are not enough: it ranks, or asks what was recognised.

        Smart albums are not looked into.
        """
        return self.is_ranked or any(
            (isinstance(leaf, Is) and leaf.state in COMPUTED)
            or (isinstance(leaf, Tagged) and leaf.suggested)
            for leaf in leaves(self.where)
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for, not even an order."""
        return self == Query()

    def chips(self) -> tuple[Chip, ...]:
        """The pieces of the query in the order of its text; for queries that were parsed.

        A piece is taken out by putting a space in place of its characters.
        """
        filters = self.where.parts if isinstance(self.where, And) else (self.where,)
        pieces = (*self.terms, *self.examples, *filters, self.sort)
        chips = []
        for piece in pieces:
            if piece is not None:
                start, end = piece.span
                chips.append(Chip(self.text[start:end], start, end, _kind(piece)))
        return tuple(sorted(chips, key=lambda chip: chip.start))
