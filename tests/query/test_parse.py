"""The query language, form by form, and the sentences for what does not parse."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from photoclip.errors import QueryError
from photoclip.query import Query, parse
from photoclip.query.keys import KEYS
from photoclip.query.parser import DEEPEST, LONGEST
from photoclip.query.values import (
    And,
    Example,
    Filter,
    InAlbum,
    InFolder,
    Is,
    Matches,
    Measures,
    Near,
    Not,
    Or,
    Sort,
    Tagged,
    Taken,
    Term,
    leaves,
)

A, B, C = Tagged("a"), Tagged("b"), Tagged("c")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("dog on a beach", [Term("dog on a beach")]),
        ("  dog \t on\na beach ", [Term("dog on a beach")]),
        ('"dog on a beach" "at night"', [Term("dog on a beach"), Term("at night")]),
        ("“dog on a beach” «at night»", [Term("dog on a beach"), Term("at night")]),
        ("-people", [Term("people", negative=True)]),
        ('-"a crowd of people"', [Term("a crowd of people", negative=True)]),
        ("NOT people", [Term("people", negative=True)]),
        ("dog -cat bird", [Term("dog"), Term("cat", negative=True), Term("bird")]),
        ("beach^2 sunset", [Term("beach", 2.0), Term("sunset")]),
        ('red car^1.5 "old town"^0.5', [Term("red car", 1.5), Term("old town", 0.5)]),
        ("-crowd^3", [Term("crowd", 3.0, negative=True)]),
        ("dog AND cat", [Term("dog"), Term("cat")]),
        ("and", [Term("and")]),
        ("cats or dogs and birds", [Term("cats or dogs and birds")]),
        ("black-and-white - a street", [Term("black-and-white - a street")]),
        ("at 10:30 :( 3d:x", [Term("at 10:30 :( 3d:x")]),
        ("at 10:30 see https://example.org/a?b", [Term("at 10:30 see https://example.org/a?b")]),
        ('"note: dog"', [Term("note: dog")]),
        ('a 5" screen', [Term('a 5" screen')]),
        ('"a 5"" screen"', [Term('a 5" screen')]),
        ("dog (brown one)", [Term("dog"), Term("brown one")]),
        ("dog(s) playing", [Term("dog(s) playing")]),
        ("собака на пляже 日本", [Term("собака на пляже 日本")]),
        ("", []),
        ("   ", []),
        ("()", []),
        ("-()", []),
    ],
)
def test_free_text(text: str, terms: list[Term]) -> None:
    assert parse(text) == Query(terms=tuple(terms))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("tag:family", Tagged("family")),
        ("tag:family?", Tagged("family", suggested=True)),
        ('tag:"old friends"?', Tagged("old friends", suggested=True)),
        ('tag:"what?"', Tagged("what?")),
        ("-tag:work", Not(Tagged("work"))),
        ("NOT tag:work", Not(Tagged("work"))),
        ("NOT -tag:work", Tagged("work")),
        ("TAG:Family", Tagged("Family")),
        ('album:"Italy 2023"', InAlbum("Italy 2023")),
        ("album:“Italy 2023”", InAlbum("Italy 2023")),
        ("in:Holidays", InFolder("Holidays")),
        ("in:C:\\Photos\\2023", InFolder("C:\\Photos\\2023")),
        ("name:IMG_2*", Matches("name", "IMG_2*")),
        ("name:IMG_2(1).jpg", Matches("name", "IMG_2(1).jpg")),
        ("ext:.heic", Matches("ext", "heic")),
        ("camera:fuji", Matches("camera", "fuji")),
        ("lens:35mm", Matches("lens", "35mm")),
        ("iso:>=1600", Measures("iso", 1600, None)),
        ("iso:>1600", Measures("iso", 1600, None, low_open=True)),
        ("iso:<=1600", Measures("iso", None, 1600)),
        ("iso:<1600", Measures("iso", None, 1600, high_open=True)),
        ("iso:100..400", Measures("iso", 100, 400)),
        ("iso:100..", Measures("iso", 100, None)),
        ("iso:..400", Measures("iso", None, 400)),
        ("rating:3", Measures("rating", 3, 3)),
        ("aperture:<2.8", Measures("aperture", None, 2.8, high_open=True)),
        ("is:untagged", Is("untagged")),
        ("is:Favorite", Is("favourite")),
        ("near:51.5,-0.1~5km", Near(51.5, -0.1, 5000.0)),
        ("near:51.5,-0.1~300m", Near(51.5, -0.1, 300.0)),
        ("near:51.5,-0.1~2mi", Near(51.5, -0.1, 3218.688)),
        ("near:51.5,-0.1~2", Near(51.5, -0.1, 2000.0)),
        ("near:51.5,-0.1", Near(51.5, -0.1, 1000.0)),
    ],
)
def test_filters(text: str, where: Filter) -> None:
    assert parse(text) == Query(where=where)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("date:2021", date(2021, 1, 1), date(2022, 1, 1)),
        ("date:2021-05", date(2021, 5, 1), date(2021, 6, 1)),
        ("date:2021-12", date(2021, 12, 1), date(2022, 1, 1)),
        ("date:2021-05-03", date(2021, 5, 3), date(2021, 5, 4)),
        ("date:2020-2-29", date(2020, 2, 29), date(2020, 3, 1)),
        ("date:2021-05..2021-08", date(2021, 5, 1), date(2021, 9, 1)),
        ("date:2021-05-03..2022", date(2021, 5, 3), date(2023, 1, 1)),
        ("date:2021..", date(2021, 1, 1), None),
        ("date:..2021", None, date(2022, 1, 1)),
        ("before:2020", None, date(2020, 1, 1)),
        ("after:2019-06-30", date(2019, 7, 1), None),
    ],
)
def test_dates_are_half_open(text: str, start: date | None, end: date | None) -> None:
    assert parse(text).where == Taken(start, end)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("tag:a tag:b", And((A, B))),
        ("tag:a AND tag:b", And((A, B))),
        ("AND tag:a AND AND tag:b AND", And((A, B))),
        ("tag:a OR tag:b", Or((A, B))),
        ("tag:a or tag:b", Or((A, B))),
        ("tag:a and tag:b and", And((A, B))),
        ("and tag:a", A),
        ("tag:a OR tag:b tag:c", And((Or((A, B)), C))),
        ("tag:c tag:a OR tag:b", And((C, Or((A, B))))),
        ("tag:a AND tag:b OR tag:c", Or((And((A, B)), C))),
        ("(tag:a tag:b) OR tag:c", Or((And((A, B)), C))),
        ("tag:a OR (tag:b OR tag:c)", Or((A, B, C))),
        ("tag:a (tag:b tag:c)", And((A, B, C))),
        ("-(tag:a OR tag:b)", Not(Or((A, B)))),
        ("-(tag:a tag:b)", Not(And((A, B)))),
        ("NOT (tag:a)", Not(A)),
        ("-(-tag:a)", A),
        ("-(-(-(tag:a)))", Not(A)),
        ("((tag:a))", A),
    ],
)
def test_the_tree(text: str, where: Filter) -> None:
    assert parse(text) == Query(where=where)


def test_examples_order_and_everything_in_one_line() -> None:
    query = parse('like:/a/b.jpg -like:"c d.png" dog tag:a sort:name -crowd in:b OR is:blurry')
    assert query == Query(
        terms=(Term("dog"), Term("crowd", negative=True)),
        examples=(Example("/a/b.jpg"), Example("c d.png", negative=True)),
        where=And((A, Or((InFolder("b"), Is("blurry"))))),
        sort=Sort("name"),
    )
    assert parse("-sort:date").sort == Sort("date", reverse=True)


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("dog OR tag:a", 0, "Free text cannot stand under OR"),
        ("tag:a OR red car", 9, "Free text cannot stand under OR"),
        ("tag:a OR (tag:b dog)", 16, "Free text cannot stand under OR"),
        ("cats OR dogs", 0, "Free text cannot stand under OR"),
        ("tag:a OR like:x.jpg", 9, "An example photo cannot stand under OR"),
        ("tag:a OR sort:date", 9, "An order cannot stand under OR"),
        ("-(dog tag:a)", 2, "Free text cannot stand in a negated group"),
        ("tag:a OR", 6, "OR needs something behind it"),
        ("OR tag:a", 0, "OR needs something before it"),
        ("(tag:a OR) tag:b", 7, "OR needs something behind it"),
        ("tag:a OR ()", 9, "nothing between"),
        ("() OR tag:a", 0, "nothing between"),
        ("tag:a OR -()", 9, "nothing between"),
        ("dog NOT", 4, "NOT needs something behind it"),
        ("NOT NOT dog", 4, "One NOT"),
        ("tag:a AND OR tag:b", 10, "OR needs something before it"),
        ("(tag:a", 0, "never closed"),
        ("dog tag:a)", 9, "never opened"),
        ('dog "on a beach', 4, "never closed"),
        ('dog ""', 4, "nothing between"),
        ("tga:family", 0, "Did you mean “tag:”"),
        ("a dog ablum:x", 6, "Did you mean “album:”"),
        ("-catmera:x", 1, "Did you mean “camera:”"),
        ("日本:x", 0, "The words are tag, album"),
        ("tag: family", 4, "needs a value"),
        ("tag:?", 4, "needs a value"),
        ('album:""', 6, "needs a value"),
        ("ext:.", 4, "ext:heic"),
        ("is:untaged", 3, "Did you mean “untagged”"),
        ("is:xyzzy", 3, "It is one of untagged"),
        ("sort:size", 5, "sort:"),
        ("sort:date sort:name", 10, "this is the second"),
        ("date:yesterday", 5, "A date is written"),
        ("date:2021-13", 5, "no such date"),
        ("date:2021-02-29", 5, "no such date"),
        ("date:2021-00", 5, "no such date"),
        ("date:0021", 5, "year"),
        ("date:2022..2021", 5, "backwards"),
        ("date:..", 5, "at least one date"),
        ("date:2021..x", 11, "A date is written"),
        ("iso:fast", 4, "needs a number"),
        ("iso:>=x", 6, "needs a number"),
        ("iso:1..x", 7, "needs a number"),
        ("iso:400..100", 4, "backwards"),
        ("iso:..", 4, "at least one bound"),
        ("iso:١٦٠٠", 4, "needs a number"),
        ("rating:-1", 7, "needs a number"),
        ("near:london~5km", 5, "latitude"),
        ("near:91,0~5km", 5, "latitude lies"),
        ("near:1,181~5km", 7, "longitude lies"),
        ("near:1,2~0km", 9, "distance lies"),
        ("beach^x", 5, "A weight is a number"),
        ("beach^0", 6, "A weight lies between"),
        ('"old town"^.5', 10, "A weight is a number"),
        ("^2", 0, "behind words"),
        ("smile :)", 7, "never opened"),
        ("a::b", 0, "is not a word of the query language"),
        ("dog \ud800", 4, "damaged"),
    ],
)
def test_errors_say_what_and_where(text: str, position: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert words in caught.value.message
    assert caught.value.position == position


def test_an_unknown_word_names_the_nearest_known_one() -> None:
    for key in KEYS:
        with pytest.raises(QueryError, match=f"“{key}:”"):
            parse(f"{key}{key[-1]}x:1")


def test_long_and_deep_queries_get_one_sentence() -> None:
    assert parse("x" * LONGEST).has_text
    with pytest.raises(QueryError, match="10,000 characters") as caught:
        parse("word " * 2000)
    assert 0 <= caught.value.position <= 10_000
    assert parse("(" * DEEPEST + "tag:a" + ")" * DEEPEST).where == A
    with pytest.raises(QueryError, match="deep"):
        parse("(" * 2000)


def test_chips_cover_the_text_and_can_be_cut_out() -> None:
    text = "red  car AND -people^2 like:a.jpg (tag:a OR is:blurry) -date:2021 (in:x AND ext:png)"
    text += " sort:date"
    query = parse(text)
    chips = query.chips()
    assert [(chip.text, chip.kind) for chip in chips] == [
        ("red  car", "text"),
        ("-people^2", "text"),
        ("like:a.jpg", "example"),
        ("(tag:a OR is:blurry)", "group"),
        ("-date:2021", "date"),
        ("in:x", "folder"),
        ("ext:png", "file"),
        ("sort:date", "sort"),
    ]
    for chip in reversed(chips):
        assert text[chip.start : chip.end] == chip.text
        text = text[: chip.start] + " " + text[chip.end :]
        assert len(parse(text).chips()) == len(chips) - 1 - chips[::-1].index(chip)
    assert parse(text).is_empty


def test_chip_kinds_of_every_filter() -> None:
    text = "tag:a album:b in:c name:d camera:e lens:f iso:1 date:2021 near:1,2 is:blurry"
    kinds = [chip.kind for chip in parse(text).chips()]
    assert kinds == [
        *("tag", "album", "folder", "file", "camera", "camera", "number", "date"),
        *("place", "state"),
    ]


def test_queries_are_values() -> None:
    query = parse("dog tag:a  -(is:blurry OR near:1,2)")
    assert pickle.loads(pickle.dumps(query)) == query
    assert pickle.loads(pickle.dumps(query)).chips() == query.chips()
    assert hash(query) == hash(parse("dog   tag:a -(is:blurry OR near:1,2~1km)"))
    assert [type(leaf) for leaf in leaves(query.where)] == [Tagged, Is, Near]
    assert parse("dog").has_text
    assert parse("-dog").has_text
    assert not parse("like:a.jpg").has_text
    assert parse("like:a.jpg").is_ranked
    assert not parse("tag:a").is_ranked
    assert parse(" ").is_empty
    assert not parse("sort:date").is_empty
