"""Query -> text that parses to an equal query, in one canonical form."""

from __future__ import annotations

import re
from datetime import date, timedelta

from photoclip.query.values import (
    Added,
    And,
    Example,
    Filter,
    InAlbum,
    InFolder,
    Is,
    Leaf,
    Matches,
    Measures,
    Near,
    Not,
    Or,
    Query,
    Sort,
    Tagged,
    Taken,
    Term,
)

_PLAIN_VALUE = re.compile(r"[\w./\\*][\w./\\*,+&@#'-]*")
_PLAIN_WORDS = re.compile(r"[\w'][\w',.!?-]*( [\w'][\w',.!?-]*)*")
_OPERATOR = re.compile(r"(?:.* )?(?:OR|AND|NOT)(?: .*)?|(?i:or|and)")


def to_text(query: Query) -> str:
    """The query as one line; `parse` of it gives an equal query.

    Holds for every query that `parse` or the constructors `conjunction`, `disjunction` and
    `negation` made.
    """
    alone = sum(not term.negative for term in query.terms) == 1
    pieces = [_term(term, alone) for term in query.terms]
    pieces += [_example(example) for example in query.examples]
    match query.where:
        case None:
            pass
        case And(parts):
            pieces += [_filter(part) for part in parts]
        case Or(parts) if not pieces:
            pieces.append(_alternatives(parts))
        case part:
            pieces.append(_filter(part))
    if query.sort:
        pieces.append(_sort(query.sort))
    return " ".join(pieces)


def quoted(text: str) -> str:
    """The text between quotes, as the query language reads it."""
    return '"' + text.replace('"', '""') + '"'


def _value(text: str) -> str:
    return text if _PLAIN_VALUE.fullmatch(text) else quoted(text)


def _term(term: Term, alone: bool) -> str:
    sign = "-" if term.negative else ""
    weight = "" if term.weight == 1 else f"^{_number(term.weight)}"
    bare = alone if not term.negative else " " not in term.text
    plain = bare and _PLAIN_WORDS.fullmatch(term.text) and not _OPERATOR.fullmatch(term.text)
    return sign + (term.text if plain else quoted(term.text)) + weight


def _example(example: Example) -> str:
    return ("-" if example.negative else "") + "like:" + _value(example.path)


def _sort(sort: Sort) -> str:
    return ("-" if sort.reverse else "") + f"sort:{sort.by}"


def _alternatives(parts: tuple[Filter, ...]) -> str:
    return " OR ".join(_filter(part) for part in parts)


def _filter(part: Filter) -> str:
    match part:
        case Not(inner):
            return "-" + _filter(inner)
        case And(parts):
            return "(" + " ".join(_filter(inner) for inner in parts) + ")"
        case Or(parts):
            return "(" + _alternatives(parts) + ")"
        case _:
            return _leaf(part)


def _leaf(part: Leaf) -> str:
    match part:
        case Tagged(name, suggested):
            return "tag:" + _value(name) + ("?" if suggested else "")
        case InAlbum(name):
            return "album:" + _value(name)
        case InFolder(path):
            return "in:" + _value(path)
        case Matches(field, pattern):
            return f"{field}:{_value(pattern)}"
        case Measures():
            return f"{part.field}:{_range(part)}"
        case Taken(start, end):
            return _dates(start, end)
        case Added(start, end, days):
            return f"added:{days}d" if days is not None else _added(start, end)
        case Near():
            return f"near:{_degrees(part.latitude)},{_degrees(part.longitude)}~{_way(part.metres)}"
        case Is(state):
            return f"is:{state}"


def _number(value: float) -> str:
    return f"{value:.9f}".rstrip("0").rstrip(".")


def _range(part: Measures) -> str:
    low, high = part.low, part.high
    if low is None:
        return ("<" if part.high_open else "<=") + _number(high or 0.0)
    if high is None:
        return (">" if part.low_open else ">=") + _number(low)
    return _number(low) if low == high else f"{_number(low)}..{_number(high)}"


def _degrees(value: float) -> str:
    return f"{value + 0.0:.7f}".rstrip("0").rstrip(".")


def _way(metres: float) -> str:
    if metres % 1000 == 0:
        return f"{metres / 1000:.0f}km"
    return f"{metres:.3f}".rstrip("0").rstrip(".") + "m"


def _dates(start: date | None, end: date | None) -> str:
    """A whole year, month or day by its name; else the two ends in the coarsest unit."""
    if start is None:
        return f"before:{_short(end)}" if end else "date:.."
    return "date:" + _period(start, end)


def _added(start: date | None, end: date | None) -> str:
    if start is None:
        return f"added:..{end - timedelta(days=1)}" if end else "added:.."
    return "added:" + _period(start, end)


def _period(start: date, end: date | None) -> str:
    if end is None:
        return f"{_short(start)}.."
    last = end - timedelta(days=1)
    for form in ("%Y", "%Y-%m", "%Y-%m-%d"):
        whole = _first(start, form) == start and _first(end, form) == end
        if whole:
            first, final = start.strftime(form), last.strftime(form)
            return first if first == final else f"{first}..{final}"
    raise AssertionError("every date is the first moment of its day")


def _short(day: date) -> str:
    return next(day.strftime(f) for f in ("%Y", "%Y-%m", "%Y-%m-%d") if _first(day, f) == day)


def _first(day: date, form: str) -> date:
    """The first day of the year or month that holds `day`, or the day itself."""
    if form == "%Y":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if form == "%Y-%m" else day
