"""Filters in SQL against the same filters in Python, over many small libraries."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from fnmatch import fnmatchcase
from math import acos, cos, inf, radians, sin
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from photoclip.errors import QueryError
from photoclip.library.schema import folder, photo_file, state_correction
from photoclip.query import parse, to_text
from photoclip.query.keys import COMPUTED
from photoclip.query.parser import DEEPEST
from photoclip.query.values import (
    And,
    Filter,
    InAlbum,
    InFolder,
    Is,
    Matches,
    Measures,
    Near,
    Not,
    Or,
    Query,
    Tagged,
    Taken,
    conjunction,
    disjunction,
    leaves,
    negation,
)
from photoclip.search import filters
from photoclip.search.filters import hidden_ids, matching_ids
from photoclip.search.lookup import EARTH_METRES, Ids, Outside

FOLDERS = ("/home/ann/Holidays/2023", "/home/ann/holidays2", "/data/Été/a (1)", "/", "/data")
NAMES = (
    "IMG_2001.JPG",
    "img_20.heic",
    "Été.jpeg",
    "a%b_c.png",
    "x(1).tar.gz",
    "ÜBER.tif",
    "\udcff",
)
CAMERAS = (None, "FUJIFILM X-T30", "Fuji*film", "Canon", "Ünique")
TAGS = {1: "family", 2: "Été", 3: "work"}
ALBUMS = {1: "Picked", 2: "Best of", 3: "Smart"}
RULES = ("is:favourite", "-tag:family album:Picked", "rating:>=3 OR is:missing", "")


@dataclass(frozen=True)
class Row:
    """What one photo of a small library is."""

    folder: str
    name: str
    facts: dict[str, Any]
    confirmed: frozenset[int]
    rejected: frozenset[int]
    suggested: frozenset[int]
    albums: frozenset[int]


@dataclass(frozen=True)
class Small:
    """A small library: photos by id from 1 on, and the rule of its smart album."""

    rows: tuple[Row, ...]
    rule: str
    smart: Filter | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "smart", parse(self.rule).where)

    def passing(self, where: Filter | None) -> list[int]:
        """The ids that `where` lets through and that may be shown."""
        asked = {leaf.state for leaf in self._all_leaves(where) if isinstance(leaf, Is)}
        return [
            i
            for i, row in enumerate(self.rows, 1)
            if row.facts["removed_at"] is None
            and ("problem" in asked or row.facts["problem_code"] is None)
            and ("missing" in asked or row.facts["missing_since"] is None)
            and self.passes(row, where)
        ]

    def _all_leaves(self, where: Filter | None) -> list[Any]:
        found = list(leaves(where))
        if any(isinstance(leaf, InAlbum) and leaf.name.casefold() == "smart" for leaf in found):
            found += leaves(self.smart)
        return found

    def passes(self, row: Row, part: Filter | None) -> bool:
        facts = row.facts
        match part:
            case None:
                return True
            case Not(inner):
                return not self.passes(row, inner)
            case And(parts):
                return all(self.passes(row, inner) for inner in parts)
            case Or(parts):
                return any(self.passes(row, inner) for inner in parts)
            case Tagged(name, suggested):
                (tag,) = (i for i, known in TAGS.items() if known.lower() == name.lower())
                maybe = tag in row.suggested and tag not in row.rejected
                return tag in row.confirmed or (suggested and maybe)
            case InAlbum(name):
                (album,) = (i for i, known in ALBUMS.items() if known.lower() == name.lower())
                return self.passes(row, self.smart) if album == 3 else album in row.albums
            case InFolder(path):
                return _in_folder(row.folder, path)
            case Matches("ext", pattern):
                endings = ("jpg", "jpeg") if pattern.lower() in ("jpg", "jpeg") else (pattern,)
                return any(_fits(row.name, f"*.{ending}") for ending in endings)
            case Matches(what, pattern):
                text = row.name if what == "name" else facts[what]
                whole = pattern if "*" in pattern or "?" in pattern else f"*{pattern}*"
                return text is not None and _fits(text, whole)
            case Measures(what, low, high, low_open, high_open):
                x = facts["focal_mm" if what == "focal" else what]
                if x is None:
                    return False
                low, high = -inf if low is None else low, inf if high is None else high
                return (low < x or (x == low and not low_open)) and (
                    x < high or (x == high and not high_open)
                )
            case Taken(start, end):
                if facts["taken_at"] is None:
                    return False
                day = datetime.fromisoformat(facts["taken_at"]).date()
                return (start or date.min) <= day and (end is None or day < end)
            case Near(lat, lon, metres):
                if facts["latitude"] is None or facts["longitude"] is None:
                    return False
                return _apart(lat, lon, facts["latitude"], facts["longitude"]) <= metres
            case Is("untagged"):
                return not row.confirmed
            case Is("favourite"):
                return bool(facts["favourite"])
            case Is("geotagged"):
                return facts["latitude"] is not None and facts["longitude"] is not None
            case Is("problem"):
                return facts["problem_code"] is not None
            case Is("missing"):
                return facts["missing_since"] is not None
        raise AssertionError(part)


def _fits(text: str, pattern: str) -> bool:
    return fnmatchcase(text.lower(), re.sub(r"\[", "[[]", pattern.lower()))


def _in_folder(folder: str, path: str) -> bool:
    have = [part.lower() for part in folder.split("/") if part]
    want = [part.lower() for part in path.split("/") if part]
    starts = [0] if path.startswith("/") else range(len(have) - len(want) + 1)
    return any(
        len(have) >= start + len(want)
        and all(fnmatchcase(a, b) for a, b in zip(have[start:], want, strict=False))
        for start in starts
    )


def _apart(lat: float, lon: float, lat2: float, lon2: float) -> float:
    a, b, turn = radians(lat), radians(lat2), radians(lon2 - lon)
    cosine = sin(a) * sin(b) + cos(a) * cos(b) * cos(turn)
    return EARTH_METRES * acos(max(-1.0, min(1.0, cosine)))


SOME_TAGS = st.frozensets(st.sampled_from(list(TAGS)))
SELDOM = st.sampled_from([None, None, None, "yes"])
LATITUDES = st.sampled_from([None, 51.5, 51.53, -33.9, 89.99, 0.0])
LONGITUDES = st.sampled_from([None, -0.1, 179.99, -179.99, 18.4, 0.0])
FACTS = st.fixed_dictionaries(
    {
        "taken_at": st.none()
        | st.datetimes(datetime(2019, 12, 30), datetime(2022, 1, 2)).map(datetime.isoformat),
        "camera": st.sampled_from(CAMERAS),
        "lens": st.sampled_from([None, "XF35mm F1.4", "35mm"]),
        "iso": st.sampled_from([None, 100, 400, 1600]),
        "aperture": st.sampled_from([None, 1.4, 2.8]),
        "focal_mm": st.sampled_from([None, 35.0, 50.5]),
        "width": st.sampled_from([None, 640]),
        "height": st.sampled_from([None, 480]),
        "latitude": LATITUDES,
        "longitude": LONGITUDES,
        "problem_code": SELDOM,
        "missing_since": SELDOM,
        "removed_at": SELDOM,
        "rating": st.integers(0, 5),
        "favourite": st.integers(0, 1),
    }
)
ROWS = st.builds(
    lambda confirmed, rejected, **rest: Row(
        confirmed=confirmed, rejected=rejected - confirmed, **rest
    ),
    folder=st.sampled_from(FOLDERS),
    name=st.sampled_from(NAMES),
    facts=FACTS,
    confirmed=SOME_TAGS,
    rejected=SOME_TAGS,
    suggested=SOME_TAGS,
    albums=st.frozensets(st.sampled_from([1, 2])),
)
LIBRARIES = st.builds(Small, st.lists(ROWS, max_size=8).map(tuple), st.sampled_from(RULES))

PATTERNS = st.sampled_from(
    ["img_2*", "IMG", "été", "É*", "%", "_", "?mg*", "über.t?f", "*.gz", "fuji", "35mm", "*", "Ü"]
)
LEAVES: st.SearchStrategy[Filter] = st.one_of(
    st.builds(Tagged, st.sampled_from(["Family", "été", "WORK"]), st.booleans()),
    st.builds(InAlbum, st.sampled_from(["picked", "best of", "SMART"])),
    st.builds(
        InFolder,
        st.sampled_from(
            [
                "holidays",
                "Holidays*",
                "ann/holidays/2023",
                "/home",
                "/ann",
                "été",
                "/",
                "a (1)",
                "h?me",
            ]
        ),
    ),
    st.builds(Matches, st.sampled_from(["name", "camera", "lens"]), PATTERNS),
    st.builds(
        Matches, st.just("ext"), st.sampled_from(["JPG", "jpeg", "heic", "gz", "hei?", "t*"])
    ),
    st.builds(
        lambda what, low, high, a, b: Measures(what, *sorted((low, high)), a, b),
        st.sampled_from(["iso", "rating", "aperture", "focal", "width", "height"]),
        st.sampled_from([0.0, 1.4, 3, 100, 640]),
        st.sampled_from([2.8, 3, 5, 480, 1600]),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(Measures, st.sampled_from(["iso", "rating"]), st.sampled_from([3, 400]), st.none()),
    st.builds(
        Taken,
        st.none() | st.dates(date(2019, 12, 1), date(2021, 6, 1)),
        st.none() | st.dates(date(2021, 6, 2), date(2022, 2, 1)),
    ),
    st.builds(
        Near,
        LATITUDES.filter(lambda x: x is not None),
        LONGITUDES.filter(lambda x: x is not None),
        st.sampled_from([10.0, 2500.0, 4000.0, 3e6, 2e7]),
    ),
    st.builds(Is, st.sampled_from(["untagged", "favourite", "problem", "missing", "geotagged"])),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(negation),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: conjunction(parts) or parts[0]),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: disjunction(parts) or parts[0]),
    ),
    max_leaves=6,
)


def _build(world: Any, small: Small) -> Outside:
    for i, name in TAGS.items():
        world.tag(i, name)
    for i, row in enumerate(small.rows, 1):
        # (folder, name) is unique in a library: further photos of a name lie one level deeper
        path = f"{row.folder.rstrip('/')}/{i}/{row.name}"
        world.photo(i, path, **row.facts)
        for tag in row.confirmed:
            world.decide(tag, i)
        for tag in row.rejected:
            world.decide(tag, i, agreed=False)
    for album in (1, 2):
        members = [i for i, row in enumerate(small.rows, 1) if album in row.albums]
        world.album(album, ALBUMS[album], None, *members)
    world.album(3, ALBUMS[3], small.rule)

    def suggested(tag: int) -> Ids:
        return np.array([i for i, row in enumerate(small.rows, 1) if tag in row.suggested], int)

    return Outside(suggested=suggested)


@given(LIBRARIES, TREES)
@settings(max_examples=250, suppress_health_check=list(HealthCheck))
def test_sql_and_python_agree(empty_world: Any, small: Small, where: Filter) -> None:
    with empty_world.scratch():
        outside = _build(empty_world, small)
        ids = matching_ids(empty_world.connection, where, outside)
        assert ids.dtype == np.int64
        assert ids.tolist() == small.passing(where), to_text(Query(where=where))
        unseen = hidden_ids(empty_world.connection).tolist()
        assert sorted(small.passing(None) + unseen) == list(range(1, len(small.rows) + 1))


def ids(world: Any, text: str, outside: Outside | None = None) -> list[int]:
    return matching_ids(world.connection, parse(text).where, outside).tolist()


def refusal(world: Any, text: str, outside: Outside | None = None) -> QueryError:
    with pytest.raises(QueryError) as caught:
        ids(world, text, outside)
    return caught.value


def test_not_means_not_even_where_nothing_is_known(world: Any) -> None:
    world.photo(1, "/a/1.jpg", camera="Fuji", taken_at="2021-05-03T10:00:00", iso=400)
    world.photo(2, "/a/2.jpg")
    for text in ("camera:fuji", "date:2021", "iso:>100", "camera:f*"):
        assert ids(world, text) == [1]
        assert ids(world, "-" + text) == [2]


def test_dates_are_half_open(world: Any) -> None:
    moments = ["2020-12-31T23:59:59", "2021-01-01T00:00:00", "2021-12-31T23:59:59.5", "2022-01-01"]
    for i, moment in enumerate(moments, 1):
        world.photo(i, f"/a/{i}.jpg", taken_at=moment)
    assert ids(world, "date:2021") == [2, 3]
    assert ids(world, "before:2021") == [1]
    assert ids(world, "after:2021") == [4]
    assert ids(world, "date:2021-12..") == [3, 4]
    assert ids(world, "date:..2020-12-31") == [1]


def test_what_was_added_lately(world: Any) -> None:
    now = datetime.now().astimezone(UTC)
    for i, days in enumerate((0, 3, 40), 1):
        added = (now - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
        world.photo(i, f"/a/{i}.jpg", added_at=added)
    assert ids(world, "added:1d") == [1]
    assert ids(world, "added:7d") == [1, 2]
    assert ids(world, "-added:7d") == [3]
    assert ids(world, f"added:{date.today()}") == [1]
    assert ids(world, f"added:..{date.today() - timedelta(days=2)}") == [2, 3]
    assert ids(world, f"added:{date.today() - timedelta(days=5)}..") == [1, 2]
    with pytest.raises(QueryError, match="added:7d"):
        parse("added:lately")
    with pytest.raises(QueryError, match="backwards"):
        parse("added:2021..2020")


def test_a_time_before_clocks_know_zones(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    world.photo(1, "/a/1.jpg", added_at="2026-01-01T00:00:00Z")

    class OnWindows(datetime):
        def astimezone(self, zone: object = None) -> OnWindows:
            raise OSError(22, "Invalid argument")

    monkeypatch.setattr(filters, "datetime", OnWindows)
    assert ids(world, "added:1960..") == [1]
    assert ids(world, "added:..1960") == []


def test_problems_and_missing_photos_show_only_when_asked_for(world: Any) -> None:
    world.photo(1, "/a/1.jpg")
    world.photo(2, "/a/2.jpg", problem_code="damaged")
    world.photo(3, "/a/3.jpg", missing_since="2024-01-01T00:00:00Z")
    world.photo(4, "/a/4.jpg", removed_at="2024-01-01T00:00:00Z")
    world.album(1, "Broken", "is:problem OR is:missing")
    assert matching_ids(world.connection, None).tolist() == [1]
    assert ids(world, "in:a") == [1]
    assert ids(world, "is:problem") == [2]
    assert ids(world, "is:missing") == [3]
    assert ids(world, "in:a is:problem OR is:missing") == [2, 3]
    assert ids(world, "album:broken") == [2, 3]
    assert hidden_ids(world.connection).tolist() == [2, 3, 4]


def test_tags_go_by_name_first_and_by_alias(world: Any) -> None:
    world.tag(1, "dog", "puppy", "Hündchen")
    world.tag(2, "puppy")
    world.photo(1, "/a/1.jpg")
    world.photo(2, "/a/2.jpg")
    world.decide(1, 1)
    world.decide(2, 2)
    assert ids(world, "tag:Dog") == [1]
    assert ids(world, "tag:HÜNDCHEN") == [1]
    assert ids(world, "tag:puppy") == [2]


def test_unknown_names_are_told_with_the_nearest(world: Any) -> None:
    assert "There are no tags yet." in refusal(world, "tag:famly").message
    world.tag(1, "Family")
    world.album(1, "Italy 2023", None)
    error = refusal(world, "in:a tag:famly")
    assert error.message == "There is no tag “famly”. Did you mean “Family”?"
    assert error.position == 5
    error = refusal(world, 'in:a -album:"Itly 2023"')
    assert "Did you mean “Italy 2023”?" in error.message
    assert error.position == 5
    assert refusal(world, "tag:xyzzy").message == "There is no tag “xyzzy”."


def test_smart_albums_nest_and_may_not_contain_themselves(world: Any) -> None:
    world.photo(1, "/a/1.jpg", rating=5)
    world.photo(2, "/a/2.jpg", rating=1)
    world.album(1, "Good", "rating:>=3")
    world.album(2, "Rest", "-album:Good")
    world.album(3, "Loop", "album:Pool")
    world.album(4, "Pool", "is:favourite OR album:Loop")
    world.album(5, "Wrong", "tag:nothing")
    world.album(6, "Broken", "in:a (is:missing")
    world.album(7, "Everything", "sort:name")
    assert ids(world, "album:rest") == [2]
    assert ids(world, "album:good OR album:rest -album:good") == [2]
    assert ids(world, "album:everything") == [1, 2]
    error = refusal(world, "in:a album:loop")
    assert error.position == 5
    assert "“Loop” contains itself" in error.message
    error = refusal(world, "album:wrong")
    assert error.message.startswith("The rule of the album “Wrong” does not work. There is no tag")
    assert error.position == 0
    assert "never closed" in refusal(world, "album:Broken").message


def test_many_smart_albums_in_a_row(world: Any) -> None:
    world.photo(1, "/a/1.jpg")
    world.album(1, "n0", "in:a")
    for i in range(1, 30):
        world.album(i + 1, f"n{i}", f"album:n{i - 1} OR album:n{i - 1}")
    assert ids(world, "album:n15") == [1]
    assert "nest at most" in refusal(world, "album:n29").message


def test_smart_albums_with_free_text_ask_outside(world: Any) -> None:
    for i in (1, 2, 3):
        world.photo(i, f"/a/{i}.jpg")
    world.album(1, "Beach", "a sandy beach")
    error = refusal(world, "in:a album:beach")
    assert "free text" in error.message
    assert error.position == 5
    asked: list[Query] = []

    def answer(query: Query) -> Ids:
        asked.append(query)
        return np.array([3, 1])

    world.album(2, "Loop", "a beach album:loop")
    world.album(3, "Far", "album:near")
    world.album(4, "Near", "a beach album:far")
    for name in ("loop", "far", "near"):
        assert "contains itself" in refusal(world, f"album:{name}", Outside(answer=answer)).message
    assert asked == []
    assert ids(world, "album:beach", Outside(answer=answer)) == [1, 3]
    assert ids(world, "-album:beach", Outside(answer=answer)) == [2]
    assert asked[0] == parse("a sandy beach")


def test_suggestions_come_from_outside_and_a_rejection_wins(world: Any) -> None:
    world.tag(7, "cat")
    for i in (1, 2, 3, 4):
        world.photo(i, f"/a/{i}.jpg")
    world.decide(7, 1)
    world.decide(7, 2, agreed=False)
    outside = Outside(suggested={7: np.array([2, 3])}.__getitem__)
    assert ids(world, "tag:cat?", outside) == [1, 3]
    assert ids(world, "tag:cat", outside) == [1]
    assert ids(world, "-tag:cat?", outside) == [2, 4]
    assert refusal(world, "in:a tag:cat?").position == 5


def test_states_are_what_the_machine_takes_them_for_unless_the_user_knows_better(
    world: Any,
) -> None:
    for number in (1, 2, 3, 4):
        world.photo(number, f"/a/{number}.jpg")
    for state in COMPUTED:
        error = refusal(world, f"in:a is:{state}")
        assert error.message == f"Whether a photo is {state} cannot be told here."
        assert error.position == 5
    for number, value in ((2, 0), (4, 1)):
        world.connection.execute(
            insert(state_correction).values(
                photo_id=number, state="blurry", value=value, decided_at="2024-01-01T00:00:00Z"
            )
        )
    outside = Outside(likely={"blurry": np.array([1, 2]), "receipt": np.array([3])}.__getitem__)
    assert ids(world, "is:blurry", outside) == [1, 4]
    assert ids(world, "-is:blurry", outside) == [2, 3]
    assert ids(world, "is:receipt OR is:blurry", outside) == [1, 3, 4]


def test_names_that_are_no_unicode_and_home(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    monkeypatch.setenv("USERPROFILE", "/home/ann")
    world.photo(1, os.fsdecode(b"/home/ann/caf\xe9/IMG_\xff.jpg"))
    world.photo(2, "/home/bob/img_1.jpg")
    assert ids(world, "name:img") == [1, 2]
    assert ids(world, "ext:jpg") == [1, 2]
    assert ids(world, "name:é") == []
    assert ids(world, "in:~") == [1]
    assert ids(world, "in:caf?") == [1]


@pytest.mark.parametrize(
    "opening",
    [
        "-(in:a is:missing OR ",
        "-(in:a iso:3 OR rating:3 AND ",
        "-(in:a iso:3 OR rating:3 AND NOT ",
        "(in:a -(rating:3 OR iso:3) OR (",
    ],
)
def test_the_deepest_query_compiles(world: Any, opening: str) -> None:
    world.photo(1, "/a/1.jpg", rating=3)
    each = opening.count("(") - opening.count(")")
    times = DEEPEST // each
    assert ids(world, opening * times + "is:untagged" + ")" * each * times) in ([], [1])


def test_the_longest_queries_compile(world: Any) -> None:
    world.photo(1, "/a/1.jpg", rating=3)
    assert ids(world, " OR ".join(["rating:3"] * 330)) == [1]
    assert ids(world, " OR ".join(["-in:a"] * 440)) == []
    assert ids(world, " ".join(["-iso:3"] * 550)) == [1]


def test_photos_of_several_files(world: Any) -> None:
    world.photo(1, "/a/1.jpg")
    world.photo(2, "/a/2.cr2", format="raw")
    world.photo(3, "/a/3.heic", motion=1)
    world.photo(4, "/a/4.mp4", format="mp4", duration_seconds=7.5)
    world.photo(5, "/a/5.heic")
    folder_id = world.connection.scalar(select(folder.c.id).where(folder.c.path == "/a"))
    for name, number, kind in (("1.CR2", 1, "raw"), ("5.mov", 5, "video"), ("4.xmp", 4, "sidecar")):
        row = {"folder_id": folder_id, "name": name, "photo_id": number, "kind": kind}
        world.connection.execute(insert(photo_file).values(size=1, mtime_ns=1, **row))
    assert ids(world, "in:a is:raw") == [1, 2]
    assert ids(world, "in:a is:video") == [4]
    assert ids(world, "in:a is:live") == [3, 5]
    assert ids(world, "in:a -is:raw -is:live") == [4]
    assert ids(world, "in:a ext:cr2") == [1, 2]
    assert ids(world, "in:a ext:mov") == [5]
