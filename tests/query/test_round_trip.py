"""Whatever is typed gives a Query or a QueryError; whatever a Query says, its text says too."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photoclip.errors import QueryError
from photoclip.query import Query, parse, quoted, to_text
from photoclip.query.keys import KEYS, NUMBERS, ORDERS, STATES, TEXTS
from photoclip.query.tokens import MINUS, QUOTES
from photoclip.query.values import (
    Added,
    Example,
    Filter,
    InAlbum,
    InFolder,
    Is,
    Matches,
    Measures,
    Near,
    Sort,
    Tagged,
    Taken,
    Term,
    conjunction,
    disjunction,
    negation,
)

PIECES = st.sampled_from(
    [
        *(f"{key}:" for key in KEYS),
        *QUOTES,
        *MINUS,
        *("(", ")", " ", "  ", "\n", "OR", "or", "AND", "NOT", "^", "^2", "?", "*", "..", "~5km"),
        *("dog", "a beach", "2021", "2021-05", ">=3", "5..", "51.5,-0.1", "/a/b.jpg", "untagged"),
        *(
            "date",
            "xyz:",
            "http://a",
            "10:30",
            "é",
            "日本",
            "\x00",
            "\x1c",
            "\u2028",
            "\ud800",
            "İ",
        ),
    ]
)
TYPED = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join),
    st.lists(PIECES, max_size=12).map(" ".join),
)


def parse_or_error(text: str) -> Query | QueryError:
    try:
        return parse(text)
    except QueryError as error:
        return error


def check(text: str) -> None:
    query = parse_or_error(text)
    if isinstance(query, QueryError):
        assert 0 <= query.position <= len(text)
        assert query.message.strip()
        return
    assert parse(to_text(query)) == query
    assert to_text(parse(to_text(query))) == to_text(query)
    for chip in query.chips():
        assert chip.text
        assert chip.text == text[chip.start : chip.end]


@given(TYPED)
@settings(max_examples=300)
def test_anything_typed_is_a_query_or_a_query_error(text: str) -> None:
    check(text)


@pytest.mark.bar
@given(TYPED)
@settings(max_examples=10_000, suppress_health_check=[HealthCheck.too_slow])
def test_ten_thousand_strings(text: str) -> None:
    check(text)


VALUES = (
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
DAYS = st.dates(date(1800, 1, 1), date(2998, 12, 31))
BOUNDS = st.floats(0, 1e8).map(lambda x: round(x, 4))
PLACES = st.builds(
    Near,
    st.floats(-90, 90).map(lambda x: round(x, 7)),
    st.floats(-180, 180).map(lambda x: round(x, 7)),
    st.floats(1, 2e7).map(lambda x: round(x, 3)) | st.integers(1, 20_000).map(lambda x: x * 1e3),
)
PERIODS = st.one_of(
    st.builds(lambda day, days: Taken(day, day + timedelta(days)), DAYS, st.integers(1, 800)),
    st.builds(Taken, DAYS, st.none()),
    st.builds(Taken, st.none(), DAYS),
    st.builds(lambda day, days: Added(day, day + timedelta(days)), DAYS, st.integers(1, 800)),
    st.builds(Added, DAYS, st.none()),
    st.builds(Added, st.none(), DAYS.filter(lambda day: day > date(1800, 1, 1))),
    st.builds(lambda days: Added(days=days), st.integers(1, 9999)),
)


def _measure(field: str, low: float, high: float, form: int) -> Measures:
    low, high = sorted((low, high))
    return [
        Measures(field, low, high),
        Measures(field, low, low),
        Measures(field, low, None, low_open=True),
        Measures(field, low, None),
        Measures(field, None, high, high_open=True),
        Measures(field, None, high),
    ][form]


LEAVES: st.SearchStrategy[Filter] = st.one_of(
    st.builds(Tagged, VALUES, st.booleans()),
    st.builds(InAlbum, VALUES),
    st.builds(InFolder, VALUES),
    st.builds(Matches, st.sampled_from([t for t in TEXTS if t != "ext"]), VALUES),
    st.builds(_measure, st.sampled_from(NUMBERS), BOUNDS, BOUNDS, st.integers(0, 5)),
    st.builds(Is, st.sampled_from(STATES)),
    PLACES,
    PERIODS,
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(negation),
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: conjunction(parts) or parts[0]),
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: disjunction(parts) or parts[0]),
    ),
    max_leaves=8,
)
WEIGHTS = st.just(1.0) | st.floats(0.01, 100).map(lambda x: round(x, 4))
QUERIES = st.builds(
    Query,
    st.lists(st.builds(Term, VALUES, WEIGHTS, st.booleans()), max_size=3).map(tuple),
    st.lists(st.builds(Example, VALUES, st.booleans()), max_size=2).map(tuple),
    st.none() | TREES,
    st.none() | st.builds(Sort, st.sampled_from(ORDERS), st.booleans()),
)


@given(QUERIES)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_every_query_has_a_text(query: Query) -> None:
    assert parse(to_text(query)) == query


@given(VALUES)
@settings(max_examples=100)
def test_quotes_make_free_text_of_anything(text: str) -> None:
    assert parse(quoted(text)) == Query(terms=(Term(text),))


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("dog  on a BEACH", "dog on a BEACH"),
        ('"dog" cat', '"dog" "cat"'),
        ('"OR"', '"OR"'),
        ("(and )tag:a", '"and" tag:a'),
        ('"this OR that" -"or"', '"this OR that" -"or"'),
        ("-people NOT tag:x", "-people -tag:x"),
        ("date:2021-01..2021-12", "date:2021"),
        ("date:2021-03-01..2021-03-31", "date:2021-03"),
        ("date:2021-03-01..2021-04-02", "date:2021-03-01..2021-04-02"),
        ("after:2019-06-30", "date:2019-07.."),
        ("near:51.5,-0.1~5000m", "near:51.5,-0.1~5km"),
        ("iso:5..5", "iso:5"),
        ("tag:“the old town”?", 'tag:"the old town"?'),
        ("(tag:a OR tag:b)", "tag:a OR tag:b"),
        ("dog (tag:a OR tag:b)", "dog (tag:a OR tag:b)"),
        ("-(tag:a is:blurry)", "-(tag:a is:blurry)"),
    ],
)
def test_the_canonical_text(written: str, canonical: str) -> None:
    assert to_text(parse(written)) == canonical
