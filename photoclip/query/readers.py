"""Reads the value behind a key: dates, numbers, places, states, orders and plain texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from photoclip.errors import QueryError
from photoclip.query.keys import DATES, NUMBERS, ORDERS, SPELLINGS, STATES, TEXTS
from photoclip.query.tokens import Token, nearest
from photoclip.query.values import (
    Added,
    InAlbum,
    InFolder,
    Is,
    Leaf,
    Matches,
    Measures,
    Near,
    Sort,
    Tagged,
    Taken,
)

METRES = {"m": 1.0, "km": 1000.0, "mi": 1609.344}
FARTHEST = 20_038_000.0  # half the way around the earth
FIRST_YEAR, LAST_YEAR = 1800, 2999

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?", re.ASCII)
_LATELY = re.compile(r"([1-9][0-9]{0,3})d", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", re.ASCII)
_PLACE = re.compile(
    r"([+-]?[0-9]{1,3}(?:\.[0-9]+)?),\s?([+-]?[0-9]{1,3}(?:\.[0-9]+)?)"
    r"(?:~([0-9]{1,8}(?:\.[0-9]+)?)\s?(m|km|mi)?)?",
    re.ASCII | re.IGNORECASE,
)


def read_filter(token: Token) -> Leaf:
    """The filter that a `key:value` token stands for; `QueryError` at the value."""
    return _READERS[token.key](token)


def read_sort(token: Token) -> Sort:
    """The order that a `sort:` token stands for."""
    return Sort(_one_of(token, ORDERS), token.negative, span=token.span)


def _text(token: Token) -> Leaf:
    value = token.text
    if token.key == "ext":
        value = value.lstrip(".")
        if not value:
            raise QueryError("“ext:” needs the end of a file name, as in ext:heic.", token.value_at)
    return Matches(token.key, value, span=token.span)


def _state(token: Token) -> Leaf:
    return Is(_one_of(token, STATES), span=token.span)


def _one_of(token: Token, known: tuple[str, ...]) -> str:
    word = token.text.casefold()
    word = SPELLINGS.get(word, word)
    if word in known:
        return word
    guess = nearest(word, known)
    advice = f"Did you mean “{guess}”?" if guess else f"It is one of {', '.join(known)}."
    instead = (token.text, guess) if guess else None
    raise QueryError(
        f"“{token.key}:” does not know “{token.text}”. {advice}", token.value_at, instead
    )


def _number(token: Token) -> Leaf:
    text, at = token.text, token.value_at
    low: float | None
    high: float | None
    if ".." in text:
        low, high = (
            _one_number(token, part, offset) if part else None
            for part, offset in _both_ends(text, at)
        )
        if low is None and high is None:
            raise QueryError("A range needs at least one bound, as in 100..400.", at)
        if low is not None and high is not None and low > high:
            raise QueryError("This range runs backwards.", at)
        return Measures(token.key, low, high, span=token.span)
    sign = re.match(r">=|<=|>|<|=|", text)
    written = sign[0] if sign else ""
    number = _one_number(token, text[len(written) :], at + len(written))
    match written:
        case ">=" | ">":
            return Measures(token.key, number, None, low_open=written == ">", span=token.span)
        case "<=" | "<":
            return Measures(token.key, None, number, high_open=written == "<", span=token.span)
        case _:
            return Measures(token.key, number, number, span=token.span)


def _one_number(token: Token, text: str, at: int) -> float:
    if not _NUMBER.fullmatch(text):
        raise QueryError(
            f"“{token.key}:” needs a number, as in {token.key}:>=3 or {token.key}:3..5.", at
        )
    return float(text)


def _both_ends(text: str, at: int) -> tuple[tuple[str, int], tuple[str, int]]:
    first, _, second = text.partition("..")
    return (first, at), (second, at + len(first) + 2)


def _taken(token: Token) -> Leaf:
    text, at = token.text, token.value_at
    if token.key == "before":
        return Taken(None, _period(text, at)[0], span=token.span)
    if token.key == "after":
        return Taken(_period(text, at)[1], None, span=token.span)
    return Taken(*_days(text, at), span=token.span)


def _added(token: Token) -> Leaf:
    if found := _LATELY.fullmatch(token.text):
        return Added(days=int(found[1]), span=token.span)
    try:
        return Added(*_days(token.text, token.value_at), span=token.span)
    except QueryError as error:
        if ".." in token.text or token.text[:1].isdigit():
            raise
        raise QueryError(
            "“added:” needs days or a date, as in added:7d or added:2026-05.", error.position
        ) from None


def _days(text: str, at: int) -> tuple[date | None, date | None]:
    """The first day of a date or of a range of dates, and the first day after it."""
    if ".." not in text:
        return _period(text, at)
    (first, first_at), (last, last_at) = _both_ends(text, at)
    if not first and not last:
        raise QueryError("A range needs at least one date, as in 2021-05..2021-08.", at)
    start = _period(first, first_at)[0] if first else None
    end = _period(last, last_at)[1] if last else None
    if start and end and start >= end:
        raise QueryError("This range runs backwards.", at)
    return start, end


def _period(text: str, at: int) -> tuple[date, date]:
    """The first day of a year, month or day, and the first day after it."""
    found = _DATE.fullmatch(text)
    if not found:
        raise QueryError("A date is written 2021, 2021-05 or 2021-05-03.", at)
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise QueryError(f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}.", at)
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise QueryError("The calendar has no such date.", at) from None
    if day is not None:
        return first, first + timedelta(days=1)
    if month is not None:
        return first, date(year + month // 12, month % 12 + 1, 1)
    return first, date(year + 1, 1, 1)


def _near(token: Token) -> Leaf:
    at = token.value_at
    found = _PLACE.fullmatch(token.text)
    if not found:
        raise QueryError(
            "A place is latitude,longitude~distance in degrees and km, m or mi,"
            " as in near:51.5,-0.1~5km.",
            at,
        )
    latitude, longitude = round(float(found[1]), 7), round(float(found[2]), 7)
    if abs(latitude) > 90:
        raise QueryError("A latitude lies between -90 and 90 degrees.", at)
    if abs(longitude) > 180:
        raise QueryError("A longitude lies between -180 and 180 degrees.", at + found.start(2))
    if not found[3]:
        return Near(latitude, longitude, METRES["km"], span=token.span)
    metres = round(float(found[3]) * METRES[(found[4] or "km").lower()], 3)
    if not 1 <= metres <= FARTHEST:
        raise QueryError("A distance lies between 1 m and 20038 km.", at + found.start(3))
    return Near(latitude, longitude, metres, span=token.span)


_READERS: dict[str, Callable[[Token], Leaf]] = {
    "tag": lambda token: Tagged(token.text, token.suggested, span=token.span),
    "album": lambda token: InAlbum(token.text, span=token.span),
    "in": lambda token: InFolder(token.text, span=token.span),
    "is": _state,
    "near": _near,
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(DATES, _taken),
    "added": _added,
}
