"""What the planner decides, and in which order photos come."""

from __future__ import annotations

from typing import Any

import pytest

from photoclip.errors import QueryError
from photoclip.query import parse
from photoclip.query.values import Example, Sort, Term
from photoclip.search.plan import in_order, plan


@pytest.fixture
def three(world: Any) -> Any:
    """Three photos, and a fourth that is gone."""
    world.photo(1, "/b/IMG_2.jpg", moment=300)
    world.photo(2, "/a/img_1.jpg", moment=100)
    world.photo(3, "/a/été.jpg", moment=200)
    world.photo(4, "/a/gone.jpg", moment=400, missing_since="2024-01-01T00:00:00Z")
    return world


def test_filters_choose_the_photos_to_score(three: Any) -> None:
    made = plan(parse("dog -cat like:x.jpg in:a"), three.connection)
    assert made.ids is not None
    assert made.ids.tolist() == [2, 3]
    assert made.hidden.tolist() == []
    assert made.terms == (Term("dog"), Term("cat", negative=True))
    assert made.examples == (Example("x.jpg"),)
    assert made.is_ranked
    assert made.sort == Sort("relevance")


def test_without_filters_everything_but_what_is_hidden(three: Any) -> None:
    made = plan(parse("dog"), three.connection)
    assert made.ids is None
    assert made.hidden.tolist() == [4]
    assert not plan(parse(""), three.connection).is_ranked


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("", Sort("date")),
        ("in:a", Sort("date")),
        ("dog", Sort("relevance")),
        ("dog sort:date", Sort("date")),
        ("in:a sort:relevance", Sort("date")),
        ("-sort:name", Sort("name", reverse=True)),
    ],
)
def test_the_usual_order(three: Any, text: str, sort: Sort) -> None:
    assert plan(parse(text), three.connection).sort == sort


def test_a_query_about_unknown_things_is_refused(three: Any) -> None:
    with pytest.raises(QueryError) as caught:
        plan(parse("dog tag:nothing"), three.connection)
    assert caught.value.position == 4


def test_orders(three: Any) -> None:
    def ordered(text: str) -> list[int]:
        made = plan(parse(text), three.connection)
        return in_order(three.connection, made.ids, made.sort).tolist()

    assert ordered("") == [1, 3, 2]
    assert ordered("sort:date") == [1, 3, 2]
    assert ordered("-sort:date") == [2, 3, 1]
    assert ordered("sort:name") == [2, 1, 3]
    assert ordered("-sort:name") == [3, 1, 2]
    assert ordered("in:a") == [3, 2]
    assert ordered("is:missing") == [4]
